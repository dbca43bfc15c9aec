//! What is kept over documents: who is who, events, the ledger.

use crate::sample::{TEXT, fresh, identities, keep_identities, query, report};
use rapporteur_record::EventId;
use rapporteur_store::{Access, Cell, ClaimRow, EventGroup, EventMember, SeriesRow, Store};

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
