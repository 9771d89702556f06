-- Seals that could not be opened when they were to be made anew under another generation of the master key. Known here, each is recorded in
-- the audit log once, counted apart from what is still to be sealed anew, and tried again slowly. A row that no longer has the seal of this
-- generation, or is gone, is taken out by the server.
-- location: the kind of the sealed row; id: its identifier there; generation: the one that its seal names.
create table damaged_seal (
    location   text        not null,
    id         uuid        not null,
    generation integer     not null,
    found_at   timestamptz not null,
    tried_at   timestamptz not null,
    primary key (location, id, generation)
);
create index damaged_seal_tried on damaged_seal (location, tried_at);
