//! The people of the invented section: a dozen, over months before 14 February 2013.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_delivery::Email;
use griot_kernel::{Language, PersonId};
use griot_pillar::{Story, StoryPerson};
use griot_web::Role;

use crate::{
    Section,
    acts::{Moment, join, roles},
    model::request::{JoinRequest, State},
    store::{self, grants::RoleGrant},
};

/// One of them: name, words about themselves, days before the story's today, roles.
struct Invented(&'static str, &'static str, u64, &'static [Role]);

const PEOPLE: &[Invented] = &[
    Invented(
        "Salif Zongo",
        "Je tiens la maison en marche : serveur, sauvegardes, courriels. Bénévole à Ouagadougou.",
        410,
        &[Role::Administrator],
    ),
    Invented(
        "Mariam Kaboré",
        "Directrice de la section. J’écris peu et je lis tout.",
        405,
        &[Role::Director],
    ),
    Invented(
        "Awa Ouédraogo",
        "Institutrice à Kaya. J’écris sur l’école, l’eau et les filles qui veulent apprendre.",
        396,
        &[],
    ),
    Invented("Moussa Sawadogo", "Photographe. Je montre les gens debout.", 371, &[Role::Author]),
    Invented(
        "Fatou Traoré",
        "Chargée de communication : un mot juste au bon moment.",
        348,
        &[Role::Editor, Role::Publisher, Role::ChannelOwner],
    ),
    Invented("Issa Compaoré", "Étudiant en droit à Bobo-Dioulasso, membre du club universitaire.", 322, &[]),
    Invented("Aïcha Diallo", "Sage-femme. Les droits commencent à la naissance.", 287, &[]),
    Invented(
        "Adama Nikiéma",
        "Formateur. Un atelier réussi, c’est quand les autres continuent sans moi.",
        251,
        &[Role::Trainer],
    ),
    Invented("La Voix de Nioko", "Je signe d’un pseudonyme, et c’est mon choix.", 208, &[]),
    Invented(
        "Rasmata Sanou",
        "Je vérifie avant de dire. Observation et documentation.",
        165,
        &[Role::Monitor, Role::SafetyReviewer],
    ),
    Invented("Boukary Tiendrébéogo", "Radio communautaire, Fada N’Gourma.", 118, &[Role::Campaigner]),
    Invented("Nadège Bamogo", "Toute nouvelle ici. J’aime les cartes et les marchés.", 23, &[]),
];

/// Makes the people, their roles and one request that waits for an answer.
pub async fn tell(section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
    let ago = |days: u64| story.today - Duration::from_secs(days * 86_400);
    let mut people = Vec::with_capacity(PEOPLE.len());
    for Invented(name, about, days, held) in PEOPLE {
        let at = Moment { now: ago(*days), random: section.random.as_ref() };
        let handle = crate::model::handle::from_name(name);
        let address = format!("{handle}@example.org");
        let digest = Email::parse(&address).map(|email| crate::digest(&section.keys, &email));
        let newcomer = join::Newcomer {
            name: (*name).to_owned(),
            about: (*about).to_owned(),
            address,
            digest: digest.map_err(DbError::unreadable("contact_point"))?,
            language: Language::FRENCH,
            passphrase: None,
        };
        let Some(id) = join::add(tx, at, &newcomer).await? else { continue };
        for role in *held {
            let grant =
                RoleGrant { person: id, role: role.to_string(), scope: store::grants::SECTION.to_owned() };
            // A refusal is only possible for someone who is not here.
            let _given = roles::give(tx, at, &grant, None).await?;
        }
        open_profile(tx, id, &["awa-ouedraogo", "moussa-sawadogo"].contains(&handle.as_str())).await?;
        people.push(StoryPerson { id, handle, name: (*name).to_owned(), joined: at.now });
    }
    ask(section, tx, story).await?;
    story.people.extend(people);
    Ok(())
}

async fn open_profile(tx: &mut Tx, id: PersonId, open: &bool) -> Result<(), DbError> {
    if *open && let Some(mut person) = store::persons::by_id(tx, id).await? {
        person.open_profile = true;
        store::persons::change_profile(tx, &person).await?;
    }
    Ok(())
}

async fn ask(section: &Section, tx: &mut Tx, story: &Story) -> Result<(), DbError> {
    let at = Moment { now: story.today - Duration::from_secs(86_400), random: section.random.as_ref() };
    let address = "rose-kinda@example.org";
    let email = Email::parse(address).map_err(DbError::unreadable("join_request"))?;
    let request = JoinRequest {
        id: at.id(),
        name: "Rose Kinda".to_owned(),
        about: "Je suis couturière à Koudougou. Je veux raconter les coopératives de femmes.".to_owned(),
        address: address.to_owned(),
        language: Language::FRENCH,
        state: State::Unconfirmed,
        invitation: None,
        reason: String::new(),
        created_at: at.now,
        decided_by: None,
    };
    let id = store::requests::ask(tx, &request, &crate::digest(&section.keys, &email)).await?;
    store::requests::confirm(tx, id, State::Waiting, at.now).await?;
    Ok(())
}
