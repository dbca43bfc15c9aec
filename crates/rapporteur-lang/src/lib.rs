//! Language analysis of one document: tokens, sentences and quotation regions.
//!
//! [`analyse`] takes a [`Document`](rapporteur_record::Document) and gives an [`Analysis`] whose spans point into the
//! document's text. Boilerplate is not read. Tokens and the gaps between them give the text of a segment
//! back; the gaps are blanks. The time needed grows with the length of the text and with nothing else.
//!
//! ```
//! use rapporteur_lang::analyse_segments;
//! use rapporteur_record::{Segment, SegmentKind};
//! use rapporteur_text::Span;
//!
//! let text = "“It is shut. It stays shut,” Mr. Vale said.";
//! let paragraph =
//!     Segment { kind: SegmentKind::Paragraph, span: Span::new(0, text.len()), source: None, boilerplate: None };
//! let analysis = analyse_segments(text, &[paragraph]);
//! assert_eq!(analysis.sentences.len(), 2);
//! assert_eq!(analysis.quotations[0].span.of(text), Some("“It is shut. It stays shut,”"));
//! ```
//!
//! It may not know names of people or places, cue verbs, measures or any ontology; nothing of records beyond the
//! document.

mod abbreviation;
mod analysis;
mod language;
mod mark;
mod quotation;
mod sentence;
mod token;

pub use analysis::{Analysis, Quotation, QuotationEnd, Sentence, Token, TokenKind};
pub use language::{foreign, foreign_words};

use quotation::Family;
use rapporteur_record::{Document, Segment, SegmentKind};

/// Tokens, sentences and quotations of all segments but boilerplate.
#[must_use]
pub fn analyse(document: &Document) -> Analysis {
    analyse_segments(&document.text, &document.segments)
}

/// As [`analyse`], for a text whose segments are known without a document.
///
/// # Panics
/// If a segment lies outside the text or cuts a character.
#[must_use]
pub fn analyse_segments(text: &str, segments: &[Segment]) -> Analysis {
    let mut analysis = Analysis::default();
    // The quotation that the paragraph before left open.
    let mut left_open: Option<(usize, Family)> = None;
    for (position, segment) in segments.iter().enumerate() {
        if !segment.is_read() {
            continue;
        }
        let first_token = analysis.tokens.len();
        let first_quotation = analysis.quotations.len();
        token::tokenize(text, segment.span, &mut analysis.tokens);
        let range = first_token..analysis.tokens.len();
        quotation::settle(text, position, range.clone(), &mut analysis);
        if segment.kind == SegmentKind::Paragraph {
            let opening =
                analysis.quotations.get(first_quotation).filter(|first| first.tokens.start == range.start);
            let opening = opening.and_then(|first| family_of(text, first));
            if let Some((open, family)) = left_open
                && opening == Some(family)
            {
                analysis.quotations[open].end = QuotationEnd::Continued;
                analysis.quotations[first_quotation].continues = true;
            }
            left_open = (first_quotation..analysis.quotations.len())
                .rev()
                .find(|&q| analysis.quotations[q].depth == 0)
                .filter(|&q| {
                    let last = &analysis.quotations[q];
                    last.end == QuotationEnd::Missing && last.tokens.end == range.end
                })
                .and_then(|q| family_of(text, &analysis.quotations[q]).map(|family| (q, family)));
        }
        let sentences = if segment.kind == SegmentKind::Dateline {
            if range.is_empty() { Vec::new() } else { vec![range] }
        } else {
            sentence::split(text, &analysis.tokens, range)
        };
        for whole in &sentences {
            let pieces = sentence::cut(text, &analysis.tokens, whole.clone());
            if pieces.len() > 1 {
                analysis.cut.push(whole.clone());
            }
            analysis.push_sentences(pieces, position, segment.kind);
        }
    }
    analysis
}

fn family_of(text: &str, quotation: &Quotation) -> Option<Family> {
    quotation
        .span
        .in_text(text)
        .chars()
        .next()
        .and_then(|first| if first == '`' { Some(Family::Double) } else { quotation::family(first) })
}
