//! What is kept of a person, and letting go of it.

use griot_campaigns::{
    Campaigns, SCHEMA,
    model::{
        Audience, Blog, BlogState, Cost, CostKind, EntryKind, LineKind, Measure, Proof, Reply, Stage,
        StepState, Version,
    },
    store::{
        accounts, blogs, campaigns, entries, lines, measures, parts, people, replies, steps, tasks, teams,
        versions,
    },
};
use griot_db::Tx;
use griot_pillar::Pillar;

use crate::factory::{account, awa, binta, blog, campaign, day, entry, id, line, step, task};

/// A house in which both left their mark everywhere.
async fn house(tx: &mut Tx) {
    lines::insert(tx, &line(1, LineKind::Message, "L’eau"), Some(awa())).await.unwrap();
    let version = Version { number: 1, adopted_at: day(0), by: Some(awa()), note: "Un".into() };
    versions::adopt(tx, &version).await.unwrap();
    let measure = Measure { line: id(1).into(), value: 1, day: day(0), source: "cahier".into() };
    measures::insert(tx, id(1), &measure, awa(), day(0)).await.unwrap();
    let one = campaign(1, "eau", Stage::Running);
    campaigns::insert(tx, &one).await.unwrap();
    teams::add(tx, one.id, awa()).await.unwrap();
    let cost = Cost {
        id: id(3).into(),
        campaign: one.id,
        kind: CostKind::Other,
        what: "Banderole".into(),
        amount: 1,
        day: day(0),
        by: Some(awa()),
    };
    parts::add_cost(tx, &cost, day(0)).await.unwrap();
    let made = step(1, "Étape", StepState::Proposed);
    steps::insert(tx, &made).await.unwrap();
    steps::adopt(tx, made.id, awa(), day(0)).await.unwrap();
    let proof =
        Proof { mark: "m".into(), key: "k".into(), title: "t".into(), address: "/".into(), at: day(0) };
    steps::close(tx, made.id, &proof, Some(awa()), day(0)).await.unwrap();
    accounts::insert(tx, &account(1, "Facebook")).await.unwrap();
    let home = Blog { state: BlogState::Joined, person: Some(awa()), ..blog(1, "Awa") };
    blogs::insert(tx, &home).await.unwrap();
    let said = entry(1, Audience::Members, EntryKind::Decision);
    entries::insert(tx, &said).await.unwrap();
    entries::mark_read(tx, said.id, awa(), day(0)).await.unwrap();
    let reply = Reply { id: id(5).into(), entry: said.id, body: "Oui.".into(), by: Some(awa()), at: day(0) };
    replies::insert(tx, &reply).await.unwrap();
    let mut own = task(1, "Appeler", None);
    own.owner = Some(awa());
    tasks::insert(tx, &own).await.unwrap();
}

griot_testkit::contract! { &[SCHEMA];
    async fn whoever_is_erased_leaves_no_mark_and_the_section_keeps_its_decisions(db: Db) {
        let mut tx = db.begin().await.unwrap();
        house(&mut tx).await;
        assert_eq!(people::entries(&mut tx, awa()).await.unwrap().len(), 1);
        assert_eq!(people::replies(&mut tx, awa()).await.unwrap(), [("Oui.".to_owned(), day(0))]);
        assert_eq!(people::read(&mut tx, awa()).await.unwrap(), [("Texte 1".to_owned(), day(0))]);
        let marks: Vec<String> = people::marks(&mut tx, awa()).await.unwrap().into_iter().map(|mark| mark.0).collect();
        assert_eq!(
            marks,
            [
                "account answered for", "blog elsewhere", "campaign begun", "cost noted", "figure entered",
                "line changed", "step adopted", "step closed", "step to make", "task", "task asked for", "team",
                "version adopted",
            ]
        );
        let copy = Campaigns.export(&mut tx, awa()).await.unwrap().data.to_string();
        assert!(copy.contains("Oui.") && copy.contains("Banderole"), "{copy}");

        for _ in 0..2 {
            people::erase(&mut tx, awa()).await.unwrap();
        }
        assert!(people::entries(&mut tx, awa()).await.unwrap().is_empty());
        assert!(people::replies(&mut tx, awa()).await.unwrap().is_empty());
        assert!(people::read(&mut tx, awa()).await.unwrap().is_empty());
        assert!(people::marks(&mut tx, awa()).await.unwrap().is_empty());
        assert_eq!(entries::by_id(&mut tx, id(0x6001).into()).await.unwrap().unwrap().by, None);
        let kept = accounts::by_id(&mut tx, id(0x4001).into()).await.unwrap().unwrap();
        assert_eq!((kept.words.owner, kept.words.second), (None, Some(binta())));
        assert!(kept.lacks_owner());
    }
}
