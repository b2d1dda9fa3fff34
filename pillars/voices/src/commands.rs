//! What the command line does with blogs: it brings them from elsewhere, by the acts and jobs of
//! the page.

use std::{
    fs::{self, File},
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
};

use griot_contracts::people::PublicNames;
use griot_db::{Conn, DbError};
use griot_files::FilesError;
use griot_kernel::{Language, PersonId};
use griot_pillar::bundle;
use griot_web::{NotProvided, Section};

use crate::{
    acts::{begin, bring},
    export::along::LIST,
    import::{Format, Hints, charset_of, detect, find_typed},
    jobs::import::{ahead, through},
    model::{BlogState, BlogWords},
    store::{blogs, imports},
};
pub use crate::{
    export::along::Packed,
    import::{Import, ImportId, ImportState, Preview},
    model::{Blog, BlogKind},
};

/// As much of a file tells what it is.
const HEAD: u64 = 64 * 1024;
/// How the names of exported files end: what is so called and not there is no address.
const FILES: [&str; 6] = [".xml", ".json", ".zip", ".atom", ".rss", ".md"];
/// Members among whom a name is looked for.
const MOST_MEMBERS: i64 = 10_000;

/// Why a command was not obeyed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// What was asked cannot be; the key of the sentence.
    #[error("{0}")]
    Refused(&'static str),
    /// The database failed.
    #[error("the database does not answer")]
    Db(#[from] DbError),
    /// The files failed.
    #[error("the files cannot be kept")]
    Files(#[from] FilesError),
    /// The file that was given cannot be read.
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
    /// A room is missing.
    #[error(transparent)]
    House(#[from] NotProvided),
}

impl CommandError {
    /// The key of the sentence that the operator reads, if it is a refusal.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Refused(key) => Some(key),
            _ => None,
        }
    }
}

/// Where a blog is brought from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file that another program exported.
    File(PathBuf, Format),
    /// The address of a blog or of its feed, as it was typed.
    Address(String),
}

impl Source {
    /// What was named: a file that is there, or else an address.
    pub fn of(section: &Section, named: &str) -> Result<Self, CommandError> {
        let path = Path::new(named);
        if path.exists() {
            return Self::file(path);
        }
        let bare = !named.contains("://");
        if bare && (named.starts_with(['/', '.', '~']) || FILES.iter().any(|end| named.ends_with(end))) {
            return Err(CommandError::Refused("import-refused-no-source"));
        }
        match section.fetcher.address(named) {
            Ok(url) if !bare || url.host_str().is_some_and(|host| host.contains('.')) => {
                Ok(Self::Address(named.to_owned()))
            }
            Err(error) if !bare => Err(CommandError::Refused(error.key())),
            _ => Err(CommandError::Refused("import-refused-no-source")),
        }
    }

    /// A file, known by what it holds.
    pub fn file(path: &Path) -> Result<Self, CommandError> {
        let mut head = Vec::new();
        File::open(path)?.take(HEAD).read_to_end(&mut head)?;
        if head.is_empty() {
            return Err(CommandError::Refused("import-refused-empty-file"));
        }
        let format = detect(&head).ok_or(CommandError::Refused("import-refused-unknown-file"))?;
        Ok(Self::File(path.to_owned(), format))
    }

    /// Whether it goes on bringing what is written there.
    pub fn is_feed(&self) -> bool {
        matches!(self, Self::Address(_))
    }
}

/// What a source holds.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What would come.
    pub preview: Preview,
    /// The feed that was found, if it is one.
    pub feed: Option<String>,
}

/// What would come from a source into a blog, or into a new one. Nothing is written.
pub async fn look(section: &Section, source: &Source, blog: Option<&Blog>) -> Result<Looked, CommandError> {
    let mut feed = None;
    let pieces = match source {
        Source::File(path, format) => ahead(*format, File::open(path)?, Hints::default()),
        Source::Address(typed) => {
            let found = find_typed(&section.fetcher, typed).await;
            let found = found.map_err(|why| CommandError::Refused(why.key()))?;
            let charset = found.body.content_type.as_deref().and_then(charset_of);
            feed = Some(found.address.to_string());
            let hints = Hints { charset, base: feed.clone() };
            ahead(Format::Feed, Cursor::new(found.body.bytes), hints)
        }
    };
    let (_, preview) = through(section, blog.map(|blog| blog.id), pieces).await?;
    Ok(Looked { preview, feed })
}

/// The blog of this address, or of which this is the page, for an import.
pub async fn blog(section: &Section, named: &str) -> Result<Blog, CommandError> {
    let slug = named.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let mut db = section.db.read().await?;
    let found = match blogs::any_by_slug(&mut db, slug).await? {
        None => match blogs::moved_to(&mut db, slug).await? {
            Some(now) => blogs::any_by_slug(&mut db, &now).await?,
            None => None,
        },
        found => found,
    };
    let blog = found.ok_or(CommandError::Refused("import-refused-unknown-blog"))?;
    if blog.is_open() { Ok(blog) } else { Err(CommandError::Refused("import-refused-closed-blog")) }
}

/// For whom a blog is brought: the one who is named, or who began the blog. They must write in it.
pub async fn bringer(
    section: &Section,
    blog: &Blog,
    named: Option<PersonId>,
) -> Result<PersonId, CommandError> {
    let mut db = section.db.read().await?;
    let who = named.or(blog.owner).ok_or(CommandError::Refused("import-refused-no-owner"))?;
    let refused = if named.is_some() { "import-refused-owner" } else { "import-refused-no-owner" };
    let takes_part = takes_part(section, &mut db, who).await?;
    match blogs::role_of(&mut db, blog.id, who).await? {
        Some(_) if takes_part => Ok(who),
        _ => Err(CommandError::Refused(refused)),
    }
}

async fn takes_part(section: &Section, db: &mut Conn, who: PersonId) -> Result<bool, CommandError> {
    let names = section.ask::<dyn PublicNames>()?.names(db, &[who]).await?;
    Ok(names.get(&who).is_some_and(|known| known.takes_part))
}

/// The one person of the section who bears this name.
pub async fn bearer(section: &Section, name: &str) -> Result<Option<PersonId>, CommandError> {
    let mut db = section.db.read().await?;
    let members = section.ask::<dyn PublicNames>()?.members(&mut db, MOST_MEMBERS).await?;
    let mut bearers = members.iter().filter(|one| one.name == name);
    Ok(match (bearers.next(), bearers.next()) {
        (Some(one), None) => Some(one.person),
        _ => None,
    })
}

/// The public name of someone.
pub async fn name_of(section: &Section, who: PersonId) -> Result<String, CommandError> {
    let mut db = section.db.read().await?;
    let names = section.ask::<dyn PublicNames>()?.names(&mut db, &[who]).await?;
    Ok(names.get(&who).map(|known| known.name.clone()).unwrap_or_default())
}

/// A blog that is to be begun.
#[derive(Clone, Debug)]
pub struct NewBlog {
    /// Title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The address that it should have, if it is free.
    pub slug: String,
    /// The language of its posts.
    pub language: Language,
    /// Who speaks in it.
    pub kind: BlogKind,
    /// Who begins it.
    pub owner: PersonId,
}

impl NewBlog {
    /// A member's blog of which the title is known.
    pub fn titled(section: &Section, title: &str, owner: PersonId) -> Self {
        Self {
            title: title.to_owned(),
            about: String::new(),
            slug: griot_text::slug(title),
            language: section.settings().language,
            kind: BlogKind::Person,
            owner,
        }
    }

    /// The same blog as one that left another house.
    pub fn packed(packed: &Packed, owner: PersonId) -> Self {
        Self {
            title: packed.title.clone(),
            about: packed.about.clone(),
            slug: packed.slug.clone(),
            language: packed.language.parse().unwrap_or(Language::FRENCH),
            kind: packed.kind(),
            owner,
        }
    }

    /// The blog of this title in which its owner writes already.
    pub async fn known(&self, section: &Section) -> Result<Option<Blog>, CommandError> {
        let mut db = section.db.read().await?;
        let words = BlogWords { title: self.title.clone(), about: String::new() };
        let title = words.judged().map_err(|refusal| CommandError::Refused(refusal.key()))?.title;
        Ok(blogs::of_person(&mut db, self.owner).await?.into_iter().find(|blog| blog.title == title))
    }

    /// Begins it, at its own address or at the next one that is free.
    pub async fn begin(&self, section: &Section) -> Result<Blog, CommandError> {
        let words = BlogWords { title: self.title.clone(), about: self.about.clone() }.judged();
        let words = words.map_err(|refusal| CommandError::Refused(refusal.key()))?;
        let mut blog = begin::fresh(section, self.kind, self.owner, self.language);
        (blog.title, blog.about) = (words.title, words.about);
        let wanted = griot_text::slug(&self.slug);
        let mut tx = section.db.begin().await?;
        for number in 1_u32.. {
            blog.slug = if number == 1 { wanted.clone() } else { format!("{wanted}-{number}") };
            if blog.slug != "new" && begin::begin(&mut tx, &blog).await?.is_ok() {
                break;
            }
        }
        tx.commit().await?;
        Ok(blog)
    }
}

/// Begins to bring a source into a blog: it is looked at next.
pub async fn begin(
    section: &Section,
    source: &Source,
    blog: &Blog,
    by: PersonId,
    as_drafts: bool,
) -> Result<ImportId, CommandError> {
    let mut import = bring::fresh(section, blog.id, by, as_drafts);
    match source {
        Source::File(path, format) => {
            let key = section.files.put_file(File::open(path)?, "import").await?;
            import.format = Some(*format);
            import.source = Some(key.as_str().to_owned());
            import.file_name = path.file_name().map(|name| name.to_string_lossy().chars().take(80).collect());
        }
        Source::Address(typed) => {
            import.is_feed = true;
            import.address = Some(typed.clone());
        }
    }
    let mut tx = section.db.begin().await?;
    bring::begin(&mut tx, &import).await?;
    tx.commit().await?;
    Ok(import.id)
}

/// Whether this feed is followed into this blog already.
pub async fn is_followed(section: &Section, feed: &str, blog: &Blog) -> Result<bool, CommandError> {
    let mut db = section.db.read().await?;
    Ok(imports::following(&mut db, blog.id, feed).await?.is_some())
}

/// How an import stands; nothing when it was forgotten.
pub async fn standing(section: &Section, import: ImportId) -> Result<Option<Import>, CommandError> {
    Ok(imports::by_id(&mut *section.db.read().await?, import).await?)
}

/// What could not be read, as places and keys.
pub async fn problems(section: &Section, import: ImportId) -> Result<Vec<(String, String)>, CommandError> {
    Ok(imports::problems(&mut *section.db.read().await?, import).await?)
}

/// Lets an import that was looked at bring its posts.
pub async fn go_on(section: &Section, import: &Import) -> Result<(), CommandError> {
    let mut import = import.clone();
    import.updated_at = section.clock.now();
    let mut tx = section.db.begin().await?;
    bring::run(&mut tx, &mut import).await?;
    Ok(tx.commit().await?)
}

/// Takes back an import that brought nothing, so that it may be forgotten.
pub async fn take_back(section: &Section, import: &Import) -> Result<(), CommandError> {
    let mut import = import.clone();
    import.updated_at = section.clock.now();
    let mut tx = section.db.begin().await?;
    bring::undo(&mut tx, &mut import).await?;
    Ok(tx.commit().await?)
}

/// Forgets an import that brought nothing.
pub async fn forget(section: &Section, import: &Import) -> Result<(), CommandError> {
    let mut tx = section.db.begin().await?;
    bring::forget(&mut tx, import).await?;
    Ok(tx.commit().await?)
}

/// The blogs that lie in an export of a whole house.
pub fn packed(folder: &Path) -> Result<Vec<Packed>, CommandError> {
    let text = fs::read_to_string(folder.join(LIST))?;
    serde_json::from_str(&text).map_err(|_| CommandError::Refused("import-refused-no-list"))
}

impl Packed {
    /// Its ZIP in the folder of the export.
    pub fn source(&self, folder: &Path) -> Result<Source, CommandError> {
        let zip = bundle::place(folder, &self.zip).ok_or(CommandError::Refused("import-refused-no-list"))?;
        Source::file(&zip)
    }

    /// Whether nobody wrote in it any more.
    pub fn was_closed(&self) -> bool {
        self.state == BlogState::Closed.as_str()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{CommandError, Packed};

    #[test]
    fn a_list_leads_to_no_file_outside_its_export() {
        for zip in ["../autre.zip", "/etc/hostname", "blogs/../../autre.zip", ""] {
            let text = serde_json::json!({
                "slug": "a", "title": "A", "about": "", "language": "fr", "kind": "person", "state": "open",
                "url": "", "owner": null, "authors": [], "posts": 1, "zip": zip, "wxr": "",
            });
            let packed: Packed = serde_json::from_value(text).unwrap();
            let refused = packed.source(Path::new("/tmp")).unwrap_err();
            assert!(matches!(refused, CommandError::Refused("import-refused-no-list")), "{zip}");
        }
    }
}
