create table room_entry (
    id blob primary key,
    kind text not null check (kind in ('announcement', 'thread', 'decision')),
    audience text not null check (audience in ('team', 'staff', 'members')),
    campaign blob references campaign (id) on delete cascade,
    line blob,
    source blob references room_entry (id) on delete set null,
    title text not null,
    body text not null,
    by_person blob,
    at integer not null
) strict;
create index room_entry_at on room_entry (at desc, id desc);
create index room_entry_campaign on room_entry (campaign, at desc, id desc);
create index room_entry_source on room_entry (source);

create table room_reply (
    id blob primary key,
    entry blob not null references room_entry (id) on delete cascade,
    body text not null,
    by_person blob,
    at integer not null
) strict;
create index room_reply_entry on room_reply (entry, at, id);
create index room_reply_person on room_reply (by_person);

create table room_read (
    entry blob not null references room_entry (id) on delete cascade,
    person blob not null,
    at integer not null,
    primary key (entry, person)
) strict;
create index room_read_person on room_read (person);

create table room_task (
    id blob primary key,
    title text not null,
    entry blob references room_entry (id) on delete set null,
    campaign blob references campaign (id) on delete cascade,
    owner blob,
    due integer,
    done_at integer,
    by_person blob,
    at integer not null
) strict;
create index room_task_due on room_task (done_at, due, id);
create index room_task_owner on room_task (owner);
create index room_task_entry on room_task (entry);
create index room_task_campaign on room_task (campaign);

-- What a decision became in other rooms.
create table room_made (
    entry blob not null references room_entry (id) on delete cascade,
    kind text not null,
    address text not null,
    at integer not null,
    primary key (entry, kind, at)
) strict;
