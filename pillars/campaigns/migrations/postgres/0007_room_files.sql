-- A file that hangs on an entry of the room, for its readers alone.
create table room_file (
    id uuid primary key,
    entry uuid not null references room_entry (id) on delete cascade,
    name text not null,
    stored text not null,
    bytes bigint not null,
    by_person uuid,
    at bigint not null
);
create index room_file_entry on room_file (entry, at, id);
create index room_file_person on room_file (by_person) where by_person is not null;

-- How often someone wants to hear by mail what is new in the room, and until when they were told. Who is
-- not here hears once a day.
create table room_digest (
    person uuid primary key,
    pace text not null check (pace in ('daily', 'weekly', 'none')),
    told_at bigint not null
);

-- Who was told of an entry by a letter of its own: noted before it is sent.
create table room_told (
    entry uuid not null references room_entry (id) on delete cascade,
    person uuid not null,
    at bigint not null,
    primary key (entry, person)
);
create index room_told_person on room_told (person);
