//! What the source must keep to.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn text(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_public_store_function_has_a_contract_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut untested = Vec::new();
    for shelf in ["common", "pillars"] {
        for room in fs::read_dir(root.join(shelf)).unwrap() {
            let room = room.unwrap().path();
            let (mut store, mut tests) = (vec![], vec![]);
            files(&room.join("src/store"), &mut store);
            files(&room.join("tests/it"), &mut tests);
            let tests = text(&tests);
            for file in store {
                let source = fs::read_to_string(&file).unwrap();
                let names = source.lines().filter_map(|line| line.strip_prefix("pub async fn "));
                for name in names.filter_map(|rest| rest.split(['(', '<']).next()) {
                    let called = [format!("{name}("), format!("{name}::<")];
                    if !called.iter().any(|call| tests.contains(call)) {
                        untested.push(format!("{}: {name}", file.strip_prefix(root).unwrap().display()));
                    }
                }
            }
        }
    }
    assert!(untested.is_empty(), "store functions without a contract test:\n{}", untested.join("\n"));
}
