//! Every combination of issuer, recipient, method, status, consent, standing and settings,
//! against a table that people can check.

use test_std::vec;

use super::*;
use crate::policy::Listed;

/// The columns: what each may be, in the words of the table.
const ISSUERS: &[&str] = &[
    "listing_agent",
    "listing_office",
    "owner",
    "association_staff",
    "showing_service",
    "member for itself",
    "member for another",
    "other",
];
const RECIPIENTS: &[&str] = &[
    "member_agent",
    "out_of_board_agent",
    "out_of_board_agent honoured",
    "owner",
    "staff",
    "appraiser",
    "inspector",
    "contractor",
    "homeowner",
    "consumer",
];
const METHODS: &[&str] = &[
    "member_grant",
    "guest_grant",
    "day_code",
    "flex_code",
    "flex_code_until_end",
    "contractor_code",
];
const STATUSES: &[&str] = &[
    "Incomplete",
    "ComingSoon with showings",
    "ComingSoon without showings",
    "Active",
    "ActiveUnderContract",
    "Hold",
    "Pending",
    "Withdrawn",
    "Canceled",
    "Expired",
    "Closed",
    "Delete",
    "unassigned",
];
const APPOINTMENTS: &[&str] = &["open", "by_appointment"];
/// Of these three any may fit at one time.
const CONSENT: &[&str] = &[
    "no seller permission",
    "no off-market permission",
    "identity not checked",
];
const STANDING: &[&str] = &["membership not active", "licence not verified"];
const ASSOCIATION: &[&str] = &[
    "no day codes",
    "no contractor codes",
    "services refused codes",
];

/// A line: for each column the words that fit it, as bits; none: all.
struct Line {
    fits: [Option<u16>; 8],
    reason: Reason,
}

/// The words of a cell as bits of the column's.
fn cell(text: &str, words: &[&str]) -> Option<u16> {
    if text == "-" {
        return None;
    }
    let (is_but, listed) = text
        .strip_prefix("not ")
        .map_or((false, text), |it| (true, it));
    let mut bits = 0;
    for word in listed.split(" | ") {
        let place = words.iter().position(|known| *known == word);
        bits |= 1 << place.unwrap_or_else(|| panic!("no such word: {word}"));
    }
    Some(if is_but { !bits } else { bits })
}

fn table() -> Vec<Line> {
    let columns = [
        ISSUERS,
        RECIPIENTS,
        METHODS,
        STATUSES,
        APPOINTMENTS,
        CONSENT,
        STANDING,
        ASSOCIATION,
    ];
    let lines = include_str!("../matrix.csv").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let cells: Vec<_> = line.split("; ").collect();
            assert_eq!(cells.len(), 9, "{line}");
            let mut fits = [None; 8];
            for ((fit, text), words) in fits.iter_mut().zip(&cells).zip(columns) {
                *fit = cell(text, words);
            }
            Line {
                fits,
                reason: Reason::from_name(cells[8]).unwrap(),
            }
        })
        .collect()
}

/// Sets, for each combination of flags, the facts that the words deny.
fn flags(words: &[&str]) -> test_std::ops::Range<u16> {
    0..1 << words.len()
}

fn base(method: usize) -> Input<'static> {
    let mut input = match METHODS[method] {
        "member_grant" => member_grant(),
        "guest_grant" => guest_grant(),
        "day_code" => day_code(),
        "contractor_code" => contractor_code(),
        _ => flex(),
    };
    if METHODS[method] == "flex_code_until_end" {
        input.request.code_use = Some(CodeUse::UntilEnd);
    }
    if input.request.window.is_some() {
        // Good for every method and recipient.
        input.request.window = window(1_778_965_200, 1_778_965_200 + 1_800);
    }
    input
}

fn set_people(input: &mut Input<'static>, issuer: usize, recipient: usize) {
    let word = ISSUERS[issuer].split(' ').next().unwrap();
    input.request.issuer.kind = IssuerKind::from_name(word).unwrap();
    let word = RECIPIENTS[recipient].split(' ').next().unwrap();
    input.request.recipient.kind = RecipientKind::from_name(word).unwrap();
    let is_same = ISSUERS[issuer] == "member for itself";
    let of = if is_same { "M-1" } else { "R-1" };
    input.request.recipient.id = name(of);
    let is_honoured = RECIPIENTS[recipient].ends_with(" honoured");
    let association = if is_honoured { "ASSOC-1" } else { "BOARD-2" };
    input.request.recipient.association = Some(name(association));
}

fn set_listing(input: &mut Input<'static>, status: usize, appointments: usize) {
    let word = STATUSES[status].split(' ').next().unwrap();
    input.listing = Status::from_name(word).map(|status_of| Listing {
        id: name("L-1"),
        status: status_of,
        coming_soon_showings: STATUSES[status].ends_with("with showings"),
        methods: None,
        access: ListingAccess::from_name(APPOINTMENTS[appointments]).unwrap(),
    });
}

/// For each value of a column, the lines that it leaves.
fn masks(table: &[Line], column: usize, values: u16, is_flags: bool) -> Vec<u64> {
    let fits = |line: &Line, value: u16| {
        line.fits[column].is_none_or(|bits| {
            if is_flags {
                bits & value != 0
            } else {
                bits & 1 << value != 0
            }
        })
    };
    (0..values)
        .map(|value| {
            let lines = (0..).zip(table).filter(|(_, line)| fits(line, value));
            lines.fold(0, |mask, (number, _)| mask | 1_u64 << number)
        })
        .collect()
}

#[test]
fn every_combination_is_as_the_table_says() {
    let table = table();
    let count = |words: &[&str]| words.len() as u16;
    let of = |column, words: &[&str], is_flags| {
        let values = if is_flags {
            flags(words).end
        } else {
            count(words)
        };
        masks(&table, column, values, is_flags)
    };
    let masks = [
        of(0, ISSUERS, false),
        of(1, RECIPIENTS, false),
        of(2, METHODS, false),
        of(3, STATUSES, false),
        of(4, APPOINTMENTS, false),
        of(5, CONSENT, true),
        of(6, STANDING, true),
        of(7, ASSOCIATION, true),
    ];
    let expected = |lines: u64| -> Set<Reason> {
        let fitting = (0..)
            .zip(&table)
            .filter(|(number, _)| lines & 1 << *number != 0);
        fitting.map(|(_, line)| line.reason).collect()
    };
    let mut used = 0;
    let mut combinations = 0_u32;
    let mut permitted = 0_u32;
    let mut check = |input: &Input<'_>, lines: u64, place: &[u16]| {
        let ruling = input.rule().unwrap();
        assert_eq!(
            ruling.reasons,
            expected(lines),
            "{place:?}: {:?}",
            input.request
        );
        used |= lines;
        combinations += 1;
        permitted += u32::from(ruling.decision.is_permit());
    };
    for_all(&masks, &mut check);
    assert_eq!(combinations, 8 * 10 * 6 * 13 * 2 * 8 * 4 * 8);
    assert_eq!(
        used,
        (1 << table.len()) - 1,
        "a line that no combination fits"
    );
    assert!(permitted > 0);
}

fn for_all(masks: &[Vec<u64>; 8], check: &mut dyn FnMut(&Input<'_>, u64, &[u16])) {
    let [
        issuers,
        recipients,
        methods,
        statuses,
        appointments,
        consent,
        standing,
        association,
    ] = masks;
    let mut place = vec![0_u16; 8];
    for (method, lines) in methods.iter().enumerate() {
        let mut input = base(method);
        place[2] = method as u16;
        let method_lines = *lines;
        for (issuer, lines) in issuers.iter().enumerate() {
            let lines = lines & method_lines;
            place[0] = issuer as u16;
            for (recipient, more) in recipients.iter().enumerate() {
                let lines = lines & more;
                place[1] = recipient as u16;
                set_people(&mut input, issuer, recipient);
                for (status, more) in statuses.iter().enumerate() {
                    let lines = lines & more;
                    place[3] = status as u16;
                    for (access, more) in appointments.iter().enumerate() {
                        let lines = lines & more;
                        place[4] = access as u16;
                        set_listing(&mut input, status, access);
                        let flags = [consent, standing, association];
                        for_all_flags(&mut input, flags, lines, &mut place, check);
                    }
                }
            }
        }
    }
}

fn for_all_flags(
    input: &mut Input<'static>,
    [consent, standing, association]: [&Vec<u64>; 3],
    lines: u64,
    place: &mut [u16],
    check: &mut dyn FnMut(&Input<'_>, u64, &[u16]),
) {
    for (denied, more) in consent.iter().enumerate() {
        let lines = lines & more;
        place[5] = denied as u16;
        input.request.seller_written_permission = denied & 1 == 0;
        input.request.off_market_permission = denied & 2 == 0;
        input.request.identity_checked = denied & 4 == 0;
        for (denied, more) in standing.iter().enumerate() {
            let lines = lines & more;
            place[6] = denied as u16;
            input.request.recipient.member_active = denied & 1 == 0;
            input.request.recipient.licence_verified = denied & 2 == 0;
            for (denied, more) in association.iter().enumerate() {
                place[7] = denied as u16;
                input.association.day_codes = denied & 1 == 0;
                input.association.contractor_codes = denied & 2 == 0;
                input.association.service_codes_refused_from =
                    (denied & 4 != 0).then_some(Day::from_number(TODAY));
                check(input, lines & more, place);
            }
        }
    }
}
