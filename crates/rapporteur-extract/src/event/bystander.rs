//! Whom words before an act name and who has no part in doing it: the doer of another act, whoever is hurt in it, who tells of it, where
//! it was, and when.

use super::clause;
use super::grammar::tokens;
use super::group::{Group, Kind};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::{country, verb};
use rapporteur_text::Span;
use std::ops::Range;

/// Words between a side and its act that are looked at.
const NEAR: usize = 12;

/// True for words before an act that name nobody who does it.
pub(super) fn is_none_of_the_doers(
    words: &Words<'_>,
    group: &Group,
    span: Span,
    sentence: &Range<usize>,
) -> bool {
    let side = tokens(words, span, sentence);
    if side.is_empty() {
        return false;
    }
    let before = side.end <= group.start;
    if group.kind == Kind::Noun && side.start >= group.end {
        return is_left_out(words, group, &side);
    }
    let ahead =
        before && (does_another(words, group, &side, sentence) || describes(words, group, &side, sentence));
    let noun = group.kind == Kind::Noun;
    let aside = before
        && (is_victim(words, group, &side) || tells(words, group, &side) || is_made_possible(words, group));
    ahead || noun && (aside || is_occasion(words, side.end - 1) || is_destination(words, group, &side))
}

/// `after being shot`: whoever stands before a gerund in the passive suffers it.
pub(super) fn is_being(words: &Words<'_>, group: &Group) -> bool {
    group.kind != Kind::Noun
        && group.at > 0
        && words.lower(group.at - 1) == "being"
        && group.auxiliary.is_none_or(|at| words.lower(at) == "being")
}

/// `was towed by a guard after a girl was hurt`: who stands behind `by` before a verb in the passive did what was told there.
fn does_another(words: &Words<'_>, group: &Group, side: &Range<usize>, sentence: &Range<usize>) -> bool {
    let lead = (sentence.start..side.start)
        .rev()
        .take(NEAR)
        .find(|&at| !matches!(words.tag(at), Tag::Determiner | Tag::Possessive | Tag::Adverb | Tag::Number));
    group.kind == Kind::Finite && group.passive && lead.is_some_and(|at| words.lower(at) == "by")
}

/// `Norway left the port, a step that was criticised`: who stands before words of blame or praise in the passive does not say them.
pub(super) fn is_spoken_of(words: &Words<'_>, group: &Group, span: Span, sentence: &Range<usize>) -> bool {
    group.kind == Kind::Finite && group.passive && tokens(words, span, sentence).end <= group.start
}

/// `Norway's raid that was condemned`: whoever owns what a verb in the passive describes does not do that.
fn describes(words: &Words<'_>, group: &Group, side: &Range<usize>, sentence: &Range<usize>) -> bool {
    if group.kind != Kind::Finite || !group.passive {
        return false;
    }
    let Some(relative) = clause::relative_of(words, group, sentence) else { return false };
    let end = if words.tag(relative - 1) == Tag::Comma { relative - 1 } else { relative };
    let start = words.noun_phrase_before(end, sentence.start.max(end.saturating_sub(NEAR)));
    start <= side.start && side.end <= end
}

/// Verbs that tell what somebody suffers in an act.
fn harms(words: &Words<'_>, at: usize) -> bool {
    verb::lookup(words.key(at)).is_some_and(|form| {
        matches!(
            form.lemma,
            "kill" | "wound" | "injure" | "hurt" | "die" | "perish" | "maim" | "displace" | "strand" | "lose"
        )
    })
}

/// `the only skipper wounded in the attack`, `ten died in a raid`
fn is_victim(words: &Words<'_>, group: &Group, side: &Range<usize>) -> bool {
    let aside = |at: usize| {
        matches!(words.tag(at), Tag::Auxiliary | Tag::Relative | Tag::That | Tag::Adverb | Tag::Comma)
    };
    let Some(harmed) = (side.end..group.start).take(NEAR).find(|&at| !aside(at)) else { return false };
    harms(words, harmed)
        && matches!(words.lower(harmed + 1), "in" | "during" | "by" | "at")
        && (harmed + 2..group.start)
            .all(|at| words.nominal(at) || matches!(words.tag(at), Tag::Determiner | Tag::Adverb))
}

/// `the clerk later said a review found nothing`: who says what an act is does not do it.
fn tells(words: &Words<'_>, group: &Group, side: &Range<usize>) -> bool {
    let aside = |at: usize| words.tag(at) == Tag::Adverb || words.time_word(at);
    let Some(says) = (side.end..group.start).take(NEAR).find(|&at| !aside(at)) else { return false };
    let speech =
        verb::lookup(words.key(says)).is_some_and(|form| matches!(form.lemma, "say" | "add" | "note"));
    let phrase =
        |at: usize| words.nominal(at) || matches!(words.tag(at), Tag::Determiner | Tag::Adverb | Tag::That);
    speech
        && group.determiner.is_some_and(|at| words.tag(at) == Tag::Determiner)
        && (says + 1..group.start).all(phrase)
}

/// `the raids were not agreed with the port`
fn is_left_out(words: &Words<'_>, group: &Group, side: &Range<usize>) -> bool {
    let lead = (group.end..side.start).rev().find(|&at| words.tag(at) != Tag::Determiner);
    lead.is_some_and(|at| words.lower(at) == "with")
        && (group.end..side.start).take(NEAR).any(|at| words.tag(at) == Tag::Negation)
}

/// `left the port, clearing the way for a raid`: who makes an act possible does not do it.
fn is_made_possible(words: &Words<'_>, group: &Group) -> bool {
    let Some(to) = group.start.checked_sub(2) else { return false };
    matches!(words.lower(to + 1), "for" | "to")
        && matches!(words.lower(to), "way" | "door" | "stage" | "path" | "ground" | "opening")
}

/// `the New Year's attack`: a day does nothing.
fn is_occasion(words: &Words<'_>, last: usize) -> bool {
    let last = if words.tag(last) == Tag::Genitive { last.saturating_sub(1) } else { last };
    words.time_word(last)
        || words.lower(last) == "year" && words.lower(last.saturating_sub(1)) == "new"
        || matches!(
            words.lower(last),
            "christmas"
                | "easter"
                | "ramadan"
                | "thanksgiving"
                | "weekend"
                | "week"
                | "month"
                | "eve"
                | "night"
        )
}

/// `a Danish tour`: where a journey leads.
fn is_destination(words: &Words<'_>, group: &Group, side: &Range<usize>) -> bool {
    side.end == group.at
        && side.len() == 1
        && country::demonym(words.key(side.start)).is_some()
        && matches!(
            words.lower(group.at),
            "trip" | "tour" | "visit" | "journey" | "trips" | "tours" | "visits"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::Lexemes;
    use crate::plain;

    fn check(text: &str, act: &str, side: &str, expected: bool) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).rfind(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let start = text.find(side).expect("the side");
        let span = Span::new(start, start + side.len());
        assert_eq!(is_none_of_the_doers(&words, &group, span, &sentence), expected, "{text} {side}");
    }

    #[test]
    fn who_does_not_do_it() {
        let text = "A boat that was sunk by a Danish guard was moved after a girl was shot in the port.";
        check(text, "shot", "a Danish guard", true);
        check("Guards said a girl was shot in the port.", "shot", "Guards", false);
        check("Ulverin faced a Danish raid that was widely condemned.", "condemned", "Danish", true);
        check("She is the only skipper wounded in the attack.", "attack", "the only skipper", true);
        check("Ten sailors died in a raid.", "raid", "Ten sailors", true);
        check("The clerk later said a review found nothing.", "review", "The clerk", true);
        check("The clerk announced a review.", "review", "The clerk", false);
        check("The raids were not agreed with the guard.", "raids", "the guard", true);
        check("The raids were not flown by the guard.", "raids", "the guard", false);
        check("Danish guards left, clearing the way for a raid.", "raid", "Danish guards", true);
        check("Guards saw the New Year's attack.", "attack", "New Year", true);
        check("It was the last day of a long Danish tour.", "tour", "Danish", true);
        check("It was the last day of a long Danish raid.", "raid", "Danish", false);
    }
}
