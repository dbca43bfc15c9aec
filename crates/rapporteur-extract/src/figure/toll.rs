//! Numbers behind words that name a measure: `the death toll rose to 22`, `a population of 40,000`.

use super::complement;
use super::frame::Reading;
use super::object;
use super::phrase::{Head, Phrase};
use super::quantity;
use super::setting::Setting;
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::measure::{self, Frame, Measure};

/// `the death toll rose to 22`, `the number of wounded stands at 40`.
pub(super) fn toll(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    let end = phrase.from;
    // `That brings to 1,204 the number of people killed`
    let brings =
        end >= 2 && words[end - 1] == "to" && matches!(words[end - 2], "brings" | "bringing" | "brought");
    if brings && words.get(phrase.to) == Some(&"the") {
        let found = measure::longest(&words[phrase.to + 1..])
            .filter(|found| found.value.frames.contains(&Frame::Toll))?;
        let trigger = phrase.to + 1..phrase.to + 1 + found.words;
        return Some(Reading { measure: found.value.measure, rule: "figure.toll", trigger });
    }
    // `some put the dead at over a hundred`
    if end >= 4
        && words[end - 1] == "at"
        && words[end - 3] == "the"
        && matches!(words[end - 4], "put" | "puts" | "putting" | "estimate" | "estimates" | "estimated")
        && let Some((measure, _)) = super::frame::people_who(words, end - 2)
    {
        return Some(Reading { measure, rule: "figure.toll", trigger: end - 2..end });
    }
    let mut at = end;
    let floor = end.saturating_sub(12);
    while at > floor {
        at -= 1;
        let ends_here = |len: usize| {
            let found = measure::longest(&words[at..end])
                .filter(|found| found.words == len && found.value.frames.contains(&Frame::Toll));
            found
                .map(|found| found.value.measure)
                .filter(|measure| *measure != Measure::Infected || setting.disease)
        };
        for len in (1..=4.min(end - at)).rev() {
            if let Some(measure) = ends_here(len) {
                let gap = &words[at + len..end];
                let joined = joins(gap) && !phrase_is_rate(words, phrase);
                return joined.then_some(Reading { measure, rule: "figure.toll", trigger: at..at + len });
            }
        }
        // `its own count had reached 26`, where the sentence has told of the dead.
        if matches!(words[at], "count" | "tally")
            && joins(&words[at + 1..end])
            && !phrase_is_rate(words, phrase)
        {
            let tells = |word: &&str| matches!(*word, "toll" | "dead" | "deaths" | "killed" | "bodies");
            return words[..at].iter().any(tells).then_some(Reading {
                measure: Measure::Killed,
                rule: "figure.toll",
                trigger: at..at + 1,
            });
        }
        // `deaths have passed 300`, `infections rose to 8,000`
        let counted = match words[at] {
            "deaths" | "fatalities" => Some(Measure::Killed),
            "infections" if setting.disease => Some(Measure::Infected),
            _ => None,
        };
        if let Some(measure) =
            counted.filter(|_| rises(&words[at + 1..end]) && !phrase_is_rate(words, phrase))
        {
            return Some(Reading { measure, rule: "figure.toll", trigger: at..at + 1 });
        }
        if matches!(words[at], "." | ";" | "said" | "says") {
            return None;
        }
    }
    None
}

/// True if the words between what is counted and a number tell how high it has come: `have risen to`.
fn rises(gap: &[&str]) -> bool {
    let verb = matches!(
        gap.last(),
        Some(
            &("to"
                | "at"
                | "reached"
                | "reaching"
                | "passed"
                | "pass"
                | "surpassed"
                | "surpass"
                | "topped"
                | "top"
                | "exceeded"
                | "exceed"
                | "approach"
                | "approached"
                | "approaching"
                | "near"
                | "neared"
                | "hit")
        )
    );
    verb && gap.iter().all(|word| word.starts_with(char::is_alphabetic) && *word != "per") && joins(gap)
}

/// True if the words between a toll and its number tell how high it is: `in the region rose from 14 to`.
fn joins(gap: &[&str]) -> bool {
    let Some((last, inner)) = gap.split_last() else { return true };
    let tells = matches!(
        *last,
        "at" | "to"
            | "of"
            | "is"
            | "was"
            | "reached"
            | "reaching"
            | "reaches"
            | "hit"
            | "hits"
            | "passed"
            | "passes"
            | "surpassed"
            | "surpasses"
            | "topped"
            | "tops"
            | "exceeded"
            | "exceeds"
            | "exceeding"
            | "as"
            | "from"
            | "crossed"
            | "crosses"
            | "pass"
            | "surpass"
            | "top"
            | "exceed"
            | "approach"
            | "approached"
            | "approaching"
            | "near"
            | "neared"
            | "now"
            | "stands"
            | "be"
    );
    let other = inner.iter().enumerate().any(|(at, word)| {
        let first = at > 0 && inner[at - 1] == "from";
        if matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal))) {
            return true;
        }
        matches!(
            *word,
            "who"
                | "which"
                | "that"
                | "when"
                | "while"
                | "after"
                | "and"
                | "but"
                | "expected"
                | "likely"
                | "projected"
        ) || (!first && quantity::quantity(inner, at).is_some_and(|q| q.value.is_some()))
    });
    tells && !other
}

/// `the toll rose by 12`: how much it rose is not how high it is.
fn phrase_is_rate(words: &[&str], phrase: &Phrase) -> bool {
    phrase.from.checked_sub(1).is_some_and(|at| words[at] == "by")
}

/// `population of 3 million`, `its three million people`, `home to 40,000 people`.
pub(super) fn population(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let value = phrase.quantity.value.or(phrase.quantity.low)?;
    let from = phrase.from;
    let before = |back: usize| from.checked_sub(back).map_or("", |at| words[at]);
    // `its population was about 10,000`, `Tersk County, population 26,000`, `a population with over a million`
    let near = (1..=4).find(|&back| before(back) == "population");
    let linked = near.is_some_and(|near| {
        near == 1
            || matches!(
                before(1),
                "was" | "is" | "at" | "with" | "reached" | "exceeds" | "exceeded" | "to" | "over"
            ) && (2..near).all(|back| !matches!(before(back), "," | "and" | "that" | "who"))
    });
    if linked && value >= 100.0 && matches!(phrase.head, Head::Person | Head::Elliptic) {
        return Some(Reading { measure: Measure::Population, rule: "figure.of", trigger: from - 1..from });
    }
    // `a district with 100,000 residents`
    let reside = matches!(words.get(phrase.to.wrapping_sub(1)), Some(&"residents" | &"inhabitants"));
    if before(1) == "with" && reside && value >= 100.0 && phrase.modifier.is_none() {
        return Some(Reading {
            measure: Measure::Population,
            rule: "figure.of",
            trigger: phrase.to - 1..phrase.to,
        });
    }
    let of = (before(1) == "of" && before(2) == "population") || (before(1) == "to" && before(2) == "home");
    if of && value >= 100.0 && matches!(phrase.head, Head::Person | Head::Elliptic) {
        return Some(Reading { measure: Measure::Population, rule: "figure.of", trigger: from - 2..from });
    }
    // `a town of 38,000`, `the village of 800 people`
    let plain = matches!(phrase.head, Head::Person | Head::Elliptic) && phrase.modifier.is_none();
    if before(1) == "of" && plain && value >= 20.0 && is_settlement(before(2)) {
        return Some(Reading { measure: Measure::Population, rule: "figure.of", trigger: from - 2..from });
    }
    // `Its inhabitants number 800`
    let number = from
        .checked_sub(1)
        .filter(|&at| matches!(words[at], "number" | "numbers" | "numbered" | "numbering"));
    let lives = |word: &str| matches!(word, "inhabitants" | "residents" | "population" | "populace");
    if let Some(at) = number.filter(|&at| at > 0 && lives(words[at - 1]) && phrase.head == Head::Elliptic) {
        return Some(Reading { measure: Measure::Population, rule: "figure.of", trigger: at - 1..from });
    }
    let owned = matches!(words[from], "its" | "their") || matches!(before(1), "'s" | "’s" | "'" | "’");
    let people = words
        .get(phrase.to.wrapping_sub(1))
        .is_some_and(|last| matches!(*last, "people" | "residents" | "inhabitants" | "citizens"));
    if owned && people && value >= 10_000.0 && phrase.modifier.is_none() {
        return Some(Reading {
            measure: Measure::Population,
            rule: "figure.population",
            trigger: phrase.to - 1..phrase.to,
        });
    }
    None
}

/// The words that take up an earlier count: `a figure of`, `the number was`, `put it at`, `gave it as`.
pub(super) fn takes_up(words: &[&str], phrase: &Phrase) -> Option<std::ops::Range<usize>> {
    const FAR: usize = 6;
    // `40 more than on Friday` is a difference.
    if matches!(words.get(phrase.to), Some(&"more" | &"fewer" | &"less" | &"higher" | &"lower")) {
        return None;
    }
    let quoted = usize::from(phrase.from > 0 && matches!(words[phrase.from - 1], "“" | "\"" | "‘"));
    let end = phrase.from.checked_sub(1 + quoted)?;
    let floor = end.saturating_sub(FAR);
    let count = |at: usize| {
        matches!(words[at], "figure" | "number" | "count" | "tally" | "total" | "toll" | "estimate")
    };
    let found = match words[end] {
        "of" | "was" | "is" | "were" | "to" | "reached" => {
            let at = end.checked_sub(1)?;
            let near = if words[end] == "to" {
                (floor..=at).rev().find(|&k| count(k))
            } else {
                Some(at).filter(|&k| count(k))
            };
            near?
        }
        // `the toll is 43, up from 38`
        "from" => end.checked_sub(1).filter(|&at| matches!(words[at], "up" | "down"))?,
        "at" | "as" => (floor..end).rev().find(|&k| {
            matches!(words[k], "puts" | "put" | "putting" | "estimates" | "estimated" | "gave" | "gives")
                || count(k) && words[end] == "at"
        })?,
        _ => return None,
    };
    let thought = words[floor..end]
        .iter()
        .any(|word| matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal))));
    (!thought).then_some(found..end + 1)
}

/// Nouns for places by which people are counted.
fn is_settlement(word: &str) -> bool {
    matches!(
        word,
        "village"
            | "town"
            | "city"
            | "hamlet"
            | "island"
            | "suburb"
            | "municipality"
            | "township"
            | "settlement"
            | "country"
            | "nation"
            | "territory"
            | "enclave"
            | "district"
            | "county"
            | "province"
            | "region"
            | "state"
            | "capital"
            | "republic"
            | "metropolis"
    )
}

/// `shelters 300,000 refugees`, `houses 24,000 people`: who takes people in says how many live there.
pub(super) fn sheltered(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    const LEAST: f64 = 50.0;
    let at = phrase.from.checked_sub(1)?;
    let value = phrase.quantity.value.or(phrase.quantity.low)?;
    let plain = matches!(phrase.head, Head::Person | Head::Elliptic) && phrase.modifier.is_none();
    let takes = matches!(
        words[at],
        "shelters"
            | "sheltering"
            | "sheltered"
            | "hosts"
            | "hosting"
            | "hosted"
            | "accommodates"
            | "accommodating"
            | "houses"
            | "housing"
            | "housed"
    );
    if !(takes && plain && value >= LEAST && setting.flight && object::is_real(words, at)) {
        return None;
    }
    // A camp houses those who live in it, wherever they came from.
    let measure = if words[at].starts_with("hous") { Measure::Population } else { Measure::Displaced };
    Some(Reading { measure, rule: "figure.sheltered", trigger: at..at + 1 })
}

/// Who stays in a shelter, a camp or a hospital: what the words behind `remain` or `live` tell, and the position behind them.
pub(super) fn place(words: &[&str], at: usize) -> Option<(Measure, usize)> {
    const DESCRIBED: usize = 4;
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if !matches!(word(at), "in" | "at" | "under" | "inside") {
        return None;
    }
    if word(at + 1) == "the" && word(at + 2) == "open" {
        return Some((Measure::Displaced, at + 3));
    }
    for k in at + 1..at + 1 + DESCRIBED {
        let next = word(k);
        let measure = match next {
            "hospital" | "hospitals" => Some(Measure::Injured),
            "care" if word(k - 1) == "intensive" => Some(Measure::Injured),
            "condition"
                if matches!(
                    word(k - 1),
                    "critical" | "serious" | "grave" | "stable" | "life-threatening"
                ) =>
            {
                Some(Measure::Injured)
            }
            _ if complement::is_refuge(next) => Some(Measure::Displaced),
            _ => None,
        };
        if let Some(measure) = measure {
            return Some((measure, k + 1));
        }
        let adjective = next.starts_with(char::is_alphabetic)
            && !matches!(function::lookup(next), Some(Function::Auxiliary(_) | Function::Preposition));
        if !adjective {
            return None;
        }
    }
    None
}
