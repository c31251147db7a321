//! The day of `doorward walkthrough`, as lines for the firmware and what it has to answer:
//! played with the library itself, whose decisions the firmware's are compared with.

mod day;

use std::fmt::Write as _;

use doorward::Error;
use doorward::bounds::{KEY_LEN, NONCE_LEN, SNAPSHOT_LEN};
use doorward::bulletin::{Bulletin, Revocations};
use doorward::calendar::{Change, Day, DaylightSaving, UnixSeconds, Zone};
use doorward::codes::{Code, CodeProfile, CodeUse, FlexTerms, FlexWindow, Operation};
use doorward::grants::{Grant, GrantBody, GrantOperation, Operations, Request};
use doorward::keys::{Id, LockboxKey, RootKey};
use doorward::lockbox::{Decision, Limits, Lockbox, Profile, Reason, Store, StoreError};

/// 2026-05-16T00:00 Pacific daylight time.
const MIDNIGHT: UnixSeconds = 1_778_914_800;
const TODAY: Day = Day::from_number(20_589);
const EPOCH: u32 = 1;

/// The lines, what they are answered with, and the decisions among the answers that
/// `doorward walkthrough` shows.
pub(super) struct Session {
    pub(super) lines: String,
    pub(super) answers: String,
    pub(super) decisions: Vec<u64>,
}

/// What the box saved last.
struct Flash([u8; SNAPSHOT_LEN]);

impl Store for Flash {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.0 = *snapshot;
        Ok(())
    }
}

struct Scene {
    session: Session,
    root: RootKey,
    id: Id,
    key: LockboxKey,
    zone: Zone,
    engine: Lockbox,
    flash: Flash,
    now: UnixSeconds,
    /// Seconds that the box's clock is behind.
    behind: u64,
}

/// A session that could not be played: the library refused what the day does.
#[derive(Debug)]
pub(super) struct Unplayable(String);

impl From<Error> for Unplayable {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl From<Reason> for Unplayable {
    fn from(reason: Reason) -> Self {
        Self(reason.to_string())
    }
}

impl From<StoreError> for Unplayable {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

impl From<Unplayable> for String {
    fn from(unplayable: Unplayable) -> Self {
        unplayable.0
    }
}

type Played<T> = Result<T, Unplayable>;

/// Plays the day.
pub(super) fn play() -> Played<Session> {
    let mut scene = Scene::new()?;
    scene.day()?;
    Ok(scene.session)
}

impl Scene {
    /// The box comes from the factory, its clock not set.
    fn new() -> Played<Self> {
        let mut test_key = [0; KEY_LEN];
        for (place, byte) in test_key.iter_mut().zip(0..) {
            *place = byte;
        }
        let root = RootKey::from_bytes(&test_key)?;
        let id = Id::new("LB-00012345")?;
        let zone = Zone::new(
            -480,
            Some(DaylightSaving {
                offset: -420,
                start: sunday(3, 2),
                end: sunday(11, 1),
            }),
        )?;
        let key = root.lockbox(&id, 0);
        let first_audit = root.first_audit(&id, 0);
        let profile = Profile::new(id, CodeProfile::default(), Limits::default())?;
        let mut flash = Flash([0; SNAPSHOT_LEN]);
        let lines = format!(
            "provision {EPOCH} {} {} {} {id}\n",
            hex(&zone.to_bytes()),
            hex(key.expose_bytes()),
            hex(first_audit.expose_bytes()),
        );
        let owned = root.lockbox(&id, 0);
        let engine = Lockbox::provision(&profile, owned, &first_audit, EPOCH, zone, &mut flash)?;
        let session = Session {
            lines,
            answers: String::new(),
            decisions: Vec::new(),
        };
        Ok(Self {
            session,
            root,
            id,
            key,
            zone,
            engine,
            flash,
            now: MIDNIGHT,
            behind: MIDNIGHT,
        })
    }

    /// Moves on to a local time of the day. The box keeps time meanwhile.
    fn at(&mut self, hour: u64, minute: u64) {
        self.now = at(hour, minute);
        let now = self.box_now();
        let decision = self.engine.tick(&mut self.flash, now);
        self.line(format_args!("tick {now}"));
        self.answer(&decision);
    }

    const fn box_now(&self) -> UnixSeconds {
        self.now.saturating_sub(self.behind)
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.session.lines, "{line}");
    }

    /// What the firmware prints of a decision.
    fn answer(&mut self, decision: &Decision) {
        let until = match decision {
            Decision::Open { until, .. }
            | Decision::Deny {
                reason: Reason::Throttled { until } | Reason::TooEarly { from: until },
            } => *until,
            _ => 0,
        };
        let clock = decision.set_clock();
        let _ = writeln!(
            self.session.answers,
            "{:02x} {until:016x} {:016x}",
            decision.number(),
            clock.unwrap_or(0)
        );
        if let Some(instant) = clock {
            self.behind = self.now.saturating_sub(instant);
        }
    }

    /// A decision that the walkthrough shows.
    fn decided(&mut self, decision: &Decision) {
        self.session.decisions.push(decision.number().into());
        self.answer(decision);
    }

    fn day_code(&self, slot: u8) -> Played<Code> {
        Ok(self.key.day_root(EPOCH).day(TODAY).code(7, slot)?)
    }

    fn flex_code(&self, start: UnixSeconds, hours: u32) -> Played<(Code, FlexTerms)> {
        let window = FlexWindow::new(start, hours.saturating_mul(3_600))?;
        let terms = FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single)?;
        Ok((self.key.flex(EPOCH).code(10, &terms)?, terms))
    }

    fn grant(
        &self,
        id: u8,
        not_before: UnixSeconds,
        not_after: UnixSeconds,
        operations: Operations,
        max_uses: u8,
        bulletin: u32,
    ) -> Grant {
        self.key.grant(EPOCH).issue(&GrantBody {
            operations,
            epoch: EPOCH,
            bulletin,
            grant_id: [id; NONCE_LEN],
            holder: [0; NONCE_LEN],
            lockbox: self.id,
            not_before,
            not_after,
            max_uses,
        })
    }

    fn bulletin(&self, sequence: u32, nonce: [u8; NONCE_LEN], revoked: &Grant) -> Played<Vec<u8>> {
        let listed = revoked.body().grant_id.first_chunk().copied();
        let revocations = Revocations::new(listed.as_slice())?;
        Ok(self.seal(sequence, nonce, revocations))
    }

    fn seal(&self, sequence: u32, nonce: [u8; NONCE_LEN], revocations: Revocations) -> Vec<u8> {
        let message = self.key.bulletin().seal(&Bulletin {
            lockbox: self.id,
            nonce,
            sequence,
            epoch: EPOCH,
            issued_at: self.now,
            is_suspended: false,
            zone: self.zone,
            revocations,
        });
        message.as_bytes().to_vec()
    }

    /// A phone asks for a challenge, after a key was pressed.
    fn challenge(&mut self) -> Played<[u8; NONCE_LEN]> {
        let now = self.box_now();
        self.engine.key_pressed(now);
        self.line(format_args!("press {now}"));
        let entropy = [0; NONCE_LEN];
        let challenge = self.engine.open_session(&mut self.flash, now, &entropy)?;
        self.line(format_args!("challenge {now} {}", hex(&entropy)));
        let _ = writeln!(self.session.answers, "{}", hex(&challenge));
        Ok(challenge)
    }

    /// A phone brings the service's answer to a challenge.
    fn sync(&mut self, sequence: u32) -> Played<()> {
        let nonce = self.challenge()?;
        let message = self.seal(sequence, nonce, Revocations::default());
        self.bring(&message);
        self.leave();
        Ok(())
    }

    fn bring(&mut self, message: &[u8]) {
        let now = self.box_now();
        self.line(format_args!("bulletin {now} {}", hex(message)));
        let decision = self.engine.apply_bulletin(&mut self.flash, now, message);
        self.decided(&decision);
    }

    fn present(&mut self, grant: &Grant, operation: GrantOperation) -> Played<()> {
        let challenge = self.challenge()?;
        let request = Request::new(operation, &[])?;
        let message = grant.present(&challenge, &[0; NONCE_LEN], &request);
        let (now, bytes) = (self.box_now(), message.as_bytes());
        self.line(format_args!("grant {now} {}", hex(bytes)));
        let answer = self.engine.present_grant(&mut self.flash, now, bytes);
        self.decided(&answer.decision);
        Ok(())
    }

    fn leave(&mut self) {
        self.line(format_args!("leave"));
        self.engine.disconnected();
    }

    fn enter(&mut self, operation: Operation, code: &Code) {
        let now = self.box_now();
        let digits = code.as_str();
        self.line(format_args!("enter {now} {} {digits}", operation.number()));
        let decision = self
            .engine
            .enter_code(&mut self.flash, now, operation, digits.as_bytes());
        self.decided(&decision);
    }

    fn confirm(&mut self) {
        let now = self.box_now();
        self.line(format_args!("confirm {now}"));
        let decision = self.engine.confirm_opened(&mut self.flash, now);
        self.decided(&decision);
    }

    /// The battery is pulled and put back: what is left is what was saved.
    fn battery(&mut self) {
        let key = self.root.lockbox(&self.id, 0);
        self.line(format_args!("battery"));
        self.engine = Lockbox::restore(&self.id, CodeProfile::default(), key, &self.flash.0);
        let decision = self.engine.power_restored(&mut self.flash);
        self.decided(&decision);
    }

    fn drain(&mut self) -> Played<()> {
        let now = self.box_now();
        self.line(format_args!("drain {now}"));
        let head = self.engine.drain_audit(&mut self.flash, now)?;
        let _ = writeln!(self.session.answers, "{}", hex(&head));
        Ok(())
    }
}

const fn at(hour: u64, minute: u64) -> UnixSeconds {
    MIDNIGHT
        .wrapping_add(hour.wrapping_mul(3_600))
        .wrapping_add(minute.wrapping_mul(60))
}

const fn sunday(month: u8, week: u8) -> Change {
    Change {
        month,
        week,
        weekday: 0,
        minute: 120,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
