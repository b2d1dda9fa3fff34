-- When a wish to be told of comments was ended: for a while its owner can take it up again.
alter table comment_subscription add column ended_at bigint;

-- Threads are read from any of them on, and their answers too.
create index comment_thread on comment (post, at, id) where parent is null;
drop index comment_parent;
create index comment_parent on comment (parent, at, id);
