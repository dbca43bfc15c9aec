//! Deeds that the words of another act name: they are no side of it, and neither is whom they meet.

use super::{Draft, Scene};
use rapporteur_extract::event::Form;
use rapporteur_record::{EntityType, EventType, Realis};
use rapporteur_text::Span;

/// Acts behind an act whose words are looked at.
const AHEAD: usize = 4;

/// Takes from each act the targets that are a deed (`proposed a meeting`), and from acts of words those that a deed behind them
/// meets: `warned against an invasion of Norway` is said to whoever would invade. Acts come in order of the text.
pub(super) fn no_sides(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let (trigger, sentence) = (drafts[at].found.trigger, drafts[at].sentence);
        let event_type = drafts[at].found.event_type;
        let said = is_said(event_type);
        let first = at.saturating_sub(AHEAD);
        let told = |realis: Realis| !matches!(realis, Realis::Demanded | Realis::Planned);
        let warns_of = event_type == EventType::Threaten;
        let others: Vec<(Span, Vec<Span>, bool)> = drafts[first..]
            .iter()
            .take(2 * AHEAD)
            .filter(|other| other.sentence == sentence && other.found.trigger != trigger)
            .map(|other| {
                let noun = matches!(other.found.form, Form::Definite | Form::Indefinite | Form::Bare);
                // Sanctions that are called for meet whoever is blamed.
                let counts = warns_of || told(other.realis);
                let met = other.targets.iter().filter(|_| counts).map(|side| side.span).collect();
                (other.found.trigger, met, noun)
            })
            .collect();
        drafts[at].targets.retain(|side| {
            let words = scene.text(side.span).trim_end();
            !others.iter().any(|(deed, met, noun)| {
                // The deed is the last word, or what stands before its phrases.
                let rest = scene.between(deed.end, side.span.end);
                let is_deed = *noun
                    && side.entity.is_none()
                    && side.span.contains(*deed)
                    && !words.is_empty()
                    && (rest.is_empty() || rest.starts_with(" of ") || rest.starts_with(" on "));
                // `threatened restrictions on Norway` is said to Norway.
                let warns = event_type != EventType::Threaten
                    || scene.between(trigger.end, deed.start).split(' ').any(|word| word == "against");
                let is_met = said
                    && warns
                    && *noun
                    && trigger.end <= deed.start
                    && deed.end <= side.span.start
                    && met.iter().any(|span| span.overlaps(side.span));
                is_deed || is_met
            })
        });
    }
}

/// `the Ulverin airport shooting`, `the Marten killing`: a place or a person before the noun of an act of force tells where it was, or whom
/// it met. Who owns it, does it.
pub(super) fn of_force_named_after(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let noun = matches!(draft.found.form, Form::Definite | Form::Indefinite | Form::Bare);
        let start = draft.found.trigger.start;
        // `a Norway trip`: where it leads.
        let journey = matches!(draft.found.stem.as_str(), "trip" | "tour" | "journey" | "travel");
        if noun && journey {
            draft.sources.retain(|side| {
                let kind = side.entity.as_ref().and_then(|id| scene.entity(id)).map(|it| it.entity_type);
                let land = matches!(kind, Some(EntityType::Place | EntityType::State));
                !(land && scene.between(side.span.end, start) == " ")
            });
        }
        if !noun || draft.found.event_type != EventType::Assault {
            continue;
        }
        // A participle that no list has as a verb: `the mayor abducted`.
        if scene.text(draft.found.trigger).ends_with("ed") {
            continue;
        }
        draft.sources.retain(|side| {
            let entity = side.entity.as_ref().and_then(|id| scene.entity(id));
            let kind = entity.map(|entity| entity.entity_type);
            let between = scene.between(side.span.end, start);
            let near = between == " ";
            // `airport` of `Ulverin airport shooting`
            let site = || {
                between.starts_with(' ')
                    && between.ends_with(' ')
                    && between.split_whitespace().count() <= SITE
                    && between.split_whitespace().all(is_site)
            };
            match kind {
                Some(EntityType::Place) => !(near || site()),
                Some(EntityType::Person) => !near,
                Some(EntityType::State) => near || !site(),
                _ => true,
            }
        });
    }
}

/// Words of the longest name of a site.
const SITE: usize = 3;

/// A noun for where people are.
fn is_site(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "nightclub"
            | "club"
            | "airport"
            | "church"
            | "school"
            | "mosque"
            | "synagogue"
            | "temple"
            | "hotel"
            | "market"
            | "mall"
            | "restaurant"
            | "bar"
            | "concert"
            | "stadium"
            | "theater"
            | "theatre"
            | "hospital"
            | "station"
            | "subway"
            | "metro"
            | "train"
            | "embassy"
            | "consulate"
            | "parliament"
            | "beach"
            | "resort"
            | "college"
            | "university"
            | "campus"
            | "office"
            | "store"
            | "supermarket"
            | "cinema"
            | "refinery"
            | "oil"
            | "shopping"
    )
}

/// `the Marten inquiry`: a person's name right before the noun may be who is looked into, or who looks; `the Marten protests` are for him or
/// against him.
pub(super) fn named_after(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let noun = |form: Form| matches!(form, Form::Definite | Form::Indefinite | Form::Bare);
    for draft in drafts {
        let inquiry = matches!(
            draft.found.stem.as_str(),
            "investigation" | "investigate" | "probe" | "inquiry" | "trial" | "impeachment"
        );
        let protest = draft.found.event_type == EventType::Protest;
        let noun = noun(draft.found.form);
        if !(protest || draft.found.event_type == EventType::Accuse && inquiry) {
            continue;
        }
        let start = draft.found.trigger.start;
        draft.sources.retain(|side| {
            let person = side.entity.as_ref().and_then(|id| scene.entity(id));
            let person = person.is_some_and(|entity| entity.entity_type == EntityType::Person);
            // A verb has no article before its subject's name.
            let article = scene.text(side.span).to_lowercase().contains("the ")
                || scene
                    .between(side.span.start.saturating_sub(4), side.span.start)
                    .eq_ignore_ascii_case("the ");
            !(person
                && (noun || article)
                && side.span.end < start
                && scene.between(side.span.end, start) == " ")
        });
    }
}

/// Acts of words about a deed, where whoever did it is meant.
fn is_said(event_type: EventType) -> bool {
    matches!(event_type, EventType::Accuse | EventType::Threaten)
}
