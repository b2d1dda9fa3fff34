-- A lane of its own for what waits for servers of others.
alter table job drop constraint job_lane_check;
alter table job add constraint job_lane_check check (lane in ('listener', 'job', 'outside'));
