//! What boxes and support are answered.

use doorward::Error;
use doorward::calendar::{Day, Tolerance, Zone};
use doorward::codes::day::DayMatch;
use doorward::codes::diagnose::{Diagnosis, Question, SearchRange, Verdict};
use doorward::codes::odds::GuessParameters;
use doorward::codes::{
    CodeProfile, CodeUse, FlexTerms, FlexWindow, Operation, Reading, ServiceCommand,
};
use doorward::grants::{GrantOperation, Operations};
use doorward::keys::Id;
use doorward::lockbox::{
    Applied, Decision, Keypad, KeypadState, Limits, Profile, Reason, SnapshotError, Status,
};
use serde_json::{json, to_value};

use super::{has_form, has_strict_form, refuses};

#[test]
fn decisions_of_a_box() {
    let (operation, reason) = (Operation::Shackle, Reason::Throttled { until: 60 });
    let applied = |applied, set_clock| Decision::Applied { applied, set_clock };
    let command = ServiceCommand::RaiseEpoch { epoch: 5 };
    for (decision, form) in [
        (
            Decision::Open {
                operation,
                until: 9,
            },
            json!({ "decision": "open", "operation": "shackle", "until": 9 }),
        ),
        (
            Decision::Deny { reason },
            json!({ "decision": "deny", "reason": { "reason": "throttled", "until": 60 } }),
        ),
        (
            Reason::WrongCode.into(),
            json!({ "decision": "deny", "reason": { "reason": "wrong_code" } }),
        ),
        (
            applied(Applied::Bulletin { sequence: 2 }, Some(7)),
            json!({ "decision": "applied", "applied": { "applied": "bulletin", "sequence": 2 }, "set_clock": 7 }),
        ),
        (
            applied(Applied::Service(command), None),
            json!({
                "decision": "applied",
                "applied": { "applied": "service", "command": "raise_epoch", "epoch": 5 },
                "set_clock": null,
            }),
        ),
        (
            applied(
                Applied::UpdateFirmware {
                    manifest: [0xfe; 32],
                },
                None,
            ),
            json!({
                "decision": "applied",
                "applied": { "applied": "update_firmware", "manifest": "fe".repeat(32) },
                "set_clock": null,
            }),
        ),
    ] {
        has_form(&decision, form);
    }
    has_form(&SnapshotError::Damaged, json!("damaged"));
    has_form(
        &SnapshotError::UnknownVersion(9),
        json!({ "unknown_version": 9 }),
    );
}

#[test]
fn what_a_box_is_and_remembers() {
    let id = Id::new("LB-1").unwrap();
    let codes = CodeProfile::new(8, 11).unwrap();
    let limits = Limits::default();
    let profile = Profile::new(id, codes, limits).unwrap();
    let lacking = Operations::of(&[GrantOperation::Shackle]);
    let form = json!({
        "id": "LB-1", "codes": { "day_digits": 8, "flex_digits": 11 },
        "limits": to_value(limits).unwrap(), "lacking": 2,
    });
    has_strict_form(&profile.lacking(lacking).unwrap(), form.clone());
    // Checked as at provisioning.
    for (place, value) in [
        ("/lacking", json!(1)),
        ("/codes/day_digits", json!(6)),
        ("/limits/refusals_max", json!(0)),
        ("/limits/refusal_max", json!(100)),
        ("/id", json!("")),
    ] {
        let mut wrong = form.clone();
        match wrong.pointer_mut(place) {
            Some(member) => *member = value,
            None => wrong["limits"]["refusal_max"] = value,
        }
        refuses::<Profile>([wrong]);
    }
    let status = Status {
        epoch: 1,
        bulletin_sequence: 2,
        clock_is_set: true,
        is_suspended: false,
        persisted: 3,
        set: 4,
        refusals: 5,
        zone: Zone::UTC,
        limits,
    };
    has_form(
        &status,
        json!({
            "epoch": 1, "bulletin_sequence": 2, "clock_is_set": true, "is_suspended": false,
            "persisted": 3, "set": 4, "refusals": 5,
            "zone": { "standard": 0, "daylight": null }, "limits": to_value(limits).unwrap(),
        }),
    );
    let keypad = Keypad {
        state: KeypadState::Waits(60),
        run: 6,
        refusals: 6,
        next_forgiven: Some(10_800),
        repeat_until: None,
    };
    has_form(
        &keypad,
        json!({
            "state": { "waits": 60 }, "run": 6, "refusals": 6, "next_forgiven": 10_800,
            "repeat_until": null,
        }),
    );
}

#[test]
fn codes_without_their_digits() {
    let window = FlexWindow::new(1_778_965_200, 1_800).unwrap();
    let terms = FlexTerms::new(window, 3, Operation::Shackle, CodeUse::UntilEnd).unwrap();
    let terms_form = to_value(terms).unwrap();
    let day = Day::from_number(20_589);
    for (reading, form) in [
        (
            Reading::Day {
                epoch: 1,
                day,
                slot: 9,
            },
            json!({ "family": "day", "epoch": 1, "day": 20_589, "slot": 9 }),
        ),
        (
            Reading::Flex { epoch: 1, terms },
            json!({ "family": "flex", "epoch": 1, "terms": terms_form }),
        ),
        (
            Reading::Service(ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16: 1,
            }),
            json!({ "family": "service", "command": "cancel_flex", "terms": terms_form, "epoch_mod_16": 1 }),
        ),
    ] {
        let diagnosis = Diagnosis {
            reading,
            verdict: Verdict::TooEarly { from: 7 },
            coincidence_one_in: 300,
        };
        let verdict = json!({ "verdict": "too_early", "from": 7 });
        has_form(&reading, form.clone());
        has_form(
            &diagnosis,
            json!({ "reading": form, "verdict": verdict, "coincidence_one_in": 300 }),
        );
    }
    has_form(
        &DayMatch { day, slot: 9 },
        json!({ "day": 20_589, "slot": 9 }),
    );
    let question = Question {
        now: 5,
        box_clock: 6,
        tolerance: Tolerance::new(120).unwrap(),
        epoch: 1,
        range: SearchRange::default(),
    };
    has_strict_form(
        &question,
        json!({
            "now": 5, "box_clock": 6, "tolerance": 120, "epoch": 1,
            "range": { "days": 62, "epochs": 4 },
        }),
    );
    refuses::<SearchRange>([json!({ "day": 62 })]);
    let [odds, ..] = GuessParameters::default().odds();
    has_form(
        &odds,
        json!({ "family": "day", "acceptable": odds.acceptable, "codes": 10_000_000 }),
    );
    has_form(&Error::GuessTooLikely, json!("guess_too_likely"));
}
