//! Rows of numbers: kept as they are and not read, as they are no sentences.

/// Numbers of a row.
const FEWEST: usize = 3;
/// Numbers that make a table without a second row beside it: rows whose line breaks are lost.
const ALONE: usize = 20;

/// Whether a line or block may be a row of a table: at least half of its words are numbers, and it ends no sentence.
pub(super) fn is_row(words: &str) -> bool {
    numbers(words).is_some_and(|numbers| numbers >= FEWEST)
}

/// Whether a block is a table by itself.
pub(super) fn is_whole(words: &str) -> bool {
    numbers(words).is_some_and(|numbers| numbers >= ALONE)
}

/// The numbers of a row, if they are half of it.
fn numbers(words: &str) -> Option<usize> {
    let (mut numbers, mut others) = (0, 0);
    for word in words.split_whitespace() {
        if word.contains(char::is_alphabetic) {
            others += 1;
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            numbers += 1;
        }
    }
    (numbers >= others && !super::ends_sentence(words)).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::is_row;

    fn check(words: &str, expected: bool) {
        assert_eq!(is_row(words), expected, "{words}");
    }

    #[test]
    fn rows() {
        check("Ostrel  1,204  -3.5%  17", true);
        check("| Total killed | 17 | 23 | 31 |", true);
        check("2019 2020 2021 2022", true);
    }

    #[test]
    fn no_rows() {
        check("17 March 2024", false);
        check("The toll rose from 17 to 23 and then to 31 in the town", false);
        check("It was 17, 23 and 31.", false);
        check("Ostrel", false);
    }
}
