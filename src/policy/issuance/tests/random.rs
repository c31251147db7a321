//! What holds for every request.

use super::*;
use crate::policy::{Listed as _, Name};

const IDS: [&str; 4] = ["M-1", "M-7", "X-3", "L-1"];

fn random_name(random: &mut Random) -> Name {
    name(random.pick(&IDS))
}

/// Near the present, mostly on half hours.
fn random_instant(random: &mut Random) -> u64 {
    let half_hour = NOW / 1_800 - 100 + random.below(200);
    half_hour * 1_800
        + if random.percent(80) {
            0
        } else {
            random.below(1_800)
        }
}

fn random_length(random: &mut Random) -> u64 {
    match random.below(4) {
        0 => (1 + random.below(100)) * 1_800,
        1 => (1 + random.below(33)) * 86_400,
        2 => 3_600,
        _ => 1 + random.below(4_000),
    }
}

fn random_ledger(random: &mut Random) -> (Vec<DayRow>, Vec<FlexRow>) {
    let mut days: Vec<_> = (0..random.below(12))
        .map(|_| DayRow {
            cancelled: random.percent(20),
            ..day_row(
                TODAY + random.below(2) as u32,
                random.below(16) as u8,
                random.pick(&IDS),
            )
        })
        .collect();
    days.sort_by_key(|row| (row.day, row.slot));
    days.dedup_by_key(|row| (row.day, row.slot));
    let mut flex: Vec<_> = (0..random.below(12))
        .map(|_| {
            let contractor = random.percent(30);
            FlexRow {
                op: if contractor { 0 } else { random.below(2) as u8 },
                code_use: if contractor { 1 } else { random.below(2) as u8 },
                contractor,
                cancelled: random.percent(20),
                ..flex_row(
                    (NOW / 1_800) as u32 + random.below(4) as u32,
                    1 + random.below(3) as u8,
                    random.below(4) as u8,
                )
            }
        })
        .collect();
    flex.sort_by_key(|row| (row.start_slot, row.duration, row.op, row.code_use, row.copy));
    flex.dedup_by_key(|row| (row.start_slot, row.duration, row.op, row.code_use, row.copy));
    (days, flex)
}

fn random_appointment(random: &mut Random) -> AppointmentFacts {
    let start = random_instant(random);
    AppointmentFacts {
        id: name("P-1"),
        holder: random_name(random),
        listing: random_name(random),
        lockbox: id("LB-00012345"),
        state: random.item(),
        start,
        end: start + random_length(random),
        early: random.below(5_401) as u32,
        late: random.below(5_401) as u32,
    }
}

/// A well-formed input, likely to be permitted.
fn random_input(random: &mut Random) -> Input<'static> {
    let mut input = match random.below(5) {
        0 => flex(),
        1 => member_grant(),
        2 => guest_grant(),
        3 => day_code(),
        _ => contractor_code(),
    };
    let request = &mut input.request;
    if random.percent(50) {
        request.recipient.kind = random.item();
    }
    request.recipient.id = random_name(random);
    if random.percent(30) {
        request.issuer.kind = random.item();
    }
    request.issuer.id = random_name(random);
    request.issuer.pin_verified = random.percent(90);
    request.recipient.member_active = random.percent(90);
    request.recipient.licence_verified = random.percent(90);
    request.recipient.association = random.maybe(50, name("ASSOC-1"));
    let phone = Phone {
        system: random.item(),
        version: [5 + random.below(5) as u16, random.below(3) as u16, 1],
    };
    request.recipient.phone = random.maybe(30, phone);
    let is_code = request.method.is_code();
    request.operations = bits(if is_code {
        1 + u16::from(random.percent(20))
    } else {
        random.pick(&[1, 9, 13, 31])
    });
    if request.window.is_some() && random.percent(80) {
        let start = random_instant(random);
        request.window = window(start, start + random_length(random));
    }
    if request.day.is_some() {
        let day = TODAY - 1 + random.below(17) as u32;
        request.day = Some(Day::from_number(day));
        request.half = Some(random.pick(&[Half::Service, Half::Holder]));
    }
    if request.method == Method::FlexCode {
        request.code_use = Some(random.pick(&[CodeUse::Single, CodeUse::UntilEnd]));
    }
    if is_code && random.percent(20) {
        request.skip = Skip::new(&[random.below(4) as u8]);
    }
    request.seller_written_permission = random.percent(50);
    request.off_market_permission = random.percent(50);
    request.identity_checked = random.percent(50);
    let mut listing = input.listing.unwrap();
    listing.status = random.item();
    listing.coming_soon_showings = random.percent(50);
    listing.access = random.pick(&[ListingAccess::Open, ListingAccess::ByAppointment]);
    let methods = Method::ALL.iter().copied().filter(|_| random.percent(70));
    let methods: Set<Method> = methods.collect();
    listing.methods = random.maybe(30, methods.into());
    input.listing = random.maybe(85, listing);
    let appointment = random_appointment(random);
    input.appointment = random.maybe(50, appointment);
    input.lockbox.suspended = random.percent(10);
    input.lockbox.bulletin = random.below(2) as u32;
    input.association.day_codes = random.percent(90);
    input.association.contractor_codes = random.percent(90);
    input
}

fn is_subset(set: Set<Reason>, of: Set<Reason>) -> bool {
    set.intersection(of) == set
}

/// What a permit says of itself, whatever it was given for.
fn check_permit(input: &Input<'_>, ruling: &Ruling) {
    let request = &input.request;
    let permit = ruling.permit.unwrap();
    assert!(permit.not_before < permit.not_after && permit.release_at >= request.now);
    let obliged = |obligation| ruling.obligations.contains(obligation);
    assert!(obliged(Obligation::RecordIssue) && !obliged(Obligation::RecordRefusal));
    assert_eq!(
        obliged(Obligation::SayNotRecallable),
        request.method.is_code()
    );
    assert_eq!(
        obliged(Obligation::HoldUntilRelease),
        permit.release_at > request.now
    );
    assert_eq!(permit.max_uses.is_some(), request.method.is_grant());
    match permit.issued() {
        Some(Issued::Day(row)) => {
            assert_eq!(Some(row.day), permit.day);
            assert!(request.half.unwrap().owns(row.slot) && !request.skip.contains(row.slot));
        }
        Some(Issued::Flex(row)) => {
            let window = row.terms().unwrap().window();
            assert_eq!(
                (window.start(), window.end()),
                (permit.not_before, permit.not_after)
            );
            assert_eq!(Some(window.first_entry_end()), permit.first_entry_before);
            assert!(!request.skip.contains(row.copy));
        }
        None => assert!(request.method.is_grant() || request.method == Method::DayCode),
    }
    // What was recommended is never worse for its method.
    assert!(ruling.recommended.is_some() || request.method == Method::ContractorCode);
}

#[test]
fn a_permit_has_no_reasons_and_consent_adds_none() {
    let mut random = Random(12);
    let mut permits = 0;
    for _ in 0..60_000 {
        let (day_codes, flex_codes) = random_ledger(&mut random);
        let input = with_rows(random_input(&mut random), &day_codes, &flex_codes);
        let ruling = input.rule().unwrap();
        assert_eq!(ruling.reasons.is_empty(), ruling.permit.is_some());
        assert_eq!(ruling.reasons.is_empty(), ruling.decision.is_permit());
        if ruling.decision.is_permit() {
            permits += 1;
            check_permit(&input, &ruling);
        } else {
            assert_eq!(
                ruling.obligations,
                Set::from_iter([Obligation::RecordRefusal])
            );
        }
        for consent in 0..5 {
            let mut input = input;
            match consent {
                0 => input.request.seller_written_permission = true,
                1 => input.request.off_market_permission = true,
                2 => input.request.identity_checked = true,
                3 => input.request.issuer.pin_verified = true,
                _ => input.request.recipient.licence_verified = true,
            }
            let more = input.rule().unwrap();
            assert!(is_subset(more.reasons, ruling.reasons));
            assert!(!ruling.decision.is_permit() || more.permit.is_some());
        }
    }
    assert!(permits > 3_000, "{permits}");
}

/// Numbers of any size: an error or a ruling, and nothing else.
#[test]
fn no_number_is_too_large_or_too_small() {
    let mut random = Random(16);
    let mut rulings = 0;
    for _ in 0..50_000 {
        let (mut day_codes, mut flex_codes) = random_ledger(&mut random);
        let mut input = random_input(&mut random);
        let mut instant = |usual: u64| match random.below(40) {
            0 => random.next(),
            1 => random.pick(&[
                0,
                86_399,
                86_400,
                253_402_214_399,
                253_402_214_400,
                u64::MAX,
            ]),
            _ => usual,
        };
        let request = &mut input.request;
        request.now = instant(request.now);
        if let Some(window) = &mut request.window {
            *window = Window {
                start: instant(window.start),
                end: instant(window.end),
            };
        }
        if let Some(day) = request.day {
            request.day = Some(Day::from_number(instant(day.number().into()) as u32));
        }
        for row in &mut day_codes {
            row.day = Day::from_number(instant(row.day.number().into()) as u32);
        }
        for row in &mut flex_codes {
            row.start_slot = instant(row.start_slot.into()) as u32;
            row.duration = instant(row.duration.into()) as u8;
        }
        if let Some(appointment) = &mut input.appointment {
            appointment.start = instant(appointment.start);
            appointment.end = instant(appointment.end);
        }
        input.ledger.revision = instant(0) as u32;
        let ruling = with_rows(input, &day_codes, &flex_codes).rule();
        rulings += u32::from(ruling.is_ok());
    }
    assert!(rulings > 5_000, "{rulings}");
}

#[cfg(feature = "alloc")]
mod stored;
