-- A lane of its own for what waits for servers of others. SQLite changes no check of a table,
-- so the table is made anew.
create table job_anew (
    id integer primary key autoincrement,
    key text not null unique,
    lane text not null check (lane in ('listener', 'job', 'outside')),
    name text not null,
    payload text not null,
    line integer,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
    attempts integer not null default 0,
    turn integer not null default 0,
    due_at integer,
    cause text,
    done_at integer,
    check ((due_at is null) = (state in ('done', 'failed')))
) strict;
insert into job_anew (id, key, lane, name, payload, line, state, attempts, turn, due_at, cause, done_at)
    select id, key, lane, name, payload, line, state, attempts, turn, due_at, cause, done_at from job;
drop table job;
alter table job_anew rename to job;

create index job_due on job (lane, due_at, id) where due_at is not null;
create index job_done on job (state, done_at) where done_at is not null;
create index job_open on job (name) where due_at is not null;
