//! Rows of a box's log, bulletins and grants.

use doorward::audit::{Entry, Event, Fault, FaultKind, Finding, Head, Method, StatusLine, Subject};
use doorward::bulletin::{Bulletin, Refusal, Revocations, Revoked};
use doorward::calendar::{Day, Zone};
use doorward::codes::{CodeUse, FlexTerms, FlexWindow, Operation};
use doorward::grants::Refusal as GrantRefusal;
use doorward::grants::{Caveat, Caveats, GrantBody, GrantOperation, Operations, Request, Rights};
use doorward::keys::{Id, Key};
use serde_json::json;

use super::{has_form, has_strict_form, refuses};

fn entry() -> Entry {
    Entry {
        sequence: 7,
        epoch: 1,
        instant: 1_778_951_100,
        event: Event::Entry,
        outcome: 0,
        method: Method::Day,
        operation: 1,
        subject: Subject::Day {
            day: Day::from_number(20_589),
            slot: 0,
        }
        .to_bytes(),
        detail: u64::MAX,
    }
}

#[test]
fn rows_and_what_is_found_of_them() {
    // 2^53 is the end of what every reader of JSON keeps whole.
    let form = json!({
        "sequence": 7, "epoch": 1, "instant": 1_778_951_100, "event": "entry", "outcome": 0,
        "method": "day", "operation": 1, "subject": "010000000000506d0000000000000000",
        "detail": "18446744073709551615",
    });
    has_strict_form(&entry(), form.clone());
    for (member, value) in [
        ("detail", json!(1)),
        ("detail", json!("01")),
        ("detail", json!("+1")),
        ("detail", json!("18446744073709551616")),
        ("subject", json!("010000000000506D0000000000000000")),
        ("subject", json!("010000000000506d00000000000000")),
        ("subject", json!("010000000000506d00000000000000000")),
        ("subject", json!("0g0000000000506d0000000000000000")),
    ] {
        let mut wrong = form.clone();
        wrong[member] = value;
        refuses::<Entry>([wrong]);
    }
    has_form(&Finding::Genuine(entry()), json!({ "genuine": form }));
    has_form(
        &Finding::Forged { sequence: 3 },
        json!({ "forged": { "sequence": 3 } }),
    );
    has_form(
        &Finding::TooFar { sequence: 3 },
        json!({ "too_far": { "sequence": 3 } }),
    );
    has_strict_form(
        &Head {
            next: 8,
            instant: 9,
        },
        json!({ "next": 8, "instant": 9 }),
    );
    let fault = |kind| Fault {
        position: 2,
        sequence: 5,
        kind,
    };
    has_form(
        &fault(FaultKind::Foreign(1)),
        json!({ "position": 2, "sequence": 5, "kind": { "foreign": 1 } }),
    );
    has_form(
        &fault(FaultKind::HeadStale),
        json!({ "position": 2, "sequence": 5, "kind": "head_stale" }),
    );
    let line = StatusLine {
        millivolts: 2_950,
        firmware: 7,
        set: 9,
        refusals: 3,
    };
    has_form(
        &line,
        json!({ "millivolts": 2_950, "firmware": 7, "set": 9, "refusals": 3 }),
    );
}

#[test]
fn subjects() {
    let window = FlexWindow::new(1_778_965_200, 7_200).unwrap();
    let terms = FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single).unwrap();
    let flex = json!({
        "window": { "start": 1_778_965_200, "seconds": 7_200 },
        "copy": 0, "operation": "key_compartment", "use": "single",
    });
    has_strict_form(&terms, flex.clone());
    let mut copies = flex.clone();
    copies["copy"] = json!(4);
    refuses::<FlexTerms>([copies]);
    let day = Subject::of(&entry());
    let bytes = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    let id = core::array::from_fn(|i| 0xa0 + i as u8);
    for (subject, form) in [
        (Subject::Nobody, json!("nobody")),
        (Subject::Grant(id), json!({ "grant": bytes })),
        (day, json!({ "day": { "day": 20_589, "slot": 0 } })),
        (Subject::Flex(terms), json!({ "flex": flex })),
        (Subject::Service, json!("service")),
        (Subject::Unknown(id), json!({ "unknown": bytes })),
    ] {
        has_form(&subject, form);
    }
}

#[test]
fn bulletins() {
    let bulletin = Bulletin {
        lockbox: Id::new("LB-1").unwrap(),
        nonce: [0; 16],
        sequence: 2,
        epoch: 1,
        issued_at: 1_778_974_200,
        is_suspended: false,
        zone: Zone::fixed(-480).unwrap(),
        revocations: Revocations::new(&[[0xa0; 8], [7; 8]]).unwrap(),
    };
    let form = json!({
        "lockbox": "LB-1", "nonce": "00".repeat(16), "sequence": 2, "epoch": 1,
        "issued_at": 1_778_974_200, "is_suspended": false,
        "zone": "fe20fe2000000000000000000000",
        "revocations": ["a0".repeat(8), "07".repeat(8)],
    });
    has_strict_form(&bulletin, form.clone());
    let mut long = form;
    long["revocations"] = json!(vec!["07".repeat(8); 17]);
    refuses::<Bulletin>([long]);
    let revoked = Revoked {
        grant_id: [0xab; 16],
        not_after: 5,
    };
    has_strict_form(
        &revoked,
        json!({ "grant_id": "ab".repeat(16), "not_after": 5 }),
    );
    has_form(&Refusal::WrongLockbox, json!("wrong_lockbox"));
}

#[test]
fn grants_without_their_tags() {
    let body = GrantBody {
        operations: Operations::GUEST,
        epoch: 1,
        bulletin: 2,
        grant_id: [0xa0; 16],
        holder: [0xb0; 16],
        not_before: 10,
        not_after: 20,
        max_uses: 1,
        lockbox: Id::new("LB-1").unwrap(),
    };
    has_strict_form(
        &body,
        json!({
            "operations": 9, "epoch": 1, "bulletin": 2, "grant_id": "a0".repeat(16),
            "holder": "b0".repeat(16), "not_before": 10, "not_after": 20, "max_uses": 1,
            "lockbox": "LB-1",
        }),
    );
    refuses::<Operations>([json!(32), json!(65_536), json!(-1)]);
    let caveats = [
        (Caveat::NotBefore(12), json!({ "not_before": 12 })),
        (Caveat::NotAfter(18), json!({ "not_after": 18 })),
        (
            Caveat::Operations(Operations::of(&[GrantOperation::KeyCompartment])),
            json!({ "operations": 1 }),
        ),
        (
            Caveat::Delegate([0xc0; 16]),
            json!({ "delegate": "c0".repeat(16) }),
        ),
    ];
    let key: doorward::keys::GrantKey = Key::from_bytes(&[5; 32]).unwrap();
    let mut grant = key.issue(&body);
    for (caveat, form) in &caveats {
        has_form(caveat, form.clone());
        grant = grant.narrow(*caveat).unwrap();
    }
    refuses::<Caveat>([
        json!({ "not_befor": 12 }),
        json!({ "not_before": 12, "not_after": 18 }),
        json!({}),
        json!("not_before"),
    ]);
    let forms: Vec<_> = caveats.iter().map(|(_, form)| form.clone()).collect();
    has_form(grant.caveats(), json!(forms));
    refuses::<Caveats>([json!(vec![forms[0].clone(); 9])]);
    let rights = Rights {
        operations: Operations::of(&[GrantOperation::KeyCompartment]),
        not_before: 12,
        not_after: 18,
        delegate: 0xc0c0_c0c0_c0c0_c0c0,
    };
    assert_eq!(grant.rights(), rights);
    has_strict_form(
        &rights,
        json!({ "operations": 1, "not_before": 12, "not_after": 18, "delegate": "13889313184910721216" }),
    );
    has_form(&GrantRefusal::BadMessage, json!("bad_message"));
}

#[test]
fn requests_keep_their_argument() {
    let request = |operation, argument: &[u8]| Request::new(operation, argument).unwrap();
    let none = json!(null);
    for (request, operation, manifest, epoch) in [
        (
            request(GrantOperation::Shackle, &[]),
            "shackle",
            none.clone(),
            none.clone(),
        ),
        (
            request(GrantOperation::UpdateFirmware, &[0x5a; 32]),
            "update_firmware",
            json!("5a".repeat(32)),
            none.clone(),
        ),
        (
            request(GrantOperation::Own, &[0, 0, 0, 9]),
            "own",
            none.clone(),
            json!(9),
        ),
        (
            request(GrantOperation::Own, &[]),
            "own",
            none.clone(),
            none.clone(),
        ),
    ] {
        has_strict_form(
            &request,
            json!({ "operation": operation, "manifest": manifest, "new_epoch": epoch }),
        );
    }
    refuses::<Request>([
        json!({ "operation": "shackle", "manifest": null, "new_epoch": 9 }),
        json!({ "operation": "update_firmware", "manifest": null, "new_epoch": null }),
        json!({ "operation": "own", "manifest": "5a".repeat(32), "new_epoch": null }),
        // Without the epoch it would be no transfer.
        json!({ "operation": "own", "manifest": null }),
    ]);
}
