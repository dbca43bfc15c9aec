//! The sides of an act by the grammar of its own phrase, where the model reads none: the subject before a verb and its object
//! behind, the owner of a noun, and the phrases that follow it: `the shelling of the port by the army`.

use super::clause;
use super::group::{Group, Kind, infinitive};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_ontology::{agent, country};
use rapporteur_record::EventType;
use rapporteur_text::Span;
use std::ops::Range;

/// The words that grammar puts on the sides of an act.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) source: Option<Span>,
    /// Of a finite verb: the subject with all that stands between it and the verb. Nobody else in it does the act.
    pub(super) subject: Option<Span>,
    pub(super) target: Option<Span>,
    /// The subject opens the clause right before the verb: nobody else does it, or suffers it in the passive.
    pub(super) certain: bool,
    /// What it is done with.
    pub(super) means: Option<Span>,
    /// The words of another verb that shares the subject, with its object.
    pub(super) other: Option<Span>,
    /// The act's word describes the target as an adjective does: `the shelled town`.
    pub(super) describes: bool,
    /// With whom an act is done that both do: `talks with the port`.
    pub(super) fellow: Option<Span>,
}

/// Words of a phrase that are looked at.
const REACH: usize = 12;
/// Words behind a verb in the passive among which who does it is looked for.
const FAR: usize = 30;
/// Phrases behind an act that are looked at.
const PHRASES: usize = 3;

/// The sides that the phrase of an act names.
pub(super) fn sides(
    words: &Words<'_>,
    group: &Group,
    sentence: &Range<usize>,
    event_type: EventType,
    modes: &[String],
) -> Told {
    let mut told = Told::default();
    if group.kind == Kind::Noun && is_participle(words, group.at) && words.nominal(group.end) {
        let end = words.noun_phrase(group.end, sentence.end.min(group.end + REACH));
        return Told { target: words.span(&(group.end..end)), describes: true, ..told };
    }
    match group.kind {
        Kind::Noun => told.source = owner(words, group),
        Kind::Finite => {
            if let Some(found) = clause::subject(words, group, sentence) {
                let head = words.span(&found.head);
                if found.passive || befalls(words, group.at) {
                    told.target = head;
                } else {
                    told.source = head;
                    told.subject = found.whole.and_then(|range| words.span(&range));
                }
                told.certain = found.certain;
                told.other = found.other.and_then(|range| words.span(&range));
            }
        }
        Kind::Infinitive => {
            // `to leave the port and shell the town`: the port is whom the first verb meets.
            let conjunction = group.start.checked_sub(1).filter(|&at| words.tag(at) == Tag::Conjunction);
            let floor = sentence.start.max(group.start.saturating_sub(REACH));
            let first = conjunction.and_then(|at| infinitive(words, at, floor));
            told.other = first.and_then(|at| words.span(&(at..group.start)));
        }
        Kind::Participle | Kind::Gerund => {}
    }
    let verb = group.kind != Kind::Noun;
    let mut at = group.end;
    if verb && !group.passive {
        let end = words.noun_phrase(at, sentence.end.min(at + REACH));
        if end > at && !words.time_word(at) {
            let phrase = at..end;
            if takes_means(words, group.at) && !clause::is_somebody(words, end - 1) {
                told.means = words.span(&phrase);
            } else if words.tag(at) != Tag::Number {
                told.target = object(words, phrase, event_type);
            }
            at = end;
        }
    }
    let mut place = None;
    for _ in 0..PHRASES {
        while words.time_word(at) && at < sentence.end {
            at += 1;
        }
        if !matches!(words.tag(at), Tag::Preposition | Tag::To) || at + 1 >= sentence.end {
            break;
        }
        let end = words.noun_phrase(at + 1, sentence.end.min(at + 1 + REACH));
        // `is ready to host talks`: a verb follows.
        let infinitive = words.tag(at) == Tag::To
            && words.tag(at + 1) != Tag::Name
            && verb::is_base(words.key(at + 1))
            && (!clause::is_somebody(words, end - 1) || words.tag(end) == Tag::Determiner);
        if end == at + 1 || infinitive {
            break;
        }
        let phrase = at + 1..end;
        let role = role(words.lower(at), verb, group.passive, event_type, modes);
        if !words.time_word(at + 1) {
            match role {
                Some(Role::Source) => told.source = told.source.or_else(|| words.span(&phrase)),
                // `fighting in the port on the border`: where it is said to be comes first.
                Some(Role::Target) if place.is_none() || words.lower(at) != "on" => {
                    told.target = told.target.or_else(|| object(words, phrase, event_type));
                }
                Some(Role::Fellow) => told.fellow = told.fellow.or_else(|| words.span(&phrase)),
                Some(Role::Place) if phrase.clone().any(|at| words.tag(at) == Tag::Name) => {
                    place = place.or_else(|| words.span(&phrase));
                }
                _ => {}
            }
        }
        at = end;
    }
    if group.passive && told.source.is_none() {
        told.source = far_doer(words, at, sentence);
    }
    told.target = told.target.or(place);
    // `their release`: whose it is does not do it.
    if !verb && told.target.is_none() && modes.iter().any(|mode| SUFFERED.contains(&mode.as_str())) {
        told.target = told.source.take();
    }
    told
}

/// False for words behind an act that name no party to it by the phrase in which they stand: the own troops that are sent, the
/// thing that is promised, the body whose session is asked for.
pub(super) fn can_suffer(
    words: &Words<'_>,
    group: &Group,
    span: Span,
    event_type: EventType,
    sentence: &Range<usize>,
) -> bool {
    let Some(tokens) = words.words.get(sentence.clone()) else { return true };
    let first = sentence.start + tokens.partition_point(|word| word.span.end <= span.start);
    let end = sentence.start + tokens.partition_point(|word| word.span.start < span.end);
    let noun = group.kind == Kind::Noun;
    let behind = first >= group.end && !group.passive && (!noun || event_type == EventType::Assault);
    if !behind || first >= end {
        return true;
    }
    let mut at = first;
    while at > group.end
        && matches!(words.tag(at - 1), Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adverb)
    {
        at -= 1;
    }
    let direct = at == group.end;
    let leading = if direct { "" } else { words.lower(at - 1) };
    match event_type {
        // `fighting on the border with Norway`
        EventType::Assault => {
            leading != "with" || (group.end..at - 1).all(|at| words.tag(at) != Tag::Preposition)
        }
        EventType::Mobilize => !direct && !matches!(leading, "to" | "of" | "from"),
        // `offered its good offices`, but `offered Norway a loan`
        EventType::Agree => {
            let gives = verb::lookup(words.key(group.at))
                .is_some_and(|form| matches!(form.lemma, "offer" | "promise" | "pledge"));
            let taker = words.tag(first) == Tag::Name
                || matches!(words.tag(first), Tag::ObjectPronoun)
                || matches!(words.tag(end), Tag::Determiner | Tag::Possessive | Tag::Number);
            !gives || !direct || taker
        }
        // `asked for a session of the council`: not whom it is asked of.
        EventType::Request => {
            let asked = (group.end..at).find(|&at| words.lower(at) == "for");
            // `asked for the port to leave`, but `asked for the wells on the river to be read`
            let acts = matches!(words.tag(end), Tag::To) && words.lower(end + 1) != "be";
            asked.is_none() || acts || !matches!(leading, "of" | "for" | "on")
        }
        _ => true,
    }
}

/// Verbs whose object is what the act is done with: `fired a shell at the port`.
fn takes_means(words: &Words<'_>, at: usize) -> bool {
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    matches!(
        lemma,
        "fire"
            | "use"
            | "launch"
            | "throw"
            | "hurl"
            | "lob"
            | "drop"
            | "detonate"
            | "plant"
            | "explode"
            | "rain"
    )
}

/// `was accused of theft, much of it in May, by the mayor`: who does it behind a comma.
fn far_doer(words: &Words<'_>, from: usize, sentence: &Range<usize>) -> Option<Span> {
    let border = |at: &usize| {
        matches!(words.tag(*at), Tag::Semicolon | Tag::Colon | Tag::Stop | Tag::That | Tag::Open)
    };
    let by = (from..sentence.end.min(from + FAR))
        .take_while(|at| !border(at))
        .find(|&at| words.lower(at) == "by" && at > 0 && words.tag(at - 1) == Tag::Comma)?;
    let end = words.noun_phrase(by + 1, sentence.end.min(by + 1 + REACH));
    let named = end > by + 1 && clause::is_somebody(words, end - 1);
    named.then(|| words.span(&(by + 1..end))).flatten()
}

/// Verbs whose subject does nothing to anybody: `ten died`, `families fled`.
fn befalls(words: &Words<'_>, at: usize) -> bool {
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    matches!(lemma, "die" | "perish" | "drown" | "flee" | "suffer")
}

/// Modes of acts that a noun's owner suffers.
const SUFFERED: &[&str] = &["release", "arrest", "deport", "expel", "abduct", "convict"];

/// The token before some words of the sentence.
fn before(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> Option<usize> {
    let tokens = words.words.get(sentence.clone())?;
    let at = sentence.start + tokens.partition_point(|word| word.span.end <= span.start);
    at.checked_sub(1).filter(|at| *at >= sentence.start)
}

/// `two hundred people, including children`: the children are some of them.
pub(super) fn is_part(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    before(words, span, sentence).is_some_and(|at| {
        words.lower(at) == "including"
            || words.lower(at) == "them" && words.lower(at.wrapping_sub(1)) == "among"
    })
}

/// `the expulsion of fishermen from Norway`: where somebody comes from suffers nothing.
pub(super) fn is_origin(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    before(words, span, sentence).is_some_and(|at| words.lower(at) == "from")
}

fn is_participle(words: &Words<'_>, at: usize) -> bool {
    match verb::lookup(words.key(at)) {
        Some(form) => matches!(form.inflection, Inflection::PastOrParticiple | Inflection::Participle),
        // A verb that no list has.
        None => words.lower(at).ends_with("ed"),
    }
}

/// What a phrase with a preposition is to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Target,
    Fellow,
    /// Where it meets whoever is there, if nobody is named.
    Place,
}

fn role(
    preposition: &str,
    verb: bool,
    passive: bool,
    event_type: EventType,
    modes: &[String],
) -> Option<Role> {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request,
        Retreat, Sanction, Support, Threaten,
    };
    let force = matches!(event_type, Assault | Coerce | Sanction | Mobilize | Threaten | Protest);
    let mutual = matches!(event_type, Consult | Agree | Cooperate);
    let frees = modes.iter().any(|mode| mode == "release");
    let role = match preposition {
        // `stood by Norway`
        "by" if verb && !passive && event_type == Support => Role::Target,
        "by" if verb && !passive => return None,
        "by" => Role::Source,
        "of" if verb => return None,
        "of" if mutual || matches!(event_type, Support | Aid | Mobilize | Protest | Request | Reject) => {
            Role::Source
        }
        "of" if event_type == Retreat && !frees => Role::Source,
        "of" if event_type == Concede => return None,
        "of" => Role::Target,
        "against" => Role::Target,
        "on" | "upon" if force || event_type == Request && verb => Role::Target,
        "at" if matches!(event_type, Accuse | Assault) => Role::Target,
        "over" | "about" | "with" | "towards" | "toward" if event_type == Accuse => Role::Target,
        "with" if mutual => Role::Fellow,
        "with" if matches!(event_type, Support | Sanction) => Role::Target,
        "outside" | "before" if event_type == Protest => Role::Target,
        "between" if mutual || event_type == Assault => Role::Source,
        "for" if matches!(event_type, Support | Aid) => Role::Target,
        "to" if matches!(event_type, Aid | Consult | Agree | Request | Support) => Role::Target,
        "from" if event_type == Retreat => Role::Target,
        "from" if !verb && matches!(event_type, Accuse | Support | Aid | Request | Reject) => Role::Source,
        "in" | "into" | "across" | "inside" | "throughout" if matches!(event_type, Assault | Coerce) => {
            Role::Place
        }
        _ => return None,
    };
    Some(role)
}

/// Whose act a noun tells of: `its`, `Norway's`, `Norwegian`.
fn owner(words: &Words<'_>, group: &Group) -> Option<Span> {
    let owner = group.determiner.and_then(|at| match words.tag(at) {
        Tag::Possessive => words.span(&(at..at + 1)),
        Tag::Genitive => words.span(&(group.start..at)),
        _ => None,
    });
    let people = || {
        let from = group.determiner.map_or(group.start, |at| at + 1);
        (from..group.at).find(|&at| words.tag(at) == Tag::Name).and_then(|at| words.span(&(at..at + 1)))
    };
    owner.or_else(people)
}

/// The words that an act meets. Of a deed that is blamed, praised or asked for, it is whose deed it is: `Norway` of `Norway's
/// silence`.
fn object(words: &Words<'_>, phrase: Range<usize>, event_type: EventType) -> Option<Span> {
    let verbal = matches!(
        event_type,
        EventType::Accuse | EventType::Support | EventType::Request | EventType::Reject | EventType::Concede
    );
    let head = phrase.clone().take_while(|&at| words.lower(at) != "of").last()?;
    let somebody = words.tag(head) == Tag::Name
        || matches!(words.tag(head), Tag::Pronoun | Tag::ObjectPronoun)
        || agent::lookup(words.lower(head)).is_some();
    if !verbal || somebody {
        return words.span(&phrase);
    }
    if let Some(genitive) = phrase.clone().find(|&at| words.tag(at) == Tag::Genitive) {
        return words.span(&(phrase.start..genitive));
    }
    if words.tag(phrase.start) == Tag::Possessive {
        return words.span(&(phrase.start..phrase.start + 1));
    }
    let demonym = phrase.clone().find(|&at| country::demonym(words.key(at)).is_some());
    match demonym {
        Some(at) => words.span(&(at..at + 1)),
        None => words.span(&phrase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::Lexemes;
    use crate::plain;

    /// `act` tells of an event of this type; expected: source, target, fellow.
    fn check(text: &str, act: &str, event_type: EventType, expected: [&str; 3]) {
        assert_eq!(told(text, act, event_type), expected, "{text}");
    }

    fn told(text: &str, act: &str, event_type: EventType) -> [String; 3] {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let told = sides(&words, &group, &sentence, event_type, &[]);
        [told.source, told.target, told.fellow]
            .map(|span| span.map_or_else(String::new, |span| span.in_text(&document.text).to_owned()))
    }

    #[test]
    fn of_a_noun() {
        use EventType::{Accuse, Assault, Coerce, Consult, Retreat};
        check(
            "The shelling of Ulverin by the Danish army went on.",
            "shelling",
            Assault,
            ["the Danish army", "Ulverin", ""],
        );
        check(
            "Norway’s attacks on Friday on the port went on.",
            "attacks",
            Assault,
            ["Norway", "the port", ""],
        );
        check("Norwegian raids in Denmark killed ten.", "raids", Assault, ["Norwegian", "Denmark", ""]);
        check("The raids in the morning killed ten.", "raids", Assault, ["", "", ""]);
        check("The port closed after its blockade of Denmark.", "blockade", Coerce, ["its", "Denmark", ""]);
        check("The visit of Ilse Marten to Norway is over.", "visit", Consult, ["Ilse Marten", "Norway", ""]);
        check("Denmark opened talks with Norway on fish.", "talks", Consult, ["", "", "Norway"]);
        check(
            "The withdrawal of Danish troops from Norway began.",
            "withdrawal",
            Retreat,
            ["Danish troops", "Norway", ""],
        );
        check("Denmark voiced concern over Norway’s silence.", "concern", Accuse, ["", "Norway", ""]);
    }

    #[test]
    fn of_a_verb() {
        use EventType::{Accuse, Assault, Request};
        check("Danish troops shelled Ulverin.", "shelled", Assault, ["Danish troops", "Ulverin", ""]);
        check("Ulverin was shelled by Danish troops.", "shelled", Assault, ["Danish troops", "Ulverin", ""]);
        check("Denmark criticised Norway’s silence.", "criticised", Accuse, ["Denmark", "Norway", ""]);
        check(
            "Denmark criticised the Norwegian minister.",
            "criticised",
            Accuse,
            ["Denmark", "the Norwegian minister", ""],
        );
        check("Denmark called on Norway to leave.", "called", Request, ["Denmark", "Norway", ""]);
        check(
            "Denmark, long an ally of the port of Ulverin, has shelled Norway.",
            "shelled",
            Assault,
            ["Denmark", "Norway", ""],
        );
        check(
            "Denmark, long an ally of Sweden but tied to Finland, a friend of the port of Ulverin, has firmly criticised Norway.",
            "criticised",
            Accuse,
            ["Denmark", "Norway", ""],
        );
        check(
            "The heavily shelled port of Ulverin is empty.",
            "shelled",
            Assault,
            ["", "port of Ulverin", ""],
        );
    }

    #[test]
    fn of_joined_verbs_and_relative_clauses() {
        use EventType::{Accuse, Assault, Request, Sanction};
        check(
            "Denmark summoned the consul of Norway and expelled his driver.",
            "expelled",
            Sanction,
            ["Denmark", "his driver", ""],
        );
        check(
            "Danish troops entered the port, burned the mill and shelled Ulverin.",
            "shelled",
            Assault,
            ["Danish troops", "Ulverin", ""],
        );
        check(
            "The two sailors were jailed in June and later freed.",
            "freed",
            Assault,
            ["", "The two sailors", ""],
        );
        check("He named Norway, which has sued the port.", "sued", Accuse, ["Norway", "the port", ""]);
        check(
            "She is in the hands of a militia, which shelled Ulverin.",
            "shelled",
            Assault,
            ["a militia", "Ulverin", ""],
        );
        check("Families living near the port were shelled.", "shelled", Assault, ["", "Families", ""]);
        check("Two sailors were hurt on Friday.", "hurt", Assault, ["", "Two sailors", ""]);
        check("Families fled the port.", "fled", Sanction, ["", "the port", ""]);
        check(
            "The skipper was accused of theft, much of it in May, by Danish officials.",
            "accused",
            Accuse,
            ["Danish officials", "The skipper", ""],
        );
        check("Norway told it to leave the port and shell the mill.", "shell", Assault, ["", "the mill", ""]);
        check("Denmark is ready to host a round.", "ready", Request, ["Denmark", "", ""]);
    }

    #[test]
    fn what_an_act_is_done_with_is_no_target() {
        let told = told("Danish troops fired two shells at Ulverin.", "fired", EventType::Assault);
        assert_eq!(told, ["Danish troops", "Ulverin", ""]);
    }

    fn can(text: &str, act: &str, side: &str, event_type: EventType, expected: bool) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let start = text.find(side).expect("the side");
        let span = Span::new(start, start + side.len());
        assert_eq!(can_suffer(&words, &group, span, event_type, &sentence), expected, "{text} {side}");
    }

    #[test]
    fn what_is_sent_promised_or_asked_for_is_no_target() {
        use EventType::{Agree, Assault, Mobilize, Request};
        can("Denmark moved a tank brigade to the coast.", "moved", "a tank brigade", Mobilize, false);
        can("Denmark moved a tank brigade to the coast.", "moved", "the coast", Mobilize, false);
        can("Denmark sent a brigade against Norway.", "sent", "Norway", Mobilize, true);
        can("Denmark offered two hospitals.", "offered", "two hospitals", Agree, false);
        can("Denmark offered Norway a loan.", "offered", "Norway", Agree, true);
        can("Denmark asked for a session of the council.", "asked", "the council", Request, false);
        can("Denmark asked for the wells on the river to be read.", "asked", "the river", Request, false);
        can("Denmark asked the council for a session.", "asked", "the council", Request, true);
        can("Troops attacked a post near the border with Norway.", "attacked", "Norway", Assault, false);
        can("Troops clashed with Norway.", "clashed", "Norway", Assault, true);
    }
}
