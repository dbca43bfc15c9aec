//! Offices written before and after a name.
use super::text::{Text, Word};
use rapporteur_lang::TokenKind;
use rapporteur_ontology::verb::Inflection;
use rapporteur_ontology::{cue, name, noun, title, verb};
use std::ops::Range;

/// Longest office in tokens; a longer apposition is no office.
const LONGEST: usize = 24;

/// The lower-case office before a name: `Orla harbour spokeswoman` before `Ilse Marten`.
pub(super) fn before(text: &Text<'_>, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let last = name.start.checked_sub(1).filter(|&last| last >= sentence.start)?;
    let head = &text.words[last];
    if !head.is_word() || head.function || !is_office_noun(head) {
        return None;
    }
    let mut start = last;
    while start > sentence.start && last - start < 6 {
        let previous = &text.words[start - 1];
        let premodifies = previous.is_word()
            && !previous.function
            && (previous.capital
                || !is_verb(previous)
                || is_compound(text, start - 1, sentence)
                || title::longest(text.keys(start - 1..last + 1)).is_some())
            && !previous.lower.ends_with("ly");
        let possessor = previous.kind == TokenKind::Clitic && start >= 2 && text.words[start - 2].capital;
        // `, leading Ruritanian clerk Lind to wait`: a participle behind a comma has him as its object.
        let participle = start >= sentence.start + 2
            && text.words[start - 2].text == ","
            && previous.lower.ends_with("ing")
            && verb::lookup(previous.key).is_some();
        if participle || !premodifies && !possessor {
            break;
        }
        start -= 1;
    }
    Some(start..last + 1)
}

/// A title of several words right before a name, in whatever letters: `Secretary of state` before `Ilse Marten`, with the
/// capitalised words before it.
pub(super) fn titled(text: &Text<'_>, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 5;
    let mut start = (sentence.start.max(name.start.saturating_sub(MOST))..name.start.saturating_sub(1))
        .find(|&at| {
            title::longest(text.keys(at..name.start)).is_some_and(|found| {
                found.words == name.start - at && found.words > 1 && !found.value.courtesy
            })
        })?;
    while start > sentence.start
        && text.words[start - 1].is_word()
        && text.words[start - 1].capital
        && !text.words[start - 1].function
    {
        start -= 1;
    }
    Some(start..name.start)
}

/// `Harbour President and CEO` where only `CEO` was taken: two offices of one person.
pub(super) fn coordinated(text: &Text<'_>, office: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let Some(joint) = office.start.checked_sub(2).filter(|&at| at >= sentence.start) else { return office };
    let (first, and) = (&text.words[joint], &text.words[joint + 1]);
    let titles = first.capital && title::lookup(first.key).is_some_and(|title| !title.courtesy);
    if and.text != "and" || !titles || !text.words[office.start].capital {
        return office;
    }
    let mut start = joint;
    while start > sentence.start
        && joint - start < 4
        && text.words[start - 1].is_word()
        && text.words[start - 1].capital
        && !text.words[start - 1].function
    {
        start -= 1;
    }
    start..office.end
}

/// The apposition after a name: `, spokeswoman for the harbour authority,`. Gives the office without its article,
/// and its head noun with the article.
pub(super) fn after(
    text: &Text<'_>,
    name: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    if name.end + 1 >= sentence.end || text.words[name.end].text != "," {
        return None;
    }
    let from = name.end + 1;
    let determined =
        matches!(text.words[from].text, "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one");
    let start = if determined { from + 1 } else { from };
    let mut head = None;
    let mut at = start;
    while at < sentence.end && at - start < 8 {
        let word = &text.words[at];
        let possessor = word.kind == TokenKind::Clitic && at > start;
        if !possessor && (!word.is_word() || word.function) && word.kind != TokenKind::Number {
            break;
        }
        if word.is_word() && is_office_noun(word) {
            head = Some(at);
        } else if head.is_some() {
            break;
        }
        at += 1;
    }
    let head = head?;
    if names_another(text, &(start..head + 1), sentence) {
        return None;
    }
    let mut end = head + 1;
    // `of the harbour authority in Orla`
    while end < sentence.end && end - start < LONGEST {
        let word = &text.words[end];
        // In capitals it is an acronym.
        let acronym = word.text.len() > 1 && !word.text.contains(char::is_lowercase);
        let ends = word.kind == TokenKind::Punctuation
            || matches!(word.kind, TokenKind::OpeningMark | TokenKind::ClosingMark)
            || !acronym
                && matches!(
                    word.lower,
                    "who"
                        | "which"
                        | "that"
                        | "whose"
                        | "when"
                        | "while"
                        | "as"
                        | "but"
                        | "to"
                        | "during"
                        | "after"
                        | "since"
                        | "until"
                );
        if ends || (!word.capital && word.is_word() && is_finite(word)) {
            break;
        }
        end += 1;
    }
    let closed = end == sentence.end
        || text.words[end].kind == TokenKind::Punctuation
        || is_finite(&text.words[end])
        || matches!(text.words[end].lower, "who" | "which");
    closed.then(|| (start..end, if determined { from } else { start }..head + 1))
}

/// True if an office after a comma belongs to the next one of several people, and not to the one before: `President Anna
/// Marten`, or the name itself, as `Anna Waterman`.
fn names_another(text: &Text<'_>, office: &Range<usize>, sentence: &Range<usize>) -> bool {
    let name = |word: &Word<'_>| {
        word.is_word()
            && word.capital
            && !word.function
            && !is_office_noun(word)
            && (name::given(word.key).is_some() || !text.is_ordinary(word))
    };
    let (first, head) = (&text.words[office.start], &text.words[office.end - 1]);
    let person = office.len() == 2 && head.capital && title::lookup(head.key).is_none();
    let next = text.words[..sentence.end].get(office.end);
    next.is_some_and(name) || (person && first.capital && name::given(first.key).is_some())
}

/// `the spokeswoman for the harbour authority, Ilse Marten,`: gives the office without its article, and its head noun
/// with the article.
pub(super) fn before_comma(
    text: &Text<'_>,
    name: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let comma = name.start.checked_sub(1).filter(|&at| at > sentence.start && text.words[at].text == ",")?;
    let closed =
        name.end == sentence.end || !text.words[name.end].is_word() || is_finite(&text.words[name.end]);
    let mut start = comma;
    while start > sentence.start && comma - start < LONGEST {
        let word = &text.words[start - 1];
        if !word.is_word() && word.kind != TokenKind::Clitic {
            break;
        }
        start -= 1;
        // `Marten’s spokesman, Bo Lind,`: whose he is opens the office as an article does.
        let possessor = word.kind == TokenKind::Clitic && start > sentence.start;
        let opens = matches!(word.lower, "the" | "his" | "her" | "its" | "their")
            || possessor && text.words[start - 1].capital;
        if opens
            && !(start > sentence.start
                && matches!(
                    text.words[start - 1].lower,
                    "of" | "for" | "at" | "in" | "to" | "from" | "with" | "by"
                ))
        {
            let mut head = None;
            for at in start + 1..comma {
                let word = &text.words[at];
                if word.is_word() && is_office_noun(word) {
                    head = Some(at);
                } else if head.is_some() || word.function {
                    break;
                }
            }
            if possessor && head.is_none() {
                continue;
            }
            let head = head.filter(|_| closed)?;
            // `The minister met the president, Ilse Marten`: what stands between is a sentence.
            let tells =
                |word: &Word<'_>| !word.capital && word.is_word() && (is_finite(word) || is_verb(word));
            if text.words[head + 1..comma].iter().any(tells) {
                return None;
            }
            // `Norway's prime minister` is the prime minister; a spokesman is somebody's.
            let of_state = matches!(
                text.words[head].lower,
                "minister" | "president" | "premier" | "chancellor" | "king" | "queen"
            );
            return Some(if possessor && !of_state {
                (start - 1..comma, start + 1..head + 1)
            } else if possessor {
                (start + 1..comma, start + 1..head + 1)
            } else {
                (start + 1..comma, start..head + 1)
            });
        }
    }
    None
}

/// True for a verb's base form that is a noun here: `task` in `the harbour task force member`. A plural before it would be
/// its subject.
fn is_compound(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let word = &text.words[at];
    let base = verb::lookup(word.key).is_some_and(|form| form.inflection == Inflection::Base);
    let before = at.checked_sub(1).filter(|&at| at >= sentence.start).map(|at| &text.words[at]);
    base && before.is_some_and(|before| {
        let plural =
            before.lower.ends_with('s') && !before.lower.ends_with("us") && !before.lower.ends_with("ss");
        before.is_word() && !before.function && !plural && cue::verb(before.key).is_none()
    })
}

/// A noun for somebody with a post or role.
pub(super) fn is_office_noun(word: &Word<'_>) -> bool {
    title::lookup(word.key).is_some_and(|title| !title.courtesy)
        || noun::lookup(word.key)
            .is_some_and(|form| form.noun.person && !form.plural && form.noun.share >= 50)
            && !matches!(
                word.lower,
                "man" | "woman" | "boy" | "girl" | "child" | "person" | "someone" | "human" | "guy"
            )
}

fn is_verb(word: &Word<'_>) -> bool {
    verb::lookup(word.key).is_some_and(|form| form.inflection.is_finite()) && noun::lookup(word.key).is_none()
        || cue::verb(word.key).is_some_and(|form| form.cue.class == cue::Class::Say)
}

fn is_finite(word: &Word<'_>) -> bool {
    matches!(
        word.lower,
        "is" | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "should"
            | "also"
            | "did"
            | "does"
    ) || cue::verb(word.key).is_some_and(|form| {
        matches!(form.cue.class, cue::Class::Say | cue::Class::Ask) && form.inflection.is_finite()
    }) || word.lower.ends_with("ed") && verb::lookup(word.key).is_some_and(|form| form.inflection.is_finite())
}
