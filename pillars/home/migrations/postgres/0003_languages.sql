-- The form of the search offers the languages in which something is shown.
create index shown_version_language on shown_version (language);
