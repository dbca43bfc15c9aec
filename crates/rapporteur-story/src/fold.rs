use crate::rewrite::{precedes, rewrites};
use crate::trace::{Naming, Stretch};
use crate::{Copy, Family, Follows, How, Rewrite, Sketch, Story, Trace, Voices, copies, stories};
use foldhash::{HashMap, HashSet};
use rapporteur_record::AttributionId;
use rapporteur_text::Span;

/// All that is found by laying reports beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// Reports that print the text of another one, in their order; each once.
    pub copies: Vec<Print>,
    /// Reports that retell another one in other words, in their order; each once.
    pub rewrites: Vec<Rewrite>,
    /// Which reports are one voice.
    pub voices: Voices,
    /// Which reports tell of one happening.
    pub stories: Vec<Story>,
    /// Where reports say they have their words from, in order of the reports.
    pub sources: Vec<Source>,
    families: Vec<Family>,
}

impl Folded {
    /// Families of reports that print one text.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        &self.families
    }
}

/// A report that prints the text of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// Its place.
    pub report: usize,
    /// Place of the one whose text it prints.
    pub of: usize,
    /// Share of the shorter of the two texts that stands in the other, in hundredths.
    pub contained: u8,
    /// How it is known which of them prints the other.
    pub follows: Follows,
    /// The credits say one thing and the dates another.
    pub against_dates: bool,
    /// The words that credit it.
    pub credit: Option<Span>,
}

/// A link of the chain by which words came into a report: somebody, a medium, the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Place of the report.
    pub report: usize,
    /// How it names the medium.
    pub how: How,
    /// The words that name it; absent where only data about the file do.
    pub span: Option<Span>,
    /// The statement that came that way, of which the record tells the speaker; absent for a credit of the whole report.
    pub attribution: Option<AttributionId>,
    /// A report of that medium which the report prints or retells.
    pub of: Option<usize>,
}

/// Folds reports: copies and rewrites under what they follow, and all into stories. The one function that tells how many
/// voices reports are is [`Voices::count`].
///
/// Time grows with the number of reports, in whatever way they are alike. The order of the reports changes nothing.
///
/// # Panics
/// If there are not as many traces as sketches.
#[must_use]
pub fn fold(sketches: &[Sketch], traces: &[Trace]) -> Folded {
    let families = copies(sketches);
    assert_eq!(sketches.len(), traces.len(), "one trace for each sketch");
    let mut originals: HashMap<usize, usize> = HashMap::default();
    let mut prints: Vec<Print> = Vec::new();
    for family in &families {
        let original = original(family, traces);
        originals.insert(family.fullest, original);
        prints.extend(printed(family, original, traces));
    }
    prints.sort_by_key(|print| print.report);
    let original = |fullest: usize| originals.get(&fullest).copied().unwrap_or(fullest);
    let rewrites = rewrites(sketches, traces, &families, original);
    let voices = Voices::of(sketches.len(), &families, &rewrites, original);
    let stories = stories(sketches, &families);
    let sources = sources(traces, &prints, &rewrites);
    Folded { copies: prints, rewrites, voices, stories, sources, families }
}

/// Who prints whom in a family, seen from its original: the fullest report leads a family, also where it is the original with
/// something added.
fn printed(family: &Family, original: usize, traces: &[Trace]) -> Vec<Print> {
    let mut beside: HashMap<usize, Vec<(usize, u8)>> = HashMap::default();
    for &Copy { report, of, contained } in &family.copies {
        beside.entry(report).or_default().push((of, contained));
        beside.entry(of).or_default().push((report, contained));
    }
    let mut found = Vec::new();
    let mut open = vec![original];
    let mut seen: HashSet<usize> = open.iter().copied().collect();
    while let Some(of) = open.pop() {
        for &(report, contained) in beside.get(&of).into_iter().flatten() {
            if !seen.insert(report) {
                continue;
            }
            let publisher = traces[of].publisher;
            let credit = publisher
                .and_then(|publisher| traces[report].namings.iter().find(|naming| naming.key == publisher));
            let credits = credit.is_some();
            let follows = match credits {
                true => Follows::Credit,
                false if precedes(&traces[of], &traces[report]) => Follows::Date,
                false => Follows::Open,
            };
            let against_dates = credits && precedes(&traces[report], &traces[of]);
            let credit = credit.and_then(|naming| naming.span).map(Stretch::span);
            found.push(Print { report, of, contained, follows, against_dates, credit });
            open.push(report);
        }
    }
    found
}

/// The report of a family that the others print: whom they credit, else the one published before all others, else the
/// fullest one.
fn original(family: &Family, traces: &[Trace]) -> usize {
    let members: Vec<usize> = family.members().collect();
    let mut credited: HashMap<u64, usize> = HashMap::default();
    for naming in members.iter().flat_map(|&at| &traces[at].namings).filter(|n| n.how == How::Credited) {
        *credited.entry(naming.key).or_default() += 1;
    }
    let times = |at: usize| traces[at].publisher.and_then(|key| credited.get(&key).copied()).unwrap_or(0);
    let most = members.iter().map(|&at| times(at)).max().unwrap_or(0);
    if most > 0 {
        let first = members.iter().copied().filter(|&at| times(at) == most);
        return first
            .reduce(|first, next| if precedes(&traces[next], &traces[first]) { next } else { first })
            .unwrap_or(family.fullest);
    }
    // Dates settle it only where one is before all others; one that is not known may be anywhere.
    let first = members
        .iter()
        .copied()
        .reduce(|first, next| if precedes(&traces[next], &traces[first]) { next } else { first });
    match first {
        Some(first) if members.iter().all(|&at| at == first || precedes(&traces[first], &traces[at])) => {
            first
        }
        _ => family.fullest,
    }
}

/// The places that name a medium: by their own words, or because a report of the collection is of it.
fn sources(traces: &[Trace], prints: &[Print], rewrites: &[Rewrite]) -> Vec<Source> {
    let publishers: HashSet<u64> = traces.iter().filter_map(|trace| trace.publisher).collect();
    let mut followed: HashMap<usize, usize> = prints.iter().map(|print| (print.report, print.of)).collect();
    followed.extend(rewrites.iter().map(|rewrite| (rewrite.report, rewrite.of)));
    let mut sources = Vec::new();
    for (report, trace) in traces.iter().enumerate() {
        let of = followed.get(&report).copied();
        let media = trace.namings.iter().filter(|naming| naming.sure || publishers.contains(&naming.key));
        sources.extend(media.map(|naming: &Naming| Source {
            report,
            how: naming.how,
            span: naming.span.map(Stretch::span),
            attribution: naming.attribution.map(AttributionId),
            of: of.filter(|&of| traces[of].publisher == Some(naming.key)),
        }));
    }
    sources
}

#[cfg(test)]
mod tests;
