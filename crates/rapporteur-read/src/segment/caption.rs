//! Captions of pictures that a text holds among its paragraphs.

use super::notice;
use super::words::words;
use crate::date;

/// Longest caption, in bytes.
const LONGEST: usize = 500;
/// Longest caption of a picture from an archive, in bytes.
const LONGEST_FILE: usize = 1200;
/// Longest sentence that tells what a picture shows, in bytes.
const LONGEST_SHOWN: usize = 300;

/// A caption by the credit in it: anywhere in a short line, at the end of a longer one.
pub(super) fn is_caption(words: &str) -> bool {
    const CREDITS: &[&str] = &[
        "AP Photo",
        "Getty Images",
        "(Photo by",
        "Photo:",
        "Photo by",
        "Photo credit",
        "Image credit",
        "Image:",
        "(Image:",
        "Picture:",
        "REUTERS/",
        "AFP/",
        "/AFP",
        "EPA/",
        "File photo",
        "FILE PHOTO",
        "FILE -",
        "FILE –",
        "FILE —",
        "File picture",
        "Photograph:",
        "Image source",
        "Screenshot",
        "(Photo:",
        "Photo courtesy",
        "via AP)",
        "Pool via",
        "/Reuters",
        "/REUTERS",
        "/EPA",
        "Shutterstock",
        "iStock",
    ];
    // A gallery is one long line of captions.
    if words.contains("Hide Caption") {
        return true;
    }
    // What opens as an archive's picture does may run on: the story of the day is told below it.
    let longest = if words.starts_with("FILE") { LONGEST_FILE } else { LONGEST };
    if words.len() > longest {
        return false;
    }
    // Labels of players and galleries that saving leaves in the text.
    if words.starts_with("CLOSE ")
        || words.contains("toggle caption")
        || ends_in_credit(words)
        || tells_day_and_place(words)
    {
        return true;
    }
    // Hardly a paragraph has a credit, and whether it has one is quicker to see than where the last one stands.
    let credits = CREDITS.iter().filter(|credit| words.contains(**credit));
    let Some(at) = credits.filter_map(|credit| words.rfind(credit)).max() else { return false };
    words.len() <= 120 || words.len() - at <= 90
}

/// A picture's credit at the end of the line: `Ilse Marten/AP`.
fn ends_in_credit(words: &str) -> bool {
    let Some((before, agency)) = words.trim_end_matches([')', '.', ' ']).rsplit_once('/') else {
        return false;
    };
    let photographer = before.rsplit(' ').next().unwrap_or_default();
    notice::is_agency(agency) && photographer.starts_with(char::is_uppercase)
}

/// What a picture shows, and when and where it was taken: `Workers mend a gate at the upper lake on May 03, 2021 in Orla.`
/// Several signs meet: one sentence that ends in a full date and a place, with nothing quoted and no verb of the past.
fn tells_day_and_place(line: &str) -> bool {
    if line.len() > LONGEST_SHOWN
        || !line.ends_with('.')
        || line.contains(['"', '“', '”', '?', '!', ':', ';'])
    {
        return false;
    }
    let Some(on) = line.rfind(" on ") else { return false };
    let day = &line[on + 4..];
    let Some((stamp, len)) = date::starts_with_date(day).filter(|(stamp, _)| stamp.day.is_some()) else {
        return false;
    };
    let place = day[len..].trim_start_matches([',', ' ']);
    let place = ["in ", "near ", "outside "].into_iter().find_map(|lead| place.strip_prefix(lead));
    let named = place.is_some_and(|place| {
        place.starts_with(char::is_uppercase)
            && words(place).count() <= 6
            && !place.trim_end_matches('.').contains(". ")
    });
    let before = &line[..on];
    stamp.value.len() == "2021-05-03".len()
        && named
        && words(before).count() >= 4
        && !before.contains(". ")
        && !tells_the_past(before)
}

/// Whether a line has a verb of the past; a participle behind an article, as in `a wounded man`, is none.
fn tells_the_past(line: &str) -> bool {
    let mut last = "";
    words(line).any(|word| {
        let before = std::mem::replace(&mut last, word);
        let adjective = matches!(before, "a" | "A" | "an" | "An" | "the" | "The");
        let weak = word.ends_with("ed") && word.len() > 4 && word.starts_with(char::is_lowercase);
        weak && !adjective || PAST.contains(&word)
    })
}

/// Forms of the past that no ending tells and that stand in reports of a day.
const PAST: &[&str] = &[
    "was", "were", "has", "have", "had", "did", "said", "told", "will", "would", "died", "born", "took",
    "held", "made", "met", "won", "went", "gave", "began", "became", "came", "fell", "left", "rose", "spoke",
    "saw", "shot", "lost", "led", "found", "sold", "sent", "paid", "wrote", "broke", "struck", "fled",
    "fought", "built", "bought",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_captions_by_their_credit() {
        let long = format!(
            "FILE - In this May 3, 2021, file photo, a man looks on. {}",
            "The gate holds. ".repeat(32)
        );
        let credit = format!("{long}(AP Photo/Ilse Marten, File)");
        assert!(is_caption(&credit), "{credit}");
        assert!(!is_caption(&long), "{long}");
        assert!(
            !is_caption(&credit.replace("FILE - ", "")),
            "only what an archive's picture opens with is so long"
        );
        assert!(is_caption("Workers mend a gate. Ilse Marten/AP"));
    }

    #[test]
    fn tells_captions_by_their_day_and_place() {
        let check = |line: &str, expected: bool| assert_eq!(is_caption(line), expected, "{line}");
        check("Workers mend a rusted gate at the upper lake on May 03, 2021 in New Orla.", true);
        check("A ferry passes the gate on May 3, 2021, in Orla, Norvasse.", true);
        check("The gate was mended on May 3, 2021 in Orla.", false);
        check("Workers mended the gate on May 3, 2021 in Orla.", false);
        check("The gate opens. Its trial starts on May 3, 2021 in Orla, and the mayor is heard.", false);
        check("Lind says it holds: “It holds on May 3, 2021 in Orla.”", false);
        check("Workers mend a gate at the upper lake on May 3 in Orla.", false);
        check("The port votes on May 3, 2021 in what many call a test.", false);
    }
}
