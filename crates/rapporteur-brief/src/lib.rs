//! Records to a briefing: who says what, when, how many, with a footnote to the exact words under every line.
//!
//! In: the [`Report`]s and [`Problem`]s of one run. Out: a [`Briefing`], plain data, which [`render`] writes for a
//! terminal, as Markdown, as one self-contained HTML file, or as a document of Word. Words from outside travel as [`Words`], which can only
//! be shown cleaned of what would steer a terminal.
//!
//! ```
//! use rapporteur_brief::{Briefing, render};
//! use rapporteur_record::Problem;
//!
//! let problems = [Problem::error("reports/empty.txt", "the file is empty")];
//! let briefing = Briefing::new(&[], &problems, "0.1.0");
//! let mut page = Vec::new();
//! render::markdown(&briefing, &mut page).unwrap();
//! assert!(String::from_utf8(page).unwrap().contains("reports/empty.txt"));
//! ```
//!
//! It may not know where reports come from, how their lines are found, or how they are kept; and it has no clock.

mod agreement;
mod aside;
mod cast;
mod clean;
mod dates;
mod documents;
mod events;
mod evidence;
mod figures;
mod hint;
mod missing;
mod model;
mod positions;
mod questions;
pub mod render;
mod retellings;
mod short;
mod statements;
mod timeline;

pub use clean::{Words, clean};
pub use model::{
    AgreementCell, AgreementHead, AgreementLine, AgreementSide, Amount, Briefing, CastLine, Copied,
    DateKnown, Day, DocumentLine, EventLine, EventVoice, FigureLine, Footnote, Gap, Group, IssueHead, Note,
    Open, OpenLine, Piece, PieceKind, PositionLine, ProblemLine, Question, Retelling, RetellingLine, Section,
    SeriesHead, Short, SpeakerHead, StatementLine, TimelineLine, Voice,
};
pub use rapporteur_compare::{Aspect, Kind, Relation};
pub use render::Style;

use rapporteur_record::{Identity, Problem, Report};
use std::collections::BTreeSet;

impl Briefing {
    /// The briefing on these reports, whose order does not matter. `version` is that of the program and is shown.
    #[must_use]
    pub fn new(reports: &[Report], problems: &[Problem], version: &str) -> Self {
        let mut sources = documents::sources(reports);
        let identities = cast::identities(&mut sources);
        let profiles = cast::Profiles::new(&sources, &identities);
        let mut evidence = evidence::Evidence::default();
        let said = statements::Statements::new(&sources, &profiles, &mut evidence);
        let counts = said.counts();
        let (cast, others) = profiles.cast(&sources, &counts, &mut evidence);
        let folded = documents::folded(&sources);
        let happenings = events::happenings(&sources, &profiles);
        let events = events::Events::new(&sources, &happenings, &folded, &profiles, &mut evidence);
        let timeline = timeline::groups(&sources, &profiles, &events, &mut evidence);
        let stood = positions::stood(&sources, &profiles);
        let positions = positions::groups(&sources, &stood, &profiles, &mut evidence);
        let ledger = figures::ledger(&sources, &folded);
        let figures = figures::groups(&sources, &ledger, &folded, &profiles, &mut evidence);
        let together = agreement::Together {
            sources: &sources,
            folded: &folded,
            happenings: &happenings,
            ledger: &ledger,
            counted: figures::by_figure(&ledger),
            stood: &stood,
            profiles: &profiles,
        };
        let agreement = agreement::groups(&together, agreement::Extent::Stories, &mut evidence);
        let retellings = retellings::groups(&sources, &folded, &mut evidence);
        let statements = said.groups(&profiles, &counts);
        let unsure_events = events.unsure();
        let (events, nameless) = events.groups();
        let questions =
            questions::groups(&sources, &profiles, &identities, (&statements, &nameless), &mut evidence);
        let mut briefing = Self {
            version: Words::from(version),
            reports: reports.len(),
            period: documents::period(&sources),
            undated: documents::undated(&sources),
            documents: Section::plain(documents::lines(&sources, &folded)),
            problems: documents::problems(problems),
            cast: Section::plain(cast),
            others,
            timeline: Section::new(timeline),
            statements: Section::new(statements),
            positions: Section::new(positions),
            agreement: Section::new(agreement),
            figures: Section::new(figures),
            unsure_events,
            events: Section::new(events),
            with_model: true,
            missing: Section::new(missing::groups(&sources, problems, &counts, &profiles)),
            questions: Section::new(questions),
            voices: folded.voices.count(0..sources.len()),
            retellings: Section::new(retellings),
            short: None,
            footnotes: evidence.into_footnotes(),
        };
        evidence::number(&mut briefing);
        briefing
    }

    /// Only where these reports agree and differ, each with each other, whatever story they tell: the other sections are
    /// empty but for what was read.
    #[must_use]
    pub fn comparison(reports: &[Report], problems: &[Problem], version: &str) -> Self {
        Self::compared(reports, None, problems, version)
    }

    /// The same, of reports of which it is known who is who, as a store keeps it with what people corrected: the members of
    /// `identities` name reports by their places in `reports`, from 1.
    #[must_use]
    pub fn comparison_of_known(
        reports: &[Report],
        identities: &[Identity],
        problems: &[Problem],
        version: &str,
    ) -> Self {
        Self::compared(reports, Some(identities), problems, version)
    }

    fn compared(reports: &[Report], known: Option<&[Identity]>, problems: &[Problem], version: &str) -> Self {
        let mut sources = documents::sources(reports);
        let identities = match known {
            Some(known) => cast::known(&mut sources, reports, known),
            None => cast::identities(&mut sources),
        };
        let profiles = cast::Profiles::new(&sources, &identities);
        let mut evidence = evidence::Evidence::default();
        let happenings = events::happenings(&sources, &profiles);
        let stood = positions::stood(&sources, &profiles);
        let folded = documents::folded(&sources);
        let ledger = figures::ledger(&sources, &folded);
        let together = agreement::Together {
            sources: &sources,
            folded: &folded,
            happenings: &happenings,
            ledger: &ledger,
            counted: figures::by_figure(&ledger),
            stood: &stood,
            profiles: &profiles,
        };
        let agreement = agreement::groups(&together, agreement::Extent::Whole, &mut evidence);
        let mut briefing = Self::new(&[], problems, version);
        briefing.reports = reports.len();
        briefing.period = documents::period(&sources);
        briefing.undated = documents::undated(&sources);
        briefing.documents = Section::plain(documents::lines(&sources, &folded));
        briefing.agreement = Section::new(agreement);
        briefing.voices = folded.voices.count(0..sources.len());
        briefing.footnotes = evidence.into_footnotes();
        evidence::number(&mut briefing);
        briefing
    }

    /// The same, of reports that were read without the model: it says that there are no events for that reason.
    #[must_use]
    pub fn without_model(mut self) -> Self {
        self.with_model = false;
        self
    }

    /// The same with at most `lines` lines in each section, and with the footnotes of these lines only. Numbers of
    /// footnotes stay as they are in the whole briefing.
    #[must_use]
    pub fn limited(mut self, lines: usize) -> Self {
        self.documents.limit(lines);
        self.cast.limit(lines);
        self.timeline.limit(lines);
        self.statements.limit(lines);
        self.figures.limit(lines);
        self.events.limit(lines);
        self.positions.limit(lines);
        self.missing.limit(lines);
        self.questions.limit(lines);
        self.agreement.limit(lines);
        self.retellings.limit(lines);
        let mut led_to = BTreeSet::new();
        self.each_note(|note| note.first = led_to.insert(note.number));
        self.footnotes.retain(|footnote| led_to.contains(&footnote.number));
        self
    }
}

impl<H, L> Section<H, L> {
    fn limit(&mut self, lines: usize) {
        let mut left = lines;
        for group in &mut self.groups {
            self.hidden += group.lines.len().saturating_sub(left);
            group.lines.truncate(left);
            left -= group.lines.len();
        }
        // A head whose lines are all left out says nothing.
        if self.hidden > 0 {
            self.groups.retain(|group| !group.lines.is_empty());
        }
    }
}
