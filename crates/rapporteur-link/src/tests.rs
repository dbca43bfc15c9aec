use crate::link;
use rapporteur_extract::name::names;
use rapporteur_extract::{Extraction, Reference, Referent};
use rapporteur_lang::analyse;
use rapporteur_record::{
    Attribution, AttributionForm, AttributionId, AttributionKind, Bound, Claimant, Document, DocumentId,
    Figure, FigureId, HowKnown, Original, Published, Report, Segment, SegmentKind, Speaker, Why,
};
use rapporteur_text::{Alignment, ContentHash, Span};
use std::collections::BTreeMap;

pub(crate) fn document(text: &str) -> Document {
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            segments.push(Segment {
                kind: SegmentKind::Paragraph,
                span,
                source: Some(span),
                boilerplate: None,
            });
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

/// Links a text with marks: `{source}`, `<cue>` and `[content]`, three in any order for each attribution, and `#number#`
/// for a figure. The marks are taken out first. An attribution whose source stands in the content of another is nested in it.
fn linked(marked: &str) -> Report {
    linked_with(marked, &[])
}

/// A reference: its extent, its head, and the earlier one with its probability.
type Read<'t> = (&'t str, &'t str, Option<(usize, f32)>);

/// As [`linked`], with references: their extents and heads, and the earlier ones that the model holds to be the same.
fn linked_with(marked: &str, read: &[Read<'_>]) -> Report {
    let (mut text, mut open) = (String::new(), 0);
    let (mut sources, mut cues, mut contents, mut numbers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut in_number = false;
    let mut content_starts = Vec::new();
    for c in marked.chars() {
        match c {
            '{' | '<' => open = text.len(),
            '[' => content_starts.push(text.len()),
            '}' => sources.push(Span::new(open, text.len())),
            '>' => cues.push(Span::new(open, text.len())),
            ']' => contents.push(Span::new(content_starts.pop().expect("an open mark"), text.len())),
            '#' if in_number => {
                numbers.push(Span::new(open, text.len()));
                in_number = false;
            }
            '#' => {
                open = text.len();
                in_number = true;
            }
            _ => text.push(c),
        }
    }
    contents.sort_by_key(|content| content.start);
    let host = |at: usize| {
        let source: &Span = sources.get(at)?;
        let host = (0..contents.len()).find(|&host| host != at && contents[host].contains(*source))?;
        Some(AttributionId(host as u32))
    };
    let document = document(&text);
    let analysis = analyse(&document);
    let attributions = (0..contents.len()).map(|at| Attribution {
        id: AttributionId(at as u32),
        source: sources.get(at).copied().filter(|source| !source.is_empty()),
        cue: cues.get(at).copied(),
        content: vec![contents[at]],
        form: AttributionForm::Indirect,
        kind: AttributionKind::Speech,
        speaker: Speaker::Unknown { candidates: Vec::new(), reason: String::new() },
        venue: None,
        addressee: None,
        nested_in: host(at),
        why: Why::rule("test", "0", "test", []),
    });
    let figures = numbers.iter().enumerate().map(|(at, number)| Figure {
        id: FigureId(at as u32),
        span: *number,
        number: *number,
        measure: "killed".to_owned(),
        value: None,
        low: None,
        high: None,
        bound: Bound::Exact,
        scope: None,
        counted: None,
        status: None,
        of: None,
        as_of: None,
        claimant: Claimant::Outlet,
        why: Why::rule("test", "0", "test", []),
    });
    let extraction = Extraction {
        names: names(&document, &analysis),
        attributions: attributions.collect(),
        figures: figures.collect(),
        references: references(&text, read),
        ..Extraction::default()
    };
    link(document, &analysis, extraction)
}

/// References in order of the text, each behind the start of the one before.
fn references(text: &str, read: &[Read<'_>]) -> Vec<Reference> {
    let mut from = 0;
    let reference = |&(extent, head, antecedent): &(&str, &str, Option<(usize, f32)>)| {
        let start = from + text[from..].find(extent).unwrap_or_else(|| panic!("{extent:?} in {text:?}"));
        from = start + 1;
        let inside = start + extent.find(head).expect("the head");
        Reference {
            extent: Span::new(start, start + extent.len()),
            head: Span::new(inside, inside + head.len()),
            referent: Referent::Other,
            antecedent,
        }
    };
    read.iter().map(reference).collect()
}

/// The speakers of the attributions; `?` with the candidates where it is open.
fn check(marked: &str, expected: &[&str]) {
    let report = linked(marked);
    let speakers: Vec<String> = report
        .attributions
        .iter()
        .map(|attribution| match &attribution.speaker {
            Speaker::Resolved { entity, .. } => entity.to_string(),
            Speaker::Unknown { candidates, .. } => {
                let names: Vec<String> = candidates.iter().map(ToString::to_string).collect();
                format!("?{}", names.join(" "))
            }
        })
        .collect();
    assert_eq!(speakers, expected, "{marked}");
}

/// The claimants of the figures.
fn check_claimants(marked: &str, expected: &[&str]) {
    let claimants: Vec<String> = linked(marked)
        .figures
        .iter()
        .map(|figure| match &figure.claimant {
            Claimant::Entity { entity, .. } => entity.to_string(),
            Claimant::UnknownSpeaker { .. } => "unknown speaker".to_owned(),
            Claimant::Unattributed { .. } => "unattributed".to_owned(),
            Claimant::Outlet => "outlet".to_owned(),
        })
        .collect();
    assert_eq!(claimants, expected, "{marked}");
}

/// The entity of the mention with these words, the last one of several.
fn check_mention(text: &str, words: &str, expected: Option<&str>) {
    let report = linked(text);
    let mention =
        report.mentions.iter().rfind(|mention| mention.span.in_text(&report.document.text) == words);
    let mention = mention.unwrap_or_else(|| panic!("{words:?} is no mention of {text:?}"));
    assert_eq!(mention.entity.as_ref().map(ToString::to_string).as_deref(), expected, "{words} in {text}");
}

#[test]
fn a_surname_joins_the_only_full_name() {
    check(
        "{Ilse Marten} <said> [it rained]. {Marten} <added> [it stopped].",
        &["person:ilse-marten", "person:ilse-marten"],
    );
}

#[test]
fn nobody_is_called_by_his_fathers_name() {
    check(
        "Crown Prince Dalven bin Orlan left. {King Orlan} <said> [it rained]. {Dalven bin Orlan} <agreed> [it did].",
        &["person:orlan", "person:dalven-bin-orlan"],
    );
}

#[test]
fn a_name_with_and_without_its_hyphen_is_one_person() {
    check("Park Min-ho came. Park Min Ho left. {Park} <said> [it rained].", &["person:park-min-ho"]);
}

#[test]
fn a_title_tells_between_namesakes() {
    check_mention(
        "Mrs Ilse Marten and Mr Otto Marten came. Mrs Marten spoke.",
        "Marten",
        Some("person:ilse-marten"),
    );
}

#[test]
fn an_acronym_joins_the_name_that_announces_it() {
    check_mention(
        "The Ostrel Harbour Authority (OHA) met. The OHA spoke.",
        "OHA",
        Some("organisation:ostrel-harbour-authority"),
    );
}

#[test]
fn a_body_is_called_by_less_than_its_name() {
    check_mention(
        "The Marten Center of Harbour Law met. The Marten Center spoke.",
        "Marten Center",
        Some("organisation:marten-center-of-harbour-law"),
    );
    check_mention(
        "The Ostrel Harbour Commission met. The Commission spoke.",
        "Commission",
        Some("organisation:ostrel-harbour-commission"),
    );
}

#[test]
fn a_place_in_brackets_is_no_short_name() {
    check_mention("Sen. Ilse Marten (Ohio) met the mayor of Ohio.", "Ohio", Some("place:ohio"));
}

#[test]
fn a_state_of_the_union_is_no_country_among_others() {
    check_mention("They met in Ohio and in Georgia.", "Georgia", Some("place:georgia"));
    check_mention("They met in Norway and in Georgia.", "Georgia", Some("state:georgia"));
    check_mention("The Georgian mayor met them in Ohio and in Georgia.", "Georgia", Some("state:georgia"));
}

#[test]
fn a_short_form_of_a_given_name_is_the_person() {
    check_mention("Michael Marten spoke. Mike Marten left.", "Mike Marten", Some("person:michael-marten"));
}

#[test]
fn a_speaker_with_title_or_apposition_is_the_person() {
    check("{Norwegian Fisheries Minister Ilse Marten} <said> [it rained].", &["person:ilse-marten"]);
    check(
        "{Ilse Marten, spokeswoman for the Ostrel Harbour Authority,} <said> [it rained].",
        &["person:ilse-marten"],
    );
    check("{the ministry spokesperson, Ilse Marten,} <said> [it rained].", &["person:ilse-marten"]);
}

#[test]
fn a_description_before_the_name_is_the_person() {
    check("{Its spokeswoman, Ilse Marten,} <said> [it rained].", &["person:ilse-marten"]);
    check("{The harbour’s director, Dr. Ilse Marten,} <said> [it rained].", &["person:ilse-marten"]);
    check(
        "{A spokeswoman for the Ostrel Harbour Authority, Ilse Marten,} <said> [it rained].",
        &["person:ilse-marten"],
    );
}

#[test]
fn data_of_a_people_are_its_states_claim() {
    check("{Norwegian tallies} <suggest> [that 20 sailors stayed].", &["state:norway"]);
}

#[test]
fn the_outlet_is_not_the_group_that_it_tells_of() {
    let text = "A sailor wrote to the Orla Institute. Later the company left.";
    let who = |outlet: Option<&str>| {
        let document = Document { outlet: outlet.map(str::to_owned), ..document(text) };
        let analysis = analyse(&document);
        let extraction = Extraction { names: names(&document, &analysis), ..Extraction::default() };
        let report = link(document, &analysis, extraction);
        let group = report.mentions.iter().find(|mention| mention.span.in_text(text) == "the company");
        group.expect("a mention").entity.as_ref().map(ToString::to_string)
    };
    assert_eq!(who(None).as_deref(), Some("organisation:orla-institute"));
    assert_eq!(who(Some("Orla Institute")), None);
}

#[test]
fn who_reports_from_a_place_is_no_name_of_it() {
    check(
        "OSTREL (Drozdor Post) - {A Drozdor Post tally} <showed> [that it rained].",
        &["organisation:drozdor-post"],
    );
}

#[test]
fn a_country_inside_an_office_is_no_second_speaker() {
    check(
        "{Ilse Marten and Norway Center for Tides and Boats Director Dr. Bo Lind} <said> [it rained].",
        &["?person:ilse-marten person:bo-lind"],
    );
}

#[test]
fn a_country_that_only_describes_is_no_speaker() {
    check("{Norwegian-backed rebels in Denmark} <said> [it rained].", &["?state:norway state:denmark"]);
    check("{Ilse Marten and a Norwegian flood watch} <said> [it rained].", &["?person:ilse-marten"]);
}

#[test]
fn a_pronoun_is_the_last_speaker() {
    check(
        "{Ilse Marten} <said> [it rained].\n“[Nobody slept],” {she} <added>.",
        &["person:ilse-marten", "person:ilse-marten"],
    );
}

#[test]
fn who_speaks_inside_what_another_says_was_not_the_last_speaker() {
    check(
        "{Ilse Marten} <said> [{Otto Lind} <welcomed> [the plan]]. “It can wait,” {she} <said> [now].",
        &["person:ilse-marten", "person:otto-lind", "person:ilse-marten"],
    );
}

#[test]
fn an_office_behind_the_name_leaves_it_the_subject() {
    check(
        "{Otto Lind} <said> [it rained]. Bo Marten, the director of the port, stayed. [It stopped,] {he} <said>.",
        &["person:otto-lind", "person:bo-marten"],
    );
}

#[test]
fn a_place_behind_an_office_tells_whose_it_is() {
    check(
        "{Ohio Secretary Ilse Marten} <said> [it rained]. {The secretary} of ports in Texas <said> [it stopped].",
        &["person:ilse-marten", "?"],
    );
    check(
        "{Ohio Secretary Ilse Marten} <said> [it rained]. {The secretary} <said> [it stopped].",
        &["person:ilse-marten", "person:ilse-marten"],
    );
}

#[test]
fn it_that_speaks_is_the_subject_of_its_sentence() {
    check(
        "The Treaty of Orla names the town that pays; {it} <says> [nothing of ships].",
        &["document:treaty-of-orla"],
    );
}

#[test]
fn they_are_those_who_spoke_before() {
    check(
        "{Ilse Marten and Otto Lind} <said> [it rained]. {They} <added> [it stopped].",
        &["?person:ilse-marten person:otto-lind", "?person:ilse-marten person:otto-lind"],
    );
    let report = linked("{Two clerks} <said> [it rained]. {They} <added> [it stopped].");
    let reason = match &report.attributions[1].speaker {
        Speaker::Unknown { reason, .. } => reason.as_str(),
        Speaker::Resolved { .. } => "resolved",
    };
    assert_eq!(reason, "“They” are “Two clerks”, who are not named");
}

#[test]
fn he_behind_somebody_without_a_name_is_that_somebody() {
    let report = linked("{An official in Orla} <doubted> [it]. [It rained], {he} <said>.");
    let reason = match &report.attributions[1].speaker {
        Speaker::Unknown { reason, .. } => reason.as_str(),
        Speaker::Resolved { .. } => "resolved",
    };
    assert_eq!(reason, "“he” is “An official in Orla”, who is not named");
    // Where the official is, is nobody that he may be.
    check("{An official in Ohio} <doubted> [it]. [It rained], {he} <said>.", &["?", "?"]);
}

#[test]
fn papers_are_taken_up_and_speak_for_their_makers() {
    check(
        "{A poll from the Ostrel Institute} <found> [it rained]. {The survey} <showed> [it stopped].",
        &["organisation:ostrel-institute", "organisation:ostrel-institute"],
    );
    check(
        "In a statement, {the Ostrel Institute} <said> [it rained]. {The statement} <added> [it stopped].",
        &["organisation:ostrel-institute", "organisation:ostrel-institute"],
    );
}

#[test]
fn papers_are_of_who_released_them_or_of_the_maker_of_the_first() {
    check(
        "The Ostrel Institute released {new catch figures, which} <showed> [it rained].",
        &["organisation:ostrel-institute"],
    );
    check(
        "[The catch rose in May], <according to> {data released by the Ostrel Institute}. Boats came. Boats went. They stayed. \
         They left. {The catch report} <showed> [it rained]. {The herring report} <showed> [it stopped].",
        &["organisation:ostrel-institute", "organisation:ostrel-institute", "?"],
    );
}

#[test]
fn who_is_described_is_named_in_the_sentence_behind() {
    check(
        "{Three former wardens} <wrote> [that it rained]. {Ilse Marten, Ada Tamm and Bo Lind} <warned> [of more].",
        &[
            "?person:ilse-marten person:ada-tamm person:bo-lind",
            "?person:ilse-marten person:ada-tamm person:bo-lind",
        ],
    );
    check(
        "{Four former wardens} <wrote> [that it rained]. {Ilse Marten, Ada Tamm and Bo Lind} <warned> [of more].",
        &["?", "?person:ilse-marten person:ada-tamm person:bo-lind"],
    );
    check(
        "{A nurse in Ohio} <said> [it rained]. {Ilse Marten} <told> a paper [that it poured].",
        &["person:ilse-marten", "person:ilse-marten"],
    );
    // Who is known already is somebody else.
    check(
        "Ilse Marten came. {A nurse in Ohio} <said> [it rained]. {Ilse Marten} <said> [it poured].",
        &["?", "person:ilse-marten"],
    );
}

#[test]
fn bodies_of_the_county_and_governments_of_two_states() {
    check(
        "[In Orla County there are 40 cases], <according to> {the county fishing department}.",
        &["place:orla-county"],
    );
    let text = "Norway and Denmark stood out as {their governments} <sought> [to save].";
    let read = [("Norway", "Norway", None), ("their", "their", Some((0, 0.9)))];
    let speaker = linked_with(text, &read).attributions[0].speaker.clone();
    let Speaker::Unknown { candidates, reason } = speaker else { panic!("{speaker:?}") };
    let candidates: Vec<&str> = candidates.iter().map(|id| id.0.as_str()).collect();
    assert_eq!((candidates, reason.as_str()), (vec!["state:norway", "state:denmark"], "several speakers"));
}

#[test]
fn short_forms_of_bodies_are_traced() {
    check(
        "{The administration} <said> [it rained]. The Marten administration met. {The state court} <ruled> [so].",
        &["organisation:marten-administration", "?"],
    );
    check(
        "The Ostrel Supreme Court met. {The state court} <ruled> [so].",
        &["organisation:ostrel-supreme-court"],
    );
    check("{The city of Ohio} <said> [it rained].", &["place:ohio"]);
    check(
        "{Ilse Marten} <said> [it rained]. {Her office} <added> [it stopped].",
        &["person:ilse-marten", "person:ilse-marten"],
    );
}

#[test]
fn whom_an_office_describes_is_its_holder() {
    check(
        "{Ilse Marten, the top harbour pollution expert,} <said> [it rained]. {The government’s pollution expert} \
         <added> [it stopped].",
        &["person:ilse-marten", "person:ilse-marten"],
    );
}

#[test]
fn who_just_spoke_is_described_by_his_office() {
    check(
        "{Former harbour captain Bo Lind} <said> [the gate leaks]. {The former captain} <said> [it was old].",
        &["person:bo-lind", "person:bo-lind"],
    );
    check("{That old clerk, former harbour captain Bo Lind} <said> [the gate leaks].", &["person:bo-lind"]);
}

#[test]
fn a_newspaper_is_the_one_just_named() {
    check(
        "{The Orla Times} <reported> [that the gate leaks]. {The newspaper} <said> [it was old].",
        &["organisation:orla-times", "organisation:orla-times"],
    );
}

#[test]
fn who_is_told_is_the_object() {
    check_mention(
        "Bo Lind answered Ilse Marten, telling her that he agrees.",
        "her",
        Some("person:ilse-marten"),
    );
    check_mention("Bo Lind answered Ilse Marten, telling her that he agrees.", "he", Some("person:bo-lind"));
}

#[test]
fn a_body_tells_of_its_own_plans() {
    let report = linked(
        "{The Ostrel Institute} <accused> [the Marten Centre] and {the Ostrel Institute} <announced> [that it would leave].",
    );
    let it = report.mentions.iter().find(|mention| mention.span.in_text(&report.document.text) == "it");
    let entity = it.and_then(|mention| mention.entity.as_ref()).map(ToString::to_string);
    assert_eq!(entity.as_deref(), Some("organisation:ostrel-institute"));
}

#[test]
fn somebody_tells_of_his_own_plans() {
    let report = linked(
        "{Anders Holm} <said> [it rained]. {Carl Berg} <blamed> [the port], while {Bo Lind} <announced> [he had left].",
    );
    let he = report.mentions.iter().find(|mention| mention.span.in_text(&report.document.text) == "he");
    let entity = he.and_then(|mention| mention.entity.as_ref()).map(ToString::to_string);
    assert_eq!(entity.as_deref(), Some("person:bo-lind"));
}

#[test]
fn an_age_describes_who_spoke_before() {
    check(
        "{Ilse Marten} <said> [it rained]. [It stopped,] {the 61-year-old former mayor} <said>.",
        &["person:ilse-marten", "person:ilse-marten"],
    );
}

#[test]
fn a_body_with_its_owner_speaks() {
    check("{Its Harbour Ministry} <said> [it rained].", &["organisation:harbour-ministry"]);
}

#[test]
fn a_pronoun_of_the_other_gender_is_somebody_else() {
    check(
        "{Spokeswoman Ilse Marten} <said> [it rained]. Later {he} <said> [it snowed].",
        &["person:ilse-marten", "?"],
    );
}

#[test]
fn two_equally_near_persons_stay_candidates() {
    check(
        "They saw Ilse Marten with Ada Lindqvist. “[It rained],” {she} <said>.",
        &["?person:ada-lindqvist person:ilse-marten"],
    );
    check(
        "{Bo Lindqvist} <asked> [him] whether {he} <knew> [of it].",
        &["person:bo-lindqvist", "?person:bo-lindqvist"],
    );
}

#[test]
fn the_minister_is_the_only_minister_so_far() {
    let one = "Fisheries Minister Ilse Marten came. {the minister} <said> [it rained].";
    check(one, &["person:ilse-marten"]);
    let two = "Fisheries Minister Ilse Marten met Trade Minister Bo Lind. {the minister} <said> [it rained].";
    check(two, &["?"]);
    let new =
        "Fisheries Minister Ilse Marten came. A minister from Chile left. {the minister} <said> [it rained].";
    check(new, &["?"]);
}

#[test]
fn a_capital_that_speaks_is_its_state() {
    check("{Oslo} <denies> [it].", &["state:norway"]);
    check_mention("The talks were held in Oslo.", "Oslo", Some("place:oslo"));
    check_mention("Oslo’s stance on fish is firm.", "Oslo", Some("state:norway"));
}

#[test]
fn bodies_of_a_state_roll_up_to_it() {
    let report = linked("{the Norwegian navy} <said> [it rained].");
    let navy = report
        .entities
        .iter()
        .find(|entity| entity.id.0 == "organisation:norwegian-navy")
        .expect("the navy is an entity");
    assert_eq!(navy.rollup.as_ref().map(ToString::to_string).as_deref(), Some("state:norway"));
    check_mention(
        "The Norwegian navy left. Norway's navy came.",
        "Norway's navy",
        Some("organisation:norwegian-navy"),
    );
}

#[test]
fn a_document_speaks_for_the_state_it_belongs_to() {
    check("{Norwegian tallies} <suggest> [that few left].", &["state:norway"]);
}

#[test]
fn we_of_an_official_is_the_state() {
    let text = "“[We demand fish],” {Norwegian Foreign Minister Ilse Marten} <said>.";
    check_mention(text, "We", Some("state:norway"));
    check_mention("“[We demand fish],” {Ilse Marten} <said>.", "We", None);
}

#[test]
fn we_of_a_statement_is_its_issuer() {
    let title = "Statement of the Orla Harbour Ministry on the flood\n";
    let body = "{The Orla Harbour Ministry} <said> [it rained].\n{We} <reject> [it].";
    let ministry = "organisation:orla-harbour-ministry";
    check(&format!("{title}{body}"), &[ministry, ministry]);
    assert_eq!(linked(&format!("{title}{body}")).document.outlet.as_deref(), Some("Orla Harbour Ministry"));
    check(body, &[ministry, "?"]);
}

#[test]
fn who_signs_a_post_says_we_in_it() {
    check("{We} <hope> [it rains] — Governor Ilse Marten (@marten) May 3, 2021", &["person:ilse-marten"]);
    check("{We} <hope> [it rains] — said (@marten)", &["?"]);
}

#[test]
fn whom_the_lead_describes_the_text_names() {
    let named = "Later Foreign Ministry Spokesman Bo Lind spoke. “[It snowed],” {the diplomat} <added>.";
    let lead = format!("{{the spokesman}} <said> [it rained].\n{named}");
    check(&lead, &["person:bo-lind", "person:bo-lind"]);
}

#[test]
fn her_ministry_is_that_of_her_office() {
    check(
        "The Ministry of Fisheries slept. {Fisheries Minister Ilse Marten} <said> [it rained]. {Her ministry} <said> [it snowed].",
        &["person:ilse-marten", "organisation:ministry-of-fisheries"],
    );
}

#[test]
fn a_body_is_called_by_its_founder_or_its_noun() {
    check(
        "The Brandvik Center for Harbours slept. {the Center} <said> [it rained].",
        &["organisation:brandvik-center"],
    );
}

#[test]
fn sources_that_name_nobody_stay_open() {
    check("{officials in Oslo} <said> [it rained].", &["?place:oslo"]);
    check("{Marten critics} <say> [it rained]. Ilse Marten left.", &["?person:ilse-marten"]);
    check("{Ilse Marten and Bo Lind} <said> [it rained].", &["?person:ilse-marten person:bo-lind"]);
    check("{}<It was said> [that it rained].", &["?"]);
    check("{Ilse Marten} <is reportedly planning> [to leave].", &["?"]);
}

#[test]
fn a_possessor_is_not_the_speaker() {
    check("{The Ostrel Post’s Ilse Marten} <said> [it rained].", &["person:ilse-marten"]);
    check("{Marten’s cousin} <said> [it rained]. Ilse Marten left.", &["?person:ilse-marten"]);
}

#[test]
fn a_figure_belongs_to_the_innermost_speaker() {
    check_claimants("{Ilse Marten} <said> [#14# died]. Later #15# died.", &["person:ilse-marten", "outlet"]);
    check_claimants("{}<It was said> [that #14# died].", &["unknown speaker"]);
    check_claimants("{Ostrel} <is reportedly holding> [#14# sailors].", &["unattributed"]);
}

/// The words that date the figures of a text, read by rules.
fn check_as_of(text: &str, expected: &[Option<&str>]) {
    let document = document(text);
    let analysis = analyse(&document);
    let extraction = rapporteur_extract::extract(&document, &analysis, None);
    let report = link(document, &analysis, extraction);
    let dated =
        |figure: &Figure| figure.as_of.and_then(|id| report.time(id)).map(|time| time.span.in_text(text));
    assert_eq!(report.figures.iter().map(dated).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn a_figure_holds_as_of_the_day_of_what_is_told() {
    check_as_of(
        "Nine people died in the storm on Sunday, the coast guard said on Monday.",
        &[Some("Sunday")],
    );
    check_as_of("Nine people died in the storm, the coast guard said on Monday.", &[None]);
    check_as_of("A fire killed nine people on Wednesday night.", &[Some("Wednesday night")]);
    check_as_of(
        "A fire killed nine people on Monday and a flood killed three people on Friday.",
        &[Some("Monday"), Some("Friday")],
    );
}

#[test]
fn a_figure_holds_for_the_time_that_it_took() {
    check_as_of("Snow killed nine people in two days of storms.", &[Some("two days")]);
    check_as_of("Snow killed nine people in the past month.", &[Some("the past month")]);
    check_as_of("A storm killed nine people who had walked for two days.", &[None]);
    check_as_of("Some 900 people live in camps, 12 more than on Monday.", &[None]);
}

#[test]
fn a_time_of_another_clause_is_not_of_a_figure() {
    check_as_of("Storms killed nine people since they began about five months ago.", &[None]);
    check_as_of("The town fought over the past month, and a fire killed nine people.", &[None]);
    check_as_of("It was worse than on Tuesday, when nine people died.", &[Some("Tuesday")]);
}

#[test]
fn a_time_behind_a_relative_clause_is_not_of_its_figure() {
    check_as_of("The man who killed nine people was found on Monday.", &[None]);
    check_as_of("The storm that killed nine people on Monday was not named.", &[Some("Monday")]);
}

#[test]
fn what_is_told_before_a_statement_is_the_report_s_own() {
    let mut report = linked("[#14# lived there. #15# remain,] {Ilse Marten} <said>.");
    let text = report.document.text.clone();
    let [first, second] = [report.sentences[0], report.sentences[1]];
    let said = &mut report.attributions[0];
    said.content = vec![Span::new(first.start, first.end - 1), Span::new(second.start, said.content[0].end)];
    let claims = |at: usize, sentence: Span| {
        let figure = Figure { claimant: Claimant::Outlet, ..report.figures[at].clone() };
        crate::speaker::claimant(&figure, Some(sentence), &report.attributions, &text, |_| true, |_| false)
    };
    assert_eq!(claims(0, first), Claimant::Outlet);
    assert!(matches!(claims(1, second), Claimant::Entity { .. }));
}

#[test]
fn a_minister_behind_the_office_of_a_state_speaks() {
    check("{Norway’s harbour minister, Ilse Marten,} <said> [it rained].", &["person:ilse-marten"]);
}

#[test]
fn what_a_picture_shows_is_the_report_s_own() {
    check_claimants("{One photo} <shows> [#14# boats].", &["outlet"]);
}

#[test]
fn a_verb_of_being_claims_nothing() {
    check_claimants("[A plan for #14# sailors] <was> rejected by {Ilse Marten}.", &["outlet"]);
}

#[test]
fn a_body_behind_its_description_speaks() {
    check("{The aid group Open Gate} <said> [it rained]. Open Gate left.", &["organisation:open-gate"]);
}

#[test]
fn many_names_take_near_linear_time() {
    let mut text = String::new();
    for number in 0..5_000 {
        let letters: String =
            format!("{number:04}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        text.push_str(&format!("Minister Ilse M{letters} met them. The minister said she left. "));
    }
    let report = linked(&text);
    assert!(report.entities.len() >= 5_000);
}

/// Checks the actor code of an entity of a text that was published on a day.
fn check_code(text: &str, day: Option<&str>, name: &str, expected: &str) {
    let mut document = document(text);
    document.published = day.map(|day| Published {
        value: day.to_owned(),
        earliest: Some(day.to_owned()),
        latest: Some(day.to_owned()),
        known: HowKnown::Metadata,
        reason: "test".to_owned(),
        span: None,
    });
    let analysis = analyse(&document);
    let extraction = Extraction { names: names(&document, &analysis), ..Extraction::default() };
    let report = link(document, &analysis, extraction);
    let entity =
        report.entities.iter().find(|entity| entity.name == name).unwrap_or_else(|| panic!("no {name}"));
    let found = entity.actor.as_ref().map(|actor| {
        let words: Vec<&str> = actor.why.triggers.iter().map(|span| span.in_text(text)).collect();
        format!(
            "{} {} {} {} by {}",
            actor.country.as_deref().unwrap_or("-"),
            actor.sectors.join("|"),
            actor.title.as_deref().unwrap_or("-"),
            actor.as_of.as_deref().unwrap_or("-"),
            words.join(", ")
        )
    });
    assert_eq!(found.as_deref().unwrap_or("none"), expected, "{name} in {text}");
}

#[test]
fn codes_actors_by_the_report() {
    let day = Some("2023-05-04");
    check_code(
        "Norwegian Fisheries Minister Ilse Marten spoke on Monday.",
        day,
        "Ilse Marten",
        "NOR GOV Norwegian Fisheries Minister 2023-05-04 by Norwegian Fisheries Minister",
    );
    check_code(
        "On Monday former Norwegian minister Ilse Marten spoke.",
        None,
        "Ilse Marten",
        "NOR ELI former Norwegian minister - by former Norwegian minister",
    );
    check_code("Ilse Marten spoke on Monday.", day, "Ilse Marten", "none");
    check_code(
        "The Norwegian Fisheries Ministry said so.",
        day,
        "Norwegian Fisheries Ministry",
        "NOR GOV - - by Norwegian, Ministry",
    );
    check_code("Norway said so.", day, "Norway", "NOR  - - by Norway");
}

#[test]
fn an_office_of_the_table_needs_the_date_of_the_report() {
    check_code("Uhuru Kenyatta spoke on Monday.", Some("2015-03-02"), "Uhuru Kenyatta", "none");
    let text = "Uhuru Kenyatta spoke on Monday to ministers of Kenya.";
    check_code(text, None, "Uhuru Kenyatta", "KEN  - - by Uhuru Kenyatta");
    check_code(
        text,
        Some("2015-03-02"),
        "Uhuru Kenyatta",
        "KEN GOV President (Kenya) 2015-03-02 by Uhuru Kenyatta",
    );
}

/// The chains of a text with references: the extents of each.
fn check_chains(text: &str, read: &[Read<'_>], expected: &[&[&str]]) {
    let report = linked_with(text, read);
    let mut chains: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for mention in &report.mentions {
        if let (Some(chain), Some(extent)) = (mention.chain, mention.extent) {
            chains.entry(chain).or_default().push(extent.in_text(&report.document.text));
        }
    }
    let ids: Vec<u32> = report.mentions.iter().map(|mention| mention.id.0).collect();
    assert!(ids.into_iter().eq(0..report.mentions.len() as u32), "{text}");
    assert_eq!(chains.into_values().collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn chains_hold_what_has_no_entity() {
    let text = "The crane fell on Tuesday. It had stood for years.";
    let read = [("The crane", "crane", None), ("It", "It", Some((0, 0.9)))];
    check_chains(text, &read, &[&["The crane", "It"]]);
    // Alone a phrase is no line of the record.
    check_chains(text, &read[..1], &[]);
    assert!(linked_with(text, &read).entities.is_empty());
}

#[test]
fn chains_join_what_the_rules_hold_to_be_one_and_leave_apart_what_they_hold_apart() {
    let text = "Ilse Marten of Orla spoke. Bo Lind listened. Marten left.";
    let names = [("Ilse Marten of Orla", "Ilse", None), ("Bo Lind", "Bo", None), ("Marten", "Marten", None)];
    // The search for `Marten` begins behind the start of the one before.
    check_chains(text, &names, &[&["Ilse Marten of Orla", "Marten"]]);
    let wrong = [names[0], ("Bo Lind", "Bo", Some((0, 0.9))), ("Marten", "Marten", Some((1, 0.9)))];
    check_chains(text, &wrong, &[&["Ilse Marten of Orla", "Marten"]]);
}

#[test]
fn what_the_rules_leave_open_is_read_where_the_model_is_sure() {
    let text = "They saw Ilse Marten with Ada Lindqvist. “[It rained],” {she} <said>.";
    let read = |sure| {
        [("Ilse Marten", "Ilse", None), ("Ada Lindqvist", "Ada", None), ("she", "she", Some((1, sure)))]
    };
    let speaker =
        |sure| linked_with(text, &read(sure)).attributions[0].speaker.entity().map(ToString::to_string);
    assert_eq!(speaker(0.3), None);
    assert_eq!(speaker(0.9).as_deref(), Some("person:ada-lindqvist"));
}

#[test]
fn nobody_says_he_of_himself() {
    let read = [("Bo Lind", "Bo", None), ("He", "He", Some((0, 0.9)))];
    let of_he = |text| {
        let report = linked_with(text, &read);
        let he = report.mentions.iter().find(|mention| mention.span.in_text(&report.document.text) == "He");
        he.expect("a pronoun").entity.as_ref().map(ToString::to_string)
    };
    assert_eq!(of_he("{Bo Lind} <said>: “[He fled in a boat].”"), None);
    assert_eq!(of_he("Bo Lind came. He fled in a boat.").as_deref(), Some("person:bo-lind"));
}

#[test]
fn a_surname_of_two_persons_is_ambiguous() {
    check(
        "Ilse Marten and Bo Marten came. {Marten} <said> [it was late].",
        &["?person:ilse-marten person:bo-marten"],
    );
    check_mention("Ilse Marten and Bo Marten came. Marten left.", "Marten", None);
}

#[test]
fn who_is_named_last_behind_a_description_speaks() {
    check("{a fisherman from the port named Ilse Marten} <said> [it rained].", &["person:ilse-marten"]);
    check("{Republican Ostrel Gov. Ilse Marten} <said> [it rained].", &["person:ilse-marten"]);
    check("{One of the pilots, Ilse Marten,} <said> [it rained].", &["person:ilse-marten"]);
    check("{Friends of Ilse Marten} <said> [it rained].", &["?person:ilse-marten"]);
}

#[test]
fn a_part_of_a_group_is_not_the_group() {
    check("{Norwegians} <said> [it rained].", &["group:norwegians"]);
    check("{Some Norwegians} <said> [it rained].", &["?group:norwegians"]);
}

#[test]
fn all_who_are_listed_speak_together() {
    check(
        "{Ilse Marten, Ada Tamm and Bo Lind} <said> [it rained].",
        &["?person:ilse-marten person:ada-tamm person:bo-lind"],
    );
}

#[test]
fn who_is_listed_by_state_speaks_together() {
    check(
        "{Norway, Denmark and Iceland} <demanded> [a new bridge].",
        &["?state:norway state:denmark state:iceland"],
    );
}

#[test]
fn who_is_described_by_whose_he_is_or_to_whom_he_is_sent() {
    check("{Lind’s fiancée, Ilse Marten, who waited outside,} <said> [it rained].", &["person:ilse-marten"]);
    check("{Ilse Marten’s long letter} <said> [it rained].", &["person:ilse-marten"]);
}

#[test]
fn an_office_by_its_land() {
    check(
        "{Norway’s harbour minister} <said> [it rained].\nIt was wet.\nThe town waited.\nBoats came in.\nMany left.\n{Ilse Marten, the Norwegian harbour minister,} <said> [it would].",
        &["person:ilse-marten", "person:ilse-marten"],
    );
    check(
        "Norway waited while {the nation’s harbour minister} <said> [it rained].\nNorwegian Harbour Minister Ilse Marten left.",
        &["person:ilse-marten"],
    );
}

#[test]
fn who_speaks_with_his_own_people() {
    check(
        "{Otto Lind} <said> [that though {he and his deckhands} <oppose> [the plan], it rains].",
        &["person:otto-lind", "person:otto-lind"],
    );
}

#[test]
fn the_hospital_of_the_town() {
    check(
        "The flood came to St Orla Hospital. {The town’s hospital} <said> [it rained].",
        &["organisation:st-orla-hospital"],
    );
}

/// The pronouns of a text with marks, each with its entity, where the model reads them to be the first of `read`.
fn check_pronouns(marked: &str, read: &[Read<'_>], expected: &[&str]) {
    let report = linked_with(marked, read);
    let pronouns: Vec<String> = report
        .mentions
        .iter()
        .filter(|mention| mention.form == rapporteur_record::MentionForm::Pronoun)
        .map(|mention| {
            let entity = mention.entity.as_ref().map_or("-", |entity| entity.0.as_str());
            format!("{} {entity}", mention.span.in_text(&report.document.text))
        })
        .collect();
    assert_eq!(pronouns, expected, "{marked}");
}

#[test]
fn what_a_body_tells_of_others_is_not_of_itself() {
    let board = ("The Orla Harbour Board", "Board", None);
    check_pronouns(
        "The Orla Harbour Board warned that towns could flood if they waited.",
        &[board, ("they", "they", Some((0, 0.9)))],
        &["they -"],
    );
    check_pronouns(
        "The Orla Harbour Board said the storm was such a blow to the market that it would close.",
        &[board, ("it", "it", Some((0, 0.9)))],
        &["it -"],
    );
}

#[test]
fn the_words_of_somebody_in_a_quotation_are_not_those_of_its_speaker() {
    check_pronouns("[“Even those who open say, ‘I am not sure,”] {Otto Lind} <said>.", &[], &["I -"]);
    check_pronouns("[“It rains, I am tired,”] {Otto Lind} <said>.", &[], &["It -", "I person:otto-lind"]);
}
