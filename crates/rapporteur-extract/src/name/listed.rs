//! Bodies that are named by a list of what they are for: `the Health, Education and Fisheries Committee`.

use super::evidence::Evidence;
use super::text::Text;
use super::{Draft, key};
use rapporteur_record::{EntityType, MentionForm};
use std::ops::Range;

/// Words of such a name at most.
const LONGEST: usize = 14;

/// Puts one name in the place of the pieces that commas cut it into.
pub(super) fn join(text: &Text<'_>, drafts: &mut Vec<Draft>) {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for sentence in &text.prose {
        for head in sentence.clone() {
            if let Some(name) = listed(text, head, sentence) {
                found.push((name, sentence.clone()));
            }
        }
    }
    // Sentences and the heads in them come in order, and no two names overlap.
    found.dedup_by(|later, kept| later.0.start < kept.0.end);
    drafts.retain(|draft| {
        let at = found.partition_point(|(name, _)| name.end <= draft.tokens.start);
        found.get(at).is_none_or(|(name, _)| draft.tokens.end <= name.start)
    });
    for (tokens, sentence) in found {
        let mut evidence = Evidence::default();
        evidence.add(EntityType::Organisation, 8.0, "name.listed_body");
        drafts.push(Draft {
            key: Some(key(text, &tokens)),
            tokens,
            sentence,
            form: MentionForm::Name,
            entity_type: EntityType::Organisation,
            offices: Vec::new(),
            apposition: None,
            evidence,
            nested: false,
            rule: "name.listed_body",
        });
    }
    drafts.sort_by_key(|draft| (draft.tokens.start, std::cmp::Reverse(draft.tokens.end)));
}

/// The name that ends with the noun at `head`: behind `the` capitalised words in a list.
fn listed(text: &Text<'_>, head: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let words = &text.words;
    if !matches!(words[head].text, "Committee" | "Subcommittee" | "Department" | "Ministry" | "Commission") {
        return None;
    }
    let (mut comma, mut and) = (false, false);
    let mut start = head;
    while start > sentence.start && head - start < LONGEST {
        let before = &words[start - 1];
        // A comma or `and` parts two capitalised words.
        let parts = matches!(before.text, "," | "and" | "&");
        let joins = words[start].capital || words[start].text == "and";
        if !(parts && joins && start < head || before.is_word() && before.capital && !before.function) {
            break;
        }
        comma |= before.text == ",";
        and |= matches!(before.text, "and" | "&");
        start -= 1;
    }
    let led = start > sentence.start && matches!(words[start - 1].lower, "the" | "its" | "a");
    (comma && and && led && words[start].capital).then_some(start..head + 1)
}
