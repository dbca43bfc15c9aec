//! Sketches and traces as bytes, to be kept: little-endian numbers, lists with their length in front.

use crate::sketch::{Days, Sketch, Word};
use crate::trace::{How, Naming, Quotation, Stretch, Trace};

/// Rises with every change of what sketches and traces hold, or of how they are written: what was kept before is then drawn anew.
pub const SKETCH_VERSION: u32 = 2;

/// A sketch and a trace of one report as bytes.
#[must_use]
pub fn to_bytes(sketch: &Sketch, trace: &Trace) -> Vec<u8> {
    let mut out = Out(Vec::new());
    out.days(sketch.days);
    out.list(&sketch.words, |out, word| {
        out.u32(word.hash);
        out.u32(u32::from_le_bytes([word.headline, word.lead, word.upper, word.lower]));
    });
    out.list(&sketch.shingles, |out, &shingle| out.u64(shingle));
    out.u32(sketch.level);
    out.days(trace.days);
    out.option(trace.moment, |out, moment| out.u64(moment as u64));
    out.option(trace.publisher, Out::u64);
    out.list(&trace.namings, |out, naming| {
        out.u64(naming.key);
        out.u32(match naming.how {
            How::Credited => 0,
            How::Told => 1,
            How::Reported => 2,
        });
        out.option(naming.span, Out::stretch);
        out.option(naming.attribution, Out::u32);
        out.u32(u32::from(naming.sure));
    });
    out.list(&trace.quotations, |out, quotation| {
        out.stretch(quotation.place);
        out.u64(quotation.speaker);
        out.list(&quotation.grams, |out, &gram| out.u32(gram));
    });
    for list in [&trace.figures, &trace.names] {
        out.list(list, |out, &(key, place)| {
            out.u64(key);
            out.stretch(place);
        });
    }
    out.0
}

/// The sketch and the trace again. Absent where the bytes are not what [`to_bytes`] of this [`SKETCH_VERSION`] writes.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> Option<(Sketch, Trace)> {
    let mut read = In(bytes);
    let sketch = Sketch {
        days: read.days()?,
        words: read.list(8, |read| {
            let hash = read.u32()?;
            let [headline, lead, upper, lower] = read.u32()?.to_le_bytes();
            Some(Word { hash, headline, lead, upper, lower })
        })?,
        shingles: read.list(8, In::u64)?,
        level: read.u32()?,
    };
    let trace = Trace {
        days: read.days()?,
        moment: read.option(In::u64)?.map(|moment| moment as i64),
        publisher: read.option(In::u64)?,
        namings: read.list(16, |read| {
            Some(Naming {
                key: read.u64()?,
                how: match read.u32()? {
                    0 => How::Credited,
                    1 => How::Told,
                    2 => How::Reported,
                    _ => return None,
                },
                span: read.option(In::stretch)?,
                attribution: read.option(In::u32)?,
                sure: read.u32()? == 1,
            })
        })?,
        quotations: read.list(20, |read| {
            Some(Quotation { place: read.stretch()?, speaker: read.u64()?, grams: read.list(4, In::u32)? })
        })?,
        figures: read.list(16, |read| Some((read.u64()?, read.stretch()?)))?,
        names: read.list(16, |read| Some((read.u64()?, read.stretch()?)))?,
    };
    (read.0.is_empty() && sketch.level < u64::BITS).then_some((sketch, trace))
}

struct Out(Vec<u8>);

impl Out {
    fn u32(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    fn u64(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn option<T>(&mut self, value: Option<T>, write: impl Fn(&mut Self, T)) {
        self.0.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, list: &[T], write: impl Fn(&mut Self, &T)) {
        self.u32(list.len() as u32);
        list.iter().for_each(|item| write(self, item));
    }

    fn days(&mut self, days: Days) {
        for day in [days.earliest, days.latest] {
            self.option(day, |out, day| out.u32(day as u32));
        }
    }

    fn stretch(&mut self, stretch: Stretch) {
        self.u32(stretch.start);
        self.u32(stretch.end);
    }
}

struct In<'b>(&'b [u8]);

impl In<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn option<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.take::<1>()? {
            [0] => Some(None),
            [1] => read(self).map(Some),
            _ => None,
        }
    }

    /// Of items that take `least` bytes at least: a damaged length asks for no memory.
    fn list<T>(&mut self, least: usize, read: impl Fn(&mut Self) -> Option<T>) -> Option<Box<[T]>> {
        let length = self.u32()? as usize;
        if length > self.0.len() / least {
            return None;
        }
        (0..length).map(|_| read(self)).collect()
    }

    fn days(&mut self) -> Option<Days> {
        let day = |read: &mut Self| read.u32().map(|day| day as i32);
        Some(Days { earliest: self.option(day)?, latest: self.option(day)? })
    }

    fn stretch(&mut self) -> Option<Stretch> {
        Some(Stretch { start: self.u32()?, end: self.u32()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn trace() -> Trace {
        let place = Stretch { start: 3, end: 900 };
        Trace {
            days: Days { earliest: Some(-3), latest: None },
            moment: Some(-86_400),
            publisher: Some(u64::MAX),
            namings: [Naming { key: 7, how: How::Told, span: Some(place), attribution: None, sure: true }]
                .into(),
            quotations: [Quotation { place, speaker: 9, grams: [1, 2, u32::MAX].into() }].into(),
            figures: [(5, place)].into(),
            names: [(6, place), (7, place)].into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let sketch = Sketch::of_text(
            Some("Dam breaks"),
            &"the dam of Ulverin broke at night ".repeat(9),
            Days::default(),
        );
        let bytes = to_bytes(&sketch, &trace());
        assert_eq!(from_bytes(&bytes), Some((sketch, trace())));
        assert_eq!(from_bytes(&bytes[..bytes.len() - 1]), None);
        assert_eq!(from_bytes(&[]), None);
    }

    proptest! {
        #[test]
        fn damaged_bytes_do_no_harm(at in 0usize..400, byte in any::<u8>()) {
            let sketch = Sketch::of_text(Some("Dam breaks"), "a wall of water came down at night", Days::default());
            let mut bytes = to_bytes(&sketch, &trace());
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = from_bytes(&bytes);
        }
    }
}
