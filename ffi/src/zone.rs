//! Local time (specification, zone).

use doorward::calendar::{Change, Day, DaylightSaving, Zone};

use crate::guard::{out, read, run};
use crate::result::dw_result;
use crate::values::dw_zone;

/// A change of the offset: at a local time on a weekday of a month, as in POSIX `Mm.w.d/time`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_zone_change {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 4, or 5 for the last.
    pub week: u8,
    /// 0 for Sunday to 6.
    pub weekday: u8,
    /// Zero.
    pub reserved: u8,
    /// Minutes of the local day before the change, 0 to 1,440.
    pub minute: u16,
}

impl TryFrom<&dw_zone_change> for Change {
    type Error = dw_result;

    fn try_from(change: &dw_zone_change) -> Result<Self, dw_result> {
        if change.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            month: change.month,
            week: change.week,
            weekday: change.weekday,
            minute: change.minute,
        })
    }
}

/// A zone without daylight saving: `offset` minutes east of UTC, -900 to 900.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_zone_fixed(offset: i16, zone: *mut dw_zone) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let zone = unsafe { out(zone)? };
        zone.put((&Zone::fixed(offset)?).into());
        Ok(())
    })
}

/// A zone with daylight saving: both offsets in minutes east of UTC, and when daylight saving
/// starts and ends.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_zone_make(
    standard: i16,
    daylight: i16,
    start: *const dw_zone_change,
    end: *const dw_zone_change,
    zone: *mut dw_zone,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (start, end, zone) = unsafe { (read(start)?, read(end)?, out(zone)?) };
        let saving = DaylightSaving {
            offset: daylight,
            start: start.try_into()?,
            end: end.try_into()?,
        };
        zone.put((&Zone::new(standard, Some(saving))?).into());
        Ok(())
    })
}

/// The offset of local time at an instant, in minutes east of UTC.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_zone_offset_at(
    zone: *const dw_zone,
    instant: u64,
    offset: *mut i16,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, offset) = unsafe { (read(zone)?, out(offset)?) };
        offset.put(Zone::try_from(zone)?.offset_at(instant));
        Ok(())
    })
}

/// The local date at an instant, in days since 1970-01-01; `DW_NOT_FOUND` where that has no
/// number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_zone_day_at(
    zone: *const dw_zone,
    instant: u64,
    date: *mut u32,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, date) = unsafe { (read(zone)?, out(date)?) };
        let found = Zone::try_from(zone)?.day_at(instant);
        date.put(found.ok_or(dw_result::DW_NOT_FOUND)?.number());
        Ok(())
    })
}

/// The first instant of a date and the first of the one after, in Unix seconds. They lie 23
/// to 25 hours apart.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_zone_day_bounds(
    zone: *const dw_zone,
    date: u32,
    start: *mut u64,
    end: *mut u64,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, start, end) = unsafe { (read(zone)?, out(start)?, out(end)?) };
        let zone = Zone::try_from(zone)?;
        start.put(zone.start_of(Day::from_number(date)));
        end.put(zone.end_of(Day::from_number(date)));
        Ok(())
    })
}
