use core::cmp::Ordering;

use super::{AccessEvent, RecordError};

/// Events that make sense, in the order of every report: by instant, then by the bytes of
/// their keys, each once.
#[derive(Debug)]
pub struct Records<'a, T> {
    events: &'a [&'a AccessEvent<T>],
}

impl<T> Clone for Records<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Records<'_, T> {}

impl<'a, T: AsRef<str> + PartialEq> Records<'a, T> {
    /// Checks events that come in any order and brings them into theirs. One that is there
    /// twice, equal in all members, is kept once.
    ///
    /// # Errors
    /// As [`AccessEvent::check`], of the first event that fails it;
    /// [`RecordError::RepeatedKey`] for two events that differ under one key.
    pub fn arrange(events: &'a mut [&'a AccessEvent<T>]) -> Result<Self, RecordError> {
        events.iter().try_for_each(|event| event.check())?;
        // Equal keys first stand side by side, whatever their instants.
        events.sort_unstable_by_key(|event| event.lock_or_box_key);
        let mut kept = 0_usize;
        for next in 0..events.len() {
            let last = kept.checked_sub(1).and_then(|last| events.get(last));
            if let (Some(last), Some(event)) = (last, events.get(next))
                && last.lock_or_box_key == event.lock_or_box_key
            {
                if last != event {
                    return Err(RecordError::RepeatedKey);
                }
                continue;
            }
            events.swap(kept, next);
            kept = kept.saturating_add(1);
        }
        let events = events.get_mut(..kept).unwrap_or_default();
        events.sort_unstable_by(|a, b| by_instant(a, b));
        Ok(Self { events })
    }

    /// The events, in order.
    pub fn events(&self) -> impl Iterator<Item = &'a AccessEvent<T>> + use<'a, T> {
        self.events.iter().copied()
    }
}

fn by_instant<T>(a: &AccessEvent<T>, b: &AccessEvent<T>) -> Ordering {
    let instants = a
        .lock_or_box_access_timestamp
        .cmp(&b.lock_or_box_access_timestamp);
    instants.then_with(|| a.lock_or_box_key.cmp(&b.lock_or_box_key))
}
