-- Words of the title and what filters ask for become words of the index, so that no filter has
-- to look at the works that the words found.
alter table search_words rename to search_words_before;
alter table search_words_before drop constraint search_words_pkey;

-- Folded and stemmed words, each once, parted by one space. Those of the title stand there once
-- more, after '¶'; what filters ask for stands there after '§', as digits.
create table search_words (
    id bigint primary key references shown_version (id) on delete cascade,
    words text not null
);

insert into search_words (id, words)
select shown_version.id,
    '§k' || encode(convert_to(shown.kind, 'UTF8'), 'hex')
    || ' §l' || encode(convert_to(shown_version.language, 'UTF8'), 'hex')
    || coalesce(' §p' || encode(convert_to(shown.container_address, 'UTF8'), 'hex'), '')
    || coalesce((select string_agg(' §t' || encode(convert_to(tag, 'UTF8'), 'hex'), '') from shown_tag
        where shown_tag.work = shown.work), '')
    || case when before.title = '' then '' else ' ¶' || replace(before.title, ' ', ' ¶') || ' ' || before.title end
    || case when before.body = '' then '' else ' ' || before.body end
from search_words_before as before
join shown_version on shown_version.id = before.id
join shown on shown.work = shown_version.work;

drop table search_words_before;
drop table shown_tag;

-- The words as lexemes, each with the name of the shelf before it: works of some thirty days stand
-- on one shelf, in the order of their ids. An index of PostgreSQL gives its rows in no order that
-- a page of hits could use; shelf by shelf, the last first, it never has to give many.
-- Its cost is what keeps the planner from reading rows where the index would have answered.
create function search_lexemes(id bigint, words text) returns tsvector
    language plpgsql immutable strict parallel safe cost 10000
as $$
declare
    shelf text := to_hex(id >> 48) || '.';
begin
    return array_to_tsvector(string_to_array(shelf || replace(words, ' ', ' ' || shelf), ' '));
end
$$;

-- Without `fastupdate`, whose list of new rows would be read through for every shelf.
create index search_words_shelves on search_words using gin (search_lexemes(id, words)) with (fastupdate = off);
-- Every question is planned without looking at its words.
alter index search_words_shelves alter column 1 set statistics 0;

-- By which rules the words of a work were made: those of lower ones are read again.
alter table shown add column rules bigint not null default 1;
create index shown_rules on shown (rules, work);

create index place_works on place (works desc, address);
