use super::{Appointment, Obligation, Reason, Record};
use crate::policy::{Decision, Set};

/// The records of a step: at most two, the old appointment's before the new one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Records {
    pub(super) records: [Option<Record>; 2],
}

impl Records {
    /// The records in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().flatten()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// The answer to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the caller has to store the appointment and to do what it obliges to"]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Step {
    /// Permit or deny.
    pub decision: Decision,
    /// Every reason against it.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::listed::reasons_list"))]
    pub reasons: Set<Reason>,
    /// What the caller has to do; nothing after a denial.
    pub obligations: Set<Obligation>,
    /// The appointment after the event; as it was after a denial.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub appointment: Option<Appointment>,
    /// The appointment that a reschedule put in its place.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub created: Option<Appointment>,
    /// What other systems are told.
    pub events: Records,
}

#[cfg(feature = "serde")]
impl serde::Serialize for Records {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Records {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AtMostTwo;

        impl<'de> serde::de::Visitor<'de> for AtMostTwo {
            type Value = Records;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("at most two records")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> Result<Records, A::Error> {
                let records = [items.next_element()?, items.next_element()?];
                match items.next_element::<Record>()? {
                    None => Ok(Records { records }),
                    Some(_) => Err(serde::de::Error::invalid_length(3, &self)),
                }
            }
        }

        deserializer.deserialize_seq(AtMostTwo)
    }
}
