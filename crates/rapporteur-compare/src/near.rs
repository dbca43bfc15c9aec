//! What stands near to a statement: words of a voice that does not make it, by the same speaker, about the same rare thing.
//!
//! Whether both are one statement no rule can tell by such words. So neither that they are, nor that the others are silent is said: the one
//! stands beside the other, and the reader judges.

use crate::claim::{Cell, Claim, Kind, Line, Owner, Relation};
use crate::denial::{self, root};
use crate::ground::{Ground, Place};
use crate::words::{self, Word};
use rapporteur_ontology::stance::{self, StancePart, StanceWord};
use rapporteur_ontology::word;
use rapporteur_record::{Entity, EntityId, EntityType, PositionSide, Stance};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Places that are shown beside a claim, each of another voice.
const SHOWN: usize = 2;
/// Letters of the stem of a word: `bankrupt` and `bankruptcy` have one.
const STEM: usize = 7;
/// Letters of the shortest word that may be rare.
const SHORTEST: usize = 4;
/// Times that a rare word stands in the texts that words were counted in.
const RARE: u32 = 40;
/// Times of a word that may be said of anything.
const ANY: f64 = 2_000.0;
/// Words that both have, and their share by weight of what the shorter one tells.
const SHARED: (usize, f64) = (2, 0.18);
/// The part of what the nearest voice shares that another one must share to stand beside it.
const CLOSE: f64 = 0.6;
/// The share where nobody is said to say it.
const SHARED_BY_ITSELF: f64 = 0.35;
/// Places of a stem that are looked at.
const REMEMBERED: usize = 24;
/// Words of the longest sentence that is shown.
const LONGEST: usize = 60;

/// The stems of telling words, each with how often it is used elsewhere.
type Stems = BTreeMap<String, u32>;

/// A place of the one who speaks.
struct Told {
    place: usize,
    cell: Cell,
    speaker: Speaker,
    stems: Stems,
    numbers: BTreeSet<String>,
    denies: bool,
    /// Something is called for in it.
    calls: bool,
    /// Little is hoped for in it.
    bleak: bool,
}

/// Who speaks, and whom that one stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Speaker {
    own: EntityId,
    above: Option<EntityId>,
}

/// By report and person: the body that one is the spokesperson of.
type Bodies<'r> = BTreeMap<(i64, &'r EntityId), &'r EntityId>;

/// Who speaks for a body by the title: `Orla Harbour Board spokeswoman`.
fn bodies<'r>(ground: &Ground<'r>) -> Bodies<'r> {
    let mut found = Bodies::new();
    for place in &ground.places {
        let entities = &place.report().entities;
        for person in entities {
            let mut titles = person.offices.iter().map(|office| office.title.as_str());
            let Some(title) = titles.find(|title| title.to_lowercase().contains("spokes")) else { continue };
            let named = |body: &&Entity| {
                body.entity_type == EntityType::Organisation
                    && body.name.contains(' ')
                    && title.contains(body.name.as_str())
            };
            let longest = entities.iter().filter(named).max_by_key(|body| body.name.len());
            found.extend(longest.map(|body| ((place.number(), &person.id), &body.id)));
        }
    }
    found
}

impl Speaker {
    /// `id` is that of the report.
    fn new(place: &Place<'_>, id: &EntityId, bodies: &Bodies<'_>) -> Self {
        let above = place.entity(id).and_then(|entity| entity.rollup.as_ref());
        let above = above.or_else(|| bodies.get(&(place.number(), id)).copied());
        Self { own: place.who(id).id, above: above.map(|id| place.who(id).id) }
    }

    fn keys(&self) -> impl Iterator<Item = &EntityId> {
        std::iter::once(&self.own).chain(&self.above)
    }

    /// One speaker, or a body and who speaks for it. Two persons are two.
    fn is_kin(&self, other: &Self) -> bool {
        let person = |id: &EntityId| id.0.starts_with("person:");
        self.own == other.own
            || !(person(&self.own) && person(&other.own))
                && self.keys().any(|id| other.keys().any(|key| key == id))
    }
}

/// What all speakers of claims say, want and do in all reports.
pub(crate) struct Near<'r> {
    bodies: Bodies<'r>,
    told: Vec<Told>,
    by_stem: BTreeMap<(EntityId, String), Vec<usize>>,
    /// By speaker: where something is denied.
    denied: BTreeMap<EntityId, Vec<usize>>,
    /// By speaker: where little is hoped for.
    bleak: BTreeMap<EntityId, Vec<usize>>,
    /// How many sentences have a stem.
    heard: BTreeMap<String, usize>,
    sentences: usize,
    /// By place of a report: the claim of several voices that it is a place of.
    aligned: BTreeMap<(i64, Line), usize>,
}

impl<'r> Near<'r> {
    pub(crate) fn new(ground: &Ground<'r>, claims: &[Claim]) -> Self {
        let bodies = bodies(ground);
        let speakers: BTreeSet<EntityId> = claims
            .iter()
            .filter(|claim| is_open(claim))
            .filter_map(|claim| speaker(ground, claim, &bodies))
            .flat_map(|speaker| speaker.keys().cloned().collect::<Vec<EntityId>>())
            .collect();
        let told = told(ground, &speakers, &bodies);
        let mut by_stem: BTreeMap<(EntityId, String), Vec<usize>> = BTreeMap::new();
        let mut denied: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
        let mut bleak: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
        let mut heard: BTreeMap<String, usize> = BTreeMap::new();
        let remember = |known: &mut Vec<usize>, at: usize| {
            if known.len() < REMEMBERED {
                known.push(at);
            }
        };
        for (at, one) in told.iter().enumerate() {
            for key in one.speaker.keys() {
                for stem in one.stems.iter().filter(|(_, times)| **times <= RARE).map(|(stem, _)| stem) {
                    remember(by_stem.entry((key.clone(), stem.clone())).or_default(), at);
                    heard.entry(stem.clone()).or_default();
                }
                if one.denies {
                    remember(denied.entry(key.clone()).or_default(), at);
                }
                if one.bleak {
                    remember(bleak.entry(key.clone()).or_default(), at);
                }
            }
        }
        let mut sentences = 0;
        for place in &ground.places {
            for sentence in &place.report().sentences {
                sentences += 1;
                for stem in stems(place.text(), &[*sentence]).keys() {
                    if let Some(times) = heard.get_mut(stem) {
                        *times += 1;
                    }
                }
            }
        }
        let mut aligned = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate() {
            if claim.kind == Kind::Statement && claim.share.told > 1 {
                aligned.extend(claim.cells.iter().map(|cell| ((cell.report, cell.line), at)));
            }
        }
        Self { bodies, told, by_stem, denied, bleak, heard, sentences, aligned }
    }

    /// What stands near to each claim in voices that do not make it, the nearest first. Of what one says a place stands beside the claim that it is
    /// nearest to.
    pub(crate) fn beside(&self, ground: &Ground<'_>, claims: &[Claim]) -> Vec<Vec<Cell>> {
        let all: Vec<Vec<(f64, usize)>> = (0..claims.len()).map(|at| self.to(ground, claims, at)).collect();
        let by: Vec<Option<EntityId>> =
            claims.iter().map(|claim| speaker(ground, claim, &self.bodies).map(|by| by.own)).collect();
        let mut nearest: BTreeMap<(usize, &Option<EntityId>), f64> = BTreeMap::new();
        for (found, by) in all.iter().zip(&by) {
            for (near, at) in found {
                let known = nearest.entry((*at, by)).or_insert(*near);
                *known = known.max(*near);
            }
        }
        let beside = |(found, by): (&Vec<(f64, usize)>, &Option<EntityId>)| -> Vec<Cell> {
            let own =
                found.iter().filter(|(near, at)| nearest.get(&(*at, by)).is_none_or(|most| near >= most));
            own.map(|(_, at)| self.told[*at].cell.clone()).take(SHOWN).collect()
        };
        all.iter().zip(&by).map(beside).collect()
    }

    /// The places that are near to a claim, the nearest of each voice, with how near they are.
    fn to(&self, ground: &Ground<'_>, claims: &[Claim], at: usize) -> Vec<(f64, usize)> {
        let claim = &claims[at];
        let Some(speaker) = speaker(ground, claim, &self.bodies).filter(|_| is_open(claim)) else {
            return Vec::new();
        };
        let voices = voices(ground, claim);
        let bleak = claim
            .cells
            .iter()
            .any(|cell| ground.place(cell.report).is_some_and(|place| is_bleak(place, cell.line)));
        let (mut own, mut numbers) = (Stems::new(), BTreeSet::new());
        for cell in &claim.cells {
            let Some(place) = ground.place(cell.report) else { continue };
            own.extend(stems(place.text(), &cell.spans));
            numbers.extend(digits(place.text(), &cell.spans));
        }
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for key in speaker.keys() {
            for stem in own.keys().filter(|stem| self.is_rare(stem)) {
                found.extend(self.by_stem.get(&(key.clone(), stem.clone())).into_iter().flatten());
            }
            if claim.kind == Kind::Denial {
                found.extend(self.denied.get(key).into_iter().flatten());
            }
            if bleak {
                found.extend(self.bleak.get(key).into_iter().flatten());
            }
        }
        let takes_side = takes_side(ground, claim);
        let apart = |told: &Told| {
            // That somebody asks for a thing is not near to what is told of it.
            if told.calls && !takes_side {
                return true;
            }
            let other = self.aligned.get(&(told.cell.report, told.cell.line));
            let theirs = other.map(|other| self::voices(ground, &claims[*other])).unwrap_or_default();
            !theirs.is_disjoint(&voices)
                || !numbers.is_empty() && !told.numbers.is_empty() && numbers.is_disjoint(&told.numbers)
        };
        let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for at in found {
            let told = &self.told[at];
            let voice = ground.places[told.place].voice;
            // What a report tells by itself of a body is not what somebody says for it.
            let other = matches!(told.cell.line, Line::Sentence(_)) && told.speaker.own != speaker.own;
            if voices.contains(&voice) || other || !speaker.is_kin(&told.speaker) || apart(told) {
                continue;
            }
            let near = match claim.kind {
                Kind::Denial => told.denies.then_some(1.0),
                _ => self.nearness(&own, told, numbers.intersection(&told.numbers).count()),
            };
            // “sees little hope for talks”, “sees no prospects of a settlement”: one outlook in words that share nothing.
            let near = near.or((bleak && told.bleak).then(|| weight(RARE)));
            let Some(near) = near else { continue };
            let known = best.entry(voice).or_insert((near, at));
            if near > known.0 {
                *known = (near, at);
            }
        }
        let mut best: Vec<(f64, usize)> = best.into_values().collect();
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        // What is far less near than another voice's words tells nothing beside them.
        let nearest = best.first().map_or(0.0, |(near, _)| *near);
        best.retain(|(near, _)| *near >= CLOSE * nearest);
        best
    }

    /// A word that is seldom used, and not what all reports are about: no more sentences have it than the root of their number.
    fn is_rare(&self, stem: &str) -> bool {
        self.heard.get(stem).is_some_and(|times| times.saturating_mul(*times) <= self.sentences)
            && stem.chars().count() >= SHORTEST
    }

    /// The weight of the words and numbers that both have; `None` where it is too little.
    fn nearness(&self, own: &Stems, told: &Told, numbers: usize) -> Option<f64> {
        let common: Vec<(&String, &u32)> =
            own.iter().filter(|(stem, _)| told.stems.contains_key(*stem)).collect();
        let rare = common.iter().any(|(stem, times)| **times <= RARE && self.is_rare(stem));
        let shared: f64 = common.iter().map(|(_, times)| weight(**times)).sum();
        let shared = shared + weight(RARE) * numbers as f64;
        let whole = |stems: &Stems| stems.values().map(|times| weight(*times)).sum::<f64>();
        let shorter = whole(own).min(whole(&told.stems)).max(f64::MIN_POSITIVE);
        let by_itself = matches!(told.cell.line, Line::Sentence(_));
        let least = if by_itself { SHARED_BY_ITSELF } else { SHARED.1 };
        (rare && common.len() + numbers >= SHARED.0 && shared / shorter >= least).then_some(shared)
    }
}

/// Leaves out a claim whose words stand beside an earlier one that is near to it in turn.
pub(crate) fn once(claims: &mut Vec<Claim>) {
    let first = |claim: &Claim| claim.cells.first().map(|cell| (cell.report, cell.line));
    // By place: the first cells of the claims that it stands beside.
    let mut shown: BTreeMap<(i64, Line), BTreeSet<(i64, Line)>> = BTreeMap::new();
    claims.retain(|claim| {
        let beside = first(claim).and_then(|place| shown.get(&place));
        let mutual = |cell: &Cell| beside.is_some_and(|beside| beside.contains(&(cell.report, cell.line)));
        if claim.cells.len() == 1 && claim.near.iter().any(mutual) {
            return false;
        }
        for cell in &claim.near {
            shown.entry((cell.report, cell.line)).or_default().extend(first(claim));
        }
        true
    });
}

/// What not all voices say.
fn is_open(claim: &Claim) -> bool {
    match claim.kind {
        Kind::Statement => claim.relation > Relation::All,
        Kind::Denial => claim.rule == denial::UNTOLD,
        _ => false,
    }
}

fn voices(ground: &Ground<'_>, claim: &Claim) -> BTreeSet<usize> {
    claim.cells.iter().filter_map(|cell| ground.place(cell.report)).map(|place| place.voice).collect()
}

fn speaker(ground: &Ground<'_>, claim: &Claim, bodies: &Bodies<'_>) -> Option<Speaker> {
    claim.cells.iter().find_map(|cell| {
        let (place, Line::Attribution(id)) = (ground.place(cell.report)?, cell.line) else { return None };
        Some(Speaker::new(place, place.report().attribution(id)?.speaker.entity()?, bodies))
    })
}

/// True if what is claimed shows how somebody stands to something: for it or against it.
fn takes_side(ground: &Ground<'_>, claim: &Claim) -> bool {
    claim.cells.iter().any(|cell| {
        let (Some(place), Line::Attribution(id)) = (ground.place(cell.report), cell.line) else {
            return false;
        };
        let mut shown = place.telling.positions.iter().filter(|position| position.attribution == Some(id));
        shown.any(|position| matches!(position.side(), PositionSide::For | PositionSide::Against))
            || calls_by_cue(place, cell.line)
            || cell.spans.iter().any(|span| sides(&words::words(place.text(), *span)))
    })
}

/// Wanted, meant or proposed by the one whose stance it is.
fn is_wish(stance: &str) -> bool {
    [Stance::CallsFor, Stance::CommitsTo, Stance::Proposes, Stance::Intends]
        .iter()
        .any(|wish| wish.name() == stance)
}

/// “favours”, “demands that”, “its call for”: by itself it shows a side, where what it needs follows it. “call it a truce” shows none.
fn sides(words: &[Word]) -> bool {
    /// Words of the longest stance.
    const LENGTH: usize = 6;
    let side = |name: &str| {
        let takes = [Stance::Supports, Stance::Opposes, Stance::Rejects];
        is_wish(name) || takes.iter().any(|stance| stance.name() == name)
    };
    let all: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    (0..all.len()).any(|at| {
        let window = &all[at..all.len().min(at + LENGTH)];
        stance::beginning(window).any(|(known, length)| {
            side(known.stance) && follows(known, all.get(at + length).copied().unwrap_or_default())
        })
    })
}

/// True if a stance needs nothing behind it, an object, or what stands there.
fn follows(stance: &StanceWord, next: &str) -> bool {
    stance.part != StancePart::Judgement
        && stance.after.iter().any(|after| match *after {
            "-" | "content" => true,
            "gerund" => next.ends_with("ing"),
            "to+" => next == "to",
            other => other.starts_with("obj+") || other == next,
        })
}

/// True for a doubt of what may come of something: “sees little hope”, “no prospects for”, “pessimism”.
fn is_bleak(place: &Place<'_>, line: Line) -> bool {
    let positions = place.telling.positions.iter().filter(|position| match line {
        Line::Position(id) => position.id == id,
        Line::Attribution(id) => position.attribution == Some(id),
        _ => false,
    });
    let outlook = |word: &Word| {
        matches!(
            word.folded.as_str(),
            "hope"
                | "hopes"
                | "prospect"
                | "prospects"
                | "chance"
                | "chances"
                | "pessimism"
                | "pessimistic"
                | "outlook"
        )
    };
    positions
        .filter(|position| position.stance == Stance::Doubts)
        .any(|position| words::words(place.text(), position.cue).iter().any(outlook))
}

/// True if the cue of a statement calls for something: “asked”, “its call”.
fn calls_by_cue(place: &Place<'_>, line: Line) -> bool {
    let Line::Attribution(id) = line else { return false };
    let cue = place.report().attribution(id).and_then(|said| said.cue);
    let words = cue.map(|cue| words::words(place.text(), cue)).unwrap_or_default();
    words.iter().any(|word| {
        stance::beginning(&[word.folded.as_str()]).any(|(known, _)| known.stance == Stance::CallsFor.name())
    })
}

fn told(ground: &Ground<'_>, speakers: &BTreeSet<EntityId>, bodies: &Bodies<'_>) -> Vec<Told> {
    let mut found = Vec::new();
    for (at, place) in ground.places.iter().enumerate() {
        let known = |id: &EntityId| {
            Some(Speaker::new(place, id, bodies)).filter(|one| one.keys().any(|key| speakers.contains(key)))
        };
        let calls = |line: Line| {
            let positions = place.telling.positions.iter();
            let mut shown = positions.filter(|position| match line {
                Line::Position(id) => position.id == id,
                Line::Attribution(id) => position.attribution == Some(id),
                _ => false,
            });
            shown.any(|position| is_wish(position.stance.name())) || calls_by_cue(place, line)
        };
        let told = |cell: Cell, speaker: Speaker| {
            let words = cell.spans.iter().flat_map(|span| words::words(place.text(), *span));
            let denies = words.into_iter().any(|word| root(&word.folded) == "deny");
            let (stems, numbers) = (stems(place.text(), &cell.spans), digits(place.text(), &cell.spans));
            let (calls, bleak) = (calls(cell.line), is_bleak(place, cell.line));
            Told { place: at, cell, speaker, stems, numbers, denies, calls, bleak }
        };
        for attribution in &place.report().attributions {
            let speaker = attribution.speaker.entity().and_then(known);
            found.extend(speaker.zip(place.stated(0, attribution.id)).map(|(by, cell)| told(cell, by)));
        }
        for position in place.telling.positions {
            let Some(holder) = position.holder.as_ref().and_then(known) else { continue };
            let mut spans = vec![position.cue];
            if !position.issue.span.overlaps(position.cue) {
                spans.push(position.issue.span);
            }
            let owner = Owner::Entity(holder.own.clone());
            found.push(told(place.cell(0, spans, Line::Position(position.id), owner), holder));
        }
        // What is told of the speaker in the report's own words; who else speaks there says something of his own.
        for (number, sentence) in place.report().sentences.iter().enumerate() {
            if !place.said_in(*sentence).is_empty() || words::words(place.text(), *sentence).len() > LONGEST {
                continue;
            }
            let mut named: Vec<Speaker> =
                place.mentions_in(*sentence).filter_map(|m| known(m.entity.as_ref()?)).collect();
            named.dedup();
            named.truncate(SHOWN);
            for speaker in named {
                let cell = place.cell(0, vec![*sentence], Line::Sentence(number), Owner::Outlet);
                found.push(told(cell, speaker));
            }
        }
    }
    found
}

/// The stems of what tells something and names nobody.
fn stems(text: &str, spans: &[Span]) -> Stems {
    let mut found = Stems::new();
    for word in spans.iter().flat_map(|span| words::words(text, *span)).filter(tells) {
        let root = root(&word.folded);
        let times = |word: &str| word::counts(word).map_or(0, |counts| counts.lower);
        let times = times(&word.folded).max(times(&root));
        let known = found.entry(root.chars().take(STEM).collect()).or_default();
        *known = times.max(*known);
    }
    found
}

fn tells(word: &Word) -> bool {
    word.tells() && !word.is_number() && (!word.capital || word::is_ordinary(word.folded.as_str()))
}

fn digits(text: &str, spans: &[Span]) -> BTreeSet<String> {
    let words = spans.iter().flat_map(|span| words::words(text, *span));
    words.filter(Word::is_number).map(|word| word.folded).collect()
}

/// What is seldom said weighs more.
fn weight(times: u32) -> f64 {
    (ANY / f64::from(times + 1)).ln().max(0.1)
}
