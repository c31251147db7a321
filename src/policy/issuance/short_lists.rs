//! Lists of a few small items, kept as sets. One that was given out of order stays marked as
//! such: it is an error of the ruling, found in its place among the others.

use crate::bounds::{DAY_SLOTS, FLEX_COPIES};
use crate::policy::{Method, Set};

/// Slots of a day code, or copies of a FlexCode, that the issuer must skip.
///
/// ```
/// use doorward::policy::issuance::Skip;
///
/// let skip = Skip::new(&[3, 5]);
/// assert!(skip.contains(5) && !skip.contains(4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Skip {
    bits: u16,
    is_malformed: bool,
}

impl Skip {
    /// Nothing to skip.
    pub const NONE: Self = Self {
        bits: 0,
        is_malformed: false,
    };

    /// These slots or copies, strictly rising: 0 to 15 of a day code, 0 to 3 of a FlexCode.
    /// Anything else is [`Error::SkipMismatch`](super::Error::SkipMismatch) of the ruling.
    #[must_use]
    pub fn new(numbers: &[u8]) -> Self {
        numbers
            .iter()
            .fold(Self::NONE, |skip, number| skip.with(u64::from(*number)))
    }

    /// With one number more, above all others.
    fn with(self, number: u64) -> Self {
        let bit = u32::try_from(number)
            .ok()
            .and_then(|number| 1_u16.checked_shl(number));
        match bit {
            Some(bit) if bit > self.bits => Self {
                bits: self.bits | bit,
                ..self
            },
            _ => Self {
                is_malformed: true,
                ..self
            },
        }
    }

    /// Whether `number` is to be skipped.
    #[must_use]
    pub fn contains(self, number: u8) -> bool {
        let bit = 1_u16.checked_shl(u32::from(number));
        bit.is_some_and(|bit| self.bits & bit != 0)
    }

    /// Whether a method has such a list.
    pub(super) fn fits(self, method: Method) -> bool {
        let numbers = match method {
            Method::MemberGrant | Method::GuestGrant => 0,
            Method::DayCode => DAY_SLOTS,
            Method::FlexCode | Method::ContractorCode => FLEX_COPIES,
        };
        let beyond = self.bits.checked_shr(u32::from(numbers)).unwrap_or(0);
        !self.is_malformed && beyond == 0
    }
}

/// The methods that a listing allows.
///
/// ```
/// use doorward::policy::Method;
/// use doorward::policy::issuance::MethodList;
///
/// let methods = MethodList::new(&[Method::GuestGrant, Method::DayCode]);
/// assert!(methods.contains(Method::DayCode) && !methods.contains(Method::FlexCode));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct MethodList {
    methods: Set<Method>,
    is_malformed: bool,
}

impl MethodList {
    /// These methods, strictly rising in the order of [`Method`]. Anything else is
    /// [`Error::MethodsMismatch`](super::Error::MethodsMismatch) of the ruling.
    #[must_use]
    pub fn new(methods: &[Method]) -> Self {
        let list = Self::default();
        methods.iter().fold(list, |list, method| list.with(*method))
    }

    fn with(mut self, method: Method) -> Self {
        self.is_malformed |= self.methods.iter().any(|before| before >= method);
        self.methods.insert_if(true, method);
        self
    }

    /// Whether `method` is allowed.
    #[must_use]
    pub fn contains(self, method: Method) -> bool {
        self.methods.contains(method)
    }

    pub(super) const fn is_rising(self) -> bool {
        !self.is_malformed
    }
}

impl From<Set<Method>> for MethodList {
    fn from(methods: Set<Method>) -> Self {
        Self {
            methods,
            is_malformed: false,
        }
    }
}

#[cfg(feature = "serde")]
mod with_serde {
    use core::fmt;

    use serde::de::{SeqAccess, Visitor};
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{DAY_SLOTS, Method, MethodList, Skip};

    impl Serialize for Skip {
        /// A list that was given out of order cannot be told any more.
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if self.is_malformed {
                return Err(S::Error::custom("slots or copies out of order"));
            }
            serializer.collect_seq((0..DAY_SLOTS).filter(|number| self.contains(*number)))
        }
    }

    impl Serialize for MethodList {
        /// A list that was given out of order cannot be told any more.
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if self.is_malformed {
                return Err(S::Error::custom("methods out of order"));
            }
            self.methods.serialize(serializer)
        }
    }

    /// Takes items one by one.
    struct Items<I, L>(L, fn(L, I) -> L);

    impl<'de, I: Deserialize<'de>, L> Visitor<'de> for Items<I, L> {
        type Value = L;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<L, A::Error> {
            let Self(mut list, with) = self;
            while let Some(item) = items.next_element()? {
                list = with(list, item);
            }
            Ok(list)
        }
    }

    impl<'de> Deserialize<'de> for Skip {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_seq(Items(Self::NONE, Self::with))
        }
    }

    impl<'de> Deserialize<'de> for MethodList {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_seq(Items(Self::default(), |list: Self, method: Method| {
                list.with(method)
            }))
        }
    }
}
