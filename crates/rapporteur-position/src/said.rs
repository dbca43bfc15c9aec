//! Positions in what somebody says: the cue shows the stance, or the first words of the content, or its clause.

use crate::holder::{Holder, Who};
use crate::issue::{self, About};
use crate::stance::{self, Shade};
use crate::words::{self, Word};
use crate::{Positions, Shown};
use rapporteur_ontology::issue::Worth;
use rapporteur_ontology::stance::StancePart;
use rapporteur_ontology::{act, function, verb};
use rapporteur_record::{
    Attribution, AttributionForm, AttributionKind, Entity, EntityId, EntityType, Mention, PositionVoice,
    Report, SegmentKind, Speaker, Stance,
};
use rapporteur_text::Span;

/// Words of a cue and its content in which the stance must begin.
const HEAD: usize = 12;
/// Names in an office that are looked at.
const NAMES: usize = 8;
/// Bytes of an article before a name.
const ARTICLE: usize = 4;

/// The positions in the attributions of a report.
pub(crate) fn positions(report: &Report, who: &Who<'_>, found: &mut Positions<'_, '_>) {
    for attribution in &report.attributions {
        let Some(holder) = holder(report, who, attribution).filter(|_| !hangs_loose(report, attribution))
        else {
            continue;
        };
        let saying = Saying { report, who, attribution, holder, voice: voice(report, who, attribution) };
        if !saying.regards(found) && !saying.by_cue(found) {
            saying.by_content(found);
        }
        saying.of_others(found);
    }
}

/// Who says it: the entity, or the words of a source that names a group without a name.
fn holder(report: &Report, who: &Who<'_>, attribution: &Attribution) -> Option<Holder> {
    // “some Democrats” are not the party.
    let part = attribution.source.filter(|source| {
        let words = words::words(&report.document.text, *source);
        words.len() > 1 && is_part(&words[0].text)
    });
    if let Some(part) = part {
        return Some(Holder { span: Some(part), holder: None, speaker: None });
    }
    if let Some(id) = attribution.speaker.entity() {
        return Some(who.speaker(id, attribution.source));
    }
    let Speaker::Unknown { candidates, .. } = &attribution.speaker else { return None };
    let source = attribution.source?;
    let words = words::words(&report.document.text, source);
    let last = words.last()?;
    // A pronoun, a document, or one of several candidates: nobody for certain.
    let group = rapporteur_ontology::noun::lookup(last.text.as_str()).is_some_and(|form| form.plural)
        && !matches!(
            last.text.as_str(),
            "reports" | "accounts" | "sources" | "documents" | "media" | "polls" | "figures" | "they"
        );
    // “Neighbours agree to talks” over a report: its text says who.
    let heading = report
        .document
        .segments
        .iter()
        .any(|segment| segment.kind == SegmentKind::Headline && segment.span.contains(source));
    (candidates.is_empty() && group && !heading).then_some(Holder {
        span: Some(source),
        holder: None,
        speaker: None,
    })
}

/// “They blame him for waiting — instead proposing a ferry”: whose the participle behind a dash is, nobody can tell.
fn hangs_loose(report: &Report, attribution: &Attribution) -> bool {
    let text = report.document.text.as_str();
    let Some(cue) = attribution.cue else { return false };
    let before = text.get(..cue.start).unwrap_or_default().trim_end();
    let participle = words::words(text, cue).last().is_some_and(|word| word.text.ends_with("ing"));
    participle && (before.ends_with(['—', '–']) || before.ends_with("--") || before.ends_with(" -"))
}

/// Words that take a part of a group.
fn is_part(word: &str) -> bool {
    matches!(
        word,
        "some" | "many" | "most" | "several" | "few" | "other" | "dozens" | "hundreds" | "thousands"
    )
}

/// Whose words they are.
fn voice(report: &Report, who: &Who<'_>, attribution: &Attribution) -> PositionVoice {
    let own = |of: &Attribution| of.speaker.entity().map(|id| who.rolled(id));
    let host = attribution.nested_in.and_then(|id| report.attribution(id));
    match host {
        Some(host)
            if own(host) != own(attribution) && !speaks_for(report, who, host, own(attribution).as_ref()) =>
        {
            PositionVoice::Ascribed
        }
        Some(host) if host.form == AttributionForm::Direct => PositionVoice::Quoted,
        Some(_) => PositionVoice::Paraphrased,
        None => match (attribution.form, attribution.kind) {
            (AttributionForm::Direct, _) => PositionVoice::Quoted,
            (AttributionForm::Mixed, _) => PositionVoice::Quoted,
            (_, AttributionKind::Stance | AttributionKind::Report)
                if !is_first_person(report, attribution) && !is_voiced(report, attribution) =>
            {
                PositionVoice::Ascribed
            }
            _ => PositionVoice::Paraphrased,
        },
    }
}

/// “The board highlighted X”, “the mayor raises concerns over X”: whose stance it is utters it. What somebody only wants, feels or has as a
/// stance, and what is told “according to” somebody, is laid to that one.
fn is_voiced(report: &Report, attribution: &Attribution) -> bool {
    let document = attribution.speaker.entity().is_none_or(|id| {
        let entity = report.entities.iter().find(|entity| entity.id == *id);
        entity.is_none_or(|entity| entity.entity_type == EntityType::Document)
    });
    // “The mood in the board highlights its fears”: the mood is not the board.
    let own = attribution.source.is_none_or(|source| {
        let first = report.mentions.partition_point(|mention| mention.span.start < source.start);
        let opens =
            report.mentions[first..].iter().take_while(|one| one.span.start <= source.start + ARTICLE);
        opens.take(NAMES).any(|one| one.entity.as_ref() == attribution.speaker.entity())
    });
    // The same where only the body behind the mood is taken for who speaks: “the mood in ⟦the board⟧ highlights”.
    let before = attribution.source.and_then(|source| report.document.text.get(..source.start));
    let last = before.and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
    let inside = matches!(last, "from" | "in" | "of" | "within" | "inside" | "among" | "at" | "around")
        && attribution.source.zip(attribution.cue).is_some_and(|(source, cue)| source.end <= cue.start);
    let cue = attribution.cue.map(|cue| words::words(&report.document.text, cue)).unwrap_or_default();
    let utters = |word: &Word| {
        let lemma = verb::lookup(word.text.as_str()).map_or(word.text.as_str(), |form| form.lemma);
        let carries = matches!(lemma, "express" | "voice" | "raise" | "reiterate" | "repeat" | "issue");
        let tells = matches!(lemma, "indicate" | "highlight" | "underline" | "underscore" | "signal");
        verb::lookup(word.text.as_str()).is_some() && (carries || tells)
    };
    own && !inside && !document && cue.iter().any(utters)
}

/// “The director of the agency said that it agreed”: who holds an office of the holder speaks for it.
fn speaks_for(report: &Report, who: &Who<'_>, host: &Attribution, holder: Option<&EntityId>) -> bool {
    let Some(entity) = host.speaker.entity().and_then(|id| report.entities.iter().find(|one| one.id == *id))
    else {
        return false;
    };
    if holder.and_then(|id| who.entity(id)).is_some_and(|body| governs_with(entity, body)) {
        return true;
    }
    let of_holder = |mention: &Mention| {
        holder.is_some() && mention.entity.as_ref().map(|id| who.rolled(id)).as_ref() == holder
    };
    entity.offices.iter().any(|office| {
        let first = report.mentions.partition_point(|mention| mention.span.start < office.span.start);
        let inside = report.mentions[first..].iter().take_while(|one| one.span.start < office.span.end);
        inside.take(NAMES).any(of_holder)
    })
}

/// “The minister said that the government was ready”: a member of it, where nothing tells that it is that of another country.
fn governs_with(person: &Entity, body: &Entity) -> bool {
    let apart = person.country.as_ref().zip(body.country.as_ref()).is_some_and(|(one, other)| one != other);
    let government = body.name.split_whitespace().next_back().is_some_and(|head| {
        matches!(head.to_lowercase().as_str(), "government" | "cabinet" | "administration")
    });
    let plain = body.country.is_some() || body.name.split_whitespace().count() == 1;
    let member = person.offices.iter().any(|office| {
        let title = office.title.to_lowercase();
        let mut words = title.split_whitespace();
        !words.clone().any(|word| matches!(word, "former" | "shadow" | "ex-minister"))
            && words.any(|word| matches!(word, "minister" | "premier" | "chancellor" | "president"))
    });
    government && plain && member && !apart && (person.country.is_some() || body.country.is_none())
}

/// “We reject the charge”, in a statement that somebody publishes: nobody else lays it to them.
fn is_first_person(report: &Report, attribution: &Attribution) -> bool {
    let source = attribution.source.and_then(|source| source.of(&report.document.text)).unwrap_or_default();
    matches!(source.to_lowercase().as_str(), "we" | "i")
}

/// An attribution as positions are looked for in it.
struct Saying<'s, 'r> {
    report: &'r Report,
    who: &'s Who<'r>,
    attribution: &'r Attribution,
    holder: Holder,
    voice: PositionVoice,
}

impl Saying<'_, '_> {
    fn text(&self) -> &str {
        &self.report.document.text
    }

    fn shown<'w>(
        &self,
        words: &'w [Word],
        about: About,
        stance: Stance,
        strength: u8,
        cue: Span,
        rule: &'static str,
    ) -> Shown<'w> {
        Shown {
            words,
            holder: self.holder.clone(),
            about,
            stance,
            strength,
            voice: self.voice,
            cue,
            attribution: Some(self.attribution.id),
            rule,
            weak: false,
        }
    }

    /// The cue itself, or a noun that it carries: “condemned X”, “expressed concern over X”. True if it was found.
    fn by_cue(&self, found: &mut Positions<'_, '_>) -> bool {
        let Some(cue) = self.attribution.cue else { return false };
        if self.is_spoken_of(cue) {
            return true;
        }
        let own = words::words(self.text(), cue);
        let mut all = own.clone();
        let before = all.len();
        for content in &self.attribution.content {
            // What stands before the cue was said before: “To prevent that, she urged a halt”.
            if content.start >= cue.end {
                let first = self.sentences(*content);
                all.extend(
                    first.first().map_or_else(Vec::new, |sentence| words::words(self.text(), *sentence)),
                );
                break;
            }
        }
        if all.len() == before {
            // The content stands before its cue: “Peace”, the mayor demanded.
            for content in &self.attribution.content {
                all.extend(words::words(self.text(), *content));
            }
        }
        let (mut negated, mut open, mut shade, mut other_verb) = (false, false, 0i8, false);
        for at in 0..all.len().min(before + HEAD) {
            let word = &all[at];
            if word.is_mark() && at >= before {
                if matches!(word.text.as_str(), "“" | "\"" | "‘" | "'") {
                    continue;
                }
                return false;
            }
            match stance::shade(&word.text) {
                Shade::Negated => negated = true,
                Shade::Open => open = at < before,
                Shade::Strong => shade = 1,
                Shade::Weak => shade = -1,
                Shade::None => {}
            }
            // A verb of the content shows no stance of the cue; a noun behind what carries it does.
            let stated = if at < before { stance::at(&all, at, false) } else { stance::nominal_at(&all, at) };
            // “hit back at the outrage over X”: another verb, and a noun that is its object.
            let stated = stated.filter(|stated| !other_verb || stated.word.part == StancePart::Verb);
            other_verb |=
                at < before && verb::lookup(word.text.as_str()).is_some() && !stance::carries(&word.text);
            if let Some(stated) = stated {
                // “her early refusal to pay” is told of one who pays now.
                let gone = stated.stance == Stance::Rejects
                    && at.checked_sub(1).is_some_and(|before| stance::is_gone(&all[before].text));
                if open || gone {
                    return true;
                }
                // The words of a whole quotation are no object: “I am tired,” she lamented.
                if self.attribution.form == AttributionForm::Direct && stated.issue >= before && at < before {
                    return false;
                }
                let stated = match stance::taken(stated.stance, &all, stated.issue) {
                    Some(Some(inner)) => inner,
                    Some(None) => return true,
                    None => {
                        // “is committed to advocating for X”: X.
                        let mut issue = stated.issue;
                        while issue < before {
                            match (issue..before).find_map(|at| stance::at(&all, at, false)) {
                                Some(inner) if inner.issue > issue => issue = inner.issue,
                                _ => break,
                            }
                        }
                        stance::Found { issue, ..stated }
                    }
                };
                let turned = if negated && !stated.word.lemma.starts_with("see ") {
                    stated.negated()
                } else {
                    Some(stated.stance)
                };
                let Some(stance) = turned else { return true };
                let strength = stated.strength.saturating_add_signed(shade);
                let shows = Span::new(
                    if at < before { cue.start } else { all[at].span.start },
                    all[stated.cue.end - 1].span.end.max(all[at].span.end),
                );
                let shows =
                    if at < before { Span::new(all[at].span.start, cue.end.max(shows.end)) } else { shows };
                let shows = if before > 0 && at < before {
                    Span::new(cue.start.min(shows.start), shows.end)
                } else {
                    shows
                };
                let stated = stance::Found { stance, strength, ..stated };
                return self.issues(&all, &stated, shows, found);
            }
            if at >= before && !stance::carries(&word.text) && !is_modifier(&all, at) {
                return false;
            }
        }
        false
    }

    /// True for “it is shameful to urge X”: somebody else urges it.
    fn is_spoken_of(&self, cue: Span) -> bool {
        const NEAR: usize = 9;
        let Some(sentence) = self.report.sentences.iter().find(|sentence| sentence.contains(cue)) else {
            return false;
        };
        let before = words::words(self.text(), Span::new(sentence.start, cue.start));
        let near = &before[before.len().saturating_sub(NEAR)..];
        // `it's` is read as a possessor.
        let is =
            |at: usize| near.get(at).is_some_and(|word| matches!(word.text.as_str(), "is" | "was" | "would"));
        let link = (0..near.len()).rfind(|&at| near[at].text == "it" && (near[at].possessor || is(at + 1)));
        near.last().is_some_and(|word| word.text == "to")
            && link.is_some_and(|link| near[link + 1..].iter().all(|word| !word.ends_clause()))
    }

    /// The issues that begin at a word, each a position. With `warns that …` only what it warns of. False if a weak word shows
    /// nothing.
    fn issues(
        &self,
        words: &[Word],
        stated: &stance::Found,
        cue: Span,
        found: &mut Positions<'_, '_>,
    ) -> bool {
        let stance::Found { stance, strength, issue: start, .. } = *stated;
        let weak = stated.word.strength == 1;
        if stance == Stance::Concerned && self.consequence(words, start, cue, found) {
            return true;
        }
        let known = found.lines.len();
        // “denied that its crew had fled”: the whole clause is denied.
        let has_clause = matches!(stance, Stance::Denies | Stance::Doubts | Stance::Concerned)
            && words
                .get(start.wrapping_sub(1))
                .is_some_and(|word| word.text == "that" || word.span.end <= cue.end)
            && clause_follows(words, start);
        if has_clause && stance != Stance::Denies && issue::hangs(words, start) {
            return true;
        }
        if has_clause && let Some(about) = issue::clause(words, start) {
            found.push(Shown { weak, ..self.shown(words, about, stance, strength, cue, "position.cue") });
            return true;
        }
        for about in issue::beginning(words, start) {
            // “warned of retaliation if the bridge falls”: what he threatens does not worry him.
            if stance == Stance::Concerned && stated.word.lemma == "warn" && issue::is_reprisal(words, &about)
            {
                return true;
            }
            let about = match stance {
                // Who blames a neighbour takes no side on an issue, and who charges a breach of a truce is not for the truce.
                Stance::Blames if issue::is_bare_name(words, about.words.clone()) => None,
                Stance::Blames if about.common.is_some_and(|common| common.contrary) => {
                    about.by_its_words(words)
                }
                _ => Some(about),
            };
            let Some(about) = about else { continue };
            let cue = if stance == Stance::Blames { with_blamed(words, about.words.start, cue) } else { cue };
            found.push(Shown { weak, ..self.shown(words, about, stance, strength, cue, "position.cue") });
        }
        !weak || found.lines.len() > known
    }

    /// “that X could lead to ruin”: a warning against X where X is somebody's act, else a worry.
    fn consequence(&self, words: &[Word], start: usize, cue: Span, found: &mut Positions<'_, '_>) -> bool {
        let leads = words.windows(3).enumerate().skip(start).find(|(_, next)| {
            matches!(next[0].text.as_str(), "could" | "would" | "might" | "may" | "will" | "risks")
                && (matches!(
                    next[1].text.as_str(),
                    "lead"
                        | "result"
                        | "cause"
                        | "trigger"
                        | "provoke"
                        | "spiral"
                        | "bring"
                        | "have"
                        | "destroy"
                        | "deepen"
                        | "fuel"
                        | "worsen"
                        | "escalate"
                ) || next[1].text.ends_with("ly"))
        });
        let Some((leads, _)) = leads else { return false };
        let subject = issue::about(words, start..leads).filter(|_| !issue::hangs(words, start));
        // “this could spiral into a famine”: what it leads to.
        let about = subject.or_else(|| {
            let near = leads + 1..words.len().min(leads + 5);
            let into =
                near.into_iter().find(|at| matches!(words[*at].text.as_str(), "to" | "into" | "in"))?;
            issue::beginning(words, into + 1).into_iter().next()
        });
        let Some(about) = about else { return false };
        let range = about.words.clone();
        let acts = words[range.clone()].iter().any(|word| act::lookup(&word.text).is_some());
        let span = Span::new(words[range.start].span.start, words[range.end - 1].span.end);
        let somebody = !self.who.about(span, &self.holder).is_empty();
        let stance = if acts && somebody { Stance::Opposes } else { Stance::Concerned };
        found.push(self.shown(words, about, stance, 2, cue, "position.consequence"));
        true
    }

    /// “calls X a crime”, “considers X to be a friend”, “praised X as a breakthrough”. True if it was found.
    fn regards(&self, found: &mut Positions<'_, '_>) -> bool {
        let (Some(cue), Some(content)) = (self.attribution.cue, self.attribution.content.first()) else {
            return false;
        };
        let own = words::words(self.text(), cue);
        let regards = own.iter().any(|word| {
            let lemma = verb::lookup(word.text.as_str()).map_or(word.text.as_str(), |form| form.lemma);
            matches!(
                lemma,
                "view"
                    | "see"
                    | "consider"
                    | "regard"
                    | "describe"
                    | "call"
                    | "label"
                    | "brand"
                    | "deem"
                    | "perceive"
                    | "stress"
                    | "emphasize"
                    | "emphasise"
                    | "hail"
                    | "portray"
                    | "characterize"
                    | "characterise"
                    | "denounce"
                    | "condemn"
                    | "dismiss"
                    | "praise"
            )
        });
        if !regards {
            return false;
        }
        let words = words::words(self.text(), *content);
        let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
        let link = (1..words.len().min(24))
            .find(|at| text(*at) == "as" || text(*at) == "to" && text(at + 1) == "be");
        let Some(link) = link else { return false };
        let judged = (link + 1..words.len().min(link + 7))
            .take_while(|at| !words[*at].is_mark() && !crate::holder::is_preposition(text(*at)))
            .find_map(|at| {
                let own_act = matches!(text(0), "its" | "their" | "his" | "her" | "our");
                if own_act
                    && matches!(
                        text(at),
                        "response"
                            | "retaliation"
                            | "reaction"
                            | "answer"
                            | "self-defence"
                            | "self-defense"
                            | "duty"
                    )
                {
                    return Some((at, Stance::Justifies, 3));
                }
                let (word, _) = rapporteur_ontology::stance::beginning(&[text(at)])
                    .find(|(word, _)| word.part == StancePart::Judgement)?;
                Some((at, stance::of_name(word.stance)?, word.strength))
            });
        let Some((last, stance, strength)) = judged else { return false };
        let Some(about) = issue::about(&words, 0..link) else { return false };
        // What it is held for shows the stance: “regards X as a triumph”.
        let shows = Span::new(cue.start, words[last].span.end.max(cue.end));
        found.push(self.shown(&words, about, stance, strength, shows, "position.regards"));
        true
    }

    /// What the clauses of the content say: “it is necessary to …”, “must”, “no prospects for”, judgements.
    fn by_content(&self, found: &mut Positions<'_, '_>) {
        if self.attribution.kind == AttributionKind::Report && self.attribution.speaker.entity().is_none() {
            return;
        }
        let known = found.lines.len();
        for content in &self.attribution.content {
            for sentence in self.sentences(*content) {
                let words = words::words(self.text(), sentence);
                self.clause(&words, found);
            }
        }
        if found.lines.len() == known {
            self.stressed(found);
        }
    }

    /// The sentences of a stretch of content.
    fn sentences(&self, content: Span) -> Vec<Span> {
        let sentences = &self.report.sentences;
        let first = sentences.partition_point(|sentence| sentence.end <= content.start);
        let mut parts = Vec::new();
        for sentence in sentences[first..].iter().take_while(|sentence| sentence.start < content.end) {
            parts.push(Span::new(sentence.start.max(content.start), sentence.end.min(content.end)));
        }
        if parts.is_empty() {
            parts.push(content);
        }
        parts
    }

    fn clause(&self, words: &[Word], found: &mut Positions<'_, '_>) {
        let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
        if words.last().is_some_and(|word| word.text == "?")
            || words.iter().rev().take(2).any(|word| word.text == "?")
        {
            return;
        }
        for at in 0..words.len() {
            let cue = |end: usize| Span::new(words[at].span.start, words[end.min(words.len() - 1)].span.end);
            // “it is necessary to …”
            if text(at) == "it" && matches!(text(at + 1), "is" | "was" | "remains" | "would") {
                let judged = (at + 2..at + 5).find_map(|at| Some((at, verdict(text(at))?)));
                if let Some((adjective, (stance, strength))) = judged
                    && text(adjective + 1) == "to"
                    && verb::is_base(text(adjective + 2))
                {
                    for about in issue::beginning(words, adjective + 2) {
                        found.push(self.shown(
                            words,
                            about,
                            stance,
                            strength,
                            cue(adjective),
                            "position.necessary",
                        ));
                    }
                }
            }
            // “no prospects for …”
            if matches!(text(at), "no" | "little" | "any")
                && matches!(text(at + 1), "prospect" | "prospects" | "hope" | "chance" | "immediate")
            {
                let doubted = text(at) != "any"
                    || words[..at]
                        .iter()
                        .rev()
                        .take(4)
                        .any(|word| stance::shade(&word.text) == Shade::Negated);
                let after = (at + 2..at + 4).find(|after| matches!(text(*after), "for" | "of"));
                if let (true, Some(after)) = (doubted, after) {
                    for about in issue::beginning(words, after + 1) {
                        found.push(self.shown(
                            words,
                            about,
                            Stance::Doubts,
                            3,
                            cue(after),
                            "position.prospects",
                        ));
                    }
                }
            }
            self.modal(words, at, found);
            self.judged(words, at, found);
            // “in support of …”, “while seeking …”, “our initiative to …”, “violates …”
            let before = text(at.wrapping_sub(1));
            let own = matches!(before, "its" | "our" | "their" | "my" | "long-standing" | "longstanding");
            let stated = if own { stance::nominal_at(words, at) } else { stance::at(words, at, true) };
            if let Some(stated) = stated {
                let opens = match stated.word.part {
                    StancePart::Noun => own,
                    StancePart::Adjective => {
                        stated.cue.len() > 2
                            || matches!(
                                before,
                                "is" | "are" | "am" | "remain" | "remains" | "stands" | "stand"
                            ) && self.is_own(words, at - 1)
                    }
                    StancePart::Verb => {
                        stated.word.after.contains(&"content") && !matches!(before, "to" | "of" | "not")
                            || text(at).ends_with("ing") && matches!(before, "while" | "by")
                    }
                    StancePart::Judgement => false,
                };
                let negated =
                    words[..at].iter().rev().take(3).any(|word| stance::shade(&word.text) == Shade::Negated);
                // “that the board seeks no quarrel and “remains ready to talk””: the board is ready.
                let subject = match stated.word.part {
                    StancePart::Adjective if opens => self.other_subject(words, at - 1),
                    _ => Some(None),
                };
                if let Some(subject) = subject.filter(|_| opens && !negated) {
                    for mut about in issue::beginning(words, stated.issue) {
                        // “it violates the treaty”: for the treaty, which only a common issue can tell.
                        if stated.stance == Stance::Criticises && issue::is_against(stated.word.lemma) {
                            let Some(common) = &mut about.common else { continue };
                            common.contrary = !common.contrary;
                        }
                        let strength = stated.strength.min(2);
                        let shown = self.shown(
                            words,
                            about,
                            stated.stance,
                            strength,
                            cue(stated.cue.end - 1),
                            "position.content",
                        );
                        let shown = Shown { weak: stated.word.strength == 1, ..shown };
                        found.push(match &subject {
                            Some(holder) => {
                                let of_own = speaks_for(
                                    self.report,
                                    self.who,
                                    self.attribution,
                                    holder.holder.as_ref(),
                                );
                                let voice = if of_own { self.voice } else { PositionVoice::Ascribed };
                                Shown { holder: holder.clone(), voice, ..shown }
                            }
                            None => shown,
                        });
                    }
                }
            }
        }
    }

    /// “both sides must stop the shelling”, “the answer should not involve violence”.
    fn modal(&self, words: &[Word], at: usize, found: &mut Positions<'_, '_>) {
        let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
        let (strength, mut next) = match (text(at), text(at + 1)) {
            ("must", _) => (3, at + 1),
            ("should", _) => (2, at + 1),
            ("needs" | "need", "to") | ("has" | "have", "to") | ("ought", "to") => (2, at + 2),
            _ => return,
        };
        let negated = matches!(text(next), "not" | "never");
        next += usize::from(negated);
        while rapporteur_ontology::cue::is_adverb(text(next)) {
            next += 1;
        }
        if at == 0
            || !verb::is_base(text(next)) && text(next) != "be"
            || matches!(text(at - 1), "i" | "you")
            || text(next) == "have"
        {
            return;
        }
        let Some(about) = issue::beginning(words, next).into_iter().next() else { return };
        // “the money has to be spent on schools” tells a rule.
        let rule = text(next) == "be" && matches!(text(at), "has" | "have" | "needs" | "need");
        if rule && about.common.is_none() {
            return;
        }
        let subject = words[..at].iter().rposition(Word::ends_clause).map_or(0, |mark| mark + 1);
        // A clause that opens with the verb leaves its subject to the one before.
        if subject == at {
            return;
        }
        // “what right he might have to speak”: what he has stands before, and nobody must speak.
        if matches!(text(at), "has" | "have") && matches!(text(subject), "what" | "which" | "whatever") {
            return;
        }
        // Only of public affairs: a common issue, or somebody else who is told what to do.
        let span = Span::new(words[subject].span.start, words[at - 1].span.end);
        let vague = matches!(text(at - 1), "we" | "it" | "this" | "that" | "there" | "one" | "people");
        if about.common.is_none() && (vague || self.who.about(span, &self.holder).is_empty()) {
            return;
        }
        let stance = if negated { Stance::Opposes } else { Stance::CallsFor };
        let cue = Span::new(words[at].span.start, words[next - 1].span.end);
        found.push(self.shown(words, about, stance, strength, cue, "position.must"));
    }

    /// “the vote was a mistake”, “an illegal blockade”, “a dangerous step was the landing”.
    fn judged(&self, words: &[Word], at: usize, found: &mut Positions<'_, '_>) {
        let window = [words[at].text.as_str()];
        let Some((word, _)) = rapporteur_ontology::stance::beginning(&window)
            .find(|(word, _)| word.part == StancePart::Judgement)
        else {
            return;
        };
        let Some(stance) = stance::of_name(word.stance) else { return };
        let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
        let is = |word: &str| {
            matches!(
                word,
                "is" | "was" | "are" | "were" | "be" | "been" | "remains" | "constitutes" | "constituted"
            )
        };
        let cue = words[at].span;
        let negated =
            words[..at].iter().rev().take(4).any(|word| stance::shade(&word.text) == Shade::Negated);
        if negated {
            return;
        }
        // What is judged stands before “is”, or behind the judgement and its “was”.
        let copula = (at.saturating_sub(5)..at).rev().find(|at| is(text(*at)));
        // In “is feeding a dangerous habit” the habit is judged.
        let copula = copula.filter(|copula| {
            !text(copula + 1).ends_with("ing")
                && words[copula + 1..at]
                    .iter()
                    .all(|word| !word.is_mark() && !crate::holder::is_preposition(&word.text))
        });
        let about = if let Some(copula) = copula {
            let from = words[..copula]
                .iter()
                .rposition(|word| word.is_mark() || word.text == "that")
                .map_or(0, |mark| mark + 1);
            issue::about(words, from..copula).filter(|about| self.is_act(words, about))
        } else {
            let later = (at + 1..words.len().min(at + 12)).find(|later| is(text(*later)));
            match later {
                // “A dangerous step for the coast was the landing”.
                Some(later)
                    if at > 0
                        && at < 5
                        && words
                            .iter()
                            .find(|word| !word.is_mark())
                            .is_some_and(|word| function::is_determiner(&word.text))
                        && words[at..later].iter().all(|word| {
                            !matches!(
                                word.text.as_str(),
                                "i" | "he" | "she" | "we" | "they" | "it" | "who" | "which" | "that"
                            )
                        }) =>
                {
                    issue::beginning(words, later + 1)
                        .into_iter()
                        .next()
                        .filter(|about| self.is_act(words, about))
                }
                _ if word.after.contains(&"-") => {
                    // “the reckless plan of X for Y”: the judgement is on X's Y.
                    let about = issue::beginning(words, at + 1).into_iter().next();
                    about.filter(|about| {
                        let start = about.words.start;
                        let near = start..about.words.end.min(start + 2);
                        let named =
                            issue::common(words, about.words.clone()).is_some_and(|(at, _)| at < start + 2);
                        let acts = words[near].iter().any(|word| {
                            act::lookup(&word.text).is_some()
                                || matches!(word.text.as_str(), "stance" | "position" | "policy")
                        });
                        let span = Span::new(words[start].span.start, words[about.words.end - 1].span.end);
                        // “illegal immigrants” are not what is judged.
                        let person = rapporteur_ontology::noun::lookup(words[start].text.as_str())
                            .is_some_and(|form| form.noun.person);
                        start == at + 1
                            && !person
                            && (named || acts && !self.who.about(span, &self.holder).is_empty())
                    })
                }
                _ => None,
            }
        };
        // An act, not a clause: “the raid”, not “I was asked to come”.
        let plain = |about: &About| {
            words[about.words.clone()].iter().all(|word| {
                !function::is_finite_auxiliary(&word.text)
                    && !matches!(word.text.as_str(), "i" | "he" | "she" | "we" | "they")
            })
        };
        if let Some(about) = about.filter(plain) {
            found.push(self.shown(words, about, stance, word.strength, cue, "position.judged"));
        }
    }

    /// True if an issue is what somebody else does.
    fn is_act(&self, words: &[Word], about: &About) -> bool {
        let range = about.words.clone();
        let span = Span::new(words[range.start].span.start, words[range.end - 1].span.end);
        let acts = words[range].iter().any(|word| act::lookup(&word.text).is_some());
        about.common.is_some() || acts && !self.who.about(span, &self.holder).is_empty()
    }

    /// “stressed the dialogue”, “highlighted the hunger”: who stresses what is good is for it, who stresses what is bad worries.
    fn stressed(&self, found: &mut Positions<'_, '_>) {
        let (Some(cue), Some(content)) = (self.attribution.cue, self.attribution.content.first()) else {
            return;
        };
        let own = words::words(self.text(), cue);
        let stresses = own.iter().any(|word| {
            let lemma = verb::lookup(word.text.as_str()).map_or(word.text.as_str(), |form| form.lemma);
            matches!(
                lemma,
                "stress"
                    | "emphasize"
                    | "emphasise"
                    | "highlight"
                    | "underline"
                    | "underscore"
                    | "draw"
                    | "raise"
            )
        });
        let words = words::words(self.text(), *content);
        let affirms = (0..words.len().min(8)).find(|&at| {
            at > 0
                && matches!(
                    words[at].text.as_str(),
                    "maintain" | "maintains" | "have" | "has" | "keeps" | "keep"
                )
                && (words[at - 1].text == "we"
                    || self.holder.holder.is_some()
                        && self
                            .who
                            .ending_before(&words, at)
                            .is_some_and(|who| who.holder == self.holder.holder))
        });
        let start = match affirms {
            Some(at) => at + 1,
            None if stresses => usize::from(words.first().is_some_and(|word| word.text == "to")),
            None => return,
        };
        let end = words.len().min(start + 10);
        let end =
            words[start.min(end)..end].iter().position(Word::ends_clause).map_or(end, |mark| start + mark);
        let Some((at, common)) = issue::common(&words, start.min(end)..end) else { return };
        let stance = match (common.issue.worth, common.contrary) {
            (Worth::Good, false) | (Worth::Bad, true) => Stance::Supports,
            (Worth::Bad, false) if affirms.is_none() => Stance::Concerned,
            _ => return,
        };
        let Some(about) = issue::about(&words, start..issue::end(&words, start).max(at + common.words))
        else {
            return;
        };
        let (cue, strength) = match affirms {
            Some(at) => (words[at].span, 1),
            None => (cue, 2),
        };
        found.push(self.shown(&words, about, stance, strength, cue, "position.stressed"));
    }

    /// Who is the subject of the verb at `at`, where a quotation opens with it and goes on with a clause before it: within, nobody where that is the
    /// speaker. `None` if it is somebody else who is not known.
    fn other_subject(&self, words: &[Word], at: usize) -> Option<Option<Holder>> {
        let quoted = at > 1 && matches!(words[at - 1].text.as_str(), "\"" | "“");
        let own = matches!(words[0].text.as_str(), "he" | "she" | "they" | "it");
        if !quoted || own || words[1].is_mark() {
            return Some(None);
        }
        let subject = self.who.subject(words, at - 1)?;
        Some(Some(subject).filter(|subject| subject.holder != self.holder.holder))
    }

    /// True if the speaker, or the own side as “we”, is the subject of the verb at `at`.
    fn is_own(&self, words: &[Word], at: usize) -> bool {
        at == 0
            || matches!(words[at - 1].text.as_str(), "we" | "i" | "\"" | "“")
            || self.holder.holder.is_some()
                && self.who.ending_before(words, at).is_some_and(|who| who.holder == self.holder.holder)
    }

    /// What the words say of the stance of somebody else: “the reckless plan of X for Y”.
    fn of_others(&self, found: &mut Positions<'_, '_>) {
        for content in &self.attribution.content {
            for sentence in self.sentences(*content) {
                let words = words::words(self.text(), sentence);
                crate::plain::nominal(self.who, &words, Some(self.attribution), &|_| false, found);
            }
        }
    }
}

/// The cue with whom it blames, where the issue begins right behind that: “held the harbour board responsible for” the flood.
pub(crate) fn with_blamed(words: &[Word], issue: usize, cue: Span) -> Span {
    /// Words between the cue and the issue.
    const BETWEEN: usize = 8;
    let between = words.iter().take(issue).filter(|word| word.span.start >= cue.end);
    let between: Vec<&Word> = between.collect();
    let close = between.len() <= BETWEEN && between.iter().all(|word| !word.ends_clause());
    let last = between.iter().rfind(|word| !word.is_mark());
    last.filter(|_| close).map_or(cue, |last| Span::new(cue.start, last.span.end))
}

/// True if a clause begins: a finite verb follows within a few words.
fn clause_follows(words: &[Word], start: usize) -> bool {
    let next = words[start.min(words.len())..].iter().skip(1).take(8);
    next.take_while(|word| !word.ends_clause() && word.text != ",")
        .any(|word| function::is_finite_auxiliary(&word.text))
}

/// An adjective before a noun: “deep”, “unanimous”.
fn is_modifier(words: &[Word], at: usize) -> bool {
    let word = words[at].text.as_str();
    verb::lookup(word).is_none()
        && function::lookup(word).is_none()
        && words[at].capital == words.get(at + 1).is_some_and(|next| next.capital)
        && !words.get(at + 1).is_none_or(Word::is_mark)
        && rapporteur_ontology::noun::lookup(word).is_none()
        && word.ends_with(['l', 'e', 's', 't', 'c', 'y', 'd', 'g'])
        && at < HEAD
}

/// What “it is X to do it” tells.
fn verdict(word: &str) -> Option<(Stance, u8)> {
    Some(match word {
        "necessary" | "essential" | "vital" | "crucial" | "imperative" | "urgent" | "indispensable" => {
            (Stance::CallsFor, 2)
        }
        "important" | "time" | "right" | "desirable" => (Stance::Supports, 2),
        "unacceptable" | "wrong" | "inadmissible" | "illegal" | "unlawful" | "irresponsible"
        | "dangerous" => (Stance::Opposes, 2),
        "impossible" | "unrealistic" | "pointless" => (Stance::Doubts, 2),
        _ => return None,
    })
}
