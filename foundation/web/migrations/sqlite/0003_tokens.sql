-- used_day: days since 1970, in UTC. The hour at which a program came is nobody's business.
create table api_token (
    id blob primary key,
    hash blob not null unique,
    person_id blob not null,
    name text not null,
    allows text not null,
    created_at integer not null,
    ends_at integer not null,
    used_day integer
) strict, without rowid;
create index api_token_person on api_token (person_id);
create index api_token_end on api_token (ends_at);

-- What a program made under a key of its own. asked: the digest of what it asked for.
create table api_once (
    person_id blob not null,
    key_digest blob not null,
    asked blob not null,
    made blob not null,
    at integer not null,
    primary key (person_id, key_digest)
) strict, without rowid;
create index api_once_at on api_once (at);
