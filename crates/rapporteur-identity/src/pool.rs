//! Words and lists that are met many times, each kept once and known by its number.

use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hash};

/// No number.
const FREE: u32 = u32::MAX;

/// Different texts, numbered from 0 in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<usize>,
    table: Table,
}

impl Texts {
    /// The number of a text, which is kept if it is new.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        let Self { text: kept, ends, table } = self;
        let at = |number: u32| slice(kept.as_str(), ends, number);
        match table.find(text, at) {
            Ok(number) => number,
            Err(place) => {
                kept.push_str(text);
                ends.push(kept.len());
                let at = |number: u32| slice(kept.as_str(), ends, number);
                table.put(place, at)
            }
        }
    }

    /// The number of a text that is kept.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.table.find(text, |number| self.get(number)).ok()
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        slice(&self.text, &self.ends, number)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers in the order of their texts.
    pub(crate) fn sorted(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..self.len() as u32).collect();
        sorted.sort_unstable_by_key(|number| self.get(*number));
        sorted
    }

    /// For each number its place in the order of texts.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.len()];
        for (rank, number) in self.sorted().into_iter().enumerate() {
            ranks[number as usize] = rank as u32;
        }
        ranks
    }
}

fn slice<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &text[start..ends[number]]
}

/// Different lists of numbers, numbered from 0 in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    items: Vec<u32>,
    ends: Vec<usize>,
    table: Table,
}

impl Lists {
    pub(crate) fn intern(&mut self, list: &[u32]) -> u32 {
        let Self { items, ends, table } = self;
        match table.find(list, |number| part(items, ends, number)) {
            Ok(number) => number,
            Err(place) => {
                items.extend_from_slice(list);
                ends.push(items.len());
                table.put(place, |number| part(items, ends, number))
            }
        }
    }

    pub(crate) fn get(&self, number: u32) -> &[u32] {
        part(&self.items, &self.ends, number)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

fn part<'i>(items: &'i [u32], ends: &[usize], number: u32) -> &'i [u32] {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &items[start..ends[number]]
}

/// Numbers by the hash of what they stand for; four bytes a place, at most three places in four are taken.
#[derive(Debug, Default)]
struct Table {
    places: Vec<u32>,
    taken: usize,
    state: FixedState,
}

impl Table {
    /// The number of a value, or the place where it belongs.
    fn find<'v, V: Hash + Eq + ?Sized + 'v>(
        &self,
        value: &V,
        at: impl Fn(u32) -> &'v V,
    ) -> Result<u32, usize> {
        if self.places.is_empty() {
            return Err(0);
        }
        let mask = self.places.len() - 1;
        let mut place = self.state.hash_one(value) as usize & mask;
        while self.places[place] != FREE {
            if at(self.places[place]) == value {
                return Ok(self.places[place]);
            }
            place = (place + 1) & mask;
        }
        Err(place)
    }

    /// Puts the next number at a place that [`find`](Self::find) gave.
    fn put<'v, V: Hash + ?Sized + 'v>(&mut self, place: usize, at: impl Fn(u32) -> &'v V) -> u32 {
        let number = self.taken as u32;
        self.taken += 1;
        if self.taken * 4 <= self.places.len() * 3 {
            self.places[place] = number;
            return number;
        }
        let mask = (self.places.len() * 2).max(16) - 1;
        self.places = vec![FREE; mask + 1];
        for number in 0..self.taken as u32 {
            let mut place = self.state.hash_one(at(number)) as usize & mask;
            while self.places[place] != FREE {
                place = (place + 1) & mask;
            }
            self.places[place] = number;
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_keep_their_numbers(words in prop::collection::vec("[a-cä]{0,3}", 0..200)) {
            let mut texts = Texts::default();
            let numbers: Vec<u32> = words.iter().map(|word| texts.intern(word)).collect();
            for (word, number) in words.iter().zip(&numbers) {
                prop_assert_eq!(texts.get(*number), word);
                prop_assert_eq!(texts.find(word), Some(*number));
            }
            prop_assert_eq!(texts.find("none of them"), None);
            let mut different = words.clone();
            different.sort();
            different.dedup();
            prop_assert_eq!(texts.len(), different.len());
            let sorted: Vec<&str> = texts.sorted().into_iter().map(|number| texts.get(number)).collect();
            prop_assert_eq!(sorted, different);
        }

        #[test]
        fn lists_keep_their_numbers(lists in prop::collection::vec(prop::collection::vec(0u32..3, 0..3), 0..60)) {
            let mut pool = Lists::default();
            let numbers: Vec<u32> = lists.iter().map(|list| pool.intern(list)).collect();
            for (list, number) in lists.iter().zip(&numbers) {
                prop_assert_eq!(pool.get(*number), &list[..]);
                prop_assert_eq!(pool.intern(list), *number);
            }
        }
    }
}
