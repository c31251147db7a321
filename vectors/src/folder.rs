use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Problem, SCHEMA, VectorError};

/// The vector files at `path`: itself if it is a file, or else those of the folder and of
/// the folders within it, in the order of their names.
///
/// In a folder, a file that is JSON and does not claim to be a vector file of any version
/// is passed over, and so is every `*.schema.json`. One that is not JSON is listed, so that
/// [`check_file`](crate::check_file) reports it.
///
/// # Errors
/// [`VectorError`] if something cannot be read, or the folder holds no vector file.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, VectorError> {
    let kind = fs::metadata(path).map_err(|error| VectorError::new(path, error.into()))?;
    if !kind.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    collect(path, &mut found)?;
    if found.is_empty() {
        return Err(VectorError::new(path, Problem::NoFiles));
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), VectorError> {
    let unreadable = |path: &Path, error: std::io::Error| VectorError::new(path, error.into());
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let entry = entry.map_err(|error| unreadable(folder, error))?;
        let path = entry.path();
        // The entry's own type: a link to a folder might lead round in circles.
        let kind = entry
            .file_type()
            .map_err(|error| unreadable(&path, error))?;
        if kind.is_dir() {
            collect(&path, found)?;
        } else if has_vector_name(&path) {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            if claims_to_be_vectors(&text) {
                found.push(path);
            }
        }
    }
    Ok(())
}

fn has_vector_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".json") && !name.ends_with(".schema.json")
}

fn claims_to_be_vectors(text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return true;
    };
    let family = SCHEMA.split_once('/').map_or(SCHEMA, |(family, _)| family);
    value
        .get("schema")
        .and_then(Value::as_str)
        .is_some_and(|schema| schema.split('/').next() == Some(family))
}
