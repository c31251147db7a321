//! The C library of Doorward: the core with C's names, types and memory, and no rule of its
//! own. `ffi/README.md` is for its users, `include/doorward.h` is printed from here by
//! `cargo xtask header`.

#![cfg_attr(not(feature = "std"), no_std)]

mod audit;
mod bulletins;
mod codes;
mod diagnosis;
mod firmware;
mod grants;
mod guard;
mod held;
mod keys;
mod limits;
mod lockbox;
mod market;
mod memory;
mod numeral;
mod policy;
mod proofs;
mod result;
mod store;
mod texts;
mod values;
mod zone;

pub use audit::*;
pub use bulletins::*;
pub use codes::*;
pub use diagnosis::*;
pub use firmware::*;
pub use grants::*;
pub use keys::*;
pub use limits::*;
pub use lockbox::*;
pub use market::*;
pub use numeral::*;
pub use policy::*;
pub use proofs::*;
pub use result::*;
pub use store::*;
pub use values::*;
pub use zone::*;

/// The version of the binary interface: another number, another layout. Compare with what
/// `dw_abi_version` returns.
pub const DW_ABI_VERSION: u32 = 1;

/// The version of the binary interface that the library was built with.
#[unsafe(no_mangle)]
pub extern "C" fn dw_abi_version() -> u32 {
    DW_ABI_VERSION
}

/// What the compiler asks for on bare metal, and nothing calls.
#[cfg(not(feature = "std"))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
