-- A text on the own site is asked for by the name of its work whenever a work changes.
create index delivery_remote on delivery (remote_id) where remote_id is not null;
