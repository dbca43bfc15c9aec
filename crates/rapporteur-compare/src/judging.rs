//! Words that judge, beside the numbers of those who suffered: “the senseless deaths of 140 people”, and of others “140 people died”.
//!
//! Reports seldom judge all victims alike. Where one report has such a word beside a number and another tells of people of the same measure,
//! the words stand side by side: with the judging word, or without one where it is the same quantity.

use crate::Cell;
use crate::claim::{Aspect, Claim, Kind, Line, Owner, Relation, Subject};
use crate::ground::{Ground, Place};
use crate::words::{self, Word};
use rapporteur_ledger::{Ledger, Series, Standing};
use rapporteur_record::Figure;
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words between a judging word and what it judges.
const NEAR: usize = 6;
/// Sides of a claim.
const MOST: usize = 12;

/// A number of people, with the judging word beside it.
struct Told {
    series: usize,
    number: u64,
    judged: Option<&'static str>,
    voice: usize,
    cell: Cell,
}

pub(crate) fn claims(ground: &Ground<'_>, ledger: Option<&Ledger>, of: &[usize]) -> Vec<Claim> {
    let all = ledger.map(|ledger| ledger.series.as_slice()).unwrap_or_default();
    let mut by_measure: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for at in of {
        let Some(series) = all.get(*at).filter(|series| is_suffered(&series.measure)) else { continue };
        by_measure.entry(series.measure.as_str()).or_default().extend(tellings(ground, *at, series));
    }
    by_measure.into_iter().flat_map(|(measure, told)| of_measure(measure, told)).collect()
}

fn tellings(ground: &Ground<'_>, at: usize, series: &Series) -> Vec<Told> {
    let mut found = Vec::new();
    for entry in &series.entries {
        if matches!(entry.standing, Standing::Former | Standing::Copy(_)) || entry.claim.of.is_some() {
            continue;
        }
        let Some(place) = ground.place(entry.claim.report) else { continue };
        let Some(figure) = place.report().figure(entry.claim.figure) else { continue };
        if place.is_quoted(figure.span) {
            continue;
        }
        let word = judging(place, figure);
        let judged = word.as_ref().and_then(|word| judgement(&word.folded));
        let mut spans = vec![figure.span];
        spans.extend(word.iter().map(|word| word.span).filter(|span| !span.overlaps(figure.span)));
        // It opens the sentence, before whoever it is told by.
        let owner = match &word {
            Some(word) if is_first(place, word) => Owner::Outlet,
            _ => place.owner(figure.span),
        };
        let cell = place.cell(0, spans, Line::Figure(figure.id), owner);
        let number = entry.claim.amount.nominal().to_bits();
        found.push(Told { series: at, number, judged, voice: place.voice, cell });
    }
    found
}

/// What is told of one measure: each quantity that some judge and others do not, and those that each have a judging word.
fn of_measure(measure: &str, told: Vec<Told>) -> Vec<Claim> {
    let judged: BTreeSet<(usize, u64)> =
        told.iter().filter(|one| one.judged.is_some()).map(|one| (one.series, one.number)).collect();
    // Without a judging word only where the same number is told.
    let mut told: Vec<Told> =
        told.into_iter().filter(|one| judged.contains(&(one.series, one.number))).collect();
    // A report that judges at one place and not at another judges.
    let judges: BTreeSet<(usize, usize)> =
        told.iter().filter(|one| one.judged.is_some()).map(|one| (one.series, one.voice)).collect();
    told.retain(|one| one.judged.is_some() || !judges.contains(&(one.series, one.voice)));
    let series: BTreeSet<usize> = judged.iter().map(|(series, _)| *series).collect();
    if series.len() < 2 {
        return claim(measure, "compare.judging_words", &told.iter().collect::<Vec<_>>())
            .into_iter()
            .collect();
    }
    let mut found = Vec::new();
    for at in series {
        let of: Vec<&Told> = told.iter().filter(|one| one.series == at).collect();
        if of.iter().any(|one| one.judged.is_none()) {
            found.extend(claim(measure, "compare.judging_words", &of));
        }
    }
    // “The senseless deaths” of one number and “the tragic deaths” of another one are not of the same people.
    let apart: Vec<&Told> = told.iter().filter(|one| one.judged.is_some()).collect();
    found.extend(claim(measure, "compare.judging_words_apart", &apart));
    found
}

fn claim(measure: &str, rule: &'static str, told: &[&Told]) -> Option<Claim> {
    let voices: BTreeSet<usize> = told.iter().map(|one| one.voice).collect();
    if voices.len() < 2 {
        return None;
    }
    let mut claim = Claim::new(Kind::Label, rule, Subject::Measure(measure.to_owned()));
    claim.relation = Relation::Differs;
    claim.note(Aspect::Label);
    let mut sides: BTreeMap<(usize, Option<&str>), usize> = BTreeMap::new();
    for one in told {
        let next = sides.len();
        let side = *sides.entry((one.series, one.judged)).or_insert(next);
        if side < MOST {
            claim.cells.push(Cell { side, ..one.cell.clone() });
        }
    }
    Some(claim)
}

/// The judging word beside a number: it opens the sentence, or stands within a few words before or after.
fn judging(place: &Place<'_>, figure: &Figure) -> Option<Word> {
    let sentence = place.sentence(figure.span.start).map(|at| place.report().sentences[at])?;
    let words = words::words(place.text(), sentence);
    let from = words.partition_point(|word| word.span.end <= figure.span.start);
    let to = words.partition_point(|word| word.span.start < figure.span.end);
    let near = &words[from.saturating_sub(NEAR)..(to + NEAR / 2).min(words.len())];
    let judges = |word: &&Word| judgement(&word.folded).is_some();
    let opening = words.first().filter(judges).filter(|word| word.folded.ends_with("ly"));
    let found = opening.or_else(|| near.iter().find(judges))?;
    (!place.is_quoted(found.span)).then(|| found.clone())
}

fn is_first(place: &Place<'_>, word: &Word) -> bool {
    place.sentence(word.span.start).is_some_and(|at| {
        let start: Span = place.report().sentences[at];
        words::words(place.text(), start).first().is_some_and(|first| first.span == word.span)
    })
}

/// Measures of people who suffered.
fn is_suffered(measure: &str) -> bool {
    matches!(
        measure,
        "killed" | "injured" | "casualties" | "missing" | "held" | "abducted" | "displaced" | "evacuated"
    )
}

/// What a word tells that is felt or thought of what happened; an adverb by its adjective.
fn judgement(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "tragic" | "tragically" => "tragic",
        "sad" | "sadly" => "sad",
        "regrettable" | "regrettably" => "regrettable",
        "unfortunate" | "unfortunately" => "unfortunate",
        "horrible" | "horribly" => "horrible",
        "horrific" | "horrifically" => "horrific",
        "horrifying" | "horrifyingly" => "horrifying",
        "terrible" | "terribly" => "terrible",
        "dreadful" | "dreadfully" => "dreadful",
        "shocking" | "shockingly" => "shocking",
        "appalling" | "appallingly" => "appalling",
        "brutal" | "brutally" => "brutal",
        "cruel" | "cruelly" => "cruel",
        "savage" | "savagely" => "savage",
        "barbaric" | "barbarically" | "barbarous" | "barbarously" => "barbaric",
        "senseless" | "senselessly" => "senseless",
        "needless" | "needlessly" => "needless",
        "merciless" | "mercilessly" => "merciless",
        "ruthless" | "ruthlessly" => "ruthless",
        "heinous" | "heinously" => "heinous",
        "gruesome" | "gruesomely" => "gruesome",
        "cowardly" => "cowardly",
        "heroic" | "heroically" => "heroic",
        "innocent" => "innocent",
        "devastating" | "devastatingly" => "devastating",
        "heartbreaking" | "heartbreakingly" => "heartbreaking",
        "harrowing" | "harrowingly" => "harrowing",
        "deplorable" | "deplorably" => "deplorable",
        "despicable" | "despicably" => "despicable",
        "monstrous" | "monstrously" => "monstrous",
        "atrocious" | "atrociously" => "atrocious",
        "staggering" | "staggeringly" => "staggering",
        "grim" | "grimly" => "grim",
        "untimely" => "untimely",
        "massacred" | "massacring" => "massacred",
        "slaughtered" | "slaughtering" => "slaughtered",
        "butchered" | "butchering" => "butchered",
        "murdered" | "murdering" => "murdered",
        "martyred" | "martyrs" => "martyred",
        _ => return None,
    })
}
