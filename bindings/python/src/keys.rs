//! Keys by purpose. They print their kind and nothing else.

use doorward::keys::{
    self, AuditKey as Audit, BulletinKey as Bulletin, ChallengeKey as Challenge,
    CredentialKey as Credential, DayKey as Day, DayRootKey as DayRoot, FlexKey as Flex,
    GrantKey as Grant, Id, LockboxKey as OfLockbox, RootKey as Root, ServiceKey as Service,
};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::convert::fixed;
use crate::errors::input;
use crate::time::DayOf;

/// A key's class: what all of them have.
macro_rules! key {
    ($(#[$doc:meta])* $class:ident($inner:ty)) => {
        $(#[$doc])*
        #[pyclass(frozen, module = "doorward")]
        #[derive(Debug)]
        pub(crate) struct $class(pub(crate) $inner);

        #[pymethods]
        impl $class {
            /// The key of its 32 bytes.
            #[staticmethod]
            pub(crate) fn from_bytes(secret: &[u8]) -> PyResult<Self> {
                keys::Key::from_bytes(secret).map(Self).map_err(input)
            }

            /// The 32 bytes of the key, to keep or to send where nobody else reads them.
            fn expose_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
                PyBytes::new(py, self.0.expose_bytes())
            }

            fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
                // Compared in constant time.
                other
                    .cast::<Self>()
                    .is_ok_and(|other| bool::from(self.0.ct_eq(&other.get().0)))
            }

            fn __repr__(&self) -> &'static str {
                concat!(stringify!($class), "(..)")
            }
        }
    };
}

use subtle::ConstantTimeEq as _;

key! {
    /// The key of a service, from which those of all its boxes and cards come.
    ///
    /// >>> root = RootKey.from_bytes(bytes(range(32)))
    /// >>> root
    /// RootKey(..)
    /// >>> root.lockbox("LB-00012345", generation=1)
    /// LockboxKey(..)
    RootKey(Root)
}
key! {
    /// The key of one box, in one generation. The box has it too.
    LockboxKey(OfLockbox)
}
key! {
    /// The key of a box's day codes in one ownership epoch.
    DayRootKey(DayRoot)
}
key! {
    /// The key of one box's codes for one date. A phone may be handed it, to issue slots 8 to 15
    /// of that date without a network.
    DayKey(Day)
}
key! {
    /// The key of a box's FlexCodes in one ownership epoch.
    FlexKey(Flex)
}
key! {
    /// The key of a box's grants in one ownership epoch.
    GrantKey(Grant)
}
key! {
    /// The key of a box's service codes.
    ServiceKey(Service)
}
key! {
    /// The key of the service's messages to a box.
    BulletinKey(Bulletin)
}
key! {
    /// The key of a box's challenges.
    ChallengeKey(Challenge)
}
key! {
    /// The key of a row of a box's log, and of no row before it.
    AuditKey(Audit)
}
key! {
    /// The key of a card.
    CredentialKey(Credential)
}

/// The id of a box or card.
pub(crate) fn id(text: &str) -> PyResult<Id> {
    Id::new(text).map_err(input)
}

#[pymethods]
impl RootKey {
    /// The key of a box. A box that is set up anew has the next generation.
    fn lockbox(&self, id: &str, generation: u32) -> PyResult<LockboxKey> {
        Ok(LockboxKey(self.0.lockbox(&self::id(id)?, generation)))
    }

    /// The key of the first row of a box's log.
    fn first_audit(&self, id: &str, generation: u32) -> PyResult<AuditKey> {
        Ok(AuditKey(self.0.first_audit(&self::id(id)?, generation)))
    }

    /// The key of a card.
    fn credential(&self, id: &str) -> PyResult<CredentialKey> {
        Ok(CredentialKey(self.0.credential(&self::id(id)?)))
    }
}

#[pymethods]
impl LockboxKey {
    /// The key of the day codes of an ownership epoch.
    fn day_root(&self, epoch: u32) -> DayRootKey {
        DayRootKey(self.0.day_root(epoch))
    }

    /// The key of the FlexCodes of an ownership epoch.
    fn flex(&self, epoch: u32) -> FlexKey {
        FlexKey(self.0.flex(epoch))
    }

    /// The key of the grants of an ownership epoch.
    fn grant(&self, epoch: u32) -> GrantKey {
        GrantKey(self.0.grant(epoch))
    }

    /// The key of service codes.
    fn service(&self) -> ServiceKey {
        ServiceKey(self.0.service())
    }

    /// The key of the service's messages.
    fn bulletin(&self) -> BulletinKey {
        BulletinKey(self.0.bulletin())
    }

    /// The key of the box's challenges.
    fn challenge(&self) -> ChallengeKey {
        ChallengeKey(self.0.challenge())
    }
}

#[pymethods]
impl DayRootKey {
    /// The key of a date.
    pub(crate) fn day(&self, day: DayOf) -> DayKey {
        DayKey(self.0.day(day.0))
    }
}

#[pymethods]
impl ChallengeKey {
    /// The 16 bytes of the challenge of a counter and 16 random bytes.
    fn challenge<'py>(
        &self,
        py: Python<'py>,
        counter: u64,
        entropy: &[u8],
    ) -> PyResult<Bound<'py, PyBytes>> {
        let entropy = fixed(entropy, "entropy", "entropy")?;
        Ok(PyBytes::new(py, &self.0.challenge(counter, &entropy)))
    }
}
