create table attendance (
    enrolment blob not null references enrolment (id) on delete cascade,
    meeting blob not null references workshop_meeting (id) on delete cascade,
    method text not null check (method in ('code', 'qr', 'sms', 'list', 'photo')),
    arrived_at integer not null,
    left_at integer,
    noted_at integer not null,
    by_person blob,
    primary key (enrolment, meeting)
) strict;
create index attendance_meeting on attendance (meeting);

create table attendance_claim (
    id blob primary key,
    enrolment blob not null references enrolment (id) on delete cascade,
    meeting blob not null references workshop_meeting (id) on delete cascade,
    code text not null,
    at integer not null,
    received_at integer not null,
    verdict text not null check (verdict in ('held', 'taken', 'refused'))
) strict;
create index attendance_claim_meeting on attendance_claim (meeting, verdict);

create table attendance_photo (
    id blob primary key,
    meeting blob not null references workshop_meeting (id) on delete cascade,
    stored text not null,
    at integer not null,
    by_person blob
) strict;
create index attendance_photo_meeting on attendance_photo (meeting);
