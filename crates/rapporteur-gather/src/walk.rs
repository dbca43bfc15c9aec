//! From names to items: files, folders, patterns, standard input, addresses.

use crate::fetch::Fetcher;
use crate::lines::Lines;
use crate::unpack::{Packing, unpack};
use crate::{Item, Options, size, too_large};
use rapporteur_record::Problem;
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Endings of files that are taken from folders.
const ENDINGS: &[&str] =
    &["txt", "text", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson"];

/// Gives the items that `names` stand for, in the order of the names; those of a folder or pattern sorted by path.
#[must_use]
pub fn gather(names: &[String], options: &Options) -> Gather {
    let todo = names.iter().rev().map(|name| Step::Name(name.clone())).collect();
    Gather {
        options: options.clone(),
        todo,
        lines: None,
        fetcher: None,
        entered: HashSet::new(),
        taken: 0,
        skipped: BTreeMap::new(),
    }
}

/// The iterator behind [`gather`].
pub struct Gather {
    options: Options,
    /// What is still to be done, the next step last.
    todo: Vec<Step>,
    /// The file of records that is being read.
    lines: Option<Lines>,
    fetcher: Option<Fetcher>,
    /// Folders of the current name, by their true paths, so that links cannot lead in circles.
    entered: HashSet<PathBuf>,
    /// Files of the current folder or pattern that were taken.
    taken: usize,
    /// Files of the current folder that were not taken, by the ending of their names.
    skipped: BTreeMap<String, usize>,
}

enum Step {
    /// As given by the user.
    Name(String),
    /// A file found in a folder or by a pattern.
    Found(PathBuf),
    /// A folder.
    Folder(PathBuf),
    /// The end of a folder or pattern that the user named.
    End(String),
}

impl Iterator for Gather {
    type Item = Result<Item, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            }
            let result = match self.todo.pop()? {
                Step::Name(name) => self.name(name),
                Step::Found(path) => self.found(&path),
                Step::Folder(path) => self.folder(&path),
                Step::End(name) => self.end(name),
            };
            match result {
                Ok(None) => {}
                Ok(Some(item)) => return Some(Ok(item)),
                Err(problem) => return Some(Err(problem)),
            }
        }
    }
}

impl Gather {
    fn name(&mut self, name: String) -> Result<Option<Item>, Problem> {
        self.entered.clear();
        self.skipped.clear();
        self.taken = 0;
        if name == "-" {
            let input = BufReader::new(std::io::stdin());
            return self.stream("-", Box::new(input), None);
        }
        if crate::address::is_address(&name) {
            let fetcher = self.fetcher.get_or_insert_with(|| Fetcher::new(&self.options));
            return fetcher.fetch(&name).map(Some).map_err(|message| Problem::error(name, message));
        }
        let path = PathBuf::from(&name);
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                self.todo.push(Step::End(name));
                self.todo.push(Step::Folder(path));
                Ok(None)
            }
            Ok(_) => self.file(&path, "cannot be opened"),
            Err(error) if error.kind() == ErrorKind::NotFound && name.contains(['*', '?', '[']) => {
                self.pattern(name)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(Problem::error(name, "does not exist; give a file, a folder, a pattern, an address or -"))
            }
            Err(error) => Err(Problem::error(name, format!("cannot be opened: {error}"))),
        }
    }

    fn pattern(&mut self, name: String) -> Result<Option<Item>, Problem> {
        let options = glob::MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        let paths = match glob::glob_with(&name, options) {
            Ok(paths) => paths,
            Err(error) => return Err(Problem::error(name, format!("is no pattern of file names: {error}"))),
        };
        let mut paths: Vec<PathBuf> = paths.filter_map(Result::ok).filter(|path| path.is_file()).collect();
        paths.sort();
        self.todo.push(Step::End(name));
        self.todo.extend(paths.into_iter().rev().map(Step::Found));
        Ok(None)
    }

    fn folder(&mut self, path: &Path) -> Result<Option<Item>, Problem> {
        let problem = |error: std::io::Error| {
            Problem::error(path.display().to_string(), format!("cannot be listed: {error}"))
        };
        let true_path = fs::canonicalize(path).map_err(problem)?;
        if !self.entered.insert(true_path) {
            return Ok(None);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(problem)? {
            names.push(entry.map_err(problem)?.file_name());
        }
        names.sort();
        for name in names.into_iter().rev().filter(|name| !name.as_encoded_bytes().starts_with(b".")) {
            let path = path.join(name);
            // A file that disappears now is reported when its turn comes.
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() => self.todo.push(Step::Folder(path)),
                Ok(meta) if !meta.is_file() => {
                    *self.skipped.entry("special files".to_owned()).or_default() += 1;
                }
                _ if is_wanted(&path) => self.todo.push(Step::Found(path)),
                _ => *self.skipped.entry(ending(&path)).or_default() += 1,
            }
        }
        Ok(None)
    }

    fn found(&mut self, path: &Path) -> Result<Option<Item>, Problem> {
        self.taken += 1;
        self.file(path, "was listed but cannot be opened")
    }

    /// Says what was left out, or that there was nothing.
    fn end(&mut self, name: String) -> Result<Option<Item>, Problem> {
        let skipped = std::mem::take(&mut self.skipped);
        let count: usize = skipped.values().sum();
        let kinds: Vec<String> = skipped.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let kinds = kinds.join(", ");
        match (self.taken, count) {
            (0, 0) => {
                Err(Problem::error(name, "holds no files; give a file, a folder, a pattern, an address or -"))
            }
            (0, _) => Err(Problem::error(
                name,
                format!("holds no reports ({kinds}); names must end in .{}", ENDINGS.join(", .")),
            )),
            (_, 0) => Ok(None),
            _ => Err(Problem::warning(name, format!("{count} files were skipped by their names: {kinds}"))),
        }
    }

    fn file(&mut self, path: &Path, refused: &str) -> Result<Option<Item>, Problem> {
        let locator = path.display().to_string();
        let problem = |message: String| Problem::error(locator.clone(), message);
        let file = File::open(path).map_err(|error| problem(format!("{refused}: {error}")))?;
        let meta = file.metadata().map_err(|error| problem(format!("{refused}: {error}")))?;
        let last_modified = meta.modified().ok();
        let packing = Packing::of(&locator);
        if packing == Packing::None && !holds_lines(path) && meta.len() > self.options.item_bytes as u64 {
            let larger = format!("is {}, larger", size(meta.len()));
            return Err(problem(too_large(&larger, self.options.item_bytes)));
        }
        let reader: Box<dyn BufRead + Send> = Box::new(BufReader::new(unpack(file, packing)));
        if holds_lines(path) {
            self.lines = Some(Lines::new(locator, reader, self.options.item_bytes, last_modified));
            return Ok(None);
        }
        self.whole(&locator, reader, Vec::new())
            .map(|bytes| Some(Item { locator, bytes, content_type: None, last_modified }))
    }

    /// Something without a name: lines if the first is a whole JSON object, one report otherwise.
    fn stream(
        &mut self,
        locator: &str,
        mut reader: Box<dyn BufRead + Send>,
        content_type: Option<String>,
    ) -> Result<Option<Item>, Problem> {
        let mut first = Vec::new();
        let limit = self.options.item_bytes as u64 + 1;
        (&mut reader)
            .take(limit)
            .read_until(b'\n', &mut first)
            .map_err(|error| Problem::error(locator, format!("cannot be read: {error}")))?;
        let line = first.trim_ascii();
        if line.starts_with(b"{") && line.ends_with(b"}") {
            let reader = Box::new(BufReader::new(std::io::Cursor::new(first).chain(reader)));
            self.lines = Some(Lines::new(locator.to_owned(), reader, self.options.item_bytes, None));
            return Ok(None);
        }
        let bytes = self.whole(locator, reader, first)?;
        Ok(Some(Item { locator: locator.to_owned(), bytes, content_type, last_modified: None }))
    }

    /// All bytes after `start`.
    fn whole(
        &self,
        locator: &str,
        reader: Box<dyn BufRead + Send>,
        start: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        let limit = self.options.item_bytes;
        let mut bytes = start;
        let room = (limit as u64 + 1).saturating_sub(bytes.len() as u64);
        reader
            .take(room)
            .read_to_end(&mut bytes)
            .map_err(|error| Problem::error(locator, format!("cannot be read: {error}")))?;
        if bytes.len() > limit {
            return Err(Problem::error(locator, too_large("is larger", limit)));
        }
        Ok(bytes)
    }
}

/// The ending of a name without `.gz` and `.xz`, in lower case.
fn bare_ending(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".xz")).unwrap_or(&name);
    Some(name.rsplit_once('.')?.1.to_owned())
}

/// Whether a file of this name is taken from a folder.
#[must_use]
pub fn is_wanted(path: &Path) -> bool {
    bare_ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether each line of the file is a record.
fn holds_lines(path: &Path) -> bool {
    bare_ending(path).is_some_and(|ending| ending == "jsonl" || ending == "ndjson")
}

fn ending(path: &Path) -> String {
    match path.extension() {
        Some(ending) => format!(".{}", ending.to_string_lossy().to_lowercase()),
        None => "without ending".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gathers `names` under a new folder with `files`, and writes down what came: locator and content, or the problem.
    fn check(files: &[(&str, &[u8])], names: &[&str], options: &Options, expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        compare(folder.path(), names, options, expected);
    }

    fn compare(folder: &Path, names: &[&str], options: &Options, expected: &[&str]) {
        let names: Vec<String> = names.iter().map(|name| folder.join(name).display().to_string()).collect();
        let prefix = format!("{}/", folder.display());
        let found: Vec<String> = gather(&names, options)
            .map(|result| match result {
                Ok(item) => format!("{} {}", item.locator, String::from_utf8_lossy(&item.bytes)),
                Err(problem) => format!("{:?} {problem}", problem.severity),
            })
            .map(|line| line.replace(&prefix, ""))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn walks_folders_in_order_of_names() {
        let files: &[(&str, &[u8])] = &[
            ("in/b.txt", b"B"),
            ("in/a/z.md", b"Z"),
            ("in/a/.hidden.txt", b"no"),
            ("in/.git/x.txt", b"no"),
            ("in/c.png", b"\x89PNG"),
            ("in/d", b"no ending"),
            ("in/e.html", b"E"),
        ];
        check(
            files,
            &["in"],
            &Options::default(),
            &[
                "in/a/z.md Z",
                "in/b.txt B",
                "in/e.html E",
                "Warning in: 2 files were skipped by their names: 1 .png, 1 without ending",
            ],
        );
        check(files, &["in/*.txt", "in/e.html"], &Options::default(), &["in/b.txt B", "in/e.html E"]);
        check(files, &["in/**/*.md"], &Options::default(), &["in/a/z.md Z"]);
        check(files, &["in/c.png"], &Options::default(), &["in/c.png \u{fffd}PNG"]);
    }

    #[test]
    fn splits_files_of_records() {
        let lines = b"{\"a\":1}\n\n  \n{\"a\":2}\r\n{\"a\":3}".as_slice();
        check(
            &[("r.jsonl", lines)],
            &["r.jsonl"],
            &Options::default(),
            &["r.jsonl#1 {\"a\":1}", "r.jsonl#4 {\"a\":2}", "r.jsonl#5 {\"a\":3}"],
        );
    }

    #[test]
    fn refuses_what_is_too_large_and_goes_on() {
        let options = Options { item_bytes: 10, ..Options::default() };
        let files: &[(&str, &[u8])] = &[
            ("big.txt", b"0123456789+"),
            ("r.jsonl", b"{\"a\":12345678}\n{\"a\":1}\n"),
            ("s.txt", b"0123456789"),
        ];
        check(
            files,
            &["big.txt", "r.jsonl", "s.txt"],
            &options,
            &[
                "Error big.txt: is 11 bytes, larger than the limit of 10 bytes for one report; split it, or raise the limit",
                "Error r.jsonl#1: is longer than the limit of 10 bytes for one report; split it, or raise the limit",
                "r.jsonl#2 {\"a\":1}",
                "s.txt 0123456789",
            ],
        );
    }

    #[test]
    fn names_what_is_not_there() {
        let files: &[(&str, &[u8])] = &[("pictures/a.png", b"")];
        check(
            files,
            &["nowhere.txt", "*.txt", "pictures"],
            &Options::default(),
            &[
                "Error nowhere.txt: does not exist; give a file, a folder, a pattern, an address or -",
                "Error *.txt: holds no files; give a file, a folder, a pattern, an address or -",
                "Error pictures: holds no reports (1 .png); names must end in .txt, .text, .md, .markdown, .html, .htm, .xhtml, .json, .jsonl, .ndjson",
            ],
        );
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("empty")).unwrap();
        compare(
            folder.path(),
            &["empty"],
            &Options::default(),
            &["Error empty: holds no files; give a file, a folder, a pattern, an address or -"],
        );
    }

    #[test]
    fn reports_a_file_that_disappears() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.txt", "c.txt"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let mut items = gather(&[folder.path().display().to_string()], &Options::default());
        assert!(items.next().unwrap().is_ok());
        fs::remove_file(folder.path().join("b.txt")).unwrap();
        let problem = items.next().unwrap().unwrap_err();
        assert!(problem.message.starts_with("was listed but cannot be opened"), "{problem}");
        assert!(items.next().unwrap().is_ok());
        assert!(items.next().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_in_circles() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::create_dir(&a).unwrap();
        fs::create_dir(&b).unwrap();
        fs::write(a.join("x.txt"), "X").unwrap();
        std::os::unix::fs::symlink(&b, a.join("y")).unwrap();
        std::os::unix::fs::symlink(&a, b.join("y")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("gone"), a.join("z.txt")).unwrap();
        compare(
            folder.path(),
            &["a"],
            &Options::default(),
            &[
                "a/x.txt X",
                "Error a/z.txt: was listed but cannot be opened: No such file or directory (os error 2)",
            ],
        );
    }

    #[test]
    fn unpacks() {
        use std::io::Write;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(b"{\"a\":1}\n{\"a\":2}\n").unwrap();
        let gz = gz.finish().unwrap();
        let mut xz = Vec::new();
        lzma_rs::xz_compress(&mut &b"Packed."[..], &mut xz).unwrap();
        let mut broken = xz.clone();
        broken.truncate(20);
        check(
            &[("r.jsonl.gz", &gz), ("t.txt.xz", &xz)],
            &["r.jsonl.gz", "t.txt.xz"],
            &Options::default(),
            &["r.jsonl.gz#1 {\"a\":1}", "r.jsonl.gz#2 {\"a\":2}", "t.txt.xz Packed."],
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.txt.xz");
        fs::write(&path, broken).unwrap();
        let found: Vec<_> = gather(&[path.display().to_string()], &Options::default()).collect();
        assert!(found[0].as_ref().unwrap_err().message.starts_with("cannot be read"), "{found:?}");
    }
}
