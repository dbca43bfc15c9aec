//! Where that happened, or holds, what a figure counts: the place that its clause names, else its sentence, else the
//! sentences of its paragraph before it.
//!
//! Where they tell none, it is the place of the dateline for the paragraph that opens with it, and else the one that the headline
//! tells, unless the sentence names another place, looks wider or back to another year.
//!
//! A name of a place is no scene by itself. It is one behind a word for being there (`in the hills near Orla`), as a part
//! of the name of an act or a site (`the Orla flood`, `Orla harbour`), and where the figure's verb has it as its object
//! (`fled Orla`). What only says whose people are meant (`Orla police`, `the mayor of Orla`) is none, nor is the place where
//! somebody said it.

use rapporteur_ontology::country;
use rapporteur_ontology::function::{self, Function};
use rapporteur_record::{Figure, FigureId, Place, PlaceId, Report, Resolution, SegmentKind};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

mod counts;
pub(crate) mod extent;
#[cfg(test)]
mod tests;
mod words;

use extent::Extent;
use words::{
    Border, abstracts, divides, is_act, is_bounds, is_locative, is_of_people, is_people, is_settlement,
    is_site, is_told_as_one_of, is_work, leads_to, named, names_act, names_work, reaches, strikes,
};

/// Places of a sentence that are looked at. A page without full stops is no sentence.
const LOOKED_AT: usize = 64;
/// Bytes between a figure and the place where it holds.
const FAR: usize = 400;
/// Bytes between a figure and a region of the world where it holds.
const NEAR: usize = 40;
/// Bytes between a place and the number of those who live there.
const LIVES: usize = 80;
/// Words before a place that are read for what it is there for.
const BEFORE: usize = 8;
/// Sentences of a paragraph before that of a figure that may tell its place.
const CARRIED: usize = 3;

/// Words of a sentence that are read for how wide it looks.
const WORDS: usize = 120;
/// Bytes of a dateline before its place.
const DATELINE: usize = 4;

/// What a place is in its sentence, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Something is or happens there: `in Orla`, `near the Orla dam`.
    There,
    /// Part of the name of an act or a site, or the object of an act: `the Orla flood`, `shelled Orla`.
    Named,
    /// Where somebody came from: `fled from Orla`.
    Left,
    /// What its clause is about: `Orla saw 12 deaths`.
    Subject,
    /// Anything else.
    Other,
}

/// A place of the report with what it is there.
#[derive(Debug, Clone, Copy)]
struct Spot {
    id: PlaceId,
    span: Span,
    role: Role,
    /// A country, or a region of the world.
    wide: bool,
    /// A region of the world.
    region: bool,
    /// The capital of a country, where reporters sit.
    capital: bool,
}

/// Where figures hold.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Their places.
    pub(crate) places: BTreeMap<FigureId, PlaceId>,
    /// Words that tell where, and are no name of one place: `worldwide`, `Orla and Vessan`.
    pub(crate) wide: BTreeMap<FigureId, Extent>,
}

/// The places of figures.
pub(crate) fn places(report: &Report) -> Found {
    let scenes = Scenes::new(report);
    let mut found: BTreeMap<FigureId, PlaceId> = BTreeMap::new();
    let mut wide: BTreeMap<FigureId, Extent> = BTreeMap::new();
    // By sentence: the place of the last figure of it that has one.
    let mut told: BTreeMap<usize, PlaceId> = BTreeMap::new();
    // The place that counted the figure before.
    let mut counting: Option<PlaceId> = None;
    for (at, figure) in report.figures.iter().enumerate() {
        let Some(sentence) = scenes.sentence(figure.number.start) else { continue };
        let before = counting.take().filter(|_| scenes.goes_on(sentence, at)).map(Counted::At);
        if let Some(counted) = scenes.counted(sentence, figure).or(before) {
            match counted {
                Counted::At(place) => {
                    found.insert(figure.id, place);
                    told.insert(sentence, place);
                    counting = Some(place);
                }
                Counted::Together(span) => {
                    wide.insert(figure.id, Extent { span, world: false });
                }
            }
            continue;
        }
        let extent = scenes.extent(sentence, at).or_else(|| scenes.shared_extent(sentence, at, &wide));
        if let Some(extent) = extent.filter(|extent| extent.world) {
            wide.insert(figure.id, extent);
            continue;
        }
        let own = || scenes.own(sentence, figure);
        let whole = || figure.of.and_then(|of| found.get(&of).copied());
        let around = || {
            let news = !scenes.is_of_another_year(figure);
            let carried = scenes.carried(sentence, &told).or_else(|| scenes.dateline(sentence));
            let headline = || scenes.headline.filter(|_| !scenes.names_a_place(sentence, figure));
            carried.or_else(headline).filter(|_| news && !scenes.is_whole_of_part(figure))
        };
        // `12 remain in Orla out of the 40 taken`: the whole need not be where its part is.
        let whole_of_part = scenes.is_whole_of_part(figure);
        let own = own().filter(|spot| !whole_of_part || spot.span.start >= figure.number.end);
        let sure = own.is_none_or(|spot| spot.role <= Role::Named);
        let place =
            own.map(|spot| spot.id).or_else(whole).or_else(|| around().filter(|_| !scenes.is_wide(sentence)));
        let place = place.or_else(|| extent.and_then(|_| scenes.country_before(sentence, figure)));
        if let Some(place) = place {
            found.insert(figure.id, place);
            if sure {
                told.insert(sentence, place);
            }
        } else if let Some(extent) = extent {
            wide.insert(figure.id, extent);
        }
    }
    Found { places: found, wide }
}

/// Where the clause of a figure says that it was counted.
enum Counted {
    At(PlaceId),
    /// At several places together.
    Together(Span),
}

/// The names of sites whose kind stands behind them: of `Orla dam`, `orla`.
fn sites(report: &Report) -> BTreeSet<String> {
    let text = report.document.text.as_str();
    let named = |place: &Place| {
        let words = place.span.of(text)?.to_lowercase();
        match words.rsplit_once(' ') {
            Some((name, kind)) if is_work(kind) => Some(name.to_owned()),
            _ => names_work(text.get(place.span.end..)?).then_some(words),
        }
    };
    report.places.iter().filter_map(named).collect()
}

struct Scenes<'r> {
    report: &'r Report,
    spots: Vec<Spot>,
    /// All places, those too whose name stands for who speaks or acts there, in order of the text.
    all: Vec<(Span, PlaceId)>,
    /// Sources of attributions, in order of the text.
    sources: Vec<Span>,
    /// Cues of attributions with what was said, in order of the text.
    cues: Vec<(Span, &'r [Span])>,
    /// Names of sites, in lower case: of `Orla dam`, `orla`.
    sites: BTreeSet<String>,
    /// Where that happened that the report is about, as its headline tells.
    headline: Option<PlaceId>,
}

impl<'r> Scenes<'r> {
    fn new(report: &'r Report) -> Self {
        let metonyms: BTreeSet<Span> =
            report.mentions.iter().filter(|mention| mention.metonym).map(|mention| mention.span).collect();
        let mut sources: Vec<Span> = report.attributions.iter().filter_map(|said| said.source).collect();
        sources.sort_unstable();
        let cues = report.attributions.iter().filter_map(|said| Some((said.cue?, said.content.as_slice())));
        let mut cues: Vec<(Span, &[Span])> = cues.collect();
        cues.sort_unstable();
        let mut all: Vec<(Span, PlaceId)> =
            report.places.iter().map(|place| (place.span, place.id)).collect();
        all.sort_unstable();
        let mut scenes =
            Self { report, spots: Vec::new(), all, sources, cues, sites: sites(report), headline: None };
        let mut before: Option<Spot> = None;
        for place in report.places.iter().filter(|place| !metonyms.contains(&place.span)) {
            let Some(spot) = scenes.spot(place, before) else { continue };
            before = Some(spot);
            scenes.spots.push(spot);
        }
        scenes.headline = report.document.segment(SegmentKind::Headline).and_then(|head| {
            let inside = scenes.of_sentence(head.span, head.span.end).iter();
            let mut told = inside.filter(|spot| spot.role <= Role::Named && !spot.wide);
            // Of two places in one headline each may be that of some figures.
            let (first, other) = (told.next(), told.find(|spot| spot.role == Role::There));
            first.filter(|spot| other.is_none() && scenes.is_told_again(head.span, spot)).map(|spot| spot.id)
        });
        scenes
    }

    fn text(&self, from: usize, to: usize) -> &'r str {
        self.report.document.text.get(from..to).unwrap_or_default()
    }

    /// Number of the sentence that holds an offset.
    fn sentence(&self, at: usize) -> Option<usize> {
        let sentences = &self.report.sentences;
        let found = sentences.partition_point(|sentence| sentence.end <= at);
        sentences.get(found).filter(|sentence| sentence.contains_offset(at)).map(|_| found)
    }

    /// The place whose count the clause of a figure tells: `Orla reported 900 new cases`, `900 Ruritania cases`.
    fn counted(&self, at: usize, figure: &Figure) -> Option<Counted> {
        if figure.measure == "population" || figure.measure == "units" {
            return None;
        }
        let sentence = self.report.sentences[at];
        let first = self.all.partition_point(|(span, _)| span.start < sentence.start);
        let inside = &self.all[first..];
        let behind = inside.partition_point(|(span, _)| span.start < figure.number.end);
        // `900 Ruritania cases`
        let noun = inside.get(behind).filter(|(span, _)| {
            span.end < figure.span.end
                && self.text(figure.number.end, span.start).trim().is_empty()
                && figure.why.rule == "figure.head"
        });
        if let Some((_, place)) = noun {
            return Some(Counted::At(*place));
        }
        let from = behind.saturating_sub(LOOKED_AT);
        let near = &inside[from..behind];
        let ill = matches!(figure.measure.as_str(), "infected" | "killed");
        // `nurses in this town on the Orla counted 12`: the river counts nothing.
        let beside = |span: &Span| self.text(self.window(0, span.start), span.start).ends_with(" on the ");
        let leads = |(span, _): &&(Span, PlaceId)| {
            span.end <= figure.number.start
                && !beside(span)
                && figure.number.start - span.end <= FAR
                && counts::leads(self.text(span.end, figure.number.start), ill)
        };
        let place = near.iter().rposition(|place| leads(&place))?;
        let spans: Vec<Span> = near.iter().map(|(span, _)| *span).collect();
        let gap = self.text(spans[place].end, figure.number.start);
        let joined = || counts::joined(&self.report.document.text, &spans, place);
        match Some(()).filter(|()| !gap.starts_with(',')).and_then(|()| joined()) {
            Some(together) => Some(Counted::Together(together)),
            None => Some(Counted::At(near[place].1)),
        }
    }

    /// True if the place that counted the figure before is the subject of this one's words too: `Orla passed 900 deaths and is nearing 40
    /// cases`.
    fn goes_on(&self, sentence: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| &self.report.figures[at]) else { return false };
        let number = self.report.figures[at].number;
        self.sentence(before.number.start) == Some(sentence)
            && counts::goes_on(self.text(before.number.end, number.start))
    }

    /// How wide the clause of a figure looks.
    fn extent(&self, sentence: usize, at: usize) -> Option<Extent> {
        let figure = &self.report.figures[at];
        let next = self.report.figures.get(at + 1).map_or(usize::MAX, |next| next.number.start);
        let told = figure.why.triggers.first().map_or(figure.number.start, |trigger| trigger.start);
        let sentence = self.report.sentences[sentence];
        extent::of(&self.report.document.text, sentence, figure.number, told, next)
    }

    /// How wide the figure before it looks, to which it is joined: `has infected 900 worldwide and killed 40`.
    fn shared_extent(&self, sentence: usize, at: usize, wide: &BTreeMap<FigureId, Extent>) -> Option<Extent> {
        let before = self.report.figures.get(at.checked_sub(1)?)?;
        let extent = wide.get(&before.id).filter(|_| self.sentence(before.number.start) == Some(sentence))?;
        let number = self.report.figures[at].number;
        (extent.span.end <= number.start && extent::joins(self.text(extent.span.end, number.start)))
            .then_some(*extent)
    }

    /// The country that the clause before a figure is about, where `nationwide` tells no name.
    fn country_before(&self, at: usize, figure: &Figure) -> Option<PlaceId> {
        let sentence = self.report.sentences[at];
        let spots = self.of_sentence(sentence, figure.number.start).iter();
        let before = spots.filter(|spot| spot.span.end <= figure.number.start && spot.wide);
        let opens = |spot: &Spot| {
            matches!(self.text(sentence.start, spot.span.start).trim().to_lowercase().as_str(), "" | "the")
        };
        before.rev().find(|spot| spot.role <= Role::Subject || opens(spot)).map(|spot| spot.id)
    }

    fn spot(&self, place: &Place, before: Option<Spot>) -> Option<Spot> {
        let sentence = self.report.sentences[self.sentence(place.span.start)?];
        let words = place.span.of(&self.report.document.text)?;
        // `Dam gate fails`: a noun that a headline begins with. `in southern Ruritania`: a side of it.
        if words.starts_with(char::is_lowercase) || is_site(&words.to_lowercase()) {
            return None;
        }
        // `the Orla flood` in a report on the Orla dam: what came from there harmed others.
        let after = self.after(place.span.end, sentence.end);
        if names_act(after) && (names_work(after) || self.sites.contains(&words.to_lowercase())) {
            return None;
        }
        let role = match before {
            // `in Orla, Ruritania`, `in Orla and Upper Marrow`
            Some(other)
                if other.span.end > sentence.start
                    && matches!(
                        self.text(other.span.end, place.span.start),
                        ", " | " and " | ", and " | " and the " | " or " | " ("
                    ) =>
            {
                other.role
            }
            _ => self.role(sentence, place.span),
        };
        // `Orla, Ruritania` is one place.
        let within =
            before.filter(|other| matches!(self.text(other.span.end, place.span.start), ", " | " ("));
        let wide = match &place.resolution {
            Resolution::Resolved { gazetteer, precision, .. } => {
                precision == "country" || gazetteer.starts_with("region:")
            }
            Resolution::Ambiguous { .. } | Resolution::Unresolved => false,
        };
        let region = matches!(&place.resolution, Resolution::Resolved { gazetteer, .. } if gazetteer.starts_with("region:"));
        let capital = country::by_capital(words).is_some();
        let id = within.filter(|other| other.role == role).map_or(place.id, |other| other.id);
        Some(Spot { id, span: place.span, role, wide, region, capital })
    }

    /// What the words around a place say that it is there for.
    fn role(&self, sentence: Span, span: Span) -> Role {
        let start = self.window(sentence.start, span.start);
        let words: Vec<&str> = self.text(start, span.start).split_whitespace().rev().take(BEFORE).collect();
        let after = self.after(span.end, sentence.end);
        let named = named(after);
        // `the Orla police`, `Orla officials said`
        if !named && is_of_people(after) {
            return Role::Other;
        }
        let mut of = false;
        let mut site = named;
        // `breached Orla’s borders`: what follows may be on either side of them.
        if abstracts(after) || is_bounds(after) {
            return Role::Other;
        }
        for (at, raw) in words.iter().enumerate() {
            let closed = raw.ends_with([',', ';', ':', '.', ')', '”', '"', '—', '–']) || *raw == "-";
            if closed || raw.contains(|c: char| c.is_ascii_digit()) {
                break;
            }
            let word = raw.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            // `in this town on the Orla`: the town is where it is, and not the river.
            if word == "on" && words.get(at + 1).is_some_and(|word| is_settlement(word)) {
                return Role::Other;
            }
            if is_locative(&word) || word == "on" && at > 0 {
                return Role::There;
            }
            match word.as_str() {
                "of" => {
                    of = true;
                    continue;
                }
                // `the battle for Orla`, `raids on Orla`
                "for" | "on" | "over" | "against" => {
                    let act = words.get(at + 1).is_some_and(|word| is_act(&word.to_lowercase()));
                    return if act { Role::Named } else { Role::Other };
                }
                "from" => {
                    let way =
                        words.get(at + 1).is_some_and(|word| matches!(*word, "road" | "highway" | "way"));
                    if way {
                        continue;
                    }
                    return Role::Left;
                }
                _ => {}
            }
            if strikes(&word) && !of {
                return Role::Named;
            }
            match function::lookup(word.as_str()) {
                None | Some(Function::Determiner) => {}
                Some(_) => break,
            }
            // `the town of Orla`
            if of && is_site(&word) {
                site = true;
                continue;
            }
            // `the mayor of Orla`, `residents of Orla`
            if of && is_people(&word) {
                return Role::Other;
            }
            if of && is_act(&word) {
                return Role::Named;
            }
        }
        let opens = words.first().is_none_or(|word| word.ends_with([',', ':', ';']));
        match (site, opens && !after.starts_with([',', ')'])) {
            (true, _) => Role::Named,
            (false, true) => Role::Subject,
            (false, false) => Role::Other,
        }
    }

    /// Start of the words that may be read before an offset.
    fn window(&self, from: usize, to: usize) -> usize {
        let start = from.max(to.saturating_sub(120));
        (start..=to).find(|&at| self.report.document.text.is_char_boundary(at)).unwrap_or(to)
    }

    /// The words that may be read behind an offset.
    fn after(&self, from: usize, to: usize) -> &'r str {
        let end = to.min(from + 60);
        let end =
            (from..=end).rev().find(|&at| self.report.document.text.is_char_boundary(at)).unwrap_or(from);
        self.text(from, end)
    }

    /// True for places in the words that say who says something.
    fn is_in_source(&self, span: Span) -> bool {
        let at = self.sources.partition_point(|source| source.start <= span.start);
        self.sources[at.saturating_sub(4)..at].iter().any(|source| source.contains(span))
    }

    /// True if the body names a place of the headline as one where something happens.
    fn is_told_again(&self, head: Span, place: &Spot) -> bool {
        let words = |spot: &Spot| spot.span.of(&self.report.document.text).unwrap_or_default();
        let mut behind =
            self.spots.iter().filter(|spot| spot.span.start >= head.end && spot.role <= Role::Named);
        behind.any(|spot| words(spot).eq_ignore_ascii_case(words(place)))
    }

    /// True for a place behind a cue that what was said there does not hold: `told reporters in Orla`.
    fn is_of_saying(&self, sentence: Span, span: Span) -> bool {
        let behind = self.cues.partition_point(|(cue, _)| cue.start < span.start);
        self.cues[..behind].last().is_some_and(|(cue, content)| {
            cue.start >= sentence.start && !content.iter().any(|content| content.contains(span))
        })
    }

    /// True if the sentence says itself how wide it looks: `nationwide`, `in the country`.
    fn is_wide(&self, at: usize) -> bool {
        let text = self.report.sentences[at].of(&self.report.document.text).unwrap_or_default();
        let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
        let bare =
            |at: usize| words.get(at).map_or("", |raw| raw.trim_matches(|c: char| !c.is_alphanumeric()));
        (0..words.len()).any(|at| match bare(at) {
            "nationwide" | "worldwide" | "countrywide" | "statewide" | "globally" | "nationally"
            | "elsewhere" | "abroad" => true,
            "country" | "world" | "nation" | "globe" | "state" | "region" => {
                // `the state police` is none.
                let ends = words[at].ends_with(|c: char| !c.is_alphanumeric())
                    || at + 1 == words.len()
                    || function::lookup(bare(at + 1)).is_some();
                ends && at > 0 && bare(at - 1) == "the"
            }
            _ => false,
        })
    }

    /// True if the sentence of a figure names a place that something happens at.
    fn names_a_place(&self, at: usize, figure: &Figure) -> bool {
        let sentence = self.report.sentences[at];
        self.of_sentence(sentence, figure.number.start).iter().any(|spot| spot.role <= Role::Left)
    }

    /// True if the figure is dated to a year, or to another one than the report.
    fn is_of_another_year(&self, figure: &Figure) -> bool {
        let published = self.report.document.published.as_ref();
        let year = published.and_then(|published| published.earliest.as_deref()?.get(..4));
        figure.as_of.and_then(|id| self.report.time(id)).is_some_and(|time| {
            let value = time.value.as_deref().unwrap_or(&time.text_only);
            let dated = value.starts_with(|c: char| c.is_ascii_digit());
            dated && (value.len() == 4 || year.is_some_and(|year| !value.starts_with(year)))
        })
    }

    /// The paragraph of a sentence, and its number.
    fn paragraph(&self, at: usize) -> Option<(usize, Span)> {
        let segments = &self.report.document.segments;
        let start = self.report.sentences[at].start;
        let number = segments.partition_point(|segment| segment.span.end <= start);
        Some((number, segments.get(number)?.span))
    }

    /// The place that a paragraph opens with in capitals, or that of the report's dateline right before it. A capital is where
    /// reporters sit.
    fn dateline(&self, at: usize) -> Option<PlaceId> {
        let (number, paragraph) = self.paragraph(at)?;
        let spot_at = |start: usize| {
            let first = self.spots.partition_point(|spot| spot.span.end <= start);
            self.spots.get(first).filter(|spot| spot.span.start <= start + DATELINE)
        };
        let inline = || {
            let spot = spot_at(paragraph.start).filter(|spot| spot.span.start == paragraph.start)?;
            let words = spot.span.of(&self.report.document.text)?;
            (words.len() > 2 && !words.contains(char::is_lowercase)).then_some(spot)
        };
        let before = || {
            let dateline = self.report.document.dateline.as_ref()?;
            let place = dateline.place?;
            let segments = &self.report.document.segments;
            let leads =
                number.checked_sub(1).is_some_and(|before| segments[before].span.overlaps(dateline.span));
            let spot = spot_at(place.start).filter(|spot| spot.span.overlaps(place));
            spot.filter(|_| leads || paragraph.contains(dateline.span))
        };
        inline().or_else(before).filter(|spot| !spot.capital && !spot.wide).map(|spot| spot.id)
    }

    /// The places of a sentence.
    fn of_sentence(&self, sentence: Span, near: usize) -> &[Spot] {
        let nearest = self.spots.partition_point(|spot| spot.span.start < near);
        let first = self.spots.partition_point(|spot| spot.span.start < sentence.start);
        let first = first.max(nearest.saturating_sub(LOOKED_AT));
        let last = self.spots.partition_point(|spot| spot.span.start < sentence.end);
        &self.spots[first..last.min(first + 2 * LOOKED_AT).max(first)]
    }

    /// The place that the sentence of a figure tells.
    fn own(&self, at: usize, figure: &Figure) -> Option<Spot> {
        let sentence = self.report.sentences[at];
        let headline = self.is_headline(figure.number);
        let said = self.said(figure, sentence);
        let number = figure.number;
        // Behind the cue, seen from the figure, and between it and what is said stands where somebody said so.
        let beyond = |span: Span| {
            said.is_some_and(|(cue, content)| {
                span.start >= cue.end && (number.end <= cue.start || span.end <= content.start)
                    || span.end <= cue.start && number.start >= cue.end && !self.opens(sentence, span)
            })
        };
        let spots: Vec<Spot> = self
            .of_sentence(sentence, number.start)
            .iter()
            .filter(|spot| !spot.span.overlaps(number) && !self.is_in_source(spot.span) && !beyond(spot.span))
            .copied()
            .collect();
        let gap = |spot: &Spot| {
            let behind = spot.span.start >= number.end;
            // What is counted may be told by a clause of its own: `two who were killed in Orla`.
            let told = number.end.max(figure.span.end.min(spot.span.start));
            let (from, to) = if behind { (told, spot.span.start) } else { (spot.span.end, number.start) };
            (to.saturating_sub(from) <= FAR).then(|| self.text(from, to))
        };
        let before = |spot: &&Spot| spot.span.end <= number.start;
        // A region of the world is too wide for what another clause than its own counts.
        let spots: Vec<Spot> = spots
            .iter()
            .filter(|spot| {
                let near =
                    |gap: &str| gap.len() <= NEAR && !gap.contains([',', ';', ':']) && divides(gap).is_none();
                !spot.region || self.opens(sentence, spot.span) || gap(spot).is_some_and(near)
            })
            .copied()
            .collect();
        let harmed = matches!(figure.measure.as_str(), "killed" | "injured" | "missing" | "displaced");
        let reached = spots.iter().find(|spot| !before(spot) && gap(spot).is_some_and(reaches));
        if let Some(spot) = reached.filter(|_| harmed) {
            return Some(*spot);
        }
        let leads = spots
            .iter()
            .rev()
            .filter(before)
            .find(|spot| spot.role < Role::Other && gap(spot).is_some_and(leads_to));
        if let Some(spot) = leads {
            // `Orla, a port in Ruritania where 40 live`
            let named = spots.iter().rev().find(|other| other.span.end <= spot.span.start);
            let named = named.filter(|other| is_told_as_one_of(self.text(other.span.end, spot.span.start)));
            return Some(*named.unwrap_or(spot));
        }
        if figure.measure == "population" {
            let near = |gap: &str| gap.len() <= LIVES && divides(gap).is_none();
            if let Some(spot) = spots.iter().rev().filter(before).find(|spot| gap(spot).is_some_and(near)) {
                return Some(*spot);
            }
        }
        let with = |role: Role, most: Option<Border>| {
            let fits = |spot: &&Spot| {
                spot.role == role && gap(spot).is_some_and(|gap| headline || divides(gap) <= most)
            };
            let behind = spots.iter().filter(|spot| !before(spot)).find(fits);
            behind.or_else(|| spots.iter().rev().filter(before).find(fits)).or_else(|| {
                spots.iter().filter(before).find(|spot| spot.role == role && self.opens(sentence, spot.span))
            })
        };
        let flees = matches!(figure.measure.as_str(), "displaced" | "evacuated");
        with(Role::There, None)
            .or_else(|| with(Role::Named, None))
            .or_else(|| with(Role::There, Some(Border::Relative)))
            .or_else(|| with(Role::Left, None).filter(|_| flees))
            .or_else(|| with(Role::Subject, None).filter(|spot| before(spot) && !spot.wide))
            .or_else(|| spots.iter().find(|spot| headline && !self.is_of_people(spot.span, sentence)))
            .copied()
    }

    /// True for a number that another one is a part of: `12 out of the 40`.
    fn is_whole_of_part(&self, figure: &Figure) -> bool {
        let before = self.text(self.window(0, figure.number.start), figure.number.start).trim_end();
        before.ends_with(" out of the") || before.ends_with(" out of")
    }

    fn is_of_people(&self, span: Span, sentence: Span) -> bool {
        is_of_people(self.after(span.end, sentence.end))
    }

    /// The cue of the words that hold the figure, if it stands in the same sentence, and these words.
    fn said(&self, figure: &Figure, sentence: Span) -> Option<(Span, Span)> {
        use rapporteur_record::Claimant::{Entity, Outlet, Unattributed, UnknownSpeaker};
        let id = match &figure.claimant {
            Entity { attribution, .. } | UnknownSpeaker { attribution } => *attribution,
            Unattributed { .. } | Outlet => return None,
        };
        let said = self.report.attribution(id)?;
        let cue = said.cue.filter(|cue| sentence.contains(*cue))?;
        let content = said.content.iter().find(|content| content.contains(figure.number))?;
        Some((cue, *content))
    }

    /// True if the words before a place in its sentence only lead to it: `In the port of Orla`.
    fn opens(&self, sentence: Span, span: Span) -> bool {
        let before = self.text(sentence.start, span.start);
        let first = before.split_whitespace().next().unwrap_or_default().to_lowercase();
        before.len() <= 40 && is_locative(&first) && !before.contains([',', ';', ':'])
    }

    fn is_headline(&self, span: Span) -> bool {
        let segments = &self.report.document.segments;
        let at = segments.partition_point(|segment| segment.span.end <= span.start);
        segments.get(at).is_some_and(|segment| {
            matches!(segment.kind, SegmentKind::Headline | SegmentKind::Subhead | SegmentKind::Heading)
        })
    }

    /// The place that the sentences before tell, in the same paragraph.
    fn carried(&self, at: usize, told: &BTreeMap<usize, PlaceId>) -> Option<PlaceId> {
        let sentences = &self.report.sentences;
        let (_, paragraph) = self.paragraph(at)?;
        (at.saturating_sub(CARRIED)..=at)
            .rev()
            .take_while(|&other| sentences[other].start >= paragraph.start)
            .find_map(|other| {
                let sentence = sentences[other];
                let earlier = || {
                    let spots = self.of_sentence(sentence, sentence.end);
                    let last = |role: Role| {
                        spots.iter().rev().find(|spot| {
                            spot.role == role
                                && !self.is_in_source(spot.span)
                                && !self.is_of_saying(sentence, spot.span)
                        })
                    };
                    last(Role::There).or_else(|| last(Role::Named)).map(|spot| spot.id)
                };
                told.get(&other).copied().or_else(|| earlier().filter(|_| other < at))
            })
    }
}
