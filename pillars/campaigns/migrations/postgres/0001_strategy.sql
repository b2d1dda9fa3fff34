-- The lines of the strategy as they are worked on. A line keeps its id from version to version.
create table strategy_line (
    id uuid primary key,
    kind text not null check (kind in ('diagnosis', 'audience', 'message', 'channel', 'charter', 'objective')),
    place bigint not null,
    text text not null,
    detail text not null,
    is_public bigint not null check (is_public in (0, 1)),
    goal bigint,
    unit text not null,
    due bigint,
    revision bigint not null,
    changed_at bigint not null,
    changed_by uuid
);
create index strategy_line_place on strategy_line (kind, place, id);

create table strategy_version (
    number bigint primary key,
    adopted_at bigint not null,
    by_person uuid,
    note text not null
);

-- What a version says: it never changes.
create table strategy_version_line (
    version bigint not null references strategy_version (number) on delete cascade,
    line uuid not null,
    kind text not null check (kind in ('diagnosis', 'audience', 'message', 'channel', 'charter', 'objective')),
    place bigint not null,
    text text not null,
    detail text not null,
    is_public bigint not null check (is_public in (0, 1)),
    goal bigint,
    unit text not null,
    due bigint,
    primary key (version, line)
);

-- Where an objective stood on a day, and how that is known.
create table strategy_measure (
    id uuid primary key,
    line uuid not null,
    value bigint not null,
    day bigint not null,
    source text not null,
    by_person uuid,
    at bigint not null
);
create index strategy_measure_line on strategy_measure (line, day desc, at desc);
