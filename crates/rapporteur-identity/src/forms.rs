//! Entities of one name, taken together where the name is enough.

use crate::cluster::Class;
use crate::company::Company;
use crate::gather::Gathering;
use crate::prepare::Prepared;
use foldhash::HashMap;

/// Entities of one name: of all reports, or of one where the name alone does not tell who it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub(crate) class: Class,
    /// State or place is part of what took the entities together.
    pub(crate) fixed: bool,
    /// The name, made comparable by the rules of its class.
    pub(crate) key: u32,
    /// The name as company of others.
    pub(crate) feature: Option<u32>,
    /// Where its entities begin among those of all forms, and how many there are.
    pub(crate) start: u32,
    pub(crate) count: u32,
}

/// All forms.
#[derive(Default)]
pub(crate) struct Forms {
    pub(crate) all: Vec<Form>,
    /// Positions of the entities, form by form.
    pub(crate) locals: Vec<u32>,
    /// Institutions and towns that only their state or their company tells apart: number of the name, and form.
    pub(crate) institutions: Vec<(u32, u32)>,
}

/// A name that entities share, before people are told apart.
struct Group {
    class: Class,
    key: u32,
    institution: Option<u32>,
    count: u32,
}

impl Forms {
    pub(crate) fn new(gathered: &Gathering, prepared: &mut Prepared, company: &Company) -> Self {
        let (groups, mut of_local) = groups(gathered, prepared);
        // Entities by group, in their order.
        let mut ends = Vec::with_capacity(groups.len());
        let mut next = 0;
        for group in &groups {
            ends.push(next);
            next += group.count;
        }
        let mut locals = vec![0u32; of_local.len()];
        for (local, group) in of_local.iter().enumerate() {
            let place = &mut ends[*group as usize];
            locals[*place as usize] = local as u32;
            *place += 1;
        }
        of_local.clear();
        of_local.shrink_to_fit();
        let mut forms = Self { all: Vec::with_capacity(groups.len()), locals, institutions: Vec::new() };
        let mut start = 0;
        for group in groups {
            let here = start as usize..(start + group.count) as usize;
            start += group.count;
            let first = forms.locals[here.start];
            let feature = company.feature(gathered.locals[first as usize].said);
            let written = prepared.keys.get(group.key);
            let bar = written.find('|');
            // Of a place the id of the gazetteer is seen at its entities.
            let (fixed, key) = match bar.filter(|_| group.class == Class::Place) {
                Some(bar) => {
                    let name = written[..bar].to_owned();
                    (false, prepared.keys.intern(&name))
                }
                None => (bar.is_some(), group.key),
            };
            let made = forms.all.len() as u32;
            let mut add = |start: usize, count: usize| {
                let (start, count) = (start as u32, count as u32);
                forms.all.push(Form { class: group.class, fixed, key, feature, start, count });
            };
            let parts = match group.class {
                Class::Full => apart(gathered, company, &forms.locals[here.clone()], feature),
                _ => None,
            };
            match parts {
                None => add(here.start, here.len()),
                Some(parts) => {
                    let mut at = here.start;
                    for part in parts {
                        add(at, part.len());
                        forms.locals[at..at + part.len()].copy_from_slice(&part);
                        at += part.len();
                    }
                }
            }
            if let Some(name) = group.institution {
                forms.institutions.push((name, made));
            }
        }
        forms.all.shrink_to_fit();
        forms
    }
}

/// The names that entities share, and for each entity which one it has.
fn groups(gathered: &Gathering, prepared: &mut Prepared) -> (Vec<Group>, Vec<u32>) {
    let states = states_of_reports(gathered);
    let mut by_key: HashMap<(Class, u32), u32> = HashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut of_local = Vec::with_capacity(gathered.locals.len());
    for at in &gathered.locals {
        let ready = &prepared.saids[at.said as usize];
        let (class, own, institution) = (ready.class, ready.key, ready.institution);
        let mut key = ready.sure;
        if ready.by_state {
            key = states[at.report as usize].map(|state| {
                let in_state = format!("{}|{}", prepared.keys.get(own), gathered.countries.get(state));
                prepared.keys.intern(&in_state)
            });
        }
        let new = groups.len() as u32;
        let group = key.map_or(new, |key| *by_key.entry((class, key)).or_insert(new));
        if group == new {
            groups.push(Group { class, key: key.unwrap_or(own), institution, count: 0 });
        }
        groups[group as usize].count += 1;
        of_local.push(group);
    }
    (groups, of_local)
}

/// The state of each report that speaks of one state only.
fn states_of_reports(gathered: &Gathering) -> Vec<Option<u32>> {
    let mut states: Vec<Option<Option<u32>>> = vec![None; gathered.numbers.len()];
    for at in &gathered.locals {
        if let Some(country) = gathered.said(at.said).country {
            let state = &mut states[at.report as usize];
            match state {
                None => *state = Some(Some(country)),
                Some(Some(known)) if *known != country => *state = Some(None),
                Some(_) => {}
            }
        }
    }
    states.into_iter().map(Option::flatten).collect()
}

/// Parts people of one full name whose offices belong to different states and who share no company; `None` if no two
/// states are named.
fn apart(
    gathered: &Gathering,
    company: &Company,
    members: &[u32],
    own: Option<u32>,
) -> Option<Vec<Vec<u32>>> {
    let country = |at: &u32| gathered.of(*at).country;
    let first = members.iter().find_map(country);
    if members.iter().all(|at| country(at).is_none() || country(at) == first) {
        return None;
    }
    /// People of one name that are told apart.
    const PEOPLE: usize = 8;
    /// Reports of each of them whose company is looked at.
    const LOOKED_AT: usize = 20;
    let offices = |at: u32| gathered.titles(at).map(str::to_lowercase);
    let report = |at: u32| gathered.locals[at as usize].report;
    let mut people: Vec<(Vec<u32>, Vec<String>, Vec<u32>)> = Vec::new();
    for at in members.iter().copied() {
        let here = country(&at);
        let fits = people.iter().position(|(countries, titles, of)| {
            let shared = || {
                let reports: Vec<u32> = of.iter().take(LOOKED_AT).map(|at| report(*at)).collect();
                company.shared(report(at), &company.circle(&reports), |f| Some(f) == own).0
            };
            here.is_none_or(|here| countries.is_empty() || countries.contains(&here))
                || offices(at).any(|office| titles.contains(&office))
                || shared() >= 2
        });
        let index = fits.unwrap_or_else(|| {
            if people.len() < PEOPLE {
                people.push((Vec::new(), Vec::new(), Vec::new()));
            }
            people.len() - 1
        });
        let (countries, titles, of) = &mut people[index];
        countries.extend(here);
        let new: Vec<String> = offices(at).filter(|office| !titles.contains(office)).collect();
        titles.extend(new);
        of.push(at);
    }
    Some(people.into_iter().map(|(_, _, of)| of).collect())
}
