//! Who stands how to what, in invented stories.

mod marked;

use marked::report;
use proptest::prelude::*;
use rapporteur_position::positions;
use rapporteur_record::Spans;

/// The positions as `HOLDER STANCE STRENGTH VOICE “ISSUE WORDS” KEY`, the key only of common issues, `-` before it if the words name its contrary.
fn check(text: &str, expected: &[&str]) {
    let report = report(text);
    let words = &report.document.text;
    let found: Vec<String> = positions(&report)
        .iter()
        .map(|line| {
            let holder = line.holder.as_ref().map_or("?", |id| id.0.split(':').nth(1).unwrap_or("?"));
            let key = match (line.issue.common, line.issue.contrary) {
                (false, _) => String::new(),
                (true, false) => format!(" {}", line.issue.key),
                (true, true) => format!(" -{}", line.issue.key),
            };
            let (stance, voice) = (line.stance.name(), line.voice.name());
            format!("{holder} {stance} {} {voice} “{}”{key}", line.strength, line.issue.span.in_text(words))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_cue_shows_the_stance() {
    check(
        "[state:orvania|Orvania] <condemned> {the shelling of the harbour at dawn}.",
        &["orvania condemns 3 paraphrased “the shelling of the harbour at dawn” military_operation"],
    );
    check(
        "[state:orvania|Orvania] <called for> {an immediate ceasefire}.",
        &["orvania calls_for 3 paraphrased “an immediate ceasefire” ceasefire"],
    );
    check(
        "[state:orvania|Orvania] <firmly rejects> {the plan of the ferry union}.",
        &["orvania rejects 3 paraphrased “the plan of the ferry union”"],
    );
    check(
        "[state:orvania|Orvania] <ruled out> {talks with the rebels}.",
        &["orvania rejects 3 paraphrased “talks with the rebels” dialogue"],
    );
    check(
        "[person:ilse|Ilse Marten] <warned against> {a march on the capital}.",
        &["ilse opposes 2 paraphrased “a march on the capital”"],
    );
}

/// The words that show the stances.
fn shows(text: &str, expected: &[&str]) {
    let report = report(text);
    let found: Vec<&str> =
        positions(&report).iter().map(|line| line.cue.in_text(&report.document.text)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_shows_the_stance_holds_who_is_blamed_and_what_it_is_held_for() {
    shows(
        "[organisation:board|The harbour board] <accused> {the ferry union of neglecting the pier}.",
        &["accused the ferry union of"],
    );
    shows(
        "[state:orvania|Orvania] held [state:balvia|Balvia] responsible for the shelling of the harbour.",
        &["held Balvia responsible for"],
    );
    shows(
        "[state:balvia|Balvia] <views> {its landing as a response to the blockade}.",
        &["views its landing as a response"],
    );
}

#[test]
fn a_condition_belongs_to_what_is_feared() {
    check(
        "[person:ilse|Ilse Marten] <warned> {that the harbour could still face a second flood if the gates stay open}.",
        &[
            "ilse concerned 2 paraphrased “the harbour could still face a second flood if the gates stay open”",
        ],
    );
}

#[test]
fn who_is_ready_is_the_subject_of_the_clause() {
    check(
        "[person:ilse|Ilse Marten] <said> {that [organisation:board|the board] seeks no quarrel and “remains ready to meet the \
         ferry union”}.",
        &["board commits_to 2 ascribed “meet the ferry union”"],
    );
    check(
        "[person:ilse|Ilse Marten] <said> {she “remains ready to meet the ferry union”}.",
        &["ilse commits_to 2 quoted “meet the ferry union”"],
    );
}

#[test]
fn a_noun_behind_what_carries_it_shows_the_stance() {
    check(
        "[state:orvania|Orvania] <expressed deep concern> {over the famine in the hills}.",
        &["orvania concerned 3 paraphrased “the famine in the hills” humanitarian_situation"],
    );
    check(
        "[state:orvania|Orvania] <reiterated> {its call for the release of the hostages}.",
        &["orvania calls_for 3 paraphrased “the release of the hostages” hostages"],
    );
    check(
        "[person:ilse|Ilse Marten] <stressed> {the importance of free elections}.",
        &["ilse calls_for 2 paraphrased “free elections” elections"],
    );
}

#[test]
fn what_is_to_end_is_not_wanted() {
    check(
        "[state:orvania|Orvania] <urged> {Norland to give up its nuclear programme}.",
        &["orvania calls_for 3 paraphrased “Norland to give up its nuclear programme” -nuclear_weapons"],
    );
    check(
        "[state:orvania|Orvania] <supported> {joint action against Norland for its missile tests}.",
        &["orvania supports 3 paraphrased “joint action against Norland for its missile tests”"],
    );
}

#[test]
fn what_somebody_threatens_does_not_worry_him() {
    check("[person:ilse|Ilse Marten] <warned> {of serious retaliation if the bridge fell}.", &[]);
}

#[test]
fn what_somebody_feeds_is_judged_and_not_he() {
    check(
        "[person:ilse|Ilse Marten] <said> {that who breaks the ceasefire is feeding a dangerous habit}.",
        &[],
    );
}

#[test]
fn who_speaks_rolls_up_and_is_kept() {
    let report = report("[person:ilse>state:orvania|Ilse Marten] <condemned> {the blockade of the port}.");
    let found = positions(&report);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].holder.as_ref().map(|id| id.0.as_str()), Some("state:orvania"));
    assert_eq!(found[0].speaker.as_ref().map(|id| id.0.as_str()), Some("person:ilse"));
}

#[test]
fn two_issues_in_one_breath_are_two_positions() {
    check(
        "[group:envoys|The envoys] <urged> {a ceasefire and the release of all hostages}.",
        &[
            "envoys calls_for 3 paraphrased “a ceasefire” ceasefire",
            "envoys calls_for 3 paraphrased “the release of all hostages” hostages",
        ],
    );
}

#[test]
fn whom_somebody_asks_is_not_the_issue() {
    check(
        "[state:orvania|Orvania] <urged> {the council to open the border}.",
        &["orvania calls_for 3 paraphrased “open the border” -border"],
    );
    check(
        "[state:orvania|Orvania] <urged> {the council not to leave the talks}.",
        &["orvania opposes 3 paraphrased “leave the talks” dialogue"],
    );
    check(
        "[state:orvania|Orvania] <accused> {the coast guard of ramming a trawler}.",
        &["orvania blames 3 paraphrased “ramming a trawler”"],
    );
}

#[test]
fn refusals_turn_what_they_refuse() {
    check(
        "[person:ilse|Ilse Marten] <vowed> {to oppose the merger}.",
        &["ilse opposes 3 paraphrased “the merger” merger"],
    );
    check(
        "[person:ilse|Ilse Marten] <refused> {to support the merger}.",
        &["ilse opposes 3 paraphrased “the merger” merger"],
    );
    check(
        "[person:ilse|Ilse Marten] <does not support> {the merger}.",
        &["ilse opposes 3 paraphrased “the merger” merger"],
    );
}

#[test]
fn silence_is_no_position() {
    check("[person:ilse|Ilse Marten] <declined> {to comment on the merger}.", &[]);
    check("[person:ilse|Ilse Marten] <did not call for> {a strike ballot}.", &[]);
    check("[person:ilse|Ilse Marten] <never ordered> {a strike ballot}.", &[]);
    check("[person:ilse|Ilse Marten] <refused> {to condemn the merger}.", &[]);
    check("[person:ilse|Ilse Marten] <may support> {the merger}.", &[]);
    check("[person:ilse|Ilse Marten] <said> {the bridge opened at noon}.", &[]);
    check("Concern over the famine has grown.", &[]);
}

#[test]
fn who_denies_says_that_it_is_not_so() {
    check(
        "[state:orvania|Orvania] <denied> {bombing the school}.",
        &["orvania denies 3 paraphrased “bombing the school” military_operation"],
    );
    check(
        "[state:orvania|Orvania] <denied> {any involvement}.",
        &["orvania denies 3 paraphrased “any involvement”"],
    );
    check("[organisation:bank|The bank] <denied> {credit to the farmers}.", &[]);
}

#[test]
fn the_contrary_of_an_issue_turns_the_side() {
    let found = positions(&report("[state:orvania|Orvania] <called for> {the lifting of sanctions}."));
    assert_eq!(
        (found[0].stance.name(), found[0].issue.key.as_str(), found[0].side().name()),
        ("calls_for", "sanctions", "against")
    );
}

#[test]
fn clauses_of_what_is_said_show_it_too() {
    check(
        "[person:ilse|Ilse Marten] <said> {“it is necessary to hold free elections”}.",
        &["ilse calls_for 2 quoted “hold free elections” elections"],
    );
    check(
        "[person:ilse|Ilse Marten] <said> {that [state:balvia|Balvia] must withdraw its troops}.",
        &["ilse calls_for 3 paraphrased “withdraw its troops” withdrawal"],
    );
    check(
        "[person:ilse|Ilse Marten] <said> {the raid on [place:ulverin|Ulverin] was a grave mistake}.",
        &["ilse criticises 2 paraphrased “the raid on Ulverin”"],
    );
    check(
        "[person:ilse|Ilse Marten] <said> {there are no prospects for a lasting peace}.",
        &["ilse doubts 3 paraphrased “a lasting peace” peace"],
    );
    check("[person:ilse|Ilse Marten] <asked> {“Must they hold free elections?”}.", &[]);
}

#[test]
fn what_the_report_says_itself_is_ascribed() {
    check(
        "[state:balvia|Balvia], a loyal backer of [group:rebels|the rebels], sent food.",
        &["balvia supports 3 ascribed “the rebels”"],
    );
    check(
        "[state:balvia|Balvia] is opposed to the pipeline.",
        &["balvia opposes 3 ascribed “the pipeline” pipeline"],
    );
    check(
        "[state:balvia|Balvia] closed the strait, demanding an apology.",
        &["balvia calls_for 3 paraphrased “an apology”"],
    );
    check(
        "[state:balvia|Balvia]'s stance is to keep talks open.",
        &["balvia commits_to 2 ascribed “keep talks open” dialogue"],
    );
}

#[test]
fn what_others_say_of_a_holder_is_ascribed() {
    check(
        "[organisation:paper|The Lindrova Observer] <reported> {[state:balvia|Balvia]'s opposition to the merger}.",
        &["balvia opposes 3 ascribed “the merger” merger"],
    );
    check(
        "[person:ilse|Ilse Marten] <said> {[state:balvia|Balvia] <^opposes> {the merger}}.",
        &["balvia opposes 3 ascribed “the merger” merger"],
    );
}

#[test]
fn what_a_report_reads_into_a_visit_is_no_position() {
    check("The visit shows [state:balvia|Balvia]'s commitment to peace.", &[]);
    check("# [state:balvia|Balvia]'s call for a ceasefire", &[]);
    check("[state:balvia|Balvia] lost support for the pipeline.", &[]);
}

#[test]
fn words_that_only_look_like_it() {
    check("[person:ilse|Ilse Marten] <hit back at> {the reporters}.", &[]);
    check("[person:ilse|Ilse Marten] <hit out at the outrage over> {the ferry fares}.", &[]);
    check("[person:ilse|Ilse Marten] <insisted> {no alarm was raised}.", &[]);
    check("[person:ilse|Ilse Marten] <lamented> {“I am tired of the rain”}.", &[]);
    check("[person:ilse|Ilse Marten]'s preferred ferry sank.", &[]);
    check("[group:villagers|The villagers] seek refuge in the school.", &[]);
}

#[test]
fn words_that_hang_tell_no_issue() {
    check("[person:ilse|Ilse Marten] <cautioned> {that this was only a guess}.", &[]);
    check(
        "[person:ilse|Ilse Marten] <warned> {that this could spiral into a famine in the hills}.",
        &["ilse concerned 2 paraphrased “a famine in the hills” humanitarian_situation"],
    );
    check("[state:orvania|Orvania] <blamed> {neighbouring Balvia}.", &[]);
    check("[person:ilse|Ilse Marten] said it's shameful to <urge> {a boycott of the fair}.", &[]);
}

#[test]
fn breaches_and_their_law() {
    check(
        "[state:orvania|Orvania] <accused> {the militia of violating the ceasefire}.",
        &["orvania blames 3 paraphrased “violating the ceasefire”"],
    );
    check(
        "[state:orvania|Orvania] <stated> {that the raid violates international law}.",
        &["orvania criticises 2 paraphrased “international law” -international_law"],
    );
}

#[test]
fn a_part_is_not_the_whole_and_duration_is_no_issue() {
    check(
        "[group:union|Some members of the union] <called for> {a ban on night ferries for months}.",
        &["? calls_for 3 paraphrased “a ban on night ferries”"],
    );
}

/// Hostile texts take time in proportion to their length.
#[test]
fn long_and_deep_texts_end() {
    for text in ["(".repeat(30_000), "support for ".repeat(20_000), "Orvania's call for and ".repeat(5_000)] {
        let report = report(&text.replace(['[', '<', '{'], " "));
        assert!(positions(&report).len() <= 5_000);
    }
    let names: String = (0..5_000)
        .map(|n| format!("[person:p{n}|Ilse Marten] <condemned> {{the raid of {n} boats}}.\n"))
        .collect();
    assert!(positions(&report(&names)).len() <= 5_000);
}

proptest! {
    #[test]
    fn every_span_lies_in_the_text(
        words in proptest::collection::vec(
            prop_oneof![
                Just("[state:orvania|Orvania]".to_owned()), Just("[state:orvania|its]".to_owned()), Just("support".to_owned()),
                Just("for".to_owned()), Just("condemned".to_owned()), Just("ceasefire".to_owned()), Just("“".to_owned()),
                Just("”".to_owned()), Just("and".to_owned()), Just("must not".to_owned()), Just("’s".to_owned()),
                Just("is illegal".to_owned()), Just("opposed to".to_owned()), Just(",".to_owned()), Just("\n".to_owned()), "\\PC{0,6}"
            ],
            0..40,
        ),
    ) {
        let text: String = words.iter().map(|word| {
            if word.starts_with('[') { format!("{word} ") } else { format!("{} ", word.replace(['[', ']', '<', '>', '{', '}', '|', '#'], "")) }
        }).collect();
        let report = report(&format!("[state:balvia|Balvia] <said> {{a}} {text}"));
        for mut line in positions(&report) {
            prop_assert!((1..=3).contains(&line.strength));
            line.each_span(&mut |span| assert!(span.of(&report.document.text).is_some_and(|words| !words.is_empty())));
        }
    }
}

#[test]
fn quoted_is_what_stands_in_quotation_marks() {
    check(
        "[person:ilse|Ilse Marten] <demanded> {a new lock on the canal “as soon as the ice is gone”}.",
        &["ilse calls_for 3 paraphrased “a new lock on the canal”"],
    );
    check(
        "[person:ilse|Ilse Marten] <demanded> {“a new lock” on the canal as soon as the ice is gone}.",
        &["ilse calls_for 3 quoted “a new lock” on the canal”"],
    );
    check(
        "The mood in [organisation:board|the board] <~highlights> {concern over the closure of the pier}.",
        &["board concerned 2 ascribed “the closure of the pier”"],
    );
}

#[test]
fn who_wants_a_thing_looked_into_takes_no_side_on_it() {
    check(
        "[organisation:board|The board] <called on> {doctors to investigate a rush of migrants on the pier}.",
        &["board calls_for 3 paraphrased “investigate a rush of migrants on the pier”"],
    );
}

#[test]
fn who_wants_an_act_to_end_is_against_it() {
    check(
        "[state:orvania|Orvania] <urged> {an early end to the military operations on the coast}.",
        &[
            "orvania calls_for 3 paraphrased “an early end to the military operations on the coast” ceasefire",
            "orvania calls_for 3 paraphrased “an early end to the military operations on the coast” -military_operation",
        ],
    );
    check(
        "[state:orvania|Orvania] <called for> {a full end to hostilities on the coast}.",
        &["orvania calls_for 3 paraphrased “a full end to hostilities on the coast” ceasefire"],
    );
}
