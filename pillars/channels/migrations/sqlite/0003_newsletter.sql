-- Those who asked for letters, or for messages to their telephone: one list, one kind of address.
create table audience (
    id blob primary key,
    kind text not null check (kind in ('mail', 'sms')),
    slug text not null unique,
    public integer not null check (public in (0, 1)),
    created_at integer not null
) strict;

-- What a list is called in each language, and what one gets by it, how often.
create table audience_words (
    audience blob not null references audience (id) on delete cascade,
    language text not null,
    name text not null,
    promise text not null,
    primary key (audience, language)
) strict;

-- Who is on a list. `mark` stands for the address and stays when it is forgotten, so that nobody who
-- left is brought back by an import.
create table subscriber (
    id integer primary key autoincrement,
    audience blob not null references audience (id) on delete cascade,
    mark blob not null,
    address text,
    language text not null,
    state text not null check (state in ('pending', 'confirmed', 'left', 'bounced')),
    source text not null check (source in ('web', 'paper', 'member', 'import')),
    tag text not null,
    consent text not null,
    member blob,
    asked_at integer not null,
    confirmed_at integer,
    left_at integer,
    check ((state = 'left') = (address is null))
) strict;
create unique index subscriber_mark on subscriber (audience, mark);
create unique index subscriber_address on subscriber (audience, address) where address is not null;
create index subscriber_everywhere on subscriber (mark);
create index subscriber_confirmed on subscriber (audience, id) where state = 'confirmed';
create index subscriber_pending on subscriber (asked_at) where state = 'pending';
create index subscriber_member on subscriber (member) where member is not null;

-- A part of a list. What is not said is not asked for.
create table segment (
    id blob primary key,
    audience blob not null references audience (id) on delete cascade,
    name text not null,
    language text,
    tag text,
    source text,
    since integer
) strict;
create index segment_audience on segment (audience, name, id);

-- To whom a channel of letters writes, from which postal address, and how many letters a minute; `used`
-- of them in `minute`.
create table newsletter (
    channel blob primary key references channel (id) on delete cascade,
    audience blob not null references audience (id) on delete cascade,
    segment blob references segment (id) on delete set null,
    postal text not null,
    pace integer not null check (pace >= 0),
    minute integer not null,
    used integer not null
) strict;

-- A delivery to all who are on a list: whom it reaches is gathered by and by, up to `gathered_to`.
create table mailing (
    delivery blob primary key references delivery (id) on delete cascade,
    audience blob references audience (id) on delete set null,
    language text,
    tag text,
    source text,
    since integer,
    slug text not null unique,
    gathered_to integer not null,
    gathered_at integer,
    ended_at integer,
    sent integer not null,
    refused integer not null,
    unsure integer not null
) strict;
create index mailing_audience on mailing (audience, ended_at);

-- One letter of a mailing. `hand` names whoever is about to send it: what is found armed by a hand
-- that let go is unsure and is never sent again by itself.
create table mailing_letter (
    mailing blob not null references mailing (delivery) on delete cascade,
    mark blob not null,
    subscriber integer not null references subscriber (id) on delete cascade,
    state text not null check (state in ('waiting', 'armed', 'unsure', 'sent', 'refused')),
    hand blob,
    tries integer not null,
    next_at integer not null,
    primary key (mailing, mark)
) strict, without rowid;
create index mailing_letter_next on mailing_letter (mailing, state, next_at, subscriber);
create index mailing_letter_hand on mailing_letter (mailing, hand) where hand is not null;
create index mailing_letter_subscriber on mailing_letter (subscriber);
