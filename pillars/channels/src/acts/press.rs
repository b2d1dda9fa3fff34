//! A communiqué: its number, its words in a language, its paper.

use griot_db::{DbError, Tx};
use griot_files::{FileKey, Files};
use griot_i18n::Words;
use griot_kernel::{Language, Random, Timestamp};
use griot_print::{Block, Letterhead, Sheet, Span};

use super::show::Whole;
use crate::{
    model::{
        mailing::opened,
        message::with_link,
        network::Network,
        press::{Communique, PressWays},
    },
    store::communiques,
};

/// What an item that was not opened yet has beside its text.
pub fn blank(ways: &PressWays, random: &dyn Random) -> Communique {
    let key = random.bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    Communique { key, place: ways.place.clone(), ..Communique::default() }
}

/// Whether an item goes to the press.
pub fn goes_to_press(whole: &Whole) -> bool {
    whole.targets.iter().any(|(_, channel)| channel.network == Network::Press)
}

/// Has what an item that goes to the press has beside its text; nothing for any other item.
pub async fn begin(tx: &mut Tx, whole: &Whole, random: &dyn Random) -> Result<Option<Communique>, DbError> {
    if !goes_to_press(whole) {
        return Ok(None);
    }
    if let Some(kept) = communiques::of(tx, whole.item.id).await? {
        return Ok(Some(kept));
    }
    let blank = blank(&communiques::ways(tx).await?, random);
    communiques::put(tx, whole.item.id, &blank).await?;
    Ok(Some(blank))
}

/// Gives a communiqué its number when it is first approved; it keeps it whatever happens later.
pub async fn number(
    tx: &mut Tx,
    whole: &Whole,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let Some(kept) = begin(tx, whole, random).await? else { return Ok(()) };
    if kept.number.is_none() {
        let year = i64::from(now.day().year());
        let next = communiques::next_number(tx, year).await?;
        communiques::set_number(tx, whole.item.id, year, next).await?;
    }
    Ok(())
}

/// What a communiqué says in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In which.
    pub language: Language,
    /// Its title: the heading with which the text in this language begins, or that of the item.
    pub title: String,
    /// The words below it.
    pub text: String,
}

/// What a communiqué says in this language, or else as the press gets it.
pub fn said(whole: &Whole, wanted: Option<Language>) -> Said {
    let (language, text) = worded(whole, wanted);
    let (title, below) = opened(&text);
    let title = if title.is_empty() { &whole.item.title } else { title };
    Said { language, title: title.to_owned(), text: below.to_owned() }
}

fn worded(whole: &Whole, wanted: Option<Language>) -> (Language, String) {
    let press = whole.targets.iter().find(|(_, channel)| channel.network == Network::Press);
    let message = press.map(|(variant, channel)| whole.message(variant, channel));
    let other = whole.texts.iter().find(|text| Some(text.language) == wanted);
    match (message, other) {
        (Some(message), _) if wanted.is_none_or(|wanted| wanted == message.language) => {
            (message.language, message.text)
        }
        (_, Some(text)) => (text.language, with_link(&text.body, Some(&text.link))),
        (Some(message), None) => (message.language, message.text),
        (None, None) => {
            let first = whole.texts.first();
            first.map_or((whole.item.language, String::new()), |text| (text.language, text.body.clone()))
        }
    }
}

/// Where and when a communiqué is dated.
pub fn dated(words: &Words, whole: &Whole, one: &Communique) -> String {
    let at = whole.item.planned_at.unwrap_or(whole.item.updated_at);
    let day = words.date(Timestamp::start_of(words.zone().day(at)));
    if one.place.is_empty() {
        return day;
    }
    words.with("channels-paper-dated", [("place", one.place.clone().into()), ("day", day.into())])
}

/// The sentence that forbids to publish before an hour, while it does.
pub fn embargo(words: &Words, whole: &Whole, now: Timestamp) -> Option<String> {
    let until = whole.item.embargo_until.filter(|until| now < *until)?;
    // Whoever reads it may be elsewhere.
    let place = words.zone().place().into();
    Some(words.with("channels-paper-embargo", [("moment", words.moment(until).into()), ("place", place)]))
}

/// What a communiqué is called: by its number, or as a draft.
pub fn name(words: &Words, one: &Communique) -> String {
    match one.name() {
        Some(number) => words.put("channels-paper-number", "number", number),
        None => words.t("channels-paper-draft"),
    }
}

/// A paragraph, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Whether each line is one thing of a list.
    pub is_list: bool,
    /// Its lines.
    pub lines: Vec<String>,
}

/// The pieces of a text: an empty line parts paragraphs, lines that begin with a hyphen are a list.
pub fn pieces(text: &str) -> Vec<Piece> {
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let piece = |part: &str| {
        let items: Option<Vec<String>> = part
            .lines()
            .map(|line| line.trim().strip_prefix("- ").or(line.trim().strip_prefix("• ")).map(str::to_owned))
            .collect();
        match items {
            Some(lines) => Piece { is_list: true, lines },
            None => Piece { is_list: false, lines: part.lines().map(str::to_owned).collect() },
        }
    };
    parts.map(piece).collect()
}

/// A text as it is printed.
fn blocks(text: &str) -> Vec<Block> {
    let block = |piece: Piece| {
        if piece.is_list {
            return Block::List(piece.lines.into_iter().map(|item| vec![Span::plain(item)]).collect());
        }
        Block::text(piece.lines.join("\n"))
    };
    pieces(text).into_iter().map(block).collect()
}

/// Whom journalists may ask, a line each; nothing where nobody agreed.
pub fn speaker(one: &Communique) -> Vec<String> {
    if !one.names_speaker() {
        return Vec::new();
    }
    let all = [&one.speaker, &one.speaker_phone, &one.speaker_email];
    all.into_iter().filter(|part| !part.is_empty()).cloned().collect()
}

/// What paper needs to know of the house.
#[derive(Clone, Debug)]
pub struct House<'a> {
    /// How the section is called.
    pub name: &'a str,
    /// A few words below.
    pub tagline: &'a str,
    /// Where its site is.
    pub site: &'a str,
    /// How it speaks to the press.
    pub ways: &'a PressWays,
}

impl House<'_> {
    fn head(&self) -> Letterhead {
        Letterhead { name: self.name.to_owned(), lines: vec![self.tagline.to_owned()] }
    }

    fn foot(&self) -> String {
        format!("{} · {}", self.name, self.site)
    }
}

/// The paper of a communiqué.
pub fn paper(
    words: &Words,
    house: &House<'_>,
    (whole, one): (&Whole, &Communique),
    said: &Said,
    pictures: Vec<(Vec<u8>, String)>,
    now: Timestamp,
) -> Sheet {
    let mut all = vec![Block::Paragraph(vec![Span::bold(name(words, one))])];
    all.extend(embargo(words, whole, now).map(|words| Block::Notice(vec![Span::bold(words)])));
    all.push(Block::Heading(1, said.title.clone()));
    all.push(Block::Paragraph(vec![Span::italic(dated(words, whole, one))]));
    all.extend(blocks(&said.text));
    all.extend(pictures.into_iter().map(|(jpeg, alt)| Block::Picture { jpeg, alt }));
    let lines = speaker(one);
    if !lines.is_empty() {
        all.push(Block::Heading(2, words.t("channels-paper-contact")));
        all.push(Block::text(lines.join("\n")));
    }
    if !house.ways.about.is_empty() {
        all.push(Block::Heading(2, words.put("channels-paper-about", "name", house.name)));
        all.extend(blocks(&house.ways.about));
    }
    Sheet {
        title: format!("{} : {}", name(words, one), said.title),
        language: said.language.to_string(),
        head: Some(house.head()),
        blocks: all,
        foot: house.foot(),
    }
}

/// The paper of whoever speaks: what to say, for the house alone.
pub fn points(words: &Words, house: &House<'_>, whole: &Whole, one: &Communique) -> Sheet {
    let mut all = vec![
        Block::Notice(vec![Span::bold(words.t("channels-paper-points-inside"))]),
        Block::Heading(1, words.put("channels-paper-points", "title", &whole.item.title)),
        Block::Paragraph(vec![Span::italic(name(words, one))]),
    ];
    all.extend(blocks(&one.points));
    Sheet {
        title: words.put("channels-paper-points", "title", &whole.item.title),
        language: words.language().to_string(),
        head: Some(house.head()),
        blocks: all,
        foot: house.foot(),
    }
}

/// The pictures of an item as paper shows them: two at most, and none that is lost.
pub async fn pictures(files: &Files, whole: &Whole) -> Vec<(Vec<u8>, String)> {
    let mut found = Vec::new();
    let press = whole.targets.iter().find(|(_, channel)| channel.network == Network::Press);
    let shown = whole.pictures.iter().filter(|one| press.is_none_or(|(variant, _)| variant.shows(one)));
    for picture in shown.take(2) {
        let Some(file) = picture.stored.fitting(1200) else { continue };
        let Ok(key) = FileKey::parse(file.key.as_str()) else { continue };
        if let Ok(bytes) = files.get(&key).await {
            found.push((bytes.to_vec(), picture.alt.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn lines_with_a_hyphen_are_a_list() {
        let all = pieces("Un mot.\n\n- une\n- deux\n\n\n\nDeux\nlignes");
        let seen: Vec<_> = all.iter().map(|piece| (piece.is_list, piece.lines.len())).collect();
        assert_eq!(seen, [(false, 1), (true, 2), (false, 2)]);
        assert!(pieces(" \n\n ").is_empty());
    }
}
