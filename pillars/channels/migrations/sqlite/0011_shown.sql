-- A text on the own site is asked for by the name of its work whenever a work changes.
create index delivery_remote on delivery (remote_id) where remote_id is not null;

-- The pictures of an item that it does not show on one channel in one language.
create table variant_without (
    item blob not null,
    channel blob not null,
    language text not null,
    picture blob not null references picture (id) on delete cascade,
    primary key (item, channel, language, picture),
    foreign key (item, channel, language) references variant (item, channel, language) on delete cascade
) strict;
create index variant_without_picture on variant_without (picture);
