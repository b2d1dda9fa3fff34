-- What lists and the margins of a blog show stands ready, so that no page reads a whole blog.
-- Triggers keep it: whoever changes a post cannot forget to.

-- How many posts of a blog everyone can read; when the newest was published, 0 for none.
alter table blog add column posts bigint not null default 0;
alter table blog add column newest_at bigint not null default 0;
create index blog_newest on blog (newest_at desc, id desc);

create table blog_month (
    blog uuid not null references blog (id) on delete cascade,
    month text not null,
    posts bigint not null,
    primary key (blog, month)
);

create table blog_writer (
    blog uuid not null references blog (id) on delete cascade,
    person uuid not null,
    posts bigint not null,
    since bigint not null,
    primary key (blog, person)
);
create index blog_writer_person on blog_writer (person);

create table blog_tag (
    blog uuid not null references blog (id) on delete cascade,
    tag text not null,
    name text not null,
    posts bigint not null,
    primary key (blog, tag)
);
create index blog_tag_posts on blog_tag (blog, posts desc, tag);

-- Where and when a post is listed under a tag: null while nobody reads it.
alter table post_tag add column blog uuid;
alter table post_tag add column listed_at bigint;
drop index post_tag_tag;
create index post_tag_listed on post_tag (tag, listed_at desc, post desc);
create index post_tag_of_blog on post_tag (blog, tag, listed_at desc, post desc);

update blog set
    posts = (select count(*) from post where post.blog = blog.id and post.state = 'published'),
    newest_at = coalesce((select max(published_at) from post
        where post.blog = blog.id and post.state = 'published'), 0);
insert into blog_month (blog, month, posts)
select blog, published_month, count(*) from post
where state = 'published' and published_month is not null group by blog, published_month;
insert into blog_writer (blog, person, posts, since)
select blog, author, count(*), min(published_at) from post
where state = 'published' and author is not null group by blog, author;
update post_tag set
    blog = (select post.blog from post where post.id = post_tag.post),
    listed_at = (select case when post.state = 'published' then post.published_at end from post
        where post.id = post_tag.post);
insert into blog_tag (blog, tag, name, posts)
select blog, tag, max(name), count(*) from post_tag where listed_at is not null group by blog, tag;

create function post_tag_in() returns trigger language plpgsql as $$
begin
    select post.blog, case when post.state = 'published' then post.published_at end
        into new.blog, new.listed_at from post where post.id = new.post;
    return new;
end
$$;
create trigger post_tag_in before insert on post_tag for each row execute function post_tag_in();

create function post_tag_count() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.listed_at is not null then
        update blog_tag set posts = posts - 1 where blog = old.blog and tag = old.tag;
    end if;
    if tg_op <> 'DELETE' and new.listed_at is not null then
        insert into blog_tag (blog, tag, name, posts) values (new.blog, new.tag, new.name, 1)
        on conflict (blog, tag) do update set posts = blog_tag.posts + 1, name = excluded.name;
    end if;
    if tg_op <> 'INSERT' then
        delete from blog_tag where blog = old.blog and tag = old.tag and posts <= 0;
    end if;
    return null;
end
$$;
create trigger post_tag_counted_in after insert on post_tag for each row execute function post_tag_count();
create trigger post_tag_listed after update of blog, listed_at on post_tag for each row
    when (old.listed_at is distinct from new.listed_at or old.blog is distinct from new.blog)
    execute function post_tag_count();
create trigger post_tag_out after delete on post_tag for each row execute function post_tag_count();

create function post_count() returns trigger language plpgsql as $$
declare
    was boolean := tg_op <> 'INSERT' and old.state = 'published';
    is_now boolean := tg_op <> 'DELETE' and new.state = 'published';
begin
    if was then
        update blog set posts = posts - 1,
            newest_at = coalesce((select published_at from post where post.blog = blog.id
                and post.state = 'published' order by published_at desc, id desc limit 1), 0)
            where id = old.blog;
        update blog_month set posts = posts - 1 where blog = old.blog and month = old.published_month;
        update blog_writer set posts = posts - 1 where blog = old.blog and person = old.author;
    end if;
    if is_now then
        update blog set posts = posts + 1, newest_at = greatest(newest_at, new.published_at) where id = new.blog;
        insert into blog_month (blog, month, posts)
            select new.blog, new.published_month, 1 where new.published_month is not null
            on conflict (blog, month) do update set posts = blog_month.posts + 1;
        insert into blog_writer (blog, person, posts, since)
            select new.blog, new.author, 1, new.published_at where new.author is not null
            on conflict (blog, person) do update set posts = blog_writer.posts + 1,
                since = least(blog_writer.since, excluded.since);
    end if;
    if was then
        delete from blog_month where blog = old.blog and month = old.published_month and posts <= 0;
        delete from blog_writer where blog = old.blog and person = old.author and posts <= 0;
    end if;
    if tg_op = 'UPDATE' then
        update post_tag set blog = new.blog,
            listed_at = case when new.state = 'published' then new.published_at end where post = new.id;
    end if;
    return null;
end
$$;
create trigger post_in after insert on post for each row when (new.state = 'published')
    execute function post_count();
create trigger post_moved after update of blog, author, state, published_at, published_month on post for each row
    when ((old.state = 'published' or new.state = 'published') and (old.state is distinct from new.state
        or old.blog is distinct from new.blog or old.author is distinct from new.author
        or old.published_at is distinct from new.published_at
        or old.published_month is distinct from new.published_month))
    execute function post_count();
create trigger post_out after delete on post for each row when (old.state = 'published')
    execute function post_count();

-- Each list has an index in its own order.
drop index post_month;
create index post_month on post (blog, state, published_month, published_at desc, id desc);
create index post_by_author on post (author, state, published_at desc, id desc);
create index post_worked_on on post (blog, updated_at desc, id desc);
create index post_unfinished on post (author, updated_at desc, id desc) where state in ('draft', 'scheduled');
create index post_in_language on post (language, published_at desc, id desc) where state = 'published';
create index post_found_here on post (published_month, published_at, id)
    where state = 'published' and canonical_url is null;
create index post_attachment_heard on post_attachment (post) where kind = 'audio';

drop index comment_of_author;
create index comment_of_author on comment (author, state, at desc);
-- Who repeats what was said is found by its beginning.
create index comment_words on comment (substr(body, 1, 64), at);
drop index comment_report_open;
create index comment_report_open on comment_report (comment) where settled = 0;
create index comment_report_by on comment_report (by_person) where by_person is not null;
create index comment_judged on comment (judged_by) where judged_by is not null;
create index comment_subscription_of_person on comment_subscription (person, active, at desc);
create index comment_subscription_of_guest on comment_subscription (guest) where guest is not null;
create index comment_alert_of_wish on comment_alert (subscription, state);
create index comment_alert_told on comment_alert (at) where address_digest is not null;
create index comment_guest_at on comment_guest (at);
create index post_revision_by on post_revision (by_person) where by_person is not null;
create index blog_owner on blog (owner) where owner is not null;
create index import_item_in_order on import_item (import, source_id);
