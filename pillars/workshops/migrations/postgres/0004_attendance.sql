create table attendance (
    enrolment uuid not null references enrolment (id) on delete cascade,
    meeting uuid not null references workshop_meeting (id) on delete cascade,
    method text not null check (method in ('code', 'qr', 'sms', 'list', 'photo')),
    arrived_at bigint not null,
    left_at bigint,
    noted_at bigint not null,
    by_person uuid,
    primary key (enrolment, meeting)
);
create index attendance_meeting on attendance (meeting);

create table attendance_claim (
    id uuid primary key,
    enrolment uuid not null references enrolment (id) on delete cascade,
    meeting uuid not null references workshop_meeting (id) on delete cascade,
    code text not null,
    at bigint not null,
    received_at bigint not null,
    verdict text not null check (verdict in ('held', 'taken', 'refused'))
);
create index attendance_claim_meeting on attendance_claim (meeting, verdict);

create table attendance_photo (
    id uuid primary key,
    meeting uuid not null references workshop_meeting (id) on delete cascade,
    stored text not null,
    at bigint not null,
    by_person uuid
);
create index attendance_photo_meeting on attendance_photo (meeting);
