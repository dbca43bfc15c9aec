//! The names of the reading model, joined with those of the rules: the model says where a name begins and ends, both say
//! what it names. Rules keep what the model does not look for: offices, demonyms, names inside names.

use super::evidence;
use super::lists;
use super::text::{Text, Word};
use super::{Draft, key};
use crate::model::{Called, Kind};
use foldhash::{HashMap, HashSet};
use rapporteur_lang::TokenKind;
use rapporteur_ontology::{country, noun, seat, title};
use rapporteur_record::{EntityType, MentionForm};
use std::ops::Range;

/// The clue that the model gives.
pub(super) const RULE: &str = "name.model";
/// Weight of what the model takes a name for, beside the clues of the rules.
const WEIGHT: f32 = 6.0;
/// The same for groups: "Harbourers say" may be the members of a party, and the party itself.
const GROUP_WEIGHT: f32 = 3.0;
/// Share from which the model's word counts in a headline, where capitals tell the rules nothing.
const SURE: f32 = 0.6;
/// A name that the model does not see stays if it sees it elsewhere in the report, or if its own words weigh so much: a
/// country, a region, a seat of government.
const CERTAIN: f32 = 4.0;

/// Puts the model's names into the drafts of the sentences of prose.
pub(super) fn join(text: &Text<'_>, called: &[Called], drafts: &mut Vec<Draft>) {
    let seen = located(text, called, &text.prose);
    let keys: HashSet<String> = seen.iter().map(|name| key(text, &name.tokens)).collect();
    let full = |draft: &&Draft| draft.form == MentionForm::Name && is_titled(text, draft);
    let titled = drafts.iter().filter(full).filter_map(|draft| surname(text, &draft.tokens));
    let read = seen.iter().filter(|name| name.called.kind == Kind::Person);
    let surnames: HashSet<String> =
        read.filter_map(|name| surname(text, &name.tokens)).chain(titled).collect();
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut taken = vec![false; seen.len()];
    for draft in drafts.drain(..) {
        let own = draft.form == MentionForm::Name && !draft.nested;
        if !own {
            kept.push(draft);
            continue;
        }
        let first = seen.partition_point(|name| name.tokens.end <= draft.tokens.start);
        let last = seen.partition_point(|name| name.tokens.start < draft.tokens.end).max(first);
        if first == last {
            let elsewhere =
                draft.key.as_ref().is_some_and(|key| keys.contains(key) || surnames.contains(key));
            if elsewhere
                || is_titled(text, &draft)
                || is_body(text, &draft)
                || evidence::of_name(text, &draft.tokens).most() >= CERTAIN
            {
                kept.push(draft);
            }
            continue;
        }
        let parts = &seen[first..last];
        let known = draft.key.as_ref().is_some_and(|key| keys.contains(key));
        if let Some(whole) =
            whole(text, parts, &draft.tokens).or_else(|| known.then(|| cut(parts, &draft.tokens)).flatten())
        {
            taken[first..last].fill(true);
            kept.push(whole.draft(text, Some(&draft)));
            continue;
        }
        for at in first..last {
            if !std::mem::replace(&mut taken[at], true) {
                kept.push(seen[at].draft(text, Some(&draft)));
            }
        }
    }
    // An office or a demonym of the rules is no name.
    let mut other = vec![false; text.words.len()];
    for draft in kept.iter().filter(|draft| draft.form != MentionForm::Name) {
        other[draft.tokens.clone()].fill(true);
    }
    for (name, taken) in seen.iter().zip(taken) {
        if !taken && !name.tokens.clone().any(|at| other[at]) {
            kept.push(name.draft(text, None));
        }
    }
    // Names inside a name are found from the words of the whole one.
    let names: HashMap<usize, usize> = kept
        .iter()
        .filter(|draft| draft.form == MentionForm::Name && !draft.nested)
        .map(|draft| (draft.tokens.start, draft.tokens.end))
        .collect();
    kept.retain(|draft| !draft.nested || names.get(&draft.tokens.start) != Some(&draft.tokens.end));
    kept.sort_by_key(|draft| (draft.tokens.start, std::cmp::Reverse(draft.tokens.end)));
    *drafts = kept;
}

/// The last word of a full name, if no text has it as a word of its own.
fn surname(text: &Text<'_>, name: &Range<usize>) -> Option<String> {
    let last = name.end - 1;
    (name.len() > 1 && text.words[last].capital && !text.is_ordinary(&text.words[last]))
        .then(|| key(text, &(last..name.end)))
}

/// True for `President Marten`: somebody in office has a name behind the title.
fn is_titled(text: &Text<'_>, draft: &Draft) -> bool {
    draft.tokens.len() <= 3
        && draft.offices.iter().any(|office| {
            office.end == draft.tokens.start
                && title::longest(text.keys(office.clone())).is_some_and(|found| !found.value.courtesy)
        })
        && draft.tokens.clone().all(|at| text.words[at].capital && !text.is_ordinary(&text.words[at]))
}

/// True for a parliament that is called by its noun alone: `the Senate`, `Congress`.
fn is_body(text: &Text<'_>, draft: &Draft) -> bool {
    let word = text.words[draft.tokens.start].text;
    draft.tokens.len() == 1 && matches!(word, "Congress" | "Parliament" | "Senate" | "Knesset" | "Bundestag")
}

/// Adds the model's names in headlines; those that the rules know there stay unless the model's is longer.
pub(super) fn headlines(
    text: &Text<'_>,
    called: &[Called],
    known: &HashMap<String, EntityType>,
    drafts: &mut Vec<Draft>,
) {
    let mut seen = located(text, called, &text.display);
    seen.retain(|name| name.called.share >= SURE);
    let touched = |tokens: &Range<usize>| {
        let first = seen.partition_point(|name| name.tokens.end <= tokens.start);
        first..seen.partition_point(|name| name.tokens.start < tokens.end).max(first)
    };
    let inside = |tokens: &Range<usize>, name: &Range<usize>| {
        name.start <= tokens.start && tokens.end <= name.end && tokens.len() < name.len()
    };
    let mut free = vec![true; seen.len()];
    for draft in drafts.iter() {
        for at in touched(&draft.tokens) {
            free[at] &= inside(&draft.tokens, &seen[at].tokens);
        }
    }
    drafts.retain(|draft| !touched(&draft.tokens).any(|at| free[at]));
    for (name, _) in seen.iter().zip(free).filter(|(_, free)| *free) {
        let lower = key(text, &name.tokens).to_lowercase().replace('’', "'");
        let mut draft = name.draft(text, None);
        (draft.entity_type, draft.rule) = match known.get(&lower) {
            Some(&known) => (known, "name.known_in_body"),
            None => draft.evidence.verdict(),
        };
        draft.key = None;
        drafts.push(draft);
    }
}

/// The name that the model reads whole elsewhere and here only the beginning of.
fn cut(parts: &[Located], tokens: &Range<usize>) -> Option<Located> {
    let [part] = parts else { return None };
    let begins = part.tokens.start == tokens.start && part.tokens.end < tokens.end;
    begins.then(|| Located { tokens: tokens.clone(), ..part.clone() })
}

/// The name that the rules see as one where the model sees several of a kind in a row, or a person without a surname that
/// no list has or that some agencies write in capitals: `Ada QUIST`.
fn whole(text: &Text<'_>, parts: &[Located], tokens: &Range<usize>) -> Option<Located> {
    if let [given] = parts
        && given.called.kind == Kind::Person
        && given.tokens.start == tokens.start
        && given.tokens.end + 1 == tokens.end
        && is_rest(text, &text.words[given.tokens.end])
        && !is_capitals(text.words[tokens.start].text)
    {
        return Some(Located { tokens: tokens.clone(), ..given.clone() });
    }
    if let Some(body) = body(text, parts, tokens) {
        return Some(body);
    }
    let [first, .., last] = parts else { return None };
    let one_kind = parts.iter().all(|part| part.called.kind == first.called.kind);
    let row = parts.windows(2).all(|pair| pair[0].tokens.end == pair[1].tokens.start);
    let spans = first.tokens.start == tokens.start && last.tokens.end == tokens.end;
    (one_kind && row && spans).then(|| Located { tokens: tokens.clone(), ..first.clone() })
}

/// The body that the rules see as one by its last word where the model sees its beginning, or a place and the rest of it:
/// `Orla Harbour Office`, `Orla Daily News`.
fn body(text: &Text<'_>, parts: &[Located], tokens: &Range<usize>) -> Option<Located> {
    let (first, last) = (parts.first()?, parts.last()?);
    let head = &text.words[tokens.end - 1];
    let headed = head.on(&lists::ORGANISATION) || parts.len() > 1 && head.on(&lists::PRESS);
    let capital = tokens.clone().all(|at| text.words[at].is_word() && text.words[at].capital);
    let sited = matches!(head.lower, "hospital" | "university" | "college" | "school" | "museum" | "church");
    let kinds = matches!(first.called.kind, Kind::Organisation | Kind::Location)
        && parts[1..].iter().all(|part| part.called.kind == Kind::Organisation)
        || sited && parts.iter().all(|part| part.called.kind != Kind::Person);
    let seen = if parts.len() == 1 {
        first.called.kind == Kind::Organisation && last.tokens.end < tokens.end
    } else {
        last.tokens.end == tokens.end
            && parts.windows(2).all(|pair| pair[0].tokens.end == pair[1].tokens.start)
    };
    let whole = headed && capital && kinds && seen && first.tokens.start == tokens.start;
    whole.then(|| Located {
        called: Called { kind: Kind::Organisation, ..last.called },
        tokens: tokens.clone(),
        ..first.clone()
    })
}

/// A surname that the model leaves out: in capitals, or a capitalised word that no text has as a word of its own.
fn is_rest(text: &Text<'_>, word: &Word<'_>) -> bool {
    is_capitals(word.text)
        || word.capital
            && word.text.len() > 3
            && word.text.contains(char::is_lowercase)
            && !word.function
            && !text.is_ordinary(word)
            && rapporteur_ontology::word::counts(word.key).is_none_or(|counts| counts.lower == 0)
            && noun::lookup(word.key).is_none()
}

/// A word in capitals that is longer than most acronyms.
fn is_capitals(word: &str) -> bool {
    word.len() > 3 && word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
}

/// A name of the model as tokens.
#[derive(Clone)]
struct Located {
    tokens: Range<usize>,
    sentence: Range<usize>,
    called: Called,
}

/// The model's names in some sentences, in order; a name ends with its sentence.
fn located(text: &Text<'_>, called: &[Called], sentences: &[Range<usize>]) -> Vec<Located> {
    let words = &text.words;
    let mut located: Vec<Located> = Vec::new();
    for &called in called {
        let start = words.partition_point(|word| word.span.end <= called.span.start);
        let at = sentences.partition_point(|sentence| sentence.end <= start);
        let Some(sentence) = sentences.get(at).filter(|sentence| sentence.contains(&start)) else { continue };
        let end = words.partition_point(|word| word.span.start < called.span.end).min(sentence.end);
        // An article and a clitic are no part of a name, nor is a mark at its end. Names in a compound are found by its parts.
        let opens = usize::from(words[start].lower == "the");
        let is_part = |at: &usize| match words[*at].kind {
            TokenKind::Word => words[*at].capital || !words[*at].function,
            kind => kind == TokenKind::Number,
        };
        if end == start + 1 && words[start].compound {
            continue;
        }
        let Some(end) = (start + opens..end).rev().find(is_part) else { continue };
        let mut tokens = start + opens..end + 1;
        let mut called = called;
        // Of `White House aide` a model may read the first word as somebody's name.
        let seat = seat::longest(text.keys(tokens.start..(tokens.start + 4).min(sentence.end)));
        if let Some(seat) = seat.filter(|seat| seat.words > tokens.len()) {
            tokens.end = tokens.start + seat.words;
            called.kind = Kind::Organisation;
        }
        if located.last().is_none_or(|last| last.tokens.end <= tokens.start) {
            located.push(Located { tokens, sentence: sentence.clone(), called });
        }
    }
    located
}

impl Located {
    /// The draft of this name; `of` is the draft of the rules whose office it keeps.
    fn draft(&self, text: &Text<'_>, of: Option<&Draft>) -> Draft {
        let offices: Vec<Range<usize>> = of.map(|draft| draft.offices.clone()).unwrap_or_default();
        // An office that the model takes into the name stays an office.
        let opens = offices.iter().map(|office| office.end).filter(|end| self.tokens.contains(end)).max();
        let tokens = opens.unwrap_or(self.tokens.start)..self.tokens.end;
        let offices: Vec<Range<usize>> =
            offices.into_iter().filter(|office| office.end <= tokens.start).collect();
        let mut evidence = evidence::of_context(text, &tokens, &self.sentence);
        evidence.add_all(&evidence::of_name(text, &tokens));
        if !offices.is_empty() {
            evidence.add(EntityType::Person, 6.0, "name.title");
        }
        let whole =
            country::longest(text.keys(tokens.clone())).is_some_and(|found| found.words == tokens.len());
        let entity_type = match self.called.kind {
            Kind::Person => Some(EntityType::Person),
            Kind::Organisation => Some(EntityType::Organisation),
            Kind::Location if whole => Some(EntityType::State),
            Kind::Location | Kind::Facility => Some(EntityType::Place),
            Kind::Group => Some(EntityType::Group),
            // A treaty is a document, also where it stands alone.
            Kind::Event if is_treaty(text, &tokens) => Some(EntityType::Document),
            Kind::Event => Some(EntityType::Event),
            Kind::Other => None,
        };
        if let Some(entity_type) = entity_type {
            let weight = if entity_type == EntityType::Group { GROUP_WEIGHT } else { WEIGHT };
            evidence.add(entity_type, weight * self.called.share, RULE);
        }
        Draft {
            key: Some(key(text, &tokens)),
            tokens,
            sentence: self.sentence.clone(),
            form: MentionForm::Name,
            entity_type: EntityType::Unknown,
            offices,
            apposition: None,
            evidence,
            nested: false,
            rule: RULE,
        }
    }
}

/// True for a name whose head is what states sign: `Treaty of 1912`, `Orla Accords`.
fn is_treaty(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let head = text.words[evidence::head(text, tokens)].lower;
    matches!(head, "treaty" | "accord" | "accords" | "pact" | "protocol" | "agreement" | "agreements")
}

#[cfg(test)]
mod tests {
    use super::super::names_in;
    use super::super::tests::document;
    use super::*;
    use crate::Findings;
    use crate::lexeme::Lexemes;
    use rapporteur_text::Span;

    /// The names and adjectives of `text` where the model sees `seen`, each at its first place.
    fn check(text: &str, seen: &[(&str, Kind)], expected: &[&str]) {
        check_model(text, Some(seen), expected);
    }

    /// The same; without `seen` the model does not look for names.
    fn check_model(text: &str, seen: Option<&[(&str, Kind)]>, expected: &[&str]) {
        let document = document(text);
        let analysis = rapporteur_lang::analyse(&document);
        let called = |&(words, kind): &(&str, Kind)| {
            let start = text.find(words).expect("the words are in the text");
            Called { span: Span::new(start, start + words.len()), kind, share: 0.9 }
        };
        let names = seen.map(|seen| {
            let mut names: Vec<Called> = seen.iter().map(called).collect();
            names.sort_by_key(|name| name.span.start);
            names
        });
        let found = Findings { names, ..Findings::default() };
        let mentions: Vec<String> =
            names_in(&document, &analysis, &Lexemes::new(&document, &analysis), Some(&found))
                .iter()
                .filter(|found| matches!(found.mention.form, MentionForm::Name | MentionForm::Adjective))
                .map(|found| {
                    let mention = &found.mention;
                    let offices: String =
                        found.offices.iter().map(|office| format!(" +{}", office.title)).collect();
                    format!("{}={}{offices}", mention.span.in_text(text), mention.entity_type.as_str())
                })
                .collect();
        assert_eq!(mentions, expected, "{text}");
    }

    #[test]
    fn the_model_says_where_a_name_ends() {
        let text = "The ferry Anneke Bruun Line Marten left at noon.";
        check(
            text,
            &[("Anneke Bruun Line", Kind::Organisation), ("Marten", Kind::Person)],
            &["Anneke Bruun Line=organisation", "Marten=person"],
        );
        // A title stays an office, whatever the model makes of it.
        check(
            "They met Gen. Oda Brandvik there.",
            &[("Gen. Oda Brandvik", Kind::Person)],
            &["Oda Brandvik=person +Gen."],
        );
    }

    #[test]
    fn a_treaty_is_no_event() {
        check("The Treaty makes the port pay.", &[("Treaty", Kind::Event)], &["Treaty=document"]);
        check("The Orla Accord failed.", &[("Orla Accord", Kind::Event)], &["Orla Accord=document"]);
        check("The Orla Regatta failed.", &[("Orla Regatta", Kind::Event)], &["Orla Regatta=event"]);
    }

    #[test]
    fn a_name_behind_the_description_of_one_person_is_a_person() {
        let text = "The mayor of Solvanne, Ilse Marten, opened the bridge.";
        let solvanne = ("Solvanne", Kind::Location);
        check(
            text,
            &[solvanne, ("Ilse Marten", Kind::Location)],
            &["Solvanne=place", "Ilse Marten=person +mayor of Solvanne"],
        );
        check(
            "The mayor of Solvanne, New Veldt, opened the bridge.",
            &[solvanne, ("New Veldt", Kind::Location)],
            &["Solvanne=place", "New Veldt=place"],
        );
    }

    #[test]
    fn a_name_that_the_model_does_not_see_needs_words_of_its_own() {
        check("They spoke of the Long Tide and of Norway.", &[], &["Norway=state"]);
        check(
            "Veldt slept. “No,” said Veldt.",
            &[("Veldt", Kind::Person)],
            &["Veldt=person", "Veldt=person"],
        );
    }

    #[test]
    fn a_surname_a_name_behind_a_title_and_a_parliament_need_no_model() {
        check(
            "Ilse Quistov spoke. They met Quistov in the Senate.",
            &[("Ilse Quistov", Kind::Person)],
            &["Ilse Quistov=person", "Quistov=person", "Senate=organisation"],
        );
        check("They met President Quistov there.", &[], &["Quistov=person +President"]);
        check(
            "They met President Ilse Quistov there, with Quistov smiling.",
            &[],
            &["Ilse Quistov=person +President", "Quistov=person"],
        );
    }

    #[test]
    fn a_house_that_acts_is_a_body_though_it_is_a_place() {
        check(
            "They were counted at Port Orla Hospital on Monday.",
            &[("Port Orla", Kind::Location), ("Hospital", Kind::Facility)],
            &["Port Orla Hospital=organisation"],
        );
    }

    #[test]
    fn a_seat_of_government_is_read_whole() {
        check(
            "They asked White House press secretary Ilse Quistov.",
            &[("White", Kind::Person), ("Ilse Quistov", Kind::Person)],
            &["White House=organisation", "Ilse Quistov=person +White House press secretary"],
        );
    }

    #[test]
    fn a_model_without_names_leaves_those_of_the_rules() {
        let text = "Oda Brandvik spoke in Norway.";
        check(text, &[], &["Norway=state"]);
        check_model(text, None, &["Oda Brandvik=person", "Norway=state"]);
    }

    #[test]
    fn several_names_of_a_kind_in_a_row_are_one_where_the_rules_see_one() {
        check(
            "She spoke to Orla Harbour TV on Monday.",
            &[("Orla Harbour", Kind::Organisation), ("TV", Kind::Organisation)],
            &["Orla Harbour TV=organisation"],
        );
    }

    #[test]
    fn a_surname_in_capitals_belongs_to_the_given_name() {
        check("The board heard Ada QUIST on Monday.", &[("Ada", Kind::Person)], &["Ada QUIST=person"]);
        check("The board heard Ada Quistov on Monday.", &[("Ada", Kind::Person)], &["Ada Quistov=person"]);
        check("The board heard Ada ORW on Monday.", &[("Ada", Kind::Person)], &["Ada=person"]);
        check("The board heard Ada QUIST.", &[("Ada", Kind::Location)], &["Ada=place"]);
    }

    #[test]
    fn a_name_that_is_read_whole_elsewhere_is_not_cut() {
        check(
            "Ilse Rock came. Later Ilse Rock failed the town.",
            &[("Ilse Rock", Kind::Person)],
            &["Ilse Rock=person", "Ilse Rock=person"],
        );
        let text = "Orla News asked. They told Orla News that it rains.";
        let document = document(text);
        let analysis = rapporteur_lang::analyse(&document);
        let second = text.rfind("Orla").expect("twice");
        let called = |start: usize, words: &str| Called {
            span: Span::new(start, start + words.len()),
            kind: Kind::Organisation,
            share: 0.9,
        };
        let names = Some(vec![called(0, "Orla News"), called(second, "Orla")]);
        let found = Findings { names, ..Findings::default() };
        let mentions = names_in(&document, &analysis, &Lexemes::new(&document, &analysis), Some(&found));
        let whole = mentions.iter().filter(|found| found.mention.span.in_text(text) == "Orla News").count();
        assert_eq!(whole, 2);
    }

    #[test]
    fn articles_marks_and_compounds_are_no_names() {
        check("He left the Harbourers, he said.", &[("the Harbourers,", Kind::Group)], &["Harbourers=group"]);
        check("The Norway-Veldt pact holds.", &[("Norway-Veldt", Kind::Event)], &["Norway=state"]);
    }
}
