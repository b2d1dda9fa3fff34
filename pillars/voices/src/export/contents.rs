//! What lies in an export, and the order in which it is gathered.

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    io::Write,
};

use griot_contracts::people::PublicName;
use griot_db::Conn;
use griot_files::FileKey;
use griot_i18n::Words;
use griot_kernel::{PersonId, WorkId};
use griot_text::{Html, replace_pictures};
use griot_web::{
    Section, WebError,
    download::{Pack, trouble},
};

use super::{pages, source, wxr};
use crate::{
    feeds::{gather::names, text},
    model::{Blog, Comment, Post, PostState, Tag, Writer},
    store::public::{self, AT_ONCE, Outline},
};

/// Comments that are read at once.
const COMMENTS: i64 = 500;

/// What is known of a blog before its posts are read.
#[derive(Debug)]
pub(super) struct Contents {
    pub blog: Blog,
    pub home: String,
    /// Newest first, with drafts at the end.
    pub outline: Vec<Outline>,
    pub names: HashMap<PersonId, PublicName>,
    pub words: Words,
    files: String,
    by_id: HashMap<WorkId, String>,
}

/// Which posts that are not public are taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpublished {
    /// None.
    Left,
    /// Those of one person.
    Of(PersonId),
    /// All of them.
    All,
}

/// A post with all that belongs to it.
#[derive(Debug)]
pub(super) struct Whole {
    pub post: Post,
    /// Its name in every folder of the export.
    pub name: String,
    pub url: String,
    /// With full addresses.
    pub html: Html,
    pub tags: Vec<Tag>,
    pub author: Option<String>,
    pub comments: Vec<Said>,
    /// The files of the section that its text shows.
    pub files: Vec<FileKey>,
}

/// A comment that everyone reads.
#[derive(Debug)]
pub(super) struct Said {
    pub comment: Comment,
    pub by: String,
}

impl Contents {
    /// Looks at the whole blog from above.
    pub async fn plan(
        section: &Section,
        db: &mut Conn,
        blog: Blog,
        unpublished: Unpublished,
    ) -> Result<Self, WebError> {
        let mut outline = public::outline(db, blog.id).await?;
        outline.retain(|one| match unpublished {
            _ if one.state == PostState::Published => true,
            Unpublished::Left => false,
            Unpublished::Of(person) => one.author == Some(person),
            Unpublished::All => true,
        });
        outline.sort_by_key(|one| one.state != PostState::Published);
        let names = names(section, db, outline.iter().filter_map(|one| one.author)).await?;
        Ok(Self {
            home: section.url(&format!("/blogs/{}", blog.slug)),
            by_id: outline.iter().map(|one| (one.id, file_name(one))).collect(),
            words: section.words(blog.language),
            files: section.url("/files/"),
            blog,
            outline,
            names,
        })
    }

    /// The name of a post in every folder.
    pub fn name_of(&self, id: WorkId) -> &str {
        self.by_id.get(&id).map(String::as_str).unwrap_or_default()
    }

    /// Writes everything into an empty file, as a ZIP.
    pub async fn zip_into(&self, section: &Section, file: File) -> Result<File, WebError> {
        let mut pack = Pack::begin(file);
        let today = section.clock.now();
        pack.text("index.html", pages::index(self, today)?).await?;
        pack.text("style.css", pages::STYLE.to_owned()).await?;

        let mut moved: HashMap<String, String> = HashMap::new();
        for one in &self.outline {
            moved.insert(format!("{}/{}", self.home, one.slug), format!("{}.html", self.name_of(one.id)));
        }
        let (mut packed, mut after) = (HashSet::new(), None);
        while let Some(posts) = self.next(section, &mut after).await? {
            for one in posts {
                for key in &one.files {
                    if packed.insert(key.clone()) && pack.copy(&section.files, &place(key), key).await? {
                        moved.insert(format!("{}{key}", self.files), format!("../{}", place(key)));
                    }
                }
                let html = replace_pictures(&one.html, &moved);
                pack.text(&format!("posts/{}.html", one.name), pages::post(self, &one, html.as_str())?)
                    .await?;
                pack.text(&format!("markdown/{}.md", one.name), source::markdown(&one, &self.files, &moved))
                    .await?;
            }
        }

        pack.file("blog.json", true).await?;
        pack.bytes(source::json_head(self)?.into()).await?;
        let (mut first, mut after) = (true, None);
        while let Some(posts) = self.next(section, &mut after).await? {
            for one in posts {
                let comma = if std::mem::take(&mut first) { "\n" } else { ",\n" };
                pack.bytes(format!("{comma}{}", source::json(&one)?).into()).await?;
            }
        }
        pack.bytes("\n]}\n".into()).await?;

        pack.file("blog.wxr.xml", true).await?;
        let mut wxr = wxr::Wxr::new(section);
        pack.bytes(wxr.head(self).into()).await?;
        let mut after = None;
        while let Some(posts) = self.next(section, &mut after).await? {
            for one in posts {
                pack.bytes(wxr.item(&one).into()).await?;
            }
        }
        pack.bytes(wxr.foot().into()).await?;
        pack.end().await
    }

    /// Writes what WordPress reads into an empty file, alone.
    pub async fn wxr_into(&self, section: &Section, mut file: File) -> Result<File, WebError> {
        let mut wxr = wxr::Wxr::new(section);
        file.write_all(wxr.head(self).as_bytes()).map_err(trouble)?;
        let mut after = None;
        while let Some(posts) = self.next(section, &mut after).await? {
            for one in posts {
                file.write_all(wxr.item(&one).as_bytes()).map_err(trouble)?;
            }
        }
        file.write_all(wxr.foot().as_bytes()).map_err(trouble)?;
        Ok(file)
    }

    /// The next few posts; `None` at the end.
    async fn next(
        &self,
        section: &Section,
        after: &mut Option<WorkId>,
    ) -> Result<Option<Vec<Whole>>, WebError> {
        let mut db = section.db.read().await?;
        let limit = i64::try_from(AT_ONCE).unwrap_or(1);
        let posts = public::whole_blog(&mut db, self.blog.id, *after, limit).await?;
        let Some(last) = posts.last() else { return Ok(None) };
        *after = Some(last.id);
        let ids: Vec<WorkId> = posts.iter().map(|post| post.id).collect();
        let tags = public::tags_of(&mut db, &ids).await?;
        let mut all = Vec::with_capacity(posts.len());
        for post in posts.into_iter().filter(|post| self.by_id.contains_key(&post.id)) {
            let html = text::html_of(section, &post);
            all.push(Whole {
                name: self.name_of(post.id).to_owned(),
                url: format!("{}/{}", self.home, post.slug),
                files: files_in(html.as_str(), &self.files),
                tags: tags.iter().filter(|(of, _)| *of == post.id).map(|(_, tag)| tag.clone()).collect(),
                author: post.author.and_then(|who| self.names.get(&who)).map(|known| known.name.clone()),
                comments: self.all_said(section, &mut db, post.id).await?,
                html,
                post,
            });
        }
        Ok(Some(all))
    }

    /// All comments of a post that everyone reads, read in parts.
    async fn all_said(&self, section: &Section, db: &mut Conn, post: WorkId) -> Result<Vec<Said>, WebError> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let part = public::comments(db, post, after, COMMENTS).await?;
            let Some(last) = part.last() else { return Ok(all) };
            after = Some((last.at, last.id));
            all.extend(self.said(section, db, part).await?);
        }
    }

    async fn said(
        &self,
        section: &Section,
        db: &mut Conn,
        found: Vec<Comment>,
    ) -> Result<Vec<Said>, WebError> {
        let people = found.iter().filter_map(|comment| comment.writer.person());
        let names = names(section, db, people).await?;
        let by = |comment: &Comment| match &comment.writer {
            Writer::Member(person) => names.get(person).map(|known| known.name.clone()),
            Writer::Guest { name, .. } => Some(name.clone()),
            Writer::Gone => None,
        };
        let nobody = self.words.t("byline-gone");
        let said = |comment| Said { by: by(&comment).unwrap_or_else(|| nobody.clone()), comment };
        Ok(found.into_iter().map(said).collect())
    }
}

/// Where a file lies in the archive.
pub(crate) fn place(key: &FileKey) -> String {
    let name = key.as_str().split_once('/').map_or(key.as_str(), |(_, name)| name);
    let folder = if key.extension() == "jpg" { "pictures" } else { "audio" };
    format!("{folder}/{name}")
}

/// A name that every memory card takes: the day and the address.
fn file_name(one: &Outline) -> String {
    let plain = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    let slug: String = one.slug.chars().filter(plain).take(100).collect();
    let day = one.at.map_or_else(|| "draft".to_owned(), |at| at.day().to_string());
    if slug == one.slug {
        format!("{day}-{slug}")
    } else {
        format!("{day}-{slug}-{}", one.id.as_uuid().simple())
    }
}

/// The files of the section that a text shows or links to.
fn files_in(html: &str, files: &str) -> Vec<FileKey> {
    let mut found = Vec::new();
    for rest in html.split(files).skip(1) {
        let key = rest.split(['"', '\'', '<', '&', '?', '#', ' ']).next().unwrap_or_default();
        if let Ok(key) = FileKey::parse(key)
            && !found.contains(&key)
        {
            found.push(key);
        }
    }
    found
}
