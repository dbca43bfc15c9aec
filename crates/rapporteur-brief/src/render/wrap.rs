//! Fills lines of a terminal by display width.

use std::io;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a stretch of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Bold,
    Dim,
    Mark,
}

impl Face {
    /// The sequence that switches it on; nothing for plain text.
    fn on(self) -> &'static str {
        match self {
            Face::Plain => "",
            Face::Bold => "\x1b[1m",
            Face::Dim => "\x1b[2m",
            Face::Mark => "\x1b[1;4m",
        }
    }
}

/// A paragraph of cleaned text in several faces.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    runs: Vec<(String, Face)>,
}

impl Paragraph {
    pub(super) fn push(&mut self, text: impl Into<String>, face: Face) -> &mut Self {
        self.runs.push((text.into(), face));
        self
    }

    pub(super) fn plain(&mut self, text: impl Into<String>) -> &mut Self {
        self.push(text, Face::Plain)
    }

    /// Writes the paragraph in lines of at most `width` columns: the first begins with `first`, the others with as
    /// many spaces. A word that does not fit on a line of its own is cut.
    pub(super) fn write(
        &self,
        first: &str,
        width: usize,
        color: bool,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let indent = first.width();
        let room = width.saturating_sub(indent).max(1);
        let mut line = first.to_owned();
        let mut used = 0;
        let mut face = Face::Plain;
        for word in self.words() {
            let columns: usize = word.iter().map(|(text, _)| text.width()).sum();
            if used > 0 && used + 1 + columns > room {
                end_line(&mut line, &mut face, out)?;
                line.push_str(&" ".repeat(indent));
                used = 0;
            }
            if used > 0 {
                // The space between two marked words belongs to the mark.
                if word.first().is_none_or(|(_, next)| *next != face) {
                    switch(&mut line, &mut face, Face::Plain, color);
                }
                line.push(' ');
                used += 1;
            }
            for (text, next) in word {
                switch(&mut line, &mut face, next, color);
                for c in text.chars() {
                    let columns = c.width().unwrap_or(0);
                    if used > 0 && used + columns > room {
                        end_line(&mut line, &mut face, out)?;
                        line.push_str(&" ".repeat(indent));
                        switch(&mut line, &mut face, next, color);
                        used = 0;
                    }
                    line.push(c);
                    used += columns;
                }
            }
        }
        end_line(&mut line, &mut face, out)
    }

    /// The words, each as stretches of one face.
    fn words(&self) -> Vec<Vec<(&str, Face)>> {
        let mut words: Vec<Vec<(&str, Face)>> = Vec::new();
        let mut open = false;
        for (text, face) in &self.runs {
            for (i, part) in text.split(' ').enumerate() {
                open &= i == 0;
                if part.is_empty() {
                    continue;
                }
                match words.last_mut() {
                    Some(word) if open => word.push((part, *face)),
                    _ => words.push(vec![(part, *face)]),
                }
                open = true;
            }
        }
        words
    }
}

fn switch(line: &mut String, face: &mut Face, next: Face, color: bool) {
    if color && *face != next {
        line.push_str(if *face == Face::Plain { "" } else { "\x1b[0m" });
        line.push_str(next.on());
    }
    *face = next;
}

/// Writes the line; a face never runs over the end of a line, where it would colour the indent of the next.
fn end_line(line: &mut String, face: &mut Face, out: &mut dyn io::Write) -> io::Result<()> {
    if line.contains('\x1b') && *face != Face::Plain {
        line.push_str("\x1b[0m");
    }
    *face = Face::Plain;
    writeln!(out, "{}", line.trim_end())?;
    line.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(runs: &[(&str, Face)], first: &str, width: usize, color: bool, expected: &str) {
        let mut paragraph = Paragraph::default();
        for (text, face) in runs {
            paragraph.push(*text, *face);
        }
        let mut out = Vec::new();
        paragraph.write(first, width, color, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn fills_by_display_width() {
        check(&[("one two three", Face::Plain)], "- ", 9, false, "- one two\n  three\n");
        check(&[("abcdefghij k", Face::Plain)], "", 4, false, "abcd\nefgh\nij k\n");
        check(&[("水位上昇 x", Face::Plain)], "", 4, false, "水位\n上昇\nx\n");
        check(&[("", Face::Plain)], "", 4, false, "\n");
    }

    #[test]
    fn faces_end_with_the_line() {
        check(
            &[("a (", Face::Plain), ("b c", Face::Mark), (") d", Face::Plain)],
            "  ",
            7,
            true,
            "  a (\x1b[1;4mb\x1b[0m\n  \x1b[1;4mc\x1b[0m) d\n",
        );
        check(&[("b c", Face::Mark)], "", 7, true, "\x1b[1;4mb c\x1b[0m\n");
    }
}
