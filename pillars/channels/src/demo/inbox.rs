//! What people say to the invented section: questions that wait, an answer to read, one that is sent and
//! not confirmed, a rumour, a fake account. Nobody in it is real.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Random, Timestamp};
use uuid::Uuid;

use crate::{
    model::{
        channel::Channel,
        conversation::{Conversation, Direction, InboxMessage, MessageState, Source, Standing},
        network::Network,
        rumour::{Check, Fake, FakeState, FakeStep, Rumour, RumourState, Verdict},
    },
    store::{
        canned::{self, Canned},
        conversations, duty, fakes,
        messages::{self, Note},
        rumours,
    },
};

/// A conversation of the story: what was asked so many hours ago, and what is answered.
struct Told {
    source: Source,
    author: &'static str,
    private: bool,
    subject: &'static str,
    asked: &'static str,
    hours: u64,
    standing: Standing,
    answer: Option<(&'static str, MessageState)>,
    label: &'static str,
    note: &'static str,
}

const TOLD: &[Told] = &[
    Told {
        source: Source::Sms,
        author: "+22600000001",
        private: true,
        subject: "",
        asked: "Bonjour, la rencontre sur l’eau est-elle ouverte aux élèves ? Il faut payer ?",
        hours: 2,
        standing: Standing::New,
        answer: None,
        label: "",
        note: "",
    },
    Told {
        source: Source::Sms,
        author: "+22600000002",
        private: true,
        subject: "",
        asked: "Le puits de Tampouy est encore fermé ce matin.",
        hours: 30,
        standing: Standing::Assigned,
        answer: None,
        label: "eau",
        note: "Mariam appelle le comité de l’eau avant de répondre.",
    },
    Told {
        source: Source::Mail,
        author: "directrice@lycee.example",
        private: true,
        subject: "Un atelier dans notre lycée ?",
        asked: "Bonjour,\n\nNos élèves de première préparent un exposé sur le droit à l’eau. Quelqu’un de la \
                section peut-il venir un mercredi après-midi ?\n\nLa directrice du lycée",
        hours: 20,
        standing: Standing::New,
        answer: None,
        label: "",
        note: "",
    },
    Told {
        source: Source::Mastodon,
        author: "@aminata@social.example",
        private: false,
        subject: "",
        asked: "Où peut-on lire le rapport dont vous parlez ?",
        hours: 5,
        standing: Standing::Assigned,
        answer: Some((
            "Le résumé est sur notre site ; le rapport entier y sera mardi.",
            MessageState::ToApprove,
        )),
        label: "",
        note: "",
    },
    Told {
        source: Source::Telegram,
        author: "Issa",
        private: true,
        subject: "",
        asked: "Comment devenir membre du club de mon lycée ?",
        hours: 8,
        standing: Standing::Waiting,
        answer: Some((
            "Écrivez-nous le nom du lycée : nous vous dirons qui anime le club.",
            MessageState::Unknown,
        )),
        label: "clubs",
        note: "",
    },
    Told {
        source: Source::Sms,
        author: "+22600000003",
        private: true,
        subject: "",
        asked: "Gagnez un téléphone en répondant à ce message !",
        hours: 50,
        standing: Standing::Spam,
        answer: None,
        label: "",
        note: "",
    },
];

/// Tells it, on these channels, with who looks after the inbox and who reads answers.
pub async fn tell(
    tx: &mut Tx,
    channels: &[Channel],
    (fatou, mariam): (PersonId, PersonId),
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    for told in TOLD {
        let channel = channels.iter().find(|channel| Source::of(channel.network) == Some(told.source));
        let channel = channel.filter(|_| told.source != Source::Sms).map(|channel| channel.id);
        conversation(tx, told, channel, fatou, (now, random)).await?;
    }
    let day = Duration::from_secs(86_400);
    for n in 0..6 {
        let person = if n % 3 == 2 { mariam } else { fatou };
        duty::set(tx, Timestamp::start_of(now.day()) + day * n, Some(person)).await?;
    }
    for (title, body, approved_by) in [
        ("Horaires", "{section} est ouverte du lundi au vendredi, de 8 h à 12 h. {site}", Some(mariam)),
        (
            "Devenir membre",
            "Pour rejoindre {section} : {site}/join. Un club près de chez vous vous répondra.",
            None,
        ),
    ] {
        let one = Canned {
            id: Id::secret(random),
            title: title.to_owned(),
            language: Language::FRENCH,
            body: body.to_owned(),
            by: Some(fatou),
            approved_by,
            at: now - day,
        };
        canned::put(tx, &one).await?;
    }
    rumours_and_fakes(tx, fatou, (now, random)).await
}

async fn conversation(
    tx: &mut Tx,
    told: &Told,
    channel: Option<crate::model::channel::ChannelId>,
    fatou: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let asked_at = now - Duration::from_secs(told.hours * 3_600);
    let one = Conversation {
        id: Id::secret(random),
        source: told.source,
        channel,
        thread: told.author.to_owned(),
        author: told.author.to_owned(),
        private: told.private,
        standing: told.standing,
        assignee: (told.standing != Standing::New && told.standing != Standing::Spam).then_some(fatou),
        label: told.label.to_owned(),
        set_aside: false,
        handed_over: false,
        due_at: told.standing.is_open().then(|| asked_at + Duration::from_secs(86_400)),
        first_at: asked_at,
        last_at: asked_at,
    };
    conversations::insert(tx, &one).await?;
    let asked = InboxMessage {
        remote: "1".to_owned(),
        subject: told.subject.to_owned(),
        ..InboxMessage::new(Id::new(asked_at, random), one.id, Direction::In, told.asked.to_owned(), asked_at)
    };
    messages::insert(tx, &asked).await?;
    if let Some((words, state)) = told.answer {
        let at = asked_at + Duration::from_secs(1_800);
        let answer = InboxMessage {
            state,
            by: Some(fatou),
            armed_at: (state == MessageState::Unknown).then_some(at),
            ..InboxMessage::new(Id::new(at, random), one.id, Direction::Out, words.to_owned(), at)
        };
        messages::insert(tx, &answer).await?;
    }
    if !told.note.is_empty() {
        let note = Note {
            id: Uuid::from_bytes(random.bytes()),
            person: Some(fatou),
            body: told.note.to_owned(),
            at: asked_at + Duration::from_secs(600),
        };
        messages::add_note(tx, one.id, &note).await?;
    }
    Ok(())
}

async fn rumours_and_fakes(
    tx: &mut Tx,
    fatou: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let rumour = |claim: &str, seen: &str, days: u64| Rumour {
        id: Id::secret(random),
        claim: claim.to_owned(),
        language: Language::FRENCH,
        seen: seen.to_owned(),
        state: RumourState::Checking,
        verdict: None,
        answer: String::new(),
        item: None,
        owner: Some(fatou),
        at: now - Duration::from_secs(86_400 * days),
    };
    let check = |words: &str| Check {
        words: words.to_owned(),
        link: String::new(),
        by: Some(fatou),
        at: now - Duration::from_secs(3_600),
    };
    let open = rumour("La section ferait payer l’entrée des ateliers.", "Groupe WhatsApp d’un quartier", 1);
    rumours::put(tx, &open, now).await?;
    let shown = check("L’affiche de l’atelier dit « entrée libre » ; aucun reçu n’existe.");
    rumours::add_check(tx, Uuid::from_bytes(random.bytes()), open.id, &shown).await?;
    let answered = Rumour {
        state: RumourState::Answered,
        verdict: Some(Verdict::False),
        answer: "L’eau du puits a été analysée le 4 février : elle est bonne à boire.".to_owned(),
        ..rumour("Le puits de Tampouy serait empoisonné.", "Marché de Tampouy", 9)
    };
    rumours::put(tx, &answered, now).await?;
    let shown = check("Feuille d’analyse du laboratoire, lue au comité de l’eau.");
    rumours::add_check(tx, Uuid::from_bytes(random.bytes()), answered.id, &shown).await?;

    let fake = Fake {
        id: Id::secret(random),
        network: Network::Facebook,
        address: "https://pages.example/section-officielle-aide".to_owned(),
        name: "Section officielle – Aide".to_owned(),
        harm: "Demande de l’argent par téléphone au nom de la section.".to_owned(),
        state: FakeState::Seen,
        at: now - Duration::from_secs(86_400 * 4),
    };
    fakes::insert(tx, &fake).await?;
    for (state, words, hours) in [
        (FakeState::Seen, "Vu par un membre du club de Kaya, qui n’a rien envoyé.", 96),
        (FakeState::Reported, "Signalé à Facebook depuis la Page. Numéro du signalement : 0000.", 90),
    ] {
        let at = now - Duration::from_secs(3_600 * hours);
        let step = FakeStep { state, words: words.to_owned(), proof: None, by: Some(fatou), at };
        fakes::add_step(tx, Uuid::from_bytes(random.bytes()), fake.id, &step).await?;
    }
    Ok(())
}
