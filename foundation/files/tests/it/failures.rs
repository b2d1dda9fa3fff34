//! When the place where files are kept is wrong, full or gone.

use std::path::Path;
use std::process::Command;

use bytes::Bytes;
use griot_files::{FileKey, Files, FilesError, Picture, Rendition};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const DISK: &str = "GRIOT_TEST_SMALL_DISK";

fn local(path: &Path) -> Files {
    Files::open(path.to_str().unwrap()).unwrap()
}

fn everything_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything_in(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_missing_folder_is_made_for_its_owner_alone() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data/files");
    local(&folder);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    Files::open(&format!("file://{}", folder.display())).unwrap();
}

#[test]
fn a_wrong_address_is_refused_with_a_sentence() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    std::fs::write(&file, b"x").unwrap();
    for address in [
        "",
        "http://example.org/files",
        "s3://",
        "s3://bucket/a%20b?key=a&secret=b",
        "s3://bucket?key=a&secret=b&password=c",
        file.to_str().unwrap(),
    ] {
        let opened = Files::open(address);
        assert!(matches!(opened, Err(FilesError::Refused(_))), "{address}");
    }
}

#[test]
fn a_store_shown_in_a_log_keeps_its_secret() {
    let files = Files::open("s3://bucket/a?key=AKIA&secret=hidden").unwrap();
    assert_eq!(format!("{files:?}"), "Files(\"s3://bucket/a\")");
}

#[tokio::test]
async fn a_file_on_its_way_has_no_name_and_is_nobody_else_s() {
    let place = tempfile::tempdir().unwrap();
    let files = local(place.path());
    let mut incoming = files.receive().unwrap();
    incoming.add(b"adresses").await.unwrap();
    assert_eq!(everything_in(place.path()), Vec::<String>::new());
    assert_eq!(format!("{incoming:?}"), "Incoming(8 bytes)");
}

#[tokio::test]
async fn a_file_that_changed_on_the_disk_is_not_given_out() {
    let place = tempfile::tempdir().unwrap();
    let files = local(place.path());
    let key = files.put(Bytes::from_static(b"true"), "txt").await.unwrap();
    std::fs::write(place.path().join(key.as_str()), b"lies").unwrap();
    assert!(matches!(files.get(&key).await, Err(FilesError::Refused(_))));
}

#[tokio::test]
async fn a_file_cut_short_on_the_disk_is_mended_by_putting_it_again() {
    let place = tempfile::tempdir().unwrap();
    let files = local(place.path());
    let bytes = Bytes::from_static(b"whole");
    let key = files.put(bytes.clone(), "txt").await.unwrap();
    std::fs::write(place.path().join(key.as_str()), b"wh").unwrap();
    files.put(bytes.clone(), "txt").await.unwrap();
    assert_eq!(files.get(&key).await.unwrap(), bytes);
}

/// Runs itself again in a mount namespace of its own, where a disk of 64 KB can
/// be made and goes away with the test.
#[tokio::test]
async fn a_full_disk_is_said_to_be_full_and_keeps_no_half_file() {
    if let Ok(disk) = std::env::var(DISK) {
        return fill(Path::new(&disk)).await;
    }
    let place = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=64k tmpfs {disk} || exit 77\n\
         exec \"$0\" --exact failures::a_full_disk_is_said_to_be_full_and_keeps_no_half_file --nocapture",
        disk = place.path().display()
    );
    let itself = std::env::current_exe().unwrap();
    let mut outcomes = Vec::new();
    for namespaces in [&["--mount"][..], &["--map-root-user", "--mount"]] {
        let run = Command::new("unshare")
            .args(namespaces)
            .args(["sh", "-c", &script])
            .arg(&itself)
            .env(DISK, place.path())
            .output();
        let Ok(run) = run else { continue };
        if run.status.success() {
            let told = String::from_utf8_lossy(&run.stdout);
            assert!(told.contains("1 passed"), "{told}");
            return;
        }
        let told = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(!told.contains("1 failed"), "{told}");
        outcomes.push(run.status.code());
    }
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!ci, "no small disk could be mounted: {outcomes:?}");
    println!("skipped: no small disk could be mounted: {outcomes:?}");
}

async fn fill(disk: &Path) {
    let files = local(disk);
    let small = files.put(Bytes::from_static(b"small"), "bin").await.unwrap();
    let large = Bytes::from(vec![1; 200_000]);
    assert_eq!(files.put(large.clone(), "bin").await, Err(FilesError::Full));

    let left = everything_in(disk);
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(!files.exists(&FileKey::of(&large, "bin").unwrap()).await.unwrap());
    assert_eq!(&files.get(&small).await.unwrap()[..], b"small");
    let mut incoming = files.receive().unwrap();
    let mut taken = Ok(());
    for piece in large.chunks(10_000) {
        taken = taken.and(incoming.add(piece).await);
    }
    let kept = files.put_incoming(incoming, "bin").await;
    assert!(taken.is_err() || kept.is_err(), "it has no room");
    assert_eq!(everything_in(disk).len(), 1);

    // A picture is kept whole or not at all, and takes nothing along that was there before it.
    let known = files.put(Bytes::from_static(b"known"), "jpg").await.unwrap();
    let rendition = |bytes: Bytes| Rendition { width: 1, height: 1, bytes };
    let renditions =
        [Bytes::from_static(b"known"), Bytes::from_static(b"narrow"), large].map(rendition).into();
    let picture = Picture { width: 1, height: 1, renditions };
    assert_eq!(files.put_picture(&picture).await, Err(FilesError::Full));
    assert!(files.exists(&known).await.unwrap());
    assert_eq!(everything_in(disk).len(), 2);
    // Room was given back: what fits is taken again.
    files.put(Bytes::from(vec![2; 20_000]), "bin").await.unwrap();
}

/// A server that says "no such file" to every question and `answer` to a file.
async fn server_that_answers(answer: &'static str) -> Files {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut seen = Vec::new();
            while !seen.ends_with(b"sent bytes") && !seen.starts_with(b"HEAD") {
                if stream.read_buf(&mut seen).await.unwrap_or(0) == 0 {
                    break;
                }
            }
            let status = if seen.starts_with(b"HEAD") { "404 Not Found" } else { answer };
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all(head.as_bytes()).await;
        }
    });
    at_port(port)
}

fn at_port(port: u16) -> Files {
    let address = format!("s3://bucket?endpoint=http://127.0.0.1:{port}&key=a&secret=b");
    Files::open(&address).unwrap()
}

#[tokio::test]
async fn what_an_s3_server_answers_becomes_a_sentence() {
    for (answer, expected) in [
        ("507 Insufficient Storage", "files-full"),
        ("503 Slow Down", "files-unreachable"),
        ("403 Forbidden", "files-refused"),
    ] {
        let files = server_that_answers(answer).await;
        let error = files.put(Bytes::from_static(b"sent bytes"), "bin").await.unwrap_err();
        assert_eq!(error.key(), expected, "{answer}: {error}");
    }
}

#[tokio::test]
async fn a_server_that_is_gone_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(at_port(port).check().await, Err(FilesError::Unreachable));
}
