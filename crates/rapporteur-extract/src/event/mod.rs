//! Events: who did what to whom, as the sentence tells it.
//!
//! A model of events reads sentences and says of a word how likely it names an act, of which type, whether that came
//! about, and which words name the sides ([`EventReading`]). Without a model there are no events: a list of verbs alone gives
//! more false events than true ones ([ADR 16](../../../../docs/adr/0016-events.md)). This module makes lines of the readings: the
//! words of the act ([`trigger`]), whether it came about by the model and by the grammar of the sentence
//! ([`realis`]), PLOVER's modes and contexts by the words around ([`detail`]). Headings have no events. Who the sides are, who voices
//! it, when and where is settled by linking.

mod bystander;
mod clause;
mod control;
mod detail;
mod figurative;
mod governor;
mod grammar;
mod group;
mod kind;
#[cfg(test)]
pub(crate) mod markup;
mod passive;
mod reach;
mod realis;
mod sense;
mod side;
mod stem;
#[cfg(test)]
mod tests;
mod trigger;

use crate::VERSION;
use crate::event_reading::{EventReading, REALIS, SideReading};
use crate::lexeme::Lexemes;
use crate::model::Findings;
use crate::phrase::{Tag, Words};
use group::{Group, Kind};
use rapporteur_lang::Analysis;
use rapporteur_ontology::{function, noun};
use rapporteur_record::{Document, EventType, QuadClass, Realis, SegmentKind, Why};
use rapporteur_text::Span;
use std::ops::Range;

pub use stem::same_stem;

/// How the words of an act present it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// By a verb.
    Verb,
    /// By a participle whose doer is not its subject: `was shelled`.
    Passive,
    /// By a noun that points back or is known: `the bombardment`, `its attack`.
    Definite,
    /// By a noun that is new: `an attack`, `another strike`.
    Indefinite,
    /// By a noun that does not tell: `attacks`.
    Bare,
}

/// An event as its sentence tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The words that name the act.
    pub trigger: Span,
    /// What kind of act.
    pub event_type: EventType,
    /// PLOVER's modes, sorted.
    pub modes: Vec<String>,
    /// PLOVER's contexts, sorted.
    pub contexts: Vec<String>,
    /// Whether it came about, by the sentence alone.
    pub realis: Realis,
    /// Words that name who did it.
    pub sources: Vec<Span>,
    /// Words that name to whom.
    pub targets: Vec<Span>,
    /// Both sides do it with each other: all are sources.
    pub reciprocal: bool,
    /// The pronoun that is the subject of its verb, where other words were read as who did it: they are the same, or it did.
    pub pronoun: Option<Span>,
    /// How its words present it.
    pub form: Form,
    /// The word that it hangs on: `vowed` of `vowed to attack`.
    pub governor: Option<Span>,
    /// The base form that its words are compared by.
    pub stem: String,
    /// How it was found, with its confidence.
    pub why: Why,
}

/// The events of a document by the readings of its sentences, in order of the text. Readings that lie in no sentence or not
/// on words are left out.
#[must_use]
pub fn events(document: &Document, analysis: &Analysis, readings: &[EventReading]) -> Vec<Found> {
    let lexemes = Lexemes::new(document, analysis);
    of_readings(document, analysis, &lexemes, readings, ["event", VERSION])
}

/// As [`events`], with the tokens read before, of what the reading model found.
pub(crate) fn events_in(
    document: &Document,
    analysis: &Analysis,
    lexemes: &Lexemes<'_>,
    found: &Findings,
) -> Vec<Found> {
    let readings = found.events.as_deref().unwrap_or_default();
    of_readings(document, analysis, lexemes, readings, [&found.model, &found.version])
}

/// `model`: the name and version that the lines carry.
fn of_readings(
    document: &Document,
    analysis: &Analysis,
    lexemes: &Lexemes<'_>,
    readings: &[EventReading],
    model: [&str; 2],
) -> Vec<Found> {
    if readings.is_empty() {
        return Vec::new();
    }
    let words = Words::new(lexemes, analysis);
    let mut sites: Vec<Site<'_>> =
        readings.iter().filter_map(|reading| Site::new(document, analysis, &words, reading)).collect();
    sites.sort_by_key(|site| (site.trigger.start, site.trigger.end));
    trigger::join(&words, &mut sites);
    let mut found: Vec<Found> = sites.iter().filter_map(|site| site.found(&words, model)).collect();
    trigger::drop_doubled(&mut found);
    // `the release lasted five hours`, where the report tells what is let out.
    let bare = |event: &Found| {
        event.event_type == EventType::Retreat
            && event.stem == "release"
            && event.sources.is_empty()
            && event.targets.is_empty()
    };
    if found.iter().any(bare) && sense::tells_what_is_let_out(&words, analysis) {
        found.retain(|event| !bare(event));
    }
    found
}

/// A reading and where it stands.
pub(crate) struct Site<'r> {
    reading: &'r EventReading,
    /// Its words, as positions of tokens.
    trigger: Range<usize>,
    /// The tokens of its sentence.
    sentence: Range<usize>,
    headline: bool,
    /// The likeliest type by model and words, with its share.
    kind: (EventType, f32),
    sources: Vec<Span>,
    targets: Vec<Span>,
}

impl<'r> Site<'r> {
    fn new(
        document: &Document,
        analysis: &Analysis,
        words: &Words<'_>,
        reading: &'r EventReading,
    ) -> Option<Self> {
        let sentence = &analysis.sentences[analysis.sentence_at(reading.trigger.start)?];
        let told = matches!(
            sentence.kind,
            SegmentKind::Paragraph | SegmentKind::Headline | SegmentKind::Subhead | SegmentKind::Caption
        );
        if !told || reading.trigger.end > sentence.span.end {
            return None;
        }
        let tokens = sentence.tokens.clone();
        let at = tokens.start
            + words.words.get(tokens.clone())?.partition_point(|w| w.span.end <= reading.trigger.start);
        if at >= tokens.end || !words.words[at].span.overlaps(reading.trigger) {
            return None;
        }
        if !trigger::can_name(words, at) {
            return None;
        }
        let at = trigger::carrier(words, at, &tokens);
        // An article alone names nobody.
        let names = |words: &str| !matches!(words.to_ascii_lowercase().as_str(), "" | "the" | "a" | "an");
        // `an inter-Danish meeting` is with those that the name embraces, and not with whom it names.
        let within = |side: &SideReading| {
            let before = side.span.start.checked_sub(WITHIN.len());
            let word = before.and_then(|from| document.text.get(from..side.span.start));
            word.is_some_and(|word| word.eq_ignore_ascii_case(WITHIN))
        };
        let inside = |side: &&SideReading| {
            sentence.span.contains(side.span)
                && side.span.of(&document.text).is_some_and(names)
                && !within(side)
        };
        // The model reads `U` of `U.S.`
        let dotted = |side: SideReading| {
            let at =
                tokens.start + words.words[tokens.clone()].partition_point(|w| w.span.end < side.span.end);
            let word = words
                .words
                .get(at)
                .filter(|w| w.lower.contains('.') && w.span.contains_offset(side.span.start));
            word.map_or(side, |word| SideReading { span: word.span, ..side })
        };
        let of = |sides: &[SideReading]| sides.iter().filter(inside).copied().map(dotted).collect::<Vec<_>>();
        let trigger = trigger::whole(words, at, &tokens);
        let kind = kind::likeliest(words, &reading.types, &trigger)?;
        let mutual = is_mutual(kind.0).then_some(reading.trigger);
        let (sources, targets) =
            side::settled(&document.text, &of(&reading.sources), &of(&reading.targets), mutual);
        Some(Self {
            reading,
            trigger,
            kind,
            sentence: tokens,
            headline: sentence.kind != SegmentKind::Paragraph,
            sources,
            targets,
        })
    }

    /// The act's first word.
    fn at(&self, words: &Words<'_>) -> Span {
        words.words[self.trigger.start].span
    }

    fn event_type(&self) -> (EventType, f32) {
        self.kind
    }

    fn found(&self, words: &Words<'_>, model: [&str; 2]) -> Option<Found> {
        let span = words.span(&self.trigger)?;
        let (event_type, sure) = self.event_type();
        if figurative::is_figurative(
            words,
            event_type,
            &self.trigger,
            &self.sentence,
            &self.targets,
            !self.sources.is_empty(),
        ) {
            return None;
        }
        if event_type == EventType::Threaten && trigger::only_warns(words, &self.trigger, &self.sentence) {
            return None;
        }
        let group = Group::around(words, &self.trigger, &self.sentence);
        let verbal = matches!(event_type.quad(), QuadClass::VerbalCooperation | QuadClass::VerbalConflict);
        if verbal && group.kind == Kind::Finite && clause::in_free_relative(words, &group, &self.sentence) {
            return None;
        }
        if sense::is_none(words, event_type, &group, &self.sentence) {
            return None;
        }
        let governor = governor::of(words, &group, &self.sentence);
        let judged = realis::judge(words, self, &group, governor.as_ref());
        let event_type = if judged.realis == Realis::Planned
            && kind::is_announced(words, event_type, &group, &self.sentence)
        {
            EventType::Threaten
        } else {
            event_type
        };
        let detail = detail::of(words, event_type, &self.trigger, &self.sentence);
        let confidence = (self.reading.happens * sure).clamp(0.0, 1.0);
        // `condemns`, `apologised`: a verb whose own word is of one kind tells of an act also where the model doubts it.
        let plain = kind::is_told(words, &self.trigger, event_type)
            && (group.kind == Kind::Finite || kind::is_done_so(words, self.trigger.start));
        let confidence = if plain { confidence.sqrt() } else { confidence };
        let mut why = Why {
            extractor: model[0].to_owned().into(),
            version: model[1].to_owned().into(),
            rule: judged.rule.into(),
            triggers: vec![span],
            confidence: Some((confidence * 1000.0).round() / 1000.0),
            shares: vec![(self.reading.happens * 1000.0).round() / 1000.0],
            corrected: Vec::new(),
        };
        let hangs_on = governor.as_ref().map(|governor| words.words[governor.at].span);
        if let Some(word) = judged.word.map(|at| words.words[at].span).filter(|word| !span.overlaps(*word)) {
            why.triggers.push(word);
            why.shares.push(judged.share);
        }
        let (mut sources, mut targets) = (self.sources.clone(), self.targets.clone());
        let told = |span: &Span, other: &[Span]| other.iter().all(|side| !side.overlaps(*span));
        let grammar = grammar::sides(words, &group, &self.sentence, event_type, &detail.modes);
        if grammar.describes {
            sources.clear();
            targets = grammar.target.into_iter().collect();
        }
        if let (Some(subject), Some(head)) = (grammar.subject, grammar.source) {
            // `Norway, an ally of Denmark, shelled`: of the subject's words only its head does it, and suffers nothing.
            let sure = |span: &Span| !grammar.certain && read(&self.reading.sources, *span) >= SURE;
            let aside = |span: &Span| subject.contains(*span) && !span.overlaps(head);
            sources.retain(|span| !aside(span) || sure(span));
            if targets.iter().any(|span| span.overlaps(head)) && told(&head, &sources) {
                targets.retain(|span| !span.overlaps(head));
            }
        }
        if let (Some(met), true) = (grammar.target, grammar.suffers) {
            sources.clear();
            targets = vec![met];
        }
        if let Some(met) = passive::met(words, &group, event_type, &grammar, &targets, &self.sentence)
            && met.iter().all(|span| told(span, &sources))
        {
            targets = met;
        }
        if let (Some(doer), true) = (grammar.source, grammar.by) {
            // `was rejected by the mayor`: of a verb in the passive nobody else does it.
            let joins = |span: &Span| span.overlaps(doer) || span.start >= doer.end;
            if sources.iter().any(|span| span.overlaps(doer)) {
                sources.retain(joins);
            } else if told(&doer, &targets) && grammar::is_of_somebody(words, doer, &self.sentence) {
                sources = vec![doer];
            }
        }
        // `said it would resume them`: a pronoun is whoever it is; somebody else has to be read for sure.
        let pronoun = grammar.source.filter(|head| {
            grammar.pronoun
                && sources
                    .iter()
                    .all(|span| !span.overlaps(*head) && read(&self.reading.sources, *span) < PRONOUN)
                && told(head, &targets)
        });
        if let (Some(head), true) = (grammar.source, grammar.certain) {
            // `mine guards`: the model read the first word of the phrase.
            for span in &mut sources {
                if head.contains(*span)
                    && head.start == span.start
                    && !grammar::has_of(words, head, &self.sentence)
                {
                    *span = head;
                }
            }
        }
        if let Some(other) = grammar.other {
            // `summoned the envoy and expelled two`: the envoy is whom the other verb meets.
            sources.retain(|span| !other.contains(*span));
            if grammar.target.is_some() {
                targets.retain(|span| !other.contains(*span));
            }
        }
        if let (Some(head), true) = (grammar.source, grammar.certain && grammar.other.is_none()) {
            // Who stands right before the verb does it, and nobody of another clause.
            let own = |span: &Span| {
                span.overlaps(head) || grammar.subject.is_some_and(|whole| whole.overlaps(*span))
            };
            if !sources.iter().any(own) {
                // `a state that shells its towns`: the state was read as whom another act meets.
                if grammar.target.is_some_and(|target| !target.overlaps(head)) {
                    targets.retain(|span| !span.overlaps(head));
                }
                if told(&head, &targets) {
                    sources = vec![head];
                }
            }
        }
        // `killed ten and wounded five` tells of one act.
        let toll = grammar.target.is_none() && grammar.means.is_none()
            || figurative::is_casualty(words, &self.trigger);
        let open = event_type == EventType::Assault && toll && !group.passive;
        targets.retain(|span| open || !clause::beyond(words, &self.trigger, *span, &self.sentence));
        // Whoever stands in another clause behind it has no part in it.
        let verbal = matches!(event_type.quad(), QuadClass::VerbalCooperation | QuadClass::VerbalConflict);
        let apart = |span: &Span, side| reach::is_apart(words, &group, side, verbal, *span, &self.sentence);
        let other = |span: &Span| reach::is_of_other_deed(words, &group, *span, &self.sentence);
        sources.retain(|span| !apart(span, reach::Reached::Doer) && !other(span));
        targets.retain(|span| !apart(span, reach::Reached::Met));
        if targets.len() > 1 {
            targets.retain(|span| !apart(span, reach::Reached::AlsoMet));
        }
        targets.retain(|span| {
            open || verbal || group.passive || !reach::is_next_subject(words, &group, *span, &self.sentence)
        });
        let undergoes =
            |span: &Span| reach::undergoes(words, &group, event_type, grammar.target, *span, &self.sentence);
        let suffers = |met: &Span| {
            event_type != EventType::Aid
                && sources.iter().any(undergoes)
                && grammar::is_of_somebody(words, *met, &self.sentence)
        };
        if let Some(met) = grammar.target.filter(suffers) {
            // `Norway is banned from the port`: what stands behind the verb is where, or from what.
            if !targets.iter().any(|span| span.overlaps(met)) {
                targets = vec![met];
            }
        }
        sources.retain(|span| !undergoes(span));
        if group.passive {
            // `was built by Norway but paid by Denmark`
            sources.retain(|span| !clause::beyond(words, &self.trigger, *span, &self.sentence));
        }
        if bystander::is_being(words, &group) {
            // `did not move after being shot`
            let met = |span: &Span| span.end <= self.at(words).start;
            let suffering: Vec<Span> = sources.iter().copied().filter(met).collect();
            sources.retain(|span| !met(span));
            if targets.is_empty() {
                targets = suffering;
            }
        }
        let idle = |span: &Span| bystander::is_none_of_the_doers(words, &group, *span, &self.sentence);
        sources.retain(|span| !idle(span));
        if matches!(event_type, EventType::Accuse | EventType::Support | EventType::Reject) {
            let head = |span: &Span| grammar.source.is_some_and(|head| head.overlaps(*span));
            let spoken = |span: &Span| bystander::is_spoken_of(words, &group, *span, &self.sentence);
            sources.retain(|span| head(span) || !spoken(span));
        }
        if let Some(owner) = grammar.suffering_owner {
            // `the clerk's murder`: whose it is suffered it.
            sources.retain(|span| !span.overlaps(owner));
        }
        // `a pilot and all others who were shot`
        let alone = |met: &Span| !grammar::names_others(words, *met, &self.sentence);
        let relative = clause::is_relative(words, &group, &self.sentence);
        if let Some(met) = grammar.target.filter(|met| relative && alone(met))
            && group.passive
            && targets.iter().any(|span| span.overlaps(met))
        {
            // `ten were held, and a pilot who was shot died`
            targets.retain(|span| span.overlaps(met));
        }
        // `fired one shell at the port`: what it is done with suffers nothing.
        targets.retain(|span| grammar.means.is_none_or(|means| !means.overlaps(*span)));
        targets.retain(|span| grammar::can_suffer(words, &group, *span, event_type, &self.sentence));
        // Who owns the act of a noun does it: `Ruritanian media reported Sylvanian strikes`.
        let owns = group.kind == Kind::Noun;
        let owned = owns && grammar.source.is_some_and(|span| told(&span, &targets));
        if sources.is_empty() || owned && grammar.source.is_some_and(|span| told(&span, &sources)) {
            sources.retain(|_| !owned);
            let doer = grammar.source.filter(|_| !bystander::is_being(words, &group));
            sources.extend(doer.filter(|span| told(span, &targets) && !idle(span)));
        }
        // What the model reads there, and grammar too: `struck a market, killing ten`.
        let direct = grammar.target.filter(|_| grammar.direct && group.kind != Kind::Noun);
        if let Some(object) = direct.filter(|span| read(&self.reading.targets, *span) >= READ) {
            // `torturing one and burning the mill`: whom it meets stands behind the verb.
            let met = targets.iter().any(|span| span.overlaps(object));
            targets.retain(|span| !met || group.passive || span.end > self.at(words).start);
        }
        let active = !group.passive && !grammar.suffers && grammar.described.is_none();
        if let Some(object) = direct.filter(|span| active && told(span, &sources))
            && !targets.is_empty()
            && targets.iter().all(|span| span.end <= self.at(words).start)
            && grammar::is_of_somebody(words, object, &self.sentence)
            // `sued the port and barred its mayor`: who was named before says more than a pronoun.
            && !opens_with_pronoun(words, object)
        {
            // `Norway sued the port, defying the mayor`: who stands behind a verb is whom it meets.
            targets = vec![object];
        }
        for span in [direct.filter(|span| grammar::refers(words, *span, &self.sentence)), grammar.seconds]
            .into_iter()
            .flatten()
        {
            let read = read(&self.reading.targets, span) >= READ;
            let open = told(&span, &targets) && told(&span, &sources) && !targets.is_empty();
            if read && open && event_type == EventType::Assault {
                targets.push(span);
            }
        }
        if targets.is_empty() {
            let suffers = |span: &Span| grammar::can_suffer(words, &group, *span, event_type, &self.sentence);
            let suffering = |span: &Span| told(span, &sources) && suffers(span);
            targets.extend(grammar.target.filter(suffering));
            if event_type == EventType::Assault {
                targets.extend(grammar.seconds.filter(suffering));
            }
        }
        let shared = |span: &Span| reach::is_of_occasion(words, &group, *span, &self.sentence);
        targets.retain(|span| is_mutual(event_type) || !shared(span));
        if event_type == EventType::Consult && !sources.is_empty() {
            let attends = control::attends(words, &group, &self.sentence);
            sources.extend(attends.filter(|span| told(span, &sources)));
        }
        if is_mutual(event_type) {
            // Somebody else is met there: of a delegation that is led on a visit the host is the other party.
            let visited = |span: &Span| grammar::is_visited(words, &group, *span, &self.sentence);
            if targets.len() > 1 || event_type == EventType::Consult {
                targets.retain(|span| !visited(span));
            }
            sources.retain(|span| !visited(span));
            // `the mayor plans to meet the crew`: who was read is whom the subject meets.
            let subject = grammar
                .source
                .filter(|_| matches!(group.kind, Kind::Finite | Kind::Infinitive) && !grammar.by)
                // A pronoun stands for those who were read.
                .filter(|span| !is_pronoun(words, *span));
            if !sources.is_empty() {
                sources.extend(subject.filter(|span| told(span, &sources) && told(span, &targets)));
            }
        }
        if is_mutual(event_type) && sources.len() > 2 {
            // `Norway and Denmark agreed at their meeting`: they are the two.
            sources.retain(|span| !grammar::is_possessive(words, *span, &self.sentence));
        }
        sources.extend(grammar.fellow.filter(|span| told(span, &sources) && told(span, &targets)));
        let behind = |span: &Span| span.start >= self.at(words).end;
        if is_mutual(event_type) && group.kind == Kind::Gerund && sources.iter().all(behind) {
            // `cooperating with the clerk helps`: nobody is told to do it, and the clerk is with whom.
            targets.append(&mut sources);
        }
        if targets.len() > 1 && event_type != EventType::Retreat {
            targets.retain(|span| !grammar::is_origin(words, *span, &self.sentence));
        }
        for side in [&mut sources, &mut targets] {
            side.sort();
            side.dedup();
            if side.len() > 1 {
                side.retain(|span| !grammar::is_part(words, *span, &self.sentence));
            }
        }
        if sense::is_against(words, event_type, &group) {
            // `agreed to take it out`: whom the deed meets is no party to the agreement.
            targets.retain(|span| span.end <= self.at(words).start);
        }
        if let Some(at) =
            sense::helps(words, &group, &self.sentence).filter(|_| event_type == EventType::Assault)
        {
            let beyond = words.words[at].span.start;
            targets.retain(|span| span.start < beyond);
        }
        if let Some(at) = sense::compares(words, &group, &self.sentence) {
            // `sees its strike as an answer to steps against the port`: whom those met.
            let beyond = words.words[at].span.start;
            targets.retain(|span| span.start < beyond);
        }
        if let Some(rejects) = governor.as_ref().filter(|governor| governor.class == governor::Class::Deny)
            && event_type == EventType::Accuse
            && group.kind == Kind::Noun
            && let Some(subject) = control::subject(words, rejects.at, &self.sentence)
        {
            // `we reject the accusation`: who rejects it did not make it, nor is told to be whom it meets.
            sources.retain(|span| !span.overlaps(subject));
            targets.retain(|span| !span.overlaps(subject));
        }
        for span in sources.iter_mut().chain(&mut targets) {
            *span = grammar::completed(words, *span, &self.sentence);
            *span = grammar::with_hyphen(words, *span, &self.sentence);
            *span = grammar::with_also(words, *span, &self.sentence);
        }
        if let Some(paid) = governor.as_ref().filter(|governor| governor.class == governor::Class::Paid) {
            // `offered rewards for sinking the ship`: who pays for a deed does not do it.
            let pays = words.words[paid.at].span;
            sources.retain(|span| span.start >= pays.end);
        }
        if let Some(at) = governor.as_ref().map(|governor| governor.at).filter(|&at| sense::awaits(words, at))
        {
            // `expects an apology`: who waits for a deed does not do it.
            let waits = words.words[at].span;
            let owned = |span: &Span| grammar.source.is_some_and(|owner| owner.overlaps(*span));
            sources.retain(|span| {
                group.kind != Kind::Noun
                    || span.end > waits.start
                    || group.determiner.is_some() && owned(span)
            });
        }
        // `the worst raid in Danish history`
        targets.retain(|span| !grammar::is_record(words, *span, &self.sentence));
        // `imposed curbs on shops in the state`: where it is done meets nothing.
        let area = |span: &Span| grammar::is_unnamed_area(words, *span, &self.sentence);
        if event_type != EventType::Assault {
            targets.retain(|span| !area(span));
        }
        let same = !sources.is_empty() && sources == targets;
        if same {
            targets.clear();
        }
        let mutual = is_mutual(event_type);
        // `the status of negotiations` tells of no talks that anybody has.
        let topic = group.kind == Kind::Noun
            && group.determiner.is_none()
            && group.start > self.sentence.start
            && matches!(words.lower(group.start - 1), "of" | "in" | "about");
        // `a partner in negotiations` is what somebody is for.
        let role = topic
            && words.lower(group.start - 1) == "in"
            && group.start > self.sentence.start + 1
            && noun::lookup(words.key(group.start - 2)).is_some_and(|form| form.noun.person);
        if mutual && (role || topic && sources.is_empty() && targets.is_empty()) {
            return None;
        }
        let several = sources.len() > 1 || sources.iter().any(|span| pairs(words, *span, &self.sentence));
        Some(Found {
            trigger: span,
            event_type,
            modes: detail.modes,
            contexts: detail.contexts,
            realis: judged.realis,
            reciprocal: same || targets.is_empty() && mutual && several,
            sources,
            targets,
            pronoun,
            form: form(words, &group),
            governor: hangs_on,
            stem: stem::of(words, &self.trigger),
            why,
        })
    }
}

/// Probability from which on the model outweighs a subject that grammar is not certain of, and from which on words are read at all.
const SURE: f32 = 0.95;
const PRONOUN: f32 = 0.92;
const READ: f32 = 0.5;

/// What stands before a name that several are of.
const WITHIN: &str = "inter-";

/// The probability with which the model reads some words on a side.
fn read(side: &[SideReading], span: Span) -> f32 {
    let found = side.iter().filter(|read| read.span.overlaps(span)).map(|read| read.probability);
    found.fold(0.0, f32::max)
}

/// Acts that two do with each other.
fn is_mutual(event_type: EventType) -> bool {
    matches!(event_type, EventType::Consult | EventType::Cooperate | EventType::Agree)
}

/// True if the words of a span are one pronoun.
fn is_pronoun(words: &Words<'_>, span: Span) -> bool {
    let at = words.words.partition_point(|word| word.span.start < span.start);
    opens_with_pronoun(words, span) && words.words[at].span == span
}

/// True if the first word of a span is a pronoun: `them`, `its mayor`.
fn opens_with_pronoun(words: &Words<'_>, span: Span) -> bool {
    let at = words.words.partition_point(|word| word.span.start < span.start);
    words.words.get(at).is_some_and(|word| function::pronoun(word.lower).is_some())
}

/// True if the words of a span name several with `and`, or two as one: `Ruritania and Sylvania`, `the two ministers`.
fn pairs(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    words.words.get(sentence.clone()).unwrap_or_default().iter().filter(|word| span.contains(word.span)).any(
        |word| matches!(word.lower, "and" | "two" | "three" | "both" | "sides" | "countries" | "leaders"),
    )
}

fn form(words: &Words<'_>, group: &Group) -> Form {
    match group.kind {
        Kind::Noun => match group.determiner.map(|at| (words.tag(at), words.lower(at))) {
            Some((Tag::Possessive | Tag::Genitive, _)) => Form::Definite,
            Some((_, "the" | "this" | "these" | "that" | "those" | "both")) => Form::Definite,
            Some(_) => Form::Indefinite,
            None => Form::Bare,
        },
        Kind::Participle | Kind::Finite if group.passive => Form::Passive,
        _ => Form::Verb,
    }
}
