use super::decision::answer;
use super::header::Header;
use super::log::{Log, Note};
use super::row::Row;
use super::session::Session;
use super::snapshot::{Change, Snapshot};
use super::{Applied, Decision, Profile, Reason, SnapshotError, Store, StoreError};
use crate::audit::{Event, Method, Subject};
use crate::bounds::TICK_SECONDS;
use crate::bulletin::Revocations;
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
        let lacking = profile.operations_lacking();
        let header = Header::new(epoch, zone, profile.limits(), lacking);
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
    /// compared; an opening is saved before it is answered, a refusal noted in the log.
    pub fn enter_code(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        operation: Operation,
        digits: &[u8],
    ) -> Decision {
        answer(self.try_enter_code(store, now, operation, digits))
    }

    #[inline(never)]
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
        self.commit(store, &Change::from(&header))?;
        let typed = Typed {
            now,
            operation,
            family,
            code,
        };
        let mut draft = Draft::of(header, typed.note());
        let judged = match family {
            Family::Service => self.judge_service_code(&mut draft, before, &typed),
            _ => self.judge_code(&mut draft, before, &typed),
        };
        match judged {
            Ok(()) => self.accept(store, now, &draft),
            Err(reason) => Err(self.note_failure(store, draft.note, reason)),
        }
    }

    /// Saves what was accepted, with its rows of the log, and answers it.
    #[inline(never)]
    pub(super) fn accept(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        draft: &Draft<'_>,
    ) -> Result<Decision, Reason> {
        let mut log = self.log()?;
        let (epoch, outcome) = (draft.header.epoch, draft.decision.number());
        log.write(&draft.note, epoch, outcome);
        for note in draft.further.iter().flatten() {
            log.write(note, epoch, outcome);
        }
        let change = Change {
            header: &draft.header,
            row: draft.row.as_ref(),
            revocations: draft.revocations,
            log: Some(&log),
        };
        self.commit(store, &change)?;
        if let Some(instant) = draft.decision.set_clock() {
            self.session.clock_was_set(now, instant);
        }
        Ok(draft.decision)
    }

    /// Notes a refusal in the log; what is then to be answered.
    #[inline(never)]
    pub(super) fn note_failure(
        &mut self,
        store: &mut dyn Store,
        note: Note,
        reason: Reason,
    ) -> Reason {
        self.try_note_failure(store, &note, reason)
            .err()
            .unwrap_or(reason)
    }

    fn try_note_failure(
        &mut self,
        store: &mut dyn Store,
        note: &Note,
        reason: Reason,
    ) -> Result<(), Reason> {
        // What was drafted is not to be.
        let header = self.header()?;
        let mut log = self.log()?;
        log.fail(note, header.epoch, reason.number());
        let change = Change {
            log: Some(&log),
            ..Change::from(&header)
        };
        self.commit(store, &change)
    }

    /// Notes that the door was opened after the last opening, so that its code cannot be
    /// repeated. For boxes with a sensor; without one a repeat stays possible for its time.
    pub fn confirm_opened(&mut self, store: &mut dyn Store, now: UnixSeconds) -> Decision {
        answer(self.header().and_then(|mut header| {
            header.unconfirmed = 0;
            header.persist(now);
            self.commit(store, &Change::from(&header))?;
            Ok(applied(Applied::Confirmed, None))
        }))
    }

    /// Notes that the clock lost its power. It is unset until a live bulletin or a clock
    /// code, and goes on from the last persisted instant, which the decision names. Whatever
    /// phone was before the box is gone. To be called again until the answer is not
    /// [`Reason::StoreFailed`].
    pub fn power_restored(&mut self, store: &mut dyn Store) -> Decision {
        answer(self.header().and_then(|mut header| {
            header.clock_is_set = false;
            let instant = header.persisted;
            let decision = applied(Applied::PowerRestored, Some(instant));
            let note = Note {
                event: Event::Power,
                method: Method::None,
                operation: 0,
                subject: Subject::Nobody,
                instant,
                detail: instant,
            };
            self.session = Session::default();
            let mut draft = Draft::of(header, note);
            draft.decision = decision;
            self.accept(store, instant, &draft)
        }))
    }

    /// Keeps time: to be called now and then, saves when an hour has passed since the last
    /// persisted instant.
    pub fn tick(&mut self, store: &mut dyn Store, now: UnixSeconds) -> Decision {
        answer(self.header().and_then(|mut header| {
            if now.saturating_sub(header.persisted) >= TICK_SECONDS {
                header.persist(now);
                self.commit(store, &Change::from(&header))?;
            }
            Ok(applied(Applied::Ticked, None))
        }))
    }

    #[inline(never)]
    pub(super) fn header(&self) -> Result<Header, Reason> {
        self.snapshot()
            .and_then(|snapshot| snapshot.header().ok_or(Reason::StateLost))
    }

    pub(super) fn snapshot(&self) -> Result<&Snapshot, Reason> {
        self.snapshot.as_ref().map_err(|_| Reason::StateLost)
    }

    #[inline(never)]
    pub(super) fn log(&self) -> Result<Log, Reason> {
        self.snapshot()
            .and_then(|snapshot| snapshot.log().ok_or(Reason::StateLost))
    }

    #[inline(never)]
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

/// A code that was typed, and counted.
pub(super) struct Typed {
    pub(super) now: UnixSeconds,
    pub(super) operation: Operation,
    pub(super) family: Family,
    pub(super) code: Code,
}

impl Typed {
    /// Its row of the log, about nobody yet.
    const fn note(&self) -> Note {
        let method = match self.family {
            Family::Service => Method::Service,
            Family::Flex => Method::Flex,
            Family::Day | Family::Renewal => Method::Day,
        };
        let operation = match (self.family, self.operation) {
            (Family::Service, _) => 0,
            (_, Operation::KeyCompartment) => 1,
            (_, Operation::Shackle) => 2,
        };
        Note {
            event: Event::Entry,
            method,
            operation,
            subject: Subject::Nobody,
            instant: self.now,
            detail: 0,
        }
    }
}

/// What a call will save, answer and log if it is accepted. One that is refused leaves of it
/// what its note says.
pub(super) struct Draft<'a> {
    pub(super) header: Header,
    pub(super) row: Option<(u8, Row)>,
    pub(super) revocations: Option<&'a Revocations>,
    pub(super) decision: Decision,
    /// Its row of the log.
    pub(super) note: Note,
    /// The rows behind it: what else it brought about.
    pub(super) further: [Option<Note>; 2],
}

impl Draft<'_> {
    /// One that changes nothing yet.
    pub(super) const fn of(header: Header, note: Note) -> Self {
        Self {
            header,
            row: None,
            revocations: None,
            decision: Decision::Deny {
                reason: Reason::WrongCode,
            },
            note,
            further: [None; 2],
        }
    }
}

pub(super) const fn applied(applied: Applied, set_clock: Option<UnixSeconds>) -> Decision {
    Decision::Applied { applied, set_clock }
}
