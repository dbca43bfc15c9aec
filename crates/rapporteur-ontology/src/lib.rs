//! The lexicons that the extractors stand on: nouns for people, groups and documents, titles, cues of reported speech,
//! feelings, personal names, countries and their people, regions, seats of government, places, words that tell what
//! a number counts, what nouns, named bodies and holders of offices are as political actors, what words name acts and what
//! words tell of their modes.
//!
//! In go words (`&str`, as the text writes them), out come `&'static` entries. Every table is embedded in the program,
//! parsed once at its first use, and never changes. Where each table comes from, under which terms and how to rebuild
//! it: `data/README.md`.
//!
//! Look-ups fold case, curly apostrophes, hyphens (to spaces) and dots. Names of countries, regions, seats and places
//! are proper nouns: they must begin with a capital, and short abbreviations must be all capitals, so that "US" is a
//! country and "us" is not. `longest` functions match the longest entry that starts at the first of the given words.
//!
//! ```
//! use rapporteur_ontology::{cue, country, noun, Gender};
//!
//! let spokeswoman = noun::lookup("spokeswomen").unwrap();
//! assert!(spokeswoman.plural && spokeswoman.noun.person);
//! assert_eq!(spokeswoman.noun.gender, Some(Gender::Female));
//!
//! assert_eq!(country::lookup("U.S.").unwrap().alpha3, "USA");
//! assert!(country::lookup("us").is_none());
//!
//! let said = cue::verb("said").unwrap().cue;
//! let complement = cue::complement(&["that", "the", "bridge", "is", "closed"]);
//! assert!(said.reliability(complement) > 0.8);
//! ```
//!
//! It may not know documents, spans, records, extractors or the store: it knows words and nothing of where they stand.

mod fold;
mod index;
mod key;
mod sector;
mod table;

pub mod act;
pub mod adjective;
pub mod agent;
pub mod body;
pub mod country;
pub mod credit;
pub mod cue;
pub mod event;
pub mod feeling;
pub mod function;
pub mod gazetteer;
pub mod illness;
pub mod issue;
pub mod measure;
pub mod media;
pub mod name;
pub mod noun;
pub mod office;
pub mod place;
pub mod region;
pub mod seat;
pub mod stance;
pub mod title;
pub mod verb;
pub mod word;

pub use key::{AsKey, Key};
pub use sector::Sector;

/// The gender that a noun, title or name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
    /// Borne by both: the word decides nothing.
    Either,
}

impl Gender {
    /// The gender of a table's one-letter code; `None` for a word without gender.
    fn of_code(code: &str) -> Option<Self> {
        match code {
            "F" => Some(Self::Female),
            "M" => Some(Self::Male),
            "E" => Some(Self::Either),
            _ => None,
        }
    }
}

/// What a `longest` function found, and how many of the given words it covers (at least one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<T> {
    /// The entry.
    pub value: T,
    /// Number of words from the first one, a dot after an abbreviation included.
    pub words: usize,
}

/// The words after a leading article.
fn without_article(name: &str) -> Option<&str> {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The "))
}

/// The gender of a given name, `None` for a word that is no given name in the lists.
///
/// ```
/// use rapporteur_ontology::{given_name, Gender};
/// assert_eq!(given_name("Margaret"), Some(Gender::Female));
/// assert_eq!(given_name("Bridge"), None);
/// ```
pub fn given_name(word: &str) -> Option<Gender> {
    name::given(word).map(|given| given.gender)
}

/// Parses every table and returns the number of entries, for programs that want no delay at the first report.
pub fn load() -> usize {
    noun::len()
        + title::len()
        + cue::len()
        + feeling::len()
        + media::len()
        + name::len()
        + verb::len()
        + word::len()
        + country::len()
        + region::len()
        + seat::len()
        + place::len()
        + measure::len()
        + adjective::len()
        + agent::len()
        + body::len()
        + office::len()
        + event::len()
}
