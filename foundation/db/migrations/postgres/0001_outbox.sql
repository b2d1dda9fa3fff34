create table outbox (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('event', 'job')),
    name text not null,
    payload text not null
);

create table heard (
    outbox_id bigint not null,
    listener text not null,
    primary key (outbox_id, listener)
);

create table generation (
    n bigint not null
);

insert into generation (n) values (1);
