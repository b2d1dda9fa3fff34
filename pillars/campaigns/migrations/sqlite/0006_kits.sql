-- The houses whose kits were taken over, by their address.
create table kit_key (
    address text primary key,
    house_key text not null,
    first_at integer not null
) strict;

-- Kits that came and were not taken over yet.
create table kit_waiting (
    id blob primary key,
    file text not null,
    by_person blob,
    at integer not null
) strict;
create index kit_waiting_at on kit_waiting (at);
create index kit_waiting_by on kit_waiting (by_person);

-- What was taken over, so that the same kit makes no doubles.
create table kit_taken (
    house_key text not null,
    mark text not null,
    campaign blob not null references campaign (id) on delete cascade,
    section text not null,
    address text not null,
    licence text not null,
    at integer not null,
    primary key (house_key, mark)
) strict;
create index kit_taken_campaign on kit_taken (campaign);

create table kit_taken_item (
    campaign blob not null references campaign (id) on delete cascade,
    mark text not null,
    primary key (campaign, mark)
) strict;
