//! `doorward association`: the settings by which the rules are applied.

use std::path::Path;

use super::Context;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::files;
use crate::limits::SETTINGS_FILE_MAX;
use crate::vault::Association;

pub(super) fn run(context: &Context, set: Option<&Path>) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let association = match set {
        None => vault.records().association()?,
        Some(path) => {
            let bytes = files::read(path, SETTINGS_FILE_MAX)?;
            let read: Result<Association, _> = serde_json::from_slice(&bytes);
            let association =
                read.map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
            association.check()?;
            vault.change(|records| records.set_association(&association))?;
            association
        }
    };
    Answer::new(serde_json::to_string_pretty(&association)?, &association)
}
