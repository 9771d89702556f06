-- A message that failed is not sent again before this, over whichever connection.
alter table notification add column retry_at timestamptz;

-- That an overflow is recorded, which needs no client that comes; how far the account of what was missed has come, for one that is begun.
alter table notification add column recorded boolean not null default false;
alter table notification add column told_until timestamptz;

-- One overflow row of a principal made writers of several objects wait for each other, and so for ever: each may add one, and all of a
-- principal's are taken away together.
drop index notification_overflow;
create index notification_overflow on notification (principal, seq) where kind = 'overflow';

-- A change that is not kept locks the overflow that it is left out for: who takes that away waits for it, and then sees the change. One
-- that an account which is begun would pass by, since its node's clock is behind, is kept; one that is older than the account would begin
-- with, for the same reason, gets an overflow of its own, from which the account begins then.
create or replace function notification_of_change() returns trigger language plpgsql security definer as $$
declare
    endpoint server_endpoint;
    told     timestamptz;
    since    timestamptz;
begin
    select * into endpoint from server_endpoint where principal = new.owner;
    if not found then
        return null;
    end if;
    select told_until, created_at into told, since from notification where principal = new.owner and kind = 'overflow'
        order by seq limit 1 for key share;
    if found and told is null then
        if new.last_change_date < since - interval '10 minutes' and not exists (select from notification
                where principal = new.owner and kind = 'overflow' and created_at <= new.last_change_date + interval '10 minutes') then
            insert into notification (principal, kind, created_at) values (new.owner, 'overflow', new.last_change_date);
        end if;
        return null;
    end if;
    if found and new.last_change_date > told then
        return null;
    end if;
    perform from notification where principal = new.owner offset endpoint.most - 1 limit 1;
    if found then
        insert into notification (principal, kind, created_at) values (new.owner, 'overflow', least(now(), new.last_change_date));
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
do $$ begin
    execute format('alter function notification_of_change() set search_path = %I, pg_temp', current_schema());
end $$;

-- Functions that run with their owner's rights are nobody's to make triggers of.
revoke all on function notification_of_change(), tally_objects(), tally_object(), tally_block(), note_chunks(), note_destruction(),
    tally_given() from public;
