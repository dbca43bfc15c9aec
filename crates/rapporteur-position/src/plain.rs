//! Positions that the report tells in its own voice: “a critic of the plan”, “Orvania’s support for talks”, “demanding an
//! apology”, “Orvania’s stance is to wait”.

use crate::holder::{Holder, Who};
use crate::issue;
use crate::stance::{self, Found, Shade};
use crate::words::{self, Word};
use crate::{Positions, Shown};
use rapporteur_ontology::stance::StancePart;
use rapporteur_ontology::verb;
use rapporteur_record::{Attribution, PositionVoice, Report, SegmentKind, Stance};
use rapporteur_text::Span;

/// The positions outside of attributions.
pub(crate) fn positions(report: &Report, who: &Who<'_>, found: &mut Positions<'_, '_>) {
    let text = &report.document.text;
    let mut cues: Vec<Span> = report.attributions.iter().filter_map(|attribution| attribution.cue).collect();
    let mut said: Vec<Span> =
        report.attributions.iter().flat_map(|attribution| &attribution.content).copied().collect();
    cues.sort_unstable();
    said.sort_unstable();
    for segment in report.document.readable() {
        // A heading names a topic; who holds what stands in the text below it.
        if matches!(segment.kind, SegmentKind::Heading | SegmentKind::Dateline) {
            continue;
        }
        let first = report.sentences.partition_point(|sentence| sentence.end <= segment.span.start);
        for sentence in
            report.sentences[first..].iter().take_while(|sentence| sentence.start < segment.span.end)
        {
            let words = words::words(text, *sentence);
            let taken = |span: Span| overlaps(&cues, span) || overlaps(&said, span);
            nominal(who, &words, None, &taken, found);
            verbal(who, &words, &taken, found);
        }
    }
}

/// True if one of the sorted spans shares a byte with `span`.
fn overlaps(sorted: &[Span], span: Span) -> bool {
    let last = sorted.partition_point(|other| other.start < span.end);
    // Statements lie in each other only a few deep.
    sorted[..last].iter().rev().take(64).any(|other| other.overlaps(span))
}

/// Nouns: “a supporter of X”, “its support for X”, “the stubborn line of H toward doing X”, “H's strategy of X”. Inside of what
/// somebody says it is what that speaker says of the holder.
pub(crate) fn nominal(
    who: &Who<'_>,
    words: &[Word],
    inside: Option<&Attribution>,
    taken: &dyn Fn(Span) -> bool,
    found: &mut Positions<'_, '_>,
) {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    for at in 0..words.len() {
        if let Some((holder, stance, strength, start, cue)) = attitude(who, words, at) {
            push(
                words,
                &Told { holder, stance, strength, start, cue, inside, weak: false },
                PositionVoice::Ascribed,
                "position.attitude",
                found,
            );
            continue;
        }
        let Some(stated) = stance::nominal_at(words, at) else { continue };
        let gone = stated.stance == Stance::Rejects && at > 0 && stance::is_gone(text(at - 1));
        if stated.word.part != StancePart::Noun
            || gone
            || is_silent(words, at)
            || inside.is_none() && is_reading(words, at)
        {
            continue;
        }
        let strength = strength(words, at, &stated);
        let Some((holder, start)) = owner(who, words, at) else { continue };
        // “blames H for the refusal to pay”: what somebody is blamed for is not said to be what he holds.
        if inside.is_some_and(|attribution| blames(who, attribution)) {
            continue;
        }
        // What an attribution has as its cue is read there.
        let cue = Span::new(words[start].span.start, words[stated.cue.end - 1].span.end);
        if taken(cue) {
            continue;
        }
        let of_speech = matches!(
            stated.word.lemma,
            "call"
                | "appeal"
                | "demand"
                | "request"
                | "plea"
                | "condemnation"
                | "criticism"
                | "denial"
                | "decision"
                | "proposal"
        );
        let voice =
            if of_speech && inside.is_none() { PositionVoice::Paraphrased } else { PositionVoice::Ascribed };
        let told = Told {
            holder,
            stance: stated.stance,
            strength,
            start: stated.issue,
            cue,
            inside,
            weak: stated.word.strength == 1,
        };
        push(words, &told, voice, "position.noun", found);
    }
    // “Orvania's stance on X is to keep talking”.
    for at in 1..words.len() {
        if matches!(text(at), "stance" | "position" | "policy" | "line" | "priority" | "goal" | "aim")
            && let Some(holder) = who.possessor(words, at - 1)
            && let Some(is) =
                (at + 1..words.len().min(at + 9)).find(|is| matches!(text(*is), "is" | "was" | "remains"))
            && text(is + 1) == "to"
            && verb::is_base(text(is + 2))
        {
            let cue = Span::new(words[at].span.start, words[is].span.end);
            let told = Told {
                holder,
                stance: Stance::CommitsTo,
                strength: 2,
                start: is + 2,
                cue,
                inside,
                weak: false,
            };
            push(words, &told, PositionVoice::Ascribed, "position.stance_is", found);
        }
    }
}

/// True if the words of its cue lay something to somebody.
fn blames(who: &Who<'_>, attribution: &Attribution) -> bool {
    attribution.cue.is_some_and(|cue| {
        let words = who.words(cue);
        (0..words.len()).any(|at| {
            let window: Vec<&str> = words[at..].iter().map(|word| word.text.as_str()).collect();
            rapporteur_ontology::stance::beginning(&window).any(|(word, _)| word.stance == "blames")
        })
    })
}

/// What a rule of this module found.
struct Told<'a> {
    holder: Holder,
    stance: Stance,
    strength: u8,
    start: usize,
    cue: Span,
    inside: Option<&'a Attribution>,
    weak: bool,
}

fn push(
    words: &[Word],
    told: &Told<'_>,
    voice: PositionVoice,
    rule: &'static str,
    found: &mut Positions<'_, '_>,
) {
    // Whoever speaks of the own side does not ascribe.
    let own = told.inside.and_then(|attribution| attribution.speaker.entity()).map(|id| found.who.rolled(id));
    let voice = if own.is_some() && own == told.holder.holder { PositionVoice::Paraphrased } else { voice };
    for about in issue::beginning(words, told.start) {
        found.push(Shown {
            words,
            holder: told.holder.clone(),
            about,
            stance: told.stance,
            strength: told.strength,
            voice,
            cue: told.cue,
            attribution: told.inside.map(|attribution| attribution.id),
            rule,
            weak: told.weak,
        });
    }
}

/// “the stubborn line of the council toward doing X”: bent on X.
fn attitude(who: &Who<'_>, words: &[Word], at: usize) -> Option<(Holder, Stance, u8, usize, Span)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if !matches!(text(at), "stance" | "line" | "attitude" | "policy" | "approach") || text(at + 1) != "of" {
        return None;
    }
    let toward =
        (at + 3..words.len().min(at + 9)).find(|then| matches!(text(*then), "toward" | "towards" | "on"))?;
    let holder = who.ending_before(words, toward)?;
    // Toward doing something: bent on it. Toward somebody says nothing without its words.
    if !text(toward + 1).ends_with("ing") {
        return None;
    }
    let start = at.saturating_sub(usize::from(at > 0 && !matches!(text(at - 1), "the" | "a" | "of")));
    Some((holder, Stance::Intends, 3, toward + 1, Span::new(words[start].span.start, words[toward].span.end)))
}

/// Whose noun it is: a possessor before it, or the name before “, a loyal …” or “is a loyal …”; with the first word of
/// the expression.
fn owner(who: &Who<'_>, words: &[Word], at: usize) -> Option<(Holder, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    // Adjectives between: “its [long-standing] call”.
    let mut first = at;
    while first > 0
        && at - first < 3
        && is_adjective(&words[first - 1])
        && who.possessor(words, first - 1).is_none()
    {
        first -= 1;
    }
    if first > 0
        && let Some(holder) = who.possessor(words, first - 1)
    {
        return Some((holder, first));
    }
    let agent = matches!(
        stance_lemma(words, at),
        "supporter" | "backer" | "advocate" | "champion" | "proponent" | "opponent" | "critic"
    );
    if agent && first > 1 && matches!(text(first - 1), "a" | "an" | "the") {
        let before = first - 2;
        if text(before) == "," {
            return Some((who.ending_before(words, before)?, first));
        }
        // “H has long been a critic of”.
        let verb = (before.saturating_sub(3)..=before)
            .find(|at| matches!(text(*at), "is" | "was" | "has" | "remains" | "became"))?;
        return Some((who.ending_before(words, verb)?, first));
    }
    None
}

fn stance_lemma(words: &[Word], at: usize) -> &'static str {
    stance::nominal_at(words, at).map_or("", |found| found.word.lemma)
}

fn is_adjective(word: &Word) -> bool {
    !word.is_mark()
        && !word.possessor
        && !crate::holder::is_preposition(&word.text)
        && rapporteur_ontology::function::lookup(word.text.as_str()).is_none()
}

/// True where the report reads a position into something: “the visit shows its commitment to …”.
fn is_reading(words: &[Word], at: usize) -> bool {
    words[..at].iter().rev().take(4).any(|word| {
        let lemma = verb::lookup(word.text.as_str()).map_or("", |form| form.lemma);
        matches!(
            lemma,
            "underscore"
                | "underline"
                | "show"
                | "reflect"
                | "demonstrate"
                | "suggest"
                | "signify"
                | "illustrate"
                | "highlight"
                | "mark"
                | "test"
                | "question"
        )
    })
}

/// True where nothing is said of what somebody holds: “lack of support for”, “no support”, “if support”.
fn is_silent(words: &[Word], at: usize) -> bool {
    words[..at].iter().rev().take(3).any(|word| {
        stance::shade(&word.text) == Shade::Negated
            || matches!(
                word.text.as_str(),
                "lack"
                    | "loss"
                    | "absence"
                    | "seek"
                    | "seeks"
                    | "sought"
                    | "win"
                    | "won"
                    | "lost"
                    | "lose"
                    | "seeking"
            )
    })
}

fn strength(words: &[Word], at: usize, stated: &Found) -> u8 {
    let shade = words[..at].iter().rev().take(3).map(|word| stance::shade(&word.text));
    shade.fold(stated.strength, |strength, shade| match shade {
        Shade::Strong => strength + 1,
        Shade::Weak => strength.saturating_sub(1),
        _ => strength,
    })
}

/// Verbs and adjectives with a subject: “H backs X”, “H is opposed to X”, “H visited Y, demanding X”.
fn verbal(who: &Who<'_>, words: &[Word], taken: &dyn Fn(Span) -> bool, found: &mut Positions<'_, '_>) {
    for at in 1..words.len() {
        let Some(stated) = stance::at(words, at, false) else { continue };
        if stated.word.part == StancePart::Noun {
            continue;
        }
        let cue = Span::new(words[at].span.start, words[stated.cue.end - 1].span.end);
        if taken(cue) {
            continue;
        }
        let Some((holder, first, negated)) = subject(who, words, at, &stated) else { continue };
        let stated = match stance::taken(stated.stance, words, stated.issue) {
            Some(Some(inner)) => inner,
            Some(None) => continue,
            None => stated,
        };
        let Some(stance) = (if negated { stated.negated() } else { Some(stated.stance) }) else {
            continue;
        };
        let cue = Span::new(words[first].span.start, cue.end);
        let cue = match stance {
            Stance::Blames => crate::said::with_blamed(words, stated.issue, cue),
            _ => cue,
        };
        let speaks =
            !matches!(stance, Stance::Supports | Stance::CommitsTo | Stance::Intends | Stance::Opposes);
        let voice = if speaks { PositionVoice::Paraphrased } else { PositionVoice::Ascribed };
        let told = Told {
            holder,
            stance,
            strength: stated.strength.min(3),
            start: stated.issue,
            cue,
            inside: None,
            weak: stated.word.strength == 1,
        };
        push(words, &told, voice, "position.verb", found);
    }
}

/// The subject of the verb or adjective at `at`, the first word of the whole verb, and whether it is negated.
fn subject(who: &Who<'_>, words: &[Word], at: usize, stated: &Found) -> Option<(Holder, usize, bool)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let adjective = stated.word.part == StancePart::Adjective;
    let (mut first, mut negated, mut linked) = (at, false, false);
    while first > 0 {
        let word = text(first - 1);
        let shade = stance::shade(word);
        if shade == Shade::Open {
            return None;
        }
        let is = matches!(word, "is" | "was" | "are" | "were" | "be" | "been" | "being");
        linked |= is || matches!(word, "remains" | "remained" | "remain" | "stands" | "became" | "said");
        // “was opposed by”: the subject did not do it.
        if is && !adjective && !text(at).ends_with("ing") {
            return None;
        }
        let carries = rapporteur_ontology::cue::is_adverb(word)
            || is
            || matches!(
                word,
                "has"
                    | "have"
                    | "had"
                    | "will"
                    | "does"
                    | "do"
                    | "did"
                    | "remains"
                    | "remained"
                    | "stands"
                    | "also"
                    | "long"
            )
            || word == "to"
                && matches!(
                    text(first.wrapping_sub(2)),
                    "continues" | "continued" | "continue" | "vows" | "vowed"
                )
            || matches!(word, "continues" | "continued" | "continue")
            || shade == Shade::Negated;
        if !carries {
            break;
        }
        negated |= shade == Shade::Negated;
        first -= 1;
    }
    if adjective && !linked || first == 0 {
        return None;
    }
    // “Orvania's preferred port”: no verb.
    if words[first - 1].possessor {
        return None;
    }
    let finite = verb::lookup(text(at)).is_none_or(|form| form.inflection.is_finite());
    if let Some(holder) = who.ending_before(words, first)
        && (finite || first < at)
        && !is_object(words, &holder)
    {
        return Some((holder, first, negated));
    }
    // “…, demanding X”, “… and condemned X”.
    let joined = text(first - 1) == "," && text(at).ends_with("ing") || text(first - 1) == "and" && finite;
    joined.then(|| who.subject(words, first)).flatten().map(|holder| (holder, first, negated))
}

/// True if the name before the verb hangs on a preposition: “the ministry of Orvania backs” is not Orvania's backing.
fn is_object(words: &[Word], holder: &Holder) -> bool {
    let Some(span) = holder.span else { return false };
    let at = words.partition_point(|word| word.span.start < span.start);
    let before =
        words[..at].iter().rev().find(|word| !rapporteur_ontology::function::is_determiner(&word.text));
    before.is_some_and(|word| {
        crate::holder::is_preposition(&word.text) && word.text != "while" && word.text != "as"
    })
}
