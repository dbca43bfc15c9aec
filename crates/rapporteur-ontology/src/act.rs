//! Words that name acts and events, with their word family and their meanings.
//!
//! It is no part of the vocabulary of the other tables: only who compares events parses it.

use std::sync::LazyLock;

use crate::table;

/// A word that names what somebody does or what happens: a verb, or a noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Base form, lower case.
    pub lemma: &'static str,
    /// The verbs that it is made of: `invade` of "invasion". Itself if it is made of none.
    pub roots: Vec<&'static str>,
    /// Numbers of its commonest meanings, sorted; words with one in common can name the same act. A meaning that no
    /// other word has is left out.
    pub meanings: Vec<u32>,
}

struct Acts {
    entries: Vec<Act>,
    /// Every form with its entry, sorted.
    forms: Vec<(&'static str, u32)>,
}

static ACTS: LazyLock<Acts> = LazyLock::new(|| {
    let mut acts = Acts { entries: Vec::new(), forms: Vec::new() };
    for [lemma, forms, roots, meanings] in table::rows(include_str!("../data/acts.tsv")) {
        let entry = acts.entries.len() as u32;
        let mut inflected = table::list(forms).peekable();
        // The base form can be a form of a commoner word: "meeting" of "meet".
        if inflected.next_if_eq(&"-").is_none() {
            acts.forms.push((lemma, entry));
        }
        acts.forms.extend(inflected.map(|form| (form, entry)));
        let mut roots: Vec<&str> = table::list(roots).collect();
        if roots.is_empty() {
            roots.push(lemma);
        }
        acts.entries.push(Act { lemma, roots, meanings: meanings.split(' ').map(table::number).collect() });
        if meanings.is_empty() {
            acts.entries[entry as usize].meanings.clear();
        }
    }
    acts.forms.sort_unstable();
    acts
});

/// The word that a form belongs to, the commonest of several; `form` is in lower case.
///
/// ```
/// use rapporteur_ontology::act;
/// let [invaded, invasion, arrest, apprehend] = ["invaded", "invasion", "arrest", "apprehend"].map(|form| act::lookup(form).unwrap());
/// assert_eq!((invaded.lemma, invasion.roots.as_slice()), ("invade", ["invade"].as_slice()));
/// assert!(arrest.meanings.iter().any(|meaning| apprehend.meanings.contains(meaning)));
/// assert!(act::lookup("the").is_none());
/// ```
#[must_use]
pub fn lookup(form: &str) -> Option<&'static Act> {
    let at = ACTS.forms.binary_search_by_key(&form, |(form, _)| form).ok()?;
    ACTS.entries.get(ACTS.forms[at].1 as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, lemma: &str, roots: &[&str]) {
        let act = lookup(form).unwrap();
        assert_eq!((act.lemma, act.roots.as_slice()), (lemma, roots), "{form}");
    }

    #[test]
    fn a_form_leads_to_its_word_and_its_root() {
        check("attacked", "attack", &["attack"]);
        check("attackers", "attacker", &["attack"]);
        check("struck", "strike", &["strike"]);
        check("arrivals", "arrival", &["arrive"]);
    }

    #[test]
    fn a_form_stands_once() {
        assert!(ACTS.forms.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
