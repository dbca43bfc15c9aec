//! The verb group or the noun phrase of an act.

use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_ontology::{country, noun};
use std::ops::Range;

/// What the act's word is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// With a subject and a tense of its own.
    Finite,
    /// `to shell`, `to be shelled`.
    Infinitive,
    /// `shelling` without a form of `be`.
    Gerund,
    /// `shelled` without an auxiliary, after the noun that it describes.
    Participle,
    /// `the shelling`, `attacks`.
    Noun,
}

/// The words that stand with the act's word before it.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) kind: Kind,
    /// First token: of the auxiliaries, of the determiner and adjectives.
    pub(super) start: usize,
    /// The act's first token.
    pub(super) at: usize,
    pub(super) end: usize,
    /// `not`, `never`, `no`.
    pub(super) negation: Option<usize>,
    pub(super) modal: Option<usize>,
    /// The first form of `be`, `have` or `do`.
    pub(super) auxiliary: Option<usize>,
    pub(super) passive: bool,
    pub(super) progressive: bool,
    /// Of a noun.
    pub(super) determiner: Option<usize>,
}

/// Most tokens of a group.
const LONGEST: usize = 10;

impl Group {
    pub(super) fn around(words: &Words<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Self {
        let at = trigger.start;
        let inflection = verb::lookup(words.key(at)).map(|form| form.inflection);
        let floor = sentence.start.max(at.saturating_sub(LONGEST));
        let mut group = Self {
            kind: Kind::Noun,
            start: at,
            at,
            end: trigger.end,
            negation: None,
            modal: None,
            auxiliary: None,
            passive: false,
            progressive: false,
            determiner: None,
        };
        // Over adverbs to what tells a verb from a noun.
        let mut before = at;
        while before > floor && adverb(words, before - 1) {
            before -= 1;
        }
        let tag = (before > floor).then(|| words.tag(before - 1));
        // `to the attack` has its article before the noun, `to attack` has not.
        let base = verb::is_base(words.key(at));
        group.kind = match (tag, inflection) {
            (Some(Tag::To), _) if base => Kind::Infinitive,
            (Some(Tag::Modal), _) => Kind::Finite,
            (Some(Tag::Negation), Some(_)) if inflection == Some(Inflection::Gerund) => Kind::Gerund,
            (Some(Tag::Auxiliary | Tag::Negation), Some(_)) => Kind::Finite,
            // A verb that no list has: `has impounded`.
            (Some(Tag::Auxiliary), None) if words.lower(at).ends_with("ed") => Kind::Finite,
            (Some(Tag::Determiner | Tag::Possessive | Tag::Genitive), _) => Kind::Noun,
            // `a regional meeting`, `the port bombing`
            (Some(Tag::Noun | Tag::Name), Some(Inflection::Gerund))
                if named_ing(words.lower(at)) && !words.lower(before - 1).ends_with('s') =>
            {
                Kind::Noun
            }
            (_, Some(Inflection::Gerund)) => Kind::Gerund,
            // `to leave the port and shell the town`
            (Some(Tag::Conjunction), Some(Inflection::Base))
                if infinitive(words, before - 1, floor).is_some() =>
            {
                Kind::Infinitive
            }
            (_, Some(Inflection::Past | Inflection::PastOrParticiple | Inflection::Participle)) => {
                Kind::Finite
            }
            // `Ruritanian strikes`: a demonym is no subject.
            (Some(Tag::Name), Some(Inflection::Third | Inflection::Base))
                if country::demonym(words.key(before - 1)).is_some() =>
            {
                Kind::Noun
            }
            (_, Some(Inflection::Third)) if words.tag(at) == Tag::Verb => Kind::Finite,
            (Some(Tag::Pronoun | Tag::Relative), Some(_)) => Kind::Finite,
            _ if words.tag(at) == Tag::Verb => Kind::Finite,
            // `the guards lock up`
            (Some(Tag::Noun | Tag::Name), Some(Inflection::Base | Inflection::Third))
                if trigger.len() > 1 && noun::lookup(words.key(trigger.end - 1)).is_none() =>
            {
                Kind::Finite
            }
            _ => Kind::Noun,
        };
        // `Severe shelling of`, `heavy fighting`: a gerund with an adjective or `of` is a noun.
        if group.kind == Kind::Gerund && words.lower(trigger.end) == "of" {
            group.kind = Kind::Noun;
        }
        if group.kind == Kind::Noun {
            group.noun(words, floor);
        } else {
            group.verb(words, floor, inflection);
        }
        group
    }

    fn noun(&mut self, words: &Words<'_>, floor: usize) {
        while self.start > floor {
            let before = self.start - 1;
            match words.tag(before) {
                Tag::Noun | Tag::Name | Tag::Number | Tag::Adverb | Tag::Verb
                    if self.determiner.is_none() =>
                {
                    // A verb before a noun phrase is no part of it, but a participle is: `the planned attack`.
                    if words.tag(before) == Tag::Verb && !describes(words, before, floor)
                        || acts(words, before, floor)
                    {
                        break;
                    }
                    self.start = before;
                }
                Tag::Determiner | Tag::Possessive | Tag::Genitive if self.determiner.is_none() => {
                    self.start = before;
                    self.determiner = Some(before);
                    if words.lower(before) == "no" {
                        self.negation = Some(before);
                    }
                    if words.tag(before) == Tag::Genitive {
                        self.start = words.noun_phrase_before(before, floor).min(before);
                    }
                    break;
                }
                _ => break,
            }
        }
    }

    fn verb(&mut self, words: &Words<'_>, floor: usize, inflection: Option<Inflection>) {
        let mut be = None;
        let mut to = false;
        while self.start > floor {
            let before = self.start - 1;
            match words.tag(before) {
                _ if adverb(words, before) => {}
                Tag::Negation => self.negation = self.negation.or(Some(before)),
                Tag::Modal => self.modal = Some(before),
                Tag::Auxiliary => {
                    self.auxiliary = Some(before);
                    if is_be(words.lower(before)) && be.is_none() {
                        be = Some(before);
                    }
                    if words.lower(before).ends_with("n't") {
                        self.negation = self.negation.or(Some(before));
                    }
                }
                Tag::To if !to => to = true,
                _ => break,
            }
            self.start = before;
            if to && words.tag(before) == Tag::To {
                // `decided not to attack`, `will not have to attack`
                if before > floor && words.tag(before - 1) == Tag::Negation {
                    self.negation = self.negation.or(Some(before - 1));
                    self.start = before - 1;
                }
                break;
            }
        }
        // `Adverb` before the group belongs to the clause.
        while self.start < self.at && adverb(words, self.start) {
            self.start += 1;
        }
        if self.modal.is_some_and(|at| words.lower(at).ends_with("n't") || words.lower(at) == "cannot") {
            self.negation = self.negation.or(self.modal);
        }
        let unlisted = inflection.is_none() && words.lower(self.at).ends_with("ed");
        let participle =
            unlisted || matches!(inflection, Some(Inflection::PastOrParticiple | Inflection::Participle));
        self.passive = be.is_some() && (participle || unchanging(words.lower(self.at)));
        self.progressive = be.is_some() && inflection == Some(Inflection::Gerund);
        if to {
            self.kind = Kind::Infinitive;
        } else if self.progressive {
            self.kind = Kind::Finite;
        } else if self.auxiliary.is_none()
            && (inflection == Some(Inflection::Participle)
                || participle
                    && self.start == self.at
                    && words.lower(self.end) == "by"
                    // `stood by its ally`
                    && verb::lookup(words.key(self.at)).is_none_or(|form| form.lemma != "stand"))
        {
            self.kind = Kind::Participle;
            self.passive = true;
        }
        // `having shelled`
        if self.auxiliary.is_some_and(|at| matches!(words.lower(at), "having" | "being"))
            && self.modal.is_none()
        {
            self.kind = Kind::Gerund;
        }
        // `not only shelled`
        if let Some(at) = self.negation
            && words.lower(at + 1) == "only"
        {
            self.negation = None;
        }
    }
}

/// An adverb, or `so far`.
fn adverb(words: &Words<'_>, at: usize) -> bool {
    words.tag(at) == Tag::Adverb
        || words.lower(at) == "far" && at > 0 && words.lower(at - 1) == "so"
        || words.lower(at) == "so" && words.lower(at + 1) == "far"
}

/// A verb in a form that has the tag of a noun: `to prevent`, `is considering`.
fn acts(words: &Words<'_>, at: usize, floor: usize) -> bool {
    let before = (at > floor).then(|| words.tag(at - 1));
    verb::lookup(words.key(at)).is_some_and(|form| match form.inflection {
        Inflection::Base => matches!(before, Some(Tag::To | Tag::Modal | Tag::Negation)),
        Inflection::Gerund => {
            matches!(
                before,
                Some(Tag::Auxiliary | Tag::Preposition | Tag::Comma | Tag::Conjunction | Tag::Negation)
            )
        }
        _ => false,
    })
}

/// A participle that stands as an adjective before a noun.
fn describes(words: &Words<'_>, at: usize, floor: usize) -> bool {
    let participle = verb::lookup(words.key(at))
        .is_some_and(|form| matches!(form.inflection, Inflection::PastOrParticiple | Inflection::Participle));
    participle
        && at > floor
        && matches!(
            words.tag(at - 1),
            Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Adverb | Tag::Preposition
        )
}

/// Gerunds that are most often nouns.
fn named_ing(lower: &str) -> bool {
    matches!(
        lower,
        "meeting"
            | "bombing"
            | "killing"
            | "shooting"
            | "stabbing"
            | "kidnapping"
            | "hijacking"
            | "hearing"
            | "briefing"
    )
}

/// The verb of an infinitive that a verb behind `and` is joined with.
pub(super) fn infinitive(words: &Words<'_>, conjunction: usize, floor: usize) -> Option<usize> {
    let finite = |at: &usize| {
        matches!(
            words.tag(*at),
            Tag::Verb | Tag::Auxiliary | Tag::Semicolon | Tag::Colon | Tag::Relative | Tag::That
        )
    };
    (floor + 1..conjunction)
        .rev()
        .take_while(|at| !finite(at))
        .find(|&at| words.tag(at - 1) == Tag::To && verb::is_base(words.key(at)))
}

/// Verbs whose participle is their base form: `were hurt`.
fn unchanging(lower: &str) -> bool {
    matches!(lower, "hurt" | "hit" | "cut" | "put" | "set" | "shut" | "split" | "let" | "shed" | "beset")
}

pub(super) fn is_be(lower: &str) -> bool {
    matches!(
        lower,
        "be" | "is"
            | "are"
            | "was"
            | "were"
            | "been"
            | "being"
            | "am"
            | "'re"
            | "'m"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
    )
}
