//! Connecting an account by its owner's yes on the server, and giving its key back.

use std::time::Duration;

use griot_channels::{
    SCHEMA,
    engine::open_key,
    model::{channel::ChannelId, network::Network},
    networks::{Account, Brought, Sight, Wire, ear::Ear, mastodon::Mastodon},
    store,
};
use griot_web::testing::{Client, text};

use crate::{
    doubles::{self, Fault, Stage, carried, fetcher, line, media, message, now, token},
    factory,
    house::{Home, home, to},
    pages::{add_channel, page},
};

struct There {
    home: Home,
    server: doubles::mastodon::Mastodon,
    fatou: Client,
    /// The page of the channel.
    channel: String,
}

async fn there() -> There {
    let home = home().await;
    let server = doubles::mastodon::Mastodon::start(Stage::at(now())).await;
    let fatou = home.fatou().await;
    let channel = format!("/desk/channels/{}", add_channel(&fatou, "mastodon", "Notre compte").await);
    There { home, server, fatou, channel }
}

impl There {
    /// Asks for the way to the server: the link on the page.
    async fn begin(&self, who: &Client) -> String {
        let answer = who.post(&format!("{}/oauth", self.channel), &[("server", &self.server.address)]).await;
        assert_eq!(answer.status(), 200);
        let shown = text(answer).await;
        let link = shown.split("href=\"").map(|rest| rest.split('"').next().unwrap());
        let link =
            link.filter(|href| href.contains("/oauth/authorize")).last().expect("a link to the server");
        link.replace("&amp;", "&").replace("&#38;", "&")
    }

    async fn connect(&self) -> String {
        let link = self.begin(&self.fatou).await;
        let back = self.server.authorize(&link, true);
        to(&self.fatou.get(&back).await)
    }

    fn id(&self) -> ChannelId {
        self.channel.trim_start_matches("/desk/channels/").parse().unwrap()
    }

    async fn account(&self) -> Option<Account> {
        let section = &self.home.house.section;
        let mut db = section.db.read().await.unwrap();
        let kept = store::keys::of(&mut db, self.id()).await.unwrap()?;
        let channel = store::channels::by_id(&mut db, self.id()).await.unwrap().unwrap();
        let key = open_key(&section.keys, self.id(), &kept.sealed).unwrap();
        Some(Account { server: channel.server, name: channel.account, key })
    }

    fn open_keys(&self) -> usize {
        self.server.world.lock().unwrap().oauth.tokens.len()
    }

    /// What the page says that a way back leads to.
    async fn refused(&self, path: &str, words: &str) {
        let answer = self.fatou.get(path).await;
        assert_eq!(answer.status(), 422);
        let shown = text(answer).await;
        assert!(shown.contains(words), "{words} in {shown}");
    }
}

#[tokio::test]
async fn an_account_is_connected_without_anybody_copying_a_key() {
    let there = there().await;
    assert!(page(&there.fatou, &there.channel).await.contains("Ou coller une clé"), "the other way stays");
    assert_eq!(there.connect().await, format!("{}?done=connected", there.channel));
    let shown = page(&there.fatou, &there.channel).await;
    assert!(shown.contains(&there.server.address) && shown.contains("api/v2/instance"), "{shown}");
    let account = there.account().await.unwrap();
    assert_eq!(account.server, there.server.address);
    assert!(there.home.log.acts().contains(&"channels-log-connected"));
    let kept = store::keys::of(&mut there.home.house.section.db.read().await.unwrap(), there.id()).await;
    let sealed = kept.unwrap().unwrap().sealed;
    let secret = account.key.typed.as_bytes();
    assert!(!sealed.windows(secret.len()).any(|part| part == secret), "it is sealed as a pasted one is");

    // What was asked for is enough for all that the house does there.
    let fetcher = fetcher();
    let line = || line(&fetcher);
    let brought = Mastodon.bring(line(), &account, &media("Un puits")).await.unwrap();
    let Brought::Ready(id) = brought else { panic!("it is ready at once") };
    let sent = Mastodon.send(line(), &account, &message("a"), &carried(&[&id]), &token("k")).await.unwrap();
    let seen = Mastodon.look(line(), &account, &message("a"), &[id], &token("k")).await.unwrap();
    assert_eq!(seen, Sight::There(sent.clone()));
    assert!(Mastodon.check(line(), &account).await.is_ok());
    assert!(Mastodon.hear(line(), &account, "").await.is_ok());
    assert_eq!(Mastodon.take_back(line(), &account, &sent.id).await, Ok(()));

    let act = format!("{}/act", there.channel);
    assert_eq!(
        to(&there.fatou.post(&act, &[("act", "forget")]).await),
        format!("{}?done=forgotten", there.channel)
    );
    assert_eq!((there.open_keys(), there.account().await), (0, None), "the server forgets it, too");
}

#[tokio::test]
async fn a_server_that_knows_no_pkce_connects_as_well() {
    let there = there().await;
    there.server.world.lock().unwrap().oauth.described = false;
    assert_eq!(there.connect().await, format!("{}?done=connected", there.channel));
}

#[tokio::test]
async fn whoever_says_no_loses_nothing() {
    let there = there().await;
    there
        .fatou
        .post(
            &there.channel,
            &[("name", "Notre compte"), ("language", "fr"), ("server", &there.server.address)],
        )
        .await;
    let pasted =
        there.fatou.post(&format!("{}/key", there.channel), &[("key", doubles::mastodon::KEY)]).await;
    assert_eq!(to(&pasted), format!("{}?done=connected", there.channel));
    let link = there.begin(&there.fatou).await;
    let back = there.server.authorize(&link, false);
    there.refused(&back, "Vous avez refusé sur le serveur").await;
    assert_eq!(there.account().await.unwrap().key.typed.as_str(), doubles::mastodon::KEY);
    assert_eq!(to(&there.fatou.get(&back).await), "/desk/channels?refused=state", "once");

    let link = there.begin(&there.fatou).await;
    let back = there.server.authorize(&link, true).replace("code=code-", "code=other-");
    there.refused(&back, "Le serveur a refusé (invalid_grant)").await;
    let link = there.begin(&there.fatou).await;
    let back = there.server.authorize(&link, true);
    there.server.stage.fault("POST /oauth/token", Fault::Refuse(503));
    assert_eq!(there.fatou.get(&back).await.status(), 422);
    assert_eq!(there.account().await.unwrap().key.typed.as_str(), doubles::mastodon::KEY, "nothing is lost");

    // A key whose account does not open is not left open.
    let link = there.begin(&there.fatou).await;
    let back = there.server.authorize(&link, true);
    there.server.stage.fault("GET /api/v1/accounts/verify_credentials", Fault::Refuse(401));
    assert_eq!(there.fatou.get(&back).await.status(), 422);
    assert_eq!(there.open_keys(), 0);
    assert_eq!(there.account().await.unwrap().key.typed.as_str(), doubles::mastodon::KEY);
    assert_eq!(
        there.connect().await,
        format!("{}?done=connected", there.channel),
        "a pasted key is its owner's to take back"
    );
}

#[tokio::test]
async fn a_way_back_is_worth_something_to_whoever_went_and_for_ten_minutes() {
    let there = there().await;
    let link = there.begin(&there.fatou).await;
    let back = there.server.authorize(&link, true);
    let unknown = "/desk/channels?refused=state";
    let other = there.home.fatou().await;
    assert_eq!(to(&other.get(&back).await), unknown, "another session of the same person");
    assert_eq!(to(&there.fatou.get("/desk/channels/oauth?code=code-2&state=0000").await), unknown);
    assert_eq!(to(&there.fatou.get("/desk/channels/oauth").await), unknown);
    assert!(page(&there.fatou, unknown).await.contains("ne correspond à aucune connexion"));
    assert_eq!(there.home.awa().await.get(&back).await.status(), 403);
    assert_eq!(
        there
            .home
            .awa()
            .await
            .post(&format!("{}/oauth", there.channel), &[("server", "x.example")])
            .await
            .status(),
        403
    );
    assert_eq!(there.home.visitor().get(&back).await.status(), 303, "strangers sign in first");
    there.home.house.clock.advance(Duration::from_secs(601));
    there.refused(&back, "Plus de dix minutes").await;
    assert_eq!(there.open_keys(), 0);
    assert!(there.account().await.is_none());
}

#[tokio::test]
async fn a_server_that_cannot_is_named_and_the_address_stays_typed() {
    let there = there().await;
    let path = format!("{}/oauth", there.channel);
    there.server.world.lock().unwrap().oauth.known = false;
    for (server, words) in [
        (there.server.address.as_str(), "ne sait pas connecter un compte"),
        ("http://reseau.example", "serveur"),
        ("pas une adresse", "serveur"),
    ] {
        let answer = there.fatou.post(&path, &[("server", server)]).await;
        assert_eq!(answer.status(), 422, "{server}");
        let shown = text(answer).await;
        assert!(shown.contains(words) && shown.contains(&format!("value=\"{server}\"")), "{shown}");
    }
    let group = add_channel(&there.fatou, "whatsapp", "Groupe").await;
    let wrong = there.fatou.post(&format!("/desk/channels/{group}/oauth"), &[("server", "x.example")]).await;
    assert_eq!(wrong.status(), 400);
}

#[tokio::test]
async fn a_cut_takes_keys_back_on_the_servers_and_says_where_it_could_not() {
    let there = there().await;
    there.connect().await;
    let cut = there.fatou.post("/desk/channels/cut", &[("act", "stop-and-forget")]).await;
    assert_eq!((to(&cut).as_str(), there.open_keys()), ("/desk/channels/cut", 0));
    assert!(there.account().await.is_none());
    there.connect().await;
    let link = there.begin(&there.fatou).await;
    let back = there.server.authorize(&link, true);
    there.server.stage.fault("POST /oauth/revoke", Fault::CutBefore);
    let cut = there.fatou.post("/desk/channels/cut", &[("act", "stop-and-forget")]).await;
    assert_eq!(to(&cut), "/desk/channels/cut?done=keys-open");
    assert!(page(&there.fatou, "/desk/channels/cut?done=keys-open").await.contains("retirez aussi l’accès"));
    assert!(there.account().await.is_none(), "here it is forgotten");
    assert_eq!(to(&there.fatou.get(&back).await), "/desk/channels?refused=state", "and no way back is left");

    // Another server is another account, and so is closing.
    there.connect().await;
    let open = there.open_keys();
    let fields = [("name", "Notre compte"), ("language", "fr"), ("server", "https://autre.example")];
    there.fatou.post(&there.channel, &fields).await;
    assert_eq!(there.open_keys(), open - 1);
    there.connect().await;
    there.server.stage.fault("POST /oauth/revoke", Fault::Refuse(500));
    let closed = there.fatou.post(&format!("{}/act", there.channel), &[("act", "close")]).await;
    assert_eq!(to(&closed), format!("{}?done=forgotten-here", there.channel));
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_way_to_a_server_is_taken_once_and_swept(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let channel = factory::channel(1, Network::Mastodon);
        store::channels::insert(&mut tx, &channel).await.unwrap();
        for n in 1..=3_u8 {
            let until = factory::later(u64::from(n));
            store::oauth::add(&mut tx, &[n; 32], channel.id, b"scelle", until).await.unwrap();
        }
        let taken = store::oauth::take(&mut tx, &[1; 32]).await.unwrap();
        assert_eq!(taken, Some((channel.id, b"scelle".to_vec(), factory::later(1))));
        assert_eq!(store::oauth::take(&mut tx, &[1; 32]).await.unwrap(), None);
        assert_eq!(store::oauth::sweep(&mut tx, factory::later(3)).await.unwrap(), 1);
        assert_eq!(store::oauth::clear(&mut tx).await.unwrap(), 1);
    }
}
