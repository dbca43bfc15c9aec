//! The sector that the words of a phrase tell.
use super::home::stands_alone;
use super::words::{Word, opens_complement};
use rapporteur_ontology::{Sector, adjective, agent, body, noun, title};
use std::ops::Range;

/// Sectors, by which rule, from which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) sectors: Vec<Sector>,
    pub(super) rule: &'static str,
    pub(super) words: Range<usize>,
}

/// The sectors of a phrase: of its head noun, of what the head belongs to where the head alone says little, or of
/// somebody who was it.
pub(super) fn of(words: &[Word<'_>]) -> Option<Found> {
    let cut = words.iter().position(|word| opens_complement(&word.lower())).unwrap_or(words.len());
    let head = words[..cut].iter().position(|word| word.closed).map_or(cut, |at| at + 1);
    let found = head_of(&words[..head], true).or_else(|| {
        (head..words.len())
            .find(|&at| !opens_complement(&words[at].lower()))
            .and_then(|_| in_complement(words, head))
    })?;
    // `chairman of the union`, `a team of police`: the head says little, its complement all.
    let found = match in_complement(words, head) {
        Some(inner) if yields(&words[..head], &found) && strength(&inner) > 0 => inner,
        _ => found,
    };
    Some(former(words, found))
}

/// The sector of what follows `of`.
fn in_complement(words: &[Word<'_>], head: usize) -> Option<Found> {
    let rest = &words[head..];
    let from = head
        + rest.iter().take_while(|word| opens_complement(&word.lower()) || word.lower() == "the").count();
    let end = (from..words.len()).find(|&at| opens_complement(&words[at].lower())).unwrap_or(words.len());
    let found = head_of(&words[from..end], false)?;
    Some(Found { words: found.words.start + from..found.words.end + from, ..found })
}

/// Nouns for somebody at the top or in the service of something: the something decides.
fn yields(head: &[Word<'_>], found: &Found) -> bool {
    let last = head[..found.words.end.min(head.len())].last().map(Word::lower).unwrap_or_default();
    found.sectors.first().is_some_and(|sector| matches!(sector, Sector::Unk | Sector::Cvl))
        || generic(&last)
        || matches!(last.as_str(), "president" | "vice-president" | "governor" | "commissioner")
}

fn generic(word: &str) -> bool {
    let single = noun::lookup(word).map_or(word, |form| form.noun.lemma);
    matches!(
        single,
        "leader"
            | "chief"
            | "head"
            | "chairman"
            | "chairwoman"
            | "chairperson"
            | "chair"
            | "director"
            | "member"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "officer"
            | "representative"
            | "deputy"
            | "secretary"
            | "delegate"
            | "founder"
            | "supporter"
            | "aide"
            | "adviser"
            | "advisor"
            | "group"
            | "team"
            | "crowd"
            | "candidate"
            | "staff"
            | "worker"
            | "employee"
            | "force"
            | "fighter"
            | "expert"
            | "analyst"
            | "delegation"
            | "faction"
            | "wing"
            | "movement"
            | "organisation"
            | "organization"
            | "association"
            | "leadership"
            | "manager"
            | "executive"
            | "commander"
            | "agent"
            | "source"
    )
}

/// How much a sector tells of what somebody is in public life; the more telling of two stands.
fn strength(found: &Found) -> u8 {
    found.sectors.first().map_or(0, |sector| match sector {
        Sector::Unk => 0,
        Sector::Cvl | Sector::Uaf => 1,
        Sector::Lab | Sector::Bus | Sector::Edu | Sector::Soc => 2,
        Sector::Gov | Sector::Pty | Sector::Rel | Sector::Med | Sector::Agr | Sector::Jrn => 3,
        _ => 4,
    })
}

/// The sectors of a noun phrase without complement.
fn head_of(words: &[Word<'_>], titles: bool) -> Option<Found> {
    let refs: Vec<&Word<'_>> = words.iter().collect();
    // `Lt. Gen. Bo Lind`, `Deputy Harbour Minister Bo Lind`: the title that opens the phrase, or stands in it.
    let nouns = agents(&refs);
    let titled = if titles { with_title(&refs) } else { None };
    let head = match (nouns.last(), titled) {
        (Some(last), Some(title)) if last.words.end >= title.words.end => last.clone(),
        (_, Some(title)) => title,
        (Some(last), None) => last.clone(),
        (None, None) => {
            return modifier(&refs, refs.len())
                .or_else(|| unrecognised(&refs, refs.len()))
                .or_else(|| team(&refs))
                .or_else(|| somebody(&refs));
        }
    };
    let last = refs[head.words.end - 1].lower();
    let weak = generic(&last) || strength(&head) <= 2;
    // Any leader leads something: what stands before tells what.
    let said = if generic(&last) { strength(&head).min(1) } else { strength(&head) };
    let before = modifier(&refs, head.words.start)
        .or_else(|| if generic(&last) { related(&refs, head.words.start) } else { None });
    match before {
        // The battalions of an armed group are not those of a state.
        Some(modifier)
            if modifier.rule == "actor.body"
                && head.sectors.first() == Some(&Sector::Mil)
                && matches!(modifier.sectors.first(), Some(Sector::Reb | Sector::Prm | Sector::Crm)) =>
        {
            Some(Found { words: modifier.words.start..head.words.end, ..modifier })
        }
        Some(modifier) if weak && strength(&modifier) > said && (head.words.len() == 1 || said <= 1) => {
            let words = modifier.words.start..head.words.end;
            let mut sectors = modifier.sectors;
            sectors.retain(|sector| !matches!(sector, Sector::Unk));
            Some(Found { sectors, rule: modifier.rule, words })
        }
        Some(modifier) => {
            // `opposition lawmaker`, `state news agency`: the other sector is kept behind.
            let mut head = head;
            head.sectors.extend(modifier.sectors.into_iter().filter(|s| *s == Sector::Opp));
            head.sectors.dedup();
            Some(head)
        }
        None => Some(head),
    }
    .map(|found| of_state(&refs, found))
    .map(|found| unrecognised(&refs, found.words.end).unwrap_or(found))
}

/// `naval officials`, `a judicial team`: the adjective right before a noun that says little. A candidate for
/// a body is of a party, and a manager of a business.
fn related(words: &[&Word<'_>], end: usize) -> Option<Found> {
    let at = end.checked_sub(1)?;
    let sector = adjective::sector(words[at])?;
    let noun = words.get(end).map(|word| word.lower()).unwrap_or_default();
    let single = noun::lookup(noun.as_str()).map_or(noun.as_str(), |form| form.noun.lemma);
    (!matches!(single, "candidate" | "manager" | "executive")).then(|| Found {
        sectors: vec![sector],
        rule: "actor.adjective",
        words: at..end,
    })
}

/// `an unrecognised republic`: a land that few states recognise, by an adjective before a noun for lands.
fn unrecognised(words: &[&Word<'_>], end: usize) -> Option<Found> {
    let head = words[..end].last()?.lower();
    let land = noun::lookup(head.as_str()).map_or(head.as_str(), |form| form.noun.lemma);
    let land = match land.strip_suffix('s').unwrap_or(land) {
        // `countries` is in no list of people and groups.
        "countrie" | "territorie" | "entitie" => true,
        land => matches!(
            land,
            "country" | "state" | "nation" | "republic" | "region" | "territory" | "province" | "entity"
        ),
    };
    let before = &words[..end - 1];
    let at = before.iter().enumerate().position(|(at, word)| match word.lower().as_str() {
        "breakaway" | "unrecognised" | "unrecognized" | "self-declared" | "self-proclaimed" => true,
        "recognised" | "recognized" => at > 0 && before[at - 1].lower() == "partially",
        _ => false,
    })?;
    land.then(|| Found { sectors: vec![Sector::Pre], rule: "actor.unrecognised", words: at..end })
}

/// `a judicial team`: a noun for people together that no list of actors has.
fn team(words: &[&Word<'_>]) -> Option<Found> {
    let at = words.len().checked_sub(1)?;
    if generic(&words[at].lower()) { related(words, at) } else { None }
}

/// A noun for a person that tells no sector: somebody, of whom nothing more is said.
fn somebody(words: &[&Word<'_>]) -> Option<Found> {
    let at = words.len().checked_sub(1)?;
    let noun = noun::lookup(words[at]).filter(|_| !words[at].capital())?.noun;
    let person = noun.person && !noun.group && !noun.artefact && noun.share >= PERSON;
    person.then(|| Found { sectors: vec![Sector::Unk], rule: "actor.noun", words: at..at + 1 })
}

/// Percent of the uses of a noun that must mean people for it to be somebody.
const PERSON: u8 = 75;

/// `state television`, `the ruling party`: what a government runs is of the government.
fn of_state(words: &[&Word<'_>], mut found: Found) -> Found {
    let before = &words[..found.words.start];
    let is = |list: &[&str]| {
        before.iter().chain(&words[found.words.clone()]).any(|w| list.contains(&w.lower().as_str()))
    };
    let first = found.sectors.first().copied();
    if (first == Some(Sector::Jrn) && is(&["state", "state-run", "state-owned", "government", "official"]))
        || (first == Some(Sector::Pty) && is(&["ruling", "governing"]))
    {
        found.sectors.insert(0, Sector::Gov);
    }
    found
}

/// All agents among the words, in order of their ends; at each end the longest.
fn agents(words: &[&Word<'_>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in 0..words.len() {
        let Some(hit) = agent::longest(&words[at..]) else { continue };
        // `Ann Baker` is no baker: a name is capitalised and follows a capital, a title stands before a name.
        let range = at..at + hit.words;
        if range.len() == 1 && is_name_part(words, at) {
            continue;
        }
        // `he` is somebody when it is all there is; `He` may open a name.
        if words.len() > 1
            && matches!(words[at].lower().as_str(), "he" | "she" | "they" | "him" | "her" | "them")
        {
            continue;
        }
        let entry = Found { sectors: hit.value.sectors.clone(), rule: "actor.noun", words: range };
        match found.last() {
            Some(last) if last.words.end >= entry.words.end => {}
            _ => found.push(entry),
        }
    }
    found
}

/// A capitalised word behind a given name or another word of a name.
fn is_name_part(words: &[&Word<'_>], at: usize) -> bool {
    at > 0
        && words[at].capital()
        && words[at - 1].capital()
        && rapporteur_ontology::name::given(words[at - 1]).is_some_and(|given| given.weight > 1)
        && words.len() <= at + 2
}

/// The title that the words begin with, or that a country stands before.
fn with_title(words: &[&Word<'_>]) -> Option<Found> {
    (0..words.len().min(4)).find_map(|at| {
        let hit = title::longest(&words[at..]).filter(|hit| !hit.value.courtesy)?;
        let end = at + hit.words;
        let last = hit.value.text.rsplit(' ').next().unwrap_or_default();
        let agent = agent::lookup(hit.value.text).or_else(|| agent::lookup(last));
        // A secretary whose title stands before a name is one of state.
        let sectors = match agent {
            Some(agent) => agent.sectors.clone(),
            None if last == "secretary" => vec![Sector::Gov],
            None => return None,
        };
        Some(Found { sectors, rule: "actor.title", words: at..end })
    })
}

/// The nearest agent or body before `end` that says more than the head.
fn modifier(words: &[&Word<'_>], end: usize) -> Option<Found> {
    let bodies = (0..end).find_map(|at| {
        let hit = body::longest(&words[at..end]).filter(|_| stands_alone(words, at))?;
        let sector = hit.value.sector?;
        Some(Found { sectors: vec![sector], rule: "actor.body", words: at..at + hit.words })
    });
    let seats = (0..end).find_map(|at| {
        let hit = rapporteur_ontology::seat::longest(&words[at..end])?;
        let sector = super::of_institution(hit.value.institution)?;
        Some(Found { sectors: vec![sector], rule: "actor.seat", words: at..at + hit.words })
    });
    let noun = agents(&words[..end]).into_iter().rfind(|found| strength(found) > 0);
    bodies.or(seats).or(noun)
}

/// Words before an office that somebody has left.
pub(super) fn tells_former(word: &str) -> bool {
    matches!(
        word,
        "former" | "ex" | "retired" | "ousted" | "deposed" | "late" | "erstwhile" | "onetime" | "one-time"
    ) || word.starts_with("ex-")
}

/// Somebody who held an office and does not now is `ELI`.
fn former(words: &[Word<'_>], found: Found) -> Found {
    let official = matches!(
        found.sectors.first(),
        Some(Sector::Gov | Sector::Leg | Sector::Mil | Sector::Jud | Sector::Spy | Sector::Cop | Sector::Pty)
    );
    let at = words[..found.words.end.min(words.len())].iter().position(|word| tells_former(&word.lower()));
    match at {
        Some(at) if official => Found {
            sectors: vec![Sector::Eli],
            rule: "actor.former",
            words: at.min(found.words.start)..found.words.end,
        },
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    fn check(phrase: &str, expected: &str) {
        let words = words::of(phrase);
        let found = of(&words).map(|found| {
            let sectors: Vec<_> = found.sectors.iter().map(|sector| sector.code()).collect();
            format!("{} {}", sectors.join(" "), found.rule)
        });
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{phrase}");
    }

    #[test]
    fn by_the_head() {
        check("heavily armed soldiers", "MIL actor.noun");
        check("a bank manager", "BUS actor.noun");
        check("the Norwegian navy", "MIL actor.noun");
        check("harbour police", "COP actor.noun");
        check("Rear Admiral Bo Lind", "MIL actor.noun");
        check("Defence Secretary Bo Lind", "GOV actor.title");
        check("Deputy Fisheries Minister Bo Lind", "GOV actor.noun");
        check("Norwegian Prime Minister Bo Lind", "GOV actor.noun");
        check("Bo Lind", "-");
        check("Ann Baker", "-");
        check("the bridge", "-");
    }

    #[test]
    fn by_what_the_head_belongs_to() {
        check("chairman of the dockers' union", "LAB actor.noun");
        check("president of the Knesset", "LEG actor.body");
        check("president of Norway", "GOV actor.noun");
        check("a group of soldiers", "MIL actor.noun");
        check("a police spokeswoman", "COP actor.noun");
        check("a teacher at the navy", "EDU actor.noun");
        check("Shining Path battalions", "REB actor.body");
        check("an opposition senator", "LEG OPP actor.noun");
        check("state television channel", "GOV JRN actor.noun");
        check("the ruling party", "GOV actor.noun");
    }

    #[test]
    fn by_an_adjective() {
        check("naval officials", "MIL actor.adjective");
        check("a judicial team", "JUD actor.adjective");
        check("the parliamentary candidate", "PTY actor.noun");
        check("a medical student", "EDU actor.noun");
        check("the wooden group", "UNK actor.noun");
        check("an unrecognised republic", "PRE actor.unrecognised");
        check("partially recognised nations", "PRE actor.unrecognised");
        check("a widely recognised state", "UNK actor.noun");
        check("the lodger", "UNK actor.noun");
        check("the Lodger", "-");
    }

    #[test]
    fn those_who_were() {
        check("a former minister", "ELI actor.former");
        check("retired Rear Admiral Bo Lind", "ELI actor.former");
        check("the ousted president", "ELI actor.former");
        check("a former teacher", "EDU actor.noun");
    }
}
