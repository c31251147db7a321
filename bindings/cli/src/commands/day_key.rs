//! `doorward key day`: a date's key, for a phone that issues its codes offline.

use doorward::bounds::{DAY_SLOTS, FIRST_HOLDER_SLOT};
use doorward::codes::day::Issuer;
use serde::Serialize;
use zeroize::Zeroizing;

use super::Context;
use super::day::{check_date, warnings};
use super::view::sheet;
use crate::answer::Answer;
use crate::clock;
use crate::failure::Failure;
use crate::hex;

#[derive(Serialize)]
struct View<'a> {
    lockbox: &'a str,
    date: String,
    epoch: u32,
    day_digits: u8,
    first_slot: u8,
    last_slot: u8,
    to: Option<&'a str>,
    key: &'a str,
}

pub(super) fn run(
    context: &Context,
    lockbox: &str,
    date: &str,
    to: Option<&str>,
) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let zone = vault.records().lockbox(lockbox)?.zone;
    let now = context.clock.now(&zone)?;
    let day = clock::date(date, &zone, now)?;
    check_date(&zone, day, now)?;
    let (lockbox, to, before, mut warnings) = vault.change(|records| {
        let lockbox = records.lockbox(lockbox)?;
        let taken = records.day_slots_taken(&lockbox, day)?;
        let is_used = |slot: u8| Issuer::Holder.owns(slot) && taken >> slot & 1 == 1;
        if (0..DAY_SLOTS).any(is_used) {
            return Err(Failure::refused(format!(
                "the service has issued slots from {FIRST_HOLDER_SLOT} on for {day} already, and \
                 a holder of that date's key would issue the same codes to others; hand out the \
                 key of another date"
            )));
        }
        let to = to.map(|to| records.recipient(to)).transpose()?;
        let before = records.day_key(&lockbox, lockbox.epoch, day)?;
        records.hand_out_day_key(&lockbox, day, to.as_deref(), now)?;
        let warnings = warnings(records, &lockbox)?;
        Ok((lockbox, to, before, warnings))
    })?;
    if let Some(before) = before {
        let whom = before
            .recipient
            .map(|to| format!(" to {to}"))
            .unwrap_or_default();
        warnings.push(format!(
            "this key was handed out before{whom}, at {}: two holders would issue the same codes",
            clock::shown(&zone, before.at)
        ));
    }
    warnings.push(format!(
        "whoever has this key can make every day code of lockbox {} for {day}; send it over a \
         private channel only",
        lockbox.id
    ));
    let key = lockbox.key(&root).day_root(lockbox.epoch).day(day);
    let key: Zeroizing<String> = hex::encode(key.expose_bytes());
    let last_slot = DAY_SLOTS.saturating_sub(1);
    let text = sheet(&[
        ("day key", key.to_string()),
        ("lockbox", lockbox.id.to_string()),
        ("date", format!("{day}, epoch {}", lockbox.epoch)),
        (
            "codes",
            format!(
                "slots {FIRST_HOLDER_SLOT} to {last_slot}, {} digits",
                lockbox.profile.day_digits()
            ),
        ),
        ("for", to.clone().unwrap_or_default()),
    ]);
    let view = View {
        lockbox: lockbox.id.as_str(),
        date: day.to_string(),
        epoch: lockbox.epoch,
        day_digits: lockbox.profile.day_digits(),
        first_slot: FIRST_HOLDER_SLOT,
        last_slot,
        to: to.as_deref(),
        key: &key,
    };
    Answer::with_warnings(text, &view, warnings)
}
