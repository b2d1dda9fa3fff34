-- What a picture shows, in the languages beside its first.
create table picture_alt (
    picture blob not null references picture (id) on delete cascade,
    language text not null,
    alt text not null,
    primary key (picture, language)
) strict;

-- Until when those agreed whom a text names.
alter table item add column consent_until integer;
create index item_consent_until on item (consent_until, id) where consent_until is not null;
