//! Denials against the allegations that they deny.
//!
//! A denial is laid against an allegation only if it comes from the one who is accused, and either names the accuser and the
//! allegation as such (“denying the accusation made by …”), or speaks of it in the report that has the allegation (“dismissed
//! the charge”), or repeats its words.

use crate::Cell;
use crate::claim::{Aspect, Claim, Kind, Line, Owner, Relation, Subject};
use crate::event::{SURE, is_sure};
use crate::ground::{Ground, Place};
use crate::words::{self, Denial, Word};
use rapporteur_event::Side;
use rapporteur_ontology::act;
use rapporteur_record::{AttributionId, EntityId, EntityType, EventType, Realis};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Allegations that a denial is laid against, by report and line: those of more are left out.
const SHOWN: usize = 64;

/// The rule of a denial of what no report alleges.
pub(crate) const UNTOLD: &str = "compare.denies_untold";

/// The rule of an act that is told as alleged.
pub(crate) const ALLEGED_ACT: &str = "compare.alleged_act";

/// Somebody, by all that may name them: identity, country, and the capitalised words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Party {
    /// Who it is.
    own: BTreeSet<EntityId>,
    /// That, and whom it stands for.
    ids: BTreeSet<EntityId>,
    country: Option<String>,
    /// Words of the names of states and places.
    lands: BTreeSet<String>,
    /// Capitalised words of offices and descriptions, which may name a land.
    names: BTreeSet<String>,
}

impl Party {
    pub(crate) fn add(&mut self, place: &Place<'_>, id: &EntityId) {
        let side: Side = place.who(id);
        self.own.insert(side.id.clone());
        self.ids.insert(side.id.clone());
        if self.country.is_none() {
            self.country = side.country;
        }
        if let Some(entity) = place.entity(id) {
            if let Some(above) = &entity.rollup {
                self.ids.insert(above.clone());
            }
            if self.country.is_none() {
                self.country.clone_from(&entity.country);
            }
            let words = capitals(&entity.name);
            // `Norwegian villagers` are of Norway, a `Norwegian League` may be anybody's.
            if self.country.is_none() && entity.entity_type == EntityType::Group {
                let people = words::words(&entity.name, Span::new(0, entity.name.len()));
                self.country = people.iter().filter(|word| word.capital).find_map(Word::country);
            }
            if matches!(entity.entity_type, EntityType::State | EntityType::Place) {
                self.lands.extend(words.iter().cloned());
            }
            self.names.extend(words);
            for office in &entity.offices {
                self.add_words(&office.title);
            }
        }
    }

    fn add_words(&mut self, words: &str) {
        self.names.extend(capitals(words));
    }

    /// True if the one may speak for the other. Two persons speak for themselves, of whatever country they are.
    pub(crate) fn is_kin(&self, other: &Self) -> bool {
        if self.persons().next().is_some() && other.persons().next().is_some() {
            return self.persons().any(|id| other.own.contains(id));
        }
        if !self.ids.is_disjoint(&other.ids) {
            return true;
        }
        match (&self.country, &other.country) {
            (Some(left), Some(right)) => left == right,
            // Of a country that no list has, only its name and what is made of it tell.
            (None, None) => {
                let kin = |lands: &BTreeSet<String>, names: &BTreeSet<String>| {
                    lands.iter().any(|land| names.iter().any(|name| words::kin(land, name)))
                };
                kin(&self.lands, &other.names) || kin(&other.lands, &self.names)
            }
            _ => false,
        }
    }

    fn persons(&self) -> impl Iterator<Item = &EntityId> {
        self.own.iter().filter(|id| id.0.starts_with("person:"))
    }

    /// True if a capitalised word stands for both: `Orvan Front`, `Orvan Front fighters`.
    pub(crate) fn shares_name(&self, other: &Self) -> bool {
        !self.names.is_disjoint(&other.names)
    }

    /// True if the capitalised word, in lower case, is of its name or office.
    pub(crate) fn has_name(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// True if somebody's office, with the words that name him at a place, tells all of a body's name: the `Minister of Sea
    /// Transport` is of the `Sea Transport Ministry`.
    pub(crate) fn is_of(&self, body: &Self, named: &BTreeSet<String>) -> bool {
        let told = |word: &String| self.names.iter().chain(named).any(|own| words::kin(own, word));
        let other = self.country.as_ref().zip(body.country.as_ref()).is_some_and(|(own, other)| own != other);
        self.persons().next().is_some() && body.names.len() > 1 && !other && body.names.iter().all(told)
    }

    fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.names.is_empty()
    }

    /// Who it is, and whom it stands for.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &EntityId> {
        self.ids.iter()
    }

    pub(crate) fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// What it is known by: its country, else the identity.
    pub(crate) fn key(&self) -> Option<String> {
        self.country.clone().or_else(|| self.first().map(|id| id.0.clone()))
    }

    /// The identity to name it by.
    pub(crate) fn first(&self) -> Option<&EntityId> {
        self.own.first()
    }
}

/// The capitalised words, in lower case; short ones tell nothing.
fn capitals(text: &str) -> Vec<String> {
    let words = words::words(text, Span::new(0, text.len()));
    let named = words.into_iter().filter(|word| word.capital && word.tells() && word.folded.len() > 3);
    named.map(|word| word.folded).collect()
}

/// Something alleged of somebody.
pub(crate) struct Allegation {
    pub(crate) place: usize,
    pub(crate) accuser: Party,
    pub(crate) accused: Party,
    pub(crate) cell: Cell,
    /// The words that tell what is alleged, by what they are made of.
    pub(crate) words: BTreeSet<String>,
    pub(crate) sentence: Option<usize>,
    pub(crate) rule: &'static str,
}

/// All allegations, with an index.
pub(crate) struct Allegations {
    pub(crate) all: Vec<Allegation>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_accuser: BTreeMap<EntityId, Vec<usize>>,
    by_place: BTreeMap<usize, Vec<usize>>,
}

impl Allegations {
    pub(crate) fn new(ground: &Ground<'_>) -> Self {
        let mut all = Vec::new();
        for (at, place) in ground.places.iter().enumerate() {
            let before = all.len();
            spoken(place, at, &mut all);
            told(place, at, before, &mut all);
        }
        let mut found =
            Self { all, by_word: BTreeMap::new(), by_accuser: BTreeMap::new(), by_place: BTreeMap::new() };
        for (at, allegation) in found.all.iter().enumerate() {
            for word in &allegation.words {
                let known = found.by_word.entry(word.clone()).or_default();
                if known.len() < SHOWN {
                    known.push(at);
                }
            }
            for id in &allegation.accuser.ids {
                let known = found.by_accuser.entry(id.clone()).or_default();
                if known.len() < SHOWN {
                    known.push(at);
                }
            }
            found.by_place.entry(allegation.place).or_default().push(at);
        }
        found
    }
}

/// Adds to what is denied the places of other voices that tell the same allegation as one utterance, in whatever words.
pub(crate) fn widen(ground: &mut Ground<'_>, claims: &mut [Claim]) {
    let mut uttered: BTreeMap<(i64, Line), usize> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        if claim.kind == Kind::Statement && claim.share.told > 1 {
            uttered.extend(claim.cells.iter().map(|cell| ((cell.report, cell.line), at)));
        }
    }
    for at in 0..claims.len() {
        if claims[at].kind != Kind::Denial || claims[at].sides() < 2 {
            continue;
        }
        let alleged = claims[at].cells.iter().filter(|cell| cell.side == 0);
        let same: BTreeSet<usize> =
            alleged.clone().filter_map(|cell| uttered.get(&(cell.report, cell.line)).copied()).collect();
        let mut reports: BTreeSet<i64> = alleged.map(|cell| cell.report).collect();
        let told = same.iter().flat_map(|other| &claims[*other].cells);
        let further: Vec<Cell> = told
            .filter(|cell| reports.insert(cell.report))
            .take(SHOWN)
            .map(|cell| Cell { side: 0, ..cell.clone() })
            .collect();
        if !further.is_empty() {
            let mut claim = claims[at].clone();
            claim.cells.extend(further);
            ground.finish(&mut claim);
            claims[at] = claim;
        }
    }
}

/// Words that tell what is alleged: not who, not that it is alleged.
pub(crate) fn matter(words: &[Word]) -> BTreeSet<String> {
    let tells = words.iter().filter(|word| {
        word.tells()
            && !word.capital
            && !word.is_number()
            && !words::accuses(&word.folded)
            && words::denial(&word.folded).is_none()
            && !words::names_allegation(&word.folded)
    });
    tells.map(|word| root(&word.folded)).collect()
}

/// The verb that a noun for an act is made of, so that `bombardment` and `bombed` are one word.
pub(crate) fn root(folded: &str) -> String {
    match act::lookup(folded) {
        Some(act) => act.roots.first().copied().unwrap_or(act.lemma).to_owned(),
        None => words::lemma(folded),
    }
}

/// Allegations by the words of an attribution: “A accused B of X”, “A claimed that B did X”.
fn spoken(place: &Place<'_>, at: usize, all: &mut Vec<Allegation>) {
    let text = place.text();
    for attribution in &place.report().attributions {
        let Some(cue) = attribution.cue else { continue };
        let cue_words = words::words(text, cue);
        let accuses =
            cue_words.iter().any(|word| words::accuses(&word.folded)) || holds_responsible(place, cue);
        let claims = cue_words.iter().any(|word| words::lemma(&word.folded) == "claim");
        if !accuses && !claims || cue_words.iter().any(Word::negates) {
            continue;
        }
        let content: Vec<Word> =
            attribution.content.iter().flat_map(|content| words::words(text, *content)).collect();
        let mut accuser = Party::default();
        if let Some(id) = attribution.speaker.entity() {
            accuser.add(place, id);
        } else if let Some(source) = attribution.source.and_then(|span| span.of(text)) {
            accuser.add_words(source);
        }
        let mut accused = Party::default();
        // Whom the content names first: the object of “accused”, the subject of “claimed that”.
        let named = || {
            let mentions = attribution.content.iter().flat_map(|content| place.mentions_in(*content));
            mentions.filter_map(|mention| mention.entity.as_ref().map(|id| (id, mention.span)))
        };
        if let Some((first, span)) = named().next() {
            // `Norwegian lawmaker Otto Ravn` is the lawmaker, not Norway.
            let holder = named().map(|(id, _)| id).find(|id| {
                place
                    .entity(id)
                    .is_some_and(|entity| entity.offices.iter().any(|office| office.span.overlaps(span)))
            });
            accused.add(place, holder.unwrap_or(first));
        }
        let early = content.iter().take(4).filter(|word| word.capital && word.tells());
        accused.names.extend(early.map(|word| word.folded.clone()));
        let Some(mut cell) = place.said(0, attribution.id) else { continue };
        cell.spans.push(cue);
        cell.spans.extend(attribution.source);
        cell.quoted = false;
        all.push(Allegation {
            place: at,
            accuser,
            accused,
            cell,
            words: matter(&content),
            sentence: place.sentence(cue.start),
            rule: if accuses { "compare.accuses" } else { "compare.claims" },
        });
    }
}

/// `responsible` behind what was told, if it is not among it.
fn blamed_as(text: &str, sentence: Span, told: &[Span]) -> Option<Span> {
    let first = told.iter().map(|span| span.start).min()?;
    let words = words::words(text, Span::new(first, sentence.end.max(first)));
    let word = words.into_iter().find(|word| words::is_responsible(&word.folded))?;
    told.iter().all(|span| !span.overlaps(word.span)).then_some(word.span)
}

/// What somebody is held responsible for: the words behind it up to a mark, “for the failed dam”.
fn for_what(text: &str, sentence: Span, told: &[Span]) -> Option<Span> {
    let end = told.iter().map(|span| span.end).max()?;
    let rest = Span::new(end, sentence.end.max(end));
    let first = words::words(text, rest).into_iter().next().filter(|word| word.folded == "for")?;
    let close = text.get(end..first.span.start).is_some_and(|between| between.trim().is_empty());
    let rest = Span::new(first.span.start, sentence.end).of(text)?;
    let stop = rest.find([',', ';', ':', '—', '.', '!', '?', '”', '"', '(']).unwrap_or(rest.len());
    let length = rest[..stop].trim_end().len();
    (close && length > 0).then(|| Span::new(first.span.start, first.span.start + length))
}

/// “Held B responsible for X”, whichever of these words is taken for the act. Who only takes responsibility accuses nobody.
fn holds_responsible(place: &Place<'_>, act: Span) -> bool {
    /// Words between the verb and the adjective: “held the owners of the pit and their two foremen accountable”.
    const BETWEEN: usize = 12;
    let Some(sentence) = place.sentence(act.start).map(|at| place.report().sentences[at]) else {
        return false;
    };
    let words = words::words(place.text(), sentence);
    let holding = |word: &Word| words::lemma(&word.folded) == "hold" || word.folded == "held";
    words.iter().enumerate().filter(|(_, word)| words::is_responsible(&word.folded)).any(|(at, blamed)| {
        let before = &words[at.saturating_sub(BETWEEN)..at];
        let held = before.iter().rev().find(|word| holding(word));
        held.is_some_and(|held| held.span.overlaps(act) || blamed.span.overlaps(act))
    })
}

/// Allegations that the report tells as events: “the accusations made against B of X”.
fn told(place: &Place<'_>, at: usize, first: usize, all: &mut Vec<Allegation>) {
    let text = place.text();
    // What an attribution tells is not told again by the event in it.
    let spoken: BTreeSet<AttributionId> = all[first..]
        .iter()
        .filter_map(|one| match one.cell.line {
            Line::Attribution(id) => Some(id),
            _ => None,
        })
        .collect();
    let cues: BTreeSet<usize> =
        spoken.iter().filter_map(|id| place.report().attribution(*id)?.cue).map(|cue| cue.start).collect();
    for event in &place.report().events {
        let accusation = event.event_type == EventType::Accuse
            && matches!(event.realis, Realis::Happened | Realis::Ongoing | Realis::Alleged);
        let alleged = event.realis == Realis::Alleged;
        let Some(mention) =
            event.mentions.first().filter(|_| is_sure(event, SURE) && (accusation || alleged))
        else {
            continue;
        };
        if mention.attribution.is_some_and(|id| spoken.contains(&id))
            || cues
                .range(mention.trigger.start.saturating_sub(32)..=mention.trigger.end)
                .any(|cue| *cue <= mention.trigger.start || mention.trigger.contains_offset(*cue))
                && accusation
        {
            continue;
        }
        let trigger = words::words(text, mention.trigger);
        let names =
            trigger.iter().any(|word| words::accuses(&word.folded) || words::names_allegation(&word.folded))
                || holds_responsible(place, mention.trigger)
                || trigger.iter().any(|word| words::is_responsible(&word.folded));
        if accusation && !names {
            continue;
        }
        let party = |sides: &[rapporteur_record::Participant]| {
            let mut party = Party::default();
            for side in sides {
                if let Some(id) = &side.entity {
                    party.add(place, id);
                } else if let Some(words) = side.span.of(text) {
                    party.add_words(words);
                }
            }
            party
        };
        // Of an act that is alleged its doer is accused, by whoever alleges it.
        let (accuser, accused) = if alleged && !accusation {
            let mut accuser = Party::default();
            let voice = mention.attribution.and_then(|id| place.report().attribution(id));
            if let Some(id) = voice.and_then(|voice| voice.speaker.entity()) {
                accuser.add(place, id);
            }
            (accuser, party(&event.sources))
        } else {
            (party(&event.sources), party(&event.targets))
        };
        if accused.is_empty() || accusation && is_told_by(place, mention.attribution, &accused) {
            continue;
        }
        let sentence = place.sentence(mention.trigger.start);
        let Some(around) = sentence.map(|at| place.report().sentences[at]) else { continue };
        let mut spans = vec![mention.trigger];
        for side in event.sources.iter().chain(&event.targets) {
            if !side.span.is_empty() && spans.iter().all(|span| !span.overlaps(side.span)) {
                spans.push(side.span);
            }
        }
        if trigger.iter().any(|word| words::is_responsible(&word.folded))
            || holds_responsible(place, mention.trigger)
        {
            // The words between belong to it: of `held B responsible` the events name the verb.
            spans.extend(blamed_as(text, around, &spans));
            spans.extend(for_what(text, around, &spans));
        }
        // `denied the accusation made by Marten` has the denier's words around it, but it is not the denier who accuses.
        let owner = mention.attribution.map_or(Owner::Outlet, |id| place.speaker(id));
        let mut cell = place.cell(0, spans, Line::Event(event.id), owner);
        cell.realis = Some(event.realis);
        all.push(Allegation {
            place: at,
            accuser,
            accused,
            cell,
            words: matter(&words::words(text, around)),
            sentence,
            rule: if accusation { "compare.accusation" } else { ALLEGED_ACT },
        });
    }
}

/// True for a charge as those tell of it against whom it is: `denied the accusation made by Marten` is no word of Marten's.
fn is_told_by(place: &Place<'_>, teller: Option<AttributionId>, accused: &Party) -> bool {
    let voice = teller.and_then(|id| place.report().attribution(id));
    voice.and_then(|voice| voice.speaker.entity()).is_some_and(|id| {
        let mut party = Party::default();
        party.add(place, id);
        party.is_kin(accused)
    })
}

/// Somebody denies something.
struct Denies {
    place: usize,
    denier: Party,
    cell: Cell,
    /// The words of what is denied.
    words: BTreeSet<String>,
    /// Who is named beside a noun for an allegation.
    accusers: BTreeSet<EntityId>,
    /// It speaks of an allegation as such.
    of_allegation: bool,
    /// It denies that something is so, and does not refuse something.
    of_fact: bool,
    sentence: Option<usize>,
}

pub(crate) fn claims(ground: &Ground<'_>, allegations: &Allegations) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut open: Vec<Denies> = Vec::new();
    // A denial that shares an allegation with an earlier one of the same denier is one claim with it.
    let mut claim_of: BTreeMap<(usize, Option<EntityId>), usize> = BTreeMap::new();
    for (at, place) in ground.places.iter().enumerate() {
        for denies in denials(place, at) {
            let (against, rule) = against(&denies, allegations);
            if against.is_empty() {
                open.push(denies);
                continue;
            }
            let denier = denies.denier.first().cloned();
            let known = against.iter().find_map(|one| claim_of.get(&(*one, denier.clone())).copied());
            let index = known.unwrap_or_else(|| {
                let mut claim =
                    Claim::new(Kind::Denial, rule, Subject::Entities(denier.iter().cloned().collect()));
                claim.relation = Relation::Contradicts;
                claim.note(Aspect::Realis);
                claims.push(claim);
                claims.len() - 1
            });
            let claim = &mut claims[index];
            for one in against {
                if claim_of.insert((one, denier.clone()), index).is_none() {
                    let allegation = &allegations.all[one];
                    claim.cells.push(allegation.cell.clone());
                    if let (Subject::Entities(named), Some(id)) =
                        (&mut claim.subject, allegation.accuser.first())
                        && !named.contains(id)
                    {
                        named.push(id.clone());
                    }
                }
            }
            claim.cells.push(denies.cell);
        }
    }
    claims.extend(untold(ground, open));
    claims
}

/// Denials of what no other report says: nothing that tells what is denied stands in a sentence of another one, nor in another
/// sentence of its own report.
fn untold(ground: &Ground<'_>, open: Vec<Denies>) -> Vec<Claim> {
    /// Sentences that are remembered of each word. A word of more of them may stand in any.
    const SENTENCES: usize = 256;
    /// Words that a sentence shares with a denial if it may tell what is denied.
    const SHARED: usize = 2;
    let wanted: BTreeSet<&String> = open.iter().flat_map(|denies| &denies.words).collect();
    let mut by_word: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
    if !wanted.is_empty() {
        for (at, place) in ground.places.iter().enumerate() {
            for (number, sentence) in place.report().sentences.iter().enumerate() {
                let words = words::words(place.text(), *sentence);
                // A headline over the denial denies as well.
                if words.iter().any(|word| words::denial(&word.folded).is_some()) {
                    continue;
                }
                for word in matter(&words).into_iter().filter(|word| wanted.contains(word)) {
                    let known = by_word.entry(word).or_default();
                    if known.len() < SENTENCES {
                        known.insert((at, number));
                    }
                }
            }
        }
    }
    let mut claims = Vec::new();
    for denies in open {
        let Some(denier) = denies.denier.first().cloned().filter(|_| denies.of_fact) else { continue };
        let (mut shared, mut common): (BTreeMap<(usize, usize), usize>, usize) = (BTreeMap::new(), 0);
        for places in denies.words.iter().filter_map(|word| by_word.get(word)) {
            common += usize::from(places.len() == SENTENCES);
            for place in places {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let own = denies.sentence.map(|sentence| (denies.place, sentence));
        let told = shared.iter().any(|(at, words)| words + common >= SHARED && Some(*at) != own);
        if denies.words.len() < SHARED || told || common >= SHARED {
            continue;
        }
        let mut claim = Claim::new(Kind::Denial, UNTOLD, Subject::Entities(vec![denier.clone()]));
        claim.about.all = vec![denier];
        claim.cells.push(Cell { side: 0, ..denies.cell });
        claims.push(claim);
    }
    claims
}

/// The allegations that a denial denies.
fn against(denies: &Denies, allegations: &Allegations) -> (Vec<usize>, &'static str) {
    let fits = |at: &&usize| {
        let allegation = &allegations.all[**at];
        allegation.accused.is_kin(&denies.denier)
            && !allegation.accuser.is_kin(&denies.denier)
            && !(allegation.place == denies.place && allegation.cell.line == denies.cell.line)
    };
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut rule = "compare.denies_accuser";
    for id in &denies.accusers {
        found.extend(allegations.by_accuser.get(id).into_iter().flatten().filter(fits));
    }
    // An accuser who is named and of whom no accusation is known: it is another matter.
    let named = denies.accusers.iter().any(|id| !denies.denier.ids.contains(id));
    if found.is_empty() && denies.of_allegation && !named {
        // “The charge”: the one that its own report tells of, before it or in its sentence.
        rule = "compare.denies_the_allegation";
        let own = allegations.by_place.get(&denies.place).into_iter().flatten();
        let before = own.filter(|at| allegations.all[**at].sentence <= denies.sentence);
        found.extend(before.rev().take(SHOWN).filter(fits));
    }
    if found.is_empty() && !named {
        rule = "compare.denies_the_words";
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for at in denies.words.iter().filter_map(|word| allegations.by_word.get(word)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let near = |at: usize| {
            let allegation = &allegations.all[at];
            allegation.place == denies.place
                && allegation.sentence.zip(denies.sentence).is_some_and(|(a, b)| a.abs_diff(b) <= 1)
        };
        // Two words, or one in a neighbouring sentence.
        let enough = |(at, shared): &(usize, usize)| *shared >= 2 || *shared == 1 && near(*at);
        found.extend(shared.into_iter().filter(enough).map(|(at, _)| at).filter(|at| fits(&at)));
    }
    (found.into_iter().take(SHOWN).collect(), rule)
}

/// What somebody denies in a report.
fn denials(place: &Place<'_>, at: usize) -> Vec<Denies> {
    let text = place.text();
    let mut found = Vec::new();
    let mut denying: BTreeSet<AttributionId> = BTreeSet::new();
    for attribution in &place.report().attributions {
        let Some(cue) = attribution.cue else { continue };
        let content: Vec<Word> =
            attribution.content.iter().flat_map(|content| words::words(text, *content)).collect();
        let sentence = place.sentence(cue.start).map(|at| place.report().sentences[at]);
        // The cue itself, or a participle in its sentence: “told a briefing, denying the accusation”.
        let end = attribution.content.last().map_or(cue.end, |content| content.end.max(cue.end));
        let cue_words = words::words(text, cue);
        let cue_denies = cue_words.iter().find_map(|word| words::denial(&word.folded));
        let between = attribution
            .content
            .last()
            .filter(|content| content.start > cue.end)
            .map(|content| words::words(text, Span::new(cue.end, content.start)))
            .unwrap_or_default();
        let participle = between
            .iter()
            .rev()
            .take(3)
            .find_map(|word| words::denial(&word.folded).filter(|_| word.folded.ends_with("ing")));
        // “The assertion that … is false”: said of an allegation as such.
        let head = &content[..content.len().min(12)];
        let allegation =
            head.iter().position(|word| words::names_allegation(&word.folded) || word.folded == "blame");
        let judged = allegation.is_some_and(|at| content[at..].windows(2).any(is_false));
        let Some(kind) = cue_denies.or(participle).or(judged.then_some(Denial::Whole)) else { continue };
        if kind == Denial::OfAllegation && allegation.is_none() || cue_words.iter().any(Word::negates) {
            continue;
        }
        let mut denier = Party::default();
        if let Some(id) = attribution.speaker.entity() {
            denier.add(place, id);
        }
        if let Some(source) = attribution.source.and_then(|span| span.of(text)) {
            denier.add_words(source);
        }
        let mut accusers = BTreeSet::new();
        if allegation.is_some() {
            let named = attribution.content.iter().flat_map(|content| place.mentions_in(*content));
            for id in named.filter_map(|mention| mention.entity.as_ref()) {
                accusers.insert(place.who(id).id);
            }
        }
        let Some(mut cell) = place.said(1, attribution.id) else { continue };
        cell.spans.push(if participle.is_some() && cue_denies.is_none() {
            between.last().map_or(cue, |word| word.span)
        } else {
            cue
        });
        cell.spans.extend(attribution.source);
        denying.insert(attribution.id);
        // What the sentence says before belongs to it: “X did not do it, she said, denying the accusation”.
        let mut denied = matter(&content);
        if let Some(sentence) = sentence.filter(|_| participle.is_some()) {
            denied.extend(matter(&words::words(text, Span::new(sentence.start, end.max(sentence.start)))));
        }
        found.push(Denies {
            place: at,
            denier,
            cell,
            words: denied,
            accusers,
            of_allegation: allegation.is_some_and(|at| at < 3),
            of_fact: judged || participle.is_some() || is_of_fact(&content),
            sentence: place.sentence(cue.start),
        });
    }
    found.extend(acts(place, at, &denying));
    found
}

/// “Denied that …”, “denied having …”, “denied it had …”, “denied the claims”: not “denied the visitors entry”.
fn is_of_fact(content: &[Word]) -> bool {
    let [first, rest @ ..] = content else { return false };
    let clause = matches!(first.folded.as_str(), "it" | "he" | "she" | "they" | "there")
        && rest.iter().take(3).any(|word| {
            matches!(
                word.folded.as_str(),
                "had" | "has" | "have" | "was" | "were" | "is" | "are" | "did" | "would"
            )
        });
    matches!(first.folded.as_str(), "that" | "any")
        || first.folded.len() > 5 && first.folded.ends_with("ing")
        || clause
        || content.iter().take(4).any(|word| words::names_allegation(&word.folded))
}

/// “… is false”, “was invented”.
fn is_false(pair: &[Word]) -> bool {
    let [verb, word] = pair else { return false };
    matches!(verb.folded.as_str(), "is" | "are" | "was" | "were")
        && matches!(
            word.folded.as_str(),
            "false" | "untrue" | "baseless" | "groundless" | "invented" | "unfounded" | "fabricated"
        )
}

/// Acts that their doer denies, where the sentence has a word that denies.
fn acts(place: &Place<'_>, at: usize, denying: &BTreeSet<AttributionId>) -> Vec<Denies> {
    let text = place.text();
    let mut found = Vec::new();
    for event in
        place.report().events.iter().filter(|event| event.realis == Realis::Denied && is_sure(event, SURE))
    {
        let Some(mention) = event.mentions.first() else { continue };
        if mention.attribution.is_some_and(|id| denying.contains(&id))
            || event.event_type == EventType::Accuse
        {
            continue;
        }
        let Some(number) = place.sentence(mention.trigger.start) else { continue };
        let sentence = place.report().sentences[number];
        let before = words::words(text, Span::new(sentence.start, mention.trigger.start));
        if !before.iter().any(|word| words::denial(&word.folded) == Some(Denial::Whole)) {
            continue;
        }
        let mut denier = Party::default();
        for side in &event.sources {
            if let Some(id) = &side.entity {
                denier.add(place, id);
            }
        }
        let mut spans = vec![mention.trigger];
        for side in event.sources.iter().chain(&event.targets) {
            if !side.span.is_empty() && spans.iter().all(|span| !span.overlaps(side.span)) {
                spans.push(side.span);
            }
        }
        let mut cell = place.cell(1, spans, Line::Event(event.id), place.owner(mention.trigger));
        cell.realis = Some(event.realis);
        found.push(Denies {
            place: at,
            denier,
            cell,
            words: matter(&words::words(text, Span::new(mention.trigger.start, sentence.end))),
            accusers: BTreeSet::new(),
            of_allegation: false,
            of_fact: true,
            sentence: Some(number),
        });
    }
    found
}
