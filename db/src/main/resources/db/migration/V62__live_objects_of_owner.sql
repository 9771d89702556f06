-- What an owner has that is not destroyed, newest first: who rotates often has far more that is destroyed, and each list and Locate of the
-- rest read through that.
create index managed_object_live on managed_object (owner, initial_date desc, uid) where destroy_date is null;
