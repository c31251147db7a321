//! Does one thing with keys that valgrind's memcheck holds for secret: it then reports each branch
//! and each address that depends on them. `cargo xtask constant-time` knows which may.

use std::hint::black_box;

use doorward::audit::{AuditLog, Finding};
use doorward::calendar::UnixSeconds;
use doorward::codes::{Code, CodeProfile, CodeReader, Operation};
use doorward::grants::Presentation;
use doorward::lockbox::{Decision, Lockbox, Reason};
use doorward_instructions::valgrind::{is_secret, is_there, make_public, make_secret};
use doorward_instructions::{Failure, Memory, Scene};

type Path = fn(&mut Scene) -> Result<bool, Failure>;

/// Each with whether it is to succeed.
const PATHS: [(&str, bool, Path); 26] = [
    ("day_right", true, |scene| day(scene, "slot 3", Scene::NOON)),
    ("day_wrong", false, |scene| {
        day(scene, "0000000", Scene::NOON)
    }),
    ("day_zone_right", true, |scene| {
        day(scene, "slot 15", Scene::MIDNIGHT)
    }),
    ("day_zone_wrong", false, |scene| {
        day(scene, "0000000", Scene::MIDNIGHT)
    }),
    ("flex_right", true, |scene| flex(scene, true)),
    ("flex_wrong", false, |scene| flex(scene, false)),
    ("service_right", true, |scene| service(scene, true)),
    ("service_wrong", false, |scene| service(scene, false)),
    ("renewal_right", true, |scene| renewal(scene, true)),
    ("renewal_wrong", false, |scene| renewal(scene, false)),
    ("reader_day", true, |scene| reader(scene, 7)),
    ("reader_flex", true, |scene| reader(scene, 10)),
    ("reader_service", true, |scene| reader(scene, 12)),
    ("grant_right", true, |scene| grant(scene, 0)),
    ("grant_wrong", false, |scene| grant(scene, 1)),
    ("bulletin_right", true, |scene| bulletin(scene, 0)),
    ("bulletin_wrong", false, |scene| bulletin(scene, 1)),
    ("audit_row_right", true, |scene| audit_row(scene, 0)),
    ("audit_row_wrong", false, |scene| audit_row(scene, 1)),
    ("audit_head_wrong", false, audit_head),
    ("box_day_wrong", false, |scene| entry(scene, "0000000")),
    ("box_flex_wrong", false, |scene| entry(scene, "0000000000")),
    ("box_service_wrong", false, |scene| {
        entry(scene, "000000000000")
    }),
    ("stored_wrong", false, stored),
    // What the check itself has to find.
    ("leak_branch", false, |scene| Ok(leak_branch(&scene.key))),
    ("leak_address", false, |scene| Ok(leak_address(&scene.key))),
];

fn main() -> Result<(), Failure> {
    if !is_there() {
        return Err("this runs under valgrind on x86-64: cargo xtask constant-time".into());
    }
    let name = std::env::args().nth(1).unwrap_or_default();
    if name.is_empty() {
        for (name, ..) in PATHS {
            println!("{name}");
        }
        return Ok(());
    }
    let path = PATHS.iter().find(|(known, ..)| *known == name);
    let (_, is_right, path) = path.ok_or("there is no such path")?;
    let mut scene = Scene::new()?;
    if name.starts_with("leak") {
        make_secret(&mut scene.key);
    }
    if path(&mut scene)? == *is_right {
        Ok(())
    } else {
        Err(format!("{name} did not come out as it should").into())
    }
}

/// From here on every key is secret. The check must see it, or it would see nothing.
fn keep_secret(scene: &mut Scene) -> Result<(), Failure> {
    for bytes in [&mut scene.key, &mut scene.audit, &mut scene.card] {
        make_secret(bytes);
    }
    let derived = scene.lockbox().day_root(0);
    if is_secret(derived.expose_bytes()) {
        Ok(())
    } else {
        Err("a key made of a secret is no secret".into())
    }
}

/// Whether something was accepted. That it was is told to everybody.
fn decided<T, E>(result: &Result<T, E>) -> bool {
    let mut is_accepted = [u8::from(result.is_ok())];
    make_public(&mut is_accepted);
    is_accepted == [1]
}

fn day(scene: &mut Scene, typed: &str, now: UnixSeconds) -> Result<bool, Failure> {
    let code = match typed.strip_prefix("slot ") {
        Some(slot) => scene.day_code(slot.parse()?)?,
        None => Code::parse(typed)?,
    };
    keep_secret(scene)?;
    let root = scene.lockbox().day_root(0);
    let read = black_box(&root).read(7, &scene.zone, now, scene.tolerance, &code);
    Ok(decided(&read))
}

fn flex(scene: &mut Scene, is_right: bool) -> Result<bool, Failure> {
    let (_, right) = scene.flex_code(Scene::NOON)?;
    let code = if is_right {
        right
    } else {
        Code::parse("0000000000")?
    };
    keep_secret(scene)?;
    let key = scene.lockbox().flex(0);
    let operation = Operation::KeyCompartment;
    let read = black_box(&key).read(10, Scene::NOON, scene.tolerance, operation, &code);
    Ok(decided(&read))
}

fn service(scene: &mut Scene, is_right: bool) -> Result<bool, Failure> {
    let right = scene.lockbox().service().set_clock(Scene::NOON)?;
    let code = if is_right {
        right
    } else {
        Code::parse("000000000000")?
    };
    keep_secret(scene)?;
    let key = scene.lockbox().service();
    Ok(decided(&black_box(&key).read(&code)))
}

fn renewal(scene: &mut Scene, is_right: bool) -> Result<bool, Failure> {
    let right = scene.credential().renewal_code(Scene::TODAY, 1)?;
    let code = if is_right {
        right
    } else {
        Code::parse("00000000")?
    };
    keep_secret(scene)?;
    let key = scene.credential();
    Ok(decided(&black_box(&key).read_renewal(Scene::TODAY, &code)))
}

fn reader(scene: &mut Scene, digits: u8) -> Result<bool, Failure> {
    let code = match digits {
        7 => scene.day_code(9)?,
        10 => scene.flex_code(Scene::NOON)?.1,
        _ => scene.lockbox().service().raise_epoch(3)?,
    };
    keep_secret(scene)?;
    let reader = CodeReader::new(&scene.lockbox(), 0, CodeProfile::default());
    let operation = Operation::KeyCompartment;
    let (zone, tolerance) = (&scene.zone, scene.tolerance);
    let read = black_box(&reader).read(zone, Scene::NOON, tolerance, operation, &code);
    Ok(decided(&read))
}

/// Changes the last byte of a message.
fn spoil(message: &[u8], change: u8) -> Vec<u8> {
    let mut bytes = message.to_vec();
    if let Some(last) = bytes.last_mut() {
        *last ^= change;
    }
    bytes
}

fn grant(scene: &mut Scene, change: u8) -> Result<bool, Failure> {
    let challenge = [9; 16];
    let message = spoil(scene.presentation(&challenge)?.as_bytes(), change);
    let parsed = Presentation::parse(&message)?;
    keep_secret(scene)?;
    let key = scene.lockbox().grant(0);
    let verified = black_box(&key).verify(&parsed, &challenge);
    if let Ok(verified) = &verified {
        black_box(verified.acknowledge(&challenge, 1));
    }
    Ok(decided(&verified))
}

fn bulletin(scene: &mut Scene, change: u8) -> Result<bool, Failure> {
    let message = spoil(scene.bulletin([5; 16])?.as_bytes(), change);
    keep_secret(scene)?;
    let key = scene.lockbox().bulletin();
    Ok(decided(&black_box(&key).open(&scene.id, &message)))
}

fn audit_row(scene: &mut Scene, change: u8) -> Result<bool, Failure> {
    let row = scene.first_audit().row(&scene.entry());
    let row = spoil(&row, change);
    let row = row.first_chunk().ok_or("no row")?;
    keep_secret(scene)?;
    let mut log = AuditLog::new(scene.first_audit());
    Ok(matches!(log.check_row(row), Finding::Genuine(_)))
}

fn audit_head(scene: &mut Scene) -> Result<bool, Failure> {
    let head = spoil(&scene.first_audit().head(0, Scene::NOON), 1);
    let head = head.first_chunk().ok_or("no head")?;
    keep_secret(scene)?;
    let mut log = AuditLog::new(scene.first_audit());
    Ok(decided(&log.check_head(head)))
}

/// A box whose clock was set, and what it saved.
fn synced(scene: &Scene) -> Result<(Lockbox, Memory), Failure> {
    let (mut engine, mut memory) = scene.provision()?;
    let now = Scene::NOON;
    engine.key_pressed(now);
    let challenge = engine.open_session(&mut memory, now, &[1; 16]);
    let challenge = challenge.map_err(|reason| reason.to_string())?;
    let message = scene.bulletin(challenge)?;
    match engine.apply_bulletin(&mut memory, now, message.as_bytes()) {
        Decision::Applied { .. } => Ok((engine, memory)),
        _ => Err("the clock was not set".into()),
    }
}

/// A whole entry at the box, whose lockbox key is secret; its log has a key of its own.
fn entry(scene: &mut Scene, typed: &str) -> Result<bool, Failure> {
    let (_, mut memory) = synced(scene)?;
    let codes = CodeProfile::default();
    keep_secret(scene)?;
    let mut engine = Lockbox::restore(&scene.id, codes, scene.lockbox(), memory.saved());
    let operation = Operation::KeyCompartment;
    let decision = engine.enter_code(&mut memory, Scene::NOON, operation, typed.as_bytes());
    if decision != Reason::WrongCode.into() {
        return Err("the entry was not refused as a wrong code".into());
    }
    Ok(false)
}

/// A wrong entry at a box in whose ledger the digits of three codes are secret, and the key of its log
/// besides.
fn stored(scene: &mut Scene) -> Result<bool, Failure> {
    let (mut engine, mut memory) = synced(scene)?;
    let operation = Operation::KeyCompartment;
    let now = Scene::NOON;
    for slot in 0..3 {
        let code = scene.day_code(slot)?;
        let decision = engine.enter_code(&mut memory, now, operation, code.as_str().as_bytes());
        if !matches!(decision, Decision::Open { .. }) {
            return Err("a code to be stored did not open".into());
        }
    }
    let mut saved = *memory.saved();
    let codes = CodeProfile::default();
    keep_secret(scene)?;
    for row in 0..3 {
        let digits = DIGITS_AT.saturating_add(ROW_LEN.saturating_mul(row));
        let rest = saved.get_mut(digits..).unwrap_or_default();
        make_secret(rest.get_mut(..DIGITS_LEN).ok_or("no row")?);
    }
    make_secret(
        saved
            .get_mut(AUDIT_KEY_AT..)
            .and_then(|rest| rest.get_mut(..32))
            .ok_or("no key")?,
    );
    let mut engine = Lockbox::restore(&scene.id, codes, scene.lockbox(), &saved);
    let decision = engine.enter_code(&mut memory, now, operation, b"0000000");
    Ok(matches!(decision, Decision::Open { .. }))
}

/// Where a snapshot has the digits of its first row, and the key of its log (specification,
/// snapshot).
const DIGITS_AT: usize = 128 + 11;
const DIGITS_LEN: usize = 5;
const ROW_LEN: usize = 29;
const AUDIT_KEY_AT: usize = 1_189;

/// Stops comparing where the two differ.
#[inline(never)]
fn leak_branch(key: &[u8]) -> bool {
    black_box(key)
        .iter()
        .zip(&[0_u8; 32])
        .all(|(a, b)| black_box(a == b))
}

/// Looks a secret up in a table.
#[inline(never)]
fn leak_address(key: &[u8]) -> bool {
    let table: [u8; 256] = black_box([1; 256]);
    let first = key.first().map_or(0, |byte| usize::from(*byte));
    let mut found = [table.get(first).copied().unwrap_or(0)];
    make_public(&mut found);
    found == [0]
}
