-- Principals of which a client serves what the server sends (KMIP 2.1 section 6.2), and which of its connections does: the newest.
-- most: how many messages may wait; seen_at: when a client of it was last heard of.
create table server_endpoint (
    principal text        primary key,
    holder    uuid        not null,
    notifies  boolean     not null,
    puts      boolean     not null,
    most      integer     not null check (most > 0),
    seen_at   timestamptz not null
);

-- What has not been delivered: a change of an object, with the values that it left (notify), an object that replaces another (put), or
-- that further changes were not kept, because too many waited (overflow).
create table notification (
    seq                        bigint generated always as identity primary key,
    principal                  text        not null,
    kind                       text        not null check (kind in ('notify', 'put', 'overflow')),
    uid                        uuid        check ((uid is null) = (kind = 'overflow')),
    replaced                   uuid        check ((replaced is null) = (kind <> 'put')),
    changed                    text[]      not null default '{}',
    state                      smallint,
    initial_date               timestamptz,
    activation_date            timestamptz,
    process_start_date         timestamptz,
    protect_stop_date          timestamptz,
    deactivation_date          timestamptz,
    compromise_occurrence_date timestamptz,
    compromise_date            timestamptz,
    destroy_date               timestamptz,
    last_change_date           timestamptz,
    archive_date               timestamptz,
    replaced_by                uuid,
    refusals                   integer     not null default 0,
    created_at                 timestamptz not null default now()
);
create index notification_principal on notification (principal, seq);
create unique index notification_overflow on notification (principal) where kind = 'overflow';
create index notification_created on notification (created_at);

-- In the transaction of the change, whoever makes it at whichever node: what is committed is told, and nothing else is. It waits for no
-- row of another transaction but the overflow's. It runs with its owner's rights: nodes of the release before, which change objects while
-- this migration has just been made, have none on these tables yet.
create function notification_of_change() returns trigger language plpgsql security definer as $$
declare
    endpoint server_endpoint;
begin
    select * into endpoint from server_endpoint where principal = new.owner;
    if not found or exists (select from notification where principal = new.owner and kind = 'overflow') then
        return null;
    end if;
    perform from notification where principal = new.owner offset endpoint.most - 1 limit 1;
    if found then
        insert into notification (principal, kind) values (new.owner, 'overflow') on conflict do nothing;
        return null;
    end if;
    if endpoint.notifies then
        insert into notification (principal, kind, uid, changed, state, initial_date, activation_date, process_start_date,
            protect_stop_date, deactivation_date, compromise_occurrence_date, compromise_date, destroy_date, last_change_date, archive_date,
            replaced_by)
        values (new.owner, 'notify', new.uid, array_remove(array[
                case when new.state is distinct from old.state then 'state' end,
                case when new.activation_date is distinct from old.activation_date then 'activation_date' end,
                case when new.process_start_date is distinct from old.process_start_date then 'process_start_date' end,
                case when new.protect_stop_date is distinct from old.protect_stop_date then 'protect_stop_date' end,
                case when new.deactivation_date is distinct from old.deactivation_date then 'deactivation_date' end,
                case when new.compromise_occurrence_date is distinct from old.compromise_occurrence_date
                    then 'compromise_occurrence_date' end,
                case when new.compromise_date is distinct from old.compromise_date then 'compromise_date' end,
                case when new.destroy_date is distinct from old.destroy_date then 'destroy_date' end,
                case when new.archive_date is distinct from old.archive_date then 'archive_date' end,
                case when new.replaced_by is distinct from old.replaced_by then 'replaced_by' end], null),
            new.state, new.initial_date, new.activation_date, new.process_start_date, new.protect_stop_date, new.deactivation_date,
            new.compromise_occurrence_date, new.compromise_date, new.destroy_date, new.last_change_date, new.archive_date,
            new.replaced_by);
    end if;
    if endpoint.puts and new.replaced_by is not null and old.replaced_by is null then
        insert into notification (principal, kind, uid, replaced) values (new.owner, 'put', new.replaced_by, new.uid);
    end if;
    return null;
end $$;
-- Temporary tables come last: nobody's may stand in for these where the owner's rights are used.
do $$ begin
    execute format('alter function notification_of_change() set search_path = %I, pg_temp', current_schema());
end $$;
create trigger managed_object_change after update on managed_object for each row
    when ((old.state, old.activation_date, old.process_start_date, old.protect_stop_date, old.deactivation_date,
            old.compromise_occurrence_date, old.compromise_date, old.destroy_date, old.archive_date, old.replaced_by, old.protect_until,
            old.process_until, old.hold_since, old.hold_until, old.destroy_at)
        is distinct from (new.state, new.activation_date, new.process_start_date, new.protect_stop_date, new.deactivation_date,
            new.compromise_occurrence_date, new.compromise_date, new.destroy_date, new.archive_date, new.replaced_by, new.protect_until,
            new.process_until, new.hold_since, new.hold_until, new.destroy_at))
    execute function notification_of_change();
