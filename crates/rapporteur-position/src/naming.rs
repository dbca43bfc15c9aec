//! Names of issues: the words of a report, where they tell on their own what is meant.

use crate::words::{self, Word};
use rapporteur_ontology::{act, function};
use rapporteur_record::{EntityType, MentionForm, Position, Report, Stance};
use rapporteur_text::Span;

/// Words of an issue's name that is cut.
const NAME: usize = 9;
/// Words of the longest name: a few more are no reason to cut it.
const WHOLE: usize = 12;

/// The words of a position's issue, with the name in brackets of whom an opening pronoun stands for: “[Tarn's] raid”.
pub(crate) fn words_of(report: &Report, position: &Position) -> String {
    let text = report.document.text.as_str();
    let span = position.issue.span;
    let written = span.of(text).unwrap_or_default();
    let lead = written.len() - written.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let start = span.start + lead;
    let first = written[lead..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let pronoun = Span::new(start, start + first.len());
    let at = report.mentions.partition_point(|mention| mention.span.start < start);
    let named = report.mentions[at..]
        .iter()
        .take_while(|mention| mention.span.start == start)
        .find_map(|mention| mention.entity.as_ref().filter(|_| mention.form == MentionForm::Pronoun));
    // “denied that its crew had fled”: who denies speaks of what is laid to him.
    let own = position.speaker.as_ref().or(position.holder.as_ref());
    let named = named.or(own.filter(|_| position.stance == Stance::Denies));
    let bracketed = named.and_then(|id| {
        let entity = report.entities.iter().find(|known| known.id == *id)?;
        let person = entity.entity_type == EntityType::Person;
        match (first.to_lowercase().as_str(), person) {
            ("his" | "her", true) | ("its", false) => Some(format!("[{}'s]", entity.name)),
            ("he" | "she", true) | ("it", false) => Some(format!("[{}]", entity.name)),
            // Whom “they” stands for is seldom one who is named.
            _ => None,
        }
    });
    match bracketed {
        Some(name) => {
            let rest = Span::new(pronoun.end, span.end).of(text).unwrap_or_default();
            format!("{name}{rest}")
        }
        None => written.to_owned(),
    }
}

/// True if the words tell on their own what is meant: “the raid on the harbour”, not “its raid”, “the decision”, “she is ill”.
pub(crate) fn stands(written: &str) -> bool {
    let all = words::words(written, Span::new(0, written.len()));
    let plain: Vec<&Word> = all.iter().filter(|word| !word.is_mark()).collect();
    let (Some(first), Some(last)) = (plain.first(), plain.last()) else { return false };
    if written.starts_with('[') {
        return true;
    }
    let determined = function::is_determiner(&first.text);
    let rest = &plain[usize::from(determined && plain.len() > 1)..];
    let grows = is_change(&last.text) && plain.iter().all(|word| !matches!(word.text.as_str(), "in" | "of"));
    if is_pronoun(&first.text) || is_open(&last.text) || grows {
        return false;
    }
    // “offer their views”, “resist what”
    let empty = matches!(&plain[..], [_, .., whose, noun] if is_pronoun(&whose.text) && is_view(&noun.text))
        || plain.len() > 1 && matches!(last.text.as_str(), "what" | "it" | "that" | "this" | "them");
    if empty {
        return false;
    }
    // “in parts of the coast” is where it is; “pass on the message” does not tell which.
    let retold = matches!(&plain[..], [.., article, noun] if plain.len() > 2
        && matches!(article.text.as_str(), "the" | "this" | "such") && (is_told(&noun.text) || noun.text == "message"));
    if retold || is_where(&first.text) && plain.len() > 1 {
        return false;
    }
    match rest {
        // “the decision” was told of before; “reports” are of something.
        [noun] => !(determined && is_of_verb(&noun.text) || is_told(&noun.text)),
        _ => true,
    }
}

/// The shortest of the words that tell on their own what is meant, cut to a name and in quotation marks: they are a report's, not ours. `None`
/// if there are none.
pub(crate) fn own_name<'w>(words: impl Iterator<Item = &'w str>) -> Option<String> {
    let shortest = words.filter(|words| stands(words)).min_by_key(|words| (words.chars().count(), *words))?;
    Some(cut(shortest))
}

/// The words cut to a name, in quotation marks. They do not break off before what they govern.
pub(crate) fn cut(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let mut kept = if all.len() <= WHOLE { all.len() } else { NAME };
    if kept < all.len() {
        while kept > 1 && function::lookup(bare(all[kept - 1]).as_str()).is_some() {
            kept -= 1;
        }
    }
    if kept == 0 {
        return String::new();
    }
    let mut name = all[..kept].join(" ").replace(['“', '”', '"', '‘'], "");
    // Half a bracket is none.
    if name.contains('[') != name.contains(']') {
        name = name.replace(['[', ']'], "");
    }
    let more = if all.len() > kept { " …" } else { "" };
    format!("“{name}{more}”")
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "my"
            | "your"
            | "it"
            | "they"
            | "he"
            | "she"
            | "we"
            | "i"
            | "you"
            | "this"
            | "that"
            | "these"
            | "those"
            | "them"
            | "him"
            | "us"
    )
}

/// Words that what follows them is missing of: “the gauges to be”.
fn is_open(word: &str) -> bool {
    matches!(word, "be" | "been" | "being" | "without" | "not" | "is" | "are" | "was" | "were")
}

/// Words that open a phrase for a place.
fn is_where(word: &str) -> bool {
    matches!(word, "in" | "at" | "within" | "across" | "throughout" | "inside" | "outside" | "near")
}

/// A noun of another form than its verb: “invitation”.
fn is_of_verb(word: &str) -> bool {
    act::lookup(word).is_some_and(|act| act.roots.first().is_some_and(|root| *root != act.lemma))
}

/// Nouns for what somebody thinks, which tell nothing of it.
fn is_view(word: &str) -> bool {
    matches!(
        word,
        "view" | "views" | "opinion" | "opinions" | "thoughts" | "mind" | "case" | "voice" | "voices"
    )
}

/// What grows or falls is said behind “of” or “in”.
fn is_change(word: &str) -> bool {
    matches!(
        word,
        "increase"
            | "increases"
            | "decrease"
            | "decreases"
            | "rise"
            | "rises"
            | "decline"
            | "declines"
            | "reduction"
            | "reductions"
            | "growth"
            | "drop"
            | "drops"
    )
}

/// Nouns for what is said, which tell nothing of it.
fn is_told(word: &str) -> bool {
    matches!(
        word,
        "report"
            | "reports"
            | "claim"
            | "claims"
            | "comment"
            | "comments"
            | "remark"
            | "remarks"
            | "statement"
            | "statements"
            | "allegation"
            | "allegations"
            | "accusation"
            | "accusations"
            | "suggestion"
            | "suggestions"
            | "idea"
            | "ideas"
            | "news"
            | "word"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_alone() {
        let check = |words: &str, expected: bool| assert_eq!(stands(words), expected, "{words}");
        check("the raid on the harbour", true);
        check("wearing helmets", true);
        check("the raid", true);
        check("[Tarn's] raid", true);
        check("its raid", false);
        check("she is ill", false);
        check("the invitation", false);
        check("the decision", false);
        check("reports", false);
        check("reports that the dam leaks", true);
        check("a “dreadful increase”", false);
        check("a dreadful increase in rents", true);
        check("the lamps on the pier to be", false);
        check("in many parts of the coast", false);
        check("repairs in many parts of the coast", true);
        check("pass on the message", false);
        check("offer their views", false);
        check("offer their boats", true);
        check("resist what", false);
        check("withdraw the statement on the lamps", true);
        check("", false);
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(
            cut("a “big” plan for the town and for all of the coast road"),
            "“a big plan for the town …”"
        );
        assert_eq!(cut("pay for [schools"), "“pay for schools”");
        assert_eq!(cut(""), "");
        assert_eq!(
            own_name(["its raid", "the raid on the pier"].into_iter()).as_deref(),
            Some("“the raid on the pier”")
        );
        assert_eq!(own_name(["its raid"].into_iter()), None);
    }
}
