-- Which text of the section a message answers: its channel and what the network calls it there, or the work.
alter table inbox_message add column about text;
create index inbox_message_about on inbox_message (about) where about is not null;

-- Below a Page the thread says it: what stands before its last stroke.
update inbox_message set about = regexp_replace(conversation.thread, '/[^/]*$', '')
from conversation where conversation.id = inbox_message.conversation and inbox_message.direction = 'in'
    and conversation.source = 'facebook' and conversation.thread like '%/%/%';
