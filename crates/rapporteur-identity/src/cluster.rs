//! Names that are taken together, with what their reports say of them and the reason of each join.

use crate::company::Company;
use crate::{Local, fold, name::Name};
use foldhash::{HashMap, HashSet};
use rapporteur_ontology::{Gender, noun, title};
use std::borrow::Cow;

/// What kind of name it is: each has rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// A person with given and family name.
    Full,
    /// A person with one word.
    Bare,
    /// An organisation or a group.
    Body,
    State,
    Place,
    Event,
    Document,
    Unknown,
}

/// Entities of one name: of all reports, or of one where the name alone does not tell who it is.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) class: Class,
    /// The name, made comparable by the rules of its class.
    pub(crate) key: String,
    /// Positions of the entities.
    pub(crate) locals: Vec<u32>,
    /// The name as company of others.
    pub(crate) feature: Option<u32>,
}

/// The rule and the words for a join.
#[derive(Debug, Clone)]
pub(crate) struct Reason {
    pub(crate) rule: &'static str,
    pub(crate) why: String,
}

impl Reason {
    pub(crate) fn new(rule: &'static str, why: impl Into<String>) -> Self {
        Self { rule, why: why.into() }
    }
}

/// What is known of the forms that are joined.
#[derive(Debug, Default, Clone)]
pub(crate) struct Known {
    pub(crate) forms: Vec<u32>,
    /// Positions of reports, sorted.
    pub(crate) reports: Vec<u32>,
    pub(crate) countries: Vec<String>,
    /// Folded titles of office, sorted, and how many reports give each.
    pub(crate) offices: Vec<(String, u32)>,
    gender: Option<Gender>,
}

/// Forms and their joins.
pub(crate) struct Clusters<'c> {
    pub(crate) company: Company<'c>,
    /// Position of the report of each entity.
    pub(crate) report: &'c [u32],
    pub(crate) forms: Vec<Form>,
    parent: Vec<u32>,
    known: Vec<Known>,
    pub(crate) edges: Vec<(u32, u32, Reason)>,
    /// Forms that a bare name may mean.
    pub(crate) maybe: HashMap<u32, Vec<u32>>,
}

impl<'c> Clusters<'c> {
    pub(crate) fn new(company: Company<'c>, report: &'c [u32]) -> Self {
        Self {
            company,
            report,
            forms: Vec::new(),
            parent: Vec::new(),
            known: Vec::new(),
            edges: Vec::new(),
            maybe: HashMap::default(),
        }
    }

    pub(crate) fn local(&self, form: u32) -> &'c Local {
        &self.company.locals()[self.forms[form as usize].locals[0] as usize]
    }

    /// A form for entities of one name.
    pub(crate) fn add(&mut self, class: Class, key: String, locals: Vec<u32>, feature: Option<u32>) -> u32 {
        let form = self.forms.len() as u32;
        let mut known = Known { forms: vec![form], ..Known::default() };
        for at in &locals {
            let local = &self.company.locals()[*at as usize];
            known.reports.push(self.report[*at as usize]);
            known.countries.extend(local.country.clone());
            for office in &local.offices {
                known.gender = known.gender.or_else(|| gender_of(office));
                if title::lookup(office.as_str()).is_none_or(|title| !title.courtesy) {
                    known.offices.push((office_key(office), 1));
                }
            }
        }
        if class == Class::Full
            && let Some(at) = locals.first()
        {
            known.gender = Name::new(&self.company.locals()[*at as usize].name).gender().or(known.gender);
        }
        known.reports.dedup();
        known.countries.sort_unstable();
        known.countries.dedup();
        add_up(&mut known.offices);
        self.forms.push(Form { class, key, locals, feature });
        self.parent.push(form);
        self.known.push(known);
        form
    }

    pub(crate) fn root(&mut self, form: u32) -> u32 {
        let mut at = form;
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }

    pub(crate) fn known(&mut self, form: u32) -> &Known {
        let root = self.root(form);
        &self.known[root as usize]
    }

    /// Joins two forms. The reason is kept even if they are joined already by others: the shortest way is shown.
    pub(crate) fn join(&mut self, a: u32, b: u32, reason: Reason) {
        let (mut large, mut small) = (self.root(a), self.root(b));
        if large == small {
            return;
        }
        if self.known[small as usize].reports.len() > self.known[large as usize].reports.len() {
            std::mem::swap(&mut large, &mut small);
        }
        let from = std::mem::take(&mut self.known[small as usize]);
        let into = &mut self.known[large as usize];
        into.forms.extend(from.forms);
        into.gender = into.gender.or(from.gender);
        merge(&mut into.reports, from.reports);
        merge(&mut into.countries, from.countries);
        if !from.offices.is_empty() {
            into.offices.extend(from.offices);
            add_up(&mut into.offices);
        }
        self.parent[small as usize] = large;
        self.edges.push((a, b, reason));
    }

    /// True if the reports say of the two what cannot hold of one.
    pub(crate) fn conflict(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (a, b) = (&self.known[a as usize], &self.known[b as usize]);
        let genders = matches!((a.gender, b.gender), (Some(one), Some(other)) if one != other);
        let apart = !a.countries.is_empty()
            && !b.countries.is_empty()
            && !a.countries.iter().any(|country| b.countries.contains(country))
            && same_office(a, b).is_none();
        genders || apart
    }

    /// True if one report has both.
    pub(crate) fn meet(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (a, b) = (&self.known[a as usize].reports, &self.known[b as usize].reports);
        let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
        few.iter().any(|report| many.binary_search(report).is_ok())
    }

    /// True if some report of one lies near some report of the other.
    pub(crate) fn near(&mut self, a: u32, b: u32) -> bool {
        /// Of many reports the first, the last and some between tell enough.
        const LOOKED_AT: usize = 64;
        let (a, b) = (self.root(a), self.root(b));
        let (a, b) = (&self.known[a as usize].reports, &self.known[b as usize].reports);
        let some = |reports: &[u32]| -> Vec<u32> {
            let step = reports.len().div_ceil(LOOKED_AT).max(1);
            reports.iter().step_by(step).chain(reports.last()).copied().collect()
        };
        let b = some(b);
        let days = &self.company.days;
        some(a).iter().any(|a| b.iter().any(|b| days[*a as usize].near(days[*b as usize])))
    }

    /// The names themselves, which are no company of each other.
    pub(crate) fn own(&mut self, form: u32) -> HashSet<u32> {
        let root = self.root(form);
        let forms = &self.known[root as usize].forms;
        forms.iter().filter_map(|form| self.forms[*form as usize].feature).collect()
    }

    /// A title that both have.
    pub(crate) fn same_office(&mut self, a: u32, b: u32) -> Option<String> {
        let (a, b) = (self.root(a), self.root(b));
        same_office(&self.known[a as usize], &self.known[b as usize]).map(str::to_owned)
    }

    /// In how many reports somebody holds an office, under this title or a longer one.
    pub(crate) fn holds(&mut self, form: u32, office: &str) -> u32 {
        let offices = &self.known(form).offices;
        offices.iter().filter(|(title, _)| title.ends_with(office)).map(|(_, count)| count).sum()
    }

    /// What speaks for two forms being one beside their names: office, country or company.
    pub(crate) fn sign(&mut self, a: u32, b: u32) -> Option<String> {
        let (a, b) = (self.root(a), self.root(b));
        let (one, other) = (&self.known[a as usize], &self.known[b as usize]);
        if let Some(office) = same_office(one, other) {
            return Some(format!("both “{office}”"));
        }
        if let Some(country) = one.countries.iter().find(|country| other.countries.contains(country)) {
            return Some(format!("both of {country}"));
        }
        let own: HashSet<u32> = self.own(a).union(&self.own(b)).copied().collect();
        let (one, other) = (&self.known[a as usize].reports, &self.known[b as usize].reports);
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let circle = self.company.circle(many);
        let (score, feature) = few
            .iter()
            .take(50)
            .map(|report| self.company.shared(*report, &circle, |feature| own.contains(&feature)))
            .max_by_key(|(score, _)| *score)?;
        (score >= 2).then(|| self.in_company(feature))
    }

    /// Words for shared company.
    pub(crate) fn in_company(&self, feature: Option<u32>) -> String {
        let name = feature.and_then(|feature| self.company.name(feature));
        name.map_or_else(|| "in the same company".into(), |name| format!("both in reports with “{name}”"))
    }
}

/// Merges a sorted list into another; few into many without sorting the many.
fn merge<T: Ord>(into: &mut Vec<T>, from: Vec<T>) {
    const FEW: usize = 4;
    if from.len() <= FEW {
        for value in from {
            if let Err(at) = into.binary_search(&value) {
                into.insert(at, value);
            }
        }
    } else {
        into.extend(from);
        into.sort_unstable();
        into.dedup();
    }
}

/// Sorts titles and adds up the counts of equal ones.
fn add_up(offices: &mut Vec<(String, u32)>) {
    offices.sort_unstable();
    offices.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 += later.1;
        }
        same
    });
}

/// A title that both have, or that ends a longer one of the other: `minister of trade`, not in `deputy …`.
fn same_office<'k>(a: &'k Known, b: &'k Known) -> Option<&'k str> {
    // Lists of offices are short; what lies beyond is noise.
    const LOOKED_AT: usize = 30;
    const LONGEST: usize = 200;
    let part = |long: &str, short: &str| {
        short.contains(' ')
            && long.strip_suffix(short).is_some_and(|rest| {
                let other = |word| matches!(word, "deputy" | "vice" | "former" | "assistant");
                rest.ends_with(' ') && !rest.split(' ').any(other)
            })
    };
    let (few, many) = if a.offices.len() <= b.offices.len() { (a, b) } else { (b, a) };
    few.offices.iter().take(LOOKED_AT).find_map(|(one, _)| {
        let same = many.offices.binary_search_by(|(title, _)| title.cmp(one)).is_ok();
        let fits = |(title, _): &&(String, u32)| part(title, one) || part(one, title);
        (same || many.offices.iter().take(LONGEST).any(|office| fits(&office))).then_some(one.as_str())
    })
}

fn office_key(office: &str) -> String {
    fold::words(office).join(" ")
}

/// `spokeswoman` and `Mrs` tell, `minister` does not.
fn gender_of(office: &str) -> Option<Gender> {
    let told = |word: &str| {
        let word: Cow<'_, str> = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().into();
        let title = title::lookup(&*word).and_then(|title| title.gender);
        title
            .or_else(|| noun::lookup(&*word).and_then(|form| form.noun.gender))
            .filter(|gender| *gender != Gender::Either)
    };
    office.split([' ', '-']).take(12).find_map(told)
}
