//! The parts of a person's name, and how two names fit.

use crate::fold;
use crate::spelling::{self, Fit};
use rapporteur_ontology::{Gender, name};

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Folded words, the family name last; articles of Arabic names and hyphens are left out.
    pub(crate) words: Vec<String>,
    /// `jr`, `iii`: it parts a son from his father.
    pub(crate) suffix: Option<&'static str>,
}

/// Articles that stand before a part of an Arabic name and are often left out.
const ARTICLES: [&str; 10] = ["al", "el", "ul", "as", "ash", "an", "ar", "at", "ad", "az"];

impl Name {
    pub(crate) fn new(written: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut suffix = None;
        let parts: Vec<&str> = written.split_whitespace().collect();
        for (at, part) in parts.iter().enumerate() {
            let part = part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part);
            let (head, tail) = part.split_once(['-', '’', '\'', '‐', '‑']).unwrap_or(("", part));
            // `al-Orlan` and `al Orlan`, but not Al Marten, whose given name it is.
            let article = |word: &str| ARTICLES.contains(&word);
            let mut word = if article(&fold::fold(head)) { fold::fold(tail) } else { fold::fold(part) };
            if at > 0 && at + 1 < parts.len() && matches!(word.as_str(), "al" | "el" | "ul") {
                continue;
            }
            if at > 0 && at + 1 == parts.len() {
                suffix = match word.as_str() {
                    "jr" | "junior" => Some("jr"),
                    "sr" | "senior" => Some("sr"),
                    "ii" => Some("ii"),
                    "iii" => Some("iii"),
                    "iv" => Some("iv"),
                    _ => None,
                };
                if suffix.is_some() {
                    continue;
                }
            }
            // `Abd al-`, `Abdel`, `Abdul`: one beginning of many names, written apart or joined.
            for servant in ["abdal", "abdel", "abdul", "abdol"] {
                if let Some(rest) = word.strip_prefix(servant) {
                    word = format!("abdul{rest}");
                    break;
                }
            }
            match words.last_mut() {
                Some(last) if last == "abdul" || last == "abd" => *last = format!("abdul{word}"),
                _ if !word.is_empty() => words.push(word),
                _ => {}
            }
        }
        Self { words, suffix }
    }

    /// Given and family name, or more.
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    pub(crate) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub(crate) fn family(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The words without gaps: `Kim Jong-un` and `Kim Jong Un` are the same so.
    pub(crate) fn joined(&self) -> String {
        self.words.concat()
    }

    /// What names have in common that can fit.
    pub(crate) fn blocks(&self) -> Vec<String> {
        let block =
            |first: &str| format!("{}|{}", spelling::skeleton(first), spelling::skeleton(self.family()));
        let mut blocks = vec![block(self.first()), format!("={}", self.joined())];
        blocks.extend(name::long_forms(self.first()).map(block));
        if self.words.len() > 2 {
            // The first of two given names may be left out.
            blocks.push(block(&self.words[1]));
        }
        blocks
    }

    /// The gender that the given name tells, if a list is sure of it.
    pub(crate) fn gender(&self) -> Option<Gender> {
        let given = name::given(self.words.first().filter(|_| self.is_full())?.as_str())?;
        (given.weight > 1 && given.gender != Gender::Either).then_some(given.gender)
    }
}

/// How two full names fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameFit {
    /// How the weakest of the words fits.
    pub(crate) fit: Fit,
    /// One name has words that the other leaves out.
    pub(crate) shorter: bool,
    /// One given name is a short form of the other.
    pub(crate) short_form: bool,
    /// The given names differ, and both are on the list of given names.
    pub(crate) two_givens: bool,
    /// The family names differ, and both are on the list of surnames, or one is frequent.
    pub(crate) two_families: bool,
    /// What differs, as `ei/ey`.
    pub(crate) swaps: Vec<String>,
}

/// How two full names fit; `None` if they are two names.
pub(crate) fn compare(a: &Name, b: &Name) -> Option<NameFit> {
    // Who is called `Jr.` in one report may be called without it in another one, but not `Sr.`.
    if a.suffix != b.suffix && a.suffix.is_some() && b.suffix.is_some() {
        return None;
    }
    let mut found = NameFit {
        fit: Fit::Equal,
        shorter: false,
        short_form: false,
        two_givens: false,
        two_families: false,
        swaps: Vec::new(),
    };
    if a.words.len() != b.words.len() && a.joined() == b.joined() {
        found.fit = Fit::Strong;
        found.swaps.push("words joined".into());
        return Some(found);
    }
    let (longer, shorter) = if a.words.len() >= b.words.len() { (a, b) } else { (b, a) };
    let mut take = |x: &str, y: &str| -> Option<()> {
        let (fit, swaps) = spelling::compare(x, y)?;
        found.fit = found.fit.max(fit);
        found.swaps.extend(swaps);
        Some(())
    };
    let rest = longer.words.len() - shorter.words.len();
    if rest > 0
        && shorter.is_full()
        && longer.words[rest..] == shorter.words
        && longer.first() != shorter.first()
    {
        found.shorter = true;
        return Some(found);
    }
    let short_form = name::is_short_form(longer.first(), shorter.first());
    if !short_form {
        take(longer.first(), shorter.first())?;
    }
    take(longer.family(), shorter.family())?;
    let middle = |name: &Name| name.words[1..name.words.len() - 1].to_vec();
    let (of_longer, of_shorter) = (middle(longer), middle(shorter));
    let mut rest = of_longer.iter();
    for word in &of_shorter {
        // `M` stands for `Maria`, and the other way round.
        rest.find_map(|other| {
            if is_initial_of(word, other) || is_initial_of(other, word) {
                return Some(());
            }
            take(other, word)
        })?;
    }
    found.shorter = longer.words.len() != shorter.words.len() || a.suffix != b.suffix;
    if short_form {
        found.short_form = true;
        found.fit = found.fit.max(Fit::Strong);
        found.swaps.push(format!("{}/{}", longer.first(), shorter.first()));
    }
    let given = |name: &Name| name::given(name.first()).is_some();
    found.two_givens = a.first() != b.first() && given(a) && given(b);
    // One of the most frequent surnames is no spelling of another name.
    let weight = |name: &Name| name::surname(name.family()).map_or(0, |surname| surname.weight);
    let (one, other) = (weight(a), weight(b));
    found.two_families = a.family() != b.family() && (one.min(other) > 0 || one.max(other) > FREQUENT);
    Some(found)
}

/// The weight in the list above which a surname is among the most frequent ones.
const FREQUENT: u32 = 20;

/// True if so many people bear this family name that it alone tells nobody.
pub(crate) fn is_frequent(folded: &str) -> bool {
    name::surname(folded).is_some_and(|surname| surname.weight > FREQUENT)
}

fn is_initial_of(initial: &str, word: &str) -> bool {
    initial.len() == 1 && word.starts_with(initial)
}

/// True if a full name looks like that of a thing: no list has its words as given and family name.
pub(crate) fn is_of_thing(name: &Name) -> bool {
    name::surname(name.family()).is_none() && name::given(name.first()).is_none()
}

/// True if few people bear this family name, as far as the lists know: it is not among the common surnames, nor a
/// given name, nor a word of the language.
pub(crate) fn is_rare(written: &str, folded: &str) -> bool {
    // `R-Tex.` is a party and a state.
    let label = written.chars().nth(1).is_some_and(|second| matches!(second, '-' | '‑' | '–'));
    !label
        && written.contains(char::is_uppercase)
        && folded.chars().count() > 3
        && name::surname(folded).is_none_or(|surname| surname.weight <= 2)
        && name::given(folded).is_none_or(|given| given.weight <= 1)
        && rapporteur_ontology::word::counts(written).is_none()
}
