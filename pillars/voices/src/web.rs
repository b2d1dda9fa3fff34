//! The pages of blogs, posts and comments.

mod aim;
mod blog;
mod blog_settings;
mod blogs;
mod close;
mod comment;
mod confirm;
mod daily;
mod delete;
mod editor;
mod elsewhere;
mod featured;
mod follow;
mod guest;
mod guest_comment;
mod imports;
mod moderation;
mod moderation_letters;
mod own_comment;
mod parts;
mod person;
mod post;
mod posts;
mod preview;
pub(crate) mod reading;
mod revisions;
mod save;
mod share;
mod sure;
mod threads;
pub(crate) mod upload;
pub(crate) mod view;
mod wishes;

pub(crate) use threads::said;

use griot_web::{Access, Capability, Drawer, Entry, Place, Role, Routes};

/// Judges comments of every blog.
pub const MODERATE: Capability =
    Capability { name: "voices.comments.moderate", roles: &[Role::Editor, Role::Administrator] };
/// Chooses what stands on the front page.
pub const FEATURE: Capability =
    Capability { name: "voices.posts.feature", roles: &[Role::Editor, Role::Publisher, Role::Administrator] };
/// Works on the posts and settings of every blog.
pub const EDIT_ALL: Capability = Capability { name: "voices.posts.edit-any", roles: &[Role::Editor] };
/// Begins blogs of the section.
pub const SECTION_BLOG: Capability =
    Capability { name: "voices.blogs.begin-section", roles: &[Role::Editor, Role::Administrator] };
/// Says to which campaign a post belongs, and which line of the strategy it serves.
pub const SERVE: Capability = Capability {
    name: "voices.posts.serve",
    roles: &[Role::Editor, Role::Publisher, Role::Campaigner, Role::Director],
};

/// Chooses which sister sections are followed.
pub const ELSEWHERE: Capability =
    Capability { name: "voices.elsewhere.choose", roles: &[Role::Editor, Role::Administrator] };

/// What not everyone may do with blogs.
pub const RIGHTS: &[&Capability] = &[&MODERATE, &FEATURE, &EDIT_ALL, &SECTION_BLOG, &SERVE, &ELSEWHERE];

/// The ways in to blogs.
pub const MENU: &[Entry] = &[
    Entry::new("/blogs", "voices-menu-blogs", Place::Main, Access::Public("blogs are for everyone"), 20),
    Entry::new("/me/posts/new", "voices-menu-write", Place::Main, Access::Member, 70),
    Entry::new("/me/posts", "voices-menu-posts", Place::Me, Access::Member, 20),
    Entry::new("/me/comments", "voices-menu-comments", Place::Me, Access::Member, 22),
    Entry::new("/me/alerts", "voices-menu-alerts", Place::Me, Access::Member, 24),
    Entry::new(
        "/desk/moderation",
        "voices-menu-moderation",
        Place::Desk(Drawer::Voices),
        Access::Needs(&MODERATE),
        20,
    ),
    Entry::new("/me/imports", "voices-menu-imports", Place::Me, Access::Member, 26),
    Entry::new(
        "/elsewhere",
        "voices-menu-elsewhere",
        Place::Foot,
        Access::Public("what sister sections publish is for everyone"),
        20,
    ),
    Entry::new(
        "/desk/elsewhere",
        "voices-menu-elsewhere-desk",
        Place::Desk(Drawer::Voices),
        Access::Needs(&ELSEWHERE),
        24,
    ),
    Entry::new(
        "/desk/featured",
        "voices-menu-featured",
        Place::Desk(Drawer::Voices),
        Access::Needs(&FEATURE),
        22,
    ),
];

const READ: Access = Access::Public("what is published is for everyone");
const PEOPLE: Access = Access::Public("its owner may open a profile to strangers");
const SPEAK: Access = Access::Public("blogs say themselves whose comments they take");
const LETTER: Access = Access::Public("the link in the letter is the key");

/// The pages and acts of blogs.
pub fn routes() -> Routes {
    reading_routes()
        .merge(comment_routes())
        .merge(writing_routes())
        .merge(desk_routes())
        .merge(imports::routes())
        .merge(elsewhere::routes())
}

fn reading_routes() -> Routes {
    Routes::new()
        .get("/blogs", READ, blogs::list)
        .get("/blogs/{blog}", READ, blog::show)
        .get("/blogs/{blog}/{post}", READ, post::show)
        .get("/people/{handle}/posts", PEOPLE, person::show)
        .get("/preview/{mark}", Access::Public("the writer gave the link to the reader"), preview::by_link)
}

fn comment_routes() -> Routes {
    Routes::new()
        .post("/blogs/{blog}/{post}/comments", SPEAK, comment::leave)
        .post("/blogs/{blog}/{post}/follow", SPEAK, follow::set)
        .post("/follow/blogs/{blog}", Access::Member, follow::set_blog)
        .get("/comments/confirm/{mark}", LETTER, confirm::ask_comment)
        .post("/comments/confirm/{mark}", LETTER, confirm::comment)
        .get("/follow/confirm/{mark}", LETTER, confirm::ask_follow)
        .post("/follow/confirm/{mark}", LETTER, confirm::follow)
        .get("/unsubscribe/{mark}", LETTER, follow::ask_stop)
        .post("/unsubscribe/{mark}", LETTER, follow::stop)
        .get("/unsubscribe/daily/{mark}", LETTER, daily::ask)
        .post("/unsubscribe/daily/{mark}", LETTER, daily::act)
        .get("/guest/{mark}", LETTER, guest::ask)
        .post("/guest/{mark}", LETTER, guest::erase)
        .post("/guest/{mark}/wishes", LETTER, guest::wish)
        .get("/guest/{mark}/comments/{comment}/edit", LETTER, guest_comment::ask_edit)
        .post("/guest/{mark}/comments/{comment}/edit", LETTER, guest_comment::edit)
        .get("/guest/{mark}/comments/{comment}/delete", LETTER, guest_comment::ask_delete)
        .post("/guest/{mark}/comments/{comment}/delete", LETTER, guest_comment::delete)
        .get("/unsubscribe/moderation/{mark}", LETTER, moderation_letters::ask_stop)
        .post("/unsubscribe/moderation/{mark}", LETTER, moderation_letters::stop)
        .get("/comments/{comment}/report", SPEAK, own_comment::ask_report)
        .post("/comments/{comment}/report", SPEAK, own_comment::report)
        .get("/comments/{comment}/edit", Access::Member, own_comment::ask_edit)
        .post("/comments/{comment}/edit", Access::Member, own_comment::edit)
        .get("/comments/{comment}/delete", Access::Member, own_comment::ask_delete)
        .post("/comments/{comment}/delete", Access::Member, own_comment::delete)
}

fn writing_routes() -> Routes {
    Routes::new()
        .get("/me/posts", Access::Member, posts::list)
        .get("/me/posts/new", Access::Member, posts::ask)
        .post("/me/posts/new", Access::Member, posts::begin)
        .get("/me/posts/{post}", Access::Member, editor::show)
        .upload("/me/posts/{post}", Access::Member, upload::MOST_BYTES, save::save)
        .post("/me/posts/{post}/autosave", Access::Member, save::by_itself)
        .post("/me/posts/{post}/discard", Access::Member, save::discard)
        .get("/me/posts/{post}/delete", Access::Member, delete::ask)
        .post("/me/posts/{post}/delete", Access::Member, delete::delete)
        .upload("/me/posts/{post}/upload", Access::Member, upload::MOST_BYTES, upload::take)
        .get("/me/posts/{post}/preview", Access::Member, preview::show)
        .post("/me/posts/{post}/preview", Access::Member, preview::live)
        .get("/me/posts/{post}/revisions", Access::Member, revisions::show)
        .post("/me/posts/{post}/revisions", Access::Member, revisions::restore)
        .get("/me/blogs/new", Access::Member, blog_settings::ask)
        .post("/me/blogs/new", Access::Member, blog_settings::begin)
        .get("/me/blogs/{blog}", Access::Member, blog_settings::show)
        .post("/me/blogs/{blog}", Access::Member, blog_settings::change)
        .get("/me/blogs/{blog}/close", Access::Member, close::ask)
        .post("/me/blogs/{blog}/close", Access::Member, close::act)
        .post("/me/blogs/{blog}/authors", Access::Member, blog_settings::authors)
        .get("/me/blogs/{blog}/leave", Access::Member, blog_settings::ask_leave)
        .post("/me/blogs/{blog}/leave", Access::Member, blog_settings::leave)
        .get("/me/comments", Access::Member, moderation::own_queue)
        .post("/me/comments/{comment}", Access::Member, moderation::judge_own)
        .get("/me/alerts", Access::Member, follow::list)
        .post("/me/alerts", Access::Member, follow::change)
        .post("/me/alerts/moderation", Access::Member, moderation_letters::wish)
}

fn desk_routes() -> Routes {
    Routes::new()
        .get("/desk/moderation", Access::Needs(&MODERATE), moderation::queue)
        .post("/desk/moderation/{comment}", Access::Needs(&MODERATE), moderation::judge)
        .get("/desk/posts/{post}", Access::Staff, aim::show)
        .post("/desk/posts/{post}", Access::Needs(&SERVE), aim::save)
        .get("/desk/featured", Access::Needs(&FEATURE), featured::show)
        .post("/desk/featured", Access::Needs(&FEATURE), featured::add)
        .post("/desk/featured/remove", Access::Needs(&FEATURE), featured::remove)
}
