use std::path::PathBuf;

use griot_crypto::{KeyError, Keys, OpenError, Purpose};
use griot_kernel::SystemRandom;
use tempfile::TempDir;

const LETTERS: Purpose = Purpose("letters");

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("griot-data.key");
    (folder, path)
}

#[test]
fn the_file_is_made_once_and_opened_ever_after() {
    let (folder, path) = place();
    let sealed =
        Keys::open_or_create(&path, &SystemRandom).unwrap().seal(LETTERS, b"Awa", b"", &SystemRandom);
    let again = Keys::open_or_create(&path, &SystemRandom).unwrap();
    assert_eq!(again.open(LETTERS, &sealed, b"").unwrap(), b"Awa");
    assert_eq!(Keys::open_existing(&path).unwrap().open(LETTERS, &sealed, b"").unwrap(), b"Awa");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
}

#[test]
fn a_missing_file_is_not_replaced_when_it_must_exist() {
    let (_folder, path) = place();
    let error = Keys::open_existing(&path).unwrap_err();
    assert!(matches!(error, KeyError::Unreadable { .. }));
    assert!(!path.exists());
}

#[test]
fn rotation_keeps_what_was_sealed_signed_and_digested() {
    let (_folder, path) = place();
    let old = Keys::open_or_create(&path, &SystemRandom).unwrap();
    let sealed = old.seal(LETTERS, b"Awa", b"", &SystemRandom);
    let signature = old.signature(LETTERS, b"link");

    Keys::rotate(&path, &SystemRandom).unwrap();
    let new = Keys::rotate(&path, &SystemRandom).unwrap();

    assert_eq!(new.count(), 3);
    assert_eq!(new.open(LETTERS, &sealed, b"").unwrap(), b"Awa");
    assert!(new.needs_resealing(&sealed));
    assert!(new.verify(LETTERS, b"link", &signature));
    assert_ne!(new.signature(LETTERS, b"link"), signature);
    assert!(new.verify_tag(LETTERS, b"link", &old.tag(LETTERS, b"link")));
    assert_eq!(new.digest(LETTERS, "awa"), old.digest(LETTERS, "awa"));

    let resealed = new.seal(LETTERS, b"Awa", b"", &SystemRandom);
    assert!(!new.needs_resealing(&resealed));
    assert_eq!(old.open(LETTERS, &resealed, b""), Err(OpenError::UnknownKey(3)));
    let reopened = Keys::open_or_create(&path, &SystemRandom).unwrap();
    assert_eq!(reopened.open(LETTERS, &resealed, b"").unwrap(), b"Awa");
}

#[test]
fn an_older_key_can_be_taken_out_and_its_number_never_comes_again() {
    let (_folder, path) = place();
    let old = Keys::open_or_create(&path, &SystemRandom).unwrap();
    let sealed = old.seal(LETTERS, b"Awa", b"", &SystemRandom);
    assert!(sealed.starts_with(&Keys::mark_of(1)));
    let new = Keys::rotate(&path, &SystemRandom).unwrap();
    assert_eq!(new.ids(), [2, 1]);
    let resealed = new.seal(LETTERS, b"Awa", b"", &SystemRandom);
    assert!(resealed.starts_with(&new.mark()));

    assert!(Keys::forget(&path, 2, &SystemRandom).unwrap().is_none(), "the current one stays");
    assert!(Keys::forget(&path, 7, &SystemRandom).unwrap().is_none());
    let left = Keys::forget(&path, 1, &SystemRandom).unwrap().unwrap();
    assert_eq!(left.ids(), [2]);
    assert_eq!(left.open(LETTERS, &resealed, b"").unwrap(), b"Awa");
    assert_eq!(left.open(LETTERS, &sealed, b""), Err(OpenError::UnknownKey(1)));
    assert_eq!(left.digest(LETTERS, "awa"), old.digest(LETTERS, "awa"));
    assert_eq!(Keys::rotate(&path, &SystemRandom).unwrap().ids(), [3, 2]);
}

#[cfg(unix)]
#[test]
fn the_file_belongs_to_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let (_folder, path) = place();
    Keys::open_or_create(&path, &SystemRandom).unwrap();
    let mode = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    Keys::rotate(&path, &SystemRandom).unwrap();
    assert_eq!(mode(&path), 0o600);

    for open in [0o640, 0o604, 0o620, 0o644, 0o666] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(open)).unwrap();
        let error = Keys::open_or_create(&path, &SystemRandom).unwrap_err();
        assert_eq!(error, KeyError::TooOpen { path: path.clone(), mode: open });
        assert!(error.sentence("en").contains("chmod 600"));
        assert!(error.to_string().contains("chmod 600"));
    }
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    assert!(Keys::open_or_create(&path, &SystemRandom).is_ok());
}

#[cfg(unix)]
#[test]
fn a_damaged_file_names_its_line_and_is_never_replaced() {
    let (_folder, path) = place();
    Keys::open_or_create(&path, &SystemRandom).unwrap();
    let whole = std::fs::read_to_string(&path).unwrap();
    let last = whole.lines().last().unwrap();
    let cases = [
        (String::new(), 1),
        (whole.replacen("griot-keys 1", "griot-keys 2", 1), 1),
        (whole.replacen("digest", "digits", 1), 4),
        (whole.replacen(last, "1 = short", 1), 5),
        (whole.replacen(last, "", 1), 5),
        (format!("{whole}{last}\n"), 6),
        (format!("{whole}nonsense\n"), 6),
    ];
    for (text, line) in cases {
        std::fs::write(&path, &text).unwrap();
        let error = Keys::open_or_create(&path, &SystemRandom).unwrap_err();
        assert_eq!(error, KeyError::Damaged { path: path.clone(), line }, "{text}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        assert!(!format!("{error} {error:?}").contains(last));
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error_with_a_sentence() {
    let (folder, _) = place();
    let error = Keys::open_or_create(&folder.path().join("none/griot.key"), &SystemRandom).unwrap_err();
    assert!(matches!(error, KeyError::Unwritable { .. }));
    assert!(error.sentence("fr").contains("key_file"));
}

#[test]
fn several_starts_at_once_agree_on_one_key() {
    let (_folder, path) = place();
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || {
                Keys::open_or_create(&path, &SystemRandom).unwrap().signature(LETTERS, b"x")
            })
        })
        .collect();
    let signatures: Vec<_> = starts.into_iter().map(|start| start.join().unwrap()).collect();
    assert!(signatures.iter().all(|signature| *signature == signatures[0]));
}

#[test]
fn rotations_at_once_lose_no_key() {
    let (_folder, path) = place();
    Keys::open_or_create(&path, &SystemRandom).unwrap();
    let turns: Vec<_> = (0..6)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || Keys::rotate(&path, &SystemRandom).unwrap())
        })
        .collect();
    for turn in turns {
        turn.join().unwrap();
    }
    assert_eq!(Keys::open_existing(&path).unwrap().count(), 7);
}

#[test]
fn keys_are_never_shown() {
    let (_folder, path) = place();
    let keys = Keys::open_or_create(&path, &SystemRandom).unwrap();
    assert_eq!(format!("{keys:?}"), "Keys { ids: [1], .. }");
}
