//! Reports made by hand: an invented story and the builder that finds its spans.

use rapporteur_record::*;
use rapporteur_text::{Alignment, ContentHash, Span};

/// A report under construction. Spans are given by the words; the first place where they stand counts.
pub(crate) struct Builder(pub(crate) Report);

impl Builder {
    /// Paragraphs stand between blank lines; the first is the headline.
    pub(crate) fn new(locator: &str, text: &str) -> Self {
        let mut segments = Vec::new();
        let mut sentences = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            let span = Span::new(at, at + part.len());
            let (kind, boilerplate) = match part {
                _ if at == 0 => (SegmentKind::Headline, None),
                part if part.starts_with("Also read") => {
                    (SegmentKind::Boilerplate, Some(BoilerplateKind::RelatedLink))
                }
                _ => (SegmentKind::Paragraph, None),
            };
            segments.push(Segment { kind, span, source: None, boilerplate });
            if kind != SegmentKind::Boilerplate {
                let mut start = span.start;
                for (i, _) in part.match_indices(". ") {
                    sentences.push(Span::new(start, at + i + 1));
                    start = at + i + 2;
                }
                sentences.push(Span::new(start, span.end));
            }
            at = span.end + 2;
        }
        let document = Document {
            id: DocumentId(ContentHash::of(text.as_bytes())),
            locator: locator.to_owned(),
            url: None,
            outlet: None,
            agency: None,
            authors: Vec::new(),
            dateline: None,
            published: None,
            modified: None,
            language: None,
            original: Original {
                hash: ContentHash::of(locator.as_bytes()),
                len: text.len(),
                media_type: "text/plain".to_owned(),
                charset: "UTF-8".to_owned(),
            },
            segments,
            text: text.to_owned(),
            alignment: Alignment::identity(text.len()),
        };
        Self(Report {
            document,
            sentences,
            mentions: Vec::new(),
            entities: Vec::new(),
            attributions: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
        })
    }

    pub(crate) fn span(&self, words: &str) -> Span {
        let start =
            self.0.document.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the report"));
        Span::new(start, start + words.len())
    }

    pub(crate) fn outlet(mut self, outlet: &str) -> Self {
        self.0.document.outlet = Some(outlet.to_owned());
        self
    }

    pub(crate) fn published(mut self, value: &str, known: HowKnown, reason: &str) -> Self {
        let day = value.get(..10).filter(|_| !value.starts_with('X')).map(str::to_owned);
        self.0.document.published = Some(Published {
            value: value.to_owned(),
            earliest: day.clone(),
            latest: day,
            known,
            reason: reason.to_owned(),
            span: None,
        });
        self
    }

    /// An entity with its spellings and offices; each place where a spelling stands is a mention.
    pub(crate) fn entity(
        mut self,
        id: &str,
        entity_type: EntityType,
        names: &[&str],
        offices: &[&str],
    ) -> Self {
        let text = self.0.document.text.clone();
        let mut at = 0;
        while let Some((i, name)) = names
            .iter()
            .filter_map(|name| text[at..].find(name).map(|i| (i, name)))
            .min_by_key(|(i, n)| (*i, !n.len()))
        {
            let span = Span::new(at + i, at + i + name.len());
            at = span.end;
            self.0.mentions.push(Mention {
                id: MentionId(self.0.mentions.len() as u32),
                span,
                form: MentionForm::Name,
                entity_type,
                entity: Some(EntityId(id.to_owned())),
                metonym: false,
                extent: None,
                chain: None,
                why: Why::rule("name", "1", "name.test", [span]),
            });
        }
        self.0.entities.push(Entity {
            id: EntityId(id.to_owned()),
            entity_type,
            name: names[0].to_owned(),
            aliases: names.iter().map(|name| (*name).to_owned()).collect(),
            offices: offices.iter().map(|o| Office::written((*o).to_owned(), self.span(o))).collect(),
            country: None,
            rollup: None,
            actor: None,
        });
        self
    }

    pub(crate) fn said(
        self,
        source: &str,
        cue: &str,
        content: &[&str],
        form: AttributionForm,
        speaker: &str,
    ) -> Self {
        let speaker = Speaker::Resolved {
            entity: EntityId(speaker.to_owned()),
            why: Why::rule("speaker", "1", "speaker.test", []),
        };
        self.attribution(Some(source), cue, content, form, speaker, None)
    }

    pub(crate) fn attribution(
        mut self,
        source: Option<&str>,
        cue: &str,
        content: &[&str],
        form: AttributionForm,
        speaker: Speaker,
        nested_in: Option<u32>,
    ) -> Self {
        let content: Vec<Span> = content.iter().map(|words| self.span(words)).collect();
        let cue = self.span(cue);
        let attribution = Attribution {
            id: AttributionId(self.0.attributions.len() as u32),
            source: source.map(|words| self.span(words)),
            cue: Some(cue),
            content,
            form,
            kind: AttributionKind::Speech,
            speaker,
            venue: None,
            addressee: None,
            nested_in: nested_in.map(AttributionId),
            why: Why::rule("quote", "1", "quote.test", [cue]),
        };
        self.0.attributions.push(attribution);
        self
    }

    pub(crate) fn time(mut self, words: &str, value: Option<&str>, text_only: &str) -> Self {
        let span = self.span(words);
        self.0.times.push(TimeExpression {
            id: TimeId(self.0.times.len() as u32),
            span,
            time_type: TimeType::Date,
            value: value.map(str::to_owned),
            text_only: text_only.to_owned(),
            anchor: None,
            why: Why::rule("time", "1", "time.test", [span]),
        });
        self
    }

    /// An event of the words, whose date is the last time expression so far if it has one.
    pub(crate) fn event(
        mut self,
        (event_type, realis, trigger): (EventType, Realis, &str),
        sources: &[(&str, Option<&str>)],
        targets: &[(&str, Option<&str>)],
        attribution: Option<u32>,
        dated: bool,
    ) -> Self {
        let trigger = self.span(trigger);
        let sentence = self.0.sentences.iter().rfind(|sentence| sentence.start <= trigger.start);
        let from = sentence.map_or(0, |sentence| sentence.start);
        let side = |(words, entity): &(&str, Option<&str>)| {
            let found = self.0.document.text[from..].find(words).expect("words of the sentence");
            Participant {
                span: Span::new(from + found, from + found + words.len()),
                entity: entity.map(|id| EntityId(id.to_owned())),
                actor: None,
            }
        };
        let why = Why::rule("event", "1", "event.test", [trigger]);
        let date = self.0.times.last().filter(|_| dated).map(|time| EventDate {
            value: time.value.clone(),
            text_only: time.text_only.clone(),
            time: time.id,
        });
        let event = Event {
            id: EventId(self.0.events.len() as u32),
            event_type,
            modes: Vec::new(),
            contexts: Vec::new(),
            quad: event_type.quad(),
            cameo: None,
            realis,
            sources: sources.iter().map(side).collect(),
            targets: targets.iter().map(side).collect(),
            implied_sources: Vec::new(),
            implied_targets: Vec::new(),
            reciprocal: event_type == EventType::Consult,
            date,
            place: None,
            mentions: vec![EventMention {
                trigger,
                realis,
                attribution: attribution.map(AttributionId),
                why: why.clone(),
            }],
            why,
        };
        self.0.events.push(event);
        self
    }

    pub(crate) fn figure(
        mut self,
        words: &str,
        number: &str,
        measure: &str,
        bound: Bound,
        claimant: Claimant,
    ) -> Self {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let span = self.span(words);
        self.0.figures.push(Figure {
            id: FigureId(self.0.figures.len() as u32),
            span,
            number: self.span(number),
            measure: measure.to_owned(),
            value: digits.parse().ok(),
            low: None,
            high: None,
            bound,
            scope: None,
            counted: None,
            status: None,
            of: None,
            as_of: None,
            claimant,
            why: Why::rule("figure", "1", "figure.test", [span]),
        });
        self
    }
}

const MAYOR: &str = "person:orla-quiddick";
const OPERATOR: &str = "organisation:tarn-lines";

/// A ferry runs aground: an original, a copy of its first half, and a later report.
pub(crate) fn reports() -> Vec<Report> {
    let entity = |id: &str| Claimant::Entity {
        entity: EntityId(id.to_owned()),
        span: None,
        attribution: AttributionId(0),
    };
    let original = Builder::new(
        "reports/a.txt",
        "Ferry aground off Skarholm\n\nMayor Orla Quiddick said on 3 May that at least 12 people were hurt. “The \
         pilot’s radio was silent,” she told reporters. “It had been silent for an hour.”\n\nAlso read: Tides of the \
         week\n\nThe operator, Tarn Lines, said that the mayor had claimed “nothing but guesses”. More than 1,200 \
         passengers slept in the town hall.\n\nHarbour police arrested the pilot on 4 May. Tarn Lines denied that its crew \
         had threatened him, and police say that dockers blocked the quay. The navy plans to send a tug. Talks between \
         Tarn Lines and the mayor go on.",
    )
    .outlet("Skarholm Post")
    .published("2031-05-04T09:30:00+02:00", HowKnown::Metadata, "JSON-LD datePublished")
    .entity(MAYOR, EntityType::Person, &["Orla Quiddick", "Quiddick"], &["Mayor"])
    .entity(OPERATOR, EntityType::Organisation, &["Tarn Lines"], &[])
    .said(
        "Mayor Orla Quiddick",
        "said on",
        &["at least 12 people were hurt"],
        AttributionForm::Indirect,
        MAYOR,
    )
    .said(
        "she",
        "told",
        &["“The pilot’s radio was silent,”", "“It had been silent for an hour.”"],
        AttributionForm::Direct,
        MAYOR,
    )
    .said(
        "The operator, Tarn Lines",
        "said that",
        &["that the mayor had claimed “nothing but guesses”"],
        AttributionForm::Mixed,
        OPERATOR,
    )
    .attribution(
        Some("the mayor"),
        "claimed",
        &["“nothing but guesses”"],
        AttributionForm::Direct,
        Speaker::Resolved {
            entity: EntityId(MAYOR.to_owned()),
            why: Why::rule("speaker", "1", "speaker.office", []),
        },
        Some(2),
    )
    .said(
        "Tarn Lines denied",
        "denied",
        &["that its crew had threatened him"],
        AttributionForm::Indirect,
        OPERATOR,
    )
    .attribution(
        Some("police"),
        "say",
        &["that dockers blocked the quay"],
        AttributionForm::Indirect,
        Speaker::Unknown { candidates: Vec::new(), reason: "no name fits".to_owned() },
        None,
    )
    .time("3 May", Some("2031-05-03"), "XXXX-05-03")
    .time("4 May", Some("2031-05-04"), "XXXX-05-04")
    .event((EventType::Coerce, Realis::Happened, "arrested"), &[("Harbour police", None)], &[("the pilot", None)], None, true)
    .event((EventType::Threaten, Realis::Denied, "threatened"), &[("its crew", Some(OPERATOR))], &[("him", None)], Some(4), false)
    .event((EventType::Protest, Realis::Alleged, "blocked"), &[("dockers", None)], &[("the quay", None)], Some(5), false)
    .event((EventType::Aid, Realis::Planned, "send"), &[("The navy", None)], &[], None, false)
    .event((EventType::Consult, Realis::Ongoing, "Talks"),
        &[("Tarn Lines", Some(OPERATOR)), ("the mayor", Some(MAYOR))],
        &[],
        None,
        false,
    )
    .figure("at least 12 people were hurt", "at least 12", "injured", Bound::AtLeast, entity(MAYOR))
    .figure("More than 1,200 passengers", "More than 1,200", "evacuated", Bound::MoreThan, Claimant::Outlet);

    let copy = Builder::new(
        "reports/b.txt",
        "Mayor: \"radio was silent\"\n\nMayor Orla Quiddick said on 3 May that at least 12 people were hurt. \"The \
         pilot's radio was silent,\" she told reporters. \"It had been silent for an hour.\"\n\nHarbour police arrested \
         the pilot on 4 May.",
    )
    .outlet("The Ebb")
    .published("XXXX-05-05", HowKnown::Stated, "dateline")
    .entity(MAYOR, EntityType::Person, &["Orla Quiddick"], &[])
    .said(
        "Mayor Orla Quiddick",
        "said on",
        &["at least 12 people were hurt"],
        AttributionForm::Indirect,
        MAYOR,
    )
    .said(
        "she",
        "told",
        &["\"The pilot's radio was silent,\"", "\"It had been silent for an hour.\""],
        AttributionForm::Direct,
        MAYOR,
    )
    .time("3 May", None, "XXXX-05-03")
    .time("4 May", None, "XXXX-05-04")
    .event((EventType::Coerce, Realis::Happened, "arrested"), &[("Harbour police", None)], &[("the pilot", None)], None, true)
    .figure("at least 12 people were hurt", "at least 12", "injured", Bound::AtLeast, entity(MAYOR));

    let later = Builder::new(
        "reports/c.txt",
        "Ferry freed\n\nThe ferry was freed in June 2031. Reportedly two dozen people are still in hospital. “We \
         asked for a second pilot,” an officer said. The route opened in 2019.",
    )
    .entity("person:brun-hask", EntityType::Person, &["Brun Hask"], &[])
    .attribution(
        Some("an officer"),
        "said",
        &["“We asked for a second pilot,”"],
        AttributionForm::Direct,
        Speaker::Unknown {
            candidates: vec![EntityId("person:brun-hask".to_owned())],
            reason: "an indefinite noun".to_owned(),
        },
        None,
    )
    .time("June 2031", Some("2031-06"), "2031-06")
    .time("2019", Some("2019"), "2019");
    let reportedly = later.span("Reportedly");
    let later = later.figure(
        "two dozen people are still in hospital",
        "two dozen",
        "injured",
        Bound::Vague,
        Claimant::Unattributed { span: Some(reportedly) },
    );
    vec![original.0, copy.0, later.0]
}

pub(crate) fn problems() -> Vec<Problem> {
    vec![
        Problem::warning("reports/b.txt", "the declared encoding is wrong; read as Windows-1252"),
        Problem::error("reports/photo.jpg", "this is a picture; give the report as text, Markdown or HTML"),
    ]
}
