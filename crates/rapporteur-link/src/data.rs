//! Whose data they are that a report goes by: `Danish tallies`, `data compiled by the Orla Institute`, `the Orla Post’s own count`.

use rapporteur_extract::name::Found;
use rapporteur_ontology::function;
use rapporteur_record::{Document, EntityType, MentionForm};
use rapporteur_text::Span;

/// Names of a source that are looked at.
const LOOKED_AT: usize = 6;

/// The people whose count it is: `Danish tallies`, `the Danish figures`.
pub(crate) fn owner_of_data(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    let first = names.partition_point(|found| found.mention.span.start < source.start);
    let at = (first..names.len()).take(3).find(|&at| names[at].mention.form == MentionForm::Adjective)?;
    let span = names[at].mention.span;
    if span.end > source.end {
        return None;
    }
    let before = document.text.get(source.start..span.start)?.trim().to_lowercase();
    let rest = document.text.get(span.end..source.end)?.trim().to_lowercase();
    let data = matches!(
        rest.as_str(),
        "tallies" | "tally" | "figures" | "data" | "estimates" | "statistics" | "counts" | "numbers"
    );
    (data && matches!(before.as_str(), "" | "the")).then_some(at)
}

/// The body whose count it is: `the Orla Institute’s own tally`, `a tally by the Orla Institute`.
pub(crate) fn keeper_of_data(
    document: &Document,
    names: &[Found],
    source: Span,
    is_body: impl Fn(usize) -> bool,
) -> Option<usize> {
    let first = names.partition_point(|found| found.mention.span.start < source.start);
    // `data compiled by`, where the name behind was not read as a part of the source.
    let cut = source.of(&document.text).is_some_and(|words| words.ends_with(" by"));
    let body = |at: usize| {
        let mention = &names[at].mention;
        let kind = mention.entity_type == EntityType::Organisation || is_body(at);
        let fits = mention.form == MentionForm::Name && kind;
        let behind = || document.text.get(source.end..mention.span.start).map(str::trim);
        let follows = || cut && matches!(behind(), Some("" | "the"));
        (fits && (mention.span.end <= source.end || follows())).then_some(mention.span)
    };
    (first..names.len().min(first + LOOKED_AT)).find(|&at| {
        body(at).is_some_and(|span| {
            let before = document.text.get(source.start..span.start).unwrap_or_default().to_lowercase();
            let after = document.text.get(span.end..source.end).unwrap_or_default().to_lowercase();
            owns(&before, &after) || keeps(&before)
        })
    })
}

/// Who has brought out what tells something: `the Orla Institute released new figures, which showed`.
pub(crate) fn issuer_of_data(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    let words = source.of(&document.text)?;
    written(words)?;
    let related = words.ends_with(", which") || document.text.get(source.end..)?.starts_with(", which ");
    let before = document.text.get(..source.start).filter(|_| related)?.trim_end();
    let subject = ["released", "published", "issued", "unveiled"]
        .iter()
        .find_map(|verb| before.strip_suffix(verb)?.strip_suffix(' '))?;
    let end = subject.strip_suffix(" has").unwrap_or(subject).len();
    let after = names.partition_point(|found| found.mention.span.start < source.start);
    (after.saturating_sub(LOOKED_AT)..after).find(|&at| {
        let mention = &names[at].mention;
        let maker =
            matches!(mention.entity_type, EntityType::Organisation | EntityType::Person | EntityType::State);
        mention.span.end == end && maker && mention.form != MentionForm::Adjective
    })
}

/// `Marten’s long letter`: what somebody has written or said tells what he tells.
pub(crate) fn owner_of_words(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    /// Words between the owner and what he has said.
    const BETWEEN: usize = 2;
    let at = names.partition_point(|found| found.mention.span.start < source.start);
    let mention = &names.get(at)?.mention;
    let owner = mention.span.start == source.start
        && mention.form == MentionForm::Name
        && mention.entity_type == EntityType::Person;
    let rest = document.text.get(mention.span.end..source.end).filter(|_| owner)?;
    let rest = ["’s ", "'s ", "’ ", "' "].iter().find_map(|ending| rest.strip_prefix(ending))?;
    let words: Vec<&str> = rest.split(' ').collect();
    let (said, described) = words.split_last()?;
    let told = matches!(
        *said,
        "statement"
            | "letter"
            | "message"
            | "memo"
            | "post"
            | "tweet"
            | "speech"
            | "email"
            | "comments"
            | "remarks"
            | "words"
    );
    let plain =
        described.len() <= BETWEEN && described.iter().all(|word| word.starts_with(char::is_lowercase));
    (told && plain).then_some(at)
}

/// `the Orla Institute’s own tally`, `the Orla Institute measles database`
fn owns(before: &str, after: &str) -> bool {
    const BETWEEN: usize = 3;
    let rest = ["’s ", "'s ", "’ ", "' ", " "].iter().find_map(|ending| after.strip_prefix(ending));
    let article = before.split_whitespace().all(is_article);
    article
        && rest.is_some_and(|rest| {
            let mut plain = rest.split_whitespace().take(BETWEEN + 1);
            let told = |word: &str| is_data(word) || is_paper(word);
            plain
                .find(|word| told(word) || function::lookup(*word).is_some() && *word != "own")
                .is_some_and(told)
        })
}

/// `data compiled by the`, `a tally from`: what stands before the name of a body.
fn keeps(before: &str) -> bool {
    const LONGEST: usize = 8;
    let words: Vec<&str> = before.split_whitespace().collect();
    let bare = words.iter().rposition(|word| !is_article(word)).map_or(0, |last| last + 1);
    // `by the medical journal The Orla Review`: what the body is.
    let kind = words[..bare].iter().rposition(|word| matches!(*word, "by" | "from")).filter(|by| {
        let between = &words[by + 1..bare];
        between.len() <= 4 && between.last().is_some_and(|last| is_kind_of_body(last))
    });
    let bare = kind.map_or(bare, |by| by + 1);
    let [described @ .., "by" | "from"] = &words[..bare] else { return false };
    let described = match described {
        [rest @ .., day] if is_weekday(day) => rest,
        _ => described,
    };
    let described = match described {
        [data @ .., participle] if participle.ends_with("ed") || *participle == "kept" => data,
        _ => described,
    };
    described.len() <= LONGEST
        && described.last().is_some_and(|last| is_data(last))
        && described.iter().all(|word| word.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// Nouns for what brings something out, before its name.
fn is_kind_of_body(word: &str) -> bool {
    matches!(
        word,
        "journal"
            | "newspaper"
            | "magazine"
            | "agency"
            | "institute"
            | "university"
            | "company"
            | "group"
            | "firm"
            | "website"
    )
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an")
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Nouns for what a body has written: its plan asks for what the body asks for.
fn is_paper(word: &str) -> bool {
    matches!(word, "plan" | "blueprint" | "report" | "document" | "statement")
}

/// True for a phrase about something written or counted, with its noun: `a poll by the Orla Institute`.
pub(crate) fn written(words: &str) -> Option<&str> {
    const NEAR: usize = 6;
    words
        .split_whitespace()
        .take(NEAR)
        .map(|word| word.trim_end_matches(','))
        .find(|word| is_data(word) || is_paper(word))
}

/// True if `later`, with its article, may take up what `earlier` names: a poll is a survey, and anything is a document.
pub(crate) fn takes_up(later: &str, earlier: &str) -> bool {
    let asked = |word: &str| matches!(word, "poll" | "polls" | "survey" | "study");
    match later {
        "document" | "report" | "data" | "figures" | "numbers" => !matches!(earlier, "statement"),
        "poll" | "survey" | "study" => asked(earlier),
        _ => later == earlier,
    }
}

/// Nouns for what somebody has counted or asked.
fn is_data(word: &str) -> bool {
    matches!(
        word,
        "data"
            | "database"
            | "tally"
            | "tallies"
            | "count"
            | "counts"
            | "figures"
            | "statistics"
            | "numbers"
            | "analysis"
            | "estimate"
            | "estimates"
            | "dashboard"
            | "tracker"
            | "poll"
            | "polls"
            | "survey"
            | "study"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_the_name_of_a_body() {
        assert!(owns("the ", "’s own tally"));
        assert!(owns("", " measles database"));
        assert!(!owns("the ", "’s spokesman for data"));
        assert!(!owns("a study of the ", "’s tally"));
        assert!(keeps("data compiled by the "));
        assert!(keeps("a tally by "));
        assert!(keeps("data released monday by the "));
        assert!(keeps("a new poll from the "));
        assert!(owns("the ", "’s plan"));
        assert!(!keeps("a letter seen by "));
        assert!(keeps("data published monday by the medical journal "));
        assert!(!keeps("nurses hired by "));
        assert!(!keeps("data shown to a reporter by "));
    }
}
