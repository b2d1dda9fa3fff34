alter table skill add column revision bigint not null default 1;
alter table skill_mark add column contested text not null default '';

create table skill_proposal (
    skill uuid primary key references skill (id) on delete cascade,
    address text not null,
    at bigint not null
);
