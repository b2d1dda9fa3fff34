create table learning (
    id blob primary key,
    course blob not null references course (id),
    version integer not null,
    person blob,
    enrolment blob references enrolment (id) on delete set null,
    language text not null,
    begun_at integer not null,
    seen_at integer not null,
    finished_at integer
) strict;
create unique index learning_person on learning (course, person);
create unique index learning_enrolment on learning (course, enrolment);
create index learning_of_person on learning (person);

create table unit_done (
    learning blob not null references learning (id) on delete cascade,
    unit text not null,
    at integer not null,
    primary key (learning, unit)
) strict;

create table attempt (
    id blob primary key,
    learning blob not null references learning (id) on delete cascade,
    unit text not null,
    question text not null,
    round integer not null,
    answer text not null,
    is_right integer not null check (is_right in (0, 1)),
    at integer not null,
    received_at integer not null,
    device blob
) strict;
create index attempt_learning on attempt (learning, unit, round, question);

create table exercise (
    id blob primary key,
    learning blob not null references learning (id) on delete cascade,
    unit text not null,
    kind text not null check (kind in ('post', 'draft', 'own')),
    title text not null,
    body text not null,
    language text not null,
    stage text not null check (stage in ('handed', 'returned', 'approved')),
    address text not null,
    work blob,
    remark text not null,
    at integer not null,
    judged_at integer,
    judged_by blob
) strict;
create unique index exercise_unit on exercise (learning, unit);
create index exercise_stage on exercise (stage, at, id);

create table device (
    id blob primary key,
    workshop blob references workshop (id) on delete cascade,
    learning blob references learning (id) on delete cascade,
    label text not null,
    taken_at integer not null,
    synced_at integer,
    held integer not null
) strict;
create index device_workshop on device (workshop);
create index device_learning on device (learning);
