//! Tags and text of a page with their places in the source, from the WHATWG tokenizer of `html5gum`.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as GumSpan, Tokenizer};
use rapporteur_text::Span;
use std::convert::Infallible;

/// Takes the tokens of a page one by one.
pub(super) trait Sink {
    /// `<name`; attributes follow, then [`Sink::open_end`].
    fn open(&mut self, name: &[u8]);
    /// An attribute of the tag that was opened last; `source` is its value as written, without quotes.
    fn attribute(&mut self, name: &[u8], value: &[u8], source: Span);
    /// `>` of the tag that was opened last, or `/>`.
    fn open_end(&mut self, self_closing: bool);
    /// `</name>`.
    fn close(&mut self, name: &[u8]);
    /// Text between tags, as written.
    fn text(&mut self, source: Span);
}

/// Feeds `html` to `sink`.
///
/// The span of a value that the tokenizer reports is only trusted when it lies inside the page, on character borders.
pub(super) fn tokenize(html: &str, sink: &mut impl Sink) {
    let mut attribute: Vec<u8> = Vec::new();
    let mut pending = false;
    let inside = |span: GumSpan<usize>| {
        let span = Span::new(span.start, span.end.max(span.start));
        span.of(html).map(|_| span)
    };
    let mut emitter: CallbackEmitter<_, Infallible, usize> =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: GumSpan<usize>| -> Option<Infallible> {
            if pending && !matches!(event, CallbackEvent::AttributeValue { .. } | CallbackEvent::Error(_)) {
                sink.attribute(&attribute, b"", Span::new(0, 0));
                pending = false;
            }
            match event {
                CallbackEvent::OpenStartTag { name } => sink.open(name),
                CallbackEvent::AttributeName { name } => {
                    attribute.clear();
                    attribute.extend_from_slice(name);
                    pending = true;
                }
                CallbackEvent::AttributeValue { value } => {
                    sink.attribute(&attribute, value, inside(span).unwrap_or(Span::new(0, 0)));
                    pending = false;
                }
                CallbackEvent::CloseStartTag { self_closing } => sink.open_end(self_closing),
                CallbackEvent::EndTag { name } => sink.close(name),
                CallbackEvent::String { .. } => {
                    if let Some(source) = inside(span) {
                        sink.text(source);
                    }
                }
                _ => {}
            }
            None
        });
    emitter.naively_switch_states(true);
    // The callback keeps every token to itself, so the iterator runs through the whole page and yields nothing.
    let tokens = Tokenizer::new_with_emitter(html, emitter).count();
    debug_assert_eq!(tokens, 0);
}
