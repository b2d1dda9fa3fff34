create table course (
    id uuid primary key,
    slug text not null unique,
    mark text not null unique,
    language text not null,
    audience text not null check (audience in ('everyone', 'members', 'enrolled')),
    is_safety bigint not null check (is_safety in (0, 1)),
    version bigint not null,
    is_closed bigint not null check (is_closed in (0, 1)),
    source text not null,
    revision bigint not null,
    changed_at bigint not null,
    created_by uuid,
    created_at bigint not null
);

create table course_version (
    course uuid not null references course (id) on delete cascade,
    version bigint not null,
    at bigint not null,
    by_person uuid,
    note text not null,
    primary key (course, version)
);

create table course_words (
    course uuid not null references course (id) on delete cascade,
    version bigint not null,
    language text not null,
    title text not null,
    summary text not null,
    modules text not null,
    primary key (course, version, language)
);

create table course_need (
    course uuid not null references course (id) on delete cascade,
    needs uuid not null references course (id) on delete cascade,
    primary key (course, needs)
);

create table course_unit (
    course uuid not null references course (id) on delete cascade,
    version bigint not null,
    mark text not null,
    module bigint not null,
    place bigint not null,
    minutes bigint not null,
    exercise text not null check (exercise in ('', 'post', 'draft', 'own')),
    draw bigint not null,
    pass bigint not null,
    primary key (course, version, mark)
);

create table course_unit_words (
    course uuid not null,
    version bigint not null,
    mark text not null,
    language text not null,
    title text not null,
    body text not null,
    exercise text not null,
    primary key (course, version, mark, language),
    foreign key (course, version, mark) references course_unit (course, version, mark) on delete cascade
);

create table course_question (
    course uuid not null,
    version bigint not null,
    mark text not null,
    unit text not null,
    place bigint not null,
    kind text not null check (kind in ('single', 'multiple', 'order', 'text')),
    answer text not null,
    primary key (course, version, mark),
    foreign key (course, version, unit) references course_unit (course, version, mark) on delete cascade
);

create table course_question_words (
    course uuid not null,
    version bigint not null,
    mark text not null,
    language text not null,
    text text not null,
    choices text not null,
    accepted text not null,
    why text not null,
    primary key (course, version, mark, language),
    foreign key (course, version, mark) references course_question (course, version, mark) on delete cascade
);

create table course_file (
    id uuid not null,
    course uuid not null,
    version bigint not null,
    unit text not null,
    place bigint not null,
    kind text not null check (kind in ('picture', 'audio', 'pdf', 'sheet')),
    language text not null,
    name text not null,
    stored text not null,
    bytes bigint not null,
    alt text not null,
    primary key (course, version, id),
    foreign key (course, version, unit) references course_unit (course, version, mark) on delete cascade
);
