//! Ledgers that are stored and ruled by again.

use test_std::collections::BTreeSet;

use super::super::super::{OwnedInput, OwnedLedger};
use super::*;

fn owned(input: Input<'_>, ledger: &OwnedLedger) -> OwnedInput {
    OwnedInput {
        association: input.association.into(),
        parameters: input.parameters,
        request: input.request,
        listing: input.listing,
        lockbox: input.lockbox,
        appointment: input.appointment,
        ledger: ledger.clone(),
    }
}

/// Requests for few days and windows by few people, so that they get in each other's way.
fn crowded(random: &mut Random) -> Input<'static> {
    let mut input = match random.below(3) {
        0 => flex(),
        1 => day_code(),
        _ => contractor_code(),
    };
    input.request.recipient.id = random_name(random);
    if input.request.window.is_some() {
        let start = 1_778_965_200 + 1_800 * random.below(2);
        input.request.window = window(start, start + 1_800 * (1 + random.below(2)));
    }
    if input.request.day.is_some() {
        let day = TODAY + random.below(2) as u32;
        input.request.day = Some(Day::from_number(day));
        input.request.recipient.id = name(&test_std::format!("R-{}", random.below(40)));
    }
    input.parameters.flex_overlapping = 12;
    input.parameters.contractor_alive = 6;
    input
}

fn check_ledger(ledger: &OwnedLedger, parameters: &Parameters) {
    let slots: BTreeSet<_> = ledger
        .day_codes
        .iter()
        .map(|it| (it.day, it.slot))
        .collect();
    assert_eq!(slots.len(), ledger.day_codes.len());
    let terms: Vec<_> = ledger
        .flex_codes
        .iter()
        .map(|it| it.terms().unwrap())
        .collect();
    let distinct: test_std::collections::HashSet<_> = terms.iter().collect();
    assert_eq!(distinct.len(), terms.len());
    let contractors = ledger.flex_codes.iter().filter(|it| it.contractor).count();
    assert!(contractors <= usize::from(parameters.contractor_alive));
    assert!(ledger.as_ledger().is_well_formed());
    let issued = ledger.day_codes.len() + ledger.flex_codes.len();
    assert_eq!(usize::try_from(ledger.revision), Ok(issued));
}

#[test]
fn two_issues_at_one_time_never_share_a_slot_or_copy() {
    let mut random = Random(21);
    let mut conflicts = 0;
    for _ in 0..200 {
        let mut stored = OwnedLedger::new(id("LB-00012345"), 1);
        for _ in 0..60 {
            // Two read the same ledger, and store one after the other.
            let requests = [crowded(&mut random), crowded(&mut random)];
            let read = stored.clone();
            for input in requests {
                let mut asked_with = read.clone();
                loop {
                    let asked = owned(input, &asked_with);
                    let Some(permit) = asked.rule().unwrap().permit else {
                        break;
                    };
                    if stored.revision == asked_with.revision {
                        let is_day = permit.day.is_some();
                        assert!(is_day || permit.ledger.revision > stored.revision);
                        stored = permit.ledger;
                        check_ledger(&stored, &input.parameters);
                        break;
                    }
                    conflicts += 1;
                    asked_with = stored.clone();
                }
            }
        }
        assert!(stored.day_codes.len() > 8 && stored.flex_codes.len() > 6);
    }
    assert!(conflicts > 1_000, "{conflicts}");
}

#[cfg(feature = "serde")]
#[test]
fn inputs_and_rulings_come_back_from_json() {
    use super::super::super::Ruling;

    let mut random = Random(22);
    for _ in 0..2_000 {
        let (day_codes, flex_codes) = random_ledger(&mut random);
        let input = with_rows(random_input(&mut random), &day_codes, &flex_codes);
        let ledger = OwnedLedger {
            day_codes: day_codes.clone(),
            flex_codes: flex_codes.clone(),
            ..OwnedLedger::new(id("LB-00012345"), 1)
        };
        let owned = owned(input, &ledger);
        let json = serde_json::to_string(&owned).unwrap();
        assert_eq!(json, serde_json::to_string(&owned.as_input()).unwrap());
        let back: OwnedInput = serde_json::from_str(&json).unwrap();
        assert_eq!(back, owned);
        let ruling = owned.rule().unwrap();
        let json = serde_json::to_value(&ruling).unwrap();
        let back: Ruling<OwnedLedger> = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(back, ruling);
        // No member may be absent, and none other be present.
        for member in ["recommended", "permit", "reasons"] {
            let mut json = json.clone();
            json.as_object_mut().unwrap().remove(member);
            assert!(serde_json::from_value::<Ruling<OwnedLedger>>(json).is_err());
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn lists_out_of_order_are_errors_of_the_ruling() {
    use serde_json::json;

    let read = |member: &str, value: serde_json::Value| {
        let ledger = OwnedLedger::new(id("LB-00012345"), 1);
        let mut json = serde_json::to_value(owned(flex(), &ledger)).unwrap();
        *json.pointer_mut(member).unwrap() = value;
        let input = serde_json::from_value::<OwnedInput>(json).map_err(|_| Error::BadValue)?;
        input.rule().map(|ruling| ruling.decision)
    };
    let skip = |value| read("/request/skip", value);
    assert_eq!(skip(json!([0, 3])), Ok(Decision::Permit));
    assert_eq!(skip(json!([3, 0])), Err(Error::SkipMismatch));
    assert_eq!(skip(json!([1_000_000])), Err(Error::SkipMismatch));
    assert_eq!(skip(json!([-1])), Err(Error::BadValue));
    let methods = |value| read("/listing/methods", value);
    assert_eq!(
        methods(json!(["day_code", "flex_code"])),
        Ok(Decision::Permit)
    );
    let wrong = json!(["flex_code", "day_code"]);
    assert_eq!(methods(wrong), Err(Error::MethodsMismatch));
    let twice = json!(["flex_code", "flex_code"]);
    assert_eq!(methods(twice), Err(Error::MethodsMismatch));
    assert_eq!(methods(json!(["pigeon"])), Err(Error::BadValue));
    assert_eq!(read("/request/operations", json!(32)), Err(Error::BadValue));
    assert_eq!(read("/box/zone", json!("")), Err(Error::BadValue));
}
