//! A campaign as one signed file, for sister sections and other organisations.
//!
//! A ZIP: `manifest.json` says what it is and names every other file with its size and digest;
//! `manifest.sig` is the signature over exactly those bytes. Texts are Markdown, one file for each
//! language; pictures are there only if they may be passed on. Nothing in it names a person of the house.

mod read;
mod write;

use std::collections::BTreeMap;

use griot_contracts::campaigns::Risk;
use griot_crypto::Purpose;
use griot_kernel::Sensitivity;
use serde::{Deserialize, Serialize};

pub use read::{Kit, NotTaken, open};
pub use write::write;

/// What the key that signs kits is for.
pub const PURPOSE: Purpose = Purpose("campaigns.kit");
/// The largest file that is taken.
pub const MOST_BYTES: usize = 64 << 20;

const KIND: &str = "griot-kit";
/// The first version knew neither warnings nor words for one network: whoever reads only that one must not
/// take a text without its warning.
const VERSION: u32 = 2;
const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
const ITEMS: &str = "items.json";

/// Under which conditions a kit may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Licence {
    /// With the name of the section.
    #[default]
    #[serde(rename = "CC BY 4.0")]
    By,
    /// The same, and what is made of it is given on in the same way.
    #[serde(rename = "CC BY-SA 4.0")]
    BySa,
    /// With the name of the section, and not for money.
    #[serde(rename = "CC BY-NC 4.0")]
    ByNc,
    /// Without any condition.
    #[serde(rename = "CC0 1.0")]
    Zero,
}

impl Licence {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::By, Self::BySa, Self::ByNc, Self::Zero];

    /// As it is called everywhere.
    pub fn name(self) -> &'static str {
        match self {
            Self::By => "CC BY 4.0",
            Self::BySa => "CC BY-SA 4.0",
            Self::ByNc => "CC BY-NC 4.0",
            Self::Zero => "CC0 1.0",
        }
    }

    /// Where it is written.
    pub fn address(self) -> &'static str {
        match self {
            Self::By => "https://creativecommons.org/licenses/by/4.0/",
            Self::BySa => "https://creativecommons.org/licenses/by-sa/4.0/",
            Self::ByNc => "https://creativecommons.org/licenses/by-nc/4.0/",
            Self::Zero => "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    }
}

/// What a kit says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    kind: String,
    version: u32,
    /// Names the campaign in its own house; it tells nothing.
    pub mark: String,
    /// The section that made it.
    pub section: String,
    /// Where that section is found.
    pub address: String,
    /// Where the campaign is found there.
    pub campaign: String,
    /// The day on which it was made.
    pub made: String,
    /// Under which conditions it may be used.
    pub licence: Licence,
    /// What its people risk, as its own house judged.
    pub risk: Risk,
    /// How many days the campaign lasts, if that is known.
    pub days: Option<i64>,
    /// The language in which the campaign was written; empty in the first versions, which had one.
    #[serde(default)]
    pub language: String,
    /// The words of the campaign by language.
    pub words: BTreeMap<String, KitWords>,
    /// Every file but the manifest and its signature.
    pub files: Vec<Line>,
}

/// The words of a campaign in one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KitWords {
    /// What it is called.
    pub title: String,
    /// What it says, in Markdown.
    pub message: String,
    /// To whom, one a line.
    pub audiences: String,
    /// In short, one a line.
    pub key_messages: String,
}

/// A file of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its path in the kit.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Signature {
    algorithm: String,
    key: String,
    signature: String,
}

/// A text of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitItem {
    /// Names it in its own house.
    pub mark: String,
    /// Its title.
    pub title: String,
    /// Its first language.
    pub language: String,
    /// The day on which it comes out, counted from the first day of the campaign.
    pub day: Option<i64>,
    /// The kinds of network that it is for.
    pub networks: Vec<String>,
    /// What it says on each. The first version did not know.
    #[serde(default)]
    pub variants: Vec<KitVariant>,
    /// Whom it could endanger. The first version did not say.
    #[serde(default)]
    pub sensitivity: Option<Sensitivity>,
    /// Where it comes from.
    pub source: String,
    /// Its words.
    pub texts: Vec<KitText>,
    /// What it shows.
    pub pictures: Vec<KitPicture>,
}

/// The words of a text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitText {
    /// Which.
    pub language: String,
    /// Stands before them. The first version did not know.
    #[serde(default)]
    pub warning: String,
    /// Where they lead.
    pub link: String,
    /// The file in which they are.
    pub file: String,
    /// The words, once the file was read.
    #[serde(skip)]
    pub body: String,
}

/// What a text says on one kind of network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitVariant {
    /// Which kind.
    pub network: String,
    /// Which of the accounts there, by a number that says nothing else.
    #[serde(default = "first")]
    pub account: u32,
    /// In which language.
    pub language: String,
    /// Stands before it, in the place of the warning of the text.
    pub warning: String,
    /// Who may see it.
    pub visibility: String,
    /// Those pictures of the text that it does not show, by their files. The first versions showed all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// The file with its own words; without one it says what the text says.
    pub file: Option<String>,
    /// Those words, once the file was read.
    #[serde(skip)]
    pub body: String,
}

/// Where nobody tells accounts apart, there is one.
fn first() -> u32 {
    1
}

/// A picture of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitPicture {
    /// The file in which it is.
    pub file: String,
    /// What it shows.
    pub alt: String,
    /// In which language that is said.
    pub language: String,
    /// The same in other languages: each with its words.
    #[serde(default)]
    pub alts: Vec<(String, String)>,
    /// Who is to be named beside it.
    pub credit: String,
    /// Whether people are seen on it, who agreed.
    pub people_agreed: bool,
    /// Until when they agreed.
    pub until: Option<String>,
}
