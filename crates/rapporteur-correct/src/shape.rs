//! Two lines that are one, and one line that is two.

use crate::Lines;
use crate::remove::{redirect, remove, unshare};
use crate::set::mark;
use rapporteur_record::{AttributionId, Claimant, EventId, FigureId, LineKind, PositionId};
use rapporteur_text::Span;

/// Makes two lines one: the first stays, with the words of both where its kind can hold them.
///
/// # Errors
/// If lines of the kind cannot be joined, or one is gone; says why, in words.
pub(crate) fn join(lines: &mut Lines, kind: LineKind, stays: u32, goes: u32, by: i64) -> Result<(), String> {
    if stays == goes {
        return Err("both are one line already".to_owned());
    }
    let gone = || "the line is gone".to_owned();
    let report = &mut lines.report;
    match kind {
        LineKind::Statement => {
            let (stays, goes) = (AttributionId(stays), AttributionId(goes));
            let other = report.attribution(goes).cloned().ok_or_else(gone)?;
            let line = report.attributions.iter_mut().find(|line| line.id == stays).ok_or_else(gone)?;
            line.content = merged(&line.content, &other.content);
            line.nested_in = line.nested_in.filter(|id| *id != goes);
            mark(&mut line.why, by);
            let line = line.clone();
            redirect(report, goes, Some(stays), by);
            for figure in &mut report.figures {
                match &mut figure.claimant {
                    Claimant::Entity { entity, attribution, span } if *attribution == goes => {
                        *attribution = stays;
                        if let Some(speaker) = line.speaker.entity() {
                            (*entity, *span) = (speaker.clone(), line.source);
                        }
                    }
                    Claimant::UnknownSpeaker { attribution } if *attribution == goes => *attribution = stays,
                    _ => continue,
                }
                mark(&mut figure.why, by);
            }
        }
        LineKind::Figure => {
            let line = report.figures.iter_mut().find(|line| line.id.0 == stays).ok_or_else(gone)?;
            line.of = line.of.filter(|of| of.0 != goes);
            mark(&mut line.why, by);
            unshare(report, FigureId(goes), Some(FigureId(stays)), by);
        }
        LineKind::Event => {
            let other = report.event(EventId(goes)).cloned().ok_or_else(gone)?;
            let line = report.events.iter_mut().find(|line| line.id.0 == stays).ok_or_else(gone)?;
            for mention in other.mentions {
                if line.mentions.iter().all(|known| known.trigger != mention.trigger) {
                    line.mentions.push(mention);
                }
            }
            line.mentions.sort_by_key(|mention| mention.trigger);
            for (side, more) in [(&mut line.sources, other.sources), (&mut line.targets, other.targets)] {
                for one in more {
                    let known = side.iter().any(|known| {
                        known.span == one.span || one.entity.is_some() && known.entity == one.entity
                    });
                    if !known {
                        side.push(one);
                    }
                }
            }
            line.date = line.date.take().or(other.date);
            line.place = line.place.or(other.place);
            mark(&mut line.why, by);
        }
        LineKind::Position => {
            let line = lines.positions.iter_mut().find(|line| line.id.0 == stays).ok_or_else(gone)?;
            mark(&mut line.why, by);
        }
        LineKind::Mention => {
            let entity = |id: u32| report.mentions.iter().find(|line| line.id.0 == id);
            let known = entity(stays).ok_or_else(gone)?.clone();
            // Two mentions are of one: both stay.
            let line = report.mentions.iter_mut().find(|line| line.id.0 == goes).ok_or_else(gone)?;
            (line.entity, line.entity_type, line.chain) = (known.entity, known.entity_type, known.chain);
            mark(&mut line.why, by);
            return Ok(());
        }
        LineKind::Document | LineKind::Time | LineKind::Place => {
            return Err(format!("a {kind} cannot be merged with another one"));
        }
    }
    remove(lines, kind, goes, by);
    Ok(())
}

/// All spans of both, in order of the text, each part of the text once.
fn merged(one: &[Span], other: &[Span]) -> Vec<Span> {
    let mut all = [one, other].concat();
    all.sort();
    let mut found: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match found.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => found.push(span),
        }
    }
    found
}

/// Makes a line two: the second one begins at `at` and has a number of its own, which is given back.
///
/// # Errors
/// If the line cannot be parted there; says why, in words.
pub(crate) fn part(lines: &mut Lines, kind: LineKind, number: u32, at: Span, by: i64) -> Result<u32, String> {
    let gone = || "the line is gone".to_owned();
    let text = lines.report.document.text.clone();
    let report = &mut lines.report;
    match kind {
        LineKind::Statement => {
            let next = AttributionId(report.attributions.iter().map(|line| line.id.0 + 1).max().unwrap_or(0));
            let line = report.attributions.iter_mut().find(|line| line.id.0 == number).ok_or_else(gone)?;
            let (before, after) = cut(&line.content, at.start, &text);
            if before.is_empty() || after.is_empty() {
                return Err("the words do not part its content in two".to_owned());
            }
            let mut second = line.clone();
            (line.content, second.content) = (before, after);
            second.id = next;
            mark(&mut line.why, by);
            mark(&mut second.why, by);
            let (first, id) = (line.id, second.id);
            let holds = second.content.clone();
            let inside = |span: Span| holds.iter().any(|piece| piece.contains(span));
            report.attributions.push(second);
            // What stood in the second half stands in the second line.
            for line in report.attributions.iter_mut().filter(|line| line.nested_in == Some(first)) {
                if line.content.iter().all(|span| inside(*span)) {
                    line.nested_in = Some(id);
                    mark(&mut line.why, by);
                }
            }
            for figure in report.figures.iter_mut().filter(|figure| inside(figure.number)) {
                match &mut figure.claimant {
                    Claimant::Entity { attribution, .. } | Claimant::UnknownSpeaker { attribution }
                        if *attribution == first =>
                    {
                        *attribution = id;
                        mark(&mut figure.why, by);
                    }
                    _ => {}
                }
            }
            for event in &mut report.events {
                let mut touched = false;
                for mention in event.mentions.iter_mut().filter(|mention| inside(mention.trigger)) {
                    if mention.attribution == Some(first) {
                        mention.attribution = Some(id);
                        touched = true;
                    }
                }
                if touched {
                    mark(&mut event.why, by);
                }
            }
            Ok(id.0)
        }
        LineKind::Figure => {
            let next = FigureId(report.figures.iter().map(|line| line.id.0 + 1).max().unwrap_or(0));
            let line = report.figures.iter_mut().find(|line| line.id.0 == number).ok_or_else(gone)?;
            let first = Span { start: line.span.start, end: at.start.max(line.span.start) }.trim(&text);
            if !line.span.contains(at) || !first.contains(line.number) {
                return Err("the words must stand in the figure, behind its number".to_owned());
            }
            let mut second = line.clone();
            line.span = first;
            line.counted = line.counted.filter(|span| line.span.contains(*span));
            (second.id, second.number) = (next, at);
            second.span = Span { start: at.start, end: second.span.end };
            second.counted = second.counted.filter(|span| second.span.contains(*span));
            // What the words say is the user's to tell, field by field.
            (second.value, second.low, second.high) = (None, None, None);
            second.bound = rapporteur_record::Bound::Vague;
            mark(&mut line.why, by);
            mark(&mut second.why, by);
            report.figures.push(second);
            Ok(next.0)
        }
        LineKind::Event => {
            let next = EventId(report.events.iter().map(|line| line.id.0 + 1).max().unwrap_or(0));
            let line = report.events.iter_mut().find(|line| line.id.0 == number).ok_or_else(gone)?;
            let out = |trigger: Span| trigger.overlaps(at);
            if line.mentions.iter().all(|mention| out(mention.trigger))
                || !line.mentions.iter().any(|mention| out(mention.trigger))
            {
                return Err("the words must be some, not all, of those that tell of the event".to_owned());
            }
            let mut second = line.clone();
            second.id = next;
            line.mentions.retain(|mention| !out(mention.trigger));
            second.mentions.retain(|mention| out(mention.trigger));
            for half in [&mut *line, &mut second] {
                if let Some(first) = half.mentions.first() {
                    half.realis = first.realis;
                }
            }
            mark(&mut line.why, by);
            mark(&mut second.why, by);
            report.events.push(second);
            Ok(next.0)
        }
        LineKind::Position => {
            let next = PositionId(lines.positions.iter().map(|line| line.id.0 + 1).max().unwrap_or(0));
            let line = lines.positions.iter_mut().find(|line| line.id.0 == number).ok_or_else(gone)?;
            let whole = line.issue.span;
            let first = Span { start: whole.start, end: at.start.max(whole.start) }.trim(&text);
            if !whole.contains(at) || first.is_empty() {
                return Err("the words must stand in those of its issue, behind the first one".to_owned());
            }
            let mut second = line.clone();
            line.issue.span = first;
            second.id = next;
            second.issue.span = Span { start: at.start, end: whole.end };
            mark(&mut line.why, by);
            mark(&mut second.why, by);
            lines.positions.push(second);
            Ok(next.0)
        }
        LineKind::Mention | LineKind::Document | LineKind::Time | LineKind::Place => {
            Err(format!("a {kind} cannot be split; change its fields"))
        }
    }
}

/// Pieces before and from a place on, without blanks around.
fn cut(content: &[Span], at: usize, text: &str) -> (Vec<Span>, Vec<Span>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for span in content {
        let middle = at.clamp(span.start, span.end);
        for (side, start, end) in [(&mut before, span.start, middle), (&mut after, middle, span.end)] {
            let piece = Span { start, end }.trim(text);
            if !piece.is_empty() {
                side.push(piece);
            }
        }
    }
    (before, after)
}
