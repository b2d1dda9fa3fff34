-- A blog kept elsewhere, or a file exported from one, and how far it was brought here.
create table import (
    id uuid primary key,
    blog uuid not null references blog (id) on delete cascade,
    by_person uuid,
    kind text not null check (kind in ('feed', 'file')),
    address text,
    site text not null,
    site_link text,
    format text check (format in ('feed', 'wxr', 'blogger', 'ghost', 'markdown')),
    charset text,
    language text,
    source text,
    state text not null check (state in ('looking', 'proposed', 'running', 'pictures', 'done', 'following',
        'refused', 'stopped', 'undoing', 'undone')),
    as_drafts bigint not null check (as_drafts in (0, 1)),
    etag text,
    last_modified text,
    next_at bigint,
    quiet bigint not null,
    failures bigint not null,
    problem text,
    total bigint not null,
    done bigint not null,
    made bigint not null,
    changed bigint not null,
    kept bigint not null,
    preview text,
    at bigint not null,
    updated_at bigint not null
);
create index import_by_person on import (by_person, at desc, id desc);
create index import_blog on import (blog);
create index import_due on import (state, next_at);
create index import_source on import (source);

-- One line for each post that ever came into a blog, so that none comes twice. A post
-- that a member threw away leaves its line, and so stays away.
create table import_item (
    blog uuid not null references blog (id) on delete cascade,
    source_id text not null,
    import uuid not null references import (id) on delete cascade,
    post uuid references post (id) on delete set null,
    digest bytea not null,
    revision bigint not null,
    pictures bigint not null check (pictures in (0, 1)),
    primary key (blog, source_id)
);
create index import_item_import on import_item (import, pictures, source_id);
create index import_item_post on import_item (post);
create index post_canonical on post (blog, canonical_url);

create table import_problem (
    import uuid not null references import (id) on delete cascade,
    number bigint not null,
    place text not null,
    problem text not null,
    primary key (import, number)
);

-- Feeds of sister sections, and what stood in them.
create table elsewhere_feed (
    id uuid primary key,
    address text not null unique,
    title text not null,
    site_link text,
    licence text not null,
    state text not null check (state in ('following', 'stopped')),
    etag text,
    last_modified text,
    next_at bigint not null,
    quiet bigint not null,
    failures bigint not null,
    problem text,
    by_person uuid,
    at bigint not null
);
create index elsewhere_feed_due on elsewhere_feed (state, next_at);

create table elsewhere_item (
    id uuid primary key,
    feed uuid not null references elsewhere_feed (id) on delete cascade,
    source_id text not null,
    title text not null,
    excerpt text not null,
    body text not null,
    link text not null,
    language text,
    published_at bigint not null,
    unique (feed, source_id)
);
create index elsewhere_item_newest on elsewhere_item (published_at desc, id desc);
create index elsewhere_item_feed on elsewhere_item (feed, published_at desc, id desc);
