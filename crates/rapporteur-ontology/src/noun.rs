//! Nouns for people, groups and documents: who or what can be a source, an actor, a member of a group.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Gender, Match, table};

/// A noun that stands for people, groups or documents. A noun may be of several kinds ("executive").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// Singular, lower case; several words are parted by spaces.
    pub lemma: &'static str,
    /// A human being: "minister", "resident".
    pub person: bool,
    /// People together: "government", "police", "rebels".
    pub group: bool,
    /// A text, picture or inquiry that reports can cite: "statement", "poll", "video".
    pub artefact: bool,
    /// The gender that the noun itself tells: "spokeswoman", "king".
    pub gender: Option<Gender>,
    /// Times the train texts use it.
    pub count: u32,
    /// Times it is the head of a source in the train texts.
    pub sources: u32,
    /// Percent of its uses (by sense counts) that are of its best kind.
    pub share: u8,
}

/// A form of a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounForm {
    /// The noun.
    pub noun: &'static Noun,
    /// Whether the form is a plural.
    pub plural: bool,
}

struct Nouns {
    entries: Vec<Noun>,
    singular: Index,
    plural: Index,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut plurals = Vec::new();
    for [lemma, kinds, gender, count, sources, share, forms] in table::rows(include_str!("../data/nouns.tsv"))
    {
        plurals.extend(table::list(forms).map(|form| (form, entries.len())));
        entries.push(Noun {
            lemma,
            person: kinds.contains('p'),
            group: kinds.contains('g'),
            artefact: kinds.contains('a'),
            gender: Gender::of_code(gender),
            count: table::number(count),
            sources: table::number(sources),
            share: table::number(share),
        });
    }
    let lemmas = entries.iter().enumerate().map(|(entry, noun)| (noun.lemma, entry));
    let singular = Index::new(Table::Nouns, Case::Fold, lemmas);
    let plural = Index::new(Table::PluralNouns, Case::Fold, plurals.into_iter());
    Nouns { entries, singular, plural }
});

pub(crate) fn indexes() -> [&'static Index; 2] {
    [&NOUNS.singular, &NOUNS.plural]
}

pub(crate) fn len() -> usize {
    NOUNS.entries.len()
}

/// The noun that a word or phrase is a form of. A form that is both singular and plural ("staff") is singular.
///
/// ```
/// use rapporteur_ontology::noun;
/// let found = noun::lookup("Ministries").unwrap();
/// assert_eq!((found.noun.lemma, found.noun.group, found.plural), ("ministry", true, true));
/// assert!(noun::lookup("can").is_none());
/// ```
pub fn lookup(form: impl AsKey) -> Option<NounForm> {
    longest(&[form]).map(|found| found.value)
}

/// The longest noun that the words begin with: "prime minister" before "prime".
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<NounForm>> {
    let singular = NOUNS.singular.longest(words);
    let plural = NOUNS.plural.longest(words);
    let (entry, words, plural) = match (singular, plural) {
        (Some((_, shorter)), Some((entry, words))) if words > shorter => (entry, words, true),
        (Some((entry, words)), _) => (entry, words, false),
        (None, Some((entry, words))) => (entry, words, true),
        (None, None) => return None,
    };
    Some(Match { value: NounForm { noun: &NOUNS.entries[entry], plural }, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, expected: &str) {
        let found = lookup(form).map(|f| {
            let kinds = [(f.noun.person, 'p'), (f.noun.group, 'g'), (f.noun.artefact, 'a')];
            let kinds: String = kinds.iter().filter(|(is, _)| *is).map(|(_, kind)| *kind).collect();
            format!("{} {kinds}{}", f.noun.lemma, if f.plural { " plural" } else { "" })
        });
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{form}");
    }

    #[test]
    fn people() {
        check("minister", "minister p");
        check("aides", "aide p plural");
        check("Resident", "resident p");
        check("wives", "wife p plural");
    }

    #[test]
    fn groups_and_documents() {
        check("government", "government g");
        check("army", "army g");
        check("hospitals", "hospital g plural");
        check("poll", "poll a");
        check("reports", "report a plural");
        check("video", "video a");
    }

    #[test]
    fn ordinary_words_are_none() {
        for form in ["it", "can", "china", "bridge", "Monday", ""] {
            check(form, "-");
        }
    }

    #[test]
    fn gender_is_told_by_the_noun() {
        for (form, gender) in [
            ("spokesman", Some(Gender::Male)),
            ("queen", Some(Gender::Female)),
            ("soldier", None),
            ("teacher", None),
        ] {
            assert_eq!(lookup(form).unwrap().noun.gender, gender, "{form}");
        }
    }
}
