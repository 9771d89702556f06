-- Credentials of more types, each withdrawn once and for ever. A row of a node of the release before has no type: it is a password where it
-- has a verifier, and a certificate otherwise. What a withdrawn credential was told by is gone, so that no node takes it any more.
alter table user_credential add column type text
    check (type in ('password', 'certificate', 'device', 'one-time-password', 'hashed-password'));
update user_credential set type = case when fingerprint is null then 'password' else 'certificate' end;
alter table user_credential drop constraint user_credential_check1;
alter table user_credential add column withdrawn_at timestamptz, add column withdrawn_by text;
alter table user_credential add constraint user_credential_one_secret check (verifier is null or fingerprint is null);
alter table user_credential add constraint user_credential_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null));

-- What is known of a device (KMIP 2.1 section 9.11), and the PBKDF2 value of its password. All of it together tells one device of a group.
create table device_credential (
    uid                uuid  primary key references user_credential (uid),
    group_name         text  not null,
    serial_number      text  not null,
    device_identifier  text  not null,
    network_identifier text  not null,
    machine_identifier text  not null,
    media_identifier   text  not null,
    salt               bytea not null,
    iterations         int   not null,
    verifier           bytea not null,
    unique (serial_number, device_identifier, network_identifier, machine_identifier, media_identifier, group_name)
);

-- What one-time passwords are made of, without the seed; next_factor: the lowest counter or time step that is still good.
create table one_time_password_credential (
    uid              uuid   primary key references user_credential (uid),
    time_based       bool   not null,
    mac              text   not null,
    digits           int    not null check (digits between 6 and 8),
    interval_seconds int    not null check (interval_seconds between 1 and 3600),
    next_factor      bigint not null check (next_factor >= 0)
);

-- The hash of a Hashed Password credential, and the time stamp that was used last, in microseconds since 1970.
create table hashed_password_credential (
    uid         uuid   primary key references user_credential (uid),
    digest      text   not null,
    last_micros bigint not null
);

-- The seed of one-time passwords, or both hashes of a Hashed Password, sealed by the HSM.
create table user_credential_secret (
    uid        uuid    primary key references user_credential (uid),
    generation integer not null,
    sealed     bytea   not null,
    constraint user_credential_secret_generation foreign key (generation) references sealing_generation (generation)
);
create index user_credential_secret_generation_index on user_credential_secret (generation);

-- By what a ticket was obtained: the user's credentials, if there were any, and the client certificate of the connection.
alter table ticket add column credentials uuid[] not null default '{}', add column certificate text;
