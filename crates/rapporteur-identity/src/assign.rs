//! From joined names to identities: corrections, ids, names, reasons.

use crate::body;
use crate::cluster::{Clusters, Edge};
use crate::gather::Gathering;
use crate::pool::{Lists, Texts};
use foldhash::{HashMap, HashSet};
use rapporteur_record::{Anchor, Change, Correction, EntityId, EntityType, Identity, Member};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// No join.
const NONE: u32 = u32::MAX;

/// Who is who over a collection, in little memory: identities and their members are made while they are read.
#[derive(Debug)]
pub struct Identities {
    gathered: Gathering,
    /// By position of the entity: its identity.
    identity: Vec<u32>,
    /// Entities identity by identity, in order of their reports.
    members: Vec<u32>,
    /// Where the members of each identity end.
    ends: Vec<u32>,
    /// Identities whose first member has an id that an earlier one took.
    numbered: HashSet<u32>,
    /// Of each entity the form.
    form: Vec<u32>,
    /// Of each form the join that took it where it is.
    joined: Vec<u32>,
    edges: Vec<Edge>,
    whys: Texts,
    /// Of each form the identities that it may be: number of the list of forms.
    maybe: HashMap<u32, u32>,
    maybe_lists: Lists,
    /// Identity of the first entity of forms that stand in those lists.
    of_form: HashMap<u32, u32>,
    corrected: HashMap<u32, (&'static str, String)>,
}

/// An entity of a report with the identity that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberOf<'i> {
    /// Number of the report.
    pub report: i64,
    /// Id of the entity there.
    pub entity: &'i str,
    /// Id of the identity.
    pub identity: Cow<'i, str>,
    /// The rule that joined it.
    pub rule: &'static str,
    /// What the rule found, in words.
    pub why: &'i str,
}

/// What is left of [`Clusters`] when all names are joined.
pub(crate) struct Joined {
    roots: Vec<u32>,
    form: Vec<u32>,
    joined: Vec<u32>,
    edges: Vec<Edge>,
    whys: Texts,
    maybe: HashMap<u32, u32>,
    maybe_lists: Lists,
    /// Of forms that stand in lists of those that are maybe meant: their first entity.
    first: HashMap<u32, u32>,
}

impl Joined {
    pub(crate) fn new(mut clusters: Clusters<'_>) -> Self {
        let mut form = vec![0u32; clusters.gathered.locals.len()];
        for number in 0..clusters.forms.len() as u32 {
            for local in clusters.locals_of(number) {
                form[*local as usize] = number;
            }
        }
        let roots = (0..clusters.forms.len() as u32).map(|form| clusters.root(form)).collect();
        let mut first: HashMap<u32, u32> = HashMap::default();
        for list in clusters.maybe.values() {
            for form in clusters.maybe_lists.get(*list) {
                first.entry(*form).or_insert_with(|| clusters.locals_of(*form)[0]);
            }
        }
        let joined = reasons(&clusters.edges, &form, clusters.forms.len());
        let Clusters { edges, whys, maybe, maybe_lists, .. } = clusters;
        Self { roots, form, joined, edges, whys, maybe, maybe_lists, first }
    }
}

/// For each form the join on the way to it from the first name of its cluster.
fn reasons(edges: &[Edge], form_of: &[u32], forms: usize) -> Vec<u32> {
    // Joins of each form, in their order.
    let mut ends = vec![0u32; forms + 1];
    for edge in edges {
        ends[edge.a as usize + 1] += 1;
        ends[edge.b as usize + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut next = vec![0u32; edges.len() * 2];
    for (at, edge) in edges.iter().enumerate() {
        for form in [edge.a, edge.b] {
            let place = &mut ends[form as usize];
            next[*place as usize] = at as u32;
            *place += 1;
        }
    }
    let of = |form: u32| {
        let start = if form == 0 { 0 } else { ends[form as usize - 1] };
        &next[start as usize..ends[form as usize] as usize]
    };
    let mut joined = vec![NONE; forms];
    let mut seen = vec![false; forms];
    let mut open = Vec::new();
    // Entities stand in order of their reports, so the first form of a cluster that is met is its first name.
    for form in form_of {
        if std::mem::replace(&mut seen[*form as usize], true) {
            continue;
        }
        open.push(*form);
        while let Some(from) = open.pop() {
            for at in of(from) {
                let Edge { a, b, .. } = edges[*at as usize];
                let to = if a == from { b } else { a };
                if !std::mem::replace(&mut seen[to as usize], true) {
                    joined[to as usize] = *at;
                    open.push(to);
                }
            }
        }
    }
    joined
}

impl Identities {
    pub(crate) fn new(gathered: Gathering, joined: Joined, corrections: &[Correction]) -> Self {
        let Joined { roots, form, joined, edges, whys, maybe, maybe_lists, first } = joined;
        let mut label: Vec<u32> = form.iter().map(|form| roots[*form as usize]).collect();
        drop(roots);
        let corrected = correct(&gathered, corrections, &mut label);
        let order = order(&gathered);
        // Identities in the order of their first members.
        let mut index = vec![NONE; label.iter().max().map_or(0, |most| *most as usize + 1)];
        let mut ends: Vec<u32> = Vec::new();
        for at in &order {
            let identity = &mut index[label[*at as usize] as usize];
            if *identity == NONE {
                *identity = ends.len() as u32;
                ends.push(0);
            }
            ends[*identity as usize] += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            (*end, start) = (start, start + *end);
        }
        let mut members = vec![0u32; order.len()];
        for at in order {
            let place = &mut ends[index[label[at as usize] as usize] as usize];
            members[*place as usize] = at;
            *place += 1;
        }
        let mut identity = label;
        for label in &mut identity {
            *label = index[*label as usize];
        }
        let of_form = first.into_iter().map(|(form, local)| (form, identity[local as usize])).collect();
        let numbered = HashSet::default();
        let mut new = Self {
            gathered,
            identity,
            members,
            ends,
            numbered,
            form,
            joined,
            edges,
            whys,
            maybe,
            maybe_lists,
            of_form,
            corrected,
        };
        new.number();
        new
    }

    /// Finds the identities whose first member has an id that is taken.
    fn number(&mut self) {
        let ids = &self.gathered.ids;
        let mut taken = vec![false; ids.len()];
        for identity in 0..self.ends.len() as u32 {
            let first = self.first(identity);
            if std::mem::replace(&mut taken[self.gathered.of(first).id as usize], true) {
                self.numbered.insert(identity);
                if let Some(other) = ids.find(&self.id(identity)) {
                    taken[other as usize] = true;
                }
            }
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn members_of(&self, identity: u32) -> &[u32] {
        let identity = identity as usize;
        let start = if identity == 0 { 0 } else { self.ends[identity - 1] };
        &self.members[start as usize..self.ends[identity] as usize]
    }

    fn first(&self, identity: u32) -> u32 {
        self.members_of(identity)[0]
    }

    /// The id of the first member; where it is taken, with the number of the report.
    fn id(&self, identity: u32) -> Cow<'_, str> {
        let first = self.first(identity);
        let id = self.gathered.id(first);
        if self.numbered.contains(&identity) {
            Cow::Owned(format!("{id}~{}", self.gathered.number(first)))
        } else {
            Cow::Borrowed(id)
        }
    }

    /// All entities in the order of reports and of their ids there, each with its identity.
    pub fn members(&self) -> impl Iterator<Item = MemberOf<'_>> {
        (0..self.identity.len() as u32).map(|local| {
            let (rule, why) = self.why(local);
            MemberOf {
                report: self.gathered.number(local),
                entity: self.gathered.id(local),
                identity: self.id(self.identity[local as usize]),
                rule,
                why,
            }
        })
    }

    /// All identities in the order of their ids, without their members.
    pub fn by_id(&self) -> impl Iterator<Item = Identity> {
        let mut order: Vec<u32> = (0..self.ends.len() as u32).collect();
        order.sort_by(|one, other| self.id(*one).cmp(&self.id(*other)));
        order.into_iter().map(|identity| self.head(identity))
    }

    /// All identities in the order of their first reports, with their members.
    pub fn iter(&self) -> impl Iterator<Item = Identity> {
        (0..self.ends.len() as u32).map(|identity| {
            let members = self.members_of(identity).iter().map(|local| {
                let (rule, why) = self.why(*local);
                let entity = EntityId(self.gathered.id(*local).to_owned());
                let anchor = Anchor { report: self.gathered.number(*local), entity };
                Member { anchor, rule: Cow::Borrowed(rule), why: why.to_owned() }
            });
            Identity { members: members.collect(), ..self.head(identity) }
        })
    }

    /// Why an entity is where it is.
    fn why(&self, local: u32) -> (&'static str, &str) {
        if let Some((rule, why)) = self.corrected.get(&local) {
            return (rule, why);
        }
        if self.first(self.identity[local as usize]) == local {
            return ("identity.first", "");
        }
        match self.joined[self.form[local as usize] as usize] {
            NONE => ("identity.same_name", ""),
            edge => {
                let edge = self.edges[edge as usize];
                (edge.rule, self.whys.get(edge.why))
            }
        }
    }

    /// Whom a bare name may mean.
    fn candidates(&self, identity: u32) -> Vec<EntityId> {
        if self.maybe.is_empty() {
            return Vec::new();
        }
        let members = self.members_of(identity).iter();
        let lists = members.filter_map(|local| self.maybe.get(&self.form[*local as usize]));
        let others = lists.flat_map(|list| self.maybe_lists.get(*list)).map(|form| self.of_form[form]);
        let mut others: Vec<u32> = others.filter(|other| *other != identity).collect();
        others.sort_unstable();
        others.dedup();
        let mut candidates: Vec<EntityId> =
            others.into_iter().map(|other| EntityId(self.id(other).into_owned())).collect();
        candidates.sort();
        candidates.dedup();
        candidates
    }

    fn head(&self, identity: u32) -> Identity {
        let gathered = &self.gathered;
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut types: Vec<(EntityType, usize)> = Vec::new();
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        let all = || self.members_of(identity).iter().map(|at| gathered.of(*at));
        for said in all() {
            // Who holds an office is a person, whatever another report takes the name for.
            let holds = !gathered.office_lists.get(said.offices).is_empty();
            let weight = if said.entity_type == EntityType::Person && holds { 3 } else { 1 };
            match types.iter_mut().find(|(known, _)| *known == said.entity_type) {
                Some((_, count)) => *count += weight,
                None => types.push((said.entity_type, weight)),
            }
            if let Some(country) = said.country {
                *countries.entry(gathered.countries.get(country)).or_default() += 1;
            }
        }
        // Of types that weigh the same the first one met.
        let entity_type = types
            .iter()
            .rev()
            .max_by_key(|(entity_type, count)| (*entity_type != EntityType::Unknown, *count))
            .map_or(EntityType::Unknown, |(entity_type, _)| *entity_type);
        for said in all().filter(|said| said.entity_type == entity_type) {
            *names.entry(gathered.names.get(said.name)).or_default() += 1;
        }
        let name = names
            .iter()
            .max_by_key(|(name, count)| {
                let words = name.split_whitespace().count();
                (
                    words > 1 || !body::is_acronym(name),
                    entity_type != EntityType::Person || words > 1,
                    **count,
                    words,
                    Reverse(**name),
                )
            })
            .map(|(name, _)| (*name).to_owned());
        // The country of most reports, if it is that of most by far.
        let country = countries.iter().max_by_key(|(country, count)| (**count, Reverse(**country)));
        let country = country.filter(|(_, count)| **count * 2 > countries.values().sum::<usize>());
        Identity {
            id: EntityId(self.id(identity).into_owned()),
            entity_type,
            name: name.unwrap_or_default(),
            country: country.map(|(country, _)| (*country).to_owned()),
            candidates: self.candidates(identity),
            members: Vec::new(),
        }
    }
}

/// Entities in order of their reports; inside one report names of known type come first.
fn order(gathered: &Gathering) -> Vec<u32> {
    let unknown = |at: u32| gathered.of(at).entity_type == EntityType::Unknown;
    let mut order = Vec::with_capacity(gathered.locals.len());
    let mut start = 0;
    for report in gathered.locals.chunk_by(|a, b| a.report == b.report) {
        let end = start + report.len() as u32;
        order.extend((start..end).filter(|at| !unknown(*at)));
        order.extend((start..end).filter(|at| unknown(*at)));
        start = end;
    }
    order
}

/// Applies corrections in their order to the labels of the entities. Gives rule and words for those that they moved.
fn correct(
    gathered: &Gathering,
    corrections: &[Correction],
    label: &mut [u32],
) -> HashMap<u32, (&'static str, String)> {
    let mut corrected = HashMap::default();
    let find = |anchor: &Anchor| gathered.find(anchor.report, &anchor.entity).map(|at| at as usize);
    let mut fresh = label.iter().max().map_or(0, |most| most + 1);
    for correction in corrections.iter().filter(|correction| correction.undone.is_none()) {
        match &correction.what {
            Change::Merge { left, right } => {
                let (Some(left), Some(right)) = (find(left), find(right)) else { continue };
                let (to, from) = (label[left], label[right]);
                if to == from {
                    continue;
                }
                for (at, label) in label.iter_mut().enumerate().filter(|(_, label)| **label == from) {
                    *label = to;
                    corrected.insert(at as u32, ("correction.merge", reason(correction)));
                }
            }
            Change::Split { out } => {
                for at in out.iter().filter_map(find) {
                    label[at] = fresh;
                    corrected.insert(at as u32, ("correction.split", reason(correction)));
                }
                fresh += 1;
            }
            // The others are about lines.
            _ => {}
        }
    }
    corrected
}

fn reason(correction: &Correction) -> String {
    let by = correction.who.as_ref().map_or_else(String::new, |who| format!(" by {who}"));
    format!("correction {}{by}: {}", correction.number, correction.why)
}
