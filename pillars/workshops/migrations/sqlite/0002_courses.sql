create table course (
    id blob primary key,
    slug text not null unique,
    mark text not null unique,
    language text not null,
    audience text not null check (audience in ('everyone', 'members', 'enrolled')),
    is_safety integer not null check (is_safety in (0, 1)),
    version integer not null,
    is_closed integer not null check (is_closed in (0, 1)),
    source text not null,
    revision integer not null,
    changed_at integer not null,
    created_by blob,
    created_at integer not null
) strict;

create table course_version (
    course blob not null references course (id) on delete cascade,
    version integer not null,
    at integer not null,
    by_person blob,
    note text not null,
    primary key (course, version)
) strict;

create table course_words (
    course blob not null references course (id) on delete cascade,
    version integer not null,
    language text not null,
    title text not null,
    summary text not null,
    modules text not null,
    primary key (course, version, language)
) strict;

create table course_need (
    course blob not null references course (id) on delete cascade,
    needs blob not null references course (id) on delete cascade,
    primary key (course, needs)
) strict;

create table course_unit (
    course blob not null references course (id) on delete cascade,
    version integer not null,
    mark text not null,
    module integer not null,
    place integer not null,
    minutes integer not null,
    exercise text not null check (exercise in ('', 'post', 'draft', 'own')),
    draw integer not null,
    pass integer not null,
    primary key (course, version, mark)
) strict;

create table course_unit_words (
    course blob not null,
    version integer not null,
    mark text not null,
    language text not null,
    title text not null,
    body text not null,
    exercise text not null,
    primary key (course, version, mark, language),
    foreign key (course, version, mark) references course_unit (course, version, mark) on delete cascade
) strict;

create table course_question (
    course blob not null,
    version integer not null,
    mark text not null,
    unit text not null,
    place integer not null,
    kind text not null check (kind in ('single', 'multiple', 'order', 'text')),
    answer text not null,
    primary key (course, version, mark),
    foreign key (course, version, unit) references course_unit (course, version, mark) on delete cascade
) strict;

create table course_question_words (
    course blob not null,
    version integer not null,
    mark text not null,
    language text not null,
    text text not null,
    choices text not null,
    accepted text not null,
    why text not null,
    primary key (course, version, mark, language),
    foreign key (course, version, mark) references course_question (course, version, mark) on delete cascade
) strict;

create table course_file (
    id blob not null,
    course blob not null,
    version integer not null,
    unit text not null,
    place integer not null,
    kind text not null check (kind in ('picture', 'audio', 'pdf', 'sheet')),
    language text not null,
    name text not null,
    stored text not null,
    bytes integer not null,
    alt text not null,
    primary key (course, version, id),
    foreign key (course, version, unit) references course_unit (course, version, mark) on delete cascade
) strict;
