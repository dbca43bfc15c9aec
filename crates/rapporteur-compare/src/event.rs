//! Events: who tells of which, as what, and in which words.

use crate::claim::{Aspect, Cell, Claim, Kind, Line, Relation, Subject};
use crate::ground::Place;
use crate::same::One;
use crate::words;
use rapporteur_record::{EntityId, Event, EventType, Participant, QuadClass, Realis};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Events of which the model is less sure than this are not compared, as the briefing does not show them.
pub(crate) const SURE: f32 = 0.6;
/// An event that one report tells of is a claim from this on: the less of it is known, the surer the model must be.
const SURE_ALONE: f32 = 0.8;

pub(crate) fn is_sure(event: &Event, sure: f32) -> bool {
    event.why.confidence.is_none_or(|confidence| confidence >= sure)
}

/// An event as one report tells it.
pub(crate) struct Told<'g, 'r> {
    pub(crate) place: &'g Place<'r>,
    pub(crate) event: &'r Event,
}

pub(crate) fn claims(ones: &[One<'_, '_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for One { members, rule } in ones {
        let voices: BTreeSet<usize> = members.iter().map(|told| told.place.voice).collect();
        let sure = if voices.len() > 1 { SURE } else { SURE_ALONE };
        let surely = |told: &&Told<'_, '_>| is_sure(told.event, sure);
        if members.iter().any(|told| surely(&told)) && tells_something(members, voices.len() > 1) {
            claims.extend(claim(members, rule));
        }
    }
    claims
}

/// Of deeds that several tell of all; of words only those of which it is told in different ways whether they were said: what was said is
/// told by the statements. Of what one voice alone tells, only deeds of somebody who is named.
fn tells_something(members: &[Told<'_, '_>], several: bool) -> bool {
    let named = |sides: &[Participant]| sides.iter().any(|side| side.entity.is_some());
    let standing = |told: &Told<'_, '_>| Standing::of(told.event.realis);
    let differ = members.windows(2).any(|pair| standing(&pair[0]) != standing(&pair[1]));
    members.iter().any(|told| {
        let event = told.event;
        let verbal = matches!(event.quad, QuadClass::VerbalCooperation | QuadClass::VerbalConflict)
            && event.event_type != EventType::Consult;
        let both = named(&event.sources) && (named(&event.targets) || event.reciprocal);
        match (several, verbal) {
            (true, false) => true,
            (true, true) => both && differ && is_sure(event, SURE_ALONE),
            (false, true) => false,
            (false, false) => both || named(&event.sources) && event.date.is_some(),
        }
    })
}

fn claim(members: &[Told<'_, '_>], rule: &'static str) -> Option<Claim> {
    let first = members.first()?;
    let mut claim = Claim::new(Kind::Event, rule, Subject::Act(first.event.event_type));
    // Sides are the words for the act, by their base forms; what differs in whether it came about differs in that too.
    let mut sides: BTreeMap<(Standing, String), usize> = BTreeMap::new();
    for told in members {
        let first = told.event.mentions.first()?;
        let words = words::words(told.place.text(), first.trigger);
        let head = words.iter().map(words::Word::lemma).collect::<Vec<_>>().join(" ");
        let next = sides.len();
        let side = *sides.entry((Standing::of(told.event.realis), head)).or_insert(next);
        claim.cells.push(Cell { side, ..cell(told.place, told.event)? });
    }
    let standings: BTreeSet<Standing> = members
        .iter()
        .filter(|told| is_sure(told.event, SURE))
        .map(|told| Standing::of(told.event.realis))
        .collect();
    if sides.len() > 1 {
        claim.note(Aspect::Wording);
    }
    if standings.len() > 1 {
        claim.note(Aspect::Realis);
    }
    // That another word stands for an act is no difference to speak of in itself.
    claim.relation = if standings.len() > 1 { Relation::Differs } else { Relation::All };
    claim.about.all = shared(members);
    Some(claim)
}

/// The cell of an event: the word for the act, and who takes part.
pub(crate) fn cell(place: &Place<'_>, event: &Event) -> Option<Cell> {
    let first = event.mentions.first()?;
    let mut spans = vec![first.trigger];
    spans.extend(participants(event));
    spans.sort_unstable_by_key(|span| (span.start, span.end != first.trigger.end));
    let spans = apart(first.trigger, spans);
    let mut cell = place.cell(0, spans, Line::Event(event.id), place.owner(first.trigger));
    cell.spans.sort_unstable();
    cell.realis = Some(event.realis);
    Some(cell)
}

/// What is told of whether an event came about, as far as reports can differ in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    CameAbout,
    Alleged,
    Denied,
    Other,
}

impl Standing {
    fn of(realis: Realis) -> Self {
        match realis {
            Realis::Happened | Realis::Ongoing => Self::CameAbout,
            Realis::Alleged => Self::Alleged,
            Realis::Denied => Self::Denied,
            Realis::Planned | Realis::Demanded | Realis::Hypothetical => Self::Other,
        }
    }
}

fn participants(event: &Event) -> impl Iterator<Item = Span> + '_ {
    /// Sides of an event that are shown.
    const SHOWN: usize = 4;
    event.sources.iter().take(SHOWN).chain(event.targets.iter().take(SHOWN)).map(|side| side.span)
}

/// The spans that overlap none before them, the trigger always among them.
fn apart(trigger: Span, spans: Vec<Span>) -> Vec<Span> {
    let mut kept = vec![trigger];
    for span in spans {
        if !span.is_empty() && kept.iter().all(|other| !other.overlaps(span)) {
            kept.push(span);
        }
    }
    kept
}

/// Who takes part, as most is told of it.
pub(crate) fn parties(members: &[Told<'_, '_>]) -> Vec<EntityId> {
    let fullest = members.iter().rev().map(sides).max_by_key(BTreeSet::len);
    fullest.unwrap_or_default().into_iter().collect()
}

/// Who takes part, as more than half of those who tell of it name them; where they name nobody alike, as most is told of it.
fn shared(members: &[Told<'_, '_>]) -> Vec<EntityId> {
    let all: Vec<BTreeSet<EntityId>> = members.iter().map(sides).collect();
    let commonly = |id: &&EntityId| 2 * all.iter().filter(|ids| ids.contains(*id)).count() > all.len();
    let common: BTreeSet<&EntityId> = all.iter().flatten().filter(commonly).collect();
    if common.is_empty() { parties(members) } else { common.into_iter().cloned().collect() }
}

fn sides(told: &Told<'_, '_>) -> BTreeSet<EntityId> {
    let sides = told.event.sources.iter().chain(&told.event.targets);
    sides.filter_map(|side| side.entity.as_ref()).map(|id| told.place.who(id).id).collect()
}
