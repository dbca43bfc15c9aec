//! Organisations, groups, states, places, and names of unknown type.

use crate::cluster::{Class, Clusters, Reason};
use crate::company::Circle;
use crate::fold;
use crate::name::{Name, is_of_thing};
use foldhash::HashMap;
use rapporteur_ontology::body::{self, Home};
use rapporteur_ontology::country;
use rapporteur_ontology::{noun, place, region, seat, word};

/// The words of a body's name made comparable: without article and legal form, in American spelling, `Ministry of
/// Harbours` as `harbours ministry`.
pub(crate) fn key(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split_whitespace()
        .flat_map(|word| word.split(['-', '‑', '–']))
        .map(|word| if word == "&" { "and".to_owned() } else { fold::words(word).concat() })
        .filter(|word| !word.is_empty())
        .map(american)
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| is_legal_form(last)) {
        words.pop();
    }
    if words.len() > 2 && is_rotated(&words[0]) && matches!(words[1].as_str(), "of" | "for") {
        let head = words.remove(0);
        words.remove(0);
        words.retain(|word| word != "the");
        words.push(head);
    }
    words
}

fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "ltd" | "inc" | "corp" | "plc" | "llc" | "gmbh" | "limited" | "incorporated" | "corporation" | "llp"
    )
}

/// Heads that stand before or after what they are for.
fn is_rotated(word: &str) -> bool {
    matches!(word, "ministry" | "department" | "bureau")
}

/// American spelling of the usual pairs, by their endings.
fn american(word: String) -> String {
    const WHOLE: [(&str, &str); 8] = [
        ("defence", "defense"),
        ("labour", "labor"),
        ("harbour", "harbor"),
        ("centre", "center"),
        ("theatre", "theater"),
        ("programme", "program"),
        ("armour", "armor"),
        ("licence", "license"),
    ];
    if let Some((_, american)) = WHOLE.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    for (british, american) in [("isation", "ization"), ("isations", "izations")] {
        if let Some(stem) = word.strip_suffix(british).filter(|stem| stem.len() > 3) {
            return format!("{stem}{american}");
        }
    }
    word
}

/// Institutions that every state has: their name says which one only with the state.
fn is_institution(head: &str) -> bool {
    matches!(
        head,
        "administration"
            | "agency"
            | "army"
            | "assembly"
            | "authorities"
            | "authority"
            | "bank"
            | "bureau"
            | "cabinet"
            | "commission"
            | "committee"
            | "congress"
            | "council"
            | "court"
            | "department"
            | "embassy"
            | "force"
            | "forces"
            | "government"
            | "guard"
            | "house"
            | "intelligence"
            | "judiciary"
            | "leadership"
            | "military"
            | "ministry"
            | "navy"
            | "office"
            | "parliament"
            | "party"
            | "police"
            | "presidency"
            | "reserve"
            | "senate"
            | "service"
            | "treasury"
            | "union"
            | "marines"
            | "commons"
            | "lords"
            | "representatives"
    )
}

/// True if the words name an institution of which a state has one: `supreme court`, `parliament`, not `assembly`.
pub(crate) fn is_institution_name(key: &[String]) -> bool {
    key.last().is_some_and(|head| if key.len() > 1 { is_institution(head) } else { is_of_every_state(head) })
}

/// Institutions that each state has one of, however long their names are.
fn is_of_every_state(head: &str) -> bool {
    matches!(
        head,
        "army"
            | "cabinet"
            | "congress"
            | "court"
            | "embassy"
            | "forces"
            | "government"
            | "military"
            | "ministry"
            | "navy"
            | "parliament"
            | "party"
            | "police"
            | "presidency"
            | "senate"
            | "treasury"
    )
}

/// Words before an institution that tell nothing of whose it is.
pub(crate) fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "supreme"
            | "high"
            | "federal"
            | "national"
            | "central"
            | "constitutional"
            | "royal"
            | "appeals"
            | "foreign"
            | "interior"
            | "exterior"
            | "prime"
            | "criminal"
            | "civil"
            | "domestic"
            | "municipal"
            | "provincial"
            | "electoral"
            | "conservative"
            | "liberal"
            | "democratic"
            | "socialist"
            | "communist"
            | "republican"
    )
}

/// Words that open many names and are none by themselves: `Supreme`, of whichever court, `United`, of states and clubs.
pub(crate) fn is_piece(word: &str) -> bool {
    is_qualifier(word)
        || matches!(
            word,
            "united" | "saint" | "san" | "santa" | "new" | "old" | "great" | "port" | "mount" | "lake"
        )
}

/// `Norwegian`, as a report calls a body or a group: the piece of a name, or no name. `Norwegians` are people.
pub(crate) fn is_demonym(name: &str) -> bool {
    country::demonym(name).is_some_and(|demonym| {
        let several = format!("{name}s");
        demonym.country.people.iter().any(|people| *people == several)
    })
}

fn is_common(word: &str) -> bool {
    is_qualifier(word)
        || matches!(word, "of" | "for" | "and" | "the" | "in" | "on" | "to")
        || word::counts(word).is_some_and(|counts| counts.lower > 2)
        || noun::lookup(word).is_some()
}

/// What a name is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Body,
    Group,
    Other,
}

/// True if the words name a kind of thing and nobody in particular: `officials`, `Supreme Court`.
pub(crate) fn is_generic(name: &str, key: &[String], kind: Kind) -> bool {
    let group = kind == Kind::Group;
    let [.., head] = key else { return true };
    if seat::lookup(name).is_some() {
        return false;
    }
    if key.len() == 1 {
        // A word that texts also write in lower case is often a piece of a name: `White` of `White House`.
        let piece = word::counts(name).is_some_and(|counts| {
            counts.lower >= counts.upper || (counts.lower > 50 && counts.lower * 4 >= counts.upper)
        });
        return piece
            || is_institution(head)
            || is_piece(head)
            || is_demonym(name)
            || !name.contains(char::is_uppercase)
            // `Univ.`, `Saints`, `LA`, and a club or a band that is called as a town is.
            || (name.ends_with('.') && !is_acronym(name))
            || noun::lookup(name).is_some_and(|form| form.plural)
            || (kind == Kind::Body && !is_acronym(name) && is_town(name));
    }
    // `the eastern island nation`: whichever the report speaks of.
    let land =
        matches!(head.as_str(), "nation" | "country" | "state" | "republic" | "kingdom" | "city" | "town");
    if land && name.split_whitespace().last().is_some_and(|last| last.starts_with(char::is_lowercase)) {
        return true;
    }
    let of_all = key.iter().any(|word| matches!(word.as_str(), "international" | "world"));
    if !group && key.len() > 2 && (of_all || !is_of_every_state(head)) {
        return false;
    }
    key.iter().all(|word| is_common(word))
        && (is_institution(head)
            || is_institution(&key[0])
            || (group && noun::lookup(head.as_str()).is_some_and(|n| n.plural)))
}

/// The key of an institution without the words for its state, if it has any such words or none are needed.
pub(crate) fn of_state(key: &[String], alpha3: &str) -> Option<Vec<String>> {
    let country = country::all().iter().find(|country| country.alpha3 == alpha3)?;
    let own: Vec<Vec<String>> =
        country.names.iter().chain(&country.adjectives).map(|name| fold::words(name)).collect();
    let mut rest = Vec::new();
    let mut at = 0;
    while at < key.len() {
        match own.iter().filter(|name| key[at..].starts_with(name)).map(Vec::len).max() {
            Some(length) if length > 0 => at += length,
            _ => {
                rest.push(key[at].clone());
                at += 1;
            }
        }
    }
    if rest.last().is_some_and(|last| last == "of") {
        rest.pop();
    }
    let head = rest.last()?;
    let whole = if rest.len() == 1 { is_of_every_state(head) } else { is_institution(head) };
    (whole && rest.iter().all(|word| is_common(word))).then_some(rest)
}

/// True if the gazetteer has towns of this name: a report that does not resolve it leaves open which one it means.
pub(crate) fn is_town(name: &str) -> bool {
    let mut towns = place::lookup(name).peekable();
    region::lookup(name).is_none()
        && towns.peek().is_some()
        && towns.all(|place| place.kind == place::Kind::City)
}

/// True if the words of a place only give a direction: `southern`, `north-east`.
pub(crate) fn is_direction(name: &str, key: &[String]) -> bool {
    let point = |word: &String| {
        let word = word.strip_suffix("ern").unwrap_or(word);
        matches!(
            word,
            "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "central"
                | "mid"
                | "upper"
                | "lower"
        )
    };
    // `South-west` of whichever land; `the West` is one.
    let points = key.iter().all(point);
    if key.len() > 1 && points || matches!(key, [only] if is_piece(only)) {
        return true;
    }
    region::lookup(name).is_none() && (points || !name.contains(char::is_uppercase))
}

/// Acronyms join the only long form that some report announces for them.
pub(crate) fn acronyms(clusters: &mut Clusters<'_>) {
    let gathered = clusters.gathered;
    // The forms that each acronym is announced for, with the entity that announces it.
    let mut long: HashMap<u32, Vec<(u32, u32)>> = HashMap::default();
    let mut short: HashMap<u32, Vec<u32>> = HashMap::default();
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Body {
            continue;
        }
        let name = clusters.name(form);
        if is_acronym(name)
            && let Some(acronym) = gathered.acronyms.find(&name.replace('.', ""))
        {
            short.entry(acronym).or_default().push(form);
        }
        for at in clusters.locals_of(form) {
            for acronym in gathered.acronym_lists.get(gathered.of(*at).acronyms) {
                let announced = long.entry(*acronym).or_default();
                if announced.last().is_none_or(|(known, _)| *known != form) {
                    announced.push((form, *at));
                }
            }
        }
    }
    let mut acronyms: Vec<u32> = short.keys().copied().collect();
    acronyms.sort_unstable_by_key(|acronym| gathered.acronyms.get(*acronym));
    for acronym in acronyms {
        let Some(forms) = long.get(&acronym) else { continue };
        let (first, announcing) = forms[0];
        let mut roots: Vec<u32> = forms.iter().map(|(form, _)| clusters.root(*form)).collect();
        roots.sort_unstable();
        roots.dedup();
        // Two bodies that are called so: which one a report means stays open.
        if roots.len() != 1 {
            continue;
        }
        for form in &short[&acronym] {
            if !clusters.conflict(*form, first) {
                let (name, report) = (gathered.name(announcing), gathered.number(announcing));
                let why = format!("“{name}”, as report {report} has it");
                clusters.join(first, *form, Reason::new("identity.acronym", why));
            }
        }
    }
}

/// Names of one body that everybody knows and no state has: `NATO` and `North Atlantic Treaty Organization`.
pub(crate) fn well_known(clusters: &mut Clusters<'_>) {
    let mut named: HashMap<&'static str, u32> = HashMap::default();
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Body {
            continue;
        }
        let mut bodies = body::lookup(clusters.name(form));
        let (Some(body), None) = (bodies.next(), bodies.next()) else { continue };
        let Some(usual) = body.names.first().filter(|_| matches!(body.home, Home::Code(_))) else { continue };
        match named.get(usual) {
            Some(first) if !clusters.conflict(*first, form) => {
                let why = format!("both are names of “{usual}”");
                clusters.join(*first, form, Reason::new("identity.well_known", why));
            }
            Some(_) => {}
            None => {
                named.insert(usual, form);
            }
        }
    }
}

/// `OHA`, `O.H.A.`
pub(crate) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && name.chars().all(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit())
}

/// The first two forms of a name, and how many there are.
#[derive(Debug, Clone, Copy, Default)]
struct Typed {
    forms: [u32; 2],
    count: u32,
}

/// Names of unknown type join the only thing of that name whose type is known.
pub(crate) fn untyped(clusters: &mut Clusters<'_>) {
    let keys = &clusters.prepared.keys;
    // By number of the key.
    let mut typed = vec![Typed::default(); keys.len()];
    let mut surnames = vec![false; keys.len()];
    let mut surnames_of_full = vec![false; keys.len()];
    for form in 0..clusters.forms.len() as u32 {
        let class = clusters.forms[form as usize].class;
        if class != Class::Unknown {
            let typed = &mut typed[clusters.body_key(form) as usize];
            if let Some(place) = typed.forms.get_mut(typed.count as usize) {
                *place = form;
            }
            typed.count += 1;
        }
        if matches!(class, Class::Full | Class::Bare)
            && let Some(last) = clusters.key(form).rsplit(' ').next()
            && let Some(key) = keys.find(last)
        {
            surnames[key as usize] = true;
            surnames_of_full[key as usize] |= class == Class::Full;
        }
    }
    for form in 0..clusters.forms.len() as u32 {
        let is = clusters.forms[form as usize];
        let found = typed[clusters.body_key(form) as usize];
        if is.class == Class::Full {
            let thing = is_of_thing(&Name::new(clusters.name(form)));
            things(clusters, form, found, thing);
            continue;
        }
        if is.class == Class::Bare {
            // `according to Marten` of the one report, `a Marten poll` of the other, and nobody has that surname.
            let nobody = !surnames_of_full[clusters.body_key(form) as usize];
            let bare = nobody && clusters.known(form).is_bare();
            things(clusters, form, found, bare);
            continue;
        }
        // Many generic forms of one name stand for many things.
        if is.class != Class::Unknown || surnames[is.key as usize] || found.count != 1 {
            continue;
        }
        let only = found.forms[0];
        if clusters.conflict(form, only) {
            continue;
        }
        let (name, entity_type) = (clusters.name(only), clusters.said(only).entity_type);
        let why = format!("“{name}”, the only {} of that name", entity_type.as_str());
        clusters.join(only, form, Reason::new("identity.untyped", why));
    }
}

/// Joins what some report takes for a person with the only body of that name, if it may be a `thing`.
fn things(clusters: &mut Clusters<'_>, form: u32, found: Typed, thing: bool) {
    // The form itself is one of them.
    let [first, second] = found.forms;
    let only = if first == form { second } else { first };
    if found.count != 2 || clusters.forms[only as usize].class != Class::Body {
        return;
    }
    let name = clusters.name(form);
    if thing && !clusters.conflict(form, only) {
        // Without an office, and neither he nor she, it was only a guess that it is a person: that leaves nothing open.
        let reason = if clusters.known(form).is_bare() {
            Reason::new("identity.untyped", format!("“{name}”, the only body of that name"))
        } else {
            let why = format!("“{name}” is a person in some reports and a body in others");
            Reason::new("identity.other_type", why)
        };
        clusters.join(only, form, reason);
    }
}

/// The shorter names that a body may have in other reports: without what it is for, `orla center` of `orla center for harbors`, or
/// without the noun for its kind, `ilse marten` of `ilse marten university`.
fn short_keys(key: &str) -> [Option<&str>; 2] {
    let purpose =
        [" for ", " of ", " on "].iter().filter_map(|word| key.find(word)).min().map(|at| &key[..at]);
    let kind = key.rsplit_once(' ').filter(|(_, last)| is_kind(last)).map(|(rest, _)| rest);
    [purpose, kind].map(|short| short.filter(|short| short.contains(' ')))
}

/// Nouns at the end of a body's name that are often left out.
fn is_kind(word: &str) -> bool {
    matches!(
        word,
        "university" | "college" | "institute" | "institution" | "foundation" | "association" | "society"
    )
}

/// A body joins the only one of the days around whose name goes on from its own.
pub(crate) fn shortened(clusters: &mut Clusters<'_>) {
    let prepared = clusters.prepared;
    let bodies: Vec<u32> = (0..clusters.forms.len() as u32)
        .filter(|form| clusters.forms[*form as usize].class == Class::Body)
        .collect();
    let mut longer: HashMap<u32, Vec<u32>> = HashMap::default();
    for form in &bodies {
        let key = prepared.keys.get(clusters.body_key(*form));
        for short in short_keys(key).into_iter().flatten().filter_map(|short| prepared.keys.find(short)) {
            longer.entry(short).or_default().push(*form);
        }
    }
    for form in bodies {
        // Each list is looked at once: a name that says who is meant is one form.
        let Some(forms) = longer.remove(&clusters.body_key(form)) else { continue };
        let name = clusters.name(form);
        let words = key(name);
        let vague = is_generic(name, &words, Kind::Body)
            || words.last().is_some_and(|last| is_institution(last))
            || words.iter().all(|word| is_common(word))
            || country::lookup(name).is_some()
            || place::lookup(name).next().is_some();
        let mut roots: Vec<u32> = forms.iter().map(|form| clusters.root(*form)).collect();
        roots.sort_unstable();
        roots.dedup();
        let [only] = roots[..] else { continue };
        if vague || clusters.conflict(form, only) || !clusters.near(form, only) {
            continue;
        }
        let why = format!("“{}”, the only body whose name begins so", clusters.name(forms[0]));
        clusters.join(forms[0], form, Reason::new("identity.shortened", why));
    }
}

/// `Department of Ports and Piers`, `the U.S. Department of Ports and Piers` and `Ports and Piers` are one where the name is long
/// enough to tell, and so is what stands behind the seat of a government: `Red House Tide Task Force`.
pub(crate) fn departments(clusters: &mut Clusters<'_>) {
    let mut first: HashMap<Vec<String>, u32> = HashMap::default();
    for form in 0..clusters.forms.len() as u32 {
        if clusters.forms[form as usize].class != Class::Body {
            continue;
        }
        let Some(core) = core(clusters.name(form)) else { continue };
        match first.get(&core).copied() {
            // What has one name in two reports may be two bodies of two states.
            Some(known) if clusters.name(known) == clusters.name(form) => {}
            Some(known) if clusters.root(known) == clusters.root(form) => {}
            Some(known) if !clusters.conflict(known, form) && clusters.near(known, form) => {
                let why = format!("“{}” and “{}”", clusters.name(known), clusters.name(form));
                clusters.join(known, form, Reason::new("identity.department", why));
            }
            Some(_) => {}
            None => {
                first.insert(core, form);
            }
        }
    }
}

/// The words of a body's name without its state, its seat and the word for a department; of short names nothing is sure.
fn core(name: &str) -> Option<Vec<String>> {
    /// Words by which a body is known.
    const WORDS: usize = 3;
    let bare = ["the ", "The ", "U.S. ", "US ", "United States "]
        .iter()
        .fold(name, |name, opening| name.strip_prefix(opening).unwrap_or(name));
    let seated =
        bare.match_indices(' ').map(|(at, _)| &bare[..at]).find(|opening| seat::lookup(*opening).is_some());
    let own = seated.map_or(bare, |seat| {
        let rest = bare[seat.len()..].trim_start_matches("’s").trim_start_matches("'s");
        rest.trim_start()
    });
    let mut words = key(own);
    if words.last().is_some_and(|last| last == "department") && words.len() > WORDS {
        words.pop();
    }
    // There is one task force of a name, though every state has forces.
    let told =
        words.ends_with(&["task".to_owned(), "force".to_owned()]) || !is_generic(own, &words, Kind::Body);
    let capital = own.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    (words.len() >= WORDS && capital > 1 && told).then_some(words)
}

/// Institutions without a state: each joins the one that its report shares company with.
pub(crate) fn institutions(clusters: &mut Clusters<'_>, mut named: Vec<(u32, u32)>) {
    let keys = &clusters.prepared.keys;
    // Those whose state or place is known come first; they join nothing.
    let fixed = |clusters: &Clusters<'_>, form: u32| {
        clusters.forms[form as usize].fixed || clusters.said(form).gazetteer.is_some()
    };
    named.sort_by(|(a, one), (b, other)| {
        let known = || (!fixed(clusters, *one), one).cmp(&(!fixed(clusters, *other), other));
        keys.get(*a).cmp(keys.get(*b)).then_with(known)
    });
    for of_name in named.chunk_by(|(a, _), (b, _)| a == b) {
        institution(clusters, of_name.iter().map(|(_, form)| *form), fixed);
    }
}

/// Institutions of one name.
fn institution(
    clusters: &mut Clusters<'_>,
    forms: impl Iterator<Item = u32>,
    fixed: impl Fn(&Clusters<'_>, u32) -> bool,
) {
    /// Institutions of one name that are told apart.
    const OPEN: usize = 20;
    let mut open: Vec<(u32, Circle)> = Vec::new();
    for form in forms {
        let report = clusters.known(form).reports[0];
        let own = clusters.forms[form as usize].feature;
        let mut best: Option<(u32, usize, Option<u32>)> = None;
        let mut second = 0;
        for (at, (other, circle)) in open.iter().enumerate() {
            // A club is called as its town is, and stays another thing.
            let place = |form: u32| clusters.forms[form as usize].class == Class::Place;
            if fixed(clusters, form) || place(form) != place(*other) || clusters.conflict(form, *other) {
                continue;
            }
            let (score, feature) = clusters.company.shared(report, circle, |feature| Some(feature) == own);
            match best {
                Some((known, ..)) if score <= known => second = second.max(score),
                _ => {
                    second = best.map_or(0, |(known, ..)| known);
                    best = Some((score, at, feature));
                }
            }
        }
        match best.filter(|(score, ..)| *score >= 2 && *score >= 2 * second) {
            Some((_, at, feature)) => {
                let (other, circle) = &mut open[at];
                let why = clusters.in_company(feature);
                clusters.join(*other, form, Reason::new("identity.institution_in_company", why));
                clusters.company.widen(circle, report);
            }
            None if open.len() < OPEN => {
                let reports = clusters.known(form).reports.to_vec();
                open.push((form, clusters.company.circle(&reports)));
            }
            None => {}
        }
    }
}
