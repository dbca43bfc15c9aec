//! Who holds a position: the mention that is the subject, and the state or party that an official speaks for.

use crate::words::Word;
use rapporteur_record::{Entity, EntityId, EntityType, Mention, MentionForm, Report};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// What is looked up of a report.
pub(crate) struct Who<'r> {
    report: &'r Report,
    entities: BTreeMap<&'r EntityId, &'r Entity>,
    /// Mentions with an entity, by their ends.
    by_end: BTreeMap<usize, Vec<&'r Mention>>,
    /// Whom each entity speaks for, where that is not itself.
    up: BTreeMap<&'r EntityId, EntityId>,
    /// What stands in quotation marks.
    quoted: Vec<Span>,
}

/// Somebody who can hold a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) span: Option<Span>,
    pub(crate) holder: Option<EntityId>,
    pub(crate) speaker: Option<EntityId>,
}

impl<'r> Who<'r> {
    pub(crate) fn new(report: &'r Report) -> Self {
        let mut by_end: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
        for mention in report.mentions.iter().filter(|mention| mention.entity.is_some()) {
            by_end.entry(mention.span.end).or_default().push(mention);
        }
        let entities: BTreeMap<&EntityId, &Entity> =
            report.entities.iter().map(|entity| (&entity.id, entity)).collect();
        let up = rolled_up(report, &entities);
        Self { report, entities, by_end, up, quoted: rapporteur_text::quoted(&report.document.text) }
    }

    /// True if some of the words of a span stand in quotation marks.
    pub(crate) fn is_quoted(&self, span: Span) -> bool {
        let at = self.quoted.partition_point(|quoted| quoted.end <= span.start);
        self.quoted.get(at).is_some_and(|quoted| quoted.start < span.end)
    }

    /// An entity of the report.
    pub(crate) fn entity(&self, id: &EntityId) -> Option<&'r Entity> {
        self.entities.get(id).copied()
    }

    /// The entity that this one speaks for, itself if none.
    pub(crate) fn rolled(&self, id: &EntityId) -> EntityId {
        self.up.get(id).unwrap_or(id).clone()
    }

    /// The holder that a speaker is.
    pub(crate) fn speaker(&self, id: &EntityId, span: Option<Span>) -> Holder {
        let holder = self.rolled(id);
        let speaker = (holder != *id).then(|| id.clone());
        Holder { span, holder: Some(holder), speaker }
    }

    /// The words of a stretch of the report.
    pub(crate) fn words(&self, span: Span) -> Vec<Word> {
        crate::words::words(&self.report.document.text, span)
    }

    /// The holder that a mention names, if what it names can hold a position.
    fn of_mention(&self, mention: &Mention) -> Option<Holder> {
        let id = mention.entity.as_ref()?;
        let entity = self.entities.get(id)?;
        let can = match entity.entity_type {
            EntityType::Person | EntityType::Organisation | EntityType::State | EntityType::Group => true,
            EntityType::Place => mention.metonym,
            EntityType::Event | EntityType::Document | EntityType::Unknown => false,
        };
        can.then(|| self.speaker(id, Some(mention.span)))
    }

    /// Who is named right before the word at `at`.
    pub(crate) fn ending_before(&self, words: &[Word], at: usize) -> Option<Holder> {
        let last = words.get(at.checked_sub(1)?)?;
        let ends = [last.span.end, self.bare_end(last)];
        let mentions = ends.iter().filter_map(|end| self.by_end.get(end)).flatten();
        // The longest name: “the Orvanian government”, not “government”.
        let mention = mentions
            .filter(|mention| mention.form != MentionForm::Adjective)
            .max_by_key(|mention| mention.span.len())?;
        self.of_mention(mention)
    }

    /// The end of a word without its possessor's `'s`.
    fn bare_end(&self, word: &Word) -> usize {
        let text = word.span.of(&self.report.document.text).unwrap_or_default();
        let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        word.span.start + bare.len()
    }

    /// Whom the possessor at `at` names: `Orvania’s`, `its`, or an adjective of a people before a noun.
    pub(crate) fn possessor(&self, words: &[Word], at: usize) -> Option<Holder> {
        let word = words.get(at)?;
        let ends = [word.span.end, self.bare_end(word)];
        let mentions = ends.iter().filter_map(|end| self.by_end.get(end)).flatten();
        let pronoun = matches!(word.text.as_str(), "its" | "his" | "her" | "their");
        let fits = |mention: &&&Mention| match mention.form {
            MentionForm::Adjective => true,
            MentionForm::Pronoun => pronoun,
            MentionForm::Name | MentionForm::Nominal => word.possessor,
        };
        let mention = mentions.filter(fits).max_by_key(|mention| mention.span.len())?;
        self.of_mention(mention)
    }

    /// The first mention of the sentence whose words can be the subject: nothing but an article or a title stands before
    /// it, and a verb follows.
    pub(crate) fn subject(&self, words: &[Word], before: usize) -> Option<Holder> {
        let first = words.first()?.span.start;
        let last = words.get(before)?.span.start;
        let mut found: Option<&Mention> = None;
        for mention in self.by_end.range(first..=last).flat_map(|(_, mentions)| mentions) {
            if mention.span.start < first || mention.form == MentionForm::Adjective {
                continue;
            }
            let at = words.iter().position(|word| word.span.start >= mention.span.start)?;
            let before = &words[..at];
            let bare = before.iter().all(|word| !word.is_mark() && !is_preposition(&word.text));
            // “In response, Orvania …”, “Despite the rain, the mayor …”
            let opens = bare
                || before.last().is_some_and(|word| word.text == ",")
                    && before.first().is_some_and(|word| is_preposition(&word.text))
                    && before.iter().filter(|word| word.is_mark()).count() == 1;
            let next = words.iter().position(|word| word.span.start >= mention.span.end && !is_clitic(word));
            // “Orvania's stance remains …” tells of Orvania.
            let next = next.map(|next| {
                let stands = matches!(words[next].text.as_str(), "stance" | "position" | "policy");
                let owned = next > 0 && words[next - 1].possessor;
                next + usize::from(stands && owned)
            });
            let verb = next
                .and_then(|next| words.get(next))
                .is_some_and(|word| word.text == "," || is_verb(&word.text));
            if opens && verb && found.is_none_or(|known| mention.span.len() > known.span.len()) {
                found = Some(mention);
            }
        }
        self.of_mention(found?)
    }

    /// The name, without its type, of what a word is a part of the name of.
    pub(crate) fn named(&self, word: &Word) -> Option<String> {
        let ends = self.by_end.range(word.span.start..).take(4).flat_map(|(_, mentions)| mentions);
        let mention = ends
            .filter(|mention| {
                matches!(mention.form, MentionForm::Name | MentionForm::Adjective)
                    && mention.span.overlaps(word.span)
            })
            .max_by_key(|mention| mention.span.len())?;
        let id = &self.rolled_name(mention.entity.as_ref()?).0;
        Some(id.rsplit(':').next().unwrap_or(id).to_owned())
    }

    /// A state for its government: where the report names both, they are one in an issue.
    fn rolled_name(&self, id: &EntityId) -> EntityId {
        match self.entities.get(id) {
            Some(entity) if entity.entity_type == EntityType::Organisation => self.rolled(id),
            _ => id.clone(),
        }
    }

    /// The entities that words name, sorted, but for `holder`.
    pub(crate) fn about(&self, span: Span, holder: &Holder) -> Vec<EntityId> {
        let mut about: Vec<EntityId> = Vec::new();
        let inside = self.by_end.range(span.start..=span.end).flat_map(|(_, mentions)| mentions);
        for mention in inside.filter(|mention| span.contains(mention.span)) {
            let Some(id) = &mention.entity else { continue };
            if !about.contains(id)
                && Some(id) != holder.holder.as_ref()
                && Some(id) != holder.speaker.as_ref()
            {
                about.push(id.clone());
            }
        }
        about.sort_unstable();
        about
    }
}

/// Whom the entities of a report speak for: by the record, else as a government speaks for its state, and a spokesperson or the
/// leader of a party for the body that the title names.
fn rolled_up<'r>(
    report: &'r Report,
    entities: &BTreeMap<&'r EntityId, &'r Entity>,
) -> BTreeMap<&'r EntityId, EntityId> {
    let mut states: BTreeMap<&str, &EntityId> = BTreeMap::new();
    let mut bodies: BTreeMap<String, Vec<(String, &Entity)>> = BTreeMap::new();
    for entity in &report.entities {
        if entity.entity_type == EntityType::State
            && let Some(country) = entity.country.as_deref()
        {
            states.entry(country).or_insert(&entity.id);
        }
        // A member of parliament does not speak for the parliament.
        if entity.entity_type == EntityType::Organisation && !in_sector(entity, &["LEG", "JUD"]) {
            let name = entity.name.to_lowercase();
            if let Some(first) = name.split_whitespace().next() {
                bodies.entry(first.to_owned()).or_default().push((name.clone(), entity));
            }
        }
    }
    let mut up = BTreeMap::new();
    for entity in &report.entities {
        let mut at = &entity.id;
        // Roll-ups lead from a minister to the state in one or two steps; a circle would be a bug upstream.
        for _ in 0..4 {
            match entities.get(at).and_then(|entity| entity.rollup.as_ref()) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        if *at != entity.id {
            up.insert(&entity.id, at.clone());
        } else if let Some(other) = state_of(entity, &states).or_else(|| body_of(entity, &bodies)) {
            up.insert(&entity.id, other.clone());
        }
    }
    up
}

fn in_sector(entity: &Entity, sectors: &[&str]) -> bool {
    let actor = entity.actor.as_ref();
    actor.is_some_and(|actor| actor.sectors.iter().any(|sector| sectors.contains(&sector.as_str())))
}

/// The state of who governs it, where the report names that state.
fn state_of<'r>(entity: &Entity, states: &BTreeMap<&str, &'r EntityId>) -> Option<&'r EntityId> {
    let actor = entity.actor.as_ref()?;
    let governs = actor.sectors.first().is_some_and(|sector| sector == "GOV" || sector == "MIL");
    let speaks = matches!(entity.entity_type, EntityType::Person | EntityType::Organisation)
        && !entity.offices.is_empty();
    states.get(actor.country.as_deref().filter(|_| governs && speaks)?).copied()
}

/// The body that an office of a person names, where the report has it as an organisation; the one with the longest name.
fn body_of<'r>(
    entity: &Entity,
    bodies: &BTreeMap<String, Vec<(String, &'r Entity)>>,
) -> Option<&'r EntityId> {
    const LEADS: [&str; 8] =
        ["leader", "chair", "president", "head of", "secretary", "director", "chief", "official"];
    if entity.entity_type != EntityType::Person {
        return None;
    }
    let mut best: Option<(&String, &Entity)> = None;
    for office in &entity.offices {
        let title = office.title.to_lowercase();
        let speaks = title.contains("spokes");
        let leads = LEADS.iter().any(|word| title.contains(word));
        for word in title.split_whitespace() {
            let word = word.trim_end_matches("'s").trim_end_matches("’s");
            for (name, body) in bodies.get(word).into_iter().flatten().take(64) {
                let fits = speaks || leads && in_sector(body, &["PTY", "REB", "BUS", "NGO", "SPY", "UAF"]);
                if fits && holds_words(&title, name) && best.is_none_or(|(known, _)| name.len() > known.len())
                {
                    best = Some((name, body));
                }
            }
        }
    }
    best.map(|(_, body)| &body.id)
}

/// True if `words` stand in `text` as whole words.
fn holds_words(text: &str, words: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            ends(text[..at].chars().next_back()) && ends(text[at + words.len()..].chars().next())
        })
}

fn is_clitic(word: &Word) -> bool {
    matches!(word.text.as_str(), "'" | "’")
}

pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "by"
            | "with"
            | "from"
            | "to"
            | "for"
            | "over"
            | "after"
            | "before"
            | "during"
            | "amid"
            | "against"
            | "between"
            | "under"
            | "about"
            | "since"
            | "despite"
            | "into"
            | "near"
            | "through"
            | "as"
            | "while"
            | "than"
    )
}

fn is_verb(word: &str) -> bool {
    rapporteur_ontology::function::is_finite_auxiliary(word)
        || rapporteur_ontology::cue::is_adverb(word)
        || rapporteur_ontology::verb::lookup(word).is_some_and(|form| form.inflection.is_finite())
}
