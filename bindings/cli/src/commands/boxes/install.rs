//! `doorward box install`: a box from the factory, on a door.

use doorward::lockbox::{AccessHours, DayUse, Limits};
use serde::Serialize;

use super::status;
use super::sync::{Wanted, sync};
use super::view::{self, DecisionView};
use crate::answer::Answer;
use crate::args::{InstallArgs, LimitArgs};
use crate::commands::Context;
use crate::commands::view::fold;
use crate::device::{self, Device};
use crate::failure::Failure;
use crate::vault;

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    status: status::View,
    flash: String,
    /// What the box said to its first bulletin.
    sync: Option<DecisionView>,
}

pub(super) fn run(context: &Context, args: &InstallArgs) -> Result<Answer, Failure> {
    let limits = limits(&args.limits)?;
    let (mut vault, root) = context.vault_and_root()?;
    let flash = args.at.place.flash.as_ref();
    let place = super::place(context, &args.at.lockbox, flash)?;
    let zone = vault.records().lockbox(&args.at.lockbox)?.zone;
    let now = context.clock.now(&zone)?;
    if flash.is_none() {
        vault::make_folder(&context.folder()?.join(super::FOLDER))?;
    }
    let lacking = args.lacking.unwrap_or_default();
    let lockbox = device::provision(&mut vault, &root, &place, limits, lacking, now)?;
    let mut device = Device::open(&place, context.clock.clone())?;
    let decision = if args.no_sync {
        None
    } else {
        let (decision, _) = sync(&mut vault, &root, &mut device, Wanted::default())?;
        Some(decision)
    };
    let status = device.status().map_err(Failure::io)?;
    let shown = place.flash.display();
    let what = format!(
        "provisioned lockbox {}, generation {}, epoch {}; its flash is {shown}, with its key, its \
         clock and its log beside it",
        lockbox.id, lockbox.generation, lockbox.epoch
    );
    let then = match &decision {
        Some(decision) => view::words(&lockbox.zone, decision),
        None => "its clock is not set; `doorward box sync` sets it".to_owned(),
    };
    let text = format!("{}\n{}", fold(&what), fold(&then));
    let view = View {
        status: status::View::new(&device, &status)?,
        flash: shown.to_string(),
        sync: decision.map(|decision| DecisionView::new(&lockbox.zone, &decision)),
    };
    let is_yes = decision.as_ref().is_none_or(view::is_yes);
    Ok(Answer::with_warnings(text, &view, device.remarks.clone())?.accepted(is_yes))
}

/// The limits asked for; their ranges are the library's to check.
pub(super) fn limits(args: &LimitArgs) -> Result<Limits, Failure> {
    let default = Limits::default();
    let access_hours = match &args.access_hours {
        Some(text) => Some(access_hours(text)?),
        None => default.access_hours,
    };
    Ok(Limits {
        day_use: if args.single_use_day_codes {
            DayUse::Single
        } else {
            default.day_use
        },
        outlasts_midnight: args.outlasts_midnight,
        reuse_seconds: args.reuse.unwrap_or(default.reuse_seconds),
        access_hours,
        repeat_seconds: args.repeat.unwrap_or(default.repeat_seconds),
        free_refusals: args.free_refusals.unwrap_or(default.free_refusals),
        refusals_max: args.refusals_max.unwrap_or(default.refusals_max),
        first_wait_seconds: args.first_wait.unwrap_or(default.first_wait_seconds),
        longest_wait_seconds: args.longest_wait.unwrap_or(default.longest_wait_seconds),
        refusal_falls_seconds: args.refusal_falls.unwrap_or(default.refusal_falls_seconds),
        tolerance_seconds: args.clock_tolerance.unwrap_or(default.tolerance_seconds),
        drift_ppm: args.drift.unwrap_or(default.drift_ppm),
        tolerance_max_seconds: args
            .largest_tolerance
            .unwrap_or(default.tolerance_max_seconds),
        day_slots: args.day_slots.unwrap_or(default.day_slots),
        rows: args.rows.unwrap_or(default.rows),
        cancellation_rows: args.cancellation_rows.unwrap_or(default.cancellation_rows),
    })
}

/// `08:00-22:00`.
fn access_hours(text: &str) -> Result<AccessHours, Failure> {
    let minute = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        let number = |text: &str, most: u16| {
            let is_plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse::<u16>().ok()?;
            (is_plain && number <= most).then_some(number)
        };
        number(hour, 24)?
            .checked_mul(60)?
            .checked_add(number(minute, 59)?)
    };
    text.split_once('-')
        .and_then(|(from, to)| {
            Some(AccessHours {
                from: minute(from)?,
                to: minute(to)?,
            })
        })
        .ok_or_else(|| {
            Failure::usage(format!(
                "{text:?} are no access hours; write 08:00-22:00, up to 24:00"
            ))
        })
}
