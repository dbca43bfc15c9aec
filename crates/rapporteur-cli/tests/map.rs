//! Places as GeoJSON, and the view of them.

mod common;

use common::{run, samples, stderr, stdout};
use serde_json::Value;
use std::fs;

fn store(folder: &std::path::Path) -> String {
    let store = folder.join("map.rapporteur").to_str().expect("UTF-8").to_owned();
    let text = folder.join("report.txt");
    let report = "Fire in the harbour of Tripoli\n\nBEIRUT — A ship burned in Tripoli, Lebanon, on Monday, the mayor said.\n\n\
        Lebanon and Norway sent boats to Tripoli. Nobody came from Quellmarsh or the Gulf.\n";
    fs::write(&text, report).expect("a report");
    let samples = samples();
    let inputs = [text.to_str().expect("UTF-8"), samples.to_str().expect("UTF-8")];
    let output = run(&["add", "--quiet", "--no-model", "--store", &store, inputs[0], inputs[1]]);
    assert!(output.status.success(), "{}", stderr(&output));
    store
}

fn field<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().fold(value, |value, key| value.get(key).unwrap_or(&Value::Null))
}

/// RFC 7946: a collection of features, each with a geometry or null, longitude before latitude.
#[test]
fn geojson_is_whole_and_its_spans_give_the_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let exported = run(&["export", "--format", "geojson", "--store", &store]);
    assert!(exported.status.success(), "{}", stderr(&exported));
    let map: Value = serde_json::from_str(&stdout(&exported)).expect("JSON");
    assert_eq!(field(&map, &["type"]), "FeatureCollection");
    let texts = texts(&store);

    let features = field(&map, &["features"]).as_array().expect("features");
    let mut ids = Vec::new();
    let mut mentions = 0;
    for feature in features {
        assert_eq!(field(feature, &["type"]), "Feature");
        let properties = field(feature, &["properties"]);
        let precision = field(properties, &["precision"]).as_str().expect("a precision");
        assert!(["country", "region", "district", "town"].contains(&precision), "{precision}");
        ids.push(field(feature, &["id"]).as_str().expect("an id"));
        let geometry = field(feature, &["geometry"]);
        if geometry.is_null() {
            assert_eq!(precision, "region", "only regions have no point: {feature}");
        } else {
            assert_eq!(field(geometry, &["type"]), "Point");
            let degrees: Vec<f64> =
                serde_json::from_value(field(geometry, &["coordinates"]).clone()).expect("numbers");
            let [east, north] = degrees[..] else { panic!("{geometry}") };
            assert!(east.abs() <= 180.0 && north.abs() <= 90.0, "{geometry}");
        }
        assert_eq!(field(properties, &["offset_unit"]), "code_points");
        let text: Vec<char> =
            texts[field(properties, &["document"]).as_str().expect("an id")].chars().collect();
        for mention in field(properties, &["mentions"]).as_array().expect("mentions") {
            let at = |key| field(mention, &["span", key]).as_u64().expect("an offset") as usize;
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(field(mention, &["words"]), &Value::from(words));
            mentions += 1;
        }
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique");
    assert!(mentions > all, "a place that is named twice has one feature");

    let tripoli = features.iter().find(|f| {
        field(f, &["properties", "country"]) == "LBN" && field(f, &["properties", "precision"]) == "town"
    });
    let tripoli = tripoli.expect("the town in Lebanon");
    assert_eq!(field(tripoli, &["geometry", "coordinates"]), &serde_json::json!([35.84, 34.43]));
    let country = features.iter().find(|f| field(f, &["properties", "gazetteer"]) == "iso3166:NOR");
    assert_eq!(field(country.expect("Norway"), &["properties", "precision"]), "country");
}

/// The text of each document by its id.
fn texts(store: &str) -> std::collections::BTreeMap<String, String> {
    let lines = run(&["export", "--store", store]);
    stdout(&lines)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .filter(|line| field(line, &["kind"]) == "document")
        .map(|line| {
            let [id, text] = ["document", "text"].map(|key| field(&line, &[key]).as_str().expect("a string"));
            (id.to_owned(), text.to_owned())
        })
        .collect()
}

#[test]
fn the_map_counts_each_place_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let shown = run(&["show", "map", "--speaker", "trip", "--format", "jsonl", "--store", &store]);
    let rows: Vec<Value> =
        stdout(&shown).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let [row] = &rows[..] else { panic!("{rows:?} {}", stderr(&shown)) };
    assert_eq!((field(row, &["documents"]), field(row, &["country"])), (&1.into(), &"LBN".into()));
    assert!(field(row, &["mentions"]).as_i64() >= Some(2));
    assert_eq!((field(row, &["precision"]), field(row, &["words"])), (&"town".into(), &"Tripoli".into()));
}

#[test]
fn credits_tell_of_tables_and_models() {
    let shown = run(&["credits", "--format", "jsonl"]);
    let rows: Vec<Value> =
        stdout(&shown).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for row in &rows {
        for key in ["file", "what", "source", "terms", "date", "sha256"] {
            assert!(field(row, &[key]).as_str().is_some_and(|words| !words.is_empty()), "{key} of {row}");
        }
    }
    let has =
        |name: &str| rows.iter().any(|row| field(row, &["file"]).as_str().is_some_and(|f| f.contains(name)));
    assert!(has("gazetteer.tsv") && has("model.safetensors"));
    let notices = stdout(&run(&["credits", "--notices"]));
    assert!(notices.contains("GeoNames") && notices.contains("Princeton"));
}

/// A capital that stands for its government is no place where something happened.
#[test]
fn governments_are_not_on_the_map() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("capitals.rapporteur").to_str().expect("UTF-8").to_owned();
    let texts = [
        "Talks\n\nOslo urged Lisbon to sign the treaty, the ministry said on Monday.\n",
        "Fire\n\nA warehouse burned in Lisbon on Monday, the mayor said. Oslo said it would help.\n",
    ];
    let mut inputs = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let path = folder.path().join(format!("{number}.txt"));
        fs::write(&path, text).expect("a report");
        inputs.push(path.to_str().expect("UTF-8").to_owned());
    }
    let output = run(&["add", "--quiet", "--no-model", "--store", &store, &inputs[0], &inputs[1]]);
    assert!(output.status.success(), "{}", stderr(&output));
    let shown = stdout(&run(&["show", "map", "--format", "jsonl", "--store", &store]));
    let rows: Vec<Value> = shown.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let counted: Vec<String> =
        rows.iter().map(|row| format!("{} {}", field(row, &["name"]), field(row, &["mentions"]))).collect();
    assert_eq!(counted, [r#""Lisbon" 1"#], "{shown}");
    let exported = stdout(&run(&["export", "--format", "geojson", "--store", &store]));
    let map: Value = serde_json::from_str(&exported).expect("JSON");
    let features = field(&map, &["features"]).as_array().expect("features");
    assert_eq!(features.len(), 1, "{exported}");
    assert_eq!(field(&features[0], &["properties", "name"]), "Lisbon");
}
