//! What holds for every text, however strange.

use proptest::prelude::*;
use rapporteur_lang::{Analysis, analyse_segments};
use rapporteur_record::{Segment, SegmentKind};
use rapporteur_text::Span;

/// One segment per line; every fifth is boilerplate, every seventh a dateline.
fn segments(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len() + 1;
        if span.is_empty() {
            continue;
        }
        let kind = match segments.len() {
            n if n % 5 == 4 => SegmentKind::Boilerplate,
            n if n % 7 == 6 => SegmentKind::Dateline,
            0 => SegmentKind::Headline,
            _ => SegmentKind::Paragraph,
        };
        segments.push(Segment { kind, span, source: None, boilerplate: None });
    }
    segments
}

fn is_blank(gap: &str) -> bool {
    gap.chars()
        .all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{206F}' | '\u{FEFF}'))
}

fn check(text: &str) {
    let segments = segments(text);
    let Analysis { tokens, sentences, quotations, cut } = analyse_segments(text, &segments);

    // Tokens are not empty, in order, on character borders; only blanks lie between them.
    let mut spelled = String::new();
    let mut next = 0;
    for (position, segment) in segments.iter().enumerate() {
        if segment.kind == SegmentKind::Boilerplate {
            continue;
        }
        let mut at = segment.span.start;
        spelled.clear();
        while let Some(token) = tokens.get(next).filter(|token| segment.span.contains(token.span)) {
            let gap = Span::new(at, token.span.start).in_text(text);
            assert!(is_blank(gap), "{gap:?} between tokens");
            assert!(!token.span.is_empty());
            spelled.push_str(gap);
            spelled.push_str(token.span.in_text(text));
            at = token.span.end;
            next += 1;
        }
        let gap = Span::new(at, segment.span.end).in_text(text);
        assert!(is_blank(gap), "{gap:?} at the end");
        spelled.push_str(gap);
        assert_eq!(spelled, segment.span.in_text(text), "segment {position}");
    }
    assert_eq!(next, tokens.len(), "tokens outside of segments");

    // Every token belongs to one sentence, and every sentence to one segment.
    let mut next = 0;
    for sentence in &sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end;
        let (first, last) = (tokens[sentence.tokens.start], tokens[next - 1]);
        assert_eq!(sentence.span, first.span.cover(last.span));
        assert!(segments[sentence.segment].span.contains(sentence.span));
        assert_eq!(segments[sentence.segment].kind, sentence.kind);
    }
    assert_eq!(next, tokens.len());
    for whole in &cut {
        let pieces = sentences.iter().filter(|s| s.tokens.start >= whole.start && s.tokens.end <= whole.end);
        assert!(pieces.count() > 1, "cut, and in one piece");
    }

    // Quotations start in order, lie in one segment and hold more than a mark.
    let mut before = 0;
    for quotation in &quotations {
        assert!(quotation.span.start >= before);
        before = quotation.span.start;
        assert!(quotation.tokens.len() > 1);
        let (first, last) = (tokens[quotation.tokens.start], tokens[quotation.tokens.end - 1]);
        assert_eq!(quotation.span, first.span.cover(last.span));
        assert!(segments[quotation.segment].span.contains(quotation.span));
    }
    // Two quotations are apart or one lies in the other, one level deeper.
    let mut open: Vec<Span> = Vec::new();
    for quotation in &quotations {
        while open.last().is_some_and(|outer| outer.end <= quotation.span.start) {
            open.pop();
        }
        assert!(open.last().is_none_or(|outer| outer.contains(quotation.span)), "quotations cross");
        assert_eq!(usize::from(quotation.depth), open.len().min(255));
        open.push(quotation.span);
    }
}

/// Pieces that meet in news, and pieces made to trip the scanner.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Vale",
        "said",
        "the",
        "ministers",
        "U.S.",
        "p.m",
        "Mr",
        "No",
        "etc",
        "J",
        "I",
        "x",
        "é",
        "e\u{301}",
        "東京",
        "🙂",
        "5",
        "1,400",
        "3.5",
        "2024-02-13",
        "13th",
        "$15K",
        "6'2",
        ".45-calibre",
        ".5",
        "'s",
        "’s",
        "n't",
        "'90s",
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        "‘‘",
        "’’",
        "„",
        "‹",
        "›",
        "...",
        "…",
        ".",
        "!",
        "?",
        ",",
        ":",
        ";",
        "(",
        ")",
        "[",
        "]",
        "-",
        "–",
        "—",
        "/",
        "@",
        "#",
        "&",
        "_",
        "www.",
        "http://a.b",
        "a.b@c.de",
        " ",
        " ",
        " ",
        "\n",
        "\u{a0}",
        "\u{200b}",
        "\u{ad}",
        "\u{0}",
        "\t",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn holds_for_pieces_of_news(text in pieces()) {
        check(&text);
    }

    #[test]
    fn holds_for_any_text(text in "\\PC{0,200}") {
        check(&text);
    }
}

#[test]
fn holds_for_long_hostile_lines() {
    for piece in [
        "a", "\"", "“", "'", "‘a", "“‘«", "a.", "a.b", "a'", "1-", "-", "1,", "a@", "s' ", "“a ", "\" \"a",
        "[1]", ". ",
    ] {
        check(&piece.repeat(20_000));
    }
}
