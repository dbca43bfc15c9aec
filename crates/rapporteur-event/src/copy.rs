//! Sentences that several reports print: what they tell is one event, whatever was read out of each.

use crate::Told;
use crate::candidate::Order;
use crate::contradiction::Facts;
use foldhash::HashMap;

/// Classes with the same sentence that an event is compared with, the last ones: a sentence that is printed every day
/// for years ("the army hit twelve targets over the past day") makes many.
const COMPARED: usize = 32;

/// The class of each event: the first event with the same words for it in the same sentence. What is known of a class
/// is what is known of its first event, with the days and reports of all; `facts` of the others are left as they are.
pub(crate) fn classes(told: &[Told], order: &Order, facts: &mut [Facts]) -> Vec<u32> {
    let mut classes: Vec<u32> = (0..order.events.len() as u32).collect();
    let mut printed: HashMap<u64, Vec<u32>> = HashMap::default();
    for (event, &at) in (0u32..).zip(&order.events) {
        let Some(words) = told[at].telling.printed else { continue };
        let known = printed.entry(words).or_default();
        let same = known
            .iter()
            .rev()
            .take(COMPARED)
            .find(|&&first| facts[first as usize].may_be_copy(&facts[event as usize]));
        match same {
            Some(&first) => {
                classes[event as usize] = first;
                let more = facts[event as usize].clone();
                facts[first as usize].take_copy(more);
            }
            None => known.push(event),
        }
    }
    classes
}
