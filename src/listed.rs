//! What the closed lists of the rules and of the market have in common.

/// An enum with the number, the name and the text of each item. The number is that of the
/// specification, the same in every language, and never reused; the name is that of JSON and
/// of the vectors.
macro_rules! listed {
    ($(#[$doc:meta])* $list:ident {
        $($(#[$item_doc:meta])* $item:ident = $number:literal, $name:literal, $text:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $list {
            $(#[doc = $text] $(#[$item_doc])* $item = $number,)*
        }

        impl $list {
            /// The fixed number.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self {
                    $(Self::$item => $number,)*
                }
            }

            /// The name in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$item => $name,)*
                }
            }

            /// What to tell a person.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$item => $text,)*
                }
            }
        }

        impl ::core::fmt::Display for $list {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.text())
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

pub(crate) use listed;

/// How many items there are. `Iterator::count` would check for an overflow that cannot be, and
/// firmware would carry its panic.
pub(crate) fn count(items: impl Iterator) -> usize {
    items.fold(0_usize, |count, _| count.saturating_add(1))
}

#[cfg(feature = "serde")]
pub(crate) use with_serde::spelled;

#[cfg(feature = "serde")]
mod with_serde {
    use core::fmt;

    use serde::de::{Deserializer, Error, Visitor};

    struct Spelled<F>(F);

    impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Spelled<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one of the listed names")
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
            (self.0)(name).ok_or_else(|| E::custom(format_args!("no such name: {name}")))
        }
    }

    /// What `read` makes of a text.
    pub(crate) fn spelled<'de, T, D: Deserializer<'de>>(
        deserializer: D,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, D::Error> {
        deserializer.deserialize_str(Spelled(read))
    }
}
