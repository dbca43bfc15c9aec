//! An invented report with an event of each realis. The program's tests take it too.

use rapporteur_record::*;
use rapporteur_text::{Alignment, ContentHash, Span};

pub(crate) const TEXT: &str = "Trawler row grows

Iceland’s coast guard seized the Maltese trawler Azzopardi near Grindavík on 3 March 2025. Prime Minister Oda Lind of \
    Malta said Iceland had threatened the crew. Iceland denied that it had attacked the ship. Malta plans to recall \
    its envoy and urged Iceland to release the crew. The harbour office warned that dockers could strike. Talks \
    between Iceland and Malta go on.";

/// The words' first place after the first place of `after`.
pub(crate) fn after(after: &str, words: &str) -> Span {
    let from = TEXT.find(after).unwrap_or_else(|| panic!("{after:?} is not in the text"));
    let start = from + TEXT[from..].find(words).unwrap_or_else(|| panic!("no {words:?} after {after:?}"));
    Span::new(start, start + words.len())
}

pub(crate) fn at(words: &str) -> Span {
    after("", words)
}

fn why(rule: &'static str, trigger: Span) -> Why {
    Why { confidence: Some(0.75), ..Why::rule("test", "0.0.0", rule, [trigger]) }
}

fn id(id: &str) -> EntityId {
    EntityId(id.into())
}

fn code(country: &str, sectors: &[&str], span: Span) -> ActorCode {
    ActorCode {
        country: Some(country.into()),
        sectors: sectors.iter().map(|sector| (*sector).to_owned()).collect(),
        title: None,
        as_of: None,
        why: why("actor.country", span),
    }
}

fn iceland(span: Span) -> Participant {
    Participant { span, entity: Some(id("state:iceland")), actor: Some(code("ISL", &[], span)) }
}

fn malta(span: Span) -> Participant {
    Participant { span, entity: Some(id("state:malta")), actor: Some(code("MLT", &["GOV"], span)) }
}

fn unnamed(span: Span) -> Participant {
    Participant { span, entity: None, actor: None }
}

fn event(
    number: u32,
    event_type: EventType,
    realis: Realis,
    trigger: Span,
    attribution: Option<u32>,
) -> Event {
    Event {
        id: EventId(number),
        event_type,
        modes: Vec::new(),
        contexts: Vec::new(),
        quad: event_type.quad(),
        cameo: None,
        realis,
        sources: Vec::new(),
        targets: Vec::new(),
        implied_sources: Vec::new(),
        implied_targets: Vec::new(),
        reciprocal: false,
        date: None,
        place: None,
        mentions: vec![EventMention {
            trigger,
            realis,
            attribution: attribution.map(AttributionId),
            why: why("event.model", trigger),
        }],
        why: why("event.model", trigger),
    }
}

fn attribution(number: u32, source: Span, entity: Option<&str>, cue: Span, content: Span) -> Attribution {
    Attribution {
        id: AttributionId(number),
        source: Some(source),
        cue: Some(cue),
        content: vec![content],
        form: AttributionForm::Indirect,
        kind: AttributionKind::Speech,
        speaker: match entity {
            Some(entity) => Speaker::Resolved { entity: id(entity), why: why("speaker.name", source) },
            None => Speaker::Unknown { candidates: Vec::new(), reason: "no name fits".into() },
        },
        venue: None,
        addressee: None,
        nested_in: None,
        why: why("quote.cue", cue),
    }
}

fn entity(key: &str, entity_type: EntityType, name: &str, actor: Option<ActorCode>) -> Entity {
    Entity {
        id: id(key),
        entity_type,
        name: name.into(),
        aliases: vec![name.into()],
        offices: Vec::new(),
        country: None,
        rollup: None,
        actor,
    }
}

fn events() -> Vec<Event> {
    let guard = at("Iceland’s coast guard");
    vec![
        Event {
            modes: vec!["seize".into()],
            contexts: vec!["environment".into(), "maritime".into()],
            cameo: Some("171".into()),
            sources: vec![Participant {
                span: guard,
                entity: Some(id("organisation:coast-guard")),
                actor: Some(code("ISL", &["MIL", "GOV"], guard)),
            }],
            targets: vec![unnamed(at("the Maltese trawler Azzopardi"))],
            implied_targets: vec![id("state:malta")],
            date: Some(EventDate {
                value: Some("2025-03-03".into()),
                text_only: "2025-03-03".into(),
                time: TimeId(0),
            }),
            place: Some(PlaceId(0)),
            ..event(0, EventType::Coerce, Realis::Happened, at("seized"), None)
        },
        Event {
            sources: vec![iceland(after("Malta said", "Iceland"))],
            targets: vec![unnamed(at("the crew"))],
            ..event(1, EventType::Threaten, Realis::Alleged, at("threatened"), Some(0))
        },
        Event {
            sources: vec![iceland(at("it had")).shortened(2)],
            targets: vec![unnamed(at("the ship"))],
            ..event(2, EventType::Assault, Realis::Denied, at("attacked"), Some(1))
        },
        Event {
            sources: vec![malta(at("Malta plans")).shortened(5)],
            ..event(3, EventType::Reject, Realis::Planned, at("recall"), None)
        },
        Event {
            sources: vec![malta(at("Malta plans")).shortened(5)],
            targets: vec![iceland(after("urged", "Iceland"))],
            ..event(4, EventType::Request, Realis::Happened, at("urged"), None)
        },
        Event {
            modes: vec!["release".into()],
            sources: vec![iceland(after("urged", "Iceland"))],
            targets: vec![unnamed(after("release", "the crew"))],
            ..event(5, EventType::Retreat, Realis::Demanded, at("release"), None)
        },
        Event {
            modes: vec!["strike".into()],
            sources: vec![unnamed(at("dockers"))],
            ..event(6, EventType::Protest, Realis::Hypothetical, at("strike"), Some(2))
        },
        Event {
            sources: vec![iceland(after("between", "Iceland")), malta(after("between", "Malta"))],
            reciprocal: true,
            ..event(7, EventType::Consult, Realis::Ongoing, at("Talks"), None)
        },
    ]
}

trait Shortened {
    /// With only the first bytes of its span.
    fn shortened(self, bytes: usize) -> Self;
}

impl Shortened for Participant {
    fn shortened(mut self, bytes: usize) -> Self {
        self.span = Span::new(self.span.start, self.span.start + bytes);
        self
    }
}

pub(crate) fn report() -> Report {
    let day = "2025-03-04";
    Report {
        document: Document {
            id: DocumentId(ContentHash::of(TEXT.as_bytes())),
            locator: "trawler.txt".into(),
            url: Some("https://example.org/trawler".into()),
            outlet: Some("The Example\tCourier".into()),
            agency: None,
            authors: Vec::new(),
            dateline: None,
            published: Some(Published {
                value: day.into(),
                earliest: Some(day.into()),
                latest: Some(day.into()),
                known: HowKnown::Metadata,
                reason: "meta".into(),
                span: None,
            }),
            modified: None,
            language: Some("en".into()),
            original: Original {
                hash: ContentHash::of(TEXT.as_bytes()),
                len: TEXT.len(),
                media_type: "text/plain".into(),
                charset: "UTF-8".into(),
            },
            segments: Vec::new(),
            text: TEXT.into(),
            alignment: Alignment::identity(TEXT.len()),
        },
        sentences: vec![at("Trawler row grows"), Span::new(at("Iceland’s").start, at(" Prime").start)],
        mentions: Vec::new(),
        entities: vec![
            entity("organisation:coast-guard", EntityType::Organisation, "Iceland’s coast guard", None),
            entity("person:oda-lind", EntityType::Person, "Oda Lind", None),
            entity("state:iceland", EntityType::State, "Iceland", Some(code("ISL", &[], at("Iceland")))),
            entity("state:malta", EntityType::State, "Malta", Some(code("MLT", &[], at("Malta said")))),
        ],
        attributions: vec![
            attribution(
                0,
                at("Oda Lind"),
                Some("person:oda-lind"),
                at("said"),
                at("Iceland had threatened the crew"),
            ),
            attribution(
                1,
                after("the crew.", "Iceland"),
                Some("state:iceland"),
                at("denied"),
                at("that it had attacked the ship"),
            ),
            attribution(2, at("The harbour office"), None, at("warned"), at("that dockers could strike")),
        ],
        events: events(),
        figures: Vec::new(),
        times: vec![TimeExpression {
            id: TimeId(0),
            span: at("3 March 2025"),
            time_type: TimeType::Date,
            value: Some("2025-03-03".into()),
            text_only: "2025-03-03".into(),
            anchor: None,
            why: why("time.date", at("3 March 2025")),
        }],
        places: vec![Place {
            id: PlaceId(0),
            span: at("Grindavík"),
            resolution: Resolution::Resolved {
                gazetteer: "geonames:1".into(),
                name: "Grindavik".into(),
                country: Some("ISL".into()),
                latitude: Some(63.84),
                longitude: Some(-22.43),
                precision: "town".into(),
            },
            why: why("place.name", at("Grindavík")),
        }],
    }
}
