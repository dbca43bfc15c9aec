//! Words that show a stance, and where the issue after them begins.

use crate::words::Word;
use rapporteur_ontology::stance::{self, StancePart, StanceWord};
use rapporteur_ontology::{cue, function, verb};
use rapporteur_record::Stance;
use std::ops::Range;

/// Words between a verb and what tells its issue: “urge [both sides of the dispute] to talk”.
const OBJECT: usize = 12;

/// A stance in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) word: &'static StanceWord,
    pub(crate) stance: Stance,
    pub(crate) strength: u8,
    /// The words that show it.
    pub(crate) cue: Range<usize>,
    /// Where the issue begins.
    pub(crate) issue: usize,
}

/// The stance that the words show from `at` on, if an issue can follow them. `content` tells that somebody says these words.
pub(crate) fn at(words: &[Word], at: usize, content: bool) -> Option<Found> {
    let window: Vec<&str> = words[at..].iter().take(6).map(|word| word.text.as_str()).collect();
    for (word, length) in stance::beginning(&window) {
        if word.part == StancePart::Judgement {
            continue;
        }
        let Some((issue, negated)) = issue_after(words, at + length, word, content) else { continue };
        let stance = of_name(word.stance)?;
        let (stance, strength) = if negated { (turned(stance)?, word.strength) } else { (stance, word.strength) };
        let cue = at..(at + length).max(at + 1);
        return Some(Found { word, stance, strength, cue, issue });
    }
    None
}

/// The stance with this name in the record.
pub(crate) fn of_name(name: &str) -> Option<Stance> {
    Stance::ALL.into_iter().find(|stance| stance.name() == name)
}

/// Where the issue of a word begins whose own words end before `next`, and whether it is asked not to be.
fn issue_after(words: &[Word], next: usize, word: &StanceWord, content: bool) -> Option<(usize, bool)> {
    let mut next = next;
    while words.get(next).is_some_and(|word| cue::is_adverb(&word.text)) {
        next += 1;
    }
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    for after in &word.after {
        let found = match *after {
            "-" => opens_object(words, next).then_some((next, false)),
            "content" => (content && opens_object(words, next)).then_some((next, false)),
            "gerund" => (text(next).ends_with("ing") && text(next).len() > 4).then_some((next, false)),
            "to+" => infinitive(words, next),
            "that" => (text(next) == "that").then_some((next + 1, false)),
            other => match other.strip_prefix("obj+") {
                None => (text(next) == other).then_some((next + 1, false)),
                Some(then) => after_object(words, next, then),
            },
        };
        // “declined to comment” is no position.
        if let Some((issue, _)) = found
            && !matches!(
                text(issue),
                "comment" | "answer" | "respond" | "say" | "speak" | "elaborate" | "identify" | "name" | "confirm" | "discuss"
                    | "be" | "give" | "attend"
            )
        {
            return found;
        }
    }
    None
}

/// `to` and a verb, or `not to` and one.
fn infinitive(words: &[Word], at: usize) -> Option<(usize, bool)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let (to, negated) = if text(at) == "not" { (at + 1, true) } else { (at, false) };
    let mut then = to + 1;
    while cue::is_adverb(text(then)) {
        then += 1;
    }
    (text(to) == "to" && verb::is_base(text(then))).then_some((then, negated))
}

/// What tells the issue behind an object.
fn after_object(words: &[Word], start: usize, then: &str) -> Option<(usize, bool)> {
    let first = words.get(start)?;
    if first.is_mark() && !is_opening(first) || matches!(first.text.as_str(), "for" | "that" | "to" | "of" | "and") {
        return None;
    }
    let parts: Vec<&str> = then.split(' ').collect();
    for at in start + 1..words.len().min(start + OBJECT) {
        let word = &words[at];
        if word.ends_clause() {
            return None;
        }
        if parts == ["to"] {
            if let Some(found) = infinitive(words, at) {
                return Some(found);
            }
        } else if words[at..].iter().zip(&parts).filter(|(word, part)| word.text == **part).count() == parts.len() {
            return Some((at + parts.len(), false));
        }
    }
    None
}

fn is_opening(word: &Word) -> bool {
    matches!(word.text.as_str(), "“" | "\"" | "‘" | "'")
}

/// True if an object can begin here: a noun with what stands before it, a verb in -ing, or words in quotation marks.
fn opens_object(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    if word.is_mark() {
        return is_opening(word) && words.get(at + 1).is_some_and(|next| !next.is_mark());
    }
    let text = word.text.as_str();
    !matches!(
        text,
        "of" | "to" | "for" | "in" | "on" | "at" | "by" | "with" | "from" | "and" | "or" | "but" | "that" | "as" | "against" | "when"
            | "if" | "while" | "because" | "is" | "was" | "are" | "were" | "has" | "have" | "had" | "will" | "would" | "could"
            | "should" | "may" | "might" | "must" | "can" | "after" | "before" | "during" | "until" | "about" | "over" | "into"
            | "said" | "says" | "down" | "up" | "out" | "off" | "than" | "not" | "so" | "him" | "her" | "them" | "me" | "us" | "you"
            | "himself" | "herself" | "themselves" | "itself" | "it" | "this" | "these" | "those" | "who" | "which" | "what"
            | "how" | "why" | "where" | "whether" | "there" | "here"
    ) && !(matches!(text, "this" | "these" | "those") && words.get(at + 1).is_none_or(Word::is_mark))
}

/// The stance of who does not hold it, or asks for the contrary; `None` where that says nothing.
pub(crate) fn turned(stance: Stance) -> Option<Stance> {
    Some(match stance {
        Stance::Supports | Stance::CallsFor | Stance::Proposes | Stance::Justifies => Stance::Opposes,
        Stance::CommitsTo | Stance::Intends => Stance::Rejects,
        _ => return None,
    })
}

/// How a word before a stance changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shade {
    /// `not`, `never`.
    Negated,
    /// `may`, `if`, `whether`: nothing is said.
    Open,
    /// `firmly`.
    Strong,
    /// `cautiously`.
    Weak,
    /// Anything else.
    None,
}

pub(crate) fn shade(word: &str) -> Shade {
    match word {
        "not" | "never" | "neither" | "nor" | "no" | "without" | "cannot" | "hardly" => Shade::Negated,
        _ if word.ends_with("n't") => Shade::Negated,
        "may" | "might" | "could" | "if" | "whether" | "would" | "should" | "can" => Shade::Open,
        "strongly" | "firmly" | "unequivocally" | "categorically" | "fully" | "flatly" | "vehemently" | "resolutely" | "harshly"
        | "sharply" | "unanimously" | "consistently" | "wholeheartedly" | "staunchly" | "adamantly" | "fiercely" | "bitterly"
        | "vocal" | "staunch" | "unanimous" | "unequivocal" | "strong" | "grave" | "deep" | "stern" | "fierce" | "strict" | "deeply"
        | "utterly" | "totally" => Shade::Strong,
        "cautiously" | "partly" | "somewhat" | "mildly" | "tentatively" | "possible" | "possibly" => Shade::Weak,
        _ => Shade::None,
    }
}

/// True for words that may stand between the beginning of a cue and the word that shows the stance: “has [repeatedly
/// expressed deep] concern”.
pub(crate) fn carries(word: &str) -> bool {
    let lemma = verb::lookup(word).map_or(word, |form| form.lemma);
    cue::is_adverb(word)
        || function::is_determiner(word)
        || function::is_finite_auxiliary(word)
        || shade(word) != Shade::None
        || matches!(
            lemma,
            "express" | "voice" | "reiterate" | "raise" | "repeat" | "reaffirm" | "echo" | "issue" | "signal" | "remain" | "continue"
                | "maintain" | "have" | "be" | "make" | "state" | "renew" | "restate" | "confirm" | "affirm" | "declare" | "show"
                | "emphasize" | "emphasise" | "stress" | "underline" | "underscore" | "highlight" | "announce" | "convey"
                | "address" | "join" | "add" | "indicate" | "launch" | "lodge" | "register" | "deliver" | "note" | "recall"
                | "present" | "put" | "offer" | "give" | "draw" | "speak" | "become" | "reveal" | "cite" | "see" | "feel" | "share"
        )
        || matches!(
            word,
            "reaffirmation" | "deep" | "serious" | "profound" | "growing" | "longstanding" | "long-standing" | "urgent" | "clear"
                | "public" | "repeated" | "its" | "their" | "his" | "her" | "our" | "my" | "to" | "own" | "of" | "whole" | "increasing"
                | "great" | "renewed" | "fresh" | "official" | "mounting" | "attention" | "earlier" | "previous" | "initial"
        )
}
