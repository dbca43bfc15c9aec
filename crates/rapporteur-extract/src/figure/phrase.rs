//! The phrase around a number: what is counted.

use super::complement;
use super::quantity::Quantity;
use super::setting::Setting;
use rapporteur_ontology::country::{DemonymForm, demonym};
use rapporteur_ontology::measure::{self, Frame, Measure};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_ontology::{agent, function, noun, word};

/// What the head of a counted phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// People: `soldiers`, `Ruritanians`, `of them`.
    Person,
    /// `lives`, which only some verbs take.
    Lives,
    /// A noun that is itself a measure: `deaths`, `hostages`.
    Term(Measure),
    /// No noun: `230 were wounded`.
    Elliptic,
    /// Anything else.
    Other,
}

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Phrase {
    pub(super) quantity: Quantity,
    /// Position of the first word, with an article or possessor's pronoun before the number.
    pub(super) from: usize,
    /// Position after the last word.
    pub(super) to: usize,
    /// First word of what is counted, if anything is named.
    pub(super) counted: Option<usize>,
    pub(super) head: Head,
    /// A participle before the noun: `displaced families`; its position and measure.
    pub(super) modifier: Option<(usize, Measure)>,
    /// It is the whole of a part before it: `31 hostages` in `12 of 31 hostages`.
    pub(super) whole: bool,
}

/// How many words may stand between a number and its noun.
const REACH: usize = 6;

/// The phrase around a quantity. `words` are in lower case, `written` as in the text.
pub(super) fn phrase(words: &[&str], written: &[&str], quantity: Quantity) -> Phrase {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let before = |at: usize| at.checked_sub(1).map_or("", word);
    let mut from = quantity.from;
    if matches!(
        before(from),
        "another" | "further" | "additional" | "other" | "remaining" | "first" | "all" | "just" | "only"
    ) {
        from -= 1;
    }
    if matches!(
        before(from),
        "the" | "its" | "their" | "his" | "her" | "our" | "these" | "those" | "a" | "an"
    ) {
        from -= 1;
    }
    let mut phrase = Phrase {
        quantity,
        from,
        to: quantity.to,
        counted: None,
        head: Head::Elliptic,
        modifier: None,
        whole: false,
    };
    phrase.whole = before(from) == "of" && from >= 2 && super::quantity::ends(words, from - 1);
    // `a family of five`, `a group of 12 tourists`
    if before(from) == "of"
        && from >= 3
        && matches!(words[from - 2], "family" | "group" | "crew" | "party" | "team" | "total")
        && matches!(words[from - 3], "a" | "the" | "another" | "one")
    {
        phrase.from = from - 3;
    }
    let mut at = quantity.to;
    // `“at least 40” of her townspeople`: the number alone is quoted.
    if matches!(word(at), "”" | "\"" | "’" | "''") && word(at + 1) == "of" {
        at += 1;
    }
    if word(at) == "of" {
        // `of those`, but not `of those deaths`
        let alone = word(at + 1) != "those" || stops(word(at + 2)) || participle(word(at + 2)).is_some();
        if alone && matches!(word(at + 1), "them" | "whom" | "those" | "us") {
            return Phrase { to: at + 2, head: Head::Person, ..phrase };
        }
        let article = usize::from(matches!(
            word(at + 1),
            "the" | "its" | "their" | "his" | "her" | "our" | "my" | "these" | "those"
        ));
        // `12 of 31 hostages`, `58 of the 97`
        if super::quantity::quantity(words, at + 1 + article).is_some_and(|q| q.value.is_some()) {
            return phrase;
        }
        at += 1 + article;
        // `44 of the dead`
        let ends = words.get(at + 1).is_none_or(|next| stops(next));
        if article > 0 && ends && super::frame::people_who(words, at).is_some() {
            return Phrase { to: at + 1, counted: Some(at), head: Head::Person, ..phrase };
        }
    }
    let start = at;
    while at < words.len().min(start + REACH) {
        let next = word(at);
        if at > start && super::quantity::quantity(words, at).is_some_and(|q| q.value.is_some()) {
            break;
        }
        if let Some(measure) = participle(next) {
            // Before a noun it is an adjective; otherwise it is the verb, or the noun itself.
            let noun = (at + 1..(at + 4).min(words.len())).find(|&n| is_person(words, written, n, quantity));
            let plain = noun.is_some_and(|n| (at + 1..n).all(|k| !stops(word(k))));
            if !plain {
                break;
            }
            phrase.modifier = phrase.modifier.or(Some((at, measure)));
            at += 1;
            continue;
        }
        if let Some(found) = head(words, written, at, quantity) {
            let war = matches!(found, Head::Term(_)) && word(at + 1) == "of" && word(at + 2) == "war";
            let many = usize::from(war);
            phrase.head = if war { Head::Term(Measure::Held) } else { found };
            phrase.counted = Some(start);
            phrase.to = at + 1 + 2 * many;
            // `police officers`, `aid workers`: the last of several nouns is the head.
            if matches!(found, Head::Person) && head(words, written, at + 1, quantity).is_some() {
                at += 1;
                continue;
            }
            return phrase;
        }
        // `19 states saw new cases`: behind a finite verb nobody of the phrase is counted.
        let verb = at > start
            && verb::lookup(next)
                .is_some_and(|form| form.inflection == Inflection::Past && !next.ends_with("ed"));
        if stops(next) || phrase.counted.is_some() || verb {
            break;
        }
        at += 1;
    }
    if phrase.counted.is_some() {
        return phrase;
    }
    let content = word(start);
    // `wounding 53 more in the attack`, `killed 30 thus far`
    let bare = matches!(
        content,
        "more"
            | "thus"
            | "so"
            | "else"
            | "alone"
            | "each"
            | "overall"
            | "nationwide"
            | "worldwide"
            | "ill"
            | "sick"
            | "alive"
            | "homeless"
            | "unhurt"
            | "remain"
    );
    let bare = bare || super::frame::is_grave(content);
    // `58 came up`: a form that can be nothing but a finite verb.
    let verb = verb::lookup(content).is_some_and(|form| form.inflection == Inflection::Past);
    // `five sent to hospital`
    let treated = || complement::passive(words, start, &Setting::default()).is_some();
    let elliptic = bare
        || verb
        || treated()
        || stops(content)
        || participle(content).is_some()
        || measure::longest(&words[start.min(words.len())..])
            .is_some_and(|found| found.value.frames != [Frame::Head]);
    phrase.head = if elliptic && start == quantity.to { Head::Elliptic } else { Head::Other };
    phrase
}

/// A participle that can stand before the noun or for it.
pub(super) fn participle(word: &str) -> Option<Measure> {
    Some(match word {
        "displaced" | "uprooted" => Measure::Displaced,
        "injured" | "wounded" => Measure::Injured,
        "missing" => Measure::Missing,
        "abducted" | "kidnapped" => Measure::Abducted,
        "detained" | "arrested" | "jailed" | "imprisoned" => Measure::Detained,
        "evacuated" => Measure::Evacuated,
        "freed" | "released" => Measure::Released,
        "killed" | "slain" => Measure::Killed,
        _ => return None,
    })
}

/// What a word is as the head of a counted phrase.
fn head(words: &[&str], written: &[&str], at: usize, quantity: Quantity) -> Option<Head> {
    let word = *words.get(at)?;
    if word == "lives" {
        return Some(Head::Lives);
    }
    // `dead birds`: before a noun it is an adjective.
    if word == "dead" && words.get(at + 1).is_some_and(|next| !stops(next) && participle(next).is_none()) {
        return None;
    }
    let right_after = at == quantity.to || (at == quantity.to + 1 && words[quantity.to] == "of");
    if let Some(measure) = term(word, right_after) {
        return Some(Head::Term(measure));
    }
    // `three charred bodies were found`: bodies can be of states, too.
    let found =
        words[at + 1..].iter().take(6).find(|next| !function::is_finite_auxiliary(next) && **next != "been");
    let dead = matches!(word, "bodies" | "corpses")
        && found.is_some_and(|next| {
            matches!(
                *next,
                "found" | "recovered" | "discovered" | "exhumed" | "retrieved" | "pulled" | "unearthed"
            )
        });
    if dead {
        return Some(Head::Term(Measure::Killed));
    }
    // `one death`
    let single = quantity.value == Some(1.0) && right_after;
    if single && let Some(measure) = singular(word) {
        return Some(Head::Term(measure));
    }
    is_person(words, written, at, quantity).then_some(Head::Person)
}

/// Nouns that are measures by themselves. The lexicon's heads are wider (`people`, `strikes`, `vehicles`): those say
/// too little alone.
fn term(word: &str, right_after: bool) -> Option<Measure> {
    match word {
        "tanks" | "battalions" | "brigades" | "regiments" | "warships" | "warplanes" | "helicopters"
        | "drones" | "missiles" | "rockets" | "submarines" | "howitzers" | "uavs" => {
            return Some(Measure::Units);
        }
        "dead" | "bodies" | "corpses" | "killings" => return right_after.then_some(Measure::Killed),
        "cases" | "infections" => return Some(Measure::Infected),
        "inhabitants" => return Some(Measure::Population),
        _ => {}
    }
    let term = measure::lookup(word).filter(|term| term.frames.contains(&Frame::Head))?;
    let plural = word.ends_with('s') && !matches!(word, "victims" | "returnees" | "evictions" | "martyrs");
    let clear = match term.measure {
        Measure::Killed
        | Measure::Injured
        | Measure::Casualties
        | Measure::Held
        | Measure::Abducted
        | Measure::Detained
        | Measure::Displaced
        | Measure::Evacuated => plural || word == "fatalities",
        _ => false,
    };
    clear.then_some(term.measure)
}

/// Nouns that are measures by themselves, for one of them.
fn singular(word: &str) -> Option<Measure> {
    Some(match word {
        "death" | "fatality" | "body" | "corpse" => Measure::Killed,
        "injury" => Measure::Injured,
        "casualty" => Measure::Casualties,
        _ => return None,
    })
}

/// True if the word names people in the number that the quantity asks for.
fn is_person(words: &[&str], written: &[&str], at: usize, quantity: Quantity) -> bool {
    let Some(&word) = words.get(at) else { return false };
    if matches!(
        word,
        "people"
            | "persons"
            | "others"
            | "children"
            | "men"
            | "women"
            | "personnel"
            | "police"
            | "troops"
            | "crew"
            | "families"
            | "households"
            | "americans"
            | "servicemen"
            | "rescuers"
            | "kids"
    ) {
        return true;
    }
    if let Some(former) = word.strip_prefix("ex-") {
        return noun::lookup(former).is_some_and(|form| form.noun.person && form.plural);
    }
    if word.len() > 6 && (word.ends_with("people") || word.ends_with("folk")) {
        return true;
    }
    let capital = written[at].starts_with(char::is_uppercase);
    if capital && let Some(found) = demonym(written[at]) {
        return match found.form {
            DemonymForm::People => true,
            DemonymForm::Person => quantity.value == Some(1.0),
            // `12 Chinese were killed`, but not `12 Chinese ships`.
            DemonymForm::AdjectiveOrPerson => words.get(at + 1).is_none_or(|next| stops(next)),
            DemonymForm::Adjective => false,
        };
    }
    match noun::lookup(word) {
        Some(form) => {
            let actor = form.noun.share >= 50 || agent::lookup(word).is_some();
            form.noun.person && actor && (form.plural || quantity.value == Some(1.0))
        }
        // `drivers`: a driver can be a thing too, but is one who acts.
        None if !capital && is_actors(word) => true,
        // `400 Ruritani fled`: a name that is many.
        None if capital
            && !word.ends_with(['s', 'e'])
            && quantity.value.is_some_and(|value| value >= 100.0) =>
        {
            let next = words.get(at + 1).copied().unwrap_or_default();
            let verb = measure::lookup(next).is_some_and(|term| term.frames.contains(&Frame::Subject));
            verb || matches!(next, "were" | "are" | "have" | "had")
        }
        // `Ruritanese`, `Ruritanians`: a people that no list has.
        None if capital && word.len() > 5 && word.ends_with("ese") => {
            words.get(at + 1).is_none_or(|next| stops(next))
        }
        None => {
            capital
                && !word::is_ordinary(word)
                && verb::lookup(word).is_none_or(|form| form.inflection != Inflection::Third)
                && word.len() > 4
                && word.ends_with('s')
                && !word.ends_with("ss")
                && word.bytes().all(|b| b.is_ascii_lowercase())
        }
    }
}

/// True for plurals of nouns for who does something (`drivers`, `cyclists`) where the lexicon of actors has them.
fn is_actors(word: &str) -> bool {
    let one = word
        .strip_suffix('s')
        .filter(|one| ["er", "or", "ist", "ian", "ee"].iter().any(|end| one.ends_with(end)));
    one.is_some_and(|one| agent::lookup(one).is_some())
}

/// True for words that end the run of nouns and adjectives after a number.
pub(super) fn stops(word: &str) -> bool {
    if !word.starts_with(char::is_alphabetic) {
        return true;
    }
    !matches!(word, "other" | "others" | "more" | "such") && function::lookup(word).is_some()
}
