//! Numbers and who claims them, by the quantity that they are claims about.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{Amount, FigureLine, Group, SeriesHead, Words, dates};
use rapporteur_ledger::{AsOf, Entry, Folds, Gathering, Ledger, Relation, Series, Standing, Voice, view};
use rapporteur_record::{
    Attribution, AttributionId, Bound, Claimant, EntityId, EntityType, Figure, FigureId, Scope,
};
use rapporteur_story::Folded;
use std::collections::BTreeMap;

/// Who claims what the report tells in its own voice.
pub(crate) const OUTLET: &str = "the outlet itself";

/// Relations that a line tells, the gravest first.
const TOLD: usize = 3;

/// The quantities with their claims, in the order of the ledger. Repeats and copies are notes of the claim that they repeat.
pub(crate) fn groups(
    sources: &[Source<'_>],
    ledger: &Ledger,
    folded: &Folded,
    profiles: &Profiles<'_>,
    evidence: &mut Evidence,
) -> Vec<Group<SeriesHead, FigureLine>> {
    let mut groups: Vec<Group<SeriesHead, FigureLine>> = Vec::new();
    for of_measure in ledger.series.chunk_by(|left, right| left.measure == right.measure) {
        let head = |summary| SeriesHead {
            measure: Words::from(of_measure[0].measure.as_str()),
            opens: false,
            summary,
        };
        let first = groups.len();
        // What is claimed once stands together, behind the quantities that there is something to compare of.
        let mut once = Vec::new();
        for series in of_measure {
            let lines = lines(series, sources, profiles, evidence);
            match summary(series, lines.len(), folded, profiles) {
                Some(summary) => groups.push(Group { head: head(Some(summary)), lines }),
                None => once.extend(lines),
            }
        }
        if !once.is_empty() {
            groups.push(Group { head: head(None), lines: once });
        }
        if let Some(group) = groups.get_mut(first) {
            group.head.opens = true;
        }
    }
    groups
}

/// The claims of all reports by quantity. Reports have the numbers of the briefing.
pub(crate) fn ledger(sources: &[Source<'_>], folded: &Folded) -> Ledger {
    let mut gathering = Gathering::default();
    let mut numbers = Vec::with_capacity(sources.len());
    for source in sources {
        let who = |id: &EntityId| source.who(id).clone();
        gathering.report(source.number as i64, source.report, &who);
        numbers.push(source.number as i64);
    }
    gathering.ledger(&Folds::folded(&numbers, folded))
}

/// The source and the figure of a claim.
fn told<'s, 'r>(entry: &Entry, sources: &'s [Source<'r>]) -> Option<(&'s Source<'r>, &'r Figure)> {
    let source = sources.get(usize::try_from(entry.claim.report).ok()?.checked_sub(1)?)?;
    Some((source, source.report.figure(entry.claim.figure)?))
}

fn lines(
    series: &Series,
    sources: &[Source<'_>],
    profiles: &Profiles<'_>,
    evidence: &mut Evidence,
) -> Vec<FigureLine> {
    let mut lines: Vec<FigureLine> = Vec::new();
    // The line of each claim; repeats share that of the claim that they repeat.
    let mut line_of: Vec<Option<usize>> = Vec::with_capacity(series.entries.len());
    for entry in &series.entries {
        let found = told(entry, sources).and_then(|(source, figure)| {
            let around: Vec<_> = match &figure.claimant {
                Claimant::Entity { span, .. } | Claimant::Unattributed { span } => {
                    span.iter().copied().collect()
                }
                Claimant::UnknownSpeaker { .. } | Claimant::Outlet => Vec::new(),
            };
            let note = evidence.cite(source, &[figure.span], &around, &[&figure.why])?;
            let before = match entry.standing {
                Standing::Repeat(of) | Standing::Copy(of) => line_of.get(of).copied().flatten(),
                Standing::First | Standing::New | Standing::Former => None,
            };
            let at = match before {
                Some(at) => at,
                None => {
                    let mut line = placed(entry, source, figure, profiles)?;
                    line.relations = relations(entry, series, sources, profiles);
                    lines.push(line);
                    lines.len() - 1
                }
            };
            if !lines[at].notes.contains(&note) {
                lines[at].notes.push(note);
            }
            Some(at)
        });
        line_of.push(found);
    }
    lines
}

/// The claims of the ledger by report and figure.
pub(crate) fn by_figure(ledger: &Ledger) -> BTreeMap<(i64, FigureId), &Entry> {
    let entries = ledger.series.iter().flat_map(|series| &series.entries);
    entries.map(|entry| ((entry.claim.report, entry.claim.figure), entry)).collect()
}

/// The line of a claim, with where and when it holds and without how it stands to others.
pub(crate) fn placed(
    entry: &Entry,
    source: &Source<'_>,
    figure: &Figure,
    profiles: &Profiles<'_>,
) -> Option<FigureLine> {
    let mut line = line(source, figure, profiles)?;
    let stated = entry.claim.as_of.filter(|_| entry.claim.as_of_known == Some(AsOf::Stated));
    let stated = stated.and_then(|days| dates::when(&days.first_written())).map(|when| when.label);
    // `killed on Monday, the minister said on Tuesday`: the count is of the day of saying, what is counted of the other one.
    let is_dated =
        |day: &Words| day.exact().starts_with(|c: char| c.is_ascii_digit()) && day.exact().contains(' ');
    let apart = stated.as_ref().is_some_and(|stated| {
        line.as_of.as_ref().is_some_and(|day| is_dated(day) && !day.exact().starts_with(stated.as_str()))
    });
    // A day that is not that of the count is that of what happened.
    if (stated.is_none() || apart)
        && let Some(day) = line.as_of.take()
    {
        let on = match day.exact() {
            words if words.starts_with('“') => "",
            // `4 March 2031` and `Monday`, but `March 2031`, `2031` and `week of 4 March 2031`.
            words if is_dated(&day) || words.ends_with("day") => "on ",
            _ => "in ",
        };
        line.details.push(Words::new(format!("{on}{}", day.exact())));
        line.as_of = stated.filter(|_| apart).map(Words::new);
    }
    line.day = day_of(entry, source);
    // What the sentence itself tells: a place that is taken over from around stands in the exports.
    let sentences = &source.report.sentences;
    let sentence = sentences.partition_point(|sentence| sentence.end <= figure.number.start);
    let sentence = sentences.get(sentence).filter(|sentence| sentence.contains(figure.number));
    let place = entry.claim.place.and_then(|id| source.report.place(id));
    let place = place.filter(|place| sentence.is_some_and(|it| it.contains(place.span)));
    let place = entry.claim.extent.or(place.map(|place| place.span));
    line.place = place.and_then(|span| source.words(span));
    Some(line)
}

/// How a claim stands to earlier ones, the gravest first.
fn relations(entry: &Entry, series: &Series, sources: &[Source<'_>], profiles: &Profiles<'_>) -> Vec<Words> {
    if entry.standing == Standing::Former {
        return vec![Words::from("former number, as the report itself says")];
    }
    let mut found = entry.relations.clone();
    found.sort_by(|left, right| right.1.cmp(&left.1).then(right.0.cmp(&left.0)));
    let gravest = found.first().map(|(_, relation)| *relation);
    // What stands apart is told of each other claim; what goes together only once.
    let shown = match gravest {
        Some(Relation::Contradicts | Relation::Differs) => TOLD,
        _ => 1,
    };
    found
        .into_iter()
        .filter(|(_, relation)| Some(*relation) == gravest || *relation >= Relation::Differs)
        .take(shown)
        .filter_map(|(at, relation)| {
            let (source, figure) = told(series.entries.get(at)?, sources)?;
            let (words, whose) = (source.words(figure.number)?, claimant(source, &figure.claimant, profiles));
            let whose = match figure.claimant {
                Claimant::Outlet => source.label.exact().to_owned(),
                _ => whose.exact().to_owned(),
            };
            let how = match relation {
                Relation::Same => "the same as",
                Relation::Compatible => "compatible with",
                Relation::Updated => "later than",
                Relation::Differs => "differs from",
                Relation::Contradicts => "contradicts",
            };
            Some(Words::new(format!("{how} “{}” ({whose})", words.exact())))
        })
        .collect()
}

/// `5 claims by 3 claimants in 8 reports; last claims: low 17, best 23, high 40 (UCDP’s columns)`.
fn summary(series: &Series, lines: usize, folded: &Folded, profiles: &Profiles<'_>) -> Option<String> {
    if lines < 2 {
        return None;
    }
    let counted =
        |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let claimants = counted(claimants(series, profiles), "claimant", "claimants");
    let reports = counted(series.reports(), "report", "reports");
    let mut words = format!("{lines} claims by {claimants} in {reports}");
    // Reports have the numbers of the briefing, from 1.
    let claiming = series.entries.iter().filter_map(|entry| usize::try_from(entry.claim.report - 1).ok());
    let voices = folded.voices.count(claiming);
    if voices < series.reports() {
        words.push_str(&format!(" ({})", counted(voices, "independent voice", "independent voices")));
    }
    let share = series.entries.first().is_some_and(|entry| entry.claim.scope == Some(Scope::Share));
    if let Some([low, best, high]) = view::ucdp(series).filter(|[low, _, high]| low < high && !share) {
        let (low, best, high) = (digits(low), digits(best), digits(high));
        words.push_str(&format!(
            "; by UCDP’s columns, of the last claims that stand: low {low}, best {best}, high {high}"
        ));
    }
    Some(words)
}

/// How many claim a number. Who prints a statement of its own and is named by another report is one.
fn claimants(series: &Series, profiles: &Profiles<'_>) -> usize {
    let latest = series.latest();
    let named = |outlet: &str| {
        let outlet = Words::from(outlet);
        latest.iter().any(|entry| match &entry.claim.claimant {
            Voice::Entity(id) => profiles.name(id).folded() == outlet.folded(),
            _ => false,
        })
    };
    let own = |entry: &&&Entry| match &entry.claim.claimant {
        Voice::Outlet(outlet) => !named(outlet),
        _ => true,
    };
    latest.iter().filter(own).count()
}

fn line(source: &Source<'_>, figure: &Figure, profiles: &Profiles<'_>) -> Option<FigureLine> {
    let value = value(figure);
    let number = source.words(figure.number)?;
    let as_of = figure.as_of.and_then(|id| source.report.time(id)).and_then(|time| {
        let dated =
            [time.value.as_deref(), Some(&time.text_only)].into_iter().flatten().find_map(dates::when);
        match dated {
            Some(when) => Some(Words::new(when.label)),
            None => source.words(time.span).map(|words| Words::new(format!("“{words}”"))),
        }
    });
    let mut details = Vec::new();
    details.extend(figure.scope.map(|scope| {
        Words::from(match scope {
            Scope::Incident => "one incident",
            Scope::Cumulative => "sum so far",
            Scope::Stock => "count at that time",
            Scope::Share => "share",
            Scope::Daily => "in a day",
            Scope::Weekly => "in a week",
            Scope::Monthly => "in a month",
            Scope::Yearly => "in a year",
        })
    }));
    let whole = figure.of.and_then(|id| source.report.figure(id));
    if let Some(words) = whole.and_then(|whole| source.words(whole.span)) {
        details.retain(|detail| detail.exact() != "share");
        let part = if figure.scope == Some(Scope::Share) { "share" } else { "part" };
        details.push(Words::new(format!("{part} of “{}”", words.exact())));
    }
    details.extend(figure.status.as_ref().map(|status| Words::new(format!("{status} as claimed"))));
    Some(FigureLine {
        words: source.words(figure.span)?,
        plain: value.as_ref().is_some_and(|value| *value == number.shown().to_lowercase()),
        amount: amount(figure),
        value,
        details,
        claimant: match counted_at(source, figure) {
            Some(reported) => Words::new(format!("{OUTLET}, {}", reported.exact())),
            None => claimant(source, &figure.claimant, profiles),
        },
        place: None,
        as_of,
        day: None,
        relations: Vec::new(),
        published: source.published.clone(),
        outlet: source.label.clone(),
        notes: Vec::new(),
    })
}

fn claimant(source: &Source<'_>, claimant: &Claimant, profiles: &Profiles<'_>) -> Words {
    let named_at = |id: &AttributionId| source.words(source.report.attribution(*id)?.source?);
    let quoted = |what: &str, words: Option<Words>| match words {
        Some(words) => format!("{what} (“{}”)", words.exact()),
        None => what.to_owned(),
    };
    Words::new(match claimant {
        Claimant::Entity { entity, span, .. } => {
            let named = span.and_then(|span| source.words(span));
            let entity = source.who(entity);
            quoted(profiles.name(entity).exact(), named.filter(|words| !profiles.is_named(entity, words)))
        }
        Claimant::UnknownSpeaker { attribution } => quoted("unknown speaker", named_at(attribution)),
        Claimant::Unattributed { span } => quoted("unattributed", span.and_then(|span| source.words(span))),
        Claimant::Outlet => OUTLET.to_owned(),
    })
}

/// `of what “Orla” reported`, for a number that the report claims itself where a state or place is said to report it: there it was
/// counted, and the statements name the same state or place.
fn counted_at(source: &Source<'_>, figure: &Figure) -> Option<Words> {
    /// Bytes between a verb and its number: `a record-breaking`.
    const NEAR: usize = 40;
    if figure.claimant != Claimant::Outlet {
        return None;
    }
    let text = &source.report.document.text;
    let said = source.report.attributions.iter().find(|said| {
        let Some(held) = said.content.iter().find(|content| content.contains(figure.number)) else {
            return false;
        };
        let cue = said.cue.filter(|cue| cue.end <= held.start);
        let between = |from: usize, to: usize| text.get(from..to).unwrap_or(" of ");
        let object = between(held.start, figure.number.start.max(held.start));
        cue.is_some_and(|cue| between(cue.end, held.start).trim().is_empty())
            && object.len() <= NEAR
            && !format!(" {object} ").contains(" of ")
            && is_land(source, said)
    })?;
    let (place, cue) = (source.words(said.source?)?, source.words(said.cue?)?);
    let verb = cue.exact().split_whitespace().next_back()?;
    Some(Words::new(format!("of what “{}” {verb}", place.exact())))
}

/// True if states or places are said to speak: one that is known, or several together.
fn is_land(source: &Source<'_>, said: &Attribution) -> bool {
    let land = |entity_type| matches!(entity_type, EntityType::State | EntityType::Place);
    if let Some(id) = said.speaker.entity() {
        let entity = source.report.entities.iter().find(|entity| entity.id == *id);
        return entity.is_some_and(|entity| land(entity.entity_type));
    }
    let Some(named) = said.source else { return false };
    let inside = source.report.mentions.iter().filter(|mention| named.contains(mention.span));
    let mut last = named.start;
    for mention in inside.filter(|mention| land(mention.entity_type)) {
        let between = source.report.document.text.get(last..mention.span.start).unwrap_or(".");
        let links = between
            .split_whitespace()
            .all(|word| matches!(word.to_lowercase().as_str(), "the" | "and" | ","));
        if !links {
            return false;
        }
        last = mention.span.end;
    }
    last == named.end && last > named.start
}

/// The day that a claim holds for, where it is one day.
fn day_of(entry: &Entry, source: &Source<'_>) -> Option<String> {
    let stated = entry.claim.as_of.filter(|_| entry.claim.as_of_known == Some(AsOf::Stated));
    let published = source.report.document.published.as_ref().and_then(|published| published.day());
    match stated {
        Some(days) => (days.first == days.last).then(|| days.first_written()),
        None => published.map(str::to_owned),
    }
}

/// The number and its limits, for drawing.
fn amount(figure: &Figure) -> Option<Amount> {
    let (low, high) = match (figure.bound, figure.value) {
        (Bound::MoreThan | Bound::AtLeast, Some(value)) => (Some(value), None),
        (Bound::AtMost | Bound::LessThan | Bound::Nearly, Some(value)) => (None, Some(value)),
        (Bound::Exact, Some(value)) => (Some(value), Some(value)),
        _ => (figure.low, figure.high),
    };
    let middle = match (figure.low, figure.high) {
        (Some(low), Some(high)) => Some(f64::midpoint(low, high)),
        (low, high) => low.or(high),
    };
    let value = figure.value.or(middle).filter(|value| value.is_finite())?;
    Some(Amount { value, low, high })
}

/// The value in digits, with its bound in words; `None` if the text sets neither a number nor a limit.
fn value(figure: &Figure) -> Option<String> {
    let share = figure.scope == Some(Scope::Share) && figure.value.is_some_and(|value| value < 1.0);
    let digits = |value: f64| if share { format!("{} %", digits(value * 100.0)) } else { digits(value) };
    let Some(value) = figure.value.filter(|_| figure.bound != Bound::Range) else {
        return match (figure.low, figure.high) {
            (Some(low), Some(high)) => Some(format!("{} to {}", digits(low), digits(high))),
            (Some(low), None) => Some(format!("{} or more", digits(low))),
            (None, Some(high)) => Some(format!("{} or fewer", digits(high))),
            (None, None) => figure.value.map(digits),
        };
    };
    let number = digits(value);
    Some(match figure.bound {
        Bound::Exact | Bound::Range | Bound::Vague => number,
        Bound::About => format!("about {number}"),
        Bound::MoreThan => format!("more than {number}"),
        Bound::AtLeast => format!("at least {number}"),
        Bound::AtMost => format!("at most {number}"),
        Bound::LessThan => format!("less than {number}"),
        Bound::Nearly => format!("nearly {number}"),
    })
}

/// A number with commas between the thousands and at most two places.
fn digits(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    let (whole, part) = rounded.split_once('.').map_or((rounded, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        let left = whole.len() - i;
        if i > 0 && left % 3 == 0 && c.is_ascii_digit() && whole.as_bytes()[i - 1].is_ascii_digit() {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_digits() {
        let check = |value, expected| assert_eq!(digits(value), expected);
        check(0.0, "0");
        check(14.0, "14");
        check(1400.0, "1,400");
        check(1_500_000.0, "1,500,000");
        check(53.2, "53.2");
        check(0.333_333, "0.33");
        check(-1400.0, "-1,400");
        check(f64::NAN, "NaN");
    }
}
