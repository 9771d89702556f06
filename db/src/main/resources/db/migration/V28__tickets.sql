-- Tickets of Login and Delegated Login (KMIP 2.1 sections 6.1.12 and 6.1.30). The ticket itself is nowhere: only its SHA-256 is.
create table ticket (
    hash          bytea       primary key check (octet_length(hash) = 32),
    principal     text        not null,
    rights        bytea,
    issued_at     timestamptz not null,
    expires_at    timestamptz not null,
    requests_left bigint check (requests_left >= 0)
);
create index ticket_principal on ticket (principal);
