//! What the store of persons, requests, invitations and ledgers promises.

use std::time::Duration;

use griot_db::{Db, DbError, Tx, change};
use griot_kernel::{Id, PageRequest, PersonId};
use griot_people::{
    model::{
        consent::{Answer, Consent},
        invitation::{Invitation, LASTS},
        person::State,
        request,
        staff::StaffAct,
    },
    store::{self, contacts::Contact},
};
use griot_testkit::contract;
use griot_web::Role;

use crate::factory::{SCHEMAS, asking, digest, grant, member, now, person, random};

fn invitation(places: i64, seed: u64) -> Invitation {
    Invitation {
        id: Id::new(now(), &random(seed)),
        name: "Awa".to_owned(),
        address: None,
        language: griot_kernel::Language::FRENCH,
        word: String::new(),
        places,
        taken: 0,
        invited_by: None,
        created_at: now(),
        expires_at: now() + LASTS,
        withdrawn: false,
    }
}

async fn on_read<T>(db: &Db, ask: impl AsyncFnOnce(&mut griot_db::Conn) -> Result<T, DbError>) -> T {
    let mut read = db.read().await.unwrap();
    ask(&mut read).await.unwrap()
}

contract! { SCHEMAS;
    async fn two_people_of_one_name_get_handles_of_their_own(db: Db) {
        let random = random(1);
        let mut tx = db.begin().await.unwrap();
        let first = store::persons::insert(&mut tx, &person("Awa Ouédraogo", &random)).await.unwrap();
        let second = store::persons::insert(&mut tx, &person("Awa Ouedraogo", &random)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("awa-ouedraogo", "awa-ouedraogo-2"));
        let found = on_read(&db, async |c| store::persons::by_handle(c, "awa-ouedraogo-2").await).await.unwrap();
        assert_eq!(found.name, "Awa Ouedraogo");
        assert!(on_read(&db, async |c| store::persons::by_handle(c, "binta").await).await.is_none());
    }

    async fn a_profile_is_written_anew_and_read_back(db: Db) {
        let random = random(1);
        let mut awa = person("Awa", &random);
        let mut tx = db.begin().await.unwrap();
        store::persons::insert(&mut tx, &awa).await.unwrap();
        awa.name = "Été".to_owned();
        awa.about = "Un mot.".to_owned();
        awa.picture = Some("ab/cd.jpg".to_owned());
        awa.open_profile = true;
        awa.light = true;
        awa.language = griot_kernel::Language::ENGLISH;
        assert!(store::persons::change_profile(&mut tx, &awa).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(on_read(&db, async |c| store::persons::pictures(c).await).await, ["ab/cd.jpg"]);
        assert_eq!(on_read(&db, async |c| store::persons::by_id(c, awa.id).await).await, Some(awa));
    }

    async fn members_are_listed_by_name_without_accents_page_by_page(db: Db) {
        let random = random(1);
        let ids = [member(&db, "Zongo", &random).await, member(&db, "Élodie", &random).await, member(&db, "awa", &random).await];
        let first = on_read(&db, async |c| store::persons::members(c, PageRequest::new(1, 2)).await).await;
        assert_eq!(first.items.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["awa", "Élodie"]);
        assert!(first.more);
        let mut tx = db.begin().await.unwrap();
        assert!(store::persons::set_state(&mut tx, ids[0], State::Member, State::Suspended).await.unwrap());
        assert!(!store::persons::set_state(&mut tx, ids[0], State::Member, State::Suspended).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(on_read(&db, async |c| store::persons::count_members(c).await).await, 2);
        let desk = on_read(&db, async |c| store::persons::for_desk(c, PageRequest::new(1, 9)).await).await;
        assert_eq!(desk.items.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Zongo", "awa", "Élodie"]);
        let many: Vec<PersonId> = (0..40).map(|_| Id::new(now(), &random)).chain(ids).collect();
        assert_eq!(on_read(&db, async |c| store::persons::by_ids(c, &many).await).await.len(), 3);
    }

    async fn someone_is_found_by_the_beginnings_of_their_names(db: Db) {
        let random = random(1);
        for name in ["Nawal Zongo", "Awa d’Élodie", "Élodie Awa-Marie", "Awa Zongo"] {
            member(&db, name, &random).await;
        }
        let called = async |typed: &str, open, limit| {
            let words = griot_text::words_of_name(typed);
            let found = on_read(&db, async |c| store::persons::called(c, &words, open, limit).await).await;
            found.into_iter().map(|p| p.name).collect::<Vec<_>>()
        };
        assert_eq!(called("awa", false, 9).await, ["Awa d’Élodie", "Awa Zongo", "Élodie Awa-Marie"]);
        assert_eq!(called("awa", false, 1).await, ["Awa d’Élodie"]);
        assert_eq!(called("ÉLOD aw", false, 9).await, ["Awa d’Élodie", "Élodie Awa-Marie"]);
        assert_eq!(called("zon na", false, 9).await, ["Nawal Zongo"]);
        assert_eq!(called("", false, 2).await, ["Awa d’Élodie", "Awa Zongo"]);
        assert_eq!(called("awa", true, 9).await, Vec::<String>::new(), "nobody opened a page to visitors");
    }

    async fn an_erased_person_is_an_id_and_nothing_else(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let mut tx = db.begin().await.unwrap();
        store::secrets::set_passphrase(&mut tx, awa, "hash").await.unwrap();
        assert!(store::persons::erase(&mut tx, awa).await.unwrap());
        assert!(!store::persons::erase(&mut tx, awa).await.unwrap());
        tx.commit().await.unwrap();
        let left = on_read(&db, async |c| store::persons::by_id(c, awa).await).await.unwrap();
        assert_eq!((left.name.as_str(), left.state), ("", State::Erased));
        assert_eq!(on_read(&db, async |c| store::secrets::of(c, awa).await).await, store::secrets::Secrets::default());
        assert_eq!(on_read(&db, async |c| store::persons::by_ids(c, &[awa]).await).await, vec![]);
    }

    async fn an_address_has_one_owner(db: Db) {
        let random = random(1);
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let contact = |person, address: &str, minutes: u64| Contact {
            id: Id::new(now(), &random),
            person,
            address: address.to_owned(),
            digest: digest(address),
            confirmed_at: now() + Duration::from_secs(60 * minutes),
        };
        let mut tx = db.begin().await.unwrap();
        assert!(store::contacts::insert_email(&mut tx, &contact(awa, "a@example.org", 0)).await.unwrap());
        assert!(!store::contacts::insert_email(&mut tx, &contact(binta, "a@example.org", 1)).await.unwrap());
        assert!(store::contacts::insert_email(&mut tx, &contact(awa, "b@example.org", 2)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(on_read(&db, async |c| store::contacts::owner_of_email(c, &digest("a@example.org")).await).await, Some(awa));
        assert_eq!(on_read(&db, async |c| store::contacts::email_of(c, awa).await).await.as_deref(), Some("b@example.org"));
        assert_eq!(on_read(&db, async |c| store::contacts::digests_of(c, awa).await).await.len(), 2);
        let confirmed = on_read(&db, async |c| store::contacts::confirmed_at(c, awa).await).await;
        assert_eq!(confirmed, Some(now() + Duration::from_secs(120)));
        assert_eq!(on_read(&db, async |c| store::contacts::confirmed_at(c, binta).await).await, None);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(store::contacts::remove_others(&mut tx, awa, Some(digest("b@example.org"))).await.unwrap(), 1);
        assert_eq!(store::contacts::remove_others(&mut tx, awa, None).await.unwrap(), 1);
    }

    async fn a_request_sent_twice_is_one_request(db: Db) {
        let random = random(1);
        let d = digest("rose@example.org");
        let mut tx = db.begin().await.unwrap();
        let first = store::requests::ask(&mut tx, &asking("Rose", "rose@example.org", &random), &d).await.unwrap();
        let again = store::requests::ask(&mut tx, &asking("Rose Kinda", "rose@example.org", &random), &d).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(store::requests::by_id(&mut tx, first).await.unwrap().unwrap().name, "Rose", "nobody rewrites it who only knows the address");
        assert!(store::requests::reword(&mut tx, first, "Rose Kinda", "Je couds.").await.unwrap());
        assert_eq!(store::requests::by_id(&mut tx, first).await.unwrap().unwrap().name, "Rose Kinda");
        assert_eq!(store::requests::digest_of(&mut tx, first).await.unwrap(), Some(d));
        assert_eq!(store::requests::count_waiting(&mut tx).await.unwrap(), 0);
        assert!(store::requests::confirm(&mut tx, first, request::State::Waiting, now()).await.unwrap());
        assert!(!store::requests::confirm(&mut tx, first, request::State::Waiting, now()).await.unwrap());
        // What an editor may be reading is not rewritten.
        assert!(!store::requests::reword(&mut tx, first, "Autre", "").await.unwrap());
        store::requests::ask(&mut tx, &asking("Autre", "rose@example.org", &random), &d).await.unwrap();
        let waiting = store::requests::waiting(&mut tx, PageRequest::new(1, 9)).await.unwrap();
        assert_eq!(waiting.items.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["Rose Kinda"]);
        assert_eq!(store::requests::count_waiting(&mut tx).await.unwrap(), 1);
    }

    async fn a_request_is_answered_once_and_may_then_be_made_anew(db: Db) {
        let random = random(1);
        let editor = member(&db, "Fatou", &random).await;
        let d = digest("rose@example.org");
        let mut tx = db.begin().await.unwrap();
        let id = store::requests::ask(&mut tx, &asking("Rose", "rose@example.org", &random), &d).await.unwrap();
        assert!(!store::requests::decide(&mut tx, id, request::State::Accepted, "", editor, now()).await.unwrap());
        store::requests::confirm(&mut tx, id, request::State::Waiting, now()).await.unwrap();
        assert!(store::requests::decide(&mut tx, id, request::State::Refused, "Pas ici.", editor, now()).await.unwrap());
        assert!(!store::requests::decide(&mut tx, id, request::State::Accepted, "", editor, now()).await.unwrap());
        let answered = store::requests::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((answered.reason.as_str(), answered.decided_by), ("Pas ici.", Some(editor)));
        let anew = store::requests::ask(&mut tx, &asking("Rose", "rose@example.org", &random), &d).await.unwrap();
        assert_ne!(id, anew);
        assert_eq!(store::requests::sweep(&mut tx, now() + Duration::from_secs(1)).await.unwrap(), 2);
        store::requests::ask(&mut tx, &asking("Rose", "rose@example.org", &random), &d).await.unwrap();
        assert_eq!(store::requests::remove_address(&mut tx, &d).await.unwrap(), 1);
    }

    async fn an_invitation_has_so_many_places(db: Db) {
        let (open, hash) = (invitation(2, 5), digest("token"));
        let mut tx = db.begin().await.unwrap();
        store::invitations::insert(&mut tx, &open, Some(hash), None).await.unwrap();
        assert_eq!(store::invitations::by_token(&mut tx, &hash).await.unwrap().as_ref(), Some(&open));
        assert!(store::invitations::take_place(&mut tx, open.id, now()).await.unwrap());
        assert!(!store::invitations::take_place(&mut tx, open.id, now() + LASTS).await.unwrap());
        assert!(store::invitations::take_place(&mut tx, open.id, now()).await.unwrap());
        assert!(!store::invitations::take_place(&mut tx, open.id, now()).await.unwrap());
        assert_eq!(store::invitations::by_id(&mut tx, open.id).await.unwrap().unwrap().taken, 2);
        assert_eq!(store::invitations::page(&mut tx, PageRequest::new(1, 9)).await.unwrap().items.len(), 1);
    }

    async fn an_invitation_taken_back_or_ended_opens_nothing_and_names_nobody(db: Db) {
        let mut one = invitation(1, 5);
        one.address = Some("rose@example.org".to_owned());
        let (d, other) = (digest("rose@example.org"), invitation(1, 6));
        let mut tx = db.begin().await.unwrap();
        store::invitations::insert(&mut tx, &one, None, Some(d)).await.unwrap();
        store::invitations::insert(&mut tx, &other, Some(digest("o")), None).await.unwrap();
        assert!(store::invitations::set_token(&mut tx, one.id, &digest("t")).await.unwrap());
        assert!(store::invitations::withdraw(&mut tx, one.id, now()).await.unwrap());
        assert!(!store::invitations::withdraw(&mut tx, one.id, now()).await.unwrap());
        assert!(!store::invitations::take_place(&mut tx, one.id, now()).await.unwrap());
        assert_eq!(store::invitations::forget_address(&mut tx, &d).await.unwrap(), 1);
        let left = store::invitations::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((left.name.as_str(), left.address), ("", None));
        assert_eq!(store::invitations::sweep(&mut tx, now() + LASTS + Duration::from_secs(1)).await.unwrap(), 1);
        assert!(store::invitations::by_token(&mut tx, &digest("o")).await.unwrap().is_none());
    }

    async fn roles_are_given_once_and_counted_among_those_who_take_part(db: Db) {
        let random = random(1);
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let mut tx = db.begin().await.unwrap();
        assert!(store::grants::give(&mut tx, &grant(awa, Role::Administrator), None, now()).await.unwrap());
        assert!(!store::grants::give(&mut tx, &grant(awa, Role::Administrator), Some(binta), now()).await.unwrap());
        store::grants::give(&mut tx, &grant(binta, Role::Administrator), Some(awa), now()).await.unwrap();
        store::grants::give(&mut tx, &grant(binta, Role::Editor), Some(awa), now()).await.unwrap();
        let held = store::grants::of(&mut tx, binta).await.unwrap();
        assert_eq!(held.iter().map(|g| g.role.as_str()).collect::<Vec<_>>(), ["administrator", "editor"]);
        assert_eq!(store::grants::count_others(&mut tx, "administrator", Some(awa)).await.unwrap(), 1);
        store::persons::set_state(&mut tx, binta, State::Member, State::Suspended).await.unwrap();
        assert_eq!(store::grants::count_others(&mut tx, "administrator", Some(awa)).await.unwrap(), 0);
        assert_eq!(store::grants::count_others(&mut tx, "administrator", None).await.unwrap(), 1);
        assert_eq!(store::grants::over_section(&mut tx).await.unwrap(), vec![grant(awa, Role::Administrator)]);
        assert!(store::grants::take(&mut tx, &grant(awa, Role::Administrator)).await.unwrap());
        assert!(!store::grants::take(&mut tx, &grant(awa, Role::Administrator)).await.unwrap());
        assert_eq!(store::grants::remove_of(&mut tx, binta).await.unwrap(), 2);
    }

    async fn the_names_of_the_staff_are_those_who_take_part_but_for_oneself(db: Db) {
        let random = random(1);
        let (awa, binta) = (member(&db, "Awa Ouédraogo", &random).await, member(&db, "Binta", &random).await);
        let mut tx = db.begin().await.unwrap();
        assert!(store::persons::staff_names(&mut tx, None).await.unwrap().is_empty());
        store::grants::give(&mut tx, &grant(awa, Role::Editor), None, now()).await.unwrap();
        store::grants::give(&mut tx, &grant(binta, Role::Author), None, now()).await.unwrap();
        assert_eq!(store::persons::staff_names(&mut tx, Some(binta)).await.unwrap(), ["Awa Ouédraogo"]);
        assert!(store::persons::staff_names(&mut tx, Some(awa)).await.unwrap().is_empty());
        store::persons::set_state(&mut tx, awa, State::Member, State::Suspended).await.unwrap();
        assert!(store::persons::staff_names(&mut tx, None).await.unwrap().is_empty());
    }

    async fn an_address_finds_the_door_that_stands_open_for_it(db: Db) {
        let d = digest("rose@example.org");
        let mut one = invitation(1, 5);
        one.address = Some("rose@example.org".to_owned());
        let mut newer = Invitation { id: invitation(1, 6).id, ..one.clone() };
        newer.created_at = now() + Duration::from_secs(1);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(store::invitations::open_for(&mut tx, &d, now()).await.unwrap(), None);
        for invitation in [&one, &newer] {
            store::invitations::insert(&mut tx, invitation, None, Some(d)).await.unwrap();
        }
        assert_eq!(store::invitations::open_for(&mut tx, &d, now()).await.unwrap(), Some(newer.clone()));
        assert!(store::invitations::take_place(&mut tx, newer.id, now()).await.unwrap());
        assert_eq!(store::invitations::open_for(&mut tx, &d, now()).await.unwrap(), Some(one.clone()));
        assert_eq!(store::invitations::open_for(&mut tx, &d, now() + LASTS).await.unwrap(), None);
        store::invitations::withdraw(&mut tx, one.id, now()).await.unwrap();
        assert_eq!(store::invitations::open_for(&mut tx, &d, now()).await.unwrap(), None);
    }

    async fn links_to_hand_on_are_taken_back_with_their_maker_and_letters_are_not(db: Db) {
        let random = random(1);
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let by = |person, seed| Invitation { invited_by: Some(person), ..invitation(9, seed) };
        let (hers, others, mut letter) = (by(awa, 5), by(binta, 6), by(awa, 7));
        letter.address = Some("rose@example.org".to_owned());
        let mut tx = db.begin().await.unwrap();
        store::invitations::insert(&mut tx, &hers, Some(digest("a")), None).await.unwrap();
        store::invitations::insert(&mut tx, &others, Some(digest("b")), None).await.unwrap();
        store::invitations::insert(&mut tx, &letter, None, Some(digest("rose"))).await.unwrap();
        assert_eq!(store::invitations::withdraw_links_of(&mut tx, awa, now()).await.unwrap(), 1);
        assert_eq!(store::invitations::withdraw_links_of(&mut tx, awa, now()).await.unwrap(), 0);
        assert!(store::invitations::by_id(&mut tx, hers.id).await.unwrap().unwrap().withdrawn);
        for stays in [others.id, letter.id] {
            assert!(!store::invitations::by_id(&mut tx, stays).await.unwrap().unwrap().withdrawn);
        }
    }

    async fn the_ledger_of_consents_is_only_added_to(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let said = |answer, minutes: u64| Consent {
            purpose: "newsletter".to_owned(),
            answer,
            text_version: "1".to_owned(),
            channel: "web".to_owned(),
            at: now() + Duration::from_secs(60 * minutes),
        };
        let mut tx = db.begin().await.unwrap();
        store::consents::add(&mut tx, Id::new(now(), &random), awa, &said(Answer::Given, 0)).await.unwrap();
        store::consents::add(&mut tx, Id::new(now(), &random), awa, &said(Answer::Withdrawn, 1)).await.unwrap();
        tx.commit().await.unwrap();
        let ledger = on_read(&db, async |c| store::consents::of(c, awa).await).await;
        assert_eq!(ledger, vec![said(Answer::Given, 0), said(Answer::Withdrawn, 1)]);
        let mut tx = db.begin().await.unwrap();
        assert!(rewrite(&mut tx, "update consent set state = 'given'").await.is_err());
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(store::consents::remove_of(&mut tx, awa).await.unwrap(), 2);
    }

    async fn the_log_of_staff_acts_is_only_added_to(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let line = |minutes: u64| StaffAct {
            id: Id::new(now(), &random),
            actor: (minutes > 0).then_some(awa),
            act: "people-act-invited".to_owned(),
            subject: format!("person {awa}"),
            at: now() + Duration::from_secs(60 * minutes),
        };
        let lines = [line(0), line(1), line(2)];
        let mut tx = db.begin().await.unwrap();
        for line in &lines {
            store::staff::note(&mut tx, line).await.unwrap();
        }
        tx.commit().await.unwrap();
        let newest = on_read(&db, async |c| store::staff::page(c, PageRequest::new(1, 2)).await).await;
        assert_eq!(newest.items, vec![lines[2].clone(), lines[1].clone()]);
        assert!(newest.more);
        let binta = member(&db, "Binta", &random).await;
        assert_eq!(on_read(&db, async |c| store::staff::about(c, awa).await).await.len(), 3);
        assert_eq!(on_read(&db, async |c| store::staff::about(c, binta).await).await, vec![]);
        let mut tx = db.begin().await.unwrap();
        let role = StaffAct { subject: format!("person {binta} editor"), actor: None, ..line(3) };
        store::staff::note(&mut tx, &role).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(on_read(&db, async |c| store::staff::about(c, binta).await).await, vec![role]);
        for forbidden in ["update staff_act set act = 'x'", "delete from staff_act"] {
            let mut tx = db.begin().await.unwrap();
            assert!(rewrite(&mut tx, forbidden).await.is_err(), "{forbidden}");
        }
    }
}

async fn rewrite(tx: &mut Tx, sql: &'static str) -> Result<u64, DbError> {
    change!(tx, conn => query(sql).execute(conn))
}
