//! Issuance: whether an issuer may give a recipient access, by which method and for how long.

mod convert;
mod values;

pub use values::*;

use doorward::policy::Name;
use doorward::policy::issuance::{Association, DayRow, FlexRow, Input, Parameters};

use super::dw_name;
use crate::guard::{apart_from, change_slice, out, read, read_slice, run};
use crate::memory::{Word, take, words};
use crate::result::dw_result;

/// Words of work space for each row of the ledger and each association of the reciprocity, at
/// most.
pub const DW_ISSUANCE_WORDS: usize = 12;

const _: () = {
    assert!(words::<DayRow>() <= DW_ISSUANCE_WORDS && words::<FlexRow>() <= DW_ISSUANCE_WORDS);
    assert!(words::<Name>() <= DW_ISSUANCE_WORDS);
};

/// A text that a person typed, of `length` bytes; `DW_ERROR_TEXT` for what is not UTF-8, and
/// `DW_POLICY_BAD_VALUE` for none and for more than 255 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_typed_make(
    text: *const u8,
    length: usize,
    typed: *mut dw_typed,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, typed) = unsafe { (read_slice(text, length)?, out(typed)?) };
        let length = u8::try_from(text.len()).ok().filter(|length| *length > 0);
        core::str::from_utf8(text).map_err(|_| dw_result::DW_ERROR_TEXT)?;
        let mut made = dw_typed {
            length: length.ok_or(dw_result::DW_POLICY_BAD_VALUE)?,
            text: [0; DW_TYPED_MAX_LEN],
        };
        for (place, byte) in made.text.iter_mut().zip(text) {
            *place = *byte;
        }
        typed.put(made);
        Ok(())
    })
}

/// The usual settings, for the association of this id.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_issuance_settings_default(
    association: *const dw_name,
    settings: *mut dw_issuance_settings,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (association, settings) = unsafe { (read(association)?, out(settings)?) };
        let association = Association::of(association.try_into()?);
        settings.put(dw_issuance_settings::of(
            &association,
            &Parameters::default(),
        ));
        Ok(())
    })
}

/// Rules about a request for access. `reciprocity` are the associations whose agents are treated as
/// members today. `ledger` is what is stored of the codes issued for the lockbox, with its rows by
/// day and slot, and by start, duration, operation, use and copy. A permit says which code to make,
/// and where its row goes: store it only if the stored revision is still the ledger's, and ask anew
/// if not. `work` is the caller's memory of `length` words, at least `DW_ISSUANCE_WORDS` for each row
/// and each association of the reciprocity, else `DW_ERROR_LENGTH`; it shares none with any other
/// argument.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_issuance_judge(
    settings: *const dw_issuance_settings,
    reciprocity: *const dw_name,
    reciprocity_count: usize,
    request: *const dw_issuance_request,
    facts: *const dw_issuance_facts,
    ledger: *const dw_issuance_ledger,
    day_rows: *const dw_issuance_day_row,
    day_count: usize,
    flex_rows: *const dw_issuance_flex_row,
    flex_count: usize,
    work: *mut u64,
    length: usize,
    ruling: *mut dw_issuance_ruling,
) -> dw_result {
    run(|| {
        apart_from(work, length, settings, 1)?;
        apart_from(work, length, reciprocity, reciprocity_count)?;
        apart_from(work, length, request, 1)?;
        apart_from(work, length, facts, 1)?;
        apart_from(work, length, ledger, 1)?;
        apart_from(work, length, day_rows, day_count)?;
        apart_from(work, length, flex_rows, flex_count)?;
        apart_from(work, length, ruling, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (settings, request, facts) = unsafe { (read(settings)?, read(request)?, read(facts)?) };
        // SAFETY: as above.
        let (ledger, place) = unsafe { (read(ledger)?, out(ruling)?) };
        // SAFETY: as above.
        let reciprocity = unsafe { read_slice(reciprocity, reciprocity_count)? };
        // SAFETY: as above.
        let (days, flexes) = unsafe {
            (
                read_slice(day_rows, day_count)?,
                read_slice(flex_rows, flex_count)?,
            )
        };
        // SAFETY: as above.
        let memory = unsafe { change_slice(work.cast::<Word>(), length)? };
        let names = reciprocity.iter().map(Name::try_from);
        let (reciprocity, memory) = take(memory, reciprocity_count, names)?;
        let (days, memory) = take(memory, day_count, days.iter().map(DayRow::try_from))?;
        let (flexes, _) = take(memory, flex_count, flexes.iter().map(FlexRow::try_from))?;
        let input = Input {
            association: settings.association(reciprocity)?,
            parameters: settings.into(),
            request: request.try_into()?,
            listing: facts.listing()?,
            lockbox: facts.lockbox()?,
            appointment: facts.appointment()?,
            ledger: ledger.with(days, flexes)?,
        };
        let found = input.rule()?;
        let recipient = &input.request.recipient.id;
        place.put(dw_issuance_ruling::of(&found, recipient, &input.ledger));
        Ok(())
    })
}
