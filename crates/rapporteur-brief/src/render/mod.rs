//! Writes a briefing for people to read.

mod agreement;
mod docx;
mod html;
mod markdown;
mod phrases;
mod picture;
mod retellings;
mod terminal;
mod wrap;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
pub use terminal::{Style, terminal};
