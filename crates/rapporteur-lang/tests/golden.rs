//! Sentences, quotations and tokens in readable markup.

use rapporteur_lang::{Analysis, QuotationEnd, TokenKind, analyse_segments};
use rapporteur_record::{Segment, SegmentKind};
use rapporteur_text::Span;

/// One paragraph per line.
fn analyse(text: &str) -> Analysis {
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            segments.push(Segment { kind: SegmentKind::Paragraph, span, source: None, boilerplate: None });
        }
        start += line.len() + 1;
    }
    analyse_segments(text, &segments)
}

/// The text without markup, analysed and marked up again: `|` between the sentences of a paragraph, `⟦ ⟧` around
/// quotations; `⟧…` goes on in the next paragraph, `…⟦` goes on from the one before, `⟧!` lacks its closing mark.
fn check(marked: &str) {
    let text: String = marked
        .replace(" | ", " ")
        .replace("…⟦", "")
        .replace("⟧…", "")
        .replace("⟧!", "")
        .replace(['⟦', '⟧'], "");
    let analysis = analyse(&text);
    let mut inserts: Vec<(usize, u8, &str)> = Vec::new();
    for pair in analysis.sentences.windows(2) {
        if pair[0].segment == pair[1].segment {
            inserts.push((pair[1].span.start, 1, "| "));
        }
    }
    for quotation in &analysis.quotations {
        inserts.push((quotation.span.start, 2, if quotation.continues { "…⟦" } else { "⟦" }));
        let end = match quotation.end {
            QuotationEnd::Closed => "⟧",
            QuotationEnd::Continued => "⟧…",
            QuotationEnd::Missing => "⟧!",
        };
        inserts.push((quotation.span.end, 0, end));
    }
    inserts.sort_by_key(|&(at, rank, _)| (at, rank));
    let mut found = text.clone();
    for (at, _, mark) in inserts.into_iter().rev() {
        found.insert_str(at, mark);
    }
    assert_eq!(found, marked);
}

/// Tokens, parted by blanks; clitics with `~` in front.
fn check_tokens(text: &str, expected: &str) {
    let found: Vec<String> = analyse(text)
        .tokens
        .iter()
        .map(|token| {
            let clitic = if token.kind == TokenKind::Clitic { "~" } else { "" };
            format!("{clitic}{}", token.span.in_text(text))
        })
        .collect();
    assert_eq!(found.join(" "), expected);
}

#[test]
fn sentences_end_after_stops_and_closing_marks() {
    check("The ferry sank. | Nobody was hurt.");
    check("⟦“The ferry sank,”⟧ she said. | ⟦“Nobody was hurt.”⟧");
    check("⟦“The port is shut. | It stays shut,”⟧ said Minister Orla Vale.");
    check("It rained (and how!). | The match went on.");
    assert_eq!(analyse("The ferry sank.The crew is safe.").sentences.len(), 2);
}

#[test]
fn gaps_of_blanks_end_sentences_before_what_starts_one() {
    let sentences = |text: &str| -> Vec<String> {
        let found = analyse(text).sentences;
        found
            .iter()
            .map(|sentence| sentence.span.in_text(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    };
    assert_eq!(
        sentences("Ferry strike in Orla  The port is shut."),
        ["Ferry strike in Orla", "The port is shut."]
    );
    assert_eq!(
        sentences("Ferry strike in Orla   Tamm calls it off."),
        ["Ferry strike in Orla", "Tamm calls it off."]
    );
    for whole in ["Minister Orla  Vale spoke to  them.", "He met   them in Orla."] {
        assert_eq!(sentences(whole).len(), 1, "{whole}");
    }
    // The indent of a wrapped line is no gap.
    let wrapped = "The mayor of\n    Orla spoke.";
    let paragraph = Segment {
        kind: SegmentKind::Paragraph,
        span: Span::new(0, wrapped.len()),
        source: None,
        boilerplate: None,
    };
    assert_eq!(analyse_segments(wrapped, &[paragraph]).sentences.len(), 1);
}

#[test]
fn abbreviations_and_initials_do_not_end_sentences() {
    check("Gen. J. R. Tamm met Mr. Vale at 10 a.m. on Monday in the U.S. capital.");
    check("He came home at 5 p.m. | The house was empty.");
    check("Tamm flew to the U.S. | He spoke to the press.");
    check("Article No. 5 of St. Anne's charter costs $3.5 million.");
    check("They sold bread, milk, etc. | Prices rose.");
    check("Is that a no. | Nobody knows.");
    check("Tamm (D-N.C.) said so. | Vale (R-Calif.) did not.");
    check("The ship (of the Harbour Co. in Orla.) sank. | Vale came by T-Bahn. | It was late.");
}

#[test]
fn what_is_too_long_for_a_sentence_is_cut_after_weak_marks() {
    let lengths =
        |text: &str| -> Vec<usize> { analyse(text).sentences.iter().map(|s| s.tokens.len()).collect() };
    assert_eq!(lengths(&"river ".repeat(600)), [600]);
    assert_eq!(lengths(&"river ".repeat(1300)), [600, 600, 100]);
    assert_eq!(lengths(&"The river rose, ".repeat(160)), [600, 40]);
    assert_eq!(lengths(&format!("{}, and {}", "river ".repeat(400), "bridge ".repeat(400))), [401, 401]);
}

#[test]
fn questions_inside_quotations_go_on() {
    check("⟦'Why?'⟧ he asked.");
    check("⟦“Why now?”⟧ Minister Vale asked.");
    check("⟦“Never!”⟧ the crowd shouted. | It went home.");
    check("⟦“Why now?”⟧ | The crowd had no answer.");
    check("Vale asked: ⟦“Why now?”⟧ | Tamm replied, ⟦“Why not?”⟧");
}

#[test]
fn ellipses_end_sentences_before_capitals_only() {
    check("He waited ... and left.");
    check("He waited… | Nobody came.");
}

#[test]
fn quotations_nest() {
    check("⟦“She told me ⟦‘go home’⟧ and I went,”⟧ he said.");
    check("⟦\"She told me ⟦'go home'⟧ and I went,\"⟧ he said.");
    check("⟦‘The ministers’ plan is ⟦“dead”⟧,’⟧ she said.");
    check("⟦«C'est fini»⟧, she wrote.");
    check("⟦``The port is shut,''⟧ he said.");
}

#[test]
fn apostrophes_are_no_marks() {
    check("The ministers' plan of the '90s wasn't O'Hara's, rock 'n' roll fans say.");
    check("It’s the workers’ turn, says the mayor of ’s-Hertogenbosch.");
    check("Port ⟦'will reopen soon'⟧, ministers' aide says");
    check("He is 6'2\" tall and carries a 5\" knife.");
    check("⟦\"He is 6'2\" tall,\"⟧ she said.");
}

#[test]
fn quotations_go_on_over_paragraphs() {
    check("She wrote: ⟦“The port is shut.⟧…\n…⟦“It stays shut.”⟧ | She signed it.");
    check("⟦\"The port is shut.⟧…\n…⟦\"It stays shut.⟧…\n…⟦\"Go home.\"⟧");
    check("⟦“The port is shut.⟧!\nIt stays shut.");
}

#[test]
fn missing_and_stray_marks_spoil_nothing_else() {
    check("⟦“The port is shut, she said.⟧! | ⟦“It stays shut,”⟧ she added.");
    check("⟦\"The port is shut, she said.⟧! | ⟦\"It stays shut,\"⟧ she added.");
    check("The port is shut,” she said. | ⟦“It stays shut.”⟧");
    check("The port is shut,\" she said. | ⟦\"It stays shut.\"⟧");
}

#[test]
fn tokens_of_words() {
    check_tokens(
        "The U.S. well-being of O'Hara isn't Vale's, we'll see.",
        "The U.S. well-being of O'Hara is ~n't Vale ~'s , we ~'ll see .",
    );
    check_tokens("the ministers' plan", "the ministers ~' plan");
    check_tokens("the workers’ turn", "the workers ~’ turn");
    check_tokens(
        "R&D at /TASS/ and/or vale.tamm@port.example",
        "R&D at / TASS / and / or vale.tamm@port.example",
    );
    check_tokens("See www.port.example/a?b, please.", "See www.port.example/a?b , please .");
    check_tokens("She holds a Ph.D. from Riga.", "She holds a Ph.D. from Riga .");
    check_tokens("@port #ferry ... -- !?", "@port #ferry ... -- !?");
}

#[test]
fn tokens_of_numbers() {
    check_tokens(
        "1,400 of 3.5 on 2024-02-13, the 13th, at 10:30",
        "1,400 of 3.5 on 2024-02-13 , the 13th , at 10:30",
    );
    check_tokens("$15K, 20-30 or 20–30%", "$ 15K , 20 - 30 or 20 – 30 %");
    check_tokens(
        "a 40-year-old with a .45-calibre gun at 5pm",
        "a 40-year-old with a .45-calibre gun at 5 pm",
    );
    check_tokens("the ’90s and 1990s", "the ’90s and 1990s");
}

#[test]
fn a_title_goes_on_no_state() {
    check("The crowd met in Mesa, Ariz. | President Lind spoke there.");
    check("They came from Mesa, Ariz. | Mr. Lind waited.");
    check("The gate of Mesa, Ariz. Power was shut.");
}
