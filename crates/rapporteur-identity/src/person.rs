//! Persons: spellings, middle names, bare surnames.

use crate::cluster::{Class, Clusters, Reason};
use crate::company::{Circle, TERM_DAYS};
use crate::name::{self, Name};
use crate::pool::Texts;
use crate::spelling::{self, Fit};
use foldhash::fast::FixedState;
use foldhash::{HashMap, HashSet};
use rapporteur_ontology::name::ends_in_patronymic;
use rapporteur_ontology::title;
use std::hash::BuildHasher;

/// Names of one block that a name is compared with. More names that look alike are joined only where they are equal.
const BLOCK: usize = 40;

/// Bearers of a surname that a bare name is weighed against; a name of more stays open.
const BEARERS: usize = 60;

/// Two full names that fit.
#[derive(Debug, Clone, Copy)]
struct Pair {
    a: u32,
    b: u32,
    fit: Fit,
    shorter: bool,
}

/// Joins full names that are spellings of one, or that leave out a middle name.
pub(crate) fn full(clusters: &mut Clusters<'_>) {
    let pairs = pairs(clusters);
    for pair in pairs.iter().filter(|pair| pair.fit < Fit::Weak && !pair.shorter) {
        spellings(clusters, *pair);
    }
    shorter(clusters, &pairs);
    for pair in pairs.iter().filter(|pair| pair.fit == Fit::Weak && !pair.shorter) {
        spellings(clusters, *pair);
    }
}

/// Full names that fit, each with those that stand before it in its blocks.
fn pairs(clusters: &Clusters<'_>) -> Vec<Pair> {
    let forms: Vec<u32> = of_class(clusters, Class::Full);
    // Blocks by the hash of their key: a name that falls into a wrong block fits none there.
    let hash = FixedState::default();
    let keys = |form: u32| Name::new(clusters.name(form)).blocks().into_iter().map(|key| hash.hash_one(key));
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for form in &forms {
        entries.extend(keys(*form).map(|key| (key, *form)));
    }
    entries.sort_unstable();
    // Most blocks have one name, which is compared with none.
    let mut members: Vec<u32> = Vec::new();
    let mut blocks: HashMap<u64, (u32, u32)> = HashMap::default();
    for block in entries.chunk_by(|(a, _), (b, _)| a == b).filter(|block| block.len() > 1) {
        blocks.insert(block[0].0, (members.len() as u32, 0));
        members.extend(block.iter().map(|(_, form)| *form));
    }
    drop(entries);
    let mut pairs: Vec<Pair> = Vec::new();
    for form in forms {
        let mut name = None;
        let mut compared: Vec<u32> = Vec::new();
        for key in keys(form) {
            let Some((start, passed)) = blocks.get_mut(&key) else { continue };
            let before = &members[*start as usize..][..(*passed as usize).min(BLOCK)];
            *passed += 1;
            for other in before.iter().copied() {
                if other == form || compared.contains(&other) {
                    continue;
                }
                compared.push(other);
                let name = name.get_or_insert_with(|| Name::new(clusters.name(form)));
                let fit = name::compare(&Name::new(clusters.name(other)), name);
                pairs.extend(fit.map(|fit| Pair { a: other, b: form, fit: fit.fit, shorter: fit.shorter }));
            }
        }
    }
    pairs
}

fn of_class(clusters: &Clusters<'_>, class: Class) -> Vec<u32> {
    (0..clusters.forms.len() as u32).filter(|form| clusters.forms[*form as usize].class == class).collect()
}

/// True if few people bear the family name of a form.
fn is_rare(clusters: &Clusters<'_>, form: u32, name: &Name) -> bool {
    let written = clusters.name(form).rsplit(' ').next().unwrap_or_default();
    name::is_rare(written, name.family())
}

/// Two spellings of as many words.
fn spellings(clusters: &mut Clusters<'_>, Pair { a, b, .. }: Pair) {
    if clusters.root(a) == clusters.root(b) {
        return;
    }
    let (one, other) = (Name::new(clusters.name(a)), Name::new(clusters.name(b)));
    let Some(fit) = name::compare(&one, &other) else { return };
    if fit.two_families || clusters.conflict(a, b) {
        return;
    }
    let rare = is_rare(clusters, a, &one) && is_rare(clusters, b, &other);
    let families_differ = one.family() != other.family();
    let certain = match fit.fit {
        Fit::Equal => rare || fit.swaps.is_empty() && one.words == other.words,
        Fit::Strong => rare || !(fit.two_givens || families_differ),
        Fit::Weak if clusters.meet(a, b) => return,
        Fit::Weak => false,
    };
    let sign = if certain { None } else { clusters.sign(a, b) };
    if certain || sign.is_some() {
        let rule = if fit.fit == Fit::Weak { "identity.likely_spelling" } else { "identity.spelling" };
        let mut why = format!("“{}” and “{}”", clusters.name(a), clusters.name(b));
        for part in [(!fit.swaps.is_empty()).then(|| fit.swaps.join(", ")), sign].into_iter().flatten() {
            why.push_str(": ");
            why.push_str(&part);
        }
        clusters.join(a, b, Reason::new(rule, why));
    }
}

/// Names that leave out words of longer ones, where only one longer name fits.
fn shorter(clusters: &mut Clusters<'_>, pairs: &[Pair]) {
    let mut longer: HashMap<u32, Vec<u32>> = HashMap::default();
    let mut order = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.shorter && pair.fit < Fit::Weak) {
        let (one, other) = (Name::new(clusters.name(pair.a)), Name::new(clusters.name(pair.b)));
        let Some(fit) = name::compare(&one, &other) else { continue };
        if fit.two_families || fit.two_givens && !fit.short_form {
            continue;
        }
        let size = |name: &Name| (name.words.len(), name.suffix.is_some());
        let (short, long) = if size(&one) < size(&other) { (pair.a, pair.b) } else { (pair.b, pair.a) };
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
        // A son without his `Jr.` may be his father.
        let (one, other) = (Name::new(clusters.name(short)), Name::new(clusters.name(long)));
        let certain = one.suffix == other.suffix && is_rare(clusters, short, &one);
        let sign = if certain { None } else { clusters.sign(short, long) };
        if certain || sign.is_some() {
            let mut why =
                format!("“{}” leaves out a name of “{}”", clusters.name(short), clusters.name(long));
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
    let taken = names_of_others(clusters);
    let bare = by_family(clusters, &mut bearers);
    // What is decided of one family changes nothing for another one, so its company is forgotten after it.
    for family in bare.chunk_by(|(one, _), (other, _)| one == other) {
        let mut company = FamilyCompany::default();
        let mut left: HashMap<String, Vec<u32>> = HashMap::default();
        let mut order: Vec<String> = Vec::new();
        // Who is joined by office makes its bearer better known to those that have none, so these are looked at again.
        let mut open: Vec<u32> = Vec::new();
        for (_, form) in family {
            let (_, found) = choose_for(clusters, &bearers, &mut company, &taken, *form);
            match found {
                Ok((bearer, reason)) => clusters.join(bearer, *form, reason),
                Err(_) => open.push(*form),
            }
        }
        for form in open {
            let (word, found) = choose_for(clusters, &bearers, &mut company, &taken, form);
            match found {
                Ok((bearer, reason)) => clusters.join(bearer, form, reason),
                Err(found) => {
                    let unknown = clusters.forms[form as usize].class == Class::Unknown;
                    if found.len() > 1 || (found.len() == 1 && !unknown) {
                        let list = clusters.maybe_lists.intern(&found[..found.len().min(BEARERS)]);
                        clusters.maybe.insert(form, list);
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
}

/// The word of a bare name, and its bearer; if none is certain enough, all who may be.
fn choose_for(
    clusters: &mut Clusters<'_>,
    bearers: &Bearers,
    company: &mut FamilyCompany,
    taken: &[bool],
    form: u32,
) -> (String, Result<(u32, Reason), Vec<u32>>) {
    let word = Name::new(clusters.name(form)).joined();
    let found = bearers.of(clusters, company, &word);
    let unknown = clusters.forms[form as usize].class == Class::Unknown;
    let of_other = clusters.prepared.keys.find(&word).is_some_and(|key| taken[key as usize]);
    let chosen = choose(clusters, company, form, &word, &found, unknown && of_other);
    (word, chosen.ok_or(found))
}

/// Bare names with the number of their family: those that may be joined with each other, directly or through others.
fn by_family(clusters: &mut Clusters<'_>, bearers: &mut Bearers) -> Vec<(u32, u32)> {
    let mut families = Families::default();
    for (skeleton, known) in bearers.by_skeleton.iter().enumerate() {
        for (_, form) in known {
            families.place(skeleton as u32, clusters.root(*form));
        }
    }
    let mut bare: Vec<(u32, u32)> = Vec::new();
    for form in 0..clusters.forms.len() as u32 {
        let is = clusters.forms[form as usize];
        if is.class == Class::Bare
            || (is.class == Class::Unknown && is.count == 1 && !clusters.key(form).contains(' '))
        {
            let word = Name::new(clusters.name(form)).joined();
            let skeleton = bearers.skeletons.intern(&spelling::skeleton(&word));
            families.place(skeleton, clusters.root(form));
            bare.push((skeleton, form));
        }
    }
    for (family, _) in &mut bare {
        *family = families.top(*family);
    }
    bare.sort_unstable();
    bare
}

/// Skeletons of names, taken together where one person or thing has several.
#[derive(Default)]
struct Families {
    above: Vec<u32>,
    of_root: HashMap<u32, u32>,
}

impl Families {
    fn place(&mut self, skeleton: u32, root: u32) {
        while self.above.len() <= skeleton as usize {
            self.above.push(self.above.len() as u32);
        }
        let other = *self.of_root.entry(root).or_insert(skeleton);
        let (one, other) = (self.top(skeleton), self.top(other));
        self.above[one.max(other) as usize] = one.min(other);
    }

    fn top(&mut self, skeleton: u32) -> u32 {
        let mut at = skeleton;
        while self.above[at as usize] != at {
            self.above[at as usize] = self.above[self.above[at as usize] as usize];
            at = self.above[at as usize];
        }
        at
    }
}

/// By number of the key: names of bodies and places. An untyped word that is one of them is no surname without more
/// evidence.
fn names_of_others(clusters: &Clusters<'_>) -> Vec<bool> {
    let mut taken = vec![false; clusters.prepared.keys.len()];
    for form in &clusters.forms {
        if matches!(form.class, Class::Body | Class::Place | Class::State | Class::Event) {
            taken[form.key as usize] = true;
        }
    }
    taken
}

/// Who bears which surname.
struct Bearers {
    families: Texts,
    skeletons: Texts,
    /// By number of the skeleton the family names and forms, one for each person.
    by_skeleton: Vec<Vec<(u32, u32)>>,
}

/// What is worked out while the bare names of one family are looked at.
#[derive(Default)]
struct FamilyCompany {
    /// By bare name the forms whose family name fits.
    fitting: HashMap<String, Vec<u32>>,
    /// Of each bearer the company, as the reports with the full name have it, and the names.
    circles: HashMap<u32, (Circle, HashSet<u32>)>,
}

impl FamilyCompany {
    fn circle(&mut self, clusters: &mut Clusters<'_>, form: u32) -> &(Circle, HashSet<u32>) {
        // The first look decides: bare names that join later add no company.
        self.circles.entry(form).or_insert_with(|| {
            let own = clusters.own(form);
            let reports = clusters.known(form).reports.to_vec();
            (clusters.company.circle(&reports), own)
        })
    }
}

impl Bearers {
    fn new(clusters: &mut Clusters<'_>) -> Self {
        let (mut families, mut skeletons) = (Texts::default(), Texts::default());
        let mut by_skeleton: Vec<Vec<(u32, u32)>> = Vec::new();
        let mut known: HashSet<(u32, u32)> = HashSet::default();
        for form in of_class(clusters, Class::Full) {
            if ends_in_patronymic(clusters.name(form)) {
                continue;
            }
            let name = Name::new(clusters.name(form));
            let root = clusters.root(form);
            let family = families.intern(name.family());
            if known.insert((family, root)) {
                let skeleton = skeletons.intern(&spelling::skeleton(name.family())) as usize;
                if skeleton == by_skeleton.len() {
                    by_skeleton.push(Vec::new());
                }
                by_skeleton[skeleton].push((family, form));
            }
        }
        Self { families, skeletons, by_skeleton }
    }

    /// Forms of different people whose family name fits the word.
    fn of(&self, clusters: &mut Clusters<'_>, company: &mut FamilyCompany, word: &str) -> Vec<u32> {
        if !company.fitting.contains_key(word) {
            company.fitting.insert(word.to_owned(), self.fitting(word));
        }
        let mut found: Vec<u32> = Vec::new();
        let mut roots: Vec<u32> = Vec::new();
        for form in &company.fitting[word] {
            let root = clusters.root(*form);
            if !roots.contains(&root) {
                roots.push(root);
                found.push(*form);
            }
            if found.len() > BEARERS {
                break;
            }
        }
        found
    }

    /// Forms whose family name fits the word, those with the same letters first.
    fn fitting(&self, word: &str) -> Vec<u32> {
        let skeleton = self.skeletons.find(&spelling::skeleton(word));
        let Some(known) = skeleton.and_then(|skeleton| self.by_skeleton.get(skeleton as usize)) else {
            return Vec::new();
        };
        let own = self.families.find(word);
        let equal = known.iter().filter(|(family, _)| Some(*family) == own);
        let mut fits: HashMap<u32, bool> = HashMap::default();
        let others = known.iter().filter(|(family, _)| {
            Some(*family) != own
                && word.len() > 3
                && *fits.entry(*family).or_insert_with(|| {
                    let family = self.families.get(*family);
                    matches!(spelling::compare(family, word), Some((fit, _)) if fit < Fit::Weak)
                })
        });
        equal.chain(others).map(|(_, form)| *form).collect()
    }
}

/// The bearer that a bare name means, if that is certain enough.
fn choose(
    clusters: &mut Clusters<'_>,
    company: &mut FamilyCompany,
    form: u32,
    word: &str,
    found: &[u32],
    taken: bool,
) -> Option<(u32, Reason)> {
    if found.is_empty() || found.len() > BEARERS {
        return None;
    }
    let unknown = clusters.forms[form as usize].class == Class::Unknown;
    let written = clusters.name(form);
    let fitting: Vec<u32> =
        found.iter().copied().filter(|bearer| !clusters.conflict(form, *bearer)).collect();
    let here: Vec<u32> = fitting.iter().copied().filter(|bearer| clusters.meet(form, *bearer)).collect();
    match here[..] {
        [only] => {
            let why = format!("“{}” in the same report, the only one of that name", clusters.name(only));
            return (!(taken && unknown)).then(|| (only, Reason::new("identity.same_report", why)));
        }
        [] => {}
        // The report itself leaves open which of several is meant.
        _ => return None,
    }
    let office: Vec<(u32, &str)> = fitting
        .iter()
        .filter_map(|bearer| {
            let office = clusters.same_office(form, *bearer)?;
            Some((*bearer, office))
        })
        .collect();
    if let Some((bearer, office)) = held(clusters, office)
        && (clusters.near(form, bearer) || (found.len() == 1 && clusters.within(form, bearer, TERM_DAYS)))
    {
        let why = format!("“{office}” as “{}”", clusters.name(bearer));
        return Some((bearer, Reason::new("identity.surname_and_office", why)));
    }
    let report = clusters.report(form);
    let own = clusters.forms[form as usize].feature;
    let mut scores: Vec<(u32, u32, Option<u32>)> = Vec::new();
    for bearer in &fitting {
        let (circle, names) = company.circle(clusters, *bearer);
        let is_own = |feature: u32| Some(feature) == own || names.contains(&feature);
        let (score, feature) = clusters.company.shared(report, circle, is_own);
        scores.push((score, *bearer, feature));
    }
    scores.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    let (score, bearer, feature) = *scores.first()?;
    let second = scores.get(1).map_or(0, |(score, ..)| *score);
    let enough = if taken || title::lookup(written).is_some() {
        4
    } else if unknown || !is_sure(clusters, bearer, word) {
        3
    } else {
        2
    };
    let named = clusters.known(bearer).reports.len();
    if score >= enough && score >= 2 * second.max(1) && (named > 1 || is_sure(clusters, bearer, word)) {
        let why = format!("“{}”: {}", clusters.name(bearer), clusters.in_company(feature));
        return Some((bearer, Reason::new("identity.surname_in_company", why)));
    }
    let (main, others) = main_bearer(clusters, found)?;
    let reports = clusters.known(main).reports.len();
    let rare = name::is_rare(written, word);
    // What stands for a person, with nobody else of that surname in the collection, needs fewer reports.
    let only = found.len() == 1 && !unknown && !name::is_frequent(word);
    let famed = reports >= if only { KNOWN } else { FAMED };
    if !taken
        && (rare || famed)
        && is_sure(clusters, main, word)
        && (reports >= NAMED || (score > 0 && bearer == main && !unknown))
        && reports >= MAIN * others
        && (second == 0 || bearer == main)
        && clusters.near(form, main)
        && !clusters.conflict(form, main)
    {
        let name = clusters.name(main);
        let why = match others {
            0 if rare => format!("the only “{name}” of the collection, and the surname is rare"),
            0 if reports < FAMED => {
                format!(
                    "the only bearer of that surname in the collection, “{name}”, is in {reports} reports"
                )
            }
            _ => format!("“{name}” is in {reports} reports, others of that surname in {others}"),
        };
        let rule = if only && famed && !rare { "identity.known_bearer" } else { "identity.only_bearer" };
        return Some((main, Reason::new(rule, why)));
    }
    None
}

/// Reports with the full name from which on a rare surname alone is enough.
const NAMED: usize = 3;

/// The same for any surname: whom so many reports name in full is known without more.
const FAMED: usize = 10;

/// The same for a surname that is not among the frequent ones, if nobody else in the collection bears it.
const KNOWN: usize = 5;

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
    let name = Name::new(clusters.name(form));
    name.family() == word
        && (rapporteur_ontology::name::given(name.first()).is_some()
            || clusters.known(form).reports.len() >= MANY)
}

/// The bearer who holds an office in most reports, if it is clear who that is.
fn held<'c>(clusters: &mut Clusters<'c>, mut offices: Vec<(u32, &'c str)>) -> Option<(u32, &'c str)> {
    if offices.len() > 1 {
        let mut counts = Vec::new();
        for (bearer, office) in offices {
            counts.push((clusters.holds(bearer, office), bearer, office));
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
        let rare = !clusters.maybe.contains_key(form) && name::is_rare(clusters.name(*form), word);
        let report = clusters.report(*form);
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
                    clusters.company.widen(circle, report);
                }
            }
            None if open.len() < OPEN => open.push((*form, clusters.company.circle(&[report]))),
            None => {}
        }
    }
}
