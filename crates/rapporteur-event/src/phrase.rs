//! Which words for a side say by themselves whom they mean.

use rapporteur_ontology::{country, function, noun, verb};

/// False for half a phrase: a pronoun that nobody is known for (`they`, `their`), an adjective (`Danish`, `public`), a noun that
/// only describes the next one (`state` of `state funding`), a share without whole (`a majority`). `text`: the report, of which
/// the words end at byte `end`.
///
/// ```
/// use rapporteur_event::is_phrase;
/// let check = |text: &str, words: &str| is_phrase(text, words, text.find(words).unwrap() + words.len());
/// assert!(check("The navy shelled two villages.", "two villages"));
/// assert!(check("Guards beat prisoners.", "prisoners"));
/// assert!(!check("They shelled the port.", "They"));
/// assert!(!check("The Danish push failed.", "Danish"));
/// assert!(!check("Whether anyone was jailed is open.", "anyone"));
/// assert!(!check("The port and its harbour funding matter.", "harbour"));
/// ```
#[must_use]
pub fn is_phrase(text: &str, words: &str, end: usize) -> bool {
    let mut each = words.split_whitespace().map(bare);
    let (Some(first), second) = (each.next(), each.next()) else { return false };
    let last = words.split_whitespace().next_back().map_or(first, bare);
    // Nobody in particular: `anyone`, `any one person`.
    let lower = first.to_lowercase();
    if matches!(
        lower.as_str(),
        "any" | "anyone" | "anybody" | "whoever" | "nobody" | "every" | "someone" | "somebody"
    ) {
        return false;
    }
    if second.is_none() {
        return function::pronoun(first).is_none()
            && (country::demonym(first).is_none() || first.ends_with('s'))
            && !is_share(first)
            && !describes(text, first, end);
    }
    // `a majority`, `the least`
    let share = is_share(last) && words.split_whitespace().count() < 3 && !words.contains(" of ");
    !share
}

/// True for a pronoun that leaves open whom it means. Of whom an act meets, one that can stand for people only: of `it`, `their` and
/// `you` a reader asks nothing.
///
/// ```
/// use rapporteur_event::leaves_open;
/// assert!(leaves_open("They", true) && leaves_open("its", true) && leaves_open("them", false));
/// assert!(!leaves_open("you", true) && !leaves_open("it", false) && !leaves_open("the crew", true));
/// ```
#[must_use]
pub fn leaves_open(words: &str, is_source: bool) -> bool {
    use function::Case::{Object, ObjectOrPossessive, Reflexive};
    function::pronoun(words.to_lowercase().as_str()).is_some_and(|pronoun| {
        let met = pronoun.animate && matches!(pronoun.case, Object | ObjectOrPossessive);
        pronoun.person != 2 && pronoun.case != Reflexive && (is_source || met)
    })
}

/// Without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A word for a part of something.
fn is_share(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "majority" | "minority" | "most" | "half" | "third" | "quarter" | "rest" | "none" | "more" | "least"
    )
}

/// True for a single word that describes the one behind it: an adjective, or a noun that is no plural and has no article.
fn describes(text: &str, word: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()).map_or("", bare);
    let plain = verb::lookup(next)
        .is_none_or(|form| matches!(form.inflection, verb::Inflection::Base | verb::Inflection::Gerund));
    let follows = next.starts_with(char::is_lowercase)
        && function::lookup(next).is_none()
        && plain
        && !word.ends_with('s');
    let joined = matches!(next, "and" | "or");
    let form = noun::lookup(word.to_lowercase().as_str());
    // `people gathering there`
    let gerund = verb::lookup(next).is_some_and(|form| form.inflection == verb::Inflection::Gerund);
    if gerund && form.is_some_and(|form| form.noun.person) {
        return false;
    }
    match form {
        None => follows || word.starts_with(char::is_lowercase) && joined,
        Some(form) => !form.plural && (follows || joined) && word.starts_with(char::is_lowercase),
    }
}
