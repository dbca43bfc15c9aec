//! What is one event and what stays apart, over whole collections of invented reports.

use proptest::prelude::*;
use rapporteur_event::{Happening, Profile, Report, Side, Telling, Told, Within, group};
use rapporteur_record::{EntityId, EventId, EventType, Realis};

/// Two reports about one bombardment.
const FIRST: &str = "Shells hit the Orvan bridge near Ulverin, the Norvassan army said.";
const SECOND: &str = "The Norvassan army said the Orvan bridge near Ulverin was hit by shells.";

fn told(report: i64, event: u32, text: &str, word: &str) -> Told {
    let at = text.find(word).unwrap();
    let mut told = Told::new(report, EventId(event), Telling::new(text, at..at + word.len()));
    told.event_type = Some(EventType::Assault);
    told
}

fn report(number: i64, text: &str) -> Report {
    Report { number, profile: Profile::new(text) }
}

fn side(id: &str, country: Option<&str>) -> Vec<Side> {
    vec![Side { id: EntityId(id.into()), country: country.map(str::to_owned) }]
}

/// Whether the two events of the bombardment are one after each was changed.
fn check(change: impl Fn(&mut Told, &mut Told), expected: bool) {
    let reports = [report(1, FIRST), report(2, SECOND)];
    let mut events = [told(1, 0, FIRST, "hit"), told(2, 0, SECOND, "hit")];
    let [a, b] = &mut events;
    change(a, b);
    let found = group(&reports, &events, Within::Merged);
    assert_eq!(found.len() == 1, expected, "{found:#?}");
}

#[test]
fn one_act_in_two_reports_is_one() {
    check(|_, _| {}, true);
    check(|a, _| a.realis = Realis::Denied, true);
    check(|a, _| a.place = vec!["ulverin".into(), "norvassa".into()], true);
}

#[test]
fn types_days_places_and_sides_exclude() {
    check(|a, _| a.event_type = Some(EventType::Consult), false);
    // A near type, and the same word.
    check(|a, _| a.event_type = Some(EventType::Coerce), true);
    let day = |told: &mut Told, day: &str| {
        (told.first_day, told.last_day) = (Some(day.to_owned()), Some(day.to_owned()));
    };
    check(|a, b| (day(a, "2024-02-12"), day(b, "2024-02-13")).0, false);
    check(|a, b| (day(a, "2024-02-12"), day(b, "2024-02-12")).0, true);
    check(|a, b| (a.place, b.place) = (vec!["ulverin".into()], vec!["orvan".into()]), false);
    check(
        |a, b| (a.place, b.place) = (vec!["ulverin".into(), "norvassa".into()], vec!["norvassa".into()]),
        true,
    );
    check(|a, b| (a.sources, b.sources) = (side("a", Some("XAA")), side("b", Some("XBB"))), false);
    check(|a, b| (a.sources, b.sources) = (side("a", Some("XAA")), side("b", Some("XAA"))), true);
    check(|a, b| (a.sources, b.sources) = (side("a", Some("XAA")), side("b", None)), true);
}

#[test]
fn what_is_meant_or_asked_for_is_not_what_happened() {
    for realis in [Realis::Planned, Realis::Demanded, Realis::Hypothetical] {
        check(|a, _| a.realis = realis, false);
        check(|a, b| (a.realis, b.realis) = (realis, realis), true);
    }
}

#[test]
fn two_events_of_one_report_stay_two() {
    let text =
        "Shells hit the Orvan bridge near Ulverin, then shells hit the Orvan bridge near Ulverin again.";
    let reports = [report(1, text), report(2, FIRST)];
    let events = [told(1, 0, text, "hit"), told(1, 1, text, "hit"), told(2, 0, FIRST, "hit")];
    let found = group(&reports, &events, Within::Merged);
    assert_eq!(found.len(), 2);
    let of_first =
        |happening: &Happening| happening.members.iter().filter(|member| member.report == 1).count();
    assert!(found.iter().all(|happening| of_first(happening) <= 1));
}

#[test]
fn a_day_and_its_sides_join_across_stories() {
    let far =
        "In the capital of Dalmerra deputies spoke of farming and recalled that the port had been attacked.";
    let near = "Ulverin was attacked, and its harvest fair is off.";
    let reports = [report(1, far), report(2, near)];
    let event = |report: i64, text: &str, day: Option<&str>| {
        let mut told = told(report, 0, text, "attacked");
        (told.first_day, told.last_day) = (day.map(str::to_owned), day.map(str::to_owned));
        (told.sources, told.targets) = (side("norvassa", None), side("ulverin", None));
        told
    };
    let day = Some("2024-02-12");
    let found = group(&reports, &[event(1, far, day), event(2, near, day)], Within::Merged);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members[1].rule, "event.same_day");
    assert_eq!(found[0].members[1].with, Some((1, EventId(0))));
}

/// Whether the two events that reports of the record tell of are one. Each is the first event of its report.
fn check_told(a: (&str, &str), b: (&str, &str), change: impl Fn(&mut Told, &mut Told), expected: bool) {
    let reports = [report(1, a.0), report(2, b.0)];
    let mut events = [told(1, 0, a.0, a.1), told(2, 0, b.0, b.1)];
    let [first, second] = &mut events;
    change(first, second);
    let found = group(&reports, &events, Within::Merged);
    assert_eq!(found.len() == 1, expected, "{found:#?}");
}

#[test]
fn one_verb_in_one_story_is_not_enough() {
    let texts = [
        "Orvan harbour: the ministry released 40 million for the homes of Ulverin, deputies of Norvassa said.",
        "Orvan harbour: rescuers spoke of the release of water by the company above the old mill.",
    ];
    let (a, b) = ((texts[0], "released"), (texts[1], "release"));
    check_told(a, b, |_, _| {}, false);
    let kind = |kind: EventType| {
        move |a: &mut Told, b: &mut Told| (a.event_type, b.event_type) = (Some(kind), Some(kind))
    };
    // Who asked whom is what makes a request the same one.
    let asked = [
        "The town hall of Ulverin asked the harbour company for a siren at the Orvan bridge, deputies said.",
        "The harbour company was asked by the old parish for a siren at the Orvan bridge, deputies said.",
    ];
    let (a, b) = ((asked[0], "asked"), (asked[1], "asked"));
    check_told(a, b, kind(EventType::Request), false);
    let same = |a: &mut Told, b: &mut Told| {
        kind(EventType::Request)(a, b);
        (a.sources, b.sources) = (side("words:town hall", None), side("words:town hall", None));
    };
    check_told(a, b, same, true);
}

#[test]
fn what_one_sentence_tells_in_two_reports_is_one_however_it_was_read() {
    let texts = [
        "Dozens of families had been moved to the schools above Ulverin, rescuers said.",
        "“Dozens of families had been moved to the schools above Ulverin”, rescuers said.",
    ];
    let (a, b) = ((texts[0], "moved"), (texts[1], "moved"));
    let other = |_: &mut Told, b: &mut Told| b.event_type = Some(EventType::Protest);
    check_told(a, b, other, true);
    let reports = [report(1, texts[0]), report(2, texts[1])];
    let events = [told(1, 0, texts[0], "moved"), told(2, 0, texts[1], "moved")];
    let found = group(&reports, &events, Within::Merged);
    assert_eq!(
        (found[0].members[1].rule, found[0].members[1].with),
        ("event.same_sentence", Some((1, EventId(0))))
    );
    // Printed again a year later it is another move.
    let days = |a: &mut Told, b: &mut Told| {
        (a.first_day, a.last_day) = (Some("2024-02-02".into()), Some("2024-02-13".into()));
        (b.first_day, b.last_day) = (Some("2025-02-02".into()), Some("2025-02-13".into()));
    };
    check_told(a, b, days, false);
    let planned = |_: &mut Told, b: &mut Told| b.realis = Realis::Planned;
    check_told(a, b, planned, false);
}

#[test]
fn a_day_without_its_year_excludes_too() {
    let day = |told: &mut Told, day: &str| told.month_day = Some(day.to_owned());
    check(|a, b| (day(a, "04-09"), day(b, "04-09")).0, true);
    check(|a, b| (day(a, "04-09"), day(b, "02-12")).0, false);
    let between = |told: &mut Told, first: &str, last: &str| {
        (told.first_day, told.last_day) = (Some(first.to_owned()), Some(last.to_owned()));
    };
    check(|a, b| (day(a, "04-09"), between(b, "2023-04-09", "2023-04-09")).0, true);
    check(|a, b| (day(a, "04-09"), between(b, "2023-04-01", "2023-04-30")).0, true);
    check(|a, b| (day(a, "04-09"), between(b, "2024-02-02", "2024-02-13")).0, false);
    check(|a, b| (day(a, "04-09"), between(b, "2022-01-01", "2024-02-13")).0, true);
    // Told as fresh on the 13th of February, and on another day of some year.
    check(|a, b| (a.fresh, b.fresh) = (Some(43), Some(40)), true);
    check(|a, b| (a.fresh, b.fresh) = (Some(43), Some(316)), false);
    check(|a, b| (day(a, "02-12"), b.fresh = Some(43)).0, true);
    check(|a, b| (day(a, "04-09"), b.fresh = Some(43)).0, false);
}

#[test]
fn two_places_of_a_country_are_two() {
    check(
        |a, b| {
            (a.targets, b.targets) = (side("place:ulverin", Some("XAA")), side("place:orvan", Some("XAA")));
        },
        false,
    );
    check(
        |a, b| {
            (a.targets, b.targets) = (side("state:norvassa", Some("XAA")), side("place:orvan", Some("XAA")));
        },
        true,
    );
    // Who is of no known country may be of that of the other.
    check(|a, b| (a.sources, b.sources) = (side("person:a", None), side("state:b", None)), true);
    check(|a, b| (a.sources, b.sources) = (side("person:a", None), side("person:b", None)), false);
    check(
        |a, b| (a.sources, b.sources) = (side("words:town hall", None), side("words:old parish", None)),
        true,
    );
}

#[test]
fn the_fullest_is_shown_and_the_first_gives_the_id() {
    let reports = [report(7, FIRST), report(9, SECOND)];
    let mut events = [told(7, 3, FIRST, "hit"), told(9, 0, SECOND, "hit")];
    events[1].sources = side("norvassa", None);
    let found = group(&reports, &events, Within::Merged);
    assert_eq!((found[0].id().as_str(), found[0].fullest), ("e7.3", 1));
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(group(&[], &[], Within::Merged), []);
    // An event of a report that is not in the collection.
    assert_eq!(group(&[], &[told(1, 0, FIRST, "hit")], Within::Merged), []);
    let broken = Told::new(1, EventId(0), Telling::new("é", 1..2));
    assert_eq!(group(&[report(1, "é")], &[broken], Within::Merged).len(), 1);
}

const WORDS: [&str; 14] = [
    "Orvan", "Ulverin", "Norvassa", "bridge", "army", "shells", "Monday", "12", "talks", "deputies",
    "market", "the", "of", "said",
];
const ACTS: [&str; 5] = ["attacked", "attack", "struck", "met", "arrested"];

prop_compose! {
    /// A report of some sentences with an act each: its text, and of each sentence the event.
    fn reports()(sentences in prop::collection::vec(
        (prop::collection::vec(0..WORDS.len(), 1..8), 0..ACTS.len(), 0..3usize, 0..4u32), 1..4)
    ) -> (String, Vec<(std::ops::Range<usize>, std::ops::Range<usize>, usize, u32)>) {
        let (mut text, mut events) = (String::new(), Vec::new());
        for (words, act, kind, day) in sentences {
            let start = text.len();
            for word in words {
                text.push_str(WORDS[word]);
                text.push(' ');
            }
            let trigger = text.len() - start..text.len() - start + ACTS[act].len();
            text.push_str(ACTS[act]);
            events.push((start..text.len(), trigger, kind, day));
            text.push_str(". ");
        }
        (text, events)
    }
}

/// Groups of (report, event), in an order of their own.
fn groups(happenings: &[Happening]) -> Vec<Vec<(i64, u32)>> {
    let of = |happening: &Happening| {
        let mut members: Vec<(i64, u32)> =
            happening.members.iter().map(|member| (member.report, member.event.0)).collect();
        members.sort_unstable();
        members
    };
    let mut groups: Vec<_> = happenings.iter().map(of).collect();
    groups.sort();
    groups
}

proptest! {
    #[test]
    fn every_event_is_in_one_happening_and_arrival_decides_nothing(
        texts in prop::collection::vec(reports(), 1..7),
        turn in 0usize..7,
        within in prop::sample::select(vec![Within::Merged, Within::Mentions]),
    ) {
        // Reports with the same words cannot be told apart.
        let mut texts = texts;
        texts.sort_by(|a, b| a.0.cmp(&b.0));
        texts.dedup_by(|a, b| a.0 == b.0);
        let (mut collection, mut events) = (Vec::new(), Vec::new());
        for (number, (text, sentences)) in (1..).zip(&texts) {
            collection.push(report(number, text));
            for (event, (sentence, trigger, kind, day)) in (0..).zip(sentences) {
                let mut told = Told::new(number, EventId(event), Telling::new(&text[sentence.clone()], trigger.clone()));
                told.event_type = [None, Some(EventType::Assault), Some(EventType::Consult)][*kind];
                if *day > 0 {
                    let day = format!("2024-02-0{day}");
                    (told.first_day, told.last_day) = (Some(day.clone()), Some(day));
                }
                told.sources = side(WORDS[*kind], None);
                told.sentence = event;
                events.push(told);
            }
        }
        let found = group(&collection, &events, within);
        let placed: usize = found.iter().map(|happening| happening.members.len()).sum();
        prop_assert_eq!(placed, events.len());
        for happening in &found {
            prop_assert_eq!(happening.members[0].rule, "event.first");
            prop_assert!(happening.members[1..].iter().all(|member| member.with.is_some()));
            if within == Within::Merged {
                let mut reports: Vec<i64> = happening.members.iter().map(|member| member.report).collect();
                reports.dedup();
                prop_assert_eq!(reports.len(), happening.members.len());
            }
        }
        let turn = turn % collection.len();
        collection.rotate_left(turn);
        events.reverse();
        prop_assert_eq!(groups(&group(&collection, &events, within)), groups(&found));
    }
}

#[test]
fn one_doer_and_one_large_toll_are_one_act() {
    let texts = [
        "Rebels broke through the border fence of Orva, and over 1,200 people died.",
        "The army counts 1,200 lives lost in the assault of the rebels on the villages.",
    ];
    let join = |second: &str, doer: &str| {
        let reports = [report(1, texts[0]), report(2, second)];
        let mut events = [told(1, 0, texts[0], "broke through"), told(2, 0, second, "assault")];
        events[0].sources = side("organisation:rebels", None);
        events[1].sources = side(doer, None);
        let found = group(&reports, &events, Within::Merged);
        (found.len() == 1).then(|| found[0].members[1].rule)
    };
    assert_eq!(join(texts[1], "organisation:rebels"), Some("event.same_toll"));
    assert_eq!(join(texts[1], "organisation:navy"), None);
    // A year is no toll, and another number another act.
    assert_eq!(join(&texts[1].replace("1,200", "1,300"), "organisation:rebels"), None);
}

#[test]
fn one_body_that_says_the_same_in_other_words_says_it_once() {
    let texts = [
        "She accused Orva of opening the northern sluice gates at night without a single warning.",
        "Ilse Marten claimed that Orva had opened the sluice gates without a single warning.",
        "Ilse Marten held Orva responsible for the price of bread and for a lack of doctors in the valley.",
    ];
    let join = |second: (&str, &str), doer: &str| {
        let reports = [report(1, texts[0]), report(2, second.0)];
        let mut events = [told(1, 0, texts[0], "accused"), told(2, 0, second.0, second.1)];
        for event in &mut events {
            event.event_type = Some(EventType::Accuse);
            event.targets = side("state:orva", None);
        }
        events[0].sources = side("person:marten", None);
        events[1].sources = side(doer, None);
        let found = group(&reports, &events, Within::Merged);
        (found.len() == 1).then(|| found[0].members[1].rule)
    };
    assert_eq!(join((texts[1], "claimed"), "person:marten"), Some("event.same_said"));
    assert_eq!(join((texts[1], "claimed"), "person:lind"), None);
    assert_eq!(join((texts[2], "held"), "person:marten"), None);
}
