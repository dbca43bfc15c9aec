//! Common verbs and their inflected forms, whatever they mean.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, table};

/// The inflection of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Inflection {
    /// "say": infinitive and present.
    Base,
    /// "says".
    Third,
    /// "wrote": past only.
    Past,
    /// "written": participle only.
    Participle,
    /// "said": past or participle.
    PastOrParticiple,
    /// "saying".
    Gerund,
    /// A noun in the singular.
    Singular,
    /// A noun in the plural.
    Plural,
    /// A phrase that is not inflected: "according to".
    Fixed,
}

impl Inflection {
    /// The inflection of a table's one-letter code.
    pub(crate) fn of_code(code: &str) -> Self {
        match code {
            "b" => Self::Base,
            "s" => Self::Third,
            "p" => Self::Past,
            "n" => Self::Participle,
            "x" => Self::PastOrParticiple,
            "g" => Self::Gerund,
            "1" => Self::Singular,
            "2" => Self::Plural,
            _ => Self::Fixed,
        }
    }

    /// Whether the form can be the verb of a sentence by itself.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Base | Self::Third | Self::Past | Self::PastOrParticiple)
    }
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// The base form.
    pub lemma: &'static str,
    /// Which form it is; of two, the first in the order base, past, participle, gerund, third person.
    pub inflection: Inflection,
}

struct Verbs {
    entries: Vec<VerbForm>,
    index: Index,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut keys = Vec::new();
    for [lemma, forms] in table::rows(include_str!("../data/verbs.tsv")) {
        keys.push((lemma, entries.len()));
        entries.push(VerbForm { lemma, inflection: Inflection::Base });
        for (form, code) in table::list(forms).filter_map(|form| form.split_once(':')) {
            keys.push((form, entries.len()));
            entries.push(VerbForm { lemma, inflection: Inflection::of_code(code) });
        }
    }
    Verbs { entries, index: Index::new(Table::Verbs, Case::Fold, keys.into_iter()) }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&VERBS.index]
}

pub(crate) fn len() -> usize {
    VERBS.entries.len()
}

/// The verb that a form belongs to; a form of two verbs ("found") belongs to the one whose base it is not.
///
/// ```
/// use rapporteur_ontology::verb::{self, Inflection};
/// let fled = verb::lookup("fled").unwrap();
/// assert_eq!((fled.lemma, fled.inflection), ("flee", Inflection::PastOrParticiple));
/// assert!(verb::lookup("bridgehead").is_none());
/// ```
pub fn lookup(form: impl AsKey) -> Option<VerbForm> {
    VERBS.index.get(form).map(|entry| VERBS.entries[entry])
}

/// Whether a word is the base form of a common verb, as after "to".
pub fn is_base(word: impl AsKey) -> bool {
    VERBS.index.all(&[word]).any(|entry| VERBS.entries[entry].inflection == Inflection::Base)
}
