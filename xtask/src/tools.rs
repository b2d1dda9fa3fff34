//! What the checks need from outside: found, or installed and said so.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{files, steps};

/// The cargo-deny that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";
/// The oldest Node that runs the journeys.
const OLDEST_NODE: u32 = 20;

/// Where a program of this name stands on the PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// The number of the user that runs this, or of the one named.
pub fn user(name: Option<&str>) -> Result<u32> {
    Ok(steps::ask(Command::new("id").arg("-u").args(name))?.parse()?)
}

/// The number of the group of the user named.
pub fn group(name: &str) -> Result<u32> {
    Ok(steps::ask(Command::new("id").args(["-g", name]))?.parse()?)
}

/// Installs a Debian package. Fails with the remedy where that may not be done.
pub fn debian(package: &str) -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!("{package} is missing and this is no Debian: install it by hand");
    }
    if user(None)? != 0 {
        bail!("{package} is missing: run `sudo apt-get install {package}`");
    }
    println!("installs Debian's {package} with apt-get");
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    steps::run(apt().args(["update", "-qq"]))?;
    steps::run(apt().args(["install", "-y", "-qq", "--no-install-recommends", package]))
}

/// Kannel, with the stand-in for an operator that comes beside it.
pub fn kannel() -> Result<()> {
    for (program, package) in
        [("/usr/sbin/bearerbox", "kannel"), ("/usr/lib/kannel/test/fakesmsc", "kannel-extras")]
    {
        if !Path::new(program).is_file() {
            debian(package)?;
        }
    }
    Ok(())
}

/// Dovecot, which reads a mailbox as a mail program does.
pub fn dovecot() -> Result<()> {
    if Path::new("/usr/lib/dovecot/imap").is_file() { Ok(()) } else { debian("dovecot-imapd") }
}

/// cargo-deny: the installed one, or one built once into the target folder.
pub fn cargo_deny(root: &Path) -> Result<PathBuf> {
    if let Some(found) = on_path("cargo-deny") {
        return Ok(found);
    }
    let home = files::target(root).join("tools");
    let program = home.join("bin/cargo-deny");
    if !program.is_file() {
        println!(
            "installs cargo-deny {CARGO_DENY} into {} (two minutes, once)",
            files::seen_from(root, &home)
        );
        // A debug build is made in half the time and checks this house in seconds.
        steps::run(
            Command::new("cargo")
                .args(["install", "cargo-deny", "--locked", "--debug", "--quiet", "--version", CARGO_DENY])
                .arg("--root")
                .arg(&home)
                .arg("--target-dir")
                .arg(home.join("build"))
                .current_dir(root),
        )?;
        std::fs::remove_dir_all(home.join("build"))?;
    }
    Ok(program)
}

/// Node with npm, installed if need be.
fn node() -> Result<()> {
    for (program, package) in [("node", "nodejs"), ("npm", "npm")] {
        if on_path(program).is_none() {
            debian(package)?;
        }
    }
    let version = steps::ask(Command::new("node").arg("--version"))?;
    if !is_new_enough(&version) {
        bail!("Node {OLDEST_NODE} or newer is needed, and {version} is here: install a newer one by hand");
    }
    Ok(())
}

fn is_new_enough(version: &str) -> bool {
    let major = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse().ok());
    major.is_some_and(|major: u32| major >= OLDEST_NODE)
}

/// The Node packages of `frontend` or `e2e`, exactly as locked.
pub fn node_packages(root: &Path, folder: &str) -> Result<()> {
    node()?;
    let folder_path = root.join(folder);
    // npm writes this file last; an older one than the lock is of another day.
    let written =
        |path: &str| std::fs::metadata(folder_path.join(path)).and_then(|file| file.modified()).ok();
    let installed = written("node_modules/.package-lock.json");
    if installed.is_some() && installed >= written("package-lock.json") {
        return Ok(());
    }
    println!("installs the Node packages of {folder}/ (npm ci)");
    steps::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder_path),
    )
}

/// A Python package in an environment of its own: servers that tests talk to.
pub fn python(root: &Path, name: &str, package: &str, program: &str) -> Result<()> {
    let home = files::target(root).join("tools").join(name);
    if home.join("bin").join(program).is_file() {
        return Ok(());
    }
    // Debian's Python comes without what makes environments.
    let mut can_make = Command::new("python3");
    can_make.args(["-c", "import venv, ensurepip"]).stderr(Stdio::null());
    if !can_make.status().is_ok_and(|status| status.success()) {
        debian("python3-venv")?;
    }
    println!("installs {package} from PyPI into {}", files::seen_from(root, &home));
    steps::run(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
    steps::run(Command::new(home.join("bin/pip")).args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        package,
    ]))
}

/// Caddy, behind which one journey runs the house; installed if need be.
pub fn caddy() -> Result<()> {
    if on_path("caddy").is_none() { debian("caddy") } else { Ok(()) }
}

/// OpenSMTPD: unpacked into the target folder and never installed, since it would take the
/// place of this machine's own mail server. Where it cannot have a mount namespace of its
/// own, and no other mail server is there, it is installed after all.
pub fn opensmtpd(root: &Path) -> Result<()> {
    let home = files::target(root).join("tools/opensmtpd");
    if home.join("usr/sbin/smtpd").is_file() || on_path("smtpd").is_some() {
        return Ok(());
    }
    let apart = Command::new("unshare").args(["--mount", "true"]).stderr(Stdio::null()).status();
    if !apart.is_ok_and(|status| status.success()) {
        if on_path("sendmail").is_some() {
            bail!("OpenSMTPD needs root and a mount namespace beside the mail server of this machine");
        }
        return debian("opensmtpd");
    }
    println!("unpacks Debian's opensmtpd into {}", files::seen_from(root, &home));
    if steps::ask(Command::new("apt-cache").args(["show", "opensmtpd"])).is_err() {
        steps::run(Command::new("apt-get").args(["update", "-qq"]))?;
    }
    // The one library of it that is not on every machine, under the name of this release.
    let wanted = steps::ask(Command::new("apt-cache").args(["depends", "opensmtpd"]))?;
    let mut libraries = wanted.lines().filter_map(|line| line.trim().strip_prefix("Depends: "));
    let library = libraries.find(|name| name.starts_with("libevent"));
    let parcels = home.join("parcels");
    std::fs::create_dir_all(&parcels)?;
    steps::run(
        Command::new("apt-get").args(["download", "-qq", "opensmtpd"]).args(library).current_dir(&parcels),
    )?;
    for parcel in files::below(&parcels, &[".deb"])? {
        steps::run(Command::new("dpkg-deb").arg("--extract").arg(parcel).arg(&home))?;
    }
    std::fs::remove_dir_all(parcels)?;
    Ok(())
}

/// A Chromium, installed if need be.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    if on_path("chromium").is_none() {
        debian("chromium")?;
    }
    on_path("chromium").ok_or_else(|| anyhow::anyhow!("chromium was installed but is not on the PATH"))
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn an_old_node_is_known_by_its_number() {
        assert!(is_new_enough("v20.0.0") && is_new_enough("v101.2.3"));
        assert!(!is_new_enough("v18.20.4") && !is_new_enough("nonsense") && !is_new_enough(""));
    }
}
