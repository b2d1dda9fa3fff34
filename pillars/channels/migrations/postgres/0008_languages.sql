-- Where an item goes, in which languages, and what it says there; without a body it says what the text says.
alter table variant drop constraint variant_pkey;
alter table variant add primary key (item, channel, language);

-- In which language a text goes out; not known of what went before.
alter table delivery add column language text;

-- Whom of its list a mailing reaches by their language, where the same goes out in several.
alter table mailing add column reads text not null default '"any"';

-- The calendar counts without opening items.
drop index item_planned;
create index item_planned on item (planned_at, id, stage) where planned_at is not null;
