//! Nobody: `no casualties were reported`, `no one was hurt`.

use super::frame;
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::measure::{self, Measure};
use std::ops::Range;

/// A count of nobody.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nobody {
    /// All of its words.
    pub(super) words: Range<usize>,
    /// The words that count: `no`.
    pub(super) number: Range<usize>,
    /// The words that tell of what.
    pub(super) trigger: Range<usize>,
    pub(super) measure: Measure,
}

/// All of them in a sentence, whose words are in lower case.
pub(super) fn all(words: &[&str]) -> Vec<Nobody> {
    (0..words.len()).filter_map(|at| nobody(words, at)).collect()
}

fn nobody(words: &[&str], at: usize) -> Option<Nobody> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    // What may be or is hoped for is no count.
    let thought = words[at.saturating_sub(8)..at].iter().any(|word| {
        matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal)))
            || matches!(
                *word,
                "if" | "hope" | "hopes" | "hoped" | "hoping" | "pray" | "ensure" | "unless" | "plan"
            )
    });
    if thought {
        return None;
    }
    let noun = |word: &str| {
        Some(match word {
            "casualties" => Measure::Casualties,
            "injuries" => Measure::Injured,
            "deaths" | "fatalities" => Measure::Killed,
            _ => return None,
        })
    };
    // `no immediate reports of casualties` tells of reports, not of people.
    if word(at) == "no"
        && let Some(measure) = noun(word(at + 1))
    {
        let second = at + 1;
        return Some(Nobody {
            words: at..second + 1,
            number: at..at + 1,
            trigger: second..second + 1,
            measure,
        });
    }
    let number = match word(at) {
        "nobody" | "none" => at..at + 1,
        "no" if word(at + 1) == "one" => at..at + 2,
        _ => return None,
    };
    let verb = number.end;
    if !function::is_finite_auxiliary(word(verb)) {
        return None;
    }
    let (verb, real) = frame::group(words, verb);
    let found = measure::longest(words.get(verb..)?)?;
    let hurt = matches!(found.value.measure, Measure::Killed | Measure::Injured | Measure::Missing);
    let plain = matches!(word(verb), "killed" | "injured" | "hurt" | "wounded" | "missing" | "dead" | "died");
    let to = verb + found.words;
    (real && hurt && plain).then_some(Nobody {
        words: at..to,
        number,
        trigger: verb..to,
        measure: found.value.measure,
    })
}
