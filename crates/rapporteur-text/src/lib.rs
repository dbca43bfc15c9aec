//! Text and the places in it.
//!
//! The text of a document is the owner and everything else points into it. A [`Span`] is a half-open range of UTF-8
//! bytes on character borders; [`Offsets`] converts spans to the units of other programs (code points, UTF-16); an
//! [`Alignment`] leads from every offset of a text back to the bytes it was made from; [`ContentHash`] names content; [`quoted`] finds what stands in
//! quotation marks.
//!
//! ```
//! use rapporteur_text::{Offsets, Span, Unit};
//!
//! let text = "“Non,” said the mayor.";
//! let cue = Span::new(11, 15);
//! assert_eq!(cue.of(text), Some("said"));
//! let offsets = Offsets::new(text);
//! assert_eq!(offsets.convert(cue, Unit::CodePoints), Span::new(7, 11));
//! ```
//!
//! It may not know what a document, a segment or a sentence is, nor any file format.

mod alignment;
mod hash;
mod offsets;
mod quoted;
mod span;

pub use alignment::{Alignment, AlignmentBuilder, Run, RunKind};
pub use hash::ContentHash;
pub use offsets::{Offsets, Unit};
pub use quoted::quoted;
pub use span::Span;
