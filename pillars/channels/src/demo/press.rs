//! What is told of press and radio: two communiqués, journalists, what they wrote, a station, a card. Nobody
//! and nothing in it is real.

use griot_db::{DbError, Tx};
use griot_files::Limits;
use griot_kernel::{Id, Language, PersonId, Timestamp};
use griot_print::{Card, Design, Format};
use griot_web::Section;

use crate::{
    acts::{press, show::Whole},
    model::{
        item::{Item, Stage},
        network::Network,
        picture::{Consent, Picture},
        press::{Clip, Communique, Journalist, LetterState, PressWays, Reply, ReplyState, Tone},
        radio::{Broadcast, Station},
        week,
    },
    store::{channels, communiques, deliveries, items, journalists, pictures, radio, reviews},
};

/// Name, medium, beat, language, and whether they agreed.
const JOURNALISTS: [(&str, &str, &str, &str, bool); 5] = [
    ("Rasmata Sankara", "Le Matin de Kaya", "société", "fr", true),
    ("Issa Diallo", "Le Matin de Kaya", "eau", "fr", true),
    ("Blandine Zongo", "Radio Voix du Plateau", "droits humains", "fr", true),
    ("Peter Mensah", "Savanna Weekly", "human rights", "en", true),
    ("Hamidou Barry", "Télé Sahel", "éducation", "fr", false),
];

/// Day before the story's, medium, title, tone.
const CLIPS: [(i64, &str, &str, Tone); 3] = [
    (-6, "Le Matin de Kaya", "Neuf écoles sur dix sans eau\u{a0}: une section compte", Tone::For),
    (-5, "Radio Voix du Plateau", "L’eau à l’école, journal de 13 h", Tone::Neutral),
    (-3, "L’Hebdo du Centre", "Des chiffres que la mairie conteste", Tone::Against),
];

struct Tale<'a> {
    section: &'a Section,
    today: Timestamp,
    by: PersonId,
}

impl Tale<'_> {
    fn day(&self, days: i64) -> Timestamp {
        Timestamp::start_of(week::later(self.today.day(), days))
    }

    fn id<T>(&self, at: Timestamp) -> Id<T> {
        Id::new(at, self.section.random.as_ref())
    }
}

/// Tells it.
pub async fn tell(section: &Section, tx: &mut Tx, today: Timestamp, by: PersonId) -> Result<(), DbError> {
    let tale = Tale { section, today, by };
    let ways = PressWays {
        about:
            "La section réunit des membres bénévoles qui défendent les droits humains partout dans le pays. \
                Elle ne reçoit rien d’aucun gouvernement."
                .to_owned(),
        place: "Ouagadougou".to_owned(),
        reply_days: 30,
    };
    communiques::set_ways(tx, &ways).await?;
    let known = tale.journalists(tx).await?;
    let mut all = Vec::new();
    for id in communiques::list(tx, 50).await? {
        all.extend(Whole::load(tx, id).await?);
    }
    all.sort_by_key(|whole| whole.item.planned_at);
    for whole in all {
        tale.communique(tx, &whole, &known).await?;
    }
    tale.reply(tx).await?;
    tale.radio(tx).await?;
    tale.card(tx).await
}

impl Tale<'_> {
    async fn journalists(&self, tx: &mut Tx) -> Result<Vec<Journalist>, DbError> {
        let mut known = Vec::new();
        for (name, medium, beat, language, agreed) in JOURNALISTS {
            let mailbox = name.to_lowercase().replace(' ', ".");
            let one = Journalist {
                id: Id::secret(self.section.random.as_ref()),
                name: name.to_owned(),
                medium: medium.to_owned(),
                beat: beat.to_owned(),
                language: language.parse().unwrap_or(Language::FRENCH),
                email: format!("{mailbox}@presse.example"),
                phone: String::new(),
                consent: if agreed {
                    "carte de visite, rencontre du 5 janvier".to_owned()
                } else {
                    String::new()
                },
                consent_at: agreed.then(|| self.day(-40)),
                consent_until: None,
                open: true,
                stopped_at: None,
                created_at: self.day(-40),
            };
            journalists::put(tx, &one).await?;
            known.push(one);
        }
        Ok(known)
    }

    async fn communique(&self, tx: &mut Tx, whole: &Whole, known: &[Journalist]) -> Result<(), DbError> {
        let item = &whole.item;
        let at = item.planned_at.unwrap_or(self.today);
        press::number(tx, whole, (at, self.section.random.as_ref())).await?;
        let Some(kept) = communiques::of(tx, item.id).await? else { return Ok(()) };
        let one = Communique {
            place: "Ouagadougou".to_owned(),
            speaker: "Mariam Kaboré".to_owned(),
            speaker_phone: "+226 00 00 00 00".to_owned(),
            speaker_email: "presse@section.example".to_owned(),
            speaker_consent: "d’accord par écrit, le 4 janvier 2013".to_owned(),
            points: "- L’eau à l’école est un droit, pas une faveur.\n- Nos chiffres viennent de nos membres, école par \
                     école.\n- Nous ne nommons aucun directeur."
                .to_owned(),
            ..kept
        };
        communiques::put(tx, item.id, &one).await?;
        if item.stage == Stage::Scheduled {
            // It goes to the press on its day, and may be published two days later.
            let until = at + std::time::Duration::from_secs(2 * 86_400);
            items::update(tx, &Item { embargo_until: Some(until), ..item.clone() }, self.today).await?;
            return Ok(());
        }
        for delivery in deliveries::of(tx, item.id).await? {
            let ends =
                [LetterState::Published, LetterState::Sent, LetterState::Published, LetterState::Refused];
            for (reader, end) in known.iter().filter(|one| !one.consent.is_empty()).zip(ends) {
                journalists::add_letter(tx, delivery.id, reader.id, at).await?;
                let id = (delivery.id, reader.id);
                journalists::move_letter(tx, id, LetterState::Waiting, end, at).await?;
            }
        }
        for (days, medium, title, tone) in CLIPS {
            let day = self.day(days);
            let clip = Clip {
                id: self.id(day),
                item: Some(item.id),
                medium: medium.to_owned(),
                title: title.to_owned(),
                link: String::new(),
                day,
                tone,
                stored: None,
                paper: None,
                by: Some(self.by),
                at: day,
            };
            reviews::add_clip(tx, &clip).await?;
        }
        Ok(())
    }

    async fn reply(&self, tx: &mut Tx) -> Result<(), DbError> {
        let said_on = self.day(-3);
        let reply = Reply {
            id: self.id(said_on),
            said: "La section n’aurait visité aucune école.".to_owned(),
            medium: "L’Hebdo du Centre".to_owned(),
            who: "un conseiller cité sans nom".to_owned(),
            said_on,
            due_on: self.day(27),
            state: ReplyState::Asked,
            item: None,
            by: Some(self.by),
            at: said_on,
        };
        reviews::add_reply(tx, &reply).await
    }

    async fn radio(&self, tx: &mut Tx) -> Result<(), DbError> {
        let Some(channel) = channels::list(tx).await?.into_iter().find(|one| one.network == Network::Radio)
        else {
            return Ok(());
        };
        let station = Station {
            frequency: "98,4 FM".to_owned(),
            places: "Kaya et quarante kilomètres autour".to_owned(),
            languages: "mooré, français, fulfulde".to_owned(),
            audience: "les villages sans réseau, surtout le matin (dit par la station)".to_owned(),
            price: Some(3_000),
            contact: "le studio, de 8 h à 17 h".to_owned(),
        };
        radio::put_station(tx, channel.id, &station).await?;
        for item in items::at_stage(tx, Stage::Published, 0, 200).await? {
            let of_radio = deliveries::of(tx, item.id).await?.iter().any(|one| one.channel == channel.id);
            let Some(at) = item.planned_at.filter(|_| of_radio) else { continue };
            for (heard, times, who) in [(true, 4, "des membres du club de Kaya"), (false, 1, "le studio")] {
                let one = Broadcast {
                    id: self.id(at),
                    item: item.id,
                    channel: channel.id,
                    day: Timestamp::start_of(at.day()),
                    heard,
                    heard_by: who.to_owned(),
                    times,
                    cost: times * 3_000,
                    by: Some(self.by),
                    at,
                };
                radio::add_broadcast(tx, &one).await?;
            }
        }
        Ok(())
    }

    async fn card(&self, tx: &mut Tx) -> Result<(), DbError> {
        let card = Card {
            words: "L’eau à l’école est un droit, pas une faveur.".to_owned(),
            who: String::new(),
            from: self.section.settings().name.clone(),
            design: Design::Indigo,
            format: Format::Square,
        };
        let alt = format!("Carte\u{a0}: «\u{a0}{}\u{a0}»", card.words);
        let drawn = tokio::task::spawn_blocking(move || griot_print::card(&card)).await;
        let Ok(Ok(bytes)) = drawn else { return Ok(()) };
        let Ok(decoded) = griot_files::picture(bytes.into(), &Limits::default()).await else { return Ok(()) };
        let Ok(stored) = self.section.files.put_picture(&decoded).await else { return Ok(()) };
        let at = self.day(-2);
        let picture = Picture {
            id: self.id(at),
            stored,
            alt,
            language: Language::FRENCH,
            alts: Vec::new(),
            credit: self.section.settings().name.clone(),
            consent: Consent::Nobody,
            consent_who: String::new(),
            consent_for: String::new(),
            consent_until: None,
            by: Some(self.by),
            at,
        };
        pictures::insert(tx, &picture).await
    }
}
