//! Function words: determiners, pronouns, prepositions, auxiliaries, conjunctions.

use crate::index::{self, Index, Table};
use crate::{AsKey, Gender};
use std::sync::LazyLock;

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
    /// Either: "you", "who".
    Any,
}

/// What a pronoun is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "he".
    Subject,
    /// "him".
    Object,
    /// Before a noun: "his", "their".
    Possessive,
    /// Alone: "theirs".
    Independent,
    /// "himself".
    Reflexive,
    /// Subject or object: "it", "you".
    SubjectOrObject,
    /// "her": object or before a noun.
    ObjectOrPossessive,
}

/// A personal pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// 1, 2 or 3.
    pub person: u8,
    /// One or several.
    pub number: Number,
    /// Of the person meant; `None` for "it" and where the word does not tell.
    pub gender: Option<Gender>,
    /// What it is used as.
    pub case: Case,
    /// Whether it means people ("it" does not).
    pub animate: bool,
}

/// An auxiliary verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auxiliary {
    /// Forms of "be".
    Be,
    /// Forms of "have".
    Have,
    /// Forms of "do".
    Do,
    /// "will", "may", "must" ...
    Modal,
}

/// A function word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// "the", "a", "this", "every".
    Determiner,
    /// "he", "them", "his".
    Pronoun(Pronoun),
    /// "who", "which", "whose".
    Relative,
    /// "someone", "nobody".
    Indefinite,
    /// "of", "in", "after".
    Preposition,
    /// "was", "has", "would".
    Auxiliary(Auxiliary),
    /// "and", "or", "but".
    Coordinator,
    /// "that", "because", "while".
    Subordinator,
    /// "not", "n't", "never".
    Negation,
    /// "to" before a verb or a noun.
    To,
}

const DETERMINERS: &[&str] = &[
    "a", "an", "the", "this", "these", "those", "some", "any", "no", "every", "each", "all", "both", "many",
    "most", "several", "few", "other", "another", "such", "either", "neither", "much", "more", "less", "'s",
];
const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "without",
    "about",
    "against",
    "over",
    "under",
    "above",
    "below",
    "between",
    "among",
    "amid",
    "across",
    "along",
    "around",
    "behind",
    "beside",
    "besides",
    "beyond",
    "despite",
    "during",
    "except",
    "inside",
    "into",
    "like",
    "near",
    "off",
    "onto",
    "outside",
    "past",
    "per",
    "through",
    "throughout",
    "toward",
    "towards",
    "unlike",
    "until",
    "up",
    "down",
    "upon",
    "via",
    "within",
    "after",
    "before",
    "since",
    "following",
    "regarding",
    "concerning",
    "including",
    "amongst",
    "versus",
    "out",
];
const SUBORDINATORS: &[&str] = &[
    "that", "because", "although", "though", "while", "whereas", "if", "unless", "when", "whenever", "where",
    "whether", "as", "than", "once", "lest", "how", "why",
];
const RELATIVES: &[&str] = &["who", "whom", "whose", "which", "what"];
const INDEFINITES: &[&str] = &[
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "nobody",
    "none",
    "one",
    "something",
    "anything",
    "everything",
    "nothing",
    "others",
    "there",
];
const BE: &[&str] = &[
    "be", "am", "is", "are", "was", "were", "been", "being", "'re", "'m", "isn't", "aren't", "wasn't",
    "weren't",
];
const HAVE: &[&str] = &["have", "has", "had", "having", "'ve", "haven't", "hasn't", "hadn't"];
const DO: &[&str] = &["do", "does", "did", "don't", "doesn't", "didn't"];
const MODALS: &[&str] = &[
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "'ll",
    "'d",
    "won't",
    "wouldn't",
    "can't",
    "cannot",
    "couldn't",
    "mustn't",
    "shouldn't",
];
/// Auxiliaries that show a finite clause and are no reduced forms (the same list as in the script that counts cues).
const FINITE: &[&str] = &[
    "would", "will", "could", "should", "can", "may", "might", "must", "was", "were", "is", "are", "has",
    "have", "had", "does", "do", "did", "isn't", "wasn't", "won't", "can't", "didn't", "doesn't", "don't",
    "couldn't", "wouldn't",
];

/// The function of a word; a word of several functions ("that", "her") has its commonest.
///
/// ```
/// use rapporteur_ontology::function::{lookup, Function};
/// let Some(Function::Pronoun(she)) = lookup("She") else { panic!() };
/// assert_eq!(she.person, 3);
/// assert_eq!(lookup("bridge"), None);
/// ```
pub fn lookup(word: impl AsKey) -> Option<Function> {
    let (entry, known) = WORDS.index.get_with_key(word)?;
    // Dots and hyphens count here: "No." and "I." are no function words.
    let mut buffer = [0; LONGEST];
    let same = word.text().eq_ignore_ascii_case(known) || folded(word.text(), &mut buffer) == Some(known);
    same.then_some(WORDS.functions[entry])
}

/// Bytes of the longest function word, "yourselves" and its like.
const LONGEST: usize = 14;

/// The word in lower case with straight apostrophes; `None` for words that are too long or not plain letters, which no
/// function word is.
fn folded<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut len = 0;
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        *buffer.get_mut(len)? = u8::try_from(c).ok().filter(u8::is_ascii)?;
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

struct Words {
    functions: Vec<Function>,
    index: Index,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // Of a word in several lists the first one counts: "her" is a pronoun, "that" a determiner.
    let mut words: Vec<(&'static str, Function)> = Vec::new();
    let pronouns = PRONOUNS.iter().filter_map(|word| Some((*word, Function::Pronoun(pronoun_of(word)?))));
    words.extend(pronouns);
    words.push(("to", Function::To));
    let lists: [(&[&'static str], Function); 11] = [
        (&["and", "or", "but", "nor", "&"], Function::Coordinator),
        (&["not", "n't", "never"], Function::Negation),
        (DETERMINERS, Function::Determiner),
        (BE, Function::Auxiliary(Auxiliary::Be)),
        (HAVE, Function::Auxiliary(Auxiliary::Have)),
        (DO, Function::Auxiliary(Auxiliary::Do)),
        (MODALS, Function::Auxiliary(Auxiliary::Modal)),
        (RELATIVES, Function::Relative),
        (SUBORDINATORS, Function::Subordinator),
        (PREPOSITIONS, Function::Preposition),
        (INDEFINITES, Function::Indefinite),
    ];
    words.extend(lists.iter().flat_map(|(list, function)| list.iter().map(|word| (*word, *function))));
    let keys = words.iter().enumerate().map(|(entry, (word, _))| (*word, entry));
    Words {
        index: Index::new(Table::FunctionWords, index::Case::Fold, keys),
        functions: words.iter().map(|(_, function)| *function).collect(),
    }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&WORDS.index]
}

/// All personal pronouns.
const PRONOUNS: &[&str] = &[
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
];

/// The personal pronoun of a word.
pub fn pronoun(word: impl AsKey) -> Option<Pronoun> {
    match lookup(word)? {
        Function::Pronoun(pronoun) => Some(pronoun),
        _ => None,
    }
}

/// The personal pronoun of a word in lower case.
fn pronoun_of(word: &str) -> Option<Pronoun> {
    use Case::{Independent, Object, ObjectOrPossessive, Possessive, Reflexive, Subject, SubjectOrObject};
    use Number::{Any, Plural, Singular};
    const F: Option<Gender> = Some(Gender::Female);
    const M: Option<Gender> = Some(Gender::Male);
    let (person, number, gender, case) = match word {
        "i" => (1, Singular, None, Subject),
        "me" => (1, Singular, None, Object),
        "my" => (1, Singular, None, Possessive),
        "mine" => (1, Singular, None, Independent),
        "myself" => (1, Singular, None, Reflexive),
        "we" => (1, Plural, None, Subject),
        "us" => (1, Plural, None, Object),
        "our" => (1, Plural, None, Possessive),
        "ours" => (1, Plural, None, Independent),
        "ourselves" => (1, Plural, None, Reflexive),
        "you" => (2, Any, None, SubjectOrObject),
        "your" => (2, Any, None, Possessive),
        "yours" => (2, Any, None, Independent),
        "yourself" => (2, Singular, None, Reflexive),
        "yourselves" => (2, Plural, None, Reflexive),
        "he" => (3, Singular, M, Subject),
        "him" => (3, Singular, M, Object),
        "his" => (3, Singular, M, Possessive),
        "himself" => (3, Singular, M, Reflexive),
        "she" => (3, Singular, F, Subject),
        "her" => (3, Singular, F, ObjectOrPossessive),
        "hers" => (3, Singular, F, Independent),
        "herself" => (3, Singular, F, Reflexive),
        "it" => (3, Singular, None, SubjectOrObject),
        "its" => (3, Singular, None, Possessive),
        "itself" => (3, Singular, None, Reflexive),
        "they" => (3, Plural, None, Subject),
        "them" => (3, Plural, None, Object),
        "their" => (3, Plural, None, Possessive),
        "theirs" => (3, Plural, None, Independent),
        "themselves" => (3, Plural, None, Reflexive),
        _ => return None,
    };
    let animate = !matches!(word, "it" | "its" | "itself");
    Some(Pronoun { person, number, gender, case, animate })
}

/// Whether a word stands before a noun and closes an infinitive: articles, demonstratives, possessives.
pub fn is_determiner(word: &str) -> bool {
    match lookup(word) {
        Some(Function::Determiner) => true,
        Some(Function::Pronoun(pronoun)) => {
            matches!(pronoun.case, Case::Possessive | Case::ObjectOrPossessive)
        }
        _ => word.eq_ignore_ascii_case("that"),
    }
}

/// Whether a word in lower case is an auxiliary that shows a finite clause.
pub fn is_finite_auxiliary(word: &str) -> bool {
    FINITE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<Function>) {
        assert_eq!(lookup(word), expected, "{word}");
    }

    #[test]
    fn words() {
        check("The", Some(Function::Determiner));
        check("won’t", Some(Function::Auxiliary(Auxiliary::Modal)));
        check("amid", Some(Function::Preposition));
        check("that", Some(Function::Subordinator));
        check("whom", Some(Function::Relative));
        check("", None);
        check(&"a".repeat(100_000), None);
    }

    #[test]
    fn pronouns() {
        assert_eq!(pronoun("Her").unwrap().gender, Some(Gender::Female));
        assert_eq!(pronoun("they").unwrap().number, Number::Plural);
        assert!(!pronoun("it").unwrap().animate);
        assert_eq!(pronoun("who"), None);
    }
}
