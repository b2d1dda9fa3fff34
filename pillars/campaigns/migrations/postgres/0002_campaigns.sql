create table campaign (
    id uuid primary key,
    slug text not null unique,
    title text not null,
    message text not null,
    audiences text not null,
    key_messages text not null,
    languages text not null,
    risk text not null check (risk in ('normal', 'elevated', 'high')),
    stage text not null check (stage in ('idea', 'planned', 'running', 'closed', 'evaluated')),
    starts bigint,
    ends bigint,
    opened_at bigint,
    closed_at bigint,
    evaluated_at bigint,
    planned text not null,
    reached text not null,
    learnt text not null,
    revision bigint not null,
    created_by uuid,
    created_at bigint not null
);
create index campaign_stage on campaign (stage, title, id);

create table campaign_member (
    campaign uuid not null references campaign (id) on delete cascade,
    person uuid not null,
    primary key (campaign, person)
);
create index campaign_member_person on campaign_member (person);

-- The lines of the strategy that a campaign serves.
create table campaign_line (
    campaign uuid not null references campaign (id) on delete cascade,
    line uuid not null,
    primary key (campaign, line)
);
create index campaign_line_line on campaign_line (line);

-- What everyone can do now.
create table campaign_way (
    id uuid primary key,
    campaign uuid not null references campaign (id) on delete cascade,
    label text not null,
    address text not null,
    at bigint not null
);
create index campaign_way_campaign on campaign_way (campaign, at, id);

create table campaign_objective (
    id uuid primary key,
    campaign uuid not null references campaign (id) on delete cascade,
    text text not null,
    goal bigint not null,
    unit text not null,
    value bigint,
    day bigint,
    source text not null,
    at bigint not null
);
create index campaign_objective_campaign on campaign_objective (campaign, at, id);

-- Whole CFA francs, as someone noted them.
create table campaign_cost (
    id uuid primary key,
    campaign uuid not null references campaign (id) on delete cascade,
    kind text not null check (kind in ('airtime', 'transport', 'printing', 'other')),
    what text not null,
    amount bigint not null,
    day bigint not null,
    by_person uuid,
    at bigint not null
);
create index campaign_cost_campaign on campaign_cost (campaign, day, id);
