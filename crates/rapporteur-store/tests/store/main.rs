//! Round trips, versions and bad files.

mod across;
mod adding;
mod reading;
mod sample;
mod versions;
