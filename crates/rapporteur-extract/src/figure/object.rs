//! The verb or noun before a counted phrase that takes it as its object: `killed 14 people`, `left 12 dead`.

use super::complement;
use super::frame::{Reading, clear, is_settled};
use super::phrase::{Head, Phrase, stops};
use super::setting::Setting;
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::measure::{self, Frame, Measure};
use rapporteur_ontology::noun;

/// `killed 14 people`, `the deaths of 14 people`: the word right before the phrase.
pub(super) fn behind(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    let end = phrase.from;
    if phrase.head == Head::Lives {
        return lives(words, end);
    }
    if let Some(reading) = lost(words, phrase).or_else(|| nursed(words, phrase, setting)) {
        return Some(reading);
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
        if object && clear(words, start, len, term.measure) && takes(words, start, phrase, setting) {
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

/// False for verbs of many meanings where nothing tells that people are meant: `hold 12 talks`, `saved 40`.
fn takes(words: &[&str], verb: usize, phrase: &Phrase, setting: &Setting) -> bool {
    match words[verb] {
        // `still hold nineteen`: whoever still holds some holds captives.
        "hold" | "holds" | "holding" | "held" => {
            let still = setting.captives || words[verb.saturating_sub(2)..verb].contains(&"still");
            let captives = phrase.head == Head::Term(Measure::Held);
            captives || still && matches!(phrase.head, Head::Person | Head::Elliptic)
        }
        // `saved 200 more`, but not `saved 40 in May`.
        "save" | "saves" | "saved" | "saving" => {
            matches!(phrase.head, Head::Person) || words.get(phrase.quantity.to) == Some(&"more")
        }
        // `free 12` before a number alone is as often an adjective.
        "free" | "seize" | "seizes" => !words[..verb].last().is_none_or(|before| stops(before)),
        _ => true,
    }
}

/// A verb with a complement: `pulled 27 people from the rubble`, and whether the verb stands alone: `shot 27 people`.
pub(super) fn treated(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<(Reading, bool)> {
    const NEAR: usize = 10;
    let told = complement::active(words, phrase, setting).or_else(|| {
        // `looking for about 20 of my people`: nobody looks for their own people but those who are missing.
        let own = words[phrase.quantity.to..].starts_with(&["of"])
            && words.get(phrase.quantity.to + 1).is_some_and(|word| function::pronoun(*word).is_some());
        let missing = Setting { search: true, ..*setting };
        let found = own.then(|| complement::active(words, phrase, &missing)).flatten();
        found.filter(|told| told.measure == Measure::Missing && phrase.head == Head::Person)
    })?;
    if !is_real(words, told.trigger.start) {
        return None;
    }
    let clause = &words[told.trigger.start.saturating_sub(NEAR)..told.trigger.start];
    let police =
        clause.iter().any(|word| matches!(*word, "police" | "detectives" | "prosecutors" | "investigators"));
    let mut measure = told.measure;
    if clause.last() == Some(&"fatally") {
        measure = Measure::Killed;
    }
    let verb = words[told.trigger.start];
    if verb.starts_with("pick") && police {
        measure = Measure::Detained;
    }
    // Police look for suspects, rescuers for the missing.
    let suspects =
        ["suspects", "gunmen", "attackers", "assailants", "robbers", "killers", "thieves", "volunteers"];
    let others = words[phrase.quantity.to..phrase.to].iter().any(|word| suspects.contains(word));
    if measure == Measure::Missing && (police || others) {
        return None;
    }
    // Countries take people in; who takes in workers or pupils may only employ or teach them.
    let verb = rapporteur_ontology::verb::lookup(verb).map(|form| form.lemma);
    let trade = phrase.head == Head::Person
        && noun::lookup(words[phrase.to - 1]).is_some_and(|form| {
            !matches!(
                form.noun.lemma,
                "person" | "child" | "woman" | "man" | "migrant" | "refugee" | "family"
            )
        });
    if measure == Measure::Displaced && matches!(verb, Some("take" | "let")) && trade {
        return None;
    }
    // A number alone can count anything.
    if phrase.head == Head::Elliptic && told.bare {
        return None;
    }
    Some((Reading { measure, rule: "figure.object", trigger: told.trigger }, told.bare))
}

/// Words of a noun phrase that stands between a verb and the `and` before a number.
const CONJUNCT: usize = 7;

/// Where the noun phrase begins that a phrase is joined to: `the driver` in `the driver and three passengers`.
pub(super) fn conjunct(words: &[&str], written: &[&str], from: usize) -> Option<usize> {
    let mut end = from.checked_sub(1).filter(|&at| words[at] == "and")?;
    if end > 0 && words[end - 1] == "," {
        end -= 1;
    }
    // `killed himself and eight others`
    if end > 0 && function::pronoun(words[end - 1]).is_some_and(|one| one.animate) {
        return Some(end - 1);
    }
    let floor = end.saturating_sub(CONJUNCT);
    let mut at = end;
    while at > floor {
        let before = words[at - 1];
        if matches!(before, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "one" | "another") {
            return (at < end).then_some(at - 1);
        }
        if stops(before) && !matches!(before, "'s" | "’s" | "of") {
            break;
        }
        let verb =
            measure::lookup(before).is_some_and(|term| term.frames.contains(&Frame::Object) && at < end);
        if verb {
            break;
        }
        at -= 1;
    }
    // Without an article only a person or a name: `kills mother and two sons`.
    let person = noun::lookup(words[end.checked_sub(1)?]).is_some_and(|form| form.noun.person);
    let name = written[end - 1].starts_with(char::is_uppercase);
    (at < end && (person || name)).then_some(at)
}

/// `killing the driver and three passengers`: the verb before the whole row takes the number too.
pub(super) fn joined(
    words: &[&str],
    written: &[&str],
    phrase: &Phrase,
    setting: &Setting,
) -> Option<Reading> {
    // `and one man` tells of somebody, and does not count.
    if phrase.head != Head::Person || phrase.quantity.value == Some(1.0) {
        return None;
    }
    let from = conjunct(words, written, phrase.from)?;
    let first = Phrase { from, ..*phrase };
    let reading = behind(words, &first, setting)
        .filter(|reading| reading.rule == "figure.object")
        .or_else(|| treated(words, &first, setting).map(|told| told.0))?;
    Some(Reading { rule: "figure.shared", ..reading })
}

/// `Hospitals are treating 64 people`: who treats people in a hospital has injured ones, if the report tells of no illness.
fn nursed(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Reading> {
    const NEAR: usize = 8;
    let at = phrase.from.checked_sub(1)?;
    let clause = &words[at.saturating_sub(NEAR)..at];
    let medical = clause.iter().any(|word| {
        matches!(
            *word,
            "hospital" | "hospitals" | "doctors" | "medics" | "clinic" | "clinics" | "surgeons" | "nurses"
        )
    });
    let treats = matches!(words[at], "treating" | "treated" | "treats" | "treat");
    let people = phrase.head == Head::Person && words[phrase.to - 1] != "patients";
    (treats && medical && people && !setting.disease && is_real(words, at)).then_some(Reading {
        measure: Measure::Injured,
        rule: "figure.object",
        trigger: at..at + 1,
    })
}

/// `had lost 97 men`, `I buried three`: armies lose soldiers, and who buries people speaks of the dead.
fn lost(words: &[&str], phrase: &Phrase) -> Option<Reading> {
    let quoted = usize::from(phrase.from > 0 && matches!(words[phrase.from - 1], "“" | "\"" | "‘"));
    let at = phrase.from.checked_sub(1 + quoted)?;
    let pronoun = |at: usize| function::pronoun(words[at]).is_some_and(|one| one.animate);
    let armed = phrase.head == Head::Person
        && matches!(
            words[phrase.to - 1],
            "men"
                | "soldiers"
                | "troops"
                | "fighters"
                | "officers"
                | "policemen"
                | "servicemen"
                | "personnel"
                | "militants"
                | "rebels"
                | "guards"
                | "marines"
                | "sailors"
                | "civilians"
                | "firefighters"
        );
    let fits = match words[at] {
        "lost" | "losing" | "loses" => armed,
        "buried" => {
            let subject = at > 0 && (pronoun(at - 1) || at > 1 && words[at - 1] == "have" && pronoun(at - 2));
            subject && matches!(phrase.head, Head::Person | Head::Elliptic)
        }
        _ => false,
    };
    (fits && is_real(words, at)).then_some(Reading {
        measure: Measure::Killed,
        rule: "figure.object",
        trigger: at..at + 1,
    })
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
pub(super) fn is_real(words: &[&str], verb: usize) -> bool {
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
pub(super) fn left(words: &[&str], phrase: &Phrase) -> Option<Reading> {
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
