//! `doorward grant show`: what a grant allows, and what became of it.

use doorward::calendar::Zone;
use doorward::grants::{Caveat, Grant, GrantOperation};
use doorward::keys::RootKey;
use serde::Serialize;

use super::view::{BodyView, StandingView, View, rows, standing};
use crate::answer::Answer;
use crate::clock::Moment;
use crate::commands::Context;
use crate::commands::view::{sheet, span};
use crate::failure::{Failure, GRANT_START};
use crate::vault::{Granted, Vault};
use crate::{clock, hex, operations};

/// A caveat in JSON.
#[derive(Serialize)]
#[serde(tag = "caveat", rename_all = "snake_case")]
enum CaveatView {
    NotBefore { from: Moment },
    NotAfter { until: Moment },
    Operations { operations: Vec<GrantOperation> },
    Delegate { delegate: String },
}

#[derive(Serialize)]
struct RightsView {
    operations: Vec<GrantOperation>,
    from: Moment,
    until: Moment,
    /// Who it was handed on to last, by the word of the holder before.
    delegate: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    body: BodyView,
    caveats: Vec<CaveatView>,
    rights: RightsView,
    /// `None` where no root key is at hand to tell.
    is_genuine: Option<bool>,
    vault: Option<StandingView>,
}

pub(super) fn run(context: &Context, named: &str) -> Result<Answer, Failure> {
    if named != "-" && !named.starts_with(GRANT_START) {
        return of_vault(&context.vault()?, named);
    }
    let grant = super::typed(named)?;
    let body = grant.body();
    let (zone, granted, is_genuine) = known(context, &grant)?;
    let name = |start| name_of(context, start);
    let shown = |instant| clock::shown(&zone, instant);
    let mut lines = rows(
        &body.lockbox,
        body,
        span(&zone, body.not_before, body.not_after),
        granted.as_ref(),
    );
    let mut caveats = Vec::new();
    for caveat in grant.caveats().as_slice() {
        let (words, view) = match caveat {
            Caveat::NotBefore(from) => (
                format!("not before {}", shown(*from)),
                CaveatView::NotBefore {
                    from: Moment::new(&zone, *from),
                },
            ),
            Caveat::NotAfter(until) => (
                format!("over at {}", shown(*until)),
                CaveatView::NotAfter {
                    until: Moment::new(&zone, *until),
                },
            ),
            Caveat::Operations(set) => (
                format!("at most: {}", operations::words(*set)),
                CaveatView::Operations {
                    operations: operations::list(*set),
                },
            ),
            Caveat::Delegate(id) => (
                format!("handed on to {}", name(crate::person::start_of(id))),
                CaveatView::Delegate {
                    delegate: hex::encode(id).to_string(),
                },
            ),
        };
        lines.push(("caveat", words));
        caveats.push(view);
    }
    let rights = grant.rights();
    lines.push((
        "left",
        format!(
            "{}; {}",
            span(&zone, rights.not_before, rights.not_after),
            operations::words(rights.operations)
        ),
    ));
    lines.push(("state", state(&zone, granted.as_ref(), is_genuine)));
    let delegate = grant
        .caveats()
        .as_slice()
        .iter()
        .rev()
        .find_map(|caveat| match caveat {
            Caveat::Delegate(id) => Some(hex::encode(id).to_string()),
            _ => None,
        });
    let view = Shown {
        body: BodyView::new(&zone, body),
        caveats,
        rights: RightsView {
            operations: operations::list(rights.operations),
            from: Moment::new(&zone, rights.not_before),
            until: Moment::new(&zone, rights.not_after),
            delegate,
        },
        is_genuine,
        vault: granted
            .as_ref()
            .map(|granted| StandingView::new(&zone, granted)),
    };
    Answer::new(sheet(&lines), &view)
}

/// A grant that is named by its id: what the vault has.
fn of_vault(vault: &Vault, id: &str) -> Result<Answer, Failure> {
    let granted = vault.records().grant(id)?;
    let lockbox = vault.records().lockbox(granted.body.lockbox.as_str())?;
    let zone = &lockbox.zone;
    let good = span(zone, granted.body.not_before, granted.body.not_after);
    let mut lines = rows(&lockbox.id, &granted.body, good, Some(&granted));
    lines.push(("state", standing(zone, &granted)));
    Answer::new(sheet(&lines), &View::new(zone, &granted))
}

/// What the vault knows of a grant, if there is a vault: the box's zone, its own record, and
/// whether the tag is the grant's.
fn known(
    context: &Context,
    grant: &Grant,
) -> Result<(Zone, Option<Granted>, Option<bool>), Failure> {
    let body = grant.body();
    let Ok(vault) = context.vault() else {
        return Ok((Zone::UTC, None, None));
    };
    let records = vault.records();
    let Ok(lockbox) = records.lockbox(body.lockbox.as_str()) else {
        return Ok((Zone::UTC, None, None));
    };
    let granted = records
        .grant_of(&body.grant_id)?
        .filter(|granted| granted.body == *body);
    let generation = granted
        .as_ref()
        .map_or(lockbox.generation, |granted| granted.generation);
    let root = context.vault_and_root().ok().map(|(_, root)| root);
    let is_genuine = root.map(|root| is_genuine(&root, generation, grant));
    Ok((lockbox.zone, granted, is_genuine.transpose()?))
}

/// Whether a grant is what its holder may have made of what the service issued.
fn is_genuine(root: &RootKey, generation: u32, grant: &Grant) -> Result<bool, Failure> {
    let body = grant.body();
    let key = root.lockbox(&body.lockbox, generation).grant(body.epoch);
    let mut derived = key.issue(body);
    for caveat in grant.caveats().as_slice() {
        derived = derived.narrow(*caveat)?;
    }
    Ok(derived.to_text().as_str() == grant.to_text().as_str())
}

fn state(zone: &Zone, granted: Option<&Granted>, is_genuine: Option<bool>) -> String {
    match (granted, is_genuine) {
        (_, Some(false)) => {
            "false: its tag is not the one that the service and its holders make".to_owned()
        }
        (Some(granted), _) => standing(zone, granted),
        (None, Some(true)) => "genuine, but the vault has no record of it".to_owned(),
        (None, None) => String::new(),
    }
}

/// Who a delegate is, if the vault knows a name for the id.
fn name_of(context: &Context, start: u64) -> String {
    let name = context
        .vault()
        .ok()
        .and_then(|vault| vault.records().person(start).ok().flatten());
    name.unwrap_or_else(|| format!("somebody, {start:016x}"))
}
