use super::figures;
use crate::plain;
use rapporteur_record::{Bound, Claimant, Figure, Scope};

fn read(text: &str) -> Vec<Figure> {
    let document = plain::document(text, None);
    figures(&document, &rapporteur_lang::analyse(&document))
}

/// The figures of a text, one a line: words, measure, value and bound.
fn check(text: &str, expected: &[(&str, &str, Option<f64>, Bound)]) {
    let found = read(text);
    let found: Vec<_> =
        found.iter().map(|f| (f.span.in_text(text), f.measure.as_str(), f.value, f.bound)).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn the_verb_follows() {
    let exact = Bound::Exact;
    check(
        "At least 14 people were killed in the mine.",
        &[("At least 14 people were killed", "killed", Some(14.0), Bound::AtLeast)],
    );
    check(
        "Nine miners died and more than 30 were wounded.",
        &[
            ("Nine miners died", "killed", Some(9.0), exact),
            ("more than 30 were wounded", "injured", Some(30.0), Bound::MoreThan),
        ],
    );
    check(
        "Some 20 villagers are missing.",
        &[("Some 20 villagers are missing", "missing", Some(20.0), Bound::About)],
    );
    check(
        "Over 3,000 people have fled their homes.",
        &[("Over 3,000 people have fled their homes", "displaced", Some(3e3), Bound::MoreThan)],
    );
    check(
        "About 40 guards remain in captivity.",
        &[("About 40 guards remain in captivity", "held", Some(40.0), Bound::About)],
    );
    check(
        "Twelve teachers, including two nuns, were taken hostage.",
        &[
            ("Twelve teachers, including two nuns, were taken hostage", "abducted", Some(12.0), exact),
            ("two nuns", "abducted", Some(2.0), exact),
        ],
    );
    check(
        "Three sailors and two divers drowned.",
        &[("Three sailors", "killed", Some(3.0), exact), ("two divers drowned", "killed", Some(2.0), exact)],
    );
    check(
        "Many villagers living near the dam were killed.",
        &[("Many villagers living near the dam were killed", "killed", None, Bound::Vague)],
    );
    check(
        "Five killed, 12 hurt in tunnel fire",
        &[("Five killed", "killed", Some(5.0), exact), ("12 hurt", "injured", Some(12.0), exact)],
    );
}

#[test]
fn the_verb_stands_before() {
    let exact = Bound::Exact;
    check("The blast killed 14 people.", &[("14 people", "killed", Some(14.0), exact)]);
    check(
        "A fire, killing nearly two dozen workers, broke out.",
        &[("nearly two dozen workers", "killed", Some(24.0), Bound::Nearly)],
    );
    check(
        "The storm killed 14 people and injured 20 others.",
        &[("14 people", "killed", Some(14.0), exact), ("20 others", "injured", Some(20.0), exact)],
    );
    check(
        "The flood claimed the lives of up to 60 farmers.",
        &[("up to 60 farmers", "killed", Some(60.0), Bound::AtMost)],
    );
    check("It led to the loss of 70 lives.", &[("70 lives", "killed", Some(70.0), exact)]);
    check("The quake left 8 people dead.", &[("8 people dead", "killed", Some(8.0), exact)]);
    check("Rebels abducted dozens of pupils.", &[("dozens of pupils", "abducted", None, Bound::Vague)]);
    check(
        "Police detained between 10 and 20 protesters.",
        &[("between 10 and 20 protesters", "detained", None, Bound::Range)],
    );
}

#[test]
fn lives_are_lost_or_saved() {
    check(
        "The flood last week claimed at least 217 lives.",
        &[("at least 217 lives", "killed", Some(217.0), Bound::AtLeast)],
    );
    check("The dike saved 217 lives.", &[]);
}

#[test]
fn tolls() {
    check("The death toll in the valley rose to 120.", &[("120", "killed", Some(120.0), Bound::Exact)]);
    check(
        "Officials revised the toll from 14 to 22.",
        &[("14", "killed", Some(14.0), Bound::Exact), ("22", "killed", Some(22.0), Bound::Exact)],
    );
    check("The death toll passed 300.", &[("300", "killed", Some(300.0), Bound::MoreThan)]);
    check("The death toll could rise to 500.", &[]);
    check("The death toll rose by 12.", &[]);
}

#[test]
fn people_who_live_somewhere() {
    check(
        "The drought hurts its three million inhabitants.",
        &[("its three million inhabitants", "population", Some(3e6), Bound::Exact)],
    );
    check(
        "Storms may bring the flight of its three million inhabitants.",
        &[("its three million inhabitants", "population", Some(3e6), Bound::Exact)],
    );
    check("It has a population of 40,000.", &[("40,000", "population", Some(4e4), Bound::Exact)]);
}

#[test]
fn nouns_that_count() {
    check(
        "The army sent the six northern tank battalions.",
        &[("the six northern tank battalions", "units", Some(6.0), Bound::Exact)],
    );
    check(
        "They named six Ruritanian divers among the hostages.",
        &[("six Ruritanian divers", "held", Some(6.0), Bound::Exact)],
    );
    check(
        "Camps hold over a million displaced farmers.",
        &[("over a million displaced farmers", "displaced", Some(1e6), Bound::MoreThan)],
    );
}

#[test]
fn shares_divide_a_figure() {
    let text = "The war killed 900 people, most of them civilians.";
    let found = read(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].span.in_text(text), "most of them civilians");
    assert_eq!(
        (found[1].value, found[1].bound, found[1].scope),
        (Some(0.5), Bound::MoreThan, Some(Scope::Share))
    );
    assert_eq!((found[1].of, found[1].status.as_deref()), (Some(found[0].id), Some("civilian")));
}

#[test]
fn a_grave_part_of_the_injured_is_injured() {
    let exact = Bound::Exact;
    check(
        "The fall injured nine people, two of them seriously.",
        &[("nine people", "injured", Some(9.0), exact), ("two of them", "injured", Some(2.0), exact)],
    );
    check("She met nine people, two of them seriously.", &[]);
}

#[test]
fn what_ranks_is_no_begin_of_a_sum() {
    let scope = |text: &str| read(text).first().map(|f| f.scope);
    assert_eq!(scope("It was the worst fire since 1998, when 23 people died."), Some(None));
    assert_eq!(scope("Since 1998 some 23 people have died there."), Some(Some(Scope::Cumulative)));
    assert_eq!(scope("The number of missing rose to 31."), Some(Some(Scope::Stock)));
}

#[test]
fn limits_follow_the_bound() {
    let limits = |text: &str| read(text).first().map(|f| (f.low, f.high));
    assert_eq!(limits("It killed 9 men."), Some((Some(9.0), Some(9.0))));
    assert_eq!(limits("It killed more than 9 men."), Some((Some(9.0), None)));
    assert_eq!(limits("It killed nearly 9 men."), Some((None, Some(9.0))));
    assert_eq!(limits("It killed about 9 men."), Some((None, None)));
    assert_eq!(limits("It killed 10 to 20 men."), Some((Some(10.0), Some(20.0))));
}

#[test]
fn parts_belong_to_the_figure_before_them() {
    let text = "The blast killed twelve people, among them three children.";
    let found = read(text);
    let told: Vec<_> = found.iter().map(|f| (f.span.in_text(text), f.value, f.of)).collect();
    let whole = found[0].id;
    assert_eq!(told, [("twelve people", Some(12.0), None), ("three children", Some(3.0), Some(whole))]);
    check("The guests, including three children, sang.", &[]);
}

#[test]
fn nobody_is_a_number() {
    let zero = Some(0.0);
    check(
        "The police said no casualties were reported.",
        &[("no casualties", "casualties", zero, Bound::Exact)],
    );
    check("No one was injured.", &[("No one was injured", "injured", zero, Bound::Exact)]);
    check("Nobody has been killed.", &[("Nobody has been killed", "killed", zero, Bound::Exact)]);
}

#[test]
fn numbers_that_take_the_place_of_others() {
    check(
        "Not 12 but seven people were killed, the mayor said.",
        &[("seven people were killed", "killed", Some(7.0), Bound::Exact)],
    );
    check(
        "The number of missing had fallen from 46 to 31.",
        &[("46", "missing", Some(46.0), Bound::Exact), ("31", "missing", Some(31.0), Bound::Exact)],
    );
    check(
        "The rescue service raised the toll to 23 dead, while the hospital said its own count had reached 26.",
        &[("23 dead", "killed", Some(23.0), Bound::Exact), ("26", "killed", Some(26.0), Bound::Exact)],
    );
    check(
        "At least 40 of her townspeople were dead.",
        &[("At least 40 of her townspeople were dead", "killed", Some(40.0), Bound::AtLeast)],
    );
    check(
        "As of noon 46 are registered as missing.",
        &[("46 are registered as missing", "missing", Some(46.0), Bound::Exact)],
    );
}

#[test]
fn a_claim_without_a_claimant() {
    let text = "Nine divers are believed to have been killed.";
    let claimant = &read(text)[0].claimant;
    let Claimant::Unattributed { span: Some(span) } = claimant else { panic!("{claimant:?}") };
    assert_eq!(span.in_text(text), "are believed");
    assert_eq!(read("It killed 9 men.")[0].claimant, Claimant::Outlet);
}

#[test]
fn no_figure() {
    let none = |text: &str| check(text, &[]);
    none("The dam could displace two million people.");
    none("The plan would free 50 hostages.");
    none("The driver, 34, was killed.");
    none("A 34-year-old driver was killed.");
    none("Talks were held on June 9.");
    none("They were kidnapped between 2002 and 2004.");
    none("The mayor hopes that no one was injured.");
    none("There were no immediate reports of casualties.");
    none("Better pumps could have meant no deaths.");
    none("Rovers beat United 3-1 before 12,000 people.");
    none("The court read article 14 to those killed.");
    none("The house at 12 Harbour Street was hit.");
    none("Prices rose by 14 after 2019.");
    none("Turnout fell 12 percent and 30 laws died.");
    none("All leaders and various parties were killed off.");
    none("Three senators who killed off the bill spoke.");
    none("The first man was killed.");
    none("The blaze destroyed 12 houses.");
    none("Five states met on June 3.");
}
