//! Whoever is erased is forgotten here when the house tells of it.

use std::sync::Arc;

use griot_channels::{
    Channels,
    model::{
        audience::Coming,
        conversation::{Conversation, Direction, InboxMessage, Source, Standing},
        item::Item,
        network::Network,
    },
    store::{audiences, channels, conversations, duty, items, messages, subscribers},
};
use griot_contracts::people::PersonErased;
use griot_db::outbox;
use griot_delivery::Email;
use griot_jobs::{Jobs, Worker};
use griot_kernel::{Event, Timestamp};
use griot_mailroom::{AddressLetGo, Mark};
use griot_pillar::Pillar;

use crate::{
    factory::{audience, chance, channel, coming, item, later, person, start},
    house::{Home, TABLES, home_on},
    inbox_stores::{conversation, message},
};

/// Tells it to the house, as whoever erases somebody does, and lets this room hear of it.
async fn tell(home: &Home, event: &impl Event) {
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    outbox::publish(&mut tx, event).await.unwrap();
    tx.commit().await.unwrap();
    let mut jobs = Jobs::new();
    Channels::new(Arc::clone(&section.clock), Arc::new(chance())).listen(section, &mut jobs);
    let (db, clock) = (section.db.clone(), Arc::clone(&section.clock));
    Worker::new(db, clock, jobs, section.clone()).run_until_idle().await.unwrap();
}

griot_testkit::contract! { TABLES;
    async fn a_member_who_is_erased_leaves_no_name_behind(db: Db) {
        let home = home_on(db, |_| ()).await;
        let db = &home.house.section.db;
        let mut tx = db.begin().await.unwrap();
        let (page, list, today) = (channel(1, Network::Facebook), audience(1), Timestamp::start_of(start().day()));
        channels::insert(&mut tx, &page).await.unwrap();
        audiences::insert(&mut tx, &list).await.unwrap();
        for n in [1, 2] {
            channels::add_keeper(&mut tx, page.id, person(n)).await.unwrap();
            items::insert(&mut tx, &Item { author: Some(person(n)), ..item(n) }).await.unwrap();
            let has = Conversation { standing: Standing::Assigned, assignee: Some(person(n)), ..conversation(n) };
            conversations::insert(&mut tx, &has).await.unwrap();
            let said = InboxMessage { by: Some(person(n)), ..message(n, &has, Direction::Out) };
            messages::insert(&mut tx, &said).await.unwrap();
            let reads = Coming { member: Some(person(n)), ..coming(&list, n) };
            assert!(subscribers::add(&mut tx, &reads, start()).await.unwrap());
        }
        duty::set(&mut tx, today, Some(person(1))).await.unwrap();
        tx.commit().await.unwrap();

        tell(&home, &PersonErased { person: person(1) }).await;

        let mut read = db.read().await.unwrap();
        assert_eq!(channels::keepers(&mut read, page.id).await.unwrap(), [person(2)]);
        assert!(duty::between(&mut read, today, later(24 * 60)).await.unwrap().is_empty());
        for (n, known) in [(1, None), (2, Some(person(2)))] {
            assert_eq!(items::by_id(&mut read, item(n).id).await.unwrap().unwrap().author, known);
            let has = conversations::by_id(&mut read, conversation(n).id).await.unwrap().unwrap();
            let standing = if known.is_some() { Standing::Assigned } else { Standing::New };
            assert_eq!((has.assignee, has.standing), (known, standing));
            let said = messages::of(&mut read, has.id).await.unwrap();
            assert_eq!(said.iter().map(|one| one.by).collect::<Vec<_>>(), [known], "the words are the section's");
            let reads = subscribers::of_member(&mut read, person(n)).await.unwrap();
            assert_eq!(reads.len(), usize::from(known.is_some()));
        }
    }

    async fn an_address_that_is_let_go_takes_its_mails_and_its_letters_with_it(db: Db) {
        let home = home_on(db, |_| ()).await;
        let section = &home.house.section;
        let mark = |address: &str| Mark::of(&section.keys, &Email::parse(address).unwrap());
        let list = audience(1);
        let mut tx = section.db.begin().await.unwrap();
        audiences::insert(&mut tx, &list).await.unwrap();
        for (n, address) in [(1, "awa@exemple.bf"), (2, "issa@exemple.bf")] {
            let mails = Conversation { source: Source::Mail, author: address.into(), ..conversation(n) };
            conversations::insert(&mut tx, &mails).await.unwrap();
            messages::insert(&mut tx, &message(n, &mails, Direction::In)).await.unwrap();
            let reads = Coming {
                mark: mark(address).as_bytes().to_vec(),
                address: address.to_owned(),
                ..coming(&list, n)
            };
            assert!(subscribers::add(&mut tx, &reads, start()).await.unwrap());
        }
        tx.commit().await.unwrap();

        tell(&home, &AddressLetGo { mark: mark("awa@exemple.bf") }).await;

        let mut read = section.db.read().await.unwrap();
        assert_eq!(conversations::writers(&mut read).await.unwrap(), ["issa@exemple.bf"]);
        assert!(messages::by_id(&mut read, message(1, &conversation(1), Direction::In).id).await.unwrap().is_none());
        for (address, lists) in [("awa@exemple.bf", 0), ("issa@exemple.bf", 1)] {
            let found = subscribers::of_mark(&mut read, mark(address).as_bytes()).await.unwrap();
            assert_eq!(found.len(), lists, "{address}");
        }
    }
}
