//! Statements and figures as claims of schema.org: who claims what, where it appeared, and no rating.
//!
//! The fields are described in `docs/format/claims.md`.

use rapporteur_record::{
    Attribution, AttributionId, Claimant, Document, EntityId, EntityType, Figure, Report, Speaker,
};
use rapporteur_text::Span;
use serde_json::{Value, json};
use std::io;

/// What stands between pieces of a statement that is interrupted.
const GAP: &str = " […] ";

/// Writes one JSON-LD document: a data set whose parts are claims.
pub struct Claims<W: io::Write> {
    out: W,
    written: u64,
}

impl<W: io::Write> Claims<W> {
    /// Begins the data set; `version` is that of the program.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn new(mut out: W, version: &str) -> io::Result<Self> {
        let author =
            json!({"@type": "SoftwareApplication", "name": "Rapporteur", "softwareVersion": version});
        write!(
            out,
            "{{\"@context\":\"https://schema.org\",\"@type\":\"Dataset\",\"name\":{},\"description\":{},\"author\":{author},\
             \"hasPart\":[",
            json!("Claims in news reports"),
            json!(
                "Who claims what, in the exact words of each report. Nothing is rated; nobody is held to be right."
            )
        )?;
        Ok(Self { out, written: 0 })
    }

    /// Adds the statements and figures of a report, each kind in its order in the text. Those without words in the text are left
    /// out.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        let said = report.statements().filter_map(|line| statement(report, line));
        let counted = report.figures.iter().filter_map(|line| figure(report, line));
        for claim in said.chain(counted) {
            self.out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, &claim)?;
            self.written += 1;
        }
        Ok(())
    }

    /// Ends the data set; gives the number of claims.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn finish(mut self) -> io::Result<u64> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.written)
    }
}

fn statement(report: &Report, line: &Attribution) -> Option<Value> {
    let text = &report.document.text;
    let pieces: Option<Vec<&str>> = line.content.iter().map(|span| span.of(text)).collect();
    let words = pieces.filter(|pieces| !pieces.is_empty())?.join(GAP);
    let source = line.source.and_then(|span| span.of(text));
    let author = match &line.speaker {
        Speaker::Resolved { entity, .. } => Author::Entity(entity),
        Speaker::Unknown { .. } => Author::Unknown(source),
    };
    Some(claim(report, "attribution", line.id.0, &words, author))
}

fn figure(report: &Report, line: &Figure) -> Option<Value> {
    let text = &report.document.text;
    let words = line.span.of(text)?;
    let spoken = |id: AttributionId| report.attributions.get(id.0 as usize);
    let named = |span: Option<Span>| span.and_then(|span| span.of(text));
    let author = match &line.claimant {
        Claimant::Entity { entity, .. } => Author::Entity(entity),
        Claimant::UnknownSpeaker { attribution } => {
            Author::Unknown(spoken(*attribution).and_then(|found| named(found.source)))
        }
        Claimant::Unattributed { span } => Author::Unknown(named(*span)),
        Claimant::Outlet => Author::Outlet,
    };
    Some(claim(report, "figure", line.id.0, words, author))
}

/// Whose claim it is.
#[derive(Clone, Copy)]
enum Author<'r> {
    Entity(&'r EntityId),
    /// Nobody that could be told, with the words that the report has.
    Unknown(Option<&'r str>),
    /// The report says so itself.
    Outlet,
}

fn claim(report: &Report, kind: &str, number: u32, words: &str, author: Author<'_>) -> Value {
    let document = &report.document;
    let mut claim = json!({
        "@type": "Claim",
        "@id": format!("urn:rapporteur:{}:{kind}:{number}", document.id),
        "text": words,
        "appearance": [appearance(document)],
    });
    let outlet = document.outlet.as_deref().or(document.agency.as_deref());
    match author {
        Author::Entity(id) => {
            let entity = report.entities.iter().find(|entity| entity.id == *id);
            let name = entity.map_or(id.0.as_str(), |entity| entity.name.as_str());
            let class = match entity.map(|entity| entity.entity_type) {
                Some(EntityType::Person) => "Person",
                Some(EntityType::State | EntityType::Place) => "AdministrativeArea",
                Some(EntityType::Organisation) => "Organization",
                _ => "Thing",
            };
            claim["author"] = json!({"@type": class, "name": name, "identifier": id});
        }
        Author::Unknown(named) => {
            let named = named.map_or("unknown".to_owned(), |words| format!("unknown (“{words}”)"));
            claim["creditText"] = named.into();
        }
        Author::Outlet => match outlet {
            Some(outlet) => claim["author"] = json!({"@type": "Organization", "name": outlet}),
            None => claim["creditText"] = "the outlet itself, which is not known".into(),
        },
    }
    if let Some(day) = document.published.as_ref().and_then(|published| published.day()) {
        claim["datePublished"] = day.into();
    }
    claim
}

/// The report as a news article.
fn appearance(document: &Document) -> Value {
    let mut article =
        json!({"@type": "NewsArticle", "identifier": document.id, "sha256": document.original.hash});
    let fields = [
        ("headline", document.headline()),
        ("url", document.url.as_deref()),
        ("datePublished", document.published.as_ref().and_then(|published| published.day())),
        ("inLanguage", document.language.as_deref()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            article[name] = value.into();
        }
    }
    if let Some(outlet) = &document.outlet {
        article["publisher"] = json!({"@type": "Organization", "name": outlet});
    }
    if let Some(agency) = &document.agency {
        article["sourceOrganization"] = json!({"@type": "Organization", "name": agency});
    }
    article
}
