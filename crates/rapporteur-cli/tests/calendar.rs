//! The calendar: what was said on a known day, and nothing else.

mod common;

use common::{run, stderr, stdout};
use std::fs;

/// The calendar of a report, with folded lines put together again, and what the program notes beside it.
fn calendar(text: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    fs::write(&report, text).expect("a file");
    let store = folder.path().join("s.rapporteur");
    let (report, store) = (report.to_str().expect("UTF-8"), store.to_str().expect("UTF-8"));
    assert!(run(&["add", "--quiet", "--no-model", "--store", store, report]).status.success());
    let out = run(&["export", "--format", "ical", "--store", store]);
    assert!(out.status.success(), "{}", stderr(&out));
    let again = run(&["export", "--format", "ical", "--store", store]);
    assert_eq!(stdout(&out), stdout(&again), "the same bytes each time");
    let written = stdout(&out);
    assert!(written.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert!(written.ends_with("END:VCALENDAR\r\n"));
    assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    (written.replace("\r\n ", ""), stderr(&out))
}

/// Days and speakers of the events of a report that is of Tuesday, 14 May 2024, and how many statements have no day.
fn check(sentences: &str, days: &[&str], without: usize) {
    let (events, note) = calendar(&format!("Published: 14 May 2024\n\n{sentences}\n"));
    let found: Vec<_> = events.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:")).collect();
    assert_eq!(found, days, "{sentences:?}: {events}");
    let expected = format!("{} statements with a day; {without} without one are left out\n", days.len());
    assert_eq!(note, expected, "{sentences:?}");
}

#[test]
fn a_day_beside_the_cue() {
    check("“The dam holds,” Ilse Marten said on Monday.", &["20240513"], 0);
    check("On 3 March 2021, Ilse Marten said that the dam holds.", &["20210303"], 0);
}

#[test]
fn the_day_of_the_report_is_not_the_day_of_speech() {
    check("“The dam holds,” Ilse Marten said.", &[], 1);
}

#[test]
fn days_inside_of_what_is_said_and_partial_days() {
    check("Ilse Marten said that the dam broke on Monday.", &[], 1);
    check("“The dam holds,” Ilse Marten said in March 2021.", &[], 1);
}

#[test]
fn an_event_leads_to_its_words() {
    let (events, _) =
        calendar("Published: 14 May 2024\n\n“The dam, we hope, holds,” Ilse Marten said on Monday.\n");
    let line = |name: &str| {
        events
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap_or_else(|| panic!("{name} in {events}"))
    };
    assert_eq!(line("SUMMARY:"), "Ilse Marten: “The dam\\, we hope\\, holds\\,”");
    let description = line("DESCRIPTION:");
    assert!(
        description.starts_with("Ilse Marten: “The dam\\, we hope\\, holds\\,”\\n\\nReport: "),
        "{description}"
    );
    assert!(description.ends_with("\\, code points 24-50"), "{description}");
    assert_eq!(line("DTSTAMP:"), "20240513T000000Z");
    assert!(line("UID:").ends_with("-0@rapporteur"));
}
