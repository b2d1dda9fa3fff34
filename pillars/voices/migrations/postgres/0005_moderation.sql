-- Who of those who judge comments was told of which one: a line for each, so that nobody
-- gets two mails for one event. Judging takes them away.
create table moderation_notice (
    person uuid not null,
    comment uuid not null references comment (id) on delete cascade,
    at bigint not null,
    primary key (person, comment)
);
create index moderation_notice_comment on moderation_notice (comment);

-- Whether someone who judges comments wants mail about them, and when the last one left.
create table moderation_reader (
    person uuid primary key,
    muted bigint not null check (muted in (0, 1)),
    told_at bigint
);

-- Who judged a comment last, and when: staff alone read it.
alter table comment add column judged_by uuid;
alter table comment add column judged_at bigint;

create index comment_report_open on comment_report (settled, comment);
