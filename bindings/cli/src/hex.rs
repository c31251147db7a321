//! Hexadecimal, in constant time, for keys.

use zeroize::Zeroizing;

/// `bytes` as lower-case digits.
pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(base16ct::lower::encode_string(bytes))
}

/// The bytes that `digits` of either case spell.
pub(crate) fn decode(digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    base16ct::mixed::decode_vec(digits).ok().map(Zeroizing::new)
}
