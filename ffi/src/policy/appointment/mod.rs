//! Appointments: what happens to them, when they let somebody in, and what other systems say of
//! them.

mod convert;
mod values;

pub use values::*;

use doorward::calendar::Zone;
use doorward::policy::Window;
use doorward::policy::appointment::{Event, Other, Rules, Situation, admit, grant_for, receive};

use super::{bits, dw_name, dw_window};
use crate::guard::{apart_from, change_slice, flag, out, read, read_slice, run};
use crate::memory::{Word, take, words};
use crate::result::dw_result;
use crate::values::dw_zone;

/// Words of work space for each other appointment and each blocked period, at most.
pub const DW_APPOINTMENT_WORDS: usize = 12;

const _: () = assert!(words::<Other>() <= DW_APPOINTMENT_WORDS);
const _: () = assert!(words::<Window>() <= DW_APPOINTMENT_WORDS);

/// The usual rules, in a lockbox's zone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_appointment_rules_default(
    zone: *const dw_zone,
    rules: *mut dw_appointment_rules,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, rules) = unsafe { (read(zone)?, out(rules)?) };
        let zone: Zone = zone.try_into()?;
        rules.put((&Rules::of(zone)).into());
        Ok(())
    })
}

/// Rules about an event of an appointment, and what follows from it. `blocked` are the periods
/// without showings, `others` the other appointments of the listing. `showable` is 1 if showing
/// agents have access in the listing's present status, `bulletin` the sequence of the last bulletin
/// made for the lockbox, 0 for none. `work` is the caller's memory of `length` words, at least
/// `DW_APPOINTMENT_WORDS` for each period and each other appointment, else `DW_ERROR_LENGTH`; it
/// shares none with any other argument.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_appointment_judge(
    rules: *const dw_appointment_rules,
    blocked: *const dw_window,
    blocked_count: usize,
    appointment: *const dw_appointment,
    others: *const dw_appointment_other,
    other_count: usize,
    showable: u8,
    bulletin: u32,
    event: *const dw_appointment_event,
    work: *mut u64,
    length: usize,
    step: *mut dw_appointment_step,
) -> dw_result {
    run(|| {
        apart_from(work, length, rules, 1)?;
        apart_from(work, length, blocked, blocked_count)?;
        apart_from(work, length, appointment, 1)?;
        apart_from(work, length, others, other_count)?;
        apart_from(work, length, event, 1)?;
        apart_from(work, length, step, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (rules, blocked) = unsafe { (read(rules)?, read_slice(blocked, blocked_count)?) };
        // SAFETY: as above.
        let (appointment, event, step) = unsafe { (read(appointment)?, read(event)?, out(step)?) };
        // SAFETY: as above.
        let others = unsafe { read_slice(others, other_count)? };
        // SAFETY: as above.
        let memory = unsafe { change_slice(work.cast::<Word>(), length)? };
        let periods = blocked.iter().map(|period| Ok(Window::from(period)));
        let (blocked, memory) = take(memory, blocked_count, periods)?;
        let (others, _) = take(memory, other_count, others.iter().map(Other::try_from))?;
        let situation = Situation {
            rules: rules.with(blocked)?,
            appointment: appointment.get()?,
            others,
            showable: flag(showable)?,
            bulletin,
            event: Event::try_from(event)?,
        };
        step.put((&situation.step()?).into());
        Ok(())
    })
}

/// Whether an appointment lets `holder` into `listing` at `now`, grace included.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_appointment_admit(
    rules: *const dw_appointment_rules,
    appointment: *const dw_appointment,
    holder: *const dw_name,
    listing: *const dw_name,
    now: u64,
    admission: *mut dw_admission,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (rules, appointment) = unsafe { (read(rules)?, read(appointment)?) };
        // SAFETY: the contract of the header.
        let (holder, listing, place) = unsafe { (read(holder)?, read(listing)?, out(admission)?) };
        let (holder, listing) = (holder.try_into()?, listing.try_into()?);
        let appointment = appointment.get()?;
        let found = admit(
            &rules.with(&[])?,
            appointment.as_ref(),
            &holder,
            &listing,
            now,
        )?;
        place.put(dw_admission {
            reasons: bits(found.reasons),
            is_permitted: u8::from(found.decision.is_permit()),
            reserved: [0; 3],
        });
        Ok(())
    })
}

/// What to issue for an appointment; `DW_POLICY_NOT_APPROVED` unless it is approved or in progress.
/// `bulletin` is as in `dw_appointment_judge`. Whether it may be issued, and how, is for
/// `dw_issuance_judge`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_appointment_terms(
    rules: *const dw_appointment_rules,
    appointment: *const dw_appointment,
    bulletin: u32,
    terms: *mut dw_appointment_grant,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (rules, appointment, terms) =
            unsafe { (read(rules)?, read(appointment)?, out(terms)?) };
        let appointment = appointment
            .get()?
            .ok_or(dw_result::DW_POLICY_NO_APPOINTMENT)?;
        terms.put((&grant_for(&rules.with(&[])?, &appointment, bulletin)?).into());
        Ok(())
    })
}

/// Judges a record from elsewhere, `last` being the last one applied of the same appointment, or
/// one of state 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_appointment_receive(
    last: *const dw_appointment_record,
    record: *const dw_appointment_record,
    receipt: *mut dw_receipt,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (last, record, receipt) = unsafe { (read(last)?, read(record)?, out(receipt)?) };
        let record = record.get()?.ok_or(dw_result::DW_ERROR_VALUE)?;
        let found = receive(last.get()?.as_ref(), &record)?;
        receipt.put(dw_receipt {
            expected: found.expected,
            outcome: found.outcome.number(),
            reserved: [0; 7],
        });
        Ok(())
    })
}
