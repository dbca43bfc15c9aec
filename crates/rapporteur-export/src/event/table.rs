//! Events as rows of a spreadsheet.

use super::{Coded, Side};
use rapporteur_record::{ActorCode, EventGroups, Report, Resolution};

/// The cells of each event of the report, after document and unit; all of them, with their realis.
pub(crate) fn table(report: &Report, groups: &EventGroups) -> Vec<Vec<String>> {
    let coded = Coded::new(report);
    let mut rows = Vec::with_capacity(report.events.len());
    for event in &report.events {
        let (sources, targets) = (coded.sides(&event.sources), coded.sides(&event.targets));
        let at = coded.trigger(event);
        let (place, country) =
            event.place.and_then(|id| coded.place(id)).map_or_else(Default::default, |place| {
                match &place.resolution {
                    Resolution::Resolved { name, country, .. } => {
                        (name.clone(), country.clone().unwrap_or_default())
                    }
                    Resolution::Ambiguous { .. } | Resolution::Unresolved => {
                        (coded.words(place.span).to_owned(), String::new())
                    }
                }
            });
        let triggers: Vec<_> = event.mentions.iter().map(|mention| coded.words(mention.trigger)).collect();
        let date = event.date.as_ref();
        rows.push(vec![
            event.id.0.to_string(),
            at.map_or_else(String::new, |span| span.start.to_string()),
            at.map_or_else(String::new, |span| span.end.to_string()),
            event.event_type.name().to_owned(),
            event.realis.name().to_owned(),
            coded.tellers(event),
            joined(&sources, |side| side.name.to_owned()),
            joined(&targets, |side| side.name.to_owned()),
            date.and_then(|date| date.value.clone()).unwrap_or_default(),
            date.map_or_else(String::new, |date| date.text_only.clone()),
            place,
            country,
            triggers.join(" […] "),
            event.modes.join("; "),
            event.contexts.join("; "),
            event.quad.name().to_owned(),
            event.cameo.clone().unwrap_or_default(),
            event.reciprocal.to_string(),
            joined(&sources, |side| side.words.to_owned()),
            joined(&targets, |side| side.words.to_owned()),
            joined(&sources, |side| code(side.actor)),
            joined(&targets, |side| code(side.actor)),
            event.mentions.len().to_string(),
            event.why.confidence.map_or_else(String::new, |confidence| confidence.to_string()),
            event.why.rule.to_string(),
            groups.get(&event.id).cloned().unwrap_or_default(),
            crate::csv::corrected(&event.why),
        ]);
    }
    rows
}

fn joined(sides: &[Side<'_>], part: impl Fn(&Side<'_>) -> String) -> String {
    sides.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// Country and first sector; `unknown` where nothing tells.
fn code(actor: Option<&ActorCode>) -> String {
    let parts = actor.into_iter().flat_map(|actor| actor.country.iter().chain(actor.sectors.first()));
    let code = parts.map(String::as_str).collect::<Vec<_>>().join(" ");
    if code.is_empty() { "unknown".to_owned() } else { code }
}
