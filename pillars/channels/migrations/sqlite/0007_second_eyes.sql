-- Who said yes to an answer of the inbox, where more than one must.
create table inbox_yes (
    message blob not null references inbox_message (id) on delete cascade,
    person blob not null,
    primary key (message, person)
) strict;
create index inbox_yes_person on inbox_yes (person);

-- Answers, by how far they are.
create index inbox_message_out on inbox_message (state, at, id) where direction = 'out';

-- What failed, and is told of.
create index delivery_failed on delivery (ended_at, id) where state in ('rejected', 'gave-up');

-- Who may approve what goes to a channel, beside those who may everywhere.
create table channel_approver (
    channel blob not null references channel (id) on delete cascade,
    person blob not null,
    primary key (channel, person)
) strict;
create index channel_approver_person on channel_approver (person);

-- Since when that of which an item was made is not to be seen any more.
alter table item add column source_gone_at integer;
create index item_source_gone on item (source_gone_at, id) where source_gone_at is not null;

-- Since when the house was told that a communiqué is public.
alter table communique add column shown_at integer;
