//! Attributions of the reading model, beside those of the rules.
//!
//! The model finds more than the rules and sees no nesting: in its training reports nothing is nested. So its lines come
//! first; a line of the rules is added where its cue stands inside what the model says somebody said, or where the model
//! says nothing and the rule is one that hardly errs ([`trusted`]).

use super::draft::Draft;
use super::leading::{empty, hollow};
use super::reading::Reading;
use crate::model::Said;
use crate::phrase::Tag;
use rapporteur_lang::Analysis;
use rapporteur_ontology::cue::{self, Kind};
use rapporteur_record::AttributionForm;
use rapporteur_text::Span;
use std::ops::Range;

/// Confidence that a line without a source needs: below it one in three is right on PolNeAR dev.
const SOURCELESS: f32 = 0.7;

/// Confidence that a line needs whose content begins and ends within a clause: below it one in three is right on PolNeAR dev.
const TORN: f32 = 0.5;
/// Confidence that a line needs whose content is short and ends within a clause: below it one in two is right.
const CUT_SHORT: f32 = 0.7;
/// Words of a content that is not short.
const LONG: usize = 3;

/// The model's drafts, in order of the text.
pub(super) fn drafts(reading: &Reading<'_>, analysis: &Analysis, said: &[Said]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = said.iter().filter_map(|said| draft(reading, analysis, said)).collect();
    drafts.sort_by_key(Draft::start);
    snap(reading, &mut drafts);
    drafts
}

/// Lets quotation marks bound the contents: one that has most of a quotation has all of it.
fn snap(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let mut owner: Vec<Option<usize>> = vec![None; reading.words.len()];
    for (number, draft) in drafts.iter().enumerate() {
        let parts = draft.content.iter().chain(&draft.cue).chain(&draft.source);
        parts.cloned().flatten().for_each(|word| owner[word] = Some(number));
    }
    for (number, draft) in drafts.iter_mut().enumerate() {
        let spoken = draft.cue.as_ref().map(|cue| reading.sentence_start(cue.start));
        for part in &mut draft.content {
            // What begins with a quotation and runs on into a sentence without one has lost its end.
            if let Some(region) = reading.closed_region(part.start)
                && region.start == part.start
                && region.end < part.end
                && reading.sentence_start(region.end) == region.end
                && spoken.is_none_or(|spoken| spoken != region.end)
                && !(region.end..part.end).any(|at| reading.quoted(at))
            {
                owner[region.end..part.end].fill(None);
                part.end = region.end;
            }
            let mut at = part.start;
            while at < part.end {
                let Some(region) = reading.closed_region(at) else {
                    at += 1;
                    continue;
                };
                at = region.end.max(at + 1);
                let shared = part.start.max(region.start)..part.end.min(region.end);
                if shared.len() * 2 < region.len() {
                    continue;
                }
                let free = |word: &usize| owner[*word].is_none_or(|owner| owner == number);
                let before = (region.start..part.start).rev().take_while(free).count();
                let after = (part.end..region.end).take_while(free).count();
                *part = part.start - before..part.end + after;
                owner[part.clone()].fill(Some(number));
            }
        }
        let parts = std::mem::take(&mut draft.content);
        let told = |part: &Range<usize>| narrated(reading, draft.cue.as_ref(), &parts, part);
        let kept: Vec<Range<usize>> = parts.iter().filter(|part| !told(part)).cloned().collect();
        kept.into_iter().for_each(|part| draft.extend(part));
    }
}

/// Whether a part of a content is the report's own: `“It is shut,” she said, but the boats went out`, and
/// `Praising the port, she accused him of delay`.
fn narrated(
    reading: &Reading<'_>,
    cue: Option<&Range<usize>>,
    parts: &[Range<usize>],
    part: &Range<usize>,
) -> bool {
    let Some(cue) = cue else { return false };
    let first = reading.words.lower(part.start);
    let sentence = reading.sentence_start(part.start);
    if reading.quoted(part.start) || sentence != reading.sentence_start(cue.start) {
        return false;
    }
    if part.start >= cue.end {
        let quoted = |part: &Range<usize>| part.clone().any(|at| reading.quoted(at));
        let before = |other: &Range<usize>| other.end <= cue.start && quoted(other);
        matches!(first, "and" | "but" | "while") && !quoted(part) && parts.iter().any(before)
    } else {
        part.start == sentence && first.ends_with("ing") && parts.iter().any(|other| other.start >= cue.end)
    }
}

/// Lets each line take from the rules that read the same cue what the model does not know, or lost. Lines that stay torn,
/// and of which the model is not sure, are dropped.
pub(super) fn mend(reading: &Reading<'_>, drafts: &mut Vec<Draft>, rules: &[Draft]) {
    for draft in drafts.iter_mut() {
        let one_cue =
            |rule: &&Draft| rule.cue.iter().zip(&draft.cue).any(|(one, other)| shared(one, other) > 0);
        let rules: Vec<&Draft> = rules.iter().filter(one_cue).collect();
        if draft.content.iter().any(|part| torn(reading, draft, part)) {
            mend_content(reading, draft, &rules);
        }
        // `Opposition leader Dana` of `Opposition leader Dana Korb`: names unknown to the model are cut as contents are.
        if let Some(source) = &mut draft.source
            && !reading.mark(source.end)
            && let Some(rule) = rules.iter().filter_map(|rule| rule.source.as_ref()).find(|rule| {
                rule.start <= source.start
                    && source.end < rule.end
                    && !draft.cue.iter().any(|cue| shared(cue, rule) > 0)
            })
        {
            source.end = rule.end;
        }
        // Where it was said, and to whom.
        if let Some(rule) = rules.first() {
            let apart = |part: &Range<usize>| draft.content.iter().all(|content| shared(content, part) == 0);
            let (venue, addressee) = (rule.venue.clone().filter(apart), rule.addressee.clone().filter(apart));
            (draft.venue, draft.addressee) = (venue, addressee);
        }
    }
    drafts.retain(|draft| !doubtful(reading, draft));
}

/// Gives a line whose content is torn the content of one of the rules. In sentences with names that the model has never
/// seen its labels fade, and a piece is left that begins or ends within a clause. Where no rule helps, shreds beside a
/// longer piece are dropped.
fn mend_content(reading: &Reading<'_>, draft: &mut Draft, rules: &[&Draft]) {
    /// Words of a piece that is no shred.
    const PIECE: usize = 2;
    let size = draft.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let covers = |rule: &Draft| {
        let parts = rule.content.iter().flat_map(|one| draft.content.iter().map(|other| shared(one, other)));
        parts.sum::<usize>() * 2 > size
    };
    let whole = rules.iter().find(|rule| {
        let meant = match rule.rule {
            // An attitude's content stands behind its issue: `its stance on trade is to wait`.
            "quote.attitude" => true,
            "quote.cue_after" | "quote.said_that" | "quote.according_to" => covers(rule),
            _ => false,
        };
        meant && !rule.content.iter().any(|part| torn(reading, rule, part))
    });
    let content: Vec<Range<usize>> = match whole {
        Some(rule) => rule.content.clone(),
        None => {
            let first = draft.content.first().cloned().unwrap_or_default();
            let shred = |part: &Range<usize>| {
                let later = part.start > first.start && first.len() >= PIECE;
                part.len() < PIECE && torn(reading, draft, part) || later && !bounded(reading, draft, part)[0]
            };
            draft.content.iter().filter(|part| !shred(part)).cloned().collect()
        }
    };
    if !content.is_empty() {
        draft.content = content;
    }
}

/// Whether the content of a line is torn and the model is not sure of the line.
fn doubtful(reading: &Reading<'_>, draft: &Draft) -> bool {
    let (mut begins, mut ends) = (true, true);
    for part in &draft.content {
        let whole = bounded(reading, draft, part);
        begins &= whole[0];
        ends &= whole[1];
    }
    let short = draft.content.iter().map(|part| reading.count(part)).sum::<usize>() < LONG;
    let needed = match (begins, ends) {
        (_, false) if short => CUT_SHORT,
        (false, false) => TORN,
        _ => 0.0,
    };
    draft.learned.is_some_and(|(confidence, _)| confidence < needed)
}

/// Whether a part of a content begins or ends where nothing ends: no sentence, no mark, and neither cue nor source beside it.
fn torn(reading: &Reading<'_>, draft: &Draft, part: &Range<usize>) -> bool {
    bounded(reading, draft, part) != [true, true]
}

/// Whether something ends where a part begins, and where it ends.
fn bounded(reading: &Reading<'_>, draft: &Draft, part: &Range<usize>) -> [bool; 2] {
    let bounds = |at: usize| {
        reading.mark(at) || draft.cue.iter().chain(&draft.source).any(|other| other.contains(&at))
    };
    let begins =
        reading.sentence_start(part.start) == part.start || bounds(part.start - 1) || bounds(part.start);
    let last = part.end - 1;
    let ends = part.end >= reading.words.len()
        || reading.sentence_start(part.end) == part.end
        || bounds(part.end)
        || bounds(last);
    [begins, ends]
}

/// Words that two ranges share.
fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

fn draft(reading: &Reading<'_>, analysis: &Analysis, said: &Said) -> Option<Draft> {
    let cue = tokens(analysis, said.cue)?;
    let mut draft = Draft::new("quote.model", kind(reading, &cue), cue);
    draft.source =
        said.source.and_then(|source| tokens(analysis, source)).and_then(|source| who(reading, source));
    let noun = draft.cue.as_ref().is_some_and(|cue| reading.words.lower(cue.end - 1) == "of");
    for part in said.content.iter().filter_map(|&part| tokens(analysis, part)) {
        let part = finished(reading, reading.trim(part));
        let part = if noun { noun_phrase(reading, part) } else { part };
        let part = with_insertion(reading, part);
        let leads = draft.cue.as_ref().is_some_and(|cue| cue.end <= part.start);
        draft.extend(if leads { with_further_clause(reading, part) } else { part });
    }
    draft.learned = Some((said.confidence, said.shares));
    let sure = draft.source.is_some() || said.confidence >= SOURCELESS;
    let full = !matches!(&draft.content[..], [part] if empty(reading, part) || hollow(reading, part));
    (sure && full && !draft.content.is_empty() && !takes_lives(reading, &draft)).then_some(draft)
}

/// `The storm claimed the lives of two sailors`: nobody says so.
fn takes_lives(reading: &Reading<'_>, draft: &Draft) -> bool {
    let words = &reading.words;
    let claims = draft.cue.as_ref().is_some_and(|cue| {
        cue.clone().any(|at| matches!(words.lower(at), "claim" | "claims" | "claimed" | "claiming"))
    });
    let first = draft.content.first().map_or(0, |part| part.start);
    claims
        && (first..first + 4)
            .take_while(|&at| words.tag(at) != Tag::Name)
            .any(|at| words.lower(at) == "lives")
}

/// What stands behind `demand of` without the verb of the sentence: in `the denial of the charge shows` it is the charge.
fn noun_phrase(reading: &Reading<'_>, part: Range<usize>) -> Range<usize> {
    let clause = |tag: Tag| {
        matches!(
            tag,
            Tag::That | Tag::Relative | Tag::Subordinator | Tag::To | Tag::Modal | Tag::Auxiliary | Tag::Open
        )
    };
    let words = &reading.words;
    // `the talks underscore its will`: a verb of the cue lexicon that looks like a noun, between a noun and an object.
    let verb = |at: usize| {
        words.tag(at) == Tag::Verb
            || words.keys.get(at).is_some_and(|&key| cue::verb(key).is_some())
                && matches!(words.tag(at - 1), Tag::Noun | Tag::Name)
                && at + 1 < part.end
                && matches!(words.tag(at + 1), Tag::Determiner | Tag::Possessive)
    };
    let first = (part.start + 1..part.end).find(|&at| verb(at) || clause(words.tag(at)));
    match first {
        Some(at) if verb(at) && !reading.mark(at - 1) && !clause(words.tag(part.start)) => part.start..at,
        _ => part,
    }
}

/// A part of a content with the examples that follow it, and with what goes on behind them:
/// `to invite delegates, including the mayor, to the town`.
fn with_insertion(reading: &Reading<'_>, part: Range<usize>) -> Range<usize> {
    let words = &reading.words;
    let is_in_sentence = |at: usize| at < words.len() && reading.sentence_start(at) != at;
    let to_mark = |from: usize| (from..words.len()).find(|&at| !is_in_sentence(at) || reading.mark(at));
    let inserted = is_in_sentence(part.end + 1)
        && words.tag(part.end) == Tag::Comma
        && words.lower(part.end + 1) == "including"
        && !reading.quoted(part.end);
    let Some(close) = inserted.then(|| to_mark(part.end + 2)).flatten() else { return part };
    let goes_on = is_in_sentence(close + 1)
        && words.tag(close) == Tag::Comma
        && matches!(words.tag(close + 1), Tag::To | Tag::Preposition);
    let end = if goes_on { to_mark(close + 2).unwrap_or(close) } else { close };
    part.start..end
}

/// A part of a content with the further clause that its sentence adds: `said the gate held, and that nobody was hurt`.
fn with_further_clause(reading: &Reading<'_>, part: Range<usize>) -> Range<usize> {
    let words = &reading.words;
    let comma = usize::from(words.tag(part.end) == Tag::Comma);
    let and = part.end + comma;
    let sentence = reading.sentence_start(part.end - 1);
    let further = words.tag(and) == Tag::Conjunction
        && words.lower(and + 1) == "that"
        && words.tag(and + 1) == Tag::That
        && reading.sentence_start(and + 1) == sentence
        && !(part.end..and + 2).any(|at| reading.quoted(at));
    if !further {
        return part;
    }
    let ends = |at: &usize| reading.sentence_start(*at) != sentence || words.tag(*at) == Tag::Semicolon;
    let end = (and + 2..words.len()).find(ends).unwrap_or(words.len());
    reading.trim(part.start..end)
}

/// A part of a content without words at its end that want another one behind them: `in Gaza, particularly`.
fn finished(reading: &Reading<'_>, mut part: Range<usize>) -> Range<usize> {
    let hangs = |part: &Range<usize>| {
        let comma = part.len() > 2 && reading.words.tag(part.end - 2) == Tag::Comma;
        match reading.words.tag(part.end - 1) {
            Tag::Determiner | Tag::Conjunction => true,
            Tag::Adverb | Tag::Preposition | Tag::Subordinator => comma,
            _ => false,
        }
    };
    while part.len() > 2 && !reading.quoted(part.end - 1) && hangs(&part) {
        part = reading.trim(part.start..part.end - 1);
    }
    part
}

/// A source without the comma behind it and without the possessor's `'s`.
fn who(reading: &Reading<'_>, source: Range<usize>) -> Option<Range<usize>> {
    let mut source = reading.trim(source);
    while source.end > source.start && reading.words.tag(source.end - 1) == Tag::Genitive {
        source.end -= 1;
    }
    // `said the doctor in charge, Ilse Marten.`
    let names = |at: &usize| reading.words.tag(*at) == Tag::Name;
    let behind = source.end + 1;
    if reading.words.tag(source.end) == Tag::Comma && !source.clone().any(|at| names(&at)) {
        let end = (behind..behind + 4).take_while(names).last().map_or(behind, |last| last + 1);
        let closed = matches!(reading.words.tag(end), Tag::Stop | Tag::Comma);
        if end > behind + 1
            && closed
            && reading.sentence_start(end - 1) == reading.sentence_start(source.start)
        {
            source.end = end;
        }
    }
    (!source.is_empty()).then_some(source)
}

/// The tokens that share characters with a span.
fn tokens(analysis: &Analysis, span: Span) -> Option<Range<usize>> {
    let tokens = &analysis.tokens;
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let behind = tokens.partition_point(|token| token.span.start < span.end);
    (first < behind).then_some(first..behind)
}

/// What the cue lexicon says of the first of its words that it knows; speech is by far the commonest.
fn kind(reading: &Reading<'_>, cue: &Range<usize>) -> Kind {
    let keys = reading.words.keys.get(cue.clone()).unwrap_or_default();
    let known = (0..keys.len()).find_map(|at| {
        let phrase = cue::longest(&keys[at..]).map(|found| found.value);
        phrase.or_else(|| cue::verb(keys[at])).or_else(|| cue::noun(keys[at]))
    });
    known.map_or(Kind::Speech, |found| found.cue.kind)
}

/// Share of the occurrences of a cue in the training reports that must be cues for a line of its own. Swept on PolNeAR dev
/// from 0.5 to 0.9: F1 moves by 0.2 points, and what is lost at 0.9 are plain statements.
const STANDS_ALONE: f32 = 0.75;

/// Whether a line of the rules stands where the model says nothing: words in quotation marks, words that only an
/// attribution has, and headlines, which the training reports leave out.
pub(super) fn trusted(reading: &Reading<'_>, draft: &Draft) -> bool {
    let clause =
        matches!(draft.rule, "quote.said_clause" | "quote.said_that" | "quote.colon" | "quote.cue_after");
    let clause = clause || draft.rule == "quote.participle" && draft.source.is_some();
    draft.form(reading) == AttributionForm::Direct
        || matches!(
            draft.rule,
            "quote.according_to"
                | "quote.as_said_by"
                | "quote.attitude"
                | "quote.count"
                | "quote.hearsay"
                | "quote.label_colon"
                | "quote.dash_headline"
        )
        || clause && draft.reliability >= STANDS_ALONE
        || draft.cue.as_ref().is_some_and(|cue| reading.headline(cue.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Findings;
    use crate::lexeme::Lexemes;
    use crate::plain;
    use crate::quote::attributions_in;

    /// What becomes of one line of the model: its source, cue and parts of content, and its confidence.
    fn check(text: &str, said: (&str, &str, &[&str], f32), expected: &[&str]) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let span = |words: &str| {
            let start = text.find(words).expect("words of the text");
            Span::new(start, start + words.len())
        };
        let said = Said {
            source: Some(span(said.0)),
            cue: span(said.1),
            content: said.2.iter().map(|part| span(part)).collect(),
            confidence: said.3,
            shares: [0.9, 0.9],
        };
        let findings = Findings { attributions: Some(vec![said]), ..Findings::default() };
        let lexemes = Lexemes::new(&document, &analysis);
        let lines = attributions_in(&analysis, &lexemes, Some(&findings));
        let shown = lines.iter().filter(|line| line.why.rule == "quote.model").map(|line| {
            let content: Vec<&str> = line.content.iter().map(|part| part.in_text(text)).collect();
            format!("{} | {}", line.source.map_or("", |source| source.in_text(text)), content.join(" … "))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_torn_content_takes_that_of_the_rule_with_the_same_cue() {
        check(
            "A gate at the Vessan dam gave way on Monday, the mayor said on Tuesday.",
            ("the mayor", "said", &["way on"], 0.9),
            &["the mayor | A gate at the Vessan dam gave way on Monday"],
        );
        check(
            "The mayor said that the gate held.",
            ("The mayor", "said", &["that the gate held"], 0.9),
            &["The mayor | that the gate held"],
        );
    }

    #[test]
    fn what_the_report_itself_tells_is_no_content() {
        check(
            "“It is shut,” she said, but the boats went out.",
            ("she", "said", &["“It is shut,”", "but the boats went out"], 0.9),
            &["she | “It is shut,”"],
        );
        check(
            "Praising the port, she accused the mayor of delay.",
            ("she", "accused", &["Praising the port", "the mayor of delay"], 0.9),
            &["she | the mayor of delay"],
        );
        check(
            "“It is shut,” she said, “but the boats go out.”",
            ("she", "said", &["“It is shut,”", "“but the boats go out.”"], 0.9),
            &["she | “It is shut,” … “but the boats go out.”"],
        );
    }

    #[test]
    fn a_cut_source_takes_the_rest_of_the_name() {
        check(
            "The mayor of Solvanne, Ilse Marten, says the bridge will stay closed.",
            ("The mayor of", "says", &["the bridge will stay closed"], 0.9),
            &["The mayor of Solvanne, Ilse Marten | the bridge will stay closed"],
        );
    }

    #[test]
    fn a_short_torn_content_needs_a_sure_model() {
        let text = "Their position on the river talks is known to the mayor.";
        check(text, ("Their", "position on", &["the river"], 0.6), &[]);
        check(text, ("Their", "position on", &["the river"], 0.8), &["Their | the river"]);
    }

    #[test]
    fn examples_behind_a_content_belong_to_it() {
        check(
            "The council decided to invite delegates, including Ilse Marten, to the town.",
            ("The council", "decided", &["to invite delegates"], 0.9),
            &["The council | to invite delegates, including Ilse Marten, to the town"],
        );
    }

    #[test]
    fn a_noun_has_no_sentence_behind_it() {
        check(
            "The council’s denial of the charge said little.",
            ("The council", "denial of", &["the charge said little"], 0.9),
            &["The council | the charge"],
        );
        check(
            "The council’s defence of its plans stresses the need for rain.",
            ("The council", "defence of", &["its plans stresses the need for rain"], 0.9),
            &["The council | its plans"],
        );
        check(
            "The council’s denial of claims that the mayor said so came late.",
            ("The council", "denial of", &["claims that the mayor said so"], 0.9),
            &["The council | claims that the mayor said so"],
        );
    }

    #[test]
    fn a_further_clause_belongs_to_the_content() {
        check(
            "She said the gate held, and that nobody was hurt.",
            ("She", "said", &["the gate held"], 0.9),
            &["She | the gate held, and that nobody was hurt"],
        );
    }

    #[test]
    fn a_name_behind_an_office_belongs_to_the_source() {
        check(
            "“We will wait for the rain,” said the clerk in charge, Ilse Marten.",
            ("the clerk in charge", "said", &["“We will wait for the rain,”"], 0.9),
            &["the clerk in charge, Ilse Marten | “We will wait for the rain,”"],
        );
    }

    #[test]
    fn what_claims_lives_says_nothing() {
        check(
            "The storm claimed the lives of two sailors.",
            ("The storm", "claimed", &["the lives of two sailors"], 0.9),
            &[],
        );
    }

    #[test]
    fn quotation_marks_bound_a_content() {
        check(
            "“We will not wait for the rain,” the mayor said.",
            ("the mayor", "said", &["We will not wait for"], 0.9),
            &["the mayor | “We will not wait for the rain,”"],
        );
    }
}
