-- Who of those who judge comments was told of which one: a line for each, so that nobody
-- gets two mails for one event. Judging takes them away.
create table moderation_notice (
    person blob not null,
    comment blob not null references comment (id) on delete cascade,
    at integer not null,
    primary key (person, comment)
) strict;
create index moderation_notice_comment on moderation_notice (comment);

-- Whether someone who judges comments wants mail about them, and when the last one left.
create table moderation_reader (
    person blob primary key,
    muted integer not null check (muted in (0, 1)),
    told_at integer
) strict;

-- Who judged a comment last, and when: staff alone read it.
alter table comment add column judged_by blob;
alter table comment add column judged_at integer;

create index comment_report_open on comment_report (settled, comment);
