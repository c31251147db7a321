//! Random bytes, from the operating system.

use doorward::bounds::NONCE_LEN;

use crate::failure::Failure;

/// Sixteen: a nonce, the entropy of a challenge, or the id of a grant.
pub(crate) fn nonce() -> Result<[u8; NONCE_LEN], Failure> {
    let mut bytes = [0; NONCE_LEN];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::io(format!("the system gives no random bytes: {error}")))?;
    Ok(bytes)
}
