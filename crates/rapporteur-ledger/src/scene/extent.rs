//! How wide a figure looks, where words tell it and no name does: `worldwide`, `across the country`, `the global toll`.

use rapporteur_text::Span;

/// Bytes behind a number that are read for how wide it looks.
const BEHIND: usize = 120;

/// Words that say how wide a figure looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Where they stand.
    pub(crate) span: Span,
    /// The whole world; else all of a country or of a state that they do not name.
    pub(crate) world: bool,
}

/// What the words of its clause say of a number, whose next neighbour begins at `limit`. `told` is where the words begin that say what
/// is counted.
pub(crate) fn of(text: &str, sentence: Span, number: Span, told: usize, limit: usize) -> Option<Extent> {
    let to = floor(text, limit.min(sentence.end).min(number.end + BEHIND));
    behind(text, number.end, to).or_else(|| adjective(text, sentence.start, told.min(number.start)))
}

/// The nearest border of a character at or before an offset.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The words of a stretch, with where they stand.
fn words(text: &str, from: usize, to: usize) -> impl Iterator<Item = (Span, &str)> {
    let stretch = text.get(from..to).unwrap_or_default();
    stretch.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).map(move |raw| {
        let start = from + (raw.as_ptr() as usize - stretch.as_ptr() as usize);
        (Span::new(start, start + raw.len()), raw)
    })
}

/// `2 million people worldwide`, `12,000 cases across the country`
fn behind(text: &str, from: usize, to: usize) -> Option<Extent> {
    let mut before: [(&str, usize); 2] = [("", from); 2];
    for (span, raw) in words(text, from, to) {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let end = span.start + raw.find(word).unwrap_or(0) + word.len();
        let alone = |world| Some(Extent { span: Span::new(end - word.len(), end), world });
        match word {
            "worldwide" | "globally" | "global" => return alone(true),
            "nationwide" | "nationally" | "statewide" | "countrywide" => return alone(false),
            "world" | "globe" | "country" | "nation" | "state" => {
                let [(far, start), (near, _)] = before;
                let wide = near == "the" && matches!(far, "across" | "around" | "throughout");
                // `across the state capital`
                let ends = raw.len() > word.len() || end >= to || !goes_on(text, end, to);
                if wide && ends {
                    let world = matches!(word, "world" | "globe");
                    return Some(Extent { span: Span::new(start, end), world });
                }
            }
            "but" | "while" | "when" | "where" | "which" | "that" | "whereas" => return None,
            _ => {}
        }
        if raw.contains([';', '“', '”', '"', '—', '–', ':']) {
            return None;
        }
        before = [before[1], (word, span.start)];
    }
    None
}

/// True if a noun follows that the word before it describes.
fn goes_on(text: &str, from: usize, to: usize) -> bool {
    let next = text.get(from..to).unwrap_or_default().trim_start();
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !word.is_empty() && rapporteur_ontology::function::lookup(word).is_none()
}

/// `the global death toll passed 2 million`, `worldwide deaths have risen to 40,000`
fn adjective(text: &str, from: usize, told: usize) -> Option<Extent> {
    const NEAR: usize = 2;
    let from = floor(text, from.max(told.saturating_sub(BEHIND)));
    let all: Vec<(Span, &str)> = words(text, from, told).collect();
    all.iter().rev().take(NEAR).find_map(|&(span, raw)| {
        let world = match raw.to_ascii_lowercase().as_str() {
            "global" | "worldwide" => true,
            "national" | "nationwide" | "statewide" => false,
            _ => return None,
        };
        Some(Extent { span, world })
    })
}

/// True if words join a number to the one before it, so that what tells of that tells of both: `worldwide and killed`.
pub(crate) fn joins(gap: &str) -> bool {
    const SHORT: usize = 4;
    let mut words = gap.trim_start_matches(',').split_whitespace();
    words.next() == Some("and") && {
        let rest: Vec<&str> = words.take(SHORT).collect();
        rest.len() < SHORT
            && rest.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
            && !rest.iter().any(|word| matches!(*word, "in" | "at" | "with" | "on" | "of"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, bool)>) {
        let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
        let end = start + text[start..].find(' ').unwrap();
        let told = text.find("toll").unwrap_or(start);
        let found = of(text, Span::new(0, text.len()), Span::new(start, end), told, text.len());
        assert_eq!(
            found.map(|found| (&text[found.span.start..found.span.end], found.world)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn how_wide_a_figure_looks() {
        check("The fever has killed 4,100 people worldwide.", Some(("worldwide", true)));
        check(
            "Doctors count 900 cases across the country, the ministry said.",
            Some(("across the country", false)),
        );
        check("The global toll passed 4,000 in May.", Some(("global", true)));
        check("Some 900 people in Orla fell ill, but few did so nationwide.", None);
        check("About 900 people across the state capital fell ill.", None);
        check("It killed 40 people.", None);
    }
}
