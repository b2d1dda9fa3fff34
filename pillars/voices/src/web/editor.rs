//! The page on which a post is written. It works with no script.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Zone;
use griot_web::{Answer, Section, Visitor, WebError, may_record};
use http::StatusCode;
use serde::Deserialize;

use super::{
    aim::{AimFields, Lists},
    reading,
    upload::Brought,
};
use crate::{
    acts::{preview, typed::Typed},
    model::{Blog, Format, Post, PostState, languages},
    store::{attachments, drafts, posts},
};

/// The fields of the page, as they are typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    pub act: String,
    pub revision: String,
    pub title: String,
    pub body: String,
    pub tags: String,
    pub language: String,
    pub translation_of: String,
    pub canonical_url: String,
    pub source_name: String,
    #[serde(flatten)]
    pub aim: AimFields,
    pub publish_at: String,
    pub not_after: String,
    pub alt: String,
}

impl Fields {
    /// The words among them.
    pub(super) fn typed(&self) -> Typed {
        Typed {
            title: self.title.clone(),
            body: self.body.clone(),
            tags: self.tags.clone(),
            language: self.language.clone(),
            translation_of: self.translation_of.clone(),
            canonical_url: self.canonical_url.clone(),
            source_name: self.source_name.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "editor.html")]
pub(super) struct EditorPage<'a> {
    v: &'a Visitor,
    blog: &'a Blog,
    post: &'a Post,
    fields: Fields,
    refusal: Option<String>,
    done: Option<String>,
    kept: Option<String>,
    version: String,
    action: String,
    page: Option<String>,
    preview_link: Option<String>,
    brought: Vec<Brought>,
    languages: Vec<(String, &'static str)>,
    aims: Lists,
    is_markdown: bool,
}

impl EditorPage<'_> {
    fn is(&self, state: &str) -> bool {
        self.post.state.as_str() == state
    }

    /// Where the scripts of the page send something.
    fn at(&self, what: &str) -> String {
        self.v.href(&format!("/me/posts/{}/{what}", self.post.id))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    done: Option<String>,
}

/// The post in its form; what the editor saved by itself comes back.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (blog, post) = reading::own(&mut db, &v, &id).await?;
    let mut fields = fields_of(&mut db, &v.settings.zone, &post).await?;
    let draft = drafts::of_post(&mut db, post.id).await?;
    let draft = draft.filter(|draft| draft.title != post.title || draft.body != post.body);
    let kept = draft.map(|draft| {
        fields.title = draft.title;
        fields.body = draft.body;
        v.words.put("editor-kept", "when", v.words.moment(draft.at))
    });
    let done = match (wanted.done.as_deref(), post.publish_at) {
        (Some("scheduled"), Some(at)) => {
            Some(v.words.put("editor-done-scheduled", "moment", v.words.moment(at)))
        }
        (word, _) => word.and_then(sentence).map(|key| v.words.t(key)),
    };
    let page = page(&section, &mut db, &v, &blog, &post, fields, Said { refusal: None, done, kept }).await?;
    page.answer().map(may_record)
}

/// What the page says above the form.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub refusal: Option<String>,
    pub done: Option<String>,
    pub kept: Option<String>,
}

/// The page again with what was typed and why it was refused.
pub(super) async fn again(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    blog: &Blog,
    post: &Post,
    fields: Fields,
    refusal: String,
) -> Result<Response, WebError> {
    let said = Said { refusal: Some(refusal), ..Said::default() };
    let page = page(section, db, v, blog, post, fields, said).await?;
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY).map(may_record)
}

fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "begun" => "editor-done-begun",
        "saved" => "editor-done-saved",
        "published" => "editor-done-published",
        "unscheduled" => "editor-done-unscheduled",
        "withdrawn" => "editor-done-withdrawn",
        "preview" => "editor-done-preview",
        "preview-off" => "editor-done-preview-off",
        "attached" => "editor-done-attached",
        "restored" => "editor-done-restored",
        "discarded" => "editor-done-discarded",
        _ => return None,
    })
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    blog: &'a Blog,
    post: &'a Post,
    fields: Fields,
    said: Said,
) -> Result<EditorPage<'a>, WebError> {
    let salt = posts::preview_salt(db, post.id).await?;
    let brought = attachments::of_post(db, post.id).await?;
    Ok(EditorPage {
        v,
        blog,
        post,
        refusal: said.refusal,
        done: said.done,
        kept: said.kept,
        version: post.revision.to_string(),
        action: v.href(&format!("/me/posts/{}", post.id)),
        page: (post.state == PostState::Published)
            .then(|| v.href(&format!("/blogs/{}/{}", blog.slug, post.slug))),
        preview_link: salt.map(|salt| v.url(&preview::link(&section.keys, post.id, &salt))),
        brought: brought.iter().filter_map(|one| Brought::of(v, post.format, one)).collect(),
        is_markdown: post.format == Format::Markdown,
        languages: languages::choices(&fields.language),
        aims: Lists::of(section, db, v, post.aim, &fields.aim).await?,
        fields,
    })
}

/// The fields as the post has them.
pub(super) async fn fields_of(db: &mut Conn, zone: &Zone, post: &Post) -> Result<Fields, WebError> {
    let typed = Typed::of(db, post).await?;
    Ok(Fields {
        act: String::new(),
        revision: post.revision.to_string(),
        title: typed.title,
        body: typed.body,
        tags: typed.tags,
        language: typed.language,
        translation_of: typed.translation_of,
        canonical_url: typed.canonical_url,
        source_name: typed.source_name,
        aim: AimFields::of(post.aim),
        publish_at: post.publish_at.map(|at| zone.field(at)).unwrap_or_default(),
        not_after: post.not_after.map(|at| zone.field(at)).unwrap_or_default(),
        alt: String::new(),
    })
}
