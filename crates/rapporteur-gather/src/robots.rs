//! The Robots Exclusion Protocol (RFC 9309).

/// Longest part of a robots.txt that is read, as section 2.5 asks.
pub(crate) const LONGEST: usize = 500 * 1024;

/// The rules of a site for one robot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rules {
    /// Whether to allow, and the pattern of the path.
    rules: Vec<(bool, String)>,
}

impl Rules {
    /// No rules: everything is allowed.
    pub(crate) fn none() -> Self {
        Self { rules: Vec::new() }
    }

    /// Nothing is allowed: the site could not say.
    pub(crate) fn unavailable() -> Self {
        Self { rules: vec![(false, "/".to_owned())] }
    }

    /// The rules that `text` has for `robot`: those of all groups that name it, else those of the groups for `*`.
    pub(crate) fn parse(text: &str, robot: &str) -> Self {
        let (mut own, mut general) = (Vec::new(), Vec::new());
        let (mut names_own, mut names_all, mut in_rules, mut found_own) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if in_rules {
                        (names_own, names_all, in_rules) = (false, false, false);
                    }
                    let product = value.split(['/', ' ']).next().unwrap_or_default();
                    names_own |= product.eq_ignore_ascii_case(robot);
                    names_all |= product == "*";
                    found_own |= names_own;
                }
                key @ ("allow" | "disallow") => {
                    in_rules = true;
                    if value.is_empty() {
                        continue;
                    }
                    let rule = (key == "allow", value.to_owned());
                    if names_own {
                        own.push(rule.clone());
                    }
                    if names_all {
                        general.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self { rules: if found_own { own } else { general } }
    }

    /// Whether `path` (with query) may be asked for: the longest pattern that matches decides, allowing if two are
    /// equally long.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(_, pattern)| matches(pattern, path));
        matching.max_by_key(|(allow, pattern)| (pattern.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// Whether `path` starts as `pattern` says, where `*` stands for anything and `$` at the end for the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return !whole || rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    if whole { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rules: &str, path: &str, expected: bool) {
        assert_eq!(Rules::parse(rules, "rapporteur").allow(path), expected, "{rules:?} {path}");
    }

    #[test]
    fn follows_the_longest_rule_of_its_group() {
        let general = "User-agent: *\nDisallow: /private\nAllow: /private/open\n";
        check(general, "/news", true);
        check(general, "/private/a", false);
        check(general, "/private/open/a", true);
        let own = "User-agent: *\nDisallow: /\n\nUser-Agent: Other\nUser-agent: Rapporteur/1.0\nDisallow: /*.pdf$ # files\nDisallow:\n";
        check(own, "/a", true);
        check(own, "/a.pdf", false);
        check(own, "/a.pdf?x", true);
        check("user-agent: rapporteur\ndisallow: /a*c*e\n", "/abcdef", false);
        check("user-agent: rapporteur\ndisallow: /a*c*e\n", "/abdef", true);
        check("", "/", true);
        check("Disallow: /", "/", true);
        assert!(!Rules::unavailable().allow("/a"));
    }
}
