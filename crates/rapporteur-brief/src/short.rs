//! A briefing of a given number of printed pages: which lines it has, and how many it leaves out.

use crate::{
    AgreementLine, AgreementSide, Briefing, EventLine, FigureLine, Group, Note, PositionLine, Section, Short,
    StatementLine, evidence,
};
use rapporteur_compare::Relation;
use rapporteur_record::PositionSide;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a page holds, in hundredths of a line of text; what is written smaller takes less of it. A4 in the style sheet for print,
/// a little less, for what does not fit at the foot of a page.
const PAGE: usize = 4_100;
/// Title, what is said at the head and foot, and the head of the footnotes.
const FRAME: usize = 1_450;
/// Signs in a line of text, and in one of a footnote.
const SIGNS: usize = 98;
const SMALL: usize = 126;
/// Height of a line, of one in smaller letters, of the head of a section, of a head inside it, and of the space around.
const LINE: usize = 100;
const LESS: usize = 78;
const HEAD: usize = 260;
const UNDERHEAD: usize = 170;
const SPACE: usize = 25;
/// Signs that a footnote has beside its words: report, outlet, place, rule.
const ORIGIN: usize = 70;

/// Reports that are listed.
const REPORTS: usize = 8;
/// Lines of each kind of what is missing.
const GAPS: usize = 2;
/// How many lines of a kind are taken in a turn: where the reports agree and differ, statements, figures, events, positions.
const TURN: [usize; 5] = [3, 3, 2, 2, 2];
/// Sides of a claim that are shown.
const SIDES: usize = 3;

/// Where a line stands: section, group, line.
type At = (usize, usize, usize);

/// What decides how early a line is taken: the reports differ on it; how many reports have it; an exact quotation; its place.
type Rank = (Reverse<bool>, Reverse<usize>, Reverse<bool>, At);

impl Briefing {
    /// The same in about `pages` printed pages.
    ///
    /// Claims that reports are compared on, statements, figures, events and positions are taken in turn (three, three, two, two,
    /// two) until the pages are full: those first on which reports differ, then those that most reports have (copies and retellings do not count), then exact quotations, then
    /// in the order of the whole briefing. Cast, timeline and open questions are left out; everything left out is counted.
    /// Each line has one footnote, numbered anew. Fewer pages than one count as one.
    #[must_use]
    pub fn short(mut self, pages: usize) -> Self {
        let pages = pages.max(1);
        let counts = self.counts();
        let copies: BTreeSet<usize> =
            self.documents.lines().filter(|line| line.copied.is_some()).map(|line| line.number).collect();
        let mut budget = (pages * PAGE).saturating_sub(FRAME);

        // What was read: the fuller reports, in their order.
        let mut listed: Vec<usize> = self.documents.lines().map(|line| line.number).collect();
        listed.sort_by_key(|number| copies.contains(number));
        listed.truncate(REPORTS * pages.div_ceil(2));
        self.documents.keep(|_, line| listed.contains(&line.number));
        for group in &mut self.missing.groups {
            group.lines.truncate(GAPS);
        }
        spend(&mut budget, HEAD + self.documents.lines().count() * (LINE + SPACE));
        for group in &self.missing.groups {
            spend(&mut budget, UNDERHEAD + group.lines.len() * LINE);
        }

        self.one_note(&copies);
        let heights: BTreeMap<usize, usize> = self
            .footnotes
            .iter()
            .map(|footnote| {
                let signs: usize =
                    footnote.context.iter().map(|piece| piece.words.exact().chars().count()).sum();
                (footnote.number, (signs + ORIGIN).div_ceil(SMALL) * LESS + SPACE)
            })
            .collect();
        let taken = self.take(&heights, budget);
        let has = |section: usize| {
            let taken = &taken;
            move |group: usize, line: usize| taken.contains(&(section, group, line))
        };
        self.agreement.keep_at(has(0));
        self.statements.keep_at(has(1));
        self.figures.keep_at(has(2));
        self.events.keep_at(has(3));
        self.positions.keep_at(has(4));
        for group in &mut self.agreement.groups {
            group.head.more = 0;
            for line in &mut group.lines {
                cut_sides(&mut line.sides);
            }
        }
        self.cast.keep(|_, _| false);
        self.timeline.keep(|_, _| false);
        self.questions.keep(|_, _| false);
        self.retellings.keep(|_, _| false);
        self.others = 0;
        self.unsure_events = 0;
        for group in &mut self.statements.groups {
            group.head.retold.clear();
        }
        // What opens a measure may have been left out.
        let mut before = None;
        for group in &mut self.figures.groups {
            group.head.opens =
                before.replace(group.head.measure.clone()).as_ref() != Some(&group.head.measure);
        }
        let kept = self.counts();
        let left_out = counts.into_iter().zip(kept).filter(|((_, all), (_, kept))| all > kept);
        let left_out = left_out.map(|((what, all), (_, kept))| (what, all - kept)).collect();
        evidence::number(&mut self);
        self.short = Some(Short { pages, left_out });
        self
    }

    /// How many lines of each kind there are.
    fn counts(&self) -> Vec<(&'static str, usize)> {
        let compared: usize = self.agreement.groups.iter().map(|group| group.head.more).sum();
        let questions: usize = self.questions.groups.iter().map(|group| group.head.total).sum();
        vec![
            ("reports", self.documents.len()),
            ("of the cast", self.cast.len()),
            ("dated sentences", self.timeline.len()),
            ("statements", self.statements.len()),
            ("figures", self.figures.len()),
            ("events", self.events.len()),
            ("positions", self.positions.len()),
            ("reports that print or retell others", self.retellings.len()),
            ("compared claims", self.agreement.len() + compared),
            ("open questions", if self.questions.groups.is_empty() { 0 } else { questions }),
        ]
    }

    /// Leaves each line its first footnote and the number of further reports, without copies of others.
    fn one_note(&mut self, copies: &BTreeSet<usize>) {
        let cut = |notes: &mut Vec<Note>| {
            // A fuller report is better to lead to than a copy of it.
            let best = notes.iter().find(|note| !copies.contains(&note.report)).or(notes.first());
            let Some(best) = best.copied() else { return };
            let reports: BTreeSet<usize> = notes.iter().map(|note| note.report).collect();
            let others =
                reports.iter().filter(|report| **report != best.report && !copies.contains(report)).count();
            *notes = vec![Note { others, ..best }];
        };
        let lines = self.statements.groups.iter_mut().flat_map(|group| &mut group.lines);
        lines.for_each(|line| cut(&mut line.notes));
        let lines = self.figures.groups.iter_mut().flat_map(|group| &mut group.lines);
        lines.for_each(|line| cut(&mut line.notes));
        let lines = self.positions.groups.iter_mut().flat_map(|group| &mut group.lines);
        lines.for_each(|line| cut(&mut line.notes));
        let lines = self.agreement.groups.iter_mut().flat_map(|group| &mut group.lines);
        for side in lines.flat_map(|line| line.sides.iter_mut().chain(&mut line.near)) {
            side.more += side.cells.len().saturating_sub(1);
            side.cells.truncate(1);
        }
        // How many reports tell of an event stands in its line.
        let lines = self.events.groups.iter_mut().flat_map(|group| &mut group.lines);
        lines.for_each(|line| line.notes.truncate(1));
    }

    /// Which lines fit, taken in turn from the four sections.
    fn take(&self, heights: &BTreeMap<usize, usize>, budget: usize) -> BTreeSet<At> {
        let note =
            |notes: &[Note]| notes.first().and_then(|note| heights.get(&note.number)).copied().unwrap_or(0);
        let signs = |words: &str| words.chars().count();
        let compared = candidates(0, &self.agreement, |group, line: &AgreementLine| {
            let sides = shown_sides(&line.sides)
                .into_iter()
                .filter_map(|at| line.sides.get(at))
                .chain(&line.near)
                .map(|side| {
                    let long: usize = side.words.iter().map(|words| signs(words.exact())).sum();
                    let notes =
                        side.cells.iter().map(|cell| heights.get(&cell.note.number).copied().unwrap_or(0));
                    text(long + 60) + notes.sum::<usize>()
                });
            let height = text(80) + SPACE + sides.sum::<usize>();
            let disputed = group.head.relation <= Relation::Differs;
            // What one report alone says, and what only moved on or is told in two ways that go together, can wait.
            let shared = disputed || (Relation::All..Relation::Only).contains(&group.head.relation);
            shared.then_some((disputed, line.told, group.head.relation == Relation::Contradicts, height))
        });
        let statements = candidates(1, &self.statements, |group, line: &StatementLine| {
            // What stands inside the words of others, and what nobody is known to have said, is for the whole briefing.
            let known = group.head.name.is_some() && line.depth == 0;
            let long: usize = line.words.iter().map(|words| signs(words.exact())).sum();
            let height = text(long + 12) + LESS + SPACE + note(&line.notes);
            known.then(|| (false, support(&line.notes), line.form.contains(&"direct"), height))
        });
        let figures = candidates(2, &self.figures, |group, line: &FigureLine| {
            let differs = |line: &FigureLine| {
                let against = |told: &str| told.starts_with("contradicts") || told.starts_with("differs");
                line.relations.iter().any(|told| against(told.exact()))
            };
            let disputed = group.lines.iter().any(differs);
            let reports: BTreeSet<usize> =
                group.lines.iter().flat_map(|line| &line.notes).map(|note| note.report).collect();
            let all = if group.head.summary.is_some() { reports.len() } else { support(&line.notes) };
            let told: usize = line.relations.iter().map(|told| signs(told.exact())).sum();
            let height = text(signs(line.words.exact()).max(2 * told)) + LESS + SPACE + note(&line.notes);
            Some((disputed, all.max(line.notes.first().map_or(0, |note| note.others + 1)), false, height))
        });
        let events = candidates(3, &self.events, |_, line: &EventLine| {
            let sides = line.sources.iter().chain(&line.targets).map(|side| signs(side.exact()) + 2);
            let height =
                text(sides.sum::<usize>() + signs(line.words.exact()) + 40) + 2 * LESS + note(&line.notes);
            // Who did it, or to whom, is the news of it.
            let told = !line.sources.is_empty() || !line.targets.is_empty();
            told.then_some((!line.otherwise.is_empty(), line.reports, false, height))
        });
        let positions = candidates(4, &self.positions, |group, line: &PositionLine| {
            let side = |side: PositionSide| group.lines.iter().any(|line| line.side == side);
            let disputed =
                side(PositionSide::For) && (side(PositionSide::Against) || side(PositionSide::Denies));
            let long = signs(line.words.exact()) + signs(line.cue.exact()) + 40;
            let height = text(long) + LESS + SPACE + note(&line.notes);
            Some((disputed || line.departs_from.is_some(), support(&line.notes), false, height))
        });
        let mut queues = [compared, statements, figures, events, positions].map(Vec::into_iter);
        let mut left = budget;
        let mut taken = BTreeSet::new();
        let mut opened: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut sections: BTreeSet<usize> = BTreeSet::new();
        loop {
            let before = taken.len();
            for (queue, turn) in queues.iter_mut().zip(TURN) {
                for (_, at, height) in queue.by_ref().take(turn) {
                    let head = if opened.contains(&(at.0, at.1)) { 0 } else { UNDERHEAD };
                    let head = head + if sections.contains(&at.0) { 0 } else { HEAD };
                    if head + height > left {
                        continue;
                    }
                    left -= head + height;
                    taken.insert(at);
                    opened.insert((at.0, at.1));
                    sections.insert(at.0);
                }
            }
            if taken.len() == before && queues.iter().all(|queue| queue.len() == 0) {
                return taken;
            }
        }
    }
}

/// How many reports have a line.
fn support(notes: &[Note]) -> usize {
    notes.first().map_or(0, |first| first.others + 1)
}

/// Which sides of a claim are shown: one of each name first, an allegation and its denial, then the others in order.
fn shown_sides(sides: &[AgreementSide]) -> Vec<usize> {
    let names = |at: &usize| sides[..*at].iter().all(|side| side.name != sides[*at].name);
    let (first, others): (Vec<usize>, Vec<usize>) = (0..sides.len()).partition(names);
    let mut shown: Vec<usize> = first.into_iter().chain(others).take(SIDES).collect();
    shown.sort_unstable();
    shown
}

fn cut_sides(sides: &mut Vec<AgreementSide>) {
    let shown = shown_sides(sides);
    let mut at = 0..;
    sides.retain(|_| at.next().is_some_and(|at| shown.contains(&at)));
}

/// Height of running text.
fn text(signs: usize) -> usize {
    signs.div_ceil(SIGNS) * LINE
}

fn spend(budget: &mut usize, height: usize) {
    *budget = budget.saturating_sub(height);
}

/// The lines of a section that come into question, best first, with their heights. `weigh` says whether reports differ on a line,
/// how many have it, whether it is an exact quotation, and how high it is.
fn candidates<H, L>(
    section: usize,
    lines: &Section<H, L>,
    weigh: impl Fn(&Group<H, L>, &L) -> Option<(bool, usize, bool, usize)>,
) -> Vec<(Rank, At, usize)> {
    let mut found = Vec::new();
    for (group_at, group) in lines.groups.iter().enumerate() {
        for (line_at, line) in group.lines.iter().enumerate() {
            if let Some((disputed, reports, exact, height)) = weigh(group, line) {
                let at = (section, group_at, line_at);
                found.push(((Reverse(disputed), Reverse(reports), Reverse(exact), at), at, height));
            }
        }
    }
    found.sort();
    found
}

impl<H, L> Section<H, L> {
    /// Leaves out the lines for which `keep` does not hold, and heads without lines.
    fn keep(&mut self, keep: impl Fn(&H, &L) -> bool) {
        for Group { head, lines } in &mut self.groups {
            lines.retain(|line| keep(head, line));
        }
        self.groups.retain(|group| !group.lines.is_empty());
        self.hidden = 0;
    }

    /// The same by the place of group and line.
    fn keep_at(&mut self, keep: impl Fn(usize, usize) -> bool) {
        for (at, group) in self.groups.iter_mut().enumerate() {
            let mut line = 0..;
            group.lines.retain(|_| line.next().is_some_and(|line| keep(at, line)));
        }
        self.groups.retain(|group| !group.lines.is_empty());
        self.hidden = 0;
    }
}
