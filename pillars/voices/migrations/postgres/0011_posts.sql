-- Why a post did not come out at its hour: not only because it was too late.
alter table post add column missed text check (missed in ('too-late', 'no-words', 'no-pen'));
update post set missed = notice where notice is not null;
alter table post drop column notice;
