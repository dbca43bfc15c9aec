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
fn who_is_found_with_relatives_was_not_rescued() {
    check("In the village 15 people were found alive with relatives.", &[]);
    check(
        "In the mine 15 people were found alive.",
        &[("15 people were found alive", "rescued", Some(15.0), Bound::Exact)],
    );
}

#[test]
fn a_mark_of_quotation_hides_no_hedge() {
    let bound = |text: &str| read(text).first().map(|figure| figure.bound);
    assert_eq!(bound("Police: 'Approximately 20 dead' after fire."), Some(Bound::About));
    assert_eq!(bound("Police: 'At least 20 dead' after fire."), Some(Bound::AtLeast));
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

/// The figures of a text without its bounds, one a line: the number's words, measure and value.
fn told(text: &str, expected: &[(&str, &str, Option<f64>)]) {
    let found = read(text);
    let found: Vec<_> = found.iter().map(|f| (f.number.in_text(text), f.measure.as_str(), f.value)).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn verbs_that_need_a_complement() {
    told("Divers pulled 14 people from the water.", &[("14", "rescued", Some(14.0))]);
    told("Divers pulled 14 bodies from the water.", &[("14", "killed", Some(14.0))]);
    told("A crane lifted nine more from a raft.", &[("nine", "rescued", Some(9.0))]);
    told("Six nurses were taken to a nearby hospital.", &[("Six", "injured", Some(6.0))]);
    told("Doctors treated 20 to 30 guests for burns.", &[("20 to 30", "injured", None)]);
    told("Troops shot dead two farmers.", &[("two", "killed", Some(2.0))]);
    told("Two farmers were shot.", &[("Two", "injured", Some(2.0))]);
    told("A boy is accused of fatally shooting two farmers.", &[("two", "killed", Some(2.0))]);
    told("The stew made about 60 ill.", &[("about 60", "infected", Some(60.0))]);
    told("Some 900 villagers had been moved to two schools.", &[("Some 900", "evacuated", Some(900.0))]);
    told("The fire drove 300 tenants out of their homes.", &[("300", "displaced", Some(300.0))]);
    // The words mean something else where the report tells of nothing of the kind.
    told("She picked up 12 people at the station.", &[]);
    told("Police are looking for two men.", &[]);
    told(
        "Four hikers are missing. Rangers are looking for nine others.",
        &[("Four", "missing", Some(4.0)), ("nine", "missing", Some(9.0))],
    );
}

#[test]
fn headlines_have_verbs_of_the_present() {
    told("Police detain 31 after match", &[("31", "detained", Some(31.0))]);
    told("Rebels free 12 of 40 hostages", &[("12", "released", Some(12.0)), ("40", "held", Some(40.0))]);
    told("Poll: 40 people killed in May floods", &[("40", "killed", Some(40.0))]);
    told("The plan is to free 12 hostages.", &[]);
}

#[test]
fn what_joins_people_joins_what_happened_to_them() {
    told("The crash killed the pilot and six guests.", &[("six", "killed", Some(6.0))]);
    told("Six guests and a pilot were kidnapped.", &[("Six", "abducted", Some(6.0))]);
    told(
        "Six guests were killed and nine people on the ground injured.",
        &[("Six", "killed", Some(6.0)), ("nine", "injured", Some(9.0))],
    );
    told(
        "The frost killed nine in Kesh and another 12 in Tersk.",
        &[("nine", "killed", Some(9.0)), ("12", "killed", Some(12.0))],
    );
    told(
        "The blast killed nine people, among them a cook and two nurses.",
        &[("nine", "killed", Some(9.0)), ("two", "killed", Some(2.0))],
    );
    told(
        "Nine people, including two nurses were hurt.",
        &[("Nine", "injured", Some(9.0)), ("two", "injured", Some(2.0))],
    );
}

#[test]
fn parts_are_of_those_to_whom_it_happened() {
    told("Nine of the dead were found in the cellar.", &[("Nine", "killed", Some(9.0))]);
    told("The injured included nine waiters.", &[("nine", "injured", Some(9.0))]);
    told(
        "Tersk had 300 of the 900 deaths.",
        &[("300", "killed", Some(300.0)), ("900", "killed", Some(900.0))],
    );
    told(
        "Of those killed, 40 per cent were women and one in five was a child.",
        &[("40 per cent", "killed", Some(0.4)), ("one in five", "killed", Some(0.2))],
    );
    told(
        "The flood displaced 900 people; about a third of them went north.",
        &[("900", "displaced", Some(900.0)), ("about a third", "displaced", Some(1.0 / 3.0))],
    );
    told(
        "Almost a quarter of a million people fled.",
        &[("Almost a quarter of a million", "displaced", Some(2.5e5))],
    );
}

#[test]
fn who_has_not_been_found_is_missing() {
    told("A further eight have not been reached.", &[("eight", "missing", Some(8.0))]);
    told("Two sailors are yet to be found.", &[("Two", "missing", Some(2.0))]);
    told("Five miners who were listed as missing were found dead.", &[("Five", "killed", Some(5.0))]);
}

#[test]
fn where_people_live_and_stay() {
    told("Tersk is a village of 700.", &[("700", "population", Some(700.0))]);
    told("A village of 700 houses burned.", &[]);
    told("Its inhabitants number barely 700.", &[("barely 700", "population", Some(700.0))]);
    told(
        "The town had a population of 5,000. Fewer than 900 remain.",
        &[("5,000", "population", Some(5e3)), ("Fewer than 900", "population", Some(900.0))],
    );
    told("More than 700 villagers remain in shelters.", &[("More than 700", "displaced", Some(700.0))]);
    told("About 30 pupils are in hospital.", &[("About 30", "injured", Some(30.0))]);
}

#[test]
fn illness_is_told_of_the_whole_report() {
    told(
        "Cholera has come to Tersk. Doctors confirmed 31 cases and two deaths.",
        &[("31", "infected", Some(31.0)), ("two", "killed", Some(2.0))],
    );
    told("Measles infected 700 children.", &[("700", "infected", Some(700.0))]);
    told("The court heard 31 cases.", &[]);
    told("Cholera has come to Tersk. Doctors look into six possible cases.", &[]);
}

#[test]
fn a_number_can_take_up_the_one_before() {
    told(
        "The toll rose to 27. On Monday the service had given a figure of 23.",
        &[("27", "killed", Some(27.0)), ("23", "killed", Some(23.0))],
    );
    told(
        "The mine has killed 214 men, a number that the owner puts at 150.",
        &[("214", "killed", Some(214.0)), ("150", "killed", Some(150.0))],
    );
    told("The toll rose to 27. That is 2 more than on Monday.", &[("27", "killed", Some(27.0))]);
}

#[test]
fn nobody_has_many_words() {
    told("No children were among the dead.", &[("No", "killed", Some(0.0))]);
    told("She said no lives had been lost.", &[("no", "killed", Some(0.0))]);
    told("None of the guests was hurt.", &[("None", "injured", Some(0.0))]);
    told("Nobody had been detained.", &[("Nobody", "detained", Some(0.0))]);
    told("No children were among the guests.", &[]);
    told("There are no casualties left at the site.", &[]);
}

#[test]
fn armies_lose_soldiers() {
    told("The army lost 40 soldiers.", &[("40", "killed", Some(40.0))]);
    told("The party lost 40 seats.", &[]);
    told("“We buried three.”", &[("three", "killed", Some(3.0))]);
}

#[test]
fn numbers_stand_in_many_ways() {
    told("Its population was about 10,000.", &[("about 10,000", "population", Some(1e4))]);
    told("Four boys aged between 16 and 19 were arrested.", &[("Four", "detained", Some(4.0))]);
    told("Four boys were this week arrested.", &[("Four", "detained", Some(4.0))]);
    told("Virus deaths approach 5,000.", &[("5,000", "killed", Some(5e3))]);
    told("Deaths are expected to rise to 5,000.", &[]);
    told("Deaths rose by 50.", &[]);
    told("One in three of the displaced has a tent.", &[("One in three", "displaced", Some(1.0 / 3.0))]);
    told("Laws that would put 500 people in prison.", &[]);
    told("Most of them in tents, 50 ships sailed.", &[]);
    told("The UN says 4,000 Ruritani fled.", &[("4,000", "displaced", Some(4e3))]);
    told("The war cost much, including 500 displaced people.", &[("500", "displaced", Some(500.0))]);
    told("Some 40 others suffered minor injuries.", &[("Some 40", "injured", Some(40.0))]);
    told("A bomber killed himself and eight others.", &[("eight", "killed", Some(8.0))]);
    told(
        "Five guests, three of them children, were hurt.",
        &[("Five", "injured", Some(5.0)), ("three", "injured", Some(3.0))],
    );
    told("19 states saw new cases of cholera.", &[]);
    told("220 Homes Evacuated in Kesh", &[]);
    told("Mother of Two Killed by Bullet", &[]);
    told("A million households were missing out on aid.", &[]);
    told("About 30 Ruritanians were killed.", &[("About 30", "killed", Some(30.0))]);
    told("I am looking for some 30 of my people.", &[("some 30", "missing", Some(30.0))]);
    told("I am looking for 30 people to help.", &[]);
    told(
        "Kesh holds 40 prisoners of war, Tersk nearly 20 Keshi ones.",
        &[("40", "held", Some(40.0)), ("nearly 20", "held", Some(20.0))],
    );
    told("He is one of four nurses freed on Monday.", &[("four", "released", Some(4.0))]);
    told("The drowning of 27 migrants", &[("27", "killed", Some(27.0))]);
    told("Five sent to hospital after fire", &[("Five", "injured", Some(5.0))]);
    told("Three charred bodies were found.", &[("Three", "killed", Some(3.0))]);
    told("Three regulatory bodies were asked.", &[]);
    told("A case involving 11 people who died.", &[("11", "killed", Some(11.0))]);
    told("Two of her three sons were taken hostage.", &[("Two", "abducted", Some(2.0))]);
}

/// However long a row of numbers, hedges or names is, reading it takes time in proportion.
#[test]
fn hostile_rows_take_linear_time() {
    for row in [
        "about ",
        "12 and ",
        "killed 12 ",
        "12 of ",
        "a third of ",
        "of those killed , ",
        "no one else ",
        "12 people , ",
    ] {
        let text = row.repeat(20_000);
        let start = std::time::Instant::now();
        let _ = read(&text);
        assert!(start.elapsed().as_secs() < 20, "{row:?} took {:?}", start.elapsed());
    }
}

#[test]
fn sums_have_many_words() {
    told("That brings to 204 the number of people killed.", &[("204", "killed", Some(204.0))]);
    told("Some put the dead at over 100.", &[("over 100", "killed", Some(100.0))]);
    told("The toll is now 43, up from 38.", &[("43", "killed", Some(43.0)), ("38", "killed", Some(38.0))]);
    told("The number of refugees has doubled to 400.", &[("400", "displaced", Some(400.0))]);
    told("The number of cases before the court rose to 400.", &[]);
    told("The fire killed a family of five.", &[("five", "killed", Some(5.0))]);
    told("Clinics are treating 64 men.", &[("64", "injured", Some(64.0))]);
    told(
        "The crash injured 64 people, nine critically.",
        &[("64", "injured", Some(64.0)), ("nine", "injured", Some(9.0))],
    );
    told(
        "Of the 64 injured, 20 are children.",
        &[("64", "injured", Some(64.0)), ("20", "injured", Some(20.0))],
    );
    told("The storm left 900 people without homes.", &[("900", "displaced", Some(900.0))]);
}

/// A sentence can end anywhere, and a report can be nothing but the end of one.
#[test]
fn cut_sentences_are_read() {
    let sentences = [
        "Of the 64 injured , 20 are children and one in eight of those killed was a nurse",
        "12 of 31 people who have yet to be found have not been reached and another 12 in Kesh and 12 in Tersk",
        "That brings to 204 the number of people killed , up from 38 , among whom were 27 nurses aged between 16 and 19",
        "Some put the dead at over 100 and no children were among the dead , nobody died , none of the guests was hurt",
        "Doctors were treating a family of five , two of them seriously , with severe burns , the driver and three others",
        "Soldiers shot dead two men and pulled 14 more from the rubble of a town of 38,000 whose inhabitants number 800",
    ];
    for sentence in sentences {
        let words: Vec<&str> = sentence.split(' ').collect();
        for from in 0..words.len() {
            for to in from..=words.len() {
                let _ = read(&words[from..to].join(" "));
            }
        }
    }
}

#[test]
fn what_a_day_or_a_week_brings_is_no_sum() {
    let check = |text: &str, expected: Option<Scope>| {
        assert_eq!(read(text).first().map(|figure| figure.scope), Some(expected), "{text}");
    };
    check("Guards let through about 2,000 refugees a day in February.", Some(Scope::Daily));
    check("Hundreds of people are dying every week.", Some(Scope::Weekly));
    check(
        "Measles spread: clinics reported 812 new measles cases, the most in a single day.",
        Some(Scope::Daily),
    );
    check("New daily cholera cases had hit a peak at 911 cases on 2 May.", Some(Scope::Daily));
    check("It was one of the deadliest days of the outbreak, with over 300 deaths.", Some(Scope::Daily));
    check("Storms killed 40 people a day before the vote.", None);
    check("Daily bombings killed 40 people.", None);
    check("Doctors confirmed 812 cases of cholera.", None);
}

#[test]
fn a_mean_counts_nobody() {
    assert!(read("Cholera clinics see an average of 59 new cases a day.").is_empty());
}

#[test]
fn a_toll_that_nears_a_number_is_below_it() {
    check("The death toll is approaching 900.", &[("900", "killed", Some(900.0), Bound::Nearly)]);
}
