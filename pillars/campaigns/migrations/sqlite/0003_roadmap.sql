-- A step of the roadmap. `follows` names the step whose closing proposes this one.
create table roadmap_step (
    id blob primary key,
    title text not null,
    proof text not null,
    owner blob,
    due integer,
    line blob,
    follows blob references roadmap_step (id) on delete set null,
    state text not null check (state in ('prepared', 'proposed', 'adopted', 'closed', 'dropped')),
    revision integer not null,
    created_at integer not null,
    adopted_at integer,
    adopted_by blob,
    closed_at integer,
    closed_by blob,
    evidence_mark text,
    evidence_key text,
    evidence_title text,
    evidence_address text,
    evidence_at integer
) strict;
create index roadmap_step_state on roadmap_step (state, due, id);
create index roadmap_step_follows on roadmap_step (follows);
create index roadmap_step_owner on roadmap_step (owner);
