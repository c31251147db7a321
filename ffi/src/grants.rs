//! Grants: what the service issues and a phone carries, narrows and presents (specification,
//! grants). A grant is its text, which is a secret.

use doorward::grants::{Caveat, Grant, GrantBody, Request};
use doorward::keys::purpose;

use crate::guard::{out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{
    Bytes, DW_GRANT_TEXT_MAX_LEN, DW_KEY_LEN, DW_NONCE_LEN, dw_id, dw_key, dw_nonce,
    grant_operation, operations, read_key,
};

/// Caveats that can be added to a grant.
pub const DW_CAVEATS_MAX: usize = 8;
/// Bytes of the longest argument of a request.
pub const DW_ARGUMENT_MAX_LEN: usize = 32;
/// Bytes of the longest presentation of a grant.
pub const DW_PRESENTATION_MAX_LEN: usize = 314;

const _: () = {
    assert!(DW_CAVEATS_MAX == doorward::bounds::CAVEATS_MAX);
    assert!(DW_ARGUMENT_MAX_LEN == doorward::bounds::ARGUMENT_MAX_LEN);
    assert!(DW_PRESENTATION_MAX_LEN == doorward::bounds::PRESENTATION_MAX_LEN);
};

/// What the service grants.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_grant_body {
    /// The first instant, in Unix seconds.
    pub not_before: u64,
    /// The instant at which it is over; within 31 days of the first if uses are counted.
    pub not_after: u64,
    /// The ownership epoch.
    pub epoch: u32,
    /// The sequence of the bulletin that the box must have applied before.
    pub bulletin: u32,
    /// The rights: `DW_GRANT_...` together.
    pub operations: u16,
    /// How many openings it is good for; 0 for any number.
    pub max_uses: u8,
    /// Zero.
    pub reserved: u8,
    /// 16 random bytes.
    pub grant_id: dw_nonce,
    /// Whom it was given to.
    pub holder: dw_nonce,
    /// The box it is for.
    pub lockbox: dw_id,
}

impl TryFrom<&dw_grant_body> for GrantBody {
    type Error = dw_result;

    fn try_from(body: &dw_grant_body) -> Result<Self, dw_result> {
        if body.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            operations: operations(body.operations)?,
            epoch: body.epoch,
            bulletin: body.bulletin,
            grant_id: body.grant_id.bytes,
            holder: body.holder.bytes,
            not_before: body.not_before,
            not_after: body.not_after,
            max_uses: body.max_uses,
            lockbox: (&body.lockbox).try_into()?,
        })
    }
}

impl From<&GrantBody> for dw_grant_body {
    fn from(body: &GrantBody) -> Self {
        Self {
            not_before: body.not_before,
            not_after: body.not_after,
            epoch: body.epoch,
            bulletin: body.bulletin,
            operations: body.operations.bits(),
            max_uses: body.max_uses,
            reserved: 0,
            grant_id: dw_nonce {
                bytes: body.grant_id,
            },
            holder: dw_nonce { bytes: body.holder },
            lockbox: (&body.lockbox).into(),
        }
    }
}

/// A caveat: not before an instant.
pub const DW_CAVEAT_NOT_BEFORE: u8 = 1;
/// A caveat: over at an instant.
pub const DW_CAVEAT_NOT_AFTER: u8 = 2;
/// A caveat: these rights at most.
pub const DW_CAVEAT_OPERATIONS: u8 = 3;
/// A caveat: handed on to somebody, by the word of the holder before.
pub const DW_CAVEAT_DELEGATE: u8 = 4;

/// A restriction that a holder adds. Members that its kind does not have are zero.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_caveat {
    /// The instant of `DW_CAVEAT_NOT_BEFORE` and `DW_CAVEAT_NOT_AFTER`.
    pub instant: u64,
    /// The rights of `DW_CAVEAT_OPERATIONS`.
    pub operations: u16,
    /// Which: `DW_CAVEAT_...`.
    pub kind: u8,
    /// Zero.
    pub reserved: [u8; 5],
    /// To whom, of `DW_CAVEAT_DELEGATE`.
    pub delegate: dw_nonce,
}

impl dw_caveat {
    const NONE: Self = Self {
        instant: 0,
        operations: 0,
        kind: 0,
        reserved: [0; 5],
        delegate: dw_nonce {
            bytes: [0; DW_NONCE_LEN],
        },
    };
}

impl TryFrom<&dw_caveat> for Caveat {
    type Error = dw_result;

    fn try_from(caveat: &dw_caveat) -> Result<Self, dw_result> {
        match caveat.kind {
            DW_CAVEAT_NOT_BEFORE => Ok(Self::NotBefore(caveat.instant)),
            DW_CAVEAT_NOT_AFTER => Ok(Self::NotAfter(caveat.instant)),
            DW_CAVEAT_OPERATIONS => Ok(Self::Operations(operations(caveat.operations)?)),
            DW_CAVEAT_DELEGATE => Ok(Self::Delegate(caveat.delegate.bytes)),
            _ => Err(dw_result::DW_ERROR_CAVEAT),
        }
    }
}

impl From<&Caveat> for dw_caveat {
    fn from(caveat: &Caveat) -> Self {
        let mut made = Self::NONE;
        match caveat {
            Caveat::NotBefore(instant) => {
                made.kind = DW_CAVEAT_NOT_BEFORE;
                made.instant = *instant;
            }
            Caveat::NotAfter(instant) => {
                made.kind = DW_CAVEAT_NOT_AFTER;
                made.instant = *instant;
            }
            Caveat::Operations(operations) => {
                made.kind = DW_CAVEAT_OPERATIONS;
                made.operations = operations.bits();
            }
            Caveat::Delegate(id) => {
                made.kind = DW_CAVEAT_DELEGATE;
                made.delegate.bytes = *id;
            }
        }
        made
    }
}

/// A grant as its holder keeps it: a text, and a secret.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_grant {
    /// How many characters.
    pub length: u16,
    /// The text and a NUL; zero behind them.
    pub text: [u8; 358],
}

const _: () = assert!(DW_GRANT_TEXT_MAX_LEN < 358);

impl From<&Grant> for dw_grant {
    fn from(grant: &Grant) -> Self {
        let text = grant.to_text();
        let mut made = Self {
            length: 0,
            text: [0; 358],
        };
        for (place, character) in made.text.iter_mut().zip(text.as_str().bytes()) {
            *place = character;
            made.length = made.length.saturating_add(1);
        }
        made
    }
}

fn grant(text: &dw_grant) -> Result<Grant, dw_result> {
    let text = text.text.get(..usize::from(text.length));
    let text = text.and_then(|text| core::str::from_utf8(text).ok());
    Ok(Grant::from_text(
        text.ok_or(dw_result::DW_ERROR_GRANT_TEXT)?,
    )?)
}

/// Issues the grant of a body, under the grant key of its ownership epoch.
/// `DW_ERROR_GRANT_TIMES` for a body that no service may issue.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_grant_issue(
    grant_key: *const dw_key,
    body: *const dw_grant_body,
    issued: *mut dw_grant,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, body, issued) = unsafe { (read_key(grant_key)?, read(body)?, out(issued)?) };
        let key: &Bytes<purpose::Grant> = key;
        let body: GrantBody = body.try_into()?;
        body.check()?;
        issued.put((&key.issue(&body)).into());
        Ok(())
    })
}

/// The grant of `length` characters at `text`; `DW_ERROR_GRANT_TEXT` for anything but the one
/// text form of a grant. Whether it is genuine only its box and its service can tell.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_grant_parse(
    text: *const u8,
    length: usize,
    parsed: *mut dw_grant,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, parsed) = unsafe { (read_slice(text, length)?, out(parsed)?) };
        let text = core::str::from_utf8(text).map_err(|_| dw_result::DW_ERROR_GRANT_TEXT)?;
        parsed.put((&Grant::from_text(text)?).into());
        Ok(())
    })
}

/// What a grant says, and what is left of it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_grant_view {
    /// What the service granted.
    pub body: dw_grant_body,
    /// The caveats in the order in which they were added; those that are not there are zero.
    pub caveats: [dw_caveat; DW_CAVEATS_MAX],
    /// The first instant that is left.
    pub not_before: u64,
    /// The instant at which what is left is over.
    pub not_after: u64,
    /// The first eight bytes of the last delegate's id, as a number; 0 for none.
    pub delegate: u64,
    /// The rights that are left.
    pub operations: u16,
    /// How many caveats there are.
    pub count: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

/// What a grant says, and what is left of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_grant_read(
    text: *const dw_grant,
    view: *mut dw_grant_view,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, view) = unsafe { (read(text)?, out(view)?) };
        let grant = grant(text)?;
        let rights = grant.rights();
        let mut made = dw_grant_view {
            body: grant.body().into(),
            caveats: [dw_caveat::NONE; DW_CAVEATS_MAX],
            not_before: rights.not_before,
            not_after: rights.not_after,
            delegate: rights.delegate,
            operations: rights.operations.bits(),
            count: 0,
            reserved: [0; 5],
        };
        for (place, caveat) in made.caveats.iter_mut().zip(grant.caveats().as_slice()) {
            *place = caveat.into();
            made.count = made.count.saturating_add(1);
        }
        view.put(made);
        Ok(())
    })
}

/// The grant under one more caveat. Needs no key and no connection, and cannot be undone.
/// `DW_ERROR_CAVEATS` when there are eight.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_grant_narrow(
    text: *const dw_grant,
    caveat: *const dw_caveat,
    narrowed: *mut dw_grant,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, caveat, narrowed) = unsafe { (read(text)?, read(caveat)?, out(narrowed)?) };
        narrowed.put((&grant(text)?.narrow(caveat.try_into()?)?).into());
        Ok(())
    })
}

/// A phone's answer to a challenge as it travels.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_presentation {
    /// How many bytes, at most 314.
    pub length: u16,
    /// The bytes.
    pub bytes: [u8; DW_PRESENTATION_MAX_LEN],
}

/// Answers a box's challenge with a request for one right, `DW_GRANT_...`, and its argument:
/// none; of a firmware update the 32 bytes of SHA-256 of its manifest; of an owner who
/// transfers the box the four bytes of the new ownership epoch, most significant first.
/// `nonce` is 16 fresh random bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_grant_present(
    text: *const dw_grant,
    challenge: *const dw_nonce,
    nonce: *const dw_nonce,
    right: u16,
    argument: *const u8,
    length: usize,
    presentation: *mut dw_presentation,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, challenge, nonce) = unsafe { (read(text)?, read(challenge)?, read(nonce)?) };
        // SAFETY: the contract of the header.
        let (argument, presentation) =
            unsafe { (read_slice(argument, length)?, out(presentation)?) };
        let request = Request::new(grant_operation(right)?, argument)?;
        let message = grant(text)?.present(&challenge.bytes, &nonce.bytes, &request);
        let message = message.as_bytes();
        let mut made = dw_presentation {
            length: u16::try_from(message.len()).unwrap_or(0),
            bytes: [0; DW_PRESENTATION_MAX_LEN],
        };
        for (place, byte) in made.bytes.iter_mut().zip(message) {
            *place = *byte;
        }
        presentation.put(made);
        Ok(())
    })
}

/// Whether the box itself answered `outcome`, with these 32 bytes, to this very presentation:
/// `DW_OK`, or `DW_NOT_AUTHENTIC` for another box, another message or a recording.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_grant_check_acknowledgement(
    text: *const dw_grant,
    challenge: *const dw_nonce,
    presentation: *const dw_presentation,
    outcome: u8,
    acknowledgement: *const u8,
    length: usize,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, challenge) = unsafe { (read(text)?, read(challenge)?) };
        // SAFETY: the contract of the header.
        let (said, given) = unsafe { (read(presentation)?, read_slice(acknowledgement, length)?) };
        let given: &[u8; DW_KEY_LEN] = given.try_into().map_err(|_| dw_result::DW_ERROR_LENGTH)?;
        let message = said
            .bytes
            .get(..usize::from(said.length))
            .ok_or(dw_result::DW_ERROR_LENGTH)?;
        grant(text)?.check_acknowledgement(&challenge.bytes, message, outcome, given)?;
        Ok(())
    })
}
