//! The words that all three forms share. What they return is cleaned, not escaped.

use crate::{
    Briefing, CastLine, Copied, DateKnown, Day, DocumentLine, EventLine, EventVoice, FigureLine, Footnote,
    Gap, Group, IssueHead, Note, Open, OpenLine, PositionLine, ProblemLine, Question, SeriesHead,
    SpeakerHead, StatementLine, Voice, Words,
};
use rapporteur_record::{PositionSide, PositionVoice, Realis, Stance};

/// What the briefing is and is not.
pub(super) const NATURE: &str = "Rapporteur shows who claims what; it does not judge who is right.";
/// How to read it.
pub(super) const READING: &str = "Statements and words in quotation marks stand exactly so in the reports. A number in \
    brackets leads to the footnote with the sentence.";
/// The same where numbers of footnotes are raised.
pub(super) const READING_RAISED: &str = "Statements and words in quotation marks stand exactly so in the reports. A raised \
    number leads to the footnote with the sentence.";
/// What the footnotes show.
pub(super) const EVIDENCE: &str = "The marked words are the evidence. Positions count Unicode code points of the \
    cleaned text, the end not included; last comes the rule that made the line.";

pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `8 reports, 16 to 19 September 2025`.
pub(super) fn scope(briefing: &Briefing) -> String {
    let mut reports = counted(briefing.reports, "report", "reports");
    if briefing.voices < briefing.reports {
        reports
            .push_str(&format!(" ({})", counted(briefing.voices, "independent voice", "independent voices")));
    }
    match (&briefing.period, briefing.undated) {
        _ if briefing.reports == 0 => "No report was read".to_owned(),
        (Some(period), 0) => format!("{reports}, {period}"),
        (Some(period), undated) => format!("{reports}: {period}; {undated} without a full date"),
        (None, _) => format!("{reports} without a full date"),
    }
}

/// Outlet and agency.
pub(super) fn publisher(line: &DocumentLine) -> String {
    match (&line.outlet, &line.agency) {
        (Some(outlet), Some(agency)) => format!("{outlet}; agency: {agency}"),
        (Some(outlet), None) => outlet.shown(),
        (None, Some(agency)) => format!("outlet not known; agency: {agency}"),
        (None, None) => "outlet not known".to_owned(),
    }
}

/// Date and how it is known.
pub(super) fn published(line: &DocumentLine) -> String {
    match &line.published {
        Some(date) => format!("{date} ({})", line.how),
        None => "date not known".to_owned(),
    }
}

/// Sentences, whose text it prints, language, what was left out.
pub(super) fn read(line: &DocumentLine) -> String {
    let mut parts = vec![counted(line.sentences, "sentence", "sentences")];
    parts.extend(line.copied.map(|copied| follows(&copied)));
    parts.extend(line.language.as_ref().map(|language| format!("language {language}")));
    if !line.left_out.is_empty() {
        parts.push(format!("left out: {}", line.left_out.join(", ")));
    }
    parts.join("; ")
}

/// Which report it prints or retells.
fn follows(copied: &Copied) -> String {
    match copied.percent {
        Some(percent) => format!("prints the text of report {} ({percent} %)", copied.number),
        None => format!("retells report {} in other words", copied.number),
    }
}

/// Who published it and when, in a line: `Skarholm Post, 4 May 2031; prints the text of report 1 (99 %)`.
pub(super) fn in_brief(line: &DocumentLine) -> String {
    let outlet = line.outlet.as_ref().or(line.agency.as_ref()).unwrap_or(&line.label);
    let copied = line.copied.map(|copied| format!("; {}", follows(&copied)));
    format!("{}{}", origin(line.published.as_ref(), outlet), copied.unwrap_or_default())
}

/// What was read with a doubt; what was not read at all is among what is missing.
pub(super) fn doubts(briefing: &Briefing) -> Vec<&ProblemLine> {
    briefing.problems.iter().filter(|problem| problem.doubt).collect()
}

/// `organisation, RUS`.
pub(super) fn kind(line: &CastLine) -> Option<String> {
    let parts: Vec<String> =
        line.kind.map(str::to_owned).into_iter().chain(line.country.as_ref().map(Words::shown)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Other spellings; a long list is cut.
pub(super) fn aliases(line: &CastLine) -> Option<String> {
    const SHOWN: usize = 8;
    if line.aliases.is_empty() {
        return None;
    }
    let shown: Vec<String> = line.aliases.iter().take(SHOWN).map(Words::shown).collect();
    let more = line.aliases.len().saturating_sub(SHOWN);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("{}{tail}", shown.join(", ")))
}

/// Whom a bare name may mean: `may be “Anna Marten” or “Otto Marten”`.
pub(super) fn may_be(line: &CastLine) -> Option<String> {
    const SHOWN: usize = 4;
    if line.may_be.is_empty() {
        return None;
    }
    let mut shown: Vec<String> =
        line.may_be.iter().take(SHOWN).map(|name| format!("“{}”", name.shown())).collect();
    if line.may_be.len() > SHOWN {
        shown.push("somebody else of that name".to_owned());
    }
    Some(format!("may be {}", shown.join(" or ")))
}

/// `3 statements, 12 mentions in 5 reports`.
pub(super) fn counts(line: &CastLine) -> String {
    let mentions = format!(
        "{} in {}",
        counted(line.mentions, "mention", "mentions"),
        counted(line.reports, "report", "reports")
    );
    match line.statements {
        0 => mentions,
        said => format!("{}, {mentions}", counted(said, "statement", "statements")),
    }
}

/// How many people and bodies the cast leaves out.
pub(super) fn unnamed(others: usize) -> String {
    format!(
        "and {} named once or twice; places that nothing is ascribed to are left out",
        counted(others, "other", "others")
    )
}

/// Days of the timeline under their heading, if they have one.
type Days<'g, L> = (Option<&'static str>, &'g [Group<Day, L>]);

/// The groups of the timeline by how much of the date is known, each with its heading.
pub(super) fn timeline<L>(groups: &[Group<Day, L>]) -> Vec<Days<'_, L>> {
    groups
        .chunk_by(|a, b| a.head.known == b.head.known)
        .map(|groups| {
            let heading = match groups[0].head.known {
                DateKnown::Year => None,
                DateKnown::NoYear => Some("Without a year"),
                DateKnown::Weekday => Some("Only the day of the week"),
            };
            (heading, groups)
        })
        .collect()
}

/// The exact words of a statement, with a sign where it is interrupted.
pub(super) fn statement(line: &StatementLine) -> String {
    let pieces: Vec<String> = line.words.iter().map(Words::shown).collect();
    pieces.join(" […] ")
}

/// The cue that stands in front of words that are not a full quotation: `warned`. Without it such words say little;
/// a direct quotation speaks for itself.
pub(super) fn leading_cue(line: &StatementLine) -> Option<String> {
    // A dash or colon leads to a speaker and says nothing of the manner.
    let worded = |cue: &&Words| cue.exact().chars().any(char::is_alphabetic);
    line.cue.as_ref().filter(|_| !line.form.contains(&"direct")).filter(worded).map(Words::shown)
}

/// Form, cue, to whom, where, and how the speaker is named there.
pub(super) fn manner(line: &StatementLine) -> String {
    let mut parts: Vec<String> = line.form.iter().map(|form| (*form).to_owned()).collect();
    if leading_cue(line).is_none() {
        parts.extend(line.cue.as_ref().map(|cue| format!("“{cue}”")));
    }
    parts.extend(line.addressee.as_ref().map(|words| format!("to “{words}”")));
    parts.extend(line.venue.as_ref().map(|words| format!("on the occasion “{words}”")));
    parts.extend(line.named_as.as_ref().map(|words| format!("named as “{words}”")));
    parts.join(", ")
}

/// The heading of statements whose speaker has no heading of his own.
pub(super) fn nobody(head: &SpeakerHead) -> &'static str {
    if head.several { "Several together" } else { "Speaker not known" }
}

/// Whose statement it is, where the heading does not say it.
pub(super) fn voice(voice: &Voice) -> String {
    match voice {
        Voice::Known(name) => name.shown(),
        Voice::Unknown { source: Some(source), .. } => format!("“{source}”"),
        Voice::Unknown { source: None, .. } => "no source".to_owned(),
    }
}

/// For an unknown speaker: who it may be and why it is left open.
pub(super) fn left_open(voice: &Voice) -> Option<String> {
    let Voice::Unknown { source, candidates, reason, .. } = voice else {
        return None;
    };
    let reason = reason.shown();
    // The label in front of the statement says already that there is no source, or names its words.
    let reason = match (source, reason.strip_prefix('“').and_then(|rest| rest.split_once("” "))) {
        (None, _) if reason.starts_with("no source") => "",
        (Some(source), Some((words, rest))) if source.shown().starts_with(words) => rest,
        _ => &reason,
    };
    let names: Vec<String> = candidates.iter().map(Words::shown).collect();
    if voice.is_joint() {
        return Some(format!("together: {}", names.join(", ")));
    }
    let mut parts = Vec::new();
    parts.extend((!names.is_empty()).then(|| format!("may be {}", names.join(" or "))));
    parts.extend((!reason.is_empty()).then(|| reason.to_owned()));
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Date and outlet of the report that a line stands in.
pub(super) fn origin(published: Option<&Words>, outlet: &Words) -> String {
    match published {
        Some(date) => format!("{outlet}, {date}"),
        None => format!("{outlet}, undated"),
    }
}

/// What the words of a figure mean in digits, where they say it in another way, its details and its date.
pub(super) fn meaning(line: &FigureLine) -> String {
    let value = line.value.as_ref().filter(|_| !line.plain);
    let mut parts: Vec<String> = value.cloned().into_iter().collect();
    parts.extend(line.circumstances().iter().map(Words::shown));
    parts.join("; ")
}

/// What a group of figures has in common, beside the measure.
pub(super) fn quantity(head: &SeriesHead) -> Option<String> {
    match &head.summary {
        Some(summary) => Some(format!("One quantity: {summary}")),
        None => (!head.opens).then(|| "Claimed once, not set beside others:".to_owned()),
    }
}

/// How a figure stands to earlier claims about the same quantity.
pub(super) fn relations(line: &FigureLine) -> Option<String> {
    let told: Vec<String> = line.relations.iter().map(Words::shown).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// What the section on positions shows and does not.
pub(super) const POSITIONS: &str = "By issue, with the words that show it. Officials stand for their state or party. Who is not \
    named under a heading may speak of it under another one, or in words that show no side.";

/// Who is on which side of an issue: `for: Orvania; against: Balvia, Norvassa`.
pub(super) fn sides_of(head: &IssueHead) -> String {
    const SHOWN: usize = 6;
    let side = |(side, holders): &(PositionSide, Vec<Words>)| {
        let names: Vec<String> = holders.iter().take(SHOWN).map(Words::shown).collect();
        let more = holders.len().saturating_sub(SHOWN);
        let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
        let word = match side {
            PositionSide::For => "for",
            PositionSide::Against => "against",
            PositionSide::Worried => "worried or in doubt",
            PositionSide::Denies => "denies",
        };
        format!("{word}: {}{tail}", names.join(", "))
    };
    head.sides.iter().map(side).collect::<Vec<_>>().join("; ")
}

/// Holder and speaker: `Orvania (Ilse Marten)`.
pub(super) fn position_holder(line: &PositionLine) -> String {
    match &line.speaker {
        Some(speaker) => format!("{} ({speaker})", line.holder),
        None => line.holder.shown(),
    }
}

/// The stance, in the past so that it fits one holder and several, and where the words name the contrary of the issue, on which side that is.
pub(super) fn position_stance(line: &PositionLine) -> String {
    let stance = match line.stance {
        Stance::Supports => "supported",
        Stance::CallsFor => "called for",
        Stance::Proposes => "proposed",
        Stance::CommitsTo => "committed to",
        Stance::Intends => "intended",
        Stance::Justifies => "justified",
        Stance::Opposes => "opposed",
        Stance::Rejects => "rejected",
        Stance::Condemns => "condemned",
        Stance::Criticises => "criticised",
        Stance::Blames => "laid blame for",
        Stance::Concerned => "voiced concern about",
        Stance::Doubts => "doubted",
        Stance::Denies => "denied",
    };
    match (line.contrary, line.side) {
        (true, PositionSide::For) => format!("{stance} the contrary, so for it"),
        (true, PositionSide::Against) => format!("{stance} the contrary, so against it"),
        _ => stance.to_owned(),
    }
}

/// The words for the stance and those for the issue, in quotation marks; the issue is not told twice where the former hold it.
pub(super) fn position_words(line: &PositionLine) -> String {
    let cue = line.cue.shown();
    if line.cue.exact().contains(line.words.exact()) {
        return format!("“{cue}”");
    }
    format!("“{cue}” … “{}”", line.words)
}

/// How strong, and in whose words: `explicit, quoted`.
pub(super) fn position_manner(line: &PositionLine) -> String {
    let strength = match line.strength {
        1 => "weak",
        2 => "clear",
        _ => "explicit",
    };
    let voice = match line.voice {
        PositionVoice::Quoted => "quoted",
        PositionVoice::Paraphrased => "retold",
        PositionVoice::Ascribed => "ascribed by others",
    };
    let departs =
        line.departs_from.as_ref().map(|words| format!("; departs from {words}")).unwrap_or_default();
    format!("{strength}, {voice}{departs}")
}

/// A measure as a heading.
pub(super) fn measure(measure: &Words) -> String {
    let words = measure.shown().replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What events are missing, and why; `None` if none is.
pub(super) fn missing_events(briefing: &Briefing) -> Option<String> {
    if briefing.events.is_empty() && !briefing.with_model && briefing.reports > 0 {
        return Some("No events: the reports were read without the model.".to_owned());
    }
    let events = match briefing.unsure_events {
        0 => return None,
        1 => "One event that the model is less sure of, or of nobody in particular, is".to_owned(),
        many => format!("{many} events that the model is less sure of, or of nobody in particular, are"),
    };
    Some(format!("{events} not shown here; rapporteur read prints all."))
}

/// Whether events came about, as a heading.
pub(super) fn realis_heading(realis: &Realis) -> &'static str {
    match realis {
        Realis::Happened => "Told as happened",
        Realis::Ongoing => "Told as going on",
        Realis::Planned => "Planned",
        Realis::Demanded => "Demanded",
        Realis::Hypothetical => "Possible",
        Realis::Denied => "Denied",
        Realis::Alleged => "Alleged",
    }
}

/// Who did it to whom, as stated: `Harbour police → “the pilot”`; of a pronoun that was taken for nobody, that it is left open. Empty
/// where no side is stated.
pub(super) fn sides(line: &EventLine) -> String {
    let joined = |sides: &[Words], sign: &str| sides.iter().map(Words::shown).collect::<Vec<_>>().join(sign);
    match (line.sources.is_empty(), line.targets.is_empty()) {
        (true, true) => String::new(),
        _ if line.reciprocal => joined(&line.sources, " ↔ "),
        (sourceless, targetless) => {
            let to = match (targetless, line.open_targets.is_empty()) {
                (false, _) => Some(joined(&line.targets, ", ")),
                (true, false) => Some(format!("(to whom is left open: {})", quoted(&line.open_targets))),
                (true, true) => None,
            };
            let by = match (sourceless, line.open_sources.is_empty()) {
                (false, _) => joined(&line.sources, ", "),
                (true, false) => format!("(by whom is left open: {})", quoted(&line.open_sources)),
                (true, true) => "(by whom is not said)".to_owned(),
            };
            to.map(|to| format!("{by} → {to}")).unwrap_or(by)
        }
    }
}

/// Words in quotation marks, with commas between.
fn quoted(words: &[Words]) -> String {
    words.iter().map(|words| format!("“{words}”")).collect::<Vec<_>>().join(", ")
}

/// The type; of a meeting to come what it is, and what PLOVER counts it as.
fn act_kind(line: &EventLine) -> String {
    let kind = line.event_type.name().to_lowercase();
    if line.is_meeting { format!("meeting to come, in PLOVER {kind}") } else { kind }
}

/// Type and modes, date and place: `coerce: arrest; 4 May 2031; “Skarholm”`.
pub(super) fn act(line: &EventLine) -> String {
    let mut kind = act_kind(line);
    if !line.modes.is_empty() {
        let modes: Vec<String> = line.modes.iter().map(Words::shown).collect();
        kind = format!("{kind}: {}", modes.join(", "));
    }
    let mut parts = vec![kind];
    let told = if line.told_then { "reported " } else { "" };
    parts.extend(line.when.as_ref().map(|when| format!("{told}{}", when.shown())));
    parts.extend(line.place.as_ref().map(|place| format!("“{place}”")));
    parts.join("; ")
}

/// Whether it came about, and who says so if the outlet does not itself: `denied by Tarn Lines (“denied”)`, `happened`.
pub(super) fn realis(line: &EventLine) -> String {
    let Some(told) = &line.voice else {
        return match line.realis {
            Realis::Happened => "happened",
            Realis::Ongoing => "going on",
            Realis::Planned => "planned",
            Realis::Demanded => "demanded",
            Realis::Hypothetical => "possible",
            Realis::Denied => "did not happen",
            Realis::Alleged => "alleged",
        }
        .to_owned();
    };
    let by = match line.realis {
        Realis::Happened => "happened, says",
        Realis::Ongoing => "going on, says",
        Realis::Planned => "planned, says",
        Realis::Demanded => "demanded by",
        Realis::Hypothetical => "possible, says",
        Realis::Denied => "denied by",
        Realis::Alleged => "alleged by",
    };
    // Of several reports it is not the outlet that is named.
    let outlet = if line.reports > 1 { "an outlet itself" } else { "the outlet itself" };
    let further = line.further.iter().map(|told| told.as_ref().map_or(outlet.to_owned(), teller));
    let tellers: Vec<String> = std::iter::once(teller(told)).chain(further).collect();
    format!("{by} {}", enumerated(&tellers))
}

/// Who tells, with the words that say so: `Tarn Lines (“denied”)`.
fn teller(told: &EventVoice) -> String {
    let who = match &told.speaker {
        Voice::Unknown { source: None, .. } => "an unknown speaker".to_owned(),
        known => voice(known),
    };
    let cue = told.cue.as_ref().map(|cue| format!(" (“{cue}”)")).unwrap_or_default();
    format!("{who}{cue}")
}

/// `a`, `a and b`, `a, b and c`.
fn enumerated(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// The same under a heading that has the realis, with how many reports tell of it: `the outlet itself; told in 3 reports,
/// denied in one of them`.
pub(super) fn told(line: &EventLine) -> String {
    let told = match line.voice {
        Some(_) => realis(line),
        // It is not the outlet that demands or accuses.
        None if matches!(line.realis, Realis::Demanded | Realis::Alleged) => {
            "told by the outlet itself".to_owned()
        }
        None => "the outlet itself".to_owned(),
    };
    if line.reports < 2 {
        return told;
    }
    let mut told = format!("{told}; told in {} reports", line.reports);
    if line.voices < line.reports {
        told.push_str(&format!(" ({})", counted(line.voices, "independent voice", "independent voices")));
    }
    for (realis, count) in &line.otherwise {
        let how = match realis {
            Realis::Happened => "as happened",
            Realis::Ongoing => "as going on",
            Realis::Planned => "as planned",
            Realis::Demanded => "as demanded",
            Realis::Hypothetical => "as possible",
            Realis::Denied => "denied",
            Realis::Alleged => "alleged",
        };
        let count = if *count == 1 { "one".to_owned() } else { count.to_string() };
        told.push_str(&format!(", {how} in {count} of them"));
    }
    told
}

/// An event under a dated sentence: `Harbour police → “the pilot”: “arrested” (coerce; happened, says …)`.
pub(super) fn dated_event(line: &EventLine) -> String {
    let sides = sides(line);
    let colon = if sides.is_empty() { "" } else { ": " };
    let told = if line.told_then { "reported on this day; " } else { "" };
    let (kind, words, realis) = (act_kind(line), &line.words, realis(line));
    format!("{sides}{colon}“{words}” ({kind}; {told}{realis})")
}

/// What the section of what is missing says of itself.
pub(super) const MISSING: &str =
    "What these reports do not have or could not give. A source that is not here may say otherwise.";

/// What the section of open questions says of itself.
pub(super) const QUESTIONS: &str =
    "What the reports leave open and nothing was guessed for; those first that come up most often.";

/// What is missing, as a heading.
pub(super) fn gap_heading(open: &Open<Gap>) -> String {
    let heading = match open.kind {
        Gap::Unread => "Could not be read",
        Gap::Silent => "Read, and nothing was drawn from it",
        Gap::Undated => "Without a full date of publication",
        Gap::Unseen => "Agencies and media drawn on that have no report here",
    };
    format!("{heading} ({})", open.total)
}

/// What is open, as a heading.
pub(super) fn question_heading(open: &Open<Question>) -> String {
    let heading = match open.kind {
        Question::Speaker => "Who said it?",
        Question::Place => "Which place is it?",
        Question::Identity => "Who is meant?",
        Question::Merge => "Are these one?",
        Question::Sides => "Who did it, and to whom?",
        Question::Day => "On which day was it said?",
    };
    format!("{heading} ({})", open.total)
}

/// The words that a line of what is missing or open is about.
pub(super) fn open_words(line: &OpenLine) -> String {
    if line.quoted { format!("“{}”", line.what) } else { line.what.shown() }
}

/// What is known of it, and which reports it is about: `only: May 2031; report 3`.
pub(super) fn gap(line: &OpenLine) -> String {
    let mut parts = Vec::new();
    parts.extend((!line.detail.exact().is_empty()).then(|| line.detail.shown()));
    parts.extend(of_reports(&line.reports));
    parts.join("; ")
}

fn of_reports(reports: &[usize]) -> Option<String> {
    let numbers: Vec<String> = reports.iter().map(usize::to_string).collect();
    match numbers.len() {
        0 => None,
        1 => Some(format!("report {}", numbers[0])),
        _ => Some(format!("reports {}", numbers.join(", "))),
    }
}

/// What is known of it, and how often it comes up: `may be Anna Marten; 3 statements`.
pub(super) fn question(kind: Question, line: &OpenLine) -> String {
    let (one, many) = match kind {
        Question::Speaker | Question::Day => ("statement", "statements"),
        Question::Place => ("mention", "mentions"),
        Question::Identity | Question::Merge => ("report", "reports"),
        Question::Sides => ("event", "events"),
    };
    let mut parts = Vec::new();
    parts.extend((!line.detail.exact().is_empty()).then(|| line.detail.shown()));
    parts.push(counted(line.count, one, many));
    parts.extend(of_reports(&line.reports));
    parts.join("; ")
}

/// How many of a kind are only counted.
pub(super) fn further<K>(open: &Open<K>, shown: usize) -> Option<String> {
    let more = open.total.saturating_sub(shown);
    (more > 0).then(|| format!("and {more} more"))
}

/// Report, positions and rules of a footnote.
pub(super) fn place(footnote: &Footnote) -> String {
    let at: Vec<String> = footnote.points.iter().map(|span| format!("{}–{}", span.start, span.end)).collect();
    let mut parts = vec![format!("at {}", at.join(", "))];
    parts.extend(footnote.rules.iter().map(Words::shown));
    parts.join(" · ")
}

/// How many lines a section leaves out.
pub(super) fn hidden(hidden: usize) -> Option<String> {
    (hidden > 0).then(|| format!("{hidden} more not shown here; the Markdown, HTML and Word forms have all."))
}

/// In how many further reports the same stands: `, also in 3 other reports`.
pub(super) fn others(note: &Note) -> Option<String> {
    (note.others > 0).then(|| format!(", also in {}", counted(note.others, "other report", "other reports")))
}

/// What a short briefing leaves out, and by which rule.
pub(super) fn shortened(briefing: &Briefing) -> Option<String> {
    let short = briefing.short.as_ref()?;
    let pages = counted(short.pages, "printed page", "printed pages");
    let left: Vec<String> = short.left_out.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let left = match left.split_last() {
        None => "Nothing is left out.".to_owned(),
        Some((last, [])) => format!("Left out: {last}."),
        Some((last, others)) => format!("Left out: {} and {last}.", others.join(", ")),
    };
    Some(format!(
        "Made for about {pages}. Compared claims, statements, figures, events and positions are taken in turn (three, three, two, \
         two, two): those \
         first on which reports differ, then those that most reports have (copies and retellings of others do not count), then exact \
         quotations, then in the order of the whole briefing. {left} The whole briefing has all."
    ))
}
