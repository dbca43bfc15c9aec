//! A report that uses every table, and what reads a store back.

use rapporteur_record::{
    ActorCode, Attribution, AttributionForm, AttributionId, AttributionKind, BoilerplateKind, Bound,
    Claimant, Dateline, Document, DocumentId, Entity, EntityId, EntityType, Event, EventDate, EventId,
    EventMention, EventType, Figure, FigureId, HowKnown, Identity, Mention, MentionForm, MentionId, Office,
    Original, Participant, Place, PlaceId, Published, QuadClass, Realis, Report, Resolution, Scope, Segment,
    SegmentKind, Speaker, TimeExpression, TimeId, TimeType, Why,
};
use rapporteur_store::{Cell, MemberRow, Order, Rows, State, Store, StoreError};
use rapporteur_text::{Alignment, ContentHash, Span};
use std::time::Duration;

pub(crate) const TEXT: &str =
    "Dam breaks\n\nIlse Marten said “at least 14 people” died on Tuesday in Solvanne.";

/// A report that uses every table and every kind of speaker, claimant and place.
pub(crate) fn report(locator: &str, text: &str) -> Report {
    let at = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let why = |rule| Why::rule("test", "0.0.0", rule, [at("said")]);
    let person = EntityId("person:ilse-marten".into());
    let attribution = |id, source, speaker, nested_in| Attribution {
        id: AttributionId(id),
        source,
        cue: Some(at("said")),
        content: vec![at("“at least 14 people”"), at("died on Tuesday")],
        form: AttributionForm::Mixed,
        kind: AttributionKind::Speech,
        speaker,
        venue: None,
        addressee: Some(at("Solvanne")),
        nested_in,
        why: why("test.said"),
    };
    let figure = |id, claimant, of| Figure {
        id: FigureId(id),
        span: at("at least 14 people”"),
        number: at("at least 14"),
        measure: "killed".into(),
        value: Some(14.0),
        low: Some(14.0),
        high: None,
        bound: Bound::AtLeast,
        scope: Some(Scope::Incident),
        counted: Some(at("people")),
        status: None,
        of,
        as_of: Some(TimeId(0)),
        claimant,
        why: why("test.figure"),
    };
    let place =
        |id, resolution| Place { id: PlaceId(id), span: at("Solvanne"), resolution, why: why("test.place") };
    Report {
        document: Document {
            id: DocumentId(ContentHash::of(text.as_bytes())),
            locator: locator.into(),
            url: Some("https://example.org/dam".into()),
            outlet: Some("The Example".into()),
            agency: None,
            authors: vec!["A. Writer".into()],
            dateline: Some(Dateline {
                span: at("Solvanne"),
                place: Some(at("Solvanne")),
                date: None,
                agency: None,
            }),
            published: Some(Published {
                value: "2025-09-16".into(),
                earliest: Some("2025-09-16".into()),
                latest: Some("2025-09-16".into()),
                known: HowKnown::Stated,
                reason: "dateline".into(),
                span: Some(at("Tuesday")),
            }),
            modified: Some(Published {
                value: "XXXX-09-17".into(),
                earliest: None,
                latest: None,
                known: HowKnown::Metadata,
                reason: "meta".into(),
                span: None,
            }),
            language: Some("en".into()),
            original: Original {
                hash: ContentHash::of(format!("{locator}{text}").as_bytes()),
                len: text.len(),
                media_type: "text/plain".into(),
                charset: "UTF-8".into(),
            },
            segments: vec![
                Segment {
                    kind: SegmentKind::Headline,
                    span: at("Dam breaks"),
                    source: Some(at("Dam breaks")),
                    boilerplate: None,
                },
                Segment {
                    kind: SegmentKind::Boilerplate,
                    span: at("Solvanne"),
                    source: None,
                    boilerplate: Some(BoilerplateKind::RelatedLink),
                },
            ],
            text: text.into(),
            alignment: Alignment::identity(text.len()),
        },
        sentences: vec![at("Dam breaks"), at("Ilse Marten")],
        mentions: vec![
            Mention {
                id: MentionId(0),
                span: at("Ilse Marten"),
                form: MentionForm::Name,
                entity_type: EntityType::Person,
                entity: Some(person.clone()),
                metonym: false,
                extent: Some(at("Ilse Marten said")),
                chain: Some(3),
                why: why("test.name"),
            },
            Mention {
                id: MentionId(1),
                span: at("Solvanne"),
                form: MentionForm::Name,
                entity_type: EntityType::Place,
                entity: None,
                metonym: true,
                extent: None,
                chain: None,
                why: why("test.name"),
            },
        ],
        entities: vec![Entity {
            id: person.clone(),
            entity_type: EntityType::Person,
            name: "Ilse Marten".into(),
            aliases: vec!["Ilse Marten".into(), "Marten".into()],
            offices: vec![Office::written("mayor".into(), at("Ilse"))],
            country: None,
            rollup: Some(EntityId("state:none".into())),
            actor: Some(ActorCode {
                country: Some("NOR".into()),
                sectors: vec!["GOV".into(), "PTY".into()],
                title: Some("mayor".into()),
                as_of: Some("2025-03-04".into()),
                why: why("test.actor"),
            }),
        }],
        attributions: vec![
            attribution(
                0,
                Some(at("Ilse Marten")),
                Speaker::Resolved { entity: person.clone(), why: why("test.speaker") },
                None,
            ),
            attribution(
                1,
                None,
                Speaker::Unknown { candidates: vec![person.clone()], reason: "two persons are near".into() },
                Some(AttributionId(0)),
            ),
        ],
        events: events(text, &person),
        figures: vec![
            figure(
                0,
                Claimant::Entity {
                    entity: person,
                    span: Some(at("Ilse Marten")),
                    attribution: AttributionId(0),
                },
                None,
            ),
            figure(1, Claimant::UnknownSpeaker { attribution: AttributionId(1) }, Some(FigureId(0))),
            figure(2, Claimant::Unattributed { span: Some(at("said")) }, None),
            figure(3, Claimant::Outlet, None),
        ],
        times: vec![TimeExpression {
            id: TimeId(0),
            span: at("Tuesday"),
            time_type: TimeType::Date,
            value: None,
            text_only: "XXXX-WXX-2".into(),
            anchor: None,
            why: why("test.weekday"),
        }],
        places: vec![
            place(
                0,
                Resolution::Resolved {
                    gazetteer: "geonames:1".into(),
                    name: "Solvanne".into(),
                    country: None,
                    latitude: Some(1.5),
                    longitude: Some(-2.25),
                    precision: "town".into(),
                },
            ),
            place(1, Resolution::Ambiguous { candidates: vec!["geonames:1".into(), "geonames:2".into()] }),
            place(2, Resolution::Unresolved),
        ],
    }
}

/// An event with everything that one can have, and one with nothing beyond its words.
pub(crate) fn events(text: &str, person: &EntityId) -> Vec<Event> {
    let at = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let why = |words| Why {
        confidence: Some(0.875),
        shares: vec![0.9],
        ..Why::rule("events", "1", "event.model", [at(words)])
    };
    let mention = |words, realis, attribution: Option<u32>| EventMention {
        trigger: at(words),
        realis,
        attribution: attribution.map(AttributionId),
        why: why(words),
    };
    let full = Event {
        id: EventId(0),
        event_type: EventType::Assault,
        modes: vec!["destroy".into(), "kill".into()],
        contexts: vec!["environment".into()],
        quad: QuadClass::MaterialConflict,
        cameo: Some("190".into()),
        realis: Realis::Alleged,
        sources: vec![
            Participant { span: at("Ilse Marten"), entity: Some(person.clone()), actor: None },
            Participant { span: at("Dam"), entity: None, actor: None },
        ],
        targets: vec![Participant {
            span: at("14 people"),
            entity: None,
            actor: Some(ActorCode {
                country: None,
                sectors: vec!["CVL".into()],
                title: None,
                as_of: None,
                why: why("people"),
            }),
        }],
        implied_sources: Vec::new(),
        implied_targets: vec![person.clone()],
        reciprocal: false,
        date: Some(EventDate { value: None, text_only: "XXXX-WXX-2".into(), time: TimeId(0) }),
        place: Some(PlaceId(0)),
        mentions: vec![mention("breaks", Realis::Happened, None), mention("died", Realis::Alleged, Some(0))],
        why: why("breaks"),
    };
    let bare = Event {
        id: EventId(1),
        event_type: EventType::Consult,
        modes: Vec::new(),
        contexts: Vec::new(),
        quad: QuadClass::VerbalCooperation,
        cameo: None,
        realis: Realis::Planned,
        sources: vec![
            Participant { span: at("Ilse Marten"), entity: Some(person.clone()), actor: None },
            Participant { span: at("Solvanne"), entity: None, actor: None },
        ],
        targets: Vec::new(),
        implied_sources: vec![person.clone()],
        implied_targets: Vec::new(),
        reciprocal: true,
        date: None,
        place: None,
        mentions: vec![mention("said", Realis::Planned, Some(1))],
        why: why("said"),
    };
    vec![full, bare]
}

pub(crate) fn all(store: &Store, order: Order) -> Vec<rapporteur_store::Stored> {
    let mut found = Vec::new();
    store
        .each_report::<StoreError>(order, |stored| {
            found.push(stored);
            Ok(())
        })
        .unwrap();
    found
}

#[derive(Default)]
pub(crate) struct Table(pub(crate) Vec<String>, pub(crate) Vec<Vec<Cell>>);

impl Rows for Table {
    fn columns(&mut self, names: &[&str]) -> std::io::Result<()> {
        self.0 = names.iter().map(|name| (*name).to_owned()).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> std::io::Result<()> {
        self.1.push(cells.to_vec());
        Ok(())
    }
}

pub(crate) fn query(store: &mut Store, sql: &str) -> Result<Table, StoreError> {
    let mut table = Table::default();
    store.query(sql, &[], Duration::from_secs(5), &mut table)?;
    Ok(table)
}

pub(crate) fn fresh() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.rapporteur");
    (folder, path)
}

/// What is kept of who is who: `ID: NAME, ENTITY@DOCUMENT …`.
pub(crate) fn identities(store: &mut Store) -> Vec<String> {
    let sql = "SELECT i.identity || ': ' || i.name || coalesce(', ' || group_concat(m.entity || '@' || m.document, ' '), '')
        FROM identity i LEFT JOIN identity_member m ON m.identity = i.identity GROUP BY i.identity ORDER BY i.identity";
    let rows = query(store, sql).unwrap().1;
    rows.into_iter()
        .map(|row| if let [Cell::Text(text)] = &row[..] { text.clone() } else { panic!() })
        .collect()
}

/// Keeps identities given as id, name and documents of the entity `person:ilse-marten`.
pub(crate) fn keep_identities(store: &mut Store, all: &[(&str, &str, &[i64])], state: State) -> bool {
    let heads = all.iter().map(|(id, name, _)| Identity {
        id: EntityId((*id).into()),
        entity_type: EntityType::Person,
        name: (*name).into(),
        country: None,
        candidates: Vec::new(),
        members: Vec::new(),
    });
    let mut members: Vec<MemberRow<'_>> = all
        .iter()
        .flat_map(|(id, _, documents)| {
            documents.iter().map(|document| MemberRow {
                document: *document,
                entity: "person:ilse-marten",
                identity: (*id).into(),
                rule: "identity.first",
                why: "",
            })
        })
        .collect();
    members.sort_by_key(|member| member.document);
    store.keep_identities(heads, members.into_iter(), state).unwrap()
}
