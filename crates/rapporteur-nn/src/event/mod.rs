//! Which words of a sentence tell of an event: of what kind, whether it came about, and who stands on its sides.
//!
//! Layers of their own carry on from a lower layer of the encoder, sentence by sentence ([`passage`]), and heads at each word
//! say what it tells ([`maps`]). [`tell`] makes readings of that, [`pair`] says what two given sides do to each other. Section
//! 14 of "The contract" in `training/README.md`.

mod maps;
mod pair;
mod passage;
mod tell;

pub(crate) use maps::Maps;
pub(crate) use passage::{PassageRoom, Passages, Scored, Wanted};
pub(crate) use tell::{log_sum, tell};

pub use pair::{Paired, pair};
pub use tell::{Side, Telling};

use crate::reading::Reading;

/// What tells of events in the sentences of a reading, in order of the text. None where the model does not read that, and
/// where no sentences were given ([`Reading::of_sentences`]).
#[must_use]
pub fn events<'r>(reading: &'r Reading<'_>) -> Option<&'r [Telling]> {
    reading.events.as_deref()
}

#[cfg(test)]
mod tests {
    use super::tell::Role;
    use super::*;
    use crate::model::Model;
    use serde_json::Value;
    use std::ops::Range;
    use std::path::Path;

    /// Share of words whose best label must be that of the reference, and how far a score may be from it: both multiply the same
    /// whole numbers, but real functions differ in their last bits.
    const SAME: f64 = 0.97;
    const NEAR: f64 = 0.35;

    fn best(scores: &[f32]) -> usize {
        (0..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
    }

    fn list(value: &Value) -> &[Value] {
        value.as_array().expect("a list")
    }

    fn number(value: &Value) -> usize {
        value.as_u64().expect("a number") as usize
    }

    #[test]
    fn scores_are_near_the_reference() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/attribution-0.1");
        let model = Model::load(&folder).expect("the model");
        let cases = std::fs::read_to_string(folder.join("events.json")).expect("the reference");
        let cases: Vec<Value> = serde_json::from_str(&cases).expect("JSON");
        let (mut same, mut all, mut near, mut numbers) = (0usize, 0usize, 0usize, 0usize);
        for case in cases {
            let text = case["text"].as_str().expect("a text");
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let sentences = list(&case["sentences"]);
            let range = |one: &Value| bytes[number(&one["range"][0])]..bytes[number(&one["range"][1])];
            let ranges: Vec<Range<usize>> = sentences.iter().map(range).collect();
            let mut expected = sentences.iter().flat_map(|one| list(&one["chunks"]));
            let mut words = Vec::new();
            let read = Reading::read(&model, text, &ranges, Wanted::Worth, &mut |scored| {
                let expected = expected.next().expect("a passage");
                words.push((scored.words.to_vec(), list(&expected["starts"])));
                let labels = list(&expected["types"]).iter().zip(list(&expected["realis"]));
                for (at, (kind, realis)) in labels.enumerate() {
                    all += 2;
                    same += usize::from(best(scored.types(at)) == number(kind))
                        + usize::from(best(scored.realis(at)) == number(realis));
                }
                let sides = |role| (0..scored.words.len()).map(move |word| scored.on_side(role, 0, word));
                for (what, own) in [
                    ("scores", scored.log_types(0)),
                    ("source", sides(Role::Source).collect()),
                    ("target", sides(Role::Target).collect()),
                ] {
                    assert_eq!(own.len(), list(&expected[what]).len(), "{text}: {what}");
                    numbers += own.len();
                    let both = own.iter().zip(list(&expected[what]));
                    near +=
                        both.filter(|(own, at)| (*own - at.as_f64().expect("a score")).abs() <= NEAR).count();
                }
            });
            let encoded = read.expect("it runs").encoded;
            for (words, starts) in words {
                let own: Vec<usize> = words.iter().map(|&word| encoded.words[word].start).collect();
                assert_eq!(own, starts.iter().map(|at| bytes[number(at)]).collect::<Vec<_>>(), "{text}");
            }
            assert!(expected.next().is_none(), "{text}");
        }
        println!("{same} of {all} labels are the same, {near} of {numbers} scores are near");
        assert!(all > 200 && same as f64 >= SAME * all as f64, "{same} of {all} labels");
        assert!(near as f64 >= SAME * numbers as f64, "{near} of {numbers} scores");
    }
}
