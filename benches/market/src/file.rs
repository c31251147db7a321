//! Parquet files, read by row groups and written by columns on several threads.

use std::fs::File;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves,
};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;

use crate::Failure;

/// As many rows are read at once.
const BATCH_ROWS: usize = 1 << 16;
/// As many rows, about, are written at once.
const GROUP_ROWS: usize = 1 << 17;

/// A file that is there.
pub(crate) struct Input<'p> {
    path: &'p Path,
    metadata: ArrowReaderMetadata,
}

impl<'p> Input<'p> {
    pub(crate) fn open(path: &'p Path) -> Result<Self, Failure> {
        let metadata = ArrowReaderMetadata::load(&File::open(path)?, ArrowReaderOptions::new())?;
        Ok(Self { path, metadata })
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    /// Record batches one by one; of one row group or of all.
    pub(crate) fn batches(
        &self,
        group: Option<usize>,
    ) -> Result<ParquetRecordBatchReader, ParquetError> {
        let file = File::open(self.path)?;
        let mut builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        if let Some(group) = group {
            builder = builder.with_row_groups([group].to_vec());
        }
        builder.with_batch_size(BATCH_ROWS).build()
    }

    /// The whole table.
    pub(crate) fn table(&self, threads: usize) -> Result<Vec<RecordBatch>, Failure> {
        let groups = self.metadata.metadata().num_row_groups();
        let read = each(threads, groups, |group| {
            let batches = self.batches(Some(group))?;
            Ok(batches.collect::<Result<Vec<_>, _>>()?)
        })?;
        Ok(read.into_iter().flatten().collect())
    }
}

/// A file that is being written.
pub(crate) struct Output {
    file: SerializedFileWriter<File>,
    columns: ArrowRowGroupWriterFactory,
    schema: SchemaRef,
    threads: usize,
    waiting: Vec<RecordBatch>,
    groups: usize,
}

impl Output {
    pub(crate) fn create(path: &Path, schema: SchemaRef, threads: usize) -> Result<Self, Failure> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        let writer = ArrowWriter::try_new(
            File::create(path)?,
            SchemaRef::clone(&schema),
            Some(properties.build()),
        )?;
        let (file, columns) = writer.into_serialized_writer()?;
        Ok(Self {
            file,
            columns,
            schema,
            threads,
            waiting: Vec::new(),
            groups: 0,
        })
    }

    pub(crate) fn write(&mut self, batches: &[RecordBatch]) -> Result<(), Failure> {
        for batch in batches {
            self.waiting.push(batch.clone());
            let rows: usize = self.waiting.iter().map(RecordBatch::num_rows).sum();
            if rows >= GROUP_ROWS {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let writers = self.columns.create_column_writers(self.groups)?;
        let writers: Vec<_> = writers
            .into_iter()
            .map(|own| Mutex::new(Some(own)))
            .collect();
        // No column has columns in it.
        let chunks = each(self.threads, writers.len(), |place| {
            let writer = writers.get(place).and_then(|own| own.lock().ok()?.take());
            let writer = writer.ok_or(ParquetError::General("no writer".into()))?;
            self.column(place, writer)
        })?;
        let mut group = self.file.next_row_group()?;
        for chunk in chunks {
            chunk.append_to_row_group(&mut group)?;
        }
        group.close()?;
        self.groups += 1;
        self.waiting.clear();
        Ok(())
    }

    fn column(
        &self,
        place: usize,
        mut writer: ArrowColumnWriter,
    ) -> Result<ArrowColumnChunk, ParquetError> {
        for batch in &self.waiting {
            for leaf in compute_leaves(self.schema.field(place), batch.column(place))? {
                writer.write(&leaf)?;
            }
        }
        writer.close()
    }

    pub(crate) fn close(mut self) -> Result<(), Failure> {
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        self.file.close()?;
        Ok(())
    }
}

/// The results of work 0 to `count - 1` in order, on as many threads.
fn each<T: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> Result<T, ParquetError> + Sync,
) -> Result<Vec<T>, ParquetError> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut mine = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= count {
                return mine;
            }
            mine.push((place, work(place)));
        }
    };
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut all = take();
        for other in others {
            all.extend(
                other
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        }
        all
    });
    all.sort_unstable_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, result)| result).collect()
}
