//! Time expressions: words that say when, with their TIMEX3 type and value.
//!
//! A grammar over tokens finds the expressions ([`grammar`]); a resolver walks them in order of the text and says
//! where in the calendar they lie ([`resolve`]): `text_only` from the text alone (`XXXX-03-20`), `value` with the help
//! of the document's date. A preposition before an expression stays outside, a hedge (`nearly two years`) inside.
//! A day that does not exist keeps its `text_only` as written and has no value.
//!
//! Rules are developed on two in three documents of TimeBank and AQUAINT; the third, chosen by a hash of the id, is only
//! scored (`cargo xtask eval time GOLD --set-aside 3`).
//!
//! Left out on purpose: ages (`34-year-old`), rates (`$5 a week`), and adverbials that date by an event.

mod feast;
mod grammar;
mod point;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod word;

use crate::VERSION;
use grammar::Base;
use jiff::civil::Date;
use rapporteur_lang::{Analysis, Token, TokenKind};
use rapporteur_record::{BoilerplateKind, Document, SegmentKind, TimeExpression, TimeId, TimeType, Why};
use rapporteur_text::Span;
use resolve::{Resolver, Setting, Tense};
use word::Words;

/// All time expressions of a document, in order of the text.
///
/// Boilerplate is not read, except for a date in metadata before the text.
#[must_use]
pub fn times(document: &Document, analysis: &Analysis) -> Vec<TimeExpression> {
    let published = document.published.as_ref().and_then(|published| published.day()?.parse::<Date>().ok());
    let lower = document.text.to_ascii_lowercase();
    let mut found = Found { text: &document.text, resolver: Resolver::new(published), times: Vec::new() };
    let mut words = Words::new(&document.text, &lower);

    let metadata = document.segments.iter().filter(|segment| {
        segment.kind == SegmentKind::Boilerplate
            && segment.boilerplate == Some(BoilerplateKind::MetadataPrefix)
    });
    for segment in metadata {
        words.fill(&blank_separated(segment.span, &document.text));
        found.read(&words);
    }
    // The date of metadata says nothing about the narrative.
    found.resolver = Resolver::new(published);
    for sentence in &analysis.sentences {
        words.fill(&analysis.tokens[sentence.tokens.clone()]);
        let before = found.times.len();
        found.read(&words);
        if sentence.kind == SegmentKind::Heading {
            let only = match &found.times[before..] {
                [time] if says_only(&document.text, sentence.span, time.span) => Some(time.time_type),
                _ => None,
            };
            // `9:30 a.m.` under `3 May` leaves the day as it is; a heading that says anything else ends it.
            if only != Some(TimeType::Time) {
                found.resolver.head(only == Some(TimeType::Date));
            }
        }
    }
    let mut times = found.times;
    times.sort_by_key(|time| time.span);
    for (at, time) in times.iter_mut().enumerate() {
        time.id = TimeId(at as u32);
    }
    times
}

/// True if a heading holds an expression and no other words.
fn says_only(text: &str, heading: Span, time: Span) -> bool {
    let rest = [Span::new(heading.start, time.start), Span::new(time.end, heading.end)];
    rest.iter().all(|rest| rest.in_text(text).chars().all(|c| !c.is_alphanumeric()))
}

/// The words of a segment that language analysis does not read.
fn blank_separated(span: Span, text: &str) -> Vec<Token> {
    let words = span.in_text(text);
    words
        .split_whitespace()
        .map(|word| {
            let start = span.start + (word.as_ptr() as usize - words.as_ptr() as usize);
            let kind = if word.starts_with(|c: char| c.is_ascii_digit()) {
                TokenKind::Number
            } else {
                TokenKind::Word
            };
            Token { span: Span::new(start, start + word.trim_end_matches(['.', ',', ';', ':']).len()), kind }
        })
        .collect()
}

struct Found<'t> {
    text: &'t str,
    resolver: Resolver,
    times: Vec<TimeExpression>,
}

impl Found<'_> {
    /// Adds the expressions of one sentence.
    fn read(&mut self, words: &Words<'_>) {
        let mut at = 0;
        let mut near = false;
        // What a dated post tells is counted from its own day.
        let post = signature(words);
        let published = self.resolver.published();
        if let Some((_, day)) = post {
            self.resolver.count_from(Some(day));
        }
        let mut first: Option<usize> = None;
        let mut joined: Option<(usize, u8)> = None;
        let counted = published.and_then(|published| counted_as_of(words, published));
        while at < words.len() {
            if post.is_some_and(|(end, _)| at >= end) {
                self.resolver.count_from(published);
            }
            let Some(hit) = grammar::expression(words, at) else {
                at += 1;
                continue;
            };
            let span = words.span(hit.from, hit.to);
            let tense = tense::around(words, hit.from, hit.to);
            let follows = joined.is_some_and(|(end, day)| day_after(words, end, day, &hit));
            // `soon` looks ahead only where the words around do not look back: not in `soon became`.
            if matches!(hit.base, Base::Reference("FUTURE_REF"))
                && hit.to == hit.from + 1
                && tense::of_signs(words, hit.from, hit.to) == Tense::Past
            {
                at = hit.to;
                continue;
            }
            let ends = first.is_some_and(|first| closes_stretch(words, first, hit.from));
            let setting = Setting {
                tense,
                near,
                telling: tense::tells(words, hit.from),
                owns: words.is_possessive(hit.to),
            };
            let from = counted.filter(|_| is_week_back(&hit.base));
            if from.is_some() {
                self.resolver.count_from(from);
            }
            let meaning = if ends || follows {
                self.resolver.resolve_after(&hit, span.in_text(self.text), setting)
            } else {
                self.resolver.resolve(&hit, span.in_text(self.text), setting)
            };
            if from.is_some() {
                self.resolver.count_from(published);
            }
            near = true;
            first = Some(hit.from);
            joined = weekday(&hit.base).map(|day| (hit.to, day));
            self.times.push(TimeExpression {
                id: TimeId(0),
                span,
                time_type: meaning.time_type,
                value: meaning.value,
                text_only: meaning.text_only,
                anchor: meaning.anchor,
                why: Why::rule("time", VERSION, hit.rule, [span]),
            });
            at = hit.to;
        }
        self.resolver.count_from(published);
    }
}

/// The day that `as of Sunday` has a sentence count up to, where it is one of the week before that of the report: `last week` there
/// is the week before it.
fn counted_as_of(words: &Words<'_>, published: Date) -> Option<Date> {
    let at = (0..words.len()).find(|at| words.at(*at) == "as" && words.at(at + 1) == "of")?;
    let Base::Point(point::Point::Weekday(weekday)) = grammar::expression(words, at + 2)?.base else {
        return None;
    };
    let back = (i32::from(published.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
    let day = point::shifted(published, -back, point::Unit::Day)?;
    let week = |day: Date| point::Point::around(day, point::Unit::Week);
    (week(day) != week(published)).then_some(day)
}

/// `a week ago`, `last week`.
fn is_week_back(base: &Base) -> bool {
    let week = point::Unit::Week;
    *base == Base::Ago { count: Some(-1), unit: week } || *base == Base::Shifted { count: -1, unit: week }
}

/// Words between the beginning of a stretch and its end: `from 4 a.m. Friday until 1 a.m. Monday`.
const STRETCH: usize = 8;

/// True if the expression at `from` is the end of a stretch that the one at `first` opens.
fn closes_stretch(words: &Words<'_>, first: usize, from: usize) -> bool {
    let opens = words.before(first);
    let closes = match opens {
        "from" => matches!(words.before(from), "until" | "till" | "through" | "to"),
        "between" => words.before(from) == "and",
        _ => false,
    };
    closes && from - first <= STRETCH
}

fn weekday(base: &Base) -> Option<u8> {
    match base {
        Base::Point(point::Point::Weekday(day)) => Some(*day),
        _ => None,
    }
}

/// `closes on Tuesday and Wednesday`: the second of two days that follow each other lies right behind the first, whatever the tense.
fn day_after(words: &Words<'_>, end: usize, day: u8, hit: &grammar::Hit) -> bool {
    let joined = hit.from == end + 1 && matches!(words.at(end), "and" | "or");
    joined && weekday(&hit.base).is_some_and(|next| (next + 7 - day) % 7 == 1)
}

/// Where the signature of a post begins, and the day in it: `— Ilse Marten (@marten) May 3, 2021`.
fn signature(words: &Words<'_>) -> Option<(usize, Date)> {
    let handle = (0..words.len()).find(|at| words.at(*at).starts_with('@') && words.before(*at) == "(")?;
    let closed = (handle..words.len().min(handle + 4)).find(|at| words.at(*at) == ")")?;
    match grammar::expression(words, closed + 1)?.base {
        Base::Point(point @ point::Point::Day { year: Some(_), month: Some(_), day: Some(_) }) => {
            Some((handle, point.date()?))
        }
        _ => None,
    }
}
