//! Words that show how somebody stands to an issue: "condemn", "opposition to", "critical of".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::table;

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StancePart {
    /// A verb, or a phrase that begins with one.
    Verb,
    /// A noun.
    Noun,
    /// An adjective, or a phrase that is used as one: "in favour of".
    Adjective,
    /// A word of judgement on an act: "illegal", "mistake".
    Judgement,
}

/// A word that shows a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceWord {
    /// Base form.
    pub lemma: &'static str,
    /// What kind of word.
    pub part: StancePart,
    /// The stance, by its name in the record: `calls_for`.
    pub stance: &'static str,
    /// From 1, weak, to 3, explicit.
    pub strength: u8,
    /// What follows before the issue begins: `-` for nothing, `to+` for an infinitive, `that`, a preposition; `obj+to` for
    /// an object and one of these. `content`: nothing, and only inside of what somebody says.
    pub after: Vec<&'static str>,
}

struct Stances {
    words: Vec<StanceWord>,
    /// By the first word of a form: the words that follow it, and the entry; longest first.
    forms: BTreeMap<&'static str, Vec<(Vec<&'static str>, usize)>>,
}

static STANCES: LazyLock<Stances> = LazyLock::new(|| {
    let mut stances = Stances { words: Vec::new(), forms: BTreeMap::new() };
    for [lemma, part, stance, strength, after, forms] in table::rows(include_str!("../data/stances.tsv")) {
        let part = match part {
            "v" => StancePart::Verb,
            "n" => StancePart::Noun,
            "j" => StancePart::Judgement,
            _ => StancePart::Adjective,
        };
        for form in table::list(forms) {
            let mut parts = form.split(' ');
            let first = parts.next().unwrap_or_default();
            stances.forms.entry(first).or_default().push((parts.collect(), stances.words.len()));
        }
        let (strength, after) = (table::number(strength), table::list(after).collect());
        stances.words.push(StanceWord { lemma, part, stance, strength, after });
    }
    for forms in stances.forms.values_mut() {
        forms.sort_by_key(|(rest, entry)| (std::cmp::Reverse(rest.len()), *entry));
    }
    stances
});

/// All words.
pub fn all() -> &'static [StanceWord] {
    &STANCES.words
}

/// The words and phrases that `words`, in lower case, begin with, longest first, with their lengths.
///
/// ```
/// use rapporteur_ontology::stance;
/// let found: Vec<_> = stance::beginning(&["called", "for", "calm"]).map(|(word, n)| (word.lemma, word.stance, n)).collect();
/// assert_eq!(found[0], ("call for", "calls_for", 2));
/// assert!(stance::beginning(&["bridge"]).next().is_none());
/// ```
pub fn beginning<'w>(words: &'w [&'w str]) -> impl Iterator<Item = (&'static StanceWord, usize)> + 'w {
    let forms = words.first().and_then(|first| STANCES.forms.get(*first));
    forms.into_iter().flatten().filter_map(move |(rest, entry)| {
        let length = rest.len() + 1;
        (words.get(1..length)? == rest.as_slice()).then(|| (&STANCES.words[*entry], length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: Option<(&str, &str, usize)>) {
        let found = beginning(words).next().map(|(word, length)| (word.lemma, word.stance, length));
        assert_eq!(found, expected, "{words:?}");
    }

    #[test]
    fn forms_of_words_and_phrases() {
        check(&["condemns", "it"], Some(("condemn", "condemns", 1)));
        check(&["ruling", "out", "talks"], Some(("rule out", "rejects", 2)));
        check(&["critics", "of"], Some(("critic", "criticises", 1)));
        check(&["warned", "against", "it"], Some(("warn against", "opposes", 2)));
        check(&["in", "favour", "of"], Some(("in favour of", "supports", 3)));
        check(&["river"], None);
        check(&[], None);
    }

    #[test]
    fn every_word_has_a_strength_and_something_after_it() {
        for word in all() {
            assert!((1..=3).contains(&word.strength) && !word.after.is_empty(), "{word:?}");
        }
    }
}
