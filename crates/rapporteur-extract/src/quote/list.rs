//! `By decree of Monday, the council has: — closed the gate; — ordered repairs.`: a verb whose objects are the lines of a list.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Inflection, Kind};
use rapporteur_ontology::verb;

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
        // `By decree of Monday`: what is listed under it is done by it.
        let decreed = words.lower(line.start) == "by"
            && (line.start + 1..line.start + 4)
                .any(|at| matches!(words.lower(at), "decree" | "order" | "resolution"));
        let items = reading.stretches[at + 1..].iter().take(LONGEST).take_while(|item| {
            let first = &words.words[item.words.start];
            item.segment != lead.segment && first.text.starts_with(char::is_lowercase)
        });
        for item in items {
            let first = item.words.start;
            let participle = cue::verb(words.key(first)).filter(|form| {
                matches!(
                    form.inflection,
                    Inflection::Participle | Inflection::PastOrParticiple | Inflection::Past
                )
            });
            let content = reading.trim(first + 1..item.words.end);
            // Whatever a decree has done is decreed, with a verb that says nothing elsewhere too.
            let done = verb::lookup(words.key(first)).is_some_and(|form| {
                matches!(form.inflection, verb::Inflection::Participle | verb::Inflection::PastOrParticiple)
            });
            let kind = match participle.map(|form| form.cue.kind) {
                Some(Kind::Report) => Some(Kind::Report),
                known => known.filter(|_| !decreed).or((decreed && done).then_some(Kind::Decree)),
            };
            if let Some(kind) = kind.filter(|_| !content.is_empty()) {
                let mut draft = Draft::new("quote.list_item", kind, first..first + 1);
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
    use crate::quote::tests::{all, found};
    use rapporteur_record::AttributionKind;

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

    #[test]
    fn what_a_decree_lists_is_decreed() {
        let kind = |lead: &str| {
            let lines = found(&format!("{lead}the council of Orla has:\nsuspended the licence of the port;"));
            lines.first().map(|line| line.kind)
        };
        assert_eq!(kind("By decree of Monday, "), Some(AttributionKind::Decree));
        assert_eq!(kind("Since Monday, "), Some(AttributionKind::Stance));
        let listed = "the council of Orla has:\nmended the gate of the port;";
        assert_eq!(
            all(&format!("By decree of Monday, {listed}")),
            ["[the council of Orla] <mended> {the gate of the port}"]
        );
        assert!(all(&format!("Since Monday, {listed}")).is_empty());
    }
}
