//! Whether a text is English: the votes of samples of its words, each judged by the library `whichlang`. Why this library and
//! why votes: `docs/adr/0007-language.md`.

use crate::{Analysis, TokenKind};
use rapporteur_record::Document;
use std::collections::BTreeMap;
use whichlang::Lang;

/// Letters of the words that are looked at; fewer tell nothing. Twenty words of English have about as many.
const FEWEST: usize = 100;
/// Words that are looked at; a report has one language.
const LOOKED_AT: usize = 5_000;
/// Words of a sample: enough to tell English surely, and few beside a long quotation.
const SAMPLE: usize = 50;
/// Samples that vote, spread over the words looked at.
const SAMPLES: usize = 10;

/// What the language of a text is like if it is not English: the tag of the nearest of the fifteen others that are told apart
/// (`de`). `None` if it is English, and where too little of it is there to tell.
///
/// ```
/// use rapporteur_lang::foreign_words;
/// assert_eq!(foreign_words("Der Damm hält und das Tal ist nicht in Gefahr. ".repeat(6).split(' ')), Some("de"));
/// assert_eq!(foreign_words("The dam holds and the valley is safe. ".repeat(6).split(' ')), None);
/// ```
#[must_use]
pub fn foreign(document: &Document, analysis: &Analysis) -> Option<&'static str> {
    let words = analysis.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    foreign_words(words.map(|token| token.span.in_text(&document.text)))
}

/// As [`foreign`], for the words of a text.
#[must_use]
pub fn foreign_words<'t>(words: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let words: Vec<&str> = words.filter(|word| tells(word)).take(LOOKED_AT).collect();
    if words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count() < FEWEST {
        return None;
    }
    let samples = words.len().div_ceil(SAMPLE);
    let samples = words.chunks(words.len().div_ceil(samples)).step_by(samples.div_ceil(SAMPLES));
    let (mut all, mut others) = (0, 0);
    let mut votes: BTreeMap<&'static str, usize> = BTreeMap::new();
    for sample in samples {
        all += sample.len();
        // Small letters: the library has learned from texts that are not in capitals.
        if let Some(tag) = tag(whichlang::detect_language(&sample.join(" ").to_lowercase())) {
            others += sample.len();
            *votes.entry(tag).or_default() += sample.len();
        }
    }
    // An English report may quote at length.
    if others * 3 <= all * 2 {
        return None;
    }
    votes.into_iter().max_by_key(|&(_, votes)| votes).map(|(tag, _)| tag)
}

/// Whether a word can tell the language: a name, as its capital marks it, cannot.
fn tells(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(|first| !first.is_uppercase() || !letters.any(char::is_lowercase))
}

/// The tag of a language other than English.
fn tag(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => return None,
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    })
}

#[cfg(test)]
mod tests {
    use super::foreign_words;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(foreign_words(text.split(|c: char| !c.is_alphanumeric())), expected, "{text}");
    }

    #[test]
    fn languages() {
        check(
            "Le barrage tient bon, a dit la mairie. Les habitants de la vallée ne sont pas en danger, et les écoles \
             restent ouvertes pour la semaine.",
            Some("fr"),
        );
        check(
            "La presa aguanta, dijo la alcaldesa. Los vecinos del valle no corren peligro y las escuelas siguen \
             abiertas para los niños que viven en la zona.",
            Some("es"),
        );
        check("Плотина выдержала, сказала мэр города. ".repeat(6).as_str(), Some("ru"));
        check("大坝保持稳固，市长周二说，山谷里的居民没有危险。".repeat(6).as_str(), Some("zh"));
        check(
            "The mayor of La Rochelle, Jean de la Tour, said on Tuesday that the dam at El Paso de los Santos holds, \
             and that the port of Den Haag would send help.",
            None,
        );
        check(
            "DAM HOLDS, MAYOR SAYS AS RAIN STOPS AND THE RIVER FALLS TO THE LEVEL OF LAST WEEK FOR NOW",
            None,
        );
        check("Berg 12 Olsen 14 Vale 3 Marten 7 ".repeat(10).as_str(), None);
        check("Der Damm hält.", None);
        check(
            "The mayor read the letter of her guest: “La presa aguanta, los vecinos del valle no corren peligro y las \
             escuelas siguen abiertas para los niños.” She said that the council had sent the answer on the same day, \
             that help was on its way from the port, and that nobody in the valley had to leave the house for now.",
            None,
        );
    }
}
