//! Small measures on the words of a line.

/// The words of `text`, without punctuation around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Share of the longer words that are capitalised, 0 to 1; 0 without such words.
pub(super) fn title_share(text: &str) -> f64 {
    let (mut all, mut upper) = (0u32, 0u32);
    for word in words(text).filter(|word| word.chars().count() >= 4) {
        all += 1;
        upper += u32::from(!word.starts_with(char::is_lowercase));
    }
    if all == 0 { 0.0 } else { f64::from(upper) / f64::from(all) }
}

/// Whether `text` ends as a sentence does: with a final stop, inside closing marks too.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', '…', '。'])
}

/// Whether `text` can be a title: it has words and does not end as a sentence or a phrase that goes on.
pub(super) fn is_display(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !ends_with_stop(text) && !text.ends_with([',', ':', '-', '–', '—'])
}

/// Whether `text` ends in a full stop, which titles do not have; an abbreviation such as `U.S.` at the end is none.
fn ends_with_stop(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    let last = bare.rsplit(' ').next().unwrap_or_default();
    bare.ends_with('.') && !bare.ends_with("...") && !(last.matches('.').count() > 1 && last.len() <= 6)
}

/// The first `len` bytes of `text`, or a little less so that no character is cut.
pub(super) fn head(text: &str, len: usize) -> &str {
    let len = len.min(text.len());
    let end = (0..=len).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}
