//! Abbreviations that are written with a stop.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the stop of an abbreviation can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Something always follows: `Mr.`, `Gen.`, `vs.`
    Leads,
    /// Can be the last word of a sentence: `Inc.`, `p.m.`, `etc.`
    Ends,
    /// A word of its own unless a number follows: `No.`, `fig.`
    BeforeNumber,
}

/// Made by `scripts/lexicon/abbreviations.py`; lower case, without the stop.
static TABLE: LazyLock<BTreeMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    include_str!("../data/abbreviations.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (word, class) = line.split_once('\t')?;
            let class = match class {
                "leads" => Abbreviation::Leads,
                "ends" => Abbreviation::Ends,
                "number" => Abbreviation::BeforeNumber,
                _ => return None,
            };
            Some((word, class))
        })
        .collect()
});

/// No entry of the table is longer; a test keeps it so.
const LONGEST: usize = 12;

/// Looks up a word without its stop. The table holds ASCII only.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(|key| TABLE.get(key).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_up_without_regard_to_case() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Leads));
        assert_eq!(abbreviation("INC"), Some(Abbreviation::Ends));
        assert_eq!(abbreviation("no"), Some(Abbreviation::BeforeNumber));
        assert_eq!(abbreviation("harbour"), None);
    }

    #[test]
    fn every_entry_can_be_found() {
        for (word, class) in TABLE.iter() {
            assert_eq!(abbreviation(word), Some(*class), "{word}");
        }
        assert!(TABLE.len() > 50);
    }
}
