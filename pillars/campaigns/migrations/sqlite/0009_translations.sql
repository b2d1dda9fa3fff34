-- Public words in another language than their own: of a campaign and what hangs on it, or of the strategy, which
-- has the name of nobody. `original` is what was translated: words that were changed since are not translated.
create table translation (
    about blob not null,
    thing blob not null,
    part text not null,
    language text not null,
    words text not null,
    original text not null,
    primary key (about, language, thing, part)
) strict;
