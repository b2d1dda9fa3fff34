use std::path::{Path, PathBuf};

use griot_config::{Config, Origin, Overrides};

use crate::{environment, file, from_environment, from_file};

#[test]
fn nothing_need_be_written() {
    let config = from_environment(&[]).unwrap();
    assert_eq!(config.data, Path::new("griot-data"));
    assert_eq!(config.listen, "127.0.0.1:8080".parse().unwrap());
    assert_eq!(config.base_url.as_str(), "http://127.0.0.1:8080/");
    assert_eq!(config.key_file, Path::new("griot-data.key"));
    assert_eq!(config.database_url, None);
    assert_eq!((config.log.as_str(), config.log_json, config.workers), ("info", false, 4));
    assert!(!config.allow_private_fetch);
    assert_eq!(config.trusted_proxies, ["127.0.0.0/8", "::1/128"].map(|net| net.parse().unwrap()));
}

#[test]
fn proxies_are_named_by_net_or_address() {
    let config =
        from_environment(&[("GRIOT_TRUSTED_PROXIES", "10.88.3.7/16, 192.0.2.1\t2001:db8::1")]).unwrap();
    let wanted = ["10.88.0.0/16", "192.0.2.1/32", "2001:db8::1/128"].map(|net| net.parse().unwrap());
    assert_eq!(config.trusted_proxies, wanted);
    let shown = config.describe().iter().find(|line| line.key == "trusted_proxies").unwrap();
    assert_eq!(shown.value.as_deref(), Some("10.88.0.0/16 192.0.2.1/32 2001:db8::1/128"));
}

#[test]
fn each_layer_wins_over_the_one_below() {
    let (_folder, path) = file("listen = \"127.0.0.1:1\"\nlog = \"warn\"\nworkers = 2\nlog_json = true\n");
    let variables = environment(&[("GRIOT_LISTEN", "127.0.0.1:2"), ("GRIOT_LOG", "debug")]);
    let overrides = Overrides { listen: Some("127.0.0.1:3".to_owned()), data: None };
    let config = Config::read(Some(&path), variables, overrides).unwrap();

    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.log, "debug");
    assert_eq!((config.workers, config.log_json), (2, true));
    let origin = |key| config.describe().iter().find(|line| line.key == key).unwrap().origin.clone();
    assert_eq!(origin("listen"), Origin::CommandLine);
    assert_eq!(origin("log"), Origin::Environment("GRIOT_LOG".to_owned()));
    assert_eq!(origin("workers"), Origin::File(path.clone()));
    assert_eq!(origin("data"), Origin::Default);
    assert_eq!(origin("smtp_url"), Origin::Default);
}

#[test]
fn the_key_lies_beside_the_data_folder() {
    let overrides = Overrides { data: Some(PathBuf::from("/srv/griot/")), listen: None };
    let config = Config::read(None, [], overrides).unwrap();
    assert_eq!(config.key_file, Path::new("/srv/griot.key"));
}

#[test]
fn an_ipv6_listener_gives_an_address_that_a_browser_takes() {
    let config = from_environment(&[("GRIOT_LISTEN", "[::1]:8080")]).unwrap();
    assert_eq!(config.base_url.as_str(), "http://[::1]:8080/");
    let everywhere = from_environment(&[("GRIOT_LISTEN", "0.0.0.0:80")]).unwrap();
    assert_eq!(everywhere.base_url.as_str(), "http://127.0.0.1/");
}

#[test]
fn an_empty_variable_counts_as_unset() {
    let config = from_environment(&[("GRIOT_SMTP_URL", ""), ("GRIOT_SMS_URL", " ")]).unwrap();
    assert_eq!((config.smtp_url, config.sms_url), (None, None));
}

#[test]
fn the_variables_of_other_programs_are_left_alone() {
    assert!(from_environment(&[("GRIOT_TEST_POSTGRES", "x"), ("GRIOT_LANG", "fr"), ("HOME", "/")]).is_ok());
}

#[test]
fn every_accepted_kind_of_address_is_accepted() {
    let good = [
        ("GRIOT_DATABASE_URL", "postgres://u:p@db/griot"),
        ("GRIOT_DATABASE_URL", "postgresql://db:5433/griot?sslmode=require"),
        ("GRIOT_FILES_URL", "s3://bucket/section?region=eu"),
        ("GRIOT_FILES_URL", "file:///srv/files"),
        ("GRIOT_SMTP_URL", "smtp://localhost:1025"),
        ("GRIOT_SMTP_URL", "smtps://u:p@mail.example.org"),
        ("GRIOT_SMTP_URL", "smtp+starttls://u:p@mail.example.org:587"),
        ("GRIOT_SMS_URL", "https://sms.example.org/send"),
        ("GRIOT_MAIL_FROM", "Section <contact@example.org>"),
        ("GRIOT_MAIL_FROM", "contact@example.org"),
        ("GRIOT_MAIL_BOUNCE", "retours@example.org"),
        ("GRIOT_METRICS_LISTEN", "127.0.0.1:9100"),
        ("GRIOT_LISTEN", "localhost:8080"),
        ("GRIOT_BASE_URL", "https://example.org"),
        ("GRIOT_LOG", "info,griot_web=debug"),
        ("GRIOT_LOG_JSON", "oui"),
    ];
    for pair in good {
        assert!(from_environment(&[pair]).is_ok(), "{pair:?}");
    }
}

#[test]
fn what_is_shown_never_holds_a_secret() {
    let config = from_file(
        "database_url = \"postgres://chief:s3cret@db/griot\"\nsmtp_url = \"smtps://chief:s3cret@mail\"\n\
         sms_url = \"https://sms.example.org/s3cret?key=s3cret\"\nfiles_url = \"s3://chief:s3cret@bucket/x\"\n",
    )
    .unwrap();
    let shown = format!("{:?} {config:?} {config:#?}", config.describe());
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(!shown.contains("chief"), "{shown}");
    assert!(shown.contains("db/griot"));
    assert_eq!(config.database_url.unwrap(), "postgres://chief:s3cret@db/griot");
}

#[test]
fn starttls_has_two_spellings_and_one_meaning() {
    for (written, read) in [
        ("smtp+starttls://mail:587", "smtp://mail:587?tls=required"),
        ("smtp+starttls://u:p@mail/?x=1", "smtp://u:p@mail/?x=1&tls=required"),
        ("smtp://mail", "smtp://mail"),
    ] {
        let config = from_environment(&[("GRIOT_SMTP_URL", written)]).unwrap();
        assert_eq!(config.smtp_url.as_deref(), Some(read));
    }
}
