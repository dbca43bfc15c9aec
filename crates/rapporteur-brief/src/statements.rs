//! Who said what.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::hint;
use crate::{Group, Note, SpeakerHead, StatementLine, Voice, Words};
use rapporteur_record::{Attribution, AttributionForm, AttributionId, AttributionKind, EntityId, Speaker};
use std::collections::{BTreeMap, BTreeSet};

/// All statements, those that several reports print taken together.
pub(crate) struct Statements {
    /// In order of the reports and, inside each, of the text; those inside others after their hosts.
    folded: Vec<Folded>,
}

struct Folded {
    speaker: Option<EntityId>,
    host: Option<usize>,
    line: StatementLine,
}

/// The speaker of a group, and whether several who are known speak together.
type Who = (Option<EntityId>, bool);

/// What makes two statements of different reports one: the host, the speaker (or the words for an unknown one) and
/// the words said.
type Key = (Option<usize>, Result<EntityId, String>, String);

impl Statements {
    pub(crate) fn new(sources: &[Source<'_>], profiles: &Profiles<'_>, evidence: &mut Evidence) -> Self {
        let mut folded: Vec<Folded> = Vec::new();
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        for source in sources {
            // Where the statement with this place in the report's list went.
            let mut went: Vec<Option<usize>> = vec![None; source.report.attributions.len()];
            let shown: BTreeSet<AttributionId> =
                source.report.statements().map(|statement| statement.id).collect();
            for (at, host) in hosts_first(&source.report.attributions) {
                let attribution = &source.report.attributions[at];
                let host = host.and_then(|host| went[host]);
                if !shown.contains(&attribution.id) {
                    went[at] = host;
                    continue;
                }
                let Some((note, words)) = cite(source, attribution, evidence) else {
                    continue;
                };
                let all: Vec<String> = words.iter().map(Words::folded).collect();
                let speaker = attribution.speaker.entity().map(|id| source.who(id).clone());
                let named =
                    attribution.named(&source.report.document.text).and_then(|span| source.words(span));
                let who =
                    speaker.clone().ok_or_else(|| named.as_ref().map(Words::folded).unwrap_or_default());
                let next = folded.len();
                let index = *known.entry((host, who, all.join(" "))).or_insert(next);
                if index == next {
                    let depth = host.map_or(0, |host| folded[host].line.depth + 1);
                    let line = line(source, attribution, profiles, depth, words, named);
                    folded.push(Folded { speaker, host, line });
                }
                let notes = &mut folded[index].line.notes;
                if !notes.contains(&note) {
                    notes.push(note);
                }
                went[at] = Some(index);
            }
        }
        Self { folded }
    }

    /// How many different statements each entity made.
    pub(crate) fn counts(&self) -> BTreeMap<EntityId, usize> {
        let mut counts = BTreeMap::new();
        for speaker in self.folded.iter().filter_map(|statement| statement.speaker.as_ref()) {
            *counts.entry(speaker.clone()).or_default() += 1;
        }
        counts
    }

    /// The statements by speaker, unknown ones last; those inside others follow their hosts, whoever made them.
    pub(crate) fn groups(
        self,
        profiles: &Profiles<'_>,
        counts: &BTreeMap<EntityId, usize>,
    ) -> Vec<Group<SpeakerHead, StatementLine>> {
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); self.folded.len()];
        let mut groups: BTreeMap<Who, (Vec<usize>, Vec<Note>)> = BTreeMap::new();
        for (at, statement) in self.folded.iter().enumerate() {
            let joint = statement.line.speaker.as_ref().is_some_and(Voice::is_joint);
            match statement.host {
                None => groups.entry((statement.speaker.clone(), joint)).or_default().0.push(at),
                Some(host) => {
                    inside[host].push(at);
                    // Whoever speaks inside the words of somebody else is to be found under the own name too.
                    if statement.speaker.is_some() && statement.speaker != self.folded[host].speaker {
                        let retold = &mut groups.entry((statement.speaker.clone(), false)).or_default().1;
                        retold.extend(statement.line.notes.first());
                    }
                }
            }
        }
        let mut sorted: Vec<_> = groups.into_iter().collect();
        sorted.sort_by_cached_key(|((speaker, several), _)| {
            let rank = speaker.as_ref().map(|id| profiles.rank(id, counts.get(id).copied().unwrap_or(0)));
            (speaker.is_none(), !several, rank, speaker.clone())
        });
        let mut lines: Vec<Option<StatementLine>> = Vec::with_capacity(self.folded.len());
        lines.extend(self.folded.into_iter().map(|statement| Some(statement.line)));
        sorted
            .into_iter()
            .map(|((speaker, several), (own, retold))| {
                let mut shown = Vec::new();
                let mut open: Vec<usize> = own.into_iter().rev().collect();
                while let Some(at) = open.pop() {
                    shown.extend(lines[at].take());
                    open.extend(inside[at].iter().rev());
                }
                let head = SpeakerHead {
                    name: speaker.as_ref().map(|id| profiles.name(id)),
                    several,
                    office: speaker.as_ref().and_then(|id| profiles.office(id)),
                    retold,
                };
                Group { head, lines: shown }
            })
            .collect()
    }
}

/// The places of the attributions, each with the place of its host and after it. Hosts that are missing or that stand
/// in a circle count as none.
fn hosts_first(attributions: &[Attribution]) -> Vec<(usize, Option<usize>)> {
    let places: BTreeMap<AttributionId, usize> =
        attributions.iter().enumerate().map(|(at, attribution)| (attribution.id, at)).collect();
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); attributions.len()];
    let mut roots = Vec::new();
    for (at, attribution) in attributions.iter().enumerate() {
        match attribution.nested_in.and_then(|host| places.get(&host)) {
            Some(host) => inside[*host].push(at),
            None => roots.push(at),
        }
    }
    let mut seen = vec![false; attributions.len()];
    let mut order = Vec::with_capacity(attributions.len());
    // The places after the roots are only reached by those that stand in a circle.
    for root in roots.into_iter().chain(0..attributions.len()) {
        let mut open = vec![(root, None)];
        while let Some((at, host)) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            order.push((at, host));
            open.extend(inside[at].iter().rev().map(|inner| (*inner, Some(at))));
        }
    }
    order
}

fn cite(
    source: &Source<'_>,
    attribution: &Attribution,
    evidence: &mut Evidence,
) -> Option<(Note, Vec<Words>)> {
    let words: Option<Vec<Words>> = attribution.content.iter().map(|span| source.words(*span)).collect();
    let around: Vec<_> = attribution.source.into_iter().chain(attribution.cue).collect();
    let mut why = vec![&attribution.why];
    if let Speaker::Resolved { why: speaker, .. } = &attribution.speaker {
        why.push(speaker);
    }
    let note = evidence.cite(source, &attribution.content, &around, &why)?;
    Some((note, words?))
}

fn line(
    source: &Source<'_>,
    attribution: &Attribution,
    profiles: &Profiles<'_>,
    depth: usize,
    words: Vec<Words>,
    named: Option<Words>,
) -> StatementLine {
    let spoken = |span: Option<rapporteur_text::Span>| span.and_then(|span| source.words(span));
    let mut form = vec![match attribution.form {
        AttributionForm::Direct => "direct",
        AttributionForm::Mixed => "mixed",
        AttributionForm::Indirect => "indirect",
    }];
    form.extend(match attribution.kind {
        AttributionKind::Speech | AttributionKind::Act => None,
        AttributionKind::Report => Some("report"),
        AttributionKind::Decree => Some("decree"),
        AttributionKind::Stance => Some("stance"),
    });
    let (speaker, named_as) = match &attribution.speaker {
        Speaker::Resolved { entity, .. } => {
            let entity = source.who(entity);
            let voice = (depth > 0).then(|| Voice::Known(profiles.name(entity)));
            (voice, named.filter(|words| !profiles.is_named(entity, words)))
        }
        Speaker::Unknown { candidates, reason } => {
            let mut who: Vec<(&EntityId, bool)> = Vec::new();
            let hints = hint::of(source, attribution);
            for candidate in candidates {
                let (id, hinted) = (source.who(candidate), hints.contains(&candidate));
                match who.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, known)) => *known |= hinted,
                    None => who.push((id, hinted)),
                }
            }
            let names = |hinted: bool| {
                who.iter().filter(|(_, is)| *is == hinted).map(|(id, _)| profiles.name(id)).collect()
            };
            let (candidates, beside, reason) = (names(true), names(false), Words::from(reason.as_str()));
            (Some(Voice::Unknown { source: named, candidates, beside, reason }), None)
        }
    };
    StatementLine {
        depth,
        speaker,
        words,
        language: source.language.clone(),
        cue: spoken(attribution.cue),
        form,
        named_as,
        venue: spoken(attribution.venue),
        addressee: spoken(attribution.addressee),
        published: source.published.clone(),
        outlet: source.label.clone(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_record::Why;
    use rapporteur_text::Span;

    #[test]
    fn hosts_come_first_and_circles_open() {
        let check = |hosts: &[Option<u32>], expected: &[(usize, Option<usize>)]| {
            let attributions: Vec<Attribution> = hosts
                .iter()
                .enumerate()
                .map(|(id, host)| Attribution {
                    id: AttributionId(id as u32),
                    source: None,
                    cue: None,
                    content: vec![Span::new(0, 1)],
                    form: AttributionForm::Direct,
                    kind: AttributionKind::Speech,
                    speaker: Speaker::Unknown { candidates: Vec::new(), reason: String::new() },
                    venue: None,
                    addressee: None,
                    nested_in: host.map(AttributionId),
                    why: Why::rule("quote", "1", "quote.test", []),
                })
                .collect();
            assert_eq!(hosts_first(&attributions), expected);
        };
        check(&[Some(1), None, Some(0)], &[(1, None), (0, Some(1)), (2, Some(0))]);
        check(&[Some(0), Some(2), Some(1), Some(9)], &[(3, None), (0, None), (1, None), (2, Some(1))]);
    }
}
