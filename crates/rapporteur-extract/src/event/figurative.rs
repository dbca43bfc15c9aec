//! Words of force where no force is used: a match, a film or game that tells of it, an evil that is fought, an accident.
//!
//! The model knows most of these; what it lets through is caught here, where the sentence itself says so.

use crate::phrase::{Tag, Words};
use rapporteur_ontology::{illness, verb};
use rapporteur_record::EventType;
use rapporteur_text::Span;
use std::ops::Range;

/// True if the sentence tells of an act that is none. `sources`: it names who did it.
pub(super) fn is_figurative(
    words: &Words<'_>,
    event_type: EventType,
    trigger: &Range<usize>,
    sentence: &Range<usize>,
    targets: &[Span],
    sources: bool,
) -> bool {
    let force = matches!(
        event_type,
        EventType::Assault
            | EventType::Mobilize
            | EventType::Coerce
            | EventType::Threaten
            | EventType::Retreat
    );
    names_no_act(words, event_type, trigger)
        || event_type == EventType::Assault
            && !sources
            && is_casualty(words, trigger)
            && !tells_of_force(words, sentence)
        || force
            && (of_sport(words, trigger, sentence)
                || of_fiction(words, trigger, sentence)
                || against_an_evil(words, trigger, sentence, targets))
}

/// Words that have a meaning beside the act: a `release` of water frees nobody, a wall that `cracked` forces nobody, a `notice`
/// threatens nobody, and what is called `untrue` blames nobody.
fn names_no_act(words: &Words<'_>, event_type: EventType, trigger: &Range<usize>) -> bool {
    let lower = words.lower(trigger.start);
    let lemma = verb::lookup(words.key(trigger.start)).map_or(lower, |form| form.lemma);
    let thing = |at: usize| {
        matches!(
            words.lower(at),
            "water"
                | "gas"
                | "oil"
                | "steam"
                | "smoke"
                | "radiation"
                | "carbon"
                | "sewage"
                | "emissions"
                | "report"
                | "statement"
                | "data"
                | "figures"
                | "results"
                | "video"
                | "footage"
                | "album"
                | "film"
                | "song"
                | "book"
                | "document"
                | "documents"
                | "information"
                | "list"
                | "details"
        )
    };
    match event_type {
        EventType::Retreat | EventType::Concede if matches!(lemma, "release" | "releases" | "discharge") => {
            let end = trigger.end;
            let from = if words.lower(end) == "of" { end + 1 } else { end };
            let object = words.noun_phrase(from, words.len().min(from + OBJECT));
            trigger.start.checked_sub(1).is_some_and(thing) || object > from && thing(object - 1)
        }
        EventType::Threaten => matches!(lower, "notice" | "notices" | "notification"),
        EventType::Coerce => lemma == "crack" && words.lower(trigger.start + 1) != "down",
        // Who screams harms nobody by it.
        EventType::Assault => matches!(
            lemma,
            "scream" | "cry" | "weep" | "sob" | "whimper" | "wail" | "yell" | "shout" | "moan" | "groan"
        ),
        // Who is taken is not helped.
        EventType::Aid | EventType::Support => {
            matches!(lemma, "capture" | "seize" | "arrest" | "detain" | "imprison" | "jail")
        }
        EventType::Accuse | EventType::Reject => {
            matches!(lower, "untrue" | "false" | "wrong" | "incorrect")
                || matches!(lemma, "joke" | "jest" | "kid")
                || lemma == "inspect"
                || event_type == EventType::Reject && denies_a_word(words, lemma, trigger)
        }
        // Who stands somewhere protests only where that is said.
        EventType::Protest => {
            lemma == "stand" && !matches!(words.lower(trigger.end), "against" | "up" | "in")
        }
        // A court's word yields to nobody.
        EventType::Concede => matches!(lower, "verdict" | "verdicts" | "put"),
        _ => false,
    }
}

/// Nouns for saying that somebody did wrong.
pub(super) fn is_accusation(word: &str) -> bool {
    matches!(
        word,
        "accusation"
            | "accusations"
            | "allegation"
            | "allegations"
            | "charge"
            | "charges"
            | "claim"
            | "claims"
    )
}

/// To deny what was said is no refusal: a clause, a deed, an accusation; to deny entry or a permit is one.
fn denies_a_word(words: &Words<'_>, lemma: &str, trigger: &Range<usize>) -> bool {
    let said = |at: usize| {
        let gerund =
            verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Gerund);
        let noun = is_accusation(words.lower(at))
            || matches!(
                words.lower(at),
                "report"
                    | "reports"
                    | "rumor"
                    | "rumors"
                    | "rumour"
                    | "rumours"
                    | "involvement"
                    | "responsibility"
                    | "wrongdoing"
                    | "it"
                    | "this"
                    | "having"
            );
        noun || gerund || matches!(words.tag(at), Tag::That | Tag::Stop)
    };
    let end = words.noun_phrase(trigger.end, words.len().min(trigger.end + OBJECT)).max(trigger.end + 1);
    lemma == "deny" && ((trigger.end..end).any(said) || words.lower(trigger.end) == "by")
}

/// Words of an object that are looked at.
const OBJECT: usize = 8;

/// Words that tell what befell somebody, and not by whom: floods and falls kill too.
pub(super) fn is_casualty(words: &Words<'_>, trigger: &Range<usize>) -> bool {
    let lemma = verb::lookup(words.key(trigger.start)).map_or(words.lower(trigger.start), |form| form.lemma);
    matches!(
        lemma,
        "kill"
            | "die"
            | "injure"
            | "wound"
            | "hurt"
            | "maim"
            | "drown"
            | "perish"
            | "death"
            | "deaths"
            | "dead"
            | "killing"
            | "injury"
            | "injuries"
            | "casualty"
            | "casualties"
            | "toll"
    )
}

/// True if a word of the sentence tells of people who use force, or of force: without one, whoever was hurt may have been
/// hurt by an accident.
fn tells_of_force(words: &Words<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        let lower = words.lower(at);
        let lemma = verb::lookup(words.key(at)).map_or(lower, |form| form.lemma);
        let one = lemma.strip_suffix('s').filter(|one| !one.ends_with('s')).unwrap_or(lemma);
        matches!(
            one,
            "attack"
                | "assault"
                | "bomb"
                | "bombing"
                | "bombard"
                | "bombardment"
                | "shell"
                | "shelling"
                | "strike"
                | "airstrike"
                | "raid"
                | "shoot"
                | "shooting"
                | "gunfire"
                | "gun"
                | "gunman"
                | "gunmen"
                | "missile"
                | "rocket"
                | "drone"
                | "mortar"
                | "artillery"
                | "sniper"
                | "grenade"
                | "explosive"
                | "blast"
                | "clash"
                | "fight"
                | "fighting"
                | "fighter"
                | "battle"
                | "ambush"
                | "massacre"
                | "war"
                | "offensive"
                | "invasion"
                | "militant"
                | "rebel"
                | "insurgent"
                | "guerrilla"
                | "terrorist"
                | "terrorism"
                | "troop"
                | "soldier"
                | "army"
                | "militia"
                | "militiamen"
                | "police"
                | "policemen"
                | "regime"
                | "torture"
                | "execute"
                | "murder"
                | "assassinate"
                | "stab"
                | "riot"
                | "crackdown"
                | "violence"
                | "hostility"
                | "hostage"
                | "suicide"
                | "mine"
                | "conflict"
                | "fire"
                | "crossfire"
                | "barrage"
                | "siege"
                | "behead"
        )
    })
}

/// `Ruritania beat Sylvania 3-1 in the final`: a verb that matches have, and two words of sport, one that only sport has, or
/// a score.
fn of_sport(words: &Words<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> bool {
    let lemma = verb::lookup(words.key(trigger.start)).map_or(words.lower(trigger.start), |form| form.lemma);
    let matches_have = matches!(
        lemma,
        "beat"
            | "defeat"
            | "thrash"
            | "crush"
            | "attack"
            | "shoot"
            | "strike"
            | "kill"
            | "hammer"
            | "rout"
            | "destroy"
            | "demolish"
            | "hit"
            | "fire"
            | "bomb"
            | "sink"
            | "stun"
            | "edge"
            | "overpower"
            | "batter"
            | "fight"
            | "win"
            | "down"
            | "battle"
            | "conquer"
            | "smash"
            | "punish"
            | "trounce"
            | "rocket"
            | "blast"
            | "capture"
            | "seize"
            | "withdraw"
    );
    if !matches_have {
        return false;
    }
    let (mut sport, mut only) = (0, 0);
    for at in sentence.clone() {
        match words.lower(at) {
            "goalkeeper" | "midfielder" | "quarterback" | "batsman" | "wicket" | "wickets" | "innings"
            | "halftime" | "half-time" | "playoff" | "playoffs" | "semifinal" | "semi-final"
            | "semifinals" | "quarterfinal" | "quarter-final" | "championship" | "touchdown"
            | "hat-trick" | "referee" | "knockout" | "grandmaster" | "medal" | "goalless" | "striker" => {
                only += 1;
            }
            "match" | "goal" | "goals" | "coach" | "season" | "team" | "fans" | "tournament" | "stadium"
            | "scored" | "points" | "cup" | "final" | "game" | "games" | "player" | "players" | "league"
            | "penalty" | "ball" | "football" | "hockey" | "tennis" | "cricket" | "rugby" | "basketball"
            | "chess" | "olympic" | "winner" | "second-half" | "squad" => sport += 1,
            _ => {}
        }
        // `3-1`
        let score = words.tag(at) == Tag::Number
            && (words.tag(at + 1) == Tag::Dash && words.tag(at + 2) == Tag::Number
                || has_score(words.lower(at)));
        only += usize::from(score && at > trigger.start);
    }
    only > 0 || sport > 1
}

fn has_score(number: &str) -> bool {
    number.split_once(['-', '–']).is_some_and(|(a, b)| {
        let few =
            |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|c| c.is_ascii_digit());
        few(a) && few(b)
    })
}

/// `In the film soldiers shell a town`, `the novel tells of`: the work stands before the act.
fn of_fiction(words: &Words<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> bool {
    (sentence.start..trigger.start).any(|at| {
        let work = matches!(
            words.lower(at),
            "film"
                | "movie"
                | "novel"
                | "sitcom"
                | "thriller"
                | "blockbuster"
                | "sequel"
                | "videogame"
                | "screenplay"
                | "trilogy"
                | "drama"
                | "opera"
        ) || words.lower(at) == "game"
            && matches!(words.lower(at.wrapping_sub(1)), "video" | "computer" | "board" | "the");
        // The people who make it are real.
        let by = matches!(
            words.lower(at + 1),
            "director"
                | "maker"
                | "makers"
                | "star"
                | "stars"
                | "industry"
                | "festival"
                | "critic"
                | "producer"
                | "'s"
        );
        let leads = at == sentence.start
            || matches!(
                words.tag(at - 1),
                Tag::Determiner | Tag::Noun | Tag::Name | Tag::Possessive | Tag::Number
            );
        work && !by && leads
    })
}

/// `the bank attacked inflation`: what is fought is no party.
fn against_an_evil(
    words: &Words<'_>,
    trigger: &Range<usize>,
    sentence: &Range<usize>,
    targets: &[Span],
) -> bool {
    let evil = |lower: &str| {
        matches!(
            lower,
            "inflation"
                | "deficit"
                | "deficits"
                | "debt"
                | "unemployment"
                | "poverty"
                | "costs"
                | "prices"
                | "recession"
                | "boredom"
                | "waste"
                | "bureaucracy"
                | "illiteracy"
                | "hunger"
                | "problem"
                | "problems"
                | "malnutrition"
                | "stagnation"
                | "pests"
                | "weeds"
        ) || illness::lookup(lower).is_some()
    };
    let heads = |span: &Span| {
        words
            .words
            .get(sentence.clone())
            .unwrap_or_default()
            .iter()
            .rfind(|word| span.contains(word.span))
            .is_some_and(|word| evil(word.lower))
    };
    if !targets.is_empty() {
        return targets.iter().all(heads);
    }
    // Without a target that was read: the noun phrase right behind.
    let next = (trigger.end..sentence.end.min(trigger.end + 3))
        .find(|&at| !matches!(words.tag(at), Tag::Determiner | Tag::Adverb) && words.lower(at) != "on");
    next.is_some_and(|at| evil(words.lower(at)))
}
