alter table evaluation_question add column is_retired bigint not null default 0 check (is_retired in (0, 1));

drop table evaluation_answer;
create table evaluation_answer (
    id uuid primary key,
    workshop uuid not null references workshop (id) on delete cascade,
    question uuid not null references evaluation_question (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    value bigint,
    words text not null
);
create index evaluation_answer_workshop on evaluation_answer (workshop, question, stage);

drop table evaluation_given;
create table evaluation_given (
    enrolment uuid not null references enrolment (id) on delete cascade,
    stage text not null check (stage in ('before', 'after', 'satisfaction')),
    primary key (enrolment, stage)
);

alter table follow_up add column hindrances text not null default '';
alter table follow_up add column wants_help bigint not null default 0 check (wants_help in (0, 1));
