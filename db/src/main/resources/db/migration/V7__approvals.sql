-- Requests that others must approve (M of N). A row is bound to one exact request by the hash of its canonical form.
-- current: whether the row decides the request; one that was consumed or has expired does so no longer, and the request is asked anew.
create table approval (
    id               uuid        primary key,
    operation        text        not null,
    request_hash     bytea       not null check (octet_length(request_hash) = 32),
    requester        text        not null,
    protocol         text        not null,
    objects          uuid[]      not null,
    parameter_names  text[]      not null,
    parameter_values text[]      not null,
    required         integer     not null check (required >= 1),
    members          text[]      not null,
    member_group     text,
    state            text        not null check (state in ('pending', 'approved', 'refused', 'expired', 'consumed')),
    current          boolean     not null default true,
    given            integer     not null default 0 check (given >= 0),
    asked_at         timestamptz not null,
    expires_at       timestamptz not null,
    ended_at         timestamptz
);
create unique index approval_current on approval (request_hash) where current;
create index approval_due on approval (expires_at) where current;
create index approval_requester on approval (requester) where current;
create index approval_asked on approval (asked_at desc, id);

-- Who has said what: each person once.
create table approval_vote (
    approval uuid        not null references approval (id),
    approver text        not null,
    verdict  text        not null check (verdict in ('approved', 'refused')),
    reason   text        not null,
    ticket   text        not null,
    time     timestamptz not null,
    primary key (approval, approver)
);
