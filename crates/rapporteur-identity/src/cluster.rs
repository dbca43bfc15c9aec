//! Names that are taken together, with what their reports say of them and the reason of each join.

use crate::company::{Company, NEAR_DAYS};
use crate::fold;
use crate::forms::Form;
use crate::gather::{Gathering, Said};
use crate::name::Name;
use crate::pool::{Lists, Texts};
use crate::prepare::{Prepared, add_up};
use foldhash::{HashMap, HashSet};
use rapporteur_ontology::{Gender, noun, title};
use std::borrow::Cow;
use std::slice;

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

/// What is known of forms that are joined, or of the entities of a form that has several.
#[derive(Debug, Default)]
struct Known {
    forms: Vec<u32>,
    reports: Vec<u32>,
    countries: Vec<u32>,
    offices: Vec<(u32, u32)>,
    gender: Option<Gender>,
}

/// What is known of joined forms, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'v> {
    pub(crate) forms: &'v [u32],
    /// Positions of reports, sorted.
    pub(crate) reports: &'v [u32],
    /// Places of their codes, sorted.
    countries: &'v [u32],
    /// Titles of office, sorted, and how many reports give each.
    offices: &'v [(u32, u32)],
    gender: Option<Gender>,
}

impl View<'_> {
    /// True if nothing but a name is known: no office, and neither he nor she.
    pub(crate) fn is_bare(&self) -> bool {
        self.offices.is_empty() && self.gender.is_none()
    }
}

/// A join of two forms, with the rule and the number of the words for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) rule: &'static str,
    pub(crate) why: u32,
}

/// Forms and their joins.
pub(crate) struct Clusters<'c> {
    pub(crate) company: Company,
    pub(crate) gathered: &'c Gathering,
    pub(crate) prepared: &'c Prepared,
    pub(crate) forms: Vec<Form>,
    /// Positions of the entities, form by form.
    pub(crate) locals: Vec<u32>,
    parent: Vec<u32>,
    /// Of a form of one entity that is joined with none there is nothing to keep.
    known: Vec<Option<Box<Known>>>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) whys: Texts,
    /// Forms that a bare name may mean: number of their list.
    pub(crate) maybe: HashMap<u32, u32>,
    pub(crate) maybe_lists: Lists,
}

impl<'c> Clusters<'c> {
    pub(crate) fn new(
        company: Company,
        gathered: &'c Gathering,
        prepared: &'c Prepared,
        forms: Vec<Form>,
        locals: Vec<u32>,
    ) -> Self {
        let mut clusters = Self {
            company,
            gathered,
            prepared,
            parent: (0..forms.len() as u32).collect(),
            known: Vec::with_capacity(forms.len()),
            forms,
            locals,
            edges: Vec::new(),
            whys: Texts::default(),
            maybe: HashMap::default(),
            maybe_lists: Lists::default(),
        };
        for form in 0..clusters.forms.len() as u32 {
            let several = clusters.forms[form as usize].count > 1;
            let known = several.then(|| Box::new(clusters.added_up(form)));
            clusters.known.push(known);
        }
        clusters
    }

    /// What is known of the entities of a form.
    fn added_up(&self, form: u32) -> Known {
        let mut known = Known { forms: vec![form], ..Known::default() };
        for local in self.locals_of(form) {
            let at = self.gathered.locals[*local as usize];
            let offices = self.gathered.said(at.said).offices;
            known.reports.push(at.report);
            known.countries.extend(self.prepared.saids[at.said as usize].country);
            known.offices.extend(self.prepared.titles(offices));
            known.gender = known.gender.or_else(|| self.prepared.gender(offices));
        }
        if self.forms[form as usize].class == Class::Full {
            known.gender = Name::new(self.name(form)).gender().or(known.gender);
        }
        known.reports.dedup();
        known.reports.shrink_to_fit();
        known.countries.sort_unstable();
        known.countries.dedup();
        known.countries.shrink_to_fit();
        add_up(&mut known.offices);
        known.offices.shrink_to_fit();
        known
    }

    /// Positions of the entities of a form.
    pub(crate) fn locals_of(&self, form: u32) -> &[u32] {
        let Form { start, count, .. } = self.forms[form as usize];
        &self.locals[start as usize..(start + count) as usize]
    }

    fn first(&self, form: u32) -> u32 {
        self.locals[self.forms[form as usize].start as usize]
    }

    /// What is said of the first entity of a form.
    pub(crate) fn said(&self, form: u32) -> Said {
        self.gathered.of(self.first(form))
    }

    /// The name of the first entity of a form.
    pub(crate) fn name(&self, form: u32) -> &'c str {
        self.gathered.name(self.first(form))
    }

    /// The report of the first entity of a form.
    pub(crate) fn report(&self, form: u32) -> u32 {
        self.gathered.locals[self.first(form) as usize].report
    }

    pub(crate) fn key(&self, form: u32) -> &'c str {
        self.prepared.keys.get(self.forms[form as usize].key)
    }

    /// The key that the name of a form has as that of a body.
    pub(crate) fn body_key(&self, form: u32) -> u32 {
        self.prepared.body_keys[self.said(form).name as usize]
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

    pub(crate) fn known(&mut self, form: u32) -> View<'_> {
        let root = self.root(form);
        self.view(root)
    }

    fn view(&self, root: u32) -> View<'_> {
        if let Some(known) = &self.known[root as usize] {
            return View {
                forms: &known.forms,
                reports: &known.reports,
                countries: &known.countries,
                offices: &known.offices,
                gender: known.gender,
            };
        }
        let at = &self.gathered.locals[self.first(root) as usize];
        let ready = &self.prepared.saids[at.said as usize];
        View {
            // A root is its own parent.
            forms: slice::from_ref(&self.parent[root as usize]),
            reports: slice::from_ref(&at.report),
            countries: ready.country.as_slice(),
            offices: self.prepared.titles(self.gathered.said(at.said).offices),
            gender: ready.gender,
        }
    }

    /// Takes out what is known of a root.
    fn take(&mut self, root: u32) -> Box<Known> {
        if let Some(known) = self.known[root as usize].take() {
            return known;
        }
        let View { forms, reports, countries, offices, gender } = self.view(root);
        Box::new(Known {
            forms: forms.to_vec(),
            reports: reports.to_vec(),
            countries: countries.to_vec(),
            offices: offices.to_vec(),
            gender,
        })
    }

    /// Joins two forms. The reason is kept even if they are joined already by others: the shortest way is shown.
    pub(crate) fn join(&mut self, a: u32, b: u32, reason: Reason) {
        let (mut large, mut small) = (self.root(a), self.root(b));
        if large == small {
            return;
        }
        if self.view(small).reports.len() > self.view(large).reports.len() {
            std::mem::swap(&mut large, &mut small);
        }
        let from = self.take(small);
        let mut into = self.take(large);
        into.forms.extend(from.forms);
        into.gender = into.gender.or(from.gender);
        merge(&mut into.reports, from.reports);
        merge(&mut into.countries, from.countries);
        if !from.offices.is_empty() {
            into.offices.extend(from.offices);
            add_up(&mut into.offices);
        }
        self.known[large as usize] = Some(into);
        self.parent[small as usize] = large;
        let Reason { rule, why } = reason;
        let why = self.whys.intern(&why);
        self.edges.push(Edge { a, b, rule, why });
    }

    /// True if the reports say of the two what cannot hold of one.
    pub(crate) fn conflict(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (a, b) = (self.view(a), self.view(b));
        let genders = matches!((a.gender, b.gender), (Some(one), Some(other)) if one != other);
        let apart = !a.countries.is_empty()
            && !b.countries.is_empty()
            && !a.countries.iter().any(|country| b.countries.contains(country))
            && self.common_office(a, b).is_none();
        genders || apart
    }

    /// True if one report has both.
    pub(crate) fn meet(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (a, b) = (self.view(a).reports, self.view(b).reports);
        let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
        few.iter().any(|report| many.binary_search(report).is_ok())
    }

    /// True if some report of one lies near some report of the other.
    pub(crate) fn near(&mut self, a: u32, b: u32) -> bool {
        self.within(a, b, NEAR_DAYS)
    }

    /// True if some report of one lies no more than so many days from some report of the other.
    pub(crate) fn within(&mut self, a: u32, b: u32, apart: i32) -> bool {
        /// Of many reports the first, the last and some between tell enough.
        const LOOKED_AT: usize = 64;
        let (a, b) = (self.root(a), self.root(b));
        let (a, b) = (self.view(a).reports, self.view(b).reports);
        let some = |reports: &[u32]| -> Vec<u32> {
            let step = reports.len().div_ceil(LOOKED_AT).max(1);
            reports.iter().step_by(step).chain(reports.last()).copied().collect()
        };
        let b = some(b);
        let days = &self.company.days;
        some(a).iter().any(|a| b.iter().any(|b| days[*a as usize].within(days[*b as usize], apart)))
    }

    /// The names themselves, which are no company of each other.
    pub(crate) fn own(&mut self, form: u32) -> HashSet<u32> {
        let root = self.root(form);
        let forms = self.view(root).forms;
        forms.iter().filter_map(|form| self.forms[*form as usize].feature).collect()
    }

    /// A title that both have.
    pub(crate) fn same_office(&mut self, a: u32, b: u32) -> Option<&'c str> {
        let (a, b) = (self.root(a), self.root(b));
        self.common_office(self.view(a), self.view(b))
    }

    /// In how many reports somebody holds an office, under this title or a longer one.
    pub(crate) fn holds(&mut self, form: u32, office: &str) -> u32 {
        let prepared = self.prepared;
        let offices = self.known(form).offices.iter();
        offices.filter(|(title, _)| prepared.title(*title).ends_with(office)).map(|(_, count)| count).sum()
    }

    /// What speaks for two forms being one beside their names: office, country or company.
    pub(crate) fn sign(&mut self, a: u32, b: u32) -> Option<String> {
        let (a, b) = (self.root(a), self.root(b));
        let (one, other) = (self.view(a), self.view(b));
        if let Some(office) = self.common_office(one, other) {
            return Some(format!("both “{office}”"));
        }
        if let Some(country) = one.countries.iter().find(|country| other.countries.contains(country)) {
            return Some(format!("both of {}", self.prepared.country(*country)));
        }
        let own: HashSet<u32> = self.own(a).union(&self.own(b)).copied().collect();
        let (one, other) = (self.view(a).reports, self.view(b).reports);
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
        let words = |name| format!("both in reports with “{}”", self.gathered.names.get(name));
        name.map_or_else(|| "in the same company".into(), words)
    }

    /// A title that both have, or that ends a longer one of the other: `minister of trade`, not in `deputy …`.
    fn common_office(&self, a: View<'_>, b: View<'_>) -> Option<&'c str> {
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
        let text = |title: u32| self.prepared.title(title);
        let (few, many) = if a.offices.len() <= b.offices.len() { (a, b) } else { (b, a) };
        few.offices.iter().take(LOOKED_AT).find_map(|(title, _)| {
            let one = self.prepared.title(*title);
            let same = many.offices.binary_search_by_key(title, |(title, _)| *title).is_ok();
            let fits = |(title, _): &(u32, u32)| part(text(*title), one) || part(one, text(*title));
            (same || many.offices.iter().take(LONGEST).any(fits)).then_some(one)
        })
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

pub(crate) fn office_key(office: &str) -> String {
    fold::words(office).join(" ")
}

/// `spokeswoman` and `Mrs` tell, `minister` does not.
pub(crate) fn gender_of(office: &str) -> Option<Gender> {
    let told = |word: &str| {
        let word: Cow<'_, str> = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().into();
        let title = title::lookup(&*word).and_then(|title| title.gender);
        title
            .or_else(|| noun::lookup(&*word).and_then(|form| form.noun.gender))
            .filter(|gender| *gender != Gender::Either)
    };
    office.split([' ', '-']).take(12).find_map(told)
}
