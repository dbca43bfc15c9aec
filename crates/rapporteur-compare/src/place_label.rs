//! What the reports call the places that one deed is done to: “the villages”, “the camps”.
//!
//! Only general nouns in the plural are compared: “the town” is whatever town was named before, “settlements” tells what they are held for.

use crate::Cell;
use crate::claim::{Claim, Line};
use crate::event::{Told, parties};
use crate::ground::Place;
use crate::label::side_by_side;
use crate::same::One;
use crate::words::{self, Word};
use rapporteur_record::{EntityId, MentionForm, QuadClass};
use rapporteur_text::Span;
use std::collections::BTreeSet;

/// Words before the noun that belong to it.
const BEFORE: usize = 3;

pub(crate) fn claims(ones: &[One<'_, '_>]) -> Vec<Claim> {
    ones.iter().filter_map(|one| claim(&one.members)).collect()
}

fn claim(members: &[Told<'_, '_>]) -> Option<Claim> {
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut worded: Vec<(String, Cell)> = Vec::new();
    let (mut voices, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for told in members.iter().filter(|told| told.event.quad == QuadClass::MaterialConflict) {
        let Some((key, span)) = places(told) else { continue };
        voices.insert(told.place.voice);
        keys.insert(key.clone());
        if seen.insert((told.place.voice, key.clone())) {
            let line = Line::Event(told.event.id);
            worded.push((key, told.place.cell(0, vec![span], line, told.place.owner(span))));
        }
    }
    let named: Vec<EntityId> = parties(members);
    (voices.len() > 1 && keys.len() > 1 && !named.is_empty())
        .then(|| side_by_side("compare.labels_of_places", named, worded.into_iter()))
}

/// The words for the places in the sentence of a deed: those of its target, else the only ones.
fn places(told: &Told<'_, '_>) -> Option<(String, Span)> {
    let place = told.place;
    let trigger = told.event.mentions.first()?.trigger;
    let sentence = place.sentence(trigger.start).map(|at| place.report().sentences[at])?;
    let words = words::words(place.text(), sentence);
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_places(&words[at].folded) {
            at += 1;
            continue;
        }
        let first = first_of(place, &words, at);
        // “Farms and villages” is one label.
        let mut nouns: Vec<&Word> = vec![&words[at]];
        while let [joint, next, ..] = &words[at + 1..]
            && matches!(joint.folded.as_str(), "and" | "or")
            && is_places(&next.folded)
        {
            nouns.push(next);
            at += 2;
        }
        let span = Span::new(words[first].span.start, words[at].span.end);
        // A mark parts words that stand side by side.
        let whole = span.of(place.text()).unwrap_or_default();
        let mut key: Vec<&str> = nouns.iter().map(|word| word.folded.as_str()).collect();
        key.sort_unstable();
        if !whole.contains([',', ';', ':', '—', '(', '.'])
            && !place.is_quoted(span)
            && !span.overlaps(trigger)
        {
            found.push((key.join(" "), span));
        }
        at += 1;
    }
    let of_target =
        found.iter().find(|(_, span)| told.event.targets.iter().any(|side| side.span.overlaps(*span)));
    match (of_target, &found[..]) {
        (Some(one), _) | (None, [one]) => Some(one.clone()),
        _ => None,
    }
}

/// Where the phrase of a noun begins: with its mention, else with the names right before it.
fn first_of(place: &Place<'_>, words: &[Word], at: usize) -> usize {
    let noun = words[at].span;
    let before = &words[at.saturating_sub(BEFORE)..at];
    let from = before.first().map_or(noun.start, |word| word.span.start);
    let mention = place
        .mentions_in(Span::new(from, noun.end))
        .find(|mention| mention.form == MentionForm::Nominal && mention.span.contains(noun));
    let telling = before.iter().rev().take_while(|word| {
        let inside = mention.map_or(word.capital, |mention| mention.span.contains(word.span));
        inside && word.tells() && !is_places(&word.folded)
    });
    at - telling.count()
}

/// A noun for places where people live or are held, in the plural.
fn is_places(folded: &str) -> bool {
    matches!(
        folded,
        "settlements"
            | "towns"
            | "villages"
            | "cities"
            | "camps"
            | "kibbutzim"
            | "neighbourhoods"
            | "neighborhoods"
            | "districts"
            | "communities"
            | "outposts"
            | "colonies"
            | "quarters"
            | "suburbs"
            | "hamlets"
            | "townships"
            | "farms"
            | "enclaves"
            | "bases"
            | "positions"
            | "strongholds"
            | "shantytowns"
            | "slums"
    )
}
