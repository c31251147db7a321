//! The worked examples of the specification.

use super::*;

fn contractor_without_permission() -> Input<'static> {
    let mut input = contractor_code();
    input.request.window = window(1_778_965_200, 1_780_261_200);
    input.request.seller_written_permission = false;
    input
}

#[test]
fn a_flex_code_for_a_member_agent() {
    let ruling = flex().rule().unwrap();
    let permit = ruling.permit.unwrap();
    assert_eq!(names(ruling.obligations), "record_issue say_not_recallable");
    assert_eq!(ruling.recommended, Some(Method::MemberGrant));
    let numbers = (permit.start_slot, permit.duration, permit.copy);
    assert_eq!(numbers, (Some(988_314), Some(4), Some(0)));
    assert_eq!((permit.op, permit.code_use), (Some(0), Some(0)));
    assert_eq!(permit.first_entry_before, Some(1_778_972_400));
    assert_eq!(
        (permit.uses, permit.recorded_as, permit.recall),
        (Uses::Single, RecordedAs::Name, Recall::OnlyAtBox)
    );
    assert_eq!((permit.max_uses, permit.bulletin), (None, None));
    assert_eq!(permit.ledger.revision, 1);
    let Some(Issued::Flex(row)) = permit.issued() else {
        panic!("no row");
    };
    let expected = FlexRow {
        recipient: name("M-7"),
        ..flex_row(988_314, 4, 0)
    };
    assert_eq!(row, expected);
    let terms = row.terms().unwrap();
    assert_eq!(terms.window().start(), 1_778_965_200);
}

#[test]
fn denials() {
    let mut fifty_hours = flex();
    fifty_hours.request.window = window(1_778_965_200, 1_779_145_200);
    assert_eq!(reasons(&fifty_hours), "length_unavailable");

    let mut consumer = to(RecipientKind::Consumer, "M-7", flex());
    consumer.request.issuer.pin_verified = false;
    let ruling = consumer.rule().unwrap();
    assert_eq!(names(ruling.reasons), "consumer pin_not_verified");
    assert_eq!((ruling.recommended, ruling.permit), (None, None));
    assert_eq!(names(ruling.obligations), "record_refusal");

    assert_eq!(
        reasons(&contractor_without_permission()),
        "seller_permission_missing window_too_long"
    );

    let mut homeowner = to(RecipientKind::Homeowner, "H-1", guest_grant());
    homeowner.request.window = window(NOW, NOW + 3_601);
    homeowner.request.operations = bits(9);
    homeowner.request.identity_checked = true;
    assert_eq!(reasons(&homeowner), "operation_not_allowed window_too_long");
}

#[test]
fn a_day_code_fourteen_days_ahead() {
    let mut input = to(RecipientKind::Inspector, "A-1", day_code());
    input.request.day = Some(Day::from_number(20_603));
    input.request.seller_written_permission = true;
    let ruling = input.rule().unwrap();
    let permit = ruling.permit.unwrap();
    assert_eq!(
        names(ruling.obligations),
        "record_issue keep_consent say_not_recallable"
    );
    assert_eq!(
        (permit.slot, permit.not_before, permit.not_after),
        (Some(0), 1_780_124_400, 1_780_210_800)
    );
    assert_eq!(permit.uses, Uses::HourFromFirstUse);
    assert_eq!(
        permit.issued(),
        Some(Issued::Day(day_row(20_603, 0, "A-1")))
    );

    input.request.day = Some(Day::from_number(20_604));
    assert_eq!(reasons(&input), "too_far_ahead");
}

#[test]
fn a_showing_service_needs_an_appointment() {
    let mut input = to(RecipientKind::OutOfBoardAgent, "X-3", guest_grant());
    input.request.issuer.kind = IssuerKind::ShowingService;
    input.request.window = window(1_778_976_000, 1_778_977_800);
    let ruling = input.rule().unwrap();
    assert_eq!(names(ruling.reasons), "appointment_missing");
    assert_eq!(ruling.recommended, Some(Method::GuestGrant));

    input.appointment = Some(AppointmentFacts {
        id: name("P-1"),
        holder: name("X-3"),
        listing: name("L-1"),
        lockbox: id("LB-00012345"),
        state: State::Approved,
        start: 1_778_976_000,
        end: 1_778_976_900,
        early: 0,
        late: 900,
    });
    let ruling = input.rule().unwrap();
    assert_eq!(
        names(ruling.obligations),
        "record_issue notify_on_use carry_bulletin hold_until_release"
    );
    let permit = ruling.permit.unwrap();
    assert_eq!(permit.release_at, 1_778_975_700);
    assert_eq!(
        (permit.max_uses, permit.bulletin, permit.issued()),
        (Some(1), Some(1), None)
    );
    assert_eq!(
        (permit.uses, permit.recorded_as, permit.recall),
        (Uses::Single, RecordedAs::Email, Recall::Revocable)
    );
    assert_eq!(permit.ledger.revision, 0);
}
