//! Bulletins: what the service says to a box (specification, bulletins).

use doorward::bulletin::{Bulletin, Refusal, Revocations, Revoked};
use doorward::keys::purpose;

use crate::guard::{flag, out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{Bytes, dw_id, dw_key, dw_nonce, dw_zone, read_key};

/// Bytes of the longest bulletin.
pub const DW_BULLETIN_MAX_LEN: usize = 235;
/// Grants that a bulletin can revoke.
pub const DW_REVOCATIONS_MAX: usize = 16;
/// Bytes of a grant's id by which a bulletin revokes it.
pub const DW_REVOCATION_LEN: usize = 8;

const _: () = {
    assert!(DW_BULLETIN_MAX_LEN == doorward::bounds::BULLETIN_MAX_LEN);
    assert!(DW_REVOCATIONS_MAX == doorward::bounds::REVOCATIONS_MAX);
    assert!(DW_REVOCATION_LEN == doorward::bounds::REVOCATION_LEN);
};

/// The first bytes of the ids of grants that hold no longer.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_revocations {
    /// How many, 0 to 16.
    pub count: u8,
    /// The first eight bytes of each; zero behind them.
    pub prefixes: [[u8; DW_REVOCATION_LEN]; DW_REVOCATIONS_MAX],
}

impl TryFrom<&dw_revocations> for Revocations {
    type Error = dw_result;

    fn try_from(list: &dw_revocations) -> Result<Self, dw_result> {
        let prefixes = list.prefixes.get(..usize::from(list.count));
        Ok(Self::new(prefixes.ok_or(dw_result::DW_ERROR_REVOCATIONS)?)?)
    }
}

impl From<&Revocations> for dw_revocations {
    fn from(list: &Revocations) -> Self {
        let mut made = Self {
            count: 0,
            prefixes: [[0; DW_REVOCATION_LEN]; DW_REVOCATIONS_MAX],
        };
        for (place, prefix) in made.prefixes.iter_mut().zip(list.as_slice()) {
            *place = *prefix;
            made.count = made.count.saturating_add(1);
        }
        made
    }
}

/// What a bulletin says.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_bulletin {
    /// When the service made it, in Unix seconds.
    pub issued_at: u64,
    /// Rises with every bulletin of the box that says something new.
    pub sequence: u32,
    /// The ownership epoch.
    pub epoch: u32,
    /// The box it is for.
    pub lockbox: dw_id,
    /// The challenge it answers; zero for a carried one.
    pub nonce: dw_nonce,
    /// The zone the box lives in.
    pub zone: dw_zone,
    /// 1 if nothing may open.
    pub is_suspended: u8,
    /// The grants that hold no longer.
    pub revocations: dw_revocations,
}

/// A bulletin as it travels.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_bulletin_message {
    /// How many bytes, 107 to 235.
    pub length: u16,
    /// The bytes.
    pub bytes: [u8; DW_BULLETIN_MAX_LEN],
}

/// The message of a bulletin.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_bulletin_seal(
    bulletin_key: *const dw_key,
    bulletin: *const dw_bulletin,
    message: *mut dw_bulletin_message,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, said, message) =
            unsafe { (read_key(bulletin_key)?, read(bulletin)?, out(message)?) };
        let key: &Bytes<purpose::Bulletin> = key;
        let sealed = key.seal(&Bulletin {
            lockbox: (&said.lockbox).try_into()?,
            nonce: said.nonce.bytes,
            sequence: said.sequence,
            epoch: said.epoch,
            issued_at: said.issued_at,
            is_suspended: flag(said.is_suspended)?,
            zone: (&said.zone).try_into()?,
            revocations: (&said.revocations).try_into()?,
        });
        let sealed = sealed.as_bytes();
        let mut made = dw_bulletin_message {
            length: u16::try_from(sealed.len()).unwrap_or(0),
            bytes: [0; DW_BULLETIN_MAX_LEN],
        };
        for (place, byte) in made.bytes.iter_mut().zip(sealed) {
            *place = *byte;
        }
        message.put(made);
        Ok(())
    })
}

/// Opens a bulletin for the box `id`, as a box does: `DW_REFUSED_UNSUPPORTED`,
/// `DW_REFUSED_BAD_MESSAGE`, `DW_REFUSED_WRONG_LOCKBOX` or `DW_REFUSED_BAD_PROOF`, in this order.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_bulletin_open(
    bulletin_key: *const dw_key,
    id: *const dw_id,
    message: *const u8,
    length: usize,
    bulletin: *mut dw_bulletin,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, id, message) = unsafe {
            (
                read_key(bulletin_key)?,
                read(id)?,
                read_slice(message, length)?,
            )
        };
        // SAFETY: the contract of the header.
        let bulletin = unsafe { out(bulletin)? };
        let key: &Bytes<purpose::Bulletin> = key;
        let said = key.open(&id.try_into()?, message).map_err(refused)?;
        bulletin.put(dw_bulletin {
            issued_at: said.issued_at,
            sequence: said.sequence,
            epoch: said.epoch,
            lockbox: (&said.lockbox).into(),
            nonce: dw_nonce { bytes: said.nonce },
            zone: (&said.zone).into(),
            is_suspended: u8::from(said.is_suspended),
            revocations: (&said.revocations).into(),
        });
        Ok(())
    })
}

fn refused(refusal: Refusal) -> dw_result {
    match refusal {
        Refusal::Unsupported => dw_result::DW_REFUSED_UNSUPPORTED,
        Refusal::BadMessage => dw_result::DW_REFUSED_BAD_MESSAGE,
        Refusal::WrongLockbox => dw_result::DW_REFUSED_WRONG_LOCKBOX,
        Refusal::BadProof => dw_result::DW_REFUSED_BAD_PROOF,
    }
}

/// A grant that was released and then revoked.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_revoked {
    /// The instant at which its body is over, in Unix seconds.
    pub not_after: u64,
    /// The grant's id.
    pub grant_id: dw_nonce,
}

/// What a bulletin made at `now` has to list, of `count` revoked grants;
/// `DW_ERROR_REVOCATIONS` for more than 16: then the service raises the epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_revocations_needed(
    revoked: *const dw_revoked,
    count: usize,
    now: u64,
    revocations: *mut dw_revocations,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (revoked, revocations) = unsafe { (read_slice(revoked, count)?, out(revocations)?) };
        let revoked = revoked.iter().map(|revoked| Revoked {
            grant_id: revoked.grant_id.bytes,
            not_after: revoked.not_after,
        });
        let needed = Revocations::needed(revoked, now)?;
        revocations.put((&needed).into());
        Ok(())
    })
}
