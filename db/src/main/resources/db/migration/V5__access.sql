-- Principals that officers made, beside those of the configuration file. No row is ever removed: the log names them for ever.
create table principal (
    name        text        primary key,
    -- the group (tenant) it belongs to; '*' is the node itself
    group_name  text        not null,
    roles       text[]      not null,
    created_by  text        not null,
    created_at  timestamptz not null,
    disabled_at timestamptz
);

-- Certificates that alone stand for a principal, by the SHA-256 of their DER form in hexadecimal.
create table principal_certificate (
    fingerprint text        primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
    principal   text        not null references principal (name),
    bound_at    timestamptz not null
);

-- Service tokens: what is kept of a token is the SHA-256 of its 256-bit secret.
create table service_token (
    id         uuid        primary key,
    hash       bytea       not null check (octet_length(hash) = 32),
    principal  text        not null,
    roles      text[]      not null,
    issued_by  text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

-- One row. Every change of the tables above moves it on first, so changes happen one after another, and every node that reads the
-- number sees whether what it knows is still so.
create table access_version (
    id      smallint primary key check (id = 1),
    version bigint   not null
);
insert into access_version (id, version) values (1, 0);
