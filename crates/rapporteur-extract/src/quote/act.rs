//! What is worded like a report and is none: deeds and perceptions, things that cannot speak, what is only supposed.
//!
//! Corpora of attribution mark many of these; nobody who asks who said what wants them. So they stay in the record, as lines
//! of their own kind, and no view lists them as statements. Inside the words of somebody else they are dropped.

use super::draft::Draft;
use super::hollow;
use super::noise;
use super::reading::Reading;
use super::sense;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Class, Inflection};
use rapporteur_ontology::{illness, noun, verb, word};
use rapporteur_record::AttributionForm;
use std::ops::Range;

/// Quoted words that make a content speech, whatever its verb.
const SPOKEN: usize = 4;
/// Words before a source that may show that it is only supposed to say so.
const NEAR: usize = 2;

/// Whether a source can say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mouth {
    /// Somebody, a body, or what nothing tells about.
    Speaks,
    /// A text, a count, a finding.
    Tells,
    /// Anything else.
    Mute,
}

/// Marks what is no statement, and drops it where it stands inside another statement.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        draft.act = is_act(reading, draft);
    }
    let gone: Vec<bool> = drafts
        .iter()
        .map(|draft| {
            let inside = draft.host.is_some() && (draft.act || relative(reading, draft));
            inside
                || misread(reading, draft)
                || noun_in_title(reading, draft)
                || hanging(reading, draft)
                || noise::is_none(reading, drafts, draft)
        })
        .collect();
    drop_marked(drafts, &gone);
}

/// Keeps the drafts that are marked to be kept.
pub(super) fn keep(drafts: &mut Vec<Draft>, kept: &[bool]) {
    drop_marked(drafts, &kept.iter().map(|kept| !kept).collect::<Vec<_>>());
}

/// Drops drafts; what stood inside them stands inside what they stood in.
fn drop_marked(drafts: &mut Vec<Draft>, gone: &[bool]) {
    if !gone.contains(&true) {
        return;
    }
    let mut moved = vec![0; drafts.len()];
    let mut kept = 0;
    for (at, gone) in gone.iter().enumerate() {
        moved[at] = kept;
        kept += usize::from(!gone);
    }
    let hosts: Vec<Option<usize>> = drafts.iter().map(|draft| draft.host).collect();
    let above = |mut host: Option<usize>| {
        // Contents lie inside each other, so that no chain of hosts is longer than this.
        for _ in 0..hosts.len().min(64) {
            match host {
                Some(at) if gone[at] => host = hosts[at],
                _ => break,
            }
        }
        host.filter(|&at| !gone[at]).map(|at| moved[at])
    };
    drafts.iter_mut().for_each(|draft| draft.host = above(draft.host));
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// `which`, `that` and `what` for whom nobody was found.
fn relative(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let Some(source) = &draft.source else { return false };
    let last = source.end - 1;
    let alone = source.len() == 1 && matches!(words.tag(last), Tag::Relative | Tag::That);
    // `to answer that question`: a determiner and its noun.
    let determines = words.tag(last) == Tag::That
        && draft.cue.as_ref().is_some_and(|cue| {
            cue.start == source.end
                && cue::noun(words.key(cue.start)).is_some()
                && verb::is_base(words.key(cue.start))
        });
    alone || determines
}

/// `declining infections could rise`: an adjective in front of a subject, read as a participle by a rule.
fn misread(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    if draft.learned.is_some() {
        return false;
    }
    let [content] = &draft.content[..] else { return false };
    let Some(cue) = draft.cue.as_ref().filter(|cue| cue.len() == 1 && cue.end == content.start) else {
        return false;
    };
    draft.rule == "quote.participle"
        && words.nominal(content.start)
        && !reading.quoted(content.start)
        && cue_of(reading, cue).is_none_or(|cue| cue.class != Class::Say)
        && (content.start + 1..content.end).any(|at| matches!(words.tag(at), Tag::Modal | Tag::Auxiliary))
}

/// A content that goes on what stands before the cue, and one that lies in its own source: nothing was read.
fn hanging(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let ([content], Some(cue)) = (&draft.content[..], &draft.cue) else { return false };
    if reading.mark(cue.start) {
        return false;
    }
    let within = draft
        .source
        .as_ref()
        .is_some_and(|source| source.start <= content.start && content.end <= source.end);
    // What the rules read has no words between cue and content but adjuncts: a conjunction joins it with those.
    let rules = draft.learned.is_none();
    let joins = (content.start == cue.end && !reading.quoted(content.start)
        || rules && content.start >= cue.end)
        && (words.tag(content.start) == Tag::Conjunction
            || rules && matches!(words.tag(content.start), Tag::Modal | Tag::Auxiliary));
    // `federal and state courts`
    let noun = rules
        && cue.len() == 1
        && words.lower(cue.start) == "state"
        && content.start == cue.end
        && !has_verb(reading, content);
    within || joins || noun
}

fn is_act(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let Some(group) = &draft.cue else { return false };
    if hollow::is_hollow(reading, draft) {
        return true;
    }
    let around = reading.region(group.start);
    let spoken = draft
        .content
        .iter()
        .cloned()
        .flatten()
        .filter(|&at| reading.quoted(at) && reading.region(at) != around && !reading.mark(at));
    if spoken.count() >= SPOKEN && draft.form(reading) != AttributionForm::Indirect
        || matches!(draft.rule, "quote.transcript" | "quote.signed" | "quote.attitude" | "quote.hearsay")
        || draft.rule == "quote.label_colon"
        || draft.rule == "quote.dash_headline"
    {
        return false;
    }
    let Some(first) = draft.content.first() else { return false };
    let clause = matches!(words.tag(first.start), Tag::That) || reading.quoted(first.start);
    let verb = main_verb(reading, group);
    let lemma = verb.and_then(|at| verb::lookup(words.key(at))).map_or("", |form| form.lemma);
    let known = cue_of(reading, group);
    let class = known.map(|cue| cue.class);
    // `the fears expressed by residents`, `Lind charged with fraud`: who does it stands behind `by`, or is not said.
    let before = |at: usize| draft.source.as_ref().is_some_and(|source| source.end <= at);
    let reduced = verb.is_some_and(|at| {
        at == group.start && words.lower(group.end) == "by" && before(at)
            || lemma == "charge" && words.lower(at + 1) == "with" && before(at)
            || lemma == "charge"
                && group.clone().any(|at| matches!(words.lower(at), "was" | "were" | "been" | "is" | "are"))
    });
    // `In a vote many hope will be the last`: what is said stands in front, and was not read.
    let headless = first.start == group.end
        && draft.content.len() == 1
        && matches!(words.tag(first.start), Tag::Modal | Tag::Auxiliary)
        && !reading.quoted(first.start);
    // `admits 3,000 pupils`
    let takes_in = lemma == "admit"
        && first.clone().take(6).any(|at| noun::lookup(words.key(at)).is_some_and(|form| form.noun.person));
    if reduced
        || headless
        || noise::idiom(reading, lemma, first)
        || takes_in
        || perceives(reading, draft, lemma)
        || deed(reading, group, lemma, clause)
    {
        return true;
    }
    // `sat down to talk about the dam`: what somebody is to say is not said yet.
    if words.tag(group.start) == Tag::To && class.is_none_or(|class| class != Class::According) {
        return true;
    }
    let to = group.clone().any(|at| words.tag(at) == Tag::To);
    if lemma == "add" && !clause && (to || !draft.content.iter().any(|part| has_verb(reading, part))) {
        return true;
    }
    // `states should show that`, `voters may decide whether`.
    let modal = group.clone().take(2).any(|at| {
        matches!(words.lower(at), "should" | "must" | "may" | "might" | "can" | "could" | "need" | "needs")
    });
    let denied = group.clone().any(|at| {
        words.tag(at) == Tag::Negation || matches!(words.lower(at), "cannot" | "can't" | "couldn't" | "n't")
    });
    let refuses = denied && matches!(class, Some(Class::Say | Class::Ask | Class::Stance));
    if modal && !refuses {
        return true;
    }
    let Some(source) = &draft.source else { return nobody_said(reading, draft, group) };
    let labelled = source.start > 0 && words.lower(source.start - 1) == "what" && class == Some(Class::Say);
    if labelled || supposed(reading, source) || disagrees(reading, group, source) {
        return true;
    }
    match mouth(reading, source) {
        // `the young show few signs`: only what tells something can show it.
        Mouth::Speaks => {
            matches!(lemma, "show" | "reveal" | "display" | "exhibit")
                && !draft
                    .content
                    .iter()
                    .any(|part| has_verb(reading, part) || words.tag(part.start) == Tag::Relative)
        }
        Mouth::Tells => matches!(class, Some(Class::Stance | Class::Intent)),
        Mouth::Mute => class != Some(Class::According),
    }
}

/// The verb of a group: behind auxiliaries, modals and verbs that only lead to it.
fn main_verb(reading: &Reading<'_>, group: &Range<usize>) -> Option<usize> {
    let words = &reading.words;
    let is_verb = |at: usize| {
        !matches!(words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Negation | Tag::Adverb | Tag::To)
            && (verb::lookup(words.key(at)).is_some() || cue::verb(words.key(at)).is_some())
    };
    let mut at = group.clone().find(|&at| is_verb(at))?;
    while at + 2 < group.end && words.tag(at + 1) == Tag::To && is_verb(at + 2) {
        at += 2;
    }
    Some(at)
}

/// What the cue lexicon says of the words of a cue.
pub(super) fn cue_of(reading: &Reading<'_>, group: &Range<usize>) -> Option<&'static cue::Cue> {
    let keys = reading.words.keys.get(group.clone()).unwrap_or_default();
    (0..keys.len()).find_map(|at| {
        let phrase = cue::longest(&keys[at..]).map(|found| found.value);
        phrase.or_else(|| cue::verb(keys[at])).or_else(|| cue::noun(keys[at])).map(|form| form.cue)
    })
}

/// Perception and appearance: `saw the water rise`, `appears to be open`. To see something as something is an opinion.
fn perceives(reading: &Reading<'_>, draft: &Draft, lemma: &str) -> bool {
    let words = &reading.words;
    match lemma {
        "see" | "watch" | "hear" | "notice" | "witness" | "spot" | "feel" => {
            // `saw it as a slight`, `sees no hope of talks`
            let weighs = |at: usize| {
                words.lower(at) == "as"
                    || matches!(
                        words.lower(at).trim_end_matches('s'),
                        "hope"
                            | "prospect"
                            | "chance"
                            | "reason"
                            | "need"
                            | "risk"
                            | "point"
                            | "possibility"
                            | "opportunity"
                            | "danger"
                            | "threat"
                            | "way"
                            | "future"
                    )
            };
            !draft.content.iter().any(|part| part.clone().take(12).any(weighs))
        }
        "appear" | "seem" => {
            draft.source.is_some() || !draft.content.iter().any(|part| words.tag(part.start) == Tag::That)
        }
        _ => false,
    }
}

/// Deeds that need no words: `signed the order`, `blocked the bill`. A noun of saying in the group makes words of them.
pub(super) fn deed(reading: &Reading<'_>, group: &Range<usize>, lemma: &str, clause: bool) -> bool {
    let words = &reading.words;
    let worded = (group.start..group.end).any(|at| {
        cue::noun(words.key(at)).is_some()
            && words.nominal(at)
            && !matches!(words.lower(at), "agreement" | "deal" | "treaty" | "pact" | "contract")
            && main_verb(reading, group) != Some(at)
    });
    !clause
        && !worded
        && matches!(
            lemma,
            "sign"
                | "block"
                | "release"
                | "exclude"
                | "include"
                | "feature"
                | "contain"
                | "offer"
                | "reach"
                | "cast"
                | "close"
                | "open"
                | "launch"
                | "deploy"
                | "provide"
                | "introduce"
                | "publish"
                | "lend"
                | "give"
                | "take"
                | "send"
                | "bring"
                | "build"
                | "create"
                | "join"
                | "leave"
                | "withdraw"
                | "enact"
                | "veto"
                | "replace"
                | "spell"
                | "wear"
                | "deliver"
                | "raise"
                | "pay"
                | "spend"
                | "adopt"
                | "receive"
                | "get"
                | "continue"
                | "hire"
                | "arrest"
                | "win"
        )
}

/// Whether a content has a finite verb.
pub(super) fn has_verb(reading: &Reading<'_>, part: &Range<usize>) -> bool {
    let words = &reading.words;
    part.clone().any(|at| {
        matches!(words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Verb) && words.words[at].text != "May"
            || verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Third)
                && noun::lookup(words.key(at)).is_none()
                && matches!(
                    words.tag(at + 1),
                    Tag::Determiner | Tag::Possessive | Tag::That | Tag::To | Tag::ObjectPronoun
                )
    })
}

/// `with reported cases`: a participle in front of its noun, and `were named` where nothing follows that somebody could say.
fn nobody_said(reading: &Reading<'_>, draft: &Draft, group: &Range<usize>) -> bool {
    let words = &reading.words;
    let [content] = &draft.content[..] else { return false };
    let opens = reading.sentence_start(group.start) == group.start;
    let before = words.tag(group.start.saturating_sub(1));
    let modifies = group.len() == 1
        && !opens
        && matches!(before, Tag::Preposition | Tag::Determiner | Tag::Possessive | Tag::Number)
        && words.nominal(content.start)
        && content.start == group.end;
    let named = content
        .clone()
        .all(|at| words.nominal(at) || matches!(words.tag(at), Tag::Conjunction | Tag::Determiner));
    let passive =
        group.clone().any(|at| matches!(words.lower(at), "is" | "are" | "was" | "were" | "been" | "be"))
            && words.tag(group.end - 1) != Tag::Preposition
            && (content.start >= group.end && words.nominal(content.start)
                || named && (!words.nominal(group.end) || timed(words.lower(group.end))));
    modifies || passive
}

/// `last week`, `on Monday`: what only says when.
fn timed(lower: &str) -> bool {
    matches!(lower, "last" | "this" | "next" | "earlier" | "later")
}

/// `if the council says so`: nobody has said so yet.
fn supposed(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    let words = &reading.words;
    let opens = reading.sentence_start(source.start);
    (source.start.saturating_sub(NEAR).max(opens)..source.start)
        .any(|at| matches!(words.lower(at), "if" | "unless" | "whether"))
}

/// `how many are ill tells officials how`: a verb for one behind a noun of many has another subject.
fn disagrees(reading: &Reading<'_>, group: &Range<usize>, source: &Range<usize>) -> bool {
    let words = &reading.words;
    let third = group.len() == 1
        && cue::verb(words.key(group.start)).is_some_and(|form| form.inflection == Inflection::Third);
    // `concerns from officials`: a noun before its source.
    let noun = source.start >= group.end && cue::noun(words.key(group.start)).is_some();
    third
        && !noun
        && !reading.headline(group.start)
        && source.clone().all(|at| words.tag(at) == Tag::Noun)
        && noun::lookup(words.key(source.end - 1)).is_some_and(|form| form.plural && form.noun.person)
}

/// Whether a source can say something, by the head of its phrase.
fn mouth(reading: &Reading<'_>, source: &Range<usize>) -> Mouth {
    let words = &reading.words;
    if let &[only] = &source.clone().collect::<Vec<_>>()[..] {
        match words.lower(only) {
            "you" | "there" | "what" | "this" | "these" | "nobody" | "none" | "whoever" | "anyone"
            | "anybody" => {
                return Mouth::Mute;
            }
            _ if !words.nominal(only) => return Mouth::Speaks,
            _ => {}
        }
    }
    let opens = |at: usize| words.nominal(at) || matches!(words.tag(at), Tag::Genitive | Tag::Dash);
    let mut start = source.start;
    // `a majority of residents`, `half of the towns`: those who are counted speak, their number does not.
    for _ in 0..3 {
        let of = (start..source.end).find(|&at| words.lower(at) == "of");
        match of {
            Some(of)
                if matches!(
                    words.lower(of - 1),
                    "majority"
                        | "half"
                        | "third"
                        | "quarter"
                        | "dozens"
                        | "hundreds"
                        | "thousands"
                        | "millions"
                        | "percent"
                        | "most"
                        | "one"
                        | "some"
                        | "many"
                        | "couple"
                        | "handful"
                        | "chorus"
                        | "member"
                        | "members"
                        | "rest"
                        | "plenty"
                        | "lots"
                        | "percentage"
                        | "share"
                        | "series"
                        | "list"
                        | "range"
                        | "pair"
                        | "all"
                        | "each"
                        | "several"
                        | "few"
                        | "%"
                        | "team"
                        | "group"
                ) =>
            {
                start = of + 1;
            }
            _ => break,
        }
    }
    while start < source.end && !opens(start) {
        start += 1;
    }
    let end = (start..source.end).find(|&at| !opens(at)).unwrap_or(source.end);
    if end == start {
        return Mouth::Speaks;
    }
    let head = end - 1;
    let lower = words.lower(head);
    // `coronavirus`, `bronchitis`: an illness says nothing, though it has a name.
    if illness::lookup(lower).is_some() {
        return Mouth::Mute;
    }
    if words.tag(head) == Tag::Number && end - start == 1 && words.tag(source.start) == Tag::Number {
        return Mouth::Mute;
    }
    if words.tag(head) == Tag::Name || words.tag(head) == Tag::Number {
        return match lower {
            "act" | "plan" | "program" | "programme" | "treaty" | "bill" | "agreement" => Mouth::Tells,
            _ => Mouth::Speaks,
        };
    }
    if matches!(lower, "number" | "numbers" | "rate" | "rates" | "share") {
        let counts = matches!(lower, "numbers" | "rates") && (start..head).any(|at| words.nominal(at));
        return if counts { Mouth::Tells } else { Mouth::Mute };
    }
    if matches!(
        lower,
        "guidance" | "guideline" | "guidelines" | "advisory" | "wording" | "messaging" | "statistics"
    ) {
        return Mouth::Tells;
    }
    match noun::lookup(words.key(head)) {
        Some(form) if form.noun.person || form.noun.group => Mouth::Speaks,
        Some(_) => Mouth::Tells,
        None if agent(lower) => Mouth::Speaks,
        // A word that no list knows may be a name.
        None if word::counts(words.key(head)).is_none() && verb::lookup(words.key(head)).is_none() => {
            Mouth::Speaks
        }
        None if (start..end).any(|at| words.tag(at) == Tag::Name) => Mouth::Tells,
        None => Mouth::Mute,
    }
}

/// `epidemiologists`, `historian`, `cities`: words by whose end or use people are meant.
fn agent(lower: &str) -> bool {
    let one = lower.strip_suffix('s').unwrap_or(lower);
    ["ist", "ician", "crat", "logue", "woman", "women", "man", "men", "person"]
        .iter()
        .any(|end| one.ends_with(end))
        || matches!(
            one,
            "city"
                | "citie"
                | "town"
                | "village"
                | "county"
                | "countie"
                | "district"
                | "province"
                | "capital"
                | "island"
                | "people"
                | "folk"
                | "other"
                | "local"
                | "percent"
                | "source"
                | "two"
                | "three"
                | "four"
        )
}

/// A cue that is a plural noun, in a title or behind a word that is no subject: `Jobless Claims: 4 Million`.
fn noun_in_title(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    if draft.learned.is_some() {
        return false;
    }
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return false };
    let Some(stretch) = reading.stretch(cue.start) else { return false };
    let noun = cue.len() == 1
        && (cue::noun(words.keys[cue.start]).is_some() || words.lower(cue.start) == "states")
        && cue::verb(words.keys[cue.start]).is_some_and(|form| form.inflection == Inflection::Third);
    if !noun || source.end > cue.start {
        return false;
    }
    // `a third of Ruritanian states`: what is counted.
    let counted = source.len() > 2 && words.lower(source.end - 2) == "of" && !reading.quoted(cue.start);
    // `Orla, Vessan and Solvanne, states that`: many subjects, and a verb for one.
    let many = source.clone().any(|at| words.lower(at) == "and")
        || words.tag(source.end - 1) == Tag::Noun
            && noun::lookup(words.key(source.end - 1)).is_some_and(|form| form.plural);
    many || counted || draft.rule == "quote.colon" && sense::capitals(reading, stretch)
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::learned;
    use rapporteur_record::AttributionKind;

    /// Checks whether one line of the model is an act.
    fn check(text: &str, line: (&str, &str, &[&str]), expected: bool) {
        let lines = learned(text, line);
        let own = lines.iter().find(|line| line.why.rule == "quote.model").map(|line| line.kind);
        assert_eq!(own, own.map(|kind| if expected { AttributionKind::Act } else { kind }), "{text}");
        assert_eq!(own == Some(AttributionKind::Act), expected, "{text}");
    }

    #[test]
    fn deeds_and_perceptions_say_nothing() {
        check("The mayor signed the order on Monday.", ("The mayor", "signed", &["the order"]), true);
        check("The mayor saw the water rise.", ("The mayor", "saw", &["the water rise"]), true);
        check(
            "The mayor saw the order as a slight.",
            ("The mayor", "saw", &["the order as a slight"]),
            false,
        );
        check("Employers added 3 million jobs.", ("Employers", "added", &["3 million jobs"]), true);
        check(
            "The mayor added that jobs are scarce.",
            ("The mayor", "added", &["that jobs are scarce"]),
            false,
        );
        check(
            "The mayor raised questions about the gate.",
            ("The mayor", "raised questions about", &["the gate"]),
            false,
        );
    }

    #[test]
    fn things_have_no_mouth_and_texts_do() {
        check(
            "The rising water suggests a leak in the gate.",
            ("The rising water", "suggests", &["a leak in the gate"]),
            true,
        );
        check(
            "The new virus shows how weak the gate is.",
            ("The new virus", "shows", &["how weak the gate is"]),
            true,
        );
        check(
            "A poll suggests that few trust the gate.",
            ("A poll", "suggests", &["that few trust the gate"]),
            false,
        );
        check(
            "A majority of voters say the gate leaks.",
            ("A majority of voters", "say", &["the gate leaks"]),
            false,
        );
        check(
            "Many historians think the gate leaks.",
            ("Many historians", "think", &["the gate leaks"]),
            false,
        );
    }

    #[test]
    fn what_is_supposed_was_not_said() {
        check(
            "If Marten wants to close the gate, it closes.",
            ("Marten", "wants", &["to close the gate"]),
            true,
        );
        check(
            "The towns should explain how they spend.",
            ("The towns", "should explain", &["how they spend"]),
            true,
        );
        check(
            "Marten could not say when it closes.",
            ("Marten", "could not say", &["when it closes"]),
            false,
        );
        check(
            "“We should have closed the gate,” Marten said.",
            ("Marten", "said", &["“We should have closed the gate,”"]),
            false,
        );
    }
}
