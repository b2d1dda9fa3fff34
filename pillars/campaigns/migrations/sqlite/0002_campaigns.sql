create table campaign (
    id blob primary key,
    slug text not null unique,
    title text not null,
    message text not null,
    audiences text not null,
    key_messages text not null,
    languages text not null,
    risk text not null check (risk in ('normal', 'elevated', 'high')),
    stage text not null check (stage in ('idea', 'planned', 'running', 'closed', 'evaluated')),
    starts integer,
    ends integer,
    opened_at integer,
    closed_at integer,
    evaluated_at integer,
    planned text not null,
    reached text not null,
    learnt text not null,
    revision integer not null,
    created_by blob,
    created_at integer not null
) strict;
create index campaign_stage on campaign (stage, title, id);

create table campaign_member (
    campaign blob not null references campaign (id) on delete cascade,
    person blob not null,
    primary key (campaign, person)
) strict;
create index campaign_member_person on campaign_member (person);

-- The lines of the strategy that a campaign serves.
create table campaign_line (
    campaign blob not null references campaign (id) on delete cascade,
    line blob not null,
    primary key (campaign, line)
) strict;
create index campaign_line_line on campaign_line (line);

-- What everyone can do now.
create table campaign_way (
    id blob primary key,
    campaign blob not null references campaign (id) on delete cascade,
    label text not null,
    address text not null,
    at integer not null
) strict;
create index campaign_way_campaign on campaign_way (campaign, at, id);

create table campaign_objective (
    id blob primary key,
    campaign blob not null references campaign (id) on delete cascade,
    text text not null,
    goal integer not null,
    unit text not null,
    value integer,
    day integer,
    source text not null,
    at integer not null
) strict;
create index campaign_objective_campaign on campaign_objective (campaign, at, id);

-- Whole CFA francs, as someone noted them.
create table campaign_cost (
    id blob primary key,
    campaign blob not null references campaign (id) on delete cascade,
    kind text not null check (kind in ('airtime', 'transport', 'printing', 'other')),
    what text not null,
    amount integer not null,
    day integer not null,
    by_person blob,
    at integer not null
) strict;
create index campaign_cost_campaign on campaign_cost (campaign, day, id);
