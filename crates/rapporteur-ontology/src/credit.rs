//! Where each table comes from, as `data/README.md` and `data/MANIFEST.json` say.

const README: &str = include_str!("../data/README.md");
const MANIFEST: &str = include_str!("../data/MANIFEST.json");
const WORDNET: &str = include_str!("../data/WORDNET-LICENSE.txt");

/// A table that the program carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Name of the file.
    pub file: &'static str,
    /// What it holds.
    pub what: &'static str,
    /// What it was made from.
    pub source: &'static str,
    /// On which terms it may be used.
    pub terms: &'static str,
    /// The day on which the sources were fetched, as in ISO 8601.
    pub date: &'static str,
    /// SHA-256 in hexadecimal digits.
    pub sha256: &'static str,
}

/// The tables, in the order of the manifest; what the description does not tell is empty.
///
/// ```
/// let credits = rapporteur_ontology::credit::tables();
/// let gazetteer = credits.iter().find(|credit| credit.file == "gazetteer.tsv").unwrap();
/// assert!(gazetteer.terms.contains("CC BY 4.0"));
/// ```
#[must_use]
pub fn tables() -> Vec<Credit> {
    let date = README
        .split_once("Sources were fetched on ")
        .and_then(|(_, rest)| rest.split_once('.'))
        .map_or("", |(date, _)| date);
    // `"name": "sum",` a line.
    let sums = MANIFEST.lines().filter_map(|line| match line.split('"').collect::<Vec<_>>()[..] {
        [_, file, _, sha256, _] => Some((file, sha256)),
        _ => None,
    });
    sums.map(|(file, sha256)| {
        let [what, source, terms] = described(file).unwrap_or_default();
        Credit { file, what, source, terms, date, sha256 }
    })
    .collect()
}

/// Credit lines and licences that the terms ask to be passed on.
#[must_use]
pub fn notices() -> [&'static str; 2] {
    let credit = README.split_once("## Credit\n").map_or(README, |(_, rest)| rest);
    [credit.split("\n## ").next().unwrap_or_default().trim(), WORDNET.trim()]
}

/// The rest of the row of a file in the table of the description; one row may tell of several files.
fn described(file: &str) -> Option<[&'static str; 3]> {
    README.lines().find_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
        match cells[..] {
            [files, what, source, terms, ..] if files.split(", ").any(|one| one == file) => {
                Some([what, source, terms])
            }
            _ => None,
        }
    })
}
