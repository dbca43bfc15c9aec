//! Whether a capital is the city or the government that sits in it.
//!
//! The role in the sentence decides: who says, decides or signs is a government (`Oslo rejected the offer`), and so is
//! who is urged, who is talked with and who is put under pressure; where people live, arrive or fight is a city. What
//! none of the lists knows is taken for the city. The lists are general words of diplomacy, of no corpus.

use rapporteur_lang::Analysis;
use rapporteur_ontology::cue::{self, Class};
use rapporteur_ontology::function::{self, Auxiliary, Function};
use rapporteur_ontology::noun;
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_record::Document;
use rapporteur_text::Span;

/// Verbs whose subject decides for a state, beyond the verbs of saying and thinking.
#[rustfmt::skip]
const ACTS: [&str; 67] = [
    "abstain", "accept", "agree", "aim", "approve", "arm", "authorise", "authorize", "back", "ban", "boycott", "break", "cancel",
    "consider", "cooperate", "decide", "deploy", "devalue", "downgrade", "endorse", "expel", "extend", "extradite", "freeze", "fund",
    "grant", "halt", "ignore", "impose", "intervene", "invade", "lift", "lobby", "mediate", "nationalise", "negotiate", "offer",
    "oppose", "outlaw", "pay", "pledge", "postpone", "pull", "push", "ratify", "recall", "recognise", "recognize", "reimpose",
    "reject", "respond", "resume", "retaliate", "revoke", "sanction", "scrap", "seek", "sever", "shelve", "side", "sign", "summon",
    "support", "suspend", "tighten", "try", "withdraw",
];
/// Verbs of thinking whose subject is a mind, not a place.
#[rustfmt::skip]
const THINKS: [&str; 34] = [
    "accept", "acknowledge", "applaud", "back", "believe", "boycott", "consider", "deem", "disagree", "distrust", "doubt", "endorse", "expect",
    "favor", "favour", "fear", "hope", "know", "object", "oppose", "perceive", "prefer", "realize", "reconsider", "refuse", "regard", "reject", "resent",
    "see", "suspect", "think", "underestimate", "view", "welcome",
];
/// Verbs that are done to a government, as its object or, in the passive, as its subject.
#[rustfmt::skip]
const ADDRESSED: [&str; 28] = [
    "accuse", "alarm", "anger", "appease", "ask", "assure", "blame", "condemn", "convince", "criticise", "criticize", "defy", "embarrass",
    "infuriate",
    "inform", "isolate", "notify", "persuade", "press", "pressure", "provoke", "reassure", "rebuke", "tell", "thank", "threaten",
    "urge", "warn",
];
/// Nouns that a government has, behind its `’s`.
#[rustfmt::skip]
const HELD: [&str; 67] = [
    "accusations", "allies", "ally", "ambassador", "ambassadors", "ambitions", "approach", "approval", "attitude", "backing", "calls",
    "campaign", "claim", "claims", "commitment", "concerns", "conditions", "conflict", "criticism", "decision", "demand", "demands",
    "denial", "diplomacy", "diplomats", "envoy", "foreign", "goals", "government", "influence", "intention", "intentions", "interest",
    "interests", "invasion", "leaders", "leadership", "military", "negotiators", "nuclear", "objections", "offensive", "offer",
    "opposition", "partners", "plan", "plans", "policies", "policy", "position", "proposal", "reaction", "refusal", "rejection", "reply",
    "response", "sanctions", "silence", "stance", "strategy", "support", "threats", "troops", "view", "views", "war", "warnings",
];
/// Nouns for what is between governments, before `between X and Y` and `with X`.
#[rustfmt::skip]
const TIES: [&str; 35] = [
    "accord", "agreement", "agreements", "alliance", "ceasefire", "channel", "contacts", "cooperation", "deal", "deals", "dialogue", "dispute",
    "friction", "friendship", "negotiations", "pact", "partnership", "peace", "quarrel", "relations", "relationship", "rift", "rivalry",
    "row", "spat", "standoff", "summit", "talks", "tension", "tensions", "ties", "treaty", "truce", "understanding", "war",
];
/// Words before a preposition and a government: `pressure on X`, `support from X`, `a message to X`, `a setback for X`.
#[rustfmt::skip]
const ON: [&str; 12] =
    ["call", "called", "calling", "calls", "dependence", "dependent", "leverage", "pressure", "relied", "relies", "rely", "sanctions"];
#[rustfmt::skip]
const FROM: [&str; 19] = [
    "aid", "approval", "assurances", "backing", "condemnation", "criticism", "guarantees", "help", "instructions", "orders", "permission", "pledge",
    "pressure", "protest", "reaction", "reply", "response", "signals", "support",
];
#[rustfmt::skip]
const TO: [&str; 19] = [
    "appeal", "blow", "challenge", "close", "closer", "complained", "concession", "concessions", "letter", "loyal", "message", "opposition",
    "rebuke", "response", "signal", "threat", "ultimatum", "warning", "warnings",
];
const FOR: [&str; 8] =
    ["blow", "embarrassment", "headache", "setback", "spokesman", "spokeswoman", "victory", "win"];
const AGAINST: [&str; 8] =
    ["accusations", "allegations", "case", "measures", "sanctions", "threats", "tariffs", "warning"];
const OF: [&str; 8] =
    ["accusation", "ally", "allies", "approval", "critical", "criticism", "critics", "rival"];
/// What comes behind a hyphen: `Oslo-backed`. `-based` and `-born` are said of cities.
#[rustfmt::skip]
const COMPOUND: [&str; 15] = [
    "aligned", "allied", "appointed", "approved", "backed", "brokered", "friendly", "funded", "imposed", "installed", "led", "mediated",
    "ordered", "proposed", "sponsored",
];
/// What a government can be, behind `is`.
#[rustfmt::skip]
const STATES_OF_MIND: [&str; 13] = [
    "adamant", "committed", "concerned", "determined", "eager", "keen", "opposed", "prepared", "ready", "reluctant", "unwilling", "wary",
    "willing",
];

/// A name in its sentence.
pub(crate) struct Place<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    /// Number of its first token, and of the first token behind it.
    from: usize,
    to: usize,
    /// Tokens of the sentence.
    first: usize,
    last: usize,
}

impl<'a> Place<'a> {
    /// The place of a name, in the sentence of this number.
    pub(crate) fn new(document: &'a Document, analysis: &'a Analysis, span: Span, sentence: usize) -> Self {
        let tokens = &analysis.tokens;
        let range = analysis.sentences.get(sentence).map_or(0..tokens.len(), |s| s.tokens.clone());
        Self {
            document,
            analysis,
            from: tokens.partition_point(|token| token.span.start < span.start),
            to: tokens.partition_point(|token| token.span.start < span.end),
            first: range.start,
            last: range.end,
        }
    }

    /// A word of the sentence in lower case, empty outside of it.
    fn word(&self, at: usize) -> String {
        if at < self.first || at >= self.last {
            return String::new();
        }
        self.analysis
            .tokens
            .get(at)
            .map_or_else(String::new, |token| token.span.in_text(&self.document.text).to_lowercase())
    }

    /// So many words before the name.
    fn back(&self, count: usize) -> String {
        self.from.checked_sub(count).map_or_else(String::new, |at| self.word(at))
    }

    fn is_name(&self, at: usize) -> bool {
        at >= self.first
            && at < self.last
            && self
                .analysis
                .tokens
                .get(at)
                .is_some_and(|token| token.span.in_text(&self.document.text).starts_with(char::is_uppercase))
    }

    /// True if the name stands for the government. `is_source` says that it is the whole source of an attribution.
    pub(crate) fn is_government(&self, is_source: bool) -> bool {
        if matches!(self.word(self.to).as_str(), "'s" | "’s" | "'" | "’") {
            return self.holds();
        }
        let start = self.analysis.tokens.get(self.from).map_or(0, |token| token.span.start);
        let end = self.analysis.tokens.get(self.to.saturating_sub(1)).map_or(start, |token| token.span.end);
        let rest = self.document.text.get(end..).unwrap_or_default();
        if let Some(second) = rest.strip_prefix('-') {
            let second = second.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            return COMPOUND.contains(&second);
        }
        let before = self.back(1);
        let preposition =
            matches!(function::lookup(before.as_str()), Some(Function::Preposition | Function::To));
        if preposition {
            return !self.modifies() && self.behind_preposition(&before);
        }
        is_source || self.is_addressed(&before) || self.is_subject(&before)
    }

    /// `by Oslo think tanks`: the name tells of which city the noun behind it is.
    fn modifies(&self) -> bool {
        let next = self.word(self.to);
        noun::lookup(next.as_str()).is_some()
            && verb::lookup(next.as_str()).is_none()
            && function::lookup(next.as_str()).is_none()
    }

    /// True where a building is named for where it stands: `outside the White House`.
    pub(crate) fn is_building(&self) -> bool {
        let before = if self.back(1) == "the" { self.back(2) } else { self.back(1) };
        matches!(before.as_str(), "around" | "behind" | "beside" | "inside" | "near" | "opposite" | "outside")
    }

    /// `X’s ongoing war`: the first noun that tells, in the next words.
    fn holds(&self) -> bool {
        (self.to + 1..self.to + 4).any(|at| HELD.contains(&self.word(at).as_str()))
    }

    fn behind_preposition(&self, before: &str) -> bool {
        let (second, third) = (self.back(2), self.back(3));
        let near = |list: &[&str]| list.contains(&second.as_str()) || list.contains(&third.as_str());
        match before {
            "between" => near(&TIES),
            // `with Oslo insisting that`: a clause of its own.
            "with" => {
                near(&TIES)
                    || matches!(
                        second.as_str(),
                        "sided" | "cooperate" | "cooperated" | "negotiate" | "negotiated"
                    )
                    || self.decides(self.to, true)
            }
            "by" => {
                let form = verb::lookup(second.as_str());
                form.is_some_and(|form| {
                    matches!(form.inflection, Inflection::PastOrParticiple | Inflection::Participle)
                        && (is_act(form.lemma) || ADDRESSED.contains(&form.lemma) || says(&second))
                })
            }
            "on" | "upon" => near(&ON),
            "from" => near(&FROM),
            "to" => near(&TO),
            "for" => near(&FOR),
            "against" => near(&AGAINST),
            "of" => near(&OF),
            "toward" | "towards" => near(&["attitude", "hostility", "line", "policy", "policies", "stance"]),
            _ => false,
        }
    }

    /// `urged X to`, `between Y and X`.
    fn is_addressed(&self, before: &str) -> bool {
        if before == "and" && self.is_name(self.from.saturating_sub(2)) && self.back(3) == "between" {
            let near = [self.back(4), self.back(5)];
            return near.iter().any(|word| TIES.contains(&word.as_str()));
        }
        verb::lookup(before).is_some_and(|form| ADDRESSED.contains(&form.lemma))
    }

    /// True for the subject of a verb of saying or deciding.
    fn is_subject(&self, before: &str) -> bool {
        // `the port of X said`, `the mayor of X` and `left X said` are caught by what stands before.
        let free = self.from == self.first
            || matches!(
                before,
                "," | ";"
                    | ":"
                    | "—"
                    | "–"
                    | "and"
                    | "but"
                    | "that"
                    | "as"
                    | "while"
                    | "if"
                    | "because"
                    | "although"
                    | "though"
                    | "when"
                    | "where"
                    | "after"
                    | "before"
                    | "since"
                    | "until"
                    | "or"
                    | "yet"
                    | "“"
                    | "\""
            )
            || cue::verb(before).is_some();
        if !free {
            return false;
        }
        let mut verb = self.to;
        // `X, which had waited, agreed`: the verb stands behind the insertion.
        if self.word(verb) == "," && !self.is_name(verb + 1) {
            verb = (verb + 1..verb + 15).find(|&at| self.word(at) == ",").map_or(verb, |at| at + 1);
        }
        // `X and Y agreed`.
        if matches!(self.word(verb).as_str(), "and" | ",") && self.is_name(verb + 1) {
            verb += 2;
            while self.is_name(verb) {
                verb += 1;
            }
        }
        self.decides(verb, false)
    }

    /// True if the words from here on are a verb of saying or deciding; with `gerund`, `insisting`.
    fn decides(&self, from: usize, gerund: bool) -> bool {
        let mut at = from;
        let mut passive = false;
        for _ in 0..5 {
            let word = self.word(at);
            match function::lookup(word.as_str()) {
                Some(Function::Auxiliary(auxiliary)) => passive = auxiliary == Auxiliary::Be,
                _ if cue::is_adverb(&word)
                    || matches!(word.as_str(), "not" | "n't" | "n’t" | "also" | "still" | "been") =>
                {
                    passive |= word == "been";
                }
                _ => break,
            }
            at += 1;
        }
        let word = self.word(at);
        let Some(form) = verb::lookup(word.as_str()) else {
            // The list of verbs is of American spellings.
            let bare = !passive && (says(&word) || is_act(&word));
            return passive && STATES_OF_MIND.contains(&word.as_str()) || bare && !gerund;
        };
        if form.inflection == Inflection::Gerund {
            return (passive || gerund) && (is_act(form.lemma) || says(&word));
        }
        if gerund {
            return false;
        }
        let participle = matches!(form.inflection, Inflection::PastOrParticiple | Inflection::Participle);
        if passive && participle {
            return ADDRESSED.contains(&form.lemma) || STATES_OF_MIND.contains(&word.as_str());
        }
        if passive {
            return STATES_OF_MIND.contains(&word.as_str());
        }
        is_act(form.lemma) || says(&word)
    }
}

fn is_act(lemma: &str) -> bool {
    ACTS.binary_search(&lemma).is_ok()
}

/// A verb of saying, asking or wanting; of thinking only those that are not said of cities (`Oslo experienced a boom`).
/// `attacks` behind a city is a noun.
fn says(word: &str) -> bool {
    cue::verb(word).is_some_and(|form| match form.cue.class {
        Class::Stance | Class::Belief => THINKS.contains(&form.cue.lemma),
        Class::Show => false,
        _ => !matches!(form.cue.lemma, "attack" | "lie"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::document;
    use rapporteur_extract::extract;
    use rapporteur_lang::analyse;

    #[test]
    fn the_list_of_acts_is_sorted() {
        let mut sorted = ACTS;
        sorted.sort_unstable();
        assert_eq!(sorted, ACTS);
    }

    /// Each line of the file: `government` or `city`, the name, an invented sentence.
    #[test]
    fn sentences_of_the_file() {
        let mut wrong = Vec::new();
        for line in include_str!("metonyms.tsv").lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [expected, name, text] = fields[..] else { panic!("{line}") };
            let document = document(text);
            let analysis = analyse(&document);
            let extraction = extract(&document, &analysis, None);
            let report = crate::link(document, &analysis, extraction);
            let start = text.find(name).expect("the sentence has the name");
            let mention = report.mentions.iter().find(|mention| mention.span.start == start);
            let found = mention.map(|mention| if mention.metonym { "government" } else { "city" });
            if found != Some(expected) {
                wrong.push(format!("{found:?}: {line}"));
            }
            // A metonym belongs to the state.
            if let Some(mention) = mention.filter(|mention| mention.metonym) {
                let entity =
                    report.entities.iter().find(|entity| Some(&entity.id) == mention.entity.as_ref());
                let entity = entity.expect("a metonym has an entity");
                let state = entity.rollup.as_ref().unwrap_or(&entity.id);
                assert!(state.0.starts_with("state:"), "{line}: {state}");
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
