//! The text that goes with a code.

use test_std::string::String;

use super::*;
use crate::codes::Code;

fn message(input: &Input<'_>, digits: &str) -> String {
    let code = Code::parse(digits).unwrap();
    let mut text = String::new();
    permit(input)
        .write_message(&mut text, &input.lockbox.id, &input.lockbox.zone, &code)
        .unwrap();
    text
}

#[test]
fn the_message_of_the_specification() {
    assert_eq!(
        message(&flex(), "6177587763"),
        "Lockbox LB-00012345\n\
         Code 617 758 7763 (key compartment)\n\
         Valid from 2026-05-16 14:00 to 2026-05-16 16:00, one opening\n\
         Choose the key compartment on the keypad, type the code, press enter.\n\
         This code cannot be recalled without reaching the lockbox.\n"
    );
}

#[test]
fn digits_are_grouped() {
    for (digits, grouped) in [
        ("6177587", "Code 617 7587 ("),
        ("61775877", "Code 6177 5877 ("),
        ("617758776", "Code 617 758 776 ("),
        ("0177587763", "Code 017 758 7763 ("),
        ("61775877630", "Code 617 7587 7630 ("),
    ] {
        assert!(message(&flex(), digits).contains(grouped), "{grouped}");
    }
}

#[test]
fn a_day_code_says_its_date_and_its_hour() {
    assert_eq!(
        message(&day_code(), "1489982"),
        "Lockbox LB-00012345\n\
         Code 148 9982 (key compartment)\n\
         Valid on 2026-05-16, for 60 minutes from the first use\n\
         Choose the key compartment on the keypad, type the code, press enter.\n\
         This code cannot be recalled without reaching the lockbox.\n"
    );
}

#[test]
fn a_long_window_says_by_when_to_enter_first() {
    let ruling = contractor_code().rule().unwrap();
    assert!(ruling.obligations.contains(Obligation::SayFirstEntry));
    assert_eq!(
        message(&contractor_code(), "6177587763"),
        "Lockbox LB-00012345\n\
         Code 617 758 7763 (key compartment)\n\
         Valid from 2026-05-16 14:00 to 2026-05-23 14:00, any number of openings\n\
         Choose the key compartment on the keypad, type the code, press enter.\n\
         Enter it for the first time before 2026-05-17 14:00.\n\
         This code cannot be recalled without reaching the lockbox.\n"
    );
    let mut day = to(RecipientKind::Staff, "S-1", flex());
    day.request.window = window(1_778_965_200, 1_778_965_200 + 86_400);
    day.request.operations = bits(2);
    assert!(!message(&day, "6177587763").contains("first time"));
    assert!(message(&day, "6177587763").contains("(shackle)"));
    assert!(message(&day, "6177587763").contains("Choose the shackle on"));
}

#[test]
fn a_grant_has_no_message() {
    let code = Code::parse("6177587763").unwrap();
    for input in [member_grant(), guest_grant()] {
        let mut text = String::new();
        let written =
            permit(&input).write_message(&mut text, &input.lockbox.id, &input.lockbox.zone, &code);
        assert!(written.is_err() && text.is_empty());
    }
}
