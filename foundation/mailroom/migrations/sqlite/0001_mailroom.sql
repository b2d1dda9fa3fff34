-- Addresses to which letters do not go, or that are on the way there. `mark` is a keyed
-- digest: nobody reads an address in it. Days are the first millisecond of the day in UTC.
create table mail_stop (
    mark blob primary key,
    kind text not null check (kind in ('hard', 'soft', 'complaint', 'asked')),
    stopped integer not null check (stopped in (0, 1)),
    first_day integer not null,
    last_day integer not null,
    count integer not null,
    -- What comes back of a letter written before this moment counts no more.
    lifted_at integer,
    -- Letters that the owner asked for in spite of the stop, on this day.
    tried_on integer,
    tries integer not null,
    forget_on integer not null
) strict;
create index mail_stop_by_kind on mail_stop (stopped, kind, first_day);
create index mail_stop_by_end on mail_stop (forget_on);

-- What became of letters, day by day: numbers only.
create table mail_tally (
    day integer not null,
    what text not null,
    count integer not null,
    primary key (day, what)
) strict, without rowid;
