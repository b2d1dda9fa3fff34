-- What a communiqué has beside its text. It gets its number when it is first approved, and keeps it.
create table communique (
    item uuid primary key references item (id) on delete cascade,
    year bigint,
    number bigint,
    key text not null,
    place text not null,
    speaker text not null,
    speaker_phone text not null,
    speaker_email text not null,
    speaker_consent text not null,
    points text not null,
    unique (year, number)
);

-- The last number given in a year: a number is never given twice, and none is left out.
create table press_year (
    year bigint primary key,
    last bigint not null
);

-- How the section speaks to the press: one row.
create table press_ways (
    one bigint primary key check (one = 1),
    about text not null,
    place text not null,
    reply_days bigint not null check (reply_days between 1 and 3650)
);
insert into press_ways (one, about, place, reply_days) values (1, '', '', 30);

create table journalist (
    id uuid primary key,
    name text not null,
    medium text not null,
    beat text not null,
    language text not null,
    email text not null,
    phone text not null,
    consent text not null,
    consent_at bigint,
    consent_until bigint,
    state text not null check (state in ('open', 'paused')),
    created_at bigint not null
);
create unique index journalist_email on journalist (email) where email <> '';

-- One letter to one journalist: written as armed before it is sent, and never sent again blindly.
create table press_letter (
    delivery uuid not null references delivery (id) on delete cascade,
    journalist uuid not null references journalist (id) on delete cascade,
    state text not null check (state in ('waiting', 'armed', 'sent', 'unknown', 'refused', 'published')),
    at bigint not null,
    primary key (delivery, journalist)
);
create index press_letter_journalist on press_letter (journalist);

-- What the press wrote.
create table press_clip (
    id uuid primary key,
    item uuid references item (id) on delete set null,
    medium text not null,
    title text not null,
    link text not null,
    day bigint not null,
    tone text not null check (tone in ('for', 'neutral', 'against')),
    stored text,
    by_person uuid,
    at bigint not null
);
create index press_clip_day on press_clip (day desc, id);
create index press_clip_item on press_clip (item) where item is not null;
create index press_clip_by on press_clip (by_person) where by_person is not null;

-- What was said wrong of the section, and its answer.
create table press_reply (
    id uuid primary key,
    said text not null,
    medium text not null,
    who text not null,
    said_on bigint not null,
    due_on bigint not null,
    state text not null check (state in ('asked', 'published', 'refused')),
    item uuid references item (id) on delete set null,
    by_person uuid,
    at bigint not null
);
create index press_reply_due on press_reply (due_on, id);
create index press_reply_item on press_reply (item) where item is not null;
create index press_reply_by on press_reply (by_person) where by_person is not null;

-- What is known of a radio station beside its channel.
create table station (
    channel uuid primary key references channel (id) on delete cascade,
    frequency text not null,
    places text not null,
    languages text not null,
    audience text not null,
    price bigint,
    contact text not null
);

-- The spoken text of an item, a file for each language.
create table sound (
    item uuid not null references item (id) on delete cascade,
    language text not null,
    stored text not null,
    by_person uuid,
    at bigint not null,
    primary key (item, language)
);
create index sound_by on sound (by_person) where by_person is not null;

-- When a station said it: heard by one of us, or declared by the station.
create table broadcast (
    id uuid primary key,
    item uuid not null references item (id) on delete cascade,
    channel uuid not null references channel (id) on delete cascade,
    day bigint not null,
    heard bigint not null check (heard in (0, 1)),
    heard_by text not null,
    times bigint not null check (times between 1 and 1000),
    cost bigint not null check (cost >= 0),
    by_person uuid,
    at bigint not null
);
create index broadcast_item on broadcast (item, day);
create index broadcast_channel on broadcast (channel, day);
create index broadcast_day on broadcast (day);
create index broadcast_by on broadcast (by_person) where by_person is not null;
