-- One node at a time forwards the log to a collector: whoever holds the lease, by the database's clock.
alter table audit_forward add column holder text, add column held_until timestamptz;

-- When the objects made of the blocks of a decision had met their fate; null while some are left. Decisions of before count as done.
alter table qkd_block_decision add column objects_done timestamptz;
update qkd_block_decision set objects_done = time;
create index qkd_block_decision_objects on qkd_block_decision (time) where objects_done is null;
