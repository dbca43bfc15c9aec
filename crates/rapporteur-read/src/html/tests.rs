//! Pages of invented outlets, and what is read from them.

use super::{Block, Extracted, Options, extract};
use proptest::prelude::*;
use rapporteur_record::{BoilerplateKind, SegmentKind};
use rapporteur_text::{RunKind, Span};

const URL: &str = "https://www.harbourgazette.example/2025/03/04/bridge";

fn read(html: &str) -> Extracted {
    let found = extract(html, &Options { url: Some(URL), ..Options::default() });
    verify(html, &found.blocks);
    found
}

/// Every run stands for its source.
fn verify(html: &str, blocks: &[Block]) {
    for block in blocks {
        let mut at = 0;
        for run in &block.runs {
            assert_eq!(run.text.start, at, "runs tile the text {:?}", block.text);
            at = run.text.end;
            let text = run.text.of(&block.text).expect("a run lies in its text, on character borders");
            let source = run.source.of(html).expect("a source lies in the page, on character borders");
            match run.kind {
                RunKind::Verbatim => assert_eq!(text, source),
                RunKind::Inserted => assert!(text == " " && run.source.is_empty()),
                RunKind::Replaced if text == " " => {
                    let decoded = super::entity::decode(source);
                    assert!(!decoded.is_empty() && decoded.chars().all(char::is_whitespace), "{source:?}");
                }
                RunKind::Replaced => assert_eq!(text, super::entity::decode(source)),
                kind => panic!("no run of a page is {kind:?}"),
            }
        }
        assert_eq!(at, block.text.len(), "runs end with the text {:?}", block.text);
        assert_eq!(
            block.text,
            block.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "blanks are single"
        );
    }
}

/// Blocks as lines: `#` headline, `##` subhead, `>` heading, `[]` caption, `~kind` boilerplate.
fn check(html: &str, expected: &[&str]) {
    let lines: Vec<String> = read(html)
        .blocks
        .iter()
        .map(|block| match (block.kind, block.boilerplate) {
            (SegmentKind::Headline, _) => format!("# {}", block.text),
            (SegmentKind::Subhead, _) => format!("## {}", block.text),
            (SegmentKind::Heading, _) => format!("> {}", block.text),
            (SegmentKind::Caption, _) => format!("[] {}", block.text),
            (_, Some(BoilerplateKind::RelatedLink)) => format!("~link {}", block.text),
            (_, Some(BoilerplateKind::DoubledHeadline)) => format!("~headline {}", block.text),
            (_, Some(BoilerplateKind::Repeated)) => format!("~again {}", block.text),
            (_, Some(BoilerplateKind::MetadataPrefix)) => format!("~data {}", block.text),
            (_, Some(_)) => format!("~notice {}", block.text),
            (_, None) => block.text.clone(),
        })
        .collect();
    assert_eq!(lines, expected, "{html}");
}

const FIRST: &str = "The old bridge over the Selm will stay closed until autumn, the council of Lower Marrow said on Friday, after divers found cracks in two piers.";
const SECOND: &str = "“We would rather build twice than bury once,” said Tilda Brandt, who heads the council, adding that the ferry would run by night.";
const THIRD: &str = "The closing, which was first asked for in May, cuts the way to work of 4,000 people, the carriers’ guild said in a letter.";

fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>")
}

fn article(inside: &str) -> String {
    page(
        "<title>Bridge stays closed | Harbour Gazette</title><meta property=og:site_name content='The Harbour Gazette'>",
        &format!(
            "<nav><ul><li><a href=/>Home</a><li><a href=/t>Town</a></ul></nav><article><h1>Bridge stays closed</h1>{inside}</article><footer>© Harbour Gazette</footer>"
        ),
    )
}

#[test]
fn takes_the_report_and_leaves_the_page() {
    check(
        &article(&format!(
            "<p class=standfirst>Divers find cracks in two piers.</p><p>By Tilda Marrow</p><p>{FIRST}</p>\
             <div class=share-bar><a href=x>Share</a> <a href=y>Post</a></div><p>{SECOND}</p>\
             <figure><img src=b.jpg><figcaption>The bridge last week.</figcaption></figure>\
             <h2>The way to work</h2><p>{THIRD}</p><div id=comments><p>{FIRST} No, it will not!</p></div>"
        )),
        &[
            "# Bridge stays closed",
            "## Divers find cracks in two piers.",
            "~data By Tilda Marrow",
            FIRST,
            "~link Share Post",
            SECOND,
            "[] The bridge last week.",
            "> The way to work",
            THIRD,
        ],
    );
}

#[test]
fn links_to_other_reports_are_boilerplate() {
    check(
        &article(&format!(
            "<p>{FIRST}</p><p>Also read: <a href=f>Ferry sinks off the mole</a></p><p>{SECOND}</p>\
             <ul><li><a href=1>Council splits over tax</a></li><li><a href=2>Eels are back</a></li></ul><p>{THIRD}</p>\
             <h3>More stories</h3><ul><li><a href=3>Fair opens</a></li></ul>"
        )),
        &[
            "# Bridge stays closed",
            FIRST,
            "~link Also read: Ferry sinks off the mole",
            SECOND,
            "~link Council splits over tax",
            "~link Eels are back",
            THIRD,
        ],
    );
}

#[test]
fn what_is_said_twice_is_read_once() {
    check(
        &article(&format!(
            "<p>Bridge stays closed</p><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p><p>{THIRD}</p>"
        )),
        &[
            "# Bridge stays closed",
            "~headline Bridge stays closed",
            FIRST,
            SECOND,
            &format!("~again {FIRST}"),
            THIRD,
        ],
    );
}

#[test]
fn a_report_split_over_several_boxes_is_one() {
    let part = |text: &str| {
        format!(
            "<div class=wrap><div class=story-part><p>{text}</p></div></div><div class=ad-slot>Buy eels</div>"
        )
    };
    check(
        &page(
            "<title>Bridge stays closed</title>",
            &format!(
                "<h1>Bridge stays closed</h1><div class=all>{}{}{}</div>",
                part(FIRST),
                part(SECOND),
                part(THIRD)
            ),
        ),
        &["# Bridge stays closed", FIRST, "~notice Buy eels", SECOND, "~notice Buy eels", THIRD],
    );
}

#[test]
fn every_character_keeps_its_place() {
    let html = article(&format!(
        "<p>Caf&eacute;s &amp;\n   inns&nbsp;on <b>both</b> banks<!-- no --> lose&#8230; soft\u{ad}ly, <a href=x>says</a> the guild&rsquo;s letter, and more.</p><p>{FIRST}</p>"
    ));
    let found = read(&html);
    let block = &found.blocks[1];
    assert_eq!(block.text, "Cafés & inns on both banks lose… softly, says the guild’s letter, and more.");
    let source = |words: &str| {
        let start = block.text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let runs = block.runs.iter().filter(|run| run.text.overlaps(span));
        let place = runs.map(|run| match run.kind {
            RunKind::Verbatim => {
                let from = span.start.max(run.text.start) - run.text.start;
                let to = span.end.min(run.text.end) - run.text.start;
                Span::new(run.source.start + from, run.source.start + to)
            }
            _ => run.source,
        });
        place.reduce(Span::cover).unwrap().in_text(&html)
    };
    assert_eq!(source("Cafés"), "Caf&eacute;s");
    assert_eq!(source("& inns"), "&amp;\n   inns");
    assert_eq!(source("both banks lose"), "both</b> banks<!-- no --> lose");
    assert_eq!(source("softly"), "soft\u{ad}ly");
    assert_eq!(source("guild’s"), "guild&rsquo;s");
}

#[test]
fn text_that_nobody_sees_is_not_read() {
    check(
        &article(&format!(
            "<script>var a = '<p>{SECOND}</p>';</script><style>p {{ color: red }}</style><noscript><p>{SECOND}</p></noscript>\
             <template><p>{SECOND}</p></template><!-- <p>{SECOND}</p> --><p hidden>{SECOND}</p>\
             <p style='display: none'>{SECOND}</p><p>{FIRST}</p><![CDATA[<p>{SECOND}</p>]]><p>{THIRD}</p>"
        )),
        // A browser shows what is in CDATA, as HTML has none.
        &["# Bridge stays closed", FIRST, &format!("{SECOND}]]>"), THIRD],
    );
}

#[test]
fn breaks_end_paragraphs_and_rows_read_as_lines() {
    check(
        &article(&format!(
            "<div>{FIRST}<br><br>{SECOND}<br>And more.</div>\
             <table><tr><th>Pier<th>Cracks<tr><td>North<td>12<tr><td>South<td>3</table><p>{THIRD}"
        )),
        &[
            "# Bridge stays closed",
            FIRST,
            &format!("{SECOND} And more."),
            "Pier Cracks",
            "North 12",
            "South 3",
            THIRD,
        ],
    );
}

#[test]
fn broken_pages_are_read() {
    check(&format!("<p>{FIRST}<p>{SECOND}"), &[FIRST, SECOND]);
    check(&format!("</div></p>{FIRST}</body></html><p>{SECOND}"), &[FIRST, SECOND]);
    check(
        &format!("<h1>Bridge stays closed</h2><p>{FIRST}</h1><b><p>{SECOND}</b></i><p"),
        &["# Bridge stays closed", FIRST, SECOND],
    );
    check(
        &format!("<p>\0{FIRST}\0</p>\u{feff}<x:y/><svg><path/><title>no</title></svg><p>{SECOND}</p>"),
        &[FIRST, SECOND],
    );
    for empty in [
        "",
        "<",
        "&",
        "</",
        "<!",
        "<!--",
        "<p",
        "<p class='",
        "<script>",
        "<![CDATA[",
        "\0",
        "<html><body></body></html>",
    ] {
        let found = read(empty);
        assert!(found.blocks.is_empty(), "{empty:?}");
        assert_eq!(found.problems, ["no running text was found on the page"], "{empty:?}");
    }
}

#[test]
fn deep_nesting_needs_no_stack() {
    let run = || {
        for open in [
            "<div>",
            "<b>",
            "<span><i>",
            "<ul><li>",
            "<table><tr><td>",
            "<blockquote>",
            "<x-y>",
            "<a href=x>",
        ] {
            let html = page("", &format!("{}<p>{FIRST}</p><p>{SECOND}</p>", open.repeat(10_000)));
            let found = read(&html);
            let text: Vec<&str> = found.blocks.iter().map(|b| b.text.as_str()).collect();
            assert!(open.contains("href") || text == [FIRST, SECOND], "{open}: {text:?}");
        }
        let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let json = "{\"@graph\":".repeat(100_000);
        for script in [nested, json] {
            let html =
                page(&format!("<script type=application/ld+json>{script}</script>"), &format!("<p>{FIRST}"));
            assert_eq!(read(&html).problems, ["1 JSON-LD scripts of the page could not be read"]);
        }
    };
    std::thread::Builder::new().stack_size(256 << 10).spawn(run).unwrap().join().unwrap();
}

#[test]
fn large_pages_are_cut_where_the_caller_says() {
    let html = page("", &format!("<p>{FIRST}</p>").repeat(2_000));
    let options = Options { max_bytes: 10_001, ..Options::default() };
    let found = extract(&html, &options);
    assert_eq!(
        found.problems,
        [format!("only the first 10001 of {} bytes of the page were read", html.len())]
    );
    let crowd = "<i></i>".repeat(500_000);
    let found = extract(&format!("<p>{FIRST}</p>{crowd}<p>{SECOND}</p>"), &Options::default());
    assert_eq!(found.problems, ["the page has more elements than are read; its end is missing"]);
    assert_eq!(found.blocks.len(), 1);
}

/// Title, outlet, authors, dates and how they are known, as `value (reason)`.
fn check_facts(html: &str, expected: [&str; 5]) {
    let found = read(html);
    let show = |known: &Option<super::Known>| {
        known.as_ref().map_or(String::new(), |k| format!("{} ({})", k.value, k.reason))
    };
    let authors: Vec<&str> = found.authors.iter().map(|a| a.value.as_str()).collect();
    let facts = [
        show(&found.title),
        show(&found.outlet),
        authors.join("; "),
        show(&found.published),
        show(&found.modified),
    ];
    assert_eq!(facts, expected, "{html}");
    for known in [&found.title, &found.outlet, &found.description].into_iter().flatten() {
        let source = known.source.map(|s| super::declared::plain(s.in_text(html)));
        assert!(
            source.is_none_or(|source| source.contains(&known.value) || known.reason == "heading"),
            "{known:?}"
        );
    }
}

#[test]
fn facts_come_from_the_best_place() {
    let body = format!("<article><h1>Bridge stays closed</h1><p>{FIRST}</p><p>{SECOND}</p></article>");
    check_facts(
        &page(
            "<title>Bridge stays closed - Harbour Gazette</title><script type='application/ld+json'>{\"@graph\":[\
             {\"@type\":\"WebPage\",\"datePublished\":\"2020-01-01\"},{\"@type\":\"Organization\",\"@id\":\"#o\",\"name\":\"Harbour Gazette\"},\
             {\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Oke Lund\"},\
             {\"@type\":[\"NewsArticle\"],\"headline\":\"Bridge closed &#8211; again\",\"datePublished\":\"2025-03-04T10:00:00+0100\",\
             \"dateModified\":\"2025-03-05\",\"author\":[{\"@id\":\"#p\"},{\"@type\":\"Person\",\"name\":\"Tilda Marrow\"},{\"name\":\"Reuters\"}],\
             \"publisher\":{\"@id\":\"#o\"}}]}</script>",
            &body,
        ),
        [
            "Bridge stays closed (heading)",
            "Harbour Gazette (JSON-LD publisher)",
            "Oke Lund; Tilda Marrow",
            "2025-03-04T10:00:00+01:00 (JSON-LD datePublished)",
            "2025-03-05 (JSON-LD dateModified)",
        ],
    );
    check_facts(
        &page(
            "<title>Bridge stays closed - Harbour Gazette</title><meta property=og:site_name content='Harbour Gazette'>\
             <meta name=author content='By Oke Lund, Harbour Gazette'><meta property=article:published_time content='2025-03-04 09:30'>\
             <meta property=article:modified_time content='2025-03-04T11:00:00Z'>",
            &body,
        ),
        [
            "Bridge stays closed (heading)",
            "Harbour Gazette (meta og:site_name)",
            "Oke Lund",
            "2025-03-04T09:30:00 (meta date)",
            "2025-03-04T11:00:00Z (meta date)",
        ],
    );
    check_facts(
        &page(
            "<title>Bridge stays closed | Harbour Gazette</title>",
            &format!(
                "<h1>Bridge stays closed</h1><span class=byline>By Oke Lund and Tilda Marrow</span>\
                      <time datetime=2025-03-04T08:00Z>today</time><p>{FIRST}</p><p>{SECOND}</p>"
            ),
        ),
        [
            "Bridge stays closed (heading)",
            "harbourgazette.example (address)",
            "Oke Lund; Tilda Marrow",
            "2025-03-04T08:00:00Z (time element)",
            "",
        ],
    );
    check_facts(
        &page(
            "<title>Bridge stays closed | Harbour Gazette</title>",
            &format!("<p>March 5, 2025</p><p>{FIRST}</p><p>{SECOND}</p>"),
        ),
        [
            "Bridge stays closed (title element)",
            "harbourgazette.example (address)",
            "",
            "2025-03-05 (visible text)",
            "",
        ],
    );
    check_facts(
        &page("", &format!("<p>{FIRST}</p><p>{SECOND}</p>")),
        ["", "harbourgazette.example (address)", "", "2025-03-04 (address)", ""],
    );
}

#[test]
fn a_headline_outside_the_body_keeps_its_place() {
    let html = page(
        "<title>Bridge &amp; road closed | Harbour Gazette</title>",
        &format!("<p>{FIRST}</p><p>{SECOND}</p>"),
    );
    let found = read(&html);
    assert_eq!(found.blocks[0].text, "Bridge & road closed");
    assert_eq!(found.title.unwrap().source.unwrap().in_text(&html), "Bridge &amp; road closed");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    /// Whatever the page, each run of each block stands for its source.
    #[test]
    fn runs_stand_for_their_sources(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..60)) {
        read(&parts.concat());
    }

    /// No text is too strange.
    #[test]
    fn any_text_is_a_page(text in "\\PC*", tags in "[<>&;/a-z \"'=!\\-\u{0}\u{a0}é]{0,200}") {
        read(&text);
        read(&tags);
        read(&format!("<p>{FIRST}{tags}</p><p>{SECOND}{text}"));
    }
}

/// What generated pages are put together from.
const PARTS: [&str; 52] = [
    FIRST,
    SECOND,
    THIRD,
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<br><br>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<title>",
    "</title>",
    "&amp;",
    "&eacute",
    "&#8217;",
    "&nbsp;",
    "&",
    " ",
    "\n\t ",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "é",
    "日本",
    "😀",
    "\0",
    "<!-- c -->",
    "<script>",
    "</script>",
    "<figure>",
    "</figure>",
    "<span class=byline>",
    "<article>",
    "</article>",
    "<meta property=og:title content='A &amp; B",
    "'>",
    "<svg/>",
];
