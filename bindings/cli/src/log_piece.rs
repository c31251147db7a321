//! A piece of a box's log in a file, as a phone brings it to the service.
//!
//! JSON, of which every byte string is in hexadecimal:
//!
//! ```json
//! {
//!   "doorward_log": 1,
//!   "lockbox": "LB-00012345",
//!   "head": "28 bytes: what the box tells of its log (specification, audit log)",
//!   "status": "16 bytes: the status line that goes with the head",
//!   "rows": ["64 bytes each, in the order in which the box sent them"]
//! }
//! ```
//!
//! Nothing in it is secret, and nothing in it has to be believed: the service checks the head
//! and each row by itself, and takes the status line for what it is.

use std::path::Path;

use doorward::audit::{HeadBytes, Row, StatusLine};
use doorward::keys::Id;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::files;
use crate::hex;
use crate::limits::LOG_FILE_MAX;

/// The version of the file that is written.
const VERSION: u32 = 1;

/// The file as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    doorward_log: u32,
    lockbox: String,
    head: String,
    status: String,
    rows: Vec<String>,
}

/// What a phone brought.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The box it is said to be of.
    pub(crate) lockbox: String,
    /// `None` for a head that is not 28 bytes.
    pub(crate) head: Option<HeadBytes>,
    /// `None` for a line that is not 16 bytes.
    pub(crate) status: Option<StatusLine>,
    /// `None` for rows that are not 64 bytes.
    pub(crate) rows: Vec<Option<Row>>,
}

/// Writes a piece to `path`.
pub(crate) fn write(
    path: &Path,
    lockbox: &Id,
    head: &HeadBytes,
    status: &StatusLine,
    rows: &[Row],
) -> Result<(), Failure> {
    let text = |bytes: &[u8]| hex::encode(bytes).to_string();
    let stored = Stored {
        doorward_log: VERSION,
        lockbox: lockbox.to_string(),
        head: text(head),
        status: text(&status.to_bytes()),
        rows: rows.iter().map(|row| text(row)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&stored)?;
    bytes.push(b'\n');
    files::write(path, &bytes)
}

/// The piece in the file at `path`.
pub(crate) fn read(path: &Path) -> Result<Piece, Failure> {
    let bytes = files::read(path, LOG_FILE_MAX)?;
    let shown = path.display();
    let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::io(format!(
            "{shown} is no piece of a log as `doorward box log` writes it: {error}"
        ))
    })?;
    if stored.doorward_log != VERSION {
        return Err(Failure::io(format!(
            "{shown} has version {}, which this doorward does not know; use the newer one that \
             wrote it",
            stored.doorward_log
        )));
    }
    Ok(Piece {
        lockbox: stored.lockbox,
        head: bytes_of(&stored.head),
        status: bytes_of(&stored.status).map(|bytes| StatusLine::from_bytes(&bytes)),
        rows: stored.rows.iter().map(|row| bytes_of(row)).collect(),
    })
}

fn bytes_of<const N: usize>(digits: &str) -> Option<[u8; N]> {
    hex::decode(digits.as_bytes())?.as_slice().try_into().ok()
}
