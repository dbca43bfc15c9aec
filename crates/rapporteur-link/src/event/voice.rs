//! Who voices an act: the innermost attribution whose content holds its words.

use super::{Draft, Scene, side};
use rapporteur_extract::event::{Form, Found};
use rapporteur_ontology::{function, verb};
use rapporteur_record::{
    Attribution, AttributionKind, EntityId, EntityType, EventType, MentionForm, Participant, Realis,
};
use rapporteur_text::Span;

/// For each act, in order of the text, the place of its attribution in the list. The words of a cue are voiced by whoever
/// voices what they open: `Marten accused` is told by the outlet.
pub(super) fn of_all(scene: &Scene<'_>, found: &[Found]) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> = scene
        .attributions
        .iter()
        .enumerate()
        .flat_map(|(at, attribution)| attribution.content.iter().map(move |span| (*span, at)))
        .collect();
    contents.sort();
    let lengths: Vec<usize> = scene
        .attributions
        .iter()
        .map(|attribution| attribution.content.iter().map(|span| span.len()).sum())
        .collect();
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = 0;
    found
        .iter()
        .map(|event| {
            while let Some(content) = contents.get(next).filter(|(span, _)| span.start <= event.trigger.start)
            {
                open.push(*content);
                next += 1;
            }
            open.retain(|(span, _)| span.end > event.trigger.start);
            open.iter()
                .filter(|(span, at)| {
                    let attribution = &scene.attributions[*at];
                    let cue = attribution.cue;
                    let aside = refuses(scene, attribution) && event.form != Form::Verb
                        || answers(scene, attribution)
                        || denies(scene, attribution, event);
                    attribution.kind != AttributionKind::Act
                        && !aside
                        && span.contains(event.trigger)
                        && cue.is_none_or(|cue| !cue.overlaps(event.trigger))
                })
                .min_by_key(|(_, at)| (lengths[*at], std::cmp::Reverse(*at)))
                .map(|(_, at)| *at)
        })
        .collect()
}

/// True for a stance against something: `rejected the plan` does not tell that there was one.
fn refuses(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    attribution.kind == AttributionKind::Stance
        && attribution.cue.is_some_and(|cue| {
            scene.text(cue).split_whitespace().any(|word| {
                let lemma = verb::lookup(word).map_or(word, |form| form.lemma);
                matches!(
                    lemma,
                    "reject" | "oppose" | "protest" | "refuse" | "dismiss" | "block" | "veto" | "resist"
                )
            })
        })
}

/// `denied the accusation that it knew`: who denies what he is blamed for does not tell that he is blamed.
fn denies(scene: &Scene<'_>, attribution: &Attribution, event: &Found) -> bool {
    event.event_type == EventType::Accuse
        && event.form != Form::Verb
        && event.form != Form::Passive
        && makes(scene, attribution) == Some(Realis::Denied)
}

/// True for `addressed reports of`, `reacted to`, `is investigating whether`: who takes up what is told, or looks into it, does not tell it.
fn answers(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue else { return false };
    let words: Vec<String> = scene.text(cue).split_whitespace().map(str::to_lowercase).collect();
    let does = |lemmas: &[&str]| {
        let lemma = |word: &String| verb::lookup(word.as_str()).map_or("", |form| form.lemma);
        words.iter().any(|word| lemmas.contains(&lemma(word)))
    };
    let told = words.iter().skip(1).any(|word| {
        matches!(
            word.as_str(),
            "reports" | "rumours" | "rumors" | "claims" | "allegations" | "accusations" | "speculation"
        )
    });
    let takes_up =
        ["address", "discuss", "answer", "tackle", "face", "respond", "comment", "dismiss", "play"];
    told && does(&takes_up) || does(&["react", "investigate", "probe", "examine"])
}

/// What a cue makes of the act that its content is about.
fn makes(scene: &Scene<'_>, attribution: &Attribution) -> Option<Realis> {
    let cue = scene.text(attribution.cue?);
    cue.split_whitespace().find_map(|word| {
        let lemma = verb::lookup(word).map_or(word, |form| form.lemma);
        match lemma {
            "deny" | "refute" | "rebut" | "denial" | "denials" => Some(Realis::Denied),
            "accuse" | "allege" | "accusation" | "accusations" | "allegation" | "allegations" => {
                Some(Realis::Alleged)
            }
            _ => None,
        }
    })
}

/// The first act of the content of a denial is denied, of an accusation alleged, where its own sentence does not say otherwise.
/// What such a content only mentions stays: `denied that the attack had harmed anyone`.
pub(super) fn settle(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut settled: Vec<bool> = vec![false; scene.attributions.len()];
    for draft in drafts {
        let Some(voice) = draft.voice else { continue };
        let Ok(at) = scene.attributions.binary_search_by_key(&voice, |attribution| attribution.id) else {
            continue;
        };
        if std::mem::replace(&mut settled[at], true) || scene.attributions[at].kind == AttributionKind::Stance
        {
            continue;
        }
        let told = matches!(draft.realis, Realis::Happened | Realis::Ongoing);
        let verb = matches!(draft.found.form, Form::Verb | Form::Passive);
        if let Some(realis) = makes(scene, &scene.attributions[at]).filter(|_| told && verb) {
            draft.realis = realis;
        }
    }
}

/// Acts before an act among which the one that it hangs on is looked for.
const BACK: usize = 4;

/// A deed that is named by what is thought of it is alleged by whoever blames it on somebody: `held the port responsible for the
/// aggression`. Acts come in order of the text.
pub(super) fn blamed(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let draft = &mut rest[0];
        let Some(word) = draft.found.governor else { continue };
        let told = matches!(draft.realis, Realis::Happened | Realis::Ongoing) && draft.voice.is_none();
        if !told
            || !matches!(draft.found.stem.as_str(), "aggression" | "provocation" | "atrocity" | "genocide")
        {
            continue;
        }
        let blames = before.iter().rev().take(BACK).any(|act| {
            act.sentence == draft.sentence
                && act.found.event_type == EventType::Accuse
                && act.found.trigger.overlaps(word)
        });
        if blames {
            draft.realis = Realis::Alleged;
            let why = &mut draft.found.why;
            why.rule = "event.governor".into();
            why.triggers.push(word);
            why.shares.push(1.0);
        }
    }
}

/// `Lind said he had talked`: a pronoun that opens what is said is who says so, where nothing else explains it. A body tells its
/// own plans, whatever was named before: `the army accused the rebels and declared that it would advance`.
pub(super) fn speak_of_themselves(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(voice) = draft.voice else { continue };
        let Ok(at) = scene.attributions.binary_search_by_key(&voice, |attribution| attribution.id) else {
            continue;
        };
        let attribution = &scene.attributions[at];
        let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else { continue };
        if attribution.speaker.entity().is_none() {
            several_speak(scene, draft, source, cue);
        }
        let Some(speaker) = attribution.speaker.entity().and_then(|id| scene.entity(id)) else { continue };
        let opens = |span: Span| {
            source.end <= cue.start
                && cue.end <= span.start
                && matches!(scene.between(cue.end, span.start).trim(), "" | "that")
        };
        let fits = |pronoun: &function::Pronoun| {
            let kind = if pronoun.animate {
                speaker.entity_type == EntityType::Person
            } else {
                matches!(speaker.entity_type, EntityType::Organisation | EntityType::State)
            };
            kind && pronoun.person == 3
                && pronoun.number == function::Number::Singular
                && matches!(pronoun.case, function::Case::Subject | function::Case::SubjectOrObject)
        };
        let himself =
            |span: Span| Participant { span, entity: Some(speaker.id.clone()), actor: speaker.actor.clone() };
        let pronoun = |span: Span| function::pronoun(scene.text(span)).filter(|it| fits(it) && opens(span));
        for side in &mut draft.sources {
            let free = |it: function::Pronoun| {
                let other = side.entity.as_ref().filter(|id| **id != speaker.id);
                side.entity.is_none()
                    || !it.animate && draft.realis == Realis::Planned
                    || it.animate && other.is_some_and(|id| !is_in_sentence(scene, draft.sentence, id))
            };
            if pronoun(side.span).is_some_and(free) {
                *side = himself(side.span);
            }
        }
        // The pronoun before the verb was read to stand for another body of the sentence.
        let plan = draft.found.pronoun.filter(|_| draft.realis == Realis::Planned);
        if let Some(span) = plan.filter(|span| pronoun(*span).is_some_and(|it| !it.animate)) {
            draft.sources = vec![himself(span)];
        }
    }
}

/// `Mayors of three towns said they would close the river`: whom no name stands for are still those who say so.
fn several_speak(scene: &Scene<'_>, draft: &mut Draft, source: Span, cue: Span) {
    let words = scene.text(source);
    let several = words.split_whitespace().count() > 1 && side::is_several(words);
    let they = |side: &Participant| {
        side.entity.is_none()
            && scene.text(side.span).eq_ignore_ascii_case("they")
            && source.end <= cue.start
            && cue.end <= side.span.start
            && matches!(scene.between(cue.end, side.span.start).trim(), "" | "that")
    };
    for side in draft.sources.iter_mut().filter(|side| several && they(side)) {
        side.span = source;
    }
}

/// True if a sentence names somebody: `Marten met Lind and said he had left`.
fn is_in_sentence(scene: &Scene<'_>, sentence: usize, id: &EntityId) -> bool {
    let span = scene.analysis.sentences[sentence].span;
    let first = scene.mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = scene.mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
    inside
        .filter(|mention| mention.form != MentionForm::Pronoun)
        .any(|mention| mention.entity.as_ref() == Some(id))
}

/// Who tells of an act is no side of it where the act has other words on that side (`Ruritanian media reported Sylvanian
/// strikes`), and never where the attribution is a report: `according to the channel, ten died in the bombardment`.
pub(super) fn drop_speakers(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(voice) = draft.voice else { continue };
        let Ok(at) = scene.attributions.binary_search_by_key(&voice, |attribution| attribution.id) else {
            continue;
        };
        let Some(source) = scene.attributions[at].source else { continue };
        let cue = scene.attributions[at].cue.map_or("", |cue| scene.text(cue));
        // Who tells what is planned may be the one who plans it.
        let reports = scene.attributions[at].kind == AttributionKind::Report
            && draft.realis != Realis::Planned
            || cue.to_lowercase().starts_with("according");
        // `the mayor plans to meet the crew`
        let own = draft.realis == Realis::Planned
            && matches!(draft.found.event_type, EventType::Consult | EventType::Agree | EventType::Cooperate);
        for sides in [&mut draft.sources, &mut draft.targets] {
            if own && !reports {
                continue;
            }
            let tells = |span: Span| source.overlaps(span);
            // `Norway said it would leave`: a pronoun that nothing else explains is who says so.
            let open = |side: &Participant| {
                side.entity.is_none() && function::pronoun(scene.text(side.span)).is_some()
            };
            let told = sides.iter().any(|side| tells(side.span));
            if !reports && told && sides.iter().all(|side| tells(side.span) || open(side)) {
                sides.retain(|side| tells(side.span));
            } else if reports || sides.iter().any(|side| !tells(side.span)) {
                sides.retain(|side| !tells(side.span));
            }
        }
    }
}
