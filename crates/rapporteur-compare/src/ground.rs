//! What claims are compared on: the voices, who names whom, and whose words stand where.

use crate::claim::{About, Aspect, Claim, Kind, Owner, Relation, Share};
use crate::{Cell, Line, Telling, denial, words};
use rapporteur_event::Side;
use rapporteur_record::{
    AttributionForm, AttributionId, Entity, EntityId, EntityType, Mention, Realis, Report, Speaker,
};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A report with what is asked of it again and again.
pub(crate) struct Place<'r> {
    pub(crate) telling: &'r Telling<'r>,
    /// Number of its voice.
    pub(crate) voice: usize,
    /// It prints or retells another report.
    pub(crate) copy: bool,
    /// Quoted words, sorted; they do not overlap.
    quoted: Vec<Span>,
    /// Contents of attributions with the attribution, sorted by their starts.
    said: Vec<(Span, AttributionId)>,
    earliest: Option<&'r str>,
    latest: Option<&'r str>,
    entities: BTreeMap<&'r EntityId, &'r Entity>,
}

/// All reports.
pub(crate) struct Ground<'r> {
    pub(crate) places: Vec<Place<'r>>,
    by_number: BTreeMap<i64, usize>,
    /// By voice: the last day on which one of its reports may have been published, if all are known.
    last_days: Vec<Option<String>>,
    /// By entity: the voices that name it.
    named: BTreeMap<EntityId, BTreeSet<usize>>,
    /// Who could have made claims about these, from this day on: many claims have one answer.
    could: BTreeMap<(About, Option<String>), Able>,
}

impl<'r> Ground<'r> {
    pub(crate) fn new(tellings: &'r [Telling<'r>], families: &[Vec<i64>]) -> Self {
        let mut first_of: BTreeMap<i64, i64> = BTreeMap::new();
        for family in families {
            if let Some(first) = family.first() {
                first_of.extend(family.iter().map(|report| (*report, *first)));
            }
        }
        let mut voices: BTreeMap<i64, usize> = BTreeMap::new();
        let mut places: Vec<Place<'r>> = Vec::with_capacity(tellings.len());
        let mut by_number = BTreeMap::new();
        let mut named: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
        for telling in tellings {
            let family = first_of.get(&telling.number).copied().unwrap_or(telling.number);
            let next = voices.len();
            let copy = family != telling.number;
            let voice = *voices.entry(family).or_insert(next);
            by_number.insert(telling.number, places.len());
            let mut said: Vec<(Span, AttributionId)> = Vec::new();
            for attribution in &telling.report.attributions {
                said.extend(attribution.content.iter().map(|span| (*span, attribution.id)));
            }
            said.sort_unstable();
            let published = telling.report.document.published.as_ref();
            let day = |day: Option<&'r String>| day.and_then(|day| day.get(..10));
            for mention in &telling.report.mentions {
                if let Some(entity) = &mention.entity {
                    let id = telling.who.get(entity).map_or(entity, |side| &side.id);
                    match named.get_mut(id) {
                        Some(voices) => {
                            voices.insert(voice);
                        }
                        None => {
                            named.insert(id.clone(), BTreeSet::from([voice]));
                        }
                    }
                }
            }
            places.push(Place {
                telling,
                voice,
                copy,
                quoted: rapporteur_text::quoted(&telling.report.document.text),
                said,
                earliest: day(published.and_then(|published| published.earliest.as_ref())),
                latest: day(published.and_then(|published| published.latest.as_ref())),
                entities: telling.report.entities.iter().map(|entity| (&entity.id, entity)).collect(),
            });
        }
        let mut last_days: Vec<Option<String>> = vec![Some(String::new()); voices.len()];
        for place in &places {
            let last = &mut last_days[place.voice];
            *last = match (last.take(), place.latest) {
                (Some(last), Some(day)) => Some(last.max(day.to_owned())),
                _ => None,
            };
        }
        let named = under_longer_names(&places, named);
        Self { places, by_number, last_days, named, could: BTreeMap::new() }
    }

    pub(crate) fn voices(&self) -> usize {
        self.last_days.len()
    }

    pub(crate) fn place(&self, report: i64) -> Option<&Place<'r>> {
        self.places.get(*self.by_number.get(&report)?)
    }

    /// Sorts the words of a cell and drops those that do not lie in their text or overlap others. False if none is left.
    pub(crate) fn tidy(&self, cell: &mut Cell) -> bool {
        let text = self.place(cell.report).map(Place::text).unwrap_or_default();
        cell.spans.sort_unstable();
        cell.spans.dedup();
        let mut end = 0;
        cell.spans.retain(|span| {
            let fits = span.start >= end && !span.is_empty() && span.of(text).is_some();
            end = if fits { span.end } else { end };
            fits
        });
        !cell.spans.is_empty()
    }

    /// Sorts the cells of a claim, drops those whose words do not lie in their text, numbers its sides anew, and tells how
    /// many voices make it. A relation that was not set by then is set by that.
    pub(crate) fn finish(&mut self, claim: &mut Claim) {
        claim.cells.retain_mut(|cell| self.tidy(cell));
        let place_of = |cell: &Cell| self.by_number.get(&cell.report).copied().unwrap_or(usize::MAX);
        claim.cells.sort_by_cached_key(|cell| (cell.side, place_of(cell), cell.spans.clone(), cell.line));
        claim.cells.dedup_by(|later, earlier| {
            later.report == earlier.report && later.side == earlier.side && later.spans == earlier.spans
        });
        let mut next = 0;
        let mut last = None;
        for cell in &mut claim.cells {
            if last.replace(cell.side).is_some_and(|side| side != cell.side) {
                next += 1;
            }
            cell.side = next;
        }
        let voices: BTreeSet<usize> =
            claim.cells.iter().filter_map(|cell| self.place(cell.report)).map(|place| place.voice).collect();
        let reports: BTreeSet<i64> = claim.cells.iter().map(|cell| cell.report).collect();
        let could = self.could(claim, &voices);
        claim.share = Share { told: voices.len(), reports: reports.len(), could, of: self.voices() };
        if claim.sides() < 2
            && claim.rule != denial::UNTOLD
            && matches!(claim.kind, Kind::Denial | Kind::Blame | Kind::Framing | Kind::Label)
        {
            claim.cells.clear();
        }
        if claim.relation < Relation::All && claim.sides() > 1 {
            return;
        }
        claim.relation = match (voices.len(), self.voices()) {
            (0 | 1, _) => Relation::Only,
            (told, of) if told == of => Relation::All,
            (told, of) if 2 * told > of => Relation::Most,
            _ => Relation::Some,
        };
        if claim.sides() < 2 {
            claim.aspects.retain(|aspect| matches!(aspect, Aspect::Claimant));
        }
    }

    /// How many voices could have made a claim: those who make it, and others who name whom it is about.
    fn could(&mut self, claim: &Claim, told: &BTreeSet<usize>) -> usize {
        // What was printed before the first report that says so could not have said it.
        let days = claim.cells.iter().map(|cell| self.place(cell.report).and_then(|place| place.earliest));
        let first = days.collect::<Option<Vec<&str>>>().and_then(|days| days.into_iter().min());
        let key = (claim.about.clone(), first.map(str::to_owned));
        if !self.could.contains_key(&key) {
            let able = self.able(&key.0, key.1.as_deref());
            self.could.insert(key.clone(), able);
        }
        let able = &self.could[&key];
        match able {
            Able::All(count) => *count,
            Able::These(voices) => voices.len() + told.iter().filter(|voice| !voices.contains(voice)).count(),
        }
    }

    fn able(&self, about: &About, first: Option<&str>) -> Able {
        let before = |voice: usize| match (&self.last_days[voice], first) {
            (Some(last), Some(first)) => last.as_str() < first,
            _ => false,
        };
        let named = |id: &EntityId| self.named.get(id);
        if about.all.is_empty() && about.any.is_empty() {
            return Able::All((0..self.voices()).filter(|voice| !before(*voice)).count());
        }
        let mut voices: BTreeSet<usize> =
            match about.all.iter().map(named).min_by_key(|set| set.map_or(0, BTreeSet::len)) {
                Some(fewest) => fewest.cloned().unwrap_or_default(),
                None => about.any.iter().filter_map(named).flatten().copied().collect(),
            };
        voices.retain(|voice| {
            let names = |id: &EntityId| named(id).is_some_and(|set| set.contains(voice));
            !before(*voice)
                && about.all.iter().all(names)
                && (about.any.is_empty() || about.any.iter().any(names))
        });
        Able::These(voices)
    }
}

/// Adds to who names a body those who name it with words before its name: “the Valley Flood Control Board” names “the Flood Control Board”.
fn under_longer_names(
    places: &[Place<'_>],
    mut named: BTreeMap<EntityId, BTreeSet<usize>>,
) -> BTreeMap<EntityId, BTreeSet<usize>> {
    /// Words of a name that stands for one body alone.
    const FEWEST: usize = 3;
    /// Words of the longest name that is looked at.
    const MOST: usize = 12;
    let bodies = || {
        places.iter().flat_map(|place| {
            let entities = place.telling.report.entities.iter();
            entities
                .filter(|entity| entity.entity_type == EntityType::Organisation)
                .map(|entity| (place.who(&entity.id).id, entity.name.as_str()))
        })
    };
    let by_name: BTreeMap<String, EntityId> = bodies().map(|(id, name)| (name.to_lowercase(), id)).collect();
    let mut further: Vec<(EntityId, EntityId)> = Vec::new();
    for (id, name) in bodies() {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split(' ').collect();
        if words.len() > MOST {
            continue;
        }
        let shorter = (1..words.len().saturating_sub(FEWEST - 1))
            .find_map(|from| by_name.get(&words[from..].join(" ")).filter(|other| **other != id));
        further.extend(shorter.map(|other| (id, other.clone())));
    }
    for (longer, shorter) in further {
        let voices = named.get(&longer).cloned().unwrap_or_default();
        if let Some(known) = named.get_mut(&shorter) {
            known.extend(voices);
        }
    }
    named
}

/// Which voices could have made a claim.
enum Able {
    /// So many: who makes it is among them.
    All(usize),
    /// These, beside those who make it.
    These(BTreeSet<usize>),
}

impl<'r> Place<'r> {
    pub(crate) fn report(&self) -> &'r Report {
        self.telling.report
    }

    pub(crate) fn text(&self) -> &'r str {
        &self.telling.report.document.text
    }

    pub(crate) fn number(&self) -> i64 {
        self.telling.number
    }

    /// The first day on which it may have been published, if that is known.
    pub(crate) fn first_day(&self) -> Option<&'r str> {
        self.earliest
    }

    /// The last one.
    pub(crate) fn last_day(&self) -> Option<&'r str> {
        self.latest
    }

    /// Who an entity of the report is over all reports.
    pub(crate) fn who(&self, id: &EntityId) -> Side {
        self.telling.who.get(id).cloned().unwrap_or_else(|| Side { id: id.clone(), country: None })
    }

    pub(crate) fn entity(&self, id: &EntityId) -> Option<&'r Entity> {
        self.entities.get(id).copied()
    }

    /// The mentions that begin in a span, in order of the text.
    pub(crate) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &'r Mention> + use<'r> {
        let mentions = &self.telling.report.mentions;
        let from = mentions.partition_point(|mention| mention.span.start < span.start);
        mentions[from..].iter().take_while(move |mention| mention.span.start < span.end)
    }

    /// True if the words stand inside of quotation marks.
    pub(crate) fn is_quoted(&self, span: Span) -> bool {
        let at = self.quoted.partition_point(|quoted| quoted.end < span.end);
        self.quoted.get(at).is_some_and(|quoted| quoted.contains(span))
    }

    /// The quoted parts of a span.
    pub(crate) fn quotes_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let at = self.quoted.partition_point(|quoted| quoted.end <= span.start);
        let touched = self.quoted[at..].iter().take_while(move |quoted| quoted.start < span.end);
        touched
            .map(move |quoted| Span::new(quoted.start.max(span.start), quoted.end.min(span.end)))
            .filter(|span| !span.is_empty())
    }

    /// The number of the sentence that holds an offset.
    pub(crate) fn sentence(&self, offset: usize) -> Option<usize> {
        let sentences = &self.report().sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= offset);
        sentences.get(at).filter(|sentence| sentence.contains_offset(offset)).map(|_| at)
    }

    /// Whose words a span holds, by the innermost attribution around it.
    pub(crate) fn owner(&self, span: Span) -> Owner {
        self.around(span).map_or(Owner::Outlet, |id| self.speaker(id))
    }

    /// The innermost attribution around a span.
    pub(crate) fn around(&self, span: Span) -> Option<AttributionId> {
        /// Contents that begin before the span and are looked at.
        const BEFORE: usize = 16;
        let until = self.said.partition_point(|(content, _)| content.start <= span.start);
        let around = self.said[..until].iter().rev().take(BEFORE).find(|(content, _)| content.contains(span));
        around.map(|(_, id)| *id)
    }

    /// The attributions whose contents touch a span, each once.
    pub(crate) fn said_in(&self, span: Span) -> Vec<AttributionId> {
        /// Contents that begin before its end and are looked at.
        const BEFORE: usize = 32;
        let until = self.said.partition_point(|(content, _)| content.start < span.end);
        let near = self.said[until.saturating_sub(BEFORE)..until].iter();
        let mut found: Vec<AttributionId> =
            near.filter(|(content, _)| content.overlaps(span)).map(|(_, id)| *id).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Who made an attribution.
    pub(crate) fn speaker(&self, id: AttributionId) -> Owner {
        let Some(attribution) = self.report().attribution(id) else { return Owner::Outlet };
        match &attribution.speaker {
            Speaker::Resolved { entity, .. } => Owner::Entity(self.who(entity).id),
            Speaker::Unknown { .. } => Owner::Unknown(attribution.source),
        }
    }

    pub(crate) fn cell(&self, side: usize, spans: Vec<Span>, line: Line, owner: Owner) -> Cell {
        let quoted = !spans.is_empty() && spans.iter().all(|span| self.is_quoted(*span));
        Cell {
            report: self.number(),
            side,
            spans,
            line,
            owner,
            quoted,
            copy: self.copy,
            realis: None::<Realis>,
        }
    }

    /// The cell of a statement: its content, with the cue where that is no clause, for who shrugs off a plan does not say the plan.
    pub(crate) fn stated(&self, side: usize, id: AttributionId) -> Option<Cell> {
        let attribution = self.report().attribution(id)?;
        let mut cell = self.said(side, id)?;
        let whole = attribution.form == AttributionForm::Direct
            || attribution.content.iter().any(|span| words::is_clause(self.text(), *span));
        let cue = attribution.cue.filter(|cue| cell.spans.iter().all(|span| !span.overlaps(*cue)));
        // Behind the words it ends them: “… , officials said”.
        let leads = |cue: &Span| cell.spans.first().is_none_or(|content| cue.start < content.start);
        if let Some(cue) = cue.filter(leads).filter(|_| !whole) {
            cell.spans.push(cue);
            cell.spans.sort_unstable();
        }
        Some(cell)
    }

    /// The cell of an attribution: its content, without a connective that stands apart (“However”).
    pub(crate) fn said(&self, side: usize, id: AttributionId) -> Option<Cell> {
        let attribution = self.report().attribution(id)?;
        let mut spans = attribution.content.clone();
        if spans.len() > 1 {
            spans.retain(|span| !words::is_connective(self.text(), *span));
        }
        let mut cell = self.cell(side, spans, Line::Attribution(id), self.speaker(id));
        cell.quoted |= attribution.form == AttributionForm::Direct;
        Some(cell)
    }
}
