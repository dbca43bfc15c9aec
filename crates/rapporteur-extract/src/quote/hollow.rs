//! Contents that hold nothing somebody could have said: `said nothing to the press`, `fired back between two meetings`.

use super::act::{cue_of, has_verb};
use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::Class;
use rapporteur_record::AttributionForm;
use std::ops::Range;

/// Words of a quotation that only leads over to the next one.
const OPENING: usize = 6;

/// True if the content of a draft tells nothing.
pub(super) fn is_hollow(reading: &Reading<'_>, draft: &Draft) -> bool {
    let Some(cue) = &draft.cue else { return false };
    nothing(reading, draft, cue)
        || adverbial(reading, draft, cue)
        || pronoun(reading, draft, cue)
        || opening(reading, draft, cue)
}

/// True for what only looks like somebody's words: `rogue waves, who knows`, `if it goes according to plan`.
pub(super) fn is_phrase(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return false };
    let who = cue.len() == 1 && words.lower(source.end - 1) == "who" && source.end == cue.start;
    let knows = who
        && words.lower(cue.start) == "knows"
        && (reading.mark(cue.end)
            || matches!(words.tag(cue.end), Tag::Comma | Tag::Stop)
            || reading.sentence_start(cue.end) == cue.end);
    let plan = words.lower(cue.start) == "according"
        && source.len() == 1
        && matches!(
            words.lower(source.start),
            "plan"
                | "schedule"
                | "script"
                | "protocol"
                | "custom"
                | "tradition"
                | "need"
                | "taste"
                | "ability"
        );
    knows || plan
}

/// `said nothing to the press`; `said nothing would change` says something.
fn nothing(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let [part] = &draft.content[..] else { return false };
    let says = cue_of(reading, cue).is_some_and(|known| known.class == Class::Say);
    let alone = part.len() == 1
        || matches!(words.lower(part.start + 1), "to" | "more" | "publicly" | "on" | "at" | "in");
    says && words.lower(part.start) == "nothing" && alone && !reading.quoted(part.start)
}

/// When or where somebody spoke, in place of what: `responds after the gate breaks`.
fn adverbial(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let [part] = &draft.content[..] else { return false };
    if reading.quoted(part.start) || cue_of(reading, cue).is_some_and(|known| known.class == Class::According)
    {
        return false;
    }
    let clause = |at: usize| matches!(words.lower(at), "after" | "before" | "while");
    let behind = part.start == cue.end && clause(part.start)
        || part.start == cue.end + 1 && clause(cue.end) && cue.len() == 1;
    let phrase = matches!(words.lower(part.start), "between" | "amid" | "during" | "throughout")
        && !has_verb(reading, part);
    let spoken = part.clone().any(|at| words.tag(at) == Tag::That);
    (behind || phrase) && !spoken
}

/// A pronoun alone: `and the Mayor Likes That` in a headline, `it will be ordered by the mayor`.
fn pronoun(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let bare = |part: &Range<usize>| {
        part.len() == 1 && matches!(words.lower(part.start), "that" | "this" | "it" | "them" | "so")
    };
    let passive = cue.clone().any(|at| matches!(words.lower(at), "be" | "is" | "was" | "been"))
        && draft.content.iter().all(bare);
    let headline =
        reading.headline(cue.start) && draft.content.iter().any(|part| bare(part) && part.start == cue.end);
    let around = reading.region(cue.start);
    (passive || headline) && !draft.content.iter().any(|part| reading.region(part.start) != around)
}

/// `“That being said,” she went on, “the gate holds”`: words that lead over, and stand apart from what they lead to.
fn opening(reading: &Reading<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let words = &reading.words;
    let [part] = &draft.content[..] else { return false };
    let comma = part.clone().rev().find(|&at| words.tag(at) != Tag::Close).map(|at| words.tag(at));
    let first = part.clone().find(|&at| !reading.mark(at));
    let leads = first.is_some_and(|at| words.tag(at) == Tag::Preposition || words.lower(at) == "that");
    let finite = part.clone().any(|at| {
        matches!(words.tag(at), Tag::Modal)
            || matches!(words.tag(at), Tag::Auxiliary) && !matches!(words.lower(at), "being" | "been")
    });
    let goes_on = words.tag(cue.end) == Tag::Comma && reading.quoted(cue.end + 1);
    draft.form(reading) == AttributionForm::Direct
        && part.end <= cue.start
        && goes_on
        && leads
        && !finite
        && comma == Some(Tag::Comma)
        && reading.count(part) <= OPENING
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::{all, learned};
    use rapporteur_record::AttributionKind;

    #[test]
    fn who_says_nothing_makes_no_statement() {
        let kind =
            |text: &str, said: (&str, &str, &[&str])| learned(text, said).first().map(|line| line.kind);
        for (text, said) in [
            ("The clerks said nothing to the press.", ("The clerks", "said", &["nothing to the press"][..])),
            (
                "The mayor responds after the gate breaks.",
                ("The mayor", "responds", &["the gate breaks"][..]),
            ),
            ("It will be ordered by Mayor Lind.", ("Mayor Lind", "will be ordered", &["It"][..])),
            (
                "Between talks about the gate, the mayor fired back.",
                ("the mayor", "fired back", &["Between talks about the gate"][..]),
            ),
            (
                "“With that being said,” the mayor went on, “it leaks and it will break.”",
                ("the mayor", "went on", &["“With that being said,”"][..]),
            ),
        ] {
            assert!(kind(text, said).is_none_or(|kind| kind == AttributionKind::Act), "{text}");
        }
        let kept =
            kind("The clerks said nothing would change.", ("The clerks", "said", &["nothing would change"]));
        assert_eq!(kept, Some(AttributionKind::Speech));
    }

    #[test]
    fn phrases_are_no_cues() {
        assert!(all("The work did not go according to plan.").is_empty());
        assert_eq!(all("The gate leaks, according to plans of the port.").len(), 1);
    }
}
