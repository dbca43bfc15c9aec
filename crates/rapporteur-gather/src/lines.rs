//! Files with one record a line.

use crate::{Item, too_large};
use rapporteur_record::Problem;
use std::io::{BufRead, Read};
use std::time::SystemTime;

/// The lines of a file as items; blank ones are left out.
pub(crate) struct Lines {
    locator: String,
    reader: Box<dyn BufRead + Send>,
    limit: usize,
    last_modified: Option<SystemTime>,
    number: usize,
    done: bool,
}

impl Lines {
    pub(crate) fn new(
        locator: String,
        reader: Box<dyn BufRead + Send>,
        limit: usize,
        last_modified: Option<SystemTime>,
    ) -> Self {
        Self { locator, reader, limit, last_modified, number: 0, done: false }
    }

    /// The next line with its end; empty at the end of the file. A line that is too long is read to its end and
    /// thrown away.
    fn line(&mut self) -> std::io::Result<Result<Vec<u8>, String>> {
        let mut line = Vec::new();
        // The line itself, CR LF, and one byte to notice that there is more.
        (&mut self.reader).take(self.limit as u64 + 3).read_until(b'\n', &mut line)?;
        let content = line.strip_suffix(b"\n").unwrap_or(&line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        if content.len() <= self.limit {
            return Ok(Ok(line));
        }
        if !line.ends_with(b"\n") {
            self.reader.skip_until(b'\n')?;
        }
        Ok(Err(too_large("is longer", self.limit)))
    }
}

impl Iterator for Lines {
    type Item = Result<Item, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.number += 1;
            let locator = format!("{}#{}", self.locator, self.number);
            match self.line() {
                Ok(Ok(line)) if line.is_empty() => self.done = true,
                Ok(Ok(mut line)) => {
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    let len = line.trim_ascii_end().len();
                    line.truncate(len);
                    let last_modified = self.last_modified;
                    return Some(Ok(Item { locator, bytes: line, content_type: None, last_modified }));
                }
                Ok(Err(message)) => return Some(Err(Problem::error(locator, message))),
                Err(error) => {
                    self.done = true;
                    return Some(Err(Problem::error(locator, format!("cannot be read: {error}"))));
                }
            }
        }
        None
    }
}
