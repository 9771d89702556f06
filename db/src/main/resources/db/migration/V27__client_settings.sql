-- What clients have set for the objects that they make: defaults and constraints (KMIP 2.1 sections 6.1.52 and 6.1.53).
create table client_setting (
    owner      text        not null,
    kind       text        not null,
    value      bytea       not null,
    changed_at timestamptz not null,
    primary key (owner, kind)
);
