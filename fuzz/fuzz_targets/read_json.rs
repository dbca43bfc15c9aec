//! Any bytes, read as Json: no panic, and every segment leads back to its bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_read::{Format, Input, Limits, read};

fuzz_target!(|bytes: &[u8]| {
    let input = Input { format: Some(Format::Json), ..Input::new("fuzz", bytes) };
    for document in read(&input, &Limits::default()).0 {
        assert_eq!(document.alignment.text_len(), document.text.len());
        for segment in &document.segments {
            assert!(segment.span.of(&document.text).is_some());
            assert_eq!(segment.source, document.alignment.source(&document.text, segment.span));
        }
    }
});
