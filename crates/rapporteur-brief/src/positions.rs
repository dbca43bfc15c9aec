//! Who stands how to which issue.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{Group, IssueHead, PositionLine, Words};
use rapporteur_position::{Board, Held, board, commonest, positions};
use rapporteur_record::{EntityId, Position, PositionSide};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// The positions of all reports, by issue.
pub(crate) struct Stood {
    /// Those of each report, in the order of the reports.
    pub(crate) positions: Vec<Vec<Position>>,
    /// The place of each position that the board names: of the report, and among those of it.
    pub(crate) places: Vec<(usize, usize)>,
    pub(crate) board: Board,
}

/// Reads the positions of all reports and brings them together.
pub(crate) fn stood(sources: &[Source<'_>], profiles: &Profiles<'_>) -> Stood {
    let mut all: Vec<Vec<Position>> = Vec::with_capacity(sources.len());
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut held: Vec<Held> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let who = |id: &EntityId| source.who(id).clone();
        let named: Vec<EntityId> =
            source.report.mentions.iter().filter_map(|mention| mention.entity.as_ref()).map(who).collect();
        let about = commonest(named.iter());
        let day = source.report.document.published.as_ref().and_then(|published| published.day());
        let own = positions(source.report);
        for (place, position) in own.iter().enumerate() {
            held.push(Held::new(source.number as i64, source.report, position, &who, day, &about));
            places.push((at, place));
        }
        all.push(own);
    }
    let board = board(&held, &|id| profiles.name(id).exact().to_owned());
    Stood { positions: all, places, board }
}

/// The positions by issue: those that most hold something on first, each by day. The same words of the same holder in several
/// reports are one line.
pub(crate) fn groups(
    sources: &[Source<'_>],
    stood: &Stood,
    profiles: &Profiles<'_>,
    evidence: &mut Evidence,
) -> Vec<Group<IssueHead, PositionLine>> {
    let Stood { positions, places, board } = stood;
    let told = |at: usize| {
        let (report, place) = places[at];
        (&sources[report], &positions[report][place])
    };
    let mut groups = Vec::with_capacity(board.issues.len());
    // What “its plan” is about nobody can tell who reads the line alone.
    for issue in board.issues.iter().filter(|issue| issue.stands) {
        let mut lines: Vec<PositionLine> = Vec::new();
        let mut known: BTreeMap<(String, String, &str, String), usize> = BTreeMap::new();
        for &at in &issue.members {
            let (source, position) = told(at);
            let Some(mut line) = line(source, position, profiles) else { continue };
            line.departs_from = board.departs[at].and_then(|from| {
                let (source, earlier) = told(from);
                let (cue, words) = (cue(source, earlier)?, source.words(earlier.issue.span)?);
                let day =
                    source.published.as_ref().map(|day| format!(", {}", day.exact())).unwrap_or_default();
                Some(Words::new(format!(
                    "“{}” … “{}” ({}{day})",
                    cue.exact(),
                    words.exact(),
                    source.label.exact()
                )))
            });
            let mut marked = vec![position.cue];
            if !position.issue.span.overlaps(position.cue) {
                marked.push(position.issue.span);
            }
            marked.sort_unstable();
            let around: Vec<_> = position.holder_span.into_iter().collect();
            let Some(note) = evidence.cite(source, &marked, &around, &[&position.why]) else { continue };
            // Two who speak for one state are two.
            let speaker = line.speaker.as_ref().map(Words::folded).unwrap_or_default();
            let key = (line.holder.folded(), speaker, position.stance.name(), line.words.folded());
            let index = *known.entry(key).or_insert(lines.len());
            if index == lines.len() {
                lines.push(line);
            }
            if !lines[index].notes.contains(&note) {
                lines[index].notes.push(note);
            }
        }
        if !lines.is_empty() {
            groups.push(Group { head: head(&issue.name, &lines), lines });
        }
    }
    groups
}

fn line(source: &Source<'_>, position: &Position, profiles: &Profiles<'_>) -> Option<PositionLine> {
    let named = |id: &EntityId| profiles.name(source.who(id));
    let holder = match &position.holder {
        Some(id) => named(id),
        None => Words::new(format!("“{}”", source.words(position.holder_span?)?.exact())),
    };
    Some(PositionLine {
        speaker: position.speaker.as_ref().map(named).filter(|speaker| *speaker != holder),
        holder,
        stance: position.stance,
        side: position.side(),
        contrary: position.issue.contrary,
        strength: position.strength,
        voice: position.voice,
        cue: cue(source, position)?,
        words: source.words(position.issue.span)?,
        departs_from: None,
        published: source.published.clone(),
        outlet: source.label.clone(),
        notes: Vec::new(),
    })
}

/// The words that show the stance, up to who is to do it where the issue is what somebody else is to do: `ordered the port to`, before
/// `shut the gate`. Without them it would seem that the holder does it.
fn cue(source: &Source<'_>, position: &Position) -> Option<Words> {
    /// Bytes of the words for who is to do it.
    const FEW: usize = 48;
    let (cue, issue) = (position.cue, position.issue.span);
    let text = &source.report.document.text;
    let between = text.get(cue.end..issue.start).map(str::trim).unwrap_or_default();
    let whose = between.len() <= FEW
        && between.ends_with(" to")
        && !between.contains(['“', '”', '"', ',', ';', ':'])
        && source.sentence(cue) == source.sentence(issue);
    let end = if whose { text[..issue.start].trim_end().len() } else { cue.end };
    source.words(Span::new(cue.start, end))
}

/// The name of the issue, and who is for it and against it.
fn head(name: &str, lines: &[PositionLine]) -> IssueHead {
    let mut sides: BTreeMap<PositionSide, Vec<Words>> = BTreeMap::new();
    for line in lines {
        let holders = sides.entry(line.side).or_default();
        if !holders.contains(&line.holder) {
            holders.push(line.holder.clone());
        }
    }
    IssueHead { name: Words::from(name), sides: sides.into_iter().collect() }
}
