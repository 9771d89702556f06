-- Credentials of Create Credential (KMIP 3.0 draft). A password is nowhere: only its PBKDF2 value is; of a certificate, its fingerprint.
create table user_credential (
    uid         uuid        primary key,
    group_name  text        not null,
    -- the user that it was linked to, once and for ever
    principal   text        references principal (name),
    salt        bytea,
    iterations  int,
    verifier    bytea,
    fingerprint text        check (fingerprint ~ '^[0-9a-f]{64}$'),
    created_by  text        not null,
    created_at  timestamptz not null,
    check ((verifier is null) = (salt is null) and (verifier is null) = (iterations is null)),
    check ((verifier is null) <> (fingerprint is null))
);
create index user_credential_principal on user_credential (principal);

-- Groups of users of Create Group (KMIP 3.0 draft), within the group (tenant) of the officer who made them.
create table user_group (
    uid        uuid        primary key,
    name       text        not null,
    group_name text        not null,
    created_by text        not null,
    created_at timestamptz not null,
    unique (group_name, name)
);

-- Users of Create User: what KMIP calls the principal. Who they are and what they may do, the table principal says.
create table user_identifier (
    uid        uuid primary key,
    principal  text not null unique references principal (name)
);

create table user_group_member (
    user_group uuid not null references user_group (uid),
    principal  text not null references principal (name),
    primary key (user_group, principal)
);
