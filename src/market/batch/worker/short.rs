//! The short way, while a property is read.

use super::{Event, Key, Line, Record, Worker};
use crate::market::batch::error::BatchError;
use crate::market::{Stay, Warning, Warnings};

impl Worker<'_> {
    /// A property begins.
    #[inline]
    pub(super) fn open(&mut self, key: Option<Key>) {
        self.property = key;
        self.is_brief = self.brief.is_some();
        self.stays.clear();
        self.heads.clear();
    }

    /// A listing begins.
    #[inline]
    pub(super) fn begin(&mut self, key: Key) {
        self.heads.push(key);
        if self.is_brief {
            self.stays.push(Stay::NEW);
        }
    }

    /// The next row of the listing.
    #[inline]
    pub(super) fn take(&mut self, event: Event) {
        if self.is_brief
            && let Some(brief) = &self.brief
            && let Some(stay) = self.stays.last_mut()
        {
            brief.take(stay, event.day(), event.status_number());
        }
    }

    /// Gives the property that has come to its end, if it can go the short way.
    pub(super) fn is_given(&mut self) -> Result<bool, BatchError> {
        let Some(brief) = self.brief.filter(|_| self.is_brief) else {
            return Ok(false);
        };
        if !self.stays.iter().all(Stay::is_brief) {
            return Ok(false);
        }
        brief.count(&mut self.stays, &mut self.order);
        let mut warnings = Warnings::EMPTY;
        warnings.insert_if(self.property.is_none(), Warning::PropertyMissing);
        let summary = &mut self.given.summary;
        summary.properties = summary.properties.saturating_add(1);
        for (stay, listing) in self.stays.iter().zip(&self.heads) {
            let (first, _) = stay.chain();
            let first = usize::try_from(first)
                .ok()
                .and_then(|first| self.heads.get(first));
            let keys = [*listing, first.copied().unwrap_or(*listing)];
            summary.take(Ok(warnings));
            self.lines
                .push(Line::brief(self.property, keys, stay, warnings));
        }
        self.flush_full()?;
        Ok(true)
    }

    /// The listings of a property, their rows in any order.
    pub(super) fn take_listings(&mut self, records: &[Record]) {
        let mut rest = records;
        while let Some(first) = rest.first() {
            let Some((own, others)) = self.split(first, rest) else {
                break;
            };
            rest = others;
            self.begin(first.listing_key());
            if own.is_sorted_by_key(|record| record.event().day()) {
                for record in own {
                    self.take(record.event());
                }
            } else {
                let mut events = core::mem::take(&mut self.events);
                events.clear();
                events.extend(own.iter().map(Record::event));
                events.sort_unstable_by_key(|event| event.day());
                for event in &events {
                    self.take(*event);
                }
                self.events = events;
            }
        }
    }
}
