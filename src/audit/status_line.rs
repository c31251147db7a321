use crate::bounds::STATUS_LINE_LEN;
use crate::calendar::UnixSeconds;
use crate::wire::{Reader, Writer};

/// What goes with a head for the service's information: plain, without a tag.
///
/// ```
/// use doorward::audit::StatusLine;
///
/// let line = StatusLine { millivolts: 2_950, firmware: 7, set: 1_767_362_400, refusals: 3 };
/// assert_eq!(StatusLine::from_bytes(&line.to_bytes()), line);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct StatusLine {
    /// The battery's voltage, in thousandths of a volt.
    pub millivolts: u16,
    /// The version of the firmware.
    pub firmware: u32,
    /// When the clock was set last, by a live bulletin or a clock code.
    pub set: UnixSeconds,
    /// Refusals in all that were counted, as of the last entry.
    pub refusals: u16,
}

impl StatusLine {
    /// The 16 bytes of the line.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; STATUS_LINE_LEN] {
        let mut bytes = [0; STATUS_LINE_LEN];
        Writer::new(&mut bytes)
            .u16(self.millivolts)
            .u32(self.firmware)
            .u64(self.set)
            .u16(self.refusals);
        bytes
    }

    /// The line of 16 bytes; all of them are one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; STATUS_LINE_LEN]) -> Self {
        let mut reader = Reader::new(bytes);
        Self {
            millivolts: reader.u16(),
            firmware: reader.u32(),
            set: reader.u64(),
            refusals: reader.u16(),
        }
    }
}
