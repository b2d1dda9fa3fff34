-- A file that hangs on an entry of the room, for its readers alone.
create table room_file (
    id blob primary key,
    entry blob not null references room_entry (id) on delete cascade,
    name text not null,
    stored text not null,
    bytes integer not null,
    by_person blob,
    at integer not null
) strict;
create index room_file_entry on room_file (entry, at, id);
create index room_file_person on room_file (by_person) where by_person is not null;

-- How often someone wants to hear by mail what is new in the room, and until when they were told. Who is
-- not here hears once a day.
create table room_digest (
    person blob primary key,
    pace text not null check (pace in ('daily', 'weekly', 'none')),
    told_at integer not null
) strict;

-- Who was told of an entry by a letter of its own: noted before it is sent.
create table room_told (
    entry blob not null references room_entry (id) on delete cascade,
    person blob not null,
    at integer not null,
    primary key (entry, person)
) strict;
create index room_told_person on room_told (person);
