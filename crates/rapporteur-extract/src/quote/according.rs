//! `according to X`, before, after and inside its content; `as noted by X`; `reportedly`.

use super::content::{self, Reach};
use super::cue::{Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Class, Complement, Inflection};
use rapporteur_ontology::verb;

/// Words of a content in which a forecast of others and a clause behind it are looked for.
const LONGEST: usize = 60;

/// `Traders expected 3 boats after 9 came in May, according to new figures`: figures tell what came, not what somebody expected.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let words = &reading.words;
    for draft in drafts {
        let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { continue };
        let [part] = &draft.content[..] else { continue };
        let part = part.clone();
        let counts = (source.start..source.end).any(|at| {
            matches!(words.lower(at), "figures" | "data" | "numbers" | "statistics" | "count" | "tally")
        });
        let closes = part.end <= cue.start && part.len() <= LONGEST;
        if words.lower(cue.start) != "according"
            || !counts
            || !closes
            || part.clone().any(|at| reading.quoted(at))
        {
            continue;
        }
        let expected = part.clone().take_while(|&at| !matches!(words.tag(at), Tag::Comma)).find(|&at| {
            matches!(
                words.lower(at),
                "expected" | "predicted" | "forecast" | "projected" | "anticipated" | "feared"
            ) && at > part.start
                && words.nominal(at - 1)
        });
        let clause = |at: usize| {
            matches!(words.lower(at), "after" | "while" | "although" | "though")
                && (at + 1..part.end).any(|verb| {
                    matches!(words.tag(verb), Tag::Auxiliary | Tag::Verb)
                        || verb::lookup(words.key(verb)).is_some_and(|form| {
                            matches!(
                                form.inflection,
                                verb::Inflection::Past | verb::Inflection::PastOrParticiple
                            )
                        })
                })
        };
        let opens = expected.and_then(|expected| (expected + 1..part.end).rev().find(|&at| clause(at)));
        if let Some(opens) = opens {
            draft.content[0].start = opens + 1;
        }
    }
}

pub(super) fn drafts(reading: &Reading<'_>, stretch: &Stretch, sites: &[Site]) -> Vec<Draft> {
    let fixed = sites.iter().filter(|site| site.voice == Voice::Fixed);
    let mut found: Vec<Draft> =
        fixed.filter_map(|site| draft(reading, stretch, site, sites, "quote.according_to")).collect();
    let passive = stretch.words.clone().filter_map(|at| as_said_by(reading, at));
    found.extend(passive.filter_map(|site| draft(reading, stretch, &site, sites, "quote.as_said_by")));
    found
}

/// `The plan, as noted by the port, is old`: leads to its source as `according to` does.
fn as_said_by(reading: &Reading<'_>, at: usize) -> Option<Site> {
    let words = &reading.words;
    let phrase =
        words.lower(at) == "as" && words.lower(at + 2) == "by" && words.tag(at.checked_sub(1)?) == Tag::Comma;
    if !phrase || (at..at + 3).any(|at| reading.quoted(at)) {
        return None;
    }
    let form = cue::verb(words.key(at + 1)).filter(|form| {
        form.cue.class == Class::Say
            && matches!(form.inflection, Inflection::Participle | Inflection::PastOrParticiple)
    })?;
    Some(Site {
        form,
        group: at..at + 3,
        verb_end: at + 3,
        complement: Complement::Object,
        voice: Voice::Fixed,
        light: false,
    })
}

fn draft(
    reading: &Reading<'_>,
    stretch: &Stretch,
    site: &Site,
    sites: &[Site],
    rule: &'static str,
) -> Option<Draft> {
    let words = &reading.words;
    let limit = stretch.words.end;
    let start = site.group.end;
    let head = words.noun_phrase(start, limit);
    if head == start {
        return None;
    }
    let mut end = head;
    // "a spokesman for the port", "a statement from the ministry"
    while matches!(words.tag(end), Tag::Preposition) && !matches!(words.lower(end), "of") {
        let next = words.noun_phrase(end + 1, limit);
        if next == end + 1 || words.time_word(end + 1) {
            break;
        }
        end = next;
    }
    if words.lower(end) == "and" {
        let next = words.noun_phrase(end + 1, limit);
        if next > end + 1 {
            end = next;
        }
    }
    let begin = reading.sentence_start(site.group.start).max(stretch.words.start);
    let mut draft = Draft::new(rule, site.form.cue.kind, site.group.clone());
    let mut before = begin;
    while before < site.group.start && words.tag(before) == Tag::Conjunction {
        before += 1;
    }
    let mut lead = before..site.group.start;
    // A quotation that runs into this sentence is part of the content.
    if let Some(quotation) = reading.quotation(begin)
        && quotation.tokens.start < begin
    {
        lead.start = quotation.tokens.start.max(stretch.words.start);
    }
    let lead = reading.trim(lead);
    if reading.count(&lead) > 0 {
        let close = words.apposition(end, limit);
        draft.source = Some(start..close);
        draft.extend(lead);
        if words.tag(close) == Tag::Comma
            && close + 1 < limit
            && words.tag(site.group.start - 1) == Tag::Comma
        {
            let more = close + 1;
            if matches!(words.tag(more), Tag::Auxiliary | Tag::Modal | Tag::That) {
                draft.extend(content::content(reading, more, limit, Reach::Clause, sites));
            }
        }
        return Some(draft);
    }
    let comma = (end..limit.min(end + 25)).find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at))?;
    let described = words.apposition(comma, limit);
    let (close, comma) = if described > comma
        && words.tag(described) == Tag::Comma
        && matches!(words.tag(comma + 1), Tag::Relative | Tag::Determiner)
        && described - comma < 12
        && words.lower(comma + 1) != "the"
    {
        (described, described)
    } else {
        (comma, comma)
    };
    draft.source = Some(start..close);
    draft.extend(content::content(reading, comma + 1, limit, Reach::Clause, &[]));
    (!draft.content.is_empty()).then_some(draft)
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::{all, check_learned};

    #[test]
    fn figures_do_not_tell_what_others_expected() {
        let told = "Traders expected the port to take in 3 boats a day after it took in 9 in May";
        check_learned(
            &format!("{told}, according to new figures."),
            ("new figures", "according to", &[told]),
            "[new figures] <according to> {it took in 9 in May}",
        );
        assert_eq!(
            all("The port took in 3 boats after it took in 9 in May, according to new figures."),
            ["[new figures] <according to> {The port took in 3 boats after it took in 9 in May}"]
        );
    }
}
