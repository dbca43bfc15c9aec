//! A row of capitalised words taken apart: `Ruritanian Foreign Minister Ilse Marten` is an adjective, an office and a name.
use super::evidence;
use super::lists;
use super::text::Text;
use rapporteur_lang::TokenKind;
use rapporteur_ontology::{country, noun, place, region, seat, title};
use rapporteur_record::MentionForm;
use std::ops::Range;

/// A part of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    pub(super) form: MentionForm,
    /// The office written before it, with the words that belong to the office.
    pub(super) office: Option<Range<usize>>,
    /// Lies inside another piece or inside an office.
    pub(super) nested: bool,
}

impl Piece {
    fn name(tokens: Range<usize>) -> Self {
        Self { tokens, form: MentionForm::Name, office: None, nested: false }
    }
}

/// The parts of `chunk`, outer ones before those inside.
pub(super) fn split(text: &Text<'_>, chunk: &Range<usize>, sentence: &Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    split_into(text, chunk.clone(), sentence, &mut pieces);
    pieces
}

fn split_into(text: &Text<'_>, chunk: Range<usize>, sentence: &Range<usize>, pieces: &mut Vec<Piece>) {
    if chunk.is_empty() {
        return;
    }
    if let Some(office) = office_in(text, &chunk) {
        let person = office.end..chunk.end;
        if person.is_empty() {
            let nominal = nominal_start(text, &chunk, &office, sentence);
            pieces.push(Piece { tokens: nominal, form: MentionForm::Nominal, office: None, nested: false });
            nested(text, chunk.start..office.start, pieces);
        } else {
            let start = chunk.start;
            pieces.push(Piece { office: Some(start..office.end), ..Piece::name(person) });
            nested(text, start..office.start, pieces);
        }
        return;
    }
    // `Ruritanian Ilse Marten`, `Ruritania Ilse Marten` are two; `Ruritanian Foreign Ministry` is one with one inside.
    let lead = lead(text, chunk.clone());
    if let Some((form, words)) = lead
        && words < chunk.len()
    {
        let rest = chunk.start + words..chunk.end;
        if form == MentionForm::Name
            && rest.len() == 1
            && country::demonym(text.words[rest.start].key).is_some()
        {
            pieces.push(Piece::name(chunk.start..chunk.start + words));
            split_into(text, rest, sentence, pieces);
            return;
        }
        if is_one_name(text, &chunk, &rest, form) {
            pieces.push(Piece::name(chunk.clone()));
            pieces.push(Piece { form, nested: true, ..Piece::name(chunk.start..rest.start) });
        } else {
            pieces.push(Piece { form, ..Piece::name(chunk.start..rest.start) });
            split_into(text, rest, sentence, pieces);
        }
        return;
    }
    if lead.is_some_and(|(form, _)| form == MentionForm::Adjective) {
        pieces.push(Piece { form: MentionForm::Adjective, ..Piece::name(chunk) });
        return;
    }
    inside(text, &chunk, pieces);
    pieces.push(Piece::name(chunk));
}

/// A country, region or demonym at the start.
fn lead(text: &Text<'_>, range: Range<usize>) -> Option<(MentionForm, usize)> {
    let keys = text.keys(range.clone());
    let of_country = country::longest(keys).map(|m| (MentionForm::Name, m.words));
    let of_region = region::longest(keys).map(|m| (MentionForm::Name, m.words));
    let named = of_country.max_by(of_region);
    let demonym = country::longest_demonym(keys)
        .filter(|m| !matches!(m.value.form, country::DemonymForm::People))
        .map(|m| (MentionForm::Adjective, m.words));
    let regional =
        (1..=keys.len().min(2)).rev().find(|&words| region::adjective_of(&keys[..words]).is_some());
    let faith = text.words[range.start].on(&lists::CREED).then_some(1);
    let demonym = demonym.or_else(|| regional.or(faith).map(|words| (MentionForm::Adjective, words)));
    match (named, demonym) {
        (Some(name), Some(adjective)) if adjective.1 > name.1 => Some(adjective),
        (Some(name), _) => Some(name),
        (None, adjective) => adjective,
    }
}

trait MaxBy {
    fn max_by(self, other: Self) -> Self;
}

impl MaxBy for Option<(MentionForm, usize)> {
    /// The one with more words.
    fn max_by(self, other: Self) -> Self {
        match (self, other) {
            (Some(a), Some(b)) if b.1 > a.1 => Some(b),
            (None, b) => b,
            (a, _) => a,
        }
    }
}

/// True if the words after a country or demonym belong to one name with it.
fn is_one_name(text: &Text<'_>, chunk: &Range<usize>, rest: &Range<usize>, form: MentionForm) -> bool {
    let head = &text.words[evidence::head(text, chunk)];
    let headed = head.lists().contain_any(&[
        &lists::ORGANISATION,
        &lists::PRESS,
        &lists::EVENT,
        &lists::DOCUMENT,
        &lists::PLACE,
    ]) || noun::lookup(head.key).is_some_and(|form| form.noun.group && form.noun.share >= 50);
    let ordinary = rest.clone().all(|at| !text.words[at].capital || text.is_ordinary(&text.words[at]));
    let placed = place::longest(text.keys(chunk.clone())).is_some_and(|m| m.words == chunk.len());
    headed || placed || (ordinary && (form == MentionForm::Adjective || rest.len() > 1))
}

/// Names inside a name: `Orla` in `Orla University`.
fn inside(text: &Text<'_>, chunk: &Range<usize>, pieces: &mut Vec<Piece>) {
    if chunk.len() < 2 || lead(text, chunk.clone()).is_some_and(|(_, words)| words == chunk.len()) {
        return;
    }
    let mut at = chunk.start;
    while at < chunk.end {
        let ahead = at..chunk.end.min(at + 6);
        if let Some(words) = state_of_union(text, ahead.clone()) {
            at += words;
            continue;
        }
        match lead(text, ahead.clone()).filter(|(_, words)| *words < chunk.len()) {
            Some((form, words)) => {
                pieces.push(Piece { form, nested: true, ..Piece::name(at..at + words) });
                at += words;
            }
            None => {
                let last = at + 1 == chunk.end;
                let heads = text.words[chunk.end - 1].on(&lists::ORGANISATION);
                if !last
                    && heads
                    && let Some(found) = place::longest(text.keys(ahead)).filter(|m| {
                        !m.value.ambiguous && m.value.population >= 300_000 && m.words < chunk.len()
                    })
                {
                    pieces.push(Piece { nested: true, ..Piece::name(at..at + found.words) });
                    at += found.words;
                } else {
                    at += 1;
                }
            }
        }
    }
}

/// Words of the name of a US state of several words: the country in `New Mexico` is not named.
fn state_of_union(text: &Text<'_>, range: Range<usize>) -> Option<usize> {
    place::longest(text.keys(range))
        .filter(|found| found.value.kind == place::Kind::State && found.words > 1)
        .map(|found| found.words)
}

/// The names in the words before an office.
fn nested(text: &Text<'_>, before: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut at = before.start;
    let mut open: Option<usize> = None;
    let close = |open: &mut Option<usize>, end: usize, pieces: &mut Vec<Piece>| {
        if let Some(start) = open.take() {
            pieces.push(Piece { nested: true, ..Piece::name(start..end) });
        }
    };
    while at < before.end {
        if let Some(words) = state_of_union(text, at..before.end).filter(|_| open.is_none()) {
            pieces.push(Piece { nested: true, ..Piece::name(at..at + words) });
            at += words;
            continue;
        }
        if let Some((form, words)) = lead(text, at..before.end).filter(|_| open.is_none())
            && !(form == MentionForm::Adjective
                && is_one_name(text, &before, &(at + words..before.end), form)
                && at + words < before.end)
        {
            pieces.push(Piece { form, nested: true, ..Piece::name(at..at + words) });
            at += words;
            continue;
        }
        let word = &text.words[at];
        let plain = text.is_ordinary(word)
            && !word.on(&lists::ORGANISATION)
            && open.is_none()
            && seat::longest(text.keys(at..before.end)).is_none();
        if plain {
            close(&mut open, at, pieces);
        } else {
            open.get_or_insert(at);
        }
        at += 1;
    }
    close(&mut open, before.end, pieces);
}

/// The words of an office in the row: `Foreign Minister`, `Gen.`, `Secretary of State`.
fn office_in(text: &Text<'_>, chunk: &Range<usize>) -> Option<Range<usize>> {
    let head = &text.words[evidence::head(text, chunk)];
    let last = &text.words[chunk.end - 1];
    let mut at = chunk.start;
    while at < chunk.end {
        if let Some((words, courtesy)) = title_at(text, at, chunk.end) {
            let mut end = at + words;
            while let Some((words, _)) = title_at(text, end, chunk.end) {
                end += words;
            }
            // `Minister of Health Ilse Marten`: the portfolio goes on over ordinary words.
            if text.words.get(end).is_some_and(|word| word.text == "of") && end < chunk.end {
                end += 1;
                while end < chunk.end
                    && (!text.words[end].capital
                        || (text.is_ordinary(&text.words[end])
                            && rapporteur_ontology::name::given(text.words[end].key).is_none()))
                {
                    end += 1;
                }
            }
            let rest = end..chunk.end;
            let swallowed = !rest.is_empty()
                && (head.on(&lists::ORGANISATION)
                    || last.on(&lists::PLACE)
                    || last.on(&lists::EVENT)
                    || last.on(&lists::DOCUMENT));
            let lone_word = rest.is_empty() && at == chunk.start && last.on(&lists::ORGANISATION);
            let common = rest.len() == 1
                && text.is_ordinary(&text.words[end])
                && !courtesy
                && rapporteur_ontology::name::surname(text.words[end].key).is_none();
            // `Maria Judge`: a title word behind a given name is a surname.
            let surname = rest.is_empty()
                && at > chunk.start
                && rapporteur_ontology::name::given(text.words[at - 1].key).is_some_and(|g| g.weight > 5)
                && lead(text, chunk.clone()).is_none();
            if !swallowed && !lone_word && !common && !surname {
                return Some(at..end);
            }
            return None;
        }
        at += 1;
    }
    None
}

/// Weight of a given name that is far more frequent than the form of address of its letters.
const GIVEN: u32 = 100;

/// Words of the title that starts at `at`, and whether it is a form of address.
fn title_at(text: &Text<'_>, at: usize, end: usize) -> Option<(usize, bool)> {
    if at >= end {
        return None;
    }
    let listed = title::longest(text.keys(at..end)).map(|found| (found.words, found.value.courtesy));
    // `Don Marten` is a name rather than a form of address.
    let given =
        || rapporteur_ontology::name::given(text.words[at].key).is_some_and(|given| given.weight > GIVEN);
    if listed == Some((1, true)) && end == at + 2 && text.words[at].kind == TokenKind::Word && given() {
        return None;
    }
    listed.or_else(|| text.words[at].on(&lists::ADDRESS).then_some((1, true)))
}

/// `the Ruritanian Prime Minister`: the nominal starts with its article.
fn nominal_start(
    text: &Text<'_>,
    chunk: &Range<usize>,
    office: &Range<usize>,
    sentence: &Range<usize>,
) -> Range<usize> {
    let start = chunk.start;
    let article = start > sentence.start
        && matches!(
            text.words[start - 1].lower,
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "our" | "my"
        );
    if article { start - 1..office.end } else { start..office.end }
}
