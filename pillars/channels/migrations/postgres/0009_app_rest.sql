-- Until when the app by which the house speaks to Facebook makes no call: all Pages share it.
create table facebook_app (
    one integer primary key check (one = 1),
    rests_until bigint not null
);
