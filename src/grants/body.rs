use crate::Error;
use crate::bounds::{COUNTED_GRANT_MAX_SECONDS, GRANT_BODY_LEN, ID_MAX_LEN, NONCE_LEN};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::wire::{Reader, Writer};

/// The version of the body.
pub(super) const VERSION: u8 = 1;

/// What a grant may allow, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum GrantOperation {
    /// Open the key compartment.
    KeyCompartment,
    /// Release the shackle.
    Shackle,
    /// Read the log.
    ReadLog,
    /// Update the firmware.
    UpdateFirmware,
    /// Act as the owner.
    Own,
}

impl GrantOperation {
    /// All there are.
    pub const ALL: [Self; 5] = [
        Self::KeyCompartment,
        Self::Shackle,
        Self::ReadLog,
        Self::UpdateFirmware,
        Self::Own,
    ];

    /// The bit: 1, 2, 4, 8 or 16.
    #[must_use]
    pub const fn bit(self) -> u16 {
        match self {
            Self::KeyCompartment => 1,
            Self::Shackle => 2,
            Self::ReadLog => 4,
            Self::UpdateFirmware => 8,
            Self::Own => 16,
        }
    }

    /// The operation of this bit; `None` for anything else.
    #[must_use]
    pub fn from_bit(bit: u16) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|operation| operation.bit() == bit)
    }
}

/// A set of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u16", into = "u16"))]
pub struct Operations(u16);

impl Operations {
    /// No operation.
    pub(crate) const NONE: Self = Self(0);
    /// What guests are given: the key compartment and firmware updates.
    pub const GUEST: Self = Self(1 | 8);
    /// What members are given: those, and reading the log.
    pub const MEMBER: Self = Self(1 | 4 | 8);
    /// What owners are given: everything.
    pub const OWNER: Self = Self(31);

    /// The set of these operations.
    #[must_use]
    pub fn of(operations: &[GrantOperation]) -> Self {
        Self(
            operations
                .iter()
                .fold(0, |bits, operation| bits | operation.bit()),
        )
    }

    /// The set of these bits.
    ///
    /// # Errors
    /// [`Error::Operations`] for a bit that is no operation's.
    pub const fn from_bits(bits: u16) -> Result<Self, Error> {
        if bits & !Self::OWNER.0 == 0 {
            Ok(Self(bits))
        } else {
            Err(Error::Operations)
        }
    }

    /// The bits.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether `operation` is one of them.
    #[must_use]
    pub const fn contains(self, operation: GrantOperation) -> bool {
        self.0 & operation.bit() != 0
    }

    /// What both sets have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

#[cfg(feature = "serde")]
impl TryFrom<u16> for Operations {
    type Error = Error;

    fn try_from(bits: u16) -> Result<Self, Error> {
        Self::from_bits(bits)
    }
}

#[cfg(feature = "serde")]
impl From<Operations> for u16 {
    fn from(operations: Operations) -> Self {
        operations.bits()
    }
}

/// What the service grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct GrantBody {
    /// What it allows.
    pub operations: Operations,
    /// The ownership epoch.
    pub epoch: u32,
    /// The sequence of the bulletin that the lockbox must have applied before: the phone
    /// carries it with the grant, so that revocations travel with every new grant.
    pub bulletin: u32,
    /// 16 random bytes; a bulletin revokes by the first eight.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub grant_id: [u8; NONCE_LEN],
    /// Whom it was given to.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub holder: [u8; NONCE_LEN],
    /// Its first instant.
    pub not_before: UnixSeconds,
    /// The instant at which it is over.
    pub not_after: UnixSeconds,
    /// How many openings it is good for; 0 for any number. It stands here and not in a
    /// caveat, since adding empty caveats would multiply it.
    pub max_uses: u8,
    /// The lockbox it is for.
    pub lockbox: Id,
}

impl GrantBody {
    /// The 86 bytes of the body.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; GRANT_BODY_LEN] {
        let mut bytes = [0; GRANT_BODY_LEN];
        Writer::new(&mut bytes)
            .u8(VERSION)
            .u16(self.operations.bits())
            .u32(self.epoch)
            .u32(self.bulletin)
            .put(&self.grant_id)
            .put(&self.holder)
            .u64(self.not_before)
            .u64(self.not_after)
            .u8(self.max_uses)
            .put(&self.lockbox.len_byte())
            .put(self.lockbox.as_padded());
        bytes
    }

    /// Whether a service may issue it: it ends after it begins, and within 31 days if its uses
    /// are counted, since a box keeps a row for it until then.
    ///
    /// # Errors
    /// [`Error::GrantTimes`].
    pub const fn check(&self) -> Result<(), Error> {
        let Some(seconds) = self.not_after.checked_sub(self.not_before) else {
            return Err(Error::GrantTimes);
        };
        let is_too_long = self.max_uses > 0 && seconds > COUNTED_GRANT_MAX_SECONDS;
        if seconds == 0 || is_too_long {
            return Err(Error::GrantTimes);
        }
        Ok(())
    }

    /// The body of these bytes; none if it is no body of version 1.
    pub(super) fn from_bytes(bytes: &[u8; GRANT_BODY_LEN]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        (reader.u8() == VERSION).then_some(())?;
        let operations = Operations::from_bits(reader.u16()).ok()?;
        let (epoch, bulletin) = (reader.u32(), reader.u32());
        let (grant_id, holder) = (reader.array(), reader.array());
        let (not_before, not_after) = (reader.u64(), reader.u64());
        let max_uses = reader.u8();
        let len = reader.u8();
        let lockbox = Id::from_padded(&reader.array::<ID_MAX_LEN>(), len)?;
        reader.end()?;
        Some(Self {
            operations,
            epoch,
            bulletin,
            grant_id,
            holder,
            not_before,
            not_after,
            max_uses,
            lockbox,
        })
    }
}
