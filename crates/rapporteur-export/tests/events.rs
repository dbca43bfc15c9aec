//! Events as they leave the program: every line tied to its words, and nothing that did not happen among what did.

mod invented;

use invented::{TEXT, report};
use rapporteur_export::{Csv, CsvKind, EventTally, Gdelt, Line, Plover, Polecat, RealisFilter, jsonl, lines};
use rapporteur_record::{Report, Resolution};
use rapporteur_text::{Offsets, Unit};
use serde_json::{Value, json};

#[test]
fn a_line_has_the_words_of_its_spans_in_each_unit() {
    let report = report();
    for unit in [Unit::CodePoints, Unit::Utf8Bytes, Unit::Utf16Units] {
        let offsets = Offsets::new(TEXT);
        let mut seen = 0;
        for line in lines(&report, unit) {
            let Line::Event { line, words, .. } = line else { continue };
            let kept = &report.events[seen];
            let spans = |line: &rapporteur_record::Event| {
                let sides = line.sources.iter().chain(&line.targets).map(|side| side.span);
                sides.chain(line.mentions.iter().map(|mention| mention.trigger)).collect::<Vec<_>>()
            };
            let written: Vec<_> = words.sources.iter().chain(&words.targets).chain(&words.triggers).collect();
            assert_eq!(written.len(), spans(kept).len());
            for ((inside, outside), words) in spans(kept).into_iter().zip(spans(&line)).zip(written) {
                assert_eq!(inside.in_text(TEXT), words);
                assert_eq!(offsets.convert(inside, unit), outside, "{words} in {unit:?}");
            }
            seen += 1;
        }
        assert_eq!(seen, 8);
    }
}

#[test]
fn lines_keep_to_the_schema_and_its_order() {
    let validator = jsonschema::validator_for(&rapporteur_export::schema()).expect("a sound schema");
    let mut out = Vec::new();
    jsonl(&report(), Unit::CodePoints, &mut out).unwrap();
    let mut kinds: Vec<String> = Vec::new();
    for line in String::from_utf8(out).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Err(error) = validator.validate(&line) {
            panic!("{error}: {line}");
        }
        let back: Line = serde_json::from_value(line.clone()).unwrap();
        assert_eq!(serde_json::to_value(back).unwrap(), line);
        kinds.push(line["kind"].as_str().unwrap().to_owned());
    }
    kinds.dedup();
    assert_eq!(kinds, ["document", "entity", "attribution", "event", "time_expression", "place"]);
}

/// The lines of an export with the wanted filter.
fn plover(filter: RealisFilter) -> (Vec<Value>, EventTally) {
    let mut out = Vec::new();
    let mut writer = Plover::new(&mut out, filter, "1");
    writer.add(&report()).unwrap();
    let tally = writer.finish().unwrap();
    (String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect(), tally)
}

/// The cells of the rows of a table.
fn rows(table: Vec<u8>) -> Vec<Vec<String>> {
    let table = String::from_utf8(table).unwrap();
    table.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn polecat(report: &Report) -> (Vec<Vec<String>>, EventTally) {
    let mut out = Vec::new();
    let mut writer = Polecat::new(&mut out, "1").unwrap();
    writer.add(report).unwrap();
    let tally = writer.finish().unwrap();
    (rows(out), tally)
}

fn gdelt(report: &Report) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let mut writer = Gdelt::new(&mut out);
    writer.add(report).unwrap();
    writer.finish().unwrap();
    rows(out)
}

#[test]
fn plover_has_what_came_about_and_says_of_all_else_that_it_did_not() {
    let types = |lines: &[Value]| -> Vec<String> {
        lines.iter().map(|line| line["event"][0].as_str().unwrap().to_owned()).collect()
    };
    let (lines, tally) = plover(RealisFilter::CameAbout);
    assert_eq!(types(&lines), ["COERCE", "REQUEST", "CONSULT"]);
    assert_eq!(tally, EventTally { written: 3, left_out: 5 });

    let (lines, tally) = plover(RealisFilter::All);
    assert_eq!(tally, EventTally { written: 8, left_out: 0 });
    let check = |at: usize, mode: &[&str], comment: &str| {
        assert_eq!(lines[at]["mode"], json!(mode), "{}", lines[at]);
        let found = lines[at]["comment"].as_str().unwrap();
        assert!(found.starts_with(comment), "{found}");
    };
    check(0, &["seize"], "realis: happened; reported by: outlet; dated by: the text; confidence: 0.75");
    check(1, &["alleged"], "realis: alleged; reported by: Oda Lind; dated by: publication");
    check(2, &["negation"], "realis: denied; reported by: Iceland;");
    check(3, &["future"], "realis: planned; reported by: outlet;");
    check(5, &["demanded", "release"], "realis: demanded;");
    check(6, &["hypothetical", "strike"], "realis: hypothetical; reported by: unknown speaker;");
}

#[test]
fn plover_leads_to_the_words() {
    let text: Vec<char> = TEXT.chars().collect();
    let cut = |value: &Value| -> String {
        let at = |key: &str| value[key].as_u64().unwrap() as usize;
        text[at("start")..at("end")].iter().collect()
    };
    let (lines, _) = plover(RealisFilter::All);
    for line in &lines {
        for side in line["actor"].as_array().unwrap().iter().chain(line["recipient"].as_array().unwrap()) {
            assert_eq!(side["entity_text"], cut(side));
        }
        for mention in line["text_info"]["mentions"].as_array().unwrap() {
            assert_eq!(mention["text"], cut(mention));
        }
        assert_eq!(line["text"], cut(&line["text_info"]));
        assert_eq!(line["text_info"]["document"], report().document.id.to_string());
    }
    let first = &lines[0];
    assert_eq!(first["date"], "2025-03-03");
    assert_eq!(first["quad_code"], 4);
    assert_eq!(first["actor"][0]["code"], "ISL");
    assert_eq!(first["actor"][0]["sector"], "MIL");
    assert_eq!(first["recipient"][0]["code"], Value::Null);
    assert_eq!(first["event_loc"]["text"], "Grindavík");
    // All sides of a reciprocal event are actors and recipients.
    assert_eq!(lines[7]["actor"], lines[7]["recipient"]);
    // What the text does not date is of the day of publication, and says so.
    assert_eq!(lines[4]["date"], "2025-03-04");
}

#[test]
fn polecat_has_a_row_for_each_pair_and_no_tab_too_many() {
    let (rows, tally) = polecat(&report());
    assert_eq!(tally, EventTally { written: 3, left_out: 5 });
    assert!(rows.iter().all(|row| row.len() == 40), "{rows:?}");
    let column = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap();
    let check = |name: &str, expected: &[&str]| {
        let found: Vec<_> = rows[1..].iter().map(|row| row[column(name)].as_str()).collect();
        assert_eq!(found, expected, "{name}");
    };
    check("Event Type", &["COERCE", "REQUEST", "CONSULT", "CONSULT"]);
    check("Event Date", &["2025-03-03", "2025-03-04", "2025-03-04", "2025-03-04"]);
    check("Actor Name", &["Iceland’s coast guard", "Malta", "Iceland", "Malta"]);
    check("Recipient Name Raw", &["the Maltese trawler Azzopardi", "Iceland", "Malta", "Iceland"]);
    check("Actor Sectors", &["MIL;GOV", "GOV", "None", "GOV"]);
    check("City", &["Grindavik", "None", "None", "None"]);
    check("Source", &["The Example Courier"; 4]);
    check("Story Locations", &["Iceland;Malta"; 4]);
    let text: Vec<char> = TEXT.chars().collect();
    for (row, trigger) in rows[1..].iter().zip(["seized", "urged", "Talks", "Talks"]) {
        let id = &row[0];
        assert!(id.starts_with(&format!("sha256={}&char=", report().document.id)), "{id}");
        let (start, end) =
            id.split("char=").nth(1).unwrap().split('&').next().unwrap().split_once(',').unwrap();
        let words: String = text[start.parse().unwrap()..end.parse().unwrap()].iter().collect();
        assert_eq!(words, trigger);
    }
    let ids: std::collections::BTreeSet<_> = rows.iter().map(|row| &row[0]).collect();
    assert_eq!(ids.len(), rows.len());
}

#[test]
fn gdelt_has_sixty_one_columns() {
    let rows = gdelt(&report());
    assert!(rows.iter().all(|row| row.len() == 61), "{rows:?}");
    let check = |at: usize, expected: [&str; 4]| {
        let found: Vec<_> = rows.iter().map(|row| row[at].as_str()).collect();
        assert_eq!(found, expected, "column {at}");
    };
    check(1, ["20250303", "20250304", "20250304", "20250304"]);
    check(5, ["ISLMILGOV", "MLTGOV", "ISL", "MLTGOV"]);
    check(6, ["ICELAND’S COAST GUARD", "MALTA", "ICELAND", "MALTA"]);
    check(15, ["", "ISL", "MLTGOV", "ISL"]);
    check(26, ["171", "10", "04", "04"]);
    check(28, ["17", "10", "04", "04"]);
    check(29, ["4", "3", "1", "1"]);
    check(51, ["4", "0", "0", "0"]);
    check(59, ["20250304000000"; 4]);
    let text: Vec<char> = TEXT.chars().collect();
    for row in &rows {
        let (url, fragment) = row[60].split_once('#').unwrap();
        assert_eq!(url, "https://example.org/trawler");
        let span = fragment.split("char=").nth(1).unwrap().split('&').next().unwrap();
        let (start, end) = span.split_once(',').unwrap();
        let words: String = text[start.parse().unwrap()..end.parse().unwrap()].iter().collect();
        assert!(["seized", "urged", "Talks"].contains(&words.as_str()), "{words}");
    }
    // Numbers are those of the report, whatever else is in the export, and none comes twice.
    let ids: Vec<u64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    assert_eq!(rows, gdelt(&report()));
}

#[test]
fn dates_are_as_exact_as_the_text() {
    let check = |value: Option<&str>, text_only: &str, event_date: &str, gdelt_dates: [&str; 4]| {
        let mut report = report();
        let date = report.events[0].date.as_mut().unwrap();
        (date.value, date.text_only) = (value.map(str::to_owned), text_only.to_owned());
        assert_eq!(polecat(&report).0[1][1], event_date, "{text_only}");
        assert_eq!(gdelt(&report)[0][1..5], gdelt_dates, "{text_only}");
    };
    check(Some("2019-03-20"), "2019-03-20", "2019-03-20", ["20190320", "201903", "2019", "2019.2192"]);
    check(Some("2024-03"), "2024-03", "2024-03", ["", "202403", "2024", ""]);
    check(Some("1943"), "1943", "1943", ["", "", "1943", ""]);
    check(Some("PRESENT_REF"), "PRESENT_REF", "2025-03-04", ["20250304", "202503", "2025", "2025.1753"]);
    // A date that the text leaves partial is not the day of publication.
    check(None, "XXXX-10-07", "None", ["", "", "", ""]);
    check(Some("PAST_REF"), "PAST_REF", "None", ["", "", "", ""]);
}

#[test]
fn a_list_of_thousands_is_paired_up_to_a_limit() {
    let mut report = report();
    let event = &mut report.events[7];
    let side = event.sources[0].clone();
    event.sources = vec![side; 5000];
    let (rows, _) = polecat(&report);
    assert_eq!(rows.len(), 1 + 2 + 64 * 63);
}

#[test]
fn csv_has_all_events_with_their_realis() {
    let mut out = Vec::new();
    let mut table = Csv::new(CsvKind::Events, &mut out).unwrap();
    table.add(&report()).unwrap();
    table.finish().unwrap();
    let mut reader = csv::Reader::from_reader(&out["\u{feff}".len()..]);
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|cell| cell == name).unwrap();
    let text: Vec<char> = TEXT.chars().collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    for row in &rows {
        let words: String =
            text[row[at("start")].parse().unwrap()..row[at("end")].parse().unwrap()].iter().collect();
        assert_eq!(row[at("words")], words);
    }
    let column = |name: &str| rows.iter().map(|row| row[at(name)].to_owned()).collect::<Vec<_>>();
    assert_eq!(column("reported_by")[..3], ["outlet", "Oda Lind", "Iceland"]);
    assert_eq!(column("realis")[2], "denied");
    assert_eq!(column("source_code")[..2], ["ISL MIL", "ISL"]);
    assert_eq!(column("target_code")[0], "unknown");
}

#[test]
fn nothing_from_outside_makes_a_cell_or_a_row() {
    for attack in ["\t", "\n", "\r\n", "\u{2028}", "\u{85}", "\u{b}", "\0", "a\tb\nc", ""] {
        let mut report = report();
        report.document.outlet = Some(attack.into());
        report.document.url = Some(format!("https://example.org/{attack}#top"));
        report.document.language = Some(attack.into());
        report.events[0].modes = vec![attack.into()];
        report.events[0].cameo = Some(attack.into());
        for entity in &mut report.entities {
            entity.name = attack.into();
        }
        if let Resolution::Resolved { name, country, .. } = &mut report.places[0].resolution {
            (*name, *country) = (attack.into(), Some(attack.into()));
        }
        let (rows, tally) = polecat(&report);
        assert_eq!((rows.len(), tally.written), (5, 3), "{attack:?}");
        assert!(rows.iter().all(|row| row.len() == 40), "{attack:?}: {rows:?}");
        let rows = gdelt(&report);
        assert_eq!(rows.len(), 4, "{attack:?}");
        assert!(rows.iter().all(|row| row.len() == 61), "{attack:?}: {rows:?}");
        let mut out = Vec::new();
        let mut writer = Plover::new(&mut out, RealisFilter::All, "1");
        writer.add(&report).unwrap();
        writer.finish().unwrap();
        let lines: Vec<Value> =
            serde_json::Deserializer::from_slice(&out).into_iter().map(Result::unwrap).collect();
        assert_eq!(lines.len(), 8, "{attack:?}");
    }
}
