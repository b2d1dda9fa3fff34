-- Which address was told of a comment, by its digest: whoever followed as a guest and joined
-- later is one reader. Forgotten after a month.
alter table comment_alert add column address_digest blob;
create index comment_alert_address on comment_alert (comment, address_digest);
-- How much someone brought lately.
create index post_attachment_owner on post_attachment (owner, at);
