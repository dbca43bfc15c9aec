//! The grammar of time expressions: which words belong together, and what they mean before anything is resolved.

mod calendar;
mod clock;
mod counted;

pub(super) use counted::length;

use super::feast::Feast;
use super::point::{Point, Unit};
use super::word::{Class, Words};

/// What an expression says by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// A part of the calendar; its year may be open.
    Point(Point),
    /// The last (-1), this (0) or next (1) one of this name, seen from the document's date: `last Friday`.
    Named { point: Point, shift: i32 },
    /// In the year that lies so many years from the document's: `June last year`.
    OfYear { point: Point, shift: i32 },
    /// So many units from the document's date: `today`, `last year`.
    Shifted { count: i32, unit: Unit },
    /// So many units before (or after) the document's date: `two years ago`.
    Ago { count: Option<i32>, unit: Unit },
    /// So many units after (or before) the time of the narrative: `three days later`.
    Later { count: Option<i32>, unit: Unit },
    /// The week that a day lies in: `the week of May 3`.
    WeekOf(Point),
    /// The unit that the narrative is in: `that day`, `the quarter`.
    Same(Unit),
    /// The last quarter that was over.
    LatestQuarter,
    /// A holiday: in this year, or in the year so many from the document's, or in the one that the words look to.
    Feast { feast: Feast, year: Option<i16>, shift: Option<i32> },
    /// A time of day with no day written.
    Clock,
    /// A length, as TIMEX3 writes it.
    Duration(String),
    /// A repetition, as TIMEX3 writes it.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The TIMEX3 code: `MO`, `AF`, `EV`, `NI`.
    Code(&'static str),
    /// Hour and minute.
    Clock(u8, u8),
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hit {
    /// Position of its first word.
    pub(super) from: usize,
    /// Position after its last word.
    pub(super) to: usize,
    pub(super) base: Base,
    pub(super) part: Option<Part>,
    pub(super) rule: &'static str,
}

impl Hit {
    fn new(from: usize, to: usize, base: Base, rule: &'static str) -> Self {
        Self { from, to, base, part: None, rule }
    }

    fn with(self, part: Option<Part>) -> Self {
        Self { part: part.or(self.part), ..self }
    }

    /// True if it is a day, so that a time of day can go with it.
    fn is_day(&self) -> bool {
        match &self.base {
            Base::Point(point) | Base::Named { point, .. } | Base::OfYear { point, .. } => {
                matches!(point, Point::Day { .. } | Point::Weekday(_))
            }
            Base::Shifted { unit, .. } | Base::Same(unit) => *unit == Unit::Day,
            Base::Later { unit, .. } | Base::Ago { unit, .. } => *unit == Unit::Day,
            Base::Feast { .. } => true,
            _ => false,
        }
    }
}

/// The longest expression that starts at this word.
pub(super) fn expression(words: &Words<'_>, at: usize) -> Option<Hit> {
    if words.class(at) == Class::Other {
        return None;
    }
    let readings = [
        clock::time_of_day(words, at),
        repeated(words, at),
        day_and_part(words, at),
        counted::counted(words, at),
        reference(words, at),
    ];
    let mut best: Option<Hit> = None;
    for hit in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|b| hit.to > b.to) {
            best = Some(hit);
        }
    }
    best
}

/// A date, with a part of the day after it: `early Tuesday`, `Wednesday night`.
fn day_and_part(words: &Words<'_>, at: usize) -> Option<Hit> {
    let hit = week_of(words, at).or_else(|| modified(words, at))?;
    if hit.is_day() && hit.part.is_none() {
        let next = if words.at(hit.to) == "," { hit.to + 1 } else { hit.to };
        let late = usize::from(matches!(words.at(next), "late" | "early" | "mid"));
        let late = if words.at(next + late) == "-" { late + 1 } else { late };
        if let Class::DayPart(code) = words.class(next + late)
            && (late == 0 || next == hit.to)
            && words.at(next + late).ends_with(|c| c != 's')
            && next == hit.to
        {
            return Some(Hit { to: next + late + 1, part: Some(Part::Code(code)), ..hit });
        }
    }
    Some(hit)
}

/// `the week of May 3`, `the week ended May 3`: as long as a week, and not the day.
fn week_of(words: &Words<'_>, at: usize) -> Option<Hit> {
    let noun = at + usize::from(words.at(at) == "the");
    // `the week that ended April 11`
    let of = noun + 1 + usize::from(words.at(noun + 1) == "that");
    let told =
        matches!(words.at(of), "beginning" | "starting" | "ending" | "ended" | "ends" | "began" | "starts")
            || words.at(noun + 1) == "of";
    if words.at(noun) != "week" || !told {
        return None;
    }
    let hit = calendar::date(words, of + 1)?;
    match hit.base {
        Base::Point(point @ Point::Day { month: Some(_), day: Some(_), .. }) => {
            Some(Hit { from: at, base: Base::WeekOf(point), rule: "time.week_of", ..hit })
        }
        _ => None,
    }
}

/// A date with `early`, `the end of` and their like before it.
fn modified(words: &Words<'_>, at: usize) -> Option<Hit> {
    match words.at(at) {
        "early" | "earlier" | "late" | "later" | "mid" => {
            let next = at + 1 + usize::from(words.at(at + 1) == "-");
            let narrow =
                |hit: &Hit| !matches!(hit.base, Base::Point(Point::Weekday(_))) || words.capital(next);
            let hit = calendar::date(words, next).filter(narrow)?;
            // `earlier Friday` says when on that day, not which.
            let inside = matches!(words.at(at), "earlier" | "later") && hit.is_day();
            return if inside && matches!(hit.base, Base::Point(Point::Weekday(_))) {
                None
            } else {
                Some(Hit { from: at, ..hit })
            };
        }
        "beginning" | "start" | "middle" | "end" if words.at(at + 1) == "of" && words.before(at) != "the" => {
            let hit = calendar::date(words, at + 2)?;
            return Some(Hit { from: at, ..hit });
        }
        "the" => {
            if matches!(
                words.at(at + 1),
                "beginning" | "start" | "middle" | "end" | "close" | "rest" | "remainder"
            ) && words.at(at + 2) == "of"
            {
                let hit = calendar::date(words, at + 3)
                    .or_else(|| running(words, at + 3))
                    .filter(|hit| !matches!(hit.base, Base::Duration(_)))?;
                return Some(Hit { from: at, rule: "time.part_of", ..hit });
            }
            let hyphen = words.at(at + 2) == "-";
            if matches!(words.at(at + 1), "early" | "late" | "mid") {
                let hit = calendar::date(words, at + 2 + usize::from(hyphen))
                    .filter(|hit| !hyphen || matches!(hit.base, Base::Point(Point::Decade(_))))?;
                return Some(Hit { from: at, ..hit });
            }
        }
        _ => {}
    }
    calendar::date(words, at)
}

/// `the month`, `the year` in `the end of the month`: the one that runs.
fn running(words: &Words<'_>, at: usize) -> Option<Hit> {
    match (words.at(at), words.class(at + 1)) {
        ("the" | "this", Class::Unit(unit, false)) if unit >= Unit::Day => {
            Some(Hit::new(at, at + 2, Base::Shifted { count: 0, unit }, "time.part_of"))
        }
        _ => None,
    }
}

/// `daily`, `every Monday`, `twice a year`, `Tuesday nights`.
fn repeated(words: &Words<'_>, at: usize) -> Option<Hit> {
    let set = |to: usize, value: String| Some(Hit::new(at, to, Base::Set(value), "time.set"));
    let fixed = match words.at(at) {
        "daily" => "P1D",
        "hourly" => "PT1H",
        "weekly" => "P1W",
        "monthly" => "P1M",
        "yearly" | "annually" => "P1Y",
        "nightly" => "XXXX-XX-XXTNI",
        _ => "",
    };
    if !fixed.is_empty() {
        return set(at + 1, fixed.to_owned());
    }
    let is_unit = |at: usize| match words.class(at) {
        Class::Unit(unit, false) => Some(unit),
        _ => None,
    };
    match words.at(at) {
        "every" | "each" => {
            let mut next = at + 1;
            let mut count = 1.0;
            if words.at(next) == "other" {
                (count, next) = (2.0, next + 1);
            } else if let Some(number) = crate::number::numeral(words.rest(next)) {
                (count, next) = (number.value, next + number.words);
            } else if words.at(next) == "single" {
                next += 1;
            }
            match words.class(next) {
                Class::Unit(unit, plural) if plural == (count > 1.0) || words.at(at + 1) == "other" => {
                    set(next + 1, counted::length(Some(count), unit))
                }
                Class::Weekday(day, false) => match words.class(next + 1) {
                    Class::DayPart(code) => set(next + 2, format!("XXXX-WXX-{day}T{code}")),
                    _ => set(next + 1, format!("XXXX-WXX-{day}")),
                },
                Class::Month(month) if words.capital(next) => set(next + 1, format!("XXXX-{month:02}")),
                Class::Season(season) => set(next + 1, Point::Season { year: None, season }.value()),
                Class::DayPart(code) => set(next + 1, format!("XXXX-XX-XXT{code}")),
                _ => None,
            }
        }
        "once" | "twice" => {
            let article = matches!(words.at(at + 1), "a" | "an" | "each" | "every" | "per");
            is_unit(at + 2).filter(|_| article).and_then(|unit| set(at + 3, counted::length(Some(1.0), unit)))
        }
        _ => {
            if let Class::Weekday(day, plural) = words.class(at)
                && words.capital(at)
            {
                return match words.class(at + 1) {
                    Class::DayPart(code) if words.at(at + 1).ends_with('s') => {
                        set(at + 2, format!("XXXX-WXX-{day}T{code}"))
                    }
                    _ if plural => set(at + 1, format!("XXXX-WXX-{day}")),
                    _ => None,
                };
            }
            let number = crate::number::numeral(words.rest(at))?;
            let times = at + number.words;
            let article = words.at(times) == "times"
                && matches!(words.at(times + 1), "a" | "an" | "each" | "every" | "per");
            is_unit(times + 2)
                .filter(|_| article)
                .and_then(|unit| set(times + 3, counted::length(Some(1.0), unit)))
        }
    }
}

/// `now`, `recently`, `the future`.
fn reference(words: &Words<'_>, at: usize) -> Option<Hit> {
    let hit = |to: usize, value| Some(Hit::new(at, to, Base::Reference(value), "time.reference"));
    let glued = words.at(at + 1) == "-" || words.before(at) == "-";
    match words.at(at) {
        "now" if !glued => hit(at + 1, "PRESENT_REF"),
        "currently" | "nowadays" => hit(at + 1, "PRESENT_REF"),
        "current" if !glued => hit(at + 1, "PRESENT_REF"),
        "recently" | "lately" if !glued => hit(at + 1, "PAST_REF"),
        "recent" => {
            let unit = matches!(words.class(at + 1), Class::Unit(_, true));
            hit(at + 1 + usize::from(unit), "PAST_REF")
        }
        "soon" if !matches!(words.before(at), "as" | "too" | "very") && words.at(at + 1) != "as" => {
            hit(at + 1, "FUTURE_REF")
        }
        "the" | "these" | "those" => match (words.at(at + 1), words.at(at + 2)) {
            ("future", _) => hit(at + 2, "FUTURE_REF"),
            ("near" | "foreseeable" | "immediate" | "distant", "future") => hit(at + 3, "FUTURE_REF"),
            ("recent" | "distant" | "immediate", "past") => hit(at + 3, "PAST_REF"),
            ("past", next) if words.before(at) == "in" && ends(next) => hit(at + 2, "PAST_REF"),
            ("moment", _) if words.before(at) == "at" && words.at(at + 2) != "of" => {
                hit(at + 2, "PRESENT_REF")
            }
            ("coming", _) if matches!(words.class(at + 2), Class::Unit(_, true)) => hit(at + 3, "FUTURE_REF"),
            _ => None,
        },
        "coming" if matches!(words.class(at + 1), Class::Unit(_, true)) => hit(at + 2, "FUTURE_REF"),
        "previous"
            if matches!(words.class(at + 1), Class::Unit(Unit::Year | Unit::Decade | Unit::Month, true)) =>
        {
            hit(at + 2, "PAST_REF")
        }
        "present" if words.before(at) == "at" => hit(at + 1, "PRESENT_REF"),
        _ => None,
    }
}

/// True for marks and words that open another clause.
pub(super) fn ends_clause(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "("
            | ")"
            | "—"
            | "–"
            | "and"
            | "but"
            | "or"
            | "that"
            | "who"
            | "which"
            | "when"
            | "after"
    )
}

/// True if a noun phrase that stood before `next` is over.
pub(super) fn ends(next: &str) -> bool {
    next.is_empty()
        || !next.starts_with(|c: char| c.is_alphanumeric())
        || matches!(
            next,
            "and"
                | "but"
                | "or"
                | "when"
                | "that"
                | "have"
                | "has"
                | "had"
                | "by"
                | "for"
                | "to"
                | "as"
                | "with"
                | "because"
                | "he"
                | "she"
                | "they"
                | "it"
                | "we"
        )
}
