-- Policy documents as officers applied them: numbered without gaps from 1, never edited, never removed.
create table policy_document (
    version bigint      primary key check (version >= 1),
    author  text        not null,
    time    timestamptz not null,
    text    text        not null,
    sha256  bytea       not null check (octet_length(sha256) = 32)
);
create function refuse_policy_edit() returns trigger language plpgsql as $$
begin
    raise exception 'an applied policy stays as it is: % on % refused; apply another version', tg_op, tg_table_name;
end $$;
create trigger policy_document_insert_only before update or delete or truncate on policy_document
    for each statement execute function refuse_policy_edit();
-- One row: the version in force; 0 is the empty policy of a node to which none was applied yet.
create table policy_in_force (
    id      smallint primary key check (id = 1),
    version bigint   not null
);
insert into policy_in_force (id, version) values (1, 0);

-- What binds one object beyond its KMIP dates.
alter table managed_object
    add column protect_until timestamptz,
    add column process_until timestamptz,
    add column hold_reason   text,
    add column hold_by       text,
    add column hold_since    timestamptz,
    add column hold_until    timestamptz,
    add column archive_date  timestamptz,
    add column destroy_at    timestamptz,
    add column replaced_by   uuid;
alter table managed_object add constraint hold_is_whole
    check ((hold_reason is null) = (hold_by is null) and (hold_reason is null) = (hold_since is null));

-- Archival storage (KMIP 1.4 section 4.22): the sealed material of archived objects.
create table managed_object_archive (
    uid         uuid        primary key references managed_object (uid),
    generation  integer     not null references sealing_generation (generation),
    sealed      bytea       not null,
    archived_at timestamptz not null
);
create index managed_object_archive_generation on managed_object_archive (generation);

-- How much of a daily quota has been handed to the nodes, which take it in portions.
create table quota_use (
    principal text   not null,
    rule      text   not null,
    day       date   not null,
    taken     bigint not null check (taken >= 0),
    primary key (principal, rule, day)
);

-- Blocks that may not be used until an officer decides.
alter table qkd_block drop constraint qkd_block_state_check;
alter table qkd_block add constraint qkd_block_state_check
    check (state in ('pending', 'available', 'discarded', 'quarantined', 'destroyed'));
alter table qkd_block add column quarantine_reason text;
alter table qkd_supply drop constraint qkd_supply_state_check;
alter table qkd_supply add constraint qkd_supply_state_check
    check (state in ('reserved', 'supplied', 'voiding', 'void', 'quarantined'));

-- What officers decided about blocks, kept until the other end of the link has done the same. Blocks are runs of numbers.
create table qkd_block_decision (
    id        uuid        primary key,
    link      text        not null,
    action    text        not null check (action in ('quarantine', 'release', 'destroy')),
    objects   text        not null check (objects in ('keep', 'compromise', 'destroy')),
    reason    text        not null,
    firsts    bigint[]    not null,
    lasts     bigint[]    not null,
    time      timestamptz not null,
    peer_told timestamptz
);
create index qkd_block_decision_untold on qkd_block_decision (time) where peer_told is null;
