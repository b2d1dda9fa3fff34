create table shown (
    work blob primary key,
    revision integer not null,
    kind text not null,
    container_title text,
    container_address text,
    author blob,
    image text,
    image_alt text,
    published integer not null
) strict;
create index shown_recent on shown (published desc, work desc);
create index shown_author on shown (author, published desc);

-- The id begins with the day, so that what comes by id comes by day.
create table shown_version (
    id integer primary key,
    work blob not null references shown (work) on delete cascade,
    language text not null,
    position integer not null,
    title text not null,
    address text not null,
    summary text not null,
    passage text not null,
    unique (work, language)
) strict;

create table shown_tag (
    work blob not null references shown (work) on delete cascade,
    tag text not null,
    primary key (work, tag)
) strict;
create index shown_tag_tag on shown_tag (tag);

-- Where works stand, and how many.
create table place (
    address text primary key,
    title text not null,
    works integer not null
) strict;

-- Folded and stemmed words, each once, parted by one space.
create table search_words (
    id integer primary key references shown_version (id) on delete cascade,
    title text not null,
    body text not null
) strict;

create virtual table search using fts5 (
    title, body, content = 'search_words', content_rowid = 'id', tokenize = 'ascii', detail = column
);
insert into search (search, rank) values ('secure-delete', 1);
create trigger search_words_in after insert on search_words begin
    insert into search (rowid, title, body) values (new.id, new.title, new.body);
end;
create trigger search_words_out after delete on search_words begin
    insert into search (search, rowid, title, body) values ('delete', old.id, old.title, old.body);
end;

-- What people did. The id is that of the work, the comment or the person.
-- Where nobody did it, the actor is all zeros, so that both databases sort alike.
create table activity (
    id blob primary key,
    kind text not null check (kind in ('published', 'commented', 'joined')),
    actor blob not null,
    work blob,
    day integer not null,
    at integer not null
) strict;
create index activity_group on activity (day desc, kind, actor);
create index activity_actor on activity (actor);
create index activity_work on activity (work);

-- Of whom the house has heard. Names are asked for, never kept.
create table acquaintance (
    person blob primary key,
    since integer not null
) strict;
create index acquaintance_since on acquaintance (since desc);
