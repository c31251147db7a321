use core::ops::Range;

use crate::Error;
use crate::bounds::{
    AUDIT_ROWS_MAX, CANCELLATION_ROWS_MAX, DAY_SLOTS, LEDGER_ROWS_MAX, LIMITS_LEN, REFUSALS_MAX,
    TOLERANCE_MAX_SECONDS, ZONE_MINUTE_MAX,
};
use crate::calendar::{Tolerance, UnixSeconds};
use crate::wire::{Reader, Writer};

/// How often a day code opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum DayUse {
    /// Again and again for a time after the first use: what older boxes do.
    Reusable,
    /// Once: for boxes that know FlexCodes.
    Single,
}

/// The local hours in which codes that can be used again open, `from` to before `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AccessHours {
    /// First minute of the local day, 0 to 1,439.
    pub from: u16,
    /// The minute at which access ends, above `from`, to 1,440.
    pub to: u16,
}

impl AccessHours {
    pub(super) fn contains(self, minute: u16) -> bool {
        (self.from..self.to).contains(&minute)
    }
}

/// What a lockbox may be told about its own caution. Each field has the default that the
/// specification gives (lockbox, defaults), and a range that [`Profile`](super::Profile)
/// checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Limits {
    /// How often a day code opens. Reusable by default, as older boxes have it.
    pub day_use: DayUse,
    /// Whether the time of a reusable day code runs on past midnight, as on boxes whose
    /// timer does. No by default.
    pub outlasts_midnight: bool,
    /// How long a day code can be used again, in seconds: 3,600; 60 to 43,200.
    pub reuse_seconds: u16,
    /// Access hours; none by default, 08:00 to 22:00 and 07:00 to 22:00 are common.
    pub access_hours: Option<AccessHours>,
    /// How long after an opening that was not confirmed the same code opens once more, in
    /// seconds: 120, for doors that jam; 0 to 600.
    pub repeat_seconds: u16,
    /// Refusals of a run that start no wait: 5; 0 to 20.
    pub free_refusals: u8,
    /// Refusals in all that stop the keypad: 100, the ceiling of NIST SP 800-63B; 1 to 100.
    pub refusals_max: u8,
    /// The first wait in seconds, doubled by each further refusal: 60; 1 to 3,600.
    pub first_wait_seconds: u16,
    /// The longest wait in seconds: 900; from the first wait to 43,200.
    pub longest_wait_seconds: u16,
    /// After how many seconds of the box's time the refusals in all fall by one: 10,800;
    /// 3,600 to 604,800.
    pub refusal_falls_seconds: u32,
    /// Tolerance of a clock just set, in seconds: 120; 0 to 1,800.
    pub tolerance_seconds: u16,
    /// What the clock may drift, in parts in a million: 100, a cheap crystal over the
    /// seasons; 0 to 1,000.
    pub drift_ppm: u16,
    /// Largest tolerance in seconds: 1,800; from that of a clock just set to 1,800.
    pub tolerance_max_seconds: u16,
    /// Day codes for one date: 16; 1 to 16.
    pub day_slots: u8,
    /// Rows of the ledger: 32; more than those for cancellations, to 32.
    pub rows: u8,
    /// Rows kept for cancellations: 8; 1 to 8.
    pub cancellation_rows: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            day_use: DayUse::Reusable,
            outlasts_midnight: false,
            reuse_seconds: 3_600,
            access_hours: None,
            repeat_seconds: 120,
            free_refusals: 5,
            refusals_max: REFUSALS_MAX,
            first_wait_seconds: 60,
            longest_wait_seconds: 900,
            refusal_falls_seconds: 10_800,
            tolerance_seconds: 120,
            drift_ppm: 100,
            tolerance_max_seconds: 1_800,
            day_slots: DAY_SLOTS,
            rows: LEDGER_ROWS_MAX,
            cancellation_rows: CANCELLATION_ROWS_MAX,
        }
    }
}

impl Limits {
    /// None yet: no profile may have them.
    pub(super) const BLANK: Self = Self {
        day_use: DayUse::Reusable,
        outlasts_midnight: false,
        reuse_seconds: 0,
        access_hours: None,
        repeat_seconds: 0,
        free_refusals: 0,
        refusals_max: 0,
        first_wait_seconds: 0,
        longest_wait_seconds: 0,
        refusal_falls_seconds: 0,
        tolerance_seconds: 0,
        drift_ppm: 0,
        tolerance_max_seconds: 0,
        day_slots: 0,
        rows: 0,
        cancellation_rows: 0,
    };

    /// The limits of 30 bytes of a snapshot (specification, snapshot).
    ///
    /// # Errors
    /// [`Error::Limit`] unless there are 30, each limit within its range.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes);
        let mut limits = Self::BLANK;
        limits.read(&mut reader).ok_or(Error::Limit)?;
        reader.end().map(|()| limits).ok_or(Error::Limit)
    }

    /// The 30 bytes of the limits.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; LIMITS_LEN] {
        let mut bytes = [0; LIMITS_LEN];
        self.write(&mut Writer::new(&mut bytes));
        bytes
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let hours_are_good = self
            .access_hours
            .is_none_or(|hours| hours.from < hours.to && hours.to <= ZONE_MINUTE_MAX);
        let is_good = hours_are_good
            && (60..=43_200).contains(&self.reuse_seconds)
            && self.repeat_seconds <= 600
            && self.free_refusals <= 20
            && (1..=REFUSALS_MAX).contains(&self.refusals_max)
            && (1..=3_600).contains(&self.first_wait_seconds)
            && (self.first_wait_seconds..=43_200).contains(&self.longest_wait_seconds)
            && (3_600..=604_800).contains(&self.refusal_falls_seconds)
            && self.tolerance_seconds <= self.tolerance_max_seconds
            && u32::from(self.tolerance_max_seconds) <= TOLERANCE_MAX_SECONDS
            && self.drift_ppm <= 1_000
            && (1..=DAY_SLOTS).contains(&self.day_slots)
            && (1..=CANCELLATION_ROWS_MAX).contains(&self.cancellation_rows)
            && self.cancellation_rows < self.rows
            && self.rows <= LEDGER_ROWS_MAX;
        if is_good { Ok(()) } else { Err(Error::Limit) }
    }

    /// The tolerance at `now` of a clock that was set at `set`.
    pub(super) fn tolerance(&self, now: UnixSeconds, set: UnixSeconds) -> Tolerance {
        Tolerance::drifted(
            now.saturating_sub(set),
            u32::from(self.tolerance_seconds),
            u32::from(self.drift_ppm),
            u32::from(self.tolerance_max_seconds),
        )
    }

    /// The instant at which a day code first used at `first` can be used no more.
    pub(super) fn reuse_end(&self, first: UnixSeconds) -> UnixSeconds {
        first.saturating_add(u64::from(self.reuse_seconds))
    }

    /// From an opening to the end of the time for its repeat.
    pub(super) fn repeat(&self, opened: UnixSeconds) -> Range<UnixSeconds> {
        opened..opened.saturating_add(u64::from(self.repeat_seconds))
    }

    /// The wait that the `run`-th refusal of a run starts, in seconds.
    pub(super) fn wait(&self, run: u8) -> u64 {
        let Some(doublings) = run
            .checked_sub(self.free_refusals)
            .and_then(|n| n.checked_sub(1))
        else {
            return 0;
        };
        let longest = u64::from(self.longest_wait_seconds);
        // The first wait has at most 12 bits, so 16 doublings pass any longest one.
        (u64::from(self.first_wait_seconds) << doublings.min(16)).min(longest)
    }

    pub(super) fn write(&self, writer: &mut Writer<'_>) {
        let (from, to) = self
            .access_hours
            .map_or((0, 0), |hours| (hours.from, hours.to));
        writer
            .bool(self.day_use == DayUse::Single)
            .bool(self.outlasts_midnight)
            .u16(self.reuse_seconds)
            .u16(from)
            .u16(to)
            .u16(self.repeat_seconds)
            .u8(self.free_refusals)
            .u8(self.refusals_max)
            .u16(self.first_wait_seconds)
            .u16(self.longest_wait_seconds)
            .u32(self.refusal_falls_seconds)
            .u16(self.tolerance_seconds)
            .u16(self.drift_ppm)
            .u16(self.tolerance_max_seconds)
            .u8(self.day_slots)
            .u8(self.rows)
            .u8(self.cancellation_rows)
            .u8(AUDIT_ROWS_MAX);
    }

    /// Becomes what is read; none if no profile could have it.
    pub(super) fn read(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        self.day_use = if reader.bool()? {
            DayUse::Single
        } else {
            DayUse::Reusable
        };
        self.outlasts_midnight = reader.bool()?;
        self.reuse_seconds = reader.u16();
        self.access_hours = match (reader.u16(), reader.u16()) {
            (0, 0) => None,
            (from, to) => Some(AccessHours { from, to }),
        };
        self.repeat_seconds = reader.u16();
        self.free_refusals = reader.u8();
        self.refusals_max = reader.u8();
        self.first_wait_seconds = reader.u16();
        self.longest_wait_seconds = reader.u16();
        self.refusal_falls_seconds = reader.u32();
        self.tolerance_seconds = reader.u16();
        self.drift_ppm = reader.u16();
        self.tolerance_max_seconds = reader.u16();
        self.day_slots = reader.u8();
        self.rows = reader.u8();
        self.cancellation_rows = reader.u8();
        // The last byte is that of the audit rows held.
        let is_good = reader.u8() == AUDIT_ROWS_MAX && self.check().is_ok();
        is_good.then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{AccessHours, Limits};
    use crate::Error;
    use crate::wire::Writer;

    #[test]
    fn waits_double_from_the_sixth_refusal_to_the_longest() {
        let limits = Limits::default();
        for (run, seconds) in [
            (0, 0),
            (5, 0),
            (6, 60),
            (7, 120),
            (8, 240),
            (9, 480),
            (10, 900),
            (255, 900),
        ] {
            assert_eq!(limits.wait(run), seconds, "refusal {run}");
        }
    }

    #[test]
    fn limits_are_written_in_thirty_bytes_and_read_back() {
        let hours = Some(AccessHours {
            from: 480,
            to: 1_320,
        });
        for limits in [
            Limits::default(),
            Limits {
                access_hours: hours,
                drift_ppm: 7,
                ..Limits::default()
            },
        ] {
            let mut bytes = [0xee; 30];
            let mut writer = Writer::new(&mut bytes);
            limits.write(&mut writer);
            assert_eq!(writer.remaining(), 0);
            assert_eq!(limits.to_bytes(), bytes);
            assert_eq!(Limits::from_bytes(&bytes), Ok(limits));
            assert_eq!(Limits::from_bytes(&bytes[..29]), Err(Error::Limit));
        }
    }

    #[test]
    fn limits_out_of_range_are_refused() {
        let changes: [fn(&mut Limits); 19] = [
            |l| l.reuse_seconds = 59,
            |l| l.reuse_seconds = 43_201,
            |l| {
                l.access_hours = Some(AccessHours { from: 480, to: 480 });
            },
            |l| {
                l.access_hours = Some(AccessHours {
                    from: 480,
                    to: 1_441,
                });
            },
            |l| l.repeat_seconds = 601,
            |l| l.free_refusals = 21,
            |l| l.refusals_max = 0,
            |l| l.refusals_max = 101,
            |l| l.first_wait_seconds = 0,
            |l| l.longest_wait_seconds = 59,
            |l| l.refusal_falls_seconds = 3_599,
            |l| l.tolerance_seconds = 1_801,
            |l| l.tolerance_max_seconds = 119,
            |l| l.tolerance_max_seconds = 1_801,
            |l| l.drift_ppm = 1_001,
            |l| l.day_slots = 17,
            |l| l.cancellation_rows = 9,
            |l| l.rows = 8,
            |l| l.rows = 33,
        ];
        for (index, change) in changes.iter().enumerate() {
            let mut limits = Limits::default();
            change(&mut limits);
            assert_eq!(limits.check(), Err(Error::Limit), "change {index}");
        }
        assert_eq!(Limits::default().check(), Ok(()));
    }
}
