-- Why a post did not come out at its hour: not only because it was too late.
alter table post add column missed text check (missed in ('too-late', 'no-words', 'no-pen'));
update post set missed = notice where notice is not null;
alter table post drop column notice;

-- Whether the house has heard of a blog as a work of its own, by which it is found.
alter table blog add column told bigint not null default 0 check (told in (0, 1));
