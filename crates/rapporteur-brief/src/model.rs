use crate::Words;
use rapporteur_compare::{Aspect, Kind, Relation};
use rapporteur_record::{EventType, PositionSide, PositionVoice, Realis, Stance};
use rapporteur_text::Span;

/// A briefing, ready to be shown: sections of lines, each line with the numbers of its footnotes.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// Version of the program that made it, as passed in by the caller.
    pub version: Words,
    /// Number of reports that were read.
    pub reports: usize,
    /// From the first to the last known date of publication, in words.
    pub period: Option<String>,
    /// Number of reports whose day of publication is not fully known.
    pub undated: usize,
    /// What was read.
    pub documents: Section<(), DocumentLine>,
    /// What could not be read, or only with a doubt, sorted by place.
    pub problems: Vec<ProblemLine>,
    /// Who speaks, holds an office, or is named often.
    pub cast: Section<(), CastLine>,
    /// How many people and bodies are named but not in the cast.
    pub others: usize,
    /// What the reports date, grouped by date.
    pub timeline: Section<Day, TimelineLine>,
    /// Who said what, grouped by speaker; the unknown ones last.
    pub statements: Section<SpeakerHead, StatementLine>,
    /// Who stands how to what, grouped by issue.
    pub positions: Section<IssueHead, PositionLine>,
    /// Where the reports agree and differ, claim by claim, grouped by how they stand to each other.
    pub agreement: Section<AgreementHead, AgreementLine>,
    /// Numbers and who claims them, grouped by the quantity that they are claims about.
    pub figures: Section<SeriesHead, FigureLine>,
    /// Who did what to whom, grouped by whether it came about, as the reports tell it.
    pub events: Section<Realis, EventLine>,
    /// Events that are not shown because the model is not sure enough of them, or because no report says whose act they were.
    pub unsure_events: usize,
    /// False if the reports were read without the model that finds events.
    pub with_model: bool,
    /// What the collection does not have or could not give, grouped by kind.
    pub missing: Section<Open<Gap>, OpenLine>,
    /// What the record leaves open, grouped by kind.
    pub questions: Section<Open<Question>, OpenLine>,
    /// How many of the reports are independent: copies and retellings are one voice with what they follow.
    pub voices: usize,
    /// Who prints or retells whom, grouped by kind.
    pub retellings: Section<Retelling, RetellingLine>,
    /// Of a briefing that was made short: how short, and what it leaves out.
    pub short: Option<Short>,
    /// The evidence, by number from 1.
    pub footnotes: Vec<Footnote>,
}

/// What a short briefing leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// Printed pages that it is made for.
    pub pages: usize,
    /// Kind of lines and how many are left out, of those kinds where some are.
    pub left_out: Vec<(&'static str, usize)>,
}

/// A part of a briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<H, L> {
    /// Lines under their heads.
    pub groups: Vec<Group<H, L>>,
    /// How many lines were left out by [`Briefing::limited`](crate::Briefing::limited).
    pub hidden: usize,
}

impl<H, L> Section<H, L> {
    pub(crate) fn new(groups: Vec<Group<H, L>>) -> Self {
        Self { groups, hidden: 0 }
    }

    /// True if there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.hidden == 0
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = &L> {
        self.groups.iter().flat_map(|group| &group.lines)
    }

    /// Number of lines, with those left out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines().count() + self.hidden
    }
}

impl<L> Section<(), L> {
    /// A section without heads inside.
    pub(crate) fn plain(lines: Vec<L>) -> Self {
        let groups = if lines.is_empty() { Vec::new() } else { vec![Group { head: (), lines }] };
        Self::new(groups)
    }
}

/// Lines under one head.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<H, L> {
    /// What they have in common.
    pub head: H,
    /// The lines, in order.
    pub lines: Vec<L>,
}

/// One report that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// Number of the report in this briefing, from 1, in order of publication.
    pub number: usize,
    /// The headline, if there is one.
    pub headline: Option<Words>,
    /// Outlet, or agency, or file name: how lines call this report.
    pub label: Words,
    /// The publisher.
    pub outlet: Option<Words>,
    /// The agency that is credited.
    pub agency: Option<Words>,
    /// Where it was read.
    pub locator: Words,
    /// Its own address, if that begins with `http://` or `https://`.
    pub url: Option<Words>,
    /// Date of publication in words; `None` if nothing is known.
    pub published: Option<Words>,
    /// The day of publication as in ISO 8601, if it is fully known.
    pub day: Option<String>,
    /// How that date is known.
    pub how: Words,
    /// The language, as the report or its metadata gives it.
    pub language: Option<Words>,
    /// The report whose text it prints, or that it retells in other words.
    pub copied: Option<Copied>,
    /// Number of sentences.
    pub sentences: usize,
    /// What was left out as boilerplate: `2 related links`.
    pub left_out: Vec<String>,
    /// Short hash of the cleaned text.
    pub text_hash: String,
    /// Short hash of the original bytes.
    pub original_hash: String,
}

/// Which report another one prints or retells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Number of the other report in this briefing.
    pub number: usize,
    /// Share of the shorter of the two texts that stands in the other, in hundredths; `None` where it tells it in other words.
    pub percent: Option<u8>,
}

/// What a line of who retells whom is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retelling {
    /// A report that prints another one's text.
    Copy,
    /// One that retells another one in other words.
    Rewrite,
    /// One that says where it has its words from.
    Source,
}

/// Who prints or retells whom, or has words from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetellingLine {
    /// What is known, in words.
    pub told: Words,
    /// The credit, and the same words in both reports.
    pub notes: Vec<Note>,
}

/// An input that could not be read, or only with a doubt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProblemLine {
    /// False if the input was not read at all.
    pub doubt: bool,
    /// The input.
    pub locator: Words,
    /// What is wrong.
    pub message: Words,
}

/// The number of a footnote at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Number of the footnote.
    pub number: usize,
    /// Number of the report that it points into.
    pub report: usize,
    /// True at the first line that has this number: the one the footnote leads back to.
    pub first: bool,
    /// In a short briefing: how many other reports have the same, without a footnote here. Copies of others do not count.
    pub others: usize,
}

/// A person or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastLine {
    /// The fullest name.
    pub name: Words,
    /// Other spellings and shorter forms, sorted.
    pub aliases: Vec<Words>,
    /// Of a bare name: whom it may mean, where that is not certain.
    pub may_be: Vec<Words>,
    /// What it is, where that is not a person: `organisation`.
    pub kind: Option<&'static str>,
    /// Offices in the reports' words, each with its first place.
    pub offices: Vec<(Words, Note)>,
    /// ISO 3166 alpha-3 code.
    pub country: Option<Words>,
    /// Number of statements; the same words in several reports count once.
    pub statements: usize,
    /// Number of mentions.
    pub mentions: usize,
    /// Number of reports that name it.
    pub reports: usize,
}

/// The date that a group of the timeline stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date, as precise as the words are: `7 October 2023`, `October 2023`, `2023`.
    pub label: String,
    /// How much of the date is known.
    pub known: DateKnown,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateKnown {
    /// At least the year.
    Year,
    /// Month or day, without the year.
    NoYear,
    /// The day of the week only.
    Weekday,
}

/// A sentence that dates something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineLine {
    /// The sentence, with the words that say when marked.
    pub sentence: Vec<Piece>,
    /// The events that those words date.
    pub events: Vec<EventLine>,
    /// What lines call the report, behind who is quoted where the sentence stands whole inside a quotation.
    pub outlet: Words,
    /// First the report shown, then others that print the same sentence.
    pub notes: Vec<Note>,
}

/// Whose statements stand in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerHead {
    /// The speaker; `None` for the group of unknown ones, and for that of several who say something together.
    pub name: Option<Words>,
    /// True for the group of statements that several who are known make together.
    pub several: bool,
    /// The office that most reports give.
    pub office: Option<Words>,
    /// Statements of this speaker that stand inside those of others.
    pub retold: Vec<Note>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// 0, or how deep it stands inside the statements above it.
    pub depth: usize,
    /// For one inside another, and for unknown speakers: whose it is.
    pub speaker: Option<Voice>,
    /// The exact words; several pieces if the statement is interrupted.
    pub words: Vec<Words>,
    /// Language of the words as a BCP 47 tag, if known.
    pub language: Option<Words>,
    /// The words that lay it to the speaker.
    pub cue: Option<Words>,
    /// `direct`, `mixed` or `indirect`; `decree`, `stance` or `report` where it is not speech.
    pub form: Vec<&'static str>,
    /// How the report names the speaker there, if not by name.
    pub named_as: Option<Words>,
    /// The occasion.
    pub venue: Option<Words>,
    /// To whom.
    pub addressee: Option<Words>,
    /// Date of the report.
    pub published: Option<Words>,
    /// What lines call the report.
    pub outlet: Words,
    /// First the report shown, then others that print the same words.
    pub notes: Vec<Note>,
}

/// Who a statement is laid to, where the head does not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// This one.
    Known(Words),
    /// Nobody that could be told.
    Unknown {
        /// The words that the report has for the speaker.
        source: Option<Words>,
        /// Who it may be.
        candidates: Vec<Words>,
        /// Who is named in the words for the speaker only to say more of somebody else: `the aides of Marten`.
        beside: Vec<Words>,
        /// Why it is left open.
        reason: Words,
    },
}

impl Voice {
    /// Whether several who are known say it together.
    pub(crate) fn is_joint(&self) -> bool {
        matches!(self, Voice::Unknown { candidates, reason, .. }
            if candidates.len() > 1 && reason.exact() == crate::hint::TOGETHER)
    }
}

/// A quantity, or those of a measure that are claimed once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesHead {
    /// What is measured.
    pub measure: Words,
    /// True for the first quantity of its measure.
    pub opens: bool,
    /// How many claims and claimants, and how far their last claims lie apart; `None` for what is claimed once, of several
    /// quantities.
    pub summary: Option<String>,
}

/// The issue that a group of positions is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueHead {
    /// Its name.
    pub name: Words,
    /// Who is on which side.
    pub sides: Vec<(PositionSide, Vec<Words>)>,
}

/// How somebody stands to an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionLine {
    /// Who holds it: a name, or the report's words in quotation marks.
    pub holder: Words,
    /// Who spoke for the holder.
    pub speaker: Option<Words>,
    /// The stance, by the word that shows it.
    pub stance: Stance,
    /// Which way it goes for the issue of its group.
    pub side: PositionSide,
    /// The words name the contrary of that issue.
    pub contrary: bool,
    /// From 1 to 3.
    pub strength: u8,
    /// Whose words show it.
    pub voice: PositionVoice,
    /// The words that show the stance.
    pub cue: Words,
    /// The words for the issue.
    pub words: Words,
    /// The earlier words of the holder that it departs from.
    pub departs_from: Option<Words>,
    /// Date of the report.
    pub published: Option<Words>,
    /// What lines call the report.
    pub outlet: Words,
    /// First the report shown, then others that print the same.
    pub notes: Vec<Note>,
}

/// How the reports stand to each other in the claims of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgreementHead {
    /// How they stand to each other.
    pub relation: Relation,
    /// True for what somebody or something is called.
    pub labels: bool,
    /// True for what one voice alone says in its words, while another one tells something near to it.
    pub near: bool,
    /// How many claims of the kind are not listed, beyond those that one report alone makes and that are.
    pub more: usize,
}

/// A claim, with what each report says on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementLine {
    /// What kind of claim.
    pub kind: Kind,
    /// How the reports stand to each other in it.
    pub relation: Relation,
    /// What they differ in.
    pub aspects: Vec<Aspect>,
    /// What or who it is about.
    pub subject: Words,
    /// What is said; reports that say the same stand together.
    pub sides: Vec<AgreementSide>,
    /// What other voices tell that is near to it, each in its own words; whether it is the same is left open.
    pub near: Vec<AgreementSide>,
    /// Voices that make the claim: reports that print one text, or retell it, count once.
    pub told: usize,
    /// Reports that make it.
    pub reports: usize,
    /// Voices that could have made it.
    pub could: usize,
    /// All voices that are compared.
    pub of: usize,
    /// The rule that aligned it.
    pub rule: &'static str,
}

/// What several reports say alike on a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementSide {
    /// What the side is, where its words do not show it: `alleged`.
    pub name: Option<&'static str>,
    /// The exact words of the first report of it, in pieces.
    pub words: Vec<Words>,
    /// The words stand in quotation marks there.
    pub quoted: bool,
    /// Whose words they are; `None` for the report's own.
    pub owner: Option<Words>,
    /// Of a number: its scope, place and day, as the section on numbers tells them of the same claim.
    pub details: Vec<Words>,
    /// Whether it came about, as that report tells it, where that is not that it did.
    pub realis: Option<Realis>,
    /// The reports that say so.
    pub cells: Vec<AgreementCell>,
    /// How many further places say so.
    pub more: usize,
}

/// A report that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementCell {
    /// What lines call the report.
    pub outlet: Words,
    /// Where it says so.
    pub note: Note,
    /// It prints or retells another report.
    pub copy: bool,
}

/// A number that the reports claim.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureLine {
    /// The counted phrase in the report's words.
    pub words: Words,
    /// The value in digits with its bound: `more than 230`; `None` for vague ones without limits.
    pub value: Option<String>,
    /// True if `words` already say the value in that way.
    pub plain: bool,
    /// The same as numbers; `None` for vague ones without limits.
    pub amount: Option<Amount>,
    /// Scope, status as claimed, what it is a share of.
    pub details: Vec<Words>,
    /// Who claims it.
    pub claimant: Words,
    /// Where, in the report's words.
    pub place: Option<Words>,
    /// As of when.
    pub as_of: Option<Words>,
    /// The day that it holds for as in ISO 8601: as of when, else that of publication; `None` if neither is fully known.
    pub day: Option<String>,
    /// How it stands to earlier claims about the same quantity: `contradicts “23 dead” (National Rescue Service)`.
    pub relations: Vec<Words>,
    /// Date of the report.
    pub published: Option<Words>,
    /// What lines call the report.
    pub outlet: Words,
    /// First the report shown, then others that print the same.
    pub notes: Vec<Note>,
}

impl FigureLine {
    /// Its details, its place where the words do not hold it, and the day of the count.
    pub(crate) fn circumstances(&self) -> Vec<Words> {
        let place = self.place.as_ref().filter(|place| !self.words.exact().contains(place.exact()));
        let place = place.map(|place| Words::new(format!("“{}”", place.exact())));
        let day = self.as_of.as_ref().map(|date| Words::new(format!("as of {}", date.exact())));
        self.details.iter().cloned().chain(place).chain(day).collect()
    }
}

/// A claimed number, for drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The number as written; of a range the middle, of a bound without a number the bound.
    pub value: f64,
    /// Lowest value that the words allow; `None` if they set none.
    pub low: Option<f64>,
    /// Highest value that the words allow; `None` if they set none.
    pub high: Option<f64>,
}

/// An act, once over all reports, with its sides as the report has them that tells most of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// The words that name the act.
    pub words: Words,
    /// What kind of act, of PLOVER.
    pub event_type: EventType,
    /// PLOVER's modes.
    pub modes: Vec<Words>,
    /// Who did it: a name, or the report's words in quotation marks.
    pub sources: Vec<Words>,
    /// To whom.
    pub targets: Vec<Words>,
    /// Words that stand for who did it and were not taken for anybody: `they`, where it may be several.
    pub open_sources: Vec<Words>,
    /// The same of to whom.
    pub open_targets: Vec<Words>,
    /// All sides are in `sources`.
    pub reciprocal: bool,
    /// Whether it came about, as most of the reports tell it.
    pub realis: Realis,
    /// How many reports tell of it.
    pub reports: usize,
    /// How many of those are independent.
    pub voices: usize,
    /// How many of them tell otherwise whether it came about, in the order of the record.
    pub otherwise: Vec<(Realis, usize)>,
    /// When.
    pub when: Option<Words>,
    /// That is the day on which it was told of: it took place then at the latest.
    pub told_then: bool,
    /// A meeting to come, which PLOVER counts as an agreement.
    pub is_meeting: bool,
    /// Where, in the report's words.
    pub place: Option<Words>,
    /// Who tells it; `None` if the outlet does itself.
    pub voice: Option<EventVoice>,
    /// Who else tells it in the same words of whether it came about: first in the same report, then in others; `None` is an outlet.
    pub further: Vec<Option<EventVoice>>,
    /// Date of the report.
    pub published: Option<Words>,
    /// What lines call the report.
    pub outlet: Words,
    /// First the words of the report shown, then other places of it, and the other reports that tell of it.
    pub notes: Vec<Note>,
}

/// Who tells of an event inside a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventVoice {
    /// Who.
    pub speaker: Voice,
    /// The words that lay it to the speaker.
    pub cue: Option<Words>,
}

/// What is open of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open<K> {
    /// The kind.
    pub kind: K,
    /// How many there are, with those that are counted only.
    pub total: usize,
}

/// What a collection can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// An input that could not be read.
    Unread,
    /// A report from which no line was drawn: it is in another language, or nothing was found.
    Silent,
    /// A report whose day of publication is not known, or not fully.
    Undated,
    /// An agency or medium that reports credit or cite, and that has no report here.
    Unseen,
}

/// What a record can leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Whose statement is it?
    Speaker,
    /// Which place is it?
    Place,
    /// Who is it?
    Identity,
    /// Are these one?
    Merge,
    /// Who did it to whom?
    Sides,
    /// When was it said?
    Day,
}

/// Something that is missing or open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// The words or the name that it is about.
    pub what: Words,
    /// True if `what` are words of a report, to be set in quotation marks.
    pub quoted: bool,
    /// What is known of it.
    pub detail: Words,
    /// How often it comes up.
    pub count: usize,
    /// The reports it is about, where no footnote leads there.
    pub reports: Vec<usize>,
    /// Where it comes up, the first places.
    pub notes: Vec<Note>,
}

/// The evidence of a line: where it stands, and what stands there.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// Its number.
    pub number: usize,
    /// Number of the report.
    pub report: usize,
    /// What lines call the report.
    pub outlet: Words,
    /// Date of the report.
    pub published: Option<Words>,
    /// The sentences around, with the evidence marked.
    pub context: Vec<Piece>,
    /// The marked words, in UTF-8 bytes of the cleaned text.
    pub spans: Vec<Span>,
    /// The same in Unicode code points.
    pub points: Vec<Span>,
    /// The rules that made the lines.
    pub rules: Vec<Words>,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words; of a gap, the sign for it.
    pub words: Words,
    /// What it is.
    pub kind: PieceKind,
}

/// What a stretch of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Words around the evidence.
    Plain,
    /// The evidence.
    Marked,
    /// Words left out, shown as `[…]`.
    Gap,
}
