//! What the program carries, and whose it is: the tables and the models.

use rapporteur_nn::credit as model;
use rapporteur_ontology::credit as table;

/// A file that the program carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Name of the file; of a model with the model's name and version.
    pub file: String,
    /// What it holds or does.
    pub what: String,
    /// What it was made from.
    pub source: String,
    /// On which terms it may be used.
    pub terms: String,
    /// The day on which the sources were fetched or the model was made, as in ISO 8601.
    pub date: String,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Every table and model in the program, tables first.
#[must_use]
pub fn credits() -> Vec<Credit> {
    let tables = table::tables().into_iter().map(|table| Credit {
        file: table.file.to_owned(),
        what: table.what.to_owned(),
        source: table.source.to_owned(),
        terms: table.terms.to_owned(),
        date: table.date.to_owned(),
        sha256: table.sha256.to_owned(),
    });
    let models = model::files().into_iter().map(|model| Credit {
        file: model.file,
        what: model.what.to_owned(),
        source: model.source.to_owned(),
        terms: model.terms,
        date: model.date.to_owned(),
        sha256: model.sha256,
    });
    tables.chain(models).collect()
}

/// The credit lines and licences that the terms ask to be passed on, in full.
#[must_use]
pub fn notices() -> Vec<&'static str> {
    [table::notices().to_vec(), model::notices()].concat()
}
