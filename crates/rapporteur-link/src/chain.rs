//! Chains: what the reading model reads to be the same, joined with what the rules hold to be.
//!
//! The rules find names, offices and what stands for them; the model reads whole phrases, also those that have no entity.
//! Where both found a mention it is one mention with the span of the rules and the extent of the model. What the rules
//! hold apart stays apart.

use crate::cluster::Clusters;
use foldhash::HashMap;
use rapporteur_extract::Reference;
use rapporteur_extract::name::Found;
use rapporteur_ontology::{function, seat};
use rapporteur_record::{Document, Mention, MentionForm, MentionId, Why};
use rapporteur_text::Span;

/// Probability of the whole way to a named antecedent from which on it counts. Chosen by hand, not swept.
const CERTAIN: f32 = 0.6;
/// Antecedents of antecedents that are followed.
const STEPS: usize = 12;
/// Mentions around a reference among which its own is looked for.
const AROUND: usize = 12;

/// References, and the mentions of the rules that are the same.
#[derive(Debug, Default)]
pub(crate) struct Chains<'a> {
    references: &'a [Reference],
    /// For each reference its mention.
    mention: Vec<Option<usize>>,
    /// For each mention its reference.
    reference: Vec<Option<usize>>,
    /// The references of each begin.
    begins: HashMap<usize, Vec<usize>>,
}

impl<'a> Chains<'a> {
    pub(crate) fn new(names: &[Found], references: &'a [Reference]) -> Self {
        let mut chains = Self {
            references,
            mention: vec![None; references.len()],
            reference: vec![None; names.len()],
            begins: HashMap::default(),
        };
        for (at, reference) in references.iter().enumerate() {
            chains.begins.entry(reference.extent.start).or_default().push(at);
            let found = own_mention(names, reference).filter(|&found| chains.reference[found].is_none());
            chains.mention[at] = found;
            if let Some(found) = found {
                chains.reference[found] = Some(at);
            }
        }
        chains
    }

    /// The cluster that the model reads a mention to be of, where it is sure of the way there.
    pub(crate) fn antecedent(&self, mention: usize, clusters: &Clusters) -> Option<usize> {
        self.cluster_before(self.reference[mention]?, clusters)
    }

    /// The cluster of a phrase that no rule sees as a mention, where the model is sure of it.
    pub(crate) fn of_phrase(&self, phrase: Span, words: &str, clusters: &Clusters) -> Option<usize> {
        let read = self.begins.get(&phrase.start)?;
        let whole = read.iter().take(AROUND).find(|&&at| {
            self.references[at].extent.end == phrase.end && phrase.contains(self.references[at].head)
        })?;
        self.cluster_before(*whole, clusters)
            .filter(|&cluster| !is_other(words, &clusters.list[cluster].name))
    }

    fn cluster_before(&self, mut at: usize, clusters: &Clusters) -> Option<usize> {
        let mut sure = 1.0;
        for _ in 0..STEPS {
            let (before, probability) = self.references[at].antecedent?;
            sure *= probability;
            if sure < CERTAIN {
                return None;
            }
            if let Some(cluster) = self.mention[before].and_then(|mention| clusters.of_mention[mention]) {
                return Some(cluster);
            }
            at = before;
        }
        None
    }

    /// For each reference the first one of the same.
    fn roots(&self, clusters: &Clusters) -> Vec<usize> {
        let mut parent: Vec<usize> = (0..self.references.len()).collect();
        // The cluster of each root, and the first reference of each cluster.
        let mut cluster: Vec<Option<usize>> = vec![None; self.references.len()];
        let mut first: HashMap<usize, usize> = HashMap::default();
        for (at, reference) in self.references.iter().enumerate() {
            let own = self.mention[at].and_then(|mention| clusters.of_mention[mention]);
            cluster[at] = own;
            let held = own.map(|own| *first.entry(own).or_insert(at));
            let read = reference.antecedent.map(|(before, _)| before);
            for other in [held, read].into_iter().flatten() {
                let (own, other) = (root(&mut parent, at), root(&mut parent, other));
                let apart =
                    cluster[own].is_some() && cluster[other].is_some() && cluster[own] != cluster[other];
                if !apart {
                    let (low, high) = (own.min(other), own.max(other));
                    parent[high] = low;
                    cluster[low] = cluster[low].or(cluster[high]);
                }
            }
        }
        (0..parent.len()).map(|at| root(&mut parent, at)).collect()
    }

    /// Gives the mentions their extents and chains, and adds those that only the model reads, if anything else is of the same.
    pub(crate) fn settle(
        &self,
        document: &Document,
        clusters: &Clusters,
        mentions: &mut Vec<Mention>,
        entity: impl Fn(usize) -> rapporteur_record::EntityId,
    ) {
        let roots = self.roots(clusters);
        let mut size = vec![0usize; self.references.len()];
        for &root in &roots {
            size[root] += 1;
        }
        let mut numbers: HashMap<usize, u32> = HashMap::default();
        for (at, reference) in self.references.iter().enumerate() {
            let chain = (size[roots[at]] > 1).then(|| {
                let next = numbers.len() as u32;
                *numbers.entry(roots[at]).or_insert(next)
            });
            if let Some(own) = self.mention[at] {
                mentions[own].extent = Some(reference.extent);
                mentions[own].chain = chain;
            } else if chain.is_some() {
                let words = reference.extent.in_text(&document.text);
                let pronoun = function::pronoun(words).is_some();
                let cluster = self
                    .cluster_before(at, clusters)
                    .filter(|&cluster| !is_other(words, &clusters.list[cluster].name));
                let entity_type = reference.referent.entity_type();
                mentions.push(Mention {
                    id: MentionId(0),
                    span: reference.extent,
                    form: if pronoun { MentionForm::Pronoun } else { MentionForm::Nominal },
                    entity_type: cluster.map_or(entity_type, |cluster| clusters.list[cluster].entity_type),
                    entity: cluster.map(&entity),
                    metonym: false,
                    extent: Some(reference.extent),
                    chain,
                    why: Why::rule("link", crate::VERSION, RULE, [reference.head]),
                });
            }
        }
        mentions.sort_by_key(|mention| {
            let span = mention.span;
            (span.start, std::cmp::Reverse(span.end), mention.form != MentionForm::Name)
        });
        for (number, mention) in mentions.iter_mut().enumerate() {
            mention.id = MentionId(number as u32);
        }
    }
}

/// True if a phrase names another thing than `name` by its words: the members of a body, `Harbour Board captains`, a
/// namesake of a seat, `the House` for `Red House`, or a noun that its name opens with, `the harbour`.
fn is_other(words: &str, name: &str) -> bool {
    let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    let members = bare
        .strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(' ') && rest.ends_with('s') && !rest.contains(['\'', '’', ',']));
    let tail = bare.starts_with(char::is_uppercase)
        && bare.len() < name.len()
        && !bare.contains(' ')
        && name.strip_suffix(bare).is_some_and(|before| before.ends_with(' '))
        && seat::lookup(name).is_some();
    // `the world` is not short for a body whose name opens with it.
    let opening = bare.split(' ').next().unwrap_or_default();
    let noun = opening.starts_with(char::is_lowercase)
        && name.split_once(' ').is_some_and(|(first, _)| {
            first.starts_with(char::is_uppercase) && first.eq_ignore_ascii_case(opening)
        });
    members || tail || noun
}

/// The rule of mentions that only the model reads.
const RULE: &str = "link.read_as_same";

/// The root of a tree, with the way to it made shorter.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The mention of the rules that a reference is: the longest one in it that holds its head, or the name whose title that is.
fn own_mention(names: &[Found], reference: &Reference) -> Option<usize> {
    let Reference { extent, head, .. } = *reference;
    let behind = names.partition_point(|found| found.mention.span.start <= head.start);
    let holding = (behind.saturating_sub(AROUND)..behind)
        .filter(|&at| {
            let span = names[at].mention.span;
            span.contains(head) && extent.contains(span)
        })
        .max_by_key(|&at| (names[at].mention.span.len(), std::cmp::Reverse(at)));
    holding.or_else(|| {
        (behind..names.len()).take(AROUND).take_while(|&at| names[at].mention.span.start < extent.end).find(
            |&at| {
                let found = &names[at];
                extent.contains(found.mention.span)
                    && found.offices.iter().any(|office| office.span.contains(head))
            },
        )
    })
}
