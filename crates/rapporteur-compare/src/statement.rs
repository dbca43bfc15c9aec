//! Statements: which attributions of several reports are one utterance.
//!
//! Two are one where the same speaker is given the same quoted words, or says the same in other words: most of what tells
//! something in the shorter one stands in the other, numbers do not exclude each other, and both deny or neither does.

use crate::claim::{Aspect, Claim, Kind, Owner, Relation, Subject};
use crate::ground::{Ground, Place};
use crate::run::{RUN, Rowed, longest, run};
use crate::words::{self, Word};
use rapporteur_record::{Attribution, AttributionForm, AttributionId, AttributionKind, EntityId, EntityType};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Groups that a statement is compared with for each of its words and runs: the first ones.
const NEIGHBOURS: usize = 24;
/// Groups that a statement is compared with in full: those that share most words and runs with it.
const COMPARED: usize = 48;
/// Rarest words of a statement by which others like it are found.
const RAREST: usize = 8;
/// Statements of a group that a new one is compared with: the first ones, and no two of one wording.
const REMEMBERED: usize = 6;
/// Words of a statement that are read; nobody says more in one go.
const LONGEST: usize = 600;
/// Share of the shorter statement's words, by weight, that stand in the other one.
const COVERED: f64 = 0.7;
/// Share of the words of both that they have in common, by weight.
const COMMON: f64 = 0.35;
/// Words that two statements without a common quotation have in common at the least.
const FEWEST: usize = 3;

struct Said<'g, 'r> {
    place: &'g Place<'r>,
    id: AttributionId,
    speaker: Option<EntityId>,
    /// The names in the words for the speaker at this place.
    names: BTreeSet<String>,
    /// Words in quotation marks, one list a quotation.
    quotes: Vec<Vec<Rowed>>,
    /// Somebody speaks; no document or outlet is cited.
    speaks: bool,
    /// Base forms of what tells something, sorted.
    words: Vec<u32>,
    numbers: BTreeSet<String>,
    negated: bool,
}

pub(crate) fn claims(ground: &Ground<'_>) -> Vec<Claim> {
    let mut ids: BTreeMap<String, u32> = BTreeMap::new();
    let mut all: Vec<Said<'_, '_>> = Vec::new();
    for place in &ground.places {
        let attributions = &place.report().attributions;
        let passed_on = passed_on(place);
        // What stands inside of another statement is told by that one.
        let outer = attributions.iter().filter(|attribution| {
            let within = match attribution.nested_in {
                Some(outer) => passed_on.get(&outer) == Some(&attribution.id),
                None => !passed_on.contains_key(&attribution.id),
            };
            within && attribution.kind != AttributionKind::Act && !is_to_come(place, attribution)
        });
        all.extend(outer.filter_map(|attribution| Said::new(place, attribution, &mut ids)));
    }
    let mut heard = vec![0_usize; ids.len()];
    for said in &all {
        for word in &said.words {
            heard[*word as usize] += 1;
        }
    }
    let weigh = Weights { heard, of: all.len() };
    let groups = groups(&all, &weigh);
    groups.into_iter().filter_map(|members| claim(&all, &members)).collect()
}

impl<'g, 'r> Said<'g, 'r> {
    fn new(place: &'g Place<'r>, attribution: &Attribution, ids: &mut BTreeMap<String, u32>) -> Option<Self> {
        let text = place.text();
        let speaker = match place.speaker(attribution.id) {
            Owner::Entity(id) => Some(id),
            Owner::Outlet | Owner::Unknown(_) => None,
        };
        let mut quotes: Vec<Vec<Rowed>> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for content in &attribution.content {
            spans.extend(place.quotes_in(*content));
        }
        if spans.is_empty() && attribution.form == AttributionForm::Direct {
            spans.clone_from(&attribution.content);
        }
        for span in spans {
            // What an editor put in brackets was not said.
            let bracketed = brackets(text, span);
            let quote: Vec<Rowed> = words::words(text, span)
                .iter()
                .filter(|word| !bracketed.iter().any(|span| span.contains(word.span)))
                .take(LONGEST)
                .map(Rowed::new)
                .collect();
            quotes.extend((!quote.is_empty()).then_some(quote));
        }
        let found: Vec<Word> = attribution
            .content
            .iter()
            .flat_map(|content| words::words(text, *content))
            .take(LONGEST)
            .collect();
        let mut own: Vec<u32> = Vec::new();
        for word in found.iter().filter(|word| word.tells() && !word.is_number()) {
            let next = ids.len() as u32;
            own.push(*ids.entry(word.lemma()).or_insert(next));
        }
        own.sort_unstable();
        own.dedup();
        // What nobody says openly and in few words is a stance or an act more than a statement.
        let is_speech = matches!(attribution.kind, AttributionKind::Speech | AttributionKind::Report);
        let tells = !quotes.is_empty() || is_speech && own.len() >= FEWEST || own.len() > FEWEST;
        let source = attribution.source.map(|span| words::words(text, span)).unwrap_or_default();
        tells.then(|| Self {
            place,
            id: attribution.id,
            speaker,
            names: source
                .iter()
                .filter(|word| word.capital && word.tells())
                .map(|word| word.folded.clone())
                .collect(),
            quotes,
            speaks: attribution.kind == AttributionKind::Speech,
            words: own,
            numbers: found.iter().filter(|word| word.is_number()).map(|word| word.folded.clone()).collect(),
            negated: found.iter().filter(|word| word.negates()).count() % 2 == 1,
        })
    }

    fn attribution(&self) -> Option<&'r Attribution> {
        self.place.report().attribution(self.id)
    }
}

/// Statements of a body that are nothing but what somebody else said, with that one: “The mayor told a broadcaster that the bridge holds,
/// according to a report of the agency”.
fn passed_on(place: &Place<'_>) -> BTreeMap<AttributionId, AttributionId> {
    /// Bytes of marks and blanks at either end.
    const MARKS: usize = 3;
    let report = place.report();
    let inner = report.attributions.iter().filter(|inner| inner.kind == AttributionKind::Speech);
    let pair = |inner: &Attribution| {
        let outer = report.attribution(inner.nested_in?)?;
        let [whole] = outer.content[..] else { return None };
        let body = place.entity(outer.speaker.entity()?)?.entity_type == EntityType::Organisation;
        let behind = outer.source.is_some_and(|source| source.start >= whole.end);
        let named = inner.speaker.entity().is_some();
        let opens = inner.source?.start <= whole.start + MARKS;
        let ends = inner.content.last()?.end + MARKS >= whole.end;
        (outer.nested_in.is_none() && body && behind && named && opens && ends)
            .then_some((outer.id, inner.id))
    };
    inner.filter_map(pair).collect()
}

/// “will be calling it a triumph”: nobody has said it.
fn is_to_come(place: &Place<'_>, attribution: &Attribution) -> bool {
    let cue = attribution.cue.map(|cue| words::words(place.text(), cue)).unwrap_or_default();
    cue.first()
        .is_some_and(|first| matches!(first.folded.as_str(), "will" | "would" | "may" | "might" | "could"))
}

/// Stretches in square brackets.
fn brackets(text: &str, span: Span) -> Vec<Span> {
    let stretch = span.of(text).unwrap_or_default();
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in stretch.char_indices() {
        match (c, open) {
            ('[', None) => open = Some(at),
            (']', Some(from)) => {
                found.push(Span::new(span.start + from, span.start + at + 1));
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Rare words count for more.
struct Weights {
    heard: Vec<usize>,
    of: usize,
}

impl Weights {
    fn of(&self, word: u32) -> f64 {
        ((self.of + 2) as f64 / (self.heard[word as usize] + 1) as f64).ln()
    }

    fn sum<'w>(&self, words: impl Iterator<Item = &'w u32>) -> f64 {
        words.map(|word| self.of(*word)).sum()
    }
}

/// The statements in groups, each of one utterance.
fn groups(all: &[Said<'_, '_>], weigh: &Weights) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_run: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut by_word: BTreeMap<(EntityId, u32), Vec<usize>> = BTreeMap::new();
    for (at, said) in all.iter().enumerate() {
        let runs: BTreeSet<u64> = said.quotes.iter().flat_map(|quote| quote.windows(RUN).map(run)).collect();
        let mut rarest: Vec<u32> = said.words.clone();
        rarest.sort_by_key(|word| (weigh.heard[*word as usize], *word));
        rarest.truncate(RAREST);
        let mut hits: BTreeMap<usize, usize> = BTreeMap::new();
        for group in runs.iter().filter_map(|run| by_run.get(run)).flatten() {
            *hits.entry(*group).or_default() += 1;
        }
        if let Some(speaker) = &said.speaker {
            for group in rarest.iter().filter_map(|word| by_word.get(&(speaker.clone(), *word))).flatten() {
                *hits.entry(*group).or_default() += 1;
            }
        }
        // Those that share most with it, of equals the first ones.
        let mut near: Vec<(usize, usize)> = hits.into_iter().collect();
        near.sort_unstable_by_key(|(group, hits)| (std::cmp::Reverse(*hits), *group));
        let best = near
            .into_iter()
            .take(COMPARED)
            .filter_map(|(group, _)| Some((likeness(all, said, &groups[group], weigh)?, group)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let group = match best {
            Some((_, group)) => {
                groups[group].push(at);
                group
            }
            None => {
                groups.push(vec![at]);
                groups.len() - 1
            }
        };
        let remember = |groups: &mut Vec<usize>| {
            if groups.len() < NEIGHBOURS && !groups.contains(&group) {
                groups.push(group);
            }
        };
        for run in runs {
            remember(by_run.entry(run).or_default());
        }
        if let Some(speaker) = &said.speaker {
            for word in rarest {
                remember(by_word.entry((speaker.clone(), word)).or_default());
            }
        }
    }
    groups
}

/// How like a statement is to those of a group; `None` if it is another one.
fn likeness(all: &[Said<'_, '_>], said: &Said<'_, '_>, group: &[usize], weigh: &Weights) -> Option<f64> {
    group.iter().take(REMEMBERED).filter_map(|at| like(said, &all[*at], weigh)).max_by(f64::total_cmp)
}

fn like(left: &Said<'_, '_>, right: &Said<'_, '_>, weigh: &Weights) -> Option<f64> {
    let speakers = (&left.speaker, &right.speaker);
    if let (Some(one), Some(other)) = speakers
        && one != other
        // One of two names at the same words: the reports differ in who said it, if both name somebody. A name in common
        // tells that it is one and was resolved in two ways.
        && !(!left.names.is_empty()
            && !right.names.is_empty()
            && left.speaks
            && right.speaks
            && quoted_alike(left, right, 2 * RUN))
    {
        return None;
    }
    // Where nobody is known to speak, more words must agree.
    let least = if left.speaker.is_some() && left.speaker == right.speaker { RUN } else { 2 * RUN - 2 };
    if quoted_alike(left, right, least) {
        return Some(2.0);
    }
    if left.speaker.is_none() || left.speaker != right.speaker || left.negated != right.negated {
        return None;
    }
    let numbers =
        left.numbers.is_disjoint(&right.numbers) && !left.numbers.is_empty() && !right.numbers.is_empty();
    let common: Vec<&u32> =
        left.words.iter().filter(|word| right.words.binary_search(word).is_ok()).collect();
    if numbers || common.len() < FEWEST {
        return None;
    }
    let shared = weigh.sum(common.into_iter());
    let (one, other) = (weigh.sum(left.words.iter()), weigh.sum(right.words.iter()));
    let (covered, common) = (shared / one.min(other), shared / (one + other - shared));
    (covered >= COVERED && common >= COMMON).then_some(covered)
}

/// Whether a quotation of the one and one of the other have so many words in a row in common, two of them telling something,
/// and those are half of the shorter one, or ten. A shorter quotation of three words stands in the other as a whole.
fn quoted_alike(left: &Said<'_, '_>, right: &Said<'_, '_>, least: usize) -> bool {
    /// Words in a row that nobody says twice by chance.
    const SURELY: usize = 10;
    // A term that one report puts in quotation marks again and again is no utterance.
    let fewest = if left.place.number() == right.place.number() { RUN } else { 3 };
    left.quotes.iter().any(|one| {
        right.quotes.iter().any(|other| {
            let shorter = one.len().min(other.len());
            let need = if least > RUN { least } else { least.min(shorter).max(fewest) };
            let common = longest(one, other, need).map_or(0, |(_, length)| length);
            common >= SURELY || common >= need && 2 * common >= shorter
        })
    })
}

fn claim(all: &[Said<'_, '_>], members: &[usize]) -> Option<Claim> {
    let mut said: Vec<&Said<'_, '_>> = members.iter().map(|at| &all[*at]).collect();
    // What is only retold stands with the first wording.
    said.sort_by_key(|said| said.quotes.is_empty());
    let speakers: BTreeSet<&EntityId> = said.iter().filter_map(|said| said.speaker.as_ref()).collect();
    // Who speaks is known nowhere, and one report alone has it.
    if speakers.is_empty() && said.iter().all(|other| other.place.number() == said[0].place.number()) {
        return None;
    }
    let mut claim = Claim::new(Kind::Statement, "compare.one_statement", Subject::Entities(Vec::new()));
    claim.relation = Relation::All;
    if let [only] = speakers.iter().collect::<Vec<_>>()[..] {
        claim.about.all = vec![(*only).clone()];
    }
    // Two speakers are two only where no name stands for both.
    let names = |id: &EntityId| -> BTreeSet<&str> {
        let of = said.iter().filter(|said| said.speaker.as_ref() == Some(id));
        of.flat_map(|said| said.names.iter().map(String::as_str)).collect()
    };
    let mut apart: Vec<(BTreeSet<&str>, EntityId)> = Vec::new();
    for id in &speakers {
        let own = names(id);
        if apart.iter().all(|(others, _)| others.is_disjoint(&own)) {
            apart.push((own, (*id).clone()));
        }
    }
    let several = apart.len() > 1;
    // Sides: who is named as the speaker, then the wording of the quotation.
    // Of several resolutions of one name the commonest stands for all.
    let times = |id: &EntityId| said.iter().filter(|said| said.speaker.as_ref() == Some(id)).count();
    let first = speakers.iter().rev().max_by_key(|id| times(id)).map(|id| (*id).clone());
    claim.subject = Subject::Entities(match several {
        true => speakers.iter().map(|id| (*id).clone()).collect(),
        false => first.iter().cloned().collect(),
    });
    let mut wordings: Vec<(Option<EntityId>, &Said<'_, '_>)> = Vec::new();
    for said in &said {
        let speaker = said.speaker.clone().filter(|_| several).or_else(|| first.clone());
        let found = wordings.iter().position(|(other, known)| *other == speaker && !otherwise(known, said));
        let side = found.unwrap_or_else(|| {
            if wordings.len() < REMEMBERED {
                wordings.push((speaker.clone(), said));
            }
            wordings.len() - 1
        });
        claim.cells.extend(said.place.stated(side, said.attribution()?.id));
    }
    let voices: BTreeSet<usize> = said.iter().map(|said| said.place.voice).collect();
    if several {
        claim.note(Aspect::Claimant);
        claim.relation = Relation::Differs;
    }
    if wordings.len() > if several { speakers.len() } else { 1 } {
        claim.note(Aspect::Wording);
        claim.relation = Relation::Differs;
    }
    if voices.len() < 2 {
        claim.relation = Relation::All;
        claim.aspects.clear();
        claim.cells.iter_mut().for_each(|cell| cell.side = 0);
    }
    Some(claim)
}

/// True if the same utterance is quoted in other words: two quotations that share a run and of which each has words
/// between the shared ones that the other has not. What one of them leaves off at an end is no other wording.
fn otherwise(known: &Said<'_, '_>, said: &Said<'_, '_>) -> bool {
    said.quotes.iter().any(|quote| {
        let close: Vec<&Vec<Rowed>> = known.quotes.iter().filter(|other| shares(quote, other)).collect();
        !close.is_empty()
            && close
                .iter()
                .all(|other| differs_inside((said.place.text(), quote), (known.place.text(), other)))
    })
}

fn shares(one: &[Rowed], other: &[Rowed]) -> bool {
    let runs: BTreeSet<u64> = one.windows(RUN).map(run).collect();
    other.windows(RUN).any(|words| runs.contains(&run(words)))
}

/// True if, between the first and the last run that both have, their letters are not the same. Where words are left out
/// (“…”) nothing is known of them.
fn differs_inside(one: (&str, &[Rowed]), other: (&str, &[Rowed])) -> bool {
    let places = |words: &[Rowed]| -> BTreeMap<u64, usize> {
        words.windows(RUN).enumerate().map(|(at, words)| (run(words), at)).collect()
    };
    let (left, right) = (places(one.1), places(other.1));
    let common: Vec<(usize, usize)> =
        left.iter().filter_map(|(run, at)| Some((*at, *right.get(run)?))).collect();
    let (Some(first), Some(last)) = (common.iter().min(), common.iter().max()) else { return false };
    if last.1 < first.1 {
        return false;
    }
    let stretch = |(text, words): (&str, &[Rowed]), from: usize, to: usize| -> Option<String> {
        let words = words.get(from..to + RUN)?;
        let whole = Span::new(words.first()?.span.start, words.last()?.span.end).of(text)?.to_owned();
        let letters = words.iter().filter_map(|word| word.span.of(text)).flat_map(str::chars);
        let letters = letters.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        (!whole.contains('…') && !whole.contains("...") && !whole.contains(". . .")).then_some(letters)
    };
    let (left, right) = (stretch(one, first.0, last.0), stretch(other, first.1, last.1));
    left.is_some() && right.is_some() && left != right
}
