//! From joined names to identities: corrections, ids, names, reasons.

use crate::cluster::Clusters;
use crate::{Local, body};
use foldhash::{HashMap, HashSet};
use rapporteur_record::{Anchor, Change, Correction, EntityId, EntityType, Identity, Member};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

type Why = (Cow<'static, str>, String);

pub(crate) fn identities(mut clusters: Clusters<'_>, corrections: &[Correction]) -> Vec<Identity> {
    let locals = clusters.company.locals();
    let mut form_of = vec![0u32; locals.len()];
    for (form, is) in clusters.forms.iter().enumerate() {
        for local in &is.locals {
            form_of[*local as usize] = form as u32;
        }
    }
    let mut whys = reasons(&mut clusters, &form_of);
    let mut label: Vec<u32> = form_of.iter().map(|form| clusters.root(*form)).collect();
    correct(locals, corrections, &mut label, &mut whys);
    // In order of the first reports; inside one report names of known type come first.
    let mut order: Vec<u32> = (0..locals.len() as u32).collect();
    order.sort_by_key(|at| {
        (clusters.report[*at as usize], locals[*at as usize].entity_type == EntityType::Unknown, *at)
    });
    let mut index: HashMap<u32, usize> = HashMap::default();
    let mut members: Vec<Vec<u32>> = Vec::new();
    for at in order {
        let next = members.len();
        let index = *index.entry(label[at as usize]).or_insert(next);
        if index == next {
            members.push(Vec::new());
        }
        members[index].push(at);
    }
    let ids = ids(locals, &members);
    let mut identities: Vec<Identity> = members
        .iter()
        .zip(&ids)
        .map(|(members, id)| identity(locals, members, id.clone(), &mut whys))
        .collect();
    for (at, identity) in identities.iter_mut().enumerate() {
        let maybe = members[at].iter().filter_map(|local| clusters.maybe.get(&form_of[*local as usize]));
        let mut candidates: Vec<EntityId> = maybe
            .flatten()
            .filter_map(|form| index.get(&label[clusters.forms[*form as usize].locals[0] as usize]))
            .filter(|other| **other != at)
            .map(|other| ids[*other].clone())
            .collect();
        candidates.sort();
        candidates.dedup();
        identity.candidates = candidates;
    }
    identities
}

/// For each entity why it is where it is: the join on the way to it from the first name of its cluster.
fn reasons(clusters: &mut Clusters<'_>, form_of: &[u32]) -> Vec<Why> {
    let mut next: HashMap<u32, Vec<usize>> = HashMap::default();
    for (at, (a, b, _)) in clusters.edges.iter().enumerate() {
        next.entry(*a).or_default().push(at);
        next.entry(*b).or_default().push(at);
    }
    let mut of_form: Vec<Option<Why>> = vec![None; clusters.forms.len()];
    let mut seen: HashSet<u32> = HashSet::default();
    let mut whys = vec![(Cow::Borrowed("identity.same_name"), String::new()); form_of.len()];
    // Entities stand in order of their reports, so the first form of a cluster that is met is its first name.
    for form in form_of {
        if !seen.insert(*form) {
            continue;
        }
        let mut open = vec![*form];
        while let Some(from) = open.pop() {
            for edge in next.get(&from).into_iter().flatten() {
                let (a, b, reason) = &clusters.edges[*edge];
                let to = if *a == from { *b } else { *a };
                if seen.insert(to) {
                    of_form[to as usize] = Some((Cow::Borrowed(reason.rule), reason.why.clone()));
                    open.push(to);
                }
            }
        }
    }
    for (why, form) in whys.iter_mut().zip(form_of) {
        if let Some(reason) = &of_form[*form as usize] {
            why.clone_from(reason);
        }
    }
    whys
}

/// Applies corrections in their order to the labels of the entities.
fn correct(locals: &[Local], corrections: &[Correction], label: &mut [u32], whys: &mut [Why]) {
    if corrections.is_empty() {
        return;
    }
    let at: HashMap<(i64, &EntityId), usize> =
        locals.iter().enumerate().map(|(at, local)| ((local.report, &local.id), at)).collect();
    let find = |anchor: &Anchor| at.get(&(anchor.report, &anchor.entity)).copied();
    let mut fresh = label.iter().max().map_or(0, |most| most + 1);
    for correction in corrections.iter().filter(|correction| correction.undone.is_none()) {
        match &correction.what {
            Change::Merge { left, right } => {
                let (Some(left), Some(right)) = (find(left), find(right)) else { continue };
                let (to, from) = (label[left], label[right]);
                if to == from {
                    continue;
                }
                for (label, why) in label.iter_mut().zip(whys.iter_mut()).filter(|(label, _)| **label == from)
                {
                    *label = to;
                    *why = ("correction.merge".into(), reason(correction));
                }
            }
            Change::Split { out } => {
                for at in out.iter().filter_map(find) {
                    label[at] = fresh;
                    whys[at] = ("correction.split".into(), reason(correction));
                }
                fresh += 1;
            }
        }
    }
}

fn reason(correction: &Correction) -> String {
    format!("correction {} by {}: {}", correction.number, correction.who, correction.why)
}

/// The id of the first member; where it is taken, with the number of the report.
fn ids(locals: &[Local], members: &[Vec<u32>]) -> Vec<EntityId> {
    let mut taken: HashSet<String> = HashSet::default();
    members
        .iter()
        .map(|members| {
            let first = &locals[members[0] as usize];
            let mut id = first.id.0.clone();
            if taken.contains(&id) {
                id = format!("{id}~{}", first.report);
            }
            taken.insert(id.clone());
            EntityId(id)
        })
        .collect()
}

fn identity(locals: &[Local], members: &[u32], id: EntityId, whys: &mut [Why]) -> Identity {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut types: Vec<(EntityType, usize)> = Vec::new();
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    let all = || members.iter().map(|at| &locals[*at as usize]);
    for local in all() {
        // Who holds an office is a person, whatever another report takes the name for.
        let weight = if local.entity_type == EntityType::Person && !local.offices.is_empty() { 3 } else { 1 };
        match types.iter_mut().find(|(known, _)| *known == local.entity_type) {
            Some((_, count)) => *count += weight,
            None => types.push((local.entity_type, weight)),
        }
        if let Some(country) = &local.country {
            *countries.entry(country).or_default() += 1;
        }
    }
    // Of types that weigh the same the first one met.
    let entity_type = types
        .iter()
        .rev()
        .max_by_key(|(entity_type, count)| (*entity_type != EntityType::Unknown, *count))
        .map_or(EntityType::Unknown, |(entity_type, _)| *entity_type);
    for local in all().filter(|local| local.entity_type == entity_type) {
        *names.entry(&local.name).or_default() += 1;
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
        id,
        entity_type,
        name: name.unwrap_or_default(),
        country: country.map(|(country, _)| (*country).to_owned()),
        candidates: Vec::new(),
        members: members
            .iter()
            .enumerate()
            .map(|(number, at)| {
                let local = &locals[*at as usize];
                let (rule, why) = std::mem::take(&mut whys[*at as usize]);
                let first = number == 0 && !rule.starts_with("correction.");
                let (rule, why) = if first { ("identity.first".into(), String::new()) } else { (rule, why) };
                Member { anchor: Anchor { report: local.report, entity: local.id.clone() }, rule, why }
            })
            .collect(),
    }
}
