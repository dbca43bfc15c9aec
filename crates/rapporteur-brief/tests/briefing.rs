//! The whole way from records to the three forms. `UPDATE_GOLDEN=1 cargo test -p rapporteur-brief` writes the files
//! under `tests/golden` anew.

mod story;

use rapporteur_brief::render::{self, Style};
use rapporteur_brief::{Briefing, PieceKind};
use rapporteur_record::*;
use rapporteur_text::{Offsets, Span, Unit};
use std::path::Path;
use story::{Builder, problems, reports};
use unicode_width::UnicodeWidthStr;

fn briefing() -> Briefing {
    Briefing::new(&reports(), &problems(), "0.0.0")
}

fn terminal(briefing: &Briefing, width: usize, color: bool) -> String {
    let mut out = Vec::new();
    render::terminal(briefing, Style { width, color }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn markdown(briefing: &Briefing) -> String {
    let mut out = Vec::new();
    render::markdown(briefing, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn html(briefing: &Briefing) -> String {
    let mut out = Vec::new();
    render::html(briefing, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares with the file under `tests/golden`, or writes it.
fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(actual == expected, "{name} differs; run with UPDATE_GOLDEN=1 and read the diff.\n{actual}");
}

#[test]
fn golden_terminal() {
    check("terminal.txt", &terminal(&briefing(), 80, false));
    check("terminal-color.txt", &terminal(&briefing(), 60, true));
}

#[test]
fn golden_markdown() {
    check("briefing.md", &markdown(&briefing()));
}

#[test]
fn golden_html() {
    check("briefing.html", &html(&briefing()));
}

#[test]
fn footnotes_yield_their_words() {
    let reports = reports();
    let briefing = briefing();
    assert!(!briefing.footnotes.is_empty());
    let text = |report: usize| {
        let line = briefing.documents.lines().find(|line| line.number == report).unwrap();
        &reports.iter().find(|r| r.document.id.0.short() == line.text_hash).unwrap().document.text
    };
    for (i, footnote) in briefing.footnotes.iter().enumerate() {
        assert_eq!(footnote.number, i + 1);
        let text = text(footnote.report);
        let marked = footnote.context.iter().filter(|piece| piece.kind == PieceKind::Marked);
        let marked: Vec<&str> = marked.map(|piece| piece.words.exact()).collect();
        let claimed: Vec<&str> = footnote.spans.iter().map(|span| span.of(text).unwrap()).collect();
        assert_eq!(marked, claimed);
        let offsets = Offsets::new(text);
        let points: Vec<Span> =
            footnote.spans.iter().map(|s| offsets.convert(*s, Unit::CodePoints)).collect();
        assert_eq!(footnote.points, points);
        let whole: String = text.chars().skip(points[0].start).take(points[0].len()).collect();
        assert_eq!(whole, claimed[0]);
    }
    for line in briefing.statements.lines() {
        let first = line.notes[0];
        assert_eq!(first.report, briefing.footnotes[first.number - 1].report);
        let marked = briefing.footnotes[first.number - 1].context.iter();
        let marked: Vec<_> =
            marked.filter(|piece| piece.kind == PieceKind::Marked).map(|p| &p.words).collect();
        assert_eq!(marked, line.words.iter().collect::<Vec<_>>());
    }
}

#[test]
fn order_of_reading_changes_nothing() {
    let mut turned = reports();
    turned.reverse();
    let mut doubts = problems();
    doubts.reverse();
    assert_eq!(Briefing::new(&turned, &doubts, "0.0.0"), briefing());
}

#[test]
fn copies_are_one_line() {
    let briefing = briefing();
    let mayor = briefing.cast.lines().next().unwrap();
    assert_eq!((mayor.name.exact(), mayor.statements, mayor.reports), ("Orla Quiddick", 3, 2));
    let group = &briefing.statements.groups[0];
    let reports: Vec<Vec<usize>> =
        group.lines.iter().map(|line| line.notes.iter().map(|note| note.report).collect()).collect();
    assert_eq!(reports, [[1, 2], [1, 2]]);
    assert_eq!(group.head.retold.len(), 1);
    let days: Vec<&str> = briefing.timeline.groups.iter().map(|day| day.head.label.as_str()).collect();
    assert_eq!(days, ["2019", "3 May 2031", "4 May 2031", "June 2031"]);
}

#[test]
fn a_dated_line_has_what_it_leads_in_to_and_no_question() {
    let check = |text: &str, expected: &[&str]| {
        let mut report = story::Builder::new("a.txt", text);
        for words in text.split_inclusive("June").filter(|part| part.ends_with("June")).map(|_| "June") {
            report = report.time(words, Some("2031-06"), "XXXX-06");
        }
        let briefing = Briefing::new(&[report.0], &[], "");
        let lines = briefing.timeline.lines().map(|line| {
            let pieces = line.sentence.iter().map(|piece| piece.words.exact());
            pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        });
        assert_eq!(lines.collect::<Vec<_>>(), expected, "{text}");
    };
    check(
        "In June the port has:\n\nclosed a pier;\n\nopened a lock.\n\nIt rained.",
        &["In June the port has: closed a pier; opened a lock."],
    );
    check(
        "In June she wrote \"The port is full. Go home.\"\n\nIt rained.",
        &["In June she wrote \"The port is full. Go home.\""],
    );
    check("In June she wrote “The port is full. It rained.", &["In June she wrote “The port is full."]);
    check("Who came in June?", &[]);
    // The day from which a change is measured is not that of the change.
    check("The lock counted 551 ships, up almost 30 from June’s record high.", &[]);
    check("The mean has risen 70 percent since June, a record for ships.", &[]);
    check("The share fell, down much since the record high of 18 percent reported in June.", &[]);
    check("The lock has been shut since June.", &["The lock has been shut since June."]);
    check("The lock set a record in June.", &["The lock set a record in June."]);
}

/// A sentence that stands whole inside a quotation is its speaker's.
#[test]
fn a_dated_line_inside_a_quotation_names_who_says_it() {
    let quotation = "“It rains. The pier closes in June. We wait.”";
    let text = format!(
        "Ada Brun spoke. {quotation} she said. “Sails go in August. We wait,” she said. The lock closes in July."
    );
    let report = story::Builder::new("a.txt", &text)
        .outlet("Courier")
        .entity("person:ada-brun", EntityType::Person, &["Ada Brun"], &[])
        .said("she", "said", &[quotation], AttributionForm::Direct, "person:ada-brun")
        .said("she", "said", &["“Sails go in August. We wait,”"], AttributionForm::Direct, "person:ada-brun")
        .time("June", Some("2031-06"), "XXXX-06")
        .time("July", Some("2031-07"), "XXXX-07")
        .time("August", Some("2031-08"), "XXXX-08");
    let briefing = Briefing::new(&[report.0], &[], "");
    let outlets: Vec<String> = briefing.timeline.lines().map(|line| line.outlet.shown()).collect();
    assert_eq!(outlets, ["Ada Brun, quoted by Courier", "Courier", "Courier"]);
}

/// Who is to do it stands between the words for the stance and the issue.
#[test]
fn a_position_on_what_others_are_to_do_names_them() {
    let text = "Orla ordered the port to shut the gate.";
    let report = story::Builder::new("a.txt", text)
        .entity("place:orla", EntityType::Place, &["Orla"], &[])
        .said("Orla", "ordered", &["the port to shut the gate"], AttributionForm::Indirect, "place:orla");
    let briefing = Briefing::new(&[report.0], &[], "");
    let line = briefing.positions.lines().next().expect("a position");
    assert_eq!((line.cue.exact(), line.words.exact()), ("ordered the port to", "shut the gate"));
}

#[test]
fn the_cast_counts_a_name_once_and_knows_no_state_that_is_to_come() {
    let text = "The Harbour Radio channel is loud. They want an island state. Not an island state!\n\n\
                Harbour Radio hears of an island state. Harbour Radio is off.";
    let mut report = story::Builder::new("a.txt", text)
        .entity("organisation:harbour-radio", EntityType::Organisation, &["Harbour Radio"], &[])
        .entity("organisation:island-state", EntityType::Organisation, &["island state"], &[]);
    let around = report.span("The Harbour Radio channel");
    let channel = Mention { span: around, form: MentionForm::Nominal, ..report.0.mentions[0].clone() };
    report.0.mentions.push(channel);
    for mention in &mut report.0.mentions {
        let of_state = mention.entity.as_ref().is_some_and(|id| id.0.ends_with("island-state"));
        if of_state {
            mention.form = MentionForm::Nominal;
            mention.extent = Some(Span::new(mention.span.start - "an ".len(), mention.span.end));
        }
    }
    let briefing = Briefing::new(&[report.0], &[], "");
    let cast: Vec<_> = briefing.cast.lines().map(|line| (line.name.exact(), line.mentions)).collect();
    assert_eq!(cast, [("Harbour Radio", 3)]);
}

#[test]
fn events_of_copies_are_one_line_and_stand_under_their_day() {
    let briefing = briefing();
    let realis: Vec<Realis> = briefing.events.groups.iter().map(|group| group.head).collect();
    use Realis::{Alleged, Denied, Happened, Ongoing, Planned};
    assert_eq!(realis, [Happened, Ongoing, Planned, Denied, Alleged]);
    let reports: Vec<Vec<usize>> =
        briefing.events.lines().map(|line| line.notes.iter().map(|note| note.report).collect()).collect();
    assert_eq!(reports, [vec![1, 2], vec![1], vec![1], vec![1], vec![1]]);
    let under: Vec<(&str, usize)> = briefing
        .timeline
        .groups
        .iter()
        .flat_map(|day| day.lines.iter().map(|line| (day.head.label.as_str(), line.events.len())))
        .collect();
    assert_eq!(under, [("2019", 0), ("3 May 2031", 0), ("4 May 2031", 1), ("June 2031", 0)]);
}

#[test]
fn a_count_that_a_place_reported_says_so() {
    let claimant = |text: &str, source: &str, content: &str, number: &str| {
        let report = Builder::new("a.txt", text)
            .entity("state:orvania", EntityType::State, &["Orvania"], &[])
            .entity("organisation:tarn-lines", EntityType::Organisation, &["Tarn Lines"], &[]);
        let id = if source == "Orvania" { "state:orvania" } else { "organisation:tarn-lines" };
        let report = report.said(source, "reported", &[content], AttributionForm::Indirect, id).figure(
            number,
            number,
            "infected",
            Bound::Exact,
            Claimant::Outlet,
        );
        let briefing = Briefing::new(&[report.0], &[], "");
        briefing.figures.lines().next().map(|line| line.claimant.exact().to_owned())
    };
    let check = |text: &str, source: &str, content: &str, expected: &str| {
        assert_eq!(claimant(text, source, content, "900").as_deref(), Some(expected), "{text}");
    };
    check(
        "Orvania reported 900 new cases.",
        "Orvania",
        "900 new cases",
        "the outlet itself, of what “Orvania” reported",
    );
    check("Tarn Lines reported 900 new cases.", "Tarn Lines", "900 new cases", "the outlet itself");
    check("Orvania reported a loss of 900 cases.", "Orvania", "a loss of 900 cases", "the outlet itself");
}

#[test]
fn one_act_of_another_realis_is_another_line() {
    let mut all = reports();
    all[1].events[0].realis = Realis::Planned;
    let briefing = Briefing::new(&all, &[], "");
    let reports: Vec<Vec<usize>> =
        briefing.events.lines().map(|line| line.notes.iter().map(|note| note.report).collect()).collect();
    assert_eq!(reports.iter().filter(|reports| reports.len() > 1).count(), 0, "{reports:?}");
    assert_eq!(reports.len(), 6);
}

#[test]
fn what_one_report_tells_and_another_denies_is_one_line_that_says_so() {
    let mut all = reports();
    all[1].events[0].realis = Realis::Denied;
    let briefing = Briefing::new(&all, &[], "");
    let mut told = briefing.events.lines().filter(|line| line.reports > 1);
    let line = told.next().expect("an event of two reports");
    assert_eq!(
        (line.realis, line.reports, &line.otherwise[..]),
        (Realis::Happened, 2, &[(Realis::Denied, 1)][..])
    );
    assert!(told.next().is_none());
    let mut page = Vec::new();
    render::markdown(&briefing, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("told in 2 reports (1 independent voice), denied in one of them"), "{page}");
}

#[test]
fn what_is_told_surely_once_is_shown_with_what_others_tell() {
    let mut all = reports();
    let sure = |report: &mut Report, confidence: f32| report.events[0].why.confidence = Some(confidence);
    sure(&mut all[0], 0.9);
    sure(&mut all[1], 0.3);
    let shown = Briefing::new(&all, &[], "");
    assert_eq!(shown.events.lines().filter(|line| line.reports == 2).count(), 1);
    // Of what no report tells surely, one is counted, not two.
    sure(&mut all[0], 0.3);
    let hidden = Briefing::new(&all, &[], "");
    assert_eq!((hidden.unsure_events, hidden.events.len()), (1, shown.events.len() - 1));
}

#[test]
fn without_the_model_the_page_says_why_there_are_no_events() {
    let mut all = reports();
    all.iter_mut().for_each(|report| report.events.clear());
    let note = "No events: the reports were read without the model.";
    let check = |briefing: &Briefing, said: bool| {
        for page in [terminal(briefing, 80, false), markdown(briefing), html(briefing)] {
            assert_eq!(page.contains(note), said, "{page}");
        }
    };
    check(&Briefing::new(&all, &[], "").without_model(), true);
    check(&Briefing::new(&all, &[], ""), false);
    check(&Briefing::new(&reports(), &[], "").without_model(), false);
    check(&Briefing::new(&[], &[], "").without_model(), false);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [30, 41, 80, 132] {
        for line in terminal(&briefing(), width, false).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn colors_only_when_asked() {
    assert!(!terminal(&briefing(), 80, false).contains('\x1b'));
    assert!(terminal(&briefing(), 80, true).contains('\x1b'));
}

#[test]
fn a_limit_keeps_the_numbers() {
    let whole = briefing();
    let limited = briefing().limited(1);
    assert_eq!(limited.statements.lines().count(), 1);
    assert_eq!(limited.statements.len(), whole.statements.len());
    for footnote in &limited.footnotes {
        assert_eq!(footnote, &whole.footnotes[footnote.number - 1]);
    }
    assert!(terminal(&limited, 80, false).contains("more not shown"));
}

/// What `attack` becomes in each form, from every field that comes from outside.
fn hostile(attack: &str) -> Briefing {
    let sentence = format!("Nils {attack} said 7 {attack} were hurt on 3 May");
    let text = format!("{attack}\n\n{sentence}");
    let mut report = Builder::new(attack, &text)
        .outlet(attack)
        .published(attack, HowKnown::Stated, attack)
        .entity("person:x", EntityType::Person, &[&format!("Nils {attack}"), attack], &[attack])
        .said(attack, "said", &[&sentence], AttributionForm::Direct, "person:x")
        .attribution(
            Some(attack),
            "said",
            &[attack],
            AttributionForm::Direct,
            Speaker::Unknown { candidates: vec![EntityId(attack.to_owned())], reason: attack.to_owned() },
            Some(0),
        )
        .time("3 May", None, "XXXX-05-03")
        .figure(&format!("7 {attack}"), "7", attack, Bound::Exact, Claimant::Outlet)
        .event(
            (EventType::Assault, Realis::Alleged, "hurt"),
            &[(attack, Some("person:x"))],
            &[(attack, None)],
            Some(1),
            true,
        )
        .0;
    report.events[0].modes = vec![attack.to_owned()];
    report.document.url = Some(attack.to_owned());
    report.document.agency = Some(format!("agency {attack}"));
    report.document.language = Some(attack.to_owned());
    report.entities[0].country = Some(attack.to_owned());
    report.figures[0].status = Some(attack.to_owned());
    report.attributions[0].venue = report.attributions[0].source;
    Briefing::new(&[report], &[Problem::error(attack, attack)], attack)
}

/// Markdown without the signs that are escaped: what is left can be markup.
fn unescaped(page: &str) -> String {
    let mut left = String::new();
    let mut chars = page.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            c => left.push(c),
        }
    }
    left
}

#[test]
fn nothing_from_outside_makes_markup_or_steers_a_terminal() {
    let script = hostile("<script>alert(1)</script><img src=x onerror=\"y\">");
    let page = html(&script);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("onerror=\"y"), "{page}");
    let page = markdown(&script);
    assert!(!unescaped(&page).contains("<script"), "{page}");

    let link = hostile("x](javascript:alert(1)) ![y](z) | `c` **b** [^1]: <https://a.example>");
    let page = unescaped(&markdown(&link));
    assert!(!page.contains("](") && !page.contains(" | `") && !page.contains("**b"), "{page}");
    let page = html(&hostile("javascript:alert(1)"));
    assert!(!page.contains("href=\"javascript"), "{page}");

    let steering = "a\u{1b}[2J\u{9b}1m\u{202e}b\u{7}\u{0}\r\nc";
    let briefing = hostile(steering);
    for shown in [terminal(&briefing, 80, false), markdown(&briefing), html(&briefing)] {
        let bad =
            shown.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(bad, None, "{shown}");
    }
    // Its own sequences begin with those it knows; none comes from the report.
    assert!(!terminal(&briefing, 80, true).contains("\x1b[2J"));
}

#[test]
fn broken_records_are_left_out_not_fatal() {
    let mut all = reports();
    let report = &mut all[0];
    report.attributions[0].content = vec![Span::new(0, 1_000_000)];
    report.attributions[1].nested_in = Some(AttributionId(1));
    report.attributions[2].nested_in = Some(AttributionId(3));
    report.attributions[3].content = Vec::new();
    report.figures[0].as_of = Some(TimeId(77));
    report.figures[1].of = Some(FigureId(77));
    report.events[0].mentions.clear();
    report.events[1].sources[0].span = Span::new(5, 1_000_000);
    report.events[1].mentions[0].attribution = Some(AttributionId(77));
    report.events[2].mentions[0].trigger = Span::new(7, 7);
    report.events[3].place = Some(PlaceId(77));
    report.times[0].span = Span::new(3, 3);
    report.sentences.clear();
    let briefing = Briefing::new(&all, &[], "");
    assert!(terminal(&briefing, 80, false).contains("radio was silent"));
    let empty = Briefing::new(&[], &[], "");
    assert!(empty.footnotes.is_empty());
    assert!(terminal(&empty, 80, false).contains("No report was read"));
    assert!(!html(&empty).contains("<h2"));
}

#[test]
fn a_page_without_full_stops_stays_small() {
    let text = format!("headline\n\n{}3 May{}", "water ".repeat(50_000), " and more".repeat(50_000));
    let report = Builder::new("long.txt", &text).time("3 May", None, "XXXX-05-03").0;
    assert!(markdown(&Briefing::new(&[report], &[], "")).len() < 6_000);
}
