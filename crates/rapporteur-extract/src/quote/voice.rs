//! Whose words they are, where the reading model took a cue or a source from the wrong place.
//!
//! The model links words over sentences. A cue and its source stand in one sentence, though, and the cue that is nearest to a
//! content is its own; what the rules read tells where both are.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Inflection};
use rapporteur_ontology::verb;
use std::ops::Range;

/// Words between a possessor and the verb of its noun: `the port’s long intention is`.
const POSSESSED: usize = 4;
/// Words that may stand between a hearer and the clause that he hears: `told her on Monday that`.
const BETWEEN: usize = 4;
/// Words of a phrase that somebody answers: `reacted to the mayor of Orla saying`.
const ANSWERED: usize = 8;

/// Puts right the cues and sources of the model's drafts, which are in order of the text; `rules` are those of the rules.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut Vec<Draft>, rules: &[Draft]) {
    drafts.retain_mut(|draft| !signs(reading, draft) && owns_a_noun(reading, draft));
    for draft in drafts.iter_mut() {
        own_sentence(reading, draft, rules);
        behind_its_noun(reading, draft);
        answered(reading, draft);
        told_that(reading, draft);
        occasion(reading, draft);
        second_cue(reading, draft);
        cut_source(reading, draft);
    }
    nearest(reading, drafts);
    for at in 1..drafts.len() {
        passes_on(reading, drafts, at);
    }
    drafts.retain(|draft| !draft.content.is_empty());
}

/// `… — Governor Lind. “We wait”`: a signature is of the words before it, so that a dash is no cue for what comes behind its name.
fn signs(reading: &Reading<'_>, draft: &Draft) -> bool {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return false };
    let dash = cue.clone().all(|at| reading.words.tag(at) == Tag::Dash);
    dash && source.start >= cue.end && draft.content.iter().all(|part| part.start >= source.end)
}

/// Gives a cue that is but the possessor's `'s` the noun and its verb: `the port’s intention is to wait`. False where there is
/// none, and for `the port’s reported losses`, where a participle stands before what is possessed.
fn owns_a_noun(reading: &Reading<'_>, draft: &mut Draft) -> bool {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return true };
    let first = draft.content.first().map_or(cue.end, |part| part.start);
    if cue.clone().all(|at| words.tag(at) == Tag::Genitive) {
        let noun = cue.end..first.max(cue.end);
        let plain = (1..=POSSESSED).contains(&noun.len()) && !noun.clone().any(|at| reading.mark(at));
        draft.cue = Some(noun);
        return plain;
    }
    let possessed = cue.start > 0
        && (words.tag(cue.start - 1) == Tag::Genitive || matches!(words.lower(cue.start - 1), "'" | "’"))
        && draft.source.as_ref().is_some_and(|source| source.end <= cue.start);
    let participle = cue.len() == 1
        && cue::verb(words.key(cue.start)).is_some_and(|form| {
            matches!(form.inflection, Inflection::Participle | Inflection::PastOrParticiple)
        })
        && cue::noun(words.key(cue.start)).is_none();
    !(possessed && participle && first == cue.end && words.nominal(first) && !reading.quoted(first))
}

/// Gives a cue whose source stands in a later sentence, and one whose content stands in a sentence with a cue of its own, what
/// the rules read there.
fn own_sentence(reading: &Reading<'_>, draft: &mut Draft, rules: &[Draft]) {
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    if reading.mark(cue.start) {
        return;
    }
    let sentence = reading.sentence_start(cue.start);
    if source.start >= cue.end && reading.sentence_start(source.start) != sentence {
        let same =
            rules.iter().filter(|rule| rule.cue.as_ref().is_some_and(|other| other.start == cue.start));
        draft.source = same
            .filter_map(|rule| rule.source.clone())
            .find(|source| source.end <= cue.start)
            .or_else(|| {
                let title = reading.headline(cue.start);
                title.then(|| reading.words.subject_before(cue.start, sentence)).flatten()
            });
        return;
    }
    // `as she wrote in an essay. “It leaks,” she said.`
    let [content] = &draft.content[..] else { return };
    let unfinished = matches!(reading.words.tag(cue.end - 1), Tag::Determiner | Tag::Possessive);
    if !unfinished || reading.sentence_start(content.start) == sentence || !reading.quoted(content.start) {
        return;
    }
    let own = rules.iter().find(|rule| {
        matches!(rule.rule, "quote.cue_after" | "quote.cue_before_source")
            && rule.source.is_some()
            && rule.content.iter().any(|part| part.start < content.end && content.start < part.end)
    });
    if let Some(own) = own {
        draft.cue.clone_from(&own.cue);
        draft.source.clone_from(&own.source);
    }
}

/// `raising concerns from residents that it leaks`: the concerns are those of the residents.
fn behind_its_noun(reading: &Reading<'_>, draft: &mut Draft) {
    let (Some(cue), Some(source)) = (&mut draft.cue, &draft.source) else { return };
    let from = cue.end - 1;
    let raises = verb::lookup(reading.words.key(cue.start))
        .is_some_and(|form| form.inflection == verb::Inflection::Gerund);
    let named = raises && cue.len() > 1 && source.start >= cue.end && reading.words.lower(from) == "from";
    if named && cue::noun(reading.words.key(from - 1)).is_some() {
        *cue = from - 1..from;
    }
}

/// `Lind reacted to Mayor Marten saying the gate leaks`: who is named right before a participle, with no comma, says so.
fn answered(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let gerund = cue.len() == 1
        && cue::verb(words.key(cue.start)).is_some_and(|form| form.inflection == Inflection::Gerund);
    let floor = reading.sentence_start(cue.start);
    if !gerund || source.start < floor || source.end + 2 >= cue.start || reading.quoted(cue.start) {
        return;
    }
    let before = cue.start - 1;
    let bracket = words.tag(before) == Tag::CloseBracket;
    let open = (source.end..before).rev().take(8).find(|&at| words.tag(at) == Tag::OpenBracket);
    let end = if bracket { open.unwrap_or(before) } else { cue.start };
    if end <= source.end + 1 || words.tag(end - 1) != Tag::Name {
        return;
    }
    let first = (source.end..end)
        .rev()
        .take(ANSWERED)
        .take_while(|&at| matches!(words.tag(at), Tag::Name | Tag::Noun | Tag::Determiner | Tag::Possessive));
    let Some(start) = first.last().filter(|&start| start > source.end) else { return };
    if matches!(words.lower(start - 1), "to" | "about" | "by" | "from" | "of") {
        draft.source = Some(start..cue.start);
    }
}

/// `told the mayor on Monday that the gate leaks`, where only the mayor was read.
fn told_that(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let [content] = &draft.content[..] else { return };
    let content = content.clone();
    let tells = cue.clone().any(|at| {
        cue::verb(words.key(at)).is_some_and(|form| {
            matches!(form.cue.lemma, "tell" | "warn" | "assure" | "inform" | "remind" | "notify")
        })
    });
    let phrase = content.clone().all(|at| {
        matches!(
            words.tag(at),
            Tag::Name
                | Tag::Noun
                | Tag::Determiner
                | Tag::Possessive
                | Tag::Genitive
                | Tag::OpenBracket
                | Tag::CloseBracket
        ) && !reading.quoted(at)
    });
    // `warned them about reports that it leaks`: nobody tells reports.
    let about = matches!(words.tag(cue.end - 1), Tag::Preposition);
    if !tells || !phrase || about || content.start != cue.end {
        return;
    }
    let sentence = reading.sentence_start(cue.start);
    let inside =
        |at: &usize| *at < words.len() && reading.sentence_start(*at) == sentence && !reading.quoted(*at);
    let that = (content.end..content.end + BETWEEN)
        .take_while(inside)
        .take_while(|&at| !matches!(words.tag(at), Tag::Comma | Tag::Verb | Tag::Auxiliary))
        .find(|&at| words.tag(at) == Tag::That);
    let Some(that) = that else { return };
    let end = (that + 1..words.len())
        .take_while(inside)
        .take_while(|&at| !matches!(words.tag(at), Tag::Semicolon | Tag::Dash))
        .last();
    if let Some(end) = end {
        draft.addressee = Some(content);
        draft.content = vec![reading.trim(that..end + 1)];
    }
}

/// `warned in the letter of “a long night”`: the letter is where it was said.
fn occasion(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(content)) = (draft.cue.clone(), draft.content.first().cloned()) else { return };
    let inside = cue.len() > 1 && words.lower(cue.end - 1) == "in" && content.start == cue.end;
    let end = words.noun_phrase(content.start, content.end);
    let leads = matches!(words.lower(end), "of" | "about" | "against") && words.tag(end + 1) == Tag::Open;
    if inside && leads && end > content.start && end + 2 < content.end {
        draft.venue = Some(cue.end - 1..end);
        draft.cue = Some(cue.start..cue.end - 1);
        draft.content[0].start = end;
    }
}

/// `are uneasy and have raised questions about the gate`: a content right behind the second of two verbs is of that verb.
fn second_cue(reading: &Reading<'_>, draft: &mut Draft) {
    /// Words of the second group.
    const GROUP: usize = 6;
    let words = &reading.words;
    let (Some(cue), Some(content)) = (draft.cue.clone(), draft.content.first().cloned()) else { return };
    if content.start <= cue.end + 2
        || words.tag(cue.end) != Tag::Conjunction
        || content.start - cue.end > GROUP + 1
    {
        return;
    }
    let second = cue.end + 1..content.start;
    let plain = !second.clone().any(|at| reading.mark(at) || reading.quoted(at));
    let finite =
        matches!(words.tag(second.start), Tag::Auxiliary) || cue::verb(words.key(second.start)).is_some();
    let says =
        second.clone().any(|at| cue::noun(words.key(at)).is_some() || cue::verb(words.key(at)).is_some());
    if plain && finite && says {
        draft.cue = Some(second);
    }
}

/// `according to figures published by the Harbour Board`, where the source was cut before who published them.
fn cut_source(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(source) = &mut draft.source else { return };
    let hangs = source.len() > 1 && matches!(words.lower(source.end - 1), "by" | "from");
    if !hangs || reading.sentence_start(source.end) == source.end || reading.quoted(source.end) {
        return;
    }
    let mut end = words.noun_phrase(source.end, words.len().min(source.end + 12));
    // `the weekly The Harbour`
    if words.words.get(end).is_some_and(|word| word.text == "The") && words.tag(end + 1) == Tag::Name {
        end = words.noun_phrase(end, words.len().min(end + 8)).max(end);
    }
    source.end = end.max(source.end);
}

/// `told the press on Monday, denying the charge`: what stands right behind a second cue is its content.
fn nearest(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let words = &reading.words;
    let taken: Vec<Range<usize>> = drafts.iter().filter_map(|draft| draft.cue.clone()).collect();
    for draft in drafts.iter_mut() {
        let (Some(cue), [content]) = (draft.cue.clone(), &draft.content[..]) else { continue };
        let own = content.start.wrapping_sub(1);
        let apart = content.start > cue.end + 2
            && reading.sentence_start(own) == reading.sentence_start(cue.start)
            && words.tag(own - 1) == Tag::Comma
            && !reading.quoted(own);
        let participle = apart
            && cue::verb(words.key(own))
                .is_some_and(|form| form.inflection == Inflection::Gerund && form.cue.overall() > 0.3);
        let before = taken.partition_point(|other| other.start <= own);
        let free = !taken[..before].iter().rev().take(4).any(|other| other.contains(&own));
        if participle && free {
            draft.cue = Some(own..own + 1);
            draft.kind = cue::verb(words.key(own)).map_or(draft.kind, |form| form.cue.kind);
            (draft.venue, draft.addressee) = (None, None);
        }
    }
}

/// `“It leaks,” she said, according to Orla Radio. “We wait.”`: who passes words on is not who goes on speaking.
fn passes_on(reading: &Reading<'_>, drafts: &mut [Draft], at: usize) {
    let words = &reading.words;
    let Some(cue) = drafts[at].cue.clone() else { return };
    let later = |part: &Range<usize>| {
        part.start >= cue.end
            && reading.quoted(part.start)
            && reading.sentence_start(part.start) != reading.sentence_start(cue.start)
    };
    if words.lower(cue.start) != "according" || !drafts[at].content.iter().all(later) {
        return;
    }
    let floor = reading.stretch(cue.start).map_or(cue.start, |stretch| stretch.words.start);
    let speaker = (0..at).rev().take(4).find(|&before| {
        let own = &drafts[before];
        own.source.is_some()
            && own.cue.as_ref().is_some_and(|own| own.start >= floor && own.end <= cue.start)
            && own.content.iter().any(|part| reading.quoted(part.start) && part.start >= floor)
    });
    if let Some(speaker) = speaker {
        let parts = std::mem::take(&mut drafts[at].content);
        parts.into_iter().for_each(|part| drafts[speaker].extend(part));
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::check_learned;

    #[test]
    fn a_signature_is_no_cue_for_what_follows() {
        check_learned(
            "The gate holds. — Mayor Ilse Marten\n“It leaks and it will break,” said Bo Lind.",
            ("Mayor Ilse Marten", "—", &["“It leaks and it will break,”"]),
            "",
        );
    }

    #[test]
    fn a_possessor_keeps_its_noun() {
        check_learned(
            "The port’s intention is to close the gate.",
            ("The port", "’s", &["to close the gate"]),
            "[The port] <intention is> {to close the gate}",
        );
    }

    #[test]
    fn a_source_stands_in_the_sentence_of_its_cue() {
        check_learned(
            "Bo Lind wrote on Monday that it leaks, adding: “The gate is older than the town.” Ilse Marten called him a fool.",
            ("Ilse Marten", "adding", &["“The gate is older than the town.”"]),
            "[Bo Lind] <adding> {“The gate is older than the town.”}",
        );
        check_learned(
            "The clerk reacted to Mayor Ilse Marten saying the gate leaks.",
            ("The clerk", "saying", &["the gate leaks"]),
            "[Mayor Ilse Marten] <saying> {the gate leaks}",
        );
    }

    #[test]
    fn what_somebody_is_told_is_the_content() {
        check_learned(
            "It may please Mayor Lind, who purportedly told Orla Gov. Ilse M. Marten (D) in May that he would help.",
            ("who", "purportedly told", &["Orla Gov. Ilse M. Marten (D)"]),
            "[who] <purportedly told> {that he would help}",
        );
    }

    #[test]
    fn the_nearest_cue_has_the_content() {
        check_learned(
            "The clerk told a briefing on Monday, denying the charge of the mayor.",
            ("The clerk", "told", &["the charge of the mayor"]),
            "[The clerk] <denying> {the charge of the mayor}",
        );
        check_learned(
            "The order closed the gate, raising concerns from residents that it will rust.",
            ("residents", "raising concerns from", &["that it will rust"]),
            "[residents] <concerns> {that it will rust}",
        );
        check_learned(
            "Lind warned in the letter of “a very long and wet night.”",
            ("Lind", "warned in", &["the letter of “a very long and wet night.”"]),
            "[Lind] <warned> {of “a very long and wet night.”}",
        );
    }
}
