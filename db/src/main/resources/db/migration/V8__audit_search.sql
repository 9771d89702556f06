-- Search of the audit log. Entries are read in the order of their leaves, (xid, seq), in blocks of some hundred; for each block this
-- index holds hashes of every term of its entries. It is filled behind the log, so that appending an entry costs nothing for it; what has
-- not been indexed yet is searched directly. It proves nothing: what is found is held against the entries themselves.
create table audit_block (
    block     bigint      primary key,
    first_xid xid8        not null,
    first_seq bigint      not null,
    last_xid  xid8        not null,
    last_seq  bigint      not null,
    since     timestamptz not null,
    until     timestamptz not null,
    terms     integer[]   not null
);
-- Hashes do not compress; out of line, they are not read when a block is passed by.
alter table audit_block alter column terms set storage external;
create index audit_block_terms on audit_block using gin (terms);

-- Every combination of these columns that has occurred, with its term: so conditions that never meet in one entry find no block.
create table audit_facet (
    principal text    not null,
    protocol  text    not null,
    operation text    not null,
    result    text    not null,
    link      text    not null,
    term      integer not null,
    primary key (principal, protocol, operation, result, link)
);
create index audit_facet_operation on audit_facet (operation, result);

-- These served the search before, at the cost of each append.
drop index if exists audit_entry_principal;
drop index if exists audit_entry_link;
drop index if exists audit_entry_objects;
