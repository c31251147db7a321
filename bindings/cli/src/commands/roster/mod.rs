//! `doorward roster`: the MLS's lists of offices, members and listings.

mod import;
mod read;
mod view;

use doorward::calendar::Zone;
use doorward::fleet::roster::{ImportWarning, overdue};
use serde::Serialize;

use super::Context;
use super::view::sheet;
use crate::answer::Answer;
use crate::args::RosterCommand;
use crate::clock::{self, Moment};
use crate::failure::Failure;

/// How the roster stands, in JSON.
#[derive(Serialize)]
struct Status {
    last_import: Option<Moment>,
    files: Option<serde_json::Value>,
    created: u32,
    changed: u32,
    deactivated: u32,
    warning: Option<ImportWarning>,
}

pub(super) fn run(context: &Context, command: &RosterCommand) -> Result<Answer, Failure> {
    match command {
        RosterCommand::Import(args) => import::run(context, args),
        RosterCommand::Status => status(context),
    }
}

fn status(context: &Context) -> Result<Answer, Failure> {
    let vault = context.vault()?;
    let records = vault.records();
    let now = context.clock.now(&Zone::UTC)?;
    let interval = records.association()?.roster.interval;
    let last = records.last_import()?;
    let at = last.as_ref().map(|last| last.at);
    let warning = overdue(now, at, interval).map_err(Failure::refused)?;
    let zone = &Zone::UTC;
    let text = sheet(&[
        (
            "last import",
            at.map_or_else(|| "none".to_owned(), |at| clock::shown(zone, at)),
        ),
        (
            "took over",
            last.as_ref().map_or_else(String::new, |last| {
                format!(
                    "{} new, {} changed, {} no longer active",
                    last.created, last.changed, last.deactivated
                )
            }),
        ),
        ("due every", clock::length(interval)),
    ]);
    let warnings = warning.map(|warning| warning.text().to_owned());
    let view = Status {
        last_import: at.map(|at| Moment::new(zone, at)),
        files: last
            .as_ref()
            .and_then(|last| serde_json::from_str(&last.files).ok()),
        created: last.as_ref().map_or(0, |last| last.created),
        changed: last.as_ref().map_or(0, |last| last.changed),
        deactivated: last.as_ref().map_or(0, |last| last.deactivated),
        warning,
    };
    Answer::with_warnings(text, &view, Vec::from_iter(warnings))
}
