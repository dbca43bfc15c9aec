use crate::{
    Attribution, Claimant, Document, Entity, Event, Figure, Mention, Place, Position, Report, Speaker,
    TimeExpression, Why,
};
use rapporteur_text::Span;

/// Gives access to every span of the document's text that a line holds, so that exports can change the unit and
/// tests can check each one.
///
/// Spans of the original bytes (`source` of a segment, the alignment) are not among them: they count bytes always.
pub trait Spans {
    /// Calls `f` once for each span.
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span));
}

impl Spans for Why {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        self.triggers.iter_mut().for_each(f);
    }
}

impl Spans for Document {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        for segment in &mut self.segments {
            f(&mut segment.span);
        }
        if let Some(dateline) = &mut self.dateline {
            f(&mut dateline.span);
            let parts = [&mut dateline.place, &mut dateline.date, &mut dateline.agency];
            parts.into_iter().flatten().for_each(&mut *f);
        }
        for date in [&mut self.published, &mut self.modified].into_iter().flatten() {
            date.span.iter_mut().for_each(&mut *f);
        }
    }
}

impl Spans for Mention {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        f(&mut self.span);
        self.extent.iter_mut().for_each(&mut *f);
        self.why.each_span(f);
    }
}

impl Spans for Entity {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        for office in &mut self.offices {
            f(&mut office.span);
        }
        if let Some(actor) = &mut self.actor {
            actor.why.each_span(f);
        }
    }
}

impl Spans for Attribution {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        let single = [&mut self.source, &mut self.cue, &mut self.venue, &mut self.addressee];
        single.into_iter().flatten().for_each(&mut *f);
        self.content.iter_mut().for_each(&mut *f);
        if let Speaker::Resolved { why, .. } = &mut self.speaker {
            why.each_span(f);
        }
        self.why.each_span(f);
    }
}

impl Spans for Event {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        for participant in self.sources.iter_mut().chain(&mut self.targets) {
            f(&mut participant.span);
            if let Some(actor) = &mut participant.actor {
                actor.why.each_span(f);
            }
        }
        for mention in &mut self.mentions {
            f(&mut mention.trigger);
            mention.why.each_span(f);
        }
        self.why.each_span(f);
    }
}

impl Spans for Figure {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        f(&mut self.span);
        f(&mut self.number);
        self.counted.iter_mut().for_each(&mut *f);
        match &mut self.claimant {
            Claimant::Entity { span, .. } | Claimant::Unattributed { span } => {
                span.iter_mut().for_each(&mut *f);
            }
            Claimant::UnknownSpeaker { .. } | Claimant::Outlet => {}
        }
        self.why.each_span(f);
    }
}

impl Spans for TimeExpression {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        f(&mut self.span);
        self.why.each_span(f);
    }
}

impl Spans for Place {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        f(&mut self.span);
        self.why.each_span(f);
    }
}

impl Spans for Position {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        self.holder_span.iter_mut().for_each(&mut *f);
        f(&mut self.issue.span);
        f(&mut self.cue);
        self.why.each_span(f);
    }
}

impl Spans for Report {
    fn each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        self.document.each_span(f);
        self.sentences.iter_mut().for_each(&mut *f);
        self.mentions.iter_mut().for_each(|line| line.each_span(f));
        self.entities.iter_mut().for_each(|line| line.each_span(f));
        self.attributions.iter_mut().for_each(|line| line.each_span(f));
        self.events.iter_mut().for_each(|line| line.each_span(f));
        self.figures.iter_mut().for_each(|line| line.each_span(f));
        self.times.iter_mut().for_each(|line| line.each_span(f));
        self.places.iter_mut().for_each(|line| line.each_span(f));
    }
}
