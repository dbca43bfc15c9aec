//! One document under reading: its words, and the stretches that the rules look at.

use crate::lexeme::Lexemes;
use crate::phrase::{Tag, Words};
use rapporteur_lang::{Analysis, Quotation, QuotationEnd};
use rapporteur_record::SegmentKind;
use std::ops::Range;

/// Sentences of one segment that a quotation ties together; most often a single sentence.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) words: Range<usize>,
    pub(super) segment: usize,
    pub(super) kind: SegmentKind,
}

/// No sentence of a report has more words. What has is cut, so that rules that look through a stretch stay linear in
/// the length of the document.
const LONGEST: usize = 800;

pub(super) struct Reading<'a> {
    pub(super) words: Words<'a>,
    /// The quotations of the analysis; one that lacks its closing mark ends before the cue that follows it.
    quotations: Vec<Quotation>,
    pub(super) stretches: Vec<Stretch>,
    /// First word of the sentence of each word.
    sentence_start: Vec<usize>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(analysis: &'a Analysis, lexemes: &'a Lexemes<'a>) -> Self {
        let mut words = Words::new(lexemes, analysis);
        let mut quotations = analysis.quotations.clone();
        for quotation in quotations.iter_mut().filter(|quotation| quotation.depth == 0) {
            if quotation.end == QuotationEnd::Missing
                && let Some(end) = cue_inside(&words, &quotation.tokens)
            {
                for word in &mut words.words[end..quotation.tokens.end] {
                    word.quotation = None;
                }
                quotation.tokens.end = end;
            }
        }
        let mut sentence_start: Vec<usize> = (0..words.len()).collect();
        let mut stretches: Vec<Stretch> = Vec::new();
        for sentence in &analysis.sentences {
            if sentence.tokens.is_empty() {
                continue;
            }
            if sentence.tokens.len() > LONGEST {
                for start in sentence.tokens.clone().step_by(LONGEST) {
                    let words = start..sentence.tokens.end.min(start + LONGEST);
                    sentence_start[words.clone()].fill(start);
                    stretches.push(Stretch { words, segment: sentence.segment, kind: sentence.kind });
                }
                continue;
            }
            sentence_start[sentence.tokens.clone()].fill(sentence.tokens.start);
            // "Ann Berg (D-Nev.) said": a lower-case word begins no sentence.
            let torn = sentence.tokens.start > 0
                && words.tag(sentence.tokens.start - 1) == Tag::CloseBracket
                && words.words[sentence.tokens.start].text.starts_with(char::is_lowercase);
            if torn {
                let start = sentence_start[sentence.tokens.start - 1];
                sentence_start[sentence.tokens.clone()].fill(start);
            }
            let joined = torn
                || words.words[sentence.tokens.start]
                    .quotation
                    .is_some_and(|quotation| quotations[quotation].tokens.start < sentence.tokens.start)
                || finishes(&words, &sentence.tokens);
            match stretches.last_mut() {
                Some(last)
                    if joined
                        && last.words.len() < LONGEST
                        && last.segment == sentence.segment
                        && last.words.end == sentence.tokens.start =>
                {
                    last.words.end = sentence.tokens.end;
                }
                _ => stretches.push(Stretch {
                    words: sentence.tokens.clone(),
                    segment: sentence.segment,
                    kind: sentence.kind,
                }),
            }
        }
        Self { words, quotations, stretches, sentence_start }
    }

    /// The outermost quotation that a word stands in.
    pub(super) fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.quotations.get(self.words.words.get(at)?.quotation?)
    }

    pub(super) fn quoted(&self, at: usize) -> bool {
        self.words.words.get(at).is_some_and(|word| word.quotation.is_some())
    }

    /// The stretch that holds a word.
    pub(super) fn stretch(&self, at: usize) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.words.start <= at);
        self.stretches.get(after.checked_sub(1)?)
    }

    /// True in headlines and headings, where every word may have a capital.
    pub(super) fn headline(&self, at: usize) -> bool {
        self.stretch(at).is_some_and(|stretch| {
            matches!(stretch.kind, SegmentKind::Headline | SegmentKind::Subhead | SegmentKind::Heading)
        })
    }

    /// The words of the outermost quotation around a word.
    pub(super) fn region(&self, at: usize) -> Option<Range<usize>> {
        self.quotation(at).map(|quotation| quotation.tokens.clone())
    }

    /// First word of the sentence that holds a word.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.sentence_start.get(at).copied().unwrap_or(at)
    }

    /// The region of a quotation that opens at this word.
    pub(super) fn region_at(&self, at: usize) -> Option<Range<usize>> {
        self.quotation(at)
            .filter(|quotation| quotation.tokens.start == at)
            .map(|quotation| quotation.tokens.clone())
    }

    /// A range cut where segments meet.
    pub(super) fn by_segment(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.stretches.partition_point(|stretch| stretch.words.end <= range.start);
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut segment = None;
        for stretch in self.stretches[first..].iter().take_while(|stretch| stretch.words.start < range.end) {
            let part = stretch.words.start.max(range.start)..stretch.words.end.min(range.end);
            match parts.last_mut() {
                Some(last) if segment == Some(stretch.segment) => last.end = part.end,
                _ => parts.push(part),
            }
            segment = Some(stretch.segment);
        }
        parts
    }

    /// The same document as if these words stood in no quotation; its stretches are the sentences of each range. The
    /// ranges are in order and do not overlap.
    pub(super) fn inside(&self, ranges: &[Range<usize>]) -> Self {
        let mut words = self.words.words.clone();
        let mut sentence_start = self.sentence_start.clone();
        let mut stretches: Vec<Stretch> = Vec::new();
        for range in ranges {
            words[range.clone()].iter_mut().for_each(|word| word.quotation = None);
            let Some(around) = self.stretch(range.start) else { continue };
            let mut at = range.start;
            while at < range.end {
                let start = self.sentence_start(at);
                let behind = (at + 1..range.end).find(|&other| self.sentence_start(other) != start);
                let end = behind.unwrap_or(range.end);
                sentence_start[at..end].fill(at);
                stretches.push(Stretch { words: at..end, ..around.clone() });
                at = end;
            }
        }
        let words = Words { words, keys: self.words.keys };
        Self { words, quotations: self.quotations.clone(), stretches, sentence_start }
    }

    /// The region of the quotation around a word, if it has a closing mark.
    pub(super) fn closed_region(&self, at: usize) -> Option<Range<usize>> {
        let quotation = self.quotation(at)?;
        (quotation.end != QuotationEnd::Missing).then(|| quotation.tokens.clone())
    }

    /// Whether a word is a mark of a quotation.
    pub(super) fn opens_or_closes(&self, at: usize) -> bool {
        matches!(self.words.tag(at), Tag::Open | Tag::Close)
    }

    /// Number of words, without marks, in a range.
    pub(super) fn count(&self, range: &Range<usize>) -> usize {
        range.clone().filter(|&at| !self.mark(at)).count()
    }

    /// True for anything that is no word.
    pub(super) fn mark(&self, at: usize) -> bool {
        matches!(
            self.words.tag(at),
            Tag::Open
                | Tag::Close
                | Tag::Comma
                | Tag::Colon
                | Tag::Semicolon
                | Tag::Dash
                | Tag::Stop
                | Tag::OpenBracket
                | Tag::CloseBracket
                | Tag::Punctuation
        )
    }

    /// A range without commas, stops and dashes at its ends. Marks of quotations stay; so does what stands inside them.
    pub(super) fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let loose = |at: usize| {
            matches!(self.words.tag(at), Tag::Comma | Tag::Colon | Tag::Semicolon | Tag::Dash | Tag::Stop)
                && !self.quoted(at)
        };
        while range.start < range.end && loose(range.start) {
            range.start += 1;
        }
        while range.start < range.end && loose(range.end - 1) {
            range.end -= 1;
        }
        range
    }
}

/// `“We will go, the mayor said.`: where the words end that a missing mark should have closed.
fn cue_inside(words: &Words<'_>, quotation: &Range<usize>) -> Option<usize> {
    let verb = (quotation.start + 3..quotation.end).find(|&at| {
        matches!(words.lower(at), "said" | "says" | "added" | "told" | "wrote" | "asked")
            && matches!(words.tag(at + 1), Tag::Stop)
            || matches!(words.lower(at), "said" | "says" | "added") && words.time_word(at + 1)
            || matches!(words.lower(at), "said" | "added")
                && words.tag(at - 1) == Tag::Comma
                && words.tag(at + 1) == Tag::Name
    })?;
    let subject = words.noun_phrase_before(verb, quotation.start + 1);
    (subject > quotation.start + 2 && words.tag(subject - 1) == Tag::Comma).then_some(subject)
}

/// `“Never!” Smith said.` is one sentence though it may be split after the mark: a short one, nothing but a subject
/// and a cue, right after a closing mark.
fn finishes(words: &Words<'_>, sentence: &Range<usize>) -> bool {
    let Some(before) = sentence.start.checked_sub(2) else { return false };
    if words.tag(before + 1) != Tag::Close || !matches!(words.lower(before), "?" | "!" | "," | "…" | "...")
    {
        return false;
    }
    let Some(verb) = (sentence.start..sentence.end.min(sentence.start + 6)).find(|&at| {
        matches!(
            words.lower(at),
            "said" | "says" | "asked" | "asks" | "added" | "wrote" | "replied" | "told" | "tweeted"
        )
    }) else {
        return false;
    };
    words.words[sentence.start..verb]
        .iter()
        .all(|word| matches!(word.tag, Tag::Name | Tag::Noun | Tag::Pronoun | Tag::Determiner))
        && !matches!(words.tag(verb + 1), Tag::That)
        && sentence.end - verb < 12
}
