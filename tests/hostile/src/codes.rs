//! Digits typed at a keypad, and the cipher behind them.

use doorward::calendar::{Day, Tolerance, Zone};
use doorward::codes::day::Issuer;
use doorward::codes::numeral::{decipher, encipher};
use doorward::codes::{
    Code, CodeProfile, CodeReader, CodeUse, FlexWindow, Operation, Reading, ServiceCommand,
};
use doorward::keys::{FlexKey, LockboxKey};

use crate::bytes::Bytes;

/// Any digits, read at any time: what is read says again what was typed. What is issued reads as
/// what it is.
pub(crate) fn codes(data: &[u8]) {
    let mut bytes = Bytes(data);
    let key = LockboxKey::from(&[bytes.u8(); 32]);
    let epoch = u32::from(bytes.u16());
    let profile = CodeProfile::new(7 + bytes.u8() % 3, 10 + bytes.u8() % 2).unwrap_or_default();
    let zone = Zone::from_bytes(&bytes.array::<14>()).unwrap_or(Zone::UTC);
    let tolerance = Tolerance::new(u32::from(bytes.u16()) % 1_801).unwrap();
    let operation = [Operation::KeyCompartment, Operation::Shackle][usize::from(bytes.bool())];
    let reader = CodeReader::new(&key, epoch, profile);
    if bytes.bool() {
        let (now, text) = (bytes.u64(), bytes.rest());
        let code = Code::from_ascii(text);
        let is_code = (7..=12).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
        assert_eq!(code.is_ok(), is_code);
        let Ok(code) = code else { return };
        assert_eq!(code.as_str().as_bytes(), text);
        let grouped = code.grouped().to_string();
        assert_eq!(Code::parse(&grouped.replace('-', "")).as_ref(), Ok(&code));
        if let Ok(reading) = reader.read(&zone, now, tolerance, operation, &code) {
            says_again(&key, profile, reading, operation, &code);
        }
        return;
    }
    let taken = bytes.u16();
    let day = Day::from_number(u32::from(bytes.u16()));
    let issuer = [Issuer::Service, Issuer::Holder][usize::from(bytes.bool())];
    let day_key = key.day_root(epoch).day(day);
    if let Ok((slot, code)) = day_key.issue(profile.day_digits(), taken, issuer) {
        assert!(issuer.owns(slot) && taken & 1 << slot == 0);
        let (start, end) = (zone.start_of(day), zone.end_of(day));
        let noon = start + (end - start) / 2;
        if zone.day_at(noon) == Some(day) {
            let exact = Tolerance::new(0).unwrap();
            let read = reader.read(&zone, noon, exact, Operation::KeyCompartment, &code);
            assert_eq!(read, Ok(Reading::Day { epoch, day, slot }));
        }
    }
    let start = u64::from(bytes.u32());
    let code_use = [CodeUse::Single, CodeUse::UntilEnd][usize::from(bytes.bool())];
    if let Ok(window) = FlexWindow::new(start, bytes.u32() % 3_000_000) {
        let (flex, digits) = (key.flex(epoch), profile.flex_digits());
        let taken = bytes.u8() % 16;
        if let Ok((terms, code)) = flex.issue(digits, window, operation, code_use, taken) {
            let read = reader.read(&zone, window.start(), tolerance, operation, &code);
            assert_eq!(read, Ok(Reading::Flex { epoch, terms }));
        }
    }
}

fn says_again(
    key: &LockboxKey,
    profile: CodeProfile,
    reading: Reading,
    operation: Operation,
    code: &Code,
) {
    let again = match reading {
        Reading::Day { epoch, day, slot } => {
            assert_eq!(operation, Operation::KeyCompartment);
            let day_key = key.day_root(epoch).day(day);
            day_key.code(profile.day_digits(), slot)
        }
        Reading::Flex { epoch, terms } => {
            assert_eq!(operation, terms.operation());
            key.flex(epoch).code(profile.flex_digits(), &terms)
        }
        Reading::Service(command) => match command {
            ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            } => key.service().cancel_flex(&terms, epoch_mod_16.into()),
            ServiceCommand::CancelDay {
                day,
                slot,
                epoch_mod_16,
            } => key.service().cancel_day(day, slot, epoch_mod_16.into()),
            ServiceCommand::SetClock { instant } => key.service().set_clock(instant),
            ServiceCommand::RaiseEpoch { epoch } => key.service().raise_epoch(epoch),
        },
    };
    assert_eq!(again.as_ref(), Ok(code));
}

/// Enciphered and deciphered, a number is itself; what is out of range is refused.
pub(crate) fn numeral(data: &[u8]) {
    let mut bytes = Bytes(data);
    let key = FlexKey::from(&[bytes.u8(); 32]);
    let (digits, tweak, number) = (bytes.u8() % 16, bytes.u64(), bytes.u64());
    let number = if bytes.bool() {
        number % 1_000_000_000_000
    } else {
        number
    };
    let is_in_range = (10..=12).contains(&digits) && number < 10_u64.pow(digits.into());
    let enciphered = encipher(&key, digits, tweak, number);
    let deciphered = decipher(&key, digits, tweak, number);
    assert_eq!(enciphered.is_ok(), is_in_range);
    assert_eq!(deciphered.is_ok(), is_in_range);
    if let (Ok(enciphered), Ok(deciphered)) = (enciphered, deciphered) {
        assert_eq!(decipher(&key, digits, tweak, enciphered), Ok(number));
        assert_eq!(encipher(&key, digits, tweak, deciphered), Ok(number));
    }
}
