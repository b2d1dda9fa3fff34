create table setting (
    key text primary key,
    value text not null
);

create table session (
    id_hash bytea primary key,
    person_id uuid,
    device text not null,
    data text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);

create index session_person on session (person_id);
create index session_expiry on session (expires_at);
