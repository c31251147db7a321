//! Grants, their presentations, and bulletins.

use doorward::bounds::{KEY_LEN, NONCE_LEN};
use doorward::bulletin::Refusal;
use doorward::grants::{Caveat, Grant, GrantBody, GrantOperation, Operations, Presentation};
use doorward::grants::{Refusal as NoPresentation, Request};
use doorward::keys::{Id, LockboxKey};

use crate::bytes::{Bytes, hmac};

fn key() -> LockboxKey {
    LockboxKey::from(&[0x3c; KEY_LEN])
}

pub(crate) fn id() -> Id {
    Id::new("LB-00012345").unwrap()
}

fn operations(bytes: &mut Bytes<'_>) -> Operations {
    Operations::from_bits(bytes.u16()).unwrap_or(Operations::GUEST)
}

fn body(bytes: &mut Bytes<'_>) -> GrantBody {
    GrantBody {
        operations: operations(bytes),
        epoch: bytes.u32(),
        bulletin: bytes.u32(),
        grant_id: bytes.array(),
        holder: bytes.array(),
        not_before: bytes.u64(),
        not_after: bytes.u64(),
        max_uses: bytes.u8(),
        lockbox: id(),
    }
}

fn caveat(bytes: &mut Bytes<'_>) -> Caveat {
    match bytes.u8() % 4 {
        0 => Caveat::NotBefore(bytes.u64()),
        1 => Caveat::NotAfter(bytes.u64()),
        2 => Caveat::Operations(operations(bytes)),
        _ => Caveat::Delegate(bytes.array()),
    }
}

/// A grant that its holders narrowed as they liked; never wider than it was.
fn narrowed(bytes: &mut Bytes<'_>) -> Grant {
    let mut grant = key().grant(0).issue(&body(bytes));
    for _ in 0..bytes.u8() % 10 {
        let (before, caveat) = (grant.rights(), caveat(bytes));
        let Ok(narrower) = grant.narrow(caveat) else {
            assert_eq!(grant.caveats().as_slice().len(), 8);
            break;
        };
        let after = narrower.rights();
        assert_eq!(after.operations.and(before.operations), after.operations);
        assert!(after.not_before >= before.not_before && after.not_after <= before.not_after);
        grant = narrower;
    }
    grant
}

/// Any text as a grant: one that is read is written the same. A grant's own text reads as it.
pub(crate) fn grant(data: &[u8]) {
    let mut bytes = Bytes(data);
    if bytes.bool() {
        if let Ok(text) = std::str::from_utf8(bytes.rest())
            && let Ok(grant) = Grant::from_text(text)
        {
            assert_eq!(grant.to_text().as_str(), text);
        }
        return;
    }
    let grant = narrowed(&mut bytes);
    let text = grant.to_text();
    let read = Grant::from_text(text.as_str()).unwrap();
    assert_eq!(read.body(), grant.body());
    assert_eq!(read.caveats(), grant.caveats());
    assert_eq!(read.expose_tag(), grant.expose_tag());
    let spoilt = bytes.spoil(text.as_str().as_bytes());
    if let Ok(spoilt) = std::str::from_utf8(&spoilt)
        && let Ok(read) = Grant::from_text(spoilt)
    {
        assert_eq!(read.to_text().as_str(), spoilt);
    }
}

/// Any bytes as a presentation. Of what a holder presented, changed, nothing is authentic.
pub(crate) fn presentation(data: &[u8]) {
    let mut bytes = Bytes(data);
    let key = key().grant(0);
    let challenge = [7; NONCE_LEN];
    if bytes.bool() {
        if let Ok(parsed) = Presentation::parse(bytes.rest()) {
            assert!(key.verify(&parsed, &challenge).is_err());
        }
        return;
    }
    let operation = GrantOperation::from_bit(bytes.u16()).unwrap_or(GrantOperation::KeyCompartment);
    let len = usize::from(bytes.u8() % 40);
    let argument = bytes.take(len).to_vec();
    let Ok(request) = Request::new(operation, &argument) else {
        return;
    };
    let grant = narrowed(&mut bytes);
    let message = grant.present(&challenge, &bytes.array(), &request);
    let good = message.as_bytes();
    assert!(Presentation::parse(good).is_ok());
    let spoilt = bytes.spoil(good);
    match Presentation::parse(&spoilt) {
        Ok(parsed) => {
            let verified = key.verify(&parsed, &challenge);
            assert_eq!(verified.is_ok(), spoilt == good);
            assert!(key.verify(&parsed, &[8; NONCE_LEN]).is_err());
            if let Ok(verified) = verified {
                assert_eq!(verified.request(), &request);
                assert_eq!(verified.rights(), &grant.rights());
            }
        }
        Err(refusal) => {
            let is_unsupported = refusal == NoPresentation::Unsupported;
            let is_versioned = spoilt.first().is_some_and(|version| *version != 1);
            assert_eq!(is_unsupported, is_versioned);
        }
    }
}

/// Any bytes as a bulletin, and any body under a tag of the service's: what is opened is sealed
/// the same again.
pub(crate) fn bulletin(data: &[u8]) {
    let mut bytes = Bytes(data);
    let key = key().bulletin();
    let is_tagged = bytes.bool();
    let mut message = bytes.rest().to_vec();
    if is_tagged {
        let parts: [&[u8]; 4] = [b"doorward/v1/", b"bulletin", &[0], &message];
        let tag = hmac(key.expose_bytes(), &parts);
        message.extend_from_slice(&tag);
    }
    match key.open(&id(), &message) {
        Ok(opened) => {
            assert!(is_tagged);
            assert_eq!(key.seal(&opened).as_bytes(), message);
        }
        Err(refusal) => assert!(!is_tagged || refusal != Refusal::BadProof),
    }
}
