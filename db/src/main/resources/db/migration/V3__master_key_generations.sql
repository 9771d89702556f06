-- Generations of the master key, in the states of NIST SP 800-57 part 1 (rev. 5) clause 7 and KMIP 1.4 section 3.22. Rows stay for ever.
-- seals: invocations of AES-GCM reserved under the key, in blocks ahead of their use, so a crash can only count too many. More than 2^32
-- with random initialisation vectors are forbidden (NIST SP 800-38D clause 8.3), by the column itself too.
-- resealed_at: when nothing was found sealed under the deactivated generation any more.
-- erased_at: when its key was removed from the token, which follows the state 'destroyed'.
create table master_key_generation (
    generation     integer     primary key check (generation > 0),
    state          text        not null check (state in ('pre-active', 'active', 'deactivated', 'destroyed')),
    created_at     timestamptz not null,
    activated_at   timestamptz,
    deactivated_at timestamptz,
    resealed_at    timestamptz,
    destroyed_at   timestamptz,
    erased_at      timestamptz,
    seals          bigint      not null default 0 check (seals between 0 and 4294967296)
);
create unique index master_key_generation_active on master_key_generation (state) where state = 'active';

-- The generations that rows may be sealed under. Destruction takes the row away here: the foreign keys refuse that while anything is
-- sealed under it, and refuse whoever sealed under it before and stores only after.
create table sealing_generation (
    generation integer primary key references master_key_generation (generation)
);

-- What was sealed before generations had rows: the highest was the active one. The seals made so far were not counted; 2^24 more than
-- are stored now are assumed.
insert into master_key_generation (generation, state, created_at, activated_at, deactivated_at, seals)
    select generation, case when generation = max(generation) over () then 'active' else 'deactivated' end, now(), now(),
        case when generation = max(generation) over () then null else now() end, 16777216 + sum(number)
    from (select generation, count(*) as number from managed_object where generation is not null group by generation
        union all select generation, count(*) from qkd_chunk group by generation) as stored
    group by generation;
insert into sealing_generation (generation) select generation from master_key_generation;

create index managed_object_generation on managed_object (generation);
create index qkd_chunk_generation on qkd_chunk (generation);
alter table managed_object add constraint managed_object_generation foreign key (generation) references sealing_generation (generation);
alter table qkd_chunk add constraint qkd_chunk_generation foreign key (generation) references sealing_generation (generation);
