create table programme (
    id uuid primary key,
    slug text not null unique,
    language text not null,
    title text not null,
    summary text not null,
    description text not null,
    audience text not null check (audience in ('everyone', 'members', 'roles')),
    roles text not null,
    is_sensitive bigint not null check (is_sensitive in (0, 1)),
    course uuid,
    certificate_title text not null,
    certificate_text text not null,
    certificate_share bigint not null,
    certificate_course bigint not null check (certificate_course in (0, 1)),
    campaign uuid,
    line uuid,
    is_closed bigint not null check (is_closed in (0, 1)),
    revision bigint not null,
    created_by uuid,
    created_at bigint not null
);

create table workshop (
    id uuid primary key,
    programme uuid not null references programme (id),
    slug text not null unique,
    title text not null,
    languages text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    place text not null,
    area text not null,
    is_exact bigint not null check (is_exact in (0, 1)),
    access text not null,
    note text not null,
    capacity bigint not null,
    enrol_until bigint not null,
    stage text not null check (stage in ('draft', 'open', 'cancelled')),
    sms bigint not null check (sms in (0, 1)),
    secret bytea not null,
    opened_at bigint,
    cancelled_at bigint,
    revision bigint not null,
    created_by uuid,
    created_at bigint not null
);
create index workshop_starts on workshop (stage, starts_at, id);
create index workshop_programme on workshop (programme, starts_at, id);

create table workshop_meeting (
    id uuid primary key,
    workshop uuid not null references workshop (id) on delete cascade,
    starts_at bigint not null,
    ends_at bigint not null
);
create index workshop_meeting_workshop on workshop_meeting (workshop, starts_at, id);

create table workshop_trainer (
    workshop uuid not null references workshop (id) on delete cascade,
    person uuid not null,
    primary key (workshop, person)
);
create index workshop_trainer_person on workshop_trainer (person);

create table enrolment (
    id uuid primary key,
    code text not null unique,
    workshop uuid not null references workshop (id),
    person uuid,
    name text not null,
    sealed bytea not null,
    digest bytea,
    language text not null,
    stage text not null check (stage in ('asked', 'waiting', 'enrolled', 'cancelled')),
    source text not null check (source in ('web', 'staff', 'paper', 'sms')),
    is_minor bigint not null check (is_minor in (0, 1)),
    guardian_at bigint,
    at bigint not null,
    stage_at bigint not null,
    told text not null,
    by_person uuid
);
create index enrolment_workshop on enrolment (workshop, stage, at, id);
create unique index enrolment_person on enrolment (workshop, person);
create unique index enrolment_digest on enrolment (workshop, digest);
create index enrolment_of_person on enrolment (person);
