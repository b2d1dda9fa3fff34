alter table skill add column revision integer not null default 1;
alter table skill_mark add column contested text not null default '';

create table skill_proposal (
    skill blob primary key references skill (id) on delete cascade,
    address text not null,
    at integer not null
) strict;
