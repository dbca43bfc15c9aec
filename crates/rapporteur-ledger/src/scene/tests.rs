//! Cases. In the texts `[Orla]` is a place, `#12#` a number of people killed, `{the mayor}` a source, `<said>` its cue. What was
//! said is the rest of the sentence. Each line is a paragraph; one that begins with `# ` is the headline.

use super::*;
use rapporteur_record::{
    Attribution, AttributionForm, AttributionId, AttributionKind, Bound, Claimant, Document, DocumentId,
    Original, Resolution, Segment, Speaker, Why,
};
use rapporteur_text::{Alignment, ContentHash};

fn report(marked: &str) -> Report {
    let mut text = String::new();
    let (mut places, mut numbers, mut sources, mut cues) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut open = None;
    for sign in marked.trim_start_matches("# ").chars() {
        let mut close = |list: &mut Vec<Span>| match open.take() {
            Some(start) => list.push(Span::new(start, text.len())),
            None => open = Some(text.len()),
        };
        match sign {
            '[' | ']' => close(&mut places),
            '#' => close(&mut numbers),
            '{' | '}' => close(&mut sources),
            '<' | '>' => close(&mut cues),
            _ => text.push(sign),
        }
    }
    let why = || Why::rule("test", "0", "test", []);
    let mut sentences = Vec::new();
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let kind = match (start, marked.starts_with("# ")) {
            (0, true) => SegmentKind::Headline,
            _ => SegmentKind::Paragraph,
        };
        let span = Span::new(start, start + line.trim_end().len());
        segments.push(Segment { kind, span, source: None, boilerplate: None });
        let mut at = start;
        for sentence in line.trim_end().split_inclusive(". ") {
            sentences.push(Span::new(at, at + sentence.trim_end().len()));
            at += sentence.len();
        }
        start += line.len();
    }
    let said = |at: usize, cue: Span| {
        let sentence = sentences.iter().find(|sentence| sentence.contains(cue)).copied().unwrap_or(cue);
        let source = sources.get(at).copied().unwrap_or(cue);
        let (first, last) = (source.start.min(cue.start), source.end.max(cue.end));
        let content = [Span::new(sentence.start, first), Span::new(last, sentence.end)];
        Attribution {
            id: AttributionId(at as u32),
            source: Some(source),
            cue: Some(cue),
            content: content.into_iter().filter(|part| part.len() > 12).collect(),
            form: AttributionForm::Indirect,
            kind: AttributionKind::Speech,
            speaker: Speaker::Unknown { candidates: Vec::new(), reason: String::new() },
            venue: None,
            addressee: None,
            nested_in: None,
            why: why(),
        }
    };
    let attributions: Vec<Attribution> = cues.iter().enumerate().map(|(at, cue)| said(at, *cue)).collect();
    let figure = |(at, span): (usize, &Span)| {
        let holds = |said: &&Attribution| said.content.iter().any(|content| content.contains(*span));
        let claimant = match attributions.iter().find(holds) {
            Some(said) => Claimant::UnknownSpeaker { attribution: said.id },
            None => Claimant::Outlet,
        };
        Figure {
            id: FigureId(at as u32),
            span: *span,
            number: *span,
            measure: "killed".to_owned(),
            value: None,
            low: None,
            high: None,
            bound: Bound::Exact,
            scope: None,
            counted: None,
            status: None,
            of: None,
            as_of: None,
            claimant,
            why: why(),
        }
    };
    let place = |(at, span): (usize, &Span)| Place {
        id: PlaceId(at as u32),
        span: *span,
        resolution: Resolution::Unresolved,
        why: why(),
    };
    let hash = ContentHash::of(text.as_bytes());
    Report {
        document: Document {
            id: DocumentId(hash),
            locator: "-".into(),
            url: None,
            outlet: None,
            agency: None,
            authors: vec![],
            dateline: None,
            published: None,
            modified: None,
            language: None,
            segments,
            original: Original { hash, len: 0, media_type: "text/plain".into(), charset: "UTF-8".into() },
            alignment: Alignment::identity(text.len()),
            text,
        },
        figures: numbers.iter().enumerate().map(figure).collect(),
        places: places.iter().enumerate().map(place).collect(),
        sentences,
        mentions: vec![],
        entities: vec![],
        attributions,
        events: vec![],
        times: vec![],
    }
}

/// The place of each figure, else the words that tell how wide it looks; empty where there is neither.
fn check(marked: &str, expected: &[&str]) {
    let report = report(marked);
    let found = places(&report);
    let words = |figure: &Figure| {
        let place = found.places.get(&figure.id).and_then(|id| report.place(*id)).map(|place| place.span);
        let wide = || found.wide.get(&figure.id).map(|extent| extent.span);
        place.or_else(wide).and_then(|span| span.of(&report.document.text)).unwrap_or_default()
    };
    assert_eq!(report.figures.iter().map(words).collect::<Vec<_>>(), expected, "{marked}");
}

#[test]
fn a_clause_tells_the_place_of_its_figures() {
    check("A blast killed #12# people in [Orla].", &["Orla"]);
    check("A blast killed #12# people and hurt #30# others in the old port of [Orla].", &["Orla", "Orla"]);
    check("Police in [Orla] shot #12# people.", &["Orla"]);
    check("In the hills of [Orla] #12# people died.", &["Orla"]);
    check("#12# died when a coach left the road near [Orla].", &["Orla"]);
    check("#12# people died in [Orla] and #3# in [Marrow].", &["Orla", "Marrow"]);
}

#[test]
fn acts_and_sites_have_the_name_of_their_place() {
    check("The [Orla] flood killed #12# people.", &["Orla"]);
    // Named after the dam that broke.
    check("The [Orla dam] broke.\nThe [Orla] flood killed #12# people.", &[""]);
    check("The [Orla dam] broke.\nThe toll of the [Orla] dam disaster is #12# people.", &[""]);
    check("Shells hit [Orla], killing #12# people.", &["Orla"]);
    check("#12# died in the battle for the town of [Orla].", &["Orla"]);
    check("#12# died in the villages of [Orla] and [Marrow].", &["Orla"]);
    check("The [Orla] attack, which killed #12# people, was discussed in [Marrow].", &["Orla"]);
}

#[test]
fn whose_people_they_are_and_where_it_is_said_is_no_scene() {
    check("[Orla] police shot #12# people.", &[""]);
    check("The mayor of [Orla] buried #12# people.", &[""]);
    check("The deadliest storm in [Orla] history killed #12# people.", &[""]);
    check("{The mayor} <told> reporters in [Marrow] that #12# people died in [Orla].", &["Orla"]);
    check("#12# people died, {the mayor} <said> in [Marrow].", &[""]);
}

#[test]
fn a_place_that_reports_a_count_is_where_it_was_counted() {
    check("[Orla], which closed its schools early, nevertheless reported #12# deaths.", &["Orla"]);
    check("That holds for [Marrow] and [Orla], the last of which recorded #12# deaths.", &["Orla"]);
    check("[Marrow] and [Orla] reported #12# deaths.", &["Marrow and Orla"]);
    check("[Orla] police reported #12# deaths.", &[""]);
}

#[test]
fn words_tell_how_wide_a_figure_looks() {
    check("The fever has killed #12# people worldwide and hurt #30#.", &["worldwide", "worldwide"]);
    check("So far #12# died in [Orla], with #30# deaths told worldwide.", &["Orla", "worldwide"]);
    check("Fevers killed #12# people across the country.", &["across the country"]);
}

#[test]
fn a_place_of_a_chain_is_its_first() {
    check("#12# people died in [Orla], [Ruritania].", &["Orla"]);
}

#[test]
fn what_stands_beside_is_not_where() {
    check("Nurses in this town on the [Orla] counted #12# bodies.", &[""]);
    check("Raiders breached [Orla]’s guarded borders, killing #12# people.", &[""]);
    check("#3# remain in a cellar in [Orla] out of the #12# who were taken.", &["Orla", ""]);
    check("The march on [Orla], a port in [Vessan] where #12# were buried, went on.", &["Orla"]);
    check(
        "#12# people died when a wall at the [Orla] dam broke, sending mud through the old town of [Marrow].",
        &["Marrow"],
    );
}

#[test]
fn sentences_before_in_the_paragraph_tell() {
    check("A blast hit the market in [Orla]. It killed #12# people.", &["Orla"]);
    check("A blast hit the market in [Orla].\nIt killed #12# people.", &[""]);
    check(
        "A fire broke out in [Orla]. #12# people died in such fires across the country.",
        &["across the country"],
    );
}

#[test]
fn a_headline_tells_where_the_body_does_not() {
    let story = "# Blast in [Orla]\nRescuers came to the market in [Orla].\nIn all #12# people died.";
    check(story, &["Orla"]);
    let two = "# Blasts in [Orla] and in [Marrow]\nSmoke hung in [Orla].\nIn all #12# people died.";
    check(two, &[""]);
    check("# Blast in [Orla]\nNobody saw it.\nIn all #12# people died.", &[""]);
}

#[test]
fn a_page_without_stops_is_read_in_near_linear_time() {
    let words = "a blast in [Orla] killed #12# people and hurt #30# others ".repeat(4_000);
    let report = report(&words);
    assert_eq!(places(&report).places.len(), 8_000);
}
