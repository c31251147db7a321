//! Closed lists of the text, and sets of their items.

/// A list of the text, with all its items.
macro_rules! listed {
    ($(#[$doc:meta])* $list:ident {
        $($(#[$item_doc:meta])* $item:ident = $number:literal, $name:literal, $text:literal;)*
    }) => {
        $crate::listed::listed! {
            $(#[$doc])* $list { $($(#[$item_doc])* $item = $number, $name, $text;)* }
        }

        impl $list {
            /// The list, by number.
            pub const ALL: &'static [Self] = &[$(Self::$item),*];

            /// The item of this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.name() == name)
            }
        }
    };
}

/// [`listed!`], read from JSON by the names alone.
macro_rules! listed_by_name {
    ($(#[$doc:meta])* $list:ident { $($items:tt)* }) => {
        $crate::market::listed::listed! { $(#[$doc])* $list { $($items)* } }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $list {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::listed::spelled(deserializer, $list::from_name)
            }
        }
    };
}

/// A set of a list's items: bit n is the item of number n.
macro_rules! set_of {
    ($(#[$doc:meta])* $set:ident of $item:ident in $bits:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $set($bits);

        impl $set {
            /// No item.
            pub const EMPTY: Self = Self(0);

            /// The set of these items.
            #[must_use]
            pub const fn of(items: &[$item]) -> Self {
                let mut bits = 0;
                let mut rest = items;
                while let [item, after @ ..] = rest {
                    bits |= Self::bit(*item);
                    rest = after;
                }
                Self(bits)
            }

            const fn bit(item: $item) -> $bits {
                (1 as $bits).wrapping_shl(item.number() as u32)
            }

            /// Whether `item` is in it.
            #[must_use]
            pub const fn contains(self, item: $item) -> bool {
                self.0 & Self::bit(item) != 0
            }

            /// Whether there is no item in it.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Bit n is the item of number n.
            #[must_use]
            pub const fn bits(self) -> $bits {
                self.0
            }

            /// What either set has.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// What both sets have.
            #[must_use]
            pub const fn intersection(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }

            /// Its items, by number.
            pub fn iter(self) -> impl Iterator<Item = $item> {
                $item::ALL
                    .iter()
                    .copied()
                    .filter(move |item| self.contains(*item))
            }

            /// Puts `item` in, if `applies`.
            pub(crate) const fn insert_if(&mut self, applies: bool, item: $item) {
                if applies {
                    self.0 |= Self::bit(item);
                }
            }
        }

        impl ::core::fmt::Debug for $set {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }

        impl FromIterator<$item> for $set {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                let mut set = Self::EMPTY;
                for item in items {
                    set.insert_if(true, item);
                }
                set
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $set {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $set {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::market::listed::collected(deserializer)
            }
        }
    };
}

pub(crate) use {listed, listed_by_name, set_of};

#[cfg(feature = "serde")]
pub(crate) use with_serde::collected;

#[cfg(feature = "serde")]
mod with_serde {
    use core::fmt;
    use core::marker::PhantomData;

    use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

    struct Collected<S, T>(PhantomData<(S, T)>);

    impl<'de, T: Deserialize<'de>, S: FromIterator<T>> Visitor<'de> for Collected<S, T> {
        type Value = S;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array of listed names")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<S, A::Error> {
            let mut error = None;
            let set = core::iter::from_fn(|| match items.next_element() {
                Ok(item) => item,
                Err(failure) => {
                    error = Some(failure);
                    None
                }
            })
            .collect();
            error.map_or(Ok(set), Err)
        }
    }

    /// A set of the items of an array.
    pub(crate) fn collected<'de, T, S, D>(deserializer: D) -> Result<S, D::Error>
    where
        T: Deserialize<'de>,
        S: FromIterator<T>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_seq(Collected::<S, T>(PhantomData))
    }
}
