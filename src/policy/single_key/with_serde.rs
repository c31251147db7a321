use core::fmt;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{KeyAction, KeyEvent, KeyReason};
use crate::calendar::UnixSeconds;
use crate::policy::values::nullable;
use crate::policy::{BadValue, Name};

/// What a member does, by its name.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum EventName {
    OpenApp,
    UseCard,
    RenewCard,
    UpdateCode,
}

/// An event is `{event, now}` and its own members.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Members {
    event: EventName,
    now: UnixSeconds,
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    phone_lost: Option<bool>,
}

/// A member that may be absent but not null.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    bool::deserialize(deserializer).map(Some)
}

impl TryFrom<Members> for KeyEvent {
    type Error = BadValue;

    fn try_from(members: Members) -> Result<Self, BadValue> {
        let action = match (members.event, members.phone_lost) {
            (EventName::OpenApp, None) => KeyAction::OpenApp,
            (EventName::UseCard, None) => KeyAction::UseCard,
            (EventName::RenewCard, None) => KeyAction::RenewCard,
            (EventName::UpdateCode, Some(phone_lost)) => KeyAction::UpdateCode { phone_lost },
            _ => return Err(BadValue),
        };
        let now = members.now;
        Ok(Self { now, action })
    }
}

impl From<KeyEvent> for Members {
    fn from(KeyEvent { now, action }: KeyEvent) -> Self {
        let (event, phone_lost) = match action {
            KeyAction::OpenApp => (EventName::OpenApp, None),
            KeyAction::UseCard => (EventName::UseCard, None),
            KeyAction::RenewCard => (EventName::RenewCard, None),
            KeyAction::UpdateCode { phone_lost } => (EventName::UpdateCode, Some(phone_lost)),
        };
        Self {
            event,
            now,
            phone_lost,
        }
    }
}

#[derive(Serialize)]
struct Given {
    reason: &'static str,
    needs: Option<&'static str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenMembers {
    reason: Name,
    #[serde(deserialize_with = "nullable")]
    needs: Option<Name>,
}

impl Serialize for KeyReason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (reason, needs) = (self.name(), self.needs());
        Given { reason, needs }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KeyReason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = GivenMembers::deserialize(deserializer)?;
        let needs = given.needs.as_ref().map(Name::as_str);
        let is_it =
            |reason: &&Self| reason.name() == given.reason.as_str() && reason.needs() == needs;
        let known = Self::ALL.iter().find(is_it).copied();
        known.ok_or_else(|| D::Error::custom("not one of the reasons"))
    }
}

/// A reason is an array of at most one `{reason, needs}`.
pub(super) mod reasons {
    use serde::de::Error as _;

    use super::{Deserializer, KeyReason, SeqAccess, Serializer, Visitor, fmt};

    #[expect(clippy::ref_option, reason = "serde gives the field by reference")]
    pub(in crate::policy::single_key) fn serialize<S: Serializer>(
        reason: &Option<KeyReason>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(reason.iter())
    }

    pub(in crate::policy::single_key) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<KeyReason>, D::Error> {
        struct AtMostOne;

        impl<'de> Visitor<'de> for AtMostOne {
            type Value = Option<KeyReason>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("at most one reason")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let reason = items.next_element::<KeyReason>()?;
                match items.next_element::<KeyReason>()? {
                    None => Ok(reason),
                    Some(_) => Err(A::Error::custom("more than one reason")),
                }
            }
        }

        deserializer.deserialize_seq(AtMostOne)
    }
}
