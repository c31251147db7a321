//! Days on market of many properties at once, in Arrow columns (specification, batches).
//!
//! A row of the columns is a row of a listing's history; each listing comes out once, by the
//! engine that counts one property alone. [`Batch::run`] takes a whole table in any order,
//! [`Batch::stream`] record batches in the order of their properties, with memory for the
//! largest property.
//!
//! ```
//! use std::sync::Arc;
//!
//! use arrow_array::{ArrayRef, Date32Array, Int32Array, RecordBatch, StringArray};
//! use arrow_array::cast::AsArray;
//! use arrow_array::types::Int32Type;
//! use doorward::calendar::Day;
//! use doorward::market::batch::{Batch, Refusal};
//! use doorward::market::Rules;
//!
//! let column = |texts: [&str; 4]| Arc::new(StringArray::from(texts.to_vec())) as ArrayRef;
//! let table = RecordBatch::try_from_iter([
//!     ("PropertyKey", column(["P1", "P1", "P1", "P1"])),
//!     ("ListingKey", column(["L2", "L1", "L1", "L2"])),
//!     ("EffectiveDate", Arc::new(Date32Array::from(vec![20_126, 20_089, 20_119, 20_147]))),
//!     ("StandardStatus", column(["Active", "Active", "Canceled", "Canceled"])),
//! ])?;
//! let as_of = Day::from_number(20_453); // 2025-12-31
//! let batch = Batch::new(Rules::default(), as_of)?;
//! let (answer, summary) = batch.run(&[table.clone()])?;
//! let days = answer[0]["CumulativeDaysOnMarket"].as_primitive::<Int32Type>();
//! assert_eq!(days, &Int32Array::from(vec![30, 51]));
//! assert_eq!((summary.rows, summary.properties, summary.listings), (4, 1, 2));
//!
//! let refused = batch.run(&[table.project(&[0, 1, 2])?]).map_err(|error| error.refusal);
//! assert_eq!(refused.err(), Some(Refusal::MissingColumn));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bits;
mod cells;
mod columns;
mod error;
mod keys;
mod output;
mod packer;
mod record;
mod source;
mod steps;
mod stream;
mod summary;
mod text;
mod threads;
mod values;
mod worker;

use core::num::NonZeroUsize;
use core::ops::Range;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread::available_parallelism;
use std::vec::Vec;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

pub use error::{BatchError, Column, Refusal};
pub use stream::Stream;
pub use summary::Summary;
pub use values::{Latest, When};

use cells::Cells;
use columns::Columns;

use output::Shape;
use source::{Part, Source};
use text::Form;
use worker::{Given, Worker};

use super::presets::Chosen;
use crate::bounds::LAST_DAY;
use crate::calendar::Day;

/// As many rows make a piece of work for a thread.
const PIECE_ROWS: usize = 1 << 15;

/// What holds for all properties of a run.
#[derive(Clone, Debug)]
pub struct Batch {
    chosen: Chosen,
    as_of: Day,
    threads: usize,
    is_grouped: bool,
}

impl Batch {
    /// Counts by these rules for this day, on as many threads as the machine runs at once.
    ///
    /// # Errors
    /// [`Refusal::BadRules`]; [`Refusal::BadValue`] for a day after 9999-12-31.
    pub fn new(rules: impl Into<Chosen>, as_of: Day) -> Result<Self, BatchError> {
        let chosen = rules.into();
        chosen.rules().check().map_err(|_| Refusal::BadRules)?;
        if as_of.number() > LAST_DAY {
            return Err(Refusal::BadValue.into());
        }
        Ok(Self {
            chosen,
            as_of,
            threads: available_parallelism().map_or(1, NonZeroUsize::get),
            is_grouped: false,
        })
    }

    /// On how many threads. The answer does not depend on it.
    #[must_use]
    pub const fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = threads.get();
        self
    }

    /// The caller vouches for it that in a stream the rows of a property stand together, in
    /// whatever order properties come: it is not checked, and a property that comes a second
    /// time is a second property.
    #[must_use]
    pub const fn grouped(mut self) -> Self {
        self.is_grouped = true;
        self
    }

    /// The columns of the answer to a table of this schema.
    ///
    /// # Errors
    /// Of columns, as [`run`](Self::run).
    pub fn schema(table: &SchemaRef) -> Result<SchemaRef, BatchError> {
        let columns = Columns::of(&RecordBatch::new_empty(Arc::clone(table)), 0)?;
        Ok(Shape::new(columns.forms()).schema())
    }

    /// Counts a whole table, with its rows in any order; those in the order of their
    /// properties are not sorted again. The answer has a row for each listing, by property,
    /// an unknown one first, and listing.
    ///
    /// # Errors
    /// [`Refusal::MissingColumn`], [`Refusal::RepeatedColumn`], [`Refusal::WrongType`],
    /// [`Refusal::TypeChanged`], [`Refusal::TextTooLong`], [`Refusal::TooManyRows`].
    pub fn run(&self, table: &[RecordBatch]) -> Result<(Vec<RecordBatch>, Summary), BatchError> {
        let mut first = 0_u64;
        let firsts = table.iter().map(|batch| {
            let own = first;
            first = first.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
            own
        });
        let firsts: Vec<u64> = firsts.collect();
        let read = threads::each(
            self.threads,
            table.len(),
            || (),
            |(), place| {
                let (batch, first) = table.get(place).zip(firsts.get(place))?;
                Some(Columns::of(batch, *first))
            },
        );
        let mut source = Source::default();
        let mut shape: Option<Shape> = None;
        for columns in read.into_iter().flatten() {
            let columns = columns?;
            same_forms(
                shape.get_or_insert_with(|| Shape::new(columns.forms())),
                &columns,
            )?;
            source.push(Part {
                rows: 0..columns.len,
                columns: Arc::new(columns),
            });
        }
        let mut summary = self.summary();
        summary.rows = check_len(&source)?;
        let shape = shape.unwrap_or_else(|| Shape::new([Form::default(); 2]));
        let sorted = self.count(&source, 0..source.len(), &shape, &mut summary, true)?;
        let batches = match sorted {
            Some(batches) => batches,
            None => self.sort(&source, &shape, &mut summary)?,
        };
        Ok((batches, summary))
    }

    /// Counts record batches as they come, in which properties never fall, an unknown one
    /// first. Memory is that of the largest property and of a record batch.
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream::new(self.clone(), self.summary())
    }

    fn summary(&self) -> Summary {
        Summary::new(self.chosen.cautions().collect())
    }

    fn worker<'a>(&'a self, source: &'a Source, shape: &'a Shape) -> Worker<'a> {
        Worker::new(self.chosen.rules(), self.as_of, source, shape)
    }

    /// Whole properties, those of `rows`, one behind another. None if they are `checked` and are
    /// not in order, which tables in another order show at once, most of them.
    fn count(
        &self,
        source: &Source,
        rows: Range<usize>,
        shape: &Shape,
        summary: &mut Summary,
        is_checked: bool,
    ) -> Result<Option<Vec<RecordBatch>>, BatchError> {
        let mut ends: Vec<usize> = Vec::new();
        for piece in pieces(rows.clone()) {
            let last = ends.last().copied().unwrap_or(rows.start);
            if piece.end > last {
                ends.push(source.boundary(piece.end).min(rows.end));
            }
        }
        let has_fallen = AtomicBool::new(false);
        let given = threads::each(
            self.threads,
            ends.len(),
            || self.worker(source, shape),
            |worker, piece| {
                if has_fallen.load(Relaxed) {
                    return Ok(None);
                }
                let before = piece.checked_sub(1).and_then(|before| ends.get(before));
                let start = before.copied().unwrap_or(rows.start);
                let end = ends.get(piece).copied().unwrap_or(rows.end);
                let given = worker.rows(start..end, is_checked)?;
                has_fallen.fetch_or(given.is_none(), Relaxed);
                Ok(given)
            },
        );
        if has_fallen.into_inner() {
            return Ok(None);
        }
        gather(given.into_iter().filter_map(Result::transpose), summary).map(Some)
    }

    /// Rows in any order.
    fn sort(
        &self,
        source: &Source,
        shape: &Shape,
        summary: &mut Summary,
    ) -> Result<Vec<RecordBatch>, BatchError> {
        let Cells {
            packers,
            all: cells,
            rows_without_listing,
        } = Cells::of(source, self.threads);
        summary.rows_without_listing = rows_without_listing;
        let given = threads::each(
            self.threads,
            cells.len(),
            || self.worker(source, shape).with_packers(&packers),
            |worker, piece| match cells.get(piece).map(Mutex::lock) {
                Some(Ok(mut cell)) => worker.cell(&core::mem::take(&mut *cell), piece > 0),
                _ => Ok(Given::default()),
            },
        );
        gather(given.into_iter(), summary)
    }
}

/// Rows in pieces of some thousands.
fn pieces(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = rows.end;
    let starts = rows.step_by(PIECE_ROWS);
    starts.map(move |start| start..start.saturating_add(PIECE_ROWS).min(end))
}

fn gather(
    given: impl Iterator<Item = Result<Given, BatchError>>,
    summary: &mut Summary,
) -> Result<Vec<RecordBatch>, BatchError> {
    let mut batches = Vec::new();
    for given in given {
        let given = given?;
        summary.add(&given.summary);
        batches.extend(given.batches);
    }
    Ok(batches)
}

fn same_forms(shape: &Shape, columns: &Columns) -> Result<(), BatchError> {
    let [property, listing] = shape.forms();
    let [own_property, own_listing] = columns.forms();
    let changed = |column| Err(BatchError::of_column(Refusal::TypeChanged, column));
    if property != own_property {
        changed(Column::PropertyKey)
    } else if listing != own_listing {
        changed(Column::ListingKey)
    } else {
        Ok(())
    }
}

/// How many rows there are, if they can be numbered.
fn check_len(source: &Source) -> Result<u64, BatchError> {
    match u32::try_from(source.rows()) {
        Ok(len) => Ok(len.into()),
        Err(_) => Err(Refusal::TooManyRows.into()),
    }
}
