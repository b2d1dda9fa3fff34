-- What people say to the section: the thread of one person, or the place where they spoke.
create table conversation (
    id blob primary key,
    source text not null check (source in ('comment', 'sms', 'mail', 'mastodon', 'bluesky', 'telegram',
        'facebook')),
    channel blob references channel (id) on delete set null,
    thread text not null,
    author text not null,
    private integer not null check (private in (0, 1)),
    state text not null check (state in ('new', 'assigned', 'waiting', 'done', 'spam')),
    assignee blob,
    label text not null,
    set_aside integer not null check (set_aside in (0, 1)),
    handed_over integer not null check (handed_over in (0, 1)),
    due_at integer,
    told_at integer,
    first_at integer not null,
    last_at integer not null
) strict;
-- Whoever writes again after a testimony begins anew: what is left of that one goes with its answer.
create unique index conversation_thread on conversation (source, thread) where handed_over = 0;
create index conversation_list on conversation (set_aside, state, last_at desc, id);
create index conversation_due on conversation (due_at, id) where due_at is not null;
create index conversation_author on conversation (source, author, first_at);
create index conversation_assignee on conversation (assignee, state) where assignee is not null;

-- What was said, and what is answered. An answer is armed before the one call that sends it.
create table inbox_message (
    id blob primary key,
    conversation blob not null references conversation (id) on delete cascade,
    direction text not null check (direction in ('in', 'out')),
    remote text not null,
    subject text not null,
    body text not null,
    files integer not null,
    address text not null,
    at integer not null,
    by_person blob,
    approved_by blob,
    state text not null check (state in ('come', 'to-approve', 'waiting', 'armed', 'sent', 'delivered',
        'refused', 'unknown')),
    armed_at integer,
    trouble text,
    said text not null
) strict;
create index inbox_message_of on inbox_message (conversation, at, id);
create unique index inbox_message_remote on inbox_message (conversation, remote)
    where direction = 'in';
create index inbox_message_called on inbox_message (remote) where remote <> '';
create index inbox_message_by on inbox_message (by_person) where by_person is not null;
create index inbox_message_approved on inbox_message (approved_by) where approved_by is not null;

-- What the team notes beside a conversation; nobody outside reads it.
create table inbox_note (
    id blob primary key,
    conversation blob not null references conversation (id) on delete cascade,
    person blob,
    body text not null,
    at integer not null
) strict;
create index inbox_note_of on inbox_note (conversation, at, id);
create index inbox_note_person on inbox_note (person) where person is not null;

-- Answers written beforehand. An approved one is sent without being approved again.
create table canned (
    id blob primary key,
    title text not null,
    language text not null,
    body text not null,
    by_person blob,
    approved_by blob,
    at integer not null
) strict;
create index canned_by on canned (by_person) where by_person is not null;
create index canned_approved on canned (approved_by) where approved_by is not null;

-- Who looks after the inbox on a day.
create table duty (
    day integer primary key,
    person blob not null
) strict;
create index duty_person on duty (person);

-- How the inbox works, and since when it is besieged: one row.
create table inbox_ways (
    one integer primary key check (one = 1),
    hours integer not null,
    home text not null,
    besieged_at integer,
    besieged_by blob,
    words text not null,
    strangers integer not null check (strangers in (0, 1)),
    sms_salt blob not null
) strict;
insert into inbox_ways (one, hours, home, besieged_at, besieged_by, words, strangers, sms_salt)
values (1, 24, '226', null, null, '', 1, randomblob(16));

-- What the section says in its own words: the rules of the house, the answer to a testimony.
create table inbox_text (
    kind text not null check (kind in ('rules', 'testimony')),
    language text not null,
    body text not null,
    primary key (kind, language)
) strict;

-- How far the answers on a channel were read.
create table ear (
    channel blob primary key references channel (id) on delete cascade,
    cursor text not null,
    heard_at integer not null,
    trouble text,
    said text not null
) strict;

-- Something that is said and may not be true: noted, checked, answered.
create table rumour (
    id blob primary key,
    claim text not null,
    language text not null,
    seen text not null,
    state text not null check (state in ('claim', 'checking', 'answered', 'dropped')),
    verdict text check (verdict in ('false', 'misleading', 'unproven', 'true')),
    answer text not null,
    item blob references item (id) on delete set null,
    owner blob,
    at integer not null,
    updated_at integer not null
) strict;
create index rumour_state on rumour (state, updated_at desc, id);
create index rumour_owner on rumour (owner) where owner is not null;

-- What was looked at to check it.
create table rumour_check (
    id blob primary key,
    rumour blob not null references rumour (id) on delete cascade,
    words text not null,
    link text not null,
    person blob,
    at integer not null
) strict;
create index rumour_check_of on rumour_check (rumour, at, id);
create index rumour_check_person on rumour_check (person) where person is not null;

-- An account that pretends to be the section, and what was done about it.
create table fake (
    id blob primary key,
    network text not null,
    address text not null,
    name text not null,
    harm text not null,
    state text not null check (state in ('seen', 'reported', 'removed', 'refused')),
    at integer not null,
    updated_at integer not null
) strict;
create unique index fake_address on fake (address);
create index fake_state on fake (state, updated_at desc, id);

create table fake_step (
    id blob primary key,
    fake blob not null references fake (id) on delete cascade,
    state text not null,
    words text not null,
    proof text,
    person blob,
    at integer not null
) strict;
create index fake_step_of on fake_step (fake, at, id);
create index fake_step_person on fake_step (person) where person is not null;

-- Words that were erased as a testimony: a mark by which they are known if their source brings them again.
create table inbox_erased (
    mark blob primary key,
    at integer not null
) strict;
