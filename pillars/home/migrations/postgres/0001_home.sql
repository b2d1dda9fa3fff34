create table shown (
    work uuid primary key,
    revision bigint not null,
    kind text not null,
    container_title text,
    container_address text,
    author uuid,
    image text,
    image_alt text,
    published bigint not null
);
create index shown_recent on shown (published desc, work desc);
create index shown_author on shown (author, published desc);

-- The id begins with the day, so that what comes by id comes by day.
create table shown_version (
    id bigint primary key,
    work uuid not null references shown (work) on delete cascade,
    language text not null,
    position bigint not null,
    title text not null,
    address text not null,
    summary text not null,
    passage text not null,
    unique (work, language)
);

create table shown_tag (
    work uuid not null references shown (work) on delete cascade,
    tag text not null,
    primary key (work, tag)
);
create index shown_tag_tag on shown_tag (tag);

-- Where works stand, and how many.
create table place (
    address text primary key,
    title text not null,
    works bigint not null
);

-- Folded and stemmed words, each once, parted by one space.
create table search_words (
    id bigint primary key references shown_version (id) on delete cascade,
    title text not null,
    body text not null
);

create index search_words_title on search_words using gin (array_to_tsvector(string_to_array(title, ' ')));
create index search_words_all on search_words
    using gin (array_to_tsvector(string_to_array(title, ' ') || string_to_array(body, ' ')));

-- What people did. The id is that of the work, the comment or the person.
-- Where nobody did it, the actor is all zeros, so that both databases sort alike.
create table activity (
    id uuid primary key,
    kind text not null check (kind in ('published', 'commented', 'joined')),
    actor uuid not null,
    work uuid,
    day bigint not null,
    at bigint not null
);
create index activity_group on activity (day desc, kind, actor);
create index activity_actor on activity (actor);
create index activity_work on activity (work);

-- Of whom the house has heard. Names are asked for, never kept.
create table acquaintance (
    person uuid primary key,
    since bigint not null
);
create index acquaintance_since on acquaintance (since desc);
