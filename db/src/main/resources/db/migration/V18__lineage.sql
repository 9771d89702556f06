create index audit_leaf_time on audit_leaf using brin (time);

-- Where key came from, for as long as anybody may ask: these rows outlive the chunks. One row a chunk of 4 KiB; the byte range of a chunk
-- in its block follows from the sizes of those in front of it.
create table qkd_chunk_origin (
    chunk        uuid        primary key,
    link         text        not null,
    sequence     bigint      not null,
    position     integer     not null,
    size         integer     not null,
    destroyed_at timestamptz
);
create index qkd_chunk_origin_block on qkd_chunk_origin (link, sequence, position);
insert into qkd_chunk_origin (chunk, link, sequence, position, size) select id, link, sequence, position, size from qkd_chunk;

-- Which allocations have bytes of a chunk: one row for each chunk of an allocation, not for each key.
create table qkd_chunk_use (
    chunk  uuid not null,
    supply uuid not null,
    primary key (chunk, supply)
);
insert into qkd_chunk_use (chunk, supply) select distinct unnest(chunks), id from qkd_supply;

-- Kept by the database, in the transaction that makes, allocates or destroys: whatever part of the server does it.
create function note_chunks() returns trigger language plpgsql as $$
begin
    insert into qkd_chunk_origin (chunk, link, sequence, position, size)
        select id, link, sequence, position, size from made on conflict (chunk) do nothing;
    return null;
end $$;
create trigger qkd_chunk_made after insert on qkd_chunk referencing new table as made
    for each statement execute function note_chunks();

create function note_destruction() returns trigger language plpgsql as $$
begin
    update qkd_chunk_origin origin set destroyed_at = clock_timestamp() from gone where origin.chunk = gone.id;
    return null;
end $$;
create trigger qkd_chunk_destroyed after delete on qkd_chunk referencing old table as gone
    for each statement execute function note_destruction();

create function note_use() returns trigger language plpgsql as $$
begin
    insert into qkd_chunk_use (chunk, supply) select distinct chunk, new.id from unnest(new.chunks) as chunk;
    return null;
end $$;
create trigger qkd_supply_made after insert on qkd_supply for each row execute function note_use();

-- When a SAE was given keys of an allocation: the first of them and the last. The audit log has each delivery.
alter table qkd_delivery add column first_given timestamptz, add column last_given timestamptz;
create index qkd_block_time on qkd_block (link, time);
create index qkd_block_received on qkd_block (link, received_at);

-- How far the log has been forwarded to a collector: entries from this leaf on may not have arrived.
create table audit_forward (
    target     text   primary key,
    next_index bigint not null check (next_index >= 0)
);
