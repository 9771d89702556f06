-- Locate answers newest first: with the initial date in the index, what it looks for stands there in the order of the answer, and the
-- first members of a large group cost no more than those of a small one.
alter table object_index add column initial_date timestamptz;
update object_index entry set initial_date = object.initial_date from managed_object object where object.uid = entry.uid;
alter table object_index alter column initial_date set not null;
-- Nodes of the release before, which run until they are restarted, do not give it.
create function object_index_initial_date() returns trigger language plpgsql as $$
begin
    new.initial_date := (select initial_date from managed_object where uid = new.uid);
    return new;
end $$;
create trigger object_index_initial_date before insert on object_index
    for each row when (new.initial_date is null) execute function object_index_initial_date();
alter table object_index drop constraint object_index_pkey;
create unique index object_index_found on object_index (owner, attribute, value, initial_date desc, uid);

-- The same for states as they are stored. A state that its date has ended, while nobody has written that down yet, is found by the date: a
-- column of its own, since PostgreSQL would reckon with as many of such objects as have dates at all.
create index managed_object_state on managed_object (owner, state, initial_date desc, uid);
alter table managed_object add column state_ends timestamptz
    generated always as (case state when 1 then activation_date when 2 then deactivation_date end) stored;
create index managed_object_state_ends on managed_object (owner, state_ends) where state_ends is not null;
