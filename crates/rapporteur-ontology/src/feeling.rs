//! Nouns for what somebody feels: "anger", "misgivings".

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, table};

struct Feelings {
    nouns: usize,
    index: Index,
}

static FEELINGS: LazyLock<Feelings> = LazyLock::new(|| {
    let rows: Vec<_> = table::rows(include_str!("../data/feelings.tsv")).collect();
    let forms = rows.iter().enumerate().flat_map(|(entry, &[noun, plurals])| {
        std::iter::once(noun).chain(table::list(plurals)).map(move |form| (form, entry))
    });
    Feelings { nouns: rows.len(), index: Index::new(Table::Feelings, Case::Fold, forms) }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&FEELINGS.index]
}

pub(crate) fn len() -> usize {
    FEELINGS.nouns
}

/// Whether a word is a noun for a feeling, in the singular or the plural.
///
/// ```
/// use rapporteur_ontology::feeling;
/// assert!(feeling::is_feeling("Misgivings"));
/// assert!(!feeling::is_feeling("bridge"));
/// ```
pub fn is_feeling(form: impl AsKey) -> bool {
    FEELINGS.index.get(form).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, expected: bool) {
        assert_eq!(is_feeling(form), expected, "{form}");
    }

    #[test]
    fn feelings_and_states_beside_them() {
        for form in ["anger", "dismay", "relief", "fears", "unease", "irritation"] {
            check(form, true);
        }
    }

    #[test]
    fn other_words_are_none() {
        for form in ["weather", "minister", "claim", "angry", ""] {
            check(form, false);
        }
    }
}
