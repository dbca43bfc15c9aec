//! Numbers and who claims them.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{FigureLine, Group, Words, dates};
use rapporteur_record::{AttributionId, Bound, Claimant, Figure, Scope};
use std::collections::BTreeMap;

/// The order of the measures; others follow by name.
const MEASURES: [&str; 10] = [
    "killed",
    "injured",
    "missing",
    "abducted",
    "held",
    "detained",
    "displaced",
    "evacuated",
    "population",
    "units",
];

/// The figures by measure, in order of the reports. The same words with the same claimant in several reports are one
/// line.
pub(crate) fn groups(
    sources: &[Source<'_>],
    profiles: &Profiles<'_>,
    evidence: &mut Evidence,
) -> Vec<Group<Words, FigureLine>> {
    let mut groups: BTreeMap<(usize, String), Vec<FigureLine>> = BTreeMap::new();
    let mut known: BTreeMap<(String, String, Words, String), usize> = BTreeMap::new();
    for source in sources {
        for figure in &source.report.figures {
            let around: Vec<_> = match &figure.claimant {
                Claimant::Entity { span, .. } | Claimant::Unattributed { span } => {
                    span.iter().copied().collect()
                }
                Claimant::UnknownSpeaker { .. } | Claimant::Outlet => Vec::new(),
            };
            let Some(note) = evidence.cite(source, &[figure.span], &around, &[&figure.why]) else {
                continue;
            };
            let Some(line) = line(source, figure, profiles) else {
                continue;
            };
            let place =
                MEASURES.iter().position(|measure| *measure == figure.measure).unwrap_or(MEASURES.len());
            let lines = groups.entry((place, figure.measure.clone())).or_default();
            // Two outlets that say the same number in their own voice are two claimants; copies share the sentence.
            let sentence = match &figure.claimant {
                Claimant::Entity { .. } => String::new(),
                _ => {
                    let pieces = source.context(&[figure.span], &[]);
                    Words::new(pieces.iter().map(|piece| piece.words.exact()).collect::<String>()).folded()
                }
            };
            let key = (figure.measure.clone(), line.words.folded(), line.claimant.clone(), sentence);
            let index = *known.entry(key).or_insert(lines.len());
            if index == lines.len() {
                lines.push(line);
            }
            if !lines[index].notes.contains(&note) {
                lines[index].notes.push(note);
            }
        }
    }
    groups.into_iter().map(|((_, measure), lines)| Group { head: Words::new(measure), lines }).collect()
}

fn line(source: &Source<'_>, figure: &Figure, profiles: &Profiles<'_>) -> Option<FigureLine> {
    let value = value(figure);
    let number = source.words(figure.number)?;
    let as_of = figure.as_of.and_then(|id| source.report.times.get(id.0 as usize)).and_then(|time| {
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
        })
    }));
    let whole = figure.of.and_then(|id| source.report.figures.get(id.0 as usize));
    if let Some(words) = whole.and_then(|whole| source.words(whole.span)) {
        details.retain(|detail| detail.exact() != "share");
        details.push(Words::new(format!("share of “{}”", words.exact())));
    }
    details.extend(figure.status.as_ref().map(|status| Words::new(format!("{status} as claimed"))));
    Some(FigureLine {
        words: source.words(figure.span)?,
        plain: value.as_ref().is_some_and(|value| *value == number.shown().to_lowercase()),
        value,
        details,
        claimant: claimant(source, &figure.claimant, profiles),
        as_of,
        published: source.published.clone(),
        outlet: source.label.clone(),
        notes: Vec::new(),
    })
}

fn claimant(source: &Source<'_>, claimant: &Claimant, profiles: &Profiles<'_>) -> Words {
    let named_at = |id: &AttributionId| source.words(source.report.attributions.get(id.0 as usize)?.source?);
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
        Claimant::Outlet => "the outlet itself".to_owned(),
    })
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
