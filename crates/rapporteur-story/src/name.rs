//! Names of outlets and agencies, as publishers write them of themselves and as others write them.

use crate::sketch::{hash, mix, words};

/// Nouns for a medium. One that stands before a name describes it (`the newspaper Elmar`), one after it may be left out.
const NOUNS: [&str; 24] = [
    "agencies",
    "agency",
    "broadcaster",
    "broadcasters",
    "channel",
    "com",
    "daily",
    "magazine",
    "media",
    "network",
    "news",
    "newspaper",
    "newspapers",
    "newswire",
    "newswires",
    "online",
    "org",
    "outlet",
    "portal",
    "radio",
    "station",
    "television",
    "tv",
    "weekly",
];

/// Most words of a name.
const LONGEST: usize = 6;

/// What is left of a phrase for a medium when articles and nouns that describe it are taken away, as a number: `the Orla
/// Post news agency`, `news agency Orla Post` and `Orla Post` give one. Absent for a phrase without a name, and for one too long.
pub(crate) fn key(phrase: &str) -> Option<u64> {
    let mut words: Vec<String> = words(bare(phrase)).map(str::to_lowercase).collect();
    if words.first().is_some_and(|first| matches!(first.as_str(), "the" | "www")) {
        words.remove(0);
    }
    let noun = |word: &String| NOUNS.binary_search(&word.as_str()).is_ok();
    // `Orla Radio` is a name; `the state news agency Orla` has its name at the end.
    let ends = words.iter().rposition(|word| !noun(word))? + 1;
    words.truncate(ends);
    if let Some(noun) = words.iter().rposition(noun) {
        words.drain(..=noun);
    }
    let short = words.len() == 1 && words[0].chars().count() < 2;
    (!short && words.len() <= LONGEST)
        .then(|| words.iter().fold(mix(words.len() as u64), |sum, word| mix(sum ^ hash(word.chars()))))
}

/// True if a word of the phrase says that it is a medium, and another one names it.
pub(crate) fn is_medium(phrase: &str) -> bool {
    let phrase = bare(phrase);
    let says = |word: &str| {
        let lower = word.to_lowercase();
        NOUNS.binary_search(&lower.as_str()).is_ok()
            && !matches!(
                lower.as_str(),
                "com"
                    | "org"
                    | "network"
                    | "station"
                    | "online"
                    | "outlet"
                    | "channel"
                    | "portal"
                    | "agency"
                    | "agencies"
            )
            || matches!(lower.as_str(), "wire")
    };
    let count = words(phrase).count();
    let named = words(phrase).any(|word| word.starts_with(char::is_uppercase) && !says(word));
    let agency =
        phrase.to_lowercase().contains("news agency") || phrase.to_lowercase().contains("wire agency");
    (2..=LONGEST + 3).contains(&count) && named && (agency || words(phrase).any(says))
}

/// True if the phrase is the initials of a name: `OHP` of `Orla Harbour Press`.
pub(crate) fn is_initials(phrase: &str, name: &str) -> bool {
    let letters: String = phrase.chars().filter(|c| *c != '.').collect();
    let capitals = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
    let of_name = words(name).filter(|word| !word.eq_ignore_ascii_case("the"));
    capitals
        && of_name.filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).eq(letters.chars())
}

/// Without what follows a possessive: `Orla Radio's Ilse Marten` is of Orla Radio, `Orla News' count` of Orla News.
fn bare(phrase: &str) -> &str {
    let after_s = |mark: &str| phrase.find(mark).map(|at| at + 1);
    let end = ["'s ", "’s "].into_iter().filter_map(|possessive| phrase.find(possessive));
    let end = end.chain(["s' ", "s’ "].into_iter().filter_map(after_s)).min();
    &phrase[..end.unwrap_or(phrase.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_a_name() {
        for (phrase, name, expected) in [
            ("OHP", "Orla Harbour Press", true),
            ("O.H.P.", "The Orla Harbour Press", true),
            ("OH", "Orla Harbour Press", false),
            ("O", "Orla", false),
            ("Orla", "Orla", false),
        ] {
            assert_eq!(is_initials(phrase, name), expected, "{phrase} {name}");
        }
    }

    fn check(phrase: &str, name: &str, same: bool) {
        assert_eq!(key(phrase).is_some() && key(phrase) == key(name), same, "{phrase:?} {name:?}");
    }

    #[test]
    fn one_medium_by_many_names() {
        assert!(NOUNS.is_sorted());
        check("the Orla Post news agency", "Orla Post", true);
        check("Orla News' count", "Orla News (Online)", true);
        check("the Elmarian state news agency Belmar", "BELMAR", true);
        check("Orla Post's Ilse Marten", "The Orla Post", true);
        check("orlapost.com", "Orlapost", true);
        check("reporters on Wednesday", "Orla Post", false);
        check("the agency", "the agency", false);
        check("", "", false);
    }

    #[test]
    fn phrases_for_media() {
        for (phrase, expected) in [
            ("the Orbin Wire agency", true),
            ("Radio Orla", true),
            ("the state news agency Belmar", true),
            ("the water agency of Orla", false),
            ("the agency", false),
            ("reporters", false),
            ("Elmarian media", true),
        ] {
            assert_eq!(is_medium(phrase), expected, "{phrase:?}");
        }
    }
}
