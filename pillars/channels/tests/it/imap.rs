//! A mailbox as its owner's mail program reads it: Dovecot's IMAP, on a folder of mails.

use std::{
    fs,
    io::Write,
    os::unix::{fs::chown, process::CommandExt},
    path::Path,
    process::{Command, Stdio},
};

const SERVER: &str = "/usr/lib/dovecot/imap";
/// As whom it reads: it never does as root.
const NOBODY: u32 = 65_534;

/// Whether the server is there. In CI it must be.
pub fn is_there() -> bool {
    let there = Path::new(SERVER).exists();
    assert!(there || std::env::var_os("CI").is_none(), "CI needs Dovecot; see xtask");
    if !there {
        println!("skipped: no {SERVER}; `cargo xtask test` installs it");
    }
    there
}

/// Puts mails into a mailbox and has them read by these commands, each of which gets a tag. What was
/// answered.
pub fn read(mails: &[String], commands: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mailbox = folder.path().join("mailbox");
    for part in ["", "new", "cur", "tmp"] {
        fs::create_dir(mailbox.join(part)).unwrap();
    }
    for (n, mail) in mails.iter().enumerate() {
        fs::write(mailbox.join(format!("new/{n}.1.mail.test")), mail).unwrap();
    }
    let settings = folder.path().join("dovecot.conf");
    let place = format!("maildir:{}", mailbox.display());
    fs::write(&settings, format!("ssl = no\nmail_location = {place}\nlog_path = /dev/stderr\n")).unwrap();
    let root = chown(folder.path(), Some(NOBODY), None).is_ok();
    for part in ["", "new", "cur", "tmp"] {
        if root {
            chown(mailbox.join(part), Some(NOBODY), None).unwrap();
        }
    }
    let mut command = Command::new(SERVER);
    command.arg("-c").arg(&settings).env_clear().env("USER", "nobody").env("HOME", &mailbox);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if root {
        command.gid(NOBODY).uid(NOBODY);
    }
    let mut server = command.spawn().unwrap();
    let mut asked = server.stdin.take().unwrap();
    write!(asked, "a1 SELECT INBOX\r\n").unwrap();
    for (n, one) in commands.iter().enumerate() {
        write!(asked, "b{n} {one}\r\n").unwrap();
    }
    write!(asked, "z LOGOUT\r\n").unwrap();
    drop(asked);
    let answered = server.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&answered.stdout).into_owned();
    assert!(said.contains("z OK"), "{said} {}", String::from_utf8_lossy(&answered.stderr));
    said
}
