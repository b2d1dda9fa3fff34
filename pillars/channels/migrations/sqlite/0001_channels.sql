-- An account, a station, a list: one place where the section speaks.
create table channel (
    id blob primary key,
    network text not null,
    name text not null,
    address text not null,
    server text not null,
    account text not null,
    language text not null,
    by_hand integer not null check (by_hand in (0, 1)),
    state text not null check (state in ('open', 'paused', 'closed')),
    tiers integer check (tiers between 0 and 3),
    line blob,
    cost integer,
    live text,
    live_at integer,
    created_at integer not null
) strict;

-- What opens an account, sealed; and how it was when it was last looked at.
create table channel_key (
    channel blob primary key references channel (id) on delete cascade,
    sealed blob not null,
    ends_at integer,
    state text not null check (state in ('unknown', 'well', 'refused')),
    checked_at integer,
    warned_days integer
) strict;

-- Who looks after a channel: its hours by hand are theirs.
create table channel_keeper (
    channel blob not null references channel (id) on delete cascade,
    person blob not null,
    primary key (channel, person)
) strict;
create index channel_keeper_person on channel_keeper (person);

-- How much of what a network allows was used since `since`, and until when it asked to be left alone.
create table budget (
    channel blob primary key references channel (id) on delete cascade,
    since integer not null,
    used integer not null,
    until integer
) strict;

create table item (
    id blob primary key,
    title text not null,
    language text not null,
    stage text not null check (stage in ('idea', 'draft', 'in-review', 'changes-requested', 'approved',
        'scheduled', 'publishing', 'published', 'partly-published', 'failed', 'withdrawn', 'expired', 'archived')),
    planned_at integer,
    embargo_until integer,
    not_after integer,
    sensitivity text not null check (sensitivity in ('none', 'named-person', 'at-risk-person', 'minor')),
    consent text not null,
    campaign blob,
    line blob,
    source blob,
    source_address text,
    adapted_from blob references item (id) on delete set null,
    author blob,
    revision integer not null,
    digest blob,
    created_at integer not null,
    updated_at integer not null
) strict;
create index item_planned on item (planned_at, id) where planned_at is not null;
create index item_stage on item (stage, updated_at desc, id);
create unique index item_source on item (source) where source is not null;
create index item_campaign on item (campaign, updated_at desc) where campaign is not null;
create index item_line on item (line) where line is not null;
create index item_orphan on item (created_at desc, id) where line is null;
create index item_author on item (author) where author is not null;

-- The text by language: what every channel says until it has words of its own.
create table item_text (
    item blob not null references item (id) on delete cascade,
    language text not null,
    body text not null,
    warning text not null,
    link text not null,
    primary key (item, language)
) strict;

-- Where an item goes, and what it says there; without a body it says what the text says.
create table variant (
    item blob not null references item (id) on delete cascade,
    channel blob not null references channel (id) on delete cascade,
    language text not null,
    body text,
    warning text not null,
    visibility text not null check (visibility in ('public', 'unlisted', 'followers')),
    primary key (item, channel)
) strict;
create index variant_channel on variant (channel);

create table picture (
    id blob primary key,
    stored text not null,
    alt text not null,
    language text not null,
    credit text not null,
    consent text not null check (consent in ('nobody', 'given', 'missing', 'withdrawn')),
    consent_who text not null,
    consent_for text not null,
    consent_until integer,
    by_person blob,
    at integer not null
) strict;
create index picture_at on picture (at desc, id);
create index picture_by on picture (by_person) where by_person is not null;

create table item_picture (
    item blob not null references item (id) on delete cascade,
    place integer not null,
    picture blob not null references picture (id),
    primary key (item, place)
) strict;
create index item_picture_picture on item_picture (picture);

-- What was done with an item: written, never changed.
create table item_step (
    id blob primary key,
    item blob not null references item (id) on delete cascade,
    act text not null,
    actor blob,
    digest blob,
    note text not null,
    at integer not null
) strict;
create index item_step_item on item_step (item, at, id);
create index item_step_actor on item_step (actor) where actor is not null;

-- Who said yes to what: to the digest of all that a reader would see.
create table approval (
    item blob not null references item (id) on delete cascade,
    kind text not null check (kind in ('text', 'safety')),
    person blob not null,
    digest blob not null,
    at integer not null,
    primary key (item, kind, person)
) strict;
create index approval_person on approval (person);

-- One text on its way to one channel. Each step is committed before the next is made; `lease` names
-- whoever works on it, and a step of anybody else changes nothing.
create table delivery (
    id blob primary key,
    item blob not null references item (id) on delete cascade,
    channel blob not null references channel (id) on delete cascade,
    state text not null check (state in ('waiting', 'bringing', 'ready', 'armed', 'unknown', 'confirmed',
        'rejected', 'gave-up', 'stopped')),
    by_hand integer not null check (by_hand in (0, 1)),
    message text not null,
    due_at integer not null,
    not_after integer,
    next_at integer,
    lease blob,
    lease_until integer,
    tries integer not null,
    looks integer not null,
    brought text not null,
    token_key text,
    token_name text,
    armed_at integer,
    trouble text,
    trouble_key text,
    said text not null,
    remote_id text,
    remote_address text,
    ended_at integer,
    ended_by blob,
    back text check (back in ('wanted', 'done', 'cannot')),
    back_at integer,
    told_at integer,
    text_mark blob not null,
    created_at integer not null
) strict;
create index delivery_next on delivery (channel, next_at, id) where next_at is not null;
create index delivery_item on delivery (item, channel);
create index delivery_due on delivery (due_at, id);
create index delivery_open on delivery (due_at, id) where ended_at is null;
create index delivery_back on delivery (channel, id) where back = 'wanted';
create index delivery_same on delivery (channel, text_mark, due_at);
create index delivery_by on delivery (ended_by) where ended_by is not null;

-- How the section works: one row.
create table ways (
    one integer primary key check (one = 1),
    preset text check (preset in ('two', 'four', 'ten')),
    cut_at integer,
    cut_by blob,
    feed_salt blob not null
) strict;
insert into ways (one, preset, feed_salt) values (1, null, randomblob(16));

-- Days of the world and of the movement, beside which texts are planned.
create table world_day (
    id blob primary key,
    month integer not null check (month between 1 and 12),
    day integer not null check (day between 1 and 31),
    title text not null,
    language text not null
) strict;
create index world_day_when on world_day (month, day);
