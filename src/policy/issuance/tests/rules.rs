//! Each rule by itself: an input against which it is the only reason, and the nearest one
//! against which nothing is.

use super::*;

type Altered = fn(&mut Input<'static>);

/// What `change` makes of an input that is permitted.
fn reasons_after(input: Input<'static>, change: Altered) -> test_std::string::String {
    assert_eq!(reasons(&input), "");
    let mut input = input;
    change(&mut input);
    reasons(&input)
}

/// `change` alone is what `reason` is about.
fn only(reason: Reason, input: Input<'static>, change: Altered) {
    assert_eq!(reasons_after(input, change), reason.name());
}

/// `change` is nothing to any rule.
fn nothing(input: Input<'static>, change: Altered) {
    assert_eq!(reasons_after(input, change), "");
}

fn set_window(input: &mut Input<'static>, start: u64, seconds: u64) {
    input.request.window = window(start, start + seconds);
}

fn owner() -> Input<'static> {
    let mut input = to(RecipientKind::Owner, "M-1", member_grant());
    input.request.operations = bits(31);
    input
}

fn staff() -> Input<'static> {
    to(RecipientKind::Staff, "S-1", flex())
}

fn homeowner() -> Input<'static> {
    let mut input = to(RecipientKind::Homeowner, "H-1", guest_grant());
    input.request.identity_checked = true;
    set_window(&mut input, NOW, 3_600);
    input
}

fn inspector() -> Input<'static> {
    let mut input = to(RecipientKind::Inspector, "A-1", flex());
    input.request.seller_written_permission = true;
    input
}

fn set_listing(input: &mut Input<'static>, change: fn(&mut Listing)) {
    let mut listing = input.listing.unwrap();
    change(&mut listing);
    input.listing = Some(listing);
}

#[test]
fn issuers() {
    only(Reason::IssuerNotEntitled, flex(), |it| {
        it.request.issuer.kind = IssuerKind::Other;
    });
    only(Reason::IssuerNotEntitled, member_grant(), |it| {
        it.request.issuer.kind = IssuerKind::Member;
    });
    only(Reason::IssuerNotEntitled, flex(), |it| {
        it.request.issuer.kind = IssuerKind::Member;
        it.request.issuer.id = name("M-7");
    });
    nothing(member_grant(), |it| {
        it.request.issuer.kind = IssuerKind::Member;
        it.request.issuer.id = name("M-7");
    });
    only(Reason::PinNotVerified, flex(), |it| {
        it.request.issuer.pin_verified = false;
    });
    nothing(member_grant(), |it| it.request.issuer.pin_verified = false);
}

#[test]
fn showing_services_get_no_codes_from_a_day_on() {
    let by_service = |today: u32, from| {
        let mut input = flex();
        input.request.issuer.kind = IssuerKind::ShowingService;
        input.appointment = Some(AppointmentFacts {
            id: name("P-1"),
            holder: name("M-7"),
            listing: name("L-1"),
            lockbox: id("LB-00012345"),
            state: State::InProgress,
            start: 1_778_965_200,
            end: 1_778_972_400,
            early: 0,
            late: 0,
        });
        input.association.service_codes_refused_from = from;
        assert_eq!(today, TODAY);
        reasons(&input)
    };
    let day = |number| Some(Day::from_number(number));
    assert_eq!(by_service(TODAY, day(TODAY)), "service_codes_refused");
    assert_eq!(by_service(TODAY, day(TODAY + 1)), "");
    assert_eq!(by_service(TODAY, day(19_723)), "service_codes_refused");
    assert_eq!(by_service(TODAY, None), "");
}

#[test]
fn methods_and_members() {
    only(Reason::MethodNotForRecipient, staff(), |it| {
        *it = to(RecipientKind::Staff, "S-1", guest_grant());
    });
    let honoured = [name("BOARD-2")];
    let mut agent = to(RecipientKind::OutOfBoardAgent, "X-3", member_grant());
    agent.request.recipient.association = Some(name("BOARD-2"));
    assert_eq!(reasons(&agent), "no_reciprocity");
    agent.association.id = name("BOARD-2");
    assert_eq!(reasons(&agent), "");
    agent.association.id = name("ASSOC-1");
    let mut agent: Input<'_> = agent;
    agent.association.reciprocity = &honoured;
    assert_eq!(reasons(&agent), "");
    agent.request.recipient.association = None;
    assert_eq!(reasons(&agent), "no_reciprocity");
    only(Reason::ContractorCodeRequired, inspector(), |it| {
        it.request.code_use = Some(CodeUse::UntilEnd);
    });
    nothing(flex(), |it| it.request.code_use = Some(CodeUse::UntilEnd));
}

#[test]
fn people() {
    only(Reason::MembershipInactive, flex(), |it| {
        it.request.recipient.member_active = false;
    });
    only(Reason::MembershipInactive, owner(), |it| {
        it.request.recipient.member_active = false;
    });
    nothing(staff(), |it| {
        it.request.recipient.member_active = false;
        it.request.recipient.licence_verified = false;
        it.request.recipient.account_registered = false;
    });
    only(Reason::LicenceUnverified, flex(), |it| {
        it.request.recipient.licence_verified = false;
    });
    nothing(owner(), |it| it.request.recipient.licence_verified = false);
    only(Reason::AccountUnregistered, guest_grant(), |it| {
        it.request.recipient.account_registered = false;
    });
    nothing(member_grant(), |it| {
        it.request.recipient.account_registered = false;
    });
    only(Reason::NameMissing, day_code(), |it| {
        it.request.recipient.name = None;
    });
    nothing(guest_grant(), |it| it.request.recipient.name = None);
    only(Reason::IdentityUnchecked, homeowner(), |it| {
        it.request.identity_checked = false;
    });
    nothing(inspector(), |it| it.request.identity_checked = false);
    only(Reason::SellerPermissionMissing, contractor_code(), |it| {
        it.request.seller_written_permission = false;
    });
}

#[test]
fn listings() {
    for (input, needs_listing) in [
        (flex(), false),
        (day_code(), true),
        (guest_grant(), true),
        (contractor_code(), true),
        (homeowner(), true),
        (staff(), false),
        (owner(), false),
    ] {
        let mut input = input;
        input.listing = None;
        let expected = if needs_listing { "box_unassigned" } else { "" };
        assert_eq!(reasons(&input), expected);
    }
    only(Reason::StatusForbids, flex(), |it| {
        set_listing(it, |listing| listing.status = Status::ComingSoon);
        it.request.off_market_permission = true;
    });
    only(Reason::StatusNeedsPermission, flex(), |it| {
        set_listing(it, |listing| {
            listing.status = Status::ComingSoon;
            listing.coming_soon_showings = true;
        });
    });
    only(Reason::StatusNeedsPermission, staff(), |it| {
        set_listing(it, |listing| listing.status = Status::Withdrawn);
    });
    nothing(contractor_code(), |it| {
        set_listing(it, |listing| listing.status = Status::Withdrawn);
    });
    let mut pending = flex();
    pending.listing = pending.listing.map(|listing| Listing {
        status: Status::Pending,
        ..listing
    });
    pending.request.off_market_permission = true;
    let ruling = pending.rule().unwrap();
    assert!(ruling.obligations.contains(Obligation::KeepConsent));
    only(Reason::MethodNotInListing, flex(), |it| {
        set_listing(it, |listing| {
            listing.methods = Some(MethodList::new(&[Method::GuestGrant, Method::DayCode]));
        });
    });
    nothing(owner(), |it| {
        set_listing(it, |listing| listing.methods = Some(MethodList::default()));
    });
    only(Reason::DayCodesOff, day_code(), |it| {
        it.association.day_codes = false;
    });
    only(Reason::ContractorCodesOff, contractor_code(), |it| {
        it.association.contractor_codes = false;
    });
    nothing(flex(), |it| {
        it.association.day_codes = false;
        it.association.contractor_codes = false;
    });
}

#[test]
fn boxes_and_phones() {
    for input in [flex(), guest_grant(), day_code(), staff()] {
        only(Reason::BoxSuspended, input, |it| {
            it.lockbox.suspended = true;
        });
    }
    nothing(owner(), |it| it.lockbox.suspended = true);
    only(Reason::BoxSuspended, owner(), |it| {
        it.lockbox.suspended = true;
        it.request.operations = bits(15);
    });
    only(Reason::BoxLacksBluetooth, member_grant(), |it| {
        it.lockbox.bluetooth = false;
    });
    nothing(flex(), |it| it.lockbox.bluetooth = false);
    only(Reason::BoxLacksFlexCodes, contractor_code(), |it| {
        it.lockbox.flex_codes = false;
    });
    nothing(day_code(), |it| it.lockbox.flex_codes = false);
    only(Reason::BoxLacksShackle, owner(), |it| {
        it.lockbox.shackle_by_app = false;
    });
    nothing(owner(), |it| it.lockbox.shackle_by_code = false);
    only(Reason::BoxLacksShackle, staff(), |it| {
        it.request.operations = bits(2);
        it.lockbox.shackle_by_code = false;
    });
    nothing(staff(), |it| {
        it.request.operations = bits(2);
        it.lockbox.shackle_by_app = false;
    });
    for (system, version, is_old) in [
        (System::Android, [6, 0, 0], true),
        (System::Android, [6, 0, 1], false),
        (System::Android, [5, 9, 9], true),
        (System::Android, [10, 0, 0], false),
        (System::Ios, [7, 65_535, 65_535], true),
        (System::Ios, [8, 0, 0], false),
    ] {
        let phone = Some(Phone { system, version });
        let mut input = member_grant();
        input.request.recipient.phone = phone;
        assert_eq!(reasons(&input), if is_old { "phone_too_old" } else { "" });
        let mut input = flex();
        input.request.recipient.phone = phone;
        assert_eq!(reasons(&input), "");
    }
}

#[test]
fn operations_are_those_of_the_row() {
    // Recipient, then what it may do: member, guest, day, flex, contractor.
    for (kind, cells) in [
        (RecipientKind::MemberAgent, [13, 9, 1, 1, 0]),
        (RecipientKind::OutOfBoardAgent, [0, 9, 1, 1, 0]),
        (RecipientKind::Owner, [31, 0, 1, 3, 0]),
        (RecipientKind::Staff, [13, 0, 0, 3, 0]),
        (RecipientKind::Appraiser, [0, 9, 1, 1, 1]),
        (RecipientKind::Inspector, [0, 9, 1, 1, 1]),
        (RecipientKind::Contractor, [0, 9, 1, 1, 1]),
        (RecipientKind::Homeowner, [0, 1, 0, 0, 0]),
        (RecipientKind::Consumer, [0; 5]),
    ] {
        let by_method = [
            member_grant(),
            guest_grant(),
            day_code(),
            flex(),
            contractor_code(),
        ];
        for (input, allowed) in by_method.into_iter().zip(cells) {
            for operations in 1..32_u16 {
                let mut input = to(kind, "R-1", input);
                input.request.operations = bits(operations);
                let Ok(ruling) = input.rule() else {
                    assert!(input.request.method.is_code());
                    continue;
                };
                let exceeds = allowed != 0 && operations & !allowed != 0;
                assert_eq!(
                    ruling.reasons.contains(Reason::OperationNotAllowed),
                    exceeds,
                    "{kind:?} {:?} {operations}",
                    input.request.method
                );
            }
        }
    }
}

#[test]
fn windows_and_days() {
    only(Reason::WindowOver, member_grant(), |it| {
        set_window(it, NOW - 3_600, 3_600);
    });
    nothing(member_grant(), |it| set_window(it, NOW - 3_600, 3_601));
    only(Reason::WindowOver, contractor_code(), |it| {
        set_window(it, NOW - 86_400, 7 * 86_400);
    });
    nothing(contractor_code(), |it| {
        set_window(it, NOW - 84_600, 7 * 86_400);
    });
    only(Reason::WindowOver, flex(), |it| {
        set_window(it, NOW - 1_800, 1_800);
    });
    only(Reason::WindowOver, day_code(), |it| {
        it.request.day = Some(Day::from_number(TODAY - 1));
    });
    nothing(day_code(), |it| {
        it.request.day = Some(Day::from_number(TODAY + 14));
    });
    only(Reason::TooFarAhead, day_code(), |it| {
        it.request.day = Some(Day::from_number(TODAY + 15));
    });
    only(Reason::WindowTooShort, guest_grant(), |it| {
        set_window(it, NOW, 1_799);
    });
    nothing(guest_grant(), |it| set_window(it, NOW, 1_800));
    nothing(member_grant(), |it| set_window(it, NOW, 1));
    only(Reason::WindowTooShort, flex(), |it| {
        set_window(it, NOW, 1_799);
    });
    only(Reason::WindowTooShort, contractor_code(), |it| {
        set_window(it, NOW, 1_799);
    });
    only(Reason::WindowTooLong, guest_grant(), |it| {
        set_window(it, NOW, 604_801);
    });
    nothing(guest_grant(), |it| set_window(it, NOW, 604_800));
    only(Reason::WindowTooLong, homeowner(), |it| {
        set_window(it, NOW, 3_601);
    });
    only(Reason::WindowTooLong, member_grant(), |it| {
        set_window(it, NOW, 259_201);
    });
    nothing(member_grant(), |it| set_window(it, NOW, 259_200));
    only(Reason::WindowTooLong, flex(), |it| {
        set_window(it, NOW, 2_678_401);
    });
    nothing(flex(), |it| set_window(it, NOW, 2_678_400));
    only(Reason::WindowTooLong, contractor_code(), |it| {
        set_window(it, NOW, 15 * 86_400);
    });
    nothing(contractor_code(), |it| set_window(it, NOW, 14 * 86_400));
    only(Reason::WindowOffHalfHour, flex(), |it| {
        set_window(it, NOW + 900, 1_800);
    });
    nothing(guest_grant(), |it| set_window(it, NOW + 900, 1_800));
    only(Reason::LengthUnavailable, flex(), |it| {
        set_window(it, NOW, 174_600);
    });
    only(Reason::LengthUnavailable, flex(), |it| {
        set_window(it, NOW, 1_801);
    });
    nothing(flex(), |it| set_window(it, NOW, 172_800));
    nothing(flex(), |it| set_window(it, NOW, 259_200));
}

mod codes;
