//! The comparison of reports, claim by claim, from the command line. By rules alone, but where events are needed.

mod common;

use common::{program, run, samples, stderr, stdout};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A report for the tests: name, day, text.
type Written<'t> = (&'t str, &'t str, &'t str);

fn written(folder: &Path, reports: &[Written<'_>]) -> PathBuf {
    let path = folder.join("reports.jsonl");
    let lines = reports.iter().map(|(outlet, day, text)| {
        let (title, body) = text.split_once('\n').unwrap_or(("", text));
        format!(
            "{}\n",
            serde_json::json!({"url": format!("https://{outlet}.example/1"), "source_domain": format!("{outlet}.example"),
                "date": day, "title": title, "text": body})
        )
    });
    fs::write(&path, lines.collect::<String>()).expect("a file");
    path
}

/// The rows of a comparison, read by rules alone.
fn compared(inputs: &Path) -> Vec<Value> {
    compared_with(inputs, &["--no-model"])
}

fn compared_with(inputs: &Path, options: &[&str]) -> Vec<Value> {
    let mut compare = program();
    compare.args(["compare", "--quiet", "--format", "json"]).args(options).arg(inputs);
    let output = compare.output().expect("the program starts");
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("JSON")
}

fn rows(reports: &[Written<'_>]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    compared(&written(folder.path(), reports))
}

/// The same, read with the model: what is told as events.
fn rows_with_events(reports: &[Written<'_>]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    compared_with(&written(folder.path(), reports), &[])
}

fn text<'r>(row: &'r Value, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_default()
}

/// The words of each side of the claims of a kind, with the relation.
fn told(rows: &[Value], kind: &str) -> Vec<(String, Vec<String>)> {
    let mut claims: BTreeMap<i64, (String, BTreeMap<i64, String>)> = BTreeMap::new();
    for row in rows.iter().filter(|row| text(row, "kind") == kind) {
        let number = row["claim"].as_i64().expect("a number");
        let claim =
            claims.entry(number).or_insert_with(|| (text(row, "relation").to_owned(), BTreeMap::new()));
        let side = row["side"].as_i64().expect("a side");
        claim.1.entry(side).or_insert_with(|| text(row, "words").to_owned());
    }
    claims.into_values().map(|(relation, sides)| (relation, sides.into_values().collect())).collect()
}

/// The relations of the claims of a kind.
fn check(reports: &[Written<'_>], kind: &str, expected: &[&str]) {
    let rows = rows(reports);
    let found = told(&rows, kind);
    let relations: Vec<&str> = found.iter().map(|(relation, _)| relation.as_str()).collect();
    assert_eq!(relations, expected, "{kind}: {found:#?}");
}

const ACCUSED: &str = "Pumps fail in Kallstad\nThe Kallstad mine went under on Monday. Mayor Ilse Marten accused the Ornberg company of \
    switching off the pumps. “The pumps were off for a whole night,” Marten said.";

#[test]
fn who_repeats_a_number_as_a_former_one_tells_it_too() {
    let rows = rows(&[
        (
            "north",
            "2031-05-06",
            "Flood in Kallstad\nThe Kallstad flood killed 17 people on Monday, the National Rescue Service said on Tuesday.",
        ),
        (
            "south",
            "2031-05-07",
            "Toll rises in Kallstad\nThe National Rescue Service on Wednesday revised the toll of the Kallstad flood from 17 to 23 dead, \
             while the hospital in Kallstad said its own count had reached 26.",
        ),
        (
            "west",
            "2031-05-08",
            "More dead in Kallstad\nThe death toll of the Kallstad flood rose to 31, the National Rescue Service said on Thursday. It had \
             given a figure of 23 on Wednesday.",
        ),
    ]);
    let told = rows.iter().filter(|row| text(row, "kind") == "figure").map(|row| {
        let outlet = text(row, "outlet").trim_end_matches(".example");
        (text(row, "relation"), text(row, "words"), outlet, row["voices"].as_i64().expect("a number"))
    });
    let expected = [
        ("differs", "23 dead", "south", 2),
        ("differs", "23", "west", 2),
        ("differs", "26", "south", 2),
        ("later", "17 people", "north", 3),
        ("later", "17", "south", 3),
        ("later", "31", "west", 3),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

#[test]
fn a_denial_stands_against_the_allegation() {
    check(
        &[
            ("north", "2031-05-06", ACCUSED),
            (
                "south",
                "2031-05-07",
                "Company answers\nThe Ornberg company denied on Tuesday the accusation made by Mayor Ilse Marten.",
            ),
        ],
        "denial",
        &["contradicts"],
    );
}

#[test]
fn a_charge_of_the_accusers_ministry_stands_with_the_allegation() {
    let accused = "Flood\nKallstad went under on Monday. Water Resources Minister Ilse Marten accused the Ornberg company of opening the \
        gates of the Upper Haver dam without a call.";
    let denied = "Company answers\nThe Ornberg company denied on Wednesday the accusation made by Water Resources Minister Ilse Marten.";
    let sides = |charge: &str| {
        let charge = format!(
            "Ministry speaks\nThe Ministry of Water Resources said on Tuesday that the flood {charge}. Minister Ilse Marten will visit \
             the town."
        );
        let rows = rows(&[
            ("north", "2031-05-06", accused),
            ("east", "2031-05-07", &charge),
            ("south", "2031-05-08", denied),
        ]);
        rows.iter().filter(|row| text(row, "kind") == "denial").count()
    };
    assert_eq!(sides("was the consequence of a release from the Upper Haver dam by the Ornberg company"), 3);
    assert_eq!(
        sides("was not the consequence of a release from the Upper Haver dam by the Ornberg company"),
        2
    );
    assert_eq!(sides("was the consequence of a release from the Lower Selm dam by the Ornberg company"), 2);
    assert_eq!(sides("was the consequence of a release from the Upper Haver dam by the Tarn company"), 2);
}

#[test]
fn two_persons_of_one_country_stand_against_each_other() {
    let accused = "Vote\nOslo councillor Ilse Marten accused Norwegian lawmaker Otto Ravn on Monday of hiding the votes of Kallstad.";
    let denied =
        |who: &str| format!("Vote\nNorwegian lawmaker {who} denied on Tuesday hiding the votes of Kallstad.");
    let pair = |who: &str, expected: &[&str]| {
        check(&[("north", "2031-05-06", accused), ("south", "2031-05-07", &denied(who))], "denial", expected);
    };
    pair("Otto Ravn", &["contradicts"]);
    pair("Anna Selm", &[]);
}

#[test]
fn what_is_denied_by_another_or_about_another_matter_contradicts_nobody() {
    let silent = |denial: &'static str| {
        check(&[("north", "2031-05-06", ACCUSED), ("south", "2031-05-07", denial)], "denial", &[]);
    };
    let alone = |denial: &'static str| {
        check(&[("north", "2031-05-06", ACCUSED), ("south", "2031-05-07", denial)], "denial", &["only"]);
    };
    silent("Visitors\nVisitors were denied entry to the Kallstad mine on Tuesday, the Ornberg company said.");
    alone("Railway\nThe Haverling railway denied on Tuesday that its trains were late.");
    silent(
        "Company rejects offer\nThe Ornberg company rejected on Tuesday an offer for its quarry by a rival.",
    );
    silent("No comment\nThe Ornberg company did not deny on Tuesday that the pumps had been switched off.");
}

#[test]
fn the_samples_show_the_denial_and_count_copies_once() {
    let output = run(&["compare", "--quiet", "--format", "json", samples().to_str().expect("UTF-8")]);
    let rows: Vec<Value> = serde_json::from_str(&stdout(&output)).expect("JSON");
    let denials: BTreeSet<i64> = rows
        .iter()
        .filter(|row| text(row, "kind") == "denial" && text(row, "relation") == "contradicts")
        .filter_map(|row| row["claim"].as_i64())
        .collect();
    let of = |claim: i64, side: &str, file: &str| {
        rows.iter().any(|row| {
            row["claim"] == claim && text(row, "side_name") == side && text(row, "address").ends_with(file)
        })
    };
    let found = denials.iter().any(|claim| {
        of(*claim, "alleged", "01-agency-original.txt") && of(*claim, "denied", "07-denial.txt")
    });
    assert!(found, "the denial stands against the allegation");
    // “Denying the accusation made by …” accuses nobody of his own.
    let accuses = |row: &&Value| text(row, "side_name") == "alleged" && text(row, "owner") == "Kaivo Ndrassi";
    assert_eq!(rows.iter().find(accuses), None);
    // The truncated copy follows the agency and adds no voice.
    let copies = rows.iter().filter(|row| text(row, "address").ends_with("02-truncated-copy.txt"));
    assert!(copies.clone().count() > 3 && copies.clone().all(|row| row["copy"] == 1));
    for row in &rows {
        let number = |name: &str| row[name].as_i64().expect("a number");
        assert!(number("voices") <= number("reports") && number("voices") <= number("could"), "{row}");
        assert!(number("could") <= number("of") && number("of") < 9, "{row}");
        let one = number("voices") == 1;
        assert!(text(row, "relation") != "only" || one, "{row}");
        assert!(!matches!(text(row, "relation"), "all" | "most" | "some") || !one, "{row}");
    }
}

#[test]
fn every_cell_yields_its_words() {
    let rows = compared(&samples());
    let read =
        run(&["read", "--quiet", "--no-model", "--format", "jsonl", samples().to_str().expect("UTF-8")]);
    let texts: BTreeMap<String, String> = stdout(&read)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| text(line, "kind") == "document")
        .map(|line| (text(&line, "locator").to_owned(), text(&line, "text").to_owned()))
        .collect();
    assert!(rows.len() > 40, "{} rows", rows.len());
    for row in &rows {
        let spans: Vec<[usize; 2]> = serde_json::from_str(text(row, "spans")).expect("spans");
        let whole: Vec<char> = texts[text(row, "address")].chars().collect();
        let words: Vec<String> =
            spans.iter().map(|[start, end]| whole[*start..*end].iter().collect()).collect();
        assert_eq!(words.join(" … "), text(row, "words"), "{row}");
        assert!(spans.windows(2).all(|pair| pair[0][1] <= pair[1][0]), "{row}");
    }
}

#[test]
fn numbers_agree_differ_or_can_both_be_true() {
    let toll = |said: &str| format!("Mine under water\nThe Kallstad mine went under on 5 May 2031. {said}");
    let pair = |one: &str, other: &str, expected: &[&str]| {
        let (one, other) = (toll(one), toll(other));
        check(&[("north", "2031-05-06", &one), ("south", "2031-05-06", &other)], "figure", expected);
    };
    pair("Some 1,400 miners were killed.", "More than 1,400 miners were killed.", &["compatible"]);
    pair(
        "12 miners were killed in Kallstad, the rescue service said.",
        "Twelve miners were killed in Kallstad, Mayor Ilse Marten said.",
        &["all"],
    );
    // Those of other groups are never laid against each other.
    pair("12 miners were killed in Kallstad.", "30 villagers were injured in Kallstad.", &["only", "only"]);
}

/// The relation and the words of each claim about those who were killed.
fn killed(reports: &[Written<'_>]) -> Vec<(String, Vec<String>)> {
    let rows: Vec<Value> = rows(reports).into_iter().filter(|row| text(row, "about") == "killed").collect();
    told(&rows, "figure")
}

#[test]
fn a_toll_that_rises_moves_on() {
    let day = |toll: &str| format!("Mine under water\nThe Kallstad mine went under on 5 May 2031. {toll}");
    let (first, second) =
        (day("41 miners were killed in Kallstad."), day("67 miners were killed in Kallstad."));
    let third = day("90 miners were killed in Kallstad, the Red Crescent said.");
    let days: [Written<'_>; 3] =
        [("north", "2031-05-06", &first), ("south", "2031-05-07", &second), ("east", "2031-05-08", &third)];
    let found = killed(&days);
    assert_eq!(
        found.iter().map(|(relation, _)| relation.as_str()).collect::<Vec<_>>(),
        ["later"],
        "{found:?}"
    );
    assert_eq!(found[0].1.len(), 3);
    // An old number that is told again on a later day excludes nothing.
    let again = [days[0], days[1], days[2], ("west", "2031-05-08", first.as_str())];
    let found = killed(&again);
    assert!(found.iter().all(|(relation, _)| relation == "later"), "{found:?}");
}

#[test]
fn numbers_of_one_day_stand_apart_from_the_course() {
    let day = |toll: &str| format!("Mine under water\nThe Kallstad mine went under on 5 May 2031. {toll}");
    let first = day("41 miners were killed in Kallstad, the Red Crescent said.");
    let ministry = day("As of 7 May 2031, 67 miners were killed in Kallstad, the interior ministry said.");
    let mayor = day("As of 7 May 2031, 80 miners were killed in Kallstad, Mayor Ilse Marten said.");
    let found = killed(&[
        ("north", "2031-05-06", &first),
        ("south", "2031-05-07", &ministry),
        ("east", "2031-05-07", &mayor),
    ]);
    let against: Vec<&Vec<String>> =
        found.iter().filter(|(relation, _)| relation == "contradicts").map(|(_, sides)| sides).collect();
    assert_eq!(against.len(), 1, "{found:?}");
    assert_eq!(against[0].len(), 2, "the first number is overtaken: {found:?}");
    assert!(found.iter().any(|(relation, sides)| relation == "later" && sides.len() == 3), "{found:?}");
}

#[test]
fn two_numbers_of_one_report_are_those_of_two_claimants() {
    let both = "Mine under water\nThe Kallstad mine went under on 5 May 2031. As of 7 May 2031, 67 miners were killed in Kallstad, \
        the interior ministry said. As of 7 May 2031, 80 miners were killed in Kallstad, Mayor Ilse Marten said.";
    let other = "Visit\nThe Kallstad mine is shut. Mayor Ilse Marten said nothing more.";
    let found = killed(&[("south", "2031-05-07", both), ("north", "2031-05-07", other)]);
    assert!(found.iter().all(|(relation, _)| relation != "contradicts"), "{found:?}");
    assert!(found.iter().any(|(relation, sides)| relation == "differs" && sides.len() == 2), "{found:?}");
}

#[test]
fn large_numbers_of_one_day_may_be_hours_apart() {
    let day = |toll: &str| format!("Mine under water\nThe Kallstad mine went under on 5 May 2031. {toll}");
    let pair = |other: u32| {
        let stated =
            day("As of 7 May 2031, 1,052 miners were killed in Kallstad, the interior ministry said.");
        let other = day(&format!("{other} miners were killed in Kallstad, Mayor Ilse Marten said."));
        let found = killed(&[("south", "2031-05-07", &stated), ("east", "2031-05-07", &other)]);
        found.into_iter().map(|(relation, _)| relation).collect::<Vec<_>>()
    };
    assert_eq!(pair(1031), ["differs"]);
    assert_eq!(pair(711), ["contradicts"]);
}

#[test]
fn what_differs_is_told_in_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    let day = |toll: &str| format!("Mine under water\nThe Kallstad mine went under on 5 May 2031. {toll}");
    let ministry = day("As of 7 May 2031, 67 miners were killed in Kallstad, the interior ministry said.");
    let mayor = day("As of 7 May 2031, 80 miners were killed in Kallstad, Mayor Ilse Marten said.");
    let path = written(folder.path(), &[("south", "2031-05-07", &ministry), ("east", "2031-05-07", &mayor)]);
    let page =
        run(&["compare", "--quiet", "--no-model", "--format", "markdown", path.to_str().expect("UTF-8")]);
    let page = stdout(&page);
    assert!(page.contains("**Killed: the numbers differ; they name different sources**"), "{page}");
}

#[test]
fn who_holds_others_responsible_blames_them() {
    let rows = rows_with_events(&[
        (
            "north",
            "2031-05-06",
            "Mill burns\nThe Norwegian army accused the Orvan Front on Monday of burning the mill at Kallstad. The Danish \
             government held Sweden responsible for the ruin of the mill.",
        ),
        ("south", "2031-05-06", "Weather\nRain fell on Kallstad. The Orvan Front held a meeting in Sweden."),
    ]);
    let blamed = told(&rows, "blame");
    assert_eq!(blamed.len(), 1, "{blamed:?}");
    assert!(blamed[0].1[1].contains("responsible"), "{blamed:?}");
    assert!(blamed[0].1[1].contains("for the ruin of the mill"), "{blamed:?}");
}

#[test]
fn one_deed_is_found_by_its_number_and_by_being_known() {
    let rows = rows_with_events(&[
        (
            "north",
            "2031-05-20",
            "A year\nOrvan Front fighters launched an attack on Norwegian villages on 7 May, in which 1,340 people were killed.",
        ),
        (
            "south",
            "2031-05-21",
            "After the raid\nThe Orvan Front stormed the border of Norway on 7 May. The attack on Norway killed 1,340 people.",
        ),
        (
            "east",
            "2031-05-25",
            "Interview\nMayor Ilse Marten spoke for the first time of the Orvan Front’s attack on Norway.",
        ),
    ]);
    let attacks: Vec<&Value> =
        rows.iter().filter(|row| text(row, "kind") == "event" && row["voices"].as_i64() > Some(1)).collect();
    let reports: BTreeSet<i64> = attacks.iter().filter_map(|row| row["report"].as_i64()).collect();
    assert_eq!(reports.len(), 3, "{attacks:#?}");
}

#[test]
fn one_bombardment_is_told_without_a_day() {
    let rows = rows_with_events(&[
        ("north", "2031-05-20", "Norway\nNorway’s bombardment of Kallstad goes on, the council said."),
        ("south", "2031-05-28", "Norway\nThe Norwegian bombardment of Kallstad has ruined the harbour."),
    ]);
    let found = told(&rows, "event");
    assert!(found.iter().any(|(relation, _)| relation == "all"), "{found:?}");
}

#[test]
fn places_acts_and_judging_words_stand_side_by_side() {
    let rows = rows_with_events(&[
        (
            "north",
            "2031-05-08",
            "Raid\nOrvan Front fighters attacked Norwegian villages on 7 May. The senseless deaths of 1,340 people shocked the land. Norway’s \
             invasion of Sweden goes on.",
        ),
        (
            "south",
            "2031-05-08",
            "Raid\nOrvan Front fighters attacked the settlements behind Norway’s wall on 7 May. In the raid 1,340 people died. Norway’s \
             special operation in Sweden goes on.",
        ),
    ]);
    let labels: BTreeMap<String, BTreeSet<String>> = rows
        .iter()
        .filter(|row| text(row, "kind") == "label")
        .map(|row| (text(row, "rule").to_owned(), text(row, "words").to_owned()))
        .fold(BTreeMap::new(), |mut all, (rule, words)| {
            all.entry(rule).or_insert_with(BTreeSet::new).insert(words);
            all
        });
    let of = |rule: &str| labels.get(rule).into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("compare.labels_of_an_act"), ["invasion", "special operation"], "{labels:#?}");
    assert_eq!(of("compare.labels_of_places"), ["Norwegian villages", "settlements"], "{labels:#?}");
    assert!(of("compare.judging_words").iter().any(|words| words.contains("senseless")), "{labels:#?}");
}

#[test]
fn what_an_agency_passes_on_is_said_by_who_said_it() {
    let rows = rows_with_events(&[
        (
            "north",
            "2031-05-08",
            "Mine\nIlse Marten, the mayor of Kallstad, told a broadcaster that “the upper gallery will stay shut until the pumps are mended”, \
             according to a Reuters report.",
        ),
        (
            "south",
            "2031-05-08",
            "Mine\n“The upper gallery will stay shut until the pumps are mended,” said Ilse Marten, the mayor of Kallstad.",
        ),
    ]);
    let found = told(&rows, "statement");
    assert!(found.iter().any(|(relation, _)| relation == "all"), "{found:?}");
}

#[test]
fn words_that_judge_other_people_stand_apart_from_a_number_that_one_does_not_judge() {
    let rows = rows(&[
        (
            "north",
            "2031-05-08",
            "Raid\nThe senseless deaths of 1,340 people in the raid on Kallstad on 7 May 2031 shocked Norway.",
        ),
        ("south", "2031-05-08", "Raid\nIn the raid on Kallstad in Norway on 7 May 2031 1,340 people died."),
        (
            "east",
            "2031-05-08",
            "Floods\nTragically, 52,000 people have been killed by floods in Brazil since 2029, officials said.",
        ),
    ]);
    let words = |rule: &str| -> BTreeSet<&str> {
        rows.iter().filter(|row| text(row, "rule") == rule).map(|row| text(row, "words")).collect()
    };
    let (with, apart) = (words("compare.judging_words"), words("compare.judging_words_apart"));
    assert!(with.iter().any(|words| words.starts_with("1,340 people")), "{with:?}");
    assert!(!apart.is_empty() && apart.iter().all(|words| !words.starts_with("1,340 people")), "{apart:?}");
}

#[test]
fn an_act_is_called_otherwise_by_whom_a_report_quotes() {
    let rows = rows(&[
        (
            "north",
            "2031-05-08",
            "War\nNorway’s invasion of Sweden goes on. “The Norwegian special operation in Sweden will end soon,” Mayor Ilse Marten said.",
        ),
        ("south", "2031-05-08", "Weather\nMayor Ilse Marten spoke of Sweden. Norway was silent."),
    ]);
    let labels = told(&rows, "label");
    assert_eq!(labels.len(), 1, "{labels:?}");
    assert_eq!(labels[0].1, ["invasion", "special operation"]);
}

#[test]
fn a_denial_of_what_nobody_says_is_told_as_such() {
    let untold = |denial: &str, told: &str| -> usize {
        let first = format!("Company\n{denial}");
        let rows = rows(&[("north", "2031-05-06", &first), ("south", "2031-05-07", told)]);
        rows.iter().filter(|row| text(row, "rule") == "compare.denies_untold").count()
    };
    let denial = "The Ornberg company denied on Tuesday that its foremen had sold the copper cables.";
    let silent = "Mine\nThe Ornberg company reopened the Kallstad mine, Mayor Ilse Marten said.";
    assert_eq!(untold(denial, silent), 1);
    // Somebody says it, in whatever words; or something is refused.
    assert_eq!(
        untold(denial, "Cables\nCopper cables of the Ornberg company were sold by foremen, a miner said."),
        0
    );
    assert_eq!(untold("The Ornberg company denied the visitors entry to the upper gallery.", silent), 0);
}

#[test]
fn one_voice_is_compared_print_by_print() {
    let body = "The Kallstad mine went under on Monday. Mayor Ilse Marten said the pumps had been off for a whole night and nobody had \
        called the town hall. “The pumps were off for a whole night,” Marten said. The Ornberg company, which runs the mine, did not \
        answer questions. The mine has been shut since then, and a fence was drawn around the old gate by the fire brigade.";
    let text_of = format!("Pumps fail in Kallstad\n{body}");
    let reports: [Written<'_>; 2] = [("north", "2031-05-06", &text_of), ("south", "2031-05-07", &text_of)];
    let rows = rows(&reports);
    let shared = rows.iter().filter(|row| row["reports"] == 2);
    assert!(shared.clone().count() > 1, "what both print is listed: {rows:#?}");
    assert!(rows.iter().all(|row| row["voices"] == 1 && row["of"] == 1));
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path(), &reports);
    let output = run(&["compare", "--no-model", "--format", "markdown", path.to_str().expect("UTF-8")]);
    assert!(stderr(&output).contains("they are one voice"), "{}", stderr(&output));
    assert!(stdout(&output).contains("they are one voice, and that several say so confirms nothing"));
}

#[test]
fn one_report_and_a_live_blog_contradict_nobody() {
    check(&[("north", "2031-05-06", ACCUSED)], "statement", &[]);
    let again = "Twelve miners were killed in the Kallstad mine, the rescue service said. ".repeat(30);
    let blog = format!("Live\nThe Kallstad mine went under on 5 May 2031. {again}");
    let later =
        "Toll\nTwelve miners were killed in the Kallstad mine on 5 May 2031, the rescue service said.";
    let rows = rows(&[("live", "2031-05-06", &blog), ("south", "2031-05-06", later)]);
    let killed: Vec<&Value> =
        rows.iter().filter(|row| text(row, "kind") == "figure" && text(row, "about") == "killed").collect();
    assert!(!killed.is_empty() && killed.len() <= 4, "{killed:#?}");
    assert!(killed.iter().all(|row| row["voices"] == 2 && text(row, "relation") == "all"), "{killed:#?}");
}

#[test]
fn quotations_are_one_statement_and_their_words_are_compared() {
    // Without words of its own each would print the text of the other, and be one voice with it.
    let said = |quote: &str, rest: &str| {
        format!("Pumps\n“{quote}” Mayor Ilse Marten said in Kallstad on Monday. {rest}")
    };
    let pair = |one: &str, other: &str, expected: &[&str]| {
        let one = said(
            one,
            "The mine is shut, and the pumps that should keep it dry stand still since the night of the storm.",
        );
        let other = said(
            other,
            "Nobody works in the shafts at present; a fence was drawn around the old gate by the fire brigade.",
        );
        check(&[("north", "2031-05-06", &one), ("south", "2031-05-07", &other)], "statement", expected);
    };
    let whole = "We saw the water rise past the lamp house and nobody called us,";
    pair(whole, whole, &["all"]);
    // What one of them leaves off at an end is no other wording, nor is a hyphen.
    pair(whole, "We saw the water rise past the lamp house,", &["all"]);
    pair(whole, "We saw the water rise past the lamp-house and nobody called us,", &["all"]);
    pair(whole, "We saw the water rise past the lamp house and no one called us,", &["all"]);
    pair(
        whole,
        "We saw the water rise past the lamp house and the gate, and nobody called us,",
        &["differs"],
    );
    pair(whole, "The pumps will be paid for by those who let them rust,", &["only", "only"]);
}

#[test]
fn names_for_one_group_stand_side_by_side() {
    let labels = |one: &str, other: &str| {
        let rows = rows(&[
            ("north", "2031-05-06", &format!("Raid\nThe Orvan Front raided Kallstad on Monday. {one}")),
            ("south", "2031-05-06", &format!("Raid\nThe Orvan Front raided Kallstad on Monday. {other}")),
        ]);
        told(&rows, "label").into_iter().map(|(_, sides)| sides).collect::<Vec<_>>()
    };
    assert_eq!(
        labels(
            "Orvan Front fighters held the station, witnesses said.",
            "Orvan Front terrorists held the station, witnesses said."
        ),
        [["fighters", "terrorists"]]
    );
    // Alike, or in quotation marks: nothing to compare.
    assert!(labels("Orvan Front fighters held the station.", "Orvan Front fighters left it.").is_empty());
    assert!(
        labels(
            "Orvan Front fighters held the station.",
            "“These Orvan Front terrorists will leave,” Mayor Ilse Marten said."
        )
        .is_empty()
    );
}

#[test]
fn a_store_is_compared_by_numbers_and_order_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let path = store.to_str().expect("UTF-8");
    let mut add = program();
    add.args(["add", "--quiet", "--no-model", "--store", path]).arg(samples());
    assert!(add.status().expect("the program starts").success());
    let compare = |numbers: &[&str]| -> Vec<Value> {
        let mut args = vec!["compare", "--format", "json", "--store", path];
        args.extend(numbers);
        let output = run(&args);
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_str(&stdout(&output)).expect("JSON")
    };
    let (one, other) = (compare(&["1", "7"]), compare(&["7", "1"]));
    assert_eq!(one, other);
    assert!(one.iter().all(|row| row["document"].is_i64()) && !one.is_empty());
    assert!(compare(&["1", "--story"]).len() >= one.len());
}

#[test]
fn a_store_is_compared_with_who_is_who_as_it_was_corrected() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let path = store.to_str().expect("UTF-8");
    let inputs = written(
        folder.path(),
        &[
            (
                "north",
                "2031-05-06",
                "Pumps\n“We saw the water rise past the lamp house and nobody called us,” Mayor Ilse Marten said on Monday in Kallstad.",
            ),
            (
                "south",
                "2031-05-07",
                "Gate\nThe gate was shut. “We saw the water rise past the lamp house and nobody called us,” said Lise Marden, who runs the town.",
            ),
        ],
    );
    let run = |args: &[&str]| {
        let output = run(args);
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
        stdout(&output)
    };
    run(&["add", "--quiet", "--no-model", "--store", path, inputs.to_str().expect("UTF-8")]);
    let speakers = || -> BTreeSet<String> {
        let rows: Vec<Value> =
            serde_json::from_str(&run(&["compare", "1", "2", "--format", "json", "--store", path]))
                .expect("JSON");
        let said = rows.iter().filter(|row| text(row, "kind") == "statement");
        said.map(|row| text(row, "owner").to_owned()).collect()
    };
    assert_eq!(speakers().len(), 2, "two people: {:?}", speakers());
    run(&[
        "correct",
        "merge",
        "person:ilse-marten",
        "person:lise-marden",
        "--why",
        "a misprint",
        "--store",
        path,
    ]);
    assert_eq!(speakers().len(), 1, "one person: {:?}", speakers());
}
