//! What the words beside a name tell: `Orla, Ruritania`, `Orla (Ruritania)`, `Orla in northern Ruritania`,
//! `Ruritania’s Orla`, `the Ruritanian town of Orla`, `Orla province`.

use super::choose::{self, Candidate};
use crate::name::Found;
use rapporteur_ontology::gazetteer::{self, Entry, Kind};
use rapporteur_ontology::{Key, country};
use rapporteur_record::{Document, MentionForm};
use rapporteur_text::Span;

/// Where a place must lie.
enum Inside {
    /// In this country (alpha-2).
    Country(&'static str),
    /// In this first-level subdivision.
    Region(u32),
}

impl Inside {
    fn has(&self, entry: &Entry) -> bool {
        match self {
            Self::Country(alpha2) => entry.alpha2 == *alpha2 && entry.kind != Kind::Country,
            Self::Region(id) => entry.region == Some(*id) && entry.kind != Kind::Region,
        }
    }
}

/// The candidate that the words beside a name tell, and the rule.
pub(super) fn tell(
    document: &Document,
    names: &[Found],
    at: usize,
    list: &[Candidate],
) -> Option<(Entry, &'static str)> {
    if list.is_empty() {
        return None;
    }
    let behind = behind(document, names, at).map(|inside| (inside, "place.comma_country"));
    let before = || before(document, names, at).map(|inside| (inside, "place.named_with_country"));
    let (all, rule) = behind.or_else(before)?;
    let kinds = kinds(document, names[at].mention.span);
    let fits: Vec<Candidate> =
        list.iter().filter(|c| all.iter().any(|inside| inside.has(&c.entry))).copied().collect();
    // Of several towns of one name in the same country the one that is much larger is meant.
    choose::largest(&fits, kinds).map(|entry| (entry, rule))
}

/// The kinds that the word behind a name asks for, or the word before `of`: `Orla province`, `the town of Orla`.
pub(super) fn kinds(document: &Document, span: Span) -> Option<&'static [Kind]> {
    let next = document.text.get(span.end..)?.strip_prefix(' ').and_then(|rest| {
        let word = rest.split(|c: char| !c.is_alphabetic()).next()?;
        gazetteer::kinds_of(word)
    });
    next.or_else(|| {
        let mut words = document.text.get(..span.start)?.trim_end().rsplit(' ');
        (words.next()? == "of").then(|| words.next())?.and_then(gazetteer::kinds_of)
    })
}

/// Where the words behind a name say that it lies.
fn behind(document: &Document, names: &[Found], at: usize) -> Option<Vec<Inside>> {
    let span = names[at].mention.span;
    let rest = document.text.get(span.end..)?;
    let next = names
        .get(at + 1..)?
        .iter()
        .take(3)
        .find(|next| next.mention.form == MentionForm::Name && next.mention.span.start > span.end);
    if let Some(next) = next.map(|next| next.mention.span)
        && let Some(gap) = document.text.get(span.end..next.start)
        && gap.len() <= 24
        && links(gap)
        // In `Orla, Ruritania and Marrow` a list goes on; a place within a place stands alone.
        && !goes_on(document.text.get(next.end..).unwrap_or_default(), gap)
    {
        let found = whole(next.in_text(&document.text));
        if !found.is_empty() {
            return Some(found);
        }
    }
    // Abbreviations of states are no names to other stages.
    let word = rest.strip_prefix(", ")?.split([' ', ',', ';', ')', '\n', '’', '\'']).next()?;
    gazetteer::abbreviation(word).map(|entry| vec![Inside::Region(entry.id)])
}

/// True if what stands between two names says that the second holds the first.
fn links(gap: &str) -> bool {
    let opens = gap.starts_with(", ") || gap.starts_with(" (") || gap.starts_with(" in ");
    opens
        && gap.trim_start_matches([',', ' ', '(']).split(' ').filter(|word| !word.is_empty()).all(|word| {
            matches!(word, "in" | "the" | "central" | "capital" | "of" | "state" | "province" | "region")
                || ["north", "south", "east", "west"].iter().any(|side| word.starts_with(side))
        })
}

/// True if a list of names goes on behind the second one.
fn goes_on(rest: &str, gap: &str) -> bool {
    gap == ", " && (rest.starts_with(" and ") || rest.starts_with(" or ") || rest.starts_with(", and "))
}

/// Where the words before a name say that it lies.
fn before(document: &Document, names: &[Found], at: usize) -> Option<Vec<Inside>> {
    let span = names[at].mention.span;
    let previous = &names[at.checked_sub(1)?].mention;
    let gap = document.text.get(previous.span.end..span.start)?;
    if gap.len() > 40 || gap.contains(['.', ',', ';', '\n']) {
        return None;
    }
    let words = Key::new(previous.span.in_text(&document.text));
    let mut between = gap.split(' ').filter(|word| !word.is_empty());
    let holder = match previous.form {
        MentionForm::Name if gap.starts_with("'s ") || gap.starts_with("’s ") => {
            between.next();
            country::lookup(words)
        }
        MentionForm::Adjective => country::demonym(words).map(|demonym| demonym.country),
        _ => None,
    }?;
    let plain = |word: &str| {
        matches!(
            word,
            "of" | "capital" | "border" | "coastal" | "port" | "village" | "second" | "largest" | "main"
        ) || gazetteer::kinds_of(word).is_some()
            || ["north", "south", "east", "west", "central"].iter().any(|side| word.starts_with(side))
    };
    between.all(plain).then(|| vec![Inside::Country(holder.alpha2)])
}

/// What a name can hold: a country, first-level subdivisions, or both (`Georgia`).
fn whole(name: &str) -> Vec<Inside> {
    let country = country::lookup(Key::new(name)).map(|country| Inside::Country(country.alpha2));
    let regions = gazetteer::lookup(name)
        .into_iter()
        .filter(|hit| hit.entry.kind == Kind::Region)
        .map(|hit| Inside::Region(hit.entry.id))
        .take(5);
    country.into_iter().chain(regions).collect()
}
