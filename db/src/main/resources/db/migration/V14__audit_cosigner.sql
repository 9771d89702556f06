-- The key of the log's ML-DSA-44 cosignature (C2SP tlog-cosignature): there is no mechanism for it in the HSM, so it is made here and
-- kept sealed by the HSM. One a name; heads of trees of more leaves than "since" carry its signature.
create table audit_cosigner (
    name       text    primary key,
    since      bigint  not null,
    id         uuid    not null,
    public_key bytea   not null,
    generation integer not null,
    sealed     bytea   not null,
    constraint audit_cosigner_generation foreign key (generation) references sealing_generation (generation)
);

-- Cosignatures that witnesses have given, one a witness and head: the signature line of the note.
create table audit_witnessed (
    size    bigint      not null,
    witness text        not null,
    line    text        not null,
    time    timestamptz not null,
    primary key (size, witness)
);
create index audit_witnessed_last on audit_witnessed (witness, size desc);

-- New partitions go into the schema of the log: the first schema that is named is the one in which tables are made.
do $$
begin
    execute format('alter function audit_make_partition(date) set search_path = %I, pg_temp', current_schema());
    execute format('alter function audit_advance(bigint, bigint, bytea, xid8, bigint) set search_path = %I, pg_temp', current_schema());
end $$;
