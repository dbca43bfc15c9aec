use super::*;
use crate::name::tests::{document, names_of};

/// Each place of `text` as `name=result`.
fn check(text: &str, expected: &[&str]) {
    let document = document(text);
    let found: Vec<String> = places(&document, &names_of(&document))
        .iter()
        .map(|place| {
            let result = match &place.resolution {
                Resolution::Resolved { country, precision, .. } => {
                    format!("{precision} in {}", country.as_deref().unwrap_or("-"))
                }
                Resolution::Ambiguous { .. } => "ambiguous".to_owned(),
                Resolution::Unresolved => "unresolved".to_owned(),
            };
            format!("{}={result}", place.span.in_text(text))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn countries_are_known() {
    check("The talks were held in Norway.", &["Norway=country in NOR"]);
}

#[test]
fn the_words_beside_a_name_decide() {
    check("Ships left Tripoli, in Lebanon, at noon.", &["Tripoli=town in LBN", "Lebanon=country in LBN"]);
    check("In Hyderabad, the Pakistani port authority met.", &["Hyderabad=town in PAK"]);
    check(
        "Two trains met in Birmingham, Alabama, on Monday.",
        &["Birmingham=town in USA", "Alabama=region in USA"],
    );
    check("The mayor was seen in the Lebanese city of Tripoli.", &["Tripoli=town in LBN"]);
}

#[test]
fn the_report_decides_between_namesakes() {
    check(
        "Egyptian guards closed the gate on Monday. Trucks from Cairo wait in Rafah.",
        &["Cairo=town in EGY", "Rafah=town in EGY"],
    );
    check(
        "Palestinian families left Khan Younis on Monday. Many of them came to Rafah.",
        &["Khan Younis=town in PSE", "Rafah=town in PSE"],
    );
}

#[test]
fn what_is_told_once_holds_for_the_report() {
    check(
        "A fire broke out in Valencia, Venezuela, on Monday. Nobody was hurt in Valencia.",
        &["Valencia=town in VEN", "Venezuela=country in VEN", "Valencia=town in VEN"],
    );
}

#[test]
fn the_next_word_tells_the_kind() {
    check("Rain fell on Aleppo province, in Syria.", &["Aleppo=region in SYR", "Syria=country in SYR"]);
}

#[test]
fn regions_of_the_world_have_no_point() {
    check("Ships waited in the Gulf.", &["Gulf=region in -"]);
}

#[test]
fn too_small_a_margin_leaves_it_open() {
    check("A fire broke out in Springfield.", &["Springfield=ambiguous"]);
}

#[test]
fn unknown_towns_stay_unresolved() {
    check("A fire broke out in Quellmarsh.", &["Quellmarsh=unresolved"]);
}

#[test]
fn capitals_and_line_ends_make_no_difference() {
    check("Rain fell in NAIROBI.", &["NAIROBI=town in KEN"]);
}

/// A name parted at the end of a line is looked up whole.
#[test]
fn parted_names_are_joined() {
    check("Rain fell in Khar-\nkiv on Monday.", &["Khar-\nkiv=town in UKR"]);
    let text = "Khar-\nkiv Port-\nau-Prince Khan\nYounis";
    let document = document(text);
    for (start, end, whole) in [(0, 9, "Kharkiv"), (10, 25, "Port-au-Prince"), (26, 37, "Khan Younis")] {
        assert_eq!(written(&document, Span::new(start, end)), whole);
    }
}

#[test]
fn a_town_beside_which_its_namesakes_are_small() {
    check("They met in Geneva.", &["Geneva=town in CHE"]);
    check("Two ships sank in the Dead Sea.", &["Dead Sea=region in -"]);
}
