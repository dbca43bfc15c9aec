//! Adding to a store: again, killed, from two sides. By rules alone: the store is tested, with thousands of reports.

mod common;

use common::{program, run, samples, stderr, stdout};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Writes `count` short invented reports as JSON lines.
fn reports(path: &Path, count: usize) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    for n in 0..count {
        let text = format!(
            "The dam at gate {n} holds, said Ilse Marten, the mayor.\\n\\n“At least {n} people were injured on Tuesday,” she added."
        );
        writeln!(out, r#"{{"url":"https://example.org/{n}","title":"Gate {n} holds","text":"{text}"}}"#)
            .expect("a line");
    }
}

fn add(store: &Path, inputs: &Path) -> Child {
    let mut command = program();
    command.args(["add", "--quiet", "--no-model", "--store"]).arg(store).arg(inputs);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

fn sql(store: &Path, query: &str) -> String {
    let output = run(&["sql", "--format", "csv", "--store", store.to_str().expect("UTF-8"), query]);
    assert!(output.status.success(), "{query}: {}", stderr(&output));
    stdout(&output).lines().skip(1).collect::<Vec<_>>().join("\n")
}

/// Documents that lack some of their lines. Each invented report has a headline, two paragraphs and two statements.
const HALF: &str = "SELECT count(*) FROM document d WHERE
    (SELECT count(*) FROM segment s WHERE s.document = d.id) < 3
    OR (SELECT count(*) FROM attribution a WHERE a.document = d.id) < 2
    OR (SELECT count(*) FROM location l WHERE l.document = d.id) < 1";

#[test]
fn kill_minus_nine_leaves_whole_documents_and_loses_none() {
    const COUNT: usize = 300;
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("reports.jsonl");
    reports(&inputs, COUNT);
    // How long a whole run takes here; the points are spread over it.
    let started = Instant::now();
    assert!(add(&folder.path().join("whole.rapporteur"), &inputs).wait().expect("it ends").success());
    let whole = started.elapsed();
    let mut stored_before = 0;
    let mut store = folder.path().join("0.rapporteur");
    let mut finished = 0;
    for point in 0..200u32 {
        let mut child = add(&store, &inputs);
        // All multiples of 37 modulo 211, a prime, are different: the points fall everywhere, in no order.
        std::thread::sleep(whole * ((point * 37) % 211) / 211);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        if !store.exists() {
            continue;
        }
        let check = run(&["sql", "--format", "csv", "--store", store.to_str().expect("UTF-8"), HALF]);
        if !check.status.success() {
            // Killed before its tables were made: nothing was stored, and the next run makes them.
            assert_eq!(stored_before, 0, "{}", stderr(&check));
            continue;
        }
        assert_eq!(stdout(&check).lines().nth(1), Some("0"), "half documents at point {point}");
        let stored: usize = sql(&store, "SELECT count(*) FROM document").parse().expect("a number");
        assert!(stored >= stored_before, "documents were lost at point {point}: {stored} of {stored_before}");
        stored_before = stored;
        if point % 10 == 0 {
            // Documents enter the full-text index together; a killed run's are found all the same.
            let found = run(&["search", "--limit", "1000", "--format", "jsonl", "--store"]
                .into_iter()
                .chain([store.to_str().expect("UTF-8"), "gate"])
                .collect::<Vec<_>>());
            assert_eq!(stdout(&found).lines().count(), stored, "found at point {point}: {}", stderr(&found));
        }
        if stored == COUNT {
            finished += 1;
            stored_before = 0;
            store = folder.path().join(format!("{finished}.rapporteur"));
        }
    }
    let status = add(&store, &inputs).wait().expect("it ends");
    assert!(status.success());
    assert_eq!(sql(&store, "SELECT count(*) FROM document"), COUNT.to_string());
    assert_eq!(sql(&store, HALF), "0");
    assert_eq!(sql(&store, "SELECT * FROM pragma_integrity_check"), "ok");
}

#[test]
fn adding_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let add = || {
        run(&[
            "add",
            "--no-model",
            "--store",
            store.to_str().expect("UTF-8"),
            samples().to_str().expect("UTF-8"),
        ])
    };
    let first = add();
    assert!(stderr(&first).contains("9 new"), "{}", stderr(&first));
    let before = sql(&store, "SELECT * FROM statements ORDER BY document, statement");
    let second = add();
    assert!(stderr(&second).contains("0 new, 9 stored before"), "{}", stderr(&second));
    assert_eq!(sql(&store, "SELECT * FROM statements ORDER BY document, statement"), before);
}

#[test]
fn a_changed_report_is_a_new_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, file) = (folder.path().join("a.rapporteur"), folder.path().join("report.txt"));
    let add = || {
        let output = run(&[
            "add",
            "--no-model",
            "--store",
            store.to_str().expect("UTF-8"),
            file.to_str().expect("UTF-8"),
        ]);
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    fs::write(&file, "The dam holds, said Ilse Marten, the mayor.\n").expect("written");
    assert!(add().contains("1 new"));
    fs::write(&file, "The dam holds, said Ilse Marten, the mayor. Two people were injured.\n")
        .expect("written");
    assert!(add().contains("1 new versions"));
    assert_eq!(sql(&store, "SELECT version, latest FROM documents ORDER BY version"), "1,0\n2,1");
    let shown = run(&["show", "documents", "--format", "csv", "--store", store.to_str().expect("UTF-8")]);
    assert_eq!(stdout(&shown).lines().count(), 2);
}

#[test]
fn two_programs_add_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let inputs: Vec<_> = (0..2).map(|n| folder.path().join(format!("{n}.jsonl"))).collect();
    reports(&inputs[0], 200);
    reports(&inputs[1], 300);
    let mut children: Vec<Child> = inputs.iter().map(|input| add(&store, input)).collect();
    for child in &mut children {
        assert!(child.wait().expect("it ends").success());
    }
    // The lines of the first file are lines of the second too.
    assert_eq!(sql(&store, "SELECT count(*) FROM document"), "300");
    assert_eq!(sql(&store, HALF), "0");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_a_whole_store_and_the_next_run_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, inputs) = (folder.path().join("a.rapporteur"), folder.path().join("reports.jsonl"));
    reports(&inputs, 3000);
    let mut command = program();
    command.args(["add", "--no-model", "--store"]).arg(&store).arg(&inputs).stderr(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    std::thread::sleep(Duration::from_millis(400));
    let interrupt = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.expect("kill runs").success());
    let output = child.wait_with_output().expect("it ends");
    let stored: usize = sql(&store, "SELECT count(*) FROM document").parse().expect("a number");
    assert_eq!(sql(&store, HALF), "0");
    if stored < 3000 {
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("run the same command again"), "{}", stderr(&output));
    }
    assert!(add(&store, &inputs).wait().expect("it ends").success());
    assert_eq!(sql(&store, "SELECT count(*) FROM document"), "3000");
}

/// Writes reports of three outlets that name two people, one in two spellings.
fn people(folder: &Path) {
    let texts = [
        ("a.txt", "Rise of the water\n\nThe dam holds, Foreign Minister Andrei Orlovsky said on Tuesday.\n"),
        (
            "b.txt",
            "Talks on the dam\n\n“We are ready to talk,” Andrey Orlovskiy, the foreign minister, said on Friday.\n",
        ),
        (
            "c.txt",
            "A letter from the town\n\nThe gates stay open, said Ilse Marten, the mayor of the town.\n",
        ),
    ];
    for (name, text) in texts {
        fs::write(folder.join(name), text).expect("a report");
    }
}

fn correct(store: &Path, args: &[&str]) -> std::process::Output {
    let mut all = vec!["correct"];
    all.extend(args);
    all.extend(["--store", store.to_str().expect("UTF-8")]);
    run(&all)
}

#[test]
fn corrections_hold_after_reports_are_added_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, inputs) = (folder.path().join("dam.rapporteur"), folder.path().join("reports"));
    fs::create_dir(&inputs).expect("a folder");
    people(&inputs);
    assert!(add(&store, &inputs).wait().expect("it ends").success());
    let who = "SELECT entity, name, documents, spellings FROM entities WHERE entity_type = 'person' ORDER BY entity";
    assert_eq!(
        sql(&store, who),
        "person:andrei-orlovsky,Andrei Orlovsky,2,\"Andrei Orlovsky (1), Andrey Orlovskiy (1)\"\n\
         person:ilse-marten,Ilse Marten,1,Ilse Marten (1)"
    );
    let speakers = "SELECT speaker, identity_name, identity FROM statements WHERE document = 2";
    assert_eq!(sql(&store, speakers), "Andrey Orlovskiy,Andrei Orlovsky,person:andrei-orlovsky");

    let split =
        ["split", "person:andrei-orlovsky", "--document", "2", "--why", "his brother", "--by", "reader"];
    let output = correct(&store, &split);
    assert!(output.status.success(), "{}", stderr(&output));
    let ids = "SELECT group_concat(entity, ' ') FROM (SELECT entity FROM entities WHERE entity_type = 'person' ORDER BY entity)";
    assert_eq!(sql(&store, ids), "person:andrei-orlovsky person:andrey-orlovskiy person:ilse-marten");
    let output =
        correct(&store, &["merge", "person:ilse-marten", "person:andrey-orlovskiy", "--why", "a slip"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(sql(&store, ids), "person:andrei-orlovsky person:andrey-orlovskiy");

    // They hold when more is added, and the id that is gone still leads to the entity.
    fs::write(
        inputs.join("d.txt"),
        "Once more\n\nThe town waits, said Ilse Marten, the mayor of the town.\n",
    )
    .expect("a report");
    assert!(add(&store, &inputs).wait().expect("it ends").success());
    assert_eq!(sql(&store, ids), "person:andrei-orlovsky person:andrey-orlovskiy");
    let output =
        correct(&store, &["split", "person:ilse-marten", "--document", "4", "--why", "another mayor"]);
    assert!(output.status.success(), "{}", stderr(&output));

    let kept =
        "SELECT number, who, what, before, after, why, undone IS NULL FROM corrections WHERE number = 1";
    assert_eq!(
        sql(&store, kept),
        "1,reader,split,person:andrei-orlovsky “Andrei Orlovsky” in 2 reports,person:andrei-orlovsky “Andrei Orlovsky” in 1 \
         report; person:andrey-orlovskiy “Andrey Orlovskiy” in 1 report,his brother,1"
    );
    for number in ["3", "2", "1"] {
        let output = correct(&store, &["undo", number]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    assert_eq!(sql(&store, ids), "person:andrei-orlovsky person:ilse-marten");
    assert_eq!(sql(&store, "SELECT count(*) FROM corrections WHERE undone IS NOT NULL"), "3");
}

#[test]
fn corrections_that_mean_nothing_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, inputs) = (folder.path().join("dam.rapporteur"), folder.path().join("reports"));
    fs::create_dir(&inputs).expect("a folder");
    people(&inputs);
    assert!(add(&store, &inputs).wait().expect("it ends").success());
    let check = |args: &[&str], message: &str| {
        let output = correct(&store, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
    };
    check(&["merge", "person:nobody", "person:ilse-marten", "--why", "?"], "no entity of the store");
    check(&["merge", "person:ilse-marten", "person:ilse-marten", "--why", "?"], "one entity already");
    check(&["split", "person:ilse-marten", "--document", "1", "--why", "?"], "not in report 1");
    check(&["split", "person:ilse-marten", "--document", "3", "--why", "?"], "the only one");
    check(&["undo", "1"], "no correction 1");
    assert_eq!(sql(&store, "SELECT count(*) FROM corrections"), "0");
}

#[test]
fn show_tells_why_names_are_one_entity() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, inputs) = (folder.path().join("dam.rapporteur"), folder.path().join("reports"));
    fs::create_dir(&inputs).expect("a folder");
    people(&inputs);
    assert!(add(&store, &inputs).wait().expect("it ends").success());
    let store = store.to_str().expect("UTF-8");
    let output = run(&["show", "entities", "--speaker", "Orlovskiy", "--why", "--store", store]);
    let shown = stdout(&output);
    assert!(
        shown.contains("identity.spelling: “Andrei Orlovsky” and “Andrey Orlovskiy”: ei/ey, y/iy"),
        "{shown}"
    );
    assert_eq!(shown.lines().count(), 1);
}
