alter table attempt add column version bigint not null default 1;
