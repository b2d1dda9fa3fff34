-- When whoever has a task was told that they were given it.
alter table room_task add column told_at bigint;

-- Whether someone is reminded of what is due, and of which day they were reminded last.
alter table room_digest add column reminds bigint not null default 1;
alter table room_digest add column reminded_on bigint not null default 0;
