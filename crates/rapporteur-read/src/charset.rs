//! Bytes to characters, each character with its place in the bytes.

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rapporteur_text::{Alignment, AlignmentBuilder, RunKind, Span};

/// How much of the input is looked at to guess an encoding, and to find a declaration in it.
const HEAD: usize = 4096;

/// Text and where its characters came from.
#[derive(Debug, Clone)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) alignment: Alignment,
    /// Name in the WHATWG Encoding Standard.
    pub(crate) charset: &'static str,
    /// What was doubtful, in words.
    pub(crate) doubts: Vec<String>,
    /// How many NULs it had.
    pub(crate) nuls: usize,
}

/// Decodes `bytes`. A byte order mark decides; then `declared` (HTTP, then what the content itself says), unless the
/// bytes are UTF-8 anyway; then UTF-16 without a mark is recognised by its NUL bytes; Windows-1252 is the last resort.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>, in_content: bool) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark);
    }
    if let Some(encoding) = guess_utf16(bytes) {
        return decode_as(encoding, bytes, 0);
    }
    let Err(broken) = std::str::from_utf8(bytes) else {
        return decode_as(stateful(bytes, declared).unwrap_or(UTF_8), bytes, 0);
    };
    let declared =
        declared.map(str::to_owned).or_else(|| if in_content { declared_inside(bytes) } else { None });
    let encoding = declared.as_deref().and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match encoding {
        // A page read as bytes cannot be UTF-16 if its declaration was readable as ASCII (WHATWG, "prescan").
        Some(encoding) if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE => {
            decode_as(encoding, bytes, 0)
        }
        Some(_) => decode_as(UTF_8, bytes, 0),
        None if mostly_utf8(bytes) || broken.error_len().is_none() => decode_as(UTF_8, bytes, 0),
        None => {
            let mut decoded = decode_as(WINDOWS_1252, bytes, 0);
            decoded.doubts.push(format!(
                "not UTF-8 (first at byte {}) and no encoding is declared; read as windows-1252",
                broken.valid_up_to()
            ));
            decoded
        }
    }
}

/// ISO-2022-JP is ASCII to the eye of a UTF-8 decoder, so its declaration counts when its escapes are there.
fn stateful(bytes: &[u8], declared: Option<&str>) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(declared?.trim().as_bytes())?;
    (encoding == encoding_rs::ISO_2022_JP && bytes.contains(&0x1b)).then_some(encoding)
}

/// UTF-16 without a mark: in Western text every other byte is NUL.
fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 4 {
        return None;
    }
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, units) = (nuls(0), nuls(1), head.len() / 2);
    if odd * 10 >= units * 7 && even * 20 < units {
        Some(UTF_16LE)
    } else if even * 10 >= units * 7 && odd * 20 < units {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that an XML declaration or a `<meta>` element near the start names.
fn declared_inside(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let key = if head.trim_start().starts_with("<?xml") { "encoding" } else { "charset" };
    let label = |rest: &str| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        Some(value[..end].to_owned()).filter(|label| Encoding::for_label(label.as_bytes()).is_some())
    };
    head.match_indices(key)
        .chain(head.match_indices("charset"))
        .find_map(|(at, key)| label(&head[at + key.len()..]))
}

/// Whether at least as many of the bytes above ASCII form characters of UTF-8 as do not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Decoded {
    let mut out = Output::default();
    if encoding == UTF_8 {
        utf8(&bytes[mark..], mark, &mut out);
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16(&bytes[mark..], mark, encoding == UTF_16BE, &mut out);
    } else if encoding.is_single_byte() {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        for (i, c) in text.chars().enumerate() {
            out.put(c, RunKind::SingleByte, Span::new(mark + i, mark + i + 1));
        }
    } else {
        multibyte(encoding, &bytes[mark..], mark, &mut out);
    }
    let mut doubts = Vec::new();
    if let Some(first) = out.first_broken {
        doubts.push(format!(
            "{} of {} (first at byte {first}) became U+FFFD",
            count(out.broken, "broken sequence"),
            encoding.name()
        ));
    }
    if let Some(first) = out.first_nul {
        doubts.push(format!("{} (first at byte {first}) became a space", count(out.nuls, "NUL character")));
    }
    Decoded {
        text: out.text,
        alignment: out.builder.finish(),
        charset: encoding.name(),
        doubts,
        nuls: out.nuls,
    }
}

/// `1 NUL byte`, `3 NUL bytes`.
fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[derive(Default)]
struct Output {
    text: String,
    builder: AlignmentBuilder,
    broken: usize,
    first_broken: Option<usize>,
    nuls: usize,
    first_nul: Option<usize>,
}

impl Output {
    /// Adds one character. A NUL ends strings in too many programs, so it becomes a space, which keeps all offsets.
    fn put(&mut self, c: char, kind: RunKind, source: Span) {
        if c == '\0' {
            self.nuls += 1;
            self.first_nul.get_or_insert(source.start);
            self.text.push(' ');
            self.builder.push(RunKind::Replaced, 1, source);
            return;
        }
        if c == char::REPLACEMENT_CHARACTER && kind != RunKind::Verbatim {
            self.broken += 1;
            self.first_broken.get_or_insert(source.start);
        }
        self.text.push(c);
        self.builder.push(kind, c.len_utf8(), source);
    }

    fn verbatim(&mut self, text: &str, at: usize) {
        let mut at = at;
        for (i, part) in text.split('\0').enumerate() {
            if i > 0 {
                self.put('\0', RunKind::Replaced, Span::new(at, at + 1));
                at += 1;
            }
            self.text.push_str(part);
            self.builder.push(RunKind::Verbatim, part.len(), Span::new(at, at + part.len()));
            at += part.len();
        }
    }
}

fn utf8(bytes: &[u8], base: usize, out: &mut Output) {
    let mut at = base;
    for chunk in bytes.utf8_chunks() {
        out.verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let end = at + chunk.invalid().len();
            out.put(char::REPLACEMENT_CHARACTER, RunKind::Replaced, Span::new(at, end));
            at = end;
        }
    }
}

fn utf16(bytes: &[u8], base: usize, big: bool, out: &mut Output) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units =
        pairs.iter().map(|pair| if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) });
    let mut at = base;
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        let end = at + 2 * c.len_utf16();
        out.put(c, RunKind::Utf16, Span::new(at, end));
        at = end;
    }
    if !rest.is_empty() {
        out.put(char::REPLACEMENT_CHARACTER, RunKind::Replaced, Span::new(at, at + rest.len()));
    }
}

/// Decodes byte by byte: what comes out after a byte was made from the bytes since the last output.
fn multibyte(encoding: &'static Encoding, bytes: &[u8], base: usize, out: &mut Output) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut start = base;
    let mut feed = |piece: &[u8], last: bool, end: usize| {
        let mut room = [0; 32];
        let (result, _, written, _) = decoder.decode_to_utf8(piece, &mut room, last);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        let text = std::str::from_utf8(&room[..written]).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        let source = Span::new(start, end);
        if piece.len() == 1 && start + 1 == end && text.as_bytes() == piece {
            out.verbatim(text, start);
        } else {
            text.chars().for_each(|c| out.put(c, RunKind::Replaced, source));
        }
        start = end;
    };
    for (i, byte) in bytes.iter().enumerate() {
        feed(&[*byte], false, base + i + 1);
    }
    feed(&[], true, base + bytes.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, charset: &str) -> Decoded {
        let decoded = decode(bytes, declared, true);
        assert_eq!((decoded.text.as_str(), decoded.charset), (text, charset), "{bytes:x?}");
        assert_eq!(decoded.alignment.text_len(), decoded.text.len());
        decoded
    }

    #[test]
    fn knows_marks_declarations_and_habits() {
        check(b"plain", None, "plain", "UTF-8");
        check("\u{feff}café".as_bytes(), Some("windows-1252"), "café", "UTF-8");
        check(b"\xff\xfea\0\xe9\0", None, "aé", "UTF-16LE");
        check(b"\xfe\xff\0a\0\xe9", None, "aé", "UTF-16BE");
        check(b"n\0o\0 \0m\0a\0r\0k\0", None, "no mark", "UTF-16LE");
        check(b"caf\xe9 \x93so\x94", None, "café “so”", "windows-1252");
        check(b"caf\xe9", Some("iso-8859-15"), "café", "ISO-8859-15");
        check(b"<meta charset='koi8-r'>\xc1", None, "<meta charset='koi8-r'>а", "KOI8-R");
        check(
            b"<?xml version='1.0' encoding='iso-8859-2'?>\xb1",
            None,
            "<?xml version='1.0' encoding='iso-8859-2'?>ą",
            "ISO-8859-2",
        );
    }

    #[test]
    fn leads_back_to_the_bytes_of_each_character() {
        let bytes = b"a\x83\x65b\x83";
        let decoded = check(bytes, Some("shift_jis"), "aテb\u{fffd}", "Shift_JIS");
        let source = |words: &str| {
            let start = decoded.text.find(words).unwrap();
            decoded.alignment.source(&decoded.text, Span::new(start, start + words.len())).unwrap()
        };
        assert_eq!(source("テ"), Span::new(1, 3));
        assert_eq!(source("b"), Span::new(3, 4));
        assert_eq!(source("\u{fffd}"), Span::new(4, 5));
    }

    #[test]
    fn names_the_first_broken_byte_and_the_first_nul() {
        let decoded = check("é\0ü\u{e4}".as_bytes(), None, "é üä", "UTF-8");
        assert_eq!(decoded.doubts, ["1 NUL character (first at byte 2) became a space"]);
        let decoded = check(b"\xc3\xa9\xc3\xa9\xff\xff.", None, "éé\u{fffd}\u{fffd}.", "UTF-8");
        assert_eq!(decoded.doubts, ["2 broken sequences of UTF-8 (first at byte 4) became U+FFFD"]);
    }

    proptest! {
        #[test]
        fn tiles_any_bytes(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            label in proptest::sample::select(vec![
                None, Some("utf-8"), Some("windows-1251"), Some("gb18030"), Some("big5"), Some("euc-kr"),
                Some("iso-2022-jp"), Some("shift_jis"), Some("replacement"),
            ]),
        ) {
            let decoded = decode(&bytes, label, true);
            prop_assert_eq!(decoded.alignment.text_len(), decoded.text.len());
            for run in decoded.alignment.runs() {
                let source = &bytes[run.source.start..run.source.end];
                if run.kind == RunKind::Verbatim {
                    prop_assert_eq!(source, run.text.in_text(&decoded.text).as_bytes());
                }
            }
        }
    }
}
