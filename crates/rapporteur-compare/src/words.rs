//! Words of a claim as they are compared.

use rapporteur_ontology::{act, country, cue, function, noun, stance, verb};
use rapporteur_text::Span;

/// Longest word that is kept whole.
const LONGEST: usize = 64;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) span: Span,
    /// In lower case, with plain apostrophes.
    pub(crate) folded: String,
    pub(crate) capital: bool,
}

impl Word {
    pub(crate) fn is_number(&self) -> bool {
        self.folded.starts_with(|c: char| c.is_ascii_digit())
    }

    /// It tells something: no determiner, pronoun, preposition, auxiliary.
    pub(crate) fn tells(&self) -> bool {
        self.folded.chars().count() > 1
            && function::lookup(self.folded.as_str()).is_none()
            && !matches!(
                self.folded.as_str(),
                "not" | "very" | "also" | "just" | "so" | "there" | "then" | "now"
            )
    }

    /// What it is counted under: its base form; a people under its country.
    pub(crate) fn lemma(&self) -> String {
        let country = if self.capital { self.country() } else { None };
        country.unwrap_or_else(|| lemma(&self.folded))
    }

    /// ISO 3166 alpha-3 code of the country or people that it names.
    pub(crate) fn country(&self) -> Option<String> {
        let name = self.folded_capital();
        let country = country::lookup(name.as_str()).map(|country| country.alpha3);
        let people = || country::demonym(name.as_str()).map(|demonym| demonym.country.alpha3);
        country.or_else(people).map(str::to_owned)
    }

    fn folded_capital(&self) -> String {
        let mut letters = self.folded.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// It turns what is said into its contrary.
    pub(crate) fn negates(&self) -> bool {
        matches!(
            self.folded.as_str(),
            "not" | "no" | "never" | "nobody" | "nothing" | "none" | "neither" | "nor" | "without" | "cannot"
        ) || self.folded.ends_with("n't")
    }
}

/// The base form of a word in lower case.
pub(crate) fn lemma(folded: &str) -> String {
    if let Some(act) = act::lookup(folded) {
        return act.lemma.to_owned();
    }
    if let Some(form) = noun::lookup(folded) {
        return form.noun.lemma.to_owned();
    }
    let bare = folded.strip_suffix('s').unwrap_or(folded);
    if bare.len() > 3 && !bare.ends_with(['s', 'u', 'i']) { bare.to_owned() } else { folded.to_owned() }
}

/// How a word stands to an allegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denial {
    /// It denies whatever it is said of: `denied`.
    Whole,
    /// It denies where an allegation follows: `rejected`, which is also said of offers.
    OfAllegation,
}

/// Whether a word denies, by the table of stances.
pub(crate) fn denial(folded: &str) -> Option<Denial> {
    stance::beginning(&[folded]).find_map(|(word, _)| match word.stance {
        "denies" => Some(Denial::Whole),
        "rejects" => Some(Denial::OfAllegation),
        _ => None,
    })
}

/// A noun for an allegation as such: `the accusation`, `these claims`. It is made of a verb of alleging.
pub(crate) fn names_allegation(folded: &str) -> bool {
    /// Verbs of alleging; `claim` and `charge` are nouns too.
    const ALLEGE: [&str; 5] = ["accuse", "allege", "assert", "claim", "charge"];
    act::lookup(folded).is_some_and(|act| {
        let made_of = act.roots.iter().any(|root| ALLEGE.contains(root));
        // “Claim” and “charge” are verbs and nouns at once.
        let both = matches!(folded, "claim" | "claims" | "charge" | "charges");
        both || act.lemma == "allegation" || made_of && !ALLEGE.contains(&act.lemma)
    })
}

/// A verb or noun that lays an act to somebody: `accused`, `blame`, `alleged`. Bare claims are made of all things.
pub(crate) fn accuses(folded: &str) -> bool {
    act::lookup(folded).is_some_and(|act| {
        let is = |lemma: &str| matches!(lemma, "accuse" | "blame" | "allege" | "allegation");
        is(act.lemma) || act.roots.iter().any(|root| is(root))
    })
}

/// What somebody is held for whom an act is laid to.
pub(crate) fn is_responsible(folded: &str) -> bool {
    matches!(folded, "responsible" | "accountable" | "liable" | "answerable" | "culpable")
}

/// True if a stretch is nothing but adverbs and conjunctions: “However”, “And yet”.
pub(crate) fn is_connective(text: &str, span: Span) -> bool {
    let joins = |word: &Word| {
        matches!(
            word.folded.as_str(),
            "however"
                | "moreover"
                | "meanwhile"
                | "instead"
                | "nevertheless"
                | "nonetheless"
                | "therefore"
                | "thus"
                | "furthermore"
                | "besides"
                | "still"
                | "yet"
                | "otherwise"
        )
    };
    words(text, span).iter().all(|word| !word.tells() || cue::is_adverb(&word.folded) || joins(word))
}

/// True if a stretch has a finite verb of its own, or stands in quotation marks: it says something, where “the plan” only names it.
pub(crate) fn is_clause(text: &str, span: Span) -> bool {
    let words = words(text, span);
    let opens = words.first().is_some_and(|word| word.folded == "that");
    let quoted = span.of(text).is_some_and(|stretch| stretch.starts_with(['"', '“', '‘']));
    // “he's ill”, “they've left”.
    let short = |word: &Word| {
        let written = word.span.of(text).unwrap_or_default();
        let whose = matches!(word.folded.as_str(), "he" | "she" | "it" | "that" | "there" | "who" | "what");
        whose && written.ends_with(['s', 'S'])
            || ["'re", "'m", "'ll", "'ve", "'d"].iter().any(|end| word.folded.ends_with(end))
    };
    // “any changes that the town makes”: behind a determiner a noun is meant.
    let noun = |at: usize| at > 0 && function::is_determiner(&words[at - 1].folded);
    let finite = |at: usize| {
        let folded = words[at].folded.as_str();
        let form = verb::lookup(folded).map(|form| form.inflection);
        // “Comments” is a noun more often than a verb; “costs the town much” is none.
        let relative = words.get(at + 2).is_some_and(|verb| function::is_finite_auxiliary(&verb.folded));
        let takes = words.get(at + 1).is_some_and(|next| match next.folded.as_str() {
            // “shows that the gate leaks”, but “changes that would cost the town much”
            "that" => !relative,
            "to" | "not" => true,
            next => function::is_determiner(next),
        });
        function::is_finite_auxiliary(folded)
            || form == Some(verb::Inflection::Past)
            || matches!(form, Some(verb::Inflection::Third | verb::Inflection::PastOrParticiple))
                && takes
                && !noun(at)
    };
    // The verb of “the boats that sank” and of “reports that the gate leaks” is that of a clause inside.
    let leads = |at: usize| {
        matches!(words[at].folded.as_str(), "that" | "which" | "who" | "whose" | "whom" | "where")
    };
    let mut inside = 0_usize;
    let own = (1..words.len()).any(|at| {
        inside += usize::from(leads(at));
        let counts = finite(at) && inside == 0;
        inside = inside.saturating_sub(usize::from(finite(at)));
        counts
    });
    // “she views it as settled”
    let subject = words.len() > 1
        && words
            .first()
            .is_some_and(|word| matches!(word.folded.as_str(), "i" | "he" | "she" | "we" | "they" | "there"));
    opens || quoted || subject || words.iter().any(short) || own
}

/// The words of a stretch of text: runs of letters and digits, with the marks inside of them.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word> {
    let Some(stretch) = span.of(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut start = None;
    let mut chars = stretch.char_indices().chain([(stretch.len(), ' ')]).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let number =
            start.is_some_and(|from: usize| stretch[from..].starts_with(|c: char| c.is_ascii_digit()));
        let inside = c.is_alphanumeric()
            || start.is_some()
                && (matches!(c, '\'' | '’') && next.is_alphabetic()
                    || matches!(c, ',' | '.') && number && next.is_ascii_digit());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(&mut found, stretch, from, at, span.start);
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn push(found: &mut Vec<Word>, stretch: &str, from: usize, to: usize, base: usize) {
    let written = &stretch[from..to];
    let mut folded: String = written
        .chars()
        .take(LONGEST)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    if let Some(bare) = folded.strip_suffix("'s") {
        folded.truncate(bare.len());
    }
    found.push(Word {
        span: Span::new(base + from, base + to),
        folded,
        capital: written.starts_with(char::is_uppercase),
    });
}

/// True if two names are of one stem: `Norvasse` and `Norvassian`. Short ones must be equal.
pub(crate) fn kin(left: &str, right: &str) -> bool {
    /// Letters that two names of one stem begin with.
    const STEM: usize = 5;
    let common = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.chars().count(), right.chars().count());
    // What follows the stem is an ending.
    common == left && left == right || common >= STEM && left - common <= 3 && right - common <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_marks() {
        let check = |text: &str, expected: &[&str]| {
            let words = words(text, Span::new(0, text.len()));
            let found: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
            assert_eq!(found, expected, "{text}");
            assert!(words.iter().all(|word| word.span.of(text).is_some()));
        };
        check("The town’s 1,400 wells don't run.", &["the", "town", "1,400", "wells", "don't", "run"]);
        check("No. 3", &["no", "3"]);
        check("", &[]);
    }

    #[test]
    fn words_for_allegations_and_denials() {
        let check = |word: &str, names: bool, accuse: bool, denied: Option<Denial>| {
            assert_eq!(
                (names_allegation(word), accuses(word), denial(word)),
                (names, accuse, denied),
                "{word}"
            );
        };
        check("accusation", true, true, None);
        check("allegations", true, true, None);
        check("claims", true, false, None);
        check("accused", false, true, None);
        check("denied", false, false, Some(Denial::Whole));
        check("rejects", false, false, Some(Denial::OfAllegation));
        check("bridge", false, false, None);
    }

    #[test]
    fn clauses_and_what_is_only_named() {
        let check = |text: &str, clause: bool, connective: bool| {
            let span = Span::new(0, text.len());
            assert_eq!((is_clause(text, span), is_connective(text, span)), (clause, connective), "{text}");
        };
        check("that the gate leaks", true, false);
        check("the mayor was told", true, false);
        check("he's worried about the gate", true, false);
        check("she views the gate as old", true, false);
        check("“No rain”", true, false);
        check("the comments of the mayor", false, false);
        check("boats to carry the sick", false, false);
        check("reports that the gate is leaking", false, false);
        check("a plan for boats that will carry the sick", false, false);
        check("boats to carry the sick after changes that will cost the town much", false, false);
        check("the use of nets in waters where seals are known to feed", false, false);
        check("The report shows that the gate leaks", true, false);
        check("the boats that were lost had a crew", true, false);
        check("However", false, true);
    }

    #[test]
    fn names_of_one_stem() {
        let check = |left: &str, right: &str, expected: bool| {
            assert_eq!(kin(left, right), expected, "{left} {right}");
        };
        check("norvasse", "norvassian", true);
        check("dalmerra", "dalmerran", true);
        check("dalmerra", "norvasse", false);
        check("mali", "malta", false);
        check("chad", "chad", true);
    }
}
