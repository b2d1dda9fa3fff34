-- A blog may be closed: read and no longer written, or withdrawn from the public.
alter table blog add column state text not null default 'open' check (state in ('open', 'closed', 'withdrawn'));

-- Whether a post was taken back together with its blog, and comes back with it.
alter table post add column with_blog bigint not null default 0 check (with_blog in (0, 1));
