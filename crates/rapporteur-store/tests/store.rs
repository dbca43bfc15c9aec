//! Round trips, versions and bad files.

use proptest::prelude::*;
use rapporteur_record::{
    ActorCode, Attribution, AttributionForm, AttributionId, AttributionKind, BoilerplateKind, Bound, Change,
    Claimant, Dateline, Document, DocumentId, Entity, EntityId, EntityType, Event, EventDate, EventId,
    EventMention, EventType, Figure, FigureId, HowKnown, Identity, Mention, MentionForm, MentionId, Office,
    Original, Participant, Place, PlaceId, Published, QuadClass, Realis, Report, Resolution, Scope, Segment,
    SegmentKind, Speaker, TimeExpression, TimeId, TimeType, Undone, Why,
};
use rapporteur_store::{
    Access, Added, Cell, ClaimRow, EventGroup, EventMember, MemberRow, Order, Rows, Seen, SeriesRow, State,
    Store, StoreError,
};
use rapporteur_text::{Alignment, ContentHash, Span};
use std::fs;
use std::path::Path;
use std::time::Duration;

const TEXT: &str = "Dam breaks\n\nIlse Marten said “at least 14 people” died on Tuesday in Solvanne.";

/// A report that uses every table and every kind of speaker, claimant and place.
fn report(locator: &str, text: &str) -> Report {
    let at = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let why = |rule| Why::rule("test", "0.0.0", rule, [at("said")]);
    let person = EntityId("person:ilse-marten".into());
    let attribution = |id, source, speaker, nested_in| Attribution {
        id: AttributionId(id),
        source,
        cue: Some(at("said")),
        content: vec![at("“at least 14 people”"), at("died on Tuesday")],
        form: AttributionForm::Mixed,
        kind: AttributionKind::Speech,
        speaker,
        venue: None,
        addressee: Some(at("Solvanne")),
        nested_in,
        why: why("test.said"),
    };
    let figure = |id, claimant, of| Figure {
        id: FigureId(id),
        span: at("at least 14 people”"),
        number: at("at least 14"),
        measure: "killed".into(),
        value: Some(14.0),
        low: Some(14.0),
        high: None,
        bound: Bound::AtLeast,
        scope: Some(Scope::Incident),
        counted: Some(at("people")),
        status: None,
        of,
        as_of: Some(TimeId(0)),
        claimant,
        why: why("test.figure"),
    };
    let place =
        |id, resolution| Place { id: PlaceId(id), span: at("Solvanne"), resolution, why: why("test.place") };
    Report {
        document: Document {
            id: DocumentId(ContentHash::of(text.as_bytes())),
            locator: locator.into(),
            url: Some("https://example.org/dam".into()),
            outlet: Some("The Example".into()),
            agency: None,
            authors: vec!["A. Writer".into()],
            dateline: Some(Dateline {
                span: at("Solvanne"),
                place: Some(at("Solvanne")),
                date: None,
                agency: None,
            }),
            published: Some(Published {
                value: "2025-09-16".into(),
                earliest: Some("2025-09-16".into()),
                latest: Some("2025-09-16".into()),
                known: HowKnown::Stated,
                reason: "dateline".into(),
                span: Some(at("Tuesday")),
            }),
            modified: Some(Published {
                value: "XXXX-09-17".into(),
                earliest: None,
                latest: None,
                known: HowKnown::Metadata,
                reason: "meta".into(),
                span: None,
            }),
            language: Some("en".into()),
            original: Original {
                hash: ContentHash::of(format!("{locator}{text}").as_bytes()),
                len: text.len(),
                media_type: "text/plain".into(),
                charset: "UTF-8".into(),
            },
            segments: vec![
                Segment {
                    kind: SegmentKind::Headline,
                    span: at("Dam breaks"),
                    source: Some(at("Dam breaks")),
                    boilerplate: None,
                },
                Segment {
                    kind: SegmentKind::Boilerplate,
                    span: at("Solvanne"),
                    source: None,
                    boilerplate: Some(BoilerplateKind::RelatedLink),
                },
            ],
            text: text.into(),
            alignment: Alignment::identity(text.len()),
        },
        sentences: vec![at("Dam breaks"), at("Ilse Marten")],
        mentions: vec![
            Mention {
                id: MentionId(0),
                span: at("Ilse Marten"),
                form: MentionForm::Name,
                entity_type: EntityType::Person,
                entity: Some(person.clone()),
                metonym: false,
                extent: Some(at("Ilse Marten said")),
                chain: Some(3),
                why: why("test.name"),
            },
            Mention {
                id: MentionId(1),
                span: at("Solvanne"),
                form: MentionForm::Name,
                entity_type: EntityType::Place,
                entity: None,
                metonym: true,
                extent: None,
                chain: None,
                why: why("test.name"),
            },
        ],
        entities: vec![Entity {
            id: person.clone(),
            entity_type: EntityType::Person,
            name: "Ilse Marten".into(),
            aliases: vec!["Ilse Marten".into(), "Marten".into()],
            offices: vec![Office::written("mayor".into(), at("Ilse"))],
            country: None,
            rollup: Some(EntityId("state:none".into())),
            actor: Some(ActorCode {
                country: Some("NOR".into()),
                sectors: vec!["GOV".into(), "PTY".into()],
                title: Some("mayor".into()),
                as_of: Some("2025-03-04".into()),
                why: why("test.actor"),
            }),
        }],
        attributions: vec![
            attribution(
                0,
                Some(at("Ilse Marten")),
                Speaker::Resolved { entity: person.clone(), why: why("test.speaker") },
                None,
            ),
            attribution(
                1,
                None,
                Speaker::Unknown { candidates: vec![person.clone()], reason: "two persons are near".into() },
                Some(AttributionId(0)),
            ),
        ],
        events: events(text, &person),
        figures: vec![
            figure(
                0,
                Claimant::Entity {
                    entity: person,
                    span: Some(at("Ilse Marten")),
                    attribution: AttributionId(0),
                },
                None,
            ),
            figure(1, Claimant::UnknownSpeaker { attribution: AttributionId(1) }, Some(FigureId(0))),
            figure(2, Claimant::Unattributed { span: Some(at("said")) }, None),
            figure(3, Claimant::Outlet, None),
        ],
        times: vec![TimeExpression {
            id: TimeId(0),
            span: at("Tuesday"),
            time_type: TimeType::Date,
            value: None,
            text_only: "XXXX-WXX-2".into(),
            anchor: None,
            why: why("test.weekday"),
        }],
        places: vec![
            place(
                0,
                Resolution::Resolved {
                    gazetteer: "geonames:1".into(),
                    name: "Solvanne".into(),
                    country: None,
                    latitude: Some(1.5),
                    longitude: Some(-2.25),
                    precision: "town".into(),
                },
            ),
            place(1, Resolution::Ambiguous { candidates: vec!["geonames:1".into(), "geonames:2".into()] }),
            place(2, Resolution::Unresolved),
        ],
    }
}

/// An event with everything that one can have, and one with nothing beyond its words.
fn events(text: &str, person: &EntityId) -> Vec<Event> {
    let at = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let why = |words| Why {
        confidence: Some(0.875),
        shares: vec![0.9],
        ..Why::rule("events", "1", "event.model", [at(words)])
    };
    let mention = |words, realis, attribution: Option<u32>| EventMention {
        trigger: at(words),
        realis,
        attribution: attribution.map(AttributionId),
        why: why(words),
    };
    let full = Event {
        id: EventId(0),
        event_type: EventType::Assault,
        modes: vec!["destroy".into(), "kill".into()],
        contexts: vec!["environment".into()],
        quad: QuadClass::MaterialConflict,
        cameo: Some("190".into()),
        realis: Realis::Alleged,
        sources: vec![
            Participant { span: at("Ilse Marten"), entity: Some(person.clone()), actor: None },
            Participant { span: at("Dam"), entity: None, actor: None },
        ],
        targets: vec![Participant {
            span: at("14 people"),
            entity: None,
            actor: Some(ActorCode {
                country: None,
                sectors: vec!["CVL".into()],
                title: None,
                as_of: None,
                why: why("people"),
            }),
        }],
        implied_sources: Vec::new(),
        implied_targets: vec![person.clone()],
        reciprocal: false,
        date: Some(EventDate { value: None, text_only: "XXXX-WXX-2".into(), time: TimeId(0) }),
        place: Some(PlaceId(0)),
        mentions: vec![mention("breaks", Realis::Happened, None), mention("died", Realis::Alleged, Some(0))],
        why: why("breaks"),
    };
    let bare = Event {
        id: EventId(1),
        event_type: EventType::Consult,
        modes: Vec::new(),
        contexts: Vec::new(),
        quad: QuadClass::VerbalCooperation,
        cameo: None,
        realis: Realis::Planned,
        sources: vec![
            Participant { span: at("Ilse Marten"), entity: Some(person.clone()), actor: None },
            Participant { span: at("Solvanne"), entity: None, actor: None },
        ],
        targets: Vec::new(),
        implied_sources: vec![person.clone()],
        implied_targets: Vec::new(),
        reciprocal: true,
        date: None,
        place: None,
        mentions: vec![mention("said", Realis::Planned, Some(1))],
        why: why("said"),
    };
    vec![full, bare]
}

fn all(store: &Store, order: Order) -> Vec<rapporteur_store::Stored> {
    let mut found = Vec::new();
    store
        .each_report::<StoreError>(order, |stored| {
            found.push(stored);
            Ok(())
        })
        .unwrap();
    found
}

#[derive(Default)]
struct Table(Vec<String>, Vec<Vec<Cell>>);

impl Rows for Table {
    fn columns(&mut self, names: &[&str]) -> std::io::Result<()> {
        self.0 = names.iter().map(|name| (*name).to_owned()).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> std::io::Result<()> {
        self.1.push(cells.to_vec());
        Ok(())
    }
}

fn query(store: &mut Store, sql: &str) -> Result<Table, StoreError> {
    let mut table = Table::default();
    store.query(sql, &[], Duration::from_secs(5), &mut table)?;
    Ok(table)
}

fn fresh() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.rapporteur");
    (folder, path)
}

#[test]
fn gives_back_what_was_added() {
    let (_folder, path) = fresh();
    let added = report("a.txt", TEXT);
    let mut store = Store::open(&path, Access::Create).unwrap();
    assert_eq!(store.seen(added.document.original.hash, "a.txt").unwrap(), Seen::Not);
    assert_eq!(store.add(&added, "0.1.0").unwrap(), Added::New);
    assert_eq!(store.seen(added.document.original.hash, "a.txt").unwrap(), Seen::Here);
    assert_eq!(store.seen(added.document.original.hash, "b.txt").unwrap(), Seen::Elsewhere);
    drop(store);

    let store = Store::open(&path, Access::Read).unwrap();
    let found = all(&store, Order::All);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].report, added);
}

#[test]
fn the_same_bytes_change_nothing() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let before = store.counts().unwrap();
    assert_eq!(store.add(&report("a.txt", TEXT), "0.1.0").unwrap(), Added::Unchanged);
    assert_eq!(store.counts().unwrap(), before);
}

#[test]
fn other_bytes_at_an_address_are_a_new_version() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let changed = report("a.txt", &format!("{TEXT} The search goes on."));
    assert_eq!(store.add(&changed, "0.1.0").unwrap(), Added::Version { number: 2 });
    let latest = all(&store, Order::Latest);
    assert_eq!(latest.len(), 1);
    assert_eq!((latest[0].version, latest[0].previous), (2, Some(1)));
    assert_eq!(latest[0].report, changed);
    assert_eq!(all(&store, Order::All).len(), 2);
}

#[test]
fn views_show_the_words() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let text = |words: &str| Cell::Text(words.into());

    let table = query(
        &mut store,
        "SELECT speaker, source, cue, content, start_char, end_char FROM statements WHERE statement = 0",
    )
    .unwrap();
    let content = "“at least 14 people” … died on Tuesday";
    let (start, end) = (29, 65);
    assert_eq!(TEXT.chars().skip(start).take(3).collect::<String>(), "“at");
    assert_eq!(
        table.1,
        [[
            text("Ilse Marten"),
            text("Ilse Marten"),
            text("said"),
            text(content),
            Cell::Integer(start as i64),
            Cell::Integer(end as i64)
        ]]
    );

    let table = query(&mut store, "SELECT claimant, words FROM figures ORDER BY figure").unwrap();
    let claimants: Vec<_> = table.1.iter().map(|row| row[0].clone()).collect();
    assert_eq!(
        claimants,
        [text("Ilse Marten"), text("unknown speaker"), text("unattributed"), text("outlet")]
    );
    let table = query(
        &mut store,
        "SELECT start, \"end\", extent_start, extent_end, chain FROM mention ORDER BY number",
    )
    .unwrap();
    let (start, number) = (TEXT.find("Ilse").unwrap() as i64, Cell::Integer);
    assert_eq!(
        table.1,
        [
            vec![number(start), number(start + 11), number(start), number(start + 16), number(3)],
            vec![
                number(TEXT.find("Solvanne").unwrap() as i64),
                number(TEXT.len() as i64 - 1),
                Cell::Null,
                Cell::Null,
                Cell::Null
            ],
        ]
    );
    for view in ["documents", "timeline", "entities"] {
        let rows = query(&mut store, &format!("SELECT * FROM {view}")).unwrap().1;
        assert_eq!(rows.len(), 1, "{view}");
    }
}

#[test]
fn views_show_events_and_pairs_of_their_sides() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let check = |store: &mut Store, sql: &str, expected: &[&[&str]]| {
        let found: Vec<Vec<String>> = query(store, sql)
            .unwrap()
            .1
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| match cell {
                        Cell::Null => "-".to_owned(),
                        Cell::Integer(n) => n.to_string(),
                        Cell::Real(n) => n.to_string(),
                        Cell::Text(text) => text.clone(),
                    })
                    .collect()
            })
            .collect();
        assert_eq!(found, expected, "{sql}");
    };
    check(
        &mut store,
        "SELECT type, realis, reported_by, source, target, \"when\", place, words, mentions FROM events ORDER BY event",
        &[
            &[
                "ASSAULT",
                "alleged",
                "outlet; Ilse Marten",
                "Ilse Marten; Dam",
                "14 people",
                "XXXX-WXX-2",
                "Solvanne",
                "breaks … died",
                "2",
            ],
            &["CONSULT", "planned", "unknown speaker", "Ilse Marten; Solvanne", "-", "-", "-", "said", "1"],
        ],
    );
    check(
        &mut store,
        "SELECT modes, contexts, source_code, target_code, implied_source, implied_target, sentence
         FROM events WHERE event = 0",
        &[&["destroy kill", "environment", "NOR GOV; unknown", "CVL", "-", "Ilse Marten", "Dam breaks"]],
    );
    // The words stand where the view says, in code points.
    let rows = query(&mut store, "SELECT start_char, end_char FROM events WHERE event = 1").unwrap().1;
    let [Cell::Integer(start), Cell::Integer(end)] = rows[0][..] else { panic!("{rows:?}") };
    let words: String = TEXT.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(words, "said");
    check(
        &mut store,
        "SELECT event, source, target, month, dated_by FROM event_pairs ORDER BY event, source",
        &[
            &["0", "Dam", "14 people", "-", "text"],
            &["0", "Ilse Marten", "14 people", "-", "text"],
            &["1", "Ilse Marten", "Solvanne", "2025-09", "published"],
            &["1", "Solvanne", "Ilse Marten", "2025-09", "published"],
        ],
    );
    check(
        &mut store,
        "SELECT * FROM dyads ORDER BY month, source_code, target_code",
        &[
            &["-", "CVL", "-", "alleged", "0", "0", "0", "1", "1"],
            &["NOR GOV", "CVL", "-", "alleged", "0", "0", "0", "1", "1"],
            &["-", "NOR GOV", "2025-09", "planned", "1", "0", "0", "0", "1"],
            &["NOR GOV", "-", "2025-09", "planned", "1", "0", "0", "0", "1"],
        ],
    );
    let mut days = |value: &str, expected: [&str; 2]| {
        let mut report = report(&format!("{value}.txt"), &format!("{TEXT} {value}"));
        let date = EventDate { value: Some(value.into()), text_only: value.into(), time: TimeId(0) };
        report.events[0].date = Some(date);
        report.events.truncate(1);
        store.add(&report, "0.1.0").unwrap();
        let sql = "SELECT v.day, p.month FROM events v JOIN event_pairs p USING (document, event)
                   WHERE document = (SELECT max(id) FROM document) LIMIT 1";
        check(&mut store, sql, &[&expected]);
    };
    days("2025-03-04", ["2025-03-04", "2025-03"]);
    days("2025-03", ["2025-03", "2025-03"]);
    days("1943", ["1943", "-"]);
    days("2025-W10", ["-", "-"]);
    days("2025-FA", ["-", "-"]);
    days("PAST_REF", ["-", "-"]);
    days("PRESENT_REF", ["2025-09-16", "2025-09"]);
    let before = query(&mut store, "SELECT sum(events) FROM dyads").unwrap().1;
    // What an earlier version says is not counted again.
    store.add(&report("a.txt", &format!("{TEXT} The search goes on.")), "0.1.0").unwrap();
    assert_eq!(query(&mut store, "SELECT sum(events) FROM dyads").unwrap().1, before);
    check(&mut store, "SELECT count(*) FROM events", &[&["11"]]);
    assert_eq!(store.counts().unwrap().events, 11);
}

#[test]
fn search_finds_words_and_phrases_of_last_versions() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    store.add(&report("a.txt", &format!("{TEXT} The search goes on.")), "0.1.0").unwrap();
    let check = |words: &str, hits: usize| {
        assert_eq!(store.search(words, 10).unwrap().len(), hits, "{words}");
    };
    check("marten dam", 1);
    check("\"14 people\"", 1);
    check("\"people 14\"", 0);
    check("harbour", 0);
    check("dam\" OR text:*", 0);
}

#[test]
fn search_finds_what_no_index_run_followed() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    let found = |words: &str| {
        // A store of its own, as after a program that was killed.
        Store::open(&path, Access::Read).unwrap().search(words, 10).unwrap().len()
    };
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    assert_eq!(found("marten"), 1);
    store.add(&report("b.txt", TEXT), "0.1.0").unwrap();
    store.index().unwrap();
    store.index().unwrap();
    store.add(&report("c.txt", TEXT), "0.1.0").unwrap();
    assert_eq!(found("marten"), 3);
    // Searching leaves a store that is being written as it was.
    assert_eq!(store.search("marten", 10).unwrap().len(), 3);
    store.add(&report("d.txt", TEXT), "0.1.0").unwrap();
    assert_eq!(found("marten"), 4);
}

#[test]
fn queries_only_read() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let check = |store: &mut Store, sql: &str, message: &str| match query(store, sql) {
        Err(StoreError::Query(text)) => assert!(text.contains(message), "{sql}: {text}"),
        other => panic!("{sql}: {:?}", other.map(|t| t.1)),
    };
    check(&mut store, "DELETE FROM figure", "only queries that read");
    check(&mut store, "DROP TABLE figure", "only queries that read");
    check(&mut store, "SELECT 1; DELETE FROM figure", "");
    check(
        &mut store,
        "SELECT colour FROM figure",
        "no such column: colour\n  SELECT colour FROM figure\n         ^",
    );
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let result = store.query(endless, &[], Duration::from_millis(50), &mut Table::default());
    assert!(matches!(result, Err(StoreError::Query(text)) if text.contains("took longer")));
    assert_eq!(store.counts().unwrap().documents, 1);
}

#[test]
fn bad_files_are_named_and_left_as_they_are() {
    let (folder, path) = fresh();
    let open = |path: &Path, access| Store::open(path, access).map(|_| ()).unwrap_err().to_string();

    assert!(open(&path, Access::Read).contains("there is no such store"));

    let text = folder.path().join("text.rapporteur");
    fs::write(&text, "these are the minutes of a meeting, not a store\n".repeat(100)).unwrap();
    let before = fs::read(&text).unwrap();
    assert!(open(&text, Access::Create).contains("no store of Rapporteur"));
    assert!(open(&text, Access::Read).contains("no store of Rapporteur"));
    assert_eq!(fs::read(&text).unwrap(), before);

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (n)").unwrap();
    assert!(open(&other, Access::Create).contains("no store of Rapporteur"));

    assert!(open(folder.path(), Access::Create).contains("no store of Rapporteur"));
    assert!(open(&folder.path().join("no/such/folder/x"), Access::Create).contains("cannot be written"));

    Store::open(&path, Access::Create).unwrap();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for access in [Access::Create, Access::Read] {
        assert!(open(&path, access).contains("the store has version 99"));
    }
}

#[test]
fn offices_of_a_store_of_version_1_are_read() {
    let (_folder, path) = fresh();
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../src/schema/v1.sql")).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    old.pragma_update(None, "application_id", 0x5241_5050).unwrap();
    drop(old);
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    drop(store);
    // An office as version 1 kept it: title, start, end.
    let edited = rusqlite::Connection::open(&path).unwrap();
    edited.execute("UPDATE entity SET offices = '[[\"mayor\",0,3]]', actor = NULL", []).unwrap();
    drop(edited);
    let store = Store::open(&path, Access::Read).unwrap();
    let entity = &all(&store, Order::All)[0].report.entities[0];
    assert_eq!((entity.offices[0].title.as_str(), &entity.actor), ("mayor", &None));
}

#[test]
fn a_full_disk_keeps_what_was_added() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    store.limit_pages(60).unwrap();
    let mut kept = 1;
    let error = (0..1000)
        .find_map(|n| {
            let result =
                store.add(&report(&format!("{n}.txt"), &format!("{TEXT} {}", "x".repeat(5000))), "0.1.0");
            kept += u64::from(result.is_ok());
            result.err()
        })
        .expect("the limit is reached");
    assert!(error.to_string().contains("the disk is full"), "{error}");
    drop(store);
    let store = Store::open(&path, Access::Create).unwrap();
    assert_eq!(store.counts().unwrap().documents, kept);
    assert_eq!(all(&store, Order::All).len() as u64, kept);
}

#[test]
fn two_writers_take_turns() {
    let (_folder, path) = fresh();
    Store::open(&path, Access::Create).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path, Access::Create).unwrap();
                for n in 0..50 {
                    // Half of the documents are the same for both.
                    let name = if n % 2 == 0 { format!("{n}.txt") } else { format!("{writer}-{n}.txt") };
                    store.add(&report(&name, TEXT), "0.1.0").unwrap();
                }
            });
        }
    });
    let store = Store::open(&path, Access::Read).unwrap();
    assert_eq!(store.counts().unwrap().documents, 25 + 50);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_words_come_back(extra in "\\PC{0,80}", name in "[a-z\"'%_é ]{1,12}") {
        let (_folder, path) = fresh();
        let mut added = report("a.txt", &format!("{TEXT} {extra}"));
        added.document.outlet = Some(extra);
        added.entities[0].name = name;
        let mut store = Store::open(&path, Access::Create).unwrap();
        store.add(&added, "0.1.0").unwrap();
        prop_assert_eq!(&store.report(1).unwrap().report, &added);
    }
}

#[test]
fn a_store_of_version_1_is_brought_up() {
    let (_folder, path) = fresh();
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../src/schema/v1.sql")).unwrap();
    old.execute_batch(
        r#"PRAGMA application_id = 0x52415050; PRAGMA user_version = 1;
        INSERT INTO document (id, text_hash, original_hash, original_bytes, media_type, charset, locator, authors, text,
            version, analysed_by) VALUES (1, 'a', 'b', 8, 'text/plain', 'UTF-8', 'a.txt', '[]', 'Solvanne', 1, '0.1.0');
        INSERT INTO layers VALUES (1, '[]', '[]', '[[0,8]]',
            '[[0,0,8,"name","place","place:solvanne",false,["test","0","test","",null]]]', '[]',
            '[[0,0,8,{"resolution":"resolved","gazetteer":"geonames:7"},["test","0","test","",null]]]');
        INSERT INTO entity VALUES (1, 'place:solvanne', 'place', 'Solvanne', '["Solvanne"]', NULL, NULL, 1, '[]');"#,
    )
    .unwrap();
    drop(old);
    let mut store = Store::open(&path, Access::Read).unwrap();
    assert!(store.identities_wait().unwrap());
    let mut entities = Vec::new();
    store
        .each_entity(|entity| {
            entities.push(format!(
                "{} {} {:?} {:?}",
                entity.document, entity.id, entity.aliases, entity.gazetteer
            ));
        })
        .unwrap();
    assert_eq!(entities, [r#"1 place:solvanne ["Solvanne"] Some("geonames:7")"#]);
    // What waits for its identity stands for itself.
    let rows = query(&mut store, "SELECT entity, name, documents FROM entities").unwrap().1;
    assert_eq!(
        rows,
        [[Cell::Text("place:solvanne".into()), Cell::Text("Solvanne".into()), Cell::Integer(1)]]
    );
}

/// What is kept of who is who: `ID: NAME, ENTITY@DOCUMENT …`.
fn identities(store: &mut Store) -> Vec<String> {
    let sql = "SELECT i.identity || ': ' || i.name || coalesce(', ' || group_concat(m.entity || '@' || m.document, ' '), '')
        FROM identity i LEFT JOIN identity_member m ON m.identity = i.identity GROUP BY i.identity ORDER BY i.identity";
    let rows = query(store, sql).unwrap().1;
    rows.into_iter()
        .map(|row| if let [Cell::Text(text)] = &row[..] { text.clone() } else { panic!() })
        .collect()
}

/// Keeps identities given as id, name and documents of the entity `person:ilse-marten`.
fn keep_identities(store: &mut Store, all: &[(&str, &str, &[i64])], state: State) -> bool {
    let heads = all.iter().map(|(id, name, _)| Identity {
        id: EntityId((*id).into()),
        entity_type: EntityType::Person,
        name: (*name).into(),
        country: None,
        candidates: Vec::new(),
        members: Vec::new(),
    });
    let mut members: Vec<MemberRow<'_>> = all
        .iter()
        .flat_map(|(id, _, documents)| {
            documents.iter().map(|document| MemberRow {
                document: *document,
                entity: "person:ilse-marten",
                identity: (*id).into(),
                rule: "identity.first",
                why: "",
            })
        })
        .collect();
    members.sort_by_key(|member| member.document);
    store.keep_identities(heads, members.into_iter(), state).unwrap()
}

#[test]
fn a_store_of_version_2_is_brought_up() {
    let (_folder, path) = fresh();
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(concat!(
        include_str!("../src/schema/v1.sql"),
        include_str!("../src/schema/v2.sql"),
        r#"PRAGMA application_id = 0x52415050; PRAGMA user_version = 2;
        INSERT INTO document (id, text_hash, original_hash, original_bytes, media_type, charset, locator, authors, text,
            version, analysed_by) VALUES (1, '$', '$', 8, 'text/plain', 'UTF-8', 'a.txt', '[]', 'Solvanne', 1, '0.1.0');
        INSERT INTO layers VALUES (1, '[["verbatim",0,8,0,8]]', '[]', '[[0,8]]', '[]', '[]', '[]');"#
    ).replace('$', &ContentHash::of(b"Solvanne").to_string()).as_str())
    .unwrap();
    drop(old);
    // Also a program that only reads brings it up; what it kept is as it was, and has no events.
    let mut store = Store::open(&path, Access::Read).unwrap();
    assert!(all(&store, Order::All)[0].report.events.is_empty());
    assert_eq!(
        query(&mut store, "SELECT document, events FROM documents").unwrap().1,
        [[Cell::Integer(1), Cell::Integer(0)]]
    );
    drop(store);
    let mut store = Store::open(&path, Access::Create).unwrap();
    let added = report("b.txt", TEXT);
    store.add(&added, "0.1.0").unwrap();
    assert_eq!(store.report(2).unwrap().report, added);
}

#[test]
fn corrections_of_a_store_of_version_6_are_kept() {
    let (_folder, path) = fresh();
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(concat!(
        include_str!("../src/schema/v1.sql"),
        include_str!("../src/schema/v2.sql"),
        include_str!("../src/schema/v3.sql"),
        include_str!("../src/schema/event_groups.sql"),
        include_str!("../src/schema/ledger.sql"),
        include_str!("../src/schema/positions.sql"),
        r#"PRAGMA application_id = 0x52415050; PRAGMA user_version = 6;
        INSERT INTO correction VALUES
            (1, 'reader', '2025-09-16T10:00:00Z',
             '{"kind":"merge","left":{"report":1,"entity":"person:a"},"right":{"report":2,"entity":"person:b"}}',
             'two', 'one', 'the letter says so', NULL),
            (4, 'unknown', '2025-09-17T10:00:00Z', '{"kind":"split","out":[{"report":2,"entity":"person:b"}]}',
             'one', 'two', 'his brother', '2025-09-18T10:00:00Z');"#
    ))
    .unwrap();
    drop(old);
    let mut store = Store::open(&path, Access::Read).unwrap();
    let kept = store.corrections().unwrap();
    assert_eq!(kept.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(kept[0].who.as_deref(), Some("reader"));
    assert_eq!(kept[0].undone, None);
    let undone = Undone { when: Some("2025-09-18T10:00:00Z".into()), ..Undone::default() };
    assert_eq!(kept[1].undone, Some(undone));
    let Change::Merge { right, .. } = &kept[0].what else { panic!("{:?}", kept[0]) };
    assert_eq!((right.report, right.entity.0.as_str()), (2, "person:b"));
    let shown =
        query(&mut store, "SELECT number, what, before, after, why, undone FROM corrections").unwrap().1;
    let text = |words: &str| Cell::Text(words.into());
    assert_eq!(
        shown,
        [
            vec![
                Cell::Integer(1),
                text("merge"),
                text("two"),
                text("one"),
                text("the letter says so"),
                Cell::Null
            ],
            vec![
                Cell::Integer(4),
                text("split"),
                text("one"),
                text("two"),
                text("his brother"),
                text("2025-09-18T10:00:00Z")
            ],
        ]
    );
}

#[test]
fn identities_are_kept_only_for_the_state_they_were_computed_from() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let state = store.state().unwrap();
    assert!(keep_identities(&mut store, &[("person:ilse-marten", "Ilse Marten", &[1])], state));
    assert!(!store.identities_wait().unwrap());
    // An id that is gone leads to the identity that took its place.
    assert!(keep_identities(&mut store, &[("person:i-marten", "Ilse Marten", &[1])], state));
    let now = |store: &Store, id: &str| store.resolve(id).unwrap().map(|id| id.0);
    assert_eq!(now(&store, "person:ilse-marten").as_deref(), Some("person:i-marten"));
    assert_eq!(now(&store, "person:nobody"), None);
    store.add(&report("b.txt", &format!("{TEXT} Again.")), "0.1.0").unwrap();
    assert!(!keep_identities(&mut store, &[("person:late", "Late", &[1, 2])], state));
    assert_eq!(now(&store, "person:late"), None);
}

/// An identity: its id, its name, and the reports that have it.
type Step = (&'static str, &'static str, &'static [i64]);

#[test]
fn identities_replace_those_before() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    for number in 1..=3 {
        store.add(&report(&format!("{number}.txt"), &format!("{TEXT} {number}")), "0.1.0").unwrap();
    }
    let index = |store: &mut Store| {
        query(store, "SELECT sql FROM sqlite_schema WHERE name = 'identity_member_identity'").unwrap().1
    };
    let (state, before) = (store.state().unwrap(), index(&mut store));
    let steps: [(&[Step], &[&str]); 4] = [
        (
            &[("a", "A", &[1]), ("b", "B", &[2]), ("c", "C", &[3])],
            &["a: A, person:ilse-marten@1", "b: B, person:ilse-marten@2", "c: C, person:ilse-marten@3"],
        ),
        (
            &[("b", "B2", &[1, 2, 3])],
            &["b: B2, person:ilse-marten@1 person:ilse-marten@2 person:ilse-marten@3"],
        ),
        (
            &[("a", "A", &[1]), ("b", "B2", &[2, 3])],
            &["a: A, person:ilse-marten@1", "b: B2, person:ilse-marten@2 person:ilse-marten@3"],
        ),
        (
            &[("d", "D", &[1, 2, 3])],
            &["d: D, person:ilse-marten@1 person:ilse-marten@2 person:ilse-marten@3"],
        ),
    ];
    for (all, expected) in steps {
        assert!(keep_identities(&mut store, all, state));
        assert_eq!(identities(&mut store), expected);
    }
    assert_eq!(index(&mut store), before);
    for former in ["a", "b", "c"] {
        assert_eq!(store.resolve(former).unwrap().map(|id| id.0).as_deref(), Some("d"), "{former}");
    }
}

#[test]
fn events_over_documents_are_kept_with_their_reasons() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    store.add(&report("b.txt", &format!("{TEXT} More.")), "0.1.0").unwrap();
    let state = store.state().unwrap();
    assert!(store.event_groups_wait().unwrap());
    assert_eq!(store.eventful().unwrap(), [1, 2]);
    let member = |document: i64, event: u32, with: Option<(i64, EventId)>| EventMember {
        document,
        event: EventId(event),
        rule: if with.is_some() { "event.same_word" } else { "event.first" }.into(),
        with,
        likelihood: 0.87654,
    };
    let group = |id: &str, members: Vec<EventMember>| EventGroup {
        id: id.into(),
        fullest: (members[0].document, members[0].event),
        members,
    };
    let joined = [
        group("e1.0", vec![member(1, 0, None), member(2, 0, Some((1, EventId(0))))]),
        group("e1.1", vec![member(1, 1, None)]),
        group("e2.1", vec![member(2, 1, None)]),
    ];
    assert!(store.keep_event_groups(&joined, state).unwrap());
    assert!(!store.event_groups_wait().unwrap());
    let rows = |store: &mut Store, sql: &str| query(store, sql).unwrap().1;
    let text = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(
        rows(&mut store, "SELECT event_group, told_in FROM events ORDER BY document, event"),
        [
            [text("e1.0"), Cell::Integer(2)],
            [text("e1.1"), Cell::Integer(1)],
            [text("e1.0"), Cell::Integer(2)],
            [text("e2.1"), Cell::Integer(1)]
        ]
    );
    assert_eq!(
        rows(&mut store, "SELECT event_group, told_in, realis, type FROM event_groups WHERE told_in > 1"),
        [[text("e1.0"), Cell::Integer(2), text("alleged (2)"), text("ASSAULT")]]
    );
    // Two of three events; the meeting stands for both directions.
    assert_eq!(
        rows(&mut store, "SELECT sum(material_conflict), max(events) FROM dyads"),
        [[Cell::Integer(2), Cell::Integer(2)]]
    );
    assert_eq!(
        rows(
            &mut store,
            "SELECT rule, with_document, with_event, likelihood FROM event_group_member WHERE document = 2 AND event = 0"
        ),
        [[text("event.same_word"), Cell::Integer(1), Cell::Integer(0), Cell::Real(0.877)]]
    );
    assert_eq!(store.report(2).unwrap().event_groups.get(&EventId(0)).map(String::as_str), Some("e1.0"));
    // Groups of a state that is past are not kept; a later computation may part what was one.
    store.add(&report("c.txt", &format!("{TEXT} Nothing else.")), "0.1.0").unwrap();
    assert!(!store.keep_event_groups(&joined, state).unwrap());
    let state = store.state().unwrap();
    let mut parted = vec![group("e1.0", vec![member(1, 0, None)]), group("e2.0", vec![member(2, 0, None)])];
    parted.extend(joined[1..].iter().cloned());
    parted.extend([group("e3.0", vec![member(3, 0, None)]), group("e3.1", vec![member(3, 1, None)])]);
    assert!(store.keep_event_groups(&parted, state).unwrap());
    assert_eq!(
        rows(&mut store, "SELECT count(*), max(told_in) FROM event_groups"),
        [[Cell::Integer(6), Cell::Integer(1)]]
    );
}

#[test]
fn a_ledger_is_kept_until_something_is_added() {
    let (_folder, path) = fresh();
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.add(&report("a.txt", TEXT), "0.1.0").unwrap();
    let series = |figure| SeriesRow {
        measure: "killed",
        part_of: None,
        reports: 1,
        gravest: Some("same"),
        ucdp: Some([14.0, 14.0, 14.0]),
        conservative: Some((14.0, None)),
        latest: vec![(1, figure)],
        beside: vec![(2, "compatible")],
        claims: vec![
            ClaimRow {
                document: 1,
                figure,
                standing: "first",
                again: None,
                as_of: Some(("2025-09-16".to_owned(), "2025-09-16".to_owned())),
                as_of_known: Some("stated"),
                since: Some(0),
                place: Some(0),
                relations: Vec::new(),
            },
            ClaimRow {
                document: 1,
                figure: figure + 1,
                standing: "new",
                again: None,
                as_of: None,
                as_of_known: None,
                since: None,
                place: None,
                relations: vec![(0, "same")],
            },
        ],
    };
    assert!(store.ledger_waits().unwrap());
    assert_eq!(store.with_figures().unwrap(), [1]);
    let before = store.state().unwrap();
    assert!(store.keep_ledger([series(0)].into_iter(), before).unwrap());
    assert!(!store.ledger_waits().unwrap());
    let mut rows = |sql: &str| query(&mut store, sql).unwrap().1.len();
    assert_eq!(rows("SELECT * FROM figures WHERE series = 1 AND entry = 1 AND relations = 'same 1/0'"), 1);
    assert_eq!(rows("SELECT * FROM figures WHERE place = 'Solvanne' AND as_of_day = '2025-09-16'"), 1);
    assert_eq!(rows("SELECT * FROM series WHERE claims = 2 AND repeats = 0 AND ucdp_best = 14"), 1);
    // What was computed before something was added is not kept.
    store.add(&report("b.txt", &format!("{TEXT} The search goes on.")), "0.1.0").unwrap();
    assert!(store.ledger_waits().unwrap());
    assert!(!store.keep_ledger([series(0)].into_iter(), before).unwrap());
    assert_eq!(store.with_figures().unwrap(), [1, 2]);
}
