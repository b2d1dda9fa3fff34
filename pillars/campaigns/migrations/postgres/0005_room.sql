create table room_entry (
    id uuid primary key,
    kind text not null check (kind in ('announcement', 'thread', 'decision')),
    audience text not null check (audience in ('team', 'staff', 'members')),
    campaign uuid references campaign (id) on delete cascade,
    line uuid,
    source uuid references room_entry (id) on delete set null,
    title text not null,
    body text not null,
    by_person uuid,
    at bigint not null
);
create index room_entry_at on room_entry (at desc, id desc);
create index room_entry_campaign on room_entry (campaign, at desc, id desc);
create index room_entry_source on room_entry (source);

create table room_reply (
    id uuid primary key,
    entry uuid not null references room_entry (id) on delete cascade,
    body text not null,
    by_person uuid,
    at bigint not null
);
create index room_reply_entry on room_reply (entry, at, id);
create index room_reply_person on room_reply (by_person);

create table room_read (
    entry uuid not null references room_entry (id) on delete cascade,
    person uuid not null,
    at bigint not null,
    primary key (entry, person)
);
create index room_read_person on room_read (person);

create table room_task (
    id uuid primary key,
    title text not null,
    entry uuid references room_entry (id) on delete set null,
    campaign uuid references campaign (id) on delete cascade,
    owner uuid,
    due bigint,
    done_at bigint,
    by_person uuid,
    at bigint not null
);
create index room_task_due on room_task (done_at, due, id);
create index room_task_owner on room_task (owner);
create index room_task_entry on room_task (entry);
create index room_task_campaign on room_task (campaign);

-- What a decision became in other rooms.
create table room_made (
    entry uuid not null references room_entry (id) on delete cascade,
    kind text not null,
    address text not null,
    at bigint not null,
    primary key (entry, kind, at)
);
