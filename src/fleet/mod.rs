//! What an association and a maker do to many boxes, phones and people at once
//! (specification, the fleet).
//!
//! | module | question |
//! |---|---|
//! | [`roster`] | what changes with the MLS's list of offices, members and listings |
//! | [`firmware`] | how new firmware reaches a box that has no network |
//! | [`models`] | what a model can do, and which phones can talk to it |
//! | [`reciprocity`] | whose agents an association treats as members |
//! | [`regions`] | whether a box may be taken to another region |

pub mod firmware;
pub mod models;
pub mod reciprocity;
pub mod regions;
pub mod roster;
#[cfg(test)]
pub(crate) mod testing;

use crate::policy::listed::errors;

errors! {
    /// An input that makes no sense. Nothing was taken over, written or ruled.
    FleetError {
        BadValue = 1, "bad_value", "a value is out of its range";
        UnknownStatus = 2, "unknown_status", "a status that the data dictionary does not have";
        MissingField = 3, "missing_field", "a record has no key field or no status field";
        MissingKey = 4, "missing_key", "a record has no key";
        RepeatedKey = 5, "repeated_key", "two records that differ have one key";
        /// Rows are compared in the order of their keys' bytes.
        RowsOutOfOrder = 6, "rows_out_of_order", "rows do not rise by their keys";
        WindowBackwards = 7, "window_backwards", "a relation ends before it begins";
        BadManifest = 8, "bad_manifest", "not a firmware manifest";
        NoRoom = 9, "no_room", "the manifest does not fit the room for it";
    }
}
