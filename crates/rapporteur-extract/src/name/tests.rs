use super::{Found, names};
use rapporteur_lang::analyse;
use rapporteur_record::{
    Dateline, Document, DocumentId, EntityType, MentionForm, Original, Segment, SegmentKind,
};
use rapporteur_text::{Alignment, ContentHash, Span};

/// A document whose paragraphs are the lines of `text`; a line that starts with `# ` is the headline.
pub(crate) fn document(text: &str) -> Document {
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let headline = line.starts_with("# ");
        let span = Span::new(start + if headline { 2 } else { 0 }, start + line.len()).trim(text);
        start += line.len();
        let kind = if headline { SegmentKind::Headline } else { SegmentKind::Paragraph };
        if !span.is_empty() {
            segments.push(Segment { kind, span, source: Some(span), boilerplate: None });
        }
    }
    let hash = ContentHash::of(text.as_bytes());
    Document {
        id: DocumentId(hash),
        locator: "test".to_owned(),
        url: None,
        outlet: None,
        agency: None,
        authors: Vec::new(),
        dateline: None,
        published: None,
        modified: None,
        language: None,
        original: Original {
            hash,
            len: text.len(),
            media_type: "text/plain".to_owned(),
            charset: "UTF-8".to_owned(),
        },
        segments,
        text: text.to_owned(),
        alignment: Alignment::identity(text.len()),
    }
}

pub(crate) fn names_of(document: &Document) -> Vec<Found> {
    names(document, &analyse(document))
}

/// The mentions of `text` of these forms, each as `words=type`, with `+office` behind.
fn check_forms(text: &str, forms: &[MentionForm], expected: &[&str]) {
    let document = document(text);
    let found: Vec<String> = names_of(&document)
        .iter()
        .filter(|found| forms.contains(&found.mention.form))
        .map(|found| {
            let words = found.mention.span.in_text(text);
            let offices: String = found.offices.iter().map(|office| format!(" +{}", office.title)).collect();
            format!("{words}={}{offices}", found.mention.entity_type.as_str())
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// The names and adjectives of `text`.
fn check(text: &str, expected: &[&str]) {
    check_forms(text, &[MentionForm::Name, MentionForm::Adjective], expected);
}

/// The nominals of `text`.
fn check_nominals(text: &str, expected: &[&str]) {
    check_forms(text, &[MentionForm::Nominal], expected);
}

#[test]
fn a_title_is_an_office_and_no_part_of_the_name() {
    check(
        "Norwegian Fisheries Minister Ilse Marten said so.",
        &["Norwegian=state", "Ilse Marten=person +Norwegian Fisheries Minister"],
    );
    check(
        "They met Mr. Lindqvist and Gen. Oda Brandvik.",
        &["Lindqvist=person +Mr.", "Oda Brandvik=person +Gen."],
    );
    check("The port's harbour spokeswoman Ilse Marten spoke.", &["Ilse Marten=person +harbour spokeswoman"]);
}

#[test]
fn an_apposition_is_an_office() {
    let text = "Ilse Marten, spokeswoman for the Norwegian Fisheries Ministry, said so.";
    check(
        text,
        &[
            "Ilse Marten=person +spokeswoman for the Norwegian Fisheries Ministry",
            "Norwegian Fisheries Ministry=organisation",
            "Norwegian=state",
        ],
    );
    check_nominals(text, &["spokeswoman=person"]);
    check("Ilse Marten, 45, fled.", &["Ilse Marten=person"]);
}

#[test]
fn an_office_is_whole() {
    check(
        "Ilse Marten, head of NATO's harbour unit, spoke.",
        &["Ilse Marten=person +head of NATO's harbour unit", "NATO=organisation"],
    );
    check("A harbour task force member, Dr. Ilse Marten, left.", &["Ilse Marten=person +Dr."]);
    check(
        "The harbour task force member Dr. Ilse Marten left.",
        &["Ilse Marten=person +harbour task force member +Dr."],
    );
    check("They met state Sen. Ilse Marten.", &["Ilse Marten=person +state Sen."]);
}

#[test]
fn words_that_name_nobody() {
    check("The norovirus spread in Norway after COVID-19 had.", &["Norway=state"]);
    check("Sen. Ilse Marten (D-Nev.) spoke.", &["Ilse Marten=person +Sen."]);
    check("Gov. Ilse Marten (R), a critic of the port, spoke.", &["Ilse Marten=person +Gov."]);
    check("They met in New Mexico and New Jersey.", &["New Mexico=place", "New Jersey=place"]);
}

#[test]
fn an_office_belongs_to_one_person_of_several() {
    check(
        "They met Jonas Lindqvist, President Ilse Marten said.",
        &["Jonas Lindqvist=person", "Ilse Marten=person +President"],
    );
    check("The minister met the mayor, Ilse Marten.", &["Ilse Marten=person +mayor"]);
    check("The minister was driven home by a friend, Ilse Marten.", &["Ilse Marten=person"]);
}

#[test]
fn particles_initials_and_hyphens_stay_inside_names() {
    check(
        "He met Bo van der Lind, Omar bin Sayf, Ada J. Ray and Jean-Luc Moreau.",
        &["Bo van der Lind=person", "Omar bin Sayf=person", "Ada J. Ray=person", "Jean-Luc Moreau=person"],
    );
}

#[test]
fn organisations_are_told_by_their_nouns() {
    check(
        "He left the Ministry of Fisheries and Coasts for Ostrel University.",
        &["Ministry of Fisheries and Coasts=organisation", "Ostrel University=organisation"],
    );
    check(
        "The Ostrel Harbour Authority (OHA) met. The OHA spoke.",
        &["Ostrel Harbour Authority=organisation", "OHA=organisation", "OHA=organisation"],
    );
}

#[test]
fn places_are_told_by_what_stands_around_them() {
    check("They live in Quellmarsh.", &["Quellmarsh=place"]);
    check("The village of Ostrel burned.", &["Ostrel=place"]);
    check("Rain fell on northern Vandoria.", &["Vandoria=place"]);
}

#[test]
fn peoples_and_creeds_are_groups() {
    check("Norwegians and Muslims marched.", &["Norwegians=group", "Muslims=group"]);
}

#[test]
fn words_that_open_a_sentence_are_no_names() {
    check("Yesterday it rained. Residents fled. However, nobody was hurt.", &[]);
    check("According to the port, ships waited. “Many of us slept,” it said.", &[]);
    check("On Monday and in May, they met.", &[]);
}

#[test]
fn headlines_give_only_names_that_are_known() {
    check(
        "# Marten Raises Alarm Over Norway Talks\nIlse Marten spoke.",
        &["Marten=person", "Norway=state", "Ilse Marten=person"],
    );
    check("# Crane Falls In Harbour\nNobody was hurt.", &[]);
}

#[test]
fn compounds_hold_names() {
    check(
        "A Norway-backed plan and the Norway-Chile accord.",
        &["Norway=state", "Norway=state", "Chile=state"],
    );
}

#[test]
fn one_name_has_one_type() {
    check(
        "Ilse Marten came. The crowd saw Marten. In Marten they trusted.",
        &["Ilse Marten=person", "Marten=person", "Marten=person"],
    );
}

#[test]
fn nominals_run_from_the_determiner_to_the_head() {
    check_nominals("The minister left the army.", &["The minister=person", "the army=organisation"]);
    check_nominals("Norwegian tallies show it.", &["Norwegian tallies=document"]);
    check_nominals("He left the mayor's office.", &["the mayor's office=organisation", "the mayor=person"]);
    check_nominals("The army base burned. They said that officials left.", &[]);
}

#[test]
fn pronouns_are_found_without_the_empty_it() {
    let forms = [MentionForm::Pronoun];
    check_forms("She said we saw them.", &forms, &["She=person", "we=group", "them=group"]);
    check_forms("It is clear that it sank.", &forms, &["it=unknown"]);
}

#[test]
fn a_report_of_names_only_takes_linear_time() {
    let one = "Minister Ilse Marten of Ostrel, Norway, met the Ostrel Harbour Authority and Bo Lind. ";
    let document = document(&one.repeat(2_000));
    assert!(names_of(&document).len() >= 10_000);
}

#[test]
fn every_mention_lies_in_the_text_in_order() {
    let document =
        document("Ilse Marten — “Ælva’s” aide — met Łukasz Ødegård (AA) & Co. in São Ostrel; “He” left.");
    let found = names_of(&document);
    assert!(found.iter().all(|f| f.mention.span.of(&document.text).is_some_and(|words| !words.is_empty())));
    assert!(found.is_sorted_by_key(|f| f.mention.span.start));
    assert!(found.iter().all(|f| f.mention.entity_type != EntityType::Document));
}

#[test]
fn an_adjective_that_no_list_knows_is_no_organisation() {
    check(
        "The talks in Varkelland failed. Tormeva closed the border. The Tormevan government blamed Oslo.",
        &["Varkelland=place", "Tormeva=state", "Tormevan=state", "Oslo=place"],
    );
}

#[test]
fn a_state_that_no_list_knows_is_told_by_its_ministers_and_deeds() {
    check("Tormeva’s fisheries minister slept. They drove to Tormeva.", &["Tormeva=state", "Tormeva=state"]);
    check(
        "The Tormevan fleet left. Tormeva accused Varkelland of theft.",
        &["Tormevan=state", "Tormeva=state", "Varkelland=unknown"],
    );
    check(
        "Tormeva’s foreign minister left. Tormeva and Varkelland agreed.",
        &["Tormeva=state", "Tormeva=state", "Varkelland=state"],
    );
    // Whose minister somebody is can be a person.
    check(
        "President Ilse Tormeva spoke. Tormeva’s foreign minister left.",
        &["Ilse Tormeva=person +President", "Tormeva=person"],
    );
}

#[test]
fn offices_in_front_are_taken_whole() {
    check(
        "Republican Secretary of state Ilse Marten came.",
        &["Ilse Marten=person +Republican Secretary of state"],
    );
    check(
        "Orla President and CEO Ilse Marten came.",
        &["Orla=unknown", "Ilse Marten=person +Orla President and CEO"],
    );
    check("Don Brandvik came.", &["Don Brandvik=person"]);
}

#[test]
fn a_body_named_by_a_list_is_one() {
    check(
        "She told the Senate Harbour, Fisheries and Tide Committee so.",
        &["Senate Harbour, Fisheries and Tide Committee=organisation"],
    );
}

#[test]
fn where_a_report_was_sent_from_is_no_party() {
    let text = "UNITED NATIONS (Orla Wire) - The United Nations said so.\n";
    let mut sent = document(text);
    let place = Span::new(0, "UNITED NATIONS".len());
    let span = Span::new(0, text.find(" The").unwrap());
    sent.segments[0].span = Span::new(span.end + 1, text.len() - 1);
    sent.segments
        .insert(0, Segment { kind: SegmentKind::Dateline, span, source: Some(span), boilerplate: None });
    sent.dateline = Some(Dateline { span, place: Some(place), date: None, agency: None });
    let found: Vec<usize> = names_of(&sent)
        .iter()
        .filter(|found| found.mention.entity_type == EntityType::Organisation)
        .map(|found| found.mention.span.start)
        .filter(|start| *start < place.end)
        .collect();
    assert_eq!(found, Vec::<usize>::new());
}

#[test]
fn a_language_is_no_state() {
    check("The paper is in the Norwegian language.", &[]);
    check("They print in non-Norwegian languages.", &[]);
}

#[test]
fn who_held_an_office_holds_it_no_more() {
    check("They asked former acting Governor Ilse Marten.", &["Ilse Marten=person +former acting Governor"]);
    check(
        "The boats came, leading Norwegian harbour leader Ilse Marten to wait.",
        &["Norwegian=state", "Ilse Marten=person +Norwegian harbour leader"],
    );
}
