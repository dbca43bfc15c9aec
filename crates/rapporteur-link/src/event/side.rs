//! The sides of an act: the words that name them, taken apart, and whom they name.

use super::{Scene, movement};
use crate::{actor, nation};
use rapporteur_ontology::function::Function;
use rapporteur_ontology::{Sector, agent, function, noun, verb};
use rapporteur_record::{
    ActorCode, Entity, EntityId, EntityType, EventType, Mention, MentionForm, Participant, Resolution, Why,
};
use rapporteur_text::Span;

/// Mentions in the words of one side that are looked at.
const MANY: usize = 40;
/// Mentions before a word among which one that holds it is looked for.
const AROUND: usize = 12;

/// Which sides words are looked at for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// Who did it: somebody; a place only where nobody is named.
    Source(EventType),
    /// To whom or what.
    Target(EventType),
}

impl Side {
    /// True if what some words name can be on this side: what is asked for or condemned is no party.
    fn takes(self, scene: &Scene<'_>, unit: &Unit<'_>, side: &Participant) -> bool {
        let of_entity = side.entity.as_ref().and_then(|id| scene.entity(id)).map(|entity| entity.entity_type);
        // `its plan` is not whose it is.
        let heads = |mention: &&&Mention| {
            mention.form != MentionForm::Pronoun || !possesses(scene, mention, unit.span)
        };
        let of_mention = unit.mentions.first().filter(heads).map(|mention| mention.entity_type);
        let nominal = unit.mentions.first().is_some_and(|mention| mention.form == MentionForm::Nominal);
        if side.entity.is_none() && is_no_party(head_word(scene.text(unit.span))) {
            return false;
        }
        match of_entity.or(of_mention) {
            Some(EntityType::Event | EntityType::Document) => return false,
            // A river or a dam without a name hears nothing; a town may.
            Some(EntityType::Place)
                if nominal && self.hears() && !is_agent(head_word(scene.text(unit.span))) =>
            {
                return false;
            }
            // `terrorism`: words that only a chain holds together are nobody for that.
            Some(EntityType::Unknown) | None => {}
            Some(_) => return true,
        }
        let named = unit.mentions.first().is_some_and(|mention| mention.form == MentionForm::Name);
        let words = scene.text(side.span);
        match self {
            Side::Source(event_type) => {
                somebody(words, named) || uses_force(event_type) && words.split_whitespace().any(is_agent)
            }
            Side::Target(event_type) => {
                // What `it` refuses or asks for is most often a thing. Who protests does so against somebody.
                let thing = uses_force(event_type) && event_type != EventType::Protest;
                // `killed nine`, `saved 200 more`
                let people =
                    words.split_whitespace().all(|word| quantity(word) || matches!(word, "more" | "others"));
                thing
                    || event_type == EventType::Threaten
                    || people
                    || somebody(words, named) && !is_thing(words)
            }
        }
    }
}

impl Side {
    /// Whoever is on it is asked for something.
    fn hears(self) -> bool {
        matches!(self, Self::Target(EventType::Request))
    }
}

/// Acts that meet things as well as people.
fn uses_force(event_type: EventType) -> bool {
    matches!(event_type, EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Protest)
}

/// The sides that some words name.
pub(super) fn participants(scene: &Scene<'_>, spans: &[Span], which: Side) -> Vec<Participant> {
    let mut sides: Vec<Participant> = Vec::new();
    let mut wholes: Vec<Span> = Vec::new();
    for span in spans {
        let span = with_apposition(scene, with_name(scene, whole(scene, trimmed(scene, *span))));
        match wholes.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.cover(span),
            None => wholes.push(span),
        }
    }
    // `Ilse Marten, R-Norland,`: what tells her party is nobody.
    wholes.retain(|span| !is_party_tag(scene.text(*span)));
    for span in wholes.into_iter().flat_map(|span| parts(scene, span)) {
        let mut units = units(scene, span);
        units.extend(joined(scene, units.last()));
        units.extend(joined_before(scene, units.first()));
        for unit in units {
            let side = participant(scene, &unit);
            let known = sides.iter().any(|known| {
                known.span == side.span || known.entity.is_some() && known.entity == side.entity
            });
            if !known && which.takes(scene, &unit, &side) {
                sides.push(side);
            }
        }
    }
    if matches!(which, Side::Source(_)) {
        let place = |side: &Participant| {
            let entity = side.entity.as_ref().and_then(|id| scene.entity(id));
            entity.is_some_and(|entity| entity.entity_type == EntityType::Place)
        };
        if !sides.iter().all(place) {
            sides.retain(|side| !place(side));
        }
    }
    sides
}

/// `R-Norland`: the party and state of whoever is named before.
fn is_party_tag(words: &str) -> bool {
    let mut letters = words.chars();
    matches!(letters.next(), Some('R' | 'D' | 'I'))
        && matches!(letters.next(), Some('-' | '–'))
        && letters.next().is_some_and(char::is_uppercase)
}

/// Words that name one side, with the mentions in them that stand in no other of them.
struct Unit<'a> {
    span: Span,
    mentions: Vec<&'a Mention>,
}

/// With all words of the names that cross its ends.
fn whole(scene: &Scene<'_>, span: Span) -> Span {
    let after = scene.mentions.partition_point(|mention| mention.span.start < span.end);
    let crossing = |mention: &&Mention| {
        mention.form == MentionForm::Name && mention.span.overlaps(span) && !mention.span.contains(span)
    };
    let names = scene.mentions[after.saturating_sub(AROUND)..after].iter().filter(crossing);
    names.fold(span, |span, name| span.cover(name.span))
}

/// With the person whose name follows what he is: `chief` of `chief Ilse Marten`.
fn with_name(scene: &Scene<'_>, span: Span) -> Span {
    if span.is_empty() || !people(head_word(scene.text(span))) {
        return span;
    }
    let first = scene.mentions.partition_point(|mention| mention.span.start <= span.end);
    let name = scene.mentions[first..]
        .iter()
        .take_while(|mention| mention.span.start == span.end + 1)
        .find(|mention| mention.form == MentionForm::Name && mention.entity_type == EntityType::Person);
    match name.filter(|_| scene.between(span.end, span.end + 1) == " ") {
        Some(name) => span.cover(name.span),
        None => span,
    }
}

/// With the name that tells who it is: `the Ruritanian president` of `the Ruritanian president, Ilse Marten, said`.
fn with_apposition(scene: &Scene<'_>, span: Span) -> Span {
    let words = scene.text(span);
    let definite = words.to_lowercase().starts_with("the ");
    if !definite || !people(head_word(words)) || several(head_word(words)) || holds_end(scene, span) {
        return span;
    }
    let first = scene.mentions.partition_point(|mention| mention.span.start < span.end);
    let name = scene.mentions[first..]
        .iter()
        .take_while(|mention| mention.span.start <= span.end + 2)
        .find(|mention| mention.form == MentionForm::Name && mention.entity_type == EntityType::Person);
    let Some(name) = name.filter(|name| scene.between(span.end, name.span.start) == ", ") else {
        return span;
    };
    let rest = scene.between(name.span.end, scene.document.text.len());
    let closed = rest.starts_with([',', '.', ';']) && !rest.starts_with(", and ");
    if closed { span.cover(name.span) } else { span }
}

/// Without the marks and the `'s` at its ends.
fn trimmed(scene: &Scene<'_>, span: Span) -> Span {
    let words = scene.text(span);
    let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
    let start = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(').len();
    if start >= bare.len() { span } else { Span::new(span.start + start, span.start + bare.len()) }
}

/// `the port and some towns inland`, `soldiers and militiamen`: phrases that are joined, each with its own words. Names that are
/// joined are left to [`units`], adjectives that are joined (`naval and postal links`) are one phrase.
fn parts(scene: &Scene<'_>, span: Span) -> Vec<Span> {
    // `ninety people, including sailors`: whom they are among is told.
    let words = scene.text(span);
    let words = words.split_once(", including ").map_or(words, |(before, _)| before);
    let end = span.start + words.len();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in words.match_indices(" and ").take(MANY) {
        let (left, right) = (words.get(start..at).unwrap_or_default(), &words[at + " and ".len()..]);
        let last = left.rsplit(' ').next().unwrap_or_default();
        let mut ahead = right.split(' ').map(|word| word.trim_end_matches([',', ';']));
        let next = ahead.next().unwrap_or_default();
        let after = ahead.next().unwrap_or_default();
        let determined = matches!(function::lookup(next), Some(Function::Determiner))
            || function::pronoun(next).is_some_and(|pronoun| pronoun.case == function::Case::Possessive)
            || quantity(next);
        let determined = determined && after != "other" && next != "other";
        // `the coordinator Ilse Marten and port officials`
        let person = holds_end(scene, Span::new(span.start + start, span.start + at));
        let agents = (people(last) || person) && (several(next) || several(after) && !people(next));
        let middle = Span::new(span.start + at, span.start + at + " and ".len());
        let inside = left.split(' ').any(|word| word == "between")
            || holds(scene, middle).any(|mention| mention.form == MentionForm::Name);
        // A list with commas stays one.
        let listed = left.contains(", ");
        if !left.trim().is_empty() && (determined || agents) && !inside && !listed {
            found.push(Span::new(span.start + start, span.start + at));
            start = at + " and ".len();
        }
    }
    found.push(Span::new(span.start + start, end));
    found.into_iter().map(|part| trimmed(scene, part)).collect()
}

/// True if some words end with the name of a person.
fn holds_end(scene: &Scene<'_>, span: Span) -> bool {
    let after = scene.mentions.partition_point(|mention| mention.span.start < span.end);
    scene.mentions[after.saturating_sub(AROUND)..after].iter().any(|mention| {
        mention.span.end == span.end
            && mention.span.start >= span.start
            && mention.form == MentionForm::Name
            && mention.entity_type == EntityType::Person
    })
}

/// A noun for people.
fn people(word: &str) -> bool {
    acts_for(word) || noun::lookup(word).is_some_and(|form| form.noun.person)
}

/// A noun for several people.
fn several(word: &str) -> bool {
    people(word)
        && (word.ends_with('s')
            || word.ends_with("men")
            || noun::lookup(word).is_some_and(|form| form.plural))
}

/// A noun for people who act for no state or body.
fn serves_nobody(head: &str) -> bool {
    agent::lookup(head.to_lowercase().as_str()).is_none()
        && noun::lookup(head).is_some_and(|form| form.noun.person)
}

/// True for words that name several people.
pub(super) fn is_several(words: &str) -> bool {
    several(head_word(words))
}

/// The mentions that hold some words.
fn holds<'a>(scene: &Scene<'a>, span: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
    let after = scene.mentions.partition_point(|mention| mention.span.start <= span.start);
    scene.mentions[after.saturating_sub(AROUND)..after]
        .iter()
        .filter(move |mention| mention.span.contains(span))
}

/// `Ruritania and Sylvania` are two.
fn units<'a>(scene: &Scene<'a>, span: Span) -> Vec<Unit<'a>> {
    let mentions = scene.mentions;
    let first = mentions.partition_point(|mention| mention.span.start < span.start);
    let mut top: Vec<&Mention> = Vec::new();
    for mention in mentions[first..].iter().take(MANY).take_while(|mention| mention.span.start < span.end) {
        if mention.span.end <= span.end && top.last().is_none_or(|last| last.span.end <= mention.span.start) {
            top.push(mention);
        }
    }
    if top.is_empty() {
        // The words are part of a mention: `militants` of `the port militants`.
        let after = mentions.partition_point(|mention| mention.span.start <= span.start);
        let around = mentions[after.saturating_sub(AROUND)..after]
            .iter()
            .filter(|mention| mention.span.contains(span) && mention.form != MentionForm::Adjective)
            .min_by_key(|mention| mention.span.len());
        return vec![Unit { span, mentions: around.into_iter().collect() }];
    }
    let mut units: Vec<Unit<'a>> = Vec::new();
    // `the port’s old rival, Norway`: two phrases with a comma alone are one and its name.
    let apposed = top.len() == 2
        && top[1].form == MentionForm::Name
        && top[0].form != MentionForm::Name
        && scene.between(top[0].span.end, top[1].span.start).ends_with(", ");
    if apposed && scene.between(top[1].span.end, span.end).is_empty() {
        return vec![Unit { span, mentions: vec![top[1]] }];
    }
    for mention in top {
        match units.last_mut() {
            Some(unit) => {
                let last = unit.mentions.last().map_or(span.start, |last| last.span.end);
                let between = scene.between(last, mention.span.start);
                let adjective = |mention: &Mention| mention.form == MentionForm::Adjective;
                // `Norwegian and Danish divers`: some of both, who act for neither.
                let head = head_word(scene.between(mention.span.start, span.end));
                let divers = unit.mentions.len() == 1
                    && adjective(unit.mentions[0])
                    && mention.form != MentionForm::Name
                    && mention.span.end.max(unit.mentions[0].span.end) <= span.end
                    && head != scene.text(mention.span)
                    && serves_nobody(head);
                if separate(between)
                    && !divers
                    && (!adjective(mention) || unit.mentions.len() == 1 && adjective(unit.mentions[0]))
                {
                    unit.span.end = last;
                    units.push(Unit {
                        span: Span::new(mention.span.start, span.end),
                        mentions: vec![mention],
                    });
                } else {
                    unit.mentions.push(mention);
                }
            }
            None => units.push(Unit { span, mentions: vec![mention] }),
        }
    }
    units
}

/// The names that are joined behind the last one: `Norway` is read, and `, Sweden and Denmark` follows.
fn joined<'a>(scene: &Scene<'a>, last: Option<&Unit<'a>>) -> Vec<Unit<'a>> {
    let Some(last) = last.and_then(|unit| unit.mentions.last()).filter(|last| last.form == MentionForm::Name)
    else {
        return Vec::new();
    };
    let first = scene.mentions.partition_point(|mention| mention.span.start < last.span.end);
    let mut found: Vec<Unit<'a>> = Vec::new();
    let (mut end, mut closed) = (last.span.end, 0);
    for mention in scene.mentions[first..].iter().take(MANY) {
        if mention.span.start < end {
            continue;
        }
        let between = scene.between(end, mention.span.start);
        let name = mention.form == MentionForm::Name && alike(mention.entity_type, last.entity_type);
        if !name || !separate(between) {
            break;
        }
        end = mention.span.end;
        found.push(Unit { span: mention.span, mentions: vec![mention] });
        if between.trim() != "," {
            closed = found.len();
            break;
        }
    }
    // `Norway, and Denmark protested`: a verb behind the last name makes it the subject of another clause.
    let rest = scene.between(end, scene.document.text.len());
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let acts = verb::lookup(next).is_some_and(|form| form.inflection.is_finite())
        || matches!(function::lookup(next), Some(Function::Auxiliary(_)));
    found.truncate(if acts { 0 } else { closed });
    found
}

/// The name that is joined before the first one: `Denmark` is read in `shelled Norway and Denmark`.
fn joined_before<'a>(scene: &Scene<'a>, first: Option<&Unit<'a>>) -> Option<Unit<'a>> {
    let first = first?.mentions.first().filter(|first| first.form == MentionForm::Name)?;
    let after = scene.mentions.partition_point(|mention| mention.span.start < first.span.start);
    let before = scene.mentions[after.saturating_sub(AROUND)..after]
        .iter()
        .rfind(|mention| mention.span.end <= first.span.start)?;
    let between = scene.between(before.span.end, first.span.start);
    let name = before.form == MentionForm::Name && alike(before.entity_type, first.entity_type);
    (name && between.trim() == "and").then(|| Unit { span: before.span, mentions: vec![before] })
}

/// Both can be named side by side for one part in an act.
fn alike(a: EntityType, b: EntityType) -> bool {
    let land = |kind| matches!(kind, EntityType::Place | EntityType::State);
    a == b || land(a) && land(b)
}

/// Only `and`, commas and articles stand between two names. A comma alone is an apposition: `Marten, the mayor`.
fn separate(between: &str) -> bool {
    let words = || between.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let joins = |word: &str| matches!(word, "and" | "or" | "&" | "well" | "as" | "both");
    let listed = between.trim() == ",";
    (words().any(joins) || listed)
        && words().all(|word| joins(word) || matches!(function::lookup(word), Some(Function::Determiner)))
}

fn participant(scene: &Scene<'_>, unit: &Unit<'_>) -> Participant {
    let (entity, acting) = named(scene, unit);
    // `Council Reformers` may be read as one with the council.
    let whole = !is_people_by_name(head_word(scene.text(unit.span)));
    // `the attack` is no body that it may be read as one with.
    let deed = |mention: &Mention| {
        mention.entity_type == EntityType::Event && !people(head_word(scene.text(mention.span)))
    };
    let chained = unit.mentions.first().filter(|mention| whole && !deed(mention));
    let entity = entity.or_else(|| scene.of_chain(chained?));
    let owner = if entity.is_none() { movement::owner(scene, unit.span) } else { None };
    let acting = acting || owner.is_some();
    let entity = entity.or(owner).map(|id| movement::by_noun(scene, &id).unwrap_or(id));
    let known = entity.as_ref().and_then(|id| scene.entity(id));
    let by_entity = || known.and_then(|entity: &Entity| entity.actor.clone());
    let by_words = || coded(scene, unit.span);
    // Of `Ruritanian troops` the words tell more than the state they act for.
    let actor = if acting { by_words().or_else(by_entity) } else { by_entity().or_else(by_words) };
    // An office without a country: the name behind it may tell one.
    let open = actor.as_ref().is_none_or(|actor| actor.country.is_none());
    let named = by_words().filter(|coded| open && coded.country.is_some());
    let actor = named.or(actor).or_else(|| of_place(scene, unit.span));
    // What lies between two lands tells not whom an act across it meets: `stormed Norway's borders`.
    let between = known.is_none() && is_line(head_word(scene.text(unit.span)));
    let actor = actor.filter(|_| !between);
    Participant { span: unit.span, entity, actor }
}

/// Whom some words name; and whether they name those who act for it.
fn named(scene: &Scene<'_>, unit: &Unit<'_>) -> (Option<EntityId>, bool) {
    let Some(first) = unit.mentions.first() else { return (None, false) };
    // A person behind titles, demonyms and owners: `Ruritanian Foreign Minister Ilse Marten`.
    let person = unit.mentions.iter().find(|mention| {
        mention.form == MentionForm::Name
            && mention.entity_type == EntityType::Person
            && !possesses(scene, mention, unit.span)
    });
    if let Some(person) = person
        && !scene.between(unit.span.start, person.span.start).split_whitespace().any(binds)
    {
        // `a Marten supporter` is not Marten.
        let rest = scene.between(person.span.end, unit.span.end.max(person.span.end));
        let first = rest.split_whitespace().next().unwrap_or_default();
        // `Marten rival Bo Lind` is Lind.
        if modifies(rest) && (people(head_word(rest)) || people(first) && is_beside(first)) {
            let next = unit.mentions.iter().find(|next| {
                next.form == MentionForm::Name
                    && next.entity_type == EntityType::Person
                    && next.span.start > person.span.end
            });
            return (next.and_then(|next| next.entity.clone()), false);
        }
        return (person.entity.clone(), false);
    }
    // `Ruritania-backed rebels`, `rebels loyal to Ruritania`: the name only tells who is behind them.
    let before = scene.between(unit.span.start, first.span.start);
    let behind = scene.between(first.span.end, unit.span.end.max(first.span.end));
    // Whoever is led by Ruritania acts with it.
    let after = behind.strip_prefix(['-', '‐', '‑']).filter(|after| !after.starts_with("led "));
    let backed = after.is_some_and(|after| after.starts_with(char::is_lowercase) && after.contains(' '));
    let of_several = first.form == MentionForm::Adjective
        && behind.starts_with(" and ")
        && serves_nobody(head_word(behind));
    if backed || of_several || is_about_people(before) {
        return (None, false);
    }
    // `critics of Ruritania`
    if before.split_whitespace().any(|word| word == "of") && is_beside(head_word(before)) {
        return (None, false);
    }
    let rest = scene.between(first.span.end, unit.span.end.max(first.span.end));
    let owner = possesses(scene, first, unit.span);
    let modifier = matches!(first.form, MentionForm::Adjective | MentionForm::Name) && modifies(rest);
    if owner || modifier {
        let next = unit.mentions.get(1).filter(|next| {
            let between = scene.between(first.span.end, next.span.start);
            !between.split_whitespace().any(binds)
        });
        if let Some(next) = next
            && next.entity.is_some()
        {
            return (next.entity.clone(), false);
        }
        // `Council Reformers` are not the council.
        // Fighters of a people without a state are not the land where it lives.
        let land = first.form == MentionForm::Adjective
            && first
                .entity
                .as_ref()
                .and_then(|id| scene.entity(id))
                .is_some_and(|entity| entity.entity_type == EntityType::Place);
        if let Some(leader) = first.entity.as_ref().and_then(|id| leader(scene, id, head_word(rest))) {
            return (Some(leader), false);
        }
        let acting = acts_for(head_word(rest)) && !is_people_by_name(head_word(rest)) && !land;
        return (first.entity.clone().filter(|_| acting), acting);
    }
    // `ten Ruritanians` are not the people.
    if first.entity_type == EntityType::Group && counted(scene.between(unit.span.start, first.span.start)) {
        return (None, false);
    }
    // `prominent Reformers in the port` are some of them.
    if first.entity_type != EntityType::Person && is_some_of(scene, first, unit.span) {
        return (None, false);
    }
    if first.entity.is_some() {
        return (first.entity.clone(), false);
    }
    // `some areas in Ruritania`: parts of a land are the land.
    if is_part(head_word(scene.text(unit.span))) {
        let land = unit.mentions.iter().find(|mention| {
            mention.form == MentionForm::Name
                && matches!(mention.entity_type, EntityType::Place | EntityType::State)
        });
        if let Some(land) = land.filter(|land| land.entity.is_some()) {
            return (land.entity.clone(), true);
        }
    }
    // `the Ruritanian army`, `troops of Ruritania`: what it acts for.
    let words = scene.text(first.span);
    if first.form == MentionForm::Nominal
        && acts_for(head_word(words))
        && !is_people_by_name(head_word(words))
    {
        let inner = inside(scene, first.span).find(|inner| {
            matches!(inner.form, MentionForm::Adjective | MentionForm::Name) && inner.entity.is_some()
        });
        let of = unit.mentions.get(1).filter(|next| {
            scene.between(first.span.end, next.span.start).trim().trim_end_matches(" the") == "of"
        });
        if let Some(home) = inner.or(of.copied()) {
            return (home.entity.clone(), true);
        }
    }
    (None, false)
}

/// `rebels loyal to the`: people come first, and a word that tells how they stand to whoever is named behind it.
fn is_about_people(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().skip_while(|word| word.eq_ignore_ascii_case("the"));
    let leads = words.next().is_some_and(|word| matches!(word, "to" | "by" | "with" | "against"));
    let tie = words.next().is_some_and(|word| {
        matches!(
            word,
            "linked"
                | "tied"
                | "loyal"
                | "close"
                | "allied"
                | "aligned"
                | "affiliated"
                | "associated"
                | "connected"
                | "backed"
                | "supported"
                | "opposed"
                | "hostile"
                | "sympathetic"
                | "fighting"
        )
    });
    leads && tie && words.next().is_some_and(people)
}

/// The one person of the report who holds an office of a state: `the Ruritanian president`.
fn leader(scene: &Scene<'_>, state: &EntityId, head: &str) -> Option<EntityId> {
    let head = head.to_lowercase();
    if !matches!(head.as_str(), "president" | "chancellor" | "king" | "premier") {
        return None;
    }
    let country = scene.entity(state).filter(|it| it.entity_type == EntityType::State)?.country.as_ref()?;
    let holds = |entity: &&Entity| {
        entity.entity_type == EntityType::Person
            && entity.actor.as_ref().is_some_and(|actor| {
                actor.country.as_ref() == Some(country)
                    && actor.title.as_ref().is_some_and(|title| title.to_lowercase() == head)
            })
    };
    let mut holders = scene.entities.iter().take(LEADERS).filter(holds);
    let found = holders.next()?;
    holders.next().is_none().then(|| found.id.clone())
}

/// Entities of a report among which the holder of an office is looked for.
const LEADERS: usize = 500;

/// A noun for people by their part towards somebody else, who is named behind it.
fn is_beside(head: &str) -> bool {
    matches!(
        head.to_lowercase().as_str(),
        "critic"
            | "critics"
            | "opponent"
            | "opponents"
            | "enemy"
            | "enemies"
            | "foe"
            | "foes"
            | "rival"
            | "rivals"
            | "adversary"
            | "adversaries"
            | "victim"
            | "victims"
            | "survivors"
            | "supporter"
            | "supporters"
            | "backers"
            | "ally"
            | "allies"
            | "friend"
            | "friends"
            | "relatives"
            | "followers"
            | "defenders"
            | "sceptics"
            | "skeptics"
    )
}

/// True for several people by name of whom the words single some out: by an adjective before the name or a place behind it.
fn is_some_of(scene: &Scene<'_>, first: &Mention, unit: Span) -> bool {
    let words = scene.text(first.span);
    let head = head_word(words);
    let before = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    let singled = scene
        .between(unit.start, first.span.start)
        .split_whitespace()
        .next()
        .map_or(before, str::to_lowercase);
    is_people_by_name(head)
        && (quantity(&singled)
            || matches!(
                singled.as_str(),
                "some"
                    | "many"
                    | "most"
                    | "prominent"
                    | "moderate"
                    | "leading"
                    | "senior"
                    | "top"
                    | "fellow"
                    | "other"
                    | "local"
            ))
}

/// Several people with a capital letter: members of a party, a faith, a people.
fn is_people_by_name(head: &str) -> bool {
    head.starts_with(char::is_uppercase) && head.ends_with('s') && !nation::is_organ(&head.to_lowercase())
}

/// The mentions inside another one.
fn inside<'a>(scene: &Scene<'a>, span: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
    let first = scene.mentions.partition_point(|mention| mention.span.start < span.start);
    scene.mentions[first..]
        .iter()
        .take(MANY)
        .take_while(move |mention| mention.span.start < span.end)
        .filter(move |mention| mention.span != span && span.contains(mention.span))
}

/// A noun for where two lands meet.
fn is_line(head: &str) -> bool {
    matches!(
        head.to_lowercase().as_str(),
        "border"
            | "borders"
            | "frontier"
            | "frontiers"
            | "boundary"
            | "boundaries"
            | "fence"
            | "fences"
            | "checkpoint"
            | "checkpoints"
    )
}

/// A noun for a part of a land.
fn is_part(head: &str) -> bool {
    matches!(
        head.to_lowercase().as_str(),
        "area"
            | "areas"
            | "part"
            | "parts"
            | "region"
            | "regions"
            | "territory"
            | "territories"
            | "districts"
            | "zones"
    )
}

/// A preposition or the like: what stands behind it is not what the words are about.
fn binds(word: &str) -> bool {
    matches!(function::lookup(word), Some(Function::Preposition | Function::To | Function::Relative))
}

/// `’s` follows, and more words of the same side; or it is a pronoun before a noun.
fn possesses(scene: &Scene<'_>, mention: &Mention, unit: Span) -> bool {
    let rest = scene.between(mention.span.end, unit.end.max(mention.span.end));
    let owner = ["’s", "'s", "’", "'"].iter().any(|mark| {
        rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty())
    });
    let pronoun = mention.form == MentionForm::Pronoun
        && !rest.trim().is_empty()
        && function::pronoun(scene.text(mention.span)).is_some_and(|pronoun| {
            matches!(pronoun.case, function::Case::Possessive | function::Case::ObjectOrPossessive)
        });
    owner || pronoun
}

/// A noun follows: `Ruritanian troops`, `Ruritania-backed rebels`.
fn modifies(rest: &str) -> bool {
    rest.starts_with(' ')
        && rest.split_whitespace().next().is_some_and(|next| {
            next.chars().all(|c| c.is_alphanumeric() || c == '-') && function::lookup(next).is_none()
        })
}

/// A number or a word for one.
fn counted(before: &str) -> bool {
    before.split_whitespace().any(quantity)
}

fn quantity(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        || matches!(
            word.to_lowercase().as_str(),
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "dozen"
                | "dozens"
                | "hundred"
                | "hundreds"
                | "thousand"
                | "thousands"
                | "million"
                | "several"
                | "many"
                | "some"
                | "few"
        )
}

/// The last word before a preposition, a comma or a clause.
pub(super) fn head_word(words: &str) -> &str {
    let mut head = "";
    for word in words.split_whitespace() {
        let bare = word.trim_end_matches([',', ';', ':']);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        if bare == "of" && counts(head) {
            continue;
        }
        if binds(bare) {
            break;
        }
        head = bare;
        if bare.len() < word.len() && word.ends_with(',') {
            break;
        }
    }
    head
}

/// A word that only says how many: `a total of 90 residents`, `tens of thousands of people`.
fn counts(head: &str) -> bool {
    matches!(
        head.to_lowercase().as_str(),
        "total"
            | "number"
            | "tens"
            | "dozens"
            | "scores"
            | "hundreds"
            | "thousands"
            | "millions"
            | "majority"
            | "most"
            | "handful"
            | "couple"
            | "rest"
            | "half"
            | "lot"
            | "many"
            | "some"
            | "several"
            | "all"
            | "both"
            | "members"
    )
}

/// True if the head of some words names people or a body: `the port’s question` has a code, and is nobody. `named`: they begin
/// with a name.
fn somebody(words: &str, named: bool) -> bool {
    let head = head_word(words);
    named && head.starts_with(char::is_uppercase)
        || function::pronoun(head).is_some()
        || is_agent(head)
        || is_hall(words)
}

/// The seat of a town's authorities stands for them.
fn is_hall(words: &str) -> bool {
    let lower = words.to_lowercase();
    let phrase = lower.split(" of ").next().unwrap_or_default();
    ["town hall", "city hall", "county hall", "village hall"].iter().any(|hall| phrase.ends_with(hall))
}

/// True if a word names people or a body.
fn is_agent(word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.strip_prefix("ex-").map(str::to_owned).unwrap_or(lower);
    // The tables have the American form, without accents.
    let lower = match (lower.strip_suffix("isers"), lower.split_once("bour")) {
        (Some(stem), _) => format!("{stem}izers"),
        (_, Some((stem, end))) => format!("{stem}bor{end}"),
        _ => lower.replace(['é', 'è'], "e"),
    };
    agent::lookup(lower.as_str()).is_some()
        || noun::lookup(lower.as_str()).is_some_and(|form| {
            // A meeting is people together, and speaks nowhere.
            form.noun.person || form.noun.group && (form.noun.sources > 0 || form.noun.count < 100)
        })
}

/// A pact, what came of force, a share: nobody acts on these as on a side.
fn is_no_party(head: &str) -> bool {
    matches!(
        head.to_lowercase().as_str(),
        "truce"
            | "ceasefire"
            | "cease-fire"
            | "armistice"
            | "agreement"
            | "treaty"
            | "pact"
            | "accord"
            | "deal"
            | "sovereignty"
            | "casualties"
            | "deaths"
            | "majority"
            | "minority"
            | "half"
    )
}

/// A pronoun for a thing.
fn is_thing(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "it" | "its" | "this" | "that" | "itself" | "whoever" | "what")
}

/// True if those whom a noun names act for the state or body that is named before them: `troops`, `officials`.
pub(super) fn acts_for(head: &str) -> bool {
    let lower = head.to_lowercase();
    if matches!(lower.as_str(), "side" | "territory" | "soil" | "airspace" | "waters")
        || nation::is_organ(&lower)
    {
        return true;
    }
    let sectors = agent::lookup(lower.as_str()).map(|agent| agent.sectors.as_slice()).unwrap_or_default();
    sectors.first().is_some_and(|sector| {
        matches!(
            sector,
            Sector::Gov
                | Sector::Mil
                | Sector::Cop
                | Sector::Spy
                | Sector::Leg
                | Sector::Reb
                | Sector::Prm
                | Sector::Uaf
        )
    })
}

/// The country of the only place in the words, where that is all or stands behind `in` or `of`.
fn of_place(scene: &Scene<'_>, span: Span) -> Option<ActorCode> {
    let first = scene.places.partition_point(|place| place.span.start < span.start);
    let mut inside = scene.places[first..].iter().take_while(|place| place.span.end <= span.end);
    let place = inside.next().filter(|_| inside.next().is_none())?;
    let before = scene.between(span.start, place.span.start).trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    if !matches!(last, "" | "in" | "of" | "at" | "near" | "central" | "throughout" | "from") {
        return None;
    }
    let Resolution::Resolved { country: Some(country), .. } = &place.resolution else { return None };
    Some(ActorCode {
        country: Some(country.clone()),
        sectors: Vec::new(),
        title: None,
        as_of: None,
        why: Why::rule("actor", crate::VERSION, "actor.place", [place.span]),
    })
}

/// What the words themselves are as an actor.
fn coded(scene: &Scene<'_>, span: Span) -> Option<ActorCode> {
    let coded = actor::code(scene.text(span), None)?;
    let triggers =
        coded.words.iter().map(|words| Span::new(span.start + words.start, span.start + words.end));
    Some(ActorCode {
        country: coded.country.map(str::to_owned),
        sectors: coded.sectors.iter().map(|sector| sector.code().to_owned()).collect(),
        title: None,
        as_of: None,
        why: Why::rule("actor", crate::VERSION, coded.rules.first().copied().unwrap_or_default(), triggers),
    })
}
