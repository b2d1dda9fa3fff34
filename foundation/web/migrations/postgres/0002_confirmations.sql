-- day: days since 1970, in UTC. A row is of no use once its day is over.
create table confirmation_letter (
    digest bytea primary key,
    day bigint not null,
    letters bigint not null
);
