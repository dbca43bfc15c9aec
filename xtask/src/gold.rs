use anyhow::{Context, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;

/// Gold data, read.
pub(crate) struct Gold {
    /// One value for each document.
    pub(crate) records: Vec<Value>,
    /// SHA-256 of the file, or of the files of a folder in order of their names.
    pub(crate) sha256: String,
}

impl Gold {
    /// Only the records with these ids.
    pub(crate) fn keep(&mut self, ids: &BTreeSet<&str>) {
        self.records
            .retain(|record| record.get("id").and_then(Value::as_str).is_some_and(|id| ids.contains(id)));
    }

    /// Only the part that is set aside from training: one record in `every`, chosen by the hash of its id as in
    /// `training/corpora.py`.
    pub(crate) fn set_aside(&mut self, every: u64) {
        self.records.retain(|record| {
            let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
            let hash = Sha256::digest(id);
            let rank = hash.iter().take(8).fold(0, |rank: u64, &byte| rank << 8 | u64::from(byte));
            rank % every == 0
        });
    }
}

/// Reads gold data: JSON lines (also .gz, .xz), a folder of JSON files with three digits, as the seeds' gold, or of marked texts.
pub(crate) fn read(path: &Path) -> Result<Gold> {
    let mut hash = Sha256::new();
    let mut records = Vec::new();
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut files: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.sort();
        for file in files {
            let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
            if stem.len() == 3 && stem.bytes().all(|b| b.is_ascii_digit()) {
                let bytes = fs::read(&file)?;
                hash.update(&bytes);
                records.push(serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?);
            } else if file.extension().is_some_and(|ending| ending == "txt") {
                let bytes = fs::read(&file)?;
                hash.update(&bytes);
                let marked = String::from_utf8(bytes).with_context(|| file.display().to_string())?;
                let mut record = serde_json::json!({ "id": stem, "marked": marked });
                // The text of another file, which others mark too.
                let first = marked.lines().next().unwrap_or_default();
                if let Some(other) = first.strip_prefix("# text: ") {
                    let other = path.join(other.trim());
                    let bytes = fs::read(&other).with_context(|| other.display().to_string())?;
                    hash.update(&bytes);
                    record["of"] =
                        String::from_utf8(bytes).with_context(|| other.display().to_string())?.into();
                }
                records.push(record);
            }
        }
    } else {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        hash.update(&bytes);
        let text = decompressed(path, &bytes)?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{}, line {}", path.display(), number + 1);
            records.push(serde_json::from_str(line).with_context(place)?);
        }
    }
    let sha256 = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok(Gold { records, sha256 })
}

/// The text of a file, decompressed by the ending of its name.
pub(crate) fn decompressed(path: &Path, bytes: &[u8]) -> Result<String> {
    let mut text = Vec::new();
    match path.extension().and_then(|e| e.to_str()) {
        Some("gz") => {
            flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut text)?;
        }
        Some("xz") => lzma_rs::xz_decompress(&mut BufReader::new(bytes), &mut text)
            .map_err(|error| anyhow::anyhow!("{}: {error:?}", path.display()))?,
        _ => text.extend_from_slice(bytes),
    }
    String::from_utf8(text).with_context(|| format!("{} is not UTF-8", path.display()))
}
