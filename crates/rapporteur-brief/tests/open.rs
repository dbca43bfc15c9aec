//! What is missing, and what is left open.

mod story;

use rapporteur_brief::{Briefing, Gap, Question};
use rapporteur_record::*;
use story::{Builder, problems, reports};

/// The lines of a kind, each with its count.
fn gaps(briefing: &Briefing, kind: Gap) -> Vec<String> {
    let groups = briefing.missing.groups.iter().filter(|group| group.head.kind == kind);
    groups.flat_map(|group| &group.lines).map(|line| format!("{}: {}", line.what, line.detail)).collect()
}

fn questions(briefing: &Briefing, kind: Question) -> Vec<String> {
    let groups = briefing.questions.groups.iter().filter(|group| group.head.kind == kind);
    let lines = groups.flat_map(|group| &group.lines);
    lines.map(|line| format!("{} ({}): {}", line.what, line.count, line.detail)).collect()
}

#[test]
fn names_what_is_missing() {
    let mut all = reports();
    all.push(
        Builder::new("reports/d.txt", "Titre\n\nLe bac est de nouveau en mer.")
            .published("2031-05-06", HowKnown::Stated, "x")
            .0,
    );
    all[1].document.agency = Some("Tidewire".to_owned());
    all[3].document.agency = Some("Skarholm Post".to_owned());
    let mut doubts = problems();
    doubts.push(Problem::warning("reports/d.txt", "the text is in another language"));
    let briefing = Briefing::new(&all, &doubts, "");
    let check = |kind, expected: &[&str]| assert_eq!(gaps(&briefing, kind), expected, "{kind:?}");
    check(Gap::Unread, &["reports/photo.jpg: this is a picture; give the report as text, Markdown or HTML"]);
    check(Gap::Silent, &["Skarholm Post: the text is in another language"]);
    check(Gap::Undated, &["The Ebb: only: 5 May, no year", "c.txt: nothing is known of its date"]);
    // The outlet of another report is no agency that is missing.
    check(Gap::Unseen, &["Tidewire: credited"]);
}

#[test]
fn media_that_are_cited_are_missing_until_they_are_read() {
    let cited = |outlet: Option<&str>| {
        let text = "Storm\n\nHarbour Radio said that the pier is gone.";
        let mut report = Builder::new("a.txt", text)
            .entity("organisation:harbour-radio", EntityType::Organisation, &["Harbour Radio"], &[])
            .said(
                "Harbour Radio",
                "said",
                &["that the pier is gone"],
                AttributionForm::Indirect,
                "organisation:harbour-radio",
            )
            .0;
        report.document.outlet = outlet.map(str::to_owned);
        gaps(&Briefing::new(&[report], &[], ""), Gap::Unseen)
    };
    assert_eq!(cited(None), ["Harbour Radio: cited"]);
    assert_eq!(cited(Some("The Harbour Radio")), Vec::<String>::new());
    assert_eq!(cited(Some("Harbour Radio (Online)")), Vec::<String>::new());
}

#[test]
fn an_agency_that_is_credited_by_its_initials_is_not_missing() {
    let mut all = reports();
    all[1].document.agency = Some("SP".to_owned());
    assert_eq!(gaps(&Briefing::new(&all, &[], ""), Gap::Unseen), Vec::<String>::new());
}

#[test]
fn names_what_is_open() {
    let mut all = reports();
    let place = |report: &Report, words: &str, resolution: Resolution| {
        let start = report.document.text.find(words).expect("the words");
        let span = rapporteur_text::Span::new(start, start + words.len());
        Place { id: PlaceId(0), span, resolution, why: Why::rule("place", "1", "place.test", [span]) }
    };
    let (unlisted, several) = (
        place(&all[0], "Skarholm", Resolution::Unresolved),
        place(&all[1], "May", Resolution::Ambiguous { candidates: vec!["a:1".into(), "a:2".into()] }),
    );
    all[0].places.push(unlisted);
    all[1].places.push(several);
    all[0].events[3].sources.clear();
    let briefing = Briefing::new(&all, &[], "");
    let check = |kind, expected: &[&str]| assert_eq!(questions(&briefing, kind), expected, "{kind:?}");
    check(Question::Speaker, &["police (1): ", "an officer (1): may be Brun Hask"]);
    check(Question::Place, &["Skarholm (1): in no list of places", "May (1): 2 places have this name"]);
    check(Question::Sides, &["send (1): aid"]);
    check(Question::Day, &["The Ebb (2): 5 May, no year", "c.txt (1): date not known"]);
    let noted = briefing.questions.lines().filter(|line| line.reports.is_empty());
    for line in noted {
        let note = line.notes.first().expect("a footnote");
        assert!(briefing.footnotes.iter().any(|footnote| footnote.number == note.number), "{}", line.what);
    }
}

#[test]
fn who_is_named_in_the_words_for_a_speaker_is_no_question() {
    let open = |source: &str| {
        let text =
            format!("Storm\n\nBrun Hask said that the pier is gone. {source} said that the ferry waits.");
        let hask = "person:hask";
        let builder = Builder::new("a.txt", &text).entity(hask, EntityType::Person, &["Brun Hask"], &[]);
        let said =
            builder.said("Brun Hask", "said", &["that the pier is gone"], AttributionForm::Indirect, hask);
        let mut report =
            said.said(source, "said", &["that the ferry waits"], AttributionForm::Indirect, hask).0;
        let unknown = report.attributions.last_mut().expect("a statement");
        let candidates = if source.starts_with("Her") { vec![EntityId(hask.into())] } else { Vec::new() };
        unknown.speaker = Speaker::Unknown { candidates, reason: "not certain".into() };
        questions(&Briefing::new(&[report], &[], ""), Question::Speaker)
    };
    assert_eq!(open("Captain Hask"), Vec::<String>::new());
    assert_eq!(open("Her crew"), Vec::<String>::new());
    assert_eq!(open("A captain"), ["A captain (1): "]);
}

#[test]
fn many_questions_stay_short() {
    let mut report = reports().remove(0);
    for at in 0..200 {
        report.document.text.push_str(&format!(" Nowhere{at} is a place."));
        let start = report.document.text.find(&format!("Nowhere{at} ")).expect("the words");
        let span = rapporteur_text::Span::new(start, start + format!("Nowhere{at}").len());
        let why = Why::rule("place", "1", "place.test", [span]);
        report.places.push(Place { id: PlaceId(at), span, resolution: Resolution::Unresolved, why });
    }
    let briefing = Briefing::new(&[report], &[], "");
    let group = briefing.questions.groups.iter().find(|group| group.head.kind == Question::Place);
    let group = group.expect("places");
    assert!(group.lines.len() <= 10 && group.head.total == 200, "{:?}", group.head);
}

/// The sides and the teller of each event, as its line says them.
fn event_lines(report: Report) -> Vec<String> {
    let briefing = Briefing::new(&[report], &[], "");
    let mut out = Vec::new();
    rapporteur_brief::render::markdown(&briefing, &mut out).expect("markdown");
    let text = String::from_utf8(out).expect("UTF-8");
    let events =
        text.split("## Events").nth(1).and_then(|text| text.split("\n## ").next()).unwrap_or_default();
    events.lines().filter(|line| line.starts_with("- ")).map(str::to_owned).collect()
}

#[test]
fn a_pronoun_for_nobody_known_is_left_open() {
    let text = "Harbour\n\nThe crew saw the mole. They shelled the ferry. The harbour board warned them.";
    let shelled = (EventType::Assault, Realis::Happened, "shelled");
    let warned = (EventType::Threaten, Realis::Happened, "warned");
    let report = Builder::new("a.txt", text)
        .event(shelled, &[("They", None)], &[("the ferry", None)], None, false)
        .event(warned, &[("The harbour board", None)], &[("them", None)], None, false)
        .0;
    let lines = event_lines(report);
    assert!(lines[0].contains("(by whom is left open: “They”) → “the ferry”"), "{lines:?}");
    assert!(lines[1].contains("“The harbour board” → (to whom is left open: “them”)"), "{lines:?}");
}

#[test]
fn who_asks_for_a_deed_tells_of_it() {
    let text = "Harbour\n\nThe harbour board wrote to the crew, requesting a release of the ferry.";
    let mut report = Builder::new("a.txt", text)
        .event(
            (EventType::Request, Realis::Happened, "requesting"),
            &[("The harbour board", None)],
            &[("the crew", None)],
            None,
            false,
        )
        .event((EventType::Retreat, Realis::Demanded, "release"), &[("the crew", None)], &[], None, false)
        .0;
    let asked = report.events[0].mentions[0].trigger;
    report.events[1].mentions[0].why.triggers.push(asked);
    let lines = event_lines(report);
    assert!(
        lines.iter().any(|line| line.contains("demanded by “The harbour board” (“requesting”)")),
        "{lines:?}"
    );
}

#[test]
fn whose_demand_it_is_stands_beside_it() {
    let text = "Harbour\n\nNorway’s demand that the crew be released was heard. Norway and other states shelled the ferry.";
    let mut report = Builder::new("a.txt", text)
        .entity("state:norway", EntityType::State, &["Norway"], &[])
        .event((EventType::Retreat, Realis::Demanded, "released"), &[], &[("the crew", None)], None, false)
        .event(
            (EventType::Assault, Realis::Happened, "shelled"),
            &[("Norway and other states", Some("state:norway"))],
            &[("the ferry", None)],
            None,
            false,
        )
        .0;
    let demand = text.find("demand").expect("the word");
    let demand = rapporteur_text::Span::new(demand, demand + "demand".len());
    report.events[0].mentions[0].why.triggers.push(demand);
    let lines = event_lines(report);
    assert!(lines.iter().any(|line| line.contains("demanded by Norway (“demand”)")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("“Norway and other states” → “the ferry”")), "{lines:?}");
}

#[test]
fn days_of_the_telling_meetings_and_names_that_describe_are_said_to_be() {
    let text = "Harbour\n\nOn 3 May radios reported shelling of the ferry. The harbour board is to meet the crew. Four Norway soldiers were shelled.";
    let meet = (EventType::Agree, Realis::Planned, "meet");
    let report = Builder::new("a.txt", text)
        .entity("state:norway", EntityType::State, &["Norway"], &[])
        .entity("organisation:radios", EntityType::Organisation, &["radios"], &[])
        .time("3 May", Some("2031-05-03"), "XXXX-05-03")
        .said(
            "radios",
            "reported",
            &["shelling of the ferry"],
            AttributionForm::Indirect,
            "organisation:radios",
        )
        .event((EventType::Assault, Realis::Happened, "shelling"), &[], &[("the ferry", None)], Some(0), true)
        .event(meet, &[("The harbour board", None)], &[("the crew", None)], None, false)
        .event(
            (EventType::Assault, Realis::Happened, "were shelled"),
            &[],
            &[("Four Norway soldiers", Some("state:norway"))],
            None,
            false,
        )
        .0;
    let lines = event_lines(report);
    let holds = |words: &str| assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:?}");
    holds("reported 3 May 2031");
    holds("meeting to come, in PLOVER agree");
    holds("Norway (“Four Norway soldiers”)");
}
