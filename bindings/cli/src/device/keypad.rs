//! What a keypad would do next. The engine's status does not tell it, so it is read from
//! the snapshot, whose bytes are the specification's (snapshot).

use doorward::bounds::SNAPSHOT_LEN;
use doorward::calendar::UnixSeconds;
use doorward::lockbox::Limits;

/// The versions of the layout that are known here. They have these fields in common.
const VERSIONS: std::ops::RangeInclusive<u8> = 1..=2;
const RUN_AT: usize = 58;
const TOTAL_AT: usize = 59;
const WAIT_UNTIL_AT: usize = 60;
const FALLS_FROM_AT: usize = 68;
const UNCONFIRMED_AT: usize = 120;
const ROWS_AT: usize = 128;
const ROW_LEN: usize = 29;
/// The instant of the last opening in a row.
const OPENED_AT: usize = 21;

/// The counts of a keypad, as saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Keypad {
    /// Refusals since the last opening.
    pub(crate) run: u8,
    total: u8,
    wait_until: UnixSeconds,
    falls_from: UnixSeconds,
    /// When the last opening was, if it is not confirmed.
    unconfirmed: Option<UnixSeconds>,
}

/// Whether the keypad would read a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Reads,
    /// Nothing before this instant.
    Waits(UnixSeconds),
    /// Nothing until the refusals in all have fallen, at this instant, or a live bulletin.
    Stopped(UnixSeconds),
}

impl Keypad {
    /// The counts in a snapshot; `None` for none, or one of another layout.
    pub(crate) fn read(snapshot: &[u8; SNAPSHOT_LEN]) -> Option<Self> {
        VERSIONS.contains(snapshot.first()?).then_some(())?;
        let byte = |at: usize| snapshot.get(at).copied();
        let unconfirmed = match byte(UNCONFIRMED_AT)?.checked_sub(1) {
            None => None,
            Some(index) => {
                let at = usize::from(index)
                    .checked_mul(ROW_LEN)?
                    .checked_add(ROWS_AT)?
                    .checked_add(OPENED_AT)?;
                Some(number(snapshot.get(at..at.checked_add(5)?)?))
            }
        };
        Some(Self {
            run: byte(RUN_AT)?,
            total: byte(TOTAL_AT)?,
            wait_until: number(snapshot.get(WAIT_UNTIL_AT..FALLS_FROM_AT)?),
            falls_from: number(snapshot.get(FALLS_FROM_AT..FALLS_FROM_AT.checked_add(8)?)?),
            unconfirmed,
        })
    }

    /// Refusals in all, and when the next of them is forgiven.
    pub(crate) fn refusals(&self, now: UnixSeconds, limits: &Limits) -> (u8, Option<UnixSeconds>) {
        let period = u64::from(limits.refusal_falls_seconds);
        let falls = now
            .saturating_sub(self.falls_from)
            .checked_div(period)
            .unwrap_or(0);
        let left = u64::from(self.total).saturating_sub(falls);
        let next = self
            .falls_from
            .saturating_add(falls.saturating_add(1).saturating_mul(period));
        let total = u8::try_from(left).unwrap_or(u8::MAX);
        (total, (total > 0).then_some(next))
    }

    pub(crate) fn next(&self, now: UnixSeconds, limits: &Limits) -> Next {
        let (total, falls) = self.refusals(now, limits);
        match falls {
            Some(falls) if total >= limits.refusals_max => Next::Stopped(falls),
            _ if now < self.wait_until => Next::Waits(self.wait_until),
            _ => Next::Reads,
        }
    }

    /// Until when the code of the last opening opens once more.
    pub(crate) fn repeat_until(&self, now: UnixSeconds, limits: &Limits) -> Option<UnixSeconds> {
        let opened = self.unconfirmed?;
        let end = opened.saturating_add(u64::from(limits.repeat_seconds));
        (opened..end).contains(&now).then_some(end)
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
