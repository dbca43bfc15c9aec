//! What one voice is found to say, as another one tells it in other words: the place of it, where that is beyond doubt.

use crate::Cell;
use crate::claim::{Claim, Kind, Line, Owner};
use crate::ground::{Ground, Place};
use crate::prose::{Asked, Likeness, Prose};
use crate::words::{self, Word};
use rapporteur_record::{Attribution, AttributionId, AttributionKind, EntityId};
use rapporteur_text::Span;
use std::collections::BTreeSet;

/// Words that a sentence shares with a statement, and the share of the statement's words by weight, from which on it tells the same where it is
/// laid to the same speaker.
const BY_SPEAKER: [(usize, f64); 4] = [(12, 0.5), (6, 0.6), (5, 0.7), (4, 0.85)];
/// The same where its report tells it by itself, or lays it to somebody who is not known.
const BY_ITSELF: [(usize, f64); 2] = [(12, 0.6), (6, 0.8)];
/// Words that are most of what a sentence tells, the share of it, and their share of the statement.
const MOST: (usize, f64, f64) = (9, 0.6, 0.5);
/// Words beside a number that both have, where one speaker is named.
const BESIDE: usize = 2;
/// Words of the longest sentence that is shown.
const LONGEST: usize = 60;
/// The part of the words in common that what somebody says in the sentence has, where the sentence is told by that one: four of five.
const MOSTLY: (usize, usize) = (4, 5);

/// Statements that stand in the claim of another voice.
pub(crate) type Taken = BTreeSet<(i64, AttributionId)>;

/// Adds to a statement the places of other voices that tell the same in other words, each with its words on a side of its own. True if
/// there is one. The statements among them are noted as taken.
pub(crate) fn join(
    ground: &Ground<'_>,
    prose: &Prose,
    asked: &Asked,
    claim: &mut Claim,
    taken: &mut Taken,
) -> bool {
    let Some(told) = Told::new(ground, claim) else { return false };
    let mut voices: BTreeSet<usize> =
        claim.cells.iter().filter_map(|cell| ground.place(cell.report)).map(|place| place.voice).collect();
    let mut found: Vec<Likeness> = prose.likeness(asked, told.place.voice);
    found.sort_by(|one, other| other.by_itself.total_cmp(&one.by_itself));
    let mut side = claim.sides();
    let before = side;
    for like in found {
        let there = &ground.places[like.place];
        if voices.contains(&there.voice) {
            continue;
        }
        if let Some(cell) = told.by(there, &like, asked, side) {
            if let Line::Attribution(id) = cell.line {
                taken.insert((cell.report, id));
            }
            claim.cells.push(cell);
            voices.insert(there.voice);
            side += 1;
        }
    }
    side > before
}

/// True if what one voice says, at one place or another, stands in the claim of another one.
pub(crate) fn is_taken(claim: &Claim, taken: &Taken) -> bool {
    claim.kind == Kind::Statement
        && claim.share.told == 1
        && claim.cells.iter().any(|cell| match cell.line {
            Line::Attribution(id) => taken.contains(&(cell.report, id)),
            _ => false,
        })
}

/// A statement as its own report has it.
struct Told<'g, 'r> {
    place: &'g Place<'r>,
    speaker: EntityId,
    /// How many of its words turn it into the contrary.
    negations: usize,
}

impl<'g, 'r> Told<'g, 'r> {
    fn new(ground: &'g Ground<'r>, claim: &Claim) -> Option<Self> {
        if claim.kind != Kind::Statement || claim.sides() > 1 {
            return None;
        }
        let first = claim.cells.first()?;
        let place = ground.place(first.report)?;
        let Line::Attribution(id) = first.line else { return None };
        let said = place.report().attribution(id)?;
        let speaker = claim.cells.iter().find_map(|cell| match &cell.owner {
            Owner::Entity(id) => Some(id.clone()),
            Owner::Outlet | Owner::Unknown(_) => None,
        })?;
        Some(Self { place, speaker, negations: negations(place, &said.content) })
    }

    /// The cell of a sentence that tells the same beyond doubt.
    fn by(&self, there: &Place<'_>, like: &Likeness, asked: &Asked, side: usize) -> Option<Cell> {
        if !like.all_numbers {
            return None;
        }
        let said: Vec<&Attribution> = spoken(there, like.sentence).collect();
        let own = said.iter().filter(|said| there.speaker(said.id) == Owner::Entity(self.speaker.clone()));
        let (words, of_sentence) = like.of_sentence;
        // Of what he says in the sentence that which has most of the words; what he says beside them is another thing.
        let own = own.map(|said| (asked.within(there.text(), &said.content), *said));
        if let Some(((shared, numbers), own)) = own.max_by_key(|((shared, numbers), _)| (*numbers, *shared)) {
            if 2 * shared < words || !numbers {
                return None;
            }
            let alike = BY_SPEAKER.iter().any(|(least, share)| words >= *least && like.by_itself >= *share)
                || like.exact_number && words >= BESIDE;
            let same = negations(there, &own.content) == self.negations;
            return there.stated(side, own.id).filter(|_| alike && same);
        }
        // Somebody else who is named says something of his own.
        if said.iter().any(|said| matches!(there.speaker(said.id), Owner::Entity(_))) {
            return None;
        }
        let alike = BY_ITSELF.iter().any(|(least, share)| words >= *least && like.by_itself >= *share)
            || words >= MOST.0 && of_sentence >= MOST.1 && like.by_itself >= MOST.2;
        let spans = vec![like.sentence];
        let length = words::words(there.text(), like.sentence).len();
        if !alike || length > LONGEST || negations(there, &spans) != self.negations {
            return None;
        }
        let at = there.sentence(like.sentence.start)?;
        // “…, according to harbour data, but …”: what stands in the words of a source is told by that one, not by the report.
        let credited = said
            .iter()
            .filter(|said| said.kind != AttributionKind::Stance)
            .find(|said| MOSTLY.1 * asked.within(there.text(), &said.content).0 >= MOSTLY.0 * words);
        if let Some(credited) = credited.filter(|said| said.source.is_some()) {
            return there.stated(side, credited.id);
        }
        // What somebody fears of it in a clause is not the whole sentence.
        let whole = |said: &&&Attribution| {
            said.source.is_some_and(|source| frames(there.text(), like.sentence, source))
        };
        let (line, owner) = match said.iter().find(whole) {
            Some(said) => (Line::Attribution(said.id), there.speaker(said.id)),
            None => (Line::Sentence(at), Owner::Outlet),
        };
        Some(there.cell(side, spans, line, owner))
    }
}

/// What is said in a sentence.
fn spoken<'r>(place: &Place<'r>, sentence: Span) -> impl Iterator<Item = &'r Attribution> {
    let report = place.report();
    let said = place.said_in(sentence).into_iter().filter_map(move |id| report.attribution(id));
    said.filter(|said| said.nested_in.is_none() && said.kind != AttributionKind::Act)
}

/// True if who speaks opens or ends a sentence, or stands outside of it: “Nurses say that …”, “… , according to nurses”.
fn frames(text: &str, sentence: Span, source: Span) -> bool {
    /// Bytes before and behind.
    const NEAR: usize = 16;
    let opens = source.start < sentence.start + NEAR;
    let rest = text.get(source.end..sentence.end).unwrap_or_default();
    opens || rest.split_whitespace().count() < 3
}

fn negations(place: &Place<'_>, spans: &[Span]) -> usize {
    spans.iter().flat_map(|span| words::words(place.text(), *span)).filter(Word::negates).count()
}
