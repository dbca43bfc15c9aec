//! Cue words in their verb groups.

use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Class, Complement, CueForm, Inflection};
use rapporteur_ontology::{feeling, noun, verb};
use std::ops::Range;

/// Share of the occurrences of a cue in the training reports that must be cues: more often one than not.
pub(super) const LIKELY: f32 = 0.5;

/// A word of the cue lexicon in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) form: CueForm,
    /// The verb group or noun, with what belongs to it: `has not said`, `called for`.
    pub(super) group: Range<usize>,
    /// End of the verb without the preposition of a phrase: `said` of `said of`.
    pub(super) verb_end: usize,
    /// What follows on the surface.
    pub(super) complement: Complement,
    pub(super) voice: Voice,
    /// True for a verb that only carries a noun; the verb was not counted in the training reports.
    pub(super) light: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Active,
    /// `was told`, `is expected`
    Passive,
    /// `saying`, without an auxiliary
    Participle,
    /// `to say`
    Infinitive,
    Noun,
    /// `according to`
    Fixed,
}

impl Site {
    pub(super) fn class(&self) -> Class {
        self.form.cue.class
    }

    pub(super) fn lemma(&self) -> &'static str {
        self.form.cue.lemma
    }

    pub(super) fn reliability(&self) -> f32 {
        self.form.cue.reliability(self.complement)
    }

    /// True for verbs that lay words in a mouth, alone enough beside a quotation.
    pub(super) fn speaks(&self) -> bool {
        matches!(self.class(), Class::Say | Class::According | Class::Ask)
    }
}

/// All sites in a range of words, outside of quotations.
pub(super) fn sites(reading: &Reading<'_>, range: Range<usize>) -> Vec<Site> {
    let mut found: Vec<Site> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if reading.quoted(at) || reading.mark(at) {
            at += 1;
            continue;
        }
        match site(reading, at, &range) {
            Some(site) => {
                at = site.group.end.max(at + 1);
                found.push(site);
            }
            None => at += 1,
        }
    }
    found
}

fn site(reading: &Reading<'_>, at: usize, range: &Range<usize>) -> Option<Site> {
    let words = &reading.words;
    let texts = &words.keys[at..range.end.min(at + 8)];
    let longest = cue::longest(texts).filter(|found| {
        let end = at + found.words;
        // "told reporters", "said in a statement": the verb is cue enough, the rest is addressee or venue.
        let adjunct = words.tag(end - 1) == Tag::Noun
            && cue::verb(words.keys[at]).is_some_and(|form| form.cue.overall() > 0.8);
        found.words > 1
            && found.value.cue.overall() >= 0.5
            && !adjunct
            && !(at..end).any(|k| reading.quoted(k))
    });
    if let Some(found) = longest {
        let end = at + found.words;
        if matches!(found.value.inflection, Inflection::Fixed) {
            return Some(Site {
                complement: cue::complement(&words.keys[end..range.end.min(end + 8)]),
                form: found.value,
                group: at..end,
                verb_end: end,
                voice: if found.value.cue.class == Class::According { Voice::Fixed } else { Voice::Noun },
                light: false,
            });
        }
        if let Some(site) = verbal(reading, at, end, found.value, range) {
            return Some(site);
        }
    }
    if let Some(site) = light(reading, at, range) {
        return Some(site);
    }
    if let Some(site) = put_it(reading, at, range) {
        return Some(site);
    }
    if let Some(site) = put_toll(reading, at, range) {
        return Some(site);
    }
    let end = at + 1;
    if let Some(form) = cue::verb(words.keys[at])
        && let Some(site) = verbal(reading, at, end, form, range)
    {
        return Some(site);
    }
    let form = cue::noun(words.keys[at]).filter(|_| words.tag(at) == Tag::Noun)?;
    Some(Site {
        complement: cue::complement(&words.keys[end..range.end.min(end + 8)]),
        form,
        group: at..end,
        verb_end: end,
        voice: Voice::Noun,
        light: false,
    })
}

/// `as the mayor put it`
fn put_it(reading: &Reading<'_>, at: usize, range: &Range<usize>) -> Option<Site> {
    let words = &reading.words;
    let put = matches!(words.lower(at), "put" | "puts") && words.lower(at + 1) == "it" && at + 2 <= range.end;
    let subject = put.then(|| words.subject_before(at, range.start))??;
    let say = cue::verb("said")
        .filter(|_| subject.start > range.start && words.lower(subject.start - 1) == "as")?;
    Some(Site {
        form: say,
        group: at..at + 2,
        verb_end: at + 2,
        complement: cue::complement(&words.keys[at + 2..range.end.min(at + 10)]),
        voice: Voice::Active,
        light: false,
    })
}

/// `put the death toll at 17`, `revised the number of missing from 20 to 12`: who counts says so.
fn put_toll(reading: &Reading<'_>, at: usize, range: &Range<usize>) -> Option<Site> {
    let words = &reading.words;
    let verb = matches!(words.lower(at), "put" | "puts" | "revised" | "estimated" | "estimates")
        && words.tag(at + 1) == Tag::Determiner;
    let end = range.end.min(at + 16);
    let counted = (at + 2..end.min(at + 5))
        .find(|&k| matches!(words.lower(k), "toll" | "number" | "total" | "count" | "figure"))
        .filter(|_| verb)?;
    (counted + 1..end)
        .take_while(|&k| !matches!(words.tag(k), Tag::Comma | Tag::Stop | Tag::Semicolon))
        .find(|&k| matches!(words.lower(k), "at" | "to" | "from"))
        .filter(|&k| (k + 1..end.min(k + 5)).any(|number| words.tag(number) == Tag::Number))?;
    let mut site = verbal(reading, at, at + 1, cue::verb("said")?, range)?;
    site.light = true;
    Some(site)
}

/// A verb that means little beside its noun: `expressed concern over`, `drew attention to`, `echoed a call for`.
fn light(reading: &Reading<'_>, at: usize, range: &Range<usize>) -> Option<Site> {
    let words = &reading.words;
    let form = verb::lookup(words.key(at))?;
    if !matches!(
        form.lemma,
        "raise"
            | "express"
            | "voice"
            | "make"
            | "issue"
            | "reiterate"
            | "repeat"
            | "echo"
            | "renew"
            | "draw"
            | "deliver"
            | "offer"
            | "give"
            | "launch"
            | "level"
            | "lodge"
            | "convey"
            | "declare"
            | "announce"
            | "state"
            | "share"
            | "pay"
            | "pledge"
    ) {
        return None;
    }
    // "raising anger about it": it is others who are angry.
    let own = matches!(form.lemma, "express" | "voice" | "convey" | "share" | "state" | "reiterate");
    let noun = (at + 1..range.end.min(at + 6)).find(|&k| {
        !reading.quoted(k)
            && (cue::noun(words.keys[k]).is_some()
                || words.lower(k) == "attention"
                || own
                    && feeling::is_feeling(words.keys[k])
                    && matches!(words.lower(k + 1), "over" | "about" | "that"))
            && !matches!(words.tag(k + 1), Tag::Noun | Tag::Name | Tag::Genitive)
    })?;
    let modifiers = (at + 1..noun).all(|k| {
        matches!(
            words.tag(k),
            Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Verb | Tag::Adverb | Tag::Number
        )
    });
    let prepositional = matches!(words.tag(noun + 1), Tag::Preposition)
        && !matches!(words.lower(noun + 1), "from" | "by" | "in" | "at" | "during" | "on" | "with")
        || words.lower(noun + 1) == "to" && !verb::is_base(words.key(noun + 2));
    // "drew attention at a meeting to its plan": the phrase with "to" comes later.
    let later = matches!(words.lower(noun), "attention")
        && (noun + 1..range.end.min(noun + 15))
            .take_while(|&k| words.tag(k) != Tag::Comma)
            .any(|k| words.tag(k) == Tag::To);
    // "expressed concern on Monday over": the day stands between.
    let dated = (noun + 1..=noun + 2).any(|k| words.time_word(k) && k + 1 < range.end)
        && (noun + 2..=noun + 3).any(|k| matches!(words.lower(k), "over" | "about" | "regarding"));
    if !modifiers || !(dated || later || prepositional || matches!(words.tag(noun + 1), Tag::That | Tag::To))
    {
        return None;
    }
    let end = if prepositional { noun + 2 } else { noun + 1 };
    // Who draws attention speaks; he feels nothing by it.
    let speaks = words.lower(noun) == "attention";
    let nominal = cue::noun(words.keys[noun])
        .or_else(|| if speaks { cue::verb("stress") } else { cue::noun("concern") })?;
    let mut site =
        verbal(reading, at, end, CueForm { cue: nominal.cue, inflection: form.inflection }, range)?;
    site.light = true;
    Some(site)
}

/// The verb group around a verb of the lexicon; absent where the word is rather a noun or an adjective.
fn verbal(reading: &Reading<'_>, at: usize, end: usize, form: CueForm, range: &Range<usize>) -> Option<Site> {
    let words = &reading.words;
    if words.tag(at) == Tag::Name && at > range.start && !reading.headline(at) {
        return None;
    }
    let mut start = at;
    let mut auxiliary = false;
    let mut passive = false;
    let mut infinitive = false;
    while start > range.start && !reading.quoted(start - 1) {
        match words.tag(start - 1) {
            Tag::Auxiliary => {
                let be = is_be(words.lower(start - 1))
                    || words.lower(start - 1) == "'s"
                    || words.lower(start - 1) == "'re";
                passive |= be
                    && !auxiliary
                    && matches!(form.inflection, Inflection::Participle | Inflection::PastOrParticiple);
                auxiliary = true;
            }
            Tag::Genitive
                if start >= range.start + 2
                    && words.tag(start - 2) == Tag::Pronoun
                    && !matches!(form.inflection, Inflection::Base | Inflection::Third) =>
            {
                auxiliary = true;
            }
            Tag::Modal => auxiliary = true,
            Tag::Negation | Tag::Adverb => {}
            Tag::To if start == at || !auxiliary => {
                infinitive = true;
                let Some(verb) = start.checked_sub(2).filter(|&verb| verb >= range.start) else { break };
                if !catenative(words.lower(verb)) {
                    break;
                }
                infinitive = false;
                start -= 1;
            }
            _ => break,
        }
        start -= 1;
    }
    // Adverbs alone belong to the group, but not one that opens the sentence: "Later, he said".
    while start < at && words.tag(start) == Tag::Adverb && start == range.start {
        start += 1;
    }
    let before = (start > range.start).then(|| words.tag(start - 1));
    let ambiguous = matches!(form.inflection, Inflection::Base | Inflection::Third);
    if !auxiliary && !infinitive {
        // After a determiner or a possessor the word is a noun or an adjective.
        if matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::Genitive)) {
            let pronoun = matches!(
                words.lower(start - 1),
                "some"
                    | "many"
                    | "most"
                    | "all"
                    | "few"
                    | "both"
                    | "this"
                    | "others"
                    | "several"
                    | "those"
                    | "another"
                    | "each"
                    | "neither"
            );
            if !pronoun {
                return None;
            }
        }
        if ambiguous
            && (matches!(before, Some(Tag::Preposition | Tag::Number | Tag::To))
                && !(words.lower(start - 1) == "one" && form.inflection == Inflection::Third)
                || matches!(words.tag(end), Tag::Auxiliary | Tag::Modal | Tag::Genitive))
        {
            return None;
        }
        if ambiguous && !reading.headline(at) && (start == at && plural_noun(reading, at, form)) {
            return None;
        }
        let surely = form.cue.overall() > 0.85 && !ambiguous;
        if start > range.start && !surely && !agrees(reading, start, form.inflection) {
            return None;
        }
        if form.inflection == Inflection::Base
            && !matches!(
                before,
                Some(
                    Tag::Pronoun
                        | Tag::Noun
                        | Tag::Name
                        | Tag::Relative
                        | Tag::That
                        | Tag::Comma
                        | Tag::Conjunction
                        | Tag::CloseBracket
                        | Tag::Determiner
                )
            )
        {
            return None;
        }
    }
    let voice = if infinitive {
        Voice::Infinitive
    } else if passive {
        Voice::Passive
    } else if form.inflection == Inflection::Gerund && !auxiliary {
        Voice::Participle
    } else if form.inflection == Inflection::Participle && !auxiliary {
        return None;
    } else {
        Voice::Active
    };
    let mut close = end;
    // "said again", "warned repeatedly": an adverb right after the verb belongs to the group if nothing else follows it.
    if words.tag(close) == Tag::Negation {
        close += 1;
    }
    Some(Site {
        complement: cue::complement(&words.keys[close..range.end.min(close + 8).max(close)]),
        form,
        group: start..close,
        verb_end: if end > at + 1 && words.tag(end - 1) == Tag::Preposition { end - 1 } else { close },
        voice,
        light: false,
    })
}

/// `the Danish border posts in the hills`, `two phone calls twice`: a form that is a noun as well, behind a noun, with
/// nothing after it that only a verb has.
fn plural_noun(reading: &Reading<'_>, start: usize, form: CueForm) -> bool {
    let words = &reading.words;
    let end = start + 1;
    let noun = cue::noun(words.keys[start]).is_some()
        || matches!(form.cue.lemma, "post" | "list" | "state" | "highlight" | "concern" | "attack" | "call");
    let subject = start > 0
        && (words.tag(start - 1) == Tag::Noun
            || words.tag(start - 1) == Tag::Name && words.tag(start.wrapping_sub(2)) == Tag::Determiner
            || words.lower(start - 1).ends_with('.'));
    noun && subject
        && !matches!(
            words.tag(end),
            Tag::That
                | Tag::Determiner
                | Tag::Possessive
                | Tag::Pronoun
                | Tag::ObjectPronoun
                | Tag::To
                | Tag::Open
                | Tag::Colon
                | Tag::Relative
        )
}

/// Whether the word before a verb can be its subject: it must name somebody and have the verb's number.
fn agrees(reading: &Reading<'_>, start: usize, inflection: Inflection) -> bool {
    let words = &reading.words;
    let before = start - 1;
    let lower = words.lower(before);
    let tag = words.tag(before);
    let known = noun::lookup(lower);
    let plural = known.as_ref().map_or_else(
        || {
            lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is")
                || matches!(lower, "people" | "men" | "women" | "children" | "police" | "media")
        },
        |form| form.plural,
    ) || matches!(
        lower,
        "people"
            | "police"
            | "i"
            | "we"
            | "you"
            | "they"
            | "others"
            | "some"
            | "many"
            | "most"
            | "all"
            | "few"
            | "both"
    );
    let first = words.noun_phrase_before(start, start.saturating_sub(12));
    let described = first < start && words.refers(first..start) || reading.headline(before);
    // "half of voters in each state say": the noun that counts may stand before a phrase.
    let plural = plural
        || inflection == Inflection::Base
            && (first..start).any(|at| {
                words.nominal(at)
                    && matches!(words.tag(at + 1), Tag::Preposition)
                    && words.lower(at).ends_with('s')
                    && !words.lower(at).ends_with("ss")
            });
    match inflection {
        Inflection::Base => match tag {
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Determiner => {
                plural
                    || words.lower(first.saturating_sub(1)) == "and"
                    || (first..start).any(|at| words.lower(at) == "and")
            }
            _ => true,
        },
        Inflection::Third => match tag {
            Tag::Noun => {
                !plural
                    && described
                    && !(first..start).any(|at| {
                        matches!(
                            words.lower(at),
                            "several" | "many" | "few" | "both" | "these" | "those" | "all" | "most"
                        )
                    })
            }
            Tag::Determiner => matches!(lower, "this" | "each" | "another" | "neither" | "either"),
            Tag::Number => lower == "one",
            Tag::Pronoun => !matches!(lower, "i" | "we" | "they" | "you" | "others"),
            _ => true,
        },
        _ => match tag {
            Tag::Noun => described || plural,
            _ => true,
        },
    }
}

fn is_be(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
    )
}

/// Verbs that take `to` and lend the group their subject: `declined to say`.
fn catenative(lower: &str) -> bool {
    matches!(
        lower,
        "declined"
            | "declines"
            | "refused"
            | "refuses"
            | "went"
            | "goes"
            | "appeared"
            | "appears"
            | "seemed"
            | "seems"
            | "continued"
            | "continues"
            | "began"
            | "begins"
            | "failed"
            | "fails"
            | "tends"
            | "tended"
            | "used"
            | "sought"
            | "tried"
            | "moved"
            | "appear"
            | "seem"
            | "continue"
            | "refuse"
            | "decline"
            | "on"
            | "fail"
            | "going"
    )
}
