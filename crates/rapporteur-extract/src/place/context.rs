//! Which countries and subdivisions a report speaks of, and how often.

use super::choose::{self, Candidate};
use super::{whole, written};
use crate::name::Found;
use foldhash::HashMap;
use rapporteur_ontology::gazetteer::Kind;
use rapporteur_ontology::{Key, country, seat};
use rapporteur_record::{Document, MentionForm};

/// A place whose name has no namesakes to speak of tells of its country half as much as the country's own name.
const PLACE: f32 = 0.5;
/// The place that a report was sent from.
const DATELINE: f32 = 2.0;

/// What the report tells of countries (alpha-2) and first-level subdivisions (GeoNames id).
#[derive(Debug, Default)]
pub(super) struct Context {
    countries: HashMap<&'static str, f32>,
    regions: HashMap<u32, f32>,
    /// What each name added, so that it does not speak for itself.
    own: HashMap<String, (Option<&'static str>, Option<u32>, f32)>,
}

impl Context {
    pub(super) fn new(
        document: &Document,
        names: &[Found],
        located: &[usize],
        candidates: &HashMap<String, Vec<Candidate>>,
    ) -> Self {
        let mut context = Self::default();
        for found in names {
            let words = found.mention.span.in_text(&document.text);
            let known = match found.mention.form {
                MentionForm::Adjective => country::demonym(Key::new(words)).map(|demonym| demonym.country),
                MentionForm::Name => country::demonym(Key::new(words))
                    .map(|demonym| demonym.country)
                    .or_else(|| country::by_alpha2(seat::lookup(Key::new(words))?.alpha2)),
                MentionForm::Nominal | MentionForm::Pronoun => None,
            };
            if let Some(country) = known {
                *context.countries.entry(country.alpha2).or_default() += 1.0;
            }
        }
        for &at in located {
            let name = written(document, whole(document, names[at].mention.span));
            let list = candidates.get(&name).map_or(&[][..], Vec::as_slice);
            let Some(entry) = choose::clear(list) else { continue };
            let weight = if entry.kind == Kind::Country { 1.0 } else { PLACE };
            let alpha2 = country::by_alpha2(entry.alpha2).map(|country| country.alpha2);
            if let Some(alpha2) = alpha2 {
                *context.countries.entry(alpha2).or_default() += weight;
            }
            if let Some(region) = entry.region {
                *context.regions.entry(region).or_default() += weight;
            }
            context.own.entry(name).or_insert((alpha2, entry.region, 0.0)).2 += weight;
        }
        let sent_from = document.dateline.as_ref().and_then(|dateline| dateline.place);
        if let Some(words) = sent_from.and_then(|span| span.of(&document.text)) {
            let key = Key::new(words);
            let country = country::lookup(key).or_else(|| country::by_capital(key));
            if let Some(country) = country {
                *context.countries.entry(country.alpha2).or_default() += DATELINE;
            }
        }
        context
    }

    /// How much of the report, but for a name itself, speaks of a country, and of a subdivision.
    pub(super) fn of(&self, name: &str, alpha2: &str, region: Option<u32>) -> (f32, f32) {
        let mut country = self.countries.get(alpha2).copied().unwrap_or(0.0);
        let mut here = region.and_then(|region| self.regions.get(&region)).copied().unwrap_or(0.0);
        if let Some((own, own_region, weight)) = self.own.get(name) {
            if *own == Some(alpha2) {
                country -= weight;
            }
            if own_region.is_some() && *own_region == region {
                here -= weight;
            }
        }
        (country.max(0.0), here.max(0.0))
    }
}
