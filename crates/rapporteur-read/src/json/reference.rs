//! Character references in the strings of a record: `&#039;`, `&apos;`, `&quot;`.
//!
//! Feeds and scrapers put the escaped text of a page into JSON. Only references with their semicolon are read, since
//! `R&D` and `?a=1&copy=2` stand in plain text too; what is escaped twice (`&amp;#x27;`) is read twice. An article that
//! writes about references themselves loses them in its text; the alignment leads to the bytes as they are.

use crate::html::entity::{Piece, pieces};
use rapporteur_text::{Alignment, AlignmentBuilder, RunKind, Span};
use std::borrow::Cow;

/// Escaped once, and once more.
const TIMES: usize = 2;

/// The text that `raw` stands for and its alignment to `raw`; `None` if it holds no reference.
pub(super) fn resolved(raw: &str) -> Option<(String, Alignment)> {
    let (text, alignment) = once(raw)?;
    let mut found = (text, alignment);
    for _ in 1..TIMES {
        let Some((text, alignment)) = once(&found.0) else { break };
        found = (text, alignment.compose(&found.0, &found.1));
    }
    Some(found)
}

/// The text that `raw` stands for.
pub(super) fn plain(raw: String) -> String {
    resolved(&raw).map_or(raw, |(text, _)| text)
}

fn once(raw: &str) -> Option<(String, Alignment)> {
    if !raw.contains('&') {
        return None;
    }
    let mut text = String::with_capacity(raw.len());
    let mut builder = AlignmentBuilder::default();
    let (mut at, mut found) = (0, false);
    for piece in pieces(raw) {
        let (written, value) = match piece {
            Piece::Reference(written, value) if written.ends_with(';') => {
                found = true;
                // A NUL means a space, as it does everywhere in this crate.
                (written, Some(Cow::Owned(value.replace('\0', " "))))
            }
            Piece::Reference(written, _) | Piece::Plain(written) => (written, None),
        };
        let source = Span::new(at, at + written.len());
        at = source.end;
        let kind = if value.is_some() { RunKind::Replaced } else { RunKind::Verbatim };
        let value: Cow<'_, str> = value.unwrap_or(Cow::Borrowed(written));
        text.push_str(&value);
        builder.push(kind, value.len(), source);
    }
    found.then(|| (text, builder.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let Some((text, alignment)) = resolved(raw) else {
            assert_eq!(raw, expected);
            return;
        };
        assert_eq!(text, expected, "{raw}");
        assert_eq!(alignment.text_len(), text.len());
        for run in alignment.runs() {
            let (here, there) = (run.text.in_text(&text), run.source.in_text(raw));
            match run.kind {
                RunKind::Verbatim => assert_eq!(here, there),
                _ => assert!(there.starts_with('&') && there.ends_with(';'), "{there}"),
            }
        }
    }

    #[test]
    fn references_with_a_semicolon() {
        check("Solvanne&#039;s ferry", "Solvanne's ferry");
        check("&quot;We can&apos;t,&quot; she said", "\"We can't,\" she said");
        check("Marten &amp; Lind", "Marten & Lind");
        check("a&nbsp;b&mdash;c", "a\u{a0}b—c");
    }

    #[test]
    fn what_is_escaped_twice() {
        check("Solvanne&amp;#x27;s", "Solvanne's");
        check("&amp;amp;amp;", "&amp;");
    }

    #[test]
    fn plain_text_stays() {
        for text in ["R&D", "AT&T", "?a=1&copy=2", "Q&A; more", "&nosuch;", "& ;", "&", ""] {
            check(text, text);
        }
    }

    #[test]
    fn many_marks_take_linear_time() {
        let text = "&".repeat(200_000);
        check(&text, &text);
        check(&"&#39;".repeat(50_000), &"'".repeat(50_000));
    }
}
