//! A briefing of so many pages: what it keeps, what it counts, that its footnotes are whole.

mod story;

use rapporteur_brief::render::{self, Style};
use rapporteur_brief::{Briefing, Relation};
use rapporteur_record::*;
use std::collections::BTreeSet;
use story::{Builder, problems, reports};

/// The ferry and many reports of one statement each; the first `shared` statements stand in every report.
fn many(count: usize, shared: usize) -> Vec<Report> {
    let mut all = reports();
    for number in 0..count {
        let own = (0..shared).chain([shared + number]);
        let quotes: Vec<String> =
            own.map(|at| format!("“Lock number {at} of the canal must be closed for repair.”")).collect();
        let said: Vec<String> = quotes.iter().map(|quote| format!("Ada Holm said: {quote}")).collect();
        // So much of its own that no report is a copy of another.
        let own: Vec<String> = (0..12)
            .map(|at| format!("Crew {number}x{at} painted sluice {at}y{number} in colour {number}z{at}."))
            .collect();
        let text = format!("Canal, part {number}\n\n{}\n\n{}", said.join(" "), own.join(" "));
        let mut report = Builder::new(&format!("reports/canal-{number:03}.txt"), &text)
            .outlet(&format!("Paper {number:03}"))
            .published(&format!("2031-07-{:02}", 1 + number % 28), HowKnown::Stated, "dateline")
            .entity("person:ada-holm", EntityType::Person, &["Ada Holm"], &[]);
        for quote in &quotes {
            report = report.said("Ada Holm", "said:", &[quote], AttributionForm::Direct, "person:ada-holm");
        }
        all.push(report.0);
    }
    all
}

fn whole() -> Briefing {
    Briefing::new(&many(30, 2), &problems(), "0.0.0")
}

#[test]
fn most_told_comes_first() {
    let short = whole().short(2);
    let group = short
        .statements
        .groups
        .iter()
        .find(|group| group.head.name.as_ref().is_some_and(|n| n.exact() == "Ada Holm"));
    let lines: Vec<&str> =
        group.expect("the speaker").lines.iter().map(|line| line.words[0].exact()).collect();
    assert!(lines[0].contains("number 0 ") && lines[1].contains("number 1 "), "{lines:?}");
    let first =
        short.statements.lines().find(|line| line.words[0].exact().contains("number 0 ")).expect("a line");
    assert_eq!((first.notes.len(), first.notes[0].others), (1, 29));
    assert!(lines.len() < 30, "all of them: {lines:?}");
}

#[test]
fn counts_what_it_leaves_out() {
    let (whole, short) = (whole(), whole().short(1));
    let made = short.short.as_ref().expect("a short one");
    let left =
        |what: &str| made.left_out.iter().find(|(kind, _)| *kind == what).map_or(0, |(_, count)| *count);
    assert_eq!(left("statements"), whole.statements.len() - short.statements.len());
    assert_eq!(left("dated sentences"), whole.timeline.len());
    assert_eq!(left("of the cast"), whole.cast.len());
    assert_eq!(left("reports"), whole.reports - short.documents.len());
    let mut out = Vec::new();
    render::markdown(&short, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(
        page.contains("Made for about 1 printed page.")
            && page.contains(&format!("{} statements", left("statements"))),
        "{page}"
    );
}

#[test]
fn footnotes_are_numbered_anew() {
    for pages in [1, 2, 5] {
        let short = whole().short(pages);
        let numbers: Vec<usize> = short.footnotes.iter().map(|footnote| footnote.number).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
        let mut led_to = BTreeSet::new();
        led_to.extend(short.statements.lines().flat_map(|line| &line.notes).map(|note| note.number));
        led_to.extend(short.figures.lines().flat_map(|line| &line.notes).map(|note| note.number));
        led_to.extend(short.events.lines().flat_map(|line| &line.notes).map(|note| note.number));
        led_to.extend(short.positions.lines().flat_map(|line| &line.notes).map(|note| note.number));
        let sides = short.agreement.lines().flat_map(|line| &line.sides);
        led_to.extend(sides.flat_map(|side| &side.cells).map(|cell| cell.note.number));
        assert_eq!(led_to, numbers.into_iter().collect());
        for line in short.statements.lines() {
            let footnote = &short.footnotes[line.notes[0].number - 1];
            assert!(footnote.context.iter().any(|piece| piece.words == line.words[0]));
        }
    }
}

#[test]
fn more_pages_have_more_lines_and_the_same_order() {
    let lines = |pages| -> Vec<String> {
        let short = whole().short(pages);
        short.statements.lines().map(|line| line.words[0].exact().to_owned()).collect()
    };
    let (one, two, all) = (lines(1), lines(2), lines(1_000));
    assert!(one.len() < two.len() && two.len() < all.len());
    let mut rest = all.iter();
    assert!(one.iter().all(|line| rest.any(|other| other == line)), "{one:?}");
    assert_eq!(whole().short(2), whole().short(2));
    assert_eq!(whole().short(0).short.map(|short| short.pages), Some(1));
}

#[test]
fn disagreement_comes_before_support() {
    let mut all = reports();
    all[1].events[0].realis = Realis::Denied;
    let short = Briefing::new(&all, &[], "").short(2);
    let first = short.events.lines().next().expect("an event");
    assert_eq!(first.otherwise, [(Realis::Denied, 1)]);
    assert!(short.agreement.groups.iter().all(|group| group.head.relation != Relation::Only));
}

/// Printed lines of the text form stay within what the pages hold.
#[test]
fn a_page_is_about_a_page() {
    for pages in [1, 2, 4] {
        let mut out = Vec::new();
        render::terminal(&whole().short(pages), Style { width: 100, color: false }, &mut out).unwrap();
        let lines = String::from_utf8(out).unwrap().lines().count();
        assert!(lines <= pages * 75 && lines > pages * 30, "{pages} pages have {lines} lines");
    }
}
