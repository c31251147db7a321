//! Tables of status rows: read in any of four forms, written in the same.
//!
//! What stands in a file becomes the columns that the library's batch engine takes
//! (specification, batch); what is counted, the library decides.

pub(crate) mod columns;
pub(crate) mod facts;
pub(crate) mod format;
pub(crate) mod histories;
pub(crate) mod instant;
pub(crate) mod progress;
pub(crate) mod properties;
pub(crate) mod read;
pub(crate) mod reso;
pub(crate) mod statuses;
pub(crate) mod svg;
pub(crate) mod timeline;
pub(crate) mod write;
