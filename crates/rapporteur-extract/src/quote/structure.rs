//! Attributions that the shape of a line gives away: transcripts and signed quotations.
//!
//! A transcript line is `NAME: words` in a text with two or more such lines; the name, or that of another speaker, must stand
//! elsewhere in the text in ordinary case, so that `UPDATE:` is none. A signed quotation is a line `“words” — Name`. PolNeAR train has about 25
//! documents of both, too few for a model to learn from; `training/structure.py` is the reference.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::Kind;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Lines that make a transcript.
const FEWEST_LINES: usize = 2;
/// Words of a line; `NAME: Thank you.` says nothing.
const FEWEST_WORDS: usize = 3;
/// Words of a name in a transcript.
const LONGEST_NAME: usize = 4;
/// Words of a signature: a name with its office.
const LONGEST_SIGNATURE: usize = 12;
/// Words of a remark in brackets behind a name.
const LONGEST_REMARK: usize = 12;

/// The drafts of such lines, in order of the text.
pub(super) fn drafts(reading: &Reading<'_>) -> Vec<Draft> {
    let lines = lines(reading);
    let mut spoken: Vec<Draft> = lines.iter().filter_map(|line| transcript(reading, line)).collect();
    if spoken.len() >= FEWEST_LINES {
        let words = &reading.words.words;
        let ordinary: HashSet<&str> =
            words.iter().filter(|word| is_ordinary(word.text)).map(|word| word.lower).collect();
        let last = |draft: &Draft| {
            draft.source.as_ref().map_or("", |name| reading.words.lower(name.end - 1)).to_owned()
        };
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        spoken.iter().for_each(|draft| *lines.entry(last(draft)).or_default() += 1);
        // Where one speaker is named, another who speaks more than once is none the less one.
        let named = |draft: &Draft| ordinary.contains(last(draft).as_str());
        let talk = spoken.iter().filter(|draft| named(draft)).count() >= FEWEST_LINES;
        spoken.retain(|draft| named(draft) || talk && lines[&last(draft)] >= FEWEST_LINES);
    }
    if spoken.len() < FEWEST_LINES {
        spoken.clear();
    }
    spoken.extend(lines.iter().filter_map(|line| signed(reading, line)));
    spoken.sort_by_key(Draft::start);
    spoken
}

/// The words of each segment.
fn lines(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut segment = None;
    for stretch in &reading.stretches {
        match lines.last_mut() {
            Some(last) if segment == Some(stretch.segment) => last.end = stretch.words.end,
            _ => lines.push(stretch.words.clone()),
        }
        segment = Some(stretch.segment);
    }
    lines
}

fn transcript(reading: &Reading<'_>, line: &Range<usize>) -> Option<Draft> {
    let words = &reading.words;
    let start = line.start + usize::from(words.tag(line.start) == Tag::Open);
    let capitals = |at: &usize| *at < line.end && is_capitals(words.words[*at].text);
    let end = start + (start..start + LONGEST_NAME).take_while(capitals).count();
    if end == start {
        return None;
    }
    let mut colon = end;
    if words.tag(colon) == Tag::OpenBracket {
        let close =
            (colon..line.end.min(colon + LONGEST_REMARK)).find(|&at| words.tag(at) == Tag::CloseBracket);
        colon = close? + 1;
    }
    if colon >= line.end || words.tag(colon) != Tag::Colon {
        return None;
    }
    let content = colon + 1..line.end;
    (reading.count(&content) >= FEWEST_WORDS).then(|| draft("quote.transcript", start..end, colon, content))
}

fn signed(reading: &Reading<'_>, line: &Range<usize>) -> Option<Draft> {
    let words = &reading.words;
    if words.tag(line.start) != Tag::Open {
        return None;
    }
    let earliest = line.end.saturating_sub(LONGEST_SIGNATURE + 1).max(line.start + 1);
    let dash = (earliest..line.end)
        .rev()
        .take_while(|&at| !matches!(words.tag(at), Tag::Open | Tag::Close | Tag::Colon | Tag::Semicolon))
        .find(|&at| words.tag(at) == Tag::Dash && words.tag(at - 1) == Tag::Close)?;
    let source = reading.trim(dash + 1..line.end);
    let capital = words.words.get(source.start).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    (!source.is_empty() && capital).then(|| draft("quote.signed", source, dash, line.start..dash))
}

fn draft(rule: &'static str, source: Range<usize>, cue: usize, content: Range<usize>) -> Draft {
    let mut draft = Draft::new(rule, Kind::Speech, cue..cue + 1);
    draft.source = Some(source);
    draft.extend(content);
    draft
}

/// `MARTEN`, `O’HARE`, `J.`
fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '’' | '\'' | '-'))
}

/// `Marten`: a capital, then none.
fn is_ordinary(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
