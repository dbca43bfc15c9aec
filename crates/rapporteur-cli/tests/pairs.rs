//! `rapporteur pair`: each line comes back with its event, or with what is wrong with it.

mod common;

use common::{program, run, stderr, stdout};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Output, Stdio};

const TEXT: &str = "Ångström’s Norvasse shelled the border town of Hollin on Friday.";

fn pipe(lines: &str) -> Output {
    let mut child = program()
        .arg("pair")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("written");
    child.wait_with_output().expect("it ends")
}

fn rows(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The words at a span that counts code points.
fn words<'t>(text: &'t str, span: &Value) -> &'t str {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |name: &str| bytes[span[name].as_u64().expect("a place") as usize];
    &text[at("start")..at("end")]
}

#[test]
fn a_sentence_is_coded() {
    let output = run(&["pair", TEXT, "--source", "Norvasse", "--target", "the border town of Hollin"]);
    let [row] = &rows(&output)[..] else { panic!("{}", stderr(&output)) };
    let event = &row["event"];
    assert_eq!((&event["type"], &event["quad"]), (&json!("ASSAULT"), &json!("material_conflict")), "{row}");
    let others = event["others"].as_array().expect("a list");
    let share = |event: &Value| event["probability"].as_f64().expect("a probability");
    assert_eq!(others.len(), 15);
    assert!((share(event) + others.iter().map(share).sum::<f64>() - 1.0).abs() < 0.01);
    for (side, expected) in [("source", "Norvasse"), ("target", "the border town of Hollin")] {
        assert_eq!(words(TEXT, &row[side][0]), expected);
        assert_eq!(row[side][0]["text"], expected);
    }
}

/// Words, places and lists of them name a side; fields that the program does not know come back.
#[test]
fn lines_come_back_in_order() {
    let sides = [
        json!("Norvasse"),
        json!([11, 19]),
        json!([[11, 19]]),
        json!({"start": 11, "end": 19}),
        json!(["Norvasse"]),
    ];
    let line = |(id, side): (usize, &Value)| {
        json!({"id": id, "text": TEXT, "source": side, "target": "Hollin"}).to_string() + "\n"
    };
    let lines: String = sides.iter().cycle().take(300).enumerate().map(line).collect();
    let output = pipe(&lines);
    assert!(output.status.success(), "{}", stderr(&output));
    let rows = rows(&output);
    assert_eq!(rows.len(), 300);
    for (id, row) in rows.iter().enumerate() {
        assert_eq!(row["id"], id);
        assert_eq!(row["event"], rows[0]["event"]);
        assert_eq!(words(TEXT, &row["source"][0]), "Norvasse");
    }
}

#[test]
fn bad_lines_are_named_and_stop_nothing() {
    let long = format!("{{\"text\": \"{}\"}}", "a".repeat(1 << 20));
    let wide = json!({"text": "so ".repeat(11_000), "source": "so"}).to_string();
    let far = json!({"text": "so ".repeat(9000), "source": [0, 2], "target": [26_000, 26_002]}).to_string();
    let cases = [
        ("no json", "no JSON"),
        ("[1]", "no JSON object"),
        ("{\"source\": \"a\"}", "no \"text\""),
        ("{\"text\": \"a b\"}", "neither \"source\" nor \"target\""),
        ("{\"text\": \"a b\", \"source\": \"c\"}", "\"c\" is not in the text"),
        ("{\"text\": \"a b\", \"source\": [0, 9]}", "0 to 9 is no place"),
        ("{\"text\": \"a b\", \"source\": [2, 1]}", "2 to 1 is no place"),
        ("{\"text\": \"a b\", \"target\": [[[0, 1]]]}", "neither words nor a place"),
        ("{\"text\": \"a b\", \"target\": 7}", "neither words nor a place"),
        (&long, "it is longer than 262144 bytes"),
        (&wide, "its text is longer than 32768 bytes"),
        (&far, "too far apart"),
    ];
    let good = json!({"text": TEXT, "source": "Norvasse", "target": "Hollin"}).to_string();
    let lines: String = cases.iter().map(|(line, _)| format!("{line}\n\n{good}\n")).collect();
    let output = pipe(&lines);
    assert_eq!(output.status.code(), Some(1));
    let (rows, errors) = (rows(&output), stderr(&output));
    assert_eq!(rows.len(), 2 * cases.len());
    for (number, (_, message)) in cases.iter().enumerate() {
        let (bad, good) = (&rows[2 * number], &rows[2 * number + 1]);
        assert!(
            bad["error"].as_str().is_some_and(|error| error.contains(message)),
            "{message}: {}",
            bad["error"]
        );
        assert_eq!(bad["line"], 3 * number + 1);
        assert!(errors.contains(&format!("standard input, line {}: ", 3 * number + 1)), "{errors}");
        assert_eq!(good["event"]["type"], "ASSAULT");
    }
    let alone = run(&["pair", TEXT, "--source", "Kess"]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(stderr(&alone).contains("\"Kess\" is not in the text"), "{}", stderr(&alone));
}
