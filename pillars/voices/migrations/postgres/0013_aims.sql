-- The campaign to which a post belongs, and the line of the strategy that it serves. Both are another room's.
alter table post add column campaign uuid;
alter table post add column line uuid;
create index post_of_campaign on post (campaign, state) where campaign is not null;
create index post_of_line on post (line) where line is not null;
