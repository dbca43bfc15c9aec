//! The mention that the source of an attribution is about.
use rapporteur_extract::name::Found;
use rapporteur_ontology::{function, noun, title};
use rapporteur_record::{Document, EntityType, MentionForm};
use rapporteur_text::Span;

/// The mention that a source is about: the one that its first words name, with the titles before it.
pub(crate) fn head_of(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    let mut source = source;
    if let Some(at) = described(document, names, source).or_else(|| named_last(document, names, source)) {
        return Some(at);
    }
    // `The Orla Post’s Ilse Marten` is about her; a few possessors in a row are enough.
    for _ in 0..4 {
        match head_or_possessed(document, names, source)? {
            Head::Mention(at) => return Some(at),
            Head::Behind(start) => source = Span::new(start, source.end),
        }
    }
    None
}

/// The person or body behind a description: `its deputy, Ilse Marten`, `Harbour Minister Ilse Marten, who`, `the aid group Open
/// Gate`.
fn described(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    let first = names.partition_point(|found| found.mention.span.start < source.start);
    let named = |of: &[EntityType]| {
        (first..names.len()).take(12).take_while(|&at| names[at].mention.span.start < source.end).find(
            |&at| {
                let mention = &names[at].mention;
                let fits = mention.form == MentionForm::Name && of.contains(&mention.entity_type);
                fits && is_described(document, &names[at], source)
            },
        )
    };
    named(&[EntityType::Person]).or_else(|| named(&[EntityType::Organisation, EntityType::Group]))
}

/// True if what stands before a name in a source describes it.
fn is_described(document: &Document, found: &Found, source: Span) -> bool {
    describes(document, found, source).unwrap_or(false)
}

fn describes(document: &Document, found: &Found, source: Span) -> Option<bool> {
    let span = found.mention.span;
    if span.end > source.end {
        return None;
    }
    let before = document.text.get(source.start..span.start)?;
    let after = document.text.get(span.end..source.end)?;
    let rest = after.is_empty() || after.starts_with(',') || after.starts_with(" of ");
    if !rest || before.trim().is_empty() || before.split_whitespace().count() > 10 {
        return None;
    }
    // A courtesy title may stand between the comma and the name.
    let bare = before.trim_end();
    let untitled = bare.rsplit_once(' ').filter(|(_, word)| {
        title::lookup(word.trim_end_matches('.')).is_some_and(|title| title.courtesy) || word.ends_with('.')
    });
    let bare = untitled.map_or(bare, |(rest, _)| rest.trim_end());
    let description = bare.trim_end_matches(',');
    if description.contains([',', '“', '"', ':', ';']) {
        return None;
    }
    let words: Vec<&str> = description.split_whitespace().collect();
    let head = words
        .iter()
        .position(|word| matches!(*word, "of" | "for" | "at" | "in" | "from"))
        .unwrap_or(words.len());
    if words[head..].iter().any(|word| matches!(*word, "and" | "to" | "with"))
        || words[..head].iter().any(|word| matches!(*word, "and" | "or" | "to" | "with" | "who" | "that"))
    {
        return None;
    }
    let last = words[..head].last()?;
    if found.mention.entity_type != EntityType::Person {
        // `the aid group Open Gate`: a noun with its article, and the name.
        let article = matches!(function::lookup(words[0]), Some(function::Function::Determiner));
        let plain = words[1..].iter().all(|word| word.starts_with(char::is_lowercase));
        let possessor = last.ends_with("'s") || last.ends_with("’s");
        let noun = words.len() > 1 && function::lookup(*last).is_none() && !possessor;
        let close = head == words.len() && !bare.ends_with(',') && after.is_empty();
        return Some(article && plain && noun && close);
    }
    // `Marten’s cousin, Bo Lind`, whatever he is to her.
    let possessed =
        words.len() == 2 && (words[0].ends_with("’s") || words[0].ends_with("'s")) && bare.ends_with(',');
    let person = title::lookup(*last).is_some()
        || noun::lookup(*last).is_some_and(|form| form.noun.person && !form.plural)
        || possessed;
    Some(person && (bare.ends_with(',') || head == words.len()))
}

/// The person whose name ends a source, behind what tells who that is: `Republican Orla Sen. Ilse Marten (R)`,
/// `one of the pilots, Bo Lind`, `Harbour President and CEO Ilse Marten`.
fn named_last(document: &Document, names: &[Found], source: Span) -> Option<usize> {
    /// Bytes of a source that may hold a description.
    const LONGEST: usize = 160;
    let words = source.of(&document.text)?.trim_end_matches([',', ' ']);
    let bracket = words.strip_suffix(')').and_then(|open| open.rfind('('));
    let bare = bracket.map_or(words, |open| &words[..open]).trim_end();
    let end = source.start + bare.len();
    if bare.len() > LONGEST {
        return None;
    }
    let behind = names.partition_point(|found| found.mention.span.start < end);
    let at = (behind.saturating_sub(4)..behind).find(|&at| {
        let mention = &names[at].mention;
        mention.span.end == end
            && mention.span.start > source.start
            && mention.form == MentionForm::Name
            && mention.entity_type == EntityType::Person
    })?;
    let start = names[at].mention.span.start;
    let before = document.text.get(source.start..start)?.trim_end();
    let other_person =
        (0..at).rev().take_while(|&other| names[other].mention.span.start >= source.start).any(|other| {
            let mention = &names[other].mention;
            let after = document.text.get(mention.span.end..).unwrap_or("");
            let between = document.text.get(mention.span.end..start).unwrap_or("");
            mention.entity_type == EntityType::Person
                && mention.form == MentionForm::Name
                && (between.contains(',') || between.contains(" and "))
                && after_possessive(after.get(..after.len().min(8)).unwrap_or(after)).is_none()
        });
    if other_person || before.contains(['“', '"', ':', ';']) {
        return None;
    }
    let titled = |word: &str| {
        word.starts_with(char::is_uppercase)
            || word.ends_with('.')
            || title::lookup(word).is_some()
            || noun::lookup(word).is_some_and(|form| form.noun.person)
    };
    let (description, own) = before.rsplit_once(',').map_or(("", before), |(first, own)| (first, own.trim()));
    // What stands right before the name are titles, parties and places, joined by `and` at most.
    let own: Vec<&str> = own.split_whitespace().collect();
    // `Ambassador to the Orla Council Ilse Marten`: to whom somebody is sent.
    let sent = |at: usize| {
        own[..at].iter().any(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "ambassador" | "envoy" | "representative" | "delegate" | "adviser" | "advisor"
            )
        }) && own[..at].iter().all(|word| titled(word))
    };
    let to = own.iter().position(|word| *word == "to").filter(|&at| sent(at));
    let plain = own.iter().enumerate().all(|(at, word)| {
        titled(word)
            || to.is_some_and(|to| at >= to && matches!(*word, "to" | "the" | "of" | "and"))
            || at > 0 && *word == "and" && titled(own[at - 1])
            || at == 0 && matches!(word.to_ascii_lowercase().as_str(), "the" | "a" | "an")
            || matches!(
                *word,
                "former"
                    | "then"
                    | "longtime"
                    | "late"
                    | "fellow"
                    | "veteran"
                    | "top"
                    | "senior"
                    | "chief"
                    | "acting"
            )
    });
    // `an angry Ilse Marten`
    let plain = plain
        || matches!(own[..], [article, word] if matches!(article.to_ascii_lowercase().as_str(), "a" | "an" | "the")
            && function::lookup(word).is_none()
            && word.chars().all(char::is_alphabetic));
    // `a fisherman from the port named Marten`
    let called = own.len() > 1 && matches!(own.last(), Some(&"named" | &"called"));
    let plain = plain || called;
    let described = description.is_empty() || {
        let words: Vec<&str> = description.split_whitespace().collect();
        let head = words
            .iter()
            .position(|word| matches!(*word, "of" | "for" | "at" | "in" | "from"))
            .unwrap_or(words.len());
        let one = words.first().is_some_and(|word| word.eq_ignore_ascii_case("one"));
        let noun = words.get(if one { words.len() } else { head }.wrapping_sub(1)).copied().unwrap_or("");
        !words.iter().any(|word| matches!(*word, "and" | "who" | "that" | "to" | "with"))
            && !description.contains(',')
            && (title::lookup(noun).is_some() || noun::lookup(noun).is_some_and(|form| form.noun.person))
    };
    // A bare `and` of two names joins them.
    let joins = own.len() == 1 && own[0] == "and";
    (plain && described && !joins && (!own.is_empty() || !description.is_empty())).then_some(at)
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
        // `Ruritanian-backed rebels` are the rebels.
        let joined = rest.strip_prefix(['-', '‑']).is_some_and(|word| word.starts_with(char::is_alphabetic));
        let inner = mention.form != MentionForm::Nominal && (modifies || joined);
        return (!inner && (!possessive || rest.trim().is_empty())).then_some(Head::Mention(position));
    }
    None
}

/// What stands behind `’s`, if anything does.
fn after_possessive(rest: &str) -> Option<&str> {
    let behind = ["’s ", "'s ", "’ ", "' "].into_iter().find_map(|ending| rest.strip_prefix(ending))?;
    (!behind.trim().is_empty()).then(|| behind.trim_start())
}
