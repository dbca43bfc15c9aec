//! Bad files, and stores of earlier versions.

use crate::sample::{TEXT, all, fresh, query, report};
use rapporteur_record::{Change, Undone};
use rapporteur_store::{Access, Cell, Order, Store};
use rapporteur_text::ContentHash;
use std::fs;
use std::path::Path;

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
    old.execute_batch(include_str!("../../src/schema/v1.sql")).unwrap();
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
fn a_store_of_version_1_is_brought_up() {
    let (_folder, path) = fresh();
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src/schema/v1.sql")).unwrap();
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

#[test]
fn a_store_of_version_2_is_brought_up() {
    let (_folder, path) = fresh();
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(concat!(
        include_str!("../../src/schema/v1.sql"),
        include_str!("../../src/schema/v2.sql"),
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
        include_str!("../../src/schema/v1.sql"),
        include_str!("../../src/schema/v2.sql"),
        include_str!("../../src/schema/v3.sql"),
        include_str!("../../src/schema/event_groups.sql"),
        include_str!("../../src/schema/ledger.sql"),
        include_str!("../../src/schema/positions.sql"),
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
