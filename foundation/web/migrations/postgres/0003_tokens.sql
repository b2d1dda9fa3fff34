-- used_day: days since 1970, in UTC. The hour at which a program came is nobody's business.
create table api_token (
    id uuid primary key,
    hash bytea not null unique,
    person_id uuid not null,
    name text not null,
    allows text not null,
    created_at bigint not null,
    ends_at bigint not null,
    used_day bigint
);
create index api_token_person on api_token (person_id);
create index api_token_end on api_token (ends_at);

-- What a program made under a key of its own. asked: the digest of what it asked for.
create table api_once (
    person_id uuid not null,
    key_digest bytea not null,
    asked bytea not null,
    made uuid not null,
    at bigint not null,
    primary key (person_id, key_digest)
);
create index api_once_at on api_once (at);
