use test_std::string::String;

use super::{Event, event, id, text, worked};
use crate::policy::{Listed, Name};
use crate::records::{AccessMethod, EventKind, Outcome, Reasons, RecordError, credential};

#[test]
fn values_out_of_range_are_found_first() {
    let good = event("E-1", 86_400);
    assert_eq!(good.check(), Ok(()));
    let long: String = "x".repeat(256);
    for wrong in [
        Event {
            lock_or_box_access_timestamp: 86_399,
            ..good.clone()
        },
        Event {
            lock_or_box_access_timestamp: 253_402_214_400,
            ..good.clone()
        },
        Event {
            utc_offset_minutes: 901,
            ..good.clone()
        },
        Event {
            utc_offset_minutes: -901,
            ..good.clone()
        },
        Event {
            utc_offset_minutes: i16::MIN,
            ..good.clone()
        },
        Event {
            operation: 3,
            ..good.clone()
        },
        Event {
            operation: 32,
            ..good.clone()
        },
        Event {
            label: text(""),
            ..good.clone()
        },
        Event {
            notes: Some(long.clone()),
            ..good.clone()
        },
        Event {
            listing_time_zone: Some(long.clone()),
            ..good.clone()
        },
        Event {
            listing_address1: Some(long.clone()),
            ..good.clone()
        },
        Event {
            showing_agent_full_name: Some(long.clone()),
            ..good.clone()
        },
        // The outcome is wrong as well.
        Event {
            list_agent_full_name: Some(long),
            outcome: Outcome::Permit,
            ..good.clone()
        },
    ] {
        assert_eq!(wrong.check(), Err(RecordError::BadValue), "{wrong:?}");
    }
    for good in [
        Event {
            lock_or_box_access_timestamp: 253_402_214_399,
            ..good.clone()
        },
        Event {
            utc_offset_minutes: 900,
            ..good.clone()
        },
        Event {
            utc_offset_minutes: -900,
            ..good.clone()
        },
        Event {
            operation: 0,
            ..good.clone()
        },
        Event {
            operation: 16,
            ..good.clone()
        },
        Event {
            label: Some("é".repeat(127) + "x"),
            ..good
        },
    ] {
        assert_eq!(good.check(), Ok(()));
    }
}

#[test]
fn every_event_has_the_outcomes_of_its_row() {
    let some = Reasons::default().with("days_left").unwrap();
    for kind in EventKind::ALL.iter().copied() {
        for outcome in Outcome::ALL.iter().copied() {
            let number = outcome.decision_number();
            let is_good = match kind {
                EventKind::Use => matches!(number, Some(0 | 1)),
                EventKind::Refusal => matches!(number, Some(2..=26)) || outcome == Outcome::Deny,
                _ => outcome == Outcome::Permit,
            };
            for reasons in [Reasons::default(), some] {
                let event = Event {
                    event: kind,
                    outcome,
                    reasons,
                    method: if kind == EventKind::Renewal {
                        AccessMethod::CardPhone
                    } else {
                        AccessMethod::Unknown
                    },
                    ..event("E-1", 86_400)
                };
                let has_right_reasons = reasons.is_empty() != (outcome == Outcome::Deny);
                let expected = if is_good && has_right_reasons {
                    Ok(())
                } else {
                    Err(RecordError::OutcomeMismatch)
                };
                assert_eq!(event.check(), expected, "{event:?}");
            }
        }
    }
    assert_eq!(Outcome::of_decision(0), Some(Outcome::Open));
    assert_eq!(Outcome::of_decision(26), Some(Outcome::Unsupported));
    assert_eq!(Outcome::of_decision(27), None);
    assert_eq!(Outcome::of_decision(255), None);
}

#[test]
fn a_credential_has_the_form_of_its_method() {
    use AccessMethod::{
        Bulletin, CardReader, ContractorCode, DayCode, FlexCode, GuestGrant, MemberGrant,
        ServiceCode, Unknown,
    };
    for (method, credential, is_good) in [
        (MemberGrant, "a0a1a2a3a4a5a6a7", true),
        (GuestGrant, "0000000000000000", true),
        (GuestGrant, "A0A1A2A3A4A5A6A7", false),
        (GuestGrant, "a0a1a2a3a4a5a6a", false),
        (GuestGrant, "a0a1a2a3a4a5a6a70", false),
        (GuestGrant, "g0a1a2a3a4a5a6a7", false),
        (DayCode, "day-20589-0", true),
        (DayCode, "day-0-15", true),
        (DayCode, "day-2932896-15", true),
        (DayCode, "day-2932897-15", false),
        (DayCode, "day-20589-16", false),
        (DayCode, "day-020589-0", false),
        (DayCode, "day-20589-00", false),
        (DayCode, "day-20589-+1", false),
        (DayCode, "day-20589", false),
        (DayCode, "day-20589-0-", false),
        (DayCode, "day--0", false),
        (DayCode, "flex-988314-4-0-0-0", false),
        (FlexCode, "flex-988314-4-0-0-0", true),
        (ContractorCode, "flex-0-125-1-1-3", true),
        (FlexCode, "flex-140779055-1-0-0-0", true),
        (FlexCode, "flex-140779056-1-0-0-0", false),
        (FlexCode, "flex-988314-0-0-0-0", false),
        (FlexCode, "flex-988314-126-0-0-0", false),
        (FlexCode, "flex-988314-4-2-0-0", false),
        (FlexCode, "flex-988314-4-0-2-0", false),
        (FlexCode, "flex-988314-4-0-0-4", false),
        (FlexCode, "flex-988314-4-0-0", false),
        (FlexCode, "flex-988314-4-0-0-0-0", false),
        (Bulletin, "bulletin-2", true),
        (Bulletin, "bulletin-4294967295", true),
        (Bulletin, "bulletin-4294967296", false),
        (Bulletin, "bulletin-", false),
        (ServiceCode, "anything", false),
        (Unknown, "anything", false),
        (CardReader, "CARD-7781", true),
    ] {
        let event = Event {
            method,
            key_or_credential_id: id(credential),
            event: if method == CardReader {
                EventKind::Renewal
            } else {
                EventKind::Use
            },
            outcome: if method == CardReader {
                Outcome::Permit
            } else {
                Outcome::Open
            },
            ..event("E-1", 86_400)
        };
        let expected = if is_good {
            Ok(())
        } else {
            Err(RecordError::MethodMismatch)
        };
        assert_eq!(event.check(), expected, "{method} {credential}");
        let without = Event {
            key_or_credential_id: None,
            ..event
        };
        assert_eq!(without.check(), Ok(()));
    }
    assert!(credential::of_bulletin(u32::MAX).is_ok());
    assert_eq!(
        credential::of_grant(&[0xa0; 16]).unwrap().as_str(),
        "a0a0a0a0a0a0a0a0"
    );
}

#[test]
fn cards_renew_and_nothing_else_does() {
    for method in AccessMethod::ALL.iter().copied() {
        for kind in EventKind::ALL.iter().copied() {
            let event = Event {
                event: kind,
                method,
                outcome: match kind {
                    EventKind::Use => Outcome::Applied,
                    EventKind::Refusal => Outcome::WrongCode,
                    _ => Outcome::Permit,
                },
                ..event("E-1", 86_400)
            };
            let fits = method.is_card() == (kind == EventKind::Renewal);
            let expected = if fits {
                Ok(())
            } else {
                Err(RecordError::MethodMismatch)
            };
            assert_eq!(event.check(), expected, "{method} {kind}");
            let without_box = Event {
                lock_or_box_id: None,
                ..event
            };
            let expected = match expected {
                Ok(()) if kind != EventKind::Renewal => Err(RecordError::BoxMissing),
                other => other,
            };
            assert_eq!(without_box.check(), expected);
        }
        // A renewal that was denied is recorded as a refusal, without a box if it is a card's.
        let denied = Event {
            event: EventKind::Refusal,
            method,
            outcome: Outcome::Deny,
            reasons: Reasons::default().with("month_used_up").unwrap(),
            lock_or_box_id: None,
            ..event("E-1", 86_400)
        };
        let expected = if method.is_card() {
            Ok(())
        } else {
            Err(RecordError::BoxMissing)
        };
        assert_eq!(denied.check(), expected, "{method}");
    }
}

#[test]
fn every_reason_of_the_rules_can_be_recorded() {
    fn all<R: Listed>() {
        for reason in R::ALL {
            assert!(Reasons::default().with(reason.name()).is_ok(), "{reason:?}");
        }
    }
    all::<crate::policy::issuance::Reason>();
    all::<crate::policy::status_gate::Reason>();
    all::<crate::policy::appointment::Reason>();
    all::<crate::policy::appointment::AccessReason>();
    all::<crate::policy::renewal::RenewalReason>();
    all::<crate::fleet::regions::MoveReason>();
    for reason in crate::policy::single_key::KeyReason::ALL {
        assert!(Reasons::default().with(reason.name()).is_ok());
    }
    assert_eq!(Reasons::default().with(""), Err(RecordError::BadValue));
}

#[cfg(feature = "serde")]
#[test]
fn events_come_back_from_json() {
    for event in worked() {
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        let absent = json.replace(r#","notes":null"#, "");
        assert_ne!(absent, json);
        assert!(serde_json::from_str::<Event>(&absent).is_err());
    }
    let reasons = |json| serde_json::from_str::<Reasons>(json);
    assert!(reasons(r#"["consumer","days_left"]"#).is_ok());
    for wrong in [
        r#"["days_left","consumer"]"#,
        r#"["consumer","consumer"]"#,
        r#"["Consumer"]"#,
    ] {
        assert!(reasons(wrong).is_err(), "{wrong}");
    }
    let inline: crate::records::AccessEvent<crate::policy::Text> =
        serde_json::from_str(&serde_json::to_string(&worked()[0]).unwrap()).unwrap();
    assert_eq!(inline.check(), Ok(()));
    assert_eq!(inline.lock_or_box_key, Name::new("E-3").unwrap());
}
