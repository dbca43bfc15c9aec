//! Corrections in a store: whatever is corrected, every span lies in the text, and taking it back gives what was read.

use proptest::prelude::*;
use rapporteur_engine::{Made, Wish, analyse, bring_up, correct_lines, correct_undo, lines};
use rapporteur_read::{Input, Limits, read};
use rapporteur_record::{
    AttributionId, Event, EventId, EventMention, EventType, LineId, LineKind, Participant, QuadClass, Realis,
    Report, Spans, Undone, Why,
};
use rapporteur_store::{Access, Cell, Rows, Store};
use rapporteur_text::Span;
use std::path::Path;
use std::time::Duration;

const FLOOD: &str = "Gate fails above Solvanne

SOLVANNE, Sept 16 - At least 14 people were killed and 200 injured when the gate broke on Monday, Ilse Marten, the \
mayor, said on Tuesday. “The gates stay open and nobody sleeps here,” she said, “until the water falls.”

Dozens of people were missing, according to the rescue service. Otto Brandauer, who heads it, urged Norvasse to close \
the upper dam. “We demand an inquiry,” he told reporters in Solvanne. Police arrested two engineers on Wednesday.
";

const LATER: &str = "Toll rises in Solvanne

The number of dead in Solvanne rose to 17 on Wednesday, the rescue service said. Police arrested two engineers, the \
ministry said. Mayor Ilse Marten rejected a call for her to resign. “I will not resign,” she said.
";

/// A report read by rules alone, with an event wherever police arrest somebody: rules find none.
fn report(name: &str, text: &str) -> Report {
    let mut input = Input::new(name, text.as_bytes());
    input.format = Some(rapporteur_read::Format::Text);
    let (documents, _) = read(&input, &Limits { document_bytes: usize::MAX });
    let mut report = analyse(documents.into_iter().next().unwrap(), None).0;
    let text = report.document.text.clone();
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let why = || Why::rule("test", "0", "test.event", [at("arrested")]);
    let mention = |trigger, attribution: Option<u32>| EventMention {
        trigger,
        realis: Realis::Happened,
        attribution: attribution.map(AttributionId),
        why: why(),
    };
    report.events.push(Event {
        id: EventId(0),
        event_type: EventType::Coerce,
        modes: vec!["arrest".into()],
        contexts: Vec::new(),
        quad: QuadClass::MaterialConflict,
        cameo: None,
        realis: Realis::Happened,
        sources: vec![Participant { span: at("Police"), entity: None, actor: None }],
        targets: vec![Participant { span: at("two engineers"), entity: None, actor: None }],
        implied_sources: Vec::new(),
        implied_targets: Vec::new(),
        reciprocal: false,
        date: None,
        place: None,
        mentions: vec![mention(at("arrested"), Some(0)), mention(at("engineers"), None)],
        why: why(),
    });
    report
}

fn store(folder: &Path) -> Store {
    let mut store = Store::open(&folder.join("a.rapporteur"), Access::Create).unwrap();
    store.add(&report("flood.txt", FLOOD), "test").unwrap();
    store.add(&report("later.txt", LATER), "test").unwrap();
    bring_up(&mut store).unwrap();
    store
}

/// All rows of a query, in words.
fn rows(store: &mut Store, sql: &str) -> Vec<String> {
    struct Told(Vec<String>);
    impl Rows for Told {
        fn columns(&mut self, _: &[&str]) -> std::io::Result<()> {
            Ok(())
        }
        fn row(&mut self, cells: &[Cell]) -> std::io::Result<()> {
            self.0.push(format!("{cells:?}"));
            Ok(())
        }
    }
    let mut told = Told(Vec::new());
    store.query(sql, &[], Duration::MAX, &mut told).unwrap();
    // A query that asks for no order gets any.
    told.0.sort();
    told.0
}

/// Everything that a reader can see of the record.
fn seen(store: &mut Store) -> Vec<Vec<String>> {
    bring_up(store).unwrap();
    rapporteur_engine::keep_ledger(store).unwrap();
    [
        "statements",
        "figures",
        "events",
        "positions",
        "timeline",
        "entities",
        "documents",
        "series",
        "event_groups",
        "dyads",
        "mention",
        "place",
        "entity",
        "identity_member",
        "attribution",
        "figure",
        "event",
        "event_mention",
        "event_participant",
        "position",
        "layers",
    ]
    .map(|view| rows(store, &format!("SELECT * FROM {view}")))
    .into()
}

/// Every span of every line lies in the text, references lead somewhere, and views cut the words that the record has.
fn sound(store: &Store) {
    for document in [1, 2] {
        let mut found = lines(store, document).unwrap();
        let text = found.report.document.text.clone();
        let mut check = |span: &mut Span| assert!(span.of(&text).is_some(), "{span:?} is not in the text");
        found.report.each_span(&mut check);
        found.positions.iter_mut().for_each(|line| line.each_span(&mut check));
        let report = &found.report;
        for line in &report.attributions {
            assert!(!line.content.is_empty());
            assert!(line.content.iter().all(|span| !span.is_empty()));
            assert!(line.nested_in.is_none_or(|id| report.attribution(id).is_some()));
            assert!(line.speaker.entity().is_none_or(|id| report.entities.iter().any(|one| one.id == *id)));
        }
        for figure in &report.figures {
            assert!(figure.of.is_none_or(|id| report.figure(id).is_some()));
            assert!(figure.as_of.is_none_or(|id| report.time(id).is_some()));
        }
        for event in &report.events {
            assert!(!event.mentions.is_empty());
            assert!(event.place.is_none_or(|id| report.place(id).is_some()));
            let said = |one: &EventMention| one.attribution.is_none_or(|id| report.attribution(id).is_some());
            assert!(event.mentions.iter().all(said));
        }
    }
}

fn line() -> impl Strategy<Value = LineId> {
    const KINDS: [LineKind; 7] = [
        LineKind::Statement,
        LineKind::Figure,
        LineKind::Event,
        LineKind::Position,
        LineKind::Mention,
        LineKind::Time,
        LineKind::Place,
    ];
    (prop::sample::select(&KINDS[..]), 1..3i64, 0..6u32).prop_map(|(kind, report, number)| LineId {
        kind,
        report,
        number,
    })
}

/// Fields with values of which each fits some kind.
const VALUES: [(&str, &str); 22] = [
    ("speaker", "Ilse Marten"),
    ("speaker", "unknown"),
    ("speaker", "person:Lida Orsen"),
    ("content", "nobody sleeps here"),
    ("cue", "none"),
    ("source", "she"),
    ("value", "15"),
    ("bound", "about"),
    ("counted", "people"),
    ("claimant", "outlet"),
    ("claimant", "unknown speaker"),
    ("as_of", "Monday"),
    ("type", "assault"),
    ("realis", "denied"),
    ("source", "the mayor"),
    ("target", "Ilse Marten; two engineers"),
    ("place", "Solvanne"),
    ("date", "Wednesday"),
    ("side", "against"),
    ("stance", "supports"),
    ("entity", "unknown"),
    ("value", "none"),
];

fn wish() -> impl Strategy<Value = Wish> {
    let words =
        prop::sample::select(&["nobody", "until", "14", "engineers", "people", "inquiry", "arrested"][..]);
    prop_oneof![
        1 => line().prop_map(Wish::Accept),
        2 => line().prop_map(Wish::Reject),
        6 => (line(), prop::sample::select(&VALUES[..])).prop_map(|(line, (field, value))| Wish::Change {
            line,
            field: field.to_owned(),
            value: value.to_owned()
        }),
        2 => (line(), line()).prop_map(|(one, other)| Wish::Merge(one, LineId { kind: one.kind, ..other })),
        2 => (line(), words).prop_map(|(line, at)| Wish::Split { line, at: at.to_owned() }),
        1 => line().prop_map(|line| Wish::PartSeries(vec![LineId { kind: LineKind::Figure, ..line }])),
        1 => line().prop_map(|line| Wish::PartEvents(vec![LineId { kind: LineKind::Event, number: 0, ..line }])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_corrections_leave_sound_lines_and_undo_gives_back_what_was_read(
        steps in prop::collection::vec((wish(), any::<prop::sample::Index>(), 0..5u8), 1..14),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(folder.path());
        let before = seen(&mut store);
        let mut standing: Vec<i64> = Vec::new();
        for (wish, which, how) in steps {
            if how == 0 && !standing.is_empty() {
                let number = standing.remove(which.index(standing.len()));
                correct_undo(&mut store, number, &Undone::default()).unwrap();
            } else {
                // What does not fit is refused, and changes nothing.
                let made = correct_lines(&mut store, &[(wish, Made { why: "a test".into(), ..Made::default() })]);
                standing.extend(made.unwrap_or_default());
            }
            sound(&store);
        }
        // A reading anew with the same rules gives the same corrected record.
        let corrected = seen(&mut store);
        for (name, text) in [("flood.txt", FLOOD), ("later.txt", LATER)] {
            prop_assert!(store.read_again(&report(name, text), "test").unwrap());
        }
        let again = seen(&mut store);
        for (one, other) in corrected.iter().zip(&again) {
            prop_assert_eq!(one, other);
        }
        // So does what was read, without them.
        let mut copy = store.without_corrections().unwrap();
        prop_assert_eq!(&seen(&mut copy), &before);
        for number in standing {
            correct_undo(&mut store, number, &Undone::default()).unwrap();
        }
        prop_assert_eq!(&seen(&mut store), &before);
        prop_assert_eq!(rows(&mut store, "SELECT * FROM pragma_foreign_key_check"), Vec::<String>::new());
    }
}
