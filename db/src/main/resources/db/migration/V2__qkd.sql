-- Key blocks as the link's module pushed them (one row a block, for ever: a block is accepted once). The tag is the Wegman-Carter
-- tag over the block under a key that is used for nothing else and stored nowhere, so it tells nothing about the block.
create table qkd_block (
    link           text             not null,
    sequence       bigint           not null check (sequence >= 0),
    module         text             not null,
    state          text             not null check (state in ('pending', 'available', 'discarded')),
    bits           integer          not null,
    qber           double precision not null,
    rate           double precision not null,
    epsilon        double precision not null,
    time           timestamptz      not null,
    received_at    timestamptz      not null,
    compared_at    timestamptz,
    protocol       text,
    disclosed_bits bigint,
    sifted_bits    bigint,
    tag            bytea            not null check (octet_length(tag) = 16),
    primary key (link, sequence)
);
create index qkd_block_pending on qkd_block (link, sequence) where state = 'pending';

-- Chunks of blocks, sealed by the HSM. The same bytes have the same id at both ends of the link; one end allocates each chunk.
-- A row goes when every byte of it has been given to all who are entitled to it here, or given up.
create table qkd_chunk (
    id             uuid           primary key,
    link           text           not null,
    sequence       bigint         not null,
    position       integer        not null,
    allocated_here boolean        not null,
    available      boolean        not null default false,
    size           integer        not null check (size > 0),
    used           integer        not null default 0 check (used between 0 and size),
    settled        integer        not null default 0 check (settled between 0 and size),
    -- the ranges that the peer has taken, for chunks that the peer allocates
    taken          int4multirange not null default '{}',
    generation     integer        not null,
    sealed         bytea          not null,
    foreign key (link, sequence) references qkd_block (link, sequence)
);
-- Ciphertext does not compress; kept out of line, it is not copied when a chunk's counters change.
alter table qkd_chunk alter column sealed set storage external;
alter table qkd_chunk set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);
create index qkd_chunk_supply on qkd_chunk (link, sequence, position) where allocated_here and available and used < size;
create index qkd_chunk_settled on qkd_chunk (id) where settled = size;
create index qkd_chunk_block on qkd_chunk (link, sequence);

-- One row an allocation: the ranges, in order, whose bytes are cut into the keys of one request.
-- reserved: the peer may or may not know; supplied: both ends hold it; voiding: being taken back; void: given up at both ends.
create table qkd_supply (
    id             uuid        primary key,
    link           text        not null,
    state          text        not null check (state in ('reserved', 'supplied', 'voiding', 'void')),
    purpose        text        not null check (purpose in ('keys', 'object')),
    allocated_here boolean     not null,
    master         text        not null,
    key_bits       integer     not null,
    number         integer     not null,
    created_at     timestamptz not null,
    chunks         uuid[]      not null,
    starts         integer[]   not null,
    lengths        integer[]   not null,
    -- deliveries to SAEs of this site: all, and those still to come
    deliveries     integer     not null default 0,
    undelivered    integer     not null default 0 check (undelivered between 0 and deliveries),
    settled        boolean     not null default false
);
create index qkd_supply_unsettled on qkd_supply (id) where not settled and undelivered = 0 and state in ('supplied', 'void');
create index qkd_supply_uncertain on qkd_supply (created_at) where state in ('reserved', 'voiding');

-- A SAE of this site that is to be given each key of an allocation by its identifier, once. Waiting: the places of the keys that are
-- still to come. The identifier of a key is that of its allocation with its place in the last 16 bits.
-- No foreign key: the row is written in one statement with its allocation.
create table qkd_delivery (
    supply  uuid           not null,
    sae     text           not null,
    waiting int4multirange not null,
    primary key (supply, sae)
);

-- What each link's module last reported, and the key manager's own alarm.
create table qkd_link (
    link        text primary key,
    module      text,
    state       text,
    alarm       text,
    qber        double precision,
    sifted_rate double precision,
    secret_rate double precision,
    epsilon     double precision,
    time        timestamptz,
    received_at timestamptz,
    block_alarm text
);
