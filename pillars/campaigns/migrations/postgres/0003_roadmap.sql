-- A step of the roadmap. `follows` names the step whose closing proposes this one.
create table roadmap_step (
    id uuid primary key,
    title text not null,
    proof text not null,
    owner uuid,
    due bigint,
    line uuid,
    follows uuid references roadmap_step (id) on delete set null,
    state text not null check (state in ('prepared', 'proposed', 'adopted', 'closed', 'dropped')),
    revision bigint not null,
    created_at bigint not null,
    adopted_at bigint,
    adopted_by uuid,
    closed_at bigint,
    closed_by uuid,
    evidence_mark text,
    evidence_key text,
    evidence_title text,
    evidence_address text,
    evidence_at bigint
);
create index roadmap_step_state on roadmap_step (state, due, id);
create index roadmap_step_follows on roadmap_step (follows);
create index roadmap_step_owner on roadmap_step (owner);
