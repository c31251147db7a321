use super::decision::answer;
use super::header::Header;
use super::session::Session;
use super::snapshot::{Change, Snapshot};
use super::{Applied, Decision, Profile, Reason, SnapshotError, Store, StoreError};
use crate::bounds::TICK_SECONDS;
use crate::calendar::{UnixSeconds, Zone};
use crate::codes::{Code, CodeProfile, Family, Operation};
use crate::keys::{AuditKey, Id, LockboxKey};

/// A lockbox: its profile, its key, and everything it remembers. About 1.8 kB.
///
/// See the [module](crate::lockbox) for what it decides and how to drive it.
#[derive(Debug)]
pub struct Lockbox {
    pub(super) id: Id,
    pub(super) codes: CodeProfile,
    pub(super) key: LockboxKey,
    pub(super) snapshot: Result<Snapshot, SnapshotError>,
    pub(super) session: Session,
}

// What a small microcontroller can spare.
const _: () = assert!(size_of::<Lockbox>() <= 2_048);

impl Lockbox {
    /// Provisions a lockbox: saves its first snapshot, with the clock unset and nothing
    /// used. `epoch` is the ownership epoch; `first_audit` must be erased by the caller.
    ///
    /// A box that lost its state is provisioned with the keys of the next generation, or
    /// every code it ever opened to would open it again.
    ///
    /// # Errors
    /// [`StoreError`] if the snapshot could not be saved.
    pub fn provision(
        profile: &Profile,
        key: LockboxKey,
        first_audit: &AuditKey,
        epoch: u32,
        zone: Zone,
        store: &mut dyn Store,
    ) -> Result<Self, StoreError> {
        let header = Header::new(epoch, zone, profile.limits());
        let mut snapshot = Snapshot::first(&header, first_audit);
        snapshot.save_first(store)?;
        Ok(Self::new(profile.id(), profile.codes(), key, Ok(snapshot)))
    }

    /// A lockbox that remembers `snapshot`, the one saved last; anything else, such as
    /// nothing at all, makes a box that refuses everything until it is provisioned anew.
    #[must_use]
    pub fn restore(id: &Id, codes: CodeProfile, key: LockboxKey, snapshot: &[u8]) -> Self {
        Self::new(id, codes, key, Snapshot::from_bytes(snapshot))
    }

    fn new(
        id: &Id,
        codes: CodeProfile,
        key: LockboxKey,
        snapshot: Result<Snapshot, SnapshotError>,
    ) -> Self {
        Self {
            id: *id,
            codes,
            key,
            snapshot,
            session: Session::default(),
        }
    }

    /// Decides about a code typed at `now`, after `operation` was chosen; `digits` are the
    /// keys pressed, as ASCII. An entry is counted as a refusal, and saved, before it is
    /// compared; an opening is saved before it is answered.
    pub fn enter_code(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        operation: Operation,
        digits: &[u8],
    ) -> Decision {
        answer(self.try_enter_code(store, now, operation, digits))
    }

    fn try_enter_code(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        operation: Operation,
        digits: &[u8],
    ) -> Result<Decision, Reason> {
        let mut header = self.header()?;
        let limits = header.limits;
        header.throttle.settle(now, &limits);
        let before = header.throttle;
        if before.total >= limits.refusals_max {
            return Err(Reason::KeypadStopped);
        }
        if now < before.wait_until {
            return Err(Reason::Throttled {
                until: before.wait_until,
            });
        }
        let code = Code::from_ascii(digits).map_err(|_| Reason::Malformed)?;
        let family = self.codes.family(code.digits()).ok_or(Reason::Malformed)?;
        header.throttle.count(now, &limits);
        self.commit(store, &Change::from(header))?;
        match family {
            Family::Service => self.judge_service_code(store, header, before, now, &code),
            _ => self.judge_code(store, header, before, now, operation, family, &code),
        }
    }

    /// Notes that the door was opened after the last opening, so that its code cannot be
    /// repeated. For boxes with a sensor; without one a repeat stays possible for its time.
    pub fn confirm_opened(&mut self, store: &mut dyn Store, now: UnixSeconds) -> Decision {
        answer(self.header().and_then(|mut header| {
            header.unconfirmed = 0;
            header.persist(now);
            self.commit(store, &Change::from(header))?;
            Ok(applied(Applied::Confirmed, None))
        }))
    }

    /// Notes that the clock lost its power. It is unset until a live bulletin or a clock
    /// code, and goes on from the last persisted instant, which the decision names. To be
    /// called again until the answer is not [`Reason::StoreFailed`].
    pub fn power_restored(&mut self, store: &mut dyn Store) -> Decision {
        answer(self.header().and_then(|mut header| {
            header.clock_is_set = false;
            self.commit(store, &Change::from(header))?;
            Ok(applied(Applied::PowerRestored, Some(header.persisted)))
        }))
    }

    /// Keeps time: to be called now and then, saves when an hour has passed since the last
    /// persisted instant.
    pub fn tick(&mut self, store: &mut dyn Store, now: UnixSeconds) -> Decision {
        answer(self.header().and_then(|mut header| {
            if now.saturating_sub(header.persisted) >= TICK_SECONDS {
                header.persist(now);
                self.commit(store, &Change::from(header))?;
            }
            Ok(applied(Applied::Ticked, None))
        }))
    }

    pub(super) fn header(&self) -> Result<Header, Reason> {
        self.snapshot()
            .and_then(|snapshot| snapshot.header().ok_or(Reason::StateLost))
    }

    pub(super) fn snapshot(&self) -> Result<&Snapshot, Reason> {
        self.snapshot.as_ref().map_err(|_| Reason::StateLost)
    }

    pub(super) fn commit(
        &mut self,
        store: &mut dyn Store,
        change: &Change<'_>,
    ) -> Result<(), Reason> {
        let snapshot = self.snapshot.as_mut().map_err(|_| Reason::StateLost)?;
        snapshot
            .commit(store, change)
            .map_err(|_| Reason::StoreFailed)
    }
}

pub(super) const fn applied(applied: Applied, set_clock: Option<UnixSeconds>) -> Decision {
    Decision::Applied { applied, set_clock }
}
