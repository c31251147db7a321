//! Reads right codes and wrong ones, each counted under callgrind: `cargo xtask constant-time`
//! compares the counts. A name is a reader, `right` or `wrong`, and a number.

use std::ffi::CString;
use std::hint::black_box;

use doorward::calendar::UnixSeconds;
use doorward::codes::{Code, CodeProfile, CodeReader, CodeUse, FlexWindow, Operation};
use doorward_instructions::valgrind::{counted, is_there};
use doorward_instructions::{Failure, Scene};

/// Wrong codes of each kind: far ones, and some that are one digit off a right one.
const WRONG: u64 = 24;

fn main() -> Result<(), Failure> {
    if !is_there() {
        return Err("this runs under valgrind on x86-64: cargo xtask constant-time".into());
    }
    let scene = Scene::new()?;
    day(&scene, "day", Scene::NOON)?;
    day(&scene, "day_zone", Scene::MIDNIGHT)?;
    flex(&scene)?;
    service(&scene)?;
    renewal(&scene)?;
    reader(&scene)
}

/// Counts the reading of right codes and of wrong ones like them.
fn count<T>(
    name: &str,
    right: &[Code],
    mut read: impl FnMut(&Code) -> Option<T>,
) -> Result<(), Failure> {
    for (number, code) in (0..).zip(right) {
        one(&format!("{name} right {number}"), code, true, &mut read)?;
    }
    let first = right.first().ok_or("no right code")?;
    for number in 0..WRONG {
        let code = wrong(first, number)?;
        let is_right = right.contains(&code);
        if !is_right {
            one(&format!("{name} wrong {number}"), &code, false, &mut read)?;
        }
    }
    Ok(())
}

fn one<T>(
    name: &str,
    code: &Code,
    is_right: bool,
    read: &mut impl FnMut(&Code) -> Option<T>,
) -> Result<(), Failure> {
    let found = counted(&CString::new(name)?, || read(black_box(code)));
    if found.is_some() == is_right {
        Ok(())
    } else {
        Err(format!("{name} came out otherwise").into())
    }
}

/// Every second one differs from `right` in one digit, the others in all that there are.
fn wrong(right: &Code, number: u64) -> Result<Code, Failure> {
    let mut digits = right.as_str().as_bytes().to_vec();
    let near = number.is_multiple_of(2);
    let chosen = usize::try_from(number / 2)?.checked_rem(digits.len());
    for (place, digit) in (0_usize..).zip(&mut digits) {
        let by = if near {
            u8::from(Some(place) == chosen)
        } else {
            1
        };
        let far = u8::try_from(number % 9)?.saturating_mul(u8::from(!near));
        let moved = digit
            .saturating_sub(b'0')
            .saturating_add(by)
            .saturating_add(far);
        *digit = b'0'.saturating_add(moved.checked_rem(10).unwrap_or(0));
    }
    Ok(Code::from_ascii(&digits)?)
}

fn day(scene: &Scene, name: &str, now: UnixSeconds) -> Result<(), Failure> {
    let root = scene.lockbox().day_root(0);
    let right: Result<Vec<Code>, _> = (0..16).map(|slot| scene.day_code(slot)).collect();
    count(name, &right?, |code| {
        root.read(7, &scene.zone, now, scene.tolerance, code).ok()
    })
}

fn flex(scene: &Scene) -> Result<(), Failure> {
    let key = scene.lockbox().flex(0);
    let operation = Operation::KeyCompartment;
    let mut right = Vec::new();
    for hours in 1..8_u32 {
        let window = FlexWindow::new(Scene::NOON, hours.saturating_mul(3_600))?;
        for code_use in [CodeUse::Single, CodeUse::UntilEnd] {
            right.push(key.issue(10, window, operation, code_use, 0)?.1);
        }
    }
    count("flex", &right, |code| {
        let read = key.read(10, Scene::NOON, scene.tolerance, operation, code);
        read.ok()
    })
}

/// Commands of one kind: which kind it is, whoever is told the answer is told.
fn service(scene: &Scene) -> Result<(), Failure> {
    let key = scene.lockbox().service();
    let right: Result<Vec<Code>, _> = (1..9).map(|epoch| key.raise_epoch(epoch)).collect();
    count("service", &right?, |code| key.read(code).ok())
}

fn renewal(scene: &Scene) -> Result<(), Failure> {
    let key = scene.credential();
    let codes = (0..3).map(|number| key.renewal_code(Scene::TODAY, number));
    let right: Result<Vec<Code>, _> = codes.collect();
    count("renewal", &right?, |code| {
        key.read_renewal(Scene::TODAY, code).ok()
    })
}

fn reader(scene: &Scene) -> Result<(), Failure> {
    let reader = CodeReader::new(&scene.lockbox(), 0, CodeProfile::default());
    let operation = Operation::KeyCompartment;
    let service = scene.lockbox().service();
    let days: Result<Vec<Code>, _> = (0..16).map(|slot| scene.day_code(slot)).collect();
    let epochs: Result<Vec<Code>, _> = (1..9).map(|epoch| service.raise_epoch(epoch)).collect();
    for (name, right) in [
        ("reader_day", days?),
        ("reader_flex", vec![scene.flex_code(Scene::NOON)?.1]),
        ("reader_service", epochs?),
    ] {
        let (zone, now, tolerance) = (&scene.zone, Scene::NOON, scene.tolerance);
        count(name, &right, |code| {
            reader.read(zone, now, tolerance, operation, code).ok()
        })?;
    }
    Ok(())
}
