//! Pages from the web: politely, and only from public machines.

use crate::address::{is_address, join, origin, path};
use crate::network::PublicResolver;
use crate::robots::{self, Rules};
use crate::{Item, Options, too_large};
use std::collections::BTreeMap;
use std::io::Read;
use std::time::Instant;
use ureq::http::{Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

/// The name that robots.txt files call this program by.
const ROBOT: &str = "rapporteur";
const USER_AGENT: &str =
    concat!("rapporteur/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");

/// Media types of what can be read.
const READABLE: &[&str] = &[
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/json",
];

/// Asks for pages, one after the other.
pub(crate) struct Fetcher {
    options: Options,
    agent: Agent,
    /// The robots rules of each site that was asked.
    rules: BTreeMap<String, Rules>,
}

impl Fetcher {
    pub(crate) fn new(options: &Options) -> Self {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .max_redirects(0)
            .http_status_as_error(false)
            // A proxy would look names up itself, behind the back of the check.
            .proxy(None)
            .build();
        let resolver =
            PublicResolver { allow_private: options.allow_private, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { options: options.clone(), agent, rules: BTreeMap::new() }
    }

    /// The page at `address`; the message says what went wrong.
    pub(crate) fn fetch(&mut self, address: &str) -> Result<Item, String> {
        let deadline = Instant::now() + self.options.timeout;
        let mut at = address.split('#').next().unwrap_or_default().to_owned();
        for _ in 0..=self.options.redirects {
            if !self.rules_of(origin(&at), deadline)?.allow(path(&at)) {
                return Err(format!("robots.txt of {} does not allow robots to read it", origin(&at)));
            }
            let response = self.get(&at, deadline)?;
            let status = response.status();
            if status.is_redirection()
                && let Some(target) = header_of(&response, header::LOCATION.as_str())
            {
                let next = join(&at, &target);
                if !is_address(&next) {
                    return Err(format!("is redirected to {next:?}, which is no http or https address"));
                }
                at = next.split('#').next().unwrap_or_default().to_owned();
                continue;
            }
            if !status.is_success() {
                return Err(format!("the server answers {status}"));
            }
            return self.item(address, response);
        }
        Err(format!("is redirected more than {} times", self.options.redirects))
    }

    fn item(&self, address: &str, response: Response<Body>) -> Result<Item, String> {
        let content_type = header_of(&response, header::CONTENT_TYPE.as_str());
        let media_type = content_type.as_deref().and_then(|value| value.split(';').next());
        if let Some(media_type) = media_type
            && !READABLE.contains(&media_type.trim().to_ascii_lowercase().as_str())
        {
            return Err(format!("is {}, not HTML, text, Markdown or JSON", media_type.trim()));
        }
        let limit = self.options.item_bytes;
        let bytes = read(response, limit + 1)?;
        if bytes.len() > limit {
            return Err(too_large("is larger", limit));
        }
        Ok(Item { locator: address.to_owned(), bytes, content_type, last_modified: None })
    }

    fn rules_of(&mut self, site: &str, deadline: Instant) -> Result<Rules, String> {
        if let Some(rules) = self.rules.get(site) {
            return Ok(rules.clone());
        }
        let rules = self.ask_for_rules(site, deadline)?;
        self.rules.insert(site.to_owned(), rules.clone());
        Ok(rules)
    }

    /// RFC 9309, section 2.3.1: no file means no rules, a server that fails means no access, redirections are followed.
    fn ask_for_rules(&self, site: &str, deadline: Instant) -> Result<Rules, String> {
        let mut at = format!("{site}/robots.txt");
        for _ in 0..=self.options.redirects {
            let response = self.get(&at, deadline)?;
            let status = response.status();
            if status.is_redirection()
                && let Some(target) = header_of(&response, header::LOCATION.as_str())
                && is_address(&join(&at, &target))
            {
                at = join(&at, &target);
                continue;
            }
            if status.is_server_error() {
                return Ok(Rules::unavailable());
            }
            if !status.is_success() {
                return Ok(Rules::none());
            }
            let text = read(response, robots::LONGEST)?;
            return Ok(Rules::parse(&String::from_utf8_lossy(&text), ROBOT));
        }
        Ok(Rules::none())
    }

    fn get(&self, address: &str, deadline: Instant) -> Result<Response<Body>, String> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(format!("did not answer within {} seconds", self.options.timeout.as_secs()));
        }
        let request = self.agent.get(address).header("Accept", "text/html, text/plain;q=0.9, */*;q=0.1");
        request.config().timeout_global(Some(left)).build().call().map_err(|error| message(&error))
    }
}

fn message(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "did not answer in time".to_owned(),
        ureq::Error::HostNotFound => "its host is not known".to_owned(),
        ureq::Error::Io(error) => format!("cannot be reached: {error}"),
        error => format!("cannot be fetched: {error}"),
    }
}

fn header_of(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// The body, up to `most` bytes after unpacking.
fn read(mut response: Response<Body>, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let reader = response.body_mut().as_reader();
    reader
        .take(most as u64)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("broke off while it was read: {error}"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::time::Duration;

    /// A server on this machine; gives its origin. Paths it does not know are not found.
    fn serve(pages: Vec<(&'static str, String)>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(&stream);
                let mut request = String::new();
                let _ = reader.read_line(&mut request);
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|len| len > 2) {
                    line.clear();
                }
                let asked = request.split(' ').nth(1).unwrap_or_default();
                let known = pages.iter().find(|(path, _)| *path == asked);
                let answer = known
                    .map_or("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", |(_, page)| page.as_str());
                let _ = (&stream)
                    .write_all(answer.replace("Content-", "Connection: close\r\nContent-").as_bytes());
            }
        });
        origin
    }

    fn page(kind: &str, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    }

    fn moved(to: &str) -> String {
        format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
    }

    fn local() -> Options {
        Options {
            allow_private: true,
            timeout: Duration::from_secs(5),
            item_bytes: 100,
            ..Options::default()
        }
    }

    fn check(options: &Options, address: &str, expected: Result<&str, &str>) {
        let found = Fetcher::new(options).fetch(address).map(|item| String::from_utf8(item.bytes).unwrap());
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{found}"),
            (found, expected) => panic!("{address}: {found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn fetches_and_follows() {
        let site = serve(vec![
            ("/robots.txt", page("text/plain", "User-agent: *\nDisallow: /closed\n")),
            ("/a", page("text/html; charset=utf-8", "<p>Here.</p>")),
            ("/old", moved("/a")),
            ("/loop", moved("/loop")),
            ("/to-closed", moved("closed")),
            ("/to-file", moved("file:///etc/hosts")),
            ("/picture", page("image/png", "PNG")),
            ("/large", page("text/plain", &"x".repeat(101))),
        ]);
        let at = |path: &str| format!("{site}{path}");
        check(&local(), &at("/a"), Ok("<p>Here.</p>"));
        check(&local(), &at("/old#part"), Ok("<p>Here.</p>"));
        check(&local(), &at("/loop"), Err("redirected more than 5 times"));
        check(&local(), &at("/closed"), Err("robots.txt"));
        check(&local(), &at("/to-closed"), Err("robots.txt"));
        check(&local(), &at("/to-file"), Err("no http or https address"));
        check(&local(), &at("/picture"), Err("is image/png"));
        check(&local(), &at("/large"), Err("larger than the limit of 100 bytes"));
        check(&local(), &at("/missing"), Err("404"));
    }

    #[test]
    fn asks_no_private_machine_without_permission() {
        let site = serve(vec![("/a", page("text/plain", "secret"))]);
        let options = Options { allow_private: false, ..local() };
        check(&options, &format!("{site}/a"), Err("private network"));
        check(&options, "http://localhost:9/a", Err("private network"));
        check(&options, "http://[::1]:9/a", Err("private network"));
        check(&options, "http://2130706433/a", Err(""));
    }

    #[test]
    fn reads_nothing_from_a_site_whose_robots_file_fails() {
        let failing = "HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n".to_owned();
        let site = serve(vec![("/robots.txt", failing), ("/a", page("text/plain", "text"))]);
        check(&local(), &format!("{site}/a"), Err("robots.txt"));
    }

    #[test]
    fn gives_up_on_a_silent_server() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/a", listener.local_addr().unwrap());
        let options = Options { timeout: Duration::from_millis(200), ..local() };
        check(&options, &address, Err("in time"));
    }
}
