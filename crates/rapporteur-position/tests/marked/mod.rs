//! Reports from marked texts, so that a case can be read at a glance.
//!
//! `[id|words]` is a mention of an entity, `[id>up|words]` of one that rolls up to another; `<words>` is a cue whose source is the
//! mention before it (`<~words>` of a belief, `<^words>` inside the content of the attribution before), `{words}` its content. A
//! line is a sentence and a paragraph; one that begins with `#` is a heading.

use rapporteur_record::*;
use rapporteur_text::{Alignment, ContentHash, Span};

pub(crate) fn report(marked: &str) -> Report {
    let mut b = Builder::default();
    for (number, line) in marked.trim().lines().enumerate() {
        if number > 0 {
            b.text.push('\n');
        }
        b.line(line.trim());
    }
    b.finish()
}

#[derive(Default)]
struct Builder {
    text: String,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    attributions: Vec<Attribution>,
    sentences: Vec<Span>,
    segments: Vec<Segment>,
}

fn why() -> Why {
    Why::rule("test", "0", "test", [])
}

impl Builder {
    fn line(&mut self, line: &str) {
        let (kind, line) = match line.strip_prefix('#') {
            Some(rest) => (SegmentKind::Heading, rest.trim()),
            None => (SegmentKind::Paragraph, line),
        };
        let start = self.text.len();
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                // A bracket without an id and words is text.
                '[' => {
                    match rest.split_once('|').and_then(|(head, tail)| Some((head, tail.split_once(']')?))) {
                        Some((head, (words, tail))) => {
                            self.mention(head, words);
                            rest = tail;
                        }
                        None => self.text.push(c),
                    }
                }
                '<' | '{' => open.push((c, self.text.len())),
                '>' => {
                    let (_, from) = open.pop().expect("a cue opens");
                    self.cue(from);
                }
                '}' => {
                    let (_, from) = open.pop().expect("a content opens");
                    self.content(from);
                }
                _ => self.text.push(c),
            }
        }
        let span = Span::new(start, self.text.len());
        self.sentences.push(span);
        self.segments.push(Segment { kind, span, source: None, boilerplate: None });
    }

    fn mention(&mut self, head: &str, words: &str) {
        let (id, up) = head.split_once('>').map_or((head, None), |(id, up)| (id, Some(up)));
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        let form = match words {
            "it" | "he" | "she" | "they" | "its" | "his" | "her" | "their" | "we" | "It" | "He" | "She" => {
                MentionForm::Pronoun
            }
            _ if words.ends_with("ian") && words.starts_with(char::is_uppercase) => MentionForm::Adjective,
            _ if words.starts_with(char::is_uppercase) => MentionForm::Name,
            _ => MentionForm::Nominal,
        };
        let entity = EntityId(id.to_owned());
        let entity_type = self.entity(&entity, up);
        if let Some(up) = up {
            self.entity(&EntityId(up.to_owned()), None);
        }
        self.mentions.push(Mention {
            id: MentionId(self.mentions.len() as u32),
            span,
            form,
            entity_type,
            entity: Some(entity),
            metonym: false,
            extent: None,
            chain: None,
            why: why(),
        });
    }

    fn entity(&mut self, id: &EntityId, up: Option<&str>) -> EntityType {
        let entity_type = match id.0.split(':').next() {
            Some("person") => EntityType::Person,
            Some("organisation") => EntityType::Organisation,
            Some("state") => EntityType::State,
            Some("group") => EntityType::Group,
            _ => EntityType::Place,
        };
        match self.entities.iter_mut().find(|entity| entity.id == *id) {
            Some(entity) => entity.rollup = entity.rollup.take().or(up.map(|up| EntityId(up.to_owned()))),
            None => self.entities.push(Entity {
                id: id.clone(),
                entity_type,
                name: id.0.clone(),
                aliases: Vec::new(),
                offices: Vec::new(),
                country: None,
                rollup: up.map(|up| EntityId(up.to_owned())),
                actor: None,
            }),
        }
        entity_type
    }

    fn cue(&mut self, from: usize) {
        let nested = self.text[from..].starts_with('^');
        let belief = self.text[from..].starts_with('~');
        if nested || belief {
            self.text.remove(from);
        }
        let source = self
            .mentions
            .iter()
            .rev()
            .find(|mention| mention.span.end <= from)
            .expect("a source before the cue");
        let id = AttributionId(self.attributions.len() as u32);
        self.attributions.push(Attribution {
            id,
            source: Some(source.span),
            cue: Some(Span::new(from, self.text.len())),
            content: Vec::new(),
            form: AttributionForm::Indirect,
            kind: if belief { AttributionKind::Stance } else { AttributionKind::Speech },
            speaker: Speaker::Resolved { entity: source.entity.clone().expect("an entity"), why: why() },
            venue: None,
            addressee: None,
            nested_in: nested.then(|| AttributionId(id.0 - 1)),
            why: why(),
        });
    }

    fn content(&mut self, from: usize) {
        let span = Span::new(from, self.text.len());
        let words = span.in_text(&self.text);
        let form = if words.starts_with('“') && words.ends_with('”') {
            AttributionForm::Direct
        } else if words.contains('“') {
            AttributionForm::Mixed
        } else {
            AttributionForm::Indirect
        };
        // The content of a host closes after that of what stands in it.
        let open = self.attributions.iter_mut().rev().find(|attribution| {
            attribution.content.is_empty() && attribution.cue.is_some_and(|cue| cue.end <= from)
        });
        let attribution = open.expect("a cue before the content");
        attribution.content.push(span);
        attribution.form = form;
    }

    fn finish(mut self) -> Report {
        self.entities.sort_by(|a, b| a.id.cmp(&b.id));
        let hash = ContentHash::of(self.text.as_bytes());
        let document = Document {
            id: DocumentId(hash),
            locator: "marked".into(),
            url: None,
            outlet: None,
            agency: None,
            authors: Vec::new(),
            dateline: None,
            published: None,
            modified: None,
            language: None,
            original: Original {
                hash,
                len: self.text.len(),
                media_type: "text/plain".into(),
                charset: "UTF-8".into(),
            },
            segments: self.segments,
            alignment: Alignment::identity(self.text.len()),
            text: self.text,
        };
        Report {
            document,
            sentences: self.sentences,
            mentions: self.mentions,
            entities: self.entities,
            attributions: self.attributions,
            events: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
        }
    }
}
