alter table evaluation_question add column is_retired integer not null default 0 check (is_retired in (0, 1));

drop table evaluation_answer;
create table evaluation_answer (
    id blob primary key,
    workshop blob not null references workshop (id) on delete cascade,
    question blob not null references evaluation_question (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    value integer,
    words text not null
) strict, without rowid;
create index evaluation_answer_workshop on evaluation_answer (workshop, question, stage);

drop table evaluation_given;
create table evaluation_given (
    enrolment blob not null references enrolment (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    primary key (enrolment, stage)
) strict, without rowid;

alter table follow_up add column hindrances text not null default '';
alter table follow_up add column wants_help integer not null default 0 check (wants_help in (0, 1));
