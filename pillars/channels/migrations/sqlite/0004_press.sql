-- What a communiqué has beside its text. It gets its number when it is first approved, and keeps it.
create table communique (
    item blob primary key references item (id) on delete cascade,
    year integer,
    number integer,
    key text not null,
    place text not null,
    speaker text not null,
    speaker_phone text not null,
    speaker_email text not null,
    speaker_consent text not null,
    points text not null,
    unique (year, number)
) strict;

-- The last number given in a year: a number is never given twice, and none is left out.
create table press_year (
    year integer primary key,
    last integer not null
) strict;

-- How the section speaks to the press: one row.
create table press_ways (
    one integer primary key check (one = 1),
    about text not null,
    place text not null,
    reply_days integer not null check (reply_days between 1 and 3650)
) strict;
insert into press_ways (one, about, place, reply_days) values (1, '', '', 30);

create table journalist (
    id blob primary key,
    name text not null,
    medium text not null,
    beat text not null,
    language text not null,
    email text not null,
    phone text not null,
    consent text not null,
    consent_at integer,
    consent_until integer,
    state text not null check (state in ('open', 'paused')),
    created_at integer not null
) strict;
create unique index journalist_email on journalist (email) where email <> '';

-- One letter to one journalist: written as armed before it is sent, and never sent again blindly.
create table press_letter (
    delivery blob not null references delivery (id) on delete cascade,
    journalist blob not null references journalist (id) on delete cascade,
    state text not null check (state in ('waiting', 'armed', 'sent', 'unknown', 'refused', 'published')),
    at integer not null,
    primary key (delivery, journalist)
) strict;
create index press_letter_journalist on press_letter (journalist);

-- What the press wrote.
create table press_clip (
    id blob primary key,
    item blob references item (id) on delete set null,
    medium text not null,
    title text not null,
    link text not null,
    day integer not null,
    tone text not null check (tone in ('for', 'neutral', 'against')),
    stored text,
    by_person blob,
    at integer not null
) strict;
create index press_clip_day on press_clip (day desc, id);
create index press_clip_item on press_clip (item) where item is not null;
create index press_clip_by on press_clip (by_person) where by_person is not null;

-- What was said wrong of the section, and its answer.
create table press_reply (
    id blob primary key,
    said text not null,
    medium text not null,
    who text not null,
    said_on integer not null,
    due_on integer not null,
    state text not null check (state in ('asked', 'published', 'refused')),
    item blob references item (id) on delete set null,
    by_person blob,
    at integer not null
) strict;
create index press_reply_due on press_reply (due_on, id);
create index press_reply_item on press_reply (item) where item is not null;
create index press_reply_by on press_reply (by_person) where by_person is not null;

-- What is known of a radio station beside its channel.
create table station (
    channel blob primary key references channel (id) on delete cascade,
    frequency text not null,
    places text not null,
    languages text not null,
    audience text not null,
    price integer,
    contact text not null
) strict;

-- The spoken text of an item, a file for each language.
create table sound (
    item blob not null references item (id) on delete cascade,
    language text not null,
    stored text not null,
    by_person blob,
    at integer not null,
    primary key (item, language)
) strict;
create index sound_by on sound (by_person) where by_person is not null;

-- When a station said it: heard by one of us, or declared by the station.
create table broadcast (
    id blob primary key,
    item blob not null references item (id) on delete cascade,
    channel blob not null references channel (id) on delete cascade,
    day integer not null,
    heard integer not null check (heard in (0, 1)),
    heard_by text not null,
    times integer not null check (times between 1 and 1000),
    cost integer not null check (cost >= 0),
    by_person blob,
    at integer not null
) strict;
create index broadcast_item on broadcast (item, day);
create index broadcast_channel on broadcast (channel, day);
create index broadcast_day on broadcast (day);
create index broadcast_by on broadcast (by_person) where by_person is not null;
