-- What tells the password that the configuration file gives a principal, and by what identifier tickets know that they were obtained by it:
-- another password has another one.
create table configured_password (
    principal  text        primary key,
    uid        uuid        not null unique,
    salt       bytea       not null,
    iterations int         not null,
    verifier   bytea       not null,
    set_at     timestamptz not null
);
