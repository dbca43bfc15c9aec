//! Dates of publication, from texts to intervals.

use rapporteur_engine::analyse;
use rapporteur_engine::dating::together;
use rapporteur_read::{Input, Limits};
use rapporteur_record::{HowKnown, Report};

fn read(name: &str, text: &str) -> Report {
    let (documents, _) = rapporteur_read::read(&Input::new(name, text.as_bytes()), &Limits::default());
    analyse(documents.into_iter().next().expect("a text with words"), None).0
}

/// First and last day, `..` where open, and the reason; `-` if nothing is known.
fn dated(report: &Report) -> (String, &str) {
    let Some(published) = &report.document.published else { return ("-".to_owned(), "") };
    let end = |day: &Option<String>| day.clone().unwrap_or_else(|| "..".to_owned());
    (format!("{}/{}", end(&published.earliest), end(&published.latest)), &published.reason)
}

fn check_alone(text: &str, expected: &str) {
    let report = read("one.txt", text);
    assert_eq!(dated(&report).0, expected, "{text:?}");
}

#[test]
fn a_report_alone() {
    check_alone("The dam at Solvanne broke on 3 March 2021. Two farms were flooded.", "2021-03-03/..");
    check_alone("The dam broke on 3 March 2021, and the mill burned in May 2022.", "2022-05-01/..");
    check_alone("Work began on 3 March 2021. The bridge will open on 5 May 2022.", "2021-03-03/2022-05-05");
    check_alone("The ferry has been out of service since 2019.", "2019-01-01/..");
}

#[test]
fn what_bounds_nothing() {
    for text in [
        "The mayor spoke on Wednesday about the flood of October 7.",
        "The council said the vote is on 5 May 2031.",
        "The council wants no coal by 2050.",
        "The council promised to close the mill in May 2031.",
        "“We will finish on 5 May 2020,” the mayor told us.",
        "The dam holds.",
    ] {
        check_alone(text, "-");
    }
}

#[test]
fn a_plan_that_is_over() {
    check_alone("The mill burned on 3 March 2021. The bridge will open on 5 May 2020.", "2021-03-03/..");
}

const PLACES: &str = "Ilse Marten met Oto Brandis in Norway. Sweden and Norway sent boats to Denmark.";

fn check_together(texts: &[(&str, &str)], expected: &[&str]) {
    let mut reports: Vec<Report> =
        texts.iter().map(|(name, text)| read(name, &format!("{text} {PLACES}"))).collect();
    together(&mut reports);
    let found: Vec<String> = reports.iter().map(|report| dated(report).0).collect();
    assert_eq!(found, expected);
    let reasons: Vec<String> = reports.iter().map(|report| dated(report).1.to_owned()).collect();
    let mut reversed: Vec<Report> =
        texts.iter().rev().map(|(name, text)| read(name, &format!("{text} {PLACES}"))).collect();
    together(&mut reversed);
    let found: Vec<String> = reversed.iter().rev().map(|report| dated(report).0).collect();
    assert_eq!(found, expected, "in another order");
    let others: Vec<String> = reversed.iter().rev().map(|report| dated(report).1.to_owned()).collect();
    assert_eq!(others, reasons, "in another order");
}

#[test]
fn reports_together() {
    let filed = ("a.txt", "date 2031-11-12\n\nThe harbour was closed.");
    let wired = ("b.txt", "OSLO, February 13. /TASS/. The dam broke on October 7 when boats sank.");
    let undated = ("c.txt", "The dam broke on October 7, and 1,432 people were killed.");
    let counted = ("d.txt", "More than 1,432 people were killed.");
    check_together(
        &[filed, wired, undated, counted],
        &["2031-11-12/2031-11-12", "2032-02-13/2032-02-13", "2031-10-07/..", "2031-10-07/.."],
    );
    check_together(&[undated, counted], &["-", "-"]);
    check_together(&[filed, counted], &["2031-11-12/2031-11-12", "-"]);
}

#[test]
fn what_a_report_says_and_what_others_say() {
    let wired = ("b.txt", "Published: 13 February 2032\n\nThe dam broke on October 7 when boats sank.");
    let older = ("c.txt", "The ferry has been out of service since 2019. The dam broke on October 7.");
    let newer = ("d.txt", "The mill burned on 9 December 2031. The dam broke on October 7.");
    check_together(&[wired, older, newer], &["2032-02-13/2032-02-13", "2031-10-07/..", "2031-12-09/.."]);
}

#[test]
fn a_year_that_two_dates_dispute() {
    let wired = ("b.txt", "OSLO, February 13. /TASS/. The dam broke.");
    check_together(
        &[("a.txt", "date 2031-08-15\n\nThe harbour was closed."), wired],
        &["2031-08-15/2031-08-15", "../.."],
    );
}

#[test]
fn the_reason_and_the_values() {
    let mut reports = vec![
        read("x/a.txt", &format!("date 2031-11-12\n\nThe harbour was closed. {PLACES}")),
        read("x/b.txt", &format!("OSLO, February 13. /TASS/. The dam broke on October 7. {PLACES}")),
    ];
    together(&mut reports);
    assert_eq!(
        dated(&reports[1]).1,
        "dateline; the year is the one nearest (93 days apart) to a.txt (2031-11-12), about the same people and places"
    );
    let published = reports[1].document.published.as_ref().unwrap();
    assert_eq!((published.value.as_str(), published.known), ("XXXX-02-13", HowKnown::Inferred));
    let october = reports[1].times.iter().find(|time| time.text_only == "XXXX-10-07").unwrap();
    assert_eq!(october.value.as_deref(), Some("2031-10-07"));
}
