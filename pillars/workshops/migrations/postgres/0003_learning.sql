create table learning (
    id uuid primary key,
    course uuid not null references course (id),
    version bigint not null,
    person uuid,
    enrolment uuid references enrolment (id) on delete set null,
    language text not null,
    begun_at bigint not null,
    seen_at bigint not null,
    finished_at bigint
);
create unique index learning_person on learning (course, person);
create unique index learning_enrolment on learning (course, enrolment);
create index learning_of_person on learning (person);

create table unit_done (
    learning uuid not null references learning (id) on delete cascade,
    unit text not null,
    at bigint not null,
    primary key (learning, unit)
);

create table attempt (
    id uuid primary key,
    learning uuid not null references learning (id) on delete cascade,
    unit text not null,
    question text not null,
    round bigint not null,
    answer text not null,
    is_right bigint not null check (is_right in (0, 1)),
    at bigint not null,
    received_at bigint not null,
    device uuid
);
create index attempt_learning on attempt (learning, unit, round, question);

create table exercise (
    id uuid primary key,
    learning uuid not null references learning (id) on delete cascade,
    unit text not null,
    kind text not null check (kind in ('post', 'draft', 'own')),
    title text not null,
    body text not null,
    language text not null,
    stage text not null check (stage in ('handed', 'returned', 'approved')),
    address text not null,
    work uuid,
    remark text not null,
    at bigint not null,
    judged_at bigint,
    judged_by uuid
);
create unique index exercise_unit on exercise (learning, unit);
create index exercise_stage on exercise (stage, at, id);

create table device (
    id uuid primary key,
    workshop uuid references workshop (id) on delete cascade,
    learning uuid references learning (id) on delete cascade,
    label text not null,
    taken_at bigint not null,
    synced_at bigint,
    held bigint not null
);
create index device_workshop on device (workshop);
create index device_learning on device (learning);
