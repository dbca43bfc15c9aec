//! Sources and contents made whole: what the reading model cut or let run on, by the grammar around it.

use super::act::cue_of;
use super::adjunct::occasion;
use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::{Tag, is_month};
use rapporteur_ontology::cue::{Class, Inflection};
use rapporteur_ontology::{cue, noun, verb};
use std::ops::Range;

/// Words of an antecedent that a relative pronoun takes with it.
const ANTECEDENT: usize = 7;
/// Words by which the end of a content is put right.
const REST: usize = 40;

/// Puts the sources of drafts right, then their contents.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        if let Some(source) = draft.source.clone() {
            // A day inside a relative clause is no time of the saying.
            let plain = !source.clone().any(|at| matches!(reading.words.tag(at), Tag::Relative | Tag::Comma));
            let timeless = if plain { untimed(reading, &source) } else { source };
            let source = whole(reading, draft, &timeless);
            draft.source = Some(source.clone());
            if hears(reading, draft, &source) {
                draft.addressee = Some(source);
                draft.source = None;
            }
        }
    }
    let that: Vec<bool> = drafts
        .iter()
        .map(|draft| draft.content.first().is_some_and(|part| reading.words.tag(part.start) == Tag::That))
        .collect();
    for draft in drafts.iter_mut() {
        said(reading, draft);
        // `said that he had sought to hide it and that nobody knew`: the second clause is of the outer cue.
        if draft.host.is_some_and(|host| that[host])
            && let Some(part) =
                draft.content.last_mut().filter(|part| reading.words.tag(part.start) != Tag::That)
            && let Some(and) = (part.start + 1..part.end.saturating_sub(1))
                .find(|&at| reading.words.lower(at) == "and" && reading.words.tag(at + 1) == Tag::That)
        {
            part.end = and;
        }
    }
    let mut cues: Vec<Range<usize>> =
        drafts.iter().flat_map(|draft| draft.cue.iter().chain(&draft.source)).cloned().collect();
    cues.sort_by_key(|cue| cue.start);
    for draft in drafts.iter_mut() {
        hearers(reading, draft);
        if draft.learned.is_some() {
            inserted(reading, draft);
            begins(reading, draft);
            ends(reading, draft, &cues);
            late_time(reading, draft);
            place_before(reading, draft);
        }
    }
}

/// A source without the time that trails it, with the antecedent of its pronoun and with those who are joined with it.
fn whole(reading: &Reading<'_>, draft: &Draft, source: &Range<usize>) -> Range<usize> {
    let words = &reading.words;
    let mut source = source.clone();
    // A source lies in one sentence, that of its cue.
    let last = reading.sentence_start(source.end - 1);
    if last > source.start && draft.cue.as_ref().is_some_and(|cue| reading.sentence_start(cue.start) == last)
    {
        source.start = last;
    }
    // `an option for voters who`
    while source.len() > 1 && matches!(words.lower(source.start), "for" | "to" | "with" | "by" | "from") {
        source.start += 1;
    }
    let floor = reading.sentence_start(source.start);
    let before = |at: usize, wanted: &[&str]| at > floor && wanted.contains(&words.lower(at - 1));
    // `some officials who say`: those officials say so.
    if source.len() == 1
        && matches!(words.lower(source.start), "who" | "which" | "that")
        && let Some(start) = antecedent(reading, source.start, floor)
    {
        source.start = start;
    }
    // `Nearly half the towns`, `He and his colleagues`
    if before(source.start, &["nearly", "almost", "about", "roughly", "around"])
        && words.lower(source.start) == "half"
    {
        source.start -= 1;
    }
    if before(source.start, &["and"])
        && source.start >= floor + 2
        && words.tag(source.start - 2) == Tag::Pronoun
        && !reading.quoted(source.start - 2)
    {
        source.start -= 2;
    }
    // `Orla and Vessan reported`, where only Orla was read.
    if let Some(cue) = draft.cue.as_ref().filter(|cue| cue.start > source.end + 1)
        && words.lower(source.end) == "and"
        && words.noun_phrase(source.end + 1, cue.start) == cue.start
        && !(source.end..cue.start).any(|at| reading.quoted(at))
    {
        source.end = cue.start;
    }
    // `Governors of Orla, Vessan and Solvanne said`: the list hangs on what stands before it.
    if before(source.start, &[","]) && source.clone().any(|at| words.lower(at) == "and") {
        let comma = source.start - 1;
        let start = words.noun_phrase_before(comma, floor);
        let listed = start < comma && (start..comma).any(|at| words.lower(at) == "of");
        if listed && comma - start < ANTECEDENT {
            source.start = start;
        }
    }
    source
}

/// A phrase without the time that trails it: `Mr. Lind last week`, `reporters Monday`, `the port on`.
fn untimed(reading: &Reading<'_>, range: &Range<usize>) -> Range<usize> {
    let words = &reading.words;
    let mut range = range.clone();
    while range.len() > 1 {
        let last = range.end - 1;
        let before = words.lower(last - 1);
        let led = matches!(before, "last" | "this" | "earlier" | "that" | "next" | "late" | "early" | "on");
        let time = matches!(
            words.lower(last),
            "week"
                | "weekend"
                | "month"
                | "year"
                | "night"
                | "day"
                | "spring"
                | "summer"
                | "fall"
                | "morning"
                | "evening"
        ) && led;
        // `Harbour News Sunday` has the day in its name.
        let day = words.time_word(last) && (led || words.tag(last - 1) == Tag::Noun);
        let hangs =
            matches!(words.lower(last), "on" | "in" | "at" | "with" | "from" | "last" | "earlier" | "later")
                || words.tag(last) == Tag::Comma;
        match (time || day, hangs) {
            (true, _) if range.len() > 2 && led => range.end -= 2,
            (true, _) | (_, true) => range.end -= 1,
            _ => break,
        }
    }
    range
}

/// Where the noun phrase begins that stands right before a relative pronoun.
fn antecedent(reading: &Reading<'_>, pronoun: usize, floor: usize) -> Option<usize> {
    let words = &reading.words;
    let mut end = pronoun;
    if end > floor && words.tag(end - 1) == Tag::Comma {
        end -= 1;
    }
    // Whose name stands there is found by the names; but of `a clerk from Orla who` the name is the place.
    if end > floor && words.tag(end - 1) == Tag::Name {
        let first = (floor..end).rev().take_while(|&at| words.tag(at) == Tag::Name).last()?;
        let place = first > floor + 1 && matches!(words.lower(first - 1), "in" | "from" | "at");
        let person = |at: usize| noun::lookup(words.key(at)).is_some_and(|form| form.noun.person);
        let noun = (place && person(first - 2)).then(|| first - 2)?;
        let article = (floor..noun).rev().take(3).find(|&at| words.tag(at) == Tag::Determiner);
        return article.or(Some(noun)).filter(|start| pronoun - start <= ANTECEDENT);
    }
    if end <= floor {
        return None;
    }
    let mut start = words.noun_phrase_before(end, floor);
    // A preposition that is no part of a name, and a verb in front, are not of the phrase: `sided with officials who`.
    if let Some(at) = (start..end).rev().find(|&at| {
        let inner = matches!(words.lower(at), "of" | "for" | "at" | "in" | "from") && at > start;
        words.tag(at) == Tag::Verb || words.tag(at) == Tag::Preposition && !inner
    }) {
        start = at + 1;
    }
    while start + 1 < end
        && words.tag(start) == Tag::Noun
        && words.words[start].text.starts_with(char::is_lowercase)
        && verb::lookup(words.key(start)).is_some()
        && (noun::lookup(words.key(start)).is_none() || words.tag(start.wrapping_sub(1)) == Tag::To)
    {
        start += 1;
    }
    let noun = start < end && words.nominal(end - 1);
    (noun && pronoun - start <= ANTECEDENT && reading.quoted(start) == reading.quoted(pronoun))
        .then_some(start)
}

/// `Residents were told that`, `Hospitals told to send`: the subject of a passive hears it.
fn hears(reading: &Reading<'_>, draft: &Draft, source: &Range<usize>) -> bool {
    let words = &reading.words;
    let Some(group) = draft.cue.as_ref().filter(|cue| cue.start >= source.end) else { return false };
    let Some(at) = group
        .clone()
        .find(|&at| !matches!(words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Negation | Tag::Adverb))
    else {
        return false;
    };
    let Some(form) = cue::verb(words.key(at)) else { return false };
    if !matches!(form.inflection, Inflection::Participle | Inflection::PastOrParticiple) {
        return false;
    }
    let told = matches!(
        form.cue.lemma,
        "tell"
            | "urge"
            | "order"
            | "advise"
            | "instruct"
            | "warn"
            | "inform"
            | "notify"
            | "remind"
            | "assure"
    );
    let passive = (group.start..at).any(|at| {
        matches!(words.lower(at), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re")
    });
    // "told to": who tells somebody names him.
    let bare = at + 1 == group.end
        && matches!(words.tag(group.end), Tag::To)
        && verb::is_base(words.key(group.end + 1));
    told && (passive && words.lower(group.end) != "by" || bare && group.len() == 1)
        || passive && matches!(form.cue.lemma, "ask") && words.lower(group.end) != "by"
}

/// The end of the name of a body that lists its tasks: `the House Harbours, Rivers and Gates Committee`.
fn listed_body(reading: &Reading<'_>, range: &Range<usize>) -> usize {
    /// Words of such a list.
    const LISTED: usize = 10;
    let words = &reading.words;
    let named = words.tag(range.end - 1) == Tag::Name && words.tag(range.end) == Tag::Comma;
    let list = (range.end..words.len())
        .take(LISTED)
        .take_while(|&at| matches!(words.tag(at), Tag::Name | Tag::Comma) || words.lower(at) == "and");
    let end = list.last().map_or(range.end, |last| last + 1);
    let joined = (range.end..end).any(|at| words.lower(at) == "and");
    let body = (range.end + 1..end).rev().find(|&at| {
        matches!(words.lower(at), "committee" | "commission" | "council" | "board" | "department")
    });
    body.filter(|_| named && joined).map_or(range.end, |body| body + 1)
}

/// A cue without time, occasion and hearer: `said in a statement to` and the name behind it, `decided last`.
fn said(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    if let Some(addressee) = &draft.addressee {
        let mut addressee = untimed(reading, addressee);
        if addressee.len() > 1 && words.time_word(addressee.end - 1) {
            addressee.end -= 1;
        }
        addressee.end = listed_body(reading, &addressee);
        draft.addressee = Some(addressee);
    }
    let Some(group) = draft.cue.clone().filter(|group| group.len() > 1 && draft.learned.is_some()) else {
        return;
    };
    let first = |at: &usize| {
        !matches!(words.tag(*at), Tag::Auxiliary | Tag::Modal | Tag::Negation | Tag::Adverb | Tag::To)
    };
    let Some(verb) = group.clone().find(first) else { return };
    let mut end = group.end;
    let opens = (verb + 1..end).find(|&at| matches!(words.lower(at), "in" | "at" | "on" | "during" | "via"));
    if let Some(open) = opens {
        let last = end - 1;
        let hearer = matches!(words.lower(last), "to" | "with" | "by");
        let close = if hearer { last } else { end };
        if open + 1 < close
            && occasion(reading, open + 1..close)
            && words.noun_phrase(open + 1, close) == close
        {
            if draft.venue.is_none() {
                draft.venue = Some(open..close);
            }
            let behind = draft.content.iter().map(|part| part.start).filter(|&start| start > last).min();
            if let Some(start) = behind.filter(|&start| hearer && start > end && start - end < 8)
                && draft.addressee.is_none()
            {
                draft.addressee = Some(reading.trim(end..start)).filter(|range| !range.is_empty());
            }
            end = open;
        }
    }
    let rest = untimed(reading, &reading.trim(group.start..end));
    // `pointed to`, `agreed with`: the preposition of the verb stays.
    let kept =
        matches!(words.lower(rest.end), "to" | "with" | "from" | "on" | "in" | "at") && rest.end + 1 == end;
    let trimmed = if kept { rest.start..end } else { rest };
    if !trimmed.is_empty() && trimmed.end > verb {
        draft.cue = Some(trimmed);
    }
}

/// Drops what is not quoted and stands in another sentence than the cue: a headline, the sentence before, the next one. Where
/// the cue has its content in its own sentence, a quotation before that sentence belongs to somebody else.
pub(super) fn elsewhere(reading: &Reading<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    let own = reading.sentence_start(cue.start);
    let that =
        draft.content.iter().any(|part| part.start >= cue.end && reading.words.tag(part.start) == Tag::That);
    if that && draft.content.iter().any(|part| part.end <= own) {
        draft.content.retain(|part| part.end > own);
    }
    let apart = |part: &Range<usize>| {
        let quoted = part.clone().filter(|&at| reading.quoted(at)).count() * 2 > part.len();
        !quoted && reading.sentence_start(part.start) != own && reading.sentence_start(part.end - 1) != own
    };
    if draft.content.iter().any(apart) && !draft.content.iter().all(apart) {
        draft.content.retain(|part| !apart(part));
    }
}

/// A cue between commas: `because, he says, the gate is shut` has its content behind it, and what `the gate seems, he says, to
/// be shut` says begins before it.
fn inserted(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let open = source.start.min(cue.start);
    let close = source.end.max(cue.end);
    if open == 0
        || words.tag(open - 1) != Tag::Comma
        || words.tag(close) != Tag::Comma
        || reading.quoted(open)
    {
        return;
    }
    let start = reading.sentence_start(open);
    let Some(behind) = draft.content.iter().position(|part| part.start == close + 1) else { return };
    let before = draft.content.iter().position(|part| part.end + 1 >= open && part.start < open);
    if open >= 2 && open - 1 > start && words.tag(open - 2) == Tag::Subordinator {
        if let Some(before) = before {
            draft.content.remove(before);
        }
        return;
    }
    let part = draft.content[behind].clone();
    // `the gate, he says, “may be shut”`
    let verb = part.start + usize::from(words.tag(part.start) == Tag::Open);
    if matches!(words.tag(verb), Tag::To | Tag::Auxiliary | Tag::Modal) {
        let introduced = matches!(words.tag(start), Tag::Preposition | Tag::Subordinator);
        if introduced
            && let Some(comma) = part.clone().find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at))
        {
            draft.content[behind].end = comma;
        }
        let clause = (start..open)
            .rev()
            .find(|&at| matches!(words.tag(at), Tag::Colon | Tag::Semicolon))
            .map_or(start, |mark| mark + 1);
        if before.is_none() && open - 1 > clause && !(clause..open).any(|at| reading.quoted(at)) {
            draft.extend(reading.trim(clause..open - 1));
        }
    }
}

/// A content whose subject was lost: that of a passive, and what a relative pronoun stands for.
fn begins(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let Some(first) = draft.content.first().cloned() else { return };
    let floor = reading.sentence_start(first.start);
    let owned = |range: &Range<usize>| {
        draft.cue.iter().chain(&draft.source).any(|other| other.start < range.end && range.start < other.end)
    };
    if first.end <= cue.start && matches!(words.lower(first.start), "which" | "who" | "that") {
        if let Some(start) =
            antecedent(reading, first.start, floor).filter(|&start| !owned(&(start..first.start)))
        {
            draft.content[0].start = start;
        }
        return;
    }
    let passive =
        cue.clone().any(|at| matches!(words.lower(at), "is" | "are" | "was" | "were" | "be" | "been"));
    if draft.source.is_none()
        && passive
        && first.start == cue.end
        && words.tag(first.start) == Tag::To
        && let Some(subject) = words.subject_before(cue.start, floor)
        && !reading.quoted(subject.start)
        && !owned(&subject)
    {
        draft.extend(subject);
    }
}

/// A content that ends where its clause does not: on a preposition, or within a name.
fn ends(reading: &Reading<'_>, draft: &mut Draft, cues: &[Range<usize>]) {
    let words = &reading.words;
    let Some(part) = draft.content.last_mut() else { return };
    let limit = words.len();
    let open = |at: usize| {
        at < limit
            && reading.sentence_start(at) != at
            && !reading.mark(at)
            && !reading.quoted(at)
            && !cues[..cues.partition_point(|cue| cue.start <= at)]
                .iter()
                .rev()
                .take(4)
                .any(|cue| at < cue.end)
    };
    if part.start >= part.end || reading.quoted(part.end - 1) || !open(part.end) || part.len() < 2 {
        return;
    }
    let last = part.end - 1;
    let leads = matches!(words.tag(last), Tag::Preposition | Tag::Determiner | Tag::Possessive | Tag::To)
        || matches!(words.tag(last), Tag::Conjunction)
        || matches!(words.lower(last), "as" | "than" | "even" | "which" | "because" | "while");
    if leads
        && (words.time_word(part.end) || matches!(words.lower(part.end), "last" | "this"))
        && part.len() > 2
    {
        part.end -= 1;
    } else if leads {
        let end = (part.end..limit.min(part.end + REST)).take_while(|&at| open(at)).last();
        part.end = end.map_or(part.end, |end| end + 1);
    } else if words.tag(last) == Tag::Name && words.tag(part.end) == Tag::Name
        || words.lower(last).ends_with('.') && words.tag(part.end) == Tag::Name
    {
        while open(part.end) && words.tag(part.end) == Tag::Name {
            part.end += 1;
        }
    }
}

/// Words of a cue that name to whom and when it was said: `told lawmakers that` has them in the content.
fn hearers(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(group) = draft.cue.clone() else { return };
    let known = cue_of(reading, &group);
    if let Some(known) = known {
        asked(reading, draft, &group, known.lemma);
    }
    let Some(known) = known.filter(|cue| matches!(cue.class, Class::Say | Class::Request)) else {
        return;
    };
    let addressed = matches!(
        known.lemma,
        "tell" | "warn" | "caution" | "remind" | "assure" | "inform" | "notify" | "advise"
    );
    let Some(part) = draft.content.first().cloned() else { return };
    // `cautioned them about rumours that the gate leaks`: the reports are what he speaks of, not whom he speaks to.
    let about = words.tag(group.end - 1) == Tag::Preposition;
    if !addressed
        || about
        || draft.addressee.is_some()
        || part.start != group.end
        || reading.quoted(part.start)
    {
        return;
    }
    // `told reporters the gate is shut`
    let person = noun::lookup(words.key(part.start)).is_some_and(|form| form.noun.person && form.plural);
    let clause =
        matches!(words.tag(part.start + 1), Tag::Name | Tag::Determiner | Tag::Pronoun | Tag::Possessive);
    if person && clause && part.len() > 3 {
        draft.addressee = Some(part.start..part.start + 1);
        draft.content[0].start += 1;
        return;
    }
    let limit = part.end.min(part.start + 8);
    let opens = (part.start..limit)
        .take_while(|&at| {
            words.nominal(at)
                || matches!(words.tag(at), Tag::Determiner | Tag::Possessive)
                || words.lower(at) == "of"
        })
        .last();
    let Some(end) = opens.map(|last| last + 1) else { return };
    if let Some(that) = lost_clause(reading, &part, end).filter(|_| draft.content.len() == 1) {
        draft.addressee = Some(untimed(reading, &(part.start..end)));
        draft.content = vec![that];
        return;
    }
    if end < part.end && (words.tag(end) == Tag::That || matches!(words.lower(end), "about" | "against")) {
        draft.addressee = Some(untimed(reading, &(part.start..end)));
        draft.content[0].start = end;
    }
}

/// `asked the clerk if the gate holds`: whom one asks is no part of the question.
fn asked(reading: &Reading<'_>, draft: &mut Draft, group: &Range<usize>, lemma: &str) {
    /// Words of the one who is asked.
    const HEARER: usize = 8;
    let words = &reading.words;
    let Some(part) = draft.content.first().cloned() else { return };
    let question = (part.start + 1..part.end)
        .take(HEARER)
        .take_while(|&at| {
            !matches!(words.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Comma | Tag::To)
        })
        .find(|&at| matches!(words.lower(at), "if" | "whether"));
    let plain = part.start == group.end && !reading.quoted(part.start) && draft.addressee.is_none();
    if let Some(question) = question.filter(|&at| lemma == "ask" && plain && part.end - at > 2) {
        draft.addressee = Some(part.start..question);
        draft.content[0].start = question;
    }
}

/// The clause behind a content that is no more than whom somebody told: `told the mayor (R) on Monday that the gate leaks`.
fn lost_clause(reading: &Reading<'_>, part: &Range<usize>, end: usize) -> Option<Range<usize>> {
    /// Words between the hearer and the clause.
    const BETWEEN: usize = 4;
    let words = &reading.words;
    let sentence = reading.sentence_start(part.start);
    let within =
        |at: usize| at < words.len() && reading.sentence_start(at) == sentence && !reading.quoted(at);
    let bracket = (end..part.end)
        .all(|at| matches!(words.tag(at), Tag::OpenBracket | Tag::CloseBracket | Tag::Name | Tag::Noun));
    let open = end == part.end || words.tag(end) == Tag::OpenBracket;
    let time = |at: usize| words.time_word(at) || matches!(words.lower(at), "on" | "last" | "this" | "week");
    let that = (part.end..words.len())
        .take(BETWEEN + 1)
        .take_while(|&at| within(at))
        .find(|&at| words.tag(at) == Tag::That)?;
    if !bracket || !open || !(part.end..that).all(time) {
        return None;
    }
    let stop = (that..words.len()).find(|&at| !within(at)).unwrap_or(words.len());
    Some(reading.trim(that..stop)).filter(|clause| clause.len() > 2)
}

/// A content that ends with a relative clause goes on with the time behind it: `it is painting the gate, which leaks, at the
/// end of May`.
fn late_time(reading: &Reading<'_>, draft: &mut Draft) {
    /// Words of such a time.
    const TIME: usize = 8;
    let words = &reading.words;
    let Some(part) = draft.content.last_mut() else { return };
    let comma = part.end;
    let sentence = reading.sentence_start(part.end - 1);
    let inside =
        |at: usize| at < words.len() && reading.sentence_start(at) == sentence && !reading.quoted(at);
    if !inside(comma) || words.tag(comma) != Tag::Comma || !matches!(words.tag(comma + 1), Tag::Preposition) {
        return;
    }
    let relative = (part.start + 1..part.end)
        .rev()
        .find(|&at| words.tag(at) == Tag::Comma)
        .is_some_and(|at| matches!(words.lower(at + 1), "which" | "who"));
    let end = (comma + 1..words.len())
        .take(TIME)
        .take_while(|&at| inside(at) && !reading.mark(at))
        .last()
        .map_or(comma, |last| last + 1);
    let closed = end >= words.len() || words.tag(end) == Tag::Stop;
    let phrase = words.noun_phrase(comma + 2, end);
    let months = |at: usize| words.time_word(at) || is_month(words.lower(at));
    if relative && closed && phrase > comma + 2 && (comma + 2..end).any(months) {
        part.end = end;
    }
}

/// `in Orla, where the office estimated 900 leaks`: what is said is said of that place.
fn place_before(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    let Some(comma) = source.start.checked_sub(2) else { return };
    // Of a number the place is a part; `in Orla, where he unveiled a plan` is where he did it.
    let counts = cue_of(reading, cue).is_some_and(|known| {
        matches!(known.lemma, "estimate" | "report" | "project" | "predict" | "forecast" | "count" | "record")
    });
    if !counts {
        return;
    }
    let relative = words.lower(comma + 1) == "where" && words.tag(comma) == Tag::Comma;
    let floor = reading.sentence_start(source.start);
    let first = (floor..comma).rev().take_while(|&at| words.tag(at) == Tag::Name).last();
    let Some(place) = first.filter(|&first| first > floor && relative && source.end <= cue.start) else {
        return;
    };
    let free = !draft.content.iter().any(|part| part.start < cue.end) && !reading.quoted(place);
    if free && matches!(words.lower(place - 1), "in" | "at") {
        draft.extend(place - 1..comma);
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::check_learned;

    #[test]
    fn a_source_ends_before_the_time_and_takes_in_who_is_joined() {
        check_learned(
            "Mr. Lind last week called for a vote.",
            ("Mr. Lind last week", "called for", &["a vote"]),
            "[Mr. Lind] <called for> {a vote}",
        );
        check_learned(
            "Orla and Vessan reported 3,000 cases.",
            ("Orla", "reported", &["3,000 cases"]),
            "[Orla and Vessan] <reported> {3,000 cases}",
        );
        check_learned(
            "The board heard some engineers who say the gate leaks.",
            ("who", "say", &["the gate leaks"]),
            "[some engineers who] <say> {the gate leaks}",
        );
        check_learned(
            "They spoke of a clerk in Orla who said the gate leaks.",
            ("who", "said", &["the gate leaks"]),
            "[a clerk in Orla who] <said> {the gate leaks}",
        );
    }

    #[test]
    fn who_is_told_does_not_speak() {
        check_learned(
            "Residents were told that the gate leaks.",
            ("Residents", "were told", &["that the gate leaks"]),
            "[-] <were told> {that the gate leaks}",
        );
        check_learned(
            "The mayor told reporters the gate leaks badly.",
            ("The mayor", "told", &["reporters the gate leaks badly"]),
            "[The mayor] <told> {the gate leaks badly}",
        );
        check_learned(
            "The mayor cautioned captains on Friday about rumours that the gate leaks.",
            ("The mayor", "cautioned captains on Friday about", &["rumours that the gate leaks"]),
            "[The mayor] <cautioned captains on Friday about> {rumours that the gate leaks}",
        );
    }

    #[test]
    fn whom_somebody_told_is_not_what_he_said() {
        check_learned(
            "The clerk told Mayor Bo Lind (D) on Monday that the gate leaks badly.",
            ("The clerk", "told", &["Mayor Bo Lind (D)"]),
            "[The clerk] <told> {that the gate leaks badly}",
        );
    }

    #[test]
    fn who_is_asked_is_no_part_of_the_question() {
        check_learned(
            "The clerk asked one of the town's engineers if the gate would hold.",
            ("The clerk", "asked", &["one of the town's engineers if the gate would hold"]),
            "[The clerk] <asked> {if the gate would hold}",
        );
    }

    #[test]
    fn a_time_behind_a_relative_clause_belongs_to_the_content() {
        check_learned(
            "The clerk said it is painting the gate, which leaks, at the end of May.",
            ("The clerk", "said", &["it is painting the gate, which leaks"]),
            "[The clerk] <said> {it is painting the gate, which leaks, at the end of May}",
        );
    }

    #[test]
    fn a_place_before_where_belongs_to_what_is_said_of_it() {
        check_learned(
            "Leaks rose in Orla, where the office estimated there were 900 a day.",
            ("the office", "estimated", &["there were 900 a day"]),
            "[the office] <estimated> {in Orla} {there were 900 a day}",
        );
    }

    #[test]
    fn a_cue_ends_before_its_occasion() {
        check_learned(
            "The mayor said in a statement to Orla Radio that the gate leaks.",
            ("The mayor", "said in a statement to", &["that the gate leaks"]),
            "[The mayor] <said> {that the gate leaks}",
        );
    }

    #[test]
    fn a_content_keeps_to_its_sentence_and_its_clause() {
        check_learned(
            "The gate was old. The mayor said that the gate leaks.",
            ("The mayor", "said", &["The gate was old", "that the gate leaks"]),
            "[The mayor] <said> {that the gate leaks}",
        );
        check_learned(
            "The town closed the gate because, the mayor says, the gate leaks.",
            ("the mayor", "says", &["The town closed the gate because", "the gate leaks"]),
            "[the mayor] <says> {the gate leaks}",
        );
        check_learned(
            "The mayor praised the work as it faces growing doubts in town.",
            ("The mayor", "praised", &["the work as it faces growing doubts in"]),
            "[The mayor] <praised> {the work as it faces growing doubts in town}",
        );
    }
}
