//! The vectors, and memory as Rust expects it.

use core::arch::global_asm;

use crate::{play, semihosting};

unsafe extern "C" {
    static stack_top: u32;
    static mut bss_begin: u32;
    static mut bss_end: u32;
}

// What the compiler calls to move bytes.
global_asm!(include_str!("../../firmware/memory.s"), options(raw));

#[repr(C)]
union Vector {
    handler: unsafe extern "C" fn() -> !,
    address: *const u32,
    nothing: usize,
}

// SAFETY: read by the processor alone.
unsafe impl Sync for Vector {}

#[used]
#[unsafe(link_section = ".vectors")]
static VECTORS: [Vector; 16] = {
    const NOTHING: Vector = Vector { nothing: 0 };
    const FAULT: Vector = Vector { handler: fault };
    [
        Vector {
            address: &raw const stack_top,
        },
        Vector { handler: start },
        FAULT,
        FAULT,
        FAULT,
        FAULT,
        FAULT,
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        FAULT,
        FAULT,
        NOTHING,
        FAULT,
        FAULT,
    ]
};

unsafe extern "C" fn fault() -> ! {
    semihosting::exit(false)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn start() -> ! {
    // SAFETY: the linker's bounds; nothing has used the memory between them yet. There are no
    // variables that begin with another value than zero.
    unsafe {
        let mut place = &raw mut bss_begin;
        while place.addr() < (&raw const bss_end).addr() {
            place.write_volatile(0);
            place = place.add(1);
        }
    }
    semihosting::exit(play().is_some())
}
