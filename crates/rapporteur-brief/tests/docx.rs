//! The briefing as a document of Word: parts that close their tags, footnotes that are led to once, words as they stand.

mod story;

use flate2::read::DeflateDecoder;
use rapporteur_brief::{Briefing, PieceKind, render};
use rapporteur_record::*;
use std::collections::BTreeMap;
use std::io::Read;
use story::{Builder, problems, reports};

fn docx(briefing: &Briefing) -> Vec<u8> {
    let mut out = Vec::new();
    render::docx(briefing, &mut out).unwrap();
    out
}

/// The parts by name, read in the order in which they stand.
fn parts(packed: &[u8]) -> BTreeMap<String, String> {
    let number = |at: usize, len: usize| {
        packed[at..at + len].iter().rev().fold(0_usize, |n, b| (n << 8) | usize::from(*b))
    };
    let mut parts = BTreeMap::new();
    let mut at = 0;
    while packed[at..].starts_with(b"PK\x03\x04") {
        let (packed_len, name_len) = (number(at + 18, 4), number(at + 26, 2));
        let name = String::from_utf8(packed[at + 30..at + 30 + name_len].to_vec()).unwrap();
        let start = at + 30 + name_len + number(at + 28, 2);
        let mut content = String::new();
        DeflateDecoder::new(&packed[start..start + packed_len]).read_to_string(&mut content).unwrap();
        parts.insert(name, content);
        at = start + packed_len;
    }
    parts
}

/// Fails if a tag of the part does not close, or an attribute stands without quotation marks.
fn check_tags(name: &str, part: &str) {
    assert!(part.starts_with("<?xml"), "{name}: {part}");
    let mut open: Vec<&str> = Vec::new();
    for tag in part.split('<').skip(1).filter(|tag| !tag.starts_with("?xml")) {
        let (inside, _) = tag.split_once('>').expect("a tag ends");
        let element = inside.split([' ', '/']).find(|part| !part.is_empty()).expect("a name");
        if inside.starts_with('/') {
            assert_eq!(open.pop(), Some(element), "{name}");
        } else if !inside.ends_with('/') {
            open.push(element);
        }
        assert_eq!(inside.matches('"').count() % 2, 0, "{name}: {inside}");
    }
    assert_eq!(open, Vec::<&str>::new(), "{name}");
}

/// The values of an attribute of these elements.
fn values<'p>(part: &'p str, open: &str) -> Vec<&'p str> {
    part.match_indices(open)
        .map(|(at, _)| part[at + open.len()..].split_once('"').expect("a value").0)
        .collect()
}

fn check(briefing: &Briefing) {
    let packed = docx(briefing);
    let parts = parts(&packed);
    for (name, part) in &parts {
        check_tags(name, part);
        let bad =
            part.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}'));
        assert_eq!(bad, None, "{name}");
    }
    let document = &parts["word/document.xml"];
    let footnotes = &parts["word/footnotes.xml"];
    let expected: Vec<String> =
        briefing.footnotes.iter().map(|footnote| footnote.number.to_string()).collect();
    let mut led_to = values(document, "<w:footnoteReference w:id=\"");
    // Numbers of a limited briefing are those of the whole one, whose first places may be left out.
    if briefing.footnotes.last().is_some_and(|last| last.number > briefing.footnotes.len()) {
        led_to.sort_by_key(|number| number.parse::<usize>().unwrap());
    }
    assert_eq!(led_to, expected, "each footnote is led to once, in order");
    assert_eq!(values(footnotes, "<w:footnote w:id=\""), expected);
    let bookmarks = values(document, " w:name=\"");
    for field in values(document, "w:instr=\" NOTEREF ") {
        let name = field.split(' ').next().expect("a name");
        assert!(bookmarks.contains(&name), "{name}");
    }
    // What is cited is told of every part.
    let types = &parts["[Content_Types].xml"];
    for name in parts.keys().filter(|name| name.starts_with("word/") && !name.contains("_rels")) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    assert_eq!(packed, docx(briefing));
}

#[test]
fn footnotes_are_footnotes() {
    let briefing = Briefing::new(&reports(), &problems(), "0.0.0");
    check(&briefing);
    let parts = parts(&docx(&briefing));
    let footnotes = &parts["word/footnotes.xml"];
    for footnote in &briefing.footnotes {
        let (_, rest) = footnotes.split_once(&format!("<w:footnote w:id=\"{}\"", footnote.number)).unwrap();
        let (footnote_part, _) = rest.split_once("</w:footnote>").unwrap();
        for piece in footnote.context.iter().filter(|piece| piece.kind == PieceKind::Marked) {
            let words = piece.words.shown().replace('\'', "&#39;").replace('"', "&#34;");
            let marked =
                format!("<w:rStyle w:val=\"Evidence\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t>");
            assert!(footnote_part.contains(&marked), "{marked}");
        }
    }
}

#[test]
fn empty_and_limited_briefings_are_whole_documents() {
    check(&Briefing::new(&[], &problems(), ""));
    check(&Briefing::new(&reports(), &[], "").limited(1));
}

#[test]
fn nothing_from_outside_makes_markup() {
    let attack = "</w:t><w:br/>&amp; \u{ffff} \u{1b}[2J \"]]>";
    let text = format!("{attack}\n\nNils said {attack} on 3 May.");
    let report = Builder::new(attack, &text)
        .outlet(attack)
        .entity("person:nils", EntityType::Person, &["Nils"], &[])
        .said("Nils", "said", &[attack], AttributionForm::Direct, "person:nils")
        .time("3 May", None, "XXXX-05-03");
    check(&Briefing::new(&[report.0], &[Problem::error(attack, attack)], attack));
}
