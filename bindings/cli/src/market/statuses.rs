//! What the names of an MLS mean.

use std::collections::HashMap;
use std::path::Path;

use doorward::market::Status;
use doorward::market::presets::Preset;

use crate::failure::Failure;

/// Local names of statuses, and what each means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statuses {
    given: HashMap<String, Status>,
    preset: Option<&'static Preset>,
}

impl Statuses {
    /// The table in a file, if there is one, and that of the preset.
    pub(crate) fn new(
        path: Option<&Path>,
        preset: Option<&'static Preset>,
    ) -> Result<Self, Failure> {
        let given = path.map_or_else(|| Ok(HashMap::new()), from_file)?;
        Ok(Self { given, preset })
    }

    /// Whether somebody gave a table for this feed.
    pub(crate) fn is_given(&self) -> bool {
        !self.given.is_empty()
    }

    /// RESO's word for a name of the MLS: by the table given, else by the preset's, else the
    /// name itself, which may be none that anybody knows.
    pub(crate) fn of_local<'n>(&self, name: &'n str) -> &'n str {
        let preset = || self.preset.and_then(|preset| preset.status(name));
        let known = self.given.get(name).copied().or_else(preset);
        known.map_or(name, |status| status.name())
    }

    /// RESO's word for a name in a column of RESO's words, in which the table given has the
    /// first say.
    pub(crate) fn of_standard<'n>(&self, name: &'n str) -> &'n str {
        self.given.get(name).map_or(name, |status| status.name())
    }
}

/// CSV with the columns `local` and `StandardStatus`.
fn from_file(path: &Path) -> Result<HashMap<String, Status>, Failure> {
    let shown = path.display();
    let unreadable = |error: csv::Error| Failure::io(format!("{shown} cannot be read: {error}"));
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(unreadable)?;
    let headings = reader.headers().map_err(unreadable)?.clone();
    let place = |name: &str| {
        headings
            .iter()
            .position(|heading| heading.trim_start_matches('\u{feff}') == name)
            .ok_or_else(|| Failure::io(format!("{shown} has no column {name}")))
    };
    let (local, standard) = (place("local")?, place("StandardStatus")?);
    let mut statuses = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let name = record.get(local).unwrap_or_default();
        let meant = record.get(standard).unwrap_or_default();
        let status = Status::from_spelling(meant).ok_or_else(|| {
            Failure::io(format!(
                "{shown} gives {name:?} the meaning {meant:?}, which is no status of RESO's"
            ))
        })?;
        if statuses
            .insert(name.to_owned(), status)
            .is_some_and(|other| other != status)
        {
            return Err(Failure::io(format!("{shown} gives {name:?} two meanings")));
        }
    }
    Ok(statuses)
}
