//! Reads raw text, one paragraph per line, and writes tokens and sentences as CoNLL-U (FORM and SpaceAfter only).
//!
//! `conllu --split-hyphens < raw.txt > system.conllu` also splits compounds at their hyphens, as the English
//! treebanks of Universal Dependencies do, prefixes aside.

use rapporteur_lang::{Analysis, TokenKind, analyse_segments};
use rapporteur_record::{Segment, SegmentKind};
use rapporteur_text::Span;
use std::fmt::Write as _;
use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let split_hyphens = std::env::args().any(|argument| argument == "--split-hyphens");
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        if !span.is_empty() {
            segments.push(Segment { kind: SegmentKind::Paragraph, span, source: None, boilerplate: None });
        }
        start += line.len() + 1;
    }
    let analysis = analyse_segments(&text, &segments);
    std::io::stdout().lock().write_all(conllu(&text, &analysis, split_hyphens).as_bytes())
}

fn conllu(text: &str, analysis: &Analysis, split_hyphens: bool) -> String {
    let mut out = String::new();
    for sentence in &analysis.sentences {
        let tokens = &analysis.tokens[sentence.tokens.clone()];
        let mut id = 1;
        let mut position = 0;
        while position < tokens.len() {
            // A word and the clitics glued to it are one surface token of several words.
            let mut end = position + 1;
            while end < tokens.len()
                && tokens[end].kind == TokenKind::Clitic
                && tokens[end].span.start == tokens[end - 1].span.end
            {
                end += 1;
            }
            if end > position + 1 {
                let whole = tokens[position].span.cover(tokens[end - 1].span);
                let last = id + end - position - 1;
                let _ = writeln!(out, "{id}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t_", whole.in_text(text));
                for token in &tokens[position..end] {
                    line(&mut out, &mut id, token.span.in_text(text));
                }
            } else {
                let form = tokens[position].span.in_text(text);
                for part in parts(form, split_hyphens && tokens[position].kind == TokenKind::Word) {
                    line(&mut out, &mut id, part);
                }
            }
            position = end;
        }
        out.push('\n');
    }
    out
}

fn line(out: &mut String, id: &mut usize, form: &str) {
    let head = *id - 1;
    let _ = writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t{head}\tdep\t_\t_");
    *id += 1;
}

/// The treebanks keep these together with the word after the hyphen.
const PREFIXES: [&str; 13] =
    ["e", "non", "pre", "post", "pro", "anti", "co", "ex", "re", "semi", "multi", "mid", "cross"];

fn parts(form: &str, split_hyphens: bool) -> Vec<&str> {
    let prefixed = form.split_once('-').is_some_and(|(first, rest)| {
        !rest.contains('-') && PREFIXES.iter().any(|prefix| first.eq_ignore_ascii_case(prefix))
    });
    if !split_hyphens || prefixed || form.contains(['@', '/']) {
        return vec![form];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, hyphen) in form.match_indices('-') {
        if at > start && at + 1 < form.len() {
            parts.extend([&form[start..at], hyphen]);
            start = at + 1;
        }
    }
    parts.push(&form[start..]);
    parts
}
