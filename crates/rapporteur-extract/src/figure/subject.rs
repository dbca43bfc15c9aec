//! What is said of a counted phrase as the subject: `were killed`, `died`, `remain in shelters`.

use super::complement;
use super::frame::{REACH, Reading, auxiliary, clear};
use super::phrase::{Head, Phrase};
use super::quantity;
use super::setting::Setting;
use super::toll;
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::measure::{self, Frame, Measure};
use rapporteur_ontology::noun;
use rapporteur_ontology::verb::{self, Inflection};

/// `died`, `were killed`, `remain in captivity`, also behind a parenthesis or a relative clause.
pub(super) fn ahead(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let end = words.len().min(phrase.to + REACH);
    let mut at = phrase.to;
    // `20 more were hurt`
    if phrase.head == Head::Elliptic && word(at) == "more" && word(at + 1) != "than" {
        at += 1;
    }
    while matches!(word(at), "still" | "now" | "also" | "already")
        || phrase.head == Head::Person && word(at).len() > 5 && word(at).ends_with("ly")
    {
        at += 1;
    }
    if let Some(reading) = predicate(words, at, false, phrase, setting) {
        return Some(reading);
    }
    if phrase.head == Head::Elliptic
        && at == phrase.to
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
        if matches!(next, "," | "(" | "—" | "–" | "--" | "-") {
            at = parenthesis(words, at)?;
            if let Some(reading) =
                predicate(words, at, false, phrase, setting).filter(|r| r.rule == "figure.subject")
            {
                return Some(reading);
            }
            if next == "," && !auxiliary(word(at)) && predicate(words, at, false, phrase, setting).is_none() {
                return None;
            }
            continue;
        }
        if auxiliary(next) || matches!(next, "remain" | "remained" | "remains") {
            let (verb, real) = group(words, at);
            if let Some(reading) = unfound(words, at, verb) {
                return Some(reading);
            }
            // `has` and `was` do not go with many.
            let many = phrase.quantity.value != Some(1.0);
            if next == "being"
                || (many && matches!(next, "has" | "was" | "is") && phrase.head != Head::Elliptic)
            {
                return None;
            }
            match predicate(words, verb, true, phrase, setting) {
                Some(reading) if relative => {
                    let main = main_verb(words, reading.trigger.end, phrase, setting);
                    return real.then_some(main.unwrap_or(reading));
                }
                Some(reading) => return real.then_some(reading),
                None if relative => {
                    relative = false;
                    at = verb.max(at + 1);
                    continue;
                }
                None => return None,
            }
        }
        // `four men aged between 16 and 21 were arrested`
        if next == "aged" {
            at += 1;
            while matches!(word(at), "between" | "and" | "to" | "from" | "under" | "over" | "or")
                || word(at).starts_with(|c: char| c.is_ascii_digit())
            {
                at += 1;
            }
            continue;
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
        ) {
            return None;
        } else if ends_run(words, at) {
            at = second_subject(words, at)?;
            continue;
        } else if let Some(reading) = predicate(words, at, false, phrase, setting).filter(|r| {
            relative && r.rule == "figure.subject"
                || r.rule == "figure.participle" && only_where(words, phrase.to, at)
        }) {
            let main = relative.then(|| main_verb(words, reading.trigger.end, phrase, setting)).flatten();
            return Some(main.unwrap_or(reading));
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
    // `people from two villages`: a number in a phrase that describes the first.
    // `two of her three sons`
    let preposition = |at: usize| matches!(function::lookup(words[at]), Some(Function::Preposition));
    let owned = at > 1 && preposition(at - 2) && function::is_determiner(words[at - 1]);
    let inside = owned || at > 0 && preposition(at - 1);
    !inside && quantity::quantity(words, at).is_some_and(|q| q.from == q.numeral || q.value.is_some())
}

/// Position of the auxiliary behind a second subject: `and a policeman were kidnapped`.
fn second_subject(words: &[&str], at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    if words[at] != "and" {
        return None;
    }
    let opens = matches!(
        words.get(at + 1).copied(),
        Some("a" | "an" | "the" | "his" | "her" | "its" | "their" | "another" | "one")
    );
    let to = (at + 2..words.len().min(at + LONGEST)).find(|&k| {
        matches!(words[k], "were" | "have" | "are" | "had" | "remain" | "died") || breaks(words[k])
    })?;
    let person = noun::lookup(words[to - 1]).is_some_and(|form| form.noun.person);
    (opens && person && !breaks(words[to])).then_some(to)
}

/// True for words at which a noun phrase ends without its verb.
fn breaks(word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric)
        || matches!(word, "who" | "that" | "which" | "said" | "says" | "but" | "when" | "while" | "after")
        || measure::lookup(word).is_some_and(|term| term.frames.contains(&Frame::Object))
}

/// True if between the positions only a phrase stands that says where: `eleven people on both sides injured`.
fn only_where(words: &[&str], from: usize, to: usize) -> bool {
    const LONGEST: usize = 6;
    let preposition = |at: usize| matches!(function::lookup(words[at]), Some(Function::Preposition));
    let plain = |at: usize| {
        words[at].starts_with(char::is_alphanumeric)
            && !matches!(
                function::lookup(words[at]),
                Some(Function::Coordinator | Function::Subordinator | Function::Relative | Function::To)
            )
            && (at == from || !words[at].ends_with("ed") && !words[at].ends_with("ing"))
    };
    to > from + 1 && to <= from + LONGEST && preposition(from) && (from..to).all(plain)
}

/// What the verb behind a relative clause says: `who were listed as missing were found dead`.
fn main_verb(words: &[&str], from: usize, phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    const FAR: usize = 10;
    let at = (from..words.len().min(from + FAR)).find(|&at| auxiliary(words[at]) || breaks(words[at]))?;
    if !auxiliary(words[at]) {
        return None;
    }
    let (verb, real) = group(words, at);
    predicate(words, verb, true, phrase, setting).filter(|_| real)
}

/// `have not been reached`, `are yet to be found`: whom nobody has found is missing.
fn unfound(words: &[&str], at: usize, verb: usize) -> Option<Reading> {
    let group = &words[at..verb.min(words.len())];
    let not = group.iter().any(|word| matches!(function::lookup(*word), Some(Function::Negation)));
    let yet = words[at..words.len().min(at + 4)].windows(2).position(|pair| pair == ["yet", "to"]);
    let modal = group
        .iter()
        .any(|word| matches!(function::lookup(*word), Some(Function::Auxiliary(Auxiliary::Modal))));
    let verb = match yet {
        Some(yet) => at + yet + 3,
        None if not && !modal => verb + usize::from(words.get(verb) == Some(&"been")),
        None => return None,
    };
    let before = verb.checked_sub(1).and_then(|at| words.get(at)).copied();
    let been = matches!(before, Some("been" | "be" | "yet"));
    let lemma = words.get(verb).and_then(|word| verb::lookup(*word))?.lemma;
    let traced =
        matches!(lemma, "reach" | "find" | "locate" | "trace" | "recover" | "hear" | "account" | "contact");
    (been && traced).then_some(Reading {
        measure: Measure::Missing,
        rule: "figure.passive",
        trigger: at..verb + 1,
    })
}

/// True if those who are counted do something themselves: `Eleven inmates of the west wing have refused food`.
pub(super) fn does(words: &[&str], phrase: &Phrase, setting: &Setting) -> bool {
    let end = words.len().min(phrase.to + REACH);
    let Some(at) =
        (phrase.to..end).find(|&at| auxiliary(words[at]) || breaks(words[at]) || acting(words[at]))
    else {
        return false;
    };
    if !auxiliary(words[at]) {
        return acting(words[at]);
    }
    let (verb, _) = group(words, at);
    let have = matches!(words[at], "have" | "had") && verb == at + 1;
    have && predicate(words, verb, true, phrase, setting).is_none()
}

/// True for past forms that can be no participle: `began`, `refused` can be one.
fn acting(word: &str) -> bool {
    verb::lookup(word).is_some_and(|form| form.inflection == Inflection::Past && !word.ends_with("ed"))
}

/// Position of the verb behind an insertion that opens with this mark.
fn parenthesis(words: &[&str], at: usize) -> Option<usize> {
    let close = |mark: &str| match words[at] {
        "," => mark == ",",
        "(" => mark == ")",
        _ => mark == words[at],
    };
    let end = words.len().min(at + 2 + REACH);
    let closed = (at + 1..end).filter(|&k| close(words[k])).map(|k| k + 1).find(|&k| {
        words.get(k).is_some_and(|next| {
            auxiliary(next) || measure::longest(&words[k..]).is_some() || matches!(*next, "remain")
        })
    });
    // `39 people, including 27 foreigners were dead`: many leave out the second comma.
    let open = || {
        let opens = words[at] == "," && words.get(at + 1) == Some(&"including");
        let next = (at + 2..end)
            .find(|&k| opens && (auxiliary(words[k]) || !words[k].starts_with(char::is_alphanumeric)));
        next.filter(|&k| matches!(words[k], "were" | "are" | "have" | "had"))
    };
    closed.or_else(open)
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
            _ if measure::longest(&words[at..]).is_some_and(|found| found.words > 1) => break,
            // `were this week arrested`, `were on Monday killed`
            _ if let Some(skip) = inserted_time(&words[at..]) => at += skip,
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
                    | "then"
                    | "yet"
                    | "fatally"
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

/// Words of a time that stands inside a verb group, less one: `this week`, `on Monday`.
fn inserted_time(words: &[&str]) -> Option<usize> {
    let unit = |word: &str| matches!(word, "week" | "month" | "year" | "morning" | "night" | "weekend");
    let day = |word: &str| word.len() > 5 && word.ends_with("day");
    match words {
        ["this" | "last", next, ..] if unit(next) || day(next) => Some(1),
        ["on", next, ..] if day(next) => Some(1),
        [next, ..] if day(next) => Some(0),
        _ => None,
    }
}

/// True if the verb phrase would be empty behind this word: `were confirmed`.
fn word_is_final(words: &[&str], at: usize) -> bool {
    words.get(at + 1).is_none_or(|next| !next.starts_with(char::is_alphabetic))
}

/// What a verb phrase here says of its subject. Without an auxiliary before it a participle must not be active.
fn predicate(
    words: &[&str],
    at: usize,
    passive: bool,
    phrase: &Phrase,
    setting: &Setting,
) -> Option<Reading> {
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
    let families =
        words.get(phrase.to.wrapping_sub(1)).is_some_and(|last| matches!(*last, "families" | "households"));
    // `remain in shelters`, `are in hospital`
    let staying =
        passive || matches!(first, "live" | "living" | "stay" | "staying" | "sleep" | "sleeping" | "lived");
    let stays = usize::from(matches!(
        first,
        "live"
            | "living"
            | "stay"
            | "staying"
            | "sleep"
            | "sleeping"
            | "lived"
            | "sheltering"
            | "sheltered"
            | "housed"
            | "remain"
            | "camped"
    ));
    if staying
        && !families
        && let Some((measure, to)) = toll::place(words, at + stays)
        && (measure == Measure::Displaced || stays == 0)
    {
        return Some(Reading { measure, rule: "figure.predicate", trigger: at..to });
    }
    if first == "in" && rest.get(1) == Some(&"captivity") {
        return Some(Reading { measure: Measure::Held, rule: "figure.predicate", trigger: at..at + 2 });
    }
    if is_with_kin(rest) {
        return None;
    }
    termed(words, at, passive).or_else(|| treated(words, at, passive, phrase, setting))
}

/// `found alive with relatives`: they were never in danger, and nobody saved them.
fn is_with_kin(rest: &[&str]) -> bool {
    /// Words that may describe them.
    const DESCRIBED: usize = 3;
    let ["found", "alive" | "safe" | "unharmed", places @ ..] = rest else { return false };
    let kin = |word: &&str| {
        matches!(
            *word,
            "relatives" | "family" | "families" | "friends" | "relations" | "neighbours" | "neighbors"
        )
    };
    match places {
        ["and", "well", "with" | "among", who @ ..] | ["with" | "among", who @ ..] => {
            who.iter().take(DESCRIBED).any(kin)
        }
        _ => false,
    }
}

/// What a verb with a complement says of its subject: `were taken to hospital`, `came up unhurt`.
fn treated(words: &[&str], at: usize, passive: bool, phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    let told = complement::passive(words, at, setting)?;
    if told.middle {
        return Some(Reading { measure: told.measure, rule: "figure.subject", trigger: told.trigger });
    }
    // `have taken 12 people to hospital`: with `have` alone the participle is active.
    let active = passive && at > 0 && matches!(words[at - 1], "have" | "has" | "had");
    let reduced = !passive && (acts(words, told.trigger.end) || told.bare && phrase.head == Head::Elliptic);
    let rule = if passive { "figure.passive" } else { "figure.participle" };
    (!active && !reduced).then_some(Reading { measure: told.measure, rule, trigger: told.trigger })
}

/// What a word of the lexicon says of its subject.
fn termed(words: &[&str], at: usize, passive: bool) -> Option<Reading> {
    let rest = words.get(at..)?;
    let first = *rest.first()?;
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
        && matches!(first, "trapped" | "stranded" | "hurt" | "captive" | "held")
        && found.words == 1
        && first != "hurt"
        && !(at > 0 && words[at - 1] == "still")
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
pub(super) fn acts(words: &[&str], after: usize) -> bool {
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
