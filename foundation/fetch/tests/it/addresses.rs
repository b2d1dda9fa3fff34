use std::net::IpAddr;

use griot_fetch::{Conditional, FetchError, FetchPolicy, Fetcher, is_public};
use url::Url;

#[test]
fn only_the_public_internet_is_public() {
    let private = [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.255",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "2a01:e0a::5efe:192.168.0.1",
        "2a01:e0a::200:5efe:127.0.0.1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ];
    let public = [
        "1.1.1.1",
        "8.8.8.8",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.1.1",
        "196.28.245.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.254",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4007::200e",
        "2c0f:fb50:4003::1",
    ];
    for (list, expected) in [(&private[..], false), (&public[..], true)] {
        for text in list {
            let address: IpAddr = text.parse().unwrap();
            assert_eq!(is_public(address), expected, "{text}");
        }
    }
}

#[test]
fn an_address_is_judged_as_it_is_typed() {
    let fetcher = Fetcher::new(FetchPolicy::default()).unwrap();
    let good = [
        ("example.org/feed.xml", "https://example.org/feed.xml"),
        (" http://example.org/a#part ", "http://example.org/a"),
        ("example.org:8443/x", "https://example.org:8443/x"),
        ("https://écoute.example/", "https://xn--coute-9ra.example/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
    ];
    for (typed, url) in good {
        assert_eq!(fetcher.address(typed).unwrap().as_str(), url, "{typed}");
    }
    let long = format!("https://example.org/{}", "a".repeat(2048));
    let bad = [
        ("", FetchError::BadAddress),
        ("   ", FetchError::BadAddress),
        ("https://", FetchError::BadAddress),
        ("javascript:alert(1)", FetchError::BadAddress),
        ("https://user:secret@example.org/", FetchError::BadAddress),
        ("https://user@example.org/", FetchError::BadAddress),
        ("http://example.org:22/", FetchError::BadAddress),
        ("http://example.org:25/", FetchError::BadAddress),
        ("http://example.org:6379/", FetchError::BadAddress),
        (long.as_str(), FetchError::BadAddress),
        ("ftp://example.org/", FetchError::NotHttp),
        ("file:///etc/passwd", FetchError::NotHttp),
        ("gopher://example.org/", FetchError::NotHttp),
        ("http://127.0.0.1/", FetchError::PrivateAddress),
        ("http://127.1/", FetchError::PrivateAddress),
        ("http://2130706433/", FetchError::PrivateAddress),
        ("http://0x7f.0.0.1/", FetchError::PrivateAddress),
        ("http://0177.0.0.1/", FetchError::PrivateAddress),
        ("http://①②⑦.0.0.1/", FetchError::PrivateAddress),
        ("http://169.254.169.254/latest/meta-data/", FetchError::PrivateAddress),
        ("http://[::1]/", FetchError::PrivateAddress),
        ("http://[::ffff:127.0.0.1]/", FetchError::PrivateAddress),
        ("http://[64:ff9b::7f00:1]/", FetchError::PrivateAddress),
        ("http://[fe80::1]/", FetchError::PrivateAddress),
        ("http://0/", FetchError::PrivateAddress),
    ];
    for (typed, error) in bad {
        assert_eq!(fetcher.address(typed), Err(error), "{typed}");
    }
}

#[tokio::test]
async fn a_name_of_this_machine_is_private() {
    let fetcher = Fetcher::new(FetchPolicy::default()).unwrap();
    let url = Url::parse("http://localhost/").unwrap();
    let answer = fetcher.get(&url, &Conditional::default()).await;
    assert_eq!(answer, Err(FetchError::PrivateAddress));
}

#[test]
fn each_refusal_has_its_own_sentence() {
    let all = [
        FetchError::BadAddress,
        FetchError::PrivateAddress,
        FetchError::Unreachable,
        FetchError::Refused(403),
        FetchError::TooLarge,
        FetchError::TooSlow,
        FetchError::NotHttp,
        FetchError::TooManyRedirects,
        FetchError::Gone,
    ];
    let keys: std::collections::BTreeSet<_> = all.iter().map(|error| error.key()).collect();
    assert_eq!(keys.len(), all.len());
    assert!(FetchError::Refused(503).may_pass());
    assert!(!FetchError::Refused(404).may_pass());
}
