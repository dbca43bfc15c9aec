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
//! A whole store is handed over entity by entity to a [`Gathering`], which keeps what is said alike once, and is read from
//! [`Identities`] as it came: some hundred bytes an entity are enough.
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
mod forms;
mod gather;
mod land;
mod name;
mod person;
mod pool;
mod prepare;
mod spelling;

pub use assign::{Identities, MemberOf};
pub use gather::{Gathering, Met};

use assign::Joined;
use cluster::Clusters;
use company::Company;
use forms::Forms;
use prepare::Prepared;
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
    let mut gathering = Gathering::new(reports);
    for local in locals {
        gathering.local(local);
    }
    gathering.identify(corrections).iter().collect()
}

impl Gathering {
    /// Who is who among the entities that were handed over.
    #[must_use]
    pub fn identify(mut self, corrections: &[Correction]) -> Identities {
        self.sort();
        let joined = {
            let mut prepared = Prepared::new(&self);
            let company = Company::new(&self, &prepared);
            let Forms { all, locals, institutions } = Forms::new(&self, &mut prepared, &company);
            let mut clusters = Clusters::new(company, &self, &prepared, all, locals);
            body::acronyms(&mut clusters);
            body::well_known(&mut clusters);
            body::shortened(&mut clusters);
            body::institutions(&mut clusters, institutions);
            land::short_names(&mut clusters);
            land::own_names(&mut clusters);
            land::bodies(&mut clusters);
            body::departments(&mut clusters);
            body::untyped(&mut clusters);
            person::full(&mut clusters);
            person::bare(&mut clusters);
            Joined::new(clusters)
        };
        Identities::new(self, joined, corrections)
    }
}
