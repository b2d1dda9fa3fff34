-- Accounts on other networks. No secret is kept: who holds the way back is said in words.
create table inventory_account (
    id uuid primary key,
    network text not null,
    address text not null,
    state text not null check (state in ('claim', 'ours', 'lost', 'fake')),
    owner uuid,
    second uuid,
    recovery text not null,
    notes text not null,
    ours_at bigint,
    revision bigint not null,
    changed_at bigint not null
);
create index inventory_account_network on inventory_account (network, address, id);
create index inventory_account_owner on inventory_account (owner);
create index inventory_account_second on inventory_account (second);

-- Blogs of members that stand elsewhere.
create table inventory_blog (
    id uuid primary key,
    address text not null,
    author_name text not null,
    person uuid,
    state text not null check (state in ('known', 'invited', 'joined')),
    notes text not null,
    known_at bigint not null,
    invited_at bigint,
    joined_at bigint
);
create index inventory_blog_state on inventory_blog (state, author_name, id);
create index inventory_blog_person on inventory_blog (person);
