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

/// A headline is in title case, so that its capitals say nothing, if more than this share of its words have one, in hundredths.
const TITLE_CASE: usize = 66;

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

    /// The days of both.
    pub(crate) fn with(self, other: Self) -> Self {
        let of_both = |a: Option<i32>, b: Option<i32>, of_two: fn(i32, i32) -> i32| {
            a.zip(b).map_or(a.or(b), |(a, b)| Some(of_two(a, b)))
        };
        Self {
            earliest: of_both(self.earliest, other.earliest, i32::min),
            latest: of_both(self.latest, other.latest, i32::max),
        }
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

/// A word of headline and lead, as far as it tells what a report is about, and how it stands there. Counts end at 255.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    /// Its hash, without endings.
    pub(crate) hash: u32,
    /// How often it stands in the headline.
    pub(crate) headline: u8,
    /// How often it stands in the lead.
    pub(crate) lead: u8,
    /// How often it has a capital where no sentence begins: names do.
    pub(crate) upper: u8,
    /// How often it has none.
    pub(crate) lower: u8,
}

/// What is kept of a report to compare it with others.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// When it was published.
    pub(crate) days: Days,
    /// Words of headline and lead, by hash.
    pub(crate) words: Box<[Word]>,
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
        let mut found: Vec<Word> = Vec::new();
        found.extend(headline.into_iter().flat_map(in_headline));
        found.extend(terms(lead).map(|term| Word { lead: 1, ..term.word(false) }));
        found.sort_unstable_by_key(|word| word.hash);
        let mut words: Vec<Word> = Vec::new();
        for word in found {
            match words.last_mut().filter(|last| last.hash == word.hash) {
                Some(sum) => {
                    sum.headline = sum.headline.saturating_add(word.headline);
                    sum.lead = sum.lead.saturating_add(word.lead);
                    sum.upper = sum.upper.saturating_add(word.upper);
                    sum.lower = sum.lower.saturating_add(word.lower);
                }
                None => words.push(word),
            }
        }
        if words.len() > WORDS {
            let times = |word: &Word| u16::from(word.headline) + u16::from(word.lead);
            words
                .sort_unstable_by_key(|word| (word.headline == 0, std::cmp::Reverse(times(word)), word.hash));
            words.truncate(WORDS);
            words.sort_unstable_by_key(|word| word.hash);
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

/// A word that says what a text is about.
struct Term {
    hash: u32,
    is_capital: bool,
    begins: bool,
}

impl Term {
    fn word(&self, is_title_case: bool) -> Word {
        let upper = u8::from(self.is_capital && !self.begins && !is_title_case);
        Word { hash: self.hash, headline: 0, lead: 0, upper, lower: u8::from(!self.is_capital) }
    }
}

/// Words of a headline.
fn in_headline(headline: &str) -> Vec<Word> {
    let terms: Vec<Term> = terms(headline).collect();
    let inner = terms.iter().filter(|term| !term.begins);
    let capitals = inner.clone().filter(|term| term.is_capital).count();
    let is_title_case = capitals * 100 > inner.count() * TITLE_CASE;
    terms.iter().map(|term| Word { headline: 1, ..term.word(is_title_case) }).collect()
}

/// The words that say what a text is about: without the commonest ones, and without endings.
fn terms(text: &str) -> impl Iterator<Item = Term> {
    let mut end = 0;
    let mut begins = true;
    words(text).filter_map(move |word| {
        // Words are parts of the text: what stands between two of them is where they are apart.
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        begins |= text[end..start].contains(BEGINS);
        end = start + word.len();
        let first = std::mem::take(&mut begins);
        let folded: String = word.chars().flat_map(char::to_lowercase).collect();
        let tells = folded.len() > 1 && COMMON.binary_search(&folded.as_str()).is_err();
        tells.then(|| Term {
            hash: hash(without_ending(&folded).chars()) as u32,
            is_capital: word.starts_with(char::is_uppercase),
            begins: first,
        })
    })
}

/// After one of these a word may have a capital without being a name.
const BEGINS: [char; 11] = ['.', '!', '?', ':', '\n', '"', '“', '‘', '|', '–', '—'];

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
    fn capitals_where_no_sentence_begins() {
        let sketch = Sketch::of_text(
            Some("Orvan bridge reopens: Traffic returns"),
            "The Orvan bridge reopened. Traffic was heavy, Merrin said: “Drivers waited.”",
            Days::default(),
        );
        let word = |word: &str| {
            let hash = hash(word.chars()) as u32;
            let word = sketch.words.iter().find(|word| word.hash == hash);
            word.map(|word| (word.headline, word.lead, word.upper, word.lower))
        };
        for (expected, found) in [
            (Some((1, 1, 1, 0)), word("orvan")),
            (Some((1, 1, 0, 2)), word("bridge")),
            (Some((1, 1, 0, 0)), word("traffic")),
            (Some((0, 1, 1, 0)), word("merrin")),
            (Some((0, 1, 0, 0)), word("driver")),
            (None, word("the")),
        ] {
            assert_eq!(found, expected);
        }
        let shouted = Sketch::of_text(Some("Orvan Bridge Reopens To Traffic"), "", Days::default());
        assert!(shouted.words.iter().all(|word| word.upper == 0));
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
