//! Where the reports agree and differ.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::positions::Stood;
use crate::{AgreementCell, AgreementHead, AgreementLine, AgreementSide, FigureLine, Group, Words, figures};
use rapporteur_compare::{Cell, Claim, Found, Kind, Line, Owner, Relation, Subject, Telling, compare};
use rapporteur_event::{Happening, Side};
use rapporteur_ledger::{Entry, Ledger};
use rapporteur_record::{EntityId, FigureId, PositionId, Realis, SegmentKind, Why};
use rapporteur_story::Folded;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Claims of one report alone that are listed for each report; the others are counted.
const ALONE: usize = 6;
/// Reports that a side lists; the others of it are counted among the reports of the claim.
const CELLS: usize = 24;

/// Wordings of an allegation that are listed.
const WORDINGS: usize = 12;

/// What was found over all reports.
pub(crate) struct Together<'t, 'r> {
    pub(crate) sources: &'t [Source<'r>],
    pub(crate) folded: &'t Folded,
    pub(crate) happenings: &'t [Happening],
    pub(crate) ledger: &'t Ledger,
    /// The claims of the ledger by report and figure.
    pub(crate) counted: BTreeMap<(i64, FigureId), &'t Entry>,
    pub(crate) stood: &'t Stood,
    pub(crate) profiles: &'t Profiles<'r>,
}

/// What is compared, and how much of it is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Each story that several reports tell; of what one report alone says, the first claims.
    Stories,
    /// All reports with each other, as asked for; everything.
    Whole,
}

/// The claims of all stories that several reports tell, by how the reports stand to each other.
pub(crate) fn groups(
    together: &Together<'_, '_>,
    extent: Extent,
    evidence: &mut Evidence,
) -> Vec<Group<AgreementHead, AgreementLine>> {
    let tellings: Vec<Telling<'_>> =
        together.sources.iter().enumerate().map(|(at, source)| telling(together, at, source)).collect();
    let mut found: BTreeMap<(Relation, bool, bool), Group<AgreementHead, AgreementLine>> = BTreeMap::new();
    let mut alone: BTreeMap<(i64, bool), usize> = BTreeMap::new();
    for mut set in sets(together, extent) {
        let compared: Vec<Telling<'_>> = set.members.iter().map(|at| tellings[*at].clone()).collect();
        let mut comparison = compare(&compared, &set.found);
        if comparison.voices < 2 && extent == Extent::Stories {
            continue;
        }
        if comparison.voices < 2 && compared.len() > 1 {
            // One voice in several prints: they are compared print by print, and still count as one.
            set.found.families.clear();
            comparison = compare(&compared, &set.found);
            for claim in &mut comparison.claims {
                let share = &mut claim.share;
                (share.told, share.could, share.of) = (1, 1, 1);
            }
        }
        for claim in &comparison.claims {
            let labels = claim.kind == Kind::Label;
            let near = claim.relation == Relation::Only && !claim.near.is_empty();
            let key = (claim.relation, labels && claim.relation < Relation::All, near);
            let group = found.entry(key).or_insert_with(|| Group {
                head: AgreementHead { relation: key.0, labels: key.1, near, more: 0 },
                lines: Vec::new(),
            });
            if claim.relation == Relation::Only && extent == Extent::Stories {
                let told = alone.entry((claim.cells[0].report, near)).or_default();
                // What nobody else could have said compares nothing.
                let comparable = near || claim.share.could > claim.share.told;
                *told += usize::from(comparable);
                if !comparable || *told > ALONE {
                    group.head.more += 1;
                    continue;
                }
            }
            group.lines.extend(line(claim, together, evidence));
        }
    }
    found.into_values().filter(|group| !group.lines.is_empty()).collect()
}

fn telling<'t>(together: &'t Together<'_, 't>, at: usize, source: &'t Source<'t>) -> Telling<'t> {
    let sides = source.report.entities.iter().map(|entity| {
        let identity = source.who(&entity.id);
        let actor = entity.actor.as_ref().and_then(|actor| actor.country.as_deref());
        let country = together.profiles.country(identity).or(entity.country.as_deref()).or(actor);
        (&entity.id, Side { id: identity.clone(), country: country.map(str::to_owned) })
    });
    Telling {
        number: source.number as i64,
        report: source.report,
        who: sides.collect(),
        positions: together.stood.positions.get(at).map(Vec::as_slice).unwrap_or_default(),
    }
}

/// Reports that are compared with each other, and what was found over them.
#[derive(Default)]
struct Set<'t> {
    members: Vec<usize>,
    found: Found<'t>,
}

/// The sets of reports that are compared: stories, joined where they tell of one event or one quantity.
fn sets<'t>(together: &'t Together<'_, '_>, extent: Extent) -> Vec<Set<'t>> {
    let mut joined = Joined((0..together.sources.len()).collect());
    let place = |number: i64| usize::try_from(number - 1).ok().filter(|at| *at < together.sources.len());
    if extent == Extent::Whole {
        joined.join(0..together.sources.len());
    }
    for story in &together.folded.stories {
        joined.join(story.members.iter().copied());
    }
    for at in 0..together.sources.len() {
        joined.join([at, together.folded.voices.head(at)].into_iter());
    }
    for happening in together.happenings {
        joined.join(happening.members.iter().filter_map(|member| place(member.report)));
    }
    for series in &together.ledger.series {
        joined.join(series.entries.iter().filter_map(|entry| place(entry.claim.report)));
    }
    let mut sets: BTreeMap<usize, Set<'t>> = BTreeMap::new();
    for at in 0..together.sources.len() {
        sets.entry(joined.root(at)).or_default().members.push(at);
    }
    sets.retain(|_, set| set.members.len() > 1);
    let number = |at: usize| together.sources[at].number as i64;
    for happening in together.happenings {
        let first = happening.members.first().and_then(|member| place(member.report));
        if let Some(set) = first.and_then(|at| sets.get_mut(&joined.root(at))) {
            set.found.happenings.push(happening);
        }
    }
    for (index, series) in together.ledger.series.iter().enumerate() {
        let first = series.entries.first().and_then(|entry| place(entry.claim.report));
        if let Some(set) = first.and_then(|at| sets.get_mut(&joined.root(at))) {
            set.found.ledger = Some(together.ledger);
            set.found.series.push(index);
        }
    }
    let mut voices: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for at in 0..together.sources.len() {
        let head = together.folded.voices.head(at);
        let voice = voices.entry(head).or_insert_with(|| vec![number(head)]);
        voice.extend((at != head).then(|| number(at)));
    }
    for (head, family) in voices.into_iter().filter(|(_, family)| family.len() > 1) {
        // What is one voice is one story.
        if let Some(set) = sets.get_mut(&joined.root(head)) {
            set.found.families.push(family);
        }
    }
    for issue in together.stood.board.issues.iter().filter(|issue| issue.stands) {
        let mut parts: BTreeMap<usize, Vec<(i64, PositionId)>> = BTreeMap::new();
        for member in &issue.members {
            let Some(&(report, position)) = together.stood.places.get(*member) else { continue };
            let Ok(position) = u32::try_from(position) else { continue };
            parts.entry(joined.root(report)).or_default().push((number(report), PositionId(position)));
        }
        for (root, members) in parts {
            if let Some(set) = sets.get_mut(&root) {
                set.found.issues.push((issue.name.as_str(), members));
            }
        }
    }
    sets.into_values().collect()
}

/// Reports by the first one that they are joined with, directly or through others.
struct Joined(Vec<usize>);

impl Joined {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, mut reports: impl Iterator<Item = usize>) {
        let Some(first) = reports.next() else { return };
        for report in reports {
            let (a, b) = (self.root(first), self.root(report));
            self.0[a.max(b)] = a.min(b);
        }
    }
}

fn line(claim: &Claim, together: &Together<'_, '_>, evidence: &mut Evidence) -> Option<AgreementLine> {
    let mut sides: Vec<AgreementSide> = Vec::new();
    for cells in claim.cells.chunk_by(|left, right| left.side == right.side) {
        // Of more the last one stands for the others.
        let mut known: Vec<(String, Vec<Cell>)> = Vec::new();
        for cell in cells {
            let key = own_words(claim, cell, cells, together);
            let at = known.iter().position(|(other, _)| *other == key);
            match at.or((known.len() == WORDINGS).then_some(WORDINGS - 1)) {
                Some(at) => known[at].1.push(cell.clone()),
                None => known.push((key, vec![cell.clone()])),
            }
        }
        for (_, cells) in known {
            sides.extend(side(claim, &cells, together, evidence));
        }
    }
    if sides.is_empty() || sides.len() < 2 && claim.relation < Relation::All {
        return None;
    }
    Some(AgreementLine {
        kind: claim.kind,
        relation: claim.relation,
        aspects: claim.aspects.clone(),
        subject: subject(claim, together),
        sides,
        near: near(claim, together, evidence),
        told: claim.share.told,
        reports: claim.share.reports,
        could: claim.share.could,
        of: claim.share.of,
        rule: claim.rule,
    })
}

/// What stands near to a claim, each place by itself.
fn near(claim: &Claim, together: &Together<'_, '_>, evidence: &mut Evidence) -> Vec<AgreementSide> {
    let places = claim.near.iter().filter_map(|cell| {
        let found = side(claim, std::slice::from_ref(cell), together, evidence)?;
        Some(AgreementSide { name: Some("near to it"), ..found })
    });
    places.collect()
}

/// What is printed apart of the cells of one side: allegations, denials and events in words of their own, numbers by whose they are. Of a
/// statement one wording stands for all.
fn own_words(claim: &Claim, cell: &Cell, cells: &[Cell], together: &Together<'_, '_>) -> String {
    match claim.kind {
        Kind::Denial | Kind::Blame | Kind::Event => folded(cell, together),
        // A heading leaves out who counted.
        Kind::Figure if in_heading(cell, together) => {
            let mut own = cells.iter().filter(|other| other.report == cell.report);
            let told = own.find(|other| !in_heading(other, together));
            whose(told.unwrap_or(cell), together)
        }
        Kind::Figure => whose(cell, together),
        Kind::Framing | Kind::Statement | Kind::Position | Kind::Label => String::new(),
    }
}

/// Whose a number is; nothing for that of an outlet.
fn whose(cell: &Cell, together: &Together<'_, '_>) -> String {
    let source = usize::try_from(cell.report - 1).ok().and_then(|at| together.sources.get(at));
    let named = source.and_then(|source| owner(cell, source, together));
    named.map(|words| words.folded()).unwrap_or_default()
}

fn in_heading(cell: &Cell, together: &Together<'_, '_>) -> bool {
    let source = usize::try_from(cell.report - 1).ok().and_then(|at| together.sources.get(at));
    let Some(segments) = source.map(|source| source.report.document.segments.as_slice()) else {
        return false;
    };
    cell.spans.iter().any(|span| {
        let at = segments.partition_point(|segment| segment.span.end <= span.start);
        segments.get(at).is_some_and(|segment| {
            matches!(segment.kind, SegmentKind::Headline | SegmentKind::Subhead)
                && segment.span.contains(*span)
        })
    })
}

/// The words of a cell without what copies change.
fn folded(cell: &Cell, together: &Together<'_, '_>) -> String {
    let source = usize::try_from(cell.report - 1).ok().and_then(|at| together.sources.get(at));
    let words = cell.spans.iter().filter_map(|span| source?.words(*span));
    words.map(|words| words.folded()).collect::<Vec<_>>().join(" ")
}

fn subject(claim: &Claim, together: &Together<'_, '_>) -> Words {
    match &claim.subject {
        Subject::Measure(measure) => Words::from(measure.as_str()),
        Subject::Entities(ids) => {
            let mut names: Vec<String> = Vec::new();
            // Who alleges denies nothing.
            let against = claim.kind == Kind::Denial && claim.sides() > 1;
            let denies = |id: &EntityId| {
                claim.cells.iter().any(|cell| cell.side > 0 && cell.owner == Owner::Entity(id.clone()))
            };
            for id in ids.iter().filter(|id| !against || denies(id)) {
                let name = together.profiles.name(id).exact().to_owned();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            Words::new(names.join(", "))
        }
        Subject::Issue(name, _) => Words::from(name.as_str()),
        Subject::Act(event_type) => Words::new(event_type.name().to_lowercase()),
    }
}

fn side(
    claim: &Claim,
    cells: &[Cell],
    together: &Together<'_, '_>,
    evidence: &mut Evidence,
) -> Option<AgreementSide> {
    let mut found: Option<AgreementSide> = None;
    // The outlet's own print comes before copies of it. Of a quotation that several print the shortest is what all of them print.
    let mut ordered: Vec<&Cell> = cells.iter().collect();
    let shared = claim.kind == Kind::Statement && claim.sides() == 1 && claim.share.told > 1;
    let quoted = cells.iter().any(|cell| cell.quoted);
    let length = |cell: &Cell| cell.spans.iter().map(|span| span.len()).sum::<usize>();
    let named = |cell: &Cell| matches!(cell.owner, Owner::Entity(_));
    // A number that its report tells in two sentences stands in the words of the one that tells the place.
    let first = cells.iter().find(|cell| !cell.copy).or(cells.first()).map(|cell| cell.report);
    let placed = |cell: &Cell| {
        claim.kind == Kind::Figure
            && first == Some(cell.report)
            && counted(cell, together).is_some_and(|line| line.place.is_some())
    };
    // A heading leaves out who counted: where the text of the report says it, that stands for both.
    let unsourced = |cell: &Cell| {
        claim.kind == Kind::Figure
            && first == Some(cell.report)
            && in_heading(cell, together)
            && cells.iter().any(|other| {
                other.report == cell.report && other.owner != Owner::Outlet && !in_heading(other, together)
            })
    };
    let told = |cell: &Cell| {
        let line =
            counted(cell, together).filter(|_| claim.kind == Kind::Figure && first == Some(cell.report));
        Reverse(line.map_or(0, |line| line.circumstances().len()))
    };
    ordered.sort_by_cached_key(|cell| {
        (
            cell.copy,
            unsourced(cell),
            !placed(cell),
            told(cell),
            shared.then(|| (quoted && !cell.quoted, !named(cell), length(cell))),
        )
    });
    let mut reports: BTreeMap<i64, usize> = BTreeMap::new();
    for cell in ordered {
        let source = together.sources.get(usize::try_from(cell.report).ok()?.checked_sub(1)?)?;
        // A live blog that says it thirty times is led to once or twice.
        let here = reports.entry(cell.report).or_default();
        *here += 1;
        if *here > 2 {
            continue;
        }
        if found.as_ref().is_some_and(|side| side.cells.len() == CELLS) {
            found.iter_mut().for_each(|side| side.more += 1);
            continue;
        }
        let whys = why(source, cell);
        let Some(note) = evidence.cite(source, &cell.spans, &[], &whys) else { continue };
        let side = match &mut found {
            Some(side) => side,
            None => {
                let words: Option<Vec<Words>> = cell.spans.iter().map(|span| source.words(*span)).collect();
                found.insert(AgreementSide {
                    name: name(claim, cell),
                    words: words?,
                    quoted: cell.quoted,
                    owner: owner(cell, source, together),
                    details: counted(cell, together).map(|line| details(&line)).unwrap_or_default(),
                    realis: cell
                        .realis
                        .filter(|realis| !matches!(realis, Realis::Happened | Realis::Ongoing)),
                    cells: Vec::new(),
                    more: 0,
                })
            }
        };
        if side.cells.iter().any(|known| known.note.number == note.number) {
            continue;
        }
        side.cells.push(AgreementCell { outlet: source.label.clone(), note, copy: cell.copy });
    }
    found
}

/// What a side of a contradiction is.
fn name(claim: &Claim, cell: &Cell) -> Option<&'static str> {
    match (claim.kind, cell.side) {
        (Kind::Denial, 0) if claim.rule != "compare.denies_untold" => Some("alleged"),
        (Kind::Denial, _) => Some("denied"),
        (Kind::Blame, _) => Some("blamed"),
        (Kind::Framing, 0) => Some("told"),
        (Kind::Framing, _) => Some("viewed"),
        _ => None,
    }
}

fn owner(cell: &Cell, source: &Source<'_>, together: &Together<'_, '_>) -> Option<Words> {
    match &cell.owner {
        Owner::Outlet => None,
        Owner::Entity(id) => Some(together.profiles.name(id)),
        Owner::Unknown(Some(span)) => Some(Words::new(format!("“{}”", source.words(*span)?.exact()))),
        Owner::Unknown(None) => Some(Words::from("an unknown speaker")),
    }
}

/// The number of a cell, as the section on numbers tells it.
fn counted(cell: &Cell, together: &Together<'_, '_>) -> Option<FigureLine> {
    let Line::Figure(id) = cell.line else { return None };
    let source = together.sources.get(usize::try_from(cell.report).ok()?.checked_sub(1)?)?;
    let entry = together.counted.get(&(cell.report, id))?;
    figures::placed(entry, source, source.report.figure(id)?, together.profiles)
}

/// What stands beside a number: its limit, where that is told by words outside of it (`passed 900`), and its circumstances.
fn details(line: &FigureLine) -> Vec<Words> {
    let bare = line.words.exact().starts_with(|c: char| c.is_ascii_digit());
    let limit = line.value.as_ref().filter(|value| bare && !value.starts_with(|c: char| c.is_ascii_digit()));
    limit.map(|value| Words::from(value.as_str())).into_iter().chain(line.circumstances()).collect()
}

/// How the line of a cell was found.
fn why<'s>(source: &Source<'s>, cell: &Cell) -> Vec<&'s Why> {
    let report = source.report;
    let found = match cell.line {
        Line::Figure(id) => report.figure(id).map(|line| &line.why),
        Line::Event(id) => report.event(id).map(|line| &line.why),
        Line::Attribution(id) => report.attribution(id).map(|line| &line.why),
        Line::Mention(id) => report.mentions.get(id.0 as usize).map(|line| &line.why),
        Line::Position(_) | Line::Sentence(_) => None,
    };
    found.into_iter().collect()
}
