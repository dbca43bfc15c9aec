use crate::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the characters of a [`Run`] follow from the bytes of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// The same bytes.
    Verbatim,
    /// One byte of the source for each character (Windows-1252, Latin-1 …).
    SingleByte,
    /// Two bytes of the source for each UTF-16 unit of the text.
    Utf16,
    /// The whole run stands for the whole source range: an entity, collapsed blanks, an escape.
    Replaced,
    /// Not in the source: put in between by the reader. The source range is empty and tells where.
    Inserted,
}

/// A stretch of the text and the bytes it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// Where in the text.
    pub text: Span,
    /// Where in the source, in bytes.
    pub source: Span,
    /// How the one follows from the other.
    pub kind: RunKind,
}

/// A map from every offset of a text to the bytes it was made from.
///
/// The runs tile the text from its start to its end without gaps. The source ranges need not rise: a reader may move
/// a headline to the top.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Alignment {
    runs: Vec<Run>,
}

impl Alignment {
    /// A text that is its own source.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut builder = AlignmentBuilder::default();
        builder.push(RunKind::Verbatim, len, Span::new(0, len));
        builder.finish()
    }

    /// The alignment made of these runs, as read back from a store; `None` if they do not tile a text from 0 on or
    /// if a verbatim run has sides of different length.
    #[must_use]
    pub fn from_runs(runs: Vec<Run>) -> Option<Self> {
        let mut at = 0;
        for run in &runs {
            let sound = match run.kind {
                RunKind::Verbatim => run.text.len() == run.source.len(),
                RunKind::Inserted => run.source.is_empty(),
                _ => true,
            };
            if run.text.start != at || run.text.end <= at || run.source.end < run.source.start || !sound {
                return None;
            }
            at = run.text.end;
        }
        Some(Self { runs })
    }

    /// The runs, in order of the text.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Length of the text that is mapped.
    #[must_use]
    pub fn text_len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.text.end)
    }

    /// The smallest range of the source that holds everything `span` of `text` was made from; `None` if all of it was
    /// inserted, or if the span is empty or lies outside.
    #[must_use]
    pub fn source(&self, text: &str, span: Span) -> Option<Span> {
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        let mut found: Option<Span> = None;
        for run in self.runs[first..].iter().take_while(|run| run.text.start < span.end) {
            if run.kind == RunKind::Inserted {
                continue;
            }
            let part = Span::new(span.start.max(run.text.start), span.end.min(run.text.end));
            let source = run.part(text, part);
            found = Some(found.map_or(source, |f| f.cover(source)));
        }
        found
    }

    /// This alignment carried one step further: `self` maps `text` to a middle text, `inner` maps `middle` to the
    /// bytes it was decoded from; the result maps `text` to those bytes.
    #[must_use]
    pub fn compose(&self, middle: &str, inner: &Alignment) -> Alignment {
        let mut builder = AlignmentBuilder::default();
        for run in &self.runs {
            match run.kind {
                RunKind::Verbatim => {
                    let first = inner.runs.partition_point(|i| i.text.end <= run.source.start);
                    for i in inner.runs[first..].iter().take_while(|i| i.text.start < run.source.end) {
                        let part = i.text.start.max(run.source.start)..i.text.end.min(run.source.end);
                        let part = Span::new(part.start, part.end);
                        builder.push(i.kind, part.len(), i.part(middle, part));
                    }
                }
                RunKind::Inserted => builder.push(RunKind::Inserted, run.text.len(), Span::new(0, 0)),
                // The readers that decode characters run first, so a middle text is only ever taken over verbatim
                // or replaced whole.
                _ => match inner.source(middle, run.source) {
                    Some(source) => builder.push(RunKind::Replaced, run.text.len(), source),
                    None => builder.push(RunKind::Inserted, run.text.len(), Span::new(0, 0)),
                },
            }
        }
        builder.finish()
    }
}

impl Run {
    /// The source of `part`, which lies inside this run.
    fn part(&self, text: &str, part: Span) -> Span {
        let (from, to) = (part.start - self.text.start, part.end - self.text.start);
        let count = |end: usize, f: fn(&str) -> usize| f(&text[self.text.start..end]);
        let (from, to) = match self.kind {
            RunKind::Verbatim => (from, to),
            RunKind::SingleByte => {
                let chars = |s: &str| s.chars().count();
                (count(part.start, chars), count(part.end, chars))
            }
            RunKind::Utf16 => {
                let bytes = |s: &str| 2 * s.chars().map(char::len_utf16).sum::<usize>();
                (count(part.start, bytes), count(part.end, bytes))
            }
            RunKind::Replaced => (0, self.source.len()),
            RunKind::Inserted => (0, 0),
        };
        Span::new(self.source.start + from, self.source.start + to)
    }
}

/// Builds an [`Alignment`] from left to right.
#[derive(Debug, Default)]
pub struct AlignmentBuilder {
    runs: Vec<Run>,
}

impl AlignmentBuilder {
    /// Adds the next `text_len` bytes of text, made from `source`. Neighbours that continue each other are joined.
    ///
    /// # Panics
    /// If a verbatim run has sides of different length: a bug of the reader.
    pub fn push(&mut self, kind: RunKind, text_len: usize, source: Span) {
        if text_len == 0 {
            return;
        }
        assert!(kind != RunKind::Verbatim || text_len == source.len(), "a verbatim run keeps its length");
        let start = self.text_len();
        if let Some(last) = self.runs.last_mut()
            && last.kind == kind
            && last.source.end == source.start
            && kind != RunKind::Replaced
        {
            last.text.end += text_len;
            last.source.end = source.end;
            return;
        }
        self.runs.push(Run { text: Span::new(start, start + text_len), source, kind });
    }

    /// Adds `text_len` bytes of text that are not in the source.
    pub fn insert(&mut self, text_len: usize) {
        let at = self.runs.last().map_or(0, |run| run.source.end);
        self.push(RunKind::Inserted, text_len, Span::new(at, at));
    }

    /// Length of the text so far.
    #[must_use]
    pub fn text_len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.text.end)
    }

    /// The alignment of all that was added.
    #[must_use]
    pub fn finish(self) -> Alignment {
        Alignment { runs: self.runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source `caf\xe9 &amp; bar` in Latin-1, decoded, then with the entity resolved and a headline put before.
    #[test]
    fn leads_through_two_steps() {
        let original = b"caf\xe9 &amp; bar";
        let middle = "café &amp; bar";
        let mut decode = AlignmentBuilder::default();
        decode.push(RunKind::SingleByte, middle.len(), Span::new(0, original.len()));
        let decode = decode.finish();

        let text = "# café & bar";
        let mut clean = AlignmentBuilder::default();
        clean.insert(2);
        clean.push(RunKind::Verbatim, 6, Span::new(0, 6));
        clean.push(RunKind::Replaced, 1, Span::new(6, 11));
        clean.push(RunKind::Verbatim, 4, Span::new(11, 15));
        let whole = clean.finish().compose(middle, &decode);

        let check = |words: &str, expected: Option<&[u8]>| {
            let start = text.find(words).unwrap();
            let source = whole.source(text, Span::new(start, start + words.len()));
            assert_eq!(source.map(|s| &original[s.start..s.end]), expected, "{words:?}");
        };
        check("café", Some(b"caf\xe9"));
        check("&", Some(b"&amp;"));
        check("é & b", Some(b"\xe9 &amp; b"));
        check("# ", None);
        check("# c", Some(b"c"));
        check("bar", Some(b"bar"));
        assert_eq!(whole.text_len(), text.len());
        assert_eq!(Alignment::from_runs(whole.runs().to_vec()), Some(whole.clone()));
    }

    #[test]
    fn refuses_runs_with_gaps() {
        let run = Run { text: Span::new(1, 2), source: Span::new(0, 1), kind: RunKind::Verbatim };
        assert_eq!(Alignment::from_runs(vec![run]), None);
    }

    #[test]
    fn counts_utf16_units() {
        let text = "a😀b";
        let mut builder = AlignmentBuilder::default();
        builder.push(RunKind::Utf16, text.len(), Span::new(2, 10));
        let alignment = builder.finish();
        assert_eq!(alignment.source(text, Span::new(1, 5)), Some(Span::new(4, 8)));
        assert_eq!(alignment.source(text, Span::new(5, 6)), Some(Span::new(8, 10)));
    }
}
