//! What a program asks of the valgrind that it runs under: valgrind.h, callgrind.h and memcheck.h,
//! as far as they are needed, for x86-64.

use std::ffi::CStr;
use std::hint::black_box;

const RUNNING_ON_VALGRIND: u64 = 0x1001;
const CALLGRIND: u64 = tool(*b"CT");
const ZERO_STATS: u64 = CALLGRIND + 1;
const TOGGLE_COLLECT: u64 = CALLGRIND + 2;
const DUMP_STATS_AT: u64 = CALLGRIND + 3;
const MEMCHECK: u64 = tool(*b"MC");
const MAKE_MEM_UNDEFINED: u64 = MEMCHECK + 1;
const MAKE_MEM_DEFINED: u64 = MEMCHECK + 2;
const CHECK_MEM_IS_DEFINED: u64 = MEMCHECK + 5;

/// `VG_USERREQ_TOOL_BASE`.
const fn tool([a, b]: [u8; 2]) -> u64 {
    (a as u64) << 24 | (b as u64) << 16
}

/// The answer to a request: 0 where there is no valgrind.
#[cfg(target_arch = "x86_64")]
#[inline(never)]
fn ask(request: u64, first: u64, second: u64) -> u64 {
    let words = [request, first, second, 0, 0, 0];
    let mut answer = 0_u64;
    // SAFETY: the rotations add up to two whole turns of a register, and exchanging a register
    // with itself does nothing; a valgrind that sees the six of them reads the words, writes its
    // answer, and reads or marks only memory that the callers below borrow.
    unsafe {
        std::arch::asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") words.as_ptr(),
            inout("rdx") answer,
            options(nostack),
        );
    }
    answer
}

/// Other processors spell requests otherwise; counts of theirs could not be compared anyhow.
#[cfg(not(target_arch = "x86_64"))]
fn ask(_: u64, _: u64, _: u64) -> u64 {
    0
}

/// Whether there is a valgrind that understands the requests.
#[must_use]
pub fn is_there() -> bool {
    ask(RUNNING_ON_VALGRIND, 0, 0) != 0
}

/// Does work whose instructions, and no others, valgrind's `callgrind` writes under a name.
pub fn counted<T>(name: &CStr, work: impl FnOnce() -> T) -> T {
    ask(ZERO_STATS, 0, 0);
    let result = counted_alone(work);
    ask(DUMP_STATS_AT, name.as_ptr() as u64, 0);
    result
}

#[inline(never)]
fn counted_alone<T>(work: impl FnOnce() -> T) -> T {
    ask(TOGGLE_COLLECT, 0, 0);
    let result = black_box(work());
    ask(TOGGLE_COLLECT, 0, 0);
    result
}

/// Makes bytes secret to valgrind's `memcheck`: from here on it reports every branch and every
/// address that depends on them.
pub fn make_secret(bytes: &mut [u8]) {
    let bytes = black_box(bytes);
    ask(
        MAKE_MEM_UNDEFINED,
        bytes.as_ptr() as u64,
        bytes.len() as u64,
    );
    black_box(bytes);
}

/// Makes bytes public again.
pub fn make_public(bytes: &mut [u8]) {
    let bytes = black_box(bytes);
    ask(MAKE_MEM_DEFINED, bytes.as_ptr() as u64, bytes.len() as u64);
    black_box(bytes);
}

/// Whether `memcheck` holds the first of these bytes for secret. It reports an error besides.
#[must_use]
pub fn is_secret(bytes: &[u8]) -> bool {
    let bytes = black_box(bytes);
    ask(
        CHECK_MEM_IS_DEFINED,
        bytes.as_ptr() as u64,
        bytes.len() as u64,
    ) != 0
}
