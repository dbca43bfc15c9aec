//! Character references (`&amp;`, `&#8217;`, `&eacute`) as pieces that keep their place in the source.

use html5gum::{Token, Tokenizer};

/// Longest reference that HTML knows, `&CounterClockwiseContourIntegral;`, with room for leading zeros of numbers.
const LONGEST: usize = 40;

/// A stretch of text as written, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'h> {
    /// Stands for itself.
    Plain(&'h str),
    /// A character reference as written, and its one or two characters.
    Reference(&'h str, String),
}

/// Splits text as written in a page into pieces; put together again they are the input.
pub(crate) fn pieces(raw: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with('&')
            && let Some((len, decoded)) = reference(rest)
        {
            let (written, tail) = rest.split_at(len);
            rest = tail;
            return Some(Piece::Reference(written, decoded));
        }
        let end = rest.bytes().skip(1).position(|b| b == b'&').map_or(rest.len(), |at| at + 1);
        let (plain, tail) = rest.split_at(end);
        rest = tail;
        Some(Piece::Plain(plain))
    })
}

/// The text that `raw` stands for.
pub(super) fn decode(raw: &str) -> String {
    pieces(raw)
        .map(|piece| match piece {
            Piece::Plain(text) => text.to_owned(),
            Piece::Reference(_, text) => text,
        })
        .collect()
}

/// Length and value of the character reference that `text` starts with.
fn reference(text: &str) -> Option<(usize, String)> {
    for (name, value) in
        [("&amp;", "&"), ("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">")]
    {
        if text.starts_with(name) {
            return Some((name.len(), value.to_owned()));
        }
    }
    let body = text.as_bytes()[1..].iter().take(LONGEST);
    let mut len = 1 + body.take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    if len == 1 {
        return None;
    }
    if text.as_bytes().get(len) == Some(&b';') {
        len += 1;
    }
    let written = &text[..len];
    // The table of names is that of the tokenizer: it reads the reference alone, and what it left as written at the
    // end tells how long the reference was.
    let strings = Tokenizer::new(written).filter_map(|token| match token {
        Ok(Token::String(value)) => String::from_utf8(value.value.into()).ok(),
        Ok(_) => None,
    });
    let decoded: String = strings.collect();
    if decoded == written {
        return None;
    }
    let same = written.bytes().rev().zip(decoded.bytes().rev()).take_while(|(a, b)| a == b).count();
    let first = decoded.chars().next()?.len_utf8();
    let tail = same.min(decoded.len() - first);
    let tail = (0..=tail).rev().find(|t| decoded.is_char_boundary(decoded.len() - t))?;
    Some((written.len() - tail, decoded[..decoded.len() - tail].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = pieces(raw)
            .map(|piece| match piece {
                Piece::Plain(text) => (text.to_owned(), text.to_owned()),
                Piece::Reference(written, value) => (written.to_owned(), value),
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn keeps_the_place_of_each_reference() {
        check("a &amp; b", &[("a ", "a "), ("&amp;", "&"), (" b", " b")]);
        check("caf&eacute;s", &[("caf", "caf"), ("&eacute;", "é"), ("s", "s")]);
        check("&#8217;s &#x27;", &[("&#8217;", "’"), ("s ", "s "), ("&#x27;", "'")]);
        check("&eacutes", &[("&eacute", "é"), ("s", "s")]);
        check("&notit;", &[("&not", "¬"), ("it;", "it;")]);
        check("&semi;;", &[("&semi;", ";"), (";", ";")]);
        check("&fjlig;", &[("&fjlig;", "fj")]);
        check("AT&T & é&", &[("AT", "AT"), ("&T ", "&T "), ("& é", "& é"), ("&", "&")]);
        check("&#0;", &[("&#0;", "\u{fffd}")]);
        check("&nosuch;", &[("&nosuch;", "&nosuch;")]);
        check("", &[]);
    }
}
