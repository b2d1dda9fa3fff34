-- An account, a station, a list: one place where the section speaks.
create table channel (
    id uuid primary key,
    network text not null,
    name text not null,
    address text not null,
    server text not null,
    account text not null,
    language text not null,
    by_hand bigint not null check (by_hand in (0, 1)),
    state text not null check (state in ('open', 'paused', 'closed')),
    tiers bigint check (tiers between 0 and 3),
    line uuid,
    cost bigint,
    live text,
    live_at bigint,
    created_at bigint not null
);

-- What opens an account, sealed; and how it was when it was last looked at.
create table channel_key (
    channel uuid primary key references channel (id) on delete cascade,
    sealed bytea not null,
    ends_at bigint,
    state text not null check (state in ('unknown', 'well', 'refused')),
    checked_at bigint,
    warned_days bigint
);

-- Who looks after a channel: its hours by hand are theirs.
create table channel_keeper (
    channel uuid not null references channel (id) on delete cascade,
    person uuid not null,
    primary key (channel, person)
);
create index channel_keeper_person on channel_keeper (person);

-- How much of what a network allows was used since `since`, and until when it asked to be left alone.
create table budget (
    channel uuid primary key references channel (id) on delete cascade,
    since bigint not null,
    used bigint not null,
    until bigint
);

create table item (
    id uuid primary key,
    title text not null,
    language text not null,
    stage text not null check (stage in ('idea', 'draft', 'in-review', 'changes-requested', 'approved',
        'scheduled', 'publishing', 'published', 'partly-published', 'failed', 'withdrawn', 'expired', 'archived')),
    planned_at bigint,
    embargo_until bigint,
    not_after bigint,
    sensitivity text not null check (sensitivity in ('none', 'named-person', 'at-risk-person', 'minor')),
    consent text not null,
    campaign uuid,
    line uuid,
    source uuid,
    source_address text,
    adapted_from uuid references item (id) on delete set null,
    author uuid,
    revision bigint not null,
    digest bytea,
    created_at bigint not null,
    updated_at bigint not null
);
create index item_planned on item (planned_at, id) where planned_at is not null;
create index item_stage on item (stage, updated_at desc, id);
create unique index item_source on item (source) where source is not null;
create index item_campaign on item (campaign, updated_at desc) where campaign is not null;
create index item_line on item (line) where line is not null;
create index item_orphan on item (created_at desc, id) where line is null;
create index item_author on item (author) where author is not null;

-- The text by language: what every channel says until it has words of its own.
create table item_text (
    item uuid not null references item (id) on delete cascade,
    language text not null,
    body text not null,
    warning text not null,
    link text not null,
    primary key (item, language)
);

-- Where an item goes, and what it says there; without a body it says what the text says.
create table variant (
    item uuid not null references item (id) on delete cascade,
    channel uuid not null references channel (id) on delete cascade,
    language text not null,
    body text,
    warning text not null,
    visibility text not null check (visibility in ('public', 'unlisted', 'followers')),
    primary key (item, channel)
);
create index variant_channel on variant (channel);

create table picture (
    id uuid primary key,
    stored text not null,
    alt text not null,
    language text not null,
    credit text not null,
    consent text not null check (consent in ('nobody', 'given', 'missing', 'withdrawn')),
    consent_who text not null,
    consent_for text not null,
    consent_until bigint,
    by_person uuid,
    at bigint not null
);
create index picture_at on picture (at desc, id);
create index picture_by on picture (by_person) where by_person is not null;

create table item_picture (
    item uuid not null references item (id) on delete cascade,
    place bigint not null,
    picture uuid not null references picture (id),
    primary key (item, place)
);
create index item_picture_picture on item_picture (picture);

-- What was done with an item: written, never changed.
create table item_step (
    id uuid primary key,
    item uuid not null references item (id) on delete cascade,
    act text not null,
    actor uuid,
    digest bytea,
    note text not null,
    at bigint not null
);
create index item_step_item on item_step (item, at, id);
create index item_step_actor on item_step (actor) where actor is not null;

-- Who said yes to what: to the digest of all that a reader would see.
create table approval (
    item uuid not null references item (id) on delete cascade,
    kind text not null check (kind in ('text', 'safety')),
    person uuid not null,
    digest bytea not null,
    at bigint not null,
    primary key (item, kind, person)
);
create index approval_person on approval (person);

-- One text on its way to one channel. Each step is committed before the next is made; `lease` names
-- whoever works on it, and a step of anybody else changes nothing.
create table delivery (
    id uuid primary key,
    item uuid not null references item (id) on delete cascade,
    channel uuid not null references channel (id) on delete cascade,
    state text not null check (state in ('waiting', 'bringing', 'ready', 'armed', 'unknown', 'confirmed',
        'rejected', 'gave-up', 'stopped')),
    by_hand bigint not null check (by_hand in (0, 1)),
    message text not null,
    due_at bigint not null,
    not_after bigint,
    next_at bigint,
    lease uuid,
    lease_until bigint,
    tries bigint not null,
    looks bigint not null,
    brought text not null,
    token_key text,
    token_name text,
    armed_at bigint,
    trouble text,
    trouble_key text,
    said text not null,
    remote_id text,
    remote_address text,
    ended_at bigint,
    ended_by uuid,
    back text check (back in ('wanted', 'done', 'cannot')),
    back_at bigint,
    told_at bigint,
    text_mark bytea not null,
    created_at bigint not null
);
create index delivery_next on delivery (channel, next_at, id) where next_at is not null;
create index delivery_item on delivery (item, channel);
create index delivery_due on delivery (due_at, id);
create index delivery_open on delivery (due_at, id) where ended_at is null;
create index delivery_back on delivery (channel, id) where back = 'wanted';
create index delivery_same on delivery (channel, text_mark, due_at);
create index delivery_by on delivery (ended_by) where ended_by is not null;

-- How the section works: one row.
create table ways (
    one bigint primary key check (one = 1),
    preset text check (preset in ('two', 'four', 'ten')),
    cut_at bigint,
    cut_by uuid,
    feed_salt bytea not null
);
insert into ways (one, preset, feed_salt) values (1, null, decode(replace(gen_random_uuid()::text, '-', ''), 'hex'));

-- Days of the world and of the movement, beside which texts are planned.
create table world_day (
    id uuid primary key,
    month bigint not null check (month between 1 and 12),
    day bigint not null check (day between 1 and 31),
    title text not null,
    language text not null
);
create index world_day_when on world_day (month, day);
