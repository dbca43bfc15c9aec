//! What in a report tells of its time.

use jiff::civil::Date;
use rapporteur_record::{Report, TimeType};

/// Whether the words around a date look back or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Back,
    Ahead,
    /// They do not say, or not clearly enough.
    Open,
}

/// A date in the sentences of a report, as the text alone gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Place in `Report::times`.
    pub(super) at: usize,
    /// As written: `October 7`.
    pub(super) words: String,
    /// `2023-10-07`, `XXXX-10-07`, `2023-10`, `2023`.
    pub(super) value: String,
    pub(super) looks: Looks,
}

impl Cue {
    /// Its first day, if it has a year.
    pub(super) fn first(&self) -> Option<Date> {
        let padded = match self.value.len() {
            4 => format!("{}-01-01", self.value),
            7 => format!("{}-01", self.value),
            _ => self.value.clone(),
        };
        padded.parse().ok()
    }

    /// Month and day, if both are told.
    pub(super) fn month_day(&self) -> Option<(i8, i8)> {
        let mut parts = self.value.split('-').skip(1);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }

    pub(super) fn is_day(&self) -> bool {
        self.value.len() == 10
    }
}

/// The dates of a report's sentences, in order of the text. Its own dateline is none of them.
pub(super) fn cues(report: &Report) -> Vec<Cue> {
    let document = &report.document;
    let text = &document.text;
    let own = [document.published.as_ref().and_then(|p| p.span), document.dateline.as_ref().map(|d| d.span)];
    let mut sentences = report.sentences.iter().peekable();
    let dates = report.times.iter().enumerate();
    dates
        .filter(|(_, time)| matches!(time.time_type, TimeType::Date | TimeType::Time))
        .filter(|(_, time)| own.iter().flatten().all(|own| !own.overlaps(time.span)))
        .filter_map(|(at, time)| {
            while sentences.peek().is_some_and(|sentence| sentence.end <= time.span.start) {
                sentences.next();
            }
            let sentence = sentences.peek().filter(|sentence| sentence.start <= time.span.start)?;
            let value = time.text_only.split('T').next().unwrap_or_default();
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            let shaped = matches!((value.len(), digits), (4, 4) | (7, 6) | (10, 8))
                || value.starts_with("XXXX-") && digits == 4 && value.len() == 10;
            if !shaped {
                return None;
            }
            let before = text.get(sentence.start..time.span.start)?;
            let after = text.get(time.span.end.min(sentence.end)..sentence.end)?;
            let looks = match (looks(before, after), value.len()) {
                // A year alone is often a goal or a name; only `since 2019` is surely past.
                (_, 4) if last_word(before) != "since" => Looks::Open,
                (_, 4) => Looks::Back,
                // What somebody is quoted with may be old.
                (Looks::Ahead, _) if before.contains(['"', '“', '‘']) => Looks::Open,
                (looks, _) => looks,
            };
            let words = time.span.in_text(text).to_owned();
            Some(Cue { at, words, value: value.to_owned(), looks })
        })
        .collect()
}

fn last_word(words: &str) -> &str {
    words.split_whitespace().next_back().unwrap_or_default()
}

/// The nearest verb that tells, first before the date, then after it. Stricter than the tense that picks a year for a
/// time expression: what is wrong here is a wrong date for a whole report.
fn looks(before: &str, after: &str) -> Looks {
    let ahead = |word: &str| {
        matches!(
            word,
            "will"
                | "would"
                | "shall"
                | "may"
                | "might"
                | "could"
                | "should"
                | "must"
                | "can"
                | "until"
                | "by"
                | "scheduled"
                | "expected"
                | "planned"
                | "plans"
                | "plan"
                | "due"
                | "set"
                | "slated"
                | "upcoming"
                | "next"
                | "deadline"
                | "to"
                | "is"
                | "are"
                | "be"
        )
    };
    let surely = |word: &str| word == "will";
    let back = |word: &str| {
        matches!(
            word,
            "was"
                | "were"
                | "had"
                | "since"
                | "began"
                | "broke"
                | "came"
                | "died"
                | "fell"
                | "fought"
                | "found"
                | "gave"
                | "held"
                | "hit"
                | "killed"
                | "left"
                | "lost"
                | "made"
                | "met"
                | "rose"
                | "saw"
                | "sent"
                | "shot"
                | "struck"
                | "took"
                | "went"
                | "withdrew"
                | "won"
        ) || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
    };
    // `said`, `told` and their like date the telling, not what is told.
    let speech = |word: &str| {
        matches!(
            word,
            "said"
                | "told"
                | "announced"
                | "added"
                | "stated"
                | "warned"
                | "stressed"
                | "noted"
                | "promised"
                | "vowed"
                | "pledged"
                | "proposed"
                | "agreed"
                | "hoped"
                | "aimed"
                | "threatened"
                | "demanded"
                | "offered"
                | "predicted"
                | "called"
                | "ordered"
                | "asked"
                | "urged"
        )
    };
    let clean = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let backwards = before.split_whitespace().rev().take(14).map(clean);
    let forwards = after.split_whitespace().take(14).map(clean);
    for word in backwards.chain(forwards) {
        if speech(&word) {
            continue;
        }
        if surely(&word) {
            return Looks::Ahead;
        }
        if ahead(&word) {
            return Looks::Open;
        }
        if back(&word) {
            return Looks::Back;
        }
    }
    Looks::Open
}
