//! What is added comes back, once, and survives trouble.

use crate::sample::{TEXT, all, fresh, report};
use proptest::prelude::*;
use rapporteur_store::{Access, Added, Order, Seen, Store};

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
