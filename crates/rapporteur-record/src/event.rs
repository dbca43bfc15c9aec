use crate::{ActorCode, AttributionId, EntityId, PlaceId, TimeId, Why};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Number of an event inside its document, from 0 in order of its first mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct EventId(pub u32);

/// Which event over all reports of a collection each event of one report is: its id there.
pub type EventGroups = BTreeMap<EventId, String>;

/// What kind of act it is: the sixteen types of PLOVER (codebook 0.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum EventType {
    /// Promises, signs, agrees to cooperate.
    Agree,
    /// Meets, visits, telephones.
    Consult,
    /// Praises, defends, recognises, improves relations.
    Support,
    /// Yields in words: lifts a demand, apologises, eases a measure.
    Concede,
    /// Works together in practice: trade, exercises, extradition.
    Cooperate,
    /// Gives money, goods, shelter, protection.
    Aid,
    /// Yields in deeds: withdraws, releases, keeps a truce.
    Retreat,
    /// Asks, demands, orders, proposes.
    Request,
    /// Criticises, blames, complains, sues.
    Accuse,
    /// Refuses, vetoes, breaks off, calls off.
    Reject,
    /// Threatens.
    Threaten,
    /// Demonstrates, strikes, riots.
    Protest,
    /// Punishes in trade, aid or relations.
    Sanction,
    /// Moves or readies forces.
    Mobilize,
    /// Represses without killing: arrests, expels, blocks, restricts.
    Coerce,
    /// Attacks, kills, abducts, destroys.
    Assault,
}

impl EventType {
    /// All types, in the order of the codebook.
    pub const ALL: [EventType; 16] = [
        EventType::Agree,
        EventType::Consult,
        EventType::Support,
        EventType::Concede,
        EventType::Cooperate,
        EventType::Aid,
        EventType::Retreat,
        EventType::Request,
        EventType::Accuse,
        EventType::Reject,
        EventType::Threaten,
        EventType::Protest,
        EventType::Sanction,
        EventType::Mobilize,
        EventType::Coerce,
        EventType::Assault,
    ];

    /// Its name in the codebook: `ASSAULT`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EventType::Agree => "AGREE",
            EventType::Consult => "CONSULT",
            EventType::Support => "SUPPORT",
            EventType::Concede => "CONCEDE",
            EventType::Cooperate => "COOPERATE",
            EventType::Aid => "AID",
            EventType::Retreat => "RETREAT",
            EventType::Request => "REQUEST",
            EventType::Accuse => "ACCUSE",
            EventType::Reject => "REJECT",
            EventType::Threaten => "THREATEN",
            EventType::Protest => "PROTEST",
            EventType::Sanction => "SANCTION",
            EventType::Mobilize => "MOBILIZE",
            EventType::Coerce => "COERCE",
            EventType::Assault => "ASSAULT",
        }
    }

    /// The quad class it belongs to. The manual has SANCTION as material in its section and as verbal in its closing
    /// table; the section counts.
    #[must_use]
    pub fn quad(self) -> QuadClass {
        match self {
            EventType::Agree | EventType::Consult | EventType::Support | EventType::Concede => {
                QuadClass::VerbalCooperation
            }
            EventType::Cooperate | EventType::Aid | EventType::Retreat => QuadClass::MaterialCooperation,
            EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten => {
                QuadClass::VerbalConflict
            }
            EventType::Protest
            | EventType::Sanction
            | EventType::Mobilize
            | EventType::Coerce
            | EventType::Assault => QuadClass::MaterialConflict,
        }
    }
}

/// Words or deeds, with or against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuadClass {
    /// Words of cooperation.
    VerbalCooperation,
    /// Deeds of cooperation.
    MaterialCooperation,
    /// Words of conflict.
    VerbalConflict,
    /// Deeds of conflict.
    MaterialConflict,
}

impl QuadClass {
    /// Its name in the record: `verbal_cooperation`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            QuadClass::VerbalCooperation => "verbal_cooperation",
            QuadClass::MaterialCooperation => "material_cooperation",
            QuadClass::VerbalConflict => "verbal_conflict",
            QuadClass::MaterialConflict => "material_conflict",
        }
    }
}

/// Whether it came about, as the report tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Realis {
    /// It took place.
    Happened,
    /// It takes place while the report is written.
    Ongoing,
    /// Somebody means to do it.
    Planned,
    /// Somebody asks for it.
    Demanded,
    /// It may or might take place.
    Hypothetical,
    /// Somebody says that it did not take place.
    Denied,
    /// Somebody says that it took place, and the report leaves open whether.
    Alleged,
}

impl Realis {
    /// All kinds, in the order of the record.
    pub const ALL: [Realis; 7] = [
        Realis::Happened,
        Realis::Ongoing,
        Realis::Planned,
        Realis::Demanded,
        Realis::Hypothetical,
        Realis::Denied,
        Realis::Alleged,
    ];

    /// Its name in the record: `happened`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Realis::Happened => "happened",
            Realis::Ongoing => "ongoing",
            Realis::Planned => "planned",
            Realis::Demanded => "demanded",
            Realis::Hypothetical => "hypothetical",
            Realis::Denied => "denied",
            Realis::Alleged => "alleged",
        }
    }
}

/// Who takes part, by the words that say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// The words: `her`, `the two ministers`, `Ruritanian`.
    pub span: Span,
    /// Whom they name; absent where that is not certain.
    pub entity: Option<EntityId>,
    /// What that is as a political actor; absent where nothing tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorCode>,
}

/// When an event took place or is to take place, as far as its report tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventDate {
    /// TIMEX3 value of a time expression of its sentence, resolved; absent if the text alone does not give one.
    pub value: Option<String>,
    /// What the text alone gives: `XXXX-10-07`.
    pub text_only: String,
    /// The time expression.
    pub time: TimeId,
}

/// Words of a report that tell of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventMention {
    /// The words that name the act: `bombed`, `the bombardment`.
    pub trigger: Span,
    /// Whether it came about, as these words tell it.
    pub realis: Realis,
    /// The innermost attribution whose content holds the trigger; absent where the outlet says it in its own voice.
    pub attribution: Option<AttributionId>,
    /// How it was found.
    pub why: Why,
}

/// Who did what to whom: one act, with every place of the report that tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its number.
    pub id: EventId,
    /// What kind of act, of PLOVER.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// PLOVER's modes that the text gives, sorted; empty where it gives none.
    pub modes: Vec<String>,
    /// PLOVER's contexts that the text gives, sorted.
    pub contexts: Vec<String>,
    /// Words or deeds, with or against each other.
    pub quad: QuadClass,
    /// CAMEO code, where PLOVER's table leads to one.
    pub cameo: Option<String>,
    /// Whether it came about, over all of its mentions.
    pub realis: Realis,
    /// Who did it, as stated.
    pub sources: Vec<Participant>,
    /// To whom, as stated.
    pub targets: Vec<Participant>,
    /// Who did it, as understood and not stated beside the act.
    pub implied_sources: Vec<EntityId>,
    /// To whom, as understood and not stated beside the act.
    pub implied_targets: Vec<EntityId>,
    /// All sides are in `sources` and did it with each other.
    pub reciprocal: bool,
    /// When; absent where the text does not say.
    pub date: Option<EventDate>,
    /// Where; absent where the text does not say.
    pub place: Option<PlaceId>,
    /// The words that tell of it, in order of the text. Never empty.
    pub mentions: Vec<EventMention>,
    /// How it was found: by its first mention, with the confidence of all of it.
    pub why: Why,
}
