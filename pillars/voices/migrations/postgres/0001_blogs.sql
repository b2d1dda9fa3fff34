create table blog (
    id uuid primary key,
    kind text not null check (kind in ('person', 'team', 'section')),
    slug text not null unique,
    title text not null,
    about text not null,
    language text not null,
    theme bigint not null check (theme between 1 and 6),
    comment_policy text not null check (comment_policy in ('members', 'guests', 'closed')),
    moderation text not null check (moderation in ('newcomers', 'everyone')),
    owner uuid,
    created_at bigint not null
);

create table blog_author (
    blog uuid not null references blog (id) on delete cascade,
    person uuid not null,
    role text not null check (role in ('author', 'editor')),
    primary key (blog, person)
);
create index blog_author_person on blog_author (person);

-- Addresses that a blog had before: they lead on for ever.
create table blog_slug (
    slug text primary key,
    blog uuid not null references blog (id) on delete cascade
);

create table post (
    id uuid primary key,
    blog uuid not null references blog (id) on delete cascade,
    author uuid,
    slug text not null,
    state text not null check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
    publish_at bigint,
    not_after bigint,
    published_at bigint,
    published_month text,
    canonical_url text,
    source_name text,
    language text not null,
    translation_of uuid references post (id) on delete set null,
    revision bigint not null,
    title text not null,
    body text not null,
    format text not null check (format in ('markdown', 'html')),
    excerpt text not null,
    picture text,
    notice text check (notice in ('too-late')),
    preview_salt bytea,
    created_at bigint not null,
    updated_at bigint not null,
    unique (blog, slug)
);
create index post_shown on post (state, published_at desc, id desc);
create index post_of_blog on post (blog, state, published_at desc, id desc);
create index post_of_author on post (author, updated_at desc);
create index post_month on post (blog, published_month);
create index post_due on post (state, publish_at);
create index post_translation on post (translation_of);

create table post_slug (
    blog uuid not null references blog (id) on delete cascade,
    slug text not null,
    post uuid not null references post (id) on delete cascade,
    primary key (blog, slug)
);

create table post_revision (
    post uuid not null references post (id) on delete cascade,
    number bigint not null,
    title text not null,
    body text not null,
    format text not null check (format in ('markdown', 'html')),
    by_person uuid,
    at bigint not null,
    primary key (post, number)
);

-- What the editor saved by itself: nobody sees it until it is saved by hand.
create table post_draft (
    post uuid primary key references post (id) on delete cascade,
    title text not null,
    body text not null,
    by_person uuid,
    at bigint not null
);

create table post_tag (
    post uuid not null references post (id) on delete cascade,
    tag text not null,
    name text not null,
    primary key (post, tag)
);
create index post_tag_tag on post_tag (tag);

create table post_attachment (
    id uuid primary key,
    post uuid references post (id) on delete cascade,
    owner uuid,
    kind text not null check (kind in ('picture', 'audio')),
    alt text not null,
    stored text not null,
    bytes bigint not null,
    at bigint not null
);
create index post_attachment_post on post_attachment (post, at);

create table post_featured (
    id uuid primary key,
    post uuid not null references post (id) on delete cascade,
    starts bigint not null,
    ends bigint,
    by_person uuid,
    at bigint not null
);
create index post_featured_time on post_featured (starts, ends);
