//! States that no list knows: a name that has ministers of its own, or that acts and has people, is a state wherever the
//! report has it.

use super::Draft;
use super::adjective::{roots_of, strange};
use super::text::Text;
use foldhash::{HashMap, HashSet};
use rapporteur_lang::TokenKind;
use rapporteur_ontology::cue;
use rapporteur_record::{EntityType, MentionForm};

/// Words behind a possessive in which its organ may be named: `Ruritania’s acting foreign minister`.
const ORGAN: usize = 4;

/// How often a verb must tell what somebody says or does to count as a deed of a state.
const CUE: f32 = 0.3;

/// Makes states of the names that the report shows to be some, wherever they stand.
pub(super) fn settle(text: &Text<'_>, drafts: &mut [Draft]) {
    let peoples: HashSet<String> = drafts
        .iter()
        .filter(|draft| draft.rule == "name.unlisted_adjective")
        .flat_map(|draft| roots_of(text.words[draft.tokens.start].text))
        .collect();
    let people = people(text, drafts);
    let mut signs: HashMap<String, bool> = HashMap::default();
    for draft in drafts.iter() {
        let Some(name) = own_name(text, draft).filter(|name| !people.contains(*name)) else { continue };
        let shown = is_republic(text, draft)
            || has_organ(text, draft.tokens.start + 1)
            || draft.tokens.len() == 1 && peoples.contains(name) && acts(text, draft);
        *signs.entry(name.to_owned()).or_default() |= shown;
    }
    // `Ruritania and Moldano agreed`: what stands beside a state as its equal is one too.
    let beside: Vec<String> = drafts
        .windows(2)
        .filter(|pair| {
            pair[0].tokens.end + 1 == pair[1].tokens.start && text.words[pair[0].tokens.end].lower == "and"
        })
        .filter(|pair| pair.iter().all(|draft| draft.tokens.len() == 1 && draft.offices.is_empty()))
        .flat_map(|pair| {
            let names = [0, 1].map(|at| own_name(text, &pair[at]).filter(|name| !people.contains(*name)));
            let is_state = |name: Option<&str>| name.is_some_and(|name| signs.get(name) == Some(&true));
            match names {
                [one, Some(other)] if is_state(one) => Some(other.to_owned()),
                [Some(one), other] if is_state(other) => Some(one.to_owned()),
                _ => None,
            }
        })
        .collect();
    for name in beside {
        signs.insert(name, true);
    }
    for draft in drafts.iter_mut() {
        let whole = draft.tokens.len() == 1 || is_republic(text, draft);
        let name = own_name(text, draft).filter(|_| whole && draft.offices.is_empty());
        if name.is_some_and(|name| signs.get(name) == Some(&true)) && draft.entity_type != EntityType::State {
            draft.entity_type = EntityType::State;
            draft.rule = "name.unlisted_state";
            draft.apposition = None;
        }
    }
}

/// Words that end the full name of a person, or stand behind an office: `Marten’s foreign minister` is no minister of a state
/// called Marten.
fn people<'t>(text: &Text<'t>, drafts: &[Draft]) -> HashSet<&'t str> {
    drafts
        .iter()
        .filter(|draft| {
            draft.entity_type == EntityType::Person && (draft.tokens.len() > 1 || !draft.offices.is_empty())
        })
        .map(|draft| text.words[draft.tokens.end - 1].text)
        .collect()
}

/// The name of one word that a draft is, opens with (`Ruritania’s Foreign Ministry`), or ends with (`Republic of
/// Ruritania`), if no list has it.
fn own_name<'t>(text: &Text<'t>, draft: &Draft) -> Option<&'t str> {
    if draft.form != MentionForm::Name || draft.key.is_none() || draft.nested {
        return None;
    }
    let at = if is_republic(text, draft) { draft.tokens.end - 1 } else { draft.tokens.start };
    let word = &text.words[at];
    let single =
        draft.tokens.len() == 1 || at + 1 == draft.tokens.end || text.words[at + 1].kind == TokenKind::Clitic;
    (single && word.is_word() && word.capital && strange(word.text) && !text.is_ordinary(word))
        .then_some(word.text)
}

/// `Republic of Ruritania`.
fn is_republic(text: &Text<'_>, draft: &Draft) -> bool {
    let words = &text.words[draft.tokens.clone()];
    words.len() > 2
        && matches!(words[words.len() - 3].text, "Republic" | "Kingdom")
        && words[words.len() - 2].text == "of"
}

/// True if a possessive here has what only a state has: `’s Foreign Ministry`, `’s water minister`.
fn has_organ(text: &Text<'_>, at: usize) -> bool {
    if text.words.get(at).is_none_or(|word| word.kind != TokenKind::Clitic) {
        return false;
    }
    let behind = text.words[at + 1..].iter().take(ORGAN);
    behind.take_while(|word| word.is_word() && !word.function).any(|word| {
        matches!(
            word.lower,
            "minister" | "ministers" | "ministry" | "ambassador" | "embassy" | "army" | "premier"
        )
    })
}

/// True if the name is the subject of what states say and do: `Ruritania has accused`, `Ruritania did not agree`.
fn acts(text: &Text<'_>, draft: &Draft) -> bool {
    let led = draft.tokens.start.checked_sub(1).map_or("", |at| text.words[at].lower);
    // `the town in Ruritania said`: the name closes another subject.
    if matches!(led, "of" | "in" | "from" | "at" | "near" | "to" | "with" | "for" | "and" | "by") {
        return false;
    }
    let mut words = text.words[draft.tokens.end..].iter().take(4);
    words
        .find(|word| {
            !matches!(word.lower, "has" | "have" | "had" | "also" | "did" | "does" | "not" | "will" | "would")
        })
        .and_then(|word| cue::verb(word.key))
        .is_some_and(|form| form.cue.overall() > CUE)
}
