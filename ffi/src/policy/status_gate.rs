//! The status gate: what a listing's status allows, and what a change of it takes away.

use doorward::policy::status_gate::{
    Change, Code, CodeFate, Error, Gate, Grant, GrantFate, Parameters, access,
};
use doorward::policy::{BadValue, Status};

use super::{bits, dw_name, item, zero};
use crate::guard::{apart_from, change_slice, flag, out, out_slice, read, read_slice, run};
use crate::memory::{Word, take, words};
use crate::result::dw_result;
use crate::values::dw_id;

/// Words of work space for each grant or code of a change, at most.
pub const DW_GATE_WORDS: usize = 16;

const _: () = assert!(words::<Grant>() <= DW_GATE_WORDS && words::<Code>() <= DW_GATE_WORDS);

/// What the association decides about a change of status; begin with `dw_policy_gate_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_gate_parameters {
    /// How long a day code can be used again, in seconds: 1,800 to 86,400.
    pub hour: u32,
    /// How long after its start a FlexCode may first be entered, in seconds: 86,400.
    pub first_entry: u32,
    /// Revocations that a bulletin has room for: 0 to 16.
    pub revocations_max: u8,
    /// Zero.
    pub reserved: [u8; 3],
}

/// A change of a listing's status. Statuses are numbered as in `dw_policy_status`; the same
/// before and after is how the listing side takes a permission back.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_gate_change {
    /// The present, in Unix seconds.
    pub now: u64,
    /// The listing.
    pub listing: dw_name,
    /// The lockbox assigned to it.
    pub lockbox: dw_id,
    /// The status before.
    pub from: u8,
    /// The status after.
    pub to: u8,
    /// 1 if the listing is shown while Coming Soon, after the change.
    pub coming_soon_showings: u8,
    /// 1 if the listing side allows showing in the status after.
    pub off_market_permission: u8,
    /// 1 if the seller has signed a request to withdraw.
    pub seller_signed_request: u8,
    /// 1 if the lockbox's owner wants it suspended, as from now.
    pub suspension_requested: u8,
    /// 1 if the last bulletin made for the lockbox suspends it.
    pub suspended: u8,
    /// Revocations that its next bulletin has to list already, 0 to 16.
    pub revocations: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

/// A grant made for the lockbox.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_gate_grant {
    /// Its first instant, in Unix seconds.
    pub not_before: u64,
    /// The instant at which it is over.
    pub not_after: u64,
    /// The caller's id of it.
    pub id: dw_name,
    /// What its holder is to the listing: 1 showing agent, 2 trade, 3 owner of the lockbox, 4
    /// staff, 5 homeowner.
    pub class_number: u8,
    /// 1 if a phone has it.
    pub released: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

/// A code made for the lockbox.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_gate_code {
    /// The start of its window, or of its date, in Unix seconds.
    pub start: u64,
    /// The end of its window, or of its date.
    pub end: u64,
    /// When it opened first, as far as is known, if `is_used`; else 0.
    pub first_used: u64,
    /// The caller's id of it, never its digits.
    pub id: dw_name,
    /// What its holder is to the listing, as of a grant.
    pub class_number: u8,
    /// What kind of code: 1 day code, 2 FlexCode, 3 contractor code.
    pub method: u8,
    /// How often it opens: 1 for a time after the first use, 2 once, 3 until its end.
    pub validity: u8,
    /// 1 if it has opened.
    pub is_used: u8,
    /// 1 if it was cancelled at the box.
    pub cancelled: u8,
    /// Zero.
    pub reserved: [u8; 2],
}

/// What is ruled about a change.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_gate_ruling {
    /// Why not: bit 1 the listing was deleted, 2 the seller has not signed a request to withdraw.
    pub reasons: u32,
    /// What has to be done: bit 1 record the change, 2 keep the seller's request on file, 3 never
    /// release the grants withheld, 4 raise the ownership epoch, 5 suspend the lockbox, 6 lift its
    /// suspension, 7 send it a bulletin, 8 issue anew what the raised epoch ends, 9 cancel the
    /// appointments, 10 tell the listing agent what still opens, 11 record the refusal.
    pub obligations: u32,
    /// 1 if it is permitted: exactly where there is no reason.
    pub is_permitted: u8,
    /// Zero.
    pub reserved: [u8; 3],
}

/// A grant or a code stays as it is: the change was denied.
pub const DW_FATE_UNCHANGED: u8 = 0;
/// It is over, or dead.
pub const DW_FATE_OVER: u8 = 1;
/// Its holder keeps access.
pub const DW_FATE_KEPT: u8 = 2;
/// A grant never to be released.
pub const DW_FATE_WITHHELD: u8 = 3;
/// A grant to be revoked.
pub const DW_FATE_REVOKED: u8 = 4;
/// A code that still opens, though its holder has lost access.
pub const DW_FATE_LOST: u8 = 5;

/// What becomes of a grant or of a code.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_gate_fate {
    /// Until when it opens, of a code that is alive and of a grant that is revoked; else 0.
    pub until: u64,
    /// `DW_FATE_...`.
    pub fate: u8,
    /// 1 if it ends with the epoch although its holder keeps access: to be issued anew.
    pub reissue: u8,
    /// Zero.
    pub reserved: [u8; 6],
}

impl From<BadValue> for dw_result {
    fn from(_: BadValue) -> Self {
        Self::DW_POLICY_BAD_VALUE
    }
}

impl From<Error> for dw_result {
    fn from(error: Error) -> Self {
        match error {
            Error::WindowBackwards => Self::DW_POLICY_WINDOW_BACKWARDS,
            Error::UseMismatch => Self::DW_POLICY_USE_MISMATCH,
            Error::RepeatedId => Self::DW_POLICY_REPEATED_ID,
            Error::BadValue => Self::DW_POLICY_BAD_VALUE,
        }
    }
}

impl TryFrom<&dw_gate_change> for Change {
    type Error = dw_result;

    fn try_from(change: &dw_gate_change) -> Result<Self, dw_result> {
        zero(&change.reserved)?;
        Ok(Self {
            now: change.now,
            listing: (&change.listing).try_into()?,
            lockbox: (&change.lockbox).try_into()?,
            from: item(change.from)?,
            to: item(change.to)?,
            coming_soon_showings: flag(change.coming_soon_showings)?,
            off_market_permission: flag(change.off_market_permission)?,
            seller_signed_request: flag(change.seller_signed_request)?,
            suspension_requested: flag(change.suspension_requested)?,
            suspended: flag(change.suspended)?,
            revocations: change.revocations,
        })
    }
}

impl TryFrom<&dw_gate_grant> for Grant {
    type Error = dw_result;

    fn try_from(grant: &dw_gate_grant) -> Result<Self, dw_result> {
        zero(&grant.reserved)?;
        Ok(Self {
            id: (&grant.id).try_into()?,
            class: item(grant.class_number)?,
            not_before: grant.not_before,
            not_after: grant.not_after,
            released: flag(grant.released)?,
        })
    }
}

impl TryFrom<&dw_gate_code> for Code {
    type Error = dw_result;

    fn try_from(code: &dw_gate_code) -> Result<Self, dw_result> {
        zero(&code.reserved)?;
        let is_used = flag(code.is_used)?;
        if !is_used && code.first_used != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            id: (&code.id).try_into()?,
            class: item(code.class_number)?,
            method: item(code.method)?,
            start: code.start,
            end: code.end,
            validity: item(code.validity)?,
            first_used: is_used.then_some(code.first_used),
            cancelled: flag(code.cancelled)?,
        })
    }
}

fn grant_fate(gate: &Gate, grant: &Grant) -> dw_gate_fate {
    let (fate, until) = match gate.grant(grant) {
        GrantFate::Unchanged => (DW_FATE_UNCHANGED, 0),
        GrantFate::Over => (DW_FATE_OVER, 0),
        GrantFate::Kept => (DW_FATE_KEPT, 0),
        GrantFate::Withheld => (DW_FATE_WITHHELD, 0),
        GrantFate::Revoked { until } => (DW_FATE_REVOKED, until),
    };
    dw_gate_fate {
        until,
        fate,
        reissue: u8::from(gate.reissues_grant(grant)),
        reserved: [0; 6],
    }
}

fn code_fate(gate: &Gate, code: &Code) -> dw_gate_fate {
    let (fate, until) = match gate.code(code) {
        CodeFate::Unchanged => (DW_FATE_UNCHANGED, 0),
        CodeFate::Dead => (DW_FATE_OVER, 0),
        CodeFate::Kept { until } => (DW_FATE_KEPT, until),
        CodeFate::Lost { until } => (DW_FATE_LOST, until),
    };
    dw_gate_fate {
        until,
        fate,
        reissue: u8::from(gate.reissues_code(code)),
        reserved: [0; 6],
    }
}

/// The number of a status by RESO's name, `ActiveUnderContract` in one word: 1 Incomplete, 2
/// Coming Soon, 3 Active, 4 Active Under Contract, 5 Hold, 6 Pending, 7 Withdrawn, 8 Canceled, 9
/// Expired, 10 Closed, 11 Delete, which are not the numbers of `dw_market_status`;
/// `DW_NOT_FOUND` for another text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_status(
    name: *const u8,
    length: usize,
    status: *mut u8,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (name, status) = unsafe { (read_slice(name, length)?, out(status)?) };
        let name = core::str::from_utf8(name).map_err(|_| dw_result::DW_ERROR_TEXT)?;
        let found = <Status as doorward::policy::Listed>::from_name(name);
        status.put(found.ok_or(dw_result::DW_NOT_FOUND)?.number());
        Ok(())
    })
}

/// What a status, as numbered by `dw_policy_status`, allows to people of a class, as numbered in
/// `dw_gate_grant`: 1 yes, 2 with permission, 3 never.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_access(
    status: u8,
    class_number: u8,
    coming_soon_showings: u8,
    allowed: *mut u8,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let allowed = unsafe { out(allowed)? };
        let (status, class) = (item(status)?, item(class_number)?);
        allowed.put(access(status, class, flag(coming_soon_showings)?).number());
        Ok(())
    })
}

/// The numbers that the specification gives as defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_gate_default(parameters: *mut dw_gate_parameters) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let parameters = unsafe { out(parameters)? };
        let usual = Parameters::default();
        parameters.put(dw_gate_parameters {
            hour: usual.hour,
            first_entry: usual.first_entry,
            revocations_max: usual.revocations_max,
            reserved: [0; 3],
        });
        Ok(())
    })
}

/// Rules about a change of status, and what becomes of every grant and every code that was made
/// for the lockbox: `fates` has room for those of the grants, then of the codes, `grant_count` and
/// `code_count` together. `work` is the caller's memory of `length` words, at least
/// `DW_GATE_WORDS` for each, else `DW_ERROR_LENGTH`; it shares none with any other argument.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_gate(
    parameters: *const dw_gate_parameters,
    change: *const dw_gate_change,
    grants: *const dw_gate_grant,
    grant_count: usize,
    codes: *const dw_gate_code,
    code_count: usize,
    work: *mut u64,
    length: usize,
    fates: *mut dw_gate_fate,
    ruling: *mut dw_gate_ruling,
) -> dw_result {
    run(|| {
        let count = grant_count.saturating_add(code_count);
        apart_from(work, length, parameters, 1)?;
        apart_from(work, length, change, 1)?;
        apart_from(work, length, grants, grant_count)?;
        apart_from(work, length, codes, code_count)?;
        apart_from(work, length, fates, count)?;
        apart_from(work, length, ruling, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (parameters, change) = unsafe { (read(parameters)?, read(change)?) };
        // SAFETY: as above.
        let (grants, codes) = unsafe {
            (
                read_slice(grants, grant_count)?,
                read_slice(codes, code_count)?,
            )
        };
        // SAFETY: as above.
        let (fates, ruling) = unsafe { (out_slice(fates, count)?, out(ruling)?) };
        // SAFETY: as above.
        let memory = unsafe { change_slice(work.cast::<Word>(), length)? };
        zero(&parameters.reserved)?;
        let parameters = Parameters {
            revocations_max: parameters.revocations_max,
            hour: parameters.hour,
            first_entry: parameters.first_entry,
        };
        let grants = grants.iter().map(Grant::try_from);
        let (grants, memory) = take(memory, grant_count, grants)?;
        let codes = codes.iter().map(Code::try_from);
        let (codes, _) = take(memory, code_count, codes)?;
        let gate = Gate::judge(&change.try_into()?, &parameters, grants, codes)?;
        let made = dw_gate_ruling {
            reasons: bits(gate.reasons()),
            obligations: bits(gate.obligations()),
            is_permitted: u8::from(gate.decision().is_permit()),
            reserved: [0; 3],
        };
        fates.put(|| {
            let grants = grants.iter().map(|grant| grant_fate(&gate, grant));
            grants.chain(codes.iter().map(|code| code_fate(&gate, code)))
        })?;
        ruling.put(made);
        Ok(())
    })
}
