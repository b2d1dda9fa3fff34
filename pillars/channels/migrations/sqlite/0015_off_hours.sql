-- Whether somebody said yes by mail while nobody is at work: it takes two of them.
alter table approval add column off_hours integer not null default 0;
