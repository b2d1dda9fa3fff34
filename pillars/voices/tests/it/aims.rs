//! What posts are for: what the strategy and its campaigns learn of them, and who says it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use griot_contracts::campaigns::{
    CampaignId, CampaignName, Campaigns, Evidences, LineId, LineName, Risk, Serves, Strategy, Weekly,
};
use griot_db::{Conn, DbError};
use griot_kernel::{Found, Timestamp, WorkId};
use griot_pillar::Pillar;
use griot_voices::{
    SCHEMA, Voices,
    model::{Aim, BlogKind, BlogState, Post, PostState, Schedule},
    store::{aims, blogs, comments, posts, publishing},
};
use griot_web::testing::{Client, text};

use crate::{
    factory::{binta, blog, comment, day, id, open_house, post, published},
    house::{Home, home_with, main_of, to},
};

pub fn water() -> CampaignId {
    id(0x2001).into()
}

fn line() -> LineId {
    id(0x1001).into()
}

fn of_water(post: Post) -> Post {
    Post { aim: Aim { campaign: Some(water()), line: None }, ..post }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_campaign_shows_what_is_out_and_hides_what_is_not(db: Db) {
        let (blog, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        for (n, slug, on) in [(2, "ancien", 2), (3, "recent", 4)] {
            posts::insert(&mut tx, &of_water(published(n, &blog, slug, day(on)))).await.unwrap();
        }
        let waits = of_water(post(4, &blog, "attend"));
        posts::insert(&mut tx, &waits).await.unwrap();
        let when = Schedule { at: day(9), not_after: None };
        assert!(publishing::schedule(&mut tx, waits.id, PostState::Draft, when, day(4)).await.unwrap());
        let draft = of_water(post(5, &blog, "brouillon"));
        let withdrawn = Post { state: PostState::Withdrawn, ..of_water(published(6, &blog, "retire", day(5))) };
        for one in [&draft, &withdrawn] {
            posts::insert(&mut tx, one).await.unwrap();
            assert!(aims::known(&mut tx, one.id).await.unwrap().is_none(), "it is not the desk’s");
        }
        let slugs = |all: &[griot_voices::model::PostLine]| all.iter().map(|one| one.slug.clone()).collect::<Vec<_>>();
        assert_eq!(slugs(&aims::of_campaign(&mut tx, water(), 9).await.unwrap()), ["recent", "ancien", "attend"]);
        assert_eq!(slugs(&aims::of_campaign(&mut tx, water(), 2).await.unwrap()), ["recent", "ancien"], "what waits gives way");

        let told = Serves::of_campaign(&Voices, &mut tx, water(), 9).await.unwrap();
        let seen: Vec<_> = told.iter().map(|one| (one.public.as_deref(), one.state_key, one.at)).collect();
        assert_eq!(seen, [
            (Some("/blogs/awa/recent"), "post-state-published", Some(day(4))),
            (Some("/blogs/awa/ancien"), "post-state-published", Some(day(2))),
            (None, "post-state-scheduled", Some(day(9))),
        ]);
        assert_eq!(told[0].address, format!("/desk/posts/{}", WorkId::from(id(0x9003))));
        assert!(aims::known(&mut tx, waits.id).await.unwrap().is_some());
        let Found::Here(work) = Voices.publication(&mut tx, id(0x9003).into()).await.unwrap() else { panic!("it is out") };
        assert_eq!(work.campaign, Some(water().as_uuid()));

        assert!(blogs::set_state(&mut tx, blog.id, BlogState::Open, BlogState::Withdrawn).await.unwrap());
        assert!(aims::of_campaign(&mut tx, water(), 9).await.unwrap().is_empty(), "its blog is no one’s to read");
        assert!(aims::known(&mut tx, waits.id).await.unwrap().is_none());
    }

    async fn the_section_owes_each_of_its_posts_a_line_and_members_owe_none(db: Db) {
        let (_, private) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        for (n, slug, kind) in [(2, "section", BlogKind::Section), (3, "club", BlogKind::Team)] {
            let home = griot_voices::model::Blog { kind, ..blog(n, slug) };
            blogs::insert(&mut tx, &home).await.unwrap();
            posts::insert(&mut tx, &published(n, &home, slug, day(i64::try_from(n).unwrap()))).await.unwrap();
            posts::insert(&mut tx, &post(n + 10, &home, &format!("{slug}-brouillon"))).await.unwrap();
        }
        let titles = async |tx: &mut griot_db::Tx| {
            let all = Serves::orphans(&Voices, tx, 9).await.unwrap();
            all.into_iter().map(|one| one.title).collect::<Vec<_>>()
        };
        assert_eq!(titles(&mut tx).await, ["Billet club", "Billet section"]);
        assert_eq!(aims::without_line(&mut tx, 1).await.unwrap().len(), 1);
        let aim = Aim { campaign: None, line: Some(line()) };
        for one in [id(0x9003).into(), private.id, id(0x9012).into()] {
            aims::set(&mut tx, one, aim).await.unwrap();
        }
        assert_eq!(titles(&mut tx).await, ["Billet section"]);
        assert_eq!(aims::count_of_line(&mut tx, line()).await.unwrap(), 2, "a draft serves nothing yet");
        assert_eq!(Serves::count(&Voices, &mut tx, line()).await.unwrap(), 2);
        assert_eq!(posts::by_id(&mut tx, private.id).await.unwrap().unwrap().aim, aim);
        aims::set(&mut tx, private.id, Aim::default()).await.unwrap();
        assert_eq!(aims::count_of_line(&mut tx, line()).await.unwrap(), 1);
    }

    async fn what_came_out_proves_a_step_and_stands_on_the_monday_sheet(db: Db) {
        let (blog, first) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &published(2, &blog, "second", day(3))).await.unwrap();
        comments::insert(&mut tx, &comment(1, &first, binta(), "Merci.")).await.unwrap();
        let waits = post(4, &blog, "attend");
        posts::insert(&mut tx, &waits).await.unwrap();
        let when = Schedule { at: day(5), not_after: None };
        publishing::schedule(&mut tx, waits.id, PostState::Draft, when, day(1)).await.unwrap();

        let lately = Evidences::lately(&Voices, &mut tx, day(2), 9).await.unwrap();
        assert_eq!(lately.len(), 1);
        let mark = format!("voices.post:{}", WorkId::from(id(0x9002)));
        assert_eq!((&lately[0].mark, lately[0].address.as_str(), lately[0].at), (&mark, "/blogs/awa/second", day(3)));
        assert_eq!(Evidences::find(&Voices, &mut tx, &mark).await.unwrap().as_ref(), lately.first());
        assert!(publishing::withdraw(&mut tx, id(0x9002).into(), day(4)).await.unwrap());
        for gone in [mark, format!("voices.post:{}", waits.id), "channels.item:1".into(), "voices.post:x".into()] {
            assert_eq!(Evidences::find(&Voices, &mut tx, &gone).await.unwrap(), None, "{gone}");
        }

        let week = Weekly::week(&Voices, &mut tx, day(0), day(7), day(4)).await.unwrap();
        let seen: Vec<_> = week.iter().map(|part| (part.order, part.count, part.things.len())).collect();
        assert_eq!(seen, [(10, 1, 1), (20, 1, 1)]);
        let (out, due) = (&week[0].things[0], &week[1].things[0]);
        assert_eq!((out.title.as_str(), out.address.as_str(), out.count), ("Billet premier · Le blog awa", "/blogs/awa/premier", 1));
        assert_eq!((due.address.clone(), due.at), (format!("/desk/posts/{}", waits.id), Some(day(5))));
        assert_eq!(aims::count_out(&mut tx, day(1), day(7)).await.unwrap(), 1);
        assert!(aims::out(&mut tx, day(0), day(1), 9).await.unwrap().is_empty(), "the week ends before its end");
    }
}

/// A room with three campaigns, one of which may end, and a strategy of one line.
#[derive(Default)]
pub struct Plan {
    is_over: AtomicBool,
}

impl Plan {
    fn all(&self) -> Vec<CampaignName> {
        let name = |n: u128, title: &str, takes_things, public: Option<&str>| CampaignName {
            id: id(0x2000 + n).into(),
            title: title.to_owned(),
            risk: Risk::Normal,
            takes_things,
            desk: format!("/desk/campaigns/{n}"),
            public: public.map(str::to_owned),
        };
        let runs = !self.is_over.load(Ordering::SeqCst);
        vec![
            name(1, "L’eau à l’école", runs, Some("/campaigns/eau")),
            name(2, "Une idée encore secrète", true, None),
            name(3, "Une campagne terminée", false, Some("/campaigns/finie")),
        ]
    }
}

#[async_trait]
impl Campaigns for Plan {
    async fn taking(&self, _: &mut Conn) -> Result<Vec<CampaignName>, DbError> {
        Ok(self.all().into_iter().filter(|one| one.takes_things).collect())
    }

    async fn get(&self, _: &mut Conn, id: CampaignId) -> Result<Option<CampaignName>, DbError> {
        Ok(self.all().into_iter().find(|one| one.id == id))
    }
}

#[async_trait]
impl Strategy for Plan {
    async fn lines(&self, _: &mut Conn) -> Result<Vec<LineName>, DbError> {
        Ok(vec![LineName { id: line(), kind_key: "voices-kind-post", text: "Être lus".to_owned() }])
    }
}

pub async fn planned() -> (Home, Arc<Plan>) {
    let plan = Arc::new(Plan::default());
    let answers = Arc::clone(&plan);
    let home = home_with(|house| {
        house.provide::<dyn Campaigns>(Arc::<Plan>::clone(&answers));
        house.provide::<dyn Strategy>(answers);
    })
    .await;
    (home, plan)
}

async fn kept(home: &Home) -> Post {
    let mut db = home.house.section.db.read().await.unwrap();
    posts::by_id(&mut db, home.post.id).await.unwrap().unwrap()
}

async fn send(home: &Home, writer: &Client, fields: &[(&str, &str)]) -> axum::response::Response {
    let path = format!("/me/posts/{}", home.post.id);
    let revision = kept(home).await.revision.to_string();
    let mut all = vec![
        ("revision", revision.as_str()),
        ("title", "Billet premier"),
        ("body", "Un *premier* billet."),
        ("language", "fr"),
    ];
    all.extend_from_slice(fields);
    writer.upload(&path, &all, &[]).await
}

#[tokio::test]
async fn its_author_gives_a_post_to_a_campaign_that_everyone_may_know() {
    let (home, plan) = planned().await;
    let awa = home.awa().await;
    let path = format!("/me/posts/{}", home.post.id);
    let water = water().to_string();
    let page = text(awa.get(&path).await).await;
    assert!(page.contains("L’eau à l’école") && !page.contains("name=\"line\""), "{page}");
    for other in ["secrète", "terminée"] {
        assert!(!page.contains(other), "{other}: nobody learns what the section prepares");
    }
    assert_eq!(to(&send(&home, &awa, &[("campaign", &water)]).await), format!("{path}?done=saved"));
    assert_eq!(kept(&home).await.aim.campaign.unwrap().to_string(), water);
    assert!(home.work().await.iter().all(|told| told == "publications.changed.v1"));
    assert!(text(awa.get(&path).await).await.contains(&format!("value=\"{water}\" selected")));

    for nowhere in [id(0x2002), id(0x2003), id(0x2009)] {
        let nowhere = CampaignId::from(nowhere).to_string();
        let typed = [("campaign", nowhere.as_str()), ("campaign_was", &water), ("tags", "Gardé")];
        let refused = send(&home, &awa, &typed).await;
        assert_eq!(refused.status(), 422, "{nowhere}");
        let page = text(refused).await;
        assert!(
            page.contains("Cette campagne ne prend plus rien\u{a0}:") && page.contains("value=\"Gardé\"")
        );
    }
    // Its end takes nothing away, and it can be left.
    plan.is_over.store(true, Ordering::SeqCst);
    send(&home, &awa, &[("campaign", &water), ("campaign_was", "")]).await;
    assert_eq!(kept(&home).await.aim.campaign.unwrap().to_string(), water);
    assert!(text(awa.get(&path).await).await.contains("L’eau à l’école"));
    send(&home, &awa, &[("campaign", ""), ("campaign_was", &water)]).await;
    assert_eq!(kept(&home).await.aim, Aim::default());
    assert!(home.log.take().is_empty(), "it is theirs");
    let line = line().to_string();
    assert_eq!(send(&home, &awa, &[("line", &line)]).await.status(), 422, "no list was shown to them");
}

#[tokio::test]
async fn the_staff_say_what_a_post_serves_and_an_old_form_takes_nothing_back() {
    let (home, _) = planned().await;
    let (moussa, awa) = (home.moussa().await, home.awa().await);
    let desk = format!("/desk/posts/{}", home.post.id);
    let (water, line) = (water().to_string(), line().to_string());
    assert!(text(moussa.get("/blogs/awa/premier").await).await.contains(&desk));
    assert!(!text(awa.get("/blogs/awa/premier").await).await.contains(&desk));
    let page = main_of(&text(moussa.get(&desk).await).await);
    assert!(
        page.contains("secrète") && page.contains("name=\"line\"") && !page.contains("terminée"),
        "{page}"
    );
    let both = [("campaign", water.as_str()), ("line", &line)];
    assert_eq!(to(&moussa.post(&desk, &both).await), format!("{desk}?done=saved"));
    let aim = kept(&home).await.aim;
    assert_eq!(
        (aim.campaign.unwrap().to_string(), aim.line.unwrap().to_string()),
        (water.clone(), line.clone())
    );
    assert_eq!(home.log.acts(), ["voices-log-post-aimed"]);
    let page = main_of(&text(moussa.get(&desk).await).await);
    assert!(page.contains("<a href=\"/desk/campaigns/1\">L’eau à l’école</a>"), "{page}");

    // Awa opened the editor before that, and saw no campaign.
    send(&home, &awa, &[("campaign", ""), ("campaign_was", "")]).await;
    assert_eq!(kept(&home).await.aim, aim);
    let mut tx = home.house.section.db.begin().await.unwrap();
    aims::set(&mut tx, home.post.id, Aim { campaign: Some(id(0x2009).into()), ..aim }).await.unwrap();
    tx.commit().await.unwrap();
    assert!(text(moussa.get(&desk).await).await.contains("Une campagne qui n’existe plus"));
    let refused = moussa.post(&desk, &[("line", "rien"), ("campaign", water.as_str())]).await;
    assert_eq!(refused.status(), 422);
    let page = main_of(&text(refused).await);
    assert!(page.contains("Cette ligne n’est pas dans la stratégie en vigueur"), "{page}");
    assert!(page.contains(&format!("value=\"{water}\" selected")), "{page}");
    assert_eq!(awa.post(&desk, &both).await.status(), 403);
    assert_eq!(awa.get(&desk).await.status(), 403);

    // What staff attached to something not yet public keeps its name from its author.
    let secret = CampaignId::from(id(0x2002)).to_string();
    moussa.post(&desk, &[("campaign", secret.as_str())]).await;
    let page = text(awa.get(&format!("/me/posts/{}", home.post.id)).await).await;
    assert!(page.contains("Une campagne que la section prépare") && !page.contains("secrète"), "{page}");
    send(&home, &awa, &[("campaign", secret.as_str()), ("campaign_was", secret.as_str())]).await;
    assert_eq!(kept(&home).await.aim.campaign.unwrap().to_string(), secret);
}

#[tokio::test]
async fn drafts_are_not_the_desks_and_nothing_is_asked_where_nothing_can_be_chosen() {
    let (home, _) = planned().await;
    let moussa = home.moussa().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    publishing::withdraw(&mut tx, home.post.id, Timestamp::from_millisecond(0)).await.unwrap();
    tx.commit().await.unwrap();
    let desk = format!("/desk/posts/{}", home.post.id);
    assert_eq!(moussa.get(&desk).await.status(), 404);
    let water = water().to_string();
    assert_eq!(moussa.post(&desk, &[("campaign", &water)]).await.status(), 404);
    assert_eq!(moussa.get("/desk/posts/rien").await.status(), 404);

    let bare = crate::house::home().await;
    let page = text(bare.moussa().await.get(&format!("/desk/posts/{}", bare.post.id)).await).await;
    assert!(page.contains("Il n’y a rien à choisir\u{a0}:") && !page.contains("name=\"campaign\""), "{page}");
    let page = text(bare.awa().await.get(&format!("/me/posts/{}", bare.post.id)).await).await;
    assert!(!page.contains("Campagne et stratégie"), "{page}");
}
