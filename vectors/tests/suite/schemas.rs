use std::path::PathBuf;

use doorward_vectors::{files, supported};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{folder, load};

fn schema_of(algorithm: &str) -> PathBuf {
    folder().join(format!("{algorithm}.schema.json"))
}

fn validator(algorithm: &str) -> Validator {
    let schema = load(&schema_of(algorithm));
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_file_and_every_sample_has_the_shape_of_its_schema() {
    for path in files(&folder()).unwrap() {
        let file = load(&path);
        let validator = validator(file["algorithm"].as_str().unwrap());
        if let Some(error) = validator.iter_errors(&file).next() {
            panic!("{}: {} at {}", path.display(), error, error.instance_path());
        }
    }
}

/// Keywords that hold schemas, and those that hold none. Another one would have to be
/// sorted into these before a schema may use it.
#[test]
fn every_object_of_every_schema_is_closed() {
    let mut schemas = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        if name.ends_with(".schema.json") {
            let objects = closed_objects(&load(&path), &name);
            assert!(objects >= 4, "{name}: container, notes, group, test");
            schemas += 1;
        }
    }
    assert!(schemas >= supported().count());
}

fn closed_objects(schema: &Value, place: &str) -> usize {
    let keywords = schema.as_object().unwrap();
    let mut objects = 0;
    if keywords.contains_key("properties") || schema["type"] == "object" {
        assert_eq!(schema["type"], "object", "{place}");
        assert_eq!(schema["additionalProperties"], json!(false), "{place}");
        objects += 1;
    }
    for (keyword, value) in keywords {
        let place = format!("{place}/{keyword}");
        match keyword.as_str() {
            "properties" => {
                for (name, schema) in value.as_object().unwrap() {
                    objects += closed_objects(schema, &format!("{place}/{name}"));
                }
            }
            "items" => objects += closed_objects(value, &place),
            "oneOf" => {
                for schema in value.as_array().unwrap() {
                    objects += closed_objects(schema, &place);
                }
            }
            "$schema"
            | "title"
            | "description"
            | "type"
            | "const"
            | "enum"
            | "pattern"
            | "minimum"
            | "maximum"
            | "multipleOf"
            | "minItems"
            | "maxItems"
            | "uniqueItems"
            | "required"
            | "additionalProperties" => {}
            _ => panic!("{place}: a keyword that this test does not know"),
        }
    }
    objects
}

#[test]
fn a_member_too_many_has_no_place_in_any_object() {
    for path in files(&folder()).unwrap() {
        let mut file = load(&path);
        let validator = validator(file["algorithm"].as_str().unwrap());
        for pointer in ["", "/notes", "/groups/0", "/groups/0/tests/0"] {
            let mut wider = file.clone();
            let object = wider.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            object.insert("surplus".to_owned(), json!("x"));
            assert!(!validator.is_valid(&wider), "{} {pointer}", path.display());
        }
        file["groups"][0]["tests"][0]["result"] = json!("acceptable");
        assert!(!validator.is_valid(&file), "{}", path.display());
    }
}
