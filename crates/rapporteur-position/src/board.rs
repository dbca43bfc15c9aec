//! The positions of many reports by issue: names, order, and the lines that depart from an earlier one.

use crate::diary::{Entry, departures};
use crate::group::{Raised, issues};
use crate::naming;
use rapporteur_ontology::issue;
use rapporteur_record::{EntityId, Position, PositionId, PositionSide, Report};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A holder over all reports by its id, else by its words in one report.
type HolderKey<'h> = (Option<&'h EntityId>, Option<i64>, String);

/// A position of one report, with what is known over all reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Number of the report.
    pub report: i64,
    /// Number of the position there.
    pub position: PositionId,
    /// Who holds it, over all reports; `None` where it has words only, which mean nobody in another report.
    pub holder: Option<EntityId>,
    /// The words for such a holder.
    pub holder_words: String,
    /// Which way it goes.
    pub side: PositionSide,
    /// The key of its issue.
    pub key: String,
    /// True if that is the id of a common issue.
    pub common: bool,
    /// The words of its issue.
    pub words: String,
    /// The day of the report, in ISO 8601, if known.
    pub day: Option<String>,
    /// What its report is about: see [`commonest`](crate::commonest).
    pub report_about: Vec<EntityId>,
}

impl Held {
    /// A position of a report; `who` tells who an entity of the report is over all reports.
    #[must_use]
    pub fn new(
        number: i64,
        report: &Report,
        position: &Position,
        who: &dyn Fn(&EntityId) -> EntityId,
        day: Option<&str>,
        about: &[EntityId],
    ) -> Self {
        let words = |span: Option<rapporteur_text::Span>| {
            span.and_then(|span| span.of(&report.document.text)).unwrap_or_default().to_owned()
        };
        Self {
            report: number,
            position: position.id,
            holder: position.holder.as_ref().map(who),
            holder_words: words(position.holder_span),
            side: position.side(),
            key: position.issue.key.clone(),
            common: position.issue.common,
            words: naming::words_of(report, position),
            day: day.map(str::to_owned),
            report_about: about.to_vec(),
        }
    }

    /// The same for all positions of one holder: over all reports, or by its words in one.
    fn holder_key(&self) -> HolderKey<'_> {
        match &self.holder {
            Some(id) => (Some(id), None, String::new()),
            None => (None, Some(self.report), self.holder_words.to_lowercase()),
        }
    }
}

/// An issue over all reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardIssue {
    /// Its name: that of the common issue, else its own words.
    pub name: String,
    /// Places of its positions in the list, by day, then as they came.
    pub members: Vec<usize>,
    /// False if none of its words tell on their own what is meant: “its plan”. Such an issue heads nothing.
    pub stands: bool,
    /// How many hold something on it.
    pub holders: usize,
}

/// All positions by issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The issues: those that most hold something on first.
    pub issues: Vec<BoardIssue>,
    /// For each position the one that it departs from, if any.
    pub departs: Vec<Option<usize>>,
}

/// Sorts positions by issue. `name` gives the name of an entity; it tells two truces apart.
#[must_use]
pub fn board(held: &[Held], name: &dyn Fn(&EntityId) -> String) -> Board {
    let raised: Vec<Raised> = held
        .iter()
        .map(|held| Raised {
            report: held.report,
            key: held.key.clone(),
            common: held.common,
            holder: held.holder.clone().map(|holder| (holder, held.side)),
            report_about: held.report_about.clone(),
        })
        .collect();
    let groups = issues(&raised);
    let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
    for group in &groups {
        *keys.entry(held[group.members[0]].key.as_str()).or_default() += 1;
    }
    let mut departs = vec![None; held.len()];
    let mut found = Vec::with_capacity(groups.len());
    for group in groups {
        let mut members = group.members;
        members.sort_by_key(|at| (held[*at].day.is_none(), held[*at].day.clone(), *at));
        let mut diaries: BTreeMap<HolderKey<'_>, Vec<usize>> = BTreeMap::new();
        for at in &members {
            diaries.entry(held[*at].holder_key()).or_default().push(*at);
        }
        for diary in diaries.values() {
            let entries: Vec<Entry> =
                diary.iter().map(|at| Entry { day: held[*at].day.clone(), side: held[*at].side }).collect();
            for departure in departures(&entries) {
                departs[diary[departure.entry]] = Some(diary[departure.from]);
            }
        }
        let first = &held[*members.iter().min().unwrap_or(&members[0])];
        let several = keys.get(first.key.as_str()).is_some_and(|number| *number > 1);
        let issue = issue::by_id(&first.key).filter(|_| first.common);
        let own = naming::own_name(members.iter().map(|at| held[*at].words.as_str()));
        let stands = issue.is_some() || own.is_some();
        let called = match issue {
            Some(issue) if several && !first.report_about.is_empty() => {
                let about: Vec<String> = first.report_about.iter().take(2).map(name).collect();
                format!("{} ({})", issue.name, about.join(", "))
            }
            Some(issue) => issue.name.to_owned(),
            None => own.unwrap_or_else(|| naming::cut(&first.words)),
        };
        found.push(BoardIssue { name: called, stands, holders: diaries.len(), members });
    }
    found.sort_by_key(|issue| {
        (Reverse(issue.holders), Reverse(issue.members.len()), issue.members.iter().min().copied())
    });
    Board { issues: found, departs }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(report: i64, holder: &str, key: &str, words: &str, side: PositionSide, day: &str) -> Held {
        Held {
            report,
            position: PositionId(0),
            holder: Some(EntityId(holder.to_owned())),
            holder_words: holder.to_owned(),
            side,
            key: key.to_owned(),
            common: !key.contains('+'),
            words: words.to_owned(),
            day: Some(day.to_owned()),
            report_about: vec![EntityId("state:orvania".into()), EntityId("state:balvia".into())],
        }
    }

    #[test]
    fn issues_are_named_and_those_that_most_speak_of_come_first() {
        use PositionSide::{Against, For};
        let all = [
            held(1, "state:orvania", "recall+ambassador", "the recall of its ambassador", For, "2031-02-01"),
            held(1, "state:orvania", "ceasefire", "a truce", Against, "2031-02-01"),
            held(2, "state:balvia", "ceasefire", "a ceasefire by noon", For, "2031-02-02"),
            held(3, "state:orvania", "ceasefire", "the ceasefire", For, "2031-02-04"),
        ];
        let board = board(&all, &|id| id.0.clone());
        let names: Vec<(&str, usize)> =
            board.issues.iter().map(|issue| (issue.name.as_str(), issue.holders)).collect();
        assert_eq!(names, [("Ceasefire", 2), ("“the recall of its ambassador”", 1)]);
        assert_eq!(board.departs, [None, None, None, Some(1)]);
    }
}
