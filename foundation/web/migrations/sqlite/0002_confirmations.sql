-- day: days since 1970, in UTC. A row is of no use once its day is over.
create table confirmation_letter (
    digest blob primary key,
    day integer not null,
    letters integer not null
) strict, without rowid;
