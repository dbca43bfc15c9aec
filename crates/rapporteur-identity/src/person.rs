//! Persons: spellings, middle names, bare surnames.

use crate::cluster::{Class, Clusters, Reason};
use crate::company::Circle;
use crate::name::{self, Name, NameFit};
use crate::spelling::{self, Fit};
use foldhash::{HashMap, HashSet};
use rapporteur_ontology::title;

/// Names of one block that a name is compared with. More names that look alike are joined only where they are equal.
const BLOCK: usize = 40;

/// Bearers of a surname that a bare name is weighed against; a name of more stays open.
const BEARERS: usize = 60;

/// Joins full names that are spellings of one, or that leave out a middle name.
pub(crate) fn full(clusters: &mut Clusters<'_>) {
    let forms: Vec<u32> = of_class(clusters, Class::Full);
    let names: HashMap<u32, Name> =
        forms.iter().map(|form| (*form, Name::new(&clusters.local(*form).name))).collect();
    let mut blocks: HashMap<String, Vec<u32>> = HashMap::default();
    let mut pairs: Vec<(u32, u32, NameFit)> = Vec::new();
    for form in &forms {
        let name = &names[form];
        let mut compared: Vec<u32> = Vec::new();
        for key in name.blocks() {
            let block = blocks.entry(key).or_default();
            for other in block.iter() {
                if !compared.contains(other) {
                    compared.push(*other);
                    pairs.extend(name::compare(&names[other], name).map(|fit| (*other, *form, fit)));
                }
            }
            if block.len() < BLOCK {
                block.push(*form);
            }
        }
    }
    for (a, b, fit) in pairs.iter().filter(|(_, _, fit)| fit.fit < Fit::Weak && !fit.shorter) {
        spellings(clusters, &names, *a, *b, fit);
    }
    shorter(clusters, &names, &pairs);
    for (a, b, fit) in pairs.iter().filter(|(_, _, fit)| fit.fit == Fit::Weak && !fit.shorter) {
        spellings(clusters, &names, *a, *b, fit);
    }
}

fn of_class(clusters: &Clusters<'_>, class: Class) -> Vec<u32> {
    (0..clusters.forms.len() as u32).filter(|form| clusters.forms[*form as usize].class == class).collect()
}

/// True if few people bear the family name of a form.
fn is_rare(clusters: &Clusters<'_>, names: &HashMap<u32, Name>, form: u32) -> bool {
    let written = clusters.local(form).name.rsplit(' ').next().unwrap_or_default();
    name::is_rare(written, names[&form].family())
}

/// Two spellings of as many words.
fn spellings(clusters: &mut Clusters<'_>, names: &HashMap<u32, Name>, a: u32, b: u32, fit: &NameFit) {
    if clusters.root(a) == clusters.root(b) || fit.two_families || clusters.conflict(a, b) {
        return;
    }
    let rare = is_rare(clusters, names, a) && is_rare(clusters, names, b);
    let families_differ = names[&a].family() != names[&b].family();
    let certain = match fit.fit {
        Fit::Equal => rare || fit.swaps.is_empty() && names[&a].words == names[&b].words,
        Fit::Strong => rare || !(fit.two_givens || families_differ),
        Fit::Weak if clusters.meet(a, b) => return,
        Fit::Weak => false,
    };
    let sign = if certain { None } else { clusters.sign(a, b) };
    if certain || sign.is_some() {
        let rule = if fit.fit == Fit::Weak { "identity.likely_spelling" } else { "identity.spelling" };
        let mut why = format!("“{}” and “{}”", clusters.local(a).name, clusters.local(b).name);
        for part in [(!fit.swaps.is_empty()).then(|| fit.swaps.join(", ")), sign].into_iter().flatten() {
            why.push_str(": ");
            why.push_str(&part);
        }
        clusters.join(a, b, Reason::new(rule, why));
    }
}

/// Names that leave out words of longer ones, where only one longer name fits.
fn shorter(clusters: &mut Clusters<'_>, names: &HashMap<u32, Name>, pairs: &[(u32, u32, NameFit)]) {
    let mut longer: HashMap<u32, Vec<u32>> = HashMap::default();
    let mut order = Vec::new();
    for (a, b, fit) in pairs.iter().filter(|(_, _, fit)| fit.shorter && fit.fit < Fit::Weak) {
        let (short, long) = if names[a].words.len() < names[b].words.len() { (*a, *b) } else { (*b, *a) };
        if fit.two_families || fit.two_givens {
            continue;
        }
        let entry = longer.entry(short).or_default();
        if entry.is_empty() {
            order.push(short);
        }
        entry.push(long);
    }
    for short in order {
        let mut roots: Vec<u32> = longer[&short].iter().map(|long| clusters.root(*long)).collect();
        let own = clusters.root(short);
        roots.retain(|root| *root != own);
        roots.sort_unstable();
        roots.dedup();
        let [only] = roots[..] else { continue };
        let Some(long) = longer[&short].iter().copied().find(|long| clusters.root(*long) == only) else {
            continue;
        };
        if clusters.conflict(short, long) || clusters.meet(short, long) {
            continue;
        }
        let certain = is_rare(clusters, names, short);
        let sign = if certain { None } else { clusters.sign(short, long) };
        if certain || sign.is_some() {
            let mut why = format!(
                "“{}” leaves out a name of “{}”",
                clusters.local(short).name,
                clusters.local(long).name
            );
            if let Some(sign) = sign {
                why.push_str(&format!(": {sign}"));
            }
            clusters.join(short, long, Reason::new("identity.middle_name", why));
        }
    }
}

/// Surnames without a given name: each joins the bearer that its report points to.
pub(crate) fn bare(clusters: &mut Clusters<'_>) {
    let mut bearers = Bearers::new(clusters);
    let bare: Vec<u32> = (0..clusters.forms.len() as u32)
        .filter(|form| {
            let form = &clusters.forms[*form as usize];
            form.class == Class::Bare
                || (form.class == Class::Unknown && form.locals.len() == 1 && !form.key.contains(' '))
        })
        .collect();
    let taken = names_of_others(clusters);
    let mut left: HashMap<String, Vec<u32>> = HashMap::default();
    let mut order: Vec<String> = Vec::new();
    for form in bare {
        let word = Name::new(&clusters.local(form).name).joined();
        let found = bearers.of(clusters, &word);
        let unknown = clusters.forms[form as usize].class == Class::Unknown;
        match choose(clusters, &mut bearers, form, &word, &found, unknown && taken.contains(&word)) {
            Some((bearer, reason)) => clusters.join(bearer, form, reason),
            None => {
                if found.len() > 1 || (found.len() == 1 && !unknown) {
                    let forms = found.iter().take(BEARERS).copied().collect();
                    clusters.maybe.insert(form, forms);
                }
                let entry = left.entry(word.clone()).or_default();
                if entry.is_empty() {
                    order.push(word);
                }
                entry.push(form);
            }
        }
    }
    for word in order {
        alone(clusters, &word, &left[&word]);
    }
}

/// Names of bodies and places: an untyped word that is one of them is no surname without more evidence.
fn names_of_others(clusters: &Clusters<'_>) -> HashSet<String> {
    let forms = clusters.forms.iter();
    let others =
        forms.filter(|form| matches!(form.class, Class::Body | Class::Place | Class::State | Class::Event));
    others.map(|form| form.key.clone()).collect()
}

/// Who bears which surname.
struct Bearers {
    by_skeleton: HashMap<String, Vec<(String, u32)>>,
    circles: HashMap<u32, (Circle, HashSet<u32>)>,
}

impl Bearers {
    fn new(clusters: &mut Clusters<'_>) -> Self {
        let mut by_skeleton: HashMap<String, Vec<(String, u32)>> = HashMap::default();
        let mut known: HashSet<(String, u32)> = HashSet::default();
        for form in of_class(clusters, Class::Full) {
            let name = Name::new(&clusters.local(form).name);
            let root = clusters.root(form);
            if known.insert((name.family().to_owned(), root)) {
                let list = by_skeleton.entry(spelling::skeleton(name.family())).or_default();
                list.push((name.family().to_owned(), form));
            }
        }
        Self { by_skeleton, circles: HashMap::default() }
    }

    /// Forms of different people whose family name fits the word.
    fn of(&self, clusters: &mut Clusters<'_>, word: &str) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let mut roots: Vec<u32> = Vec::new();
        let empty = Vec::new();
        let known = self.by_skeleton.get(&spelling::skeleton(word)).unwrap_or(&empty);
        let equal = known.iter().filter(|(family, _)| family == word);
        for (family, form) in equal.chain(known.iter().filter(|(family, _)| family != word)) {
            let fits = family == word
                || (word.len() > 3
                    && matches!(spelling::compare(family, word), Some((fit, _)) if fit < Fit::Weak));
            if fits {
                let root = clusters.root(*form);
                if !roots.contains(&root) {
                    roots.push(root);
                    found.push(*form);
                }
                if found.len() > BEARERS {
                    break;
                }
            }
        }
        found
    }

    /// The company of a bearer, as the reports with the full name have it, and the names of the bearer.
    fn circle(&mut self, clusters: &mut Clusters<'_>, form: u32) -> &(Circle, HashSet<u32>) {
        // The first look decides: bare names that join later add no company.
        self.circles.entry(form).or_insert_with(|| {
            let own = clusters.own(form);
            let reports = clusters.known(form).reports.clone();
            (clusters.company.circle(&reports), own)
        })
    }
}

/// The bearer that a bare name means, if that is certain enough.
fn choose(
    clusters: &mut Clusters<'_>,
    bearers: &mut Bearers,
    form: u32,
    word: &str,
    found: &[u32],
    taken: bool,
) -> Option<(u32, Reason)> {
    if found.is_empty() || found.len() > BEARERS {
        return None;
    }
    let unknown = clusters.forms[form as usize].class == Class::Unknown;
    let written = clusters.local(form).name.clone();
    let fitting: Vec<u32> =
        found.iter().copied().filter(|bearer| !clusters.conflict(form, *bearer)).collect();
    let here: Vec<u32> = fitting.iter().copied().filter(|bearer| clusters.meet(form, *bearer)).collect();
    match here[..] {
        [only] => {
            let why =
                format!("“{}” in the same report, the only one of that name", clusters.local(only).name);
            return (!(taken && unknown)).then(|| (only, Reason::new("identity.same_report", why)));
        }
        [] => {}
        // The report itself leaves open which of several is meant.
        _ => return None,
    }
    let office: Vec<(u32, String)> = fitting
        .iter()
        .filter_map(|bearer| {
            let office = clusters.same_office(form, *bearer)?;
            Some((*bearer, office))
        })
        .collect();
    if let Some((bearer, office)) = held(clusters, office)
        && clusters.near(form, bearer)
    {
        let why = format!("“{office}” as “{}”", clusters.local(bearer).name);
        return Some((bearer, Reason::new("identity.surname_and_office", why)));
    }
    let report = clusters.report[clusters.forms[form as usize].locals[0] as usize];
    let own = clusters.forms[form as usize].feature;
    let mut scores: Vec<(u32, u32, Option<u32>)> = Vec::new();
    for bearer in &fitting {
        let (circle, names) = bearers.circle(clusters, *bearer);
        let is_own = |feature: u32| Some(feature) == own || names.contains(&feature);
        let (score, feature) = clusters.company.shared(report, circle, is_own);
        scores.push((score, *bearer, feature));
    }
    scores.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    let (score, bearer, feature) = *scores.first()?;
    let second = scores.get(1).map_or(0, |(score, ..)| *score);
    let enough = if taken || title::lookup(written.as_str()).is_some() {
        4
    } else if unknown || !is_sure(clusters, bearer, word) {
        3
    } else {
        2
    };
    let named = clusters.known(bearer).reports.len();
    if score >= enough && score >= 2 * second.max(1) && (named > 1 || is_sure(clusters, bearer, word)) {
        let why = format!("“{}”: {}", clusters.local(bearer).name, clusters.in_company(feature));
        return Some((bearer, Reason::new("identity.surname_in_company", why)));
    }
    let (main, others) = main_bearer(clusters, found)?;
    let reports = clusters.known(main).reports.len();
    if !taken
        && name::is_rare(&written, word)
        && is_sure(clusters, main, word)
        && (reports >= NAMED || (score > 0 && bearer == main && !unknown))
        && reports >= MAIN * others
        && (second == 0 || bearer == main)
        && clusters.near(form, main)
        && !clusters.conflict(form, main)
    {
        let name = &clusters.local(main).name;
        let why = match others {
            0 => format!("the only “{name}” of the collection, and the surname is rare"),
            _ => format!("“{name}” is in {reports} reports, others of that rare surname in {others}"),
        };
        return Some((main, Reason::new("identity.only_bearer", why)));
    }
    None
}

/// Reports with the full name from which on a rare surname alone is enough.
const NAMED: usize = 3;

/// A bearer is meant by a bare surname if all others together have this part of the reports.
const MAIN: usize = 10;

/// The bearer that most reports have, and in how many reports the others are.
fn main_bearer(clusters: &mut Clusters<'_>, found: &[u32]) -> Option<(u32, usize)> {
    let mut counts: Vec<(usize, u32)> =
        found.iter().map(|bearer| (clusters.known(*bearer).reports.len(), *bearer)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let ((_, main), others) = counts.split_first()?;
    Some((*main, others.iter().map(|(count, _)| count).sum()))
}

/// True if a full name is surely one of a person: it ends with the word itself and begins with a listed given name, or
/// many reports have it.
fn is_sure(clusters: &mut Clusters<'_>, form: u32, word: &str) -> bool {
    const MANY: usize = 5;
    let name = Name::new(&clusters.local(form).name);
    name.family() == word
        && (rapporteur_ontology::name::given(name.first()).is_some()
            || clusters.known(form).reports.len() >= MANY)
}

/// The bearer who holds an office in most reports, if it is clear who that is.
fn held(clusters: &mut Clusters<'_>, mut offices: Vec<(u32, String)>) -> Option<(u32, String)> {
    if offices.len() > 1 {
        let mut counts = Vec::new();
        for (bearer, office) in offices {
            counts.push((clusters.holds(bearer, &office), bearer, office));
        }
        counts.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
        if counts[0].0 < 3 * counts[1].0 {
            return None;
        }
        offices = counts.into_iter().map(|(_, bearer, office)| (bearer, office)).collect();
    }
    offices.into_iter().next()
}

/// Bare names that no full name explains: a rare one is one person in reports that lie near; of others only those that
/// share office or company.
fn alone(clusters: &mut Clusters<'_>, word: &str, forms: &[u32]) {
    /// People of one bare name that another one is compared with.
    const OPEN: usize = 20;
    let mut open: Vec<(u32, Circle)> = Vec::new();
    for form in forms {
        let rare = !clusters.maybe.contains_key(form) && name::is_rare(&clusters.local(*form).name, word);
        let report = clusters.report[clusters.forms[*form as usize].locals[0] as usize];
        let own = clusters.forms[*form as usize].feature;
        let mut best: Option<(u32, u32, Reason)> = None;
        let mut tie = false;
        for (other, circle) in &open {
            if clusters.conflict(*form, *other) || clusters.meet(*form, *other) {
                continue;
            }
            let office = clusters.same_office(*form, *other);
            let (shared, feature) = clusters.company.shared(report, circle, |feature| Some(feature) == own);
            let (score, reason) = if let Some(office) = office.filter(|_| clusters.near(*form, *other)) {
                (100, Reason::new("identity.surname_and_office", format!("both “{office}”")))
            } else if shared >= 3 {
                (shared, Reason::new("identity.surname_in_company", clusters.in_company(feature)))
            } else if rare && clusters.near(*form, *other) {
                (
                    1,
                    Reason::new(
                        "identity.same_rare_name",
                        "the same rare name in reports of about the same time",
                    ),
                )
            } else {
                continue;
            };
            tie = best.as_ref().is_some_and(|(known, ..)| *known == score);
            if best.as_ref().is_none_or(|(known, ..)| *known < score) {
                best = Some((score, *other, reason));
            }
        }
        match best.filter(|_| !tie || rare) {
            Some((_, other, reason)) => {
                clusters.join(other, *form, reason);
                if let Some((_, circle)) = open.iter_mut().find(|(known, _)| *known == other) {
                    for (feature, days) in clusters.company.circle(&[report]) {
                        circle.entry(feature).or_default().extend(days);
                    }
                }
            }
            None if open.len() < OPEN => open.push((*form, clusters.company.circle(&[report]))),
            None => {}
        }
    }
}
