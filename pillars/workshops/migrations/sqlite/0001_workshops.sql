create table programme (
    id blob primary key,
    slug text not null unique,
    language text not null,
    title text not null,
    summary text not null,
    description text not null,
    audience text not null check (audience in ('everyone', 'members', 'roles')),
    roles text not null,
    is_sensitive integer not null check (is_sensitive in (0, 1)),
    course blob,
    certificate_title text not null,
    certificate_text text not null,
    certificate_share integer not null,
    certificate_course integer not null check (certificate_course in (0, 1)),
    campaign blob,
    line blob,
    is_closed integer not null check (is_closed in (0, 1)),
    revision integer not null,
    created_by blob,
    created_at integer not null
) strict;

create table workshop (
    id blob primary key,
    programme blob not null references programme (id),
    slug text not null unique,
    title text not null,
    languages text not null,
    starts_at integer not null,
    ends_at integer not null,
    place text not null,
    area text not null,
    is_exact integer not null check (is_exact in (0, 1)),
    access text not null,
    note text not null,
    capacity integer not null,
    enrol_until integer not null,
    stage text not null check (stage in ('draft', 'open', 'cancelled')),
    sms integer not null check (sms in (0, 1)),
    secret blob not null,
    opened_at integer,
    cancelled_at integer,
    revision integer not null,
    created_by blob,
    created_at integer not null
) strict;
create index workshop_starts on workshop (stage, starts_at, id);
create index workshop_programme on workshop (programme, starts_at, id);

create table workshop_meeting (
    id blob primary key,
    workshop blob not null references workshop (id) on delete cascade,
    starts_at integer not null,
    ends_at integer not null
) strict;
create index workshop_meeting_workshop on workshop_meeting (workshop, starts_at, id);

create table workshop_trainer (
    workshop blob not null references workshop (id) on delete cascade,
    person blob not null,
    primary key (workshop, person)
) strict;
create index workshop_trainer_person on workshop_trainer (person);

create table enrolment (
    id blob primary key,
    code text not null unique,
    workshop blob not null references workshop (id),
    person blob,
    name text not null,
    sealed blob not null,
    digest blob,
    language text not null,
    stage text not null check (stage in ('asked', 'waiting', 'enrolled', 'cancelled')),
    source text not null check (source in ('web', 'staff', 'paper', 'sms')),
    is_minor integer not null check (is_minor in (0, 1)),
    guardian_at integer,
    at integer not null,
    stage_at integer not null,
    told text not null,
    by_person blob
) strict;
create index enrolment_workshop on enrolment (workshop, stage, at, id);
create unique index enrolment_person on enrolment (workshop, person);
create unique index enrolment_digest on enrolment (workshop, digest);
create index enrolment_of_person on enrolment (person);
