use super::times;
use crate::plain;
use rapporteur_record::{BoilerplateKind, SegmentKind, TimeExpression};

fn read(text: &str, day: Option<&str>) -> Vec<TimeExpression> {
    let document = plain::document(text, day);
    times(&document, &rapporteur_lang::analyse(&document))
}

/// The expressions of a text published on Tuesday, 14 May 2024: words, type, `text_only`, value.
fn check(text: &str, expected: &[(&str, &str, &str, &str)]) {
    let found = read(text, Some("2024-05-14"));
    let found: Vec<_> = found
        .iter()
        .map(|time| {
            let time_type = format!("{:?}", time.time_type).to_uppercase();
            (
                time.span.in_text(text),
                time_type,
                time.text_only.as_str(),
                time.value.as_deref().unwrap_or("-"),
            )
        })
        .collect();
    let found: Vec<_> = found.iter().map(|(w, t, o, v)| (*w, t.as_str(), *o, *v)).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn calendar_dates() {
    check("The dam broke on Feb. 7.", &[("Feb. 7", "DATE", "XXXX-02-07", "2024-02-07")]);
    check("It broke on September 5.", &[("September 5", "DATE", "XXXX-09-05", "2023-09-05")]);
    check("It broke on 7 February 2021.", &[("7 February 2021", "DATE", "2021-02-07", "2021-02-07")]);
    check("It broke on March 3, 2021, at night.", &[("March 3, 2021", "DATE", "2021-03-03", "2021-03-03")]);
    check("It broke on 2024-02-07.", &[("2024-02-07", "DATE", "2024-02-07", "2024-02-07")]);
    check("It broke on 7/2/2024.", &[("7/2/2024", "DATE", "2024-XX-XX", "2024-XX-XX")]);
    check("It broke on 2/27/2024.", &[("2/27/2024", "DATE", "2024-02-27", "2024-02-27")]);
    check("Rain fell on the 7th.", &[("the 7th", "DATE", "XXXX-XX-07", "2024-05-07")]);
    check("The bridge opened in mid-2023.", &[("mid-2023", "DATE", "2023", "2023")]);
    check("It stood since the 1990s.", &[("the 1990s", "DATE", "199X", "199X")]);
    check("The mill of the 13th century burned.", &[("the 13th century", "DATE", "12XX", "12XX")]);
    check("The talks open in early June.", &[("early June", "DATE", "XXXX-06", "2024-06")]);
    check(
        "Prices rose in the third quarter of 2022.",
        &[("the third quarter of 2022", "DATE", "2022-Q3", "2022-Q3")],
    );
    check("It closed in the summer of 2019.", &[("the summer of 2019", "DATE", "2019-SU", "2019-SU")]);
}

#[test]
fn an_article_that_belongs_to_the_noun() {
    check("See this May 3, 2021, photo.", &[("May 3, 2021", "DATE", "2021-05-03", "2021-05-03")]);
    check("They met this March.", &[("this March", "DATE", "XXXX-03", "2024-03")]);
    check("A few months later it fell.", &[("A few months later", "DURATION", "PXM", "PXM")]);
}

#[test]
fn days_that_do_not_exist() {
    check("It was due on February 31.", &[("February 31", "DATE", "XXXX-02-31", "-")]);
    check("It was due on February 30, 2024.", &[("February 30, 2024", "DATE", "2024-02-30", "-")]);
    check("The code 2024-13-45 was printed.", &[]);
    check("The abbey was founded in 1114.", &[("1114", "DATE", "1114", "1114")]);
}

#[test]
fn dates_that_are_none() {
    check("It was due on 31 February.", &[("31 February", "DATE", "XXXX-02-31", "-")]);
    check("It was due on 31 February 2024.", &[("31 February 2024", "DATE", "2024-02-31", "-")]);
    check("It was due on February 29, 2023.", &[("February 29, 2023", "DATE", "2023-02-29", "-")]);
    check("It was due on 31/02/2024.", &[("31/02/2024", "DATE", "2024-02-31", "-")]);
    check(
        "Three days after February 31 it fell.",
        &[("Three days", "DURATION", "P3D", "P3D"), ("February 31", "DATE", "XXXX-02-31", "-")],
    );
    check(
        "It broke on February 31. Two days later it was dry.",
        &[("February 31", "DATE", "XXXX-02-31", "-"), ("Two days later", "DATE", "XXXX-XX-XX", "-")],
    );
    for text in ["The code 2024-13-45 was printed.", "See 2024-00-10.", "See 45/45/2024.", "See 0000-00-00."]
    {
        check(text, &[]);
    }
}

#[test]
fn years_long_past() {
    check("The abbey was founded in 1114.", &[("1114", "DATE", "1114", "1114")]);
    check("On 3 March 1114 the abbey burned.", &[("3 March 1114", "DATE", "1114-03-03", "1114-03-03")]);
    check("The abbey has 1114 windows.", &[]);
}

#[test]
fn other_calendars() {
    // Days of the Hijri and the Persian calendar are no days of ours: neither their months nor their years are read.
    for text in [
        "The feast began on 10 Muharram 1445.",
        "He died in 1445 AH.",
        "It fell on 13 Rajab 1445 AH.",
        "The law dates from 22 Bahman 1402.",
        "It was signed on 1 Farvardin 1403.",
        "It was signed in 1403 SH, as the statement says.",
    ] {
        check(text, &[]);
    }
    check(
        "It was signed on 20 March 2024 (1 Farvardin 1403).",
        &[("20 March 2024", "DATE", "2024-03-20", "2024-03-20")],
    );
}

#[test]
fn times_without_a_zone() {
    // No zone is written, so none is given.
    check("It began at 14:30.", &[("14:30", "TIME", "XXXX-XX-XXT14:30", "2024-05-14T14:30")]);
    check(
        "It began at 14:30 on Monday.",
        &[
            ("14:30", "TIME", "XXXX-WXX-1T14:30", "2024-05-13T14:30"),
            ("Monday", "DATE", "XXXX-WXX-1", "2024-05-13"),
        ],
    );
    check("It began at 25:61.", &[]);
    check("The score at half time was 24:60.", &[]);
}

#[test]
fn weekdays() {
    check("The mayor spoke on Wednesday.", &[("Wednesday", "DATE", "XXXX-WXX-3", "2024-05-08")]);
    check("The mayor will speak on Wednesday.", &[("Wednesday", "DATE", "XXXX-WXX-3", "2024-05-15")]);
    check("She spoke last Wednesday.", &[("last Wednesday", "DATE", "XXXX-WXX-3", "2024-05-08")]);
    check("She spoke on Monday morning.", &[("Monday morning", "TIME", "XXXX-WXX-1TMO", "2024-05-13TMO")]);
    check(
        "She spoke on Friday the 3rd of May.",
        &[("Friday the 3rd of May", "DATE", "XXXX-05-03", "2024-05-03")],
    );
    check("The fair wraps up Friday.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")]);
    check("She spoke on Friday, May 3.", &[("Friday, May 3", "DATE", "XXXX-05-03", "2024-05-03")]);
}

#[test]
fn counted_from_the_document() {
    check("It rained yesterday.", &[("yesterday", "DATE", "XXXX-XX-XX", "2024-05-13")]);
    check("It rained a week ago.", &[("a week ago", "DATE", "XXXX-WXX", "2024-W19")]);
    check("It rained two years ago.", &[("two years ago", "DATE", "XXXX", "2022")]);
    check("It rained earlier this month.", &[("earlier this month", "DATE", "XXXX-XX", "2024-05")]);
    check("The vote comes next year.", &[("next year", "DATE", "XXXX", "2025")]);
    check("They have met since 2014.", &[("2014", "DATE", "2014", "2014")]);
}

#[test]
fn what_is_past_is_not_counted_into_the_time_to_come() {
    check(
        "Last year he called for a law. But a decade later he fought against it.",
        &[("Last year", "DATE", "XXXX", "2023"), ("a decade later", "DATE", "XXXX", "-")],
    );
}

#[test]
fn counted_from_the_narrative() {
    check(
        "On March 20 the river rose. Three days later the dam broke.",
        &[
            ("March 20", "DATE", "XXXX-03-20", "2024-03-20"),
            ("Three days later", "DATE", "XXXX-03-23", "2024-03-23"),
        ],
    );
    check(
        "On Friday the river rose, and the next day it fell.",
        &[
            ("Friday", "DATE", "XXXX-WXX-5", "2024-05-10"),
            ("the next day", "DATE", "XXXX-WXX-6", "2024-05-11"),
        ],
    );
    check(
        "The river rose in 2011. The following year it fell.",
        &[("2011", "DATE", "2011", "2011"), ("The following year", "DATE", "2012", "2012")],
    );
}

#[test]
fn vague_references() {
    check("The recent flood is over.", &[("recent", "DATE", "PAST_REF", "PAST_REF")]);
    check("It now flows east.", &[("now", "DATE", "PRESENT_REF", "PRESENT_REF")]);
    check("They fear for the future.", &[("the future", "DATE", "FUTURE_REF", "FUTURE_REF")]);
    check("Others tried in the past.", &[("the past", "DATE", "PAST_REF", "PAST_REF")]);
}

#[test]
fn durations_and_sets() {
    check("It rained for three days.", &[("three days", "DURATION", "P3D", "P3D")]);
    check("It rained for years.", &[("years", "DURATION", "PXY", "PXY")]);
    check("They met for nearly two hours.", &[("nearly two hours", "DURATION", "PT2H", "PT2H")]);
    check("The two-week strike ended.", &[("two-week", "DURATION", "P2W", "P2W")]);
    check("They waited for a year and a half.", &[("a year and a half", "DURATION", "P1Y6M", "P1Y6M")]);
    check("The ferry runs daily.", &[("daily", "SET", "P1D", "P1D")]);
    check("It runs every Monday.", &[("every Monday", "SET", "XXXX-WXX-1", "XXXX-WXX-1")]);
    check("They meet twice a year.", &[("twice a year", "SET", "P1Y", "P1Y")]);
}

#[test]
fn times_of_day() {
    check(
        "It began at 10:30 p.m. local time.",
        &[("10:30 p.m. local time", "TIME", "XXXX-XX-XXT22:30", "2024-05-14T22:30")],
    );
    check(
        "It began at 4 a.m. Thursday.",
        &[("4 a.m. Thursday", "TIME", "XXXX-WXX-4T04:00", "2024-05-09T04:00")],
    );
}

#[test]
fn holidays() {
    check("They met on Christmas Eve.", &[("Christmas Eve", "DATE", "XXXX-12-24", "2023-12-24")]);
    check("She came last Thanksgiving.", &[("last Thanksgiving", "DATE", "XXXX-11-XX", "2023-11-23")]);
    check("It closed on Good Friday.", &[("Good Friday", "DATE", "XXXX-XX-XX", "2024-03-29")]);
    check("It will open on Labor Day.", &[("Labor Day", "DATE", "XXXX-09-XX", "2024-09-02")]);
    check("The Christmas tree fell.", &[]);
}

#[test]
fn days_that_share_a_month() {
    check(
        "It rained on April 24 and 25.",
        &[("April 24", "DATE", "XXXX-04-24", "2024-04-24"), ("25", "DATE", "XXXX-04-25", "2024-04-25")],
    );
    check(
        "It rained on 24 and 25 April 2021.",
        &[("24", "DATE", "2021-04-24", "2021-04-24"), ("25 April 2021", "DATE", "2021-04-25", "2021-04-25")],
    );
    check("On April 24 and 25 ships sank.", &[("April 24", "DATE", "XXXX-04-24", "2024-04-24")]);
}

#[test]
fn what_looks_ahead() {
    check("It may open as early as Thursday.", &[("Thursday", "DATE", "XXXX-WXX-4", "2024-05-16")]);
    check("Work is to be finished on Thursday.", &[("Thursday", "DATE", "XXXX-WXX-4", "2024-05-16")]);
    check("It fell on Thursday, next to the mill.", &[("Thursday", "DATE", "XXXX-WXX-4", "2024-05-09")]);
    check("The mill would close in December.", &[("December", "DATE", "XXXX-12", "2024-12")]);
    check("She left last December.", &[("last December", "DATE", "XXXX-12", "2023-12")]);
    check("She brought it in November.", &[("November", "DATE", "XXXX-11", "2023-11")]);
    check("Rain is due in the coming days.", &[("the coming days", "DATE", "FUTURE_REF", "FUTURE_REF")]);
}

#[test]
fn what_is_aimed_at() {
    check("She urged them to stay at home on Friday.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")]);
    check("If it were held on Friday, it would fail.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")]);
    check(
        "The mayor said the vote can go ahead on Friday.",
        &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")],
    );
    check("It was delayed until June 23.", &[("June 23", "DATE", "XXXX-06-23", "2024-06-23")]);
    check("She hopes for rain come November.", &[("November", "DATE", "XXXX-11", "2024-11")]);
    check(
        "She spoke, announcing Wednesday that the mill will close.",
        &[("Wednesday", "DATE", "XXXX-WXX-3", "2024-05-08")],
    );
    check(
        "They looked for a way to get around Friday's vote.",
        &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-10")],
    );
    check("She was found to own it on Friday.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-10")]);
    check("She rose to speak on Friday.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-10")]);
}

#[test]
fn weeks() {
    check("It rained in the week of May 3.", &[("the week of May 3", "DATE", "XXXX-WXX", "2024-W18")]);
    check(
        "It rained in the week ended May 3, 2021.",
        &[("the week ended May 3, 2021", "DATE", "2021-W18", "2021-W18")],
    );
    check("It rose since last Monday.", &[("last Monday", "DATE", "XXXX-WXX-1", "2024-05-06")]);
    check("Rain is due over the next month.", &[("the next month", "DURATION", "P1M", "P1M")]);
    let found = read("This past week it rained.", Some("2024-05-18"));
    assert_eq!(found[0].value.as_deref(), Some("2024-W20"));
}

#[test]
fn how_it_is_nowadays() {
    check("The harbour of today is dry.", &[("today", "DATE", "PRESENT_REF", "PRESENT_REF")]);
    check("It once held, but is too small today.", &[("today", "DATE", "PRESENT_REF", "PRESENT_REF")]);
    check("Today, the mill still stands.", &[("Today", "DATE", "PRESENT_REF", "PRESENT_REF")]);
    check(
        "The 1911 gate would not hold today.",
        &[("1911", "DATE", "1911", "1911"), ("today", "DATE", "PRESENT_REF", "PRESENT_REF")],
    );
    check("It rained more than on any previous day.", &[]);
    check("The mill fell today.", &[("today", "DATE", "XXXX-XX-XX", "2024-05-14")]);
    check("It stood a century ago.", &[("a century ago", "DATE", "PAST_REF", "PAST_REF")]);
}

#[test]
fn years_of_accounts() {
    check(
        "For the year ended March 30 it lost.",
        &[("the year", "DURATION", "P1Y", "P1Y"), ("March 30", "DATE", "XXXX-03-30", "2024-03-30")],
    );
    check("It lost for the full year.", &[("the full year", "DATE", "XXXX", "2024")]);
    check("It should close by year's end.", &[("year's end", "DATE", "XXXX", "2024")]);
    check("It lost two quarters ago.", &[("two quarters ago", "DATE", "XXXX-QX", "2023-Q4")]);
    check("It lost for two quarters.", &[("two quarters", "DURATION", "P2Q", "P2Q")]);
}

#[test]
fn no_time() {
    check("He may one day return.", &[]);
    check("It was a matter of days.", &[]);
    check("More than a quarter of it was sold.", &[]);
    check("The driver, a 34-year-old man, may appeal.", &[]);
    check("The council sold 2000 homes for $1990.", &[]);
    check("She came second in the race.", &[]);
    check("They march in the square.", &[]);
    check("It costs $5 a week.", &[]);
}

#[test]
fn numbers_out_of_reach_do_not_break_it() {
    check("It fell 999999999999 years ago.", &[("999999999999 years ago", "DATE", "PAST_REF", "PAST_REF")]);
    check("It fell 15000 years ago.", &[("15000 years ago", "DATE", "XXXX", "-")]);
}

#[test]
fn without_a_date_of_the_document() {
    let text = "It rained on Wednesday and on May 3, 2021.";
    let found = read(text, None);
    let values: Vec<_> = found.iter().map(|time| (time.text_only.as_str(), time.value.as_deref())).collect();
    assert_eq!(values, [("XXXX-WXX-3", None), ("2021-05-03", Some("2021-05-03"))]);
}

#[test]
fn the_date_of_metadata_is_read() {
    let text = "date 2021-06-09\nThe dam broke.\nAll news from 2021-06-10";
    let mut document = plain::document(text, None);
    document.segments[0].kind = SegmentKind::Boilerplate;
    document.segments[0].boilerplate = Some(BoilerplateKind::MetadataPrefix);
    document.segments[2].kind = SegmentKind::Boilerplate;
    document.segments[2].boilerplate = Some(BoilerplateKind::Navigation);
    let found = times(&document, &rapporteur_lang::analyse(&document));
    let words: Vec<_> = found.iter().map(|time| time.span.in_text(text)).collect();
    assert_eq!(words, ["2021-06-09"]);
}

#[test]
fn the_night_before_and_the_century_before() {
    check("Rain fell overnight.", &[("overnight", "TIME", "XXXX-XX-XXTNI", "2024-05-14TNI")]);
    check("The mill burned a century ago.", &[("a century ago", "DATE", "PAST_REF", "PAST_REF")]);
}

#[test]
fn a_day_that_is_told_of_is_over() {
    let sunday = ("Sunday", "DATE", "XXXX-WXX-7", "2024-05-12");
    check("It is 20 more than on Sunday, when 30 boats were lost.", &[sunday]);
    check("It is the tide of Sunday, when two boats sank.", &[sunday]);
    check("The port, which called it a “test of will,” on Sunday showed the boats.", &[sunday]);
    let ahead = ("Sunday", "DATE", "XXXX-WXX-7", "2024-05-19");
    check("It is open on Sunday, when voters are expected.", &[ahead]);
    check("They won't have boats by November.", &[("November", "DATE", "XXXX-11", "2024-11")]);
}

#[test]
fn a_stretch_ends_behind_its_beginning() {
    check(
        "She ordered the port to close from 4 a.m. Friday until 1 a.m. Monday.",
        &[
            ("4 a.m. Friday", "TIME", "XXXX-WXX-5T04:00", "2024-05-17T04:00"),
            ("1 a.m. Monday", "TIME", "XXXX-WXX-1T01:00", "2024-05-20T01:00"),
        ],
    );
    check(
        "Shares bought from March 3 to Monday were sold.",
        &[("March 3", "DATE", "XXXX-03-03", "2024-03-03"), ("Monday", "DATE", "XXXX-WXX-1", "2024-05-13")],
    );
}

#[test]
fn a_dated_post_counts_from_its_own_day() {
    let posted = ("May 9, 2024", "DATE", "2024-05-09", "2024-05-09");
    let then = ("this morning", "TIME", "XXXX-XX-XXTMO", "2024-05-09TMO");
    check("As we met this morning, the port holds — Ilse Marten (@marten) May 9, 2024", &[then, posted]);
    let now = ("this morning", "TIME", "XXXX-XX-XXTMO", "2024-05-14TMO");
    check("As we met this morning, the port holds — Ilse Marten (@marten)", &[now]);
}

#[test]
fn these_times_are_no_day() {
    let now = ("today", "DATE", "PRESENT_REF", "PRESENT_REF");
    check("The harbour, like Ilse Marten today, ran up debts.", &[now]);
    check("It is the oldest mill in the world today.", &[now]);
}

#[test]
fn the_day_that_ends_at_midnight() {
    check(
        "The gate broke shortly before midnight on Monday.",
        &[
            ("midnight", "TIME", "XXXX-WXX-1T24:00", "2024-05-13T24:00"),
            ("Monday", "DATE", "XXXX-WXX-1", "2024-05-13"),
        ],
    );
}

#[test]
fn earlier_is_counted_from_what_happened() {
    check(
        "The dam broke on Sunday, she said on Monday. They had opened it two days earlier.",
        &[
            ("Sunday", "DATE", "XXXX-WXX-7", "2024-05-12"),
            ("Monday", "DATE", "XXXX-WXX-1", "2024-05-13"),
            ("two days earlier", "DATE", "XXXX-WXX-5", "2024-05-10"),
        ],
    );
    check(
        "They met on Monday. They had spoken two days earlier.",
        &[
            ("Monday", "DATE", "XXXX-WXX-1", "2024-05-13"),
            ("two days earlier", "DATE", "XXXX-WXX-6", "2024-05-11"),
        ],
    );
}

#[test]
fn what_a_weekday_has_is_ahead_if_the_text_says_so() {
    check(
        "Voters will decide on Friday. She called Friday’s vote a mistake.",
        &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-17"), ("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")],
    );
    check("She called Friday’s vote a mistake.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-10")]);
}

#[test]
fn on_a_saturday_the_weekend_that_is_over_is_the_last() {
    let weekend = |text: &str, day: &str| {
        let found = read(text, Some(day));
        found.iter().map(|time| time.value.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(weekend("It was opened over the weekend.", "2024-05-18"), ["2024-W19-WE"]);
    assert_eq!(weekend("It was opened over the weekend.", "2024-05-19"), ["2024-W20-WE"]);
    assert_eq!(weekend("It will open over the weekend.", "2024-05-18"), ["2024-W20-WE"]);
    assert_eq!(weekend("The logs of the weekend, she says, may be wet.", "2024-05-17"), ["2024-W19-WE"]);
    assert_eq!(weekend("The talks of the weekend may be postponed.", "2024-05-17"), ["2024-W20-WE"]);
}

#[test]
fn the_week_before_last_week() {
    check(
        "The port took in 40 boats last week. It expects 30 this week. The previous week’s count was wrong.",
        &[
            ("last week", "DATE", "XXXX-WXX", "2024-W19"),
            ("this week", "DATE", "XXXX-WXX", "2024-W20"),
            ("The previous week", "DATE", "XXXX-WXX", "2024-W18"),
        ],
    );
    check(
        "It expects 30 boats this week. The previous week’s count was wrong.",
        &[
            ("this week", "DATE", "XXXX-WXX", "2024-W20"),
            ("The previous week", "DATE", "XXXX-WXX", "2024-W19"),
        ],
    );
}

#[test]
fn days_that_no_verb_beside_them_tells() {
    check(
        "Some towns — including Orla on Thursday — have moved their votes.",
        &[("Thursday", "DATE", "XXXX-WXX-4", "2024-05-16")],
    );
    check(
        "Some towns — including Orla, which voted on Thursday — have moved their votes.",
        &[("Thursday", "DATE", "XXXX-WXX-4", "2024-05-09")],
    );
    check(
        "Orla will add to its loud answer to Marten’s long speech on Friday with a march.",
        &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-10")],
    );
    check(
        "Orla will close its locks Thursday and Friday, it said.",
        &[("Thursday", "DATE", "XXXX-WXX-4", "2024-05-16"), ("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")],
    );
    check("Orla will answer with a speech on Friday.", &[("Friday", "DATE", "XXXX-WXX-5", "2024-05-17")]);
    check(
        "He is scheduled to speak on Saturday, a day later than planned.",
        &[("Saturday", "DATE", "XXXX-WXX-6", "2024-05-18")],
    );
}

#[test]
fn weeks_that_a_day_counts_up_to() {
    check(
        "It fell in the week that ended May 3.",
        &[("the week that ended May 3", "DATE", "XXXX-WXX", "2024-W18")],
    );
    check(
        "As of Sunday it took in 40 boats, up 3 compared with a week ago.",
        &[("Sunday", "DATE", "XXXX-WXX-7", "2024-05-12"), ("a week ago", "DATE", "XXXX-WXX", "2024-W18")],
    );
    check(
        "As of Monday it took in 40 boats, 3 more than last week.",
        &[("Monday", "DATE", "XXXX-WXX-1", "2024-05-13"), ("last week", "DATE", "XXXX-WXX", "2024-W19")],
    );
}

#[test]
fn hours_under_the_heading_of_a_day() {
    let text = "A lead of the report.\nMarch 3\nAbout 1 p.m.\nThe gate broke at 12:40 p.m. there.\nMarch 4\nNoon\nBoats came.\n\
                What is known\nThe mayor spoke at 5 p.m. there.";
    let mut document = plain::document(text, Some("2024-05-14"));
    for at in [1, 2, 4, 5, 7] {
        document.segments[at].kind = SegmentKind::Heading;
    }
    let found = times(&document, &rapporteur_lang::analyse(&document));
    let found: Vec<_> = found.iter().filter_map(|time| time.value.as_deref()).collect();
    assert_eq!(
        found,
        [
            "2024-03-03",
            "2024-03-03T13:00",
            "2024-03-03T12:40",
            "2024-03-04",
            "2024-03-04T12:00",
            "2024-05-14T17:00"
        ]
    );
}
