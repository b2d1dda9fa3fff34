alter table enrolment add column phone_digest blob;
create index enrolment_phone on enrolment (workshop, phone_digest);
