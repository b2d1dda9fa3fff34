alter table enrolment add column phone_digest bytea;
create index enrolment_phone on enrolment (workshop, phone_digest);
