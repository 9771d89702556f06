-- When a chunk's block was made stands beside the chunk: what is too old for the pool, and what is finished and too old to be kept, are
-- found by an index each, without a look at the blocks of all others. The time of a block never changes.
alter table qkd_chunk add column block_time timestamptz;
update qkd_chunk chunk set block_time = block.time from qkd_block block where block.link = chunk.link and block.sequence = chunk.sequence;
alter table qkd_chunk alter column block_time set not null;
-- Nodes of the release before, which run until they are restarted, do not give it.
create function qkd_chunk_block_time() returns trigger language plpgsql as $$
begin
    new.block_time := (select time from qkd_block where link = new.link and sequence = new.sequence);
    return new;
end $$;
create trigger qkd_chunk_block_time before insert on qkd_chunk
    for each row when (new.block_time is null) execute function qkd_chunk_block_time();

-- Finished chunks by link: those of links that keep them are not read through each time that others are destroyed.
create index qkd_chunk_finished on qkd_chunk (link, block_time) where settled = size;
drop index qkd_chunk_settled;

-- What is in store of a link is added up from this index alone, and ageing begins at its oldest. Every update of a chunk's counters has
-- to go to its indexes anyway, since conditions of them name these.
create index qkd_chunk_unused on qkd_chunk (link, block_time) include (allocated_here, available, size, used) where used < size;
