//! Who said what: direct, mixed and indirect quotations with source, cue and content.
//!
//! The rules look at one *stretch* at a time: a sentence, or the sentences that a quotation ties together. Words of the
//! cue lexicon become *sites* ([`cue`]); verbs ([`clause`]), `according to` ([`according`]) and nouns ([`nominal`]) make
//! *drafts* of them, and so do verbs that lay a number down ([`count`]); quotations that no cue claims continue the statement before them ([`marks`]). Drafts whose cue
//! stands inside the content of another are nested in it ([`nested`]). What no editor would sign is kept out
//! ([`sense`]); cues and sources that the model took from the wrong place are put right ([`voice`]); sources and contents that were
//! cut are made whole ([`extent`], [`border`], [`remnant`], [`rest`]), and each verb gets its own subject ([`inner`]); words with a signature go to who signed them ([`signature`]), and what is printed
//! twice is said once ([`repeat`]); what is worded like a report and is none is marked or dropped ([`act`], [`noise`], [`hollow`]).
//!
//! Spans follow the PolNeAR guidelines: quotation marks, `that` and the infinitive's `to` belong to the content; a final
//! stop does so only inside the marks; the source has titles and appositions; the cue is the whole verb group.
//!
//! A new rule: write a function from a [`Reading`] and a stretch to drafts, give it a name `quote.…`, call it in
//! [`attributions`] and add its cases to `tests.rs`.

mod according;
mod act;
mod adjunct;
mod beside;
mod border;
mod clause;
mod content;
mod count;
mod cue;
mod draft;
mod ellipsis;
mod extent;
mod hollow;
mod inner;
mod inside;
mod layer;
mod leading;
mod list;
mod marks;
mod model;
mod nested;
mod noise;
mod nominal;
mod reading;
mod remnant;
mod repeat;
mod rest;
mod sense;
mod signature;
mod source;
mod structure;
#[cfg(test)]
mod tests;
mod trailing;
mod voice;

use crate::lexeme::Lexemes;
use crate::model::Findings;
use draft::Draft;
use rapporteur_lang::Analysis;
use rapporteur_ontology::cue::Kind;
use rapporteur_record::{
    Attribution, AttributionForm, AttributionId, AttributionKind, Document, Speaker, Why,
};
use rapporteur_text::Span;
use reading::{Reading, Stretch};

/// Words from which on a quotation is no mere term.
const SENTENCE: usize = 6;

/// All lines of this kind in a document that the rules find, in order of the text.
#[must_use]
pub fn attributions(document: &Document, analysis: &Analysis) -> Vec<Attribution> {
    attributions_in(analysis, &Lexemes::new(document, analysis), None)
}

/// As [`attributions`], with the tokens read before, and with what the reading model found.
pub(crate) fn attributions_in(
    analysis: &Analysis,
    lexemes: &Lexemes<'_>,
    found: Option<&Findings>,
) -> Vec<Attribution> {
    let reading = Reading::new(analysis, lexemes);
    let mut drafts: Vec<Draft> = Vec::new();
    for stretch in &reading.stretches {
        let mut found = with_cues(&reading, stretch);
        if found.is_empty() {
            found.extend(marks::labelled(&reading, stretch));
        }
        nested::settle(&mut found, drafts.len());
        drafts.append(&mut found);
    }
    let words = reading.words.len();
    if let Some(said) = found.and_then(|found| found.attributions.as_deref()) {
        let mut learned = model::drafts(&reading, analysis, said);
        voice::settle(&reading, &mut learned, &drafts);
        model::mend(&reading, &mut learned, &drafts);
        learned.iter_mut().for_each(|draft| extent::elsewhere(&reading, draft));
        drafts = layer::under(words, learned, drafts, |draft| model::trusted(&reading, draft));
    }
    drafts = layer::under(words, structure::drafts(&reading), drafts, |_| true);
    drafts = layer::under(words, list::drafts(&reading), drafts, |_| true);
    layer::sort(&mut drafts);
    marks::continue_quotations(&reading, &mut drafts);
    inside::add(&reading, &mut drafts);
    extent::settle(&reading, &mut drafts);
    border::settle(&reading, &mut drafts);
    inner::settle(&reading, &mut drafts);
    according::settle(&reading, &mut drafts);
    signature::settle(&reading, &mut drafts);
    repeat::drop_pulled(&reading, &mut drafts);
    act::settle(&reading, &mut drafts);
    lines(&reading, &drafts, found)
}

/// The drafts that the cues of a stretch make.
fn with_cues(reading: &Reading<'_>, stretch: &Stretch) -> Vec<Draft> {
    let sites = cue::sites(reading, stretch.words.clone());
    let mut found = clause::drafts(reading, stretch, &sites);
    found.extend(according::drafts(reading, stretch, &sites));
    found.extend(nominal::drafts(reading, stretch, &sites));
    let counted = count::drafts(reading, stretch, &sites);
    let told = |draft: &Draft| found.iter().any(|other| other.cue.is_some() && other.cue == draft.cue);
    let counted: Vec<Draft> = counted.into_iter().filter(|draft| !told(draft)).collect();
    found.extend(counted);
    found
}

/// Drafts as lines, numbered in order of the text.
fn lines(reading: &Reading<'_>, drafts: &[Draft], found: Option<&Findings>) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| {
        (drafts[at].start(), drafts[at].host.is_some(), drafts[at].cue.as_ref().map(|cue| cue.start))
    });
    let mut number = vec![AttributionId(0); drafts.len()];
    for (position, &at) in order.iter().enumerate() {
        number[at] = AttributionId(u32::try_from(position).unwrap_or(u32::MAX));
    }
    let span = |range: &std::ops::Range<usize>| reading.words.span(range);
    order
        .iter()
        .map(|&at| {
            let draft = &drafts[at];
            let (cue, source) = (draft.cue.as_ref().and_then(span), draft.source.as_ref().and_then(span));
            let form = draft.form(reading);
            let sentence = draft.content.iter().map(|part| reading.count(part)).sum::<usize>() >= SENTENCE;
            Attribution {
                id: number[at],
                source,
                cue,
                content: draft
                    .content
                    .iter()
                    .flat_map(|part| reading.by_segment(part))
                    .filter_map(|part| span(&part))
                    .collect(),
                form,
                kind: match draft.kind {
                    _ if draft.act => AttributionKind::Act,
                    Kind::Speech => AttributionKind::Speech,
                    Kind::Report => AttributionKind::Report,
                    Kind::Decree => AttributionKind::Decree,
                    // Whoever is quoted whole has spoken: `released a sentence: “…”`; not who is against “false news”.
                    Kind::Stance if form == AttributionForm::Direct && sentence => AttributionKind::Speech,
                    Kind::Stance => AttributionKind::Stance,
                },
                speaker: Speaker::Unknown { candidates: Vec::new(), reason: "not linked yet".to_owned() },
                venue: draft.venue.as_ref().and_then(span),
                addressee: draft.addressee.as_ref().and_then(span),
                nested_in: draft.host.map(|host| number[host]),
                why: why(draft, cue, source, found),
            }
        })
        .collect()
}

/// What decided: the rule and its cue, or the model with cue, source and their shares.
fn why(draft: &Draft, cue: Option<Span>, source: Option<Span>, found: Option<&Findings>) -> Why {
    let (Some((confidence, shares)), Some(found)) = (draft.learned, found) else {
        return Why::rule("quote", crate::VERSION, draft.rule, cue);
    };
    let triggers = [cue, source].into_iter().zip(shares);
    let (triggers, shares) = triggers.filter_map(|(span, share)| Some((span?, share))).unzip();
    Why {
        extractor: found.model.clone().into(),
        version: found.version.clone().into(),
        rule: draft.rule.into(),
        triggers,
        confidence: Some(confidence),
        shares,
        corrected: Vec::new(),
    }
}
