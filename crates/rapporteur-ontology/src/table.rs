//! Reading of the embedded tables: lines of tab-separated fields, `#` lines are the header.

/// The entries of a table, each as its fields.
pub(crate) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut fields = [""; N];
        // Fields are short, so that a plain loop over bytes is faster than a search.
        let (mut start, mut slot) = (0, 0);
        for (at, byte) in line.bytes().enumerate() {
            if byte == b'\t' && slot + 1 < N {
                fields[slot] = &line[start..at];
                (start, slot) = (at + 1, slot + 1);
            }
        }
        fields[slot] = &line[start..];
        fields
    })
}

/// The members of a field that holds a list, separated by `|`; an empty field has none.
pub(crate) fn list(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|member| !member.is_empty())
}

/// A number of a table; the tables are our own and a test reads every row, so a slip counts as zero.
pub(crate) fn number<T: std::str::FromStr + Default>(field: &str) -> T {
    field.parse().unwrap_or_default()
}
