//! One claim: a figure of a report with what ties it to a quantity.

use crate::context::{Context, is_toll};
use crate::{Amount, Counted, Days, When};
use rapporteur_record::{Claimant, EntityId, Figure, FigureId, PlaceId, Report, Scope, TimeId};
use rapporteur_text::Span;
use std::collections::BTreeSet;

/// Who vouches for a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// Somebody whom the report names, as an identity over all reports.
    Entity(EntityId),
    /// Somebody whom the report does not name; its words, in lower case.
    Unknown(String),
    /// The report says that somebody says so, not who.
    Unattributed(String),
    /// The report itself: its outlet, else its agency, else its address.
    Outlet(String),
}

/// How the day is known as of which a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The text tells it.
    Stated,
    /// It is the day of publication.
    Published,
}

/// A number that a report claims, with what tells which quantity it is a number of.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Number of the report in the collection.
    pub report: i64,
    /// Number of the figure there.
    pub figure: FigureId,
    /// What is measured.
    pub measure: String,
    /// How many.
    pub amount: Amount,
    /// Incident, sum, level or share, where the words tell.
    pub scope: Option<Scope>,
    /// Of a share or a part: the figure of the same report that it divides.
    pub of: Option<FigureId>,
    /// Who is counted.
    pub counted: Counted,
    /// Who claims it.
    pub claimant: Voice,
    /// As of when.
    pub as_of: Option<Days>,
    /// How that is known.
    pub as_of_known: Option<AsOf>,
    /// The day of what happened, where the text tells it.
    pub when: Option<When>,
    /// The begin of what is summed up: `since March`.
    pub since: Option<TimeId>,
    /// Where, if its sentence or those before it in the paragraph say so.
    pub place: Option<PlaceId>,
    /// Words that tell where, if they are no name of one place: `worldwide`, `Orla and Vessan`.
    pub extent: Option<Span>,
    /// It looks at the whole world.
    pub(crate) world: bool,
    /// The number of where it holds: of its place, countries too, or of such words.
    pub(crate) locus: Option<u64>,
    /// What a day brings, or another stretch of time: new cases, deaths a day.
    pub(crate) brought: bool,
    /// The number of its sentence, and of the figure in that.
    pub(crate) sentence: (usize, usize),
    /// Hash of the sentence's words and how many there are.
    pub(crate) words: (u64, usize),
    /// Keys of names and places around.
    pub(crate) about: BTreeSet<u64>,
    /// Keys of places that are no countries.
    pub(crate) places: BTreeSet<u64>,
    /// Those of them that the sentence itself names.
    pub(crate) own: BTreeSet<u64>,
    /// Those of these of which it is known where they lie.
    pub(crate) towns: BTreeSet<u64>,
    /// Told as a state that has come about: `has claimed`.
    pub(crate) perfect: bool,
    /// It is of what the report itself is about, as far as its day tells.
    pub(crate) is_news: bool,
    /// The words say that another number has taken its place: the first of `from 14 to 22` and of `not 12 but 7`.
    pub former: bool,
    /// The words say that it took the place of another number.
    pub(crate) revised: bool,
    /// Its words take up a number told before them, and say nothing else of what is counted.
    pub(crate) takes_up: bool,
    /// It stands in a headline or subhead.
    pub(crate) headline: bool,
    /// Days between which the report was published.
    pub(crate) published: Option<Days>,
}

impl Claim {
    pub(crate) fn new(number: i64, figure: &Figure, context: &mut Context<'_>) -> Option<Self> {
        let report = context.report;
        let text = &report.document.text;
        let numeral = figure.number.of(text)?;
        let at = context.sentence(figure.number)?;
        let sentence = report.sentences[at];
        let spoken = context.spoken(figure);
        let source = claimant_span(figure);
        let times = context.times(figure, sentence, spoken);
        let perfect = has_come_about(text, sentence, figure);
        let own = context.places(sentence, source);
        let mut around = context.names(sentence, source);
        let mut places: BTreeSet<u64> = own.iter().map(|place| place.key).collect();
        let own_places = places.clone();
        let towns = own.iter().filter(|place| place.known).map(|place| place.key).collect();
        // `It had given a figure of 23 on Thursday`: the day is that of the telling.
        let takes_up = takes_up(figure);
        let mut when = times.when.filter(|_| !takes_up);
        let open = !perfect && !matches!(figure.scope, Some(Scope::Stock | Scope::Cumulative));
        // What a sentence leaves open the one before it often tells: `Shells hit the port on Monday. Nine people died.`
        if let Some(before) = at.checked_sub(1).map(|at| report.sentences[at])
            && (places.is_empty() || when.is_none() && open)
        {
            let carried = context.times(figure, before, None);
            if when.is_none() && open && times.as_of.is_none() {
                when = carried.when;
            }
            if places.is_empty() {
                places.extend(context.places(before, source).iter().map(|place| place.key));
            }
            around.extend(context.names(before, source));
        }
        let published = context.published;
        let is_news = when.is_none_or(|when| context.is_news(when));
        let stated = times.as_of.and_then(|when| when.date().or_else(|| context.complete(when)));
        let (as_of, as_of_known) = match (stated, published) {
            (Some(day), _) => (Some(Days { first: day, last: day }), Some(AsOf::Stated)),
            (None, Some(days)) => (Some(days), Some(AsOf::Published)),
            (None, None) => (None, None),
        };
        let phrase = figure.counted.and_then(|span| span.of(text)).unwrap_or_default();
        let opens = figure.counted.is_some_and(|counted| counted.start == sentence.start);
        let mut counted = Counted::of(phrase, figure.status.as_deref(), opens);
        if let Some(span) = figure.counted {
            counted.nations.extend(context.countries(span));
        }
        counted.part = matches!(&*figure.why.rule, "figure.among" | "figure.of_them")
            || figure.of.is_some() && figure.scope != Some(Scope::Share);
        let (former, revised) = revises(text, figure, report);
        let locus = context.locus(figure.id).or_else(|| context.people_of(figure, &counted));
        Some(Self {
            report: number,
            figure: figure.id,
            measure: figure.measure.clone(),
            amount: Amount::of(figure, numeral),
            scope: figure.scope,
            of: figure.of,
            counted,
            claimant: voice(context, figure),
            as_of,
            as_of_known,
            when,
            since: times.since,
            place: context.scenes.places.get(&figure.id).copied(),
            extent: context.scenes.wide.get(&figure.id).map(|extent| extent.span),
            world: context.scenes.wide.get(&figure.id).is_some_and(|extent| extent.world),
            locus,
            brought: figure.scope.is_some_and(Scope::is_rate) || is_new(text, figure),
            sentence: (at, context.position(sentence, figure)),
            words: context.hash(sentence),
            about: around,
            places,
            own: own_places,
            towns,
            perfect,
            is_news,
            former,
            revised,
            takes_up,
            headline: context.is_headline(figure.span),
            published,
        })
    }

    /// True for what a day brings, or another stretch of time.
    #[must_use]
    pub fn is_brought(&self) -> bool {
        self.brought
    }

    /// True if it is known that both hold for one place, a country too.
    #[must_use]
    pub fn is_at_one_place(&self, other: &Self) -> bool {
        self.locus.is_some() && self.locus == other.locus
    }

    /// True if the words name a people, a party or a day: such claims found series before others join them, and those that only
    /// take up another number come last.
    pub(crate) fn rank(&self) -> u8 {
        4 * u8::from(self.takes_up)
            + 2 * u8::from(self.counted.nations.is_empty())
            + u8::from(self.when.is_none())
    }
}

/// `900 new cases`: what a day or a week has brought, not how many there have been.
fn is_new(text: &str, figure: &Figure) -> bool {
    let phrase = text.get(figure.number.end..figure.span.end).unwrap_or_default();
    figure.measure == "infected"
        && phrase.split_whitespace().any(|word| matches!(word, "new" | "fresh" | "additional" | "newly"))
}

fn claimant_span(figure: &Figure) -> Option<Span> {
    match &figure.claimant {
        Claimant::Entity { span, .. } => *span,
        Claimant::UnknownSpeaker { .. } | Claimant::Unattributed { .. } | Claimant::Outlet => None,
    }
}

fn voice(context: &Context<'_>, figure: &Figure) -> Voice {
    let report: &Report = context.report;
    let words = |span: Option<Span>| {
        span.and_then(|span| span.of(&report.document.text)).unwrap_or_default().to_lowercase()
    };
    match &figure.claimant {
        Claimant::Entity { entity, .. } => Voice::Entity((context.who)(entity)),
        Claimant::UnknownSpeaker { attribution } => {
            Voice::Unknown(words(report.attribution(*attribution).and_then(|found| found.source)))
        }
        Claimant::Unattributed { span } => Voice::Unattributed(words(*span)),
        Claimant::Outlet => {
            let document = &report.document;
            let named = [&document.outlet, &document.agency].into_iter().flatten().next();
            Voice::Outlet(named.unwrap_or(&document.locator).clone())
        }
    }
}

/// `has claimed`, `have been killed`: before the words that tell what happened.
fn has_come_about(text: &str, sentence: Span, figure: &Figure) -> bool {
    let Some(trigger) = figure.why.triggers.first() else { return false };
    let Some(before) = text.get(sentence.start..trigger.start) else { return false };
    before
        .split_whitespace()
        .rev()
        .take(4)
        .any(|word| matches!(word.trim_matches(|c: char| !c.is_alphanumeric()), "has" | "have"))
}

/// Whether another number of the sentence took the place of this one, and whether this one took that of another or sums up:
/// `from 14 to 22`, `not 12 but 7`, `22, up from 14`.
fn revises(text: &str, figure: &Figure, report: &Report) -> (bool, bool) {
    let at = report.figures.partition_point(|other| other.span < figure.span);
    let of_measure = |other: &&Figure| other.measure == figure.measure;
    let gap = |from: &Figure, to: &Figure| text.get(from.span.end..to.span.start).unwrap_or_default().trim();
    let before = at.checked_sub(1).and_then(|at| report.figures.get(at)).filter(of_measure);
    let after = report.figures.get(at + 1).filter(of_measure);
    let opening = text.get(..figure.span.start).unwrap_or_default().trim_end();
    let former = after.is_some_and(|after| opening.ends_with("from") && gap(figure, after) == "to")
        || ["up from", "down from", "instead of"].iter().any(|words| opening.ends_with(words))
        || figure.why.rule == "figure.corrected"
        // `It had given a figure of 23 on Thursday`
        || takes_up(figure)
            && opening
                .split_whitespace()
                .rev()
                .take(6)
                .any(|word| matches!(word, "had" | "earlier" | "previously" | "initially"))
        || is_of_then(opening);
    let follows = before.is_some_and(|before| matches!(gap(before, figure), "to" | "but" | ", but"));
    (former, follows || is_toll(figure) || takes_up(figure))
}

/// True if what comes before a number tells the time when it was the toll: `Earlier, when the death toll was reported to be`,
/// `at the time, when the toll stood at`.
fn is_of_then(opening: &str) -> bool {
    /// Words that are looked at.
    const NEAR: usize = 16;
    let words: Vec<String> = opening
        .split_whitespace()
        .rev()
        .take(NEAR)
        .take_while(|word| !word.ends_with(['.', ';', '!', '?']))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let Some(when) = words.iter().position(|word| word == "when") else { return false };
    let (clause, before) = (&words[..when], &words[when + 1..]);
    let toll = clause.iter().any(|word| matches!(word.as_str(), "toll" | "count" | "tally" | "number"));
    let past = clause.iter().any(|word| matches!(word.as_str(), "was" | "stood" | "were"));
    let then = before
        .iter()
        .take(3)
        .any(|word| matches!(word.as_str(), "earlier" | "previously" | "initially" | "then" | "time"));
    toll && past && then
}

/// True for a number that takes up one before: `it had given a figure of 23`.
fn takes_up(figure: &Figure) -> bool {
    matches!(figure.why.rule.as_ref(), "figure.told_before" | "figure.toll_before")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_an_earlier_time_says_so() {
        let check = |opening: &str, expected: bool| assert_eq!(is_of_then(opening), expected, "{opening}");
        check("The fire killed 9. Earlier, when the death toll was reported to be", true);
        check("At the time, when the toll stood at", true);
        check("They were told when the toll was", false);
        check("Earlier, when the sea was calm, rescuers counted", false);
        check("Earlier, when the toll was low. It is", false);
        check("", false);
    }
}
