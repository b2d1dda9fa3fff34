create table setting (
    key text primary key,
    value text not null
) strict, without rowid;

create table session (
    id_hash blob primary key,
    person_id blob,
    device text not null,
    data text not null,
    created_at integer not null,
    seen_at integer not null,
    expires_at integer not null
) strict, without rowid;

create index session_person on session (person_id);
create index session_expiry on session (expires_at);
