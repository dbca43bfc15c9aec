//! Sentences as they are read for events: cut into passages of bounded length, and read some at a time, while the windows of
//! the text go by, so that what is kept does not grow with the text.

use super::Maps;
use crate::encoded::Encoded;
use crate::kernel::Machine;
use crate::layer::Room;
use std::ops::Range;

/// Pieces that are read at once, or a passage more: many enough that the weights are fetched seldom.
const ENOUGH: usize = 256;

/// Words of one sentence that are read together.
#[derive(Debug, Clone)]
struct Passage {
    sentence: usize,
    /// The words, and breaks among them.
    words: Range<usize>,
}

/// What is wanted of passages.
#[derive(Clone, Copy)]
pub(crate) enum Wanted<'a> {
    /// What the heads say of all words of all passages.
    All,
    /// The same, of those passages that the model's gate holds for worth it.
    Worth,
    /// Of those the passages in which a word tells of an event. Words of which the bytes are told to be silent tell of none.
    Telling(&'a dyn Fn(Range<usize>) -> bool),
}

/// The passages of a text, on their way.
pub(crate) struct Passages<'m> {
    maps: &'m Maps,
    machine: Machine,
    /// Most pieces of a passage.
    most: usize,
    wanted: Wanted<'m>,
    all: Vec<Passage>,
    /// The first passage that was not taken yet.
    next: usize,
    /// The first piece of that passage: `room.rows` begin there.
    start: usize,
    taken: Vec<Taken>,
    room: PassageRoom,
}

/// Room for the numbers of passages, used again for the next text.
#[derive(Debug, Default)]
pub(crate) struct PassageRoom {
    /// What stands for the pieces from the first passage on that was not taken yet.
    rows: Vec<f32>,
    /// What will be read next.
    pieces: Vec<f32>,
    /// What stands for the first pieces of a passage's words.
    words: Vec<f32>,
    /// What the heads say of the words that are asked first.
    asked: Vec<f32>,
    /// What they say of all words of a passage.
    passage: Vec<f32>,
    layers: Room,
}

/// A passage that is to be read, in what will be read next.
#[derive(Debug)]
struct Taken {
    sentence: usize,
    words: Vec<usize>,
    /// The first piece of each word.
    first: Vec<usize>,
    /// The words that cannot tell of an event, and are read only where another one does.
    silent: Vec<bool>,
    pieces: Range<usize>,
}

/// What the heads say of the words of a passage.
#[derive(Clone, Copy)]
pub(crate) struct Scored<'a> {
    pub(super) maps: &'a Maps,
    /// The sentence, by its place among those that were asked for.
    pub(super) sentence: usize,
    /// The words, without breaks.
    pub(super) words: &'a [usize],
    /// Those of the words that cannot tell of an event.
    pub(super) silent: &'a [bool],
    rows: &'a [f32],
}

impl Scored<'_> {
    /// What the heads say of a word, by its place in the passage.
    fn part(&self, word: usize, from: usize, count: usize) -> &[f32] {
        &self.rows[word * self.maps.stride() + from..][..count]
    }

    /// Scores of "no event" and of the types.
    pub(super) fn types(&self, word: usize) -> &[f32] {
        self.part(word, 0, 1 + self.maps.sizes.types.len())
    }

    pub(super) fn realis(&self, word: usize) -> &[f32] {
        self.part(word, 1 + self.maps.sizes.types.len(), self.maps.sizes.realis.len())
    }

    /// Query of a source, key of a source, query of a target, key of a target.
    pub(super) fn side(&self, word: usize, number: usize) -> &[f32] {
        let sizes = &self.maps.sizes;
        self.part(word, 1 + sizes.types.len() + sizes.realis.len() + number * sizes.side, sizes.side)
    }
}

impl<'m> Passages<'m> {
    /// The passages of some sentences, given as bytes in order. What of one lies before the end of another is not read twice.
    pub(crate) fn new(
        maps: &'m Maps,
        machine: Machine,
        most: usize,
        wanted: Wanted<'m>,
        encoded: &Encoded,
        sentences: &[Range<usize>],
        mut room: PassageRoom,
    ) -> Self {
        let mut all = Vec::new();
        let mut free = 0;
        for (sentence, bytes) in sentences.iter().enumerate() {
            let behind = |byte: usize| encoded.words.partition_point(|word| word.start < byte);
            let (start, end) = (behind(bytes.start).max(free), behind(bytes.end));
            let mut first = start;
            let mut pieces = 0;
            for word in start..end {
                let own = if encoded.is_break(word) { 0 } else { length(encoded, word, most) };
                if pieces + own > most && pieces > 0 {
                    all.push(Passage { sentence, words: first..word });
                    (first, pieces) = (word, 0);
                }
                pieces += own;
            }
            if first < end {
                all.push(Passage { sentence, words: first..end });
            }
            free = free.max(end);
        }
        let start = all.first().map_or(usize::MAX, |passage: &Passage| encoded.first[passage.words.start]);
        room.rows.clear();
        room.pieces.clear();
        Self { maps, machine, most, wanted, all, next: 0, start, taken: Vec::new(), room }
    }

    /// The room, when all was read.
    pub(crate) fn into_room(self) -> PassageRoom {
        self.room
    }

    /// The place of a piece in what is kept; nothing if it stands before.
    fn place(&self, piece: usize) -> Option<usize> {
        Some(piece.checked_sub(self.start)? * self.maps.width())
    }

    /// Takes what stands for the pieces of a word, from its home.
    pub(crate) fn put(&mut self, encoded: &Encoded, word: usize, rows: &[f32]) {
        let wanted = self.all.get(self.next).is_some_and(|passage| passage.words.start <= word);
        let Some(place) = self.place(encoded.first[word]).filter(|_| wanted) else { return };
        let known = &mut self.room.rows;
        if known.len() <= place {
            known.resize(place, 0.0);
            known.extend_from_slice(rows);
            return;
        }
        if known.len() < place + rows.len() {
            known.resize(place + rows.len(), 0.0);
        }
        known[place..][..rows.len()].copy_from_slice(rows);
    }

    /// Takes the passages that end before a word, up to which all rows are there, and reads when there is enough.
    pub(crate) fn take(&mut self, encoded: &Encoded, before: usize, sink: &mut dyn FnMut(Scored<'_>)) {
        while let Some(passage) = self.all.get(self.next).filter(|passage| passage.words.end <= before) {
            let passage = passage.clone();
            self.take_one(encoded, &passage);
            self.next += 1;
            if self.room.pieces.len() >= ENOUGH * self.maps.width() {
                self.read(sink);
            }
        }
        if before == encoded.words.len() {
            self.read(sink);
        }
        // What stands before the next passage is not needed again.
        let start = self.all.get(self.next).map_or(usize::MAX, |passage| encoded.first[passage.words.start]);
        let passed = self.place(start.min(self.start + self.room.rows.len() / self.maps.width()));
        self.room.rows.drain(..passed.unwrap_or(0));
        self.start = start;
    }

    fn take_one(&mut self, encoded: &Encoded, passage: &Passage) {
        let width = self.maps.width();
        let from = self.room.pieces.len() / width;
        let (mut words, mut first) = (Vec::new(), Vec::new());
        let mut end = from;
        for word in passage.words.clone().filter(|&word| !encoded.is_break(word)) {
            let own = length(encoded, word, self.most);
            let Some(place) = self.place(encoded.first[word]) else { continue };
            let Some(rows) = self.room.rows.get(place..place + own * width) else { continue };
            self.room.pieces.extend_from_slice(rows);
            words.push(word);
            first.push(end);
            end += own;
        }
        let own = &self.room.pieces[from * width..];
        self.room.words.clear();
        let gated = !matches!(self.wanted, Wanted::All);
        if gated {
            self.room.words.extend(first.iter().flat_map(|&piece| &own[(piece - from) * width..][..width]));
        }
        let worth = !words.is_empty()
            && (!gated || self.maps.worth(self.machine, &self.room.words, &mut self.room.layers));
        if worth {
            let silent = |&word: &usize| match self.wanted {
                Wanted::Telling(silent) => silent(encoded.words[word].start..encoded.words[word].end),
                Wanted::All | Wanted::Worth => false,
            };
            let silent = words.iter().map(silent).collect();
            self.taken.push(Taken { sentence: passage.sentence, words, first, silent, pieces: from..end });
        } else {
            self.room.pieces.truncate(from * width);
        }
    }

    /// Reads what was taken: the words that may tell of an event, and then, where one does, the silent ones beside it.
    fn read(&mut self, sink: &mut dyn FnMut(Scored<'_>)) {
        if self.taken.is_empty() {
            return;
        }
        let (maps, machine, stride) = (self.maps, self.machine, self.maps.stride());
        let PassageRoom { pieces, asked, passage, layers, .. } = &mut self.room;
        let passages: Vec<Range<usize>> = self.taken.iter().map(|taken| taken.pieces.clone()).collect();
        let of =
            |silent| self.taken.iter().flat_map(move |taken| taken.pieces_of(silent)).collect::<Vec<usize>>();
        asked.clear();
        asked.extend_from_slice(maps.read(machine, pieces, &passages, [&of(false), &of(true)], layers));
        let (mut loud, mut aside) = (0, 0);
        let mut telling = Vec::with_capacity(self.taken.len());
        for taken in self.taken.drain(..) {
            let silent = taken.silent.iter().filter(|silent| **silent).count();
            let (first, others) = (loud, aside..aside + silent);
            (loud, aside) = (loud + taken.words.len() - silent, others.end);
            let mut rows = asked[first * stride..loud * stride].chunks_exact(stride);
            if !matches!(self.wanted, Wanted::Telling(_)) || rows.any(|row| maps.happens(row).is_some()) {
                telling.push((taken, first, others));
            }
        }
        let others: Vec<usize> = telling.iter().flat_map(|(_, _, others)| others.clone()).collect();
        let mut silent = maps.ask(machine, &others, layers).chunks_exact(stride);
        for (taken, first, _) in &telling {
            let mut loud = asked[first * stride..].chunks_exact(stride);
            passage.clear();
            for &is_silent in &taken.silent {
                let row = if is_silent { silent.next() } else { loud.next() };
                passage.extend_from_slice(row.unwrap_or_default());
            }
            let Taken { sentence, words, silent, .. } = taken;
            sink(Scored { maps, sentence: *sentence, words, silent, rows: passage });
        }
        pieces.clear();
    }
}

impl Taken {
    /// The first pieces of the words that are silent, or of the others.
    fn pieces_of(&self, silent: bool) -> impl Iterator<Item = usize> {
        let words = self.first.iter().zip(&self.silent);
        words.filter(move |(_, is_silent)| **is_silent == silent).map(|(&piece, _)| piece)
    }
}

/// Pieces of a word that a window can hold.
fn length(encoded: &Encoded, word: usize, most: usize) -> usize {
    (encoded.first[word + 1] - encoded.first[word]).min(most)
}
