-- What the file is called on the device of whoever brought it.
alter table import add column file_name text;
