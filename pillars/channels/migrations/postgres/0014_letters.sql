-- Whether a message to telephones keeps its letters, at the price of the larger alphabet.
alter table variant add column letters text not null default 'plain' check (letters in ('plain', 'exact'));
