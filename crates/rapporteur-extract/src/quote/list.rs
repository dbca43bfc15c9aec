//! `By decree of Monday, the council has: — closed the gate; — ordered repairs.`: a verb whose objects are the lines of a list.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Inflection};

/// Lines of one list that are read.
const LONGEST: usize = 40;

/// The drafts of lists whose lines begin with the verbs that their lead-in lacks.
pub(super) fn drafts(reading: &Reading<'_>) -> Vec<Draft> {
    let words = &reading.words;
    let mut found = Vec::new();
    for (at, lead) in reading.stretches.iter().enumerate() {
        let line = &lead.words;
        let Some(has) = line.end.checked_sub(2).filter(|&has| has > line.start) else { continue };
        let opens = words.tag(has + 1) == Tag::Colon && matches!(words.lower(has), "has" | "have" | "had");
        let Some(subject) = opens.then(|| words.subject_before(has, line.start)).flatten() else { continue };
        let items = reading.stretches[at + 1..].iter().take(LONGEST).take_while(|item| {
            let first = &words.words[item.words.start];
            item.segment != lead.segment && first.text.starts_with(char::is_lowercase)
        });
        for item in items {
            let verb = item.words.start;
            let participle = cue::verb(words.key(verb)).filter(|form| {
                matches!(
                    form.inflection,
                    Inflection::Participle | Inflection::PastOrParticiple | Inflection::Past
                )
            });
            let content = reading.trim(verb + 1..item.words.end);
            if let Some(form) = participle.filter(|_| !content.is_empty()) {
                let mut draft = Draft::new("quote.list_item", form.cue.kind, verb..verb + 1);
                draft.source = Some(subject.clone());
                draft.extend(content);
                found.push(draft);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::all;

    #[test]
    fn the_lines_of_a_list_have_the_subject_of_its_lead() {
        assert_eq!(
            all(
                "By decree of Monday, the council of Orla has:\nordered the repair of the gate;\ndeclared a day of rest."
            ),
            [
                "[the council of Orla] <ordered> {the repair of the gate}",
                "[the council of Orla] <declared> {a day of rest}"
            ]
        );
    }
}
