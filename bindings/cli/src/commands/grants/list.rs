//! `doorward grant list`: what was granted for a box.

use serde::Serialize;

use super::view::{View, standing, uses};
use crate::answer::Answer;
use crate::commands::Context;
use crate::commands::view::{Table, span};
use crate::failure::Failure;
use crate::operations;
use crate::vault::short;

#[derive(Serialize)]
struct Views<'a> {
    lockbox: &'a str,
    generation: u32,
    epoch: u32,
    grants: Vec<View>,
}

pub(super) fn run(context: &Context, lockbox: &str) -> Result<Answer, Failure> {
    let vault = context.vault()?;
    let records = vault.records();
    let lockbox = records.lockbox(lockbox)?;
    let zone = &lockbox.zone;
    let mut table = Table::new(&["grant", "epoch", "good", "allows", "for", "state"]);
    let mut grants = Vec::new();
    for granted in records.grants(&lockbox)? {
        let body = &granted.body;
        table.row([
            short(&body.grant_id),
            body.epoch.to_string(),
            span(zone, body.not_before, body.not_after),
            format!("{}; {}", operations::typed(body.operations), uses(body)),
            granted.recipient.clone(),
            standing(zone, &granted),
        ]);
        grants.push(View::new(zone, &granted));
    }
    let view = Views {
        lockbox: lockbox.id.as_str(),
        generation: lockbox.generation,
        epoch: lockbox.epoch,
        grants,
    };
    Answer::new(
        table.text("nothing was granted for this lockbox yet"),
        &view,
    )
}
