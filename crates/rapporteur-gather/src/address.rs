//! Addresses of pages.

/// Whether a name is an address and not a path.
pub(crate) fn is_address(name: &str) -> bool {
    let scheme = name.split("://").next().unwrap_or_default();
    scheme.len() < name.len() && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// Scheme and authority: everything before the path.
pub(crate) fn origin(address: &str) -> &str {
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..].find(['/', '?', '#']).map_or(address.len(), |at| authority + at);
    &address[..end]
}

/// Path and query, as robots rules see them.
pub(crate) fn path(address: &str) -> &str {
    let path = &address[origin(address).len()..];
    let path = path.split('#').next().unwrap_or_default();
    if path.is_empty() { "/" } else { path }
}

/// The address that `reference` means on the page at `base` (RFC 3986, section 5.2, without dot segments in the middle).
pub(crate) fn join(base: &str, reference: &str) -> String {
    let reference = reference.trim();
    if reference.contains("://") && !reference.starts_with(['/', '?', '#']) {
        return reference.to_owned();
    }
    let origin = origin(base);
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = base.split("://").next().unwrap_or("https");
        return format!("{scheme}://{rest}");
    }
    if reference.starts_with('/') {
        return format!("{origin}{reference}");
    }
    let path = &base[origin.len()..];
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if reference.starts_with('?') {
        return format!("{origin}{path}{reference}");
    }
    let mut folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut rest = reference.strip_prefix("./").unwrap_or(reference);
    while let Some(up) = rest.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        rest = up;
    }
    format!("{origin}{folder}/{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reference: &str, expected: &str) {
        assert_eq!(join("https://ostrel.example/news/a.html?x=1", reference), expected);
    }

    #[test]
    fn joins_references() {
        check("http://other.example/b", "http://other.example/b");
        check("//other.example/b", "https://other.example/b");
        check("/b?y=http://c", "https://ostrel.example/b?y=http://c");
        check("b.html", "https://ostrel.example/news/b.html");
        check("../b.html", "https://ostrel.example/b.html");
        check("../../../b.html", "https://ostrel.example/b.html");
        check("?page=2", "https://ostrel.example/news/a.html?page=2");
        assert_eq!(join("https://ostrel.example", "b"), "https://ostrel.example/b");
        assert_eq!(path("https://ostrel.example?q=1#top"), "?q=1");
        assert_eq!(path("https://ostrel.example"), "/");
        assert!(
            is_address("HTTPS://ostrel.example")
                && !is_address("http")
                && !is_address("ftp://ostrel.example")
        );
    }
}
