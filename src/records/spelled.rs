use core::fmt;

/// A short text, spelled without a heap.
pub(super) struct Spelled<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Spelled<N> {
    /// The text; `None` if it has more than `N` bytes.
    pub(super) fn of(text: fmt::Arguments<'_>) -> Option<Self> {
        let mut spelled = Self {
            bytes: [0; N],
            len: 0,
        };
        fmt::write(&mut spelled, text).ok()?;
        Some(spelled)
    }

    pub(super) fn as_str(&self) -> &str {
        // Made of whole texts, so this never falls back.
        self.bytes
            .get(..self.len)
            .and_then(|bytes| core::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }
}

impl<const N: usize> fmt::Write for Spelled<N> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len.checked_add(text.len()).ok_or(fmt::Error)?;
        let place = self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?;
        place.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}
