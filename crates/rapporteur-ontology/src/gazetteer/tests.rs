use super::*;

/// A name has these entries, as kind and country, among others; none expected, none found.
fn check(name: &str, expected: &[(Kind, &str)]) {
    let found: Vec<_> = lookup(name).iter().map(|hit| (hit.entry.kind, hit.entry.alpha2)).collect();
    assert!(expected.iter().all(|one| found.contains(one)), "{name}: {found:?}");
    assert!(!expected.is_empty() || found.is_empty(), "{name}: {found:?}");
}

#[test]
fn spellings() {
    check("Kyiv", &[(Kind::Town, "UA")]);
    check("Kiev", &[(Kind::Town, "UA")]);
    check("KHARKIV", &[(Kind::Town, "UA")]);
    check("Bogota", &[(Kind::Town, "CO")]);
    check("Sana’a", &[(Kind::Town, "YE")]);
    check("Khan Yunis", &[(Kind::Town, "PS")]);
    check("El-Fasher", &[(Kind::Town, "SD")]);
    check("Hudaydah", &[(Kind::Town, "YE")]);
    check("the Nile", &[(Kind::Nature, "")]);
    check("", &[]);
    check("Nowheretown Province", &[]);
    check(&"Paris ".repeat(1000), &[]);
}

#[test]
fn a_word_says_of_which_kind_the_rest_is() {
    check("Kharkiv Oblast", &[(Kind::Region, "UA")]);
    check("Gaza City", &[(Kind::Town, "PS")]);
    check("Cook County", &[(Kind::District, "US")]);
}

#[test]
fn abbreviations_count_behind_a_comma_only() {
    assert_eq!(abbreviation("Tex.").map(|entry| entry.name), Some("Texas"));
    assert_eq!(abbreviation("NSW").map(|entry| entry.alpha2), Some("AU"));
    assert_eq!(abbreviation("in"), None);
    check("OK", &[]);
}

#[test]
fn towns_know_their_region() {
    let houston = lookup("Houston")[0].entry;
    let texas = lookup("Texas")[0].entry;
    assert_eq!((houston.region, texas.kind), (Some(texas.id), Kind::Region));
    assert_eq!(texas.region, Some(texas.id));
}

#[test]
fn countries_have_a_point() {
    let missing: Vec<_> = crate::country::all()
        .iter()
        .filter(|state| state.sovereign && country(state.alpha2).and_then(|entry| entry.point).is_none())
        .map(|state| state.alpha2)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every row of the text is found by each of its names, with what stands in the row.
#[test]
fn the_table_holds_every_row() {
    let text = include_str!("../../data/gazetteer.tsv");
    let mut rows = 0;
    for (which, row) in (0u32..).zip(text.lines().filter(|line| !line.starts_with('#'))) {
        let fields: Vec<&str> = row.split('\t').collect();
        let found = entry(which);
        assert_eq!(
            (found.id.to_string().as_str(), found.name, found.alpha2),
            (fields[1], fields[2], fields[3])
        );
        assert_eq!(found.population.to_string(), fields[5], "{row}");
        let point = found.point.map_or([String::new(), String::new()], |(north, east)| {
            [north, east].map(|degrees| format!("{degrees:.2}"))
        });
        let written = [fields[6], fields[7]].map(|degrees| degrees.replace("-0.00", "0.00"));
        assert_eq!(point.map(|degrees| degrees.replace("-0.00", "0.00")), written, "{row}");
        // A part of the rows is enough for the look-ups, which are slow without optimisation.
        if which % 16 == 0 {
            for name in std::iter::once(fields[2]).chain(fields[8].split('|').filter(|name| !name.is_empty()))
            {
                let key = spelling::key(name);
                assert!(named(&key).iter().any(|hit| hit.entry == found), "{name} of {row}");
            }
        }
        rows += 1;
    }
    assert_eq!(rows, len());
}

#[test]
fn the_table_is_small() {
    assert!(TABLE.len() <= 15_000_000, "{} bytes", TABLE.len());
}
