-- Client certificates that stand for nobody any more (KMIP 2.1 section 6.1.48), by the SHA-256 of their DER form in hexadecimal. Where one was
-- bound to its principal, the principal stays one for whom bound certificates alone stand.
create table revoked_certificate (
    fingerprint text        not null check (fingerprint ~ '^[0-9a-f]{64}$'),
    principal   text        not null,
    was_bound   bool        not null,
    revoked_by  text        not null,
    revoked_at  timestamptz not null,
    -- One that a group's officers have revoked is not so for the principals of other groups.
    primary key (fingerprint, principal)
);
create index ticket_certificate on ticket (certificate);
create index ticket_credentials on ticket using gin (credentials);
