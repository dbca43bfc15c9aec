//! What the words between a figure and a place, or behind a place, say of the two: whether they lead from one to the other, part them,
//! or name people, acts and sites by the place.

use super::BEFORE;
use rapporteur_ontology::{function, gazetteer, noun, verb};

/// True if the words between a place and a figure lead from the one to the other: `where`, `, home to some`, `attack, which
/// killed`.
pub(super) fn leads_to(gap: &str) -> bool {
    let words = gap.trim_start_matches([',', ' ']);
    let opens = ["where ", "which ", "home to ", "a town of ", "a city of ", "a village of "];
    let at_once = opens.iter().any(|opening| words.starts_with(opening)).then_some(words);
    let behind_noun = || {
        let (noun, clause) = gap.split_once(", which ").or_else(|| gap.split_once(" that "))?;
        (!noun.is_empty() && noun.len() <= 30 && !noun.contains([',', ';'])).then_some(clause)
    };
    at_once.or_else(behind_noun).is_some_and(|clause| clause.len() <= 100 && !clause.contains([',', ';']))
}

/// True if the words between a figure and a place lead what did the harm there: `when a wall broke, sending mud through the town of`.
pub(super) fn reaches(gap: &str) -> bool {
    let Some((clause, way)) = [" through ", " into ", " onto "].iter().find_map(|way| gap.rsplit_once(way))
    else {
        return false;
    };
    let moves = |word: &str| matches!(word, "sending" | "sent" | "sweeping" | "swept" | "pouring" | "poured");
    let town =
        way.split_whitespace().rev().nth(1).is_some_and(is_settlement) && way.trim_end().ends_with(" of");
    let words = clause.split_whitespace().rev().take(BEFORE);
    town && !way.contains([',', ';', ':', '.'])
        && words.take_while(|word| !word.ends_with([',', ';', ':'])).any(moves)
}

/// True if the words between two places tell the first one as a town of the second: `, a southern port in`.
pub(super) fn is_told_as_one_of(gap: &str) -> bool {
    let words: Vec<&str> = gap.strip_prefix(", ").unwrap_or_default().split_whitespace().collect();
    let [first, inner @ .., last] = &words[..] else { return false };
    matches!(*first, "a" | "an" | "the")
        && matches!(*last, "in" | "of" | "on")
        && inner.len() <= 4
        && inner.last().is_some_and(|noun| is_settlement(noun))
}

/// Nouns for places where people live together.
pub(super) fn is_settlement(word: &str) -> bool {
    matches!(word, "town" | "city" | "village" | "port" | "resort" | "suburb" | "settlement" | "capital")
}

/// True if the words behind a place are about its bounds: `’s long border`.
pub(super) fn is_bounds(after: &str) -> bool {
    let rest = after.strip_prefix("’s").or_else(|| after.strip_prefix("'s"));
    let mut words = rest.unwrap_or_default().split_whitespace().take(2);
    words.any(|raw| {
        let word = raw.trim_end_matches(|c: char| !c.is_alphanumeric());
        matches!(word, "border" | "borders" | "frontier" | "frontiers" | "fence")
    })
}

/// What parts a figure from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Border {
    /// `who`: what is told of those counted.
    Relative,
    /// Another statement begins.
    Statement,
}

/// The border that stands between a figure and a place.
pub(super) fn divides(gap: &str) -> Option<Border> {
    let marks = gap.chars().filter(|mark| matches!(mark, '“' | '”' | '"')).count();
    if marks % 2 == 1 || gap.contains([';', '—', '–']) {
        return Some(Border::Statement);
    }
    let mut before = "";
    let words = gap.split_whitespace().filter_map(|raw| {
        let word = raw.trim_matches([',', '(', ')']);
        let led = matches!(word, "in" | "at") && matches!(before, "and" | "or" | "than");
        before = word;
        match word {
            "while" | "whereas" | "but" | "although" | "though" => Some(Border::Statement),
            "who" | "whose" | "whom" => Some(Border::Relative),
            _ if led => Some(Border::Statement),
            _ => None,
        }
    });
    words.max().max((marks > 0).then_some(Border::Relative))
}

/// Prepositions for being somewhere.
pub(super) fn is_locative(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "around"
            | "across"
            | "off"
            | "throughout"
            | "within"
            | "along"
    )
}

/// Verbs whose object is where it happens, and those of leaving.
pub(super) fn strikes(word: &str) -> bool {
    matches!(
        word,
        "hit"
            | "hits"
            | "struck"
            | "strikes"
            | "shook"
            | "rocked"
            | "rocks"
            | "devastated"
            | "ravaged"
            | "swept"
            | "bombed"
            | "shelled"
            | "crossed"
            | "crossing"
            | "cross"
            | "pounded"
            | "besieged"
            | "stormed"
            | "raided"
            | "attacked"
            | "flooded"
            | "left"
            | "fled"
            | "flee"
            | "fleeing"
            | "leaving"
            | "hitting"
            | "striking"
    )
}

/// Nouns for what happens at a place.
pub(super) fn is_act(word: &str) -> bool {
    matches!(
        word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word),
        "attack"
            | "accident"
            | "ambush"
            | "assault"
            | "avalanche"
            | "battle"
            | "blast"
            | "bombardment"
            | "bombing"
            | "clash"
            | "clashe"
            | "collapse"
            | "conflict"
            | "crash"
            | "cyclone"
            | "disaster"
            | "drought"
            | "earthquake"
            | "epidemic"
            | "eruption"
            | "explosion"
            | "famine"
            | "fight"
            | "fighting"
            | "fire"
            | "flood"
            | "flooding"
            | "gunfight"
            | "heatwave"
            | "hurricane"
            | "killing"
            | "landslide"
            | "massacre"
            | "offensive"
            | "operation"
            | "outbreak"
            | "protest"
            | "quake"
            | "raid"
            | "rampage"
            | "rebellion"
            | "riot"
            | "shelling"
            | "shooting"
            | "siege"
            | "stampede"
            | "storm"
            | "strike"
            | "airstrike"
            | "tornado"
            | "tragedy"
            | "unrest"
            | "uprising"
            | "violence"
            | "war"
            | "wildfire"
            | "wreck"
    )
}

/// Nouns for sites, beside those that the gazetteer knows.
pub(super) fn is_site(word: &str) -> bool {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word);
    gazetteer::kinds_of(stem).is_some()
        || matches!(
            stem,
            "airport"
                | "area"
                | "bank"
                | "barrack"
                | "base"
                | "beach"
                | "border"
                | "bridge"
                | "camp"
                | "cathedral"
                | "church"
                | "club"
                | "coast"
                | "countryside"
                | "dam"
                | "enclave"
                | "factory"
                | "ferry"
                | "harbour"
                | "harbor"
                | "highway"
                | "hill"
                | "home"
                | "hospital"
                | "hotel"
                | "junction"
                | "market"
                | "mine"
                | "mosque"
                | "motorway"
                | "mountain"
                | "neighbourhood"
                | "neighborhood"
                | "nightclub"
                | "park"
                | "plain"
                | "plant"
                | "port"
                | "prison"
                | "restaurant"
                | "school"
                | "seafront"
                | "shore"
                | "side"
                | "slum"
                | "square"
                | "station"
                | "street"
                | "suburb"
                | "supermarket"
                | "synagogue"
                | "temple"
                | "theatre"
                | "theater"
                | "tunnel"
                | "university"
                | "township"
                | "valley"
                | "village"
                | "waters"
                | "water"
        )
}

/// Nouns for people and bodies of people.
pub(super) fn is_people(word: &str) -> bool {
    noun::lookup(word).is_some_and(|form| (form.noun.person || form.noun.group) && form.noun.share >= 50)
}

/// True if the words behind a place make it part of the name of an act or a site: ` terrorist attack`, `’s coal mine`.
pub(super) fn named(after: &str) -> bool {
    let rest = after.strip_prefix("’s").or_else(|| after.strip_prefix("'s")).unwrap_or(after);
    rest.starts_with(' ')
        && rest
            .split_whitespace()
            .take(3)
            .map_while(|raw| {
                let word = raw.trim_end_matches([',', ';', ':', '.', ')', '”', '"', '?', '!']);
                let plain = word.starts_with(char::is_alphabetic) && function::lookup(word).is_none();
                plain.then(|| (word.to_lowercase(), word.len() < raw.len()))
            })
            // The first word that ends the phrase is the last one.
            .scan(false, |closed, (word, last)| (!std::mem::replace(closed, last)).then_some(word))
            .any(|word| is_act(&word) || is_site(&word))
}

/// Sites that break and harm others than those who are there.
pub(super) fn is_work(word: &str) -> bool {
    matches!(word, "dam" | "barrage" | "reservoir" | "dyke" | "dike" | "levee" | "volcano" | "pipeline")
}

/// True if the words behind a place make it the name of an act: ` flood`, ` dam disaster`.
pub(super) fn names_act(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let first = words.next().map(word).unwrap_or_default();
    after.starts_with(' ')
        && (is_act(&first) || is_work(&first) && words.next().is_some_and(|next| is_act(&word(next))))
}

/// True if the words behind a place make it the name of a site that may break: ` dam`.
pub(super) fn names_work(after: &str) -> bool {
    let first = after.split_whitespace().next().map(word).unwrap_or_default();
    after.starts_with(' ') && is_work(&first)
}

fn word(raw: &str) -> String {
    raw.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// True if the words behind a place make it say of what something is that lies nowhere: ` history`, `’s economy`.
pub(super) fn abstracts(after: &str) -> bool {
    let rest = after.strip_prefix("’s").or_else(|| after.strip_prefix("'s")).unwrap_or(after);
    let next = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(
        next,
        "history"
            | "law"
            | "laws"
            | "policy"
            | "politics"
            | "affairs"
            | "relations"
            | "elections"
            | "election"
            | "debate"
            | "economy"
            | "media"
            | "culture"
            | "society"
            | "time"
            | "talks"
            | "deal"
            | "ties"
            | "sanctions"
    )
}

/// True if the words behind a place name people or a body by it: ` police`, `’s interior ministry`.
pub(super) fn is_of_people(after: &str) -> bool {
    let rest = after.strip_prefix("’s").or_else(|| after.strip_prefix("'s")).unwrap_or(after);
    let mut words = rest.split_whitespace().map(|raw| raw.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // In `a blast in Orla killed miners` a verb stands between.
    let modifies = first.starts_with(char::is_alphabetic)
        && function::lookup(first).is_none()
        && verb::lookup(first).is_none_or(|form| {
            !matches!(form.inflection, verb::Inflection::Past | verb::Inflection::PastOrParticiple)
        });
    rest.starts_with(' ') && (is_people(first) || modifies && is_people(second))
}
