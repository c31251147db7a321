//! `doorward grant narrow`: what a holder may do without asking anyone.

use doorward::bounds::{CAVEATS_MAX, NONCE_LEN};
use doorward::grants::{Caveat, Grant};
use serde::Serialize;

use super::view::BodyView;
use crate::answer::Answer;
use crate::args::NarrowArgs;
use crate::clock;
use crate::clock::Moment;
use crate::commands::Context;
use crate::failure::Failure;
use crate::{hex, operations, person, zone};

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    body: BodyView,
    caveats: usize,
    rights: RightsView,
    /// The grant's text, a secret.
    text: &'a str,
}

#[derive(Serialize)]
struct RightsView {
    operations: Vec<doorward::grants::GrantOperation>,
    from: Moment,
    until: Moment,
}

pub(super) fn run(context: &Context, args: &NarrowArgs) -> Result<Answer, Failure> {
    let zone = zone::parse(&args.zone)?;
    let now = context.clock.now(&zone)?;
    let mut grant = super::typed(&args.grant)?;
    let instant = |text: &String| clock::instant(text, &zone, now);
    let mut warnings = Vec::new();
    if let Some(from) = args.from.as_ref().map(instant).transpose()? {
        if from <= grant.rights().not_before {
            warnings.push(no_effect("it begins no earlier as it is"));
        }
        grant = narrowed(&grant, Caveat::NotBefore(from))?;
    }
    if let Some(until) = args.until.as_ref().map(instant).transpose()? {
        if until >= grant.rights().not_after {
            warnings.push(no_effect("it ends no later as it is"));
        }
        grant = narrowed(&grant, Caveat::NotAfter(until))?;
    }
    if let Some(set) = args.operations {
        let left = grant.rights().operations;
        if left.and(set) == left {
            warnings.push(no_effect("it allows no more as it is"));
        }
        grant = narrowed(&grant, Caveat::Operations(set))?;
    }
    if let Some(delegate) = &args.delegate {
        grant = narrowed(&grant, Caveat::Delegate(delegate_id(delegate)))?;
    }
    let rights = grant.rights();
    if rights.operations.bits() == 0 || rights.not_before >= rights.not_after {
        return Err(Failure::refused(
            "nothing would be left of the grant; keep it as it is, or throw it away",
        ));
    }
    let text = grant.to_text();
    let view = View {
        body: BodyView::new(&zone, grant.body()),
        caveats: grant.caveats().as_slice().len(),
        rights: RightsView {
            operations: operations::list(rights.operations),
            from: Moment::new(&zone, rights.not_before),
            until: Moment::new(&zone, rights.not_after),
        },
        text: text.as_str(),
    };
    Answer::with_warnings(text.as_str().to_owned(), &view, warnings)
}

fn no_effect(why: &str) -> String {
    format!("{why}: this restriction changes nothing, and takes one of the {CAVEATS_MAX} places")
}

fn narrowed(grant: &Grant, caveat: Caveat) -> Result<Grant, Failure> {
    Ok(grant.narrow(caveat)?)
}

/// The id typed as 32 digits, or that of a name.
fn delegate_id(text: &str) -> [u8; NONCE_LEN] {
    hex::decode(text.as_bytes())
        .and_then(|bytes| bytes.as_slice().try_into().ok())
        .unwrap_or_else(|| person::id_of(text))
}
