//! Taking messages and records apart and putting them together: big-endian integers and
//! byte arrays, one behind the other.

/// Copies bytes to a place of their length. The slice's own method checks the length, and
/// brings what panics into firmware.
#[inline(never)]
pub(crate) fn copy(place: &mut [u8], bytes: &[u8]) {
    for (place, byte) in place.iter_mut().zip(bytes) {
        *place = *byte;
    }
}

/// What has not been read yet. Behind the end zeros are read, and [`end`](Reader::end) tells
/// that they were.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    is_short: bool,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            is_short: false,
        }
    }

    /// The next bytes, as many as there is room for.
    #[inline(never)]
    fn fill(&mut self, room: &mut [u8]) {
        if let Some((taken, rest)) = self.rest.split_at_checked(room.len()) {
            copy(room, taken);
            self.rest = rest;
        } else {
            self.rest = &[];
            self.is_short = true;
        }
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        self.fill(&mut taken);
        taken
    }

    pub(crate) fn u8(&mut self) -> u8 {
        let [byte] = self.array();
        byte
    }

    pub(crate) fn u16(&mut self) -> u16 {
        u16::from_be_bytes(self.array())
    }

    #[inline(never)]
    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_be_bytes(self.array())
    }

    /// An integer of five bytes.
    pub(crate) fn u40(&mut self) -> u64 {
        let high = self.u8();
        u64::from(high) << 32 | u64::from(self.u32())
    }

    #[inline(never)]
    pub(crate) fn u64(&mut self) -> u64 {
        let high = self.u32();
        u64::from(high) << 32 | u64::from(self.u32())
    }

    /// 0 or 1; none for another number.
    pub(crate) fn bool(&mut self) -> Option<bool> {
        match self.u8() {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// `N` zero bytes; none for others.
    pub(crate) fn zeros<const N: usize>(&mut self) -> Option<()> {
        (self.array() == [0; N]).then_some(())
    }

    /// Nothing more, and nothing too little; none otherwise.
    pub(crate) const fn end(&self) -> Option<()> {
        if self.rest.is_empty() && !self.is_short {
            Some(())
        } else {
            None
        }
    }
}

/// Room that has not been written yet. What does not fit is left out, and
/// [`remaining`](Writer::remaining) tells that nothing did not.
pub(crate) struct Writer<'a>(&'a mut [u8]);

impl<'a> Writer<'a> {
    pub(crate) const fn new(room: &'a mut [u8]) -> Self {
        Self(room)
    }

    #[inline(never)]
    pub(crate) fn put(&mut self, bytes: &[u8]) -> &mut Self {
        if let Some((place, rest)) = core::mem::take(&mut self.0).split_at_mut_checked(bytes.len())
        {
            copy(place, bytes);
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
        assert_eq!(reader.u8(), 1);
        assert_eq!(reader.u16(), 2);
        assert_eq!(reader.u32(), 3);
        assert_eq!(reader.u40(), 4);
        assert_eq!(reader.u64(), 5);
        assert_eq!(reader.bool(), Some(true));
        assert_eq!(reader.end(), None);
        assert_eq!(reader.zeros::<1>(), Some(()));
        assert_eq!(reader.end(), Some(()));
        assert_eq!((reader.u8(), reader.end()), (0, None));
    }

    #[test]
    fn what_is_not_there_is_zero_and_no_end() {
        let mut reader = Reader::new(&[7; 3]);
        assert_eq!((reader.u32(), reader.u8()), (0, 0));
        assert_eq!(reader.end(), None);
        let mut reader = Reader::new(&[7; 3]);
        let halves = (reader.u16(), reader.array::<2>());
        assert_eq!((halves, reader.end()), ((0x707, [0; 2]), None));
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
