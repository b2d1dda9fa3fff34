create table certificate (
    id blob primary key,
    number text not null unique,
    programme blob not null references programme (id),
    workshop blob references workshop (id),
    enrolment blob unique references enrolment (id) on delete set null,
    person blob,
    holder text not null,
    title text not null,
    text text not null,
    issued_on integer not null,
    signature text not null,
    house_key text not null,
    shows_title integer not null check (shows_title in (0, 1)),
    shows_holder integer not null check (shows_holder in (0, 1)),
    is_sensitive integer not null check (is_sensitive in (0, 1)),
    issued_by blob,
    revoked_at integer,
    revoked_by blob,
    revoked_why text not null
) strict;
create index certificate_person on certificate (person);
create index certificate_workshop on certificate (workshop);
