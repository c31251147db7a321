//! One lockbox with everything that can come before it, for the programs of this package: one
//! counts instructions, the other looks whether a secret steers them. Both run under valgrind, by
//! `cargo xtask instructions` and `cargo xtask constant-time`.

mod scene;
pub mod valgrind;

pub use scene::{Failure, Memory, Scene};
