//! The speaker of each attribution, and who claims each figure.
use crate::VERSION;
use crate::behind::is_indefinite;
use crate::chain::Chains;
use crate::cluster::{self, Clusters};
use crate::data::{issuer_of_data, keeper_of_data, owner_of_data, owner_of_words};
use crate::follow::{is_several, noun_of};
use crate::resolve::Resolved;
use crate::source::head_of;
use rapporteur_extract::name::Found;
use rapporteur_lang::Analysis;
use rapporteur_ontology::{function, gazetteer, noun, title};
use rapporteur_record::{
    Attribution, AttributionKind, Claimant, Document, Entity, EntityId, EntityType, Figure, Mention,
    MentionForm, MentionId, Scope, SegmentKind, Speaker, TimeExpression, TimeType, Why,
};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Entities of a text among which the bearer of an office is looked for.
const HOLDERS: usize = 400;
/// Names before a source among which its place or owner is looked for.
const NEAR: usize = 12;

/// What settling the speakers needs to know.
pub(crate) struct Cast<'a> {
    pub(crate) document: &'a Document,
    pub(crate) names: &'a [Found],
    pub(crate) clusters: &'a Clusters,
    pub(crate) resolved: &'a Resolved,
    pub(crate) chains: &'a Chains<'a>,
    pub(crate) ids: &'a [EntityId],
    /// For each cluster: the cluster of the state that a document of it speaks for.
    pub(crate) states: &'a [Option<usize>],
    /// The body of each name; none where two have it.
    pub(crate) called: BTreeMap<&'a str, Option<usize>>,
}

/// The body of each name; none where two have it.
pub(crate) fn called(clusters: &Clusters) -> BTreeMap<&str, Option<usize>> {
    let mut called: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (at, cluster) in clusters.list.iter().enumerate() {
        if matches!(cluster.entity_type, EntityType::Organisation | EntityType::Document) {
            for name in cluster.aliases.iter().filter(|name| name.starts_with(char::is_uppercase)) {
                called
                    .entry(name)
                    .and_modify(|known| *known = known.filter(|&known| known == at))
                    .or_insert(Some(at));
            }
            // `the Center` is the Marten Center for Harbours, if no other body is a center.
            if let Some(head) = cluster::short_head(&cluster.name) {
                called
                    .entry(head)
                    .and_modify(|known| *known = known.filter(|&known| known == at))
                    .or_insert(Some(at));
            }
        }
    }
    called
}

/// Who stands behind `and` in a source.
enum Second {
    /// This mention.
    Named(usize),
    /// Somebody whom no mention names.
    Unnamed,
}

impl Cast<'_> {
    /// Who a source is.
    pub(crate) fn speaker(&self, attribution: &Attribution) -> Speaker {
        let unknown = |candidates: Vec<EntityId>, reason: String| Speaker::Unknown { candidates, reason };
        // Who `reportedly told` somebody has spoken; who `reportedly plans` has not.
        let told = attribution.source.is_some() && self.tells_somebody(attribution);
        if let Some(word) =
            attribution.cue.and_then(|cue| hearsay(&self.document.text, cue)).filter(|_| !told)
        {
            let word = word.in_text(&self.document.text);
            return unknown(Vec::new(), format!("“{word}”: the text does not say who says so"));
        }
        let Some(source) = attribution.source else {
            return unknown(Vec::new(), "no source in the text".to_owned());
        };
        let words = attribution
            .named(&self.document.text)
            .and_then(|span| span.of(&self.document.text))
            .unwrap_or("");
        let head = self.head(source);
        let Some(head) = head else {
            if let Some(cluster) = self.called(words) {
                let why = Why::rule("speaker", VERSION, "speaker.same_words", [source]);
                return Speaker::Resolved { entity: self.ids[cluster].clone(), why };
            }
            if let Some((cluster, rule)) = self.read(attribution, words).or_else(|| self.in_office(source)) {
                let why = Why::rule("speaker", VERSION, rule, [source]);
                return Speaker::Resolved { entity: self.ids[cluster].clone(), why };
            }
            let pair = self.pair_of_pollsters(source);
            if !pair.is_empty() {
                return unknown(pair, "several speakers".to_owned());
            }
            return unknown(
                self.named_inside(source),
                format!("“{}” leaves open who is meant", short(words)),
            );
        };
        let found = &self.names[head];
        let others = self.joined_with(head, source);
        let with_own = self.with_his_own(head, source);
        if !others.is_empty() && !with_own {
            let mut all: Vec<EntityId> = Vec::new();
            for cluster in std::iter::once(head).chain(others).filter_map(|at| self.clusters.of_mention[at]) {
                if !all.contains(&self.ids[cluster]) {
                    all.push(self.ids[cluster].clone());
                }
            }
            return unknown(all, "several speakers".to_owned());
        }
        let unnamed = || self.with_unnamed(head, source);
        if (matches!(self.second(head, source), Some(Second::Unnamed)) || unnamed()) && !with_own {
            let known = self.clusters.of_mention[head].map(|cluster| self.ids[cluster].clone());
            return unknown(known.into_iter().collect(), format!("“{}” are not all named", short(words)));
        }
        let owner = || {
            let owner = self.possessed(source).and_then(|owner| self.clusters.of_mention[owner]);
            let county = || self.clusters.of_mention[self.county(source)?];
            owner.or_else(|| self.administration(source)).or_else(county)
        };
        let Some(mut cluster) = self.clusters.of_mention[head].or_else(owner) else {
            let candidates: Vec<EntityId> =
                self.resolved.candidates[head].iter().map(|&cluster| self.ids[cluster].clone()).collect();
            let reason = match (found.mention.form, candidates.is_empty()) {
                (MentionForm::Name, false) => {
                    format!("“{}” is ambiguous: several persons have this name", short(words))
                }
                (MentionForm::Pronoun, false) => format!("“{}” may be any of several persons", short(words)),
                (MentionForm::Pronoun, true) => format!("nobody near that “{}” could be", short(words)),
                _ => format!("“{}” is not named", short(words)),
            };
            // Governments of two states are the two states.
            let governments = words.eq_ignore_ascii_case("their governments");
            let states = if governments { self.named_inside(source) } else { Vec::new() };
            if states.len() > 1 {
                return unknown(states, "several speakers".to_owned());
            }
            let candidates = if candidates.is_empty() { self.named_inside(source) } else { candidates };
            return unknown(candidates, reason);
        };
        let group = self.clusters.list[cluster].entity_type == EntityType::Group;
        if group && (is_part(words) || is_restricted(words)) {
            return unknown(
                vec![self.ids[cluster].clone()],
                format!("“{}” are not all of them", short(words)),
            );
        }
        let mut rule = match found.mention.form {
            MentionForm::Name if self.resolved.metonyms[head] => "speaker.metonym",
            MentionForm::Name if found.offices.is_empty() => "speaker.name",
            MentionForm::Name => "speaker.name_with_office",
            MentionForm::Nominal => self.resolved.rules[head].unwrap_or("speaker.nominal"),
            MentionForm::Pronoun => self.resolved.rules[head].unwrap_or("speaker.pronoun"),
            MentionForm::Adjective => "speaker.demonym",
        };
        if self.clusters.list[cluster].entity_type == EntityType::Document
            && let Some(state) = self.states[cluster]
        {
            cluster = state;
            rule = "speaker.document_of_state";
        }
        // Who speaks for a place is its government; what only happens there says nothing.
        if self.clusters.list[cluster].entity_type == EntityType::Place {
            // `Orla, which reports 900 cases`
            let related = words.eq_ignore_ascii_case("which");
            if attribution.kind == AttributionKind::Act
                || found.mention.span != source && self.city(source) != Some(head) && !related
            {
                return unknown(vec![self.ids[cluster].clone()], format!("“{}” is a place", short(words)));
            }
            rule = "speaker.place";
        }
        let why = Why::rule("speaker", VERSION, rule, [found.mention.span]);
        Speaker::Resolved { entity: self.ids[cluster].clone(), why }
    }

    /// True for a cue that has the hearer behind it: `purportedly told the mayor that`.
    fn tells_somebody(&self, attribution: &Attribution) -> bool {
        let cue = attribution.cue.and_then(|cue| cue.of(&self.document.text)).unwrap_or_default();
        matches!(cue.rsplit(' ').next(), Some("told" | "tells"))
    }

    /// What the reading model reads a description to be: `the operator of the dam`.
    fn read(&self, attribution: &Attribution, words: &str) -> Option<(usize, &'static str)> {
        let definite = words.starts_with("the ") || words.starts_with("The ");
        let phrase = attribution.named(&self.document.text).filter(|_| definite)?;
        let cluster = self.chains.of_phrase(phrase, words, self.clusters)?;
        let speaks = matches!(
            self.clusters.list[cluster].entity_type,
            EntityType::Person | EntityType::Organisation | EntityType::State
        );
        speaks.then_some((cluster, "link.read_as_same"))
    }

    /// `Dam holds, minister says` over a report: the only minister in it.
    fn in_office(&self, source: Span) -> Option<(usize, &'static str)> {
        let words = source.of(&self.document.text)?;
        let behind = self.document.segments.partition_point(|segment| segment.span.start <= source.start);
        let segment = behind.checked_sub(1).map(|at| self.document.segments[at].kind);
        let headline =
            matches!(segment, Some(SegmentKind::Headline | SegmentKind::Subhead | SegmentKind::Heading));
        let noun = words.to_lowercase();
        if !headline || noun.contains(' ') || title::lookup(noun.as_str()).is_none() {
            return None;
        }
        let holds = |at: &usize| {
            let person = &self.clusters.list[*at];
            person.entity_type == EntityType::Person
                && person.offices.iter().any(|office| {
                    let title = office.title.to_lowercase();
                    let other = ["prime ", "vice "].iter().any(|other| title.contains(other));
                    !other && title.split(|c: char| !c.is_alphanumeric()).any(|word| word == noun)
                })
        };
        let mut holders = (0..self.clusters.list.len()).take(HOLDERS).filter(holds);
        let only = holders.next().filter(|_| holders.next().is_none())?;
        Some((only, "speaker.office_in_headline"))
    }

    /// The body whose name these are: `Marten administration` in a headline.
    fn called(&self, words: &str) -> Option<usize> {
        let name = words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(words);
        // `Marten’s campaign` is the Marten campaign.
        let plain = name.replace("’s ", " ").replace("'s ", " ");
        let known = self.called.get(name).or_else(|| self.called.get(plain.as_str())).copied().flatten();
        known.or_else(|| self.shortened(name)).or_else(|| self.of_the_town(words))
    }

    /// `the town’s hospital`: the only one that the report names.
    fn of_the_town(&self, words: &str) -> Option<usize> {
        let lower = words.to_lowercase();
        let noun = ["town", "city", "village", "county", "island"].iter().find_map(|place| {
            let rest = lower.strip_prefix("the ")?.strip_prefix(place)?;
            rest.strip_prefix("’s ").or_else(|| rest.strip_prefix("'s "))
        })?;
        let ending = format!(" {}", capitalised(noun)?);
        let fits = |at: &usize| {
            let body = &self.clusters.list[*at];
            body.entity_type == EntityType::Organisation && body.name.ends_with(&ending)
        };
        let mut bodies = (0..self.clusters.list.len()).take(HOLDERS).filter(fits);
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// `Orla court` in a headline is the only court of Orla: its name begins and ends so.
    fn shortened(&self, words: &str) -> Option<usize> {
        let (first, noun) = words.split_once(' ')?;
        let (first, noun) = (format!("{first} "), format!(" {}", capitalised(noun)?));
        let fits = |at: &usize| {
            let body = &self.clusters.list[*at];
            body.entity_type == EntityType::Organisation
                && body.name.starts_with(&first)
                && body.name.ends_with(&noun)
        };
        let mut bodies = (0..self.clusters.list.len()).take(HOLDERS).filter(fits);
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// True if the source of an attribution is a mention: somebody, a body, a document.
    pub(crate) fn speaks(&self, attribution: &Attribution) -> bool {
        attribution.source.and_then(|source| self.head(source)).is_some_and(|head| {
            // `Ruritania: 12 dead` names a theme, not a speaker.
            let label = matches!(attribution.why.rule.as_ref(), "quote.label_colon" | "quote.dash_headline");
            let entity_type =
                self.clusters.of_mention[head].map(|cluster| self.clusters.list[cluster].entity_type);
            !(label && matches!(entity_type, Some(EntityType::State | EntityType::Place)))
        })
    }

    /// True for `Orla reported 900 new cases`: a country or a place is where they were counted, and no speaker.
    pub(crate) fn is_count_at(&self, attribution: &Attribution) -> bool {
        let text = &self.document.text;
        let cue = attribution.cue.and_then(|cue| cue.of(text)).unwrap_or_default();
        let Some(verb) = cue.split_whitespace().next_back().filter(|verb| tells_count(verb)) else {
            return false;
        };
        let places = attribution.source.is_some_and(|source| self.are_places(source));
        let object = attribution.cue.zip(attribution.content.first()).is_some_and(|(cue, content)| {
            let between = text.get(cue.end..content.start).unwrap_or_default().trim();
            cue.end <= content.start
                && between.is_empty()
                && is_number_phrase(content.of(text).unwrap_or_default())
        });
        places && object && !verb.is_empty()
    }

    /// True if a source is nothing but names of countries and places.
    fn are_places(&self, source: Span) -> bool {
        let text = &self.document.text;
        let first = self.names.partition_point(|found| found.mention.span.start < source.start);
        let inside =
            self.names[first..].iter().take(8).take_while(|found| found.mention.span.end <= source.end);
        let mut at = source.start;
        let mut named = false;
        for (place, found) in inside.enumerate() {
            let cluster = self.clusters.of_mention[first + place];
            let entity_type =
                cluster.map_or(found.mention.entity_type, |cluster| self.clusters.list[cluster].entity_type);
            let between = text.get(at..found.mention.span.start).unwrap_or(".").trim().to_lowercase();
            let link = matches!(between.as_str(), "" | "the" | "and" | "and the" | ",");
            if !link || !matches!(entity_type, EntityType::State | EntityType::Place) {
                return false;
            }
            named = true;
            at = found.mention.span.end;
        }
        let rest = text.get(at..source.end).unwrap_or(".").trim();
        named && (rest.is_empty() || gazetteer::kinds_of(rest).is_some())
    }

    /// The mention that a source is about.
    fn head(&self, source: Span) -> Option<usize> {
        head_of(self.document, self.names, source)
            .or_else(|| self.antecedent(source))
            .or_else(|| self.apposed(source))
            .or_else(|| self.named_behind_comma(source))
            .or_else(|| self.possessed(source))
            .or_else(|| self.city(source))
            .or_else(|| owner_of_data(self.document, self.names, source))
            .or_else(|| keeper_of_data(self.document, self.names, source, |at| self.is_body(at)))
            .or_else(|| issuer_of_data(self.document, self.names, source))
            .or_else(|| owner_of_words(self.document, self.names, source))
    }

    fn is_body(&self, at: usize) -> bool {
        self.clusters.of_mention[at]
            .is_some_and(|cluster| self.clusters.list[cluster].entity_type == EntityType::Organisation)
    }

    /// `Orla Hydro, the operator of the dam, which says so`: the source only describes the body named before it.
    fn apposed(&self, source: Span) -> Option<usize> {
        let text = &self.document.text;
        let words = source.of(text)?;
        let described = ["the ", "a ", "an "].iter().any(|article| words.starts_with(article));
        let related = text.get(source.end..)?.starts_with(", which ") || words.ends_with(", which");
        let end = text.get(..source.start)?.strip_suffix(", ")?.len();
        if !described || !related {
            return None;
        }
        let after = self.names.partition_point(|found| found.mention.span.start < source.start);
        (after.saturating_sub(4)..after).find(|&at| {
            let mention = &self.names[at].mention;
            mention.span.end == end
                && mention.form == MentionForm::Name
                && mention.entity_type == EntityType::Organisation
        })
    }

    /// `That young clerk, former harbour master Bo Lind`: a description, and behind it with his office who that is.
    fn named_behind_comma(&self, source: Span) -> Option<usize> {
        let text = &self.document.text;
        let words = source.of(text)?;
        let (described, named) = words.rsplit_once(", ")?;
        let article = described.split(' ').next().unwrap_or_default().to_lowercase();
        let one = matches!(article.as_str(), "the" | "that" | "this" | "a" | "an")
            && !described.contains(',')
            && noun_of(described).and_then(noun::lookup).is_some_and(|form| form.noun.person && !form.plural);
        let rest = Span::new(source.end - named.len(), source.end);
        let head = head_of(self.document, self.names, rest).filter(|_| one)?;
        let mention = &self.names[head].mention;
        let whole = mention.form == MentionForm::Name && mention.span.end == source.end;
        (whole && mention.entity_type == EntityType::Person).then_some(head)
    }

    /// `his administration`: the one that is called by the name of its head.
    fn administration(&self, source: Span) -> Option<usize> {
        let owner = source.of(&self.document.text)?.strip_suffix(" administration")?;
        let span = Span::new(source.start, source.start + owner.len());
        let first = self.names.partition_point(|found| found.mention.span.start < source.start);
        let head = (first..self.names.len()).take(3).find(|&at| self.names[at].mention.span == span)?;
        let head = &self.clusters.list[self.clusters.of_mention[head]?];
        let surname = head.name.rsplit(' ').next().filter(|_| head.entity_type == EntityType::Person)?;
        let theirs = |at: &usize| {
            let body = &self.clusters.list[*at];
            body.entity_type == EntityType::Organisation
                && body.name.ends_with(" administration")
                && body.name.split([' ', '’', '\'']).any(|word| word == surname)
        };
        let mut bodies = (0..self.clusters.list.len()).take(HOLDERS).filter(theirs);
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// `The city of Orla`: a town as the body that governs it.
    fn city(&self, source: Span) -> Option<usize> {
        let words = source.of(&self.document.text)?;
        let bare = words.strip_prefix("The ").or_else(|| words.strip_prefix("the "))?;
        let name = ["city of ", "town of ", "county of ", "state of ", "province of "]
            .iter()
            .find_map(|kind| bare.strip_prefix(kind))?;
        let start = source.end - name.len();
        let first = self.names.partition_point(|found| found.mention.span.start < start);
        (first..self.names.len()).take(2).find(|&at| {
            let mention = &self.names[at].mention;
            mention.span == Span::new(start, source.end) && mention.entity_type == EntityType::Place
        })
    }

    /// `the county fishing department`: the only county of the sentence.
    fn county(&self, source: Span) -> Option<usize> {
        let text = &self.document.text;
        let body = source.of(text)?.strip_prefix("the ")?;
        let (kind, office) = body.split_once(' ')?;
        let end = [("county", " County"), ("province", " Province"), ("district", " District")]
            .iter()
            .find_map(|(noun, end)| (*noun == kind).then_some(*end))?;
        let governs = matches!(
            office.rsplit(' ').next(),
            Some("department" | "office" | "board" | "council" | "authority" | "agency" | "government")
        );
        let after = self.names.partition_point(|found| found.mention.span.start < source.start);
        let mut named = (after.saturating_sub(NEAR)..after).filter(|&at| {
            let mention = &self.names[at].mention;
            let place = mention.form == MentionForm::Name && mention.entity_type == EntityType::Place;
            place
                && mention.span.of(text).is_some_and(|name| name.ends_with(end))
                && is_one_sentence(text, mention.span.end, source.start)
        });
        named.next().filter(|_| governs && named.next().is_none())
    }

    /// `Its Harbour Ministry`: a body with its name behind whose it is.
    fn possessed(&self, source: Span) -> Option<usize> {
        let words = source.of(&self.document.text)?;
        let (owner, name) = words.split_once(' ')?;
        let possessive = function::pronoun(owner).is_some_and(|pronoun| {
            matches!(pronoun.case, function::Case::Possessive | function::Case::ObjectOrPossessive)
        });
        // `Her office` speaks for her.
        if possessive && name == "office" {
            let first = self.names.partition_point(|found| found.mention.span.start < source.start);
            return (first..self.names.len()).take(3).find(|&at| {
                let mention = &self.names[at].mention;
                let person = self.clusters.of_mention[at]
                    .is_some_and(|cluster| self.clusters.list[cluster].entity_type == EntityType::Person);
                mention.span == Span::new(source.start, source.start + owner.len()) && person
            });
        }
        let start = source.end - name.len();
        let first = self.names.partition_point(|found| found.mention.span.start < start);
        (first..self.names.len()).take(2).filter(|_| possessive).find(|&at| {
            let mention = &self.names[at].mention;
            mention.span == Span::new(start, source.end)
                && mention.form == MentionForm::Name
                && mention.entity_type == EntityType::Organisation
        })
    }

    /// `who` and `which` as a source stand for the mention right before them.
    fn antecedent(&self, source: Span) -> Option<usize> {
        let words = source.of(&self.document.text)?.trim();
        if !matches!(words.to_lowercase().as_str(), "who" | "which" | "that") {
            return None;
        }
        let after = self.names.partition_point(|found| found.mention.span.start < source.start);
        let end = self.document.text.get(..source.start)?.trim_end_matches([' ', ',']).len();
        let personal = words.eq_ignore_ascii_case("who");
        // Behind `Ilse Marten, a sailor of the Orla,` the sailor is meant, not the ship.
        (after.saturating_sub(8)..after).find(|&at| {
            let found = &self.names[at];
            let ends =
                found.mention.span.end == end || found.offices.iter().any(|office| office.span.end == end);
            let fits =
                matches!(found.mention.entity_type, EntityType::Person | EntityType::Group) == personal;
            ends && fits
        })
    }

    /// `Ilse Marten and Bo Lind`, `Marten, Lind and the Orla port`: further names at the same level.
    fn joined_with(&self, head: usize, source: Span) -> Vec<usize> {
        let person = |at: usize| {
            let mention = &self.names[at].mention;
            // `Marten, R-Orla`: a party and a state are nobody else.
            let tag = mention
                .span
                .of(&self.document.text)
                .is_some_and(|words| words.as_bytes().get(1) == Some(&b'-'));
            mention.form == MentionForm::Name && mention.entity_type == EntityType::Person && !tag
        };
        // One name behind the other, parted by commas: `Marten, Lind`.
        let mut listed = Vec::new();
        let mut end = self.names[head].mention.span.end;
        for at in (head + 1..self.names.len())
            .take(12)
            .take_while(|&at| self.names[at].mention.span.end <= source.end)
        {
            let between = self.document.text.get(end..self.names[at].mention.span.start).unwrap_or("").trim();
            if !person(head) || !person(at) || !matches!(between, "," | "and" | ", and" | "&") {
                if !person(head) {
                    listed = self.listed_with(head, source);
                }
                break;
            }
            listed.push(at);
            end = self.names[at].mention.span.end;
        }
        if !listed.is_empty() {
            return listed;
        }
        match self.second(head, source) {
            Some(Second::Named(at)) => vec![at],
            Some(Second::Unnamed) | None => Vec::new(),
        }
    }

    /// `Norway, Denmark and Iceland`: names of one kind, of which the last stands behind `and`.
    fn listed_with(&self, head: usize, source: Span) -> Vec<usize> {
        let kind = self.names[head].mention.entity_type;
        let mut listed = Vec::new();
        let mut end = self.names[head].mention.span.end;
        if self.names[head].mention.form != MentionForm::Name
            || !matches!(kind, EntityType::State | EntityType::Place | EntityType::Organisation)
        {
            return listed;
        }
        for at in head + 1..self.names.len().min(head + NEAR) {
            let mention = &self.names[at].mention;
            let between = self.document.text.get(end..mention.span.start).unwrap_or("");
            let same = mention.entity_type == kind && mention.form == MentionForm::Name;
            if mention.span.end > source.end || !same {
                break;
            }
            listed.push(at);
            end = mention.span.end;
            match between {
                ", " | ", the " => {}
                " and " | " and the " | ", and " | ", and the " => {
                    // Of two in a place with its region only the first is named.
                    let whole = end == source.end && listed.len() > 1;
                    return if whole { listed } else { Vec::new() };
                }
                _ => break,
            }
        }
        Vec::new()
    }

    /// `he and his clerks`, `Marten and her aides`: who speaks with his own people speaks himself.
    fn with_his_own(&self, head: usize, source: Span) -> bool {
        let rest = self.document.text.get(self.names[head].mention.span.end..source.end).unwrap_or_default();
        let person = self.clusters.of_mention[head]
            .is_some_and(|cluster| self.clusters.list[cluster].entity_type == EntityType::Person);
        let own = |rest: &str| {
            ["his ", "her ", "their "].iter().any(|whose| {
                let people = rest.strip_prefix(whose).and_then(|people| people.rsplit(' ').next());
                people
                    .and_then(noun::lookup)
                    .is_some_and(|form| form.plural && form.noun.person || form.noun.group)
            })
        };
        person && rest.strip_prefix(" and ").is_some_and(own)
    }

    /// `Ilse Marten and senior harbour officers`, `Liberals in parliament and sailors`: behind the one who is named others who are not.
    fn with_unnamed(&self, head: usize, source: Span) -> bool {
        let span = self.names[head].mention.span;
        let rest = self.document.text.get(span.end..source.end).unwrap_or_default();
        let Some((place, others)) = rest.split_once(" and ") else { return false };
        let plain = place.is_empty() || place.strip_prefix(" in ").is_some_and(|it| !it.contains(' '));
        let small = others.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-');
        let whose = others.split(' ').next().is_some_and(|first| {
            matches!(first, "his" | "her" | "its" | "their" | "the") || function::pronoun(first).is_some()
        });
        let named = matches!(
            self.names[head].mention.entity_type,
            EntityType::Person | EntityType::Group | EntityType::Organisation | EntityType::State
        ) && self.names[head].mention.form == MentionForm::Name;
        named && plain && small && !whose && !others.contains(" and ") && is_several(others)
    }

    /// The name behind `and`.
    fn second(&self, head: usize, source: Span) -> Option<Second> {
        let start = self.names[head].mention.span.end;
        let second = (head + 1..self.names.len())
            .take(6)
            .take_while(|&at| self.names[at].mention.span.end <= source.end)
            .find(|&at| {
                let mention = &self.names[at].mention;
                let from = self.names[at]
                    .offices
                    .iter()
                    .map(|office| office.span.start)
                    .fold(mention.span.start, usize::min);
                let between = self.document.text.get(start..from).unwrap_or("").trim();
                matches!(between, "and" | "&" | "and the" | ", and" | "and a" | "nor" | "nor the")
            })?;
        // `Marten and Orla Harbour Director Bo Lind`: the second is Lind.
        let span = self.names[second].mention.span;
        let whole = Span::new(span.start, source.end);
        let holder = self
            .holder_of_office(second, source)
            .or_else(|| head_of(self.document, self.names, whole))
            .or_else(|| (span.end == source.end).then_some(second));
        // `fishermen and a Ruritanian flood watch`: a country inside of the name of somebody who is not known is no speaker.
        Some(holder.map_or(Second::Unnamed, Second::Named))
    }

    /// The person whose office this name opens: `Norway` of `Norway Institute for Tides and Currents Director Bo Lind`.
    fn holder_of_office(&self, opens: usize, source: Span) -> Option<usize> {
        let span = self.names[opens].mention.span;
        let titled = |word: &str| title::lookup(word.trim_end_matches('.')).is_some();
        let mut behind = (opens + 1..self.names.len())
            .take(6)
            .take_while(|&at| self.names[at].mention.span.end <= source.end);
        let holder = behind.find(|&at| {
            let mention = &self.names[at].mention;
            mention.form == MentionForm::Name && mention.entity_type == EntityType::Person
        })?;
        let office = self.document.text.get(span.end..self.names[holder].mention.span.start)?;
        let located = !matches!(self.names[opens].mention.entity_type, EntityType::Person);
        let office_only = office.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase) && !word.ends_with(',')
                || matches!(word, "for" | "of" | "and" | "the" | "on")
        });
        let ends = office.split_whitespace().next_back().is_some_and(titled);
        (located && office_only && ends).then_some(holder)
    }

    /// `the Orla Post/Harbour Radio poll`: the two whose poll it is.
    fn pair_of_pollsters(&self, source: Span) -> Vec<EntityId> {
        let text = &self.document.text;
        let words = source.of(text).unwrap_or_default();
        if !matches!(words.rsplit(' ').next(), Some("poll" | "survey" | "study" | "tally" | "analysis")) {
            return Vec::new();
        }
        let first = self.names.partition_point(|found| found.mention.span.start < source.start);
        let inside = (first..self.names.len())
            .take(NEAR)
            .take_while(|&at| self.names[at].mention.span.end <= source.end);
        let at: Vec<usize> =
            inside.filter(|&at| self.names[at].mention.form == MentionForm::Name).take(2).collect();
        let [one, other] = at[..] else { return Vec::new() };
        let between = text.get(self.names[one].mention.span.end..self.names[other].mention.span.start);
        let clusters = [one, other].map(|at| self.clusters.of_mention[at]);
        match clusters {
            [Some(one), Some(other)] if between == Some("/") && one != other => {
                vec![self.ids[one].clone(), self.ids[other].clone()]
            }
            _ => Vec::new(),
        }
    }

    /// Entities named anywhere in a source that could not be read.
    fn named_inside(&self, source: Span) -> Vec<EntityId> {
        let first = self.names.partition_point(|found| found.mention.span.start < source.start);
        let somebody = source.of(&self.document.text).is_some_and(is_indefinite);
        let mut inside: Vec<EntityId> = Vec::new();
        for at in
            (first..self.names.len()).take(8).take_while(|&at| self.names[at].mention.span.end <= source.end)
        {
            let span = self.names[at].mention.span;
            // Where a nurse works is nobody that he may be.
            let before = self.document.text.get(source.start..span.start).unwrap_or_default();
            if somebody && before.ends_with(" in ") {
                continue;
            }
            let known = self.clusters.of_mention[at].into_iter().chain(self.owner_beside(at));
            for cluster in known {
                if !inside.contains(&self.ids[cluster]) {
                    inside.push(self.ids[cluster].clone());
                }
            }
        }
        inside
    }

    /// Behind `Norway and Denmark fell out as their fleets`, `their` is also of the second.
    fn owner_beside(&self, pronoun: usize) -> Option<usize> {
        let text = &self.document.text;
        let own = self.clusters.of_mention[pronoun]?;
        let span = self.names[pronoun].mention.span;
        let their = span.of(text).is_some_and(|word| word.eq_ignore_ascii_case("their"));
        let owner = (pronoun.saturating_sub(NEAR)..pronoun)
            .rev()
            .filter(|_| their)
            .find(|&at| self.clusters.of_mention[at] == Some(own))?;
        let (first, second) = (&self.names[owner].mention, &self.names.get(owner + 1)?.mention);
        let between = text.get(first.span.end..second.span.start)?;
        let joined = matches!(between, " and " | " and the ") && first.entity_type == second.entity_type;
        self.clusters.of_mention[owner + 1]
            .filter(|_| joined && is_one_sentence(text, second.span.end, span.start))
    }
}

/// Adds the sources that only the words of a name told, `the town’s hospital`: who speaks there is mentioned there.
pub(crate) fn add_sources(attributions: &[Attribution], entities: &[Entity], mentions: &mut Vec<Mention>) {
    let mut known: BTreeSet<(usize, usize)> =
        mentions.iter().map(|mention| (mention.span.start, mention.span.end)).collect();
    for attribution in attributions {
        let (Some(source), Speaker::Resolved { entity, why }) = (attribution.source, &attribution.speaker)
        else {
            continue;
        };
        let Some(body) = entities.iter().find(|body| body.id == *entity) else { continue };
        if why.rule == "speaker.same_words" && known.insert((source.start, source.end)) {
            mentions.push(Mention {
                id: MentionId(0),
                span: source,
                form: MentionForm::Nominal,
                entity_type: body.entity_type,
                entity: Some(entity.clone()),
                metonym: false,
                extent: Some(source),
                chain: None,
                why: Why::rule("link", VERSION, "speaker.same_words", [source]),
            });
        }
    }
}

/// True if no sentence ends between two places of a text.
fn is_one_sentence(text: &str, from: usize, to: usize) -> bool {
    const LONGEST: usize = 400;
    to.saturating_sub(from) <= LONGEST
        && text
            .get(from..to)
            .is_some_and(|between| ![". ", "? ", "! ", "\n"].iter().any(|end| between.contains(end)))
}

/// A noun in small letters as a name has it; nothing else.
fn capitalised(noun: &str) -> Option<String> {
    let plain = noun.chars().all(|c| c.is_ascii_lowercase());
    let first = noun.chars().next().filter(|_| plain)?.to_ascii_uppercase();
    Some(format!("{first}{}", &noun[1..]))
}

/// `Some Ruritanians`, `many lawmakers`: a part of a group does not speak for all of it.
fn is_part(words: &str) -> bool {
    let mut words = words.split_whitespace().map(str::to_lowercase);
    let first = words.next().unwrap_or_default();
    matches!(
        first.as_str(),
        "some"
            | "many"
            | "most"
            | "few"
            | "several"
            | "other"
            | "others"
            | "nearly"
            | "almost"
            | "half"
            | "certain"
            | "prominent"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
    ) || first == "a"
        && words
            .next()
            .is_some_and(|word| matches!(word.as_str(), "few" | "majority" | "handful" | "number" | "group"))
}

/// `Ruritanians who still work`: a clause without a comma says which of them.
fn is_restricted(words: &str) -> bool {
    words.split_once(" who").is_some_and(|(group, rest)| {
        !group.trim_end().ends_with(',') && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// Verbs that tell how many there are at a place.
fn tells_count(verb: &str) -> bool {
    matches!(
        verb,
        "reported"
            | "reports"
            | "recorded"
            | "records"
            | "registered"
            | "confirmed"
            | "logged"
            | "counted"
            | "posted"
            | "tallied"
    )
}

/// True for words that begin with a number: `a record 900 new cases`.
fn is_number_phrase(words: &str) -> bool {
    const NEAR: usize = 6;
    words
        .split_whitespace()
        .take(NEAR)
        .take_while(|word| !word.ends_with([',', ';', ':']) || word.starts_with(|c: char| c.is_ascii_digit()))
        .take_while(|word| !matches!(*word, "that" | "to" | "how" | "whether" | "in" | "from"))
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The first words of a source, for a message.
fn short(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().take(8).collect();
    words.join(" ")
}

/// Who claims a figure: the speaker of the innermost attribution around it. `sentence` is that of the figure. `speaks` tells
/// whether the source of an attribution is somebody or something that can speak: where it is not, the attribution around it
/// counts. `is_count_at` tells of one that it only says where something was counted.
pub(crate) fn claimant(
    figure: &Figure,
    sentence: Option<Span>,
    attributions: &[Attribution],
    text: &str,
    speaks: impl Fn(&Attribution) -> bool,
    is_count_at: impl Fn(&Attribution) -> bool,
) -> Claimant {
    if sentence.is_some_and(|sentence| is_named_whole(text, figure, sentence)) {
        return figure.claimant.clone();
    }
    // `Doctors said that they had counted 12`: where it is open who they are, the doctors say so.
    let open = |attribution: &Attribution| {
        let words = attribution.source.and_then(|source| source.of(text)).unwrap_or_default();
        attribution.speaker.entity().is_none() && function::pronoun(words).is_some()
    };
    let vouches = |attribution: &&Attribution| {
        if is_count_at(attribution) {
            return false;
        }
        let held = attribution.content.iter().find(|content| content.contains(figure.number));
        held.is_some_and(|held| {
            let label = matches!(attribution.why.rule.as_ref(), "quote.label_colon" | "quote.dash_headline");
            // Who lays a number down vouches for it, though nobody would quote a count as a statement.
            let counts = attribution.why.rule == "quote.count" && !open(attribution);
            (counts || attribution.kind != AttributionKind::Act)
                && (!label || speaks(attribution))
                && !is_shown(text, attribution)
                && !attribution.cue.is_some_and(|cue| is_auxiliary(text, cue))
                && sentence.is_none_or(|sentence| !is_told_before(text, attribution, *held, sentence))
        })
    };
    let mut around: Vec<&Attribution> = attributions.iter().filter(vouches).collect();
    around.sort_by_key(|attribution| {
        (attribution.content.iter().map(|content| content.len()).sum::<usize>(), attribution.id)
    });
    if around.iter().any(|attribution| !open(attribution)) {
        around.retain(|attribution| !open(attribution));
    }
    let Some(attribution) = around.iter().find(|attribution| speaks(attribution)).or(around.first()) else {
        return figure.claimant.clone();
    };
    // `Orla is reportedly seeking`: the report says so, not Orla.
    if let Some(hearsay) = attribution.cue.and_then(|cue| hearsay(text, cue)) {
        return Claimant::Unattributed { span: Some(hearsay) };
    }
    if let Some(entity) = attribution.speaker.entity() {
        return Claimant::Entity {
            entity: entity.clone(),
            span: attribution.source,
            attribution: attribution.id,
        };
    }
    if matches!(figure.claimant, Claimant::Unattributed { .. }) {
        return figure.claimant.clone();
    }
    // `A vaccine for the fever, which has killed 900, is expected`: nobody who expects it counts them.
    if attribution.source.is_none() && attribution.kind == AttributionKind::Stance {
        return figure.claimant.clone();
    }
    if attribution.source.is_none() && attribution.kind == AttributionKind::Report {
        return Claimant::Unattributed { span: attribution.cue };
    }
    Claimant::UnknownSpeaker { attribution: attribution.id }
}

/// Who gave a number that takes up one of the sentence before: `The Orla Institute counted 27. It had given 23 on Monday.` Only a
/// body can be `it`.
pub(crate) fn taken_up(
    figure: &Figure,
    before: Option<Span>,
    attributions: &[Attribution],
    text: &str,
    is_body: impl Fn(&EntityId) -> bool,
) -> Option<Claimant> {
    let holds = |one: &&Attribution| one.content.iter().any(|content| content.contains(figure.number));
    let count = attributions.iter().filter(holds).find(|one| one.why.rule == "quote.count")?;
    let it = count.source.and_then(|source| source.of(text))?.eq_ignore_ascii_case("it");
    let before = before.filter(|_| it && count.speaker.entity().is_none())?;
    let told = |one: &&Attribution| one.source.is_some_and(|source| before.contains(source));
    let mut bodies = attributions.iter().filter(told).filter_map(|one| one.speaker.entity());
    let body = bodies.next().filter(|body| is_body(body))?;
    bodies.all(|other| other == body).then(|| Claimant::Entity {
        entity: body.clone(),
        span: count.source,
        attribution: count.id,
    })
}

/// True for the whole that a count of some of its people divides, `fewer than 12 of the town’s 900 residents`: who counts the part
/// only names it.
fn is_named_whole(text: &str, figure: &Figure, sentence: Span) -> bool {
    /// Bytes before a number that may hold whose people they are.
    const NEAR: usize = 48;
    let before = text.get(sentence.start..figure.span.start).unwrap_or_default();
    let Some((part, whose)) = before.rsplit_once(" of ") else { return false };
    let owned = ["’s ", "'s ", "its ", "their "].iter().any(|ending| whose.ends_with(ending));
    let counted = part.split_whitespace().next_back().is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                word,
                "half" | "most" | "third" | "quarter" | "percent" | "cent" | "some" | "many" | "few"
            )
    });
    figure.measure == "population" && whose.len() <= NEAR && owned && counted
}

/// Gives a share or part that nobody else claims the claimant of its whole in the same sentence: `The council estimates that 900
/// fled; a third of them were children.`
pub(crate) fn share_claimants(figures: &mut [Figure], analysis: &Analysis) {
    for at in 0..figures.len() {
        let Some(whole) = figures[at].of.and_then(|of| figures.get(of.0 as usize)) else { continue };
        let sentence = |figure: &Figure| analysis.sentence_at(figure.number.start);
        if figures[at].claimant == Claimant::Outlet && sentence(whole) == sentence(&figures[at]) {
            figures[at].claimant = whole.claimant.clone();
        }
    }
}

/// True for what a picture shows: nobody says it but the report that tells of the picture.
fn is_shown(text: &str, attribution: &Attribution) -> bool {
    let words = |span: Option<Span>| span.and_then(|span| span.of(text)).unwrap_or_default().to_lowercase();
    let cue = words(attribution.cue);
    let source = words(attribution.source);
    let picture = source.split_whitespace().any(|word| {
        matches!(
            word,
            "photo" | "photos" | "photograph" | "photographs" | "picture" | "pictures" | "image" | "images"
        )
    });
    picture && cue.split_whitespace().any(|word| word.starts_with("show") || word.starts_with("depict"))
}

/// True for a cue that is nothing but an auxiliary: `was` of `was rejected by the mayor` says that there is one, not that he
/// claims what he rejects.
fn is_auxiliary(text: &str, cue: Span) -> bool {
    let words = cue.of(text).unwrap_or_default();
    !words.is_empty()
        && words
            .split_whitespace()
            .all(|word| matches!(function::lookup(word), Some(function::Function::Auxiliary(_))))
}

/// True for words of the report that stand before the sentence in which somebody is quoted: `The town had 900 inhabitants. Few
/// remain, the mayor said.` Quotation marks would show that they are said too.
fn is_told_before(text: &str, attribution: &Attribution, held: Span, sentence: Span) -> bool {
    let words = held.of(text).unwrap_or_default();
    let quoted = words.starts_with(['“', '"', '\'', '‘']) || words.ends_with(['”', '"', '\'', '’']);
    let cue = attribution.cue.filter(|cue| cue.start >= sentence.end);
    !quoted
        && cue.is_some_and(|cue| {
            attribution.content.iter().any(|other| other.start >= sentence.end && other.end <= cue.start)
        })
}

/// Where a cue says that its claim is hearsay.
pub(crate) fn hearsay(text: &str, cue: Span) -> Option<Span> {
    let words = cue.of(text)?.to_ascii_lowercase();
    ["reportedly", "allegedly", "purportedly", "supposedly"]
        .into_iter()
        .find_map(|word| words.find(word).map(|at| Span::new(cue.start + at, cue.start + at + word.len())))
}

/// The time of its sentence that holds for a figure: the nearest date, else the stretch of time that the words say it
/// filled (`in two days`); but for the day on which somebody said it, which stands outside what was said.
pub(crate) fn as_of<'t>(
    text: &str,
    figure: &Figure,
    sentence: Span,
    times: &'t [TimeExpression],
    attributions: &[Attribution],
) -> Option<&'t TimeExpression> {
    let number = figure.number;
    let said: Vec<&Attribution> = attributions
        .iter()
        .filter(|attribution| attribution.content.iter().any(|content| content.contains(number)))
        .collect();
    let object = figure.why.rule == "figure.object";
    let of_saying = |time: Span| {
        said.iter().any(|attribution| !attribution.content.iter().any(|content| content.overlaps(time)))
    };
    let first = times.partition_point(|time| time.span.start < sentence.start);
    let level = figure.scope == Some(Scope::Stock);
    let dated = |time: &&TimeExpression| match time.time_type {
        // `130,000 now live in camps`
        TimeType::Date if level && time.text_only == "PRESENT_REF" => true,
        TimeType::Date => !time.text_only.ends_with("_REF"),
        // `Wednesday night` has a day; `10 a.m.` has none.
        TimeType::Time => !time.text_only.starts_with('T') && !time.text_only.ends_with("_REF"),
        TimeType::Duration | TimeType::Set => false,
    };
    // What a day brings fills a day.
    let rate = figure.scope.is_some_and(Scope::is_rate);
    let filled = |time: &&TimeExpression| {
        time.time_type == TimeType::Duration
            && !rate
            && fills(text.get(sentence.start..time.span.start), time.span.of(text))
    };
    let apart = |time: Span| {
        if time.start >= number.end { time.start - number.end } else { number.start.abs_diff(time.end) }
    };
    // `850 more than the day before`: of the other number.
    let compared = |time: Span| {
        let before = text.get(sentence.start..time.start).unwrap_or_default().trim_end();
        [" than", " than on", " than in", " than at"].iter().any(|words| before.ends_with(words))
            // `up 12 from Monday’s 40`
            || before.ends_with(" from")
                && before.rsplit(' ').take(5).any(|word| matches!(word, "up" | "down" | "higher" | "lower"))
    };
    // Of another clause than the number, or when began what holds at another time: `since Monday 40 have come, 12 of whom remain`.
    let beyond = |time: &TimeExpression| {
        let opening = text.get(sentence.start..time.span.start).unwrap_or_default().trim_end();
        if level && opening.ends_with(" since") {
            return true;
        }
        text.get(number.end..time.span.start)
            .is_some_and(|gap| parts_off(gap, time.span.of(text).unwrap_or_default()))
            || time.time_type == TimeType::Duration
                && text.get(time.span.end..number.start).is_some_and(|gap| gap.contains(", and "))
            // `the flood that came on Monday, as 40 were missing`
            || text
                .get(time.span.end..number.start)
                .is_some_and(|gap| [", as ", ", while "].iter().any(|words| gap.contains(words)))
    };
    // `than on Tuesday, when 40 were counted`
    let led = |time: &&TimeExpression| {
        text.get(time.span.end..number.start).is_some_and(|gap| {
            gap.strip_prefix(", when ").is_some_and(|clause| !clause.contains([',', ';', '“', '”', '"']))
        })
    };
    let inside = || {
        times[first..].iter().take_while(|time| time.span.start < sentence.end).filter(|time| {
            !(of_saying(time.span)
                || compared(time.span)
                || beyond(time)
                || object && is_of_main_clause(text, sentence, number, time.span))
        })
    };
    let nearest = |time: &&TimeExpression| (apart(time.span), time.id);
    let opening = times[first..].iter().take_while(|time| time.span.start < number.start).filter(dated);
    if let Some(time) = opening.filter(led).last() {
        return Some(time);
    }
    inside().filter(dated).min_by_key(nearest).or_else(|| inside().filter(filled).min_by_key(nearest))
}

/// True if the words between a number and a time behind it begin to tell of something else: `, 12 of whom died`; `since it broke out`
/// before `five months ago`, which is when that began.
fn parts_off(gap: &str, time: &str) -> bool {
    let began = time.ends_with(" ago") && gap.contains(" since ");
    began || [" of which ", " of whom ", " of them "].iter().any(|words| gap.contains(words))
}

/// True for a time behind the verb that goes on after a relative clause with the number: `the man who robbed two sailors was
/// found on Monday`.
fn is_of_main_clause(text: &str, sentence: Span, number: Span, time: Span) -> bool {
    let (Some(before), Some(between)) =
        (text.get(sentence.start..number.start), text.get(number.end..time.start))
    else {
        return false;
    };
    let clause = before.rsplit([',', ';', '“', '"']).next().unwrap_or_default();
    let opens = clause.split_whitespace().any(|word| matches!(word, "who" | "which" | "that"));
    let mut last = "";
    let mut goes_on = false;
    for word in between.split_whitespace() {
        match word {
            "when" | "where" | "after" | "before" | "as" | "while" | "until" => return false,
            _ if function::is_finite_auxiliary(word)
                && !matches!(last, "and" | "or" | "but" | "who" | "which" | "that") =>
            {
                goes_on = true;
            }
            _ => {}
        }
        last = word;
    }
    opens && goes_on
}

/// True if a length of time is one in which something came about: `in two days`, `over the past month`. What lasted `for`
/// days, or is counted `after` them, is another matter.
fn fills(before: Option<&str>, words: Option<&str>) -> bool {
    let word = before.unwrap_or_default().split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let words = words.unwrap_or_default().to_lowercase();
    let back =
        ["the past", "the last", "past", "last", "recent"].iter().any(|opening| words.starts_with(opening));
    back || matches!(word.as_str(), "in" | "over" | "during" | "within" | "throughout")
}
