//! The house laws as code: who may use whom, and which words stay where.

mod sql;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::files;

/// Words of the subject that foundation may not know.
const SUBJECT: [&str; 5] = ["petition", "blog", "workshop", "newsletter", "testimony"];

/// Where a crate stands in the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Knows no pillar and no subject.
    Foundation(String),
    /// What pillars tell one another.
    Contracts,
    /// Accounts and consent: shaped like a pillar, reached through contracts.
    People,
    /// One subject.
    Pillar(String),
    /// What introduces them to one another.
    Binary,
    /// Measures and tools: they may look at everything, nobody looks at them.
    Bench,
}

impl Shelf {
    /// The shelf of a folder such as `pillars/voices`.
    pub fn of(folder: &str) -> Option<Self> {
        match folder.split_once('/') {
            Some(("foundation", name)) => Some(Self::Foundation(name.to_owned())),
            Some(("common", "contracts")) => Some(Self::Contracts),
            Some(("common", "people")) => Some(Self::People),
            Some(("pillars", name)) => Some(Self::Pillar(name.to_owned())),
            None if folder == "griot" => Some(Self::Binary),
            None if folder == "bench" || folder == "xtask" => Some(Self::Bench),
            _ => None,
        }
    }

    /// Whether law 1 and law 2 let this crate depend on that one.
    pub fn may_use(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Bench) => false,
            (Self::Bench | Self::Binary, _) => true,
            (_, Self::Binary) => false,
            (Self::Contracts, Self::Foundation(name)) => name == "kernel" || name == "db",
            (_, Self::Foundation(_)) => true,
            (Self::Foundation(_) | Self::Contracts, _) => false,
            (Self::People | Self::Pillar(_), Self::Contracts) => true,
            (Self::Pillar(one), Self::Pillar(two)) => one == two,
            (Self::People, Self::People) => true,
            (Self::Pillar(_), Self::People) | (Self::People, Self::Pillar(_)) => false,
        }
    }
}

struct Crate {
    folder: PathBuf,
    seen: String,
    shelf: Shelf,
    name: String,
    uses: Vec<String>,
}

/// Fails with every place where a law is broken.
pub fn check(root: &Path) -> Result<()> {
    let mut troubles = Vec::new();
    let crates = read(root)?;

    let shelves: BTreeMap<&str, &Shelf> = crates.iter().map(|one| (one.name.as_str(), &one.shelf)).collect();
    for one in &crates {
        for used in &one.uses {
            let Some(shelf) = shelves.get(used.as_str()) else { continue };
            if !one.shelf.may_use(shelf) {
                troubles.push(format!("{}/Cargo.toml: {} may not depend on {used}", one.seen, one.name));
            }
        }
        if matches!(one.shelf, Shelf::Foundation(_)) {
            troubles.extend(subject_words(root, &one.folder)?);
        }
        troubles.extend(foreign_keys(root, &one.folder)?);
    }
    troubles.extend(introductions(root, &crates)?);

    if !troubles.is_empty() {
        bail!("{} broken laws\n  {}", troubles.len(), troubles.join("\n  "));
    }
    println!("shelves: {} crates stand where they should", crates.len());
    Ok(())
}

fn read(root: &Path) -> Result<Vec<Crate>> {
    let mut crates = Vec::new();
    for folder in files::crates(root)? {
        let seen = files::seen_from(root, &folder);
        let shelf = Shelf::of(&seen).with_context(|| format!("{seen} stands on no shelf of the house"))?;
        let manifest: toml::Table = files::read(&folder.join("Cargo.toml"))?
            .parse()
            .with_context(|| format!("{seen}/Cargo.toml cannot be understood"))?;
        let name = manifest
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(toml::Value::as_str)
            .with_context(|| format!("{seen}/Cargo.toml names no package"))?
            .to_owned();
        crates.push(Crate { uses: dependencies(&manifest), folder, seen, shelf, name });
    }
    Ok(crates)
}

/// What a manifest depends on, in every table that may say so. Tests count too:
/// a pillar that needs another one to be tested is not alone.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let mut tables: Vec<&toml::Table> = vec![manifest];
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        tables.extend(targets.values().filter_map(toml::Value::as_table));
    }
    let mut found = Vec::new();
    for table in tables {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(list) = table.get(kind).and_then(toml::Value::as_table) else { continue };
            for (name, how) in list {
                let renamed = how.get("package").and_then(toml::Value::as_str);
                found.push(renamed.unwrap_or(name).to_owned());
            }
        }
    }
    found
}

/// Law 1: no word of the subject in foundation, outside its tests.
fn subject_words(root: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut troubles = Vec::new();
    for path in files::below(&folder.join("src"), &[".rs", ".html"])?
        .into_iter()
        .chain(files::below(&folder.join("templates"), &[".html"])?)
    {
        let text = files::read(&path)?;
        for (number, line) in (1..).zip(files::without_tests(&text).lines()) {
            let lower = line.to_lowercase();
            for word in SUBJECT.iter().filter(|word| says(&lower, word)) {
                let place = files::seen_from(root, &path);
                troubles.push(format!("{place}:{number}: foundation knows the word \"{word}\""));
            }
        }
    }
    Ok(troubles)
}

/// Whether the line holds the word or its plural, alone or in a name such as `blog_id`.
fn says(line: &str, word: &str) -> bool {
    line.split(|sign: char| !sign.is_alphanumeric())
        .any(|piece| piece == word || piece.strip_suffix('s') == Some(word))
}

/// Law 2: no foreign key leaves the crate whose migration writes it.
fn foreign_keys(root: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut troubles = Vec::new();
    for database in ["sqlite", "postgres"] {
        let mut own = Vec::new();
        let mut named = Vec::new();
        for path in files::below(&folder.join("migrations").join(database), &[".sql"])? {
            let text = files::read(&path)?;
            own.extend(sql::created(&text));
            named.extend(sql::referenced(&text).into_iter().map(|table| (path.clone(), table)));
        }
        for (path, table) in named {
            if !own.contains(&table) {
                let place = files::seen_from(root, &path);
                troubles.push(format!("{place}: a foreign key to `{table}`, which another crate owns"));
            }
        }
    }
    Ok(troubles)
}

/// Law 2: in the binary, only `compose.rs` names a pillar.
fn introductions(root: &Path, crates: &[Crate]) -> Result<Vec<String>> {
    let pillars: Vec<String> = crates
        .iter()
        .filter(|one| matches!(one.shelf, Shelf::Pillar(_)))
        .map(|one| one.name.replace('-', "_"))
        .collect();
    let mut troubles = Vec::new();
    for path in files::below(&root.join("griot/src"), &[".rs"])? {
        let place = files::seen_from(root, &path);
        if place == "griot/src/compose.rs" {
            continue;
        }
        for (number, line) in (1..).zip(files::read(&path)?.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            let mut names = code.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
            if let Some(pillar) = names.find(|name| pillars.iter().any(|one| one == name)) {
                troubles.push(format!("{place}:{number}: {pillar} is named outside compose.rs"));
            }
        }
    }
    Ok(troubles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(folder: &str) -> Shelf {
        Shelf::of(folder).unwrap()
    }

    #[test]
    fn a_pillar_reaches_another_only_through_contracts() {
        let voices = shelf("pillars/voices");
        assert!(voices.may_use(&shelf("common/contracts")));
        assert!(!voices.may_use(&shelf("pillars/channels")));
        assert!(!voices.may_use(&shelf("common/people")));
        assert!(voices.may_use(&shelf("foundation/web")));
        assert!(!shelf("common/people").may_use(&voices));
    }

    #[test]
    fn foundation_knows_nobody_above_it() {
        let web = shelf("foundation/web");
        for above in ["common/contracts", "common/people", "pillars/voices", "griot", "bench"] {
            assert!(!web.may_use(&shelf(above)), "{above}");
        }
        assert!(web.may_use(&shelf("foundation/kernel")));
    }

    #[test]
    fn contracts_stand_on_kernel_and_db_alone() {
        let contracts = shelf("common/contracts");
        assert!(contracts.may_use(&shelf("foundation/kernel")));
        assert!(contracts.may_use(&shelf("foundation/db")));
        assert!(!contracts.may_use(&shelf("foundation/web")));
        assert!(!contracts.may_use(&shelf("pillars/voices")));
    }

    #[test]
    fn the_binary_introduces_everyone_and_is_used_by_no_one() {
        assert!(shelf("griot").may_use(&shelf("pillars/voices")));
        assert!(!shelf("pillars/voices").may_use(&shelf("griot")));
        assert_eq!(Shelf::of("elsewhere/thing"), None);
    }

    #[test]
    fn a_word_of_the_subject_is_found_inside_a_name() {
        assert!(says("let blog_id = 1;", "blog"));
        assert!(says("// all petitions", "petition"));
        assert!(!says("let catalogblogx = 1;", "blog"));
    }

    #[test]
    fn a_renamed_or_test_dependency_is_seen() {
        let manifest: toml::Table = "[dependencies]\nv = { package = \"griot-voices\", path = \"x\" }\n\
            [target.'cfg(unix)'.dev-dependencies]\ngriot-home = \"1\""
            .parse()
            .unwrap();
        assert_eq!(dependencies(&manifest), ["griot-voices", "griot-home"]);
    }
}
