create table skill (
    id uuid primary key,
    name text not null,
    how text not null,
    place bigint not null,
    programme uuid references programme (id) on delete set null,
    wanted bigint not null,
    is_retired bigint not null check (is_retired in (0, 1))
);

create table skill_mark (
    person uuid not null,
    skill uuid not null references skill (id) on delete cascade,
    workshop uuid references workshop (id) on delete cascade,
    moment text not null check (moment in ('before', 'day30', 'day90')),
    level bigint not null,
    at bigint not null,
    by_person uuid,
    primary key (person, skill, moment)
);

create table club (
    id uuid primary key,
    name text not null,
    kind text not null check (kind in ('youth', 'students', 'local')),
    place text not null,
    coordinator uuid,
    is_closed bigint not null check (is_closed in (0, 1)),
    revision bigint not null,
    created_at bigint not null
);

create table club_member (
    id uuid primary key,
    club uuid not null references club (id) on delete cascade,
    person uuid,
    name text not null,
    role text not null check (role in ('coordinator', 'ambassador', 'member')),
    is_minor bigint not null check (is_minor in (0, 1)),
    guardian text not null,
    guardian_at bigint,
    guardian_by uuid,
    since bigint not null
);
create unique index club_member_person on club_member (club, person);
create index club_member_of_person on club_member (person);

create table club_result (
    id uuid primary key,
    club uuid not null references club (id) on delete cascade,
    campaign uuid,
    what text not null,
    figure bigint not null,
    day bigint not null,
    by_person uuid
);
create index club_result_club on club_result (club, day);
