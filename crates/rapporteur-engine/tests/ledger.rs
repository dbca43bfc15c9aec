//! The figure ledger over reports that were read by rules alone.

use rapporteur_engine::analyse;
use rapporteur_ledger::{Entry, Folds, Gathering, Ledger, Series, Standing, view};
use rapporteur_read::{Input, Limits, read};
use rapporteur_record::{EntityId, HowKnown, Published, Report};
use rapporteur_story::Sketch;

/// A report published on a day, or on none.
fn report(outlet: &str, day: &str, text: &str) -> Report {
    let mut input = Input::new(outlet, text.as_bytes());
    input.format = Some(rapporteur_read::Format::Text);
    let (documents, _) = read(&input, &Limits { document_bytes: usize::MAX });
    let mut document = documents.into_iter().next().unwrap();
    document.outlet = Some(outlet.to_owned());
    document.published = (!day.is_empty()).then(|| Published {
        value: day.to_owned(),
        earliest: Some(day.to_owned()),
        latest: Some(day.to_owned()),
        known: HowKnown::Metadata,
        reason: "test".to_owned(),
        span: None,
    });
    analyse(document, None).0
}

fn ledger_of(reports: &[Report]) -> Ledger {
    let mut gathering = Gathering::default();
    let numbers: Vec<i64> = (1..=reports.len() as i64).collect();
    for (number, report) in numbers.iter().zip(reports) {
        gathering.report(*number, report, &EntityId::clone);
    }
    let sketches: Vec<Sketch> = reports.iter().map(|report| Sketch::of(&report.document)).collect();
    gathering.ledger(&Folds::of(&numbers, &sketches))
}

/// `“14 people”`, `“17” updated`, `“17” repeat`: the words of a claim and its gravest relation, or what it is instead.
fn told(entry: &Entry, reports: &[Report]) -> String {
    let report = &reports[entry.claim.report as usize - 1];
    let words = report.figures[entry.claim.figure.0 as usize].span.in_text(&report.document.text);
    let how = match entry.standing {
        Standing::First => "",
        Standing::New => {
            entry.relations.iter().map(|(_, relation)| *relation).max().map_or("new", |r| r.name())
        }
        Standing::Former => "former",
        Standing::Repeat(_) => "repeat",
        Standing::Copy(_) => "copy",
    };
    format!("{words} {how}").trim_end().to_owned()
}

/// The series of the reports `[outlet, day, text]`, each as its measure and its claims.
fn check(texts: &[[&str; 3]], expected: &[(&str, &[&str])]) -> Vec<Series> {
    let reports: Vec<Report> = texts.iter().map(|[outlet, day, text]| report(outlet, day, text)).collect();
    let ledger = ledger_of(&reports);
    let found: Vec<(String, Vec<String>)> = ledger
        .series
        .iter()
        .map(|series| {
            (series.measure.clone(), series.entries.iter().map(|entry| told(entry, &reports)).collect())
        })
        .collect();
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(measure, claims)| ((*measure).to_owned(), claims.iter().map(|c| (*c).to_owned()).collect()))
        .collect();
    assert_eq!(found, expected);
    // The order in which reports arrive changes nothing.
    let mut turned = reports;
    turned.reverse();
    let again = ledger_of(&turned);
    let lines = |ledger: &Ledger, reports: &[Report]| -> Vec<Vec<String>> {
        let series = ledger.series.iter();
        series.map(|series| series.entries.iter().map(|entry| told(entry, reports)).collect()).collect()
    };
    let straight: Vec<Vec<String>> = found.into_iter().map(|(_, claims)| claims).collect();
    assert_eq!(lines(&again, &turned), straight);
    ledger.series
}

const MINE: &str = "Rescuers in Kallstad searched the flooded Ornberg mine for a second day after the pumps of the \
    Tarvel company failed and the water rose in the lower galleries.";

#[test]
fn a_toll_grows_from_day_to_day() {
    let series = check(
        &[
            [
                "Kallstad Post",
                "2031-05-02",
                &format!("{MINE} At least nine people were killed, the mayor Ilse Marten said."),
            ],
            [
                "Harbour Radio",
                "2031-05-03",
                &format!("{MINE} The death toll rose to 12, the mayor Ilse Marten said."),
            ],
        ],
        &[("killed", &["At least nine people were killed", "12 updated"])],
    );
    assert_eq!(view::ucdp(&series[0]), Some([12.0, 12.0, 12.0]));
}

#[test]
fn an_old_minimum_told_later_is_no_news() {
    check(
        &[
            [
                "Kallstad Post",
                "2031-05-02",
                &format!("{MINE} The blast killed 17 people, the mayor Ilse Marten said."),
            ],
            [
                "Harbour Radio",
                "2031-05-03",
                &format!("{MINE} The blast killed at least 14 people, the doctor Bo Lind said."),
            ],
        ],
        &[("killed", &["17 people", "at least 14 people compatible"])],
    );
}

#[test]
fn claimants_contradict_each_other_on_one_day() {
    let series = check(
        &[
            [
                "Kallstad Post",
                "2031-05-02",
                &format!("{MINE} The blast killed 23 people, the mayor Ilse Marten said."),
            ],
            [
                "Harbour Radio",
                "2031-05-02",
                &format!("{MINE} The blast killed 26 people, the doctor Bo Lind said."),
            ],
        ],
        &[("killed", &["26 people", "23 people contradicts"])],
    );
    assert_eq!(view::ucdp(&series[0]), Some([23.0, 23.0, 26.0]));
    assert_eq!(view::conservative(&series[0]), Some((23.0, None)));
}

#[test]
fn over_a_number_and_the_number_are_compatible() {
    check(
        &[
            [
                "Kallstad Post",
                "2031-05-02",
                &format!("{MINE} The blast killed 1,400 people, the mayor Ilse Marten said."),
            ],
            [
                "Harbour Radio",
                "2031-05-02",
                &format!("{MINE} The blast killed over 1,400 people, the doctor Bo Lind said."),
            ],
        ],
        &[("killed", &["1,400 people", "over 1,400 people compatible"])],
    );
}

#[test]
fn the_dead_of_two_sides_never_mix() {
    let front =
        "Fighting went on along the Sarn river between Norvassian and Dalmerran forces for a third day.";
    check(
        &[
            [
                "Kallstad Post",
                "2031-05-02",
                &format!("{front} Shells killed 14 Norvassians. Rockets killed 14 Dalmerrans."),
            ],
            [
                "Harbour Radio",
                "2031-05-03",
                &format!("{front} At least 16 Norvassians were killed. About 20 people were killed."),
            ],
        ],
        &[
            ("killed", &["14 Norvassians", "At least 16 Norvassians were killed updated"]),
            ("killed", &["14 Dalmerrans"]),
            ("killed", &["About 20 people were killed"]),
        ],
    );
}

#[test]
fn other_days_and_parts_stay_apart() {
    check(
        &[[
            "Kallstad Post",
            "2031-05-02",
            &format!(
                "{MINE} The flood killed 12 miners and injured 30 others. In May 2019 a fire there killed 40 people."
            ),
        ]],
        &[("killed", &["12 miners"]), ("killed", &["40 people"]), ("injured", &["30 others"])],
    );
}

#[test]
fn a_revised_number_is_no_claim_any_more() {
    let series = check(
        &[[
            "Kallstad Post",
            "2031-05-02",
            &format!("{MINE} The rescue service revised the toll from 14 to 22."),
        ]],
        &[("killed", &["14 former", "22"])],
    );
    assert_eq!(view::ucdp(&series[0]), Some([22.0, 22.0, 22.0]));
}

#[test]
fn copies_and_repeats_are_folded() {
    let text = format!("{MINE} At least nine people were killed, the mayor Ilse Marten said on the bridge.");
    let again = format!("{text} At least nine people were killed, the mayor Ilse Marten said.");
    check(
        &[
            ["Kallstad Post", "2031-05-02", &text],
            ["Harbour Radio", "2031-05-02", &text],
            ["Sarn Echo", "2031-05-03", &again],
        ],
        &[(
            "killed",
            &[
                "At least nine people were killed",
                "At least nine people were killed copy",
                "At least nine people were killed copy",
                "At least nine people were killed copy",
            ],
        )],
    );
}

#[test]
fn a_figure_that_a_live_blog_repeats_is_one_claim() {
    let mut text = MINE.to_owned();
    for hour in 0..30 {
        text.push_str(&format!(
            "\n\n{:02}:{:02} At least nine people were killed, the mayor Ilse Marten said again.",
            hour / 2,
            hour
        ));
    }
    let reports = [report("Kallstad Post", "2031-05-02", &text)];
    let ledger = ledger_of(&reports);
    assert_eq!(ledger.series.len(), 1);
    assert_eq!(ledger.series[0].distinct().count(), 1);
    assert_eq!(ledger.series[0].entries.len(), 30);
}

#[test]
fn shares_follow_their_wholes() {
    let front =
        "Fighting went on along the Sarn river between Norvassian and Dalmerran forces for a third day.";
    let series = check(
        &[[
            "Kallstad Post",
            "2031-05-02",
            &format!(
                "{front} Shells killed 140 Norvassians, most of them civilians. Rockets killed 90 Dalmerrans, most of them civilians."
            ),
        ]],
        &[
            ("killed", &["140 Norvassians"]),
            ("killed", &["most of them civilians"]),
            ("killed", &["90 Dalmerrans"]),
            ("killed", &["most of them civilians"]),
        ],
    );
    assert_eq!((series[1].of, series[3].of), (Some(0), Some(2)));
}

#[test]
fn thousands_of_reports_take_time_in_proportion() {
    let one = report(
        "Kallstad Post",
        "2031-05-02",
        &format!("{MINE} At least nine people were killed, Ilse Marten said."),
    );
    let reports: Vec<Report> = (0..3_000)
        .map(|n| {
            let mut report = one.clone();
            report.document.outlet = Some(format!("Outlet {n}"));
            report
        })
        .collect();
    let mut gathering = Gathering::default();
    for (number, report) in reports.iter().enumerate() {
        gathering.report(number as i64, report, &EntityId::clone);
    }
    let mut folds = Folds::default();
    folds.add_story(&(0..3_000).collect::<Vec<_>>());
    let ledger = gathering.ledger(&folds);
    assert_eq!(ledger.series.len(), 1);
    assert_eq!(ledger.series[0].reports(), 3_000);
}
