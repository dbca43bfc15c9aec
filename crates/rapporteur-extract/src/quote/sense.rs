//! What an editor would not sign: deeds that share a verb with speech, things that cannot speak, titles read as verbs.

use super::cue::Site;
use super::reading::{Reading, Stretch};
use crate::phrase::Tag;
use rapporteur_ontology::cue::{Complement, Inflection};
use rapporteur_ontology::verb;
use std::ops::Range;

/// `attacked the village`, `claimed the lives of`, `sought refuge`: the verb lays no words in a mouth here.
pub(super) fn deed(reading: &Reading<'_>, site: &Site, content: &Range<usize>) -> bool {
    let words = &reading.words;
    let quoted = content.clone().any(|at| reading.quoted(at));
    if quoted || matches!(site.complement, Complement::That | Complement::Clause | Complement::Wh) {
        return false;
    }
    let has = |wanted: &[&str]| content.clone().any(|at| wanted.contains(&words.lower(at)));
    match site.lemma() {
        "attack" | "charge" | "hit" | "strike" | "fire" | "shoot" | "slap" => !has(&["for", "over", "as"]),
        "claim" => {
            has(&["life", "lives", "victim", "victims", "benefits", "insurance", "compensation", "refund"])
        }
        "seek" => {
            let first = content.start..content.end.min(content.start + 4);
            first.clone().any(|at| {
                matches!(
                    words.lower(at),
                    "refuge" | "shelter" | "asylum" | "safety" | "cover" | "treatment" | "protection"
                )
            })
        }
        _ => false,
    }
}

/// Events, states and feelings: they happen, they say nothing.
pub(super) fn mute(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    let words = &reading.words;
    let end = (source.start..source.end)
        .find(|&at| {
            matches!(words.tag(at), Tag::Preposition | Tag::Comma | Tag::To | Tag::That | Tag::Relative)
        })
        .unwrap_or(source.end);
    end > source.start
        && words.tag(end - 1) == Tag::Noun
        && matches!(
            words.lower(end - 1).trim_end_matches('s'),
            "conflict"
                | "crisi"
                | "crise"
                | "war"
                | "fighting"
                | "violence"
                | "bombing"
                | "bombardment"
                | "shelling"
                | "storm"
                | "flood"
                | "earthquake"
                | "fire"
                | "disaster"
                | "explosion"
                | "blast"
                | "attack"
                | "strike"
                | "accident"
                | "tension"
                | "sentiment"
                | "mood"
                | "feeling"
                | "situation"
                | "epidemic"
                | "pandemic"
                | "famine"
                | "drought"
        )
}

/// `With leaders expressing hope and calling for peace`: who does it stands right behind the preposition.
pub(super) fn absolute(reading: &Reading<'_>, floor: usize, start: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let with = (floor..start).rev().take(20).find(|&at| words.lower(at) == "with")?;
    let mut end = words.noun_phrase(with + 1, start);
    if words.lower(end) == "and" && words.nominal(end + 1) {
        end = words.noun_phrase(end + 1, start).max(end);
    }
    let gerund = |at: usize| {
        verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Gerund)
    };
    // The phrase takes in a gerund, which has the tag of a noun.
    let gerund_inside = (with + 2..=end).find(|&at| gerund(at) && at <= start);
    let end = gerund_inside?;
    (end > with + 1).then_some(with + 1..end)
}

/// `While rejecting the plan, the mayor said`: the subject of a participle in front of its clause.
pub(super) fn fronted(
    reading: &Reading<'_>,
    floor: usize,
    start: usize,
    limit: usize,
) -> Option<Range<usize>> {
    let words = &reading.words;
    let opens = (floor..start).all(|at| {
        matches!(words.tag(at), Tag::Subordinator | Tag::Adverb | Tag::Conjunction)
            || matches!(words.lower(at), "in" | "by" | "when")
    });
    if !opens || start > floor + 2 {
        return None;
    }
    let comma = (start + 1..limit).take(40).find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at))?;
    let subject = words.clause_subject(comma + 1, limit)?;
    (subject.start == comma + 1).then_some(subject)
}

/// True for a headline in which nearly every long word has a capital, so that capitals tell no name from a verb.
pub(super) fn capitals(reading: &Reading<'_>, stretch: &Stretch) -> bool {
    if !reading.headline(stretch.words.start) {
        return false;
    }
    let long = || {
        reading.words.words.get(stretch.words.clone()).unwrap_or_default().iter().filter(|word| {
            word.text.chars().count() > 3 && word.text.chars().all(|c| c.is_alphabetic() || c == '-')
        })
    };
    let capital = long().filter(|word| word.text.starts_with(char::is_uppercase)).count();
    capital >= 4 && capital * 10 >= long().count() * 8
}

/// In a headline of capitals a cue needs a finite form, and before it a name that begins the clause.
pub(super) fn titled(
    reading: &Reading<'_>,
    stretch: &Stretch,
    site: &Site,
    source: Option<&Range<usize>>,
) -> bool {
    let words = &reading.words;
    let finite =
        matches!(site.form.inflection, Inflection::Third | Inflection::Past | Inflection::PastOrParticiple);
    finite
        && source.is_some_and(|source| {
            let opens = source.start == stretch.words.start
                || matches!(words.tag(source.start - 1), Tag::Colon | Tag::Dash);
            opens
                && source.len() <= 4
                && source.clone().all(|at| {
                    matches!(words.tag(at), Tag::Name | Tag::Noun | Tag::Determiner | Tag::Genitive)
                        && !verb::lookup(words.key(at)).is_some_and(|form| {
                            matches!(form.inflection, verb::Inflection::Third | verb::Inflection::Past)
                        })
                })
        })
}

/// The word of a verb group by which a report passes on what it does not vouch for.
pub(super) fn hearsay(reading: &Reading<'_>, group: &Range<usize>) -> Option<usize> {
    group.clone().find(|&at| {
        matches!(reading.words.lower(at), "reportedly" | "allegedly" | "purportedly" | "supposedly")
    })
}

/// Where a noun phrase, the content of a noun, ends because a finite verb follows whose subject it is.
pub(super) fn before_verb(reading: &Reading<'_>, content: &Range<usize>) -> usize {
    let words = &reading.words;
    for at in content.start + 1..content.end {
        if reading.quoted(at) {
            continue;
        }
        if matches!(words.tag(at), Tag::Relative | Tag::That | Tag::Subordinator | Tag::Pronoun) {
            return content.end;
        }
        if !words.nominal(at - 1) {
            continue;
        }
        let finite = match words.tag(at) {
            Tag::Auxiliary | Tag::Modal => true,
            Tag::Noun | Tag::Verb => {
                verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Third)
                    && matches!(
                        words.tag(at + 1),
                        Tag::Determiner | Tag::Possessive | Tag::That | Tag::ObjectPronoun
                    )
            }
            _ => false,
        };
        if finite {
            return at;
        }
    }
    content.end
}

/// The occasion that ends a content, as in `the value of trade during a press briefing`.
pub(super) fn occasion_at_end(reading: &Reading<'_>, content: &Range<usize>) -> Option<Range<usize>> {
    let words = &reading.words;
    if content.is_empty()
        || !matches!(
            words.lower(content.end - 1),
            "briefing" | "interview" | "conference" | "speech" | "hearing" | "rally" | "debate" | "statement"
        )
    {
        return None;
    }
    let open = (content.start + 1..content.end - 1)
        .rev()
        .take(6)
        .find(|&at| matches!(words.lower(at), "during" | "at" | "in") && !reading.quoted(at))?;
    (words.noun_phrase(open + 1, content.end) == content.end).then_some(open..content.end)
}

/// `Danish media reported`: what the press reports is a claim.
pub(super) fn press(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    source.end > source.start
        && matches!(
            reading.words.lower(source.end - 1),
            "media"
                | "press"
                | "outlet"
                | "outlets"
                | "newspaper"
                | "newspapers"
                | "television"
                | "tv"
                | "radio"
                | "broadcaster"
                | "broadcasters"
                | "channel"
                | "channels"
                | "agencies"
        )
}
