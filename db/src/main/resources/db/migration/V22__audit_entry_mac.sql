-- Each entry carries a MAC over its time and body, made by the node that wrote it, with a key that the database does not have. Entries
-- of before have none. The key comes from a secret that stands sealed by the HSM in audit_cosigner, under the name of the log and
-- "/secret"; its public_key is a check value.
alter table audit_entry add column mac bytea;

-- Rows of audit_entry that the sequencer has not taken into the tree, because no node wrote them, or wrote them once already.
create table audit_refused (
    seq       bigint      not null,
    time      timestamptz not null,
    xid       xid8        not null,
    leaf_hash bytea       not null check (octet_length(leaf_hash) = 32),
    noticed   timestamptz not null default now(),
    primary key (seq, time)
);
create trigger audit_refused_insert_only before update or delete or truncate on audit_refused
    for each statement execute function refuse_change();

-- An entry that is older than the last leaves is looked for by its time: also among those that no vacuum has come by yet.
alter index audit_leaf_time set (autosummarize = on);
