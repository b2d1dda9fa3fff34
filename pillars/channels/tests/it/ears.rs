//! What listening on each network promises: what is said comes once, and is answered where it was said.

use griot_channels::networks::{
    Account, Trouble,
    bluesky::Bluesky,
    ear::{Ear, Reply},
    facebook::Facebook,
    mastodon::Mastodon,
    telegram::Telegram,
};
use griot_channels::networks::{Key, Wire};

use crate::doubles::{self, Fault, Stage, fetcher, line, now, token};

fn reply<'a>(to: &'a str, author: &'a str, private: bool) -> Reply<'a> {
    Reply { to, author, text: "Merci, nous répondons.", private }
}

#[tokio::test]
async fn mentions_on_mastodon_come_once_and_are_answered_where_they_stand() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, "section", doubles::mastodon::KEY);
    let fetcher = fetcher();
    double.mention("awa@m.example", "<p>Où est <b>l’eau</b>&nbsp;?</p>", "public");
    let heard = Mastodon.hear(line(&fetcher), &account, "").await.unwrap();
    let said = heard.news.first().unwrap();
    assert_eq!((said.author.as_str(), said.private), ("@awa@m.example", false));
    assert!(said.text.contains("Où est l’eau"), "{}", said.text);
    assert!(Mastodon.hear(line(&fetcher), &account, &heard.cursor).await.unwrap().news.is_empty());
    double.mention("awa@m.example", "<p>Un secret</p>", "direct");
    let more = Mastodon.hear(line(&fetcher), &account, &heard.cursor).await.unwrap();
    assert_eq!(more.news.iter().map(|one| one.private).collect::<Vec<_>>(), [true]);
    assert_eq!(more.news.first().unwrap().thread, "awa@m.example/direct", "what few read is answered to few");
    double.mention("awa@m.example", "<p>Et encore ?</p>", "unlisted");
    double.mention("awa@m.example", "<p>Pour qui me suit</p>", "private");
    let rest = Mastodon.hear(line(&fetcher), &account, &more.cursor).await.unwrap().news;
    let seen: Vec<_> = rest.iter().map(|one| (one.private, one.thread == said.thread)).collect();
    assert_eq!(seen, [(false, true), (true, false)], "one person is one conversation");

    Mastodon
        .answer(line(&fetcher), &account, reply(&said.remote, &said.author, false), &token("k"))
        .await
        .unwrap();
    double.stage.fault("POST /api/v1/statuses", Fault::CutAfter);
    let lost =
        Mastodon.answer(line(&fetcher), &account, reply(&said.remote, &said.author, true), &token("l")).await;
    assert_eq!(lost, Err(Trouble::Unknown));
    Mastodon
        .answer(line(&fetcher), &account, reply(&said.remote, &said.author, true), &token("l"))
        .await
        .unwrap();
    assert_eq!(double.texts().len(), 2, "the same answer again is one answer");
    let world = double.world.lock().unwrap();
    let last = &world.statuses.last().unwrap().body;
    assert_eq!(
        (&last["in_reply_to_id"], &last["visibility"]),
        (&said.remote.as_str().into(), &"direct".into())
    );
    assert!(last["status"].as_str().unwrap().starts_with("@awa@m.example "));
}

async fn bluesky() -> (doubles::bluesky::Bluesky, Account) {
    let double = doubles::bluesky::Bluesky::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, doubles::bluesky::HANDLE, doubles::bluesky::PASSWORD);
    let fetcher = fetcher();
    let fresh: Key = Bluesky.wake(line(&fetcher), &account).await.unwrap().unwrap();
    let key = account.key.renewed(fresh);
    (double, Account { key, ..account })
}

#[tokio::test]
async fn answers_on_bluesky_come_once_and_an_answer_names_what_it_answers() {
    let (double, account) = bluesky().await;
    let fetcher = fetcher();
    double.notify("like", "");
    double.notify("reply", "Et la facture ?");
    let heard = Bluesky.hear(line(&fetcher), &account, "").await.unwrap();
    assert_eq!(heard.news.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Et la facture ?"]);
    let again = Bluesky.hear(line(&fetcher), &account, &heard.cursor).await.unwrap();
    assert_eq!(again, heard, "what was said in the last moment comes again and is known");
    double.stage.turn(now() + std::time::Duration::from_secs(60));
    for n in 0..120 {
        double.notify("mention", &format!("Question {n}"));
    }
    let many = Bluesky.hear(line(&fetcher), &account, &heard.cursor).await.unwrap();
    assert_eq!(many.news.len(), 121, "all pages are read back to where it was heard before");

    let said = heard.news.first().unwrap();
    for _ in 0..2 {
        let same = token("k");
        Bluesky
            .answer(line(&fetcher), &account, reply(&said.remote, &said.author, false), &same)
            .await
            .unwrap();
    }
    let world = double.world.lock().unwrap();
    assert_eq!(world.records.len(), 1, "the same answer again is one answer");
    let record = world.records.values().next().unwrap();
    assert_eq!(record["reply"]["root"]["cid"], "bafyroot");
    assert_eq!(record["reply"]["parent"]["uri"], "at://did:plc:awa/app.bsky.feed.post/said1");
}

#[tokio::test]
async fn what_is_written_to_the_bot_is_confirmed_only_when_it_is_asked_for_more() {
    let double = doubles::telegram::Telegram::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, doubles::telegram::CHANNEL, doubles::telegram::TOKEN);
    let fetcher = fetcher();
    double.write(500, "Bonjour");
    let heard = Telegram.hear(line(&fetcher), &account, "").await.unwrap();
    assert_eq!(heard.cursor, "501");
    let same = Telegram.hear(line(&fetcher), &account, "").await.unwrap();
    assert_eq!(same, heard, "what nobody kept comes again");
    assert!(Telegram.hear(line(&fetcher), &account, "501").await.unwrap().news.is_empty());
    let said = heard.news.first().unwrap();
    assert!(said.private && said.address.is_empty());
    Telegram
        .answer(line(&fetcher), &account, reply(&said.remote, &said.author, true), &token("k"))
        .await
        .unwrap();
    let answered =
        double.world.lock().unwrap().answers.first().unwrap()["reply_parameters"]["message_id"].clone();
    assert_eq!(answered, 500);

    // A voice note is a word, too; somebody who comes into a group has said nothing.
    double.send(501, "voice");
    double.send(502, "photo");
    double.send(503, "new_chat_members");
    let heard = Telegram.hear(line(&fetcher), &account, "501").await.unwrap();
    let said: Vec<_> = heard.news.iter().map(|one| (one.text.as_str(), one.files)).collect();
    assert_eq!((said.as_slice(), heard.cursor.as_str()), ([("", 1), ("", 1)].as_slice(), "504"));
}

#[tokio::test]
async fn comments_below_a_page_come_without_its_own_and_without_names_where_none_are_given() {
    let double = doubles::facebook::Facebook::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, doubles::facebook::PAGE, doubles::facebook::KEY);
    let fetcher = fetcher();
    double.write("Un texte");
    let post = double.world.lock().unwrap().posts.first().unwrap().id.clone();
    let at = now().as_millisecond();
    double.world.lock().unwrap().comments.extend([
        (post.clone(), Some("42"), "Une question".to_owned(), at),
        (post.clone(), Some(doubles::facebook::PAGE), "Notre réponse".to_owned(), at + 1_000),
        (post.clone(), None, "Sans nom".to_owned(), at + 2_000),
    ]);
    let heard = Facebook.hear(line(&fetcher), &account, "").await.unwrap();
    assert_eq!(
        heard.news.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        ["Une question", "Sans nom"]
    );
    assert_eq!(heard.news.last().unwrap().author, "");
    let again = Facebook.hear(line(&fetcher), &account, &heard.cursor).await.unwrap();
    assert_eq!(again.news.len(), 2, "what was said in the last minute comes again and is known");
    let said = heard.news.first().unwrap();
    Facebook.answer(line(&fetcher), &account, reply(&said.remote, "", false), &token("k")).await.unwrap();
    let world = double.world.lock().unwrap();
    assert_eq!(world.answers, [(said.remote.clone(), "Merci, nous répondons.".to_owned())]);
}

#[tokio::test]
async fn a_key_that_opens_nothing_hears_nothing_and_says_so() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, "section", "fausse");
    let fetcher = fetcher();
    assert_eq!(Mastodon.hear(line(&fetcher), &account, "").await, Err(Trouble::Reauth));
    double.stage.fault("GET /api/v1/notifications", Fault::Refuse(503));
    let account = doubles::account(&double.address, "section", doubles::mastodon::KEY);
    assert_eq!(Mastodon.hear(line(&fetcher), &account, "").await, Err(Trouble::Transient));
}
