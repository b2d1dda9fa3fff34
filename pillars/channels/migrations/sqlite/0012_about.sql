-- Which text of the section a message answers: its channel and what the network calls it there, or the work.
alter table inbox_message add column about text;
create index inbox_message_about on inbox_message (about) where about is not null;

-- Below a Page the thread says it: what stands before its last stroke.
update inbox_message set about = (select substr(rtrim(thread, replace(thread, '/', '')), 1,
        length(rtrim(thread, replace(thread, '/', ''))) - 1)
    from conversation where conversation.id = inbox_message.conversation)
where direction = 'in' and exists (select 1 from conversation
    where conversation.id = inbox_message.conversation and source = 'facebook' and thread like '%/%/%');
