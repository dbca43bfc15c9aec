//! What the record leaves open, for a person to look at: short, counted, each with its words.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::missing::group;
use crate::{EventLine, Group, Note, Open, OpenLine, Question, SpeakerHead, StatementLine, Voice, Words};
use rapporteur_ontology::act;
use rapporteur_record::{EntityType, Identity, Resolution};
use rapporteur_text::Span;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of one kind; more are counted.
const SHOWN: usize = 10;
/// Footnotes of one line.
const NOTES: usize = 3;

/// Words for a speaker that name nobody.
const PRONOUNS: [&str; 12] =
    ["he", "i", "it", "she", "that", "these", "they", "this", "we", "which", "who", "you"];

/// Joins of entities that a person should look at: the names alone do not prove them.
const UNSURE: [&str; 5] = [
    "identity.likely_spelling",
    "identity.only_bearer",
    "identity.other_type",
    "identity.same_rare_name",
    "identity.untyped",
];

/// Statements by speaker and events by realis, as the briefing shows them.
type Shown<'b> = (&'b [Group<SpeakerHead, StatementLine>], &'b [EventLine]);

/// The questions, by kind; in each those first that come up most often.
pub(crate) fn groups(
    sources: &[Source<'_>],
    profiles: &Profiles<'_>,
    identities: &[Identity],
    (statements, events): Shown<'_>,
    evidence: &mut Evidence,
) -> Vec<Group<Open<Question>, OpenLine>> {
    let kinds = [
        (Question::Speaker, speakers(sources, statements)),
        (Question::Place, places(sources, evidence)),
        (Question::Identity, who(sources, profiles, identities, evidence)),
        (Question::Merge, merges(sources, profiles, identities, evidence)),
        (Question::Sides, sides(sources, events)),
        (Question::Day, days(sources, statements)),
    ];
    kinds.into_iter().filter_map(|(kind, lines)| group(kind, lines, SHOWN)).collect()
}

/// What comes up under one key, in the order of the text.
#[derive(Default)]
struct Tally {
    at: BTreeMap<String, usize>,
    lines: Vec<OpenLine>,
}

impl Tally {
    fn add(&mut self, key: String, note: Option<Note>, line: impl FnOnce() -> (Words, bool, String)) {
        let next = self.lines.len();
        let index = *self.at.entry(key).or_insert(next);
        if index == next {
            let (what, quoted, detail) = line();
            let (detail, reports) = (Words::new(detail), Vec::new());
            self.lines.push(OpenLine { what, quoted, detail, count: 0, reports, notes: Vec::new() });
        }
        let line = &mut self.lines[index];
        line.count += 1;
        if let Some(note) = note.filter(|note| line.notes.len() < NOTES && !line.notes.contains(note)) {
            line.notes.push(note);
        }
    }

    /// Takes these words for the key where those so far are in capitals.
    fn prefer(&mut self, key: &str, words: &Words) {
        let capitals = |words: &Words| !words.exact().chars().any(char::is_lowercase);
        if let Some(line) = self.at.get(key).map(|at| &mut self.lines[*at])
            && capitals(&line.what)
            && !capitals(words)
        {
            line.what = words.clone();
        }
    }

    fn most_first(mut self) -> Vec<OpenLine> {
        self.lines.sort_by_key(|line| Reverse(line.count));
        self.lines
    }
}

/// Statements whose speaker is not known, by the words that the report has for the speaker.
fn speakers(sources: &[Source<'_>], statements: &[Group<SpeakerHead, StatementLine>]) -> Vec<OpenLine> {
    let mut tally = Tally::default();
    for line in statements.iter().flat_map(|group| &group.lines) {
        let Some(voice @ Voice::Unknown { source, candidates, beside, .. }) = &line.speaker else { continue };
        let named: Vec<Words> = candidates.iter().chain(beside).cloned().collect();
        let report = line.notes.first().and_then(|note| sources.get(note.report.checked_sub(1)?));
        let borne = |words: &Words| report.is_some_and(|source| has_one_bearer(words, source));
        // Who speaks together is known by name.
        if voice.is_joint()
            || source.as_ref().is_some_and(borne)
            || source.as_ref().is_some_and(|words| is_settled(words, &named, statements))
        {
            continue;
        }
        let names: Vec<String> = candidates.iter().map(|name| name.exact().to_owned()).collect();
        let detail = if names.is_empty() { String::new() } else { format!("may be {}", names.join(" or ")) };
        let key = format!("{}\n{detail}", source.as_ref().map(Words::folded).unwrap_or_default());
        let note = line.notes.first().copied();
        tally.add(key, note, || match source {
            Some(words) => (words.clone(), true, detail),
            None => (Words::from("no source is given"), false, detail),
        });
    }
    let mut lines = tally.most_first();
    // Who “they” are is asked after who is named.
    lines.sort_by_key(|line| PRONOUNS.contains(&line.what.folded().as_str()));
    lines
}

/// True for “the ministry” in a report that names one ministry and no other: “Harbour ministry”.
fn has_one_bearer(words: &Words, source: &Source<'_>) -> bool {
    let folded = words.folded();
    let Some(noun) = folded.strip_prefix("the ").filter(|noun| !noun.contains(' ')) else { return false };
    let ends = |name: &str| {
        let name = name.to_lowercase();
        name.strip_suffix(noun).is_some_and(|rest| rest.ends_with(' ') && rest.trim() != "the")
    };
    let named: BTreeSet<_> = source
        .report
        .entities
        .iter()
        .filter(|entity| entity.entity_type == EntityType::Organisation && ends(&entity.name))
        .map(|entity| source.who(&entity.id))
        .collect();
    named.len() == 1
}

/// True if the words for a speaker leave nothing open: the one who may be meant is only named in them (“crew members who stayed”, “her
/// team”), or they are a title before the last name of one speaker.
fn is_settled(words: &Words, candidates: &[Words], statements: &[Group<SpeakerHead, StatementLine>]) -> bool {
    /// Words of a title and a name.
    const TITLED: usize = 4;
    let folded = words.folded();
    let all: Vec<&str> = folded.split(' ').collect();
    if let [only] = candidates {
        let only = only.folded();
        let names: Vec<&str> = only.split(' ').collect();
        let group = all.len() > names.len()
            && all.windows(names.len()).any(|part| part == names)
            && all.last().is_some_and(|last| !names.contains(last));
        return group || all.len() > 1 && matches!(all[0], "his" | "her" | "its" | "their");
    }
    let Some(last) = all.last().filter(|_| candidates.is_empty() && (2..=TITLED).contains(&all.len())) else {
        return false;
    };
    let capital = words.exact().split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let named = |head: &SpeakerHead| {
        let name = head.name.as_ref().map(Words::folded).unwrap_or_default();
        name.rsplit_once(' ').is_some_and(|(_, surname)| surname == *last)
    };
    capital && statements.iter().filter(|group| named(&group.head)).count() == 1
}

/// Names of places that are in no list, or that several places have.
fn places(sources: &[Source<'_>], evidence: &mut Evidence) -> Vec<OpenLine> {
    let mut tally = Tally::default();
    for source in sources {
        for place in &source.report.places {
            let detail = match &place.resolution {
                Resolution::Resolved { .. } => continue,
                Resolution::Ambiguous { candidates } if candidates.len() > 1 => {
                    format!("{} places have this name", candidates.len())
                }
                Resolution::Ambiguous { .. } => "a place has this name; it may not be meant".to_owned(),
                Resolution::Unresolved => "in no list of places".to_owned(),
            };
            let Some(words) = source.words(place.span) else { continue };
            let note = evidence.cite(source, &[place.span], &[], &[&place.why]);
            let key = format!("{}\n{detail}", words.folded());
            // A dateline in capitals is a poor name for a place that is written in another way elsewhere.
            tally.prefer(&key, &words);
            tally.add(key, note, || (words, true, detail));
        }
    }
    tally.most_first()
}

/// The first place where a report mentions an entity of its own.
fn first_mention(
    source: &Source<'_>,
    entity: &rapporteur_record::EntityId,
    evidence: &mut Evidence,
) -> Option<Note> {
    let mention = source.report.mentions.iter().find(|mention| mention.entity.as_ref() == Some(entity))?;
    evidence.cite(source, &[mention.span], &[], &[&mention.why])
}

/// Names that may mean several people or bodies.
fn who(
    sources: &[Source<'_>],
    profiles: &Profiles<'_>,
    identities: &[Identity],
    evidence: &mut Evidence,
) -> Vec<OpenLine> {
    let mut tally = Tally::default();
    for identity in identities.iter().filter(|identity| !identity.candidates.is_empty()) {
        let names: Vec<String> =
            identity.candidates.iter().take(4).map(|id| profiles.name(id).exact().to_owned()).collect();
        let more = identity.candidates.len() - names.len();
        let more = if more > 0 { format!(" or {more} others") } else { String::new() };
        let detail = format!("may be {}{more}", names.join(" or "));
        for member in &identity.members {
            let source = usize::try_from(member.anchor.report - 1).ok().and_then(|at| sources.get(at));
            let note = source.and_then(|source| first_mention(source, &member.anchor.entity, evidence));
            // Bearers of one name in reports that do not share them are one question.
            let name = Words::from(identity.name.as_str());
            tally.add(format!("{}\n{detail}", name.folded()), note, || (name, true, detail.clone()));
        }
    }
    tally.most_first()
}

/// Entities of several reports that were joined for a reason that does not prove it.
fn merges(
    sources: &[Source<'_>],
    profiles: &Profiles<'_>,
    identities: &[Identity],
    evidence: &mut Evidence,
) -> Vec<OpenLine> {
    let mut tally = Tally::default();
    for identity in identities {
        for member in identity.members.iter().filter(|member| UNSURE.contains(&&*member.rule)) {
            let source = usize::try_from(member.anchor.report - 1).ok().and_then(|at| sources.get(at));
            // One name for one thing, whatever kind of name the model took it for, leaves nothing open.
            let name = source.and_then(|source| {
                let entities = &source.report.entities;
                entities.iter().find(|entity| entity.id == member.anchor.entity).map(|entity| &entity.name)
            });
            if member.rule == "identity.untyped" && name == Some(&identity.name) {
                continue;
            }
            let note = source.and_then(|source| first_mention(source, &member.anchor.entity, evidence));
            let key = format!("{}\n{}", identity.id, member.why);
            tally.add(key, note, || {
                (profiles.name(&identity.id), true, format!("taken for one: {}", member.why))
            });
        }
    }
    tally.most_first()
}

/// Events of which the text names neither side.
fn sides(sources: &[Source<'_>], events: &[EventLine]) -> Vec<OpenLine> {
    let mut tally = Tally::default();
    for line in events {
        let report = line.notes.first().and_then(|note| sources.get(note.report.checked_sub(1)?));
        if report.is_some_and(|source| is_told_before(line, source)) {
            continue;
        }
        let kind = line.event_type.name().to_lowercase();
        let key = format!("{}\n{kind}", line.words.folded());
        tally.add(key, line.notes.first().copied(), || (line.words.clone(), true, kind));
    }
    tally.most_first()
}

/// True if the words before an act tell who did it: a noun with `the` takes up a verb of the sentence before (`offered boats. The offer`), and
/// what is written with `-ing` goes with somebody who is named before it in its sentence.
fn is_told_before(line: &EventLine, source: &Source<'_>) -> bool {
    /// Acts of one report without sides that are looked at.
    const LOOKED_AT: usize = 256;
    let words = line.words.folded();
    let triggers =
        source.report.events.iter().filter(|event| event.sources.is_empty() && event.targets.is_empty());
    let triggers = triggers.filter_map(|event| event.mentions.first()).map(|mention| mention.trigger);
    let triggers = triggers.take(LOOKED_AT);
    let mut same = triggers
        .filter(|trigger| source.words(*trigger).is_some_and(|written| written.folded() == words))
        .peekable();
    same.peek().is_some()
        && same.all(|trigger| takes_up(source, trigger) || follows_somebody(source, trigger))
}

fn follows_somebody(source: &Source<'_>, trigger: Span) -> bool {
    let report = source.report;
    let at = report.sentences.partition_point(|sentence| sentence.end <= trigger.start);
    let Some(sentence) = report.sentences.get(at) else { return false };
    let participle = trigger.of(&report.document.text).is_some_and(|word| word.ends_with("ing"));
    let first = report.mentions.partition_point(|mention| mention.span.start < sentence.start);
    let before = report.mentions[first..].iter().take_while(|mention| mention.span.end <= trigger.start);
    participle
        && before.into_iter().any(|mention| {
            mention.entity.is_some()
                && matches!(
                    mention.entity_type,
                    EntityType::Person | EntityType::Organisation | EntityType::State
                )
        })
}

fn takes_up(source: &Source<'_>, trigger: Span) -> bool {
    let report = source.report;
    let text = report.document.text.as_str();
    let at = report.sentences.partition_point(|sentence| sentence.end <= trigger.start);
    let Some(sentence) = report.sentences.get(at) else { return false };
    let from = report.sentences[at.saturating_sub(1)].start.min(sentence.start);
    let told = text.get(from..trigger.start).unwrap_or_default();
    trigger.of(text).is_some_and(|noun| takes_up_verb(told, noun))
}

/// True if a noun has a determiner at the end of the words before it that takes up one of them of the same root.
fn takes_up_verb(before: &str, noun: &str) -> bool {
    let definite = before
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|word| matches!(word.to_lowercase().as_str(), "the" | "this" | "that" | "such"));
    let roots = |word: &str| -> BTreeSet<&'static str> {
        act::lookup(word).into_iter().flat_map(|act| act.roots.iter().copied().chain([act.lemma])).collect()
    };
    let own = roots(&noun.to_lowercase());
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    definite && words.any(|word| !own.is_disjoint(&roots(&word.to_lowercase())))
}

/// Reports with statements whose day is not known, because that of the report is not. As many are counted as are shown.
fn days(sources: &[Source<'_>], statements: &[Group<SpeakerHead, StatementLine>]) -> Vec<OpenLine> {
    let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
    for line in statements.iter().flat_map(|group| &group.lines) {
        let reports: BTreeSet<usize> = line.notes.iter().map(|note| note.report).collect();
        reports.into_iter().for_each(|report| *shown.entry(report).or_default() += 1);
    }
    let undated = sources.iter().filter_map(|source| {
        let published = source.report.document.published.as_ref();
        let said = shown.get(&source.number).copied().unwrap_or_default();
        if said == 0 || published.is_some_and(|published| published.day().is_some()) {
            return None;
        }
        let known =
            source.published.as_ref().map_or("date not known".to_owned(), |day| day.exact().to_owned());
        Some(OpenLine {
            what: source.label.clone(),
            quoted: false,
            detail: Words::new(known),
            count: said,
            reports: vec![source.number],
            notes: Vec::new(),
        })
    });
    let mut lines: Vec<OpenLine> = undated.collect();
    lines.sort_by_key(|line| Reverse(line.count));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_that_take_up_a_verb() {
        let check = |before: &str, noun: &str, expected: bool| {
            assert_eq!(takes_up_verb(before, noun), expected, "{before} [{noun}]");
        };
        check("Arune had offered three boats. The ", "offer", true);
        check("It was decided to invite the crew. The town laughed at the ", "invitation", true);
        check("Arune had sold three boats. The ", "offer", false);
        check("Arune had offered three boats. An ", "offer", false);
        check("", "offer", false);
    }
}
