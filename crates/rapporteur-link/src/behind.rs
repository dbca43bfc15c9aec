//! Speakers whom the sentence behind names: `Three former wardens wrote a letter. Ilse Marten, Ada Tamm and Bo Lind warned`.

use crate::VERSION;
use crate::follow::{is_several, noun_of};
use crate::speaker::Cast;
use rapporteur_lang::Analysis;
use rapporteur_ontology::noun;
use rapporteur_record::{Attribution, EntityType, MentionForm, SegmentKind, Speaker, Why};
use rapporteur_text::Span;

/// Statements behind one that are looked at.
const AHEAD: usize = 8;
/// Sentences that a statement may go over.
const LONG: usize = 3;
/// The reason for an open speaker where all who speak are named.
const TOGETHER: &str = "several speakers";

/// Gives statements of those whom their own sentence only describes the names that open the next sentence.
pub(crate) fn settle(cast: &Cast<'_>, analysis: &Analysis, attributions: &mut [Attribution]) {
    let mut first: Vec<Option<usize>> = vec![None; cast.clusters.list.len()];
    for (at, cluster) in cast.clusters.of_mention.iter().enumerate() {
        if let Some(cluster) = cluster {
            first[*cluster].get_or_insert(at);
        }
    }
    for at in 0..attributions.len() {
        let found = behind(cast, analysis, &first, &attributions[at..]);
        if let Some(speaker) = found {
            attributions[at].speaker = speaker;
        }
    }
}

/// Who the first of these statements is of, by the first one that opens the next sentence.
fn behind(
    cast: &Cast<'_>,
    analysis: &Analysis,
    first: &[Option<usize>],
    attributions: &[Attribution],
) -> Option<Speaker> {
    let (one, others) = attributions.split_first()?;
    let open = matches!(&one.speaker, Speaker::Unknown { reason, .. } if reason != TOGETHER);
    let source = one.source.filter(|_| open && one.nested_in.is_none())?;
    let words = source.of(&cast.document.text)?;
    let (several, single) = (counted(words), is_indefinite(words));
    if several.is_none() && !single {
        return None;
    }
    let own = analysis.sentence_at(source.start)?;
    let end = one.content.iter().map(|content| content.end).fold(source.end, usize::max);
    let last = analysis.sentence_at(end.saturating_sub(1))?;
    let sentence = analysis
        .sentences
        .get(last + 1)
        .filter(|it| it.kind == SegmentKind::Paragraph && last.saturating_sub(own) < LONG)?;
    let opens = |other: &&Attribution| other.source.is_some_and(|it| it.start == sentence.span.start);
    let next = others.iter().take(AHEAD).find(opens)?;
    match &next.speaker {
        Speaker::Unknown { candidates, reason }
            if reason == TOGETHER && several == Some(candidates.len()) =>
        {
            Some(next.speaker.clone())
        }
        Speaker::Resolved { entity, .. } if single && is_introduced(cast, first, next) => {
            let why = Why::rule("speaker", VERSION, "link.named_behind", [source, next.source?]);
            Some(Speaker::Resolved { entity: entity.clone(), why })
        }
        _ => None,
    }
}

/// True for a full name that opens a statement and stands nowhere before: nothing but the sentence before tells who that is.
fn is_introduced(cast: &Cast<'_>, first: &[Option<usize>], statement: &Attribution) -> bool {
    let Some((source, cue)) = statement.source.zip(statement.cue) else { return false };
    let from = cast.names.partition_point(|found| found.mention.span.start < source.start);
    let Some(found) = cast.names.get(from).filter(|found| found.mention.span == source) else { return false };
    let Some(cluster) = cast.clusters.of_mention[from] else { return false };
    let person = &cast.clusters.list[cluster];
    let full = source.of(&cast.document.text).is_some_and(|name| name.contains(' '));
    full && found.mention.form == MentionForm::Name
        && person.entity_type == EntityType::Person
        && person.offices.is_empty()
        && first[cluster] == Some(from)
        && Span::new(source.end, cue.start.max(source.end)).of(&cast.document.text) == Some(" ")
}

/// How many persons a phrase counts: `four former wardens`. Two may be any two.
fn counted(words: &str) -> Option<usize> {
    const FROM_THREE: [&str; 6] = ["three", "four", "five", "six", "seven", "eight"];
    let first = words.split(' ').next()?.to_lowercase();
    let number = FROM_THREE.iter().position(|number| *number == first)? + 3;
    is_several(words).then_some(number)
}

/// `a nurse in Orla`: one person whom nothing names.
pub(crate) fn is_indefinite(words: &str) -> bool {
    let article = ["a ", "an ", "A ", "An "].iter().any(|article| words.starts_with(article));
    article && noun_of(words).and_then(noun::lookup).is_some_and(|form| !form.plural && form.noun.person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_a_sentence_behind_may_name() {
        assert_eq!(counted("Four former wardens"), Some(4));
        assert_eq!(counted("Two wardens"), None);
        assert_eq!(counted("Four boats"), None);
        assert!(is_indefinite("a nurse in Orla"));
        assert!(!is_indefinite("the nurse"));
        assert!(!is_indefinite("a boat"));
    }
}
