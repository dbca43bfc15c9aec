//! How spellings of place names are made alike: no case, no accents, no apostrophes and dots, hyphens as spaces.
//!
//! The build script of the crate uses the same functions, so that the table is written as it is read.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Arabic articles as transliterations write them; reports write another one or none.
const ARTICLES: [&str; 13] = ["al", "el", "ar", "as", "ash", "ad", "at", "an", "az", "es", "ez", "eth", "ul"];

/// The name as the table is asked for it.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut gap = false;
    let mut push = |c: char| {
        match c {
            '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | 'ʿ' | 'ʾ' | '.' => return,
            c if c == '-' || c == '‐' || c == '–' || c.is_whitespace() => {
                gap = !key.is_empty();
                return;
            }
            _ => {}
        }
        if std::mem::take(&mut gap) {
            key.push(' ');
        }
        match c {
            // Letters that decomposition leaves whole.
            'ı' => key.push('i'),
            'ł' | 'Ł' => key.push('l'),
            'ø' | 'Ø' => key.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => key.push('d'),
            'ə' | 'Ə' => key.push('a'),
            'ß' => key.push_str("ss"),
            'æ' | 'Æ' => key.push_str("ae"),
            'œ' | 'Œ' => key.push_str("oe"),
            'þ' | 'Þ' => key.push_str("th"),
            c => key.extend(c.to_lowercase()),
        }
    };
    if name.is_ascii() {
        name.chars().for_each(&mut push);
    } else {
        name.nfd().filter(|c| !is_combining_mark(*c)).for_each(&mut push);
    }
    match key.strip_prefix("st ") {
        Some(rest) => format!("saint {rest}"),
        None => key,
    }
}

/// The key without a leading Arabic article and with one article for all inside; `None` if that changes nothing or
/// leaves too little to tell places by.
pub(crate) fn loose(key: &str) -> Option<String> {
    let (first, rest) = key.split_once(' ')?;
    let bare = if ARTICLES.contains(&first) { rest } else { key };
    let words: Vec<&str> =
        bare.split(' ').map(|word| if ARTICLES.contains(&word) { "al" } else { word }).collect();
    let loose = words.join(" ");
    (loose != key && loose.len() >= 4).then_some(loose)
}

/// A number for a key; its low bits choose a bucket, its highest eight are kept in the table.
pub(crate) fn hash(key: &str) -> u32 {
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 32) ^ hash) as u32
}
