//! Events in the formats of event data: PLOVER's JSON lines, POLECAT's table, GDELT's events. The mapping of fields is
//! described in `docs/format/events.md`.

mod date;
mod gdelt;
mod plover;
mod polecat;
mod table;

pub use gdelt::Gdelt;
pub use plover::Plover;
pub use polecat::Polecat;
pub(crate) use table::table;

use rapporteur_record::{
    ActorCode, AttributionId, Entity, EntityId, Event, Participant, Place, PlaceId, QuadClass, Realis, Report,
};
use rapporteur_text::{Offsets, Span, Unit};
use std::collections::BTreeMap;

/// Which events leave the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RealisFilter {
    /// Those that happened or go on, as their report tells it.
    CameAbout,
    /// Also those that are planned, demanded, hypothetical, denied or alleged.
    All,
}

impl RealisFilter {
    fn takes(self, realis: Realis) -> bool {
        self == RealisFilter::All || matches!(realis, Realis::Happened | Realis::Ongoing)
    }
}

/// What became of the events of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventTally {
    /// Events that were written.
    pub written: u64,
    /// Events that were left out, for they did not come about as their report tells it.
    pub left_out: u64,
}

/// A report with what an event's line needs of it, by id.
struct Coded<'r> {
    report: &'r Report,
    offsets: Offsets<'r>,
    entities: BTreeMap<&'r EntityId, &'r Entity>,
}

/// Sides of an event that are paired with those of the other side; a list of thousands would give millions of rows.
const PAIRED: usize = 64;

/// One side of an event.
#[derive(Clone, Copy)]
struct Side<'r> {
    words: &'r str,
    /// In code points.
    span: Span,
    name: &'r str,
    actor: Option<&'r ActorCode>,
}

impl<'r> Coded<'r> {
    fn new(report: &'r Report) -> Self {
        Self {
            report,
            offsets: Offsets::new(&report.document.text),
            entities: report.entities.iter().map(|entity| (&entity.id, entity)).collect(),
        }
    }

    fn words(&self, span: Span) -> &'r str {
        span.of(&self.report.document.text).unwrap_or_default()
    }

    fn points(&self, span: Span) -> Span {
        self.offsets.convert(span, Unit::CodePoints)
    }

    /// The sides as stated: names, and codes of the words themselves before those of their entity.
    fn sides(&self, participants: &'r [Participant]) -> Vec<Side<'r>> {
        participants
            .iter()
            .map(|participant| {
                let entity = participant.entity.as_ref().and_then(|id| self.entities.get(id)).copied();
                let words = self.words(participant.span);
                Side {
                    words,
                    span: self.points(participant.span),
                    name: entity.map_or(words, |entity| entity.name.as_str()),
                    actor: participant.actor.as_ref().or_else(|| entity?.actor.as_ref()),
                }
            })
            .collect()
    }

    /// Each source with each target; the sides of a reciprocal event with each other, both ways. A side that is not
    /// stated is `None`.
    fn pairs(&self, event: &'r Event) -> Vec<(Option<Side<'r>>, Option<Side<'r>>)> {
        let listed = |participants: &'r [Participant]| {
            let sides = self.sides(&participants[..participants.len().min(PAIRED)]);
            if sides.is_empty() { vec![None] } else { sides.into_iter().map(Some).collect() }
        };
        let sources = listed(&event.sources);
        let targets = match (event.reciprocal, sources.len()) {
            (false, _) => listed(&event.targets),
            (true, 1) => vec![None],
            (true, _) => sources.clone(),
        };
        let mut pairs = Vec::with_capacity(sources.len() * targets.len());
        for (first, source) in sources.iter().enumerate() {
            for (second, target) in targets.iter().enumerate() {
                if !(event.reciprocal && first == second && target.is_some()) {
                    pairs.push((*source, *target));
                }
            }
        }
        pairs
    }

    fn place(&self, id: PlaceId) -> Option<&'r Place> {
        self.report.place(id)
    }

    /// Who tells it: `outlet`, or the speaker of the attribution.
    fn teller(&self, attribution: Option<AttributionId>) -> &'r str {
        let Some(id) = attribution else { return "outlet" };
        let attribution = self.report.attribution(id);
        let speaker = attribution
            .filter(|attribution| attribution.id == id)
            .and_then(|attribution| attribution.speaker.entity());
        speaker.and_then(|id| self.entities.get(id)).map_or("unknown speaker", |entity| entity.name.as_str())
    }

    /// All who tell it, each once, in the order of the mentions.
    fn tellers(&self, event: &Event) -> String {
        let mut tellers = Vec::new();
        for mention in &event.mentions {
            let teller = self.teller(mention.attribution);
            if !tellers.contains(&teller) {
                tellers.push(teller);
            }
        }
        tellers.join("; ")
    }

    /// The first words that tell of it, in code points.
    fn trigger(&self, event: &Event) -> Option<Span> {
        event.mentions.first().map(|mention| self.points(mention.trigger))
    }

    /// Leads from a line to its words: the text's hash, the code points of the first trigger (as RFC 5147 writes them),
    /// and the number of the event.
    fn trace(&self, event: &Event) -> String {
        let id = self.report.document.id;
        match self.trigger(event) {
            Some(span) => format!("sha256={id}&char={},{}&event={}", span.start, span.end, event.id.0),
            None => format!("sha256={id}&event={}", event.id.0),
        }
    }

    /// Address of the report.
    fn address(&self) -> &'r str {
        let document = &self.report.document;
        document.url.as_deref().unwrap_or(&document.locator)
    }

    /// The day of publication, if it is known.
    fn published(&self) -> Option<&'r str> {
        let published = self.report.document.published.as_ref()?;
        let (earliest, latest) = (published.earliest.as_deref()?, published.latest.as_deref()?);
        (earliest == latest).then_some(earliest)
    }

    /// When it took place: as the text dates it; where it does not, the day of publication. `None` where the text's
    /// date is not known well enough.
    fn date(&self, event: &Event) -> Option<date::Dated> {
        match &event.date {
            Some(date) if date.value.as_deref() != Some("PRESENT_REF") => {
                date::dated(date.value.as_deref()?).map(|dated| date::Dated { by_text: true, ..dated })
            }
            _ => date::dated(self.published()?),
        }
    }
}

/// The number of the quad class in PLOVER, CAMEO and GDELT.
fn quad_number(quad: QuadClass) -> u8 {
    match quad {
        QuadClass::VerbalCooperation => 1,
        QuadClass::MaterialCooperation => 2,
        QuadClass::VerbalConflict => 3,
        QuadClass::MaterialConflict => 4,
    }
}

/// A cell of a table whose columns are parted by tabs and whose rows by line ends.
fn cell(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}
