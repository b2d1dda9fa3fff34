//! A key names its bytes, and nothing that is not a key becomes one.

use griot_files::FileKey;

#[test]
fn a_key_is_read_as_it_was_written() {
    let key = FileKey::of(b"Sankofa", "jpg").unwrap();
    assert_eq!(FileKey::parse(key.as_str()), Ok(key.clone()));
    assert_eq!(key.extension(), "jpg");
    assert!(key.names(b"Sankofa"));
    assert!(!key.names(b"sankofa"));
    assert_eq!(key.as_str().len(), 2 + 1 + 64 + 1 + 3);
}

#[test]
fn what_is_not_a_key_is_refused() {
    let good = FileKey::of(b"Sankofa", "jpg").unwrap().to_string();
    let (folder, name) = good.split_once('/').unwrap();
    let elsewhere = if folder == "00" { "01" } else { "00" };
    let bad = [
        String::new(),
        "../../etc/passwd".into(),
        format!("../{good}"),
        format!("/{good}"),
        format!("{good}/.."),
        format!("{good}#1"),
        format!("{good}.exe"),
        format!("{good}\0"),
        format!("{elsewhere}/{name}"),
        format!("{folder}//{name}"),
        format!("{folder}\\{name}"),
        good.to_uppercase(),
        good.replace(".jpg", ""),
        good.replace(".jpg", "."),
        good.replace(".jpg", ".extensions"),
        good.replace('/', "/é"),
        "é/".into(),
    ];
    for text in bad {
        assert!(FileKey::parse(&text).is_err(), "{text:?} was read as a key");
    }
}

#[test]
fn an_extension_may_not_lead_elsewhere() {
    for extension in ["", "JPG", "a/b", "..", "p.g", "jpg ", "toolongone", "é"] {
        assert!(FileKey::of(b"x", extension).is_err(), "{extension:?}");
    }
}

#[test]
fn a_key_in_json_is_checked_as_any_other() {
    let key = FileKey::of(b"x", "mp3").unwrap();
    let json = serde_json::to_string(&key).unwrap();
    assert_eq!(serde_json::from_str::<FileKey>(&json).unwrap(), key);
    assert!(serde_json::from_str::<FileKey>("\"../x.mp3\"").is_err());
}
