//! What a position is about: the words after the stance, where they end, and the key that brings them together with others.

use crate::words::Word;
use rapporteur_ontology::issue::{self, IssueMatch};
use rapporteur_ontology::{act, country, function, verb};
use rapporteur_record::Position;
use std::ops::Range;

/// Words of the longest issue; more would be a whole sentence.
const LONGEST: usize = 22;

/// Words of a key that is made of the issue's own words.
const KEY_WORDS: usize = 4;

/// What a stretch of words is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) words: Range<usize>,
    pub(crate) key: String,
    /// The common issue that it is.
    pub(crate) common: Option<IssueMatch>,
}

impl About {
    /// The same words as an issue of their own, whatever common one they name.
    pub(crate) fn by_its_words(self, words: &[Word]) -> Option<Self> {
        Some(Self { key: own_key(words, self.words.clone())?, common: None, ..self })
    }
}

/// A clause that opens with a pronoun: “this was a guess”. Its words alone do not tell what it is about.
pub(crate) fn hangs(words: &[Word], start: usize) -> bool {
    let mut next = words[start.min(words.len())..].iter().filter(|word| !word.is_mark());
    let opens = next.next().is_some_and(|word| {
        is_pronoun(&word.text) || matches!(word.text.as_str(), "i" | "there" | "these" | "those")
    });
    let verb = next.find(|word| !rapporteur_ontology::cue::is_adverb(&word.text));
    opens && verb.is_some_and(|word| is_finite(&word.text) || is_third(&word.text))
}

/// A name with nothing but what kind of body or person bears it: “the rebel group Tarn”.
pub(crate) fn is_bare_name(words: &[Word], range: Range<usize>) -> bool {
    let mut plain = words[range].iter().filter(|word| !word.is_mark()).rev();
    plain.next().is_some_and(|word| word.capital)
        && plain.all(|word| word.capital || is_filler(word) || is_kind(&word.text))
}

/// Words for what bears a name: people, bodies and lands.
fn is_kind(word: &str) -> bool {
    rapporteur_ontology::noun::lookup(word).is_some_and(|form| form.noun.person)
        || matches!(
            word,
            "group"
                | "movement"
                | "party"
                | "organisation"
                | "organization"
                | "faction"
                | "militia"
                | "government"
                | "army"
                | "country"
                | "nation"
                | "state"
                | "neighboring"
                | "neighbouring"
                | "rival"
        )
}

/// The clause that begins at `start`: what somebody denies or fears has a verb of its own.
pub(crate) fn clause(words: &[Word], start: usize) -> Option<About> {
    let end = end_of(words, start, true);
    // “warned that it may return if the gates stay open”: without the condition it is another warning.
    let conditional = words.get(end).is_some_and(|word| matches!(word.text.as_str(), "if" | "unless"));
    about(words, start..if conditional { end_of(words, end + 1, true) } else { end })
}

/// The issues that begin at `start`: the words up to the end of their clause, parted where they name several things.
pub(crate) fn beginning(words: &[Word], start: usize) -> Vec<About> {
    let start = behind_view(words, start);
    if hangs(words, start) {
        return Vec::new();
    }
    let range = trimmed(words, start..end(words, start));
    let issues = parts(words, range).into_iter().filter_map(|part| about(words, part));
    issues.flat_map(|issue| [ended(words, &issue), Some(issue)].into_iter().rev().flatten()).collect()
}

/// The issue inside of one that is to end it: who calls for “an end to military operations” is for a truce and against these.
fn ended(words: &[Word], whole: &About) -> Option<About> {
    let range = whole.words.clone();
    let (at, outer) = common(words, range.clone()).filter(|_| whole.common.is_some())?;
    let ends = is_against(&words[at].text) && !outer.contrary;
    let (inside, found) = common(words, at + 1..range.end).filter(|_| ends)?;
    let before = words[at..inside].iter().filter(|word| !word.is_mark() && !is_filler(word)).count();
    let nested = before < outer.words && found.issue.id != outer.issue.id;
    let wanted = whole.common.is_some_and(|common| !common.contrary);
    // With the word that ends it: “urged … military operations” would say the opposite.
    (nested && wanted && !found.contrary).then(|| About {
        words: range,
        key: found.issue.id.to_owned(),
        common: Some(IssueMatch { contrary: true, ..found }),
    })
}

/// The issue of just these words.
pub(crate) fn about(words: &[Word], range: Range<usize>) -> Option<About> {
    let range = trimmed(words, range);
    if range.is_empty() {
        return None;
    }
    let common = common(words, range.clone()).filter(|(at, _)| !looks_into(words, range.start, *at));
    let common = common.map(|(at, found)| {
        // “violating the truce”, “to prevent a war”, “to give up its missiles”: the contrary.
        let mut before =
            words[range.start..at].iter().rev().filter(|word| !is_filler(word) && word.text != "of");
        let ends = match (before.next(), before.next()) {
            (Some(up), Some(give)) if up.text == "up" => base(&give.text) == "give",
            (Some(verb), _) => is_against(&verb.text),
            _ => false,
        };
        let contrary = found.contrary != ends;
        (at, IssueMatch { contrary, ..found })
    });
    let key = match common {
        Some((_, found)) => found.issue.id.to_owned(),
        None => own_key(words, range.clone())?,
    };
    Some(About { words: range, key, common: common.map(|(_, found)| found) })
}

/// “asked to investigate a surge of migrants”: who wants a thing looked into is neither for it nor against it.
fn looks_into(words: &[Word], start: usize, issue: usize) -> bool {
    let mut before = words[start..issue].iter().filter(|word| !word.is_mark() && word.text != "to");
    before.next().is_some_and(|word| {
        let lemma = verb::lookup(word.text.as_str()).map_or(word.text.as_str(), |form| form.lemma);
        matches!(
            lemma,
            "investigate"
                | "examine"
                | "study"
                | "probe"
                | "review"
                | "assess"
                | "analyse"
                | "analyze"
                | "monitor"
                | "explain"
                | "describe"
                | "understand"
        )
    })
}

/// Words for what ends or hinders what follows them.
pub(crate) fn is_against(word: &str) -> bool {
    matches!(
        base(word).as_str(),
        "violate"
            | "breach"
            | "break"
            | "undermine"
            | "obstruct"
            | "block"
            | "suspend"
            | "sabotage"
            | "prevent"
            | "avoid"
            | "avert"
            | "stop"
            | "halt"
            | "end"
            | "combat"
            | "curb"
            | "hinder"
            | "derail"
            | "abandon"
            | "dismantle"
            | "eliminate"
            | "ban"
            | "scrap"
            | "renounce"
            | "relinquish"
            | "freeze"
            | "abolish"
            | "cease"
            | "counter"
            | "oppose"
            | "fight"
    )
}

/// “serious consequences”: what somebody threatens with, by its head noun.
pub(crate) fn is_reprisal(words: &[Word], about: &About) -> bool {
    let head = words[about.words.clone()].iter().take_while(|word| {
        !word.is_mark() && !crate::holder::is_preposition(&word.text) && word.text != "if"
    });
    head.last().is_some_and(|word| {
        matches!(
            word.text.as_str(),
            "consequences"
                | "retribution"
                | "retaliation"
                | "reprisal"
                | "reprisals"
                | "punishment"
                | "revenge"
                | "response"
                | "countermeasures"
        )
    })
}

/// The first common issue that the words name.
pub(crate) fn common(words: &[Word], range: Range<usize>) -> Option<(usize, IssueMatch)> {
    let (mut places, mut plain) = (Vec::new(), Vec::new());
    // What stands behind “action against Y for …” is why, not what is wanted; “fight against graft” is one phrase.
    let mut opens = usize::MAX;
    for at in range.clone() {
        let word = &words[at];
        if at > range.start
            && matches!(word.text.as_str(), "against" | "after" | "because" | "despite" | "amid")
        {
            opens = opens.min(plain.len());
        }
        // “reform over cuts”: of the two the first is meant.
        if at > range.start && matches!(word.text.as_str(), "over" | "instead" | "rather") {
            break;
        }
        // “the neglect of the coast in peace talks”: where it is, not what it is.
        if matches!(word.text.as_str(), "in" | "at" | "within" | "under")
            && opens_with_noun(words, range.start..at)
        {
            break;
        }
        if !word.is_mark() && !is_filler(word) {
            places.push(at);
            plain.push(word.text.as_str());
        }
    }
    (0..plain.len().min(opens)).find_map(|at| Some((places[at], issue::beginning(&plain[at..])?)))
}

/// The words are a phrase with a noun of its own before a place or topic: “the neglect of the coast”, not “taking part”.
fn opens_with_noun(words: &[Word], range: Range<usize>) -> bool {
    let first = words[range.clone()].iter().find(|word| !word.is_mark());
    let determined = first.is_some_and(|word| function::is_determiner(&word.text));
    determined && words[range].iter().any(|word| word.text == "of")
}

/// Words that may stand inside the phrase for an issue: “recognition of [the Orvanian] state”.
fn is_filler(word: &Word) -> bool {
    let text = word.text.as_str();
    function::is_determiner(text)
        || is_demonym(word)
        || matches!(text, "immediate" | "full" | "further" | "all" | "such" | "possible")
}

/// `Orvanian`: the tables have names of peoples with a capital.
fn is_demonym(word: &Word) -> bool {
    let mut letters = word.text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    word.capital && country::demonym(&*first.chain(letters).collect::<String>()).is_some()
}

/// “what it views as the neglect of the coast”: the words after “as”.
fn behind_view(words: &[Word], start: usize) -> usize {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if text(start) != "what" {
        return start;
    }
    let views = verb::lookup(text(start + 2)).is_some_and(|form| {
        matches!(
            form.lemma,
            "view" | "see" | "perceive" | "call" | "describe" | "regard" | "consider" | "term"
        )
    });
    match (views, text(start + 3)) {
        (true, "as") => start + 4,
        (true, _)
            if matches!(text(start + 2), "called" | "calls" | "considers" | "considered" | "termed") =>
        {
            start + 3
        }
        _ => start,
    }
}

/// Where the issue that begins at `start` ends.
pub(crate) fn end(words: &[Word], start: usize) -> usize {
    end_of(words, start, false)
}

fn end_of(words: &[Word], start: usize, mut clause: bool) -> usize {
    let last = words.len().min(start + LONGEST);
    let mut at = start;
    while at < last {
        let word = &words[at];
        let text = word.text.as_str();
        let inside = at > start;
        if word.ends_clause() || text == "," && !lists(words, start, at) {
            break;
        }
        // “reports that the dam leaks”: what the noun tells of.
        if inside && text == "that" && tells_of(&words[at - 1].text) && clause_begins(words, at + 1) {
            clause = true;
            at += 1;
            continue;
        }
        if inside
            && matches!(
                text,
                "which"
                    | "who"
                    | "whom"
                    | "whose"
                    | "that"
                    | "while"
                    | "whilst"
                    | "because"
                    | "after"
                    | "before"
                    | "amid"
                    | "since"
                    | "as"
                    | "if"
                    | "unless"
                    | "until"
                    | "when"
                    | "where"
                    | "although"
                    | "though"
                    | "but"
                    | "despite"
                    | "following"
                    | "during"
                    | "given"
                    | "especially"
                    | "rather"
                    | "including"
                    | "said"
                    | "says"
                    | "saying"
                    | "whereas"
                    | "so"
                    | "than"
                    | "once"
                    | "adding"
                    | "ahead"
            )
        {
            break;
        }
        // “has asked for repairs for months”: how long, not what.
        if inside && text == "for" && lasts(&words[at + 1..]) {
            break;
        }
        // “… and warned that”: a new verb of the same subject.
        if inside && matches!(text, "and" | "or" | "but") {
            let mut next =
                words[at + 1..].iter().filter(|word| !word.is_mark()).map(|word| word.text.as_str());
            let (first, second) = (next.next().unwrap_or_default(), next.next().unwrap_or_default());
            let noun = rapporteur_ontology::noun::lookup(first).is_some_and(|form| form.plural);
            if is_finite(first)
                || is_third(first) && !noun
                || is_third(first) && matches!(second, "to" | "that" | "the" | "a" | "ready" | "its")
            {
                break;
            }
        }
        // “the strategy of the council [would lead to …]”: the verb of the clause that the issue is the subject of.
        if !clause
            && inside
            && at > start + 1
            && function::is_finite_auxiliary(text)
            && !matches!(text, "be" | "have" | "do")
        {
            break;
        }
        at += 1;
    }
    at
}

/// Nouns that a clause with “that” belongs to.
fn tells_of(word: &str) -> bool {
    matches!(
        word,
        "report"
            | "reports"
            | "claim"
            | "claims"
            | "idea"
            | "notion"
            | "fact"
            | "suggestion"
            | "suggestions"
            | "allegation"
            | "allegations"
            | "possibility"
            | "prospect"
            | "risk"
            | "chance"
            | "view"
            | "belief"
            | "theory"
            | "myth"
            | "rumours"
            | "rumors"
    )
}

/// A subject and a verb follow: no verb stands right behind “that”, as in “reports that came in”.
fn clause_begins(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| !word.is_mark() && !is_finite(&word.text) && !is_third(&word.text))
}

/// Words for a time that something lasts: “months”, “many years”.
fn lasts(words: &[Word]) -> bool {
    words.iter().take(2).any(|word| {
        matches!(
            word.text.as_str(),
            "minutes" | "hours" | "days" | "weeks" | "months" | "years" | "decades" | "centuries"
        )
    })
}

/// A comma inside a list of short things: “food, water and medicine”.
fn lists(words: &[Word], start: usize, comma: usize) -> bool {
    let next: Vec<&Word> = words[comma + 1..].iter().take(3).collect();
    let joined = next.iter().position(|word| matches!(word.text.as_str(), "and" | "or"));
    comma > start
        && matches!(joined, Some(1 | 2))
        && next[..joined.unwrap_or_default()].iter().all(|word| !word.is_mark() && !word.capital)
        && !is_pronoun(&next[0].text)
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "it" | "them"
            | "him"
            | "her"
            | "he"
            | "she"
            | "they"
            | "we"
            | "this"
            | "that"
            | "so"
            | "us"
            | "me"
            | "you"
    )
}

fn is_third(word: &str) -> bool {
    verb::lookup(word).is_some_and(|form| form.inflection == verb::Inflection::Third)
}

fn is_finite(word: &str) -> bool {
    function::is_finite_auxiliary(word)
        || verb::lookup(word).is_some_and(|form| {
            matches!(form.inflection, verb::Inflection::Past | verb::Inflection::PastOrParticiple)
        })
}

/// The range without marks, conjunctions and prepositions at its ends.
fn trimmed(words: &[Word], range: Range<usize>) -> Range<usize> {
    let loose = |word: &Word| {
        word.is_mark()
            || matches!(word.text.as_str(), "and" | "or" | "also" | "both" | "then" | "now" | "only" | "even")
    };
    let (mut start, mut end) = (range.start, range.end.min(words.len()));
    while start < end && loose(&words[start]) {
        start += 1;
    }
    while start < end
        && (loose(&words[end - 1])
            || matches!(
                words[end - 1].text.as_str(),
                "of" | "in"
                    | "to"
                    | "for"
                    | "on"
                    | "at"
                    | "by"
                    | "with"
                    | "from"
                    | "over"
                    | "the"
                    | "a"
                    | "an"
                    | "its"
            ))
    {
        end -= 1;
    }
    start..end
}

/// The things that an issue names beside each other: parted where each side names a common issue, or the second opens
/// with an article.
fn parts(words: &[Word], range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        let between = words[start..at].iter().any(|word| word.text == "between");
        if words[at].text != "and" || at == start || at + 1 >= range.end || between {
            continue;
        }
        let (left, right) = (common(words, start..at), common(words, at + 1..range.end));
        let article = matches!(
            words[at + 1].text.as_str(),
            "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our"
        );
        let differ = match (left, right) {
            (Some((_, left)), Some((_, right))) => left.issue.id != right.issue.id,
            _ => false,
        };
        if differ || article && left.is_some() != right.is_some() || article && left.is_none() {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..range.end);
    parts
}

/// The words that carry the meaning of an issue: its first nouns and verbs in their base forms, sorted. `None` if there are
/// none, as of `it`.
fn own_key(words: &[Word], range: Range<usize>) -> Option<String> {
    key(words, range, &|_| None)
}

/// The same, with the names of what `named` knows: “Moscow's stance” and “Russia's position” are one.
pub(crate) fn key(
    words: &[Word],
    range: Range<usize>,
    named: &dyn Fn(&Word) -> Option<String>,
) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    let words_end_in_pronoun = range.end > range.start && is_pronoun(&words[range.end - 1].text);
    let bare = is_bare_name(words, range.clone());
    let mut last_name = None;
    for word in &words[range] {
        let text = word.text.as_str();
        if let Some(name) = named(word) {
            last_name = Some(name.clone());
            if !kept.contains(&name) && kept.len() < KEY_WORDS {
                kept.push(name);
            }
            continue;
        }
        let plain = text.chars().all(|c| c.is_alphabetic() || c == '-');
        if !plain
            || text.chars().count() < 3
            || function::lookup(text).is_some()
            || rapporteur_ontology::cue::is_adverb(text)
            || is_empty(text)
        {
            continue;
        }
        let base = base(text);
        if !kept.contains(&base) {
            kept.push(base);
        }
        if kept.len() == KEY_WORDS {
            break;
        }
    }
    // “back it”, “do this”: the words do not tell what.
    if kept.len() < 2 && words_end_in_pronoun {
        return None;
    }
    // “the rebel group Tarn” is “Tarn”.
    if let Some(name) = last_name
        && bare
    {
        return Some(name);
    }
    kept.sort_unstable();
    (!kept.is_empty()).then(|| kept.join("+"))
}

/// Words that say nothing of what an issue is.
fn is_empty(word: &str) -> bool {
    matches!(
        word,
        "such"
            | "thing"
            | "things"
            | "something"
            | "anything"
            | "everything"
            | "nothing"
            | "matter"
            | "issue"
            | "issues"
            | "way"
            | "step"
            | "steps"
            | "move"
            | "moves"
            | "idea"
            | "fact"
            | "situation"
            | "people"
            | "immediate"
            | "immediately"
            | "new"
            | "latest"
            | "recent"
            | "former"
            | "possible"
            | "potential"
            | "strong"
            | "full"
            | "more"
            | "most"
            | "other"
            | "others"
            | "today"
            | "tomorrow"
            | "yesterday"
            | "week"
            | "month"
            | "year"
            | "let"
            | "get"
            | "give"
            | "make"
            | "take"
            | "put"
            | "keep"
            | "bring"
            | "come"
            | "want"
            | "know"
            | "part"
            | "side"
            | "kind"
            | "sort"
            | "lot"
            | "number"
    )
}

/// The verb that a word is made of, or its singular.
pub(crate) fn base(word: &str) -> String {
    if matches!(word, "stance" | "stances" | "position" | "positions") {
        return "position".to_owned();
    }
    if let Some(act) = act::lookup(word) {
        return act.roots[0].to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(one) if one.len() > 3 && !one.ends_with('s') && !one.ends_with('i') && !one.ends_with('u') => {
            one.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// “the invitation” is what the report told before: it takes the key of the last position before it that has the same word and more.
pub(crate) fn recall(text: &str, lines: &mut [Position]) {
    /// Positions before it that are looked at.
    const BEFORE: usize = 12;
    /// Bytes between the two.
    const NEAR: usize = 1_500;
    for at in 0..lines.len() {
        let (before, rest) = lines.split_at_mut(at);
        let line = &mut rest[0];
        let written = line.issue.span.of(text).unwrap_or_default();
        let mut words = written.split_whitespace();
        let known =
            matches!(words.next().unwrap_or_default(), "the" | "this" | "that" | "such" | "these" | "those");
        if line.issue.common || !known || words.count() != 1 || line.issue.key.contains('+') {
            continue;
        }
        let earlier = before.iter().rev().take(BEFORE).find(|earlier| {
            !earlier.issue.common
                && earlier.issue.key.split('+').any(|word| word == line.issue.key)
                && line.issue.span.start.saturating_sub(earlier.issue.span.end) <= NEAR
        });
        if let Some(earlier) = earlier {
            line.issue.key.clone_from(&earlier.issue.key);
        }
    }
}
