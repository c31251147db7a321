//! A grant in words and in JSON: everything but its tag.

use doorward::calendar::Zone;
use doorward::grants::{GrantBody, GrantOperation};
use doorward::keys::Id;
use serde::Serialize;

use crate::clock::Moment;
use crate::failure::Failure;
use crate::vault::{Granted, Standing, short};
use crate::{clock, hex, operations};

/// The body in JSON.
#[derive(Debug, Serialize)]
pub(super) struct BodyView {
    grant: String,
    lockbox: String,
    epoch: u32,
    /// The bulletin that the box must have applied.
    bulletin: u32,
    operations: Vec<GrantOperation>,
    from: Moment,
    until: Moment,
    /// How many openings; 0 for any number.
    uses: u8,
    holder: String,
}

impl BodyView {
    pub(super) fn new(zone: &Zone, body: &GrantBody) -> Self {
        Self {
            grant: hex::encode(&body.grant_id).to_string(),
            lockbox: body.lockbox.to_string(),
            epoch: body.epoch,
            bulletin: body.bulletin,
            operations: operations::list(body.operations),
            from: Moment::new(zone, body.not_before),
            until: Moment::new(zone, body.not_after),
            uses: body.max_uses,
            holder: hex::encode(&body.holder).to_string(),
        }
    }
}

/// What the vault knows of a grant, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct StandingView {
    state: Standing,
    to: String,
    issued: Moment,
    released: Option<Moment>,
    revoked: Option<Moment>,
}

impl StandingView {
    pub(super) fn new(zone: &Zone, granted: &Granted) -> Self {
        let moment = |instant| Moment::new(zone, instant);
        Self {
            state: granted.standing(),
            to: granted.recipient.clone(),
            issued: moment(granted.issued_at),
            released: granted.released_at.map(moment),
            revoked: granted.revoked_at.map(moment),
        }
    }
}

/// A grant that the vault issued, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct View {
    #[serde(flatten)]
    body: BodyView,
    #[serde(flatten)]
    standing: StandingView,
}

impl View {
    pub(super) fn new(zone: &Zone, granted: &Granted) -> Self {
        Self {
            body: BodyView::new(zone, &granted.body),
            standing: StandingView::new(zone, granted),
        }
    }
}

/// How many openings a grant is good for.
pub(super) fn uses(body: &GrantBody) -> String {
    match body.max_uses {
        0 => "any number of openings".to_owned(),
        1 => "one opening".to_owned(),
        uses => format!("{uses} openings"),
    }
}

/// How a grant stands with the service, in words.
pub(super) fn standing(zone: &Zone, granted: &Granted) -> String {
    let shown = |instant: Option<u64>| clock::shown(zone, instant.unwrap_or_default());
    match granted.standing() {
        Standing::Issued => "not handed out".to_owned(),
        Standing::Released => format!("handed out at {}", shown(granted.released_at)),
        Standing::Withheld => format!(
            "revoked at {}, and never handed out",
            shown(granted.revoked_at)
        ),
        Standing::Revoked => format!(
            "handed out at {}, revoked at {}",
            shown(granted.released_at),
            shown(granted.revoked_at)
        ),
    }
}

/// Labelled lines about a grant.
pub(super) fn rows(
    lockbox: &Id,
    body: &GrantBody,
    good: String,
    granted: Option<&Granted>,
) -> Vec<(&'static str, String)> {
    vec![
        ("grant", short(&body.grant_id)),
        ("lockbox", lockbox.to_string()),
        ("good", good),
        ("allows", operations::words(body.operations)),
        ("uses", uses(body)),
        (
            "bulletin",
            match body.bulletin {
                0 => format!("none is needed; epoch {}", body.epoch),
                needed => format!("{needed} is needed; epoch {}", body.epoch),
            },
        ),
        (
            "for",
            granted.map_or_else(String::new, |granted| granted.recipient.clone()),
        ),
    ]
}

/// Refuses what has no use for a grant of a generation or an epoch that is over.
pub(super) fn check_current(
    granted: &Granted,
    lockbox: &crate::vault::Lockbox,
) -> Result<(), Failure> {
    let (of, now) = if granted.generation == lockbox.generation {
        (granted.body.epoch, lockbox.epoch)
    } else {
        (granted.generation, lockbox.generation)
    };
    if of == now {
        return Ok(());
    }
    let what = if granted.generation == lockbox.generation {
        "epoch"
    } else {
        "generation"
    };
    Err(Failure::refused(format!(
        "it is of {what} {of}, and lockbox {} is in {what} {now}: it opens nothing there; issue \
         another",
        lockbox.id
    )))
}
