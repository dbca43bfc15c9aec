//! Whom a phrase may name that nothing settles: a name gives a hint only where it is the head of the phrase. `Some Ruritanians` may
//! be Ruritanians; `critics of Ruritania`, `a Ruritanian bank` and `his aides` are others.

use crate::evidence::Source;
use rapporteur_ontology::function::{self, Case};
use rapporteur_record::{Attribution, EntityId, Mention, MentionForm, Speaker};
use rapporteur_text::Span;

/// Mentions of a phrase that are looked at.
const LOOKED_AT: usize = 12;
/// The reason for an open speaker where all who speak are named.
pub(crate) const TOGETHER: &str = "several speakers";

/// Whom the phrase of a speaker who is not certain may name: not who stands in it to say more of somebody else.
pub(crate) fn of<'a>(source: &Source<'_>, attribution: &'a Attribution) -> Vec<&'a EntityId> {
    let Speaker::Unknown { candidates, reason } = &attribution.speaker else { return Vec::new() };
    let Some(phrase) = attribution.source.filter(|_| reason != TOGETHER) else {
        return candidates.iter().collect();
    };
    let text = source.report.document.text.as_str();
    let mentions = &source.report.mentions;
    let first = mentions.partition_point(|mention| mention.span.start < phrase.start);
    let inside =
        || mentions[first..].iter().take(LOOKED_AT).take_while(|mention| mention.span.start < phrase.end);
    let head = |mention: &Mention| {
        let (before, after) =
            (text.get(phrase.start..mention.span.start), text.get(mention.span.end..phrase.end));
        mention.form != MentionForm::Adjective
            && !is_possessor(text, mention.span)
            && before.is_some_and(is_determined)
            && after.is_some_and(|after| !is_modifier(after))
    };
    let may_be = |id: &&EntityId| {
        let mut own = inside().filter(|mention| mention.entity.as_ref() == Some(*id)).peekable();
        own.peek().is_none() || own.any(head)
    };
    candidates.iter().filter(may_be).collect()
}

/// `his`, `Marten’s`: what follows is somebody else.
fn is_possessor(text: &str, span: Span) -> bool {
    let genitive =
        text.get(span.end..).is_some_and(|rest| rest.starts_with("’s ") || rest.starts_with("'s "));
    let pronoun = span
        .of(text)
        .and_then(function::pronoun)
        .is_some_and(|pronoun| matches!(pronoun.case, Case::Possessive | Case::ObjectOrPossessive));
    genitive || pronoun
}

/// True if nothing stands before the head of a phrase but what says how many: `a majority of`, `Some`, `Prominent`.
fn is_determined(before: &str) -> bool {
    let words: Vec<String> = before.split_whitespace().map(str::to_lowercase).collect();
    let of = words.iter().rposition(|word| word == "of");
    let (share, rest) = of.map_or((&[][..], &words[..]), |of| (&words[..of], &words[of + 1..]));
    let counts = |word: &String| {
        matches!(
            word.as_str(),
            "majority"
                | "quarter"
                | "half"
                | "third"
                | "number"
                | "many"
                | "some"
                | "most"
                | "all"
                | "one"
                | "few"
                | "none"
                | "group"
                | "handful"
                | "percent"
                | "cent"
                | "members"
                | "leaders"
                | "part"
                | "share"
        )
    };
    let plain =
        |word: &String| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '.'));
    let joins = |word: &String| {
        matches!(
            function::lookup(word.as_str()),
            Some(function::Function::Preposition | function::Function::Coordinator | function::Function::To)
        )
    };
    (of.is_none() || share.last().is_some_and(counts))
        && rest.iter().all(|word| plain(word) && !joins(word))
        && share.iter().all(plain)
}

/// True if a name only says which one the noun behind it is: ` bank`, `’s aides`, `-backed rebels`.
fn is_modifier(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else {
        return after.starts_with(['-', '/']) || after.starts_with("’s") || after.starts_with("'s");
    };
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !next.is_empty() && function::lookup(next).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_phrase() {
        for (before, after, expected) in [
            ("Some ", "", true),
            ("a majority of ", "", true),
            ("Prominent ", " in the town, including the mayor of Orla", true),
            ("", " who still work", true),
            ("Critics of the ", "", false),
            ("A source at a ", " bank", false),
            ("Many ", " watchers", false),
            ("Pundits, clerks, and ", "", false),
            ("the mayor of ", "", false),
            ("a letter seen by ", "", false),
        ] {
            assert_eq!(is_determined(before) && !is_modifier(after), expected, "{before}…{after}");
        }
    }
}
