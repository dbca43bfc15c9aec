//! States that no list has: a report that tells of one only as a place means it too.

use crate::cluster::{Class, Clusters, Reason};
use crate::name;
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
