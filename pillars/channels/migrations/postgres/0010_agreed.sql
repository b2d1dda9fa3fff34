-- What a picture shows, in the languages beside its first.
create table picture_alt (
    picture uuid not null references picture (id) on delete cascade,
    language text not null,
    alt text not null,
    primary key (picture, language)
);

-- Until when those agreed whom a text names.
alter table item add column consent_until bigint;
create index item_consent_until on item (consent_until, id) where consent_until is not null;
