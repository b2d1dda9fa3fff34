-- Where an item goes, in which languages, and what it says there; without a body it says what the text says.
create table variant_spoken (
    item blob not null references item (id) on delete cascade,
    channel blob not null references channel (id) on delete cascade,
    language text not null,
    body text,
    warning text not null,
    visibility text not null check (visibility in ('public', 'unlisted', 'followers')),
    primary key (item, channel, language)
) strict;
insert into variant_spoken select item, channel, language, body, warning, visibility from variant;
drop table variant;
alter table variant_spoken rename to variant;
create index variant_channel on variant (channel);

-- In which language a text goes out; not known of what went before.
alter table delivery add column language text;

-- Whom of its list a mailing reaches by their language, where the same goes out in several.
alter table mailing add column reads text not null default '"any"';

-- The calendar counts without opening items.
drop index item_planned;
create index item_planned on item (planned_at, id, stage) where planned_at is not null;
