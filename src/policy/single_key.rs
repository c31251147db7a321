//! The key of the day: of a member's app and card, only one opens boxes on one day
//! (specification, the key of the day).
//!
//! ```
//! use doorward::calendar::Zone;
//! use doorward::policy::single_key::{
//!     KeyAction, KeyEvent, KeyParameters, KeyReason, KeyState, SingleKeyError, step,
//! };
//!
//! let (zone, parameters) = (Zone::UTC, KeyParameters::default());
//! let morning = 1_767_340_800; // 2026-01-02, 08:00
//! let state = KeyState::first(&zone, morning)?;
//! let opens = KeyEvent { now: morning, action: KeyAction::OpenApp };
//! let state = step(&zone, &parameters, &state, &opens)?.state;
//!
//! // The app has the day; the card would need a code from support.
//! let card = KeyEvent { now: morning + 60, action: KeyAction::UseCard };
//! let denied = step(&zone, &parameters, &state, &card)?;
//! assert_eq!(denied.reason, Some(KeyReason::CardWhileApp));
//! assert_eq!(KeyReason::CardWhileApp.needs(), Some("update_code"));
//!
//! let yesterday = KeyEvent { now: morning - 86_400, ..card };
//! let error = step(&zone, &parameters, &state, &yesterday);
//! assert_eq!(error, Err(SingleKeyError::DayWentBack));
//! # Ok::<(), SingleKeyError>(())
//! ```

use super::listed::{closed_list, errors};
use super::values::{check, check_day, check_instant};
use super::{BadValue, Decision, Set};
use crate::bounds::ZONE_MINUTE_MAX;
use crate::calendar::{Day, UnixSeconds, Zone};

mod reason;

pub use reason::KeyReason;

closed_list! {
    /// What holds a member's day.
    DayKey {
        None = 1, "none", "nothing yet";
        App = 2, "app", "the app";
        Card = 3, "card", "the card";
    }
}

/// What is remembered of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct KeyState {
    /// The local day that the rest speaks of, 0 to 2,932,896.
    pub day: Day,
    /// What holds that day.
    pub key: DayKey,
    /// The card serves on an update code, in place of the app. Of a card alone.
    pub fallback: bool,
    /// The card holds the day after.
    pub card_next: bool,
}

impl KeyState {
    /// A member's first state: nothing holds the local day of `now`.
    ///
    /// # Errors
    /// [`SingleKeyError::BadValue`] for an instant out of its range.
    pub fn first(zone: &Zone, now: UnixSeconds) -> Result<Self, SingleKeyError> {
        Ok(Self::of_day(day_of(zone, now)?))
    }

    const fn of_day(day: Day) -> Self {
        Self {
            day,
            key: DayKey::None,
            fallback: false,
            card_next: false,
        }
    }

    /// What it has become when it is another day.
    fn on(self, today: Day) -> Self {
        if today <= self.day {
            return self;
        }
        let is_next = today.before() == Some(self.day);
        let key = if is_next && self.card_next {
            DayKey::Card
        } else {
            DayKey::None
        };
        Self {
            key,
            ..Self::of_day(today)
        }
    }
}

/// The association's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct KeyParameters {
    /// The minute of the local day from which a renewal means tomorrow: 960, which is 16:00, a
    /// convention of existing systems; 0 to 1,439.
    pub afternoon: u16,
}

impl Default for KeyParameters {
    fn default() -> Self {
        Self { afternoon: 960 }
    }
}

impl KeyParameters {
    /// Checks that each is within its range.
    ///
    /// # Errors
    /// [`SingleKeyError::BadValue`].
    pub fn check(&self) -> Result<(), SingleKeyError> {
        Ok(check(self.afternoon < ZONE_MINUTE_MAX)?)
    }
}

/// What a member does, or asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyAction {
    /// Opens the app to use it as a key.
    OpenApp,
    /// Puts the card to use at a box.
    UseCard,
    /// Renews the card, at a reader or by telephone, as [`renewal`](super::renewal) permits.
    RenewCard,
    /// Asks support for a code with which the card serves today.
    UpdateCode {
        /// The member states that the phone is lost.
        phone_lost: bool,
    },
}

/// What a member does, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "with_serde::Members", into = "with_serde::Members")
)]
pub struct KeyEvent {
    /// The present.
    pub now: UnixSeconds,
    /// What the member does.
    pub action: KeyAction,
}

closed_list! {
    /// What has to be done with the answer.
    KeyObligation {
        RecordFallback = 1, "record_fallback", "record that the card serves in place of the app";
        BlockAppToday = 2, "block_app_today", "the app opens nothing more today";
    }
}

errors! {
    /// An input that makes no sense. Nothing was ruled.
    SingleKeyError {
        BadValue = 1, "bad_value", "a value is out of its range";
        InconsistentState = 2, "inconsistent_state", "only a card serves on an update code";
        DayWentBack = 3, "day_went_back", "the state is of a later day";
    }
}

/// Whether a member may, and what is remembered from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct KeyRuling {
    /// Permit exactly where there is no reason.
    pub decision: Decision,
    /// The reason against it; at most one applies.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "reasons", with = "with_serde::reasons")
    )]
    pub reason: Option<KeyReason>,
    /// What has to be done.
    pub obligations: Set<KeyObligation>,
    /// To be stored, whatever the decision: it knows which day it is.
    pub state: KeyState,
}

/// The day of an association at `instant`: `start_of(day) <= instant < end_of(day)`.
///
/// Where the clock goes back across midnight it shows the next date for a while, and then the
/// old one again; this day never falls.
///
/// # Errors
/// [`BadValue`] for an instant out of 86,400 to 253,402,214,399.
pub fn day_of(zone: &Zone, instant: UnixSeconds) -> Result<Day, BadValue> {
    check_instant(instant)?;
    let mut day = zone.day_at(instant).ok_or(BadValue)?;
    while instant < zone.start_of(day) {
        day = day.before().ok_or(BadValue)?;
    }
    Ok(day)
}

/// Judges one event of a member of the association that lives in `zone`.
///
/// # Errors
/// [`SingleKeyError`]: a value out of its range; a fallback without a card; a state of a day
/// after that of `now`.
pub fn step(
    zone: &Zone,
    parameters: &KeyParameters,
    state: &KeyState,
    event: &KeyEvent,
) -> Result<KeyRuling, SingleKeyError> {
    parameters.check()?;
    check_day(state.day)?;
    let today = day_of(zone, event.now)?;
    if state.fallback && state.key != DayKey::Card {
        return Err(SingleKeyError::InconsistentState);
    }
    if today < state.day {
        return Err(SingleKeyError::DayWentBack);
    }
    let is_late = zone.minute_of_day_at(event.now) >= parameters.afternoon;
    let before = state.on(today);
    let (reason, state) = match judge(before, event.action, is_late) {
        Ok(state) => (None, state),
        Err(reason) => (Some(reason), before),
    };
    let is_new_fallback = state.fallback && !before.fallback;
    Ok(KeyRuling {
        decision: match reason {
            None => Decision::Permit,
            Some(_) => Decision::Deny,
        },
        reason,
        obligations: Set::of([
            (is_new_fallback, KeyObligation::RecordFallback),
            (is_new_fallback, KeyObligation::BlockAppToday),
        ]),
        state,
    })
}

/// The state after an event on its own day, or the reason against the event.
fn judge(state: KeyState, action: KeyAction, is_late: bool) -> Result<KeyState, KeyReason> {
    let held_by = |key| Ok(KeyState { key, ..state });
    match (action, state.key) {
        (KeyAction::OpenApp, DayKey::Card) => Err(KeyReason::AppWhileCard),
        (KeyAction::OpenApp, DayKey::None | DayKey::App) => held_by(DayKey::App),
        (KeyAction::UseCard, DayKey::App) => Err(KeyReason::CardWhileApp),
        (KeyAction::UseCard, DayKey::None | DayKey::Card) => held_by(DayKey::Card),
        (KeyAction::RenewCard, key) => Ok(KeyState {
            key: if key == DayKey::None {
                DayKey::Card
            } else {
                key
            },
            card_next: state.card_next || is_late,
            ..state
        }),
        (KeyAction::UpdateCode { .. }, DayKey::Card) if state.fallback => Ok(state),
        (KeyAction::UpdateCode { .. }, DayKey::None | DayKey::Card) => {
            Err(KeyReason::FallbackNotNeeded)
        }
        (KeyAction::UpdateCode { phone_lost: false }, DayKey::App) => Err(KeyReason::PhoneNotLost),
        (KeyAction::UpdateCode { phone_lost: true }, DayKey::App) => Ok(KeyState {
            key: DayKey::Card,
            fallback: true,
            ..state
        }),
    }
}

#[cfg(feature = "serde")]
mod with_serde;

#[cfg(test)]
mod tests;
