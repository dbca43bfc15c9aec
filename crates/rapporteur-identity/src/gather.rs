//! The entities of all reports in little memory: what reports say alike is kept once.

use crate::company::Days;
use crate::pool::{Lists, Texts};
use crate::{Dates, Local, body};
use foldhash::HashMap;
use rapporteur_record::{EntityId, EntityType};
use std::borrow::Cow;

/// An entity of one report, as it is handed over.
#[derive(Debug, Clone)]
pub struct Met<'m> {
    /// Number of its report.
    pub report: i64,
    /// Its id there.
    pub id: &'m str,
    /// What it is.
    pub entity_type: EntityType,
    /// Its fullest name.
    pub name: &'m str,
    /// All its names.
    pub aliases: &'m [Cow<'m, str>],
    /// Titles of the offices that the report gives it.
    pub offices: &'m [Cow<'m, str>],
    /// ISO 3166 alpha-3 code.
    pub country: Option<&'m str>,
    /// Of a place: its id in the gazetteer, if the report resolves it.
    pub gazetteer: Option<&'m str>,
}

/// An entity of one report: where it stands, and what is said of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    /// Position of the report.
    pub(crate) report: u32,
    pub(crate) said: u32,
}

/// What a report says of an entity, in numbers of texts and lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) entity_type: EntityType,
    pub(crate) id: u32,
    pub(crate) name: u32,
    pub(crate) acronyms: u32,
    pub(crate) offices: u32,
    pub(crate) country: Option<u32>,
    pub(crate) gazetteer: Option<u32>,
}

const TYPES: [EntityType; 8] = [
    EntityType::Person,
    EntityType::Organisation,
    EntityType::State,
    EntityType::Place,
    EntityType::Group,
    EntityType::Event,
    EntityType::Document,
    EntityType::Unknown,
];

/// Takes the entities of the reports of a collection one by one; then [`identify`](Gathering::identify) tells who is
/// who. It needs no more memory for an entity that is named as in another report than the numbers of both.
#[derive(Debug, Default)]
pub struct Gathering {
    pub(crate) numbers: Vec<i64>,
    pub(crate) days: Vec<Days>,
    position: HashMap<i64, u32>,
    /// In the order of reports, and of ids inside a report.
    pub(crate) locals: Vec<At>,
    said: Lists,
    pub(crate) ids: Texts,
    pub(crate) names: Texts,
    pub(crate) acronyms: Texts,
    pub(crate) acronym_lists: Lists,
    pub(crate) offices: Texts,
    pub(crate) office_lists: Lists,
    pub(crate) countries: Texts,
    pub(crate) places: Texts,
}

impl Gathering {
    /// A collection of these reports, in the order in which they came to it.
    pub fn new<'d>(reports: impl IntoIterator<Item = &'d Dates>) -> Self {
        let mut new = Self::default();
        for report in reports {
            new.report(report.number, report.earliest.as_deref(), report.latest.as_deref());
        }
        new
    }

    /// A further report, with the days between which it was published.
    pub fn report(&mut self, number: i64, earliest: Option<&str>, latest: Option<&str>) {
        self.position.insert(number, self.numbers.len() as u32);
        self.numbers.push(number);
        self.days.push(Days::between(earliest, latest));
    }

    /// A further entity; one of a report that is not of the collection is passed over.
    pub fn entity(&mut self, met: &Met<'_>) {
        let Some(report) = self.position.get(&met.report) else { return };
        let mut list: Vec<u32> = Vec::new();
        if matches!(met.entity_type, EntityType::Organisation | EntityType::Group) && met.name.contains(' ') {
            for alias in met.aliases.iter().filter(|alias| body::is_acronym(alias)) {
                list.push(self.acronyms.intern(&alias.replace('.', "")));
            }
        }
        if met.entity_type == EntityType::Place {
            let short = met.aliases.iter().filter(|alias| crate::land::is_short_for(alias, met.name));
            list.extend(short.map(|alias| self.acronyms.intern(alias)));
        }
        let acronyms = self.acronym_lists.intern(&list);
        list.clear();
        list.extend(met.offices.iter().map(|office| self.offices.intern(office)));
        let offices = self.office_lists.intern(&list);
        let kind = TYPES.iter().position(|known| *known == met.entity_type).unwrap_or(TYPES.len() - 1);
        // None is 0.
        let country = met.country.map_or(0, |country| self.countries.intern(country) + 1);
        let gazetteer = met.gazetteer.map_or(0, |place| self.places.intern(place) + 1);
        let said = self.said.intern(&[
            kind as u32,
            self.ids.intern(met.id),
            self.names.intern(met.name),
            acronyms,
            offices,
            country,
            gazetteer,
        ]);
        self.locals.push(At { report: *report, said });
    }

    pub(crate) fn local(&mut self, local: &Local) {
        fn borrowed(all: &[String]) -> Vec<Cow<'_, str>> {
            all.iter().map(|one| Cow::Borrowed(one.as_str())).collect()
        }
        self.entity(&Met {
            report: local.report,
            id: &local.id.0,
            entity_type: local.entity_type,
            name: &local.name,
            aliases: &borrowed(&local.aliases),
            offices: &borrowed(&local.offices),
            country: local.country.as_deref(),
            gazetteer: local.gazetteer.as_deref(),
        });
    }

    /// Brings the entities into their order: that in which they were handed over decides nothing.
    pub(crate) fn sort(&mut self) {
        let Self { locals, said, ids, .. } = self;
        let key = |at: &At| (at.report, ids.get(said.get(at.said)[1]));
        if !locals.is_sorted_by_key(key) {
            locals.sort_by(|a, b| key(a).cmp(&key(b)));
        }
        locals.shrink_to_fit();
        self.position = HashMap::default();
    }

    /// How many different things are said of entities.
    pub(crate) fn sayings(&self) -> usize {
        self.said.len()
    }

    pub(crate) fn said(&self, number: u32) -> Said {
        let some = |number: u32| number.checked_sub(1);
        let [kind, id, name, acronyms, offices, country, gazetteer] = *self.said.get(number) else {
            unreachable!("each has seven numbers")
        };
        Said {
            entity_type: TYPES[kind as usize],
            id,
            name,
            acronyms,
            offices,
            country: some(country),
            gazetteer: some(gazetteer),
        }
    }

    /// What is said of the entity at a position.
    pub(crate) fn of(&self, local: u32) -> Said {
        self.said(self.locals[local as usize].said)
    }

    pub(crate) fn name(&self, local: u32) -> &str {
        self.names.get(self.of(local).name)
    }

    pub(crate) fn id(&self, local: u32) -> &str {
        self.ids.get(self.of(local).id)
    }

    /// The number of the report of an entity.
    pub(crate) fn number(&self, local: u32) -> i64 {
        self.numbers[self.locals[local as usize].report as usize]
    }

    pub(crate) fn titles(&self, local: u32) -> impl Iterator<Item = &str> {
        self.office_lists.get(self.of(local).offices).iter().map(|office| self.offices.get(*office))
    }

    /// The entity of a report by its id.
    pub(crate) fn find(&self, report: i64, id: &EntityId) -> Option<u32> {
        let position = self.numbers.iter().position(|number| *number == report)? as u32;
        let found = self.locals.binary_search_by(|at| {
            at.report.cmp(&position).then_with(|| self.ids.get(self.said(at.said).id).cmp(&id.0))
        });
        found.ok().map(|at| at as u32)
    }
}
