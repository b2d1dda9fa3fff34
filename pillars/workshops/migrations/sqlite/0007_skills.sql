create table skill (
    id blob primary key,
    name text not null,
    how text not null,
    place integer not null,
    programme blob references programme (id) on delete set null,
    wanted integer not null,
    is_retired integer not null check (is_retired in (0, 1))
) strict;

create table skill_mark (
    person blob not null,
    skill blob not null references skill (id) on delete cascade,
    workshop blob references workshop (id) on delete cascade,
    moment text not null check (moment in ('before', 'day30', 'day90')),
    level integer not null,
    at integer not null,
    by_person blob,
    primary key (person, skill, moment)
) strict;

create table club (
    id blob primary key,
    name text not null,
    kind text not null check (kind in ('youth', 'students', 'local')),
    place text not null,
    coordinator blob,
    is_closed integer not null check (is_closed in (0, 1)),
    revision integer not null,
    created_at integer not null
) strict;

create table club_member (
    id blob primary key,
    club blob not null references club (id) on delete cascade,
    person blob,
    name text not null,
    role text not null check (role in ('coordinator', 'ambassador', 'member')),
    is_minor integer not null check (is_minor in (0, 1)),
    guardian text not null,
    guardian_at integer,
    guardian_by blob,
    since integer not null
) strict;
create unique index club_member_person on club_member (club, person);
create index club_member_of_person on club_member (person);

create table club_result (
    id blob primary key,
    club blob not null references club (id) on delete cascade,
    campaign blob,
    what text not null,
    figure integer not null,
    day integer not null,
    by_person blob
) strict;
create index club_result_club on club_result (club, day);
