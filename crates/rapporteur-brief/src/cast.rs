//! Who appears: one profile per entity, over all reports.

use crate::evidence::{Evidence, Source};
use crate::{CastLine, Words};
use rapporteur_identity::{Dates, Local};
use rapporteur_ontology::{function, noun, word};
use rapporteur_record::{Anchor, EntityId, EntityType, Identity, Member, Mention, MentionForm, Report};
use rapporteur_text::Span;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Mentions that bring somebody into the cast who neither speaks nor holds an office.
const OFTEN: usize = 3;

/// What the reports together say about one entity.
pub(crate) struct Profile<'r> {
    pub(crate) name: &'r str,
    entity_type: EntityType,
    aliases: BTreeSet<&'r str>,
    may_be: &'r [EntityId],
    /// Lower-case title → title as first written, its place, in how many reports.
    offices: Vec<HeldOffice<'r>>,
    country: Option<&'r str>,
    mentions: usize,
    /// False where all mentions are of any such body or of one still to come: `an independent state`.
    definite: bool,
    reports: usize,
}

struct HeldOffice<'r> {
    title: &'r str,
    source: usize,
    span: Span,
    reports: usize,
}

impl Profile<'_> {
    /// False for what bears no name of its own: `harbour levy reform`, `Council`. A group is what its words say.
    fn is_name(&self) -> bool {
        let capital = self.name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let alone = !self.name.contains(' ') && word::is_ordinary(&self.name.to_lowercase());
        match self.entity_type {
            EntityType::Organisation => capital && !alone,
            EntityType::Person => capital,
            _ => true,
        }
    }

    /// Counts an office that is the end of a longer one (`Minister`, `Interior Minister`) under the longer one. Where several
    /// longer ones end so, it is none of theirs more than of the others.
    fn fold_offices(&mut self) {
        let folded: Vec<String> =
            self.offices.iter().map(|office| Words::from(office.title).folded()).collect();
        let longest = |short: &String| {
            let longer =
                |long: &&String| long.strip_suffix(short.as_str()).is_some_and(|rest| rest.ends_with(' '));
            let long = folded.iter().filter(longer).max_by_key(|long| long.len())?;
            let of_one = |other: &String| long == other || long.ends_with(&format!(" {other}"));
            if !folded.iter().filter(longer).all(of_one) {
                return None;
            }
            folded.iter().position(|office| office == long)
        };
        let under: Vec<Option<usize>> = folded.iter().map(longest).collect();
        for (at, long) in under.iter().enumerate() {
            if let Some(long) = long {
                self.offices[*long].reports += self.offices[at].reports;
            }
        }
        let mut under = under.into_iter();
        self.offices.retain(|_| under.next().is_none_or(|long| long.is_none()));
    }
}

/// Who is who over all reports. Notes it in the sources.
pub(crate) fn identities(sources: &mut [Source<'_>]) -> Vec<Identity> {
    let mut reports = Vec::with_capacity(sources.len());
    let mut locals = Vec::new();
    for source in sources.iter() {
        let number = source.number as i64;
        let published = source.report.document.published.as_ref();
        reports.push(Dates {
            number,
            earliest: published.and_then(|published| published.earliest.clone()),
            latest: published.and_then(|published| published.latest.clone()),
        });
        let gazetteer = source.report.gazetteer_ids();
        locals.extend(source.report.entities.iter().map(|entity| Local {
            report: number,
            id: entity.id.clone(),
            entity_type: entity.entity_type,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            offices: entity.offices.iter().map(|office| office.title.clone()).collect(),
            country: entity.country.clone(),
            gazetteer: gazetteer.get(&entity.id).map(|id| (*id).to_owned()),
        }));
    }
    let identities = rapporteur_identity::identify(&reports, &locals, &[]);
    note(sources, &identities);
    identities
}

/// Who is who as it is known already: the members of identities name reports by their places in `reports`, from 1. Who is in none of them
/// is somebody apart. Notes it in the sources.
pub(crate) fn known(sources: &mut [Source<'_>], reports: &[Report], known: &[Identity]) -> Vec<Identity> {
    // Numbers of the sources by the place of the report.
    let number_of: BTreeMap<*const Report, i64> =
        sources.iter().map(|source| (std::ptr::from_ref(source.report), source.number as i64)).collect();
    let numbers: BTreeMap<i64, i64> = (1..)
        .zip(reports)
        .filter_map(|(place, report)| Some((place, *number_of.get(&std::ptr::from_ref(report))?)))
        .collect();
    let mut identities: Vec<Identity> = Vec::with_capacity(known.len());
    let mut named: BTreeSet<(i64, EntityId)> = BTreeSet::new();
    for identity in known {
        let mut identity = identity.clone();
        identity.members.retain_mut(|member| {
            let number = numbers.get(&member.anchor.report).copied();
            member.anchor.report = number.unwrap_or_default();
            number.is_some()
        });
        identity
            .members
            .sort_by(|a, b| (a.anchor.report, &a.anchor.entity).cmp(&(b.anchor.report, &b.anchor.entity)));
        named.extend(
            identity.members.iter().map(|member| (member.anchor.report, member.anchor.entity.clone())),
        );
        identities.extend((!identity.members.is_empty()).then_some(identity));
    }
    for source in sources.iter() {
        for entity in &source.report.entities {
            let anchor = Anchor { report: source.number as i64, entity: entity.id.clone() };
            if !named.contains(&(anchor.report, entity.id.clone())) {
                identities.push(Identity {
                    id: entity.id.clone(),
                    entity_type: entity.entity_type,
                    name: entity.name.clone(),
                    country: entity.country.clone(),
                    candidates: Vec::new(),
                    members: vec![Member { anchor, rule: "identity.first".into(), why: String::new() }],
                });
            }
        }
    }
    note(sources, &identities);
    identities
}

/// Who is mentioned, a name inside of a longer mention of the same only once (`the Harbour Radio channel`), and whether
/// the words are not those of any such: `an independent state`.
fn named_once(report: &Report) -> Vec<(&EntityId, bool)> {
    let text = &report.document.text;
    let mut mentions: Vec<&Mention> = report.mentions.iter().collect();
    mentions.sort_by_key(|mention| (mention.span.start, Reverse(mention.span.end)));
    let mut last: BTreeMap<&EntityId, Span> = BTreeMap::new();
    let mut body: Option<(&Mention, Option<&EntityId>)> = None;
    let mut named: Vec<(&Mention, &EntityId)> = Vec::with_capacity(mentions.len());
    // Who is named, and not only by an adjective in the name of a body.
    let mut apart: BTreeSet<&EntityId> = BTreeSet::new();
    for mention in mentions {
        let around = body.filter(|(body, of)| {
            *of != mention.entity.as_ref()
                && body.span.contains(mention.span)
                && body.span.end > mention.span.end
        });
        if let Some(entity) = mention.entity.as_ref() {
            // `Marten` of `the Marten administration` is part of another name; `Marten’s ministry` names her.
            let owns = text.get(mention.span.end..).is_some_and(|rest| rest.starts_with(['’', '\'']));
            let piece = mention.form == MentionForm::Name
                && (around.is_some() && !owns || opens_title(text, mention.span));
            if !piece && !last.get(entity).is_some_and(|span| span.contains(mention.span)) {
                last.insert(entity, mention.span);
                named.push((mention, entity));
                let adjective = mention.form == MentionForm::Adjective
                    && around.is_some_and(|(body, _)| body.form == MentionForm::Name);
                if !adjective {
                    apart.insert(entity);
                }
            }
        }
        let whole = mention.entity_type == EntityType::Organisation
            && (mention.entity.is_some() || mention.span.of(text).is_some_and(names_itself));
        if whole && body.is_none_or(|(body, _)| body.span.end <= mention.span.start) {
            body = Some((mention, mention.entity.as_ref()));
        }
    }
    named.retain(|(_, entity)| apart.contains(entity));
    let definite = |mention: &Mention| {
        let words = mention.extent.unwrap_or(mention.span).of(text).unwrap_or_default().to_lowercase();
        mention.form != MentionForm::Nominal || !(words.starts_with("a ") || words.starts_with("an "))
    };
    named.into_iter().map(|(mention, entity)| (entity, definite(mention))).collect()
}

/// True for `Marten administration`, though nothing else tells which body it is.
fn names_itself(words: &str) -> bool {
    let bare = ["the ", "The "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words);
    bare.split_once(' ').is_some_and(|(name, noun)| {
        name.starts_with(char::is_uppercase) && !noun.contains(' ') && noun.starts_with(char::is_lowercase)
    })
}

/// True for the first word of a title in quotation marks: `“Norway’s Kitchen,”`.
fn opens_title(text: &str, span: Span) -> bool {
    /// Words of a title.
    const TITLE: usize = 6;
    let opens = text.get(..span.start).is_some_and(|before| before.ends_with(['“', '"']));
    let owned = text.get(span.end..).and_then(|rest| {
        let rest = rest.strip_prefix("’s ").or_else(|| rest.strip_prefix("'s "))?;
        Some(rest.split(['”', '"', '\n']).next()?.trim_end_matches([',', '.']))
    });
    opens
        && owned.is_some_and(|owned| {
            let mut words = owned.split(' ');
            words.clone().count() < TITLE && words.all(|word| word.starts_with(char::is_uppercase))
        })
}

fn note(sources: &mut [Source<'_>], identities: &[Identity]) {
    for identity in identities {
        for member in &identity.members {
            // Reports are numbered from 1 in the order of the sources.
            let source = usize::try_from(member.anchor.report - 1).ok().and_then(|at| sources.get_mut(at));
            if let Some(source) = source.filter(|_| member.anchor.entity != identity.id) {
                source.know(&member.anchor.entity, &identity.id);
            }
        }
    }
}

/// All entities of all reports.
pub(crate) struct Profiles<'r>(BTreeMap<EntityId, Profile<'r>>);

impl<'r> Profiles<'r> {
    pub(crate) fn new(sources: &[Source<'r>], identities: &'r [Identity]) -> Self {
        let mut profiles: BTreeMap<EntityId, Profile<'r>> = BTreeMap::new();
        for identity in identities {
            profiles.insert(
                identity.id.clone(),
                Profile {
                    name: &identity.name,
                    entity_type: identity.entity_type,
                    aliases: BTreeSet::new(),
                    may_be: &identity.candidates,
                    offices: Vec::new(),
                    country: identity.country.as_deref(),
                    mentions: 0,
                    definite: false,
                    reports: 0,
                },
            );
        }
        for (at, source) in sources.iter().enumerate() {
            let mut offices_here: BTreeMap<&EntityId, BTreeSet<String>> = BTreeMap::new();
            for entity in &source.report.entities {
                let who = source.who(&entity.id);
                let Some(profile) = profiles.get_mut(who) else { continue };
                let here = offices_here.entry(who).or_default();
                profile.aliases.insert(&entity.name);
                profile.aliases.extend(entity.aliases.iter().map(String::as_str));
                for office in &entity.offices {
                    let folded = Words::from(office.title.as_str()).folded();
                    if !here.insert(folded.clone()) {
                        continue;
                    }
                    let same = |held: &&mut HeldOffice<'_>| Words::from(held.title).folded() == folded;
                    match profile.offices.iter_mut().find(same) {
                        Some(held) => held.reports += 1,
                        None => profile.offices.push(HeldOffice {
                            title: &office.title,
                            source: at,
                            span: office.span,
                            reports: 1,
                        }),
                    }
                }
            }
            let mut met: BTreeSet<&EntityId> = BTreeSet::new();
            for (entity, definite) in named_once(source.report) {
                let who = source.who(entity);
                if let Some(profile) = profiles.get_mut(who) {
                    profile.reports += usize::from(met.insert(who));
                    profile.mentions += 1;
                    profile.definite |= definite;
                }
            }
        }
        for profile in profiles.values_mut() {
            profile.aliases.remove(profile.name);
            profile.fold_offices();
        }
        Self(profiles)
    }

    /// The name of an entity; its id where no report describes it.
    pub(crate) fn name(&self, id: &EntityId) -> Words {
        match self.0.get(id) {
            Some(profile) => Words::from(profile.name),
            None => Words::from(id.0.as_str()),
        }
    }

    /// ISO 3166 alpha-3 code of its country.
    pub(crate) fn country(&self, id: &EntityId) -> Option<&str> {
        self.0.get(id)?.country
    }

    /// The office that most reports give, the earliest of those.
    pub(crate) fn office(&self, id: &EntityId) -> Option<Words> {
        let offices = &self.0.get(id)?.offices;
        let most = offices.iter().map(|office| office.reports).max()?;
        offices.iter().find(|office| office.reports == most).map(|office| Words::from(office.title))
    }

    /// True if `words` hold the name of the entity, one of its spellings, or the last words of one (`Mr Marten`).
    pub(crate) fn is_named(&self, id: &EntityId, words: &Words) -> bool {
        let Some(profile) = self.0.get(id) else {
            return false;
        };
        let folded = words.folded();
        let bare = ["the ", "mr ", "ms ", "mrs ", "dr "].iter().find_map(|title| folded.strip_prefix(title));
        let bare = bare.unwrap_or(&folded);
        let ends =
            |name: &str| name.strip_suffix(bare).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        profile.aliases.iter().chain([&profile.name]).any(|name| {
            let name = Words::from(*name).folded();
            ends(&name) || holds(&folded, &name)
        })
    }

    /// True for words in which the name only describes others: `four Norland soldiers` are not Norland.
    pub(crate) fn only_describes(&self, id: &EntityId, words: &Words) -> bool {
        let Some(profile) = self.0.get(id) else { return false };
        let (exact, folded) = (words.exact(), words.folded());
        // A name that is the last of the words, or all of them, is whom they name.
        let names = || profile.aliases.iter().chain([&profile.name]);
        !names().any(|name| folded.ends_with(&Words::from(*name).folded()))
            && names().any(|name| {
                let next = exact.split_once(*name).and_then(|(_, rest)| rest.strip_prefix(' '));
                let next = next.and_then(|rest| rest.split_whitespace().next());
                next.is_some_and(|word| {
                    word.starts_with(char::is_lowercase)
                        && function::lookup(word).is_none()
                        && noun::lookup(word).is_some_and(|form| form.plural && form.noun.person)
                })
            })
    }

    /// Sorts entities as the cast and the statements show them: most statements, then most mentions, then by name.
    pub(crate) fn rank(&self, id: &EntityId, statements: usize) -> (Reverse<usize>, Reverse<usize>, Words) {
        let mentions = self.0.get(id).map_or(0, |profile| profile.mentions);
        (Reverse(statements), Reverse(mentions), self.name(id))
    }

    /// The cast, and how many people and bodies are left out of it.
    pub(crate) fn cast(
        &self,
        sources: &[Source<'r>],
        statements: &BTreeMap<EntityId, usize>,
        evidence: &mut Evidence,
    ) -> (Vec<CastLine>, usize) {
        let (mut shown, mut others) = (Vec::new(), 0);
        for (id, profile) in &self.0 {
            let said = statements.get(id).copied().unwrap_or(0);
            let actor = matches!(
                profile.entity_type,
                EntityType::Person | EntityType::Organisation | EntityType::State | EntityType::Group
            );
            if said > 0
                || (actor && (!profile.offices.is_empty() || (profile.definite && profile.mentions >= OFTEN)))
            {
                shown.push((self.rank(id, said), profile, said));
            } else if actor && profile.definite && profile.is_name() {
                others += 1;
            }
        }
        shown.sort_by(|a, b| a.0.cmp(&b.0));
        let lines = shown
            .into_iter()
            .map(|(_, profile, statements)| {
                let offices = profile.offices.iter().filter_map(|office| {
                    let note = evidence.cite(&sources[office.source], &[office.span], &[], &[])?;
                    Some((Words::from(office.title), note))
                });
                CastLine {
                    name: Words::from(profile.name),
                    aliases: profile.aliases.iter().map(|alias| Words::from(*alias)).collect(),
                    may_be: profile.may_be.iter().map(|id| self.name(id)).collect(),
                    kind: (!matches!(profile.entity_type, EntityType::Person | EntityType::Unknown))
                        .then(|| profile.entity_type.as_str()),
                    offices: offices.collect(),
                    country: profile.country.map(Words::from),
                    statements,
                    mentions: profile.mentions,
                    reports: profile.reports,
                }
            })
            .collect();
        (lines, others)
    }
}

/// True if `name` stands in `words` between other signs than letters and digits.
fn holds(words: &str, name: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && words.match_indices(name).any(|(at, _)| {
            !word(words[..at].chars().last()) && !word(words[at + name.len()..].chars().next())
        })
}
