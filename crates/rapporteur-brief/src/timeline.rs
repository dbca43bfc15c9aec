//! What the reports date.

use crate::aside::is_aside;
use crate::cast::Profiles;
use crate::dates::{When, when};
use crate::events::Events;
use crate::evidence::{Evidence, Source};
use crate::{DateKnown, Day, EventLine, Group, TimelineLine, Words};
use rapporteur_record::{SegmentKind, TimeExpression, TimeType};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence and the words in it that say when: what copies share.
type Wording = (String, String);

/// The sentences with a date, grouped by date. The same sentence in several reports is one line; where only one of
/// the reports knows the year, the line stands under that date.
pub(crate) fn groups(
    sources: &[Source<'_>],
    profiles: &Profiles<'_>,
    events: &Events,
    evidence: &mut Evidence,
) -> Vec<Group<Day, TimelineLine>> {
    let mut found = Vec::new();
    let mut dated: BTreeMap<Wording, BTreeSet<When>> = BTreeMap::new();
    for source in sources {
        for time in &source.report.times {
            // A heading that says only when tells of what stands under it.
            let entry = source.entry(time.id);
            let names_its_day = |_: &When| {
                (entry.is_some() || !dates_the_report(source, time.span))
                    && !is_aside(source, time.span)
                    && !asks(source, time.span)
                    && !is_compared(source, time.span)
            };
            let Some(when) = date_of(time).filter(names_its_day) else { continue };
            let when = when.hedged(before(source, time.span));
            let rest = entry.map_or_else(|| rest_of(source, time.span), |first| vec![first]);
            let Some(note) = evidence.cite(source, &[time.span], &rest, &[&time.why]) else {
                continue;
            };
            let sentence = source.context(&[time.span], &rest);
            let words = Words::new(sentence.iter().map(|piece| piece.words.exact()).collect::<String>());
            let wording = (words.folded(), time.span.in_text(&source.report.document.text).to_lowercase());
            if when.known == DateKnown::Year {
                dated.entry(wording.clone()).or_default().insert(when.clone());
            }
            found.push((source, time.id, when, wording, sentence, note));
        }
    }
    let mut days: BTreeMap<When, Vec<TimelineLine>> = BTreeMap::new();
    let mut known: BTreeMap<(When, String), usize> = BTreeMap::new();
    let mut shown: BTreeSet<(When, usize, usize)> = BTreeSet::new();
    for (source, time, mut when, wording, sentence, note) in found {
        if when.known != DateKnown::Year
            && let Some(dates) = dated.get(&wording).filter(|dates| dates.len() == 1)
        {
            when = dates.iter().next().cloned().unwrap_or(when);
        }
        let lines = days.entry(when.clone()).or_default();
        let index = *known.entry((when.clone(), wording.0)).or_insert(lines.len());
        if index == lines.len() {
            let said = source.report.times.iter().find(|known| known.id == time);
            let said = said.and_then(|time| quoted(source, profiles, time.span));
            let outlet = said.map_or_else(
                || source.label.clone(),
                |speaker| Words::new(format!("{}, quoted by {}", speaker.shown(), source.label.shown())),
            );
            let notes = Vec::new();
            lines.push(TimelineLine { sentence, events: Vec::new(), outlet, notes });
        }
        // Notes stand at the line; below it and in their own section the events lead to the same words.
        // Copies tell one event in the same sentence, whatever was read of it in each.
        for (number, event) in events.dated(source.number, time) {
            if shown.insert((when.clone(), index, *number)) {
                lines[index].events.push(EventLine { notes: Vec::new(), ..event.clone() });
            }
        }
        // A second expression for the same date in the same sentence adds nothing.
        let notes = &mut lines[index].notes;
        if notes.iter().all(|known| known.report != note.report) {
            notes.push(note);
        }
    }
    days.into_iter()
        .map(|(when, lines)| Group { head: Day { label: when.label, known: when.known }, lines })
        .collect()
}

/// Who says a line that stands whole inside a quotation: alone it would seem to be the outlet's own.
fn quoted(source: &Source<'_>, profiles: &Profiles<'_>, span: Span) -> Option<Words> {
    const MARKS: [char; 5] = ['“', '”', '"', '«', '»'];
    let text = &source.report.document.text;
    let (sentence, rest) = (source.sentence(span)?, rest_of(source, span));
    let holds = |piece: &&Span| {
        piece.contains(sentence)
            && rest.iter().all(|sentence| piece.contains(*sentence))
            && piece.of(text).is_some_and(|words| words.starts_with(MARKS))
    };
    let around = source.report.attributions.iter().filter_map(|attribution| {
        let piece = attribution.content.iter().find(holds)?;
        Some((piece.end - piece.start, attribution))
    });
    let (_, attribution) = around.min_by_key(|(length, _)| *length)?;
    match attribution.speaker.entity() {
        Some(id) => Some(profiles.name(source.who(id))),
        None => source.words(attribution.named(text)?),
    }
}

fn date_of(time: &TimeExpression) -> Option<When> {
    match time.time_type {
        TimeType::Date | TimeType::Time => {
            time.value.as_deref().and_then(when).or_else(|| when(&time.text_only))
        }
        TimeType::Duration | TimeType::Set => None,
    }
}

/// What the sentence has before a time.
fn before<'t>(source: &Source<'t>, span: Span) -> &'t str {
    let text = &source.report.document.text;
    source.sentence(span).and_then(|sentence| text.get(sentence.start..span.start)).unwrap_or_default()
}

/// True for a question: it dates nothing.
fn asks(source: &Source<'_>, span: Span) -> bool {
    let sentence = source.sentence(span).and_then(|sentence| sentence.of(&source.report.document.text));
    sentence.is_some_and(|sentence| sentence.trim_end_matches(['"', '”', '’', ' ']).ends_with('?'))
}

/// True for a time that something is only compared with: `rose above last year’s totals`, `on the pattern of Friday`, `fewer than in May`.
fn is_compared(source: &Source<'_>, span: Span) -> bool {
    let text = &source.report.document.text;
    let Some(sentence) = source.sentence(span).filter(|sentence| sentence.contains(span)) else {
        return false;
    };
    let before = text.get(sentence.start..span.start).unwrap_or_default().to_lowercase();
    let behind = text.get(span.end..sentence.end).unwrap_or_default();
    let before = before.trim_end();
    let before = [" on", " in"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    // `on the pattern of May and June`
    let tail: String =
        before.chars().rev().take(LONGEST_COMPARED).collect::<Vec<_>>().into_iter().rev().collect();
    let pattern = tail.rfind(" pattern of").is_some_and(|at| !tail[at..].contains([',', ';', '.']));
    let led = [
        " compared with",
        " compared to",
        " fewer than",
        " more than",
        " less than",
        " higher than",
        " lower than",
    ];
    let own = span.of(text).is_some_and(|words| words.ends_with("’s") || words.ends_with("'s"));
    let rest = ["’s ", "'s "].iter().find_map(|mark| behind.strip_prefix(mark));
    let rest = rest.or_else(|| behind.strip_prefix(' ').filter(|_| own)).unwrap_or_default();
    let noun = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let sum = matches!(
        noun,
        "total"
            | "totals"
            | "figure"
            | "figures"
            | "level"
            | "levels"
            | "number"
            | "numbers"
            | "rate"
            | "average"
            | "record"
            | "high"
            | "low"
            | "peak"
    );
    let above = [" over", " above", " below", " from", " than", " with", " to"]
        .iter()
        .any(|word| before.ends_with(word));
    // `90 more than in May, when 30 were counted`: something is told of the day besides.
    let told = behind.trim_start_matches([',', ' ']).starts_with("when ");
    !told
        && (pattern
            || is_measured_from(&tail)
            || led.iter().any(|words| before.ends_with(words))
            || sum && above)
}

/// True for what stands before the day from which a change is measured: `has risen 70 percent since`, `down since the record of 18 percent
/// reported`.
fn is_measured_from(before: &str) -> bool {
    const CHANGED: [&str; 6] = [" percent", " per cent", "%", " points", " doubled", " tripled"];
    const TOLD: [&str; 6] = [" reported", " recorded", " registered", " counted", " reached", " set"];
    const HEIGHT: [&str; 4] = [" record", " high", " low", " peak"];
    let clause = before.rsplit([',', ';', '.']).next().unwrap_or_default();
    if let Some(change) = clause.strip_suffix(" since") {
        return CHANGED.iter().any(|words| change.ends_with(words));
    }
    let told = TOLD.iter().find_map(|verb| clause.strip_suffix(verb));
    let from = told
        .and_then(|clause| [" since ", " from ", " than "].iter().find_map(|word| clause.split_once(word)));
    from.is_some_and(|(_, height)| HEIGHT.iter().any(|word| height.contains(word)))
}

/// Letters before a time among which what it is compared by is looked for.
const LONGEST_COMPARED: usize = 80;

/// The sentences that a sentence leads in to: what stands in the list behind its colon, and what is left of a quotation
/// that it opens.
fn rest_of(source: &Source<'_>, span: Span) -> Vec<Span> {
    let text = &source.report.document.text;
    let sentences = &source.report.sentences;
    let Some(first) = source.sentence(span) else { return Vec::new() };
    let Some(own) = first.of(text) else { return Vec::new() };
    let at = sentences.partition_point(|sentence| sentence.end <= first.start);
    let next = sentences[at + 1..]
        .iter()
        .take(LONGEST_REST)
        .take_while(|sentence| sentence.end <= first.end + REST_BYTES)
        .filter_map(|sentence| Some((*sentence, sentence.of(text)?)));
    let lists = own.trim_end().ends_with(':');
    let mut open = opened(own);
    let mut rest = Vec::new();
    for (sentence, words) in next {
        let goes_on = if lists {
            rest.is_empty() || text[..sentence.start].trim_end().ends_with([';', ','])
        } else {
            open > 0
        };
        if !goes_on {
            break;
        }
        open += opened(words);
        rest.push(sentence);
    }
    // A quotation without an end would take in whatever follows.
    if lists || open <= 0 { rest } else { Vec::new() }
}

/// Sentences that a line may go on for, and their bytes.
const LONGEST_REST: usize = 8;
const REST_BYTES: usize = 600;

/// Quotations that these words open and do not close; negative if they close more.
fn opened(words: &str) -> i32 {
    let count = |mark: char| i32::try_from(words.matches(mark).count()).unwrap_or(0);
    let straight = count('"') % 2;
    // An even number of straight marks leaves nothing open; an odd one opens where the last stands before a letter.
    let opens = words.rfind('"').is_some_and(|at| words[at + 1..].starts_with(char::is_alphanumeric));
    count('“') - count('”') + if opens { straight } else { -straight }
}

/// True for the date of the dateline and the like: it dates the report, which stands under what was read. So does a
/// date that stands alone, in no sentence or in a heading, and the date of a post without words.
fn dates_the_report(source: &Source<'_>, span: Span) -> bool {
    let document = &source.report.document;
    // A heading tells of nothing that a date could be of.
    let around = document.segments.partition_point(|segment| segment.span.end <= span.start);
    if document.segments.get(around).is_some_and(|segment| segment.kind == SegmentKind::Heading) {
        return true;
    }
    let dateline = document.dateline.as_ref().map(|dateline| dateline.span);
    let stated = [&document.published, &document.modified].into_iter().flatten().filter_map(|date| date.span);
    if dateline.into_iter().chain(stated).any(|own| own.overlaps(span)) {
        return true;
    }
    let sentence = source.sentence(span).and_then(|sentence| sentence.of(&document.text));
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let own = span.of(&document.text).map_or(0, words);
    sentence.is_none_or(|sentence| words(sentence) <= own || signs_a_post(sentence))
}

/// True for what is left of a post on a network: links, and who wrote it when. `link — Ilse Marten (@marten) May 3, 2021`.
fn signs_a_post(sentence: &str) -> bool {
    let Some(handle) = sentence.find("(@") else { return false };
    let before = &sentence[..handle];
    let told = before.rfind(['—', '–']).map_or(before, |dash| &before[..dash]);
    let plain = |word: &&str| !word.contains(['/', '@', '#']) && word.contains(char::is_alphabetic);
    told.split_whitespace().filter(plain).count() < FEWEST_TOLD
}

/// Words of a post that tell something.
const FEWEST_TOLD: usize = 4;
