use std::fs;

use doorward_vectors::{Problem, check_file, check_str, files};
use serde_json::json;

use crate::support::{check, published};

#[test]
fn a_folder_lists_its_vector_files_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("b/deeper")).unwrap();
    let vectors = r#"{"schema": "doorward-vectors/1"}"#;
    for name in ["z.json", "b/deeper/y.json", "a.json"] {
        fs::write(path(name), vectors).unwrap();
    }
    fs::write(path("a.schema.json"), vectors).unwrap();
    fs::write(path("notes.txt"), vectors).unwrap();
    fs::write(path("other.json"), r#"{"schema": "wycheproof/1"}"#).unwrap();
    fs::write(path("list.json"), "[]").unwrap();
    // What claims to be a vector file, or cannot say, is not passed over.
    fs::write(path("later.json"), r#"{"schema": "doorward-vectors/2"}"#).unwrap();
    fs::write(path("torn.json"), r#"{"schema": "#).unwrap();
    let listed = files(folder.path()).unwrap();
    let expected = [
        "a.json",
        "b/deeper/y.json",
        "later.json",
        "torn.json",
        "z.json",
    ];
    assert_eq!(listed, expected.map(path));
    assert!(check_file(&path("torn.json")).is_err());
    assert!(check_file(&path("later.json")).is_err());
    assert_eq!(files(&path("other.json")).unwrap(), [path("other.json")]);
}

#[test]
fn nothing_to_run_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let error = files(folder.path()).unwrap_err();
    assert!(matches!(error.problem(), Problem::NoFiles));
    assert_eq!(error.file(), folder.path());
    let error = files(&folder.path().join("absent")).unwrap_err();
    assert!(matches!(error.problem(), Problem::Read(_)));
    let error = check_file(&folder.path().join("absent.json")).unwrap_err();
    assert!(matches!(error.problem(), Problem::Read(_)));
}

#[test]
fn an_error_names_the_file_and_a_report_the_test() {
    let error = check_str("torn.json", "{").unwrap_err();
    assert!(
        error.to_string().starts_with("torn.json: not strict JSON"),
        "{error}"
    );
    let mut file = published("renewal-code");
    let good = file["groups"][0]["tests"][0]["code"].clone();
    file["groups"][0]["tests"][0]["code"] = json!("00000000");
    let report = check(&file).unwrap();
    let [failure] = report.failures.as_slice() else {
        panic!("{report}");
    };
    assert_eq!(failure.id, 1);
    assert_eq!(
        failure.message,
        format!(r#"code: computed {good}, published "00000000""#)
    );
    assert!(report.to_string().contains("1 failed"), "{report}");
    let serialized = serde_json::to_value(&report).unwrap();
    assert_eq!(serialized["failures"][0]["id"], 1);
}
