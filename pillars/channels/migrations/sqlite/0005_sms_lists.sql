-- The word by which a telephone joins a list, in capitals and without marks; none for a list that staff
-- fill alone.
alter table audience add column keyword text;
create unique index audience_keyword on audience (keyword) where keyword is not null;

-- The line that says how to stop, under each message of a channel; empty where nobody can answer.
alter table newsletter add column foot text not null default '';

-- When a telephone said that it has the message, and how many did.
alter table mailing_letter add column delivered_at integer;
alter table mailing add column delivered integer not null default 0;

-- Numbers that said STOP, by their mark: nobody writes to them but after a word of their own.
create table phone_stop (
    mark blob primary key,
    at integer not null
) strict;

-- What telephones asked of lists, each message once, without the number and without its words.
create table phone_word (
    heard blob primary key,
    word text not null check (word in ('stop', 'join', 'yes', 'info')),
    at integer not null
) strict;
create index phone_word_at on phone_word (at);

-- A short message to one telephone: a question, an answer. It is armed before it goes, and forgotten as
-- soon as it went or cannot go.
create table phone_note (
    id blob primary key,
    subscriber integer references subscriber (id) on delete cascade,
    address text not null,
    body text not null,
    state text not null check (state in ('waiting', 'armed')),
    armed_at integer,
    at integer not null
) strict;
create index phone_note_at on phone_note (at);
create index phone_note_subscriber on phone_note (subscriber) where subscriber is not null;
