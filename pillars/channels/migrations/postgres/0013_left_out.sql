-- Of a key it is known, too, that the network refused something else than the key itself.
alter table channel_key drop constraint channel_key_state_check;
alter table channel_key add constraint channel_key_state_check
    check (state in ('unknown', 'well', 'refused', 'doubtful'));

-- What should be taken back and is still out, counted on every page of the desk.
create index delivery_left_out on delivery (back_at) where back in ('wanted', 'cannot');
