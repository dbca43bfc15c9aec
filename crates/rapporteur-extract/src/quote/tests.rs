//! Cases. Each paragraph of a text is a segment; the first is a headline if it begins with `# `.

use super::{attributions, attributions_in};
use crate::lexeme::Lexemes;
use crate::model::{Findings, Said};
use crate::plain;
use rapporteur_record::{Attribution, AttributionKind, SegmentKind};
use rapporteur_text::Span;

/// The lines that the rules find in a text.
pub(super) fn found(text: &str) -> Vec<Attribution> {
    let mut document = plain::document(text, None);
    if text.starts_with("# ") {
        document.segments[0].kind = SegmentKind::Headline;
        document.segments[0].span.start += 2;
    }
    attributions(&document, &rapporteur_lang::analyse(&document))
}

fn words(text: &str, span: Option<Span>) -> &str {
    span.and_then(|span| span.of(text)).unwrap_or("-")
}

/// The lines of a text in which the model finds one, with source, cue and the parts of its content.
pub(super) fn learned(text: &str, said: (&str, &str, &[&str])) -> Vec<Attribution> {
    let document = plain::document(text, None);
    let analysis = rapporteur_lang::analyse(&document);
    let span = |words: &str| text.rfind(words).map(|at| Span::new(at, at + words.len()));
    let found = Said {
        source: span(said.0),
        cue: span(said.1).unwrap_or(Span::new(0, 1)),
        content: said.2.iter().filter_map(|part| span(part)).collect(),
        confidence: 0.9,
        shares: [0.9, 0.9],
    };
    let findings = Findings { attributions: Some(vec![found]), ..Findings::default() };
    attributions_in(&analysis, &Lexemes::new(&document, &analysis), Some(&findings))
}

/// Checks source, cue and content of one line of the model; nothing is left of what was no statement.
pub(super) fn check_learned(text: &str, line: (&str, &str, &[&str]), expected: &str) {
    let lines = learned(text, line);
    let own = lines.iter().find(|line| line.why.rule == "quote.model");
    assert_eq!(own.map(|line| shown(text, line)).unwrap_or_default(), expected, "{text}");
}

/// Source, cue and contents of a line: `[source] <cue> {content} {content}`.
pub(super) fn shown(text: &str, line: &Attribution) -> String {
    let contents: String =
        line.content.iter().map(|&part| format!(" {{{}}}", words(text, Some(part)))).collect();
    format!("[{}] <{}>{contents}", words(text, line.source), words(text, line.cue))
}

/// All lines that the rules find in a text.
pub(super) fn all(text: &str) -> Vec<String> {
    found(text).iter().map(|line| shown(text, line)).collect()
}

/// One line for each attribution: `rule [source] <cue> {content} {content}`, with ` in N` if it is nested.
fn check(text: &str, expected: &[&str]) {
    let lines: Vec<String> = found(text)
        .iter()
        .map(|line| {
            let host = line.nested_in.map(|host| format!(" in {}", host.0)).unwrap_or_default();
            let rule = line.why.rule.trim_start_matches("quote.");
            format!("{rule} {}{host}", shown(text, line))
        })
        .collect();
    assert_eq!(lines, expected, "\n{text}");
}

#[test]
fn a_quotation_over_paragraphs_is_one_statement() {
    check(
        "“The water came over the wall first. Then it took the market hall.\n“Stay away from the banks, all of you,” he said.",
        &[
            "cue_after [he] <said> {“The water came over the wall first. Then it took the market hall.} {“Stay away from the banks, all of you,”}",
        ],
    );
    // Closed before the next one opens: two statements.
    check(
        "“The water came over the wall first. Then it took the market hall.”\n“Stay away from the banks, all of you,” he said.",
        &[
            "marks_only [-] <-> {“The water came over the wall first. Then it took the market hall.”}",
            "cue_after [he] <said> {“Stay away from the banks, all of you,”}",
        ],
    );
}

#[test]
fn cue_after_a_quotation() {
    check(
        "“The gate was shut,” the engineer said.",
        &["cue_after [the engineer] <said> {“The gate was shut,”}"],
    );
}

#[test]
fn continuation_in_the_next_sentence() {
    check(
        "“The gate was shut,” Ilse Marten said. “Nobody opened it. We looked.”",
        &["cue_after [Ilse Marten] <said> {“The gate was shut,”} {“Nobody opened it. We looked.”}"],
    );
}

#[test]
fn interrupted_quotation() {
    check("“The gate,” she said, “was shut.”", &["cue_after [she] <said> {“The gate,”} {“was shut.”}"]);
}

#[test]
fn quotation_over_two_sentences() {
    check(
        "“The gate was shut. Nobody opened it,” added Marten, a spokeswoman for the port.",
        &[
            "cue_before_source [Marten, a spokeswoman for the port] <added> {“The gate was shut. Nobody opened it,”}",
        ],
    );
}

#[test]
fn cue_before_a_quotation() {
    check(
        "The minister, who visited the harbour on Monday, told reporters: “We will rebuild it.”",
        &["cue_before [The minister, who visited the harbour on Monday] <told> {“We will rebuild it.”}"],
    );
}

#[test]
fn mixed() {
    check(
        "Marten called the plan “a gift to smugglers” and left the room.",
        &["said_clause [Marten] <called> {the plan “a gift to smugglers”}"],
    );
}

#[test]
fn said_that() {
    check(
        "Foreign Minister Tomas Vellin said on Tuesday that Norway would open the border.",
        &["said_that [Foreign Minister Tomas Vellin] <said> {that Norway would open the border}"],
    );
}

#[test]
fn said_without_that() {
    check(
        "He said the border would open in May.",
        &["said_clause [He] <said> {the border would open in May}"],
    );
}

#[test]
fn trailing_indirect() {
    check(
        "The border will open in May, Vellin told the council.",
        &["cue_after [Vellin] <told> {The border will open in May}"],
    );
}

#[test]
fn cue_inside_a_clause() {
    check(
        "The border, Vellin said, would open in May.",
        &["cue_after [Vellin] <said> {The border} {would open in May}"],
    );
}

#[test]
fn thinks_and_said() {
    check(
        "Ilse Marten thinks the gate will hold, her deputy Jon Harl said.",
        &[
            "cue_after [her deputy Jon Harl] <said> {Ilse Marten thinks the gate will hold}",
            "said_clause [Ilse Marten] <thinks> {the gate will hold} in 0",
        ],
    );
}

#[test]
fn according_to_after() {
    check(
        "Nine ships were lost, according to the coast guard, a branch of the navy.",
        &["according_to [the coast guard, a branch of the navy] <according to> {Nine ships were lost}"],
    );
}

#[test]
fn according_to_before() {
    check(
        "According to the Harbour Authority, nine ships were lost.",
        &["according_to [the Harbour Authority] <According to> {nine ships were lost}"],
    );
}

#[test]
fn participle() {
    check(
        "Vellin rejected the offer, saying that it came too late.",
        &[
            "said_clause [Vellin] <rejected> {the offer}",
            "participle [Vellin] <saying> {that it came too late}",
        ],
    );
}

#[test]
fn participle_after_a_stance_has_its_holder() {
    check(
        "Despite the delay, Oslo's stance remains firm, advocating for an early vote.",
        &["participle [Oslo] <advocating for> {an early vote}"],
    );
    check(
        "The council's position has not changed, calling for an early vote.",
        &["participle [The council] <calling for> {an early vote}"],
    );
    check(
        "The council's boat has left, calling for help.",
        &["participle [The council's boat] <calling for> {help}"],
    );
}

#[test]
fn as_leads_to_what_is_said_of_an_object_in_front() {
    check(
        "The port is a victim of what it perceives as a failure of the state.",
        &["said_clause [it] <perceives as> {a failure of the state}"],
    );
}

#[test]
fn coordinated() {
    check(
        "Vellin praised the crew and warned that the storm would return.",
        &[
            "said_clause [Vellin] <praised> {the crew}",
            "coordinated [Vellin] <warned> {that the storm would return}",
        ],
    );
}

#[test]
fn called_for() {
    check(
        "The union called for an end to night work.",
        &["said_clause [The union] <called for> {an end to night work}"],
    );
}

#[test]
fn urged() {
    check(
        "The council urged the port to close the gate.",
        &["said_clause [The council] <urged> {the port to close the gate}"],
    );
}

#[test]
fn accused() {
    check(
        "Harl accused the port of opening the gate “without a word.”",
        &["said_clause [Harl] <accused> {the port of opening the gate “without a word.”}"],
    );
}

#[test]
fn denied() {
    check(
        "The port has repeatedly denied that it opened the gate.",
        &["said_that [The port] <has repeatedly denied> {that it opened the gate}"],
    );
}

#[test]
fn light_verb() {
    check(
        "The mayor voiced grave concerns over the flood.",
        &["said_clause [The mayor] <voiced grave concerns over> {the flood}"],
    );
}

#[test]
fn nested() {
    check(
        "She said that Norway drew attention at the meeting to its plan to “calm the river.”",
        &[
            "said_that [She] <said> {that Norway drew attention at the meeting to its plan to “calm the river.”}",
            "said_clause [Norway] <drew attention> {to its plan to “calm the river.”} in 0",
        ],
    );
}

#[test]
fn passive() {
    check(
        "It was announced that the port would close.",
        &["passive [-] <was announced> {that the port would close}"],
    );
}

#[test]
fn as_put_it() {
    check(
        "As Ilse Marten put it, “nobody was at the gate.”",
        &["as_said [Ilse Marten] <put it> {“nobody was at the gate.”}"],
    );
}

#[test]
fn label() {
    check(
        "Ilse Marten: “Nobody was at the gate.”",
        &["label_colon [Ilse Marten] <:> {“Nobody was at the gate.”}"],
    );
}

#[test]
fn dash() {
    check(
        "“Nobody was at the gate at night.” — Ilse Marten",
        &["signed [Ilse Marten] <—> {“Nobody was at the gate at night.”}"],
    );
}

#[test]
fn dash_headline() {
    check(
        "# Port will stay closed until spring — Marten",
        &["dash_headline [Marten] <—> {Port will stay closed until spring}"],
    );
}

#[test]
fn colon_headline() {
    check("# Marten: ‘Nobody was at the gate’", &["label_colon [Marten] <:> {‘Nobody was at the gate’}"]);
    check("# Ilse Marten: port mayor of the old school", &[]);
    check("# Marten: port will stay shut", &["label_colon [Marten] <:> {port will stay shut}"]);
}

#[test]
fn next_paragraph_after_a_colon() {
    check(
        "The mayor wrote on Friday:\n“The port is closed. It will stay closed.”",
        &["cue_before [The mayor] <wrote> {“The port is closed. It will stay closed.”}"],
    );
}

#[test]
fn paragraphs_of_one_quotation() {
    check(
        "“The port is closed,” the mayor said. “It will stay closed.\n“Go home and wait.”",
        &[
            "cue_after [the mayor] <said> {“The port is closed,”} {“It will stay closed.} {“Go home and wait.”}",
        ],
    );
}

#[test]
fn noun() {
    check(
        "Harl repeated his claim that the gate was open.",
        &["said_that [Harl] <repeated his claim> {that the gate was open}"],
    );
}

#[test]
fn noun_with_possessor() {
    check(
        "The port's claim that the gate was open surprised nobody.",
        &["noun [The port] <claim> {that the gate was open surprised nobody}"],
    );
}

#[test]
fn relative_pronoun() {
    check(
        "The crew met Marten, who said the gate was shut.",
        &["said_clause [who] <said> {the gate was shut}"],
    );
}

#[test]
fn subject_with_relative_clause() {
    check(
        "Sailors who were briefed on the plan said it was too late.",
        &["said_clause [Sailors who were briefed on the plan] <said> {it was too late}"],
    );
}

#[test]
fn participle_in_the_subject() {
    check(
        "All captains involved in the search said it was too late.",
        &["said_clause [All captains involved in the search] <said> {it was too late}"],
    );
}

#[test]
fn time_before_the_verb() {
    check(
        "Vellin on Tuesday said that the border would open.",
        &["said_that [Vellin] <said> {that the border would open}"],
    );
}

#[test]
fn exclamation() {
    check("“Never!” Vellin said.", &["cue_after [Vellin] <said> {“Never!”}"]);
}

#[test]
fn missing_mark() {
    check("“The port is closed, the mayor said.", &["cue_after [the mayor] <said> {“The port is closed,}"]);
}

#[test]
fn scare_quotes() {
    check("The so-called “night shift” works near the old “Blue Gate” inn.", &[]);
}

#[test]
fn titles() {
    check("She read “The Long River” on the train.", &[]);
}

#[test]
fn remarks_without_content() {
    check("He made these remarks in Oslo.", &[]);
}

#[test]
fn speech_without_content() {
    check("Both ministers met in Oslo, expressing their views.", &[]);
}

#[test]
fn nothing_said() {
    check("The ships left the harbour at noon and reached Bergen in the evening.", &[]);
}

#[test]
fn nouns_that_look_like_verbs() {
    check("The police report and other claims were filed in two states.", &[]);
}

#[test]
fn phrases_of_speech_in_the_tens_of_thousands_take_no_more_than_their_length() {
    for words in [
        "he said that ",
        "the gate, he said, ",
        "“a b c d” ",
        "Ann, who, a, ",
        "( Ann ) said ",
        "“",
        "Ann: “",
    ] {
        let lines = found(&words.repeat(20_000));
        assert!(lines.len() <= 20_000);
        assert!(lines.iter().all(|line| !line.content.is_empty()));
    }
}

#[test]
fn bracket_after_the_name() {
    check(
        "“It is late,” Harl M. Marten (D-Nev.) said in a statement. “It is time.”",
        &["cue_after [Harl M. Marten (D-Nev.)] <said> {“It is late,”} {“It is time.”}"],
    );
}

#[test]
fn subordinate_clause() {
    check("While she says she will stay, she packs.", &["said_clause [she] <says> {she will stay}"]);
}

#[test]
fn reflexive_after_the_name() {
    check(
        "The mayor himself said that the port was shut.",
        &["said_that [The mayor himself] <said> {that the port was shut}"],
    );
}

#[test]
fn venue_and_addressee() {
    let text = "Marten told reporters at a press briefing that the port was shut.";
    let lines = found(text);
    assert_eq!(words(text, lines[0].addressee), "reporters");
    assert_eq!(words(text, lines[0].venue), "at a press briefing");
}

#[test]
fn deeds_are_no_speech() {
    check("The rebels attacked the harbour of Tarvik on Monday.", &[]);
    check("The storm has claimed the lives of 12 sailors.", &[]);
    check("Hundreds of farmers have sought refuge in Tarvik.", &[]);
}

#[test]
fn fronted_participle_has_the_main_subject() {
    check(
        "While condemning the raid, Marten said that talks would go on.",
        &[
            "participle [Marten] <condemning> {the raid}",
            "said_that [Marten] <said> {that talks would go on}",
        ],
    );
}

#[test]
fn hearsay_is_nobodys_word() {
    check(
        "Tarvik is reportedly planning to close the gate.",
        &["hearsay [-] <reportedly> {Tarvik is} {planning to close the gate}"],
    );
}

#[test]
fn what_is_asked_for_is_no_addressee() {
    check(
        "Marten urged for a quick end to the blockade and the opening of the gate.",
        &["said_clause [Marten] <urged for> {a quick end to the blockade and the opening of the gate}"],
    );
}

#[test]
fn a_second_verb_ends_the_phrase() {
    check(
        "The port firmly condemns all acts of sabotage and extends its sympathy to the sailors.",
        &["said_clause [The port] <firmly condemns> {all acts of sabotage}"],
    );
}

#[test]
fn a_day_between_concern_and_its_object() {
    check(
        "Norway expressed deep concern on Monday over the blockade, particularly naming the gate.",
        &["said_clause [Norway] <expressed deep concern> {the blockade}"],
    );
}

#[test]
fn who_puts_a_toll_claims_it() {
    check("The port put the death toll at 17.", &["said_clause [The port] <put> {the death toll at 17}"]);
}

#[test]
fn the_plural_of_a_noun_is_no_verb() {
    check("Two Danish border posts near Tarvik were shut.", &[]);
    check("The flood has shaken Tarvik, and calls for an end to the building have grown louder.", &[]);
}

#[test]
fn capitals_of_a_headline() {
    check(
        "# Norway Raises Concerns Over Growing Harbour Conflict, Sees Little Hope for Talks\n\nText.",
        &[
            "said_clause [Norway] <Raises Concerns Over> {Growing Harbour Conflict}",
            "coordinated [Norway] <Sees> {Little Hope for Talks}",
        ],
    );
    check("# Harbour Crisis: Marten Raises Alarm Amid Talks with Union Leaders\n\nText.", &[]);
}

#[test]
fn data_with_a_people_speak() {
    check(
        "Danish tallies suggest that 20 sailors remain in Tarvik.",
        &["said_that [Danish tallies] <suggest> {that 20 sailors remain in Tarvik}"],
    );
}

#[test]
fn transcript() {
    check(
        "Marten spoke on the radio.\nVALE: Will the gate hold this winter?\nMARTEN (laughing): It will hold for years.\nVALE: Are you quite sure of it?\nMARTEN: We asked two engineers.",
        &[
            "transcript [VALE] <:> {Will the gate hold this winter?}",
            "transcript [MARTEN] <:> {It will hold for years.}",
            "transcript [VALE] <:> {Are you quite sure of it?}",
            "transcript [MARTEN] <:> {We asked two engineers.}",
        ],
    );
    check("UPDATE: The gate was shut at noon.\nUPDATE: The gate is open again now.", &[]);
}

#[test]
fn signed_quotations() {
    check(
        "“The water came at night. Nobody had told us of it.” — Bo Lind, a baker in Solvanne",
        &["signed [Bo Lind, a baker in Solvanne] <—> {“The water came at night. Nobody had told us of it.”}"],
    );
}

#[test]
fn inside_a_quotation() {
    check(
        "“The wall is old. We demand a new gate,” Marten said.",
        &[
            "cue_after [Marten] <said> {“The wall is old. We demand a new gate,”}",
            "said_clause [We] <demand> {a new gate} in 0",
        ],
    );
}

#[test]
fn as_noted_by() {
    check(
        "The plan, as noted by the port, has remained the same.",
        &["as_said_by [the port] <as noted by> {The plan} {has remained the same}"],
    );
}

#[test]
fn attitudes_have_holders() {
    check(
        "The letter tells of Danish anger at the new dam.",
        &["attitude [Danish] <anger at> {the new dam}"],
    );
}

#[test]
fn a_number_that_is_laid_down_is_a_claim() {
    check(
        "Doctors in Orla counted at least 12 bodies.",
        &["count [Doctors in Orla] <counted> {at least 12 bodies}"],
    );
    check(
        "The ministry put the dead at 12 and closed the road.",
        &["count [The ministry] <put> {the dead at 12}"],
    );
    check(
        "A local radio station gave the toll as seven.",
        &["count [A local radio station] <gave> {the toll as seven}"],
    );
    check("The votes were counted by 12 clerks.", &[]);
    check("The port had given a figure of 12.", &["count [The port] <had given> {a figure of 12}"]);
    check("# Aid group: 12 boats lost", &["label_colon [Aid group] <:> {12 boats lost}"]);
}

#[test]
fn who_draws_attention_speaks() {
    let lines = found("Norway drew attention at the meeting to its plan to “calm the river.”");
    assert_eq!(lines.first().map(|line| line.kind), Some(AttributionKind::Speech));
}
