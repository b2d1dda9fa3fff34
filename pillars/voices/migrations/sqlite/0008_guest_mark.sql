-- The section-wide mark of a guest's address: by it the mailroom tells of addresses that
-- get no letters any more. Those from before get theirs from the daily sweep.
alter table comment_guest add column mark blob;
create index comment_guest_mark on comment_guest (mark);
