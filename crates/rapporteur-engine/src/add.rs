use crate::event_group::bring_up;
use crate::ordered::ordered;
use crate::{Engine, Outcome};
use rapporteur_gather::Item;
use rapporteur_record::Problem;
use rapporteur_store::{Access, Added, Seen, Store, StoreError};
use rapporteur_text::ContentHash;
use std::ops::ControlFlow;
use std::path::Path;

/// What became of one item on its way into a store.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// What was done with each of its reports; empty if it could not be read.
    pub added: Vec<Added>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// Its size.
    pub bytes: usize,
}

/// How many documents a run added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents that are new.
    pub new: u64,
    /// New versions of documents that were stored.
    pub versions: u64,
    /// Documents that were stored already.
    pub unchanged: u64,
    /// Documents that were stored already and whose lines were read anew.
    pub again: u64,
    /// Inputs that could not be read.
    pub failed: u64,
    /// True if the caller ended the run before the inputs did.
    pub stopped: bool,
}

/// Why an adding run ended early. What was added before is kept.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct AddError(#[from] StoreError);

/// An item after the look into the store.
enum Looked {
    Stored { bytes: usize },
    StoredElsewhere { original: ContentHash, address: String, bytes: usize },
    New(Result<Item, Problem>),
    Broken(StoreError),
}

impl Looked {
    /// Bytes to be analysed.
    fn weight(&self) -> usize {
        match self {
            Self::New(Ok(item)) => item.bytes.len(),
            _ => 0,
        }
    }
}

enum Worked {
    Stored { bytes: usize },
    StoredElsewhere { original: ContentHash, address: String, bytes: usize },
    Read(Outcome),
    Broken(StoreError),
}

impl Engine {
    /// Adds `items` to the store at `path`, which is made if it is not there. Bytes that are stored already are not
    /// analysed again. `progress` hears of each item in order; when it breaks, the run ends.
    ///
    /// # Errors
    /// If the store cannot be opened or written. Items before that are kept.
    pub fn add<I>(
        &self,
        items: I,
        path: &Path,
        progress: impl FnMut(&Addition) -> ControlFlow<()>,
    ) -> Result<Tally, AddError>
    where
        I: IntoIterator<Item = Result<Item, Problem>>,
        I::IntoIter: Send,
    {
        self.add_items(items, path, false, progress)
    }

    /// The same, but bytes that are stored already are read anew, and what is read now takes the place of what was read
    /// before. Corrections are laid over it again, where the words and lines that they name are still there.
    ///
    /// # Errors
    /// If the store cannot be opened or written. Items before that are kept.
    pub fn add_again<I>(
        &self,
        items: I,
        path: &Path,
        progress: impl FnMut(&Addition) -> ControlFlow<()>,
    ) -> Result<Tally, AddError>
    where
        I: IntoIterator<Item = Result<Item, Problem>>,
        I::IntoIter: Send,
    {
        self.add_items(items, path, true, progress)
    }

    fn add_items<I>(
        &self,
        items: I,
        path: &Path,
        again: bool,
        mut progress: impl FnMut(&Addition) -> ControlFlow<()>,
    ) -> Result<Tally, AddError>
    where
        I: IntoIterator<Item = Result<Item, Problem>>,
        I::IntoIter: Send,
    {
        let mut store = Store::open(path, Access::Create)?;
        let known = Store::open(path, Access::Read)?;
        let looked =
            items.into_iter().map(move |item| if again { Looked::New(item) } else { look(&known, item) });
        let mut tally = Tally::default();
        let program = self.version();
        let end = ordered(
            looked,
            self.threads,
            Looked::weight,
            |looked| self.work(looked),
            |worked| {
                let addition = match keep(&mut store, worked, &program, again) {
                    Ok(addition) => addition,
                    Err(error) => return ControlFlow::Break(Some(error)),
                };
                tally.count(&addition);
                progress(&addition).map_break(|()| None)
            },
        );
        match end {
            Some(Some(error)) => Err(error.into()),
            stopped => {
                store.index()?;
                bring_up(&mut store)?;
                Ok(Tally { stopped: stopped.is_some(), ..tally })
            }
        }
    }

    fn work(&self, looked: Looked) -> Worked {
        match looked {
            Looked::Stored { bytes } => Worked::Stored { bytes },
            Looked::StoredElsewhere { original, address, bytes } => {
                Worked::StoredElsewhere { original, address, bytes }
            }
            Looked::New(item) => Worked::Read(self.outcome(item)),
            Looked::Broken(error) => Worked::Broken(error),
        }
    }
}

fn look(known: &Store, item: Result<Item, Problem>) -> Looked {
    let item = match item {
        Ok(item) => item,
        Err(problem) => return Looked::New(Err(problem)),
    };
    let original = ContentHash::of(&item.bytes);
    let bytes = item.bytes.len();
    match known.seen(original, &item.locator) {
        Ok(Seen::Here) => Looked::Stored { bytes },
        Ok(Seen::Elsewhere) => Looked::StoredElsewhere { original, address: item.locator, bytes },
        Ok(Seen::Not) => Looked::New(Ok(item)),
        Err(error) => Looked::Broken(error),
    }
}

fn keep(store: &mut Store, worked: Worked, program: &str, again: bool) -> Result<Addition, StoreError> {
    Ok(match worked {
        Worked::Stored { bytes } => Addition { added: vec![Added::Unchanged], problems: Vec::new(), bytes },
        Worked::StoredElsewhere { original, address, bytes } => {
            store.note_address(original, &address)?;
            Addition { added: vec![Added::Unchanged], problems: Vec::new(), bytes }
        }
        Worked::Read(outcome) => {
            let mut added = Vec::with_capacity(outcome.reports.len());
            for report in &outcome.reports {
                let mut one = store.add(report, program)?;
                if again && one == Added::Unchanged && store.read_again(report, program)? {
                    one = Added::Again;
                }
                added.push(one);
            }
            Addition { added, problems: outcome.problems, bytes: outcome.bytes }
        }
        Worked::Broken(error) => return Err(error),
    })
}

impl Tally {
    fn count(&mut self, addition: &Addition) {
        for added in &addition.added {
            match added {
                Added::New => self.new += 1,
                Added::Version { .. } => self.versions += 1,
                Added::Unchanged => self.unchanged += 1,
                Added::Again => self.again += 1,
            }
        }
        self.failed += u64::from(addition.added.is_empty() && !addition.problems.is_empty());
    }
}
