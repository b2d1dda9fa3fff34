-- Who gets a communiqué when the program sends it: all who write in this language of this subject …
create table press_choice (
    item blob primary key references item (id) on delete cascade,
    language text not null,
    beat text not null
) strict;

-- … but these.
create table press_left_out (
    item blob not null references item (id) on delete cascade,
    journalist blob not null references journalist (id) on delete cascade,
    primary key (item, journalist)
) strict;
create index press_left_out_journalist on press_left_out (journalist);

-- Whether the letters of a channel carry the paper itself, and not only a link to it.
create table press_channel (
    channel blob primary key references channel (id) on delete cascade,
    attach integer not null check (attach in (0, 1))
) strict;

-- When letters to this address came back, or its owner wished for no more.
alter table journalist add column stopped_at integer;

-- A cutting: a file that only the desk sees.
alter table press_clip add column paper text;

-- Somebody went to a server to connect an account: what is known again when they come back.
create table oauth_ask (
    mark blob primary key,
    channel blob not null references channel (id) on delete cascade,
    sealed blob not null,
    until integer not null
) strict;
create index oauth_ask_channel on oauth_ask (channel);
create index oauth_ask_until on oauth_ask (until);

-- Channels of which the site keeps what was said there. Of those that were there before nothing is kept until
-- somebody chooses it.
create table said_channel (
    channel blob primary key references channel (id) on delete cascade
) strict;
