use super::header::Header;
use super::row::Row;
use super::snapshot::Snapshot;
use super::{Limits, Lockbox, SnapshotError};
use crate::calendar::{Tolerance, UnixSeconds, Zone};

/// What a lockbox tells about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Status {
    /// The ownership epoch.
    pub epoch: u32,
    /// The sequence of the last bulletin applied, 0 before the first.
    pub bulletin_sequence: u32,
    /// Whether the clock is set.
    pub clock_is_set: bool,
    /// Whether the service has suspended the lockbox.
    pub is_suspended: bool,
    /// The last persisted instant.
    pub persisted: UnixSeconds,
    /// When the clock was set last, by a live bulletin or a clock code.
    pub set: UnixSeconds,
    /// Refusals in all that were counted, as of the last entry.
    pub refusals: u8,
    /// The zone.
    pub zone: Zone,
    /// The limits in force.
    pub limits: Limits,
}

impl Status {
    /// How far the clock may be off at `now`.
    #[must_use]
    pub fn tolerance(&self, now: UnixSeconds) -> Tolerance {
        self.limits.tolerance(now, self.set)
    }
}

/// Whether a keypad reads what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum KeypadState {
    /// It does.
    Reads,
    /// Not before this instant, after too many refusals in a run.
    Waits(UnixSeconds),
    /// Not before this instant, at which the refusals in all fall, or a live bulletin.
    Stopped(UnixSeconds),
}

/// The counts of a keypad at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Keypad {
    /// Whether it reads what is typed.
    pub state: KeypadState,
    /// Refusals since the last opening by a code.
    pub run: u8,
    /// Refusals in all, less those that time has forgiven.
    pub refusals: u8,
    /// When the next of them is forgiven; none where there is none.
    pub next_forgiven: Option<UnixSeconds>,
    /// Until when the code of the last opening opens once more, if it does.
    pub repeat_until: Option<UnixSeconds>,
}

impl Lockbox {
    /// Whether the lockbox has its state, and what it is.
    ///
    /// # Errors
    /// [`SnapshotError`]: why it has not.
    pub fn state(&self) -> Result<Status, SnapshotError> {
        let (header, _) = self.remembered()?;
        Ok(Status {
            epoch: header.epoch,
            bulletin_sequence: header.sequence,
            clock_is_set: header.clock_is_set,
            is_suspended: header.is_suspended,
            persisted: header.persisted,
            set: header.last_sync.max(header.last_clock_code),
            refusals: header.throttle.total,
            zone: header.zone,
            limits: header.limits,
        })
    }

    /// What the keypad would do with an entry at `now`, for a display or for support.
    ///
    /// # Errors
    /// [`SnapshotError`] where the state is lost.
    pub fn keypad(&self, now: UnixSeconds) -> Result<Keypad, SnapshotError> {
        let (mut header, snapshot) = self.remembered()?;
        let limits = header.limits;
        header.throttle.settle(now, &limits);
        let throttle = header.throttle;
        let period = u64::from(limits.refusal_falls_seconds);
        let falls = throttle.falls_from.saturating_add(period);
        let state = if throttle.total >= limits.refusals_max {
            KeypadState::Stopped(falls)
        } else if now < throttle.wait_until {
            KeypadState::Waits(throttle.wait_until)
        } else {
            KeypadState::Reads
        };
        Ok(Keypad {
            state,
            run: throttle.run,
            refusals: throttle.total,
            next_forgiven: (throttle.total > 0).then_some(falls),
            repeat_until: repeat_until(&header, snapshot, now),
        })
    }

    fn remembered(&self) -> Result<(Header, &Snapshot), SnapshotError> {
        match self.lost {
            None => {
                let mut header = Header::BLANK;
                let read = self.memory.header(&mut header);
                read.ok_or(SnapshotError::Damaged)?;
                Ok((header, &self.memory))
            }
            Some(error) => Err(error),
        }
    }
}

fn repeat_until(header: &Header, snapshot: &Snapshot, now: UnixSeconds) -> Option<UnixSeconds> {
    let index = header.unconfirmed.checked_sub(1)?;
    let Some(Row::Code(row)) = snapshot.row(index) else {
        return None;
    };
    let repeat = row.repeat(&header.limits)?;
    let opens = header.has_time(now) && !header.is_suspended && repeat.contains(&now);
    opens.then_some(repeat.end)
}
