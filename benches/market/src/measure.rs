//! Counting a file, with the time and the memory that it takes.

use std::fs::read_to_string;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Instant;

use arrow_array::RecordBatch;
use doorward::calendar::Day;
use doorward::market::batch::{Batch, Summary};
use doorward::market::presets::{Chosen, Preset};
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use crate::file::{Input, Output};
use crate::{Failure, Run};

pub(crate) fn run(options: &Run) -> Result<(), Failure> {
    let preset = Preset::of(&options.preset).ok_or("no preset of that id")?;
    let mut batch = Batch::new(Chosen::from(preset), Day::from_number(options.as_of))?;
    if let Some(threads) = options.threads {
        batch = batch.threads(threads);
    }
    let threads = options.threads.or(available_parallelism().ok());
    let threads = threads.map_or(1, NonZeroUsize::get);
    let start = Instant::now();
    let input = Input::open(&options.input)?;
    let mut out = Out::new(options, &input, threads)?;
    let summary = if options.stream {
        stream(&batch, input.batches(None)?, &mut out)?
    } else {
        let table = input.table(threads)?;
        whole(&batch, &table, options.repeat, &mut out)?
    };
    out.close()?;
    println!("all {:.4}", start.elapsed().as_secs_f64());
    report(&summary);
    if let Some(peak) = peak_kib() {
        println!("peak_kib {peak}");
    }
    Ok(())
}

fn stream(
    batch: &Batch,
    reader: ParquetRecordBatchReader,
    out: &mut Out,
) -> Result<Summary, Failure> {
    let mut stream = batch.stream();
    for rows in reader {
        out.write(&stream.push(&rows?)?)?;
    }
    let (rest, summary) = stream.finish()?;
    out.write(&rest)?;
    Ok(summary)
}

fn whole(
    batch: &Batch,
    table: &[RecordBatch],
    repeat: u32,
    out: &mut Out,
) -> Result<Summary, Failure> {
    let mut last = None;
    for _ in 0..repeat.max(1) {
        drop(last.take());
        let start = Instant::now();
        let answer = batch.run(table)?;
        println!("run {:.4}", start.elapsed().as_secs_f64());
        last = Some(answer);
    }
    let (answer, summary) = last.ok_or("not once")?;
    out.write(&answer)?;
    Ok(summary)
}

/// Where the answer goes, if it goes anywhere.
struct Out(Option<Output>);

impl Out {
    fn new(options: &Run, input: &Input<'_>, threads: usize) -> Result<Self, Failure> {
        let Some(path) = &options.out else {
            return Ok(Self(None));
        };
        let schema = Batch::schema(input.schema())?;
        Ok(Self(Some(Output::create(path, schema, threads)?)))
    }

    fn write(&mut self, batches: &[RecordBatch]) -> Result<(), Failure> {
        match &mut self.0 {
            Some(output) => output.write(batches),
            None => Ok(()),
        }
    }

    fn close(self) -> Result<(), Failure> {
        self.0.map_or(Ok(()), Output::close)
    }
}

fn report(summary: &Summary) {
    println!("rows {}", summary.rows);
    println!("rows_without_listing {}", summary.rows_without_listing);
    println!("properties {}", summary.properties);
    println!("listings {}", summary.listings);
    for (error, count) in summary.errors() {
        println!("{} {count}", error.name());
    }
    for (warning, count) in summary.warnings() {
        println!("{} {count}", warning.name());
    }
    for caution in &summary.rules_warnings {
        let field = caution.field.map_or("", |field| field.name());
        println!("rules {} {field}", caution.warning.name());
    }
}

/// The most memory that this process ever had, in KiB, where the system tells.
fn peak_kib() -> Option<u64> {
    let status = read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
