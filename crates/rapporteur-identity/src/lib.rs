//! Who is who across reports: entities of single reports to identities, with the reason of each join.
//!
//! In: the entities of all reports of a collection ([`Local`]), the days of the reports ([`Dates`]) and the corrections
//! of people. Out: each entity in one [`Identity`]. The same full name is one person unless what the reports say of it
//! excludes that; spellings of one name from another script are joined by a table of letters, the less certain ones
//! only with a sign beside the name: the same office, country or company. A bare surname joins a full name only where
//! one bearer is clearly meant; else it stays alone, with candidates. A wrong join is worse than a missing one.
//!
//! ```
//! use rapporteur_identity::{Dates, Local, identify};
//! use rapporteur_record::{EntityId, EntityType};
//!
//! let local = |report, name: &str, id: &str| Local {
//!     report, id: EntityId(id.into()), entity_type: EntityType::Person, name: name.into(),
//!     aliases: vec![name.into()], offices: vec![], country: None, gazetteer: None,
//! };
//! let locals = [local(1, "Andrei Orlovsky", "person:andrei-orlovsky"), local(2, "Andrey Orlovskiy", "person:andrey-orlovskiy")];
//! let reports = [1, 2].map(|number| Dates { number, earliest: None, latest: None });
//! let identities = identify(&reports, &locals, &[]);
//! assert_eq!(identities.len(), 1);
//! assert_eq!(identities[0].id.0, "person:andrei-orlovsky");
//! assert_eq!(identities[0].members[1].rule, "identity.spelling");
//! ```
//!
//! It takes time in proportion to the number of entities: names are compared inside blocks of bounded size, and a
//! limit that is reached means that names stay apart. The order in which reports are read decides ids and nothing else,
//! but for bare names that only company joins.
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod assign;
mod body;
mod cluster;
mod company;
mod fold;
mod name;
mod person;
mod spelling;

use body::Kind;
use cluster::{Class, Clusters};
use company::Company;
use foldhash::HashMap;
use name::Name;
use rapporteur_record::{Correction, EntityId, EntityType, Identity};

/// When a report was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// Number of the report in its collection.
    pub number: i64,
    /// First possible day, in ISO 8601; `None` if unknown.
    pub earliest: Option<String>,
    /// Last possible day.
    pub latest: Option<String>,
}

/// An entity of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Number of its report.
    pub report: i64,
    /// Its id there.
    pub id: EntityId,
    /// What it is.
    pub entity_type: EntityType,
    /// Its fullest name.
    pub name: String,
    /// All its names.
    pub aliases: Vec<String>,
    /// Titles of the offices that the report gives it.
    pub offices: Vec<String>,
    /// ISO 3166 alpha-3 code.
    pub country: Option<String>,
    /// Of a place: its id in the gazetteer, if the report resolves it.
    pub gazetteer: Option<String>,
}

/// Who is who: the identities in order of their first reports. `reports` stand in the order in which they came to the
/// collection; entities of reports that are not among them are left out.
#[must_use]
pub fn identify(reports: &[Dates], locals: &[Local], corrections: &[Correction]) -> Vec<Identity> {
    let position: HashMap<i64, u32> =
        reports.iter().enumerate().map(|(at, report)| (report.number, at as u32)).collect();
    let mut kept: Vec<Local> = Vec::with_capacity(locals.len());
    kept.extend(locals.iter().filter(|local| position.contains_key(&local.report)).cloned());
    // The order of the entities of one report decides nothing.
    kept.sort_by(|a, b| position[&a.report].cmp(&position[&b.report]).then_with(|| a.id.cmp(&b.id)));
    let report: Vec<u32> = kept.iter().map(|local| position[&local.report]).collect();
    let prepared: Vec<Prepared> = kept.iter().map(Prepared::new).collect();
    let mut numbers: HashMap<&str, u32> = HashMap::default();
    let features: Vec<Option<u32>> = prepared
        .iter()
        .map(|prepared| {
            let next = numbers.len() as u32;
            prepared.tells.then(|| *numbers.entry(&prepared.key).or_insert(next))
        })
        .collect();
    let company = Company::new(reports, &kept, &report, &features);
    let mut clusters = Clusters::new(company, &report);
    let institutions = forms(&mut clusters, &prepared, &features);
    body::acronyms(&mut clusters);
    body::institutions(&mut clusters, &institutions);
    body::untyped(&mut clusters);
    person::full(&mut clusters);
    person::bare(&mut clusters);
    assign::identities(clusters, corrections)
}

/// A local entity with what its name alone tells.
struct Prepared {
    class: Class,
    /// The name made comparable.
    key: String,
    /// The name alone tells who or what it is: reports that have it speak of the same.
    sure: bool,
    /// It is worth something as company of other names.
    tells: bool,
}

impl Prepared {
    fn new(local: &Local) -> Self {
        let body = || body::key(&local.name);
        let (class, words, sure) = match local.entity_type {
            EntityType::Person => {
                let name = Name::new(&local.name);
                if name.is_full() {
                    let suffix = name.suffix.map(str::to_owned);
                    (Class::Full, name.words.into_iter().chain(suffix).collect(), true)
                } else {
                    (Class::Bare, name.words, false)
                }
            }
            EntityType::Organisation | EntityType::Group => {
                let key = body();
                let kind = if local.entity_type == EntityType::Group { Kind::Group } else { Kind::Body };
                let sure = !body::is_generic(&local.name, &key, kind);
                (Class::Body, key, sure)
            }
            EntityType::State => {
                (Class::State, vec![local.country.clone().unwrap_or_else(|| body().join(" "))], true)
            }
            EntityType::Place => {
                let key = body();
                let vague = || {
                    body::is_direction(&local.name, &key)
                        // `La.` is a state, `LA` a town.
                        || (key.concat().chars().count() < 3 && !body::is_acronym(&local.name))
                        || body::is_town(&local.name)
                };
                let sure = local.gazetteer.is_some() || !vague();
                (Class::Place, key, sure)
            }
            EntityType::Event | EntityType::Document => {
                let key = body();
                let sure = key.len() > 1 || !body::is_generic(&local.name, &key, Kind::Other);
                let class =
                    if local.entity_type == EntityType::Event { Class::Event } else { Class::Document };
                (class, key, sure)
            }
            EntityType::Unknown => {
                let key = body();
                let sure = key.len() > 1 && !body::is_generic(&local.name, &key, Kind::Other);
                (Class::Unknown, key, sure)
            }
        };
        let rare = || words.len() == 1 && name::is_rare(&local.name, &words[0]);
        let tells = sure && class != Class::Document || rare();
        let key = words.join(" ");
        Self { class, key, sure: sure && !words.is_empty(), tells }
    }
}

/// Takes entities of one name together where the name is enough. Gives the institutions that only their state or their
/// company tells apart, by name.
fn forms(
    clusters: &mut Clusters<'_>,
    prepared: &[Prepared],
    features: &[Option<u32>],
) -> HashMap<String, Vec<u32>> {
    let locals = clusters.company.locals();
    let states = states_of_reports(clusters);
    let mut by_key: HashMap<(Class, String), usize> = HashMap::default();
    let mut found: Vec<(Class, String, Vec<u32>)> = Vec::new();
    let mut generic: Vec<(usize, String)> = Vec::new();
    for (at, (local, prepared)) in locals.iter().zip(prepared).enumerate() {
        let mut key = Some(prepared.key.clone()).filter(|_| prepared.sure);
        let mut institution = None;
        if prepared.class == Class::Place
            && let Some(id) = &local.gazetteer
        {
            key = Some(format!("{}|{id}", prepared.key));
            institution = body::is_town(&local.name).then(|| prepared.key.clone());
        } else if prepared.class == Class::Place && body::is_town(&local.name) {
            let state = states[clusters.report[at] as usize].as_deref();
            key = state.map(|state| format!("{}|{state}", prepared.key));
            institution = Some(prepared.key.clone());
        }
        if prepared.class == Class::Body {
            let words: Vec<String> = prepared.key.split(' ').map(str::to_owned).collect();
            let own = local.country.as_deref();
            if let Some(rest) = own.and_then(|country| body::of_state(&words, country)) {
                let rest = rest.join(" ");
                key = Some(format!("{rest}|{}", own.unwrap_or_default()));
                institution = Some(rest);
            } else if !prepared.sure
                && (local.entity_type == EntityType::Organisation || words.len() == 1)
                && !prepared.key.is_empty()
            {
                // `Arsenal` has no state of its own; only company tells which one is meant.
                let of_state = own.is_none() && body::is_institution_name(&words);
                let state = states[clusters.report[at] as usize].as_deref().filter(|_| of_state);
                key = state.map(|state| format!("{}|{state}", prepared.key));
                institution = Some(prepared.key.clone());
            }
        }
        let index = match key {
            Some(key) => *by_key.entry((prepared.class, key.clone())).or_insert_with(|| {
                found.push((prepared.class, key, Vec::new()));
                generic.extend(institution.map(|name| (found.len() - 1, name)));
                found.len() - 1
            }),
            None => {
                found.push((prepared.class, prepared.key.clone(), Vec::new()));
                generic.extend(institution.map(|name| (found.len() - 1, name)));
                found.len() - 1
            }
        };
        found[index].2.push(at as u32);
    }
    let mut made = vec![0; found.len()];
    for (index, (class, key, members)) in found.into_iter().enumerate() {
        let feature = features[members[0] as usize];
        let parts = if class == Class::Full { apart(clusters, members, feature) } else { vec![members] };
        for members in parts {
            // Of a place the id of the gazetteer is seen at its entities.
            let key = match class {
                Class::Place => key.split('|').next().unwrap_or_default().to_owned(),
                _ => key.clone(),
            };
            made[index] = clusters.add(class, key, members, feature);
        }
    }
    let mut institutions: HashMap<String, Vec<u32>> = HashMap::default();
    for (index, name) in generic {
        institutions.entry(name).or_default().push(made[index]);
    }
    institutions
}

/// The state of each report that speaks of one state only.
fn states_of_reports(clusters: &Clusters<'_>) -> Vec<Option<String>> {
    let mut states: Vec<Option<Option<String>>> = vec![None; clusters.company.days.len()];
    for (local, report) in clusters.company.locals().iter().zip(clusters.report) {
        if let Some(country) = &local.country {
            let state = &mut states[*report as usize];
            match state {
                None => *state = Some(Some(country.clone())),
                Some(Some(known)) if known != country => *state = Some(None),
                Some(_) => {}
            }
        }
    }
    states.into_iter().map(Option::flatten).collect()
}

/// Parts people of one full name whose offices belong to different states and who share no company.
fn apart(clusters: &Clusters<'_>, members: Vec<u32>, own: Option<u32>) -> Vec<Vec<u32>> {
    let locals = clusters.company.locals();
    let country = |at: &u32| locals[*at as usize].country.as_deref();
    let first = members.iter().find_map(country);
    if members.iter().all(|at| country(at).is_none() || country(at) == first) {
        return vec![members];
    }
    /// People of one name that are told apart.
    const PEOPLE: usize = 8;
    /// Reports of each of them whose company is looked at.
    const LOOKED_AT: usize = 20;
    let offices = |at: u32| locals[at as usize].offices.iter().map(|office| office.to_lowercase());
    let mut people: Vec<(Vec<&str>, Vec<String>, Vec<u32>)> = Vec::new();
    for at in members {
        let here = country(&at);
        let report = clusters.report[at as usize];
        let fits = people.iter().position(|(countries, titles, of)| {
            let company = || {
                let reports: Vec<u32> =
                    of.iter().take(LOOKED_AT).map(|at| clusters.report[*at as usize]).collect();
                clusters.company.shared(report, &clusters.company.circle(&reports), |f| Some(f) == own).0
            };
            here.is_none_or(|here| countries.is_empty() || countries.contains(&here))
                || offices(at).any(|office| titles.contains(&office))
                || company() >= 2
        });
        let index = fits.unwrap_or_else(|| {
            if people.len() < PEOPLE {
                people.push((Vec::new(), Vec::new(), Vec::new()));
            }
            people.len() - 1
        });
        let (countries, titles, of) = &mut people[index];
        countries.extend(here);
        titles.extend(offices(at).filter(|office| !titles.contains(office)).collect::<Vec<_>>());
        of.push(at);
    }
    people.into_iter().map(|(_, _, of)| of).collect()
}
