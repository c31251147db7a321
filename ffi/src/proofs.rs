//! What phone and box say to each other about a grant, piece by piece (specification, grants).
//! `dw_grant_present` and a lockbox do all of it; the pieces are for checking other
//! implementations.

use doorward::grants::{Request, acknowledgement, proof};
use doorward::keys::purpose;

use crate::guard::{out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{Bytes, dw_key, dw_nonce, grant_operation, read_key};

/// The challenge that a box with this challenge key gives when its counter stands at `counter`
/// and it is handed these random bytes; for checking other implementations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_challenge(
    challenge_key: *const dw_key,
    counter: u64,
    entropy: *const dw_nonce,
    challenge: *mut dw_nonce,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, entropy, challenge) =
            unsafe { (read_key(challenge_key)?, read(entropy)?, out(challenge)?) };
        let key: &Bytes<purpose::Challenge> = key;
        challenge.put(dw_nonce {
            bytes: key.challenge(counter, &entropy.bytes),
        });
        Ok(())
    })
}

/// The proof that the holder of a grant with this tag, a secret, gives of a request; for
/// checking other implementations. The right and its argument are as in `dw_grant_present`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_proof(
    tag: *const dw_key,
    challenge: *const dw_nonce,
    nonce: *const dw_nonce,
    right: u16,
    argument: *const u8,
    length: usize,
    given: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (tag, challenge, nonce) = unsafe { (read(tag)?, read(challenge)?, read(nonce)?) };
        // SAFETY: the contract of the header.
        let (argument, given) = unsafe { (read_slice(argument, length)?, out(given)?) };
        let request = Request::new(grant_operation(right)?, argument)?;
        given.put(dw_key {
            bytes: proof(&tag.bytes, &challenge.bytes, &nonce.bytes, &request),
        });
        Ok(())
    })
}

/// The acknowledgement that a box answers `outcome` with, to a proof under a tag; for checking
/// other implementations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_acknowledgement(
    tag: *const dw_key,
    challenge: *const dw_nonce,
    given: *const dw_key,
    outcome: u8,
    answer: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (tag, challenge, given) = unsafe { (read(tag)?, read(challenge)?, read(given)?) };
        // SAFETY: the contract of the header.
        let answer = unsafe { out(answer)? };
        answer.put(dw_key {
            bytes: acknowledgement(&tag.bytes, &challenge.bytes, &given.bytes, outcome),
        });
        Ok(())
    })
}
