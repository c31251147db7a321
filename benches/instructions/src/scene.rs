//! The lockbox, its codes, its grant and its bulletin.

use doorward::audit::{Entry, Event, Method};
use doorward::bounds::{KEY_LEN, NONCE_LEN, SNAPSHOT_LEN};
use doorward::bulletin::{Bulletin, BulletinMessage, Revocations};
use doorward::calendar::{Change, Day, DaylightSaving, Tolerance, UnixSeconds, Zone};
use doorward::codes::{Code, CodeProfile, CodeUse, FlexTerms, FlexWindow, Operation};
use doorward::grants::{Caveat, Grant, GrantBody, GrantOperation, Operations};
use doorward::grants::{PresentationMessage, Request};
use doorward::keys::{AuditKey, CredentialKey, Id, LockboxKey, RootKey};
use doorward::lockbox::{Limits, Lockbox, Profile, Store, StoreError};

/// Why a program cannot go on.
pub type Failure = Box<dyn std::error::Error>;

/// Where the box saves.
pub struct Memory([u8; SNAPSHOT_LEN]);

impl Store for Memory {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.0 = *snapshot;
        Ok(())
    }
}

impl Memory {
    /// What was saved last.
    #[must_use]
    pub const fn saved(&self) -> &[u8; SNAPSHOT_LEN] {
        &self.0
    }
}

/// The lockbox, and what its service knows.
pub struct Scene {
    /// Its id.
    pub id: Id,
    /// Its zone, the Pacific one: with daylight saving, and not at UTC.
    pub zone: Zone,
    /// How far its clock may be off.
    pub tolerance: Tolerance,
    /// The bytes of its key.
    pub key: [u8; KEY_LEN],
    /// The bytes of the first key of its log.
    pub audit: [u8; KEY_LEN],
    /// The bytes of a card's key.
    pub card: [u8; KEY_LEN],
}

impl Scene {
    /// 2026-05-16, the day of the scene, in the box's zone.
    pub const TODAY: Day = Day::from_number(20_589);
    /// Noon of that day there.
    pub const NOON: UnixSeconds = Self::MIDNIGHT + 43_200;
    /// Its first instant: a code may be that of the day before as well.
    pub const MIDNIGHT: UnixSeconds = 1_778_914_800;

    /// The one scene there is.
    ///
    /// # Errors
    /// None, since all of it is in range.
    pub fn new() -> Result<Self, Failure> {
        let root = RootKey::from_bytes(&[0x5d; KEY_LEN])?;
        let id = Id::new("LB-00012345")?;
        let change = |month, week| Change {
            month,
            week,
            weekday: 0,
            minute: 120,
        };
        let daylight = DaylightSaving {
            offset: -420,
            start: change(3, 2),
            end: change(11, 1),
        };
        Ok(Self {
            id,
            zone: Zone::new(-480, Some(daylight))?,
            tolerance: Tolerance::new(120)?,
            key: *root.lockbox(&id, 0).expose_bytes(),
            audit: *root.first_audit(&id, 0).expose_bytes(),
            card: *root.credential(&Id::new("CARD-881")?).expose_bytes(),
        })
    }

    /// The lockbox key.
    #[must_use]
    pub fn lockbox(&self) -> LockboxKey {
        LockboxKey::from(&self.key)
    }

    /// The first key of the log.
    #[must_use]
    pub fn first_audit(&self) -> AuditKey {
        AuditKey::from(&self.audit)
    }

    /// A card's key.
    #[must_use]
    pub fn credential(&self) -> CredentialKey {
        CredentialKey::from(&self.card)
    }

    /// The day code of a slot, 0 to 15.
    ///
    /// # Errors
    /// For another slot.
    pub fn day_code(&self, slot: u8) -> Result<Code, Failure> {
        let day = self.lockbox().day_root(0).day(Self::TODAY);
        Ok(day.code(CodeProfile::default().day_digits(), slot)?)
    }

    /// The `FlexCode` of the two hours around an instant, and what it says.
    ///
    /// # Errors
    /// For an instant that is too late for one.
    pub fn flex_code(&self, around: UnixSeconds) -> Result<(FlexTerms, Code), Failure> {
        let window = FlexWindow::new(around.saturating_sub(3_600), 7_200)?;
        let digits = CodeProfile::default().flex_digits();
        let (operation, code_use) = (Operation::KeyCompartment, CodeUse::Single);
        let key = self.lockbox().flex(0);
        Ok(key.issue(digits, window, operation, code_use, 0)?)
    }

    /// A grant that was handed on as often as can be.
    ///
    /// # Errors
    /// None, since eight caveats are allowed.
    pub fn grant(&self) -> Result<Grant, Failure> {
        let mut grant = self.lockbox().grant(0).issue(&GrantBody {
            operations: Operations::GUEST,
            epoch: 0,
            bulletin: 0,
            grant_id: [0xaa; NONCE_LEN],
            holder: [0x10; NONCE_LEN],
            not_before: Self::MIDNIGHT,
            not_after: Self::NOON.saturating_add(7_200),
            max_uses: 1,
            lockbox: self.id,
        });
        for holder in 0..8 {
            grant = grant.narrow(Caveat::Delegate([holder; NONCE_LEN]))?;
        }
        Ok(grant)
    }

    /// The grant as an answer to a challenge.
    ///
    /// # Errors
    /// As [`grant`](Self::grant).
    pub fn presentation(
        &self,
        challenge: &[u8; NONCE_LEN],
    ) -> Result<PresentationMessage, Failure> {
        let request = Request::new(GrantOperation::KeyCompartment, &[])?;
        Ok(self
            .grant()?
            .present(challenge, &[0x33; NONCE_LEN], &request))
    }

    /// A bulletin that sets the clock to noon and revokes as many grants as one can.
    ///
    /// # Errors
    /// None, since sixteen revocations are allowed.
    pub fn bulletin(&self, nonce: [u8; NONCE_LEN]) -> Result<BulletinMessage, Failure> {
        let mut revoked = [[0; 8]; 16];
        for (prefix, number) in revoked.iter_mut().zip(1..) {
            *prefix = [number; 8];
        }
        Ok(self.lockbox().bulletin().seal(&Bulletin {
            lockbox: self.id,
            nonce,
            sequence: 1,
            epoch: 0,
            issued_at: Self::NOON,
            is_suspended: false,
            zone: self.zone,
            revocations: Revocations::new(&revoked)?,
        }))
    }

    /// The first entry of the log.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            sequence: 0,
            epoch: 0,
            instant: Self::NOON,
            event: Event::Entry,
            outcome: 0,
            method: Method::Day,
            operation: 1,
            subject: [0x42; NONCE_LEN],
            detail: 0,
        }
    }

    /// The box, fresh from provisioning, and where it saves.
    ///
    /// # Errors
    /// None, since its store takes everything.
    pub fn provision(&self) -> Result<(Lockbox, Memory), Failure> {
        let profile = Profile::new(self.id, CodeProfile::default(), Limits::default())?;
        let mut memory = Memory([0; SNAPSHOT_LEN]);
        let audit = self.first_audit();
        let engine =
            Lockbox::provision(&profile, self.lockbox(), &audit, 0, self.zone, &mut memory)?;
        Ok((engine, memory))
    }
}
