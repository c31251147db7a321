//! Files of histories.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Int64Builder, StringBuilder, StringDictionaryBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::dirty::Row;
use crate::random::Random;
use crate::{Failure, Generate, Kind, clean, dirty};

/// As many rows a record batch has.
const BATCH_ROWS: usize = 1 << 16;

/// A file that takes record batches of one schema.
struct Out {
    path: std::path::PathBuf,
    writer: Option<ArrowWriter<File>>,
}

impl Out {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            writer: None,
        }
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
                let file = File::create(&self.path)?;
                let properties = Some(properties.build());
                none.insert(ArrowWriter::try_new(file, batch.schema(), properties)?)
            }
        };
        Ok(writer.write(batch)?)
    }

    fn close(self) -> Result<(), Failure> {
        if let Some(writer) = self.writer {
            writer.close()?;
        }
        Ok(())
    }
}

/// A row with its property.
type Entry = (Option<u64>, Row);

pub(crate) fn generate(options: &Generate) -> Result<(), Failure> {
    let mut random = Random(options.seed);
    let mut out = Out::new(&options.out);
    let mut listings = options.listings.as_deref().map(Out::new);
    if listings.is_some() && options.kind != Kind::Clean {
        return Err("only clean listings have one row each".into());
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut stays: Vec<(u64, clean::Stay)> = Vec::new();
    let (mut rows, mut properties, mut next_listing) = (0_u64, 0_u64, 1_u64);
    while rows < options.rows {
        let before = entries.len();
        properties += 1;
        match options.kind {
            Kind::Clean => {
                for stay in clean::property(&mut random, &mut next_listing) {
                    let row = |date, status| Row {
                        listing: Some(stay.number),
                        date: Some(date),
                        status,
                        sequence: 0,
                        expiration: None,
                    };
                    entries.push((Some(properties), row(stay.on, "Active")));
                    entries.push((Some(properties), row(stay.off, "Canceled")));
                    if listings.is_some() {
                        stays.push((properties, stay));
                    }
                }
            }
            Kind::Dirty => {
                // Unknown properties stand first, as those of null do.
                let is_known = rows > options.rows / 1_000;
                let history = dirty::property(&mut random, &mut next_listing);
                entries.extend(
                    history
                        .into_iter()
                        .map(|row| (is_known.then_some(properties), row)),
                );
            }
        }
        rows += u64::try_from(entries.len() - before)?;
        if !options.shuffled && entries.len() >= BATCH_ROWS {
            out.write(&batch(&entries, options.kind)?)?;
            entries.clear();
            if let Some(out) = &mut listings {
                out.write(&wide(&stays)?)?;
                stays.clear();
            }
        }
    }
    if options.shuffled {
        shuffle(&mut random, &mut entries);
        shuffle(&mut random, &mut stays);
    }
    for entries in entries.chunks(BATCH_ROWS) {
        out.write(&batch(entries, options.kind)?)?;
    }
    out.close()?;
    if let Some(mut out) = listings {
        for stays in stays.chunks(BATCH_ROWS) {
            out.write(&wide(stays)?)?;
        }
        out.close()?;
    }
    let listings = next_listing.saturating_sub(1);
    println!("{rows} rows of {listings} listings of {properties} properties");
    Ok(())
}

fn shuffle<T>(random: &mut Random, items: &mut [T]) {
    for end in (1..items.len()).rev() {
        let place = random.below(u64::try_from(end).unwrap_or(0).saturating_add(1));
        items.swap(end, usize::try_from(place).unwrap_or(0));
    }
}

fn property_key(number: u64) -> String {
    format!("US-41051-{number:09}")
}

fn listing_key(number: u64) -> String {
    format!("{number:010}")
}

fn batch(entries: &[Entry], kind: Kind) -> Result<RecordBatch, Failure> {
    let mut property = StringBuilder::new();
    let mut listing = StringBuilder::new();
    let mut date = Date32Builder::new();
    let mut status = StringDictionaryBuilder::<Int32Type>::new();
    let mut sequence = Int64Builder::new();
    let mut expiration = Date32Builder::new();
    for (number, row) in entries {
        property.append_option(number.map(property_key));
        listing.append_option(row.listing.map(listing_key));
        date.append_option(row.date);
        status.append_value(row.status);
        sequence.append_value(row.sequence);
        expiration.append_option(row.expiration);
    }
    let mut columns: Vec<(&str, ArrayRef, bool)> = vec![
        ("PropertyKey", Arc::new(property.finish()), true),
        ("ListingKey", Arc::new(listing.finish()), true),
        ("EffectiveDate", Arc::new(date.finish()), true),
        ("StandardStatus", Arc::new(status.finish()), true),
    ];
    if kind == Kind::Dirty {
        columns.push(("Sequence", Arc::new(sequence.finish()), true));
        columns.push(("ExpirationDate", Arc::new(expiration.finish()), true));
    }
    Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
}

/// One row for each listing.
fn wide(stays: &[(u64, clean::Stay)]) -> Result<RecordBatch, Failure> {
    let mut property = StringBuilder::new();
    let mut listing = StringBuilder::new();
    let mut on = Date32Builder::new();
    let mut off = Date32Builder::new();
    for (number, stay) in stays {
        property.append_value(property_key(*number));
        listing.append_value(listing_key(stay.number));
        on.append_value(stay.on);
        off.append_value(stay.off);
    }
    let columns: [(&str, ArrayRef); 4] = [
        ("PropertyKey", Arc::new(property.finish())),
        ("ListingKey", Arc::new(listing.finish())),
        ("OnDate", Arc::new(on.finish())),
        ("OffDate", Arc::new(off.finish())),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}
