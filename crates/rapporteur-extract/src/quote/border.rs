//! Where a content begins and ends: what the reading model cut off or drew in, by the clauses around it.

use super::act::cue_of;
use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_lang::QuotationEnd;
use rapporteur_ontology::cue::Class;
use rapporteur_ontology::{cue, noun, verb};
use rapporteur_record::SegmentKind;
use std::ops::Range;

/// Words that a content may have lost at its begin.
const LOST: usize = 40;
/// Words between a part of a content and the cue inserted behind it.
const GAP: usize = 4;
/// Words of a subordinate clause whose verb was cut off.
const STUMP: usize = 5;
/// Words of a quotation that a text breaks off in.
const BROKEN: usize = 3;
/// Words by which an end is put right.
const REST: usize = 40;
/// Statements inside statements that are looked through.
const DEEPEST: usize = 4;

/// Puts begins and ends of contents right.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    super::beside::settle(reading, drafts);
    let speakers = speakers(reading, drafts);
    for draft in drafts.iter_mut() {
        super::remnant::settle(reading, draft);
        stumps(reading, draft);
        if draft.learned.is_some() && !draft.content.is_empty() {
            headings(reading, draft);
            behind_dash(reading, draft);
            own_words(reading, draft, &speakers);
            beheaded(reading, draft);
            time_alone(reading, draft);
            shared_subject(reading, draft);
            whole_clause(reading, draft);
            gap(reading, draft);
            colon(reading, draft);
            torn_end(reading, draft);
        }
        comment(reading, draft);
        negated(reading, draft);
        second_verb(reading, draft);
        super::rest::settle(reading, draft);
        super::ellipsis::settle(reading, draft);
    }
    let kept: Vec<bool> = drafts.iter().map(|draft| !draft.content.is_empty()).collect();
    super::act::keep(drafts, &kept);
    adopt(reading, drafts);
}

/// Nests what stands inside the content of an outer draft, and frees what no longer does.
fn adopt(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let mut owner: Vec<Option<usize>> = vec![None; reading.words.len()];
    for (number, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.host.is_none()) {
        draft.content.iter().cloned().flatten().for_each(|word| owner[word] = Some(number));
    }
    for number in 0..drafts.len() {
        let draft = &drafts[number];
        let Some(cue) = draft.cue.clone() else { continue };
        match draft.host {
            None => {
                let first = draft.start().min(cue.start);
                let host = owner[cue.start].filter(|&host| host != number && owner[first] == Some(host));
                let inside = draft.content.iter().all(|part| owner[part.start].is_some());
                drafts[number].host = host.filter(|_| inside);
            }
            Some(host) => {
                // Outside of the words of its host it may stand in those of the host's host.
                let mut holder = Some(host);
                for _ in 0..DEEPEST {
                    match holder.and_then(|at| drafts.get(at).filter(|outer| !outer.holds(&cue))) {
                        Some(outer) => holder = outer.host.filter(|&up| up != number),
                        None => break,
                    }
                }
                let alone = drafts.get(host).is_some_and(|outer| outer.host.is_none());
                if holder.is_some() || alone && owner[cue.start].is_none() {
                    drafts[number].host = holder;
                }
            }
        }
    }
    // A draft that was nested holds nothing at the outer level.
    for number in 0..drafts.len() {
        if let Some(host) = drafts[number].host
            && host != number
            && drafts[host].host == Some(number)
        {
            drafts[number].host = None;
        }
    }
}

/// First words of the clauses that have a speaker of their own: the subjects of the rules' and the model's drafts.
fn speakers(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<usize> {
    let mut starts: Vec<usize> = drafts
        .iter()
        .filter_map(|draft| {
            let (source, cue) = (draft.source.as_ref()?, draft.cue.as_ref()?);
            let before = source.end <= cue.start && cue.start <= source.end + 1;
            let named = source.clone().any(|at| reading.words.tag(at) == Tag::Name);
            (before && named && !reading.quoted(source.start)).then_some(source.start)
        })
        .collect();
    starts.sort_unstable();
    starts
}

/// Parts without a word, and quotations that the text breaks off in after a word or two.
fn stumps(reading: &Reading<'_>, draft: &mut Draft) {
    let broken = |part: &Range<usize>| {
        part.end + 1 >= reading.words.len()
            && reading.count(part) <= BROKEN
            && reading.quotation(part.start).is_some_and(|quotation| {
                quotation.end == QuotationEnd::Missing && quotation.tokens.start == part.start
            })
    };
    draft.content.retain(|part| reading.count(part) > 0 && !broken(part));
}

/// Drops the parts that stand behind a heading: what is said there is said by somebody else.
fn headings(reading: &Reading<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    let parted = |part: &Range<usize>| {
        let (first, last) = (cue.end.min(part.end), cue.start.max(part.start));
        first < last && {
            let from = reading.stretches.partition_point(|stretch| stretch.words.end <= first);
            let between = reading.stretches[from..].iter().take_while(|stretch| stretch.words.end <= last);
            between.take(8).any(|stretch| is_heading(reading, &stretch.words, stretch.kind))
        }
    };
    if draft.content.iter().any(|part| !parted(part)) {
        draft.content.retain(|part| !parted(part));
    }
}

/// `They offered a bill of their own—others objected`: who objects behind the dash does not offer it.
fn behind_dash(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    let says = cue_of(reading, cue).is_none_or(|known| matches!(known.class, Class::Say | Class::According));
    let apart = |part: &Range<usize>| {
        part.end < source.start
            && source.end <= cue.start
            && (part.end..source.start).any(|at| words.tag(at) == Tag::Dash)
            && reading.sentence_start(part.start) != part.start
            && !reading.quoted(part.start)
    };
    if !says && draft.content.iter().all(apart) {
        draft.content.clear();
    }
}

/// A heading, also one that was read as a paragraph: a few words with no stop, no colon and no verb.
fn is_heading(reading: &Reading<'_>, line: &Range<usize>, kind: SegmentKind) -> bool {
    let words = &reading.words;
    let own = words.span(line).is_some() && !line.is_empty();
    let last = line.end.saturating_sub(1);
    let plain = own
        && line.len() <= 6
        && line.len() > 1
        && !line.clone().any(|at| {
            reading.mark(at) || reading.quoted(at) || matches!(words.tag(at), Tag::Auxiliary | Tag::Verb)
        })
        && words.tag(last) != Tag::Stop
        && line.clone().any(|at| words.words[at].text.chars().any(char::is_lowercase));
    matches!(kind, SegmentKind::Subhead | SegmentKind::Heading) || plain
}

/// `Marten warned of rain, adding it will be “a long night,” he said`: who names himself in a sentence has told it before `he
/// said` comes, which is of the quotation alone.
fn own_words(reading: &Reading<'_>, draft: &mut Draft, speakers: &[usize]) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let [content] = &draft.content[..] else { return };
    let pronoun = source.len() == 1 && words.tag(source.start) == Tag::Pronoun;
    let named = speakers.binary_search(&content.start).is_ok();
    if !pronoun || !named || content.end > cue.start.min(source.start) || reading.quoted(content.start) {
        return;
    }
    let quotation = reading.closed_region(content.end - 1).filter(|region| region.end >= content.end);
    if let Some(region) = quotation.filter(|region| region.start > content.start) {
        let quoted = region.start..content.end;
        draft.content.clear();
        draft.extend(quoted);
    }
}

/// Gives a content before its cue the begin of the sentence, if it begins where no clause does: `Lind signed an order to close the
/// gate, Orla Radio reported`.
fn beheaded(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let [first] = &draft.content[..] else { return };
    let first = first.clone();
    let open = cue.start.min(source.start);
    let sentence = reading.sentence_start(first.start);
    let says = cue_of(reading, &cue).is_none_or(|known| {
        matches!(known.class, Class::Say | Class::According | Class::Show | Class::Belief)
    });
    if !says
        || first.end > open
        || open > first.end + 1
        || words.tag(first.end) != Tag::Comma && words.tag(first.end.wrapping_sub(1)) != Tag::Comma
        || sentence >= first.start
        || first.start - sentence > LOST
        || reading.sentence_start(open) != sentence
    {
        return;
    }
    let before = sentence..first.start;
    if before.clone().any(|at| reading.quoted(at))
        || reading.quoted(first.start)
        || reading.mark(first.start - 1)
        || matches!(words.tag(first.start), Tag::That)
    {
        return;
    }
    // Who says something there says it himself.
    let others = before.clone().any(|at| {
        cue::verb(words.key(at)).is_some_and(|form| form.cue.class == Class::Say && form.cue.overall() > 0.5)
    });
    if others {
        return;
    }
    let clause = before
        .clone()
        .rev()
        .find(|&at| matches!(words.tag(at), Tag::Semicolon | Tag::Colon | Tag::Dash))
        .map_or(sentence, |at| at + 1);
    // `and the gate leaks, he said`: a conjunction with its own subject begins a clause.
    let joined = matches!(words.tag(first.start - 1), Tag::Conjunction | Tag::Subordinator | Tag::Adverb);
    let opens =
        matches!(words.tag(first.start), Tag::Pronoun | Tag::Determiner | Tag::Possessive | Tag::Name);
    if joined && opens {
        return;
    }
    let start = (clause..first.start).find(|&at| words.tag(at) != Tag::Conjunction);
    draft.content[0].start = start.unwrap_or(first.start);
}

/// `The gate leaks, the mayor said, a day after it opened`, where only the time was read.
fn time_alone(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let [content] = &draft.content[..] else { return };
    let open = cue.start.min(source.start);
    let close = cue.end.max(source.end);
    let sentence = reading.sentence_start(open);
    let counted = matches!(words.tag(content.start), Tag::Determiner | Tag::Number);
    let unit = |at: usize| {
        matches!(words.lower(at).trim_end_matches('s'), "hour" | "day" | "week" | "month" | "year" | "minute")
    };
    let behind = |at: usize| matches!(words.lower(at), "after" | "before" | "since");
    let later = content.start == close + 1 && words.tag(close) == Tag::Comma;
    let time = counted && unit(content.start + 1) && behind(content.start + 2);
    if later && time && open >= sentence + GAP && words.tag(open - 1) == Tag::Comma && !reading.quoted(open) {
        draft.content.clear();
        draft.extend(sentence..open - 1);
    }
}

/// `The town waited and is expected to decide`: the subject of a passive stands before the first of two verbs.
fn shared_subject(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone().filter(|_| draft.source.is_none()) else { return };
    let [content] = &draft.content[..] else { return };
    let sentence = reading.sentence_start(cue.start);
    let second = cue.start > sentence + 1 && words.tag(cue.start - 1) == Tag::Conjunction;
    let passive = matches!(words.lower(cue.start), "is" | "are" | "was" | "were");
    if second
        && passive
        && content.start == cue.end
        && words.tag(content.start) == Tag::To
        && let Some(subject) = words.clause_subject(sentence, cue.start)
        && subject.end < cue.start
        && !reading.quoted(subject.start)
    {
        draft.extend(subject);
    }
}

/// `It is closed to the public, which the mayor fears will hurt trade`: behind a comma, what is no person's own stands for the
/// clause before it.
fn whole_clause(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(part) = draft.content.first_mut() else { return };
    let relative =
        part.end.checked_sub(1).filter(|&at| words.lower(at) == "which" && words.tag(at - 1) == Tag::Comma);
    let Some(which) = relative.filter(|&at| at >= part.start + 2) else { return };
    let people = (noun::lookup(words.key(which - 2)).is_some_and(|form| form.noun.group)
        || words.lower(which - 2) == "public")
        && words.tag(which - 2) == Tag::Noun;
    let sentence = reading.sentence_start(which);
    let people =
        people && part.start > sentence && matches!(words.tag(part.start - 1), Tag::Preposition | Tag::To);
    if people && !(sentence..which).any(|at| reading.quoted(at)) {
        let introduced = (sentence..part.start)
            .take(3)
            .find(|&at| words.tag(at) == Tag::Comma && words.tag(sentence) == Tag::Adverb);
        part.start = introduced.map_or(sentence, |comma| comma + 1);
    }
}

/// `There was a release on Monday, he said`, where the last words before the comma were lost.
fn gap(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let open = cue.start.min(source.start);
    if open == 0 || words.tag(open - 1) != Tag::Comma {
        return;
    }
    let Some(part) = draft.content.iter_mut().filter(|part| part.end < open).max_by_key(|part| part.end)
    else {
        return;
    };
    let lost = part.end..open - 1;
    let same = reading.sentence_start(part.start) == reading.sentence_start(open);
    if same
        && (1..=GAP).contains(&lost.len())
        && !lost.clone().any(|at| reading.mark(at) || reading.quoted(at))
    {
        part.end = open - 1;
    }
}

/// `doubts it: the pages are wet`: what stands behind the colon is another clause.
fn colon(reading: &Reading<'_>, draft: &mut Draft) {
    let Some(part) = draft.content.first_mut() else { return };
    let pronoun = matches!(reading.words.lower(part.start), "it" | "so");
    if pronoun && part.len() > 2 && reading.words.tag(part.start + 1) == Tag::Colon {
        part.end = part.start + 1;
    }
}

/// A content behind its cue that ends within a clause: a subordinate clause without its verb goes, any other goes on.
fn torn_end(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let source = draft.source.clone().unwrap_or(cue.clone());
    let Some(part) = draft.content.last_mut() else { return };
    let sentence = reading.sentence_start(part.end - 1);
    let goes_on = |at: usize| {
        at < words.len()
            && reading.sentence_start(at) == sentence
            && !reading.mark(at)
            && !reading.quoted(at)
            && !cue.contains(&at)
            && !source.contains(&at)
    };
    if part.start < cue.end || !goes_on(part.end) || reading.quoted(part.end - 1) {
        return;
    }
    let verb = |at: usize| matches!(words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Verb);
    let last = part.end - 1;
    // `…, although they` before `refused to say when`.
    let floor = part.start.max(part.end.saturating_sub(STUMP));
    let opens = (floor..part.end).rev().find(|&at| leads_aside(reading, at, part.end));
    if let Some(open) = opens {
        let even = usize::from(words.lower(open - 1) == "even");
        let clause = open + 1..part.end;
        // `as it faces` before `doubts`: a verb without its object is no more than a stump.
        let verbless = !clause.clone().any(verb) || clause.len() == 2 && words.nominal(part.end);
        let cut = reading.trim(part.start..open - even);
        if verbless && cut.len() > 2 && words.tag(part.end) != Tag::Preposition {
            *part = cut;
            return;
        }
    }
    let finite = |at: usize| {
        verb(at)
            || verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Past)
                && noun::lookup(words.key(at)).is_none()
    };
    let auxiliary = words.tag(last) == Tag::Auxiliary && words.lower(last) != "do";
    let says = cue::verb(words.key(part.end)).is_some_and(|form| form.cue.class == Class::Say);
    let subject = words.nominal(last) && finite(part.end) && !says;
    // `are the reason residents` before `have left`
    let inner = (floor..last).any(|at| {
        matches!(words.lower(at), "reason" | "reasons" | "why" | "how" | "what" | "where" | "when")
    });
    let lost = subject && told(reading, &cue, &source) && (inner || !has_finite(reading, part));
    if auxiliary || lost {
        let end = (part.end..words.len()).take(REST).take_while(|&at| goes_on(at)).last();
        part.end = end.map_or(part.end, |end| end + 1);
    }
}

/// Whether a word opens a clause that tells of something beside the statement: `although they`, `even as`.
fn leads_aside(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let words = &reading.words;
    match words.lower(at) {
        "although" | "though" | "whereas" => true,
        "as" | "while" => {
            at + 1 == end && words.lower(at - 1) == "even"
                || words.tag(at + 1) == Tag::Pronoun && at + 1 < end
        }
        _ => false,
    }
}

/// Whether a cue is the finite verb of a source before it, so that a verb behind its content belongs to that content.
fn told(reading: &Reading<'_>, cue: &Range<usize>, source: &Range<usize>) -> bool {
    let words = &reading.words;
    let clause = words.tag(source.end - 1) != Tag::Relative && words.tag(source.end - 1) != Tag::That;
    let finite = cue.clone().any(|at| {
        words.tag(at) == Tag::Auxiliary
            || verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Past)
            || words.lower(at).ends_with("ed")
    });
    let noun =
        cue.clone().any(|at| matches!(words.tag(at), Tag::Determiner | Tag::Possessive | Tag::Genitive));
    let takes_clause = cue_of(reading, cue)
        .is_some_and(|known| matches!(known.class, Class::Say | Class::Belief | Class::Show))
        && words.tag(cue.end - 1) != Tag::Preposition;
    finite && takes_clause && clause && !noun && !words.lower(cue.start).ends_with("ing")
}

/// Whether a range has a finite verb.
fn has_finite(reading: &Reading<'_>, part: &Range<usize>) -> bool {
    part.clone().any(|at| matches!(reading.words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Verb))
}

/// `reported 900 cases, a sign that the illness spreads`: what the count means is the report's own word.
fn comment(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(part) = draft.content.last_mut() else { return };
    let sign = |at: usize| {
        words.tag(at) == Tag::Comma
            && !reading.quoted(at)
            && matches!(words.lower(at + 1), "a" | "an" | "another" | "yet")
            && (at + 2..at + 5).any(|noun| {
                matches!(words.lower(noun), "sign" | "signal" | "indication" | "reminder" | "testament")
                    && matches!(words.lower(noun + 1), "that" | "of" | "to")
            })
    };
    if let Some(comma) = (part.start + 2..part.end).find(|&at| sign(at)) {
        part.end = comma;
    }
}

/// `does not seek a quarrel and remains ready`: the second verb is not under the negation of the first.
fn negated(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let Some(part) = draft.content.last_mut() else { return };
    let negated = cue.clone().any(|at| words.tag(at) == Tag::Negation || words.lower(at).ends_with("n't"));
    if !negated || part.start < cue.end || has_finite(reading, &(part.start..part.start + 1)) {
        return;
    }
    let second = |at: &usize| {
        let next = at + 1 + usize::from(words.tag(at + 1) == Tag::Open);
        let third = verb::lookup(words.key(next))
            .is_some_and(|form| form.inflection == verb::Inflection::Third)
            && (noun::lookup(words.key(next)).is_none() || words.tag(next + 1) == Tag::To);
        words.tag(*at) == Tag::Conjunction && (third || words.tag(next) == Tag::Auxiliary)
    };
    let clause = |at: usize| matches!(words.tag(at), Tag::That | Tag::Relative | Tag::Subordinator);
    let end = (part.start + 1..part.end).take_while(|&at| !clause(at)).find(second);
    if let Some(end) = end {
        *part = reading.trim(part.start..end);
    }
}

/// What the source did, or is, behind what it said: `said the gate was not safe and brought in a team`, `is thought to leak and
/// is the reason for it`. A verb without a subject goes on neither an infinitive nor what was denied.
fn second_verb(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let says = draft.source.as_ref().is_some_and(|source| source.end <= cue.start)
        && !words.lower(cue.start).ends_with("ing")
        && cue_of(reading, &cue).is_some_and(|known| matches!(known.class, Class::Say | Class::Belief));
    let Some(part) = draft.content.last_mut().filter(|part| part.start >= cue.end && part.len() > 2) else {
        return;
    };
    let infinitive = words.tag(part.start) == Tag::To;
    let denied = (part.start..part.end).find(|&at| {
        matches!(words.tag(at), Tag::Negation) && at > part.start && words.tag(at - 1) == Tag::Auxiliary
    });
    let from = match denied {
        _ if infinitive => part.start + 1,
        Some(denied) if says => denied + 1,
        _ => return,
    };
    // `while reporting` has no subject and opens no clause.
    let opens = |at: usize| {
        matches!(words.tag(at), Tag::That | Tag::Relative | Tag::Comma | Tag::Semicolon)
            || words.tag(at) == Tag::Subordinator && !words.lower(at + 1).ends_with("ing")
    };
    let finite = |at: usize| {
        let past = verb::lookup(words.key(at)).is_some_and(|form| {
            matches!(form.inflection, verb::Inflection::Past | verb::Inflection::PastOrParticiple)
        });
        let object = matches!(words.tag(at + 1), Tag::Determiner | Tag::Possessive | Tag::Adverb)
            || words.lower(at + 1) == "together";
        if infinitive { matches!(words.tag(at), Tag::Auxiliary) } else { past && object }
    };
    let second =
        |at: &usize| matches!(words.lower(*at), "and" | "but") && !reading.quoted(*at) && finite(*at + 1);
    if let Some(end) = (from..part.end.saturating_sub(1)).take_while(|&at| !opens(at)).find(second) {
        *part = reading.trim(part.start..end);
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::check_learned;

    #[test]
    fn what_somebody_did_is_not_what_he_said() {
        check_learned(
            "The mayor said that the gate was not ready to open but made the first change to the rules.",
            (
                "The mayor",
                "said",
                &["that the gate was not ready to open but made the first change to the rules"],
            ),
            "[The mayor] <said> {that the gate was not ready to open}",
        );
        check_learned(
            "The clerk hopes to wait and is the reason for the delay.",
            ("The clerk", "hopes", &["to wait and is the reason for the delay"]),
            "[The clerk] <hopes> {to wait}",
        );
        check_learned(
            "The mayor said that the gate was ready and made a sound.",
            ("The mayor", "said", &["that the gate was ready and made a sound"]),
            "[The mayor] <said> {that the gate was ready and made a sound}",
        );
    }

    #[test]
    fn a_content_begins_with_its_clause() {
        check_learned(
            "Mayor Bo Lind signed an order to close the gate, Orla Radio reported.",
            ("Orla Radio", "reported", &["an order to close the gate"]),
            "[Orla Radio] <reported> {Mayor Bo Lind signed an order to close the gate}",
        );
        check_learned(
            "Orla agreed to open the gate, the clerk said, a day after the talks began.",
            ("the clerk", "said", &["a day after the talks began"]),
            "[the clerk] <said> {Orla agreed to open the gate}",
        );
        check_learned(
            "There was a leak on Monday, she said.",
            ("she", "said", &["There was a leak on"]),
            "[she] <said> {There was a leak on Monday}",
        );
    }

    #[test]
    fn a_content_ends_with_its_clause() {
        check_learned(
            "The mayor said the gate would hold, although he refused to say how long.",
            ("The mayor", "said", &["the gate would hold, although he"]),
            "[The mayor] <said> {the gate would hold}",
        );
        check_learned(
            "The mayor asked for the gate to be painted red.",
            ("The mayor", "asked", &["for the gate to be"]),
            "[The mayor] <asked> {for the gate to be painted red}",
        );
        check_learned(
            "The town reported 900 leaks, a sign that the gate is old.",
            ("The town", "reported", &["900 leaks, a sign that the gate is old"]),
            "[The town] <reported> {900 leaks}",
        );
        check_learned(
            "The council does not seek a quarrel and remains open to talks.",
            ("The council", "does not seek", &["a quarrel and remains open to talks"]),
            "[The council] <does not seek> {a quarrel}",
        );
    }

    #[test]
    fn he_said_is_not_of_a_sentence_that_names_him() {
        check_learned(
            "Lind said the gate leaks, adding that it is “a very old gate,” he said.",
            ("he", "said", &["Lind said the gate leaks, adding that it is “a very old gate,”"]),
            "[he] <said> {“a very old gate,”}",
        );
    }

    #[test]
    fn what_stands_under_another_heading_is_another_statement() {
        check_learned(
            "The mayor said: “The gate holds.”\nWords of the day\n“It is all a very bad joke.”",
            ("The mayor", "said", &["“The gate holds.”", "“It is all a very bad joke.”"]),
            "[The mayor] <said> {“The gate holds.”}",
        );
    }
}
