//! The rules of the issuing side, records and the fleet.

use doorward::calendar::{Day, Zone};
use doorward::fleet::firmware::{Manifest, ManifestHead, Release};
use doorward::fleet::regions::{Move, Region, State};
use doorward::fleet::roster::{Difference, DifferenceKind, Field, Listing, Roster, RowKind};
use doorward::keys::Id;
use doorward::policy::issuance::{DayRow, FlexRow, Issued, LedgerChange};
use doorward::policy::single_key::KeyReason;
use doorward::policy::status_gate::{Change, Code, CodeFate, Gate, Grant, GrantFate, Parameters};
use doorward::policy::{Class, Name, Status};
use doorward::records::{AccessMethod, EventKind, Masked, Outcome, RowFacts};
use serde_json::{from_value, json, to_value};

use super::{has_form, has_strict_form, refuses};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

#[test]
fn rows_of_a_ledger() {
    let day = DayRow {
        day: Day::from_number(20_589),
        slot: 0,
        recipient: name("R-1"),
        cancelled: false,
    };
    let flex = FlexRow {
        start_slot: 988_314,
        duration: 4,
        op: 0,
        code_use: 0,
        copy: 0,
        recipient: name("R-1"),
        contractor: false,
        cancelled: false,
    };
    let day_form = json!({ "day": 20_589, "slot": 0, "recipient": "R-1", "cancelled": false });
    let flex_form = json!({
        "start_slot": 988_314, "duration": 4, "op": 0, "use": 0, "copy": 0, "recipient": "R-1",
        "contractor": false, "cancelled": false,
    });
    for (issued, form) in [
        (None, json!(null)),
        (Some(Issued::Day(day)), json!({ "day": day_form })),
        (Some(Issued::Flex(flex)), json!({ "flex": flex_form })),
    ] {
        let change = LedgerChange {
            issued,
            revision: 3,
        };
        has_strict_form(&change, json!({ "issued": form, "revision": 3 }));
    }
    refuses::<LedgerChange>([json!({ "revision": 3 })]);
}

#[test]
fn a_change_of_status_and_what_follows() {
    let change = Change {
        now: 1_778_968_800,
        listing: name("L-1"),
        lockbox: Id::new("LB-1").unwrap(),
        from: Status::Active,
        to: Status::Pending,
        coming_soon_showings: false,
        off_market_permission: false,
        seller_signed_request: false,
        suspension_requested: false,
        suspended: false,
        revocations: 0,
    };
    has_strict_form(
        &change,
        json!({
            "now": 1_778_968_800, "listing": "L-1", "lockbox": "LB-1", "from": "Active",
            "to": "Pending", "coming_soon_showings": false, "off_market_permission": false,
            "seller_signed_request": false, "suspension_requested": false, "suspended": false,
            "revocations": 0,
        }),
    );
    let grant = Grant {
        id: name("G-1"),
        class: Class::ShowingAgent,
        not_before: 1_778_967_000,
        not_after: 1_778_970_600,
        released: true,
    };
    let code: Code = from_value(json!({
        "id": "C-1", "class": "trade", "method": "day_code", "use": "hour",
        "start": 1_778_914_800, "end": 1_779_001_200, "first_used": null, "cancelled": false,
    }))
    .unwrap();
    let gate = Gate::judge(&change, &Parameters::default(), &[grant], &[code]).unwrap();
    assert_eq!(
        to_value(gate).unwrap(),
        json!({
            "decision": "permit", "reasons": [],
            "obligations": ["record_status_change", "send_bulletin", "cancel_appointments", "tell_listing_agent"],
        })
    );
    has_form(
        &gate.grant(&grant),
        json!({ "revoked": { "until": 1_778_970_600 } }),
    );
    has_form(
        &gate.code(&code),
        json!({ "kept": { "until": 1_779_001_200 } }),
    );
    for (fate, form) in [
        (GrantFate::Unchanged, "unchanged"),
        (GrantFate::Over, "over"),
        (GrantFate::Kept, "kept"),
        (GrantFate::Withheld, "withheld"),
    ] {
        has_form(&fate, json!(form));
    }
    has_form(
        &CodeFate::Lost { until: 5 },
        json!({ "lost": { "until": 5 } }),
    );
    has_form(&CodeFate::Dead, json!("dead"));
}

#[test]
fn the_reason_of_the_key_of_the_day_says_what_is_needed() {
    for reason in KeyReason::ALL {
        has_strict_form(
            reason,
            json!({ "reason": reason.name(), "needs": reason.needs() }),
        );
    }
    refuses::<KeyReason>([json!({ "reason": "phone_not_lost", "needs": "update_code" })]);
}

#[test]
fn facts_of_a_row_and_masked_texts() {
    let facts = RowFacts {
        event: EventKind::Refusal,
        instant: 5,
        method: AccessMethod::FlexCode,
        operation: 1,
        credential: None,
        outcome: Outcome::WrongCode,
        attempts: 5,
    };
    has_strict_form(
        &facts,
        json!({
            "event": "refusal", "instant": 5, "method": "flex_code", "operation": 1,
            "credential": null, "outcome": "WrongCode", "attempts": 5,
        }),
    );
    assert_eq!(
        to_value(Masked("code 617 758 7763")).unwrap(),
        json!("code ### ### ####")
    );
}

#[test]
fn a_firmware_and_its_maker() {
    let release = Release {
        model: Id::new("KB-2").unwrap(),
        firmware: 7,
        lowest: 5,
        piece_len: 256,
    };
    has_strict_form(
        &release,
        json!({ "model": "KB-2", "firmware": 7, "lowest": 5, "piece_len": 256 }),
    );
    let mut room = [0; 512];
    let bytes = Manifest::build(&mut room, &release, &[0x5a; 1_000], |_, _| [0; 64]).unwrap();
    let head = *Manifest::parse(bytes).unwrap().head();
    let form = json!({
        "model": "KB-2", "firmware": 7, "lowest": 5, "image_len": 1_000, "piece_len": 256,
        "pieces": 4,
        "image_sha256": "8fe15844cfeedd35f5dc30a9fa5ed38afd849dbe4f8dcae5642d934be0afb13d",
    });
    has_strict_form(&head, form.clone());
    for (member, value) in [("pieces", 5), ("lowest", 7), ("image_len", 0)] {
        let mut wrong = form.clone();
        wrong[member] = json!(value);
        refuses::<ManifestHead>([wrong]);
    }
}

#[test]
fn rows_that_a_snapshot_changes() {
    let difference = Difference {
        difference: DifferenceKind::Change,
        kind: RowKind::Listing,
        key: name("L-1"),
        fields: [Field::StandardStatus].into_iter().collect(),
        status: Some((Status::Active, Status::Pending)),
    };
    let form = json!({
        "difference": "change", "kind": "listing", "key": "L-1", "fields": ["StandardStatus"],
        "from": "Active", "to": "Pending",
    });
    has_form(&difference, form.clone());
    let mut half = form.clone();
    half.as_object_mut().unwrap().remove("to");
    let mut typo = form;
    typo["typo"] = json!(1);
    refuses::<Difference>([half, typo]);
    has_form(
        &Difference {
            difference: DifferenceKind::Deactivation,
            kind: RowKind::Member,
            fields: [].into_iter().collect(),
            status: None,
            ..difference
        },
        json!({ "difference": "deactivation", "kind": "member", "key": "L-1", "fields": [] }),
    );
    let listings = [Listing::<&str>::new(name("L-1"), Status::Active)];
    let roster = Roster {
        listings: &listings,
        ..Roster::EMPTY
    };
    assert_eq!(
        to_value(roster).unwrap(),
        json!({ "offices": [], "members": [], "listings": [to_value(listings[0]).unwrap()] })
    );
}

#[test]
fn a_box_that_moves() {
    let region = |id, state| Region {
        id: name(id),
        association: name("A"),
        state: State::new(state).unwrap(),
        zone: Zone::UTC,
    };
    let (from, to) = (region("PDX", "OR"), region("VAN", "WA"));
    let wanted = Move {
        from: &from,
        to: &to,
        owner: true,
        licences: &[from.state],
        assigned: false,
        association_member: true,
    };
    assert_eq!(
        to_value(wanted).unwrap(),
        json!({
            "from": { "id": "PDX", "association": "A", "state": "OR", "zone": "0".repeat(28) },
            "to": { "id": "VAN", "association": "A", "state": "WA", "zone": "0".repeat(28) },
            "owner": true, "licences": ["OR"], "assigned": false, "association_member": true,
        })
    );
}
