//! Common issues of public affairs, with words for them: ceasefire, sanctions, recognition of a state.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::table;

/// What most people would call an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Worth {
    /// Something good: who stresses it is for it.
    Good,
    /// Something bad: who stresses it is worried about it.
    Bad,
    /// Neither.
    Open,
}

/// An issue that comes up again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonIssue {
    /// Its id: `ceasefire`.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// What most people would call it.
    pub worth: Worth,
}

/// A common issue in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueMatch {
    /// The issue.
    pub issue: &'static CommonIssue,
    /// True if the words name its contrary: `lifting of sanctions`.
    pub contrary: bool,
    /// Number of words.
    pub words: usize,
}

struct Issues {
    issues: Vec<CommonIssue>,
    /// By first word, or its part before a `*`: the phrases, longest first, each with its issue.
    phrases: BTreeMap<&'static str, Vec<Phrase>>,
    /// Lengths of first words that end in `*`.
    open: Vec<usize>,
}

struct Phrase {
    words: Vec<&'static str>,
    issue: usize,
    contrary: bool,
}

static ISSUES: LazyLock<Issues> = LazyLock::new(|| {
    let mut all = Issues { issues: Vec::new(), phrases: BTreeMap::new(), open: Vec::new() };
    for [id, name, worth, words, contrary] in table::rows(include_str!("../data/issues.tsv")) {
        let worth = match worth {
            "+" => Worth::Good,
            "-" => Worth::Bad,
            _ => Worth::Open,
        };
        for (list, contrary) in [(words, false), (contrary, true)] {
            for phrase in table::list(list) {
                // Texts are read without articles too.
                let words: Vec<&str> =
                    phrase.split(' ').filter(|word| !matches!(*word, "a" | "the")).collect();
                let first = words[0].trim_end_matches('*');
                if first.len() < words[0].len() {
                    all.open.push(first.len());
                }
                let issue = all.issues.len();
                all.phrases.entry(first).or_default().push(Phrase { words, issue, contrary });
            }
        }
        all.issues.push(CommonIssue { id, name, worth });
    }
    all.open.sort_unstable();
    all.open.dedup();
    for phrases in all.phrases.values_mut() {
        phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.words.len()), phrase.issue));
    }
    all
});

/// All issues.
pub fn all() -> &'static [CommonIssue] {
    &ISSUES.issues
}

/// The issue with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static CommonIssue> {
    ISSUES.issues.iter().find(|issue| issue.id == id)
}

/// The issue that `words`, in lower case and without articles, begin to name, by the longest phrase.
///
/// ```
/// use rapporteur_ontology::issue;
/// let found = issue::beginning(&["lifting", "of", "sanctions", "soon"]).unwrap();
/// assert_eq!((found.issue.id, found.contrary, found.words), ("sanctions", true, 3));
/// ```
#[must_use]
pub fn beginning(words: &[&str]) -> Option<IssueMatch> {
    let first = words.first()?;
    let whole = ISSUES.phrases.get(first);
    let cut = ISSUES.open.iter().filter_map(|&length| ISSUES.phrases.get(first.get(..length)?));
    let fitting = whole.into_iter().chain(cut).flatten().filter(|phrase| fits(&phrase.words, words));
    let best = fitting.max_by_key(|phrase| (phrase.words.len(), phrase.contrary))?;
    Some(IssueMatch { issue: &ISSUES.issues[best.issue], contrary: best.contrary, words: best.words.len() })
}

/// Longest ending that a `*` stands for.
const ENDING: usize = 3;

fn fits(phrase: &[&str], words: &[&str]) -> bool {
    phrase.len() <= words.len()
        && phrase.iter().zip(words).all(|(part, word)| match part.strip_suffix('*') {
            None => part == word,
            Some(stem) => word.strip_prefix(stem).is_some_and(|ending| ending.len() <= ENDING),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<(&str, bool, usize)>) {
        let words: Vec<&str> = words.split(' ').collect();
        let found = beginning(&words).map(|found| (found.issue.id, found.contrary, found.words));
        assert_eq!(found, expected, "{words:?}");
    }

    #[test]
    fn the_longest_phrase_counts() {
        check("ceasefires and calm", Some(("ceasefire", false, 1)));
        check("peace talks in may", Some(("dialogue", false, 2)));
        check("human rights violations there", Some(("human_rights", true, 3)));
        check("arms embargo", Some(("arms_deliveries", true, 2)));
        check("couple of days", None);
        check("bridge", None);
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> = all().iter().map(|issue| issue.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all().len());
        assert_eq!(by_id("ceasefire").map(|issue| issue.worth), Some(Worth::Good));
    }
}
