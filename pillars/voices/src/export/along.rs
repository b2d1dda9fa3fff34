//! Every blog of the house, for a section that takes them elsewhere.

use griot_contracts::people::PublicName;
use griot_db::Conn;
use griot_pillar::{Bundle, NotTaken};
use griot_web::{Section, WebError};
use serde::{Deserialize, Serialize};

use super::contents::{Contents, Unpublished};
use crate::{
    feeds::gather::names,
    model::{Blog, BlogKind, BlogState},
    store::blogs,
};

/// Blogs asked for at once.
const AT_ONCE: i64 = 50;

/// The name of the list of blogs in a bundle.
pub(crate) const LIST: &str = "blogs.json";

/// A blog in a bundle.
#[derive(Debug, Serialize, Deserialize)]
pub struct Packed {
    /// Its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The language that new posts begin with.
    pub language: String,
    /// Who speaks in it.
    pub kind: String,
    /// Whether it is written and read.
    pub state: String,
    /// Where it was.
    pub url: String,
    /// The name of who began it, where the public knows it from a post.
    pub owner: Option<String>,
    /// The names of those whose posts everyone reads.
    pub authors: Vec<String>,
    /// How many posts there are.
    pub posts: usize,
    /// Where its ZIP lies.
    pub zip: String,
    /// Where its WXR lies.
    pub wxr: String,
}

/// Puts every blog into the bundle, one after the other, and the list of them. Blogs that are
/// withdrawn from the public go along with `drafts` only.
pub(crate) async fn blogs(section: &Section, drafts: bool, bundle: &mut Bundle) -> Result<(), NotTaken> {
    let mut packed = Vec::new();
    let mut after = None;
    loop {
        let mut db = section.db.read().await?;
        let some = blogs::every(&mut db, after, AT_ONCE).await?;
        drop(db);
        let Some(last) = some.last() else { break };
        after = Some(last.id);
        for blog in some.into_iter().filter(|blog| drafts || blog.state != BlogState::Withdrawn) {
            packed.push(one(section, blog, drafts, bundle).await?);
        }
    }
    let list = serde_json::to_string_pretty(&packed).map_err(WebError::internal)?;
    Ok(bundle.text(LIST, &format!("{list}\n")).await?)
}

async fn one(section: &Section, blog: Blog, drafts: bool, bundle: &mut Bundle) -> Result<Packed, NotTaken> {
    let unpublished = if drafts { Unpublished::All } else { Unpublished::Left };
    let mut db = section.db.read().await?;
    let (owner, authors) = known(section, &mut db, &blog).await?;
    let contents = Contents::plan(section, &mut db, blog, unpublished).await?;
    drop(db);
    let blog = &contents.blog;
    let (zip, wxr) = (format!("blogs/{}.zip", blog.slug), format!("blogs/{}.wxr.xml", blog.slug));
    let file = contents.zip_into(section, bundle.create(&zip)?).await?;
    bundle.seal(&zip, file).await?;
    let file = contents.wxr_into(section, bundle.create(&wxr)?).await?;
    bundle.seal(&wxr, file).await?;
    Ok(Packed {
        slug: blog.slug.clone(),
        title: blog.title.clone(),
        about: blog.about.clone(),
        language: blog.language.to_string(),
        kind: blog.kind.as_str().to_owned(),
        state: blog.state.as_str().to_owned(),
        url: contents.home.clone(),
        owner,
        authors,
        posts: contents.outline.len(),
        zip,
        wxr,
    })
}

/// The names that the public reads in a blog: its owner's, if there is a post of theirs, and all.
async fn known(
    section: &Section,
    db: &mut Conn,
    blog: &Blog,
) -> Result<(Option<String>, Vec<String>), NotTaken> {
    let people = blogs::published_by(db, blog.id).await?;
    let known = names(section, db, people.iter().copied()).await?;
    let name = |found: &PublicName| found.name.clone();
    let owner = blog.owner.filter(|owner| people.contains(owner)).and_then(|owner| known.get(&owner));
    Ok((owner.map(name), people.iter().filter_map(|one| known.get(one)).map(name).collect()))
}

impl Packed {
    /// Who speaks in it; one person where the list does not say.
    pub fn kind(&self) -> BlogKind {
        self.kind.parse().unwrap_or(BlogKind::Person)
    }
}
