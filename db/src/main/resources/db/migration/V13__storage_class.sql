-- Where an object's material is: sealed in this row, or a key of the token (internal), which never leaves it.
-- token_key: the token holds a key of this object; it is removed after the object is destroyed here, and this says until when.
alter table managed_object
    add column storage_class text not null default 'external' check (storage_class in ('external', 'internal')),
    add column token_key boolean not null default false;
alter table managed_object add constraint internal_is_not_sealed check (storage_class = 'external' or sealed is null);
create index managed_object_token_key_left on managed_object (uid) where token_key and destroy_date is not null;
