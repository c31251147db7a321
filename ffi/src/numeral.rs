//! The permutation within FlexCodes and service codes (specification, numeral cipher), for
//! checking other implementations.

use doorward::codes::numeral::{decipher, encipher};
use doorward::keys::FlexKey;

use crate::guard::{out, read, run};
use crate::result::dw_result;
use crate::values::dw_key;

/// Enciphers a number of 10 to 12 digits under a key, whatever its purpose, and a tweak.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_numeral_encipher(
    key: *const dw_key,
    digits: u8,
    tweak: u64,
    plain: u64,
    cipher: *mut u64,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, cipher) = unsafe { (read(key)?, out(cipher)?) };
        let key: FlexKey = key.key();
        cipher.put(encipher(&key, digits, tweak, plain)?);
        Ok(())
    })
}

/// Undoes `dw_numeral_encipher`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_numeral_decipher(
    key: *const dw_key,
    digits: u8,
    tweak: u64,
    cipher: u64,
    plain: *mut u64,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, plain) = unsafe { (read(key)?, out(plain)?) };
        let key: FlexKey = key.key();
        plain.put(decipher(&key, digits, tweak, cipher)?);
        Ok(())
    })
}
