-- Numbers that would otherwise be counted over all that ever was. A change adds a row to tally_change, in its own transaction and without
-- a lock that another one waits for; the server adds these up into tally behind the requests. What is counted is the sum of both.
-- kind: object (subject: owner; those that are not destroyed), block and discarded-block and chunk (subject: link),
-- delivery (no subject; keys given to SAEs of this site).
create table tally (
    kind    text   not null,
    subject text   not null,
    number  bigint not null,
    primary key (kind, subject)
);
create table tally_change (
    kind    text   not null,
    subject text   not null,
    number  bigint not null
);
alter table tally_change set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_insert_threshold = -1);

-- Objects that are not destroyed, by owner.
create function tally_objects() returns trigger language plpgsql as $$
begin
    insert into tally_change (kind, subject, number) select 'object', owner, count(*) from made where destroy_date is null group by owner;
    return null;
end $$;
create trigger tally_made after insert on managed_object referencing new table as made for each statement execute function tally_objects();
create function tally_object() returns trigger language plpgsql as $$
begin
    insert into tally_change (kind, subject, number) values ('object', old.owner, case when tg_op = 'UPDATE' and new.destroy_date is null then 1 else -1 end);
    return null;
end $$;
create trigger tally_destroyed after update on managed_object
    for each row when ((old.destroy_date is null) <> (new.destroy_date is null)) execute function tally_object();
create trigger tally_removed after delete on managed_object
    for each row when (old.destroy_date is null) execute function tally_object();

-- Blocks and discarded blocks, by link.
create function tally_block() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into tally_change (kind, subject, number) values ('block', new.link, 1);
    end if;
    if new.state = 'discarded' then
        insert into tally_change (kind, subject, number) values ('discarded-block', new.link, 1);
    elsif tg_op = 'UPDATE' and old.state = 'discarded' then
        insert into tally_change (kind, subject, number) values ('discarded-block', new.link, -1);
    end if;
    return null;
end $$;
create trigger tally_accepted after insert on qkd_block for each row execute function tally_block();
create trigger tally_judged after update on qkd_block
    for each row when ((old.state = 'discarded') <> (new.state = 'discarded')) execute function tally_block();

-- Chunks, by link. The triggers are there: these stay out until this is committed.
lock table qkd_chunk in share row exclusive mode;
create or replace function note_chunks() returns trigger language plpgsql as $$
begin
    insert into qkd_chunk_origin (chunk, link, sequence, position, size)
        select id, link, sequence, position, size from made on conflict (chunk) do nothing;
    insert into tally_change (kind, subject, number) select 'chunk', link, count(*) from made group by link;
    return null;
end $$;
create or replace function note_destruction() returns trigger language plpgsql as $$
begin
    update qkd_chunk_origin origin set destroyed_at = clock_timestamp() from gone where origin.chunk = gone.id;
    insert into tally_change (kind, subject, number) select 'chunk', link, -count(*) from gone group by link;
    return null;
end $$;

-- Keys of an allocation that SAEs of this site have been given: the master at once, others by identifier.
create function qkd_given(allocated_here boolean, state text, purpose text, number integer, deliveries integer, undelivered integer)
        returns bigint language sql immutable as $$
    select (case when allocated_here and state = 'supplied' and purpose = 'keys' then number else 0 end)::bigint + deliveries - undelivered
$$;
create function tally_given() returns trigger language plpgsql as $$
declare
    given bigint := 0;
begin
    if tg_op <> 'DELETE' then
        given := qkd_given(new.allocated_here, new.state, new.purpose, new.number, new.deliveries, new.undelivered);
    end if;
    if tg_op <> 'INSERT' then
        given := given - qkd_given(old.allocated_here, old.state, old.purpose, old.number, old.deliveries, old.undelivered);
    end if;
    insert into tally_change (kind, subject, number) values ('delivery', '', given);
    return null;
end $$;
create trigger tally_given_at_once after insert on qkd_supply for each row
    when (qkd_given(new.allocated_here, new.state, new.purpose, new.number, new.deliveries, new.undelivered) <> 0) execute function tally_given();
create trigger tally_given after update on qkd_supply for each row
    when (qkd_given(new.allocated_here, new.state, new.purpose, new.number, new.deliveries, new.undelivered)
        <> qkd_given(old.allocated_here, old.state, old.purpose, old.number, old.deliveries, old.undelivered)) execute function tally_given();
create trigger tally_given_never after delete on qkd_supply for each row
    when (qkd_given(old.allocated_here, old.state, old.purpose, old.number, old.deliveries, old.undelivered) <> 0) execute function tally_given();

-- The triggers keep others from writing until this is committed, so nothing is counted twice or not at all.
insert into tally (kind, subject, number) select 'object', owner, count(*) from managed_object where destroy_date is null group by owner;
insert into tally (kind, subject, number) select 'block', link, count(*) from qkd_block group by link;
insert into tally (kind, subject, number) select 'discarded-block', link, count(*) from qkd_block where state = 'discarded' group by link;
insert into tally (kind, subject, number) select 'chunk', link, count(*) from qkd_chunk group by link;
insert into tally (kind, subject, number)
    select 'delivery', '', coalesce(sum(qkd_given(allocated_here, state, purpose, number, deliveries, undelivered)), 0) from qkd_supply;

-- With their owner's rights: nodes of the release before, which work while this migration has just been made, have none on the new tables yet.
do $$
declare
    counting text;
begin
    foreach counting in array array['tally_objects', 'tally_object', 'tally_block', 'note_chunks', 'note_destruction', 'tally_given'] loop
        execute format('alter function %I() security definer set search_path = %I, pg_temp', counting, current_schema());
    end loop;
end $$;
