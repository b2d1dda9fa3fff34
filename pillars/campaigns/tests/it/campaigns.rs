//! Campaigns, their teams, and what hangs on them.

use griot_campaigns::{
    SCHEMA,
    model::{Cost, CostKind, Evaluation, Objective, Stage, Way},
    store::{campaigns, parts, serving, teams},
};
use griot_contracts::campaigns::{CampaignFigure, Campaigns as Asked, Risk};

use crate::factory::{awa, binta, campaign, day, id, line};

griot_testkit::contract! { &[SCHEMA];
    async fn a_campaign_is_kept_as_it_was_written(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = campaign(1, "eau", Stage::Planned);
        campaigns::insert(&mut tx, &one).await.unwrap();
        assert_eq!(campaigns::by_id(&mut tx, one.id).await.unwrap().unwrap(), one);
        assert_eq!(campaigns::by_slug(&mut tx, "eau").await.unwrap().unwrap(), one);
        assert!(campaigns::by_slug(&mut tx, "feu").await.unwrap().is_none());

        let mut words = one.words.clone();
        words.risk = Risk::High;
        assert!(campaigns::save(&mut tx, one.id, 1, &words).await.unwrap());
        assert!(!campaigns::save(&mut tx, one.id, 1, &one.words).await.unwrap(), "someone was faster");
        assert_eq!(campaigns::touch(&mut tx, one.id).await.unwrap(), Some(3));
        let told = Evaluation { planned: "a".into(), reached: "b".into(), learnt: "c".into() };
        campaigns::evaluate(&mut tx, one.id, &told).await.unwrap();
        let kept = campaigns::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((kept.words.risk, kept.evaluation, kept.revision), (Risk::High, told, 4));
        assert_eq!(campaigns::touch(&mut tx, id(9).into()).await.unwrap(), None);
    }

    async fn a_campaign_moves_only_from_where_it_stands(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (idea, one) = (campaign(1, "idee", Stage::Idea), campaign(2, "eau", Stage::Planned));
        campaigns::insert(&mut tx, &idea).await.unwrap();
        campaigns::insert(&mut tx, &one).await.unwrap();
        assert!(campaigns::public(&mut tx).await.unwrap().is_empty());
        let days = (Some(day(0)), None, None);
        assert!(campaigns::go(&mut tx, one.id, Stage::Planned, Stage::Running, days).await.unwrap());
        assert!(!campaigns::go(&mut tx, one.id, Stage::Planned, Stage::Running, days).await.unwrap());
        let public = campaigns::public(&mut tx).await.unwrap();
        assert_eq!((public.len(), public[0].opened_at), (1, Some(day(0))));
        assert!(!campaigns::forget_idea(&mut tx, one.id).await.unwrap(), "only ideas are forgotten");
        assert!(campaigns::forget_idea(&mut tx, idea.id).await.unwrap());
        assert_eq!(campaigns::list(&mut tx).await.unwrap().len(), 1);
    }

    async fn what_serves_no_line_is_an_orphan(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, over) = (campaign(1, "eau", Stage::Running), campaign(2, "vieux", Stage::Closed));
        for campaign in [&one, &over] {
            campaigns::insert(&mut tx, campaign).await.unwrap();
        }
        let served = line(1, griot_campaigns::model::LineKind::Message, "L’eau").id;
        let orphans = serving::campaigns_without(&mut tx, 10).await.unwrap();
        assert_eq!(orphans.len(), 1, "what is over is nobody's concern");
        assert!(serving::steps_without(&mut tx, 10).await.unwrap().is_empty());
        campaigns::serve(&mut tx, one.id, served).await.unwrap();
        campaigns::serve(&mut tx, one.id, served).await.unwrap();
        assert_eq!(campaigns::served(&mut tx, one.id).await.unwrap(), [served]);
        assert_eq!(serving::count(&mut tx, served).await.unwrap(), 1);
        assert!(serving::campaigns_without(&mut tx, 10).await.unwrap().is_empty());
        campaigns::serve_nothing(&mut tx, one.id).await.unwrap();
        assert_eq!(serving::count(&mut tx, served).await.unwrap(), 0);
    }

    async fn a_team_is_made_of_people_once_each(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = campaign(1, "eau", Stage::Idea);
        campaigns::insert(&mut tx, &one).await.unwrap();
        for person in [awa(), binta(), awa()] {
            teams::add(&mut tx, one.id, person).await.unwrap();
        }
        assert_eq!(teams::of_campaign(&mut tx, one.id).await.unwrap(), [awa(), binta()]);
        teams::remove(&mut tx, one.id, awa()).await.unwrap();
        assert_eq!(teams::of_person(&mut tx, binta()).await.unwrap(), [one.id]);
        assert!(teams::of_person(&mut tx, awa()).await.unwrap().is_empty());
    }

    async fn what_hangs_on_a_campaign_goes_by_its_own_hand_only(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, other) = (campaign(1, "eau", Stage::Idea), campaign(2, "feu", Stage::Idea));
        for campaign in [&one, &other] {
            campaigns::insert(&mut tx, campaign).await.unwrap();
        }
        let way = Way { id: id(1).into(), campaign: one.id, label: "Signer".into(), address: "/p".into() };
        parts::add_way(&mut tx, &way, day(0)).await.unwrap();
        assert_eq!(parts::ways(&mut tx, one.id).await.unwrap(), std::slice::from_ref(&way));
        assert!(!parts::remove_way(&mut tx, other.id, way.id).await.unwrap());
        assert!(parts::remove_way(&mut tx, one.id, way.id).await.unwrap());

        let objective = Objective {
            id: id(2).into(),
            campaign: one.id,
            text: "Signatures".into(),
            goal: 1_000,
            unit: "signatures".into(),
            value: None,
            day: None,
            source: String::new(),
        };
        parts::add_objective(&mut tx, &objective, day(0)).await.unwrap();
        assert!(!parts::measure_objective(&mut tx, other.id, objective.id, 9, day(1), "x").await.unwrap());
        assert!(parts::measure_objective(&mut tx, one.id, objective.id, 240, day(1), "cahier").await.unwrap());
        let kept = parts::objectives(&mut tx, one.id).await.unwrap();
        assert_eq!((kept[0].value, kept[0].day, kept[0].source.as_str()), (Some(240), Some(day(1)), "cahier"));
        let told = Asked::objectives(&griot_campaigns::Campaigns, &mut tx, one.id).await.unwrap();
        let figure = CampaignFigure {
            text: "Signatures".into(),
            goal: 1_000,
            unit: "signatures".into(),
            value: Some(240),
            day: Some(day(1)),
        };
        assert_eq!(told, [figure], "other rooms are told the same");
        assert!(parts::remove_objective(&mut tx, one.id, objective.id).await.unwrap());

        let cost = Cost {
            id: id(3).into(),
            campaign: one.id,
            kind: CostKind::Airtime,
            what: "Appels".into(),
            amount: 12_500,
            day: day(-1),
            by: Some(awa()),
        };
        parts::add_cost(&mut tx, &cost, day(0)).await.unwrap();
        assert_eq!(parts::costs(&mut tx, one.id).await.unwrap(), std::slice::from_ref(&cost));
        assert!(!parts::remove_cost(&mut tx, other.id, cost.id).await.unwrap());
        assert!(parts::remove_cost(&mut tx, one.id, cost.id).await.unwrap());
    }
}
