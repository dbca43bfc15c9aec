use crate::VERSION;
use crate::ordered::ordered;
use rapporteur_extract::{Extraction, Findings};
use rapporteur_gather::Item;
use rapporteur_lang::Analysis;
use rapporteur_nn::Model;
use rapporteur_read::{Input, Limits};
use rapporteur_record::{BoilerplateKind, Document, Problem, Report, Segment};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

/// Takes one document through language analysis, extraction and linking, with a reading model or by rules alone. What
/// keeps the model from reading is a problem, and the rules read alone; a text that is not English is not read.
#[must_use]
pub fn analyse(document: Document, model: Option<&Model>) -> (Report, Vec<Problem>) {
    let analysis = rapporteur_lang::analyse(&document);
    let mut problems = Vec::new();
    let mut warn = |message| problems.push(Problem::warning(&document.locator, message));
    unusual(&document, &analysis).into_iter().for_each(&mut warn);
    let extraction = if let Some(language) = rapporteur_lang::foreign(&document, &analysis) {
        warn(format!(
            "the text is not English (most like {language}); it is kept, and no lines are drawn from it"
        ));
        Extraction::default()
    } else {
        let found = model.map(|model| Findings::new(model, &document, &analysis)).transpose();
        let found = found.unwrap_or_else(|error| {
            warn(format!("the reading model failed ({error}); the rules read it alone"));
            None
        });
        rapporteur_extract::extract(&document, &analysis, found.as_ref())
    };
    let mut report = rapporteur_link::link(document, &analysis, extraction);
    rapporteur_dating::alone(&mut report);
    (report, problems)
}

/// What in a report is not as reports are, and what was done about it.
fn unusual(document: &Document, analysis: &Analysis) -> Vec<String> {
    let mut found = Vec::new();
    let is_table = |segment: &&Segment| segment.boilerplate == Some(BoilerplateKind::Table);
    let tables = words(document, document.segments.iter().filter(is_table));
    if tables > words(document, document.readable()) {
        found.push(format!("most of it is tables ({tables} words and numbers); they are kept and not read"));
    }
    let longest = analysis.cut.iter().map(ExactSizeIterator::len).max();
    if let Some(longest) = longest {
        let (count, plural) = (analysis.cut.len(), if analysis.cut.len() == 1 { "" } else { "s" });
        found.push(format!(
            "{count} sentence{plural} without an end, of up to {longest} words and marks, read in parts; statements there \
             may be cut short"
        ));
    }
    found
}

fn words<'d>(document: &'d Document, segments: impl Iterator<Item = &'d Segment>) -> usize {
    segments.map(|segment| segment.span.in_text(&document.text).split_whitespace().count()).sum()
}

/// What became of one item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Its reports: one, none if it could not be read, several if it holds several records.
    pub reports: Vec<Report>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// Bytes that were read.
    pub bytes: usize,
}

impl Outcome {
    pub(crate) fn failed(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

/// Reads and analyses many items.
#[derive(Debug, Clone)]
pub struct Engine {
    /// Number of threads that analyse, at least 1.
    pub threads: usize,
    /// How large an input may be.
    pub limits: Limits,
    /// The reading model; without one the rules read alone.
    pub model: Option<Arc<Model>>,
    /// Words of the longest report that the model reads. Longer ones are books or archives in one piece, and would take
    /// minutes.
    pub model_words: usize,
}

impl Default for Engine {
    /// One thread for each core.
    fn default() -> Self {
        Self {
            threads: thread::available_parallelism().map_or(1, usize::from),
            limits: Limits::default(),
            model: None,
            model_words: 200_000,
        }
    }
}

impl Engine {
    /// What is kept with a report that it analysed: the program's version, with name and version of the model.
    #[must_use]
    pub fn version(&self) -> String {
        let manifest = self.model.as_ref().map(|model| model.manifest());
        manifest
            .map_or_else(|| VERSION.to_owned(), |model| format!("{VERSION}+{}-{}", model.name, model.version))
    }

    /// Reads and analyses `items` and hands the outcomes to `sink` in their order. When `sink` breaks, the run ends
    /// and its reason is given back.
    pub fn run<I, R>(&self, items: I, sink: impl FnMut(Outcome) -> ControlFlow<R>) -> Option<R>
    where
        I: IntoIterator<Item = Result<Item, Problem>>,
        I::IntoIter: Send,
    {
        let weight = |item: &Result<Item, Problem>| item.as_ref().map_or(0, |item| item.bytes.len());
        ordered(items.into_iter(), self.threads, weight, |item| self.outcome(item), sink)
    }

    /// Reads and analyses one item.
    pub(crate) fn outcome(&self, item: Result<Item, Problem>) -> Outcome {
        let item = match item {
            Ok(item) => item,
            Err(problem) => return Outcome::failed(problem),
        };
        // A panic is a bug of ours that some input brings to light; it is reported with the input's name, and the
        // run goes on.
        catch_unwind(AssertUnwindSafe(|| self.read_and_analyse(&item))).unwrap_or_else(|_| {
            Outcome::failed(Problem::error(
                &item.locator,
                "the program failed on this input; please report it (the other inputs are not affected)",
            ))
        })
    }

    fn read_and_analyse(&self, item: &Item) -> Outcome {
        let mut input = Input::new(&item.locator, &item.bytes);
        input.content_type = item.content_type.as_deref();
        let (documents, mut problems) = rapporteur_read::read(&input, &self.limits);
        let analysed = documents.into_iter().map(|document| {
            let words = words(&document, document.readable());
            let model = self.model.as_deref().filter(|_| words <= self.model_words);
            if self.model.is_some() && model.is_none() {
                problems.push(Problem::warning(
                    &document.locator,
                    format!(
                        "has {words} words; the rules read it alone, as the reading model reads at most {}: split it, or \
                         raise --model-words",
                        self.model_words
                    ),
                ));
            }
            let (report, mut found) = analyse(document, model);
            problems.append(&mut found);
            report
        });
        let reports = analysed.collect();
        Outcome { reports, problems, bytes: item.bytes.len() }
    }
}
