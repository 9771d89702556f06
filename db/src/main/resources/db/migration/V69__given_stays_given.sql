-- Keys that a master was given stay given while their blocks are quarantined, and where what is left of them is destroyed: deliveries of an
-- allocation that is given up after it was supplied are then all keys that SAEs of this site were given, the master's among them.
lock table qkd_supply in share row exclusive mode;
create or replace function qkd_given(allocated_here boolean, state text, purpose text, number integer, deliveries integer, undelivered integer)
        returns bigint language sql immutable as $$
    select (case when allocated_here and state in ('supplied', 'quarantined') and purpose = 'keys' then number else 0 end)::bigint + deliveries - undelivered
$$;
-- What was taken off for those that are quarantined at this moment.
insert into tally_change (kind, subject, number)
    select 'delivery', '', sum(number) from qkd_supply where allocated_here and state = 'quarantined' and purpose = 'keys' having count(*) > 0;
