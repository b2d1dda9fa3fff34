-- Someone without an account who left an address: the address is sealed, the
-- digest finds it again.
create table comment_guest (
    id blob primary key,
    digest blob not null unique,
    sealed blob not null,
    language text not null,
    confirmed_at integer,
    at integer not null
) strict;

create table comment (
    id blob primary key,
    post blob not null references post (id) on delete cascade,
    parent blob references comment (id) on delete cascade,
    author blob,
    guest blob references comment_guest (id) on delete set null,
    guest_name text,
    body text not null,
    state text not null check (state in ('unconfirmed', 'waiting', 'shown', 'suspected', 'hidden', 'deleted')),
    reason text,
    reinstated integer not null check (reinstated in (0, 1)),
    at integer not null,
    edited_at integer
) strict;
create index comment_of_post on comment (post, state, at, id);
create index comment_of_author on comment (author, state);
create index comment_of_guest on comment (guest, state);
create index comment_queue on comment (state, at);
create index comment_parent on comment (parent);

create table comment_report (
    id blob primary key,
    comment blob not null references comment (id) on delete cascade,
    by_person blob,
    reason text not null,
    at integer not null,
    settled integer not null check (settled in (0, 1))
) strict;
create index comment_report_comment on comment_report (comment, settled);

create table comment_subscription (
    id blob primary key,
    kind text not null check (kind in ('post', 'blog', 'replies')),
    target blob not null,
    person blob,
    guest blob references comment_guest (id) on delete cascade,
    pace text not null check (pace in ('immediate', 'daily')),
    active integer not null check (active in (0, 1)),
    at integer not null
) strict;
create unique index comment_subscription_person on comment_subscription (kind, target, person);
create unique index comment_subscription_guest on comment_subscription (kind, target, guest);

-- One line for each recipient and comment, so that nobody gets two mails for one event.
create table comment_alert (
    recipient blob not null,
    comment blob not null references comment (id) on delete cascade,
    subscription blob not null references comment_subscription (id) on delete cascade,
    pace text not null check (pace in ('immediate', 'daily')),
    state text not null check (state in ('due', 'sent', 'dropped')),
    at integer not null,
    primary key (recipient, comment)
) strict;
create index comment_alert_due on comment_alert (state, pace, at);
