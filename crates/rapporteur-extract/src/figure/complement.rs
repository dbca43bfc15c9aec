//! Verbs that say what happened to people only together with a complement: `pulled 12 people from the rubble`, `were taken to
//! hospital`, `shot dead two guards`.

use super::phrase::{Head, Phrase};
use super::setting::Setting;
use rapporteur_ontology::function;
use rapporteur_ontology::measure::Measure;
use rapporteur_ontology::verb::{self, Inflection};
use std::ops::Range;

/// Verbs with the complements that make them tell of a measure.
struct Construction {
    measure: Measure,
    /// Base forms.
    verbs: &'static [&'static str],
    /// Complements, each a row of words. A word with `*` is a class ([`class`]), before which a few words may stand that
    /// describe it. An empty row asks for none.
    ends: &'static [&'static [&'static str]],
    /// The report has to tell of this, or the words mean something else.
    topic: Option<fn(&Setting) -> bool>,
}

/// Bare verbs without a complement come last: `shot` alone leaves open whether it killed.
const CONSTRUCTIONS: &[Construction] = &[
    Construction {
        measure: Measure::Killed,
        verbs: &[
            "shoot", "stab", "beat", "burn", "crush", "trample", "hack", "stone", "starve", "freeze",
            "torture", "club", "choke", "strangle", "batter", "knife", "kick", "run",
        ],
        ends: &[
            &["dead"],
            &["to", "death"],
            &["and", "killed"],
            &["and", "killing"],
            &["over", "and", "killed"],
        ],
        topic: None,
    },
    Construction { measure: Measure::Killed, verbs: &["gun", "mow"], ends: &[&["down"]], topic: None },
    Construction {
        measure: Measure::Killed,
        verbs: &["find", "discover", "leave", "confirm", "pronounce", "declare", "presume"],
        ends: &[&["dead"], &["lifeless"]],
        topic: None,
    },
    Construction {
        measure: Measure::Rescued,
        verbs: &["find"],
        ends: &[&["alive"], &["safe"], &["unharmed"]],
        topic: None,
    },
    Construction {
        measure: Measure::Rescued,
        verbs: &[
            "pull", "lift", "pluck", "haul", "drag", "dig", "fish", "hoist", "carry", "bring", "get", "free",
        ],
        ends: &[
            &["alive"],
            &["out", "alive"],
            &["up", "alive"],
            &["ashore"],
            &["to", "shore"],
            &["from", "*danger"],
            &["out", "of", "*danger"],
            &["down", "from", "*danger"],
            &["off", "*danger"],
            &["from", "under", "*danger"],
        ],
        topic: None,
    },
    Construction {
        measure: Measure::Rescued,
        verbs: &["pull", "lift", "pluck", "haul", "drag", "hoist"],
        ends: &[&["to", "safety"], &["out"]],
        topic: None,
    },
    Construction {
        measure: Measure::Rescued,
        verbs: &["pick"],
        ends: &[&["up"]],
        topic: Some(|setting| setting.rescue),
    },
    Construction {
        measure: Measure::Rescued,
        verbs: &["come", "get", "walk", "climb", "crawl", "make"],
        ends: &[
            &["up", "*unhurt"],
            &["out", "*unhurt"],
            &["back", "*unhurt"],
            &["ashore", "*unhurt"],
            &["home", "*unhurt"],
            &["it", "out", "*unhurt"],
        ],
        topic: None,
    },
    Construction {
        measure: Measure::Injured,
        verbs: &["take", "rush", "admit", "send", "bring", "transport", "fly", "carry", "ferry", "hurry"],
        ends: &[&["to", "*hospital"], &["into", "*hospital"]],
        topic: None,
    },
    Construction {
        measure: Measure::Injured,
        verbs: &["treat"],
        ends: &[&["for", "*injury"], &["in", "*hospital"], &["at", "*hospital"], &["at", "the", "scene"]],
        topic: None,
    },
    Construction {
        measure: Measure::Injured,
        verbs: &["shoot", "stab", "beat", "run"],
        ends: &[
            &["and", "wounded"],
            &["and", "wounding"],
            &["and", "injured"],
            &["and", "injuring"],
            &["over", "and", "injured"],
        ],
        topic: None,
    },
    Construction {
        measure: Measure::Injured,
        verbs: &["suffer", "sustain"],
        ends: &[&["*injury"]],
        topic: None,
    },
    Construction {
        measure: Measure::Infected,
        verbs: &["make", "leave", "render"],
        ends: &[&["ill"], &["sick"], &["unwell"]],
        topic: None,
    },
    Construction {
        measure: Measure::Infected,
        verbs: &["diagnose"],
        ends: &[&["with"]],
        topic: Some(|setting| setting.disease),
    },
    Construction {
        measure: Measure::Evacuated,
        verbs: &[
            "move",
            "lead",
            "bring",
            "take",
            "bus",
            "guide",
            "escort",
            "transfer",
            "shift",
            "relocate",
            "ferry",
            "transport",
        ],
        ends: &[
            &["to", "safety"],
            &["to", "*refuge"],
            &["into", "*refuge"],
            &["to", "higher", "ground"],
            &["to", "safer", "ground"],
            &["to", "safer", "places"],
            &["to", "safer", "areas"],
            &["out", "of", "*home"],
            &["from", "*home"],
            &["out", "of", "harm"],
        ],
        topic: None,
    },
    Construction {
        measure: Measure::Displaced,
        verbs: &["drive", "force", "push", "chase", "bomb", "burn"],
        ends: &[
            &["from", "*home"],
            &["out", "of", "*home"],
            &["off", "their", "land"],
            &["to", "flee"],
            &["to", "leave", "*home"],
            &["to", "abandon", "*home"],
            &["into", "exile"],
        ],
        topic: None,
    },
    Construction {
        measure: Measure::Displaced,
        verbs: &["make", "leave", "render"],
        ends: &[&["homeless"]],
        topic: None,
    },
    Construction {
        measure: Measure::Displaced,
        verbs: &["send", "turn", "push"],
        ends: &[&["back"]],
        topic: Some(|setting| setting.flight),
    },
    Construction {
        measure: Measure::Displaced,
        verbs: &["take", "let"],
        ends: &[&["in"], &["through"]],
        topic: Some(|setting| setting.flight),
    },
    Construction {
        measure: Measure::Displaced,
        verbs: &["cross"],
        ends: &[&["into"], &["the", "border"]],
        topic: Some(|setting| setting.flight),
    },
    Construction {
        measure: Measure::Abducted,
        verbs: &["take"],
        ends: &[&["hostage"], &["captive"]],
        topic: None,
    },
    Construction {
        measure: Measure::Held,
        verbs: &["hold", "keep"],
        ends: &[&["hostage"], &["captive"], &["prisoner"], &["in", "captivity"]],
        topic: None,
    },
    Construction {
        measure: Measure::Detained,
        verbs: &["take", "remand"],
        ends: &[&["into", "custody"], &["in", "custody"], &["prisoner"]],
        topic: None,
    },
    Construction {
        measure: Measure::Detained,
        verbs: &["put", "throw", "keep", "lock"],
        ends: &[&["in", "jail"], &["in", "prison"], &["into", "prison"], &["behind", "bars"], &["up"]],
        topic: None,
    },
    Construction {
        measure: Measure::Released,
        verbs: &["set", "let"],
        ends: &[&["free"], &["go"]],
        topic: None,
    },
    Construction {
        measure: Measure::Missing,
        verbs: &["look", "search", "hunt"],
        ends: &[&["for"]],
        topic: Some(|setting| setting.search),
    },
    Construction { measure: Measure::Injured, verbs: &["shoot", "stab", "burn"], ends: &[&[]], topic: None },
];

/// Words of each class that complements name.
fn class(name: &str, word: &str) -> bool {
    match name {
        "*hospital" => {
            matches!(word, "hospital" | "hospitals" | "clinic" | "clinics" | "infirmary" | "hospice")
        }
        "*injury" => is_injury(word),
        "*unhurt" => {
            matches!(word, "alive" | "unhurt" | "unharmed" | "uninjured" | "unscathed" | "safe" | "safely")
        }
        "*refuge" => {
            is_refuge(word) || matches!(word, "schools" | "school" | "halls" | "churches" | "mosques")
        }
        "*home" => matches!(
            word,
            "home"
                | "homes"
                | "house"
                | "houses"
                | "villages"
                | "village"
                | "towns"
                | "buildings"
                | "flats"
                | "apartments"
        ),
        "*danger" => matches!(
            word,
            "rubble"
                | "wreckage"
                | "debris"
                | "ruins"
                | "water"
                | "waters"
                | "sea"
                | "river"
                | "lake"
                | "raft"
                | "rafts"
                | "boat"
                | "boats"
                | "dinghy"
                | "dinghies"
                | "ship"
                | "vessel"
                | "wreck"
                | "roof"
                | "roofs"
                | "rooftop"
                | "rooftops"
                | "trees"
                | "mud"
                | "snow"
                | "flames"
                | "fire"
                | "blaze"
                | "mine"
                | "shaft"
                | "cave"
                | "cliff"
                | "cliffs"
                | "floodwater"
                | "floodwaters"
                | "flood"
        ),
        _ => false,
    }
}

/// True for words for what an injured person has.
pub(super) fn is_injury(word: &str) -> bool {
    matches!(
        word,
        "wounds"
            | "wound"
            | "injuries"
            | "injury"
            | "burns"
            | "fractures"
            | "bruises"
            | "cuts"
            | "bones"
            | "inhalation"
            | "concussion"
            | "hypothermia"
            | "shock"
    )
}

/// True for places where only those live who had to leave home.
pub(super) fn is_refuge(word: &str) -> bool {
    matches!(
        word,
        "shelter" | "shelters" | "camp" | "camps" | "tent" | "tents" | "encampments" | "encampment"
    )
}

/// Words that may stand between a preposition and the noun of its class.
const DESCRIBED: usize = 4;

/// Position after a complement that starts here.
fn complement(words: &[&str], at: usize, end: &[&str]) -> Option<usize> {
    let mut at = at;
    for part in end {
        if part.starts_with('*') {
            let reach = words.len().min(at + DESCRIBED + 1);
            let found = (at..reach)
                .take_while(|&k| {
                    words[k].starts_with(char::is_alphanumeric) && !function::is_finite_auxiliary(words[k])
                })
                .find(|&k| class(part, words[k]))?;
            at = found + 1;
        } else if words.get(at) == Some(part) {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

/// What a construction tells, and the words of its verb and complement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub(super) measure: Measure,
    /// From the verb on: where the complement follows the counted phrase, the verb alone.
    pub(super) trigger: Range<usize>,
    /// The verb needs no complement, or only a particle: less sure than others.
    pub(super) bare: bool,
    /// The subject does it: `came up unhurt`.
    pub(super) middle: bool,
}

/// What a verb in the passive here says of its subject: `taken to hospital`.
pub(super) fn passive(words: &[&str], at: usize, setting: &Setting) -> Option<Told> {
    let form = words.get(at).and_then(|word| verb::lookup(*word))?;
    let participle = matches!(form.inflection, Inflection::Participle | Inflection::PastOrParticiple)
        || words[at].ends_with("ed")
        || matches!(words[at], "run" | "put" | "let" | "set");
    let middle = matches!(
        form.lemma,
        "come" | "get" | "walk" | "climb" | "crawl" | "make" | "suffer" | "sustain" | "cross"
    );
    if !participle && !middle {
        return None;
    }
    found(form.lemma, setting, |end| {
        let skip = usize::from(words.get(at + 1).is_some_and(|word| word.ends_with("ly") || *word == "back"));
        complement(words, at + 1, end).or_else(|| complement(words, at + 1 + skip, end))
    })
    .map(|(construction, to, bare)| Told {
        measure: construction.measure,
        trigger: at..to,
        bare,
        middle,
    })
}

/// What a verb before a phrase says of it as its object: `took 12 people to hospital`, `shot dead two guards`.
pub(super) fn active(words: &[&str], phrase: &Phrase, setting: &Setting) -> Option<Told> {
    let people = matches!(phrase.head, Head::Term(Measure::Displaced | Measure::Held | Measure::Detained));
    if !people && !matches!(phrase.head, Head::Person | Head::Elliptic) {
        return None;
    }
    let end = phrase.from;
    // `lifted seven more from a raft`
    let behind =
        phrase.to + usize::from(phrase.head == Head::Elliptic && words.get(phrase.to) == Some(&"more"));
    // The complement behind the phrase.
    for back in 1..=2 {
        let Some(at) = end.checked_sub(back) else { break };
        let Some(form) = verb::lookup(words[at]) else { continue };
        let told = found(form.lemma, setting, |row| {
            let (near, rest) = row.split_at(row.len().min(back - 1));
            // `sent back 800`: a particle, not the preposition of `moved to 12 schools`.
            let to = function::lookup(words[end - 1]) == Some(function::Function::To);
            if words[at + 1..end] != *near || back > 1 && (to || near.is_empty()) {
                return None;
            }
            complement(words, behind, rest)
        });
        if let Some((construction, _, bare)) = told {
            return Some(Told { measure: construction.measure, trigger: at..end, bare, middle: false });
        }
    }
    // All of it before the phrase.
    (end.saturating_sub(4)..end.saturating_sub(1)).find_map(|at| {
        let form = verb::lookup(words[at])?;
        let told = found(form.lemma, setting, |row| complement(words, at + 1, row).filter(|to| *to == end));
        told.map(|(construction, _, bare)| Told {
            measure: construction.measure,
            trigger: at..end,
            bare,
            middle: false,
        })
    })
}

fn found(
    lemma: &str,
    setting: &Setting,
    ends: impl Fn(&[&str]) -> Option<usize>,
) -> Option<(&'static Construction, usize, bool)> {
    CONSTRUCTIONS
        .iter()
        .filter(|one| one.verbs.contains(&lemma) && one.topic.is_none_or(|topic| topic(setting)))
        .find_map(|one| {
            let (to, bare) = one.ends.iter().find_map(|row| Some((ends(row)?, row.is_empty())))?;
            Some((one, to, bare))
        })
}
