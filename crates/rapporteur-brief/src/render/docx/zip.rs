//! Packs files into a ZIP: deflated, without times, in the order given. The same files give the same bytes.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::{self, Write};

/// MS-DOS date of 1 January 1980, the first that the format knows: it says that there is none.
const NO_DATE: u16 = (1 << 5) | 1;
/// Version of the format that deflation needs.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// Deflation.
const METHOD: u16 = 8;

/// Writes the files, each by name and content.
///
/// # Errors
/// If `out` cannot be written to, or a file or all of them are larger than the format without its extensions can tell (4 GiB).
pub(super) fn pack(files: &[(&str, Vec<u8>)], out: &mut dyn Write) -> io::Result<()> {
    let mut directory = Vec::new();
    let mut at = 0_u32;
    for (name, content) in files {
        let mut crc = Crc::new();
        crc.update(content);
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(content)?;
        let packed = packer.finish()?;
        // What both heads of a file say, from the version to the length of the name.
        let mut head = Vec::with_capacity(26);
        for number in [VERSION, FLAGS, METHOD, 0, NO_DATE] {
            head.extend(number.to_le_bytes());
        }
        for number in [crc.sum(), size(packed.len())?, size(content.len())?] {
            head.extend(number.to_le_bytes());
        }
        head.extend(short(name.len())?.to_le_bytes());
        head.extend(0_u16.to_le_bytes());

        let local = [b"PK\x03\x04".as_slice(), &head, name.as_bytes(), &packed].concat();
        out.write_all(&local)?;
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(head);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
        at = at.checked_add(size(local.len())?).ok_or_else(too_large)?;
    }
    out.write_all(&directory)?;
    let count = short(files.len())?;
    out.write_all(b"PK\x05\x06\0\0\0\0")?;
    out.write_all(&[count.to_le_bytes(), count.to_le_bytes()].concat())?;
    out.write_all(&[size(directory.len())?.to_le_bytes(), at.to_le_bytes()].concat())?;
    out.write_all(&[0, 0])
}

fn size(bytes: usize) -> io::Result<u32> {
    u32::try_from(bytes).map_err(|_| too_large())
}

fn short(number: usize) -> io::Result<u16> {
    u16::try_from(number).map_err(|_| too_large())
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "too large for a DOCX file; write Markdown or HTML")
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use std::io::Read;

    /// Reads a file back by the directory, as readers do.
    fn unpack(packed: &[u8], index: usize) -> (String, String) {
        let number = |at: usize, len: usize| {
            packed[at..at + len].iter().rev().fold(0_usize, |n, b| n << 8 | usize::from(*b))
        };
        let end = packed.len() - 22;
        assert_eq!(&packed[end..end + 4], b"PK\x05\x06");
        assert!(index < number(end + 10, 2));
        let mut entry = number(end + 16, 4);
        for _ in 0..index {
            entry += 46 + number(entry + 28, 2);
        }
        assert_eq!(&packed[entry..entry + 4], b"PK\x01\x02");
        let (crc, packed_len, len) = (number(entry + 16, 4), number(entry + 20, 4), number(entry + 24, 4));
        let name =
            String::from_utf8(packed[entry + 46..entry + 46 + number(entry + 28, 2)].to_vec()).unwrap();
        let local = number(entry + 42, 4);
        assert_eq!(&packed[local..local + 4], b"PK\x03\x04");
        let start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let mut content = String::new();
        DeflateDecoder::new(&packed[start..start + packed_len]).read_to_string(&mut content).unwrap();
        let mut sum = Crc::new();
        sum.update(content.as_bytes());
        assert_eq!((content.len(), sum.sum() as usize), (len, crc));
        (name, content)
    }

    #[test]
    fn gives_files_back() {
        let files =
            [("a.xml", "one".repeat(500).into_bytes()), ("b/ü.xml", Vec::new()), ("c", b"two".to_vec())];
        let mut packed = Vec::new();
        pack(&files, &mut packed).unwrap();
        for (index, (name, content)) in files.iter().enumerate() {
            let expected = ((*name).to_owned(), String::from_utf8(content.clone()).unwrap());
            assert_eq!(unpack(&packed, index), expected);
        }
        let mut again = Vec::new();
        pack(&files, &mut again).unwrap();
        assert_eq!(packed, again);
    }
}
