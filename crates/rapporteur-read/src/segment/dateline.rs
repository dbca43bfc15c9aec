//! `CITY, Month 1 (Agency) —` and its like at the start of the first paragraph.

use super::notice::is_agency;
use crate::date::{is_weekday, starts_with_date};
use rapporteur_record::Dateline;
use rapporteur_text::Span;

/// Longest dateline, in bytes.
const LONGEST: usize = 140;

/// Words before a mark that are no places.
const LABELS: &[&str] = &[
    "update",
    "file",
    "file photo",
    "advertisement",
    "updated",
    "exclusive",
    "breaking",
    "watch",
    "video",
    "opinion",
    "analysis",
    "correction",
    "question",
    "answer",
    "photo",
    "photos",
    "note",
    "source",
    "warning",
    "summary",
    "background",
    "conclusion",
    "introduction",
    "editorial",
    "q",
    "a",
    "interview",
    "report",
    "live",
    "editor's note",
    "editor’s note",
    "key points",
    "highlights",
    "story highlights",
    "related",
    "read more",
    "listen",
    "comment",
    "explainer",
    "context",
    "statement",
    "press release",
    "fact check",
    "claim",
    "verdict",
    "transcript",
    "moderator",
    "host",
];

/// The dateline that `paragraph` of `text` opens with.
pub(super) fn find(text: &str, paragraph: Span) -> Option<Dateline> {
    let words = paragraph.in_text(text);
    let mut scan = Scan { text: super::words::head(words, LONGEST), at: 0 };
    let mut dateline = scan.dateline()?;
    // `Harbour crisis: mayor speaks` is a headline.
    let bare = dateline.date.is_none() && dateline.agency.is_none();
    if bare && dateline.span.in_text(words).ends_with(':') && !super::ends_sentence(words) {
        return None;
    }
    for span in
        [Some(&mut dateline.span), dateline.place.as_mut(), dateline.date.as_mut(), dateline.agency.as_mut()]
            .into_iter()
            .flatten()
    {
        *span = span.shift(paragraph.start);
    }
    Some(dateline)
}

/// A line that is nothing but place and date: `Ostrel, 3 March 2024`.
pub(super) fn alone(text: &str, line: Span) -> Option<Dateline> {
    let words = line.in_text(text);
    if words.len() > LONGEST {
        return None;
    }
    let mut scan = Scan { text: words, at: 0 };
    let place = scan.place()?;
    if !scan.rest().starts_with(',') || super::notice::is_masthead(place.in_text(words)) {
        return None;
    }
    scan.separator(',');
    let start = scan.at;
    let (stamp, len) = starts_with_date(scan.rest())?;
    let whole = words[start + len..].trim_matches(|c: char| c.is_whitespace() || c == '.').is_empty();
    (whole && stamp.day.is_some()).then(|| Dateline {
        span: line,
        place: Some(place.shift(line.start)),
        date: Some(Span::new(start, start + len).shift(line.start)),
        agency: None,
    })
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn dateline(&mut self) -> Option<Dateline> {
        if self.rest().starts_with(['(', '/', '[']) {
            return self.credit();
        }
        let mut place = self.place()?;
        // `OSTREL/ORM (Agency) -`: sent from two places.
        if self.rest().starts_with('/') && self.text[..place.end].chars().all(|c| !c.is_lowercase()) {
            let first = self.at;
            self.at += 1;
            match self.place() {
                Some(second) if !second.in_text(self.text).contains(char::is_lowercase) => {
                    place.end = second.end;
                }
                _ => self.at = first,
            }
        }
        let (mut date, mut agency) = (None, None);
        let (mut regions, mut place_end) = (0, place.end);
        loop {
            let before = self.at;
            let comma = self.separator(',');
            if date.is_none()
                && let Some(span) = self.date()
            {
                date = Some(span);
            } else if agency.is_none()
                && let Some(span) = self.agency()
            {
                agency = Some(span);
            } else if comma
                && regions < 2
                && date.is_none()
                && let Some(region) = self.place()
            {
                place_end = region.end;
                regions += 1;
            } else {
                self.at = before;
                break;
            }
        }
        let place = Span::new(place.start, place_end);
        let sure = date.is_some() || agency.is_some();
        let named = self.at;
        self.blanks();
        if self.opens_behind(named, agency) {
            return Some(Dateline { span: Span::new(0, named), place: Some(place), date, agency });
        }
        let rest = self.rest();
        let mark = ["--", "—", "–", "-", ":", "."].into_iter().find(|mark| rest.starts_with(mark))?;
        let end = self.at + mark.len();
        let next = &self.text[end..];
        let body = next.trim_start();
        let opens =
            body.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'«[(".contains(c));
        let name = place.in_text(self.text);
        let capitals =
            !name.contains(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let count = name.split_whitespace().count();
        if LABELS.contains(&name.to_lowercase().as_str()) {
            return None;
        }
        let fits = match mark {
            // "MOSCOW, 3 January. /Agency/." and "Place. 3 January. Agency:" style; a bare name with a stop is a sentence.
            "." => agency.is_some(),
            ":" => sure || count <= 3 && regions == 0,
            // A dash between words without blanks is a hyphen.
            "-" if !next.starts_with(char::is_whitespace) => false,
            _ => sure || capitals || count <= 3 && self.at > place.end,
        };
        (fits && opens && next.len() > body.len()).then_some(Dateline {
            span: Span::new(0, end),
            place: Some(place),
            date,
            agency,
        })
    }

    /// `(Agency) —` without a place, where the agency is a known one.
    fn credit(&mut self) -> Option<Dateline> {
        let agency = self.agency()?;
        let named = self.at;
        self.blanks();
        let mark = ["--", "—", "–", "-"].into_iter().find(|mark| self.rest().starts_with(mark));
        let end = match mark {
            Some(mark) if is_agency(agency.in_text(self.text)) => self.at + mark.len(),
            None if self.opens_behind(named, Some(agency)) => named,
            _ => return None,
        };
        Some(Dateline { span: Span::new(0, end), place: None, date: None, agency: Some(agency) })
    }

    /// `OSTREL (Agency) The harbour`: nothing but a known agency in brackets stands before the body.
    fn opens_behind(&self, named: usize, agency: Option<Span>) -> bool {
        let bracketed = self.text[..named].ends_with([')', '/', ']']);
        bracketed
            && agency.is_some_and(|agency| is_agency(agency.in_text(self.text)))
            && self.at > named
            && self.rest().starts_with(|c: char| c.is_uppercase() || "\"“".contains(c))
    }

    fn separator(&mut self, mark: char) -> bool {
        let before = self.at;
        let found = self.rest().starts_with(mark);
        if found {
            self.at += mark.len_utf8();
        } else if self.rest().starts_with('.') {
            // "February 13. /Agency/."
            self.at += 1;
        }
        self.blanks();
        if self.at == before && !self.rest().starts_with(['(', '/']) {
            return false;
        }
        found
    }

    /// One to four capitalised words.
    fn place(&mut self) -> Option<Span> {
        let start = self.at;
        let mut end = start;
        for i in 0..5 {
            let rest = self.rest();
            let len = rest.find(|c: char| !(c.is_alphabetic() || "'’-.".contains(c))).unwrap_or(rest.len());
            let word = rest[..len].trim_end_matches('-');
            let initials = word.len() <= 6 && word.matches('.').count() > 1;
            let short = matches!(word, "St." | "ST." | "Ft." | "FT." | "Mt." | "MT.") || is_state(word);
            let word = if initials || short { word } else { word.split('.').next().unwrap_or_default() };
            let small = matches!(
                word,
                "de" | "del" | "la" | "el" | "al" | "of" | "the" | "and" | "upon" | "sur" | "am"
            );
            let dated = i > 0 && starts_with_date(rest).is_some();
            if word.is_empty() || dated || !(word.starts_with(char::is_uppercase) || i > 0 && small) {
                break;
            }
            if i == 4 {
                return None;
            }
            self.at += word.len();
            end = self.at;
            let gap = self.rest().starts_with(' ') as usize;
            if gap == 0 || word.ends_with('.') && !initials && !short {
                break;
            }
            self.at += gap;
        }
        self.at = end;
        // A date is no place.
        let found = Span::new(start, end);
        (!found.is_empty() && starts_with_date(&self.text[start..]).is_none()).then_some(found)
    }

    fn date(&mut self) -> Option<Span> {
        let rest = self.rest();
        let len = match starts_with_date(rest) {
            Some((_, len)) => len,
            None => {
                let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                if !is_weekday(&rest[..len]) {
                    return None;
                }
                len
            }
        };
        let span = Span::new(self.at, self.at + len);
        self.at += len;
        Some(span)
    }

    /// `(Reuters)`, `/TASS/`, or the bare name of a known agency.
    fn agency(&mut self) -> Option<Span> {
        let rest = self.rest();
        let close = match rest.chars().next()? {
            '(' => ')',
            '/' => '/',
            '[' => ']',
            _ => {
                let len = rest.find([',', '.', ':', '-', '–', '—', '(']).unwrap_or(rest.len());
                let name = rest[..len].trim_end();
                // `Pa` is a state, not the Press Association.
                if name.len() < 3 || !is_agency(name) {
                    return None;
                }
                let span = Span::new(self.at, self.at + name.len());
                self.at = span.end;
                return Some(span);
            }
        };
        let len = rest[1..].find(close)?;
        let name = &rest[1..1 + len];
        let plain = name
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        if name.trim().is_empty() || name.split_whitespace().count() > 5 || !plain {
            return None;
        }
        let span = Span::new(self.at + 1, self.at + 1 + len);
        self.at += len + 2;
        Some(span)
    }
}

/// Abbreviations of states of the USA as the agencies write them.
fn is_state(word: &str) -> bool {
    const STATES: &[&str] = &[
        "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.",
        "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "Okla.",
        "Ore.", "Pa.", "Tenn.", "Va.", "Vt.", "Wash.", "Wis.", "Wyo.",
    ];
    STATES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<[&str; 4]>) {
        let found = find(text, Span::new(0, text.len()));
        let words = |span: Option<Span>| span.map_or("", |span| span.in_text(text));
        let found = found.map(|d| [d.span.in_text(text), words(d.place), words(d.date), words(d.agency)]);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_place_date_and_agency() {
        check("OSTREL: The harbour opens.", Some(["OSTREL:", "OSTREL", "", ""]));
        check("Ostrel: The harbour opens.", Some(["Ostrel:", "Ostrel", "", ""]));
        check(
            "OSTREL, March 3. /TASS/. The harbour",
            Some(["OSTREL, March 3. /TASS/.", "OSTREL", "March 3", "TASS"]),
        );
        check(
            "OSTREL, March 3 (Reuters) - The",
            Some(["OSTREL, March 3 (Reuters) -", "OSTREL", "March 3", "Reuters"]),
        );
        check(
            "OSTREL/PORT ORM (Reuters) - The",
            Some(["OSTREL/PORT ORM (Reuters) -", "OSTREL/PORT ORM", "", "Reuters"]),
        );
        check("OSTREL (AP) — The harbour", Some(["OSTREL (AP) —", "OSTREL", "", "AP"]));
        check(
            "PORT OSTREL, Pa. (AP) -- The",
            Some(["PORT OSTREL, Pa. (AP) --", "PORT OSTREL, Pa.", "", "AP"]),
        );
        check(
            "ST. ORM, Norland, 3 March (Orm Wire) – At",
            Some(["ST. ORM, Norland, 3 March (Orm Wire) –", "ST. ORM, Norland", "3 March", "Orm Wire"]),
        );
        check("Ostrel, Norland — “No.”", Some(["Ostrel, Norland —", "Ostrel, Norland", "", ""]));
        check("OSTREL, Jan. 3, 2024 — The", Some(["OSTREL, Jan. 3, 2024 —", "OSTREL", "Jan. 3, 2024", ""]));
        check("OSTREL - At least", Some(["OSTREL -", "OSTREL", "", ""]));
        check("WASHINGTON, D.C. — The", Some(["WASHINGTON, D.C. —", "WASHINGTON, D.C.", "", ""]));
        check("(OSTREL, Norland) The", None);
        check("(Reuters) - The harbour", Some(["(Reuters) -", "", "", "Reuters"]));
        check("(AP) — “No”", Some(["(AP) —", "", "", "AP"]));
        check("OSTREL (AP) The harbour", Some(["OSTREL (AP)", "OSTREL", "", "AP"]));
        check("(Laughter) — The harbour", None);
        check("Ilse Marten (Harbour Party) The", None);
    }

    #[test]
    fn leaves_sentences_alone() {
        check("The harbour of Ostrel: a history", None);
        check("Update: The harbour opens.", None);
        check("Ostrel Crisis: Mayor Speaks of Closure", None);
        check("Ostrel-based firms - The", None);
        check("Marten — who leads the port — said", None);
        check("Ostrel. The harbour opens.", None);
        check("He said - And then", None);
        check("“Ostrel: The harbour", None);
    }
}
