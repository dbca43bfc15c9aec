//! The file of weights (safetensors), checked against what the encoder needs.

use safetensors::{Dtype, SafeTensors};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Why a file of weights does not fit.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// It is no such file.
    #[error("{0}")]
    File(String),
    /// A table is not what the manifest says.
    #[error("{name} is {found}, not {expected}")]
    Table {
        /// Name of the table.
        name: String,
        /// What it is.
        found: String,
        /// What it should be.
        expected: String,
    },
    /// It does not fit what the manifest says of heads and windows.
    #[error("{0}")]
    Heads(String),
    /// The manifest has sizes that the encoder cannot have.
    #[error("the encoder's sizes in the manifest do not fit together")]
    Sizes,
}

/// Bytes that live as long as the program, or as whoever holds them.
#[derive(Debug, Clone)]
pub(crate) enum Owner {
    Program(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl Deref for Owner {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Program(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// A part of a file that is used where it stands.
#[derive(Debug)]
pub(crate) struct Bytes {
    owner: Owner,
    range: Range<usize>,
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.owner[self.range.clone()]
    }
}

/// A file of weights.
pub(crate) struct Weights<'a> {
    owner: &'a Owner,
    tables: SafeTensors<'a>,
}

impl<'a> Weights<'a> {
    pub(crate) fn new(owner: &'a Owner) -> Result<Self, WeightsError> {
        let tables =
            SafeTensors::deserialize(owner).map_err(|error| WeightsError::File(error.to_string()))?;
        Ok(Self { owner, tables })
    }

    /// A table of a type; sizes of 0 are free.
    fn table(
        &self,
        name: &str,
        dtype: Dtype,
        sizes: &[usize],
    ) -> Result<(&'a [u8], Vec<usize>), WeightsError> {
        let table = self.tables.tensor(name).map_err(|error| WeightsError::File(error.to_string()))?;
        let fits = table.shape().len() == sizes.len()
            && table.shape().iter().zip(sizes).all(|(&found, &size)| size == 0 || found == size);
        if fits && table.dtype() == dtype {
            return Ok((table.data(), table.shape().to_vec()));
        }
        Err(WeightsError::Table {
            name: name.into(),
            found: format!("{:?} {:?}", table.dtype(), table.shape()),
            expected: format!("{dtype:?} {sizes:?}"),
        })
    }

    /// How many numbers a list has.
    pub(crate) fn length(&self, name: &str) -> Result<usize, WeightsError> {
        Ok(self.table(name, Dtype::F32, &[0])?.1[0])
    }

    /// The numbers of a table.
    pub(crate) fn numbers(&self, name: &str, sizes: &[usize]) -> Result<Vec<f32>, WeightsError> {
        let (bytes, _) = self.table(name, Dtype::F32, sizes)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    /// The numbers of a table with as many rows as it likes.
    pub(crate) fn rows(&self, name: &str, width: usize) -> Result<Vec<f32>, WeightsError> {
        self.numbers(name, &[0, width])
    }

    /// A list of words, parted by line feeds.
    pub(crate) fn words(&self, name: &str) -> Result<impl Iterator<Item = &'a str>, WeightsError> {
        let (bytes, _) = self.table(name, Dtype::U8, &[0])?;
        let words = str::from_utf8(bytes).map_err(|error| WeightsError::File(format!("{name}: {error}")))?;
        Ok(words.split('\n'))
    }

    /// A table of whole numbers of 8 bits, where it stands in the file.
    pub(crate) fn bytes(&self, name: &str, sizes: &[usize]) -> Result<Bytes, WeightsError> {
        let (bytes, _) = self.table(name, Dtype::I8, sizes)?;
        // The table is a part of the owner's bytes; where it begins follows from the two addresses.
        let start = bytes.as_ptr().addr() - self.owner.as_ptr().addr();
        Ok(Bytes { owner: self.owner.clone(), range: start..start + bytes.len() })
    }
}
