//! Names, titles, nouns and pronouns that refer to somebody or something.
//!
//! Rows of capitalised words are found ([`chunk`]), taken apart into offices, demonyms and names ([`split`]), and typed
//! by what the name and the words around it tell, added up over the whole document ([`evidence`]): one name has one
//! type. Adjectives of countries that no list knows are told by their roots ([`adjective`]), such
//! countries by their ministers and by what they do ([`land`]). Headlines in Title Case
//! give only names that the body or the lists know ([`display`]). Where there is a reading model, it says where names begin
//! and end, and what it takes them for is one more clue ([`model`]).

mod adjective;
mod chunk;
mod display;
mod evidence;
mod land;
mod listed;
mod lists;
mod model;
mod nominal;
mod none;
mod office;
mod pronoun;
mod split;
#[cfg(test)]
pub(crate) mod tests;
mod text;

use crate::lexeme::Lexemes;
use crate::{Findings, VERSION};
use evidence::Evidence;
use foldhash::{HashMap, HashSet};
use rapporteur_lang::Analysis;
use rapporteur_ontology::{country, seat, title};
use rapporteur_record::{Document, EntityType, Mention, MentionForm, MentionId, Office, Why};
use rapporteur_text::Span;
use std::ops::Range;
use text::Text;

/// A mention and the office written with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The mention; its entity is still open.
    pub mention: Mention,
    /// Titles and appositions that the sentence gives it.
    pub offices: Vec<Office>,
}

/// A mention on its way: tokens in place of spans.
struct Draft {
    tokens: Range<usize>,
    sentence: Range<usize>,
    form: MentionForm,
    entity_type: EntityType,
    offices: Vec<Range<usize>>,
    /// The head noun of an apposition, with its article.
    apposition: Option<Range<usize>>,
    key: Option<String>,
    evidence: Evidence,
    nested: bool,
    rule: &'static str,
}

/// All mentions of a document, in order of the text; of two that start together the longer one first.
#[must_use]
pub fn names(document: &Document, analysis: &Analysis) -> Vec<Found> {
    names_in(document, analysis, &Lexemes::new(document, analysis), None)
}

/// As [`names`], with the tokens read before, and with what the reading model found.
pub(crate) fn names_in(
    document: &Document,
    analysis: &Analysis,
    lexemes: &Lexemes<'_>,
    found: Option<&Findings>,
) -> Vec<Found> {
    let text = Text::new(document, analysis, lexemes);
    let mut drafts = Vec::new();
    for sentence in &text.prose {
        names_of_sentence(&text, sentence, &mut drafts);
    }
    let called = found.and_then(|found| found.names.as_deref());
    if let Some(called) = called {
        model::join(&text, called, &mut drafts);
    }
    listed::join(&text, &mut drafts);
    settle_types(&text, &mut drafts);
    adjective::settle(&text, &mut drafts);
    land::settle(&text, &mut drafts);
    let known = known_names(&drafts);
    for sentence in &text.display {
        headline(&text, sentence, &known, &mut drafts);
    }
    if let Some(called) = called {
        model::headlines(&text, called, &known, &mut drafts);
    }
    in_dateline(&text, document, &mut drafts);
    drafts.retain(|draft| {
        keep(&text, draft) && !none::is_none(&text, draft) && !none::is_language(&text, draft)
    });
    let covered: HashSet<Range<usize>> = drafts.iter().map(|draft| draft.tokens.clone()).collect();
    let mut mentions: Vec<Found> = drafts.iter().map(|draft| found_of(&text, draft, found)).collect();
    parts_of_compounds(&text, &known, &mut mentions);
    for head in drafts.iter().filter_map(|draft| draft.apposition.as_ref()) {
        mentions.push(mention(text.span(head), MentionForm::Nominal, EntityType::Person, "name.apposition"));
    }
    let bodies: HashMap<usize, usize> = drafts
        .iter()
        .filter(|draft| {
            draft.form == MentionForm::Name && !draft.nested && draft.entity_type == EntityType::Organisation
        })
        .map(|draft| (draft.tokens.start, draft.tokens.end))
        .collect();
    nouns_and_pronouns(&text, &covered, &bodies, &mut mentions);
    mentions.sort_by_key(|f| {
        (f.mention.span.start, std::cmp::Reverse(f.mention.span.end), f.mention.form != MentionForm::Name)
    });
    mentions.dedup_by_key(|f| f.mention.span);
    for (number, f) in mentions.iter_mut().enumerate() {
        f.mention.id = MentionId(number as u32);
    }
    mentions
}

/// The names of one sentence of prose, with the clues of their own words and neighbours.
fn names_of_sentence(text: &Text<'_>, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
    for chunk in chunk::chunks(text, sentence) {
        for piece in split::split(text, &chunk, sentence) {
            let name = piece.form == MentionForm::Name;
            let mut evidence = Evidence::default();
            let mut offices = Vec::new();
            if let Some(office) = piece.office {
                evidence.add(EntityType::Person, 6.0, "name.title");
                offices.push(office);
            }
            if name && !piece.nested {
                evidence.add_all(&evidence::of_context(text, &piece.tokens, sentence));
            }
            if name {
                evidence.add_all(&evidence::of_name(text, &piece.tokens));
            }
            let creed =
                piece.form == MentionForm::Adjective && text.words[piece.tokens.start].on(&lists::CREED);
            drafts.push(Draft {
                key: name.then(|| key(text, &piece.tokens)),
                entity_type: match piece.form {
                    MentionForm::Nominal => EntityType::Person,
                    _ if creed => EntityType::Group,
                    _ => EntityType::State,
                },
                rule: match piece.form {
                    MentionForm::Nominal => "name.title_alone",
                    _ => "name.demonym",
                },
                tokens: piece.tokens,
                sentence: sentence.clone(),
                form: piece.form,
                offices,
                apposition: None,
                evidence,
                nested: piece.nested,
            });
        }
    }
}

/// A name in the form in which the document's mentions are compared.
fn key(text: &Text<'_>, tokens: &Range<usize>) -> String {
    let words: Vec<&str> = text.words[tokens.clone()].iter().map(|word| word.text).collect();
    words.join(" ")
}

/// Gives each name its type and each person the offices around the name.
fn settle_types(text: &Text<'_>, drafts: &mut [Draft]) {
    let verdicts = verdicts(drafts);
    for (draft, verdict) in drafts.iter_mut().zip(verdicts) {
        if let Some(verdict) = verdict {
            (draft.entity_type, draft.rule) = verdict;
            if draft.entity_type == EntityType::Person {
                offices_around(text, draft);
            }
        }
    }
    leave_others_offices(text, drafts);
}

/// Takes the offices behind a name from their person that are those of the next in a list: `Ilse Marten, Deputy Minister of Tides Bo
/// Lind and Ada Lund`. `a spokeswoman for Minister Bo Lind` keeps hers.
fn leave_others_offices(text: &Text<'_>, drafts: &mut [Draft]) {
    let mut persons: Vec<usize> = drafts
        .iter()
        .filter(|draft| {
            let full = draft.form == MentionForm::Name && draft.tokens.len() > 1;
            draft.entity_type == EntityType::Person && full && !draft.nested
        })
        .map(|draft| draft.tokens.start)
        .collect();
    persons.sort_unstable();
    // Whose name stands right behind a capitalised word that is no title has all the words before it as his office.
    let other = |office: &Range<usize>| {
        let from = persons.partition_point(|&start| start <= office.start);
        persons[from..].iter().take_while(|&&start| start < office.end).any(|&start| {
            let before = &text.words[start - 1];
            before.is_word() && before.capital && !before.function && title::lookup(before.key).is_none()
        })
    };
    for draft in drafts.iter_mut().filter(|draft| !draft.offices.is_empty()) {
        let name = draft.tokens.clone();
        let known = draft.offices.len();
        draft.offices.retain(|office| office.start < name.end || !other(office));
        if draft.offices.len() < known {
            draft.apposition = draft.apposition.take().filter(|head| head.start < name.end);
        }
    }
}

/// The type of each name and the rule that tells it. One sense per name: the clues of all its mentions are added up,
/// and single words take the type of the full names that hold them.
fn verdicts(drafts: &[Draft]) -> Vec<Option<(EntityType, &'static str)>> {
    let mut sums: HashMap<&str, Sum> = HashMap::default();
    for draft in drafts {
        if let Some(key) = &draft.key {
            let sum = sums.entry(key).or_default();
            sum.evidence.add_all(&draft.evidence);
            sum.mentions += 1;
        }
    }
    // The words of the full names whose type is clear, and the acronyms that their initials make.
    let mut of_word: HashMap<&str, Evidence> = HashMap::default();
    let mut acronyms: HashSet<String> = HashSet::default();
    let mut ordered: Vec<(&str, &Sum)> =
        sums.iter().filter(|(key, _)| key.contains(' ')).map(|(key, sum)| (*key, sum)).collect();
    ordered.sort_by_key(|(key, _)| *key);
    for (key, sum) in ordered {
        let words: Vec<&str> = key.split(' ').collect();
        match sum.evidence.verdict().0 {
            EntityType::Person => {
                for (at, word) in words
                    .iter()
                    .enumerate()
                    .filter(|(_, word)| word.starts_with(char::is_uppercase) || word.contains('-'))
                {
                    let weight = if at == words.len() - 1 { 5.0 } else { 3.0 };
                    of_word.entry(word).or_default().add(
                        EntityType::Person,
                        weight,
                        "name.part_of_full_name",
                    );
                }
            }
            EntityType::Organisation => {
                acronyms.insert(
                    words
                        .iter()
                        .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
                        .collect(),
                );
                if country::demonym(words[0]).is_none() && country::lookup(words[0]).is_none() {
                    of_word.entry(words[0]).or_default().add(
                        EntityType::Organisation,
                        0.7,
                        "name.part_of_full_name",
                    );
                }
            }
            _ => {}
        }
    }
    let verdicts: HashMap<&str, (EntityType, &'static str)> = sums
        .iter()
        .map(|(key, sum)| {
            let mut evidence = sum.evidence;
            if let Some(more) = of_word.get(key) {
                // Clues add up over mentions, so the full name's word counts as often as the name is mentioned.
                for _ in 0..sum.mentions.min(4) {
                    evidence.add_all(more);
                }
            }
            if acronyms.contains(*key) {
                evidence.add(EntityType::Organisation, 8.0, "name.acronym");
            }
            (*key, evidence.verdict())
        })
        .collect();
    drafts.iter().map(|draft| Some(verdicts[draft.key.as_deref()?])).collect()
}

/// What all mentions of a name tell.
#[derive(Default)]
struct Sum {
    evidence: Evidence,
    mentions: usize,
}

/// The offices before and after a person's name that are not capitalised with it.
fn offices_around(text: &Text<'_>, draft: &mut Draft) {
    if draft.nested {
        return;
    }
    let (name, sentence) = (draft.tokens.clone(), draft.sentence.clone());
    let before = draft.offices.pop().map(|office| with_state(text, office, &sentence));
    let before = before
        .or_else(|| office::titled(text, &name, &sentence))
        .map(|office| office::coordinated(text, office, &sentence))
        .map(|office| with_past(text, office, &sentence));
    let start = before.as_ref().map_or(name.start, |office| office.start);
    if let Some(before_name) = office::before(text, &(start..name.end), &sentence) {
        // `dock workers' leader Dr. Ilse Marten`: the form of address is no part of the office.
        let is_address = |office: &Range<usize>| {
            title::longest(text.keys(office.clone()))
                .is_some_and(|found| found.value.courtesy && found.words == office.len())
        };
        match before {
            Some(address) if is_address(&address) => draft.offices.extend([before_name, address]),
            before => {
                draft.offices.push(before_name.start..before.map_or(before_name.end, |office| office.end));
            }
        }
    } else if let Some(office) = before {
        draft.offices.push(office);
    } else if let Some((office, head)) = office::before_comma(text, &name, &sentence) {
        draft.offices.push(office);
        draft.apposition = Some(head);
    }
    if let Some((office, head)) = office::after(text, &name, &sentence) {
        draft.offices.push(office);
        draft.apposition = Some(head);
    }
}

/// `former acting Harbour Director`: what says that an office is not held, or not yet, belongs to it.
fn with_past(text: &Text<'_>, mut office: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    /// Such words before one office.
    const MOST: usize = 3;
    for _ in 0..MOST {
        let before = office.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let Some(before) = before.filter(|&at| {
            matches!(
                text.words[at].text,
                "former" | "acting" | "outgoing" | "incoming" | "ex" | "interim" | "retired"
            )
        }) else {
            break;
        };
        office.start = before;
    }
    office
}

/// `state Sen.`, of whichever state: another office than `Sen.`.
fn with_state(text: &Text<'_>, office: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let chamber = text.words[office.clone()]
        .iter()
        .all(|word| matches!(word.lower.trim_end_matches('.'), "sen" | "rep" | "senator" | "representative"));
    match office.start.checked_sub(1).filter(|&at| chamber && at >= sentence.start) {
        Some(before) if text.words[before].text == "state" => before..office.end,
        _ => office,
    }
}

/// The names of the body by their lower-case words, and the surnames of its persons.
fn known_names(drafts: &[Draft]) -> HashMap<String, EntityType> {
    let mut known = HashMap::default();
    for draft in drafts.iter().filter(|draft| draft.entity_type != EntityType::Unknown) {
        if let Some(key) = &draft.key {
            known.insert(key.to_lowercase().replace('’', "'"), draft.entity_type);
        }
    }
    for draft in drafts.iter().filter(|draft| draft.entity_type == EntityType::Person) {
        if let Some(last) = draft.key.as_ref().and_then(|key| key.rsplit(' ').next()) {
            known.entry(last.to_lowercase()).or_insert(EntityType::Person);
        }
    }
    known
}

fn headline(
    text: &Text<'_>,
    sentence: &Range<usize>,
    known: &HashMap<String, EntityType>,
    drafts: &mut Vec<Draft>,
) {
    for name in display::displayed(text, sentence, known) {
        drafts.push(Draft {
            tokens: name.tokens,
            sentence: sentence.clone(),
            form: name.form,
            entity_type: name.entity_type,
            offices: Vec::new(),
            apposition: None,
            key: None,
            evidence: Evidence::default(),
            nested: false,
            rule: name.rule,
        });
    }
}

/// Where a report was sent from is a place and no party: `WASHINGTON (Agency) -`; a body that has no town of its name is not named
/// at all: `UNITED NATIONS (Agency) -`.
fn in_dateline(text: &Text<'_>, document: &Document, drafts: &mut Vec<Draft>) {
    let Some(place) = document.dateline.as_ref().and_then(|dateline| dateline.place) else { return };
    drafts.retain_mut(|draft| {
        let span = text.span(&draft.tokens);
        let sent_from = place.start <= span.start && span.end <= place.end;
        if draft.entity_type != EntityType::Organisation || !sent_from {
            return true;
        }
        (draft.entity_type, draft.rule) = (EntityType::Place, "name.dateline");
        seat::longest(text.keys(draft.tokens.clone())).is_some()
    });
}

/// A single ordinary word whose type nothing tells is no name: `the Internet`, `Phase`.
fn keep(text: &Text<'_>, draft: &Draft) -> bool {
    // The model's names without a capital are pieces of words and directions: `northern`.
    let named = draft.form == MentionForm::Name && draft.rule == model::RULE;
    let small = |at: usize| text.words[at].text.chars().all(|c| c.is_lowercase() || !c.is_alphanumeric());
    if named && draft.tokens.clone().all(small) {
        return false;
    }
    // Nor is the first word of a sentence one that the report writes small elsewhere: `Dam gate fails`.
    let first = &text.words[draft.tokens.start];
    let opens = draft.tokens.len() == 1 && first.initial && draft.offices.is_empty();
    if named && opens && text.has_lower(first) && text.inner_capitals(first) == 0 {
        return false;
    }
    let known = draft.form != MentionForm::Name || draft.entity_type != EntityType::Unknown;
    known || draft.tokens.clone().any(|at| text.words[at].capital && !text.is_ordinary(&text.words[at]))
}

fn found_of(text: &Text<'_>, draft: &Draft, found: Option<&Findings>) -> Found {
    let span = text.span(&draft.tokens);
    let offices = draft.offices.iter().map(|tokens| {
        let span = text.span(tokens);
        let title: Vec<&str> = span.in_text(text.source).split_whitespace().collect();
        Office::written(title.join(" "), span)
    });
    let offices = offices.collect();
    let mut mention = mention(span, draft.form, draft.entity_type, draft.rule).mention;
    if let Some(found) = found.filter(|_| draft.rule == model::RULE) {
        mention.why.extractor = found.model.clone().into();
        mention.why.version = found.version.clone().into();
    }
    Found { mention, offices }
}

fn mention(span: Span, form: MentionForm, entity_type: EntityType, rule: &'static str) -> Found {
    let why = Why::rule("name", VERSION, rule, [span]);
    let mention = Mention {
        id: MentionId(0),
        span,
        form,
        entity_type,
        entity: None,
        metonym: false,
        extent: None,
        chain: None,
        why,
    };
    Found { mention, offices: Vec::new() }
}

/// `Ruritania-backed`, `Ruritania-Orla`, `pro-Ruritanian`: the names are parts of the word.
fn parts_of_compounds(text: &Text<'_>, known: &HashMap<String, EntityType>, found: &mut Vec<Found>) {
    for (at, word) in text.words.iter().enumerate().filter(|(_, word)| word.compound) {
        if none::names_language(text, at + 1) {
            continue;
        }
        let mut start = word.span.start;
        for part in word.text.split('-') {
            let span = Span::new(start, start + part.len());
            start = span.end + 1;
            if !part.starts_with(char::is_uppercase) {
                continue;
            }
            if let Some(&entity_type) = known.get(&part.to_lowercase()) {
                found.push(mention(span, MentionForm::Name, entity_type, "name.compound"));
            } else if country::lookup(part).is_some() {
                found.push(mention(span, MentionForm::Name, EntityType::State, "name.compound"));
            } else if country::demonym(part).is_some() {
                found.push(mention(span, MentionForm::Adjective, EntityType::State, "name.compound"));
            }
        }
    }
}

/// Nominals, pronouns and the nouns of appositions.
fn nouns_and_pronouns(
    text: &Text<'_>,
    covered: &HashSet<Range<usize>>,
    bodies: &HashMap<usize, usize>,
    found: &mut Vec<Found>,
) {
    for sentence in &text.prose {
        for nominal in nominal::nominals(text, sentence, bodies) {
            if !covered.contains(&nominal.tokens) {
                found.push(mention(
                    text.span(&nominal.tokens),
                    MentionForm::Nominal,
                    nominal.entity_type,
                    "name.nominal",
                ));
            }
        }
        for at in sentence.clone() {
            if let Some(entity_type) = pronoun::pronoun_at(text, at, sentence) {
                found.push(mention(text.words[at].span, MentionForm::Pronoun, entity_type, "name.pronoun"));
            }
        }
    }
}
