//! From what the model says of words to attributions: sections 7 to 10 of "The contract" in `training/README.md`, of
//! which `training/decode.py` is the reference.

use crate::manifest::Manifest;
use crate::reading::{Reading, Votes};
use crate::tag::{Tag, best_path, spans};
use std::collections::BTreeMap;
use std::ops::Range;

/// Taken from the logarithm of the probability of `O`.
const LESS_OUTSIDE: f64 = 0.5;
/// What a cue without content may take a content for, in logarithms of votes.
const OWN_CONTENT: f64 = 2.0;
/// How often the cues are gone through for that.
const PASSES: usize = 4;
/// A word outside all cues (or sources) becomes one when it has more than this of the votes.
const POINTED: f64 = 0.5;
/// A word beside it joins it when it has this probability of the role.
const ROLE_SHARE: f64 = 0.25;
/// Words of a direct content that stand in no quotation marks: the marks.
const MARKS: usize = 2;
/// Added before a logarithm.
const LEAST: f64 = 1e-4;

/// An attribution as ranges of the model's words ([`Encoded::words`](crate::Encoded)).
#[derive(Debug, Clone, PartialEq)]
pub struct Attributed {
    /// Who; absent if the text does not say.
    pub source: Option<Range<usize>>,
    /// The words that tell of it.
    pub cue: Range<usize>,
    /// What, in order of the text.
    pub content: Vec<Range<usize>>,
    /// Probability that an annotator would agree.
    pub confidence: f64,
}

/// The places of the heads, labels and links in a manifest.
struct Roles {
    head: usize,
    labels: Vec<Tag<Role>>,
    content_to_cue: usize,
    cue_to_source: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Cue,
    Content,
}

impl Role {
    fn of(name: &str) -> Option<Self> {
        match name {
            "source" => Some(Self::Source),
            "cue" => Some(Self::Cue),
            "content" => Some(Self::Content),
            _ => None,
        }
    }
}

impl Roles {
    fn of(manifest: &Manifest) -> Option<Self> {
        let head = manifest.heads.iter().position(|head| head.name == "attribution")?;
        let labels =
            manifest.heads[head].labels.iter().map(|name| Tag::of(name, Role::of)).collect::<Option<_>>()?;
        let link = |name: &str| manifest.links.iter().position(|link| link.name == name);
        Some(Self {
            head,
            labels,
            content_to_cue: link("content_to_cue")?,
            cue_to_source: link("cue_to_source")?,
        })
    }
}

/// The attributions of a text that reach the manifest's threshold, in order of their cues. None where the model has no
/// heads for attribution, or nothing was fitted that says how sure they are.
#[must_use]
pub fn attributions(reading: &Reading<'_>) -> Option<Vec<Attributed>> {
    let manifest = reading.manifest();
    let roles = Roles::of(manifest)?;
    let confidence = manifest.confidence.as_ref()?;
    let mut scores = reading.scores(roles.head);
    let outside = roles.labels.iter().position(|&label| label == Tag::Outside)?;
    scores.iter_mut().for_each(|row| row[outside] -= LESS_OUTSIDE);
    let path = best_path(&scores, &roles.labels);
    let taken: Vec<bool> = path.iter().map(|&label| label != Tag::Outside).collect();
    let share = |role: Role| -> Vec<f64> {
        let of_role = |row: &Vec<f64>| {
            let labels = row.iter().zip(&roles.labels).filter(|(_, label)| label.kind() == Some(role));
            labels.map(|(score, _)| score.exp()).sum()
        };
        scores.iter().map(of_role).collect()
    };
    let (sources_share, cues_share, contents_share) =
        (share(Role::Source), share(Role::Cue), share(Role::Content));
    let (cues, sources) = (spans(&path, Role::Cue), spans(&path, Role::Source));

    // Contents and the votes of each for its cue.
    let (mut contents, mut votes): (Vec<Range<usize>>, Vec<Shares>) = (Vec::new(), Vec::new());
    for content in spans(&path, Role::Content) {
        let pointed = reading.votes(roles.content_to_cue, content.clone());
        let found = candidates(&pointed, &cues, &cues_share, &taken);
        if !found.is_empty() {
            contents.push(content);
            votes.push(found);
        }
    }
    let mut owners: Vec<Key> = votes.iter().filter_map(strongest).collect();
    give_each_cue_a_content(&mut owners, &votes, &cues);

    let mut of_cue: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (content, &owner) in owners.iter().enumerate() {
        of_cue.entry(owner).or_default().push(content);
    }
    let decoded = of_cue.into_iter().map(|(key, own)| {
        let cue = key.0..key.1;
        let pointed = reading.votes(roles.cue_to_source, cue.clone());
        let found = candidates(&pointed, &sources, &sources_share, &taken);
        let source = strongest(&found).filter(|source| pointed.none <= found[source]);
        let content: Vec<Range<usize>> = own.iter().map(|&at| contents[at].clone()).collect();
        let words: usize = content.iter().map(ExactSizeIterator::len).sum();
        let quoted =
            content.iter().cloned().flatten().filter(|&word| reading.encoded.is_quoted(word)).count();
        let mixed = quoted > 0 && quoted + MARKS * content.len() < words;
        let to_cue = own.iter().map(|&at| (votes[at][&key] + LEAST).ln()).fold(f64::INFINITY, f64::min);
        let to_source = source.map_or(pointed.none, |source| found[&source]);
        let evidence = [
            ("cue", mean_log(&cues_share, std::slice::from_ref(&cue))),
            ("content", mean_log(&contents_share, &content)),
            ("content_to_cue", to_cue),
            ("cue_to_source", (to_source + LEAST).ln()),
            ("has_source", f64::from(u8::from(source.is_some()))),
            ("content_words", (words as f64).ln()),
            ("quoted", quoted as f64 / words as f64),
            ("mixed", f64::from(u8::from(mixed))),
        ];
        let weight = |name: &str| confidence.coefficients.get(name).copied().unwrap_or_default();
        let total = evidence.iter().fold(weight("constant"), |sum, (name, value)| sum + weight(name) * value);
        let source = source.map(|(start, end)| start..end);
        Attributed { source, cue, content, confidence: 1.0 / (1.0 + (-total).exp()) }
    });
    Some(decoded.filter(|found| found.confidence >= confidence.threshold).collect())
}

/// A range of words as a key that sorts by place.
type Key = (usize, usize);

/// The votes for each candidate.
type Shares = BTreeMap<Key, f64>;

/// The spans that begin in the window, with their votes, and one new span where a word outside all of them has more votes
/// than each.
fn candidates(votes: &Votes, spans: &[Range<usize>], share: &[f64], taken: &[bool]) -> Shares {
    let vote = |word: usize| votes.words.get(&word).copied();
    // The words voted for are few: those of the windows of some words.
    let (Some((&from, _)), Some((&to, _))) = (votes.words.first_key_value(), votes.words.last_key_value())
    else {
        return Shares::new();
    };
    let near = &spans[spans.partition_point(|span| span.start < from)..];
    let near = near.iter().take_while(|span| span.start <= to).filter(|span| vote(span.start).is_some());
    let mut found: Shares =
        near.map(|span| ((span.start, span.end), span.clone().filter_map(vote).sum())).collect();
    let free = votes.words.iter().filter(|(word, _)| !taken[**word]);
    let strongest = free.reduce(|best, other| if other.1 > best.1 { other } else { best });
    if let Some((&word, &votes)) = strongest
        && votes > found.values().copied().fold(POINTED, f64::max)
    {
        let joins = |word: usize| !taken[word] && share[word] >= ROLE_SHARE;
        let start = (0..word).rev().take_while(|&word| joins(word)).last().unwrap_or(word);
        let end = (word + 1..share.len()).take_while(|&word| joins(word)).last().unwrap_or(word) + 1;
        found.insert((start, end), votes);
    }
    found
}

/// The candidate with most votes, the earlier one where equal.
fn strongest(shares: &Shares) -> Option<Key> {
    let best = shares.iter().reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(&key, _)| key)
}

/// Moves contents from cues that have several to cues that have none: in the training reports every cue has one. Cues take
/// their turn by place; each takes the content that loses least.
fn give_each_cue_a_content(owners: &mut [Key], votes: &[Shares], cues: &[Range<usize>]) {
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    for &owner in owners.iter() {
        *counts.entry(owner).or_default() += 1;
    }
    let mut voters: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (content, shares) in votes.iter().enumerate() {
        shares.keys().for_each(|&key| voters.entry(key).or_default().push(content));
    }
    for _ in 0..PASSES {
        let mut moved = false;
        for cue in cues.iter().map(|cue| (cue.start, cue.end)) {
            if counts.get(&cue).copied().unwrap_or_default() > 0 {
                continue;
            }
            let movable = voters.get(&cue).into_iter().flatten().filter(|&&at| counts[&owners[at]] > 1);
            let losses = movable
                .map(|&at| ((votes[at][&owners[at]] + LEAST).ln() - (votes[at][&cue] + LEAST).ln(), at));
            let least = losses.reduce(|best, other| if other.0 < best.0 { other } else { best });
            if let Some((loss, at)) = least
                && loss < OWN_CONTENT
            {
                if let Some(count) = counts.get_mut(&owners[at]) {
                    *count -= 1;
                }
                owners[at] = cue;
                counts.insert(cue, 1);
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}

/// Mean over words of the logarithm of their share.
fn mean_log(share: &[f64], ranges: &[Range<usize>]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for word in ranges.iter().cloned().flatten() {
        sum += (share[word] + LEAST).ln();
        count += 1.0;
    }
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_without_content_takes_one_of_two() {
        let cues = [0..1, 5..6];
        let shares = |first: f64, second: f64| Shares::from([((0, 1), first), ((5, 6), second)]);
        let votes = [shares(0.9, 0.05), shares(0.6, 0.3)];
        let mut owners = vec![(0, 1), (0, 1)];
        give_each_cue_a_content(&mut owners, &votes, &cues);
        assert_eq!(owners, [(0, 1), (5, 6)]);
        let mut sure = vec![(0, 1), (0, 1)];
        give_each_cue_a_content(&mut sure, &[shares(0.9, 0.01), shares(0.9, 0.02)], &cues);
        assert_eq!(sure, [(0, 1), (0, 1)]);
    }

    #[test]
    fn a_word_pointed_at_becomes_a_span() {
        let votes = Votes { none: 0.1, words: BTreeMap::from([(1, 0.1), (2, 0.1), (3, 0.7)]) };
        let share = [0.0, 0.0, 0.3, 0.4, 0.1];
        let spans = std::slice::from_ref(&(0..2));
        let found = candidates(&votes, spans, &share, &[true, true, false, false, false]);
        assert_eq!(found, Shares::from([((2, 4), 0.7)]));
    }
}
