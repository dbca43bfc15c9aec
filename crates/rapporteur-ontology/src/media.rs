//! Words that the names of newspapers, agencies and stations end with: "Herald", "Daily News".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::table;

static LAST: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| table::rows(include_str!("../data/media.tsv")).map(|[words]| words).collect());

pub(crate) fn len() -> usize {
    LAST.len()
}

/// Whether a name is written like that of a newspaper, agency or station: another word stands before one that such names end with.
///
/// ```
/// use rapporteur_ontology::media;
/// assert!(media::is_name("Orla Daily News"));
/// assert!(!media::is_name("News"));
/// assert!(!media::is_name("Orla Dairy"));
/// ```
#[must_use]
pub fn is_name(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let ends = name.char_indices().filter(|(_, c)| *c == ' ');
    ends.map(|(at, _)| &name[at + 1..]).any(|end| LAST.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_media() {
        for (name, expected) in [
            ("Orla Herald", true),
            ("Orla Courier-Journal", true),
            ("the Orla news agency", true),
            ("Herald", false),
            ("Orla Harbour Office", false),
            ("", false),
        ] {
            assert_eq!(is_name(name), expected, "{name}");
        }
    }
}
