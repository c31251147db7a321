//! Taking messages and records apart and putting them together: big-endian integers and
//! byte arrays, one behind the other.

/// What has not been read yet.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `N` bytes; `None` where fewer are left.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// An integer of five bytes.
    pub(crate) fn u40(&mut self) -> Option<u64> {
        let [a, b, c, d, e] = self.array()?;
        Some(u64::from_be_bytes([0, 0, 0, a, b, c, d, e]))
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// 0 or 1.
    pub(crate) fn bool(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// `N` zero bytes.
    pub(crate) fn zeros<const N: usize>(&mut self) -> Option<()> {
        (self.array()? == [0; N]).then_some(())
    }

    /// Nothing more.
    pub(crate) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Room that has not been written yet. What does not fit is left out, and
/// [`remaining`](Writer::remaining) tells that nothing did not.
pub(crate) struct Writer<'a>(&'a mut [u8]);

impl<'a> Writer<'a> {
    pub(crate) const fn new(room: &'a mut [u8]) -> Self {
        Self(room)
    }

    pub(crate) fn put(&mut self, bytes: &[u8]) -> &mut Self {
        if let Some((place, rest)) = core::mem::take(&mut self.0).split_at_mut_checked(bytes.len())
        {
            place.copy_from_slice(bytes);
            self.0 = rest;
        }
        self
    }

    pub(crate) fn u8(&mut self, value: u8) -> &mut Self {
        self.put(&[value])
    }

    pub(crate) fn u16(&mut self, value: u16) -> &mut Self {
        self.put(&value.to_be_bytes())
    }

    pub(crate) fn u32(&mut self, value: u32) -> &mut Self {
        self.put(&value.to_be_bytes())
    }

    /// An integer in five bytes; a larger one becomes the largest.
    pub(crate) fn u40(&mut self, value: u64) -> &mut Self {
        let [_, _, _, bytes @ ..] = value.min(0xff_ffff_ffff).to_be_bytes();
        self.put(&bytes)
    }

    pub(crate) fn u64(&mut self, value: u64) -> &mut Self {
        self.put(&value.to_be_bytes())
    }

    pub(crate) fn bool(&mut self, value: bool) -> &mut Self {
        self.u8(u8::from(value))
    }

    /// How much room is left.
    pub(crate) fn remaining(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = [0; 22];
        let mut writer = Writer::new(&mut bytes);
        writer
            .u8(1)
            .u16(2)
            .u32(3)
            .u40(4)
            .u64(5)
            .bool(true)
            .put(&[0]);
        assert_eq!(writer.remaining(), 0);
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.u8(), Some(1));
        assert_eq!(reader.u16(), Some(2));
        assert_eq!(reader.u32(), Some(3));
        assert_eq!(reader.u40(), Some(4));
        assert_eq!(reader.u64(), Some(5));
        assert_eq!(reader.bool(), Some(true));
        assert_eq!(reader.end(), None);
        assert_eq!(reader.zeros::<1>(), Some(()));
        assert_eq!(reader.end(), Some(()));
        assert_eq!(reader.u8(), None);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let mut bytes = [0; 5];
        assert_eq!(Writer::new(&mut bytes).u40(u64::MAX).remaining(), 0);
        assert_eq!(bytes, [0xff; 5]);
        let mut writer = Writer::new(&mut bytes);
        writer.u64(1);
        assert_eq!(bytes, [0xff; 5]);
    }
}
