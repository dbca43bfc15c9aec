use crate::sketch::{hash, mix};
use foldhash::{HashMap, HashMapExt};
use rapporteur_text::Span;

/// Words of the stretches that are looked up.
const STRETCH: usize = 8;

/// The longest passage that two texts have in common word by word, in both of them; absent where it is shorter than eight
/// words. Marks, case and blanks do not count. Of equally long ones the first of the first text.
///
/// ```
/// use rapporteur_story::passage;
/// let (one, other) = ("He said: the gate gave way on Monday and the water came.", "The gate gave way on Monday, and the water came!");
/// let (span, _) = passage(one, other).unwrap();
/// assert_eq!(span.in_text(one), "the gate gave way on Monday and the water came");
/// ```
#[must_use]
pub fn passage(one: &str, other: &str) -> Option<(Span, Span)> {
    let (own, its) = (words(one), words(other));
    let hashes = |words: &[(u64, Span)]| -> Vec<u64> {
        words
            .windows(STRETCH)
            .map(|stretch| stretch.iter().fold(0, |sum, (word, _)| mix(sum ^ word)))
            .collect()
    };
    let mut places: HashMap<u64, usize> = HashMap::new();
    for (at, stretch) in hashes(&its).into_iter().enumerate() {
        places.entry(stretch).or_insert(at);
    }
    let mut longest: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    let stretches = hashes(&own);
    while at < stretches.len() {
        let Some(&place) = places.get(&stretches[at]) else {
            at += 1;
            continue;
        };
        let length = own[at..].iter().zip(&its[place..]).take_while(|(a, b)| a.0 == b.0).count();
        if length >= STRETCH && longest.is_none_or(|(longest, ..)| length > longest) {
            longest = Some((length, at, place));
        }
        // Any passage that begins inside this one and is longer shows again after its end.
        at += length.saturating_sub(STRETCH - 1).max(1);
    }
    let (length, at, place) = longest?;
    let span = |words: &[(u64, Span)], at: usize| words[at].1.cover(words[at + length - 1].1);
    Some((span(&own, at), span(&its, place)))
}

fn words(text: &str) -> Vec<(u64, Span)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((
                    hash(text[from..at].chars().flat_map(char::to_lowercase)),
                    Span { start: from, end: at },
                ));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_in_common_is_no_passage() {
        assert_eq!(passage("the gate gave way", "the gate gave way"), None);
        assert_eq!(passage("", ""), None);
        assert!(passage(&"again and ".repeat(2_000), &"and again ".repeat(2_000)).is_some());
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_texts_and_have_the_same_words(one in "([ab–é]{1,2}[ ,]){0,60}", other in "([ab–é]{1,2}[ .]){0,60}") {
            if let Some((own, its)) = passage(&one, &other) {
                let of = |span: Span, text: &str| words(span.of(text).expect("in the text")).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
                prop_assert_eq!(of(own, &one), of(its, &other));
            }
        }
    }
}
