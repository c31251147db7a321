//! The end of the day: how long the listing has been on the market.

use doorward::market::presets::{Chosen, Preset};
use doorward::market::{Date, History, OwnedListing, OwnedRow, Status};

use super::scene::{DATE, Line, Scene};
use crate::failure::Failure;
use crate::market::timeline::Picture;

/// The listing that the lockbox serves, and the one that it had with another office before.
const LISTINGS: [(&str, &[(&str, Status)]); 2] = [
    (
        "25-8810",
        &[
            ("2026-01-12", Status::Active),
            ("2026-04-02", Status::Canceled),
        ],
    ),
    (
        "26-1042",
        &[
            ("2026-04-14", Status::ComingSoon),
            ("2026-04-20", Status::Active),
        ],
    ),
];

pub(super) fn the_listing_is_counted(_: &mut Scene) -> Result<Vec<Line>, Failure> {
    let date = |text: &str| {
        Date::parse(text).ok_or_else(|| Failure::usage(format!("{text:?} is no date")))
    };
    let mut listings = Vec::new();
    for (key, rows) in LISTINGS {
        let mut listing = OwnedListing {
            listing: key.to_owned(),
            ..OwnedListing::default()
        };
        for (on, status) in rows {
            listing.events.push(OwnedRow {
                date: date(on)?,
                status: (*status).into(),
                sequence: 0,
                event: None,
            });
        }
        listings.push(listing);
    }
    let [.., (target, _)] = LISTINGS;
    let history = History {
        as_of: date(DATE)?.day().ok_or(doorward::Error::Day)?,
        target: target.to_owned(),
        listings,
    };
    let rules = Preset::of(Preset::DEFAULT)
        .ok_or_else(|| Failure::not_found("the library has no rules of its own"))?;
    let explained = history.explain(&Chosen::from(rules))?;
    let picture = Picture::of(&explained);
    Ok(vec![Line {
        who: "service",
        code: String::new(),
        what: picture.title.clone(),
        decision: None,
        details: vec![picture.subtitle.clone()],
        rows: picture.rows(),
    }])
}
