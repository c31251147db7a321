//! Instants of a feed, and the dates on which they fall.

use doorward::calendar::Zone;
use doorward::market::Date;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// An instant, in milliseconds from 1970 on or before it.
pub(crate) fn milliseconds(text: &str) -> Option<i64> {
    let instant = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    let since = instant.unix_timestamp_nanos().checked_div(1_000_000)?;
    i64::try_from(since).ok()
}

/// The date on which an instant falls in `zone`. Before 1970 it is out of range, as the
/// library takes it.
pub(crate) fn date_of(milliseconds: i64, zone: &Zone) -> Date {
    u64::try_from(milliseconds.div_euclid(1_000))
        .ok()
        .and_then(|seconds| zone.day_at(seconds))
        .map_or(Date::from_number(-1), Date::from)
}

/// The date that a text says: `YYYY-MM-DD`, or an instant with its offset from UTC.
pub(crate) fn date(text: &str, zone: &Zone) -> Option<Date> {
    Date::parse(text).or_else(|| milliseconds(text).map(|instant| date_of(instant, zone)))
}

#[cfg(test)]
mod tests {
    use super::{date, milliseconds};
    use crate::zone;

    #[test]
    fn an_instant_falls_on_the_date_of_its_zone() {
        let (utc, pacific) = (zone::parse("utc").unwrap(), zone::parse("pacific").unwrap());
        let evening = "2025-01-02T01:30:00Z";
        assert_eq!(date(evening, &utc).unwrap().to_string(), "2025-01-02");
        assert_eq!(date(evening, &pacific).unwrap().to_string(), "2025-01-01");
        assert_eq!(
            date("2025-01-02", &pacific).unwrap().to_string(),
            "2025-01-02"
        );
        assert_eq!(milliseconds("1970-01-01T00:00:00.250+00:00"), Some(250));
        assert!(
            date("1900-01-01T00:00:00Z", &utc)
                .unwrap()
                .is_out_of_range()
        );
        for text in ["", "01/02/2025", "2025-02-30", "2025-01-02T01:30:00"] {
            assert_eq!(date(text, &utc), None, "{text}");
        }
    }
}
