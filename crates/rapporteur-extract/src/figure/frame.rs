//! What happened to those who are counted: the verb or noun that a counted phrase goes with.
//!
//! The subject's verb is read in [`subject`], the verb before its object in [`object`], tolls and populations in [`toll`];
//! here stands their order, and the nouns and participles that tell by themselves.

use super::complement;
use super::phrase::{Head, Phrase, participle, stops};
use super::setting::Setting;
use super::{object, rate, subject, toll};
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::illness;
use rapporteur_ontology::measure::Measure;
use rapporteur_record::Bound;
use std::ops::Range;

/// What a phrase counts, and which words tell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) measure: Measure,
    pub(super) rule: &'static str,
    /// Positions of the words that tell.
    pub(super) trigger: Range<usize>,
}

/// How far behind a phrase its verb may stand.
pub(super) const REACH: usize = 14;

/// The reading of a phrase by the words around it, the surest first. `written` are the words as in the text.
pub(super) fn reading(
    words: &[&str],
    written: &[&str],
    phrase: &Phrase,
    setting: &Setting,
) -> Option<Reading> {
    let head = |measure| Some(Reading { measure, rule: "figure.head", trigger: phrase.to - 1..phrase.to });
    match phrase.head {
        Head::Other => return None,
        Head::Term(measure @ Measure::Population) => return head(measure),
        Head::Term(measure @ Measure::Units) => {
            let loose = phrase.quantity.bound == Bound::Vague && is_loose(words, phrase);
            return if loose || civil(words, phrase) { None } else { head(measure) };
        }
        Head::Term(measure @ Measure::Infected) => {
            let sure = setting.disease
                && is_told(words, phrase)
                && is_due(words, phrase).is_none()
                && !rate::is_average(words, phrase)
                && !is_loose(words, phrase)
                && is_of_illness(words, phrase);
            return if sure { head(measure) } else { None };
        }
        _ => {}
    }
    toll::toll(words, phrase, setting)
        .or_else(|| toll::population(words, phrase))
        .or_else(|| object::left(words, phrase))
        .or_else(|| object::treated(words, phrase, setting).filter(|told| !told.1).map(|told| told.0))
        .or_else(|| object::behind(words, phrase, setting))
        .or_else(|| gravely(words, phrase))
        .or_else(|| {
            // `two of her three sons were taken`: the verb is that of the part.
            let own = !phrase.whole || matches!(words.get(phrase.to), Some(&"who" | &"that"));
            let next = words.get(phrase.to).and_then(|next| participle(next));
            let reduced = |reading: &Reading| reading.rule == "figure.participle" || next.is_some();
            subject::ahead(words, phrase, setting).filter(|reading| own || reduced(reading))
        })
        .or_else(|| object::treated(words, phrase, setting).map(|told| told.0))
        .or_else(|| among(words, phrase))
        .or_else(|| partitive(words, phrase))
        .or_else(|| object::joined(words, written, phrase, setting))
        .or_else(|| modifier(words, phrase))
        .or_else(|| noun(words, phrase, setting))
        .or_else(|| toll::sheltered(words, phrase, setting))
        .or_else(|| patients(words, phrase, setting))
        .filter(|reading| fits(phrase, reading))
        // `would put many people in prison`
        .filter(|reading| reading.rule != "figure.participle" || is_told(words, phrase))
}

/// True if a vague word is one that says next to nothing: `several arrests`.
fn is_loose(words: &[&str], phrase: &Phrase) -> bool {
    phrase.quantity.bound == Bound::Vague
        && matches!(words[phrase.quantity.numeral], "many" | "several" | "numerous" | "countless" | "a")
}

/// Machines that rescuers have too, where no word near tells of war.
fn civil(words: &[&str], phrase: &Phrase) -> bool {
    let machine = matches!(
        words[phrase.to - 1],
        "vehicle" | "vehicles" | "aircraft" | "plane" | "planes" | "helicopter" | "helicopters"
    );
    machine
        && !words[phrase.from.saturating_sub(6)..words.len().min(phrase.to + 6)].iter().any(|word| {
            matches!(
                *word,
                "military"
                    | "army"
                    | "armed"
                    | "armoured"
                    | "armored"
                    | "attack"
                    | "combat"
                    | "enemy"
                    | "shot"
                    | "downed"
                    | "destroyed"
                    | "troops"
                    | "soldiers"
                    | "forces"
                    | "naval"
            )
        })
}

/// False for readings that the counted noun rules out: lives are lost or saved, not detained.
fn fits(phrase: &Phrase, reading: &Reading) -> bool {
    match phrase.head {
        Head::Lives => reading.measure == Measure::Killed,
        Head::Elliptic => reading.measure != Measure::Population || reading.rule == "figure.of",
        _ => true,
    }
}

pub(super) fn auxiliary(word: &str) -> bool {
    matches!(function::lookup(word), Some(Function::Auxiliary(_)))
}

/// Words of the lexicon that mean too many things to count by themselves.
pub(super) fn clear(words: &[&str], at: usize, len: usize, measure: Measure) -> bool {
    let next = words.get(at + len).copied().unwrap_or_default();
    match measure {
        Measure::Killed
        | Measure::Injured
        | Measure::Casualties
        | Measure::Missing
        | Measure::Abducted
        | Measure::Detained
        | Measure::Released
        | Measure::Rescued
        | Measure::Evacuated
        | Measure::Displaced
        | Measure::Infected
        | Measure::Held => {}
        _ => return false,
    }
    let word = words[at];
    // `missing out on aid`
    if word == "missing" && next == "out" {
        return false;
    }
    if len > 1 {
        return true;
    }
    match word {
        "charged" | "remanded" | "burned" | "burnt" | "pardoned" | "crossed" | "snatched" | "taken"
        | "took" | "claimed" | "claiming" | "cost" | "claims" | "claim" | "burying" | "relocated"
        | "relocating" | "poisoned" | "hurting" | "stranding" | "expelled" | "seized" | "seizing"
        | "quarantined" | "contracted" => false,
        "held" => {
            matches!(next, "hostage" | "captive" | "by" | "in" | "at" | "since" | "and" | "or")
                || !next.starts_with(char::is_alphanumeric)
        }
        "forced" | "forcing" | "driven" | "driving" => false,
        "fled" | "flee" | "fleeing" | "flees" => next != "the" || measure == Measure::Displaced,
        "hurt" => true,
        _ => true,
    }
}

/// `two of them seriously`, behind a figure of injured: the participle is that of the whole.
fn gravely(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    const NEAR: usize = 14;
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let of_them =
        phrase.to >= 2 && word(phrase.to - 2) == "of" && matches!(word(phrase.to - 1), "them" | "whom");
    let ends = matches!(word(phrase.to + 1), "" | "," | "." | ";" | ":" | ")" | "and" | "—" | "–");
    // `eleven of them with severe burns`
    let with = (phrase.to + 1..phrase.to + 4)
        .take_while(|&k| !stops(word(k)))
        .find(|&k| complement::is_injury(word(k)))
        .filter(|_| word(phrase.to) == "with" && (of_them || phrase.head == Head::Elliptic));
    if let Some(at) = with {
        let trigger = phrase.to..at + 1;
        return Some(Reading { measure: Measure::Injured, rule: "figure.of_them", trigger });
    }
    let gravely = is_grave(word(phrase.to));
    // `64 people were injured, nine critically`
    let before = phrase.from.checked_sub(1).map_or("", word);
    let alone = phrase.head == Head::Elliptic && matches!(before, "," | "(" | "—" | "–" | "and");
    if !((of_them || alone) && gravely && ends) {
        return None;
    }
    let near = phrase.from.saturating_sub(NEAR)..phrase.from;
    let is_injured = |at: &usize| {
        matches!(word(*at), "injured" | "injuring" | "wounded" | "wounding" | "hurt" | "injures")
    };
    let trigger = near.rev().find(is_injured)?;
    Some(Reading { measure: Measure::Injured, rule: "figure.of_them", trigger: trigger..trigger + 1 })
}

/// How badly somebody is hurt.
pub(super) fn is_grave(word: &str) -> bool {
    matches!(word, "seriously" | "gravely" | "critically" | "severely" | "badly" | "slightly" | "lightly")
}

/// `six divers among the hostages`, `the dead included six divers`, `among the dead were six divers`.
fn among(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let said = phrase.from.saturating_sub(1);
    if phrase.head == Head::Person && said > 1 {
        let people = people_who(words, said - 1);
        let whole = match words[said] {
            "included" | "include" | "includes" => matches!(words[said - 2], "the" | "those"),
            "were" | "was" | "are" => said > 2 && matches!(words[said - 3], "among" | "amongst"),
            _ => false,
        };
        if let Some((measure, _)) = people.filter(|_| whole) {
            return Some(Reading { measure, rule: "figure.among", trigger: said - 1..said + 1 });
        }
    }
    let at = phrase.to + usize::from(words.get(phrase.to).is_some_and(|word| auxiliary(word)));
    let (measure, to) = among_the(words, at)?;
    Some(Reading { measure, rule: "figure.among", trigger: at..to })
}

/// `among the dead`: what happened to them, and the position behind.
pub(super) fn among_the(words: &[&str], at: usize) -> Option<(Measure, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if !matches!(word(at), "among" | "amongst") || !matches!(word(at + 1), "the" | "those") {
        return None;
    }
    (at + 2..at + 5).find_map(|k| people_who(words, k))
}

/// People named by what happened to them: `dead`, `injured`, `hostages`; the position behind the word.
pub(super) fn people_who(words: &[&str], at: usize) -> Option<(Measure, usize)> {
    let measure = match *words.get(at)? {
        "dead" | "killed" | "deceased" | "slain" => Measure::Killed,
        "injured" | "wounded" | "hurt" => Measure::Injured,
        "casualties" => Measure::Casualties,
        "missing" => Measure::Missing,
        "hostages" | "captives" => Measure::Held,
        "kidnapped" | "abducted" | "abductees" => Measure::Abducted,
        "detained" | "detainees" | "arrested" => Measure::Detained,
        "displaced" | "refugees" | "newcomers" | "migrants" => Measure::Displaced,
        "evacuated" | "evacuees" => Measure::Evacuated,
        "rescued" => Measure::Rescued,
        "freed" | "released" => Measure::Released,
        "infected" => Measure::Infected,
        _ => return None,
    };
    Some((measure, at + 1))
}

/// `44 of the dead were found there`: what happened to the whole happened to its part.
fn partitive(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let last = phrase.to.checked_sub(1)?;
    let whole = words[phrase.quantity.to..].starts_with(&["of", "the"])
        || words[phrase.quantity.to..].starts_with(&["of", "those"]);
    let (measure, to) = people_who(words, last).filter(|_| whole && last >= phrase.quantity.to + 2)?;
    Some(Reading { measure, rule: "figure.among", trigger: last..to })
}

/// `we had four patients`, where the report tells of an illness that spreads.
fn patients(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    let last = phrase.to.checked_sub(1)?;
    let sure = setting.disease && words[last] == "patients" && phrase.head == Head::Person;
    (sure && is_told(words, phrase) && !is_loose(words, phrase)).then_some(Reading {
        measure: Measure::Infected,
        rule: "figure.head",
        trigger: last..phrase.to,
    })
}

/// True where a case is one of an illness: courts have cases too, and what is possible is not counted.
fn is_of_illness(words: &[&str], phrase: &Phrase) -> bool {
    if words[phrase.to - 1] != "cases" {
        return true;
    }
    let described = &words[phrase.quantity.to..phrase.to - 1];
    let before = phrase.from.checked_sub(1).map_or("", |at| words[at]);
    let counted = matches!(
        before,
        "confirmed"
            | "reported"
            | "recorded"
            | "registered"
            | "detected"
            | "diagnosed"
            | "confirm"
            | "report"
            | "reports"
            | "counted"
            | "at"
            | "to"
            | "suffered"
            | "with"
            | "has"
            | "have"
            | "had"
            | "record"
    );
    let tells = |word: &&str| {
        illness::spreads(word)
            || matches!(
                *word,
                "new"
                    | "confirmed"
                    | "active"
                    | "local"
                    | "imported"
                    | "domestic"
                    | "transmitted"
                    | "symptomatic"
                    | "asymptomatic"
                    | "severe"
                    | "mild"
                    | "daily"
                    | "recorded"
                    | "fresh"
                    | "suspected"
            )
    };
    let doubted = described.iter().any(|word| matches!(*word, "possible" | "potential" | "probable"));
    let plain = described.is_empty() && (counted || words.get(phrase.to) == Some(&"of"));
    !doubted && (plain || described.iter().any(tells))
}

/// `40 displaced families`, `the 60 abducted`, `12 dead`.
fn modifier(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    if let Some((at, measure)) = phrase.modifier {
        return is_settled(words, phrase).then_some(Reading {
            measure,
            rule: "figure.modifier",
            trigger: at..at + 1,
        });
    }
    if phrase.head != Head::Elliptic {
        return None;
    }
    let measure = words.get(phrase.to).and_then(|word| participle(word))?;
    let alone = !subject::acts(words, phrase.to + 1);
    alone.then_some(Reading { measure, rule: "figure.participle", trigger: phrase.to..phrase.to + 1 })
}

/// `50 hostages`, `12 deaths`.
fn noun(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    let Head::Term(measure) = phrase.head else { return None };
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    // Rates (`59 deaths a day`) are no totals.
    let rate = (matches!(word(phrase.to), "a" | "per" | "each" | "every")
        && matches!(word(phrase.to + 1), "day" | "week" | "month" | "year" | "hour"))
        || word(phrase.to) == "daily"
        || (phrase.from >= 2 && words[phrase.from - 2..phrase.from] == ["average", "of"])
        || matches!(phrase.from.checked_sub(1).map(word), Some("averaging" | "averaged" | "daily"));
    if rate || is_loose(words, phrase) || is_due(words, phrase).is_some() {
        return None;
    }
    let sure = match measure {
        Measure::Killed | Measure::Injured | Measure::Casualties => is_told(words, phrase),
        // Prisoners who do something are people with a verb of their own.
        Measure::Detained if subject::does(words, phrase, setting) => false,
        // `12 of 31 hostages`: what happens to the part leaves the whole as it is.
        _ => phrase.whole || is_settled(words, phrase),
    };
    sure.then_some(Reading { measure, rule: "figure.head", trigger: phrase.to - 1..phrase.to })
}

/// Where the words behind the phrase say that they are still to come: `3,000 refugees are expected`.
fn is_due(words: &[&str], phrase: &Phrase) -> Option<usize> {
    const NEAR: usize = 4;
    let to = words.len().min(phrase.to + NEAR);
    let due = |word: &str| matches!(word, "expected" | "awaited" | "feared" | "planned" | "likely" | "due");
    (phrase.to..to)
        .take_while(|&at| words[at].starts_with(char::is_alphanumeric))
        .find(|&at| due(words[at]) && auxiliary(words[at - 1]))
}

/// False if the words before the phrase only think of it: `could leave 12 dead`.
fn is_told(words: &[&str], phrase: &Phrase) -> bool {
    !words[phrase.from.saturating_sub(7)..phrase.from].iter().any(|word| {
        matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal)))
            || matches!(*word, "if" | "avoid" | "prevent" | "save" | "avert")
    })
}

/// False if the sentence speaks of what may come or is asked for: an exchange, a release, a plan.
pub(super) fn is_settled(words: &[&str], phrase: &Phrase) -> bool {
    let from = phrase.from.saturating_sub(REACH);
    let to = words.len().min(phrase.to + 10);
    !words[from..to].iter().any(|word| {
        matches!(
            *word,
            "would"
                | "could"
                | "might"
                | "may"
                | "should"
                | "if"
                | "demand"
                | "demanded"
                | "demanding"
                | "demands"
                | "proposal"
                | "proposed"
                | "deal"
                | "exchange"
                | "swap"
                | "release"
                | "plan"
                | "plans"
                | "offer"
                | "offered"
                | "return"
                | "free"
                | "calls"
                | "called"
                | "will"
                | "resettle"
                | "accept"
                | "admit"
                | "agreement"
                | "agreed"
                | "expulsion"
                | "calling"
                | "risk"
                | "potential"
        )
    })
}

/// True if the number behind this one shares its verb: `12 soldiers and 3 civilians were killed`.
pub(super) fn shares(words: &[&str], first: &Phrase, second: &Phrase) -> bool {
    let gap = words.get(first.to..second.from).unwrap_or(&[""]);
    matches!(gap, ["and"] | [","] | [",", "and"] | ["as", "well", "as"] | [",", "as", "well", "as"] | ["or"])
        && !matches!(first.head, Head::Other | Head::Elliptic | Head::Lives)
        && !matches!(second.head, Head::Other | Head::Elliptic | Head::Lives)
        && !stops(words[second.quantity.to.min(words.len() - 1)])
}

/// True if a number goes on with what was said of the one before: `killed four in Kesh and another 12 in Tersk`, `were displaced in
/// May, and 200 more in June`, `holds 40 captives, Tersk nearly 20 younger ones`.
pub(super) fn goes_on(words: &[&str], first: &Phrase, second: &Phrase) -> bool {
    const LONGEST: usize = 8;
    let gap = words.get(first.to..second.from).unwrap_or_default();
    let joined = matches!(gap.last(), Some(&"and" | &","));
    let plain = gap.iter().all(|word| {
        !auxiliary(word)
            && !matches!(
                *word,
                "who" | "that" | "which" | "when" | "while" | "after" | "but" | "." | ";" | ":"
            )
    });
    let more = matches!(words[second.from], "another" | "a")
        && matches!(words[second.quantity.from - 1], "another" | "further" | "additional")
        || words.get(second.quantity.to) == Some(&"more")
            && words.get(second.quantity.to + 1) != Some(&"than");
    // `four in Kesh and six in Tersk`
    let place = |at: usize| words.get(at).filter(|word| matches!(**word, "in" | "at" | "near" | "on"));
    let alike = place(first.to).is_some() && place(first.to) == place(second.to);
    // `Kesh holds 40 captives, Tersk nearly 20 younger ones`
    let ones = (second.quantity.to..words.len().min(second.quantity.to + 3))
        .take_while(|&at| !stops(words[at]) || words[at] == "ones")
        .any(|at| words[at] == "ones");
    if ones && plain && gap.len() <= LONGEST && first.head != Head::Other {
        return true;
    }
    second.head == Head::Elliptic
        && second.quantity.value.or(second.quantity.low).is_some()
        && joined
        && gap.len() <= LONGEST
        && plain
        && (more || alike)
}
