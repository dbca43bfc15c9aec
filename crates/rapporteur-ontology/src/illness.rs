//! Words for illnesses: "cholera", "coronavirus", "outbreak".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::table;

/// What a word for an illness says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Illness {
    /// One that spreads, or what causes it: "measles", "norovirus".
    Spreads,
    /// Another one: "asthma".
    Other,
    /// A common noun for one: "outbreak", "disease".
    Word,
}

#[derive(Default)]
struct Illnesses {
    words: BTreeMap<&'static str, Illness>,
    /// How words end or begin that name one.
    ends: Vec<(&'static str, Illness)>,
    begins: Vec<(&'static str, Illness)>,
}

static ILLNESSES: LazyLock<Illnesses> = LazyLock::new(|| {
    let mut all = Illnesses::default();
    for [word, kind] in table::rows(include_str!("../data/illnesses.tsv")) {
        let kind = match kind {
            "spreads" => Illness::Spreads,
            "other" => Illness::Other,
            _ => Illness::Word,
        };
        if let Some(end) = word.strip_prefix('*') {
            all.ends.push((end, kind));
        } else if let Some(begin) = word.strip_suffix('*') {
            all.begins.push((begin, kind));
        } else {
            all.words.insert(word, kind);
        }
    }
    all
});

/// What a word in lower case says of an illness, in the singular or the plural; `None` for all other words.
///
/// ```
/// use rapporteur_ontology::illness::{self, Illness};
/// assert_eq!(illness::lookup("norovirus"), Some(Illness::Spreads));
/// assert_eq!(illness::lookup("outbreaks"), Some(Illness::Word));
/// assert_eq!(illness::lookup("bridge"), None);
/// ```
#[must_use]
pub fn lookup(word: &str) -> Option<Illness> {
    let all = &*ILLNESSES;
    if let Some(known) = all.words.get(word) {
        return Some(*known);
    }
    let one = word.strip_suffix("es").filter(|one| one.ends_with("virus")).unwrap_or(word);
    let ends = all.ends.iter().find(|(end, _)| one.ends_with(end));
    ends.or_else(|| all.begins.iter().find(|(begin, _)| one.starts_with(begin))).map(|(_, kind)| *kind)
}

/// True for the name of an illness that spreads, or of what causes it.
#[must_use]
pub fn spreads(word: &str) -> bool {
    lookup(word) == Some(Illness::Spreads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn illnesses_and_words_for_them() {
        let check = |word: &str, expected: Option<Illness>| assert_eq!(lookup(word), expected, "{word}");
        check("cholera", Some(Illness::Spreads));
        check("virus", Some(Illness::Spreads));
        check("hantaviruses", Some(Illness::Spreads));
        check("covid-19", Some(Illness::Spreads));
        check("hepatitis", Some(Illness::Spreads));
        check("bronchitis", Some(Illness::Other));
        check("cancer", Some(Illness::Other));
        check("pandemic", Some(Illness::Word));
        check("aid", None);
        check("", None);
    }
}
