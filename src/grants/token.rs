use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::{Zeroize, Zeroizing};

use super::caveat::CaveatBytes;
use super::{Caveat, Caveats, GrantBody, Rights};
use crate::Error;
use crate::bounds::{CAVEAT_MAX_LEN, GRANT_BODY_LEN, GRANT_MAX_LEN, GRANT_TEXT_MAX_LEN, KEY_LEN};
use crate::keys::{Form, Key, purpose};
use crate::mac::write_mac;
use crate::wire::Writer;

/// What a text form begins with.
const PREFIX: &str = "dwg1.";

/// A grant as its holder keeps it: the body, the caveats and the last tag, which is the
/// secret. Whoever has it can use it within its limits, so it is erased when it is dropped,
/// and prints no tag.
#[derive(Clone)]
pub struct Grant {
    pub(super) body: GrantBody,
    pub(super) caveats: Caveats,
    pub(super) tag: [u8; KEY_LEN],
}

impl<F: Form> Key<purpose::Grant, F> {
    /// The grant of a body, which the service has [checked](GrantBody::check). This key must
    /// be that of the body's ownership epoch.
    #[must_use]
    pub fn issue(&self, body: &GrantBody) -> Grant {
        Grant {
            body: *body,
            caveats: Caveats::NONE,
            tag: self.first_tag(&body.to_bytes()),
        }
    }

    fn first_tag(&self, body: &[u8; GRANT_BODY_LEN]) -> [u8; KEY_LEN] {
        let mut tag = [0; KEY_LEN];
        self.write_mac(b"grant", &[body], &mut tag);
        tag
    }

    /// The last tag of a body under caveats, in the bytes of a message.
    pub(super) fn last_tag(
        &self,
        body: &[u8; GRANT_BODY_LEN],
        caveats: CaveatBytes<'_>,
    ) -> Zeroizing<[u8; KEY_LEN]> {
        let mut tag = Zeroizing::new(self.first_tag(body));
        for caveat in caveats {
            next_tag(&mut tag, caveat);
        }
        tag
    }
}

/// Puts the tag under one more caveat in the place of the last.
fn next_tag(tag: &mut [u8; KEY_LEN], caveat: &[u8]) {
    let last = Zeroizing::new(*tag);
    write_mac(&last, None, b"caveat", &[caveat], tag);
}

impl Grant {
    /// The body.
    #[must_use]
    pub const fn body(&self) -> &GrantBody {
        &self.body
    }

    /// The caveats.
    #[must_use]
    pub const fn caveats(&self) -> &Caveats {
        &self.caveats
    }

    /// What is left of it.
    #[must_use]
    pub fn rights(&self) -> Rights {
        Rights::of(&self.body, &self.caveats)
    }

    /// The last tag: the secret.
    #[must_use]
    pub const fn expose_tag(&self) -> &[u8; KEY_LEN] {
        &self.tag
    }

    /// The grant under one more caveat. Needs no key and no connection, and cannot be undone.
    ///
    /// # Errors
    /// [`Error::Caveats`] when there are eight.
    pub fn narrow(&self, caveat: Caveat) -> Result<Self, Error> {
        let mut narrowed = self.clone();
        narrowed.caveats = self.caveats.with(caveat)?;
        next_tag(&mut narrowed.tag, caveat.write(&mut [0; CAVEAT_MAX_LEN]));
        Ok(narrowed)
    }

    /// The text form: `dwg1.` and the bytes in base64url. A secret.
    #[must_use]
    pub fn to_text(&self) -> GrantText {
        let mut bytes = Zeroizing::new([0; GRANT_MAX_LEN]);
        let mut writer = Writer::new(&mut *bytes);
        writer.put(&self.body.to_bytes());
        self.caveats.write(&mut writer);
        writer.put(&self.tag);
        let len = GRANT_MAX_LEN.saturating_sub(writer.remaining());
        let mut text = GrantText {
            ascii: [0; GRANT_TEXT_MAX_LEN],
            len: 0,
        };
        if let Some((prefix, room)) = text.ascii.split_at_mut_checked(PREFIX.len()) {
            prefix.copy_from_slice(PREFIX.as_bytes());
            let encoded = Base64UrlUnpadded::encode(bytes.get(..len).unwrap_or_default(), room);
            text.len = PREFIX.len().saturating_add(encoded.map_or(0, str::len));
        }
        text
    }

    /// The grant of a text form.
    ///
    /// # Errors
    /// [`Error::GrantText`] for anything but the one text form of a grant: other letters,
    /// padding, white space, bits behind the last byte, bytes behind the tag, a version, a
    /// caveat or an operation that is not known.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let encoded = text.strip_prefix(PREFIX).ok_or(Error::GrantText)?;
        let mut bytes = Zeroizing::new([0; GRANT_MAX_LEN]);
        let decoded = Base64UrlUnpadded::decode(encoded, &mut *bytes);
        let grant = Self::read(decoded.map_err(|_| Error::GrantText)?);
        // One grant has one text.
        grant
            .filter(|grant| grant.to_text().as_str() == text)
            .ok_or(Error::GrantText)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (body, rest) = bytes.split_first_chunk()?;
        let body = GrantBody::from_bytes(body)?;
        let (caveats, tag) = Caveats::read(rest)?;
        let tag = tag.try_into().ok()?;
        Some(Self { body, caveats, tag })
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("body", &self.body)
            .field("caveats", &self.caveats)
            .finish_non_exhaustive()
    }
}

impl Zeroize for Grant {
    fn zeroize(&mut self) {
        let Self {
            body: _,
            caveats: _,
            tag,
        } = self;
        tag.zeroize();
    }
}

impl Drop for Grant {
    fn drop(&mut self) {
        self.zeroize();
    }
}

/// A grant's text form, at most 356 characters. See [`Grant::to_text`].
#[derive(Clone)]
pub struct GrantText {
    pub(super) ascii: [u8; GRANT_TEXT_MAX_LEN],
    len: usize,
}

impl GrantText {
    /// The text. A secret.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // ASCII is UTF-8, so this never falls back.
        self.ascii
            .get(..self.len)
            .and_then(|text| core::str::from_utf8(text).ok())
            .unwrap_or("")
    }
}

impl fmt::Debug for GrantText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GrantText({} characters)", self.len)
    }
}

impl Zeroize for GrantText {
    fn zeroize(&mut self) {
        let Self { ascii, len } = self;
        ascii.zeroize();
        len.zeroize();
    }
}

impl Drop for GrantText {
    fn drop(&mut self) {
        self.zeroize();
    }
}
