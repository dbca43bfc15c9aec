//! Dates that a sentence names only to say which thing it means, what it compares with, or when somebody beside its matter did
//! something else. A timeline that put the sentence there would misdate it.

use crate::evidence::Source;
use rapporteur_text::Span;

/// Words before a date that may tell what it is to the sentence.
const LOOKED_AT: usize = 8;

/// True if what the sentence tells does not belong to this date.
pub(crate) fn is_aside(source: &Source<'_>, span: Span) -> bool {
    let text = &source.report.document.text;
    let Some(sentence) = source.sentence(span) else { return false };
    let (Some(before), Some(after)) =
        (text.get(sentence.start..span.start), text.get(span.end..sentence.end))
    else {
        return false;
    };
    let (before, after) = (last_of(before), first_of(after));
    let words: Vec<String> = before
        .rsplit(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .take(LOOKED_AT)
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let date = span.in_text(text);
    names_a_paper(&words, date, after) || compares(&words, date, after) || stands_aside(before, after)
}

/// Bytes on either side of a date that are looked at.
const NEAR: usize = 300;

fn last_of(text: &str) -> &str {
    let from = (text.len().saturating_sub(NEAR)..=text.len()).find(|at| text.is_char_boundary(*at));
    from.map_or("", |from| &text[from..])
}

fn first_of(text: &str) -> &str {
    let to = (0..=text.len().min(NEAR)).rev().find(|at| text.is_char_boundary(*at));
    to.map_or("", |to| &text[..to])
}

/// `the treaty of 1987`, `the 1987 Treaty`: the year is part of what it is called.
fn names_a_paper(before: &[&str], date: &str, after: &str) -> bool {
    let year = date.len() == 4 && date.bytes().all(|byte| byte.is_ascii_digit());
    let of = matches!(before, ["of", noun, ..] if is_paper(noun));
    let next = after.split_whitespace().next().unwrap_or_default().to_lowercase();
    year && (of || is_paper(next.trim_end_matches([',', '.', ';', ':'])))
}

fn is_paper(word: &str) -> bool {
    matches!(
        word,
        "treaty"
            | "agreement"
            | "accord"
            | "accords"
            | "act"
            | "law"
            | "constitution"
            | "convention"
            | "pact"
            | "protocol"
            | "charter"
            | "resolution"
            | "declaration"
    )
}

/// `850 more than the day before`, `for the first time since 2023`, `an increase from the previous week’s average`.
fn compares(before: &[&str], date: &str, after: &str) -> bool {
    // `than on Tuesday, when 30 were found` tells of that day too.
    let told = after.trim_start_matches(',').trim_start().starts_with("when ");
    let on = usize::from(before.first() == Some(&"on"));
    let led = before.get(on).copied().unwrap_or_default();
    let date = date.to_lowercase();
    let other = ["before", "earlier", "previous"].iter().any(|word| date.contains(word));
    let most = |word: &&str| matches!(*word, "first" | "most" | "worst" | "only") || word.ends_with("est");
    match led {
        "than" => !told,
        "from" => other && !told,
        "since" => before[on + 1..].iter().take(5).any(most),
        _ => false,
    }
}

/// `Ilse Marten, who is to visit the town on Friday, has blamed the company`: the visit is on Friday.
fn stands_aside(before: &str, after: &str) -> bool {
    let opened = [", who ", ", which ", ", whose "].iter().filter_map(|word| before.rfind(word)).max();
    let Some(opened) = opened else { return false };
    let inside = &before[opened + 2..];
    // The clause closes behind the date with a comma and its verb, and says what is still to come.
    let ahead = [" is to ", " are to ", " will ", " plans to ", " is due ", " faces "];
    let rest = after.trim_start_matches(|c: char| c.is_alphanumeric() || c == ' ');
    !inside.contains([',', ';', '“', '"'])
        && ahead.iter().any(|word| inside.contains(word))
        && rest.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::{compares, names_a_paper, stands_aside};

    fn words(before: &str) -> Vec<String> {
        before.rsplit(' ').map(str::to_lowercase).collect()
    }

    #[test]
    fn a_year_in_a_name() {
        let check = |before: &str, after: &str, expected: bool| {
            let words = words(before);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert_eq!(names_a_paper(&words, "1994", after), expected, "{before} 1994 {after}");
        };
        check("what the treaty of", " allows", true);
        check("They cited the", " Convention, which binds both.", true);
        check("They signed a treaty in", " and kept it.", false);
        check("the summer of", " was dry", false);
    }

    #[test]
    fn another_day_to_compare_with() {
        let check = |before: &str, date: &str, after: &str, expected: bool| {
            let words = words(before);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert_eq!(compares(&words, date, after), expected, "{before} {date} {after}");
        };
        check("They counted 30 more than", "the day before", ".", true);
        check("They counted 30 more than on", "Tuesday", ", when 20 came.", false);
        check("They met for the first time since", "2021", ".", true);
        check("The ferry has been out of service since", "2019", ".", false);
        check("It closed the road from", "Tuesday", " on.", false);
        check("It is up from", "the previous week", ".", true);
    }

    #[test]
    fn a_clause_about_another_day() {
        assert!(stands_aside("Ilse Marten, who is to visit the town on ", ", has blamed the company."));
        assert!(!stands_aside("Ilse Marten, who spoke on ", ", has blamed the company."));
        assert!(!stands_aside("The company will answer Ilse Marten, who left on ", "."));
    }
}
