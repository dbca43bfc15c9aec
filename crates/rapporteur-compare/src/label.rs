//! Labels: what the reports call the same one, side by side as written.
//!
//! A label is what stands with a name and tells what its bearer is held for (“the militant group X”, “X fighters”, “the
//! Ruritanian premier”), in the report's own voice or as it retells others; quoted words are theirs who said them. Offices and
//! general nouns (“the group”) label nobody. Which label is right is not told.

use crate::claim::{Aspect, Cell, Claim, Kind, Line, Relation, Subject};
use crate::ground::{Ground, Place};
use crate::words::{self, Word};
use rapporteur_ontology::{Sector, agent, noun, title};
use rapporteur_record::{EntityId, EntityType, Mention, MentionForm};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a label.
const LONGEST: usize = 5;
/// Labels of one bearer.
const MOST: usize = 12;

/// What is called so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Bearer {
    /// The bearer of a name, or people of it (“X fighters”).
    One(EntityId),
    /// As the holder of an office.
    Holder(EntityId),
}

struct Found {
    /// Base forms, for telling one label from another.
    key: String,
    /// It says more than a general noun.
    tells: bool,
    voice: usize,
    cell: Cell,
}

pub(crate) fn claims(ground: &Ground<'_>) -> Vec<Claim> {
    let mut bearers: BTreeMap<Bearer, Vec<Found>> = BTreeMap::new();
    for place in &ground.places {
        let mut seen: BTreeSet<(Bearer, String)> = BTreeSet::new();
        for (bearer, found) in labels(place) {
            if seen.insert((bearer.clone(), found.key.clone())) {
                bearers.entry(bearer).or_default().push(found);
            }
        }
    }
    bearers.into_iter().filter_map(|(bearer, found)| claim(bearer, found)).collect()
}

fn claim(bearer: Bearer, found: Vec<Found>) -> Option<Claim> {
    let voices: BTreeSet<usize> = found.iter().map(|found| found.voice).collect();
    let telling: BTreeSet<&str> =
        found.iter().filter(|found| found.tells).map(|found| found.key.as_str()).collect();
    let keys: BTreeSet<&str> = found.iter().map(|found| found.key.as_str()).collect();
    if voices.len() < 2 || keys.len() < 2 || telling.is_empty() {
        return None;
    }
    // One voice that varies its words, beside others that all use one of them, differs from nobody.
    let by_voice = |voice: usize| -> BTreeSet<&str> {
        found.iter().filter(|found| found.voice == voice).map(|found| found.key.as_str()).collect()
    };
    let sets: BTreeSet<BTreeSet<&str>> = voices.iter().map(|voice| by_voice(*voice)).collect();
    if sets.len() < 2 {
        return None;
    }
    let id = match bearer {
        Bearer::One(id) | Bearer::Holder(id) => id,
    };
    let worded = found.into_iter().map(|found| (found.key, found.cell));
    Some(side_by_side("compare.labels", vec![id], worded))
}

/// The claim that sets different words for the same beside each other: each word is a side.
pub(crate) fn side_by_side(
    rule: &'static str,
    named: Vec<EntityId>,
    worded: impl Iterator<Item = (String, Cell)>,
) -> Claim {
    let mut claim = Claim::new(Kind::Label, rule, Subject::Entities(named.clone()));
    claim.relation = Relation::Differs;
    claim.note(Aspect::Label);
    claim.about.all = named;
    let mut sides: BTreeMap<String, usize> = BTreeMap::new();
    for (word, cell) in worded {
        let next = sides.len();
        let side = *sides.entry(word).or_insert(next);
        if side < MOST {
            claim.cells.push(Cell { side, ..cell });
        }
    }
    claim
}

/// The labels of a report, in order of the text.
fn labels(place: &Place<'_>) -> Vec<(Bearer, Found)> {
    let mut found = Vec::new();
    let text = place.text();
    let mentions = &place.report().mentions;
    let mut names: BTreeMap<&EntityId, Vec<Span>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
        if let Some(id) = &mention.entity {
            names.entry(id).or_default().push(mention.span);
        }
    }
    for (at, mention) in mentions.iter().enumerate() {
        if place.is_quoted(mention.span) {
            continue;
        }
        match mention.form {
            MentionForm::Name => found.extend(before_name(place, mention)),
            MentionForm::Nominal => {
                found.extend(people_of(place, mention, mentions[at..].iter()));
                found.extend(beside_name(place, mention, &mentions[at + 1..]));
                found.extend(nominal(place, mention, &names));
            }
            MentionForm::Pronoun | MentionForm::Adjective => {}
        }
    }
    for entity in &place.report().entities {
        if entity.entity_type != EntityType::Person {
            continue;
        }
        for office in &entity.offices {
            let words = words::words(text, office.span);
            let label = words.iter().take_while(|word| word.tells()).collect::<Vec<_>>();
            // Only the people that an office is laid to tells reports apart: long and short titles are no labels.
            let [first, rest @ ..] = &label[..] else { continue };
            let is_people = first.capital && !rest.is_empty() && is_people(mentions, first);
            if is_people && !place.is_quoted(office.span) {
                let span = Span::new(first.span.start, label[label.len() - 1].span.end);
                let key = format!(
                    "{} {}",
                    first.folded,
                    rest.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
                );
                let bearer = Bearer::Holder(place.who(&entity.id).id);
                found.extend(
                    office_at(place, mentions, span, &entity.id)
                        .map(|cell| (bearer, Found { key, tells: true, voice: place.voice, cell })),
                );
            }
        }
    }
    found
}

/// `Ruritanian`, `Jewish`: a word for a people or a faith, as the mentions tell.
fn is_people(mentions: &[Mention], word: &Word) -> bool {
    let at = mentions.partition_point(|mention| mention.span.start < word.span.start);
    mentions[at..]
        .iter()
        .take_while(|mention| mention.span.start == word.span.start)
        .any(|mention| mention.form == MentionForm::Adjective && mention.span.end <= word.span.end)
}

fn office_at(place: &Place<'_>, mentions: &[Mention], span: Span, id: &EntityId) -> Option<Cell> {
    let at = mentions.partition_point(|mention| mention.span.start < span.start);
    let mention = mentions[at..].iter().take(4).find(|mention| mention.entity.as_ref() == Some(id))?;
    Some(place.cell(0, vec![span], Line::Mention(mention.id), place.owner(span)))
}

/// “the militant group X”: the words of the phrase before the name.
fn before_name(place: &Place<'_>, mention: &Mention) -> Option<(Bearer, Found)> {
    let kinds = [EntityType::Organisation, EntityType::Group, EntityType::Person, EntityType::Unknown];
    let extent = mention
        .extent
        .filter(|extent| extent.contains(mention.span) && kinds.contains(&mention.entity_type))?;
    let before = Span::new(extent.start, mention.span.start);
    before.of(place.text())?;
    let before = before.trim(place.text());
    let id = place.who(mention.entity.as_ref()?).id;
    found(place, mention, before, Bearer::One(id), Stands::Beside)
}

/// “the militant group X”, where the description is a mention of its own.
fn beside_name(place: &Place<'_>, mention: &Mention, after: &[Mention]) -> Option<(Bearer, Found)> {
    let name = after.iter().take(3).find(|other| other.span.start > mention.span.start)?;
    let gap = place.text().get(mention.span.end..name.span.start)?;
    let kinds = [EntityType::Organisation, EntityType::Group];
    let beside = gap == " " && name.form == MentionForm::Name && kinds.contains(&name.entity_type);
    let id = place.who(name.entity.as_ref().filter(|_| beside)?).id;
    found(place, mention, mention.span, Bearer::One(id), Stands::Beside)
}

/// “X fighters”: a name and what its people are called.
fn people_of<'m>(
    place: &Place<'_>,
    mention: &Mention,
    inside: impl Iterator<Item = &'m Mention>,
) -> Option<(Bearer, Found)> {
    let name = inside.take(4).take_while(|other| other.span.start < mention.span.end).find(|other| {
        other.form == MentionForm::Name && mention.span.contains(other.span) && other.id != mention.id
    })?;
    if !matches!(name.entity_type, EntityType::Organisation | EntityType::Group) {
        return None;
    }
    let after = Span::new(name.span.end, mention.span.end);
    after.of(place.text())?;
    let after = after.trim(place.text());
    let head = words::words(place.text(), after);
    // One or two nouns for people in the plural.
    let last = head.last().filter(|_| head.len() <= 2)?;
    noun::lookup(last.folded.as_str()).filter(|form| form.plural && form.noun.person)?;
    let id = place.who(name.entity.as_ref()?).id;
    found(place, mention, after, Bearer::One(id), Stands::Beside)
}

/// A description that is taken for the bearer of a name: “calls X an old rival”.
fn nominal(
    place: &Place<'_>,
    mention: &Mention,
    names: &BTreeMap<&EntityId, Vec<Span>>,
) -> Option<(Bearer, Found)> {
    if !matches!(mention.entity_type, EntityType::Organisation | EntityType::Group | EntityType::State) {
        return None;
    }
    let id = mention.entity.as_ref()?;
    // An entity that only has this description is nobody whom others could call otherwise.
    let spans = names.get(id)?;
    let from = spans.partition_point(|span| span.start < mention.span.start);
    if spans.get(from).is_some_and(|span| mention.span.contains(*span)) {
        return None;
    }
    found(place, mention, mention.span, Bearer::One(place.who(id).id), Stands::Linked)
}

/// The label in a stretch: its words up to a preposition or a mark, without what opens it.
fn found(
    place: &Place<'_>,
    mention: &Mention,
    stretch: Span,
    bearer: Bearer,
    stands: Stands,
) -> Option<(Bearer, Found)> {
    let text = place.text();
    let all = words::words(text, stretch);
    // A possessor is another one: “the minister’s rival”.
    let from = all.iter().rposition(|word| {
        text.get(word.span.start..word.span.end)
            .is_some_and(|words| words.ends_with("’s") || words.ends_with("'s"))
    });
    let own: Vec<&Word> = all[from.map_or(0, |at| at + 1)..]
        .iter()
        .skip_while(|word| !word.tells())
        .take_while(|word| word.tells())
        .collect();
    let (first, last) = (own.first()?, own.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let whole = span.of(text)?;
    if own.len() > LONGEST
        || own.iter().any(|word| word.is_number())
        || whole.contains([',', ';', ':', '—', '(', '.', '-'])
        || title::lookup(whole).is_some()
    {
        return None;
    }
    let head = words::lemma(&last.folded);
    let tells = match kind(&last.folded, &head) {
        // “X leaders” and “X officials” are others than “X fighters”.
        Head::Officer => return None,
        Head::Telling => true,
        Head::General => own[..own.len() - 1].iter().any(|word| {
            !word.capital
                && !is_general(&words::lemma(&word.folded))
                && agent::lookup(word.folded.as_str()).is_some()
        }),
        Head::Other if stands == Stands::Linked && mention.entity_type != EntityType::Person => true,
        Head::Other => return None,
    };
    // “The group” alone means whoever was named before, and “X members” are named no other way than by X.
    if !tells && (stands == Stands::Linked || is_anybody(&head)) {
        return None;
    }
    let key = own.iter().map(|word| words::lemma(&word.folded)).collect::<Vec<_>>().join(" ");
    let cell = place.cell(0, vec![span], Line::Mention(mention.id), place.owner(span));
    Some((bearer, Found { key, tells, voice: place.voice, cell }))
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// In one phrase with the name.
    Beside,
    /// In a phrase of its own, which is linked to the name.
    Linked,
}

/// What the noun tells that a label ends with.
enum Head {
    /// What its bearer is held for: `militants`, `activists`.
    Telling,
    /// That it is somebody: `group`, `members`.
    General,
    /// An office or trade.
    Officer,
    /// Anything else.
    Other,
}

fn kind(word: &str, lemma: &str) -> Head {
    use Sector::{Crm, Cvl, Opp, Prm, Reb, Ref, Uaf};
    if is_officer(lemma) || title::lookup(word).is_some() {
        return Head::Officer;
    }
    if is_general(lemma) {
        return Head::General;
    }
    match agent::lookup(word) {
        Some(agent)
            if agent
                .sectors
                .iter()
                .any(|sector| matches!(sector, Crm | Cvl | Opp | Prm | Reb | Ref | Uaf)) =>
        {
            Head::Telling
        }
        Some(_) => Head::Officer,
        None if noun::lookup(word).is_some_and(|form| form.noun.person || form.noun.group) => Head::Other,
        None => Head::Officer,
    }
}

/// Some of a body's people, and not its people.
fn is_officer(lemma: &str) -> bool {
    matches!(lemma, "leader" | "official" | "representative" | "delegate" | "negotiator" | "spokesman")
}

/// Nouns that say only that it is people.
fn is_anybody(lemma: &str) -> bool {
    matches!(lemma, "member" | "people" | "person" | "individual" | "man" | "woman" | "other")
}

/// Nouns that say only that it is somebody or some body.
fn is_general(lemma: &str) -> bool {
    matches!(
        lemma,
        "group"
            | "organization"
            | "organisation"
            | "company"
            | "body"
            | "agency"
            | "party"
            | "movement"
            | "side"
            | "country"
            | "state"
            | "nation"
            | "government"
            | "ministry"
            | "man"
            | "woman"
            | "person"
            | "people"
            | "member"
            | "official"
            | "leader"
            | "representative"
            | "firm"
            | "institution"
            | "team"
            | "force"
            | "individual"
            | "other"
            | "former"
            | "new"
            | "old"
            | "young"
            | "late"
            | "senior"
            | "top"
    )
}
