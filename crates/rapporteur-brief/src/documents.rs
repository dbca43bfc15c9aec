//! What was read, and what was not.

use crate::evidence::Source;
use crate::{Copied, DocumentLine, ProblemLine, Words, dates};
use rapporteur_record::{BoilerplateKind, Document, Problem, Report, SegmentKind, Severity};
use rapporteur_story::{Folded, Sketch, Trace, fold};
use std::collections::BTreeMap;

/// The reports in order of publication, numbered from 1. The order in which they were read does not matter.
pub(crate) fn sources(reports: &[Report]) -> Vec<Source<'_>> {
    let mut sorted: Vec<&Report> = reports.iter().collect();
    sorted.sort_by_cached_key(|report| {
        let document = &report.document;
        let published = document.published.as_ref();
        let dated = published.and_then(|published| published.earliest.clone());
        // What has no year stands after what has one, and what has no date at all comes last.
        (
            dated.is_none(),
            dated,
            published.is_none(),
            published.map(|published| published.value.clone()),
            document.outlet.clone(),
            document.locator.clone(),
            document.id,
        )
    });
    sorted
        .into_iter()
        .enumerate()
        .map(|(i, report)| {
            let published = report.document.published.as_ref().and_then(dates::published_day);
            Source::new(report, i + 1, label(&report.document), published.map(Words::new))
        })
        .collect()
}

/// Outlet, or agency, or file name.
fn label(document: &Document) -> Words {
    let named =
        [&document.outlet, &document.agency].into_iter().flatten().find(|name| !name.trim().is_empty());
    match named {
        Some(name) => Words::from(name.trim()),
        None => {
            let locator = document.locator.trim_end_matches(['/', '\\']);
            let file = locator.rsplit(['/', '\\']).next().unwrap_or(locator);
            Words::from(if file.is_empty() { "report without a name" } else { file })
        }
    }
}

/// Which of the reports are copies, retellings and stories.
pub(crate) fn folded(sources: &[Source<'_>]) -> Folded {
    let sketches: Vec<Sketch> = sources.iter().map(|source| Sketch::of(&source.report.document)).collect();
    let traces: Vec<Trace> = sources.iter().map(|source| Trace::of(source.report)).collect();
    fold(&sketches, &traces)
}

/// One line per report.
pub(crate) fn lines(sources: &[Source<'_>], folded: &Folded) -> Vec<DocumentLine> {
    let copies = folded.copies.iter().map(|print| {
        (print.report, Copied { number: sources[print.of].number, percent: Some(print.contained) })
    });
    let rewrites = folded
        .rewrites
        .iter()
        .map(|rewrite| (rewrite.report, Copied { number: sources[rewrite.of].number, percent: None }));
    let copied: BTreeMap<usize, Copied> = copies.chain(rewrites).collect();
    sources.iter().enumerate().map(|(at, source)| line(source, copied.get(&at).copied())).collect()
}

fn line(source: &Source<'_>, copied: Option<Copied>) -> DocumentLine {
    let document = &source.report.document;
    let published = document.published.as_ref();
    let name = |name: &Option<String>| {
        name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(Words::from)
    };
    let web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    DocumentLine {
        number: source.number,
        headline: document.headline().map(Words::from),
        label: source.label.clone(),
        outlet: name(&document.outlet),
        agency: name(&document.agency).filter(|agency| Some(agency) != name(&document.outlet).as_ref()),
        locator: Words::from(document.locator.as_str()),
        url: document.url.as_ref().filter(web).map(|url| Words::from(url.as_str())),
        published: published.and_then(dates::published_moment).map(Words::new),
        day: published.and_then(|published| published.day()).map(str::to_owned),
        how: Words::new(dates::how_known(published)),
        language: name(&document.language),
        copied,
        sentences: source.report.sentences.len(),
        left_out: left_out(document),
        text_hash: document.id.0.short(),
        original_hash: document.original.hash.short(),
    }
}

/// What was left out, boilerplate counted by kind, and captions.
fn left_out(document: &Document) -> Vec<String> {
    let mut counts: BTreeMap<Option<BoilerplateKind>, usize> = BTreeMap::new();
    let captions = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Caption).count();
    for segment in document.segments.iter().filter(|segment| segment.kind == SegmentKind::Boilerplate) {
        *counts.entry(segment.boilerplate).or_default() += 1;
    }
    let captions = match captions {
        0 => None,
        1 => Some("1 caption".to_owned()),
        count => Some(format!("{count} captions")),
    };
    counts
        .into_iter()
        .map(|(kind, count)| {
            let (one, many) = match kind {
                Some(BoilerplateKind::RelatedLink) => ("related link", "related links"),
                Some(BoilerplateKind::Navigation) => ("navigation text", "navigation texts"),
                Some(BoilerplateKind::DoubledHeadline) => ("doubled headline", "doubled headlines"),
                Some(BoilerplateKind::MetadataPrefix) => ("metadata prefix", "metadata prefixes"),
                Some(BoilerplateKind::Repeated) => ("repeated passage", "repeated passages"),
                Some(BoilerplateKind::Notice) => ("notice", "notices"),
                Some(BoilerplateKind::Table) => ("table", "tables"),
                Some(BoilerplateKind::BrokenOff) => {
                    return "its last sentence, which breaks off".to_owned();
                }
                None => ("passage", "passages"),
            };
            format!("{count} {}", if count == 1 { one } else { many })
        })
        .chain(captions)
        .collect()
}

/// From the first to the last known day of publication.
pub(crate) fn period(sources: &[Source<'_>]) -> Option<String> {
    let published = || sources.iter().filter_map(|source| source.report.document.published.as_ref());
    let first = published().filter_map(|published| published.earliest.as_deref()).min()?;
    let last = published().filter_map(|published| published.latest.as_deref()).max().unwrap_or(first);
    Some(dates::between(first, last))
}

/// How many reports have no day of publication.
pub(crate) fn undated(sources: &[Source<'_>]) -> usize {
    let dated =
        |source: &&Source<'_>| source.report.document.published.as_ref().is_some_and(|p| p.day().is_some());
    sources.len() - sources.iter().filter(dated).count()
}

/// What could not be read comes before what was read with a doubt.
pub(crate) fn problems(problems: &[Problem]) -> Vec<ProblemLine> {
    let mut lines: Vec<ProblemLine> = problems
        .iter()
        .map(|problem| ProblemLine {
            doubt: problem.severity == Severity::Warning,
            locator: Words::from(problem.locator.as_str()),
            message: Words::from(problem.message.as_str()),
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines
}
