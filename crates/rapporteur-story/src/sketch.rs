use jiff::civil::Date;
use rapporteur_record::{Document, SegmentKind};

/// Words of one shingle (Broder 1997).
const SHINGLE: usize = 5;

/// Most shingles that a sketch keeps.
const SHINGLES: usize = 384;

/// Bytes of the text whose words a sketch keeps: news tells first what it is about.
const LEAD: usize = 1_500;

/// Most different words that a sketch keeps.
const WORDS: usize = 192;

/// A word of the headline counts as often as so many of the text.
const HEADLINE: u16 = 2;

/// The days on which a report can have been published, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first one; absent if nothing bounds it.
    pub earliest: Option<i32>,
    /// The last one; absent if nothing bounds it.
    pub latest: Option<i32>,
}

impl Days {
    /// Days between two reports at least; none where the days of one are not known.
    pub(crate) fn apart(self, other: Self) -> i32 {
        let after = |a: Self, b: Self| match (a.earliest, b.latest) {
            (Some(first), Some(last)) => first.saturating_sub(last),
            _ => 0,
        };
        after(self, other).max(after(other, self)).max(0)
    }
}

/// The days on which a document can have been published.
pub(crate) fn days(document: &Document) -> Days {
    let day = |day: &Option<String>| {
        let day: Date = day.as_ref()?.parse().ok()?;
        Some((day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24) as i32)
    };
    let published = document.published.as_ref();
    let days = published
        .map(|published| Days { earliest: day(&published.earliest), latest: day(&published.latest) });
    days.unwrap_or_default()
}

/// What is kept of a report to compare it with others.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// When it was published.
    pub(crate) days: Days,
    /// Hashes of words with how often they stand in headline and lead, by hash.
    pub(crate) words: Box<[(u32, u16)]>,
    /// Hashes of shingles below `u64::MAX >> level`, sorted: a sample that is the same in every report.
    pub(crate) shingles: Box<[u64]>,
    /// See `shingles`.
    pub(crate) level: u32,
}

impl Sketch {
    /// The sketch of a document: its headline, and what else of it is read.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut text = String::with_capacity(document.text.len());
        let read = document.readable().filter(|segment| segment.kind != SegmentKind::Headline);
        for words in read.filter_map(|segment| segment.span.of(&document.text)) {
            text.push_str(words);
            text.push('\n');
        }
        Self::of_text(document.headline(), &text, days(document))
    }

    /// The sketch of a headline and a text.
    #[must_use]
    pub fn of_text(headline: Option<&str>, text: &str, days: Days) -> Self {
        let (shingles, level) = shingles(text);
        let lead = text.char_indices().take_while(|&(at, _)| at < LEAD).last();
        let lead = &text[..lead.map_or(0, |(at, c)| at + c.len_utf8())];
        let in_headline =
            headline.into_iter().flat_map(|headline| terms(headline).map(|word| (word, HEADLINE)));
        let mut counted: Vec<(u32, u16)> = in_headline.chain(terms(lead).map(|word| (word, 1))).collect();
        counted.sort_unstable_by_key(|&(word, _)| word);
        let mut words: Vec<(u32, u16)> = Vec::new();
        for (word, count) in counted {
            match words.last_mut().filter(|(last, _)| *last == word) {
                Some((_, sum)) => *sum = sum.saturating_add(count),
                None => words.push((word, count)),
            }
        }
        if words.len() > WORDS {
            words.sort_unstable_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
            words.truncate(WORDS);
            words.sort_unstable_by_key(|&(word, _)| word);
        }
        Self { days, words: words.into(), shingles, level }
    }

    /// Its shingles at a level that is not finer than its own.
    pub(crate) fn at_level(&self, level: u32) -> &[u64] {
        let bound = u64::MAX >> level;
        &self.shingles[..self.shingles.partition_point(|&shingle| shingle <= bound)]
    }
}

/// A sample of the shingles of a text, small enough, and its level. Which shingles are in it depends on their hashes only, so
/// that the share of one text in another can be told from the samples (FracMinHash, Irber et al. 2022).
fn shingles(text: &str) -> (Box<[u64]>, u32) {
    let hashes: Vec<u64> = words(text).map(|word| hash(word.chars().flat_map(char::to_lowercase))).collect();
    let joined = |words: &[u64]| words.iter().fold(0, |sum, &word| mix(sum ^ word));
    let mut all: Vec<u64> = if hashes.len() < SHINGLE {
        hashes.first().map(|_| joined(&hashes)).into_iter().collect()
    } else {
        hashes.windows(SHINGLE).map(joined).collect()
    };
    all.sort_unstable();
    all.dedup();
    let mut level = 0;
    while all.len() > SHINGLES {
        level += 1;
        all.truncate(all.partition_point(|&shingle| shingle <= u64::MAX >> level));
    }
    (all.into(), level)
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Hashes of the words that say what a text is about: without the commonest ones, and without endings.
fn terms(text: &str) -> impl Iterator<Item = u32> {
    words(text).filter_map(|word| {
        let word: String = word.chars().flat_map(char::to_lowercase).collect();
        let tells = word.len() > 1 && COMMON.binary_search(&word.as_str()).is_err();
        tells.then(|| hash(without_ending(&word).chars()) as u32)
    })
}

/// The word without what inflection adds. Rough, for comparing only: what is cut off alike in all reports does no harm.
fn without_ending(word: &str) -> &str {
    const ENDINGS: [&str; 9] = ["ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s"];
    let cut = ENDINGS.into_iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 4));
    cut.unwrap_or(word)
}

/// FNV-1a over the characters, mixed. Own code, because the hash decides what is sampled and may not change with a library.
pub(crate) fn hash(characters: impl Iterator<Item = char>) -> u64 {
    let fold = |sum: u64, c: char| (sum ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    mix(characters.fold(0xcbf2_9ce4_8422_2325, fold))
}

/// Spreads a number over all bits (splitmix64, Steele et al. 2014).
pub(crate) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Words that stand in reports of every kind, sorted.
const COMMON: [&str; 109] = [
    "about",
    "according",
    "after",
    "all",
    "also",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "but",
    "by",
    "can",
    "could",
    "day",
    "days",
    "did",
    "do",
    "first",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "him",
    "his",
    "how",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "like",
    "many",
    "me",
    "more",
    "most",
    "mr",
    "mrs",
    "ms",
    "my",
    "new",
    "no",
    "not",
    "now",
    "of",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "people",
    "said",
    "says",
    "she",
    "should",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "those",
    "time",
    "to",
    "told",
    "two",
    "under",
    "until",
    "up",
    "us",
    "was",
    "we",
    "week",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "would",
    "year",
    "years",
    "yesterday",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn a_sample_is_the_same_in_a_longer_text() {
        let words: Vec<String> = (0..4_000).map(|n| format!("word{}", n % 3_000)).collect();
        let (part, whole) = (words[..1_500].join(" "), words.join(" "));
        let [part, whole] = [part, whole].map(|text| Sketch::of_text(None, &text, Days::default()));
        assert!(part.shingles.len() <= SHINGLES && whole.shingles.len() <= SHINGLES);
        assert!(whole.level > part.level);
        let coarse = part.at_level(whole.level);
        assert!(coarse.len() > 20);
        assert!(coarse.iter().all(|shingle| whole.shingles.binary_search(shingle).is_ok()));
    }

    #[test]
    fn days_apart() {
        let days = |earliest, latest| Days { earliest, latest };
        for (left, right, expected) in [
            (days(Some(10), Some(10)), days(Some(12), Some(13)), 2),
            (days(Some(12), Some(13)), days(Some(10), Some(10)), 2),
            (days(Some(10), Some(14)), days(Some(12), Some(13)), 0),
            (days(None, Some(3)), days(Some(12), Some(13)), 9),
            (days(Some(1), None), days(Some(12), Some(13)), 0),
            (days(None, None), days(Some(12), Some(13)), 0),
        ] {
            assert_eq!(left.apart(right), expected, "{left:?} {right:?}");
        }
    }

    #[test]
    fn endings() {
        for (word, expected) in [
            ("bombings", "bombing"),
            ("bombed", "bomb"),
            ("gas", "gas"),
            ("news", "news"),
            ("studies", "stud"),
        ] {
            assert_eq!(without_ending(word), expected);
        }
    }
}
