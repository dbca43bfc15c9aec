use super::phrases;
use super::wrap::{Face, Paragraph};
use crate::{Briefing, DateKnown, Group, Note, Piece, PieceKind, StatementLine};
use std::io::{self, Write};

/// How a briefing is set on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns; narrower than 30 counts as 30.
    pub width: usize,
    /// Whether to send sequences for bold, dim and underlined text.
    pub color: bool,
}

/// Writes the briefing for a terminal.
///
/// # Errors
/// If `out` cannot be written to.
pub fn terminal(briefing: &Briefing, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let width = style.width.max(30);
    let mut page = Page { width, color: style.color, out };
    page.top(briefing)?;
    page.documents(briefing)?;
    page.cast(briefing)?;
    page.timeline(briefing)?;
    page.statements(briefing)?;
    page.figures(briefing)?;
    page.events(briefing)?;
    page.positions(briefing)?;
    page.agreement(briefing)?;
    page.retellings(briefing)?;
    page.missing(briefing)?;
    page.questions(briefing)?;
    if let Some(words) = phrases::shortened(briefing) {
        writeln!(page.out)?;
        page.paragraph("", |p| {
            p.push(words, Face::Dim);
        })?;
    }
    page.footnotes(briefing)
}

pub(super) struct Page<'o> {
    width: usize,
    color: bool,
    out: &'o mut dyn Write,
}

impl Page<'_> {
    pub(super) fn paragraph(&mut self, first: &str, build: impl FnOnce(&mut Paragraph)) -> io::Result<()> {
        let mut paragraph = Paragraph::default();
        build(&mut paragraph);
        paragraph.write(first, self.width, self.color, self.out)
    }

    pub(super) fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.paragraph("", |p| {
            p.push(heading.to_uppercase(), Face::Bold);
        })
    }

    pub(super) fn hidden(&mut self, hidden: usize) -> io::Result<()> {
        match phrases::hidden(hidden) {
            Some(words) => self.paragraph("  ", |p| {
                p.push(words, Face::Dim);
            }),
            None => Ok(()),
        }
    }

    fn top(&mut self, briefing: &Briefing) -> io::Result<()> {
        self.paragraph("", |p| {
            p.push("BRIEFING: ", Face::Bold).plain(phrases::scope(briefing));
        })?;
        self.paragraph("", |p| {
            p.plain(format!("{} {}", phrases::NATURE, phrases::READING));
        })?;
        if briefing.version.exact().is_empty() {
            return Ok(());
        }
        self.paragraph("", |p| {
            p.push(format!("Made by Rapporteur {}.", briefing.version), Face::Dim);
        })
    }

    fn documents(&mut self, briefing: &Briefing) -> io::Result<()> {
        let doubts = phrases::doubts(briefing);
        if briefing.documents.is_empty() && doubts.is_empty() {
            return Ok(());
        }
        self.heading("What was read")?;
        let digits = briefing.reports.to_string().len();
        for line in briefing.documents.lines() {
            self.paragraph(&format!("  {:>digits$}  ", line.number), |p| {
                match &line.headline {
                    Some(headline) => p.push(headline.shown(), Face::Bold),
                    None => p.push("(no headline)", Face::Dim),
                };
            })?;
            let indent = " ".repeat(digits + 4);
            if briefing.short.is_some() {
                self.paragraph(&indent, |p| {
                    p.plain(phrases::in_brief(line));
                })?;
                continue;
            }
            self.paragraph(&indent, |p| {
                p.plain(format!("{} · {}", phrases::publisher(line), phrases::published(line)));
            })?;
            self.paragraph(&indent, |p| {
                let hashes = format!("text {}, original {}", line.text_hash, line.original_hash);
                p.push(format!("{} · {} · {hashes}", line.locator, phrases::read(line)), Face::Dim);
            })?;
        }
        self.hidden(briefing.documents.hidden)?;
        if !doubts.is_empty() {
            self.paragraph("  ", |p| {
                p.push("Read with a doubt", Face::Bold);
            })?;
        }
        for problem in doubts {
            self.paragraph("    ", |p| {
                p.plain(format!("{}: {}", problem.locator, problem.message));
            })?;
        }
        Ok(())
    }

    fn cast(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.cast.is_empty() {
            return Ok(());
        }
        self.heading("Cast")?;
        for line in briefing.cast.lines() {
            self.paragraph("  ", |p| {
                p.push(line.name.shown(), Face::Bold);
                if let Some(kind) = phrases::kind(line) {
                    p.plain(format!(" ({kind})"));
                }
                for (i, (office, note)) in line.offices.iter().enumerate() {
                    p.plain(if i == 0 { ": " } else { ", " }).plain(format!("“{office}” [{}]", note.number));
                }
            })?;
            self.paragraph("    ", |p| {
                let also =
                    phrases::aliases(line).map(|names| format!("; also “{names}”")).unwrap_or_default();
                let perhaps = phrases::may_be(line).map(|names| format!("; {names}")).unwrap_or_default();
                p.push(format!("{}{also}{perhaps}", phrases::counts(line)), Face::Dim);
            })?;
        }
        if briefing.others > 0 {
            self.paragraph("  ", |p| {
                p.push(phrases::unnamed(briefing.others), Face::Dim);
            })?;
        }
        self.hidden(briefing.cast.hidden)
    }

    fn timeline(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.timeline.is_empty() {
            return Ok(());
        }
        self.heading("Timeline")?;
        for (heading, days) in phrases::timeline(&briefing.timeline.groups) {
            if let Some(heading) = heading {
                self.paragraph("  ", |p| {
                    p.push(heading, Face::Bold);
                })?;
            }
            for day in days {
                let dated = day.head.known == DateKnown::Year;
                self.paragraph("  ", |p| {
                    p.push(day.head.label.as_str(), if dated { Face::Bold } else { Face::Plain });
                })?;
                for line in &day.lines {
                    self.paragraph("    ", |p| {
                        pieces(p, &line.sentence, self_marks(false));
                        p.push(format!(" — {} ", line.outlet), Face::Dim);
                        notes(p, &line.notes);
                    })?;
                    for event in &line.events {
                        self.paragraph("      ", |p| {
                            p.plain(phrases::dated_event(event));
                        })?;
                    }
                }
            }
        }
        self.hidden(briefing.timeline.hidden)
    }

    fn statements(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.statements.is_empty() {
            return Ok(());
        }
        self.heading("Statements by speaker")?;
        for (i, Group { head, lines }) in briefing.statements.groups.iter().enumerate() {
            if i > 0 {
                writeln!(self.out)?;
            }
            self.paragraph("  ", |p| match (&head.name, &head.office) {
                (Some(name), Some(office)) => {
                    p.push(name.shown(), Face::Bold).plain(format!(", {office}"));
                }
                (Some(name), None) => {
                    p.push(name.shown(), Face::Bold);
                }
                (None, _) => {
                    p.push(phrases::nobody(head), Face::Bold);
                }
            })?;
            for line in lines {
                self.statement(line)?;
            }
            if !head.retold.is_empty() {
                self.paragraph("    ", |p| {
                    p.push("Also inside statements of others: ", Face::Dim);
                    numbers(p, &head.retold);
                })?;
            }
        }
        self.hidden(briefing.statements.hidden)
    }

    fn statement(&mut self, line: &StatementLine) -> io::Result<()> {
        let indent = " ".repeat(4 + 3 * line.depth.min(4));
        self.paragraph(&indent, |p| {
            if let Some(voice) = &line.speaker {
                p.push(format!("{}: ", phrases::voice(voice)), Face::Bold);
            }
            if let Some(cue) = phrases::leading_cue(line) {
                p.push(format!("{cue}: "), Face::Dim);
            }
            p.plain(phrases::statement(line));
        })?;
        self.paragraph(&format!("{indent}  "), |p| {
            p.push(format!("{} ", phrases::origin(line.published.as_ref(), &line.outlet)), Face::Dim);
            notes(p, &line.notes);
            p.push(format!(" · {}", phrases::manner(line)), Face::Dim);
            if let Some(words) = line.speaker.as_ref().and_then(phrases::left_open) {
                p.push(format!(" · {words}"), Face::Dim);
            }
        })
    }

    fn positions(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.positions.is_empty() {
            return Ok(());
        }
        self.heading("Positions")?;
        self.paragraph("  ", |p| {
            p.push(phrases::POSITIONS, Face::Dim);
        })?;
        for Group { head, lines } in &briefing.positions.groups {
            self.paragraph("  ", |p| {
                p.push(head.name.shown(), Face::Bold);
                p.push(format!(" — {}", phrases::sides_of(head)), Face::Dim);
            })?;
            for line in lines {
                self.paragraph("    ", |p| {
                    p.push(phrases::position_holder(line), Face::Bold);
                    let (stance, words) = (phrases::position_stance(line), phrases::position_words(line));
                    p.plain(format!(" {stance}: {words}"));
                })?;
                self.paragraph("      ", |p| {
                    p.push(format!("{} ", phrases::origin(line.published.as_ref(), &line.outlet)), Face::Dim);
                    notes(p, &line.notes);
                    p.push(format!(" · {}", phrases::position_manner(line)), Face::Dim);
                })?;
            }
        }
        self.hidden(briefing.positions.hidden)
    }

    fn figures(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.figures.is_empty() {
            return Ok(());
        }
        self.heading("Figures")?;
        for Group { head, lines } in &briefing.figures.groups {
            if head.opens {
                self.paragraph("  ", |p| {
                    p.push(phrases::measure(&head.measure), Face::Bold);
                })?;
            }
            let quantity = phrases::quantity(head);
            if let Some(quantity) = &quantity {
                self.paragraph("    ", |p| {
                    p.push(quantity.as_str(), Face::Dim);
                })?;
            }
            let indent = if quantity.is_some() { "      " } else { "    " };
            for line in lines {
                self.paragraph(indent, |p| {
                    p.plain(format!("“{}”", line.words));
                    let meaning = phrases::meaning(line);
                    if !meaning.is_empty() {
                        p.plain(format!(" ({meaning})"));
                    }
                    p.plain(format!(" — {}", line.claimant));
                })?;
                self.paragraph(&format!("{indent}  "), |p| {
                    p.push(format!("{} ", phrases::origin(line.published.as_ref(), &line.outlet)), Face::Dim);
                    notes(p, &line.notes);
                    if let Some(told) = phrases::relations(line) {
                        p.push(format!(" · {told}"), Face::Dim);
                    }
                })?;
            }
        }
        self.hidden(briefing.figures.hidden)
    }

    fn events(&mut self, briefing: &Briefing) -> io::Result<()> {
        let missing = phrases::missing_events(briefing);
        if briefing.events.is_empty() && missing.is_none() {
            return Ok(());
        }
        self.heading("Events")?;
        if let Some(missing) = missing {
            self.paragraph("  ", |p| {
                p.push(missing, Face::Dim);
            })?;
        }
        for Group { head, lines } in &briefing.events.groups {
            self.paragraph("  ", |p| {
                p.push(phrases::realis_heading(head), Face::Bold);
            })?;
            for line in lines {
                self.paragraph("    ", |p| {
                    let sides = phrases::sides(line);
                    let colon = if sides.is_empty() { "" } else { ": " };
                    p.plain(format!("{sides}{colon}“{}” ({})", line.words, phrases::act(line)));
                    p.plain(format!(" — {}", phrases::told(line)));
                })?;
                self.paragraph("      ", |p| {
                    p.push(format!("{} ", phrases::origin(line.published.as_ref(), &line.outlet)), Face::Dim);
                    notes(p, &line.notes);
                })?;
            }
        }
        self.hidden(briefing.events.hidden)
    }

    fn missing(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.missing.is_empty() {
            return Ok(());
        }
        self.heading("What is missing")?;
        self.paragraph("  ", |p| {
            p.push(phrases::MISSING, Face::Dim);
        })?;
        for Group { head, lines } in &briefing.missing.groups {
            self.paragraph("  ", |p| {
                p.push(phrases::gap_heading(head), Face::Bold);
            })?;
            for line in lines {
                self.paragraph("    ", |p| {
                    p.plain(format!("{}: ", phrases::open_words(line))).push(phrases::gap(line), Face::Dim);
                })?;
            }
            self.further(phrases::further(head, lines.len()))?;
        }
        self.hidden(briefing.missing.hidden)
    }

    fn questions(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.questions.is_empty() {
            return Ok(());
        }
        self.heading("Open questions")?;
        self.paragraph("  ", |p| {
            p.push(phrases::QUESTIONS, Face::Dim);
        })?;
        for Group { head, lines } in &briefing.questions.groups {
            self.paragraph("  ", |p| {
                p.push(phrases::question_heading(head), Face::Bold);
            })?;
            for line in lines {
                self.paragraph("    ", |p| {
                    p.plain(format!("{}: ", phrases::open_words(line)));
                    p.push(format!("{} ", phrases::question(head.kind, line)), Face::Dim);
                    numbers(p, &line.notes);
                })?;
            }
            self.further(phrases::further(head, lines.len()))?;
        }
        self.hidden(briefing.questions.hidden)
    }

    /// How many lines of a kind are only counted.
    fn further(&mut self, further: Option<String>) -> io::Result<()> {
        match further {
            Some(words) => self.paragraph("    ", |p| {
                p.push(words, Face::Dim);
            }),
            None => Ok(()),
        }
    }

    fn footnotes(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.footnotes.is_empty() {
            return Ok(());
        }
        self.heading("Footnotes")?;
        self.paragraph("  ", |p| {
            p.push(phrases::EVIDENCE, Face::Dim);
        })?;
        let color = self.color;
        let digits = briefing.footnotes.last().map_or(1, |last| last.number.to_string().len());
        for footnote in &briefing.footnotes {
            let number = format!("[{}]", footnote.number);
            self.paragraph(&format!("  {number:>width$} ", width = digits + 2), |p| {
                pieces(p, &footnote.context, self_marks(!color));
            })?;
            self.paragraph(&" ".repeat(digits + 5), |p| {
                let origin = phrases::origin(footnote.published.as_ref(), &footnote.outlet);
                p.push(
                    format!("report {}: {origin} · {}", footnote.report, phrases::place(footnote)),
                    Face::Dim,
                );
            })?;
        }
        Ok(())
    }
}

/// The signs around marked words: needed where no face tells them apart.
fn self_marks(needed: bool) -> (&'static str, &'static str) {
    if needed { ("⟦", "⟧") } else { ("", "") }
}

fn pieces(paragraph: &mut Paragraph, pieces: &[Piece], (open, close): (&str, &str)) {
    for piece in pieces {
        match piece.kind {
            PieceKind::Marked => paragraph.push(format!("{open}{}{close}", piece.words), Face::Mark),
            PieceKind::Plain | PieceKind::Gap => paragraph.plain(piece.words.shown()),
        };
    }
}

/// `[4], also in [7], [9]`.
fn notes(paragraph: &mut Paragraph, notes: &[Note]) {
    let (first, others) = notes.split_at(notes.len().min(1));
    numbers(paragraph, first);
    if let Some(words) = first.first().and_then(phrases::others) {
        paragraph.push(words, Face::Dim);
    }
    if !others.is_empty() {
        paragraph.push(", also in ", Face::Dim);
        numbers(paragraph, others);
    }
}

pub(super) fn numbers(paragraph: &mut Paragraph, notes: &[Note]) {
    let numbers: Vec<String> = notes.iter().map(|note| format!("[{}]", note.number)).collect();
    paragraph.plain(numbers.join(", "));
}
