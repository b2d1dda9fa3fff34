use griot_contracts::campaigns::CampaignId;
use griot_db::{DbError, Tx};
use griot_kernel::PersonId;

use super::Teller;
use crate::{
    acts,
    model::{
        Club, ClubKind, ClubMember, ClubResult, ClubRole, ClubWords, Level, Moment, Skill, SkillMark,
        SkillWords,
    },
    store::{clubs, skills},
};

/// What people of the section should be able to do: its name, how one sees it, and how many should.
const SKILLS: [(&str, &str, i64); 5] = [
    ("Écrire court", "Une phrase qui tient dans un SMS et dit quoi faire", 6),
    ("Montrer avec accord", "Demande, note l’accord, sait le retirer", 5),
    ("Protéger ses comptes", "Deux facteurs, appareils vérifiés", 8),
    ("Vérifier une rumeur", "Deux sources avant de partager", 4),
    ("Filmer avec un téléphone", "Trente secondes utiles, sans exposer personne", 3),
];

/// Who can do what, in the order of [`SKILLS`]: before, and after a month.
const PEOPLE: [(&str, [u8; 5], [u8; 5]); 5] = [
    ("awa-ouedraogo", [1, 1, 0, 1, 0], [2, 2, 2, 2, 1]),
    ("moussa-sawadogo", [1, 2, 1, 0, 1], [2, 3, 2, 1, 1]),
    ("aicha-diallo", [0, 1, 0, 1, 0], [2, 1, 2, 2, 0]),
    ("fatou-traore", [3, 2, 2, 2, 0], [3, 3, 3, 2, 1]),
    ("boukary-tiendrebeogo", [1, 0, 0, 2, 0], [2, 1, 2, 3, 0]),
];

impl Teller<'_> {
    /// What five people can do, before and after; a club of students and one of a school.
    pub(super) async fn able(
        &self,
        tx: &mut Tx,
        trainer: PersonId,
        campaign: Option<CampaignId>,
    ) -> Result<(), DbError> {
        let mut known = Vec::new();
        for (place, (name, how, wanted)) in (1_i64..).zip(SKILLS) {
            let words = SkillWords { name: name.to_owned(), how: how.to_owned(), programme: None, wanted };
            let skill = Skill { id: self.id(), words, place, is_retired: false, revision: 1 };
            skills::insert(tx, &skill).await?;
            known.push(skill.id);
        }
        for (handle, before, after) in PEOPLE {
            let Some(person) = self.person(handle) else { continue };
            for (moment, levels, at) in
                [(Moment::Before, before, self.at(-36, 10, 0)), (Moment::Day30, after, self.at(-4, 10, 0))]
            {
                for (skill, level) in known.iter().zip(levels) {
                    let Some(level) = Level::of(i64::from(level)) else { continue };
                    let (skill, by) = (*skill, Some(trainer));
                    let mark = SkillMark {
                        person,
                        skill,
                        workshop: None,
                        moment,
                        level,
                        at,
                        by,
                        contested: String::new(),
                    };
                    skills::put_mark(tx, &mark).await?;
                }
            }
        }
        self.clubs(tx, trainer, campaign).await
    }

    async fn clubs(
        &self,
        tx: &mut Tx,
        trainer: PersonId,
        campaign: Option<CampaignId>,
    ) -> Result<(), DbError> {
        for (name, kind, place, coordinator) in [
            ("Club de l’université", ClubKind::Students, "Bobo-Dioulasso", "issa-compaore"),
            ("Club du lycée", ClubKind::Youth, "Ouagadougou", "awa-ouedraogo"),
        ] {
            let club = Club {
                id: self.id(),
                words: ClubWords { name: name.to_owned(), kind, place: place.to_owned() },
                coordinator: self.person(coordinator),
                is_closed: false,
                revision: 1,
                created_at: self.at(-90, 10, 0),
            };
            clubs::insert(tx, &club).await?;
            let _ = acts::clubs::follow_coordinator(self.section, tx, &club).await?;
            let invented = if kind == ClubKind::Youth { ["Alima", "Boureima"] } else { ["Karim", "Sali"] };
            for (number, name) in invented.into_iter().enumerate() {
                let one = acts::clubs::somebody(self.section, club.id, None, name.to_owned());
                let role = if number == 0 { ClubRole::Ambassador } else { ClubRole::Member };
                let mut one = ClubMember { role, since: self.at(-60, 10, 0), ..one };
                if kind == ClubKind::Youth {
                    let said = ("Sa tante", "de vive voix, à la réunion du club", "2012-12-16");
                    let _ = one.consent(true, said, (self.story.today, trainer));
                }
                clubs::add_member(tx, &one).await?;
            }
            let result = ClubResult {
                id: self.id(),
                club: club.id,
                campaign,
                what: "signatures sur papier".to_owned(),
                figure: if kind == ClubKind::Youth { 64 } else { 118 },
                day: self.at(-3, 0, 0),
                by: self.person(coordinator),
            };
            clubs::add_result(tx, &result).await?;
        }
        Ok(())
    }
}
