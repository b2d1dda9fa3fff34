create table person (
    id blob primary key,
    handle text not null unique,
    name text not null,
    sort_name text not null,
    about text not null,
    picture text,
    open_profile integer not null,
    language text not null,
    light integer not null,
    state text not null,
    joined_at integer not null,
    passphrase text,
    totp blob,
    totp_step integer not null
) strict;
create index person_by_name on person (state, sort_name, id);

create table contact_point (
    id blob primary key,
    person_id blob not null references person (id),
    kind text not null,
    address text not null,
    digest blob not null,
    confirmed_at integer not null,
    unique (kind, digest)
) strict;
create index contact_point_by_person on contact_point (person_id);

create table passkey (
    id blob primary key,
    person_id blob not null references person (id),
    name text not null,
    credential blob not null unique,
    data text not null,
    created_at integer not null,
    used_at integer
) strict;
create index passkey_by_person on passkey (person_id);

create table passkey_ceremony (
    challenge blob primary key,
    person_id blob references person (id),
    state text not null,
    ends_at integer not null
) strict;
create index passkey_ceremony_by_end on passkey_ceremony (ends_at);
create index passkey_ceremony_by_person on passkey_ceremony (person_id);

create table recovery_code (
    person_id blob not null references person (id),
    hash blob not null,
    used_at integer,
    primary key (person_id, hash)
) strict;

create table one_time_link (
    token_hash blob primary key,
    purpose text not null,
    person_id blob references person (id),
    subject_id blob,
    created_at integer not null,
    expires_at integer not null,
    used_at integer
) strict;
create index one_time_link_by_person on one_time_link (person_id, purpose);
create index one_time_link_by_end on one_time_link (expires_at);

create table address_change (
    id blob primary key,
    person_id blob not null references person (id),
    address text not null,
    digest blob not null,
    asked_at integer not null
) strict;
create index address_change_by_person on address_change (person_id);

create table invitation (
    id blob primary key,
    token_hash blob unique,
    name text not null,
    address text,
    digest blob,
    language text not null,
    word text not null,
    places integer not null,
    taken integer not null,
    invited_by blob,
    created_at integer not null,
    expires_at integer not null,
    withdrawn_at integer
) strict;
create index invitation_by_day on invitation (created_at, id);

create table join_request (
    id blob primary key,
    name text not null,
    about text not null,
    address text not null,
    digest blob not null,
    language text not null,
    state text not null,
    invitation_id blob references invitation (id),
    reason text not null,
    created_at integer not null,
    confirmed_at integer,
    decided_at integer,
    decided_by blob
) strict;
create unique index join_request_open on join_request (digest) where state in ('unconfirmed', 'waiting');
create index join_request_by_state on join_request (state, created_at, id);

create table role_grant (
    person_id blob not null references person (id),
    role text not null,
    scope text not null,
    granted_by blob,
    granted_at integer not null,
    primary key (person_id, role, scope)
) strict;
create index role_grant_by_role on role_grant (role, person_id);

create table consent (
    id blob primary key,
    person_id blob not null references person (id),
    purpose text not null,
    state text not null,
    text_version text not null,
    channel text not null,
    at integer not null
) strict;
create index consent_by_person on consent (person_id, at, id);
create trigger consent_is_never_changed before update on consent
begin
    select raise(abort, 'the consent ledger is append-only');
end;

create table staff_act (
    id blob primary key,
    actor_id blob,
    act text not null,
    subject text not null,
    at integer not null
) strict;
create index staff_act_by_time on staff_act (at, id);
create trigger staff_act_is_never_changed before update on staff_act
begin
    select raise(abort, 'the log of staff acts is append-only');
end;
create trigger staff_act_is_never_removed before delete on staff_act
begin
    select raise(abort, 'the log of staff acts is append-only');
end;

create table sign_in_failure (
    digest blob primary key,
    failures integer not null,
    last_at integer not null
) strict;
create index sign_in_failure_by_time on sign_in_failure (last_at);
