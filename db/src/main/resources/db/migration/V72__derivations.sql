-- Which keys were derived from which, for as long as anybody may ask: a derived key is made of the bits of its bases. One row a base,
-- written in the transaction that makes the derived one.
create table object_derivation (
    base    uuid        not null,
    derived uuid        not null,
    time    timestamptz not null,
    primary key (base, derived)
);
create index object_derivation_derived on object_derivation (derived);

-- Of keys that were derived before the log says it: its entry names the bases, and the derived one behind them.
insert into object_derivation (base, derived, time)
    select distinct on (base, derived) base, objects[cardinality(objects)] as derived, time
    from audit_entry cross join unnest(objects[1:cardinality(objects) - 1]) as base
    where cardinality(objects) > 1 and result = 'served'
        and position(convert_to('"derived":"' || objects[cardinality(objects)] || '"', 'UTF8') in body) > 0
    order by base, derived, time;
