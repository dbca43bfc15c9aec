//! Figures: numbers of people killed, injured, missing, held, displaced and so on, as the text bounds them.
//!
//! A number is found with its hedge ([`quantity`]), then the phrase it counts ([`phrase`]), then the verb or noun that
//! says what happened ([`frame`], with [`subject`], [`object`], [`complement`] and [`toll`]); what a day or a week brings is told by [`rate`], and shares divide the figure before them ([`share`]). The measures and their words come
//! from the ontology; words that mean too many things are left out here, because a wrong figure costs a reader more
//! than a missing one.
//!
//! Conventions. For `more than n` and `fewer than n` the bound `n` itself is excluded, yet `low` (or `high`) is `n`:
//! [`Bound`] tells. A range has no `value`, only `low` and `high`. `about n` sets no limits. A share is a fraction of
//! 1; `most` is more than 0.5. Numbers of what might happen (`could displace two million`) are no figures.

mod complement;
mod frame;
mod nobody;
mod object;
mod phrase;
mod quantity;
mod rate;
mod setting;
mod share;
mod subject;
#[cfg(test)]
mod tests;
mod toll;

use crate::VERSION;
use crate::phrase::is_month;
use frame::Reading;
use phrase::{Head, Phrase};
use rapporteur_lang::{Analysis, Sentence};
use rapporteur_ontology::measure::Measure;
use rapporteur_record::{Bound, Claimant, Document, Figure, FigureId, Scope, Why};
use rapporteur_text::Span;
use setting::Setting;
use share::{Share, Whole};
use std::ops::Range;

/// How many figures back a number can refer to one.
const NEAR: usize = 16;
/// A round number of people of which a text says that it was reached or passed.
const MARK: f64 = 1_000.0;

/// All figures of a document, in order of the text.
#[must_use]
pub fn figures(document: &Document, analysis: &Analysis) -> Vec<Figure> {
    let lower = document.text.to_ascii_lowercase();
    let mut figures = Vec::new();
    let mut setting = Setting::of(analysis.tokens.iter().map(|token| token.span.in_text(&lower)));
    // Where the figures of the sentence before begin.
    let mut before = 0;
    for sentence in &analysis.sentences {
        let line = Line::new(&document.text, &lower, analysis, sentence, setting);
        let first = figures.len();
        line.read(before, &mut figures);
        for figure in &figures[first..] {
            setting.told(&figure.measure);
        }
        before = first;
    }
    figures.sort_by_key(|figure| figure.span);
    let new_place = order(&figures);
    for figure in &mut figures {
        figure.of = figure.of.and_then(|of| new_place.get(of.0 as usize).copied());
    }
    for (at, figure) in figures.iter_mut().enumerate() {
        figure.id = FigureId(at as u32);
    }
    figures
}

/// For each figure as first numbered: its number in order of the text.
fn order(figures: &[Figure]) -> Vec<FigureId> {
    let mut places = vec![FigureId(0); figures.len()];
    for (at, figure) in figures.iter().enumerate() {
        places[figure.id.0 as usize] = FigureId(at as u32);
    }
    places
}

/// One sentence.
struct Line<'t> {
    spans: Vec<Span>,
    /// In lower case.
    words: Vec<&'t str>,
    /// As in the text.
    written: Vec<&'t str>,
    /// It says that something goes on.
    still: bool,
    /// It says that something is summed up: `since March`, `so far`.
    summed: bool,
    /// What the report tells of.
    setting: Setting,
}

/// True if words before `since` rank something: `the deadliest quake since`, `the first since`. No sum begins there.
fn ranks(before: &[&str]) -> bool {
    const NEAR: usize = 5;
    before[before.len().saturating_sub(NEAR)..].iter().any(|word| {
        matches!(*word, "worst" | "first" | "best" | "most" | "least" | "last")
            || (word.len() > 5 && word.ends_with("iest"))
            || matches!(
                *word,
                "largest"
                    | "highest"
                    | "lowest"
                    | "biggest"
                    | "longest"
                    | "gravest"
                    | "greatest"
                    | "smallest"
                    | "fewest"
            )
    })
}

impl<'t> Line<'t> {
    fn new(
        text: &'t str,
        lower: &'t str,
        analysis: &Analysis,
        sentence: &Sentence,
        setting: Setting,
    ) -> Self {
        let spans: Vec<Span> =
            analysis.tokens[sentence.tokens.clone()].iter().map(|token| token.span).collect();
        let words: Vec<&str> = spans.iter().map(|span| span.in_text(lower)).collect();
        let written = spans.iter().map(|span| span.in_text(text)).collect();
        let still = words.iter().any(|word| matches!(*word, "still" | "remain" | "remains"));
        let summed = words.contains(&"toll")
            || words.windows(2).enumerate().any(|(at, pair)| {
                matches!(pair, ["so" | "thus", "far"] | ["to", "date"] | ["total", "of"] | ["in", "total"])
                    || (pair[0] == "since" && opens_period(pair[1]) && !ranks(&words[..at]))
            });
        Self { spans, words, written, still, summed, setting }
    }

    /// Adds the figures of the sentence. Those of the sentence before it start at `before`.
    fn read(&self, before: usize, figures: &mut Vec<Figure>) {
        for nobody in nobody::all(&self.words, &self.setting) {
            let id = FigureId(figures.len() as u32);
            figures.push(self.nobody(id, &nobody));
        }
        let first = figures.len();
        let phrases = self.phrases();
        let read: Vec<Option<Reading>> = phrases
            .iter()
            .map(|phrase| frame::reading(&self.words, &self.written, phrase, &self.setting))
            .collect();
        let mut readings: Vec<Option<Reading>> = phrases
            .iter()
            .zip(&read)
            .map(|(phrase, reading)| reading.clone().filter(|reading| self.is_sound(phrase, reading)))
            .collect();
        self.spread(&phrases, &mut readings);
        let mut whole: Option<(FigureId, Reading)> = None;
        // The last phrase that was read as a part.
        let mut part = None;
        for (at, (phrase, reading)) in phrases.iter().zip(readings).enumerate() {
            let id = FigureId(figures.len() as u32);
            // `crimes, including 40 arrests`: what is no part of a figure is one itself.
            let reading =
                reading.or_else(|| read[at].clone().filter(|_| whole.is_none() && self.is_in_list(phrase)));
            let reading = reading.or_else(|| self.told_before(phrase, at == 0, &figures[before..]));
            if let Some(reading) = reading {
                figures.push(self.figure(id, phrase, &reading));
                whole = (!matches!(reading.measure, Measure::Population | Measure::Units))
                    .then_some((id, reading));
            } else if let Some((of, reading)) = whole.as_ref().filter(|_| {
                // `among them two nurses, four guards and a cook`
                let listed =
                    at > 0 && part == Some(at - 1) && frame::shares(&self.words, &phrases[at - 1], phrase);
                listed || self.is_part(phrase)
            }) {
                let read = Reading { rule: "figure.part", ..reading.clone() };
                figures.push(Figure { of: Some(*of), ..self.figure(id, phrase, &read) });
                part = Some(at);
            }
        }
        self.shares(before, first, figures);
    }

    /// A number that takes up the figure before it: `it had given a figure of 23`, `put them at 40`, `fewer than 900 remain`.
    /// It must be the next number of the report, or of the sentence.
    fn told_before(&self, phrase: &Phrase, first: bool, told: &[Figure]) -> Option<Reading> {
        // A toll is what most numbers are set against.
        let toll = told.iter().rev().take(NEAR).find(|figure| figure.why.rule == "figure.toll");
        let last = toll.or(told.last()).filter(|last| last.scope != Some(Scope::Share))?;
        // `31 infections and two deaths, bringing the total to 402`: of which?
        let mixed = told.iter().rev().take(2).any(|figure| figure.measure != last.measure);
        if toll.is_none() && mixed {
            return None;
        }
        let measure = Measure::parse(&last.measure).filter(|measure| *measure != Measure::Units)?;
        if phrase.head != Head::Elliptic || phrase.quantity.value.or(phrase.quantity.low).is_none() {
            return None;
        }
        if measure == Measure::Population {
            let at = phrase.to;
            let stays = matches!(self.words.get(at), Some(&"remain" | &"remained" | &"stayed" | &"stay"));
            let ends = self
                .words
                .get(at + 1)
                .is_none_or(|next| !next.starts_with(char::is_alphabetic) || *next == "there");
            return (stays && ends && first).then_some(Reading {
                measure,
                rule: "figure.told_before",
                trigger: at..at + 1,
            });
        }
        let trigger = toll::takes_up(&self.words, phrase)?;
        // What a toll was before is a sum as well.
        let rule = if toll.is_some() { "figure.toll_before" } else { "figure.told_before" };
        Some(Reading { measure, rule, trigger })
    }

    /// All numbers of the sentence with what they count.
    fn phrases(&self) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match quantity::quantity(&self.words, at) {
                Some(quantity) => {
                    at = quantity.to.max(at + 1);
                    phrases.push(phrase::phrase(&self.words, &self.written, quantity));
                }
                None => at += 1,
            }
        }
        phrases
    }

    /// Takes readings over to numbers that share a verb with their neighbour.
    fn spread(&self, phrases: &[Phrase], readings: &mut [Option<Reading>]) {
        for at in (1..phrases.len()).rev() {
            let later = readings[at].clone().filter(|r| {
                matches!(r.rule, "figure.passive" | "figure.subject" | "figure.participle" | "figure.shared")
            });
            if readings[at - 1].is_none()
                && later.is_some()
                && frame::shares(&self.words, &phrases[at - 1], &phrases[at])
            {
                readings[at - 1] = later.map(|reading| Reading { rule: "figure.shared", ..reading });
            }
        }
        for at in 1..phrases.len() {
            let earlier = readings[at - 1]
                .clone()
                .filter(|r| matches!(r.rule, "figure.object" | "figure.of" | "figure.shared"));
            if readings[at].is_none()
                && earlier.is_some()
                && frame::shares(&self.words, &phrases[at - 1], &phrases[at])
            {
                readings[at] = earlier.map(|reading| Reading { rule: "figure.shared", ..reading });
            }
        }
        for at in 1..phrases.len() {
            let earlier = readings[at - 1].clone().filter(|r| r.rule != "figure.toll");
            if readings[at].is_none() && frame::goes_on(&self.words, &phrases[at - 1], &phrases[at]) {
                readings[at] = earlier.map(|reading| Reading { rule: "figure.shared", ..reading });
            }
        }
        // `776 of the 2,513 deaths`
        for at in (1..phrases.len()).rev() {
            let part = &phrases[at - 1];
            let of = phrases[at].whole && phrases[at].from > part.to && phrases[at].from <= part.to + 2;
            let several = part.quantity.value != Some(1.0);
            let free = readings[at - 1].as_ref().is_none_or(|reading| reading.rule == "figure.participle");
            if of && several && part.head == Head::Elliptic && free {
                readings[at - 1] =
                    readings[at].clone().map(|reading| Reading { rule: "figure.among", ..reading });
            }
        }
    }

    /// True right behind `including`.
    fn is_in_list(&self, phrase: &Phrase) -> bool {
        phrase.from.checked_sub(1).is_some_and(|at| matches!(self.words[at], "including" | "involving"))
    }

    /// False for parts of a figure after `including`, and for ages in apposition (`the driver, 34, was killed`).
    fn is_sound(&self, phrase: &Phrase, reading: &Reading) -> bool {
        let word = |at: Option<usize>| at.and_then(|at| self.words.get(at)).copied().unwrap_or_default();
        let before = word(phrase.from.checked_sub(1));
        if matches!(before, "including" | "include" | "included" | "includes" | "involving")
            && reading.rule != "figure.among"
        {
            return false;
        }
        if phrase.quantity.value == Some(1.0) && self.words.get(phrase.quantity.to) == Some(&"of") {
            return false;
        }
        let patients = word(phrase.to.checked_sub(1)) == "patients" && reading.measure == Measure::Injured;
        if patients {
            return false;
        }
        let bare = phrase.head == Head::Elliptic && phrase.quantity.bound == Bound::Exact;
        if bare && matches!(before, "," | "(") && matches!(word(Some(phrase.to)), "," | ")") {
            return false;
        }
        // `the many who had fled` counts nobody.
        if phrase.quantity.bound == Bound::Vague
            && phrase.head == Head::Elliptic
            && self.words[phrase.from] == "the"
        {
            return false;
        }
        // `one` and vague words alone say too little.
        if phrase.head == Head::Elliptic && phrase.quantity.bound == Bound::Vague {
            // `several hundred`
            let scale = phrase.quantity.to > phrase.quantity.numeral + 1;
            return reading.rule != "figure.object"
                || scale
                || matches!(
                    self.words[phrase.quantity.numeral],
                    "dozens" | "hundreds" | "thousands" | "scores" | "tens"
                );
        }
        true
    }

    /// `including three children`, `among them three children`: a part of the figure before it.
    fn is_part(&self, phrase: &Phrase) -> bool {
        // `among them a woman and two children`
        let from = object::conjunct(&self.words, &self.written, phrase.from).unwrap_or(phrase.from);
        // `among whom were two children`
        let were = usize::from(from > 0 && matches!(self.words[from - 1], "were" | "was" | "are"));
        let before = &self.words[..from - were];
        let opens = before.ends_with(&["including"])
            || ["them", "whom", "those"].iter().any(|who| before.ends_with(&["among", who]));
        let counts = phrase.quantity.value.is_some_and(|value| value >= 1.0);
        let people = phrase.head == Head::Person
            || phrase.head == Head::Elliptic && self.words.get(phrase.to) == Some(&"who");
        // `Of the 64 injured, 20 are children`
        let fronted = phrase.head == Head::Elliptic
            && self.words[0] == "of"
            && self.words[..phrase.from].ends_with(&[","])
            && matches!(self.words.get(phrase.to), Some(&"are" | &"were"));
        opens && counts && people || counts && (fronted || self.is_some_of_them(phrase))
    }

    /// `three of them children`, `two of whom were nurses`: what follows says only who they are.
    fn is_some_of_them(&self, phrase: &Phrase) -> bool {
        let word = |at: usize| self.words.get(at).copied().unwrap_or_default();
        let of =
            phrase.to >= 2 && word(phrase.to - 2) == "of" && matches!(word(phrase.to - 1), "them" | "whom");
        let at = phrase.to + usize::from(matches!(word(phrase.to), "were" | "are"));
        let person = matches!(word(at), "children" | "women" | "men")
            || rapporteur_ontology::noun::lookup(word(at))
                .is_some_and(|form| form.plural && form.noun.person);
        let ends = !word(at + 1).starts_with(char::is_alphabetic)
            || matches!(word(at + 1), "and" | "under" | "from");
        of && person && ends
    }

    /// The figure of a denial: `no casualties`, `no one was hurt`.
    fn nobody(&self, id: FigureId, nobody: &nobody::Nobody) -> Figure {
        Figure {
            id,
            span: self.span(&nobody.words),
            number: self.span(&nobody.number),
            measure: nobody.measure.as_str().to_owned(),
            value: Some(0.0),
            low: Some(0.0),
            high: Some(0.0),
            bound: Bound::Exact,
            scope: None,
            counted: nobody.counted.as_ref().map(|counted| self.span(counted)),
            status: nobody.counted.clone().and_then(|counted| status(&self.words[counted])),
            of: None,
            as_of: None,
            claimant: Claimant::Outlet,
            why: Why::rule("figure", VERSION, "figure.none", [self.span(&nobody.trigger)]),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.spans[range.start].start, self.spans[range.end - 1].end)
    }

    fn figure(&self, id: FigureId, phrase: &Phrase, reading: &Reading) -> Figure {
        let quantity = &phrase.quantity;
        let behind = reading.trigger.start >= phrase.to;
        let shown = !matches!(reading.rule, "figure.among" | "figure.shared" | "figure.part");
        let to = if behind && shown { reading.trigger.end } else { phrase.to };
        let passes = phrase.from.checked_sub(1).is_some_and(|at| {
            reading.rule == "figure.toll"
                && matches!(
                    self.words[at],
                    "passed"
                        | "passes"
                        | "surpassed"
                        | "surpasses"
                        | "topped"
                        | "tops"
                        | "exceeded"
                        | "exceeds"
                        | "exceeding"
                        | "crossed"
                        | "crosses"
                )
        });
        // `the toll is approaching 900`
        let nears = phrase.from.checked_sub(1).is_some_and(|at| {
            reading.rule == "figure.toll"
                && matches!(
                    self.words[at],
                    "approach"
                        | "approaches"
                        | "approached"
                        | "approaching"
                        | "near"
                        | "nears"
                        | "neared"
                        | "nearing"
                )
        });
        // `the country passed 90,000 deaths`, `deaths hit 90,000`: a mark that was reached.
        let mark = quantity.value.is_some_and(|value| value >= MARK && value % MARK == 0.0)
            && matches!(reading.measure, Measure::Killed | Measure::Infected);
        let before = phrase.from.checked_sub(1).map_or("", |at| self.words[at]);
        let reached = mark && matches!(before, "hit" | "hits" | "hitting" | "reached" | "reaches");
        let passes = passes
            || mark && matches!(before, "passed" | "passes" | "surpassed" | "surpasses" | "topped" | "tops");
        let (bound, low, high) = if passes && quantity.bound == Bound::Exact {
            (Bound::MoreThan, quantity.value, None)
        } else if reached && quantity.bound == Bound::Exact {
            (Bound::AtLeast, quantity.value, None)
        } else if nears && quantity.bound == Bound::Exact {
            (Bound::Nearly, None, quantity.value)
        } else {
            (quantity.bound, quantity.low, quantity.high)
        };
        // `Its inhabitants number 800`
        let named = reading.trigger.start..reading.trigger.start + 1;
        let inhabitants = matches!(self.words[named.start], "inhabitants" | "residents");
        let before = (inhabitants && named.end <= phrase.from).then(|| self.span(&named));
        let counted = phrase.counted.map(|from| self.span(&(from..phrase.to))).or(before);
        // Who is in a shelter or taken in is so at a moment.
        let level = matches!(reading.rule, "figure.predicate" | "figure.sheltered")
            && matches!(reading.measure, Measure::Displaced | Measure::Held);
        Figure {
            id,
            span: self.span(&(phrase.from..to)),
            number: self.span(&(quantity.from..quantity.to)),
            measure: reading.measure.as_str().to_owned(),
            value: quantity.value,
            low,
            high,
            bound,
            scope: self.scope(phrase, reading).or(level.then_some(Scope::Stock)),
            counted,
            status: phrase.counted.and_then(|from| status(&self.words[from..phrase.to])),
            of: None,
            as_of: None,
            claimant: self.claimant(phrase),
            why: Why::rule("figure", VERSION, reading.rule, [self.span(&reading.trigger)]),
        }
    }

    /// Incident, sum or level, where the words of the sentence tell.
    fn scope(&self, phrase: &Phrase, reading: &Reading) -> Option<Scope> {
        if let Some(rate) = rate::scope(&self.words, phrase) {
            return Some(rate);
        }
        let rest = &self.words[phrase.to..];
        // "and 12 of them remain in hospital"
        if rest.iter().take(2).any(|word| matches!(*word, "remain" | "remains")) {
            return Some(Scope::Stock);
        }
        if matches!(reading.measure, Measure::Population | Measure::Held) {
            return Some(Scope::Stock);
        }
        if self.still && matches!(reading.measure, Measure::Missing | Measure::Displaced | Measure::Detained)
        {
            return Some(Scope::Stock);
        }
        // `holds 12 prisoners`, `shelters 900 refugees`
        let verb = phrase.from.checked_sub(1).map_or("", |at| self.words[at]);
        let holds = match reading.measure {
            Measure::Detained => matches!(verb, "hold" | "holds" | "holding"),
            Measure::Displaced => matches!(verb, "shelters" | "shelter" | "hosts" | "host" | "houses"),
            _ => false,
        };
        if holds {
            return Some(Scope::Stock);
        }
        // `the number of missing` is a level, `the number of dead` a sum.
        let toll = matches!(reading.rule, "figure.toll" | "figure.toll_before");
        if toll && reading.measure == Measure::Missing {
            return Some(Scope::Stock);
        }
        (self.summed || toll).then_some(Scope::Cumulative)
    }

    /// Whether the words nearby say that somebody says so, without saying who.
    fn claimant(&self, phrase: &Phrase) -> Claimant {
        let from = phrase.from.saturating_sub(12);
        let to = self.words.len().min(phrase.to + 10);
        for at in from..to {
            let words = &self.words[at..to];
            let len = match words {
                ["reportedly" | "allegedly" | "supposedly", ..] => 1,
                [
                    "is" | "are" | "was" | "were",
                    "said" | "believed" | "feared" | "thought" | "reported" | "understood" | "presumed"
                    | "alleged",
                    "to" | "dead" | "killed" | "missing",
                    ..,
                ] => 2,
                _ => continue,
            };
            // `12 were rescued, and the navy reportedly saved others`: that is another statement.
            let other = at >= phrase.to
                && self.words[phrase.to..at]
                    .windows(2)
                    .any(|pair| matches!(pair, ["," | ";", "and" | "but" | "while"]));
            if !other {
                return Claimant::Unattributed { span: Some(self.span(&(at..at + len))) };
            }
        }
        Claimant::Outlet
    }

    /// Adds the shares in the sentence, whose figures start at `first`, those of the sentence before at `before`.
    fn shares(&self, before: usize, first: usize, figures: &mut Vec<Figure>) {
        let last = figures.len();
        let mut at = 0;
        while at < self.words.len() {
            let Some(share) = share::share(&self.words, at) else {
                at += 1;
                continue;
            };
            if let Some((of, measure, claimant)) = self.whole(&share, &figures[..last], before, first) {
                let (low, high) = match share.bound {
                    Bound::MoreThan | Bound::AtLeast => (Some(share.value), None),
                    Bound::Nearly | Bound::LessThan => (None, Some(share.value)),
                    Bound::Exact => (Some(share.value), Some(share.value)),
                    _ => (None, None),
                };
                figures.push(Figure {
                    id: FigureId(figures.len() as u32),
                    span: self.span(&share.words),
                    number: self.span(&share.number),
                    measure,
                    value: Some(share.value),
                    low,
                    high,
                    bound: share.bound,
                    scope: Some(Scope::Share),
                    counted: Some(self.span(&share.counted)),
                    status: status(&self.words[share.counted.clone()]),
                    of,
                    as_of: None,
                    claimant,
                    why: Why::rule("figure", VERSION, "figure.share", [self.span(&share.number)]),
                });
            }
            at = share.words.end;
        }
    }

    /// The figure that a share divides, with what it measures and who claims it.
    fn whole(
        &self,
        share: &Share,
        figures: &[Figure],
        before: usize,
        first: usize,
    ) -> Option<(Option<FigureId>, String, Claimant)> {
        let start = self.spans[share.words.start].start;
        let ahead = figures[first..].partition_point(|figure| figure.span.start < start);
        let whole = |figure: &&Figure| {
            !matches!(figure.measure.as_str(), "units") && figure.scope != Some(Scope::Share)
        };
        let own = || figures[first..first + ahead].last().filter(whole);
        let found = match share.whole {
            Whole::Sentence => own(),
            Whole::Them => own().or_else(|| figures[before..first].last().filter(whole)),
            Whole::Told(measure) => {
                let same = |figure: &&Figure| figure.measure == measure.as_str();
                let found = figures[before..first + ahead].iter().rev().take(NEAR).find(same);
                if found.is_none() {
                    return Some((None, measure.as_str().to_owned(), Claimant::Outlet));
                }
                found
            }
            Whole::Number(at) => {
                let own = &figures[first..];
                let place = own.partition_point(|figure| figure.number.end <= self.spans[at].start);
                own.get(place).filter(|figure| figure.number.overlaps(self.spans[at]))
            }
        }?;
        let claimant = if found.id.0 as usize >= first { found.claimant.clone() } else { Claimant::Outlet };
        Some((Some(found.id), found.measure.clone(), claimant))
    }
}

/// True for words that after `since` name a time; elsewhere it means *because*.
fn opens_period(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || word.starts_with("mid-")
        || is_month(word)
        || matches!(
            word.trim_end_matches('.'),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "then"
                | "last"
                | "early"
                | "late"
                | "mid"
                | "yesterday"
                | "it"
                | "the"
        )
}

/// `civilian` or `combatant`, if the counted words say so.
fn status(counted: &[&str]) -> Option<String> {
    counted.iter().find_map(|word| match *word {
        "civilian" | "civilians" => Some("civilian".to_owned()),
        "soldier" | "soldiers" | "troops" | "fighters" | "militants" | "gunmen" | "combatants"
        | "insurgents" | "servicemen" | "rebels" | "paratroopers" | "marines" | "battalions" => {
            Some("combatant".to_owned())
        }
        _ => None,
    })
}
