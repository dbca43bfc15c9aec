//! What a name alone tells, worked out once for all entities that are named alike.

use crate::body::{self, Kind};
use crate::cluster::{Class, gender_of, office_key};
use crate::gather::{Gathering, Said};
use crate::name::{self, Name};
use crate::pool::Texts;
use rapporteur_ontology::{Gender, title};
use rapporteur_record::EntityType;

/// What is told by the names of a collection, and what follows for each thing that is said of an entity.
pub(crate) struct Prepared {
    /// Names made comparable.
    pub(crate) keys: Texts,
    /// By number of the name: the number of its key as that of a body.
    pub(crate) body_keys: Vec<u32>,
    pub(crate) saids: Vec<Ready>,
    /// By number of a list of offices.
    offices: Vec<Offices>,
    /// Titles of office, and how many times a report gives each.
    titles: Vec<(u32, u32)>,
    /// Folded titles of office in the order of their letters: a title is known by its place here.
    title_texts: Vec<String>,
    /// By number of the country: its place in the order of codes.
    pub(crate) country_ranks: Vec<u32>,
    /// Codes of countries in their order.
    country_codes: Vec<String>,
}

/// What follows from what is said of an entity.
pub(crate) struct Ready {
    pub(crate) class: Class,
    /// The name made comparable.
    pub(crate) key: u32,
    /// The key of those who are one by their names alone.
    pub(crate) sure: Option<u32>,
    /// Which one is meant depends on the state that the report speaks of.
    pub(crate) by_state: bool,
    /// The name as one of institutions or towns that only state or company tells apart.
    pub(crate) institution: Option<u32>,
    /// It is worth something as company of other names.
    pub(crate) tells: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) country: Option<u32>,
}

/// What offices tell.
#[derive(Clone, Copy)]
struct Offices {
    start: u32,
    end: u32,
    gender: Option<Gender>,
}

impl Prepared {
    pub(crate) fn new(gathered: &Gathering) -> Self {
        let mut keys = Texts::default();
        let body_keys = (0..gathered.names.len() as u32)
            .map(|name| keys.intern(&body::key(gathered.names.get(name)).join(" ")))
            .collect();
        let (offices, titles, title_texts) = offices(gathered);
        let mut prepared = Self {
            keys,
            body_keys,
            saids: Vec::new(),
            offices,
            titles,
            title_texts,
            country_ranks: gathered.countries.ranks(),
            country_codes: texts_of(&gathered.countries),
        };
        prepared.saids = (0..gathered.sayings() as u32)
            .map(|said| prepared.ready(gathered, gathered.said(said)))
            .collect();
        prepared
    }

    fn ready(&mut self, gathered: &Gathering, said: Said) -> Ready {
        let name = gathered.names.get(said.name);
        let country = said.country.map(|country| gathered.countries.get(country));
        let told = Told::new(name, &said, country);
        let key = self.keys.intern(&told.key);
        let gender = self.offices[said.offices as usize].gender;
        let mut ready = Ready {
            class: told.class,
            key,
            sure: told.sure.then_some(key),
            by_state: false,
            institution: None,
            tells: told.tells,
            gender: if told.class == Class::Full { Name::new(name).gender().or(gender) } else { gender },
            country: said.country.map(|country| self.country_ranks[country as usize]),
        };
        match ready.class {
            Class::Place => {
                let town = body::is_town(name);
                let place = said.gazetteer.map(|place| gathered.places.get(place));
                // A village called South-West is not what reports mean by it.
                if !told.sure {
                    ready.sure = None;
                    ready.by_state = town && place.is_none();
                // The table of regions has one of each name: reports that only speak of its people mean it too.
                } else if let Some(place) = place.filter(|place| !place.starts_with("region:")) {
                    ready.sure = Some(self.keys.intern(&format!("{}|{place}", told.key)));
                }
                ready.institution = (town && (told.sure || ready.by_state)).then_some(key);
            }
            Class::Body => {
                let words: Vec<String> = told.key.split(' ').map(str::to_owned).collect();
                let of_state = country.and_then(|country| Some((body::of_state(&words, country)?, country)));
                if let Some((rest, country)) = of_state {
                    let rest = rest.join(" ");
                    ready.sure = Some(self.keys.intern(&format!("{rest}|{country}")));
                    ready.institution = Some(self.keys.intern(&rest));
                } else if !told.sure
                    && (said.entity_type == EntityType::Organisation || words.len() == 1)
                    && !told.key.is_empty()
                    && !words.iter().all(|word| body::is_piece(word))
                    && !body::is_demonym(name)
                {
                    // `Arsenal` has no state of its own; only company tells which one is meant.
                    ready.by_state = country.is_none() && body::is_institution_name(&words);
                    ready.institution = Some(key);
                }
            }
            _ => {}
        }
        ready
    }

    /// Titles of office that a list names, and how many times each.
    pub(crate) fn titles(&self, offices: u32) -> &[(u32, u32)] {
        let Offices { start, end, .. } = self.offices[offices as usize];
        &self.titles[start as usize..end as usize]
    }

    /// The gender that a list of offices tells.
    pub(crate) fn gender(&self, offices: u32) -> Option<Gender> {
        self.offices[offices as usize].gender
    }

    pub(crate) fn title(&self, title: u32) -> &str {
        &self.title_texts[title as usize]
    }

    pub(crate) fn country(&self, rank: u32) -> &str {
        &self.country_codes[rank as usize]
    }
}

fn texts_of(texts: &Texts) -> Vec<String> {
    texts.sorted().into_iter().map(|number| texts.get(number).to_owned()).collect()
}

fn offices(gathered: &Gathering) -> (Vec<Offices>, Vec<(u32, u32)>, Vec<String>) {
    let mut keys = Texts::default();
    let of_office: Vec<(u32, Option<Gender>, bool)> = (0..gathered.offices.len() as u32)
        .map(|office| {
            let office = gathered.offices.get(office);
            let counts = title::lookup(office).is_none_or(|title| !title.courtesy);
            (keys.intern(&office_key(office)), gender_of(office), counts)
        })
        .collect();
    let ranks = keys.ranks();
    let mut titles: Vec<(u32, u32)> = Vec::new();
    let lists = (0..gathered.office_lists.len() as u32)
        .map(|list| {
            let all = || gathered.office_lists.get(list).iter().map(|office| of_office[*office as usize]);
            let mut here: Vec<(u32, u32)> =
                all().filter(|(.., counts)| *counts).map(|(key, ..)| (ranks[key as usize], 1)).collect();
            add_up(&mut here);
            let start = titles.len() as u32;
            titles.extend(here);
            Offices { start, end: titles.len() as u32, gender: all().find_map(|(_, gender, _)| gender) }
        })
        .collect();
    (lists, titles, texts_of(&keys))
}

/// Sorts titles and adds up the counts of equal ones.
pub(crate) fn add_up(offices: &mut Vec<(u32, u32)>) {
    offices.sort_unstable();
    offices.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 += later.1;
        }
        same
    });
}

/// What a name tells, with type and country.
struct Told {
    class: Class,
    key: String,
    /// The name alone tells who or what it is: reports that have it speak of the same.
    sure: bool,
    tells: bool,
}

impl Told {
    fn new(written: &str, said: &Said, country: Option<&str>) -> Self {
        let body = || body::key(written);
        let (class, words, sure) = match said.entity_type {
            EntityType::Person => {
                let name = Name::new(written);
                if name.is_full() {
                    let suffix = name.suffix.map(str::to_owned);
                    (Class::Full, name.words.into_iter().chain(suffix).collect(), true)
                } else {
                    (Class::Bare, name.words, false)
                }
            }
            EntityType::Organisation | EntityType::Group => {
                let key = body();
                let kind = if said.entity_type == EntityType::Group { Kind::Group } else { Kind::Body };
                let sure = !body::is_generic(written, &key, kind);
                (Class::Body, key, sure)
            }
            EntityType::State => {
                (Class::State, vec![country.map_or_else(|| body().join(" "), str::to_owned)], true)
            }
            EntityType::Place => {
                let key = body();
                let vague = || {
                    // `La.` is a state, `LA` a town.
                    (key.concat().chars().count() < 3 && !body::is_acronym(written)) || body::is_town(written)
                };
                let sure = !body::is_direction(written, &key) && (said.gazetteer.is_some() || !vague());
                (Class::Place, key, sure)
            }
            EntityType::Event | EntityType::Document => {
                let key = body();
                let sure = key.len() > 1 || !body::is_generic(written, &key, Kind::Other);
                let class =
                    if said.entity_type == EntityType::Event { Class::Event } else { Class::Document };
                (class, key, sure)
            }
            EntityType::Unknown => {
                let key = body();
                let sure = key.len() > 1 && !body::is_generic(written, &key, Kind::Other);
                (Class::Unknown, key, sure)
            }
        };
        let rare = || words.len() == 1 && name::is_rare(written, &words[0]);
        let tells = sure && class != Class::Document || rare();
        let key = words.join(" ");
        Self { class, key, sure: sure && !words.is_empty(), tells }
    }
}
