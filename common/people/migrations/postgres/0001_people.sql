create table person (
    id uuid primary key,
    handle text not null unique,
    name text not null,
    sort_name text collate "C" not null,
    about text not null,
    picture text,
    open_profile boolean not null,
    language text not null,
    light boolean not null,
    state text not null,
    joined_at bigint not null,
    passphrase text,
    totp bytea,
    totp_step bigint not null
);
create index person_by_name on person (state, sort_name, id);

create table contact_point (
    id uuid primary key,
    person_id uuid not null references person (id),
    kind text not null,
    address text not null,
    digest bytea not null,
    confirmed_at bigint not null,
    unique (kind, digest)
);
create index contact_point_by_person on contact_point (person_id);

create table passkey (
    id uuid primary key,
    person_id uuid not null references person (id),
    name text not null,
    credential bytea not null unique,
    data text not null,
    created_at bigint not null,
    used_at bigint
);
create index passkey_by_person on passkey (person_id);

create table passkey_ceremony (
    challenge bytea primary key,
    person_id uuid references person (id),
    state text not null,
    ends_at bigint not null
);
create index passkey_ceremony_by_end on passkey_ceremony (ends_at);
create index passkey_ceremony_by_person on passkey_ceremony (person_id);

create table recovery_code (
    person_id uuid not null references person (id),
    hash bytea not null,
    used_at bigint,
    primary key (person_id, hash)
);

create table one_time_link (
    token_hash bytea primary key,
    purpose text not null,
    person_id uuid references person (id),
    subject_id uuid,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index one_time_link_by_person on one_time_link (person_id, purpose);
create index one_time_link_by_end on one_time_link (expires_at);

create table address_change (
    id uuid primary key,
    person_id uuid not null references person (id),
    address text not null,
    digest bytea not null,
    asked_at bigint not null
);
create index address_change_by_person on address_change (person_id);

create table invitation (
    id uuid primary key,
    token_hash bytea unique,
    name text not null,
    address text,
    digest bytea,
    language text not null,
    word text not null,
    places bigint not null,
    taken bigint not null,
    invited_by uuid,
    created_at bigint not null,
    expires_at bigint not null,
    withdrawn_at bigint
);
create index invitation_by_day on invitation (created_at, id);

create table join_request (
    id uuid primary key,
    name text not null,
    about text not null,
    address text not null,
    digest bytea not null,
    language text not null,
    state text not null,
    invitation_id uuid references invitation (id),
    reason text not null,
    created_at bigint not null,
    confirmed_at bigint,
    decided_at bigint,
    decided_by uuid
);
create unique index join_request_open on join_request (digest) where state in ('unconfirmed', 'waiting');
create index join_request_by_state on join_request (state, created_at, id);

create table role_grant (
    person_id uuid not null references person (id),
    role text not null,
    scope text not null,
    granted_by uuid,
    granted_at bigint not null,
    primary key (person_id, role, scope)
);
create index role_grant_by_role on role_grant (role, person_id);

create table consent (
    id uuid primary key,
    person_id uuid not null references person (id),
    purpose text not null,
    state text not null,
    text_version text not null,
    channel text not null,
    at bigint not null
);
create index consent_by_person on consent (person_id, at, id);

create table staff_act (
    id uuid primary key,
    actor_id uuid,
    act text not null,
    subject text not null,
    at bigint not null
);
create index staff_act_by_time on staff_act (at, id);

create table sign_in_failure (
    digest bytea primary key,
    failures bigint not null,
    last_at bigint not null
);
create index sign_in_failure_by_time on sign_in_failure (last_at);

create function people_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'this ledger is append-only';
end
$$;
create trigger consent_is_never_changed before update on consent
    for each row execute function people_append_only();
create trigger staff_act_is_never_changed before update or delete on staff_act
    for each row execute function people_append_only();
