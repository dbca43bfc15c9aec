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

impl Found {
    /// The stance of who is said not to do this. An order that nobody gave is none against what it would have been for.
    pub(crate) fn negated(&self) -> Option<Stance> {
        let orders = self.stance == Stance::Intends
            && self.word.part == StancePart::Verb
            && matches!(self.word.lemma, "order" | "instruct" | "direct");
        turned(self.stance).filter(|_| !orders)
    }
}

/// The stance that the words show from `at` on, if an issue can follow them. `content` tells that somebody says these words.
pub(crate) fn at(words: &[Word], at: usize, content: bool) -> Option<Found> {
    find(words, at, content, |_| true)
}

/// The same of a noun or an adjective: “its call for calm”, where “called for” is a verb.
pub(crate) fn nominal_at(words: &[Word], at: usize) -> Option<Found> {
    find(words, at, false, |part| part != StancePart::Verb)
}

fn find(words: &[Word], at: usize, content: bool, fits: fn(StancePart) -> bool) -> Option<Found> {
    let window: Vec<&str> = words[at..].iter().take(6).map(|word| word.text.as_str()).collect();
    for (word, length) in stance::beginning(&window) {
        if word.part == StancePart::Judgement || !fits(word.part) {
            continue;
        }
        let Some((issue, negated)) = issue_after(words, at + length, word, content) else { continue };
        let stance = of_name(word.stance)?;
        let stance = if negated { contrary(stance)? } else { stance };
        if !is_used_so(words, at, word) {
            continue;
        }
        let cue = at..at + length;
        return Some(Found { word, stance, strength: word.strength, cue, issue });
    }
    None
}

/// The stance with this name in the record.
pub(crate) fn of_name(name: &str) -> Option<Stance> {
    Stance::ALL.into_iter().find(|stance| stance.name() == name)
}

/// Where the issue of a word begins whose own words end before `next`, and whether it is asked not to be.
fn issue_after(words: &[Word], next: usize, word: &StanceWord, content: bool) -> Option<(usize, bool)> {
    let behind = next;
    let mut next = next;
    while words.get(next).is_some_and(|word| cue::is_adverb(&word.text)) {
        next += 1;
    }
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    // “denies knowingly selling it”: the adverb is part of what is denied.
    let whole = |issue: usize| if issue == next && text(next).ends_with("ing") { behind } else { issue };
    for after in &word.after {
        let found = match *after {
            "-" => {
                // “promised Ilse Marten …”: whom, not what.
                let whom = word.stance == "commits_to" && words.get(next).is_some_and(|word| word.capital);
                (opens_object(words, next) && !is_clause(words, next, word) && !whom).then_some((next, false))
            }
            // “it undermines trust”, not “a weakening wind”.
            "content" => {
                let finite = verb::lookup(text(next - 1)).is_some_and(|form| form.inflection.is_finite());
                (content && finite && opens_object(words, next)).then_some((next, false))
            }
            "gerund" => (text(next).ends_with("ing") && text(next).len() > 4).then_some((next, false)),
            "to+" => infinitive(words, next),
            "that" => (text(next) == "that").then_some((next + 1, false)),
            other => match other.strip_prefix("obj+") {
                None => (text(next) == other).then_some((next + 1, false)),
                Some(then) => after_object(words, next, then),
            },
        };
        // “declined to comment” is no position.
        if let Some((issue, negated)) = found
            && !is_mute(text(issue))
            && (word.lemma != "deny" || is_deniable(words, issue))
        {
            return Some((whole(issue), negated));
        }
    }
    None
}

/// What who refuses to do it keeps to himself.
fn is_mute(word: &str) -> bool {
    matches!(
        word,
        "comment"
            | "answer"
            | "respond"
            | "say"
            | "speak"
            | "elaborate"
            | "identify"
            | "name"
            | "confirm"
            | "discuss"
            | "be"
            | "give"
            | "address"
            | "attend"
            | "make"
            | "disclose"
            | "reveal"
            | "specify"
            | "describe"
            | "provide"
            | "talk"
            | "reply"
    )
}

/// What can be denied as untrue; the rest is refused to somebody: “denied coverage to the sick”.
fn is_deniable(words: &[Word], at: usize) -> bool {
    let window = words[at..].iter().take(7).take_while(|word| !word.is_mark()).map(|word| word.text.as_str());
    let clause = words[at..].iter().take(10).map(|word| word.text.as_str()).collect::<Vec<_>>();
    matches!(
        cue::complement(&clause),
        cue::Complement::Clause | cue::Complement::Gerund | cue::Complement::That
    ) || words[at].text.ends_with("ing")
        || clause.iter().skip(1).any(|word| function::is_finite_auxiliary(word))
        || window.clone().any(|word| {
            matches!(
                word,
                "charge"
                    | "charges"
                    | "allegation"
                    | "allegations"
                    | "accusation"
                    | "accusations"
                    | "claim"
                    | "claims"
                    | "involvement"
                    | "wrongdoing"
                    | "responsibility"
                    | "report"
                    | "reports"
                    | "role"
                    | "link"
                    | "links"
                    | "rumour"
                    | "rumours"
                    | "rumor"
                    | "rumors"
                    | "guilt"
                    | "knowledge"
                    | "existence"
                    | "suggestion"
                    | "suggestions"
                    | "meddling"
                    | "collusion"
            )
        })
        || window.clone().take(4).any(|word| word.ends_with("ing") && word.len() > 5 && !word.contains('-'))
}

/// True if a clause begins, where an object is looked for: “insisted no alarm was raised”. Who denies or fears can deny or
/// fear a clause.
fn is_clause(words: &[Word], at: usize, word: &StanceWord) -> bool {
    if matches!(word.stance, "denies" | "doubts" | "concerned") {
        return false;
    }
    let next: Vec<&str> = words[at..].iter().take(10).map(|word| word.text.as_str()).collect();
    cue::complement(&next) == cue::Complement::Clause
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
    if first.is_mark() && !is_opening(first)
        || matches!(first.text.as_str(), "for" | "that" | "to" | "of" | "and")
    {
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
        } else if words[at..].iter().zip(&parts).filter(|(word, part)| word.text == **part).count()
            == parts.len()
        {
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
        "of" | "to"
            | "for"
            | "in"
            | "on"
            | "at"
            | "by"
            | "with"
            | "from"
            | "and"
            | "or"
            | "but"
            | "that"
            | "as"
            | "against"
            | "when"
            | "if"
            | "while"
            | "because"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "can"
            | "after"
            | "before"
            | "during"
            | "until"
            | "about"
            | "over"
            | "into"
            | "said"
            | "says"
            | "down"
            | "up"
            | "out"
            | "off"
            | "than"
            | "not"
            | "so"
            | "him"
            | "her"
            | "them"
            | "me"
            | "us"
            | "you"
            | "himself"
            | "herself"
            | "themselves"
            | "itself"
            | "it"
            | "this"
            | "these"
            | "those"
            | "who"
            | "which"
            | "what"
            | "how"
            | "why"
            | "where"
            | "whether"
            | "there"
            | "here"
    )
}

/// True if the word before does not make another one of it: “hit back”, “threats against”.
fn is_used_so(words: &[Word], at: usize, word: &StanceWord) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| words[before].text.as_str()) else { return true };
    let lemma = verb::lookup(before).map_or(before, |form| form.lemma);
    let links = matches!(
        lemma,
        "be" | "remain" | "stand" | "become" | "feel" | "seem" | "come" | "vote" | "speak" | "say"
    ) || cue::is_adverb(before)
        || shade(before) != Shade::None
        || before == "'m"
        || words[at - 1].is_mark();
    match word.lemma {
        "back" => verb::lookup(before).is_none() || function::is_finite_auxiliary(before),
        "against" => links,
        // A court that rules for somebody does not support him.
        "in favour of" | "in favor of" => {
            !matches!(lemma, "rule" | "decide" | "find" | "ruling" | "decision")
        }
        _ => true,
    }
}

/// The stance of who asks for the contrary: “urged them not to leave”.
fn contrary(stance: Stance) -> Option<Stance> {
    match stance {
        Stance::Supports | Stance::CallsFor | Stance::Proposes => Some(Stance::Opposes),
        _ => turned(stance),
    }
}

/// The stance of who does not hold one: “does not support”, “will not agree to”. `None` where that says nothing: who did not call
/// for something is silent.
fn turned(stance: Stance) -> Option<Stance> {
    match stance {
        Stance::Supports | Stance::Justifies => Some(Stance::Opposes),
        Stance::CommitsTo | Stance::Intends => Some(Stance::Rejects),
        _ => None,
    }
}

/// The stance that is meant where somebody intends, vows or refuses to take it: “vowed to oppose X”, “refused to back X”. The
/// outer `None` tells that it is no stance verb that follows, the inner one that nothing is said.
pub(crate) fn taken(outer: Stance, words: &[Word], issue: usize) -> Option<Option<Found>> {
    if !matches!(outer, Stance::Intends | Stance::CommitsTo | Stance::Rejects)
        || !verb::is_base(words.get(issue)?.text.as_str())
    {
        return None;
    }
    let inner = at(words, issue, false).filter(|inner| inner.word.part == StancePart::Verb)?;
    let stance = if outer == Stance::Rejects { turned(inner.stance) } else { Some(inner.stance) };
    Some(stance.map(|stance| Found { stance, ..inner }))
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
        "may" | "might" | "could" | "if" | "whether" | "would" | "should" | "can" | "unlikely" | "likely" => {
            Shade::Open
        }
        "strongly" | "firmly" | "unequivocally" | "categorically" | "fully" | "flatly" | "vehemently"
        | "resolutely" | "harshly" | "sharply" | "unanimously" | "consistently" | "wholeheartedly"
        | "staunchly" | "adamantly" | "fiercely" | "bitterly" | "vocal" | "staunch" | "unanimous"
        | "unequivocal" | "strong" | "grave" | "deep" | "stern" | "fierce" | "strict" | "deeply"
        | "utterly" | "totally" => Shade::Strong,
        "cautiously" | "partly" | "somewhat" | "mildly" | "tentatively" | "possible" | "possibly" => {
            Shade::Weak
        }
        _ => Shade::None,
    }
}

/// True for words by which a stance is told as one that was given up: “her early refusal”.
pub(crate) fn is_gone(word: &str) -> bool {
    matches!(word, "early" | "earlier" | "initial" | "former" | "previous" | "past" | "prior")
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
            "express"
                | "voice"
                | "reiterate"
                | "raise"
                | "repeat"
                | "reaffirm"
                | "echo"
                | "issue"
                | "signal"
                | "remain"
                | "continue"
                | "maintain"
                | "have"
                | "be"
                | "make"
                | "state"
                | "renew"
                | "restate"
                | "confirm"
                | "affirm"
                | "declare"
                | "show"
                | "emphasize"
                | "emphasise"
                | "stress"
                | "underline"
                | "underscore"
                | "highlight"
                | "announce"
                | "convey"
                | "address"
                | "join"
                | "add"
                | "indicate"
                | "launch"
                | "lodge"
                | "register"
                | "deliver"
                | "note"
                | "recall"
                | "present"
                | "put"
                | "offer"
                | "give"
                | "draw"
                | "speak"
                | "become"
                | "reveal"
                | "cite"
                | "see"
                | "feel"
                | "share"
        )
        || matches!(
            word,
            "reaffirmation"
                | "deep"
                | "serious"
                | "profound"
                | "growing"
                | "longstanding"
                | "long-standing"
                | "urgent"
                | "clear"
                | "public"
                | "repeated"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "my"
                | "to"
                | "own"
                | "of"
                | "whole"
                | "increasing"
                | "great"
                | "renewed"
                | "fresh"
                | "official"
                | "mounting"
                | "attention"
                | "earlier"
                | "previous"
                | "initial"
        )
}
