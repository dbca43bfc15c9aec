use rapporteur_record::AttributionId;
use rapporteur_store::{Counted, RetellingRow, SourceRow, Store, StoreError, StoryRow, StoryRows};
use rapporteur_story::{
    Print, Rewrite, SKETCH_VERSION, Sketch, Source, Trace, fold, from_bytes, passage, to_bytes,
};
use rapporteur_text::Span;

/// Documents whose sketches are written in one go.
const BATCH: usize = 256;

/// Draws the sketches of the documents that have none, folds copies and retellings over the last versions of all documents,
/// groups them into stories, and keeps all that in the store. While other programs add to the store, the last of them has the
/// last word.
///
/// Memory grows with the number of reports: some 10 KB for each of 600 words.
///
/// # Errors
/// If the store cannot be read or written.
pub fn take_stories(store: &mut Store) -> Result<(), StoreError> {
    for documents in store.documents_without_sketch(SKETCH_VERSION)?.chunks(BATCH) {
        let mut sketches = Vec::with_capacity(documents.len());
        for &document in documents {
            let report = store.report(document)?.report;
            sketches.push((document, to_bytes(&Sketch::of(&report.document), &Trace::of(&report))));
        }
        store.keep_sketches(SKETCH_VERSION, &sketches)?;
    }
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if fold_once(store)? {
            break;
        }
    }
    Ok(())
}

/// False if the store changed meanwhile.
fn fold_once(store: &mut Store) -> Result<bool, StoreError> {
    let state = store.state()?;
    let (mut numbers, mut sketches, mut traces) = (Vec::new(), Vec::new(), Vec::new());
    store.each_sketch(|number, bytes| {
        // What cannot be read is a report without words: it stays alone.
        let (sketch, trace) = from_bytes(bytes).unwrap_or_default();
        numbers.push(number);
        sketches.push(sketch);
        traces.push(trace);
    })?;
    let folded = fold(&sketches, &traces);
    let mut retellings = Vec::with_capacity(folded.copies.len() + folded.rewrites.len());
    for print in &folded.copies {
        retellings.push(copy(print, &numbers, store)?);
    }
    retellings.extend(folded.rewrites.iter().map(|rewrite| retold(rewrite, &numbers)));
    retellings.sort_by_key(|row| row.document);
    let rows = StoryRows {
        stories: folded
            .stories
            .iter()
            .map(|story| StoryRow {
                centre: numbers[story.centre],
                members: story
                    .members
                    .iter()
                    .map(|&at| (numbers[at], numbers[folded.voices.head(at)]))
                    .collect(),
            })
            .collect(),
        retellings,
        sources: folded.sources.iter().map(|source| named(source, &numbers)).collect(),
    };
    store.keep_stories(&rows, state)
}

fn ends(span: Span) -> (usize, usize) {
    (span.start, span.end)
}

fn copy(print: &Print, numbers: &[i64], store: &Store) -> Result<RetellingRow, StoreError> {
    let (document, of) = (numbers[print.report], numbers[print.of]);
    let known = store.kept_passage(document, of)?;
    let both = match known {
        Some(both) => Some(both),
        None => passage(&store.text(document)?, &store.text(of)?).map(|(own, its)| (ends(own), ends(its))),
    };
    let credit = print.credit.map(|span| ("credit", ends(span), None));
    let passage = both.map(|(own, its)| ("passage", own, Some(its)));
    Ok(RetellingRow {
        document,
        of,
        follows: print.follows.name(),
        against_dates: print.against_dates,
        share: usize::from(print.contained),
        counts: None,
        evidence: credit.into_iter().chain(passage).collect(),
    })
}

fn retold(rewrite: &Rewrite, numbers: &[i64]) -> RetellingRow {
    RetellingRow {
        document: numbers[rewrite.report],
        of: numbers[rewrite.of],
        follows: rewrite.follows.name(),
        against_dates: rewrite.against_dates,
        share: rewrite.quotations * 100 / rewrite.all_quotations.max(1),
        counts: Some(Counted {
            quotations: rewrite.quotations,
            all_quotations: rewrite.all_quotations,
            in_order: rewrite.in_order,
            speakers: rewrite.speakers,
            figures: rewrite.figures,
            names: rewrite.names,
        }),
        evidence: rewrite
            .kept
            .iter()
            .map(|kept| (kept.kind.name(), ends(kept.span), kept.of.map(ends)))
            .collect(),
    }
}

fn named(source: &Source, numbers: &[i64]) -> SourceRow {
    SourceRow {
        document: numbers[source.report],
        how: source.how.name(),
        span: source.span.map(ends),
        attribution: source.attribution.map(|AttributionId(number)| number),
        of: source.of.map(|at| numbers[at]),
    }
}
