//! Reading a roster's files: RESO Common Format JSON, or CSV with the same names of fields.

use std::collections::HashMap;
use std::path::Path;

use doorward::fleet::FleetError;
use doorward::fleet::roster::{ActivityStatus, Row, RowKind, standard_status, tidy};
use doorward::keys::Id;
use doorward::policy::{Listed as _, Name};
use serde_json::Value;

use crate::failure::Failure;
use crate::files;
use crate::limits::ROSTER_FILE_MAX;
use crate::vault::{ListingRow, Member, Office};

/// The rows of all files.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    pub(super) offices: Vec<Office>,
    pub(super) members: Vec<Member>,
    pub(super) listings: Vec<ListingRow>,
}

/// One record: the fields that a file names; null where it has nothing.
type Record = HashMap<String, Option<String>>;

/// Reads files of any kinds into one snapshot; rows rise by their keys, each once.
pub(super) fn read<'a>(paths: impl Iterator<Item = &'a Path>) -> Result<Snapshot, Failure> {
    let mut snapshot = Snapshot::default();
    for path in paths {
        let bytes = files::read(path, ROSTER_FILE_MAX)?;
        let wrong =
            |what: &dyn std::fmt::Display| Failure::usage(format!("{}: {what}", path.display()));
        let text = std::str::from_utf8(&bytes).map_err(|_| wrong(&"this is no UTF-8"))?;
        let text = text.trim_start_matches('\u{feff}');
        let (kind, records) = if text.trim_start().starts_with(['{', '[']) {
            from_json(text)
        } else {
            from_csv(text)
        }
        .map_err(|what| wrong(&what))?;
        for (place, record) in (1_usize..).zip(&records) {
            snapshot
                .take(kind, record)
                .map_err(|error| wrong(&format_args!("record {place}: {error}")))?;
        }
    }
    sort(&mut snapshot.offices)?;
    sort(&mut snapshot.members)?;
    sort(&mut snapshot.listings)?;
    Ok(snapshot)
}

fn sort<R: Row>(rows: &mut Vec<R>) -> Result<(), Failure> {
    let kept = tidy(rows).map_err(|error| {
        Failure::usage(format!(
            "the files do not agree about {} they list twice: {error}",
            R::KIND.text()
        ))
    })?;
    rows.truncate(kept);
    Ok(())
}

fn from_json(text: &str) -> Result<(RowKind, Vec<Record>), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
    let Value::Object(mut object) = value else {
        return Err("a JSON file is one object, with `@reso.context`".to_owned());
    };
    let kind = object
        .get("@reso.context")
        .and_then(Value::as_str)
        .and_then(resource)
        .ok_or(
            "`@reso.context` is not urn:reso:metadata:VERSION:resource:office, member or property",
        )?;
    let rows = match object.remove("value") {
        None => vec![Value::Object(object)],
        Some(Value::Array(rows)) => rows,
        Some(_) => return Err("`value` is no list of records".to_owned()),
    };
    let records: Result<Vec<Record>, String> = rows.into_iter().map(json_record).collect();
    Ok((kind, records?))
}

/// The kind that a context names.
fn resource(context: &str) -> Option<RowKind> {
    let (version, resource) = context
        .strip_prefix("urn:reso:metadata:")?
        .split_once(":resource:")?;
    if version.is_empty() {
        return None;
    }
    match resource {
        "office" => Some(RowKind::Office),
        "member" => Some(RowKind::Member),
        "property" => Some(RowKind::Listing),
        _ => None,
    }
}

/// Fields that nothing is read from may hold anything.
fn json_record(value: Value) -> Result<Record, String> {
    let Value::Object(object) = value else {
        return Err("a record is no object".to_owned());
    };
    let field = |(name, value): (String, Value)| match value {
        Value::String(text) => Ok((name, Some(text))),
        Value::Null => Ok((name, None)),
        _ if is_kept(&name) => Err(format!("{name} is neither a text nor null")),
        _ => Ok((name, None)),
    };
    object.into_iter().map(field).collect()
}

const KEYS: [(&str, RowKind); 3] = [
    ("ListingKey", RowKind::Listing),
    ("MemberKey", RowKind::Member),
    ("OfficeKey", RowKind::Office),
];

fn is_kept(name: &str) -> bool {
    KEYS.iter().any(|(key, _)| *key == name)
        || doorward::fleet::roster::Field::from_name(name).is_some()
}

/// What the rows are about is told by the key among the first line's fields.
fn from_csv(text: &str) -> Result<(RowKind, Vec<Record>), String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let malformed = |error: csv::Error| format!("no CSV: {error}");
    let headers = reader.headers().map_err(malformed)?.clone();
    let kind = KEYS
        .iter()
        .find(|(key, _)| headers.iter().any(|header| header == *key))
        .map(|(_, kind)| *kind)
        .ok_or("the first line names neither ListingKey, MemberKey nor OfficeKey")?;
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = headers
        .iter()
        .find(|header| is_kept(header) && !seen.insert((*header).to_owned()))
    {
        return Err(format!("the first line names {twice} twice"));
    }
    let record = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.map_err(malformed)?;
        let fields = headers.iter().zip(row.iter());
        Ok(fields
            .map(|(name, text)| (name.to_owned(), (!text.is_empty()).then(|| text.to_owned())))
            .collect())
    };
    let records: Result<Vec<Record>, String> = reader.records().map(record).collect();
    Ok((kind, records?))
}

impl Snapshot {
    fn take(&mut self, kind: RowKind, record: &Record) -> Result<(), FleetError> {
        let text = |name: &str| -> Option<String> { record.get(name).cloned().flatten() };
        let key = |name: &str| match record.get(name) {
            None => Err(FleetError::MissingField),
            Some(None) => Err(FleetError::MissingKey),
            Some(Some(key)) => Ok(Name::new(key)?),
        };
        let name = |name: &str| -> Result<Option<Name>, FleetError> {
            Ok(text(name).map(|text| Name::new(&text)).transpose()?)
        };
        let status = |name: &str| record.get(name).ok_or(FleetError::MissingField);
        let activity = |name: &str| {
            let text = status(name)?.as_deref().unwrap_or_default();
            ActivityStatus::from_name(text).ok_or(FleetError::UnknownStatus)
        };
        match kind {
            RowKind::Office => self.offices.push(Office {
                office_key: key("OfficeKey")?,
                office_mls_id: text("OfficeMlsId"),
                office_name: text("OfficeName"),
                office_status: activity("OfficeStatus")?,
            }),
            RowKind::Member => self.members.push(Member {
                member_key: key("MemberKey")?,
                member_mls_id: text("MemberMlsId"),
                member_full_name: text("MemberFullName"),
                office_key: name("OfficeKey")?,
                member_status: activity("MemberStatus")?,
                member_state_license: text("MemberStateLicense"),
            }),
            RowKind::Listing => self.listings.push(ListingRow {
                listing_key: key("ListingKey")?,
                listing_id: text("ListingId"),
                standard_status: standard_status(
                    status("StandardStatus")?.as_deref().unwrap_or_default(),
                )?,
                list_agent_key: name("ListAgentKey")?,
                list_office_key: name("ListOfficeKey")?,
                lock_box_serial_number: text("LockBoxSerialNumber")
                    .map(|serial| Id::new(&serial).map_err(|_| FleetError::BadValue))
                    .transpose()?,
                unparsed_address: text("UnparsedAddress"),
            }),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Snapshot, from_csv, from_json};

    fn read(text: &str) -> Result<Snapshot, String> {
        let (kind, records) = if text.starts_with('{') {
            from_json(text)?
        } else {
            from_csv(text)?
        };
        let mut snapshot = Snapshot::default();
        for record in &records {
            snapshot
                .take(kind, record)
                .map_err(|error| error.to_string())?;
        }
        Ok(snapshot)
    }

    #[test]
    fn the_same_rows_come_from_json_and_csv() {
        let context = "urn:reso:metadata:2.0:resource:property";
        let json = format!(
            r#"{{"@reso.context": "{context}", "value": [{{"ListingKey": "L-1", "ListPrice": 7,
               "StandardStatus": "Active Under Contract", "ListAgentKey": null,
               "LockBoxSerialNumber": "LB-1", "UnparsedAddress": "1 \"A\" St, B"}}]}}"#
        );
        let csv = "ListPrice,ListingKey,StandardStatus,ListAgentKey,LockBoxSerialNumber,\
                   UnparsedAddress\r\n7,L-1,ActiveUnderContract,,LB-1,\"1 \"\"A\"\" St, B\"\r\n";
        let (json, csv) = (read(&json).unwrap(), read(csv).unwrap());
        assert_eq!(json.listings, csv.listings);
        assert_eq!(json.listings.len(), 1);
        let one = r#"{"@reso.context": "urn:reso:metadata:1.7:resource:member",
                      "MemberKey": "M-1", "MemberStatus": "Active"}"#;
        assert_eq!(read(one).unwrap().members.len(), 1);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let context = r#""@reso.context": "urn:reso:metadata:2.0:resource:member""#;
        for (text, expected) in [
            ("{".to_owned(), "no JSON"),
            ("{}".to_owned(), "@reso.context"),
            (format!("{{{context}, \"value\": 7}}"), "`value`"),
            (format!("{{{context}, \"value\": [7]}}"), "no object"),
            (format!("{{{context}, \"value\": [{{}}]}}"), "no key field"),
            (
                format!("{{{context}, \"MemberKey\": 7, \"MemberStatus\": \"Active\"}}"),
                "MemberKey is neither",
            ),
            (
                format!("{{{context}, \"MemberKey\": null, \"MemberStatus\": \"Active\"}}"),
                "has no key",
            ),
            (
                format!("{{{context}, \"MemberKey\": \"M 1\", \"MemberStatus\": \"Active\"}}"),
                "out of its range",
            ),
            (
                format!("{{{context}, \"MemberKey\": \"M\", \"MemberStatus\": \"active\"}}"),
                "data dictionary",
            ),
            ("a,b\n1,2\n".to_owned(), "neither ListingKey"),
            (String::new(), "neither ListingKey"),
            ("MemberKey,MemberKey\n1,2\n".to_owned(), "twice"),
            ("MemberKey,MemberStatus\nM-1\n".to_owned(), "no CSV"),
            ("MemberKey\nM-1\n".to_owned(), "status field"),
            (
                "ListingKey,StandardStatus\nL-1,Sold\n".to_owned(),
                "data dictionary",
            ),
        ] {
            let error = read(&text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
