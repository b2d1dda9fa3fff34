use std::path::Path;

use griot_config::{Config, ConfigError, Overrides, Remedy};

use crate::{from_environment, from_file};

/// The mistake must name key, shown value and remedy, in both languages, in one sentence.
fn reads(error: &ConfigError, parts: &[&str], french: &str, english: &str) {
    for (lang, remedy) in [("fr", french), ("en", english)] {
        let sentence = error.sentence(lang);
        for part in parts.iter().chain([&remedy]) {
            assert!(sentence.contains(part), "{part:?} is not in {sentence:?}");
        }
        assert!(!sentence.contains('\n'));
        assert!(sentence.ends_with(['.', '?']), "{sentence}");
    }
    assert_eq!(error.to_string(), error.sentence("fr-FR"));
}

#[test]
fn every_wrong_value_names_key_value_and_remedy() {
    let cases = [
        ("listen", "8080", "adresse IP et un port", "IP address and a port"),
        ("listen", "example.org:80", "adresse IP et un port", "IP address and a port"),
        ("base_url", "ftp://example.org/", "adresse publique", "public address"),
        ("base_url", "https://example.org/griot", "sans mot de passe ni chemin", "without password or path"),
        ("database_url", "mysql://db/griot", "postgres://", "postgres://"),
        ("database_url", "sqlite://griot.db", "garder SQLite", "keep SQLite"),
        ("files_url", "gs://bucket/x", "s3://", "s3://"),
        ("smtp_url", "https://mail.example.org", "smtps://", "smtps://"),
        ("mail_from", "contact", "écrivez une adresse", "write an address"),
        ("mail_from", "Section <contact@example.org", "écrivez une adresse", "write an address"),
        ("mail_bounce", "retours", "écrivez une adresse sans", "write an address without"),
        ("mail_bounce", "retours+x@example.org", "15 signes", "15 signs"),
        ("mail_bounce", "letters-that-return@example.org", "15 signes", "15 signs"),
        ("sms_url", "sms://gateway", "passerelle", "gateway"),
        ("metrics_listen", "9100", "adresse IP et un port", "IP address and a port"),
        ("metrics_listen", "127.0.0.1:8080", "autre adresse que listen", "another address than listen"),
        ("log", "loud", "debug", "debug"),
        ("log_json", "maybe", "true ou false", "true or false"),
        ("allow_private_fetch", "2", "true ou false", "true or false"),
        ("trusted_proxies", "0.0.0.0/0", "172.16.0.0/12", "172.16.0.0/12"),
        ("trusted_proxies", "proxy.internal", "jamais 0.0.0.0/0", "never 0.0.0.0/0"),
        ("trusted_proxies", "10.0.0.0/33", "serveurs mandataires", "your proxies"),
        ("workers", "0", "de 1 à 64", "from 1 to 64"),
        ("workers", "many", "de 1 à 64", "from 1 to 64"),
    ];
    for (key, value, french, english) in cases {
        let variable = format!("GRIOT_{}", key.to_uppercase());
        let error = from_environment(&[(&variable, value)]).unwrap_err();
        reads(&error, &[key, value, &variable], french, english);

        let error = from_file(&format!("{key} = \"{value}\"\n")).unwrap_err();
        reads(&error, &[key, value, "griot.toml"], french, english);
    }
}

#[test]
fn the_encryption_of_a_mail_server_is_required_or_none() {
    let error = from_environment(&[("GRIOT_SMTP_URL", "smtp://u:s3cret@mail.example.org?tls=maybe")]);
    let error = error.unwrap_err();
    reads(&error, &["smtp_url", "GRIOT_SMTP_URL", "tls=required"], "retirez-le", "leave it out");
    assert!(!error.to_string().contains("s3cret"));
    assert!(from_environment(&[("GRIOT_SMTP_URL", "smtp://mail.example.org?tls=none")]).is_ok());
}

#[test]
fn a_value_that_its_user_does_not_take_is_a_mistake_like_any_other() {
    let config = from_environment(&[("GRIOT_FILES_URL", "s3://bucket/x?key=k&secret=s3cret")]).unwrap();
    let error = config.refuse("files_url", Remedy::S3Access);
    let parts = ["files_url", "GRIOT_FILES_URL", "s3://bucket/x", "AWS_ACCESS_KEY_ID"];
    reads(&error, &parts, "n’écrivez après", "write nothing after");
    assert!(!error.to_string().contains("s3cret"));
}

#[test]
fn a_mistake_never_repeats_a_secret() {
    let cases = [
        ("GRIOT_DATABASE_URL", "mysql://chief:s3cret@db/griot"),
        ("GRIOT_DATABASE_URL", "s3cret"),
        ("GRIOT_SMTP_URL", "https://chief:s3cret@mail"),
        ("GRIOT_SMS_URL", "sms://gateway/s3cret?key=s3cret"),
        ("GRIOT_FILES_URL", "gs://s3cret@bucket"),
        ("GRIOT_BASE_URL", "https://chief:s3cret@example.org"),
    ];
    for pair in cases {
        let error = from_environment(&[pair]).unwrap_err();
        let said = format!("{error} {} {error:?}", error.sentence("en"));
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn an_unknown_key_is_refused_and_the_nearest_is_proposed() {
    let cases = [
        ("databse_url", "database_url"),
        ("smtp", "smtp_url"),
        ("base-url", "base_url"),
        ("Listen", "listen"),
    ];
    for (wrong, right) in cases {
        let error = from_file(&format!("{wrong} = \"x\"\n")).unwrap_err();
        let french = format!("vouliez-vous écrire {right}");
        reads(&error, &[wrong, "griot.toml"], &french, &format!("did you mean {right}?"));
    }
    let error = from_file("[smtp]\nurl = \"smtp://localhost\"\n").unwrap_err();
    reads(&error, &["smtp"], "smtp_url", "smtp_url");
    let error = from_file("zzzzzzzzzzzzzzzzzzzzzzzz = 1\n").unwrap_err();
    reads(&error, &["zzzz", "data, listen,", "base_url", "workers"], "les clés sont", "the keys are");
}

#[test]
fn a_misspelt_variable_is_refused_too() {
    let error = from_environment(&[("GRIOT_DATABSE_URL", "postgres://db/x")]).unwrap_err();
    reads(&error, &["databse_url", "GRIOT_DATABSE_URL"], "database_url", "database_url");
}

#[test]
fn a_list_where_one_value_is_wanted_is_refused() {
    let error = from_file("listen = [\"127.0.0.1:80\"]\n").unwrap_err();
    reads(&error, &["listen"], "une seule valeur", "one value");
}

#[test]
fn a_file_that_is_not_toml_names_its_line_and_quotes_nothing() {
    let error = from_file("log = \"info\"\nsmtp_url = smtp://chief:s3cret@mail\n").unwrap_err();
    reads(&error, &["2"], "ligne 2", "line 2");
    assert!(!format!("{error:?} {error}").contains("s3cret"));
}

#[test]
fn a_named_file_must_exist() {
    let error = Config::load(Some(Path::new("/nowhere/griot.toml")), Overrides::default()).unwrap_err();
    reads(&error, &["/nowhere/griot.toml"], "n’existe pas", "does not exist");
}

#[test]
fn the_key_may_not_lie_inside_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let inside = [text(&data.join("key")), text(&data.join("../data/deep/key")), text(&data)];
    for key in &inside {
        let error = from_environment(&[("GRIOT_DATA", &text(&data)), ("GRIOT_KEY_FILE", key)]).unwrap_err();
        reads(&error, &["key_file", key], "hors du dossier", "outside the data folder");
    }
    let outside = text(&data.join("../key"));
    assert!(from_environment(&[("GRIOT_DATA", &text(&data)), ("GRIOT_KEY_FILE", &outside)]).is_ok());
}

#[cfg(unix)]
#[test]
fn a_link_does_not_hide_that_the_key_lies_inside() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&data, &link).unwrap();
    let key = link.join("key");
    let pairs = [("GRIOT_DATA", data.to_str().unwrap()), ("GRIOT_KEY_FILE", key.to_str().unwrap())];
    let error = from_environment(&pairs).unwrap_err();
    reads(&error, &["key_file"], "hors du dossier", "outside the data folder");
}

#[test]
fn a_data_folder_without_a_name_is_refused() {
    let error = from_environment(&[("GRIOT_DATA", "/")]).unwrap_err();
    reads(&error, &["data"], "porte un nom", "has a name");
}
