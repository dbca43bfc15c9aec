//! Rows of capitalised words that may be names.
use super::lists;
use super::text::{Text, Word};
use rapporteur_lang::TokenKind;
use rapporteur_ontology::{country, name, noun, place, region, seat, title};
use std::ops::Range;

/// The rows of capitalised words in a sentence, in order.
pub(super) fn chunks(text: &Text<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(chunk) = chunk_at(text, at, sentence.end) else {
            at += 1;
            continue;
        };
        at = chunk.end;
        found.extend(trim(text, chunk));
    }
    found
}

/// The longest row that starts at `at`.
fn chunk_at(text: &Text<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let words = &text.words;
    let opens = starts_name(&words[at])
        || (words[at].on(&lists::OPENING_PARTICLES)
            && words[at].text == words[at].lower
            && at + 1 < end
            && starts_name(&words[at + 1])
            && !text.is_ordinary(&words[at + 1])
            && !words[at + 1].initial);
    if !opens {
        return None;
    }
    let mut last = at;
    while let Some(next) = step(text, at, last, end) {
        last = next;
    }
    Some(at..last + 1)
}

fn starts_name(word: &Word<'_>) -> bool {
    word.capital && !word.function && !word.compound && !word.lists().contain(&lists::NO_NAME)
}

/// The position that carries the row `first..=last` on, if one does.
fn step(text: &Text<'_>, first: usize, last: usize, end: usize) -> Option<usize> {
    let words = &text.words;
    let name_at = |at: usize| (at < end && starts_name(&words[at])).then_some(at);
    let next = words.get(last + 1).filter(|_| last + 1 < end)?;
    if words[first].is_word() && first == last && words[last].initial && words[last].on(&lists::FUNCTION) {
        return None;
    }
    match next.kind {
        TokenKind::Word if starts_name(next) => Some(last + 1),
        TokenKind::Word if lists::PARTICLES.has(next.text) => {
            let second = last + 2;
            if second < end && lists::PARTICLES.has(words[second].text) {
                name_at(second + 1)
            } else {
                name_at(second)
            }
        }
        TokenKind::Word if next.text == "of" => joined_by_of(text, first, last, end),
        TokenKind::Word if matches!(next.text, "for" | "on" | "against") => {
            let after =
                if words.get(last + 2).is_some_and(|w| w.text == "the") { last + 3 } else { last + 2 };
            let heads = words[last].on(&lists::ORGANISATION);
            name_at(after).filter(|&at| heads && text.is_ordinary(&words[at]) && !is_calendar(&words[at]))
        }
        TokenKind::Word if next.text == "and" => joined_by_and(text, first, last, end),
        TokenKind::Punctuation if next.text == "&" => name_at(last + 2),
        // An initial whose stop is a token of its own.
        TokenKind::Punctuation if next.text == "." && words[last].text.chars().count() == 1 => {
            (next.span.start == words[last].span.end).then(|| name_at(last + 2))?
        }
        TokenKind::Number => {
            let numbered =
                matches!(words[last].lower, "channel" | "radio" | "route" | "highway" | "group" | "studio");
            numbered.then_some(last + 1)
        }
        _ => None,
    }
}

/// `Ministry of Health`, `Bay of Marrow`, `Secretary of State`; not `Marten of Orla`.
fn joined_by_of(text: &Text<'_>, first: usize, last: usize, end: usize) -> Option<usize> {
    let words = &text.words;
    let head = &words[last];
    let after = if words.get(last + 2).is_some_and(|w| w.text == "the") { last + 3 } else { last + 2 };
    let next = words.get(after).filter(|word| after < end && starts_name(word) && !is_calendar(word))?;
    let office = (first..=last)
        .rev()
        .take(3)
        .any(|at| title::longest(text.ahead(at, end)).is_some_and(|m| at + m.words > last + 1));
    let titled = title::lookup(head.key).is_some();
    let ministerial = titled && text.is_ordinary(next) && country::lookup(next.key).is_none();
    let is_head = head.on(&lists::ORGANISATION)
        || head.on(&lists::OF_HEADS)
        || head.on(&lists::DOCUMENT)
        || head.on(&lists::EVENT)
        || (last > first && noun::lookup(head.key).is_some_and(|n| n.noun.group));
    let alone_initial = head.initial && first == last && !head.on(&lists::ORGANISATION);
    (office || ministerial || (is_head && !titled && !alone_initial)).then_some(after)
}

/// `Ministry of Science and Culture`, `Health and Human Services Department`.
fn joined_by_and(text: &Text<'_>, first: usize, last: usize, end: usize) -> Option<usize> {
    let words = &text.words;
    let next =
        words.get(last + 2).filter(|word| last + 2 < end && starts_name(word) && !is_calendar(word))?;
    let plain = |word: &Word<'_>| {
        text.is_ordinary(word) && country::demonym(word.key).is_none() && title::lookup(word.key).is_none()
    };
    if country::demonym(next.key).is_some()
        || country::lookup(next.key).is_some()
        || name::given(next.key).is_some_and(|g| g.weight > 3)
    {
        return None;
    }
    let heads = |at: usize| words[at].on(&lists::ORGANISATION);
    let inside_of = (first..last)
        .any(|at| heads(at) && words.get(at + 1).is_some_and(|w| matches!(w.text, "of" | "for" | "on")));
    let before_head = (last + 3..end.min(last + 6)).take_while(|&at| words[at].capital).any(heads);
    let ordinary = plain(next) && plain(&words[last]);
    ((inside_of && (text.is_ordinary(next) || inflected(text, next)))
        || (ordinary && before_head && !words[first].initial && !heads(last)))
    .then_some(last + 2)
}

fn is_calendar(word: &Word<'_>) -> bool {
    word.lists().contain(&lists::CALENDAR)
}

/// The row without days and months at its ends and without an ordinary word that opens the sentence.
fn trim(text: &Text<'_>, chunk: Range<usize>) -> Option<Range<usize>> {
    let words = &text.words;
    let Range { mut start, mut end } = chunk;
    while start < end && is_calendar(&words[start]) {
        let newspaper = start + 1 < end && words[start + 1].on(&lists::PRESS);
        let given = start + 1 < end
            && !text.is_ordinary(&words[start + 1])
            && name::given(words[start].key).is_some();
        if newspaper || given {
            break;
        }
        start += 1;
    }
    while start < end
        && is_calendar(&words[end - 1])
        && !(end - start > 1 && name::given(words[end - 2].key).is_some() && words[end - 1].lower != "monday")
    {
        end -= 1;
    }
    if start < end && words[start].initial && !keeps_initial(text, start, end) {
        start += 1;
        while start < end && !starts_name(&words[start]) {
            start += 1;
        }
    }
    (start < end).then_some(start..end)
}

/// True if the capital of the first word of a sentence belongs to a name.
fn keeps_initial(text: &Text<'_>, start: usize, end: usize) -> bool {
    let word = &text.words[start];
    if word.on(&lists::FUNCTION) {
        return false;
    }
    let ahead = text.ahead(start, end);
    if country::longest(ahead).is_some()
        || country::demonym(word.key).is_some()
        || region::longest(ahead).is_some()
        || seat::longest(ahead).is_some()
    {
        return true;
    }
    let ordinary = text.is_ordinary(word) || inflected(text, word);
    let inner = text.inner_capitals(word);
    if end - start == 1 {
        return if ordinary { inner > 1 && !text.has_lower(word) } else { true };
    }
    if !ordinary || (inner > 0 && !text.has_lower(word)) {
        return true;
    }
    let second = &text.words[start + 1];
    let last = &text.words[end - 1];
    title::longest(ahead).is_some()
        || last.on(&lists::ORGANISATION)
        || word.on(&lists::ORGANISATION)
        || word.on(&lists::PLACE_OPENERS)
        || (name::given(word.key).is_some_and(|given| given.weight > 1) && !text.is_ordinary(second))
        || place::longest(ahead).is_some_and(|found| found.words > 1)
}

/// A form that the word lists know by its stem only: `Besieged`, `Shipments`.
fn inflected(text: &Text<'_>, word: &Word<'_>) -> bool {
    let lower = word.lower;
    if name::given(word.key).is_some()
        || name::surname(word.key).is_some()
        || place::lookup(word.text).next().is_some()
    {
        return false;
    }
    let known = |stem: &str| {
        stem.len() > 2
            && (rapporteur_ontology::word::is_ordinary(stem)
                || noun::lookup(stem).is_some()
                || rapporteur_ontology::cue::verb(stem).is_some())
    };
    for (ending, put) in [
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("ly", ""),
        ("er", ""),
        ("un", ""),
    ] {
        if let Some(stem) = lower.strip_suffix(ending)
            && known(&format!("{stem}{put}"))
        {
            return true;
        }
    }
    let shape = ["ing", "ly", "ness", "ment", "tion", "tions", "ious", "ized", "ised", "ated"];
    lower.len() > 6 && shape.iter().any(|ending| lower.ends_with(ending)) && text.inner_capitals(word) == 0
}
