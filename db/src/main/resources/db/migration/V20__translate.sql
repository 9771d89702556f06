-- Storage class translate: the key is wrapped in the token under the wrapping key of the generation, and that is sealed in this row.
alter table managed_object drop constraint managed_object_storage_class_check;
alter table managed_object
    add constraint managed_object_storage_class_check check (storage_class in ('external', 'internal', 'translate'));
alter table managed_object drop constraint internal_is_not_sealed;
alter table managed_object add constraint internal_is_not_sealed check (storage_class <> 'internal' or sealed is null);
