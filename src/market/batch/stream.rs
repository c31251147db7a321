use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::columns::Columns;
use super::error::{BatchError, Column, Refusal};
use super::output::Shape;
use super::source::{Key, Part, Source};
use super::{Batch, Summary, check_len, same_forms};

/// A run over record batches that come one by one: [`Batch::stream`].
///
/// A batch that is refused is as if it had not come.
///
/// ```
/// use arrow_array::{ArrayRef, Date32Array, RecordBatch, StringArray};
/// use doorward::calendar::Day;
/// use doorward::market::Rules;
/// use doorward::market::batch::{Batch, Refusal};
/// use std::sync::Arc;
///
/// let rows = |property| {
///     let text = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
///     RecordBatch::try_from_iter([
///         ("PropertyKey", text(property)),
///         ("ListingKey", text("L1")),
///         ("EffectiveDate", Arc::new(Date32Array::from(vec![20_089])) as ArrayRef),
///         ("StandardStatus", text("Active")),
///     ])
/// };
/// let mut stream = Batch::new(Rules::default(), Day::from_number(20_453))?.stream();
/// assert!(stream.push(&rows("P1")?)?.is_empty()); // more of P1 may come
/// assert_eq!(stream.push(&rows("P2")?)?[0].num_rows(), 1);
/// let refused = stream.push(&rows("P1")?).map_err(|error| (error.refusal, error.row));
/// assert_eq!(refused.err(), Some((Refusal::NotGrouped, Some(2))));
/// let (rest, summary) = stream.finish()?;
/// assert_eq!((rest[0].num_rows(), summary.properties), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Stream {
    batch: Batch,
    shape: Option<Shape>,
    /// The rows of the last property so far.
    open: Source,
    /// What the last row that counts was about.
    last: Option<Last>,
    summary: Summary,
}

#[derive(Debug)]
struct Last {
    property: Option<String>,
    listing: String,
}

impl Last {
    fn key(&self) -> Key<'_> {
        Key {
            property: self.property.as_deref(),
            listing: &self.listing,
        }
    }
}

impl Stream {
    pub(super) fn new(batch: Batch, summary: Summary) -> Self {
        Self {
            batch,
            shape: None,
            open: Source::default(),
            last: None,
            summary,
        }
    }

    /// Takes the next rows, and gives the properties that have come to their end.
    ///
    /// # Errors
    /// [`Refusal::NotGrouped`], with the number of the row in the stream, where a property
    /// falls, unless the caller [vouches](Batch::grouped) for it; else as [`Batch::run`].
    pub fn push(&mut self, rows: &RecordBatch) -> Result<Vec<RecordBatch>, BatchError> {
        let columns = Arc::new(Columns::of(rows, self.summary.rows)?);
        if let Some(shape) = &self.shape {
            same_forms(shape, &columns)?;
        }
        let part = Part {
            rows: 0..columns.len,
            columns,
        };
        let next = Source::of(part.clone());
        self.check_order(&next)?;
        let mut all = self.open.clone();
        all.push(part.clone());
        check_len(&all)?;

        let mut summary = self.summary.clone();
        summary.rows = summary.rows.saturating_add(next.rows());
        let shape = Shape::new(part.columns.forms());
        let mut batches = Vec::new();
        if let Some((start, key)) = next.last_property() {
            let goes_on = next.last_before(start).is_none()
                && self
                    .last
                    .as_ref()
                    .is_some_and(|last| last.key().is_same_property(&key));
            if goes_on {
                self.open = all;
            } else {
                let ended = 0..self.open.len().saturating_add(start);
                let counted = self.batch.count(&all, ended, &shape, &mut summary, false)?;
                batches = counted.unwrap_or_default();
                self.open = Source::of(Part {
                    rows: start..part.rows.end,
                    columns: part.columns,
                });
            }
            self.last = next.last_before(next.len()).map(|last| Last {
                property: last.property.map(String::from),
                listing: last.listing.into(),
            });
        } else {
            let dropped = summary.rows_without_listing.saturating_add(next.rows());
            summary.rows_without_listing = dropped;
        }
        self.shape = Some(shape);
        self.summary = summary;
        Ok(batches)
    }

    /// Gives the last property. The summary is of the whole run.
    ///
    /// # Errors
    /// [`Refusal::BadAnswer`], which does not happen.
    pub fn finish(mut self) -> Result<(Vec<RecordBatch>, Summary), BatchError> {
        let Some(shape) = &self.shape else {
            return Ok((Vec::new(), self.summary));
        };
        let rows = 0..self.open.len();
        let batches = self
            .batch
            .count(&self.open, rows, shape, &mut self.summary, false)?;
        Ok((batches.unwrap_or_default(), self.summary))
    }

    fn check_order(&self, next: &Source) -> Result<(), BatchError> {
        if self.batch.is_grouped {
            return Ok(());
        }
        let fallen = next.fall(self.last.as_ref().map(Last::key));
        match fallen.and_then(|row| u64::try_from(row).ok()) {
            None => Ok(()),
            Some(row) => {
                let row = self.summary.rows.saturating_add(row);
                let column = Column::PropertyKey;
                Err(BatchError::of_row(Refusal::NotGrouped, column, row))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Date32Array, RecordBatch, StringArray};

    use crate::calendar::Day;
    use crate::market::Rules;
    use crate::market::batch::Batch;

    fn batch(properties: &[u32]) -> RecordBatch {
        let texts = |text: &dyn Fn(u32) -> std::string::String| {
            let texts = properties.iter().map(|property| Some(text(*property)));
            Arc::new(texts.collect::<StringArray>()) as ArrayRef
        };
        let days = properties.iter().map(|_| Some(20_089));
        RecordBatch::try_from_iter([
            (
                "PropertyKey",
                texts(&|property| std::format!("{property:05}")),
            ),
            ("ListingKey", texts(&|_| "L".into())),
            (
                "EffectiveDate",
                Arc::new(days.collect::<Date32Array>()) as ArrayRef,
            ),
            ("StandardStatus", texts(&|_| "Active".into())),
        ])
        .unwrap()
    }

    #[test]
    fn no_more_is_held_than_the_rows_of_the_property_that_is_open() {
        let batch_of = Batch::new(Rules::default(), Day::from_number(20_453));
        let mut stream = batch_of.unwrap().stream();
        // Property n has n % 40 + 1 rows; record batches have 7.
        let rows = (0..500).flat_map(|n| core::iter::repeat_n(n, n as usize % 40 + 1));
        let rows: std::vec::Vec<u32> = rows.collect();
        let mut most = 0;
        for (first, properties) in (0..).step_by(7).zip(rows.chunks(7)) {
            stream.push(&batch(properties)).unwrap();
            let last = properties[properties.len() - 1];
            let seen = &rows[..first + properties.len()];
            let open = seen.iter().filter(|row| **row == last).count();
            assert_eq!(stream.open.len(), open);
            // Rows are held in the record batches that they came in.
            assert!(stream.open.parts().len() <= open.div_ceil(7) + 1);
            most = most.max(open);
        }
        assert_eq!(most, 40);
    }
}
