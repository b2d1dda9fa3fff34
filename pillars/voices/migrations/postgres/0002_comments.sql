-- Someone without an account who left an address: the address is sealed, the
-- digest finds it again.
create table comment_guest (
    id uuid primary key,
    digest bytea not null unique,
    sealed bytea not null,
    language text not null,
    confirmed_at bigint,
    at bigint not null
);

create table comment (
    id uuid primary key,
    post uuid not null references post (id) on delete cascade,
    parent uuid references comment (id) on delete cascade,
    author uuid,
    guest uuid references comment_guest (id) on delete set null,
    guest_name text,
    body text not null,
    state text not null check (state in ('unconfirmed', 'waiting', 'shown', 'suspected', 'hidden', 'deleted')),
    reason text,
    reinstated bigint not null check (reinstated in (0, 1)),
    at bigint not null,
    edited_at bigint
);
create index comment_of_post on comment (post, state, at, id);
create index comment_of_author on comment (author, state);
create index comment_of_guest on comment (guest, state);
create index comment_queue on comment (state, at);
create index comment_parent on comment (parent);

create table comment_report (
    id uuid primary key,
    comment uuid not null references comment (id) on delete cascade,
    by_person uuid,
    reason text not null,
    at bigint not null,
    settled bigint not null check (settled in (0, 1))
);
create index comment_report_comment on comment_report (comment, settled);

create table comment_subscription (
    id uuid primary key,
    kind text not null check (kind in ('post', 'blog', 'replies')),
    target uuid not null,
    person uuid,
    guest uuid references comment_guest (id) on delete cascade,
    pace text not null check (pace in ('immediate', 'daily')),
    active bigint not null check (active in (0, 1)),
    at bigint not null
);
create unique index comment_subscription_person on comment_subscription (kind, target, person);
create unique index comment_subscription_guest on comment_subscription (kind, target, guest);

-- One line for each recipient and comment, so that nobody gets two mails for one event.
create table comment_alert (
    recipient uuid not null,
    comment uuid not null references comment (id) on delete cascade,
    subscription uuid not null references comment_subscription (id) on delete cascade,
    pace text not null check (pace in ('immediate', 'daily')),
    state text not null check (state in ('due', 'sent', 'dropped')),
    at bigint not null,
    primary key (recipient, comment)
);
create index comment_alert_due on comment_alert (state, pace, at);
