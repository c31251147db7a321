//! What a row says, and how it is tagged.

use crate::bounds::{
    AUDIT_ENTRY_LEN, AUDIT_HEAD_LEN, AUDIT_ROW_LEN, AUDIT_TAG_LEN, KEY_LEN, NONCE_LEN,
};
use crate::calendar::UnixSeconds;
use crate::grants::GrantOperation;
use crate::keys::{Form, Key, purpose};
use crate::mac::{MacKey, write_mac};
use crate::wire::{Reader, Writer};

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$entry_doc:meta])* $entry:ident = $number:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        pub enum $name {
            $($(#[$entry_doc])* $entry,)*
        }

        impl $name {
            /// Its fixed number.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self {
                    $(Self::$entry => $number,)*
                }
            }

            /// The one of this number; `None` for a number that is nobody's.
            #[must_use]
            pub const fn from_number(number: u8) -> Option<Self> {
                match number {
                    $($number => Some(Self::$entry),)*
                    _ => None,
                }
            }
        }
    };
}

numbered! {
    /// What happened.
    Event {
        /// A code was typed.
        Entry = 1,
        /// A grant was presented.
        Grant = 2,
        /// A bulletin was brought.
        Bulletin = 3,
        /// A service code's command was judged.
        ServiceCommand = 4,
        /// The clock was set.
        Clock = 5,
        /// Power came back.
        Power = 6,
        /// The ownership epoch was raised.
        Epoch = 7,
    }
}

numbered! {
    /// By what it happened.
    Method {
        /// By nothing of these.
        None = 0,
        /// By a day code.
        Day = 1,
        /// By a FlexCode.
        Flex = 2,
        /// By a service code.
        Service = 3,
        /// By a grant.
        Grant = 4,
        /// By a bulletin.
        Bulletin = 5,
    }
}

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Entry {
    /// Counts the box's rows from 0.
    pub sequence: u32,
    /// The box's ownership epoch.
    pub epoch: u32,
    /// The instant by the box's clock.
    pub instant: UnixSeconds,
    /// What happened.
    pub event: Event,
    /// The decision's number, 0 to 26.
    pub outcome: u8,
    /// By what it happened.
    pub method: Method,
    /// The bit of the operation as a grant has it, 0 for none.
    pub operation: u8,
    /// The grant's id, or what identifies a code without its digits.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub subject: [u8; NONCE_LEN],
    /// What the event has to add: a count, an instant, a sequence.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::decimal"))]
    pub detail: u64,
}

impl Entry {
    /// The 48 bytes of the entry.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; AUDIT_ENTRY_LEN] {
        let mut bytes = [0; AUDIT_ENTRY_LEN];
        Writer::new(&mut bytes)
            .u32(self.sequence)
            .u32(self.epoch)
            .u64(self.instant)
            .u8(self.event.number())
            .u8(self.outcome)
            .u8(self.method.number())
            .u8(self.operation)
            .put(&self.subject)
            .u64(self.detail);
        bytes
    }

    /// The entry of 48 bytes; none for an event, an outcome, a method or an operation that
    /// is not known, or where the last four bytes are not zero.
    pub(crate) fn from_bytes(bytes: &[u8; AUDIT_ENTRY_LEN]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let entry = Self {
            sequence: reader.u32(),
            epoch: reader.u32(),
            instant: reader.u64(),
            event: Event::from_number(reader.u8())?,
            outcome: reader.u8(),
            method: Method::from_number(reader.u8())?,
            operation: reader.u8(),
            subject: reader.array(),
            detail: reader.u64(),
        };
        reader.zeros::<4>()?;
        reader.end()?;
        let is_operation =
            entry.operation == 0 || GrantOperation::from_bit(u16::from(entry.operation)).is_some();
        (is_operation && entry.outcome <= OUTCOME_LAST).then_some(entry)
    }
}

/// The highest number of a decision.
const OUTCOME_LAST: u8 = 26;

/// Entry and tag: 64 bytes.
pub type Row = [u8; AUDIT_ROW_LEN];

/// What a box tells every phone of its log: 28 bytes.
pub type HeadBytes = [u8; AUDIT_HEAD_LEN];

/// The label of a row's tag.
const ENTRY: &[u8] = b"audit-entry";

/// Tags an entry that stands in a row, under the key of these bytes, and puts the next row's
/// key in their place.
#[inline(never)]
pub(crate) fn end_row(row: &mut Row, key: &mut [u8; KEY_LEN]) {
    if let Some((entry, tag)) = row.split_first_chunk_mut::<AUDIT_ENTRY_LEN>() {
        let mut states = MacKey::BLANK;
        states.set(key);
        write_mac(&[0; KEY_LEN], Some(&states), ENTRY, &[entry], tag);
        write_mac(&[0; KEY_LEN], Some(&states), b"audit-next", &[], key);
    }
}

impl<F: Form> Key<purpose::Audit, F> {
    /// The row of an entry, whose sequence is this key's.
    #[must_use]
    pub fn row(&self, entry: &Entry) -> Row {
        let mut row = [0; AUDIT_ROW_LEN];
        Writer::new(&mut row).put(&entry.to_bytes());
        if let Some((entry, tag)) = row.split_first_chunk_mut::<AUDIT_ENTRY_LEN>() {
            self.write_tag(ENTRY, entry, tag);
        }
        row
    }

    /// The head of a log whose next row is number `next`, under that row's key.
    #[must_use]
    pub fn head(&self, next: u32, instant: UnixSeconds) -> HeadBytes {
        let mut said = [0; AUDIT_HEAD_LEN - AUDIT_TAG_LEN];
        Writer::new(&mut said).u32(next).u64(instant);
        let mut head = [0; AUDIT_HEAD_LEN];
        Writer::new(&mut head)
            .put(&said)
            .put(&self.tag(b"audit-head", &said));
        head
    }

    pub(super) fn tag(&self, label: &[u8], message: &[u8]) -> [u8; AUDIT_TAG_LEN] {
        let mut tag = [0; AUDIT_TAG_LEN];
        self.write_tag(label, message, &mut tag);
        tag
    }

    #[inline]
    fn write_tag(&self, label: &[u8], message: &[u8], tag: &mut [u8]) {
        self.write_mac(label, &[message], tag);
    }
}
