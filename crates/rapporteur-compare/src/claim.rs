//! Claims as they come out: what is compared, with the places that make it.

use rapporteur_record::{
    AttributionId, EntityId, EventId, EventType, FigureId, MentionId, PositionId, PositionSide, Realis,
};
use rapporteur_text::Span;
use std::cmp::Reverse;

/// What kind of claim is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody denies what is alleged.
    Denial,
    /// Different ones are blamed for one act.
    Blame,
    /// Somebody views as something else what is told as an act.
    Framing,
    /// A quantity.
    Figure,
    /// An event.
    Event,
    /// What somebody said.
    Statement,
    /// How somebody stands to an issue.
    Position,
    /// What somebody or something is called.
    Label,
}

impl Kind {
    /// Its name in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Blame => "blame",
            Self::Framing => "framing",
            Self::Figure => "figure",
            Self::Event => "event",
            Self::Statement => "statement",
            Self::Position => "position",
            Self::Label => "label",
        }
    }
}

/// How the reports stand to each other in a claim, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// What they say excludes each other.
    Contradicts,
    /// They say it in different ways: see [`Claim::aspects`].
    Differs,
    /// The number has moved on with the days.
    Later,
    /// Their words differ and can both be true: `1,400` and `over 1,400`.
    Compatible,
    /// All voices say so.
    All,
    /// More than half of them do.
    Most,
    /// Several do.
    Some,
    /// One voice does.
    Only,
}

impl Relation {
    /// All, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::Contradicts,
        Self::Differs,
        Self::Later,
        Self::Compatible,
        Self::All,
        Self::Most,
        Self::Some,
        Self::Only,
    ];

    /// Its name in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Differs => "differs",
            Self::Later => "later",
            Self::Compatible => "compatible",
            Self::All => "all",
            Self::Most => "most",
            Self::Some => "some",
            Self::Only => "only",
        }
    }
}

/// What the reports differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Another number.
    Value,
    /// The same number, bounded in another way.
    Bound,
    /// Who claims it, or who said it.
    Claimant,
    /// Whether it came about.
    Realis,
    /// The words inside of quotation marks, or the words for an act.
    Wording,
    /// What somebody or something is called.
    Label,
}

impl Aspect {
    /// Its name in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Bound => "bound",
            Self::Claimant => "claimant",
            Self::Realis => "realis",
            Self::Wording => "wording",
            Self::Label => "label",
        }
    }
}

/// Which line of its report a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A figure.
    Figure(FigureId),
    /// An event.
    Event(EventId),
    /// An attribution.
    Attribution(AttributionId),
    /// A position, by its place among those of its report.
    Position(PositionId),
    /// A mention.
    Mention(MentionId),
    /// A sentence that no line was made of, by its place among those of its report.
    Sentence(usize),
}

/// Whose words a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The report's own.
    Outlet,
    /// This one's, as the report tells it.
    Entity(EntityId),
    /// Somebody's who is not known; the words for the source, if there are some.
    Unknown(Option<Span>),
}

/// A place that makes a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Number of the report.
    pub report: i64,
    /// Cells with one number say the same; in order of the claim.
    pub side: usize,
    /// The words, sorted, none of them empty; they do not overlap.
    pub spans: Vec<Span>,
    /// The line that they are of.
    pub line: Line,
    /// Whose words they are.
    pub owner: Owner,
    /// The words stand inside of quotation marks.
    pub quoted: bool,
    /// The report prints or retells another one of the collection.
    pub copy: bool,
    /// Whether it came about, as an event is told there.
    pub realis: Option<Realis>,
}

/// How many make a claim, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Voices that make it.
    pub told: usize,
    /// Reports that do, copies among them.
    pub reports: usize,
    /// Voices that could have made it: they speak of those whom it is about, and were not published before it was made.
    /// Never fewer than `told`.
    pub could: usize,
    /// All voices.
    pub of: usize,
}

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A quantity, by what is measured.
    Measure(String),
    /// These: of a denial who denies and who alleges, of a statement who speaks, of a label who or what is called so.
    Entities(Vec<EntityId>),
    /// An issue by name, and which way it goes.
    Issue(String, PositionSide),
    /// An act of this kind.
    Act(EventType),
}

/// A claim that reports make.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What kind.
    pub kind: Kind,
    /// How the reports stand to each other in it.
    pub relation: Relation,
    /// What they differ in, in order, each once. Of reports that contradict each other or differ at least one.
    pub aspects: Vec<Aspect>,
    /// What it is about.
    pub subject: Subject,
    /// The places, by side, then by report. Never empty.
    pub cells: Vec<Cell>,
    /// Places of voices that do not make it, where something is told that is near to it: whether it is the same nobody can tell. One of each
    /// voice, the nearest first; their side is 0.
    pub near: Vec<Cell>,
    /// How many voices make it.
    pub share: Share,
    /// The rule that aligned its cells.
    pub rule: &'static str,
    pub(crate) about: About,
}

/// Who is named by a voice that could have made a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct About {
    /// All of these.
    pub(crate) all: Vec<EntityId>,
    /// One of these, if there are some.
    pub(crate) any: Vec<EntityId>,
}

impl Claim {
    pub(crate) fn new(kind: Kind, rule: &'static str, subject: Subject) -> Self {
        Self {
            kind,
            relation: Relation::Only,
            aspects: Vec::new(),
            subject,
            cells: Vec::new(),
            near: Vec::new(),
            share: Share::default(),
            rule,
            about: About::default(),
        }
    }

    pub(crate) fn note(&mut self, aspect: Aspect) {
        if !self.aspects.contains(&aspect) {
            self.aspects.push(aspect);
            self.aspects.sort_unstable();
        }
    }

    /// Number of sides.
    #[must_use]
    pub fn sides(&self) -> usize {
        self.cells.iter().map(|cell| cell.side + 1).max().unwrap_or(0)
    }

    pub(crate) fn order(&self) -> impl Ord + use<> {
        let first = self.cells.first().map(|cell| (cell.report, cell.spans.clone(), cell.line));
        (self.relation, self.kind, Reverse(self.share.told), first)
    }
}
