-- When whoever has a task was told that they were given it.
alter table room_task add column told_at integer;

-- Whether someone is reminded of what is due, and of which day they were reminded last.
alter table room_digest add column reminds integer not null default 1;
alter table room_digest add column reminded_on integer not null default 0;
