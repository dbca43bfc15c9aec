//! Where the models come from that the program carries, as their manifests and their cards say.

use crate::manifest::File;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What stands in a model's folder beside its weights.
struct Folder {
    manifest: &'static str,
    card: &'static str,
    licence: &'static str,
}

/// What is told of a folder's files.
macro_rules! folder {
    ($name:literal) => {
        Folder {
            manifest: include_str!(concat!("../../../models/", $name, "/manifest.json")),
            card: include_str!(concat!("../../../models/", $name, "/CARD.md")),
            licence: include_str!(concat!("../../../models/", $name, "/LICENSE")),
        }
    };
}

const FOLDERS: [Folder; 2] = [folder!("attribution-0.1"), folder!("pairs-0.1")];

/// What every manifest has.
#[derive(Deserialize)]
struct Manifest {
    name: String,
    version: String,
    licence: String,
    files: BTreeMap<String, File>,
}

/// A file of a model that the program carries.
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

/// The files of the models, by name; none of one whose manifest is malformed, which a test rules out.
#[must_use]
pub fn files() -> Vec<Credit> {
    FOLDERS.iter().flat_map(Folder::credits).collect()
}

/// What the terms of the models ask to be passed on.
#[must_use]
pub fn notices() -> Vec<&'static str> {
    FOLDERS.iter().map(|folder| folder.licence.trim()).collect()
}

impl Folder {
    fn credits(&self) -> Vec<Credit> {
        let Ok(manifest) = serde_json::from_str::<Manifest>(self.manifest) else { return Vec::new() };
        let credit = |(name, file): (&String, &File)| Credit {
            file: format!("{} {}: {name}", manifest.name, manifest.version),
            what: self.told("What it does."),
            source: self.told("What it is."),
            terms: manifest.licence.clone(),
            date: self.told("Date."),
            sha256: file.sha256.clone(),
        };
        manifest.files.iter().map(credit).collect()
    }

    /// The paragraph of the card that begins with these words in bold.
    fn told(&self, heading: &str) -> &'static str {
        let paragraph = self.card.split("**").skip_while(|part| *part != heading).nth(1);
        paragraph.unwrap_or_default().trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_text::ContentHash;

    #[test]
    fn every_file_of_the_models_is_credited_with_its_own_sum() {
        let models = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
        let credits = files();
        assert_eq!(credits.len(), 6);
        for credit in credits {
            let (model, name) = credit.file.split_once(": ").expect("a model and a file");
            let folder = if model.starts_with("pairs") { "pairs-0.1" } else { "attribution-0.1" };
            let bytes = std::fs::read(models.join(folder).join(name)).expect("the file is in the folder");
            assert_eq!(ContentHash::of(&bytes).to_string(), credit.sha256, "{name}");
            assert!(
                !credit.what.is_empty() && !credit.source.is_empty() && credit.date.len() == 10,
                "{credit:?}"
            );
        }
    }
}
