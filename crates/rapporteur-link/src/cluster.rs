//! Names of one document that mean the same, put together.
use crate::nation;
use crate::slug;
use foldhash::{HashMap, HashSet};
use rapporteur_extract::name::Found;
use rapporteur_ontology::country::{self, Country};
use rapporteur_ontology::{Gender, Key, name, noun, place, region, seat, title};
use rapporteur_record::{Document, Entity, EntityId, EntityType, MentionForm, Office};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Persons of one surname that are looked at and listed.
const NAMESAKES: usize = 20;

/// An entity on its way.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) entity_type: EntityType,
    pub(crate) name: String,
    pub(crate) aliases: BTreeSet<String>,
    pub(crate) offices: Vec<Office>,
    pub(crate) country: Option<&'static Country>,
    /// The country's state is what it speaks for.
    pub(crate) speaks_for_state: bool,
    pub(crate) gender: Option<Gender>,
    /// Position of its first mention.
    pub(crate) first: usize,
}

/// The clusters of a document, and which one each mention belongs to.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    pub(crate) list: Vec<Cluster>,
    pub(crate) of_mention: Vec<Option<usize>>,
    /// For single names that fit several persons: these persons.
    pub(crate) ambiguous: HashMap<usize, Vec<usize>>,
    states: HashMap<&'static str, usize>,
    by_name: HashMap<(EntityType, String), usize>,
}

impl Clusters {
    pub(crate) fn new(document: &Document, names: &[Found]) -> Self {
        let mut clusters = Self { of_mention: vec![None; names.len()], ..Self::default() };
        let words: Vec<Cow<'_, str>> = names.iter().map(|found| words(document, found)).collect();
        clusters.nations(names, &words);
        clusters.persons(names, &words);
        clusters.others(document, names, &words);
        for (at, found) in names.iter().enumerate() {
            if let Some(cluster) = clusters.of_mention[at] {
                clusters.take_offices(cluster, found);
            }
        }
        clusters
    }

    /// The state of a country.
    pub(crate) fn state(&mut self, country: &'static Country, first: usize) -> usize {
        if let Some(&cluster) = self.states.get(country.alpha2) {
            return cluster;
        }
        let cluster = self.add(EntityType::State, country.name, first);
        self.list[cluster].country = Some(country);
        self.states.insert(country.alpha2, cluster);
        cluster
    }

    /// The cluster of this type and name, made if there is none.
    pub(crate) fn named(&mut self, entity_type: EntityType, name: &str, first: usize) -> usize {
        self.keyed(entity_type, name, name, first)
    }

    /// The cluster of this type that was opened under `key`, made with `name` if there is none.
    pub(crate) fn keyed(&mut self, entity_type: EntityType, key: &str, name: &str, first: usize) -> usize {
        let key = (entity_type, slug::slug(key));
        if let Some(&cluster) = self.by_name.get(&key) {
            return cluster;
        }
        let cluster = self.add(entity_type, name, first);
        self.by_name.insert(key, cluster);
        cluster
    }

    fn add(&mut self, entity_type: EntityType, name: &str, first: usize) -> usize {
        self.list.push(Cluster {
            entity_type,
            name: name.to_owned(),
            aliases: BTreeSet::new(),
            offices: Vec::new(),
            country: None,
            speaks_for_state: false,
            gender: None,
            first,
        });
        self.list.len() - 1
    }

    fn join(&mut self, mention: usize, cluster: usize, words: &str) {
        self.of_mention[mention] = Some(cluster);
        let cluster = &mut self.list[cluster];
        cluster.aliases.insert(words.to_owned());
        cluster.first = cluster.first.min(mention);
    }

    /// Countries by name or adjective, regions, and peoples.
    fn nations(&mut self, names: &[Found], words: &[Cow<'_, str>]) {
        let at_home = is_of_union(names, words);
        for (at, found) in names.iter().enumerate() {
            if matches!(found.mention.form, MentionForm::Nominal | MentionForm::Pronoun) {
                continue;
            }
            let words = &*words[at];
            let key = Key::new(words);
            match found.mention.form {
                MentionForm::Name if found.mention.entity_type == EntityType::Group => {
                    if let Some(demonym) = country::demonym(key) {
                        let people = self.named(EntityType::Group, words, at);
                        self.list[people].country = Some(demonym.country);
                        self.join(at, people, words);
                    }
                }
                MentionForm::Name => {
                    if let Some(country) = country::lookup(key).filter(|_| is_located(found)) {
                        let cluster = if at_home && is_state_of_union(words) {
                            let area = self.named(EntityType::Place, words, at);
                            self.list[area].country = country::by_alpha2("US");
                            area
                        } else if is_part(words) {
                            let area = self.named(EntityType::Place, words, at);
                            self.list[area].country = Some(country);
                            area
                        } else {
                            self.state(country, at)
                        };
                        self.join(at, cluster, words);
                    } else if let Some(region) = region::lookup(key).filter(|_| is_located(found)) {
                        let cluster = self.named(EntityType::Place, region.name, at);
                        self.join(at, cluster, words);
                    }
                }
                MentionForm::Adjective => {
                    if let Some(demonym) = country::demonym(key) {
                        let state = self.state(demonym.country, at);
                        self.of_mention[at] = Some(state);
                    } else if let Some(region) = region::adjective(key) {
                        let cluster = self.named(EntityType::Place, region.name, at);
                        self.of_mention[at] = Some(cluster);
                    }
                }
                MentionForm::Nominal | MentionForm::Pronoun => {}
            }
        }
    }

    /// Full names first; then single names, which join the only full name that they fit.
    fn persons(&mut self, names: &[Found], words: &[Cow<'_, str>]) {
        let persons: Vec<(usize, &str)> = names
            .iter()
            .enumerate()
            .filter(|(at, found)| {
                found.mention.form == MentionForm::Name
                    && found.mention.entity_type == EntityType::Person
                    && self.of_mention[*at].is_none()
            })
            .map(|(at, _)| (at, &*words[at]))
            .collect();
        let mut full: Vec<&(usize, &str)> = persons.iter().filter(|(_, words)| words.contains(' ')).collect();
        // The longest names first, so that `Anna Marten` finds `Anna Maria Marten`.
        full.sort_by_key(|(at, words)| (std::cmp::Reverse(words.split(' ').count()), *at));
        let mut by_last: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_first: HashMap<String, Vec<usize>> = HashMap::default();
        for (at, words) in full {
            let last = slug::slug(words.rsplit(' ').next().unwrap_or(words));
            let fitting: Vec<usize> = by_last
                .get(&last)
                .into_iter()
                .flatten()
                .copied()
                .filter(|&c| fits(&self.list[c].name, words))
                .collect();
            let cluster = match fitting[..] {
                [only] => only,
                _ => {
                    let cluster = self.named(EntityType::Person, words, *at);
                    let entry = by_last.entry(last).or_default();
                    if !entry.contains(&cluster) {
                        entry.push(cluster);
                        // `Orl Dal Ven` and `Orl Dal-ven` are one cluster with two last words.
                        let first = slug::slug(words.split(' ').next().unwrap_or(words));
                        let known = by_first.entry(first).or_default();
                        if !known.contains(&cluster) {
                            known.push(cluster);
                        }
                    }
                    cluster
                }
            };
            self.join(*at, cluster, words);
            self.take_offices(cluster, &names[*at]);
        }
        let founders: HashSet<&str> = names
            .iter()
            .zip(words)
            .filter(|(found, _)| found.mention.entity_type == EntityType::Organisation)
            .filter(|(_, words)| opens_with_founder(&words.splitn(3, ' ').collect::<Vec<_>>()))
            .filter_map(|(_, words)| words.split(' ').next())
            .collect();
        for (at, words) in persons.iter().filter(|(_, words)| !words.contains(' ')) {
            let key = slug::slug(words);
            let bare = key.strip_prefix("al-").unwrap_or(&key);
            let lasts =
                [key.as_str(), bare, &format!("al-{bare}")].into_iter().find_map(|key| by_last.get(key));
            let mut candidates = lasts.or_else(|| by_first.get(&key)).map_or(&[][..], Vec::as_slice).to_vec();
            // Nobody is called by his father's name: `King Orlan` is not `Prince Dalven bin Orlan`.
            if lasts.is_some() {
                candidates.retain(|&c| !name::ends_in_patronymic(&self.list[c].name));
            }
            let chosen = match &candidates[..] {
                [only] => Some(*only),
                [] => None,
                several => {
                    let chosen = self.by_office(several, &names[*at]);
                    if chosen.is_none() {
                        let several = several.iter().copied().take(NAMESAKES).collect();
                        self.ambiguous.insert(*at, several);
                        continue;
                    }
                    chosen
                }
            };
            // `Marten` is the Marten Center where nobody is called so.
            if chosen.is_none() && founders.contains(words) && names[*at].offices.is_empty() {
                continue;
            }
            let cluster = chosen.unwrap_or_else(|| self.named(EntityType::Person, words, *at));
            self.join(*at, cluster, words);
        }
    }

    /// Of several persons with one surname, the only one whose office or gender agrees with what stands before the name.
    fn by_office(&self, several: &[usize], found: &Found) -> Option<usize> {
        let office = found.offices.first()?;
        let said = office.title.to_lowercase();
        let gender = gender_of_office(&said);
        let agreeing: Vec<usize> = several
            .iter()
            .copied()
            .take(NAMESAKES)
            .filter(|&cluster| {
                let cluster = &self.list[cluster];
                let same = cluster.offices.iter().any(|office| office.title.to_lowercase().ends_with(&said));
                let known = cluster.gender.or_else(|| given_gender(&cluster.name));
                same || (gender.is_some() && known == gender)
            })
            .collect();
        if let [only] = agreeing[..] { Some(only) } else { None }
    }

    /// Organisations, places, groups, events, documents and names of unknown type.
    fn others(&mut self, document: &Document, names: &[Found], words: &[Cow<'_, str>]) {
        let mut rest: Vec<(usize, &str)> = names
            .iter()
            .enumerate()
            .filter(|(at, found)| {
                found.mention.form == MentionForm::Name
                    && self.of_mention[*at].is_none()
                    && !self.ambiguous.contains_key(at)
            })
            .map(|(at, _)| (at, &*words[at]))
            .collect();
        rest.sort_by_key(|(at, words)| (std::cmp::Reverse(words.split(' ').count()), *at));
        let mut by_initials: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_tail: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_head: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_area: HashMap<String, usize> = HashMap::default();
        let mut by_founder: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_core: HashMap<String, Vec<usize>> = HashMap::default();
        for (cluster, area) in
            self.list.iter().enumerate().filter(|(_, cluster)| cluster.entity_type == EntityType::Place)
        {
            by_area.extend(area_of(&area.name).map(|area| (area.to_owned(), cluster)));
        }
        let announced = announced(document, names, words);
        for (at, words) in &rest {
            let entity_type = names[*at].mention.entity_type;
            let organisation = entity_type == EntityType::Organisation;
            let only = |map: &HashMap<String, Vec<usize>>, key: &str| match map.get(key).map(Vec::as_slice) {
                Some([only]) => Some(*only),
                _ => None,
            };
            let full = announced.get(words).and_then(|&full| self.of_mention[full]);
            let mut cluster = full;
            if cluster.is_none() && organisation {
                let many = words.contains(' ');
                if is_acronym(words) {
                    cluster = only(&by_initials, &words.replace('.', ""));
                } else if many {
                    cluster =
                        only(&by_tail, &slug::slug(words)).or_else(|| only(&by_head, &slug::slug(words)));
                } else if is_common_head(words) || words.contains('-') {
                    // `the Commission`, once it has been named in full.
                    cluster = only(&by_tail, &slug::slug(words))
                        .or_else(|| only(&by_head, &slug::slug(words)))
                        .filter(|&full| self.list[full].first < *at);
                } else {
                    cluster = only(&by_core, words).filter(|&full| self.list[full].first < *at);
                }
            }
            if cluster.is_none() && entity_type == EntityType::Person && names[*at].offices.is_empty() {
                cluster = only(&by_founder, words);
            }
            if cluster.is_none() && entity_type == EntityType::Place {
                cluster = by_area.get(*words).copied();
            }
            let cluster = cluster.unwrap_or_else(|| self.named(entity_type, words, *at));
            if self.list[cluster].name == **words {
                let entry = |map: &mut HashMap<String, Vec<usize>>, key: String| {
                    let list = map.entry(key).or_default();
                    if !list.contains(&cluster) && list.len() < 3 {
                        list.push(cluster);
                    }
                };
                let parts: Vec<&str> = words.split(' ').collect();
                if organisation && opens_with_founder(&parts) {
                    entry(&mut by_founder, parts[0].to_owned());
                }
                if organisation && let Some(core) = core_of(&parts) {
                    entry(&mut by_core, core.to_owned());
                }
                if organisation && parts.len() > 1 {
                    let initials = |parts: &[&str]| -> String {
                        parts
                            .iter()
                            .filter_map(|part| part.chars().next().filter(|c| c.is_uppercase()))
                            .collect()
                    };
                    let whole = initials(&parts);
                    // `OHA` is short for `Orla Harbour Authority and Port` too.
                    let joined = parts.iter().position(|part| *part == "and");
                    let first = joined.map(|at| initials(&parts[..at])).filter(|first| first.len() > 2);
                    entry(&mut by_initials, whole);
                    if let Some(first) = first {
                        entry(&mut by_initials, first);
                    }
                    // What a body is for is left out: `Marten Center` of `Marten Center for Harbours`.
                    let purpose = parts.iter().position(|part| matches!(*part, "for" | "of" | "on"));
                    if let Some(purpose) = purpose.filter(|&at| at > 0) {
                        entry(&mut by_head, slug::slug(&parts[..purpose].join(" ")));
                    }
                    for from in 1..parts.len().min(5) {
                        entry(&mut by_tail, slug::slug(&parts[from..].join(" ")));
                    }
                }
            }
            by_area.extend(area_of(words).map(|area| (area.to_owned(), cluster)));
            self.join(*at, cluster, words);
        }
        self.organs();
    }

    /// Ministries, armies and seats roll up to their state.
    fn organs(&mut self) {
        for cluster in &mut self.list {
            if cluster.entity_type != EntityType::Organisation {
                continue;
            }
            if let Some(seat) = seat::lookup(&cluster.name) {
                cluster.country = country::by_alpha2(seat.alpha2);
                cluster.speaks_for_state = cluster.country.is_some();
                continue;
            }
            cluster.country = nation::of_words(&cluster.name);
            let name = cluster.name.split(" of ").next().unwrap_or(&cluster.name);
            let head = name.rsplit(' ').next().is_some_and(|word| nation::is_organ(&word.to_lowercase()));
            cluster.speaks_for_state = cluster.country.is_some() && head;
        }
    }

    /// Adds the offices of a mention to its cluster, and what they tell about gender and state.
    fn take_offices(&mut self, cluster: usize, found: &Found) {
        let cluster = &mut self.list[cluster];
        if cluster.entity_type != EntityType::Person {
            return;
        }
        for office in &found.offices {
            // Nothing new comes from an office that has been taken before.
            if cluster.offices.iter().any(|known| known.title == office.title) {
                continue;
            }
            cluster.gender = cluster.gender.or_else(|| gender_of_office(&office.title));
            if title::lookup(&office.title).is_some_and(|title| title.courtesy) {
                continue;
            }
            let whose = nation::of_office(&office.title);
            let country = nation::of_words(whose).or_else(|| seat_country(whose));
            if let Some(country) = country {
                cluster.country = cluster.country.or(Some(country));
                cluster.speaks_for_state |= nation::is_state_office(&office.title)
                    && cluster.country.is_some_and(|c| c.alpha2 == country.alpha2);
            }
            if !cluster.offices.iter().any(|known| known.title.eq_ignore_ascii_case(&office.title)) {
                cluster.offices.push(office.clone());
            }
        }
        if cluster.gender.is_none() {
            cluster.gender = given_gender(&cluster.name);
        }
    }

    /// For each cluster: the state that it speaks for. Makes the states that are not mentioned.
    pub(crate) fn states_of_documents(&mut self) -> Vec<Option<usize>> {
        let mut states = Vec::new();
        for cluster in 0..self.list.len() {
            let Cluster { speaks_for_state, country, first, .. } = self.list[cluster];
            states.push(country.filter(|_| speaks_for_state).map(|country| self.state(country, first)));
        }
        states.resize(self.list.len(), None);
        states
    }

    /// The clusters as entities, sorted by id, and the id of each cluster.
    pub(crate) fn entities(&self) -> (Vec<Entity>, Vec<EntityId>) {
        let mut taken: HashMap<EntityId, usize> = HashMap::default();
        let mut ids = Vec::with_capacity(self.list.len());
        for cluster in &self.list {
            let id = slug::id(cluster.entity_type, full_name(cluster));
            let number = taken.entry(id.clone()).or_insert(0);
            *number += 1;
            ids.push(if *number == 1 { id } else { EntityId(format!("{id}-{number}")) });
        }
        let mut entities: Vec<Entity> = self
            .list
            .iter()
            .enumerate()
            .map(|(at, cluster)| {
                let state = cluster
                    .country
                    .and_then(|country| self.states.get(country.alpha2))
                    .filter(|_| cluster.speaks_for_state);
                let mut offices = cluster.offices.clone();
                offices.sort_by_key(|office| office.span);
                Entity {
                    id: ids[at].clone(),
                    entity_type: cluster.entity_type,
                    name: full_name(cluster).to_owned(),
                    aliases: cluster.aliases.iter().cloned().collect(),
                    offices,
                    country: cluster.country.map(|country| country.alpha3.to_owned()),
                    rollup: state.filter(|&&state| state != at).map(|&state| ids[state].clone()),
                    actor: None,
                }
            })
            .collect();
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        (entities, ids)
    }
}

/// The fullest name of a person; the name under which other clusters were opened.
fn full_name(cluster: &Cluster) -> &str {
    let longest = cluster.aliases.iter().max_by_key(|alias| (alias.split(' ').count(), alias.len()));
    match longest {
        Some(longest) if cluster.entity_type == EntityType::Person => longest,
        _ => &cluster.name,
    }
}

/// The words of a mention with single blanks.
pub(crate) fn words<'d>(document: &'d Document, found: &Found) -> Cow<'d, str> {
    let written = found.mention.span.in_text(&document.text);
    if written.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(written);
    }
    Cow::Owned(written.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_located(found: &Found) -> bool {
    matches!(found.mention.entity_type, EntityType::State | EntityType::Place | EntityType::Unknown)
}

fn is_state_of_union(words: &str) -> bool {
    place::lookup(words).any(|place| place.kind == place::Kind::State)
}

/// True if a state of the United States is meant by the one name that a country has too: the report names other states
/// of it, and neither people nor capital of the country.
fn is_of_union(names: &[Found], words: &[Cow<'_, str>]) -> bool {
    let mut states = false;
    for (found, words) in names.iter().zip(words) {
        let key = Key::new(words);
        let country = match found.mention.form {
            MentionForm::Name if is_located(found) => {
                let named = country::lookup(key);
                states |= named.is_none() && is_state_of_union(words);
                country::by_capital(key)
            }
            MentionForm::Name | MentionForm::Adjective => {
                country::demonym(key).map(|demonym| demonym.country)
            }
            MentionForm::Nominal | MentionForm::Pronoun => None,
        };
        if country.is_some_and(|country| is_state_of_union(country.name)) {
            return false;
        }
    }
    states
}

/// A part of a territory that the list of countries has under the whole: it stays a place of its own.
fn is_part(words: &str) -> bool {
    words.ends_with(" Strip") || words.ends_with(" Bank") || words.ends_with(" Land")
}

/// `Orla` of `Orla Province`: the shorter name means the same. Not of `Orla City`.
fn area_of(words: &str) -> Option<&str> {
    match words.rsplit_once(' ')? {
        (area, "Strip" | "Province" | "Region" | "Governorate" | "District" | "Oblast") => Some(area),
        _ => None,
    }
}

/// `Anna Marten` and `A. Marten` fit `Anna Maria Marten`; `Otto Marten` does not.
fn fits(full: &str, shorter: &str) -> bool {
    let full: Vec<String> = full.split(' ').map(slug::slug).collect();
    let mut rest = full.iter();
    shorter.split(' ').map(slug::slug).all(|part| {
        rest.any(|whole| {
            *whole == part
                || (part.len() == 1 && whole.starts_with(&part))
                || name::is_short_form(whole, &part)
        })
    })
}

/// Three capitals or more, with or without stops.
fn is_acronym(words: &str) -> bool {
    words.chars().count() > 2 && words.chars().all(|c| c.is_uppercase() || c == '.')
}

/// What many bodies are, so that one of them is called so for short. Not `House` or `Senate`, which are names themselves.
fn is_common_head(word: &str) -> bool {
    matches!(
        word,
        "Agency"
            | "Association"
            | "Authority"
            | "Board"
            | "Bureau"
            | "Center"
            | "Centre"
            | "Commission"
            | "Committee"
            | "Company"
            | "Council"
            | "Courier"
            | "Department"
            | "Foundation"
            | "Gazette"
            | "Herald"
            | "Institute"
            | "Institution"
            | "Journal"
            | "League"
            | "Ministry"
            | "Observer"
            | "Office"
            | "Organization"
            | "Post"
            | "Society"
            | "Times"
            | "Tribune"
            | "University"
    )
}

/// The noun by which a body of several words is called for short: `Center` of `Marten Center for Harbours`.
pub(crate) fn short_head(name: &str) -> Option<&str> {
    let words: Vec<&str> = name.split(' ').collect();
    let purpose = words.iter().position(|word| matches!(*word, "for" | "of" | "on"));
    let head = words[..purpose.unwrap_or(words.len())].last().copied()?;
    (words.len() > 1 && is_common_head(head)).then_some(head)
}

/// True for a body that is often called by the name of its founder alone: `Marten Center`, `Marten Institute for Harbours`.
fn opens_with_founder(parts: &[&str]) -> bool {
    parts.get(1).is_some_and(|noun| {
        matches!(*noun, "Center" | "Centre" | "Institute" | "Institution" | "Foundation" | "Trust" | "Fund")
    })
}

/// `Quistov` of `Ilse Quistov University`: the last name of whom a body is named after, where it is no word, land or place.
fn core_of<'p>(parts: &[&'p str]) -> Option<&'p str> {
    let [.., _, core, head] = parts else { return None };
    let known = noun::lookup(core.to_lowercase().as_str()).is_some()
        || country::demonym(*core).is_some()
        || country::lookup(*core).is_some()
        || place::lookup(*core).next().is_some();
    let capital = core.len() > 3 && core.starts_with(char::is_uppercase);
    (is_common_head(head) && capital && !known && !is_acronym(core)).then_some(*core)
}

/// Acronyms in brackets after a full name: `Orla Harbour Authority (OHA)`, with the position of the full name.
fn announced<'w>(document: &Document, names: &[Found], words: &'w [Cow<'_, str>]) -> HashMap<&'w str, usize> {
    let mut announced = HashMap::default();
    for (at, pair) in names.windows(2).enumerate() {
        let (full, short) = (&pair[0].mention, &pair[1].mention);
        let between = document.text.get(full.span.end..short.span.start).unwrap_or("");
        let closed = document.text[short.span.end..].starts_with(')');
        let names = full.form == MentionForm::Name && short.form == MentionForm::Name;
        // A place in brackets says where somebody or something is: `Ilse Marten (Orla)`.
        let bodies = full.entity_type != EntityType::Person
            && !matches!(short.entity_type, EntityType::Person | EntityType::Place | EntityType::State);
        // A place is called by its letters or not at all: `OSTREL (Tidings)` names the agency that reports from there.
        let place = matches!(full.entity_type, EntityType::Place | EntityType::State);
        let letters =
            || is_acronym(&words[at + 1]) && words[at].chars().next() == words[at + 1].chars().next();
        let bodies = bodies && (!place || letters());
        if between.trim_start() == "(" && closed && names && bodies {
            announced.entry(&*words[at + 1]).or_insert(at);
        }
        // The other way round: `OHA [Orla Harbour Authority]`.
        let opened = between.trim_start().trim_end_matches("the ") == "["
            && document.text[short.span.end..].starts_with(']');
        if opened && names && bodies && is_acronym(&words[at]) && !is_acronym(&words[at + 1]) {
            announced.entry(&*words[at]).or_insert(at + 1);
        }
    }
    announced
}

fn seat_country(office: &str) -> Option<&'static Country> {
    let tokens = nation::tokens(office);
    (0..tokens.len())
        .find_map(|at| seat::longest(&tokens[at..]))
        .and_then(|m| country::by_alpha2(m.value.alpha2))
}

/// `spokeswoman` and `Mrs` tell, `minister` does not.
pub(crate) fn gender_of_office(office: &str) -> Option<Gender> {
    let told = |word: &str| {
        let word = word.to_lowercase();
        let title = title::lookup(&word).and_then(|title| title.gender);
        title
            .or_else(|| noun::lookup(&word).and_then(|form| form.noun.gender))
            .filter(|gender| *gender != Gender::Either)
    };
    nation::tokens(office).into_iter().find_map(told)
}

fn given_gender(name: &str) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    name::given(first)
        .filter(|given| given.weight > 1)
        .map(|given| given.gender)
        .filter(|gender| *gender != Gender::Either)
}

#[cfg(test)]
mod tests {
    use super::core_of;

    #[test]
    fn a_body_by_the_name_of_its_founder() {
        for (name, expected) in [
            ("Ilse Quistov University", Some("Quistov")),
            ("Orla State University", None),
            ("Royal Norway Society", None),
            ("Quistov University", None),
        ] {
            assert_eq!(core_of(&name.split(' ').collect::<Vec<_>>()), expected, "{name}");
        }
    }
}
