//! Instants as reports spell them.

use core::fmt;

use crate::bounds::{SECONDS_PER_DAY, SECONDS_PER_MINUTE};
use crate::calendar::{Day, UnixSeconds};

const MINUTES_PER_HOUR: u32 = 60;

/// `YYYY-MM-DD HH:MM:SS +HHMM`: what the clock shows at an offset from UTC.
pub(super) struct LocalTime {
    pub(super) instant: UnixSeconds,
    pub(super) offset_minutes: i16,
}

/// `YYYY-MM-DDTHH:MM:SSZ`.
pub(super) struct Utc(pub(super) UnixSeconds);

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ahead = i64::from(self.offset_minutes).saturating_mul(SECONDS_PER_MINUTE.into());
        let (day, time) = shown(self.instant.saturating_add_signed(ahead));
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let offset = u32::from(self.offset_minutes.unsigned_abs());
        let (hours, minutes) = (offset / MINUTES_PER_HOUR, offset % MINUTES_PER_HOUR);
        write!(f, "{day} {time} {sign}{hours:02}{minutes:02}")
    }
}

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, time) = shown(self.0);
        write!(f, "{day}T{time}Z")
    }
}

/// `HH:MM:SS`.
struct TimeOfDay(u32);

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.0 / SECONDS_PER_MINUTE, self.0 % SECONDS_PER_MINUTE);
        let (hours, minutes) = (minutes / MINUTES_PER_HOUR, minutes % MINUTES_PER_HOUR);
        write!(f, "{hours:02}:{minutes:02}:{seconds:02}")
    }
}

fn shown(seconds: u64) -> (Day, TimeOfDay) {
    const DAY: u64 = SECONDS_PER_DAY as u64;
    let day = u32::try_from(seconds / DAY).unwrap_or(u32::MAX);
    let time = u32::try_from(seconds % DAY).unwrap_or(0);
    (Day::from_number(day), TimeOfDay(time))
}
