//! The emulator as terminal and file: Arm's semihosting, version 2.0.

use core::arch::asm;

const SYS_OPEN: usize = 0x01;
const SYS_WRITEC: usize = 0x03;
const SYS_READ: usize = 0x06;
const SYS_GET_CMDLINE: usize = 0x15;
const SYS_EXIT: usize = 0x18;
const APPLICATION_EXIT: usize = 0x2_0026;
const RUN_TIME_ERROR: usize = 0x2_0023;

fn call(operation: usize, argument: usize) -> usize {
    let mut answer = operation;
    // SAFETY: the emulator's own breakpoint, with the arguments of its operation.
    unsafe { asm!("bkpt 0xab", inout("r0") answer, in("r1") argument) };
    answer
}

/// Writes a text.
pub fn write(text: &str) {
    for byte in text.bytes() {
        call(SYS_WRITEC, (&raw const byte).addr());
    }
}

/// Writes bytes in hexadecimal.
pub fn write_hex(bytes: &[u8]) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 0x0f] {
            let digit = if digit < 10 {
                b'0' | digit
            } else {
                (b'a' - 10).wrapping_add(digit)
            };
            call(SYS_WRITEC, (&raw const digit).addr());
        }
    }
}

/// Ends the emulator, well or not.
pub fn exit(is_good: bool) -> ! {
    let reason = if is_good {
        APPLICATION_EXIT
    } else {
        RUN_TIME_ERROR
    };
    loop {
        call(SYS_EXIT, reason);
    }
}

/// The file named by the emulator's `arg`.
pub struct Input(usize);

impl Input {
    /// Opens it; none where there is none.
    pub fn open() -> Option<Self> {
        let mut line = [0_u8; 256];
        let room = [line.as_mut_ptr().addr(), line.len()];
        (call(SYS_GET_CMDLINE, room.as_ptr().addr()) == 0).then_some(())?;
        let mut length = 0_usize;
        for byte in &mut line {
            if matches!(*byte, 0 | b' ') {
                *byte = 0;
                break;
            }
            length = length.saturating_add(1);
        }
        let name = [line.as_ptr().addr(), 0, length];
        let handle = call(SYS_OPEN, name.as_ptr().addr());
        (handle != usize::MAX).then_some(Self(handle))
    }

    /// The next byte; none at the end.
    pub fn byte(&mut self) -> Option<u8> {
        let mut byte = 0_u8;
        let place = [self.0, (&raw mut byte).addr(), 1];
        let left = call(SYS_READ, place.as_ptr().addr());
        (left == 0).then_some(byte)
    }
}
