//! Which places of a report tell of one act.

use super::{Draft, Scene, side};
use rapporteur_extract::event::{Form, same_stem};
use rapporteur_record::{EntityId, EntityType, EventType, Participant, Realis};

/// Acts of one type before an act that it is compared with.
const WITHIN: usize = 48;

/// The drafts of each event, in order of the text.
pub(super) fn groups(scene: &Scene<'_>, drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of_type: [Vec<usize>; EventType::ALL.len()] = Default::default();
    for (at, draft) in drafts.iter().enumerate() {
        let known = &mut of_type[draft.found.event_type as usize];
        let joins = |&group: &usize| {
            // The first of its places tells most; the last one is nearest.
            let (first, last) = (groups[group][0], groups[group][groups[group].len() - 1]);
            groups[group].iter().take(WITHIN).all(|&other| agree(scene, &drafts[other], draft))
                && (points_to(scene, &drafts[first], draft) || points_to(scene, &drafts[last], draft))
        };
        // `its attack` is what somebody attacked, before it is any other act of force.
        let named = |group: &usize| same_stem(&drafts[groups[*group][0]].found.stem, &draft.found.stem);
        let recent = || known.iter().rev().take(WITHIN).copied();
        let same = recent().filter(named).find(joins).or_else(|| recent().find(joins));
        match same {
            Some(group) => groups[group].push(at),
            None => {
                known.push(groups.len());
                groups.push(vec![at]);
            }
        }
    }
    groups
}

/// Nothing tells that two mentions are of two acts.
fn agree(scene: &Scene<'_>, a: &Draft, b: &Draft) -> bool {
    let realis = a.realis == b.realis
        || matches!(
            (a.realis, b.realis),
            (Realis::Happened, Realis::Ongoing)
                | (Realis::Ongoing, Realis::Happened)
                | (Realis::Alleged, Realis::Denied)
                | (Realis::Denied, Realis::Alleged)
        );
    let dates = match (&a.date, &b.date) {
        (Some(a), Some(b)) => {
            let (a, b) = (a.value.as_ref().unwrap_or(&a.text_only), b.value.as_ref().unwrap_or(&b.text_only));
            a.starts_with(b.as_str()) || b.starts_with(a.as_str())
        }
        _ => true,
    };
    let places = match (a.place, b.place) {
        (Some(a), Some(b)) => a == b || place_words(scene, a) == place_words(scene, b),
        _ => true,
    };
    realis
        && dates
        && places
        && !apart(scene, &a.sources, &b.sources)
        && (!apart(scene, &a.targets, &b.targets)
            || met(scene, a, b)
            || met(scene, b, a)
            || toll(scene, a, b))
}

/// One tells where an act of force met, the other whom: `strikes on the port`, `ten died in the bombardment`.
fn met(scene: &Scene<'_>, place: &Draft, people: &Draft) -> bool {
    let is_place = |side: &Participant| {
        let entity = side.entity.as_ref().and_then(|id| scene.entity(id));
        entity.is_some_and(|entity| matches!(entity.entity_type, EntityType::Place | EntityType::State))
    };
    place.found.event_type == EventType::Assault
        && place.targets.iter().all(is_place)
        && !people.targets.iter().any(is_place)
}

fn place_words<'s>(scene: &'s Scene<'_>, place: rapporteur_record::PlaceId) -> &'s str {
    let at = scene.places.binary_search_by_key(&place, |place| place.id);
    at.map_or("", |at| scene.text(scene.places[at].span))
}

/// The later one tells in the same sentence what the earlier one did to people: `breached the wall, killing ten`.
fn toll(scene: &Scene<'_>, earlier: &Draft, later: &Draft) -> bool {
    const TOLL: &[&str] = &["kill", "wound", "injur", "die", "dead", "death", "casualt", "loss"];
    let word = scene.text(later.found.trigger).to_lowercase();
    earlier.found.event_type == EventType::Assault
        && later.found.event_type == EventType::Assault
        && earlier.sentence == later.sentence
        && TOLL.iter().any(|toll| word.starts_with(toll))
}

/// Both sides are stated, and nobody is on both.
fn apart(scene: &Scene<'_>, a: &[Participant], b: &[Participant]) -> bool {
    !a.is_empty() && !b.is_empty() && !shared(scene, a, b)
}

fn shared(scene: &Scene<'_>, a: &[Participant], b: &[Participant]) -> bool {
    a.iter().any(|a| {
        b.iter().any(|b| match (&a.entity, &b.entity) {
            (Some(a), Some(b)) => {
                scene.top(a) == scene.top(b) || acts_for(scene, a, b) || acts_for(scene, b, a)
            }
            _ => {
                let words = |side: &Participant| {
                    scene.text(side.span).rsplit(' ').next().unwrap_or_default().to_lowercase()
                };
                words(a) == words(b) || begins(scene, a, b) || begins(scene, b, a)
            }
        })
    })
}

/// `the town hall`, after `the town hall of Ulverin`.
pub(super) fn begins(scene: &Scene<'_>, short: &Participant, long: &Participant) -> bool {
    let bare = |side: &Participant| {
        let words = scene.text(side.span).to_lowercase();
        words.strip_prefix("the ").map(str::to_owned).unwrap_or(words)
    };
    let (short, long) = (bare(short), bare(long));
    short.contains(' ') && long.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(" of "))
}

/// `League militants` act for the League: a name with a noun for those who act behind it.
pub(super) fn acts_for(scene: &Scene<'_>, those: &EntityId, body: &EntityId) -> bool {
    let (Some(those), Some(body)) = (scene.entity(those), scene.entity(body)) else { return false };
    let rest = those.name.strip_prefix(body.name.as_str()).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(side::acts_for)
}

/// The words of the later mention point to the act of the earlier one.
fn points_to(scene: &Scene<'_>, earlier: &Draft, later: &Draft) -> bool {
    if anew(scene, later) {
        return false;
    }
    let stem = same_stem(&earlier.found.stem, &later.found.stem);
    let sources = shared(scene, &earlier.sources, &later.sources);
    let targets = shared(scene, &earlier.targets, &later.targets);
    let bare = later.sources.is_empty() && (later.targets.is_empty() || met(scene, earlier, later));
    let near = later.sentence <= earlier.sentence + 3;
    // The body tells again what the headline told.
    if earlier.headline != later.headline {
        return (stem && (sources || targets)) || sources && targets;
    }
    let says = matches!(
        later.found.event_type,
        EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten | EventType::Support
    );
    if toll(scene, earlier, later) {
        return true;
    }
    // `denied the accusation made by Marten`, and further on what Marten claimed.
    let named = earlier.found.form == Form::Definite
        && matches!(earlier.found.stem.as_str(), "accusation" | "allegation" | "claim" | "charge" | "accuse");
    let tells = matches!(later.found.form, Form::Verb | Form::Passive);
    if later.found.event_type == EventType::Accuse && named && tells && sources {
        return true;
    }
    // `wounded two soldiers in a bomb attack` tells of one act, with what it did.
    if earlier.sentence == later.sentence && inside(scene, earlier, later) {
        return sources || targets || bare;
    }
    match later.found.form {
        // `the bombardment` after `bombed`; `the attack` after an assault of any words.
        Form::Definite => {
            let notion = stem || general(later.found.event_type, &later.found.stem);
            notion && (sources || targets || bare && near)
        }
        Form::Indefinite => false,
        // Words of a speech act tell of one act only where they are the same in all, the time too: two demands are two.
        _ if says => stem && sources && targets && earlier.date.is_some() && later.date.is_some(),
        Form::Verb | Form::Passive | Form::Bare => {
            stem && (sources && targets || (sources || targets) && near && later.found.form == Form::Bare)
        }
    }
}

/// A noun behind `in`, `during` or `with` in the clause of an act of force says by what it was done.
fn inside(scene: &Scene<'_>, earlier: &Draft, later: &Draft) -> bool {
    let noun = matches!(later.found.form, Form::Definite | Form::Indefinite | Form::Bare);
    let between = scene.between(earlier.found.trigger.end, later.found.trigger.start);
    let words: Vec<&str> = between.split_whitespace().collect();
    let led = words.iter().rev().take(4).any(|word| matches!(*word, "in" | "during" | "with" | "amid"));
    let one_clause =
        words.len() <= 12 && !words.iter().any(|word| word.ends_with([',', ';']) || *word == "and");
    later.found.event_type == EventType::Assault && noun && led && one_clause
}

/// Nouns that stand for any act of their type.
fn general(event_type: EventType, stem: &str) -> bool {
    match event_type {
        EventType::Assault => matches!(
            stem,
            "attack"
                | "assault"
                | "operation"
                | "offensive"
                | "strike"
                | "raid"
                | "incident"
                | "violence"
                | "bloodshed"
                | "killing"
                | "bombardment"
                | "bombing"
                | "onslaught"
                | "shelling"
                | "massacre"
                | "aggression"
        ),
        EventType::Consult => {
            matches!(stem, "meeting" | "meet" | "talk" | "visit" | "discussion" | "negotiation" | "summit")
        }
        EventType::Protest => matches!(stem, "protest" | "demonstration" | "rally" | "march" | "unrest"),
        EventType::Agree => matches!(stem, "agreement" | "deal" | "accord" | "pact"),
        EventType::Coerce => matches!(stem, "crackdown" | "measure" | "restriction" | "ban"),
        EventType::Sanction => matches!(stem, "sanction" | "measure"),
        _ => false,
    }
}

/// `again`, `another`, `a second`: one more act. Three words to either side are looked at.
fn anew(scene: &Scene<'_>, draft: &Draft) -> bool {
    let sentence = scene.analysis.sentences[draft.sentence].span;
    let trigger = draft.found.trigger;
    // `and more than ten` counts.
    let bare = |words: &str| words.replace("more than", "");
    let (before, after) =
        (bare(scene.between(sentence.start, trigger.start)), bare(scene.between(trigger.end, sentence.end)));
    let before = before.split_whitespace().rev().take(3);
    let after = after.split_whitespace().take(3);
    before.chain(after).any(|word| {
        matches!(
            word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str(),
            "again"
                | "another"
                | "second"
                | "third"
                | "fourth"
                | "fresh"
                | "new"
                | "further"
                | "separate"
                | "renewed"
                | "separately"
                | "other"
                | "more"
                | "twice"
        )
    })
}
