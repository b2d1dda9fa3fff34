create table outbox (
    id integer primary key autoincrement,
    kind text not null check (kind in ('event', 'job')),
    name text not null,
    payload text not null
) strict;

create table heard (
    outbox_id integer not null,
    listener text not null,
    primary key (outbox_id, listener)
) strict, without rowid;

create table generation (
    n integer not null
) strict;

insert into generation (n) values (1);
