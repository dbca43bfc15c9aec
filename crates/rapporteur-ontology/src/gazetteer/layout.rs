//! Where what stands in the table that the build script makes of `data/gazetteer.tsv`. All numbers are little-endian.
//!
//! The parts follow one another: header, records, numbers of the first-level subdivisions, numbers of the countries,
//! starts of the buckets, slots, spellings.
//!
//! - header: how many records, subdivisions, countries, buckets and slots there are, four bytes each
//! - record: id; degrees; population; kind and offset of the name; country (two letters); which subdivision it lies in,
//!   from 1, or 0
//! - starts: for each bucket the number of its first slot, and the number of slots at the end
//! - slot: record and [`OTHER`], [`SHORT`]; eight bits of the hash and offset of the spelling
//! - spelling: its length in one byte, then UTF-8

/// Bytes of the header.
pub(crate) const HEADER: usize = 20;
/// Bytes of a record.
pub(crate) const RECORD: usize = 20;
/// Bytes of a slot.
pub(crate) const SLOT: usize = 8;
/// In a slot: the spelling is not the name in the table.
pub(crate) const OTHER: u32 = 1 << 31;
/// In a slot: an abbreviation, good behind a comma only.
pub(crate) const SHORT: u32 = 1 << 30;
/// In a slot: which record.
pub(crate) const NUMBER: u32 = (1 << 24) - 1;
/// Of kind and offset: the offset.
pub(crate) const OFFSET: u32 = (1 << 24) - 1;
/// Degrees of a record without any.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// Hundredths of a degree of latitude and longitude, both counted from the south pole and the date line.
pub(crate) const LONGITUDES: u32 = 36_001;
