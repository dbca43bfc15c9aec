//! Cues of attribution: verbs, nouns and phrases that tell that somebody says, believes, orders or wants something.
//!
//! Each cue carries counts from annotated train reports: how often it is a cue and how often it merely occurs, by the
//! words that follow it. So a rule can ask how far "called" is to be trusted before a quotation, and before "for".

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, function, table, verb};

pub use crate::verb::Inflection;

/// What a cue is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// One verb.
    Verb,
    /// One noun: "claim", "warning".
    Noun,
    /// Several words, or an adverb: "according to", "call for", "reportedly".
    Phrase,
}

/// The sense of a cue, as far as rules need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Speech and writing: say, add, deny, accuse.
    Say,
    /// "According to" and its like: the source follows.
    According,
    /// Opinion, knowledge, expectation: believe, expect, fear.
    Belief,
    /// For or against: support, reject, welcome.
    Stance,
    /// What a document or fact tells: show, indicate, suggest.
    Show,
    /// Orders and rulings: order, ban, decide.
    Decree,
    /// What somebody shall do: urge, demand, call for.
    Request,
    /// Questions: ask, wonder.
    Ask,
    /// What somebody means to do: plan, want, vow.
    Intent,
}

/// The kind of attribution that a cue makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody said it.
    Speech,
    /// A document, count or finding tells it.
    Report,
    /// Somebody ordered it.
    Decree,
    /// Somebody thinks or wants it.
    Stance,
}

/// What follows a cue, by the words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Complement {
    /// An opening quotation mark, perhaps after a comma or colon.
    Quote,
    /// A colon without quotation mark.
    Colon,
    /// "that".
    That,
    /// A clause without "that": a subject pronoun, or a finite verb within a few words.
    Clause,
    /// "whether", "how", "why", "what" ...
    Wh,
    /// "to" and a verb.
    Infinitive,
    /// A word in -ing.
    Gerund,
    /// "to" and something else.
    To,
    /// "for".
    For,
    /// "of".
    Of,
    /// "on", "upon".
    On,
    /// "about".
    About,
    /// "over".
    Over,
    /// "with".
    With,
    /// "against".
    Against,
    /// "as".
    As,
    /// "in".
    In,
    /// Anything else: an object, or a subject after the verb ("said the minister").
    Object,
    /// The end of the sentence or clause: a mark, "and", "or", "but", or nothing.
    End,
}

/// How often a cue occurs before a complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// What follows.
    pub complement: Complement,
    /// Times it is annotated as a cue.
    pub cues: u32,
    /// Times it occurs.
    pub total: u32,
}

/// A cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Base form, lower case; in a phrase its first word is in base form.
    pub lemma: &'static str,
    /// What it is made of.
    pub part: Part,
    /// Its sense.
    pub class: Class,
    /// The attribution it makes.
    pub kind: Kind,
    /// Counts by complement; a complement that the train reports do not hold is absent.
    pub usages: Vec<Usage>,
    /// Times it is annotated as a cue.
    pub cues: u32,
    /// Times it occurs outside the content of other attributions.
    pub total: u32,
}

/// Weight of the prior in the smoothed shares, in occurrences.
const PRIOR_WEIGHT: f32 = 2.0;
/// Share of a listed cue of which nothing is known: about the mean over the table's speech verbs.
const PRIOR: f32 = 0.6;

impl Cue {
    /// Share of its occurrences before a complement that are cues, 0 to 1, drawn to the overall share where few are seen.
    pub fn reliability(&self, complement: Complement) -> f32 {
        let seen = self.usages.iter().find(|usage| usage.complement == complement);
        let (cues, total) = seen.map_or((0, 0), |usage| (usage.cues, usage.total));
        smoothed(cues, total, self.overall())
    }

    /// Share of all its occurrences that are cues, 0 to 1.
    pub fn overall(&self) -> f32 {
        smoothed(self.cues, self.total, PRIOR)
    }
}

fn smoothed(cues: u32, total: u32, prior: f32) -> f32 {
    (cues as f32 + PRIOR_WEIGHT * prior) / (total as f32 + PRIOR_WEIGHT)
}

/// A form of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueForm {
    /// The cue.
    pub cue: &'static Cue,
    /// Which form it is; of a phrase, the form of its first word.
    pub inflection: Inflection,
}

struct Cues {
    entries: Vec<Cue>,
    forms: Vec<(usize, Inflection)>,
    verbs: Index,
    nouns: Index,
    phrases: Index,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut all_forms = Vec::new();
    let (mut verbs, mut nouns, mut phrases) = (Vec::new(), Vec::new(), Vec::new());
    for [lemma, part, class, kind, forms, usages] in table::rows(include_str!("../data/cues.tsv")) {
        let (part, keys) = match part {
            "v" => (Part::Verb, &mut verbs),
            "n" => (Part::Noun, &mut nouns),
            _ => (Part::Phrase, &mut phrases),
        };
        for (form, code) in table::list(forms).filter_map(|form| form.rsplit_once(':')) {
            keys.push((form, all_forms.len()));
            all_forms.push((entries.len(), Inflection::of_code(code)));
        }
        let usages: Vec<Usage> = usages.split(',').filter_map(usage).collect();
        let cues = usages.iter().map(|usage| usage.cues).sum();
        let total = usages.iter().map(|usage| usage.total).sum();
        entries.push(Cue { lemma, part, class: class_of(class), kind: kind_of(kind), usages, cues, total });
    }
    Cues {
        entries,
        forms: all_forms,
        verbs: Index::new(Table::CueVerbs, Case::Fold, verbs.into_iter()),
        nouns: Index::new(Table::CueNouns, Case::Fold, nouns.into_iter()),
        phrases: Index::new(Table::CuePhrases, Case::Fold, phrases.into_iter()),
    }
});

fn usage(text: &str) -> Option<Usage> {
    let (name, counts) = text.split_once(':')?;
    let (cues, total) = counts.split_once('/')?;
    Some(Usage { complement: complement_of(name)?, cues: table::number(cues), total: table::number(total) })
}

fn complement_of(name: &str) -> Option<Complement> {
    Some(match name {
        "quote" => Complement::Quote,
        "colon" => Complement::Colon,
        "that" => Complement::That,
        "clause" => Complement::Clause,
        "wh" => Complement::Wh,
        "infinitive" => Complement::Infinitive,
        "gerund" => Complement::Gerund,
        "object" => Complement::Object,
        "end" => Complement::End,
        _ => preposition(name)?,
    })
}

fn preposition(word: &str) -> Option<Complement> {
    Some(match word {
        "to" => Complement::To,
        "for" => Complement::For,
        "of" => Complement::Of,
        "on" | "upon" => Complement::On,
        "about" => Complement::About,
        "over" => Complement::Over,
        "with" => Complement::With,
        "against" => Complement::Against,
        "as" => Complement::As,
        "in" => Complement::In,
        _ => return None,
    })
}

fn class_of(name: &str) -> Class {
    match name {
        "according" => Class::According,
        "belief" => Class::Belief,
        "stance" => Class::Stance,
        "show" => Class::Show,
        "decree" => Class::Decree,
        "request" => Class::Request,
        "ask" => Class::Ask,
        "intent" => Class::Intent,
        _ => Class::Say,
    }
}

fn kind_of(name: &str) -> Kind {
    match name {
        "report" => Kind::Report,
        "decree" => Kind::Decree,
        "stance" => Kind::Stance,
        _ => Kind::Speech,
    }
}

pub(crate) fn indexes() -> [&'static Index; 3] {
    [&CUES.verbs, &CUES.nouns, &CUES.phrases]
}

pub(crate) fn len() -> usize {
    CUES.entries.len()
}

/// All cues, by lemma and part.
pub fn all() -> &'static [Cue] {
    &CUES.entries
}

fn form(number: usize) -> CueForm {
    let (entry, inflection) = CUES.forms[number];
    CueForm { cue: &CUES.entries[entry], inflection }
}

/// The cue that a word can be, as a verb if it can be one.
pub fn lookup(word: impl AsKey) -> Option<&'static Cue> {
    verb(word).or_else(|| noun(word)).map(|found| found.cue)
}

/// The verb that a word is a form of.
pub fn verb(word: impl AsKey) -> Option<CueForm> {
    CUES.verbs.get(word).map(form)
}

/// The noun that a word is a form of: "claims" in "his claims that ...".
pub fn noun(word: impl AsKey) -> Option<CueForm> {
    CUES.nouns.get(word).map(form)
}

/// The longest phrase that the words begin with; cues of one word are left to [`verb`] and [`noun`], except adverbs.
///
/// ```
/// use rapporteur_ontology::cue::{self, Class};
/// let found = cue::longest(&["According", "to", "the", "council"]).unwrap();
/// assert_eq!((found.value.cue.class, found.words), (Class::According, 2));
/// let found = cue::longest(&["calls", "for", "calm"]).unwrap();
/// assert_eq!((found.value.cue.lemma, found.words), ("call for", 2));
/// ```
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<CueForm>> {
    let (number, words) = CUES.phrases.longest(words)?;
    Some(Match { value: form(number), words })
}

/// How many words after a cue the test for a clause looks at.
const CLAUSE_WINDOW: usize = 9;

/// What follows a cue: `next` are the words and marks of its sentence after it. Adverbs at the start are skipped.
///
/// The counts of the table were made with this same test.
///
/// ```
/// use rapporteur_ontology::cue::{complement, Complement};
/// assert_eq!(complement(&[",", "“", "We", "wait"]), Complement::Quote);
/// assert_eq!(complement(&["the", "bridge", "would", "open"]), Complement::Clause);
/// assert_eq!(complement(&["the", "delay", "."]), Complement::Object);
/// assert_eq!(complement(&["to", "rebuild", "it"]), Complement::Infinitive);
/// ```
pub fn complement<K: AsKey>(next: &[K]) -> Complement {
    let skipped = next.iter().take_while(|word| is_adverb(word.text())).count();
    let next = &next[skipped..];
    let Some(first) = next.first().map(|word| lower(word.text())) else {
        return Complement::End;
    };
    let second = next.get(1).map_or("", AsKey::text);
    if is_opening(&first) || (matches!(&*first, "," | ":") && is_opening(second)) {
        return Complement::Quote;
    }
    match &*first {
        ":" => return Complement::Colon,
        "that" => return Complement::That,
        "to" if verb::is_base(second) && !function::is_determiner(second) => return Complement::Infinitive,
        "whether" | "how" | "why" | "what" | "who" | "if" | "when" | "where" | "which" => {
            return Complement::Wh;
        }
        "i" | "he" | "she" | "we" | "they" | "there" => return Complement::Clause,
        "and" | "or" | "but" => return Complement::End,
        _ => {}
    }
    if let Some(complement) = preposition(&first) {
        return complement;
    }
    if is_end(&first) {
        return Complement::End;
    }
    let plain = matches!(&*first, "nothing" | "something" | "anything" | "everything" | "during");
    if first.ends_with("ing") && first.len() > 4 && !plain {
        return Complement::Gerund;
    }
    for word in next.iter().take(CLAUSE_WINDOW).skip(1) {
        let word = lower(word.text());
        if function::is_finite_auxiliary(&word) {
            return Complement::Clause;
        }
        let stops = matches!(&*word, "that" | "who" | "which" | "to" | ":" | "and" | "—");
        if stops || is_opening(&word) || matches!(&*word, "." | "," | ";" | "!" | "?" | ")" | "”" | "'" | "’")
        {
            break;
        }
    }
    Complement::Object
}

/// The word in lower case with straight apostrophes.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|c| c.is_ascii() && !c.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('’', "'"))
}

fn is_opening(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | "``")
}

fn is_end(word: &str) -> bool {
    matches!(word, "." | "," | ";" | "!" | "?" | ")" | "”" | "'" | "’" | "—" | "–" | "-" | "(")
}

/// Adverbs that may stand between a cue and what follows.
pub fn is_adverb(word: &str) -> bool {
    const COMMON: [&str; 14] = [
        "also", "again", "still", "just", "even", "already", "once", "often", "later", "then", "now", "yet",
        "always", "instead",
    ];
    let mut letters = word.chars().rev().flat_map(char::to_lowercase);
    let manner = word.len() > 2 && letters.next() == Some('y') && letters.next() == Some('l');
    manner || COMMON.iter().any(|adverb| word.eq_ignore_ascii_case(adverb))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Complement) {
        let words: Vec<_> = words.split(' ').filter(|word| !word.is_empty()).collect();
        assert_eq!(complement(&words), expected, "{words:?}");
    }

    #[test]
    fn complements() {
        check("that it rains", Complement::That);
        check("\" It rains \"", Complement::Quote);
        check(": \" It rains \"", Complement::Quote);
        check(": It rains", Complement::Colon);
        check("publicly that it rains", Complement::That);
        check("it was raining", Complement::Clause);
        check("he left", Complement::Clause);
        check("Rain is expected", Complement::Clause);
        check("the mayor , who was there", Complement::Object);
        check("to resign", Complement::Infinitive);
        check("to the council", Complement::To);
        check("leaving the town", Complement::Gerund);
        check("whether it rains", Complement::Wh);
        check(".", Complement::End);
        check("", Complement::End);
    }

    #[test]
    fn forms() {
        for (word, lemma, inflection) in [
            ("said", "say", Inflection::PastOrParticiple),
            ("Says", "say", Inflection::Third),
            ("insisting", "insist", Inflection::Gerund),
            ("denied", "deny", Inflection::PastOrParticiple),
            ("wrote", "write", Inflection::Past),
        ] {
            let found = verb(word).unwrap();
            assert_eq!((found.cue.lemma, found.inflection), (lemma, inflection), "{word}");
        }
        assert_eq!(noun("claims").unwrap().inflection, Inflection::Plural);
        assert!(lookup("bridge").is_none());
    }

    #[test]
    fn shares_follow_the_complement() {
        let call = verb("called").unwrap().cue;
        assert!(call.reliability(Complement::For) > call.reliability(Complement::End));
        let unseen = Cue { usages: Vec::new(), cues: 0, total: 0, ..call.clone() };
        assert_eq!(unseen.reliability(Complement::That), PRIOR);
    }
}
