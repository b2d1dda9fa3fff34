-- due_at: from when anyone may take it. A running job's is its lease; a finished one has none.
-- turn: grows each time the job is taken, so that whoever lost a lease cannot settle it.
create table job (
    id bigint generated always as identity primary key,
    key text not null unique,
    lane text not null check (lane in ('listener', 'job')),
    name text not null,
    payload text not null,
    line bigint,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
    attempts bigint not null default 0,
    turn bigint not null default 0,
    due_at bigint,
    cause text,
    done_at bigint,
    check ((due_at is null) = (state in ('done', 'failed')))
);

create index job_due on job (lane, due_at, id) where due_at is not null;
create index job_done on job (state, done_at) where done_at is not null;
create index job_open on job (name) where due_at is not null;

create table schedule (
    name text primary key,
    slot bigint not null
);
