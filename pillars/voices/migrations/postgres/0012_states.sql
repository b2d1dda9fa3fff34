-- Nearly all rows stand in one state, yet SQLite takes an index that begins with the state for a narrow one.
-- So each of these holds only what its list wants. A statement says so in the words of its index.
drop index post_shown;
create index post_shown on post (published_at desc, id desc) where state = 'published';
drop index post_due;
create index post_due on post (publish_at, id) where state = 'scheduled';
drop index comment_queue;
create index comment_queue on comment (state, at, id, post) where state <> 'shown';

-- What first came out elsewhere, of each blog.
create index post_brought on post (blog, canonical_url) where state = 'published' and canonical_url is not null;

-- Who writes in a blog, in the order in which they began.
create index blog_writer_since on blog_writer (blog, since, person);
