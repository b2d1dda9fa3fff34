-- Addresses to which letters do not go, or that are on the way there. `mark` is a keyed
-- digest: nobody reads an address in it. Days are the first millisecond of the day in UTC.
create table mail_stop (
    mark bytea primary key,
    kind text not null check (kind in ('hard', 'soft', 'complaint', 'asked')),
    stopped bigint not null check (stopped in (0, 1)),
    first_day bigint not null,
    last_day bigint not null,
    count bigint not null,
    -- What comes back of a letter written before this moment counts no more.
    lifted_at bigint,
    -- Letters that the owner asked for in spite of the stop, on this day.
    tried_on bigint,
    tries bigint not null,
    forget_on bigint not null
);
create index mail_stop_by_kind on mail_stop (stopped, kind, first_day);
create index mail_stop_by_end on mail_stop (forget_on);

-- What became of letters, day by day: numbers only.
create table mail_tally (
    day bigint not null,
    what text not null,
    count bigint not null,
    primary key (day, what)
);
