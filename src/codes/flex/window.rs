use subtle::{ConditionallySelectable, ConstantTimeGreater};

use crate::Error;
use crate::bounds::{
    DURATION_DAYS_OFFSET, DURATION_LAST, DURATION_LAST_HALF_HOURS, FIRST_ENTRY_SECONDS,
    SECONDS_PER_DAY, SECONDS_PER_HALF_HOUR,
};
use crate::calendar::UnixSeconds;
use crate::division::divide;

/// When a FlexCode opens: from a half hour of UTC, for one of 125 durations.
///
/// A duration has an index: 1 to 96 are so many half hours (30 minutes to 48 hours), 97 to
/// 125 are 3 to 31 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "WindowFields", into = "WindowFields")
)]
pub struct FlexWindow {
    pub(super) start_slot: u32,
    pub(super) duration: u8,
}

/// A window's members as they are serialized, before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowFields {
    start: UnixSeconds,
    seconds: u32,
}

#[cfg(feature = "serde")]
impl TryFrom<WindowFields> for FlexWindow {
    type Error = Error;

    fn try_from(fields: WindowFields) -> Result<Self, Error> {
        Self::new(fields.start, fields.seconds)
    }
}

#[cfg(feature = "serde")]
impl From<FlexWindow> for WindowFields {
    fn from(window: FlexWindow) -> Self {
        Self {
            start: window.start(),
            seconds: window.seconds(),
        }
    }
}

impl FlexWindow {
    /// The window of `seconds` seconds from `start`.
    ///
    /// # Errors
    /// [`Error::WindowStart`] unless `start` lies on a half hour; [`Error::WindowLength`]
    /// unless the length is 1 to 96 half hours or 3 to 31 days.
    pub fn new(start: UnixSeconds, seconds: u32) -> Result<Self, Error> {
        let (start_slot, past) = divide(start, SECONDS_PER_HALF_HOUR);
        if past != 0 {
            return Err(Error::WindowStart);
        }
        let start_slot = u32::try_from(start_slot).map_err(|_| Error::WindowStart);
        let duration = (1..=DURATION_LAST)
            .find(|index| duration_seconds(*index) == seconds)
            .ok_or(Error::WindowLength)?;
        Ok(Self {
            start_slot: start_slot?,
            duration,
        })
    }

    /// The window that starts with half-hour slot `start_slot` (slot 0 is 1970-01-01T00:00Z)
    /// and has the duration index `duration`.
    ///
    /// # Errors
    /// [`Error::WindowLength`] unless the index is 1 to 125.
    pub fn from_slot(start_slot: u32, duration: u8) -> Result<Self, Error> {
        if (1..=DURATION_LAST).contains(&duration) {
            Ok(Self {
                start_slot,
                duration,
            })
        } else {
            Err(Error::WindowLength)
        }
    }

    /// The half-hour slot it starts with.
    #[must_use]
    pub const fn start_slot(&self) -> u32 {
        self.start_slot
    }

    /// The index of its duration, 1 to 125.
    #[must_use]
    pub const fn duration(&self) -> u8 {
        self.duration
    }

    /// Its first instant.
    #[must_use]
    pub fn start(&self) -> UnixSeconds {
        u64::from(self.start_slot).wrapping_mul(u64::from(SECONDS_PER_HALF_HOUR))
    }

    /// Its length in seconds.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        duration_seconds(self.duration)
    }

    /// The instant at which it is over.
    #[must_use]
    pub fn end(&self) -> UnixSeconds {
        self.start().wrapping_add(u64::from(self.seconds()))
    }

    /// The instant from which a code never entered before is too late: 24 hours after the
    /// start, or the end.
    #[must_use]
    pub fn first_entry_end(&self) -> UnixSeconds {
        self.start()
            .wrapping_add(u64::from(self.seconds().min(FIRST_ENTRY_SECONDS)))
    }
}

/// The half-hour slot of an instant.
pub(crate) fn half_hour_of(instant: UnixSeconds) -> u64 {
    divide(instant, SECONDS_PER_HALF_HOUR).0
}

/// The length of a duration index, 1 to 125. No branch: the index may be a secret's.
pub(super) fn duration_seconds(index: u8) -> u32 {
    let index = u32::from(index);
    let half_hours = index.wrapping_mul(SECONDS_PER_HALF_HOUR);
    let days = index
        .wrapping_sub(u32::from(DURATION_DAYS_OFFSET))
        .wrapping_mul(SECONDS_PER_DAY);
    let counts_days = index.ct_gt(&u32::from(DURATION_LAST_HALF_HOURS));
    u32::conditional_select(&half_hours, &days, counts_days)
}
