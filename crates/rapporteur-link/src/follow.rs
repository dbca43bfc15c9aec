//! Speakers that the statement before tells, and the outlet that says `we`: `they` behind several speakers, `he` behind somebody without a name, words in
//! quotation marks that stand alone behind a sentence about who spoke last.

use crate::VERSION;
use crate::data;
use crate::speaker::Cast;
use rapporteur_lang::Analysis;
use rapporteur_ontology::{cue, noun};
use rapporteur_record::{Attribution, EntityId, EntityType, MentionForm, SegmentKind, Speaker, Why};
use rapporteur_text::Span;
use std::collections::BTreeSet;

/// Sentences over which a pronoun looks back for who spoke.
const NEAR: usize = 2;
/// Sentences over which a description by age or former office looks back, a caption among them.
const DESCRIBED: usize = 4;
/// Statements at the beginning of a report that a headline may be about.
const LEAD: usize = 8;
/// Words of a title before the noun of a paper.
const TITLE: usize = 3;
/// Papers of a report that a later one may take up.
const PAPERS: usize = 16;
/// Names between two statements that are looked at.
const BETWEEN: usize = 60;

/// Gives the statements whose speaker is open that of the statement before, in order of the text.
pub(crate) fn settle(cast: &Cast<'_>, analysis: &Analysis, attributions: &mut [Attribution]) {
    let of = |kind: EntityType| {
        let entities = cast.clusters.list.iter().zip(cast.ids);
        entities.filter(move |(cluster, _)| cluster.entity_type == kind).map(|(_, id)| id).collect()
    };
    let follow = Follow { cast, analysis, persons: of(EntityType::Person), places: of(EntityType::Place) };
    let mut last: Option<Said> = None;
    let mut paper: Option<Said> = None;
    let mut made: Vec<Said> = Vec::new();
    for attribution in attributions.iter_mut().filter(|attribution| attribution.nested_in.is_none()) {
        if let Speaker::Unknown { candidates, reason } = &attribution.speaker {
            let open = candidates.is_empty() && !reason.contains("the text does not say");
            let found = match (attribution.source, &last) {
                (Some(source), Some(before)) if open => follow.taken_up(source, before),
                (None, Some(before)) if attribution.why.rule == "quote.marks_only" => {
                    follow.alone(attribution, before)
                }
                _ => None,
            };
            let found = found
                .or_else(|| follow.paper(attribution, paper.as_ref(), last.as_ref()))
                .or_else(|| follow.titled_paper(attribution, &made))
                .or_else(|| follow.outlet(attribution));
            if let Some(speaker) = found {
                attribution.speaker = speaker;
            }
        }
        last = follow.said(attribution, last);
        if let Some(said) = last.as_ref().filter(|said| data::written(&said.words).is_some()) {
            paper = Some(said.clone());
            if said.speaker.entity().is_some() && made.len() < PAPERS {
                made.push(said.clone());
            }
        }
    }
    follow.headlines(attributions);
    follow.counted(attributions);
}

/// A statement, as the next ones look back on it.
#[derive(Clone)]
struct Said {
    sentence: usize,
    /// Where source and content of the statement end.
    source: Span,
    content: Vec<Span>,
    /// The words of who speaks, where those are no pronoun.
    words: String,
    speaker: Speaker,
}

struct Follow<'a> {
    cast: &'a Cast<'a>,
    analysis: &'a Analysis,
    persons: BTreeSet<&'a EntityId>,
    places: BTreeSet<&'a EntityId>,
}

impl Follow<'_> {
    fn text(&self) -> &str {
        &self.cast.document.text
    }

    fn sentence(&self, at: usize) -> usize {
        self.analysis.sentence_at(at).unwrap_or(0)
    }

    /// What the next statements look back on: this one, or the one before where this has no source.
    fn said(&self, attribution: &Attribution, last: Option<Said>) -> Option<Said> {
        let Some(source) = attribution.source else { return last };
        let words = attribution.named(self.text()).and_then(|span| span.of(self.text()))?;
        let pronoun = is_pronoun(words);
        let words = match last {
            Some(last) if pronoun => last.words,
            _ => words.to_owned(),
        };
        let (content, speaker) = (attribution.content.clone(), attribution.speaker.clone());
        Some(Said { sentence: self.sentence(source.start), source, content, words, speaker })
    }

    /// Who a pronoun or a description is that speaks behind a statement.
    fn taken_up(&self, source: Span, before: &Said) -> Option<Speaker> {
        let words = source.of(self.text())?;
        let apart = self.sentence(source.start).checked_sub(before.sentence)?;
        let lower = words.to_lowercase();
        let near = apart <= NEAR && !self.somebody_between(before, source.start);
        match lower.as_str() {
            "they" if near && is_several(&before.words) => Some(match &before.speaker {
                Speaker::Unknown { candidates, reason } if candidates.len() > 1 => {
                    Speaker::Unknown { candidates: candidates.clone(), reason: reason.clone() }
                }
                Speaker::Unknown { candidates, .. } => Speaker::Unknown {
                    candidates: self.no_places(candidates),
                    reason: format!("“{words}” are “{}”, who are not named", before.words),
                },
                // Of several only one has a name: `Marten and others`.
                Speaker::Resolved { entity, .. } if self.is_person(entity) => Speaker::Unknown {
                    candidates: vec![entity.clone()],
                    reason: format!("“{words}” are “{}”", before.words),
                },
                Speaker::Resolved { entity, .. } => self.resolved(entity, source, "link.speakers_before"),
            }),
            "he" | "she" if near && is_somebody(&before.words) => match &before.speaker {
                Speaker::Unknown { candidates, .. } => Some(Speaker::Unknown {
                    candidates: self.no_places(candidates),
                    reason: format!("“{words}” is “{}”, who is not named", before.words),
                }),
                Speaker::Resolved { .. } => None,
            },
            _ if apart <= 1
                && self.is_role_of(words, before)
                && !self.somebody_between(before, source.start) =>
            {
                let entity = before.speaker.entity()?;
                Some(self.resolved(entity, source, "link.described_by_office"))
            }
            _ if is_by_age(&lower) && apart <= DESCRIBED && !self.somebody_between(before, source.start) => {
                match &before.speaker {
                    Speaker::Resolved { entity, .. } if self.is_person(entity) => {
                        Some(self.resolved(entity, source, "link.described_by_age"))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// `the former officer`, `the top harbour official` behind what the holder of such an office said.
    fn is_role_of(&self, words: &str, before: &Said) -> bool {
        let Some(described) = words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")) else {
            return false;
        };
        let Some(noun) = noun_of(described) else { return false };
        let one = noun::lookup(noun).is_some_and(|form| !form.plural && form.noun.person);
        let told = described.split(' ').next().is_some_and(|first| matches!(first, "former" | "top" | "ex"));
        let Some(entity) = before.speaker.entity().filter(|entity| self.is_person(entity)) else {
            return false;
        };
        let person = self.cast.ids.iter().position(|id| id == entity);
        let holds = person.is_some_and(|at| {
            self.cast.clusters.list[at].offices.iter().any(|office| {
                let title = office.title.to_lowercase();
                noun == "official" || title.split(' ').any(|word| word == noun)
            })
        });
        one && told && holds && !described.contains(',')
    }

    /// `Neighbours agree` over `Norway and Denmark agreed`: those whom the first sentences name with the same verb.
    fn headlines(&self, attributions: &mut [Attribution]) {
        let cast = self.cast;
        let segments = &cast.document.segments;
        let kind = |at: usize| {
            let behind = segments.partition_point(|segment| segment.span.start <= at);
            behind.checked_sub(1).map(|at| segments[at].kind)
        };
        let lemma = |attribution: &Attribution| {
            let cue = attribution.cue.and_then(|cue| cue.of(self.text()))?;
            cue.split(' ').find_map(cue::verb).map(|form| form.cue.lemma).filter(|lemma| *lemma != "say")
        };
        let lead: Vec<(&str, Speaker)> = attributions
            .iter()
            .filter(|one| one.cue.is_some_and(|cue| kind(cue.start) == Some(SegmentKind::Paragraph)))
            .take(LEAD)
            .filter_map(|one| Some((lemma(one)?, one.speaker.clone())))
            .collect();
        for attribution in attributions.iter_mut().take(LEAD) {
            let Some(source) = attribution.source else { continue };
            let plural = source
                .of(self.text())
                .filter(|words| !words.contains(' '))
                .and_then(noun::lookup)
                .is_some_and(|form| form.plural && form.noun.person);
            let open =
                matches!(&attribution.speaker, Speaker::Unknown { candidates, .. } if candidates.is_empty());
            if !plural || !open || kind(source.start) != Some(SegmentKind::Headline) {
                continue;
            }
            let verb = lemma(attribution);
            let same = lead.iter().find(|(other, speaker)| {
                let several = matches!(speaker, Speaker::Unknown { candidates, .. } if candidates.len() > 1);
                verb == Some(*other) && several
            });
            if let Some((_, speaker)) = same {
                attribution.speaker = speaker.clone();
            }
        }
    }

    /// `…, the three said`: those whom the words before count.
    fn counted(&self, attributions: &mut [Attribution]) {
        for at in 0..attributions.len() {
            let words = attributions[at].source.and_then(|source| source.of(self.text())).unwrap_or_default();
            let counts =
                matches!(words, "the two" | "the three" | "the four" | "the five" | "the six" | "both");
            let open = matches!(attributions[at].speaker, Speaker::Unknown { .. });
            if !counts || !open {
                continue;
            }
            let id = attributions[at].id;
            let inner =
                attributions[at..].iter().chain(&attributions[at.saturating_sub(NEAR)..at]).take(8).find(
                    |one| {
                        let named =
                            one.named(self.text()).and_then(|span| span.of(self.text())).unwrap_or_default();
                        one.nested_in == Some(id) && is_several(named)
                    },
                );
            let Some(inner) = inner else { continue };
            let named = inner.named(self.text()).and_then(|span| span.of(self.text())).unwrap_or_default();
            let candidates = match &inner.speaker {
                Speaker::Unknown { candidates, .. } => self.no_places(candidates),
                Speaker::Resolved { entity, .. } => vec![entity.clone()],
            };
            attributions[at].speaker =
                Speaker::Unknown { candidates, reason: format!("“{words}” are “{named}”") };
        }
    }

    /// `the survey`, `the report` take up what was named before; `the statement` is of whoever made it in the sentence before.
    fn paper(&self, attribution: &Attribution, paper: Option<&Said>, last: Option<&Said>) -> Option<Speaker> {
        let source = attribution.source?;
        let words = attribution.named(self.text())?.of(self.text())?;
        let part = ["one section", "another section", "one part", "one chapter", "another chapter"];
        let noun = if part.contains(&words.to_lowercase().as_str()) {
            "document"
        } else {
            words.strip_prefix("the ").or_else(|| words.strip_prefix("The "))?
        };
        let first = noun.split([' ', ',']).next()?;
        let at = self.sentence(source.start);
        let near = |before: &&Said| at >= before.sentence && at - before.sentence <= NEAR + 1;
        if let Some(maker) = last.filter(near).filter(|_| first == "statement" || first == "letter")
            && let Some(told) =
                self.analysis.sentences.get(maker.sentence).and_then(|it| it.span.of(self.text()))
            && let Speaker::Resolved { entity, .. } = &maker.speaker
            && told.split(|c: char| !c.is_alphanumeric()).any(|word| word == first)
            && maker.sentence < at
        {
            return Some(self.resolved(entity, source, "link.statement_before"));
        }
        let before = paper.filter(near).filter(|_| noun == first)?;
        data::takes_up(first, data::written(&before.words)?).then_some(())?;
        Some(match &before.speaker {
            Speaker::Resolved { entity, .. } => self.resolved(entity, source, "link.document_before"),
            Speaker::Unknown { candidates, .. } => Speaker::Unknown {
                candidates: candidates.clone(),
                reason: format!("“{words}” is “{}”", before.words),
            },
        })
    }

    /// `The May catch report` behind `the catch rose in May, according to data from the Orla Institute`: the words of its title
    /// stand where the only maker of papers on that was named.
    fn titled_paper(&self, attribution: &Attribution, made: &[Said]) -> Option<Speaker> {
        let source = attribution.source?;
        let words = attribution.named(self.text())?.of(self.text())?;
        let (title, noun) =
            words.strip_prefix("the ").or_else(|| words.strip_prefix("The "))?.rsplit_once(' ')?;
        let plain = title.split(' ').count() <= TITLE && title.chars().all(|c| c.is_alphabetic() || c == ' ');
        let about = |before: &&Said| {
            let Some(sentence) = self.analysis.sentences.get(before.sentence) else { return false };
            let told = sentence.span.of(self.text()).unwrap_or_default();
            let holds = |word: &str| told.split(|c: char| !c.is_alphanumeric()).any(|other| other == word);
            title.split(' ').all(holds)
                && data::written(&before.words).is_some_and(|earlier| data::takes_up(noun, earlier))
        };
        data::written(noun).filter(|_| plain)?;
        let mut makers = made.iter().filter(about).filter_map(|before| before.speaker.entity());
        let maker = makers.next()?;
        makers.all(|other| other == maker).then(|| self.resolved(maker, source, "link.document_before"))
    }

    /// `We asked the mayor`, outside of quotation marks, is the outlet.
    fn outlet(&self, attribution: &Attribution) -> Option<Speaker> {
        let source = attribution.source?;
        let words = source.of(self.text())?;
        let cue = attribution.cue?.of(self.text())?.to_lowercase();
        let asks = matches!(cue.rsplit(' ').next(), Some("asked" | "reported" | "contacted"));
        if !words.eq_ignore_ascii_case("we") || !asks || self.is_quoted(source) {
            return None;
        }
        let outlet = self.cast.document.outlet.as_deref()?;
        let short = outlet.strip_prefix("The ").unwrap_or(outlet);
        let known =
            [outlet, short].into_iter().find_map(|name| self.cast.called.get(name).copied().flatten());
        Some(match known {
            Some(cluster) => self.resolved(&self.cast.ids[cluster], source, "speaker.outlet"),
            None => Speaker::Unknown {
                candidates: Vec::new(),
                reason: format!("“{words}” are the outlet, {outlet}"),
            },
        })
    }

    /// Who speaks a quotation that stands alone: who is the subject of the sentence before, and has spoken last.
    fn alone(&self, attribution: &Attribution, before: &Said) -> Option<Speaker> {
        let start = attribution.content.first()?.start;
        let at = self.sentence(start).checked_sub(1)?;
        let sentence = self.analysis.sentences.get(at)?;
        let Speaker::Resolved { entity, .. } = &before.speaker else { return None };
        let near = self.sentence(start) - before.sentence.min(self.sentence(start)) <= DESCRIBED;
        if sentence.kind != SegmentKind::Paragraph || !near || !self.is_person(entity) {
            return None;
        }
        let told = before.sentence == at;
        let names = &self.cast.names;
        let first = names.partition_point(|found| found.mention.span.start < sentence.span.start);
        let mut subject = told;
        for (place, found) in names.iter().enumerate().skip(first).take(BETWEEN) {
            if found.mention.span.start >= sentence.span.end {
                break;
            }
            let Some(cluster) = self.cast.clusters.of_mention[place] else { continue };
            let own = self.cast.ids[cluster] == *entity;
            let from = found
                .offices
                .iter()
                .map(|office| office.span.start)
                .fold(found.mention.span.start, usize::min);
            subject |= own && from == sentence.span.start;
            let person = self.cast.clusters.list[cluster].entity_type == EntityType::Person;
            let within = before.content.iter().any(|content| content.contains(found.mention.span));
            if person && !own && !within {
                return None;
            }
        }
        subject.then(|| self.resolved(entity, before.source, "speaker.of_sentence_before"))
    }

    /// True if somebody else is named between a statement and a place behind it, outside of what is quoted.
    fn somebody_between(&self, before: &Said, until: usize) -> bool {
        let names = &self.cast.names;
        let first = names.partition_point(|found| found.mention.span.start < before.source.end);
        names.iter().enumerate().skip(first).take(BETWEEN).any(|(at, found)| {
            let mention = &found.mention;
            let own = self.cast.clusters.of_mention[at]
                .is_some_and(|cluster| before.speaker.entity() == Some(&self.cast.ids[cluster]));
            mention.span.start < until
                && mention.form == MentionForm::Name
                && mention.entity_type == EntityType::Person
                && !own
                && !before.content.iter().any(|content| content.contains(mention.span))
                && !self.is_quoted(mention.span)
        })
    }

    fn is_quoted(&self, span: Span) -> bool {
        let quotations = &self.analysis.quotations;
        let after = quotations.partition_point(|quotation| quotation.span.start <= span.start);
        quotations[..after].iter().rev().take(8).any(|quotation| quotation.span.contains(span))
    }

    /// Whom a phrase may name, without the places in which they are.
    fn no_places(&self, candidates: &[EntityId]) -> Vec<EntityId> {
        candidates.iter().filter(|id| !self.places.contains(id)).cloned().collect()
    }

    fn is_person(&self, entity: &EntityId) -> bool {
        self.persons.contains(entity)
    }

    fn resolved(&self, entity: &EntityId, trigger: Span, rule: &'static str) -> Speaker {
        Speaker::Resolved { entity: entity.clone(), why: Why::rule("speaker", VERSION, rule, [trigger]) }
    }
}

fn is_pronoun(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "he" | "she" | "they")
}

/// The noun of a phrase, before what describes it further: `official` of `an official in Orla, who asked`.
pub(crate) fn noun_of(words: &str) -> Option<&str> {
    let mut words = words.split_whitespace();
    let mut last = words.next()?;
    for word in words {
        if last.ends_with(',') || matches!(word, "of" | "for" | "at" | "in" | "from" | "on" | "with" | "who")
        {
            break;
        }
        last = word;
    }
    Some(last.trim_end_matches(','))
}

/// `the clerks`, `the mayor and the clerk`, `Ilse Marten and Bo Lind`.
pub(crate) fn is_several(words: &str) -> bool {
    let plural = noun_of(words).and_then(noun::lookup).is_some_and(|form| form.plural && form.noun.person);
    plural || words.split_whitespace().any(|word| word == "and")
}

/// `an official in Orla`: one person without a name.
fn is_somebody(words: &str) -> bool {
    let one = ["a ", "an ", "one ", "the "].iter().any(|article| words.to_lowercase().starts_with(article));
    one && noun_of(words).and_then(noun::lookup).is_some_and(|form| !form.plural && form.noun.person)
}

/// `the 51-year-old former mayor` describes somebody just named.
fn is_by_age(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    words.next() == Some("the")
        && words.next().is_some_and(|word| {
            word.strip_suffix("-year-old").is_some_and(|age| age.bytes().all(|b| b.is_ascii_digit()))
        })
}
