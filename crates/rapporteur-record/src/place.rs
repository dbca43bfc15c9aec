use crate::Why;
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Number of a place inside its document, from 0 in order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PlaceId(pub u32);

/// What a place name stands for in the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "resolution", rename_all = "snake_case")]
pub enum Resolution {
    /// This entry.
    Resolved {
        /// Id in the gazetteer: `iso3166:XXX` for a country, `geonames:NUMBER` for a subdivision or town,
        /// `wordnet31:OFFSET-n` for a thing of nature, `region:NAME` for a region of the world.
        gazetteer: String,
        /// Name in the gazetteer.
        name: String,
        /// ISO 3166 alpha-3 code of the country.
        country: Option<String>,
        /// Degrees north.
        latitude: Option<f64>,
        /// Degrees east.
        longitude: Option<f64>,
        /// `country`, `region` (also of the world or of nature), `district` or `town`: how large the place is. The point
        /// stands for all of it.
        precision: String,
    },
    /// One of several entries; the report does not tell which.
    Ambiguous {
        /// Their ids, most populous first.
        candidates: Vec<String>,
    },
    /// In no list.
    Unresolved,
}

/// A mention of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its number.
    pub id: PlaceId,
    /// Where the name stands.
    pub span: Span,
    /// What it stands for.
    #[serde(flatten)]
    pub resolution: Resolution,
    /// How it was found.
    pub why: Why,
}
