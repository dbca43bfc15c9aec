//! Which words of a sentence tell of an event: of what kind, whether it came about, and who stands on its sides.
//!
//! Layers of their own carry on from a lower layer of the encoder, sentence by sentence ([`passage`]), and heads at each word
//! say what it tells ([`maps`]). [`tell`] makes readings of that, [`pair`] says what two given sides do to each other. Section
//! 14 of "The contract" in `training/README.md`.

mod maps;
mod pair;
mod passage;
mod tell;

pub(crate) use maps::Maps;
pub(crate) use passage::{Passages, Scored};
pub(crate) use tell::tell;

pub use pair::pair;
pub use tell::{Side, Telling};

use crate::reading::Reading;

/// What tells of events in the sentences of a reading, in order of the text. None where the model does not read that, and
/// where no sentences were given ([`Reading::of_sentences`]).
#[must_use]
pub fn events<'r>(reading: &'r Reading<'_>) -> Option<&'r [Telling]> {
    reading.events.as_deref()
}
