//! Whether what one voice alone is found to say is told by another one after all: in words that no line was made of, under
//! another speaker, as the report's own, as a number that lies close.
//!
//! Of such claims those whose quoted words stand in another report are joined with it. The others are no claim: that one says so
//! alone would be untrue, and that the other says the same is not certain.

use crate::claim::{Cell, Claim, Kind, Line, Owner, Relation};
use crate::denial::{self, Party};
use crate::elsewhere;
use crate::event::{self, SURE, is_sure};
use crate::ground::{Ground, Place};
use crate::near::{self, Near};
use crate::prose::{Asked, Likeness, Prose, are_close};
use crate::run::{RUN, Rowed, longest};
use crate::words::{self, Word};
use rapporteur_ontology::{act, noun, verb};
use rapporteur_record::{
    AttributionForm, AttributionId, EntityId, EntityType, Event, Figure, QuadClass, Realis,
};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words that a sentence has in common with a statement, and the share of its words by weight from which on it tells the same.
const TOLD: [(usize, f64); 5] = [(6, 0.33), (5, 0.38), (4, 0.42), (3, 0.45), (2, 0.62)];
/// So much less is enough where the same speaker is named.
const NAMED: f64 = 0.1;
/// The same share of a quotation: others seldom say in their words what somebody is quoted with.
const TOLD_QUOTED: f64 = 0.55;
/// The share of what is denied and alleged nowhere.
const TOLD_DENIED: f64 = 0.5;
/// Words beside a number that both have.
const BESIDE: usize = 2;
/// Words that are most of what another sentence tells, and the share of it.
const MOST: (usize, f64) = (5, 0.6);
/// Words of a quotation in a row that nobody says by chance.
const SURELY: usize = 10;
/// Events that are looked at for each of those who take part.
const REMEMBERED: usize = 96;
/// Those who take part in an event by whom it is found again.
const PARTIES: usize = 4;

/// Joins what is told elsewhere in the same quoted words, and drops what is told elsewhere in other words.
pub(crate) fn check(ground: &mut Ground<'_>, claims: &mut Vec<Claim>) {
    let asked: Vec<Asked> = claims.iter().map(|claim| asked(ground, claim)).collect();
    let prose = Prose::new(ground, &asked);
    let mut taken = BTreeSet::new();
    let held = held(ground, claims);
    for (claim, asked) in claims.iter_mut().zip(&asked).filter(|(claim, _)| is_asked(claim)) {
        if elsewhere::is_taken(claim, &taken) {
            claim.cells.clear();
            continue;
        }
        let mut joined = join(ground, &prose, asked, claim);
        // How somebody stands to an issue is told by the positions of several voices.
        let stands = claim.cells.iter().any(|cell| match cell.line {
            Line::Attribution(id) => held.contains(&(cell.report, id)),
            _ => false,
        });
        joined |= !stands && elsewhere::join(ground, &prose, asked, claim, &mut taken);
        if joined {
            ground.finish(claim);
        }
    }
    let tellings = Tellings::new(ground, claims, held);
    let mut beside = asked.iter().zip(Near::new(ground, claims).beside(ground, claims));
    claims.retain_mut(|claim| {
        let Some((asked, near)) = beside.next() else { return true };
        claim.near = near;
        claim.near.retain_mut(|cell| ground.tidy(cell));
        if claim.relation != Relation::Only || !is_told(ground, &prose, &tellings, asked, claim) {
            return true;
        }
        if claim.kind == Kind::Event {
            claim.near = act_elsewhere(ground, &prose, &tellings, asked, claim).into_iter().collect();
        }
        // What another voice tells too is shown with its words, or not at all.
        !claim.near.is_empty() && !tellings.is_held(claim)
    });
    near::once(claims);
}

/// What one voice alone, or some of them, say in one way.
fn is_asked(claim: &Claim) -> bool {
    match claim.kind {
        Kind::Statement => claim.relation > Relation::All,
        Kind::Figure | Kind::Event => claim.relation == Relation::Only,
        Kind::Denial => claim.rule == denial::UNTOLD,
        Kind::Blame | Kind::Framing | Kind::Position | Kind::Label => false,
    }
}

fn asked(ground: &Ground<'_>, claim: &Claim) -> Asked {
    let mut asked = Asked::default();
    if claim.kind == Kind::Event && is_asked(claim) {
        asked.deeds = deeds(ground, claim);
        return asked;
    }
    let statement = matches!(claim.kind, Kind::Statement | Kind::Denial);
    let Some(cell) = claim.cells.first().filter(|_| statement && is_asked(claim)) else { return asked };
    let Some(place) = ground.place(cell.report) else { return asked };
    let Line::Attribution(id) = cell.line else { return asked };
    let Some(attribution) = place.report().attribution(id) else { return asked };
    // Who is seldom named is told of by those who name him.
    let named =
        attribution.speaker.entity().and_then(|id| place.entity(id)).map(|entity| entity.name.as_str());
    let written = || attribution.source.and_then(|span| span.of(place.text()));
    if let Some(source) = named.or_else(written) {
        asked.add_source(source);
    }
    // “apologised for the delay”: the cue tells as much as what follows.
    let cue = attribution
        .cue
        .filter(|_| !attribution.content.iter().any(|span| words::is_clause(place.text(), *span)));
    if let Some(cue) = cue {
        // Not whom it was said to, nor when.
        let verbs = words::words(place.text(), cue);
        let verbs = verbs.iter().filter(|word| {
            verb::lookup(word.folded.as_str()).is_some() || act::lookup(&word.folded).is_some()
        });
        verbs.for_each(|word| asked.add(place.text(), word.span));
    }
    for content in &attribution.content {
        asked.add(place.text(), *content);
        let mut quotes: Vec<Span> = place.quotes_in(*content).collect();
        if quotes.is_empty() && attribution.form == AttributionForm::Direct {
            quotes.push(*content);
        }
        quotes.iter().for_each(|quote| asked.add_quoted(place.text(), *quote));
        asked.quotes.extend(quotes.into_iter().map(|quote| row(place.text(), quote)));
    }
    asked
}

/// The roots of the nouns that an event is called by: a noun may stand in a sentence that tells of it by the way.
fn deeds(ground: &Ground<'_>, claim: &Claim) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for cell in &claim.cells {
        let Line::Event(id) = cell.line else { continue };
        let Some(place) = ground.place(cell.report) else { continue };
        let triggers = place.report().event(id).into_iter().flat_map(|event| &event.mentions);
        for trigger in triggers.map(|mention| mention.trigger) {
            let last = words::words(place.text(), trigger).pop();
            let told = |word: &Word| {
                verb::lookup(word.folded.as_str()).is_some_and(|form| {
                    matches!(form.inflection, verb::Inflection::Past | verb::Inflection::PastOrParticiple)
                })
            };
            found.extend(last.filter(|word| !told(word)).map(|word| denial::root(&word.folded)));
        }
    }
    found
}

fn row(text: &str, span: Span) -> Vec<Rowed> {
    words::words(text, span).iter().map(Rowed::new).collect()
}

/// Adds the places of other voices where half of a quotation stands in quotation marks, and nobody else is said to speak. True if there
/// is one.
fn join(ground: &Ground<'_>, prose: &Prose, asked: &Asked, claim: &mut Claim) -> bool {
    if claim.kind != Kind::Statement || claim.sides() > 1 {
        return false;
    }
    let mut voices: BTreeSet<usize> =
        claim.cells.iter().filter_map(|cell| ground.place(cell.report)).map(|place| place.voice).collect();
    let speaker = claim.cells.iter().find_map(|cell| match &cell.owner {
        Owner::Entity(id) => Some(id.clone()),
        Owner::Outlet | Owner::Unknown(_) => None,
    });
    let mut joined = false;
    for quote in &asked.quotes {
        for found in prose.quoting(quote, &voices.clone()) {
            let place = &ground.places[found.place];
            let row = row(place.text(), found.sentence);
            let Some((from, length)) = longest(quote, &row, RUN) else { continue };
            let span = Span::new(row[from].span.start, row[from + length - 1].span.end);
            let owner = place.owner(span);
            let others = matches!(&owner, Owner::Entity(id) if Some(id) != speaker.as_ref());
            if voices.contains(&place.voice)
                || length < SURELY && 2 * length < quote.len()
                || others
                || !place.is_quoted(span)
            {
                continue;
            }
            let line = match (place.around(span), place.sentence(span.start)) {
                (Some(id), _) => Line::Attribution(id),
                (None, Some(at)) => Line::Sentence(at),
                (None, None) => continue,
            };
            claim.cells.push(place.cell(claim.cells[0].side, vec![span], line, owner));
            voices.insert(place.voice);
            joined = true;
        }
    }
    joined
}

/// Numbers and events of all reports.
struct Tellings<'r> {
    /// By measure: voices with the numbers that they have, each once.
    numbers: BTreeMap<&'r str, BTreeSet<(usize, u64)>>,
    /// By who takes part, and by their country: places and events.
    events: BTreeMap<String, Vec<(usize, &'r Event)>>,
    /// Statements that show a position which the same holder shows in another voice.
    held: BTreeSet<(i64, AttributionId)>,
    /// Words for acts that other voices have other words for: by report, the places.
    called: BTreeSet<(i64, Span)>,
}

impl<'r> Tellings<'r> {
    fn new(ground: &Ground<'r>, claims: &[Claim], held: BTreeSet<(i64, AttributionId)>) -> Self {
        let mut tellings =
            Self { numbers: BTreeMap::new(), events: BTreeMap::new(), held, called: called(claims) };
        for (at, place) in ground.places.iter().enumerate() {
            for figure in &place.report().figures {
                let number = figure.value.or(figure.low).or(figure.high);
                let of = tellings.numbers.entry(figure.measure.as_str()).or_default();
                of.extend(number.map(|number| (place.voice, number.to_bits())));
            }
            for event in place.report().events.iter().filter(|event| is_sure(event, SURE)) {
                for key in parties(place, event).iter().flat_map(keys).collect::<BTreeSet<String>>() {
                    let known = tellings.events.entry(key).or_default();
                    if known.len() < REMEMBERED {
                        known.push((at, event));
                    }
                }
            }
        }
        tellings
    }

    /// True for a statement behind a position that several voices tell of, which is a claim by itself.
    fn is_held(&self, claim: &Claim) -> bool {
        claim.cells.iter().any(|cell| match cell.line {
            Line::Attribution(id) => self.held.contains(&(cell.report, id)),
            _ => false,
        })
    }

    /// True if another voice has the number of a figure, or one close to it, for the same measure.
    fn has_number(&self, place: &Place<'_>, figure: &Figure) -> bool {
        let Some(number) = figure.value.or(figure.low).or(figure.high) else { return false };
        let others = self.numbers.get(figure.measure.as_str()).into_iter().flatten();
        let mut others = others.filter(|(voice, _)| *voice != place.voice);
        others.any(|(_, other)| are_close(number, f64::from_bits(*other)))
    }

    /// True if a statement says little but numbers that another voice has: “put the toll at 17”.
    fn counts(&self, place: &Place<'_>, content: &[Span], asked: &Asked) -> bool {
        /// Words that go with a number.
        const WITH: usize = 6;
        let figures = &place.report().figures;
        let inside = content.iter().flat_map(|span| {
            let from = figures.partition_point(|figure| figure.span.start < span.start);
            figures[from..].iter().take_while(|figure| figure.span.start < span.end)
        });
        let inside: Vec<&Figure> = inside.take(WITH).collect();
        !inside.is_empty()
            && asked.words.len() <= WITH * inside.len()
            && inside.iter().all(|figure| self.has_number(place, figure))
    }
}

/// Statements behind positions that one holder shows in several voices.
fn held(ground: &Ground<'_>, claims: &[Claim]) -> BTreeSet<(i64, AttributionId)> {
    let mut held = BTreeSet::new();
    for claim in claims.iter().filter(|claim| claim.kind == Kind::Position) {
        for side in claim.cells.chunk_by(|one, other| one.side == other.side) {
            let voices: BTreeSet<usize> =
                side.iter().filter_map(|cell| ground.place(cell.report)).map(|place| place.voice).collect();
            for cell in side.iter().filter(|_| voices.len() > 1) {
                let Line::Position(id) = cell.line else { continue };
                let place = ground.place(cell.report);
                let position = place.and_then(|place| place.telling.positions.get(id.0 as usize));
                held.extend(position.and_then(|position| position.attribution).map(|id| (cell.report, id)));
            }
        }
    }
    held
}

/// Words for one act that several voices have words for.
fn called(claims: &[Claim]) -> BTreeSet<(i64, Span)> {
    let labels = claims.iter().filter(|claim| claim.kind == Kind::Label && claim.share.told > 1);
    labels
        .flat_map(|claim| &claim.cells)
        .flat_map(|cell| cell.spans.iter().map(|span| (cell.report, *span)))
        .collect()
}

/// What somebody is found by: whom they are or stand for, and their country.
fn keys(party: &Party) -> Vec<String> {
    party.ids().map(|id| id.0.clone()).chain(party.country().map(str::to_owned)).collect()
}

/// Who takes part in an event, each by all that may name them.
fn parties(place: &Place<'_>, event: &Event) -> Vec<Party> {
    let ids = event.sources.iter().chain(&event.targets).filter_map(|side| side.entity.as_ref());
    let party = |id| {
        let mut party = Party::default();
        party.add(place, id);
        party
    };
    ids.take(PARTIES).map(party).collect()
}

/// True if another voice tells what a claim of one voice says.
fn is_told(
    ground: &Ground<'_>,
    prose: &Prose,
    tellings: &Tellings<'_>,
    asked: &Asked,
    claim: &Claim,
) -> bool {
    let Some(cell) = claim.cells.first() else { return false };
    let Some(place) = ground.place(cell.report) else { return false };
    match cell.line {
        Line::Attribution(id) => {
            tellings.held.contains(&(cell.report, id))
                || place
                    .report()
                    .attribution(id)
                    .is_some_and(|said| tellings.counts(place, &said.content, asked))
                || is_printed(ground, prose, asked, place.voice)
                || is_said(&prose.likeness(asked, place.voice), asked, claim)
        }
        Line::Figure(id) => {
            place.report().figure(id).is_some_and(|figure| tellings.has_number(place, figure))
        }
        Line::Event(id) => {
            let event = place.report().event(id);
            event.is_some_and(|event| {
                is_called(tellings, place, event)
                    || told_again(ground, tellings, place, event).is_some()
                    || named_again(ground, prose, asked, place, event).is_some()
            })
        }
        Line::Position(_) | Line::Mention(_) | Line::Sentence(_) => false,
    }
}

/// True if another voice prints half of a quotation, or the whole of a short one, whoever it lays it to.
fn is_printed(ground: &Ground<'_>, prose: &Prose, asked: &Asked, voice: usize) -> bool {
    let own = BTreeSet::from([voice]);
    asked.quotes.iter().any(|quote| {
        prose.quoting(quote, &own).into_iter().any(|found| {
            let place = &ground.places[found.place];
            let row = row(place.text(), found.sentence);
            longest(quote, &row, RUN.min(quote.len())).is_some_and(|(from, length)| {
                let span = Span::new(row[from].span.start, row[from + length - 1].span.end);
                // Two or three words may stand together by chance where nobody is quoted.
                length >= SURELY || 2 * length >= quote.len() && (length >= RUN || place.is_quoted(span))
            })
        })
    })
}

/// True if one of the sentences that are most like a statement tells the same.
fn is_said(found: &[Likeness], asked: &Asked, claim: &Claim) -> bool {
    // “criticised Ilse Marten”: that she is named elsewhere tells nothing.
    if asked.plain < 2 {
        return false;
    }
    let quoted =
        2 * asked.quotes.iter().flatten().filter(|word| word.tells).count() >= asked.words.len().max(1);
    found.iter().any(|like| {
        let by_words = match (claim.kind, quoted) {
            (Kind::Denial, _) => like.share >= TOLD_DENIED,
            (_, true) => like.share >= TOLD_QUOTED && like.words > 2,
            (_, false) => {
                let share = like.share + if like.names_source { NAMED } else { 0.0 };
                TOLD.iter().any(|(words, least)| like.words >= *words && share >= *least)
            }
        };
        let (words, share) = like.of_sentence;
        by_words
            || like.quoted_alike && like.names_source
            || !quoted && words >= MOST.0 && share >= MOST.1
            || like.beside_number.is_some_and(|words| words >= BESIDE)
    })
}

/// The place of another voice where an act is told, if there is one that can be shown.
fn act_elsewhere(
    ground: &Ground<'_>,
    prose: &Prose,
    tellings: &Tellings<'_>,
    asked: &Asked,
    claim: &Claim,
) -> Option<Cell> {
    /// Words of the longest sentence that is shown.
    const LONGEST: usize = 60;
    let cell = claim.cells.first()?;
    let (place, Line::Event(id)) = (ground.place(cell.report)?, cell.line) else { return None };
    // Who speaks with whom does so again and again, and what may come is told of many things.
    let deed = |event: &&Event| {
        matches!(event.quad, QuadClass::MaterialConflict | QuadClass::MaterialCooperation)
            && event.realis != Realis::Hypothetical
    };
    let event = place.report().event(id).filter(deed)?;
    if let Some((there, other)) = told_again(ground, tellings, place, event) {
        return event::cell(there, other);
    }
    let Again { there, sentence, shown } = named_again(ground, prose, asked, place, event)?;
    let at = there.sentence(sentence.start)?;
    (shown && words::words(there.text(), sentence).len() <= LONGEST)
        .then(|| there.cell(0, vec![sentence], Line::Sentence(at), Owner::Outlet))
}

/// Where another voice has the noun for a deed.
struct Again<'g, 'r> {
    there: &'g Place<'r>,
    sentence: Span,
    /// It is the deed that the noun tells of.
    shown: bool,
}

/// The sentence of another voice that has the noun for a deed, and names all who take part; or has it at all where few sentences do.
fn named_again<'g, 'r>(
    ground: &'g Ground<'r>,
    prose: &Prose,
    asked: &Asked,
    place: &Place<'_>,
    event: &Event,
) -> Option<Again<'g, 'r>> {
    /// Sentences of all reports that have a noun which is rare among them.
    const RARE: usize = 6;
    let own = parties(place, event);
    let lands = lands(place, event);
    let party = |there: &Place<'_>, id: &EntityId| {
        let mut party = Party::default();
        party.add(there, id);
        party
    };
    let names_all = |others: &[Party]| {
        !own.is_empty() && own.iter().all(|party| others.iter().any(|other| party.is_kin(other)))
    };
    // A state that strikes is no other place than the town that it strikes.
    let doers: Vec<Party> = event
        .sources
        .iter()
        .filter_map(|side| side.entity.as_ref())
        .take(PARTIES)
        .map(|id| party(place, id))
        .collect();
    // Strikes on a town are not those on another place.
    let apart = |there: &Place<'_>, named: &[&EntityId]| {
        let land = |id: &&&EntityId| {
            let entity = there.entity(id);
            entity.is_some_and(|entity| matches!(entity.entity_type, EntityType::Place | EntityType::State))
        };
        let mut others: Vec<Party> = named.iter().filter(land).map(|id| party(there, id)).collect();
        others.retain(|other| !doers.iter().any(|doer| doer.is_kin(other)));
        !lands.is_empty()
            && !others.is_empty()
            && !lands.iter().any(|land| others.iter().any(|other| land.shares_name(other)))
    };
    let mut rarely: Option<Again<'g, 'r>> = None;
    for root in &asked.deeds {
        let found = prose.having(root);
        let rare = found.len() <= RARE;
        // “hostages” are told of in many ways: who they are tells of no act.
        let shown = !noun::lookup(root).is_some_and(|form| form.noun.person);
        for found in found {
            let (there, sentence) = (&ground.places[found.place], found.sentence);
            let named: Vec<&EntityId> =
                there.mentions_in(sentence).filter_map(|mention| mention.entity.as_ref()).collect();
            if there.voice == place.voice || apart(there, &named) {
                continue;
            }
            let others: Vec<Party> = named.iter().map(|id| party(there, id)).collect();
            if names_all(&others) {
                return Some(Again { there, sentence, shown: true });
            }
            rarely = rarely.or(Some(Again { there, sentence, shown }).filter(|_| rare));
        }
    }
    rarely
}

/// Where something is done: the places to which it is, which are no states.
fn lands(place: &Place<'_>, event: &Event) -> Vec<Party> {
    let ids = event.targets.iter().filter_map(|side| side.entity.as_ref());
    let lands =
        ids.filter(|id| place.entity(id).is_some_and(|entity| entity.entity_type == EntityType::Place));
    let party = |id| {
        let mut party = Party::default();
        party.add(place, id);
        party
    };
    lands.take(PARTIES).map(party).collect()
}

/// The roots of the words for an act.
fn named(place: &Place<'_>, event: &Event) -> BTreeSet<String> {
    let words = event.mentions.iter().flat_map(|mention| words::words(place.text(), mention.trigger));
    words.map(|word| denial::root(&word.folded)).collect()
}

/// True if another voice has another word for the same act, or counts those to whom it was done.
fn is_called(tellings: &Tellings<'_>, place: &Place<'_>, event: &Event) -> bool {
    let Some(trigger) = event.mentions.first().map(|mention| mention.trigger) else { return false };
    let labels =
        tellings.called.range((place.number(), Span::new(0, 0))..(place.number() + 1, Span::new(0, 0)));
    let called = labels.into_iter().any(|(_, span)| span.overlaps(trigger));
    let counted = || {
        named(place, event).iter().any(|root| {
            // “abduct” and “abduction” are counted as “abducted”.
            let verb = root.strip_suffix("ion").unwrap_or(root);
            let measures = [format!("{verb}ed"), format!("{verb}d")];
            let voices =
                measures.iter().filter_map(|measure| tellings.numbers.get(measure.as_str())).flatten();
            voices.into_iter().any(|(voice, _)| *voice != place.voice)
        })
    };
    !parties(place, event).is_empty() && (called || counted())
}

/// An event of this kind of another voice, between the same parties, that no day sets apart.
fn told_again<'g, 'r>(
    ground: &'g Ground<'r>,
    tellings: &Tellings<'r>,
    place: &Place<'_>,
    event: &Event,
) -> Option<(&'g Place<'r>, &'r Event)> {
    let own = parties(place, event);
    let (names, deed) = (named(place, event), event.quad == QuadClass::MaterialConflict);
    let day =
        |event: &Event| event.date.as_ref().and_then(|date| date.text_only.get(5..10)).map(str::to_owned);
    let known = keys(own.first()?).into_iter().filter_map(|key| tellings.events.get(&key)).flatten();
    let mut known = known.map(|(at, other)| (&ground.places[*at], *other));
    known.find(|(there, other)| {
        let apart = day(event).zip(day(other)).is_some_and(|(one, other)| one != other);
        there.voice != place.voice
            && other.quad == event.quad
            && !apart
            && (!deed || !names.is_disjoint(&named(there, other)))
            && {
                let others = parties(there, other);
                own.iter().all(|party| others.iter().any(|other| party.is_kin(other)))
            }
    })
}
