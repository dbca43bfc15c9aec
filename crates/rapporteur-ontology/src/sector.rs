//! The sectors of political actors, as PLOVER has them.

use std::fmt;

/// What an actor is in public life. Codes and definitions are those of the PLOVER codebook 0.8
/// (openeventdata/PLOVER, CC BY-SA 4.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sector {
    /// Police, officers, investigators, protective agencies.
    Cop,
    /// The executive: governments, ministries, governing parties.
    Gov,
    /// Judges and courts.
    Jud,
    /// Parliaments and their members.
    Leg,
    /// Military of a state, its people and equipment.
    Mil,
    /// Paramilitary bodies not in opposition to the government.
    Prm,
    /// Political parties and candidates.
    Pty,
    /// Armed opposition.
    Reb,
    /// State intelligence services and their people.
    Spy,
    /// Armed people whom nobody has identified.
    Uaf,
    /// People of whom nothing more is said.
    Unk,
    /// Agriculture, peasants.
    Agr,
    /// Business.
    Bus,
    /// Criminals and gangs.
    Crm,
    /// Civilians, protesters, activists.
    Cvl,
    /// Schools, teachers, students, researchers.
    Edu,
    /// Former officials and those close to them.
    Eli,
    /// Journalists and their outlets.
    Jrn,
    /// Organised labour and workers.
    Lab,
    /// Health: people and organisations.
    Med,
    /// Refugees and displaced people.
    Ref,
    /// Political opposition.
    Opp,
    /// Partially recognised entities.
    Pre,
    /// Religious people and organisations.
    Rel,
    /// Organised civil society.
    Soc,
}

impl Sector {
    /// All sectors.
    pub const ALL: [Self; 25] = [
        Self::Cop,
        Self::Gov,
        Self::Jud,
        Self::Leg,
        Self::Mil,
        Self::Prm,
        Self::Pty,
        Self::Reb,
        Self::Spy,
        Self::Uaf,
        Self::Unk,
        Self::Agr,
        Self::Bus,
        Self::Crm,
        Self::Cvl,
        Self::Edu,
        Self::Eli,
        Self::Jrn,
        Self::Lab,
        Self::Med,
        Self::Ref,
        Self::Opp,
        Self::Pre,
        Self::Rel,
        Self::Soc,
    ];

    /// The code of the codebook.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cop => "COP",
            Self::Gov => "GOV",
            Self::Jud => "JUD",
            Self::Leg => "LEG",
            Self::Mil => "MIL",
            Self::Prm => "PRM",
            Self::Pty => "PTY",
            Self::Reb => "REB",
            Self::Spy => "SPY",
            Self::Uaf => "UAF",
            Self::Unk => "UNK",
            Self::Agr => "AGR",
            Self::Bus => "BUS",
            Self::Crm => "CRM",
            Self::Cvl => "CVL",
            Self::Edu => "EDU",
            Self::Eli => "ELI",
            Self::Jrn => "JRN",
            Self::Lab => "LAB",
            Self::Med => "MED",
            Self::Ref => "REF",
            Self::Opp => "OPP",
            Self::Pre => "PRE",
            Self::Rel => "REL",
            Self::Soc => "SOC",
        }
    }

    /// The sector of a code.
    ///
    /// ```
    /// use rapporteur_ontology::Sector;
    /// assert_eq!(Sector::of_code("GOV"), Some(Sector::Gov));
    /// assert_eq!(Sector::of_code("GOVX"), None);
    /// ```
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sector| sector.code() == code)
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
