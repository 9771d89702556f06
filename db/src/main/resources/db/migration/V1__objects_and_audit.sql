-- Managed objects (KMIP 1.4 section 2): one row an object. Key material is only ever here sealed by the HSM.
create table managed_object (
    uid                        uuid primary key,
    owner                      text        not null,
    object_type                integer     not null,
    state                      smallint    not null,
    version                    bigint      not null default 0,
    cryptographic_algorithm    integer,
    cryptographic_length       integer,
    cryptographic_usage_mask   integer,
    initial_date               timestamptz not null,
    activation_date            timestamptz,
    process_start_date         timestamptz,
    protect_stop_date          timestamptz,
    deactivation_date          timestamptz,
    compromise_occurrence_date timestamptz,
    compromise_date            timestamptz,
    destroy_date               timestamptz,
    last_change_date           timestamptz not null,
    fresh                      boolean     not null default false,
    origin_link                text,
    attributes                 bytea       not null,
    generation                 integer,
    sealed                     bytea,
    constraint sealed_with_generation check ((generation is null) = (sealed is null))
);
create index managed_object_owner on managed_object (owner, initial_date desc, uid);

-- What Locate searches by value: one row per searchable attribute instance.
create table object_index (
    owner     text not null,
    attribute text not null,
    value     text not null,
    uid       uuid not null references managed_object (uid),
    primary key (owner, attribute, value, uid)
);
create index object_index_uid on object_index (uid);
-- KMIP 1.4 section 3.2: names are unique within the key management domain of their owner.
create unique index object_index_name on object_index (owner, value) where attribute = 'Name';

-- The audit log. Rows are only ever inserted, in the transaction whose decision they record.
create table audit_entry (
    seq       bigint generated always as identity primary key,
    xid       xid8        not null default pg_current_xact_id(),
    event_id  uuid        not null,
    time      timestamptz not null,
    principal text        not null,
    protocol  text        not null,
    operation text        not null,
    result    text        not null,
    reason    text,
    link      text,
    objects   uuid[]      not null default '{}',
    body      bytea       not null
);
create index audit_entry_order on audit_entry (xid, seq);
create index audit_entry_time on audit_entry using brin (time);
create index audit_entry_principal on audit_entry (principal, seq);
create index audit_entry_link on audit_entry (link, seq) where link is not null;
create index audit_entry_objects on audit_entry using gin (objects);

-- RFC 9162 tree over the entries: the sequencer gives each entry a dense leaf index.
create table audit_leaf (
    leaf_index bigint primary key,
    seq        bigint not null unique,
    leaf_hash  bytea  not null check (octet_length(leaf_hash) = 32)
);
-- One row: the size of the tree, its compact frontier and the position up to which entries are sequenced.
create table audit_tree (
    id       smallint primary key check (id = 1),
    size     bigint not null,
    frontier bytea  not null,
    last_xid xid8   not null,
    last_seq bigint not null
);
insert into audit_tree (id, size, frontier, last_xid, last_seq) values (1, 0, '', '0', 0);
create table audit_checkpoint (
    size bigint primary key,
    root bytea       not null check (octet_length(root) = 32),
    time timestamptz not null,
    note text        not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is insert-only: % on % refused', tg_op, tg_table_name;
end $$;
create trigger audit_entry_insert_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
create trigger audit_leaf_insert_only before update or delete or truncate on audit_leaf
    for each statement execute function refuse_change();
create trigger audit_checkpoint_insert_only before update or delete or truncate on audit_checkpoint
    for each statement execute function refuse_change();
