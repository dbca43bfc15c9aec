//! Whether a text is English, by its commonest words.

use crate::{Analysis, TokenKind};
use rapporteur_record::Document;

/// Fewer words tell nothing.
const FEWEST: usize = 20;
/// Words that are looked at; a report has one language.
const LOOKED_AT: usize = 5_000;

/// Languages of reports, each with words that make up a tenth to a third of its texts. A word of several languages
/// counts for each; none is a common word of English.
const COMMON: [(&str, &[&str]); 14] = [
    (
        "en",
        &["the", "of", "and", "to", "for", "with", "that", "by", "from", "are", "this", "not", "have", "it"],
    ),
    (
        "de",
        &[
            "der", "und", "das", "den", "von", "mit", "ist", "nicht", "auf", "ein", "eine", "für", "dem",
            "des",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "et", "des", "du", "une", "est", "que", "dans", "pour", "qui", "sur", "pas",
            "au",
        ],
    ),
    (
        "es",
        &["el", "la", "los", "que", "y", "en", "las", "del", "una", "por", "con", "para", "se", "su", "un"],
    ),
    ("pt", &["o", "que", "e", "da", "em", "os", "uma", "para", "com", "não", "na", "por", "dos", "ao"]),
    ("it", &["il", "di", "che", "la", "e", "per", "del", "una", "con", "non", "della", "sono", "gli", "si"]),
    ("nl", &["het", "een", "van", "en", "dat", "niet", "voor", "met", "zijn", "op", "aan", "ook", "bij"]),
    ("sv", &["och", "att", "det", "som", "på", "är", "av", "inte", "den", "har", "ett", "med", "om"]),
    ("da", &["og", "det", "som", "på", "er", "af", "ikke", "den", "har", "et", "med", "til", "av", "å"]),
    ("pl", &["w", "i", "na", "się", "nie", "że", "z", "do", "jest", "jak", "od", "przez", "oraz"]),
    ("tr", &["bir", "ve", "bu", "için", "da", "de", "ile", "olarak", "çok", "daha", "olan", "gibi"]),
    ("id", &["yang", "dan", "di", "itu", "dengan", "untuk", "dari", "dalam", "tidak", "ini", "pada", "akan"]),
    ("ro", &["și", "în", "de", "la", "cu", "pe", "din", "că", "care", "este", "pentru", "nu", "mai"]),
    ("sw", &["ya", "wa", "na", "kwa", "katika", "ni", "za", "la", "kuwa", "hiyo", "huo"]),
];

/// What the language of a text is if it is not English: a tag (`de`), or `another script`. `None` if it is English, and
/// where too little of it is there to tell.
///
/// ```
/// use rapporteur_lang::{analyse_segments, foreign_words};
/// assert_eq!(foreign_words("Der Damm hält und das Tal ist nicht in Gefahr. ".repeat(4).split(' ')), Some("de"));
/// assert_eq!(foreign_words("The dam holds and the valley is safe. ".repeat(4).split(' ')), None);
/// ```
#[must_use]
pub fn foreign(document: &Document, analysis: &Analysis) -> Option<&'static str> {
    let words = analysis.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    foreign_words(words.map(|token| token.span.in_text(&document.text)))
}

/// As [`foreign`], for the words of a text.
#[must_use]
pub fn foreign_words<'t>(words: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let (mut all, mut other_script) = (0, 0);
    let mut found = [0_usize; COMMON.len()];
    for word in words.take(LOOKED_AT) {
        let Some(letter) = word.chars().find(|c| c.is_alphabetic()) else { continue };
        all += 1;
        // Behind U+024F the Latin letters of the languages above end.
        other_script += usize::from(letter > '\u{24f}' && !('\u{1e00}'..'\u{1f00}').contains(&letter));
        let lower = word.to_lowercase();
        for (found, (_, common)) in found.iter_mut().zip(COMMON) {
            *found += usize::from(common.contains(&lower.as_str()));
        }
    }
    if all < FEWEST {
        return None;
    }
    if other_script * 2 > all {
        return Some("another script");
    }
    let english = found[0];
    let (most, tag) = found.iter().zip(COMMON).skip(1).map(|(&found, (tag, _))| (found, tag)).rev().max()?;
    // A report with foreign names or quotations still has more English words; lists have few of any.
    (most > 2 * english && most * 12 > all).then_some(tag)
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
        check("Плотина выдержала, сказала мэр города. ".repeat(6).as_str(), Some("another script"));
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
    }
}
