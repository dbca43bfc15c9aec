//! What the reading model reads of events: words that tell of one, what they tell, and the words on its sides.

use rapporteur_record::{EventType, Realis};
use rapporteur_text::Span;

/// A word that tells of an event, as the model reads it in its sentence. The words that tell of one event may be several
/// (`carried out strikes`): each is a reading of its own. Probabilities are calibrated.
#[derive(Debug, Clone, PartialEq)]
pub struct EventReading {
    /// The word.
    pub trigger: Span,
    /// Its sentence, a place in the analysis' list.
    pub sentence: usize,
    /// Probability that it tells of an event at all.
    pub happens: f32,
    /// Given that it does, the probability of each type, in the order of [`EventType::ALL`].
    pub types: [f32; EventType::ALL.len()],
    /// Given that it does, the probability of each realis, in the order of [`REALIS`].
    pub realis: [f32; REALIS.len()],
    /// Runs of words that name who does it, in order of the text; none of them holds the trigger or leaves the sentence.
    pub sources: Vec<SideReading>,
    /// Runs of words that name to whom it is done, in the same way.
    pub targets: Vec<SideReading>,
}

/// Words on one side of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SideReading {
    /// The words.
    pub span: Span,
    /// Probability that they are on that side: the mean over words.
    pub probability: f32,
}

/// The order in which a reading has the probabilities of each realis.
pub const REALIS: [Realis; 7] = Realis::ALL;

/// Their names, as the model has them.
pub(crate) const REALIS_NAMES: [&str; REALIS.len()] =
    ["happened", "ongoing", "planned", "demanded", "hypothetical", "denied", "alleged"];
