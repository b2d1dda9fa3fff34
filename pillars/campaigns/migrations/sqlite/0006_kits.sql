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

-- Members who carry a campaign on their own accounts, since they chose to on that day.
create table ambassador (
    campaign blob not null references campaign (id) on delete cascade,
    person blob not null,
    club text not null,
    since integer not null,
    primary key (campaign, person)
) strict;
create index ambassador_person on ambassador (person);

-- What was shared. A person and an address stand here only while the risk of the campaign is normal.
create table share (
    id blob primary key,
    campaign blob not null references campaign (id) on delete cascade,
    person blob,
    club text not null,
    network text not null,
    address text not null,
    day integer not null
) strict;
create index share_campaign on share (campaign, club, network);
create index share_person on share (person);
