//! Who stands how to which issue, by the words that show it.
//!
//! [`positions`] reads one report: what its attributions say for or against something, and what it says itself of somebody's
//! support, demand or refusal. Officials roll up to their state or party, and the speaker is kept. Silence is no position; what
//! others say that somebody wants is marked as ascribed. [`board`] brings the positions of many reports together by issue, and
//! tells which of a holder's lines departs from the one before.
//!
//! ```
//! use rapporteur_position::{Departure, Entry, departures};
//! use rapporteur_record::PositionSide;
//!
//! let entry = |day: &str, side| Entry { day: Some(day.to_owned()), side };
//! let diary = [
//!     entry("2031-05-01", PositionSide::Against),
//!     entry("2031-05-04", PositionSide::Against),
//!     entry("2031-05-09", PositionSide::For),
//! ];
//! assert_eq!(departures(&diary), [Departure { entry: 2, from: 1 }]);
//! ```
//!
//! It takes time in proportion to the length of a report: what is longer than a sentence is cut, and of a report at most five
//! thousand positions are kept.
//!
//! It may not know stores, readers, analysis, nor how lines are shown.

mod board;
mod diary;
mod group;
mod holder;
mod issue;
mod naming;
mod plain;
mod said;
mod stance;
mod words;

pub use board::{Board, BoardIssue, Held, board};
pub use diary::{Departure, Entry, departures};
pub use group::{IssueGroup, Raised, commonest, issues};

use holder::{Holder, Who};
use issue::About;
use rapporteur_record::{AttributionId, Issue, Position, PositionId, PositionVoice, Report, Stance, Why};
use rapporteur_text::Span;
use words::Word;

/// Version of these rules, kept with every position.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Positions of one report beyond which the rest is left out: a live blog of a hundred thousand words has fewer.
const MOST: usize = 5_000;

/// What a rule found, before it is a line.
struct Shown<'w> {
    words: &'w [Word],
    holder: Holder,
    about: About,
    stance: Stance,
    strength: u8,
    voice: PositionVoice,
    cue: Span,
    attribution: Option<AttributionId>,
    rule: &'static str,
    /// True if the word alone shows little.
    weak: bool,
}

/// The positions that a report shows, in order of the text.
#[must_use]
pub fn positions(report: &Report) -> Vec<Position> {
    let who = Who::new(report);
    let mut found = Positions { who: &who, lines: Vec::new() };
    said::positions(report, &who, &mut found);
    plain::positions(report, &who, &mut found);
    let mut lines = found.lines;
    lines.sort_by_key(|line| (line.cue, line.issue.span));
    issue::recall(&report.document.text, &mut lines);
    for (number, line) in (0u32..).zip(&mut lines) {
        line.id = PositionId(number);
    }
    lines
}

/// Positions as they are found.
struct Positions<'w, 'r> {
    who: &'w Who<'r>,
    lines: Vec<Position>,
}

impl Positions<'_, '_> {
    fn push(&mut self, shown: Shown<'_>) {
        let (Some(first), Some(last)) =
            (shown.words.get(shown.about.words.start), shown.words.get(shown.about.words.end - 1))
        else {
            return;
        };
        if self.lines.len() == MOST || shown.holder.span.is_none() && shown.holder.holder.is_none() {
            return;
        }
        // Content that is interrupted may have its pieces in another order than the text.
        if last.span.end < first.span.start {
            return;
        }
        let span = Span::new(first.span.start, last.span.end);
        let about = self.who.about(span, &shown.holder);
        let key = match shown.about.common {
            Some(_) => Some(shown.about.key),
            None => issue::key(shown.words, shown.about.words.clone(), &|word| self.who.named(word)),
        };
        let Some(key) = key else { return };
        // A weak word (“seek”, “regret”) shows a position on a public issue, and on nothing else.
        if shown.weak && shown.about.common.is_none() {
            return;
        }
        let issue = Issue {
            key,
            common: shown.about.common.is_some(),
            contrary: shown.about.common.is_some_and(|common| common.contrary),
            span,
            about,
        };
        // “a halt to the raids” is one thing to want and another to be against.
        let nested = |line: &Position| {
            line.issue.common
                && issue.common
                && line.issue.contrary != issue.contrary
                && line.issue.key != issue.key
        };
        let same = |line: &&Position| {
            line.holder == shown.holder.holder
                && line.stance.side() == shown.stance.side()
                && !nested(line)
                && (line.issue.span == span
                    || line.cue.overlaps(shown.cue)
                        && (line.issue.key == issue.key || line.issue.span.overlaps(span)))
        };
        if self.lines.iter().rev().take(64).any(|line| same(&line)) {
            return;
        }
        // “wants the wells shut “by noon””: quoted is when, retold what.
        let quoted = self.who.is_quoted(span) || self.who.is_quoted(shown.cue);
        let voice = match shown.voice {
            PositionVoice::Quoted if !quoted => PositionVoice::Paraphrased,
            voice => voice,
        };
        self.lines.push(Position {
            id: PositionId(0),
            holder_span: shown.holder.span,
            holder: shown.holder.holder,
            speaker: shown.holder.speaker,
            issue,
            stance: shown.stance,
            strength: shown.strength.clamp(1, 3),
            voice,
            cue: shown.cue,
            attribution: shown.attribution,
            why: Why::rule("position", VERSION, shown.rule, [shown.cue]),
        });
    }
}
