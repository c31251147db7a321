#![allow(
    clippy::large_types_passed_by_value,
    reason = "each test alters an input of its own"
)]

use test_std::vec::Vec;

use super::{
    AppointmentFacts, Association, DayRow, Error, FlexRow, Input, Issued, Issuer, IssuerKind,
    Ledger, Listing, ListingAccess, LockboxFacts, MethodList, Obligation, Parameters, Permit,
    Phone, Reason, Recall, Recipient, RecordedAs, Request, Ruling, Skip, System, Uses,
};
use crate::calendar::Day;
use crate::codes::CodeUse;
use crate::codes::day::Issuer as Half;
use crate::grants::Operations;
use crate::policy::appointment::State;
use crate::policy::testing::{Random, id, name, names, pacific};
use crate::policy::{Decision, Method, RecipientKind, Set, Status, Text, Window};

mod errors;
mod matrix;
mod message;
mod random;
mod rules;
mod worked;

/// 2026-05-16 10:00 Pacific time, of day 20589.
const NOW: u64 = 1_778_950_800;
const TODAY: u32 = 20_589;

fn bits(bits: u16) -> Operations {
    Operations::from_bits(bits).unwrap()
}

#[allow(clippy::unnecessary_wraps, reason = "as a request has it")]
fn window(start: u64, end: u64) -> Option<Window> {
    Some(Window { start, end })
}

/// The first worked example: permitted.
fn flex() -> Input<'static> {
    let lockbox = LockboxFacts {
        id: id("LB-00012345"),
        zone: pacific(),
        epoch: 1,
        bulletin: 1,
        suspended: false,
        bluetooth: true,
        flex_codes: true,
        shackle_by_app: true,
        shackle_by_code: true,
    };
    Input {
        association: Association::of(name("ASSOC-1")),
        parameters: Parameters::default(),
        request: Request {
            now: NOW,
            issuer: Issuer {
                kind: IssuerKind::ListingAgent,
                id: name("M-1"),
                pin_verified: true,
            },
            recipient: Recipient {
                kind: RecipientKind::MemberAgent,
                id: name("M-7"),
                name: Some(Text::new("Ana Núñez").unwrap()),
                association: None,
                member_active: true,
                licence_verified: true,
                account_registered: true,
                phone: None,
            },
            method: Method::FlexCode,
            operations: bits(1),
            window: window(1_778_965_200, 1_778_972_400),
            day: None,
            half: None,
            code_use: Some(CodeUse::Single),
            skip: Skip::NONE,
            seller_written_permission: false,
            off_market_permission: false,
            identity_checked: false,
        },
        listing: Some(Listing {
            id: name("L-1"),
            status: Status::Active,
            coming_soon_showings: false,
            methods: None,
            access: ListingAccess::Open,
        }),
        lockbox,
        appointment: None,
        ledger: Ledger {
            lockbox: lockbox.id,
            epoch: 1,
            revision: 0,
            day_codes: &[],
            flex_codes: &[],
        },
    }
}

/// `input` for another recipient.
fn to(kind: RecipientKind, of: &str, mut input: Input<'static>) -> Input<'static> {
    input.request.recipient.kind = kind;
    input.request.recipient.id = name(of);
    input
}

/// A member grant from 14:00 to 16:00: permitted.
fn member_grant() -> Input<'static> {
    let mut input = flex();
    input.request.method = Method::MemberGrant;
    input.request.code_use = None;
    input
}

/// A guest grant from 14:00 to 16:00: permitted.
fn guest_grant() -> Input<'static> {
    let mut input = member_grant();
    input.request.method = Method::GuestGrant;
    input
}

/// A day code for today: permitted.
fn day_code() -> Input<'static> {
    let mut input = flex();
    input.request.method = Method::DayCode;
    input.request.code_use = None;
    input.request.window = None;
    input.request.day = Some(Day::from_number(TODAY));
    input.request.half = Some(Half::Service);
    input
}

/// A contractor code of a week: permitted.
fn contractor_code() -> Input<'static> {
    let mut input = to(RecipientKind::Contractor, "C-2", flex());
    input.request.method = Method::ContractorCode;
    input.request.code_use = Some(CodeUse::UntilEnd);
    input.request.window = window(1_778_965_200, 1_778_965_200 + 7 * 86_400);
    input.request.seller_written_permission = true;
    input
}

fn reasons(input: &Input<'_>) -> test_std::string::String {
    names(input.rule().unwrap().reasons)
}

fn permit(input: &Input<'_>) -> Permit {
    let ruling = input.rule().unwrap();
    assert_eq!(names(ruling.reasons), "");
    assert_eq!(ruling.decision, Decision::Permit);
    ruling.permit.unwrap()
}

fn day_row(day: u32, slot: u8, recipient: &str) -> DayRow {
    DayRow {
        day: Day::from_number(day),
        slot,
        recipient: name(recipient),
        cancelled: false,
    }
}

fn flex_row(start_slot: u32, duration: u8, copy: u8) -> FlexRow {
    FlexRow {
        start_slot,
        duration,
        op: 0,
        code_use: 0,
        copy,
        recipient: name("M-9"),
        contractor: false,
        cancelled: false,
    }
}

/// A row of the same kind as [`contractor_code`]'s.
fn contractor_row(start_slot: u32, copy: u8) -> FlexRow {
    FlexRow {
        code_use: 1,
        contractor: true,
        ..flex_row(start_slot, 101, copy)
    }
}

fn with_rows<'a>(
    mut input: Input<'a>,
    day_codes: &'a [DayRow],
    flex_codes: &'a [FlexRow],
) -> Input<'a> {
    input.ledger.day_codes = day_codes;
    input.ledger.flex_codes = flex_codes;
    input
}

#[test]
fn lists_are_well_numbered() {
    use crate::policy::values::tests::is_well_numbered;

    is_well_numbered::<Error>();
    is_well_numbered::<Reason>();
    is_well_numbered::<Obligation>();
    is_well_numbered::<IssuerKind>();
    is_well_numbered::<ListingAccess>();
    is_well_numbered::<System>();
    is_well_numbered::<Uses>();
    is_well_numbered::<RecordedAs>();
    is_well_numbered::<Recall>();
}
