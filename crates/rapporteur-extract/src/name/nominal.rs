//! Definite nouns that refer: `the minister`, `Ruritanian tallies`, `the mayor's office`.
use super::lists;
use super::text::{Text, Word};
use foldhash::HashMap;
use rapporteur_lang::TokenKind;
use rapporteur_ontology::{country, cue, function, noun, place, region, verb};
use rapporteur_record::EntityType;
use std::ops::Range;

/// Most words between the determiner and the head noun.
const PREMODIFIERS: usize = 6;

/// A nominal: its tokens, from the determiner to the head noun, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nominal {
    pub(super) tokens: Range<usize>,
    pub(super) entity_type: EntityType,
}

/// All nominals of a sentence, in order. `bodies` has the names of organisations: their first token and their end.
pub(super) fn nominals(
    text: &Text<'_>,
    sentence: &Range<usize>,
    bodies: &HashMap<usize, usize>,
) -> Vec<Nominal> {
    let mut found: Vec<Nominal> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let word = &text.words[at];
        let determined = word.is_word() && is_determiner(text, at, sentence);
        let nominal = if let Some(&end) = bodies.get(&at) {
            // `Orla officials`: the members of a body that is named.
            head_after(text, end, sentence.end, true)
                .filter(|(head, t)| *head == end && *t == EntityType::Group)
                .map(|(head, t)| Nominal { tokens: at..head + 1, entity_type: t })
        } else if determined {
            let all = word.lower == "all";
            head_after(text, at + 1, sentence.end, false)
                .filter(|(_, t)| !all || *t == EntityType::Group)
                .map(|(head, t)| Nominal { tokens: at..head + 1, entity_type: t })
        } else if word.capital && opens_bare(text, at, sentence) {
            head_after(text, at, sentence.end, true)
                .filter(|(head, _)| *head > at)
                .and_then(|(head, t)| bare(text, at, head, t))
        } else if word.capital {
            town_police(text, at, sentence)
        } else {
            None
        };
        let Some(mut nominal) = nominal else {
            at += 1;
            continue;
        };
        at = nominal.tokens.end;
        // `the mayor's office`: the possessor is a nominal of its own.
        if at + 1 < sentence.end
            && text.words[at].kind == TokenKind::Clitic
            && let Some((head, entity_type)) = head_after(text, at + 1, sentence.end, false)
        {
            let whole = Nominal { tokens: nominal.tokens.start..head + 1, entity_type };
            found.push(std::mem::replace(&mut nominal, whole));
            at = head + 1;
        }
        found.push(nominal);
    }
    found.sort_by_key(|nominal| (nominal.tokens.start, std::cmp::Reverse(nominal.tokens.end)));
    found
}

/// `Orla police`: the force of a town, where nothing before belongs to the name.
fn town_police(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Option<Nominal> {
    let town = place::longest(text.ahead(at, sentence.end))?;
    let head = at + town.words;
    let force = text.words.get(head).filter(|word| head < sentence.end && word.lower == "police")?;
    let continues = at > sentence.start && {
        let before = &text.words[at - 1];
        before.capital && before.is_word() && !before.function
    };
    let next = text.words.get(head + 1).filter(|_| head + 1 < sentence.end);
    (!force.capital && !continues && next.is_none_or(ends_phrase))
        .then_some(Nominal { tokens: at..head + 1, entity_type: EntityType::Organisation })
}

/// `that` is a determiner behind a preposition; elsewhere it mostly opens a clause.
fn is_determiner(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> bool {
    match text.words[at].lower {
        "the" | "this" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my" | "your"
        | "all" => true,
        "that" => {
            at > sentence.start
                && matches!(function::lookup(text.words[at - 1].key), Some(function::Function::Preposition))
        }
        _ => false,
    }
}

/// Without a determiner only `Ruritanian officials` and `Ruritania's officials` are definite.
fn opens_bare(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let ahead = text.ahead(at, sentence.end);
    let opens = country::longest_demonym(ahead).is_some()
        || country::longest(ahead).is_some()
        || region::adjective(text.words[at].key).is_some();
    let previous = (at > sentence.start).then(|| &text.words[at - 1]);
    let continues = previous.is_some_and(|word| {
        word.capital && !word.function
            || word.is_word()
                && !word.function
                && !text.words[at].initial
                && noun::lookup(word.key).is_none()
                && verb::lookup(word.key).is_none()
    });
    opens
        && !continues
        && !previous
            .is_some_and(|word| matches!(function::lookup(word.key), Some(function::Function::Determiner)))
}

/// `Ruritanian tallies` refers by itself, `Ruritanian minister` does not.
fn bare(text: &Text<'_>, start: usize, head: usize, entity_type: EntityType) -> Option<Nominal> {
    let word = &text.words[head];
    let plural = noun::lookup(word.key).is_some_and(|form| form.plural || form.noun.group);
    let possessed = text.words[start..head].iter().any(|word| word.kind == TokenKind::Clitic);
    (plural || possessed || matches!(word.lower, "media" | "intelligence" | "television" | "police"))
        .then_some(Nominal { tokens: start..head + 1, entity_type })
}

/// The head noun of a phrase whose first word after the determiner stands at `from`. `national` phrases take rarer nouns.
fn head_after(text: &Text<'_>, from: usize, end: usize, national: bool) -> Option<(usize, EntityType)> {
    let limit = end.min(from + PREMODIFIERS);
    let mut best = None;
    for at in from..limit {
        let word = &text.words[at];
        let possessor = word.kind == TokenKind::Clitic
            && word.lower != "n't"
            && best.is_none()
            && at > from
            && text.words[at - 1].capital;
        if possessor {
            continue;
        }
        let counts = word.kind == TokenKind::Number && best.is_none();
        if counts {
            continue;
        }
        if !word.is_word() || word.function || word.text == "I" {
            break;
        }
        if word.capital && best.is_some() {
            break;
        }
        let kind =
            if word.capital && !word.on(&lists::ORGANISATION) { None } else { kind_of(word, national) };
        // `the Senate returns`: behind a name the verb is meant, behind an adjective (`Ruritanian tallies`) the noun.
        let named =
            at > from && text.words[at - 1].capital && country::demonym(text.words[at - 1].key).is_none();
        if named && verb::lookup(word.key).is_some_and(|form| form.inflection == verb::Inflection::Third) {
            break;
        }
        match kind {
            Some(kind) => best = Some((at, kind)),
            None if best.is_some() => break,
            None => {}
        }
    }
    let (head, kind) = best?;
    let next = text.words.get(head + 1).filter(|_| head + 1 < end);
    // A capitalised head belongs to a name, which is found as such.
    (next.is_none_or(|next| ends_phrase(next)) && !text.words[head].capital).then_some((head, kind))
}

/// The type of what a noun names, if it names a person, an organisation, a group or a document for the most part.
fn kind_of(word: &Word<'_>, national: bool) -> Option<EntityType> {
    match word.lower {
        "meeting" | "summit" | "conference" | "session" | "briefing" | "talks" | "rally" => {
            return Some(EntityType::Event);
        }
        "community" | "public" | "opposition" => return Some(EntityType::Group),
        _ => {}
    }
    let form = noun::lookup(word.key)?;
    let noun = form.noun;
    let listed = word.on(&lists::ORGANISATION)
        && !matches!(
            word.lower,
            "order"
                | "front"
                | "force"
                | "house"
                | "mission"
                | "reserve"
                | "exchange"
                | "initiative"
                | "division"
                | "trust"
                | "watch"
                | "command"
        );
    if noun.share < 50 && !listed && noun.sources < if national { 1 } else { 3 } {
        return None;
    }
    if noun.person && noun.share >= 50 {
        return Some(if form.plural { EntityType::Group } else { EntityType::Person });
    }
    if listed || noun.group {
        return Some(if form.plural && !listed { EntityType::Group } else { EntityType::Organisation });
    }
    if noun.artefact && (noun.sources > 0 || noun.share >= 80) {
        return Some(EntityType::Document);
    }
    noun.person.then_some(if form.plural { EntityType::Group } else { EntityType::Person })
}

/// True if a word after a noun does not make it the first half of a compound.
fn ends_phrase(next: &Word<'_>) -> bool {
    if !next.is_word() || next.function || next.capital {
        return true;
    }
    let (lower, key) = (next.lower, next.key);
    lower.ends_with("ly")
        || next.on(&lists::IRREGULAR)
        || cue::verb(key)
            .is_some_and(|form| form.inflection.is_finite() || form.inflection == cue::Inflection::Gerund)
        || verb::lookup(key)
            .is_some_and(|form| noun::lookup(key).is_none() && form.inflection != verb::Inflection::Base)
        || matches!(
            lower,
            "who"
                | "that"
                | "which"
                | "alike"
                | "alone"
                | "himself"
                | "herself"
                | "itself"
                | "themselves"
                | "involved"
                | "today"
                | "yesterday"
                | "here"
                | "there"
                | "also"
                | "even"
        )
}
