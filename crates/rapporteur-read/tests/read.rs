//! Whole inputs through the front door: what comes out, what is refused, and what holds for any bytes.

use proptest::prelude::*;
use rapporteur_read::{Format, Input, Limits, read};
use rapporteur_record::{Document, Severity};
use rapporteur_text::{RunKind, Span};

/// Reads `bytes` as the file `name`, checks what holds for every document, and writes its segments down: kind and
/// words, one a line.
fn check(name: &str, bytes: &[u8], expected: &[&str]) -> Document {
    let (mut documents, problems) = read(&Input::new(name, bytes), &Limits::default());
    assert_eq!(problems, []);
    assert_eq!(documents.len(), 1);
    let document = documents.remove(0);
    sound(&document, bytes).unwrap();
    let found: Vec<String> = document
        .segments
        .iter()
        .map(|segment| {
            let kind = match segment.boilerplate {
                Some(kind) => format!("{kind:?}"),
                None => format!("{:?}", segment.kind),
            };
            format!("{kind}: {}", segment.span.in_text(&document.text))
        })
        .collect();
    assert_eq!(found, expected);
    document
}

#[test]
fn rows_of_numbers_are_a_table() {
    let rows = "Ostrel  1,204  17  -3.5%\nSolvanne  96  41  2\n2,019  17  3";
    check(
        "report.txt",
        format!("The count goes on.\n\n{rows}\nIlse Marten gave the figures. Nobody checked them.\n\n0555 12 34 56\n")
            .as_bytes(),
        &[
            "Paragraph: The count goes on.",
            &format!("Table: {rows}"),
            "Paragraph: Ilse Marten gave the figures. Nobody checked them.",
            "Paragraph: 0555 12 34 56",
        ],
    );
}

/// What holds for every document.
fn sound(document: &Document, bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = &document.text;
    prop_assert_eq!(document.alignment.text_len(), text.len());
    for run in document.alignment.runs() {
        prop_assert!(run.source.end <= bytes.len());
        prop_assert!(run.text.of(text).is_some(), "a run cuts a character");
        if run.kind == RunKind::Verbatim {
            prop_assert_eq!(&bytes[run.source.start..run.source.end], run.text.in_text(text).as_bytes());
        }
    }
    let mut end = 0;
    for segment in &document.segments {
        prop_assert!(segment.span.start >= end, "segments overlap");
        prop_assert_eq!(segment.span.trim(text), segment.span);
        prop_assert!(!segment.span.is_empty());
        prop_assert!(
            text[end..segment.span.start].trim().is_empty() || document.original.media_type != "text/plain"
        );
        prop_assert_eq!(segment.source, document.alignment.source(text, segment.span));
        end = segment.span.end;
    }
    prop_assert!(end <= text.len());
    let dateline = document.dateline.iter().flat_map(|d| [Some(d.span), d.place, d.date, d.agency]).flatten();
    let dates = [&document.published, &document.modified].into_iter().flatten().filter_map(|date| date.span);
    for span in dateline.chain(dates) {
        prop_assert!(span.of(text).is_some());
    }
    Ok(())
}

/// The one problem that reading `bytes` gives; nothing is read.
fn refused(name: &str, bytes: &[u8], limits: &Limits) -> String {
    let (documents, problems) = read(&Input::new(name, bytes), limits);
    assert_eq!((documents.len(), problems.len()), (0, 1), "{problems:?}");
    assert_eq!(problems[0].severity, Severity::Error);
    problems[0].to_string()
}

#[test]
fn reads_plain_text_as_it_is() {
    let text = "All news\n\nCrane falls in Ostrel harbour — mayor\n\nThe mayor of Ostrel asked for calm and promised an \
                inquiry within the week\n\nOSTREL, March 3. /ORW/. Nobody was hurt, the port authority said.\n\nAlso Read | \
                Crane Maker Denies Fault\n\nWhat Comes Next\n\nThe quay stays closed until Monday, the authority said.\n\nThe \
                quay stays closed until Monday, the authority said.\n\nRecent News\n";
    let document = check(
        "a.txt",
        text.as_bytes(),
        &[
            "Navigation: All news",
            "Headline: Crane falls in Ostrel harbour — mayor",
            "Subhead: The mayor of Ostrel asked for calm and promised an inquiry within the week",
            "Dateline: OSTREL, March 3. /ORW/.",
            "Paragraph: Nobody was hurt, the port authority said.",
            "RelatedLink: Also Read | Crane Maker Denies Fault",
            "Heading: What Comes Next",
            "Paragraph: The quay stays closed until Monday, the authority said.",
            "Repeated: The quay stays closed until Monday, the authority said.",
            "Navigation: Recent News",
        ],
    );
    assert_eq!(document.text, text);
    assert_eq!(document.agency.as_deref(), Some("ORW"));
    let published = document.published.unwrap();
    assert_eq!((published.value.as_str(), published.earliest), ("XXXX-03-03", None));
}

#[test]
fn a_section_name_stands_above_the_headline() {
    let text = b"Harbour news\n\nCrane falls in Ostrel harbour \xe2\x80\x94 mayor\n\nNobody was hurt when the crane fell on Monday, the port authority of Ostrel said.\n";
    check(
        "a.txt",
        text,
        &[
            "Navigation: Harbour news",
            "Headline: Crane falls in Ostrel harbour — mayor",
            "Paragraph: Nobody was hurt when the crane fell on Monday, the port authority of Ostrel said.",
        ],
    );
}

#[test]
fn lines_that_only_say_when_are_headings_of_what_follows() {
    check(
        "a.txt",
        b"Flood in Ostrel, day by day\n\nMay 3, 2021\n\nThe river rose for two days, the mayor said.\n\nMay 1\n\nNoon\n\n\
          The gate broke.\n\n9 p.m.\n\nBoats came.\n\n14\n\nIt rained.\n\nMay 2",
        &[
            "Headline: Flood in Ostrel, day by day",
            "MetadataPrefix: May 3, 2021",
            "Paragraph: The river rose for two days, the mayor said.",
            "Heading: May 1",
            "Heading: Noon",
            "Paragraph: The gate broke.",
            "Heading: 9 p.m.",
            "Paragraph: Boats came.",
            "Paragraph: 14",
            "Paragraph: It rained.",
            "BrokenOff: May 2",
        ],
    );
}

#[test]
fn tells_copies_prefixes_and_glued_headings() {
    check(
        "a.txt",
        b"Harbour Crisis: Mayor Speaks of Closure\n\nHarbour Crisis: Mayor Speaks of Closure\n\nThe mayor spoke on Friday.",
        &[
            "Headline: Harbour Crisis: Mayor Speaks of Closure",
            "DoubledHeadline: Harbour Crisis: Mayor Speaks of Closure",
            "Paragraph: The mayor spoke on Friday.",
        ],
    );
    let document = check(
        "a.txt",
        b" date 2024-01-31 The harbour of Ostrel is closed.\n\nIt opens on Monday.\n",
        &[
            "MetadataPrefix: date 2024-01-31",
            "Paragraph: The harbour of Ostrel is closed.",
            "Paragraph: It opens on Monday.",
        ],
    );
    assert_eq!(document.published.unwrap().day(), Some("2024-01-31"));
    check(
        "a.txt",
        b"Introduction\nThe harbour of Ostrel is closed.\nHarbour's Long Decline\nShips go elsewhere, the mayor said.\nConclusion\nThe quay is empty.",
        &[
            "Heading: Introduction",
            "Paragraph: The harbour of Ostrel is closed.",
            "Heading: Harbour's Long Decline",
            "Paragraph: Ships go elsewhere, the mayor said.",
            "Heading: Conclusion",
            "Paragraph: The quay is empty.",
        ],
    );
}

#[test]
fn a_quotation_in_large_letters_and_a_name_at_the_end_are_no_text() {
    let text = "Ferry runs again\n\n\
                “Nobody told us that the pier was shut.”\n\n\
                The ferry to Nordholm runs again since Monday. It had stood still for a week.\n\n\
                “Nobody told us that the pier was shut,” said Ilse Marten, who mends nets there.\n\n\
                The port promised to write to everybody. Anders Holm";
    check(
        "ferry.txt",
        text.as_bytes(),
        &[
            "Headline: Ferry runs again",
            "Repeated: “Nobody told us that the pier was shut.”",
            "Paragraph: The ferry to Nordholm runs again since Monday. It had stood still for a week.",
            "Paragraph: “Nobody told us that the pier was shut,” said Ilse Marten, who mends nets there.",
            "Paragraph: The port promised to write to everybody.",
            "Notice: Anders Holm",
        ],
    );
}

#[test]
fn a_caption_and_a_second_headline_in_front_of_the_text() {
    check(
        "ferry.txt",
        "Ferry to Nordholm runs again after a week\n\n\
         Harbour Master Ilse Marten. | Bo Lind/AP Photo Harbours Ferry to Nordholm runs again after a week \
         The ferry to Nordholm runs again since Monday. It had stood still for a week.\n\n\
         Nobody was hurt, the port said. The pier is to be mended before the winter.\n"
            .as_bytes(),
        &[
            "Headline: Ferry to Nordholm runs again after a week",
            "Caption: Harbour Master Ilse Marten. | Bo Lind/AP Photo",
            "DoubledHeadline: Harbours Ferry to Nordholm runs again after a week",
            "Paragraph: The ferry to Nordholm runs again since Monday. It had stood still for a week.",
            "Paragraph: Nobody was hurt, the port said. The pier is to be mended before the winter.",
        ],
    );
}

#[test]
fn a_text_of_one_paragraph_breaks_off_too() {
    let text = "The ferry to Nordholm runs again since Monday. Nobody was aboard when it broke down. Its captain \
                thanked everybody. The port promised that the pi";
    check(
        "ferry.txt",
        text.as_bytes(),
        &[
            "Paragraph: The ferry to Nordholm runs again since Monday. Nobody was aboard when it broke down. Its \
             captain thanked everybody.",
            "BrokenOff: The port promised that the pi",
        ],
    );
}

#[test]
fn reads_records_of_the_usual_exports() {
    let record = r#"{"title": "Crane falls \u2014 mayor", "maintext": "OSTREL (ORW) - \"No,\" he said.\nWork goes on.", "date_publish": "2024-03-03 10:00:00", "date_download": "2024-03-04", "authors": ["Ilse Marten"], "source_domain": "ostrel.example", "url": "https://ostrel.example/a", "language": "en"}"#;
    let parts = &[
        "Headline: Crane falls — mayor",
        "Dateline: OSTREL (ORW) -",
        "Paragraph: \"No,\" he said.",
        "Paragraph: Work goes on.",
    ];
    let document = check("r.jsonl#1", record.as_bytes(), parts);
    let source = document.segments[2].source.unwrap();
    assert_eq!(&record[source.start..source.end], r#"\"No,\" he said."#);
    assert_eq!(document.published.unwrap().value, "2024-03-03T10:00:00");
    assert_eq!(document.outlet.as_deref(), Some("ostrel.example"));
    assert_eq!(document.authors, ["Ilse Marten"]);

    let fundus = r#"{"title": "Crane falls", "authors": [], "publishing_date": "2024-03-03 10:00:00+01:00", "body": {"summary": ["The quay is closed"], "sections": [{"headline": [], "paragraphs": ["Nobody was hurt.", "Work goes on."]}, {"headline": ["Cause"], "paragraphs": ["A rope broke."]}]}, "html": {"requested_url": "https://ostrel.example/a"}}"#;
    let document = check(
        "f.json",
        fundus.as_bytes(),
        &[
            "Headline: Crane falls",
            "Subhead: The quay is closed",
            "Paragraph: Nobody was hurt.",
            "Paragraph: Work goes on.",
            "Heading: Cause",
            "Paragraph: A rope broke.",
        ],
    );
    assert_eq!(document.url.as_deref(), Some("https://ostrel.example/a"));
    assert_eq!(document.published.unwrap().day(), Some("2024-03-03"));

    // The title stands in the body already; Event Registry gives the outlet as an object.
    let registry = r#"{"uri": "1", "title": "Crane falls in harbour", "body": "Crane falls in harbour\n\nNobody was hurt.", "dateTime": "2024-03-03T10:00:00Z", "date": "2024-03-03", "source": {"uri": "ostrel.example", "title": "Ostrel Herald"}}"#;
    let parts = &["Headline: Crane falls in harbour", "Paragraph: Nobody was hurt."];
    let document = check("e.jsonl#7", registry.as_bytes(), parts);
    assert_eq!(document.outlet.as_deref(), Some("Ostrel Herald"));
}

#[test]
fn character_references_of_a_record_lead_to_their_bytes() {
    let record = r#"{"title": "Ostrel&#039;s crane falls", "text": "&quot;No\u0026apos;m,\u201d said R&D chief Ilse Marten of Marten &amp; Lind.\nIt&amp;#x27;s ?a=1&copy=2.", "outlet": "Crane &amp; Quay"}"#;
    let parts = &[
        "Headline: Ostrel's crane falls",
        "Paragraph: \"No'm,” said R&D chief Ilse Marten of Marten & Lind.",
        "Paragraph: It's ?a=1&copy=2.",
    ];
    let document = check("r.jsonl#1", record.as_bytes(), parts);
    let bytes = |words: &str| {
        let start = document.text.find(words).unwrap();
        let source =
            document.alignment.source(&document.text, Span::new(start, start + words.len())).unwrap();
        &record[source.start..source.end]
    };
    assert_eq!(bytes("Ostrel's"), "Ostrel&#039;s");
    assert_eq!(bytes("No'm,”"), r"No\u0026apos;m,\u201d");
    assert_eq!(bytes("It's"), "It&amp;#x27;s");
    assert_eq!(bytes("Marten & Lind"), "Marten &amp; Lind");
    assert_eq!(document.outlet.as_deref(), Some("Crane & Quay"));
}

#[test]
fn reads_a_page_inside_a_record() {
    let record = r#"{"url": "https://ostrel.example/a", "html": "<html><body><article><h1>Crane falls in harbour</h1>\n<p>Nobody was hurt when a crane fell in the harbour of Ostrel &amp; its quay, the port said on Friday.</p></article></body></html>"}"#;
    let document = check(
        "r.jsonl#1",
        record.as_bytes(),
        &[
            "Headline: Crane falls in harbour",
            "Paragraph: Nobody was hurt when a crane fell in the harbour of Ostrel & its quay, the port said on Friday.",
        ],
    );
    let source = document.segments[1].source.unwrap();
    assert!(record[source.start..source.end].contains("Ostrel &amp; its"));
}

#[test]
fn reads_arrays_of_records() {
    let bytes = br#"[{"text": "One went. Two stayed."}, 7, {"id": "x"}]"#;
    let (documents, problems) = read(&Input::new("r.json", bytes), &Limits::default());
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].locator, "r.json#1");
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems[0].starts_with("r.json#2: is not a JSON object"), "{problems:?}");
    assert!(problems[1].starts_with("r.json#3: has no text"), "{problems:?}");
}

#[test]
fn reads_wrapped_and_single_byte_text() {
    let bytes = b"Caf\xe9 in Ostrel burns\r\n\r\nThe caf\xe9 at the northern quay of the harbour of Ostrel burned down on\r\n\
                  Friday night, and the fire brigade could save nothing but the walls of\r\nthe house, a spokesman said.\r\n";
    let (documents, problems) = read(&Input::new("a.txt", bytes), &Limits::default());
    assert!(problems[0].message.contains("windows-1252"), "{problems:?}");
    let document = &documents[0];
    assert_eq!(document.headline(), Some("Café in Ostrel burns"));
    assert_eq!(document.segments.len(), 2);
    let source = document.segments[1].source.unwrap();
    assert!(bytes[source.start..source.end].starts_with(b"The caf\xe9"));
}

#[test]
fn refuses_bad_input_with_one_clear_message() {
    let limits = Limits::default();
    let check = |name: &str, bytes: &[u8], words: &str| {
        let message = refused(name, bytes, &limits);
        assert!(message.starts_with(name) && message.contains(words), "{message}");
    };
    check("empty.txt", b"", "is empty");
    check("blank.txt", b" \n\t\n", "is empty");
    check("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture");
    check("word.txt", b"PK\x03\x04abc", "a ZIP archive");
    check("r.jsonl#3", b"{\"text\": ", "is not valid JSON");
    check("r.jsonl#4", b"plain", "is not a JSON object");
    check("r.jsonl#5", b"{\"text\": null}", "has no text");
    let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    check("noise.txt", &noise, "is not text");
    let small = Limits { document_bytes: 10 };
    assert!(refused("big.txt", b"0123456789+", &small).contains("at most 10"));
}

#[test]
fn warns_of_broken_bytes_and_goes_on() {
    let (documents, problems) =
        read(&Input::new("a.txt", "é The harbour\0 is ü closed.\u{e9}".as_bytes()), &Limits::default());
    assert_eq!(documents[0].text, "é The harbour  is ü closed.é");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].severity, Severity::Warning);
    let (documents, problems) =
        read(&Input::new("a.txt", b"\xc3\xa9 The harbour \xff is closed."), &Limits::default());
    assert_eq!(documents[0].text, "é The harbour \u{fffd} is closed.");
    assert!(problems[0].message.contains("first at byte 15"), "{problems:?}");
}

#[test]
fn long_lines_and_deep_nesting_take_linear_time() {
    let long = "word ".repeat(400_000);
    let deep = format!("{}<p>Text of the deep page that is long enough.</p>", "<div>".repeat(10_000));
    let nested = format!("{{\"text\": \"x\", \"a\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let marks = "> ".repeat(50_000) + "[".repeat(50_000).as_str() + &"*a ".repeat(50_000);
    let lines = "A B\n".repeat(200_000);
    for (name, bytes) in
        [("a.txt", long), ("a.html", deep), ("a.json", nested), ("a.md", marks), ("b.txt", lines)]
    {
        let (documents, problems) = read(&Input::new(name, bytes.as_bytes()), &Limits::default());
        assert!(!documents.is_empty() || !problems.is_empty(), "{name}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    "((Crane|OSTREL|Ostrel|March|3|2024|date|By|Also Read|said|the|é|“|”|\\.|,|:|;|—|-|/|\\(|\\)|\\||&amp;|<p>|</p>|<h1>|\\*\\*|#|>|\\{|\\}|\"text\"|\\\\u00e9|\\\\n| |  |\n|\n\n|\r\n|\t)){0,60}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_soundly(text in any_text(), format in prop::sample::select(vec![Format::Text, Format::Markdown, Format::Html, Format::Json])) {
        let input = Input { format: Some(format), ..Input::new("x", text.as_bytes()) };
        for document in read(&input, &Limits::default()).0 {
            sound(&document, text.as_bytes())?;
        }
    }

    #[test]
    fn any_record_is_read_soundly(title in any_text(), body in any_text()) {
        let record = format!("{{\"title\": {}, \"text\": {}}}", serde_json::json!(title), serde_json::json!(body));
        for document in read(&Input::new("x.jsonl#1", record.as_bytes()), &Limits::default()).0 {
            sound(&document, record.as_bytes())?;
        }
    }

    #[test]
    fn any_bytes_are_read_soundly(bytes in prop::collection::vec(any::<u8>(), 0..300), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.json", "-"])) {
        for document in read(&Input::new(name, &bytes), &Limits::default()).0 {
            sound(&document, &bytes)?;
        }
    }
}
