//! The words that name an act, and how those of two events are related.

use crate::word::{Word, number, set};
use rapporteur_ontology::act;

/// How the words for two acts are related, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Nothing known.
    None,
    /// They have a meaning in common: "slay", "kill".
    Meaning,
    /// One verb is the root of both: "invade", "invasion".
    Family,
    /// The same word, whatever its form.
    Same,
}

/// What the words of a trigger tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// Number of the head's lemma.
    pub(crate) lemma: u32,
    /// Numbers of the verbs it is made of.
    pub(crate) roots: Box<[u32]>,
    pub(crate) meanings: Box<[u32]>,
    /// All of its words, particles included: "broke" is not "broke off".
    pub(crate) words: Box<[u32]>,
}

/// Verbs that only carry a noun: the act is in the noun.
const LIGHT: &[&str] = &[
    "am", "are", "be", "been", "being", "did", "do", "get", "got", "had", "has", "have", "is", "to", "was",
    "were", "will",
];

impl Trigger {
    pub(crate) fn new(words: &[Word]) -> Self {
        let head = head(words);
        let known = head.and_then(|word| act::lookup(&word.folded));
        Self {
            lemma: head.map_or(0, |word| word.lemma),
            roots: match known {
                Some(act) => set(act.roots.iter().map(|root| number(root))),
                None => set(head.map(|word| word.lemma)),
            },
            meanings: known.map(|act| act.meanings.clone().into_boxed_slice()).unwrap_or_default(),
            words: set(words.iter().map(|word| word.lemma)),
        }
    }

    pub(crate) fn relation(&self, other: &Self) -> Relation {
        if self.lemma == other.lemma {
            Relation::Same
        } else if meet(&self.roots, &other.roots) {
            Relation::Family
        } else if meet(&self.meanings, &other.meanings) {
            Relation::Meaning
        } else {
            Relation::None
        }
    }
}

/// The head: the last noun before a preposition ("peace talks in Ulverin"), the first word if that is a verb alone
/// ("checked into").
fn head(words: &[Word]) -> Option<&Word> {
    let end = words.iter().skip(1).position(|word| word.is_function).map_or(words.len(), |at| at + 1);
    let words = &words[..end];
    let (first, last) = (words.first()?, words.last()?);
    // "were killed": `end` stands behind the auxiliary only if a function word follows it.
    if LIGHT.contains(&first.folded.as_str()) {
        return Some(last);
    }
    match (act::lookup(&first.folded), act::lookup(&last.folded)) {
        (Some(_), None) => Some(first),
        _ => Some(last),
    }
}

/// Whether two sorted lists have a number in common.
pub(crate) fn meet(a: &[u32], b: &[u32]) -> bool {
    let (mut left, mut right) = (0, 0);
    while left < a.len() && right < b.len() {
        match a[left].cmp(&b[right]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::words;

    fn check(a: &str, b: &str, expected: Relation) {
        let [a, b] = [a, b].map(|text| Trigger::new(&words(text)));
        assert_eq!(a.relation(&b), expected);
        assert_eq!(b.relation(&a), expected);
    }

    #[test]
    fn words_for_acts_are_related() {
        check("attacked", "attacks", Relation::Same);
        check("invaded", "the invasion", Relation::Family);
        check("arrest", "apprehended", Relation::Meaning);
        check("arrest", "invasion", Relation::None);
        check("was killed", "killing", Relation::Same);
    }
}
