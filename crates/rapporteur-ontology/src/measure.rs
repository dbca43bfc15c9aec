//! What a number counts: words and phrases for the killed, injured, displaced, detained, and for units and inhabitants.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, table};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Killed or dead.
    Killed,
    /// Wounded, hurt.
    Injured,
    /// Killed or injured, not parted: "casualties".
    Casualties,
    /// Missing, unaccounted for, trapped.
    Missing,
    /// Held captive: hostages, prisoners of war.
    Held,
    /// Taken: kidnapped, abducted.
    Abducted,
    /// Arrested, jailed, in custody.
    Detained,
    /// Let go: hostages, prisoners.
    Released,
    /// Rescued, saved.
    Rescued,
    /// Driven from home: displaced, refugees, fled.
    Displaced,
    /// Moved out of danger.
    Evacuated,
    /// Fallen ill, infected.
    Infected,
    /// People who live somewhere.
    Population,
    /// People who take part: protesters, voters.
    Participants,
    /// Soldiers and other armed people.
    Troops,
    /// Military units and materiel: battalions, tanks, aircraft, missiles.
    Units,
    /// Buildings damaged or destroyed.
    Destroyed,
    /// Attacks and strikes.
    Attacks,
}

impl Measure {
    /// All measures, in order.
    pub const ALL: [Self; 18] = [
        Self::Killed,
        Self::Injured,
        Self::Casualties,
        Self::Missing,
        Self::Held,
        Self::Abducted,
        Self::Detained,
        Self::Released,
        Self::Rescued,
        Self::Displaced,
        Self::Evacuated,
        Self::Infected,
        Self::Population,
        Self::Participants,
        Self::Troops,
        Self::Units,
        Self::Destroyed,
        Self::Attacks,
    ];

    /// The name that the record and the tables use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Casualties => "casualties",
            Self::Missing => "missing",
            Self::Held => "held",
            Self::Abducted => "abducted",
            Self::Detained => "detained",
            Self::Released => "released",
            Self::Rescued => "rescued",
            Self::Displaced => "displaced",
            Self::Evacuated => "evacuated",
            Self::Infected => "infected",
            Self::Population => "population",
            Self::Participants => "participants",
            Self::Troops => "troops",
            Self::Units => "units",
            Self::Destroyed => "destroyed",
            Self::Attacks => "attacks",
        }
    }

    /// The measure of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == name)
    }
}

/// Where the counted people or things (X) stand beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frame {
    /// "X were killed".
    Passive,
    /// "killed X".
    Object,
    /// "X died".
    Subject,
    /// "death toll of X", "the lives of X".
    Of,
    /// "left X dead".
    Left,
    /// "X are missing", "X dead".
    Predicate,
    /// "X deaths", "X refugees": the word itself is what is counted.
    Head,
    /// "death toll rose to X", "death toll stood at X".
    Toll,
}

impl Frame {
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "passive" => Self::Passive,
            "object" => Self::Object,
            "subject" => Self::Subject,
            "of" => Self::Of,
            "left" => Self::Left,
            "predicate" => Self::Predicate,
            "head" => Self::Head,
            "toll" => Self::Toll,
            _ => return None,
        })
    }
}

/// A word or phrase that tells what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word or phrase, lower case.
    pub text: &'static str,
    /// What it counts.
    pub measure: Measure,
    /// Where the number and its noun can stand.
    pub frames: Vec<Frame>,
}

struct Terms {
    entries: Vec<Term>,
    index: Index,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [measure, frames, texts] in table::rows(include_str!("../data/measures.tsv")) {
        let Some(measure) = Measure::parse(measure) else { continue };
        let frames: Vec<_> = table::list(frames).filter_map(Frame::of_name).collect();
        entries.extend(table::list(texts).map(|text| Term { text, measure, frames: frames.clone() }));
    }
    let keys = entries.iter().enumerate().map(|(entry, term)| (term.text, entry));
    let index = Index::new(Table::Measures, Case::Fold, keys);
    Terms { entries, index }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&TERMS.index]
}

pub(crate) fn len() -> usize {
    TERMS.entries.len()
}

/// The term of a word or phrase in exactly this form.
///
/// ```
/// use rapporteur_ontology::measure::{self, Frame, Measure};
/// let killed = measure::lookup("killed").unwrap();
/// assert_eq!(killed.measure, Measure::Killed);
/// assert!(killed.frames.contains(&Frame::Passive) && killed.frames.contains(&Frame::Object));
/// ```
pub fn lookup(text: impl AsKey) -> Option<&'static Term> {
    TERMS.index.get(text).map(|entry| &TERMS.entries[entry])
}

/// The longest term that the words begin with: "death toll", "claimed the lives of".
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Term>> {
    let (entry, words) = TERMS.index.longest(words)?;
    Some(Match { value: &TERMS.entries[entry], words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Measure, usize)>) {
        let words: Vec<_> = text.split(' ').collect();
        assert_eq!(longest(&words).map(|found| (found.value.measure, found.words)), expected, "{text}");
    }

    #[test]
    fn terms() {
        check("killed in the flood", Some((Measure::Killed, 1)));
        check("claimed the lives of ten", Some((Measure::Killed, 4)));
        check("prisoners of war", Some((Measure::Held, 3)));
        check("death toll", Some((Measure::Killed, 2)));
        check("displaced by floods", Some((Measure::Displaced, 1)));
        check("apples", None);
    }

    #[test]
    fn every_row_is_read() {
        for [measure, frames, _] in table::rows::<3>(include_str!("../data/measures.tsv")) {
            assert!(Measure::parse(measure).is_some(), "{measure}");
            assert!(table::list(frames).all(|frame| Frame::of_name(frame).is_some()), "{measure}: {frames}");
        }
    }
}
