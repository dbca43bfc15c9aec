use rapporteur_record::SegmentKind;
use rapporteur_text::Span;
use std::ops::Range;

/// What the characters of a token are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and hyphens; abbreviations and initials with their stop.
    Word,
    /// Digits, with separators inside: `1,400`, `3.5`, `2024-02-13`, `13th`.
    Number,
    /// The possessor's `'s` or `’`, split from its word; also clitics such as `n't`, `'ll`.
    Clitic,
    /// A mark that opens a quotation.
    OpeningMark,
    /// A mark that closes a quotation.
    ClosingMark,
    /// Any other mark.
    Punctuation,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
}

/// A sentence of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where, with its quotation marks and final stop.
    pub span: Span,
    /// Its tokens, as positions in [`Analysis::tokens`].
    pub tokens: Range<usize>,
    /// Its segment, as position in the document's segments.
    pub segment: usize,
    /// Kind of that segment.
    pub kind: SegmentKind,
}

/// How a quotation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotationEnd {
    /// With its closing mark.
    Closed,
    /// With the paragraph, and the next paragraph opens with a mark again: the quotation goes on there.
    Continued,
    /// With the paragraph, or before the next quotation that opens in it; the closing mark is missing.
    Missing,
}

/// Words in quotation marks, inside one segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Its tokens, marks included, as positions in [`Analysis::tokens`].
    pub tokens: Range<usize>,
    /// Its segment, as position in the document's segments.
    pub segment: usize,
    /// How it ends.
    pub end: QuotationEnd,
    /// True if it carries on the quotation before it, which ended as [`QuotationEnd::Continued`].
    pub continues: bool,
    /// 0 for an outermost quotation, 1 for one inside another, and so on.
    pub depth: u8,
}

/// What language analysis gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// In order of the text.
    pub tokens: Vec<Token>,
    /// In order of the text; each token belongs to exactly one.
    pub sentences: Vec<Sentence>,
    /// In order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// What was too long for a sentence and was cut into several: its tokens, as positions in `tokens`.
    pub cut: Vec<Range<usize>>,
}

impl Analysis {
    pub(crate) fn push_sentences(&mut self, ranges: Vec<Range<usize>>, segment: usize, kind: SegmentKind) {
        for tokens in ranges {
            let span = Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end);
            self.sentences.push(Sentence { span, tokens, segment, kind });
        }
    }

    /// Position of the sentence that holds the byte `offset` of the text, or the last one that starts before it.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).checked_sub(1)
    }
}
