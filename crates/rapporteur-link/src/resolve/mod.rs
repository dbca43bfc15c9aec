//! Who nominals and pronouns stand for, in one walk through the text.

pub(crate) mod issuer;
mod metonym;
mod nominal;
mod pronoun;

use crate::chain::Chains;
use crate::cluster::{self, Cluster, Clusters};
use crate::nation;
use crate::source::head_of;
use foldhash::{HashMap, HashSet};
use rapporteur_extract::name::Found;
use rapporteur_lang::{Analysis, Quotation};
use rapporteur_ontology::{Key, country, function, noun, seat, title};
use rapporteur_record::{Attribution, AttributionId, Document, EntityType, MentionForm, SegmentKind};
use rapporteur_text::Span;
use std::borrow::Cow;

/// What the walk finds out besides the clusters of the mentions.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// For each mention: the rule that gave it its cluster, where a rule of this walk did.
    pub(crate) rules: Vec<Option<&'static str>>,
    /// For each mention: a place that stands for its government.
    pub(crate) metonyms: Vec<bool>,
    /// For each mention left open: who it may be, nearest first.
    pub(crate) candidates: Vec<Vec<usize>>,
}

struct Walk<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    names: &'a [Found],
    chains: &'a Chains<'a>,
    attributions: &'a [Attribution],
    /// Sentence of each mention.
    sentences: Vec<usize>,
    /// Persons by the last words of their offices.
    holders: HashMap<String, Vec<usize>>,
    /// The attribution whose source starts with this mention.
    source_of: HashMap<usize, AttributionId>,
    /// Mentions that speak outside of what others say.
    outer: HashSet<usize>,
    /// By the start of an outermost quotation: the attribution whose words it has.
    told_by: HashMap<usize, usize>,
    /// By the start of the first word of what is said, behind `that`: the attribution.
    opened_by: HashMap<usize, usize>,
    /// The person who spoke last, with the mention that says so.
    last_speaker: Option<(usize, usize)>,
    /// Whose statement the document is.
    issuer: Option<usize>,
}

/// Gives nominals, pronouns and metonyms their clusters, where that is certain.
pub(crate) fn resolve(
    document: &Document,
    analysis: &Analysis,
    names: &[Found],
    chains: &Chains<'_>,
    attributions: &[Attribution],
    clusters: &mut Clusters,
) -> Resolved {
    let sentences = names.iter().map(|f| analysis.sentence_at(f.mention.span.start).unwrap_or(0)).collect();
    let mut source_of = HashMap::default();
    let mut outer = HashSet::default();
    for attribution in attributions {
        if let Some(head) = attribution.source.and_then(|source| head_of(document, names, source)) {
            source_of.entry(head).or_insert(attribution.id);
            if attribution.nested_in.is_none() {
                outer.insert(head);
            }
        }
    }
    let mut opened_by = HashMap::default();
    for (number, attribution) in attributions.iter().enumerate() {
        let content = attribution.content.first().filter(|content| content.of(&document.text).is_some());
        let Some(content) = content else { continue };
        let that = content.in_text(&document.text).starts_with("that ");
        opened_by.entry(content.start + if that { 5 } else { 0 }).or_insert(number);
    }
    let mut told_by = HashMap::default();
    for (number, attribution) in attributions.iter().enumerate().filter(|(_, a)| a.nested_in.is_none()) {
        for content in &attribution.content {
            let quotations = &analysis.quotations;
            let from = quotations.partition_point(|quotation| quotation.span.start < content.start);
            // The one that is open where the content begins, and those that begin in it.
            let open = quotations[..from].iter().rev().take(8).find(|q| q.depth == 0);
            let inside = quotations[from..].iter().take_while(|q| q.span.start < content.end);
            for quotation in open.into_iter().chain(inside.filter(|q| q.depth == 0)) {
                if content.overlaps(quotation.span) {
                    told_by.entry(quotation.span.start).or_insert(number);
                }
            }
        }
    }
    let mut holders: HashMap<String, Vec<usize>> = HashMap::default();
    for (at, cluster) in clusters.list.iter().enumerate() {
        for office in &cluster.offices {
            for word in nation::tokens(&office.title) {
                let word = word.to_lowercase();
                let word = whole_title(&word).map_or(word, str::to_owned);
                if noun::lookup(&word).is_some_and(|form| form.noun.person) {
                    let list = holders.entry(word).or_default();
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            }
        }
    }
    let mut resolved = Resolved {
        rules: vec![None; names.len()],
        metonyms: vec![false; names.len()],
        candidates: vec![Vec::new(); names.len()],
    };
    let mut walk = Walk {
        document,
        analysis,
        names,
        chains,
        attributions,
        sentences,
        holders,
        source_of,
        outer,
        told_by,
        opened_by,
        last_speaker: None,
        issuer: issuer::of(document, names, clusters),
    };
    for (at, found) in names.iter().enumerate() {
        match found.mention.form {
            MentionForm::Name => {
                if let Some(several) = clusters.ambiguous.get(&at) {
                    resolved.candidates[at].clone_from(several);
                }
                walk.name(at, clusters, &mut resolved);
            }
            MentionForm::Nominal => walk.nominal(at, clusters, &mut resolved),
            MentionForm::Pronoun => walk.pronoun(at, clusters, &mut resolved),
            MentionForm::Adjective => {}
        }
        walk.note_speaker(at, clusters);
    }
    resolved
}

/// The noun of an office that is written short.
fn whole_title(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches('.') {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "dr" => "doctor",
        "prof" => "professor",
        "capt" => "captain",
        "amb" => "ambassador",
        _ => return None,
    })
}

impl Walk<'_> {
    fn words(&self, at: usize) -> Cow<'_, str> {
        cluster::words(self.document, &self.names[at])
    }

    fn attribution(&self, at: usize) -> Option<&Attribution> {
        let id = *self.source_of.get(&at)?;
        self.attributions.iter().find(|attribution| attribution.id == id)
    }

    /// The outermost quotation around a mention.
    fn quotation(&self, span: Span) -> Option<&Quotation> {
        let after = self.analysis.quotations.partition_point(|q| q.span.start <= span.start);
        self.analysis.quotations[..after].iter().rev().take(8).find(|q| q.depth == 0 && q.span.contains(span))
    }

    /// What the reading model reads a nominal or a pronoun to be, if that is of the same type.
    fn read(&self, at: usize, clusters: &Clusters) -> Option<(usize, &'static str)> {
        let cluster = self.chains.antecedent(at, clusters)?;
        let (own, read) = (self.names[at].mention.entity_type, clusters.list[cluster].entity_type);
        let fits = match own {
            EntityType::Person | EntityType::Document | EntityType::Event => own == read,
            EntityType::Organisation => matches!(read, EntityType::Organisation | EntityType::State),
            _ => read != EntityType::Person || self.names[at].mention.form == MentionForm::Nominal,
        };
        (fits && !self.is_publisher(&clusters.list[cluster])).then_some((cluster, "link.read_as_same"))
    }

    /// True for the outlet or the agency of the report itself: it tells of others, and is not `the group` that it tells of.
    fn is_publisher(&self, body: &Cluster) -> bool {
        let document = self.document;
        let dateline = document.dateline.as_ref().and_then(|dateline| dateline.agency);
        let dateline = dateline.and_then(|agency| agency.of(&document.text));
        let mut publishers =
            [document.outlet.as_deref(), document.agency.as_deref(), dateline].into_iter().flatten();
        // Whose own statement the document is speaks of itself.
        self.issuer.is_none()
            && body.entity_type == EntityType::Organisation
            && publishers.any(|publisher| body.name.eq_ignore_ascii_case(publisher))
    }

    /// A capital that speaks or holds a position stands for its state.
    fn name(&self, at: usize, clusters: &mut Clusters, resolved: &mut Resolved) {
        let mention = &self.names[at].mention;
        if !matches!(
            mention.entity_type,
            EntityType::Place | EntityType::Organisation | EntityType::Unknown | EntityType::Person
        ) {
            return;
        }
        let words = self.words(at);
        let key = Key::new(&words);
        if seat::lookup(key).is_some_and(|seat| !seat.alpha2.is_empty()) {
            let span = mention.span;
            resolved.metonyms[at] =
                !metonym::Place::new(self.document, self.analysis, span, self.sentences[at]).is_building();
            return;
        }
        let Some(country) = country::by_capital(key).filter(|_| mention.entity_type != EntityType::Person)
        else {
            return;
        };
        if self.acts(at) {
            let state = clusters.state(country, at);
            clusters.of_mention[at] = Some(state);
            resolved.metonyms[at] = true;
            resolved.rules[at] = Some("link.metonym");
        }
    }

    /// True if a capital is named for the government that sits in it.
    fn acts(&self, at: usize) -> bool {
        let span = self.names[at].mention.span;
        // `Oslo state officials` are of a state of that name.
        if self.document.text.get(span.end..).is_some_and(|rest| rest.starts_with(" state")) {
            return false;
        }
        let is_source = self.attribution(at).is_some_and(|attribution| attribution.source == Some(span));
        metonym::Place::new(self.document, self.analysis, span, self.sentences[at]).is_government(is_source)
    }

    fn in_body(&self, at: usize) -> bool {
        self.analysis
            .sentences
            .get(self.sentences[at])
            .is_some_and(|sentence| sentence.kind == SegmentKind::Paragraph)
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let start = self.analysis.sentences.get(self.sentences[at]).map_or(0, |sentence| sentence.span.start);
        self.names[at].mention.span.start == start
    }

    /// True for the first mention of a sentence outside of quotations, with its title, and for a source.
    fn is_subject(&self, at: usize) -> bool {
        if self.outer.contains(&at) {
            return true;
        }
        let start = self.analysis.sentences.get(self.sentences[at]).map_or(0, |sentence| sentence.span.start);
        let found = &self.names[at];
        let from =
            found.offices.iter().map(|office| office.span.start).fold(found.mention.span.start, usize::min);
        let before = self.document.text.get(start..from).unwrap_or("");
        before.split_whitespace().all(|word| {
            matches!(function::lookup(word), Some(function::Function::Determiner))
                || title::lookup(word.trim_end_matches('.')).is_some()
        })
    }

    /// Remembers the person who speaks at this mention.
    fn note_speaker(&mut self, at: usize, clusters: &Clusters) {
        if !self.in_body(at) || !self.outer.contains(&at) {
            return;
        }
        if self.quotation(self.names[at].mention.span).is_some() {
            return;
        }
        if let Some(cluster) = clusters.of_mention[at]
            && clusters.list[cluster].entity_type == EntityType::Person
        {
            self.last_speaker = Some((cluster, at));
        }
    }
}
