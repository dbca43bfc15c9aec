use super::*;
use crate::tests::document;
use rapporteur_extract::{EventReading, REALIS, SideReading, event, extract};
use rapporteur_lang::analyse;
use rapporteur_record::{HowKnown, Published, Report, SegmentKind};

#[path = "../../../rapporteur-extract/src/event/markup.rs"]
mod markup;

use markup::parse;

/// Links a text with events marked; `day` is the day of publication.
fn linked(marked: &str, day: Option<&str>) -> Report {
    linked_under(marked, day, &[])
}

/// The same, where some of the lines are headings.
fn linked_under(marked: &str, day: Option<&str>, headings: &[usize]) -> Report {
    let marked = parse(marked, 0.88);
    let mut document = document(&marked.text);
    for &line in headings {
        document.segments[line].kind = SegmentKind::Heading;
    }
    document.published = day.map(|day| Published {
        value: day.to_owned(),
        earliest: Some(day.to_owned()),
        latest: Some(day.to_owned()),
        known: HowKnown::Metadata,
        reason: "given".to_owned(),
        span: None,
    });
    let analysis = analyse(&document);
    let mut extraction = extract(&document, &analysis, None);
    extraction.events = event::events(&document, &analysis, &marked.readings);
    crate::link(document, &analysis, extraction)
}

/// `ASSAULT happened: state:norway > Ulverin ~ implied`, one event a line; sides without an entity by their words.
fn written(report: &Report) -> Vec<String> {
    let text = &report.document.text;
    let side = |sides: &[Participant], implied: &[EntityId]| {
        let mut all: Vec<String> = sides
            .iter()
            .map(|side| {
                side.entity.as_ref().map_or_else(|| side.span.in_text(text).to_owned(), |id| id.0.clone())
            })
            .collect();
        all.extend(implied.iter().map(|id| format!("~{id}")));
        all.join("+")
    };
    let lines = report.events.iter().map(|event| {
        let triggers: Vec<&str> =
            event.mentions.iter().map(|mention| mention.trigger.in_text(text)).collect();
        let realis = format!("{:?}", event.realis).to_lowercase();
        format!(
            "{} {realis} {}: {} > {}",
            event.event_type.name(),
            triggers.join("/"),
            side(&event.sources, &event.implied_sources),
            side(&event.targets, &event.implied_targets),
        )
    });
    lines.collect()
}

fn check(marked: &str, expected: &[&str]) {
    let report = linked(marked, None);
    assert_eq!(written(&report), expected, "{}", report.document.text);
}

#[test]
fn what_has_no_ears_is_asked_for_nothing() {
    check(
        "[S1 Norway] {1 REQUEST happened|asked} [T1 the river] to rise.",
        &["REQUEST happened asked: state:norway > "],
    );
    check(
        "[S1 Norway] {1 REQUEST happened|asked} [T1 the council] to meet.",
        &["REQUEST happened asked: state:norway > the council"],
    );
}

#[test]
fn whoever_a_name_only_describes_is_not_who_bears_it() {
    check(
        "[S1 Norway-backed rebels] {1 ASSAULT happened|shelled} [T1 Denmark].",
        &["ASSAULT happened shelled: Norway-backed rebels > state:denmark"],
    );
    check(
        "[S1 Rebels loyal to Norway] {1 ASSAULT happened|shelled} [T1 Denmark].",
        &["ASSAULT happened shelled: Rebels loyal to Norway > state:denmark"],
    );
    check(
        "[S1 Mayors of three towns] said [S1 they] will {1 REQUEST planned|advise} [T1 Denmark].",
        &["REQUEST planned advise: Mayors of three towns > state:denmark"],
    );
}

#[test]
fn sides() {
    check(
        "On Friday [S1 Norwegian soldiers] {1 ASSAULT happened|shelled} [T1 Denmark].",
        &["ASSAULT happened shelled: state:norway > state:denmark"],
    );
    check(
        "[S1 Norway’s army] {1 ASSAULT happened|shelled} [T1 Danish fishermen].",
        &["ASSAULT happened shelled: organisation:norways-army > group:danish-fishermen"],
    );
    check(
        "On Friday [S1 the fishermen of Norway] {1 ASSAULT happened|beat} [T1 a Danish diver].",
        &["ASSAULT happened beat: the fishermen of Norway > a Danish diver"],
    );
    check(
        "[S1 Danish Foreign Minister Ilse Marten] {1 CONSULT happened|met} [S1 Bo Lind].",
        &["CONSULT happened met: person:ilse-marten+person:bo-lind > "],
    );
    check(
        "[S1 Norway and Denmark] {1 AGREE happened|agreed} on a pact.",
        &["AGREE happened agreed: state:norway+state:denmark > "],
    );
    check(
        "Ilse Marten closed the port. [S1 She] {1 ASSAULT happened|attacked} [T1 Denmark] on Friday.",
        &["ASSAULT happened attacked: person:ilse-marten > state:denmark"],
    );
}

#[test]
fn sides_that_are_joined() {
    check(
        "[S1 Norway] {1 ASSAULT happened|shelled} [T1 Denmark], Sweden and Finland.",
        &["ASSAULT happened shelled: state:norway > state:denmark+state:sweden+state:finland"],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|shelled} towns in Denmark and [T1 Sweden].",
        &["ASSAULT happened shelled: state:norway > state:sweden+state:denmark"],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|shelled} [T1 Denmark], and Sweden protested.",
        &["ASSAULT happened shelled: state:norway > state:denmark"],
    );
}

#[test]
fn joined_phrases_are_several_sides() {
    check(
        "[S1 Danish soldiers and fighters of the Hill Front] {1 ASSAULT happened|shelled} [T1 the port and some towns].",
        &["ASSAULT happened shelled: group:danish-soldiers+organisation:hill-front > the port+some towns"],
    );
    check(
        "[S1 Norway] {1 COERCE happened|held} [T1 ten people, including sailors and two cooks].",
        &["COERCE happened held: state:norway > ten people"],
    );
    check(
        "[S1 Norway] {1 SANCTION happened|left} [T1 trade and transport talks].",
        &["SANCTION happened left: state:norway > "],
    );
}

#[test]
fn sides_without_a_code_are_sides() {
    check(
        "On Friday [S1 the organisers] {1 ACCUSE happened|blamed} [T1 the captain].",
        &["ACCUSE happened blamed: the organisers > the captain"],
    );
    check(
        "On Friday [S1 police boats] {1 MOBILIZE happened|circled} it.",
        &["MOBILIZE happened circled: police boats > "],
    );
    check(
        "On Friday [S1 the inmates] {1 PROTEST happened|blocked} [T1 the road].",
        &["PROTEST happened blocked: the inmates > "],
    );
}

#[test]
fn deeds_are_no_sides() {
    check(
        "[S1 Denmark] {1 REQUEST happened|proposed} [T1 a {2 CONSULT demanded|meeting}] with [S2 Norway].",
        &[
            "REQUEST happened proposed: state:denmark > state:norway",
            "CONSULT demanded meeting: state:norway > ",
        ],
    );
    check(
        "[S1 Denmark] issued {1 THREATEN happened|warnings} against an {2 ASSAULT hypothetical|invasion} of [T1,T2 Norway].",
        &[
            "THREATEN happened warnings: state:denmark > ",
            "ASSAULT hypothetical invasion: ~state:denmark > state:norway",
        ],
    );
}

#[test]
fn whose_deed_is_blamed() {
    check(
        "[S1 Denmark] {1 ACCUSE happened|condemned} [S2 Norway]’s {2 ASSAULT happened|shelling} of [T2 Sweden].",
        &[
            "ACCUSE happened condemned: state:denmark > state:norway",
            "ASSAULT happened shelling: state:norway > state:sweden",
        ],
    );
    check(
        "[S1 Denmark] {1 ACCUSE happened|complained} and [S2 Norway] {2 ASSAULT happened|shelled} [T2 Sweden].",
        &[
            "ACCUSE happened complained: state:denmark > ",
            "ASSAULT happened shelled: state:norway > state:sweden",
        ],
    );
}

#[test]
fn codes_of_sides() {
    let report = linked("[S1 Norwegian troops] {1 ASSAULT happened|shelled} [T1 Danish fishermen].", None);
    let code = |side: &Participant| {
        let actor = side.actor.as_ref().expect("a code");
        (actor.country.clone().unwrap_or_default(), actor.sectors.clone())
    };
    assert_eq!(code(&report.events[0].sources[0]), ("NOR".to_owned(), vec!["MIL".to_owned()]));
    assert_eq!(code(&report.events[0].targets[0]).0, "DNK");
}

#[test]
fn a_demand_and_what_it_demands() {
    check(
        "[S1 Denmark] {1 REQUEST happened|demanded} that [T1 [S2 Norway]] {2 RETREAT demanded|stop} the shelling.",
        &[
            "REQUEST happened demanded: state:denmark > state:norway",
            "RETREAT demanded stop: state:norway > ",
        ],
    );
    check(
        "[S1 Denmark] {1 REQUEST happened|urged} [T1 Norway] to {2 RETREAT demanded|withdraw}.",
        &[
            "REQUEST happened urged: state:denmark > state:norway",
            "RETREAT demanded withdraw: state:norway > ",
        ],
    );
    check(
        "[S1 Norway] {1 THREATEN happened|threatened} to {2 ASSAULT planned|shell} [T2 Denmark].",
        &[
            "THREATEN happened threatened: state:norway > state:denmark",
            "ASSAULT planned shell: state:norway > state:denmark",
        ],
    );
    check(
        "[S1 Denmark] {1 ACCUSE happened|accused} [T1 Norway] of {2 ASSAULT alleged|shelling} [T2 a port].",
        &[
            "ACCUSE happened accused: state:denmark > state:norway",
            "ASSAULT alleged shelling: state:norway > a port",
        ],
    );
}

#[test]
fn one_act_told_twice() {
    check(
        "[S1 Norway] {1 ASSAULT happened|bombed} [T1 Denmark] on Friday. The {=1 happened|bombardment} went on for hours.",
        &["ASSAULT happened bombed/bombardment: state:norway > state:denmark"],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|bombed} [T1 Denmark]. [S2 Sweden] {2 ASSAULT happened|bombed} [T2 Finland].",
        &[
            "ASSAULT happened bombed: state:norway > state:denmark",
            "ASSAULT happened bombed: state:sweden > state:finland",
        ],
    );
}

#[test]
fn where_it_met_and_whom() {
    check(
        "[S1 Norway] {1 ASSAULT happened|bombed} [T1 Denmark]. Ten fishermen died in the {2 ASSAULT happened|bombardment} and more than [T2 five divers] too.",
        &["ASSAULT happened bombed/bombardment: state:norway > state:denmark+five divers"],
    );
}

#[test]
fn an_act_and_its_toll() {
    check(
        "[S1,S2 Norway] {1 ASSAULT happened|breached} [T1 the wall], {2 ASSAULT happened|killing} [T2 ten fishermen].",
        &["ASSAULT happened breached/killing: state:norway > the wall+ten fishermen"],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|shelled} [T1 the wall], and [S2 Sweden] {2 ASSAULT happened|killed} [T2 ten fishermen].",
        &[
            "ASSAULT happened shelled: state:norway > the wall",
            "ASSAULT happened killed: state:sweden > ten fishermen",
        ],
    );
}

#[test]
fn a_question_is_no_side() {
    check(
        "[S1 Norway] {1 CONSULT happened|met} on [T1 the Danish question].",
        &["CONSULT happened met: state:norway > "],
    );
}

#[test]
fn different_acts_stay_different() {
    check(
        "[S1 Norway] {1 ASSAULT happened|bombed} [T1 Denmark] on 3 March 2024. [S2 Norway] {2 ASSAULT happened|bombed} [T2 Denmark] on 5 March 2024.",
        &[
            "ASSAULT happened bombed: state:norway > state:denmark",
            "ASSAULT happened bombed: state:norway > state:denmark",
        ],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|bombed} [T1 Denmark]. Later [S2 Norway] {2 ASSAULT happened|bombed} [T2 Denmark] again.",
        &[
            "ASSAULT happened bombed: state:norway > state:denmark",
            "ASSAULT happened bombed: state:norway > state:denmark",
        ],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|bombed} [T1 Denmark]. [S2 Norway] will {2 ASSAULT planned|bomb} [T2 Denmark].",
        &[
            "ASSAULT happened bombed: state:norway > state:denmark",
            "ASSAULT planned bomb: state:norway > state:denmark",
        ],
    );
    check(
        "[S1 Norway] {1 ACCUSE happened|accused} [T1 Denmark] of theft. [S2 Norway] {2 ACCUSE happened|accused} [T2 Denmark] of fraud.",
        &[
            "ACCUSE happened accused: state:norway > state:denmark",
            "ACCUSE happened accused: state:norway > state:denmark",
        ],
    );
}

#[test]
fn denial_and_accusation_are_one_denied_act() {
    check(
        "[S1 Norway] denies {1 ASSAULT denied|bombing} [T1 Denmark]. Denmark accused [S1 Norway] of {=1 alleged|bombing} [T1 Denmark].",
        &["ASSAULT denied bombing/bombing: state:norway > state:denmark"],
    );
}

#[test]
fn voices() {
    for (marked, voiced) in [
        ("[S1 Norway] {1 ASSAULT happened|bombed} [T1 a port], Ilse Marten said.", true),
        ("[S1 Norway] {1 ASSAULT happened|bombed} [T1 a port] on Friday.", false),
        ("[S1 Ilse Marten] {1 REQUEST happened|demanded} that [T1 Norway] leave the port.", false),
    ] {
        let report = linked(marked, None);
        let voice = report.events[0].mentions[0].attribution;
        assert_eq!(voice.is_some(), voiced, "{marked}");
        assert!(voice.is_none_or(|id| report.attributions.iter().any(|line| line.id == id)));
    }
}

#[test]
fn days_and_places() {
    let report = linked(
        "On 3 March 2024 [S1 Norwegian troops] {1 ASSAULT happened|shelled} [T1 fishermen] in Aarhus.",
        Some("2024-03-05"),
    );
    let event = &report.events[0];
    assert_eq!(event.date.as_ref().and_then(|date| date.value.as_deref()), Some("2024-03-03"));
    let place = report.places.iter().find(|place| Some(place.id) == event.place).expect("a place");
    assert_eq!(place.span.in_text(&report.document.text), "Aarhus");
    let report = linked("[S1 Norwegian troops] {1 ASSAULT happened|shelled} [T1 fishermen].", None);
    assert!(report.events[0].date.is_none() && report.events[0].place.is_none());
}

#[test]
fn places_of_what_words_are_about() {
    let place = |marked: &str| {
        let report = linked(marked, None);
        let of = report.events[0].place;
        report
            .places
            .iter()
            .find(|place| Some(place.id) == of)
            .map(|place| place.span.in_text(&report.document.text).to_owned())
    };
    let aarhus = Some("Aarhus".to_owned());
    assert_eq!(place("[S1 Norway] {1 ACCUSE happened|criticised} [T1 Denmark] in Aarhus."), aarhus);
    assert_eq!(place("[S1 Norway] voiced {1 ACCUSE happened|concern} over the long raids in Aarhus."), None);
    assert_eq!(
        place("[S1 Norway], which met Denmark in Aarhus, {1 SUPPORT happened|praised} [T1 Sweden]."),
        None
    );
    assert_eq!(
        place("Denmark spoke in Aarhus following [S1 Norway]’s {1 ASSAULT happened|attack} on [T1 Sweden]."),
        None
    );
}

#[test]
fn days_and_places_of_something_else() {
    let date = |marked: &str| {
        let report = linked(marked, Some("2024-03-06"));
        report.events[0].date.as_ref().and_then(|date| date.value.clone())
    };
    let day = Some("2024-03-04".to_owned());
    assert_eq!(date("On Monday [S1 Norway] {1 ASSAULT happened|shelled} [T1 Denmark]."), day);
    // The day of the saying, of a limit, of what is asked for, of a noun that it owns, and of the verb beside a noun that points back.
    assert_eq!(date("[S1 Norway] {1 SANCTION happened|closed} its ports until Monday."), None);
    assert_eq!(
        date("[S1 Norway] {1 REQUEST happened|urged} [T1 Denmark] to leave the port on Monday."),
        None
    );
    assert_eq!(date("[S1 Norway] {1 REQUEST happened|asked} for a session of the board on Monday."), None);
    let then = "The board met on Monday, when [S1 Norway] {1 ACCUSE happened|criticised} [T1 Denmark].";
    assert_eq!(date(then), day);
    assert_eq!(date("[S1 Norway] {1 ACCUSE happened|criticised} Monday’s vote in [T1 Denmark]."), None);
    let report = linked("[S1 Norway] {1 REQUEST happened|urged} [T1 Denmark] to hold a vote in Oslo.", None);
    assert!(report.events[0].place.is_none());
}

#[test]
fn days_of_the_headings_of_a_chronicle() {
    let days = |marked: &str| -> Vec<Option<String>> {
        let report = linked_under(marked, Some("2024-03-06"), &[0, 2]);
        report.events.iter().map(|event| event.date.as_ref().and_then(|date| date.value.clone())).collect()
    };
    let day = |day: &str| Some(day.to_owned());
    let two = "March 1\n[S1 Norway] {1 ASSAULT happened|shelled} [T1 Denmark].\nMarch 3\n\
               [S2 Sweden] {2 ASSAULT happened|bombed} [T2 Finland].";
    assert_eq!(days(two), [day("2024-03-01"), day("2024-03-03")]);
    // A sentence that says when for itself, and what is yet to come.
    let own = "March 1\n[S1 Norway] {1 ASSAULT happened|shelled} [T1 Denmark] in February, for two weeks.\nMarch 3\n\
               [S2 Sweden] will {2 ASSAULT planned|bomb} [T2 Finland].";
    assert_eq!(days(own), [day("2024-02"), None]);
    let one = "March 1\n[S1 Norway] {1 ASSAULT happened|shelled} [T1 Denmark].\nWhat is known\nLittle.";
    assert_eq!(days(one), [None]);
}

#[test]
fn nobody_acts_on_himself() {
    check(
        "[S1 Norway] {1 ACCUSE happened|blamed} [T1 Norway].",
        &["ACCUSE happened blamed: state:norway > "],
    );
    check(
        "[S1 Norway] {1 ASSAULT happened|violated} [T1 the truce].",
        &["ASSAULT happened violated: state:norway > "],
    );
}

#[test]
fn history_is_no_event_of_the_report() {
    let told = "In 1943 [S1 Norwegian troops] {1 ASSAULT happened|shelled} [T1 a port].";
    assert!(linked(told, Some("2024-03-05")).events.is_empty());
    assert!(linked(&format!("{told} The museum opened in 2024."), None).events.is_empty());
    assert_eq!(linked(told, Some("1943-06-01")).events.len(), 1);
}

#[test]
fn cameo_codes_where_the_table_has_one() {
    let report = linked("[S1 Norwegian police] {1 ASSAULT happened|tortured} [T1 Danish fishermen].", None);
    assert_eq!(report.events[0].cameo.as_deref(), Some("1822"));
    let report = linked("[S1 Norway] {1 ASSAULT happened|attacked} [T1 Danish fishermen].", None);
    assert_eq!(report.events[0].cameo, None);
}

#[test]
fn every_span_lies_in_the_text_and_every_reference_leads_somewhere() {
    let clause = "[S1 Norwegian troops] {1 ASSAULT happened|shelled} [T1 Aarhus and Odense] on 3 March 2024, Bo Lind said. ";
    let mut report = linked(&clause.repeat(300), None);
    let (times, places, attributions) = (report.times.len(), report.places.len(), report.attributions.len());
    assert!(!report.events.is_empty());
    for event in &report.events {
        assert!(event.date.as_ref().is_none_or(|date| (date.time.0 as usize) < times));
        assert!(event.place.is_none_or(|place| (place.0 as usize) < places));
        for mention in &event.mentions {
            assert!(mention.attribution.is_none_or(|id| (id.0 as usize) < attributions));
        }
        for id in event.sources.iter().chain(&event.targets).filter_map(|side| side.entity.as_ref()) {
            assert!(report.entities.iter().any(|entity| entity.id == *id));
        }
    }
    let text = report.document.text.clone();
    rapporteur_record::Spans::each_span(&mut report, &mut |span| assert!(span.of(&text).is_some()));
}

#[test]
fn a_medium_that_reports_is_no_side() {
    check(
        "According to [S1 Radio Orla], ten people died in the {1 ASSAULT happened|bombardment} of [T1 Aarhus].",
        &["ASSAULT happened bombardment:  > place:aarhus"],
    );
}

#[test]
fn who_speaks_of_what_he_does() {
    check(
        "Denmark accused Norway of lying and announced that [S1 it] would {1 ASSAULT planned|bomb} [T1 a port].",
        &["THREATEN planned bomb: state:denmark > a port"],
    );
    check(
        "Denmark accused [S1 Norway] of lying and declared that it would {1 ASSAULT planned|bomb} [T1 a port].",
        &["THREATEN planned bomb: state:denmark > a port"],
    );
    // Other words stand between: it may be anybody.
    check(
        "Denmark said that Norway had lied before [S1 Norway] {1 ASSAULT happened|bombed} [T1 a port].",
        &["ASSAULT happened bombed: state:norway > a port"],
    );
}

#[test]
fn fighters_belong_to_the_movement_before_them() {
    check(
        "The militant group Army of Islam lost its port. The war against the Asian leftist group came after [S1 its militants] \
         {1 ASSAULT happened|stormed} [T1 two mills].",
        &["ASSAULT happened stormed: organisation:army-of-islam > two mills"],
    );
    // Which of two movements it is, is not told.
    check(
        "The militant group Army of Islam and the Balochistan Liberation Army lost a port. The war against the Asian leftist group came after \
         [S1 its militants] {1 ASSAULT happened|stormed} [T1 two mills].",
        &["ASSAULT happened stormed: organisation:asian-leftist-group > two mills"],
    );
    // A state has no militants.
    check(
        "Denmark began a war after [S1 its militants] {1 ASSAULT happened|stormed} [T1 two mills].",
        &["ASSAULT happened stormed: its militants > two mills"],
    );
}

#[test]
fn what_a_deed_is_called_is_alleged_by_who_blames_for_it() {
    check(
        "[S1 Norway] {1 ACCUSE happened|held} [T1 Denmark] responsible for the [S2 Swedish] {2 ASSAULT happened|aggression}.",
        &[
            "ACCUSE happened held: state:norway > state:denmark",
            "ASSAULT alleged aggression: state:sweden > ",
        ],
    );
}

#[test]
fn a_noun_repeats_the_verb_before_it() {
    check(
        "[S1 Norway] {1 AID happened|offered} two boats to [T1 Denmark]. The {2 AGREE happened|offer} has gone unanswered.",
        &[
            "AID happened offered: state:norway > state:denmark",
            "AGREE happened offer: ~state:norway > ~state:denmark",
        ],
    );
}

#[test]
fn one_request_is_told_twice_with_its_time() {
    check(
        "[S1 The town hall] {1 REQUEST happened|asked} [T1 Denmark] in 2023 for a bell. In March 2023 \
         [S2 the town hall] {2 REQUEST happened|asked} [T2 Denmark] for it.",
        &["REQUEST happened asked/asked: The town hall > state:denmark"],
    );
}

#[test]
fn whose_name_an_inquiry_has_may_be_looked_into() {
    check(
        "Ilse Marten left. He worked on the [S1 Marten] {1 ACCUSE happened|inquiry}.",
        &["ACCUSE happened inquiry:  > "],
    );
    check(
        "Ilse Marten left. It burnt during the [S1 Marten] {1 PROTEST happened|protests} that began in May.",
        &["PROTEST happened protests:  > "],
    );
    check(
        "Ilse Marten left. [S1 Chief Ilse Marten] {1 ACCUSE happened|blamed} [T1 Denmark].",
        &["ACCUSE happened blamed: person:ilse-marten > state:denmark"],
    );
}

#[test]
fn who_else_takes_part_in_a_meeting() {
    check(
        "Ilse Marten plans to {1 AGREE planned|meet} [S1 the council].",
        &["AGREE planned meet: person:ilse-marten+the council > "],
    );
    check(
        "[S1 Norway] {1 CONSULT happened|met} [T1 Denmark] during a visit to [T1 Sweden].",
        &["CONSULT happened met: state:norway > state:denmark"],
    );
}

#[test]
fn what_a_sentence_compares_or_helps_is_not_met() {
    check(
        "[S1 Norway] sees its {1 ASSAULT happened|attack} as an answer to steps against [T1 Denmark].",
        &["ASSAULT happened attack: state:norway > "],
    );
    check(
        "[S1 Norwegian] {1 ASSAULT happened|strikes} are now helping [T1 Danish troops].",
        &["ASSAULT happened strikes: state:norway > "],
    );
    check(
        "Sweden heard from [T1 Norway] that Ilse Marten, who was {1 ACCUSE happened|accused} of theft, left.",
        &["ACCUSE happened accused:  > person:ilse-marten"],
    );
}

#[test]
fn where_an_act_of_force_was_did_not_do_it() {
    check(
        "It was after the [S1 Aarhus] {1 ASSAULT happened|shooting} of [T1 a diver].",
        &["ASSAULT happened shooting:  > a diver"],
    );
    check(
        "He spoke of the [S1 Norwegian] nightclub {1 ASSAULT happened|attack}.",
        &["ASSAULT happened attack:  > "],
    );
    check(
        "He spoke of the [S1 Norwegian] night {1 ASSAULT happened|attack} on [T1 Denmark].",
        &["ASSAULT happened attack: state:norway > state:denmark"],
    );
}

#[test]
fn who_is_named_with_others_is_not_they() {
    check(
        "[S1 Critics of Norway] {1 ACCUSE happened|blamed} [T1 Denmark].",
        &["ACCUSE happened blamed: Critics of Norway > state:denmark"],
    );
    check(
        "Ilse Marten left. [S1 A Marten supporter] {1 ASSAULT happened|beat} [T1 a diver].",
        &["ASSAULT happened beat: A Marten supporter > a diver"],
    );
    check(
        "Ilse Marten left. [S1 Norway] {1 SUPPORT happened|praised} [T1 Marten rival Bo Lind].",
        &["SUPPORT happened praised: state:norway > person:bo-lind"],
    );
    check(
        "[S1 Norway] {1 SUPPORT happened|praised} [T1 the Danish president], Bo Lind, on Friday.",
        &["SUPPORT happened praised: state:norway > person:bo-lind"],
    );
}

#[test]
fn whoever_holds_an_office_is_meant_by_it() {
    check(
        "Norwegian President Ilse Marten left. On Friday [S1 the Norwegian president] {1 ACCUSE happened|blamed} [T1 Denmark].",
        &["ACCUSE happened blamed: person:ilse-marten > state:denmark"],
    );
}
