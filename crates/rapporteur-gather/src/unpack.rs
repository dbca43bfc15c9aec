//! Files packed with gzip or xz.

use std::fs::File;
use std::io::{self, BufReader, PipeReader, Read};
use std::thread::JoinHandle;

/// How a file is packed, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Xz,
}

impl Packing {
    pub(crate) fn of(name: &str) -> Self {
        let ends = |ending: &str| name.len() > 3 && name[name.len() - 3..].eq_ignore_ascii_case(ending);
        match name.is_char_boundary(name.len().saturating_sub(3)) {
            true if ends(".gz") => Packing::Gzip,
            true if ends(".xz") => Packing::Xz,
            _ => Packing::None,
        }
    }
}

/// The content of `file`, unpacked as it is read.
pub(crate) fn unpack(file: File, packing: Packing) -> Box<dyn Read + Send> {
    match packing {
        Packing::None => Box::new(file),
        Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file))),
        Packing::Xz => match Xz::start(file) {
            Ok(reader) => Box::new(reader),
            Err(error) => Box::new(Failed(Some(error))),
        },
    }
}

/// A reader that only tells why it could not be opened.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The xz library writes and does not let itself be read from, so it runs on a thread of its own behind a pipe. The
/// pipe holds little, and when it is dropped the thread ends.
struct Xz {
    pipe: PipeReader,
    thread: Option<JoinHandle<Result<(), String>>>,
}

impl Xz {
    fn start(file: File) -> io::Result<Self> {
        let (pipe, mut writer) = io::pipe()?;
        let thread = std::thread::Builder::new().name("unpack".to_owned()).spawn(move || {
            lzma_rs::xz_decompress(&mut BufReader::new(file), &mut writer)
                .map_err(|error| format!("{error:?}"))
        })?;
        Ok(Self { pipe, thread: Some(thread) })
    }
}

impl Read for Xz {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.pipe.read(buffer)?;
        if len == 0
            && !buffer.is_empty()
            && let Some(thread) = self.thread.take()
        {
            let broken = |words: String| {
                io::Error::new(io::ErrorKind::InvalidData, format!("the xz data is broken: {words}"))
            };
            thread.join().map_err(|_| broken("it cannot be unpacked".to_owned()))?.map_err(broken)?;
        }
        Ok(len)
    }
}
