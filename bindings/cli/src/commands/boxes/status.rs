//! `doorward box status`: what a box shows of itself.

use doorward::lockbox::{AccessHours, DayUse, Decision, Limits, Reason, Status};
use serde::Serialize;

use super::view::{self, KeypadView, box_clock, next};
use crate::answer::Answer;
use crate::clock::{self, Moment};
use crate::commands::view::sheet;
use crate::device::Device;
use crate::failure::Failure;
use crate::zone;

#[derive(Debug, Serialize)]
struct ClockView {
    shows: Moment,
    is_set: bool,
    /// Seconds that it is ahead of this machine's clock.
    ahead: i64,
    tolerance: u32,
    last_set: Option<Moment>,
    persisted: Moment,
}

/// A box in JSON.
#[derive(Debug, Serialize)]
pub(super) struct View {
    lockbox: String,
    generation: Option<u32>,
    epoch: u32,
    zone: String,
    bulletin_sequence: u32,
    is_suspended: bool,
    clock: ClockView,
    #[serde(flatten)]
    keypad: Option<KeypadView>,
    limits: Limits,
}

impl View {
    pub(super) fn new(device: &Device, status: &Status) -> Result<Self, Failure> {
        let now = device.now()?;
        let moment = |instant| Moment::new(&status.zone, instant);
        Ok(Self {
            lockbox: device.id.to_string(),
            generation: device.generation,
            epoch: status.epoch,
            zone: zone::name(&status.zone),
            bulletin_sequence: status.bulletin_sequence,
            is_suspended: status.is_suspended,
            clock: ClockView {
                shows: moment(now),
                is_set: status.clock_is_set,
                ahead: device.ahead(),
                tolerance: status.tolerance(now).seconds(),
                last_set: (status.set > 0).then(|| moment(status.set)),
                persisted: moment(status.persisted),
            },
            keypad: KeypadView::new(device, now),
            limits: status.limits,
        })
    }
}

pub(super) fn run(device: &Device) -> Result<Answer, Failure> {
    match device.status() {
        Ok(status) => {
            let view = View::new(device, &status)?;
            Answer::with_warnings(text(device, &status)?, &view, device.remarks.clone())
        }
        Err(_) => view::answer(device, &Decision::from(Reason::StateLost)),
    }
}

pub(super) fn text(device: &Device, status: &Status) -> Result<String, Failure> {
    let now = device.now()?;
    let shown = |instant| clock::shown(&status.zone, instant);
    let generation = device.generation.unwrap_or_default();
    let clock = if status.clock_is_set {
        format!("{}, {}", box_clock(device, now), off(device.ahead()))
    } else {
        box_clock(device, now)
    };
    let set = if status.set == 0 {
        "never".to_owned()
    } else {
        shown(status.set)
    };
    let (total, forgiven) = device
        .keypad(now)
        .map_or((status.refusals, None), |keypad| {
            (keypad.refusals, keypad.next_forgiven)
        });
    let refusals = match forgiven {
        Some(at) => format!("{total} in all; one is forgiven at {}", shown(at)),
        None => "none".to_owned(),
    };
    let suspended = if status.is_suspended {
        "yes: it opens to no code"
    } else {
        "no"
    };
    Ok(sheet(&[
        ("lockbox", format!("{}, generation {generation}", device.id)),
        ("box clock", clock),
        ("last set", set),
        (
            "tolerance",
            format!("{} seconds", status.tolerance(now).seconds()),
        ),
        ("saved", shown(status.persisted)),
        ("zone", zone::name(&status.zone)),
        ("epoch", status.epoch.to_string()),
        ("bulletin", status.bulletin_sequence.to_string()),
        ("suspended", suspended.to_owned()),
        ("refusals", refusals),
        ("keypad", next(device, now).unwrap_or_default()),
        ("day codes", day_codes(&status.limits)),
        ("hours", hours(status.limits.access_hours)),
        ("waits", waits(&status.limits)),
    ]))
}

/// How far a clock is off, against this machine's.
pub(crate) fn off(ahead: i64) -> String {
    let seconds = ahead.unsigned_abs();
    match ahead {
        0 => "right by this machine's".to_owned(),
        1.. => format!("{} fast", lasting(seconds)),
        _ => format!("{} slow", lasting(seconds)),
    }
}

/// `2 hours 5 seconds`.
fn lasting(seconds: u64) -> String {
    let minutes = seconds.checked_div(60).unwrap_or(0);
    let left = seconds.checked_rem(60).unwrap_or(0);
    let whole = u32::try_from(minutes.saturating_mul(60)).map_or_else(
        |_| format!("{} days", minutes.checked_div(1_440).unwrap_or(0)),
        clock::length,
    );
    match (whole.is_empty(), left) {
        (false, 0) => whole,
        (false, _) => format!("{whole} {left} s"),
        (true, _) => format!("{left} s"),
    }
}

fn day_codes(limits: &Limits) -> String {
    match limits.day_use {
        DayUse::Single => "open once".to_owned(),
        DayUse::Reusable => {
            let past = if limits.outlasts_midnight {
                ", past midnight too"
            } else {
                ", not past midnight"
            };
            let time = lasting(u64::from(limits.reuse_seconds));
            format!("open again for {time}{past}")
        }
    }
}

fn hours(hours: Option<AccessHours>) -> String {
    let minute = |minute: u16| {
        format!(
            "{:02}:{:02}",
            minute.checked_div(60).unwrap_or(0),
            minute.checked_rem(60).unwrap_or(0)
        )
    };
    hours.map_or_else(
        || "all".to_owned(),
        |AccessHours { from, to }| format!("{} to {}", minute(from), minute(to)),
    )
}

fn waits(limits: &Limits) -> String {
    format!(
        "from refusal {} of a run on: {} s at first, {} s at most; stopped at {} in all",
        limits.free_refusals.saturating_add(1),
        limits.first_wait_seconds,
        limits.longest_wait_seconds,
        limits.refusals_max
    )
}
