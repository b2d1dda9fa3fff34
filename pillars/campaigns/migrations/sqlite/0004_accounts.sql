-- Accounts on other networks. No secret is kept: who holds the way back is said in words.
create table inventory_account (
    id blob primary key,
    network text not null,
    address text not null,
    state text not null check (state in ('claim', 'ours', 'lost', 'fake')),
    owner blob,
    second blob,
    recovery text not null,
    notes text not null,
    ours_at integer,
    revision integer not null,
    changed_at integer not null
) strict;
create index inventory_account_network on inventory_account (network, address, id);
create index inventory_account_owner on inventory_account (owner);
create index inventory_account_second on inventory_account (second);

-- Blogs of members that stand elsewhere.
create table inventory_blog (
    id blob primary key,
    address text not null,
    author_name text not null,
    person blob,
    state text not null check (state in ('known', 'invited', 'joined')),
    notes text not null,
    known_at integer not null,
    invited_at integer,
    joined_at integer
) strict;
create index inventory_blog_state on inventory_blog (state, author_name, id);
create index inventory_blog_person on inventory_blog (person);
