//! What the rules or the model took for a cue and is none: nouns in front of verbs, adjectives in front of nouns, verbs of other
//! phrases. Such drafts are dropped.

use super::act::cue_of;
use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Class, Inflection};
use rapporteur_ontology::{noun, verb};
use std::ops::Range;

/// Words before a noun of attitude in which its verb may be denied: `does not betray their opposition`.
const DENIED: usize = 3;

/// Whether a draft says nothing.
pub(super) fn is_none(reading: &Reading<'_>, drafts: &[Draft], draft: &Draft) -> bool {
    let Some(cue) = &draft.cue else { return false };
    only_auxiliary(reading, cue)
        || super::hollow::is_phrase(reading, draft)
        || draft.learned.is_none()
            && (noun_before_verb(reading, cue)
                || adjective(reading, draft, cue)
                || naming(reading, draft, cue)
                || those(reading, draft)
                || other_phrase(reading, drafts, draft, cue)
                || ordered_things(reading, draft, cue)
                || called_as(reading, cue)
                || some_who(reading, draft, cue)
                || denied(reading, draft))
}

/// `The town has: — closed the gate`: the verb comes with the list.
fn only_auxiliary(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let colon = words.tag(cue.end - 1) == Tag::Colon || words.tag(cue.end) == Tag::Colon;
    let verbs = cue.clone().filter(|&at| !reading.mark(at));
    colon && verbs.clone().count() > 0 && verbs.into_iter().all(|at| words.tag(at) == Tag::Auxiliary)
}

/// `the northern side said`, `blame for the flood is old`, `Towns States Spend For`: a form that is a noun as well, with a verb that
/// has it for a subject.
fn noun_before_verb(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let present = cue.len() == 1
        && cue::verb(words.key(cue.start))
            .is_some_and(|form| matches!(form.inflection, Inflection::Base | Inflection::Third));
    if !present || reading.quoted(cue.end) {
        return false;
    }
    let said = cue::verb(words.key(cue.end)).is_some_and(|form| {
        form.inflection == Inflection::Past && noun::lookup(words.key(cue.end)).is_none()
    });
    let spoken = matches!(words.lower(cue.end), "said" | "says" | "told");
    let titled = reading.headline(cue.start)
        && words.words[cue.start].text.starts_with(char::is_uppercase)
        && verb::is_base(words.key(cue.end))
        && noun::lookup(words.key(cue.end)).is_none();
    // `blame for the flood is old`
    let phrase = matches!(words.lower(cue.end), "for" | "of" | "over")
        && words.noun_phrase(cue.end + 1, cue.end + 6) > cue.end + 1
        && {
            let end = words.noun_phrase(cue.end + 1, cue.end + 6);
            words.tag(end) == Tag::Auxiliary && !reading.quoted(end)
        };
    said || spoken || titled || phrase
}

/// `told a public broadcasting company that`: a participle between an article and its noun.
fn adjective(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let Some(source) = &draft.source else { return false };
    let Some(content) = draft.content.first() else { return false };
    let article = words.tag(source.start) == Tag::Determiner
        && words.tag(source.end - 1) != Tag::Name
        && !source.clone().any(|at| words.tag(at) == Tag::Relative);
    let own = noun::lookup(words.key(source.end - 1)).is_some_and(|form| form.noun.person);
    draft.rule == "quote.participle"
        && source.end == cue.start
        && article
        && !own
        && content.start == cue.end
        && words.nominal(content.start)
        && !reading.quoted(content.start)
        && cue_of(reading, cue).is_none_or(|known| known.lemma != "say")
}

/// `trials of the vaccine, called Orlavax`: a participle that gives a name, not a verb behind what was said.
fn naming(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let names = matches!(words.lower(cue.start), "called" | "named" | "dubbed" | "titled" | "nicknamed");
    let behind = draft.source.as_ref().is_some_and(|source| source.start >= cue.end);
    let plain = !draft.content.iter().any(|part| reading.quoted(part.end - 1));
    names && cue.len() == 1 && behind && plain && draft.content.iter().all(|part| part.end <= cue.start)
}

/// `Boat checks ordered for all ports`: a participle whose subject is a thing that does not order.
fn ordered_things(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let Some(source) = &draft.source else { return false };
    let participle = cue.len() == 1
        && cue::verb(words.key(cue.start))
            .is_some_and(|form| form.inflection == Inflection::PastOrParticiple);
    let thing = noun::lookup(words.key(source.end - 1))
        .is_none_or(|form| !form.noun.person && !form.noun.group)
        && !source.clone().any(|at| words.tag(at) == Tag::Determiner)
        && words.lower(source.end - 1).ends_with('s');
    let plural = words.tag(source.end - 1) == Tag::Noun && thing;
    let content = draft.content.first().is_some_and(|part| {
        part.start == cue.end && matches!(words.lower(part.start), "for" | "in" | "at" | "after")
    });
    participle && plural && content && source.end == cue.start
}

/// `a survey commonly referred to as the Book`: a name, and no saying.
fn called_as(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    words.lower(cue.end) == "as"
        && words.lower(cue.end - 1) == "to"
        && cue.clone().any(|at| words.lower(at) == "referred")
}

/// `those saying the gate leaks`: a source that has the verb in it.
fn those(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let Some(source) = &draft.source else { return false };
    matches!(words.lower(source.start), "those" | "people" | "anyone" | "anybody")
        && source
            .clone()
            .any(|at| cue::verb(words.key(at)).is_some_and(|form| form.inflection == Inflection::Gerund))
}

/// `his refusal to act — instead proposing to wait — did harm`: inside the words of one who says so, behind a dash, a participle
/// is not his.
fn other_phrase(reading: &Reading<'_>, drafts: &[Draft], draft: &Draft, cue: &Range<usize>) -> bool {
    let Some(host) = draft.host.and_then(|host| drafts.get(host)) else { return false };
    let Some(source) = &draft.source else { return false };
    let same = host.source.as_ref().is_some_and(|other| other.start < source.end && source.start < other.end);
    let dash = (cue.start.saturating_sub(2)..cue.start).any(|at| reading.words.tag(at) == Tag::Dash);
    draft.rule == "quote.participle" && same && dash
}

/// `boxes for voters who want to write`: inside somebody's words, what a clause says of people nobody counts or names is their mark.
fn some_who(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let Some(source) = &draft.source else { return false };
    let last = source.end - 1;
    let bare = source.len() > 1
        && words.tag(last) == Tag::Relative
        && words.tag(last - 1) == Tag::Noun
        && !source.clone().any(|at| matches!(words.tag(at), Tag::Name | Tag::Number | Tag::Comma));
    bare && draft.host.is_some()
        && !draft.content.iter().any(|part| reading.quoted(part.start))
        && cue_of(reading, cue).is_some_and(|known| matches!(known.class, Class::Intent | Class::Stance))
}

/// `does not betray their opposition to a plan`: an attitude that somebody denies.
fn denied(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let Some(source) = draft.source.as_ref().filter(|_| draft.rule == "quote.noun") else { return false };
    let floor = reading.sentence_start(source.start).max(source.start.saturating_sub(DENIED));
    let verb = source.start > floor
        && !matches!(words.tag(source.start - 1), Tag::Comma | Tag::Preposition | Tag::Conjunction);
    verb && (floor..source.start).any(|at| {
        (words.tag(at) == Tag::Negation || words.lower(at).ends_with("n't"))
            && (floor..=at).any(|before| matches!(words.tag(before), Tag::Auxiliary | Tag::Modal))
    })
}

/// `is telling the truth`: a verb of saying with a noun that says nothing.
pub(super) fn idiom(reading: &Reading<'_>, lemma: &str, content: &Range<usize>) -> bool {
    let words = &reading.words;
    let first = content.start + usize::from(words.tag(content.start) == Tag::Determiner);
    lemma == "tell"
        && matches!(words.lower(first), "truth" | "lie" | "lies" | "story" | "stories" | "jokes")
        && !reading.quoted(first)
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::all;

    #[test]
    fn a_noun_before_a_verb_says_nothing() {
        assert_eq!(
            all("The mayor said that the northern side said it had a letter."),
            [
                "[The mayor] <said> {that the northern side said it had a letter}",
                "[the northern side] <said> {it had a letter}"
            ]
        );
        assert!(all("By decree of Monday, the town has:").is_empty());
    }

    #[test]
    fn a_denied_attitude_is_none() {
        assert_eq!(
            all("Lind said that the vote does not betray their opposition to a gate."),
            ["[Lind] <said> {that the vote does not betray their opposition to a gate}"]
        );
    }
}
