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

/// The source without its comments: what a comment calls is not called.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What follows `word` wherever it stands whole, with the character before it.
fn whole<'t>(text: &'t str, word: &str) -> impl Iterator<Item = (Option<char>, &'t str)> {
    text.match_indices(word).filter_map(move |(at, word)| {
        let (before, rest) = text.split_at(at);
        let (before, after) = (before.chars().next_back(), rest.strip_prefix(word)?);
        (!before.is_some_and(is_name) && !after.starts_with(is_name)).then_some((before, after))
    })
}

fn begins_call(after: &str) -> bool {
    after.starts_with('(') || after.starts_with("::<")
}

/// Under which name a `use` brings this function of this module, if one does.
fn imported<'t>(text: &'t str, module: &str, name: &str) -> Option<&'t str> {
    let paths = whole(text, "use").filter_map(|(_, rest)| rest.split(';').next());
    let mut inside =
        paths.flat_map(|path| whole(path, module)).filter_map(|(_, rest)| rest.strip_prefix("::"));
    inside.find_map(|inside| {
        let group = inside.strip_prefix('{').and_then(|group| group.split('}').next());
        let here = group.or_else(|| inside.split([',', '}']).next()).unwrap_or_default();
        here.split(',').find_map(|one| {
            let (brought, known) = one.trim().split_once(" as ").unwrap_or((one.trim(), one.trim()));
            (brought == name).then_some(known)
        })
    })
}

/// Whether these tests call this function of this module, and no other of the same name.
fn calls(text: &str, module: &str, name: &str) -> bool {
    let by_path = whole(text, module)
        .filter_map(|(_, rest)| rest.strip_prefix("::")?.strip_prefix(name))
        .any(begins_call);
    let by_name = |known: &str| {
        whole(text, known)
            .any(|(before, after)| !before.is_some_and(|c| c == '.' || c == ':') && begins_call(after))
    };
    by_path || imported(text, module, name).is_some_and(by_name)
}

/// Whether these tests call this method of what the file is named after: `queue.forget(`.
fn calls_method(text: &str, owner: &str, name: &str) -> bool {
    let (initial, rest) = owner.split_at(1);
    let kind = initial.to_uppercase() + rest;
    let called = |after: &str| {
        let method = after.strip_prefix("().").or_else(|| after.strip_prefix('.')).unwrap_or_default();
        method.strip_prefix(name).is_some_and(begins_call)
    };
    whole(text, owner).any(|(_, after)| called(after)) || calls(text, &kind, name)
}

/// A function or method that others may ask of a store.
struct Promise {
    name: String,
    is_method: bool,
}

/// What a file of a store promises: its public functions that read or write the database, and
/// the public methods of what is a store in itself.
fn promises(source: &str, methods: bool) -> Vec<Promise> {
    let mut found = Vec::new();
    for (indent, is_method) in [("", false), ("    ", true)] {
        for rest in source.split(&format!("\n{indent}pub async fn ")).skip(1) {
            let (name, inputs) = rest.split_once(['(', '<']).unwrap();
            let inputs = inputs.split('{').next().unwrap();
            let stores = inputs.contains("&mut Conn") || inputs.contains("&mut Tx");
            let is_promise = if is_method { methods } else { stores };
            if is_promise {
                found.push(Promise { name: name.to_owned(), is_method });
            }
        }
    }
    found
}

#[test]
fn every_public_store_function_has_a_contract_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let (mut untested, mut count) = (Vec::new(), 0);
    for shelf in ["common", "pillars", "foundation"] {
        for room in fs::read_dir(root.join(shelf)).unwrap() {
            let room = room.unwrap().path();
            let (mut stores, mut tests) = (vec![], vec![]);
            files(&room.join("src/store"), &mut stores);
            files(&room.join("tests/it"), &mut tests);
            stores.extend(Some(room.join("src/store.rs")).filter(|file| file.is_file()));
            // Stores of one file, in rooms that have no other.
            for lone in ["tokens", "sessions", "once", "confirmations", "settings", "queue"] {
                stores.extend(Some(room.join(format!("src/{lone}.rs"))).filter(|file| file.is_file()));
            }
            let tests: Vec<String> = tests.iter().map(|path| code(path)).collect();
            let contracts: Vec<&String> = tests.iter().filter(|text| text.contains("contract! {")).collect();
            for file in stores {
                let module = file.file_stem().unwrap().to_str().unwrap();
                let is_value = ["settings", "queue"].contains(&module);
                for Promise { name, is_method } in promises(&code(&file), is_value) {
                    count += 1;
                    // A store may name what its files hold as its own: `store::places`.
                    let kept = contracts.iter().any(|text| {
                        if is_method {
                            calls_method(text, module, &name)
                        } else {
                            calls(text, module, &name) || calls(text, "store", &name)
                        }
                    });
                    if !kept {
                        untested.push(format!("{}: {name}", file.strip_prefix(root).unwrap().display()));
                    }
                }
            }
        }
    }
    assert!(count > 300, "only {count} functions were found: the law looks in the wrong place");
    assert!(untested.is_empty(), "store functions without a contract test:\n{}", untested.join("\n"));
}

#[test]
fn the_law_knows_a_call_from_one_that_looks_alike() {
    let text = "use crate::store::{self, outside::places, posts::{by_id, insert, keep as kept}, tags::set as tag};\n\
        fn a() { store::blogs::update(tx); drafts.update(tx); insert(tx); reinsert(tx); kept::<u8>(tx); tag (tx) }";
    for (module, name) in [("blogs", "update"), ("posts", "insert"), ("posts", "keep")] {
        assert!(calls(text, module, name), "{module}::{name}");
    }
    for (module, name) in [
        ("logs", "update"),
        ("drafts", "update"),
        ("blogs", "insert"),
        ("posts", "by_id"),
        ("outside", "places"),
        ("blogs", "updat"),
    ] {
        assert!(!calls(text, module, name), "{module}::{name}");
    }
    let text =
        "queue.forget(1); bench.queue().counts(); Settings::load(db); my_queue.failed(2); queue.run(3)";
    assert!(calls_method(text, "queue", "forget") && calls_method(text, "queue", "counts"));
    assert!(calls_method(text, "settings", "load"));
    assert!(!calls_method(text, "queue", "failed") && !calls_method(text, "queue", "run_again"));
}
