//! An attribution as ranges of words, before it becomes a line of the record.

use super::reading::Reading;
use rapporteur_ontology::cue::Kind;
use rapporteur_record::AttributionForm;
use std::ops::Range;

#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) rule: &'static str,
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    /// In order of the text, without overlap.
    pub(super) content: Vec<Range<usize>>,
    pub(super) kind: Kind,
    pub(super) venue: Option<Range<usize>>,
    pub(super) addressee: Option<Range<usize>>,
    /// Position of the draft whose content holds this one.
    pub(super) host: Option<usize>,
    /// Share of such occurrences of the cue in the training reports that are cues; 0 where none was counted.
    pub(super) reliability: f32,
    /// For a draft of the model: probability that it is right, and shares of cue and source.
    pub(super) learned: Option<(f32, [f32; 2])>,
    /// True if it is worded like a report and is none.
    pub(super) act: bool,
}

impl Draft {
    pub(super) fn new(rule: &'static str, kind: Kind, cue: Range<usize>) -> Self {
        Self {
            rule,
            source: None,
            cue: Some(cue),
            content: Vec::new(),
            kind,
            venue: None,
            addressee: None,
            host: None,
            reliability: 0.0,
            learned: None,
            act: false,
        }
    }

    /// True if some content holds all of the range.
    pub(super) fn holds(&self, range: &Range<usize>) -> bool {
        self.content.iter().any(|part| part.start <= range.start && range.end <= part.end)
    }

    /// Where the draft ends in the text.
    pub(super) fn end(&self) -> usize {
        let parts = self.content.iter().chain(&self.cue).chain(&self.source);
        parts.map(|part| part.end).max().unwrap_or(0)
    }

    /// Where the draft begins in the text.
    pub(super) fn start(&self) -> usize {
        let parts = self.content.iter().chain(&self.cue).chain(&self.source);
        parts.map(|part| part.start).min().unwrap_or(0)
    }

    /// Adds a part of the content; parts that touch become one.
    pub(super) fn extend(&mut self, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        match self.content.last_mut() {
            Some(last) if last.end >= part.start && last.start <= part.start => {
                last.end = last.end.max(part.end);
            }
            _ => {
                self.content.push(part);
                self.content.sort_by_key(|part| part.start);
            }
        }
    }

    /// Direct if nine words in ten of the content are quoted; the quotation that the cue stands in does not count.
    /// A transcript needs no marks.
    pub(super) fn form(&self, reading: &Reading<'_>) -> AttributionForm {
        if self.rule == "quote.transcript" {
            return AttributionForm::Direct;
        }
        let words = self.content.iter().cloned().flatten().filter(|&at| !reading.mark(at));
        let around = self.cue.as_ref().and_then(|cue| reading.region(cue.start));
        let (mut all, mut quoted) = (0_usize, 0_usize);
        for at in words {
            all += 1;
            quoted += usize::from(reading.quoted(at) && reading.region(at) != around);
        }
        match quoted {
            0 => AttributionForm::Indirect,
            _ if quoted * 10 >= all * 9 => AttributionForm::Direct,
            _ => AttributionForm::Mixed,
        }
    }
}
