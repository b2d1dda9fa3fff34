use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::Timestamp;

use super::{Lines, Teller, campaigns::Told};
use crate::{
    model::{Audience, Entry, EntryId, EntryKind, EntryWords, Reply, RoomFile, Task},
    store::{entries, files, replies, tasks},
};

const HOUR: u64 = 3_600;

impl Teller<'_> {
    /// Decisions, announcements with their readers, threads and tasks.
    pub(super) async fn room(&self, tx: &mut Tx, told: &Told, lines: &Lines) -> Result<(), DbError> {
        let launch = EntryWords {
            campaign: Some(told.water),
            line: lines.get("L’eau à l’école est un droit, pas un cadeau.").copied(),
            ..self.words(EntryKind::Decision, Audience::Staff, "Nous lançons « L’eau à l’école » le 21 janvier", "Réunion du 18 janvier, à l’unanimité.\n\nNous demandons un point d’eau par école avant la rentrée d’octobre. Fatou écrit, Boukary porte à la radio, Awa ouvre le cahier à Kaya.")
        };
        let launch = self.entry(tx, launch, "mariam-kabore", 26, None).await?;
        let words = EntryWords {
            campaign: Some(told.water),
            ..self.words(EntryKind::Announcement, Audience::Members, "« L’eau à l’école » commence lundi", "Un point d’eau par école avant la rentrée d’octobre : voilà ce que nous demandons, tous ensemble, avec les mêmes mots.\n\nLe cahier de signatures est chez Awa, à Kaya, et au bureau.")
        };
        let news = self.entry(tx, words, "fatou-traore", 25, Some(launch)).await?;
        let table =
            "École;Classes;Distance du point d’eau (m)\nSaaba A;6;850\nSaaba B;4;1200\nKaya-Nord;9;300\n";
        self.file(tx, news, "points-d-eau-janvier.csv", table, "boukary-tiendrebeogo").await?;
        self.read_by(
            tx,
            news,
            &["awa-ouedraogo", "issa-compaore", "moussa-sawadogo", "salif-zongo", "aicha-diallo"],
            24,
        )
        .await?;

        let words = self.words(EntryKind::Announcement, Audience::Staff, "Lundi, 9 h : la feuille avant la réunion", "La feuille du lundi se lit avant, pas pendant. Ce qui est en retard passe en premier ; dix minutes par sujet.");
        let monday = self.entry(tx, words, "mariam-kabore", 3, None).await?;
        self.read_by(tx, monday, &["fatou-traore", "salif-zongo"], 2).await?;

        let words = EntryWords {
            campaign: Some(told.birth),
            ..self.words(EntryKind::Decision, Audience::Staff, "Le 8 mars, nous parlons d’une seule voix", "Le 8 mars, la section accompagne les familles jusqu’au guichet de l’état civil. Aucun nom d’enfant ne sort, aucune photo de visage.\n\nUne seule phrase partout : « Exister sur le papier, c’est pouvoir exister tout court. »")
        };
        let march = self.entry(tx, words, "mariam-kabore", 1, None).await?;

        let words = self.words(
            EntryKind::Thread,
            Audience::Members,
            "Qui peut traduire en dioula ?",
            "Trois phrases pour la radio, avant dimanche. Les mots simples sont les plus difficiles.",
        );
        let thread = self.entry(tx, words, "fatou-traore", 5, None).await?;
        self.reply(tx, thread, "issa-compaore", 5, 3, "Je m’en charge ce soir, et ma mère relira.").await?;
        self.reply(
            tx,
            thread,
            "fatou-traore",
            4,
            2,
            "Merci à ta mère. C’est elle, notre bureau de traduction.",
        )
        .await?;

        let words = EntryWords {
            campaign: Some(told.water),
            ..self.words(EntryKind::Thread, Audience::Team, "Photos de Kaya : lesquelles montrer ?", "Moussa a douze photos. Aucune où l’on reconnaît un enfant sans l’accord écrit de ses parents.")
        };
        let photos = self.entry(tx, words, "awa-ouedraogo", 2, None).await?;
        self.reply(
            tx,
            photos,
            "boukary-tiendrebeogo",
            2,
            4,
            "La numéro 4 : des mains, une pompe, personne à protéger.",
        )
        .await?;

        self.task(
            tx,
            ("Appeler la radio de Fada pour mardi", "boukary-tiendrebeogo"),
            Some(self.day(2)),
            Some(march),
            told,
            None,
        )
        .await?;
        self.task(
            tx,
            ("Relire le message en mooré", "awa-ouedraogo"),
            Some(self.ahead(1)),
            Some(launch),
            told,
            None,
        )
        .await?;
        self.task(
            tx,
            ("Coller vingt affiches au campus", "issa-compaore"),
            Some(self.ahead(3)),
            None,
            told,
            None,
        )
        .await?;
        self.task(
            tx,
            ("Demander l’accord de l’école de Kaya", "awa-ouedraogo"),
            Some(self.day(6)),
            Some(launch),
            told,
            Some(self.ago(7)),
        )
        .await
    }

    fn words(&self, kind: EntryKind, audience: Audience, title: &str, body: &str) -> EntryWords {
        EntryWords {
            kind,
            audience,
            campaign: None,
            line: None,
            title: title.to_owned(),
            body: body.to_owned(),
        }
    }

    async fn entry(
        &self,
        tx: &mut Tx,
        words: EntryWords,
        by: &str,
        days: u64,
        source: Option<EntryId>,
    ) -> Result<EntryId, DbError> {
        let entry = Entry { id: self.id(), words, source, by: self.person(by), at: self.ago(days) };
        entries::insert(tx, &entry).await?;
        Ok(entry.id)
    }

    async fn file(
        &self,
        tx: &mut Tx,
        entry: EntryId,
        name: &str,
        text: &str,
        by: &str,
    ) -> Result<(), DbError> {
        let stored = match self.section.files.put(text.to_owned().into(), "room").await {
            Ok(key) => key,
            Err(error) => {
                tracing::warn!(%error, "a file of the story could not be kept");
                return Ok(());
            }
        };
        let file = RoomFile {
            id: self.id(),
            entry,
            name: name.to_owned(),
            stored: stored.as_str().to_owned(),
            bytes: i64::try_from(text.len()).unwrap_or(0),
            by: self.person(by),
            at: self.ago(20),
        };
        files::insert(tx, &file).await
    }

    async fn read_by(&self, tx: &mut Tx, id: EntryId, handles: &[&str], days: u64) -> Result<(), DbError> {
        for (n, person) in (0..).zip(handles.iter().filter_map(|handle| self.person(handle))) {
            let at = self.ago(days) + Duration::from_secs(n * HOUR);
            entries::mark_read(tx, id, person, at).await?;
        }
        Ok(())
    }

    async fn reply(
        &self,
        tx: &mut Tx,
        entry: EntryId,
        by: &str,
        days: u64,
        hours: u64,
        body: &str,
    ) -> Result<(), DbError> {
        let at = self.ago(days) + Duration::from_secs(hours * HOUR);
        let reply = Reply { id: self.id(), entry, body: body.to_owned(), by: self.person(by), at };
        replies::insert(tx, &reply).await
    }

    async fn task(
        &self,
        tx: &mut Tx,
        (title, owner): (&str, &str),
        due: Option<Timestamp>,
        entry: Option<EntryId>,
        told: &Told,
        done_at: Option<Timestamp>,
    ) -> Result<(), DbError> {
        let task = Task {
            id: self.id(),
            title: title.to_owned(),
            entry,
            campaign: Some(told.water),
            owner: self.person(owner),
            due,
            done_at,
            by: self.person("fatou-traore"),
            at: self.ago(8),
        };
        tasks::insert(tx, &task).await
    }
}
