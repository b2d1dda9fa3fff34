-- Of a key it is known, too, that the network refused something else than the key itself.
create table channel_key_anew (
    channel blob primary key references channel (id) on delete cascade,
    sealed blob not null,
    ends_at integer,
    state text not null check (state in ('unknown', 'well', 'refused', 'doubtful')),
    checked_at integer,
    warned_days integer
) strict;
insert into channel_key_anew (channel, sealed, ends_at, state, checked_at, warned_days)
    select channel, sealed, ends_at, state, checked_at, warned_days from channel_key;
drop table channel_key;
alter table channel_key_anew rename to channel_key;

-- What should be taken back and is still out, counted on every page of the desk.
create index delivery_left_out on delivery (back_at) where back in ('wanted', 'cannot');
