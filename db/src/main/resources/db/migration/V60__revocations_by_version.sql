-- By which change of access a certificate was revoked, so that nodes read what they have not read yet. Changes are one after the other, so
-- none with a lower number comes later. The trigger numbers those of nodes of the release before, too.
alter table revoked_certificate add column version bigint not null default 0;
create index revoked_certificate_version on revoked_certificate (version);

create function revoked_certificate_version() returns trigger language plpgsql as $$
begin
    new.version := (select version from access_version where id = 1);
    return new;
end $$;
create trigger revoked_certificate_version before insert on revoked_certificate
    for each row execute function revoked_certificate_version();
