create index staff_act_by_actor on staff_act (actor_id);
create index staff_act_by_person on staff_act (substr(subject, 1, 43));
create index invitation_by_address on invitation (digest);
create index invitation_by_end on invitation (expires_at);
create index invitation_by_inviter on invitation (invited_by);
create index join_request_by_address on join_request (digest);
create index join_request_by_day on join_request (created_at);
create index address_change_by_day on address_change (asked_at);
create index person_for_desk on person (state desc, sort_name, id) where state in ('member', 'suspended');
