-- As before, and one at a time: of two nodes that make the same month at once, the second one finds it there instead of failing.
create or replace function audit_make_partition(month date) returns boolean language plpgsql security definer as $$
declare
    first timestamptz := month::timestamp at time zone 'UTC';
    next  timestamptz := (month + interval '1 month')::timestamp at time zone 'UTC';
    part  text := 'audit_entry_' || to_char(month, 'YYYYMM');
begin
    if extract(day from month) <> 1 then
        raise exception 'a month is given by its first day, not by %', month;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('audit-partition', 1));
    if to_regclass(part) is not null
            or exists (select 1 from audit_entry_other where time >= first and time < next) then
        return false;
    end if;
    execute format('create table %I (like audit_entry including all)', part);
    execute format('create trigger insert_only before update or delete or truncate on %I for each statement execute function refuse_change()', part);
    execute format('alter table audit_entry attach partition %I for values from (%L) to (%L)', part, first, next);
    return true;
end $$;
do $$
begin
    execute format('alter function audit_make_partition(date) set search_path = %I, pg_temp', current_schema());
end $$;
