//! What happened to those who are counted: the verb or noun that a counted phrase goes with.

use super::phrase::{Head, Phrase, participle, stops};
use super::quantity;
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::measure::{self, Frame, Measure};
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
const REACH: usize = 14;

/// The reading of a phrase by the words around it, the surest first.
pub(super) fn reading(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    if phrase.head == Head::Term(Measure::Population) {
        let trigger = phrase.to - 1..phrase.to;
        return Some(Reading { measure: Measure::Population, rule: "figure.head", trigger });
    }
    if phrase.head == Head::Other {
        return None;
    }
    if let Head::Term(measure @ Measure::Units) = phrase.head {
        if phrase.quantity.bound == Bound::Vague
            && matches!(words[phrase.quantity.numeral], "many" | "several" | "numerous" | "countless" | "a")
        {
            return None;
        }
        if civil(words, phrase) {
            return None;
        }
        return Some(Reading { measure, rule: "figure.head", trigger: phrase.to - 1..phrase.to });
    }
    toll(words, phrase)
        .or_else(|| population(words, phrase))
        .or_else(|| behind(words, phrase))
        .or_else(|| left(words, phrase))
        .or_else(|| gravely(words, phrase))
        .or_else(|| ahead(words, phrase))
        .or_else(|| among(words, phrase))
        .or_else(|| modifier(words, phrase))
        .or_else(|| noun(words, phrase))
        .filter(|reading| fits(phrase, reading))
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

/// `died`, `were killed`, `remain in captivity`, also behind a parenthesis or a relative clause.
fn ahead(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let end = words.len().min(phrase.to + REACH);
    let mut at = phrase.to;
    if let Some(reading) = predicate(words, at, false, phrase) {
        return Some(reading);
    }
    if phrase.head == Head::Elliptic
        && !matches!(
            word(at),
            "others" | "were" | "was" | "have" | "had" | "are" | "has" | "remain" | "of" | "still" | "who"
        )
    {
        return None;
    }
    let mut relative = false;
    while at < end {
        let next = word(at);
        if matches!(next, "," | "(" | "—" | "–" | "--") {
            at = parenthesis(words, at)?;
            if let Some(reading) = predicate(words, at, false, phrase).filter(|r| r.rule == "figure.subject")
            {
                return Some(reading);
            }
            if next == "," && !auxiliary(word(at)) && predicate(words, at, false, phrase).is_none() {
                return None;
            }
            continue;
        }
        if auxiliary(next) || matches!(next, "remain" | "remained" | "remains") {
            let (verb, real) = group(words, at);
            // `has` and `was` do not go with many.
            let many = phrase.quantity.value != Some(1.0);
            if next == "being"
                || (many && matches!(next, "has" | "was" | "is") && phrase.head != Head::Elliptic)
            {
                return None;
            }
            match predicate(words, verb, true, phrase) {
                Some(reading) => return real.then_some(reading),
                None if relative => {
                    relative = false;
                    at = verb.max(at + 1);
                    continue;
                }
                None => return None,
            }
        }
        if matches!(next, "who" | "that") && at == phrase.to {
            relative = true;
        } else if matches!(
            next,
            "." | ";"
                | ":"
                | "?"
                | "!"
                | "said"
                | "says"
                | "told"
                | "when"
                | "where"
                | "which"
                | "that"
                | "while"
                | "after"
                | "before"
                | "because"
                | "as"
                | "they"
                | "he"
                | "she"
                | "it"
                | "but"
                | "if"
                | "whose"
                | "\""
                | "”"
                | "“"
        ) || ends_run(words, at)
        {
            return None;
        } else if let Some(reading) =
            predicate(words, at, false, phrase).filter(|r| relative && r.rule == "figure.subject")
        {
            return Some(reading);
        }
        at += 1;
    }
    None
}

/// True where another number, or a second clause, starts.
fn ends_run(words: &[&str], at: usize) -> bool {
    if words[at] == "and" {
        return quantity::quantity(words, at + 1).is_none();
    }
    quantity::quantity(words, at).is_some_and(|q| q.from == q.numeral || q.value.is_some())
}

/// Position of the verb behind an insertion that opens with this mark.
fn parenthesis(words: &[&str], at: usize) -> Option<usize> {
    let close = |mark: &str| match words[at] {
        "," => mark == ",",
        "(" => mark == ")",
        _ => mark == words[at],
    };
    let end = words.len().min(at + 2 + REACH);
    (at + 1..end).filter(|&k| close(words[k])).map(|k| k + 1).find(|&k| {
        words.get(k).is_some_and(|next| {
            auxiliary(next) || measure::longest(&words[k..]).is_some() || matches!(*next, "remain")
        })
    })
}

fn auxiliary(word: &str) -> bool {
    matches!(function::lookup(word), Some(Function::Auxiliary(_)))
}

/// Position of the main word behind the auxiliaries here, and whether the group says that it is so: not `could be`,
/// not `were not`.
pub(super) fn group(words: &[&str], at: usize) -> (usize, bool) {
    let mut real = true;
    let mut at = at;
    let start = at;
    while let Some(&word) = words.get(at).filter(|_| at < start + 8) {
        match function::lookup(word) {
            Some(Function::Auxiliary(Auxiliary::Modal)) => real = false,
            Some(Function::Negation) => real = false,
            Some(Function::Auxiliary(_)) => {}
            _ if matches!(
                word,
                "still"
                    | "also"
                    | "now"
                    | "reportedly"
                    | "believed"
                    | "feared"
                    | "thought"
                    | "known"
                    | "confirmed"
                    | "reported"
                    | "presumed"
                    | "later"
                    | "seriously"
                    | "critically"
                    | "severely"
                    | "slightly"
                    | "since"
                    | "already"
                    | "either"
                    | "get"
                    | "got"
                    | "so"
                    | "far"
                    | "initially"
                    | "allegedly"
                    | "subsequently"
                    | "immediately"
                    | "all"
                    | "both"
                    | "forcibly"
                    | "remain"
                    | "remained"
                    | "remains"
                    | "left"
                    | "badly"
                    | "lightly"
                    | "instantly"
                    | "therefore"
                    | "internally"
                    | "said"
                    | "estimated"
                    | "being"
                    | "currently"
                    | "temporarily"
                    | "newly"
                    | "directly"
                    | "recently"
                    | "previously"
                    | "tragically"
                    | "officially"
            ) && !word_is_final(words, at) => {}
            _ if word == "to" && matches!(words.get(at + 1), Some(&"be" | &"have")) => {
                // `believed to have been` is a report, `expected to be` a forecast.
                real = real && words.get(at + 1) == Some(&"have")
                    || words[at - 1] != "expected" && real && at > start + 1;
            }
            _ => break,
        }
        at += 1;
    }
    (at, real)
}

/// True if the verb phrase would be empty behind this word: `were confirmed`.
fn word_is_final(words: &[&str], at: usize) -> bool {
    words.get(at + 1).is_none_or(|next| !next.starts_with(char::is_alphabetic))
}

/// What a verb phrase here says of its subject. Without an auxiliary before it a participle must not be active.
fn predicate(words: &[&str], at: usize, passive: bool, phrase: &Phrase) -> Option<Reading> {
    let rest = words.get(at..)?;
    let first = *rest.first()?;
    if phrase.head == Head::Lives {
        let lost = matches!(first, "lost" | "claimed");
        return lost.then_some(Reading {
            measure: Measure::Killed,
            rule: "figure.passive",
            trigger: at..at + 1,
        });
    }
    let many = phrase.quantity.value.is_some_and(|value| value >= 1000.0);
    let inhabits = words.get(phrase.to.wrapping_sub(1)).is_some_and(|last| {
        matches!(
            *last,
            "people" | "civilians" | "residents" | "citizens" | "persons" | "children" | "refugees"
        ) || last.ends_with("ns")
    });
    if many
        && inhabits
        && matches!(phrase.head, Head::Person)
        && (matches!(first, "live" | "reside" | "lived") && !passive
            || (first == "living" || first == "concentrated" || first == "crammed" || first == "packed")
                && passive)
    {
        return Some(Reading {
            measure: Measure::Population,
            rule: "figure.population",
            trigger: at..at + 1,
        });
    }
    if first == "in" && rest.get(1) == Some(&"captivity") {
        return Some(Reading { measure: Measure::Held, rule: "figure.predicate", trigger: at..at + 2 });
    }
    let found = measure::longest(rest)?;
    // `have fled` may open `fled their homes`.
    let inner =
        (at + 1..at + found.words).filter_map(|k| measure::longest(&words[k..]).map(|more| k + more.words));
    let after = inner.max().unwrap_or(0).max(at + found.words);
    let term = found.value;
    let is = |frame| term.frames.contains(&frame);
    if term.frames == [Frame::Head] || !clear(words, at, found.words, term.measure) {
        return None;
    }
    let subject = is(Frame::Subject) && !passive || is(Frame::Subject) && is(Frame::Predicate);
    // `have died`, `had fled`
    let perfect = is(Frame::Subject)
        && at > 0
        && matches!(
            words[at - 1],
            "have" | "has" | "had" | "already" | "since" | "also" | "reportedly" | "now"
        );
    let state = (is(Frame::Passive) || is(Frame::Predicate)) && (passive || !acts(words, after));
    let rule = if subject || perfect {
        "figure.subject"
    } else if state {
        if passive { "figure.passive" } else { "figure.participle" }
    } else {
        return None;
    };
    // Without an auxiliary these are more often figures of speech or adjectives.
    if rule == "figure.participle"
        && matches!(
            first,
            "trapped" | "stranded" | "hurt" | "hospitalized" | "hospitalised" | "captive" | "held"
        )
        && found.words == 1
        && first != "hurt"
    {
        return None;
    }
    // `12 soldiers have killed 30`: an auxiliary of `have` alone makes the participle active.
    if passive && at > 0 && matches!(words[at - 1], "have" | "has" | "had") && !perfect {
        return None;
    }
    Some(Reading { measure: term.measure, rule, trigger: at..after })
}

/// True if what follows a participle is its object, so that the participle is an active verb.
fn acts(words: &[&str], after: usize) -> bool {
    let Some(&next) = words.get(after) else { return false };
    if next == "and" || next == "or" || next == "," || !next.starts_with(|c: char| c.is_alphanumeric()) {
        return false;
    }
    if matches!(
        next,
        "today"
            | "yesterday"
            | "overnight"
            | "so"
            | "since"
            | "last"
            | "this"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "here"
            | "there"
            | "each"
            | "alone"
            | "dead"
            | "as"
            | "when"
            | "while"
            | "if"
            | "where"
            | "or"
            | "nationwide"
    ) {
        return false;
    }
    !matches!(
        function::lookup(next),
        Some(Function::Preposition | Function::Subordinator | Function::Auxiliary(_))
    )
}

/// Words of the lexicon that mean too many things to count by themselves.
fn clear(words: &[&str], at: usize, len: usize, measure: Measure) -> bool {
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
        | Measure::Held => {}
        _ => return false,
    }
    let word = words[at];
    if len > 1 {
        return true;
    }
    match word {
        "charged" | "remanded" | "burned" | "burnt" | "exchanged" | "swapped" | "pardoned" | "crossed"
        | "snatched" | "saved" | "saving" | "taken" | "took" | "claimed" | "claiming" | "cost" | "claims"
        | "claim" | "burying" | "relocated" | "relocating" | "hold" | "holds" | "poisoned" | "hurting"
        | "stranding" | "expelled" | "seized" | "seizing" => false,
        "held" => matches!(next, "hostage" | "captive" | "by" | "in" | "at" | "since" | ""),
        "forced" | "forcing" | "driven" | "driving" => false,
        "fled" | "flee" | "fleeing" | "flees" => next != "the" || measure == Measure::Displaced,
        "hurt" => true,
        _ => true,
    }
}

/// `killed 14 people`, `the deaths of 14 people`: the word right before the phrase.
fn behind(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let end = phrase.from;
    if phrase.head == Head::Lives {
        return lives(words, end);
    }
    for len in (1..=5.min(end)).rev() {
        let start = end - len;
        let Some(found) = measure::longest(&words[start..end]).filter(|found| found.words == len) else {
            continue;
        };
        let term = found.value;
        let of = term.frames.contains(&Frame::Of);
        let object = term.frames.contains(&Frame::Object);
        let trigger = start..end;
        if of {
            let sure = match words[start] {
                "loss" | "flight" | "return" | "expulsion" | "swap" | "exchange" => false,
                "release" | "freeing" | "evacuation" | "evacuations" | "relocation" | "displacement" => {
                    is_settled(words, phrase)
                }
                _ => true,
            };
            let measures = term.measure != Measure::Population && term.measure != Measure::Destroyed;
            let thought = words[start.saturating_sub(7)..start].iter().any(|word| {
                matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal)))
                    || *word == "if"
            });
            return (sure && measures && !thought && is_real(words, start)).then_some(Reading {
                measure: term.measure,
                rule: "figure.of",
                trigger,
            });
        }
        if object && clear(words, start, len, term.measure) {
            // `people injured 12`: a participle that closes the phrase before is no verb of this one.
            return is_real(words, start).then_some(Reading {
                measure: term.measure,
                rule: "figure.object",
                trigger,
            });
        }
        return None;
    }
    let before = end.checked_sub(1).map_or("", |at| words[at]);
    let seized = phrase.head == Head::Person || phrase.head == Head::Elliptic;
    // `took 12 people hostage`, `holding 12 people hostage`
    if seized
        && matches!(before, "took" | "taking" | "taken" | "holding" | "held" | "hold" | "takes")
        && matches!(words.get(phrase.to), Some(&"hostage" | &"captive"))
    {
        let measure =
            if before.starts_with("ho") || before == "held" { Measure::Held } else { Measure::Abducted };
        return Some(Reading { measure, rule: "figure.object", trigger: end - 1..end });
    }
    if seized && matches!(before, "forced" | "forcing" | "driven" | "driving") {
        let rest = &words[phrase.to..];
        let out = rest.starts_with(&["from", "their"])
            || rest.starts_with(&["to", "flee"])
            || rest.starts_with(&["to", "leave"])
            || rest.starts_with(&["out", "of", "their"])
            || rest.starts_with(&["to", "evacuate"]);
        return (out && is_real(words, end - 1)).then_some(Reading {
            measure: Measure::Displaced,
            rule: "figure.object",
            trigger: end - 1..end,
        });
    }
    None
}

/// `claimed 70 lives`, `the loss of 70 lives`: lives are saved as well, so only these words count them.
fn lives(words: &[&str], end: usize) -> Option<Reading> {
    let start = match words[..end] {
        [.., "loss", "of"] => end - 2,
        [.., "claimed" | "claiming" | "claims" | "cost" | "costing" | "took" | "taking" | "taken"] => end - 1,
        _ => return None,
    };
    is_real(words, start).then_some(Reading {
        measure: Measure::Killed,
        rule: "figure.object",
        trigger: start..end,
    })
}

/// False if the verb here is only thought of: `could kill`, `plans to evacuate`.
fn is_real(words: &[&str], verb: usize) -> bool {
    let before = &words[verb.saturating_sub(3)..verb];
    let base = !words[verb].ends_with("ed") && !words[verb].ends_with("ing");
    !before.iter().any(|word| {
        matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal) | Function::Negation))
            || (*word == "to" && base && before.last() == Some(word))
            || matches!(
                *word,
                "if" | "without"
                    | "avoid"
                    | "prevent"
                    | "risk"
                    | "threaten"
                    | "threatened"
                    | "threatening"
                    | "planned"
                    | "plan"
                    | "plotting"
                    | "attempted"
            )
    })
}

/// `left 12 people dead`.
fn left(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let before = words.get(phrase.from.checked_sub(1)?).copied()?;
    if !matches!(before, "left" | "leaving" | "leaves" | "rendered" | "rendering" | "made" | "and" | ",") {
        return None;
    }
    let found = measure::longest(words.get(phrase.to..)?)?;
    let term = found.value;
    let left = term.frames.contains(&Frame::Left)
        && matches!(before, "left" | "leaving" | "leaves" | "rendered" | "rendering" | "made");
    let dead = words[phrase.to] == "dead";
    (left || dead).then(|| Reading {
        measure: term.measure,
        rule: "figure.left",
        trigger: phrase.to..phrase.to + found.words,
    })
}

/// `the death toll rose to 22`, `the number of wounded stands at 40`.
fn toll(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let end = phrase.from;
    let mut at = end;
    let floor = end.saturating_sub(12);
    while at > floor {
        at -= 1;
        let ends_here = |len: usize| {
            let found = measure::longest(&words[at..end])
                .filter(|found| found.words == len && found.value.frames.contains(&Frame::Toll));
            found.map(|found| found.value.measure)
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
        if matches!(words[at], "." | ";" | "said" | "says") {
            return None;
        }
    }
    None
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
            | "now"
            | "stands"
            | "be"
    );
    let other = inner.iter().enumerate().any(|(at, word)| {
        let first = at > 0 && inner[at - 1] == "from";
        if matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal))) {
            return true;
        }
        matches!(*word, "who" | "which" | "that" | "when" | "while" | "after" | "and" | "but")
            || (!first && quantity::quantity(inner, at).is_some_and(|q| q.value.is_some()))
    });
    tells && !other
}

/// `the toll rose by 12`: how much it rose is not how high it is.
fn phrase_is_rate(words: &[&str], phrase: &Phrase) -> bool {
    phrase.from.checked_sub(1).is_some_and(|at| words[at] == "by")
}

/// `population of 3 million`, `its three million people`, `home to 40,000 people`.
fn population(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let value = phrase.quantity.value.or(phrase.quantity.low)?;
    let from = phrase.from;
    let before = |back: usize| from.checked_sub(back).map_or("", |at| words[at]);
    let of = (before(1) == "of" && before(2) == "population") || (before(1) == "to" && before(2) == "home");
    if of && value >= 100.0 && matches!(phrase.head, Head::Person | Head::Elliptic) {
        return Some(Reading { measure: Measure::Population, rule: "figure.of", trigger: from - 2..from });
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

/// `two of them seriously`, behind a figure of injured: the participle is that of the whole.
fn gravely(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    const NEAR: usize = 14;
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let of_them =
        phrase.to >= 2 && word(phrase.to - 2) == "of" && matches!(word(phrase.to - 1), "them" | "whom");
    let ends = matches!(word(phrase.to + 1), "" | "," | "." | ";" | ":" | ")" | "and" | "—" | "–");
    let gravely = matches!(
        word(phrase.to),
        "seriously" | "gravely" | "critically" | "severely" | "badly" | "slightly" | "lightly"
    );
    if !(of_them && gravely && ends) {
        return None;
    }
    let near = phrase.from.saturating_sub(NEAR)..phrase.from;
    let is_injured = |at: &usize| {
        matches!(word(*at), "injured" | "injuring" | "wounded" | "wounding" | "hurt" | "injures")
    };
    let trigger = near.rev().find(is_injured)?;
    Some(Reading { measure: Measure::Injured, rule: "figure.of_them", trigger: trigger..trigger + 1 })
}

/// `six divers among the hostages`.
fn among(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let at = phrase.to + usize::from(auxiliary(word(phrase.to)));
    if !matches!(word(at), "among" | "amongst") || word(at + 1) != "the" {
        return None;
    }
    (at + 2..at + 5).find_map(|k| {
        let measure = match word(k) {
            "dead" | "killed" | "deceased" => Measure::Killed,
            "injured" | "wounded" => Measure::Injured,
            "missing" => Measure::Missing,
            "hostages" | "captives" => Measure::Held,
            "detained" | "detainees" | "arrested" => Measure::Detained,
            "displaced" => Measure::Displaced,
            _ => return None,
        };
        Some(Reading { measure, rule: "figure.among", trigger: at..k + 1 })
    })
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
    let alone = !acts(words, phrase.to + 1);
    alone.then_some(Reading { measure, rule: "figure.participle", trigger: phrase.to..phrase.to + 1 })
}

/// `50 hostages`, `12 deaths`.
fn noun(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let Head::Term(measure) = phrase.head else { return None };
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    // `several arrests` tells next to nothing; rates (`59 deaths a day`) are no totals.
    let loose = phrase.quantity.bound == Bound::Vague
        && matches!(words[phrase.quantity.numeral], "many" | "several" | "numerous" | "countless" | "a");
    let rate = (matches!(word(phrase.to), "a" | "per" | "each" | "every")
        && matches!(word(phrase.to + 1), "day" | "week" | "month" | "year" | "hour"))
        || word(phrase.to) == "daily"
        || (phrase.from >= 2 && words[phrase.from - 2..phrase.from] == ["average", "of"])
        || matches!(phrase.from.checked_sub(1).map(word), Some("averaging" | "averaged" | "daily"));
    if loose || rate {
        return None;
    }
    let sure = match measure {
        Measure::Killed | Measure::Injured | Measure::Casualties => is_told(words, phrase),
        _ => is_settled(words, phrase),
    };
    sure.then_some(Reading { measure, rule: "figure.head", trigger: phrase.to - 1..phrase.to })
}

/// False if the words before the phrase only think of it: `could leave 12 dead`.
fn is_told(words: &[&str], phrase: &Phrase) -> bool {
    !words[phrase.from.saturating_sub(7)..phrase.from].iter().any(|word| {
        matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal)))
            || matches!(*word, "if" | "avoid" | "prevent" | "save" | "avert")
    })
}

/// False if the sentence speaks of what may come or is asked for: an exchange, a release, a plan.
fn is_settled(words: &[&str], phrase: &Phrase) -> bool {
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
    matches!(gap, ["and"] | [","] | [",", "and"] | ["as", "well", "as"] | ["or"])
        && !matches!(first.head, Head::Other | Head::Elliptic | Head::Lives)
        && !matches!(second.head, Head::Other | Head::Elliptic | Head::Lives)
        && !stops(words[second.quantity.to.min(words.len() - 1)])
}
