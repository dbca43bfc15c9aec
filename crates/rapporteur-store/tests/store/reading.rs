//! Views, search and queries.

use crate::sample::{TEXT, Table, fresh, query, report};
use rapporteur_record::{EventDate, TimeId};
use rapporteur_store::{Access, Cell, Store, StoreError};
use std::time::Duration;

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
