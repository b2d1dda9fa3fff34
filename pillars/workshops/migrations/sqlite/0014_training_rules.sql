create table training_rule (
    role text primary key
) strict;
