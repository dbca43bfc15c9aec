//! Where the model comes from that the program carries, as its manifest and its card say.

use crate::manifest::Manifest;

const MANIFEST: &str = include_str!("../../../models/attribution-0.1/manifest.json");
const CARD: &str = include_str!("../../../models/attribution-0.1/CARD.md");
const LICENSE: &str = include_str!("../../../models/attribution-0.1/LICENSE");

/// A file of the model that the program carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// `MODEL VERSION: FILE`.
    pub file: String,
    /// What the model does.
    pub what: &'static str,
    /// What it is and what it started from.
    pub source: &'static str,
    /// On which terms it may be used, in short.
    pub terms: String,
    /// The day of this version, as in ISO 8601.
    pub date: &'static str,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// The files of the model, by name; none if the manifest is malformed, which a test rules out.
#[must_use]
pub fn files() -> Vec<Credit> {
    let Ok(manifest) = serde_json::from_str::<Manifest>(MANIFEST) else { return Vec::new() };
    let credit = |(name, file): (&String, &crate::manifest::File)| Credit {
        file: format!("{} {}: {name}", manifest.name, manifest.version),
        what: told("What it does."),
        source: told("What it is."),
        terms: manifest.licence.clone(),
        date: told("Date."),
        sha256: file.sha256.clone(),
    };
    manifest.files.iter().map(credit).collect()
}

/// What the terms ask to be passed on.
#[must_use]
pub fn notice() -> &'static str {
    LICENSE.trim()
}

/// The paragraph of the card that begins with these words in bold.
fn told(heading: &str) -> &'static str {
    let paragraph = CARD.split("**").skip_while(|part| *part != heading).nth(1);
    paragraph.unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_text::ContentHash;

    #[test]
    fn every_file_of_the_model_is_credited_with_its_own_sum() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/attribution-0.1");
        let credits = files();
        assert_eq!(credits.len(), 4);
        for credit in credits {
            let name = credit.file.split(": ").last().unwrap_or_default();
            let bytes = std::fs::read(folder.join(name)).expect("the file is in the folder");
            assert_eq!(ContentHash::of(&bytes).to_string(), credit.sha256, "{name}");
            assert!(
                !credit.what.is_empty() && !credit.source.is_empty() && credit.date.len() == 10,
                "{credit:?}"
            );
        }
    }
}
