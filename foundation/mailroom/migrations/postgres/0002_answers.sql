-- A door that one letter opened: whoever answers from the address it went to answers this. Of the code
-- only a digest is kept.
create table mail_door (
    code bytea primary key,
    kind text not null,
    thing uuid not null,
    person uuid,
    mark bytea not null,
    detail text not null,
    ends_at bigint not null
);
create index mail_door_end on mail_door (ends_at);
create index mail_door_person on mail_door (person) where person is not null;

-- What came in by a door, until the room that it belongs to has taken it; after that only that it came.
create table mail_answer (
    id bytea primary key,
    kind text not null,
    thing uuid not null,
    person uuid,
    sender text not null,
    detail text not null,
    words text not null,
    at bigint not null,
    taken_at bigint
);
create index mail_answer_waiting on mail_answer (at, id) where taken_at is null;
create index mail_answer_taken on mail_answer (taken_at) where taken_at is not null;
create index mail_answer_person on mail_answer (person) where person is not null;
