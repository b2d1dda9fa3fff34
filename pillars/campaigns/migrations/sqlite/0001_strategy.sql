-- The lines of the strategy as they are worked on. A line keeps its id from version to version.
create table strategy_line (
    id blob primary key,
    kind text not null check (kind in ('diagnosis', 'audience', 'message', 'channel', 'charter', 'objective')),
    place integer not null,
    text text not null,
    detail text not null,
    is_public integer not null check (is_public in (0, 1)),
    goal integer,
    unit text not null,
    due integer,
    revision integer not null,
    changed_at integer not null,
    changed_by blob
) strict;
create index strategy_line_place on strategy_line (kind, place, id);

create table strategy_version (
    number integer primary key,
    adopted_at integer not null,
    by_person blob,
    note text not null
) strict;

-- What a version says: it never changes.
create table strategy_version_line (
    version integer not null references strategy_version (number) on delete cascade,
    line blob not null,
    kind text not null check (kind in ('diagnosis', 'audience', 'message', 'channel', 'charter', 'objective')),
    place integer not null,
    text text not null,
    detail text not null,
    is_public integer not null check (is_public in (0, 1)),
    goal integer,
    unit text not null,
    due integer,
    primary key (version, line)
) strict;

-- Where an objective stood on a day, and how that is known.
create table strategy_measure (
    id blob primary key,
    line blob not null,
    value integer not null,
    day integer not null,
    source text not null,
    by_person blob,
    at integer not null
) strict;
create index strategy_measure_line on strategy_measure (line, day desc, at desc);
