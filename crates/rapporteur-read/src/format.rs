//! How an input is written.

use crate::Input;

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark), with front matter or without.
    Markdown,
    /// An HTML page.
    Html,
    /// One JSON record, or an array of them.
    Json,
}

impl Format {
    /// The media type that documents of this format carry.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Markdown => "text/markdown",
            Format::Html => "text/html",
            Format::Json => "application/json",
        }
    }

    /// The format that a file name ending stands for, without the dot.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "json" | "jsonl" | "ndjson" => Some(Format::Json),
            _ => None,
        }
    }
}

/// The format of `input`: what the caller says, else its content type, else its name, else its first characters.
pub(crate) fn detect(input: &Input<'_>) -> Format {
    input
        .format
        .or_else(|| input.content_type.and_then(of_content_type))
        .or_else(|| of_locator(input.locator))
        .unwrap_or_else(|| of_content(input.bytes))
}

fn of_content_type(value: &str) -> Option<Format> {
    match value.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/markdown" | "text/x-markdown" => Some(Format::Markdown),
        "application/json" | "application/x-ndjson" | "application/jsonl" => Some(Format::Json),
        "text/plain" => Some(Format::Text),
        _ => None,
    }
}

fn of_locator(locator: &str) -> Option<Format> {
    // Addresses end as the site likes; their content type tells.
    if locator.starts_with("http://") || locator.starts_with("https://") {
        return None;
    }
    let name = locator.rsplit(['/', '\\']).next()?;
    let name = name.rsplit_once('#').map_or(name, |(name, _)| name);
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".xz")).unwrap_or(name);
    Format::of_extension(name.rsplit_once('.')?.1)
}

fn of_content(bytes: &[u8]) -> Format {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<article", "<div", "<!--"];
    if tags.iter().any(|tag| head.starts_with(tag)) {
        Format::Html
    } else if head.starts_with('{') && head[1..].trim_start().starts_with('"') {
        Format::Json
    } else {
        Format::Text
    }
}

/// The charset parameter of a content type.
pub(crate) fn charset_of(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1);
    let value = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty())
}

/// What kind of binary file the bytes are, by the signatures of the kinds that people put into folders of reports.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive (or a Word, Excel or EPUB file)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
        (b"{\\rtf", "an RTF file"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\xfd7zXZ\0", "an xz file"),
        (b"BZh", "a bzip2 file"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x7fELF", "a program"),
        (b"ID3", "an MP3 recording"),
        (b"OggS", "an Ogg recording"),
        (b"WARC/1.", "a WARC archive"),
        (b"PAR1", "a Parquet file"),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12).is_some_and(|kind| kind == b"WEBP") {
        return Some("a WebP picture");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a video or a HEIC or AVIF picture");
    }
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// Whether a text is none: more than one in twenty of its first characters are control characters or were broken, or
/// as many of all were NULs, which decoding took out.
pub(crate) fn has_many_controls(text: &str, nuls: usize) -> bool {
    if nuls > 2 && nuls * 20 > text.len() {
        return true;
    }
    let (mut all, mut bad) = (0, 0);
    for c in text.chars().take(8192) {
        all += 1;
        bad += usize::from(
            c == '\u{fffd}' || c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}'),
        );
    }
    bad * 20 > all && bad > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(locator: &str, content_type: Option<&str>, bytes: &[u8], expected: Format) {
        let input = Input { locator, bytes, format: None, content_type };
        assert_eq!(detect(&input), expected, "{locator}");
    }

    #[test]
    fn trusts_content_types_then_names_then_bytes() {
        check("a/page.html", None, b"", Format::Html);
        check("a/records.jsonl#3", None, b"", Format::Json);
        check("a/records.jsonl.gz#3", None, b"", Format::Json);
        check("https://ostrel.example/story.md", Some("text/html; charset=utf-8"), b"", Format::Html);
        check("-", None, b"\n<!DOCTYPE html>", Format::Html);
        check("-", None, b"{\"title\": 1}", Format::Json);
        check("-", None, b"{ An aside } first", Format::Text);
        check("notes.of.march", None, b"Text", Format::Text);
        assert_eq!(charset_of("text/html; Charset=\"UTF-8\""), Some("UTF-8".to_owned()));
        assert_eq!(charset_of("text/html"), None);
    }
}
