//! Whose statement a document is: `Statement of the Harbour Ministry on the flood`.

use crate::cluster::Clusters;
use rapporteur_extract::name::Found;
use rapporteur_record::{Document, EntityType, MentionForm};

/// Lines at the beginning of a document of which one may be its title.
const LINES: usize = 8;

/// The body that a title says to speak: its cluster.
pub(crate) fn of(document: &Document, names: &[Found], clusters: &Clusters) -> Option<usize> {
    let text = &document.text;
    let mut start = 0;
    for line in text.split('\n').take(LINES) {
        if let Some(at) = name_in(line) {
            return body_at(start + at, text, names, clusters);
        }
        start += line.len() + 1;
    }
    None
}

/// Where a line that calls the document a statement names who makes it.
fn name_in(line: &str) -> Option<usize> {
    let mut words = line.split(' ');
    let mut at = 0;
    let mut first = words.next()?;
    if matches!(first.to_lowercase().as_str(), "press" | "official" | "joint" | "public") {
        at += first.len() + 1;
        first = words.next()?;
    }
    let noun = first.to_lowercase();
    if !matches!(
        noun.as_str(),
        "statement" | "declaration" | "communiqué" | "communique" | "release" | "announcement"
    ) {
        return None;
    }
    at += first.len() + 1;
    let by = words.next().filter(|word| matches!(word.to_lowercase().as_str(), "of" | "by" | "from"))?;
    at += by.len() + 1;
    let next = words.next()?;
    Some(if next.eq_ignore_ascii_case("the") { at + next.len() + 1 } else { at })
}

/// The body whose name stands here, in its own letters.
fn body_at(start: usize, text: &str, names: &[Found], clusters: &Clusters) -> Option<usize> {
    let is_body = |cluster: &usize| {
        matches!(clusters.list[*cluster].entity_type, EntityType::Organisation | EntityType::State)
    };
    let first = names.partition_point(|found| found.mention.span.start < start);
    let here = names[first..]
        .iter()
        .take(4)
        .position(|found| found.mention.span.start == start && found.mention.form == MentionForm::Name);
    if let Some(cluster) = here.and_then(|at| clusters.of_mention[first + at]).filter(is_body) {
        return Some(cluster);
    }
    let rest = text.get(start..)?;
    let named = |cluster: &usize| {
        is_body(cluster) && clusters.list[*cluster].aliases.iter().any(|name| rest.starts_with(name.as_str()))
    };
    let mut bodies = (0..clusters.list.len()).filter(named);
    bodies.next().filter(|_| bodies.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn where_a_title_names_who_speaks() {
        for (line, expected) in [
            ("Statement of the Harbour Ministry on the flood", Some("Harbour Ministry on the flood")),
            ("Press release by Orla Hydro", Some("Orla Hydro")),
            ("STATEMENT BY THE COUNCIL", Some("COUNCIL")),
            ("The statement of the Harbour Ministry", None),
            ("Statement on the flood", None),
            ("", None),
        ] {
            assert_eq!(name_in(line).map(|at| &line[at..]), expected, "{line}");
        }
    }
}
