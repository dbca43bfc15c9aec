//! From what an expression says to where it lies in the calendar.

use super::grammar::{Base, Hit, Part};
use super::point::{Point, Unit, shifted};
use jiff::civil::{Date, Weekday};
use rapporteur_record::TimeType;

/// Whether the words around an expression look back or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Open,
}

/// What the words around an expression tell of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) tense: Tense,
    /// The narrative's last point lies in the same sentence.
    pub(super) near: bool,
    /// It only says when something was told: `the dam broke on Monday, she said on Tuesday`.
    pub(super) telling: bool,
    /// Something is named by it: `Tuesday's vote`.
    pub(super) owns: bool,
}

/// What an expression means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    pub(super) time_type: TimeType,
    pub(super) text_only: String,
    pub(super) value: Option<String>,
    pub(super) anchor: Option<String>,
}

/// A point of the narrative: what the text alone gives, and what is known with the document's date.
#[derive(Debug, Clone)]
struct Moment {
    text: Point,
    known: Option<Point>,
    words: String,
}

/// Resolves the expressions of one document, in order of the text.
#[derive(Debug, Default)]
pub(super) struct Resolver {
    published: Option<Date>,
    /// The last point of the calendar that was named.
    narrative: Option<Moment>,
    /// The last one that does not only say when something was told: what `two days earlier` is counted from.
    deed: Option<Moment>,
    /// The last weekday that was said to lie ahead.
    ahead: Option<Date>,
    /// The last quarter that was named.
    quarter: Option<Moment>,
    /// What the text calls `last week`.
    last_week: Option<Point>,
    /// The day that a heading gives to the hours under it.
    heading: Option<Moment>,
}

impl Resolver {
    /// `published`: the day of the document, if it is known.
    pub(super) fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// The day that expressions are counted from.
    pub(super) fn published(&self) -> Option<Date> {
        self.published
    }

    /// Counts from another day.
    pub(super) fn count_from(&mut self, day: Option<Date>) {
        self.published = day;
    }

    /// Takes the point of the calendar that was named last for the day of what follows, or nothing.
    pub(super) fn head(&mut self, is_day: bool) {
        self.heading = self.narrative.clone().filter(|moment| is_day && self::is_day(moment.text));
    }

    /// The meaning of the end of a stretch that the last expression opened: the first day of its name after that one.
    pub(super) fn resolve_after(&mut self, hit: &Hit, words: &str, setting: Setting) -> Meaning {
        // `from Sept. 14 to Thursday` may be longer than a week.
        let weekday = |moment: &&Moment| matches!(moment.text, Point::Weekday(_));
        let opened =
            self.narrative.as_ref().filter(weekday).and_then(|moment| moment.known).and_then(Point::date);
        match (&hit.base, opened) {
            (Base::Point(Point::Weekday(_)), Some(day)) => {
                let now = std::mem::replace(&mut self.published, shifted(day, 1, Unit::Day));
                let ahead = self.ahead;
                let meaning = self.resolve(hit, words, Setting { tense: Tense::Future, ..setting });
                self.published = now;
                // What lies behind that day may be over all the same.
                self.ahead = self.ahead.filter(|day| now.is_none_or(|now| *day > now)).or(ahead);
                meaning
            }
            _ => self.resolve(hit, words, setting),
        }
    }

    /// The meaning of an expression.
    pub(super) fn resolve(&mut self, hit: &Hit, words: &str, setting: Setting) -> Meaning {
        let Setting { near, .. } = setting;
        // Of `Tuesday's vote` the verb beside it does not tell whether it is over, but an earlier sentence may have told.
        let tense = if setting.owns && self.is_ahead(&hit.base) { Tense::Future } else { setting.tense };
        let fixed = |time_type, value: &str| Meaning {
            time_type,
            text_only: value.to_owned(),
            value: Some(value.to_owned()),
            anchor: None,
        };
        let (text, known, anchor) = match &hit.base {
            Base::Duration(value) => return fixed(TimeType::Duration, value),
            Base::Set(value) => return fixed(TimeType::Set, value),
            Base::Reference(value) => return fixed(TimeType::Date, value),
            // In tens and hundreds of years a count is a manner of speaking: `a century ago`.
            Base::Ago { count: None, .. } | Base::Ago { unit: Unit::Century, .. } => {
                return fixed(TimeType::Date, "PAST_REF");
            }
            // How far is not told, so it is no point of the calendar: the length stands for it.
            Base::Later { count: None, unit } => {
                return fixed(TimeType::Duration, &super::grammar::length(None, *unit));
            }
            Base::Clock => {
                let day = self.narrative.clone().filter(|m| near && is_day(m.text));
                let day = day.or_else(|| self.heading.clone());
                match day {
                    Some(moment) => (moment.text, moment.known, Some(moment.words)),
                    None => (
                        Point::unknown(Unit::Day),
                        self.published.map(Point::day),
                        Some(DOCUMENT_DATE.to_owned()),
                    ),
                }
            }
            base => self.point(base, tense, is_past_week(base, words)),
        };
        let known = known.filter(|point| point.exists());
        if !matches!(hit.base, Base::Clock) {
            let moment = Moment { text, known, words: words.to_owned() };
            // The quarter of another year is compared with the narrative's, it does not move it.
            let compared = matches!(hit.base, Base::Later { .. } | Base::Ago { .. });
            if matches!(text, Point::Quarter { .. }) && !compared {
                self.quarter = Some(moment.clone());
            }
            if matches!(hit.base, Base::Shifted { count: -1, unit: Unit::Week }) {
                self.last_week = known;
            }
            if matches!(text, Point::Weekday(_)) && tense == Tense::Future {
                self.ahead = known.and_then(Point::date);
            }
            if !setting.telling {
                self.deed = Some(moment.clone());
            }
            self.narrative = Some(moment);
        }
        let suffix = match hit.part {
            Some(Part::Code(code)) => format!("T{code}"),
            Some(Part::Clock(hour, minute)) => format!("T{hour:02}:{minute:02}"),
            None => String::new(),
        };
        let time_type = if suffix.is_empty() { TimeType::Date } else { TimeType::Time };
        let write = |point: Point| format!("{}{suffix}", point.value());
        Meaning { time_type, text_only: write(text), value: known.map(write), anchor }
    }

    /// What the text alone gives, what is known with the document's date, and what it is counted from.
    fn point(
        &self,
        base: &Base,
        tense: Tense,
        hit_past_week: bool,
    ) -> (Point, Option<Point>, Option<String>) {
        let document = || Some(DOCUMENT_DATE.to_owned());
        let now = self.published;
        match base {
            Base::Point(point) if is_full(*point) => (*point, Some(*point), None),
            Base::Point(point) => (*point, now.and_then(|now| nearest(*point, now, tense)), document()),
            Base::WeekOf(point) => {
                let week = |point: Point| point.date().map(|date| Point::around(date, Unit::Week));
                let text = week(*point).unwrap_or(Point::unknown(Unit::Week));
                let known = if is_full(*point) {
                    Some(*point)
                } else {
                    now.and_then(|now| nearest(*point, now, tense))
                };
                let anchor = if is_full(*point) { None } else { document() };
                (text, known.and_then(week), anchor)
            }
            Base::Named { point, shift } => {
                (*point, now.and_then(|now| named(*point, now, *shift, tense)), document())
            }
            Base::OfYear { point, shift } => {
                let known = now.and_then(|now| i16::try_from(i32::from(now.year()) + shift).ok());
                (*point, known.map(|year| point.in_year(year)), document())
            }
            Base::Feast { feast, year, shift } => {
                let in_year = |year: i16| feast.day(year).map(Point::day);
                if let Some(year) = year {
                    let day = in_year(*year);
                    return (day.unwrap_or(Point::Year(Some(*year))), day, None);
                }
                let known = now.and_then(|now| match shift {
                    Some(shift) => in_year(i16::try_from(i32::from(now.year()) + shift).ok()?),
                    None => {
                        let years = [now.year().checked_sub(1)?, now.year(), now.year().checked_add(1)?];
                        let days = years.into_iter().filter_map(|year| feast.day(year));
                        pick(days, now, tense).map(Point::day)
                    }
                });
                (feast.point(), known, document())
            }
            Base::Shifted { count, unit } => {
                // At the end of a week `this past week` is the one that ends.
                let ends = |now: Date| now.weekday().to_monday_one_offset() >= 6;
                let count = &if hit_past_week && now.is_some_and(ends) { 0 } else { *count };
                let known =
                    now.and_then(|now| shifted(now, *count, *unit)).map(|date| Point::around(date, *unit));
                (Point::unknown(*unit), known, document())
            }
            Base::Ago { count, unit } => {
                let count = count.unwrap_or(0);
                if *unit == Unit::Year
                    && count == -1
                    && let Some(quarter) = &self.quarter
                {
                    return self.quarter_before(quarter);
                }
                let known = now.and_then(|now| {
                    Point::around(now, grain(*unit))
                        .moved(count, *unit)
                        .or(Some(Point::day(now)).filter(|_| *unit < Unit::Day))
                });
                (Point::unknown(grain(*unit)), known, document())
            }
            Base::Later { count, unit } => {
                let count = count.unwrap_or(0);
                // `But a decade later she fought it` is counted from a time that the rules did not see, if it is still to come.
                let past = |point: &Point| {
                    let after = |now: Date| {
                        point.year().is_some_and(|year| year > now.year())
                            || point.date().is_some_and(|day| day > now)
                    };
                    tense != Tense::Past || count <= 0 || !now.is_some_and(after)
                };
                if *unit == Unit::Year
                    && count == -1
                    && let Some(quarter) = &self.quarter
                {
                    return self.quarter_before(quarter);
                }
                let Some(moment) = self.deed.as_ref().or(self.narrative.as_ref()) else {
                    let known = now.and_then(|now| Point::around(now, grain(*unit)).moved(count, *unit));
                    return (Point::unknown(grain(*unit)), known.filter(past), document());
                };
                let step = |point: Point| match *unit {
                    Unit::Second | Unit::Minute | Unit::Hour => Some(point).filter(|p| is_day(*p)),
                    _ => point.moved(count, *unit),
                };
                let text = step(moment.text).unwrap_or(Point::unknown(grain(*unit)));
                let known = moment.known.and_then(step).filter(past);
                let known = known.and_then(|point| self.not_last_week(point, moment, *unit, count));
                (text, known, Some(moment.words.clone()))
            }
            Base::Same(Unit::Quarter) => match &self.quarter {
                Some(moment) => (moment.text, moment.known, Some(moment.words.clone())),
                None => (Point::unknown(Unit::Quarter), now.and_then(latest_quarter), document()),
            },
            Base::Same(unit) => {
                let moment = self.narrative.as_ref();
                let at_grain = |point: Point| coarsened(point, *unit);
                let text = moment.and_then(|m| at_grain(m.text)).unwrap_or(Point::unknown(*unit));
                let known = moment.and_then(|m| m.known).and_then(at_grain);
                (text, known, moment.map(|m| m.words.clone()))
            }
            Base::LatestQuarter => (Point::unknown(Unit::Quarter), now.and_then(latest_quarter), document()),
            Base::Clock | Base::Duration(_) | Base::Set(_) | Base::Reference(_) => {
                (Point::Year(None), None, None)
            }
        }
    }

    /// Behind `last week` and `this week` the `previous week` is the one before both: the other has its name already.
    fn not_last_week(&self, point: Point, from: &Moment, unit: Unit, count: i32) -> Option<Point> {
        let this_week = matches!(from.known, Some(Point::Week { .. }));
        let named = self.last_week == Some(point) && this_week && unit == Unit::Week && count == -1;
        if named { point.moved(count, unit) } else { Some(point) }
    }

    /// True for a weekday that the text has said to lie ahead.
    fn is_ahead(&self, base: &Base) -> bool {
        let Base::Point(Point::Weekday(weekday)) = base else { return false };
        self.ahead.is_some_and(|day| i32::from(day.weekday().to_monday_one_offset()) == i32::from(*weekday))
    }

    fn quarter_before(&self, quarter: &Moment) -> (Point, Option<Point>, Option<String>) {
        let back =
            |point: Point| point.year().and_then(|year| year.checked_sub(1)).map(|year| point.in_year(year));
        let text = back(quarter.text).unwrap_or(quarter.text);
        (text, quarter.known.and_then(back), Some(quarter.words.clone()))
    }
}

/// `this past week`, `the past week`.
fn is_past_week(base: &Base, words: &str) -> bool {
    matches!(base, Base::Shifted { count: -1, unit: Unit::Week })
        && words.len() >= 4
        && words.to_ascii_lowercase().contains("past")
}

/// How an anchor that is not in the text is called.
const DOCUMENT_DATE: &str = "document date";

fn is_day(point: Point) -> bool {
    matches!(point, Point::Day { .. } | Point::Weekday(_))
}

/// True if nothing is open in the point.
fn is_full(point: Point) -> bool {
    !point.value().contains('X')
        || matches!(point, Point::Decade(Some(_)) | Point::Century(Some(_)))
        || (point.year().is_some() && !matches!(point, Point::Day { month: Some(_), .. }))
}

/// The grain of a value that lies so many units away: `three hours ago` is told by its day.
fn grain(unit: Unit) -> Unit {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Unit::Day,
        Unit::Decade => Unit::Year,
        // `a century ago` is no year.
        Unit::Century => Unit::Decade,
        unit => unit,
    }
}

/// The point at a coarser unit: the year of a day.
fn coarsened(point: Point, unit: Unit) -> Option<Point> {
    match (point, unit) {
        (_, Unit::Day) => is_day(point).then_some(point),
        (Point::Day { year, month, .. } | Point::Month { year, month }, Unit::Month) => {
            Some(Point::Month { year, month })
        }
        (_, Unit::Year) => point.year().map(|year| Point::Year(Some(year))),
        _ => point.date().map(|date| Point::around(date, unit)),
    }
}

fn latest_quarter(now: Date) -> Option<Point> {
    shifted(now, -1, Unit::Quarter).map(|date| Point::around(date, Unit::Quarter))
}

/// The one of this name that the document most likely means: near its date, on the side that the words look to.
fn nearest(point: Point, now: Date, tense: Tense) -> Option<Point> {
    match point {
        Point::Weekday(day) => {
            let back = (now.weekday().to_monday_one_offset() as i32 - i32::from(day)).rem_euclid(7);
            let count = if tense == Tense::Future { (7 - back) % 7 } else { -back };
            shifted(now, count, Unit::Day).map(Point::day)
        }
        Point::Day { year: None, month: None, day: Some(day) } => {
            let this = Point::Day { year: Some(now.year()), month: Some(now.month() as u8), day: Some(day) };
            let turn = |count| {
                let other = shifted(now.first_of_month(), count, Unit::Month)?;
                Some(Point::Day {
                    year: Some(other.year()),
                    month: Some(other.month() as u8),
                    day: Some(day),
                })
            };
            match (this.date(), tense) {
                (Some(date), Tense::Future) if date < now => turn(1),
                (Some(date), Tense::Past | Tense::Open) if date > now => turn(-1),
                _ => Some(this),
            }
        }
        Point::Day { year: None, month: Some(month), day: Some(day) } => {
            let in_year = |year: i16| Date::new(year, month as i8, day as i8).ok();
            let years = [now.year().checked_sub(1)?, now.year(), now.year().checked_add(1)?];
            pick(years.into_iter().filter_map(in_year), now, tense).map(Point::day)
        }
        Point::Month { year: None, .. }
        | Point::Season { year: None, .. }
        | Point::Quarter { year: None, .. }
        | Point::Half { year: None, .. } => {
            let here = Point::around(
                now,
                if matches!(point, Point::Month { .. }) { Unit::Month } else { Unit::Quarter },
            );
            if point.in_year(now.year()) == here {
                return Some(here);
            }
            let years = [now.year().checked_sub(1)?, now.year(), now.year().checked_add(1)?];
            // A quarter that is spoken of ahead is most often the last one, whose numbers come out.
            let tense = if matches!(point, Point::Quarter { .. }) { Tense::Open } else { tense };
            let found = pick(years.into_iter().filter_map(|year| point.in_year(year).date()), now, tense)?;
            Some(point.in_year(found.year()))
        }
        _ => None,
    }
}

/// Of dates in rising order: the last before `now`, or the first after it. The words around decide unless the other
/// side is much nearer (six times, or three times where they do not tell: chosen by a sweep over 2 to 12 on the two in
/// three documents of TimeBank and AQUAINT that are not set aside).
fn pick(dates: impl Iterator<Item = Date>, now: Date, tense: Tense) -> Option<Date> {
    let dates: Vec<Date> = dates.collect();
    let before = dates.iter().copied().rfind(|date| *date <= now);
    let after = dates.iter().copied().find(|date| *date >= now);
    let days = |date: Date| i64::from((date - now).get_days()).abs();
    match (before, after) {
        (Some(b), Some(a)) => Some(match tense {
            Tense::Past if days(a) * 6 < days(b) => a,
            Tense::Past => b,
            Tense::Future if days(b) * 6 < days(a) => b,
            Tense::Future => a,
            Tense::Open if days(a) * 3 < days(b) => a,
            Tense::Open => b,
        }),
        (b, a) => b.or(a),
    }
}

/// `last Friday`, `this March`, `next summer`.
fn named(point: Point, now: Date, shift: i32, tense: Tense) -> Option<Point> {
    match (point, shift) {
        (Point::Weekday(_), 0) => nearest(point, now, tense),
        (Point::Weekday(day), _) => {
            let back = (now.weekday().to_monday_one_offset() as i32 - i32::from(day)).rem_euclid(7);
            let count = match (shift, back) {
                (-1, 0) => -7,
                // On the day after, it is called by its bare name; the last one is that of a week before.
                (-1, 1) => -8,
                (-1, back) => -back,
                (_, 0) => 7,
                (_, back) => 7 - back,
            };
            shifted(now, count, Unit::Day).map(Point::day)
        }
        (Point::Weekend { .. }, _) => {
            // On a Saturday most of the weekend is still to come: the one that is spoken of as over is the last.
            let on_it = now.weekday() == Weekday::Sunday;
            let weeks = if on_it || tense == Tense::Future { 0 } else { -1 };
            shifted(now, weeks, Unit::Week).map(|date| Point::around(date, Unit::Weekend))
        }
        (_, 0) => Some(point.in_year(now.year())),
        // `last December` is over, `next December` is not yet, whichever is nearer.
        (_, shift) => {
            let here = Point::around(now, Unit::Month);
            let years = [-2, -1, 0, 1, 2].map(|years| now.year().checked_add(years));
            let mut others = years.into_iter().flatten().map(|year| point.in_year(year));
            let day = |other: &Point| other.date().filter(|_| *other != here);
            if shift < 0 {
                others.rfind(|other| day(other).is_some_and(|date| date < now))
            } else {
                others.find(|other| day(other).is_some_and(|date| date > now))
            }
        }
    }
}
