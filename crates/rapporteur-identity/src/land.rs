//! States that no list has: a report that tells of one only as a place means it too.

use crate::body;
use crate::cluster::{Class, Clusters, Reason};
use crate::{fold, name};
use foldhash::HashMap;

/// Joins names of one word that no list knows with the state that some report has under this name.
pub(crate) fn own_names(clusters: &mut Clusters<'_>) {
    let mut states: HashMap<u32, u32> = HashMap::default();
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class == Class::State && clusters.said(form).country.is_none() {
            states.entry(clusters.body_key(form)).or_insert(form);
        }
    }
    for form in 0..clusters.forms.len() as u32 {
        let class = clusters.forms[form as usize].class;
        let (said, written) = (clusters.said(form), clusters.name(form));
        let may_be = match class {
            Class::Place => said.gazetteer.is_none(),
            Class::Bare | Class::Body | Class::Unknown => {
                !written.contains(' ') && name::is_rare(written, clusters.key(form))
            }
            _ => false,
        };
        let Some(state) = states.get(&clusters.body_key(form)).copied().filter(|_| may_be) else { continue };
        if said.country.is_none() && !clusters.meet(form, state) && !clusters.conflict(form, state) {
            let report = clusters.gathered.numbers[clusters.report(state) as usize];
            let why = format!("“{written}” is a state in report {report}");
            clusters.join(state, form, Reason::new("identity.state_of_no_list", why));
        }
    }
}

/// Joins a place with the only one that some report calls so for short: `Orla` with `Orla Peninsula`.
pub(crate) fn short_names(clusters: &mut Clusters<'_>) {
    let gathered = clusters.gathered;
    let mut long: HashMap<&str, Vec<(u32, u32)>> = HashMap::default();
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Place {
            continue;
        }
        for at in clusters.locals_of(form) {
            for short in gathered.acronym_lists.get(gathered.of(*at).acronyms) {
                let called = long.entry(gathered.acronyms.get(*short)).or_default();
                if called.last().is_none_or(|(known, _)| *known != form) {
                    called.push((form, *at));
                }
            }
        }
    }
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Place {
            continue;
        }
        let Some(longer) = long.get(clusters.name(form)) else { continue };
        let (first, calling) = longer[0];
        let root = clusters.root(first);
        let one = longer.iter().all(|(other, _)| clusters.root(*other) == root)
            || longer.iter().all(|(other, _)| clusters.name(*other) == clusters.name(first));
        if one && clusters.root(form) != root && !clusters.conflict(form, first) {
            let (name, report) = (gathered.name(calling), gathered.number(calling));
            let why = format!("“{}” is “{name}” in report {report}", clusters.name(form));
            clusters.join(first, form, Reason::new("identity.short_place", why));
        }
    }
}

/// True for `Orla` of `Orla Peninsula`: a town may be called as its county or its state is, but hardly as a strip of land.
pub(crate) fn is_short_for(short: &str, name: &str) -> bool {
    let kind = name.strip_prefix(short).and_then(|rest| rest.strip_prefix(' '));
    matches!(
        kind,
        Some(
            "Strip"
                | "Peninsula"
                | "Valley"
                | "Archipelago"
                | "Islands"
                | "Province"
                | "Region"
                | "Oblast"
                | "Governorate"
                | "Prefecture"
        )
    )
}

/// States of no list whose bodies are looked for.
const STATES: usize = 64;

/// Joins the bodies of a state that no list has, however a report says whose they are: `Ostrel’s Harbour Ministry`, `the Ostrelian
/// Harbour Ministry`. A bare `Harbour Ministry` is the only one of that name, in a report that tells of its state and shares company.
pub(crate) fn bodies(clusters: &mut Clusters<'_>) {
    let states = own_states(clusters);
    if states.is_empty() {
        return;
    }
    let mut of_state: HashMap<(u32, Vec<String>), u32> = HashMap::default();
    let mut named: HashMap<Vec<String>, Vec<(u32, u32)>> = HashMap::default();
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Body || clusters.said(form).country.is_some() {
            continue;
        }
        let Some((state, rest)) = owner(&states, clusters.name(form)) else { continue };
        match of_state.get(&(state, rest.clone())).copied() {
            Some(first) if !clusters.conflict(first, form) => {
                let why = format!("both are the “{}” of “{}”", rest.join(" "), clusters.name(state));
                clusters.join(first, form, Reason::new("identity.body_of_state", why));
            }
            Some(_) => {}
            None => {
                of_state.insert((state, rest.clone()), form);
                named.entry(rest).or_default().push((form, state));
            }
        }
    }
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Body || clusters.said(form).country.is_some() {
            continue;
        }
        let Some([(body, state)]) = named.get(&body::key(clusters.name(form))).map(Vec::as_slice) else {
            continue;
        };
        let (body, state) = (*body, *state);
        if clusters.root(body) == clusters.root(form)
            || clusters.conflict(body, form)
            || !clusters.meet(form, state)
        {
            continue;
        }
        if let Some(sign) = clusters.sign(body, form) {
            clusters.join(body, form, Reason::new("identity.body_of_state", sign));
        }
    }
}

/// The states that no list has, by their folded names.
fn own_states(clusters: &Clusters<'_>) -> Vec<(String, u32)> {
    let mut states: Vec<(String, u32)> = Vec::new();
    for form in 0..clusters.forms.len() as u32 {
        let name = clusters.name(form);
        let own =
            clusters.forms[form as usize].class == Class::State && clusters.said(form).country.is_none();
        if own && !name.contains(' ') && states.len() < STATES {
            states.push((fold::words(name).concat(), form));
        }
    }
    states
}

/// The state that the first word of a name gives, and what the name is without it.
fn owner(states: &[(String, u32)], name: &str) -> Option<(u32, Vec<String>)> {
    let (first, rest) = name.split_once(' ')?;
    let bare = first.strip_suffix("’s").or_else(|| first.strip_suffix("'s"));
    let word = fold::words(bare.unwrap_or(first)).concat();
    let fits = |state: &str| {
        if bare.is_some() { word == state } else { word == state || is_adjective_of(&word, state) }
    };
    let (_, state) = states.iter().find(|(state, _)| fits(state))?;
    let key = body::key(rest);
    body::is_institution_name(&key).then_some((*state, key))
}

/// True for `ostrelian` of `ostrel`, `norvassian` of `norvasse`.
fn is_adjective_of(word: &str, state: &str) -> bool {
    let common = word.bytes().zip(state.bytes()).take_while(|(a, b)| a == b).count();
    let ending = word.get(common..).unwrap_or_default();
    common >= 4
        && state.len() - common <= 2
        && matches!(ending, "n" | "an" | "ian" | "ean" | "ese" | "ish" | "i" | "er" | "ic")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_of_places() {
        assert!(is_short_for("Orla", "Orla Peninsula"));
        assert!(!is_short_for("Orla", "Orla City"));
        assert!(!is_short_for("Orl", "Orla Peninsula"));
    }

    #[test]
    fn adjectives_of_states() {
        assert!(is_adjective_of("ostrelian", "ostrel"));
        assert!(is_adjective_of("vessandan", "vessanda"));
        assert!(!is_adjective_of("ostreling", "ostrel"));
        assert!(!is_adjective_of("ostrava", "ostrel"));
    }
}
