//! The short way, while a property is read.

use super::{Event, Line, NOWHERE, Worker, keys, values};
use crate::market::{Stay, Warning, Warnings};

impl Worker<'_> {
    /// A property begins.
    #[inline]
    pub(super) fn open(&mut self, property: keys::Place) {
        self.property = property;
        self.is_brief = true;
        self.system = None;
        self.stays.clear();
        self.heads.clear();
    }

    /// A listing begins.
    #[inline]
    pub(super) fn begin(&mut self, listing: keys::Place) -> Stay {
        self.heads.push(listing);
        Stay::NEW
    }

    /// The next row of the listing.
    #[inline]
    pub(super) fn take(&self, stay: &mut Stay, event: Event) {
        self.brief.take(stay, event.day(), event.status_number());
    }

    /// The listing has come to its end; these are its rows.
    #[inline]
    pub(super) fn end(&mut self, stay: &Stay, rows: impl Iterator<Item = usize> + Clone) {
        self.is_brief &= stay.is_brief();
        if self.is_brief && self.beside.may_matter() {
            let (reader, system) = (&mut self.from.reader, &mut self.system);
            let is_in_force = stay.is_in_force();
            self.is_brief = values::change_nothing(reader, rows, self.as_of, is_in_force, system);
        }
        self.stays.push(*stay);
    }

    /// Gives the property that has come to its end, if it can go the short way.
    #[inline]
    pub(super) fn is_given(&mut self) -> bool {
        if !self.is_brief {
            return false;
        }
        let mut warnings = Warnings::EMPTY;
        warnings.insert_if(self.property == NOWHERE, Warning::PropertyMissing);
        let summary = &mut self.given.summary;
        summary.properties = summary.properties.saturating_add(1);
        summary.take(Ok(warnings), self.stays.len());
        let mut listings = self.heads.iter();
        let lines = &mut self.lines;
        self.brief
            .count(&self.stays, &mut self.order, |stay, counted| {
                let first = usize::try_from(counted.chain_first);
                let first = first.ok().and_then(|first| self.heads.get(first));
                if let Some((listing, first)) = listings.next().zip(first) {
                    let own = [self.property, *listing, *first];
                    lines.push(Line::brief(own, stay, &counted, warnings));
                }
            });
        true
    }
}
