//! Keys, codes, and what proves a grant have no form: nothing that is saved by mistake holds
//! them. It does not compile if one of them gets one.

use doorward::bulletin::BulletinMessage;
use doorward::codes::{Code, CodeReader};
use doorward::grants::{Grant, GrantText, Presentation, PresentationMessage, Verified};
use doorward::keys::{
    AuditKey, BulletinKey, ChallengeKey, CredentialKey, DayKey, DayRootKey, FlexKey, GrantKey,
    LockboxKey, RootKey, ServiceKey,
};

/// Which of the two implementations below is meant is open, unless only one applies.
trait Unserializable<Which> {
    fn holds() -> bool {
        true
    }
}

impl<T> Unserializable<()> for T {}

struct Serializable;

impl<T: serde::Serialize> Unserializable<Serializable> for T {}

struct Deserializable;

impl<T: serde::de::DeserializeOwned> Unserializable<Deserializable> for T {}

macro_rules! none_of {
    ($($secret:ty),* $(,)?) => {
        [$(<$secret as Unserializable<_>>::holds()),*]
    };
}

#[test]
fn secrets_have_no_form() {
    let held = none_of![
        AuditKey,
        BulletinKey,
        BulletinMessage,
        ChallengeKey,
        Code,
        CodeReader,
        DayKey,
        DayRootKey,
        FlexKey,
        Grant,
        GrantKey,
        GrantText,
        LockboxKey,
        Presentation<'_>,
        PresentationMessage,
        CredentialKey,
        RootKey,
        ServiceKey,
        Verified<'_>,
    ];
    assert!(held.iter().all(|holds| *holds));
}
