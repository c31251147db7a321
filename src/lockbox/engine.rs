use super::decision::{Cause, answer};
use super::draft::{Draft, applied};
use super::header::Header;
use super::log::{LogBytes, Note};
use super::session::Session;
use super::snapshot::{Change, LogBefore, Snapshot};
use super::throttle::Throttle;
use super::{Applied, Decision, Profile, SnapshotError, Store, StoreError};
use crate::audit::{Event, Method};
use crate::bounds::TICK_SECONDS;
use crate::calendar::{UnixSeconds, Zone};
use crate::codes::{Code, CodeProfile, Family, Operation};
use crate::keys::{AuditKey, Id, LockboxKey};

/// A lockbox: its profile, its key, and everything it remembers. About 2 kB.
///
/// See the [module](crate::lockbox) for what it decides and how to drive it.
#[derive(Debug)]
pub struct Lockbox {
    pub(super) id: Id,
    pub(super) codes: CodeProfile,
    pub(super) key: LockboxKey,
    /// Blank where the state is lost, and why it is.
    pub(super) memory: Snapshot,
    pub(super) lost: Option<SnapshotError>,
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
        let mut lockbox = Self::blank();
        lockbox.provision_here(profile, key, first_audit, epoch, zone, store)?;
        Ok(lockbox)
    }

    /// A lockbox that is nobody's yet, and refuses everything. On a microcontroller, whose
    /// stack has no room for a second one, it is made where it will stay and there
    /// [restored](Self::restore_here) or [provisioned](Self::provision_here).
    #[must_use]
    pub const fn blank() -> Self {
        Self {
            id: Id::BLANK,
            codes: CodeProfile::BLANK,
            key: LockboxKey::BLANK,
            memory: Snapshot::BLANK,
            lost: Some(SnapshotError::Damaged),
            session: Session::NONE,
        }
    }

    /// As [`provision`](Self::provision), in the place of whatever the box was before.
    ///
    /// # Errors
    /// [`StoreError`] if the snapshot could not be saved; the state is then lost.
    pub fn provision_here(
        &mut self,
        profile: &Profile,
        key: LockboxKey,
        first_audit: &AuditKey,
        epoch: u32,
        zone: Zone,
        store: &mut dyn Store,
    ) -> Result<(), StoreError> {
        (self.id, self.codes, self.key) = (*profile.id(), profile.codes(), key);
        self.session = Session::NONE;
        let lacking = profile.operations_lacking();
        let header = Header::new(epoch, zone, profile.limits(), lacking);
        let begun = self.memory.begin(&header, first_audit, store);
        self.lost = begun.err().map(|StoreError| SnapshotError::Damaged);
        begun
    }

    /// A lockbox that remembers `snapshot`, the one saved last; anything else, such as
    /// nothing at all, makes a box that refuses everything until it is provisioned anew.
    #[must_use]
    pub fn restore(id: &Id, codes: CodeProfile, key: LockboxKey, snapshot: &[u8]) -> Self {
        let mut lockbox = Self::blank();
        lockbox.restore_here(id, codes, key, snapshot);
        lockbox
    }

    /// As [`restore`](Self::restore), in the place of whatever the box was before.
    pub fn restore_here(&mut self, id: &Id, codes: CodeProfile, key: LockboxKey, snapshot: &[u8]) {
        (self.id, self.codes, self.key) = (*id, codes, key);
        self.session = Session::NONE;
        self.lost = self.memory.load(snapshot).err();
    }

    /// Decides about a code typed at `now`, after `operation` was chosen; `digits` are the
    /// keys pressed, as ASCII. An entry is counted as a refusal, and saved, before it is
    /// compared; an opening is saved before it is answered, a refusal noted in the log.
    pub fn enter_code(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        operation: Operation,
        digits: &[u8],
    ) -> Decision {
        let mut decision = Decision::NONE;
        self.decide_on_code(store, now, operation, digits, &mut decision);
        decision
    }

    /// As [`enter_code`](Self::enter_code), to a place of the caller's.
    pub fn decide_on_code(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        operation: Operation,
        digits: &[u8],
        decision: &mut Decision,
    ) {
        let note = Note::of(Event::Entry, Method::None, now);
        let mut draft = Draft::of(note, decision);
        let judged = self.judge_entry(store, now, operation, digits, &mut draft);
        let concluded = match judged {
            // It was not counted.
            Err(uncounted) => Err(uncounted),
            Ok(judged) => self.conclude(store, now, &mut draft, judged),
        };
        draft.answer(concluded);
    }

    /// Counts an entry and judges it; an error for one that is not counted.
    #[inline(never)]
    fn judge_entry(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        operation: Operation,
        digits: &[u8],
        draft: &mut Draft<'_>,
    ) -> Result<Result<(), Cause>, Cause> {
        let code = Code::from_ascii(digits).ok();
        let family = code
            .as_ref()
            .and_then(|code| self.codes.family(code.digits()));
        let mut before = Throttle::NONE;
        self.count_entry(store, now, family.is_some(), draft, &mut before)?;
        let typed = Typed {
            now,
            operation,
            before,
            family: family.ok_or(Cause::Malformed)?,
            code: code.ok_or(Cause::Malformed)?,
        };
        typed.name(&mut draft.note);
        Ok(match typed.family {
            Family::Service => self.judge_service_code(draft, &typed),
            _ => self.judge_code(draft, &typed),
        })
    }

    /// Counts an entry as a refusal, and saves that, if it is a code's; the throttle `before`.
    #[inline(never)]
    fn count_entry(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        is_code: bool,
        draft: &mut Draft<'_>,
        before: &mut Throttle,
    ) -> Result<(), Cause> {
        let header = &mut draft.header;
        self.read_header(header)?;
        header.throttle.settle(now, &header.limits);
        *before = header.throttle;
        if before.total >= header.limits.refusals_max {
            return Err(Cause::KeypadStopped);
        }
        if now < before.wait_until {
            draft.until = before.wait_until;
            return Err(Cause::Throttled);
        }
        if !is_code {
            return Err(Cause::Malformed);
        }
        header.throttle.count(now, &header.limits);
        self.commit(store, &mut Change::from(&*header))
    }

    /// Saves what was judged, with its rows of the log: of what was refused its note alone.
    #[inline(never)]
    pub(super) fn conclude(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        draft: &mut Draft<'_>,
        judged: Result<(), Cause>,
    ) -> Result<(), Cause> {
        if judged.is_err() {
            self.read_header(&mut draft.header)?;
            draft.row = None;
            draft.revocations = None;
        }
        self.snapshot()?;
        let mut before = LogBefore::NONE;
        let mut log = self
            .memory
            .change_log(&mut before)
            .ok_or(Cause::StateLost)?;
        draft.write(&mut log, now, judged);
        log.tag();
        let mut change = Change {
            header: &draft.header,
            row: draft.row.as_mut(),
            revocations: draft.revocations.as_deref_mut(),
            log: Some(&before),
        };
        self.commit(store, &mut change)?;
        judged?;
        if let Some(instant) = draft.decision.set_clock() {
            self.session.clock_was_set(now, instant);
        }
        Ok(())
    }

    /// Notes that the door was opened after the last opening, so that its code cannot be
    /// repeated. For boxes with a sensor; without one a repeat stays possible for its time.
    pub fn confirm_opened(&mut self, store: &mut dyn Store, now: UnixSeconds) -> Decision {
        let confirmed = self.change(store, &mut |header| {
            header.unconfirmed = 0;
            header.persist(now);
            true
        });
        answer(confirmed, Applied::Confirmed)
    }

    /// Notes that the clock lost its power. It is unset until a live bulletin or a clock
    /// code, and goes on from the last persisted instant, which the decision names. Whatever
    /// phone was before the box is gone. To be called again until the answer is not
    /// [`Reason::StoreFailed`](crate::lockbox::Reason::StoreFailed).
    pub fn power_restored(&mut self, store: &mut dyn Store) -> Decision {
        let mut decision = Decision::NONE;
        let mut draft = Draft::of(Note::of(Event::Power, Method::None, 0), &mut decision);
        let noted = self.try_power_restored(store, &mut draft);
        draft.answer(noted);
        decision
    }

    fn try_power_restored(
        &mut self,
        store: &mut dyn Store,
        draft: &mut Draft<'_>,
    ) -> Result<(), Cause> {
        self.read_header(&mut draft.header)?;
        let instant = draft.header.persisted;
        draft.header.clock_is_set = false;
        (draft.note.instant, draft.note.detail) = (instant, instant);
        *draft.decision = applied(Applied::PowerRestored, Some(instant));
        self.session = Session::NONE;
        self.conclude(store, instant, draft, Ok(()))
    }

    /// Keeps time: to be called now and then, saves when an hour has passed since the last
    /// persisted instant.
    pub fn tick(&mut self, store: &mut dyn Store, now: UnixSeconds) -> Decision {
        let ticked = self.change(store, &mut |header| {
            let is_due = now.saturating_sub(header.persisted) >= TICK_SECONDS;
            if is_due {
                header.persist(now);
            }
            is_due
        });
        answer(ticked, Applied::Ticked)
    }

    /// Changes the header, and saves that if `change` says that it did.
    #[inline(never)]
    pub(super) fn change(
        &mut self,
        store: &mut dyn Store,
        change: &mut dyn FnMut(&mut Header) -> bool,
    ) -> Result<(), Cause> {
        let mut header = Header::BLANK;
        self.read_header(&mut header)?;
        if change(&mut header) {
            self.commit(store, &mut Change::from(&header))?;
        }
        Ok(())
    }

    /// Reads the header to its place.
    #[inline(never)]
    pub(super) fn read_header(&self, header: &mut Header) -> Result<(), Cause> {
        let snapshot = self.snapshot()?;
        snapshot.header(header).ok_or(Cause::StateLost)
    }

    pub(super) fn snapshot(&self) -> Result<&Snapshot, Cause> {
        match self.lost {
            None => Ok(&self.memory),
            Some(_) => Err(Cause::StateLost),
        }
    }

    /// The bytes of the log.
    pub(super) fn log(&self) -> Result<&LogBytes, Cause> {
        self.snapshot()
            .and_then(|snapshot| snapshot.log().ok_or(Cause::StateLost))
    }

    pub(super) fn commit(
        &mut self,
        store: &mut dyn Store,
        change: &mut Change<'_>,
    ) -> Result<(), Cause> {
        self.snapshot()?;
        self.memory
            .commit(store, change)
            .map_err(|_| Cause::StoreFailed)
    }
}

/// A code that was typed, and counted.
pub(super) struct Typed {
    pub(super) now: UnixSeconds,
    pub(super) operation: Operation,
    /// The throttle before it was counted.
    pub(super) before: Throttle,
    pub(super) family: Family,
    pub(super) code: Code,
}

impl Typed {
    /// Names in its row of the log how it was typed.
    const fn name(&self, note: &mut Note) {
        note.method = match self.family {
            Family::Service => Method::Service,
            Family::Flex => Method::Flex,
            Family::Day | Family::Renewal => Method::Day,
        };
        note.operation = match (self.family, self.operation) {
            (Family::Service, _) => 0,
            (_, Operation::KeyCompartment) => 1,
            (_, Operation::Shackle) => 2,
        };
    }
}
