create table evaluation_question (
    id blob primary key,
    programme blob not null references programme (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'both', 'satisfaction')),
    kind text not null check (kind in ('scale', 'yes', 'text')),
    text text not null,
    place integer not null
) strict;
create index evaluation_question_programme on evaluation_question (programme, place);

create table evaluation_answer (
    id blob primary key,
    workshop blob not null references workshop (id) on delete cascade,
    question blob not null references evaluation_question (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    value integer,
    words text not null
) strict;
create index evaluation_answer_workshop on evaluation_answer (workshop, question, stage);

create table evaluation_given (
    enrolment blob not null references enrolment (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    primary key (enrolment, stage)
) strict;

create table follow_up (
    enrolment blob not null references enrolment (id) on delete cascade,
    days integer not null check (days in (30, 90)),
    asked_at integer not null,
    answered_at integer,
    published integer,
    what text not null,
    hindrance text not null,
    primary key (enrolment, days)
) strict;

create table workshop_report (
    workshop blob primary key references workshop (id) on delete cascade,
    went text not null,
    difficult text not null,
    next text not null,
    at integer not null,
    by_person blob
) strict;
