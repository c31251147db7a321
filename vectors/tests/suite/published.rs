use std::collections::BTreeSet;

use doorward_vectors::{check_file, files, supported};

use crate::support::{folder, load, samples};

#[test]
fn every_published_vector_and_every_sample_passes() {
    let mut executed = 0;
    let mut failed = Vec::new();
    for path in files(&folder()).unwrap() {
        let report = check_file(&path).unwrap_or_else(|error| panic!("{error}"));
        println!("{}: {report}", path.display());
        let declared = load(&path)["numberOfTests"].as_u64();
        let counted = u64::try_from(report.executed + report.skipped).ok();
        assert_eq!(declared, counted, "{}", path.display());
        executed += report.executed;
        if !report.passed() {
            failed.push(path);
        }
    }
    println!("PROOF vectors executed: {executed}");
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn every_algorithm_has_one_file_of_its_name() {
    let named: BTreeSet<String> = supported().map(str::to_owned).collect();
    let mut published = BTreeSet::new();
    for path in files(&folder()).unwrap() {
        let algorithm = load(&path)["algorithm"].as_str().unwrap().to_owned();
        assert_eq!(path.file_stem().unwrap(), algorithm.as_str());
        if path.parent() == Some(&folder()) {
            published.insert(algorithm);
        } else {
            assert_eq!(path.parent(), Some(samples().as_path()));
            assert!(named.contains(&algorithm), "{algorithm}");
        }
    }
    assert_eq!(published, named);
}
