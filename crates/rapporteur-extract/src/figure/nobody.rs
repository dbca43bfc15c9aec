//! Nobody: `no casualties were reported`, `no one was hurt`, `no children were among the dead`.

use super::setting::Setting;
use super::{complement, frame, subject};
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::measure::{self, Frame, Measure};
use rapporteur_ontology::noun;
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
    /// Who is counted, if a noun says so: `children`.
    pub(super) counted: Option<Range<usize>>,
    pub(super) measure: Measure,
}

/// All of them in a sentence, whose words are in lower case.
pub(super) fn all(words: &[&str], setting: &Setting) -> Vec<Nobody> {
    (0..words.len()).filter_map(|at| nobody(words, at, setting)).collect()
}

/// How many words may stand between `no` and its noun.
const REACH: usize = 4;

fn nobody(words: &[&str], at: usize, setting: &Setting) -> Option<Nobody> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if !matches!(word(at), "no" | "nobody" | "none" | "zero" | "no-one") {
        return None;
    }
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
    // `no immediate reports of casualties` tells of reports, not of people; `no casualties left at the site` of the site.
    if matches!(word(at), "no" | "zero")
        && let Some(measure) = noun(word(at + 1))
        && !matches!(word(at + 2), "left" | "remaining")
    {
        let second = at + 1;
        return Some(Nobody {
            words: at..second + 1,
            number: at..at + 1,
            trigger: second..second + 1,
            counted: None,
            measure,
        });
    }
    let (number, counted) = match word(at) {
        "nobody" | "no-one" => (at..at + 1, None),
        "none" if word(at + 1) == "of" => {
            let to = (at + 2..at + 2 + REACH).find(|&k| function::is_finite_auxiliary(word(k)))?;
            (at..at + 1, Some(at + 2..to))
        }
        "none" => (at..at + 1, None),
        "no" if word(at + 1) == "one" => (at..at + 2, None),
        _ => {
            let to = (at + 1..at + 1 + REACH).find(|&k| function::is_finite_auxiliary(word(k)))?;
            // `no survivors were found` counts survivors.
            let person = noun::lookup(word(to - 1))
                .is_some_and(|form| form.noun.person && form.noun.share >= 50)
                || matches!(
                    word(to - 1),
                    "people" | "children" | "lives" | "police" | "troops" | "men" | "women"
                );
            let plain = (at + 1..to).all(|k| function::lookup(word(k)).is_none());
            if !(person && plain && to > at + 1) {
                return None;
            }
            (at..at + 1, Some(at + 1..to))
        }
    };
    let start = counted.as_ref().map_or(number.end, |counted| counted.end);
    let start = start + usize::from(word(start) == "else");
    // `nobody died`
    let (verb, real) = match word(start) {
        "died" => (start, true),
        next if function::is_finite_auxiliary(next) => subject::group(words, start),
        _ => return None,
    };
    if !real {
        return None;
    }
    let lives = counted.as_ref().is_some_and(|counted| word(counted.end - 1) == "lives");
    let (measure, to) = if lives {
        (Measure::Killed, (word(verb) == "lost").then_some(verb + 1)?)
    } else if word(verb) == "among" {
        let (measure, to) = frame::among_the(words, verb)?;
        (measure, to)
    } else {
        told(words, verb, setting)?
    };
    Some(Nobody { words: at..to, number, trigger: verb..to, counted, measure })
}

/// What the verb here says happened to nobody.
fn told(words: &[&str], verb: usize, setting: &Setting) -> Option<(Measure, usize)> {
    let words_of = measure::longest(words.get(verb..)?).filter(|found| {
        let states = [Frame::Passive, Frame::Predicate, Frame::Subject];
        found.value.frames.iter().any(|frame| states.contains(frame))
            && frame::clear(words, verb, found.words, found.value.measure)
            && !matches!(found.value.measure, Measure::Population)
    });
    if let Some(found) = words_of {
        return Some((found.value.measure, verb + found.words));
    }
    let told = complement::passive(words, verb, setting)?;
    Some((told.measure, told.trigger.end))
}
