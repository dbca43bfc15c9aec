use super::*;
use crate::name;
use crate::sketch::{Days, hash};
use crate::trace::{Stretch, quotation};

/// A report in short: publisher, whom it credits, day, quotations with their speakers, names.
#[derive(Clone)]
struct Short {
    publisher: &'static str,
    credits: &'static str,
    day: Option<i32>,
    said: Vec<(u64, String)>,
    names: Vec<&'static str>,
    text: String,
}

fn said(speaker: u64, number: usize) -> (u64, String) {
    (speaker, format!("words{number} that nobody else{number} would put{number} just so{number}"))
}

/// A report with the quotations of these numbers, by a speaker for every two of them, and words of its own.
fn short(publisher: &'static str, day: i32, numbers: &[usize]) -> Short {
    Short {
        publisher,
        credits: "",
        day: Some(day),
        said: numbers.iter().map(|&number| said(1 + number as u64 / 2, number)).collect(),
        names: vec!["vale", "marten", "water board"],
        text: (0..40).map(|n| format!("{publisher}{day}w{n} ")).collect(),
    }
}

fn made(short: &Short) -> (Sketch, Trace) {
    let days = Days { earliest: short.day, latest: short.day };
    let stretch = |at: usize| Stretch { start: at as u32 * 10, end: at as u32 * 10 + 5 };
    let quotations = short
        .said
        .iter()
        .enumerate()
        .filter_map(|(at, (speaker, words))| quotation(stretch(at).span(), words, *speaker));
    let naming = name::key(short.credits).map(|key| Naming {
        key,
        how: How::Credited,
        span: Some(stretch(0)),
        attribution: None,
        sure: true,
    });
    let trace = Trace {
        days,
        moment: None,
        publisher: name::key(short.publisher),
        namings: naming.into_iter().collect(),
        quotations: quotations.collect(),
        figures: [].into(),
        names: short.names.iter().enumerate().map(|(at, name)| (hash(name.chars()), stretch(at))).collect(),
    };
    (Sketch::of_text(None, &short.text, days), trace)
}

fn folded(reports: &[Short]) -> Folded {
    let (sketches, traces): (Vec<_>, Vec<_>) = reports.iter().map(made).unzip();
    fold(&sketches, &traces)
}

/// Who retells whom, and how that is known.
fn check(reports: &[Short], expected: &[(usize, usize, Follows)]) {
    let found = folded(reports).rewrites;
    let found: Vec<_> = found.iter().map(|rewrite| (rewrite.report, rewrite.of, rewrite.follows)).collect();
    assert_eq!(found, expected);
    // In any order of arrival the same.
    let turned: Vec<Short> = reports.iter().rev().cloned().collect();
    let back = |at: usize| reports.len() - 1 - at;
    let mut again: Vec<_> = folded(&turned)
        .rewrites
        .iter()
        .map(|rewrite| (back(rewrite.report), back(rewrite.of), rewrite.follows))
        .collect();
    again.sort_unstable();
    let pairs = |list: &[(usize, usize, Follows)]| -> Vec<_> {
        // Which of two is named first where nothing tells them apart is of no account.
        list.iter()
            .map(
                |&(a, b, follows)| {
                    if follows == Follows::Open { (a.min(b), a.max(b), follows) } else { (a, b, follows) }
                },
            )
            .collect()
    };
    assert_eq!(pairs(&again), pairs(expected));
}

#[test]
fn what_keeps_the_quotations_of_several_people_in_order_retells() {
    check(
        &[short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5]), short("Elmar Post", 2, &[0, 1, 2, 3, 5, 9])],
        &[(1, 0, Follows::Date)],
    );
}

#[test]
fn whoever_was_at_one_speech_retells_nobody() {
    let mut own = short("Elmar Post", 2, &[0, 3, 1, 8, 9]);
    let mut other = short("Orla Wire", 1, &[0, 1, 2, 3]);
    for quotation in own.said.iter_mut().chain(&mut other.said) {
        quotation.0 = 1;
    }
    check(&[other, own], &[]);
}

#[test]
fn a_credit_tells_who_follows_also_against_the_dates() {
    let mut late = short("Orla Wire", 3, &[0, 1, 2, 3]);
    let mut early = short("Elmar Post", 1, &[0, 1, 7]);
    early.credits = "the Orla Wire agency";
    check(&[late.clone(), early.clone()], &[(1, 0, Follows::Credit)]);
    assert!(folded(&[late.clone(), early.clone()]).rewrites[0].against_dates);
    late.day = None;
    check(&[late.clone(), early.clone()], &[(1, 0, Follows::Credit)]);
    assert!(!folded(&[late, early]).rewrites[0].against_dates);
}

#[test]
fn an_interview_of_many_makes_no_retelling() {
    let told = |numbers: &[usize]| {
        let mut report = short("Elmar Post", 2, numbers);
        report.credits = "the Orla Wire agency";
        let (sketch, mut trace) = made(&report);
        trace.namings[0].how = How::Told;
        (sketch, trace)
    };
    for (numbers, expected) in [([0, 1, 2, 7, 8, 9], 0), ([0, 1, 2, 3, 8, 9], 1)] {
        let (sketches, traces): (Vec<_>, Vec<_>) =
            [made(&short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5])), told(&numbers)].into_iter().unzip();
        assert_eq!(fold(&sketches, &traces).rewrites.len(), expected, "{numbers:?}");
    }
}

#[test]
fn without_dates_it_stays_open_who_follows() {
    let mut reports = [short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5]), short("Elmar Post", 1, &[0, 1, 2, 4, 5])];
    check(&reports, &[(1, 0, Follows::Open)]);
    reports[0].day = None;
    check(&reports, &[(1, 0, Follows::Open)]);
}

#[test]
fn other_names_or_another_order_are_another_report() {
    let other_names =
        Short { names: vec!["dale", "garten", "fire brigade"], ..short("Elmar Post", 2, &[0, 1, 2, 3, 5]) };
    check(&[short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5]), other_names], &[]);
    check(&[short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5]), short("Elmar Post", 2, &[5, 3, 2, 1, 0])], &[]);
}

#[test]
fn copies_and_rewrites_are_one_voice_and_their_original_heads_it() {
    let original = short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5]);
    let mut copy = Short { publisher: "Sund Ledger", credits: "Orla Wire", day: Some(2), ..original.clone() };
    copy.text += "and a notice of the printer that makes it the fuller one of both";
    let rewrite = short("Elmar Post", 2, &[0, 1, 2, 3, 5]);
    let alone = short("Dal Courier", 2, &[11, 12]);
    let found = folded(&[copy, alone, original, rewrite]);
    assert_eq!((0..4).map(|at| found.voices.head(at)).collect::<Vec<_>>(), [2, 1, 2, 2]);
    assert_eq!(found.voices.count(0..4), 2);
    let prints: Vec<_> = found.copies.iter().map(|print| (print.report, print.of, print.follows)).collect();
    assert_eq!(prints, [(0, 2, Follows::Credit)]);
    let sources: Vec<_> = found.sources.iter().map(|source| (source.report, source.of)).collect();
    assert_eq!(sources, [(0, Some(2))]);
}

#[test]
fn the_same_report_with_another_date_is_one_voice() {
    let first = short("Orla Wire", 1, &[0, 1]);
    let again = Short { day: Some(400), ..first.clone() };
    let found = folded(&[again, first]);
    assert_eq!(found.voices.count(0..2), 1);
    assert_eq!(
        found.copies.iter().map(|print| (print.report, print.of, print.follows)).collect::<Vec<_>>(),
        [(0, 1, Follows::Date)]
    );
    assert_eq!(found.stories.len(), 1);
}

#[test]
fn one_report_is_one_voice_and_one_story() {
    let found = folded(&[short("Orla Wire", 1, &[0, 1])]);
    assert_eq!((found.voices.count([0]), found.stories.len()), (1, 1));
    assert!(found.copies.is_empty() && found.rewrites.is_empty());
    assert_eq!(folded(&[]), Folded::default());
}

#[test]
fn thousands_that_retell_one_report_are_one_voice() {
    const REPORTS: usize = 5_000;
    let mut reports = vec![short("Orla Wire", 1, &[0, 1, 2, 3, 4, 5])];
    for number in 1..REPORTS {
        let mut report = short("Elmar Post", 2, &[0, 1, 2, 4, 5]);
        report.text = (0..40).map(|n| format!("own{number}w{n} ")).collect();
        reports.push(report);
    }
    let found = folded(&reports);
    assert_eq!(found.rewrites.len(), REPORTS - 1);
    assert_eq!(found.voices.count(0..REPORTS), 1);
    assert_eq!(found.voices.head(REPORTS - 1), 0);
}
