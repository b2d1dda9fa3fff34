//! The islands: built by esbuild, committed, and proved to be fresh.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{files, steps, tools};

/// An island stays this small, compressed; gzip -9 decides.
const LIMIT: usize = 4096;

fn assets(root: &Path) -> PathBuf {
    root.join("foundation/web/assets")
}

/// Builds the islands into the folder that the binary embeds.
pub fn build(root: &Path) -> Result<()> {
    tools::node_packages(root, "frontend")?;
    let folder = assets(root);
    make(root, &folder)?;
    println!("frontend: built into {}", files::seen_from(root, &folder));
    Ok(())
}

/// Fails unless a fresh build gives the committed bytes, and each island is small.
pub fn check(root: &Path) -> Result<()> {
    tools::node_packages(root, "frontend")?;
    let fresh = files::target(root).join("frontend");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    make(root, &fresh)?;

    let mut troubles = Vec::new();
    let built = files::below(&fresh, &[".js"])?;
    for path in &built {
        let name = path.file_name().context("a built file has a name")?;
        let committed = assets(root).join(name);
        if fs::read(&committed).ok() != Some(fs::read(path)?) {
            troubles.push(format!("{} is not what its source gives", files::seen_from(root, &committed)));
        }
        let size = Command::new("gzip")
            .args(["-9", "-c"])
            .arg(path)
            .output()
            .context("gzip did not run")?
            .stdout
            .len();
        if size > LIMIT {
            troubles
                .push(format!("{} is {size} bytes compressed, more than {LIMIT}", name.to_string_lossy()));
        }
    }
    if !troubles.is_empty() {
        bail!("{}\nrun `cargo xtask frontend` and commit what it builds", troubles.join("\n"));
    }
    println!(
        "frontend: {} islands are what their sources give, each at most {LIMIT} bytes compressed",
        built.len()
    );
    Ok(())
}

fn make(root: &Path, out: &Path) -> Result<()> {
    let folder = root.join("frontend");
    steps::run(Command::new("node_modules/.bin/tsc").arg("--noEmit").current_dir(&folder))?;
    steps::run(Command::new("node").arg("build.mjs").arg(out).current_dir(&folder))
}
