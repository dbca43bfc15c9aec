//! Signed words: posts and open letters that name their writer below, and quotations that name their speaker behind.
//!
//! `The gate holds. We stay calm. — Mayor Ilse Marten (@marten) 3 May 2021` has no quotation marks: the words before the dash are
//! those of the signer, back to the begin of their first person, or to the colon that leads to them.

use super::act::keep;
use super::draft::Draft;
use super::reading::Reading;
use super::repeat::Repeats;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Kind};
use rapporteur_record::SegmentKind;
use std::ops::Range;

/// Words of a signature with its handle and its date.
const LONGEST: usize = 24;
/// Words of the signer's name and office.
const NAME: usize = 8;
/// Lines of a signed post.
const LINES: usize = 6;
/// Signed posts of a document that are read.
const MOST: usize = 100;
/// Words of a quotation that a name behind it can claim.
const FEWEST: usize = 4;

/// Gives the words above a signature, and those before a name with no verb, to who is named there.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let lines = lines(reading);
    let mut added: Vec<Draft> = Vec::new();
    let posts: Vec<Signed> =
        (0..lines.len()).filter_map(|at| signed(reading, &lines, at)).take(MOST).collect();
    if !posts.is_empty() {
        let repeats = Repeats::new(reading);
        for post in posts {
            let shown = post.content.iter().all(|part| repeats.elsewhere(reading, part));
            give(reading, drafts, &mut added, post, shown);
        }
    }
    let named = lines.iter().filter_map(|(line, _)| named_behind(reading, line));
    named.take(MOST).for_each(|named| claim(drafts, &mut added, named));
    drafts.append(&mut added);
    let kept: Vec<bool> = drafts.iter().map(|draft| !draft.content.is_empty()).collect();
    keep(drafts, &kept);
}

/// What is signed: its words, line by line, with the dash and the name; and whether a colon leads to it.
struct Signed {
    content: Vec<Range<usize>>,
    dash: usize,
    name: Range<usize>,
    end: usize,
}

/// The words of each segment, with its kind.
fn lines(reading: &Reading<'_>) -> Vec<(Range<usize>, SegmentKind)> {
    let mut lines: Vec<(Range<usize>, SegmentKind)> = Vec::new();
    let mut segment = None;
    for stretch in &reading.stretches {
        match lines.last_mut() {
            Some((last, _)) if segment == Some(stretch.segment) => last.end = stretch.words.end,
            _ => lines.push((stretch.words.clone(), stretch.kind)),
        }
        segment = Some(stretch.segment);
    }
    lines
}

fn signed(reading: &Reading<'_>, lines: &[(Range<usize>, SegmentKind)], at: usize) -> Option<Signed> {
    let words = &reading.words;
    let line = &lines[at].0;
    let earliest = line.end.saturating_sub(LONGEST).max(line.start);
    let dash = (earliest..line.end)
        .rev()
        .find(|&at| words.tag(at) == Tag::Dash && !reading.quoted(at))
        .filter(|&dash| dash == line.start || words.tag(dash - 1) == Tag::Stop)?;
    let named = |at: usize| {
        words.tag(at) == Tag::Name
            || words.words.get(at).is_some_and(|word| word.text.starts_with(char::is_uppercase))
    };
    let name = dash + 1..dash + 1 + (dash + 1..line.end).take(NAME).take_while(|&at| named(at)).count();
    if name.len() < 2 {
        return None;
    }
    // Behind the name stand a handle in brackets and a date, and nothing else.
    let handle = words.tag(name.end) == Tag::OpenBracket
        && (name.end..line.end.min(name.end + 4)).any(|at| words.lower(at).starts_with('@'));
    let rest = (name.end..line.end).all(|at| {
        reading.mark(at)
            || words.lower(at).starts_with('@')
            || matches!(words.tag(at), Tag::Number)
            || named(at)
            || words.words[at - 1].text == "@"
            || handle && words.tag(at - 1) == Tag::OpenBracket
            || handle && words.tag(at - 2) == Tag::OpenBracket
    });
    if !rest || !handle {
        return None;
    }
    let mut content: Vec<Range<usize>> = Vec::new();
    let first = reading.trim(line.start..dash);
    let plain = |range: &Range<usize>| !range.clone().any(|at| reading.quoted(at));
    if !plain(&first) {
        return None;
    }
    content.extend((!first.is_empty()).then_some(first));
    let mut led = None;
    let mut own = 0;
    for (back, (before, kind)) in lines[..at].iter().enumerate().rev().take(LINES) {
        let text = reading.trim(before.clone());
        if words.tag(before.end - 1) == Tag::Colon {
            led = Some(back);
            break;
        }
        if *kind == SegmentKind::Boilerplate {
            continue;
        }
        if *kind != SegmentKind::Paragraph || !plain(&text) {
            break;
        }
        if first_person(reading, &text) && own == content.len().saturating_sub(usize::from(dash > line.start))
        {
            own += 1;
        }
        content.push(text);
    }
    content.reverse();
    if led.is_none() {
        let whole = usize::from(dash > line.start);
        let skip = content.len().saturating_sub(own + whole);
        content.drain(..skip);
    }
    // A line of capitals, or of a word or two, is no sentence of a post.
    content.retain(|part| reading.count(part) > 2 || words.tag(part.end) == Tag::Stop);
    (!content.is_empty()).then_some(Signed { content, dash, name, end: line.end })
}

/// Whether the writer speaks of himself.
fn first_person(reading: &Reading<'_>, line: &Range<usize>) -> bool {
    line.clone().any(|at| matches!(reading.words.lower(at), "i" | "we" | "my" | "our" | "us" | "me"))
}

/// Gives signed words to the draft that leads to them, else to one of their own; what was read in them is nested there. A post
/// that is `shown` has been quoted in the text, and says nothing new.
fn give(reading: &Reading<'_>, drafts: &mut [Draft], added: &mut Vec<Draft>, signed: Signed, shown: bool) {
    let Some(start) = signed.content.first().map(|part| part.start) else { return };
    let block = start..signed.dash;
    let above = |draft: &Draft| {
        draft.host.is_none()
            && draft.source.is_some()
            && draft.cue.as_ref().is_some_and(|cue| cue.end <= start)
            && draft.content.iter().any(|part| part.start < block.end && block.start < part.end)
    };
    let leads = drafts.iter().position(above).filter(|_| !shown);
    let host = leads.unwrap_or(drafts.len() + added.len());
    for (number, draft) in drafts.iter_mut().enumerate() {
        let cue = draft.cue.as_ref().map_or_else(|| draft.start(), |cue| cue.start);
        if number == host {
            continue;
        }
        if (signed.dash..signed.end).contains(&cue) || shown && block.contains(&cue) {
            draft.content.clear();
        } else if block.contains(&cue) && draft.host.is_none() {
            // A line of words without a speaker of their own is the signer's.
            draft.host = Some(host);
            if draft.cue.is_none() {
                draft.content.clear();
            }
        }
    }
    match leads {
        None if shown => {}
        Some(leads) => drafts[leads].content = signed.content,
        None => {
            let mut draft = Draft::new("quote.signed", Kind::Speech, signed.dash..signed.dash + 1);
            draft.source = Some(signed.name);
            draft.content = signed.content.iter().map(|part| reading.trim(part.clone())).collect();
            added.push(draft);
        }
    }
}

/// `“We lived with the gate for years,” Ilse Marten, an engineer from Orla.`: a quotation that closes with a comma, and behind it a
/// name with what it is, and no verb of saying.
fn named_behind(reading: &Reading<'_>, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = &reading.words;
    let region = reading.region_at(line.start)?;
    let comma =
        region.end >= 2 && words.tag(region.end - 2) == Tag::Comma && words.tag(region.end - 1) == Tag::Close;
    let name = (region.end..line.end).take(NAME).take_while(|&at| words.tag(at) == Tag::Name).count();
    let behind = region.end + name;
    if !comma || name < 2 || words.tag(behind) != Tag::Comma || reading.count(&region) < FEWEST {
        return None;
    }
    let silent = !(behind..line.end).any(|at| {
        reading.quoted(at) || cue::verb(words.key(at)).is_some_and(|form| form.cue.overall() > 0.5)
    });
    silent.then(|| (region.clone(), region.end..line.end.min(behind)))
}

/// Takes a quotation from the draft of another line, and makes one of who is named behind it.
fn claim(drafts: &mut [Draft], added: &mut Vec<Draft>, (region, name): (Range<usize>, Range<usize>)) {
    let own = |draft: &Draft| {
        draft.host.is_none()
            && draft.cue.as_ref().is_some_and(|cue| cue.start >= region.end || cue.end <= region.start)
    };
    for draft in drafts.iter_mut().filter(|draft| own(draft)) {
        // Who is the source of it already needs no help.
        if draft.source.as_ref().is_some_and(|source| source.start < name.end && name.start < source.end) {
            return;
        }
        draft.content.retain(|part| part.end <= region.start || part.start >= region.end);
    }
    let mut draft = Draft::new("quote.signed", Kind::Speech, name.clone());
    draft.cue = None;
    draft.source = Some(name);
    draft.extend(region);
    added.push(draft);
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::all;

    #[test]
    fn a_signed_post_is_its_signers() {
        assert_eq!(
            all(
                "The clerk left.\nWe are NOT leaving our town.\nWe will mend the gate! — Mayor Ilse Marten (@marten) May 3, 2021\nIt rained."
            ),
            ["[Mayor Ilse Marten] <—> {We are NOT leaving our town} {We will mend the gate}"]
        );
    }

    #[test]
    fn a_quotation_goes_to_the_name_behind_it() {
        assert_eq!(
            all("“We lived with the old gate for years,” Ilse Marten, an engineer from Orla."),
            ["[Ilse Marten] <-> {“We lived with the old gate for years,”}"]
        );
    }
}
