use crate::trace::{How, Naming, Quotation, Stretch, Trace};
use crate::{Family, Sketch};
use foldhash::{HashMap, HashMapExt, HashSet};
use rapporteur_text::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A stretch of a quotation leads to so many reports at most, the first ones.
const LEADS: usize = 16;

/// Reports that one is compared with, those that share most quotations.
const COMPARED: usize = 16;

/// Quotations that a report has in common with what it retells, at least. Among 891 public reports by 68 outlets two that have nothing
/// to do with each other share four, in order: the memos or the tweets of a day, which all quote. None shares five.
const FEWEST: usize = 5;

/// With so many speakers or more, this share of the quotations of a report in hundredths must stand in the other one, and as
/// many of them in its order as the third constant tells. What several people said at several places comes together once only.
const SPEAKERS: usize = 3;
/// See [`SPEAKERS`].
const MOST_OF: usize = 60;
/// See [`SPEAKERS`].
const IN_ORDER: usize = 66;

/// The same where fewer people speak: whoever was at a speech hears the same words, in the same order. All must be in order.
const NEARLY_ALL: usize = 80;

/// Where byline, dateline or file credit the other one: quotations, and their share in hundredths.
const CREDITED: (usize, usize) = (2, 50);
/// The same where it says only that something was told to the other one or reported by it: one interview of many may come
/// from there.
const NAMED: (usize, usize) = (4, 60);

/// Share of the names of the report that has fewer, in hundredths, that the other one has too.
const NAMES: usize = 50;

/// Pieces of evidence of one kind that are told.
const TOLD: usize = 12;

/// A report that tells another one in other words: it keeps its quotations, mostly in their order, and its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Place of the report.
    pub report: usize,
    /// Place of the report that it retells; where `follows` is [`Follows::Open`], either may retell the other, or both a third one.
    pub of: usize,
    /// How that is known.
    pub follows: Follows,
    /// The credits say one thing and the dates another.
    pub against_dates: bool,
    /// Quotations of `report` that stand in `of` too.
    pub quotations: usize,
    /// Quotations of `report`.
    pub all_quotations: usize,
    /// How many of the kept ones stand in the same order.
    pub in_order: usize,
    /// How many people they are of, as far as that is known.
    pub speakers: usize,
    /// Figures of both, of one measure and value.
    pub figures: usize,
    /// Persons and bodies of both.
    pub names: usize,
    /// The evidence, in the order of the kinds and of `report`.
    pub kept: Vec<Kept>,
}

/// How it is known which of two reports retells the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Follows {
    /// It credits the other one's publisher.
    Credit,
    /// The other one was published earlier.
    Date,
    /// It is not known.
    Open,
}

impl Follows {
    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Credit => "credit",
            Self::Date => "date",
            Self::Open => "open",
        }
    }
}

/// What kind of thing two reports have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptKind {
    /// A credit of the report for the other one's publisher.
    Credit,
    /// Words in quotation marks.
    Quotation,
    /// A figure of one measure and value.
    Figure,
    /// A person or body.
    Name,
}

impl KeptKind {
    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Credit => "credit",
            Self::Quotation => "quotation",
            Self::Figure => "figure",
            Self::Name => "name",
        }
    }
}

/// A piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// What it is.
    pub kind: KeptKind,
    /// Where it stands in the report.
    pub span: Span,
    /// Where it stands in the other one; of a credit nowhere.
    pub of: Option<Span>,
}

/// Which reports retell others in other words, in order of the reports; each retells one at most.
///
/// Copies are left to their families, for which the report stands that `original` tells for the fullest one. A report is compared with a bounded number of
/// those before it, so that time grows with the number of reports, and only the reports decide, not their order.
///
/// A report of one event has much in common with another one of it also where neither saw the other. So more is asked for
/// than that: most of the quotations, of several people and in order, or nearly all of them in the very order, or a credit.
pub(crate) fn rewrites(
    sketches: &[Sketch],
    traces: &[Trace],
    families: &[Family],
    original: impl Fn(usize) -> usize,
) -> Vec<Rewrite> {
    let mut copied: HashSet<usize> = HashSet::default();
    let mut publishers: HashMap<usize, HashSet<u64>> = HashMap::new();
    for family in families {
        let original = original(family.fullest);
        copied.extend(family.members().filter(|&report| report != original));
        let all = publishers.entry(original).or_default();
        all.extend(family.members().filter_map(|at| traces[at].publisher));
    }
    let mut order: Vec<usize> =
        (0..traces.len()).filter(|at| !copied.contains(at) && !traces[*at].quotations.is_empty()).collect();
    order.sort_by(|&a, &b| {
        let day = |at: usize| (traces[at].days.earliest.is_none(), traces[at].days, traces[at].moment);
        day(a)
            .cmp(&day(b))
            .then_with(|| sketches[a].cmp(&sketches[b]))
            .then_with(|| traces[a].cmp(&traces[b]))
    });
    let mut leads: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut best: BTreeMap<usize, (Worth, Rewrite)> = BTreeMap::new();
    for (rank, &report) in order.iter().enumerate() {
        let mut shared: HashMap<usize, (usize, usize)> = HashMap::new();
        for (number, quotation) in traces[report].quotations.iter().enumerate() {
            for &earlier in quotation.grams.iter().filter_map(|gram| leads.get(gram)).flatten() {
                let (count, last) = shared.entry(earlier).or_insert((0, usize::MAX));
                if *last != number {
                    (*count, *last) = (*count + 1, number);
                }
            }
        }
        let mut candidates: Vec<(Reverse<usize>, usize)> =
            shared.into_iter().map(|(earlier, (count, _))| (Reverse(count), earlier)).collect();
        candidates.sort_unstable();
        for (_, earlier) in candidates.into_iter().take(COMPARED) {
            let pair = Pair { traces, publishers: &publishers, earlier: order[earlier], later: report };
            if let Some((worth, rewrite)) = pair.compare() {
                // Of equal ones the first, which is the earliest.
                let known = best.get(&rewrite.report).map(|(worth, _)| *worth);
                if known.is_none_or(|known| worth > known) {
                    best.insert(rewrite.report, (worth, rewrite));
                }
            }
        }
        for &gram in traces[report].quotations.iter().flat_map(|quotation| &quotation.grams) {
            let leads = leads.entry(gram).or_default();
            if leads.len() < LEADS && leads.last() != Some(&rank) {
                leads.push(rank);
            }
        }
    }
    best.into_values().map(|(_, rewrite)| rewrite).collect()
}

/// What makes one report more likely than another to be the one that is retold: a credit, then what is kept.
type Worth = (bool, usize, usize, usize);

struct Pair<'t> {
    traces: &'t [Trace],
    /// Of families more than one.
    publishers: &'t HashMap<usize, HashSet<u64>>,
    earlier: usize,
    later: usize,
}

impl Pair<'_> {
    /// Where `report` credits the publisher of `other`, if it does.
    fn credit(&self, report: usize, other: usize) -> Option<&Naming> {
        let own = self.traces[other].publisher;
        let publishes =
            |key: u64| own == Some(key) || self.publishers.get(&other).is_some_and(|all| all.contains(&key));
        let credits = self.traces[report].namings.iter().filter(|naming| publishes(naming.key));
        // A credit of the whole before a word on one statement, words before data about the file.
        credits.min_by_key(|naming| (naming.how != How::Credited, naming.span.is_none()))
    }

    fn compare(&self) -> Option<(Worth, Rewrite)> {
        let (first, second) = (&self.traces[self.earlier], &self.traces[self.later]);
        let matched = matched(&second.quotations, &first.quotations);
        if matched.len() < CREDITED.0 {
            return None;
        }
        let by_first = self.credit(self.earlier, self.later);
        let by_second = self.credit(self.later, self.earlier);
        let is_earlier = precedes(first, second);
        let share = |kept: usize, all: usize| kept * 100 / all.max(1);
        let kept_of_first = matched.iter().map(|&(_, at)| at).collect::<HashSet<_>>().len();
        let (follows, turned, credit) = match (by_first, by_second) {
            (None, Some(naming)) => (Follows::Credit, false, Some(naming)),
            (Some(naming), None) => (Follows::Credit, true, Some(naming)),
            _ if is_earlier => (Follows::Date, false, None),
            _ => {
                let more = share(kept_of_first, first.quotations.len())
                    > share(matched.len(), second.quotations.len());
                (Follows::Open, more, None)
            }
        };
        let (report, of, matched) = if turned {
            let mut turned: Vec<(usize, usize)> =
                matched.into_iter().map(|(later, earlier)| (earlier, later)).collect();
            turned.sort_unstable();
            turned.dedup_by_key(|(earlier, _)| *earlier);
            (self.earlier, self.later, turned)
        } else {
            (self.later, self.earlier, matched)
        };
        let (one, other) = (&self.traces[report], &self.traces[of]);
        let kept = matched.len();
        let kept_share = share(kept, one.quotations.len());
        let in_order = in_order(&matched);
        let speakers: HashSet<u64> = matched
            .iter()
            .map(|&(own, its)| match one.quotations[own].speaker {
                0 => other.quotations[its].speaker,
                speaker => speaker,
            })
            .filter(|&speaker| speaker != 0)
            .collect();
        let names = common(&one.names, &other.names);
        let figures = common(&one.figures, &other.figures);
        let named = share(names.len(), one.names.len().min(other.names.len())) >= NAMES;
        let (fewest, part) = match credit.map(|naming| naming.how) {
            Some(How::Credited) => CREDITED,
            _ => NAMED,
        };
        let told = match follows {
            Follows::Credit if kept >= fewest && kept_share >= part => true,
            _ if kept < FEWEST || !named => false,
            _ if speakers.len() >= SPEAKERS => kept_share >= MOST_OF && share(in_order, kept) >= IN_ORDER,
            _ => kept_share >= NEARLY_ALL && in_order == kept,
        };
        if !told {
            return None;
        }
        let piece = |kind: KeptKind, span: Stretch, of: Option<Stretch>| Kept {
            kind,
            span: span.span(),
            of: of.map(Stretch::span),
        };
        let quotations =
            matched.iter().map(|&(own, its)| (one.quotations[own].place, other.quotations[its].place));
        let evidence = credit
            .and_then(|naming| naming.span)
            .map(|span| piece(KeptKind::Credit, span, None))
            .into_iter()
            .chain(quotations.take(TOLD).map(|(own, its)| piece(KeptKind::Quotation, own, Some(its))))
            .chain(figures.iter().take(TOLD).map(|&(own, its)| piece(KeptKind::Figure, own, Some(its))))
            .chain(names.iter().take(TOLD).map(|&(own, its)| piece(KeptKind::Name, own, Some(its))))
            .collect();
        let rewrite = Rewrite {
            report,
            of,
            follows,
            against_dates: follows == Follows::Credit && precedes(one, other),
            quotations: kept,
            all_quotations: one.quotations.len(),
            in_order,
            speakers: speakers.len(),
            figures: figures.len(),
            names: names.len(),
            kept: evidence,
        };
        Some(((follows == Follows::Credit, kept, figures.len(), names.len()), rewrite))
    }
}

/// True if it is known that the first was published before the second.
pub(crate) fn precedes(first: &Trace, second: &Trace) -> bool {
    match (first.moment, second.moment) {
        (Some(first), Some(second)) => first < second,
        _ => first.days.latest.zip(second.days.earliest).is_some_and(|(first, second)| first < second),
    }
}

/// Quotations of `own` with those of `others` that have the same words, in the order of `own`: of the shorter one half the
/// stretches at least.
fn matched(own: &[Quotation], others: &[Quotation]) -> Vec<(usize, usize)> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, quotation) in others.iter().enumerate() {
        for &gram in &quotation.grams {
            let places = places.entry(gram).or_default();
            if places.len() < LEADS && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    let mut found = Vec::new();
    for (at, quotation) in own.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for &other in quotation.grams.iter().filter_map(|gram| places.get(gram)).flatten() {
            *shared.entry(other).or_default() += 1;
        }
        let most = shared.into_iter().max_by_key(|&(other, count)| (count, Reverse(other)));
        let enough = |&(other, count): &(usize, usize)| {
            count * 2 >= quotation.grams.len().min(others[other].grams.len())
        };
        found.extend(most.filter(enough).map(|(other, _)| (at, other)));
    }
    found
}

/// How many of the pairs can stand in one order on both sides (longest sequence that does not fall, Fredman 1975).
fn in_order(pairs: &[(usize, usize)]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for &(_, at) in pairs {
        let place = ends.partition_point(|&end| end <= at);
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    ends.len()
}

fn common(own: &[(u64, Stretch)], others: &[(u64, Stretch)]) -> Vec<(Stretch, Stretch)> {
    let places: HashMap<u64, Stretch> = others.iter().copied().collect();
    own.iter().filter_map(|&(key, place)| Some((place, *places.get(&key)?))).collect()
}
