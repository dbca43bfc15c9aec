//! The state that words name or belong to.
use rapporteur_ontology::country::{self, Country};
use rapporteur_ontology::{Key, place};

/// What an office tells of whose it is: of `envoy for Norway` no more than `envoy`, for Norway is where somebody is sent.
pub(crate) fn of_office(title: &str) -> &str {
    const SENT: [&str; 5] = ["envoy", "ambassador", "emissary", "representative", "negotiator"];
    let lower = title.to_ascii_lowercase();
    let cut = SENT.iter().find_map(|sent| {
        [" for ", " to "].iter().find_map(|links| {
            let at = lower.find(&format!("{sent}{links}"))?;
            Some(at + sent.len())
        })
    });
    cut.and_then(|cut| title.get(..cut)).unwrap_or(title)
}

/// The only country that the words name, by name or demonym; `None` for none or several.
pub(crate) fn of_words(words: &str) -> Option<&'static Country> {
    let tokens: Vec<Key<'_>> = parts(words).map(Key::new).collect();
    let mut found: Option<&'static Country> = None;
    let governed = parts(words).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "gov." | "governor" | "sen." | "senator" | "rep." | "representative" | "lieutenant"
        )
    });
    let mut at = 0;
    while at < tokens.len() {
        let ahead = &tokens[at..tokens.len().min(at + 6)];
        // `New Mexico` names no other country; `Georgia` is a state where a governor stands beside it.
        let state = place::longest(ahead).filter(|found| found.value.kind == place::Kind::State);
        if let Some(state) = state.filter(|state| state.words > 1 || governed) {
            at += state.words;
            continue;
        }
        let named = country::longest(ahead).map(|m| (m.value, m.words));
        let demonym = country::longest_demonym(ahead).map(|m| (m.value.country, m.words));
        let Some((country, count)) = named.or(demonym) else {
            at += 1;
            continue;
        };
        if found.is_some_and(|other| other.alpha2 != country.alpha2) {
            return None;
        }
        found = Some(country);
        at += count;
    }
    found
}

/// The words without marks and possessive endings.
pub(crate) fn tokens(words: &str) -> Vec<&str> {
    parts(words).collect()
}

fn parts(words: &str) -> impl Iterator<Item = &str> {
    words
        .split([' ', '\n', '\t', '-', '/'])
        .map(|word| word.trim_matches([',', ';', ':', '"', '“', '”', '(', ')']))
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
}

/// True if a body with this head noun is an organ of a state: what it says, the state says.
pub(crate) fn is_organ(head: &str) -> bool {
    matches!(
        head,
        "administration"
            | "army"
            | "authorities"
            | "cabinet"
            | "embassy"
            | "forces"
            | "government"
            | "intelligence"
            | "leadership"
            | "military"
            | "ministry"
            | "mission"
            | "navy"
            | "parliament"
            | "police"
            | "presidency"
            | "senate"
            | "department"
            | "delegation"
            | "treasury"
            | "troops"
    )
}

/// True if somebody with this office speaks for a state: a minister, not the president of a football club.
pub(crate) fn is_state_office(office: &str) -> bool {
    let words: Vec<String> = tokens(office).iter().map(|word| word.to_lowercase()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let private = has(&[
        "agency",
        "association",
        "bank",
        "campaign",
        "center",
        "centre",
        "club",
        "college",
        "committee",
        "company",
        "corporation",
        "council",
        "federation",
        "foundation",
        "former",
        "group",
        "hospital",
        "institute",
        "league",
        "newspaper",
        "ngo",
        "opposition",
        "party",
        "society",
        "team",
        "union",
        "university",
        "vice-chancellor",
    ]);
    let official = has(&[
        "ambassador",
        "chancellor",
        "diplomat",
        "emir",
        "envoy",
        "king",
        "minister",
        "ministry",
        "monarch",
        "premier",
        "president",
        "prime",
        "queen",
        "secretary",
        "government",
        "army",
        "military",
        "kremlin",
    ]);
    official && !private
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<&str>) {
        assert_eq!(of_words(words).map(|country| country.alpha3), expected, "{words}");
    }

    #[test]
    fn finds_the_only_country() {
        check("Norwegian Fisheries Ministry", Some("NOR"));
        check("spokeswoman for Norway’s navy", Some("NOR"));
        check("the Norway-Chile accord", None);
        check("the harbour authority", None);
        check("New Mexico Secretary of State", None);
        check("Georgia Gov.", None);
        check("Georgia’s foreign minister", Some("GEO"));
    }

    #[test]
    fn who_is_sent_is_not_of_the_land() {
        assert_eq!(of_office("special envoy for Norway"), "special envoy");
        assert_eq!(of_office("Chilean Ambassador to Norway"), "Chilean Ambassador");
        assert_eq!(of_office("ambassador of Norway"), "ambassador of Norway");
        assert_eq!(of_office("minister for the coast"), "minister for the coast");
    }

    #[test]
    fn tells_organs_by_their_head() {
        assert!(is_organ("ministry"));
        assert!(!is_organ("association"));
    }

    #[test]
    fn tells_offices_of_state() {
        assert!(is_state_office("Norwegian Fisheries Minister"));
        assert!(!is_state_office("president of the Norwegian Chess Federation"));
        assert!(!is_state_office("former Norwegian prime minister"));
    }
}
