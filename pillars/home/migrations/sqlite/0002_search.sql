-- Words of the title and what filters ask for become words of the index, so that no filter has
-- to look at the works that the words found.
drop trigger search_words_in;
drop trigger search_words_out;
drop table search;
alter table search_words rename to search_words_before;

-- Folded and stemmed words, each once, parted by one space. Those of the title stand there once
-- more, after '¶'; what filters ask for stands there after '§', as digits.
create table search_words (
    id integer primary key references shown_version (id) on delete cascade,
    words text not null
) strict;

create virtual table search using fts5 (
    words, content = 'search_words', content_rowid = 'id', tokenize = 'ascii', detail = none
);
insert into search (search, rank) values ('secure-delete', 1);
create trigger search_words_in after insert on search_words begin
    insert into search (rowid, words) values (new.id, new.words);
end;
create trigger search_words_out after delete on search_words begin
    insert into search (search, rowid, words) values ('delete', old.id, old.words);
end;

insert into search_words (id, words)
select shown_version.id,
    '§k' || lower(hex(shown.kind)) || ' §l' || lower(hex(shown_version.language))
    || coalesce(' §p' || lower(hex(shown.container_address)), '')
    || coalesce((select group_concat(' §t' || lower(hex(tag)), '') from shown_tag
        where shown_tag.work = shown.work), '')
    || case when before.title = '' then '' else ' ¶' || replace(before.title, ' ', ' ¶') || ' ' || before.title end
    || case when before.body = '' then '' else ' ' || before.body end
from search_words_before as before
join shown_version on shown_version.id = before.id
join shown on shown.work = shown_version.work
order by shown_version.id;

drop table search_words_before;
drop table shown_tag;

-- By which rules the words of a work were made: those of lower ones are read again.
alter table shown add column rules integer not null default 1;
create index shown_rules on shown (rules, work);

create index place_works on place (works desc, address);
