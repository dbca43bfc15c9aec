//! What a sentence tells beside its numbers: names, places, days.

use crate::{Counted, Days, When, scene};
use rapporteur_ontology::country;
use rapporteur_record::{
    Attribution, AttributionId, Claimant, EntityId, EntityType, Figure, FigureId, MentionForm, Published,
    Report, Resolution, SegmentKind, TimeId, TimeType,
};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A report is about what happened at most so many days before it.
const NEWS: i32 = 10;

/// Names, places and times of a sentence that are looked at. A page without full stops is no sentence.
const LOOKED_AT: usize = 64;

/// Names that stand for what a report is about: those it has most often.
const PRINCIPAL: usize = 12;

/// The number of a name or a place: the same in all reports, in whatever order they are read.
fn key(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// A place in a sentence that is no country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) span: Span,
    pub(crate) key: u64,
    /// It is known where it lies.
    pub(crate) known: bool,
}

/// What the times of a sentence say of a figure.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Times {
    /// The day of what happened.
    pub(crate) when: Option<When>,
    /// The day as of which the number holds.
    pub(crate) as_of: Option<When>,
    /// The begin of a sum.
    pub(crate) since: Option<TimeId>,
}

/// A report as the ledger reads it.
pub(crate) struct Context<'r> {
    pub(crate) report: &'r Report,
    pub(crate) who: &'r dyn Fn(&EntityId) -> EntityId,
    pub(crate) published: Option<Days>,
    /// What is given of the day of publication.
    given: Option<When>,
    names: Vec<(Span, u64)>,
    spots: Vec<Spot>,
    heads: Vec<Span>,
    /// The sentence that was hashed last, with its hash and number of words.
    hashed: Option<(Span, (u64, usize))>,
    countries: BTreeMap<&'r EntityId, &'r str>,
    /// Where that is which a figure counts.
    pub(crate) scenes: scene::Found,
}

impl<'r> Context<'r> {
    pub(crate) fn new(report: &'r Report, who: &'r dyn Fn(&EntityId) -> EntityId) -> (Self, BTreeSet<u64>) {
        let published = report.document.published.as_ref();
        let days = |known: &Published| Days::between(known.earliest.as_ref()?, known.latest.as_ref()?);
        let metonyms: BTreeSet<Span> =
            report.mentions.iter().filter(|mention| mention.metonym).map(|mention| mention.span).collect();
        let gazetteer = report.gazetteer_ids();
        let types: BTreeMap<&EntityId, EntityType> =
            report.entities.iter().map(|entity| (&entity.id, entity.entity_type)).collect();
        let mut names = Vec::new();
        let mut often: BTreeMap<String, usize> = BTreeMap::new();
        for mention in &report.mentions {
            let Some(entity) = mention.entity.as_ref().filter(|_| mention.form != MentionForm::Pronoun)
            else {
                continue;
            };
            let name = match gazetteer.get(entity) {
                Some(id) => (*id).to_owned(),
                None => who(entity).0,
            };
            names.push((mention.span, key(&name)));
            let state = types.get(entity).is_some_and(|kind| *kind == EntityType::State);
            if !state && mention.form == MentionForm::Name {
                *often.entry(name).or_default() += 1;
            }
        }
        let mut often: Vec<(usize, String)> = often.into_iter().map(|(name, count)| (count, name)).collect();
        often.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let principal = often.into_iter().take(PRINCIPAL).map(|(_, name)| key(&name)).collect();
        let mut spots = Vec::new();
        for place in report.places.iter().filter(|place| !metonyms.contains(&place.span)) {
            let Some(words) = place.span.of(&report.document.text) else { continue };
            let number = match &place.resolution {
                Resolution::Resolved { precision, .. } if precision == "country" => continue,
                Resolution::Resolved { gazetteer, .. } if gazetteer.starts_with("region:") => continue,
                Resolution::Resolved { gazetteer, .. } => key(gazetteer),
                Resolution::Ambiguous { .. } | Resolution::Unresolved => {
                    key(&format!("place {}", words.to_lowercase()))
                }
            };
            let known = matches!(place.resolution, Resolution::Resolved { .. });
            spots.push(Spot { span: place.span, key: number, known });
        }
        let countries = report
            .entities
            .iter()
            .filter_map(|entity| Some((&entity.id, entity.country.as_deref()?)))
            .collect();
        let heads = report.document.segments.iter();
        let heads = heads
            .filter(|segment| matches!(segment.kind, SegmentKind::Headline | SegmentKind::Subhead))
            .map(|segment| segment.span)
            .collect();
        let context = Self {
            report,
            who,
            published: published.and_then(days),
            given: published.and_then(|known| When::of(&known.value)),
            names,
            spots,
            heads,
            hashed: None,
            countries,
            scenes: scene::places(report),
        };
        (context, principal)
    }

    /// The number of where a figure holds: of its place, countries too, or of the words that tell it.
    pub(crate) fn locus(&self, figure: FigureId) -> Option<u64> {
        if let Some(extent) = self.scenes.wide.get(&figure) {
            let words = extent.span.of(&self.report.document.text)?.to_lowercase();
            return Some(key(if extent.world { "world" } else { &words }));
        }
        let place = self.report.place(*self.scenes.places.get(&figure)?)?;
        Some(match &place.resolution {
            Resolution::Resolved { gazetteer, .. } => key(gazetteer),
            Resolution::Ambiguous { .. } | Resolution::Unresolved => {
                key(&format!("place {}", place.span.of(&self.report.document.text)?.to_lowercase()))
            }
        })
    }

    /// Where the cases of a people were counted: `38 Ruritanian infections`. Of the dead of a people it tells nothing.
    pub(crate) fn people_of(&self, figure: &Figure, counted: &Counted) -> Option<u64> {
        if figure.measure != "infected" {
            return None;
        }
        let known = |code: &&String| country::all().iter().any(|country| country.alpha3 == code.as_str());
        let mut codes = counted.nations.iter().filter(known);
        let only = codes.next().filter(|_| codes.next().is_none())?;
        Some(key(&format!("iso3166:{only}")))
    }

    /// Number of the sentence that holds the start of a span.
    pub(crate) fn sentence(&self, span: Span) -> Option<usize> {
        let sentences = &self.report.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        sentences.get(at).filter(|sentence| sentence.contains_offset(span.start)).map(|_| at)
    }

    /// The attribution whose content holds the figure, if somebody says it.
    pub(crate) fn spoken(&self, figure: &Figure) -> Option<&'r Attribution> {
        let by = |id: AttributionId| self.report.attribution(id);
        match &figure.claimant {
            Claimant::Entity { attribution, .. } | Claimant::UnknownSpeaker { attribution } => {
                by(*attribution)
            }
            Claimant::Unattributed { .. } | Claimant::Outlet => None,
        }
    }

    /// Names in a sentence, but for those of the claimant.
    pub(crate) fn names(&self, sentence: Span, source: Option<Span>) -> BTreeSet<u64> {
        let first = self.names.partition_point(|(span, _)| span.start < sentence.start);
        let inside =
            self.names[first..].iter().take(LOOKED_AT).take_while(|(span, _)| span.start < sentence.end);
        inside
            .filter(|(span, _)| source.is_none_or(|source| !source.overlaps(*span)))
            .map(|(_, key)| *key)
            .collect()
    }

    /// Places in a sentence that are no countries, but for those in the name of the claimant.
    pub(crate) fn places(&self, sentence: Span, source: Option<Span>) -> Vec<Spot> {
        let first = self.spots.partition_point(|spot| spot.span.start < sentence.start);
        let inside =
            self.spots[first..].iter().take(LOOKED_AT).take_while(|spot| spot.span.start < sentence.end);
        inside.filter(|spot| source.is_none_or(|source| !source.overlaps(spot.span))).copied().collect()
    }

    /// Countries of the entities named inside a span.
    pub(crate) fn countries(&self, span: Span) -> BTreeSet<String> {
        let first = self.report.mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = self.report.mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
        inside
            .filter(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Adjective))
            .filter_map(|mention| self.countries.get(mention.entity.as_ref()?).map(|code| (*code).to_owned()))
            .collect()
    }

    /// What the times of a sentence say. A day outside of what is said is the day of saying it.
    pub(crate) fn times(&self, figure: &Figure, sentence: Span, spoken: Option<&Attribution>) -> Times {
        let text = &self.report.document.text;
        let times = &self.report.times;
        let first = times.partition_point(|time| time.span.start < sentence.start);
        let mut found = Times::default();
        let (mut days, mut said): (Vec<When>, Vec<When>) = (Vec::new(), Vec::new());
        for time in times[first..].iter().take(LOOKED_AT).take_while(|time| time.span.start < sentence.end) {
            if !matches!(time.time_type, TimeType::Date | TimeType::Time) {
                continue;
            }
            let value = time.value.as_deref().unwrap_or(&time.text_only);
            let Some(when) = When::of(value) else { continue };
            let before =
                text.get(sentence.start..time.span.start).unwrap_or_default().trim_end().to_lowercase();
            if before.ends_with("since") {
                found.since = found.since.or(Some(time.id));
            } else if ["as of", "as at", " by", "until"].iter().any(|word| before.ends_with(word))
                || spoken.is_some_and(|said| !said.content.iter().any(|content| content.contains(time.span)))
                || is_toll(figure)
            {
                said.push(when);
            } else if time.time_type == TimeType::Date || names_day(time.span.of(text).unwrap_or_default()) {
                days.push(when);
            }
        }
        let only = |days: &[When]| days.first().copied().filter(|first| days.iter().all(|day| day == first));
        // Of several days that of the figure itself.
        let own = figure.as_of.and_then(|id| self.report.time(id));
        let own = own.and_then(|time| When::of(time.value.as_deref().unwrap_or(&time.text_only)));
        found.when = own.filter(|own| days.contains(own)).or_else(|| only(&days));
        found.as_of = only(&said);
        found
    }

    /// The day of a date without a year: the last one before publication.
    pub(crate) fn complete(&self, when: When) -> Option<i32> {
        let published = self.published?;
        let last = published.last;
        let year: i16 = published.last_written().get(..4)?.parse().ok()?;
        let of = |year: i16| When { year: Some(when.year.unwrap_or(year)), ..when }.date();
        of(year).filter(|day| *day <= last + 1).or_else(|| of(year - 1))
    }

    /// True if the report is about what happened on that day: it lies shortly before publication.
    pub(crate) fn is_news(&self, when: When) -> bool {
        if let (Some(published), Some(day)) = (self.published, self.complete(when)) {
            return (-1..=NEWS).contains(&(published.last - day));
        }
        // Neither has a year: they are taken to be of one.
        let in_2000 = |when: When| When { year: Some(2000), ..when }.date();
        match (self.given.filter(|given| given.year.is_none()), when.year) {
            (Some(given), None) => in_2000(given)
                .zip(in_2000(when))
                .is_some_and(|(given, day)| (-1..=NEWS).contains(&(given - day))),
            _ => false,
        }
    }

    /// True in a headline or subhead.
    pub(crate) fn is_headline(&self, span: Span) -> bool {
        self.heads.iter().any(|head| head.contains(span))
    }

    /// Which figure of its sentence this is, from 0.
    pub(crate) fn position(&self, sentence: Span, figure: &Figure) -> usize {
        let figures = &self.report.figures;
        let before = |from: usize| figures.partition_point(|other| other.span.start < from);
        before(figure.span.start).saturating_sub(before(sentence.start))
    }

    /// Hash of the words of a sentence, without signs and capitals, and their number.
    pub(crate) fn hash(&mut self, sentence: Span) -> (u64, usize) {
        if let Some((_, hash)) = self.hashed.filter(|(hashed, _)| *hashed == sentence) {
            return hash;
        }
        let mut hasher = DefaultHasher::new();
        let mut count = 0;
        let words = sentence.of(&self.report.document.text).unwrap_or_default();
        for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            word.to_lowercase().hash(&mut hasher);
            count += 1;
        }
        let hash = (hasher.finish(), count);
        self.hashed = Some((sentence, hash));
        hash
    }
}

/// True for times of day that name the day, `Sunday night`; what only says `noon` is the hour of a count.
fn names_day(words: &str) -> bool {
    words
        .split_whitespace()
        .any(|word| word.len() > 5 && word.to_lowercase().ends_with("day") && word != "midday")
}

/// A toll, or what it was before: a sum up to the day beside it.
pub(crate) fn is_toll(figure: &Figure) -> bool {
    matches!(figure.why.rule.as_ref(), "figure.toll" | "figure.toll_before")
}
