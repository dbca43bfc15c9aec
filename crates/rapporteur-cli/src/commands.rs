//! One module for each verb.

pub(crate) mod actor;
pub(crate) mod add;
pub(crate) mod brief;
pub(crate) mod compare;
pub(crate) mod correct;
pub(crate) mod credits;
pub(crate) mod export;
pub(crate) mod generate;
pub(crate) mod pair;
pub(crate) mod read;
pub(crate) mod sample;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod sql;
