//! The place whose cases a clause counts: `Orla reported 900 new cases`. It says where, and is no speaker.

use rapporteur_ontology::gazetteer;
use rapporteur_text::Span;

/// True if the words between a place and a number say that so many were counted there.
pub(crate) fn leads(gap: &str, of_illness: bool) -> bool {
    let rest = match gap.strip_prefix(',') {
        // `Arune, Orla and Vessan, the last of which reported`; `Orla, which closed early, nevertheless reported`
        Some(clause) => {
            let clause = clause.trim_start();
            let listed = ["the last of which", "the latter of which"];
            match listed.iter().find_map(|opening| clause.strip_prefix(opening)) {
                Some(rest) => rest,
                None if clause.starts_with("which ") || clause.starts_with("where ") => {
                    let Some((_, rest)) = clause.rsplit_once(", ") else { return false };
                    rest
                }
                None => return false,
            }
        }
        None => gap,
    };
    if rest.contains([',', ';', ':', '“', '”', '"', '(', '—', '–']) {
        return false;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let Some(verb) = words.iter().position(|word| counts(word, of_illness)) else { return false };
    let adverb = |word: &&str| {
        word.len() > 4 && word.ends_with("ly")
            || word.ends_with("day")
            || gazetteer::kinds_of(word).is_some()
            || matches!(
                *word,
                "on" | "has"
                    | "have"
                    | "had"
                    | "also"
                    | "now"
                    | "again"
                    | "alone"
                    | "nevertheless"
                    | "then"
                    | "itself"
            )
    };
    let object = &words[verb + 1..];
    words[..verb].iter().all(adverb)
        && object.len() <= 4
        && object.iter().all(|word| {
            matches!(
                *word,
                "a" | "an"
                    | "the"
                    | "its"
                    | "record"
                    | "total"
                    | "of"
                    | "new"
                    | "another"
                    | "first"
                    | "further"
            ) || word.ends_with("ing")
                || counts(word, of_illness)
        })
}

/// Verbs that tell a count of what they name as its place.
fn counts(word: &str, of_illness: bool) -> bool {
    matches!(
        word,
        "reported"
            | "reports"
            | "recorded"
            | "records"
            | "registered"
            | "registers"
            | "logged"
            | "tallied"
            | "posted"
            | "saw"
            | "suffered"
            | "confirmed"
            | "added"
            | "counted"
    ) || of_illness && matches!(word, "has" | "had" | "passed" | "surpassed" | "topped")
}

/// True if the words between two numbers are another predicate of the same subject: ` in May and is drawing near to almost `.
pub(crate) fn goes_on(gap: &str) -> bool {
    /// Bytes of such words.
    const NEAR: usize = 60;
    let Some((before, after)) = gap.rsplit_once(" and ") else { return false };
    let first = after.split_whitespace().next().unwrap_or_default();
    gap.len() <= NEAR
        && !before.contains([',', ';', ':', '“', '”', '"', '(', '—', '–'])
        && !after.contains([',', ';', ':', '“', '”', '"', '(', '—', '–'])
        && (counts(first, true)
            || matches!(first, "is" | "was" | "nears" | "neared" | "approaches" | "approached"))
}

/// The names that are joined to a place before it: `Orla and Vessan`, all of them together. `places` stand in the order of the text,
/// the place itself is the one with the number `at`.
pub(crate) fn joined(text: &str, places: &[Span], at: usize) -> Option<Span> {
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let between = text.get(places[before].end..places[first].start).unwrap_or(".");
        let link = matches!(between, " and " | " and the " | ", and " | ", and the ");
        if !(link || first < at && between == ", ") {
            break;
        }
        first = before;
    }
    (first < at).then(|| Span::new(places[first].start, places[at].end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_count() {
        let check = |gap: &str, expected: bool| assert_eq!(leads(gap, true), expected, "{gap}");
        check(" reported ", true);
        check(" on Sunday reported ", true);
        check(" has reported ", true);
        check(", which closed its schools early, nevertheless reported ", true);
        check(", the last of which recorded a staggering ", true);
        check(" officials reported ", false);
        check(" said that nurses had reported ", false);
        check(", Tilda Rask reported ", false);
        assert!(!leads(" has ", false));
    }

    #[test]
    fn predicates_of_one_place() {
        let check = |gap: &str, expected: bool| assert_eq!(goes_on(gap), expected, "{gap}");
        check(" boats in May and is drawing near to ", true);
        check(" deaths and has ", true);
        check(" boats, the mayor said, and is drawing near to ", false);
        check(" cases and Arune ", false);
        check(" cases and ", false);
    }

    #[test]
    fn places_that_are_joined() {
        let text = "Arune, Orla and Vessan counted 40";
        let places = [Span::new(0, 5), Span::new(7, 11), Span::new(16, 22)];
        assert_eq!(joined(text, &places, 2), Some(Span::new(0, 22)));
        assert_eq!(joined(text, &places, 0), None);
    }
}
