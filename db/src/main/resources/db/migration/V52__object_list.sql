-- The console lists the objects of all owners newest first, page by page.
create index managed_object_listed on managed_object (initial_date desc, uid) where destroy_date is null;
