-- What an owner has that is not destroyed, newest first: who rotates often has far more that is destroyed, and each list and Locate of the
-- rest read through that.
create index managed_object_live on managed_object (owner, initial_date desc, uid) where destroy_date is null;

-- What of an owner has changed since a time: the account of changes that were not kept for its client is written from it part by part.
create index managed_object_changed on managed_object (owner, last_change_date);
