//! The 14 bytes of a zone.

use doorward::bounds::LAST_INSTANT;
use doorward::calendar::{Day, Zone};

use crate::bytes::Bytes;

/// What is a zone has one form alone, and tells days and minutes at any instant.
pub(crate) fn zone(data: &[u8]) {
    let (first, rest) = data.split_at(data.len().min(14));
    let Ok(zone) = Zone::from_bytes(first) else {
        return;
    };
    assert_eq!(zone.to_bytes(), first);
    let again = Zone::new(zone.standard(), zone.daylight());
    assert_eq!(again, Ok(zone));
    let mut bytes = Bytes(rest);
    loop {
        let instant = bytes.u64() >> (bytes.u8() % 64);
        assert!(zone.minute_of_day_at(instant) < 1_440);
        let offset = zone.offset_at(instant);
        let offsets = [
            zone.standard(),
            zone.daylight().map_or(zone.standard(), |it| it.offset),
        ];
        assert!(offsets.contains(&offset));
        if let Some(day) = zone.day_at(instant) {
            // Behind the last instant, all is the last day.
            let is_over = instant >= zone.end_of(day);
            assert!(!is_over || instant >= LAST_INSTANT, "{zone:?} {instant}");
            assert!(zone.start_of(day) <= zone.end_of(day));
            let day = Day::from_number(bytes.u32());
            assert!(zone.start_of(day) <= zone.end_of(day));
        }
        if bytes.is_empty() {
            break;
        }
    }
}
