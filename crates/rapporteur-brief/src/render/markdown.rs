use super::phrases;
use super::picture::{Matrix, matrix};
use crate::{Briefing, Group, Note, Piece, PieceKind, StatementLine, Words};
use std::io::{self, Write};

/// Writes the briefing as Markdown, with the footnotes and tables of GitHub's dialect.
///
/// # Errors
/// If `out` cannot be written to.
pub fn markdown(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    top(briefing, out)?;
    documents(briefing, out)?;
    cast(briefing, out)?;
    timeline(briefing, out)?;
    statements(briefing, out)?;
    figures(briefing, out)?;
    events(briefing, out)?;
    positions(briefing, out)?;
    super::agreement::markdown(briefing, out)?;
    super::retellings::markdown(briefing, out)?;
    missing(briefing, out)?;
    questions(briefing, out)?;
    if let Some(words) = phrases::shortened(briefing) {
        writeln!(out, "\n{}", escape(&words))?;
    }
    footnotes(briefing, out)
}

/// Text that cannot make markup: every sign that Markdown could read as such is escaped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut only_digits = true;
    for (at, c) in text.char_indices() {
        let risky = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '^' | '$'
            | '&' | '@' => true,
            // At the start these open lists, rules and pictures; inside they are common and harmless.
            '-' | '+' | '=' | '!' => at == 0,
            '.' | ')' if only_digits && at > 0 => true,
            // Addresses become links by themselves.
            '.' => {
                out.get(out.len().saturating_sub(3)..).is_some_and(|last| last.eq_ignore_ascii_case("www"))
            }
            ':' => text[at..].starts_with("://"),
            _ => false,
        };
        if risky {
            out.push('\\');
        }
        only_digits &= c.is_ascii_digit();
        out.push(c);
    }
    out
}

fn words(words: &Words) -> String {
    escape(&words.shown())
}

fn top(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Briefing\n\n**{}**\n", escape(&phrases::scope(briefing)))?;
    writeln!(out, "{} {}", phrases::NATURE, phrases::READING)?;
    if !briefing.version.exact().is_empty() {
        writeln!(out, "\nMade by Rapporteur {}.", words(&briefing.version))?;
    }
    Ok(())
}

pub(super) fn hidden(hidden: usize, out: &mut dyn Write) -> io::Result<()> {
    match phrases::hidden(hidden) {
        Some(words) => writeln!(out, "\n{words}"),
        None => Ok(()),
    }
}

fn documents(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    let doubts = phrases::doubts(briefing);
    if briefing.documents.is_empty() && doubts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What was read\n")?;
    for line in briefing.documents.lines() {
        if briefing.short.is_some() {
            let headline = line.headline.as_ref().map_or("(no headline)".to_owned(), Words::shown);
            writeln!(
                out,
                "{}. **{}** — {}",
                line.number,
                escape(headline.trim()),
                escape(&phrases::in_brief(line))
            )?;
            continue;
        }
        let headline = line
            .headline
            .as_ref()
            .map_or("(no headline)".to_owned(), |words| format!("**{}**", escape(words.shown().trim())));
        let indent = " ".repeat(line.number.to_string().len() + 2);
        writeln!(out, "{}. {headline}\\", line.number)?;
        writeln!(
            out,
            "{indent}{} · {}\\",
            escape(&phrases::publisher(line)),
            escape(&phrases::published(line))
        )?;
        let url = line.url.as_ref().map(|url| format!(" · {}", words(url))).unwrap_or_default();
        writeln!(
            out,
            "{indent}{}{url} · {} · text {}, original {}",
            words(&line.locator),
            escape(&phrases::read(line)),
            line.text_hash,
            line.original_hash
        )?;
    }
    hidden(briefing.documents.hidden, out)?;
    if !doubts.is_empty() {
        writeln!(out, "\n### Read with a doubt\n")?;
    }
    for problem in doubts {
        writeln!(out, "- {}: {}", words(&problem.locator), words(&problem.message))?;
    }
    Ok(())
}

fn cast(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.cast.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Cast\n")?;
    for line in briefing.cast.lines() {
        let kind = phrases::kind(line).map(|kind| format!(" ({})", escape(&kind))).unwrap_or_default();
        let offices: Vec<String> = line
            .offices
            .iter()
            .map(|(office, note)| format!("“{}”[^{}]", words(office), note.number))
            .collect();
        let offices = if offices.is_empty() { String::new() } else { format!(": {}", offices.join(", ")) };
        let also =
            phrases::aliases(line).map(|names| format!("; also “{}”", escape(&names))).unwrap_or_default();
        writeln!(out, "- **{}**{kind}{offices}\\", words(&line.name))?;
        let perhaps = phrases::may_be(line).map(|names| format!("; {}", escape(&names))).unwrap_or_default();
        writeln!(out, "  {}{also}{perhaps}", phrases::counts(line))?;
    }
    if briefing.others > 0 {
        writeln!(out, "\n{}", phrases::unnamed(briefing.others))?;
    }
    hidden(briefing.cast.hidden, out)
}

fn timeline(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.timeline.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Timeline")?;
    for (heading, days) in phrases::timeline(&briefing.timeline.groups) {
        if let Some(heading) = heading {
            writeln!(out, "\n### {heading}")?;
        }
        for day in days {
            writeln!(out, "\n**{}**\n", escape(&day.head.label))?;
            for line in &day.lines {
                writeln!(
                    out,
                    "- {} — {}{}",
                    pieces(&line.sentence),
                    words(&line.outlet),
                    notes(&line.notes)
                )?;
                for event in &line.events {
                    writeln!(out, "  - {}", escape(&phrases::dated_event(event)))?;
                }
            }
        }
    }
    hidden(briefing.timeline.hidden, out)
}

fn statements(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.statements.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Statements by speaker")?;
    for Group { head, lines } in &briefing.statements.groups {
        let name = head.name.as_ref().map_or_else(|| phrases::nobody(head).to_owned(), words);
        let office = head.office.as_ref().map(|office| format!(", {}", words(office))).unwrap_or_default();
        writeln!(out, "\n### {name}{office}\n")?;
        for line in lines {
            statement(line, out)?;
        }
        if !head.retold.is_empty() {
            writeln!(out, "\nAlso inside statements of others{}", numbers(&head.retold))?;
        }
    }
    hidden(briefing.statements.hidden, out)
}

fn statement(line: &StatementLine, out: &mut dyn Write) -> io::Result<()> {
    let indent = "  ".repeat(line.depth.min(4));
    let voice = line.speaker.as_ref().map(|voice| format!("**{}**: ", escape(&phrases::voice(voice))));
    let cue = phrases::leading_cue(line).map(|cue| format!("*{}*: ", escape(cue.trim())));
    let (voice, cue) = (voice.unwrap_or_default(), cue.unwrap_or_default());
    writeln!(out, "{indent}- {voice}{cue}{}\\", escape(&phrases::statement(line)))?;
    let open =
        line.speaker.as_ref().and_then(phrases::left_open).map(|words| format!(" · {}", escape(&words)));
    writeln!(
        out,
        "{indent}  {}{} · {}{}",
        escape(&phrases::origin(line.published.as_ref(), &line.outlet)),
        notes(&line.notes),
        escape(&phrases::manner(line)),
        open.unwrap_or_default()
    )
}

fn positions(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.positions.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Positions\n\n{}", phrases::POSITIONS)?;
    if let Some(matrix) = matrix(briefing).filter(|_| briefing.short.is_none()) {
        let line = |cells: &mut dyn Iterator<Item = String>| cells.collect::<Vec<_>>().join(" | ");
        writeln!(out, "\n| Holder | {} |", line(&mut matrix.issues.iter().map(|issue| escape(issue))))?;
        writeln!(out, "|{}", "---|".repeat(matrix.issues.len() + 1))?;
        for (holder, cells) in &matrix.rows {
            let cells = &mut cells.iter().map(|cell| Matrix::words(cell));
            writeln!(out, "| {} | {} |", escape(holder), line(cells))?;
        }
    }
    for Group { head, lines } in &briefing.positions.groups {
        writeln!(out, "\n### {}\n\n{}\n", words(&head.name), escape(&phrases::sides_of(head)))?;
        for line in lines {
            let holder = escape(&phrases::position_holder(line));
            let stance = escape(&phrases::position_stance(line));
            writeln!(out, "- **{holder}** {stance}: {}\\", escape(&phrases::position_words(line)))?;
            let origin = escape(&phrases::origin(line.published.as_ref(), &line.outlet));
            let manner = escape(&phrases::position_manner(line));
            writeln!(out, "  {origin}{} · {manner}", notes(&line.notes))?;
        }
    }
    hidden(briefing.positions.hidden, out)
}

fn figures(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.figures.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Figures")?;
    for Group { head, lines } in &briefing.figures.groups {
        if head.opens {
            writeln!(out, "\n### {}", escape(&phrases::measure(&head.measure)))?;
        }
        match phrases::quantity(head) {
            Some(quantity) => writeln!(out, "\n{}\n", escape(&quantity))?,
            None => writeln!(out)?,
        }
        writeln!(
            out,
            "| In the report's words | Claimed by | Report | Beside earlier claims |\n|---|---|---|---|"
        )?;
        for line in lines {
            let meaning = phrases::meaning(line);
            let meaning = if meaning.is_empty() { String::new() } else { format!(" ({})", escape(&meaning)) };
            writeln!(
                out,
                "| “{}”{meaning} | {} | {}{} | {} |",
                words(&line.words),
                words(&line.claimant),
                escape(&phrases::origin(line.published.as_ref(), &line.outlet)),
                notes(&line.notes),
                escape(&phrases::relations(line).unwrap_or_default())
            )?;
        }
    }
    hidden(briefing.figures.hidden, out)
}

fn events(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    let missing = phrases::missing_events(briefing);
    if briefing.events.is_empty() && missing.is_none() {
        return Ok(());
    }
    writeln!(out, "\n## Events")?;
    if let Some(missing) = missing {
        writeln!(out, "\n{missing}")?;
    }
    for Group { head, lines } in &briefing.events.groups {
        writeln!(out, "\n### {}\n", phrases::realis_heading(head))?;
        for line in lines {
            let sides = phrases::sides(line);
            let sides = if sides.is_empty() { String::new() } else { format!("**{}**: ", escape(&sides)) };
            let (act, told) = (escape(&phrases::act(line)), escape(&phrases::told(line)));
            writeln!(out, "- {sides}“{}” ({act}) — {told}\\", words(&line.words))?;
            let origin = escape(&phrases::origin(line.published.as_ref(), &line.outlet));
            writeln!(out, "  {origin}{}", notes(&line.notes))?;
        }
    }
    hidden(briefing.events.hidden, out)
}

fn missing(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.missing.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What is missing\n\n{}", phrases::MISSING)?;
    for Group { head, lines } in &briefing.missing.groups {
        writeln!(out, "\n### {}\n", phrases::gap_heading(head))?;
        for line in lines {
            writeln!(out, "- {}: {}", escape(&phrases::open_words(line)), escape(&phrases::gap(line)))?;
        }
        if let Some(more) = phrases::further(head, lines.len()) {
            writeln!(out, "- {more}")?;
        }
    }
    hidden(briefing.missing.hidden, out)
}

fn questions(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.questions.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Open questions\n\n{}", phrases::QUESTIONS)?;
    for Group { head, lines } in &briefing.questions.groups {
        writeln!(out, "\n### {}\n", phrases::question_heading(head))?;
        for line in lines {
            let (words, told) = (phrases::open_words(line), phrases::question(head.kind, line));
            writeln!(out, "- {}: {}{}", escape(&words), escape(&told), numbers(&line.notes))?;
        }
        if let Some(more) = phrases::further(head, lines.len()) {
            writeln!(out, "- {more}")?;
        }
    }
    hidden(briefing.questions.hidden, out)
}

fn footnotes(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.footnotes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Footnotes\n\n{}\n", phrases::EVIDENCE)?;
    for footnote in &briefing.footnotes {
        let origin = phrases::origin(footnote.published.as_ref(), &footnote.outlet);
        writeln!(
            out,
            "[^{}]: {} — report {}: {} · {}",
            footnote.number,
            pieces(&footnote.context),
            footnote.report,
            escape(&origin),
            escape(&phrases::place(footnote))
        )?;
    }
    Ok(())
}

/// `[^4], also in [^7] [^9]`.
fn notes(notes: &[Note]) -> String {
    let (first, others) = notes.split_at(notes.len().min(1));
    let also = if others.is_empty() { String::new() } else { format!(", also in{}", numbers(others)) };
    let more = first.first().and_then(phrases::others).unwrap_or_default();
    format!("{}{also}{more}", numbers(first).trim_start())
}

pub(super) fn numbers(notes: &[Note]) -> String {
    notes.iter().map(|note| format!(" [^{}]", note.number)).collect()
}

/// A sentence with the evidence in bold.
fn pieces(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for (i, piece) in pieces.iter().enumerate() {
        let shown = piece.words.shown();
        if piece.kind != PieceKind::Marked {
            out.push_str(&escape(&shown));
            continue;
        }
        // Asterisks between a letter and a sign do not count as bold; a tag always does.
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let after = pieces.get(i + 1).and_then(|next| next.words.shown().chars().next());
        let (open, close) =
            if joins(out.chars().last()) || joins(after) { ("<b>", "</b>") } else { ("**", "**") };
        let inner = shown.trim();
        out.push_str(&shown[..shown.len() - shown.trim_start().len()]);
        out.push_str(&format!("{open}{}{close}", escape(inner)));
        out.push_str(&shown[shown.trim_end().len()..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_makes_markup() {
        let check = |text: &str, expected: &str| assert_eq!(escape(text), expected, "{text:?}");
        check("plain, “words” (1) 2.4 - x", "plain, “words” (1) 2.4 - x");
        check("<b>[x](javascript:1)", "\\<b\\>\\[x\\](javascript:1)");
        check("# a", "\\# a");
        check("- a", "\\- a");
        check("12. a", "12\\. a");
        check("a|b `c` *d* _e_", "a\\|b \\`c\\` \\*d\\* \\_e\\_");
        check(
            "https://a.example www.b.example c@d.example",
            "https\\://a.example www\\.b.example c\\@d.example",
        );
    }
}
