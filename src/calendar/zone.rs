use super::change::Change;
use super::day::split_days;
use super::{Day, UnixSeconds};
use crate::Error;
use crate::bounds::{
    LAST_INSTANT, OFFSET_MAX_MINUTES, SECONDS_PER_DAY, SECONDS_PER_MINUTE, ZONE_LEN,
};

/// The half of a [`Zone`] that not every zone has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DaylightSaving {
    /// Offset from UTC while it lasts, in minutes, -900 to 900; not the standard one.
    pub offset: i16,
    /// When it starts, in standard time.
    pub start: Change,
    /// When it ends, in daylight time.
    pub end: Change,
}

/// The zone a lockbox lives in: a standard offset and, where there is one, the rule of its
/// daylight saving. Fixed rules, no history: a box lives in the present, and a change of
/// law reaches it in a bulletin.
///
/// ```
/// use doorward::calendar::{Change, Day, DaylightSaving, Zone};
///
/// let pacific = Zone::new(
///     -480,
///     Some(DaylightSaving {
///         offset: -420,
///         start: Change { month: 3, week: 2, weekday: 0, minute: 120 },
///         end: Change { month: 11, week: 1, weekday: 0, minute: 120 },
///     }),
/// )?;
/// // 2026-03-08, the date daylight saving starts: 23 hours from midnight to midnight.
/// let day = Day::from_number(20_520);
/// assert_eq!(pacific.end_of(day) - pacific.start_of(day), 23 * 3_600);
/// # Ok::<(), doorward::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "ZoneFields", into = "ZoneFields"))]
pub struct Zone {
    standard: i16,
    daylight: Option<DaylightSaving>,
}

/// The members of a zone before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneFields {
    standard: i16,
    #[serde(default)]
    daylight: Option<DaylightSaving>,
}

#[cfg(feature = "serde")]
impl TryFrom<ZoneFields> for Zone {
    type Error = Error;

    fn try_from(fields: ZoneFields) -> Result<Self, Error> {
        Self::new(fields.standard, fields.daylight)
    }
}

#[cfg(feature = "serde")]
impl From<Zone> for ZoneFields {
    fn from(zone: Zone) -> Self {
        Self {
            standard: zone.standard,
            daylight: zone.daylight,
        }
    }
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self {
        standard: 0,
        daylight: None,
    };

    /// A zone of this standard offset (minutes east of UTC, -900 to 900).
    ///
    /// # Errors
    /// [`Error::ZoneOffset`] for an offset beyond 900 minutes; [`Error::ZoneHalf`] if the
    /// daylight offset is the standard one; [`Error::ZoneRule`] for a rule out of range;
    /// [`Error::ZoneOrder`] for two changes that meet in some year, or fall in one order
    /// this year and in the other the next, so that nobody could say which offset holds.
    pub fn new(standard: i16, daylight: Option<DaylightSaving>) -> Result<Self, Error> {
        let in_range = |offset: i16| offset.unsigned_abs() <= OFFSET_MAX_MINUTES.unsigned_abs();
        if !in_range(standard) || daylight.is_some_and(|saving| !in_range(saving.offset)) {
            return Err(Error::ZoneOffset);
        }
        if let Some(saving) = &daylight {
            if saving.offset == standard {
                return Err(Error::ZoneHalf);
            }
            saving.start.check()?;
            saving.end.check()?;
            if !saving.keeps_order(standard) {
                return Err(Error::ZoneOrder);
            }
        }
        Ok(Self { standard, daylight })
    }

    /// A zone that keeps one offset (minutes east of UTC, -900 to 900).
    ///
    /// # Errors
    /// [`Error::ZoneOffset`] for an offset beyond 900 minutes.
    pub fn fixed(standard: i16) -> Result<Self, Error> {
        Self::new(standard, None)
    }

    /// The standard offset in minutes east of UTC.
    #[must_use]
    pub const fn standard(&self) -> i16 {
        self.standard
    }

    /// The rule of daylight saving, where there is one.
    #[must_use]
    pub const fn daylight(&self) -> Option<DaylightSaving> {
        self.daylight
    }

    /// The zone in the 14 bytes of a bulletin.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; ZONE_LEN] {
        let [s0, s1] = self.standard.to_be_bytes();
        let Some(DaylightSaving { offset, start, end }) = self.daylight else {
            return [s0, s1, s0, s1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        };
        let [d0, d1] = offset.to_be_bytes();
        let [sm0, sm1] = start.minute.to_be_bytes();
        let [em0, em1] = end.minute.to_be_bytes();
        [
            s0,
            s1,
            d0,
            d1,
            start.month,
            start.week,
            start.weekday,
            sm0,
            sm1,
            end.month,
            end.week,
            end.weekday,
            em0,
            em1,
        ]
    }

    /// The zone of 14 bytes of a bulletin.
    ///
    /// # Errors
    /// [`Error::ZoneLength`] unless there are 14; else as [`Zone::new`], with
    /// [`Error::ZoneHalf`] also for rules without an offset of their own, or the reverse.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bytes: [u8; ZONE_LEN] = bytes.try_into().map_err(|_| Error::ZoneLength)?;
        let [s0, s1, d0, d1, rules @ ..] = bytes;
        let standard = i16::from_be_bytes([s0, s1]);
        let offset = i16::from_be_bytes([d0, d1]);
        let [sm, sw, sd, sm0, sm1, em, ew, ed, em0, em1] = rules;
        let start = [sm, sw, sd, sm0, sm1];
        let end = [em, ew, ed, em0, em1];
        let halves = [offset != standard, start != [0; 5], end != [0; 5]];
        match halves {
            [false, false, false] => Self::new(standard, None),
            [true, true, true] => {
                let change = |[month, week, weekday, m0, m1]: [u8; 5]| Change {
                    month,
                    week,
                    weekday,
                    minute: u16::from_be_bytes([m0, m1]),
                };
                Self::new(
                    standard,
                    Some(DaylightSaving {
                        offset,
                        start: change(start),
                        end: change(end),
                    }),
                )
            }
            _ => Err(Error::ZoneHalf),
        }
    }

    /// Minutes that local time is ahead of UTC at `instant`.
    #[must_use]
    pub fn offset_at(&self, instant: UnixSeconds) -> i16 {
        self.saving_offset_at(instant).unwrap_or(self.standard)
    }

    /// The daylight offset, if it holds at `instant`.
    fn saving_offset_at(&self, instant: UnixSeconds) -> Option<i16> {
        let saving = self.daylight.as_ref()?;
        let (_, starts) = saving.latest_change(self.standard, instant);
        starts.then_some(saving.offset)
    }

    /// Days since the one before 1970-01-01 on the local clock, and seconds of the day.
    fn local(&self, instant: UnixSeconds) -> (u32, u32) {
        let shift = offset_seconds(self.offset_at(instant));
        let shifted = instant
            .min(LAST_INSTANT)
            .saturating_add(u64::from(SECONDS_PER_DAY))
            .saturating_add_signed(shift.into());
        split_days(shifted)
    }

    /// The local date at `instant`; `None` where that lies before 1970-01-01.
    #[must_use]
    pub fn day_at(&self, instant: UnixSeconds) -> Option<Day> {
        Day::from_number(self.local(instant).0).before()
    }

    /// Minutes since local midnight on the local clock at `instant`, 0 to 1,439.
    #[must_use]
    pub fn minute_of_day_at(&self, instant: UnixSeconds) -> u16 {
        let (_, seconds) = self.local(instant);
        let minute = seconds.checked_div(SECONDS_PER_MINUTE);
        minute
            .and_then(|minute| minute.try_into().ok())
            .unwrap_or(0)
    }

    /// The first instant of `day`: the [end](Zone::end_of) of the day before.
    #[must_use]
    pub fn start_of(&self, day: Day) -> UnixSeconds {
        day.before().map_or(0, |before| self.end_of(before))
    }

    /// The local midnight that ends `day`: the instant after the last one at which the
    /// local clock shows that date.
    ///
    /// Days of 23, 23.5, 24, 24.5 and 25 hours occur, midnights that the clock shows twice,
    /// and midnights that it skips. Saturates at the last instant the crate reckons with.
    #[must_use]
    pub fn end_of(&self, day: Day) -> UnixSeconds {
        let midnight_at = |offset: i16| {
            day.end_in_local_seconds()
                .saturating_add_signed(i64::from(offset_seconds(offset)).wrapping_neg())
                .min(LAST_INSTANT)
        };
        let Some(saving) = self.daylight else {
            return midnight_at(self.standard);
        };
        let late = midnight_at(saving.offset.min(self.standard));
        let early = midnight_at(saving.offset.max(self.standard));
        let is_over = |instant: u64| self.day_at(instant) > Some(day);
        let before_late = late.saturating_sub(1);
        if !is_over(before_late) {
            late
        } else if is_over(early) {
            early
        } else {
            // The clock jumps over midnight: the day ends with the jump, between the two.
            saving.latest_change(self.standard, before_late).0
        }
    }
}

/// An offset of minutes in seconds.
fn offset_seconds(offset: i16) -> i32 {
    i32::from(offset).wrapping_mul(SECONDS_PER_MINUTE.cast_signed())
}

#[cfg(test)]
mod tests;
