-- Audit entries by month, so that the bodies of a month can be put into an archive and its partition dropped; the leaves stay.
-- Uniqueness fits the partitions: seq comes from one sequence, and the leaf that is unique by seq carries the entry's time.
alter table audit_entry rename to audit_entry_unparted;
alter index audit_entry_pkey rename to audit_entry_unparted_pkey;
alter index audit_entry_order rename to audit_entry_unparted_order;
alter index audit_entry_time rename to audit_entry_unparted_time;
alter index audit_entry_principal rename to audit_entry_unparted_principal;
alter index audit_entry_link rename to audit_entry_unparted_link;
alter index audit_entry_objects rename to audit_entry_unparted_objects;

create sequence audit_entry_number;
create table audit_entry (
    seq       bigint      not null default nextval('audit_entry_number'),
    xid       xid8        not null default pg_current_xact_id(),
    event_id  uuid        not null,
    time      timestamptz not null,
    principal text        not null,
    protocol  text        not null,
    operation text        not null,
    result    text        not null,
    reason    text,
    link      text,
    objects   uuid[]      not null default '{}',
    body      bytea       not null,
    primary key (seq, time)
) partition by range (time);
alter sequence audit_entry_number owned by audit_entry.seq;
create index audit_entry_order on audit_entry (xid, seq);
create index audit_entry_time on audit_entry using brin (time);
create index audit_entry_principal on audit_entry (principal, seq);
create index audit_entry_link on audit_entry (link, seq) where link is not null;
create index audit_entry_objects on audit_entry using gin (objects);
create trigger audit_entry_insert_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();

-- A clock that jumps must not make decisions fail for want of a partition: what has no month yet is kept here.
create table audit_entry_other partition of audit_entry default;
create trigger insert_only before update or delete or truncate on audit_entry_other
    for each statement execute function refuse_change();

-- Makes the partition of a month (given by its first day); false when it is there, or when entries of that month stand in the
-- default partition already. Statement triggers of a partitioned table do not see statements on a partition, so each has its own.
create function audit_make_partition(month date) returns boolean language plpgsql security definer as $$
declare
    first timestamptz := month::timestamp at time zone 'UTC';
    next  timestamptz := (month + interval '1 month')::timestamp at time zone 'UTC';
    part  text := 'audit_entry_' || to_char(month, 'YYYYMM');
begin
    if extract(day from month) <> 1 then
        raise exception 'a month is given by its first day, not by %', month;
    end if;
    if to_regclass(part) is not null
            or exists (select 1 from audit_entry_other where time >= first and time < next) then
        return false;
    end if;
    execute format('create table %I (like audit_entry including all)', part);
    execute format('create trigger insert_only before update or delete or truncate on %I for each statement execute function refuse_change()', part);
    execute format('alter table audit_entry attach partition %I for values from (%L) to (%L)', part, first, next);
    return true;
end $$;

do $$
declare
    month timestamp;
begin
    for month in select distinct date_trunc('month', time at time zone 'UTC') from audit_entry_unparted
            union select date_trunc('month', now() at time zone 'UTC') loop
        perform audit_make_partition(month::date);
    end loop;
end $$;

insert into audit_entry (seq, xid, event_id, time, principal, protocol, operation, result, reason, link, objects, body)
    select seq, xid, event_id, time, principal, protocol, operation, result, reason, link, objects, body
    from audit_entry_unparted order by seq;
select setval('audit_entry_number', coalesce((select max(seq) from audit_entry_unparted), 0) + 1, false);

-- A leaf says when its entry was, so that the entry is found in one partition, and is known to be archived when it is not there.
alter table audit_leaf add column time timestamptz;
alter table audit_leaf disable trigger user;
update audit_leaf leaf set time = entry.time from audit_entry_unparted entry where entry.seq = leaf.seq;
alter table audit_leaf enable trigger user;
alter table audit_leaf alter column time set not null;
drop table audit_entry_unparted;

-- Roots of complete subtrees, of 256, 65,536, ... leaves (level 8, 16, ...): what C2SP tlog-tiles keeps above its lowest tiles. A proof
-- reads at most 256 hashes a level.
create table audit_node (
    level smallint not null check (level > 0 and level % 8 = 0),
    index bigint   not null,
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, index)
);
create trigger audit_node_insert_only before update or delete or truncate on audit_node
    for each statement execute function refuse_change();

-- The tree only grows, and only over leaves that are there. The application's role may not update the row; it calls audit_advance.
create function refuse_retreat() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or new.size <= old.size or new.last_xid < old.last_xid then
        raise exception 'the audit log is insert-only: its tree never shrinks';
    end if;
    return new;
end $$;
create trigger audit_tree_grows before update or delete on audit_tree for each row execute function refuse_retreat();
create trigger audit_tree_not_emptied before truncate on audit_tree for each statement execute function refuse_change();
create function audit_advance(old_size bigint, new_size bigint, new_frontier bytea, new_xid xid8, new_seq bigint)
        returns boolean language plpgsql security definer as $$
begin
    if (select count(*) from audit_leaf where leaf_index >= old_size and leaf_index < new_size) <> new_size - old_size then
        raise exception 'the audit tree cannot grow over leaves that are missing';
    end if;
    update audit_tree set size = new_size, frontier = new_frontier, last_xid = new_xid, last_seq = new_seq
        where id = 1 and size = old_size and (last_xid, last_seq) < (new_xid, new_seq);
    return found;
end $$;

-- Functions that run with the owner's rights see this schema alone, whatever their caller has made.
do $$
begin
    execute format('alter function audit_make_partition(date) set search_path = pg_catalog, %I, pg_temp', current_schema());
    execute format('alter function audit_advance(bigint, bigint, bytea, xid8, bigint) set search_path = pg_catalog, %I, pg_temp', current_schema());
end $$;
revoke all on function audit_make_partition(date) from public;
revoke all on function audit_advance(bigint, bigint, bytea, xid8, bigint) from public;
