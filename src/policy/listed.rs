//! Closed lists, and sets of their items.

use core::fmt;
use core::marker::PhantomData;

/// Keeps [`Listed`] to the lists of this crate.
pub(crate) mod sealed {
    /// Nobody else's.
    pub trait Sealed {}
}

/// An item of a closed list of the specification. Its number is fixed, the same in every
/// language, and never reused; its name is that of the texts, of JSON and of the vectors.
pub trait Listed: Copy + Eq + fmt::Debug + sealed::Sealed + 'static {
    /// The list, by number.
    const ALL: &'static [Self];

    /// The fixed number, from 1.
    fn number(self) -> u8;

    /// The name in JSON.
    fn name(self) -> &'static str;

    /// What to tell a person.
    fn text(self) -> &'static str;

    /// The item of this name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// A reason against something.
pub trait Judging: Listed {
    /// What is needed for it to apply no longer; none if nothing helps.
    fn needs(self) -> Option<&'static str>;
}

/// A list: an enum with the number, the name and the text of each item.
macro_rules! closed_list {
    ($(#[$doc:meta])* $list:ident {
        $($(#[$item_doc:meta])* $item:ident = $number:literal, $name:literal, $text:literal;)*
    }) => {
        $crate::listed::listed! {
            $(#[$doc])* $list { $($(#[$item_doc])* $item = $number, $name, $text;)* }
        }

        impl $crate::policy::listed::sealed::Sealed for $list {}

        impl $crate::policy::Listed for $list {
            const ALL: &'static [Self] = &[$(Self::$item),*];

            fn number(self) -> u8 {
                self.number()
            }

            fn name(self) -> &'static str {
                self.name()
            }

            fn text(self) -> &'static str {
                self.text()
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $list {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::listed::spelled(deserializer, $crate::policy::Listed::from_name)
            }
        }
    };
}

/// A list of reasons: what is needed stands between name and text.
macro_rules! reasons {
    ($(#[$doc:meta])* $list:ident {
        $($(#[$item_doc:meta])* $item:ident = $number:literal, $name:literal, $needs:expr, $text:literal;)*
    }) => {
        $crate::policy::listed::closed_list! {
            $(#[$doc])* $list { $($(#[$item_doc])* $item = $number, $name, $text;)* }
        }

        impl $list {
            /// What is needed for it to apply no longer; none if nothing helps.
            #[must_use]
            pub const fn needs(self) -> Option<&'static str> {
                match self {
                    $(Self::$item => $needs,)*
                }
            }
        }

        impl $crate::policy::Judging for $list {
            fn needs(self) -> Option<&'static str> {
                self.needs()
            }
        }
    };
}

/// A module's errors: a list whose items are errors too. The first is always a value out of
/// its range.
macro_rules! errors {
    ($(#[$doc:meta])* $list:ident {
        $($(#[$item_doc:meta])* $item:ident = $number:literal, $name:literal, $text:literal;)*
    }) => {
        $crate::policy::listed::closed_list! {
            $(#[$doc])* $list { $($(#[$item_doc])* $item = $number, $name, $text;)* }
        }

        impl ::core::error::Error for $list {}

        impl From<$crate::policy::BadValue> for $list {
            fn from(_: $crate::policy::BadValue) -> Self {
                Self::BadValue
            }
        }
    };
}

pub(crate) use {closed_list, errors, reasons};

/// Some items of a list, in the list's order. At most 64, by their numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Set<T> {
    bits: u64,
    list: PhantomData<T>,
}

impl<T> Set<T> {
    /// No item.
    pub const EMPTY: Self = Self {
        bits: 0,
        list: PhantomData,
    };

    /// Whether there is no item in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many items are in it.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.bits.count_ones()
    }
}

impl<T: Listed> Set<T> {
    /// What either set has.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self {
            bits: self.bits | other.bits,
            list: PhantomData,
        }
    }

    /// What both sets have.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self {
            bits: self.bits & other.bits,
            list: PhantomData,
        }
    }

    fn bit(item: T) -> u64 {
        1_u64.wrapping_shl(u32::from(item.number().wrapping_sub(1)))
    }

    /// Whether `item` is in it.
    #[must_use]
    pub fn contains(self, item: T) -> bool {
        self.bits & Self::bit(item) != 0
    }

    /// Its items, in the list's order.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL
            .iter()
            .copied()
            .filter(move |item| self.contains(*item))
    }

    /// Puts `item` in, if `applies`.
    pub(crate) fn insert_if(&mut self, applies: bool, item: T) {
        if applies {
            self.bits |= Self::bit(item);
        }
    }

    /// The set of the items that apply.
    pub(crate) fn of<const N: usize>(items: [(bool, T); N]) -> Self {
        let mut set = Self::EMPTY;
        for (applies, item) in items {
            set.insert_if(applies, item);
        }
        set
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Listed> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::EMPTY;
        for item in items {
            set.insert_if(true, item);
        }
        set
    }
}

impl<T: Listed> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(feature = "serde")]
pub(crate) use with_serde::reasons as reasons_list;

#[cfg(feature = "serde")]
mod with_serde {
    use core::fmt;

    use serde::de::{Error, SeqAccess, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Judging, Listed, Set};
    use crate::policy::Name;
    use crate::policy::values::nullable;

    impl<T: Listed + Serialize> Serialize for Set<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.iter())
        }
    }

    impl<'de, T: Listed + Deserialize<'de>> Deserialize<'de> for Set<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_seq(Items(|item: T| item))
        }
    }

    /// A set spelled in items that stand for those of the list, in its order.
    struct Items<I, T>(fn(I) -> T);

    impl<'de, T: Listed, I: Deserialize<'de>> Visitor<'de> for Items<I, T> {
        type Value = Set<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("items of the list in its order")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Set<T>, A::Error> {
            let mut set = Set::EMPTY;
            let mut last = 0;
            while let Some(item) = items.next_element::<I>()? {
                let item = self.0(item);
                if item.number() <= last {
                    return Err(A::Error::custom("items out of the list's order"));
                }
                last = item.number();
                set.insert_if(true, item);
            }
            Ok(set)
        }
    }

    #[derive(Serialize)]
    struct Given<T> {
        reason: T,
        needs: Option<&'static str>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct GivenMembers<T> {
        reason: T,
        #[serde(deserialize_with = "nullable")]
        needs: Option<Name>,
    }

    /// A reason whose needs were the right ones.
    struct Checked<T>(T);

    impl<'de, T: Judging + Deserialize<'de>> Deserialize<'de> for Checked<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let given = GivenMembers::<T>::deserialize(deserializer)?;
            if given.needs.as_ref().map(Name::as_str) == given.reason.needs() {
                Ok(Self(given.reason))
            } else {
                Err(D::Error::custom("a reason that needs something else"))
            }
        }
    }

    /// Reasons are listed as `{reason, needs}`.
    pub(crate) mod reasons {
        use super::{
            Checked, Deserialize, Deserializer, Given, Items, Judging, Serialize, Serializer, Set,
        };

        pub(crate) fn serialize<T: Judging + Serialize, S: Serializer>(
            set: &Set<T>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(set.iter().map(|reason| Given {
                reason,
                needs: reason.needs(),
            }))
        }

        pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<Set<T>, D::Error>
        where
            T: Judging + Deserialize<'de>,
            D: Deserializer<'de>,
        {
            deserializer.deserialize_seq(Items(|Checked::<T>(reason)| reason))
        }
    }
}
