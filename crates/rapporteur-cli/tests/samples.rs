//! What is read in the sample reports against what a careful reader found in them (`examples/gold.json`).

mod common;

use common::{root, run, samples, stdout};
use serde_json::Value;
use std::fs;
use std::ops::Range;

/// Lines of one kind: how many the reader found, how many the program gives, how many of those are right.
#[derive(Debug, Default)]
struct Score {
    gold: usize,
    given: usize,
    right: usize,
}

impl Score {
    /// Checks that at least `right` lines are right and at most `wrong` are not.
    fn check(&self, what: &str, right: usize, wrong: usize) {
        println!("{what}: {self:?}");
        assert!(self.right >= right, "{what}: {self:?}, {right} were right");
        assert!(self.given - self.right <= wrong, "{what}: {self:?}, {wrong} were wrong");
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn words(value: &Value) -> &str {
    value.as_str().expect("words")
}

/// Where the gold's words stand: their `nth` occurrence as whole words from the paragraph that begins with `from`.
/// Nowhere (an empty range) if the reader left them out of the text.
fn place(text: &str, item: &Value, part: &Value) -> Range<usize> {
    let Some(from) = text.find(words(&item["from"])) else { return 0..0 };
    let sought = words(&part["text"]);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |at: &usize| {
        let before = letter(text[..*at].chars().next_back()) && letter(sought.chars().next());
        let after = letter(text[at + sought.len()..].chars().next()) && letter(sought.chars().next_back());
        !before && !after
    };
    let mut found = text[from..].match_indices(sought).map(|(at, _)| from + at).filter(whole);
    let nth = part["nth"].as_u64().unwrap_or(1) as usize;
    found.nth(nth - 1).map_or(0..0, |start| start..start + sought.len())
}

fn span(value: &Value) -> Range<usize> {
    let at = |key: &str| value[key].as_u64().expect("an offset") as usize;
    at("start")..at("end")
}

fn overlap(a: &[Range<usize>], b: &[Range<usize>]) -> usize {
    let shared = |x: &Range<usize>, y: &Range<usize>| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    a.iter().flat_map(|x| b.iter().map(move |y| shared(x, y))).sum()
}

fn len(spans: &[Range<usize>]) -> usize {
    spans.iter().map(Range::len).sum()
}

/// Pairs each line of the gold with a line of its own for which `same` holds.
fn pair(gold: &[Value], given: &[&Value], score: &mut Score, same: impl Fn(&Value, &Value) -> bool) {
    let mut free: Vec<&Value> = given.to_vec();
    for item in gold {
        if let Some(at) = free.iter().position(|line| same(item, line)) {
            free.remove(at);
            score.right += 1;
        }
    }
    score.gold += gold.len();
    score.given += given.len();
}

#[test]
fn sample_reports_are_read_as_a_careful_reader_reads_them() {
    check(&[], [117, 35], [112, 40], 3);
}

#[test]
fn sample_reports_are_read_by_rules_as_before() {
    check(&["--no-model"], [117, 32], [114, 35], 3);
}

/// Reads the samples with these options. The bounds of attributions, and of those with their source: how many are right at
/// least, and how many are not at most; then most phrases that are no attributions and are given as such.
fn check(options: &[&str], found: [usize; 2], with_source: [usize; 2], most_traps: usize) {
    let gold: Value =
        serde_json::from_str(&fs::read_to_string(root().join("examples/gold.json")).expect("gold"))
            .expect("JSON");
    let samples = samples();
    let args = [&["read", "--offsets", "utf8-bytes"], options, &[samples.to_str().expect("UTF-8")]].concat();
    let output = run(&args);
    let lines: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let documents: Vec<&Value> = lines.iter().filter(|line| line["kind"] == "document").collect();
    assert_eq!(documents.len(), list(&gold, "documents").len());

    let [mut attributions, mut sources, mut figures, mut times] = [(); 4].map(|()| Score::default());
    let mut traps = Vec::new();
    for (gold, document) in list(&gold, "documents").iter().zip(documents) {
        let file = words(&gold["file"]);
        assert!(
            words(&document["locator"]).contains(file.trim_start_matches("reports/")),
            "{file}: other order"
        );
        let text = words(&document["text"]);
        let of_kind = |kind: &str| -> Vec<&Value> {
            let mine = |line: &&Value| line["kind"] == kind && line["document"] == document["document"];
            lines.iter().filter(mine).collect()
        };
        let contents = |item: &Value| -> Vec<Range<usize>> {
            list(item, "content").iter().map(|part| place(text, item, part)).collect()
        };
        let same_content = |item: &Value, line: &Value| {
            let gold = contents(item);
            let given: Vec<_> = list(line, "content").iter().map(span).collect();
            len(&gold) > 0 && 2 * overlap(&gold, &given) >= len(&gold).max(len(&given))
        };
        let same_source = |item: &Value, line: &Value| match (&item["source"], &line["source"]) {
            (Value::Null, given) => given.is_null(),
            (_, Value::Null) => false,
            (part, given) => overlap(&[place(text, item, part)], &[span(given)]) > 0,
        };
        let given = of_kind("attribution");
        pair(list(gold, "attributions"), &given, &mut attributions, same_content);
        pair(list(gold, "attributions"), &given, &mut sources, |item, line| {
            same_content(item, line) && same_source(item, line)
        });
        pair(list(gold, "figures"), &of_kind("figure"), &mut figures, |item, line| {
            overlap(&[place(text, item, &item["number"])], &[span(&line["number"])]) > 0
                && item["value"].as_f64() == line["value"].as_f64()
                && words(&item["bound"]).replace('-', "_") == words(&line["bound"])
        });
        pair(list(gold, "times"), &of_kind("time_expression"), &mut times, |item, line| {
            place(text, item, &item["text"]) == span(&line["span"]) && item["text_only"] == line["text_only"]
        });
        for phrase in list(gold, "not_attributions").iter().map(words) {
            let at: Vec<_> = text.match_indices(phrase).map(|(at, _)| at..at + phrase.len()).collect();
            let cue = |line: &&&Value| !line["cue"].is_null() && overlap(&at, &[span(&line["cue"])]) > 0;
            traps.extend(given.iter().find(cue).map(|line| format!("{file}: {phrase}: {}", line["words"])));
        }
    }
    attributions.check("attributions", found[0], found[1]);
    sources.check("attributions with their source", with_source[0], with_source[1]);
    figures.check("figures with value and bound", 25, 1);
    times.check("time expressions as the text alone gives them", 70, 21);
    assert!(traps.len() <= most_traps, "no attributions, but given as such: {traps:#?}");
}
