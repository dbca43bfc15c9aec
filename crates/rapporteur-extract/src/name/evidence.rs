//! What a name and the words around it tell about its type.
//!
//! Each clue adds its weight to one type; the heaviest type wins if it is heavy enough. The weights were set by hand
//! and checked on half of the English Worldwide Newswire reports (halves by hash of the id).
use super::lists;
use super::text::Text;
use rapporteur_lang::TokenKind;
use rapporteur_ontology::country::{self, DemonymForm};
use rapporteur_ontology::{cue, name, noun, place, region, seat, title};
use rapporteur_record::EntityType;
use std::ops::Range;

const TYPES: [EntityType; 7] = [
    EntityType::Person,
    EntityType::Organisation,
    EntityType::State,
    EntityType::Place,
    EntityType::Group,
    EntityType::Event,
    EntityType::Document,
];

/// Below this weight the type stays unknown.
const ENOUGH: f32 = 0.8;

/// The weight of all clues for each type, and the heaviest clue.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Evidence {
    weights: [f32; TYPES.len()],
    clues: [(&'static str, f32); TYPES.len()],
}

impl Evidence {
    pub(super) fn add(&mut self, entity_type: EntityType, weight: f32, clue: &'static str) {
        let Some(at) = TYPES.iter().position(|&t| t == entity_type) else { return };
        self.weights[at] += weight;
        if weight > self.clues[at].1 {
            self.clues[at] = (clue, weight);
        }
    }

    pub(super) fn add_all(&mut self, other: &Evidence) {
        for at in 0..TYPES.len() {
            self.weights[at] += other.weights[at];
            if other.clues[at].1 > self.clues[at].1 {
                self.clues[at] = other.clues[at];
            }
        }
    }

    /// The weight of the heaviest type.
    pub(super) fn most(&self) -> f32 {
        self.weights.iter().copied().fold(0.0, f32::max)
    }

    /// The heaviest type and its heaviest clue.
    pub(super) fn verdict(&self) -> (EntityType, &'static str) {
        let mut best = 0;
        for at in 1..TYPES.len() {
            if self.weights[at] > self.weights[best] {
                best = at;
            }
        }
        if self.weights[best] < ENOUGH {
            (EntityType::Unknown, "name.capitals")
        } else {
            (TYPES[best], self.clues[best].0)
        }
    }
}

use EntityType::{Document, Event, Group, Organisation, Person, Place, State};

/// What the words of a name tell.
pub(super) fn of_name(text: &Text<'_>, range: &Range<usize>) -> Evidence {
    let words = &text.words[range.clone()];
    let keys = text.keys(range.clone());
    let count = words.len();
    let mut evidence = Evidence::default();
    let whole = |found: Option<usize>| found == Some(count);

    if whole(country::longest(keys).map(|m| m.words)) {
        evidence.add(State, 8.0, "name.country");
        return evidence;
    }
    if whole(seat::longest(keys).map(|m| m.words)) {
        evidence.add(Organisation, 6.0, "name.seat");
    }
    if whole(region::longest(keys).map(|m| m.words)) {
        evidence.add(Place, 7.0, "name.region");
    }
    if count == 1
        && let Some(demonym) = country::demonym(words[0].key)
    {
        match demonym.form {
            DemonymForm::People | DemonymForm::Person => evidence.add(Group, 7.0, "name.people"),
            DemonymForm::Adjective | DemonymForm::AdjectiveOrPerson => {
                evidence.add(State, 0.5, "name.demonym");
            }
        }
    }

    if count == 1 && lists::CREED.has(words[0].lower.trim_end_matches('s')) {
        evidence.add(Group, 5.0, "name.creed");
    }
    if count == 1 && words[0].on(&lists::MEDIA) {
        evidence.add(Organisation, 5.0, "name.media");
    }
    let head_at = head(text, range);
    let head = &text.words[head_at];
    let first = &words[0];
    let last = &words[count - 1];
    let alone = count == 1;
    if head.lists().contain(&lists::ORGANISATION) {
        evidence.add(Organisation, if alone { 3.0 } else { 6.0 }, "name.organisation_noun");
    } else if head.on(&lists::PRESS) && !alone {
        evidence.add(Organisation, 4.0, "name.press_noun");
    } else if !alone && head.on(&lists::EVENT) {
        evidence.add(Event, 5.0, "name.event_noun");
    } else if head.on(&lists::DOCUMENT) && !alone {
        evidence.add(Document, 5.0, "name.document_noun");
    } else if !alone && (head.on(&lists::PLACE) || first.on(&lists::PLACE_OPENERS)) {
        let weight = if head.on(&lists::PLACE) { 4.5 } else { 2.5 };
        evidence.add(Place, weight, "name.place_noun");
    } else if !alone && let Some(form) = noun::lookup(head.key) {
        if form.noun.group && form.noun.share >= 50 {
            evidence.add(Organisation, 2.5, "name.group_noun");
        } else if form.noun.person && form.plural {
            evidence.add(Group, 3.0, "name.people_noun");
        }
    }
    if !alone && first.on(&lists::ORGANISATION) && last.on(&lists::PLACE) {
        evidence.add(Organisation, 1.0, "name.organisation_noun");
    }
    if alone
        && let Some(form) = noun::lookup(last.key)
        && form.plural
        && form.noun.person
    {
        evidence.add(Group, 4.0, "name.people_noun");
    }
    if alone
        && matches!(
            last.lower,
            "islam"
                | "christianity"
                | "judaism"
                | "internet"
                | "covid"
                | "ramadan"
                | "christmas"
                | "eid"
                | "easter"
        )
    {
        evidence.add(Event, 3.0, "name.other");
    }
    if words.iter().any(|word| word.text == "&") {
        evidence.add(Organisation, 3.0, "name.ampersand");
    }

    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = |word: &str| letters(word) > 1 && word.chars().all(|c| !c.is_lowercase());
    if alone && shouted(last.text) && letters(last.text) <= 7 {
        evidence.add(Organisation, 2.6, "name.acronym");
    } else if alone
        && last.text.chars().skip(1).any(char::is_uppercase)
        && !last.text.contains(['-', '\'', '’'])
        && !last.text.starts_with("Mc")
        && !last.text.starts_with("Mac")
    {
        evidence.add(Organisation, 1.2, "name.inner_capital");
    } else if words.iter().any(|word| shouted(word.text) && letters(word.text) > 2) {
        evidence.add(Organisation, 1.0, "name.acronym");
    }

    let given = name::given(first.key);
    let surname = name::surname(last.key);
    if !alone {
        if given.is_some_and(|given| given.weight > 3) {
            evidence.add(Person, 2.6, "name.given_name");
        } else if given.is_some() {
            evidence.add(Person, 1.8, "name.given_name");
        }
        if surname.is_some() {
            evidence.add(Person, 1.0, "name.surname");
        }
        let initial = |word: &str| letters(word) == 1 && word.chars().next().is_some_and(char::is_uppercase);
        if words[1..].iter().any(|word| initial(word.text)) || (initial(first.text) && count <= 3) {
            evidence.add(Person, 1.5, "name.initial");
        }
        if words[1..].iter().any(|word| {
            word.on(&lists::PARTICLES) || word.text.starts_with("al-") || word.text.starts_with("Al-")
        }) {
            evidence.add(Person, 0.9, "name.particle");
        }
        let strange = words.iter().all(|word| word.is_word() && !text.is_ordinary(word));
        if strange && count <= 4 {
            evidence.add(Person, 0.8, "name.unknown_words");
        } else if words.iter().all(|word| !word.capital || text.is_ordinary(word)) {
            evidence.add(Organisation, 1.1, "name.ordinary_words");
        }
        if matches!(last.lower.trim_end_matches('.'), "jr" | "sr" | "iii") {
            evidence.add(Person, 3.0, "name.junior");
        }
    } else {
        if given.is_some_and(|given| given.weight > 3) {
            evidence.add(Person, 1.2, "name.given_name");
        } else if given.is_some() {
            evidence.add(Person, 0.6, "name.given_name");
        }
        if surname.is_some() {
            evidence.add(Person, 0.6, "name.surname");
        }
    }

    if let Some(found) = place::longest(keys).filter(|found| found.words == count) {
        let known = found.value;
        let weight = match (known.ambiguous, known.population) {
            (false, 100_000..) => 2.4,
            (false, _) => 1.6,
            (true, 1_000_000..) => 1.6,
            (true, 200_000..) => 0.9,
            (true, _) => 0.4,
        };
        let weight = if known.kind == place::Kind::State { 4.0 } else { weight };
        evidence.add(Place, weight, "name.gazetteer");
    }
    evidence
}

/// The word that a name is headed by: the last one, or the one before the first `of`, `for` or `on`.
pub(super) fn head(text: &Text<'_>, range: &Range<usize>) -> usize {
    let cut = (range.start + 1..range.end)
        .find(|&at| matches!(text.words[at].text, "of" | "for" | "on" | "against"));
    let last = cut.unwrap_or(range.end) - 1;
    if text.words[last].kind == TokenKind::Word { last } else { range.end - 1 }
}

/// What the words around a name tell.
pub(super) fn of_context(text: &Text<'_>, range: &Range<usize>, sentence: &Range<usize>) -> Evidence {
    let mut evidence = Evidence::default();
    before(text, range, sentence, &mut evidence);
    after(text, range, sentence, &mut evidence);
    evidence
}

fn before(text: &Text<'_>, range: &Range<usize>, sentence: &Range<usize>, evidence: &mut Evidence) {
    let at = |back: usize| (range.start >= sentence.start + back).then(|| &text.words[range.start - back]);
    let Some(previous) = at(1) else { return };
    let second = at(2).map_or("", |word| word.lower);
    if previous.on(&lists::IN) {
        evidence.add(Place, 1.8, "name.in_place");
    } else if previous.on(&lists::FROM) {
        evidence.add(Place, 0.6, "name.from_place");
    } else if previous.lower == "of" {
        match second {
            "city" | "town" | "village" | "province" | "district" | "state" | "region" | "suburb"
            | "capital" | "port" | "island" | "governorate" | "streets" | "north" | "south" | "east"
            | "west" | "outside" | "coast" | "outskirts" => {
                evidence.add(Place, 4.0, "name.place_of");
            }
            "member" | "members" | "chairman" | "head" | "director" | "founder" | "ceo" | "leader"
            | "president" => {
                evidence.add(Organisation, 1.2, "name.member_of");
            }
            _ => evidence.add(Place, 0.2, "name.of"),
        }
    } else if previous.lower == "the" {
        evidence.add(Person, -2.5, "name.article");
        let strange = range.len() > 1 || !text.is_ordinary(&text.words[range.start]);
        evidence.add(Organisation, if strange { 0.8 } else { 0.3 }, "name.article");
        let inside = at(2).is_some_and(|word| word.on(&lists::IN) || word.on(&lists::FROM));
        evidence.add(Place, if inside { 0.6 } else { 0.0 }, "name.in_place");
    } else if matches!(
        previous.lower,
        "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "downtown"
            | "rural"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
    ) {
        evidence.add(Place, 3.0, "name.direction");
    } else if matches!(previous.lower, "told") {
        evidence.add(Organisation, 0.6, "name.told");
        evidence.add(Person, 0.4, "name.told");
    } else if matches!(previous.lower, "joined" | "join" | "via") {
        evidence.add(Organisation, 0.8, "name.joined");
    } else if matches!(previous.lower, "named" | "called" | "by" | "mr" | "mr." | "and") {
        evidence.add(Person, 0.3, "name.named");
    }
    if previous.is_word() && !previous.function {
        let title = title::lookup(previous.key).filter(|title| !title.text.is_empty());
        let person = noun::lookup(previous.key)
            .filter(|form| form.noun.person && !form.plural && form.noun.share >= 50);
        if previous.on(&lists::COMPANY_NOUNS) {
            evidence.add(Organisation, 2.5, "name.company_noun");
        } else if title.is_some() {
            evidence.add(Person, 5.0, "name.title");
        } else if person.is_some() {
            evidence.add(Person, 3.5, "name.person_noun");
        } else if !previous.capital
            && noun::lookup(previous.key)
                .is_some_and(|form| form.noun.group && !form.plural && form.noun.share >= 60)
        {
            evidence.add(Organisation, 1.5, "name.group_noun");
        }
    }
    // `her husband, Bo Lind,`
    if previous.text == ","
        && let Some(apposed) = at(2)
        && noun::lookup(apposed.key)
            .is_some_and(|form| form.noun.person && !form.plural && form.noun.share >= 60)
    {
        evidence.add(Person, 1.8, "name.apposition");
    } else if previous.text == "," && range.len() > 1 && follows_description(text, range.start - 1, sentence)
    {
        evidence.add(Person, 3.0, "name.apposition");
    }
}

/// True if what ends before the comma at `comma` is `the mayor of Solvanne`: one person's office and where it is held.
fn follows_description(text: &Text<'_>, comma: usize, sentence: &Range<usize>) -> bool {
    let words = &text.words[comma.saturating_sub(7).max(sentence.start)..comma];
    let Some(of) = words.iter().position(|word| matches!(word.lower, "of" | "for" | "at" | "in")) else {
        return false;
    };
    let Some(head) = of.checked_sub(1) else { return false };
    let one = title::lookup(words[head].key).is_some_and(|title| !title.courtesy)
        || noun::lookup(words[head].key)
            .is_some_and(|form| form.noun.person && !form.plural && form.noun.share >= 60);
    let opened = words[..head].iter().any(|word| matches!(word.lower, "the" | "a" | "an" | "its" | "their"));
    one && opened && words[of..].iter().all(|word| word.is_word() && word.lower != "and")
}

fn after(text: &Text<'_>, range: &Range<usize>, sentence: &Range<usize>, evidence: &mut Evidence) {
    let at = |on: usize| (range.end + on <= sentence.end).then(|| &text.words[range.end + on - 1]);
    let Some(next) = at(1) else { return };
    let (second, third) = (at(2), at(3));
    if next.kind == TokenKind::Punctuation && next.text == "," {
        let Some(second) = second else { return };
        let closes = third.is_some_and(|word| !word.is_word());
        if second.kind == TokenKind::Number && second.text.len() <= 2 && closes {
            evidence.add(Person, 4.0, "name.age");
        }
        if matches!(second.text, "who" | "whose") {
            evidence.add(Person, 2.0, "name.who");
        }
        if second.capital {
            let ahead = text.ahead(range.end + 1, sentence.end);
            if country::longest(ahead).is_some() {
                evidence.add(Place, 2.0, "name.comma_country");
            } else if place::longest(ahead).is_some_and(|m| m.value.kind == place::Kind::State) {
                evidence.add(Place, 3.0, "name.comma_state");
            }
        }
        if let Some(person) = apposed_noun(text, range.end + 1, sentence.end) {
            if person.person {
                evidence.add(Person, 2.2, "name.apposition");
            } else if person.group && person.share >= 60 {
                evidence.add(Organisation, 1.5, "name.apposition");
            }
        }
        return;
    }
    if next.text == "("
        && second.is_some_and(|word| word.text.len() > 1 && word.text.chars().all(char::is_uppercase))
        && third.is_some_and(|word| word.text == ")")
    {
        evidence.add(Organisation, 2.5, "name.acronym_follows");
    }
    if next.kind == TokenKind::Clitic {
        if let Some(second) = second.filter(|word| word.is_word()) {
            match second.lower {
                "father" | "mother" | "son" | "daughter" | "wife" | "husband" | "brother" | "sister"
                | "family" | "lawyer" | "death" | "body" | "parents" | "arrest" | "speech" | "killing"
                | "career" => evidence.add(Person, 1.5, "name.kin"),
                "capital" | "population" | "border" | "coast" | "streets" | "president" | "parliament"
                | "prime" | "foreign" | "north" | "south" | "east" | "west" | "largest" | "main" | "city" => {
                    evidence.add(Place, 0.8, "name.possessor");
                }
                "ceo" | "headquarters" | "shares" | "website" | "spokesman" | "spokesperson"
                | "spokeswoman" | "leadership" | "board" => {
                    evidence.add(Organisation, 1.2, "name.possessor");
                }
                _ => {}
            }
        }
        return;
    }
    if !next.is_word() {
        return;
    }
    if next.text == "who" {
        evidence.add(Person, 1.5, "name.who");
    } else if !next.capital && next.on(&lists::PLACE_AFTER) {
        evidence.add(Place, 2.5, "name.place_follows");
    } else if !next.capital
        && (title::longest(text.ahead(range.end, sentence.end)).is_some()
            || next.lower.starts_with("militant")
            || next.lower.starts_with("fighter"))
    {
        evidence.add(Organisation, 1.8, "name.before_title");
        evidence.add(Person, -1.0, "name.before_title");
    } else if !next.capital
        && matches!(
            next.lower,
            "agency"
                | "channel"
                | "chain"
                | "company"
                | "firm"
                | "group"
                | "magazine"
                | "militia"
                | "movement"
                | "network"
                | "newspaper"
                | "newswire"
                | "party"
                | "station"
                | "website"
        )
    {
        evidence.add(Organisation, 2.5, "name.before_body_noun");
    } else if !next.capital
        && noun::lookup(next.key).is_some_and(|form| form.noun.person && form.noun.share >= 50)
    {
        evidence.add(Organisation, 1.2, "name.before_noun");
        evidence.add(Person, -0.5, "name.before_noun");
    } else if cue::verb(next.key)
        .is_some_and(|form| form.cue.class == cue::Class::Say && form.cue.overall() > 0.4)
    {
        evidence.add(Person, 0.9, "name.says");
        evidence.add(Organisation, 0.5, "name.says");
    }
}

/// The noun that heads an apposition which starts at `at`: `a sailor from Orla,`.
fn apposed_noun(text: &Text<'_>, at: usize, end: usize) -> Option<&'static noun::Noun> {
    let mut best = None;
    for position in at..end.min(at + 7) {
        let word = &text.words[position];
        let determiner = position == at
            && matches!(word.text, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "one");
        if !word.is_word() || (word.function && !determiner) {
            break;
        }
        if !determiner
            && let Some(form) = noun::lookup(word.key).filter(|form| !form.plural && form.noun.share >= 40)
        {
            best = Some(form.noun);
        }
    }
    best
}
