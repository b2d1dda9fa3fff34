create table certificate (
    id uuid primary key,
    number text not null unique,
    programme uuid not null references programme (id),
    workshop uuid references workshop (id),
    enrolment uuid unique references enrolment (id) on delete set null,
    person uuid,
    holder text not null,
    title text not null,
    text text not null,
    issued_on bigint not null,
    signature text not null,
    house_key text not null,
    shows_title bigint not null check (shows_title in (0, 1)),
    shows_holder bigint not null check (shows_holder in (0, 1)),
    is_sensitive bigint not null check (is_sensitive in (0, 1)),
    issued_by uuid,
    revoked_at bigint,
    revoked_by uuid,
    revoked_why text not null
);
create index certificate_person on certificate (person);
create index certificate_workshop on certificate (workshop);
