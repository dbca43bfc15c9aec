//! What a content took along that is none of it, or left beside its cue: the hearer, half a possessor, the topic of a stance.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::{cue, feeling, verb};

/// Words between a verb and the content that was taken for its object: `points out deep unease about the gate`.
const SKIPPED: usize = 4;

/// Puts the content of one draft right.
pub(super) fn settle(reading: &Reading<'_>, draft: &mut Draft) {
    truth(reading, draft);
    if draft.learned.is_some() {
        hearer(reading, draft);
        possessor(reading, draft);
        topic_before_colon(reading, draft);
        skipped_noun(reading, draft);
        topic_of_stance(reading, draft);
    }
}

/// `Everybody tells the truth`: says of people how they speak, and nothing of what they say.
fn truth(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(first)) = (&draft.cue, draft.content.first()) else { return };
    let tells = cue::verb(words.key(cue.end - 1)).is_some_and(|form| form.cue.lemma == "tell");
    let article = usize::from(matches!(words.lower(first.start), "the" | "a"));
    let what = matches!(words.lower(first.start + article), "truth" | "lie" | "lies" | "untruths");
    // Where the truth alone is quoted, its words matter.
    let said = reading.quoted(cue.start) || !reading.quoted(first.start);
    if tells && what && first.start == cue.end && said {
        draft.content.clear();
    }
}

/// `“We wait,” Lind pledged to a panel of the town`: whom he tells is no part of what he says.
fn hearer(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let [.., before, last] = &draft.content[..] else { return };
    let quoted = before.end <= cue.start && reading.quoted(before.end - 1);
    let phrase = last.start == cue.end
        && !reading.quoted(last.start)
        && !verb::is_base(words.key(last.start))
        && matches!(words.tag(last.start), Tag::Determiner | Tag::Possessive | Tag::Name | Tag::Noun);
    if quoted && phrase && words.lower(cue.end - 1) == "to" {
        let end = words.noun_phrase(last.start, last.end);
        if end > last.start {
            draft.addressee = Some(last.start..end);
        }
        draft.content.pop();
    }
}

/// `“We wait,” in reply to the mayor’s`, before `claim`: half a phrase behind a quotation goes, any other is made whole.
fn possessor(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(part)) = (draft.cue.clone(), draft.content.last_mut()) else { return };
    let cut = words.tag(part.end - 1) == Tag::Genitive
        && words.nominal(part.end)
        && part.start >= cue.end
        && reading.sentence_start(part.end) == reading.sentence_start(part.end - 1)
        && !reading.quoted(part.end);
    if !cut {
        return;
    }
    let quotation = reading.closed_region(part.start).filter(|region| {
        region.start == part.start && region.end < part.end && words.tag(region.end) == Tag::Preposition
    });
    part.end = match quotation {
        Some(region) => region.end,
        None => words.noun_phrase(part.end, words.len().min(part.end + 12)).max(part.end),
    };
}

/// `Lind on the mayor’s claim: “We wait”`: the claim is the mayor's, what stands behind the colon is Lind's.
fn topic_before_colon(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let [topic, rest @ ..] = &draft.content[..] else { return };
    let possessed = topic.end == cue.start
        && source.end <= topic.start
        && words.lower(topic.start - 1) == "on"
        && topic.clone().any(|at| words.tag(at) == Tag::Genitive || words.lower(at).ends_with("'s"));
    let spoken = rest.first().is_some_and(|part| part.start == cue.end + 1 && reading.quoted(part.start));
    if possessed && spoken && words.tag(cue.end) == Tag::Colon && cue::noun(words.key(cue.end - 1)).is_some()
    {
        draft.cue = Some(cue.end..cue.end + 1);
        draft.content.remove(0);
    }
}

/// `reveals deep unease about the gate`, where only the gate was read: what it reveals is the unease.
fn skipped_noun(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(part)) = (draft.cue.clone(), draft.content.first_mut()) else { return };
    let skipped = cue.end..part.start;
    if !(2..=SKIPPED).contains(&skipped.len()) || reading.quoted(cue.end) || reading.quoted(part.start) {
        return;
    }
    let about = matches!(words.lower(part.start - 1), "about" | "over" | "at" | "with");
    let noun = part.start - 2;
    let felt = feeling::is_feeling(words.key(noun)) || cue::noun(words.key(noun)).is_some();
    let plain = skipped.clone().all(|at| !reading.mark(at));
    let shows = cue.len() == 1 && cue::verb(words.key(cue.start)).is_some();
    if about && felt && plain && shows {
        part.start = cue.end;
    }
}

/// `The port’s stance on the gate is to wait`: the gate is what the stance is on, to wait is the stance.
fn topic_of_stance(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let [content] = &draft.content[..] else { return };
    let noun = matches!(words.tag(cue.end - 1), Tag::Preposition)
        && cue.clone().any(|at| cue::noun(words.key(at)).is_some())
        && cue.clone().all(|at| words.tag(at) != Tag::Auxiliary);
    let is = content.end;
    let tells = matches!(words.lower(is), "is" | "was" | "remains")
        && matches!(words.tag(is + 1), Tag::To | Tag::That)
        && reading.sentence_start(is + 1) == reading.sentence_start(cue.start);
    let topic = content.start == cue.end && !content.clone().any(|at| reading.quoted(at));
    if !noun || !tells || !topic {
        return;
    }
    let sentence = reading.sentence_start(cue.start);
    let end = (is + 1..words.len()).take_while(|&at| reading.sentence_start(at) == sentence).last();
    if let Some(end) = end {
        draft.cue = Some(cue.start..is + 1);
        draft.content = vec![reading.trim(is + 1..end + 1)];
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::{all, check_learned};

    #[test]
    fn who_hears_it_is_no_part_of_it() {
        check_learned(
            "“We will wait for it,” Bo Lind pledged to a panel of the town.",
            ("Bo Lind", "pledged to", &["“We will wait for it,”", "a panel of the town"]),
            "[Bo Lind] <pledged to> {“We will wait for it,”}",
        );
    }

    #[test]
    fn no_content_ends_in_a_possessor() {
        check_learned(
            "Bo Lind waited, saying, “we will wait for it,” in reply to Mayor Ilse Marten’s old claim.",
            ("Bo Lind", "saying", &["“we will wait for it,” in reply to Mayor Ilse Marten’s"]),
            "[Bo Lind] <saying> {“we will wait for it,”}",
        );
        check_learned(
            "Bo Lind praised the port of the mayor’s old friend.",
            ("Bo Lind", "praised", &["the port of the mayor’s"]),
            "[Bo Lind] <praised> {the port of the mayor’s old friend}",
        );
    }

    #[test]
    fn a_claim_of_another_is_the_topic() {
        check_learned(
            "Lind on Marten's repair claim: ‘We are going to wait for it’",
            ("Lind", "claim", &["Marten's repair", "‘We are going to wait for it’"]),
            "[Lind] <:> {‘We are going to wait for it’}",
        );
    }

    #[test]
    fn the_noun_that_a_verb_tells_is_in_the_content() {
        check_learned(
            "The port highlights grave concern about an old gate.",
            ("The port", "highlights", &["an old gate"]),
            "[The port] <highlights> {grave concern about an old gate}",
        );
        check_learned(
            "The port’s stance on the old gate is to wait for it.",
            ("The port", "stance on", &["the old gate"]),
            "[The port] <stance on the old gate is> {to wait for it}",
        );
    }

    #[test]
    fn to_tell_the_truth_is_no_statement() {
        assert_eq!(all("The clerk is telling the truth and nobody has done his job."), [] as [&str; 0]);
    }
}
