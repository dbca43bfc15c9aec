//! Who prints or retells whom, and where reports say they have their words from.

use crate::evidence::{Evidence, Source};
use crate::{Group, Note, Retelling, RetellingLine, Words};
use rapporteur_record::Why;
use rapporteur_story::{Folded, Follows, How, Kept, KeptKind, Print, Rewrite, passage};
use rapporteur_text::Span;

/// Version of the rules that make these lines.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Quotations of a retelling that lines lead to.
const QUOTATIONS: usize = 3;

/// The lines by kind; reports have the numbers of the briefing.
pub(crate) fn groups(
    sources: &[Source<'_>],
    folded: &Folded,
    evidence: &mut Evidence,
) -> Vec<Group<Retelling, RetellingLine>> {
    let copies = folded.copies.iter().map(|print| copy(print, sources, evidence)).collect();
    let rewrites = folded.rewrites.iter().map(|rewrite| retold(rewrite, sources, evidence)).collect();
    let named = folded.sources.iter().filter_map(|from| named(from, sources, evidence)).collect();
    [(Retelling::Copy, copies), (Retelling::Rewrite, rewrites), (Retelling::Source, named)]
        .into_iter()
        .filter(|(_, lines): &(_, Vec<_>)| !lines.is_empty())
        .map(|(head, lines)| Group { head, lines })
        .collect()
}

fn report(source: &Source<'_>) -> String {
    format!("report {} ({})", source.number, source.label.exact())
}

fn why(rule: &'static str) -> Why {
    Why::rule("story", VERSION, rule, [])
}

fn copy(print: &Print, sources: &[Source<'_>], evidence: &mut Evidence) -> RetellingLine {
    let (one, other) = (&sources[print.report], &sources[print.of]);
    let share = format!("{} % of the shorter text", print.contained);
    let told = match print.follows {
        Follows::Open => {
            let (one, other) = (report(one), report(other));
            format!("{one} and {other} print one text: {share}; which of them follows is not known")
        }
        follows => {
            let how = how(follows, print.against_dates);
            format!("{} prints the text of {}: {share}; {how}", report(one), report(other))
        }
    };
    let why = why("story.copy");
    let mut notes: Vec<Note> = Vec::new();
    notes.extend(print.credit.and_then(|span| evidence.cite(one, &[span], &[], &[&why])));
    if let Some((own, its)) = passage(&one.report.document.text, &other.report.document.text) {
        for (source, span) in [(one, own), (other, its)] {
            notes.extend(evidence.cite(source, &[first_sentence(source, span)], &[], &[&why]));
        }
    }
    RetellingLine { told: Words::new(told), notes }
}

/// The first whole sentence of a passage; the passage where it has none.
fn first_sentence(source: &Source<'_>, passage: Span) -> Span {
    let sentences = &source.report.sentences;
    let at = sentences.partition_point(|sentence| sentence.start < passage.start);
    // The full stop is no word, so that the passage may end before it.
    let whole = sentences.get(at).filter(|sentence| sentence.end <= passage.end + 2);
    whole.copied().unwrap_or(passage)
}

fn retold(rewrite: &Rewrite, sources: &[Source<'_>], evidence: &mut Evidence) -> RetellingLine {
    let (one, other) = (&sources[rewrite.report], &sources[rewrite.of]);
    let counted =
        |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let mut kept = format!(
        "{} of its {} quotations, {} in the same order, of {}; {}",
        rewrite.quotations,
        rewrite.all_quotations,
        rewrite.in_order,
        counted(rewrite.speakers, "known speaker", "known speakers"),
        counted(rewrite.names, "name", "names"),
    );
    if rewrite.figures > 0 {
        kept.push_str(&format!(" and {}", counted(rewrite.figures, "figure", "figures")));
    }
    let told = match rewrite.follows {
        Follows::Open => format!(
            "{} and {} tell one text in other words: {kept} are in both; neither names the other, and both may retell a third \
             one that is not here",
            report(one),
            report(other)
        ),
        follows => {
            let how = how(follows, rewrite.against_dates);
            format!("{} retells {} in other words: {kept} are in both; {how}", report(one), report(other))
        }
    };
    let why = why("story.rewrite");
    let mut notes = Vec::new();
    let of_kind = |kind: KeptKind| rewrite.kept.iter().filter(move |kept| kept.kind == kind);
    for Kept { span, .. } in of_kind(KeptKind::Credit) {
        notes.extend(evidence.cite(one, &[*span], &[], &[&why]));
    }
    for Kept { span, of, .. } in of_kind(KeptKind::Quotation).take(QUOTATIONS) {
        notes.extend(evidence.cite(one, &[*span], &[], &[&why]));
        notes.extend(of.and_then(|of| evidence.cite(other, &[of], &[], &[&why])));
    }
    RetellingLine { told: Words::new(told), notes }
}

fn how(follows: Follows, against_dates: bool) -> &'static str {
    match (follows, against_dates) {
        (Follows::Credit, false) => "it credits it",
        (Follows::Credit, true) => "it credits it, though its date is the earlier one",
        (Follows::Date, _) => "it was published later",
        (Follows::Open, _) => "which of them follows is not known",
    }
}

/// `Ilse Marten → the Orla agency → Elmar Post (report 3)`.
fn named(
    from: &rapporteur_story::Source,
    sources: &[Source<'_>],
    evidence: &mut Evidence,
) -> Option<RetellingLine> {
    let source = &sources[from.report];
    let medium = match from.span {
        Some(span) => source.words(span)?,
        None => Words::from(source.report.document.agency.as_deref()?),
    };
    let attribution =
        from.attribution.and_then(|id| source.report.attributions.iter().find(|one| one.id == id));
    let speaker = attribution.filter(|_| from.how == How::Told).and_then(|one| {
        let entity = one.speaker.entity()?;
        source.report.entities.iter().find(|known| known.id == *entity)
    });
    let mut chain = speaker.map_or_else(String::new, |speaker| format!("{} → ", speaker.name));
    chain.push_str(medium.exact());
    if let Some(of) = from.of {
        chain.push_str(&format!(" (report {})", sources[of].number));
    }
    chain.push_str(&format!(" → {}", report(source)));
    let marked: Vec<Span> = from.span.into_iter().collect();
    let around: Vec<Span> = attribution.and_then(|one| one.source).into_iter().collect();
    let notes = evidence.cite(source, &marked, &around, &[&why("story.source")]).into_iter().collect();
    Some(RetellingLine { told: Words::new(chain), notes })
}
