//! An item with all that belongs to it, as it will be seen.

use griot_db::{Conn, DbError};
use griot_kernel::{Language, PersonId, Sensitivity, Timestamp};

use crate::{
    model::{
        approval::{self, Missing, Needed},
        channel::{Channel, ChannelId, ChannelState},
        item::{Item, ItemId, Text, sensitivity_text, too_open_for_sms},
        mailing::{Newsletter, opened},
        message::{Message, Unfit, unfit},
        network::Network,
        picture::{Consent, Picture},
        press::Communique,
        radio::Sound,
        variant::{Variant, message, said, says_something},
    },
    networks::to_list,
    store::{approvals, channels, communiques, items, newsletters, pictures, radio, steps, texts, ways},
};

/// The longest title of a letter or a page, in signs.
const TITLE: usize = 200;

/// An item with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// What is decided about it.
    pub item: Item,
    /// Its texts by language.
    pub texts: Vec<Text>,
    /// Where it goes.
    pub targets: Vec<(Variant, Channel)>,
    /// What it shows.
    pub pictures: Vec<Picture>,
    /// The lines that stand under the messages of channels.
    pub feet: Vec<(ChannelId, String)>,
    /// To whom its channels of letters and messages write.
    pub lists: Vec<Newsletter>,
    /// What it has beside its text where it goes to the press.
    pub paper: Option<Communique>,
    /// Its spoken texts, where it goes to the radio.
    pub sounds: Vec<Sound>,
}

/// Something that stands in the way of an item. Each is a sentence its writer reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The sentence, into which `$n` and `$name` are put.
    pub key: &'static str,
    /// A number in it.
    pub n: i64,
    /// A name in it: of a channel, of a picture.
    pub name: String,
    /// A language in it.
    pub language: Option<Language>,
}

impl Obstacle {
    /// One that has a name in it, or none.
    pub fn of(key: &'static str, name: impl Into<String>) -> Self {
        Self { key, n: 0, name: name.into(), language: None }
    }

    /// What a channel does not take.
    pub fn unfit(unfit: &Unfit, channel: &Channel) -> Self {
        Self { n: unfit.number(), ..Self::of(unfit.key(), &channel.name) }
    }
}

impl Whole {
    /// The item of this id.
    pub async fn load(db: &mut Conn, id: ItemId) -> Result<Option<Self>, DbError> {
        let Some(item) = items::by_id(db, id).await? else { return Ok(None) };
        let all = channels::list(db).await?;
        let variants = texts::variants(db, id).await?;
        let with = |variant: Variant| {
            let channel = all.iter().find(|channel| channel.id == variant.channel)?.clone();
            Some((variant, channel))
        };
        let mut targets: Vec<_> = variants.into_iter().filter_map(with).collect();
        // On each channel the item's own language comes first.
        for on_one in targets.chunk_by_mut(|(_, one), (_, other)| one.id == other.id) {
            on_one.sort_by_key(|(variant, _)| variant.language != item.language);
        }
        let mut lists: Vec<Newsletter> = Vec::new();
        for (_, channel) in targets.iter().filter(|(_, channel)| to_list(channel.network)) {
            if !lists.iter().any(|known| known.channel == channel.id) {
                lists.extend(newsletters::of(db, channel.id).await?);
            }
        }
        let goes_to = |network| targets.iter().any(|(_, channel)| channel.network == network);
        let (to_press, to_radio) = (goes_to(Network::Press), goes_to(Network::Radio));
        Ok(Some(Self {
            item,
            texts: texts::of(db, id).await?,
            targets,
            lists,
            paper: if to_press { communiques::of(db, id).await? } else { None },
            sounds: if to_radio { radio::sounds(db, id).await? } else { Vec::new() },
            pictures: pictures::of(db, id).await?,
            feet: newsletters::feet(db).await?,
        }))
    }

    /// What a variant shows of the item's pictures, where its channel takes any.
    pub fn shown(&self, variant: &Variant) -> impl Iterator<Item = &Picture> {
        self.pictures.iter().filter(|picture| variant.shows(picture))
    }

    /// What a reader on this channel will see.
    pub fn message(&self, variant: &Variant, channel: &Channel) -> Message {
        let most = channel.limits().picture_bytes;
        let going: Vec<_> =
            self.shown(variant).filter_map(|picture| picture.going_out(most, variant.language)).collect();
        let mut seen = message(&self.item, &self.texts, &going, variant, channel.network);
        let foot = self.feet.iter().find(|(of, _)| *of == channel.id).map(|(_, foot)| foot);
        if let Some(foot) = foot.filter(|_| channel.network == Network::Sms && !channel.by_hand)
            && !seen.text.trim().is_empty()
        {
            seen.text = format!("{}\n{}", seen.text.trim_end(), variant.letters.of(foot));
        }
        seen
    }

    /// Whom it could endanger: what its writer said, and whoever a picture shows is somebody.
    pub fn sensitivity(&self) -> Sensitivity {
        let shows = self.pictures.iter().any(|picture| picture.consent != Consent::Nobody);
        self.item.sensitivity.max(if shows { Sensitivity::NamedPerson } else { Sensitivity::None })
    }

    /// Whether its words are all that is approved: nothing of it has to be seen or heard, and nothing stands
    /// beside it.
    pub fn is_all_words(&self) -> bool {
        self.pictures.is_empty() && self.sounds.is_empty() && self.paper.is_none()
    }

    /// A digest of all that readers will see, of who they are, and of what was said about whom it could
    /// endanger.
    pub fn digest(&self) -> [u8; 32] {
        let mut all = blake3::Hasher::new();
        for text in &self.texts {
            for part in [text.language.as_str(), &text.body, &text.warning, &text.link] {
                all.update(blake3::hash(part.as_bytes()).as_bytes());
            }
        }
        let mut targets: Vec<_> = self.targets.iter().collect();
        targets.sort_by_key(|(variant, _)| (variant.channel, variant.language));
        for (variant, channel) in targets {
            all.update(channel.id.as_uuid().as_bytes());
            all.update(&self.message(variant, channel).digest());
        }
        for picture in &self.pictures {
            all.update(picture.id.as_uuid().as_bytes());
            all.update(blake3::hash(picture.alt.as_bytes()).as_bytes());
        }
        for list in &self.lists {
            all.update(list.channel.as_uuid().as_bytes());
            all.update(list.audience.as_uuid().as_bytes());
            all.update(list.segment.map(|part| part.as_uuid()).unwrap_or_default().as_bytes());
        }
        for sound in &self.sounds {
            for part in [sound.language.as_str(), sound.stored.key.as_str()] {
                all.update(blake3::hash(part.as_bytes()).as_bytes());
            }
        }
        if let Some(paper) = &self.paper {
            let embargo = self.item.embargo_until.map_or(i64::MIN, Timestamp::as_millisecond);
            all.update(&embargo.to_be_bytes());
            let said = [&self.item.title, &paper.place, &paper.speaker, &paper.speaker_phone];
            for part in said.into_iter().chain([&paper.speaker_email]) {
                all.update(blake3::hash(part.as_bytes()).as_bytes());
            }
        }
        all.update(sensitivity_text(self.sensitivity()).as_bytes());
        all.update(blake3::hash(self.item.consent.as_bytes()).as_bytes());
        if let Some(until) = self.item.consent_until {
            all.update(&until.as_millisecond().to_be_bytes());
        }
        *all.finalize().as_bytes()
    }

    /// Everything that stands in the way of showing it to readers.
    pub fn obstacles(&self, now: Timestamp) -> Vec<Obstacle> {
        let mut all = Vec::new();
        if self.targets.is_empty() {
            all.push(Obstacle::of("channels-obstacle-no-channel", ""));
        }
        if self.item.sensitivity >= Sensitivity::NamedPerson && self.item.consent.trim().is_empty() {
            all.push(Obstacle::of("channels-obstacle-no-consent", ""));
        }
        let shown = self.item.planned_at.unwrap_or(now).max(now);
        let is_over = self.item.consent_until.is_some_and(|until| until <= shown);
        if self.item.sensitivity >= Sensitivity::NamedPerson && is_over {
            all.push(Obstacle::of("channels-obstacle-consent-over", ""));
        }
        for picture in &self.pictures {
            if !picture.may_be_shown(shown) {
                let key = match picture.consent {
                    Consent::Withdrawn => "channels-obstacle-picture-withdrawn",
                    Consent::Given => "channels-obstacle-picture-ended",
                    Consent::Missing | Consent::Nobody => "channels-obstacle-picture-unasked",
                };
                all.push(Obstacle::of(key, &picture.alt));
            }
        }
        for (variant, channel) in &self.targets {
            if channel.network == Network::Sms && too_open_for_sms(self.item.sensitivity) {
                all.push(Obstacle::of("channels-obstacle-sms-risk", &channel.name));
            }
            if channel.state == ChannelState::Closed {
                all.push(Obstacle::of("channels-obstacle-channel-closed", &channel.name));
            }
            if !says_something(&self.texts, variant) {
                let language = Some(variant.language);
                all.push(Obstacle { language, ..Obstacle::of("channels-obstacle-no-text", &channel.name) });
            }
            let takes_pictures = channel.limits().pictures > 0;
            for picture in self.shown(variant).filter(|_| takes_pictures) {
                let language = Some(variant.language);
                let untold = Obstacle { language, ..Obstacle::of("channels-obstacle-no-alt", &picture.alt) };
                if picture.alt_in(variant.language).is_none() && !all.contains(&untold) {
                    all.push(untold);
                }
            }
            // The title of the item is in its own language.
            let subjectless = channel.network.is_titled()
                && variant.language != self.item.language
                && !said(&self.texts, &self.item, variant).starts_with("# ");
            if subjectless {
                let language = Some(variant.language);
                all.push(Obstacle {
                    language,
                    ..Obstacle::of("channels-obstacle-no-subject", &channel.name)
                });
            }
            if channel.network.is_titled() {
                let message = self.message(variant, channel);
                let (title, body) = opened(&message.text);
                if title.chars().count() > TITLE {
                    all.push(Obstacle::of("channels-obstacle-long-title", &channel.name));
                }
                if body.trim().is_empty() && message.pictures.is_empty() {
                    all.push(Obstacle::unfit(&Unfit::Empty, channel));
                }
            }
            all.extend(self.unfit(variant, channel).iter().map(|one| Obstacle::unfit(one, channel)));
        }
        all
    }

    /// What a channel does not take as it stands.
    pub fn unfit(&self, variant: &Variant, channel: &Channel) -> Vec<Unfit> {
        let limits = channel.limits();
        let mut all = unfit(&self.message(variant, channel), &limits);
        let heavy = |picture: &&Picture| picture.going_out(limits.picture_bytes, variant.language).is_none();
        if limits.pictures > 0 && self.shown(variant).any(|picture| heavy(&picture)) {
            all.push(Unfit::PictureTooHeavy { most: limits.picture_bytes / 1000 });
        }
        all
    }

    /// The languages in which it goes to a channel.
    pub fn spoken_on(&self, channel: ChannelId) -> Vec<Language> {
        let on_it = self.targets.iter().filter(|(_, other)| other.id == channel);
        on_it.map(|(variant, _)| variant.language).collect()
    }

    /// Those who may approve it since they may on each of its channels.
    pub async fn approvers(&self, db: &mut Conn) -> Result<Vec<PersonId>, DbError> {
        let mut all: Option<Vec<PersonId>> = None;
        for (_, channel) in &self.targets {
            let here = channels::approvers(db, channel.id).await?;
            all = Some(match all {
                None => here,
                Some(all) => all.into_iter().filter(|person| here.contains(person)).collect(),
            });
        }
        Ok(all.unwrap_or_default())
    }

    /// What it needs to be approved, if there is a rule; and what of that is missing.
    pub async fn standing(&self, db: &mut Conn) -> Result<Option<(Needed, Missing)>, DbError> {
        let own: Vec<Option<u8>> = self.targets.iter().map(|(_, channel)| channel.tiers).collect();
        let preset = ways::get(db).await?.preset;
        let Some(needed) = approval::needed(preset, &own, self.sensitivity()) else { return Ok(None) };
        let given = approvals::of(db, self.item.id).await?;
        let mut writers = steps::writers(db, self.item.id).await?;
        writers.extend(self.item.author);
        Ok(Some((needed, approval::missing(needed, &given, &self.digest(), &writers))))
    }
}
