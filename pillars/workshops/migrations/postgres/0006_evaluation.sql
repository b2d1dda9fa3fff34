create table evaluation_question (
    id uuid primary key,
    programme uuid not null references programme (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'both', 'satisfaction')),
    kind text not null check (kind in ('scale', 'yes', 'text')),
    text text not null,
    place bigint not null
);
create index evaluation_question_programme on evaluation_question (programme, place);

create table evaluation_answer (
    id uuid primary key,
    workshop uuid not null references workshop (id) on delete cascade,
    question uuid not null references evaluation_question (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    value bigint,
    words text not null
);
create index evaluation_answer_workshop on evaluation_answer (workshop, question, stage);

create table evaluation_given (
    enrolment uuid not null references enrolment (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    primary key (enrolment, stage)
);

create table follow_up (
    enrolment uuid not null references enrolment (id) on delete cascade,
    days bigint not null check (days in (30, 90)),
    asked_at bigint not null,
    answered_at bigint,
    published bigint,
    what text not null,
    hindrance text not null,
    primary key (enrolment, days)
);

create table workshop_report (
    workshop uuid primary key references workshop (id) on delete cascade,
    went text not null,
    difficult text not null,
    next text not null,
    at bigint not null,
    by_person uuid
);
