-- Locate answers newest first: with the initial date in the index, what it looks for stands there in the order of the answer, and the
-- first members of a large group cost no more than those of a small one.
alter table object_index add column initial_date timestamptz;
update object_index entry set initial_date = object.initial_date from managed_object object where object.uid = entry.uid;
alter table object_index alter column initial_date set not null;
alter table object_index drop constraint object_index_pkey;
create unique index object_index_found on object_index (owner, attribute, value, initial_date desc, uid);

-- The same for states as they are stored. What dates have made of a state since is found by the date; the lifecycle writes it down soon.
create index managed_object_state on managed_object (owner, state, initial_date desc, uid);
create index managed_object_activation on managed_object (owner, activation_date) where state = 1 and activation_date is not null;
create index managed_object_deactivation on managed_object (owner, deactivation_date) where state = 2 and deactivation_date is not null;
