//! What Ghost exports: one JSON of tables.

use std::collections::HashMap;

use serde::Deserialize;

use super::post::{About, Body, ImportedPost, Piece, Problem};
use super::wxr::language;
use super::{Hints, Reading, Source, dates, decode, lexical, mobiledoc};

/// The largest export, since all of it lies in memory.
const LARGEST: u64 = 64 * 1024 * 1024;
/// The address of the blog, which its texts name again and again.
const LONGEST_ADDRESS: usize = 2_000;
const LONGEST_NAME: usize = 200;
const MOST_TAGS: usize = 100;
/// Stands for the address of the blog.
const HERE: &str = "__GHOST_URL__";

#[derive(Deserialize)]
struct Export {
    #[serde(default)]
    db: Vec<Database>,
    data: Option<Data>,
}

#[derive(Deserialize)]
struct Database {
    data: Data,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data {
    posts: Vec<Post>,
    tags: Vec<Tag>,
    posts_tags: Vec<PostTag>,
    users: Vec<User>,
    posts_authors: Vec<PostAuthor>,
    settings: Vec<Setting>,
}

/// Numbers in old exports, texts in new ones.
#[derive(Clone, Default, Deserialize, PartialEq, Eq, Hash)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
    #[default]
    None,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Post {
    id: Key,
    uuid: Option<String>,
    title: Option<String>,
    slug: Option<String>,
    html: Option<String>,
    mobiledoc: Option<String>,
    lexical: Option<String>,
    markdown: Option<String>,
    feature_image: Option<String>,
    image: Option<String>,
    status: Option<String>,
    visibility: Option<String>,
    locale: Option<String>,
    language: Option<String>,
    author_id: Key,
    created_at: When,
    published_at: When,
    updated_at: When,
    canonical_url: Option<String>,
}

/// Milliseconds in old exports, texts in new ones.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum When {
    Millis(i64),
    Text(String),
    #[default]
    None,
}

impl When {
    fn moment(&self) -> Option<griot_kernel::Timestamp> {
        match self {
            Self::Millis(millis) => Some(griot_kernel::Timestamp::from_millisecond(*millis)),
            Self::Text(text) => dates::moment(text),
            Self::None => None,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tag {
    id: Key,
    name: String,
}
#[derive(Default, Deserialize)]
#[serde(default)]
struct PostTag {
    post_id: Key,
    tag_id: Key,
}
#[derive(Default, Deserialize)]
#[serde(default)]
struct User {
    id: Key,
    name: String,
}
#[derive(Default, Deserialize)]
#[serde(default)]
struct PostAuthor {
    post_id: Key,
    author_id: Key,
}
#[derive(Default, Deserialize)]
#[serde(default)]
struct Setting {
    key: String,
    value: Option<serde_json::Value>,
}

/// Reads an export.
pub fn read(source: impl Source, hints: &Hints) -> Reading {
    let mut bytes = Vec::new();
    let problem = |key| -> Reading { Box::new(std::iter::once(Problem::at("", key).into())) };
    if std::io::Read::read_to_end(&mut std::io::Read::take(source, LARGEST + 1), &mut bytes).is_err() {
        return problem("import-problem-unreadable");
    }
    if u64::try_from(bytes.len()).map_or(true, |size| size > LARGEST) {
        return problem("import-problem-too-large");
    }
    let text = decode::text(&bytes, hints.charset.as_deref());
    drop(bytes);
    let export: Export = match serde_json::from_str(&text) {
        Ok(export) => export,
        Err(error) => {
            let key = if error.is_eof() { "import-problem-cut" } else { "import-problem-broken-item" };
            return Box::new(std::iter::once(Problem::at(error.line(), key).into()));
        }
    };
    let data = export.db.into_iter().map(|one| one.data).next().or(export.data).unwrap_or_default();
    if data.posts.is_empty() {
        return problem("import-problem-no-posts");
    }
    Box::new(pieces(data))
}

fn pieces(data: Data) -> impl Iterator<Item = Piece> + Send {
    let Data { posts, tags, posts_tags, users, posts_authors, settings } = data;
    let said = |name: &str| {
        let found = settings.iter().find(|one| one.key == name)?.value.as_ref()?;
        found.as_str().map(str::to_owned)
    };
    let site = said("url").filter(|address| address.len() <= LONGEST_ADDRESS);
    let about = About {
        title: said("title").unwrap_or_default(),
        link: site.clone(),
        language: said("locale").or_else(|| said("lang")).as_deref().and_then(language),
    };
    // Both are named by many posts, so none of them is long.
    let short = |name: String| name.chars().take(LONGEST_NAME).collect::<String>();
    let tags: HashMap<Key, String> = tags.into_iter().map(|tag| (tag.id, short(tag.name))).collect();
    let users: HashMap<Key, String> = users.into_iter().map(|user| (user.id, short(user.name))).collect();
    let mut of_post: HashMap<Key, Vec<String>> = HashMap::new();
    for PostTag { post_id, tag_id } in posts_tags {
        if let Some(name) = tags.get(&tag_id).filter(|name| !name.starts_with('#')) {
            let names = of_post.entry(post_id).or_default();
            if names.len() < MOST_TAGS {
                names.push(name.clone());
            }
        }
    }
    let mut by: HashMap<Key, Key> = HashMap::new();
    for PostAuthor { post_id, author_id } in posts_authors {
        by.entry(post_id).or_insert(author_id);
    }
    let posts = posts.into_iter().map(move |post| {
        let author = by.get(&post.id).unwrap_or(&post.author_id);
        let author = users.get(author).cloned();
        let tags = of_post.get(&post.id).cloned().unwrap_or_default();
        Piece::Post(Box::new(imported(post, tags, author, site.as_deref())))
    });
    std::iter::once(Piece::About(about)).chain(posts)
}

fn imported(post: Post, tags: Vec<String>, author: Option<String>, site: Option<&str>) -> ImportedPost {
    let here = |text: String| text.replace(HERE, site.unwrap_or_default().trim_end_matches('/'));
    let full = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let id = match (&post.uuid, &post.id) {
        (Some(uuid), _) => uuid.clone(),
        (None, Key::Text(id)) => id.clone(),
        (None, Key::Number(id)) => id.to_string(),
        (None, Key::None) => post.slug.clone().unwrap_or_default(),
    };
    let body = full(post.html)
        .or_else(|| full(post.lexical).as_deref().and_then(lexical::html))
        .or_else(|| full(post.mobiledoc).as_deref().and_then(mobiledoc::html))
        .map(|html| Body::Html(here(html)))
        .or_else(|| full(post.markdown).map(|text| Body::Markdown(here(text))));
    let slug = post.slug.filter(|slug| slug != "untitled");
    let link =
        site.zip(slug.as_deref()).map(|(site, slug)| format!("{}/{slug}/", site.trim_end_matches('/')));
    let open = matches!(post.visibility.as_deref(), None | Some("public"));
    ImportedPost {
        title: post.title.unwrap_or_default(),
        body: body.unwrap_or_else(|| Body::Html(String::new())),
        published_at: post.published_at.moment().or_else(|| post.created_at.moment()),
        updated_at: post.updated_at.moment(),
        link: full(post.canonical_url).or(link),
        slug,
        tags,
        language: full(post.locale).or(post.language).as_deref().and_then(language),
        author_name: author,
        pictures: full(post.feature_image).or(full(post.image)).map(here).into_iter().collect(),
        draft: post.status.as_deref().is_some_and(|status| status != "published") || !open,
        ..ImportedPost::new(id)
    }
}
