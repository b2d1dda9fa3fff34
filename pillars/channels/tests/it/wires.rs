//! What all wires have in common.

use griot_channels::model::network::Network;
use griot_channels::networks::wire;

/// The sources of all wires, in which each cause of a refusal stands by its key.
const SOURCES: [&str; 8] = [
    include_str!("../../src/networks/answer.rs"),
    include_str!("../../src/networks/bluesky.rs"),
    include_str!("../../src/networks/bluesky/session.rs"),
    include_str!("../../src/networks/facebook.rs"),
    include_str!("../../src/networks/facebook/refusal.rs"),
    include_str!("../../src/networks/mastodon.rs"),
    include_str!("../../src/networks/mastodon/find.rs"),
    include_str!("../../src/networks/telegram.rs"),
];

#[test]
fn each_wire_speaks_to_its_own_network_at_a_pace_and_over_tls() {
    let speaking: Vec<Network> = Network::ALL.into_iter().filter(|one| wire(*one).is_some()).collect();
    assert_eq!(speaking, [Network::Facebook, Network::Telegram, Network::Mastodon, Network::Bluesky]);
    for network in speaking {
        let wire = wire(network).unwrap();
        assert_eq!(wire.network(), network);
        assert!(wire.budget().most > 0 && wire.budget().seconds > 0);
        assert!(wire.server().is_none_or(|server| server.starts_with("https://")));
    }
}

#[test]
fn each_cause_of_a_refusal_is_a_sentence_in_both_languages_with_what_the_network_said() {
    let words = [include_str!("../../i18n/fr.ftl"), include_str!("../../i18n/en.ftl")];
    let mut causes = 0;
    for key in
        SOURCES.iter().flat_map(|text| text.split('"')).filter(|text| text.starts_with("channels-trouble-"))
    {
        causes += 1;
        for words in words {
            let begins = format!("{key} = ");
            let line = words.lines().find(|line| line.starts_with(&begins));
            assert!(line.is_some_and(|line| line.contains("{ $said }")), "{key}");
        }
    }
    assert!(causes > 30, "{causes}");
}
