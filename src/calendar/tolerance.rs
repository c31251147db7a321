use super::UnixSeconds;
use crate::Error;
use crate::bounds::{
    LAST_INSTANT, TOLERANCE_DRIFT_PPM, TOLERANCE_MAX_SECONDS, TOLERANCE_MIN_SECONDS,
};
use crate::division::divide;

/// How far a clock may be off, in seconds: 0 to 1,800.
///
/// ```
/// use doorward::calendar::Tolerance;
///
/// // Set ten days ago: 120 s and 100 parts in a million of 864,000 s.
/// let now = 1_767_225_600;
/// assert_eq!(Tolerance::of_clock(now, now - 864_000).seconds(), 120 + 86);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u32", into = "u32"))]
pub struct Tolerance(u32);

impl Tolerance {
    /// A tolerance of so many seconds. 0 is for a clock that is never off, such as a
    /// server's.
    ///
    /// # Errors
    /// [`Error::Tolerance`] above 1,800.
    pub const fn new(seconds: u32) -> Result<Self, Error> {
        if seconds <= TOLERANCE_MAX_SECONDS {
            Ok(Self(seconds))
        } else {
            Err(Error::Tolerance)
        }
    }

    /// The tolerance at `now` of a box's clock that was set at `set`: 120 s and 100 parts in
    /// a million of the time since, at most 1,800 s (specification, box clock). A `set` that
    /// lies ahead counts as now.
    #[must_use]
    pub fn of_clock(now: UnixSeconds, set: UnixSeconds) -> Self {
        Self::drifted(
            now.saturating_sub(set),
            TOLERANCE_MIN_SECONDS,
            TOLERANCE_DRIFT_PPM,
            TOLERANCE_MAX_SECONDS,
        )
    }

    /// `least` and the drift of so many seconds in parts in a million, at most `greatest`,
    /// which is at most 1,800.
    pub(crate) fn drifted(elapsed: u64, least: u32, ppm: u32, greatest: u32) -> Self {
        // A century and a half: more makes the greatest tolerance all the same.
        let elapsed = u32::try_from(elapsed).unwrap_or(u32::MAX);
        let (drift, _) = divide(u64::from(elapsed).wrapping_mul(ppm.into()), 1_000_000);
        let seconds = drift.saturating_add(u64::from(least));
        Self(u32::try_from(seconds).map_or(greatest, |seconds| seconds.min(greatest)))
    }

    /// The tolerance in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// `instant` less the tolerance.
    pub(crate) fn before(self, instant: UnixSeconds) -> UnixSeconds {
        instant.min(LAST_INSTANT).saturating_sub(u64::from(self.0))
    }

    /// `instant` plus the tolerance.
    pub(crate) fn after(self, instant: UnixSeconds) -> UnixSeconds {
        instant.min(LAST_INSTANT).saturating_add(u64::from(self.0))
    }
}

impl TryFrom<u32> for Tolerance {
    type Error = Error;

    fn try_from(seconds: u32) -> Result<Self, Error> {
        Self::new(seconds)
    }
}

impl From<Tolerance> for u32 {
    fn from(tolerance: Tolerance) -> Self {
        tolerance.0
    }
}

#[cfg(test)]
mod tests {
    use super::Tolerance;
    use crate::Error;

    #[test]
    fn tolerance_grows_by_100_ppm_from_120_to_1800_seconds() {
        let set = 1_767_225_600;
        for (since, seconds) in [
            (0, 120),
            (9_999, 120),
            (10_000, 121),
            (16_799_999, 1_799),
            (16_800_000, 1_800),
            (u64::MAX - set, 1_800),
        ] {
            assert_eq!(Tolerance::of_clock(set + since, set).seconds(), seconds);
        }
        assert_eq!(Tolerance::of_clock(set - 1, set).seconds(), 120);
        assert_eq!(Tolerance::new(1_801), Err(Error::Tolerance));
    }
}
