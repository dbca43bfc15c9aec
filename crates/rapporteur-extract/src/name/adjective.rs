//! Adjectives of countries and towns that no list knows: `Ruritanian`, where the report names Ruritania or uses the
//! word before common nouns only.

use super::Draft;
use super::text::Text;
use foldhash::{HashMap, HashSet};
use rapporteur_ontology::{name, noun, place, verb};
use rapporteur_record::{EntityType, MentionForm};

/// Makes adjectives of the names that are, and states or places of the names that they come from.
pub(super) fn settle(text: &Text<'_>, drafts: &mut [Draft]) {
    let mut uses: HashMap<&str, Uses> = HashMap::default();
    for draft in drafts.iter() {
        let Some(key) = draft.key.as_deref().filter(|key| !key.contains(' ') && !draft.nested) else {
            continue;
        };
        let next = text.words.get(draft.tokens.end);
        let noun = next.filter(|next| {
            next.is_word()
                && !next.capital
                && !next.function
                && (noun::lookup(next.key).is_some() || verb::lookup(next.key).is_none())
                && !next.lower.ends_with("ly")
        });
        let uses = uses.entry(key).or_default();
        uses.all += 1;
        uses.before_noun += usize::from(noun.is_some());
        uses.of_state |= noun.is_some_and(|next| {
            matches!(
                next.lower,
                "government"
                    | "president"
                    | "minister"
                    | "ministry"
                    | "parliament"
                    | "army"
                    | "military"
                    | "authorities"
                    | "side"
                    | "delegation"
                    | "embassy"
                    | "soldiers"
                    | "troops"
                    | "officials"
            )
        });
    }
    let mut adjectives: HashSet<String> = HashSet::default();
    let mut roots: HashMap<String, bool> = HashMap::default();
    for (key, used) in &uses {
        if !formed(key) || !strange(key) {
            continue;
        }
        let root = roots_of(key).into_iter().find(|root| uses.contains_key(root.as_str()) && strange(root));
        let always = used.before_noun == used.all;
        if root.is_some() || always {
            adjectives.insert((*key).to_owned());
        }
        if let Some(root) = root {
            *roots.entry(root).or_default() |= used.of_state;
        }
    }
    for draft in drafts.iter_mut() {
        let Some(key) = &draft.key else { continue };
        if adjectives.contains(key) {
            draft.form = MentionForm::Adjective;
            draft.entity_type = EntityType::State;
            draft.rule = "name.unlisted_adjective";
            draft.offices.clear();
            draft.apposition = None;
            draft.key = None;
        } else if let Some(&state) = roots.get(key)
            && draft.offices.is_empty()
        {
            draft.entity_type = if state { EntityType::State } else { EntityType::Place };
            draft.rule = "name.root_of_adjective";
        }
    }
}

#[derive(Default)]
struct Uses {
    all: usize,
    before_noun: usize,
    of_state: bool,
}

fn formed(word: &str) -> bool {
    word.chars().count() > 5 && (word.ends_with("an") || word.ends_with("ese"))
}

/// False for words that other lists know as names: `Julian`, `Oman`, `Reagan`.
pub(super) fn strange(word: &str) -> bool {
    name::given(word).is_none() && name::surname(word).is_none() && place::longest(&[word]).is_none()
}

/// What a word in `-an` or `-ese` may be formed from.
pub(super) fn roots_of(word: &str) -> Vec<String> {
    let mut roots = Vec::new();
    for ending in ["ian", "an", "n", "ese"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() > 2) {
            roots.extend(["", "a", "e", "o", "y", "ia"].map(|vowel| format!("{stem}{vowel}")));
        }
    }
    roots
}
