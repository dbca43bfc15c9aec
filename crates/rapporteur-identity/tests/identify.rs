//! Who is joined with whom, and who is not; in invented names.

use proptest::prelude::*;
use rapporteur_identity::{Dates, Local, identify};
use rapporteur_record::{Anchor, Change, Correction, EntityId, EntityType, Identity, Undone};
use std::collections::BTreeMap;
use std::time::Instant;

/// An entity as the cases write it: report, `TYPE NAME`, and after bars office and country.
fn local(report: i64, words: &str) -> Local {
    let mut parts = words.split(" | ");
    let (kind, name) = parts.next().unwrap().split_once(' ').expect("a type and a name");
    let entity_type = match kind {
        "person" => EntityType::Person,
        "organisation" => EntityType::Organisation,
        "group" => EntityType::Group,
        "state" => EntityType::State,
        "place" => EntityType::Place,
        "unknown" => EntityType::Unknown,
        other => panic!("{other}"),
    };
    let slug = name.to_lowercase().replace(' ', "-");
    let mut offices = Vec::new();
    let (mut country, mut gazetteer) = (None, None);
    let mut aliases = vec![name.to_owned()];
    for part in parts {
        match part.split_once('=') {
            Some(("country", code)) => country = Some(code.to_owned()),
            Some(("also", alias)) => aliases.push(alias.to_owned()),
            Some(("at", id)) => gazetteer = Some(id.to_owned()),
            _ => offices.push(part.to_owned()),
        }
    }
    Local {
        report,
        id: EntityId(format!("{kind}:{slug}")),
        entity_type,
        name: name.to_owned(),
        aliases,
        offices,
        country,
        gazetteer,
    }
}

fn day(number: i64, date: Option<&str>) -> Dates {
    Dates { number, earliest: date.map(Into::into), latest: date.map(Into::into) }
}

fn locals(reports: &[&[&str]]) -> (Vec<Dates>, Vec<Local>) {
    let dates = (1..=reports.len() as i64).map(|number| day(number, None)).collect();
    let locals = reports
        .iter()
        .enumerate()
        .flat_map(|(at, words)| words.iter().map(move |words| local(at as i64 + 1, words)))
        .collect();
    (dates, locals)
}

/// The members of each identity as `NAME@REPORT`, sorted.
fn shown(identities: &[Identity]) -> Vec<String> {
    let mut lines: Vec<String> = identities
        .iter()
        .map(|identity| {
            let members: Vec<String> = identity
                .members
                .iter()
                .map(|member| {
                    let (_, name) = member.anchor.entity.0.split_once(':').unwrap();
                    format!("{name}@{}", member.anchor.report)
                })
                .collect();
            members.join(" ")
        })
        .collect();
    lines.sort();
    lines
}

/// Entities of reports, and the sets that they fall into.
fn check(reports: &[&[&str]], expected: &[&str]) {
    let (dates, locals) = locals(reports);
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(shown(&identify(&dates, &locals, &[])), expected, "{reports:?}");
}

/// Two people who may be one, with nothing else in their reports.
fn check_two(a: &str, b: &str, one: bool) {
    let (dates, locals) = locals(&[&[a], &[b]]);
    assert_eq!(identify(&dates, &locals, &[]).len() == 1, one, "{a} and {b}");
}

#[test]
fn one_full_name_is_one_person() {
    check_two("person Ilse Marten", "person Ilse Marten", true);
    check_two("person Ilse Marten | mayor", "person Ilse Marten | judge", true);
}

#[test]
fn offices_of_two_states_part_people_of_one_name() {
    check_two(
        "person Ilse Marten | trade minister | country=NOR",
        "person Ilse Marten | judge | country=PER",
        false,
    );
    // One office in both, or the same company, says more than the state.
    check_two("person Ilse Marten | mayor | country=NOR", "person Ilse Marten | mayor | country=PER", true);
    check(
        &[
            &["person Ilse Marten | minister | country=NOR", "organisation Orla Harbour Trust"],
            &["person Ilse Marten | judge | country=PER", "organisation Orla Harbour Trust"],
        ],
        &["ilse-marten@1 ilse-marten@2", "orla-harbour-trust@1 orla-harbour-trust@2"],
    );
}

#[test]
fn usual_spellings_of_one_name_are_one() {
    check_two("person Andrei Orlovsky", "person Andrey Orlovskiy", true);
    check_two("person Yevgenia Drozdova", "person Evgenia Drozdova", true);
    check_two("person Aleksandra Vrbova", "person Alexandra Vrbova", true);
    check_two("person Abdel Fattah al-Orlani", "person Abdul-Fattah el-Orlani", true);
    check_two("person Jang Bo-reum", "person Jang Bo Reum", true);
    check_two("person Želmíra Ďurčová", "person Zelmira Durcova", true);
    check_two("person Ilse Marten", "person Ilse Marten’s", true);
}

#[test]
fn loose_spellings_need_a_sign() {
    check_two("person Muhammad Orlani", "person Mohamed Orlany", false);
    check_two("person Muhammad Orlani | spokesman", "person Mohamed Orlany | spokesman", true);
    check_two("person Muhammad Orlani | country=QAT", "person Mohamed Orlany | country=QAT", true);
    check_two(
        "person Muhammad Orlani | spokesman | country=QAT",
        "person Mohamed Orlany | poet | country=MAR",
        false,
    );
    // Both in one report are two people.
    check(
        &[&["person Muhammad Orlani | clerk", "person Mohamed Orlany | clerk"]],
        &["mohamed-orlany@1", "muhammad-orlani@1"],
    );
}

#[test]
fn listed_names_that_look_alike_stay_two() {
    check_two("person Ilse Martin | mayor", "person Ilse Marten | mayor", false);
    check_two("person Eric Martin", "person Erik Martin", false);
    check_two("person Daniel Orlovsky", "person Danielle Orlovsky", false);
    check_two("person Otto Brandauer Jr", "person Otto Brandauer", false);
    check_two("person Hassan Orlani", "person Hussein Orlani", false);
    check_two("person Mike Martin", "person Michael Martin", false);
}

#[test]
fn a_frequent_surname_means_whom_many_reports_name() {
    let named: &[&str] = &["person Ilse Martin"];
    let mut reports = vec![named; 10];
    reports.push(&["person Martin"]);
    let (dates, many) = locals(&reports);
    assert_eq!(identify(&dates, &many, &[]).len(), 1);
    let (dates, few) = locals(&reports[1..]);
    assert_eq!(identify(&dates, &few, &[]).len(), 2);
}

#[test]
fn short_forms_and_sons_need_a_sign() {
    check_two("person Mike Orlovsky", "person Michael Orlovsky", true);
    check_two("person Mike Martin | harbour master", "person Michael Martin | harbour master", true);
    check_two("person Joe Martin | harbour master", "person Joseph R. Martin Jr. | harbour master", true);
    check_two("person Mike Martin | harbour master", "person Mitchell Martin | harbour master", false);
}

#[test]
fn middle_names_fit_the_only_longer_name() {
    check_two("person Ilse M. Drozdova", "person Ilse Drozdova", true);
    check_two("person Ilse M. Drozdova", "person Ilse Maria Drozdova", true);
    check_two("person Ilse Maria Drozdova", "person Ilse Karin Drozdova", false);
    check(
        &[&["person Ilse Maria Drozdova"], &["person Ilse Karin Drozdova"], &["person Ilse Drozdova"]],
        &["ilse-drozdova@3", "ilse-karin-drozdova@2", "ilse-maria-drozdova@1"],
    );
    // Of a frequent name only with a sign.
    check_two("person Anna M. Smith", "person Anna Smith", false);
    check_two("person Anna M. Smith | mayor of Orla", "person Anna Smith | mayor of Orla", true);
}

#[test]
fn a_bare_surname_joins_who_is_clearly_meant() {
    // A rare surname with one bearer of several reports.
    check(
        &[
            &["person Ilse Drozdova"],
            &["person Ilse Drozdova"],
            &["person Ilse Drozdova"],
            &["person Drozdova"],
        ],
        &["ilse-drozdova@1 ilse-drozdova@2 ilse-drozdova@3 drozdova@4"],
    );
    check(&[&["person Ilse Drozdova"], &["person Drozdova"]], &["drozdova@2", "ilse-drozdova@1"]);
    // A frequent one does not.
    check(
        &[&["person Ilse Martin"], &["person Ilse Martin"], &["person Martin"]],
        &["ilse-martin@1 ilse-martin@2", "martin@3"],
    );
    check(
        &[&["person Ilse Martin | harbour minister"], &["person Martin | harbour minister"]],
        &["ilse-martin@1 martin@2"],
    );
    check(
        &[
            &["person Ilse Martin", "organisation Orla Harbour Trust"],
            &["person Otto Martin", "organisation Lindrova Opera"],
            &["person Martin", "organisation Orla Harbour Trust"],
        ],
        &[
            "ilse-martin@1 martin@3",
            "lindrova-opera@2",
            "orla-harbour-trust@1 orla-harbour-trust@3",
            "otto-martin@2",
        ],
    );
}

#[test]
fn a_fathers_name_is_not_the_sons() {
    check(
        &[
            &["person Dalven bin Orlan"],
            &["person Dalven bin Orlan"],
            &["person Dalven bin Orlan"],
            &["person Orlan"],
        ],
        &["dalven-bin-orlan@1 dalven-bin-orlan@2 dalven-bin-orlan@3", "orlan@4"],
    );
}

#[test]
fn the_only_bearer_that_several_reports_name_is_meant() {
    let full = "person Ilse Bruun";
    let reports: [&[&str]; 6] = [&[full], &[full], &[full], &[full], &[full], &["person Bruun"]];
    check(&reports, &["ilse-bruun@1 ilse-bruun@2 ilse-bruun@3 ilse-bruun@4 ilse-bruun@5 bruun@6"]);
    // Of a frequent surname somebody else may be meant.
    let full = "person Ilse Martin";
    let reports: [&[&str]; 6] = [&[full], &[full], &[full], &[full], &[full], &["person Martin"]];
    let one = "ilse-martin@1 ilse-martin@2 ilse-martin@3 ilse-martin@4 ilse-martin@5";
    check(&reports, &[one, "martin@6"]);
}

#[test]
fn an_office_is_held_for_longer_than_a_month() {
    let words = [(1, "person Ilse Martin | harbour minister"), (2, "person Martin | harbour minister")];
    let locals: Vec<Local> = words.iter().map(|(report, words)| local(*report, words)).collect();
    let count = |last| {
        let dates = [day(1, Some("2025-01-01")), day(2, Some(last))];
        identify(&dates, &locals, &[]).len()
    };
    assert_eq!(count("2025-08-01"), 1);
    assert_eq!(count("2027-08-01"), 2);
}

#[test]
fn a_state_of_no_list_is_one_with_the_place_of_its_name() {
    check_two("state Varkelland", "place Varkelland", true);
    check_two("state Varkelland", "unknown Varkelland", true);
    check_two("state Varkelland", "place Varkelland | at=geonames:1", false);
    check_two("state Varkelland", "person Otto Varkelland", false);
    check_two("state Norway | country=NOR", "place Norway Point", false);
}

#[test]
fn the_bodies_of_a_state_of_no_list() {
    check_two_with(
        &["state Varkelland", "organisation Varkelland's Harbour Ministry"],
        &["organisation Varkellandian Harbour Ministry"],
        true,
    );
    check_two_with(
        &["state Varkelland", "organisation Varkelland's Harbour Ministry", "person Ilse Marten"],
        &["state Varkelland", "organisation Harbour Ministry", "person Ilse Marten"],
        true,
    );
    // Without its state a bare ministry is any.
    check_two_with(
        &["state Varkelland", "organisation Varkelland's Harbour Ministry", "person Ilse Marten"],
        &["organisation Harbour Ministry", "person Ilse Marten"],
        false,
    );
    check_two_with(
        &["state Varkelland", "organisation Varkelland's Harbour Ministry"],
        &["state Ostrel", "organisation Ostrelian Harbour Ministry"],
        false,
    );
}

#[test]
fn a_department_without_the_word_for_it() {
    check_two("organisation Department of Ports and Piers", "organisation U.S. Ports and Piers", true);
    check_two("organisation White House Tide Task Force", "organisation Tide Task Force", true);
    check_two("organisation Department of Ports", "organisation Ports", false);
    check_two("organisation Department of Ports and Piers", "organisation Ports and Quays", false);
}

/// Two reports, of which the last bodies may be one.
fn check_two_with(first: &[&str], second: &[&str], one: bool) {
    let (dates, locals) = locals(&[first, second]);
    let identities = identify(&dates, &locals, &[]);
    let body = |identity: &&Identity| identity.id.0.contains("ministry");
    assert_eq!(identities.iter().filter(body).count() == 1, one, "{first:?} and {second:?}");
}

#[test]
fn an_open_surname_lists_whom_it_may_mean() {
    let (dates, locals) = locals(&[&["person Ilse Martin"], &["person Otto Martin"], &["person Martin"]]);
    let identities = identify(&dates, &locals, &[]);
    let bare = identities.iter().find(|identity| identity.id.0 == "person:martin").unwrap();
    let candidates: Vec<&str> = bare.candidates.iter().map(|id| id.0.as_str()).collect();
    assert_eq!(candidates, ["person:ilse-martin", "person:otto-martin"]);
}

#[test]
fn far_away_reports_say_nothing_of_a_bare_name() {
    let full = "person Ilse Drozdova";
    let words = [(1, full), (2, full), (3, full), (4, "person Drozdova")];
    let locals: Vec<Local> = words.iter().map(|(report, words)| local(*report, words)).collect();
    let count = |last| {
        let days = ["2025-01-01", "2025-01-02", "2025-01-03", last];
        let dates: Vec<Dates> = (1..).zip(days).map(|(number, date)| day(number, Some(date))).collect();
        identify(&dates, &locals, &[]).len()
    };
    assert_eq!(count("2025-01-20"), 1);
    assert_eq!(count("2025-09-20"), 2);
}

#[test]
fn bodies_are_compared_without_article_form_and_spelling() {
    check_two("organisation The Orla Trust Ltd", "organisation Orla Trust", true);
    check_two("organisation Orla Defence Organisation", "organisation Orla Defense Organization", true);
    check_two("organisation Department of Harbour Dues", "organisation Harbor Dues Department", true);
    check_two("organisation Orla Brigade", "group Orla Brigade", true);
    check_two(
        "organisation Norwegian Foreign Ministry | country=NOR",
        "organisation Foreign Ministry of Norway | country=NOR",
        true,
    );
    check_two("unknown Drozdor Works", "organisation Drozdor Works", true);
    // A body that one report takes for a person.
    check_two("person Drozdor Grenadiers", "organisation Drozdor Grenadiers", true);
    check_two("person Anna Brandt", "organisation Anna Brandt", false);
}

#[test]
fn a_short_name_is_the_only_body_that_begins_so() {
    check_two("organisation Brandvik Center", "organisation Brandvik Center for Tides", true);
    check_two("organisation Ilse Marten", "organisation Ilse Marten University", true);
    // Many states have one of these.
    check_two("organisation Harbour Party", "organisation Harbour Party of Orla", false);
    check_two("organisation Brandvik", "organisation Brandvik University", false);
    check(
        &[
            &["organisation Brandvik Center"],
            &["organisation Brandvik Center for Tides"],
            &["organisation Brandvik Center for Boats"],
        ],
        &["brandvik-center-for-boats@3", "brandvik-center-for-tides@2", "brandvik-center@1"],
    );
}

#[test]
fn who_holds_an_office_is_a_person() {
    let (dates, locals) =
        locals(&[&["organisation Drozdor Grenadov"], &["person Drozdor Grenadov | harbour minister"]]);
    let identities = identify(&dates, &locals, &[]);
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].entity_type, EntityType::Person);
}

#[test]
fn names_that_say_little_stay_apart() {
    check_two("group officials", "group officials", false);
    check_two("organisation Army", "organisation Army", false);
    check_two("organisation Supreme Court", "organisation Supreme Court", false);
    check_two("organisation eastern Orlan nation", "organisation eastern Orlan nation", false);
    check_two(
        "organisation Foreign Ministry | country=NOR",
        "organisation Foreign Ministry | country=PER",
        false,
    );
    check(
        &[
            &["organisation Supreme Court", "state Norway | country=NOR"],
            &["organisation Supreme Court", "state Norway | country=NOR"],
        ],
        &["norway@1 norway@2", "supreme-court@1 supreme-court@2"],
    );
}

#[test]
fn pieces_of_names_are_not_joined_by_company() {
    let trust = "organisation Orla Harbour Trust";
    let two = |name: &str| {
        let (dates, locals) = locals(&[&[name, trust], &[name, trust]]);
        identify(&dates, &locals, &[]).len()
    };
    assert_eq!(two("organisation Supreme Court"), 2);
    assert_eq!(two("organisation Supreme"), 3);
    assert_eq!(two("organisation Federal"), 3);
    assert_eq!(two("organisation United"), 3);
    assert_eq!(two("place United"), 3);
    // An adjective for a people, but not the people.
    assert_eq!(two("organisation Norwegian"), 3);
    assert_eq!(two("group Norwegians"), 2);
}

#[test]
fn sides_are_no_places_and_regions_are() {
    check_two("place South-west | at=geonames:1", "place South-west | at=geonames:1", false);
    check_two("place Europe | at=region:europe", "place Europe", true);
    check_two("place Europe", "place Europe", true);
}

#[test]
fn a_club_is_not_the_town_that_it_is_called_as() {
    let company = ["organisation Orla Harbour Trust", "person Ilse Drozdova"];
    let florences = |one: &str, other: &str| {
        let (dates, locals) = locals(&[&[one, company[0], company[1]], &[other, company[0], company[1]]]);
        identify(&dates, &locals, &[]).into_iter().filter(|found| found.name == "Florence").count()
    };
    assert_eq!(florences("organisation Florence", "organisation Florence"), 1);
    assert_eq!(florences("place Florence", "organisation Florence"), 2);
}

#[test]
fn acronyms_join_the_only_long_form_that_is_announced() {
    check(
        &[&["organisation Orla Harbour Trust | also=OHT"], &["organisation OHT"]],
        &["orla-harbour-trust@1 oht@2"],
    );
    check(
        &[
            &["organisation Orla Harbour Trust | also=OHT"],
            &["organisation Open House Theatre | also=OHT"],
            &["organisation OHT"],
        ],
        &["oht@3", "open-house-theatre@2", "orla-harbour-trust@1"],
    );
}

#[test]
fn a_word_that_is_a_body_elsewhere_and_nobodys_surname_is_that_body() {
    check(&[&["organisation Ostrel"], &["person Ostrel"]], &["ostrel@1 ostrel@2"]);
    check(&[&["organisation Ostrel"], &["person Ostrel | mayor"]], &["ostrel@1", "ostrel@2"]);
    check(
        &[&["organisation Ostrel"], &["person Ostrel"], &["person Ilse Ostrel"]],
        &["ilse-ostrel@3", "ostrel@1", "ostrel@2"],
    );
}

#[test]
fn a_body_that_everybody_knows_is_one_under_all_its_names() {
    check(
        &[&["organisation NATO"], &["organisation North Atlantic Treaty Organization"]],
        &["nato@1 north-atlantic-treaty-organization@2"],
    );
    // Of one state, and short for many things.
    check(&[&["organisation ACC"], &["organisation Air Combat Command"]], &["acc@1", "air-combat-command@2"]);
}

#[test]
fn places_of_one_name_are_told_apart_by_the_gazetteer() {
    let place = |report, gazetteer: Option<&str>| Local {
        gazetteer: gazetteer.map(Into::into),
        ..local(report, "place Florence")
    };
    let dates = [day(1, None), day(2, None)];
    let count = |a, b| identify(&dates, &[place(1, a), place(2, b)], &[]).len();
    assert_eq!(count(Some("geonames:1"), Some("geonames:1")), 1);
    assert_eq!(count(Some("geonames:1"), Some("geonames:2")), 2);
    assert_eq!(count(Some("geonames:1"), None), 2);
}

#[test]
fn ids_are_those_of_the_first_reports_and_stay() {
    let all: &[&[&str]] = &[
        &["person Ilse Marten | trade minister | country=NOR"],
        &["person Ilse Marten | judge | country=PER"],
        &["person Andrei Orlovsky"],
        &["person Andrey Orlovskiy", "person Ilse Marten | judge | country=PER"],
    ];
    let ids = |reports: &[&[&str]]| -> Vec<String> {
        let (dates, locals) = locals(reports);
        identify(&dates, &locals, &[]).into_iter().map(|identity| identity.id.0).collect()
    };
    let whole = ids(all);
    assert_eq!(whole, ["person:ilse-marten", "person:ilse-marten~2", "person:andrei-orlovsky"]);
    for count in 1..all.len() {
        let part = ids(&all[..count]);
        assert_eq!(part, whole[..part.len()], "with {count} reports");
    }
}

fn correction(number: i64, what: Change, undone: bool) -> Correction {
    Correction {
        number,
        who: Some("reader".into()),
        when: Some("2025-09-16".into()),
        what,
        before: String::new(),
        after: String::new(),
        why: "the letter says so".into(),
        undone: undone.then(Undone::default),
    }
}

#[test]
fn corrections_decide_over_rules() {
    let (dates, locals) =
        locals(&[&["person Ilse Marten"], &["person Ilse Marten"], &["person Otto Brandauer"]]);
    let anchor = |report, id: &str| Anchor { report, entity: EntityId(id.into()) };
    let split = Change::Split { out: vec![anchor(2, "person:ilse-marten")] };
    let merge =
        Change::Merge { left: anchor(1, "person:ilse-marten"), right: anchor(3, "person:otto-brandauer") };
    let sets = |corrections: &[Correction]| shown(&identify(&dates, &locals, corrections));
    assert_eq!(
        sets(&[correction(1, split.clone(), false)]),
        ["ilse-marten@1", "ilse-marten@2", "otto-brandauer@3"]
    );
    assert_eq!(
        sets(&[correction(1, split.clone(), true)]),
        ["ilse-marten@1 ilse-marten@2", "otto-brandauer@3"]
    );
    assert_eq!(
        sets(&[correction(1, split, false), correction(2, merge.clone(), false)]),
        ["ilse-marten@1 otto-brandauer@3", "ilse-marten@2"]
    );
    let identities = identify(&dates, &locals, &[correction(7, merge, false)]);
    let member = identities[0].members.iter().find(|member| member.anchor.report == 3).unwrap();
    assert_eq!(member.rule, "correction.merge");
    assert_eq!(member.why, "correction 7 by reader: the letter says so");
}

/// Every entity is in exactly one identity, and no two have one id.
fn check_partition(locals: &[Local], identities: &[Identity]) {
    let mut of: BTreeMap<(i64, &str), usize> = BTreeMap::new();
    for (at, identity) in identities.iter().enumerate() {
        for member in &identity.members {
            assert!(of.insert((member.anchor.report, &member.anchor.entity.0), at).is_none());
        }
    }
    for local in locals {
        assert!(of.contains_key(&(local.report, local.id.0.as_str())), "{local:?}");
    }
    let ids: BTreeMap<&str, ()> = identities.iter().map(|identity| (identity.id.0.as_str(), ())).collect();
    assert_eq!(ids.len(), identities.len());
}

proptest! {
    #[test]
    fn every_entity_is_somebody_whatever_the_order(
        words in prop::collection::vec((1i64..12, 0usize..4, "[A-Z][a-zäé]{0,6}( [A-Z][a-z]{1,7}){0,2}"), 0..40),
        turn in 0usize..40,
    ) {
        let types = ["person", "organisation", "place", "unknown"];
        let mut locals: Vec<Local> = words
            .iter()
            .map(|(report, kind, name)| local(*report, &format!("{} {name}", types[*kind])))
            .collect();
        locals.sort_by(|a, b| (a.report, &a.id).cmp(&(b.report, &b.id)));
        locals.dedup_by(|a, b| (a.report, &a.id) == (b.report, &b.id));
        let dates: Vec<Dates> = (1..12).map(|number| day(number, None)).collect();
        let identities = identify(&dates, &locals, &[]);
        check_partition(&locals, &identities);
        // The order in which entities are handed over says nothing.
        let mut turned = locals.clone();
        turned.rotate_left(turn.min(locals.len()));
        prop_assert_eq!(identify(&dates, &turned, &[]), identities);
    }
}

/// A hundred thousand entities with many names that look alike, and as many of one name.
#[test]
fn many_entities_take_seconds() {
    let given =
        ["Ilse", "Otto", "Andrei", "Andrey", "Yelena", "Elena", "Mohammed", "Muhammad", "Anna", "Karin"];
    let ends = ["ov", "ova", "sky", "skiy", "enko", "ani", "any", "er", "sen", "ez"];
    let mut locals = Vec::new();
    for report in 0..20_000i64 {
        for at in 0..5i64 {
            let n = (report * 7 + at * 131) as usize;
            let stem: String = (0..3)
                .map(|place| ["dro", "la", "mi", "zu", "ber", "ka", "tor"][(n / 7usize.pow(place)) % 7])
                .collect();
            let family = format!("{}{}{}", stem[..1].to_uppercase(), &stem[1..], ends[n / 343 % 10]);
            let name = match at {
                0 => format!("person {family}"),
                4 => format!("organisation {family} Works"),
                _ => format!("person {} {family}", given[n % 10]),
            };
            let local = local(report, &name);
            if !locals
                .iter()
                .rev()
                .take(5)
                .any(|known: &Local| known.id == local.id && known.report == report)
            {
                locals.push(local);
            }
        }
    }
    let dates: Vec<Dates> = (0..20_000).map(|number| day(number, None)).collect();
    let started = Instant::now();
    let identities = identify(&dates, &locals, &[]);
    let took = started.elapsed();
    println!("{} entities, {} identities, {took:?}", locals.len(), identities.len());
    check_partition(&locals, &identities);
    // The tests of this workspace are built with little optimisation and run side by side.
    assert!(took.as_secs() < 60, "{took:?}");
}
