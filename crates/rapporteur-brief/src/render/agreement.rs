//! Where the reports agree and differ: in words, for a terminal, and as Markdown.

use super::markdown::{escape, hidden};
use super::phrases;
use super::terminal::Page;
use super::wrap::Face;
use crate::{
    AgreementCell, AgreementHead, AgreementLine, AgreementSide, Aspect, Briefing, Kind, Relation, Words,
};
use rapporteur_record::Realis;
use std::io::{self, Write};

/// The rule of a denial of something that no report alleges.
const UNTOLD: &str = "compare.denies_untold";

pub(super) const HEADING: &str = "Where the reports agree and differ";
/// How to read it.
const NOTE: &str = "Reports that print or retell one text are one voice. Who is silent denies nothing: beside the voices \
    that make a claim stands how many could have made it, for they name those whom it is about and were not published \
    before it. Nobody is held to be right.";

/// Said before it where all reports are one voice.
const ONE_VOICE: &str = "All of these print or retell one text: they are one voice, and that several say so confirms nothing. What follows \
    compares the prints with each other.";

/// How to read it, of this briefing.
pub(super) fn notes(briefing: &Briefing) -> Vec<&'static str> {
    let one = briefing.reports > 1 && briefing.voices == 1;
    std::iter::once(NOTE).chain(one.then_some(ONE_VOICE)).collect()
}

/// How the reports of a group of claims stand to each other.
pub(super) fn heading(head: &AgreementHead) -> &'static str {
    if head.labels {
        return "Called by different words";
    }
    if head.near {
        return "One alone in these words; whether another tells the same is left open";
    }
    match head.relation {
        Relation::Contradicts => "Against each other",
        Relation::Differs => "Told in different ways",
        Relation::Later => "Numbers that moved on",
        Relation::Compatible => "Different, and both can be true",
        Relation::All => "All say",
        Relation::Most => "Most say",
        Relation::Some => "Several say",
        Relation::Only => "One alone says",
    }
}

/// What a claim is about, with what its reports differ in.
pub(super) fn subject(line: &AgreementLine) -> String {
    let subject = line.subject.shown();
    let what = match line.kind {
        Kind::Denial if line.rule == UNTOLD && subject.is_empty() => {
            "Denied, and no other report here says it".to_owned()
        }
        Kind::Denial if line.rule == UNTOLD => format!("{subject} denies what no other report here says"),
        Kind::Denial if subject.is_empty() => "Denied".to_owned(),
        Kind::Denial => format!("Denied ({subject})"),
        Kind::Blame => format!("Who is to blame: {subject}"),
        Kind::Framing => format!("As {subject} takes it"),
        Kind::Figure => phrases::measure(&line.subject),
        Kind::Event => format!("Event ({subject})"),
        Kind::Statement if subject.is_empty() => "Said by somebody who is not known".to_owned(),
        Kind::Statement if line.sides.iter().any(is_own) => {
            format!("Said by {subject}, and told in a report’s own name")
        }
        Kind::Statement => format!("Said by {subject}"),
        // The words of a report bring their own marks.
        Kind::Position if subject.starts_with('“') => format!("On {subject}"),
        Kind::Position => format!("On “{subject}”"),
        Kind::Label => match line.rule {
            "compare.labels_of_an_act" => format!("What is done ({subject})"),
            "compare.labels_of_places" => format!("The places that it is done to ({subject})"),
            "compare.judging_words" => {
                format!("{}, with judging words and without", phrases::measure(&line.subject))
            }
            "compare.judging_words_apart" => {
                format!("{}: words that judge, each of other people", phrases::measure(&line.subject))
            }
            _ => subject,
        },
    };
    let shown = matches!(line.relation, Relation::Differs | Relation::Contradicts)
        && !matches!(line.kind, Kind::Denial | Kind::Blame | Kind::Framing | Kind::Label);
    let how = if shown { differences(line) } else { Vec::new() };
    if how.is_empty() { what } else { format!("{what}: {}", how.join("; ")) }
}

/// True if a report says it by itself, and lays it to nobody.
fn is_own(side: &AgreementSide) -> bool {
    side.owner.is_none() && !side.quoted
}

/// What the reports differ in, as sentences without a stop: `the numbers differ`, `they name different sources`.
fn differences(line: &AgreementLine) -> Vec<String> {
    let told = |aspect: Aspect| line.aspects.contains(&aspect);
    let things: Vec<&str> = [
        (Aspect::Value, "numbers"),
        (Aspect::Bound, "bounds"),
        (Aspect::Wording, "words"),
        (Aspect::Label, "names"),
    ]
    .into_iter()
    .filter_map(|(aspect, thing)| told(aspect).then_some(thing))
    .collect();
    let mut found = match &things[..] {
        [] => Vec::new(),
        [only] => vec![format!("the {only} differ")],
        [rest @ .., last] => vec![format!("the {} and {last} differ", rest.join(", "))],
    };
    let further = [
        (
            Aspect::Claimant,
            if line.kind == Kind::Statement {
                "they name different speakers"
            } else {
                "they name different sources"
            },
        ),
        (Aspect::Realis, "they differ on whether it came about"),
    ];
    found.extend(further.into_iter().filter(|(aspect, _)| told(*aspect)).map(|(_, words)| words.to_owned()));
    found
}

/// `3 of 5 voices, in 4 reports; 4 could have said so`.
pub(super) fn share(line: &AgreementLine) -> String {
    let voices = phrases::counted(line.of, "voice", "voices");
    let reports =
        if line.reports > line.told { format!(", in {} reports", line.reports) } else { String::new() };
    let could =
        if line.could < line.of { format!("; {} could have said so", line.could) } else { String::new() };
    let words = if line.near.is_empty() { "" } else { "in these words " };
    format!("{words}{} of {voices}{reports}{could}", line.told)
}

/// What is shown of a claim: the words of its sides, then what is near to them.
pub(super) fn shown(line: &AgreementLine) -> impl Iterator<Item = &AgreementSide> {
    line.sides.iter().chain(&line.near)
}

/// The words of a side, with whose they are.
pub(super) fn side(side: &AgreementSide) -> String {
    let words: Vec<String> =
        side.words.iter().map(|words| words.shown().trim_matches(['“', '”', '"']).to_owned()).collect();
    let name = side.name.map(|name| format!("{name}: ")).unwrap_or_default();
    let quoted = if side.quoted { ", in quotation marks" } else { "" };
    let owner = match &side.owner {
        Some(owner) => Some(format!("{owner}{quoted}")),
        None => side.quoted.then(|| "in quotation marks".to_owned()),
    };
    let beside: Vec<String> = owner.into_iter().chain(side.details.iter().map(Words::shown)).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    let realis = match side.realis {
        Some(Realis::Alleged) => ", as alleged",
        Some(Realis::Denied) => ", as denied",
        Some(Realis::Planned) => ", as planned",
        Some(Realis::Demanded) => ", as demanded",
        Some(Realis::Hypothetical) => ", as possible",
        Some(Realis::Happened | Realis::Ongoing) | None => "",
    };
    format!("{name}“{}”{beside}{realis}", words.join(" … "))
}

/// A report of a side.
pub(super) fn outlet(cell: &AgreementCell) -> String {
    if cell.copy { format!("{} (same voice)", cell.outlet) } else { cell.outlet.shown() }
}

/// Further places of a side.
pub(super) fn more(side: &AgreementSide) -> String {
    if side.more == 0 {
        return String::new();
    }
    format!(" and {}", phrases::counted(side.more, "further place", "further places"))
}

/// What of a group is not listed.
pub(super) fn left_out(head: &AgreementHead) -> Option<String> {
    (head.more > 0).then(|| {
        format!(
            "{} of this kind {} not listed; rapporteur compare lists them.",
            phrases::counted(head.more, "further claim", "further claims"),
            if head.more == 1 { "is" } else { "are" }
        )
    })
}

pub(super) fn markdown(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.agreement.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {HEADING}")?;
    for note in notes(briefing) {
        writeln!(out, "\n{note}")?;
    }
    for group in &briefing.agreement.groups {
        writeln!(out, "\n### {}\n", heading(&group.head))?;
        for line in &group.lines {
            writeln!(out, "- **{}** — {}", escape(&subject(line)), share(line))?;
            for one in shown(line) {
                let cells: Vec<String> = one
                    .cells
                    .iter()
                    .map(|cell| format!("{}[^{}]", escape(&outlet(cell)), cell.note.number))
                    .collect();
                writeln!(out, "  - {} — {}{}", escape(&side(one)), cells.join(", "), more(one))?;
            }
        }
        if let Some(words) = left_out(&group.head) {
            writeln!(out, "\n{words}")?;
        }
    }
    hidden(briefing.agreement.hidden, out)
}

impl Page<'_> {
    pub(super) fn agreement(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.agreement.is_empty() {
            return Ok(());
        }
        self.heading(HEADING)?;
        for note in notes(briefing) {
            self.paragraph("  ", |p| {
                p.push(note, Face::Dim);
            })?;
        }
        for group in &briefing.agreement.groups {
            self.paragraph("  ", |p| {
                p.push(heading(&group.head), Face::Bold);
            })?;
            for line in &group.lines {
                self.paragraph("    ", |p| {
                    p.push(subject(line), Face::Bold);
                    p.push(format!(" — {}", share(line)), Face::Dim);
                })?;
                for one in shown(line) {
                    self.paragraph("      ", |p| {
                        p.plain(format!("{} — ", side(one)));
                        let cells: Vec<String> = one
                            .cells
                            .iter()
                            .map(|cell| format!("{} [{}]", outlet(cell), cell.note.number))
                            .collect();
                        p.push(format!("{}{}", cells.join(", "), more(one)), Face::Dim);
                    })?;
                }
            }
            if let Some(words) = left_out(&group.head) {
                self.paragraph("    ", |p| {
                    p.push(words, Face::Dim);
                })?;
            }
        }
        self.hidden(briefing.agreement.hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(owner: Option<&str>, details: &[&str]) -> AgreementSide {
        AgreementSide {
            name: None,
            words: vec![Words::from("40 new cases")],
            quoted: false,
            owner: owner.map(Words::from),
            details: details.iter().map(|detail| Words::from(*detail)).collect(),
            realis: None,
            cells: Vec::new(),
            more: 0,
        }
    }

    #[test]
    fn what_is_near_to_a_claim_stands_behind_it_and_its_voices_are_those_of_its_words() {
        let near = AgreementSide { name: Some("near to it"), ..number(Some("Ilse Marten"), &[]) };
        let line = AgreementLine {
            kind: Kind::Statement,
            relation: Relation::Only,
            aspects: Vec::new(),
            subject: Words::from("Ilse Marten"),
            sides: vec![number(Some("Ilse Marten"), &[])],
            near: vec![near],
            told: 1,
            reports: 1,
            could: 2,
            of: 3,
            rule: "compare.one_statement",
        };
        assert_eq!(share(&line), "in these words 1 of 3 voices; 2 could have said so");
        let shown: Vec<String> = shown(&line).map(side).collect();
        assert_eq!(shown, ["“40 new cases” (Ilse Marten)", "near to it: “40 new cases” (Ilse Marten)"]);
        let alone = AgreementLine { near: Vec::new(), ..line };
        assert_eq!(share(&alone), "1 of 3 voices; 2 could have said so");
    }

    #[test]
    fn a_number_has_its_scope_place_and_day_beside_it() {
        assert_eq!(side(&number(None, &[])), "“40 new cases”");
        assert_eq!(side(&number(None, &["in a day", "“Orla”"])), "“40 new cases” (in a day; “Orla”)");
        assert_eq!(side(&number(Some("the mayor"), &["in a day"])), "“40 new cases” (the mayor; in a day)");
    }
}
