//! Who a grant names: sixteen bytes that stand for a name.

use doorward::bounds::NONCE_LEN;
use sha2::{Digest as _, Sha256};

/// A person's id, as grants have it.
pub(crate) type PersonId = [u8; NONCE_LEN];

/// The id of the person called `name`: the start of a hash, so that it is the same on every
/// phone. It is no secret, and proves nothing.
pub(crate) fn id_of(name: &str) -> PersonId {
    let digest = Sha256::new()
        .chain_update(b"doorward-cli/person")
        .chain_update(name.as_bytes())
        .finalize();
    let mut id = PersonId::default();
    for (to, from) in id.iter_mut().zip(digest) {
        *to = from;
    }
    id
}

/// The start of an id, which is all that a log has of a delegate.
pub(crate) fn start_of(id: &PersonId) -> u64 {
    id.first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first))
}
