//! The mention that the source of an attribution is about.
use rapporteur_extract::name::Found;
use rapporteur_ontology::function;
use rapporteur_record::{Document, MentionForm};
use rapporteur_text::Span;

/// The mention that a source is about: the one that its first words name, with the titles before it.
pub(crate) fn head_of(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    let mut source = source;
    // `The Orla Post’s Ilse Marten` is about her; a few possessors in a row are enough.
    for _ in 0..4 {
        match head_or_possessed(document, names, source)? {
            Head::Mention(at) => return Some(at),
            Head::Behind(start) => source = Span::new(start, source.end),
        }
    }
    None
}

enum Head {
    Mention(usize),
    /// The source is about what starts here, behind a possessor.
    Behind(usize),
}

fn head_or_possessed(document: &Document, names: &[Found], source: Span) -> Option<Head> {
    let first = names.partition_point(|found| found.mention.span.start < source.start);
    let mut at = source.start;
    for (position, found) in names.iter().enumerate().skip(first).take(12) {
        let mention = &found.mention;
        if mention.span.start >= source.end {
            break;
        }
        if mention.span.end > source.end {
            continue;
        }
        // Between the start of the source and its head stand articles and titles only.
        let titled = found
            .offices
            .iter()
            .any(|office| office.span.start <= mention.span.start && source.contains(office.span));
        let office_first = found
            .offices
            .iter()
            .map(|office| office.span.start)
            .filter(|&start| start < mention.span.start)
            .min();
        let gap = document
            .text
            .get(at..office_first.map_or(mention.span.start, |start| start.max(at)))
            .unwrap_or("");
        let article = gap.split_whitespace().all(|word| {
            matches!(function::lookup(word), Some(function::Function::Determiner))
                || word.chars().all(|c| !c.is_alphanumeric())
        });
        let behind_title = titled && office_first.is_some_and(|start| start <= at + 5);
        if !(article || behind_title) {
            return None;
        }
        // A title before a person goes on to the person.
        let inside_office = names[position + 1..]
            .iter()
            .take(8)
            .take_while(|later| later.mention.span.start < source.end)
            .any(|later| {
                later.offices.iter().any(|office| office.span.overlaps(mention.span))
                    && source.contains(later.mention.span)
            });
        if inside_office {
            at = at.max(mention.span.start);
            continue;
        }
        let rest = document.text.get(mention.span.end..source.end).unwrap_or("");
        if let Some(possessed) = after_possessive(rest) {
            return Some(Head::Behind(source.end - possessed.len()));
        }
        // `Ruritanian officials` is about the officials, `his papers` about papers, `Marten critics` about critics.
        let possessive = mention.form == MentionForm::Pronoun
            && function::pronoun(mention.span.in_text(&document.text)).is_some_and(|pronoun| {
                matches!(pronoun.case, function::Case::Possessive | function::Case::ObjectOrPossessive)
            });
        let modifies = rest.starts_with(' ')
            && rest.split_whitespace().next().is_some_and(|next| {
                next.chars().all(char::is_alphanumeric) && function::lookup(next).is_none()
            });
        let inner = mention.form != MentionForm::Nominal && modifies;
        return (!inner && (!possessive || rest.trim().is_empty())).then_some(Head::Mention(position));
    }
    None
}

/// What stands behind `’s`, if anything does.
fn after_possessive(rest: &str) -> Option<&str> {
    let behind = ["’s ", "'s ", "’ ", "' "].into_iter().find_map(|ending| rest.strip_prefix(ending))?;
    (!behind.trim().is_empty()).then(|| behind.trim_start())
}
