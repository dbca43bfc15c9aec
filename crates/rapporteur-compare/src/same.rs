//! Happenings that are one in the light of what stands beside them in the reports that are compared.
//!
//! The grouping of events over a whole collection needs a day or words in common, for there are many acts of one kind. Where few
//! reports are compared, more can be said of deeds that came about and that nothing sets apart:
//! - their reports give one number of people for what they did (“the raid … killed 140”);
//! - both are one course of acts, such as a siege, of the same against the same place, and neither has a day;
//! - one is spoken of as known (“its attack on the harbour”), and of its kind between the two sides the other reports tell of one only.

use crate::denial::{Party, root};
use crate::event::{SURE, Told, is_sure};
use crate::ground::{Ground, Place};
use crate::words::{self, Word};
use rapporteur_event::Happening;
use rapporteur_ledger::{Ledger, Standing};
use rapporteur_record::{EntityId, EntityType, Event, MentionForm, QuadClass, Realis};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers below this are those of many deeds.
const MANY: f64 = 10.0;
/// Groups that one is compared with for each thing that leads to them.
const COMPARED: usize = 24;

/// Tellings of one happening, with the rule that brought the last of them together.
pub(crate) struct One<'g, 'r> {
    pub(crate) members: Vec<Told<'g, 'r>>,
    pub(crate) rule: &'static str,
}

/// A deed, with what tells it from others.
struct Deed {
    doer: Party,
    whom: Party,
    /// The place that it is done to: the target, else the only place of the sentence.
    place: Option<Where>,
    roots: BTreeSet<String>,
    /// The noun for a course of acts.
    course: Option<&'static str>,
    /// Told as known and as one: “its attack”.
    known: bool,
    /// The day, as the text alone tells it.
    day: Option<String>,
}

/// A place, by what may tell it from others.
#[derive(Debug, Clone)]
struct Where {
    id: EntityId,
    name: String,
    country: Option<String>,
}

impl Where {
    fn of(place: &Place<'_>, id: &EntityId) -> Option<Self> {
        let name = place.entity(id)?.name.to_lowercase();
        let who = place.who(id);
        Some(Self { id: who.id, name, country: who.country })
    }

    /// One place, or one whose name is the begin of the other: `Ulverin` and `Ulverin Valley`.
    fn is_kin(&self, other: &Self) -> bool {
        let begins = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let apart = self.country.is_some() && other.country.is_some() && self.country != other.country;
        self.id == other.id || !apart && (begins(&self.name, &other.name) || begins(&other.name, &self.name))
    }
}

pub(crate) fn ones<'g, 'r>(
    ground: &'g Ground<'r>,
    happenings: &[&Happening],
    ledger: Option<&Ledger>,
    series: &[usize],
) -> Vec<One<'g, 'r>> {
    let mut ones: Vec<One<'g, 'r>> = Vec::with_capacity(happenings.len());
    for happening in happenings {
        let members = happening.members.iter().filter_map(|member| {
            let place = ground.place(member.report)?;
            let event = place.report().event(member.event)?;
            // In quotation marks the words are those of a statement, which is told as such.
            let quoted = event.mentions.first().is_some_and(|first| place.is_quoted(first.trigger));
            (!quoted).then_some(Told { place, event })
        });
        let members: Vec<Told<'g, 'r>> = members.collect();
        if !members.is_empty() {
            ones.push(One { members, rule: "compare.one_event" });
        }
    }
    let mut groups = Groups::new(&ones);
    groups.by_number(&ones, &Numbers::new(ground, ledger, series));
    groups.by_course();
    groups.by_mention(&ones);
    groups.joined(ones)
}

/// Numbers of people, and the deeds that may have led to them.
struct Numbers {
    /// By report and figure: quantity and number.
    figures: BTreeMap<(i64, u32), (usize, u64)>,
    /// By report and sentence: how many deeds it tells of.
    deeds: BTreeMap<(i64, usize), usize>,
}

impl Numbers {
    fn new(ground: &Ground<'_>, ledger: Option<&Ledger>, series: &[usize]) -> Self {
        let all = ledger.map(|ledger| ledger.series.as_slice()).unwrap_or_default();
        let mut numbers = BTreeMap::new();
        for at in series {
            let Some(series) = all.get(*at) else { continue };
            for entry in series.entries.iter().filter(|entry| entry.standing != Standing::Former) {
                let amount = &entry.claim.amount;
                if amount.vague.is_none()
                    && amount.nominal() >= MANY
                    && entry.claim.of.is_none()
                    && ground.place(entry.claim.report).is_some()
                {
                    let key = (entry.claim.report, entry.claim.figure.0);
                    numbers.insert(key, (*at, amount.nominal().to_bits()));
                }
            }
        }
        let mut deeds: BTreeMap<(i64, usize), usize> = BTreeMap::new();
        for place in &ground.places {
            let told = place.report().events.iter().filter(|event| is_deed(event));
            for trigger in told.filter_map(|event| event.mentions.first()).map(|mention| mention.trigger) {
                if let Some(sentence) = place.sentence(trigger.start) {
                    *deeds.entry((place.number(), sentence)).or_default() += 1;
                }
            }
        }
        Self { figures: numbers, deeds }
    }

    /// The numbers that a deed led to: among its targets, beside its words, or in its sentence if that tells of no other deed.
    fn of(&self, told: &Told<'_, '_>) -> BTreeSet<(usize, u64)> {
        /// Bytes between “the deaths” and “of 140 people”.
        const BESIDE: usize = 32;
        let (place, event) = (told.place, told.event);
        let sentences: BTreeSet<usize> = event
            .mentions
            .iter()
            .map(|mention| mention.trigger)
            .chain(event.targets.iter().map(|side| side.span))
            .filter_map(|span| place.sentence(span.start))
            .collect();
        let own = event.mentions.first().and_then(|mention| place.sentence(mention.trigger.start));
        let mut found = BTreeSet::new();
        for at in sentences {
            let Some(whole) = place.report().sentences.get(at) else { continue };
            let deeds = self.deeds.get(&(place.number(), at)).copied().unwrap_or_default();
            let alone = deeds <= usize::from(own == Some(at));
            let figures = &place.report().figures;
            let from = figures.partition_point(|figure| figure.span.start < whole.start);
            for figure in figures[from..].iter().take_while(|figure| figure.span.start < whole.end) {
                let beside = |span: Span| {
                    span.overlaps(figure.span)
                        || span.end <= figure.span.start && figure.span.start - span.end <= BESIDE
                };
                let tells = alone
                    || event.targets.iter().any(|side| side.span.overlaps(figure.span))
                    || event.mentions.iter().any(|mention| beside(mention.trigger));
                let known = self.figures.get(&(place.number(), figure.id.0));
                found.extend(known.copied().filter(|_| tells));
            }
        }
        found
    }
}

fn is_deed(event: &Event) -> bool {
    event.quad == QuadClass::MaterialConflict
        && matches!(event.realis, Realis::Happened | Realis::Ongoing)
        && is_sure(event, SURE)
}

impl Deed {
    fn of(told: &Told<'_, '_>) -> Option<Self> {
        let (place, event) = (told.place, told.event);
        let first = event.mentions.first().filter(|_| is_deed(event) && !event.reciprocal)?;
        let words = words::words(place.text(), first.trigger);
        let party = |sides: &[rapporteur_record::Participant]| {
            let mut party = Party::default();
            for id in sides.iter().filter_map(|side| side.entity.as_ref()) {
                party.add(place, id);
            }
            party
        };
        let doer = party(&event.sources);
        Some(Self {
            place: place_of(place, event, first.trigger),
            course: words.iter().find_map(|word| course(&word.folded)),
            known: is_known(place, first.trigger, &words),
            roots: words.iter().map(|word| root(&word.folded)).collect(),
            whom: party(&event.targets),
            day: event.date.as_ref().map(|date| date.text_only.clone()),
            doer,
        })
    }
}

/// The place that a deed is done to.
fn place_of(place: &Place<'_>, event: &Event, trigger: Span) -> Option<Where> {
    let is_place = |kind: EntityType| matches!(kind, EntityType::Place | EntityType::State);
    let mut targets = event.targets.iter().filter_map(|side| side.entity.as_ref());
    if let Some(id) = targets.find(|id| place.entity(id).is_some_and(|entity| is_place(entity.entity_type))) {
        return Where::of(place, id);
    }
    let doer = |id: &EntityId| event.sources.iter().any(|side| side.entity.as_ref() == Some(id));
    let sentence = place.sentence(trigger.start).map(|at| place.report().sentences[at])?;
    let named = place
        .mentions_in(sentence)
        .filter(|mention| is_place(mention.entity_type) && mention.form == MentionForm::Name);
    let mut found: BTreeSet<&EntityId> = named.filter_map(|mention| mention.entity.as_ref()).collect();
    found.retain(|id| !doer(id));
    let first = found.pop_first().filter(|_| found.is_empty())?;
    Where::of(place, first)
}

/// “Its attack”, “the attack”, “the port’s long-feared attack”: one that readers are held to know, and no plural.
fn is_known(place: &Place<'_>, trigger: Span, words: &[Word]) -> bool {
    /// Words between the determiner and the noun.
    const BETWEEN: usize = 2;
    let [noun] = words else { return false };
    let Some(sentence) = place.sentence(trigger.start).map(|at| place.report().sentences[at]) else {
        return false;
    };
    let before = words::words(place.text(), Span::new(sentence.start.min(trigger.start), trigger.start));
    let determines = |word: &Word| {
        let written = word.span.of(place.text()).unwrap_or_default();
        matches!(word.folded.as_str(), "its" | "his" | "her" | "their" | "the" | "this" | "that")
            || ["’s", "'s", "s’", "s'"].iter().any(|ending| written.ends_with(ending))
    };
    let plural = noun.folded.ends_with('s') && words::lemma(&noun.folded) != noun.folded;
    let between = before.iter().rev().take_while(|word| word.tells() && !determines(word)).count();
    let opens = before.iter().rev().nth(between).is_some_and(determines);
    !plural && !noun.folded.ends_with("ed") && between <= BETWEEN && opens
}

/// The noun for what goes on, by a word for it: one siege has many days and many reports.
fn course(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "bombard" | "bombards" | "bombarded" | "bombarding" | "bombardment" | "bombardments" => "bombardment",
        "besiege" | "besieges" | "besieged" | "besieging" | "siege" | "sieges" => "siege",
        "blockade" | "blockades" | "blockaded" | "blockading" => "blockade",
        "invade" | "invades" | "invaded" | "invading" | "invasion" => "invasion",
        "occupy" | "occupies" | "occupied" | "occupying" | "occupation" => "occupation",
        "war" => "war",
        "offensive" => "offensive",
        "embargo" | "embargoes" | "embargoed" => "embargo",
        _ => return None,
    })
}

/// Happenings by the first one that they are joined with, directly or through others.
struct Firsts(Vec<usize>);

impl Firsts {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn is_first(&self, at: usize) -> bool {
        self.0[at] == at
    }
}

/// Groups of happenings; what is known of a group stands at its first one.
struct Groups {
    first: Firsts,
    rules: Vec<&'static str>,
    /// What is known of the deeds of each happening.
    deeds: Vec<Vec<Deed>>,
    reports: Vec<BTreeSet<i64>>,
    voices: Vec<BTreeSet<usize>>,
    /// The first day on which one of its reports may have been published; `None` if that is not known of each.
    days: Vec<Option<String>>,
}

impl Groups {
    fn new(ones: &[One<'_, '_>]) -> Self {
        Self {
            first: Firsts((0..ones.len()).collect()),
            rules: vec!["compare.one_event"; ones.len()],
            deeds: ones.iter().map(|one| one.members.iter().filter_map(Deed::of).collect()).collect(),
            reports: ones
                .iter()
                .map(|one| one.members.iter().map(|told| told.place.number()).collect())
                .collect(),
            voices: ones
                .iter()
                .map(|one| one.members.iter().map(|told| told.place.voice).collect())
                .collect(),
            days: ones
                .iter()
                .map(|one| {
                    let days = one.members.iter().map(|told| told.place.first_day());
                    days.collect::<Option<Vec<&str>>>()
                        .and_then(|days| days.into_iter().min())
                        .map(str::to_owned)
                })
                .collect(),
        }
    }

    fn join(&mut self, one: usize, other: usize, rule: &'static str) {
        let (one, other) = (self.first.root(one), self.first.root(other));
        if one == other {
            return;
        }
        let (keep, gone) = (one.min(other), one.max(other));
        self.first.0[gone] = keep;
        self.rules[keep] = rule;
        let deeds = std::mem::take(&mut self.deeds[gone]);
        self.deeds[keep].extend(deeds);
        let reports = std::mem::take(&mut self.reports[gone]);
        self.reports[keep].extend(reports);
        let voices = std::mem::take(&mut self.voices[gone]);
        self.voices[keep].extend(voices);
        let (left, right) = (self.days[keep].take(), self.days[gone].take());
        self.days[keep] = left.zip(right).map(|(left, right)| left.min(right));
    }

    /// Two deeds of one report are two, unless they are one course.
    fn are_of_one_report(&self, one: usize, other: usize) -> bool {
        !self.reports[one].is_disjoint(&self.reports[other])
    }

    /// One number of people, of one quantity.
    fn by_number(&mut self, ones: &[One<'_, '_>], numbers: &Numbers) {
        let mut by_number: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
        for (at, one) in ones.iter().enumerate() {
            for told in one.members.iter().filter(|told| is_deed(told.event)) {
                for number in numbers.of(told) {
                    let known = by_number.entry(number).or_default();
                    if known.last() != Some(&at) && known.len() < COMPARED {
                        known.push(at);
                    }
                }
            }
        }
        for found in by_number.values() {
            for (at, later) in found.iter().enumerate() {
                for earlier in &found[..at] {
                    let (one, other) = (self.first.root(*earlier), self.first.root(*later));
                    let type_of = |at: usize| ones[at].members[0].event.event_type;
                    if one != other
                        && type_of(*earlier) == type_of(*later)
                        && !self.are_of_one_report(one, other)
                        && !self.excludes(one, other)
                    {
                        self.join(one, other, "compare.one_number");
                    }
                }
            }
        }
    }

    /// One course of acts of the same against the same place. Who does not say whose it is tells of the only one that is told of there.
    fn by_course(&mut self) {
        /// A course of acts that somebody takes.
        struct Taken {
            place: Where,
            doer: String,
            first: usize,
        }
        let mut taken: BTreeMap<&'static str, Vec<Taken>> = BTreeMap::new();
        let mut open: Vec<(&'static str, Where, usize)> = Vec::new();
        for at in 0..self.first.0.len() {
            let told: Vec<(&'static str, Where, Option<String>)> = self.deeds[at]
                .iter()
                .filter(|deed| deed.day.is_none())
                .filter_map(|deed| Some((deed.course?, deed.place.clone()?, deed.doer.key())))
                .collect();
            for (course, place, doer) in told {
                let Some(doer) = doer else {
                    open.push((course, place, at));
                    continue;
                };
                let known = taken.entry(course).or_default();
                match known.iter().find(|taken| taken.doer == doer && taken.place.is_kin(&place)) {
                    Some(taken) => {
                        let first = taken.first;
                        self.join(first, at, "compare.one_course");
                    }
                    None if known.len() < COMPARED => known.push(Taken { place, doer, first: at }),
                    None => {}
                }
            }
        }
        for (course, place, at) in open {
            let known = taken.get(course).into_iter().flatten();
            let of: Vec<usize> =
                known.filter(|taken| taken.place.is_kin(&place)).map(|taken| taken.first).collect();
            if let [only] = of[..] {
                self.join(only, at, "compare.one_course");
            }
        }
    }

    /// What is told as known is the only deed of its kind between its sides that several of the other voices tell of.
    fn by_mention(&mut self, ones: &[One<'_, '_>]) {
        let mut by_root: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in (0..self.first.0.len()).filter(|at| self.first.is_first(*at) && self.voices[*at].len() > 1)
        {
            let roots: BTreeSet<&String> = self.deeds[at].iter().flat_map(|deed| &deed.roots).collect();
            for root in roots {
                let known = by_root.entry(root.clone()).or_default();
                if known.len() < COMPARED {
                    known.push(at);
                }
            }
        }
        for (at, one) in ones.iter().enumerate() {
            let [told] = &one.members[..] else { continue };
            let [deed] = &self.deeds[at][..] else { continue };
            if !deed.known
                || deed.day.is_some()
                || deed.doer.key().is_none()
                || deed.whom.key().is_none()
                || !self.first.is_first(at)
            {
                continue;
            }
            let mut candidates: BTreeSet<usize> = BTreeSet::new();
            for found in deed.roots.iter().filter_map(|root| by_root.get(root)).flatten() {
                let group = self.first.root(*found);
                candidates.insert(group);
            }
            candidates.retain(|other| {
                self.deeds[*other].iter().any(|of| {
                    !of.roots.is_disjoint(&deed.roots)
                        && (of.doer.is_kin(&deed.doer) || of.doer.shares_name(&deed.doer))
                        && (of.whom.is_kin(&deed.whom) || of.whom.shares_name(&deed.whom))
                })
            });
            let mut candidates = candidates.into_iter();
            let (Some(only), None) = (candidates.next(), candidates.next()) else { continue };
            // What was printed before anybody told of it speaks of another one.
            let first = self.days[only].as_deref();
            let earlier = told.place.last_day().zip(first).is_some_and(|(last, first)| last < first);
            if only != at && !earlier && !self.are_of_one_report(only, at) {
                self.join(only, at, "compare.known_event");
            }
        }
    }

    /// Whether two groups cannot be one deed: other days, or others who do it or to whom it is done.
    fn excludes(&self, one: usize, other: usize) -> bool {
        let apart = |left: &Party, right: &Party| {
            left.first().is_some()
                && right.first().is_some()
                && !left.is_kin(right)
                && !left.shares_name(right)
        };
        // Whom a deed is done to is told in many ways, as a land, its towns or those who live there.
        let lands = |left: &Party, right: &Party| {
            left.country().zip(right.country()).is_some_and(|(left, right)| left != right)
        };
        // `XXXX-05-06` and `2031-05-06` are one day.
        let day = |deed: &Deed| deed.day.as_deref().and_then(|day| day.get(5..10)).map(str::to_owned);
        self.deeds[one].iter().any(|left| {
            self.deeds[other].iter().any(|right| {
                apart(&left.doer, &right.doer)
                    || lands(&left.whom, &right.whom)
                    || day(left).zip(day(right)).is_some_and(|(left, right)| left != right)
            })
        })
    }

    /// The happenings as they are joined, in the order of their first ones.
    fn joined<'g, 'r>(&mut self, ones: Vec<One<'g, 'r>>) -> Vec<One<'g, 'r>> {
        let mut joined: BTreeMap<usize, One<'g, 'r>> = BTreeMap::new();
        for (at, one) in ones.into_iter().enumerate() {
            let root = self.first.root(at);
            let rule = self.rules[root];
            let group = joined.entry(root).or_insert_with(|| One { members: Vec::new(), rule });
            group.members.extend(one.members);
        }
        joined.into_values().collect()
    }
}
