//! Words of an act in a sense in which they tell of none, by the words around them: a decision, an opinion of what it would be to do
//! something, what a word means.

use super::governor::REACH;
use super::group::{Group, Kind, is_be};
use crate::phrase::{Tag, Words};
use rapporteur_lang::Analysis;
use rapporteur_ontology::{Sector, agent, noun, verb};
use rapporteur_record::EventType;
use std::ops::Range;

/// True if the words around an act's word say that there is no act.
pub(super) fn is_none(
    words: &Words<'_>,
    event_type: EventType,
    group: &Group,
    sentence: &Range<usize>,
) -> bool {
    decides(words, event_type, group)
        || is_judged(words, group, sentence)
        || defines(words, group, sentence)
        || is_wanted(words, event_type, group, sentence)
        || acquits(words, event_type, group, sentence)
        || is_spared(words, group, sentence)
        || is_bound(words, group, sentence)
        || lets_out(words, event_type, group, sentence)
        || is_question(words, event_type, group, sentence)
        || finds_out(words, group, sentence)
        || preserves(words, event_type, group, sentence)
        || answers_for(words, event_type, group, sentence)
        || attempts(words, event_type, group, sentence)
        || dials(words, event_type, group)
        || dismisses(words, event_type, group, sentence)
        || is_so_called(words, group)
        || mourns(words, event_type, group, sentence)
        || parades(words, event_type, group, sentence)
        || event_type == EventType::Accuse && group.kind == Kind::Finite && lemma(words, group.at) == "fail"
}

/// `the so-called attacks`: who puts it so does not say that there were any.
fn is_so_called(words: &Words<'_>, group: &Group) -> bool {
    group.kind == Kind::Noun
        && (group.start..group.at).any(|at| {
            words.lower(at) == "so-called"
                || words.lower(at) == "called" && at > 1 && words.lower(at - 2) == "so"
        })
}

/// `called the death a deep tragedy`: who puts a name of grief to something blames nobody.
fn mourns(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    let grief = |at: usize| {
        matches!(
            words.lower(at),
            "tragedy"
                | "tragic"
                | "heartbreaking"
                | "loss"
                | "misfortune"
                | "heartbreak"
                | "sad"
                | "unfortunate"
        )
    };
    event_type == EventType::Accuse
        && matches!(lemma(words, group.at), "call" | "describe" | "term")
        && (group.end..sentence.end.min(group.end + 2 * REACH))
            .take_while(|&at| !matches!(words.tag(at), Tag::Comma | Tag::Semicolon | Tag::Stop))
            .any(grief)
}

/// `as officers in helmets marched through the streets`: police and troops that march protest against nothing.
fn parades(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if event_type != EventType::Protest || lemma(words, group.at) != "march" || group.kind == Kind::Noun {
        return false;
    }
    let floor = sentence.start.max(group.start.saturating_sub(REACH));
    let phrase =
        |at: &usize| words.nominal(*at) || matches!(words.tag(*at), Tag::Determiner | Tag::Preposition);
    let first = (floor..group.start).rev().take_while(phrase).last();
    let head = first.and_then(|first| {
        let first = if words.tag(first) == Tag::Determiner { first + 1 } else { first };
        (first..group.start).take_while(|&at| words.nominal(at)).last()
    });
    head.is_some_and(|at| {
        agent::lookup(words.lower(at))
            .is_some_and(|agent| matches!(agent.sectors.first(), Some(Sector::Mil | Sector::Cop)))
    })
}

/// True for an agreement to be rid of somebody or something: `agreed to take them out`. Whom that meets is no party to it, as who is
/// to be helped may be.
pub(super) fn is_against(words: &Words<'_>, event_type: EventType, group: &Group) -> bool {
    event_type == EventType::Agree
        && words.tag(group.end) == Tag::To
        // `vowed to appoint judges`: who promises a deed to nobody.
        && (lemma(words, group.at) == "vow" || matches!(
            lemma(words, group.end + 1),
            "remove"
                | "exclude"
                | "drop"
                | "oust"
                | "expel"
                | "dismiss"
                | "fire"
                | "cut"
                | "suspend"
                | "dissolve"
                | "abolish"
                | "scrap"
                | "withdraw"
                | "ban"
                | "close"
                | "leave"
                | "quit"
        ))
}

/// Verbs whose subject waits for the deed that their object names.
pub(super) fn awaits(words: &Words<'_>, at: usize) -> bool {
    matches!(lemma(words, at), "expect" | "await")
}

fn lemma<'w>(words: &'w Words<'_>, at: usize) -> &'w str {
    verb::lookup(words.key(at)).map_or_else(|| words.lower(at), |form| form.lemma)
}

/// `decided to shut the quay`: who decides yields to nobody, but where the deed itself gives in.
fn decides(words: &Words<'_>, event_type: EventType, group: &Group) -> bool {
    event_type == EventType::Concede
        && matches!(lemma(words, group.at), "decide" | "opt" | "choose")
        && words.tag(group.end) == Tag::To
        && !matches!(
            lemma(words, group.end + 1),
            "ease"
                | "lift"
                | "free"
                | "release"
                | "drop"
                | "allow"
                | "let"
                | "withdraw"
                | "reopen"
                | "open"
                | "grant"
                | "pardon"
                | "relax"
                | "return"
                | "resign"
                | "apologise"
                | "apologize"
                | "abandon"
                | "scrap"
                | "reverse"
                | "postpone"
                | "delay"
                | "accept"
                | "pull"
                | "end"
        )
}

/// `it is shameful to urge them`, `it is a conceit to think so`: what it would be to do something is an opinion of it.
fn is_judged(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    let floor = sentence.start.max(group.start.saturating_sub(REACH));
    let is_it = |at: usize| {
        words.lower(at) == "it" && (is_be(words.lower(at + 1)) || matches!(words.lower(at + 1), "'s" | "’s"))
            || matches!(words.lower(at), "it's" | "it’s")
    };
    let plain = |at: usize| {
        matches!(
            words.tag(at),
            Tag::Determiner
                | Tag::Adverb
                | Tag::Noun
                | Tag::Conjunction
                | Tag::Auxiliary
                | Tag::Open
                | Tag::Close
                | Tag::Punctuation
                | Tag::Genitive
        )
    };
    let from_it = |end: usize| {
        let it = (floor..end).rev().take_while(|&at| plain(at) || is_it(at)).find(|&at| is_it(at));
        it.is_some_and(|it| (it + 1..end).all(plain))
    };
    match group.kind {
        Kind::Infinitive => from_it(group.start),
        Kind::Noun => {
            words.tag(group.end) == Tag::To
                && verb::is_base(words.key(group.end + 1))
                && group.determiner.is_some_and(|at| matches!(words.lower(at), "a" | "an"))
                && from_it(group.at)
        }
        _ => false,
    }
}

/// `harbour funding means pay for guards`: a word is explained.
fn defines(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    matches!(group.kind, Kind::Noun | Kind::Gerund)
        && group.start > sentence.start
        && matches!(words.lower(group.start - 1), "means" | "meant" | "denotes")
}

/// `met their repair demands`: what is wanted of a thing asks nobody.
fn is_wanted(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    let what = group.at.checked_sub(1).filter(|&at| at >= group.start && words.tag(at) == Tag::Noun);
    let thing = what.is_some_and(|at| {
        agent::lookup(words.lower(at)).is_none()
            && noun::lookup(words.key(at)).is_none_or(|form| !form.noun.person && !form.noun.group)
    });
    event_type == EventType::Request
        && group.kind == Kind::Noun
        && matches!(words.lower(group.at), "demand" | "demands")
        && thing
        && words.lower(group.end) != "of"
        && group.start > sentence.start
        && matches!(
            lemma(words, group.start - 1),
            "meet" | "satisfy" | "outstrip" | "exceed" | "outpace" | "curb" | "boost" | "ease" | "reduce"
        )
}

/// `found him not guilty`: a court that clears somebody accuses nobody.
fn acquits(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if !matches!(event_type, EventType::Accuse | EventType::Sanction | EventType::Coerce) {
        return false;
    }
    let cleared =
        |at: usize| words.lower(at) == "guilty" && at > sentence.start && words.lower(at - 1) == "not";
    cleared(group.at)
        || matches!(lemma(words, group.at), "find" | "verdict" | "verdicts" | "acquit" | "acquittal")
            && (lemma(words, group.at).starts_with("acquit")
                || (group.end..sentence.end.min(group.end + REACH)).any(cleared))
}

/// `removed from the restriction`: who is taken out of a measure is spared it.
fn is_spared(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    if !matches!(lemma(words, group.at), "remove" | "exempt" | "exclude" | "drop" | "spare") {
        return false;
    }
    let limit = sentence.end.min(group.end + REACH);
    let Some(from) = (group.end..limit).find(|&at| words.lower(at) == "from") else { return false };
    let end = words.noun_phrase(from + 1, limit);
    end > from + 1
        && matches!(
            words.lower(end - 1),
            "restriction"
                | "restrictions"
                | "ban"
                | "blacklist"
                | "sanctions"
                | "list"
                | "lists"
                | "rule"
                | "rules"
                | "quarantine"
                | "curfew"
                | "order"
        )
}

/// What is let out of its hold by opening that.
fn flows(lower: &str) -> bool {
    matches!(
        lower,
        "water"
            | "gas"
            | "oil"
            | "sewage"
            | "steam"
            | "smoke"
            | "radiation"
            | "chemical"
            | "methane"
            | "carbon"
            | "press"
    )
}

/// True if some sentence of the report says of a thing that it is let out.
pub(super) fn tells_what_is_let_out(words: &Words<'_>, analysis: &Analysis) -> bool {
    analysis.sentences.iter().any(|sentence| {
        let tokens = &sentence.tokens;
        tokens.clone().take(words.len()).any(|at| {
            let group = || Group::around(words, &(at..at + 1), tokens);
            lemma(words, at) == "release" && lets_out(words, EventType::Retreat, &group(), tokens)
        })
    })
}

/// Where the words begin that an act, or what it meets, is taken for: `sees its strike as an answer to`.
pub(super) fn compares(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let takes = |verb: usize| {
        matches!(
            lemma(words, verb),
            "view"
                | "paint"
                | "brand"
                | "see"
                | "regard"
                | "describe"
                | "present"
                | "portray"
                | "characterise"
                | "characterize"
                | "cast"
                | "treat"
                | "justify"
                | "frame"
                | "depict"
        )
    };
    let before = group.start.checked_sub(1).filter(|&at| at >= sentence.start && group.kind == Kind::Noun);
    if before.is_some_and(takes) {
        return (words.lower(group.end) == "as").then_some(group.end);
    }
    // `cast it as a blow to the port`
    let end = words.noun_phrase(group.end, sentence.end.min(group.end + REACH)).max(group.end);
    let pronoun = matches!(words.tag(end), Tag::Pronoun | Tag::ObjectPronoun);
    let end = if pronoun { end + 1 } else { end };
    (takes(group.at) && end < sentence.end && words.lower(end) == "as").then_some(end)
}

/// Where the verb stands that a noun of force is the subject of and that is no force: `air strikes are helping the troops`.
pub(super) fn helps(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let plain = |at: &usize| matches!(words.tag(*at), Tag::Auxiliary | Tag::Modal | Tag::Adverb);
    let verb = (group.end..sentence.end.min(group.end + REACH)).find(|at| !plain(at))?;
    let aids = matches!(
        lemma(words, verb),
        "help" | "support" | "aid" | "assist" | "back" | "enable" | "allow" | "protect" | "relieve"
    );
    (aids && (group.kind == Kind::Noun || group.end > group.at + 1)).then_some(verb)
}

/// `remains committed to reform`: who is bound to something agrees to nothing by that.
fn is_bound(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    let state = |at: usize| {
        is_be(words.lower(at))
            || matches!(lemma(words, at), "remain" | "stay" | "keep")
            || words.tag(at) == Tag::Adverb
    };
    words.lower(group.at) == "committed"
        && matches!(words.tag(group.end), Tag::To | Tag::Preposition)
        && group.at > sentence.start
        && state(group.at - 1)
}

/// `asked the mayor whether`: who wants to know something asks nobody to do anything.
fn is_question(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if event_type != EventType::Request || !matches!(lemma(words, group.at), "ask" | "question") {
        return false;
    }
    let limit = sentence.end.min(group.end + REACH);
    let after = words.noun_phrase(group.end, limit).max(group.end);
    let asks = |at: usize| {
        matches!(words.lower(at), "if" | "whether" | "why" | "how" | "what" | "when" | "where" | "who")
            && at < limit
    };
    group.kind != Kind::Noun && (asks(group.end) || asks(after))
}

/// `will establish who the owner was`: to learn something is no deed towards anybody.
fn finds_out(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    let learns = matches!(
        lemma(words, group.at),
        "establish"
            | "determine"
            | "clarify"
            | "find"
            | "ascertain"
            | "figure"
            | "learn"
            | "discover"
            | "verify"
    );
    let next = if matches!(words.lower(group.end), "out" | "exactly") { group.end + 1 } else { group.end };
    learns
        && next < sentence.end
        && matches!(
            words.lower(next),
            "who" | "whom" | "whose" | "what" | "how" | "whether" | "why" | "which" | "where" | "when" | "if"
        )
}

/// `preserve Norway's territorial integrity`: what a state is left with is no agreement.
fn preserves(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    let keeps = matches!(
        lemma(words, group.at),
        "preserve"
            | "maintain"
            | "uphold"
            | "respect"
            | "protect"
            | "guarantee"
            | "ensure"
            | "safeguard"
            | "defend"
    );
    let limit = sentence.end.min(group.end + REACH);
    let end = words.noun_phrase(group.end, limit);
    event_type == EventType::Agree
        && keeps
        && end > group.end
        && matches!(words.lower(end - 1), "integrity" | "sovereignty" | "independence" | "unity" | "borders")
}

/// `the Front said it was responsible`, `has a responsibility to count`: who answers for something accuses nobody.
fn answers_for(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if event_type != EventType::Accuse {
        return false;
    }
    let before = |back: usize| group.start.checked_sub(back).filter(|&at| at >= sentence.start);
    match words.lower(group.at) {
        "responsibility" | "responsibilities" => before(1).is_some_and(|at| {
            matches!(
                lemma(words, at),
                "have" | "take" | "accept" | "assume" | "share" | "claim" | "bear" | "feel"
            )
        }),
        "responsible" => {
            let first = group.at.checked_sub(2).filter(|&at| at >= sentence.start);
            let speaker = |at: usize| {
                matches!(words.lower(at), "i" | "we")
                    || matches!(words.lower(at), "it" | "they")
                        && at > sentence.start
                        && matches!(lemma(words, at - 1), "say" | "claim" | "admit" | "that")
            };
            is_be(words.lower(group.at - 1)) && first.is_some_and(speaker)
        }
        _ => false,
    }
}

/// `sought for hours to spare it a row`: who tries to do something asks nobody for it.
fn attempts(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if event_type != EventType::Request || lemma(words, group.at) != "seek" || group.kind == Kind::Noun {
        return false;
    }
    let limit = sentence.end.min(group.end + REACH);
    let mut next = group.end;
    if words.tag(next) == Tag::Preposition {
        next = words.noun_phrase(next + 1, limit).max(next);
    }
    next < limit && words.tag(next) == Tag::To && verb::is_base(words.key(next + 1))
}

/// `a phone call`, `a 911 call`: whoever calls there asks for nothing that is told.
fn dials(words: &Words<'_>, event_type: EventType, group: &Group) -> bool {
    let before = group.at.checked_sub(1).filter(|&at| at >= group.start);
    event_type == EventType::Request
        && group.kind == Kind::Noun
        && matches!(words.lower(group.at), "call" | "calls")
        && before.is_some_and(|at| {
            words.tag(at) == Tag::Number && words.lower(at).len() == 3
                || matches!(words.lower(at), "phone" | "telephone" | "conference" | "video")
        })
}

/// `the firing of two clerks`: they lost their posts.
fn dismisses(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if event_type != EventType::Assault || words.lower(group.at) != "firing" || words.lower(group.end) != "of"
    {
        return false;
    }
    let limit = sentence.end.min(group.end + REACH);
    let end =
        (group.end + 1..limit).take_while(|&at| words.nominal(at) || words.tag(at) == Tag::Determiner).last();
    end.is_some_and(|at| {
        words.tag(at) == Tag::Name
            || agent::lookup(words.lower(at)).is_some()
            || noun::lookup(words.key(at)).is_some_and(|form| form.noun.person)
    })
}

/// `a release of gas`, `the water release`: of what is no being nothing is set free by giving in.
fn lets_out(words: &Words<'_>, event_type: EventType, group: &Group, sentence: &Range<usize>) -> bool {
    if event_type != EventType::Retreat || lemma(words, group.at) != "release" {
        return false;
    }
    let being = |at: usize| {
        words.tag(at) != Tag::Noun
            || agent::lookup(words.lower(at)).is_some()
            || noun::lookup(words.key(at)).is_some_and(|form| form.noun.person || form.noun.group)
    };
    // What stands right before the noun is let out: `gas release`.
    let before = group.at.checked_sub(1).filter(|&at| group.kind == Kind::Noun && at >= group.start);
    if before.is_some_and(|at| flows(words.lower(at))) {
        return true;
    }
    let limit = sentence.end.min(group.end + REACH);
    let of = group.kind == Kind::Noun && words.lower(group.end) == "of";
    let object = matches!(group.kind, Kind::Finite | Kind::Infinitive | Kind::Gerund) && !group.passive;
    let from = if of { group.end + 1 } else { group.end };
    let end = words.noun_phrase(from, limit);
    (of || object) && end > from && words.lower(end) != "of" && !being(end - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::Lexemes;
    use crate::plain;

    fn check(text: &str, act: &str, event_type: EventType, expected: bool) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        assert_eq!(is_none(&words, event_type, &group, &sentence), expected, "{text}");
    }

    #[test]
    fn senses_without_an_act() {
        use EventType::{Accuse, Agree, Aid, Assault, Coerce, Concede, Request, Retreat};
        check("The guild decided to shut the quay.", "decided", Concede, true);
        check("The guild decided to ease the curfew.", "decided", Concede, false);
        check("It is shameful to urge the crews to pay.", "urge", Request, true);
        check("He came to urge the crews to pay.", "urge", Request, false);
        check("It is a grave conceit to think so.", "conceit", Accuse, true);
        check("Harbour funding means funding for guards.", "funding", Aid, false);
        check("The guild means funding for guards.", "funding", Aid, true);
        check("The guild met their repair demands.", "demands", Request, true);
        check("The guild repeated their demands.", "demands", Request, false);
        check("The jury found the pilot not guilty.", "found", Accuse, true);
        check("The jury found the pilot guilty.", "found", Accuse, false);
        check("The port has been removed from the ban.", "removed", Coerce, true);
        check("Guards removed the crew from the port.", "removed", Coerce, false);
        check("She asked the mayor of the port whether it was open.", "asked", Request, true);
        check("She asked the mayor if he knew.", "asked", Request, true);
        check("She asked the mayor to leave.", "asked", Request, false);
        check("Norway remains committed to a reform of its ports.", "committed", Agree, true);
        check("Norway committed troops to the port.", "committed", Agree, false);
        check("An unannounced release of water flooded the quay.", "release", Retreat, true);
        check("The port gave notice of a water release.", "release", Retreat, true);
        check("The port announced the release of two sailors.", "release", Retreat, false);
        check("Norway announced their release.", "release", Retreat, false);
        check("We will establish who the owner was.", "establish", Agree, true);
        check("The guild will establish a fund.", "establish", Agree, false);
        check("The pact is to preserve Norway's territorial integrity.", "preserve", Agree, true);
        check("The Front said it was responsible for the raid.", "responsible", Accuse, true);
        check("The port is responsible for the leak.", "responsible", Accuse, false);
        check("He does have a responsibility to keep it dry.", "responsibility", Accuse, true);
        check("The guild sought for hours to spare it a row.", "sought", Request, true);
        check("The guild sought help for the crews.", "sought", Request, false);
        check("He told it in a 911 call to guards.", "call", Request, true);
        check("The call for a truce was heard.", "call", Request, false);
        check("The guild saw the firing of two clerks.", "firing", Assault, true);
        check("The guild saw the firing of two shells.", "firing", Assault, false);
    }
}
