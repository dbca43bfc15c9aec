use super::markup::parse;
use super::*;

use crate::plain;

/// The readings leave the realis open: grammar alone decides.
const NOTHING: f32 = 1.0 / 7.0;
const QUITE: f32 = 0.88;

fn found(marked: &str, sure: f32) -> (String, Vec<Found>, Vec<Realis>) {
    let marked = parse(marked, sure);
    let document = plain::document(&marked.text, None);
    let analysis = rapporteur_lang::analyse(&document);
    let found = events(&document, &analysis, &marked.readings);
    (marked.text, found, marked.realis)
}

/// Grammar alone, without help of the model, gives each act the realis that it is marked with.
fn check_realis(marked: &str) {
    let (text, found, expected) = found(marked, NOTHING);
    let is: Vec<(&str, Realis, &str)> =
        found.iter().map(|event| (event.trigger.in_text(&text), event.realis, &*event.why.rule)).collect();
    let got: Vec<Realis> = is.iter().map(|(_, realis, _)| *realis).collect();
    assert_eq!(got, expected, "{text}\n{is:?}");
}

#[test]
fn plain_past_and_present() {
    check_realis("Norvassan troops {1 ASSAULT happened|shelled} Ulverin.");
    check_realis("Norvassan troops have {1 ASSAULT happened|shelled} Ulverin.");
    check_realis("Ulverin was {1 ASSAULT happened|shelled} by Norvassan troops.");
    check_realis("Norvassan troops are {1 ASSAULT ongoing|shelling} Ulverin.");
    check_realis("Troops have been {1 ASSAULT ongoing|shelling} Ulverin since Friday.");
    check_realis("The ongoing {1 ASSAULT ongoing|shelling} of Ulverin worries the port.");
}

#[test]
fn negations() {
    check_realis("The court acquitted the pilot of {1 ASSAULT denied|murder}.");
    check_realis("The court held the pilot not guilty of second-degree {1 ASSAULT denied|murder}.");
    check_realis("They mourn the acquittal on Monday of the pilot, 36, of {1 ASSAULT denied|murder}.");
    check_realis(
        "They mourn the acquittal of the pilot in the {1 ASSAULT happened|shelling} that burned Ulverin.",
    );
    check_realis("The pilot was charged with {1 ASSAULT alleged|murder}.");
    check_realis("There is no doubt that troops {1 ASSAULT happened|shelled} Ulverin.");
    check_realis("Troops did not {1 ASSAULT denied|shell} Ulverin.");
    check_realis("Troops have never {1 ASSAULT denied|shelled} Ulverin.");
    check_realis("Dalmerra denied having {1 ASSAULT denied|shelled} Ulverin.");
    check_realis("Dalmerra denies deliberately {1 ASSAULT denied|shelling} hospitals.");
    check_realis("Dalmerra denied that its troops had {1 ASSAULT denied|shelled} Ulverin.");
    check_realis("Dalmerra denied accusations of {1 ASSAULT denied|shelling} Ulverin.");
    check_realis("The talks ended without {1 AGREE denied|signing} the pact.");
    check_realis("Dalmerra not only {1 ASSAULT happened|shelled} the town.");
    // The negation is the refusal.
    check_realis("Dalmerra will not {1 REJECT happened|free} the bombers.");
}

#[test]
fn what_is_to_come() {
    check_realis("Troops will {1 ASSAULT planned|shell} Ulverin.");
    check_realis("Dalmerra vowed to {1 ASSAULT planned|shell} Ulverin.");
    check_realis("Dalmerra offered skippers rewards for {1 ASSAULT planned|shelling} Ulverin.");
    check_realis("Dalmerra was paying for the {1 ASSAULT planned|murder} of pilots.");
    check_realis("The verdict led hundreds of people to {1 PROTEST happened|march} in Ulverin.");
    check_realis("The minister is to {1 CONSULT planned|visit} Dalmerra.");
    check_realis("Dalmerra has plans for a {1 ASSAULT planned|strike} on Ulverin.");
    check_realis("The planned {1 ASSAULT planned|offensive} worries the port.");
    check_realis("He gave an interview intended to lead to her {1 COERCE planned|arrest}.");
    check_realis("Dalmerra plans to continue {1 ASSAULT planned|shelling} Ulverin.");
    check_realis("Dalmerra will launch an {1 ASSAULT planned|attack} on Ulverin.");
}

#[test]
fn a_joined_verb_hangs_on_what_the_first_one_hangs_on() {
    check_realis("Dalmerra urged both sides to stay calm and {1 AGREE happened|offered} help.");
    check_realis("Dalmerra claimed the hill and {1 THREATEN happened|threatened} the port.");
    check_realis("Dalmerra demanded that Norvasse {1 RETREAT demanded|withdraw}.");
    check_realis("The army was told to leave the port and {1 ASSAULT demanded|shell} Ulverin.");
}

#[test]
fn what_goes_on() {
    check_realis("Dalmerra maintains {1 CONSULT ongoing|contact} with Norvasse.");
    check_realis("She praised the constant and stubborn {1 CONSULT ongoing|dialogue} of the ports.");
    check_realis("He read reports of {1 ASSAULT alleged|shelling} in Ulverin.");
    check_realis("They hoped more ports would make {1 AGREE hypothetical|commitments}.");
}

#[test]
fn what_is_asked_for() {
    check_realis("The council urged Dalmerra to {1 RETREAT demanded|withdraw} its troops.");
    check_realis("The council demanded that Dalmerra {1 RETREAT demanded|withdraw}.");
    check_realis("The council called for an immediate {1 RETREAT demanded|ceasefire}.");
    check_realis("Dalmerra must {1 RETREAT demanded|withdraw} its troops.");
    check_realis("He ordered the army to {1 ASSAULT demanded|shell} the town.");
    check_realis("The council demanded that the pilots be {1 COERCE demanded|released}.");
    // A participle tells what was done before.
    check_realis("The council demanded that the port free the crew and others {1 COERCE happened|arrested}.");
    check_realis("She left the heavily {1 ASSAULT happened|bombarded} port.");
}

#[test]
fn what_may_be() {
    check_realis("Dalmerra could {1 ASSAULT hypothetical|shell} Ulverin.");
    check_realis("If Dalmerra {1 ASSAULT hypothetical|shells} the town, the port closes.");
    check_realis("She warned of a possible {1 ASSAULT hypothetical|invasion} of the coast.");
    check_realis("Dalmerra is considering {1 SANCTION hypothetical|recalling} its envoy.");
    check_realis("Fears of an {1 ASSAULT hypothetical|attack} grow.");
    check_realis("The sea wall is to prevent {1 ASSAULT hypothetical|attacks} on the port.");
}

#[test]
fn what_is_alleged() {
    check_realis("The port {1 ACCUSE happened|accused} Dalmerra of {2 ASSAULT alleged|shelling} Ulverin.");
    check_realis(
        "It accused troops of {1 ASSAULT alleged|shelling} Ulverin and {2 ASSAULT alleged|killing} ten people.",
    );
    check_realis("Accusations made against Dalmerra of {1 ASSAULT alleged|shelling} hospitals are disputed.");
    check_realis("Troops allegedly {1 ASSAULT alleged|shelled} Ulverin.");
    check_realis("Troops are said to have {1 ASSAULT alleged|shelled} Ulverin.");
    check_realis("The alleged {1 ASSAULT alleged|attack} on Ulverin is looked into.");
}

#[test]
fn a_sure_model_is_not_overruled_by_a_slight_sign() {
    let (_, found, expected) = found("Troops would {1 ASSAULT hypothetical|shell} Ulverin.", QUITE);
    assert_eq!(found[0].realis, expected[0]);
    assert_eq!(found[0].why.rule, "event.model");
}

fn check_triggers(marked: &str, expected: &[&str]) {
    let (text, found, _) = found(marked, QUITE);
    let is: Vec<&str> = found.iter().map(|event| event.trigger.in_text(&text)).collect();
    assert_eq!(is, expected, "{text}");
}

#[test]
fn triggers() {
    check_triggers("Troops {1 ASSAULT happened|carried} out raids.", &["carried out"]);
    // The words of the noun make it another type than the model reads in both.
    check_triggers("It {1 ASSAULT happened|declared} a {2 ASSAULT happened|blockade} of it.", &["blockade"]);
    check_triggers("Troops {1 ASSAULT happened|struck} out of fear.", &["struck"]);
    check_triggers("The air {1 ASSAULT happened|strikes} went on.", &["air strikes"]);
    check_triggers(
        "Troops {1 ASSAULT happened|launched} heavy {2 ASSAULT happened|attacks} on it.",
        &["attacks"],
    );
    check_triggers(
        "He {1 REQUEST happened|ordered} new {2 ASSAULT demanded|strikes}.",
        &["ordered", "strikes"],
    );
}

#[test]
fn words_that_name_no_act() {
    check_triggers("They blamed the {1 RETREAT happened|release} of water for it.", &[]);
    check_triggers("They hailed the {1 RETREAT happened|release} of two sailors.", &["release"]);
    check_triggers("The port sent a {1 THREATEN happened|notice} in May.", &[]);
    check_triggers("The wall {1 COERCE happened|cracked} in May.", &[]);
    check_triggers("Police {1 COERCE happened|cracked} down on smugglers.", &["cracked down"]);
    check_triggers("The mayor called it {1 ACCUSE happened|untrue}.", &[]);
    check_triggers("They knew the status of {1 CONSULT happened|negotiations}.", &[]);
    check_triggers("Vell may be a partner in {1 CONSULT ongoing|negotiations}.", &[]);
    check_triggers(
        "Troops would {1 AGREE planned|resume} {2 ASSAULT planned|fighting} there.",
        &["resume fighting"],
    );
    check_triggers("They agree with what the port was {1 REQUEST happened|proposing} in May.", &[]);
}

fn check_detail(marked: &str, modes: &[&str], contexts: &[&str]) {
    let (text, found, _) = found(marked, QUITE);
    assert_eq!(found[0].modes, modes, "{text}");
    assert_eq!(found[0].contexts, contexts, "{text}");
}

#[test]
fn modes_and_contexts() {
    check_detail("Police {1 PROTEST happened|fired} tear gas.", &[], &["repression"]);
    check_detail("Police {1 ASSAULT happened|fired} tear gas.", &["crowd-control"], &["repression"]);
    check_detail("Farmers {1 PROTEST happened|marched} on the port.", &["demo"], &[]);
    check_detail("She {1 REQUEST happened|urged} Dalmerra to release the crew.", &["yield"], &[]);
    check_detail("She {1 CONSULT happened|met} the crew.", &[], &[]);
}

#[test]
fn no_event_in_headings_and_boilerplate() {
    let marked =
        parse("Troops {1 ASSAULT happened|shelled} it.\nTroops {2 ASSAULT happened|bombed} it.", QUITE);
    for (kind, expected) in [
        (SegmentKind::Paragraph, 2),
        (SegmentKind::Headline, 2),
        (SegmentKind::Heading, 1),
        (SegmentKind::Boilerplate, 1),
        (SegmentKind::Dateline, 1),
    ] {
        let mut document = plain::document(&marked.text, None);
        document.segments[1].kind = kind;
        let analysis = rapporteur_lang::analyse(&document);
        assert_eq!(events(&document, &analysis, &marked.readings).len(), expected, "{kind:?}");
    }
}

#[test]
fn readings_that_do_not_fit_the_text_are_left_out() {
    let marked = parse("Troops {1 ASSAULT happened|shelled} it.", QUITE);
    let document = plain::document(&marked.text, None);
    let analysis = rapporteur_lang::analyse(&document);
    for trigger in [Span::new(900, 905), Span::new(0, 900), Span::new(5, 5)] {
        let mut reading = marked.readings[0].clone();
        reading.trigger = trigger;
        reading.sources = vec![SideReading { span: Span::new(4, 700), probability: 0.9 }];
        for event in events(&document, &analysis, &[reading]) {
            assert!(event.sources.is_empty() && event.trigger.of(&marked.text).is_some());
        }
    }
}

#[test]
fn thirty_clauses_and_long_lists_take_linear_time() {
    let clause = "and [S1 troops] did not {1 ASSAULT denied|shell} [T1 the town] ";
    let (_, found, _) = found(&format!("It said that {}.", clause.repeat(30)), QUITE);
    assert!(found.len() == 30 && found.iter().all(|event| event.realis == Realis::Denied));
    let many = "{1 ASSAULT happened|shelling}, ".repeat(20_000);
    let (_, found, _) = self::found(&many, NOTHING);
    assert!(!found.is_empty());
}

fn check_figurative(marked: &str, expected: bool) {
    let (text, found, _) = found(marked, QUITE);
    assert_eq!(found.is_empty(), expected, "{text}");
}

#[test]
fn matches_films_and_evils_are_no_acts_of_force() {
    check_figurative("[S1 Norway] {1 ASSAULT happened|beat} [T1 Denmark] 3-1 on Friday.", true);
    check_figurative("[S1 Norway] {1 ASSAULT happened|crushed} [T1 Denmark] in the cup final.", true);
    check_figurative("[S1 Police] {1 ASSAULT happened|beat} [T1 fishermen] on Friday.", false);
    check_figurative("[S1 Police] {1 COERCE happened|arrested} [T1 fans] after the cup final.", false);
    check_figurative("In the film [S1 soldiers] {1 ASSAULT happened|shell} [T1 a port].", true);
    check_figurative("[S1 Soldiers] {1 ASSAULT happened|shot} [T1 a film director].", false);
    check_figurative("[S1 The bank] {1 ASSAULT happened|attacked} [T1 inflation] with higher rates.", true);
    check_figurative("[S1 The army] {1 ASSAULT happened|attacked} [T1 the bank] on Friday.", false);
}

fn check_count(marked: &str, expected: usize) {
    let (text, found, _) = found(marked, QUITE);
    assert_eq!(found.len(), expected, "{text} {found:?}");
}

#[test]
fn words_with_another_meaning_name_no_act() {
    check_count("[S1 The mayor] {1 AGREE happened|said} so.", 0);
    check_count("Tensions {1 ASSAULT happened|flared} up on Friday.", 0);
    check_count("Norway {1 SUPPORT happened|maintained} its relations with Denmark.", 0);
    check_count("Families {1 REQUEST happened|sought} refuge in the port.", 0);
    check_count("The mayor {1 THREATEN happened|warned} that the dam could break.", 0);
    check_count("The ministry {1 REJECT happened|declined} to comment.", 0);
    check_count("The ministry {1 REJECT happened|declined} the offer.", 1);
    check_count("Danes {1 AGREE happened|agree} with her that the port is small.", 0);
    check_count("Danes {1 SUPPORT happened|agree} with what it plans to do.", 0);
    check_count("Norway {1 AGREE happened|agreed} with Denmark on a pact.", 1);
    check_count("The mayor {1 AGREE happened|hoped} for rain.", 0);
    check_count("[S1 The burglar] had been {1 ASSAULT happened|screaming} all night.", 0);
    check_count("[S1 Aides] said that the mayor was {1 ACCUSE happened|joking}.", 0);
    check_count("[S1 Denmark] {1 AID happened|captured} [T1 some forty pirates].", 0);
    check_count("Norway {1 THREATEN happened|warned} Denmark of war.", 1);
    check_count("Norway {1 THREATEN happened|warned} that it would retaliate.", 1);
    check_count("Norway {1 AGREE happened|agreed} to {2 AGREE planned|sign} the pact.", 1);
}

fn check_sides(marked: &str, sources: &[&str], targets: &[&str]) {
    let (text, found, _) = found(marked, QUITE);
    let words =
        |spans: &[Span]| -> Vec<String> { spans.iter().map(|span| span.in_text(&text).to_owned()).collect() };
    assert_eq!(words(&found[0].sources), sources, "{text}");
    assert_eq!(words(&found[0].targets), targets, "{text}");
}

#[test]
fn sides_by_grammar_where_the_model_reads_none() {
    check_sides(
        "On Friday the army {1 ASSAULT happened|shelled} the old town.",
        &["the army"],
        &["the old town"],
    );
    check_sides(
        "The old town was {1 ASSAULT happened|shelled} by the army.",
        &["the army"],
        &["The old town"],
    );
    check_sides("The army’s {1 ASSAULT happened|attack} on the town went on.", &["The army"], &["the town"]);
    check_sides("[S1 Danish media] told of Norwegian {1 ASSAULT happened|strikes}.", &["Norwegian"], &[]);
    check_sides(
        "[S1 the army] {1 ASSAULT happened|attacked} [T1 from the port] today.",
        &["the army"],
        &["the port"],
    );
}

#[test]
fn sides_that_grammar_forbids() {
    check_sides(
        "Norway, an ally of [S1 Denmark], {1 ASSAULT happened|shelled} [T1 the port].",
        &["Norway"],
        &["the port"],
    );
    check_sides("[T1 Norway] {1 REQUEST happened|demanded} that it stop.", &["Norway"], &[]);
    check_sides("[S1 The fishermen] left the {1 ASSAULT happened|shelled} port.", &[], &["port"]);
    check_sides(
        "Concern for the Danes in the heavily {1 ASSAULT happened|shelled} Ulverin Strip has grown since [S1 Norway] spoke.",
        &[],
        &["Ulverin Strip"],
    );
    check_sides(
        "[S1 The Admiralty] firmly {1 ACCUSE happened|condemns} all forms of piracy and extends its condolences to [T1 the fishermen].",
        &["The Admiralty"],
        &[],
    );
    check_sides(
        "[S1 Norway] {1 ACCUSE happened|condemned} the raid and thanked [T1 the fishermen].",
        &["Norway"],
        &["the raid"],
    );
}

#[test]
fn who_does_it_in_a_relative_clause() {
    check_sides(
        "It was seen under Marten, who long has {1 ACCUSE happened|criticized} [T1 the port].",
        &["Marten"],
        &["the port"],
    );
    check_sides(
        "It was aimed at Ilse Marten, who while on leave in Norway later {1 ACCUSE happened|blamed} [T1 the fishermen].",
        &["Ilse Marten"],
        &["the fishermen"],
    );
    check_sides("The pact, which in May the port {1 REJECT happened|rejected}, is void.", &["the port"], &[]);
}

#[test]
fn whom_an_act_cannot_reach() {
    // The clause that describes what stands behind the act has sides of its own.
    check_sides(
        "It follows an {1 ASSAULT happened|attack} on [T1 the port] which [S1 Norway] and Sweden blame on Denmark.",
        &[],
        &["the port"],
    );
    check_sides(
        "[S1 The mayor] {1 ACCUSE happened|called} [T1 it] theft, while the port said it had paid [T1 the fishermen].",
        &["The mayor"],
        &["it"],
    );
    check_sides(
        "[S1 The court] {1 ACCUSE happened|found} on Monday that [T1 Norway] had broken the pact.",
        &["The court"],
        &["Norway"],
    );
    check_sides(
        "It lifted a {1 COERCE happened|blockade} on [T1 the port] which [S1 Norway] had imposed in May.",
        &["Norway"],
        &["the port"],
    );
    check_sides(
        "[S1 Norway] will not {1 REJECT happened|lift} the curbs until [T1 Denmark] has left.",
        &["Norway"],
        &["Denmark"],
    );
    check_sides(
        "It follows an {1 ASSAULT happened|attack} which killed [T1 ten people].",
        &[],
        &["ten people"],
    );
    // Since when they acted.
    check_sides(
        "[S1 Norway] has built walls since a series of {1 ASSAULT happened|attacks} on [T1 the port].",
        &[],
        &["the port"],
    );
    // Whoever is spoken of in the passive does nothing.
    check_sides(
        "[S1 The Norwegian] offensive was widely {1 ACCUSE happened|condemned}.",
        &[],
        &["The Norwegian offensive"],
    );
    check_sides(
        "[T1 Norway] has been {1 ACCUSE happened|criticized} for the curbs, and [S1 fishermen] asked for more.",
        &[],
        &["Norway"],
    );
    check_sides(
        "[T1 Norway] has been {1 ACCUSE happened|criticized} for the curbs by [S1 fishermen].",
        &["fishermen"],
        &["Norway"],
    );
    check_sides(
        "[S1 The port] first raised {1 SANCTION happened|curbs} during a briefing with [T1 Minister Ilse Marten].",
        &["The port"],
        &[],
    );
    check_sides("[S1 The mayor] {1 ACCUSE happened|criticized} [T1 U].S. wars.", &["The mayor"], &["U.S."]);
}

#[test]
fn whom_an_accident_hurts_nobody_attacks() {
    check_triggers("Nine people were {1 ASSAULT happened|killed} when the dam gave way.", &[]);
    check_triggers("Nine people were {1 ASSAULT happened|killed} in the bombardment.", &["killed"]);
    check_triggers("[S1 Troops] {1 ASSAULT happened|killed} nine people.", &["killed"]);
}
