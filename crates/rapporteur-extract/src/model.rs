//! What the reading model says of a document, as spans of its text.
//!
//! The model reads what a person reads: the segments without boilerplate, in order, as if nothing stood between them. A
//! long document is read part by part, so that memory does not grow with its length.

use crate::event_reading::{EventReading, REALIS_NAMES, SideReading};
use crate::phrase;
use crate::reference::{Reference, Referent};
use rapporteur_lang::{Analysis, Sentence};
use rapporteur_nn::{
    Attributed, Events, Model, ModelError, Named, Reading, Referring, Side, Telling, attributions, events,
    mentions, names,
};
use rapporteur_record::{Document, EventType, SegmentKind};
use rapporteur_text::Span;
use std::ops::Range;

/// Bytes after which a part ends with its segment. What the model keeps of a part is about 500 times its length.
const ENOUGH: usize = 64 << 10;
/// Bytes after which a part ends with its sentence.
const MUCH: usize = 80 << 10;
/// Bytes after which a part ends with its word.
const MOST: usize = 96 << 10;

/// What the reading model found in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Name of the model.
    pub(crate) model: String,
    /// Its version.
    pub(crate) version: String,
    /// Nothing if the model does not look for attributions.
    pub(crate) attributions: Option<Vec<Said>>,
    /// In order of the text; nothing if the model does not look for names.
    pub(crate) names: Option<Vec<Called>>,
    /// By their heads.
    pub(crate) references: Vec<Reference>,
    /// In order of their triggers; nothing if the model does not look for events.
    pub(crate) events: Option<Vec<EventReading>>,
}

/// What a name of the model names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Person,
    Organisation,
    /// A state, a region, a town, a river.
    Location,
    /// A people, a creed, a party's members.
    Group,
    Facility,
    Event,
    /// Something else with a name: a law, a ship, a prize.
    Other,
}

impl Kind {
    fn of(label: &str) -> Self {
        match label {
            "PER" => Self::Person,
            "ORG" => Self::Organisation,
            "LOC" => Self::Location,
            "GROUP" => Self::Group,
            "FACILITY" => Self::Facility,
            "EVENT" => Self::Event,
            _ => Self::Other,
        }
    }
}

/// A name of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Called {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// Probability that the words are in a name of this kind: the mean over words.
    pub(crate) share: f32,
}

/// An attribution of the model.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    pub(crate) source: Option<Span>,
    pub(crate) cue: Span,
    /// In order of the text; no part crosses a border of segments.
    pub(crate) content: Vec<Span>,
    /// Probability that it is right.
    pub(crate) confidence: f32,
    /// Probability that the words of the cue are a cue, and that those of the source are a source: means over words.
    pub(crate) shares: [f32; 2],
}

impl Findings {
    /// Lets the model read a document.
    ///
    /// # Errors
    /// If the model fails.
    pub fn new(model: &Model, document: &Document, analysis: &Analysis) -> Result<Self, ModelError> {
        let manifest = model.manifest();
        let mut found =
            Self { model: manifest.name.clone(), version: manifest.version.clone(), ..Self::default() };
        for part in parts(document, analysis) {
            let told = part.sentences(analysis);
            let ranges: Vec<Range<usize>> = told.iter().map(|(_, range)| range.clone()).collect();
            let silent = |word| phrase::is_silent(&part.text, word);
            let reading = Reading::of_loud_words(model, &part.text, &ranges, &silent)?;
            let words = &reading.encoded.words;
            let shares = Shares::of(&reading);
            if let Some(said) = attributions(&reading) {
                let said = said.iter().filter_map(|said| part.said(words, said, &shares));
                found.attributions.get_or_insert_default().extend(said);
            }
            if let Some(called) = names(&reading) {
                let called = called.iter().filter_map(|name| part.called(words, name));
                found.names.get_or_insert_default().extend(called);
            }
            if let (Some(sizes), Some(read)) = (&manifest.coreference, mentions(&reading, &part.text)) {
                part.references(words, &read, &sizes.kinds, &mut found.references);
            }
            if let (Some(sizes), Some(read)) = (&manifest.events, events(&reading)) {
                let labels = Labels::of(sizes);
                let read = read.iter().filter_map(|telling| part.event(words, telling, &told, &labels));
                found.events.get_or_insert_default().extend(read);
            }
        }
        Ok(found)
    }
}

/// What the head for attributions says of each word.
#[derive(Debug, Default)]
struct Shares<'r> {
    labels: &'r [String],
    scores: Vec<Vec<f64>>,
}

impl<'r> Shares<'r> {
    fn of(reading: &Reading<'r>) -> Self {
        let heads = &reading.manifest().heads;
        let head = heads.iter().position(|head| head.name == "attribution");
        head.map_or_else(Self::default, |head| Self {
            labels: &heads[head].labels,
            scores: reading.scores(head),
        })
    }

    /// Mean over words of the probability that they have a role, at most 1 and with three digits.
    fn mean(&self, role: &str, words: &Range<usize>) -> f32 {
        let of_role = |label: &String| label.split_once('-').is_some_and(|(_, name)| name == role);
        let share = |row: &Vec<f64>| -> f64 {
            row.iter()
                .zip(self.labels)
                .filter(|(_, label)| of_role(label))
                .map(|(score, _)| score.exp())
                .sum()
        };
        let rows = self.scores.get(words.clone()).unwrap_or_default();
        let mean = rows.iter().map(share).sum::<f64>() / rows.len().max(1) as f64;
        three_digits(mean.min(1.0))
    }
}

/// Where the model has the probability of each type and each realis of the record; nothing where it has none.
struct Labels {
    types: [Option<usize>; EventType::ALL.len()],
    realis: [Option<usize>; REALIS_NAMES.len()],
}

impl Labels {
    fn of(sizes: &Events) -> Self {
        let place = |labels: &[String], name: &str| labels.iter().position(|l| l.eq_ignore_ascii_case(name));
        Self {
            types: EventType::ALL.map(|kind| place(&sizes.types, kind.name())),
            realis: REALIS_NAMES.map(|name| place(&sizes.realis, name)),
        }
    }
}

/// More digits of a probability say nothing.
fn three_digits(probability: f64) -> f32 {
    ((probability * 1000.0).round() / 1000.0) as f32
}

/// Text that the model reads at once.
#[derive(Debug, Default)]
struct Part {
    text: String,
    /// For each stretch without a break: where it starts in the part, and where in the document.
    places: Vec<(usize, usize)>,
}

impl Part {
    /// The spans of some words of the part in the document, one for each stretch they touch; breaks are no words.
    fn spans(&self, words: &[Span], range: &Range<usize>) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let mut at = None;
        for word in words.get(range.clone()).unwrap_or_default() {
            if self.text.as_bytes()[word.start].is_ascii_whitespace() {
                continue;
            }
            let place = self.places.partition_point(|place| place.0 <= word.start);
            let Some(&(start, origin)) = place.checked_sub(1).and_then(|place| self.places.get(place)) else {
                continue;
            };
            let span = Span::new(word.start - start + origin, word.end - start + origin);
            match found.last_mut() {
                Some(last) if at == Some(place) => last.end = span.end,
                _ => found.push(span),
            }
            at = Some(place);
        }
        found
    }

    fn said(&self, words: &[Span], said: &Attributed, shares: &Shares<'_>) -> Option<Said> {
        let one = |range: &Range<usize>| self.spans(words, range).first().copied();
        Some(Said {
            source: said.source.as_ref().and_then(one),
            cue: one(&said.cue)?,
            content: said.content.iter().flat_map(|range| self.spans(words, range)).collect(),
            confidence: three_digits(said.confidence),
            shares: [
                shares.mean("cue", &said.cue),
                said.source.as_ref().map_or(0.0, |source| shares.mean("source", source)),
            ],
        })
    }

    /// Adds the mentions of this part; antecedents are places in the whole list.
    fn references(&self, words: &[Span], read: &[Referring], kinds: &[String], all: &mut Vec<Reference>) {
        // Where each mention of the part stands in the list, if it stands in the text.
        let mut places: Vec<Option<usize>> = Vec::with_capacity(read.len());
        for mention in read {
            let reference = self.spans(words, &(mention.head..mention.head + 1)).first().and_then(|&head| {
                let spans = self.spans(words, &mention.words);
                let extent = *spans.iter().find(|span| span.contains(head))?;
                let antecedent = mention.antecedent.and_then(|earlier| {
                    let place = *places.get(earlier.mention)?;
                    Some((place?, three_digits(earlier.probability)))
                });
                let kind = kinds.get(mention.kind).map_or("", String::as_str);
                Some(Reference { extent, head, referent: Referent::of(kind), antecedent })
            });
            places.push(reference.map(|_| all.len()));
            all.extend(reference);
        }
    }

    /// The sentences of the document that this part holds, or what it holds of them, that are prose: their places in
    /// the analysis, and their bytes in the part.
    fn sentences(&self, analysis: &Analysis) -> Vec<(usize, Range<usize>)> {
        let (Some(first), Some(last)) = (self.places.first(), self.places.last()) else { return Vec::new() };
        let held = Span::new(first.1, last.1 + self.text.len() - last.0);
        let prose = |sentence: &Sentence| {
            matches!(sentence.kind, SegmentKind::Paragraph | SegmentKind::Subhead | SegmentKind::Caption)
        };
        let from = analysis.sentences.partition_point(|sentence| sentence.span.end <= held.start);
        let sentences = analysis.sentences.iter().enumerate().skip(from);
        let touching = sentences.take_while(|(_, sentence)| sentence.span.start < held.end);
        touching
            .filter(|(_, sentence)| prose(sentence))
            .filter_map(|(number, sentence)| {
                let start = self.place(sentence.span.start.max(held.start))?;
                let end = self.place(sentence.span.end.min(held.end) - 1)? + 1;
                Some((number, start..end))
            })
            .collect()
    }

    /// Where a byte of the document stands in the part.
    fn place(&self, byte: usize) -> Option<usize> {
        let stretch = self.places.partition_point(|place| place.1 <= byte).checked_sub(1)?;
        let (start, origin) = self.places[stretch];
        let end = self.places.get(stretch + 1).map_or(self.text.len(), |next| next.0);
        Some(byte - origin + start).filter(|&at| at < end)
    }

    fn event(
        &self,
        words: &[Span],
        telling: &Telling,
        sentences: &[(usize, Range<usize>)],
        labels: &Labels,
    ) -> Option<EventReading> {
        let share = |shares: &[f64], place: Option<usize>| {
            three_digits(place.and_then(|place| shares.get(place)).copied().unwrap_or(0.0))
        };
        let sides = |sides: &[Side]| {
            let spans = |side: &Side| {
                let probability = three_digits(side.probability);
                self.spans(words, &side.words).into_iter().map(move |span| SideReading { span, probability })
            };
            sides.iter().flat_map(spans).collect()
        };
        Some(EventReading {
            trigger: *self.spans(words, &(telling.trigger..telling.trigger + 1)).first()?,
            sentence: sentences.get(telling.sentence)?.0,
            happens: three_digits(telling.happens),
            types: labels.types.map(|place| share(&telling.types, place)),
            realis: labels.realis.map(|place| share(&telling.realis, place)),
            sources: sides(&telling.sources),
            targets: sides(&telling.targets),
        })
    }

    fn called(&self, words: &[Span], name: &Named) -> Option<Called> {
        let span = *self.spans(words, &name.words).first()?;
        Some(Called { span, kind: Kind::of(&name.label), share: three_digits(name.probability) })
    }
}

/// The parts of a document, in order.
fn parts(document: &Document, analysis: &Analysis) -> Vec<Part> {
    let text = &document.text;
    let mut parts = vec![Part::default()];
    // Where the stretch that is being read starts, and where it ends so far.
    let mut stretch: Option<Span> = None;
    let mut segment = None;
    let (mut length, mut before) = (0, 0);
    for sentence in &analysis.sentences {
        for (position, token) in analysis.tokens[sentence.tokens.clone()].iter().enumerate() {
            let opens = position == 0 && segment != Some(sentence.segment);
            let full = length > MOST || position == 0 && length > MUCH || opens && length > ENOUGH;
            // A break in the layout, or a segment between that is not read.
            let gap = &text[before..token.span.start];
            let torn = opens && !gap.trim().is_empty();
            if full || torn || gap.contains('\n') {
                close(text, &mut parts, stretch.take());
            }
            if full {
                parts.push(Part::default());
                length = 0;
            }
            length += token.span.len() + 1;
            stretch = Some(Span::new(stretch.map_or(token.span.start, |open| open.start), token.span.end));
            before = token.span.end;
            segment = Some(sentence.segment);
        }
    }
    close(text, &mut parts, stretch);
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn close(text: &str, parts: &mut [Part], stretch: Option<Span>) {
    let (Some(stretch), Some(part)) = (stretch, parts.last_mut()) else { return };
    if !part.text.is_empty() {
        part.text.push('\n');
    }
    part.places.push((part.text.len(), stretch.start));
    part.text.push_str(stretch.in_text(text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    fn read(text: &str) -> Vec<Part> {
        let document = plain::document(text, None);
        parts(&document, &rapporteur_lang::analyse(&document))
    }

    #[test]
    fn boilerplate_is_not_read_and_places_lead_back() {
        let text = "The dam holds.\nRelated: ten dams\n“We  watch\u{a0}it,\nday and night,” she said.";
        let mut document = plain::document(text, None);
        document.segments[1].kind = rapporteur_record::SegmentKind::Boilerplate;
        let parts = parts(&document, &rapporteur_lang::analyse(&document));
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].text, "The dam holds.\n“We  watch\u{a0}it,\nday and night,” she said.");
        let words: Vec<Span> = ["holds", "\n", "We", "day"]
            .iter()
            .map(|word| {
                let start = parts[0].text.find(word).expect("a word");
                Span::new(start, start + word.len())
            })
            .collect();
        let found = parts[0].spans(&words, &(0..4));
        let found: Vec<&str> = found.into_iter().map(|span| span.in_text(text)).collect();
        assert_eq!(found, ["holds", "We", "day"]);
    }

    #[test]
    fn prose_is_read_for_events_sentence_by_sentence() {
        let text = "Dam opens\nHOLLIN, May 4 — The dam holds. It\nis old.\nOther news\nThe end.";
        let mut document = plain::document(text, None);
        document.segments[0].kind = SegmentKind::Headline;
        let other = document.segments.iter_mut().find(|segment| segment.span.in_text(text) == "Other news");
        other.expect("a segment").kind = SegmentKind::Heading;
        let analysis = rapporteur_lang::analyse(&document);
        let parts = parts(&document, &analysis);
        let found = parts[0].sentences(&analysis);
        let words: Vec<&str> = found.iter().map(|(_, range)| &parts[0].text[range.clone()]).collect();
        assert_eq!(words.last(), Some(&"The end."), "{words:?}");
        assert!(words.iter().any(|words| words.contains("The dam holds.")), "{words:?}");
        assert!(!words.iter().any(|words| words.contains("opens") || words.contains("Other")), "{words:?}");
        for (number, range) in &found {
            assert_eq!(&parts[0].text[range.clone()], analysis.sentences[*number].span.in_text(text));
        }
    }

    /// What of a sentence lies in a part is read there; nothing is read twice, nothing is lost.
    #[test]
    fn sentences_of_long_texts_are_read_once() {
        for text in ["word ".repeat(60_000), "One two. ".repeat(40_000), "One two.\n".repeat(40_000)] {
            let document = plain::document(&text, None);
            let analysis = rapporteur_lang::analyse(&document);
            let mut read = 0;
            for part in parts(&document, &analysis) {
                let found = part.sentences(&analysis);
                assert!(found.is_sorted_by(|a, b| a.1.end <= b.1.start));
                let bytes = |range: &Range<usize>| {
                    part.text[range.clone()].bytes().filter(|b| !b.is_ascii_whitespace()).count()
                };
                read += found.iter().map(|(_, range)| bytes(range)).sum::<usize>();
            }
            assert_eq!(read, text.bytes().filter(|b| !b.is_ascii_whitespace()).count());
        }
    }

    #[test]
    fn events_have_their_places_in_the_document() {
        let text = "Dam opens\n\nThe Ostravian army shelled\nthe border town of Hollin on Friday, the mayor said.\n\nRelated \
                    stories\n\nOstravia arrested two aid workers.";
        let mut document = plain::document(text, None);
        let other =
            document.segments.iter_mut().find(|segment| segment.span.in_text(text) == "Related stories");
        other.expect("a segment").kind = SegmentKind::Boilerplate;
        let analysis = rapporteur_lang::analyse(&document);
        let model = Model::shipped().expect("the model");
        let found = Findings::new(&model, &document, &analysis).expect("it reads");
        let found = found.events.expect("the model reads events");
        let kinds = |word: &str| {
            let reading = found.iter().find(|reading| reading.trigger.in_text(text) == word).expect(word);
            assert!(analysis.sentences[reading.sentence].span.contains(reading.trigger));
            let best =
                (0..reading.types.len()).max_by(|&a, &b| reading.types[a].total_cmp(&reading.types[b]));
            let words = |sides: &[SideReading]| -> Vec<&str> {
                sides.iter().map(|side| side.span.in_text(text)).collect()
            };
            (best.map(|best| EventType::ALL[best]), words(&reading.sources), words(&reading.targets))
        };
        let shelled = kinds("shelled");
        assert_eq!(shelled.0, Some(EventType::Assault));
        assert!(shelled.1.iter().any(|words| words.contains("army")), "{shelled:?}");
        let arrested = kinds("arrested");
        assert_eq!(arrested.0, Some(EventType::Coerce));
        assert!(arrested.2.iter().any(|words| words.contains("workers")), "{arrested:?}");
        let blind = Findings::new(&model.without_events(), &document, &analysis).expect("it reads");
        assert_eq!(blind.events, None);
    }

    #[test]
    fn a_long_text_is_read_part_by_part() {
        for text in ["word ".repeat(60_000), "One two. ".repeat(40_000), "One two.\n".repeat(40_000)] {
            let parts = read(&text);
            assert!(parts.len() > 2 && parts.iter().all(|part| part.text.len() < MOST + 100));
            let bytes = |text: &str| text.bytes().filter(|b| !b.is_ascii_whitespace()).count();
            assert_eq!(parts.iter().map(|part| bytes(&part.text)).sum::<usize>(), bytes(&text));
        }
    }
}
