alter table certificate add column kind text not null default '';
alter table certificate add column section text not null default '';
alter table certificate add column hours bigint not null default 0;
alter table certificate add column language text not null default 'fr';
