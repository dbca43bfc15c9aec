//! Reads, analyses, extracts and links the files named on the command line and prints one JSON line for each, in the
//! words of the scorer of the seed reports: spans in code points of the file, `NAM`, `NOM`, `PRO`, `ADJ`,
//! `claimed_by`.

use rapporteur_extract::extract;
use rapporteur_lang::analyse;
use rapporteur_link::link;
use rapporteur_read::{Input, Limits, read};
use rapporteur_record::{
    Attribution, AttributionForm, AttributionKind, Bound, Claimant, Figure, MentionForm, Report, SegmentKind,
    Speaker,
};
use rapporteur_text::{Offsets, Span, Unit};
use serde_json::{Value, json};
use std::path::Path;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let file = String::from_utf8_lossy(&bytes);
        let name =
            Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (documents, problems) = read(&Input::new(&path, &bytes), &Limits::default());
        for problem in problems {
            eprintln!("{problem}");
        }
        for document in documents {
            let analysis = analyse(&document);
            let extraction = extract(&document, &analysis);
            let report = link(document, &analysis, extraction);
            println!("{}", Prediction { report: &report, offsets: Offsets::new(&file) }.json(&name));
        }
    }
    Ok(())
}

struct Prediction<'a> {
    report: &'a Report,
    offsets: Offsets<'a>,
}

impl Prediction<'_> {
    /// The span in code points of the file; `None` if the reader put the words in.
    fn span(&self, span: Span) -> Option<[usize; 2]> {
        let source = self.report.document.alignment.source(&self.report.document.text, span)?;
        let points = self.offsets.convert(source, Unit::CodePoints);
        Some([points.start, points.end])
    }

    fn json(&self, name: &str) -> Value {
        let report = self.report;
        let segments = report.document.segments.iter().filter_map(|segment| {
            let kind = match segment.kind {
                SegmentKind::Headline => "headline",
                SegmentKind::Subhead => "subhead",
                SegmentKind::Dateline => "dateline",
                SegmentKind::Heading => "section-heading",
                SegmentKind::Boilerplate => "boilerplate",
                SegmentKind::Paragraph | SegmentKind::Caption => "paragraph",
            };
            Some(json!({"kind": kind, "span": self.span(segment.span)?}))
        });
        let bodies: Vec<Span> = report
            .document
            .segments
            .iter()
            .filter(|segment| segment.kind == SegmentKind::Paragraph)
            .map(|segment| segment.span)
            .collect();
        let sentences = report.sentences.iter().filter(|sentence| {
            let at = bodies.partition_point(|body| body.end <= sentence.start);
            bodies.get(at).is_some_and(|body| body.contains(**sentence))
        });
        let mentions = report.mentions.iter().filter_map(|mention| {
            let form = match mention.form {
                MentionForm::Name => "NAM",
                MentionForm::Nominal => "NOM",
                MentionForm::Pronoun => "PRO",
                MentionForm::Adjective => "ADJ",
            };
            let entity = mention
                .entity
                .as_ref()
                .map_or_else(|| format!("mention-{}", mention.id.0), ToString::to_string);
            Some(json!({"span": self.span(mention.span)?, "type": form, "entity": entity}))
        });
        let times = report.times.iter().filter_map(|time| {
            let kind = serde_json::to_value(time.time_type).ok()?;
            Some(json!({"span": self.span(time.span)?, "type": kind, "text_only": time.text_only, "value": time.value}))
        });
        json!({
            "file": name,
            "segments": segments.collect::<Vec<_>>(),
            "sentences": sentences.filter_map(|sentence| self.span(*sentence)).collect::<Vec<_>>(),
            "mentions": mentions.collect::<Vec<_>>(),
            "attributions": report.attributions.iter().map(|a| self.attribution(a)).collect::<Vec<_>>(),
            "times": times.collect::<Vec<_>>(),
            "figures": report.figures.iter().filter_map(|f| self.figure(f)).collect::<Vec<_>>(),
            "entities": report.entities,
        })
    }

    fn attribution(&self, attribution: &Attribution) -> Value {
        let form = match attribution.form {
            AttributionForm::Direct => "direct",
            AttributionForm::Mixed => "mixed",
            AttributionForm::Indirect => "indirect",
        };
        let kind = match attribution.kind {
            AttributionKind::Speech => "speech",
            AttributionKind::Report => "report",
            AttributionKind::Decree => "decree",
            AttributionKind::Stance => "stance",
        };
        let (speaker, why) = match &attribution.speaker {
            Speaker::Resolved { entity, why } => (Some(entity.to_string()), why.rule.to_string()),
            Speaker::Unknown { candidates, reason } => (None, format!("{reason} {candidates:?}")),
        };
        json!({
            "id": format!("a{}", attribution.id.0),
            "source": attribution.source.and_then(|span| self.span(span)),
            "cue": attribution.cue.and_then(|span| self.span(span)),
            "content": attribution.content.iter().filter_map(|span| self.span(*span)).collect::<Vec<_>>(),
            "form": form,
            "kind": kind,
            "speaker": speaker,
            "why": why,
            "nested_in": attribution.nested_in.map(|id| format!("a{}", id.0)),
        })
    }

    fn figure(&self, figure: &Figure) -> Option<Value> {
        let bound = match figure.bound {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::MoreThan => "more-than",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::LessThan => "less-than",
            Bound::Nearly => "nearly",
            Bound::Range => "range",
            Bound::Vague => "vague",
        };
        let claimed_by = match &figure.claimant {
            Claimant::Entity { entity, .. } => entity.to_string(),
            Claimant::Outlet => "outlet".to_owned(),
            Claimant::UnknownSpeaker { .. } | Claimant::Unattributed { .. } => "unknown".to_owned(),
        };
        Some(json!({
            "span": self.span(figure.span)?,
            "value": figure.value,
            "bound": bound,
            "measure": figure.measure,
            "claimed_by": claimed_by,
        }))
    }
}
