//! The texts of `eval/events` are marked as the page beside them says.

use rapporteur_eval::markup::Marked;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn every_text_reads_and_every_span_has_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/events");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let mut by_type: BTreeMap<&str, usize> = BTreeMap::new();
    for path in &files {
        let marked = Marked::parse(&fs::read_to_string(path).unwrap());
        let marked = marked.unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
        assert!(marked.date.is_some(), "{} has no date", path.display());
        let length = marked.text.chars().count();
        for event in marked.events.values() {
            *by_type.entry(event.event_type.name()).or_default() += 1;
            let triggers = event.mentions.iter().map(|&(span, _)| span);
            let sides = [&event.sources, &event.targets].into_iter();
            let sides = sides.flat_map(|sides| sides.each.iter().chain(&sides.again).copied());
            for span in triggers.chain(sides) {
                assert!(span.start < span.end && span.end <= length, "{}: {span:?}", path.display());
            }
        }
    }
    assert!(by_type.values().sum::<usize>() >= 330, "{by_type:?}");
    assert_eq!(by_type.len(), 16, "{by_type:?}");
}
