//! The box of `ffi/firmware/box.c` in Rust: the same lines in, the same lines out, by the
//! crate itself. Nothing in it panics, so that the handler below is never linked.

#![no_std]
#![no_main]

mod flash;
mod line;
mod semihosting;
mod start;

use core::mem::MaybeUninit;
use core::panic::PanicInfo;

use doorward::bounds::{KEY_LEN, NONCE_LEN, SNAPSHOT_LEN, ZONE_LEN};
use doorward::calendar::Zone;
use doorward::codes::{CodeProfile, Operation};
use doorward::keys::{Id, Key, LockboxKey};
use doorward::lockbox::{Decision, Journal, Limits, Lockbox, Profile, Reason, Store};

use flash::Sectors;
use line::Line;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    semihosting::exit(false)
}

/// What the box is made of.
struct Door {
    id: Id,
    key: [u8; KEY_LEN],
    lockbox: Lockbox,
    journal: Journal<Sectors>,
}

// What is needed once is not to lie on the stack of all that follows: hence functions that
// are not inlined.

/// Plays the file of commands; whether every line could be obeyed.
fn play() -> Option<()> {
    let mut file = semihosting::Input::open()?;
    let mut room = [0; 1024];
    let mut line = Line::read(&mut file, &mut room)?;
    let door = provision(&mut line)?;
    while let Some(mut line) = Line::read(&mut file, &mut room) {
        if obey(door, &mut line).is_none() {
            semihosting::write("failed before: ");
            semihosting::write_hex(line.rest());
            semihosting::write("\n");
            return None;
        }
    }
    Some(())
}

#[inline(never)]
fn provision(line: &mut Line<'_>) -> Option<&'static mut Door> {
    static mut DOOR: MaybeUninit<Door> = MaybeUninit::uninit();
    (line.word()? == b"provision").then_some(())?;
    let epoch = u32::try_from(line.number()?).ok()?;
    let zone = Zone::from_bytes(&line.array::<ZONE_LEN>()?).ok()?;
    let key = line.array::<KEY_LEN>()?;
    let first_audit = Key::from_bytes(&line.array::<KEY_LEN>()?).ok()?;
    let id = Id::from_ascii(line.word()?).ok()?;
    let profile = Profile::new(id, CodeProfile::default(), Limits::default()).ok()?;
    // SAFETY: the first journal.
    let mut journal = Journal::mount(unsafe { Sectors::new() }).ok()?;
    let own = LockboxKey::from_bytes(&key).ok()?;
    let lockbox =
        Lockbox::provision(&profile, own, &first_audit, epoch, zone, &mut journal).ok()?;
    // SAFETY: provisioned once, before anything else.
    let place = unsafe { &mut *(&raw mut DOOR) };
    Some(place.write(Door {
        id,
        key,
        lockbox,
        journal,
    }))
}

/// The battery is pulled: memory is gone, flash is not.
#[inline(never)]
fn restart(door: &mut Door) -> Option<()> {
    // SAFETY: the one before goes where this one comes.
    door.journal = Journal::mount(unsafe { Sectors::new() }).ok()?;
    let mut snapshot = [0; SNAPSHOT_LEN];
    door.journal.load(&mut snapshot).ok()?;
    let key = LockboxKey::from_bytes(&door.key).ok()?;
    door.lockbox = Lockbox::restore(&door.id, CodeProfile::default(), key, &snapshot);
    Some(())
}

/// Does what a line says; none where it says nothing known, or is refused a challenge.
#[inline(never)]
fn obey(door: &mut Door, line: &mut Line<'_>) -> Option<()> {
    let command = line.word()?;
    match command {
        b"leave" => {
            door.lockbox.disconnected();
            return Some(());
        }
        b"battery" => {
            restart(door)?;
            print(&door.lockbox.power_restored(&mut door.journal));
            return Some(());
        }
        _ => {}
    }
    let now = line.number()?;
    let store: &mut dyn Store = &mut door.journal;
    let lockbox = &mut door.lockbox;
    let mut message = [0; 400];
    let decision = match command {
        b"press" => {
            lockbox.key_pressed(now);
            return Some(());
        }
        b"challenge" => {
            let entropy = line.array::<NONCE_LEN>()?;
            let challenge = lockbox.open_session(store, now, &entropy).ok()?;
            semihosting::write_hex(&challenge);
            semihosting::write("\n");
            return Some(());
        }
        b"drain" => {
            let head = lockbox.drain_audit(store, now).ok()?;
            semihosting::write_hex(&head);
            semihosting::write("\n");
            return Some(());
        }
        b"tick" => lockbox.tick(store, now),
        b"confirm" => lockbox.confirm_opened(store, now),
        b"enter" => {
            let number = u8::try_from(line.number()?).ok()?;
            let operation = Operation::from_number(number)?;
            lockbox.enter_code(store, now, operation, line.word()?)
        }
        b"bulletin" => lockbox.apply_bulletin(store, now, line.bytes(&mut message)?),
        b"grant" => {
            lockbox
                .present_grant(store, now, line.bytes(&mut message)?)
                .decision
        }
        _ => return None,
    };
    print(&decision);
    Some(())
}

/// A decision's number, its `until`, and the instant to which it sets the clock.
fn print(decision: &Decision) {
    let until = match decision {
        Decision::Open { until, .. }
        | Decision::Deny {
            reason: Reason::Throttled { until } | Reason::TooEarly { from: until },
        } => *until,
        _ => 0,
    };
    semihosting::write_hex(&[decision.number()]);
    for instant in [until, decision.set_clock().unwrap_or(0)] {
        semihosting::write(" ");
        semihosting::write_hex(&instant.to_be_bytes());
    }
    semihosting::write("\n");
}
