//! Small closed word lists of the name rules, each in lower case and sorted.

use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A closed list of words.
pub(super) struct List {
    /// Its place in [`Lists`].
    bit: u32,
    words: &'static [&'static str],
}

impl List {
    /// True if the list has this very word. For the words of a document their [`Lists`] are known.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.binary_search(&word).is_ok()
    }
}

/// The lists that have a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lists(u32);

impl Lists {
    /// The lists of a word in lower case.
    pub(super) fn of(lower: &str) -> Self {
        BY_WORD.get(lower).copied().unwrap_or_default()
    }

    pub(super) fn contain(self, list: &List) -> bool {
        self.0 & list.bit != 0
    }

    /// True if one of several lists has the word.
    pub(super) fn contain_any(self, lists: &[&List]) -> bool {
        lists.iter().any(|list| self.contain(list))
    }
}

static BY_WORD: LazyLock<HashMap<&'static str, Lists, FixedState>> = LazyLock::new(|| {
    let mut by_word: HashMap<_, Lists, _> = HashMap::default();
    for list in ALL {
        for word in list.words {
            by_word.entry(*word).or_default().0 |= list.bit;
        }
    }
    by_word
});

static ALL: [&List; 23] = [
    &FUNCTION,
    &ARTICLE_PREFIXES,
    &PARTICLES,
    &OPENING_PARTICLES,
    &CALENDAR,
    &MEDIA,
    &CREED,
    &NO_NAME,
    &ADDRESS,
    &COMPANY_NOUNS,
    &PRESS,
    &ORGANISATION,
    &PLACE,
    &PLACE_OPENERS,
    &EVENT,
    &DOCUMENT,
    &OF_HEADS,
    &PLACE_AFTER,
    &IN,
    &FROM,
    &COMPOUND,
    &FORM_PREFIXES,
    &IRREGULAR,
];

/// Words that open sentences and are never names, beyond those of the grammar.
#[rustfmt::skip]
pub(super) static FUNCTION: List = List { bit: 1 << 0, words: &[
    "about", "above", "according", "across", "after", "afterwards", "again", "against", "ago", "all", "almost",
    "along", "already", "also", "although", "always", "amid", "among", "amongst", "an", "and", "another", "any",
    "anyone", "anything", "apart", "around", "as", "aside", "asked", "at", "away", "because", "before", "behind",
    "below", "beneath", "besides", "between", "beyond", "both", "but", "by", "can", "clearly", "consequently",
    "could", "currently", "day", "despite", "did", "do", "does", "down", "due", "during", "each", "earlier",
    "eight", "either", "eleven", "else", "elsewhere", "enough", "even", "eventually", "ever", "every", "everyone",
    "everything", "except", "far", "few", "fewer", "finally", "first", "firstly", "five", "following", "for",
    "former", "fortunately", "four", "from", "further", "furthermore", "generally", "given", "going", "had", "half",
    "has", "have", "having", "hence", "here", "how", "however", "hundreds", "if", "immediately", "in", "including",
    "indeed", "initially", "inside", "instead", "into", "is", "it", "just", "last", "lastly", "later", "less",
    "let", "like", "likewise", "many", "maybe", "meanwhile", "moreover", "most", "mostly", "much", "namely", "near",
    "nearly", "neither", "never", "nevertheless", "next", "nine", "no", "nobody", "none", "nonetheless", "nor",
    "not", "notably", "nothing", "now", "of", "off", "often", "oh", "okay", "on", "once", "one", "only", "onto",
    "or", "other", "others", "otherwise", "our", "out", "outside", "over", "overall", "own", "past", "people",
    "per", "perhaps", "please", "possibly", "presumably", "previously", "probably", "rather", "recent", "recently",
    "regarding", "reportedly", "same", "second", "secondly", "seven", "several", "should", "similarly", "since",
    "six", "so", "some", "someone", "something", "sometimes", "soon", "still", "subsequently", "such", "ten",
    "than", "thank", "thanks", "that", "the", "then", "there", "thereafter", "therefore", "these", "third", "this",
    "those", "though", "thousands", "three", "through", "throughout", "thus", "to", "today", "together", "tomorrow",
    "tonight", "too", "toward", "towards", "tragically", "twelve", "twice", "two", "under", "underneath",
    "unfortunately", "unless", "unlike", "until", "up", "upon", "usually", "very", "via", "was", "well", "were",
    "what", "when", "where", "whereas", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "within", "without", "would", "yes", "yet",
] };

/// Articles and elided particles that stick to a name with a hyphen or apostrophe: `al-`, `d’`.
#[rustfmt::skip]
pub(super) static ARTICLE_PREFIXES: List = List { bit: 1 << 1, words: &[
    "ad", "al", "an", "ar", "as", "ash", "at", "az", "d", "el", "en", "es", "l", "ul", "ur",
] };

/// Lower-case words inside names.
#[rustfmt::skip]
pub(super) static PARTICLES: List = List { bit: 1 << 2, words: &[
    "abu", "al", "bin", "bint", "da", "das", "de", "del", "della", "dem", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "las", "le", "los", "ould", "ter", "ul", "van", "von", "y", "zu",
] };

/// Particles that may open a name.
#[rustfmt::skip]
pub(super) static OPENING_PARTICLES: List = List { bit: 1 << 3, words: &[
    "abu", "al", "bin", "de", "el", "ibn", "van", "von",
] };

/// Months and days: dates, not names.
#[rustfmt::skip]
pub(super) static CALENDAR: List = List { bit: 1 << 4, words: &[
    "apr", "april", "aug", "august", "dec", "december", "feb", "february", "fri", "friday", "jan", "january", "jul",
    "july", "jun", "june", "mar", "march", "may", "mon", "monday", "nov", "november", "oct", "october", "sat",
    "saturday", "sep", "sept", "september", "sun", "sunday", "thu", "thursday", "tue", "tuesday", "wed",
    "wednesday",
] };

/// News agencies and media whose name has no noun in it.
#[rustfmt::skip]
pub(super) static MEDIA: List = List { bit: 1 << 5, words: &[
    "anadolu", "axios", "bloomberg", "buzzfeed", "facebook", "google", "instagram", "interfax", "kyodo", "newsweek", "politico", "reuters",
    "twitter", "xinhua", "yonhap", "youtube",
] };

/// Adjectives of creeds and parties, written with a capital.
#[rustfmt::skip]
pub(super) static CREED: List = List { bit: 1 << 6, words: &[
    "alawite", "anglican", "arab", "baptist", "buddhist", "catholic", "christian", "communist", "democrat", "democratic", "druze", "evangelical", "hindu", "islamic",
    "islamist", "jewish", "jihadist", "kurdish", "labour", "maoist", "maronite", "marxist", "muslim", "orthodox", "protestant", "republican", "roma", "salafist", "shia",
    "shiite", "sikh", "sunni", "tory", "yazidi", "zionist",
] };

/// Capitalised words that are no part of a name: currencies, numbering, times of day.
#[rustfmt::skip]
pub(super) static NO_NAME: List = List { bit: 1 << 7, words: &[
    "ad", "aud", "bc", "cad", "ce", "chf", "cny", "covid", "covid-19", "eur", "gbp", "gmt", "inr", "jpy", "no", "pkr", "rs", "sgd",
    "usd", "utc", "vs",
] };

/// Forms of address before a name, beyond the titles of the lists.
#[rustfmt::skip]
pub(super) static ADDRESS: List = List { bit: 1 << 8, words: &["excellency", "highness", "holiness", "honorable", "honourable", "lady", "majesty"] };

/// Persons and things that a company is called by, before its name: `chip maker Orla`.
#[rustfmt::skip]
pub(super) static COMPANY_NOUNS: List = List { bit: 1 << 9, words: &[
    "broadcaster", "builder", "carrier", "developer", "giant", "lender", "maker", "manufacturer", "operator", "owner", "producer",
    "provider", "publisher", "retailer", "rival", "supplier",
] };

/// Last words of newspapers.
#[rustfmt::skip]
pub(super) static PRESS: List = List { bit: 1 << 10, words: &[
    "chronicle", "daily", "gazette", "guardian", "herald", "independent", "journal", "magazine", "mail", "mirror",
    "monitor", "news", "observer", "post", "press", "review", "standard", "star", "telegraph", "times", "tribune",
    "weekly",
] };

/// Nouns that head the name of an organisation.
#[rustfmt::skip]
pub(super) static ORGANISATION: List = List { bit: 1 << 11, words: &[
    "academy", "administration", "agency", "airlines", "airways", "alliance", "army", "assembly", "associates",
    "association", "authority", "bank", "battalion", "board", "brigade", "brigades", "brotherhood", "bureau",
    "cabinet", "center", "centers", "centre", "centres", "chamber", "channel", "church", "club", "co", "coalition",
    "college", "command", "commission", "committee", "committees", "commons", "community", "company",
    "confederation", "congress", "conservancy", "consortium", "consulate", "corp", "corporation", "corps",
    "council", "court", "courts", "department", "directorate", "division", "electric", "embassy", "enterprises",
    "exchange", "faculty", "fc", "federation", "force", "forces", "forum", "foundation", "front", "fund",
    "government", "group", "guard", "guards", "holdings", "hospital", "house", "hydro", "inc", "industries",
    "initiative", "inspectorate", "institute", "institution", "insurance", "insurers", "intelligence",
    "international", "jihad", "knesset", "lab", "laboratories", "laboratory", "league", "legislature", "limited",
    "llc", "lords", "ltd", "media", "militia", "ministry", "mission", "mosque", "motors", "movement",
    "municipality", "museum", "nations", "navy", "network", "newspaper", "office", "ombudsman", "orchestra",
    "order", "organisation", "organization", "parliament", "partners", "party", "petroleum", "pharma", "plc",
    "police", "presidency", "prosecution", "radio", "railways", "regiment", "registry", "reserve", "school",
    "secretariat", "securities", "senate", "service", "services", "society", "staff", "studio", "studios",
    "syndicate", "systems", "taskforce", "team", "technologies", "telecom", "television", "treasury", "tribunal",
    "troops", "trust", "tv", "union", "unit", "university", "watch",
] };

/// Nouns that head the name of a place.
#[rustfmt::skip]
pub(super) static PLACE: List = List { bit: 1 << 12, words: &[
    "archipelago", "avenue", "basin", "bay", "beach", "borough", "boulevard", "bridge", "camp", "canal", "canyon",
    "cape", "city", "coast", "county", "crater", "creek", "crossing", "delta", "desert", "district", "falls",
    "forest", "governorate", "gulf", "harbor", "harbour", "heights", "highway", "hill", "hills", "island",
    "islands", "isle", "isles", "junction", "lake", "mount", "mountain", "mountains", "neighborhood",
    "neighbourhood", "oblast", "ocean", "park", "pass", "peninsula", "plains", "plateau", "point", "port",
    "prefecture", "province", "reef", "region", "ridge", "river", "road", "sea", "shore", "square", "state",
    "states", "strait", "street", "strip", "suburb", "territories", "territory", "town", "township", "triangle",
    "upazila", "valley", "village", "villages", "volcano", "wilderness",
] };

/// First words of the name of a place.
#[rustfmt::skip]
pub(super) static PLACE_OPENERS: List = List { bit: 1 << 13, words: &[
    "cape", "central", "east", "eastern", "fort", "greater", "gulf", "inner", "isle", "lake", "las", "los", "lower",
    "mount", "mt", "new", "north", "northeast", "northeastern", "northern", "northwest", "northwestern", "port",
    "puerto", "saint", "san", "santa", "sao", "south", "southeast", "southeastern", "southern", "southwest",
    "southwestern", "st", "são", "upper", "west", "western",
] };

/// Nouns that head the name of an event.
#[rustfmt::skip]
pub(super) static EVENT: List = List { bit: 1 << 14, words: &[
    "awards", "bombing", "bowl", "championship", "championships", "conference", "crisis", "cup", "day", "disaster",
    "election", "elections", "festival", "final", "flood", "floods", "games", "genocide", "grand", "holocaust",
    "hurricane", "intifada", "massacre", "olympics", "open", "operation", "pandemic", "prix", "process", "rally",
    "referendum", "revolution", "spring", "storm", "summit", "talks", "tournament", "uprising", "war", "wars",
] };

/// Nouns that head the name of a document.
#[rustfmt::skip]
pub(super) static DOCUMENT: List = List { bit: 1 << 15, words: &[
    "accord", "accords", "act", "agreement", "agreements", "amendment", "bill", "charter", "code", "constitution",
    "convention", "conventions", "declaration", "law", "memorandum", "pact", "plan", "protocol", "report",
    "resolution", "statute", "treaty",
] };

/// Nouns before `of` that make a name go on: `Bay of Marrow`.
#[rustfmt::skip]
pub(super) static OF_HEADS: List = List { bit: 1 << 16, words: &[
    "archdiocese", "battle", "bay", "bishopric", "city", "declaration", "democratic", "diocese", "emirate",
    "federation", "gulf", "horn", "isle", "kingdom", "people's", "province", "republic", "rock", "sea", "state",
    "strait", "sultanate", "university",
] };

/// Lower-case nouns that follow the name of a place: `the Orla region`.
#[rustfmt::skip]
pub(super) static PLACE_AFTER: List = List { bit: 1 << 17, words: &[
    "area", "border", "camp", "city", "coast", "crossing", "district", "governorate", "island", "municipality",
    "neighborhood", "neighbourhood", "oblast", "peninsula", "prefecture", "province", "region", "river", "suburb",
    "town", "upazila", "valley", "village",
] };

/// Prepositions before places; the second list says it less clearly.
#[rustfmt::skip]
pub(super) static IN: List = List { bit: 1 << 18, words: &[
    "across", "around", "in", "inside", "near", "outside", "throughout", "within",
] };
#[rustfmt::skip]
pub(super) static FROM: List = List { bit: 1 << 19, words: &[
    "at", "between", "from", "into", "off", "on", "over", "to", "toward", "towards",
] };

/// Second halves of compounds on a name: `Orla-based`.
#[rustfmt::skip]
pub(super) static COMPOUND: List = List { bit: 1 << 20, words: &[
    "affiliated", "aligned", "allied", "backed", "based", "born", "bound", "brokered", "built", "controlled",
    "dominated", "educated", "flagged", "funded", "held", "led", "linked", "made", "mediated", "occupied", "owned",
    "ruled", "run", "sponsored", "style", "supported", "trained", "wide",
] };

/// Names without a noun in them that look like words.
#[rustfmt::skip]
pub(super) static FORM_PREFIXES: List = List { bit: 1 << 21, words: &[
    "anti", "ex", "inter", "intra", "mid", "non", "post", "pre", "pro", "sub", "trans", "un",
] };

/// Past tenses that no rule forms, after a subject.
#[rustfmt::skip]
pub(super) static IRREGULAR: List = List { bit: 1 << 22, words: &[
    "became", "began", "bombed", "bought", "broke", "brought", "built", "came", "chose", "cut", "drew", "drove",
    "fell", "felt", "fled", "flew", "fought", "found", "gave", "got", "grew", "held", "hit", "kept", "knew", "led",
    "left", "lost", "made", "met", "paid", "put", "ran", "rose", "sat", "saw", "sent", "set", "shot", "spent",
    "spoke", "stood", "struck", "swore", "thought", "told", "took", "understood", "went", "won", "wrote",
] };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_has_a_bit_of_its_own() {
        assert_eq!(ALL.iter().fold(0, |bits, list| bits ^ list.bit).count_ones() as usize, ALL.len());
        for list in ALL.map(|list| list.words) {
            assert!(
                list.windows(2).all(|pair| pair[0] < pair[1]),
                "{:?}",
                list.windows(2).find(|p| p[0] >= p[1])
            );
        }
    }
}
