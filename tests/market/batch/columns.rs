//! Columns of every form that may come, and of those that may not.

use std::sync::Arc;

use arrow_array::types::{Int8Type, Int32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Date64Array, DictionaryArray, Int8Array, Int32Array, Int64Array,
    LargeStringArray, NullArray, RecordBatch, StringArray, StringViewArray, UInt64Array,
};
use arrow_schema::DataType;
use doorward::calendar::Day;
use doorward::market::batch::{Batch, BatchError, Column, Refusal};
use doorward::market::{Rules, Scope, Status, Warning};

use super::table::{Line, lines, rows, stream, table};
use crate::support::{day, history};

const TEXT: &str = "L1 office=O1 A 01-01, C 01-31; L2 office=O1 A 02-07, C 02-28";

fn as_of() -> Day {
    day("12-31")
}

fn two() -> RecordBatch {
    table(&rows(Some("P"), &history(TEXT), Scope::SameOffice))
}

fn batch() -> Batch {
    let rules = Rules {
        scope: Scope::SameOffice,
        ..Rules::GENERIC
    };
    Batch::new(rules, as_of()).unwrap()
}

fn run(table: &RecordBatch) -> Result<Vec<Line>, BatchError> {
    batch()
        .run(std::slice::from_ref(table))
        .map(|(answer, _)| lines(&answer))
}

/// The table with another column of this name, or without it.
fn with(table: &RecordBatch, name: &str, column: Option<ArrayRef>) -> RecordBatch {
    let schema = table.schema();
    let columns = schema.fields().iter().zip(table.columns());
    let mut columns: Vec<(&str, ArrayRef, bool)> = columns
        .filter(|(field, _)| field.name() != name)
        .map(|(field, column)| (field.name().as_str(), Arc::clone(column), true))
        .collect();
    if let Some(column) = column {
        columns.insert(0, (name, column, true));
    }
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

fn strings(table: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let array: &StringArray = table[name].as_any().downcast_ref().unwrap();
    array.iter().map(|text| text.map(str::to_owned)).collect()
}

/// The column of a name in every form that texts may have.
fn forms(table: &RecordBatch, name: &str) -> Vec<ArrayRef> {
    let texts = strings(table, name);
    let text = || texts.iter().map(Option::as_deref);
    // A dictionary with texts that no row has, one of them twice, null, empty or too long.
    let mut words: Vec<Option<String>> = vec![Some("x".repeat(300)), None, Some(String::new())];
    words.extend(texts.iter().cloned());
    words.extend(texts.iter().cloned());
    let words = StringArray::from(words);
    let place = |row: usize| {
        texts[row]
            .as_ref()
            .map(|_| 3 + row as u64 + (row as u64 % 2) * 4)
    };
    let keys: UInt64Array = (0..texts.len()).map(place).collect();
    let large: Vec<Option<&str>> = text().collect();
    let dictionary: DictionaryArray<Int8Type> = text().collect();
    let views = text().collect::<StringViewArray>();
    let of_views = DictionaryArray::<Int32Type>::new(
        (0..texts.len() as i32).map(Some).collect::<Int32Array>(),
        Arc::new(views.clone()),
    );
    vec![
        Arc::new(LargeStringArray::from(large)),
        Arc::new(views),
        Arc::new(dictionary),
        Arc::new(DictionaryArray::<UInt64Type>::new(keys, Arc::new(words))),
        Arc::new(of_views),
    ]
}

#[test]
fn texts_of_every_form() {
    let table = two();
    let expected = run(&table).unwrap();
    assert_eq!(
        (expected[1].days, expected[1].chain_len),
        ([Some(21), Some(51)], 2)
    );
    for name in [
        "PropertyKey",
        "ListingKey",
        "StandardStatus",
        "ScopeKey",
        "EventKey",
    ] {
        for column in forms(&table, name) {
            let kind = column.data_type().clone();
            let other = with(&table, name, Some(column));
            assert_eq!(run(&other).unwrap(), expected, "{name} {kind}");
            // What comes out has the form of what came in, without a dictionary.
            let (answer, _) = batch().run(&[other]).unwrap();
            let given = match kind {
                DataType::Dictionary(_, values) => *values,
                kind => kind,
            };
            if name == "ListingKey" || name == "PropertyKey" {
                assert_eq!(answer[0][name].data_type(), &given);
            }
            if name == "ListingKey" {
                assert_eq!(answer[0]["ChainFirst"].data_type(), &given);
            }
        }
    }
}

#[test]
fn slices_and_empty_tables() {
    let table = two();
    let expected = run(&table).unwrap();
    let slices = [table.slice(0, 1), table.slice(1, 0), table.slice(1, 3)];
    let (answer, summary) = batch().run(&slices).unwrap();
    assert_eq!((lines(&answer), summary.rows), (expected, 4));
    // A slice begins in the middle of its buffers.
    let second = run(&table.slice(2, 2)).unwrap();
    assert_eq!((second.len(), second[0].days), (1, [Some(21), Some(21)]));
    assert!(run(&table.slice(4, 0)).unwrap().is_empty());
    let (answer, summary) = batch().run(&[]).unwrap();
    assert_eq!((answer.len(), summary.rows, summary.listings), (0, 0, 0));
    assert_eq!(summary.warnings().count(), Warning::ALL.len());
    assert_eq!(
        summary.errors().map(|(_, count)| count).collect::<Vec<_>>(),
        [0]
    );
}

#[test]
fn columns_of_nulls() {
    let table = two();
    let nulls = || -> ArrayRef { Arc::new(NullArray::new(4)) };
    for name in [
        "Sequence",
        "EventKey",
        "OriginatingSystemName",
        "ExpirationDate",
    ] {
        assert_eq!(
            run(&with(&table, name, Some(nulls()))),
            run(&table),
            "{name}"
        );
        assert_eq!(run(&with(&table, name, None)), run(&table), "{name}");
    }
    let alone = run(&with(&table, "PropertyKey", Some(nulls()))).unwrap();
    let missing = 1 << Warning::PropertyMissing.number();
    for line in &alone {
        assert_eq!((line.chain_len, line.warnings & missing), (1, missing));
    }
    let table_without = with(&table, "ListingKey", Some(nulls()));
    let (answer, summary) = batch().run(&[table_without]).unwrap();
    assert!(answer.is_empty());
    assert_eq!((summary.rows, summary.rows_without_listing), (4, 4));
    assert_eq!((summary.properties, summary.listings), (0, 0));
    let unknown = run(&with(&table, "StandardStatus", Some(nulls()))).unwrap();
    assert_eq!(unknown[1].error.as_deref(), Some("unknown_status"));
    assert_eq!(
        (unknown[1].chain_len, unknown[1].warnings, unknown[1].days),
        (0, 0, [None; 2])
    );
    let undated = run(&with(&table, "EffectiveDate", Some(nulls()))).unwrap();
    assert_eq!(
        (undated[0].days, undated[0].class.as_ref()),
        ([None; 2], None)
    );
    // Empty texts are nulls.
    let empty: ArrayRef = Arc::new(StringArray::from(vec![""; 4]));
    assert_eq!(
        run(&with(&table, "PropertyKey", Some(empty))).unwrap(),
        alone
    );
}

#[test]
fn columns_that_are_refused() {
    let table = two();
    let refusal = |table: &RecordBatch| run(table).map_err(|error| (error.refusal, error.column));
    for column in [
        Column::PropertyKey,
        Column::ListingKey,
        Column::EffectiveDate,
        Column::StandardStatus,
    ] {
        let refused = refusal(&with(&table, column.name(), None));
        assert_eq!(refused, Err((Refusal::MissingColumn, Some(column))));
    }
    let numbers: ArrayRef = Arc::new(Int8Array::from(vec![0; 4]));
    let wrong: [(Column, ArrayRef); 5] = [
        (Column::PropertyKey, Arc::clone(&numbers)),
        (
            Column::ListingKey,
            Arc::new(BinaryArray::from(vec![&b"L"[..]; 4])),
        ),
        (
            Column::EffectiveDate,
            Arc::new(Date64Array::from(vec![0; 4])),
        ),
        (Column::Sequence, Arc::clone(&numbers)),
        (
            Column::StandardStatus,
            Arc::new(DictionaryArray::<Int8Type>::new(
                Int8Array::from(vec![0; 4]),
                Arc::new(Int64Array::from(vec![7])),
            )),
        ),
    ];
    for (column, array) in wrong {
        let refused = refusal(&with(&table, column.name(), Some(array)));
        assert_eq!(refused, Err((Refusal::WrongType, Some(column))));
    }
    let twice = [
        ("ListingKey", &table["ListingKey"]),
        ("PropertyKey", &table["PropertyKey"]),
    ];
    let columns = table.schema();
    let columns = columns
        .fields()
        .iter()
        .map(|field| (field.name().as_str(), &table[field.name()]));
    let columns = columns
        .chain(twice)
        .map(|(name, column)| (name, Arc::clone(column), true));
    let twice = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    assert_eq!(
        refusal(&twice),
        Err((Refusal::RepeatedColumn, Some(Column::PropertyKey)))
    );

    let long: ArrayRef = Arc::new(StringArray::from(vec!["L1", "L1", "L2", &"x".repeat(256)]));
    let error = run(&with(&table, "ListingKey", Some(long))).unwrap_err();
    assert_eq!((error.refusal, error.row), (Refusal::TextTooLong, Some(3)));
    assert_eq!(
        error.to_string(),
        "a text is longer than 255 bytes: ListingKey, row 3"
    );
    let views = forms(&table, "PropertyKey").remove(1);
    let changed = batch().run(&[table.clone(), with(&table, "PropertyKey", Some(views))]);
    let changed = changed.map_err(|error| (error.refusal, error.column)).err();
    assert_eq!(
        changed,
        Some((Refusal::TypeChanged, Some(Column::PropertyKey)))
    );
    let late = Batch::new(Rules::GENERIC, Day::from_number(2_932_897));
    assert_eq!(late.err(), Some(Refusal::BadValue.into()));
    let rules = Rules {
        lookback_days: Some(3),
        ..Rules::GENERIC
    };
    assert_eq!(
        Batch::new(rules, as_of()).err(),
        Some(Refusal::BadRules.into())
    );
}

#[test]
fn streams_that_fall() {
    let rows = |property: &str| table(&rows(Some(property), &history(TEXT), Scope::SameOffice));
    let mut stream_one = batch().stream();
    assert!(stream_one.push(&rows("P2")).unwrap().is_empty());
    let error = stream_one.push(&rows("P1")).unwrap_err();
    assert_eq!((error.refusal, error.row), (Refusal::NotGrouped, Some(4)));
    // It is as if it had not come.
    assert_eq!(stream_one.push(&rows("P3")).unwrap().len(), 1);
    let (rest, summary) = stream_one.finish().unwrap();
    assert_eq!((rest.len(), summary.rows, summary.properties), (1, 8, 2));

    let both = batch().run(&[rows("P2"), rows("P1")]).unwrap();
    assert_eq!(lines(&both.0)[0].property.as_deref(), Some("P1"));
    let vouched = stream(&batch().grouped(), &[rows("P2"), rows("P1"), rows("P2")]);
    let order: Vec<_> = vouched
        .iter()
        .map(|line| line.property.as_deref().unwrap())
        .collect();
    assert_eq!(order, ["P2", "P2", "P1", "P1", "P2", "P2"]);
    let nothing = batch().stream().finish().unwrap();
    assert!(nothing.0.is_empty());
}

#[test]
fn values_of_a_listing() {
    let mut rows = rows(Some("P"), &history(TEXT), Scope::SameOffice);
    rows[0].scope = Some("O2".into());
    rows[2].scope = None;
    let expiration = crate::support::date("1900-01-01");
    rows[3].dates[2] = expiration;
    let lines = run(&table(&rows)).unwrap();
    let with = |line: &Line, warning: Warning| line.warnings & 1 << warning.number() != 0;
    // The later row holds.
    assert!(with(&lines[0], Warning::ListingValuesDiffer));
    assert!(!with(&lines[1], Warning::ListingValuesDiffer));
    assert!(with(&lines[1], Warning::DateOutOfRange));
    assert_eq!(lines[1].days, [Some(21), Some(51)]);
    // Rows of the future say nothing.
    rows[1].scope = Some("O3".into());
    rows[1].date = crate::support::date("2026-01-01");
    let lines = run(&table(&rows)).unwrap();
    assert!(!with(&lines[0], Warning::ListingValuesDiffer));
    // A status that is not known is the last of its day.
    rows[1].date = rows[0].date;
    rows[1].status = Some("Sold".into());
    let lines = run(&table(&rows)).unwrap();
    assert_eq!(lines[0].error.as_deref(), Some("unknown_status"));
}

#[test]
fn the_answer_of_an_empty_table_has_the_same_columns() {
    let table = two();
    let (answer, _) = batch().run(std::slice::from_ref(&table)).unwrap();
    assert_eq!(Batch::schema(&table.schema()).unwrap(), answer[0].schema());
    let statuses = answer[0]["StandardStatus"].as_any();
    let statuses: &DictionaryArray<Int8Type> = statuses.downcast_ref().unwrap();
    assert_eq!(statuses.values().len(), Status::ALL.len());
}
