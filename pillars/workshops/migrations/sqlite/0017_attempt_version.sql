alter table attempt add column version integer not null default 1;
