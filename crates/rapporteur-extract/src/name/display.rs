//! Names in Title Case and CAPITALS: only those that the body or the lists know, because there the capitals say nothing.
use super::text::Text;
use foldhash::HashMap;
use rapporteur_ontology::{country, name, region, seat};
use rapporteur_record::{EntityType, MentionForm};
use std::ops::Range;

/// A name in a headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Displayed {
    pub(super) tokens: Range<usize>,
    pub(super) form: MentionForm,
    pub(super) entity_type: EntityType,
    pub(super) rule: &'static str,
}

/// Longest name that is looked for, in tokens.
const LONGEST: usize = 6;

/// The names of one headline. `known` holds the names of the body, in lower case with single blanks.
pub(super) fn displayed(
    text: &Text<'_>,
    sentence: &Range<usize>,
    known: &HashMap<String, EntityType>,
) -> Vec<Displayed> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match longest_at(text, at, sentence.end, known) {
            Some(name) => {
                at = name.tokens.end;
                found.push(name);
            }
            None => at += 1,
        }
    }
    found
}

fn longest_at(
    text: &Text<'_>,
    at: usize,
    end: usize,
    known: &HashMap<String, EntityType>,
) -> Option<Displayed> {
    let words = &text.words;
    if !words[at].is_word()
        || !words[at].text.starts_with(char::is_uppercase)
        || (words[at].function && words[at].lower != "us")
    {
        return None;
    }
    let mut key = String::new();
    let mut best = None;
    for to in at + 1..=end.min(at + LONGEST) {
        if to > at + 1 {
            key.push(' ');
        }
        key.push_str(words[to - 1].lower);
        if let Some(&entity_type) = known.get(&key) {
            best = Some(Displayed {
                tokens: at..to,
                form: MentionForm::Name,
                entity_type,
                rule: "name.known_in_body",
            });
        }
    }
    let reach = best.as_ref().map_or(0, |b| b.tokens.len());
    let ahead = text.ahead(at, end);
    let mut take = |words: usize, form, entity_type, rule| {
        if words > best.as_ref().map_or(reach, |b: &Displayed| b.tokens.len()) {
            best = Some(Displayed { tokens: at..at + words, form, entity_type, rule });
        }
    };
    if let Some(found) = country::longest(ahead) {
        take(found.words, MentionForm::Name, EntityType::State, "name.country");
    }
    if let Some(found) = region::longest(ahead) {
        take(found.words, MentionForm::Name, EntityType::Place, "name.region");
    }
    if let Some(found) = seat::longest(ahead) {
        take(found.words, MentionForm::Name, EntityType::Organisation, "name.seat");
    }
    if let Some(found) = country::longest_demonym(ahead) {
        let people = matches!(found.value.form, country::DemonymForm::People);
        let form = if people { MentionForm::Name } else { MentionForm::Adjective };
        take(found.words, form, if people { EntityType::Group } else { EntityType::State }, "name.demonym");
    }
    let person = at + 1 < end
        && words[at + 1].capital
        && name::given(words[at].key).is_some_and(|given| given.weight > 20)
        && !text.is_ordinary(&words[at])
        && name::surname(words[at + 1].key).is_some()
        && !text.is_ordinary(&words[at + 1]);
    if person {
        take(2, MentionForm::Name, EntityType::Person, "name.given_name");
    }
    best
}
